//! What is settled at the door: proxies on paper, who pays or was forgotten, guests, and entries that were keyed wrong.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::action::sitting::attend::{CorrectStay, ForgetStay, WelcomeGuest};
use preau_core::action::sitting::roll::{EndProxy, KeyProxy, WelcomeOntoRoll};
use preau_core::error::Field;
use preau_core::mandate::Right;
use preau_core::meeting::{Presence, ProxyState, Stay};
use preau_core::text::{PersonName, ShortText};
use preau_core::world::Day;
use serde::Deserialize;

use super::console::Head;
use super::{Known, names, once, person_of, read_id, stay_id};
use crate::dates::parse_date;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::ATTENDANCE_PROXY, get(show_proxies).post(key_proxy))
        .at(place::ATTENDANCE_ROLL, get(show_roll).post(welcome))
        .at(place::ATTENDANCE_GUEST, get(show_guest).post(welcome_guest))
        .at(place::STAY, get(show_stay).post(correct))
}

/// What the forms of the door say; each sends its own part.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    name: String,
    giver: String,
    holder: String,
    end: String,
    because: String,
    dues: String,
    voice: String,
    online: String,
    time: String,
    until: String,
    once: String,
    forget: String,
}

/// Which form it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Proxies,
    Roll,
    Guest,
    Stay,
}

/// One page with one form.
#[derive(Template)]
#[template(path = "sitting/door.html")]
pub(crate) struct Door {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) form: Filled<Fields>,
    pub(super) kind: Kind,
    pub(super) action: String,
    /// Who is put right.
    pub(super) who: String,
    pub(super) names: Vec<String>,
    /// Proxies that count: id, giver, holder.
    pub(super) proxies: Vec<(String, String, String)>,
    /// Dues can be said to be paid.
    pub(super) keeps_dues: bool,
}

impl Page for Door {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Door {
    fn is(&self, kind: &str) -> bool {
        match self.kind {
            Kind::Proxies => kind == "proxies",
            Kind::Roll => kind == "roll",
            Kind::Guest => kind == "guest",
            Kind::Stay => kind == "stay",
        }
    }

    fn title(&self) -> String {
        match self.kind {
            Kind::Proxies => self.frame.t.door_proxies(),
            Kind::Roll => self.frame.t.door_roll(),
            Kind::Guest => self.frame.t.door_guest(),
            Kind::Stay => self.frame.t.door_stay(&self.who),
        }
    }
}

async fn page(
    web: &Web,
    visit: &Visit,
    member: &Member,
    known: &Known,
    form: Filled<Fields>,
    kind: Kind,
    stay: Option<&Stay>,
) -> Result<Door, Failure> {
    let frame = visit.frame(Room::Calendar);
    let meeting = known.meeting.id;
    let mut db = web.read().await?;
    let wants_names = matches!(kind, Kind::Proxies | Kind::Roll);
    let names = if wants_names { names(db.as_mut(), meeting).await? } else { Vec::new() };
    let proxies = if kind == Kind::Proxies { db.proxies(meeting).await? } else { Vec::new() };
    drop(db);
    let action = match (kind, stay) {
        (Kind::Stay, Some(stay)) => frame.to.stay(meeting, stay.id),
        (Kind::Stay, None) | (Kind::Proxies, _) => frame.to.attendance_proxy(meeting),
        (Kind::Roll, _) => frame.to.attendance_roll(meeting),
        (Kind::Guest, _) => frame.to.attendance_guest(meeting),
    };
    Ok(Door {
        head: Head::of(known),
        kind,
        action,
        who: stay.map(|stay| stay.name.to_string()).unwrap_or_default(),
        names,
        proxies: proxies
            .into_iter()
            .filter(|one| one.state == ProxyState::Valid)
            .map(|one| (one.id.to_string(), one.giver_name.to_string(), one.holder_name.to_string()))
            .collect(),
        keeps_dues: member.viewer.holds(Right::KeepDues, known.meeting.body),
        form,
        frame,
    })
}

fn fresh(web: &Web, visit: &Visit) -> Filled<Fields> {
    Filled::sent(visit, Fields { once: web.world.hidden_id().to_string(), ..Fields::default() })
}

fn back(visit: &Visit, known: &Known) -> axum::response::Response {
    see_other(&visit.to.attendance(known.meeting.id), Some(Flash::new(Done::Saved)))
}

async fn show_proxies(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let form = fresh(&web, &visit);
    Ok(page(&web, &visit, &member, &known, form, Kind::Proxies, None).await?.show())
}

async fn key_proxy(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let (by, meeting) = (member.id(), known.meeting.id);
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let done = if typed.end.is_empty() {
        let mut db = web.read().await?;
        let giver = person_of(db.as_mut(), meeting, &mut form, "giver", &typed.giver).await?;
        let holder = person_of(db.as_mut(), meeting, &mut form, "holder", &typed.holder).await?;
        drop(db);
        let (Some(giver), Some(holder)) = (giver, holder) else {
            let t = form.texts();
            for (field, text) in [("giver", &typed.giver), ("holder", &typed.holder)] {
                if text.trim().is_empty() {
                    form.say(field, t.wrong_empty());
                }
            }
            let again = page(&web, &visit, &member, &known, form, Kind::Proxies, None).await?;
            return Ok(again.show_as(UNPROCESSABLE));
        };
        web.perform(KeyProxy { by, meeting, giver, holder }).await
    } else {
        web.perform(EndProxy { by, proxy: read_id(&typed.end)? }).await.map(drop)
    };
    match done {
        Ok(()) => Ok(see_other(&visit.to.attendance_proxy(meeting), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            let again = page(&web, &visit, &member, &known, form, Kind::Proxies, None).await?;
            Ok(again.show_as(UNPROCESSABLE))
        }
    }
}

async fn show_roll(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let form = fresh(&web, &visit);
    Ok(page(&web, &visit, &member, &known, form, Kind::Roll, None).await?.show())
}

async fn welcome(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let (by, meeting) = (member.id(), known.meeting.id);
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let t = form.texts();
    let mut db = web.read().await?;
    // Who is not on the roll is found by their handle or their mail address, as at the sign-in.
    let login = typed.name.trim().rsplit_once("(@").map_or(typed.name.trim(), |(_, handle)| handle);
    let login = login.trim_end_matches(')').trim_start_matches('@');
    let by_login = if login.is_empty() { None } else { db.person_by_login(login).await? };
    let person = match by_login {
        Some(person) => Some(person.id),
        None => person_of(db.as_mut(), meeting, &mut form, "name", &typed.name).await?,
    };
    drop(db);
    if typed.name.trim().is_empty() {
        form.say("name", t.wrong_empty());
    }
    let because = match ShortText::parse(&typed.because) {
        Ok(because) => Some(because),
        Err(problem) => {
            form.say("because", crate::error::wrong(t, Field::Title, problem));
            None
        }
    };
    let dues_until = match typed.dues.trim() {
        "" => None,
        text => {
            let date = parse_date(text).ok();
            if date.is_none() {
                form.say(Field::Dues.as_str(), t.plan_wrong_date());
            }
            date.map(Day::from)
        }
    };
    let (Some(person), Some(because), true) = (person, because, form.is_sound()) else {
        let again = page(&web, &visit, &member, &known, form, Kind::Roll, None).await?;
        return Ok(again.show_as(UNPROCESSABLE));
    };
    match web.perform(WelcomeOntoRoll { by, meeting, person, because, dues_until }).await {
        Ok(_) => Ok(back(&visit, &known)),
        Err(failure) => {
            form.refuse(failure)?;
            let again = page(&web, &visit, &member, &known, form, Kind::Roll, None).await?;
            Ok(again.show_as(UNPROCESSABLE))
        }
    }
}

async fn show_guest(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let form = fresh(&web, &visit);
    Ok(page(&web, &visit, &member, &known, form, Kind::Guest, None).await?.show())
}

/// Where somebody is.
fn presence(online: &str) -> Presence {
    if online == "yes" { Presence::Remote } else { Presence::Room }
}

async fn welcome_guest(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let name = form.take(Field::Name, PersonName::parse(&typed.name));
    let at = known.time(&mut form, Field::Time.as_str(), &typed.time, None);
    let again = |form| page(&web, &visit, &member, &known, form, Kind::Guest, None);
    let (Some(name), Some(at)) = (name, at) else { return Ok(again(form).await?.show_as(UNPROCESSABLE)) };
    let action = WelcomeGuest {
        by: member.id(),
        meeting: known.meeting.id,
        name,
        advisory: typed.voice == "advisory",
        presence: presence(&typed.online),
        at,
        once,
    };
    match web.perform(action).await {
        Ok(()) => Ok(back(&visit, &known)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).await?.show_as(UNPROCESSABLE))
        }
    }
}

