//! What is erased is gone: from the rows of others, after its time, and from every byte of the data folder.

use std::path::Path;

use preau_core::audience::Audience;
use preau_core::event::{Event, EventKind};
use preau_core::id::{EventId, InvitationId, JobId, NoticeId, PostId, RequestId};
use preau_core::invitation::{Invitation, InvitationKind, JoinRequest, RequestState};
use preau_core::job::{Letter, NewJob, Work};
use preau_core::language::Language;
use preau_core::notice::{News, Notice};
use preau_core::person::{Person, Standing};
use preau_core::post::{Post, PostState, Signature};
use preau_core::session::LinkPurpose;
use preau_core::store::Store;
use preau_core::text::{MailAddress, Note, PersonName, Title};
use preau_core::world::Moment;
use preau_tests::engine::{Engine, Trial};
use preau_tests::on_both_engines;
use uuid::Uuid;

use crate::scene::{NOW, hash, insert, later, person, write};

fn mail() -> MailAddress {
    MailAddress::parse("Serin.Jaune@mail.example").unwrap()
}

fn invitation(n: u128, by: &Person) -> Invitation {
    Invitation {
        id: InvitationId(Uuid::from_u128(n)),
        kind: InvitationKind::Mail,
        hash: hash(u8::try_from(n).unwrap()),
        code: None,
        mail: Some(mail()),
        name: PersonName::parse("Serin Jaune").ok(),
        language: Language::Fr,
        places: 1,
        used: 1,
        made_by: by.id,
        made_at: NOW,
        expires_at: later(Moment::DAY),
        revoked_at: None,
    }
}

fn request(n: u128) -> JoinRequest {
    JoinRequest {
        id: RequestId(Uuid::from_u128(n)),
        name: PersonName::parse("Serin Jaune").unwrap(),
        mail: mail(),
        note: Note::parse("Je siffle juste.").ok(),
        language: Language::Fr,
        state: RequestState::Waiting,
        made_at: NOW,
    }
}

fn post(by: &Person) -> Post {
    Post {
        id: PostId(Uuid::from_u128(9)),
        author: by.id,
        parent: None,
        root: PostId(Uuid::from_u128(9)),
        audience: Audience::Section,
        signature: Signature::Author,
        state: PostState::Published,
        title: Title::parse("Serin Jaune").ok(),
        source: "Serin Jaune siffle.".repeat(400),
        html: "<p>Serin Jaune siffle.</p>".repeat(400),
        summary: "Serin Jaune".to_owned(),
        written_at: NOW,
        published_at: NOW,
        edited_at: None,
        edits: 0,
        answers: None,
    }
}

/// Jeanne runs the house; the canary was invited, wrote, is spoken of, and a letter to it waits.
async fn fly_in(store: &dyn Store) -> (Person, Person) {
    let jeanne = person(1, "Jeanne Morvan");
    let canary = Person {
        mail: Some(mail()),
        name: PersonName::parse("Serin Jaune").unwrap(),
        ..person(2, "Serin Jaune")
    };
    insert(store, &jeanne).await;
    write(store, async |tx| {
        tx.insert_invitation(&invitation(50, &jeanne)).await?;
        assert!(tx.insert_person(&canary, Some(InvitationId(Uuid::from_u128(50)))).await?);
        assert!(tx.insert_join_request(&request(51)).await?);
        let letter = Letter::Link { person: canary.id, purpose: LinkPurpose::ConfirmMail, to: Some(mail()) };
        tx.enqueue(JobId(Uuid::from_u128(52)), &NewJob::now(Work::Send { letter }, NOW), NOW).await?;
        let news = News::FoundUseful { post: PostId(Uuid::from_u128(9)), by: canary.name.clone() };
        tx.notify(&Notice {
            id: NoticeId(Uuid::from_u128(53)),
            person: jeanne.id,
            news,
            at: NOW,
            read_at: None,
        })
        .await?;
        assert!(tx.insert_post(&post(&canary), Uuid::from_u128(54)).await?);
        Ok(())
    })
    .await;
    (jeanne, canary)
}

/// Ends the canary's account as `EndAccount` does it to the rows of a person.
async fn fly_out(store: &dyn Store, canary: &Person, keep_name: bool) {
    let name = if keep_name { canary.name.clone() } else { PersonName::parse("—").unwrap() };
    let handle = preau_core::text::Handle::parse("x1").unwrap();
    let ended =
        Person { mail: None, password: None, standing: Standing::Ended, handle, name, ..canary.clone() };
    write(store, async |tx| {
        assert!(tx.update_person(&ended).await?);
        tx.erase_traces(canary, keep_name).await
    })
    .await;
}

