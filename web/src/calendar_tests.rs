//! The agenda's page with sample rendezvous, and its reading of months.

use preau_core::group::GatheringPlan;
use preau_core::guest::GuestsMay;
use preau_core::id::{GatheringId, GroupId, NearbyId, PersonId, RendezvousId};
use preau_core::language::Language;
use preau_core::nearby::Nearby;
use preau_core::person::Byline;
use preau_core::rendezvous::Rendezvous;
use preau_core::series::{Occurrence, Rhythm};
use preau_core::text::{Handle, Note, PersonName, ShortText, Title};
use uuid::Uuid;

use super::*;
use crate::gallery::Samples;

/// Saturday 21 November 2026, 20:00 in Paris.
pub(crate) const NOW: Moment = Moment(1_795_287_600 * Moment::SECOND);

/// How a page made now says its dates.
pub(crate) fn dates(language: Language) -> Dates {
    Dates { language, zone: Tz::Europe__Paris, now: NOW }
}

/// A meeting that begins so many hours from now.
pub(crate) fn sample(hours: i64, title: &str) -> RendezvousView {
    let organiser = PersonId(Uuid::from_u128(2));
    let starts_at = NOW.plus(hours * Moment::HOUR);
    RendezvousView {
        rendezvous: Rendezvous {
            id: RendezvousId(Uuid::from_u128(
                0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(hours.unsigned_abs()),
            )),
            organiser,
            title: Title::parse(title).unwrap(),
            source: "Apportez une **chaise**.".to_owned(),
            html: "<p>Apportez une <strong>chaise</strong>.</p>".to_owned(),
            starts_at,
            ends_at: Some(starts_at.plus(2 * Moment::HOUR)),
            time_zone: Tz::Europe__Paris,
            place: Some(ShortText::parse("salle des Tanneurs").unwrap()),
            link: None,
            audience: Audience::Section,
            needed: Some(8),
            capacity: Some(12),
            guests_may: GuestsMay::No,
            state: RendezvousState::Planned,
            occurrence: None,
            sequence: 0,
            made_at: NOW,
            changed_at: NOW,
        },
        organiser: Byline {
            id: organiser,
            name: PersonName::parse("Odile Garrec").unwrap(),
            handle: Handle::parse("odile").unwrap(),
            title: None,
            ended: false,
        },
        coming: 5,
        guests: 0,
        body: None,
        mine: None,
        asked: true,
    }
}

/// A linked section's rendezvous that begins so many hours from now.
fn nearby(hours: i64, title: &str) -> NearbyView {
    let at = |path: &str| url::Url::parse(&format!("https://sorre.example/{path}")).unwrap();
    NearbyView {
        nearby: Nearby {
            id: NearbyId(Uuid::from_u128(4)),
            uri: at("rendezvous/4"),
            section: at("section"),
            url: None,
            title: Title::parse(title).unwrap(),
            html: String::new(),
            starts_at: NOW.plus(hours * Moment::HOUR),
            ends_at: None,
            time_zone: Tz::Europe__Paris,
            place: Some(ShortText::parse("Halle aux grains").unwrap()),
            link: None,
            version: NOW,
            came_at: NOW,
        },
        section: ShortText::parse("Fédération de la Sorre").unwrap(),
    }
}

/// A group's rendezvous that begins so many hours from now.
pub(crate) fn gathering(hours: i64, title: &str) -> GatheringView {
    let starts_at = NOW.plus(hours * Moment::HOUR);
    let id = Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 + u128::from(hours.unsigned_abs()));
    GatheringView {
        gathering: Gathering {
            id: GatheringId(id),
            group: GroupId(Uuid::from_u128(9)),
            uri: format!("https://port-lazare.example/gatherings/{id}").parse().unwrap(),
            plan: GatheringPlan {
                title: Title::parse(title).unwrap(),
                more: Some(Note::parse("Apportez vos chiffres.").unwrap()),
                starts_at,
                ends_at: Some(starts_at.plus(2 * Moment::HOUR)),
                time_zone: Tz::Europe__Paris,
                place: Some(ShortText::parse("salle des Tanneurs").unwrap()),
                link: None,
            },
            cancelled: false,
            published: true,
            sequence: 0,
            person: None,
            changed_at: NOW,
        },
        group: Title::parse("Santé et hôpital public").unwrap(),
        coming: 5,
        mine: None,
    }
}

impl Samples for Calendar {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let mut public = sample(331, "Réunion publique : la ligne 4, et après ?");
        public.rendezvous.audience = Audience::Everybody;
        let mut cancelled = sample(158, "Atelier d’affiches");
        cancelled.rendezvous.state = RendezvousState::Cancelled;
        let mut called_off = gathering(122, "Atelier chiffres");
        called_off.gathering.cancelled = true;
        let found = Found {
            rendezvous: vec![
                sample(-11, "Stand au marché"),
                sample(96, "Réunion de section"),
                sample(98, "Bureau"),
                cancelled,
                public,
            ],
            gatherings: vec![gathering(97, "Préparer la réunion publique"), called_off],
            cut: false,
            nearby: vec![nearby(146, "Banquet de la fédération")],
        };
        vec![
            Self::new(frame.clone(), &dates, 2026, 11, &found).ok().unwrap(),
            Self::new(frame, &dates, 2027, 2, &Found { cut: true, ..Found::default() }).ok().unwrap(),
        ]
    }
}

