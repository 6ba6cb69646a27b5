//! Decisions and tasks: what outlives a meeting until somebody has done it.

use crate::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, TaskId};
use crate::person::Byline;
use crate::text::{Note, Title};
use crate::world::{Day, Moment};

crate::column::words! {
    /// Where a decision or a task stands. Open ones come back to the next agenda by themselves.
    DecisionState {
        /// Nobody has begun.
        Open = "open",
        /// Under way.
        UnderWay = "under_way",
        /// Done.
        Done = "done",
        /// Given up, with a word why.
        Dropped = "dropped",
        /// There is nothing to follow: a text was rejected, or says all by itself.
        Settled = "settled",
    }
}

/// A decision in the register of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The id.
    pub id: DecisionId,
    /// Of which body.
    pub body: BodyId,
    /// In which meeting.
    pub meeting: MeetingId,
    /// Under which item.
    pub item: ItemId,
    /// By which vote; `None` where the body agreed without one.
    pub ballot: Option<BallotId>,
    /// The year of its number, in the zone of the meeting.
    pub year: i32,
    /// Its rank in that year: "2026-14". Without gaps within a body and year.
    pub rank: i32,
    /// What was decided.
    pub title: Title,
    /// Whether it was adopted; a rejected text keeps its number too.
    pub adopted: bool,
    /// Who sees to it.
    pub owner: Option<Byline>,
    /// By when.
    pub due: Option<Day>,
    /// Where it stands.
    pub state: DecisionState,
    /// The last word on where it stands.
    pub word: Option<Note>,
    /// When it was taken.
    pub made_at: Moment,
    /// Guards forms against each other.
    pub version: i32,
}

/// Something that somebody took on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The id.
    pub id: TaskId,
    /// In which meeting.
    pub meeting: MeetingId,
    /// Under which item.
    pub item: ItemId,
    /// What is to be done.
    pub title: Title,
    /// Who does it.
    pub owner: Option<Byline>,
    /// By when.
    pub due: Option<Day>,
    /// Where it stands.
    pub state: DecisionState,
    /// When it was taken on.
    pub made_at: Moment,
    /// Guards forms against each other.
    pub version: i32,
}
