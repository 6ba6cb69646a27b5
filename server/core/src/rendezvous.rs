//! Rendezvous: a date, a place, and who comes.

use crate::audience::Audience;
use crate::guest::GuestsMay;
use crate::id::{PersonId, RendezvousId};
use crate::person::Byline;
use crate::series::Occurrence;
use crate::text::{Body, ShortText, Title, UnitName};
use crate::world::Moment;

crate::column::words! {
    /// Where a rendezvous stands.
    RendezvousState {
        /// For everybody, and waits for those who may speak for the section.
        Proposed = "proposed",
        /// Takes place.
        Planned = "planned",
        /// The proposal was turned down.
        Declined = "declined",
        /// Was to take place and does not.
        Cancelled = "cancelled",
    }
}

/// A rendezvous as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendezvous {
    /// The id.
    pub id: RendezvousId,
    /// Who organises it.
    pub organiser: PersonId,
    /// What it is.
    pub title: Title,
    /// The Markdown as typed.
    pub source: String,
    /// The sanitised HTML.
    pub html: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Option<Moment>,
    /// The zone in which it was said: changes of clocks do not move 19:30.
    pub time_zone: chrono_tz::Tz,
    /// Where.
    pub place: Option<ShortText>,
    /// An https address for those who come from afar.
    pub link: Option<String>,
    /// Who can read it.
    pub audience: Audience,
    /// How many people it takes to be worth it: "il manque 3 personnes".
    pub needed: Option<i32>,
    /// How many can come: "il reste 4 places".
    pub capacity: Option<i32>,
    /// Whether those outside may say that they come, where it is for everybody.
    pub guests_may: GuestsMay,
    /// Where it stands.
    pub state: RendezvousState,
    /// Its place in a series, where it comes again.
    pub occurrence: Option<Occurrence>,
    /// RFC 5545 SEQUENCE: counts the changes.
    pub sequence: i32,
    /// When it was made.
    pub made_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// How long a rendezvous is taken to last where no end was said.
pub const LASTS: i64 = 3 * Moment::HOUR;
/// The longest that one may last, a meeting too: a congress takes days.
pub const LASTS_MAX: i64 = 31 * Moment::DAY;
/// How far ahead one may begin: a plan reaches a few years.
pub const AHEAD_MAX: i64 = 5 * 366 * Moment::DAY;

impl Rendezvous {
    /// From when on it is over.
    pub fn over_at(&self) -> Moment {
        self.ends_at.unwrap_or(self.starts_at.plus(LASTS))
    }
}

/// A rendezvous with what a page shows of it, for one viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RendezvousView {
    /// The rendezvous.
    pub rendezvous: Rendezvous,
    /// Its organiser.
    pub organiser: Byline,
    /// How many of ours come.
    pub coming: i64,
    /// How many of those outside come.
    pub guests: i64,
    /// The viewer's own answer.
    pub mine: Option<bool>,
    /// Whether the viewer is asked: to a meeting those on its roll are, and nobody else.
    pub asked: bool,
    /// The name of the body it is for, where it is for one.
    pub body: Option<UnitName>,
}

impl RendezvousView {
    /// How many are still needed, where a number was set and is not reached.
    pub fn missing(&self) -> Option<i64> {
        self.rendezvous.needed.map(|n| i64::from(n) - self.all_coming()).filter(|n| *n > 0)
    }

    /// How many places are left, where there is a bound.
    pub fn places_left(&self) -> Option<i64> {
        self.rendezvous.capacity.map(|n| (i64::from(n) - self.all_coming()).max(0))
    }

    fn all_coming(&self) -> i64 {
        self.coming.saturating_add(self.guests)
    }
}

/// What the form of a rendezvous sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it is.
    pub title: Title,
    /// More about it.
    pub body: Option<Body>,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Option<Moment>,
    /// The zone in which it was said.
    pub time_zone: chrono_tz::Tz,
    /// Where.
    pub place: Option<ShortText>,
    /// An https address.
    pub link: Option<url::Url>,
    /// Who can read it.
    pub audience: Audience,
    /// How many people it takes.
    pub needed: Option<i32>,
    /// How many can come.
    pub capacity: Option<i32>,
    /// Whether those outside may say that they come; not looked at where it is not for everybody.
    pub guests_may: GuestsMay,
}

/// The most people a rendezvous may ask for or hold: beyond this it is a demonstration.
pub const PLACES_MAX: i32 = 100_000;
/// Rendezvous on one page of a list.
pub const AGENDA_PAGE: i64 = 50;
/// The most rendezvous shown in one month.
pub const MONTH_MAX: i64 = 500;