#[test]
fn a_month_has_one_spelling_and_the_years_end() {
    assert_eq!(read_month("2026-11"), Some((2026, 11)));
    for wrong in
        ["2026-1", "2026-13", "2026-00", "26-11", "2026-11-01", "1969-12", "2101-01", "+2026-11", "", "x"]
    {
        assert_eq!(read_month(wrong), None, "{wrong}");
    }
}

#[test]
fn every_day_that_links_into_the_list_finds_its_line() {
    for page in Calendar::samples(crate::gallery::frame(Language::Fr)) {
        let html = page.render().unwrap();
        for target in html.split("href=\"#j").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert_eq!(html.matches(&format!("id=\"j{target}\"")).count(), 1, "{target}");
        }
    }
}

#[test]
fn a_line_says_what_is_missing_and_what_is_left() {
    let dates = dates(Language::Fr);
    let frame = crate::gallery::frame(Language::Fr);
    let mut view = sample(96, "Porte-à-porte");
    let row = Row::of(&frame, &dates, &view);
    assert_eq!(row.line, "20\u{a0}h à 22\u{a0}h, salle des Tanneurs.");
    assert_eq!(row.counts.join(" "), "5 personnes viennent. Il manque 3 personnes. Il reste 7 places.");
    assert!(row.unanswered && !row.public);
    view.rendezvous.ends_at = Some(view.rendezvous.starts_at.plus(5 * Moment::HOUR));
    assert_eq!(Row::of(&frame, &dates, &view).line, "20\u{a0}h à 1\u{a0}h, salle des Tanneurs.");
    view.rendezvous.ends_at = Some(view.rendezvous.starts_at.plus(46 * Moment::HOUR));
    let days = "Du mercredi 25\u{a0}novembre, 20\u{a0}h au vendredi 27\u{a0}novembre, 18\u{a0}h, salle des Tanneurs.";
    assert_eq!(Row::of(&frame, &dates, &view).line, days);
    view.coming = 12;
    assert_eq!(Row::of(&frame, &dates, &view).counts.join(" "), "12 personnes viennent. C’est complet.");
    view.rendezvous.state = RendezvousState::Cancelled;
    let row = Row::of(&frame, &dates, &view);
    assert!(row.cancelled && row.counts.is_empty() && !row.unanswered);
}

#[test]
fn the_rendezvous_of_a_group_stands_among_the_others_with_its_group() {
    let frame = crate::gallery::frame(Language::Fr);
    let page = Calendar::samples(frame.clone()).swap_remove(0);
    let titles: Vec<&str> = page.coming.iter().map(|row| row.title.as_str()).take(3).collect();
    assert_eq!(titles, ["Réunion de section", "Préparer la réunion publique", "Bureau"]);
    let row = &page.coming[1];
    assert_eq!(row.group.as_deref(), Some("Santé et hôpital public"));
    assert_eq!(row.href, frame.to.gathering(gathering(97, "x").gathering.id));
    assert!(row.unanswered && row.anchor.is_none(), "the day's first line carries the anchor");
    let html = page.render().unwrap();
    assert!(html.contains("Santé et hôpital public"));
    let off = page.coming.iter().find(|row| row.title == "Atelier chiffres").unwrap();
    assert!(off.cancelled && off.counts.is_empty() && !off.unanswered);
}

#[test]
fn a_series_does_not_fill_the_list_beyond_the_month() {
    let again = |hours, series| {
        let mut view = sample(hours, "Atelier de pliage");
        view.rendezvous.occurrence = Some(Occurrence {
            series: SeriesId(Uuid::from_u128(series)),
            rhythm: Rhythm::Weekly,
            on: dates(Language::Fr).date(view.rendezvous.starts_at),
            own: false,
        });
        view
    };
    let week = 7 * 24;
    let mut off = again(5 * week, 1);
    off.rendezvous.state = RendezvousState::Cancelled;
    let rendezvous = vec![
        again(24, 1),
        again(week, 1),
        again(4 * week, 1),
        off,
        again(6 * week, 1),
        again(6 * week + 1, 2),
        again(7 * week, 2),
    ];
    let found = Found { rendezvous, ..Found::default() };
    let page = Calendar::new(crate::gallery::frame(Language::Fr), &dates(Language::Fr), 2026, 11, &found)
        .ok()
        .unwrap();
    // Both of the month's, none of those after it but the one that is off, and the first of what begins later.
    assert_eq!(page.coming.iter().map(|row| row.cancelled).collect::<Vec<_>>(), [false, false, true, false]);
}

#[test]
fn n05_a_day_begins_at_its_first_hour_even_where_the_clocks_skip_midnight() {
    // In Santiago the clocks go from midnight to one on 6 September 2026.
    let day = NaiveDate::from_ymd_opt(2026, 9, 6).unwrap();
    let begins = midnight(day, Tz::America__Santiago);
    let there = Dates { zone: Tz::America__Santiago, ..dates(Language::En) };
    assert_eq!(there.datetime(begins), "2026-09-06T01:00-03:00");
    // The day the clocks go back in Paris has 25 hours.
    let day = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap();
    let next = day.succ_opt().unwrap();
    let hours = (midnight(next, Tz::Europe__Paris).0 - midnight(day, Tz::Europe__Paris).0) / Moment::HOUR;
    assert_eq!(hours, 25);
}
