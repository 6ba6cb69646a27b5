//! The agenda in the hands of those who prepare it, and the buttons beside what members propose for it.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use preau_core::access::Verb;
use preau_core::action::meeting::{
    AddItem, ChangeItem, DecideItem, MoveItem, RemoveItem, SupportItem, WithdrawItem,
};
use preau_core::action::sitting::vote::BALLOTS_MAX;
use preau_core::error::Field;
use preau_core::id::{ItemId, MeetingId};
use preau_core::meeting::{Ballot, BallotState, Item, ItemKind, ItemPlan, ItemState, times};
use preau_core::text::{Body, Note, Title};
use serde::Deserialize;

use super::ballots::offers;
use super::{Known, clocks};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// People who may present an item, as a list offers them.
const PEOPLE_MAX: i64 = 1_000;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MEETING_AGENDA, get(open).post(add))
        .at(place::MEETING_ITEM, get(open_item).post(change))
        .at(place::MEETING_ITEM_DO, post(act))
}

/// The fields of an item as they are typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) minutes: String,
    pub(super) person: String,
    pub(super) in_camera: String,
    pub(super) once: String,
    pub(super) seen: i32,
}

impl Fields {
    pub(super) fn of(item: &Item) -> Self {
        Self {
            kind: item.kind.as_str().to_owned(),
            title: item.title.to_string(),
            text: item.source.clone(),
            minutes: item.minutes.to_string(),
            person: item.rapporteur.as_ref().map(|who| who.id.to_string()).unwrap_or_default(),
            in_camera: if item.in_camera { "yes".to_owned() } else { String::new() },
            once: String::new(),
            seen: item.version,
        }
    }
}

/// A line of the agenda, with its buttons.
pub(super) struct Line {
    pub(super) id: ItemId,
    pub(super) begins: String,
    pub(super) minutes: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) first: bool,
    pub(super) last: bool,
    pub(super) votes: Votes,
}

/// The votes under an item.
pub(super) struct Votes {
    /// Where one more is prepared, under items that are for deciding.
    pub(super) more: Option<String>,
    /// Address, question and manner of those that are.
    pub(super) prepared: Vec<(String, String, String)>,
}

impl Votes {
    fn of(frame: &Frame, item: &Item, ballots: &[Ballot]) -> Self {
        let (t, to, meeting) = (frame.t, frame.to, item.meeting);
        Self {
            more: offers(item.kind).then(|| to.meeting_vote_new(meeting, item.id)),
            prepared: ballots
                .iter()
                .filter(|one| one.item == item.id && one.state == BallotState::Prepared)
                .map(|one| {
                    let how = t.meeting_item_vote(one.mode.as_str());
                    (to.meeting_vote(meeting, item.id, one.id), one.question.to_string(), how)
                })
                .collect(),
        }
    }
}

