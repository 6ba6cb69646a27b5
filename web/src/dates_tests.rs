//! Tests of dates in words and of typed dates: the case N05 of the security notes, and the house style of dates.

use chrono::{DateTime, Datelike, Weekday};

use super::*;

/// A moment from its full form.
fn at(moment: &str) -> Moment {
    Moment(DateTime::parse_from_rfc3339(moment).unwrap().timestamp_micros())
}

fn dates(language: Language, now: &str) -> Dates {
    Dates { language, zone: Tz::Europe__Paris, now: at(now) }
}

/// The no-break spaces made visible as `~`.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', "~")
}

const NOW: &str = "2026-11-21T20:00:00+01:00";

#[test]
fn a_meeting_is_said_in_words_in_both_languages() {
    let (french, english) = (dates(Language::Fr, NOW), dates(Language::En, NOW));
    for (moment, in_french, in_english) in [
        ("2026-11-26T19:30:00+01:00", "jeudi 26~novembre, 19~h~30", "Thursday 26~November, 7.30~pm"),
        ("2026-12-01T19:00:00+01:00", "mardi 1er~décembre, 19~h", "Tuesday 1~December, 7~pm"),
        ("2027-02-28T09:05:00+01:00", "dimanche 28~février 2027, 9~h~05", "Sunday 28~February 2027, 9.05~am"),
        ("2026-08-01T12:00:00+02:00", "samedi 1er~août, 12~h", "Saturday 1~August, midday"),
        ("2026-08-01T00:00:00+02:00", "samedi 1er~août, 0~h", "Saturday 1~August, midnight"),
        ("2026-08-01T00:30:00+02:00", "samedi 1er~août, 0~h~30", "Saturday 1~August, 12.30~am"),
        ("2026-08-01T12:30:00+02:00", "samedi 1er~août, 12~h~30", "Saturday 1~August, 12.30~pm"),
        ("2026-12-31T23:30:00+00:00", "vendredi 1er~janvier 2027, 0~h~30", "Friday 1~January 2027, 12.30~am"),
    ] {
        assert_eq!(shown(&french.moment(at(moment))), in_french);
        assert_eq!(shown(&english.moment(at(moment))), in_english);
    }
}

#[test]
fn a_range_names_the_day_once() {
    let (french, english) = (dates(Language::Fr, NOW), dates(Language::En, NOW));
    let (from, to) = (at("2026-11-26T19:30:00+01:00"), at("2026-11-26T21:30:00+01:00"));
    assert_eq!(shown(&french.range(from, to)), "jeudi 26~novembre, 19~h~30 à 21~h~30");
    assert_eq!(shown(&english.range(from, to)), "Thursday 26~November, 7.30~pm to 9.30~pm");
    assert_eq!(shown(&french.time_range(from, to)), "19~h~30 à 21~h~30");
    let next_day = at("2026-11-27T01:00:00+01:00");
    assert_eq!(
        shown(&french.range(from, next_day)),
        "du jeudi 26~novembre, 19~h~30 au vendredi 27~novembre, 1~h"
    );
    assert_eq!(
        shown(&english.range(from, next_day)),
        "Thursday 26~November, 7.30~pm to Friday 27~November, 1~am"
    );
}

#[test]
fn a_moment_is_relative_only_within_the_last_day() {
    let (french, english) = (dates(Language::Fr, NOW), dates(Language::En, NOW));
    for (moment, in_french, in_english) in [
        ("2026-11-21T19:59:30+01:00", "à l’instant", "just now"),
        ("2026-11-21T20:00:00+01:00", "à l’instant", "just now"),
        ("2026-11-21T19:58:30+01:00", "il y a une minute", "a minute ago"),
        ("2026-11-21T19:55:00+01:00", "il y a 5~minutes", "5~minutes ago"),
        ("2026-11-21T19:00:01+01:00", "il y a 59~minutes", "59~minutes ago"),
        ("2026-11-21T19:00:00+01:00", "aujourd’hui, 19~h", "today, 7~pm"),
        ("2026-11-21T12:40:00+01:00", "aujourd’hui, 12~h~40", "today, 12.40~pm"),
        ("2026-11-20T18:05:00+01:00", "hier, 18~h~05", "yesterday, 6.05~pm"),
        ("2026-11-19T18:05:00+01:00", "jeudi 19~novembre, 18~h~05", "Thursday 19~November, 6.05~pm"),
        ("2026-11-21T20:00:01+01:00", "samedi 21~novembre, 20~h", "Saturday 21~November, 8~pm"),
    ] {
        assert_eq!(shown(&french.ago(at(moment))), in_french, "{moment}");
        assert_eq!(shown(&english.ago(at(moment))), in_english, "{moment}");
    }
}

