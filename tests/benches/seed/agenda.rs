//! A house whose agenda is full: two thousand rendezvous over a year, and two hundred that come again.

use std::path::Path;

use futures_util::future::try_join_all;
use preau_core::action::account::MakeCalendar;
use preau_core::action::rendezvous::{AnswerRendezvous, PlanRendezvous};
use preau_core::action::series::PlanSeries;
use preau_core::error::Failure;
use preau_core::person::Person;
use preau_core::series::{End, Rhythm};
use preau_core::world::{Moment, World as _};
use url::Url;

use super::{AT_ONCE, Life, MEMBERS, POSTS_BESIDE, SESSIONS, plan};

/// Rendezvous, half of them behind.
const SINGLE: i64 = 2_000;
/// The days over which they are spread.
const DAYS: i64 = 365;
/// Rendezvous that come again: each month or each week, for half a year.
const AGAIN: i64 = 200;
/// Answers to each single one.
const ANSWERS: usize = 5;

/// Makes it, and writes beside the store where its private calendar is.
pub(super) async fn make(folder: &Path, url: Url) {
    let (life, people) = super::make(folder, POSTS_BESIDE, url).await;
    let single: Vec<i64> = (0..SINGLE).collect();
    for group in single.chunks(AT_ONCE) {
        // The clock stands a month before the first of them: what is behind was planned ahead, too.
        life.world.set(begins(&life, group[0]).plus(-30 * Moment::DAY).min(life.now.plus(-Moment::HOUR)));
        try_join_all(group.iter().map(|n| one(&life, &people, *n))).await.unwrap();
    }
    let again: Vec<i64> = (0..AGAIN).collect();
    for group in again.chunks(AT_ONCE) {
        life.world.set(life.now.plus(-90 * Moment::DAY));
        try_join_all(group.iter().map(|n| series(&life, &people, *n))).await.unwrap();
    }
    life.world.set(life.now);
    let token = life.perform(MakeCalendar { person: people[1].id }).await.unwrap();
    let told = serde_json::json!({ "feed": format!("/agenda/flux/{}.ics", token.reveal()) });
    std::fs::write(folder.join("agenda.json"), told.to_string()).unwrap();
    life.store.close().await;
}

fn begins(life: &Life, n: i64) -> Moment {
    life.now.plus((n - SINGLE / 2) * (DAYS * Moment::DAY / SINGLE))
}

async fn one(life: &Life, people: &[Person], n: i64) -> Result<(), Failure> {
    let number = usize::try_from(n).unwrap();
    let plan = plan(begins(life, n), number);
    let (id, _) =
        life.perform(PlanRendezvous { by: people[0].id, plan, once: life.world.hidden_id() }).await?;
    for i in 0..ANSWERS {
        let by = people[SESSIONS + (number * 31 + i) % (MEMBERS - SESSIONS)].id;
        let answer = AnswerRendezvous { by, rendezvous: id, coming: !i.is_multiple_of(3) };
        life.perform(answer).await?;
    }
    Ok(())
}

async fn series(life: &Life, people: &[Person], n: i64) -> Result<(), Failure> {
    // One in ten is weekly, as in a section of many rooms; the others are the third Tuesday of something.
    let (rhythm, times) = if n % 10 == 0 { (Rhythm::Weekly, 26) } else { (Rhythm::MonthlyWeekday, 6) };
    let first = life.now.plus(-89 * Moment::DAY).plus((n % 28) * Moment::DAY);
    let plan = PlanSeries {
        by: people[0].id,
        plan: plan(first, usize::try_from(n).unwrap()),
        rhythm,
        end: End::Times(times),
        skipped: Vec::new(),
        once: life.world.hidden_id(),
    };
    // A fifth of its weekday comes four times a year: half a dozen of those reach two years, and are taken as they are.
    life.perform(plan).await.map(drop)
}
