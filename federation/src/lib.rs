//! ActivityPub: names, documents, signatures, the inbox, deliveries and fetching.

pub mod address;
pub mod fetch;
pub mod keys;
pub mod signature;
