//! The link into a group: made by its animators, shown once, taken back.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::post;
use preau_core::action::group::invite::{MakeGroupLink, RevokeGroupLink};
use preau_core::group::{GROUP_LINK_DAYS, Reach};
use preau_core::world::Moment;
use serde::Deserialize;

use super::{Known, group_id};
use crate::error::{Answer, Failure};
use crate::form::once;
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::GROUP_INVITE_LINK, post(make))
}

/// The link, shown this once: the tables hold its hash alone.
#[derive(Template)]
#[template(path = "groups/link.html")]
pub(crate) struct LinkPage {
    pub(super) frame: Frame,
    pub(super) back: String,
    pub(super) link: String,
    pub(super) until: String,
    pub(super) shared: bool,
}

impl Page for LinkPage {
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[derive(Deserialize)]
struct Wanted {
    once: String,
    #[serde(default)]
    revoke: String,
}

/// Not a 303 as elsewhere: the next page could not show the link any more, and it must stand in no address of ours.
async fn make(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Wanted>,
) -> Answer {
    let group = group_id(&id)?;
    let once = once(&sent.once)?;
    if sent.revoke == "yes" {
        web.perform(RevokeGroupLink { by: member.id(), group }).await?;
        return Ok(see_other(&visit.to.group_members(group), Some(Flash::new(Done::Revoked))));
    }
    let known = Known::ruled(&web, &visit, &member, group).await?;
    let by = member.id();
    let fresh = async { Ok(vec![web.perform(MakeGroupLink { by, group }).await?.reveal()]) };
    let made = web.printed.once(once, by, web.now(), fresh).await?;
    let token = made.first().ok_or(Failure::Missing)?;
    let frame = visit.frame(Room::Groups);
    let origin = web.world.origin().origin().ascii_serialization();
    let until = known.dates.day(web.now().plus(GROUP_LINK_DAYS * Moment::DAY));
    Ok(LinkPage {
        back: frame.to.group_members(group),
        link: format!("{origin}{}", frame.to.group_invitation(group, token)),
        until: frame.t.group_link_until(until),
        shared: known.view.group.reach == Reach::Shared,
        frame,
    }
    .show())
}