#[test]
fn the_leaf_and_the_attributes_are_in_the_zone_of_the_section() {
    let moment = at("2026-11-26T23:30:00+00:00");
    let french = dates(Language::Fr, NOW);
    let leaf = french.leaf(moment);
    assert_eq!(
        (leaf.weekday, leaf.day, leaf.month, leaf.datetime.as_str()),
        ("ven.", 27, "nov.", "2026-11-27")
    );
    assert_eq!(french.datetime(moment), "2026-11-27T00:30+01:00");
    let english = Dates { language: Language::En, zone: Tz::America__Martinique, now: at(NOW) };
    let leaf = english.leaf(moment);
    assert_eq!(
        (leaf.weekday, leaf.day, leaf.month, leaf.datetime.as_str()),
        ("Thu", 26, "Nov", "2026-11-26")
    );
    assert_eq!(english.datetime(moment), "2026-11-26T19:30-04:00");
}

#[test]
fn n05_a_month_is_laid_out_in_weeks_from_monday() {
    let french = dates(Language::Fr, NOW);
    assert_eq!(french.month_title(2026, 11), "Novembre 2026");
    assert_eq!(french.month_title(2027, 2), "Février 2027");
    assert_eq!(dates(Language::En, NOW).month_title(2026, 11), "November 2026");
    // November 2026 begins on a Sunday: six weeks. February 2027 begins on a Monday: four. 2028 has a leap day.
    for (year, month, weeks, days) in
        [(2026, 11, 6, 30), (2027, 2, 4, 28), (2028, 2, 5, 29), (2026, 12, 5, 31)]
    {
        let grid = french.month_grid(year, month).unwrap();
        assert_eq!(grid.len(), weeks, "{year}-{month}");
        assert!(grid.iter().all(|week| week[0].date.weekday() == Weekday::Mon));
        assert_eq!(grid.iter().flatten().filter(|day| day.in_month).count(), days);
        assert!(
            grid.iter()
                .flatten()
                .zip(grid.iter().flatten().skip(1))
                .all(|(a, b)| a.date.succ_opt() == Some(b.date))
        );
    }
    let grid = french.month_grid(2026, 11).unwrap();
    let today: Vec<u32> =
        grid.iter().flatten().filter(|day| day.is_today).map(|day| day.date.day()).collect();
    assert_eq!(today, [21]);
    assert_eq!(french.month_grid(2026, 13), None);
    assert_eq!(french.weekdays()[0], ("lundi", "lun."));
    assert_eq!(dates(Language::En, NOW).weekdays()[6], ("Sunday", "Sun"));
}

#[test]
fn n05_a_typed_date_and_time_are_a_moment_on_the_clocks_of_the_zone() {
    for (date, time, zone, moment) in [
        ("2026-11-26", "19:30", Tz::Europe__Paris, "2026-11-26T18:30:00Z"),
        ("2026-07-14", "19:30", Tz::Europe__Paris, "2026-07-14T17:30:00Z"),
        ("2026-11-26", "19:30", Tz::Indian__Reunion, "2026-11-26T15:30:00Z"),
        ("2026-11-26", "19:30", Tz::America__Martinique, "2026-11-26T23:30:00Z"),
        ("2026-11-26", "19:30", Tz::Pacific__Noumea, "2026-11-26T08:30:00Z"),
        ("2026-11-26", "19:30", Tz::Pacific__Marquesas, "2026-11-27T05:00:00Z"),
        ("2026-11-26", "19:30", Tz::America__St_Johns, "2026-11-26T23:00:00Z"),
        ("2028-02-29", "00:00", Tz::Europe__Paris, "2028-02-28T23:00:00Z"),
        (" 26/11/2026 ", "19h30", Tz::Europe__Paris, "2026-11-26T18:30:00Z"),
        ("26/11/2026", "19\u{a0}h\u{a0}30", Tz::Europe__Paris, "2026-11-26T18:30:00Z"),
        ("26/11/2026", "19 h", Tz::Europe__Paris, "2026-11-26T18:00:00Z"),
        ("2026-11-26", "9:05:00", Tz::Europe__Paris, "2026-11-26T08:05:00Z"),
        // The hour before the clocks go forward, and the one after.
        ("2027-03-28", "01:59", Tz::Europe__Paris, "2027-03-28T00:59:00Z"),
        ("2027-03-28", "03:00", Tz::Europe__Paris, "2027-03-28T01:00:00Z"),
        // Shown twice in October: the first one, in summer time.
        ("2026-10-25", "02:30", Tz::Europe__Paris, "2026-10-25T00:30:00Z"),
        ("2026-10-25", "03:00", Tz::Europe__Paris, "2026-10-25T02:00:00Z"),
    ] {
        assert_eq!(parse_moment(date, time, zone), Ok(at(moment)), "{date} {time} {zone}");
    }
}

