//! Decisions with their numbers, and what somebody takes on.

use async_trait::async_trait;
use uuid::Uuid;

use super::{kept, sitting_item};
use crate::action::{Action, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{BallotId, DecisionId, ItemId, MeetingId, PersonId, TaskId};
use crate::meeting::{Decision, DecisionState, Item, Meeting, Task};
use crate::person::{Byline, Standing};
use crate::store::Tx;
use crate::text::{Note, Problem, Title};
use crate::world::{Day, World};

/// The series in which decisions are numbered.
const SERIES: &str = "decision";

/// Who sees to something, and by when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// Who.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<Day>,
}

impl Charge {
    /// The owner as they are shown; somebody who has no open account sees to nothing.
    async fn owner(self, tx: &mut dyn Tx) -> Result<Option<Byline>, Failure> {
        let Some(id) = self.owner else { return Ok(None) };
        let person = tx.person(id).await?.filter(|person| person.standing == Standing::Active);
        let person = person.ok_or(Refusal::Field(Field::Owner, Problem::Malformed))?;
        Ok(Some(Byline {
            id: person.id,
            name: person.name,
            handle: person.handle,
            title: person.title,
            ended: false,
        }))
    }
}

/// Writes a decision into the register, under the next number of the body and the year of the meeting.
pub(super) async fn decide(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    item: &Item,
    what: New,
) -> Result<DecisionId, Failure> {
    let at = meeting.sitting.map_or(meeting.starts_at, |sitting| sitting.opened_at);
    let year = Day::of(at, meeting.time_zone).and_then(Day::date).map_or(1970, |date| {
        use chrono::Datelike as _;
        date.year()
    });
    let owner = what.charge.owner(tx).await?;
    let rank = tx.next_number(meeting.body, SERIES, year).await?;
    let decision = Decision {
        id: DecisionId(world.dated_id()),
        body: meeting.body,
        meeting: meeting.id,
        item: item.id,
        ballot: what.ballot,
        year,
        rank,
        title: what.title,
        adopted: what.adopted,
        owner,
        due: what.charge.due,
        state: what.state,
        word: None,
        made_at: world.now(),
        version: 1,
    };
    // Who asked looked before whether this form or this vote has one: a number that is taken is used.
    if !tx.insert_decision(&decision, what.once).await? {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    Ok(decision.id)
}

/// What is written into the register.
pub(super) struct New {
    pub(super) title: Title,
    pub(super) ballot: Option<BallotId>,
    pub(super) adopted: bool,
    pub(super) state: DecisionState,
    pub(super) charge: Charge,
    pub(super) once: Uuid,
}

/// Records what the body agreed without a vote.
#[derive(Debug)]
pub struct RecordDecision {
    /// Who keys it.
    pub by: PersonId,
    /// Under which item.
    pub item: ItemId,
    /// What was decided.
    pub title: Title,
    /// Who sees to it, by when.
    pub charge: Charge,
    /// The form's own id.
    pub once: Uuid,
}

#[async_trait]
impl Action for RecordDecision {
    type Output = DecisionId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<DecisionId, Failure> {
        let (meeting, item) = sitting_item(tx, world, self.by, self.item).await?;
        if let Some(before) = tx.decision_once(meeting.id, self.once).await? {
            return Ok(before);
        }
        super::vote::decidable(&meeting, &item)?;
        super::standing_with_quorum(tx, &meeting, world.now()).await?;
        let state =
            if self.charge == Charge::default() { DecisionState::Settled } else { DecisionState::Open };
        let new = New {
            title: self.title.clone(),
            ballot: None,
            adopted: true,
            state,
            charge: self.charge,
            once: self.once,
        };
        let id = decide(tx, world, &meeting, &item, new).await?;
        record(tx, world, Some(self.by), EventKind::DecisionTaken, id.0).await?;
        Ok(id)
    }
}

/// Says who sees to a decision, by when, and where it stands.
#[derive(Debug)]
pub struct FollowDecision {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub decision: DecisionId,
    /// Who sees to it, by when.
    pub charge: Charge,
    /// Where it stands.
    pub state: DecisionState,
    /// The last word on it.
    pub word: Option<Note>,
    /// [`Decision::version`] when the form was opened.
    pub seen: i32,
}

#[async_trait]
impl Action for FollowDecision {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let before = tx.decision(self.decision).await?.ok_or(Refusal::NotFound)?;
        // Kept after the sitting too: a decision is followed until it is done.
        let (meeting, _) = kept(tx, world, self.by, before.meeting).await?;
        let after = Decision {
            owner: self.charge.owner(tx).await?,
            due: self.charge.due,
            state: self.state,
            word: self.word.clone(),
            ..before.clone()
        };
        if after == before {
            return Ok(meeting.id);
        }
        if !tx.update_decision(&after, self.seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::DecisionFollowed, after.id.0).await?;
        Ok(meeting.id)
    }
}

/// Somebody takes something on.
#[derive(Debug)]
pub struct TakeOn {
    /// Who keys it.
    pub by: PersonId,
    /// Under which item.
    pub item: ItemId,
    /// What is to be done.
    pub title: Title,
    /// Who does it, by when.
    pub charge: Charge,
    /// The form's own id.
    pub once: Uuid,
}

#[async_trait]
impl Action for TakeOn {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let item = tx.item(self.item).await?.ok_or(Refusal::NotFound)?;
        // Tasks are handed out when the chairs are stacked already (P2.7).
        let (meeting, _) = kept(tx, world, self.by, item.meeting).await?;
        if !(meeting.state.sits() || meeting.state.held()) {
            return Err(Refusal::Over.into());
        }
        let task = Task {
            id: TaskId(world.dated_id()),
            meeting: meeting.id,
            item: item.id,
            title: self.title.clone(),
            owner: self.charge.owner(tx).await?,
            due: self.charge.due,
            state: DecisionState::Open,
            made_at: world.now(),
            version: 1,
        };
        if tx.insert_task(&task, self.once).await? {
            record(tx, world, Some(self.by), EventKind::TaskTaken, task.id.0).await?;
        }
        Ok(())
    }
}

/// Says where a task stands: those who keep the record, and who does it.
#[derive(Debug)]
pub struct FollowTask {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub task: TaskId,
    /// Where it stands.
    pub state: DecisionState,
    /// [`Task::version`] when the form was opened.
    pub seen: i32,
}

#[async_trait]
impl Action for FollowTask {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let mut task = tx.task(self.task).await?.ok_or(Refusal::NotFound)?;
        let viewer = crate::access::viewer(tx, self.by, world.now()).await?;
        let mine = viewer.member().is_some() && task.owner.as_ref().is_some_and(|owner| owner.id == self.by);
        if !mine {
            kept(tx, world, self.by, task.meeting).await?;
        }
        if task.state == self.state {
            return Ok(task.meeting);
        }
        task.state = self.state;
        if !tx.update_task(&task, self.seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::TaskTaken, task.id.0).await?;
        Ok(task.meeting)
    }
}
