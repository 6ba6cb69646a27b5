//! Minutes, the minute book and the register of decisions.

pub(crate) mod pdf;
pub(crate) mod words;
