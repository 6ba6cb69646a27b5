//! What people answer to a notice, from the page of the meeting.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::post;
use preau_core::action::meeting::{AnswerNotice, Said};
use preau_core::meeting::Reply;
use serde::Deserialize;

use super::Known;
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MEETING_REPLY, post(reply))
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(default)]
struct Answered {
    r: String,
    holder: String,
}

impl Default for Answered {
    fn default() -> Self {
        Self { r: String::new(), holder: String::new() }
    }
}

/// `POST /reunions/{id}/reponse`.
async fn reply(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(form): Form<Answered>,
) -> Answer {
    let known = Known::read(&web, &member, &address).await?;
    let meeting = known.meeting().id;
    web.limits.write(member.id())?;
    // Nothing is chosen beforehand: who chose nothing is shown the page again.
    let said = match form.r.parse::<Reply>() {
        Ok(Reply::Proxy) => match form.holder.parse() {
            Ok(holder) => Said::Proxy(holder),
            Err(_) => Said::Plain(Reply::Proxy),
        },
        Ok(reply) => Said::Plain(reply),
        Err(_) if form.r.is_empty() => return Ok(see_other(&visit.to.meeting(meeting), None)),
        Err(_) => return Err(Failure::Missing),
    };
    web.perform(AnswerNotice { by: member.id(), meeting, said }).await?;
    Ok(see_other(&visit.to.meeting(meeting), Some(Flash::new(Done::Answered))))
}
