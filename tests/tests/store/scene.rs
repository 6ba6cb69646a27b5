//! What the tests of the store put into it, and how they write.

use preau_core::error::Fault;
use preau_core::id::{BodyId, InvitationId, JobId, PersonId, SessionId};
use preau_core::invitation::{Invitation, InvitationKind};
use preau_core::job::{Job, NewJob, Outcome, Work};
use preau_core::language::Language;
use preau_core::person::{Person, Role, Standing};
use preau_core::rules::{Preset, RulesProfile};
use preau_core::session::{Link, LinkPurpose, Session};
use preau_core::store::{Store, Tx};
use preau_core::text::{Handle, MailAddress, PersonName, ShortText, UnitName};
use preau_core::unit::{Accent, FollowPolicy, House, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, TokenHash};
use uuid::Uuid;

pub(crate) const NOW: Moment = Moment(1_764_000_000_000_000);

pub(crate) fn later(micros: i64) -> Moment {
    NOW.plus(micros)
}

pub(crate) fn person(n: u128, name: &str) -> Person {
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

pub(crate) fn house() -> House {
    House {
        id: BodyId(Uuid::from_u128(1)),
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

pub(crate) fn session(n: u128, of: &Person) -> Session {
    Session {
        id: SessionId(Uuid::from_u128(n)),
        person: of.id,
        device: "Firefox, Linux".to_owned(),
        opened_at: NOW,
        seen_at: NOW,
        expires_at: later(Moment::DAY),
    }
}

pub(crate) fn link(n: u8, of: Option<&Person>, purpose: LinkPurpose) -> Link {
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

pub(crate) fn hash(n: u8) -> TokenHash {
    TokenHash::of(&[n])
}

pub(crate) fn work(n: u128) -> Work {
    Work::Receive { activity: format!("https://elsewhere.example/{n}") }
}

pub(crate) fn job_id(n: u128) -> JobId {
    JobId(Uuid::from_u128(n))
}

/// Performs in one transaction, again where it met another, as Actions do.
pub(crate) async fn write<T>(store: &dyn Store, run: impl AsyncFn(&mut dyn Tx) -> Result<T, Fault>) -> T {
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

pub(crate) async fn enqueue(store: &dyn Store, n: u128, lane: Option<&str>) -> bool {
    let job = NewJob { lane: lane.map(str::to_owned), ..NewJob::now(work(n), NOW) };
    write(store, async |tx| tx.enqueue(job_id(n), &job, NOW).await).await
}

pub(crate) async fn settle(store: &dyn Store, id: JobId, worker: &str, outcome: Outcome) {
    write(store, async |tx| tx.settle(id, worker, &outcome, NOW).await).await;
}

pub(crate) async fn claim(store: &dyn Store, worker: &str, now: Moment) -> Vec<u128> {
    ids(&store.claim(worker, now, now.plus(Moment::MINUTE), 100).await.unwrap())
}

pub(crate) fn ids(jobs: &[Job]) -> Vec<u128> {
    jobs.iter().map(|job| job.id.0.as_u128()).collect()
}

/// As `write`, for tasks: the compiler does not see that an async closure may move between threads.
pub(crate) async fn insert(store: &dyn Store, person: &Person) {
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

pub(crate) async fn invite(store: &dyn Store, by: &Person, places: i32) -> InvitationId {
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
