//! What the federation needs to settle what it carries: refusing what cannot be read, forgetting what became moot, and
//! applying a page of a log at once.

use async_trait::async_trait;
use url::Url;

use super::errand;
use super::log::{Applied, ApplyEntry};
use crate::action::Action;
use crate::error::Failure;
use crate::group::ActState;
use crate::id::{ActivityId, GroupId};
use crate::job::{Errand, Turned};
use crate::store::Tx;
use crate::world::World;

/// On the host: an activity is not taken, for what it is and not for who sent it; its author is told.
#[derive(Debug)]
pub struct TurnAway {
    /// The stored activity that this settles; its id.
    pub incoming: String,
    /// Which group.
    pub group: GroupId,
    /// Who sent it.
    pub actor: Url,
    /// Why.
    pub reason: Turned,
}

#[async_trait]
impl Action for TurnAway {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        // Who never was in learns nothing, not even that there is such a group.
        let member = tx.group_member(self.group, &self.actor).await?;
        if member.is_none() {
            return Ok(());
        }
        let activity = self.incoming.clone();
        let turn = Errand::Turn { actor: self.actor.clone(), activity, reason: self.reason };
        errand(tx, world, self.group, turn, Some(&self.actor)).await
    }
}

/// An act of ours became moot before it was told: its author took the text back first.
#[derive(Debug)]
pub struct ForgetAct {
    /// Which.
    pub act: ActivityId,
}

#[async_trait]
impl Action for ForgetAct {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        Ok(tx.settle_group_act(self.act, ActState::Done, None, world.now()).await?)
    }
}

/// On a copy: the host says otherwise at a place that we hold already. Both logs are compared.
#[derive(Debug)]
pub struct NoteFork {
    /// Which group.
    pub group: GroupId,
}

#[async_trait]
impl Action for NoteFork {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        match tx.group(self.group).await?.filter(|group| !group.hosted) {
            Some(group) => errand(tx, world, group.id, Errand::OfferLog, Some(&group.actor)).await,
            None => Ok(()),
        }
    }
}

/// On a copy: an entry came that could not be believed or not be checked. What the host's log holds is fetched instead.
#[derive(Debug)]
pub struct FetchLog {
    /// Which group.
    pub group: GroupId,
}

#[async_trait]
impl Action for FetchLog {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        match tx.group(self.group).await?.filter(|group| !group.hosted && group.is_open()) {
            Some(group) => errand(tx, world, group.id, Errand::Pull, Some(&group.actor)).await,
            None => Ok(()),
        }
    }
}

/// On a copy: applies entries that follow one another, in one transaction; the caller bounds how many. Stops at the first
/// that cannot be applied, and says what that one came to.
#[derive(Debug)]
pub struct ApplyPage {
    /// The entries, in order.
    pub entries: Vec<ApplyEntry>,
}

#[async_trait]
impl Action for ApplyPage {
    type Output = Applied;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Applied, Failure> {
        for entry in &self.entries {
            match entry.run(tx, world).await? {
                Applied::Done | Applied::Known => {}
                stopped => return Ok(stopped),
            }
        }
        Ok(Applied::Done)
    }
}
