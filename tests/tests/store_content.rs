//! What the store promises of posts, rendezvous, groups and other servers, on both engines.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by failing"
)]

#[path = "store_content/group_things.rs"]
mod group_things;
#[path = "store_content/groups.rs"]
mod groups;
#[path = "store_content/groups_said.rs"]
mod groups_said;
#[path = "store_content/links.rs"]
mod links;
#[path = "store_content/network.rs"]
mod network;
#[path = "store_content/posts.rs"]
mod posts;
#[path = "store_content/rendezvous.rs"]
mod rendezvous;
#[path = "store_content/things.rs"]
mod things;
