//! The rules of a time zone as calendar programs read them: one line of the zone's history for each change of its clocks.

use chrono::{DateTime, Datelike as _, NaiveDate, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};
use icalendar::Property;
use preau_core::error::Fault;
use preau_core::world::Moment;

use super::File;

/// The most years that are written out: a calendar reaches a year and a half, a plan five years.
const YEARS_MAX: i32 = 12;

/// Writes the zone from the year before `from` to the year after `to`.
///
/// Each change is written out with its date, no rule repeats it: what governments decide follows none for long.
pub(super) fn write(file: &mut File, zone: Tz, from: Moment, to: Moment) -> Result<(), Fault> {
    let year = |moment: Moment| moment.utc().unwrap_or_default().year();
    let first = year(from).saturating_sub(1);
    let last = year(to).saturating_add(1).min(first.saturating_add(YEARS_MAX));
    let begin = new_year(first);
    file.begin("VTIMEZONE")?;
    file.line(Property::new("TZID", zone.name()))?;
    let at_first = Clock::of(zone, begin);
    observance(file, at_first.daylight, "19700101T000000", at_first.offset, &at_first)?;
    for change in changes(zone, begin, new_year(last.saturating_add(1))) {
        let before = Clock::of(zone, change - TimeDelta::seconds(1));
        let after = Clock::of(zone, change);
        // The standard gives the moment of change as the clocks showed it before they were moved.
        let shown = change.naive_utc() + TimeDelta::seconds(before.offset.into());
        let shown = shown.format("%Y%m%dT%H%M%S").to_string();
        observance(file, after.daylight, &shown, before.offset, &after)?;
    }
    file.end("VTIMEZONE")
}

/// What the clocks of a zone show at a moment.
#[derive(PartialEq, Eq)]
struct Clock {
    /// Seconds ahead of UTC.
    offset: i32,
    daylight: bool,
    name: String,
}

impl Clock {
    fn of(zone: Tz, moment: DateTime<Utc>) -> Self {
        let offset = zone.offset_from_utc_datetime(&moment.naive_utc());
        Self {
            offset: offset.fix().local_minus_utc(),
            daylight: !offset.dst_offset().is_zero(),
            name: offset.abbreviation().unwrap_or_default().to_owned(),
        }
    }
}

fn observance(file: &mut File, daylight: bool, start: &str, from: i32, to: &Clock) -> Result<(), Fault> {
    let component = if daylight { "DAYLIGHT" } else { "STANDARD" };
    file.begin(component)?;
    file.line(Property::new("DTSTART", start))?;
    file.line(Property::new("TZOFFSETFROM", said(from)))?;
    file.line(Property::new("TZOFFSETTO", said(to.offset)))?;
    if !to.name.is_empty() {
        file.line(Property::new("TZNAME", &to.name))?;
    }
    file.end(component)
}

/// `+0100`; with seconds where a zone has them.
fn said(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let seconds = offset.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

/// The moments between two others at which the clocks change. No zone changes them twice within a week: looking once a
/// week and then halving finds each to the second.
fn changes(zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut found = Vec::new();
    let mut start = from;
    while start < to {
        let end = start + TimeDelta::weeks(1);
        if Clock::of(zone, start) != Clock::of(zone, end) {
            found.push(change_between(zone, start, end));
        }
        start = end;
    }
    found
}

fn change_between(zone: Tz, before: DateTime<Utc>, after: DateTime<Utc>) -> DateTime<Utc> {
    let was = Clock::of(zone, before);
    let (mut low, mut high) = (before, after);
    // A week has fewer than 2^20 seconds.
    for _ in 0..20 {
        let middle = low + TimeDelta::seconds((high - low).num_seconds() / 2);
        if middle == low {
            break;
        }
        if Clock::of(zone, middle) == was {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

fn new_year(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN).and_utc()
}
