//! Those who speak for the section decide on what came from outside. The other side is told nothing of it.

use async_trait::async_trait;

use crate::access::{self, Verb};
use crate::action::{Action, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{OutsideId, PersonId};
use crate::outside::{OutsidePost, OutsideState};
use crate::store::Tx;
use crate::world::{Moment, World};

/// Accepts: an answer is shown under its post, a mention or a letter is put away.
#[derive(Debug)]
pub struct AcceptOutside {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub outside: OutsideId,
    /// [`crate::outside::ShownAs::version`] of the text that was read: its author may change it meanwhile.
    pub seen: Moment,
}

#[async_trait]
impl Action for AcceptOutside {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let outside = access::outside_for(tx, &viewer, Verb::Decide, self.outside).await?;
        accept(tx, world, self.by, &outside, self.seen).await
    }
}

/// Moves it, if the text that was read still stands.
pub(super) async fn accept(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    outside: &OutsidePost,
    seen: Moment,
) -> Result<(), Failure> {
    if outside.shown.version() != seen {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    decide(tx, world, by, outside, OutsideState::Accepted, EventKind::OutsideAccepted).await
}

/// Refuses: not shown; its text goes after [`crate::outside::REFUSED_DAYS`].
#[derive(Debug)]
pub struct RefuseOutside {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub outside: OutsideId,
}

#[async_trait]
impl Action for RefuseOutside {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let outside = access::outside_for(tx, &viewer, Verb::Decide, self.outside).await?;
        if outside.state != OutsideState::Waiting {
            return Err(Refusal::Over.into());
        }
        decide(tx, world, self.by, &outside, OutsideState::Refused, EventKind::OutsideRefused).await
    }
}

/// Takes away an answer that is shown; its text goes as that of a refused one does.
#[derive(Debug)]
pub struct RemoveOutside {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub outside: OutsideId,
}

#[async_trait]
impl Action for RemoveOutside {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let outside = access::outside_for(tx, &viewer, Verb::Remove, self.outside).await?;
        decide(tx, world, self.by, &outside, OutsideState::Removed, EventKind::OutsideRemoved).await
    }
}

async fn decide(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    outside: &OutsidePost,
    to: OutsideState,
    event: EventKind,
) -> Result<(), Failure> {
    if !tx.move_outside(outside.id, outside.state, to, Some(by), world.now()).await? {
        return Err(Refusal::Over.into());
    }
    Ok(record(tx, world, Some(by), event, outside.id.0).await?)
}
