//! What comes again: the words of each rule in both languages, and what a form of it is told.

use preau_core::language::Language;

use super::*;
use crate::calendar::tests::dates;
use crate::dates::parse_moment;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn each_rule_is_said_in_words_in_both_languages() {
    for (rhythm, first, fr, en) in [
        (Rhythm::Weekly, "2026-11-24", "chaque mardi", "every Tuesday"),
        (Rhythm::Fortnightly, "2026-11-24", "un mardi sur deux", "every other Tuesday"),
        (
            Rhythm::MonthlyWeekday,
            "2026-11-03",
            "le premier mardi de chaque mois",
            "the first Tuesday of each month",
        ),
        (
            Rhythm::MonthlyWeekday,
            "2026-11-17",
            "le troisième mardi de chaque mois",
            "the third Tuesday of each month",
        ),
        (
            Rhythm::MonthlyWeekday,
            "2026-12-29",
            "le cinquième mardi de chaque mois",
            "the fifth Tuesday of each month",
        ),
        (
            Rhythm::MonthlyLast,
            "2026-11-24",
            "le dernier mardi de chaque mois",
            "the last Tuesday of each month",
        ),
        (Rhythm::MonthlyDate, "2026-12-01", "le 1er de chaque mois", "the 1st of each month"),
        (Rhythm::MonthlyDate, "2026-12-05", "le 5 de chaque mois", "the 5th of each month"),
        (Rhythm::MonthlyDate, "2026-12-22", "le 22 de chaque mois", "the 22nd of each month"),
        (Rhythm::MonthlyDate, "2026-12-31", "le 31 de chaque mois", "the 31st of each month"),
    ] {
        for (language, expected) in [(Language::Fr, fr), (Language::En, en)] {
            let t = crate::texts::texts(language);
            assert_eq!(rule(t, &dates(language), rhythm, day(first)), expected);
        }
    }
}

/// A form for a third Tuesday at 19:30, with a rule.
fn form(repeat: &str, until: &str, times: &str, except: &[&str]) -> Filled<Fields> {
    let fields = Fields {
        repeat: repeat.to_owned(),
        until: until.to_owned(),
        times: times.to_owned(),
        except: except.iter().map(|day| (*day).to_owned()).collect(),
        ..Fields::default()
    };
    Filled::new(crate::texts::texts(Language::Fr), fields)
}

fn starts_at() -> Moment {
    parse_moment("2026-12-15", "19:30", Tz::Europe__Paris).unwrap()
}

/// The field that is wrong, and what is said of it.
fn wrong(repeat: &str, until: &str, times: &str, except: &[&str]) -> (String, String) {
    let mut form = form(repeat, until, times, except);
    assert!(read(&mut form, &dates(Language::Fr), starts_at(), Tz::Europe__Paris).is_none());
    assert_eq!(form.problems().len(), 1);
    let problem = &form.problems()[0];
    (problem.field.to_owned(), problem.text.replace('\u{a0}', " "))
}

#[test]
fn a_rule_without_an_end_is_refused_beside_its_field() {
    for (typed, field, words) in [
        (("weekly", "", "", &[][..]), "until", "rien ne se répète sans fin"),
        (("weekly", "2027-06-30", "8", &[]), "times", "Choisissez : une dernière date, ou un nombre"),
        (("weekly", "", "61", &[]), "times", "C’est plus de 60 fois."),
        (("weekly", "", "99999999999999999999", &[]), "times", "nombre entier"),
        (("weekly", "", "-3", &[]), "times", "nombre entier"),
        (("weekly", "", "1", &[]), "times", "qu’un rendez-vous, ou aucun"),
        (("weekly", "2026-12-01", "", &[]), "until", "qu’un rendez-vous, ou aucun"),
        (("weekly", "demain", "", &[]), "until", "Cette date n’existe pas"),
        (("monthly_date", "2031-01-01", "", &[]), "until", "plus de deux ans"),
        (("weekly", "2028-12-01", "", &[]), "until", "C’est plus de 60 fois."),
        (("monthly_last", "", "4", &[]), "repeat", "pas le dernier mardi de son mois"),
        (("hourly", "", "4", &[]), "repeat", "Choisissez"),
        (("weekly", "", "2", &["2026-12-22"]), "except", "au moins deux jours"),
    ] {
        let (repeat, until, times, except) = typed;
        let (wrong_field, said) = wrong(repeat, until, times, except);
        assert_eq!(wrong_field, field, "{typed:?}: {said}");
        assert!(said.contains(words), "{typed:?}: {said}");
    }
}

#[test]
fn a_series_says_what_it_will_do_before_it_is_made() {
    let mut form = form("monthly_weekday", "2027-06-30", "", &["2027-02-16", "2027-02-17"]);
    let zone = Tz::Europe__Paris;
    let again = read(&mut form, &dates(Language::Fr), starts_at(), zone).unwrap();
    assert_eq!(again.skipped, [day("2027-02-16")], "the 17th is no day of the rule");
    let review =
        Review::of(crate::texts::texts(Language::Fr), &dates(Language::Fr), &again, starts_at(), zone);
    let plain = |text: &str| text.replace('\u{a0}', " ");
    assert_eq!(
        plain(&review.summary),
        "Le troisième mardi de chaque mois à 19 h 30, jusqu’au mardi 15 juin 2027, 7 fois."
    );
    assert_eq!((review.days.len(), review.count), (7, 6));
    assert_eq!(plain(&review.days[2].words), "mardi 16 février 2027, 19 h 30");
    assert!(review.days[2].skipped && review.note.is_none());
}

#[test]
fn n05_overseas_and_on_a_leap_day_the_words_are_those_of_the_place() {
    let zone = Tz::Indian__Reunion;
    // There it is Tuesday already, in Paris it is Monday.
    let starts_at = parse_moment("2026-12-29", "01:00", zone).unwrap();
    let mut typed = form("monthly_date", "", "4", &[]);
    let again = read(&mut typed, &dates(Language::Fr), starts_at, zone).unwrap();
    let review = Review::of(crate::texts::texts(Language::Fr), &dates(Language::Fr), &again, starts_at, zone);
    assert!(review.summary.starts_with("Le 29 de chaque mois à 1\u{a0}h,"), "{}", review.summary);
    assert_eq!(review.days[2].value, "2027-03-29", "February has none in 2027");
    assert!(review.note.unwrap().contains("pas de 29"));
}
