//! Posts and replies.

use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::id::{OutsideId, PersonId, PictureId, PostId};
use crate::person::Byline;
use crate::text::{AltText, Body, Title, UnitName};
use crate::world::Moment;

crate::column::words! {
    /// Where a post stands.
    PostState {
        /// Waits for those who may speak for the section.
        Proposed = "proposed",
        /// Out.
        Published = "published",
        /// The proposal was turned down; its author still sees it.
        Declined = "declined",
        /// Taken away by its author; the text is gone.
        Deleted = "deleted",
        /// Taken away by an administrator; the text is gone.
        Removed = "removed",
    }
}

crate::column::words! {
    /// Whose name stands on a post.
    Signature {
        /// The author's.
        Author = "author",
        /// The section's; the author is known inside alone.
        Section = "section",
    }
}

/// A post or a reply as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The id.
    pub id: PostId,
    /// Who wrote it.
    pub author: PersonId,
    /// What it answers.
    pub parent: Option<PostId>,
    /// The post at the top of the discussion; its own id for a post that answers none.
    pub root: PostId,
    /// Who can read it.
    pub audience: Audience,
    /// Whose name stands on it.
    pub signature: Signature,
    /// Where it stands.
    pub state: PostState,
    /// The title, where it has one.
    pub title: Option<Title>,
    /// The Markdown as typed; empty once deleted or removed.
    pub source: String,
    /// The sanitised HTML; empty once deleted or removed.
    pub html: String,
    /// The first words as plain text; empty once deleted or removed.
    pub summary: String,
    /// When it was written.
    pub written_at: Moment,
    /// When it came out; the same as `written_at` unless it was a proposal.
    pub published_at: Moment,
    /// When it was last edited.
    pub edited_at: Option<Moment>,
    /// How many times it was edited.
    pub edits: i32,
    /// What it answers outside: the section's public answer to somebody elsewhere.
    pub answers: Option<OutsideId>,
}

/// A post with what its row on a page shows, for one viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostView {
    /// The post.
    pub post: Post,
    /// Its author, also where the section signs: only pages for members may show it then.
    pub author: Byline,
    /// Replies that this viewer can read.
    pub replies: i64,
    /// How many found it useful.
    pub useful: i64,
    /// Whether the viewer did.
    pub mine: bool,
    /// Likes from outside.
    pub likes: i64,
    /// Shares from outside.
    pub shares: i64,
    /// Its pictures, in order.
    pub pictures: Vec<PictureRef>,
    /// The name of the body it is for, where it is for one.
    pub body: Option<UnitName>,
}

/// A picture as a page names it; the bytes have their own address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureRef {
    /// The id.
    pub id: PictureId,
    /// What it shows, for those who do not see it.
    pub alt: AltText,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// `image/jpeg`, `image/png` or `image/webp`.
    pub media_type: String,
}

/// A picture with its bytes, re-encoded, as it was uploaded before its post exists.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPicture {
    /// What it shows.
    pub alt: AltText,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// The type of the bytes.
    pub media_type: &'static str,
    /// The re-encoded bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for NewPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewPicture({}x{}, {} bytes)", self.width, self.height, self.bytes.len())
    }
}

/// The most pictures on one post.
pub const PICTURES_MAX: usize = 4;

/// A former text of a post, as its history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The title it had.
    pub title: Option<Title>,
    /// The text it had, sanitised.
    pub html: String,
    /// When this text came to be.
    pub written_at: Moment,
}

/// A place in a list that is read backwards in time: what comes strictly before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Before {
    /// The moment of the last item shown.
    pub at: Moment,
    /// Its id, for two items of one moment.
    pub id: PostId,
}

/// Posts on one page: what a person reads in a sitting, and one query's worth.
pub const FEED_PAGE: i64 = 20;
/// Replies on one page of a discussion.
pub const REPLIES_PAGE: i64 = 100;

/// What the composer sends: the text, its audience and whose name stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The title, where it has one.
    pub title: Option<Title>,
    /// The text.
    pub body: Body,
    /// Who may read it.
    pub audience: Audience,
    /// Whose name stands on it; [`Signature::Author`] within the section and its bodies.
    pub signature: Signature,
}
