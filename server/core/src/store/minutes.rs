//! What minutes, the minute book and the register of decisions need of a store.

use async_trait::async_trait;

use crate::access::Scope;
use crate::error::Fault;
use crate::event::Event;
use crate::id::{BodyId, CorrectionId, DecisionId, EntryId, MeetingId, PersonId};
use crate::meeting::{Correction, DecisionView, Minutes, MinutesState, RegisterEntry};
use crate::text::PersonName;
use crate::world::{Day, Moment};

/// Which decisions of the register are wanted. Whoever is no member sees none.
#[derive(Clone, Debug)]
pub struct DecisionsWanted {
    /// Who looks.
    pub scope: Scope,
    /// Whether they read the decisions of every body.
    pub every_body: bool,
    /// At which moment their mandates count.
    pub now: Moment,
    /// Only of this body.
    pub body: Option<BodyId>,
    /// Whether they keep the record of that body, what it treats in camera included.
    pub keeps: bool,
    /// Only those that this person sees to.
    pub owner: Option<PersonId>,
    /// Only those that somebody still has to do.
    pub open: bool,
    /// Only those with these words, folded; empty for all.
    pub words: String,
    /// Only what comes after this one in the list.
    pub before: Option<(Moment, DecisionId)>,
    /// At most as many.
    pub limit: i64,
}

/// The words by which an entry of the minute book is found, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Those that every reader of the book reads.
    pub open: String,
    /// All of them, where some were said in camera.
    pub all: Option<String>,
}

/// Reading them.
#[async_trait]
pub trait ReadMinutes {
    /// Where the minutes of a meeting stand; `None` before its sitting closed.
    async fn minutes(&mut self, meeting: MeetingId) -> Result<Option<Minutes>, Fault>;
    /// The minutes of a body that wait to be approved or sealed, earliest meeting first, at most `limit`.
    async fn minutes_waiting(&mut self, body: BodyId, limit: i64) -> Result<Vec<Minutes>, Fault>;
    /// The corrections asked for to the minutes of a meeting, oldest first, at most `limit`.
    async fn corrections(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Correction>, Fault>;
    /// One of them.
    async fn correction(&mut self, id: CorrectionId) -> Result<Option<Correction>, Fault>;
    /// The entries of a minute book, with their texts, in the order of the chain: those after `after` (year and number), at
    /// most `limit`.
    async fn entries(
        &mut self,
        body: BodyId,
        after: (i32, i32),
        limit: i64,
    ) -> Result<Vec<RegisterEntry>, Fault>;
    /// The newest entries of a minute book, without their texts, newest first, at most `limit`.
    async fn newest_entries(&mut self, body: BodyId, limit: i64) -> Result<Vec<RegisterEntry>, Fault>;
    /// The entries about a meeting, with their texts, in the order of the chain.
    async fn entries_of(&mut self, meeting: MeetingId) -> Result<Vec<RegisterEntry>, Fault>;
    /// The entries of a minute book that hold all of these words, folded: newest first, without their texts, at most
    /// `limit`. Beside each stands whether its words are outside of what was said in camera.
    async fn search_entries(
        &mut self,
        body: BodyId,
        words: &str,
        limit: i64,
    ) -> Result<Vec<(RegisterEntry, bool)>, Fault>;
    /// The meetings that a person was convened to, sat in, or had something to do in, at most `limit`. Beside each stands
    /// whether somebody else of that name, with an account or without, had to do with it too.
    async fn meetings_of(
        &mut self,
        person: PersonId,
        name: &PersonName,
        limit: i64,
    ) -> Result<Vec<(MeetingId, bool)>, Fault>;
    /// What the minutes of a meeting call those whose names were erased.
    async fn initials(&mut self, meeting: MeetingId) -> Result<Vec<(PersonId, PersonName)>, Fault>;
    /// An entry by body, year and number, with its text.
    async fn entry(&mut self, body: BodyId, year: i32, number: i32) -> Result<Option<RegisterEntry>, Fault>;
    /// The register of decisions, newest first.
    async fn decisions(&mut self, wanted: &DecisionsWanted) -> Result<Vec<DecisionView>, Fault>;
    /// A decision by body, year and rank.
    async fn decision_numbered(
        &mut self,
        body: BodyId,
        year: i32,
        rank: i32,
    ) -> Result<Option<DecisionView>, Fault>;
    /// The decisions of a body that somebody still has to do, longest due first, at most `limit`: what comes back to the next
    /// agenda.
    async fn open_decisions(&mut self, body: BodyId, limit: i64) -> Result<Vec<DecisionView>, Fault>;
    /// The decisions that a person sees to and that were due before `today`, longest due first, at most `limit`.
    async fn overdue_decisions(
        &mut self,
        owner: PersonId,
        today: Day,
        limit: i64,
    ) -> Result<Vec<DecisionView>, Fault>;
    /// What the journal tells of a thing, oldest first, at most `limit`.
    async fn journal_of(&mut self, subject: uuid::Uuid, limit: i64) -> Result<Vec<Event>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteMinutes {
    /// Begins the minutes of a meeting as a draft; nothing happens where they are begun.
    async fn begin_minutes(&mut self, meeting: MeetingId) -> Result<(), Fault>;
    /// Moves minutes on from a state; false where they are not in it any more.
    async fn move_minutes(&mut self, minutes: &Minutes, from: MinutesState) -> Result<bool, Fault>;
    /// Stores a correction; false where this form was sent before.
    async fn insert_correction(&mut self, correction: &Correction, once: uuid::Uuid) -> Result<bool, Fault>;
    /// Settles a correction that waits; false where it does not wait any more.
    async fn settle_correction(&mut self, correction: &Correction) -> Result<bool, Fault>;
    /// Writes an entry of the minute book, with its text and the words by which it is found.
    async fn insert_entry(&mut self, entry: &RegisterEntry, said: &Said) -> Result<(), Fault>;
    /// Takes the text of an entry away, and its salt: number and hash stay. False where it is gone already.
    async fn erase_document(&mut self, entry: EntryId) -> Result<bool, Fault>;
    /// Puts initials in the place of a name in what was typed about a meeting beside its items and the minute book: its votes,
    /// decisions, tasks, corrections, notice.
    async fn redact(&mut self, meeting: MeetingId, name: &str, initials: &str) -> Result<(), Fault>;
    /// The same of those who were there without an account.
    async fn redact_guests(&mut self, meeting: MeetingId, name: &str, initials: &str) -> Result<(), Fault>;
    /// Keeps what the minutes of a meeting call somebody whose name is erased.
    async fn keep_initials(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        name: &PersonName,
    ) -> Result<(), Fault>;
}
