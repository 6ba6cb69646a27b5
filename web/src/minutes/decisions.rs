//! The register of decisions: what was decided, who sees to it, where it stands.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use preau_core::access;
use preau_core::action::minutes::follow::{MoveDecision, follow_ups};
use preau_core::action::minutes::text_of;
use preau_core::error::Field;
use preau_core::event::EventKind;
use preau_core::id::{BodyId, DecisionId};
use preau_core::mandate::Right;
use preau_core::meeting::{Decision, DecisionState, Item, ItemKind, Meeting, Won};
use preau_core::store::{DecisionsWanted, Read};
use preau_core::text::{Note, Title, folded};
use preau_core::world::{Day, Moment};
use serde::Deserialize;

use super::words::{Figure, Words};
use crate::atom::escaped;
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room, Tab, Tag};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

/// Decisions on a page of the register.
const PAGE: i64 = 30;
/// Bodies that are offered.
const BODIES_MAX: i64 = 100;
/// Lines of the history of one decision.
const HISTORY_MAX: i64 = 100;

/// A decision as a card, with the figures of its vote where the page has them.
pub(super) struct Card {
    pub(super) number: String,
    pub(super) href: String,
    pub(super) title: String,
    /// Tone, icon, word.
    pub(super) outcome: Tag,
    /// Of an election: who won it, with how many votes; else empty.
    pub(super) won: String,
    pub(super) figures: Vec<Figure>,
    pub(super) follow: String,
    /// Tone, icon, word; an empty word where there is nothing to follow.
    pub(super) state: Tag,
    pub(super) overdue: bool,
    pub(super) word: String,
}

