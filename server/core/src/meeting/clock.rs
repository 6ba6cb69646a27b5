//! Times as they are read off the clock of a room: an hour and a minute, without a date.

use chrono::{Days, MappedLocalTime, NaiveTime, TimeZone as _};

use crate::world::Moment;

/// How long before the hour of the notice the first people may be there.
pub const EARLY_MAX: i64 = 6 * Moment::HOUR;

/// The moment at which the clock of the room showed this time: the first one from six hours before the hour of the notice
/// on, so that "0.20" of an evening meeting is the day after. Where the clocks were put back and show a time twice, it is
/// the first that is not before `after`; where they were put forward over it, there is none.
pub fn by_the_clock(
    time: NaiveTime,
    zone: chrono_tz::Tz,
    starts_at: Moment,
    after: Option<Moment>,
) -> Option<Moment> {
    let earliest = starts_at.plus(-EARLY_MAX);
    let from = earliest.max(after.unwrap_or(earliest));
    let day = earliest.utc()?.with_timezone(&zone).date_naive();
    for days in 0_u64..=2 {
        let date = day.checked_add_days(Days::new(days))?;
        let (first, second) = match zone.from_local_datetime(&date.and_time(time)) {
            MappedLocalTime::Single(one) => (one, None),
            MappedLocalTime::Ambiguous(one, two) => (one, Some(two)),
            MappedLocalTime::None => continue,
        };
        // A minute is typed, and a stay may have begun within it.
        let fits = |moment: Moment| moment.plus(Moment::MINUTE) > from;
        for one in std::iter::once(first).chain(second) {
            let moment = Moment(one.timestamp_micros());
            if fits(moment) {
                return Some(moment.max(after.unwrap_or(moment)));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Moment {
        Moment(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_micros())
    }

    #[test]
    fn a_time_of_the_room_is_the_one_of_its_evening_also_past_midnight_and_over_a_change_of_clocks() {
        let paris = chrono_tz::Europe::Paris;
        let evening = "2026-11-26T18:30:00Z";
        let autumn = "2026-10-24T20:00:00Z";
        let spring = "2026-03-28T21:00:00Z";
        for (time, starts, after, expected) in [
            // Before the hour, at it, and past midnight.
            ("19:05", evening, None, Some("2026-11-26T18:05:00Z")),
            ("13:30", evening, None, Some("2026-11-26T12:30:00Z")),
            ("00:20", evening, None, Some("2026-11-26T23:20:00Z")),
            // Seven hours before is no arrival: it is the next day, and the future is refused by who asks.
            ("12:29", evening, None, Some("2026-11-27T11:29:00Z")),
            // Half past two is shown twice in October: who came at 2.50 the first time went at 2.30 the second.
            ("02:30", autumn, None, Some("2026-10-25T00:30:00Z")),
            ("02:30", autumn, Some("2026-10-25T00:50:00Z"), Some("2026-10-25T01:30:00Z")),
            // In March it is not shown at all that night.
            ("02:30", spring, None, Some("2026-03-30T00:30:00Z")),
            ("03:10", spring, None, Some("2026-03-29T01:10:00Z")),
            // A stay that began within the minute that was typed ends no earlier than it began.
            ("19:05", evening, Some("2026-11-26T18:05:40Z"), Some("2026-11-26T18:05:40Z")),
        ] {
            let typed = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
            let found = by_the_clock(typed, paris, utc(starts), after.map(utc));
            assert_eq!(found, expected.map(utc), "{time} of {starts} after {after:?}");
        }
    }
}
