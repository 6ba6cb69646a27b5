//! Reminders of what one said one comes to: who wants them when, and what is due.

use serde::{Deserialize, Serialize};

use crate::id::{GatheringId, PersonId, RendezvousId};
use crate::world::Moment;

crate::column::words! {
    /// How long before.
    Ahead {
        /// Two hours before: what is left to do is to go. First, so that it stands for the other where both are due.
        TwoHours = "two_hours",
        /// A day before.
        Day = "day",
    }
}

impl Ahead {
    /// The time between the reminder and the rendezvous.
    pub const fn time(self) -> i64 {
        match self {
            Self::TwoHours => 2 * Moment::HOUR,
            Self::Day => Moment::DAY,
        }
    }
}

/// What a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderChoice {
    /// A day before.
    pub a_day: bool,
    /// Two hours before.
    pub two_hours: bool,
    /// By mail too; in the page always.
    pub by_mail: bool,
}

impl Default for ReminderChoice {
    /// A day before, in the page alone: nobody gets letters they did not ask for.
    fn default() -> Self {
        Self { a_day: true, two_hours: false, by_mail: false }
    }
}

/// What somebody is reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "thing", content = "id", rename_all = "snake_case")]
pub enum Reminded {
    /// A rendezvous of the section.
    Rendezvous(RendezvousId),
    /// One of a group.
    Gathering(GatheringId),
}

impl Reminded {
    /// The bare id.
    pub const fn id(self) -> uuid::Uuid {
        match self {
            Self::Rendezvous(id) => id.0,
            Self::Gathering(id) => id.0,
        }
    }
}

/// A reminder that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub person: PersonId,
    /// Of what.
    pub of: Reminded,
    /// When that begins.
    pub starts_at: Moment,
    /// Whether they want it by mail too.
    pub by_mail: bool,
}

/// Reminders told in one transaction, so that others get their turn.
pub const DUE_MAX: i64 = 100;
