//! Posts proposed to everybody: for administrators the queue and the page on which they decide, for others their own.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::get;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::post::DecideProposal;
use preau_core::post::{PostView, Signature};
use serde::Deserialize;

use crate::error::{Answer, Failure};
use crate::feed;
use crate::item::{Item, Look};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::post::post_id;
use crate::session::{Member, Speaker};
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::PROPOSALS, get(list)).at(place::DECISION, get(read_again).post(decide))
}

/// Proposals on the page, oldest first: those beyond it come up as these are decided.
const PROPOSALS_MAX: i64 = 50;
/// Servers named in the list of those that will get a copy.
const SERVERS_MAX: i64 = 200;

/// What waits.
#[derive(Template)]
#[template(path = "proposals.html")]
pub(crate) struct Proposals {
    frame: Frame,
    items: Vec<Item>,
}

impl Page for Proposals {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One proposal as everybody would read it, and the two buttons.
#[derive(Template)]
#[template(path = "proposal.html")]
pub(crate) struct Proposal {
    frame: Frame,
    item: Item,
    action: String,
    /// The version that is read.
    seen: i32,
    signed: bool,
    servers: Vec<String>,
}

impl Page for Proposal {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn list(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let frame = visit.frame(Room::Home);
    let dates = feed::dates(&web, &visit).await?;
    let of = if member.viewer.speaks() { None } else { Some(member.id()) };
    let views = web.read().await?.proposals(of, PROPOSALS_MAX).await?;
    let look = Look { frame: &frame, viewer: &member.viewer, dates };
    let items = views.iter().map(|view| Item::whole(view, look)).collect();
    Ok(Proposals { frame, items }.show())
}

async fn read_again(
    State(web): State<Web>,
    visit: Visit,
    Speaker(member): Speaker,
    Path(id): Path<String>,
) -> Answer {
    let id = post_id(&id)?;
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let view = access::post(db.as_mut(), &member.viewer, id).await?.ok_or(Failure::Missing)?.into_inner();
    let frame = visit.frame(Room::Home);
    if !may(&member.viewer, Verb::Decide, Thing::Post(&view.post)) {
        // Decided meanwhile: the link of a notice still leads to what became of it.
        return Ok(see_other(&frame.to.post(id), None));
    }
    let servers = db.follower_hosts(SERVERS_MAX).await?;
    let look = Look { frame: &frame, viewer: &member.viewer, dates };
    Ok(Proposal::of(&view, look, servers).show())
}

impl Proposal {
    fn of(view: &PostView, look: Look<'_>, servers: Vec<String>) -> Self {
        let mut item = Item::whole(view, look);
        // On this page the text stands as it will be read, without the buttons of the feed.
        item.acts = None;
        Self {
            item,
            action: look.frame.to.decision(view.post.id),
            seen: view.post.edits,
            signed: view.post.signature == Signature::Author,
            servers,
            frame: look.frame.clone(),
        }
    }
}

#[derive(Deserialize)]
struct Decision {
    accept: String,
    /// How often the text was edited when it was read: what nobody has read goes out in nobody's name.
    #[serde(default)]
    seen: i32,
}

async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Speaker(member): Speaker,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Answer {
    let post = post_id(&id)?;
    let accept = match decision.accept.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Failure::Missing),
    };
    web.perform(DecideProposal { by: member.id(), post, seen_edits: decision.seen, accept }).await?;
    let flash = if accept { Flash::about_thing(Done::Published, post.0) } else { Flash::new(Done::Decided) };
    Ok(see_other(&visit.to.proposals(), Some(flash)))
}

#[cfg(test)]
mod tests {
    use preau_core::audience::Audience;
    use preau_core::person::Role;
    use preau_core::post::PostState;

    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::{dates, jeanne, person, view};

    fn proposed() -> PostView {
        let thomas = person(3, "Thomas Le Goff", Role::Member);
        let mut view = view(1, &thomas, "Réunion publique", "Samedi 5 décembre.", Audience::Everybody);
        view.post.state = PostState::Proposed;
        view
    }

    impl Samples for Proposals {
        fn samples(frame: Frame) -> Vec<Self> {
            let viewer = jeanne();
            let item = Item::whole(
                &proposed(),
                Look { frame: &frame, viewer: &viewer, dates: dates(frame.language) },
            );
            vec![Self { items: vec![item], frame: frame.clone() }, Self { items: Vec::new(), frame }]
        }
    }

    impl Samples for Proposal {
        fn samples(frame: Frame) -> Vec<Self> {
            let viewer = jeanne();
            let look = Look { frame: &frame, viewer: &viewer, dates: dates(frame.language) };
            vec![Self::of(&proposed(), look, vec!["pouet.example".to_owned()])]
        }
    }
}
