//! What the tests share: stores and whole sections of their own on both engines, people, visitors, letters, and several sections on a bad line.

pub mod assembly;
pub mod engine;
pub mod letters;
pub mod network;
pub mod people;
pub mod process;
pub mod proxy;
pub mod section;
pub mod visitor;
