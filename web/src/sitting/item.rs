//! One item of a sitting: its text, its votes, what was said, what became of it, the decisions and what somebody takes on.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use preau_core::action::sitting::decide::{Charge, FollowDecision, RecordDecision, TakeOn};
use preau_core::action::sitting::item::{KeepNotes, SettleItem, notes_mark};
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::id::{DecisionId, PersonId};
use preau_core::meeting::{DecisionState, Item, ItemKind, ItemOutcome, ItemState, MeetingState};
use preau_core::store::Read;
use preau_core::text::{Body, Note, Title};
use preau_core::world::Day;
use serde::Deserialize;

use super::console::{Head, outcome};
use super::table::state_tag;
use super::{Known, item_id, names, optional_day, person_of, read_id, treated, written};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::minutes::decisions::with_follow_ups;
use crate::page::{Done, Flash, Frame, Page, Room, Tag};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::SITTING_ITEM, get(show).post(keep_notes))
        .at(place::SITTING_OUTCOME, post(settle))
        .at(place::SITTING_DECISION, post(decide))
        .at(place::SITTING_TASK, post(take_on))
}

/// What the forms of the page say; each sends its own part.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    notes: String,
    mark: String,
    title: String,
    owner: String,
    due: String,
    once: String,
    decision: String,
    seen: String,
    state: String,
    word: String,
}

/// The page.
#[derive(Template)]
#[template(path = "sitting/item.html")]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct ItemPage {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) form: Filled<Fields>,
    /// Which form had a fault: `notes`, `decision`, `follow`, `task`, or none.
    pub(super) part: &'static str,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) html: String,
    pub(super) id: String,
    pub(super) outcome: Tag,
    /// A vote said what became of it.
    pub(super) by_vote: bool,
    /// Something was said of it by hand, and can be taken back.
    pub(super) settled: bool,
    /// Notes can be written.
    pub(super) writes: bool,
    /// A vote can be prepared.
    pub(super) votes: bool,
    /// Something can be decided under it without a vote.
    pub(super) decides: bool,
    /// Its text can be amended.
    pub(super) amends: bool,
    /// The notes as they stand, where somebody else changed them meanwhile.
    pub(super) theirs: Option<String>,
    pub(super) ballots: Vec<BallotLine>,
    pub(super) decisions: Vec<DecisionLine>,
    pub(super) tasks: Vec<TaskLine>,
    pub(super) names: Vec<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Page for ItemPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A vote under the item.
pub(crate) struct BallotLine {
    pub(super) href: String,
    pub(super) question: String,
    pub(super) amendment: bool,
    pub(super) mode: String,
    pub(super) tag: Tag,
}

/// A decision with its number, and the form that follows it.
pub(crate) struct DecisionLine {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) word: String,
    pub(super) version: i32,
    /// Words, names, and whether it is this one.
    pub(super) states: Vec<(&'static str, String, bool)>,
    pub(super) state: String,
}

/// Something that somebody took on.
pub(crate) struct TaskLine {
    pub(super) title: String,
    pub(super) owner: String,
    pub(super) due: String,
}

