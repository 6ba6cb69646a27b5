//! Notices: what the house tells one person, in the page and where it matters by mail.

use serde::{Deserialize, Serialize};

use crate::id::{NoticeId, PersonId, PostId, RendezvousId};
use crate::text::{PersonName, Title};
use crate::world::Moment;

/// One line of somebody's notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The id.
    pub id: NoticeId,
    /// Whom it tells.
    pub person: PersonId,
    /// What it tells.
    pub news: News,
    /// When.
    pub at: Moment,
    /// When it was read.
    pub read_at: Option<Moment>,
}

/// What a notice tells. Kept as JSON: names are those of the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// Somebody answered what one wrote.
    Replied {
        /// The discussion.
        root: PostId,
        /// The reply.
        reply: PostId,
        /// Who.
        by: PersonName,
    },
    /// Somebody found one's post useful; one line a post, with the latest name.
    FoundUseful {
        /// The post.
        post: PostId,
        /// Who, last.
        by: PersonName,
    },
    /// A post was proposed to everybody: waits for those who may speak for the section.
    PostProposed {
        /// The post.
        post: PostId,
        /// Who proposed it.
        by: PersonName,
    },
    /// One's proposal came out, or did not.
    ProposalDecided {
        /// The post.
        post: PostId,
        /// Whether it came out.
        accepted: bool,
    },
    /// One's post was taken away by an administrator.
    PostRemoved {
        /// The post.
        post: PostId,
    },
    /// A rendezvous one answered has changed.
    RendezvousChanged {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
        /// What changed: `title`, `starts`, `ends`, `place`, `link`, `text`.
        what: Vec<String>,
    },
    /// A rendezvous one answered is cancelled.
    RendezvousCancelled {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
    },
    /// A rendezvous was proposed to everybody: waits for those who may speak for the section.
    RendezvousProposed {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Who proposed it.
        by: PersonName,
    },
    /// One's proposed rendezvous came out, or did not.
    RendezvousDecided {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
        /// Whether it came out.
        accepted: bool,
    },
    /// Somebody waits to be welcomed; for administrators.
    PersonAwaiting {
        /// Who.
        name: PersonName,
    },
    /// Somebody asked to join; for administrators.
    JoinRequested {
        /// Who.
        name: PersonName,
    },
}

impl News {
    /// Whether it waits for an act of the reader: the first block of the page.
    pub const fn waits(&self) -> bool {
        matches!(
            self,
            Self::PostProposed { .. }
                | Self::RendezvousProposed { .. }
                | Self::PersonAwaiting { .. }
                | Self::JoinRequested { .. }
        )
    }

    /// Whether it answers the reader: the second block of the page.
    pub const fn answers(&self) -> bool {
        matches!(self, Self::Replied { .. } | Self::FoundUseful { .. })
    }
}

/// The most notices kept for one person; older ones go.
pub const NOTICES_KEPT: i64 = 200;
