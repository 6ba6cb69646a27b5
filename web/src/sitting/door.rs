//! What is settled at the door: proxies on paper, who pays or was forgotten, guests, and entries that were keyed wrong.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use preau_core::action::sitting::attend::{CorrectStay, ForgetStay, WelcomeGuest};
use preau_core::action::sitting::roll::{EndProxy, KeyProxy, WelcomeOntoRoll};
use preau_core::error::{Failure as CoreFailure, Field};
use preau_core::id::StayId;
use preau_core::mandate::Right;
use preau_core::meeting::{Presence, ProxyState, Stay};
use preau_core::text::{PersonName, ShortText};
use serde::Deserialize;

use super::console::Head;
use super::{Known, names, optional_day, person_of, read_id, stay_id};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
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
    Stay(StayId),
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
            Kind::Stay(_) => kind == "stay",
        }
    }

    fn title(&self) -> String {
        match self.kind {
            Kind::Proxies => self.frame.t.door_proxies(),
            Kind::Roll => self.frame.t.door_roll(),
            Kind::Guest => self.frame.t.door_guest(),
            Kind::Stay(_) => self.frame.t.door_stay(&self.who),
        }
    }
}

/// The door of a sitting, for who keeps its record.
struct Desk<'a> {
    web: &'a Web,
    visit: &'a Visit,
    member: &'a Member,
    known: Known,
}

impl<'a> Desk<'a> {
    async fn open(web: &'a Web, visit: &'a Visit, member: &'a Member, id: &str) -> Result<Self, Failure> {
        Ok(Self { web, visit, member, known: Known::kept(web, visit, member, id).await? })
    }

    async fn page(&self, form: Filled<Fields>, kind: Kind) -> Result<Door, Failure> {
        let frame = self.visit.frame(Room::Calendar);
        let meeting = self.known.meeting.id;
        let mut db = self.web.read().await?;
        let wants_names = matches!(kind, Kind::Proxies | Kind::Roll);
        let names = if wants_names { names(db.as_mut(), meeting).await? } else { Vec::new() };
        let proxies = if kind == Kind::Proxies { db.proxies(meeting).await? } else { Vec::new() };
        let stay = if let Kind::Stay(id) = kind { db.stay(id).await? } else { None };
        drop(db);
        let action = match kind {
            Kind::Proxies => frame.to.attendance_proxy(meeting),
            Kind::Roll => frame.to.attendance_roll(meeting),
            Kind::Guest => frame.to.attendance_guest(meeting),
            Kind::Stay(id) => frame.to.stay(meeting, id),
        };
        Ok(Door {
            head: Head::of(&self.known),
            kind,
            action,
            who: stay.map(|(_, stay)| stay.name.to_string()).unwrap_or_default(),
            names,
            proxies: proxies
                .into_iter()
                .filter(|one| one.state == ProxyState::Valid)
                .map(|one| (one.id.to_string(), one.giver_name.to_string(), one.holder_name.to_string()))
                .collect(),
            keeps_dues: self.member.viewer.holds(Right::KeepDues, self.known.meeting.body),
            form,
            frame,
        })
    }

    /// The page with nothing typed yet.
    async fn fresh(&self, kind: Kind) -> Answer {
        let fields = Fields { once: self.web.world.hidden_id().to_string(), ..Fields::default() };
        Ok(self.page(Filled::sent(self.visit, fields), kind).await?.show())
    }

    /// The page again, with what is wrong.
    async fn again(&self, form: Filled<Fields>, kind: Kind) -> Answer {
        Ok(self.page(form, kind).await?.show_as(UNPROCESSABLE))
    }

    /// Back where it was done, else the page again with why not.
    async fn settled<T>(&self, done: Result<T, CoreFailure>, mut form: Filled<Fields>, kind: Kind) -> Answer {
        match done {
            Ok(_) => Ok(self.back(kind)),
            Err(failure) => {
                form.refuse(failure)?;
                self.again(form, kind).await
            }
        }
    }

    /// To the sheet; after a proxy to the proxies, since papers come in a pile.
    fn back(&self, kind: Kind) -> Response {
        let (to, meeting) = (self.visit.to, self.known.meeting.id);
        let back = if kind == Kind::Proxies { to.attendance_proxy(meeting) } else { to.attendance(meeting) };
        see_other(&back, Some(Flash::new(Done::Saved)))
    }
}

