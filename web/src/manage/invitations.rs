//! The ways in: letters, codes on paper for one person each, and posters for several people who are then welcomed.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use preau_core::action::entry::{InviteByMail, OpenPoster, PrintCodes, RevokeInvitation};
use preau_core::error::Field;
use preau_core::id::InvitationId;
use preau_core::invitation::{
    INVITATION_DAYS, Invitation, InvitationKind, POSTER_PLACES_MAX, PRINTED_CODES_MAX,
};
use preau_core::text::{MailAddress, PersonName};
use preau_core::world::Moment;
use serde::Deserialize;

use super::{Ask, LISTED_MAX, Part, confirm, dates, tabs};
use crate::dates::{Dates, parse_moment};
use crate::error::{Answer, Failure};
use crate::form::{Filled, once};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::Welcomer;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANAGE_INVITATIONS, get(list))
        .at(place::MANAGE_LETTERS, post(letter))
        .at(place::MANAGE_CODES, post(codes))
        .at(place::MANAGE_POSTERS, post(open_poster))
        .at(place::MANAGE_POSTER, get(poster))
        .at(place::MANAGE_INVITATION_END, get(ask_end).post(end))
}

/// Codes that the form proposes: one sheet to cut up.
const CODES_PROPOSED: &str = "10";
/// Places that the form proposes.
const PLACES_PROPOSED: &str = "10";
/// Invitations of the past that are shown: enough to find last month's.
const PAST_SHOWN: usize = 100;
/// Days that the form proposes for a poster.
const POSTER_DAYS: i64 = 14;

/// The three forms of the page, in one: a form sends its own fields, the others are empty.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    mail: String,
    name: String,
    language: String,
    count: String,
    /// The form's own id: codes are made once by it.
    once: String,
    places: String,
    until: String,
}

// ------------------------------------------------------------------ the list

/// The forms, and every invitation that was made.
#[derive(Template)]
#[template(path = "manage/invitations.html")]
pub(crate) struct Invitations {
    frame: Frame,
    tabs: Vec<Tab>,
    form: Filled<Fields>,
    /// The posters that hang, largest thing on the page.
    posters: Vec<Row>,
    /// Letters and codes on paper that still open the door.
    open: Vec<Row>,
    /// What was used, is past or was stopped, newest first.
    past: Vec<Row>,
}

impl Page for Invitations {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// An invitation.
struct Row {
    kind: String,
    whom: String,
    code: String,
    made: String,
    /// What it is for and until when, in a sentence.
    state: String,
    tone: &'static str,
    open: bool,
    end: String,
    poster: String,
}

async fn list(State(web): State<Web>, visit: Visit, _: Welcomer) -> Answer {
    let form = Filled::sent(&visit, Fields::default());
    Ok(page(&web, &visit, form).await?.show())
}

async fn page(web: &Web, visit: &Visit, mut form: Filled<Fields>) -> Result<Invitations, Failure> {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(web, visit, &house);
    propose(&mut form.typed, &dates, house.language.as_str());
    if form.typed.once.is_empty() {
        form.typed.once = web.world.hidden_id().to_string();
    }
    let mut db = web.read().await?;
    let found = db.invitations(LISTED_MAX).await?;
    let row = |one: &Invitation| Row::of(one, &frame, &dates);
    let (open, past): (Vec<_>, Vec<_>) = found.iter().partition(|one| is_open(one, dates.now));
    let (posters, open): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|one| one.kind == InvitationKind::Poster);
    let (posters, open) = (posters.into_iter().map(row).collect(), open.into_iter().map(row).collect());
    let past = past.into_iter().take(PAST_SHOWN).map(row).collect();
    let tabs = tabs(db.as_mut(), &frame, Part::Invitations).await?;
    Ok(Invitations { frame, tabs, form, posters, open, past })
}

/// Fills what was not typed.
fn propose(typed: &mut Fields, dates: &Dates, language: &str) {
    let or = |field: &mut String, proposed: &str| {
        if field.is_empty() {
            proposed.clone_into(field);
        }
    };
    or(&mut typed.language, language);
    or(&mut typed.count, CODES_PROPOSED);
    or(&mut typed.places, PLACES_PROPOSED);
    or(&mut typed.until, &dates.inputs(dates.now.plus(POSTER_DAYS * Moment::DAY)).0);
}

