//! The bodies of the organisation and the mandates in them, for members: a name there says that somebody is one (voices.md 8).

mod form;
mod mandates;
mod rights;
mod show;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use preau_core::access::Viewer;
use preau_core::action::body::BODIES_MAX;
use preau_core::body::{Body, BodyKind};
use preau_core::id::{BodyId, MandateId};
use preau_core::mandate::Right;

pub(crate) use self::form::BodyForm;
pub(crate) use self::mandates::{Act, MandatePage};
pub(crate) use self::rights::Rights;
pub(crate) use self::show::BodyPage;
use crate::error::{Answer, Failure};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::Visit;

/// The whole room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::BODIES, get(list))
        .merge(form::routes())
        .merge(show::routes())
        .merge(mandates::routes())
        .merge(rights::routes())
}

/// The list.
#[derive(Template)]
#[template(path = "bodies/list.html")]
pub(crate) struct Bodies {
    frame: Frame,
    standing: Vec<Card>,
    dissolved: Vec<Card>,
    /// The viewer makes bodies.
    makes: bool,
}

impl Page for Bodies {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A body in a list.
pub(crate) struct Card {
    name: String,
    kind: String,
    purpose: String,
    href: String,
    /// How many sit in it; nothing of a dissolved one.
    seats: i64,
}

impl Card {
    fn of(body: &Body, seats: i64, frame: &Frame) -> Self {
        Self {
            name: name_of(body, frame.t),
            kind: frame.t.body_kind(body.kind.as_str()),
            purpose: body.purpose.as_ref().map(ToString::to_string).unwrap_or_default(),
            href: frame.to.body(body.id),
            seats,
        }
    }
}

/// What a body is called. The assembly has the name that every statute gives it.
pub(crate) fn name_of(body: &Body, t: &Texts) -> String {
    match body.kind {
        BodyKind::Assembly => t.body_assembly(),
        BodyKind::Board | BodyKind::Commission | BodyKind::Workplace => body.name.to_string(),
    }
}

async fn list(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let frame = visit.frame(Room::Directory);
    let now = web.now();
    let mut db = web.read().await?;
    let (mut standing, mut dissolved) = (Vec::new(), Vec::new());
    for body in db.bodies(BODIES_MAX).await? {
        if body.stands(now) {
            let seats = db.seated_count(body.id, now).await?;
            standing.push(Card::of(&body, seats, &frame));
        } else {
            dissolved.push(Card::of(&body, 0, &frame));
        }
    }
    let makes = member.viewer.holds_in_house(Right::ManageBodies);
    Ok(Bodies { frame, standing, dissolved, makes }.show())
}

/// The body of an address; what the viewer may not read of is missing.
async fn body(web: &Web, viewer: &Viewer, id: &str) -> Result<Body, Failure> {
    let id: BodyId = id.parse().map_err(|_| Failure::Missing)?;
    let found = preau_core::access::body(web.read().await?.as_mut(), viewer, id).await?;
    Ok(found.ok_or(Failure::Missing)?.into_inner())
}

/// The mandate of an address.
fn mandate_id(id: &str) -> Result<MandateId, Failure> {
    id.parse().map_err(|_| Failure::Missing)
}

#[cfg(test)]
#[path = "bodies/tests.rs"]
mod tests;
