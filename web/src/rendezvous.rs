//! One rendezvous: when, where, who comes; what one answers, and what its organiser or an administrator does with it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use preau_core::access::{self, Thing, Verb, Viewer, may};
use preau_core::action::rendezvous::{AnswerRendezvous, CancelRendezvous, DecideRendezvous};
use preau_core::audience::Audience;
use preau_core::guest::GuestsMay;
use preau_core::id::{MeetingId, RendezvousId, SeriesId};
use preau_core::person::{Byline, GONE};
use preau_core::rendezvous::{Rendezvous, RendezvousState, RendezvousView};
use serde::Deserialize;

use crate::calendar::{counts, lasts_days};
use crate::confirm::Confirm;
use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::guests;
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::repeat;
use crate::session::Member;
use crate::state::{Caller, Web};
use crate::visit::{Visit, local, see_other};

/// Names shown of those who come; of a demonstration the number says enough.
const NAMES_MAX: i64 = 200;

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::RENDEZVOUS, get(show))
        .at(place::RENDEZVOUS_ANSWER, post(answer))
        .at(place::RENDEZVOUS_CANCEL, get(ask_cancel).post(cancel))
        .at(place::RENDEZVOUS_DECISION, post(decide))
}

/// Reads the id from the address; what is none does not exist.
pub(crate) fn id(text: &str) -> Result<RendezvousId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

/// `GET /rendez-vous/{id}`: for members with names, for strangers without any.
async fn show(State(web): State<Web>, caller: Caller, visit: Visit, Path(address): Path<String>) -> Answer {
    let id = id(&address)?;
    let zone = web.house().await?.time_zone;
    let mut db = web.read().await?;
    let view =
        access::rendezvous(db.as_mut(), &caller.viewer, id).await?.ok_or(Failure::Missing)?.into_inner();
    // The page of a meeting's rendezvous is the page of the meeting (decision 0007).
    // That of a public one stays: strangers register there, and whoever invites reads who does.
    let meeting = db.meeting_of_rendezvous(id).await?;
    if let Some(meeting) = meeting.filter(|_| view.rendezvous.audience != Audience::Everybody) {
        return Ok(see_other(&visit.to.meeting(meeting), None));
    }
    let guests = guests::read(db.as_mut(), &caller.viewer, &view.rendezvous).await?;
    let answers = if caller.viewer.member().is_some() {
        db.answers(id, web.now(), NAMES_MAX).await?
    } else {
        Vec::new()
    };
    drop(db);
    let dates = Dates { language: visit.language, zone, now: web.now() };
    let frame = visit.frame(Room::Calendar);
    let mut shown = Shown::new(&frame, &dates, &caller.viewer, &view, answers);
    shown.guests = guests;
    if meeting.is_some() {
        // It changes with its meeting alone.
        (shown.may_edit, shown.may_cancel) = (false, false);
    }
    shown.meeting = meeting;
    if shown.open_to_guests {
        shown.form = Some(Filled::sent(&visit, guests::Fields::default()));
    }
    Ok(page(frame, shown))
}

/// The page of a stranger with the form as they sent it; `meeting` is what it announces, if it does.
pub(crate) fn with_form(
    frame: Frame,
    dates: &Dates,
    (view, meeting): (&RendezvousView, Option<MeetingId>),
    form: Filled<guests::Fields>,
) -> Response {
    let mut shown = Shown::new(&frame, dates, &Viewer::Anyone, view, Vec::new());
    (shown.form, shown.meeting) = (Some(form), meeting);
    PublicRendezvousPage { frame, shown }.show_as(UNPROCESSABLE)
}

fn page(frame: Frame, shown: Shown) -> Response {
    if shown.member {
        RendezvousPage { frame, shown }.show()
    } else {
        PublicRendezvousPage { frame, shown }.show()
    }
}

/// What the buttons send.
#[derive(Deserialize)]
struct Said {
    coming: String,
    back: Option<String>,
}

/// `POST /rendez-vous/{id}/reponse`, from this page or from another one that shows the rendezvous.
async fn answer(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
    Form(said): Form<Said>,
) -> Answer {
    let rendezvous = id(&address)?;
    let coming = yes(&said.coming)?;
    web.limits.write(member.id())?;
    web.perform(AnswerRendezvous { by: member.id(), rendezvous, coming }).await?;
    let back = said.back.map_or_else(|| visit.to.rendezvous(rendezvous), |back| local(&back));
    Ok(see_other(&back, Some(Flash::about_thing(Done::Answered, rendezvous.0))))
}

