//! Jobs: lanes, leases, tries, one claimer each.

use std::sync::Arc;
use std::time::Duration;

use preau_core::job::{NewJob, Outcome};
use preau_core::world::Moment;
use preau_tests::on_both_engines;

use crate::scene::{NOW, claim, enqueue, ids, job_id, later, settle, work, write};

on_both_engines! {
    async fn a_lane_gives_its_jobs_one_after_another(trial: Trial) {
        let store = trial.store.as_ref();
        for (n, lane) in [(1, Some("a")), (2, Some("a")), (3, Some("b")), (4, None), (5, Some("a"))] {
            assert!(enqueue(store, n, lane).await);
        }
        assert_eq!(claim(store, "w", NOW).await, [1, 3, 4]);
        assert_eq!(claim(store, "w", NOW).await, []);
        // Put off, it still stands before the others of its lane.
        let put_off = Outcome::Later { at: later(Moment::HOUR), reason: "503".to_owned(), counts: true };
        settle(store, job_id(1), "w", put_off).await;
        assert_eq!(claim(store, "w", NOW).await, []);
        assert_eq!(claim(store, "w", later(Moment::HOUR)).await, [1, 3, 4]);
        settle(store, job_id(1), "w", Outcome::Done).await;
        assert_eq!(claim(store, "w", later(Moment::HOUR)).await, [2]);
        // A dead letter lets the next one pass.
        settle(store, job_id(2), "w", Outcome::Never { reason: "410".to_owned() }).await;
        assert_eq!(claim(store, "w", later(Moment::HOUR)).await, [5]);
    }

    async fn a_job_whose_lease_ran_out_is_anothers_and_the_late_worker_settles_nothing(trial: Trial) {
        let store = trial.store.as_ref();
        enqueue(store, 1, None).await;
        assert_eq!(claim(store, "slow", NOW).await, [1]);
        assert_eq!(claim(store, "quick", later(Moment::SECOND)).await, []);
        let again = store.claim("quick", later(Moment::MINUTE), later(Moment::HOUR), 9).await.unwrap();
        assert_eq!((ids(&again), again[0].attempts), (vec![1], 1), "the try that never ended counts");
        settle(store, job_id(1), "slow", Outcome::Done).await;
        assert_eq!(store.read().await.unwrap().jobs_waiting().await.unwrap(), [("receive".to_owned(), 1)]);
        settle(store, job_id(1), "quick", Outcome::Done).await;
        assert_eq!(store.read().await.unwrap().jobs_waiting().await.unwrap(), []);
    }

    async fn waiting_for_a_host_that_is_down_does_not_count_as_a_try(trial: Trial) {
        let store = trial.store.as_ref();
        enqueue(store, 1, None).await;
        for (counts, tries) in [(false, 0), (true, 0), (false, 1), (true, 1)] {
            let jobs = store.claim("w", NOW, later(Moment::MINUTE), 9).await.unwrap();
            assert_eq!(jobs[0].attempts, tries);
            assert_eq!((jobs[0].work.clone(), jobs[0].made_at), (work(1), NOW));
            settle(store, job_id(1), "w", Outcome::Later { at: NOW, reason: "down".to_owned(), counts }).await;
        }
    }

    async fn a_job_that_has_not_begun_makes_the_same_one_superfluous(trial: Trial) {
        let store = trial.store.as_ref();
        let job = NewJob { dedup: Some("post 7".to_owned()), ..NewJob::now(work(1), NOW) };
        let add = |n| {
            let job = job.clone();
            async move { write(store, async |tx| tx.enqueue(job_id(n), &job, NOW).await).await }
        };
        assert!(add(1).await);
        assert!(!add(2).await);
        assert_eq!(claim(store, "w", NOW).await, [1]);
        assert!(add(3).await, "the first has begun and may have read an older state");
        assert!(!add(4).await);
        // Two with one key may wait now; putting the first off breaks nothing.
        settle(store, job_id(1), "w", Outcome::Later { at: NOW, reason: "again".to_owned(), counts: true }).await;
        assert_eq!(claim(store, "w", NOW).await, [1, 3]);
    }

    async fn a_dead_letter_is_shown_and_can_be_sent_again_or_forgotten(trial: Trial) {
        let store = trial.store.as_ref();
        for n in [1, 2] {
            enqueue(store, n, None).await;
        }
        claim(store, "w", NOW).await;
        for n in [1, 2] {
            settle(store, job_id(n), "w", Outcome::Never { reason: format!("reason {n}") }).await;
        }
        let dead = store.read().await.unwrap().dead_jobs(9).await.unwrap();
        assert_eq!(dead.len(), 2);
        assert_eq!((dead[0].reason.as_str(), dead[0].attempts, dead[0].at), ("reason 2", 1, NOW));
        assert!(write(store, async |tx| tx.revive_job(job_id(1), true, NOW).await).await);
        assert!(write(store, async |tx| tx.revive_job(job_id(2), false, NOW).await).await);
        assert!(!write(store, async |tx| tx.revive_job(job_id(2), true, NOW).await).await);
        assert_eq!(claim(store, "w", NOW).await, [1]);
    }

    async fn of_many_jobs_and_four_workers_each_job_is_claimed_once(trial: Trial) {
        let store = trial.store.as_ref();
        write(store, async |tx| {
            for n in 1..=300 {
                tx.enqueue(job_id(n), &NewJob::now(work(n), NOW), NOW).await?;
            }
            Ok(())
        })
        .await;
        let mut tasks = tokio::task::JoinSet::new();
        for worker in 0..4 {
            let store = Arc::clone(&trial.store);
            tasks.spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let jobs = store.claim(&format!("w{worker}"), NOW, later(Moment::HOUR), 7).await.unwrap();
                    assert!(jobs.len() <= 7);
                    if jobs.is_empty() {
                        return mine;
                    }
                    mine.extend(ids(&jobs));
                }
            });
        }
        let mut all = tasks.join_all().await.concat();
        all.sort_unstable();
        assert_eq!(all, (1..=300).collect::<Vec<_>>());
    }

    async fn a_job_that_cannot_be_read_is_given_up_and_the_others_go_on(trial: Trial) {
        let store = trial.store.as_ref();
        for n in [1, 2] {
            enqueue(store, n, Some("lane")).await;
        }
        trial.tamper("UPDATE job SET payload = '{\"kind\":\"from_the_future\"}' WHERE payload LIKE '%/1\"%'").await;
        assert_eq!(claim(store, "w", NOW).await, []);
        assert_eq!(claim(store, "w", NOW).await, [2]);
        assert_eq!(store.read().await.unwrap().dead_jobs(9).await.unwrap()[0].reason, "unreadable");
    }

    async fn the_worker_wakes_for_a_commit_and_not_for_a_refusal(trial: Trial) {
        let store = trial.store.as_ref();
        let wakes = || async { tokio::time::timeout(Duration::from_millis(200), store.jobs_arrived()).await.is_ok() };
        let mut tx = store.begin().await.unwrap();
        tx.enqueue(job_id(1), &NewJob::now(work(1), NOW), NOW).await.unwrap();
        drop(tx);
        assert!(!wakes().await);
        enqueue(store, 2, None).await;
        assert!(wakes().await, "it came before anybody waited");
        assert!(!wakes().await);
    }

    async fn a_named_lease_has_one_holder_at_a_time(trial: Trial) {
        let store = trial.store.as_ref();
        assert!(store.lease("scheduler", "one", NOW, later(Moment::MINUTE)).await.unwrap());
        assert!(!store.lease("scheduler", "two", NOW, later(Moment::MINUTE)).await.unwrap());
        assert!(store.lease("other", "two", NOW, later(Moment::MINUTE)).await.unwrap());
        assert!(store.lease("scheduler", "one", later(Moment::SECOND), later(Moment::HOUR)).await.unwrap());
        assert!(!store.lease("scheduler", "two", later(Moment::MINUTE), later(Moment::HOUR)).await.unwrap());
        assert!(store.lease("scheduler", "two", later(Moment::HOUR), later(2 * Moment::HOUR)).await.unwrap());
    }
}
