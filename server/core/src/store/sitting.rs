//! What a sitting needs of a store: who is there, the votes, the decisions and what somebody took on.

use async_trait::async_trait;
use uuid::Uuid;

use crate::error::Fault;
use crate::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, PersonId, StayId, TaskId};
use crate::meeting::{
    Ballot, BallotChoice, CountBy, Decision, FollowUp, Headcount, Measure, RollVote, RoomVoice, SheetFilter,
    SheetLine, Stay, Suspension, Task,
};
use crate::world::{Day, Moment};

/// Reading a sitting.
#[async_trait]
pub trait ReadSitting {
    /// A stay, and the meeting it belongs to.
    async fn stay(&mut self, id: StayId) -> Result<Option<(MeetingId, Stay)>, Fault>;
    /// The stay of a person who is there.
    async fn open_stay(&mut self, meeting: MeetingId, person: PersonId) -> Result<Option<Stay>, Fault>;
    /// Every stay of a person in a meeting, earliest first.
    async fn stays_of(&mut self, meeting: MeetingId, person: PersonId) -> Result<Vec<Stay>, Fault>;
    /// Every stay of a meeting, guests' too, earliest first, at most `limit`.
    async fn stays(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Stay>, Fault>;
    /// The stays of those who have no account here, earliest first, at most `limit`.
    async fn guests_of(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Stay>, Fault>;
    /// Lines of the sheet, by name: those whose folded name holds `search`, after the first `skip`, at most `limit`.
    async fn sheet(
        &mut self,
        meeting: MeetingId,
        search: &str,
        filter: SheetFilter,
        skip: i64,
        limit: i64,
    ) -> Result<Vec<SheetLine>, Fault>;
    /// How many lines that search has.
    async fn sheet_count(
        &mut self,
        meeting: MeetingId,
        search: &str,
        filter: SheetFilter,
    ) -> Result<i64, Fault>;
    /// Who is there, in numbers; `on` is the day at which dues are looked at.
    async fn headcount(&mut self, meeting: MeetingId, on: Day) -> Result<Headcount, Fault>;
    /// What the quorum of a meeting was measured by, earliest first.
    async fn measures(&mut self, meeting: MeetingId) -> Result<Vec<Measure>, Fault>;
    /// The interruptions of a sitting, earliest first.
    async fn pauses(&mut self, meeting: MeetingId) -> Result<Vec<Suspension>, Fault>;
    /// The voices of the room, by name, those who are there first, each with those they carry behind them.
    async fn room_voices(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<RoomVoice>, Fault>;
    /// A vote.
    async fn ballot(&mut self, id: BallotId) -> Result<Option<Ballot>, Fault>;
    /// The votes of a meeting, in the order of their making.
    async fn ballots(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Ballot>, Fault>;
    /// The votes under an item, amendments before the text.
    async fn ballots_under(&mut self, item: ItemId) -> Result<Vec<Ballot>, Fault>;
    /// The vote made from this form, if it was sent before.
    async fn ballot_once(&mut self, meeting: MeetingId, once: Uuid) -> Result<Option<BallotId>, Fault>;
    /// What was keyed of a vote, by whom, earliest first.
    async fn counts_of(&mut self, ballot: BallotId) -> Result<Vec<CountBy>, Fault>;
    /// The voices of a roll call that were heard, by name.
    async fn roll_votes(&mut self, ballot: BallotId) -> Result<Vec<RollVote>, Fault>;
    /// A decision.
    async fn decision(&mut self, id: DecisionId) -> Result<Option<Decision>, Fault>;
    /// The decision that came of a vote.
    async fn decision_by(&mut self, ballot: BallotId) -> Result<Option<Decision>, Fault>;
    /// The decisions of a meeting, by number.
    async fn decisions_of(&mut self, meeting: MeetingId) -> Result<Vec<Decision>, Fault>;
    /// The earlier decisions that came back to a meeting, by item and number: where they stand, or stood when it closed.
    async fn follow_ups(&mut self, meeting: MeetingId) -> Result<Vec<FollowUp>, Fault>;
    /// The decision made from this form, if it was sent before.
    async fn decision_once(&mut self, meeting: MeetingId, once: Uuid) -> Result<Option<DecisionId>, Fault>;
    /// A task.
    async fn task(&mut self, id: TaskId) -> Result<Option<Task>, Fault>;
    /// What was taken on in a meeting, earliest first.
    async fn tasks_of(&mut self, meeting: MeetingId) -> Result<Vec<Task>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteSitting {
    /// Stores a stay; false where this form was sent before, or the person is there already.
    async fn insert_stay(
        &mut self,
        meeting: MeetingId,
        stay: &Stay,
        by: PersonId,
        once: Option<Uuid>,
    ) -> Result<bool, Fault>;
    /// Stores voice, presence and times of a stay.
    async fn update_stay(&mut self, stay: &Stay, by: PersonId) -> Result<bool, Fault>;
    /// Forgets a stay that was keyed by mistake.
    async fn delete_stay(&mut self, id: StayId) -> Result<bool, Fault>;
    /// Ends every open stay of a meeting: the sitting is over.
    async fn end_stays(&mut self, meeting: MeetingId, at: Moment) -> Result<(), Fault>;
    /// Stores what the quorum is measured by from a moment on.
    async fn keep_measure(&mut self, meeting: MeetingId, measure: &Measure) -> Result<(), Fault>;
    /// Begins an interruption of the sitting.
    async fn begin_pause(&mut self, meeting: MeetingId, from: Moment) -> Result<(), Fault>;
    /// Ends the one that lasts.
    async fn end_pause(&mut self, meeting: MeetingId, until: Moment) -> Result<(), Fault>;
    /// Lets a decision come back under an item; nothing happens where it does already.
    async fn bring_back(&mut self, item: ItemId, decision: DecisionId) -> Result<(), Fault>;
    /// Writes beside every decision that came back to a meeting where it stands now: the sitting closes.
    async fn freeze_follow_ups(&mut self, meeting: MeetingId) -> Result<(), Fault>;
    /// Stores a vote; false where this form was sent before.
    async fn insert_ballot(&mut self, ballot: &Ballot, once: Uuid) -> Result<bool, Fault>;
    /// Stores every changeable column of a vote and counts its version up; false where `seen_version` is no longer it.
    async fn update_ballot(&mut self, ballot: &Ballot, seen_version: i32) -> Result<bool, Fault>;
    /// Forgets a vote that was prepared and never put.
    async fn delete_ballot(&mut self, id: BallotId) -> Result<(), Fault>;
    /// Stores what somebody counted, in the place of what they had keyed before.
    async fn keep_count(&mut self, ballot: BallotId, count: &CountBy) -> Result<(), Fault>;
    /// Stores a voice of a roll call, in the place of what had been heard before.
    async fn keep_roll_vote(
        &mut self,
        ballot: BallotId,
        person: PersonId,
        carried_by: Option<PersonId>,
        choice: BallotChoice,
        at: Moment,
    ) -> Result<(), Fault>;
    /// Stores what a voice said that is called already; who carries it stays.
    async fn change_roll_vote(
        &mut self,
        ballot: BallotId,
        person: PersonId,
        choice: BallotChoice,
        at: Moment,
    ) -> Result<(), Fault>;
    /// Takes the next number of a series, from 1, without gaps: a transaction that is not committed gives it back.
    async fn next_number(&mut self, body: BodyId, series: &str, year: i32) -> Result<i32, Fault>;
    /// Stores a decision; false where this form was sent before, or the vote has one.
    async fn insert_decision(&mut self, decision: &Decision, once: Uuid) -> Result<bool, Fault>;
    /// Stores owner, date, state and word; false where `seen_version` is no longer its version.
    async fn update_decision(&mut self, decision: &Decision, seen_version: i32) -> Result<bool, Fault>;
    /// Stores a task; false where this form was sent before.
    async fn insert_task(&mut self, task: &Task, once: Uuid) -> Result<bool, Fault>;
    /// Stores title, owner, date and state; false where `seen_version` is no longer its version.
    async fn update_task(&mut self, task: &Task, seen_version: i32) -> Result<bool, Fault>;
}
