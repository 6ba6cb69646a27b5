//! What the tests share: stores and whole sections of their own on both engines, people, visitors, letters.

pub mod engine;
pub mod letters;
pub mod people;
pub mod process;
pub mod section;
pub mod visitor;
