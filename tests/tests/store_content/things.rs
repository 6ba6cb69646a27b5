//! People, posts, rendezvous and peers with names, made in one line each.

use std::sync::Arc;

use preau_core::audience::Audience;
use preau_core::guest::GuestsMay;
use preau_core::id::{ActivityId, PersonId, PictureId, PostId, RendezvousId};
use preau_core::language::Language;
use preau_core::peer::{KeyOwner, Outgoing, RemoteActor};
use preau_core::person::{Person, Role, Standing};
use preau_core::post::{NewPicture, Post, PostState, Signature};
use preau_core::rendezvous::{Rendezvous, RendezvousState};
use preau_core::store::{Store, Tx};
use preau_core::text::{AltText, Handle, PersonName, Title};
use preau_core::world::Moment;
use preau_tests::engine::{Engine, Trial};
use url::Url;
use uuid::Uuid;

pub(crate) const JEANNE: PersonId = PersonId(Uuid::from_u128(0x1));
pub(crate) const ODILE: PersonId = PersonId(Uuid::from_u128(0x2));
pub(crate) const IDRISS: PersonId = PersonId(Uuid::from_u128(0x3));

/// Noon on some day.
pub(crate) const NOON: Moment = Moment(1_790_000_000 * Moment::SECOND);

/// Jeanne, Odile and Idriss come in.
pub(crate) async fn people(store: &Arc<dyn Store>) {
    let mut tx = store.begin().await.unwrap();
    for (id, name) in [(JEANNE, "Jeanne Morvan"), (ODILE, "Odile Garrec"), (IDRISS, "Idriss Belkacem")] {
        let person = Person {
            id,
            handle: Handle::propose(name).unwrap(),
            name: PersonName::parse(name).unwrap(),
            title: None,
            mail: None,
            password: None,
            role: Role::Member,
            standing: Standing::Active,
            language: Language::Fr,
            credentials_at: NOON,
            feed_read_to: NOON,
            joined_at: NOON,
        };
        assert!(tx.insert_person(&person, None).await.unwrap());
    }
    tx.commit().await.unwrap();
}

/// A post of Jeanne's, for everybody, out since noon.
pub(crate) fn post(number: u128) -> Post {
    let id = PostId(Uuid::from_u128(number));
    Post {
        id,
        author: JEANNE,
        parent: None,
        root: id,
        audience: Audience::Everybody,
        signature: Signature::Author,
        state: PostState::Published,
        title: Some(Title::parse("Cantine").unwrap()),
        source: format!("Message *{number}*"),
        html: format!("<p>Message <em>{number}</em></p>"),
        summary: format!("Message {number}"),
        written_at: NOON,
        published_at: NOON,
        edited_at: None,
        edits: 0,
        answers: None,
    }
}

/// A reply of Odile's to that post, one second later for each number.
pub(crate) fn reply(number: u128, parent: &Post, audience: Audience) -> Post {
    let at = NOON.plus(i64::try_from(number).unwrap() * Moment::SECOND);
    Post {
        author: ODILE,
        parent: Some(parent.id),
        root: parent.root,
        audience,
        title: None,
        written_at: at,
        published_at: at,
        ..post(number)
    }
}

/// Stores posts, each from a form of its own.
pub(crate) async fn keep(tx: &mut dyn Tx, posts: &[Post]) {
    for post in posts {
        assert!(tx.insert_post(post, post.id.0).await.unwrap());
    }
}

/// A picture whose description and bytes say which it is.
pub(crate) fn picture(name: &str) -> NewPicture {
    NewPicture {
        alt: AltText::parse(name).unwrap(),
        width: 640,
        height: 480,
        media_type: "image/webp",
        bytes: name.as_bytes().to_vec(),
    }
}

pub(crate) fn picture_id(number: u128) -> PictureId {
    PictureId(Uuid::from_u128(number))
}

/// A rendezvous of Odile's, planned for everybody.
pub(crate) fn rendezvous(number: u128, starts_at: Moment) -> Rendezvous {
    Rendezvous {
        id: RendezvousId(Uuid::from_u128(number)),
        organiser: ODILE,
        title: Title::parse("Collage").unwrap(),
        source: "Apportez vos seaux.".to_owned(),
        html: "<p>Apportez vos seaux.</p>".to_owned(),
        starts_at,
        ends_at: None,
        time_zone: "Europe/Paris".parse().unwrap(),
        place: None,
        link: None,
        audience: Audience::Everybody,
        needed: Some(3),
        capacity: None,
        guests_may: GuestsMay::No,
        state: RendezvousState::Planned,
        occurrence: None,
        sequence: 0,
        made_at: NOON,
        changed_at: NOON,
    }
}

/// Somebody on another server, with a shared inbox where one is named.
pub(crate) fn actor(host: &str, name: &str, shared: Option<&str>) -> RemoteActor {
    let base = Url::parse(&format!("https://{host}/users/{name}")).unwrap();
    RemoteActor {
        kind: "Person".to_owned(),
        handle: name.to_owned(),
        name: name.to_owned(),
        inbox: Url::parse(&format!("{base}/inbox")).unwrap(),
        shared_inbox: shared.map(|path| Url::parse(&format!("https://{host}{path}")).unwrap()),
        key_id: Url::parse(&format!("{base}#main-key")).unwrap(),
        key_pem: "-----BEGIN PUBLIC KEY-----".to_owned(),
        proof_key: None,
        fetched_at: NOON,
        id: base,
    }
}

/// An activity of the section that carries this text.
pub(crate) fn outgoing(number: u128, json: &str) -> Outgoing {
    Outgoing {
        id: ActivityId(Uuid::from_u128(number)),
        signer: KeyOwner::Section,
        json: json.to_owned(),
        public: true,
        at: NOON,
    }
}

/// Whether this word is anywhere in the store: in any byte of the file, or in any column of any row.
pub(crate) async fn holds(trial: &Trial, word: &str) -> bool {
    match trial.engine {
        Engine::Sqlite => {
            trial.tamper("PRAGMA wal_checkpoint(TRUNCATE)").await;
            let folder = std::path::Path::new(&trial.address).parent().unwrap();
            let mut files =
                std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
            files.any(|bytes| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
        }
        Engine::Postgres => {
            // Bytes come as hexadecimal digits.
            let digits = word.bytes().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
            let rows =
                "query_to_xml('SELECT CAST(t AS text) AS row FROM ' || tablename || ' AS t', true, true, '')";
            let sql = format!(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'
                    AND (CAST({rows} AS text) LIKE '%{word}%' OR CAST({rows} AS text) LIKE '%{digits}%')"
            );
            trial.count(&sql).await > 0
        }
    }
}
