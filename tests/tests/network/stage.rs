//! Vallombre, set up, and every other server: what both tests of the network play with.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use preau_core::action::house::SetUp;
use preau_core::action::network::{DecideFollower, Settle};
use preau_core::action::perform;
use preau_core::action::post::{EditPost, Publish, TakeBack};
use preau_core::audience::Audience;
use preau_core::id::{PersonId, PostId};
use preau_core::language::Language;
use preau_core::peer::{FollowState, KeyPair};
use preau_core::person::PasswordHash;
use preau_core::post::{Draft, Signature};
use preau_core::rules::Preset;
use preau_core::store::Store;
use preau_core::text::{Body as Text, Handle, MailAddress, PersonName, ShortText, UnitName};
use preau_core::unit::{Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, World};
use preau_federation::address::{Allowed, Rules};
use preau_federation::fetch::{Answer, FetchError, Request as Sent, Transport};
use preau_federation::keys::{KeyPems, SigningKey, generate};
use preau_federation::signature::{Outgoing, Signer, sign};
use preau_federation::{Federation, router};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tower::ServiceExt as _;
use url::Url;
use uuid::Uuid;

pub(crate) const START: Moment = Moment(1_795_291_200_000_000);
pub(crate) const ACTIVITY: &str = "application/activity+json";
pub(crate) const SECTION: &str = "https://vallombre.example/section";
pub(crate) const ODILE: &str = "https://port-lazare.example/users/odile";
pub(crate) const IDRISS: &str = "https://port-lazare.example/users/idriss";
pub(crate) const CANARY: &str = "Cette ligne reste dans la section";

/// Four pairs, made once: the server's, the section's, and two for people elsewhere.
pub(crate) static KEYS: LazyLock<Vec<KeyPems>> =
    LazyLock::new(|| (0..4_u8).map(|n| generate(&mut stream(n)).unwrap()).collect());

pub(crate) fn stream(seed: u8) -> impl FnMut(&mut [u8]) {
    let mut count = 0_u64;
    move |bytes| {
        for chunk in bytes.chunks_mut(32) {
            count += 1;
            let block = Sha256::digest([&[seed][..], &count.to_le_bytes()].concat());
            chunk.iter_mut().zip(block).for_each(|(to, from)| *to = from);
        }
    }
}

/// A clock that stands where the test puts it.
pub(crate) struct Stage {
    pub(crate) origin: Url,
    pub(crate) now: AtomicI64,
    pub(crate) count: AtomicU64,
}

impl World for Stage {
    fn now(&self) -> Moment {
        Moment(self.now.load(Ordering::SeqCst))
    }
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.count.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::digest(count.to_le_bytes());
            chunk.iter_mut().zip(block).for_each(|(to, from)| *to = from);
        }
    }
    fn origin(&self) -> &Url {
        &self.origin
    }
    fn dated_id(&self) -> Uuid {
        let count = self.count.fetch_add(1, Ordering::SeqCst);
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(count))
    }
}

/// Every other server: what it serves, what reached it, and how it answers.
#[derive(Default)]
pub(crate) struct Elsewhere {
    pub(crate) served: Mutex<HashMap<String, (u16, String)>>,
    pub(crate) fetched: Mutex<Vec<String>>,
    pub(crate) reached: Mutex<Vec<(String, Value)>>,
    pub(crate) answers: Mutex<Option<u16>>,
}

#[async_trait]
impl Transport for Elsewhere {
    async fn send(&self, request: Sent) -> Result<Answer, FetchError> {
        let is_finger = request.url.path() == "/.well-known/webfinger";
        assert!(is_finger || request.headers.contains_key("signature"), "everything that leaves is signed");
        let mut headers = HeaderMap::new();
        let kind = if is_finger { "application/jrd+json" } else { ACTIVITY };
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        let (status, body) = if request.method == Method::POST {
            let json = serde_json::from_slice(&request.body).unwrap();
            self.reached.lock().unwrap().push((request.url.to_string(), json));
            (self.answers.lock().unwrap().unwrap_or(202), String::new())
        } else {
            self.fetched.lock().unwrap().push(request.url.to_string());
            let served = self.served.lock().unwrap().get(request.url.as_str()).cloned();
            served.unwrap_or((404, String::new()))
        };
        Ok(Answer { status: StatusCode::from_u16(status).unwrap(), headers, body: Bytes::from(body) })
    }
}

