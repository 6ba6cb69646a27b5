//! The form of a rendezvous: planning one, and changing it.

mod reading;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum_extra::extract::Form;
use chrono_tz::Tz;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::rendezvous::{ChangeRendezvous, PlanRendezvous};
use preau_core::action::series::PlanSeries;
use preau_core::audience::Audience;
use preau_core::error::{Failure as CoreFailure, Refusal};
use preau_core::group::Gathering;
use preau_core::guest::GuestsMay;
use preau_core::id::RendezvousId;
use preau_core::rendezvous::{Plan, Rendezvous, RendezvousState};
use preau_core::series::Rhythm;
use preau_core::text::ShortText;
use serde::Deserialize;
use uuid::Uuid;

use crate::dates::{Dates, ZoneGroup, zones};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::readers::{self, Offered};
use crate::rendezvous::id;
use crate::repeat::{self, Again, Review};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

pub(crate) use reading::{date_problem, read, read_when};

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
    /// The word of a rhythm, or that it never comes again.
    pub(crate) repeat: String,
    pub(crate) until: String,
    pub(crate) times: String,
    /// Days that are taken out.
    pub(crate) except: Vec<String>,
    /// What was read of the series before it was sent.
    pub(crate) reread: String,
    pub(crate) guests: String,
    pub(crate) once: String,
    pub(crate) sequence: String,
}

