//! Opening a sitting with its officers, suspending and closing it, and giving it up for want of a quorum.

use async_trait::async_trait;

use super::{kept, keyed, measure, rules, sitting, standing};
use crate::action::minutes::follow;
use crate::action::{Action, record};
use crate::error::{Failure, Field, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId, StayId};
use crate::meeting::{BallotState, EARLY_MAX, Meeting, MeetingState, Presence, ProxyState, Sitting, Stay};
use crate::person::Standing as InHouse;
use crate::store::Tx;
use crate::text::{Problem, ShortText};
use crate::world::{Moment, World};

/// Who does what in a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Officers {
    /// Who chairs.
    pub chair: PersonId,
    /// Who takes the minutes.
    pub minute_taker: PersonId,
    /// Who counts ballots: two people, or nobody as long as nothing is voted on paper.
    pub tellers: (Option<PersonId>, Option<PersonId>),
}

impl Officers {
    /// All of them, each once.
    fn people(&self) -> Vec<PersonId> {
        let mut people = vec![self.chair];
        for one in [Some(self.minute_taker), self.tellers.0, self.tellers.1].into_iter().flatten() {
            if !people.contains(&one) {
                people.push(one);
            }
        }
        people
    }

    /// Two different people count, and all of them belong to the house.
    async fn check(&self, tx: &mut dyn Tx) -> Result<(), Failure> {
        if self.tellers.0.is_some() && self.tellers.0 == self.tellers.1 {
            return Err(Refusal::Field(Field::Tellers, Problem::Malformed).into());
        }
        for id in self.people() {
            let active = tx.person(id).await?.is_some_and(|person| person.standing == InHouse::Active);
            if !active {
                return Err(Refusal::NotFound.into());
            }
        }
        Ok(())
    }
}

/// Opens the sitting. Its officers are in the room from then on, so that nobody keys them apart.
#[derive(Debug)]
pub struct OpenSitting {
    /// Who opens it in the record.
    pub by: PersonId,
    /// Which.
    pub meeting: MeetingId,
    /// Who does what in it.
    pub officers: Officers,
    /// When it opened; now, where it was not keyed.
    pub at: Option<Moment>,
    /// Whether everybody is there or represented and accepts to sit although the notice does not hold any more.
    pub accepted: bool,
}

#[async_trait]
impl Action for OpenSitting {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (mut meeting, _) = kept(tx, world, self.by, self.meeting).await?;
        if meeting.state.sits() {
            // A form sent twice, or two keepers at once: it is open.
            return Ok(());
        }
        if !meeting.state.may_become(MeetingState::InSession) {
            return Err(Refusal::Over.into());
        }
        // Nobody opens tomorrow's meeting by mistake: the doors open a few hours before the hour of the notice.
        let at = keyed(self.at, world.now(), meeting.starts_at.plus(-EARLY_MAX))?;
        self.officers.check(tx).await?;
        let rules = rules(&meeting)?.clone();
        if let Some(notice) = &mut meeting.convocation {
            rules.check_current(&notice.stale, self.accepted).map_err(Refusal::Rule)?;
            notice.accepted = !notice.stale.is_empty();
        }
        let seen = meeting.version;
        meeting.state = MeetingState::InSession;
        meeting.sitting = Some(Sitting {
            chair: self.officers.chair,
            minute_taker: self.officers.minute_taker,
            tellers: self.officers.tellers,
            opened_at: at,
            closed_at: None,
        });
        keep(tx, world, &mut meeting, seen).await?;
        for person in self.officers.people() {
            seat(tx, world, &meeting, person, self.by, at).await?;
        }
        measure(tx, &meeting, at).await?;
        follow::come_back(tx, &meeting).await?;
        record(tx, world, Some(self.by), EventKind::SittingOpened, meeting.id.0).await?;
        Ok(())
    }
}

/// Stores a meeting whose sitting changed.
async fn keep(tx: &mut dyn Tx, world: &dyn World, meeting: &mut Meeting, seen: i32) -> Result<(), Failure> {
    meeting.changed_at = world.now();
    if tx.update_meeting(meeting, seen).await? { Ok(()) } else { Err(Refusal::ChangedMeanwhile.into()) }
}

/// Somebody of the roll is in the room, if they were not already.
async fn seat(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    person: PersonId,
    by: PersonId,
    at: Moment,
) -> Result<(), Failure> {
    let Some(line) = tx.recipient(meeting.id, person).await? else { return Ok(()) };
    if tx.open_stay(meeting.id, person).await?.is_some() {
        return Ok(());
    }
    let stay = Stay {
        id: StayId(world.dated_id()),
        person: Some(person),
        name: line.who.name,
        voice: line.voice,
        presence: Presence::Room,
        from: at,
        until: None,
    };
    tx.insert_stay(meeting.id, &stay, by, None).await?;
    super::attend::come(tx, world, meeting, person, at).await
}

/// Names other officers while the sitting is open: a teller left, somebody else takes the chair.
#[derive(Debug)]
pub struct NameOfficers {
    /// Who keys it.
    pub by: PersonId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Who does what from now on.
    pub officers: Officers,
}

