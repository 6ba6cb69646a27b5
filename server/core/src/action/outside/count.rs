//! Likes and shares from outside.

use async_trait::async_trait;
use url::Url;

use super::{hashed, is_blocked};
use crate::access::{Thing, Verb, Viewer, may};
use crate::action::Action;
use crate::action::guest::leave;
use crate::error::Failure;
use crate::id::PostId;
use crate::outside::Mark;
use crate::store::Tx;
use crate::world::World;

/// A Like, an `EmojiReact` or an Announce of a post of ours. True if it counts: once an actor, of public posts alone (A09).
#[derive(Debug)]
pub struct CountMark {
    /// The stored activity that this settles; its id is what an Undo may name.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
    /// Of which post.
    pub post: PostId,
    /// What they did.
    pub mark: Mark,
}

#[async_trait]
impl Action for CountMark {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let public =
            tx.post(self.post).await?.is_some_and(|p| may(&Viewer::Anyone, Verb::Read, Thing::Post(&p)));
        if !public || is_blocked(tx, &self.actor).await? {
            return Ok(false);
        }
        let actor = hashed(tx, world, self.actor.as_str()).await?;
        let activity = hashed(tx, world, &self.incoming).await?;
        Ok(tx.insert_mark(self.post, self.mark, &actor, &activity, now).await?)
    }
}

/// What an Undo takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// The embedded Like or Announce of a post of ours.
    Mark {
        /// Of which post.
        post: PostId,
        /// What they did.
        mark: Mark,
    },
    /// An activity by its id alone, or an Announce of something that is not ours.
    Activity(String),
}

/// An Undo of a Like or an Announce. Only one's own: the actor is part of what is looked for (O08). True if it was there.
#[derive(Debug)]
pub struct Uncount {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
    /// What they take back.
    pub undone: Undone,
}

#[async_trait]
impl Action for Uncount {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let actor = hashed(tx, world, self.actor.as_str()).await?;
        match &self.undone {
            Undone::Mark { post, mark } => Ok(tx.delete_mark(*post, *mark, &actor).await?),
            Undone::Activity(id) => {
                let activity = hashed(tx, world, id).await?;
                let mark = tx.delete_mark_by(&actor, &activity).await?;
                let shared = match Url::parse(id) {
                    Ok(announce) => tx.delete_shared(&self.actor, &announce).await?,
                    Err(_) => false,
                };
                let guest = tx.guest_by_activity(&actor, &activity).await?;
                let left = leave(tx, guest).await?;
                Ok(mark || shared || left)
            }
        }
    }
}