/// The stay, of that meeting.
async fn found(web: &Web, known: &Known, stay: &str) -> Result<Stay, Failure> {
    let (meeting, stay) = web.read().await?.stay(stay_id(stay)?).await?.ok_or(Failure::Missing)?;
    if meeting == known.meeting.id { Ok(stay) } else { Err(Failure::Missing) }
}

async fn show_stay(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, stay)): Path<(String, String)>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let stay = found(&web, &known, &stay).await?;
    let fields = Fields {
        time: known.dates.inputs(stay.from).1,
        until: stay.until.map(|until| known.dates.inputs(until).1).unwrap_or_default(),
        online: if stay.presence == Presence::Remote { "yes".to_owned() } else { String::new() },
        ..Fields::default()
    };
    let form = Filled::sent(&visit, fields);
    Ok(page(&web, &visit, &member, &known, form, Kind::Stay, Some(&stay)).await?.show())
}

async fn correct(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, stay)): Path<(String, String)>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let by = member.id();
    if fields.forget == "yes" {
        let stay = stay_id(&stay)?;
        web.perform(ForgetStay { by, stay }).await?;
        return Ok(back(&visit, &known));
    }
    let stay = found(&web, &known, &stay).await?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    // A field that was not touched keeps its seconds.
    let same = |moment, text: &str| known.dates.inputs(moment).1 == text.trim();
    let from = if same(stay.from, &typed.time) {
        Some(Some(stay.from))
    } else {
        known.time(&mut form, Field::Time.as_str(), &typed.time, None)
    };
    let until = match stay.until {
        Some(until) if same(until, &typed.until) => Some(Some(until)),
        _ => known.time(&mut form, "until", &typed.until, from.flatten()),
    };
    let again = |form| page(&web, &visit, &member, &known, form, Kind::Stay, Some(&stay));
    let (Some(from), Some(until)) = (from, until) else {
        return Ok(again(form).await?.show_as(UNPROCESSABLE));
    };
    let from = from.unwrap_or(stay.from);
    let action = CorrectStay { by, stay: stay.id, from, until, presence: presence(&typed.online) };
    match web.perform(action).await {
        Ok(_) => Ok(back(&visit, &known)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).await?.show_as(UNPROCESSABLE))
        }
    }
}
