//! One's own mandates, and what each role may do: the table that access asks, in words.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use preau_core::id::BodyId;
use preau_core::mandate::{MandateView, RIGHTS};

use super::name_of;
use super::show::Line;
use crate::error::Answer;
use crate::feed;
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MANDATES, get(show))
}

/// One's own mandates on the page.
const OWN_SHOWN: i64 = 100;

/// The page.
#[derive(Template)]
#[template(path = "bodies/rights.html")]
pub(crate) struct Rights {
    pub(super) frame: Frame,
    pub(super) mine: Vec<Own>,
    pub(super) roles: Vec<Role>,
}

impl Page for Rights {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A mandate of the reader's.
pub(crate) struct Own {
    pub(super) body: String,
    pub(super) href: String,
    pub(super) line: Line,
}

/// What a role may do.
pub(crate) struct Role {
    name: String,
    rights: Vec<String>,
}

/// The table, as it is asked.
pub(super) fn roles(frame: &Frame) -> Vec<Role> {
    RIGHTS
        .iter()
        .map(|(role, rights)| Role {
            name: frame.t.mandate_role(role.as_str()),
            rights: rights.iter().map(|right| frame.t.right_words(right.as_str())).collect(),
        })
        .collect()
}

async fn show(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let frame = visit.frame(Room::Directory);
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let mut mine = Vec::new();
    for mandate in db.mandates_of(member.id(), OWN_SHOWN).await? {
        let body_id: BodyId = mandate.body;
        let Some(body) = db.body(body_id).await? else { continue };
        let view = MandateView { mandate, holder: member.person.byline() };
        mine.push(Own {
            body: name_of(&body, frame.t),
            href: frame.to.body(body_id),
            line: Line::of(&view, &frame, &member.viewer, dates, false, body.stands(dates.now)),
        });
    }
    let roles = roles(&frame);
    Ok(Rights { frame, mine, roles }.show())
}
