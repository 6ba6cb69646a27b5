//! The form of a vote: question, how one votes, what can be chosen, which majority it needs.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::action::sitting::vote::{PrepareVote, VotePlan};
use preau_core::error::Field;
use preau_core::language::Language;
use preau_core::meeting::{Ballot, BallotMode, Item, ItemKind, Method};
use preau_core::rules::{Base, Majority, Question, RulesProfile};
use preau_core::text::{Note, PersonName, Problem, ShortText, Title};
use serde::Deserialize;

use super::item::kept_item;
use super::{Known, read_id};
use crate::error::Answer;
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::{Texts, texts};
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::VOTE_NEW, get(show).post(send))
}

/// What the form says.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    title: String,
    body: String,
    mode: String,
    method: String,
    majority: String,
    options: String,
    places: String,
    amendment: String,
    pub(crate) once: String,
    /// [`Ballot::version`] of a vote that is changed.
    pub(crate) seen: i32,
    /// Of a vote of the agenda: whether it goes.
    pub(crate) act: String,
}

impl Fields {
    /// What is believed of a vote under this item before anybody says otherwise.
    pub(crate) fn fresh(item: &Item, amendment: bool, once: String) -> Self {
        let election = item.kind == ItemKind::Election;
        let method = if election { Method::Single } else { Method::Motion };
        let mode = if election { BallotMode::Paper } else { BallotMode::Hands };
        Self {
            title: if amendment { String::new() } else { item.title.to_string() },
            mode: mode.as_str().to_owned(),
            method: method.as_str().to_owned(),
            majority: Question::Ordinary.as_str().to_owned(),
            places: "1".to_owned(),
            amendment: if amendment { "yes".to_owned() } else { String::new() },
            once,
            ..Self::default()
        }
    }

    /// A vote that is prepared, as it would be typed.
    pub(crate) fn of(ballot: &Ballot) -> Self {
        Self {
            title: ballot.question.to_string(),
            body: ballot.wording.as_ref().map(ToString::to_string).unwrap_or_default(),
            mode: ballot.mode.as_str().to_owned(),
            method: ballot.method.as_str().to_owned(),
            majority: ballot.asks.as_str().to_owned(),
            options: options(ballot).join("\n"),
            places: ballot.places.to_string(),
            amendment: if ballot.amendment { "yes".to_owned() } else { String::new() },
            once: String::new(),
            seen: ballot.version,
            act: String::new(),
        }
    }
}

/// What can be chosen, one a line; of a list, its candidates behind a colon.
pub(crate) fn options(ballot: &Ballot) -> Vec<String> {
    let line = |option: &preau_core::meeting::BallotOption| {
        let names: Vec<&str> = option.candidates.iter().map(PersonName::as_str).collect();
        if names.is_empty() {
            option.label.to_string()
        } else {
            format!("{} : {}", option.label, names.join(", "))
        }
    };
    ballot.options.iter().map(line).collect()
}

/// The form.
#[derive(Template)]
#[template(path = "sitting/vote_new.html")]
pub(crate) struct NewVote {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) item: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) amendment: bool,
    /// It is there already, and is changed.
    pub(super) made: bool,
    /// Words, names and notes of the majorities.
    pub(super) majorities: Vec<(&'static str, String, String)>,
}

impl Page for NewVote {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl NewVote {
    fn of(frame: Frame, known: &Known, item: &Item, form: Filled<Fields>) -> Self {
        let (action, back) =
            (frame.to.vote_new(known.meeting.id, item.id), frame.to.sitting_item(known.meeting.id, item.id));
        Self::under(frame, known.meeting.rules.as_ref(), item, (action, back), form)
    }

    /// The form under an item, with where it is sent and where one goes back to.
    pub(crate) fn under(
        frame: Frame,
        rules: Option<&RulesProfile>,
        item: &Item,
        (action, back): (String, String),
        form: Filled<Fields>,
    ) -> Self {
        Self {
            item: item.title.to_string(),
            action,
            back,
            amendment: form.typed.amendment == "yes",
            made: false,
            majorities: rules.map(|rules| majorities(frame.t, rules)).unwrap_or_default(),
            form,
            frame,
        }
    }

    /// The same for a vote that is there and is changed.
    pub(crate) fn made(self) -> Self {
        Self { made: true, ..self }
    }

    fn modes(&self) -> Vec<(&'static str, String, bool)> {
        let chosen = |mode: BallotMode| self.form.typed.mode == mode.as_str();
        let modes = BallotMode::ALL.iter().copied();
        modes.map(|mode| (mode.as_str(), self.frame.t.sitting_mode(mode.as_str()), chosen(mode))).collect()
    }

