//! What comes again: its rule in words, the fields of the form that say it, and what is read before it is sent.

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use preau_core::rendezvous::Rendezvous;
use preau_core::series::{End, Hours, NoRule, Rhythm, TIMES_MAX, days, local, nth};
use preau_core::world::Moment;

use crate::calendar::capital;
use crate::dates::{Dates, parse_date};
use crate::form::Filled;
use crate::plan::{Fields, date_problem};
use crate::texts::Texts;

/// « le troisième mardi de chaque mois »: the rule of a series, of which this is a day.
pub(crate) fn rule(t: &Texts, dates: &Dates, rhythm: Rhythm, day: NaiveDate) -> String {
    let weekday = dates.weekday(day);
    match rhythm {
        Rhythm::Weekly => t.repeat_weekly(weekday),
        Rhythm::Fortnightly => t.repeat_fortnightly(weekday),
        Rhythm::MonthlyWeekday => t.repeat_monthly_weekday(nth(day), weekday),
        Rhythm::MonthlyLast => t.repeat_monthly_last(weekday),
        Rhythm::MonthlyDate => t.repeat_monthly_date(day.day()),
    }
}

/// The rule of a rendezvous that comes again, to stand on its own; `None` where it does not.
pub(crate) fn of(t: &Texts, dates: &Dates, one: &Rendezvous) -> Option<String> {
    one.occurrence.map(|place| capital(&rule(t, dates, place.rhythm, place.on)))
}

/// « Les mois qui n’ont pas de 31 sont laissés de côté. », where there are such months.
pub(crate) fn left_out(t: &Texts, dates: &Dates, rhythm: Rhythm, day: NaiveDate) -> Option<String> {
    rhythm.leaves_months_out(day).then(|| match rhythm {
        Rhythm::MonthlyDate => t.repeat_no_such_date(day.day()),
        _ => t.repeat_no_fifth(dates.weekday(day)),
    })
}

/// A rule that was typed and holds.
pub(crate) struct Again {
    pub(crate) rhythm: Rhythm,
    pub(crate) end: End,
    /// Every day that the rule gives.
    pub(crate) days: Vec<NaiveDate>,
    /// Those of them that were taken out.
    pub(crate) skipped: Vec<NaiveDate>,
}

/// The words that the form offers for "never".
const NEVER: &str = "never";

/// Whether the form speaks of one time only.
pub(crate) fn is_once(typed: &Fields) -> bool {
    typed.repeat.is_empty() || typed.repeat == NEVER
}

/// Reads the rule; whatever is wrong is noted beside its field.
pub(crate) fn read(form: &mut Filled<Fields>, dates: &Dates, first: Moment, zone: Tz) -> Option<Again> {
    let t = form.texts();
    let Ok(rhythm) = form.typed.repeat.parse::<Rhythm>() else {
        form.say("repeat", t.wrong_choice());
        return None;
    };
    let (end, field) = read_end(form)?;
    let first = local(first, zone).date();
    let days = match days(rhythm, first, end) {
        Ok(days) => days,
        Err(why) => {
            let (field, text) = match why {
                NoRule::NotTheLast => ("repeat", t.repeat_not_the_last(dates.weekday(first))),
                NoRule::Once => (field, t.repeat_once()),
                NoRule::TooMany => (field, t.repeat_too_many(TIMES_MAX)),
                NoRule::TooFar => (field, t.repeat_too_far()),
            };
            form.say(field, text);
            return None;
        }
    };
    let typed = form.typed.except.iter().filter_map(|day| parse_date(day).ok());
    let skipped: Vec<NaiveDate> = typed.filter(|day| days.contains(day)).collect();
    if days.iter().filter(|day| !skipped.contains(day)).count() < 2 {
        form.say("except", t.repeat_too_few());
        return None;
    }
    Some(Again { rhythm, end, days, skipped })
}

/// The end, and the field in which it was typed: one of the two.
fn read_end(form: &mut Filled<Fields>) -> Option<(End, &'static str)> {
    let t = form.texts();
    let (until, times) = (form.typed.until.trim().to_owned(), form.typed.times.trim().to_owned());
    match (until.is_empty(), times.is_empty()) {
        (true, true) => {
            form.say("until", t.repeat_no_end());
            None
        }
        (false, false) => {
            form.say("times", t.repeat_two_ends());
            None
        }
        (false, true) => match parse_date(&until) {
            Ok(day) => Some((End::On(day), "until")),
            Err(problem) => {
                let (field, text) = date_problem(t, problem, "until", "until");
                form.say(field, text);
                None
            }
        },
        (true, false) => {
            let times = times.parse().ok();
            if times.is_none() {
                form.say("times", t.plan_wrong_number());
            }
            times.map(|times| (End::Times(times), "times"))
        }
    }
}

/// What is read again before a series is made: its rule in words, and each of its days.
pub(crate) struct Review {
    /// « Le troisième mardi de chaque mois à 19 h 30, jusqu’au mardi 15 juin, 8 fois. » The form carries it back, so that
    /// what is made is what was read.
    pub(crate) summary: String,
    /// What it leaves out.
    pub(crate) note: Option<String>,
    pub(crate) days: Vec<ReviewDay>,
    /// How many are left.
    pub(crate) count: usize,
}

/// One of the days.
pub(crate) struct ReviewDay {
    /// `2026-11-17`
    pub(crate) value: String,
    /// « mardi 17 novembre, 19 h 30 »
    pub(crate) words: String,
    /// It is taken out.
    pub(crate) skipped: bool,
}

impl Review {
    pub(crate) fn of(t: &Texts, dates: &Dates, again: &Again, starts_at: Moment, zone: Tz) -> Self {
        let there = Dates { zone, ..*dates };
        let hours = Hours::of(starts_at, None, zone);
        let first = again.days.first().copied().unwrap_or_default();
        let last = again.days.last().copied().unwrap_or_default();
        let rule = rule(t, &there, again.rhythm, first);
        let days = again.days.iter().map(|day| ReviewDay {
            value: day.to_string(),
            words: there.moment(hours.on(*day, zone).0),
            skipped: again.skipped.contains(day),
        });
        let summary = t.repeat_summary(rule, there.time(starts_at), there.say_date(last), again.days.len());
        Self {
            summary: capital(&summary),
            note: left_out(t, &there, again.rhythm, first),
            days: days.collect(),
            count: again.days.len().saturating_sub(again.skipped.len()),
        }
    }
}

#[cfg(test)]
#[path = "repeat_tests.rs"]
mod tests;
