//! What other servers need of a store: actors, followers, keys, what came in and what goes out.

use async_trait::async_trait;
use url::Url;

use crate::audience::Audience;
use crate::error::Fault;
use crate::id::{ActivityId, PersonId, PostId};
use crate::peer::{FollowState, Follower, Incoming, KeyOwner, KeyPair, Outgoing, Peer, RemoteActor};
use crate::post::{Before, PictureRef, Post, PostState};
use crate::world::{Moment, TokenHash};

/// Reading what we know of other servers.
#[async_trait]
pub trait ReadNetwork {
    /// A remote actor by its id.
    async fn remote_actor(&mut self, id: &Url) -> Result<Option<RemoteActor>, Fault>;
    /// A remote actor by the id of its key.
    async fn remote_actor_by_key(&mut self, key_id: &str) -> Result<Option<RemoteActor>, Fault>;
    /// The follower with this actor id.
    async fn follower(&mut self, actor: &Url) -> Result<Option<Follower>, Fault>;
    /// Followers in a state, newest first, at most `limit`: for administrators alone.
    async fn followers(&mut self, state: FollowState, limit: i64) -> Result<Vec<Follower>, Fault>;
    /// The distinct inboxes (shared where there is one) of accepted followers, after `after`, at most `limit`.
    async fn follower_inboxes(&mut self, after: Option<&str>, limit: i64) -> Result<Vec<Url>, Fault>;
    /// Whether any accepted follower is reached by this inbox: asked again when a delivery leaves (voices.md 7).
    async fn inbox_follows(&mut self, inbox: &Url) -> Result<bool, Fault>;
    /// A server's health.
    async fn peer(&mut self, host: &str) -> Result<Option<Peer>, Fault>;
    /// Every server that we remember, by host, at most `limit`.
    async fn peers(&mut self, limit: i64) -> Result<Vec<Peer>, Fault>;
    /// A key pair of ours.
    async fn key_pair(&mut self, owner: KeyOwner) -> Result<Option<KeyPair>, Fault>;
    /// An activity of ours; `None` also once the post whose text it carried is emptied: nothing is sent then.
    async fn outgoing(&mut self, id: ActivityId) -> Result<Option<Outgoing>, Fault>;
    /// An activity that came in, by its id; `None` also once it is finished and its bytes are gone.
    async fn incoming(&mut self, id: &str) -> Result<Option<Incoming>, Fault>;
    /// The section's public top posts for its outbox, newest first.
    async fn public_posts(&mut self, before: Option<Before>, limit: i64) -> Result<Vec<Post>, Fault>;
    /// Whether this person signed a public post that is out: only then they have a document.
    async fn has_public_voice(&mut self, person: PersonId) -> Result<bool, Fault>;
    /// Pictures of a post, in order.
    async fn pictures_of(&mut self, post: PostId) -> Result<Vec<PictureRef>, Fault>;
    /// Whether a post was announced before (an Update makes sense) or ever left the house (a Delete does).
    async fn was_announced(&mut self, post: PostId) -> Result<bool, Fault>;
    /// Counts of incoming activities we did not act on, by type.
    async fn ignored_counts(&mut self, limit: i64) -> Result<Vec<(String, i64)>, Fault>;
    /// The audience of a post, also of one whose text is gone; `None` for what never existed.
    async fn post_audience(&mut self, id: PostId) -> Result<Option<(Audience, PostState)>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteNetwork {
    /// Stores or refreshes a remote actor.
    async fn keep_actor(&mut self, actor: &RemoteActor) -> Result<(), Fault>;
    /// Stores or moves a follower.
    async fn keep_follower(
        &mut self,
        actor: &Url,
        follow: &str,
        state: FollowState,
        at: Moment,
    ) -> Result<(), Fault>;
    /// Forgets a follower; false where there was none.
    async fn delete_follower(&mut self, actor: &Url) -> Result<bool, Fault>;
    /// Notes that a host answered well, or failed: from the fifth failure in a row it has a pause of a minute, doubled
    /// up to six hours. What fails during a pause was under way before it and is not counted.
    async fn note_peer(&mut self, host: &str, ok: bool, now: Moment) -> Result<(), Fault>;
    /// Stores a key pair of ours; false where there is one already, which is then kept.
    async fn insert_key_pair(&mut self, owner: KeyOwner, keys: &KeyPair, at: Moment) -> Result<bool, Fault>;
    /// Stores an activity of ours, with the post it speaks of.
    async fn insert_outgoing(&mut self, outgoing: &Outgoing, post: Option<PostId>) -> Result<(), Fault>;
    /// Stores an activity that came in; false where its id was seen before: the first wins.
    async fn insert_incoming(&mut self, incoming: &Incoming) -> Result<bool, Fault>;
    /// Forgets the bytes of an incoming activity, keeps its id against replays.
    async fn finish_incoming(&mut self, id: &str, now: Moment) -> Result<(), Fault>;
    /// Remembers a signature until it is too old anyway; false where it was seen before.
    async fn insert_fingerprint(&mut self, hash: &TokenHash, until: Moment) -> Result<bool, Fault>;
    /// Counts one incoming activity that we did not act on.
    async fn count_ignored(&mut self, kind: &str) -> Result<(), Fault>;
}
