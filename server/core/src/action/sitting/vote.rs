//! Preparing a vote, opening it, giving it up.

use async_trait::async_trait;
use uuid::Uuid;

use super::{kept_ballot, rules, standing_with_quorum};
use crate::action::meeting::rules_of;
use crate::action::{Action, record};
use crate::error::{Failure, Field, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{BallotId, ItemId, PersonId};
use crate::meeting::{
    Ballot, BallotChoice, BallotMode, BallotOption, BallotState, Item, ItemKind, ItemState, Meeting,
    MeetingState, Method,
};
use crate::rules::{Question, RulesProfile};
use crate::store::Tx;
use crate::text::{Note, PersonName, Problem, ShortText, Title};
use crate::world::{Moment, World};

/// Votes of one meeting; a congress has fewer.
pub const BALLOTS_MAX: i64 = 500;
/// Votes under one item, amendments and rounds included: more than a congress puts to one text.
const UNDER_MAX: usize = 150;
/// Options of one election: what still fits on a paper.
pub const OPTIONS_MAX: usize = 60;
/// Voices of one room that are called by their names.
pub const VOICES_MAX: i64 = 5_000;
/// Why a vote was given up that nobody opened: a word of ours, which pages say in their language.
pub const NOT_PUT: &str = "not_put";

/// What a vote is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotePlan {
    /// The question, word for word.
    pub question: Title,
    /// Of an amendment from the floor: what the text carries if it is adopted.
    pub wording: Option<Note>,
    /// How one votes.
    pub mode: BallotMode,
    /// How the result is made.
    pub method: Method,
    /// Which of the majorities of the statutes it needs.
    pub majority: Question,
    /// What can be chosen in an election, with the candidates of each list.
    pub options: Vec<(ShortText, Vec<PersonName>)>,
    /// How many places are filled.
    pub places: u16,
}

impl VotePlan {
    /// What a form cannot know alone.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let malformed = |field| Err(Refusal::Field(field, Problem::Malformed));
        if self.method == Method::Motion {
            return if self.options.is_empty() { Ok(()) } else { malformed(Field::Options) };
        }
        if self.options.is_empty() {
            return Err(Refusal::Field(Field::Options, Problem::Empty));
        }
        if self.options.len() > OPTIONS_MAX {
            return Err(Refusal::Field(Field::Options, Problem::TooFar));
        }
        // Whoever is written twice would have their votes parted between two lines.
        let named = |label: &ShortText| label.as_str().to_lowercase();
        let mut labels: Vec<String> = self.options.iter().map(|(label, _)| named(label)).collect();
        labels.sort_unstable();
        labels.dedup();
        if labels.len() < self.options.len() {
            return malformed(Field::Options);
        }
        // A voice of a roll call says one word, and hands are raised for one thing.
        if self.method == Method::Several && self.mode == BallotMode::RollCall {
            return malformed(Field::Mode);
        }
        match self.method {
            Method::Several if usize::from(self.places) > self.options.len() || self.places == 0 => {
                malformed(Field::Places)
            }
            Method::Lists if self.places == 0 => malformed(Field::Places),
            Method::Motion | Method::Single | Method::Several | Method::Lists => Ok(()),
        }
    }
}

impl VotePlan {
    /// Takes over what the form says of a vote, with what the rules say of such a question.
    pub(super) fn fill(&self, ballot: &mut Ballot, rules: &RulesProfile) {
        ballot.question.clone_from(&self.question);
        ballot.mode = self.mode;
        ballot.method = self.method;
        ballot.asks = self.majority;
        ballot.majority = rules.majority(self.majority);
        ballot.options = (1_u16..)
            .zip(&self.options)
            .map(|(position, (label, candidates))| BallotOption {
                position,
                label: label.clone(),
                candidates: candidates.clone(),
            })
            .collect();
        ballot.places = if matches!(self.method, Method::Motion | Method::Single) { 1 } else { self.places };
        ballot.threshold_permille = rules.elections.list_threshold_permille;
    }
}

/// Whether something can be decided under this item: talk is no decision, and what was added needs a vote first.
pub(super) fn decidable(meeting: &Meeting, item: &Item) -> Result<(), Refusal> {
    if item.kind.only_talks() {
        return Err(Refusal::Sitting(Hitch::TalkOnly));
    }
    let added = item.added_in_session && matches!(item.kind, ItemKind::Vote | ItemKind::Election);
    let listed = item.state == ItemState::Listed;
    rules(meeting)?.check_decidable(!item.added_in_session, added && listed).map_err(Refusal::Rule)
}

/// Whether this item was added when the sitting was open and waits for the vote that takes it onto the agenda.
pub fn waits_for_agenda(item: &Item) -> bool {
    item.added_in_session && item.state == ItemState::Proposed
}

