//! What becomes of a text that a group's host did not take, beside being kept for a while.

use async_trait::async_trait;

use crate::access;
use crate::action::Action;
use crate::error::{Failure, Refusal};
use crate::group::{ActState, Deed, MessageState};
use crate::id::{ActivityId, PersonId};
use crate::store::Tx;
use crate::world::World;

/// Its author has copied it, or wants it no more: it goes before its time.
#[derive(Debug)]
pub struct DropRefused {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub act: ActivityId,
}

#[async_trait]
impl Action for DropRefused {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let found = access::refused(tx, &viewer, self.act, now).await?;
        let act = found.ok_or(Refusal::NotFound)?.into_inner().act;
        if let Deed::Write { message } = &act.deed {
            tx.empty_message(*message, MessageState::Deleted, now).await?;
        }
        // What is done keeps no text.
        Ok(tx.settle_group_act(act.id, ActState::Done, act.reason, now).await?)
    }
}
