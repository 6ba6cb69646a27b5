//! The form of a rendezvous: planning one, and changing it.

use askama::Template;
use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Form, Router};
use chrono_tz::Tz;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::rendezvous::{ChangeRendezvous, PlanRendezvous};
use preau_core::audience::Audience;
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::group::Gathering;
use preau_core::guest::GuestsMay;
use preau_core::rendezvous::{PLACES_MAX, Plan, Rendezvous, RendezvousState};
use preau_core::text::{Body, ShortText, Title};
use preau_core::world::Moment;
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::dates::{DateProblem, Dates, ZoneGroup, parse_date, parse_moment, parse_time, zones};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::rendezvous::id;
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

/// The longest address of a meeting on line; those of the usual services have a third of it.
const LINK_BYTES_MAX: usize = 500;

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::RENDEZVOUS_NEW, get(open).post(plan))
        .at(place::RENDEZVOUS_EDIT, get(open_edit).post(edit))
}

/// The fields as they are typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) starts: String,
    pub(crate) ends: String,
    pub(crate) ends_date: String,
    pub(crate) zone: String,
    pub(crate) place: String,
    pub(crate) link: String,
    pub(crate) body: String,
    pub(crate) audience: String,
    pub(crate) needed: String,
    pub(crate) capacity: String,
    pub(crate) guests: String,
    pub(crate) once: String,
    pub(crate) sequence: String,
}

impl Fields {
    /// The present values of a rendezvous, on its own clocks.
    fn of(one: &Rendezvous, dates: Dates) -> Self {
        let there = Dates { zone: one.time_zone, ..dates };
        let (date, starts) = there.inputs(one.starts_at);
        let (ends_date, ends) = one.ends_at.map(|end| there.inputs(end)).unwrap_or_default();
        let text = |text: Option<&ShortText>| text.map(ToString::to_string).unwrap_or_default();
        let number = |number: Option<i32>| number.map(|n| n.to_string()).unwrap_or_default();
        Self {
            title: one.title.to_string(),
            ends_date: if ends_date == date { String::new() } else { ends_date },
            date,
            starts,
            ends,
            zone: one.time_zone.name().to_owned(),
            place: text(one.place.as_ref()),
            link: one.link.clone().unwrap_or_default(),
            body: one.source.clone(),
            audience: one.audience.as_str().to_owned(),
            needed: number(one.needed),
            capacity: number(one.capacity),
            guests: one.guests_may.as_str().to_owned(),
            once: String::new(),
            sequence: one.sequence.to_string(),
        }
    }
}

impl Fields {
    /// A new form for what only has to be somewhere at some time.
    pub(crate) fn fresh(dates: &Dates, once: Uuid) -> Self {
        Self { zone: dates.zone.name().to_owned(), once: once.to_string(), ..Self::default() }
    }

    /// The present values of a group's rendezvous, on its own clocks.
    pub(crate) fn of_gathering(one: &Gathering, dates: Dates) -> Self {
        let plan = &one.plan;
        let there = Dates { zone: plan.time_zone, ..dates };
        let (date, starts) = there.inputs(plan.starts_at);
        let (ends_date, ends) = plan.ends_at.map(|end| there.inputs(end)).unwrap_or_default();
        Self {
            title: plan.title.to_string(),
            ends_date: if ends_date == date { String::new() } else { ends_date },
            date,
            starts,
            ends,
            zone: plan.time_zone.name().to_owned(),
            place: plan.place.as_ref().map(ToString::to_string).unwrap_or_default(),
            link: plan.link.as_ref().map(ToString::to_string).unwrap_or_default(),
            body: plan.more.as_ref().map(ToString::to_string).unwrap_or_default(),
            sequence: one.sequence.to_string(),
            ..Self::default()
        }
    }

    /// The zone that is chosen, as one reads it.
    pub(crate) fn zone_words(&self) -> String {
        self.zone.replace('_', " ")
    }
}

/// `GET /agenda/nouveau`.
async fn open(State(web): State<Web>, member: Member, visit: Visit) -> Answer {
    let zone = web.house().await?.time_zone.name().to_owned();
    let once = web.world.hidden_id().to_string();
    let audience = Audience::Section.as_str().to_owned();
    let form = Filled::sent(&visit, Fields { zone, audience, once, ..Fields::default() });
    Ok(page(&web, &member, &visit, form, None).await?.show())
}

/// `POST /agenda/nouveau`.
async fn plan(State(web): State<Web>, member: Member, visit: Visit, Form(fields): Form<Fields>) -> Answer {
    let once = Uuid::try_parse(&fields.once).map_err(|_| Failure::Missing)?;
    web.limits.write(member.id())?;
    let dates = dates(&web, &visit).await?;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form, dates, None) else {
        return Ok(page(&web, &member, &visit, form, None).await?.show_as(UNPROCESSABLE));
    };
    match web.perform(PlanRendezvous { by: member.id(), plan, once }).await {
        Ok((id, state)) => {
            let proposed = state == RendezvousState::Proposed;
            let done = if proposed { Done::RendezvousProposed } else { Done::RendezvousMade };
            Ok(see_other(&visit.to.rendezvous(id), Some(Flash::new(done))))
        }
        Err(failure) => {
            form.refuse(failure)?;
            Ok(page(&web, &member, &visit, form, None).await?.show_as(UNPROCESSABLE))
        }
    }
}

