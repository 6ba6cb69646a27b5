//! Transactions: whole or not at all, whoever gives up or is cancelled.

use std::sync::Arc;
use std::time::Duration;

use preau_core::id::PersonId;
use preau_core::job::NewJob;
use preau_tests::engine::{Engine, Trial};
use preau_tests::on_both_engines;
use uuid::Uuid;

use crate::scene::{NOW, claim, insert, job_id, person, work};

on_both_engines! {
    async fn a_dropped_transaction_leaves_nothing_and_keeps_nobody_waiting(trial: Trial) {
        let store = trial.store.as_ref();
        let mut tx = store.begin().await.unwrap();
        assert!(tx.insert_person(&person(1, "Jeanne Morvan"), None).await.unwrap());
        tx.enqueue(job_id(1), &NewJob::now(work(1), NOW), NOW).await.unwrap();
        drop(tx);
        // Another process gets its turn although nobody here begins again.
        let elsewhere = trial.open_again().await;
        insert(elsewhere.as_ref(), &person(2, "Odile Garrec")).await;
        assert_eq!(store.read().await.unwrap().members_count().await.unwrap(), 1);
        assert_eq!(claim(store, "w", NOW).await, []);
        elsewhere.close().await;
    }

    async fn fifty_who_write_at_once_are_all_there_and_those_who_refuse_leave_nothing(trial: Trial) {
        let mut tasks = tokio::task::JoinSet::new();
        for n in 1..=60_u128 {
            let store = Arc::clone(&trial.store);
            tasks.spawn(async move {
                let person = person(n, &format!("Personne {n}"));
                if n.is_multiple_of(6) {
                    let mut tx = store.begin().await.unwrap();
                    // Refused after it wrote: the transaction is dropped.
                    let _conflict = tx.insert_person(&person, None).await;
                } else {
                    insert(store.as_ref(), &person).await;
                    // Whoever hears "done" finds it at once.
                    assert!(store.read().await.unwrap().person(person.id).await.unwrap().is_some());
                }
            });
        }
        while let Some(ended) = tasks.join_next().await {
            ended.unwrap();
        }
        assert_eq!(trial.count("SELECT COUNT(*) FROM person").await, 50);
    }

    async fn callers_who_are_cancelled_half_way_disturb_nobody(trial: Trial) {
        let mut kept = Vec::new();
        let mut tasks = tokio::task::JoinSet::new();
        for n in 1..=120_u128 {
            let store = Arc::clone(&trial.store);
            let task = tasks.spawn(async move { insert(store.as_ref(), &person(n, &format!("Personne {n}"))).await });
            if n.is_multiple_of(3) {
                tokio::time::sleep(Duration::from_micros(u64::try_from(n).unwrap() * 7)).await;
                task.abort();
            } else {
                kept.push(n);
            }
        }
        while let Some(ended) = tasks.join_next().await {
            assert!(ended.is_ok() || ended.unwrap_err().is_cancelled());
        }
        insert(trial.store.as_ref(), &person(999, "Dernière Venue")).await;
        let mut db = trial.store.read().await.unwrap();
        for n in kept {
            assert!(db.person(PersonId(Uuid::from_u128(n))).await.unwrap().is_some(), "{n} was told that it is in");
        }
    }

    async fn what_was_written_is_there_when_the_store_is_opened_again(trial: Trial) {
        insert(trial.store.as_ref(), &person(1, "Jeanne Morvan")).await;
        trial.store.close().await;
        assert!(trial.store.begin().await.is_err(), "a closed store takes nothing");
        let again = trial.open_again().await;
        again.ping().await.unwrap();
        assert_eq!(again.read().await.unwrap().members_count().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn the_file_and_its_journals_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let trial = Trial::open(Engine::Sqlite).await.unwrap();
    insert(trial.store.as_ref(), &person(1, "Jeanne Morvan")).await;
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{}{end}", trial.address)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "preau.db{end}");
    }
}
