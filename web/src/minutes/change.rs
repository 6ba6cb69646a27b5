//! What is sent from the page of minutes: opening the review, corrections and their settling, the seal, numbered
//! corrections.

use axum::extract::{Form, Path, State};
use preau_core::action::minutes::book::{CorrectSealed, SealMinutes};
use preau_core::action::minutes::{AskCorrection, OpenReview, SettleCorrection};
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::id::{CorrectionId, ItemId};
use preau_core::text::{Body, Note};
use serde::Deserialize;
use uuid::Uuid;

use super::meeting_id;
use super::show::page;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Page as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The form that asks for a correction.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Asked {
    /// Of which item; empty for what stands above them.
    pub(super) item: String,
    /// What should be written.
    pub(super) body: String,
    /// The form's own id.
    pub(super) once: String,
}

/// The form that settles one.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Settled {
    /// Which, filled in by the server.
    #[serde(skip)]
    pub(super) correction: String,
    /// `yes` or `no`.
    accept: String,
    /// A word to who asked.
    pub(super) answer: String,
    /// The notes of the item, as they will be.
    pub(super) notes: String,
    /// Which version of the item was seen.
    seen: i32,
}

/// The form that corrects what is sealed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Amended {
    /// What the correction says.
    pub(super) body: String,
}

pub(super) async fn open_review(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    web.perform(OpenReview { by: member.id(), meeting: meeting_id(&id)? }).await?;
    Ok(see_other(&visit.to.minutes(&id), Some(Flash::new(Done::MinutesOpened))))
}

pub(super) async fn ask(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(asked): Form<Asked>,
) -> Answer {
    let meeting = meeting_id(&id)?;
    let once = Uuid::try_parse(&asked.once).map_err(|_| Failure::Missing)?;
    let item = match asked.item.as_str() {
        "" => None,
        item => Some(item.parse::<ItemId>().map_err(|_| Failure::Missing)?),
    };
    let mut form = Filled::sent(&visit, asked);
    let text = form.take(Field::Body, Note::parse(&form.typed.body));
    if let Some(text) = text {
        match web.perform(AskCorrection { by: member.id(), meeting, item, text, once }).await {
            Ok(()) => {
                return Ok(see_other(&visit.to.minutes(&id), Some(Flash::new(Done::CorrectionAsked))));
            }
            Err(CoreFailure::Refused(Refusal::Over)) => {
                let t = form.texts();
                form.say(Field::Body.as_str(), t.minutes_error_late());
            }
            Err(failure) => form.refuse(failure)?,
        }
    }
    let mut page = page(&web, &visit, &member, &id).await?;
    // Too late, the form is not offered any more: what was typed is shown once again, to be copied.
    page.ask = visit.to.minutes_corrections(&id);
    page.asked = form;
    Ok(page.show_as(UNPROCESSABLE))
}

pub(super) async fn settle(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, correction)): Path<(String, String)>,
    Form(sent): Form<Settled>,
) -> Answer {
    let of: CorrectionId = correction.parse().map_err(|_| Failure::Missing)?;
    let accept = match sent.accept.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Failure::Missing),
    };
    let seen_item = sent.seen;
    let mut form = Filled::sent(&visit, Settled { correction, ..sent });
    let answer = form.take(Field::Body, Note::optional(&form.typed.answer));
    let notes = form.take(Field::Body, Body::optional(&form.typed.notes));
    if let (Some(answer), Some(notes)) = (answer, notes) {
        let action = SettleCorrection { by: member.id(), correction: of, accept, answer, notes, seen_item };
        match web.perform(action).await {
            Ok(_) => {
                return Ok(see_other(&visit.to.minutes(&id), Some(Flash::new(Done::CorrectionSettled))));
            }
            Err(failure) => form.refuse(failure)?,
        }
    }
    let mut page = page(&web, &visit, &member, &id).await?;
    page.settled = form;
    Ok(page.show_as(UNPROCESSABLE))
}

pub(super) async fn seal(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    web.perform(SealMinutes { by: member.id(), meeting: meeting_id(&id)? }).await?;
    Ok(see_other(&visit.to.minutes(&id), Some(Flash::new(Done::MinutesSealed))))
}

pub(super) async fn correct(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Amended>,
) -> Answer {
    let meeting = meeting_id(&id)?;
    let mut form = Filled::sent(&visit, sent);
    if let Some(text) = form.take(Field::Body, Note::parse(&form.typed.body)) {
        match web.perform(CorrectSealed { by: member.id(), meeting, text }).await {
            Ok(_) => {
                return Ok(see_other(&visit.to.minutes(&id), Some(Flash::new(Done::MinutesCorrected))));
            }
            Err(failure) => form.refuse(failure)?,
        }
    }
    let mut page = page(&web, &visit, &member, &id).await?;
    page.amended = form;
    Ok(page.show_as(UNPROCESSABLE))
}
