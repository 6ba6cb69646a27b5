//! A vote in the room: opening it, counting hands, names or papers, declaring it, giving it up.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use preau_core::access::{Thing, Verb, may};
use preau_core::action::sitting::count::{
    CastingVote, DeclareCall, DeclareVote, KeyPapers, KeyVoices, Papers, papers,
};
use preau_core::action::sitting::keeps;
use preau_core::action::sitting::vote::{AbandonVote, NOT_PUT, OpenVote};
use preau_core::error::Failure as CoreFailure;
use preau_core::id::{BallotId, PersonId};
use preau_core::meeting::{
    Ballot, BallotChoice, BallotMode, BallotState, Count, CountBy, Method, RollVote, Standing,
};
use preau_core::rules::{BallotResult, too_few_for_secrecy};
use preau_core::store::Read;
use preau_core::text::ShortText;
use serde::Deserialize;

use super::console::Head;
use super::prepare::majority;
use super::table::{Choice, choices, name, sentences, state_tag, table};
use super::{Known, ballot_id, called};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Frame, Page, Room, Tag};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

/// Names on one page of a roll call: what a phone over a bad line can hold.
const NAMES: usize = 60;
/// The most that is taken for a count.
const VOTES_MAX: u32 = 100_000;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::VOTE, get(show).post(act))
}

/// What was typed: names of choices and figures, as they came.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) pairs: Vec<(String, String)>,
}

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// Two tellers by name, and what each keyed for each choice.
type Differing = (String, String, Vec<(String, u32, u32)>);

/// The page.
#[derive(Template)]
#[template(path = "sitting/vote.html")]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct VotePage {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) form: Filled<Typed>,
    pub(super) action: String,
    /// The item it is under; for tellers who do not keep the record, nothing.
    pub(super) back: String,
    pub(super) question: String,
    pub(super) wording: String,
    pub(super) mode: String,
    pub(super) majority: String,
    pub(super) round: u16,
    pub(super) places: u16,
    pub(super) tag: Tag,
    pub(super) state: BallotState,
    pub(super) how: BallotMode,
    pub(super) version: i32,
    pub(super) once: String,
    pub(super) standing: Standing,
    pub(super) choices: Vec<Choice>,
    pub(super) sentences: Vec<String>,
    pub(super) because: String,
    /// The viewer keeps the record.
    pub(super) keeps: bool,
    /// The viewer is one of the two tellers.
    pub(super) tells: bool,
    /// The viewer chairs, and there is a tie to decide.
    pub(super) decides: bool,
    /// There is a tie, and the chair has not said.
    pub(super) tied: bool,
    /// What the chair can say: words and names.
    pub(super) ties: Vec<(String, String)>,
    /// Too few vote for a secret to be one.
    pub(super) few: bool,
    /// Who of the tellers has keyed, by name.
    pub(super) keyed: Vec<String>,
    /// What each keyed, where the figures differ: the names, and for each choice the two figures.
    pub(super) differ: Option<Differing>,
    pub(super) agreed: bool,
    pub(super) voices: Vec<VoiceLine>,
    pub(super) pages: Vec<(String, usize, bool)>,
    pub(super) page: usize,
    pub(super) follows: Option<String>,
    /// The vote that this one was not enough for.
    pub(super) next: Option<String>,
}

impl Page for VotePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A voice that is called.
pub(crate) struct VoiceLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) carried_by: String,
    /// Words, names, whether it is this one.
    pub(super) choices: Vec<(String, String, bool)>,
    pub(super) said: String,
}

impl VotePage {
    fn prepared(&self) -> bool {
        self.state == BallotState::Prepared
    }

    fn open(&self) -> bool {
        self.state == BallotState::Open
    }

    fn declared(&self) -> bool {
        self.state == BallotState::Declared
    }

    fn abandoned(&self) -> bool {
        self.state == BallotState::Abandoned
    }

    fn hands(&self) -> bool {
        self.how == BallotMode::Hands
    }

    fn roll(&self) -> bool {
        self.how == BallotMode::RollCall
    }

    fn paper(&self) -> bool {
        self.how == BallotMode::Paper
    }
}

