//! The door: signing in with a password or a link by mail, signing out, and the wait for a welcome.

mod pages;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use preau_core::action::session::{AskForLink, CloseSession, OpenSession, Opened, SignInByLink, live_link};
use preau_core::error::{Failure as CoreFailure, Refusal};
use preau_core::password::Password;
use preau_core::person::{Person, Standing};
use preau_core::session::LinkPurpose;
use preau_core::text::MailAddress;
use preau_core::world::Token;
use serde::Deserialize;

pub(crate) use self::pages::{Fields, LinkPage, SignIn, Waiting};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::limits::ClientAddress;
use crate::over::{self, Link};
use crate::page::{Done, Flash, Page as _, Room};
use crate::place::{self, Addresses, Places as _};
use crate::session;
use crate::state::{Caller, Web};
use crate::texts::texts;
use crate::visit::{Visit, local, see_other, see_other_with};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::SIGN_IN, get(show).post(enter))
        .at(place::SIGN_IN_LINK, post(ask_for_link))
        .at(place::SIGN_IN_BY_LINK, get(show_link).post(enter_by_link))
        .at(place::SIGN_OUT, post(leave))
        .at(place::WAITING, get(wait))
}

/// Where one wanted to go.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    back: String,
}

async fn show(visit: Visit, State(web): State<Web>, caller: Caller, Query(wanted): Query<Wanted>) -> Answer {
    if let Some(person) = caller.viewer.person() {
        return Ok(see_other(&first_page(person, &wanted.back), None));
    }
    let form = Filled::sent(&visit, Fields { back: wanted.back, ..Fields::default() });
    Ok(page(&visit, &web, form).await?.show())
}

/// The sign-in page; the invitation room shows it again with a code that cannot be one.
pub(crate) async fn page(visit: &Visit, web: &Web, form: Filled<Fields>) -> Result<SignIn, Failure> {
    Ok(SignIn::new(visit.frame(Room::None), form, web.house().await?.contact_line.as_ref()))
}

