//! What a hostile visitor, member or server tries against the real program, case by case (the ids are those of security.md).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

#[path = "hostile/apart.rs"]
mod apart;
#[path = "hostile/crawl.rs"]
mod crawl;
#[path = "hostile/door.rs"]
mod door;
#[path = "hostile/forged.rs"]
mod forged;
#[path = "hostile/group_matrix.rs"]
mod group_matrix;
#[path = "hostile/group_scene.rs"]
mod group_scene;
#[path = "hostile/matrix.rs"]
mod matrix;
#[path = "hostile/meeting_matrix.rs"]
mod meeting_matrix;
#[path = "hostile/pictures.rs"]
mod pictures;
#[path = "hostile/refused.rs"]
mod refused;
#[path = "hostile/scene.rs"]
mod scene;
#[path = "hostile/sessions.rs"]
mod sessions;
#[path = "hostile/silence.rs"]
mod silence;
#[path = "hostile/texts.rs"]
mod texts;
