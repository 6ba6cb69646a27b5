//! The house put together: settings, listener, workers, mail and commands.

pub mod command;
pub mod config;
pub mod folder;
pub mod log;
pub mod mail;
pub mod schedule;
pub mod serve;
pub mod worker;
pub mod world;
