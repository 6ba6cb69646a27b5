//! Accounts outside that the section follows, and what they write.

use async_trait::async_trait;
use url::Url;

use super::leave::ask;
use super::{is_blocked, tombstone};
use crate::access::{Verb, house_as};
use crate::action::{Action, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{ActivityId, NetworkPostId, PersonId};
use crate::outside::{FOLLOWED_MAX, FollowedState, NetworkPost, OutsideByline, RemoteNote};
use crate::peer::RemoteActor;
use crate::store::Tx;
use crate::world::World;

/// The section asks to follow an account (voices.md 4).
#[derive(Debug)]
pub struct FollowAccount {
    /// Who speaks for it.
    pub by: PersonId,
    /// Whom, as just looked up.
    pub actor: RemoteActor,
}

#[async_trait]
impl Action for FollowAccount {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_as(tx, self.by, Verb::SpeakFor, world.now()).await?;
        if self.actor.id.origin() == world.origin().origin() {
            return Err(Refusal::OwnSection.into());
        }
        if is_blocked(tx, &self.actor.id).await? {
            return Err(Refusal::NotAllowed.into());
        }
        let known = tx.followed(&self.actor.id).await?;
        if known.as_ref().is_some_and(|followed| followed.state != FollowedState::Refused) {
            return Err(Refusal::Over.into());
        }
        let count = i64::try_from(tx.followed_accounts().await?.len()).unwrap_or(i64::MAX);
        if known.is_none() && count >= FOLLOWED_MAX {
            return Err(Refusal::TooMany(u32::try_from(FOLLOWED_MAX).unwrap_or(u32::MAX)).into());
        }
        tx.keep_actor(&self.actor).await?;
        let follow = ActivityId(world.dated_id());
        tx.keep_followed(&self.actor.id, follow, FollowedState::Asked, world.now()).await?;
        ask(tx, world, &self.actor.id, follow, true).await?;
        Ok(record(tx, world, Some(self.by), EventKind::AccountFollowed, None).await?)
    }
}

/// The section no longer follows an account; what came from it goes.
#[derive(Debug)]
pub struct UnfollowAccount {
    /// Who speaks for it.
    pub by: PersonId,
    /// Whom.
    pub actor: Url,
}

#[async_trait]
impl Action for UnfollowAccount {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_as(tx, self.by, Verb::SpeakFor, world.now()).await?;
        let followed = tx.followed(&self.actor).await?.ok_or(Refusal::NotFound)?;
        tx.delete_followed(&self.actor).await?;
        if followed.state != FollowedState::Refused {
            ask(tx, world, &self.actor, followed.follow, false).await?;
        }
        Ok(record(tx, world, Some(self.by), EventKind::AccountUnfollowed, None).await?)
    }
}

/// An Accept or a Reject of our Follow. By the account itself and of a Follow that we sent (O16), at any time: a Reject
/// after an Accept removes us. True if it changed something.
#[derive(Debug)]
pub struct FollowAnswered {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
    /// The Follow that is answered, where it was named by one of our addresses.
    pub follow: Option<ActivityId>,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for FollowAnswered {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let Some(followed) = tx.followed(&self.actor).await? else { return Ok(false) };
        let ours = self.follow.is_none_or(|follow| follow == followed.follow);
        let state = if self.accept { FollowedState::Accepted } else { FollowedState::Refused };
        // What was refused stays so until a person asks again.
        let open = followed.state == FollowedState::Asked
            || (followed.state == FollowedState::Accepted && !self.accept);
        if !ours || !open {
            return Ok(false);
        }
        tx.keep_followed(&self.actor, followed.follow, state, now).await?;
        Ok(true)
    }
}

/// A public post of a followed account, or one that it shared and that was fetched from its origin. True if it is kept.
#[derive(Debug)]
pub struct KeepNetworkPost {
    /// The stored activity that this settles; `None` where another Action does.
    pub incoming: Option<String>,
    /// The followed account that signed.
    pub via: Url,
    /// The post.
    pub note: RemoteNote,
    /// The Announce by which it came, where it is shared.
    pub shared_as: Option<Url>,
}

#[async_trait]
impl Action for KeepNetworkPost {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        if let Some(incoming) = &self.incoming {
            tx.finish_incoming(incoming, world.now()).await?;
        }
        let Some(followed) = tx.followed(&self.via).await? else { return Ok(false) };
        let shown = self.note.shown(world.now());
        let owner = shown.author.actor.clone();
        let theirs = shown.uri.origin() == owner.origin() && shown.uri.origin() != world.origin().origin();
        let honest = theirs && (self.shared_as.is_some() || owner == self.via);
        if followed.state != FollowedState::Accepted
            || !honest
            || tx.tombstone(&tombstone(&shown.uri, &owner)).await?
            || is_blocked(tx, &owner).await?
        {
            return Ok(false);
        }
        let shared_by: Option<OutsideByline> = self.shared_as.as_ref().map(|_| followed.byline);
        let post = NetworkPost {
            id: NetworkPostId(world.dated_id()),
            shown,
            via: self.via.clone(),
            shared_as: self.shared_as.clone(),
            shared_by,
            came_at: world.now(),
        };
        Ok(tx.insert_network_post(&post).await?)
    }
}
