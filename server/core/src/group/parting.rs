//! What is open when people part from a group or servers disagree: receipts of leaving, texts that were refused, places
//! whose text a copy withheld.

use super::{GroupAct, ReceiptState};
use crate::id::{GroupId, PersonId};
use crate::text::Title;
use crate::world::Moment;

/// Days for which one who left sees what became of it, and for which the host knows that there is something to tell.
pub const LEAVINGS_DAYS: i64 = 30;
/// Receipts of leaving on a page.
pub const LEAVINGS_MAX: i64 = 200;
/// Days for which a text that was refused is kept for its author: whoever was away for a month still finds it.
pub const REFUSED_DAYS: i64 = 30;
/// Days for which other copies are asked for what one gave back empty.
pub const WITHHELD_DAYS: i64 = 30;
/// What one server's people may add to one group on one day, as its host counts: far more than hundreds of people write,
/// far less than fills a disk.
pub const SERVER_A_DAY: Quota = Quota { entries: 2_000, bytes: 32 * 1024 * 1024 };
/// What a host may make one copy grow on one day. A copy that begins fetches all that was said before: a longer past
/// takes several days.
pub const HOST_A_DAY: Quota = Quota { entries: 20_000, bytes: 256 * 1024 * 1024 };

/// How much a group may grow on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Entries of its log.
    pub entries: i64,
    /// Their bytes.
    pub bytes: i64,
}

impl Quota {
    /// Whether this much is within it.
    pub const fn holds(self, grown: Self) -> bool {
        grown.entries <= self.entries && grown.bytes <= self.bytes
    }
}

/// Whether a server has done what somebody's leaving asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Which group.
    pub group: GroupId,
    /// The id of the Leave.
    pub about: String,
    /// The server.
    pub host: String,
    /// Who left, where they are one of ours.
    pub person: Option<PersonId>,
    /// On the host: the server of whoever left, which is told.
    pub tells: Option<String>,
    /// On the host: the place in the log up to which the server has to be; `None` as long as it is not known.
    pub seq: Option<i64>,
    /// How it answered.
    pub state: ReceiptState,
    /// When it was asked.
    pub asked_at: Moment,
    /// When it answered.
    pub answered_at: Option<Moment>,
}

/// A receipt of leaving with the name of the group, for whoever left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// What the group is called.
    pub name: Title,
    /// The receipt.
    pub leaving: Leaving,
}

/// A text of somebody's own that a group's host did not take, for its author alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedText {
    /// What they did, and why it was not taken.
    pub act: GroupAct,
    /// What the group is called.
    pub group: Title,
    /// The title of a discussion or a rendezvous.
    pub title: Option<Title>,
    /// The text as it was typed.
    pub text: String,
    /// Until when it is kept.
    pub until: Moment,
    /// Whether its author is in the group, and can try again there.
    pub inside: bool,
}

/// On a host that was restored: an entry that a copy gave back without what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Which group.
    pub group: GroupId,
    /// Its place.
    pub seq: i64,
    /// The server that gave it back so.
    pub host: String,
    /// A later entry says that it was taken back or away: there is nothing to be given back.
    pub explained: bool,
    /// Since when.
    pub since: Moment,
}