const NAMED: &str = "SELECT (SELECT COUNT(*) FROM invitation) + (SELECT COUNT(*) FROM join_request)
    + (SELECT COUNT(*) FROM job) + (SELECT COUNT(*) FROM notice)";

on_both_engines! {
    async fn an_ended_account_is_named_in_no_invitation_request_letter_or_notice(trial: Trial) {
        let store = trial.store.as_ref();
        let (_, canary) = fly_in(store).await;
        assert_eq!(trial.count(NAMED).await, 4);
        fly_out(store, &canary, false).await;
        assert_eq!(trial.count(NAMED).await, 0);
    }

    async fn who_leaves_their_name_takes_their_address_along_all_the_same(trial: Trial) {
        let store = trial.store.as_ref();
        let (jeanne, canary) = fly_in(store).await;
        fly_out(store, &canary, true).await;
        assert_eq!(trial.count(NAMED).await, 1, "the notice that says the name stays");
        assert_eq!(store.read().await.unwrap().notices(jeanne.id, 9).await.unwrap().len(), 1);
    }

    async fn decided_requests_old_invitations_and_old_lines_of_the_journal_go_after_their_time(trial: Trial) {
        let store = trial.store.as_ref();
        let (jeanne, _) = fly_in(store).await;
        write(store, async |tx| {
            assert!(tx.decide_join_request(request(51).id, RequestState::Refused, jeanne.id, NOW).await?);
            assert!(tx.insert_join_request(&request(55)).await?);
            let event = |n, at| Event { id: EventId(Uuid::from_u128(n)), at, by: None, kind: EventKind::HouseSetUp, subject: None };
            tx.record(&event(56, NOW)).await?;
            tx.record(&event(57, later(Moment::DAY))).await
        })
        .await;
        let left = async |days: i64| {
            write(store, async |tx| tx.purge(later(days * Moment::DAY)).await).await;
            let count = async |table: &str| trial.count(&format!("SELECT COUNT(*) FROM {table}")).await;
            (count("join_request").await, count("invitation").await, count("event").await)
        };
        assert_eq!(left(89).await, (2, 1, 2));
        assert_eq!(left(90).await, (1, 1, 2), "what waits for a decision stays");
        assert_eq!(left(365).await, (1, 1, 1));
        assert_eq!(left(366).await, (1, 0, 0));
    }

    async fn a_login_that_no_database_could_hold_is_nobodys(trial: Trial) {
        let store = trial.store.as_ref();
        insert(store, &person(1, "Jeanne Morvan")).await;
        let mut db = store.read().await.unwrap();
        assert!(db.person_by_login("jeanne.morvan").await.unwrap().is_some());
        assert_eq!(db.person_by_login("jeanne.morvan\0").await.unwrap(), None);
    }
}

/// How often the canary stands in the files beside and in the database.
fn sightings(address: &str) -> usize {
    let folder = Path::new(address).parent().unwrap();
    let seen = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).filter(|window| *window == word).count();
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files
        .map(|bytes| {
            seen(&bytes, b"Serin Jaune") + seen(&bytes, b"Serin.Jaune") + seen(&bytes, b"serin.jaune")
        })
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_byte_of_an_ended_account_or_a_deleted_post_is_left_in_any_file() {
    let trial = Trial::open(Engine::Sqlite).await.unwrap();
    let store = trial.store.as_ref();
    let (_, canary) = fly_in(store).await;
    assert!(sightings(&trial.address) > 0, "it is found while it is there");
    assert!(store.forget_erased().await.unwrap(), "in the database itself, too, not in its journal alone");
    assert!(sightings(&trial.address) > 0);

    write(store, async |tx| tx.empty_post(post(&canary).id, PostState::Deleted, NOW).await).await;
    fly_out(store, &canary, false).await;
    assert!(
        sightings(&trial.address) > 0,
        "what was overwritten still stands in the file until the journal is emptied"
    );
    assert!(store.forget_erased().await.unwrap());
    assert_eq!(sightings(&trial.address), 0);
    assert!(!store.forget_erased().await.unwrap(), "nothing is left to do");
    assert!(store.read().await.unwrap().person(canary.id).await.unwrap().is_some(), "and the store works on");
}
