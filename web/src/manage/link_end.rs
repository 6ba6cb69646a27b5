//! Before a link ends: what follows for the groups that both sections are in.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::routing::get;
use preau_core::access;
use preau_core::group::{COPY_DAYS, GroupState};
use preau_core::link::{LinkState, LinkedSection};
use preau_core::store::Read;

use super::links::{self, Named, named};
use super::{Ask, confirm};
use crate::error::{Answer, Failure};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::{Administrator, Member};
use crate::state::Web;
use crate::visit::Visit;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MANAGE_LINK_END, get(ask).post(end))
}

/// The page.
#[derive(Template)]
#[template(path = "manage/link_end.html")]
pub(crate) struct LinkEnd {
    frame: Frame,
    name: String,
    section: String,
    /// Groups that we host: their people leave them.
    ours: Common,
    /// Groups that they host: our people leave them.
    theirs: Common,
    days: i64,
}

impl Page for LinkEnd {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Groups that both are in. What only its members know of is not named to whoever runs the house either (A17).
#[derive(Default)]
struct Common {
    names: Vec<String>,
    hidden: usize,
}

impl Common {
    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.hidden == 0
    }
}

async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Query(which): Query<Named>,
) -> Answer {
    let mut db = web.read().await?;
    let link = links::read(db.as_mut(), &which.section, &[LinkState::Linked, LinkState::Offered]).await?;
    if link.state == LinkState::Offered {
        return Ok(take_back(&visit, &link));
    }
    let (ours, theirs) = common(db.as_mut(), &me, &link).await?;
    drop(db);
    let section = link.actor.id.to_string();
    let frame = visit.frame(Room::None);
    Ok(LinkEnd { frame, name: named(&link), section, ours, theirs, days: COPY_DAYS }.show())
}

/// The groups in common, those we host and those they host.
async fn common(db: &mut dyn Read, me: &Member, link: &LinkedSection) -> Result<(Common, Common), Failure> {
    let (mut ours, mut theirs) = (Common::default(), Common::default());
    for group in db.groups_with(&link.actor.id).await? {
        if group.state == GroupState::Left {
            continue;
        }
        let side = if group.hosted { &mut ours } else { &mut theirs };
        match access::group(db, &me.viewer, group.id).await? {
            Some(view) => side.names.push(view.into_inner().group.name.to_string()),
            None => side.hidden = side.hidden.saturating_add(1),
        }
    }
    Ok((ours, theirs))
}

/// The page before our own request is taken back.
fn take_back(visit: &Visit, link: &LinkedSection) -> axum::response::Response {
    let t = visit.frame(Room::None).t;
    confirm(
        visit,
        Ask {
            title: t.links_take_back_title(named(link)),
            consequence: t.links_take_back_consequence(),
            action: visit.to.manage_link_end(),
            button: t.links_take_back(),
            destroys: true,
            hidden: vec![("section", link.actor.id.to_string())],
            back: visit.to.manage_links(),
        },
    )
}

async fn end(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(which): Form<Named>,
) -> Answer {
    let states = [LinkState::Linked, LinkState::Offered];
    let link = links::read(web.read().await?.as_mut(), &which.section, &states).await?;
    links::end(&web, &visit, &link, me.id()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for LinkEnd {
        fn samples(frame: Frame) -> Vec<Self> {
            let common = |names: &[&str], hidden| Common {
                names: names.iter().map(|name| (*name).to_owned()).collect(),
                hidden,
            };
            let page = |ours, theirs| Self {
                frame: frame.clone(),
                name: "Port-Lazare".to_owned(),
                section: "https://port-lazare.example/section".to_owned(),
                ours,
                theirs,
                days: COPY_DAYS,
            };
            vec![
                page(
                    common(&["Santé et hôpital public", "Transports du quotidien"], 1),
                    common(&["Logement"], 0),
                ),
                page(Common::default(), Common::default()),
            ]
        }
    }
}
