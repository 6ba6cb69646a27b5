//! What comes from outside and is not ours: answers to our posts, mentions, letters, posts of accounts we follow.
//!
//! Nothing of it is shown before a person who speaks for the section has read it; no picture of it is ever loaded.

mod blocked;
mod mark;
mod remote;
mod report;

use url::Url;

pub use self::blocked::{BLOCKED_MAX, Blocked, BlockedHost, blocked_by, normal_host};
pub use self::mark::{MARKS_MAX, Mark, SECRET_ACTORS, keyed};
pub use self::remote::{Cleaned, OutsideByline, RemoteNote, ShownAs};
pub use self::report::{
    REPORT_OBJECTS_MAX, REPORTS_OPEN_MAX, REPORTS_OPEN_PER_HOST_MAX, Report, ReportState,
};
use crate::id::{ActivityId, LetterId, NetworkPostId, OutsideId, PersonId, PostId};
use crate::world::Moment;

crate::column::words! {
    /// Why something from outside reached us.
    OutsideKind {
        /// It answers a public post of ours, or an answer to one.
        Reply = "reply",
        /// It names the section.
        Mention = "mention",
        /// It is addressed to the section alone.
        Direct = "direct",
    }
}

crate::column::words! {
    /// Where something from outside stands.
    OutsideState {
        /// Waits for those who speak for the section.
        Waiting = "waiting",
        /// An answer: shown under its post, to everybody. A mention or a letter: read and put away.
        Accepted = "accepted",
        /// Not shown. Kept for [`REFUSED_DAYS`], so that one may think again.
        Refused = "refused",
        /// Was shown, and was taken away here. Kept as long.
        Removed = "removed",
        /// Its author deleted it, or blocked us: the text is gone.
        Gone = "gone",
    }
}

/// An answer, a mention or a letter from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsidePost {
    /// Our own id for it, part of the address of its page.
    pub id: OutsideId,
    /// Why it reached us.
    pub kind: OutsideKind,
    /// Where it stands.
    pub state: OutsideState,
    /// The object as its server wrote it, cleaned; texts are empty once it is gone.
    pub shown: ShownAs,
    /// The public post of ours that it answers, directly or through answers from outside.
    pub post: Option<PostId>,
    /// The top of that discussion.
    pub root: Option<PostId>,
    /// The object it answers, where that is not a post of ours.
    pub parent: Option<Url>,
    /// When it came in, or came to wait again.
    pub came_at: Moment,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Moment>,
}

/// A private answer of the section to somebody outside. A public one is a [`crate::post::Post`] that `answers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideLetter {
    /// The id, part of the Note's id on the wire.
    pub id: LetterId,
    /// What it answers.
    pub outside: OutsideId,
    /// Who wrote it in the section's name; known inside alone.
    pub by: PersonId,
    /// The Markdown as typed.
    pub source: String,
    /// Sanitised HTML.
    pub html: String,
    /// When.
    pub written_at: Moment,
}

crate::column::words! {
    /// Where our follow of an account stands.
    FollowedState {
        /// Asked; its server has not answered.
        Asked = "asked",
        /// It agreed: its public posts come to us.
        Accepted = "accepted",
        /// It refused, took its agreement back, or blocked us.
        Refused = "refused",
    }
}

/// An account outside that the section follows. Members see the list; it is served to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Who.
    pub byline: OutsideByline,
    /// The Follow we sent: its Accept and our Undo name it.
    pub follow: ActivityId,
    /// Where it stands.
    pub state: FollowedState,
    /// Since when.
    pub since: Moment,
}

/// A public post of a followed account, or one that it shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkPost {
    /// Our own id for it.
    pub id: NetworkPostId,
    /// The object as its server wrote it, cleaned.
    pub shown: ShownAs,
    /// The followed account through which it came.
    pub via: Url,
    /// The Announce by which it came, where it is shared and not written by that account.
    pub shared_as: Option<Url>,
    /// The name of who shared it.
    pub shared_by: Option<OutsideByline>,
    /// When it came in: the order of the list.
    pub came_at: Moment,
}

/// A place in a list from outside that is read backwards in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct OutsideBefore {
    /// `came_at` of the last one shown.
    pub at: Moment,
    /// Its id.
    pub id: uuid::Uuid,
}

/// What waits of one host at most: more than anybody reads, and one loud host leaves room for the others.
pub const WAITING_PER_HOST_MAX: i64 = 500;
/// What waits at all at most.
pub const WAITING_MAX: i64 = 5_000;
/// How long what was refused or removed keeps its text.
pub const REFUSED_DAYS: i64 = 30;
/// How long mentions and letters that were put away are kept, unless the section answered them in public.
pub const LETTERS_DAYS: i64 = 365;
/// How long it is remembered that something was deleted, so that a copy that comes late is refused (O07).
pub const TOMBSTONE_DAYS: i64 = 90;
/// Deletions remembered at most; beyond it the oldest go.
pub const TOMBSTONES_MAX: i64 = 50_000;
/// Accounts that a section follows at most: what its members can read.
pub const FOLLOWED_MAX: i64 = 200;
/// Posts kept of followed accounts; beyond it the oldest go.
pub const NETWORK_POSTS_MAX: i64 = 5_000;
/// And how long.
pub const NETWORK_DAYS: i64 = 90;
/// Rows on one page of a list from outside.
pub const OUTSIDE_PAGE: i64 = 30;
/// Accepted answers shown under one post.
pub const OUTSIDE_REPLIES_MAX: i64 = 200;