/// The page: the agenda, and the form of one item.
#[derive(Template)]
#[template(path = "meetings/agenda.html")]
pub(crate) struct AgendaPage {
    pub(super) frame: Frame,
    pub(super) id: MeetingId,
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
    pub(super) over: String,
    pub(super) form: Filled<Fields>,
    /// Which item is changed; none: a new one.
    pub(super) item: Option<ItemId>,
    pub(super) kinds: Vec<(&'static str, String)>,
    pub(super) people: Vec<(String, String)>,
    pub(super) documents: Vec<(String, String, String)>,
    /// The votes of that item.
    pub(super) votes: Option<Votes>,
}

impl Page for AgendaPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

pub(super) async fn page(
    web: &Web,
    visit: &Visit,
    known: &Known,
    form: Filled<Fields>,
    item: Option<ItemId>,
) -> Result<AgendaPage, Failure> {
    let meeting = known.meeting();
    let frame = visit.frame(Room::Calendar);
    let dates = clocks(web, visit, meeting);
    let mut db = web.read().await?;
    let items = db.items(meeting.id).await?;
    let people = db.seated(meeting.body, web.now(), PEOPLE_MAX).await?;
    let documents = db.documents(meeting.id).await?;
    let ballots = db.ballots(meeting.id, BALLOTS_MAX).await?;
    drop(db);
    let listed: Vec<&Item> = items.iter().filter(|one| one.state == ItemState::Listed).collect();
    let minutes: Vec<i32> = listed.iter().map(|one| one.minutes).collect();
    let (begins, over) = times(meeting.starts_at, &minutes);
    let count = listed.len();
    let t = frame.t;
    Ok(AgendaPage {
        id: meeting.id,
        title: meeting.title.to_string(),
        lines: (1_usize..)
            .zip(listed.iter().zip(begins))
            .map(|(number, (one, begin))| Line {
                id: one.id,
                begins: dates.time(begin),
                minutes: t.meeting_minutes(i64::from(one.minutes)),
                title: one.title.to_string(),
                kind: t.meeting_item_kind(one.kind.as_str()),
                first: number == 1,
                last: number == count,
                votes: Votes::of(&frame, one, &ballots),
            })
            .collect(),
        over: dates.time(over),
        item,
        kinds: ItemKind::ALL.iter().map(|kind| (kind.as_str(), t.meeting_item_kind(kind.as_str()))).collect(),
        people: people.iter().map(|one| (one.who.id.to_string(), one.who.name.to_string())).collect(),
        documents: documents
            .iter()
            .filter(|one| Some(one.item) == item)
            .map(|one| (one.id.to_string(), frame.to.meeting_document(one.id), one.name.to_string()))
            .collect(),
        votes: listed
            .iter()
            .find(|one| {
                Some(one.id) == item && (offers(one.kind) || ballots.iter().any(|b| b.item == one.id))
            })
            .map(|one| Votes::of(&frame, one, &ballots)),
        form,
        frame,
    })
}

/// The meeting, while its agenda can still change.
pub(super) async fn ahead(web: &Web, member: &Member, address: &str) -> Result<Known, Failure> {
    let known = Known::prepared(web, member, address).await?;
    if known.meeting().state.ahead() { Ok(known) } else { Err(Failure::Missing) }
}

/// `GET /reunions/{id}/ordre-du-jour`.
async fn open(State(web): State<Web>, visit: Visit, member: Member, Path(address): Path<String>) -> Answer {
    let known = ahead(&web, &member, &address).await?;
    let once = web.world.hidden_id().to_string();
    let fields = Fields {
        kind: ItemKind::Debate.as_str().to_owned(),
        minutes: "10".to_owned(),
        once,
        ..Fields::default()
    };
    let form = Filled::sent(&visit, fields);
    Ok(page(&web, &visit, &known, form, None).await?.show())
}

/// Reads the form of an item, so that everything wrong is said at once.
fn read(form: &mut Filled<Fields>, before: Option<&Item>) -> Option<ItemPlan> {
    let t = form.texts();
    let typed = form.typed.clone();
    let kind = typed.kind.parse::<ItemKind>().ok();
    if kind.is_none() {
        form.say("kind", t.wrong_choice());
    }
    let title = form.take(Field::Title, Title::parse(&typed.title));
    let text = Body::optional(&typed.text);
    if let Err(problem) = text {
        form.say("text", crate::error::wrong(t, Field::Body, problem));
    }
    let minutes = typed.minutes.trim().parse::<i32>().ok();
    if minutes.is_none() {
        form.say(Field::Minutes.as_str(), t.plan_wrong_number());
    }
    let person = typed.person.trim();
    let rapporteur = if person.is_empty() { None } else { person.parse().ok() };
    Some(ItemPlan {
        kind: kind?,
        title: title?,
        text: text.ok()?,
        rapporteur,
        minutes: minutes?,
        in_camera: typed.in_camera == "yes",
        approves: before.and_then(|item| item.approves),
    })
}

/// `POST /reunions/{id}/ordre-du-jour`: one more item.
async fn add(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = ahead(&web, &member, &address).await?;
    let once = once(&fields.once)?;
    web.limits.write(member.id())?;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form, None) else {
        return Ok(page(&web, &visit, &known, form, None).await?.show_as(UNPROCESSABLE));
    };
    let meeting = known.meeting().id;
    match web.perform(AddItem { by: member.id(), meeting, plan, once }).await {
        Ok(_) => Ok(see_other(&visit.to.meeting_agenda(meeting), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(page(&web, &visit, &known, form, None).await?.show_as(UNPROCESSABLE))
        }
    }
}

/// An item of the meeting in the address.
pub(super) async fn item(web: &Web, known: &Known, address: &str) -> Result<Item, Failure> {
    let id: ItemId = address.parse().map_err(|_| Failure::Missing)?;
    let found = web.read().await?.item(id).await?;
    found.filter(|item| item.meeting == known.meeting().id).ok_or(Failure::Missing)
}

/// `GET /reunions/{id}/points/{item}`.
async fn open_item(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which)): Path<(String, String)>,
) -> Answer {
    let known = ahead(&web, &member, &address).await?;
    let item = item(&web, &known, &which).await?;
    let form = Filled::sent(&visit, Fields::of(&item));
    Ok(page(&web, &visit, &known, form, Some(item.id)).await?.show())
}

