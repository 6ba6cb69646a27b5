//! Groups that cross servers: what is said, in which order it arrives everywhere, and what is not believed.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it made has failed"
)]

#[path = "groups/abroad.rs"]
mod abroad;
#[path = "groups/crossing.rs"]
mod crossing;
#[path = "groups/foreign.rs"]
mod foreign;
#[path = "groups/forged.rs"]
mod forged;
#[path = "groups/partings.rs"]
mod partings;
#[path = "groups/restored.rs"]
mod restored;
#[path = "groups/served.rs"]
mod served;
#[path = "groups/stage.rs"]
mod stage;
