//! The votes of a sitting that lies ahead: prepared with the agenda, changed, taken away, and carried over where the meeting
//! is put off. In the sitting they are there, and nobody types them twice.

use async_trait::async_trait;

use super::keeps;
use super::vote::{BALLOTS_MAX, NOT_PUT, VotePlan, fresh};
use crate::access::{self, Thing, Verb, may};
use crate::action::meeting::rules_of;
use crate::action::{Action, record};
use crate::error::{Failure, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{BallotId, ItemId, MeetingId, PersonId};
use crate::meeting::{Ballot, BallotState, Item, Meeting, Method};
use crate::rules::RulesProfile;
use crate::store::Tx;
use crate::world::World;

/// The meeting, where this person may prepare a vote of it: while it lies ahead those who prepare its agenda, from its
/// notice on those who keep its record. For everybody else there is none.
pub(super) async fn preparing(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: MeetingId,
) -> Result<Meeting, Failure> {
    let viewer = access::viewer(tx, by, world.now()).await?;
    let meeting = tx.meeting(meeting).await?.ok_or(Refusal::NotFound)?;
    let thing = Thing::Meeting { meeting: &meeting, place: None };
    let prepares = meeting.state.ahead() && may(&viewer, Verb::Prepare, thing);
    if prepares || keeps(&viewer, &meeting) { Ok(meeting) } else { Err(Refusal::NotFound.into()) }
}

/// A vote that was prepared for a sitting that lies ahead, and its meeting.
async fn ahead(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    ballot: BallotId,
) -> Result<(Meeting, Ballot), Failure> {
    let ballot = tx.ballot(ballot).await?.ok_or(Refusal::NotFound)?;
    let meeting = preparing(tx, world, by, ballot.meeting).await?;
    if meeting.state.ahead() && ballot.state == BallotState::Prepared {
        Ok((meeting, ballot))
    } else {
        Err(Refusal::Over.into())
    }
}

/// Changes a vote that was prepared, before the sitting.
#[derive(Debug)]
pub struct ChangeVote {
    /// Who changes it.
    pub by: PersonId,
    /// Which.
    pub ballot: BallotId,
    /// What it is to be. Whether it is an amendment does not change.
    pub plan: VotePlan,
    /// [`Ballot::version`] when the form was opened.
    pub seen: i32,
}

#[async_trait]
impl Action for ChangeVote {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (meeting, before) = ahead(tx, world, self.by, self.ballot).await?;
        self.plan.check()?;
        let rules = rules_of(tx, &meeting).await?;
        let mut after = before.clone();
        self.plan.fill(&mut after, &rules);
        if before.amendment {
            after.wording = self.plan.wording.clone().or(before.wording.clone());
            if after.method != Method::Motion {
                return Err(Refusal::Sitting(Hitch::AmendmentTooLate).into());
            }
        } else {
            after.wording = None;
        }
        if after == before {
            return Ok(());
        }
        if !tx.update_ballot(&after, self.seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(())
    }
}

/// Takes a vote away that was prepared, before the sitting: nothing of it was ever put to anybody.
#[derive(Debug)]
pub struct RemoveVote {
    /// Who takes it away.
    pub by: PersonId,
    /// Which.
    pub ballot: BallotId,
}

#[async_trait]
impl Action for RemoveVote {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (meeting, ballot) = ahead(tx, world, self.by, self.ballot).await?;
        tx.delete_ballot(ballot.id).await?;
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(())
    }
}

/// The votes that were prepared before the notice need what the rules say that it goes out under.
pub(in crate::action) async fn convened(
    tx: &mut dyn Tx,
    meeting: MeetingId,
    rules: &RulesProfile,
) -> Result<(), Failure> {
    for before in tx.ballots(meeting, BALLOTS_MAX).await? {
        if before.state != BallotState::Prepared {
            continue;
        }
        let mut after = before.clone();
        after.majority = rules.majority(after.asks);
        after.threshold_permille = rules.elections.list_threshold_permille;
        if after != before && !tx.update_ballot(&after, before.version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
    }
    Ok(())
}

/// Prepares again, under the item of the meeting that follows, the votes that were not put under the one before.
pub(in crate::action) async fn continued(
    tx: &mut dyn Tx,
    world: &dyn World,
    from: ItemId,
    to: &Item,
) -> Result<(), Failure> {
    for before in tx.ballots_under(from).await? {
        let not_put = before.abandoned_because.as_ref().is_some_and(|why| why.as_str() == NOT_PUT);
        let waits =
            before.state == BallotState::Prepared || (before.state == BallotState::Abandoned && not_put);
        if !waits || before.round > 1 {
            continue;
        }
        let after = Ballot {
            id: BallotId(world.dated_id()),
            meeting: to.meeting,
            item: to.id,
            follows: None,
            ..fresh(&before)
        };
        tx.insert_ballot(&after, world.hidden_id()).await?;
    }
    Ok(())
}
