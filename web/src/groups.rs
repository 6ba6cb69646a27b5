//! Groups: the list, a group and its discussions, who is in it, and what its animators do with it.

mod animate;
mod decide;
mod door;
mod gathering;
mod head;
mod left;
mod link;
mod list;
mod members;
mod new;
mod plan;
mod refused;
mod said;
#[cfg(test)]
pub(crate) mod samples;
mod settings;
mod show;
pub(crate) mod square;
mod topic;
mod write;

use std::sync::Arc;

use axum::Router;
use preau_core::access::{self, Thing, Verb, Viewer, may};
use preau_core::action::network::host_and_port;
use preau_core::group::{GroupMember, GroupView, Membership};
use preau_core::id::{GroupId, MessageId};
use preau_core::store::Read;
use preau_core::unit::House;

use crate::dates::Dates;
use crate::error::Failure;
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

use self::square::Squares;

#[cfg(test)]
pub(crate) use self::{
    door::{Door, Stranger},
    gathering::{GatheringPage, Gatherings},
    link::LinkPage,
    list::Groups,
    members::{Leave, Members, Removal},
    new::NewGroup,
    plan::PlanPage,
    refused::Refused,
    settings::Settings,
    show::GroupPage,
    topic::TopicPage,
    write::Write,
};

/// The routes of these rooms.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .merge(list::routes())
        .merge(new::routes())
        .merge(show::routes())
        .merge(door::routes())
        .merge(topic::routes())
        .merge(write::routes())
        .merge(animate::routes())
        .merge(members::routes())
        .merge(decide::routes())
        .merge(link::routes())
        .merge(settings::routes())
        .merge(gathering::routes())
        .merge(plan::routes())
        .merge(refused::routes())
}

/// People who wait at the door of a group are counted so far.
const ASKING_MAX: i64 = 100;

/// Reads the id of a group from an address; what is none does not exist.
fn group_id(text: &str) -> Result<GroupId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

/// Reads the id of a message.
fn message_id(text: &str) -> Result<MessageId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

/// A group that this member knows of, with what its pages need.
struct Known {
    view: GroupView,
    house: Arc<House>,
    squares: Squares,
    dates: Dates,
    /// Its host's server does not answer at present.
    unreachable: bool,
    /// People who wait at its door, for those who open it.
    asking: i64,
}

impl Known {
    /// The group, if this member may know of it: else there is none.
    async fn read(web: &Web, visit: &Visit, member: &Member, id: GroupId) -> Result<Self, Failure> {
        let mut db = web.read().await?;
        let found = access::group(db.as_mut(), &member.viewer, id).await?;
        let view = found.ok_or(Failure::Missing)?.into_inner();
        Self::of(web, visit, member, db.as_mut(), view).await
    }

    /// The same for what is inside, which is for its members alone.
    async fn inside(web: &Web, visit: &Visit, member: &Member, id: GroupId) -> Result<Self, Failure> {
        let known = Self::read(web, visit, member, id).await?;
        if known.may(&member.viewer, Verb::Enter) { Ok(known) } else { Err(Failure::Missing) }
    }

    /// The same for those who decide about people.
    async fn ruled(web: &Web, visit: &Visit, member: &Member, id: GroupId) -> Result<Self, Failure> {
        let known = Self::read(web, visit, member, id).await?;
        if known.may(&member.viewer, Verb::Administer) { Ok(known) } else { Err(Failure::Missing) }
    }

    async fn of(
        web: &Web,
        visit: &Visit,
        member: &Member,
        db: &mut dyn Read,
        view: GroupView,
    ) -> Result<Self, Failure> {
        let house = web.house().await?;
        let squares = Squares::of(&view, &house, web.world.origin());
        let peer = if view.group.hosted { None } else { db.peer(&host_and_port(&view.group.actor)).await? };
        let dates = Dates { language: visit.language, zone: house.time_zone, now: web.now() };
        let unreachable = peer.is_some_and(|peer| peer.failures > 0 && peer.open_until.is_some());
        let mut known = Self { view, house, squares, dates, unreachable, asking: 0 };
        if known.may(&member.viewer, Verb::Administer) {
            let asking = db.group_members(known.view.group.id, &[Membership::Asked], ASKING_MAX).await?;
            known.asking = i64::try_from(asking.len()).unwrap_or(ASKING_MAX);
        }
        Ok(known)
    }

    /// Whether the viewer may do this in it.
    fn may(&self, viewer: &Viewer, verb: Verb) -> bool {
        may(viewer, verb, Thing::Group { group: &self.view.group, mine: self.view.mine.as_ref() })
    }

    /// The viewer's own place, which whoever is inside has.
    fn mine(&self) -> Result<&GroupMember, Failure> {
        self.view.mine.as_ref().ok_or(Failure::Missing)
    }
}

/// One of two words; a form of ours sends no other.
fn yes(word: &str) -> Result<bool, Failure> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Failure::Missing),
    }
}
