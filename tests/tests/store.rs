//! What the store promises, on both engines: one winner of a race, lanes, leases, nothing half done.

use std::sync::Arc;
use std::time::Duration;

use preau_core::error::Fault;
use preau_core::id::{InvitationId, JobId, NoticeId, PersonId, PostId, RequestId, SessionId, UnitId};
use preau_core::invitation::{Invitation, InvitationKind, JoinRequest, RequestState};
use preau_core::job::{Job, NewJob, Outcome, Work};
use preau_core::language::Language;
use preau_core::notice::{NOTICES_KEPT, News, Notice};
use preau_core::person::{Person, Role, Standing};
use preau_core::rules::{Preset, RulesProfile};
use preau_core::session::{Link, LinkPurpose, Session};
use preau_core::store::{Store, Tx};
use preau_core::text::{Handle, MailAddress, PersonName, ShortText, UnitName};
use preau_core::unit::{Accent, FollowPolicy, House, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, TokenHash};
use preau_tests::on_both_engines;
use uuid::Uuid;

const NOW: Moment = Moment(1_764_000_000_000_000);

fn later(micros: i64) -> Moment {
    NOW.plus(micros)
}

fn person(n: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(n)),
        handle: Handle::propose(name).unwrap(),
        name: PersonName::parse(name).unwrap(),
        title: None,
        mail: Some(MailAddress::parse(&format!("P{n}@vallombre.example")).unwrap()),
        password: None,
        role: Role::Member,
        standing: Standing::Active,
        language: Language::Fr,
        credentials_at: NOW,
        feed_read_to: NOW,
        joined_at: NOW,
    }
}

fn house() -> House {
    House {
        id: UnitId(Uuid::from_u128(1)),
        kind: UnitKind::Section,
        name: UnitName::parse("Vallombre-Centre").unwrap(),
        handle: Handle::parse("vallombre").unwrap(),
        sigil: ShortText::parse("VC").unwrap(),
        organisation: Some(ShortText::parse("Parti de la Charte").unwrap()),
        level_above: None,
        territory: None,
        language: Language::Fr,
        time_zone: "Europe/Paris".parse().unwrap(),
        url: "https://vallombre.example".parse().unwrap(),
        about: None,
        contact_place: None,
        contact_line: None,
        publisher: None,
        accent: Accent::Ardoise,
        inclusive: InclusiveForm::Epicene,
        openness: Openness::Mixed,
        follow_policy: FollowPolicy::Accept,
        members_may_sign: true,
        rules: RulesProfile::preset(Preset::PartySection),
        created_at: NOW,
        version: 1,
    }
}

fn session(n: u128, of: &Person) -> Session {
    Session {
        id: SessionId(Uuid::from_u128(n)),
        person: of.id,
        device: "Firefox, Linux".to_owned(),
        opened_at: NOW,
        seen_at: NOW,
        expires_at: later(Moment::DAY),
    }
}

fn link(n: u8, of: Option<&Person>, purpose: LinkPurpose) -> Link {
    Link {
        hash: hash(n),
        purpose,
        person: of.map(|person| person.id),
        mail: None,
        credentials_at: NOW,
        made_at: NOW,
        expires_at: later(purpose.lifetime()),
        used_at: None,
    }
}

fn hash(n: u8) -> TokenHash {
    TokenHash::of(&[n])
}

fn work(n: u128) -> Work {
    Work::Receive { activity: format!("https://elsewhere.example/{n}") }
}

fn job_id(n: u128) -> JobId {
    JobId(Uuid::from_u128(n))
}

/// Performs in one transaction, again where it met another, as Actions do.
async fn write<T>(store: &dyn Store, run: impl AsyncFn(&mut dyn Tx) -> Result<T, Fault>) -> T {
    for _ in 0..50 {
        let mut tx = store.begin().await.unwrap();
        let result = match run(tx.as_mut()).await {
            Ok(value) => tx.commit().await.map(|()| value),
            Err(fault) => Err(fault),
        };
        match result {
            Err(Fault::Conflict) => {}
            result => return result.unwrap(),
        }
    }
    panic!("it met others fifty times");
}

async fn enqueue(store: &dyn Store, n: u128, lane: Option<&str>) -> bool {
    let job = NewJob { lane: lane.map(str::to_owned), ..NewJob::now(work(n), NOW) };
    write(store, async |tx| tx.enqueue(job_id(n), &job, NOW).await).await
}

async fn settle(store: &dyn Store, id: JobId, worker: &str, outcome: Outcome) {
    write(store, async |tx| tx.settle(id, worker, &outcome, NOW).await).await;
}