impl Elsewhere {
    /// Serves an actor with this key.
    pub(crate) fn serves(&self, id: &str, key: &KeyPems) {
        let document = json!({
            "id": id, "type": "Person", "preferredUsername": "odile", "name": "Odile Garrec",
            "inbox": format!("{id}/inbox"), "endpoints": {"sharedInbox": "https://port-lazare.example/inbox"},
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": key.public},
        });
        self.served.lock().unwrap().insert(id.to_owned(), (200, document.to_string()));
    }

    pub(crate) fn fetches(&self) -> usize {
        self.fetched.lock().unwrap().len()
    }

    /// What arrived since the last look, by type.
    pub(crate) fn arrived(&self) -> Vec<(String, Value)> {
        let all: Vec<_> = self.reached.lock().unwrap().drain(..).collect();
        all.into_iter().map(|(_, json)| (json["type"].as_str().unwrap().to_owned(), json)).collect()
    }
}

/// Vallombre, set up, with Jeanne as its administrator.
pub(crate) struct Vallombre {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) world: Arc<Stage>,
    pub(crate) elsewhere: Arc<Elsewhere>,
    pub(crate) federation: Arc<Federation>,
    pub(crate) router: Router,
    pub(crate) jeanne: PersonId,
}

pub(crate) fn pair(keys: &KeyPems) -> KeyPair {
    KeyPair { private_pem: keys.private.clone(), public_pem: keys.public.clone() }
}

pub(crate) fn set_up(openness: Openness, follow_policy: FollowPolicy) -> SetUp {
    SetUp {
        link: None,
        kind: UnitKind::Section,
        handle: Handle::parse("vallombre").unwrap(),
        time_zone: "Europe/Paris".parse().unwrap(),
        choices: HouseChoices {
            name: UnitName::parse("Vallombre-Centre").unwrap(),
            sigil: ShortText::parse("VC").unwrap(),
            organisation: None,
            level_above: None,
            territory: None,
            language: Language::Fr,
            about: None,
            contact_place: None,
            contact_line: None,
            publisher: None,
            accent: Accent::Ardoise,
            inclusive: InclusiveForm::Epicene,
            openness,
            follow_policy,
            members_may_sign: true,
        },
        preset: Preset::PartySection,
        admin_name: PersonName::parse("Jeanne Morvan").unwrap(),
        admin_handle: Handle::parse("jeanne").unwrap(),
        admin_title: None,
        admin_mail: MailAddress::parse("jeanne@vallombre.example").unwrap(),
        admin_password: PasswordHash("x".into()),
        server_keys: pair(&KEYS[0]),
        section_keys: pair(&KEYS[1]),
        device: "test".into(),
    }
}

impl Vallombre {
    pub(crate) async fn new(store: &Arc<dyn Store>) -> Self {
        Self::with(store, Openness::Mixed, FollowPolicy::Accept).await
    }

    pub(crate) async fn with(store: &Arc<dyn Store>, openness: Openness, policy: FollowPolicy) -> Self {
        let origin = Url::parse("https://vallombre.example/").unwrap();
        let world = Arc::new(Stage {
            origin: origin.clone(),
            now: AtomicI64::new(START.0),
            count: AtomicU64::new(0),
        });
        let elsewhere = Arc::new(Elsewhere::default());
        elsewhere.serves(ODILE, &KEYS[2]);
        elsewhere.serves(IDRISS, &KEYS[3]);
        perform(store.as_ref(), world.as_ref(), &set_up(openness, policy)).await.unwrap();
        let jeanne = store.read().await.unwrap().person_by_login("jeanne").await.unwrap().unwrap().id;
        let rules = Rules::new(Allowed::default(), &[origin]);
        let federation = Arc::new(Federation::new(store.clone(), world.clone(), elsewhere.clone(), rules));
        Self {
            store: store.clone(),
            world,
            elsewhere,
            router: router(federation.clone()),
            federation,
            jeanne,
        }
    }

