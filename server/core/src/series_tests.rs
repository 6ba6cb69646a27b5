//! The rule of what comes again, by table and by chance: changes of clocks, leap days, short months, week starts.

use chrono::{Datelike as _, Timelike as _, Weekday};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn said(days: &[NaiveDate]) -> String {
    days.iter().map(|day| day.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_rhythm_gives_the_days_that_its_name_says() {
    for (rhythm, first, times, expected) in [
        (Rhythm::Weekly, "2026-12-22", 3, "12-22 12-29 01-05"),
        (Rhythm::Fortnightly, "2026-12-22", 3, "12-22 01-05 01-19"),
        (Rhythm::MonthlyWeekday, "2026-11-17", 4, "11-17 12-15 01-19 02-16"),
        (Rhythm::MonthlyLast, "2026-11-24", 4, "11-24 12-29 01-26 02-23"),
        (Rhythm::MonthlyDate, "2026-11-05", 3, "11-05 12-05 01-05"),
    ] {
        assert_eq!(said(&days(rhythm, day(first), End::Times(times)).unwrap()), expected, "{rhythm}");
    }
}

#[test]
fn n05_a_month_without_that_day_is_left_out() {
    // The 31st.
    let thirty_first = days(Rhythm::MonthlyDate, day("2026-12-31"), End::Times(4)).unwrap();
    assert_eq!(said(&thirty_first), "12-31 01-31 03-31 05-31");
    // The 29th of February is there in 2028 and not in 2027.
    let leap = days(Rhythm::MonthlyDate, day("2026-12-29"), End::On(day("2028-03-01"))).unwrap();
    assert!(leap.contains(&day("2028-02-29")));
    assert!(leap.iter().all(|day| (day.year(), day.month()) != (2027, 2)));
    // The fifth Tuesday.
    let fifth = days(Rhythm::MonthlyWeekday, day("2026-12-29"), End::Times(3)).unwrap();
    assert_eq!(said(&fifth), "12-29 03-30 06-29");
    for (rhythm, first, out) in [
        (Rhythm::MonthlyDate, "2026-12-28", false),
        (Rhythm::MonthlyDate, "2026-12-29", true),
        (Rhythm::MonthlyWeekday, "2026-12-28", false),
        (Rhythm::MonthlyWeekday, "2026-12-29", true),
        (Rhythm::MonthlyLast, "2026-12-29", false),
    ] {
        assert_eq!(rhythm.leaves_months_out(day(first)), out, "{rhythm} {first}");
    }
}

#[test]
fn no_series_is_without_end() {
    let first = day("2026-11-17");
    assert_eq!(days(Rhythm::Weekly, first, End::Times(TIMES_MAX)).unwrap().len(), TIMES_MAX);
    assert_eq!(days(Rhythm::Weekly, first, End::Times(TIMES_MAX + 1)), Err(NoRule::TooMany));
    assert_eq!(days(Rhythm::Weekly, first, End::Times(usize::MAX)), Err(NoRule::TooMany));
    assert_eq!(days(Rhythm::Weekly, first, End::On(day("2028-11-17"))), Err(NoRule::TooMany));
    assert_eq!(days(Rhythm::MonthlyDate, first, End::On(day("2028-11-18"))), Err(NoRule::TooFar));
    assert_eq!(days(Rhythm::MonthlyDate, first, End::Times(30)), Err(NoRule::TooFar));
    assert_eq!(days(Rhythm::MonthlyDate, first, End::On(day("2028-11-17"))).unwrap().len(), 25);
}

#[test]
fn what_happens_once_does_not_come_again() {
    let first = day("2026-11-17");
    assert_eq!(days(Rhythm::Weekly, first, End::Times(0)), Err(NoRule::Once));
    assert_eq!(days(Rhythm::Weekly, first, End::Times(1)), Err(NoRule::Once));
    assert_eq!(days(Rhythm::Weekly, first, End::On(day("2026-11-23"))), Err(NoRule::Once));
    assert_eq!(days(Rhythm::Weekly, first, End::On(day("2026-11-01"))), Err(NoRule::Once));
    assert_eq!(days(Rhythm::MonthlyLast, first, End::Times(3)), Err(NoRule::NotTheLast));
}

/// The hours, as a wall clock of the zone shows them.
fn clock(moment: Moment, zone: Tz) -> String {
    local(moment, zone).format("%m-%d %H:%M").to_string()
}

#[test]
fn n05_an_hour_stays_the_same_when_the_clocks_are_changed() {
    let zone = Tz::Europe__Paris;
    let first = shown(day("2026-10-20").and_hms_opt(19, 30, 0).unwrap(), zone);
    let hours = Hours::of(first, Some(first.plus(2 * Moment::HOUR)), zone);
    let (before, _) = hours.on(day("2026-10-20"), zone);
    let (after, end) = hours.on(day("2026-10-27"), zone);
    assert_eq!(after.0 - before.0, 7 * Moment::DAY + Moment::HOUR, "that week had an hour more");
    assert_eq!((clock(after, zone).as_str(), end), ("10-27 19:30", Some(after.plus(2 * Moment::HOUR))));
}

#[test]
fn n05_an_hour_that_is_skipped_or_shown_twice_is_read_as_calendar_programs_read_it() {
    let zone = Tz::Europe__Paris;
    let at = |text: &str| shown(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), zone);
    assert_eq!(at("2027-03-28 02:30").rfc3339(), "2027-03-28T01:30:00Z", "half past three");
    assert_eq!(at("2026-10-25 02:30").rfc3339(), "2026-10-25T00:30:00Z", "the first of the two");
    // A party over the night of the change ends at the hour that was said.
    let evening = at("2026-10-17 22:00");
    let hours = Hours::of(evening, Some(at("2026-10-18 04:00")), zone);
    let (starts_at, end) = hours.on(day("2026-10-24"), zone);
    assert_eq!(clock(end.unwrap(), zone), "10-25 04:00");
    assert_eq!(end.unwrap().0 - starts_at.0, 7 * Moment::HOUR);
}

#[test]
fn n05_what_ends_in_the_skipped_hour_still_ends_after_it_began() {
    let zone = Tz::Europe__Paris;
    let at = |text: &str| shown(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), zone);
    let hours = Hours::of(at("2027-03-21 02:45"), Some(at("2027-03-21 03:15")), zone);
    let (starts_at, end) = hours.on(day("2027-03-28"), zone);
    assert!(end.unwrap() > starts_at);
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        Tz::Europe__Paris,
        Tz::Indian__Reunion,
        Tz::America__Martinique,
        Tz::America__Miquelon,
        Tz::America__St_Johns,
        Tz::Pacific__Marquesas,
        Tz::Pacific__Noumea,
    ])
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    // Some of them are leap days, ends of months and first days of a year.
    prop_oneof![
        4 => (0_i32..4_000).prop_map(|n| day("2024-01-01") + TimeDelta::days(n.into())),
        1 => prop::sample::select(vec![day("2024-02-29"), day("2028-02-29"), day("2026-12-31"), day("2027-01-01")]),
    ]
}

