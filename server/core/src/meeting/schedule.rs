//! The times of an agenda: an item begins when those before it have taken the minutes that they were given.

use crate::world::Moment;

/// The most minutes that one item is given: a day's congress on one text.
pub const ITEM_MINUTES_MAX: i32 = 600;

/// When each item begins, and when the last one should end. Minutes pass as they do on a watch: clocks that change in the
/// night of a meeting move what the page shows, and no item.
pub fn times(starts_at: Moment, minutes: &[i32]) -> (Vec<Moment>, Moment) {
    let mut at = starts_at;
    let begins = minutes
        .iter()
        .map(|allotted| {
            let begin = at;
            at = at.plus(Moment::MINUTE.saturating_mul(i64::from((*allotted).max(0))));
            begin
        })
        .collect();
    (begins, at)
}

/// How many minutes an agenda takes.
pub fn total(minutes: &[i32]) -> i64 {
    minutes.iter().map(|allotted| i64::from((*allotted).max(0))).sum()
}

/// The ids of a list after one of them was moved up or down by one place; `None` where it stands at that end already or is
/// not in it.
pub fn moved<T: Copy + PartialEq>(order: &[T], which: T, up: bool) -> Option<Vec<T>> {
    let from = order.iter().position(|one| *one == which)?;
    let to = if up { from.checked_sub(1)? } else { from.checked_add(1).filter(|to| *to < order.len())? };
    let mut order = order.to_vec();
    order.swap(from, to);
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: chrono_tz::Tz, text: &str) -> Moment {
        use chrono::TimeZone as _;
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Moment(zone.from_local_datetime(&local).single().unwrap().timestamp_micros())
    }

    fn clock(zone: chrono_tz::Tz, moment: Moment) -> String {
        moment.utc().unwrap().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
    }

    /// The agenda of the mock-up, then one across midnight, then the two changes of clocks (N05).
    #[test]
    fn n05_an_item_begins_when_those_before_it_have_had_their_minutes() {
        use chrono_tz::{Europe, Indian};
        for (zone, start, minutes, begins, end) in [
            (
                Europe::Paris,
                "2026-11-26 19:30",
                vec![10, 5, 10, 35, 25, 15, 20],
                vec![
                    "2026-11-26 19:30",
                    "2026-11-26 19:40",
                    "2026-11-26 19:45",
                    "2026-11-26 19:55",
                    "2026-11-26 20:30",
                    "2026-11-26 20:55",
                    "2026-11-26 21:10",
                ],
                "2026-11-26 21:30",
            ),
            (
                Europe::Paris,
                "2026-11-26 23:30",
                vec![45, 30],
                vec!["2026-11-26 23:30", "2026-11-27 00:15"],
                "2026-11-27 00:45",
            ),
            (
                Europe::Paris,
                "2026-10-25 01:30",
                vec![120, 10],
                vec!["2026-10-25 01:30", "2026-10-25 02:30"],
                "2026-10-25 02:40",
            ),
            (
                Europe::Paris,
                "2026-03-29 01:30",
                vec![60, 10],
                vec!["2026-03-29 01:30", "2026-03-29 03:30"],
                "2026-03-29 03:40",
            ),
            (Indian::Reunion, "2026-03-29 01:30", vec![60], vec!["2026-03-29 01:30"], "2026-03-29 02:30"),
            (Europe::Paris, "2026-11-26 19:30", vec![], vec![], "2026-11-26 19:30"),
            (
                Europe::Paris,
                "2026-11-26 19:30",
                vec![-5, 10],
                vec!["2026-11-26 19:30", "2026-11-26 19:30"],
                "2026-11-26 19:40",
            ),
        ] {
            let (found, over) = times(at(zone, start), &minutes);
            let found: Vec<String> = found.into_iter().map(|moment| clock(zone, moment)).collect();
            assert_eq!(
                (found.iter().map(String::as_str).collect(), clock(zone, over).as_str()),
                (begins, end),
                "{start}"
            );
        }
    }

    #[test]
    fn an_item_moves_by_one_place_and_not_beyond_the_ends() {
        for (which, up, expected) in [
            (2, true, Some(vec![2, 1, 3])),
            (2, false, Some(vec![1, 3, 2])),
            (1, true, None),
            (3, false, None),
            (9, true, None),
        ] {
            assert_eq!(moved(&[1, 2, 3], which, up), expected, "{which} {up}");
        }
    }

    #[test]
    fn an_agenda_takes_the_minutes_of_its_items() {
        assert_eq!(total(&[10, 5, 10, 35, 25, 15, 20]), 120);
        assert_eq!(total(&[]), 0);
    }
}
