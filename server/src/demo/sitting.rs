//! Lives a sitting of a story: who comes, what is said, voted, decided and taken on, item by item.

use preau_core::action::sitting::attend::Arrive;
use preau_core::action::sitting::count::{DeclareVote, KeyPapers, KeyVoices};
use preau_core::action::sitting::decide::{Charge, FollowDecision, RecordDecision, TakeOn};
use preau_core::action::sitting::item::{KeepNotes, SettleItem, notes_mark};
use preau_core::action::sitting::open::{Officers, OpenSitting, Turn, TurnSitting};
use preau_core::action::sitting::vote::{OpenVote, PrepareVote, VotePlan};
use preau_core::error::{Failure, Fault};
use preau_core::id::{BallotId, MeetingId, PersonId};
use preau_core::meeting::{
    Ballot, BallotChoice, BallotMode, Count, DecisionState, Item, ItemOutcome, Method, Presence,
};
use preau_core::rules::Question;
use preau_core::text::{Body, ShortText, Title};
use preau_core::world::{Day, Moment, World as _};

use super::life::{Account, Life, ZONE, text, whose};
use super::story::meetings::{Fate, Gathering, Happens, Point};

/// Who chairs, who takes the minutes, and who counts, where they were convened: else the first of those who came.
const OFFICERS: [usize; 4] = [0, 3, 5, 6];

/// A sitting that goes on.
struct Room<'a> {
    accounts: &'a [Account],
    /// Who keeps the record.
    by: PersonId,
    tellers: (PersonId, PersonId),
}

