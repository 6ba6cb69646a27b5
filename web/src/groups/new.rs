//! Making a group: three plain choices, the rest one click deeper.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::Form;
use preau_core::action::group::MakeGroup;
use preau_core::action::group::invite::InviteSection;
use preau_core::action::network::host_and_port;
use preau_core::error::{Failure as CoreFailure, Field};
use preau_core::group::{GroupChoices, Joining, Listing, Reach, Writing};
use preau_core::id::{GroupId, PersonId};
use preau_core::link::{LinkState, LinkView};
use preau_core::text::{Note, Problem, Title};
use serde::Deserialize;
use url::Url;

use super::square::Square;
use crate::error::{Answer, Failure, wrong};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::GROUP_NEW, get(open).post(make))
}

/// The choices of a group as they are typed, in the form of a new one and of one that is changed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) name: String,
    pub(super) aim: String,
    pub(super) reach: String,
    /// Empty for what is usual.
    pub(super) joining: String,
    pub(super) writing: String,
    pub(super) listing: String,
    /// The actors of sections to invite.
    pub(super) invite: Vec<String>,
    /// Those of them that are asked to answer for it with us.
    pub(super) owner: Vec<String>,
    pub(super) once: String,
    /// The version that was seen, of one that is changed.
    pub(super) seen: String,
}

/// The form.
#[derive(Template)]
#[template(path = "groups/new.html")]
pub(crate) struct NewGroup {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) linked: Vec<Linked>,
}

impl Page for NewGroup {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A section that can be invited.
pub(crate) struct Linked {
    pub(super) actor: String,
    pub(super) host: String,
    pub(super) square: Square,
    pub(super) invited: bool,
    pub(super) owner: bool,
}

impl Linked {
    pub(super) fn of(link: &LinkView, typed: &Fields) -> Self {
        let actor = link.section.actor.id.to_string();
        let host = host_and_port(&link.section.actor.id);
        Self {
            square: Square::of(&host, &link.section.actor.name),
            invited: typed.invite.contains(&actor),
            owner: typed.owner.contains(&actor),
            actor,
            host,
        }
    }
}

async fn open(State(web): State<Web>, visit: Visit, _: Member) -> Answer {
    let once = web.world.hidden_id().to_string();
    let reach = Reach::Section.as_str().to_owned();
    let form = Filled::sent(&visit, Fields { reach, once, ..Fields::default() });
    page(&web, &visit, form, StatusCode::OK).await
}

async fn page(
    web: &Web,
    visit: &Visit,
    form: Filled<Fields>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let links = web.read().await?.linked_sections(&[LinkState::Linked]).await?;
    let linked = links.iter().map(|link| Linked::of(link, &form.typed)).collect();
    Ok(NewGroup { frame: visit.frame(Room::Groups), form, linked }.show_as(status))
}

async fn make(State(web): State<Web>, visit: Visit, member: Member, Form(fields): Form<Fields>) -> Answer {
    web.limits.write(member.id())?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let Some(choices) = choices(&mut form, None) else {
        return page(&web, &visit, form, UNPROCESSABLE).await;
    };
    let shared = choices.reach == Reach::Shared;
    match web.perform(MakeGroup { by: member.id(), choices, once }).await {
        Ok(group) => {
            if shared {
                invite(&web, member.id(), group, &form.typed).await?;
            }
            Ok(see_other(&visit.to.group(group), Some(Flash::new(Done::GroupMade))))
        }
        Err(failure) => {
            form.refuse(failure)?;
            page(&web, &visit, form, UNPROCESSABLE).await
        }
    }
}

/// Invites the sections that were chosen. One that was unlinked meanwhile is left out: the group's page shows who is in.
async fn invite(web: &Web, by: PersonId, group: GroupId, typed: &Fields) -> Result<(), Failure> {
    let chosen = typed.invite.iter().chain(&typed.owner).filter_map(|actor| Url::parse(actor).ok());
    let mut sections: Vec<Url> = chosen.collect();
    sections.sort();
    sections.dedup();
    for section in sections {
        let owner = typed.owner.iter().any(|actor| actor == section.as_str());
        match web.perform(InviteSection { by, group, section, owner }).await {
            Ok(()) | Err(CoreFailure::Refused(_)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(())
}

/// Reads the choices, so that everything wrong is said at once. `before` is the reach of a group that is changed.
pub(super) fn choices(form: &mut Filled<Fields>, before: Option<Reach>) -> Option<GroupChoices> {
    let typed = form.typed.clone();
    let t = form.texts();
    if typed.name.trim().is_empty() {
        form.say(Field::Name.as_str(), t.group_wrong_name());
    }
    let name = form.take(Field::Name, Title::parse(&typed.name));
    let aim = Note::parse(&typed.aim).map_err(|problem| {
        let empty = problem == Problem::Empty;
        form.say("aim", if empty { t.group_wrong_aim() } else { wrong(t, Field::Body, problem) });
    });
    let reach = before.or_else(|| typed.reach.parse().ok());
    if reach.is_none() {
        form.say("reach", t.wrong_choice());
    }
    let usual = if reach == Some(Reach::Shared) { Joining::Ask } else { Joining::Free };
    let joining = if typed.joining.is_empty() { usual } else { typed.joining.parse().unwrap_or(usual) };
    Some(GroupChoices {
        name: name?,
        aim: aim.ok()?,
        reach: reach?,
        joining,
        writing: typed.writing.parse().unwrap_or(Writing::Members),
        listing: typed.listing.parse().unwrap_or(Listing::Listed),
    })
}
