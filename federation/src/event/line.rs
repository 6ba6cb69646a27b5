//! The line of an Event that says when and where, for servers that show nothing else of it.

use chrono::{DateTime, Datelike as _, TimeZone, Timelike as _};
use preau_core::language::Language;
use preau_core::rendezvous::{Rendezvous, RendezvousState};
use preau_core::world::Moment;

const DAYS_FR: [&str; 7] = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// « Jeudi 26 novembre 2026, 19 h 30 à 21 h 30 (Europe/Paris) · Salle des Tanneurs »
pub(super) fn summary(language: Language, one: &Rendezvous) -> String {
    let there = |moment: Moment| moment.utc().map(|utc| utc.with_timezone(&one.time_zone));
    let Some(start) = there(one.starts_at) else { return String::new() };
    let end = one.ends_at.and_then(there);
    let mut when = day(language, &start);
    when.push_str(", ");
    when.push_str(&hour(language, &start));
    if let Some(end) = end {
        when.push_str(match language {
            Language::Fr => " à ",
            Language::En => " to ",
        });
        // A party that ends at one in the morning is of the day before; a congress says its last day.
        if end.date_naive() != start.date_naive()
            && one.ends_at >= Some(one.starts_at.plus(12 * Moment::HOUR))
        {
            when.push_str(&day(language, &end));
            when.push_str(", ");
        }
        when.push_str(&hour(language, &end));
    }
    let zone = one.time_zone.name().replace('_', " ");
    let place = one.place.as_ref().map(ToString::to_string).or_else(|| one.link.clone());
    let line = format!("{when} ({zone})") + &place.map(|place| format!(" · {place}")).unwrap_or_default();
    match (one.state == RendezvousState::Cancelled, language) {
        (false, _) => line,
        (true, Language::Fr) => format!("Annulé · {line}"),
        (true, Language::En) => format!("Cancelled · {line}"),
    }
}

fn day(language: Language, at: &DateTime<impl TimeZone>) -> String {
    let named = |words: &[&'static str], place: u32| {
        words.get(usize::try_from(place).unwrap_or_default()).copied().unwrap_or_default()
    };
    let weekday = at.weekday().num_days_from_monday();
    match language {
        Language::Fr => {
            let first = if at.day() == 1 { "er" } else { "" };
            let (weekday, month) = (named(&DAYS_FR, weekday), named(&MONTHS_FR, at.month0()));
            format!("{weekday} {}{first} {month} {}", at.day(), at.year())
        }
        Language::En => {
            let (weekday, month) = (named(&DAYS_EN, weekday), named(&MONTHS_EN, at.month0()));
            format!("{weekday}, {} {month} {}", at.day(), at.year())
        }
    }
}

fn hour(language: Language, at: &DateTime<impl TimeZone>) -> String {
    match (language, at.minute()) {
        (Language::Fr, 0) => format!("{}\u{A0}h", at.hour()),
        (Language::Fr, minute) => format!("{}\u{A0}h\u{A0}{minute:02}", at.hour()),
        (Language::En, minute) => format!("{}:{minute:02}", at.hour()),
    }
}
