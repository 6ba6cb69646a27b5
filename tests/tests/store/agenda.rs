//! Series and reminders: made once, changed together, told once, also by two processes and after one that died.

use std::sync::Arc;

use preau::world::MovedWorld;
use preau_core::access::Scope;
use preau_core::action::people::{EndAccount, Suspend};
use preau_core::action::reminder::{ChooseReminders, Remind};
use preau_core::action::rendezvous::{
    AnswerRendezvous, CancelRendezvous, ChangeRendezvous, DecideRendezvous, PlanRendezvous,
};
use preau_core::action::series::{ChangeSeries, EndSeries, PlanSeries};
use preau_core::action::{Action, perform};
use preau_core::audience::Audience;
use preau_core::error::{Failure, Refusal};
use preau_core::id::{PersonId, RendezvousId};
use preau_core::notice::News;
use preau_core::person::{Person, Role};
use preau_core::reminder::ReminderChoice;
use preau_core::rendezvous::{Plan, Rendezvous, RendezvousState};
use preau_core::series::{End, Rhythm, local};
use preau_core::store::Store;
use preau_core::text::{Body, ShortText, Title};
use preau_core::unit::House;
use preau_core::world::{Moment, World as _};
use preau_tests::on_both_engines;
use uuid::Uuid;

use crate::scene::{NOW, house, insert, person, write};

/// A house in which Odile decides, Thomas plans and Nour comes.
struct Scene {
    store: Arc<dyn Store>,
    world: MovedWorld,
    odile: Person,
    thomas: Person,
    nour: Person,
}

impl Scene {
    async fn open(store: &Arc<dyn Store>) -> Self {
        let world = MovedWorld::new("https://vallombre.example/".parse().unwrap(), NOW);
        let odile = Person { role: Role::Administrator, ..person(1, "Odile Garrec") };
        let (thomas, nour) = (person(2, "Thomas Le Goff"), person(3, "Nour El Amrani"));
        let house = House { members_may_sign: false, ..house() };
        write(store.as_ref(), async |tx| tx.insert_house(&house).await).await;
        for one in [&odile, &thomas, &nour] {
            insert(store.as_ref(), one).await;
        }
        Self { store: Arc::clone(store), world, odile, thomas, nour }
    }

    async fn does<A: Action>(&self, action: A) -> Result<A::Output, Refusal> {
        match perform(self.store.as_ref(), &self.world, &action).await {
            Ok(output) => Ok(output),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(Failure::Fault(fault)) => panic!("{fault}"),
        }
    }

    /// Thomas plans a weekly rendezvous of six times, and gets all of it.
    async fn weekly(&self, audience: Audience) -> Vec<Rendezvous> {
        let plan = PlanSeries {
            by: self.thomas.id,
            plan: Plan { audience, ..plan("Permanence", NOW.plus(2 * Moment::DAY)) },
            rhythm: Rhythm::Weekly,
            end: End::Times(6),
            skipped: Vec::new(),
            once: Uuid::from_u128(70),
        };
        let (id, _) = self.does(plan).await.unwrap();
        self.all(id).await
    }

    async fn all(&self, one: RendezvousId) -> Vec<Rendezvous> {
        let mut db = self.store.read().await.unwrap();
        let place = db.rendezvous(one).await.unwrap().unwrap().occurrence.unwrap();
        db.rendezvous_of(place.series).await.unwrap()
    }

    async fn comes(&self, to: RendezvousId) {
        self.does(AnswerRendezvous { by: self.nour.id, rendezvous: to, coming: true }).await.unwrap();
    }

    async fn notices(&self, of: PersonId) -> Vec<News> {
        let mut news: Vec<News> = self
            .store
            .read()
            .await
            .unwrap()
            .notices(of, 200)
            .await
            .unwrap()
            .into_iter()
            .map(|n| n.news)
            .collect();
        news.reverse();
        news
    }

    /// How many letters wait to be written.
    async fn letters(&self) -> i64 {
        let waiting = self.store.read().await.unwrap().jobs_waiting().await.unwrap();
        waiting.into_iter().find(|(kind, _)| kind == "send").map_or(0, |(_, count)| count)
    }

    /// One rendezvous in so many hours, to which Nour said now that she comes.
    async fn soon(&self, hours: i64) -> RendezvousId {
        let plan = plan("Bureau", self.world.now().plus(hours * Moment::HOUR));
        let once = self.world.hidden_id();
        let (id, _) = self.does(PlanRendezvous { by: self.thomas.id, plan, once }).await.unwrap();
        self.comes(id).await;
        id
    }

    async fn reminded(&self) -> usize {
        let news = self.notices(self.nour.id).await;
        news.iter().filter(|news| matches!(news, News::Reminder { .. })).count()
    }

