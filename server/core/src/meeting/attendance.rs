//! Who is in the room, with which voice, from when to when.

use crate::id::{PersonId, StayId};
use crate::text::PersonName;
use crate::world::Moment;

crate::column::words! {
    /// What somebody's presence counts for.
    Voice {
        /// Votes.
        Voting = "voting",
        /// Speaks, does not vote.
        Advisory = "advisory",
        /// Listens.
        Observer = "observer",
    }
}

crate::column::words! {
    /// How somebody is there.
    Presence {
        /// In the room.
        Room = "room",
        /// From afar.
        Remote = "remote",
    }
}

/// One stay of somebody. Who goes out and comes back has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The id.
    pub id: StayId,
    /// Who, where they have an account here.
    pub person: Option<PersonId>,
    /// What they are called: of a guest, as it was keyed.
    pub name: PersonName,
    /// With which voice.
    pub voice: Voice,
    /// How.
    pub presence: Presence,
    /// When they came.
    pub from: Moment,
    /// When they went; `None` while they are there.
    pub until: Option<Moment>,
}

impl Stay {
    /// Whether they are there at that moment.
    pub fn covers(&self, at: Moment) -> bool {
        self.from <= at && self.until.is_none_or(|end| at < end)
    }
}

/// A line of the attendance sheet: somebody of the roll, or a guest, and where they stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Who, where they have an account here.
    pub person: Option<PersonId>,
    /// What they are called.
    pub name: PersonName,
    /// With which voice.
    pub voice: Voice,
    /// Their stays, earliest first.
    pub stays: Vec<Stay>,
}
