//! The form of a meeting: beginning one from the template of its kind, and changing its date, place and terms.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use preau_core::action::meeting::{BeginMeeting, ChangeMeeting, ContinueMeeting, TurnAgenda};
use preau_core::body::Body;
use preau_core::error::Field;
use preau_core::id::BodyId;
use preau_core::mandate::Right;
use preau_core::meeting::{ItemPlan, Meeting, MeetingKind, MeetingMode, MeetingPlan, MeetingState, Slot};
use preau_core::text::{ShortText, Title};
use serde::Deserialize;
use uuid::Uuid;

use super::{Known, clocks};
use crate::dates::{Dates, parse_moment};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::plan;
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

/// Bodies that are offered.
const BODIES_MAX: i64 = 200;
/// Meetings whose minutes a new agenda puts up for approval.
const APPROVALS_MAX: i64 = 20;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MEETING_NEW, get(open).post(begin))
        .at(place::MEETING_EDIT, get(open_edit).post(edit))
        .at(place::MEETING_TURN, post(turn))
        .at(place::MEETING_AGAIN, post(again))
}

/// The fields as they are typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    #[serde(flatten)]
    pub(super) when: plan::Fields,
    pub(super) kind: String,
    pub(super) of: String,
    pub(super) mode: String,
    pub(super) access: String,
    pub(super) until_date: String,
    pub(super) until_time: String,
    pub(super) supporters: String,
}

impl Fields {
    fn of(meeting: &Meeting, dates: &Dates) -> Self {
        let (date, starts) = dates.inputs(meeting.starts_at);
        let (ends_date, ends) = meeting.ends_at.map(|end| dates.inputs(end)).unwrap_or_default();
        let (until_date, until_time) = meeting.proposals_until.map(|at| dates.inputs(at)).unwrap_or_default();
        let text = |text: Option<&ShortText>| text.map(ToString::to_string).unwrap_or_default();
        Self {
            when: plan::Fields {
                title: meeting.title.to_string(),
                ends_date: if ends_date == date { String::new() } else { ends_date },
                date,
                starts,
                ends,
                zone: meeting.time_zone.name().to_owned(),
                place: text(meeting.place.as_ref()),
                link: meeting.link.clone().unwrap_or_default(),
                sequence: meeting.version.to_string(),
                ..plan::Fields::default()
            },
            kind: meeting.kind.as_str().to_owned(),
            of: meeting.body.to_string(),
            mode: meeting.mode.as_str().to_owned(),
            access: text(meeting.access.as_ref()),
            until_date,
            until_time,
            supporters: meeting.supporters_needed.map(|n| n.to_string()).unwrap_or_default(),
        }
    }
}