    fn pass(&self, micros: i64) {
        self.world.set(self.world.now().plus(micros));
    }
}

fn plan(title: &str, starts_at: Moment) -> Plan {
    Plan {
        title: Title::parse(title).unwrap(),
        body: Some(Body::parse("Apportez de la colle").unwrap()),
        starts_at,
        ends_at: Some(starts_at.plus(2 * Moment::HOUR)),
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("Devant la halle").unwrap()),
        link: None,
        audience: Audience::Section,
        needed: None,
        capacity: None,
        guests_may: preau_core::guest::GuestsMay::No,
    }
}

on_both_engines! {
    async fn a_form_of_a_series_that_is_sent_twice_makes_one(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let first = scene.weekly(Audience::Section).await;
        let again = scene.weekly(Audience::Section).await;
        assert_eq!((first.len(), &first), (6, &again));
        assert_eq!(trial.count("SELECT count(*) FROM rendezvous").await, 6);
        assert_eq!(trial.count("SELECT count(*) FROM series").await, 1);
        let days: Vec<i64> = first.windows(2).map(|pair| (pair[1].starts_at.0 - pair[0].starts_at.0) / Moment::DAY).collect();
        assert_eq!(days, [7; 5]);
        // It asks for one answer at a time, not for six.
        let mut db = trial.store.read().await.unwrap();
        let asked = db.unanswered(scene.nour.id, NOW, 20).await.unwrap();
        assert_eq!(asked.iter().map(|view| view.rendezvous.id).collect::<Vec<_>>(), [first[0].id]);
        let later = db.unanswered(scene.nour.id, first[1].starts_at, 20).await.unwrap();
        assert_eq!(later[0].rendezvous.id, first[1].id);
    }

    async fn a_series_that_two_processes_are_sent_at_once_is_made_once(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let other = Scene { store: trial.open_again().await, world: MovedWorld::new("https://vallombre.example/".parse().unwrap(), NOW), ..Scene::of(&scene) };
        let (one, two) = tokio::join!(scene.weekly(Audience::Section), other.weekly(Audience::Section));
        assert_eq!(one.len(), 6);
        assert_eq!(one.iter().map(|one| one.id).collect::<Vec<_>>(), two.iter().map(|one| one.id).collect::<Vec<_>>());
        assert_eq!(trial.count("SELECT count(*) FROM series").await, 1);
        other.store.close().await;
    }

    async fn a_change_of_a_series_passes_by_what_is_past_or_was_changed_apart_and_is_told_once(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let all = scene.weekly(Audience::Section).await;
        for one in &all[1..4] {
            scene.comes(one.id).await;
        }
        // The third is moved by itself; the first is past.
        let moved = Plan { place: ShortText::parse("Chez Nour").ok(), ..plan("Permanence", all[2].starts_at.plus(Moment::DAY)) };
        let apart = ChangeRendezvous { by: scene.thomas.id, rendezvous: all[2].id, plan: moved, seen_sequence: 0 };
        scene.does(apart).await.unwrap();
        scene.world.set(all[0].starts_at.plus(Moment::HOUR));
        let before = scene.notices(scene.nour.id).await.len();
        let letters = scene.letters().await;
        let later = plan("Permanence du soir", all[3].starts_at.plus(Moment::HOUR));
        let change = || ChangeSeries { by: scene.thomas.id, rendezvous: all[3].id, plan: later.clone(), seen_sequence: 0 };
        let stranger = ChangeSeries { by: scene.nour.id, ..change() };
        assert_eq!(scene.does(stranger).await.unwrap_err(), Refusal::NotAllowed);
        scene.does(change()).await.unwrap();
        let now = scene.all(all[0].id).await;
        let of = |id: RendezvousId| now.iter().find(|one| one.id == id).unwrap();
        assert_eq!(of(all[0].id), &all[0], "what was, was");
        assert_eq!(of(all[2].id).place.as_ref().unwrap().as_str(), "Chez Nour");
        for index in [1, 3, 4, 5] {
            let (one, before) = (of(all[index].id), &all[index]);
            assert_eq!(one.title.as_str(), "Permanence du soir");
            assert_eq!((one.starts_at, one.sequence), (before.starts_at.plus(Moment::HOUR), 1), "{index}");
            assert_eq!(local(one.starts_at, one.time_zone).date(), one.occurrence.unwrap().on, "each keeps its day");
        }
        let news = scene.notices(scene.nour.id).await;
        let News::RendezvousChanged { rendezvous, what, times, .. } = &news[before] else { panic!("{news:?}") };
        assert_eq!((*rendezvous, what.join(" ").as_str(), *times), (all[1].id, "title starts ends", 2));
        assert_eq!(news.len(), before + 1, "once, however many");
        assert_eq!(scene.letters().await, letters + 1);
        // An older form of the whole changes nothing.
        assert_eq!(scene.does(change()).await.unwrap_err(), Refusal::ChangedMeanwhile);
    }

    async fn what_ends_from_one_on_leaves_those_before_and_tells_once(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let all = scene.weekly(Audience::Section).await;
        for one in &all {
            scene.comes(one.id).await;
        }
        let end = |by| EndSeries { by, rendezvous: all[2].id };
        assert_eq!(scene.does(end(scene.nour.id)).await.unwrap_err(), Refusal::NotAllowed);
        scene.does(end(scene.thomas.id)).await.unwrap();
        let states: Vec<_> = scene.all(all[0].id).await.iter().map(|one| one.state).collect();
        assert_eq!(states[..2], [RendezvousState::Planned; 2]);
        assert_eq!(states[2..], [RendezvousState::Cancelled; 4]);
        let news = scene.notices(scene.nour.id).await;
        let [News::RendezvousCancelled { rendezvous, times: 4, .. }] = news.as_slice() else { panic!("{news:?}") };
        assert_eq!(*rendezvous, all[2].id);
        assert_eq!(scene.letters().await, 1);
        assert_eq!(scene.does(end(scene.thomas.id)).await.unwrap_err(), Refusal::NotAllowed, "it is cancelled");
    }

    async fn a_proposed_series_is_decided_as_it_was_read_and_not_otherwise(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let all = scene.weekly(Audience::Everybody).await;
        assert!(all.iter().all(|one| one.state == RendezvousState::Proposed));
        let mut db = trial.store.read().await.unwrap();
        let waiting = db.rendezvous_proposals(10).await.unwrap();
        assert_eq!(waiting.iter().map(|view| view.rendezvous.id).collect::<Vec<_>>(), [all[0].id], "one decision for all");
        drop(db);
        // While it waits, its organiser makes another thing of one of them: that one is read for itself.
        let other = ChangeRendezvous { by: scene.thomas.id, rendezvous: all[4].id, plan: plan("Fête privée", all[4].starts_at), seen_sequence: 0 };
        scene.does(other).await.unwrap();
        scene.does(DecideRendezvous { by: scene.odile.id, rendezvous: all[0].id, seen_sequence: 0, accept: true }).await.unwrap();
        let states: Vec<_> = scene.all(all[0].id).await.iter().map(|one| one.state).collect();
        for (index, state) in states.iter().enumerate() {
            let expected = if index == 4 { RendezvousState::Proposed } else { RendezvousState::Planned };
            assert_eq!(*state, expected, "{index}");
        }
        let mut db = trial.store.read().await.unwrap();
        let waiting = db.rendezvous_proposals(10).await.unwrap();
        assert_eq!(waiting.iter().map(|view| view.rendezvous.id).collect::<Vec<_>>(), [all[4].id]);
        let (from, to) = (NOW, NOW.plus(60 * Moment::DAY));
        assert_eq!(db.agenda(Scope::Everybody, from, to, 50).await.unwrap().len(), 5);
        assert_eq!(db.series_between(Scope::Everybody, from, to).await.unwrap().len(), 1);
        assert_eq!(db.series_view(Scope::Everybody, all[0].occurrence.unwrap().series).await.unwrap().len(), 5);
    }

    async fn each_is_reminded_once_also_by_two_processes_at_once(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.soon(48).await;
        assert_eq!(scene.does(Remind).await, Ok(0), "it is two days ahead");
        scene.pass(24 * Moment::HOUR);
        let other = Scene { store: trial.open_again().await, world: MovedWorld::new("https://vallombre.example/".parse().unwrap(), scene.world.now()), ..Scene::of(&scene) };
        let (one, two) = tokio::join!(scene.does(Remind), other.does(Remind));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        for _ in 0..3 {
            scene.pass(Moment::HOUR);
            assert_eq!(scene.does(Remind).await, Ok(0));
        }
        assert_eq!(scene.reminded().await, 1);
        assert_eq!(scene.letters().await, 0, "nobody gets letters they did not ask for");
        other.store.close().await;
    }

    async fn what_a_process_told_that_died_before_its_commit_is_told_by_the_next_one(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.soon(48).await;
        scene.pass(25 * Moment::HOUR);
        let mut tx = trial.store.begin().await.unwrap();
        assert_eq!(Remind.run(tx.as_mut(), &scene.world).await.unwrap(), 1);
        drop(tx);
        assert_eq!(scene.reminded().await, 0, "nothing of it is left");
        assert_eq!(scene.does(Remind).await, Ok(1));
        assert_eq!(scene.reminded().await, 1);
    }

    async fn a_rendezvous_that_moves_takes_its_reminder_along_and_a_cancelled_one_has_none(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let (moved, cancelled) = (scene.soon(48).await, scene.soon(47).await);
        scene.does(CancelRendezvous { by: scene.thomas.id, rendezvous: cancelled }).await.unwrap();
        scene.pass(25 * Moment::HOUR);
        assert_eq!(scene.does(Remind).await, Ok(1), "the one that stands");
        // Moved by three days, after it was told.
        let mut db = trial.store.read().await.unwrap();
        let before = db.rendezvous(moved).await.unwrap().unwrap();
        drop(db);
        let plan = plan("Bureau", before.starts_at.plus(3 * Moment::DAY));
        scene.does(ChangeRendezvous { by: scene.thomas.id, rendezvous: moved, plan, seen_sequence: 0 }).await.unwrap();
        assert_eq!(scene.does(Remind).await, Ok(0));
        scene.pass(3 * Moment::DAY);
        assert_eq!(scene.does(Remind).await, Ok(1), "a day before its new beginning");
        assert_eq!(scene.does(Remind).await, Ok(0));
        scene.pass(30 * Moment::HOUR);
        assert_eq!(scene.does(Remind).await, Ok(0), "nobody is reminded of what has begun");
    }

    async fn reminders_are_those_that_one_chose(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let choose = |a_day, two_hours, by_mail| ChooseReminders { person: scene.nour.id, choice: ReminderChoice { a_day, two_hours, by_mail } };
        let told = async |choice| {
            scene.does(choice).await.unwrap();
            let (before, letters) = (scene.reminded().await, scene.letters().await);
            scene.soon(48).await;
            let mut told = Vec::new();
            for hours in [23, 2, 20, 2] {
                scene.pass(hours * Moment::HOUR);
                scene.does(Remind).await.unwrap();
                told.push(scene.reminded().await - before);
            }
            scene.pass(4 * Moment::HOUR);
            (told, scene.letters().await - letters)
        };
        assert_eq!(told(choose(false, false, true)).await, (vec![0, 0, 0, 0], 0), "never");
        assert_eq!(told(choose(true, false, false)).await, (vec![0, 1, 1, 1], 0), "a day before");
        assert_eq!(told(choose(false, true, true)).await, (vec![0, 0, 0, 1], 1), "two hours before");
        assert_eq!(told(choose(true, true, true)).await, (vec![0, 1, 1, 2], 2), "both");
        // A server that was down until an hour before says it once.
        scene.soon(48).await;
        scene.pass(47 * Moment::HOUR);
        assert_eq!(scene.does(Remind).await, Ok(1));
        assert_eq!(scene.does(Remind).await, Ok(0));
    }

    async fn nobody_is_reminded_of_what_they_just_answered_or_may_not_read(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        // Said three hours before: that was less than a day ago, and is no news.
        scene.soon(3).await;
        assert_eq!(scene.does(Remind).await, Ok(0));
        // Said no, and suspended.
        let no = scene.soon(48).await;
        scene.does(AnswerRendezvous { by: scene.nour.id, rendezvous: no, coming: false }).await.unwrap();
        scene.pass(25 * Moment::HOUR);
        assert_eq!(scene.does(Remind).await, Ok(0));
        scene.soon(48).await;
        scene.does(Suspend { by: scene.odile.id, person: scene.nour.id, suspended: true }).await.unwrap();
        scene.pass(25 * Moment::HOUR);
        assert_eq!(scene.does(Remind).await, Ok(0));
        scene.does(Suspend { by: scene.odile.id, person: scene.nour.id, suspended: false }).await.unwrap();
        assert_eq!(scene.does(Remind).await, Ok(1), "whoever may read it again is told");
    }

    async fn who_leaves_leaves_no_reminder_behind(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.does(ChooseReminders { person: scene.nour.id, choice: ReminderChoice { a_day: true, two_hours: true, by_mail: true } }).await.unwrap();
        scene.soon(48).await;
        scene.pass(25 * Moment::HOUR);
        assert_eq!(scene.does(Remind).await, Ok(1));
        let left = async || (trial.count("SELECT count(*) FROM reminder").await, trial.count("SELECT count(*) FROM reminder_choice").await);
        assert_eq!(left().await, (1, 1));
        scene.does(EndAccount { by: scene.nour.id, person: scene.nour.id, keep_name: false }).await.unwrap();
        assert_eq!(left().await, (0, 0));
    }
}

impl Scene {
    /// The same people, for another process.
    fn of(other: &Self) -> Self {
        Self {
            store: Arc::clone(&other.store),
            world: MovedWorld::new("https://vallombre.example/".parse().unwrap(), other.world.now()),
            odile: other.odile.clone(),
            thomas: other.thomas.clone(),
            nour: other.nour.clone(),
        }
    }
}
