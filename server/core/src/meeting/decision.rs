//! Decisions and tasks: what outlives a meeting until somebody has done it.

use super::{MeetingState, Won};
use crate::body::BodyKind;
use crate::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, TaskId};
use crate::person::Byline;
use crate::text::{Note, Title, UnitName};
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

/// A decision with what its line in the register needs beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionView {
    /// The decision.
    pub decision: Decision,
    /// The name of its body.
    pub body_name: UnitName,
    /// What its body is.
    pub body_kind: BodyKind,
    /// What its meeting is called.
    pub meeting_title: Title,
    /// Where its meeting stands: while it sits, those who keep it see its decisions, and nobody else.
    pub meeting_state: MeetingState,
    /// Whether it was taken in camera.
    pub in_camera: bool,
    /// Of an election: who won it.
    pub won: Vec<Won>,
}

/// A decision that came back to a later sitting, and where it stood when that one closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Under which item of that sitting.
    pub item: ItemId,
    /// Which decision.
    pub decision: DecisionId,
    /// The year of its number.
    pub year: i32,
    /// Its rank in that year.
    pub rank: i32,
    /// What was decided; `None` of what was decided in camera, which more people read about than heard it.
    pub title: Option<Title>,
    /// Where it stood at the closing; while nothing is closed, where it stands.
    pub state: DecisionState,
    /// By when it was to be done.
    pub due: Option<Day>,
}

impl FollowUp {
    /// How it is numbered: "2026-14".
    pub fn number(&self) -> String {
        format!("{}-{}", self.year, self.rank)
    }
}

impl Decision {
    /// How it is numbered: "2026-14".
    pub fn number(&self) -> String {
        format!("{}-{}", self.year, self.rank)
    }

    /// Whether somebody still has to do it, and the day is past.
    pub fn overdue(&self, today: Day) -> bool {
        self.state.waits() && self.due.is_some_and(|due| due < today)
    }
}

impl DecisionState {
    /// Whether somebody still has to do it.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Open | Self::UnderWay)
    }

    /// Whether it may go from this state to that one: what was only said stays said, all else can be taken up again.
    pub fn may_become(self, next: Self) -> bool {
        self != next && self != Self::Settled && next != Self::Settled
    }
}