#[test]
fn n05_what_is_no_moment_says_why() {
    use DateProblem::{DateInvalid, DateMissing, DateTooFar, TimeInvalid, TimeMissing, TimeSkipped};
    for (date, time, problem) in [
        ("", "19:30", DateMissing),
        ("2026-11-26", " ", TimeMissing),
        ("2026-02-29", "19:30", DateInvalid),
        ("2026-11-31", "19:30", DateInvalid),
        ("2026-13-01", "19:30", DateInvalid),
        ("2026-11", "19:30", DateInvalid),
        ("2026-11-26-1", "19:30", DateInvalid),
        ("+2026-11-26", "19:30", DateInvalid),
        ("demain", "19:30", DateInvalid),
        ("20260-11-26", "19:30", DateInvalid),
        ("0026-11-26", "19:30", DateTooFar),
        ("2926-11-26", "19:30", DateTooFar),
        ("2026-11-26", "24:00", TimeInvalid),
        ("2026-11-26", "19:60", TimeInvalid),
        ("2026-11-26", "19", TimeInvalid),
        ("2026-11-26", "19:", TimeInvalid),
        ("2026-11-26", "-1:30", TimeInvalid),
        ("2026-11-26", "١٩:٣٠", TimeInvalid),
        ("2027-03-28", "02:00", TimeSkipped),
        ("2027-03-28", "02:30", TimeSkipped),
    ] {
        assert_eq!(parse_moment(date, time, Tz::Europe__Paris), Err(problem), "{date} {time}");
    }
}

#[test]
fn n05_every_hour_of_two_years_is_read_back_from_its_fields() {
    // In the second hour of October's change the fields cannot tell which; the first is taken.
    for zone in [
        Tz::Europe__Paris,
        Tz::Indian__Reunion,
        Tz::America__Miquelon,
        Tz::America__St_Johns,
        Tz::Pacific__Tahiti,
    ] {
        let dates = Dates { language: Language::Fr, zone, now: Moment(0) };
        let start = at("2026-01-01T00:00:00Z");
        let mut twice = 0;
        for hour in 0..(365 * 2 * 24) {
            let moment = start.plus(hour * Moment::HOUR);
            let (date, time) = dates.inputs(moment);
            let read = parse_moment(&date, &time, zone).unwrap();
            if read != moment {
                assert_eq!(moment.0 - read.0, Moment::HOUR, "{zone} {date} {time}");
                assert!([10, 11].contains(&dates.date(moment).month()));
                twice += 1;
            }
        }
        assert_eq!(
            twice,
            if [Tz::Indian__Reunion, Tz::Pacific__Tahiti].contains(&zone) { 0 } else { 2 },
            "{zone}"
        );
    }
}

#[test]
fn a_moment_beyond_all_calendars_does_not_panic() {
    for language in [Language::Fr, Language::En] {
        let dates = Dates { language, zone: Tz::Pacific__Kiritimati, now: Moment(i64::MAX) };
        for moment in
            [i64::MIN, i64::MAX, 0, 8_210_266_876_799_999_999, -8_334_601_228_800_000_000].map(Moment)
        {
            for text in [
                dates.moment(moment),
                dates.ago(moment),
                dates.range(moment, Moment(0)),
                dates.leaf(moment).datetime,
            ] {
                assert!(!text.is_empty());
            }
        }
    }
}

#[test]
fn the_zones_of_a_form_begin_with_france_and_name_each_place_once() {
    let zones = zones();
    let groups: Vec<ZoneGroup> = zones.iter().map(|(group, _)| *group).collect();
    assert_eq!(groups, [ZoneGroup::France, ZoneGroup::Europe, ZoneGroup::Canada, ZoneGroup::Elsewhere]);
    assert_eq!(zones[0].1[0], Tz::Europe__Paris);
    let mut all: Vec<&str> = zones.iter().flat_map(|(_, zones)| zones).map(|zone| zone.name()).collect();
    assert!(all.len() > 300, "{}", all.len());
    for name in ["Europe/Brussels", "Africa/Dakar", "America/Port-au-Prince", "Asia/Tokyo", "America/Toronto"]
    {
        assert!(all.contains(&name), "{name}");
    }
    assert!(
        !all.iter().any(|name| name.starts_with("Etc/") || name.starts_with("US/") || !name.contains('/'))
    );
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}