/// One of two words; a form of ours sends no other.
fn yes(word: &str) -> Result<bool, Failure> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Failure::Missing),
    }
}

/// `GET /rendez-vous/{id}/annuler`: what will happen, before it does.
async fn ask_cancel(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
) -> Answer {
    let rendezvous = id(&address)?;
    let mut db = web.read().await?;
    let found = access::rendezvous_for(db.as_mut(), &member.viewer, Verb::Delete, rendezvous).await?;
    drop(db);
    let frame = visit.frame(Room::Calendar);
    Ok(Confirm {
        title: frame.t.rdv_cancel_title(found.title.as_str()),
        consequence: frame.t.rdv_cancel_consequence(),
        action: frame.to.rendezvous_cancel(rendezvous),
        button: frame.t.rdv_cancel(),
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.rendezvous(rendezvous),
        frame,
    }
    .show())
}

/// `POST /rendez-vous/{id}/annuler`.
async fn cancel(State(web): State<Web>, member: Member, visit: Visit, Path(address): Path<String>) -> Answer {
    let rendezvous = id(&address)?;
    web.perform(CancelRendezvous { by: member.id(), rendezvous }).await?;
    Ok(see_other(&visit.to.rendezvous(rendezvous), Some(Flash::new(Done::RendezvousCancelled))))
}

/// What an administrator sends about a proposal.
#[derive(Deserialize)]
struct Decision {
    accept: String,
    /// The version that was read.
    #[serde(default)]
    seen: i32,
    back: Option<String>,
}

/// `POST /rendez-vous/{id}/decision`.
async fn decide(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
    Form(decision): Form<Decision>,
) -> Answer {
    let rendezvous = id(&address)?;
    let accept = yes(&decision.accept)?;
    web.perform(DecideRendezvous { by: member.id(), rendezvous, seen_sequence: decision.seen, accept })
        .await?;
    let back = decision.back.map_or_else(|| visit.to.rendezvous(rendezvous), |back| local(&back));
    Ok(see_other(&back, Some(Flash::new(Done::Decided))))
}

/// The page for members.
#[derive(Template)]
#[template(path = "rendezvous.html")]
pub(crate) struct RendezvousPage {
    frame: Frame,
    shown: Shown,
}

impl Page for RendezvousPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The same for strangers, if it is for everybody.
#[derive(Template)]
#[template(path = "rendezvous_public.html")]
pub(crate) struct PublicRendezvousPage {
    frame: Frame,
    shown: Shown,
}

impl Page for PublicRendezvousPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What the two pages show.
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
struct Shown {
    id: RendezvousId,
    sequence: i32,
    member: bool,
    title: String,
    leaf: Leaf,
    datetime: String,
    /// « jeudi 26 novembre, 19 h 30 à 21 h 30 »
    when: String,
    /// Where it is said in another zone than the section's: the same on its clocks, and the zone.
    elsewhere: Option<(String, String)>,
    /// Where it comes again: how.
    again: Option<Again>,
    place: Option<String>,
    link: Option<String>,
    organiser: Option<String>,
    html: String,
    audience: Audience,
    /// The name of the body it is for; else empty.
    body: String,
    cancelled: bool,
    proposed: bool,
    declined: bool,
    over: bool,
    counts: Vec<String>,
    coming: Vec<Guest>,
    coming_count: i64,
    not_coming: Vec<Guest>,
    mine: Option<bool>,
    full: bool,
    may_answer: bool,
    may_edit: bool,
    may_cancel: bool,
    may_decide: bool,
    /// A stranger may register, and there are places.
    open_to_guests: bool,
    /// The meeting that it announces: what has a page of its own is for everybody.
    meeting: Option<MeetingId>,
    /// Whether the organiser decides who of those outside comes.
    guests_ask: bool,
    /// The form in which a stranger does.
    form: Option<Filled<guests::Fields>>,
    /// Who of those outside comes, for those who run it.
    guests: Option<guests::Guests>,
}

