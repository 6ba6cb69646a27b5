//! Counting: hands as the chair sees them, voices as they are called, papers by two tellers, and what comes of it.

use async_trait::async_trait;
use uuid::Uuid;

use super::decide::{self, Charge};
use super::item::store;
use super::vote::waits_for_agenda;
use super::{kept_ballot, rules, vote};
use crate::access::{self, Thing, Verb, may};
use crate::action::minutes::minutes_approved;
use crate::action::{Action, record};
use crate::error::{Failure, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{BallotId, PersonId};
use crate::markup;
use crate::meeting::{
    Ballot, BallotChoice, BallotMode, BallotState, Count, CountBy, DecisionState, Item, ItemKind,
    ItemOutcome, ItemState, Meeting, Method, Sitting,
};
use crate::rules::{BallotResult, Tie, check_totals, outcome};
use crate::store::Tx;
use crate::world::World;

/// The same figures in the same order, without those of nobody: two tellers agree if these are equal.
pub fn tidy(counts: &[Count]) -> Vec<Count> {
    let mut tidy: Vec<Count> = Vec::with_capacity(counts.len());
    for count in counts.iter().filter(|count| count.votes > 0) {
        match tidy.iter_mut().find(|one| one.choice == count.choice) {
            Some(one) => one.votes = one.votes.saturating_add(count.votes),
            None => tidy.push(*count),
        }
    }
    tidy.sort_by_key(|count| count.choice);
    tidy
}

/// What two tellers counted, as far as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Papers {
    /// One of them, or both, have not keyed yet: what the other has stays between them and the box.
    Waiting {
        /// Who has.
        keyed: Vec<PersonId>,
    },
    /// Their figures are not the same: both are shown to both, and each keys their own again.
    Differ(Box<[CountBy; 2]>),
    /// They are.
    Agree(Vec<Count>),
}

/// Reads what the two tellers of the sitting counted; what somebody keyed who no longer tells is not looked at.
pub fn papers(sitting: &Sitting, counts: Vec<CountBy>) -> Papers {
    let mut found: Vec<CountBy> = counts.into_iter().filter(|count| sitting.tells(count.by)).collect();
    match (found.pop(), found.pop()) {
        (Some(two), Some(one)) if tidy(&one.counts) == tidy(&two.counts) => Papers::Agree(tidy(&one.counts)),
        (Some(two), Some(one)) => Papers::Differ(Box::new([one, two])),
        (Some(one), None) => Papers::Waiting { keyed: vec![one.by] },
        (None, _) => Papers::Waiting { keyed: Vec::new() },
    }
}

/// Keys what one teller counted of a paper ballot. Only the two tellers of the sitting do, each for themselves; who voted
/// what is nowhere.
#[derive(Debug)]
pub struct KeyPapers {
    /// The teller.
    pub by: PersonId,
    /// Of which vote.
    pub ballot: BallotId,
    /// What they counted.
    pub counts: Vec<Count>,
}

#[async_trait]
impl Action for KeyPapers {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let ballot = tx.ballot(self.ballot).await?.ok_or(Refusal::NotFound)?;
        let meeting = tx.meeting(ballot.meeting).await?.ok_or(Refusal::NotFound)?;
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let tells = may(&viewer, Verb::Count, Thing::Meeting { meeting: &meeting, place: None });
        if !tells || ballot.mode != BallotMode::Paper {
            return Err(Refusal::NotFound.into());
        }
        open(&meeting, &ballot)?;
        let counts = tidy(&self.counts);
        check(&meeting, &ballot, &counts)?;
        let count = CountBy { by: self.by, counts, at: world.now() };
        tx.keep_count(ballot.id, &count).await?;
        record(tx, world, Some(self.by), EventKind::CountKeyed, ballot.id.0).await?;
        Ok(())
    }
}

/// Votes are given and counted while the vote is open and the sitting is not over (V02).
fn open(meeting: &Meeting, ballot: &Ballot) -> Result<(), Refusal> {
    if ballot.state == BallotState::Open && meeting.state.sits() { Ok(()) } else { Err(Refusal::Over) }
}

/// As many votes as voices were in the room when it opened.
fn check(meeting: &Meeting, ballot: &Ballot, counts: &[Count]) -> Result<(), Refusal> {
    let voices = ballot.standing.unwrap_or_default().voices();
    let rules = rules(meeting)?;
    check_totals(ballot, counts, voices).map_err(|what| Refusal::Rule(rules.breach(what)))
}

/// Keys what was said when names were called. A page at a time, or all at once: the last word on each counts.
#[derive(Debug)]
pub struct KeyVoices {
    /// Who keys it.
    pub by: PersonId,
    /// Of which vote.
    pub ballot: BallotId,
    /// Who said what.
    pub voices: Vec<(PersonId, BallotChoice)>,
}