async fn claim(store: &dyn Store, worker: &str, now: Moment) -> Vec<u128> {
    ids(&store.claim(worker, now, now.plus(Moment::MINUTE), 100).await.unwrap())
}

fn ids(jobs: &[Job]) -> Vec<u128> {
    jobs.iter().map(|job| job.id.0.as_u128()).collect()
}

/// As `write`, for tasks: the compiler does not see that an async closure may move between threads.
async fn insert(store: &dyn Store, person: &Person) {
    for _ in 0..50 {
        let mut tx = store.begin().await.unwrap();
        let result = match tx.insert_person(person, None).await {
            Ok(stored) => tx.commit().await.map(|()| stored),
            Err(fault) => Err(fault),
        };
        match result {
            Err(Fault::Conflict) => {}
            result => return assert!(result.unwrap()),
        }
    }
    panic!("it met others fifty times");
}

async fn invite(store: &dyn Store, by: &Person, places: i32) -> InvitationId {
    let invitation = Invitation {
        id: InvitationId(Uuid::from_u128(77)),
        kind: InvitationKind::Poster,
        hash: hash(77),
        code: Some("ACDE-FGHJ-KMNP".to_owned()),
        mail: None,
        name: None,
        language: Language::Fr,
        places,
        used: 0,
        made_by: by.id,
        made_at: NOW,
        expires_at: later(Moment::DAY),
        revoked_at: None,
    };
    write(store, async |tx| tx.insert_invitation(&invitation).await).await;
    assert_eq!(store.read().await.unwrap().invitation_by_hash(&hash(77)).await.unwrap(), Some(invitation));
    InvitationId(Uuid::from_u128(77))
}

