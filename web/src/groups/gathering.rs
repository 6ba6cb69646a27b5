//! The rendezvous of a group: the list, and one of them with one's answer.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use preau_core::access::{Verb, Viewer};
use preau_core::action::group::gathering::{AnswerGathering, CallOffGathering};
use preau_core::group::{GatheringPlan, GatheringView, Reach};
use preau_core::id::GatheringId;
use preau_core::world::Moment;
use serde::Deserialize;

use super::head::{Head, Part};
use super::{Known, group_id, yes};
use crate::confirm::Confirm;
use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, local, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_GATHERINGS, get(list))
        .at(place::GATHERING, get(show))
        .at(place::GATHERING_ANSWER, post(answer))
        .at(place::GATHERING_CANCEL, get(ask_cancel).post(cancel))
}

/// Rendezvous on the list: a group that meets every week fills two years.
const LISTED_MAX: i64 = 100;
/// How long one without an end lasts, as Actions count it.
const LASTS: i64 = 3 * Moment::HOUR;

/// The list.
#[derive(Template)]
#[template(path = "groups/gatherings.html")]
pub(crate) struct Gatherings {
    frame: Frame,
    head: Head,
    rows: Vec<Row>,
    writes: bool,
}

impl Page for Gatherings {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One in its row.
struct Row {
    leaf: Leaf,
    href: String,
    title: String,
    line: String,
    cancelled: bool,
    waits: bool,
    mine: Option<bool>,
}

impl Row {
    fn of(frame: &Frame, dates: Dates, view: &GatheringView) -> Self {
        let one = &view.gathering;
        Self {
            leaf: dates.leaf(one.plan.starts_at),
            href: frame.to.gathering(one.id),
            title: one.plan.title.to_string(),
            line: line(frame.t, dates, view),
            cancelled: one.cancelled,
            waits: !one.published,
            mine: view.mine,
        }
    }
}

/// « 20 h, en visio. 18 personnes viennent. »
pub(super) fn line(t: &Texts, dates: Dates, view: &GatheringView) -> String {
    let plan = &view.gathering.plan;
    let hours = match plan.ends_at {
        Some(end) if dates.date(end) == dates.date(plan.starts_at) => dates.time_range(plan.starts_at, end),
        Some(end) => dates.range(plan.starts_at, end),
        None => dates.time(plan.starts_at),
    };
    let line = match plan.place.as_ref() {
        Some(place) => t.rdv_line(hours, place.as_str()),
        None => t.rdv_line_online(hours),
    };
    if view.coming > 0 { format!("{line} {}", t.rdv_coming(view.coming)) } else { line }
}

async fn list(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::inside(&web, &visit, &member, group_id(&id)?).await?;
    let from = web.now().plus(-LASTS);
    let views = web.read().await?.gatherings_of(known.view.group.id, member.id(), from, LISTED_MAX).await?;
    Ok(Gatherings::of(visit.frame(Room::Groups), &member.viewer, &known, &views).show())
}

impl Gatherings {
    pub(super) fn of(frame: Frame, viewer: &Viewer, known: &Known, views: &[GatheringView]) -> Self {
        Self {
            head: Head::of(&frame, known, viewer, Part::Gatherings),
            rows: views.iter().map(|view| Row::of(&frame, known.dates, view)).collect(),
            writes: known.may(viewer, Verb::Write),
            frame,
        }
    }
}

/// One of them.
#[derive(Template)]
#[template(path = "groups/gathering.html")]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct GatheringPage {
    frame: Frame,
    head: Head,
    id: GatheringId,
    title: String,
    leaf: Leaf,
    datetime: String,
    when: String,
    /// Where it is said in another zone than the section's: the same on its clocks, and the zone.
    elsewhere: Option<(String, String)>,
    place: Option<String>,
    link: Option<String>,
    coming: String,
    more: Vec<String>,
    shared: bool,
    cancelled: bool,
    waits: bool,
    over: bool,
    mine: Option<bool>,
    answers: bool,
    changes: bool,
}

impl Page for GatheringPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Reads the id from the address; what is none does not exist.
fn gathering_id(text: &str) -> Result<GatheringId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

