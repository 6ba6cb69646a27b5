//! Minutes, the minute book and the register of decisions.

mod book;
mod change;
pub(crate) mod decisions;
pub(crate) mod erase;
pub(crate) mod pdf;
mod show;
pub(crate) mod words;

use axum::Router;
use axum::routing::{get, post};
use preau_core::id::MeetingId;

use crate::error::Failure;
use crate::place::{self, Places as _};
use crate::state::Web;

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MINUTES, get(show::show))
        .at(place::MINUTES_PDF, get(show::paper))
        .at(place::MINUTES_REVIEW, post(change::open_review))
        .at(place::MINUTES_CORRECTIONS, post(change::ask))
        .at(place::MINUTES_CORRECTION, post(change::settle))
        .at(place::MINUTES_SEAL, post(change::seal))
        .at(place::MINUTES_CORRECT, post(change::correct))
        .at(place::MINUTES_ERASE, post(erase::erase))
        .at(place::BOOK, get(book::show))
        .at(place::DECISIONS, get(decisions::list))
        .at(place::DECISION_OF, get(decisions::show).post(decisions::follow))
}

/// Reads the id of a meeting from an address.
fn meeting_id(text: &str) -> Result<MeetingId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}
