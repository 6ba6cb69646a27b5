//! What is said in a group: discussions and replies.

use url::Url;

use super::GroupVerb;
use crate::id::{GroupId, MessageId, PersonId};
use crate::job::Turned;
use crate::text::{PersonName, Title};
use crate::world::Moment;

crate::column::words! {
    /// Where a message of a group stands.
    MessageState {
        /// Sent to the host, which has not answered: its author alone sees it.
        Waiting = "waiting",
        /// In the log: everybody in the group reads it.
        Published = "published",
        /// The host did not take it; its author alone sees it, and why.
        Refused = "refused",
        /// Taken away by its author; the text is gone.
        Deleted = "deleted",
        /// Taken away by the animators; the text is gone.
        Removed = "removed",
        /// On a host that was restored, and copies that came later: a copy gave the place back without its text, and
        /// nothing explains that. [`Message::host`] is that copy's server; the others are asked.
        Withheld = "withheld",
    }
}

crate::column::words! {
    /// Who vouches that a message is its author's.
    Vouched {
        /// Its author's own key, or its author's own server.
        Author = "author",
        /// The host's word alone: the author's server could not be asked.
        Host = "host",
    }
}

impl MessageState {
    /// Whether its author or the animators took it away: nothing brings its text back.
    pub const fn is_gone(self) -> bool {
        matches!(self, Self::Deleted | Self::Removed)
    }

    /// Whether there is a place without a text.
    pub const fn is_empty(self) -> bool {
        matches!(self, Self::Deleted | Self::Removed | Self::Withheld)
    }
}

/// A discussion's first message or a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The id, on this server.
    pub id: MessageId,
    /// Which group.
    pub group: GroupId,
    /// Its id on the wire, on its author's server.
    pub uri: Url,
    /// The first message of the discussion; its own id for that one.
    pub topic: MessageId,
    /// What it answers; `None` for a discussion's first.
    pub parent: Option<MessageId>,
    /// Who wrote it: an actor, of this server or another.
    pub author: Url,
    /// The person, where they are one of ours.
    pub person: Option<PersonId>,
    /// Their name, as it was when they wrote.
    pub name: PersonName,
    /// Their server.
    pub host: String,
    /// The title of a discussion; `None` on replies.
    pub title: Option<Title>,
    /// The Markdown as typed, of our own people's messages alone; empty once it is gone.
    pub source: String,
    /// The sanitised HTML; empty once it is gone.
    pub html: String,
    /// The first words as plain text; empty once it is gone.
    pub summary: String,
    /// Where it stands.
    pub state: MessageState,
    /// Why the host did not take it.
    pub reason: Option<Turned>,
    /// Its place in the log.
    pub seq: Option<i64>,
    /// Who vouches for it.
    pub vouched: Vouched,
    /// When it was written, by its author's clock, held to a minute ahead of ours.
    pub written_at: Moment,
    /// When it was last edited.
    pub edited_at: Option<Moment>,
    /// How many times it was edited.
    pub edits: i32,
    /// Of a discussion: since when the animators pin it.
    pub pinned_at: Option<Moment>,
    /// Of a discussion: what the animators sum up, sanitised HTML.
    pub digest: Option<String>,
}

/// A message with what its row shows, for one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// The message.
    pub message: Message,
    /// How many found it useful.
    pub useful: i64,
    /// Whether the reader did.
    pub mine: bool,
    /// An edit, deletion or the like of the reader's that the host has not answered yet.
    pub waiting: Option<GroupVerb>,
}

/// A discussion on the group's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRow {
    /// Its first message.
    pub head: Message,
    /// Published replies.
    pub replies: i64,
    /// When something was last said in it.
    pub last_at: Moment,
    /// Replies (and the first message) that the reader has not read, counted to [`UNREAD_MAX`].
    pub unread: i64,
}
