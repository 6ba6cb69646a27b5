//! What the answers of the fediverse need of a store.

use async_trait::async_trait;
use url::Url;

use crate::error::Fault;
use crate::id::{ActivityId, LetterId, NetworkPostId, OutsideId, PersonId, PostId, ReportId};
use crate::outside::{
    Blocked, BlockedHost, Followed, FollowedState, Mark, NetworkPost, OutsideBefore, OutsideLetter,
    OutsidePost, OutsideState, Report, ReportState, ShownAs,
};
use crate::world::{Moment, TokenHash};

/// Reading what came from outside.
#[async_trait]
pub trait ReadOutside {
    /// An answer, mention or letter, whoever may read it: only `access` calls this for a page.
    async fn outside_post(&mut self, id: OutsideId) -> Result<Option<OutsidePost>, Fault>;
    /// The same by the object's own id.
    async fn outside_by_uri(&mut self, uri: &Url) -> Result<Option<OutsidePost>, Fault>;
    /// Those in a state, newest first (what waits: oldest first, `before` is then the place after which it goes on).
    async fn outside_posts(
        &mut self,
        state: OutsideState,
        before: Option<OutsideBefore>,
        limit: i64,
    ) -> Result<Vec<OutsidePost>, Fault>;
    /// How many wait.
    async fn outside_waiting(&mut self) -> Result<i64, Fault>;
    /// How many wait of one host.
    async fn outside_waiting_of(&mut self, host: &str) -> Result<i64, Fault>;
    /// Accepted answers in the discussion under a top post, oldest first. The caller has read the post through `access`.
    async fn outside_replies(&mut self, root: PostId, limit: i64) -> Result<Vec<OutsidePost>, Fault>;
    /// Private answers to something from outside, oldest first.
    async fn outside_letters(&mut self, outside: OutsideId, limit: i64) -> Result<Vec<OutsideLetter>, Fault>;
    /// One private answer.
    async fn outside_letter(&mut self, id: LetterId) -> Result<Option<OutsideLetter>, Fault>;
    /// Our public answers to something from outside that are out, oldest first.
    async fn public_answers(&mut self, outside: OutsideId, limit: i64) -> Result<Vec<PostId>, Fault>;
    /// The inbox of whoever a public post of ours answers; `None` for a post that answers nobody outside, or whose
    /// addressee is not known any more.
    async fn answered_inbox(&mut self, post: PostId) -> Result<Option<Url>, Fault>;
    /// Whether its owner deleted this object before it came ([`crate::action::outside`] makes the hash).
    async fn tombstone(&mut self, hash: &TokenHash) -> Result<bool, Fault>;
    /// A random secret of this house by its name.
    async fn secret(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault>;
    /// Likes and shares of a post.
    async fn marks(&mut self, post: PostId) -> Result<(i64, i64), Fault>;
    /// An account that we follow, or asked to.
    async fn followed(&mut self, actor: &Url) -> Result<Option<Followed>, Fault>;
    /// All of them, by name, at most [`crate::outside::FOLLOWED_MAX`].
    async fn followed_accounts(&mut self) -> Result<Vec<Followed>, Fault>;
    /// A post of a followed account: only `access` calls this for a page.
    async fn network_post(&mut self, id: NetworkPostId) -> Result<Option<NetworkPost>, Fault>;
    /// The same by the object's own id.
    async fn network_post_by_uri(&mut self, uri: &Url) -> Result<Option<NetworkPost>, Fault>;
    /// The newest first, as they came in; of one followed account where `via` is given.
    async fn network_posts(
        &mut self,
        via: Option<&Url>,
        before: Option<OutsideBefore>,
        limit: i64,
    ) -> Result<Vec<NetworkPost>, Fault>;
    /// All blocked hosts, by name.
    async fn blocked_hosts(&mut self) -> Result<Vec<BlockedHost>, Fault>;
    /// A report.
    async fn report(&mut self, id: ReportId) -> Result<Option<Report>, Fault>;
    /// Reports in a state, newest first.
    async fn reports(&mut self, state: ReportState, limit: i64) -> Result<Vec<Report>, Fault>;
    /// How many reports are open: of one host, and of all.
    async fn reports_open(&mut self, host: &str) -> Result<(i64, i64), Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteOutside {
    /// Stores something from outside; false where this object came before: the first wins (O29).
    async fn insert_outside(&mut self, post: &OutsidePost) -> Result<bool, Fault>;
    /// Stores a later version of its texts, with the state it is in from now on.
    async fn update_outside(
        &mut self,
        id: OutsideId,
        shown: &ShownAs,
        state: OutsideState,
        at: Moment,
    ) -> Result<(), Fault>;
    /// Moves it to another state; false where it was not in `from`.
    async fn move_outside(
        &mut self,
        id: OutsideId,
        from: OutsideState,
        to: OutsideState,
        by: Option<PersonId>,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Takes its texts and its author's name away; the row stays for what answers it, as [`OutsideState::Gone`].
    async fn empty_outside(&mut self, id: OutsideId, at: Moment) -> Result<(), Fault>;
    /// Ids of all that is not gone of one author, at most `limit`.
    async fn outside_of(&mut self, author: &Url, limit: i64) -> Result<Vec<OutsideId>, Fault>;
    /// Says that a post of ours answers something from outside.
    async fn set_answers(&mut self, post: PostId, outside: OutsideId) -> Result<(), Fault>;
    /// Stores a private answer. `once` is the form's own id: false where this person already sent that form.
    async fn insert_letter(&mut self, letter: &OutsideLetter, once: uuid::Uuid) -> Result<bool, Fault>;
    /// Remembers that an object was deleted by its owner.
    async fn insert_tombstone(&mut self, hash: &TokenHash, at: Moment) -> Result<(), Fault>;
    /// Stores a secret; one that is there already stays. Returns the one that holds.
    async fn keep_secret(&mut self, name: &str, secret: &[u8], at: Moment) -> Result<Vec<u8>, Fault>;
    /// Counts a mark; false where this actor's is counted already, or there are [`crate::outside::MARKS_MAX`].
    async fn insert_mark(
        &mut self,
        post: PostId,
        mark: Mark,
        actor: &TokenHash,
        activity: &TokenHash,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Takes an actor's mark of a post back; false where there was none.
    async fn delete_mark(&mut self, post: PostId, mark: Mark, actor: &TokenHash) -> Result<bool, Fault>;
    /// Takes back the mark that this activity of this actor made; false where there was none.
    async fn delete_mark_by(&mut self, actor: &TokenHash, activity: &TokenHash) -> Result<bool, Fault>;
    /// Takes back every mark of an actor. Returns how many.
    async fn delete_marks_of(&mut self, actor: &TokenHash) -> Result<u64, Fault>;
}

/// Writing what is kept of other accounts and hosts: whom we follow, whom we shut out, what is reported.
#[async_trait]
pub trait WriteRemote {
    /// Stores an account that we ask to follow, or moves it; its actor is known.
    async fn keep_followed(
        &mut self,
        actor: &Url,
        follow: ActivityId,
        state: FollowedState,
        at: Moment,
    ) -> Result<(), Fault>;
    /// Forgets an account with its posts; false where there was none.
    async fn delete_followed(&mut self, actor: &Url) -> Result<bool, Fault>;
    /// Stores a post of a followed account, and lets the oldest go beyond [`crate::outside::NETWORK_POSTS_MAX`].
    /// False where this object is there already.
    async fn insert_network_post(&mut self, post: &NetworkPost) -> Result<bool, Fault>;
    /// Stores a later version of its texts.
    async fn update_network_post(&mut self, id: NetworkPostId, shown: &ShownAs) -> Result<(), Fault>;
    /// Deletes one; false where there was none.
    async fn delete_network_post(&mut self, id: NetworkPostId) -> Result<bool, Fault>;
    /// Deletes what this followed account shared by this Announce; false where there was none.
    async fn delete_shared(&mut self, via: &Url, announce: &Url) -> Result<bool, Fault>;
    /// Deletes every post that this actor wrote, whoever shared it. Returns how many.
    async fn delete_network_posts_of(&mut self, author: &Url) -> Result<u64, Fault>;
    /// Blocks a host; false where it was blocked already.
    async fn insert_blocked(&mut self, blocked: &BlockedHost) -> Result<bool, Fault>;
    /// Unblocks a host; false where it was not blocked.
    async fn delete_blocked(&mut self, host: &str) -> Result<bool, Fault>;
    /// What a block means to the hosts it holds: their accounts do not follow and are not followed, what came from them
    /// and waits is refused, what is shown of them is removed, their posts go.
    async fn shut_out(&mut self, blocked: &Blocked, by: PersonId, at: Moment) -> Result<(), Fault>;
    /// Stores a report.
    async fn insert_report(&mut self, report: &Report) -> Result<(), Fault>;
    /// Settles an open report; false where it was not open.
    async fn settle_report(&mut self, id: ReportId, by: PersonId, at: Moment) -> Result<bool, Fault>;
    /// Moves a follower to the account they moved to, with its state; false where `from` does not follow. One who
    /// follows there already stays as they are.
    async fn move_follower(&mut self, from: &Url, to: &Url, at: Moment) -> Result<bool, Fault>;
}
