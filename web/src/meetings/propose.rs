//! What members propose for an agenda, from the page of the meeting.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::post;
use preau_core::access::Verb;
use preau_core::action::meeting::ProposeItem;
use preau_core::error::Field;
use preau_core::meeting::{ItemKind, ItemPlan};
use preau_core::text::{Body, Title};
use serde::Deserialize;

use super::{Known, show};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Page as _};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::{Caller, Web};
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MEETING_PROPOSE, post(propose))
}

/// The fields as they are typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) minutes: String,
    pub(super) once: String,
}

impl Fields {
    /// Nothing yet.
    pub(super) fn fresh(once: String) -> Self {
        Self { minutes: "10".to_owned(), once, ..Self::default() }
    }
}

/// `POST /reunions/{id}/propositions`: what is wrong is said on the page of the meeting, beside what was typed.
async fn propose(
    State(web): State<Web>,
    visit: Visit,
    caller: Caller,
    member: Member,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = Known::read(&web, &member, &address).await?;
    if !known.may(&member, Verb::Write) {
        return Err(Failure::Missing);
    }
    let once = once(&fields.once)?;
    web.limits.write(member.id())?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let title = form.take(Field::Title, Title::parse(&typed.title));
    let text = form.take(Field::Body, Body::optional(&typed.body));
    let minutes = typed.minutes.trim().parse::<i32>().ok();
    if minutes.is_none() {
        form.say(Field::Minutes.as_str(), form.texts().plan_wrong_number());
    }
    if let (Some(title), Some(text), Some(minutes)) = (title, text, minutes) {
        let plan = ItemPlan {
            kind: ItemKind::Debate,
            title,
            text,
            rapporteur: Some(member.id()),
            minutes,
            in_camera: false,
            approves: None,
        };
        let meeting = known.meeting().id;
        match web.perform(ProposeItem { by: member.id(), meeting, plan, once }).await {
            Ok(_) => return Ok(see_other(&visit.to.meeting(meeting), Some(Flash::new(Done::ItemProposed)))),
            Err(failure) => form.refuse(failure)?,
        }
    }
    let mut page = show::page(&web, &caller, &visit, &address).await?;
    page.proposed = form;
    Ok(page.show_as(UNPROCESSABLE))
}