/// A rendezvous of a group that this member is in. One that waits for its host is its planner's alone.
pub(super) async fn opened(
    web: &Web,
    visit: &Visit,
    member: &Member,
    id: &str,
) -> Result<(GatheringView, Known), Failure> {
    let id = gathering_id(id)?;
    let found = web.read().await?.gathering_view(id, member.id()).await?;
    let view = found.ok_or(Failure::Missing)?;
    let known = Known::inside(web, visit, member, view.gathering.group).await?;
    let theirs = view.gathering.person == Some(member.id());
    if view.gathering.published || theirs { Ok((view, known)) } else { Err(Failure::Missing) }
}

/// Whether this member changes it: whoever planned it here, or an animator.
pub(super) fn changes(view: &GatheringView, known: &Known, member: &Member) -> bool {
    let theirs = view.gathering.person == Some(member.id()) && known.may(&member.viewer, Verb::Write);
    let open = view.gathering.published && !view.gathering.cancelled;
    open && (theirs || known.may(&member.viewer, Verb::Animate))
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, known) = opened(&web, &visit, &member, &id).await?;
    Ok(GatheringPage::of(visit.frame(Room::Groups), &member, &known, &view).show())
}

impl GatheringPage {
    pub(super) fn of(frame: Frame, member: &Member, known: &Known, view: &GatheringView) -> Self {
        let (one, dates) = (&view.gathering, known.dates);
        let plan = &one.plan;
        let there = Dates { zone: plan.time_zone, ..dates };
        let apart = there.datetime(plan.starts_at) != dates.datetime(plan.starts_at);
        let over = plan.ends_at.unwrap_or(plan.starts_at.plus(LASTS)) < dates.now;
        let counted = view.coming > 0 && !one.cancelled;
        let coming = |count| if over { frame.t.rdv_came(count) } else { frame.t.rdv_coming(count) };
        let more = plan.more.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            head: Head::of(&frame, known, &member.viewer, Part::Deeper),
            id: one.id,
            title: plan.title.to_string(),
            leaf: dates.leaf(plan.starts_at),
            datetime: dates.datetime(plan.starts_at),
            when: when(&dates, plan),
            elsewhere: apart.then(|| (when(&there, plan), plan.time_zone.name().replace('_', " "))),
            place: plan.place.as_ref().map(ToString::to_string),
            link: plan.link.as_ref().map(ToString::to_string),
            coming: if counted { coming(view.coming) } else { String::new() },
            more: more.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect(),
            shared: known.view.group.reach == Reach::Shared,
            cancelled: one.cancelled,
            waits: !one.published,
            over,
            mine: view.mine,
            answers: one.published && !one.cancelled && !over,
            changes: changes(view, known, member),
            frame,
        }
    }
}

/// « jeudi 10 décembre, 20 h à 22 h »
fn when(dates: &Dates, plan: &GatheringPlan) -> String {
    match plan.ends_at {
        Some(end) => dates.range(plan.starts_at, end),
        None => dates.moment(plan.starts_at),
    }
}

#[derive(Deserialize)]
struct Said {
    coming: String,
    back: Option<String>,
}

/// From this page, or from another one that shows it.
async fn answer(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(said): Form<Said>,
) -> Answer {
    let gathering = gathering_id(&id)?;
    let coming = yes(&said.coming)?;
    web.limits.write(member.id())?;
    web.perform(AnswerGathering { by: member.id(), gathering, coming }).await?;
    let back = said.back.map_or_else(|| visit.to.gathering(gathering), |back| local(&back));
    Ok(see_other(&back, Some(Flash::new(Done::Answered))))
}

async fn ask_cancel(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, known) = opened(&web, &visit, &member, &id).await?;
    if !changes(&view, &known, &member) {
        return Err(Failure::Missing);
    }
    let frame = visit.frame(Room::Groups);
    let confirm = Confirm {
        title: frame.t.rdv_cancel_title(view.gathering.plan.title.as_str()),
        consequence: frame.t.gathering_cancel_consequence(),
        action: frame.to.gathering_cancel(view.gathering.id),
        button: frame.t.rdv_cancel(),
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.gathering(view.gathering.id),
        frame,
    };
    Ok(confirm.show())
}

async fn cancel(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, known) = opened(&web, &visit, &member, &id).await?;
    let gathering = view.gathering.id;
    web.perform(CallOffGathering { by: member.id(), gathering }).await?;
    let done = if known.view.group.hosted { Done::RendezvousCancelled } else { Done::GroupWaits };
    Ok(see_other(&visit.to.gathering(gathering), Some(Flash::new(done))))
}
