//! What the store promises, on both engines: one winner of a race, lanes, leases, nothing half done.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

#[path = "store/agenda.rs"]
mod agenda;
#[path = "store/decisions.rs"]
mod decisions;
#[path = "store/erasure.rs"]
mod erasure;
#[path = "store/house.rs"]
mod house;
#[path = "store/jobs.rs"]
mod jobs;
#[path = "store/outside.rs"]
mod outside;
#[path = "store/people.rs"]
mod people;
#[path = "store/scene.rs"]
mod scene;
#[path = "store/writing.rs"]
mod writing;