/// The card of a decision.
pub(super) fn card(
    frame: &Frame,
    dates: Dates,
    (one, won): (&Decision, &[Won]),
    figures: Option<Vec<Figure>>,
) -> Card {
    let t = frame.t;
    let due = one.due.and_then(Day::date).map(|date| dates.say_date(date));
    let follow = match (&one.owner, due) {
        (Some(who), Some(due)) => t.minutes_owner_due(who.name.as_str(), due),
        (Some(who), None) => t.minutes_owner(who.name.as_str()),
        (None, Some(due)) => t.minutes_due(due),
        (None, None) => String::new(),
    };
    let outcome =
        if one.adopted { ("ok", "check", t.minutes_adopted()) } else { ("bad", "x", t.minutes_rejected()) };
    let today = Day::of(dates.now, dates.zone).unwrap_or_default();
    Card {
        number: t.minutes_decision_number(one.number()),
        href: frame.to.decision_of(one.body, one.number()),
        title: one.title.to_string(),
        outcome,
        won: elected(t, won).unwrap_or_default(),
        figures: figures.unwrap_or_default(),
        follow,
        state: state(frame, one.state),
        overdue: one.overdue(today),
        word: one.word.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// Who won an election, in the order of the result, with their votes; nothing where nobody did.
pub(super) fn elected(t: &Texts, won: &[Won]) -> Option<String> {
    let names = won.iter().map(|one| match &one.seats {
        None => t.minutes_won(one.votes, one.label.as_str()),
        Some((seats, people)) => {
            let list = t.minutes_won_list(one.label.as_str(), one.votes, t.minutes_won_seats(*seats));
            let people = people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            if people.is_empty() { list } else { t.minutes_won_people(list, people) }
        }
    });
    let apart = if won.iter().any(|one| one.seats.is_some()) { " ; " } else { ", " };
    (!won.is_empty()).then(|| t.minutes_elected(names.collect::<Vec<_>>().join(apart)))
}

/// Writes under the items that follow up what was decided one line for each decision that came back. Read by the whole body,
/// so it names nobody, and says nothing but the number of what was decided in camera.
pub(crate) async fn with_follow_ups(
    db: &mut dyn Read,
    meeting: &Meeting,
    items: &mut [Item],
    (t, dates): (&Texts, Dates),
) -> Result<(), Failure> {
    if !items.iter().any(|item| item.kind == ItemKind::FollowUp) {
        return Ok(());
    }
    let found = follow_ups(db, meeting).await?;
    for item in items.iter_mut() {
        let lines: Vec<String> = found
            .iter()
            .filter(|one| one.item == item.id)
            .map(|one| {
                let line = came_back(t, dates, (one.number(), one.title.as_ref()), (one.state, one.due));
                format!("<li>{}</li>", escaped(&line))
            })
            .collect();
        if !lines.is_empty() {
            item.html = format!("{}<ul>{}</ul>", item.html, lines.concat());
        }
    }
    Ok(())
}

/// The line of a decision that came back: its number, what it was unless that was in camera, where it stands, by when.
pub(super) fn came_back(
    t: &Texts,
    dates: Dates,
    (number, title): (String, Option<&Title>),
    (state, due): (DecisionState, Option<Day>),
) -> String {
    let what = match title {
        Some(title) => t.minutes_decision(number, title.as_str()),
        None => t.decision_open_in_camera(number),
    };
    let state = state_word(t, state);
    match due.and_then(Day::date).filter(|_| !state.is_empty()) {
        Some(due) => t.decision_open_due(what, state, dates.say_date(due)),
        None if state.is_empty() => what,
        None => t.decision_open(what, state),
    }
}

fn state_word(t: &Texts, state: DecisionState) -> String {
    match state {
        DecisionState::Open => t.decision_state_open(),
        DecisionState::UnderWay => t.decision_state_under_way(),
        DecisionState::Done => t.decision_state_done(),
        DecisionState::Dropped => t.decision_state_dropped(),
        DecisionState::Settled => String::new(),
    }
}

fn state(frame: &Frame, state: DecisionState) -> Tag {
    let word = state_word(frame.t, state);
    match state {
        DecisionState::Open => ("warn", "clock", word),
        DecisionState::UnderWay => ("info", "", word),
        DecisionState::Done => ("ok", "check", word),
        DecisionState::Dropped | DecisionState::Settled => ("", "", word),
    }
}

/// The register.
#[derive(Template)]
#[template(path = "minutes/decisions.html")]
pub(crate) struct Decisions {
    frame: Frame,
    tabs: Vec<Tab>,
    /// The bodies whose decisions the reader reads: id, name, whether it is the chosen one; empty where there is one alone.
    bodies: Vec<(String, String, bool)>,
    cards: Vec<Card>,
    words: String,
    show: String,
    older: String,
}

impl Page for Decisions {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    /// `open`, `mine`, or all.
    show: String,
    body: String,
    before: String,
}

pub(super) async fn list(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let frame = visit.frame(Room::Calendar);
    let dates = feed::dates(&web, &visit).await?;
    let body = match wanted.body.as_str() {
        "" => None,
        body => Some(body.parse::<BodyId>().map_err(|_| Failure::Missing)?),
    };
    let asked = DecisionsWanted {
        scope: member.viewer.scope(),
        every_body: member.viewer.holds_in_house(Right::Record),
        now: web.now(),
        body,
        keeps: body.is_some_and(|body| member.viewer.holds(Right::Record, body)),
        owner: (wanted.show == "mine").then(|| member.id()),
        open: wanted.show == "open",
        words: folded(&wanted.q),
        before: before(&wanted.before)?,
        limit: PAGE.saturating_add(1),
    };
    let mut db = web.read().await?;
    let mut found = db.decisions(&asked).await?;
    let bodies = bodies(db.as_mut(), &member, body).await?;
    drop(db);
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > page;
    found.truncate(page);
    let base = |show: &str| {
        let q = crate::outside::encoded(&wanted.q);
        format!("{}?show={show}&q={q}&body={}", frame.to.decisions(), wanted.body)
    };
    let older = found.last().filter(|_| more).map(|last| {
        format!("{}&before={}_{}", base(&wanted.show), last.decision.made_at.0, last.decision.id)
    });
    let t = frame.t;
    let shown = if matches!(wanted.show.as_str(), "open" | "mine") { wanted.show.as_str() } else { "" };
    let tabs = [("", t.decisions_all()), ("open", t.decisions_open()), ("mine", t.decisions_mine())]
        .into_iter()
        .map(|(show, name)| Tab::new(base(show), name, show == shown))
        .collect();
    let cards = found.iter().map(|view| card(&frame, dates, (&view.decision, &view.won), None)).collect();
    let show = shown.to_owned();
    let older = older.unwrap_or_default();
    Ok(Decisions { tabs, bodies, cards, words: wanted.q, show, older, frame }.show())
}

/// The bodies whose register this member reads; nothing where there is one alone to choose.
pub(super) async fn bodies(
    db: &mut dyn Read,
    member: &Member,
    chosen: Option<BodyId>,
) -> Result<Vec<(String, String, bool)>, Failure> {
    let mut bodies = Vec::new();
    for one in db.bodies(BODIES_MAX).await? {
        if access::reads_register(db, &member.viewer, one.id).await? {
            bodies.push((one.id.to_string(), one.name.to_string(), chosen == Some(one.id)));
        }
    }
    Ok(if bodies.len() > 1 { bodies } else { Vec::new() })
}

fn before(text: &str) -> Result<Option<(Moment, DecisionId)>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let (at, id) = text.split_once('_').ok_or(Failure::Missing)?;
    let at = at.parse().map_err(|_| Failure::Missing)?;
    Ok(Some((Moment(at), id.parse().map_err(|_| Failure::Missing)?)))
}

/// One decision.
#[derive(Template)]
#[template(path = "minutes/decision.html")]
pub(crate) struct DecisionPage {
    frame: Frame,
    card: Card,
    body: String,
    meeting: String,
    /// Its minutes, where the reader may read them.
    minutes: String,
    history: Vec<String>,
    /// Where it is moved; empty where the reader may not.
    follow: String,
    states: Vec<(&'static str, String, bool)>,
    form: Filled<Moved>,
}

impl Page for DecisionPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The form that moves it.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Moved {
    state: String,
    body: String,
    seen: i32,
}

/// Reads "2026-14".
fn number(body: &str, number: &str) -> Result<(BodyId, i32, i32), Failure> {
    let body = body.parse().map_err(|_| Failure::Missing)?;
    let (year, rank) = number.split_once('-').ok_or(Failure::Missing)?;
    let (year, rank): (i32, i32) =
        (year.parse().map_err(|_| Failure::Missing)?, rank.parse().map_err(|_| Failure::Missing)?);
    // An address has one spelling.
    if format!("{year}-{rank}") == number { Ok((body, year, rank)) } else { Err(Failure::Missing) }
}

pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((body, rank)): Path<(String, String)>,
) -> Answer {
    Ok(page(&web, &visit, &member, number(&body, &rank)?, None).await?.show())
}

async fn page(
    web: &Web,
    visit: &Visit,
    member: &Member,
    wanted: (BodyId, i32, i32),
    sent: Option<Filled<Moved>>,
) -> Result<DecisionPage, Failure> {
    let mut db = web.read().await?;
    let view = access::decision(db.as_mut(), &member.viewer, wanted, web.now()).await?;
    let view = view.ok_or(Failure::Missing)?.into_inner();
    let frame = visit.frame(Room::Calendar);
    let dates = feed::dates(web, visit).await?;
    let one = &view.decision;
    let meeting = db.meeting_view(one.meeting, Some(member.id())).await?.ok_or(Failure::Missing)?;
    let text = text_of(db.as_mut(), &meeting).await?;
    let words = Words { t: frame.t, dates, text: &text, approved: None };
    let figures = text.ballots().find(|ballot| Some(ballot.id) == one.ballot).map(|one| words.figures(one));
    let readable = access::minutes(db.as_mut(), &member.viewer, one.meeting, web.now()).await?.is_some();
    let owner = one.owner.as_ref().is_some_and(|who| who.id == member.id());
    let follows =
        (owner || member.viewer.holds(Right::Record, one.body)) && one.state != DecisionState::Settled;
    let mut history = Vec::new();
    for event in db.journal_of(one.id.0, HISTORY_MAX).await? {
        let Some(by) = event.by else { continue };
        let name = db.person(by).await?.map(|person| person.name.to_string()).unwrap_or_default();
        let (t, when) = (frame.t, dates.moment(event.at));
        history.extend(match event.kind {
            EventKind::DecisionUnderWay => Some(t.decision_line_under_way(when, name)),
            EventKind::DecisionReopened => Some(t.decision_line_open(when, name)),
            EventKind::DecisionDone => Some(t.decision_line_done(when, name)),
            EventKind::DecisionDropped => Some(t.decision_line_dropped(when, name)),
            _ => None,
        });
    }
    let word = one.word.as_ref().map(ToString::to_string).unwrap_or_default();
    let typed = Moved { state: one.state.as_str().to_owned(), body: word, seen: one.version };
    let form = sent.unwrap_or_else(|| Filled::sent(visit, typed));
    let states = [DecisionState::Open, DecisionState::UnderWay, DecisionState::Done, DecisionState::Dropped]
        .into_iter()
        .map(|known| (known.as_str(), state(&frame, known).2, form.typed.state == known.as_str()))
        .collect();
    let address = frame.to.decision_of(one.body, one.number());
    Ok(DecisionPage {
        card: card(&frame, dates, (one, &view.won), figures),
        body: view.body_name.to_string(),
        meeting: view.meeting_title.to_string(),
        minutes: if readable { frame.to.minutes(one.meeting) } else { String::new() },
        history,
        follow: if follows { address } else { String::new() },
        states,
        form,
        frame,
    })
}

pub(super) async fn follow(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((body, rank)): Path<(String, String)>,
    Form(sent): Form<Moved>,
) -> Answer {
    let wanted = number(&body, &rank)?;
    let state: DecisionState = sent.state.parse().map_err(|_| Failure::Missing)?;
    let seen_version = sent.seen;
    let mut form = Filled::sent(&visit, sent);
    if let Some(word) = form.take(Field::Body, Note::optional(&form.typed.body)) {
        let action = MoveDecision { by: member.id(), number: wanted, state, word, seen_version };
        match web.perform(action).await {
            Ok(()) => {
                let to = visit.to.decision_of(&body, &rank);
                return Ok(see_other(&to, Some(Flash::new(Done::DecisionMoved))));
            }
            Err(failure) => form.refuse(failure)?,
        }
    }
    Ok(page(&web, &visit, &member, wanted, Some(form)).await?.show_as(UNPROCESSABLE))
}