#[async_trait]
impl Action for KeyVoices {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (meeting, ballot) = kept_ballot(tx, world, self.by, self.ballot).await?;
        open(&meeting, &ballot)?;
        if ballot.mode != BallotMode::RollCall {
            return Err(Refusal::NotFound.into());
        }
        let called = tx.roll_votes(ballot.id).await?;
        for (person, choice) in &self.voices {
            // Only voices that were in the room when it opened are called.
            let before = called.iter().find(|one| one.person == *person).ok_or(Refusal::NotFound)?;
            if before.choice == *choice {
                continue;
            }
            check(
                &meeting,
                &Ballot { standing: Some(one_voice()), ..ballot.clone() },
                &[Count { choice: *choice, votes: 1 }],
            )?;
            tx.change_roll_vote(ballot.id, *person, *choice, world.now()).await?;
        }
        record(tx, world, Some(self.by), EventKind::CountKeyed, ballot.id.0).await?;
        Ok(())
    }
}

/// The voices as they stand on the page, and the result made of them: who presses the second button before the first loses
/// nothing.
#[derive(Clone, Debug)]
pub struct DeclareCall {
    /// Who keys it.
    pub by: PersonId,
    /// Which roll call.
    pub ballot: BallotId,
    /// Who said what, of the page that was sent.
    pub voices: Vec<(PersonId, BallotChoice)>,
}

#[async_trait]
impl Action for DeclareCall {
    type Output = Declared;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Declared, Failure> {
        let (_, ballot) = kept_ballot(tx, world, self.by, self.ballot).await?;
        if ballot.state != BallotState::Declared {
            let voices = self.voices.clone();
            KeyVoices { by: self.by, ballot: self.ballot, voices }.run(tx, world).await?;
        }
        DeclareVote { by: self.by, ballot: self.ballot, counts: Vec::new() }.run(tx, world).await
    }
}

/// A room of one, to ask whether one voice can say that.
fn one_voice() -> crate::meeting::Standing {
    crate::meeting::Standing { present: 1, ..crate::meeting::Standing::default() }
}

/// What came of declaring.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Declared {
    /// It is decided.
    Decided,
    /// It is a tie, and the chair says.
    ChairSays,
}

/// Declares a vote: hands with the figures of the form, names and papers with those that were keyed.
#[derive(Debug)]
pub struct DeclareVote {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub ballot: BallotId,
    /// What was counted of raised hands; not looked at otherwise.
    pub counts: Vec<Count>,
}

#[async_trait]
impl Action for DeclareVote {
    type Output = Declared;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Declared, Failure> {
        let (meeting, ballot) = kept_ballot(tx, world, self.by, self.ballot).await?;
        if ballot.state == BallotState::Declared {
            // The same form again, after a reload or over a bad line, changes nothing; other figures come too late.
            let same = ballot.mode != BallotMode::Hands || tidy(&self.counts) == tidy(&ballot.counts);
            return if same { Ok(Declared::Decided) } else { Err(Refusal::Over.into()) };
        }
        open(&meeting, &ballot)?;
        let counts = match ballot.mode {
            BallotMode::Hands => tidy(&self.counts),
            BallotMode::RollCall => {
                let voices = tx.roll_votes(ballot.id).await?;
                let each: Vec<Count> =
                    voices.iter().map(|voice| Count { choice: voice.choice, votes: 1 }).collect();
                tidy(&each)
            }
            BallotMode::Paper => {
                let sitting = meeting.sitting.ok_or(Refusal::Over)?;
                match papers(&sitting, tx.counts_of(ballot.id).await?) {
                    Papers::Agree(counts) => counts,
                    Papers::Waiting { .. } => return Err(Refusal::Sitting(Hitch::TellersMissing).into()),
                    Papers::Differ(_) => return Err(Refusal::Sitting(Hitch::TellersDiffer).into()),
                }
            }
        };
        check(&meeting, &ballot, &counts)?;
        settle(tx, world, self.by, &meeting, ballot, counts, &[]).await
    }
}

/// The chair decides a tie: an act of the chair alone.
#[derive(Debug)]
pub struct CastingVote {
    /// The chair.
    pub by: PersonId,
    /// Of which vote.
    pub ballot: BallotId,
    /// For or against a text; whom of those who are tied.
    pub says: Vec<BallotChoice>,
}

#[async_trait]
impl Action for CastingVote {
    type Output = Declared;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Declared, Failure> {
        let ballot = tx.ballot(self.ballot).await?.ok_or(Refusal::NotFound)?;
        let meeting = tx.meeting(ballot.meeting).await?.ok_or(Refusal::NotFound)?;
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let chairs = meeting.sitting.is_some_and(|sitting| sitting.chair == self.by);
        if !chairs || viewer.member().is_none() {
            return Err(Refusal::NotFound.into());
        }
        if ballot.state == BallotState::Declared {
            return Ok(Declared::Decided);
        }
        open(&meeting, &ballot)?;
        if ballot.counts.is_empty() || self.says.is_empty() {
            return Err(Refusal::NotFound.into());
        }
        let counts = ballot.counts.clone();
        settle(tx, world, self.by, &meeting, ballot, counts, &self.says).await
    }
}

/// Whether the chair has to say who is elected.
fn waits_for_chair(result: &BallotResult, tie: Tie) -> bool {
    match result {
        BallotResult::Motion { .. } => false,
        BallotResult::Election { tied, .. } | BallotResult::Lists { tied, .. } => {
            !tied.is_empty() && tie != Tie::Rejected
        }
    }
}

