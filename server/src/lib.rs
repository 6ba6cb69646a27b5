//! The house put together: settings, listener, workers, mail and commands.

pub mod boot;
pub mod command;
pub mod config;
pub mod demo;
pub mod folder;
pub mod log;
pub mod mail;
pub mod schedule;
pub mod serve;
pub mod setup;
pub mod worker;
pub mod world;