/// The vote, for who keeps the record, counts or chairs.
struct Found {
    known: Known,
    ballot: Ballot,
    keeps: bool,
    tells: bool,
}

async fn found(web: &Web, visit: &Visit, member: &Member, id: &str, ballot: &str) -> Result<Found, Failure> {
    let known = Known::read(web, visit, id).await?;
    let ballot = web.read().await?.ballot(ballot_id(ballot)?).await?.ok_or(Failure::Missing)?;
    let keeps = keeps(&member.viewer, &known.meeting);
    let thing = Thing::Meeting { meeting: &known.meeting, place: None };
    let tells = may(&member.viewer, Verb::Count, thing);
    // Tellers have paper to count; hands and names are keyed by those who keep the record.
    let counts = tells && ballot.mode == BallotMode::Paper && ballot.state != BallotState::Prepared;
    if ballot.meeting != known.meeting.id || !(keeps || counts) {
        return Err(Failure::Missing);
    }
    Ok(Found { known, ballot, keeps, tells })
}

async fn page(
    web: &Web,
    visit: &Visit,
    member: &Member,
    found: Found,
    form: Filled<Typed>,
    wanted: usize,
) -> Result<VotePage, Failure> {
    let Found { known, ballot, keeps, tells } = found;
    let frame = visit.frame(Room::Calendar);
    let (t, to, meeting) = (frame.t, frame.to, known.meeting.id);
    let standing = ballot.standing.unwrap_or(known.figures.standing);
    let mut db = web.read().await?;
    let counted = db.counts_of(ballot.id).await?;
    let roll_call =
        if ballot.mode == BallotMode::RollCall { db.roll_votes(ballot.id).await? } else { Vec::new() };
    let sitting = known.meeting.sitting;
    let read = sitting.map(|sitting| papers(&sitting, counted.clone()));
    let Tellers { keyed, differ, agreed } = Tellers::read(db.as_mut(), t, &ballot, read).await?;
    let next = if keeps { next(db.as_mut(), &ballot).await? } else { None };
    drop(db);
    // A teller's own figures stand in the fields; the other's never do.
    let own = counted.iter().find(|count| count.by == member.id());
    let mut typed = form.typed.pairs.clone();
    if typed.is_empty()
        && tells
        && let Some(own) = own
    {
        typed = own.counts.iter().map(|count| (count.choice.word(), count.votes.to_string())).collect();
    }
    let pages_count = roll_call.len().div_ceil(NAMES).max(1);
    let page = wanted.clamp(1, pages_count);
    let address = to.vote(meeting, ballot.id);
    let voices = roll_call
        .iter()
        .skip(page.saturating_sub(1).saturating_mul(NAMES))
        .take(if ballot.state == BallotState::Open { NAMES } else { usize::MAX })
        .map(|voice| voice_line(t, &ballot, voice))
        .collect();
    let tied = ballot.state == BallotState::Open && !ballot.counts.is_empty();
    Ok(VotePage {
        head: Head::of(&known),
        back: if keeps { to.sitting_item(meeting, ballot.item) } else { String::new() },
        question: ballot.question.to_string(),
        wording: ballot.wording.as_ref().map(ToString::to_string).unwrap_or_default(),
        mode: t.sitting_mode(ballot.mode.as_str()),
        majority: match ballot.method {
            Method::Motion => majority(t, ballot.majority),
            method => t.vote_method(method.as_str()),
        },
        round: ballot.round,
        places: ballot.places,
        tag: state_tag(t, &ballot),
        state: ballot.state,
        how: ballot.mode,
        version: ballot.version,
        once: web.world.hidden_id().to_string(),
        choices: table(t, &ballot, &ballot.counts, &typed),
        sentences: sentences(t, &ballot),
        because: because(t, &ballot),
        decides: tied && sitting.is_some_and(|sitting| sitting.chair == member.id()),
        tied,
        ties: if tied { ties(t, &ballot) } else { Vec::new() },
        few: ballot.mode == BallotMode::Paper && too_few_for_secrecy(standing.voices()),
        pages: (1..=pages_count)
            .map(|number| (format!("{address}?page={number}"), number, number == page))
            .collect(),
        action: address,
        follows: ballot.follows.map(|before| to.vote(meeting, before)),
        next: next.map(|id| to.vote(meeting, id)),
        standing,
        keeps,
        tells,
        keyed,
        differ,
        agreed,
        voices,
        page,
        form,
        frame,
    })
}