    pub(crate) fn pass(&self, micros: i64) {
        self.world.now.fetch_add(micros, Ordering::SeqCst);
    }

    pub(crate) async fn answer(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        (parts.status, parts.headers, to_bytes(body, 1 << 22).await.unwrap())
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        self.answer(Request::get(path).header("accept", ACTIVITY).body(Body::empty()).unwrap()).await
    }

    /// A request as Odile's server signs it, before anything is done to it.
    pub(crate) fn signed(&self, path: &str, body: &[u8], key: &KeyPems, key_id: &str) -> Request<Body> {
        let url = Url::parse(&format!("https://vallombre.example{path}")).unwrap();
        let key = SigningKey::from_pem(&key.private).unwrap();
        let what = Outgoing { method: &Method::POST, url: &url, body, now: self.world.now().0 };
        let mut headers = sign(Signer { key_id, key: &key }, what).unwrap();
        headers.insert(HOST, HeaderValue::from_static("vallombre.example"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY));
        let mut request = Request::post(path).body(Body::from(body.to_vec())).unwrap();
        *request.headers_mut() = headers;
        request
    }

    pub(crate) async fn post_as(&self, id: &str, key: &KeyPems, activity: &Value) -> StatusCode {
        let body = activity.to_string().into_bytes();
        self.answer(self.signed("/inbox", &body, key, &format!("{id}#main-key"))).await.0
    }

    pub(crate) async fn post(&self, activity: &Value) -> StatusCode {
        self.post_as(ODILE, &KEYS[2], activity).await
    }

    /// Runs everything that is due, until nothing is.
    pub(crate) async fn work(&self) {
        for _ in 0..200 {
            let now = self.world.now();
            let jobs = self.store.claim("test", now, now.plus(Moment::MINUTE), 10).await.unwrap();
            if jobs.is_empty() {
                return;
            }
            for job in jobs {
                let Some(ran) = self.federation.run(&job).await else { continue };
                let settle =
                    Settle { job: job.id, worker: "test".into(), outcome: ran.outcome, peer: ran.peer };
                perform(self.store.as_ref(), self.world.as_ref(), &settle).await.unwrap();
            }
        }
        panic!("the work does not end");
    }

    pub(crate) async fn followed(&self) {
        assert_eq!(self.post(&follow(1)).await, StatusCode::ACCEPTED);
        self.work().await;
        assert_eq!(self.elsewhere.arrived()[0].0, "Accept");
    }

    pub(crate) async fn accept(&self, id: &str) {
        let accept = DecideFollower { by: self.jeanne, actor: Url::parse(id).unwrap(), accept: true };
        perform(self.store.as_ref(), self.world.as_ref(), &accept).await.unwrap();
        self.work().await;
    }

    pub(crate) async fn follower(&self, id: &str) -> Option<FollowState> {
        let id = Url::parse(id).unwrap();
        self.store.read().await.unwrap().follower(&id).await.unwrap().map(|follower| follower.state)
    }

    pub(crate) async fn publish(&self, text: &str, audience: Audience, signature: Signature) -> PostId {
        let draft = Draft { title: None, body: Text::parse(text).unwrap(), audience, signature };
        let publish = Publish { by: self.jeanne, draft, once: self.world.hidden_id(), pictures: Vec::new() };
        perform(self.store.as_ref(), self.world.as_ref(), &publish).await.unwrap().id
    }

    pub(crate) async fn edit(&self, post: PostId, text: &str, seen_edits: i32) {
        let edit =
            EditPost { by: self.jeanne, post, title: None, body: Text::parse(text).unwrap(), seen_edits };
        perform(self.store.as_ref(), self.world.as_ref(), &edit).await.unwrap();
    }

    pub(crate) async fn take_back(&self, post: PostId) {
        perform(self.store.as_ref(), self.world.as_ref(), &TakeBack { by: self.jeanne, post }).await.unwrap();
    }
}

pub(crate) fn follow(n: u32) -> Value {
    json!({"id": format!("{ODILE}/follows/{n}"), "type": "Follow", "actor": ODILE, "object": SECTION})
}

pub(crate) fn types(all: &[(String, Value)]) -> Vec<&str> {
    all.iter().map(|(kind, _)| kind.as_str()).collect()
}