/// Prepares a vote under an item: with the agenda, before the sitting or in it.
///
/// The matter is in the notice already: a vote on it makes no notice stale.
#[derive(Debug)]
pub struct PrepareVote {
    /// Who keys it.
    pub by: PersonId,
    /// Under which item.
    pub item: ItemId,
    /// What it is to be.
    pub plan: VotePlan,
    /// The form's own id.
    pub once: Uuid,
}

#[async_trait]
impl Action for PrepareVote {
    type Output = BallotId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<BallotId, Failure> {
        let item = tx.item(self.item).await?.ok_or(Refusal::NotFound)?;
        let meeting = super::ahead::preparing(tx, world, self.by, item.meeting).await?;
        if !(meeting.state.sits() || meeting.state.ahead()) || item.outcome.is_some() {
            return Err(Refusal::Over.into());
        }
        if item.state != ItemState::Listed {
            return Err(Refusal::NotFound.into());
        }
        if meeting.state.sits() {
            decidable(&meeting, &item)?;
        } else if item.kind.only_talks() {
            return Err(Refusal::Sitting(Hitch::TalkOnly).into());
        }
        let id = prepare(tx, world, &meeting, &item, &self.plan, None, self.once).await?;
        record(tx, world, Some(self.by), EventKind::VotePrepared, id.0).await?;
        Ok(id)
    }
}

/// The same vote, as nobody has put it yet.
pub(super) fn fresh(before: &Ballot) -> Ballot {
    Ballot {
        state: BallotState::Prepared,
        standing: None,
        counts: Vec::new(),
        result: None,
        abandoned_because: None,
        opened_at: None,
        ended_at: None,
        version: 1,
        ..before.clone()
    }
}

/// Stores a prepared vote; a form sent twice finds the first.
pub(super) async fn prepare(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    item: &Item,
    plan: &VotePlan,
    follows: Option<&Ballot>,
    once: Uuid,
) -> Result<BallotId, Failure> {
    if let Some(before) = tx.ballot_once(meeting.id, once).await? {
        return Ok(before);
    }
    plan.check()?;
    let rules = rules_of(tx, meeting).await?;
    let others = tx.ballots_under(item.id).await?;
    if others.len() >= UNDER_MAX {
        return Err(Refusal::TooMany(u32::try_from(UNDER_MAX).unwrap_or(u32::MAX)).into());
    }
    if plan.wording.is_some() {
        let voted = others.iter().any(|one| !one.amendment && one.state == BallotState::Declared);
        if plan.method != Method::Motion || item.kind != ItemKind::Vote || voted {
            return Err(Refusal::Sitting(Hitch::AmendmentTooLate).into());
        }
    }
    let last = others.iter().map(|one| one.position).max().unwrap_or_default();
    let mut ballot = Ballot {
        id: BallotId(world.dated_id()),
        meeting: meeting.id,
        item: item.id,
        position: last.saturating_add(1),
        question: plan.question.clone(),
        wording: plan.wording.clone(),
        amendment: plan.wording.is_some(),
        mode: plan.mode,
        method: plan.method,
        asks: plan.majority,
        majority: rules.majority(plan.majority),
        options: Vec::new(),
        places: 1,
        threshold_permille: 0,
        round: follows.map_or(1, |one| one.round),
        follows: follows.map(|one| one.id),
        state: BallotState::Prepared,
        standing: None,
        counts: Vec::new(),
        result: None,
        abandoned_because: None,
        opened_at: None,
        ended_at: None,
        version: 1,
    };
    plan.fill(&mut ballot, &rules);
    tx.insert_ballot(&ballot, once).await?;
    Ok(ballot.id)
}

/// Stores a vote that goes on from another: a second round, or the paper after an open vote was given up. Its options keep
/// their positions, so that both are read side by side.
pub(super) async fn follow(
    tx: &mut dyn Tx,
    world: &dyn World,
    before: &Ballot,
    mode: BallotMode,
    round: u16,
    stay: Option<&[u16]>,
    once: Uuid,
) -> Result<BallotId, Failure> {
    let mut options = before.options.clone();
    if let Some(stay) = stay {
        options.retain(|option| stay.contains(&option.position));
    }
    let ballot = Ballot {
        id: BallotId(world.dated_id()),
        mode,
        options,
        round,
        position: before.position.saturating_add(1),
        follows: Some(before.id),
        ..fresh(before)
    };
    if tx.insert_ballot(&ballot, once).await? {
        return Ok(ballot.id);
    }
    Ok(tx.ballot_once(before.meeting, once).await?.ok_or(Refusal::NotFound)?)
}

/// Opens a vote: from then on neither its question nor its options change, and where the room stood is written into it.
///
/// Without a quorum it stays closed: losing it blocks a vote, not talking.
#[derive(Debug)]
pub struct OpenVote {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub ballot: BallotId,
    /// [`Ballot::version`] of what was read out.
    pub seen: i32,
}