/// What the two tellers keyed, as far as the page says it.
#[derive(Default)]
struct Tellers {
    /// See [`VotePage::keyed`].
    keyed: Vec<String>,
    /// See [`VotePage::differ`].
    differ: Option<Differing>,
    agreed: bool,
}

impl Tellers {
    async fn read(
        db: &mut dyn Read,
        t: &Texts,
        ballot: &Ballot,
        papers: Option<Papers>,
    ) -> Result<Self, Failure> {
        let mut found = Self::default();
        match papers {
            Some(Papers::Waiting { keyed }) => {
                for person in keyed {
                    found.keyed.push(called(db, person).await?);
                }
            }
            Some(Papers::Differ(both)) => {
                let [one, two] = both.as_ref();
                let lines = side_by_side(t, ballot, one, two);
                found.differ = Some((called(db, one.by).await?, called(db, two.by).await?, lines));
            }
            Some(Papers::Agree(_)) => found.agreed = true,
            None => {}
        }
        Ok(found)
    }
}

/// A voice with what it can say, and what it said.
fn voice_line(t: &Texts, ballot: &Ballot, voice: &RollVote) -> VoiceLine {
    VoiceLine {
        id: voice.person.to_string(),
        name: voice.name.to_string(),
        carried_by: voice.carried_by.as_ref().map(ToString::to_string).unwrap_or_default(),
        said: name(t, ballot, voice.choice),
        choices: choices(ballot)
            .into_iter()
            .map(|choice| (choice.word(), name(t, ballot, choice), choice == voice.choice))
            .collect(),
    }
}

/// Why it was abandoned, in words.
fn because(t: &Texts, ballot: &Ballot) -> String {
    match ballot.abandoned_because.as_ref().map(ShortText::as_str) {
        Some(NOT_PUT) => t.vote_not_put(),
        Some(other) => other.to_owned(),
        None => String::new(),
    }
}

/// The vote that follows one that was not enough.
async fn next(db: &mut dyn Read, ballot: &Ballot) -> Result<Option<BallotId>, Failure> {
    let under = db.ballots_under(ballot.item).await?;
    Ok(under.iter().find(|one| one.follows == Some(ballot.id)).map(|one| one.id))
}

/// The figures of both tellers beside each other.
fn side_by_side(
    t: &crate::texts::Texts,
    ballot: &Ballot,
    one: &CountBy,
    two: &CountBy,
) -> Vec<(String, u32, u32)> {
    let votes = |of: &CountBy, choice: BallotChoice| {
        of.counts.iter().filter(|count| count.choice == choice).map(|count| count.votes).sum()
    };
    choices(ballot)
        .into_iter()
        .map(|choice| (name(t, ballot, choice), votes(one, choice), votes(two, choice)))
        .collect()
}

/// What the chair can say of a tie.
fn ties(t: &crate::texts::Texts, ballot: &Ballot) -> Vec<(String, String)> {
    let said = match &ballot.result {
        Some(BallotResult::Election { tied, .. } | BallotResult::Lists { tied, .. }) => {
            tied.iter().map(|position| BallotChoice::Option(*position)).collect()
        }
        _ => vec![BallotChoice::For, BallotChoice::Against],
    };
    said.into_iter().map(|choice| (choice.word(), name(t, ballot, choice))).collect()
}

/// Which page of a roll call.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    page: String,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, ballot)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let found = found(&web, &visit, &member, &id, &ballot).await?;
    let form = Filled::sent(&visit, Typed::default());
    let wanted = wanted.page.parse().unwrap_or(1);
    Ok(page(&web, &visit, &member, found, form, wanted).await?.show())
}

