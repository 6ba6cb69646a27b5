//! Following up decisions: where they stand, said by who sees to them or who keeps the record, with a word.

use async_trait::async_trait;

use super::journal;
use crate::access;
use crate::action::Action;
use crate::error::{Failure, Fault, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, PersonId};
use crate::mandate::Right;
use crate::meeting::{DecisionState, DecisionView};
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
