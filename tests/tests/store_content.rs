//! What the store promises of posts, rendezvous and other servers, on both engines.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by failing"
)]

#[path = "store_content/network.rs"]
mod network;
#[path = "store_content/posts.rs"]
mod posts;
#[path = "store_content/rendezvous.rs"]
mod rendezvous;
#[path = "store_content/things.rs"]
mod things;
