//! Who is in the room, with which voice, from when to when.

use super::convocation::Reply;
use crate::id::{PersonId, StayId};
use crate::person::Byline;
use crate::text::{PersonName, ShortText};
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

/// A line of the sheet on which those who keep the attendance work: somebody of the roll, and where they stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Who.
    pub who: Byline,
    /// With which voice they were convened.
    pub voice: Voice,
    /// What they had answered.
    pub reply: Option<Reply>,
    /// Why they were added after the notice, where they were.
    pub added_because: Option<ShortText>,
    /// Their open stay, while they are there.
    pub here: Option<Stay>,
    /// How many stays they had, the open one too.
    pub stays: i64,
    /// Who carries their voice.
    pub given_to: Option<PersonName>,
    /// How many voices of others they carry.
    pub carries: i64,
}

crate::column::words! {
    /// Which lines of the sheet are looked at.
    SheetFilter {
        /// All of them.
        All = "all",
        /// Those who are not there.
        Missing = "missing",
        /// Those who are.
        Here = "here",
    }
}

/// Who is in the room at this moment, in numbers. Somebody in the room and on line counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    /// Voters on the roll.
    pub on_roll: u32,
    /// Members on the roll whose dues are paid, or not asked.
    pub good_standing: u32,
    /// Voters who are there, from afar too.
    pub present: u32,
    /// Those of them who take part from afar.
    pub remote: u32,
    /// Voters whose proxy is carried by a voter who is there.
    pub represented: u32,
    /// Others who are there: advisory voices, observers, guests.
    pub others: u32,
}

/// What the quorum is measured by from a moment of the sitting on. It is kept with the sitting: dues are paid, mandates end
/// and rolls grow afterwards, and the minutes say what held then. Who was there is told by the stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// From when on.
    pub from: Moment,
    /// Voters on the roll.
    pub on_roll: u32,
    /// Members on the roll whose dues are paid, or not asked.
    pub good_standing: u32,
    /// The voters of the roll whom the rules leave out of it, since they hold an office.
    pub excluded: Vec<PersonId>,
}

/// A voice of the room at this moment: a voter who is there, or one whose proxy a voter carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomVoice {
    /// Whose voice.
    pub person: PersonId,
    /// Their name.
    pub name: PersonName,
    /// Who carries it, by proxy.
    pub carried_by: Option<(PersonId, PersonName)>,
}