/// `POST /reunions/{id}/points/{item}`.
async fn change(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = ahead(&web, &member, &address).await?;
    let item = item(&web, &known, &which).await?;
    web.limits.write(member.id())?;
    let seen_version = fields.seen;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form, Some(&item)) else {
        return Ok(page(&web, &visit, &known, form, Some(item.id)).await?.show_as(UNPROCESSABLE));
    };
    match web.perform(ChangeItem { by: member.id(), item: item.id, plan, seen_version }).await {
        Ok(meeting) => Ok(see_other(&visit.to.meeting_agenda(meeting), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(page(&web, &visit, &known, form, Some(item.id)).await?.show_as(UNPROCESSABLE))
        }
    }
}

/// What a button beside an item sends.
#[derive(Deserialize)]
struct Act {
    act: String,
    #[serde(default)]
    word: String,
}

/// `POST /reunions/{id}/points/{item}/geste`.
async fn act(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which)): Path<(String, String)>,
    Form(act): Form<Act>,
) -> Answer {
    let known = Known::read(&web, &member, &address).await?;
    let found = item(&web, &known, &which).await?;
    if !known.reads(&member, &found) {
        return Err(Failure::Missing);
    }
    web.limits.write(member.id())?;
    // Whoever does not prepare finds none of these buttons, and nothing behind them.
    let prepares = matches!(act.act.as_str(), "up" | "down" | "remove" | "accept" | "decline");
    if prepares && !known.may(&member, Verb::Prepare) {
        return Err(Failure::Missing);
    }
    let (by, item) = (member.id(), found.id);
    let word = Note::optional(&act.word).unwrap_or_default();
    let agenda = match act.act.as_str() {
        "up" | "down" => {
            web.perform(MoveItem { by, item, up: act.act == "up" }).await?;
            true
        }
        "remove" => {
            web.perform(RemoveItem { by, item }).await?;
            true
        }
        "support" | "unsupport" => {
            web.perform(SupportItem { by, item, support: act.act == "support" }).await?;
            false
        }
        "accept" | "decline" => {
            web.perform(DecideItem { by, item, accept: act.act == "accept", word }).await?;
            false
        }
        "withdraw" => {
            web.perform(WithdrawItem { by, item }).await?;
            false
        }
        _ => return Err(Failure::Missing),
    };
    let meeting = known.meeting().id;
    let back = if agenda { visit.to.meeting_agenda(meeting) } else { visit.to.meeting(meeting) };
    Ok(see_other(&back, Some(Flash::new(Done::Saved))))
}
