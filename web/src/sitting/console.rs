//! The console: the figures of the room, the items one after the other, and the turns of the sitting.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::sitting::item::AddItem;
use preau_core::error::Field;
use preau_core::meeting::{BallotState, Item, ItemKind, ItemState, MeetingState};
use preau_core::text::{Body, Title};
use serde::Deserialize;

use super::figures::Figures;
use super::{Known, called, treated};
use crate::error::Answer;
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Frame, Page, Room, Tag};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::SITTING, get(show)).at(place::SITTING_ADDITION, get(open_addition).post(add))
}

/// The page.
#[derive(Template)]
#[template(path = "sitting/console.html")]
pub(crate) struct Console {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) items: Vec<Line>,
    pub(super) officers: Vec<(String, Vec<String>)>,
    /// « ouverte à 19 h 35 », « levée à 21 h 40 »
    pub(super) times: Vec<String>,
    /// The minutes of it can be read.
    pub(super) minutes: bool,
    /// The viewer may prepare the meeting that follows.
    pub(super) prepares: bool,
    /// The form's own id.
    pub(super) once: String,
}

impl Page for Console {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What stands on top of every page of a sitting.
pub(crate) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) when: String,
    pub(super) state: MeetingState,
    pub(super) figures: Figures,
}

impl Head {
    pub(super) fn of(known: &Known) -> Self {
        let place = known.meeting.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        Self {
            id: known.meeting.id.to_string(),
            title: known.meeting.title.to_string(),
            when: format!("{}{place}", known.dates.moment(known.meeting.starts_at)),
            state: known.meeting.state,
            figures: known.figures,
        }
    }

    /// Whether the room still changes.
    pub(super) fn live(&self) -> bool {
        self.state.sits() || self.state == MeetingState::Convened
    }

    pub(super) fn convened(&self) -> bool {
        self.state == MeetingState::Convened
    }

    pub(super) fn sits(&self) -> bool {
        self.state.sits()
    }

    pub(super) fn suspended(&self) -> bool {
        self.state == MeetingState::Suspended
    }

    pub(super) fn lacked(&self) -> bool {
        self.state == MeetingState::LackOfQuorum
    }
}

/// An item in the list.
pub(crate) struct Line {
    pub(super) href: String,
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) kind: String,
    /// Tone, icon and word of what became of it; empty word: nothing yet.
    pub(super) outcome: Tag,
    /// A vote is open under it.
    pub(super) voting: bool,
}

/// How an outcome is shown: only here green or red, with icon and word.
pub(crate) fn outcome(frame: &Frame, item: &Item) -> Tag {
    use preau_core::meeting::ItemOutcome::{Adopted, Elected, Postponed, Rejected, Treated, Withdrawn};
    match item.outcome {
        None if item.state == ItemState::Proposed => ("info", "info", frame.t.sitting_item_waits()),
        None => ("", "", String::new()),
        Some(outcome) => {
            let (tone, icon) = match outcome {
                Adopted | Elected => ("ok", "circle-check"),
                Rejected => ("bad", "circle-x"),
                Treated => ("", "check"),
                Postponed | Withdrawn => ("warn", "clock"),
            };
            (tone, icon, frame.t.sitting_outcome(outcome.as_str()))
        }
    }
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let frame = visit.frame(Room::Calendar);
    let meeting = known.meeting.id;
    let mut db = web.read().await?;
    let ballots = db.ballots(meeting, preau_core::action::sitting::vote::BALLOTS_MAX).await?;
    let items = treated(db.items(meeting).await?);
    let items = items.iter().enumerate().map(|(index, item)| Line {
        href: frame.to.sitting_item(meeting, item.id),
        number: index.saturating_add(1),
        title: item.title.to_string(),
        kind: frame.t.sitting_item_kind(item.kind.as_str()),
        outcome: outcome(&frame, item),
        voting: ballots.iter().any(|one| one.item == item.id && one.state == BallotState::Open),
    });
    let items = items.collect();
    let (mut officers, mut times) = (Vec::new(), Vec::new());
    if let Some(sitting) = known.meeting.sitting {
        let roles = [
            (frame.t.sitting_chair(), [Some(sitting.chair), None]),
            (frame.t.sitting_minute_taker(), [Some(sitting.minute_taker), None]),
            (frame.t.sitting_teller(), [sitting.tellers.0, sitting.tellers.1]),
        ];
        for (role, people) in roles {
            let mut names = Vec::new();
            for person in people.into_iter().flatten() {
                names.push(called(db.as_mut(), person).await?);
            }
            if !names.is_empty() {
                officers.push((role, names));
            }
        }
        times.push(frame.t.sitting_opened_at(known.dates.time(sitting.opened_at)));
        if let Some(closed) = sitting.closed_at {
            times.push(frame.t.sitting_closed_at(known.dates.time(closed)));
        }
    }
    let minutes = access::minutes(db.as_mut(), &member.viewer, meeting, web.now()).await?.is_some();
    drop(db);
    let thing = Thing::Meeting { meeting: &known.meeting, place: None };
    let prepares = may(&member.viewer, Verb::Prepare, thing);
    let once = web.world.hidden_id().to_string();
    Ok(Console { head: Head::of(&known), items, officers, times, minutes, prepares, once, frame }.show())
}

/// What the form of an added item says.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    title: String,
    body: String,
    kind: String,
    once: String,
}

/// The form of an item that is added when the sitting is open.
#[derive(Template)]
#[template(path = "sitting/addition.html")]
pub(crate) struct Addition {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) form: Filled<Fields>,
}

impl Page for Addition {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Addition {
    /// The kinds that can be added: word, name, whether it is chosen.
    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        let kinds = [ItemKind::AnyOther, ItemKind::Debate, ItemKind::Vote, ItemKind::Election];
        let chosen = |kind: ItemKind| self.form.typed.kind == kind.as_str();
        kinds
            .into_iter()
            .map(|kind| (kind.as_str(), self.frame.t.sitting_item_kind(kind.as_str()), chosen(kind)))
            .collect()
    }
}

async fn open_addition(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let once = web.world.hidden_id().to_string();
    let fields = Fields { once, kind: ItemKind::AnyOther.as_str().to_owned(), ..Fields::default() };
    let form = Filled::sent(&visit, fields);
    Ok(Addition { frame: visit.frame(Room::Calendar), head: Head::of(&known), form }.show())
}

async fn add(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let meeting = known.meeting.id;
    let once = once(&fields.once)?;
    let kind: ItemKind = super::read_id(&fields.kind)?;
    let mut form = Filled::sent(&visit, fields);
    let title = form.take(Field::Title, Title::parse(&form.typed.title));
    let text = form.take(Field::Body, Body::optional(&form.typed.body));
    let again = |form| Addition { frame: visit.frame(Room::Calendar), head: Head::of(&known), form };
    let (Some(title), Some(text)) = (title, text) else { return Ok(again(form).show_as(UNPROCESSABLE)) };
    let frame = visit.frame(Room::Calendar);
    let question = Title::fit(&frame.t.sitting_add_question(title.as_str()), "?");
    let action = AddItem { by: member.id(), meeting, title, text, kind, question, once };
    match web.perform(action).await {
        Ok(item) => Ok(see_other(&visit.to.sitting_item(meeting, item), None)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}
