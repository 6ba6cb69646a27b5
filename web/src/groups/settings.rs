//! The choices of a group, changed by those who animate it where it is hosted; and its closing.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use axum_extra::extract::Form;
use preau_core::access::Verb;
use preau_core::action::group::{ChangeGroup, CloseGroup};
use preau_core::group::Reach;

use super::head::{Head, Part};
use super::new::{Fields, choices};
use super::{Known, group_id};
use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_SETTINGS, get(show).post(change))
        .at(place::GROUP_CLOSE, get(ask).post(close))
}

/// The page.
#[derive(Template)]
#[template(path = "groups/settings.html")]
pub(crate) struct Settings {
    frame: Frame,
    head: Head,
    form: Filled<Fields>,
    shared: bool,
    open: bool,
}

impl Page for Settings {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Settings {
    pub(super) fn of(frame: Frame, member: &Member, known: &Known, form: Filled<Fields>) -> Self {
        let head = Head::of(&frame, known, &member.viewer, Part::Settings);
        let (shared, open) = (known.view.group.reach == Reach::Shared, known.view.group.is_open());
        Self { frame, head, form, shared, open }
    }
}

/// The present choices, as a form shows them.
pub(super) fn present(known: &Known) -> Fields {
    let group = &known.view.group;
    Fields {
        name: group.name.to_string(),
        aim: group.aim.to_string(),
        reach: group.reach.as_str().to_owned(),
        joining: group.joining.as_str().to_owned(),
        writing: group.writing.as_str().to_owned(),
        listing: group.listing.as_str().to_owned(),
        seen: group.version.to_string(),
        ..Fields::default()
    }
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::ruled(&web, &visit, &member, group_id(&id)?).await?;
    let form = Filled::sent(&visit, present(&known));
    Ok(Settings::of(visit.frame(Room::Groups), &member, &known, form).show())
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = Known::ruled(&web, &visit, &member, group_id(&id)?).await?;
    let group = known.view.group.id;
    let seen_version = fields.seen.parse().map_err(|_| Failure::Missing)?;
    let mut form = Filled::sent(&visit, fields);
    let again = |form| Settings::of(visit.frame(Room::Groups), &member, &known, form);
    let Some(choices) = choices(&mut form, Some(known.view.group.reach)) else {
        return Ok(again(form).show_as(UNPROCESSABLE));
    };
    match web.perform(ChangeGroup { by: member.id(), group, choices, seen_version }).await {
        Ok(()) => Ok(see_other(&visit.to.group_settings(group), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}

async fn ask(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::ruled(&web, &visit, &member, group_id(&id)?).await?;
    if !known.may(&member.viewer, Verb::Animate) {
        return Err(Failure::Missing);
    }
    let group = &known.view.group;
    let frame = visit.frame(Room::Groups);
    let confirm = Confirm {
        title: frame.t.group_close_question(group.name.as_str()),
        consequence: frame.t.group_close_consequence(),
        action: frame.to.group_close(group.id),
        button: frame.t.group_close(),
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.group_settings(group.id),
        frame,
    };
    Ok(confirm.show())
}

async fn close(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let group = group_id(&id)?;
    web.perform(CloseGroup { by: member.id(), group }).await?;
    Ok(see_other(&visit.to.group(group), Some(Flash::new(Done::Saved))))
}
