//! What our people do in a group, kept until the host's log says that it happened.

use serde::{Deserialize, Serialize};

use super::{GatheringPlan, GroupChoices};
use crate::id::{ActivityId, GatheringId, GroupId, MessageId, PersonId};
use crate::job::Turned;
use crate::text::{Body, Title};
use crate::world::Moment;

crate::column::words! {
    /// What somebody does in a group.
    GroupVerb {
        /// Begins a discussion.
        Open = "open",
        /// Answers.
        Reply = "reply",
        /// Changes their text.
        Edit = "edit",
        /// Takes their text back.
        Delete = "delete",
        /// Says "useful".
        Useful = "useful",
        /// Takes that back.
        NotUseful = "not_useful",
        /// An animator pins a discussion.
        Pin = "pin",
        /// An animator takes the pin off.
        Unpin = "unpin",
        /// An animator takes a message away.
        Remove = "remove",
        /// An animator sums a discussion up.
        Digest = "digest",
        /// An animator changes name, aim or choices.
        Describe = "describe",
        /// A member plans a rendezvous of the group, or an animator changes it.
        Gather = "gather",
        /// It is cancelled, by whoever planned it or by an animator.
        CallOff = "call_off",
    }
}

impl GroupVerb {
    /// Whether only animators do this.
    pub const fn animates(self) -> bool {
        matches!(self, Self::Pin | Self::Unpin | Self::Remove | Self::Digest | Self::Describe)
    }
}

crate::column::words! {
    /// How an act of ours stands with the host.
    ActState {
        /// On its way, or in the host's hands.
        Waiting = "waiting",
        /// It came back in the log.
        Done = "done",
        /// The host refused it.
        Refused = "refused",
    }
}

/// What one of our people did in a group, until the log says it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupAct {
    /// The id, which is the activity's.
    pub id: ActivityId,
    /// Which group.
    pub group: GroupId,
    /// Who.
    pub by: PersonId,
    /// What.
    pub deed: Deed,
    /// How it stands.
    pub state: ActState,
    /// Why it was refused.
    pub reason: Option<Turned>,
    /// When.
    pub at: Moment,
    /// When it came to its end.
    pub settled_at: Option<Moment>,
}

/// An act with all that is needed to tell the host, kept as JSON. Texts are here until the act is done, then gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A new discussion or reply; its text stands in its row.
    Write {
        /// The message.
        message: MessageId,
    },
    /// A new text.
    Edit {
        /// The message.
        message: MessageId,
        /// The title of a discussion.
        title: Option<Title>,
        /// The text.
        body: Body,
    },
    /// One's own message is taken back.
    Delete {
        /// The message.
        message: MessageId,
    },
    /// "Useful", or no longer.
    React {
        /// The message.
        message: MessageId,
        /// Yes, or no longer.
        useful: bool,
    },
    /// A discussion is pinned, or no longer.
    Pin {
        /// Its first message.
        topic: MessageId,
        /// Yes, or no longer.
        pinned: bool,
    },
    /// An animator takes a message away.
    Remove {
        /// The message.
        message: MessageId,
    },
    /// A discussion is summed up; an empty text takes the summary off.
    Digest {
        /// Its first message.
        topic: MessageId,
        /// The text.
        body: Option<Body>,
    },
    /// The group's own choices change.
    Describe {
        /// What they are from now on.
        choices: GroupChoices,
    },
    /// A rendezvous is planned or changed.
    Gather {
        /// Which.
        gathering: GatheringId,
        /// What it is from now on.
        plan: GatheringPlan,
    },
    /// A rendezvous is cancelled.
    CallOff {
        /// Which.
        gathering: GatheringId,
    },
}

impl Deed {
    /// Whether it carries a text that its author typed, and would lose.
    pub const fn has_text(&self) -> bool {
        matches!(
            self,
            Self::Write { .. } | Self::Edit { .. } | Self::Gather { .. } | Self::Digest { body: Some(_), .. }
        )
    }

    /// The word under which it is shown and checked.
    pub const fn verb(&self, opens: bool) -> GroupVerb {
        match self {
            Self::Write { .. } if opens => GroupVerb::Open,
            Self::Write { .. } => GroupVerb::Reply,
            Self::Edit { .. } => GroupVerb::Edit,
            Self::Delete { .. } => GroupVerb::Delete,
            Self::React { useful: true, .. } => GroupVerb::Useful,
            Self::React { .. } => GroupVerb::NotUseful,
            Self::Pin { pinned: true, .. } => GroupVerb::Pin,
            Self::Pin { .. } => GroupVerb::Unpin,
            Self::Remove { .. } => GroupVerb::Remove,
            Self::Digest { .. } => GroupVerb::Digest,
            Self::Describe { .. } => GroupVerb::Describe,
            Self::Gather { .. } => GroupVerb::Gather,
            Self::CallOff { .. } => GroupVerb::CallOff,
        }
    }
}
