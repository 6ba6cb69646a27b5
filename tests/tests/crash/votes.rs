//! Votes that two keepers declare at once while the program is killed: one result each, and it is the one that was acknowledged.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::header::{COOKIE, ORIGIN};
use preau_core::action::perform;
use preau_core::action::sitting::open::{Officers, OpenSitting};
use preau_core::action::sitting::vote::{OpenVote, PrepareVote, VotePlan};
use preau_core::id::{BallotId, MeetingId};
use preau_core::meeting::{BallotMode, ItemKind, Method};
use preau_core::rules::{Preset, Question, QuorumSize, RulesProfile};
use preau_core::store::Store;
use preau_core::text::Title;
use preau_core::world::World;
use preau_tests::assembly::convened;
use preau_tests::engine::Engine;
use preau_tests::on_both_engines;
use preau_tests::process::{SESSION, Staged};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::chance::Chance;
use crate::writers::client;

/// Votes that stand open.
const VOTES: usize = 60;
/// How often the program is killed at most; then it may finish.
const KILLS: usize = 20;
/// The most answers of one life: a quick machine would have them all before it is killed twice.
const ANSWERS: u64 = 8;

/// A hand that keys: what it has to say of each vote, until each was answered.
struct Keeper {
    client: reqwest::Client,
    cookie: String,
    figures: [(&'static str, &'static str); 2],
    /// Votes that nobody answered it about.
    left: Vec<BallotId>,
    /// Votes that were declared as it said.
    acknowledged: Vec<BallotId>,
    /// Votes that somebody else had declared before.
    late: Vec<BallotId>,
    /// How many answers all keepers have.
    answered: Arc<AtomicU64>,
}