/// Whether it still opens the door.
fn is_open(one: &Invitation, now: Moment) -> bool {
    one.revoked_at.is_none() && one.expires_at > now && one.used < one.places
}

impl Row {
    fn of(one: &Invitation, frame: &Frame, dates: &Dates) -> Self {
        let t = frame.t;
        let left = one.places.saturating_sub(one.used).max(0);
        let until = dates.day(one.expires_at);
        let open = is_open(one, dates.now);
        let (state, tone) = if one.revoked_at.is_some() {
            (t.manage_invitation_stopped(), "")
        } else if left == 0 {
            (t.manage_invitation_used(), "ok")
        } else if !open {
            (t.manage_invitation_past(until), "")
        } else if one.kind == InvitationKind::Poster {
            (t.manage_poster_left(left, one.places, until), "info")
        } else {
            (t.manage_invitation_open(until), "info")
        };
        let whom = match (&one.name, &one.mail) {
            (Some(name), Some(mail)) => format!("{name}, {}", mail.as_str()),
            (None, Some(mail)) => mail.as_str().to_owned(),
            (Some(name), None) => name.to_string(),
            (None, None) => String::new(),
        };
        Self {
            kind: t.manage_invitation_kind(one.kind.as_str()),
            whom,
            code: one.code.clone().unwrap_or_default(),
            made: dates.ago(one.made_at),
            state,
            tone,
            open,
            end: frame.to.manage_invitation_end(one.id),
            poster: frame.to.manage_poster(one.id),
        }
    }
}

// ------------------------------------------------------------------ making them

async fn letter(
    State(web): State<Web>,
    visit: Visit,
    Welcomer(me): Welcomer,
    Form(fields): Form<Fields>,
) -> Answer {
    let mut form = Filled::sent(&visit, fields);
    let mail = form.take(Field::Mail, MailAddress::parse(&form.typed.mail));
    let name = form.take(Field::Name, PersonName::optional(&form.typed.name));
    let language = form.typed.language.parse().unwrap_or(visit.language);
    let (Some(mail), Some(name)) = (mail, name) else { return wrong(&web, &visit, form).await };
    match web.perform(InviteByMail { by: me.id(), mail, name, language }).await {
        Ok(_) => Ok(see_other(&visit.to.manage_invitations(), Some(Flash::new(Done::Invited)))),
        Err(failure) => {
            form.refuse(failure)?;
            wrong(&web, &visit, form).await
        }
    }
}

/// The page again, with what is wrong beside its field.
async fn wrong(web: &Web, visit: &Visit, form: Filled<Fields>) -> Answer {
    Ok(page(web, visit, form).await?.show_as(StatusCode::UNPROCESSABLE_ENTITY))
}

/// A number that was typed, from one to a bound.
fn number(typed: &str, max: u32) -> Option<u32> {
    typed.trim().parse().ok().filter(|number| (1..=max).contains(number))
}

/// Codes on paper, to be cut up: shown this once, since the tables hold their hashes alone.
#[derive(Template)]
#[template(path = "manage/codes.html")]
pub(crate) struct Codes {
    frame: Frame,
    printed: Vec<String>,
    /// Where a code is typed, without the scheme.
    address: String,
    until: String,
}

impl Page for Codes {
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Not a 303 as elsewhere: the next page could not show the codes any more, and they must stand in no address.
async fn codes(
    State(web): State<Web>,
    visit: Visit,
    Welcomer(me): Welcomer,
    Form(fields): Form<Fields>,
) -> Answer {
    let frame = visit.frame(Room::None);
    let mut form = Filled::sent(&visit, fields);
    let language = form.typed.language.parse().unwrap_or(visit.language);
    let Some(count) = number(&form.typed.count, PRINTED_CODES_MAX) else {
        form.say("count", frame.t.manage_wrong_number(PRINTED_CODES_MAX));
        return wrong(&web, &visit, form).await;
    };
    let once = once(&form.typed.once)?;
    let by = me.id();
    let make = async { Ok(web.perform(PrintCodes { by, count, language }).await?) };
    let printed = web.printed.once(once, by, web.now(), make).await?;
    let house = web.house().await?;
    let until = dates(&web, &visit, &house).day(web.now().plus(INVITATION_DAYS * Moment::DAY));
    Ok(Codes { frame, printed, address: typed_at(&web, &visit, ""), until }.show())
}

/// Where a code is typed or followed, as one reads it from paper: host and path, without the scheme.
fn typed_at(web: &Web, visit: &Visit, code: &str) -> String {
    let origin = web.world.origin().origin().ascii_serialization();
    let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host).to_owned();
    let path = if code.is_empty() { visit.to.invitation_code() } else { visit.to.invitation(code) };
    format!("{host}{path}")
}

