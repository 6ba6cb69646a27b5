//! What the animators of a group decide on its host: who comes in, who animates, which sections are invited.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use axum::routing::post;
use preau_core::action::group::decide::{DecideAsking, SetGroupRole, SetShown};
use preau_core::action::group::invite::InviteSection;
use preau_core::id::GroupId;
use serde::Deserialize;
use url::Url;

use super::{group_id, yes};
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_ASKING, post(admit))
        .at(place::GROUP_ROLE, post(role))
        .at(place::GROUP_SHOWN, post(shown))
        .at(place::GROUP_INVITE, post(invite))
}

/// Back to the list of members, with a note.
fn back(visit: &Visit, group: GroupId, done: Done) -> Response {
    see_other(&visit.to.group_members(group), Some(Flash::new(done)))
}

fn actor(typed: &str) -> Result<Url, Failure> {
    Url::parse(typed).map_err(|_| Failure::Missing)
}

#[derive(Deserialize)]
struct Admitted {
    actor: String,
    admit: String,
}

async fn admit(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Admitted>,
) -> Answer {
    let (group, actor, admit) = (group_id(&id)?, actor(&sent.actor)?, yes(&sent.admit)?);
    web.perform(DecideAsking { by: member.id(), group, actor, admit }).await?;
    Ok(back(&visit, group, Done::Decided))
}

#[derive(Deserialize)]
struct Role {
    actor: String,
    role: String,
}

async fn role(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Role>,
) -> Answer {
    let (group, actor) = (group_id(&id)?, actor(&sent.actor)?);
    let role = sent.role.parse().map_err(|_| Failure::Missing)?;
    web.perform(SetGroupRole { by: member.id(), group, actor, role }).await?;
    Ok(back(&visit, group, Done::Decided))
}

#[derive(Deserialize)]
struct Shown {
    shown: String,
}

async fn shown(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Shown>,
) -> Answer {
    let (group, shown) = (group_id(&id)?, yes(&sent.shown)?);
    web.perform(SetShown { by: member.id(), group, shown }).await?;
    Ok(back(&visit, group, Done::Saved))
}

#[derive(Deserialize)]
struct Invited {
    section: String,
    #[serde(default)]
    owner: String,
}

async fn invite(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Invited>,
) -> Answer {
    let (group, section) = (group_id(&id)?, actor(&sent.section)?);
    web.limits.write(member.id())?;
    web.perform(InviteSection { by: member.id(), group, section, owner: sent.owner == "yes" }).await?;
    Ok(back(&visit, group, Done::Invited))
}
