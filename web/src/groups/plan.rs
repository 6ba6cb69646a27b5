//! The form of a group's rendezvous: the fields are those of every rendezvous.

use askama::Template;
use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Form, Router};
use preau_core::access::Verb;
use preau_core::action::group::gathering::{ChangeGathering, PlanGathering};
use preau_core::error::Field;
use preau_core::group::{Gathering, GatheringPlan};
use preau_core::text::Note;

use super::gathering::{changes, opened};
use super::head::Readers;
use super::{Known, group_id};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::plan::{Fields, read_when, zone_groups};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_GATHER, get(open).post(plan))
        .at(place::GATHERING_EDIT, get(open_edit).post(edit))
}

/// The page of the form.
#[derive(Template)]
#[template(path = "groups/plan.html")]
pub(crate) struct PlanPage {
    frame: Frame,
    form: Filled<Fields>,
    heading: String,
    action: String,
    back: String,
    readers: Readers,
}

impl Page for PlanPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl PlanPage {
    fn zones(&self) -> Vec<(String, Vec<(&'static str, String)>)> {
        zone_groups(self.frame.t)
    }

    fn zone(&self) -> String {
        self.form.typed.zone_words()
    }

    /// Those of groups do not come again: each has its own day.
    #[expect(clippy::unused_self, reason = "the template that both forms share asks its page")]
    fn dated(&self) -> bool {
        true
    }

    pub(super) fn of(frame: Frame, known: &Known, form: Filled<Fields>, before: Option<&Gathering>) -> Self {
        let id = known.view.group.id;
        let (heading, action, back) = match before {
            None => (frame.t.plan_new_title(), frame.to.group_gather(id), frame.to.group_gatherings(id)),
            Some(one) => {
                (frame.t.plan_edit_title(), frame.to.gathering_edit(one.id), frame.to.gathering(one.id))
            }
        };
        Self { form, heading, action, back, readers: Readers::of(&frame, known), frame }
    }
}

async fn plannable(web: &Web, visit: &Visit, member: &Member, id: &str) -> Result<Known, Failure> {
    let known = Known::inside(web, visit, member, group_id(id)?).await?;
    if known.may(&member.viewer, Verb::Write) { Ok(known) } else { Err(Failure::Missing) }
}

async fn open(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = plannable(&web, &visit, &member, &id).await?;
    let form = Filled::sent(&visit, Fields::fresh(&known.dates, web.world.hidden_id()));
    Ok(PlanPage::of(visit.frame(Room::Groups), &known, form, None).show())
}

async fn plan(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = plannable(&web, &visit, &member, &id).await?;
    web.limits.write(member.id())?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let again = |form| PlanPage::of(visit.frame(Room::Groups), &known, form, None);
    let Some(plan) = read(&mut form, &known, None) else { return Ok(again(form).show_as(UNPROCESSABLE)) };
    match web.perform(PlanGathering { by: member.id(), group: known.view.group.id, plan, once }).await {
        Ok(id) => {
            let done = if known.view.group.hosted { Done::RendezvousMade } else { Done::GroupWaits };
            Ok(see_other(&visit.to.gathering(id), Some(Flash::new(done))))
        }
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}

/// Reads all fields, so that everything wrong is said at once.
fn read(form: &mut Filled<Fields>, known: &Known, before: Option<&Gathering>) -> Option<GatheringPlan> {
    let when = read_when(form, known.dates, before.map(|one| one.plan.starts_at));
    let more = form.take(Field::Body, Note::optional(&form.typed.body));
    if !form.is_sound() {
        return None;
    }
    let when = when?;
    Some(GatheringPlan {
        title: when.title,
        more: more?,
        starts_at: when.starts_at,
        ends_at: when.ends_at,
        time_zone: when.zone,
        place: when.place,
        link: when.link,
    })
}

/// What this member may change; for all others there is none.
async fn changeable(
    web: &Web,
    visit: &Visit,
    member: &Member,
    id: &str,
) -> Result<(Gathering, Known), Failure> {
    let (view, known) = opened(web, visit, member, id).await?;
    if changes(&view, &known, member) { Ok((view.gathering, known)) } else { Err(Failure::Missing) }
}

async fn open_edit(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (one, known) = changeable(&web, &visit, &member, &id).await?;
    let form = Filled::sent(&visit, Fields::of_gathering(&one, known.dates));
    Ok(PlanPage::of(visit.frame(Room::Groups), &known, form, Some(&one)).show())
}

async fn edit(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (one, known) = changeable(&web, &visit, &member, &id).await?;
    web.limits.write(member.id())?;
    let seen_sequence = fields.sequence.parse().map_err(|_| Failure::Missing)?;
    let mut form = Filled::sent(&visit, fields);
    let again = |form| PlanPage::of(visit.frame(Room::Groups), &known, form, Some(&one));
    let Some(plan) = read(&mut form, &known, Some(&one)) else {
        return Ok(again(form).show_as(UNPROCESSABLE));
    };
    match web.perform(ChangeGathering { by: member.id(), gathering: one.id, plan, seen_sequence }).await {
        Ok(()) => {
            let done = if known.view.group.hosted { Done::Saved } else { Done::GroupWaits };
            Ok(see_other(&visit.to.gathering(one.id), Some(Flash::new(done))))
        }
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}