/// The rendezvous that this member may change; for all others there is none.
async fn editable(web: &Web, member: &Member, address: &str) -> Result<Rendezvous, Failure> {
    let mut db = web.read().await?;
    Ok(access::rendezvous_for(db.as_mut(), &member.viewer, Verb::Edit, id(address)?).await?)
}

/// `GET /rendez-vous/{id}/modifier`.
async fn open_edit(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
) -> Answer {
    let one = editable(&web, &member, &address).await?;
    let dates = dates(&web, &visit).await?;
    let form = Filled::sent(&visit, Fields::of(&one, dates));
    Ok(page(&web, &member, &visit, form, Some(&one)).await?.show())
}

/// `POST /rendez-vous/{id}/modifier`.
async fn edit(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let one = editable(&web, &member, &address).await?;
    let seen_sequence = fields.sequence.parse().map_err(|_| Failure::Missing)?;
    web.limits.write(member.id())?;
    let dates = dates(&web, &visit).await?;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form, dates, Some(&one)) else {
        return Ok(page(&web, &member, &visit, form, Some(&one)).await?.show_as(UNPROCESSABLE));
    };
    match web.perform(ChangeRendezvous { by: member.id(), rendezvous: one.id, plan, seen_sequence }).await {
        Ok(()) => Ok(see_other(&visit.to.rendezvous(one.id), Some(Flash::new(Done::RendezvousChanged)))),
        Err(failure) => {
            if matches!(failure, CoreFailure::Refused(Refusal::ChangedMeanwhile)) {
                form.say("", crate::texts::texts(visit.language).plan_changed_meanwhile());
            } else {
                form.refuse(failure)?;
            }
            Ok(page(&web, &member, &visit, form, Some(&one)).await?.show_as(UNPROCESSABLE))
        }
    }
}

async fn dates(web: &Web, visit: &Visit) -> Result<Dates, Failure> {
    Ok(Dates { language: visit.language, zone: web.house().await?.time_zone, now: web.now() })
}

/// Reads all fields, so that everything wrong is said at once. `before` is what is changed, if anything.
fn read(form: &mut Filled<Fields>, dates: Dates, before: Option<&Rendezvous>) -> Option<Plan> {
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
fn date_problem(
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

/// The page of the form.
#[derive(Template)]
#[template(path = "plan.html")]
pub(crate) struct PlanPage {
    frame: Frame,
    form: Filled<Fields>,
    heading: String,
    action: String,
    back: String,
    /// Its audience, which no longer changes; a new one still has the choice.
    fixed: Option<Audience>,
    /// The member may speak for the section: what is for everybody is announced at once.
    speaks: bool,
    members: i64,
}

impl Page for PlanPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The groups of the choice of zones: their name, and each zone's own and readable name.
pub(crate) fn zone_groups(t: &Texts) -> Vec<(String, Vec<(&'static str, String)>)> {
    let name = |group: &ZoneGroup| match group {
        ZoneGroup::France => t.plan_zone_france(),
        ZoneGroup::Europe => t.plan_zone_europe(),
        ZoneGroup::Canada => t.plan_zone_canada(),
        ZoneGroup::Elsewhere => t.plan_zone_elsewhere(),
    };
    let readable = |zone: &Tz| (zone.name(), zone.name().replace('_', " "));
    zones().iter().map(|(group, zones)| (name(group), zones.iter().map(readable).collect())).collect()
}

impl PlanPage {
    fn zones(&self) -> Vec<(String, Vec<(&'static str, String)>)> {
        zone_groups(self.frame.t)
    }

    fn zone(&self) -> String {
        self.form.typed.zone_words()
    }

    /// Whether it is, or may become, for everybody.
    fn may_be_public(&self) -> bool {
        self.fixed != Some(Audience::Section)
    }

    fn guests_may(&self, word: &str) -> bool {
        let chosen = self.form.typed.guests.as_str();
        chosen == word || (chosen.is_empty() && word == GuestsMay::No.as_str())
    }

    fn for_everybody(&self) -> bool {
        self.form.typed.audience == Audience::Everybody.as_str()
    }
}

async fn page(
    web: &Web,
    member: &Member,
    visit: &Visit,
    form: Filled<Fields>,
    before: Option<&Rendezvous>,
) -> Result<PlanPage, Failure> {
    let house = web.house().await?;
    let members = web.read().await?.members_count().await?;
    let frame = visit.frame(Room::Calendar);
    let (heading, action, back) = match before {
        None => (frame.t.plan_new_title(), frame.to.rendezvous_new(), frame.to.calendar()),
        Some(one) => {
            (frame.t.plan_edit_title(), frame.to.rendezvous_edit(one.id), frame.to.rendezvous(one.id))
        }
    };
    let speaks = may(&member.viewer, Verb::SpeakFor, Thing::House(&house));
    Ok(PlanPage {
        form,
        heading,
        action,
        back,
        fixed: before.map(|one| one.audience),
        speaks,
        members,
        frame,
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
