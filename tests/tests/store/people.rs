//! People, sessions, links, invitations: one winner of every race, nothing left of who ends.

use std::time::Duration;

use preau::world::MovedWorld;
use preau_core::action::perform;
use preau_core::action::session::AskForLink;
use preau_core::id::{NoticeId, PostId, RequestId, SessionId};
use preau_core::invitation::{JoinRequest, RequestState};
use preau_core::language::Language;
use preau_core::notice::{News, Notice};
use preau_core::person::{Person, Role, Standing};
use preau_core::session::{LinkPurpose, Session};
use preau_core::text::{MailAddress, PersonName, ShortText};
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use uuid::Uuid;

use crate::scene::{NOW, hash, insert, invite, later, link, person, session, write};

on_both_engines! {
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
        write(store, async |tx| tx.erase_traces(&jeanne, false).await).await;
        assert_eq!(trial.count(rows).await, 0);
    }

    async fn i04_t01_who_asks_for_a_link_causes_one_row_whoever_it_is_for(trial: Trial) {
        let store = trial.store.as_ref();
        insert(store, &person(1, "Jeanne Morvan")).await;
        insert(store, &Person { mail: None, ..person(2, "Yvonne Tessier") }).await;
        let world = MovedWorld::new("https://vallombre.example/".parse().unwrap(), NOW);
        for (n, login) in ["jeanne.morvan", "yvonne.tessier", "nobody", "nobody@mail.example", "\0"].into_iter().enumerate() {
            let ask = AskForLink { login: login.to_owned(), purpose: LinkPurpose::Reset };
            perform(store, &world, &ask).await.unwrap();
            assert_eq!(trial.count("SELECT COUNT(*) FROM job").await, i64::try_from(n).unwrap() + 1, "{login:?}");
        }
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
}