impl Life<'_> {
    /// People come, it opens, its agenda is gone through, it closes.
    pub(super) async fn sit(
        &self,
        accounts: &[Account],
        meeting: MeetingId,
        gathering: &Gathering,
    ) -> Result<(), Failure> {
        let (come, goes_on) = match gathering.fate {
            Fate::Held(come, _) => (come, true),
            Fate::Sits(come) | Fate::Lacked(come) => (come, false),
            Fate::Draft | Fate::Open { .. } | Fate::Convened | Fate::Cancelled(_) => return Ok(()),
        };
        let opens = self.world.now();
        let gave = |index| gathering.proxies.iter().any(|(giver, _)| *giver == index);
        let mut there = Vec::new();
        for (index, person) in self.on_roll(accounts, meeting).await? {
            if !gave(index) && there.len() < come {
                there.push((index, person));
            }
        }
        let by = whose(accounts, 0)?;
        let officer = |turn: usize| {
            let wanted = OFFICERS.get(turn).and_then(|one| there.iter().find(|(index, _)| index == one));
            wanted.or_else(|| there.get(turn)).map_or(by, |(_, person)| *person)
        };
        for (turn, (_, person)) in (0_i64..).zip(&there) {
            self.world.set(opens.plus(-15 * Moment::MINUTE).plus(turn * 30 * Moment::SECOND));
            let presence = if turn == 4 && come > 10 { Presence::Remote } else { Presence::Room };
            self.perform(Arrive { by, meeting, person: *person, presence, at: None }).await?;
        }
        self.world.set(opens.plus(4 * Moment::MINUTE));
        let tellers = (officer(2), officer(3));
        let officers = Officers {
            chair: officer(0),
            minute_taker: officer(1),
            tellers: if tellers.0 == tellers.1 { (None, None) } else { (Some(tellers.0), Some(tellers.1)) },
        };
        self.perform(OpenSitting { by, meeting, officers, at: None, accepted: false }).await?;
        if matches!(gathering.fate, Fate::Lacked(_)) {
            self.pass(26);
            return self.perform(TurnSitting { by, meeting, turn: Turn::LackOfQuorum, at: None }).await;
        }
        let room = Room { accounts, by, tellers };
        let items = self.store.read().await?.items(meeting).await?;
        for (point, item) in gathering.points.iter().zip(&items) {
            if !goes_on && (point.notes.is_empty() || !point.happens.is_empty()) {
                // It is the item at which they are: what is prepared for it stands there.
                self.happen(&room, point, item).await?;
                return Ok(());
            }
            self.treat(&room, point, item).await?;
        }
        if goes_on {
            self.pass(3);
            self.perform(TurnSitting { by, meeting, turn: Turn::Close, at: None }).await?;
        }
        Ok(())
    }

    /// So many minutes go by.
    fn pass(&self, minutes: i64) {
        self.world.set(self.world.now().plus(minutes * Moment::MINUTE));
    }

    async fn treat(&self, room: &Room<'_>, point: &Point, item: &Item) -> Result<(), Failure> {
        let (by, half) = (room.by, i64::from(point.minutes) / 2);
        self.pass(half);
        if !point.notes.is_empty() {
            let notes = Some(text(Body::parse(point.notes))?);
            self.perform(KeepNotes { by, item: item.id, notes, seen: notes_mark("") }).await?;
        }
        self.happen(room, point, item).await?;
        self.pass(half);
        let after = self.store.read().await?.item(item.id).await?;
        if after.is_some_and(|item| item.outcome.is_none()) {
            let outcome = Some(ItemOutcome::Treated);
            self.perform(SettleItem { by, item: item.id, outcome }).await?;
        }
        Ok(())
    }

    async fn happen(&self, room: &Room<'_>, point: &Point, item: &Item) -> Result<(), Failure> {
        let mut last = None;
        for happens in point.happens {
            let (by, once) = (room.by, self.world.hidden_id());
            match happens {
                Happens::Prepared(question) => {
                    let plan = motion(question, BallotMode::Hands)?;
                    self.perform(PrepareVote { by, item: item.id, plan, once }).await?;
                }
                Happens::Hands(question, others) => {
                    let ballot = self.put(room, item, motion(question, BallotMode::Hands)?).await?;
                    let counts = hands(voices(&ballot), *others);
                    self.perform(DeclareVote { by, ballot: ballot.id, counts }).await?;
                    last = Some(ballot.id);
                }
                Happens::RollCall(question, against, abstain) => {
                    let ballot = self.put(room, item, motion(question, BallotMode::RollCall)?).await?;
                    self.call(room, ballot.id, against, abstain).await?;
                    last = Some(ballot.id);
                }
                Happens::Papers(question, names) => {
                    let ballot = self.put(room, item, election(question, names)?).await?;
                    self.count(room, &ballot, names).await?;
                    last = Some(ballot.id);
                }
                Happens::Charge(owner, days) => {
                    let charge = self.charge(room, *owner, *days)?;
                    self.follow(room, last, charge).await?;
                }
                Happens::Agreed(title, owner, days) => {
                    let (title, charge) = (text(Title::parse(title))?, self.charge(room, *owner, *days)?);
                    self.perform(RecordDecision { by, item: item.id, title, charge, once }).await?;
                }
                Happens::Takes(title, owner, days) => {
                    let (title, charge) = (text(Title::parse(title))?, self.charge(room, *owner, *days)?);
                    self.perform(TakeOn { by, item: item.id, title, charge, once }).await?;
                }
            }
        }
        Ok(())
    }

    /// Prepares a vote and opens it.
    async fn put(&self, room: &Room<'_>, item: &Item, plan: VotePlan) -> Result<Ballot, Failure> {
        let (by, once) = (room.by, self.world.hidden_id());
        let ballot = self.perform(PrepareVote { by, item: item.id, plan, once }).await?;
        let seen = self.ballot_now(ballot).await?.version;
        self.perform(OpenVote { by, ballot, seen }).await?;
        self.pass(1);
        self.ballot_now(ballot).await
    }

    async fn ballot_now(&self, ballot: BallotId) -> Result<Ballot, Failure> {
        let found = self.store.read().await?.ballot(ballot).await?;
        Ok(found.ok_or(Fault::Broken("a vote of the story is stored"))?)
    }

    /// Names are called and keyed.
    async fn call(
        &self,
        room: &Room<'_>,
        ballot: BallotId,
        against: &[usize],
        abstain: &[usize],
    ) -> Result<(), Failure> {
        let called = self.store.read().await?.roll_votes(ballot).await?;
        let among = |person, some: &[usize]| {
            some.iter().any(|index| room.accounts.get(*index).is_some_and(|account| account.id == person))
        };
        let says = |person| match person {
            person if among(person, against) => BallotChoice::Against,
            person if among(person, abstain) => BallotChoice::Abstain,
            _ => BallotChoice::For,
        };
        let voices = called.iter().map(|voice| (voice.person, says(voice.person))).collect();
        self.perform(KeyVoices { by: room.by, ballot, voices }).await?;
        self.perform(DeclareVote { by: room.by, ballot, counts: Vec::new() }).await.map(drop)
    }

    /// Two people count the papers, each for themselves.
    async fn count(&self, room: &Room<'_>, ballot: &Ballot, names: &[(&str, u32)]) -> Result<(), Failure> {
        let papers = voices(ballot).saturating_sub(1);
        let mut counts = vec![Count { choice: BallotChoice::Blank, votes: 1 }];
        for (position, (_, without)) in (1_u16..).zip(names) {
            let votes = papers.saturating_sub(*without);
            counts.push(Count { choice: BallotChoice::Option(position), votes });
        }
        for by in [room.tellers.0, room.tellers.1] {
            self.pass(2);
            self.perform(KeyPapers { by, ballot: ballot.id, counts: counts.clone() }).await?;
        }
        self.perform(DeclareVote { by: room.by, ballot: ballot.id, counts: Vec::new() }).await.map(drop)
    }

    /// Somebody sees to what was just decided.
    async fn follow(&self, room: &Room<'_>, ballot: Option<BallotId>, charge: Charge) -> Result<(), Failure> {
        let ballot = ballot.ok_or(Fault::Broken("something was voted before"))?;
        let decision = self.store.read().await?.decision_by(ballot).await?;
        let decision = decision.ok_or(Fault::Broken("the vote made a decision"))?;
        let follow = FollowDecision {
            by: room.by,
            decision: decision.id,
            charge,
            state: DecisionState::Open,
            word: None,
            seen: decision.version,
        };
        self.perform(follow).await.map(drop)
    }

    fn charge(&self, room: &Room<'_>, owner: usize, days: i32) -> Result<Charge, Fault> {
        let today = Day::of(self.world.now(), ZONE);
        Ok(Charge { owner: Some(whose(room.accounts, owner)?), due: today.map(|today| today.plus(days)) })
    }
}

