//! Following up decisions: where they stand, said by who sees to them or who keeps the record, with a word.

use async_trait::async_trait;

use super::journal;
use crate::access;
use crate::action::Action;
use crate::error::{Failure, Fault, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, ItemId, PersonId};
use crate::mandate::Right;
use crate::meeting::{DecisionState, DecisionView, FollowUp, ItemKind, ItemState, Meeting};
use crate::store::{Read, Tx};
use crate::text::Note;
use crate::world::World;

/// Open decisions that come back to one agenda.
pub const FOLLOW_UPS_MAX: i64 = 50;

/// The decisions of a body that come back to its next agenda: those of its closed sittings that somebody still sees to.
/// What was decided in camera comes back too; who writes the agenda names it by its number alone.
pub async fn open_decisions(db: &mut dyn Read, body: BodyId) -> Result<Vec<DecisionView>, Fault> {
    let mut open = db.open_decisions(body, FOLLOW_UPS_MAX).await?;
    open.retain(|view| view.meeting_state.held());
    Ok(open)
}

/// The decisions that come back to a meeting, by item: before it opens those that are open at this moment, then those
/// that were open when it opened, with where they stand; once it is closed, with where they stood.
///
/// The closing is the moment that the minutes tell of. What was open when the agenda was drafted may be done long since,
/// and what is done when the minutes are sealed was not when the assembly heard of it.
pub async fn follow_ups(db: &mut dyn Read, meeting: &Meeting) -> Result<Vec<FollowUp>, Fault> {
    if meeting.sitting.is_some() {
        return db.follow_ups(meeting.id).await;
    }
    let items = db.items(meeting.id).await?;
    if !items.iter().any(|item| item.kind == ItemKind::FollowUp) {
        return Ok(Vec::new());
    }
    let open = open_decisions(db, meeting.body).await?;
    let under = |item| open.iter().map(move |view| of_view(item, view));
    Ok(items.iter().filter(|item| item.kind == ItemKind::FollowUp).flat_map(|item| under(item.id)).collect())
}

/// A decision as it comes back under an item.
fn of_view(item: ItemId, view: &DecisionView) -> FollowUp {
    let one = &view.decision;
    FollowUp {
        item,
        decision: one.id,
        year: one.year,
        rank: one.rank,
        title: Some(one.title.clone()).filter(|_| !view.in_camera),
        state: one.state,
        due: one.due,
    }
}

/// Called in the transaction that opens a sitting: what is open now came back to it.
pub(crate) async fn come_back(tx: &mut dyn Tx, meeting: &Meeting) -> Result<(), Failure> {
    let items = tx.items(meeting.id).await?;
    let follows = |kind, state| kind == ItemKind::FollowUp && state == ItemState::Listed;
    for item in items.iter().filter(|item| follows(item.kind, item.state)) {
        for view in open_decisions(tx, meeting.body).await? {
            tx.bring_back(item.id, view.decision.id).await?;
        }
    }
    Ok(())
}

/// Called in the transaction that closes it, while it still sits: where each of them stands is what the minutes say.
pub(crate) async fn came_back(tx: &mut dyn Tx, meeting: &Meeting) -> Result<(), Failure> {
    // Another body may have closed a sitting meanwhile, and an item may have been added.
    come_back(tx, meeting).await?;
    Ok(tx.freeze_follow_ups(meeting.id).await?)
}

/// Says where a decision stands.
#[derive(Debug)]
pub struct MoveDecision {
    /// Who says it.
    pub by: PersonId,
    /// Of which body, of which year, which number.
    pub number: (BodyId, i32, i32),
    /// Where it stands.
    pub state: DecisionState,
    /// A word on it.
    pub word: Option<Note>,
    /// [`crate::meeting::Decision::version`] when the form was opened.
    pub seen_version: i32,
}

#[async_trait]
impl Action for MoveDecision {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let found =
            access::decision(tx, &viewer, self.number, world.now()).await?.ok_or(Refusal::NotFound)?;
        let before = &found.decision;
        let owner = before.owner.as_ref().is_some_and(|who| who.id == self.by);
        if !owner && !viewer.holds(Right::Record, before.body) {
            return Err(Refusal::NotAllowed.into());
        }
        if before.state == self.state && before.word == self.word {
            // Sent twice.
            return Ok(());
        }
        if before.state != self.state && !before.state.may_become(self.state) {
            return Err(Refusal::Over.into());
        }
        let mut after = before.clone();
        after.state = self.state;
        after.word.clone_from(&self.word);
        if !tx.update_decision(&after, self.seen_version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let kind = match self.state {
            DecisionState::Open => EventKind::DecisionReopened,
            DecisionState::UnderWay => EventKind::DecisionUnderWay,
            DecisionState::Done | DecisionState::Settled => EventKind::DecisionDone,
            DecisionState::Dropped => EventKind::DecisionDropped,
        };
        journal(tx, world, Some(self.by), kind, after.id.0).await?;
        Ok(())
    }
}
