//! The minutes: a draft made of what was recorded, corrections, approval, the seal, and the numbered minute book.

use crate::id::{BallotId, BodyId, CorrectionId, EntryId, ItemId, MeetingId};
use crate::person::Byline;
use crate::text::Note;
use crate::world::Moment;

crate::column::words! {
    /// Where minutes stand (product.md 5.3).
    MinutesState {
        /// Being written by those who keep the sitting.
        Draft = "draft",
        /// Those who attended read them and propose corrections.
        InReview = "in_review",
        /// Approved by a vote, waiting for the seal.
        Approved = "approved",
        /// Sealed: numbered and hashed. What changes later is a new numbered entry.
        Sealed = "sealed",
    }
}

impl MinutesState {
    /// Whether a vote approved them: their text changes no more.
    pub const fn approved(self) -> bool {
        matches!(self, Self::Approved | Self::Sealed)
    }
}

/// Where the minutes of a meeting stand. Their text is made of the record until the seal, and kept from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Where they stand.
    pub state: MinutesState,
    /// When they were opened to those who attended.
    pub opened_at: Option<Moment>,
    /// The meeting and the vote that approved them.
    pub approved_in: Option<MeetingId>,
    /// The vote, where there was one.
    pub approved_by: Option<BallotId>,
    /// When they were approved.
    pub approved_at: Option<Moment>,
    /// Guards forms against each other.
    pub version: i32,
}

impl Minutes {
    /// The draft that a sitting has from its closing on, before anybody touched it.
    pub const fn draft(meeting: MeetingId) -> Self {
        Self {
            meeting,
            state: MinutesState::Draft,
            opened_at: None,
            approved_in: None,
            approved_by: None,
            approved_at: None,
            version: 1,
        }
    }
}

crate::column::words! {
    /// Where a correction stands.
    CorrectionState {
        /// Waits for the secretary.
        Proposed = "proposed",
        /// Taken into the minutes.
        Accepted = "accepted",
        /// Not taken, with a word why.
        Declined = "declined",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// A correction that somebody who attended asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The id.
    pub id: CorrectionId,
    /// To the minutes of which meeting.
    pub meeting: MeetingId,
    /// To which item; `None` for what stands above the items.
    pub item: Option<ItemId>,
    /// Who asks.
    pub by: Byline,
    /// What should be written.
    pub text: Note,
    /// Where it stands.
    pub state: CorrectionState,
    /// The secretary's word.
    pub answer: Option<Note>,
    /// When it was asked.
    pub made_at: Moment,
    /// When it was settled.
    pub settled_at: Option<Moment>,
}

crate::column::words! {
    /// What an entry of the minute book is.
    EntryKind {
        /// Sealed minutes.
        Minutes = "minutes",
        /// A correction of sealed minutes.
        Correction = "correction",
    }
}

/// An entry of the minute book (registre des délibérations): numbered without gaps within a body and year, chained by
/// salted hashes, so that no entry can be changed or slipped in unseen, and so that its text can still be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterEntry {
    /// The id.
    pub id: EntryId,
    /// Of which body.
    pub body: BodyId,
    /// The year of its number.
    pub year: i32,
    /// Its number in that year, from 1.
    pub number: i32,
    /// What it is.
    pub kind: EntryKind,
    /// The meeting it is about.
    pub meeting: MeetingId,
    /// The document as it was sealed: JSON, byte for byte; `None` where it was erased.
    pub document: Option<String>,
    /// 32 random bytes that go with the document.
    pub salt: Vec<u8>,
    /// SHA-256 over salt and document.
    pub content_hash: Vec<u8>,
    /// SHA-256 over the hash of the entry before (of this body) and this one's number and content hash.
    pub hash: Vec<u8>,
    /// When it was sealed.
    pub sealed_at: Moment,
}
