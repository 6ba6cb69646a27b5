//! The rendezvous of a group, in the agendas of its members.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::{GatheringId, GroupId, PersonId};
use crate::text::{Note, ShortText, Title};
use crate::world::Moment;

/// A rendezvous of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// The id, on this server.
    pub id: GatheringId,
    /// Which group.
    pub group: GroupId,
    /// Its id on the wire, on the host.
    pub uri: Url,
    /// What it is.
    pub plan: GatheringPlan,
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// Whether the host has it: else its planner alone sees it.
    pub published: bool,
    /// RFC 5545 SEQUENCE.
    pub sequence: i32,
    /// Who planned it, where they are one of ours.
    pub person: Option<PersonId>,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// What the form of a group's rendezvous sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatheringPlan {
    /// What it is.
    pub title: Title,
    /// More about it, plain text.
    pub more: Option<Note>,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Option<Moment>,
    /// The zone in which it was said.
    pub time_zone: chrono_tz::Tz,
    /// Where.
    pub place: Option<ShortText>,
    /// An https address for those who come from afar.
    pub link: Option<Url>,
}

/// A rendezvous as the log told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGathering {
    /// Its id on the wire.
    pub uri: Url,
    /// What it is.
    pub plan: GatheringPlan,
    /// RFC 5545 SEQUENCE.
    pub sequence: i32,
}

/// A group's rendezvous in somebody's agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatheringView {
    /// The rendezvous.
    pub gathering: Gathering,
    /// The group's name.
    pub group: Title,
    /// How many people of this section come; answers stay on their server.
    pub coming: i64,
    /// The reader's own answer.
    pub mine: Option<bool>,
}