#[async_trait]
impl Action for NameOfficers {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let mut meeting = sitting(tx, world, self.by, self.meeting).await?;
        self.officers.check(tx).await?;
        let seen = meeting.version;
        let before = meeting.sitting.ok_or(Refusal::Over)?;
        meeting.sitting = Some(Sitting {
            chair: self.officers.chair,
            minute_taker: self.officers.minute_taker,
            tellers: self.officers.tellers,
            ..before
        });
        if meeting.sitting == Some(before) {
            return Ok(());
        }
        keep(tx, world, &mut meeting, seen).await?;
        record(tx, world, Some(self.by), EventKind::OfficersNamed, meeting.id.0).await?;
        Ok(())
    }
}

/// What a sitting goes over to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// A pause.
    Suspend,
    /// On again after a pause.
    Resume,
    /// Over.
    Close,
    /// Given up: too few are there.
    LackOfQuorum,
}

impl Turn {
    /// The state that it goes over to.
    pub const fn state(self) -> MeetingState {
        match self {
            Self::Suspend => MeetingState::Suspended,
            Self::Resume => MeetingState::InSession,
            Self::Close => MeetingState::Closed,
            Self::LackOfQuorum => MeetingState::LackOfQuorum,
        }
    }
}

/// Suspends, resumes, closes or gives up a sitting.
#[derive(Debug)]
pub struct TurnSitting {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub meeting: MeetingId,
    /// What it goes over to.
    pub turn: Turn,
    /// When; now, where it was not keyed.
    pub at: Option<Moment>,
}

#[async_trait]
impl Action for TurnSitting {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (mut meeting, _) = kept(tx, world, self.by, self.meeting).await?;
        let to = self.turn.state();
        if meeting.state == to {
            // A form sent twice.
            return Ok(());
        }
        if !meeting.state.may_become(to) {
            return Err(Refusal::Over.into());
        }
        let seen = meeting.version;
        let mut held = meeting.sitting.ok_or(Refusal::Over)?;
        // Nobody comes back from a pause before it began.
        let paused = tx.pauses(meeting.id).await?.pop().filter(|pause| pause.until.is_none());
        let earliest = paused.map_or(held.opened_at, |pause| pause.from);
        let at = keyed(self.at, world.now(), earliest)?;
        measure(tx, &meeting, world.now()).await?;
        match self.turn {
            Turn::Suspend => tx.begin_pause(meeting.id, at).await?,
            Turn::Resume => tx.end_pause(meeting.id, at).await?,
            Turn::Close | Turn::LackOfQuorum => {
                if self.turn == Turn::LackOfQuorum {
                    lacks_quorum(tx, &meeting, world.now()).await?;
                }
                // V02: a vote that is under way is declared or given up first, in its own transaction.
                end_votes(tx, &meeting, at, self.turn == Turn::LackOfQuorum).await?;
                end_presence(tx, &meeting, at).await?;
                follow::came_back(tx, &meeting).await?;
                held.closed_at = Some(at);
            }
        }
        meeting.sitting = Some(held);
        meeting.state = to;
        keep(tx, world, &mut meeting, seen).await?;
        let kind = match self.turn {
            Turn::Suspend => EventKind::SittingSuspended,
            Turn::Resume => EventKind::SittingResumed,
            Turn::Close => EventKind::SittingClosed,
            Turn::LackOfQuorum => EventKind::QuorumLacked,
        };
        record(tx, world, Some(self.by), kind, meeting.id.0).await?;
        Ok(())
    }
}

/// A sitting is not given up for want of a quorum that is met.
async fn lacks_quorum(tx: &mut dyn Tx, meeting: &Meeting, now: Moment) -> Result<(), Failure> {
    let standing = standing(tx, meeting, now).await?;
    if standing.quorum_met() { Err(Refusal::Sitting(Hitch::QuorumMet).into()) } else { Ok(()) }
}

/// What was prepared and never put to the vote is given up; what is open has to be settled first, unless the quorum went.
async fn end_votes(tx: &mut dyn Tx, meeting: &Meeting, at: Moment, quorum_lost: bool) -> Result<(), Failure> {
    for mut ballot in tx.ballots(meeting.id, super::vote::BALLOTS_MAX).await? {
        match ballot.state {
            BallotState::Declared | BallotState::Abandoned => continue,
            BallotState::Open if !quorum_lost => return Err(Refusal::Sitting(Hitch::VoteUnderWay).into()),
            BallotState::Prepared | BallotState::Open => {}
        }
        let seen = ballot.version;
        ballot.state = BallotState::Abandoned;
        ballot.abandoned_because = Some(ShortText::fit(super::vote::NOT_PUT, super::vote::NOT_PUT));
        ballot.ended_at = Some(at);
        if !tx.update_ballot(&ballot, seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
    }
    Ok(())
}

/// Everybody has gone, and no proxy counts any more. A stay that began after the moment that was keyed ends as it began.
async fn end_presence(tx: &mut dyn Tx, meeting: &Meeting, at: Moment) -> Result<(), Failure> {
    tx.end_stays(meeting.id, at).await?;
    for proxy in tx.proxies(meeting.id).await? {
        if proxy.state == ProxyState::Valid {
            tx.end_proxy(proxy.id, ProxyState::Void, at).await?;
        }
    }
    Ok(())
}