async fn open_poster(
    State(web): State<Web>,
    visit: Visit,
    Welcomer(me): Welcomer,
    Form(fields): Form<Fields>,
) -> Answer {
    let house = web.house().await?;
    let mut form = Filled::sent(&visit, fields);
    let language = form.typed.language.parse().unwrap_or(visit.language);
    let places_max = u32::try_from(POSTER_PLACES_MAX).unwrap_or(u32::MAX);
    let t = visit.frame(Room::None).t;
    let places = number(&form.typed.places, places_max);
    // The whole of that day is meant.
    let until = parse_moment(&form.typed.until, "23:59", house.time_zone).ok();
    if places.is_none() {
        form.say("places", t.manage_wrong_number(places_max));
    }
    if until.is_none() {
        form.say("ends", t.wrong_date());
    }
    let (Some(places), Some(until)) = (places, until) else { return wrong(&web, &visit, form).await };
    let places = i32::try_from(places).unwrap_or(POSTER_PLACES_MAX);
    match web.perform(OpenPoster { by: me.id(), places, until, language }).await {
        Ok((id, _)) => Ok(see_other(&visit.to.manage_poster(id), Some(Flash::new(Done::Invited)))),
        Err(failure) => {
            form.refuse(failure)?;
            wrong(&web, &visit, form).await
        }
    }
}

// ------------------------------------------------------------------ a poster

/// A poster, to be printed and hung up.
#[derive(Template)]
#[template(path = "manage/poster.html")]
pub(crate) struct Poster {
    frame: Frame,
    code: String,
    /// Where the code is typed, without the scheme.
    address: String,
    /// What it is for and until when.
    state: String,
    until: String,
    open: bool,
    end: String,
}

impl Page for Poster {
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn poster(State(web): State<Web>, visit: Visit, _: Welcomer, Path(id): Path<String>) -> Answer {
    let one = read(&web, &id).await?;
    let Some(code) = one.code.clone() else { return Err(Failure::Missing) };
    let house = web.house().await?;
    let dates = dates(&web, &visit, &house);
    let frame = visit.frame(Room::None);
    let row = Row::of(&one, &frame, &dates);
    let page = Poster {
        address: typed_at(&web, &visit, ""),
        code,
        state: row.state,
        until: dates.day(one.expires_at),
        open: row.open,
        end: row.end,
        frame,
    };
    Ok(page.show())
}

async fn read(web: &Web, id: &str) -> Result<Invitation, Failure> {
    let id: InvitationId = id.parse().map_err(|_| Failure::Missing)?;
    web.read().await?.invitation(id).await?.ok_or(Failure::Missing)
}

// ------------------------------------------------------------------ stopping one

async fn ask_end(State(web): State<Web>, visit: Visit, _: Welcomer, Path(id): Path<String>) -> Answer {
    let one = read(&web, &id).await?;
    Ok(before_the_end(&visit, &one))
}

fn before_the_end(visit: &Visit, one: &Invitation) -> Response {
    let t = visit.frame(Room::None).t;
    confirm(
        visit,
        Ask {
            title: t.manage_stop_title(one.kind.as_str()),
            consequence: t.manage_stop_consequence(one.kind.as_str()),
            action: visit.to.manage_invitation_end(one.id),
            button: t.manage_stop(one.kind.as_str()),
            destroys: true,
            hidden: Vec::new(),
            back: visit.to.manage_invitations(),
        },
    )
}

async fn end(State(web): State<Web>, visit: Visit, Welcomer(me): Welcomer, Path(id): Path<String>) -> Answer {
    let invitation: InvitationId = id.parse().map_err(|_| Failure::Missing)?;
    web.perform(RevokeInvitation { by: me.id(), invitation }).await?;
    Ok(see_other(&visit.to.manage_invitations(), Some(Flash::new(Done::Revoked))))
}

#[cfg(test)]
#[path = "invitations_tests.rs"]
mod tests;
