//! What is typed in the forms of mandates, read: who, from which day, up to which.

use chrono_tz::Tz;
use preau_core::error::Field;
use preau_core::id::PersonId;
use preau_core::world::Moment;
use serde::Deserialize;

use crate::dates::{parse_date, parse_moment};
use crate::form::Filled;

/// What is typed, in any of the forms.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(in crate::bodies) person: String,
    pub(in crate::bodies) role: String,
    /// The first day.
    pub(in crate::bodies) starts: String,
    /// The last day, included.
    pub(in crate::bodies) ends: String,
    pub(in crate::bodies) provisional: String,
    pub(in crate::bodies) rights: Vec<String>,
    pub(in crate::bodies) once: String,
}

/// A person from the list.
pub(super) fn person(form: &mut Filled<Fields>) -> Option<PersonId> {
    let person = form.typed.person.parse().ok();
    if person.is_none() {
        form.say(Field::Person.as_str(), form.texts().mandate_wrong_person());
    }
    person
}

/// The first day, from its beginning on.
pub(super) fn starts(form: &mut Filled<Fields>, zone: Tz) -> Option<Moment> {
    let found = beginning(&form.typed.starts, zone, false);
    if found.is_none() {
        form.say(Field::Starts.as_str(), form.texts().wrong_date());
    }
    found
}

/// The end, not included: the day after the last one. `None` where it is wrong, `Some(None)` where nothing was typed.
#[expect(clippy::option_option, reason = "a wrong day is not a mandate without end")]
pub(super) fn ends(form: &mut Filled<Fields>, zone: Tz) -> Option<Option<Moment>> {
    if form.typed.ends.trim().is_empty() {
        return Some(None);
    }
    let found = beginning(&form.typed.ends, zone, true);
    if found.is_none() {
        form.say(Field::Ends.as_str(), form.texts().wrong_date());
    }
    found.map(Some)
}

/// The beginning of a day, or of the day after it. Where clocks skip midnight the day begins at one.
fn beginning(typed: &str, zone: Tz, after: bool) -> Option<Moment> {
    let date = parse_date(typed).ok()?;
    let date = if after { date.succ_opt()? } else { date };
    let date = date.to_string();
    parse_moment(&date, "00:00", zone).or_else(|_| parse_moment(&date, "01:00", zone)).ok()
}