#[async_trait]
impl Action for OpenVote {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (meeting, mut ballot) = kept_ballot(tx, world, self.by, self.ballot).await?;
        if ballot.state == BallotState::Open {
            return Ok(());
        }
        if meeting.state != MeetingState::InSession || ballot.state != BallotState::Prepared {
            return Err(Refusal::Over.into());
        }
        let item = tx.item(ballot.item).await?.ok_or(Refusal::NotFound)?;
        if !waits_for_agenda(&item) {
            if item.outcome.is_some() && ballot.follows.is_none() {
                return Err(Refusal::Over.into());
            }
            decidable(&meeting, &item)?;
        }
        let now = world.now();
        let standing = standing_with_quorum(tx, &meeting, now).await?;
        if standing.voices() == 0 {
            return Err(Refusal::Sitting(Hitch::NobodyVotes).into());
        }
        let rules = rules(&meeting)?;
        match ballot.mode {
            BallotMode::Hands | BallotMode::RollCall => rules
                .check_open_vote(0, standing.voices(), ballot.method != Method::Motion)
                .map_err(Refusal::Rule)?,
            BallotMode::Paper => tellers(&meeting)?,
        }
        if !ballot.amendment {
            let waiting =
                tx.ballots_under(item.id).await?.iter().any(|one| {
                    one.amendment && matches!(one.state, BallotState::Prepared | BallotState::Open)
                });
            if waiting {
                return Err(Refusal::Sitting(Hitch::AmendmentsFirst).into());
            }
        }
        let seen = self.seen;
        ballot.state = BallotState::Open;
        ballot.standing = Some(standing);
        ballot.opened_at = Some(now);
        if !tx.update_ballot(&ballot, seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        if ballot.mode == BallotMode::RollCall {
            freeze(tx, &meeting, &ballot, now).await?;
        }
        record(tx, world, Some(self.by), EventKind::VoteOpened, ballot.id.0).await?;
        Ok(())
    }
}

/// Paper is counted by two people.
fn tellers(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.sitting.map(|sitting| sitting.tellers) {
        Some((Some(_), Some(_))) => Ok(()),
        _ => Err(Refusal::Sitting(Hitch::NoTellers)),
    }
}

/// The voices that are called are those of the moment: who comes later is not among them, and who goes before being
/// called takes no part.
async fn freeze(tx: &mut dyn Tx, meeting: &Meeting, ballot: &Ballot, now: Moment) -> Result<(), Failure> {
    for voice in tx.room_voices(meeting.id, VOICES_MAX).await? {
        let carried_by = voice.carried_by.map(|(holder, _)| holder);
        tx.keep_roll_vote(ballot.id, voice.person, carried_by, BallotChoice::NotTakingPart, now).await?;
    }
    Ok(())
}

/// Gives a vote up with a word why. Where somebody asked for secrecy while hands were raised, the paper ballot that
/// replaces it is prepared in the same step.
#[derive(Debug)]
pub struct AbandonVote {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub ballot: BallotId,
    /// Why.
    pub because: ShortText,
    /// Whether a secret one takes its place.
    pub on_paper: bool,
    /// The form's own id.
    pub once: Uuid,
}

#[async_trait]
impl Action for AbandonVote {
    type Output = BallotId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<BallotId, Failure> {
        let (meeting, ballot) = kept_ballot(tx, world, self.by, self.ballot).await?;
        if let Some(after) = tx.ballot_once(meeting.id, self.once).await? {
            return Ok(after);
        }
        match ballot.state {
            BallotState::Abandoned => return Ok(ballot.id),
            BallotState::Declared => return Err(Refusal::Over.into()),
            BallotState::Prepared | BallotState::Open if meeting.state.held() => {
                return Err(Refusal::Over.into());
            }
            BallotState::Prepared | BallotState::Open => {}
        }
        let id = ballot.id;
        let on_paper = self.on_paper && ballot.mode != BallotMode::Paper;
        give_up(tx, world, ballot.clone(), self.because.as_str()).await?;
        record(tx, world, Some(self.by), EventKind::VoteAbandoned, id.0).await?;
        if !on_paper {
            return Ok(id);
        }
        follow(tx, world, &ballot, BallotMode::Paper, ballot.round, None, self.once).await
    }
}

/// Writes into a vote that it was given up.
pub(super) async fn give_up(
    tx: &mut dyn Tx,
    world: &dyn World,
    mut ballot: Ballot,
    because: &str,
) -> Result<(), Failure> {
    let seen = ballot.version;
    ballot.state = BallotState::Abandoned;
    ballot.abandoned_because = Some(ShortText::fit(because, NOT_PUT));
    ballot.ended_at = Some(world.now());
    // What was counted of an open vote that is given up says what people voted: it goes.
    ballot.counts = Vec::new();
    ballot.result = None;
    if tx.update_ballot(&ballot, seen).await? { Ok(()) } else { Err(Refusal::ChangedMeanwhile.into()) }
}