async fn show_proxies(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    Desk::open(&web, &visit, &member, &id).await?.fresh(Kind::Proxies).await
}

async fn key_proxy(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let desk = Desk::open(&web, &visit, &member, &id).await?;
    let (by, meeting) = (member.id(), desk.known.meeting.id);
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
            return desk.again(form, Kind::Proxies).await;
        };
        web.perform(KeyProxy { by, meeting, giver, holder }).await
    } else {
        web.perform(EndProxy { by, proxy: read_id(&typed.end)? }).await.map(drop)
    };
    desk.settled(done, form, Kind::Proxies).await
}

async fn show_roll(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    Desk::open(&web, &visit, &member, &id).await?.fresh(Kind::Roll).await
}

async fn welcome(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let desk = Desk::open(&web, &visit, &member, &id).await?;
    let (by, meeting) = (member.id(), desk.known.meeting.id);
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
    let dues_until = optional_day(&mut form, Field::Dues.as_str(), &typed.dues);
    let (Some(person), Some(because), true) = (person, because, form.is_sound()) else {
        return desk.again(form, Kind::Roll).await;
    };
    let done = web.perform(WelcomeOntoRoll { by, meeting, person, because, dues_until }).await;
    desk.settled(done, form, Kind::Roll).await
}

async fn show_guest(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    Desk::open(&web, &visit, &member, &id).await?.fresh(Kind::Guest).await
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
    let desk = Desk::open(&web, &visit, &member, &id).await?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let name = form.take(Field::Name, PersonName::parse(&typed.name));
    let at = desk.known.time(&mut form, Field::Time.as_str(), &typed.time, None);
    let (Some(name), Some(at)) = (name, at) else {
        return desk.again(form, Kind::Guest).await;
    };
    let action = WelcomeGuest {
        by: member.id(),
        meeting: desk.known.meeting.id,
        name,
        advisory: typed.voice == "advisory",
        presence: presence(&typed.online),
        at,
        once,
    };
    let done = web.perform(action).await;
    desk.settled(done, form, Kind::Guest).await
}

/// The stay, of that meeting.
async fn found(desk: &Desk<'_>, stay: &str) -> Result<Stay, Failure> {
    let (meeting, stay) = desk.web.read().await?.stay(stay_id(stay)?).await?.ok_or(Failure::Missing)?;
    if meeting == desk.known.meeting.id { Ok(stay) } else { Err(Failure::Missing) }
}

async fn show_stay(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, stay)): Path<(String, String)>,
) -> Answer {
    let desk = Desk::open(&web, &visit, &member, &id).await?;
    let stay = found(&desk, &stay).await?;
    let fields = Fields {
        time: desk.known.dates.inputs(stay.from).1,
        until: stay.until.map(|until| desk.known.dates.inputs(until).1).unwrap_or_default(),
        online: if stay.presence == Presence::Remote { "yes".to_owned() } else { String::new() },
        ..Fields::default()
    };
    let form = Filled::sent(&visit, fields);
    Ok(desk.page(form, Kind::Stay(stay.id)).await?.show())
}

async fn correct(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, stay)): Path<(String, String)>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let desk = Desk::open(&web, &visit, &member, &id).await?;
    let by = member.id();
    if fields.forget == "yes" {
        let stay = stay_id(&stay)?;
        web.perform(ForgetStay { by, stay }).await?;
        return Ok(desk.back(Kind::Stay(stay)));
    }
    let stay = found(&desk, &stay).await?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    // A field that was not touched keeps its seconds.
    let same = |moment, text: &str| desk.known.dates.inputs(moment).1 == text.trim();
    let from = if same(stay.from, &typed.time) {
        Some(Some(stay.from))
    } else {
        desk.known.time(&mut form, Field::Time.as_str(), &typed.time, None)
    };
    let until = match stay.until {
        Some(until) if same(until, &typed.until) => Some(Some(until)),
        _ => desk.known.time(&mut form, "until", &typed.until, from.flatten()),
    };
    let (Some(from), Some(until)) = (from, until) else {
        return desk.again(form, Kind::Stay(stay.id)).await;
    };
    let from = from.unwrap_or(stay.from);
    let action = CorrectStay { by, stay: stay.id, from, until, presence: presence(&typed.online) };
    let done = web.perform(action).await;
    desk.settled(done, form, Kind::Stay(stay.id)).await
}
