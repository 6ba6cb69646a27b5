//! Making a body, changing it, and the page before it is dissolved.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use preau_core::access::{Thing, Verb, may};
use preau_core::action::body::{ChangeBody, DissolveBody, MakeBody};
use preau_core::body::{Body, BodyKind};
use preau_core::error::Field;
use preau_core::mandate::Right;
use preau_core::text::{Note, UnitName};
use serde::Deserialize;

use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::BODY_NEW, get(open).post(make))
        .at(place::BODY_EDIT, get(edit).post(change))
        .at(place::BODY_END, get(ask_end).post(end))
}

/// What is typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) once: String,
    /// The version that was seen, of one that is changed.
    pub(super) seen: i64,
}

/// The form of a new body, and of one that is changed.
#[derive(Template)]
#[template(path = "bodies/form.html")]
pub(crate) struct BodyForm {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) action: String,
    pub(super) back: String,
    /// It is there already.
    pub(super) made: bool,
    /// The assembly keeps its name.
    pub(super) assembly: bool,
}

impl Page for BodyForm {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl BodyForm {
    fn fresh(visit: &Visit, form: Filled<Fields>) -> Self {
        let frame = visit.frame(Room::Directory);
        let (action, back) = (frame.to.body_new(), frame.to.bodies());
        Self { frame, form, action, back, made: false, assembly: false }
    }

    fn of(visit: &Visit, body: &Body, form: Filled<Fields>) -> Self {
        let frame = visit.frame(Room::Directory);
        let (action, back) = (frame.to.body_edit(body.id), frame.to.body(body.id));
        Self { frame, form, action, back, made: true, assembly: body.kind == BodyKind::Assembly }
    }
}

async fn open(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    if !member.viewer.holds_in_house(Right::ManageBodies) {
        return Err(Failure::Missing);
    }
    let once = web.world.hidden_id().to_string();
    let kind = BodyKind::Board.as_str().to_owned();
    let form = Filled::sent(&visit, Fields { kind, once, ..Fields::default() });
    Ok(BodyForm::fresh(&visit, form).show())
}

async fn make(State(web): State<Web>, visit: Visit, member: Member, Form(fields): Form<Fields>) -> Answer {
    if !member.viewer.holds_in_house(Right::ManageBodies) {
        return Err(Failure::Missing);
    }
    web.limits.write(member.id())?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let kind = form.typed.kind.parse().ok().filter(|kind| *kind != BodyKind::Assembly);
    if kind.is_none() {
        form.say("kind", form.texts().wrong_choice());
    }
    let read = read(&mut form);
    let (Some(kind), Some((name, purpose))) = (kind, read) else {
        return Ok(BodyForm::fresh(&visit, form).show_as(UNPROCESSABLE));
    };
    match web.perform(MakeBody { by: member.id(), kind, name, purpose, once }).await {
        Ok(id) => Ok(see_other(&visit.to.body(id), Some(Flash::new(Done::BodyMade)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(BodyForm::fresh(&visit, form).show_as(UNPROCESSABLE))
        }
    }
}

/// Name and purpose, so that everything wrong is said at once.
fn read(form: &mut Filled<Fields>) -> Option<(UnitName, Option<Note>)> {
    let typed = form.typed.clone();
    let name = form.take(Field::Name, UnitName::parse(&typed.name));
    let purpose = Note::optional(&typed.purpose);
    if let Err(problem) = purpose {
        form.say("purpose", crate::error::wrong(form.texts(), Field::Body, problem));
    }
    Some((name?, purpose.ok()?))
}

/// A body that the member may change; for everybody else there is no such form.
async fn own(web: &Web, member: &Member, id: &str) -> Result<Body, Failure> {
    let body = super::body(web, &member.viewer, id).await?;
    let changes = may(&member.viewer, Verb::Use(Right::ManageBodies), Thing::Body(&body));
    if changes && body.stands(web.now()) { Ok(body) } else { Err(Failure::Missing) }
}

async fn edit(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let body = own(&web, &member, &id).await?;
    let form = Filled::sent(
        &visit,
        Fields {
            kind: body.kind.as_str().to_owned(),
            name: body.name.to_string(),
            purpose: body.purpose.as_ref().map(ToString::to_string).unwrap_or_default(),
            once: String::new(),
            seen: body.version,
        },
    );
    Ok(BodyForm::of(&visit, &body, form).show())
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(mut fields): Form<Fields>,
) -> Answer {
    let body = own(&web, &member, &id).await?;
    if body.kind == BodyKind::Assembly {
        fields.name = body.name.to_string();
    }
    let mut form = Filled::sent(&visit, fields);
    let Some((name, purpose)) = read(&mut form) else {
        return Ok(BodyForm::of(&visit, &body, form).show_as(UNPROCESSABLE));
    };
    let seen_version = form.typed.seen;
    match web.perform(ChangeBody { by: member.id(), body: body.id, name, purpose, seen_version }).await {
        Ok(()) => Ok(see_other(&visit.to.body(body.id), Some(Flash::new(Done::Saved)))),
        Err(failure) => refused(&visit, &body, form, failure),
    }
}

fn refused(
    visit: &Visit,
    body: &Body,
    mut form: Filled<Fields>,
    failure: preau_core::error::Failure,
) -> Result<Response, Failure> {
    form.refuse(failure)?;
    Ok(BodyForm::of(visit, body, form).show_as(StatusCode::CONFLICT))
}

async fn ask_end(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let body = own(&web, &member, &id).await?;
    if body.kind == BodyKind::Assembly {
        return Err(Failure::Missing);
    }
    let frame = visit.frame(Room::Directory);
    Ok(Confirm {
        title: frame.t.body_end_title(body.name.as_str()),
        consequence: frame.t.body_end_consequence(),
        action: frame.to.body_end(body.id),
        button: frame.t.body_end(),
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.body(body.id),
        frame,
    }
    .show())
}

async fn end(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let body = own(&web, &member, &id).await?;
    web.perform(DissolveBody { by: member.id(), body: body.id }).await?;
    Ok(see_other(&visit.to.bodies(), Some(Flash::new(Done::BodyDissolved))))
}
