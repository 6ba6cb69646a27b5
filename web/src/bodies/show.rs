//! One body: what it is for, who sits in it as what, what is to come and what was.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::access::{Thing, Verb, Viewer, may};
use preau_core::audience::Audience;
use preau_core::body::{Body, BodyKind};
use preau_core::id::PersonId;
use preau_core::mandate::{MandateView, Right};
use preau_core::world::Moment;

use super::name_of;
use crate::dates::Dates;
use crate::error::Answer;
use crate::feed;
use crate::item::name_of as name_of_person;
use crate::page::{Face, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::BODY, get(show))
}

/// Mandates on the page, past ones included.
const MANDATES_SHOWN: i64 = 500;

/// The page.
#[derive(Template)]
#[template(path = "bodies/show.html")]
pub(crate) struct BodyPage {
    frame: Frame,
    name: String,
    kind: String,
    purpose: String,
    assembly: bool,
    /// When it was dissolved, in words; empty while it stands.
    dissolved: String,
    /// How many sit in it.
    seats: i64,
    pub(super) holding: Vec<Line>,
    pub(super) coming: Vec<Line>,
    pub(super) past: Vec<Line>,
    /// The form that changes it, for who may.
    pub(super) edit: String,
    /// The page before it is dissolved, for who may.
    pub(super) end: String,
    /// The form of a new mandate, for who records them.
    pub(super) record: String,
    /// The composer and the form of a rendezvous, for who sits here: both are for this body alone.
    pub(super) write: String,
    pub(super) plan: String,
}

impl Page for BodyPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A mandate as it is listed.
pub(crate) struct Line {
    pub(super) face: Face,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) role: String,
    /// Which rights were delegated; empty for a whole mandate.
    pub(super) part: String,
    pub(super) term: String,
    pub(super) provisional: bool,
    /// Where its end is recorded; empty for who may not. So are the next ones.
    pub(super) end: String,
    pub(super) confirm: String,
    pub(super) handover: String,
    pub(super) delegate: String,
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let body = super::body(&web, &member.viewer, &id).await?;
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let seats = if body.stands(dates.now) { db.seated_count(body.id, dates.now).await? } else { 0 };
    let mandates = db.mandates_in(body.id, Moment(i64::MIN), MANDATES_SHOWN).await?;
    drop(db);
    Ok(BodyPage::of(visit.frame(Room::Directory), &member.viewer, dates, &body, seats, &mandates).show())
}

impl BodyPage {
    pub(super) fn of(
        frame: Frame,
        viewer: &Viewer,
        dates: Dates,
        body: &Body,
        seats: i64,
        mandates: &[MandateView],
    ) -> Self {
        let now = dates.now;
        let stands = body.stands(now);
        let uses = |right| stands && may(viewer, Verb::Use(right), Thing::Body(body));
        let manages = uses(Right::ManageMandates);
        let line = |view: &MandateView| Line::of(view, &frame, viewer, dates, manages, stands);
        let over = |view: &&MandateView| !stands || view.mandate.ends_at.is_some_and(|end| end <= now);
        let held = |view: &&MandateView| view.mandate.holds(now);
        let mut holding: Vec<&MandateView> = mandates.iter().filter(|v| !over(v) && held(v)).collect();
        // Offices first, in the order of the table; what was delegated after what it is a part of.
        holding.sort_by_key(|view| (view.mandate.delegated.is_some(), view.mandate.role));
        let coming = mandates.iter().filter(|v| !over(v) && !held(v)).map(line).collect();
        let past = mandates.iter().rev().filter(over).map(line).collect();
        let allowed = |allowed, href: String| if allowed { href } else { String::new() };
        // What is for the whole assembly is for the section.
        let apart = body.kind != BodyKind::Assembly && may(viewer, Verb::Enter, Thing::Body(body));
        let audience = Audience::Body(body.id);
        Self {
            name: name_of(body, frame.t),
            kind: frame.t.body_kind(body.kind.as_str()),
            purpose: body.purpose.as_ref().map(ToString::to_string).unwrap_or_default(),
            assembly: body.kind == BodyKind::Assembly,
            dissolved: body.dissolved_at.map(|end| dates.day(end)).unwrap_or_default(),
            seats,
            holding: holding.into_iter().map(line).collect(),
            coming,
            past,
            edit: allowed(uses(Right::ManageBodies), frame.to.body_edit(body.id)),
            end: allowed(
                uses(Right::ManageBodies) && body.kind != BodyKind::Assembly,
                frame.to.body_end(body.id),
            ),
            record: allowed(manages, frame.to.mandate_new(body.id)),
            write: allowed(apart, format!("{}?audience={audience}", frame.to.compose())),
            plan: allowed(apart, format!("{}?audience={audience}", frame.to.rendezvous_new())),
            frame,
        }
    }
}

impl Line {
    /// A mandate for this viewer: the acts that they may do stand beside it.
    pub(super) fn of(
        view: &MandateView,
        frame: &Frame,
        viewer: &Viewer,
        dates: Dates,
        manages: bool,
        stands: bool,
    ) -> Self {
        let mandate = &view.mandate;
        let me: Option<PersonId> = viewer.member().map(|person| person.id);
        let own = me == Some(mandate.person);
        let open = stands && mandate.ends_at.is_none_or(|end| end > dates.now);
        let whole = mandate.delegated.is_none();
        let allowed = |allowed, href: String| if allowed && open { href } else { String::new() };
        let delegable = own && whole && mandate.holds(dates.now) && !mandate.role.rights().is_empty();
        let rights = mandate.delegated.as_ref().map(|part| &part.rights);
        let words = |right: &Right| frame.t.right_words(right.as_str());
        Self {
            face: Face::of(view.holder.name.as_str(), view.holder.id.0),
            name: name_of_person(&view.holder, frame.t),
            href: if view.holder.ended { String::new() } else { frame.to.member(&view.holder.handle) },
            role: frame.t.mandate_role(mandate.role.as_str()),
            part: rights
                .map(|rights| rights.iter().map(words).collect::<Vec<_>>().join(" ; "))
                .unwrap_or_default(),
            term: term(frame, dates, mandate.starts_at, mandate.ends_at),
            provisional: mandate.provisional,
            end: allowed(own || manages, frame.to.mandate_end(mandate.id)),
            confirm: allowed(manages && mandate.provisional, frame.to.mandate_confirm(mandate.id)),
            handover: allowed((own || manages) && whole, frame.to.mandate_handover(mandate.id)),
            delegate: allowed(delegable, frame.to.mandate_delegate(mandate.id)),
        }
    }
}

/// From which day to which, the last one included.
fn term(frame: &Frame, dates: Dates, from: Moment, until: Option<Moment>) -> String {
    let from = dates.day(from);
    match until {
        Some(end) => frame.t.mandate_from_to(from, dates.day(end.plus(-1))),
        None => frame.t.mandate_from(from),
    }
}