/// Declares, or keeps the figures until the chair has said.
async fn settle(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: &Meeting,
    mut ballot: Ballot,
    counts: Vec<Count>,
    says: &[BallotChoice],
) -> Result<Declared, Failure> {
    let rules = rules(meeting)?;
    let seen = ballot.version;
    let result = outcome(&ballot, &counts, rules, says, &[]);
    ballot.counts = counts;
    let waits = result.as_ref().is_none_or(|result| waits_for_chair(result, rules.elections.tie));
    if waits {
        if !says.is_empty() {
            // The chair named somebody who is not tied, or too few.
            return Err(Refusal::Sitting(Hitch::NotTied).into());
        }
        ballot.result = result;
        keep(tx, &ballot, seen).await?;
        record(tx, world, Some(by), EventKind::CountKeyed, ballot.id.0).await?;
        return Ok(Declared::ChairSays);
    }
    ballot.result = result;
    ballot.state = BallotState::Declared;
    ballot.ended_at = Some(world.now());
    keep(tx, &ballot, seen).await?;
    record(tx, world, Some(by), EventKind::VoteDeclared, ballot.id.0).await?;
    follow_up(tx, world, meeting, &ballot).await?;
    Ok(Declared::Decided)
}

async fn keep(tx: &mut dyn Tx, ballot: &Ballot, seen: i32) -> Result<(), Failure> {
    if tx.update_ballot(ballot, seen).await? { Ok(()) } else { Err(Refusal::ChangedMeanwhile.into()) }
}

/// What a declared vote changes beside itself: the item, the text, the register, the next round.
async fn follow_up(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    ballot: &Ballot,
) -> Result<(), Failure> {
    let mut item = tx.item(ballot.item).await?.ok_or(Refusal::NotFound)?;
    let seen = item.version;
    let Some(result) = &ballot.result else { return Ok(()) };
    let adopted = matches!(result, BallotResult::Motion { adopted: true, .. });
    if waits_for_agenda(&item) {
        item.state = if adopted { ItemState::Listed } else { ItemState::Declined };
        return store(tx, &item, seen).await;
    }
    if ballot.amendment {
        let wording = ballot.wording.as_ref().filter(|_| adopted);
        let Some(wording) = wording else { return Ok(()) };
        if !item.source.is_empty() {
            item.source.push_str("\n\n");
        }
        item.source.push_str(wording.as_str());
        item.html = markup::render(&item.source).html;
        return store(tx, &item, seen).await;
    }
    if let BallotResult::Election { next_round, .. } = result
        && !next_round.is_empty()
    {
        let round = ballot.round.saturating_add(1);
        let once = Uuid::from_u128(ballot.id.0.as_u128() ^ u128::from(round));
        vote::follow(tx, world, ballot, ballot.mode, round, Some(next_round), once).await?;
        return Ok(());
    }
    let (came_out, decided) = what_came_out(result);
    item.outcome = Some(came_out);
    store(tx, &item, seen).await?;
    minutes_approved(tx, world, meeting, &item, ballot).await?;
    number(tx, world, meeting, &item, ballot, decided).await
}

/// What became of the item, and whether something was decided.
fn what_came_out(result: &BallotResult) -> (ItemOutcome, bool) {
    match result {
        BallotResult::Motion { adopted: true, .. } => (ItemOutcome::Adopted, true),
        BallotResult::Motion { adopted: false, .. } => (ItemOutcome::Rejected, false),
        BallotResult::Election { elected, .. } if elected.is_empty() => (ItemOutcome::Treated, false),
        BallotResult::Lists { seats, .. } if seats.iter().all(|(_, seats)| *seats == 0) => {
            (ItemOutcome::Treated, false)
        }
        BallotResult::Election { .. } | BallotResult::Lists { .. } => (ItemOutcome::Elected, true),
    }
}

/// Writes a decision where the item decides: minutes that are approved and the order of the day are none. A rejected text
/// has its number too; nothing is to be followed of it, nor of what has no owner yet.
async fn number(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    item: &Item,
    ballot: &Ballot,
    adopted: bool,
) -> Result<(), Failure> {
    let decides = match item.kind {
        ItemKind::Vote | ItemKind::Election | ItemKind::Debate | ItemKind::FollowUp => true,
        ItemKind::Opening | ItemKind::MinutesApproval | ItemKind::Information | ItemKind::AnyOther => false,
    };
    let nobody = ballot.method != Method::Motion && !adopted;
    if !decides || nobody || tx.decision_by(ballot.id).await?.is_some() {
        return Ok(());
    }
    let new = decide::New {
        title: ballot.question.clone(),
        ballot: Some(ballot.id),
        adopted,
        state: DecisionState::Settled,
        charge: Charge::default(),
        once: ballot.id.0,
    };
    decide::decide(tx, world, meeting, item, new).await?;
    Ok(())
}

#[cfg(test)]
#[path = "count_tests.rs"]
mod tests;