impl ItemPage {
    async fn of(
        web: &Web,
        visit: &Visit,
        known: &Known,
        item: &Item,
        form: Filled<Fields>,
        part: &'static str,
    ) -> Result<Self, Failure> {
        let frame = visit.frame(Room::Calendar);
        let (t, to, meeting) = (frame.t, frame.to, known.meeting.id);
        let mut db = web.read().await?;
        let order: Vec<_> = treated(db.items(meeting).await?).into_iter().map(|one| one.id).collect();
        let here = order.iter().position(|id| *id == item.id);
        let link = |index: Option<usize>| Some(to.sitting_item(meeting, order.get(index?)?));
        let before = link(here.and_then(|index| index.checked_sub(1)));
        let after = link(here.map(|index| index.saturating_add(1)));
        let ballots = db.ballots_under(item.id).await?;
        let ballots = ballots.iter().map(|ballot| BallotLine {
            href: to.vote(meeting, ballot.id),
            question: ballot.question.to_string(),
            amendment: ballot.amendment,
            mode: t.sitting_mode(ballot.mode.as_str()),
            tag: state_tag(t, ballot),
        });
        let ballots = ballots.collect();
        let decisions = decided(db.as_mut(), t, item).await?;
        let tasks = db.tasks_of(meeting).await?.into_iter().filter(|one| one.item == item.id);
        let tasks = tasks.map(|task| TaskLine {
            title: task.title.to_string(),
            owner: task.owner.map(|owner| owner.name.to_string()).unwrap_or_default(),
            due: task.due.and_then(Day::date).map(|date| known.dates.say_date(date)).unwrap_or_default(),
        });
        let tasks = tasks.collect();
        let mut shown = item.clone();
        with_follow_ups(db.as_mut(), &known.meeting, std::slice::from_mut(&mut shown), (t, known.dates))
            .await?;
        let names = if known.meeting.state.sits() { names(db.as_mut(), meeting).await? } else { Vec::new() };
        drop(db);
        let by_vote =
            matches!(item.outcome, Some(ItemOutcome::Adopted | ItemOutcome::Rejected | ItemOutcome::Elected));
        let sits = known.meeting.state.sits();
        let theirs = (part == "notes" && form.typed.mark != notes_mark(&item.notes_source))
            .then(|| item.notes_source.clone());
        Ok(Self {
            head: Head::of(known),
            title: item.title.to_string(),
            kind: t.sitting_item_kind(item.kind.as_str()),
            html: shown.html,
            id: item.id.to_string(),
            outcome: outcome(&frame, item),
            by_vote,
            settled: item.outcome.is_some() && !by_vote,
            writes: sits || known.meeting.state == MeetingState::Closed,
            votes: known.head_votes()
                && item.outcome.is_none()
                && item.state == ItemState::Listed
                && !item.kind.only_talks(),
            decides: sits && !item.kind.only_talks(),
            amends: item.kind == ItemKind::Vote,
            theirs,
            ballots,
            decisions,
            tasks,
            names,
            before,
            after,
            form,
            part,
            frame,
        })
    }

    /// Whether this form is the one that was sent with a fault.
    fn failed(&self, part: &str) -> bool {
        self.part == part
    }

    /// What a field of a form holds: what was typed where it failed, else nothing.
    fn typed<'a>(&'a self, part: &str, value: &'a str) -> &'a str {
        if self.part == part { value } else { "" }
    }

    /// The mark that the notes form sends: after a conflict that of the text that is shown beside it.
    fn mark(&self) -> String {
        self.theirs.as_ref().map_or_else(|| self.form.typed.mark.clone(), |theirs| notes_mark(theirs))
    }
}

/// What was decided under the item.
async fn decided(db: &mut dyn Read, t: &Texts, item: &Item) -> Result<Vec<DecisionLine>, Failure> {
    let mut lines = Vec::new();
    for decision in db.decisions_of(item.meeting).await?.into_iter().filter(|one| one.item == item.id) {
        let states = DecisionState::ALL.iter().map(|state| {
            let chosen = *state == decision.state;
            (state.as_str(), t.sitting_decision_state(state.as_str()), chosen)
        });
        lines.push(DecisionLine {
            id: decision.id.to_string(),
            number: format!("{}-{}", decision.year, decision.rank),
            title: decision.title.to_string(),
            owner: written(db, decision.owner.as_ref().map(|owner| owner.id)).await?,
            due: decision.due.and_then(Day::date).map(|date| date.to_string()).unwrap_or_default(),
            word: decision.word.as_ref().map(ToString::to_string).unwrap_or_default(),
            version: decision.version,
            states: states.collect(),
            state: t.sitting_decision_state(decision.state.as_str()),
        });
    }
    Ok(lines)
}

impl Known {
    /// Whether votes can be prepared.
    fn head_votes(&self) -> bool {
        self.meeting.state.sits() || self.meeting.state == MeetingState::Convened
    }
}

/// The sitting and one of its items, for who keeps its record.
pub(super) async fn kept_item(
    web: &Web,
    visit: &Visit,
    member: &Member,
    (id, item): &(String, String),
) -> Result<(Known, Item), Failure> {
    let known = Known::kept(web, visit, member, id).await?;
    let item = web.read().await?.item(item_id(item)?).await?.ok_or(Failure::Missing)?;
    if item.meeting == known.meeting.id { Ok((known, item)) } else { Err(Failure::Missing) }
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let fields = Fields {
        notes: item.notes_source.clone(),
        mark: notes_mark(&item.notes_source),
        once: web.world.hidden_id().to_string(),
        ..Fields::default()
    };
    let form = Filled::sent(&visit, fields);
    Ok(ItemPage::of(&web, &visit, &known, &item, form, "").await?.show())
}

