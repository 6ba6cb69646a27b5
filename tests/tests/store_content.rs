//! What the store promises of posts, rendezvous and other servers, on both engines.

#[path = "store_content/network.rs"]
mod network;
#[path = "store_content/posts.rs"]
mod posts;
#[path = "store_content/rendezvous.rs"]
mod rendezvous;
#[path = "store_content/things.rs"]
mod things;