impl Keeper {
    /// Keys one vote after the other until a connection breaks; what was not answered is sent again later.
    async fn key(&mut self, house: &Staged, meeting: MeetingId) {
        while let Some(ballot) = self.left.last().copied() {
            let to = house.url.join(&format!("/meetings/{meeting}/votes/{ballot}")).unwrap();
            let mut form = vec![("do", "declare")];
            form.extend(self.figures);
            let origin = house.url.origin().ascii_serialization();
            let request =
                self.client.post(to).header(COOKIE, &self.cookie).header(ORIGIN, origin).form(&form);
            let Ok(answer) = request.send().await else { return };
            match answer.status().as_u16() {
                303 => self.acknowledged.push(ballot),
                422 => self.late.push(ballot),
                429 => {
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
                other => panic!("{ballot} was answered with {other}"),
            }
            self.left.pop();
            self.answered.fetch_add(1, Ordering::Relaxed);
        }
    }
}

on_both_engines! {
    async fn v02_votes_that_two_keepers_declare_through_sigkills_have_the_one_result_that_was_told(trial: Trial) {
        let chance = Chance::from_environment();
        let mut made = None;
        let house = Staged::new(trial, &["Jeanne Morvan"], async |store: &dyn Store, world: &dyn World, people| {
            let roll = [people[0].id, people[1].id];
            made = Some(opened(store, world, roll).await);
        })
        .await;
        let house = Arc::new(house);
        let (meeting, ballots) = made.unwrap();
        let answered = Arc::new(AtomicU64::new(0));
        let keeper = |person: usize, figures, left: Vec<BallotId>| Keeper {
            client: client(&house),
            cookie: format!("{SESSION}={}", house.people[person].token),
            figures,
            left,
            acknowledged: Vec::new(),
            late: Vec::new(),
            answered: Arc::clone(&answered),
        };
        // Odile has seen two hands, Jeanne one and an abstention: both begin with the same vote.
        let mut odile = keeper(0, [("for", "2"), ("abstain", "0")], ballots.clone());
        let mut jeanne = keeper(1, [("for", "1"), ("abstain", "1")], ballots.clone());
        // A file answers at once; a server first takes connections.
        let lives = if house.engine == Engine::Sqlite { (5, 90) } else { (50, 500) };
        let mut kills = 0;
        while kills < KILLS && !(odile.left.is_empty() && jeanne.left.is_empty()) {
            let process = house.start().await;
            let enough = answered.load(Ordering::Relaxed) + chance.between(1, ANSWERS);
            let end = Instant::now() + Duration::from_millis(chance.between(lives.0, lives.1));
            let cut = async {
                while Instant::now() < end && answered.load(Ordering::Relaxed) < enough {
                    sleep(Duration::from_millis(1)).await;
                }
                process.kill();
            };
            tokio::join!(odile.key(&house, meeting), jeanne.key(&house, meeting), cut);
            kills += 1;
        }
        assert!(kills > 2, "nothing was cut");
        let process = house.start().await;
        tokio::join!(odile.key(&house, meeting), jeanne.key(&house, meeting));
        process.kill();
        assert_eq!((odile.left.len(), jeanne.left.len()), (0, 0), "all was answered in the end");
        // What was told is what is stored: each vote has one result, and whoever was not first was told so.
        let rows: Vec<(Uuid, String)> = house.rows("SELECT id, CAST(counts AS TEXT) FROM ballot").await;
        let stored: BTreeMap<Uuid, String> = rows.into_iter().collect();
        for ballot in &ballots {
            let told = [odile.acknowledged.contains(ballot), jeanne.acknowledged.contains(ballot)];
            assert!(told[0] != told[1], "{ballot} was acknowledged to {told:?}");
            assert_eq!(stored[&ballot.0].contains("abstain"), told[1], "{ballot} holds {}", stored[&ballot.0]);
        }
        assert_eq!(odile.late.len() + jeanne.late.len(), VOTES);
        let votes = i64::try_from(VOTES).unwrap();
        assert_eq!(house.count("SELECT count(*) FROM ballot WHERE state = 'declared'").await, votes);
        // Whole: one decision, one number and one line in the journal each.
        let ranks: Vec<(i32,)> = house.rows("SELECT rank FROM decision ORDER BY rank").await;
        let ranks: Vec<i64> = ranks.into_iter().map(|row| i64::from(row.0)).collect();
        assert_eq!(ranks, (1..=votes).collect::<Vec<_>>(), "no number twice, and none left out");
        let events = "SELECT count(*) FROM event e WHERE e.subject = b.id AND e.kind = 'vote_declared'";
        assert_eq!(house.count(&format!("SELECT count(*) FROM ballot b WHERE ({events}) <> 1")).await, 0);
        if house.engine == Engine::Sqlite {
            assert_eq!(house.rows::<(String,)>("PRAGMA integrity_check").await[0].0, "ok");
        }
        eprintln!("{kills} kills; {} votes as Odile said, {} as Jeanne", odile.acknowledged.len(), jeanne.acknowledged.len());
    }
}

/// A sitting of two people, with a vote open under each of its items.
async fn opened(
    store: &dyn Store,
    world: &dyn World,
    roll: [preau_core::id::PersonId; 2],
) -> (MeetingId, Vec<BallotId>) {
    let mut rules = RulesProfile::preset(Preset::PartySection);
    rules.quorum.size = QuorumSize::None;
    let agenda = [(ItemKind::Vote, "Motion"); VOTES];
    let (meeting, items) = convened(store, world, rules, &roll, &agenda).await;
    let [by, chair] = roll;
    let officers = Officers { chair, minute_taker: by, tellers: (None, None) };
    perform(store, world, &OpenSitting { by, meeting, officers, at: None, accepted: false }).await.unwrap();
    let mut ballots = Vec::new();
    for item in items {
        let plan = VotePlan {
            question: Title::parse("Motion").unwrap(),
            wording: None,
            mode: BallotMode::Hands,
            method: Method::Motion,
            majority: Question::Ordinary,
            options: Vec::new(),
            places: 1,
        };
        let ballot =
            perform(store, world, &PrepareVote { by, item, plan, once: world.hidden_id() }).await.unwrap();
        perform(store, world, &OpenVote { by, ballot, seen: 1 }).await.unwrap();
        ballots.push(ballot);
    }
    (meeting, ballots)
}