/// Back to the item where it was done, else its page again with why not.
async fn settled<T>(
    web: &Web,
    visit: &Visit,
    known: &Known,
    item: &Item,
    done: Result<T, CoreFailure>,
    mut form: Filled<Fields>,
    part: &'static str,
) -> Answer {
    match done {
        Ok(_) => Ok(back(visit, known, item)),
        Err(failure) => {
            form.refuse(failure)?;
            again(web, visit, known, item, form, part).await
        }
    }
}

/// Shows the page again after a form that did not go through: what was typed stays, and so do the notes of the others.
async fn again(
    web: &Web,
    visit: &Visit,
    known: &Known,
    item: &Item,
    mut form: Filled<Fields>,
    part: &'static str,
) -> Answer {
    let item = web.read().await?.item(item.id).await?.ok_or(Failure::Missing)?;
    if part != "notes" {
        form.typed.notes.clone_from(&item.notes_source);
        form.typed.mark = notes_mark(&item.notes_source);
    }
    Ok(ItemPage::of(web, visit, known, &item, form, part).await?.show_as(UNPROCESSABLE))
}

async fn keep_notes(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let mut form = Filled::sent(&visit, fields);
    let Some(notes) = form.take(Field::Body, Body::optional(&form.typed.notes)) else {
        return again(&web, &visit, &known, &item, form, "notes").await;
    };
    let seen = form.typed.mark.clone();
    let done = web.perform(KeepNotes { by: member.id(), item: item.id, notes, seen }).await;
    if matches!(done, Err(CoreFailure::Refused(Refusal::ChangedMeanwhile))) {
        form.say(Field::Body.as_str(), form.texts().sitting_notes_changed());
        return again(&web, &visit, &known, &item, form, "notes").await;
    }
    settled(&web, &visit, &known, &item, done, form, "notes").await
}

fn back(visit: &Visit, known: &Known, item: &Item) -> Response {
    see_other(&visit.to.sitting_item(known.meeting.id, item.id), Some(Flash::new(Done::Saved)))
}

/// What a button sends.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    outcome: String,
}

async fn settle(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
    axum::Form(said): axum::Form<Said>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let outcome = if said.outcome.is_empty() { None } else { Some(read_id::<ItemOutcome>(&said.outcome)?) };
    web.perform(SettleItem { by: member.id(), item: item.id, outcome }).await?;
    Ok(back(&visit, &known, &item))
}

/// Who sees to it, and by when.
async fn charge(web: &Web, known: &Known, form: &mut Filled<Fields>) -> Result<Option<Charge>, Failure> {
    let typed = form.typed.clone();
    let mut db = web.read().await?;
    let owner: Option<PersonId> =
        person_of(db.as_mut(), known.meeting.id, form, Field::Owner.as_str(), &typed.owner).await?;
    drop(db);
    let due = optional_day(form, "due", &typed.due);
    Ok(form.is_sound().then_some(Charge { owner, due }))
}

/// Records a decision, or follows one.
async fn decide(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let charge = charge(&web, &known, &mut form).await?;
    let part = if typed.decision.is_empty() { "decision" } else { "follow" };
    let done = if typed.decision.is_empty() {
        let once = once(&typed.once)?;
        let title = form.take(Field::Title, Title::parse(&typed.title));
        let (Some(title), Some(charge)) = (title, charge) else {
            return again(&web, &visit, &known, &item, form, part).await;
        };
        let action = RecordDecision { by: member.id(), item: item.id, title, charge, once };
        web.perform(action).await.map(drop)
    } else {
        let decision: DecisionId = read_id(&typed.decision)?;
        let state: DecisionState = read_id(&typed.state)?;
        let seen = typed.seen.parse().map_err(|_| Failure::Missing)?;
        let word = form.take(Field::Body, Note::optional(&typed.word));
        let (Some(word), Some(charge)) = (word, charge) else {
            return again(&web, &visit, &known, &item, form, part).await;
        };
        let action = FollowDecision { by: member.id(), decision, charge, state, word, seen };
        web.perform(action).await.map(drop)
    };
    settled(&web, &visit, &known, &item, done, form, part).await
}

async fn take_on(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let title = form.take(Field::Title, Title::parse(&form.typed.title));
    let charge = charge(&web, &known, &mut form).await?;
    let (Some(title), Some(charge)) = (title, charge) else {
        return again(&web, &visit, &known, &item, form, "task").await;
    };
    let done = web.perform(TakeOn { by: member.id(), item: item.id, title, charge, once }).await;
    settled(&web, &visit, &known, &item, done, form, "task").await
}