fn voices(ballot: &Ballot) -> u32 {
    ballot.standing.unwrap_or_default().voices()
}

fn hands(voices: u32, [against, abstain, apart]: [u32; 3]) -> Vec<Count> {
    let others = [
        (BallotChoice::Against, against),
        (BallotChoice::Abstain, abstain),
        (BallotChoice::NotTakingPart, apart),
    ];
    let for_it = voices.saturating_sub(against + abstain + apart);
    let mut counts = vec![Count { choice: BallotChoice::For, votes: for_it }];
    counts.extend(others.map(|(choice, votes)| Count { choice, votes }));
    counts
}

pub(super) fn motion(question: &str, mode: BallotMode) -> Result<VotePlan, Fault> {
    Ok(VotePlan {
        question: text(Title::parse(question))?,
        wording: None,
        mode,
        method: Method::Motion,
        majority: Question::Ordinary,
        options: Vec::new(),
        places: 1,
    })
}

fn election(question: &str, names: &[(&str, u32)]) -> Result<VotePlan, Fault> {
    let mut options = Vec::new();
    for (name, _) in names {
        options.push((text(ShortText::parse(name))?, Vec::new()));
    }
    let places = u16::try_from(options.len()).unwrap_or(1);
    let plan = motion(question, BallotMode::Paper)?;
    Ok(VotePlan { method: Method::Several, options, places, ..plan })
}
