//! What a person is to the organisation: the form beside their account. Who keeps the dues alone changes those alone.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use preau_core::action::body::ChangeAffiliation;
use preau_core::body::{Affiliation, Status};
use preau_core::error::Field;
use preau_core::mandate::Right;
use preau_core::world::Day;
use serde::Deserialize;

use super::people::{Forms, page, read};
use crate::dates::parse_date;
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::page::{Done, Flash, Page as _};
use crate::place::{self, Places as _};
use crate::session::Keeper;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MANAGE_STATUS, post(change))
}

/// What is typed.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) status: String,
    pub(super) since: String,
    pub(super) seniority: String,
    pub(super) dues: String,
}

impl Fields {
    /// As it stands now.
    pub(super) fn of(now: &Affiliation) -> Self {
        let day = |day: Day| day.date().map(|date| date.to_string()).unwrap_or_default();
        Self {
            status: now.status.as_str().to_owned(),
            since: day(now.since),
            seniority: now.seniority_since.map(day).unwrap_or_default(),
            dues: now.dues_until.map(day).unwrap_or_default(),
        }
    }
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    Keeper(me): Keeper,
    Path(id): Path<String>,
    Form(typed): Form<Fields>,
) -> Answer {
    let person = read(&web, &id).await?;
    let before = web.read().await?.affiliation(person.id).await?.ok_or(Failure::Missing)?;
    let mut form = Filled::sent(&visit, typed);
    let dues_until = optional(&mut form, Field::Dues);
    // Fields that the keeper of the dues is not shown stay as they are.
    let whole = me.viewer.holds_in_house(Right::ManagePeople);
    let rest =
        if whole { rest(&mut form) } else { Some((before.status, before.since, before.seniority_since)) };
    let (Some(dues_until), Some((status, since, seniority_since))) = (dues_until, rest) else {
        let forms = Forms { status: Some(form), ..Forms::default() };
        return Ok(page(&web, &visit, &me, &person, forms).await?.show_as(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let act =
        ChangeAffiliation { by: me.id(), person: person.id, status, since, dues_until, seniority_since };
    match web.perform(act).await {
        Ok(()) => Ok(see_other(&visit.to.manage_person(person.id), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            let forms = Forms { status: Some(form), ..Forms::default() };
            Ok(page(&web, &visit, &me, &person, forms).await?.show_as(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Status, its beginning and the beginning of the seniority.
fn rest(form: &mut Filled<Fields>) -> Option<(Status, Day, Option<Day>)> {
    let status = form.typed.status.parse().ok();
    if status.is_none() {
        form.say("status", form.texts().wrong_choice());
    }
    let since = optional(form, Field::Since);
    if since == Some(None) {
        form.say(Field::Since.as_str(), form.texts().wrong_date());
    }
    let seniority = optional(form, Field::Seniority);
    Some((status?, since??, seniority?))
}

/// A day that may be left out; `None` where what was typed is none.
#[expect(clippy::option_option, reason = "a wrong day is not one that is left out")]
fn optional(form: &mut Filled<Fields>, field: Field) -> Option<Option<Day>> {
    let typed = match field {
        Field::Since => &form.typed.since,
        Field::Seniority => &form.typed.seniority,
        _ => &form.typed.dues,
    };
    if typed.trim().is_empty() {
        return Some(None);
    }
    let found = parse_date(typed).ok().map(Day::from);
    if found.is_none() {
        form.say(field.as_str(), form.texts().wrong_date());
    }
    found.map(Some)
}
