//! The rendezvous of a group: planned by its members, told by the group, answered on each server.

use async_trait::async_trait;
use uuid::Uuid;

use super::gathering_uri;
use super::speak::act;
use crate::access::{self, Thing, Verb, Viewer, may};
use crate::action::Action;
use crate::error::{Failure, Field, Refusal};
use crate::group::{Change, Deed, Gathering, GatheringPlan, NewGathering};
use crate::id::{GatheringId, GroupId, PersonId};
use crate::rendezvous::{AHEAD_MAX, LASTS_MAX};
use crate::store::Tx;
use crate::text::Problem;
use crate::world::{Moment, World};

/// A member plans a rendezvous of the group. Its id is minted where the group is hosted; elsewhere its planner sees it
/// as waiting until the host has it.
#[derive(Debug)]
pub struct PlanGathering {
    /// Who.
    pub by: PersonId,
    /// Of which group.
    pub group: GroupId,
    /// What.
    pub plan: GatheringPlan,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for PlanGathering {
    type Output = GatheringId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<GatheringId, Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Write, self.group).await?;
        check(&self.plan, Some(world.now()))?;
        // The form's id is the rendezvous': a second sending finds the first.
        let id = GatheringId(self.once);
        if tx.gathering(id).await?.is_some() {
            return Ok(id);
        }
        let gathering = Gathering {
            id,
            group: group.id,
            uri: gathering_uri(world.origin(), id),
            plan: self.plan.clone(),
            cancelled: false,
            published: false,
            sequence: 0,
            person: Some(self.by),
            changed_at: world.now(),
        };
        tx.keep_gathering(&gathering).await?;
        let new = NewGathering { uri: gathering.uri, plan: self.plan.clone(), sequence: 0 };
        let deed = Deed::Gather { gathering: id, plan: self.plan.clone() };
        act(tx, world, &group, self.by, deed, Some(Change::Gather(Box::new(new)))).await?;
        Ok(id)
    }
}

fn check(plan: &GatheringPlan, now: Option<Moment>) -> Result<(), Refusal> {
    if let Some(now) = now {
        if plan.starts_at <= now {
            return Err(Refusal::Field(Field::Starts, Problem::TooEarly));
        }
        if plan.starts_at > now.plus(AHEAD_MAX) {
            return Err(Refusal::Field(Field::Starts, Problem::TooFar));
        }
    }
    match plan.ends_at {
        Some(end) if end <= plan.starts_at => Err(Refusal::Field(Field::Ends, Problem::TooEarly)),
        Some(end) if end > plan.starts_at.plus(LASTS_MAX) => {
            Err(Refusal::Field(Field::Ends, Problem::TooFar))
        }
        _ if plan.place.is_none() && plan.link.is_none() => Err(Refusal::Field(Field::Place, Problem::Empty)),
        _ => Ok(()),
    }
}

/// Changes a rendezvous: whoever planned it here, or an animator.
#[derive(Debug)]
pub struct ChangeGathering {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub gathering: GatheringId,
    /// What it is from now on.
    pub plan: GatheringPlan,
    /// [`Gathering::sequence`] when the form was opened.
    pub seen_sequence: i32,
}

#[async_trait]
impl Action for ChangeGathering {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (gathering, group) = theirs(tx, world, self.by, self.gathering).await?;
        if gathering.sequence != self.seen_sequence {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let moved = gathering.plan.starts_at != self.plan.starts_at;
        check(&self.plan, moved.then(|| world.now()))?;
        if gathering.plan == self.plan {
            return Ok(());
        }
        let sequence = gathering.sequence.saturating_add(1);
        let new = NewGathering { uri: gathering.uri.clone(), plan: self.plan.clone(), sequence };
        let deed = Deed::Gather { gathering: gathering.id, plan: self.plan.clone() };
        act(tx, world, &group, self.by, deed, Some(Change::Gather(Box::new(new)))).await?;
        Ok(())
    }
}

/// A rendezvous that this person may change, with its group.
async fn theirs(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    id: GatheringId,
) -> Result<(Gathering, crate::group::Group), Failure> {
    let gathering = tx.gathering(id).await?.ok_or(Refusal::NotFound)?;
    let (group, mine) = access::group_for(tx, by, Verb::Enter, gathering.group).await.map_err(hidden)?;
    if gathering.cancelled || !gathering.published {
        return Err(Refusal::Over.into());
    }
    let viewer: Viewer = access::viewer(tx, by, world.now()).await?;
    let thing = Thing::Group { group: &group, mine: mine.as_ref() };
    let planner = gathering.person == Some(by) && may(&viewer, Verb::Write, thing);
    if planner || may(&viewer, Verb::Animate, thing) {
        Ok((gathering, group))
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// Who is not in the group does not learn that the rendezvous exists.
fn hidden(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(Refusal::NotAllowed) => Refusal::NotFound.into(),
        other => other,
    }
}

/// Cancels a rendezvous.
#[derive(Debug)]
pub struct CallOffGathering {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub gathering: GatheringId,
}

#[async_trait]
impl Action for CallOffGathering {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (gathering, group) = theirs(tx, world, self.by, self.gathering).await?;
        let change = Change::CallOff { uri: gathering.uri.clone() };
        act(tx, world, &group, self.by, Deed::CallOff { gathering: gathering.id }, Some(change)).await?;
        Ok(())
    }
}

/// Says whether one comes. The answer stays on this server.
#[derive(Debug)]
pub struct AnswerGathering {
    /// Who.
    pub by: PersonId,
    /// To which.
    pub gathering: GatheringId,
    /// Whether they come.
    pub coming: bool,
}

#[async_trait]
impl Action for AnswerGathering {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let gathering = tx.gathering(self.gathering).await?.ok_or(Refusal::NotFound)?;
        access::group_for(tx, self.by, Verb::Enter, gathering.group).await.map_err(hidden)?;
        let now = world.now();
        let over = gathering.plan.ends_at.unwrap_or(gathering.plan.starts_at.plus(3 * Moment::HOUR));
        if gathering.cancelled || over < now {
            return Err(Refusal::Over.into());
        }
        Ok(tx.answer_gathering(gathering.id, self.by, self.coming, now).await?)
    }
}
