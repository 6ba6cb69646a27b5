//! A series as calendar programs read it (RFC 5545): one event with its rule, and one more for each that differs.
//!
//! What is written is what the rows say: the rule covers the days of the rows at hand, a day without a row is an EXDATE,
//! and whatever differs from the others (moved, cancelled, said otherwise, or ending an hour later because the clocks
//! were changed in between) has an event of its own with the RECURRENCE-ID of its day.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use preau_core::id::SeriesId;
use preau_core::rendezvous::{Rendezvous, RendezvousState};
use preau_core::series::{Day, Hours, Occurrence, Rhythm, Series, nth};
use preau_core::world::Moment;

use super::{Calendar, Event, Repeats, utc};

impl Calendar<'_> {
    /// Single ones as they are, those of a series together. Of a series that is not known each is a single one.
    pub(super) fn of_all(&self, rendezvous: &[&Rendezvous], series: &[Series]) -> Vec<Event> {
        let known: BTreeMap<SeriesId, &Series> = series.iter().map(|one| (one.id, one)).collect();
        let mut again: BTreeMap<SeriesId, Vec<(Occurrence, &Rendezvous)>> = BTreeMap::new();
        let mut events = Vec::new();
        for one in rendezvous {
            match one.occurrence.filter(|place| known.contains_key(&place.series)) {
                Some(place) => again.entry(place.series).or_default().push((place, one)),
                None => events.push(self.of_section(one)),
            }
        }
        for (id, mut rows) in again {
            rows.sort_by_key(|(place, _)| place.on);
            if let Some(series) = known.get(&id) {
                events.extend(self.of_series(series, &rows));
            }
        }
        events
    }

    fn of_series(&self, series: &Series, rows: &[(Occurrence, &Rendezvous)]) -> Vec<Event> {
        // The latest that says what all say is what the series says now.
        let alike =
            |(place, one): &&(Occurrence, &Rendezvous)| !place.own && one.state != RendezvousState::Cancelled;
        let Some((_, model)) = rows.iter().rev().find(alike).or(rows.last()) else { return Vec::new() };
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else { return Vec::new() };
        let hours = Hours::of(model.starts_at, None, model.time_zone);
        let begins = |on: Day| hours.on(on, model.time_zone).0;
        let lasts = model.over_at().0.saturating_sub(model.starts_at.0);
        let whole = Event {
            uid: self.uid(series),
            sequence: series.sequence,
            changed_at: rows.iter().map(|(_, one)| one.changed_at).max().unwrap_or(series.changed_at),
            starts_at: begins(first.on),
            over_at: begins(first.on).plus(lasts),
            repeats: Some(Repeats::By {
                rule: rule(series.rhythm, first.on, begins(last.on)),
                but: days_without(series.rhythm, rows).into_iter().map(begins).collect(),
                last: begins(last.on).plus(lasts),
            }),
            ..self.of_section(model)
        };
        let apart = rows.iter().filter_map(|(place, one)| {
            let begins = begins(place.on);
            let own = self.of_section(one);
            let same =
                one.starts_at == begins && one.over_at() == begins.plus(lasts) && own.says_what(&whole);
            (!same).then(|| Event {
                uid: self.uid(series),
                sequence: own.sequence.max(series.sequence),
                repeats: Some(Repeats::InPlaceOf(begins)),
                ..own
            })
        });
        let mut events: Vec<Event> = apart.collect();
        events.insert(0, whole);
        events
    }

    /// Stable for the whole life of the series.
    fn uid(&self, series: &Series) -> String {
        format!("{}@{}", series.id, self.origin.host_str().unwrap_or_default())
    }
}

/// The days that the rule gives between the first and the last row, and on which there is none.
fn days_without(rhythm: Rhythm, rows: &[(Occurrence, &Rendezvous)]) -> Vec<Day> {
    let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else { return Vec::new() };
    let days = rhythm.days(first.on).take_while(|day| *day <= last.on);
    days.filter(|day| rows.binary_search_by_key(day, |(place, _)| place.on).is_err()).collect()
}

/// RFC 5545, 3.3.10. UNTIL is in UTC because DTSTART has a zone.
fn rule(rhythm: Rhythm, first: Day, last: Moment) -> String {
    let weekday = match first.weekday() {
        chrono::Weekday::Mon => "MO",
        chrono::Weekday::Tue => "TU",
        chrono::Weekday::Wed => "WE",
        chrono::Weekday::Thu => "TH",
        chrono::Weekday::Fri => "FR",
        chrono::Weekday::Sat => "SA",
        chrono::Weekday::Sun => "SU",
    };
    let how = match rhythm {
        Rhythm::Weekly => format!("FREQ=WEEKLY;BYDAY={weekday}"),
        Rhythm::Fortnightly => format!("FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY={weekday}"),
        Rhythm::MonthlyWeekday => format!("FREQ=MONTHLY;BYDAY={}{weekday}", nth(first)),
        Rhythm::MonthlyLast => format!("FREQ=MONTHLY;BYDAY=-1{weekday}"),
        Rhythm::MonthlyDate => format!("FREQ=MONTHLY;BYMONTHDAY={}", first.day()),
    };
    format!("{how};UNTIL={}", utc(last))
}
