//! The list of meetings: what is prepared, what comes, what was.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use preau_core::access::Sight;
use preau_core::id::BodyId;
use preau_core::mandate::Right;
use preau_core::meeting::{MeetingState, MeetingView};
use preau_core::world::Moment;
use serde::Deserialize;

use super::{clocks, state_tag, when};
use crate::dates::Leaf;
use crate::error::Answer;
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// Meetings on one list: a year of a busy section.
const SHOWN_MAX: i64 = 60;
/// Bodies whose drafts are looked through.
const BODIES_MAX: i64 = 200;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MEETINGS, get(list))
}

/// What the address may say.
#[derive(Deserialize)]
struct Asked {
    /// One body only.
    body: Option<String>,
    /// Past ones that begin before this moment.
    before: Option<i64>,
}

/// A line of the list.
pub(super) struct Line {
    pub(super) leaf: Leaf,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) when: String,
    pub(super) place: String,
    pub(super) body: String,
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) state: String,
}

impl Line {
    fn of(web: &Web, visit: &Visit, frame: &Frame, view: &MeetingView) -> Self {
        let meeting = &view.meeting;
        let dates = clocks(web, visit, meeting);
        let (tone, icon, state) = state_tag(frame.t, meeting);
        Self {
            leaf: dates.leaf(meeting.starts_at),
            title: meeting.title.to_string(),
            href: frame.to.meeting(meeting.id),
            when: when(&dates, meeting),
            place: meeting.place.as_ref().map(ToString::to_string).unwrap_or_default(),
            body: view.body_name.to_string(),
            tone,
            icon,
            state,
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "meetings/list.html")]
pub(crate) struct MeetingsPage {
    pub(super) frame: Frame,
    pub(super) bodies: Vec<(String, String, bool)>,
    pub(super) prepares: bool,
    pub(super) drafts: Vec<Line>,
    pub(super) ahead: Vec<Line>,
    pub(super) past: Vec<Line>,
    pub(super) older: Option<String>,
}

impl Page for MeetingsPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /reunions`.
async fn list(State(web): State<Web>, visit: Visit, member: Member, Query(asked): Query<Asked>) -> Answer {
    let body: Option<BodyId> = asked.body.as_deref().and_then(|text| text.parse().ok());
    let frame = visit.frame(Room::Calendar);
    let sight = Sight::of(&member.viewer, web.now());
    let before = asked.before.map_or(Moment(i64::MAX), Moment);
    let mut db = web.read().await?;
    let bodies = db.bodies(BODIES_MAX).await?;
    let prepared = |id| member.viewer.holds(Right::Prepare, id) || member.viewer.holds(Right::Convene, id);
    let mut drafts = Vec::new();
    for one in bodies.iter().filter(|one| prepared(one.id) && body.is_none_or(|asked| asked == one.id)) {
        drafts.extend(db.meeting_drafts(Some(one.id), SHOWN_MAX).await?);
    }
    drafts.sort_by_key(|view| view.meeting.starts_at);
    let ahead = db.meetings_ahead(sight, body, SHOWN_MAX).await?;
    let past = db.meetings_past(sight, body, before, SHOWN_MAX).await?;
    drop(db);
    let (open, mut ahead): (Vec<_>, Vec<_>) =
        ahead.into_iter().partition(|view| view.meeting.state == MeetingState::AgendaOpen);
    drafts.extend(open);
    // What was called off stands, marked, where one would look for it, until its hour is past.
    let off = |view: &MeetingView| {
        matches!(view.meeting.state, MeetingState::Cancelled | MeetingState::Postponed)
            && view.meeting.starts_at > web.now()
    };
    let more = i64::try_from(past.len()).is_ok_and(|count| count == SHOWN_MAX);
    let last = past.last().map(|view| view.meeting.starts_at).filter(|_| more);
    let (called_off, past): (Vec<_>, Vec<_>) = past.into_iter().partition(off);
    ahead.extend(called_off);
    ahead.sort_by_key(|view| (view.meeting.starts_at, view.meeting.id.0));
    let lines =
        |views: &[MeetingView]| views.iter().map(|view| Line::of(&web, &visit, &frame, view)).collect();
    let older = last.map(|starts_at| {
        let here = frame.to.meetings();
        let of_body = body.map(|id| format!("&body={id}")).unwrap_or_default();
        format!("{here}?before={}{of_body}", starts_at.0)
    });
    Ok(MeetingsPage {
        bodies: bodies
            .iter()
            .filter(|one| one.stands(web.now()))
            .map(|one| (one.id.to_string(), one.name.to_string(), body == Some(one.id)))
            .collect(),
        prepares: bodies.iter().any(|one| one.stands(web.now()) && prepared(one.id)),
        drafts: lines(&drafts),
        ahead: lines(&ahead),
        past: lines(&past),
        older,
        frame,
    }
    .show())
}
