//! The log of a group: one entry for each thing that happened, in the host's order, and what it changes.

use url::Url;

use super::{GroupChoices, GroupSection, NewGathering, ShownAnimator, Vouched};
use crate::id::{GroupId, MessageId};
use crate::text::{PersonName, Title};
use crate::world::Moment;

/// One entry of a group's log: what the host said, in its order, chained by salted hashes so that a text can go and the
/// chain still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Which group.
    pub group: GroupId,
    /// Its place, from 1 without gaps.
    pub seq: i64,
    /// The hash that chains it: over the one before, its place and its digest.
    pub hash: Vec<u8>,
    /// The salted hash of what was said.
    pub digest: Vec<u8>,
    /// The salt; gone with the text.
    pub salt: Option<Vec<u8>>,
    /// The Announce, byte for byte; gone once the text it carried is.
    pub announce: Option<String>,
    /// The message whose text it carries, with which it goes.
    pub carries: Option<MessageId>,
    /// The id of the activity inside: the same is never taken twice.
    pub inner: String,
    /// When it was appended, or came.
    pub at: Moment,
}

/// What an entry of the log changes: the meaning of the activity inside, read by the federation, alike on the host and
/// on every copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A discussion or a reply.
    Write(Box<NewMessage>),
    /// A new text.
    Edit {
        /// Which message.
        uri: Url,
        /// Who says so: its author.
        author: Url,
        /// The title of a discussion.
        title: Option<Title>,
        /// The text, sanitised.
        html: String,
        /// Its first words.
        summary: String,
        /// The Markdown, where it is one of ours.
        source: String,
        /// Who vouches for it.
        vouched: Vouched,
        /// When.
        at: Moment,
    },
    /// Its author takes it back.
    Delete {
        /// Which message.
        uri: Url,
        /// Who says so: its author.
        author: Url,
    },
    /// "Useful", or no longer.
    React {
        /// Which message.
        uri: Url,
        /// Who.
        actor: Url,
        /// Yes, or no longer.
        useful: bool,
    },
    /// The group pins a discussion, or no longer.
    Pin {
        /// Its first message.
        uri: Url,
        /// Yes, or no longer.
        pinned: bool,
    },
    /// The group takes a message away.
    Remove {
        /// Which message.
        uri: Url,
    },
    /// The group sums a discussion up.
    Digest {
        /// Its first message.
        uri: Url,
        /// The text, sanitised; `None` takes it off.
        html: Option<String>,
    },
    /// The group's name, aim, choices or servers.
    Describe {
        /// The choices.
        choices: GroupChoices,
        /// The sections whose servers hold a copy.
        sections: Vec<GroupSection>,
        /// The animators who agreed to be seen.
        animators: Vec<ShownAnimator>,
        /// Whether it is closed from now on.
        closed: bool,
    },
    /// A rendezvous is planned or changed.
    Gather(Box<NewGathering>),
    /// A rendezvous is cancelled.
    CallOff {
        /// Its id on the wire.
        uri: Url,
    },
    /// The place of a message whose text is gone: what answers it keeps its own place.
    Place {
        /// Which message it was.
        uri: Url,
        /// What it answered; `None` where it began a discussion.
        parent: Option<Url>,
        /// Whether the animators took it away; otherwise its author did.
        removed: bool,
        /// The server that gave the place back without its text, where nothing explains that it is gone.
        withheld: Option<String>,
    },
    /// Something that this version does not know, or an activity that is not its author's: it keeps its place in the log
    /// and changes nothing.
    Nothing {
        /// Why, for the administrators, where it is not merely unknown.
        forged: bool,
    },
}

/// A message as an activity told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its id on the wire.
    pub uri: Url,
    /// What it answers; `None` begins a discussion.
    pub parent: Option<Url>,
    /// Who wrote it.
    pub author: Url,
    /// The name they wrote under.
    pub name: PersonName,
    /// Their server.
    pub host: String,
    /// The title of a discussion.
    pub title: Option<Title>,
    /// Sanitised HTML.
    pub html: String,
    /// Its first words.
    pub summary: String,
    /// The Markdown, kept where its author is one of ours.
    pub source: String,
    /// Who vouches for it.
    pub vouched: Vouched,
    /// When it was written.
    pub at: Moment,
}
