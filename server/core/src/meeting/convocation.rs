//! The notice of a meeting: who was convened, how, what proves it, and what each answered.

use serde::{Deserialize, Serialize};

use super::attendance::Voice;
use crate::id::{MeetingId, PersonId};
use crate::person::Byline;
use crate::text::{Note, ShortText};
use crate::world::Moment;

/// What a notice said that is not in the meeting itself. Kept as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convocation {
    /// Who convened.
    pub by: PersonId,
    /// When the notice went out.
    pub sent_at: Moment,
    /// The delay that the rules asked for, in days.
    pub notice_days: u16,
    /// Why it was convened in a shorter time than the rules ask for.
    pub emergency: Option<Note>,
    /// The members who asked for it, where it was not the office holders: "pétition de 12 membres".
    pub petition: Option<ShortText>,
    /// The meeting that lacked a quorum and that this one follows.
    pub second_of: Option<MeetingId>,
    /// Times it was sent again because date, place or agenda changed; 1 the first time.
    pub edition: u16,
    /// What changed since it went out and has to be sent again: `date`, `place`, `votes`. Empty while it says what holds.
    #[serde(default)]
    pub stale: Vec<String>,
    /// Whether everybody was there or represented and accepted to sit although the notice did not hold any more.
    #[serde(default)]
    pub accepted: bool,
}

impl Convocation {
    /// Notes that something it said does not hold any more.
    pub fn note(&mut self, what: &str) {
        if !self.stale.iter().any(|known| known == what) {
            self.stale.push(what.to_owned());
        }
    }
}

crate::column::words! {
    /// How a notice reaches somebody.
    Channel {
        /// By mail, and on the page.
        Mail = "mail",
        /// By a printed letter: they have no mail address.
        Letter = "letter",
    }
}

crate::column::words! {
    /// What is known of a notice to one person.
    Proof {
        /// It waits to leave.
        Queued = "queued",
        /// The mail server took it.
        Sent = "sent",
        /// It came back, or could not be sent.
        Bounced = "bounced",
        /// The letter was printed.
        Printed = "printed",
    }
}

/// Somebody who was convened: the roll of the meeting. Frozen when the notice goes out; paying at the door or a late
/// welcome adds to it, with a word why, and takes nobody away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub who: Byline,
    /// With which voice.
    pub voice: Voice,
    /// How the notice reached them.
    pub channel: Channel,
    /// What is known of it.
    pub proof: Proof,
    /// When that was last known.
    pub proof_at: Moment,
    /// Why they were added after the notice, where they were.
    pub added_because: Option<ShortText>,
    /// What they answered.
    pub reply: Option<Reply>,
    /// A word beside it, for those who prepare.
    pub word: Option<ShortText>,
}

crate::column::words! {
    /// What somebody answers to a notice.
    Reply {
        /// I come.
        Coming = "coming",
        /// I take part from afar.
        Remote = "remote",
        /// I give my proxy.
        Proxy = "proxy",
        /// I do not come: excused.
        Away = "away",
    }
}