    fn methods(&self) -> Vec<(&'static str, String, bool)> {
        let chosen = |method: Method| self.form.typed.method == method.as_str();
        let all = Method::ALL.iter().copied();
        all.map(|method| (method.as_str(), self.frame.t.vote_method(method.as_str()), chosen(method)))
            .collect()
    }
}

/// The majorities of the statutes, in words.
fn majorities(t: &Texts, rules: &RulesProfile) -> Vec<(&'static str, String, String)> {
    let line = |question: Question| {
        (question.as_str(), t.vote_question(question.as_str()), majority(t, rules.majority(question)))
    };
    Question::ALL.iter().copied().map(line).collect()
}

/// « plus de la moitié des suffrages exprimés », « 60 % au moins des voix présentes ou représentées »
pub(crate) fn majority(t: &Texts, majority: Majority) -> String {
    let base = match majority.base {
        Base::Cast => t.vote_base_cast(),
        Base::Present => t.vote_base_present(),
        Base::OnRoll => t.vote_base_roll(),
    };
    match (majority.permille, majority.strictly) {
        (500, true) => t.vote_more_than_half(base),
        (666 | 667, false) => t.vote_two_thirds(base),
        (permille, true) => t.vote_more_than(percent(t, permille), base),
        (permille, false) => t.vote_at_least(percent(t, permille), base),
    }
}

/// Per mille as people say it: 625 is « 62,5 », "62.5" in English.
fn percent(t: &Texts, permille: u16) -> String {
    let (whole, tenth) = (permille / 10, permille % 10);
    let mark = if std::ptr::eq(t, texts(Language::Fr)) { ',' } else { '.' };
    if tenth == 0 { whole.to_string() } else { format!("{whole}{mark}{tenth}") }
}

/// What the address says: an amendment from the floor.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    amendment: String,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
    axum::extract::Query(wanted): axum::extract::Query<Wanted>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let fields = Fields::fresh(&item, wanted.amendment == "yes", web.world.hidden_id().to_string());
    Ok(NewVote::of(visit.frame(Room::Calendar), &known, &item, Filled::sent(&visit, fields)).show())
}

async fn send(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(path): Path<(String, String)>,
    axum::Form(fields): axum::Form<Fields>,
) -> Answer {
    let (known, item) = kept_item(&web, &visit, &member, &path).await?;
    let once = once(&fields.once)?;
    let mut form = Filled::sent(&visit, fields);
    let again = |form| NewVote::of(visit.frame(Room::Calendar), &known, &item, form);
    let Some(plan) = read(&mut form)? else { return Ok(again(form).show_as(UNPROCESSABLE)) };
    match web.perform(PrepareVote { by: member.id(), item: item.id, plan, once }).await {
        Ok(ballot) => Ok(see_other(&visit.to.vote(known.meeting.id, ballot), None)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}

/// Reads all fields, so that everything wrong is said at once.
pub(crate) fn read(form: &mut Filled<Fields>) -> Result<Option<VotePlan>, crate::error::Failure> {
    let typed = form.typed.clone();
    let amendment = typed.amendment == "yes";
    let mode: BallotMode = read_id(&typed.mode)?;
    let method: Method = if amendment { Method::Motion } else { read_id(&typed.method)? };
    let majority: Question = read_id(&typed.majority)?;
    let question = form.take(Field::Title, Title::parse(&typed.title));
    let wording =
        if amendment { form.take(Field::Body, Note::parse(&typed.body)).map(Some) } else { Some(None) };
    let elects = method != Method::Motion;
    let options = if elects { read_options(form, &typed.options, method) } else { Some(Vec::new()) };
    let places = match (elects && method != Method::Single, typed.places.trim().parse::<u16>()) {
        (false, _) => Some(1),
        (true, Ok(places)) => Some(places),
        (true, Err(_)) => form.take(Field::Places, Err(Problem::Malformed)),
    };
    let (Some(question), Some(wording), Some(options), Some(places)) = (question, wording, options, places)
    else {
        return Ok(None);
    };
    Ok(Some(VotePlan { question, wording, mode, method, majority, options, places }))
}

/// One option a line; of a list, its candidates behind a colon, in order, with commas between.
fn read_options(
    form: &mut Filled<Fields>,
    typed: &str,
    method: Method,
) -> Option<Vec<(ShortText, Vec<PersonName>)>> {
    let mut options = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (label, candidates) = match line.split_once(':') {
            Some((label, candidates)) if method == Method::Lists => (label, candidates),
            _ => (line, ""),
        };
        let label = form.take(Field::Options, ShortText::parse(label))?;
        let mut names = Vec::new();
        for name in candidates.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            names.push(form.take(Field::Options, PersonName::parse(name))?);
        }
        options.push((label, names));
    }
    Some(options)
}
