//! My settings: name and language, mail address, password, devices, calendar address, and the way out.

mod credentials;
mod leave;
mod reminders;

use askama::Template;
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Form, Router};
use preau_core::action::account::{ChangeProfile, MakeCalendar, RevokeCalendar};
use preau_core::action::session::{CloseOtherSessions, CloseSession};
use preau_core::error::Field;
use preau_core::person::Person;
use preau_core::text::PersonName;
use preau_core::world::Token;
use serde::Deserialize;

use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::session::{self, Member};
use crate::state::Web;
use crate::visit::{Visit, see_other, see_other_with};

use credentials::{MailFields, PasswordFields};
#[cfg(test)]
pub(crate) use leave::Leave;
pub(crate) use leave::papers;

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::SETTINGS, get(show))
        .at(place::SETTINGS_PROFILE, post(profile))
        .at(place::SETTINGS_MAIL, post(credentials::mail))
        .at(place::SETTINGS_PASSWORD, post(credentials::password))
        .at(place::SETTINGS_DEVICES, post(devices))
        .at(place::SETTINGS_CALENDAR, post(calendar))
        .at(place::SETTINGS_REMINDERS, post(reminders::choose))
        .at(place::SETTINGS_END, get(leave::ask).post(leave::end))
}

/// The forms of the page; one was sent, the others show the present values.
struct Forms {
    profile: Filled<ProfileFields>,
    mail: Filled<MailFields>,
    password: Filled<PasswordFields>,
}

impl Forms {
    fn of(visit: &Visit, person: &Person) -> Self {
        let language = person.language.as_str().to_owned();
        Self {
            profile: Filled::sent(visit, ProfileFields { name: person.name.to_string(), language }),
            mail: Filled::sent(visit, MailFields::default()),
            password: Filled::sent(visit, PasswordFields::default()),
        }
    }
}

/// `GET /reglages`.
async fn show(State(web): State<Web>, member: Member, visit: Visit) -> Answer {
    let forms = Forms::of(&visit, &member.person);
    Ok(page(&web, &member, &visit, forms).await?.show())
}

/// The page again, with what is wrong.
async fn again(web: &Web, member: &Member, visit: &Visit, forms: Forms) -> Answer {
    Ok(page(web, member, visit, forms).await?.show_as(UNPROCESSABLE))
}

/// The fields of the first form.
#[derive(Deserialize, Default)]
#[serde(default)]
struct ProfileFields {
    name: String,
    language: String,
}

/// `POST /reglages/profil`.
async fn profile(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Form(fields): Form<ProfileFields>,
) -> Answer {
    let mut forms = Forms::of(&visit, &member.person);
    forms.profile = Filled::sent(&visit, fields);
    let name = PersonName::parse(&forms.profile.typed.name);
    let name = forms.profile.take(Field::Name, name);
    let language = forms.profile.typed.language.parse().ok();
    if language.is_none() {
        forms.profile.say("language", crate::texts::texts(visit.language).wrong_choice());
    }
    let (Some(name), Some(language)) = (name, language) else {
        return again(&web, &member, &visit, forms).await;
    };
    web.perform(ChangeProfile { person: member.id(), name, language }).await?;
    let mut preferences = visit.preferences;
    // The language of the account goes before the one of the device: they must not differ after the account's is gone.
    preferences.language = Some(language);
    let to = place::Addresses { language }.settings();
    Ok(see_other_with(&to, Some(Flash::new(Done::Saved)), &[preferences.written()]))
}

/// Which sessions to end: one by its id, or all others.
#[derive(Deserialize)]
struct Ended {
    session: Option<String>,
    others: Option<String>,
}

/// `POST /reglages/appareils`.
async fn devices(State(web): State<Web>, member: Member, visit: Visit, Form(ended): Form<Ended>) -> Answer {
    if ended.others.is_some() {
        web.perform(CloseOtherSessions { person: member.id(), keep: member.session.id }).await?;
    } else {
        let session = session::session_id(&ended.session.unwrap_or_default())?;
        web.perform(CloseSession { person: member.id(), session }).await?;
        if session == member.session.id {
            let out =
                see_other_with(&visit.to.home(), Some(Flash::new(Done::SignedOut)), &[session::closed()]);
            return Ok(out);
        }
    }
    Ok(see_other(&format!("{}#devices", visit.to.settings()), Some(Flash::new(Done::Revoked))))
}

/// What to do with the calendar address.
#[derive(Deserialize)]
struct Wanted {
    wanted: String,
}

/// `POST /reglages/agenda`: makes the address and shows it this once, or revokes it.
async fn calendar(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Form(wanted): Form<Wanted>,
) -> Answer {
    match wanted.wanted.as_str() {
        "make" => {
            let token = web.perform(MakeCalendar { person: member.id() }).await?;
            Ok(CalendarAddress::new(&web, visit.frame(Room::None), &token)?.show())
        }
        "revoke" => {
            web.perform(RevokeCalendar { person: member.id() }).await?;
            Ok(see_other(&format!("{}#calendar", visit.to.settings()), Some(Flash::new(Done::Revoked))))
        }
        _ => Err(Failure::Missing),
    }
}

/// The page that shows a new calendar address, once: the table holds its hash alone.
#[derive(Template)]
#[template(path = "calendar_address.html")]
pub(crate) struct CalendarAddress {
    frame: Frame,
    address: String,
    /// The same for programs that ask to subscribe; they speak https alone.
    webcal: Option<String>,
}

impl Page for CalendarAddress {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl CalendarAddress {
    fn new(web: &Web, frame: Frame, token: &Token) -> Result<Self, Failure> {
        let path = frame.to.calendar_feed(format!("{}.ics", token.reveal()));
        let address = web.world.origin().join(&path).map_err(|_| Failure::Missing)?.to_string();
        let webcal = address.strip_prefix("https://").map(|rest| format!("webcal://{rest}"));
        Ok(Self { frame, address, webcal })
    }
}

/// The page.
#[derive(Template)]
#[template(path = "settings.html")]
pub(crate) struct Settings {
    frame: Frame,
    profile: Filled<ProfileFields>,
    mail: Filled<MailFields>,
    password: Filled<PasswordFields>,
    handle: String,
    address: Option<String>,
    has_password: bool,
    devices: Vec<Device>,
    has_calendar: bool,
    reminders: reminders::Shown,
}

impl Page for Settings {
    // Forms with passwords.
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A signed-in browser.
struct Device {
    id: String,
    name: String,
    /// « hier, 18 h 05 »
    seen: String,
    /// The one that reads this page.
    this: bool,
}

async fn page(web: &Web, member: &Member, visit: &Visit, forms: Forms) -> Result<Settings, Failure> {
    let zone = web.house().await?.time_zone;
    let dates = Dates { language: visit.language, zone, now: web.now() };
    let mut db = web.read().await?;
    let sessions = db.sessions(member.id(), web.now()).await?;
    let has_calendar = db.has_calendar(member.id()).await?;
    let reminders = reminders::Shown::of(db.reminder_choice(member.id()).await?);
    drop(db);
    let devices = sessions.into_iter().map(|session| Device {
        this: session.id == member.session.id,
        id: session.id.to_string(),
        name: session.device,
        seen: dates.ago(session.seen_at),
    });
    Ok(Settings {
        frame: visit.frame(Room::None),
        profile: forms.profile,
        mail: forms.mail,
        password: forms.password,
        handle: member.person.handle.to_string(),
        address: member.person.mail.as_ref().map(ToString::to_string),
        has_password: member.person.password.is_some(),
        devices: devices.collect(),
        has_calendar,
        reminders,
    })
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