impl Fields {
    /// The present values of a rendezvous, on its own clocks.
    pub(crate) fn of(one: &Rendezvous, dates: Dates) -> Self {
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
            audience: one.audience.to_string(),
            needed: number(one.needed),
            capacity: number(one.capacity),
            guests: one.guests_may.as_str().to_owned(),
            sequence: one.sequence.to_string(),
            ..Self::default()
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

/// Who is to read, where a link to the form says it.
#[derive(Deserialize)]
struct Wanted {
    audience: Option<String>,
}

/// `GET /agenda/nouveau`.
async fn open(State(web): State<Web>, member: Member, visit: Visit, Query(wanted): Query<Wanted>) -> Answer {
    let zone = web.house().await?.time_zone.name().to_owned();
    let once = web.world.hidden_id().to_string();
    let audience =
        wanted.audience.and_then(|word| word.parse().ok()).unwrap_or(Audience::Section).to_string();
    let form = Filled::sent(&visit, Fields { zone, audience, once, ..Fields::default() });
    Ok(page(&web, &member, &visit, form, None).await?.show())
}

/// `POST /agenda/nouveau`.
async fn plan(State(web): State<Web>, member: Member, visit: Visit, Form(fields): Form<Fields>) -> Answer {
    let once = once(&fields.once)?;
    web.limits.write(member.id())?;
    let dates = dates(&web, &visit).await?;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form, dates, None) else {
        return Ok(page(&web, &member, &visit, form, None).await?.show_as(UNPROCESSABLE));
    };
    let made = match again(&mut form, &dates, &plan) {
        Ok(None) => web.perform(PlanRendezvous { by: member.id(), plan, once }).await,
        Ok(Some(rule)) => {
            let review = Review::of(form.texts(), &dates, &rule, plan.starts_at, plan.time_zone);
            if form.typed.reread != review.summary {
                let mut page = page(&web, &member, &visit, form, None).await?;
                page.review = Some(review);
                return Ok(page.show());
            }
            let Again { rhythm, end, skipped, .. } = rule;
            web.perform(PlanSeries { by: member.id(), plan, rhythm, end, skipped, once }).await
        }
        Err(Unsound) => return Ok(page(&web, &member, &visit, form, None).await?.show_as(UNPROCESSABLE)),
    };
    match made {
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

/// Something typed about the series is wrong, and said beside its field.
struct Unsound;

/// How the rendezvous comes again, if it does.
fn again(form: &mut Filled<Fields>, dates: &Dates, plan: &Plan) -> Result<Option<Again>, Unsound> {
    if repeat::is_once(&form.typed) {
        return Ok(None);
    }
    repeat::read(form, dates, plan.starts_at, plan.time_zone).map(Some).ok_or(Unsound)
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

pub(crate) async fn dates(web: &Web, visit: &Visit) -> Result<Dates, Failure> {
    Ok(Dates { language: visit.language, zone: web.house().await?.time_zone, now: web.now() })
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
    /// The name of the body that it is for; else empty.
    fixed_body: String,
    /// Who may be chosen to read a new one.
    choices: Vec<Choice>,
    /// What is read again before a series is made.
    review: Option<Review>,
    /// It is of a series: which part of it is changed here, in words, and where the other one is.
    part: Option<Part>,
}

/// An audience that may be chosen.
struct Choice {
    value: String,
    label: String,
    note: String,
}

impl Choice {
    /// What the form says of it; of what is for everybody, whether this member announces it at once.
    fn of(frame: &Frame, offered: &Offered, speaks: bool) -> Self {
        let (t, audience) = (frame.t, offered.readers.audience);
        let (label, note) = match audience {
            Audience::Section | Audience::Body(_) => {
                (frame.seen(&audience, &offered.body).words, t.plan_readers_section(offered.readers.members))
            }
            Audience::Everybody if speaks => (t.plan_everybody(), t.plan_readers_everybody()),
            Audience::Everybody => (t.plan_everybody(), t.plan_readers_proposed()),
        };
        Self { value: audience.to_string(), label, note }
    }
}

/// What of a series a form changes.
pub(crate) struct Part {
    /// « Vous modifiez cette fois seulement »
    said: String,
    /// The other form's name and address.
    other: Option<(String, String)>,
    /// The whole: each keeps its day.
    whole: bool,
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

    /// Whether the day can be chosen: of a whole series each keeps its own.
    fn dated(&self) -> bool {
        !self.part.as_ref().is_some_and(|part| part.whole)
    }

    /// The rhythms, with their names.
    fn rhythms(&self) -> [(&'static str, String); 6] {
        let t = self.frame.t;
        [
            ("never", t.repeat_never()),
            (Rhythm::Weekly.as_str(), t.repeat_each_week()),
            (Rhythm::Fortnightly.as_str(), t.repeat_each_fortnight()),
            (Rhythm::MonthlyWeekday.as_str(), t.repeat_each_month_weekday()),
            (Rhythm::MonthlyLast.as_str(), t.repeat_each_month_last()),
            (Rhythm::MonthlyDate.as_str(), t.repeat_each_month_date()),
        ]
    }

    /// Whether it is, or may become, for everybody.
    fn may_be_public(&self) -> bool {
        self.fixed.is_none_or(|audience| audience == Audience::Everybody)
    }

    fn guests_may(&self, word: &str) -> bool {
        let chosen = self.form.typed.guests.as_str();
        chosen == word || (chosen.is_empty() && word == GuestsMay::No.as_str())
    }

    fn chosen(&self, choice: &Choice) -> bool {
        self.form.typed.audience == choice.value
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
    let mut db = web.read().await?;
    let (fixed_body, offered) = match before.map(|one| one.audience) {
        None => (None, readers::offered(db.as_mut(), &member.viewer, Audience::Everybody).await?),
        Some(Audience::Body(body)) => (db.body(body).await?, Vec::new()),
        Some(Audience::Section | Audience::Everybody) => (None, Vec::new()),
    };
    drop(db);
    let frame = visit.frame(Room::Calendar);
    let (heading, action, back) = match before {
        None => (frame.t.plan_new_title(), frame.to.rendezvous_new(), frame.to.calendar()),
        Some(one) => {
            (frame.t.plan_edit_title(), frame.to.rendezvous_edit(one.id), frame.to.rendezvous(one.id))
        }
    };
    let speaks = may(&member.viewer, Verb::SpeakFor, Thing::House(&house));
    let part = before.filter(|one| one.occurrence.is_some()).map(|one| Part {
        said: frame.t.series_edit_one(),
        other: Some((frame.t.series_edit_all(), frame.to.series_edit(one.id))),
        whole: false,
    });
    Ok(PlanPage {
        form,
        heading,
        action,
        back,
        fixed: before.map(|one| one.audience),
        fixed_body: fixed_body.map(|body| body.name.to_string()).unwrap_or_default(),
        choices: offered.iter().map(|one| Choice::of(&frame, one, speaks)).collect(),
        review: None,
        part,
        frame,
    })
}

/// The same for a whole series, of which `model` is one that says what all say.
pub(crate) async fn series_page(
    web: &Web,
    member: &Member,
    visit: &Visit,
    form: Filled<Fields>,
    (model, from): (&Rendezvous, RendezvousId),
) -> Result<PlanPage, Failure> {
    let page = page(web, member, visit, form, Some(model)).await?;
    let t = page.frame.t;
    let other = Some((t.series_edit_only_one(), page.frame.to.rendezvous_edit(from)));
    Ok(PlanPage {
        heading: t.series_edit_title(),
        action: page.frame.to.series_edit(from),
        back: page.frame.to.rendezvous(from),
        part: Some(Part { said: t.series_edit_whole(), other, whole: true }),
        ..page
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
