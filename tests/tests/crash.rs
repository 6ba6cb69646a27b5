//! What was acknowledged is there, once, however often and whenever the program is killed; and a stop that was asked for breaks nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that cannot be set up has failed"
)]

#[path = "crash/chance.rs"]
mod chance;
#[path = "crash/ledger.rs"]
mod ledger;
#[path = "crash/recorded.rs"]
mod recorded;
#[path = "crash/sealing.rs"]
mod sealing;
#[path = "crash/sink.rs"]
mod sink;
#[path = "crash/votes.rs"]
mod votes;
#[path = "crash/writers.rs"]
mod writers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use preau_core::action::network::{KeepActor, ReceiveFollow};
use preau_core::action::perform;
use preau_core::store::Store;
use preau_core::world::World;
use preau_tests::on_both_engines;
use preau_tests::process::{Staged, promote};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use self::chance::Chance;
use self::ledger::Ledger;
use self::sink::Sink;
use self::writers::Writers;

/// How often the program is killed.
const KILLS: usize = 50;
/// How many posts must have been acknowledged at the end.
const POSTS: usize = 1_000;
/// The two minutes pass after which what a killed program held is taken up again.
const LEASES_PASSED: &str = "UPDATE job SET lease_until = 0 WHERE lease_until IS NOT NULL";
/// The pauses pass that follow a try without an answer.
const PAUSES_PASSED: &str = "UPDATE job SET run_at = 0 WHERE lease_until IS NULL AND dead_at IS NULL";
/// Odile and the first of these speak for the section; what they write for everybody is delivered.
const NAMES: [&str; 11] = [
    "Jeanne Morvan",
    "Idriss Belkacem",
    "Nour El Amrani",
    "Thomas Le Goff",
    "Fatou Ndiaye",
    "Samira Haddad",
    "Colette Aubry",
    "Lucien Perrot",
    "Yvonne Tessier",
    "Marc Delaunay",
    "Rose Kerjean",
];

on_both_engines! {
    async fn p01_p02_what_was_acknowledged_survives_fifty_sigkills_once_and_is_delivered(trial: Trial) {
        let chance = Chance::from_environment();
        let sink = Sink::open(&chance).await;
        let mut house = staged(trial, &sink).await;
        house.settings.push(("PREAU_ALLOW_ADDRESSES", sink.address.to_string()));
        let ledger = Arc::new(Ledger::default());
        let mut writers = Writers::new(&house, &ledger);
        for _ in 0..KILLS {
            let process = house.start().await;
            writers.write();
            sleep(Duration::from_millis(chance.between(5, 700))).await;
            process.kill();
            writers.rest().await;
        }
        house.tamper(LEASES_PASSED).await;
        let process = house.start().await;
        writers.write();
        let began = Instant::now();
        while ledger.acknowledged() < POSTS {
            assert!(began.elapsed() < Duration::from_mins(1), "only {} posts were acknowledged", ledger.acknowledged());
            sleep(Duration::from_millis(20)).await;
        }
        writers.stop().await;
        settle(&house).await;
        let found = verify(&house, &ledger, &sink).await;
        process.kill();
        eprintln!("{found}");
    }

    async fn p24_a_stop_asked_for_under_load_lets_every_request_end_and_answers_none_with_5xx(trial: Trial) {
        let chance = Chance::from_environment();
        let sink = Sink::open(&chance).await;
        let house = staged(trial, &sink).await;
        let ledger = Arc::new(Ledger::default());
        let mut writers = Writers::new(&house, &ledger);
        for _ in 0..3 {
            let mut process = house.start().await;
            writers.write();
            sleep(Duration::from_millis(chance.between(200, 900))).await;
            process.terminate();
            let status = process.ended(Duration::from_secs(12)).await;
            assert!(status.success(), "it ended with {status}");
            writers.rest().await;
        }
        assert!(ledger.acknowledged() > 10, "there was no load");
        assert_eq!(ledger.odd(), Vec::<u16>::new(), "only 303 was to be answered");
        // A request that the program had begun to read was answered: what is stored was acknowledged.
        let stored: BTreeSet<Uuid> = house.rows::<(Uuid,)>("SELECT id FROM post").await.into_iter().map(|r| r.0).collect();
        let acknowledged: BTreeSet<Uuid> = ledger.all().values().copied().collect();
        assert_eq!(stored, acknowledged);
    }
}