/// `POST …/votes/{ballot}`: `do` says what.
async fn act(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((id, address)): Path<(String, String)>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Answer {
    let found = found(&web, &visit, &member, &id, &address).await?;
    let mut form = Filled::sent(&visit, Typed { pairs });
    let (by, ballot) = (member.id(), found.ballot.id);
    let typed = form.typed.clone();
    let wanted: usize = typed.get("page").parse().unwrap_or(1);
    let done: Option<Result<_, CoreFailure>> = match typed.get("do") {
        "open" => {
            let seen = typed.get("seen").parse().map_err(|_| Failure::Missing)?;
            Some(web.perform(OpenVote { by, ballot, seen }).await.map(|()| ballot))
        }
        "declare" if found.ballot.mode == BallotMode::Hands => match figures(&mut form, &found.ballot) {
            Some(counts) => Some(web.perform(DeclareVote { by, ballot, counts }).await.map(|_| ballot)),
            None => None,
        },
        "declare" if found.ballot.mode == BallotMode::RollCall => {
            let voices = voices(&typed)?;
            Some(web.perform(DeclareCall { by, ballot, voices }).await.map(|_| ballot))
        }
        "declare" => Some(web.perform(DeclareVote { by, ballot, counts: Vec::new() }).await.map(|_| ballot)),
        "papers" => match figures(&mut form, &found.ballot) {
            Some(counts) => Some(web.perform(KeyPapers { by, ballot, counts }).await.map(|()| ballot)),
            None => None,
        },
        "voices" => {
            let voices = voices(&typed)?;
            Some(web.perform(KeyVoices { by, ballot, voices }).await.map(|()| ballot))
        }
        "casting" => {
            let says = typed.pairs.iter().filter(|(key, _)| key == "says");
            let says = says.filter_map(|(_, word)| BallotChoice::read(word)).collect();
            Some(web.perform(CastingVote { by, ballot, says }).await.map(|_| ballot))
        }
        "abandon" => {
            let once = once(typed.get("once"))?;
            let t = form.texts();
            match ShortText::parse(typed.get("because")) {
                Ok(because) => {
                    let on_paper = typed.get("paper") == "yes";
                    Some(web.perform(AbandonVote { by, ballot, because, on_paper, once }).await)
                }
                Err(problem) => {
                    form.say("because", crate::error::wrong(t, preau_core::error::Field::Title, problem));
                    None
                }
            }
        }
        _ => return Err(Failure::Missing),
    };
    match done {
        Some(Ok(next)) => {
            let to = visit.to.vote(found.known.meeting.id, next);
            let to = if wanted > 1 { format!("{to}?page={wanted}") } else { to };
            Ok(see_other(&to, None))
        }
        Some(Err(failure)) => {
            form.refuse(failure)?;
            // What is shown beside the sentence is what stands now.
            let found = self::found(&web, &visit, &member, &id, &address).await?;
            Ok(page(&web, &visit, &member, found, form, wanted).await?.show_as(UNPROCESSABLE))
        }
        None => Ok(page(&web, &visit, &member, found, form, wanted).await?.show_as(UNPROCESSABLE)),
    }
}

/// The figures that were typed; an empty field is nobody.
fn figures(form: &mut Filled<Typed>, ballot: &Ballot) -> Option<Vec<Count>> {
    let t = form.texts();
    let mut counts = Vec::new();
    for choice in choices(ballot) {
        let word = choice.word();
        let typed = form.typed.get(&word).trim().to_owned();
        if typed.is_empty() {
            continue;
        }
        match typed.parse::<u32>().ok().filter(|votes| *votes <= VOTES_MAX) {
            Some(votes) => counts.push(Count { choice, votes }),
            None => form.say("counts", t.vote_wrong_figure(name(t, ballot, choice))),
        }
    }
    form.is_sound().then_some(counts)
}

/// Who said what, of the page that was sent.
fn voices(typed: &Typed) -> Result<Vec<(PersonId, BallotChoice)>, Failure> {
    let mut said: BTreeMap<PersonId, BallotChoice> = BTreeMap::new();
    for (key, word) in &typed.pairs {
        let Some(id) = key.strip_prefix("v.") else { continue };
        let person = id.parse().map_err(|_| Failure::Missing)?;
        said.insert(person, BallotChoice::read(word).ok_or(Failure::Missing)?);
    }
    Ok(said.into_iter().collect())
}
