//! What goes wrong between the servers of a group: killed, cut off, lied to, left; and what holds once it is over.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it made has failed"
)]

#[path = "faults/copies.rs"]
mod copies;
#[path = "faults/killed.rs"]
mod killed;
#[path = "faults/ledger.rs"]
mod ledger;
#[path = "faults/lines.rs"]
mod lines;
#[path = "faults/parting.rs"]
mod parting;
#[path = "faults/trio.rs"]
mod trio;
