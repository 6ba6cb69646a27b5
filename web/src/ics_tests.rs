//! What calendar programs are given, line by line; the journeys read it back with Python's icalendar.

use preau_core::language::Language;
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
