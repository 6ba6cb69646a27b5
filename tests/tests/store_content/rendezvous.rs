//! The agenda, answers, and the last place.

use std::sync::Arc;

use preau_core::access::Scope;
use preau_core::audience::Audience;
use preau_core::error::Fault;
use preau_core::id::{PersonId, RendezvousId};
use preau_core::rendezvous::{Rendezvous, RendezvousState, RendezvousView};
use preau_core::store::Store;
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use uuid::Uuid;

use super::things::{IDRISS, JEANNE, NOON, ODILE, people, rendezvous};

fn numbers(views: &[RendezvousView]) -> Vec<u128> {
    views.iter().map(|view| view.rendezvous.id.0.as_u128()).collect()
}

/// One place, taken as an Action takes it: counted, then answered, again where transactions met.
async fn take_a_place(store: Arc<dyn Store>, id: RendezvousId, person: PersonId, capacity: i64) -> bool {
    loop {
        match try_to_take(store.as_ref(), id, person, capacity).await {
            Ok(taken) => return taken,
            Err(Fault::Conflict) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

async fn try_to_take(
    store: &dyn Store,
    id: RendezvousId,
    person: PersonId,
    capacity: i64,
) -> Result<bool, Fault> {
    let mut tx = store.begin().await?;
    if tx.coming(id, NOON).await? >= capacity {
        return Ok(false);
    }
    tx.answer(id, person, true, NOON).await?;
    tx.commit().await?;
    Ok(true)
}

on_both_engines! {
    async fn the_last_place_is_given_once(trial: Trial) {
        people(&trial.store).await;
        for round in 1..=10 {
            let one = Rendezvous { capacity: Some(1), ..rendezvous(round, NOON) };
            let mut tx = trial.store.begin().await.unwrap();
            assert!(tx.insert_rendezvous(&one, one.id.0).await.unwrap());
            tx.commit().await.unwrap();
            let takers = [JEANNE, ODILE, IDRISS];
            let mut tasks = tokio::task::JoinSet::new();
            for person in takers {
                tasks.spawn(take_a_place(Arc::clone(&trial.store), one.id, person, 1));
            }
            let taken = tasks.join_all().await.into_iter().filter(|taken| *taken).count();
            assert_eq!(taken, 1, "round {round}");
            let mut db = trial.store.read().await.unwrap();
            assert_eq!(db.answers(one.id, NOON, 10).await.unwrap().len(), 1);
        }
    }

    async fn the_agenda_shows_what_is_planned_or_called_off_and_to_strangers_what_is_public(trial: Trial) {
        people(&trial.store).await;
        let day = |n: i64| NOON.plus(n * Moment::DAY);
        let state = |n: u128, at, state| Rendezvous { state, ..rendezvous(n, at) };
        let all = [
            rendezvous(1, day(3)),
            Rendezvous { audience: Audience::Section, ..rendezvous(2, day(2)) },
            rendezvous(3, day(1)),
            rendezvous(4, day(1)),
            state(5, day(2), RendezvousState::Proposed),
            state(6, day(2), RendezvousState::Proposed),
            rendezvous(7, day(9)),
        ];
        let mut tx = trial.store.begin().await.unwrap();
        for one in &all {
            assert!(tx.insert_rendezvous(one, one.id.0).await.unwrap());
        }
        let cancelled = RendezvousState::Cancelled;
        assert!(tx.move_rendezvous(all[3].id, RendezvousState::Planned, cancelled, NOON).await.unwrap());
        assert!(!tx.move_rendezvous(all[3].id, RendezvousState::Planned, cancelled, NOON).await.unwrap());
        assert_eq!(tx.rendezvous(all[3].id).await.unwrap().unwrap().sequence, 1, "calendars want a higher number");
        // Taken back before it was decided: it was never in the agenda.
        assert!(tx.move_rendezvous(all[5].id, RendezvousState::Proposed, cancelled, NOON).await.unwrap());
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        let member = Scope::Member(IDRISS, NOON);
        assert_eq!(numbers(&db.agenda(member, NOON, day(9), 50).await.unwrap()), [3, 4, 2, 1]);
        assert_eq!(numbers(&db.agenda(Scope::Everybody, NOON, day(9), 50).await.unwrap()), [3, 4, 1]);
        assert_eq!(numbers(&db.agenda(member, day(1).plus(1), day(9).plus(1), 2).await.unwrap()), [2, 1]);
        assert_eq!(numbers(&db.rendezvous_proposals(10).await.unwrap()), [5]);
        for (index, seen_by) in [(1, [true, true, false]), (4, [true, true, false]), (5, [true, false, false])] {
            let scopes = [Scope::Member(ODILE, NOON), member, Scope::Everybody];
            for (scope, seen) in scopes.into_iter().zip(seen_by) {
                let found = db.rendezvous_view(scope, all[index].id).await.unwrap();
                assert_eq!(found.is_some(), seen, "{index} {scope:?}");
            }
        }
    }

    async fn who_answered_is_known_by_name_and_what_is_not_answered_is_asked(trial: Trial) {
        people(&trial.store).await;
        let soon = Rendezvous { ends_at: Some(NOON.plus(2 * Moment::HOUR)), ..rendezvous(1, NOON) };
        let later = rendezvous(2, NOON.plus(Moment::DAY));
        let mut tx = trial.store.begin().await.unwrap();
        for one in [&soon, &later] {
            assert!(tx.insert_rendezvous(one, one.id.0).await.unwrap());
        }
        tx.answer(soon.id, ODILE, true, NOON).await.unwrap();
        tx.answer(soon.id, JEANNE, true, NOON).await.unwrap();
        tx.answer(soon.id, IDRISS, false, NOON).await.unwrap();
        // She thinks again.
        tx.answer(soon.id, ODILE, false, NOON.plus(1)).await.unwrap();
        assert_eq!(tx.coming(soon.id, NOON).await.unwrap(), 1);
        assert_eq!(tx.answered(soon.id).await.unwrap(), [JEANNE, ODILE, IDRISS]);
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        let answers = db.answers(soon.id, NOON, 10).await.unwrap();
        let said: Vec<_> = answers.iter().map(|(who, coming)| (who.name.as_str(), *coming)).collect();
        assert_eq!(said, [("Idriss Belkacem", false), ("Jeanne Morvan", true), ("Odile Garrec", false)]);
        let mine = |view: Option<RendezvousView>| view.map(|view| (view.coming, view.mine));
        assert_eq!(mine(db.rendezvous_view(Scope::Member(ODILE, NOON), soon.id).await.unwrap()), Some((1, Some(false))));
        assert_eq!(mine(db.rendezvous_view(Scope::Everybody, soon.id).await.unwrap()), Some((1, None)));

        let nobody = PersonId(Uuid::from_u128(9));
        assert_eq!(numbers(&db.unanswered(nobody, NOON.plus(Moment::HOUR), 10).await.unwrap()), [1, 2]);
        assert_eq!(numbers(&db.unanswered(nobody, NOON.plus(2 * Moment::HOUR), 10).await.unwrap()), [2], "over");
        assert_eq!(numbers(&db.unanswered(JEANNE, NOON, 10).await.unwrap()), [2]);
    }

    async fn a_rendezvous_changes_whole_and_an_older_form_changes_nothing(trial: Trial) {
        people(&trial.store).await;
        let first = rendezvous(1, NOON);
        let form = Uuid::from_u128(5);
        let mut tx = trial.store.begin().await.unwrap();
        assert!(tx.insert_rendezvous(&first, form).await.unwrap());
        assert!(!tx.insert_rendezvous(&rendezvous(2, NOON), form).await.unwrap());
        assert_eq!(tx.rendezvous_once(ODILE, form).await.unwrap(), Some(first.id));
        let changed = Rendezvous {
            starts_at: NOON.plus(Moment::DAY),
            ends_at: Some(NOON.plus(2 * Moment::DAY)),
            time_zone: "America/Montreal".parse().unwrap(),
            place: Some(preau_core::text::ShortText::parse("Salle des fêtes").unwrap()),
            link: Some("https://visio.example/".to_owned()),
            needed: None,
            capacity: Some(40),
            sequence: 1,
            changed_at: NOON.plus(1),
            ..first.clone()
        };
        assert!(tx.update_rendezvous(&changed, 0).await.unwrap());
        assert!(!tx.update_rendezvous(&first, 0).await.unwrap());
        assert_eq!(tx.rendezvous(first.id).await.unwrap(), Some(changed));
        tx.commit().await.unwrap();
    }
}