on_both_engines! {
    async fn a_house_is_set_up_once_and_counts_its_changes(trial: Trial) {
        let store = trial.store.as_ref();
        assert_eq!(store.read().await.unwrap().house().await.unwrap(), None);
        assert!(write(store, async |tx| tx.insert_house(&house()).await).await);
        let other = House { id: UnitId(Uuid::from_u128(2)), ..house() };
        assert!(!write(store, async |tx| tx.insert_house(&other).await).await);
        assert_eq!(store.read().await.unwrap().house().await.unwrap(), Some(house()));

        let changed = House { members_may_sign: false, about: None, accent: Accent::Prune, ..house() };
        write(store, async |tx| tx.update_house(&changed).await).await;
        let expected = House { version: 2, ..changed };
        assert_eq!(store.read().await.unwrap().house().await.unwrap(), Some(expected));
    }

    async fn the_wizard_finds_its_draft_again_until_it_forgets_it(trial: Trial) {
        let store = trial.store.as_ref();
        for draft in [Some("{\"step\":1}"), Some("{\"step\":2}"), None] {
            write(store, async |tx| tx.keep_set_up_draft(draft).await).await;
            assert_eq!(store.read().await.unwrap().set_up_draft().await.unwrap().as_deref(), draft);
        }
    }

    async fn a_taken_handle_or_mail_address_is_told_and_the_transaction_goes_on(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        let mut odile = person(2, "Odile Garrec");
        odile.mail = MailAddress::parse("p1@VALLOMBRE.example").ok();
        write(store, async |tx| {
            assert!(!tx.insert_person(&odile, None).await?, "the same address in other capitals");
            let free = Person { mail: None, ..odile.clone() };
            assert!(tx.insert_person(&free, None).await?);
            assert!(!tx.update_person(&odile).await?);
            assert!(!tx.update_person(&Person { handle: jeanne.handle.clone(), ..free.clone() }).await?);
            assert!(tx.update_person(&Person { title: ShortText::parse("Secrétaire").ok(), ..free }).await?);
            Ok(())
        })
        .await;
        let mut db = store.read().await.unwrap();
        assert!(!db.handle_free("odile.garrec").await.unwrap());
        let found = db.person_by_login("odile.garrec").await.unwrap().unwrap();
        assert_eq!(found.title.unwrap().as_str(), "Secrétaire");
        assert_eq!(db.person_by_login("p1@Vallombre.EXAMPLE").await.unwrap(), Some(jeanne));
        assert_eq!(db.person_by_login("nobody").await.unwrap(), None);
    }

    async fn n03_people_are_listed_by_name_without_regard_to_accents(trial: Trial) {
        let store = trial.store.as_ref();
        for (n, name) in [(1, "Zoé Petit"), (2, "Éric Blanc"), (3, "eric azéma"), (4, "Faïza Noir")] {
            insert(store, &person(n, name)).await;
        }
        let mut ended = person(5, "Ancien Membre");
        ended.standing = Standing::Ended;
        insert(store, &ended).await;
        let mut db = store.read().await.unwrap();
        let names: Vec<_> = db.people(&[Standing::Active], 10).await.unwrap();
        let names: Vec<_> = names.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["eric azéma", "Éric Blanc", "Faïza Noir", "Zoé Petit"]);
        assert_eq!(db.members_count().await.unwrap(), 4);
        assert_eq!(db.people(Standing::ALL, 10).await.unwrap().len(), 5);
    }

    async fn the_last_place_is_taken_once_by_two_at_the_same_time(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        let id = invite(store, &jeanne, 1).await;
        let take = || async { write(store, async |tx| tx.take_place(id, NOW).await).await };
        let (one, two, three) = tokio::join!(take(), take(), take());
        assert_eq!(u8::from(one) + u8::from(two) + u8::from(three), 1);
        assert_eq!(store.read().await.unwrap().invitation(id).await.unwrap().unwrap().used, 1);
        assert!(!write(store, async |tx| tx.take_place(id, later(2 * Moment::DAY)).await).await);
    }

    async fn of_two_administrators_who_demote_each_other_one_stays(trial: Trial) {
        let store = trial.store.as_ref();
        let mut two = [person(1, "Jeanne Morvan"), person(2, "Odile Garrec")];
        for person in &mut two {
            person.role = Role::Administrator;
            insert(store, person).await;
        }
        let demote = |person: Person| async move {
            write(store, async |tx| {
                if tx.administrators_count().await? <= 1 {
                    return Ok(false);
                }
                // Long enough for both to have counted.
                tokio::time::sleep(Duration::from_millis(50)).await;
                tx.update_person(&Person { role: Role::Member, ..person.clone() }).await
            })
            .await
        };
        let [one, other] = two;
        let (one, other) = tokio::join!(demote(one), demote(other));
        assert!(one != other, "exactly one of them is demoted: {one} {other}");
        assert_eq!(store.read().await.unwrap().administrators().await.unwrap().len(), 1);
    }

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

    async fn sessions_end_by_time_by_number_and_with_the_account(trial: Trial) {
        let store = trial.store.as_ref();
        let mut jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        for n in 1..=4_u8 {
            let seen_at = later(i64::from(n));
            let session = Session { seen_at, ..session(u128::from(n), &jeanne) };
            write(store, async |tx| tx.insert_session(&session, &hash(n), 3).await).await;
        }
        let mut db = store.read().await.unwrap();
        assert!(db.session(&hash(1), NOW).await.unwrap().is_none(), "the oldest of four went");
        let (found, of) = db.session(&hash(4), NOW).await.unwrap().unwrap();
        assert_eq!((found, of.seen_at), (jeanne.clone(), later(4)));
        assert!(db.session(&hash(4), later(Moment::DAY)).await.unwrap().is_none());
        assert_eq!(db.sessions(jeanne.id, NOW).await.unwrap().len(), 3);
        drop(db);

        let keep = SessionId(Uuid::from_u128(4));
        assert!(write(store, async |tx| tx.delete_session(jeanne.id, SessionId(Uuid::from_u128(3))).await).await);
        write(store, async |tx| tx.delete_sessions(jeanne.id, Some(keep)).await).await;
        assert_eq!(store.read().await.unwrap().sessions(jeanne.id, NOW).await.unwrap().len(), 1);
        jeanne.standing = Standing::Suspended;
        assert!(write(store, async |tx| tx.update_person(&jeanne).await).await);
        assert!(store.read().await.unwrap().session(&hash(4), NOW).await.unwrap().is_none());
    }

    async fn i04_a_link_opens_once_and_is_still_counted_after_its_time(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        for (n, purpose) in [(1, LinkPurpose::SignIn), (2, LinkPurpose::SignIn), (3, LinkPurpose::Reset)] {
            write(store, async |tx| tx.insert_link(&link(n, Some(&jeanne), purpose)).await).await;
        }
        write(store, async |tx| tx.insert_link(&link(4, None, LinkPurpose::SetUp)).await).await;
        let open = |n| async move { write(store, async |tx| tx.use_link(&hash(n), NOW).await).await };
        assert!(!open(1).await, "the second voided it");
        assert!(open(2).await);
        assert!(!open(2).await);
        assert!(open(3).await && open(4).await);
        write(store, async |tx| tx.purge(later(2 * Moment::HOUR)).await).await;
        let mut db = store.read().await.unwrap();
        assert_eq!(db.links_made_since(jeanne.id, LinkPurpose::SignIn, NOW).await.unwrap(), 2);
        drop(db);
        write(store, async |tx| tx.purge(later(2 * Moment::DAY)).await).await;
        let mut db = store.read().await.unwrap();
        assert_eq!(db.links_made_since(jeanne.id, LinkPurpose::SignIn, NOW).await.unwrap(), 0);
        assert!(db.link(&hash(4)).await.unwrap().is_some(), "the set-up link has years");
    }

    async fn one_address_waits_once_to_join(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        let request = |n: u128, mail: &str| JoinRequest {
            id: RequestId(Uuid::from_u128(n)),
            name: PersonName::parse("Fatou Ndiaye").unwrap(),
            mail: MailAddress::parse(mail).unwrap(),
            note: None,
            language: Language::Fr,
            state: RequestState::Waiting,
            made_at: NOW,
        };
        let ask = |asked: JoinRequest| async move { write(store, async |tx| tx.insert_join_request(&asked).await).await };
        assert!(ask(request(1, "fatou@mail.example")).await);
        assert!(!ask(request(2, "FATOU@mail.example")).await);
        let first = RequestId(Uuid::from_u128(1));
        let decide = || async {
            write(store, async |tx| tx.decide_join_request(first, RequestState::Refused, jeanne.id, NOW).await).await
        };
        assert!(decide().await);
        assert!(!decide().await);
        assert!(ask(request(3, "fatou@mail.example")).await, "she may ask again");
        assert_eq!(store.read().await.unwrap().join_requests(9).await.unwrap(), [request(3, "fatou@mail.example")]);
    }

    async fn notices_stay_within_their_bound_and_useful_is_one_line_a_post(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        let useful = |by: &str| News::FoundUseful { post: PostId(Uuid::from_u128(5)), by: PersonName::parse(by).unwrap() };
        let notice = |n: u128, news: News| Notice {
            id: NoticeId(Uuid::from_u128(n)),
            person: jeanne.id,
            news,
            at: NOW,
            read_at: None,
        };
        write(store, async |tx| {
            for n in 1..=210 {
                let news = News::PostRemoved { post: PostId(Uuid::from_u128(n)) };
                tx.notify(&notice(n, news)).await?;
            }
            Ok(())
        })
        .await;
        let all = store.read().await.unwrap().notices(jeanne.id, 1000).await.unwrap();
        assert_eq!(i64::try_from(all.len()).unwrap(), NOTICES_KEPT);
        assert_eq!(all[0].id.0.as_u128(), 210);
        write(store, async |tx| tx.read_notices(jeanne.id, NOW).await).await;
        for (n, by) in [(301, "Odile Garrec"), (302, "Idriss Belkacem")] {
            write(store, async |tx| {
                tx.forget_notice(jeanne.id, &useful(by)).await?;
                tx.notify(&notice(n, useful(by))).await
            })
            .await;
        }
        let mut db = store.read().await.unwrap();
        assert_eq!(db.notices_unread(jeanne.id).await.unwrap(), 1);
        assert_eq!(db.notices(jeanne.id, 1).await.unwrap()[0].news, useful("Idriss Belkacem"));
    }

    async fn an_ended_account_leaves_no_session_link_notice_or_calendar(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        write(store, async |tx| {
            tx.insert_session(&session(1, &jeanne), &hash(1), 9).await?;
            tx.insert_link(&link(2, Some(&jeanne), LinkPurpose::Reset)).await?;
            tx.set_calendar(jeanne.id, Some(&hash(3))).await?;
            let news = News::PostRemoved { post: PostId(Uuid::from_u128(1)) };
            tx.notify(&Notice { id: NoticeId(Uuid::from_u128(1)), person: jeanne.id, news, at: NOW, read_at: None }).await
        })
        .await;
        assert!(store.read().await.unwrap().person_by_calendar(&hash(3)).await.unwrap().is_some());
        let rows = "SELECT (SELECT COUNT(*) FROM session) + (SELECT COUNT(*) FROM link) + (SELECT COUNT(*) FROM notice)
                    + (SELECT COUNT(*) FROM person WHERE calendar_hash IS NOT NULL)";
        assert_eq!(trial.count(rows).await, 4);
        write(store, async |tx| tx.erase_traces(jeanne.id).await).await;
        assert_eq!(trial.count(rows).await, 0);
    }

    async fn the_feed_mark_never_goes_backwards(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        for to in [later(9), later(3)] {
            write(store, async |tx| tx.mark_feed_read(jeanne.id, to).await).await;
        }
        assert!(write(store, async |tx| tx.update_person(&jeanne).await).await, "with an older mark");
        assert_eq!(store.read().await.unwrap().person(jeanne.id).await.unwrap().unwrap().feed_read_to, later(9));
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

    let trial = preau_tests::engine::Trial::open(preau_tests::engine::Engine::Sqlite).await.unwrap();
    insert(trial.store.as_ref(), &person(1, "Jeanne Morvan")).await;
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{}{end}", trial.address)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "preau.db{end}");
    }
}
