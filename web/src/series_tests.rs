//! The page of a series with sample values, and the forms of its parts.

use chrono_tz::Tz;
use preau_core::id::SeriesId;
use preau_core::language::Language;
use preau_core::rendezvous::RendezvousState;
use preau_core::series::{Occurrence, Rhythm};
use uuid::Uuid;

use super::*;
use crate::calendar::tests::{NOW, dates, sample};
use crate::gallery::Samples;

/// A third Tuesday, of a series of third Tuesdays.
fn tuesdays() -> (Series, Vec<RendezvousView>) {
    let id = SeriesId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0f00));
    let days = Rhythm::MonthlyWeekday.days("2026-10-20".parse().unwrap()).take(4);
    let views: Vec<RendezvousView> = days
        .map(|on| {
            let starts_at = preau_core::series::shown(on.and_hms_opt(19, 30, 0).unwrap(), Tz::Europe__Paris);
            let mut view =
                sample(starts_at.0.saturating_sub(NOW.0) / preau_core::world::Moment::HOUR, "Bureau");
            view.rendezvous.starts_at = starts_at;
            view.rendezvous.ends_at = None;
            let place = Occurrence { series: id, rhythm: Rhythm::MonthlyWeekday, on, own: false };
            view.rendezvous.occurrence = Some(place);
            view
        })
        .collect();
    let series = Series {
        id,
        organiser: views[0].rendezvous.organiser,
        rhythm: Rhythm::MonthlyWeekday,
        first_on: "2026-10-20".parse().unwrap(),
        last_on: "2027-01-19".parse().unwrap(),
        sequence: 0,
        made_at: NOW,
        changed_at: NOW,
    };
    (series, views)
}

impl Samples for SeriesPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let (mut series, mut views) = tuesdays();
        views[2].rendezvous.state = RendezvousState::Cancelled;
        let whole = Self::of(frame.clone(), &dates, &series, &views).unwrap();
        (series.rhythm, series.first_on) = (Rhythm::MonthlyDate, "2026-10-31".parse().unwrap());
        vec![whole, Self::of(frame, &dates, &series, &views).unwrap()]
    }
}

#[test]
fn a_series_says_its_rule_and_what_it_leaves_out() {
    let pages = SeriesPage::samples(crate::gallery::frame(Language::Fr));
    assert_eq!(pages[0].rule, "Le troisième mardi de chaque mois, jusqu’au mardi 19\u{a0}janvier 2027");
    assert_eq!((pages[0].past.len(), pages[0].coming.len()), (2, 2));
    assert!(pages[0].note.is_none());
    assert_eq!(pages[1].note.as_deref(), Some("Les mois qui n’ont pas de 31 sont laissés de côté."));
    let page = pages[0].render().unwrap();
    assert!(page.contains("<s>Bureau</s>"), "one of them is cancelled: {page}");
    assert_eq!(page.matches("Le troisième mardi").count(), 1, "the rule stands once");
}

#[test]
fn a_series_of_which_one_may_read_nothing_is_not_there() {
    let (series, _) = tuesdays();
    let frame = crate::gallery::frame(Language::En);
    assert!(matches!(SeriesPage::of(frame, &dates(Language::En), &series, &[]), Err(Failure::Missing)));
}
