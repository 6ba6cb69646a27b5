//! The form of a rendezvous: what it takes, and what it says is wrong.

use preau_core::language::Language;
use preau_core::world::Moment;

use super::*;
use crate::calendar::tests::{dates, sample};
use crate::gallery::Samples;

fn typed() -> Fields {
    Fields {
        title: "Réunion de section".to_owned(),
        date: "2026-11-26".to_owned(),
        starts: "19:30".to_owned(),
        ends: "21:30".to_owned(),
        zone: "Europe/Paris".to_owned(),
        place: "Salle des Tanneurs".to_owned(),
        audience: "section".to_owned(),
        ..Fields::default()
    }
}

fn form(fields: Fields) -> Filled<Fields> {
    Filled::new(crate::texts::texts(Language::Fr), fields)
}

/// The sentence beside the field, after reading.
fn wrong(field: &str, fields: Fields) -> String {
    let mut form = form(fields);
    assert!(read(&mut form, dates(Language::Fr), None).is_none(), "{field}");
    form.error(field).replace('\u{a0}', "~")
}

/// The choices of somebody who sits in the board.
fn choices(frame: &Frame, speaks: bool) -> Vec<Choice> {
    let board = Audience::Body(preau_core::id::BodyId(Uuid::from_u128(8)));
    let all = [(board, 7, "Bureau"), (Audience::Section, 64, ""), (Audience::Everybody, 64, "")];
    let offered = all.map(|(audience, members, body)| Offered {
        readers: preau_core::audience::Readers { audience, members, servers: Vec::new() },
        body: body.to_owned(),
    });
    offered.iter().map(|one| Choice::of(frame, one, speaks)).collect()
}

impl Samples for PlanPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let page = |form: Filled<Fields>, fixed: Option<Audience>, speaks| Self {
            heading: frame.t.plan_new_title(),
            action: frame.to.rendezvous_new(),
            back: frame.to.calendar(),
            form,
            fixed,
            fixed_body: String::new(),
            choices: if fixed.is_some() { Vec::new() } else { choices(&frame, speaks) },
            review: None,
            part: None,
            frame: frame.clone(),
        };
        let empty = Filled::new(frame.t, Fields { zone: "Europe/Paris".to_owned(), ..Fields::default() });
        let mut faulty = empty.clone();
        assert!(read(&mut faulty, dates, None).is_none());
        let present = Fields::of(&sample(96, "Réunion de section").rendezvous, dates);
        let edit = Filled::new(frame.t, present);
        let again = Fields { repeat: "monthly_weekday".to_owned(), times: "3".to_owned(), ..typed() };
        let mut again = Filled::new(frame.t, again);
        let starts_at = crate::dates::parse_moment("2026-11-26", "19:30", Tz::Europe__Paris).unwrap();
        let rule = repeat::read(&mut again, &dates, starts_at, Tz::Europe__Paris).unwrap();
        let review = Review::of(frame.t, &dates, &rule, starts_at, Tz::Europe__Paris);
        let whole = Part {
            said: frame.t.series_edit_whole(),
            other: Some((frame.t.series_edit_only_one(), frame.to.rendezvous_edit("7"))),
            whole: true,
        };
        vec![
            page(empty, None, true),
            page(faulty, None, false),
            Self { part: Some(whole), ..page(edit, Some(Audience::Section), true) },
            Self { review: Some(review), ..page(again, None, true) },
        ]
    }
}

