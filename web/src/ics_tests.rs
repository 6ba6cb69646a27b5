//! What calendar programs are given, line by line; the journeys read it back with Python's icalendar.

use preau_core::language::Language;
use preau_core::series::{Day, End, Occurrence, Rhythm, Series, days};
use preau_core::text::{ShortText, Title};

use super::*;
use crate::calendar::tests::{gathering, sample};

/// The calendar of these rendezvous.
fn written(rendezvous: &[Rendezvous]) -> String {
    with_groups(rendezvous, &[])
}

/// The same with those of groups.
fn with_groups(rendezvous: &[Rendezvous], gatherings: &[GatheringView]) -> String {
    let house = crate::gallery::house();
    let origin: Url = "https://vallombre.example/".parse().unwrap();
    let calendar = Calendar { house: &house, origin: &origin, to: Addresses { language: Language::Fr } };
    let mut events: Vec<Event> = rendezvous.iter().map(|one| calendar.of_section(one)).collect();
    events.extend(gatherings.iter().map(|view| calendar.of_group(view)));
    calendar.written(&events).unwrap()
}

/// A calendar of these, of which some come again.
fn written_again(rendezvous: &[Rendezvous], series: &[Series]) -> String {
    let house = crate::gallery::house();
    let origin: Url = "https://vallombre.example/".parse().unwrap();
    let calendar = Calendar { house: &house, origin: &origin, to: Addresses { language: Language::Fr } };
    let all: Vec<&Rendezvous> = rendezvous.iter().collect();
    calendar.written(&calendar.of_all(&all, series)).unwrap()
}

/// A series that begins on this day at 19:30 in a zone, with all that it has.
fn again(rhythm: Rhythm, first: &str, times: usize, zone: Tz) -> (Series, Vec<Rendezvous>) {
    let first: Day = first.parse().unwrap();
    let id = SeriesId(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0f00));
    let days = days(rhythm, first, End::Times(times)).unwrap();
    let all: Vec<Rendezvous> = days
        .iter()
        .zip(1_u128..)
        .map(|(on, number)| {
            let mut one = at(&on.to_string(), "19:30", zone);
            one.id = RendezvousId(uuid::Uuid::from_u128(number));
            one.occurrence = Some(Occurrence { series: id, rhythm, on: *on, own: false });
            one
        })
        .collect();
    let series = Series {
        id,
        organiser: all[0].organiser,
        rhythm,
        first_on: first,
        last_on: *days.last().unwrap(),
        sequence: 0,
        made_at: Moment(0),
        changed_at: Moment(0),
    };
    (series, all)
}

/// The lines as a program reads them, folded ones joined again.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// A rendezvous at this time on the clocks of a zone.
fn at(date: &str, time: &str, zone: Tz) -> Rendezvous {
    let mut one = sample(96, "Réunion de section").rendezvous;
    one.starts_at = crate::dates::parse_moment(date, time, zone).unwrap();
    one.ends_at = Some(one.starts_at.plus(2 * Moment::HOUR));
    one.time_zone = zone;
    one
}

#[test]
fn a_rendezvous_is_written_with_its_clock_its_zone_and_its_page() {
    let one = at("2026-11-26", "19:30", Tz::Europe__Paris);
    let lines = lines(&written(std::slice::from_ref(&one)));
    for line in [
        "BEGIN:VCALENDAR",
        "X-WR-CALNAME:Agenda",
        "DTSTART;TZID=Europe/Paris:20261126T193000",
        "DTEND;TZID=Europe/Paris:20261126T213000",
        "DTSTAMP:20261121T190000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Réunion de section",
        "LOCATION:salle des Tanneurs",
        "DESCRIPTION:Apportez une chaise.",
        "END:VCALENDAR",
    ] {
        assert!(lines.iter().any(|l| l == line), "{line}\n{}", lines.join("\n"));
    }
    assert!(lines.contains(&format!("UID:{}@vallombre.example", one.id)));
    assert!(lines.contains(&format!("URL:https://vallombre.example/rendez-vous/{}", one.id)));
}

