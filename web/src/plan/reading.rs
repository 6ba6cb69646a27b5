//! Reads the form of a rendezvous: what, when and where. Whatever is wrong is noted beside its field, all at once.

use chrono_tz::Tz;
use preau_core::error::Field;
use preau_core::guest::GuestsMay;
use preau_core::rendezvous::{PLACES_MAX, Plan, Rendezvous};
use preau_core::text::{Body, ShortText, Title};
use preau_core::world::Moment;
use url::Url;

use super::Fields;
use crate::dates::{DateProblem, Dates, parse_date, parse_moment, parse_time};
use crate::form::Filled;
use crate::texts::Texts;

/// The longest address of a meeting on line; those of the usual services have a third of it.
const LINK_BYTES_MAX: usize = 500;

/// Reads all fields, so that everything wrong is said at once. `before` is what is changed, if anything.
pub(crate) fn read(form: &mut Filled<Fields>, dates: Dates, before: Option<&Rendezvous>) -> Option<Plan> {
    let t = crate::texts::texts(dates.language);
    let typed = form.typed.clone();
    let when = read_when(form, dates, before.map(|one| one.starts_at));
    let body = form.take(Field::Body, Body::optional(&typed.body));
    let audience = before.map(|one| one.audience).or_else(|| typed.audience.parse().ok());
    if audience.is_none() {
        form.say("audience", t.wrong_choice());
    }
    let needed = read_number(form, t, "needed", &typed.needed);
    let capacity = read_number(form, t, "capacity", &typed.capacity);
    // A form without the choice, as for a rendezvous of the section alone, lets nobody in.
    let guests_may = match typed.guests.as_str() {
        "" => Some(GuestsMay::No),
        word => word.parse().ok(),
    };
    if guests_may.is_none() {
        form.say("guests", t.wrong_choice());
    }
    if let (Some(needed), Some(capacity)) = (needed, capacity)
        && needed > capacity
    {
        form.say("capacity", t.plan_wrong_capacity());
    }
    // Below, what is missing was left empty; what was wrong is noted, and ends here.
    if !form.is_sound() {
        return None;
    }
    let when = when?;
    Some(Plan {
        title: when.title,
        body: body?,
        starts_at: when.starts_at,
        ends_at: when.ends_at,
        time_zone: when.zone,
        place: when.place,
        link: when.link,
        audience: audience?,
        needed,
        capacity,
        guests_may: guests_may?,
    })
}

/// What every rendezvous has: what it is, when and where.
pub(crate) struct When {
    pub(crate) title: Title,
    pub(crate) starts_at: Moment,
    pub(crate) ends_at: Option<Moment>,
    pub(crate) zone: Tz,
    pub(crate) place: Option<ShortText>,
    pub(crate) link: Option<Url>,
}

/// Reads what, when and where; `before` is when it began, of one that is changed. Whatever is wrong is noted in the form.
pub(crate) fn read_when(form: &mut Filled<Fields>, dates: Dates, before: Option<Moment>) -> Option<When> {
    let t = crate::texts::texts(dates.language);
    let typed = form.typed.clone();
    let zone: Tz = typed.zone.parse().unwrap_or_else(|_| {
        form.say("zone", t.wrong_choice());
        dates.zone
    });
    let title = form.take(Field::Title, Title::parse(&typed.title));
    let starts_at = read_start(form, t, &typed, Dates { zone, ..dates }, before);
    let ends_at = read_end(form, t, &typed, zone, starts_at);
    let place = form.take(Field::Place, ShortText::optional(&typed.place));
    let link = read_link(form, t, &typed.link);
    if typed.place.trim().is_empty() && typed.link.trim().is_empty() {
        form.say(Field::Place.as_str(), t.plan_wrong_nowhere());
    }
    Some(When { title: title?, starts_at: starts_at?, ends_at, zone, place: place?, link })
}

fn read_start(
    form: &mut Filled<Fields>,
    t: &Texts,
    typed: &Fields,
    dates: Dates,
    before: Option<Moment>,
) -> Option<Moment> {
    let starts_at = match parse_moment(&typed.date, &typed.starts, dates.zone) {
        Ok(moment) => moment,
        Err(problem) => {
            let (field, text) = date_problem(t, problem, "date", "starts");
            form.say(field, text);
            // Both are said at once where both are wrong.
            if let Err(problem) = parse_time(&typed.starts) {
                let (field, text) = date_problem(t, problem, "date", "starts");
                form.say(field, text);
            }
            return None;
        }
    };
    let moved = before.is_none_or(|before| before != starts_at);
    if moved && dates.date(starts_at) < dates.today() {
        let today = dates.say_date(dates.today());
        // « le 21 novembre »: the weekday says nothing here.
        let today = today.split_once(' ').map_or(today.as_str(), |(_, rest)| rest);
        form.say("date", t.plan_wrong_past(today));
    } else if moved && starts_at < dates.now.plus(-Moment::HOUR) {
        form.say("starts", t.plan_wrong_hour_past());
    }
    Some(starts_at)
}

/// The end; `None` where it is left open or wrong. Without a day of its own it is on the day of the start.
fn read_end(
    form: &mut Filled<Fields>,
    t: &Texts,
    typed: &Fields,
    zone: Tz,
    starts_at: Option<Moment>,
) -> Option<Moment> {
    let another_day = !typed.ends_date.trim().is_empty();
    if typed.ends.trim().is_empty() && !another_day {
        return None;
    }
    let date = if another_day { &typed.ends_date } else { &typed.date };
    if !another_day && parse_date(date).is_err() {
        // What is wrong with the day is said beside it already.
        return None;
    }
    match parse_moment(date, &typed.ends, zone) {
        Ok(end) => {
            if starts_at.is_some_and(|start| end <= start) {
                form.say("ends", t.plan_wrong_end());
            }
            Some(end)
        }
        Err(problem) => {
            let (field, text) = date_problem(t, problem, "ends_date", "ends");
            form.say(field, text);
            None
        }
    }
}

/// The field a date's problem belongs to, and its sentence.
pub(crate) fn date_problem(
    t: &Texts,
    problem: DateProblem,
    date: &'static str,
    time: &'static str,
) -> (&'static str, String) {
    match problem {
        DateProblem::DateMissing => (date, t.plan_wrong_no_date()),
        DateProblem::DateInvalid => (date, t.plan_wrong_date()),
        DateProblem::DateTooFar => (date, t.wrong_too_far()),
        DateProblem::TimeMissing => (time, t.plan_wrong_no_time()),
        DateProblem::TimeInvalid => (time, t.plan_wrong_time()),
        DateProblem::TimeSkipped => (time, t.plan_wrong_skipped()),
    }
}

/// An https address; `None` where there is none or it is wrong.
fn read_link(form: &mut Filled<Fields>, t: &Texts, typed: &str) -> Option<Url> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let found = (typed.len() <= LINK_BYTES_MAX)
        .then(|| Url::parse(typed).ok())
        .flatten()
        .filter(|url| url.scheme() == "https" && url.has_host() && url.username().is_empty());
    if found.is_none() {
        form.say(Field::Link.as_str(), t.plan_wrong_link());
    }
    found
}

/// A number of people; `None` where there is none or it is wrong.
fn read_number(form: &mut Filled<Fields>, t: &Texts, field: &'static str, typed: &str) -> Option<i32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let found = typed.parse().ok().filter(|number| (1..=PLACES_MAX).contains(number));
    if found.is_none() {
        form.say(field, t.plan_wrong_number());
    }
    found
}