proptest! {
    #[test]
    fn n05_every_day_of_a_series_keeps_its_promise(
        first in any_day(),
        rhythm in prop::sample::select(Rhythm::ALL),
        times in 2_usize..=20,
    ) {
        let days = match days(rhythm, first, End::Times(times)) {
            Ok(days) => days,
            Err(NoRule::NotTheLast) => {
                prop_assert_eq!(rhythm, Rhythm::MonthlyLast);
                prop_assert_eq!((first + TimeDelta::days(7)).month(), first.month());
                return Ok(());
            }
            Err(why) => {
                // Two years have fewer of those.
                prop_assert!(why == NoRule::TooFar && rhythm.leaves_months_out(first));
                return Ok(());
            }
        };
        prop_assert_eq!(days.len(), times);
        prop_assert_eq!(days[0], first);
        for pair in days.windows(2) {
            let apart = (pair[1] - pair[0]).num_days();
            match rhythm {
                Rhythm::Weekly => prop_assert_eq!(apart, 7),
                // Also over the turn of a year with 53 weeks, and whichever day a week begins on.
                Rhythm::Fortnightly => prop_assert_eq!(apart, 14),
                _ => prop_assert!(apart >= 28),
            }
        }
        for one in &days {
            match rhythm {
                Rhythm::Weekly | Rhythm::Fortnightly => prop_assert_eq!(one.weekday(), first.weekday()),
                Rhythm::MonthlyWeekday => {
                    prop_assert_eq!((one.weekday(), nth(*one)), (first.weekday(), nth(first)));
                }
                Rhythm::MonthlyLast => {
                    prop_assert_eq!(one.weekday(), first.weekday());
                    prop_assert_ne!((*one + TimeDelta::days(7)).month(), one.month());
                }
                Rhythm::MonthlyDate => prop_assert_eq!(one.day(), first.day()),
            }
        }
        // Told by its last day instead, it is the same series.
        let until = super::days(rhythm, first, End::On(*days.last().unwrap())).unwrap();
        prop_assert_eq!(until, days);
    }

    #[test]
    fn n05_the_local_hour_holds_in_every_zone_but_where_it_does_not_exist(
        first in any_day(),
        weeks in 1_u64..60,
        minute in 0_u32..1_440,
        lasts in 1_i64..720,
        zone in zones(),
    ) {
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let starts_at = shown(first.and_time(time), zone);
        prop_assume!(local(starts_at, zone).time() == time);
        let hours = Hours::of(starts_at, Some(starts_at.plus(lasts * Moment::MINUTE)), zone);
        prop_assert_eq!(hours.on(first, zone).0, starts_at);
        let day = first + Days::new(7 * weeks);
        let (begins, ends) = hours.on(day, zone);
        prop_assert!(ends.unwrap() > begins);
        let clock = local(begins, zone);
        if clock.time() == time {
            prop_assert_eq!(clock.date(), day);
        } else {
            // Skipped: it is as much later as the clocks were moved, an hour at most in these zones.
            prop_assert!(zone.from_local_datetime(&day.and_time(time)).earliest().is_none());
            prop_assert_eq!((clock - day.and_time(time)).num_minutes(), 60);
            prop_assert_ne!(clock.minute() / 60, 1);
        }
    }

    #[test]
    fn n05_overseas_no_clock_is_moved(first in any_day(), weeks in 0_u64..100, hour in 0_u32..24) {
        for zone in [Tz::Indian__Reunion, Tz::America__Martinique, Tz::Pacific__Noumea] {
            let at = |day: NaiveDate| shown(day.and_hms_opt(hour, 0, 0).unwrap(), zone);
            let later = first + Days::new(7 * weeks);
            let expected = i64::try_from(7 * weeks).unwrap() * Moment::DAY;
            prop_assert_eq!(at(later).0 - at(first).0, expected);
        }
    }
}

#[test]
fn weeks_are_counted_from_the_first_day_whatever_day_they_begin_on() {
    // A Sunday: a program whose weeks begin on Sunday and one whose weeks begin on Monday must agree.
    let sundays = days(Rhythm::Fortnightly, day("2026-12-20"), End::Times(4)).unwrap();
    assert_eq!(said(&sundays), "12-20 01-03 01-17 01-31");
    assert!(sundays.iter().all(|day| day.weekday() == Weekday::Sun));
}
