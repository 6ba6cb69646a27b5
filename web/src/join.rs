//! A stranger asks to join: a short form on the public side, read by administrators.

use askama::Template;
use axum::Router;
use axum::extract::{Form, State};
use axum::routing::get;
use preau_core::action::entry::AskToJoin;
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::text::{MailAddress, Note, PersonName};
use serde::Deserialize;

use crate::error::Answer;
use crate::form::{Filled, UNPROCESSABLE};
use crate::limits::ClientAddress;
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::JOIN, get(show).post(ask))
}

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    name: String,
    mail: String,
    note: String,
}

/// The page.
#[derive(Template)]
#[template(path = "join.html")]
pub(crate) struct Join {
    frame: Frame,
    form: Filled<Fields>,
}

impl Page for Join {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn show(visit: Visit, State(web): State<Web>) -> Answer {
    web.house().await?;
    let form = Filled::sent(&visit, Fields::default());
    Ok(Join { frame: visit.frame(Room::None), form }.show())
}

async fn ask(
    visit: Visit,
    State(web): State<Web>,
    client: ClientAddress,
    Form(fields): Form<Fields>,
) -> Answer {
    web.house().await?;
    let frame = visit.frame(Room::None);
    let mut form = Filled::sent(&visit, fields);
    let name = form.take(Field::Name, PersonName::parse(&form.typed.name));
    let mail = form.take(Field::Mail, MailAddress::parse(&form.typed.mail));
    let note = form.take(Field::Body, Note::optional(&form.typed.note));
    let (Some(name), Some(mail), Some(note)) = (name, mail, note) else {
        return Ok(Join { frame, form }.show_as(UNPROCESSABLE));
    };
    web.limits.request(client)?;
    match web.perform(AskToJoin { name, mail, note, language: visit.language }).await {
        // T01: an address that has an account, or asked before, is told the same.
        Ok(()) => Ok(see_other(&visit.to.join(), Some(Flash::new(Done::RequestSent)))),
        Err(CoreFailure::Refused(Refusal::TooMany(_))) => {
            form.say("", frame.t.join_full());
            Ok(Join { frame, form }.show_as(UNPROCESSABLE))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for Join {
        fn samples(frame: Frame) -> Vec<Self> {
            let fresh = Filled::new(frame.t, Fields::default());
            let typed =
                Fields { name: "Samira Haddad".to_owned(), mail: "samira@".to_owned(), note: String::new() };
            let mut wrong = Filled::new(frame.t, typed);
            wrong.take(Field::Mail, MailAddress::parse("samira@"));
            vec![Self { frame: frame.clone(), form: fresh }, Self { frame, form: wrong }]
        }
    }
}