/// The page of the form.
#[derive(Template)]
#[template(path = "meetings/form.html")]
pub(crate) struct MeetingForm {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) action: String,
    pub(super) back: String,
    /// It is there already: kind and body stay.
    pub(super) made: bool,
    /// Its notice went out: what it said has to be said again.
    pub(super) convened: bool,
    pub(super) bodies: Vec<(String, String)>,
    pub(super) kinds: Vec<(&'static str, String)>,
    pub(super) modes: Vec<(&'static str, String)>,
}

impl Page for MeetingForm {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl MeetingForm {
    fn new(visit: &Visit, form: Filled<Fields>, bodies: &[Body], made: Option<&Meeting>) -> Self {
        let frame = visit.frame(Room::Calendar);
        let t = frame.t;
        let (action, back) = match made {
            Some(meeting) => (frame.to.meeting_edit(meeting.id), frame.to.meeting(meeting.id)),
            None => (frame.to.meeting_new(), frame.to.meetings()),
        };
        // Only what one of the bodies at hand holds is offered.
        let offered = |kind: &&MeetingKind| bodies.iter().any(|body| kind.suits(body.kind));
        Self {
            action,
            back,
            made: made.is_some(),
            convened: made.is_some_and(|meeting| meeting.state == MeetingState::Convened),
            bodies: bodies.iter().map(|body| (body.id.to_string(), body.name.to_string())).collect(),
            kinds: MeetingKind::ALL
                .iter()
                .filter(offered)
                .map(|kind| (kind.as_str(), t.meeting_kind(kind.as_str())))
                .collect(),
            modes: MeetingMode::ALL
                .iter()
                .map(|mode| (mode.as_str(), t.meeting_mode(mode.as_str())))
                .collect(),
            frame,
            form,
        }
    }

    /// The zones that are offered, grouped.
    fn zones(&self) -> Vec<(String, Vec<(&'static str, String)>)> {
        plan::zone_groups(self.frame.t)
    }
}

/// The bodies whose meetings this member prepares.
async fn prepared(web: &Web, member: &Member) -> Result<Vec<Body>, Failure> {
    let bodies = web.read().await?.bodies(BODIES_MAX).await?;
    let mine = |id| member.viewer.holds(Right::Prepare, id) || member.viewer.holds(Right::Convene, id);
    let bodies: Vec<Body> = bodies.into_iter().filter(|one| one.stands(web.now()) && mine(one.id)).collect();
    // Whoever prepares nothing is told that there is no such page.
    if bodies.is_empty() { Err(Failure::Missing) } else { Ok(bodies) }
}

/// `GET /reunions/nouvelle`.
async fn open(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let bodies = prepared(&web, &member).await?;
    let zone = web.house().await?.time_zone.name().to_owned();
    let once = web.world.hidden_id().to_string();
    let fields = Fields {
        when: plan::Fields { zone, once, ..plan::Fields::default() },
        of: bodies.first().map(|body| body.id.to_string()).unwrap_or_default(),
        mode: MeetingMode::InPerson.as_str().to_owned(),
        ..Fields::default()
    };
    let form = Filled::sent(&visit, fields);
    Ok(MeetingForm::new(&visit, form, &bodies, None).show())
}

/// `POST /reunions/nouvelle`: the template of the kind fills the agenda.
async fn begin(State(web): State<Web>, visit: Visit, member: Member, Form(fields): Form<Fields>) -> Answer {
    let bodies = prepared(&web, &member).await?;
    let once = once(&fields.when.once)?;
    web.limits.write(member.id())?;
    let house = web.house().await?;
    let dates = Dates { language: visit.language, zone: house.time_zone, now: web.now() };
    let mut form = Filled::sent(&visit, fields);
    let t = form.texts();
    let body = bodies.iter().find(|body| body.id.to_string() == form.typed.of);
    let kind = form.typed.kind.parse::<MeetingKind>().ok();
    match (kind, body) {
        (None, _) => form.say("kind", t.wrong_choice()),
        (Some(kind), Some(body)) if !kind.suits(body.kind) => {
            form.say("kind", t.meeting_wrong_kind(t.meeting_kind(kind.as_str())));
        }
        (_, None) => form.say("of", t.wrong_choice()),
        _ => {}
    }
    // Who names none gets the name of the kind; the field stays empty until there is a meeting, since the kind may change.
    let unnamed = form.typed.when.title.trim().is_empty();
    if unnamed {
        form.typed.when.title = kind.map_or_else(|| t.meetings_title(), |kind| t.meeting_kind(kind.as_str()));
    }
    let plan = read(&mut form, dates, None);
    if unnamed {
        form.typed.when.title.clear();
    }
    let (Some(plan), Some(kind), Some(body), true) = (plan, kind, body, form.is_sound()) else {
        return Ok(MeetingForm::new(&visit, form, &bodies, None).show_as(UNPROCESSABLE));
    };
    let items = items(&web, &visit, kind, body.id).await?;
    match web.perform(BeginMeeting { by: member.id(), body: body.id, kind, plan, items, once }).await {
        Ok(id) => Ok(see_other(&visit.to.meeting(id), Some(Flash::new(Done::MeetingBegun)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(MeetingForm::new(&visit, form, &bodies, None).show_as(UNPROCESSABLE))
        }
    }
}

/// The items of the template, in words; one for each minutes that wait for approval. What is still to be done of what was
/// decided comes under its item by itself, as it stands whenever the page is read.
async fn items(web: &Web, visit: &Visit, kind: MeetingKind, body: BodyId) -> Result<Vec<ItemPlan>, Failure> {
    let waiting = web.read().await?.minutes_to_approve(body, APPROVALS_MAX).await?;
    let t = crate::texts::texts(visit.language);
    let mut items = Vec::new();
    for slot in kind.template() {
        let (kind, minutes) = slot.item();
        let mut add = |title: &str, approves| {
            items.push(ItemPlan {
                kind,
                title: Title::fit(title, "—"),
                text: None,
                rapporteur: None,
                minutes,
                in_camera: false,
                approves,
            });
        };
        if *slot == Slot::LastMinutes {
            for one in &waiting {
                let dates = clocks(web, visit, one);
                add(&t.meeting_slot_minutes_of(dates.day(one.starts_at)), Some(one.id));
            }
        } else {
            add(&t.meeting_slot(slot.as_str()), None);
        }
    }
    Ok(items)
}

/// `GET /reunions/{id}/modifier`.
async fn open_edit(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
) -> Answer {
    let known = Known::prepared(&web, &member, &address).await?;
    if !known.meeting().state.ahead() {
        return Err(Failure::Missing);
    }
    let dates = clocks(&web, &visit, known.meeting());
    let form = Filled::sent(&visit, Fields::of(known.meeting(), &dates));
    Ok(MeetingForm::new(&visit, form, &[], Some(known.meeting())).show())
}

/// `POST /reunions/{id}/modifier`.
async fn edit(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = Known::prepared(&web, &member, &address).await?;
    let meeting = known.meeting();
    let seen_version = fields.when.sequence.parse().map_err(|_| Failure::Missing)?;
    web.limits.write(member.id())?;
    let dates = clocks(&web, &visit, meeting);
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form, dates, Some(meeting)).filter(|_| form.is_sound()) else {
        return Ok(MeetingForm::new(&visit, form, &[], Some(meeting)).show_as(UNPROCESSABLE));
    };
    match web.perform(ChangeMeeting { by: member.id(), meeting: meeting.id, plan, seen_version }).await {
        Ok(()) => Ok(see_other(&visit.to.meeting(meeting.id), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(MeetingForm::new(&visit, form, &[], Some(meeting)).show_as(UNPROCESSABLE))
        }
    }
}

/// Reads all fields, so that everything wrong is said at once.
fn read(form: &mut Filled<Fields>, dates: Dates, before: Option<&Meeting>) -> Option<MeetingPlan> {
    let t: &'static Texts = form.texts();
    let typed = form.typed.clone();
    let mut inner = Filled::new(t, typed.when.clone());
    let when = plan::read_when(&mut inner, dates, before.map(|meeting| meeting.starts_at));
    for problem in inner.problems() {
        form.say(problem.field, problem.text.clone());
    }
    let mode = typed.mode.parse::<MeetingMode>().ok();
    if mode.is_none() {
        form.say("mode", t.wrong_choice());
    }
    let access = ShortText::optional(&typed.access);
    if let Err(problem) = access {
        form.say("access", crate::error::wrong(t, Field::Place, problem));
    }
    let until = if typed.until_date.trim().is_empty() {
        Ok(None)
    } else {
        // A day alone means until its end.
        let time = if typed.until_time.trim().is_empty() { "23:59" } else { &typed.until_time };
        let zone = when.as_ref().map_or(dates.zone, |when| when.zone);
        parse_moment(&typed.until_date, time, zone).map(Some)
    };
    if until.is_err() {
        form.say(Field::Deadline.as_str(), t.plan_wrong_date());
    }
    let supporters = match typed.supporters.trim() {
        "" => Ok(None),
        number => number.parse::<i32>().map(Some),
    };
    if supporters.is_err() {
        form.say(Field::Supporters.as_str(), t.plan_wrong_number());
    }
    let when = when?;
    Some(MeetingPlan {
        title: when.title,
        mode: mode?,
        starts_at: when.starts_at,
        ends_at: when.ends_at,
        time_zone: when.zone,
        place: when.place,
        access: access.ok()?,
        link: when.link.map(String::from),
        proposals_until: until.ok()?,
        supporters_needed: supporters.ok()?,
    })
}

/// What the button sends.
#[derive(Deserialize)]
struct Turned {
    open: String,
}

/// `POST /reunions/{id}/ouverture`.
async fn turn(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(turned): Form<Turned>,
) -> Answer {
    let meeting = Known::prepared(&web, &member, &address).await?.meeting().id;
    web.perform(TurnAgenda { by: member.id(), meeting, open: turned.open == "yes" }).await?;
    Ok(see_other(&visit.to.meeting(meeting), Some(Flash::new(Done::Saved))))
}

/// The form's own id.
#[derive(Deserialize)]
struct Once {
    once: Uuid,
}

/// `POST /reunions/{id}/suite`: the draft that continues it.
async fn again(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(form): Form<Once>,
) -> Answer {
    let meeting = Known::prepared(&web, &member, &address).await?.meeting().id;
    let made = web.perform(ContinueMeeting { by: member.id(), meeting, once: form.once }).await?;
    Ok(see_other(&visit.to.meeting_edit(made), Some(Flash::new(Done::MeetingBegun))))
}
