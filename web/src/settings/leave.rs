//! The way out: what an account leaves behind, chosen before it ends.

use askama::Template;
use axum::Form;
use axum::extract::State;
use preau_core::action::minutes::erase::papers_of;
use preau_core::action::people::EndAccount;
use preau_core::person::Person;
use serde::Deserialize;

use super::credentials::wrong_password;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::limits::ClientAddress;
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::session::{self, Member};
use crate::state::Web;
use crate::texts::{Texts, texts};
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
    /// What becomes of the papers of meetings, where the name goes too; empty where it stands in none.
    pub(super) papers: String,
}

impl Page for Leave {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /reglages/fermer`.
pub(super) async fn ask(State(web): State<Web>, member: Member, visit: Visit) -> Answer {
    let form = Filled::sent(&visit, Fields::default());
    let has_password = member.person.password.is_some();
    let frame = visit.frame(Room::None);
    let papers = papers(&web, frame.t, &member.person).await?;
    Ok(Leave { frame, form, has_password, papers }.show())
}

/// In how many meetings initials take the place of a name, and in how many somebody else is called so: there nobody can
/// tell whom a text means, and it stays.
pub(crate) async fn papers(web: &Web, t: &Texts, person: &Person) -> Result<String, Failure> {
    let mut db = web.read().await?;
    let (all, shared) = papers_of(db.as_mut(), person).await?;
    Ok(match (all, shared) {
        (0, _) => String::new(),
        (all, 0) => t.leave_papers(all),
        (all, shared) => format!("{} {}", t.leave_papers(all), t.leave_papers_shared(shared)),
    })
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
    let papers = papers(&web, t, &member.person).await?;
    let (Some(keep_name), true) = (keep_name, form.is_sound()) else {
        return Ok(Leave { frame, form, has_password, papers }.show_as(UNPROCESSABLE));
    };
    if let Err(failure) = web.perform(EndAccount { by: member.id(), person: member.id(), keep_name }).await {
        form.refuse(failure)?;
        return Ok(Leave { frame, form, has_password, papers }.show_as(UNPROCESSABLE));
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
        Leave { frame: frame.clone(), form: empty, has_password: true, papers: String::new() },
        Leave {
            form: faulty,
            has_password: false,
            papers: format!("{} {}", frame.t.leave_papers(12), frame.t.leave_papers_shared(2)),
            frame,
        },
    ]
}