#[test]
fn n05_the_zone_gives_each_change_of_its_clocks() {
    let zone = |one: Rendezvous| {
        let all = lines(&written(&[one]));
        let from = all.iter().position(|line| line == "BEGIN:VTIMEZONE").unwrap();
        let to = all.iter().position(|line| line == "END:VTIMEZONE").unwrap();
        all.get(from..=to).unwrap().join("|")
    };
    let paris = zone(at("2026-11-26", "19:30", Tz::Europe__Paris));
    for part in [
        "BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0100|TZOFFSETTO:+0100|TZNAME:CET|END:STANDARD",
        "BEGIN:DAYLIGHT|DTSTART:20260329T020000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200|TZNAME:CEST|END:DAYLIGHT",
        "BEGIN:STANDARD|DTSTART:20261025T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0100|TZNAME:CET|END:STANDARD",
        "DTSTART:20270328T020000",
    ] {
        assert!(paris.contains(part), "{part} in {paris}");
    }
    // No clock is moved overseas.
    let martinique = zone(at("2026-11-26", "19:30", Tz::America__Martinique));
    assert_eq!(martinique.matches("TZOFFSETTO:-0400").count(), 1, "{martinique}");
    assert!(!martinique.contains("DAYLIGHT"));
    assert!(zone(at("2026-11-26", "19:30", Tz::Pacific__Marquesas)).contains("TZOFFSETTO:-0930"));
    // Saint-Pierre-et-Miquelon follows America.
    assert!(zone(at("2026-11-26", "19:30", Tz::America__Miquelon)).contains("DTSTART:20261101T020000"));
}

#[test]
fn h09_no_text_ends_a_line_or_opens_another() {
    let mut one = at("2026-11-26", "19:30", Tz::Europe__Paris);
    one.title = Title::parse(r"Fin ; et, suite \ \n END:VEVENT").unwrap();
    one.place = Some(ShortText::parse("12, rue des Tanneurs; Vallombre").unwrap());
    one.html = "<p>un<br>BEGIN:VALARM</p><p>END:VEVENT</p>".to_owned();
    let text = written(&[one]);
    let lines = lines(&text);
    assert!(lines.contains(&r"SUMMARY:Fin \; et\, suite \\ \\n END:VEVENT".to_owned()), "{text}");
    assert!(lines.contains(&r"LOCATION:12\, rue des Tanneurs\; Vallombre".to_owned()), "{text}");
    assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 1);
    assert!(!lines.contains(&"BEGIN:VALARM".to_owned()));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "every line ends with both");
}

#[test]
fn m09_nobody_is_named_in_a_calendar() {
    let view = sample(96, "Réunion de section");
    let text = written(std::slice::from_ref(&view.rendezvous));
    assert!(text.contains("section"), "the rendezvous itself is there");
    for named in
        ["ATTENDEE", "ORGANIZER", "mailto", view.organiser.name.as_str(), &view.organiser.id.to_string()]
    {
        assert!(!text.to_lowercase().contains(&named.to_lowercase()), "{named}");
    }
}

#[test]
fn a_groups_rendezvous_has_the_name_of_its_host_and_of_its_group() {
    let mut view = gathering(96, "Préparer la réunion");
    let text = with_groups(&[sample(98, "Bureau").rendezvous], std::slice::from_ref(&view));
    let all = lines(&text);
    for line in [
        &format!("UID:{}", view.gathering.uri),
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "CATEGORIES:Santé et hôpital public",
        r"DESCRIPTION:Groupe Santé et hôpital public\n\nApportez vos chiffres.",
        &format!("URL:https://vallombre.example/groupes/rendez-vous/{}", view.gathering.id),
    ] {
        assert!(all.iter().any(|l| l == line), "{line}\n{text}");
    }
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    view.gathering.cancelled = true;
    view.gathering.sequence = 4;
    let text = with_groups(&[], &[view]);
    assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("SEQUENCE:4\r\n"));
    assert!(text.contains("TRANSP:TRANSPARENT\r\n"));
}

