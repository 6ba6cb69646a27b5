//! Something from outside comes in, or changes.

use async_trait::async_trait;
use url::Url;

use super::{is_blocked, tell_speakers, tombstone};
use crate::access::{Thing, Verb, Viewer, may};
use crate::action::Action;
use crate::error::{Failure, Fault};
use crate::id::{OutsideId, PostId};
use crate::notice::News;
use crate::outside::{
    OutsideKind, OutsidePost, OutsideState, RemoteNote, ShownAs, WAITING_MAX, WAITING_PER_HOST_MAX,
};
use crate::post::Post;
use crate::store::Tx;
use crate::world::World;

/// What became of something that came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It waits to be read.
    Kept(OutsideId),
    /// It came before.
    Known,
    /// It is none of ours, or was deleted before it came.
    Ignored,
    /// Too much waits already, of this host or of all.
    Full,
}

/// A Create that answers a post of ours, mentions the section, or is addressed to it alone.
#[derive(Debug)]
pub struct ReceiveOutsidePost {
    /// The stored activity that this settles.
    pub incoming: String,
    /// The object, whose author signed.
    pub note: RemoteNote,
    /// The post of ours at which the chain of `inReplyTo` ends, at most 20 objects away (R07); known ones in between are
    /// [`OutsidePost::post`].
    pub post: Option<PostId>,
    /// `inReplyTo`, where that is not a post of ours.
    pub parent: Option<Url>,
    /// Whether it names the section.
    pub mentions: bool,
    /// Whether it is not addressed to the public.
    pub private: bool,
}

#[async_trait]
impl Action for ReceiveOutsidePost {
    type Output = Taken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Taken, Failure> {
        let taken = self.take(tx, world).await?;
        tx.finish_incoming(&self.incoming, world.now()).await?;
        Ok(taken)
    }
}

impl ReceiveOutsidePost {
    async fn take(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Taken, Failure> {
        let shown = self.note.shown(world.now());
        let owner = &shown.author.actor;
        let theirs = shown.uri.origin() == owner.origin() && shown.uri.origin() != world.origin().origin();
        if !theirs || tx.tombstone(&tombstone(&shown.uri, owner)).await? || is_blocked(tx, owner).await? {
            return Ok(Taken::Ignored);
        }
        let post = public_post(tx, self.post).await?;
        let kind = match (&post, self.private, self.mentions) {
            (_, true, true) => OutsideKind::Direct,
            (Some(_), false, _) => OutsideKind::Reply,
            (None, false, true) => OutsideKind::Mention,
            // Addressed to neither the public nor us, whatever it answers (O23).
            (_, true, false) | (None, false, false) => return Ok(Taken::Ignored),
        };
        if tx.outside_by_uri(&shown.uri).await?.is_some() {
            return Ok(Taken::Known);
        }
        let host = &shown.author.host;
        if tx.outside_waiting_of(host).await? >= WAITING_PER_HOST_MAX
            || tx.outside_waiting().await? >= WAITING_MAX
        {
            return Ok(Taken::Full);
        }
        let id = OutsideId(world.dated_id());
        let outside = OutsidePost {
            id,
            kind,
            state: OutsideState::Waiting,
            post: post.as_ref().map(|post| post.id),
            root: post.as_ref().map(|post| post.root),
            parent: self.parent.clone(),
            came_at: world.now(),
            decided_by: None,
            decided_at: None,
            shown,
        };
        if !tx.insert_outside(&outside).await? {
            return Ok(Taken::Known);
        }
        tell_speakers(tx, world, &News::OutsideWaits).await?;
        Ok(Taken::Kept(id))
    }
}

/// The post that is answered, if strangers may read it: an answer to anything else tells nothing of it (A09, O23).
async fn public_post(tx: &mut dyn Tx, id: Option<PostId>) -> Result<Option<Post>, Fault> {
    let Some(id) = id else { return Ok(None) };
    Ok(tx.post(id).await?.filter(|post| may(&Viewer::Anyone, Verb::Read, Thing::Post(post))))
}

/// An Update of something that is kept here: what came in, or a post of a followed account. True if it changed.
#[derive(Debug)]
pub struct UpdateOutsidePost {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
    /// The object as it is from now on.
    pub note: RemoteNote,
    /// Whether it is no longer addressed to the public.
    pub private: bool,
}

#[async_trait]
impl Action for UpdateOutsidePost {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let shown = self.note.shown(world.now());
        // Only the owner (O05); nobody who is blocked (O24).
        if self.actor != shown.author.actor || is_blocked(tx, &self.actor).await? {
            return Ok(false);
        }
        let network = self.network_post(tx, &shown).await?;
        let outside = self.outside(tx, world, &shown).await?;
        Ok(network || outside)
    }
}

impl UpdateOutsidePost {
    async fn network_post(&self, tx: &mut dyn Tx, shown: &ShownAs) -> Result<bool, Failure> {
        let Some(held) = tx.network_post_by_uri(&shown.uri).await? else { return Ok(false) };
        if !held.shown.is_followed_by(shown) {
            return Ok(false);
        }
        if self.private {
            return Ok(tx.delete_network_post(held.id).await?);
        }
        tx.update_network_post(held.id, shown).await?;
        Ok(true)
    }

    /// What was accepted is read again: what stands under the section's posts was seen by a person as it stands there.
    async fn outside(&self, tx: &mut dyn Tx, world: &dyn World, shown: &ShownAs) -> Result<bool, Failure> {
        let Some(held) = tx.outside_by_uri(&shown.uri).await? else { return Ok(false) };
        if !held.shown.is_followed_by(shown) || held.state == OutsideState::Gone {
            return Ok(false);
        }
        let now = world.now();
        if self.private && held.kind != OutsideKind::Direct {
            tx.empty_outside(held.id, now).await?;
            return Ok(true);
        }
        let state = match held.state {
            OutsideState::Accepted => OutsideState::Waiting,
            state => state,
        };
        tx.update_outside(held.id, shown, state, now).await?;
        if state == OutsideState::Waiting {
            tell_speakers(tx, world, &News::OutsideWaits).await?;
        }
        Ok(true)
    }
}
