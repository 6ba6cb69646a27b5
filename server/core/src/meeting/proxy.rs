//! Proxies (pouvoirs): a member who cannot come gives their voice to one who does.

use crate::id::{MeetingId, PersonId, ProxyId};
use crate::text::PersonName;
use crate::world::Moment;

crate::column::words! {
    /// How a proxy came.
    ProxyChannel {
        /// Given on the page by its giver.
        Online = "online",
        /// Keyed from paper by those who keep the attendance.
        Paper = "paper",
    }
}

crate::column::words! {
    /// Where a proxy stands (product.md 5.3).
    ProxyState {
        /// Counts while its holder is in the room.
        Valid = "valid",
        /// Its holder did not want it.
        Refused = "refused",
        /// Taken back by its giver before the sitting.
        Withdrawn = "withdrawn",
        /// Void: its giver came, or its holder left, or the meeting is over.
        Void = "void",
    }
}

/// A proxy. A giver has one that is valid at most; a holder has no more than the rules allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// The id.
    pub id: ProxyId,
    /// For which meeting.
    pub meeting: MeetingId,
    /// Whose voice.
    pub giver: PersonId,
    /// Their name.
    pub giver_name: PersonName,
    /// Who carries it.
    pub holder: PersonId,
    /// Their name.
    pub holder_name: PersonName,
    /// How it came.
    pub channel: ProxyChannel,
    /// Where it stands.
    pub state: ProxyState,
    /// When it was given.
    pub given_at: Moment,
    /// When it stopped counting.
    pub ended_at: Option<Moment>,
}

impl Proxy {
    /// Whether it could be carried at that moment, if its holder is there.
    pub fn covers(&self, at: Moment) -> bool {
        self.given_at <= at
            && self.ended_at.is_none_or(|end| at < end)
            && matches!(self.state, ProxyState::Valid | ProxyState::Void)
    }
}
