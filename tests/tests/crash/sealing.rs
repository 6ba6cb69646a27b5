//! Minutes that two keepers seal at once while the program is killed: one entry each, numbered without gaps, and the chain holds.

use std::time::Duration;

use http::header::{COOKIE, ORIGIN};
use preau_core::action::perform;
use preau_core::action::sitting::open::{Officers, OpenSitting, Turn, TurnSitting};
use preau_core::id::MeetingId;
use preau_core::meeting::{ItemKind, Minutes, MinutesState};
use preau_core::rules::{Preset, RulesProfile};
use preau_core::store::Store;
use preau_core::world::World;
use preau_tests::assembly::convened;
use preau_tests::on_both_engines;
use preau_tests::process::{Resident, SESSION, Staged};
use tokio::time::{Instant, sleep};

use crate::chance::Chance;
use crate::writers::client;

/// Minutes that wait for their seal.
const MINUTES: usize = 40;
/// How long all of it may take.
const TIME_MAX: Duration = Duration::from_mins(2);

on_both_engines! {
    async fn minutes_that_two_keepers_seal_through_sigkills_are_one_entry_each_and_the_chain_holds(trial: Trial) {
        let chance = Chance::from_environment();
        let mut made = Vec::new();
        let house = Staged::new(trial, &["Jeanne Morvan"], async |store: &dyn Store, world: &dyn World, people| {
            made = approved(store, world, people).await;
        })
        .await;
        let (mut odile, mut jeanne) = (made.clone(), made.clone());
        let (began, mut kills) = (Instant::now(), 0);
        while !(odile.is_empty() && jeanne.is_empty()) {
            assert!(began.elapsed() < TIME_MAX, "{} and {} are left", odile.len(), jeanne.len());
            let process = house.start().await;
            let lives = Duration::from_millis(chance.between(5, 250));
            let cut = async {
                sleep(lives).await;
                process.kill();
            };
            tokio::join!(seal(&house, 0, &mut odile), seal(&house, 1, &mut jeanne), cut);
            kills += 1;
        }
        // What was acknowledged to both is one entry, whole: text, number, journal, and the meeting is settled.
        let entries = i64::try_from(MINUTES).unwrap();
        let numbers: Vec<(i32,)> = house.rows("SELECT number FROM register_entry ORDER BY number").await;
        let numbers: Vec<i64> = numbers.into_iter().map(|row| i64::from(row.0)).collect();
        assert_eq!(numbers, (1..=entries).collect::<Vec<_>>(), "no number twice, and none left out");
        assert_eq!(house.count("SELECT count(DISTINCT meeting) FROM register_entry").await, entries);
        assert_eq!(house.count("SELECT count(*) FROM minutes WHERE state = 'sealed'").await, entries);
        assert_eq!(house.count("SELECT count(*) FROM meeting WHERE state = 'settled'").await, entries);
        assert_eq!(house.count("SELECT count(*) FROM event WHERE kind = 'minutes_sealed'").await, entries);
        let process = house.start().await;
        let book = house.browser(0).get("/registre").await;
        book.is(200).says(&format!("Registre vérifié : {MINUTES} inscriptions, aucune altération."));
        process.kill();
        eprintln!("{kills} kills");
    }
}

/// Seals what is left until a connection breaks; what was not answered is sent again later.
async fn seal(house: &Staged, person: usize, left: &mut Vec<MeetingId>) {
    let client = client(house);
    let cookie = format!("{SESSION}={}", house.people[person].token);
    while let Some(meeting) = left.last() {
        let to = house.url.join(&format!("/meetings/{meeting}/minutes/book")).unwrap();
        let origin = house.url.origin().ascii_serialization();
        let request = client.post(to).header(COOKIE, &cookie).header(ORIGIN, origin);
        let form: [(&str, &str); 0] = [];
        let Ok(answer) = request.form(&form).send().await else { return };
        match answer.status().as_u16() {
            303 => drop(left.pop()),
            // The other was quicker by a breath: asked again, it is the entry that stands there.
            409 => {}
            429 => sleep(Duration::from_millis(100)).await,
            other => panic!("{meeting} was answered with {other}"),
        }
    }
}

/// Sittings that were held, whose minutes another one approved.
async fn approved(store: &dyn Store, world: &dyn World, people: &[Resident]) -> Vec<MeetingId> {
    let roll = [people[0].id, people[1].id];
    let [by, chair] = roll;
    let rules = RulesProfile::preset(Preset::PartySection);
    let agenda = [(ItemKind::Debate, "Le bus")];
    let (approving, _) = convened(store, world, rules.clone(), &roll, &agenda).await;
    let mut held = Vec::new();
    for _ in 0..MINUTES {
        let (meeting, _) = convened(store, world, rules.clone(), &roll, &agenda).await;
        let officers = Officers { chair, minute_taker: by, tellers: (None, None) };
        perform(store, world, &OpenSitting { by, meeting, officers, at: None, accepted: false })
            .await
            .unwrap();
        perform(store, world, &TurnSitting { by, meeting, turn: Turn::Close, at: None }).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.begin_minutes(meeting).await.unwrap();
        let after = Minutes {
            state: MinutesState::Approved,
            approved_in: Some(approving),
            approved_at: Some(world.now()),
            ..Minutes::draft(meeting)
        };
        assert!(tx.move_minutes(&after, MinutesState::Draft).await.unwrap());
        tx.commit().await.unwrap();
        held.push(meeting);
    }
    held
}
