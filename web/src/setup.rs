//! The first run: a wizard of five short steps behind the one-time link that the console printed (I12).

mod draft;
mod invite;
mod open;
mod pages;

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Form, FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use preau_core::action::house::{KeepSetUpDraft, TestMail, check_set_up_link};
use preau_core::error::Field;
use preau_core::text::MailAddress;
use preau_core::world::{Token, TokenHash};

use self::draft::Draft;
#[cfg(test)]
pub(crate) use self::pages::InvitePage;
pub(crate) use self::pages::{AccountPage, NotSetUp, ReadingPage, ServerPage, UnitPage};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Page as _, Room};
use crate::place::{self, Places as _};
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::SETUP_INVITE, get(invite::show).post(invite::send))
        .at(place::SETUP_TRIAL, post(try_mail))
        .at(place::SETUP_STEP, get(show_step).post(take_step))
        .at(place::SETUP, get(show))
}

/// The layer that answers the front door of a house that is not set up; everything else of it does not exist yet.
pub(crate) async fn before(State(web): State<Web>, request: Request, next: Next) -> Response {
    if request.uri().path() != "/" {
        return next.run(request).await;
    }
    match web.site().await {
        Ok((_, true)) => next.run(request).await,
        Ok((_, false)) => {
            let (parts, _) = request.into_parts();
            NotSetUp { frame: Visit::read(&parts).frame(Room::None) }.show()
        }
        Err(fault) => Failure::from(fault).into_response(),
    }
}

/// A request that has the console's link while the house is not set up. For any other there is no page.
pub(crate) struct Door {
    token: String,
    hash: TokenHash,
    draft: Draft,
    /// The step of the address; the one that is reached where it names none.
    step: u8,
}

impl FromRequestParts<Web> for Door {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failure> {
        let visit = Visit::read(parts);
        let Path(values) = Path::<HashMap<String, String>>::from_request_parts(parts, web)
            .await
            .map_err(|_| Failure::Missing)?;
        let token = values.get("token").and_then(|token| Token::read(token)).ok_or(Failure::Missing)?;
        let hash = token.hash();
        let mut db = web.read().await?;
        check_set_up_link(db.as_mut(), &hash).await?;
        let draft = Draft::read(db.set_up_draft().await?.as_deref(), visit.language);
        let step = match values.get("step") {
            Some(step) => step.parse().map_err(|_| Failure::Missing)?,
            None => draft.reached,
        };
        if !(1..=draft::STEPS).contains(&step) {
            return Err(Failure::Missing);
        }
        Ok(Self { token: token.reveal(), hash, draft, step })
    }
}

impl Door {
    fn address(&self, visit: &Visit, step: u8) -> String {
        visit.to.setup_step(&self.token, step)
    }

    /// Keeps the draft, marks the next step as reached, and goes there.
    async fn go_on(mut self, visit: &Visit, web: &Web) -> Answer {
        let next = self.step.saturating_add(1);
        self.draft.reached = self.draft.reached.max(next);
        let to = self.address(visit, next);
        web.perform(KeepSetUpDraft { link: self.hash, draft: self.draft.written()? }).await?;
        Ok(see_other(&to, None))
    }
}

async fn show(visit: Visit, door: Door) -> Answer {
    Ok(see_other(&door.address(&visit, door.step), None))
}

async fn show_step(visit: Visit, State(web): State<Web>, door: Door) -> Answer {
    if door.step > door.draft.reached {
        return Ok(see_other(&door.address(&visit, door.draft.reached), None));
    }
    let draft = door.draft.clone();
    Ok(match door.step {
        1 => ServerPage::new(&visit, &web, &door, Filled::sent(&visit, draft.server)).show(),
        2 => UnitPage::new(&visit, &web, &door, Filled::sent(&visit, draft.unit)).show(),
        3 => ReadingPage::new(&visit, &door, Filled::sent(&visit, draft.reading)).show(),
        _ => AccountPage::new(&visit, &web, &door, Filled::sent(&visit, draft.account)).show(),
    })
}

/// A step was sent: its fields are read, kept, and the next step follows. The last one opens the house.
async fn take_step(visit: Visit, State(web): State<Web>, door: Door, request: Request) -> Response {
    if door.step > door.draft.reached {
        return see_other(&door.address(&visit, door.draft.reached), None);
    }
    let taken = match door.step {
        1 => take_server(&visit, &web, door, request).await,
        2 => take_unit(&visit, &web, door, request).await,
        3 => take_reading(&visit, &web, door, request).await,
        _ => open::take_account(&visit, &web, door, request).await,
    };
    taken.unwrap_or_else(IntoResponse::into_response)
}

/// The fields of a step. What is no form of ours is answered like a form with everything missing.
async fn fields<F: serde::de::DeserializeOwned + Default>(request: Request) -> F {
    use axum::extract::FromRequest as _;
    Form::<F>::from_request(request, &()).await.map(|Form(fields)| fields).unwrap_or_default()
}

async fn take_server(visit: &Visit, web: &Web, mut door: Door, request: Request) -> Answer {
    let mut form: Filled<draft::ServerFields> = Filled::sent(visit, fields(request).await);
    if !form.typed.mail.trim().is_empty()
        && form.take(Field::Mail, MailAddress::parse(&form.typed.mail)).is_none()
    {
        return Ok(ServerPage::new(visit, web, &door, form).show_as(UNPROCESSABLE));
    }
    door.draft.server = form.typed;
    door.go_on(visit, web).await
}

async fn take_unit(visit: &Visit, web: &Web, mut door: Door, request: Request) -> Answer {
    let mut typed: draft::UnitFields = fields(request).await;
    typed.propose();
    let mut form = Filled::sent(visit, typed);
    if draft::Unit::read(&mut form, crate::texts::texts(visit.language)).is_none() {
        return Ok(UnitPage::new(visit, web, &door, form).show_as(UNPROCESSABLE));
    }
    door.draft.unit = form.typed;
    door.draft.propose_preset();
    door.go_on(visit, web).await
}

async fn take_reading(visit: &Visit, web: &Web, mut door: Door, request: Request) -> Answer {
    let mut form = Filled::sent(visit, fields(request).await);
    if draft::Reading::read(&mut form, crate::texts::texts(visit.language)).is_none() {
        return Ok(ReadingPage::new(visit, &door, form).show_as(UNPROCESSABLE));
    }
    door.draft.reading = form.typed;
    door.go_on(visit, web).await
}

/// Sends a letter of trial and comes back to the first step with what was typed.
async fn try_mail(
    visit: Visit,
    State(web): State<Web>,
    mut door: Door,
    Form(fields): Form<draft::ServerFields>,
) -> Answer {
    door.step = 1;
    let mut form = Filled::sent(&visit, fields);
    let Some(to) = form.take(Field::Mail, MailAddress::parse(&form.typed.mail)) else {
        return Ok(ServerPage::new(&visit, &web, &door, form).show_as(UNPROCESSABLE));
    };
    door.draft.server = form.typed;
    let (link, draft) = (door.hash.clone(), door.draft.written()?);
    web.perform(KeepSetUpDraft { link: link.clone(), draft }).await?;
    web.perform(TestMail { link: Some(link), by: None, to, language: visit.language }).await?;
    Ok(see_other(&door.address(&visit, 1), Some(Flash::new(Done::TrialSent))))
}