async fn enter(
    visit: Visit,
    State(web): State<Web>,
    caller: Caller,
    client: ClientAddress,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Answer {
    let t = texts(visit.language);
    let mut form = Filled::sent(&visit, fields);
    for (name, value) in
        [("login", &form.typed.login), ("password", &form.typed.password)].map(|(n, v)| (n, v.is_empty()))
    {
        if value {
            form.say(name, t.wrong_empty());
        }
    }
    if form.is_sound() {
        web.limits.sign_in(client, &form.typed.login)?;
        match knock(&web, &form.typed, session::device(&headers)).await? {
            Ok(opened) => return Ok(inside(&web, &caller, &opened, &form.typed.back, None).await),
            // The row changed between the check and the session: as if the password had been wrong.
            Err(None | Some(Refusal::NotAllowed)) => form.say("", t.sign_in_wrong()),
            Err(Some(refusal)) => form.refuse(refusal.into())?,
        }
    }
    Ok(page(&visit, &web, form).await?.show_as(UNPROCESSABLE))
}

/// The session, or why there is none: `None` where account and password do not fit, whichever of them is wrong (T01, I04).
async fn knock(
    web: &Web,
    typed: &Fields,
    device: String,
) -> Result<Result<Opened, Option<Refusal>>, Failure> {
    let login = typed.login.trim();
    let person =
        if login.len() <= MailAddress::MAX { web.read().await?.person_by_login(login).await? } else { None };
    let (password, stored) = match Password::typed(&typed.password) {
        Some(password) => (Some(password), person.as_ref().and_then(|person| person.password.clone())),
        None => (Password::typed(""), None),
    };
    // The work is the same for an account that does not exist, has no password, or is not guessed.
    let fits = match password {
        Some(password) => web.verify(password, stored).await?,
        None => false,
    };
    let Some(person) = person.filter(|_| fits) else { return Ok(Err(None)) };
    match web.perform(OpenSession { person: person.id, checked: person.credentials_at, device }).await {
        Ok(opened) => Ok(Ok(opened)),
        Err(CoreFailure::Refused(refusal)) => Ok(Err(Some(refusal))),
        Err(failure) => Err(failure.into()),
    }
}

/// A fresh session begins: its cookie, and the page one wanted. The one that was open in this browser ends (C04).
pub(crate) async fn inside(
    web: &Web,
    caller: &Caller,
    opened: &Opened,
    back: &str,
    flash: Option<Flash>,
) -> Response {
    if let Some(old) = &caller.session {
        // It may have ended with the old password: then there is nothing to close.
        if let Err(CoreFailure::Fault(fault)) =
            web.perform(CloseSession { person: old.person, session: old.id }).await
        {
            tracing::warn!(%fault, "a former session could not be closed");
        }
    }
    see_other_with(&first_page(&opened.person, back), flash, &[session::opened(opened)])
}

/// Where somebody comes out who just signed in.
fn first_page(person: &Person, back: &str) -> String {
    if person.standing == Standing::Awaiting {
        Addresses { language: person.language }.waiting()
    } else {
        local(back)
    }
}

async fn ask_for_link(
    visit: Visit,
    State(web): State<Web>,
    client: ClientAddress,
    Form(fields): Form<Fields>,
) -> Answer {
    let mut form = Filled::sent(&visit, fields);
    if form.typed.login.trim().is_empty() {
        form.say("login", texts(visit.language).wrong_empty());
        return Ok(page(&visit, &web, form).await?.show_as(UNPROCESSABLE));
    }
    send_link(&web, client, &form.typed.login, LinkPurpose::SignIn).await?;
    Ok(see_other(&visit.to.sign_in(), Some(Flash::new(Done::LetterSent))))
}

/// Asks for a letter with a link. Whoever asks for whomever, the answer is the same (I04, T01).
pub(crate) async fn send_link(
    web: &Web,
    client: ClientAddress,
    login: &str,
    purpose: LinkPurpose,
) -> Result<(), Failure> {
    web.limits.letter(client)?;
    let login = login.trim().to_owned();
    if login.len() <= MailAddress::MAX && web.limits.addressee(&login) {
        web.perform(AskForLink { login, purpose }).await?;
    }
    Ok(())
}

/// C02: the letter's link shows a page; its button signs in, so that a mail program that opens links uses none up.
async fn show_link(visit: Visit, State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let hash = read(&token);
    let mut db = web.read().await?;
    let found = match &hash {
        Ok(hash) => live_link(db.as_mut(), web.now(), &hash.hash(), LinkPurpose::SignIn).await,
        Err(refusal) => Err(refusal.clone().into()),
    };
    drop(db);
    match found {
        Ok(_) => Ok(LinkPage::sign_in(visit.frame(Room::None), visit.to.sign_in_by_link(&token)).show()),
        Err(failure) => over::shown(&visit, Link::SignIn, failure.into()),
    }
}

async fn enter_by_link(
    visit: Visit,
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Answer {
    let opened = match read(&token) {
        Ok(token) => {
            web.perform(SignInByLink { hash: token.hash(), device: session::device(&headers) }).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match opened {
        Ok(opened) => Ok(inside(&web, &caller, &opened, "/", None).await),
        Err(failure) => over::shown(&visit, Link::SignIn, failure.into()),
    }
}

/// The token of a link. One that cannot be ours answers as one that was used.
pub(crate) fn read(token: &str) -> Result<Token, Refusal> {
    Token::read(token).ok_or(Refusal::LinkSpent)
}

async fn leave(visit: Visit, State(web): State<Web>, caller: Caller) -> Answer {
    if let Some(session) = caller.session {
        match web.perform(CloseSession { person: session.person, session: session.id }).await {
            // Revoked meanwhile: what was wanted is so.
            Ok(()) | Err(CoreFailure::Refused(_)) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(see_other_with(&visit.to.sign_in(), Some(Flash::new(Done::SignedOut)), &[session::closed()]))
}

async fn wait(visit: Visit, caller: Caller) -> Answer {
    match caller.viewer.person() {
        Some(person) if person.standing == Standing::Awaiting => {
            Ok(Waiting::new(visit.frame(Room::None), person).show())
        }
        Some(_) => Ok(see_other(&visit.to.home(), None)),
        None => Ok(see_other(&visit.to.sign_in(), None)),
    }
}
