//! What others take back: an object, an account, their patience with us, their old address.

use async_trait::async_trait;
use url::Url;

use super::{hashed, is_blocked, tombstone};
use crate::action::{Action, enqueue};
use crate::error::{Failure, Fault};
use crate::id::ActivityId;
use crate::job::{NewJob, Work};
use crate::outside::FollowedState;
use crate::peer::{FollowState, RemoteActor};
use crate::store::Tx;
use crate::world::{Moment, World};

/// A Delete, of an object by its owner or of an account by itself. True if something was here.
#[derive(Debug)]
pub struct DeleteOutside {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
    /// What is deleted; the actor itself where the account is gone.
    pub object: Url,
}

#[async_trait]
impl Action for DeleteOutside {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        if self.object == self.actor {
            let actor = hashed(tx, world, self.actor.as_str()).await?;
            let marks = tx.delete_marks_of(&actor).await?;
            let follows_us = tx.delete_follower(&self.actor).await?;
            let is_followed = tx.delete_followed(&self.actor).await?;
            let texts = forget_texts(tx, &self.actor, now).await?;
            return Ok(follows_us || is_followed || texts || marks > 0);
        }
        if self.object.origin() != self.actor.origin() {
            return Ok(false);
        }
        let outside = tx.outside_by_uri(&self.object).await?;
        let network = tx.network_post_by_uri(&self.object).await?;
        // Of another owner on the same server: nothing is theirs to delete (O07).
        let owners = outside
            .iter()
            .map(|o| &o.shown.author.actor)
            .chain(network.iter().map(|n| &n.shown.author.actor));
        if owners.into_iter().any(|owner| *owner != self.actor) {
            return Ok(false);
        }
        tx.insert_tombstone(&tombstone(&self.object, &self.actor), now).await?;
        if let Some(outside) = &outside {
            tx.empty_outside(outside.id, now).await?;
        }
        if let Some(network) = &network {
            tx.delete_network_post(network.id).await?;
        }
        // A linked section's rendezvous: only its own.
        let nearby = tx.delete_nearby(&self.object, &self.actor).await?;
        Ok(outside.is_some() || network.is_some() || nearby)
    }
}

/// Texts of one author emptied at once; as many again follow while there are more.
const TEXTS_PAGE: i64 = 200;

/// Empties everything that this author wrote and that is kept here.
async fn forget_texts(tx: &mut dyn Tx, author: &Url, now: Moment) -> Result<bool, Fault> {
    let mut some = tx.delete_network_posts_of(author).await? > 0;
    loop {
        let ids = tx.outside_of(author, TEXTS_PAGE).await?;
        if ids.is_empty() {
            return Ok(some);
        }
        some = true;
        for id in ids {
            tx.empty_outside(id, now).await?;
        }
    }
}

/// A Block of the section by a remote actor: they no longer follow, and what they wrote is not shown here (3.4).
/// Of the section alone: a Block of somebody else is nobody's business here (O26).
#[derive(Debug)]
pub struct ReceiveBlock {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
}

#[async_trait]
impl Action for ReceiveBlock {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        // A refusal of ours outlives their Block, or blocking and following again would undo it.
        if tx.follower(&self.actor).await?.is_some_and(|follower| follower.state != FollowState::Refused) {
            tx.delete_follower(&self.actor).await?;
        }
        if let Some(followed) = tx.followed(&self.actor).await? {
            tx.keep_followed(&self.actor, followed.follow, FollowedState::Refused, now).await?;
        }
        forget_texts(tx, &self.actor, now).await?;
        Ok(())
    }
}

/// A Move: who followed us under `from`, or is followed by us, does so under `to` from now on. The caller has fetched `to`
/// and seen that it names `from` among its own (`alsoKnownAs`, O25), and makes one hop at most. True if something moved.
#[derive(Debug)]
pub struct MoveFollower {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed: the old account.
    pub from: Url,
    /// The new one.
    pub to: RemoteActor,
}

#[async_trait]
impl Action for MoveFollower {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let ours = self.to.id.origin() == world.origin().origin();
        if ours || self.to.id == self.from || is_blocked(tx, &self.to.id).await? {
            return Ok(false);
        }
        let followed = tx.followed(&self.from).await?;
        if tx.follower(&self.from).await?.is_none() && followed.is_none() {
            return Ok(false);
        }
        tx.keep_actor(&self.to).await?;
        tx.move_follower(&self.from, &self.to.id, now).await?;
        if followed.is_some_and(|followed| followed.state == FollowedState::Accepted) {
            tx.delete_followed(&self.from).await?;
            if tx.followed(&self.to.id).await?.is_none() {
                let follow = ActivityId(world.dated_id());
                tx.keep_followed(&self.to.id, follow, FollowedState::Asked, now).await?;
                ask(tx, world, &self.to.id, follow, true).await?;
            }
        }
        Ok(true)
    }
}

/// Enqueues our Follow, or its Undo. Both about one account keep their order.
pub(super) async fn ask(
    tx: &mut dyn Tx,
    world: &dyn World,
    actor: &Url,
    activity: ActivityId,
    follow: bool,
) -> Result<(), Fault> {
    let work = Work::FollowActor { actor: actor.clone(), activity, follow };
    enqueue(tx, world, NewJob::now(work, world.now()).in_lane(format!("follow_actor {actor}"))).await
}