/// How a rendezvous comes again.
struct Again {
    series: SeriesId,
    /// « Le troisième mardi de chaque mois »
    rule: String,
    /// « Déplacé : il aurait lieu le mardi 17 novembre. »
    moved: Option<String>,
}

impl Again {
    fn of(frame: &Frame, dates: &Dates, one: &Rendezvous) -> Option<Self> {
        let place = one.occurrence?;
        let moved = (one.day() != place.on).then(|| frame.t.series_moved(dates.say_date(place.on)));
        Some(Self { series: place.series, rule: repeat::of(frame.t, dates, one)?, moved })
    }
}

/// Somebody who answered.
struct Guest {
    name: String,
    face: Face,
}

impl Guest {
    fn of(frame: &Frame, person: &Byline) -> Self {
        let name = called(frame, person);
        let face = Face::of(&name, person.id.0);
        Self { name, face }
    }
}

/// A name, or our own words for one who left without it.
fn called(frame: &Frame, person: &Byline) -> String {
    if person.ended && person.name.as_str() == GONE { frame.t.rdv_gone() } else { person.name.to_string() }
}

impl Shown {
    fn new(
        frame: &Frame,
        dates: &Dates,
        viewer: &Viewer,
        view: &RendezvousView,
        answers: Vec<(Byline, bool)>,
    ) -> Self {
        let one = &view.rendezvous;
        let allowed = |verb| may(viewer, verb, Thing::Rendezvous(one));
        let planned = one.state == RendezvousState::Planned;
        let over = one.over_at() < dates.now;
        let member = viewer.member().is_some();
        let (coming, not_coming): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(_, comes)| *comes);
        let guests =
            |all: Vec<(Byline, bool)>| all.iter().map(|(person, _)| Guest::of(frame, person)).collect();
        let there = Dates { zone: one.time_zone, ..*dates };
        let said_apart = there.datetime(one.starts_at) != dates.datetime(one.starts_at);
        Self {
            id: one.id,
            sequence: one.sequence,
            member,
            title: one.title.to_string(),
            leaf: dates.leaf(one.starts_at),
            datetime: dates.datetime(one.starts_at),
            when: when(dates, view),
            elsewhere: said_apart.then(|| (when(&there, view), one.time_zone.name().replace('_', " "))),
            again: Again::of(frame, dates, one),
            place: one.place.as_ref().map(ToString::to_string),
            link: one.link.clone(),
            // A stranger reads that the section invites; who of it, only who belongs to it.
            organiser: member.then(|| called(frame, &view.organiser)),
            html: one.html.clone(),
            audience: one.audience,
            body: view.body.as_ref().map(ToString::to_string).unwrap_or_default(),
            cancelled: one.state == RendezvousState::Cancelled,
            proposed: one.state == RendezvousState::Proposed,
            declined: one.state == RendezvousState::Declined,
            over,
            counts: if planned { counts(frame.t, view, !over) } else { Vec::new() },
            coming: guests(coming),
            coming_count: view.coming,
            not_coming: guests(not_coming),
            mine: view.mine,
            full: view.places_left() == Some(0) && view.mine != Some(true),
            may_answer: allowed(Verb::Answer) && view.asked && !over,
            may_edit: allowed(Verb::Edit),
            may_cancel: allowed(Verb::Delete),
            may_decide: allowed(Verb::Decide),
            meeting: None,
            open_to_guests: !member && allowed(Verb::Join) && !over && view.places_left() != Some(0),
            guests_ask: one.guests_may == GuestsMay::Ask,
            form: None,
            guests: None,
        }
    }

    /// How many come whose names are not on the page.
    fn unnamed(&self) -> i64 {
        let named = i64::try_from(self.coming.len()).unwrap_or(i64::MAX);
        self.coming_count.saturating_sub(named).max(0)
    }
}

/// « jeudi 26 novembre, 19 h 30 à 21 h 30 »
fn when(dates: &Dates, view: &RendezvousView) -> String {
    let one = &view.rendezvous;
    match one.ends_at {
        Some(end) if lasts_days(one) => dates.range(one.starts_at, end),
        Some(end) => format!("{}, {}", dates.day(one.starts_at), dates.time_range(one.starts_at, end)),
        None => dates.moment(one.starts_at),
    }
}

#[cfg(test)]
#[path = "rendezvous_tests.rs"]
mod tests;
