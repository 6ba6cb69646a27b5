//! Items of an agenda (points de l'ordre du jour): proposed, put on it, treated in the sitting.

use crate::id::{DocumentId, ItemId, MeetingId, PersonId};
use crate::person::Byline;
use crate::text::{Body, Note, ShortText, Title};
use crate::world::Moment;

crate::column::words! {
    /// What an item is.
    ItemKind {
        /// Welcome and attendance.
        Opening = "opening",
        /// The minutes of an earlier meeting are approved.
        MinutesApproval = "minutes_approval",
        /// Decisions that are still open.
        FollowUp = "follow_up",
        /// Somebody informs.
        Information = "information",
        /// It is talked about.
        Debate = "debate",
        /// It is decided.
        Vote = "vote",
        /// Somebody is elected.
        Election = "election",
        /// Any other business: talk, no decision.
        AnyOther = "any_other",
    }
}

crate::column::words! {
    /// Where an item stands before the sitting.
    ItemState {
        /// Proposed by somebody of the body.
        Proposed = "proposed",
        /// On the agenda.
        Listed = "listed",
        /// Not put on the agenda.
        Declined = "declined",
        /// Taken back by who proposed it.
        Withdrawn = "withdrawn",
    }
}

crate::column::words! {
    /// What became of an item in the sitting.
    ItemOutcome {
        /// Treated, without a vote.
        Treated = "treated",
        /// Adopted by a vote.
        Adopted = "adopted",
        /// Rejected by a vote.
        Rejected = "rejected",
        /// Somebody was elected.
        Elected = "elected",
        /// Put off to another meeting.
        Postponed = "postponed",
        /// Taken back in the sitting.
        Withdrawn = "withdrawn",
    }
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The id.
    pub id: ItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Its place, from 1; proposed ones stand after the listed.
    pub position: i32,
    /// What it is.
    pub kind: ItemKind,
    /// What it is about.
    pub title: Title,
    /// The Markdown beside it, as typed; for a vote, the text that is put to it.
    pub source: String,
    /// The sanitised HTML.
    pub html: String,
    /// Who presents it.
    pub rapporteur: Option<Byline>,
    /// How long it should take, in minutes.
    pub minutes: i32,
    /// Whether guests and observers leave, and what is said stays out of what they read.
    pub in_camera: bool,
    /// Who put it there or proposed it.
    pub proposed_by: Byline,
    /// Where it stands.
    pub state: ItemState,
    /// How many support a proposal.
    pub supporters: i64,
    /// What those who prepare said when they decided on the proposal.
    pub answer: Option<Note>,
    /// The meeting whose minutes are approved here.
    pub approves: Option<MeetingId>,
    /// Whether it was added when the sitting was open already.
    pub added_in_session: bool,
    /// What became of it.
    pub outcome: Option<ItemOutcome>,
    /// What was said, for the minutes, as typed.
    pub notes_source: String,
    /// The same, sanitised.
    pub notes_html: String,
    /// When it was made.
    pub made_at: Moment,
    /// Guards forms against each other.
    pub version: i32,
}

/// A document beside an item, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDocument {
    /// The id.
    pub id: DocumentId,
    /// Beside which item.
    pub item: ItemId,
    /// What it is called.
    pub name: ShortText,
    /// Its media type, one of a closed list.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Who put it there.
    pub by: PersonId,
}

/// What the form of an item says, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPlan {
    /// See [`Item::kind`].
    pub kind: ItemKind,
    /// See [`Item::title`].
    pub title: Title,
    /// The Markdown beside it.
    pub text: Option<Body>,
    /// Who presents it.
    pub rapporteur: Option<PersonId>,
    /// See [`Item::minutes`].
    pub minutes: i32,
    /// See [`Item::in_camera`].
    pub in_camera: bool,
    /// See [`Item::approves`].
    pub approves: Option<MeetingId>,
}

impl ItemKind {
    /// Whether something is decided under it: what was not on the notice cannot be decided.
    pub const fn decides(self) -> bool {
        matches!(self, Self::Vote | Self::Election | Self::MinutesApproval)
    }

    /// Whether one talks under it and decides nothing.
    pub const fn only_talks(self) -> bool {
        matches!(self, Self::Information | Self::AnyOther)
    }
}

/// Items of one agenda, proposals included: a congress has fewer.
pub const ITEMS_MAX: usize = 100;
/// Documents beside one item.
pub const DOCUMENTS_MAX: usize = 10;
/// The largest document, in bytes: a report of a hundred pages with pictures.
pub const DOCUMENT_BYTES_MAX: usize = 8 * 1_024 * 1_024;
