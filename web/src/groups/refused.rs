//! A text of one's own that a group's host did not take: to be copied elsewhere, for its author alone and for a while.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::access;
use preau_core::action::group::refused::DropRefused;
use preau_core::group::RefusedText;
use preau_core::id::ActivityId;

use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::GROUP_REFUSED, get(show).post(drop_it))
}

/// The page.
#[derive(Template)]
#[template(path = "groups/refused.html")]
pub(crate) struct Refused {
    frame: Frame,
    /// In which group, in a sentence.
    what: String,
    /// Why it was not taken.
    reason: String,
    title: String,
    text: String,
    /// Lines that the field shows at once.
    rows: usize,
    /// Until when it can be read, in a sentence.
    until: String,
    /// Where its author can try again; empty where they are not in the group any more.
    group: String,
    action: String,
}

impl Page for Refused {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

fn act_id(text: &str) -> Result<ActivityId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let found = access::refused(db.as_mut(), &member.viewer, act_id(&id)?, web.now()).await?;
    drop(db);
    let found = found.ok_or(Failure::Missing)?;
    Ok(Refused::of(visit.frame(Room::Groups), dates, &found).show())
}

/// The field is as high as its text, within what a page can bear.
const ROWS: (usize, usize) = (4, 30);
/// Characters of a line, about.
const LINE: usize = 70;

impl Refused {
    pub(super) fn of(frame: Frame, dates: Dates, found: &RefusedText) -> Self {
        let (t, act) = (frame.t, &found.act);
        let lines = found.text.lines().map(|line| line.chars().count().div_euclid(LINE).saturating_add(1));
        Self {
            what: t.refused_text_what(found.group.as_str()),
            reason: act.reason.map(|reason| t.message_reason(reason.as_str())).unwrap_or_default(),
            title: found.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            text: found.text.clone(),
            rows: lines.sum::<usize>().clamp(ROWS.0, ROWS.1),
            until: t.refused_text_until(dates.day(found.until)),
            group: if found.inside { frame.to.group(act.group) } else { String::new() },
            action: frame.to.group_refused(act.id),
            frame,
        }
    }
}

async fn drop_it(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    web.perform(DropRefused { by: member.id(), act: act_id(&id)? }).await?;
    Ok(see_other(&visit.to.notices(), Some(Flash::new(Done::Removed))))
}