#[test]
fn a_sound_form_is_taken_as_it_was_meant() {
    let plan = read(&mut form(typed()), dates(Language::Fr), None).unwrap();
    assert_eq!(dates(Language::Fr).datetime(plan.starts_at), "2026-11-26T19:30+01:00");
    assert_eq!(plan.ends_at, Some(plan.starts_at.plus(2 * Moment::HOUR)));
    assert_eq!((plan.needed, plan.capacity, plan.link, plan.body), (None, None, None, None));
    // It may end on another day, and be said in another zone.
    let fields = Fields {
        ends_date: "2026-11-27".to_owned(),
        ends: "1 h".to_owned(),
        zone: "Indian/Reunion".to_owned(),
        ..typed()
    };
    let plan = read(&mut form(fields), dates(Language::Fr), None).unwrap();
    assert_eq!(dates(Language::Fr).datetime(plan.starts_at), "2026-11-26T16:30+01:00");
    assert_eq!(plan.ends_at, Some(plan.starts_at.plus(5 * Moment::HOUR + 30 * Moment::MINUTE)));
}

#[test]
fn a_date_in_the_past_is_refused_beside_its_field_with_what_to_do() {
    let fields = Fields { date: "2026-11-20".to_owned(), ..typed() };
    let said = "Cette date est passée. Choisissez un jour après le 21~novembre.";
    assert_eq!(wrong("date", fields), said);
    let fields =
        Fields { date: "2026-11-21".to_owned(), starts: "9:00".to_owned(), ends: String::new(), ..typed() };
    assert_eq!(wrong("starts", fields), "Cette heure est passée. Choisissez-en une plus tard.");
}

#[test]
fn n05_an_hour_that_the_clocks_skip_is_refused_and_one_they_show_twice_is_taken() {
    let spring = |starts: &str| Fields {
        date: "2027-03-28".to_owned(),
        starts: starts.to_owned(),
        ends: String::new(),
        ..typed()
    };
    assert!(
        wrong("starts", spring("02:30"))
            .starts_with("Cette heure n’existe pas ce jour-là (changement d’heure)")
    );
    assert!(read(&mut form(spring("03:00")), dates(Language::Fr), None).is_some());
    let fields =
        Fields { date: "2027-10-31".to_owned(), starts: "02:30".to_owned(), ends: String::new(), ..typed() };
    assert!(read(&mut form(fields), dates(Language::Fr), None).is_some());
}

#[test]
fn everything_wrong_is_said_at_once_beside_its_field() {
    let fields = Fields {
        title: String::new(),
        date: String::new(),
        starts: "25:00".to_owned(),
        place: String::new(),
        link: "http://visio.example".to_owned(),
        needed: "0".to_owned(),
        capacity: "beaucoup".to_owned(),
        audience: "martians".to_owned(),
        zone: "Mars/Olympus".to_owned(),
        ..typed()
    };
    let mut form = form(fields);
    assert!(read(&mut form, dates(Language::Fr), None).is_none());
    for field in ["title", "date", "starts", "link", "needed", "capacity", "audience", "zone"] {
        assert!(form.wrong(field), "{field}");
    }
    assert_eq!(form.typed.capacity, "beaucoup", "what was typed is kept");
}

#[test]
fn a_rendezvous_needs_somewhere_to_be_and_an_end_after_its_start() {
    assert!(wrong("place", Fields { place: "  ".to_owned(), ..typed() }).starts_with("Dites où"));
    assert!(wrong("ends", Fields { ends: "19:30".to_owned(), ..typed() }).starts_with("La fin est avant"));
    let fields = Fields { needed: "8".to_owned(), capacity: "5".to_owned(), ..typed() };
    assert!(wrong("capacity", fields).starts_with("Il y a moins de places"));
}

#[test]
fn a_past_rendezvous_can_be_corrected_without_moving_it() {
    let past = sample(-72, "Réunion de section").rendezvous;
    let dates = dates(Language::Fr);
    let mut fields = Fields::of(&past, dates);
    fields.title = "Réunion de section (salle corrigée)".to_owned();
    let plan = read(&mut form(fields.clone()), dates, Some(&past)).unwrap();
    assert_eq!((plan.starts_at, plan.ends_at), (past.starts_at, past.ends_at));
    fields.date = "2026-11-17".to_owned();
    assert!(read(&mut form(fields), dates, Some(&past)).is_none(), "but it is not moved into the past");
}
