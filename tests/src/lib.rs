//! What the tests share: stores of their own, on both engines.

pub mod engine;
