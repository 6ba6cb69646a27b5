//! What people answer to a notice, from the page of the meeting.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::post;
use preau_core::action::meeting::{AnswerNotice, Said};
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::meeting::Reply;
use preau_core::text::{Problem, ShortText};
use serde::Deserialize;

use super::{Known, show};
use crate::error::{Answer, Failure, sentence};
use crate::form::UNPROCESSABLE;
use crate::page::{Done, Flash, Page as _};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::{Caller, Web};
use crate::texts::texts;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MEETING_REPLY, post(reply))
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answered {
    r: String,
    holder: String,
    word: String,
}

/// `POST /reunions/{id}/reponse`.
async fn reply(
    State(web): State<Web>,
    visit: Visit,
    caller: Caller,
    member: Member,
    Path(address): Path<String>,
    Form(form): Form<Answered>,
) -> Answer {
    let known = Known::read(&web, &member, &address).await?;
    let meeting = known.meeting().id;
    web.limits.write(member.id())?;
    // Nothing is chosen beforehand: who chose nothing is told so, and what they wrote stays.
    let said = match form.r.parse::<Reply>() {
        Ok(Reply::Proxy) => match form.holder.parse() {
            Ok(holder) => Ok(Said::Proxy(holder)),
            Err(_) => Ok(Said::Plain(Reply::Proxy)),
        },
        Ok(reply) => Ok(Said::Plain(reply)),
        Err(_) if form.r.is_empty() => Err(Problem::Empty),
        Err(_) => return Err(Failure::Missing),
    };
    let done = match said.and_then(|said| Ok((said, ShortText::optional(&form.word)?))) {
        Ok((said, word)) => web.perform(AnswerNotice { by: member.id(), meeting, said, word }).await,
        Err(problem) => Err(CoreFailure::Refused(Refusal::Field(Field::Reply, problem))),
    };
    match done {
        Ok(()) => Ok(see_other(&visit.to.meeting(meeting), Some(Flash::new(Done::Answered)))),
        // Said beside the form, with what was chosen: the article, and who has room.
        Err(CoreFailure::Refused(refusal @ (Refusal::Rule(_) | Refusal::Field(..)))) => {
            let mut page = show::page(&web, &caller, &visit, &address).await?;
            page.problem = sentence(texts(visit.language), &refusal);
            page.mine = form.r;
            page.word = form.word;
            for carrier in &mut page.carriers {
                carrier.chosen = carrier.id == form.holder;
            }
            Ok(page.show_as(UNPROCESSABLE))
        }
        Err(failure) => Err(failure.into()),
    }
}