#[test]
fn a_cancelled_rendezvous_says_so_and_a_long_text_is_cut_and_folded() {
    let mut one = at("2026-11-26", "19:30", Tz::Europe__Paris);
    one.state = RendezvousState::Cancelled;
    one.sequence = 3;
    one.html = format!("<p>{}</p>", "é ".repeat(4_000));
    let text = written(&[one]);
    assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("SEQUENCE:3\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(text.len() < 8_000, "{}", text.len());
}

#[test]
fn n05_what_comes_again_is_one_event_over_a_change_of_clocks() {
    for (rhythm, first, zone, rule) in [
        (Rhythm::Weekly, "2026-10-13", Tz::Europe__Paris, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261103T183000Z"),
        (
            Rhythm::Fortnightly,
            "2026-12-27",
            Tz::Europe__Paris,
            "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=SU;UNTIL=20270207T183000Z",
        ),
        (
            Rhythm::MonthlyWeekday,
            "2026-12-15",
            Tz::Europe__Paris,
            "FREQ=MONTHLY;BYDAY=3TU;UNTIL=20270316T183000Z",
        ),
        (
            Rhythm::MonthlyLast,
            "2026-12-29",
            Tz::Indian__Reunion,
            "FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20270330T153000Z",
        ),
        (
            Rhythm::MonthlyDate,
            "2026-12-31",
            Tz::America__Martinique,
            "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270531T233000Z",
        ),
    ] {
        let (series, all) = again(rhythm, first, 4, zone);
        let text = written_again(&all, &[series]);
        let lines = lines(&text);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "nothing differs: {text}");
        assert!(lines.contains(&format!("RRULE:{rule}")), "{rule} in {text}");
        let start = format!("DTSTART;TZID={}:{}T193000", zone.name(), first.replace('-', ""));
        assert!(lines.contains(&start), "{start} in {text}");
        assert!(!text.contains("EXDATE") && !text.contains("RECURRENCE-ID"));
        // Nobody is named, however often.
        assert!(!text.contains("ATTENDEE") && !text.contains("mailto"), "M09");
    }
}

#[test]
fn what_differs_in_a_series_has_an_event_of_its_own() {
    let (mut series, mut all) = again(Rhythm::Weekly, "2026-10-13", 6, Tz::Europe__Paris);
    series.sequence = 2;
    // The second is moved to a Wednesday elsewhere, the third is cancelled, the fourth was never to be.
    let moved = at("2026-10-21", "18:00", Tz::Europe__Paris);
    let place = all[1].occurrence.map(|place| Occurrence { own: true, ..place });
    all[1] = Rendezvous { occurrence: place, sequence: 5, id: all[1].id, ..moved };
    all[2].state = RendezvousState::Cancelled;
    all.remove(3);
    let text = written_again(&all, &[series]);
    let events: Vec<&str> = text.split("BEGIN:VEVENT").skip(1).collect();
    assert_eq!(events.len(), 3, "{text}");
    for line in [
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261117T183000Z",
        "EXDATE;TZID=Europe/Paris:20261103T193000",
        "SEQUENCE:2",
    ] {
        assert!(events[0].contains(line), "{line} in {}", events[0]);
    }
    for line in [
        "RECURRENCE-ID;TZID=Europe/Paris:20261020T193000",
        "DTSTART;TZID=Europe/Paris:20261021T180000",
        "SEQUENCE:5",
    ] {
        assert!(events[1].contains(line), "{line} in {}", events[1]);
    }
    for line in ["RECURRENCE-ID;TZID=Europe/Paris:20261027T193000", "STATUS:CANCELLED", "SEQUENCE:2"] {
        assert!(events[2].contains(line), "{line} in {}", events[2]);
    }
    let uids: std::collections::BTreeSet<String> =
        lines(&text).into_iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), 1, "one series, one UID: {uids:?}");
}

#[test]
fn n05_what_lasts_an_hour_longer_in_the_night_of_the_change_says_so() {
    let (series, mut all) = again(Rhythm::Weekly, "2026-10-17", 3, Tz::Europe__Paris);
    for one in &mut all {
        let hours = preau_core::series::Hours::of(
            crate::dates::parse_moment("2026-10-17", "22:00", Tz::Europe__Paris).unwrap(),
            Some(crate::dates::parse_moment("2026-10-18", "04:00", Tz::Europe__Paris).unwrap()),
            Tz::Europe__Paris,
        );
        (one.starts_at, one.ends_at) = hours.on(one.occurrence.unwrap().on, Tz::Europe__Paris);
    }
    let text = written_again(&all, &[series]);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    // The duration of a rule is exact: the night with an hour more is written apart, and ends at four like the others.
    assert!(text.contains("RECURRENCE-ID;TZID=Europe/Paris:20261024T220000"), "{text}");
    assert!(text.contains("DTEND;TZID=Europe/Paris:20261025T040000"), "{text}");
}

#[test]
fn a_series_that_nobody_knows_is_written_as_single_ones() {
    let (_, all) = again(Rhythm::Weekly, "2026-10-13", 3, Tz::Europe__Paris);
    let text = written_again(&all, &[]);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
    assert!(!text.contains("RRULE"));
}
