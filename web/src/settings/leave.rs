//! The way out: what an account leaves behind, chosen before it ends.

use askama::Template;
use axum::Form;
use axum::extract::State;
use preau_core::action::people::EndAccount;
use serde::Deserialize;

use super::credentials::wrong_password;
use crate::error::Answer;
use crate::form::{Filled, UNPROCESSABLE};
use crate::limits::ClientAddress;
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::session::{self, Member};
use crate::state::Web;
use crate::texts::texts;
use crate::visit::{Visit, see_other_with};

/// The fields.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Fields {
    keep: String,
    end_password: String,
}

/// The page before an account ends.
#[derive(Template)]
#[template(path = "leave.html")]
pub(crate) struct Leave {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    /// They have a password, which is asked.
    pub(super) has_password: bool,
}

impl Page for Leave {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /reglages/fermer`.
pub(super) async fn ask(member: Member, visit: Visit) -> Answer {
    let form = Filled::sent(&visit, Fields::default());
    let has_password = member.person.password.is_some();
    Ok(Leave { frame: visit.frame(Room::None), form, has_password }.show())
}

/// `POST /reglages/fermer`.
pub(super) async fn end(
    State(web): State<Web>,
    client: ClientAddress,
    member: Member,
    visit: Visit,
    Form(fields): Form<Fields>,
) -> Answer {
    let t = texts(visit.language);
    let has_password = member.person.password.is_some();
    let mut form = Filled::sent(&visit, fields);
    let keep_name = match form.typed.keep.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if keep_name.is_none() {
        form.say("keep", t.wrong_choice());
    }
    let typed = std::mem::take(&mut form.typed.end_password);
    if has_password && let Some(wrong) = wrong_password(&web, client, &member.person, t, &typed).await? {
        form.say("end_password", wrong);
    }
    let frame = visit.frame(Room::None);
    let (Some(keep_name), true) = (keep_name, form.is_sound()) else {
        return Ok(Leave { frame, form, has_password }.show_as(UNPROCESSABLE));
    };
    if let Err(failure) = web.perform(EndAccount { by: member.id(), person: member.id(), keep_name }).await {
        form.refuse(failure)?;
        return Ok(Leave { frame, form, has_password }.show_as(UNPROCESSABLE));
    }
    Ok(see_other_with(&visit.to.home(), Some(Flash::new(Done::AccountEnded)), &[session::closed()]))
}

/// The page with sample values.
#[cfg(test)]
pub(super) fn samples(frame: Frame) -> Vec<Leave> {
    let mut faulty = Filled::new(frame.t, Fields::default());
    faulty.say("keep", frame.t.wrong_choice());
    let empty = Filled::new(frame.t, Fields::default());
    vec![
        Leave { frame: frame.clone(), form: empty, has_password: true },
        Leave { frame, form: faulty, has_password: false },
    ]
}