/// Everybody has come in, and somebody elsewhere follows.
async fn staged(trial: &preau_tests::engine::Trial, sink: &Sink) -> Staged {
    let follower = sink.actor();
    Staged::new(trial, &NAMES, async |store: &dyn Store, world: &dyn World, people| {
        promote(store, world, people[0].id, people[1].id).await;
        let actor = follower.id.clone();
        perform(store, world, &KeepActor { actor: follower.clone() }).await.unwrap();
        let follow = serde_json::json!({"id": format!("{actor}#follow"), "type": "Follow", "actor": actor,
            "object": format!("{}section", world.origin())});
        let receive = ReceiveFollow { incoming: String::new(), actor, follow: follow.to_string() };
        perform(store, world, &receive).await.unwrap();
    })
    .await
}

/// Lets the time pass that leases and pauses take, until no work is left.
async fn settle(house: &Staged) {
    let began = Instant::now();
    loop {
        let left = house.count("SELECT count(*) FROM job WHERE dead_at IS NULL").await;
        if left == 0 {
            return;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "{left} jobs do not end");
        sleep(Duration::from_millis(500)).await;
        house.tamper(PAUSES_PASSED).await;
        house.tamper("UPDATE peer SET open_until = NULL").await;
    }
}

async fn verify(house: &Staged, ledger: &Ledger, sink: &Sink) -> String {
    let rows: Vec<(String, Uuid, String)> = house.rows("SELECT source, id, audience FROM post").await;
    let mut by_text: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for (text, id, _) in &rows {
        by_text.entry(text).or_default().push(*id);
    }
    // Acknowledged: there, once, under the id that was told.
    for (text, id) in ledger.all() {
        assert_eq!(by_text.get(text.as_str()), Some(&vec![id]), "acknowledged: {text}");
    }
    // Not acknowledged: at most once, and among what was sent.
    for (text, ids) in &by_text {
        assert_eq!(ids.len(), 1, "{text}");
        assert!(ledger.was_sent(text), "{text} was never sent");
    }
    // Whole: one line in the journal each; an activity for what is public, none for what is not; nothing given up.
    let events = "SELECT count(*) FROM event e WHERE e.subject = p.id AND e.kind = 'post_published'";
    assert_eq!(house.count(&format!("SELECT count(*) FROM post p WHERE ({events}) <> 1")).await, 0);
    let activities = "SELECT count(*) FROM outgoing o WHERE o.post = p.id";
    let halves = format!(
        "SELECT count(*) FROM post p WHERE ({activities}) <> CASE WHEN audience = 'everybody' THEN 1 ELSE 0 END"
    );
    assert_eq!(house.count(&halves).await, 0);
    assert_eq!(house.count("SELECT count(*) FROM job").await, 0, "something was given up");
    let public: Vec<&str> =
        rows.iter().filter(|row| row.2 == "everybody").map(|row| row.0.as_str()).collect();
    let received = sink.received();
    for text in &public {
        let ids: BTreeSet<&String> =
            received.iter().filter(|(content, _)| content.contains(text)).map(|(_, id)| id).collect();
        assert_eq!(ids.len(), 1, "{text} arrived as {ids:?}");
    }
    assert!(public.len() >= 50, "only {} public posts", public.len());
    let silent = rows
        .iter()
        .filter(|row| row.2 == "section")
        .filter(|row| received.iter().any(|(content, _)| content.contains(&row.0)));
    assert_eq!(silent.count(), 0, "a post for the section left");
    if house.engine == preau_tests::engine::Engine::Sqlite {
        assert_eq!(house.rows::<(String,)>("PRAGMA integrity_check").await[0].0, "ok");
    }
    format!(
        "{} posts acknowledged, {} stored, {} public, {} deliveries received, {} of them cut before the answer",
        ledger.acknowledged(),
        rows.len(),
        public.len(),
        received.len(),
        sink.cut()
    )
}
