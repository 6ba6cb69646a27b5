//! A forgotten password: a link by mail, and the page that chooses a new one.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::routing::get;
use preau_core::action::session::{ResetPassword, live_link};
use preau_core::password::LENGTH_MIN;
use preau_core::person::Person;
use preau_core::session::LinkPurpose;
use preau_core::world::Token;
use serde::Deserialize;

use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::limits::ClientAddress;
use crate::over::{self, Link};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::sign_in::{inside, read, send_link};
use crate::state::{Caller, Web};
use crate::visit::{Visit, see_other};
use crate::{password, session};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::PASSWORD, get(show).post(ask)).at(place::RESET, get(show_form).post(choose))
}

/// What the first form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct AskFields {
    login: String,
}

/// Asks for the link.
#[derive(Template)]
#[template(path = "reset_ask.html")]
pub(crate) struct Ask {
    frame: Frame,
    form: Filled<AskFields>,
}

impl Page for Ask {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What the second form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct NewFields {
    password: String,
}

/// Chooses the new password.
#[derive(Template)]
#[template(path = "reset.html")]
pub(crate) struct Choose {
    frame: Frame,
    form: Filled<NewFields>,
    action: String,
    name: String,
    handle: String,
}

impl Page for Choose {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn show(visit: Visit, State(web): State<Web>) -> Answer {
    web.house().await?;
    let form = Filled::sent(&visit, AskFields::default());
    Ok(Ask { frame: visit.frame(Room::None), form }.show())
}

async fn ask(
    visit: Visit,
    State(web): State<Web>,
    client: ClientAddress,
    Form(fields): Form<AskFields>,
) -> Answer {
    let mut form = Filled::sent(&visit, fields);
    let frame = visit.frame(Room::None);
    if form.typed.login.trim().is_empty() {
        form.say("login", frame.t.wrong_empty());
        return Ok(Ask { frame, form }.show_as(UNPROCESSABLE));
    }
    send_link(&web, client, &form.typed.login, LinkPurpose::Reset).await?;
    Ok(see_other(&visit.to.sign_in(), Some(Flash::new(Done::LetterSent))))
}

async fn show_form(visit: Visit, State(web): State<Web>, Path(token): Path<String>) -> Answer {
    match owner(&web, &token).await {
        Ok((token, person)) => {
            let form = Filled::sent(&visit, NewFields::default());
            Ok(Choose::for_person(visit.frame(Room::None), form, &token, &person).show())
        }
        Err(failure) => over::shown(&visit, Link::Reset, failure),
    }
}

async fn choose(
    visit: Visit,
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(fields): Form<NewFields>,
) -> Answer {
    let (token, person) = match owner(&web, &token).await {
        Ok(found) => found,
        Err(failure) => return over::shown(&visit, Link::Reset, failure),
    };
    let frame = visit.frame(Room::None);
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.password.clone();
    let mail = person.mail.as_ref().map_or("", |mail| mail.as_str());
    let about = [person.name.as_str(), person.handle.as_str(), mail, &visit.site.name];
    let Some(chosen) = password::chosen(&mut form, frame.t, &typed, &about) else {
        return Ok(Choose::for_person(frame, form, &token, &person).show_as(UNPROCESSABLE));
    };
    let password = web.hash(chosen).await?;
    let device = session::device(&headers);
    match web.perform(ResetPassword { hash: token.hash(), password, device }).await {
        Ok(opened) => Ok(inside(&web, &caller, &opened, "/", Some(Flash::new(Done::PasswordChanged))).await),
        Err(failure) => over::shown(&visit, Link::Reset, failure.into()),
    }
}

/// The token and whose it is, if the link still opens anything.
async fn owner(web: &Web, token: &str) -> Result<(Token, Person), Failure> {
    let token = read(token)?;
    let mut db = web.read().await?;
    let (_, person) = live_link(db.as_mut(), web.now(), &token.hash(), LinkPurpose::Reset).await?;
    Ok((token, person))
}

impl Choose {
    fn for_person(frame: Frame, form: Filled<NewFields>, token: &Token, person: &Person) -> Self {
        let action = frame.to.reset(token.reveal());
        Self { frame, form, action, name: person.name.to_string(), handle: person.handle.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for Ask {
        fn samples(frame: Frame) -> Vec<Self> {
            let mut form = Filled::new(frame.t, AskFields::default());
            form.say("login", frame.t.wrong_empty());
            vec![
                Self { frame: frame.clone(), form: Filled::new(frame.t, AskFields::default()) },
                Self { frame, form },
            ]
        }
    }

    impl Samples for Choose {
        fn samples(frame: Frame) -> Vec<Self> {
            let mut form = Filled::new(frame.t, NewFields::default());
            form.say("password", frame.t.password_easy());
            let action = frame.to.reset("0123456789012345678901234567890123456789012");
            vec![Self {
                frame,
                form,
                action,
                name: "Fatou Ndiaye".to_owned(),
                handle: "fatou.ndiaye".to_owned(),
            }]
        }
    }
}
