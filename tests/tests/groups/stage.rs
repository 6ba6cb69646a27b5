//! Three sections in one process, each with a store of its own, and the wires between them, which the test holds.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use preau_core::action::group::decide::{DecideAsking, SetGroupRole};
use preau_core::action::group::gathering::{CallOffGathering, ChangeGathering, PlanGathering};
use preau_core::action::group::invite::InviteSection;
use preau_core::action::group::member::JoinGroup;
use preau_core::action::group::speak::{
    AnswerMessage, DigestTopic, EditMessage, OpenTopic, PinTopic, SetMessageUseful, Spoken, TakeMessageBack,
};
use preau_core::action::group::{ChangeGroup, CloseGroup, MakeGroup, choices_of, person_actor};
use preau_core::action::house::SetUp;
use preau_core::action::network::{KeepKeys, Settle};
use preau_core::action::{Action, perform};
use preau_core::error::Failure;
use preau_core::group::{
    GatheringPlan, GatheringView, Group, GroupChoices, GroupRole, Joining, Listing, Membership, Message,
    Reach, Writing,
};
use preau_core::id::{GroupId, MessageId, PersonId};
use preau_core::language::Language;
use preau_core::link::{LinkKind, LinkState, LinkedSection};
use preau_core::peer::{KeyOwner, KeyPair, RemoteActor};
use preau_core::person::PasswordHash;
use preau_core::rules::Preset;
use preau_core::text::{Body as Text, Handle, MailAddress, Note, PersonName, ShortText, Title, UnitName};
use preau_core::unit::{Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, World};
use preau_federation::address::{Allowed, Rules};
use preau_federation::fetch::{Answer, FetchError, Request as Sent, Transport};
use preau_federation::keys::{KeyPems, SigningKey, generate};
use preau_federation::proof::ProofKey;
use preau_federation::signature::{Outgoing, Signer, sign};
use preau_federation::{Federation, router};
use preau_tests::engine::{Engine, Trial};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tower::ServiceExt as _;
use url::Url;
use uuid::Uuid;

pub(crate) const START: Moment = Moment(1_795_291_200_000_000);
pub(crate) const ACTIVITY: &str = "application/activity+json";

/// Two pairs, made once: making one takes a third of a second, and who signs is told by the key's id.
pub(crate) static KEYS: LazyLock<Vec<KeyPems>> =
    LazyLock::new(|| (0..2_u8).map(|n| generate(&mut stream(n)).unwrap()).collect());

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

/// A house's world: its own chance, everybody's clock.
pub(crate) struct Stage {
    origin: Url,
    now: Arc<AtomicI64>,
    seed: u64,
    count: AtomicU64,
}

impl World for Stage {
    fn now(&self) -> Moment {
        // No two moments are the same, as in a house where things take time.
        Moment(self.now.fetch_add(1, Ordering::SeqCst))
    }
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.count.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::digest([self.seed.to_le_bytes(), count.to_le_bytes()].concat());
            chunk.iter_mut().zip(block).for_each(|(to, from)| *to = from);
        }
    }
    fn origin(&self) -> &Url {
        &self.origin
    }
    fn dated_id(&self) -> Uuid {
        let count = u128::from(self.count.fetch_add(1, Ordering::SeqCst));
        let seed = u128::from(self.seed) << 40;
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + seed + count)
    }
}

/// One request that passed.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) status: Option<u16>,
    pub(crate) body: String,
}

/// The wires: which house has which name, which are cut, what passed, and what strangers serve.
#[derive(Default)]
pub(crate) struct Wires {
    houses: Mutex<HashMap<String, Router>>,
    pub(crate) cut: Mutex<HashSet<String>>,
    pub(crate) passed: Mutex<Vec<Passed>>,
    pub(crate) served: Mutex<HashMap<String, (u16, String)>>,
}

#[async_trait]
impl Transport for Wires {
    async fn send(&self, request: Sent) -> Result<Answer, FetchError> {
        assert!(request.headers.contains_key("signature"), "everything that leaves is signed");
        let host = request.url.host_str().unwrap().to_owned();
        let mut passed = Passed {
            method: request.method.clone(),
            url: request.url.to_string(),
            status: None,
            body: String::from_utf8_lossy(&request.body).into_owned(),
        };
        if self.cut.lock().unwrap().contains(&host) {
            self.passed.lock().unwrap().push(passed);
            return Err(FetchError::Connect("the wire is cut".into()));
        }
        let house = self.houses.lock().unwrap().get(&host).cloned();
        let answer = match house {
            Some(house) => through(house, request, &host).await,
            None => self.stranger(&request),
        };
        passed.status = Some(answer.status.as_u16());
        self.passed.lock().unwrap().push(passed);
        Ok(answer)
    }
}

async fn through(house: Router, sent: Sent, host: &str) -> Answer {
    let mut request = Request::new(Body::from(sent.body));
    *request.method_mut() = sent.method;
    let target = &sent.url[url::Position::BeforePath..url::Position::AfterQuery];
    *request.uri_mut() = target.parse().unwrap();
    *request.headers_mut() = sent.headers;
    request.headers_mut().insert(HOST, HeaderValue::from_str(host).unwrap());
    let (parts, body) = house.oneshot(request).await.unwrap().into_parts();
    Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, 1 << 22).await.unwrap() }
}

impl Wires {
    fn stranger(&self, request: &Sent) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY));
        let (status, body) = if request.method == Method::POST {
            (202, String::new())
        } else {
            let served = self.served.lock().unwrap().get(request.url.as_str()).cloned();
            served.unwrap_or((404, String::new()))
        };
        Answer { status: StatusCode::from_u16(status).unwrap(), headers, body: Bytes::from(body) }
    }

    pub(crate) fn serves(&self, id: &str, document: &Value) {
        self.served.lock().unwrap().insert(id.to_owned(), (200, document.to_string()));
    }

    pub(crate) fn cuts(&self, host: &str) {
        self.cut.lock().unwrap().insert(host.to_owned());
    }

    pub(crate) fn mends(&self, host: &str) {
        self.cut.lock().unwrap().remove(host);
    }

    /// What was sent to this host with these words in it.
    pub(crate) fn sent_to(&self, host: &str, words: &str) -> Vec<Passed> {
        let passed = self.passed.lock().unwrap();
        let to = |one: &&Passed| one.url.contains(&format!("//{host}/")) && one.body.contains(words);
        passed.iter().filter(to).cloned().collect()
    }

    pub(crate) fn fetched(&self, words: &str) -> usize {
        let passed = self.passed.lock().unwrap();
        passed.iter().filter(|one| one.method == Method::GET && one.url.contains(words)).count()
    }
}

/// A section, set up, with one person who runs it.
pub(crate) struct House {
    pub(crate) host: String,
    pub(crate) trial: Trial,
    pub(crate) world: Arc<Stage>,
    pub(crate) federation: Arc<Federation>,
    pub(crate) router: Router,
    pub(crate) person: PersonId,
}

/// Three of them, linked with each other, and one group that Vallombre hosts.
pub(crate) struct Network {
    pub(crate) wires: Arc<Wires>,
    pub(crate) now: Arc<AtomicI64>,
    pub(crate) houses: Vec<House>,
}

pub(crate) fn pair(keys: &KeyPems) -> KeyPair {
    KeyPair { private_pem: keys.private.clone(), public_pem: keys.public.clone() }
}

fn set_up(name: &str, person: &str, host: &str) -> SetUp {
    SetUp {
        link: None,
        kind: UnitKind::Section,
        handle: Handle::parse(&name.to_lowercase().replace('-', "")).unwrap(),
        time_zone: "Europe/Paris".parse().unwrap(),
        choices: HouseChoices {
            name: UnitName::parse(name).unwrap(),
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
            openness: Openness::Mixed,
            follow_policy: FollowPolicy::Accept,
            members_may_sign: true,
        },
        preset: Preset::PartySection,
        admin_name: PersonName::parse(person).unwrap(),
        admin_handle: Handle::propose(person).unwrap(),
        admin_title: None,
        admin_mail: MailAddress::parse(&format!("moi@{host}")).unwrap(),
        admin_password: PasswordHash("x".into()),
        server_keys: pair(&KEYS[0]),
        section_keys: pair(&KEYS[1]),
        device: "test".into(),
    }
}

impl House {
    async fn new(
        engine: Engine,
        seed: u64,
        name: &str,
        person: &str,
        wires: &Arc<Wires>,
        now: &Arc<AtomicI64>,
    ) -> Option<Self> {
        let host = format!("{}.example", name.to_lowercase());
        let origin = Url::parse(&format!("https://{host}/")).unwrap();
        let trial = Trial::open(engine).await?;
        let world =
            Arc::new(Stage { origin: origin.clone(), now: now.clone(), seed, count: AtomicU64::new(0) });
        perform(trial.store.as_ref(), world.as_ref(), &set_up(name, person, &host)).await.unwrap();
        let login = Handle::propose(person).unwrap();
        let found = trial.store.read().await.unwrap().person_by_login(login.as_str()).await.unwrap();
        let person = found.unwrap().id;
        let rules = Rules::new(Allowed::default(), &[origin]);
        let federation = Arc::new(Federation::new(trial.store.clone(), world.clone(), wires.clone(), rules));
        let router = router(federation.clone());
        wires.houses.lock().unwrap().insert(host.clone(), router.clone());
        let house = Self { host, trial, world, federation, router, person };
        house.keeps(KeyOwner::Person(person)).await;
        Some(house)
    }

    /// Keys that are there need not be made.
    pub(crate) async fn keeps(&self, owner: KeyOwner) {
        self.does(&KeepKeys { owner, keys: pair(&KEYS[0]) }).await.unwrap();
    }

    pub(crate) async fn does<A: Action>(&self, action: &A) -> Result<A::Output, Failure> {
        perform(self.trial.store.as_ref(), self.world.as_ref(), action).await
    }

    pub(crate) fn section(&self) -> Url {
        self.world.origin.join("section").unwrap()
    }

    pub(crate) fn actor(&self) -> Url {
        person_actor(&self.world.origin, self.person)
    }

    /// Knows another section, as two administrators who linked them would have it.
    pub(crate) async fn links(&self, actor: &RemoteActor) {
        let link = LinkedSection {
            actor: actor.clone(),
            kind: LinkKind::Sister,
            state: LinkState::Linked,
            offer: format!("{}activities/offer", self.world.origin),
            ours: true,
            since: START,
        };
        let mut tx = self.trial.store.begin().await.unwrap();
        tx.keep_actor(actor).await.unwrap();
        tx.keep_link(&link).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// One round of everything that is due; whether there was anything.
    pub(crate) async fn works(&self) -> bool {
        let now = self.world.now();
        let store = &self.trial.store;
        let jobs = store.claim("test", now, now.plus(Moment::MINUTE), 10).await.unwrap();
        let some = !jobs.is_empty();
        for job in jobs {
            let Some(ran) = self.federation.run(&job).await else { continue };
            let settle = Settle { job: job.id, worker: "test".into(), outcome: ran.outcome, peer: ran.peer };
            self.does(&settle).await.unwrap();
        }
        some
    }

    pub(crate) async fn group(&self) -> Group {
        let mut db = self.trial.store.read().await.unwrap();
        let uid = self.trial.count("SELECT count(*) FROM grp").await;
        assert_eq!(uid, 1, "there is one group");
        let mut found = Vec::new();
        for house in ["vallombre", "port-lazare", "kermor", "evasion"] {
            let section = Url::parse(&format!("https://{house}.example/section")).unwrap();
            found.extend(db.groups_with(&section).await.unwrap());
        }
        found.pop().unwrap()
    }

    pub(crate) async fn message(&self, words: &str) -> Option<Message> {
        let group = self.group().await;
        let mut db = self.trial.store.read().await.unwrap();
        for author in self.trial.authors().await {
            for id in db.messages_of(group.id, &author, 500).await.unwrap() {
                let message = db.message(id).await.unwrap().unwrap();
                if message.html.contains(words) {
                    return Some(message);
                }
            }
        }
        None
    }

    pub(crate) async fn open(&self, title: &str, text: &str) -> Spoken {
        let group = self.group().await.id;
        let (title, body) = (Title::parse(title).unwrap(), Text::parse(text).unwrap());
        self.does(&OpenTopic { by: self.person, group, title, body, once: self.world.hidden_id() })
            .await
            .unwrap()
    }

    pub(crate) async fn answer(&self, words: &str, text: &str) -> Spoken {
        let parent = self.message(words).await.unwrap().id;
        let body = Text::parse(text).unwrap();
        self.does(&AnswerMessage { by: self.person, parent, body, once: self.world.hidden_id() })
            .await
            .unwrap()
    }

    pub(crate) async fn edit(&self, words: &str, text: &str) {
        let message = self.message(words).await.unwrap();
        let edit = EditMessage {
            by: self.person,
            message: message.id,
            title: message.title,
            body: Text::parse(text).unwrap(),
            seen_edits: message.edits,
        };
        self.does(&edit).await.unwrap();
    }

    pub(crate) async fn take_back(&self, words: &str) {
        let message = self.message(words).await.unwrap().id;
        self.does(&TakeMessageBack { by: self.person, message }).await.unwrap();
    }

    pub(crate) async fn finds_useful(&self, words: &str, useful: bool) {
        let message = self.message(words).await.unwrap().id;
        self.does(&SetMessageUseful { by: self.person, message, useful }).await.unwrap();
    }

    pub(crate) async fn pin(&self, words: &str, pinned: bool) {
        let topic = self.message(words).await.unwrap().id;
        self.does(&PinTopic { by: self.person, topic, pinned }).await.unwrap();
    }

    pub(crate) async fn sum_up(&self, words: &str, text: &str) {
        let topic = self.message(words).await.unwrap().id;
        let body = Some(Text::parse(text).unwrap());
        self.does(&DigestTopic { by: self.person, topic, body }).await.unwrap();
    }

    /// What a person who animates nothing gets for a pin.
    pub(crate) async fn refuses_pin(&self, words: &str) -> bool {
        let topic = self.message(words).await.unwrap().id;
        self.does(&PinTopic { by: self.person, topic, pinned: true }).await.is_err()
    }

    /// Acts of ours that wait or were refused.
    pub(crate) async fn waiting(&self) -> usize {
        let group = self.group().await.id;
        self.trial.store.read().await.unwrap().group_acts(group, self.person, 50).await.unwrap().len()
    }

    fn plan(&self, title: &str, place: &str) -> GatheringPlan {
        GatheringPlan {
            title: Title::parse(title).unwrap(),
            more: Some(Note::parse("À apporter :\ndu pain.").unwrap()),
            starts_at: START.plus(10 * Moment::DAY),
            ends_at: Some(START.plus(10 * Moment::DAY + 2 * Moment::HOUR)),
            time_zone: "Europe/Paris".parse().unwrap(),
            place: Some(ShortText::parse(place).unwrap()),
            link: None,
        }
    }

    pub(crate) async fn plans(&self, title: &str, place: &str) {
        let (group, plan) = (self.group().await.id, self.plan(title, place));
        let once = self.world.hidden_id();
        self.does(&PlanGathering { by: self.person, group, plan, once }).await.unwrap();
    }

    /// The one rendezvous of the group.
    pub(crate) async fn gathering(&self) -> Option<GatheringView> {
        let group = self.group().await.id;
        let mut db = self.trial.store.read().await.unwrap();
        db.gatherings_of(group, self.person, START, 10).await.unwrap().pop()
    }

    pub(crate) async fn moves_gathering(&self, place: &str) {
        let there = self.gathering().await.unwrap().gathering;
        let plan = self.plan(there.plan.title.as_str(), place);
        let change =
            ChangeGathering { by: self.person, gathering: there.id, plan, seen_sequence: there.sequence };
        self.does(&change).await.unwrap();
    }

    pub(crate) async fn calls_off(&self) {
        let gathering = self.gathering().await.unwrap().gathering.id;
        self.does(&CallOffGathering { by: self.person, gathering }).await.unwrap();
    }

    pub(crate) async fn renames(&self, name: &str) {
        let group = self.group().await;
        let choices = GroupChoices { name: Title::parse(name).unwrap(), ..choices_of(&group) };
        let change = ChangeGroup { by: self.person, group: group.id, choices, seen_version: group.version };
        self.does(&change).await.unwrap();
    }

    pub(crate) async fn closes(&self) {
        let group = self.group().await.id;
        self.does(&CloseGroup { by: self.person, group }).await.unwrap();
    }

    pub(crate) async fn useful(&self, words: &str) -> i64 {
        let id = self.message(words).await.unwrap().id;
        let mut db = self.trial.store.read().await.unwrap();
        db.message_view(id, self.person).await.unwrap().unwrap().useful
    }

    pub(crate) async fn state_of(&self, id: MessageId) -> Message {
        self.trial.store.read().await.unwrap().message(id).await.unwrap().unwrap()
    }

    /// What a server elsewhere reads, signed by whoever this is.
    pub(crate) async fn read_as(
        &self,
        path: &str,
        key_id: &str,
        key: &KeyPems,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let url = Url::parse(&format!("https://{}{path}", self.host)).unwrap();
        let key = SigningKey::from_pem(&key.private).unwrap();
        let what = Outgoing { method: &Method::GET, url: &url, body: b"", now: self.world.now().0 };
        let mut headers = sign(Signer { key_id, key: &key }, what).unwrap();
        headers.insert(HOST, HeaderValue::from_str(&self.host).unwrap());
        headers.insert(ACCEPT, HeaderValue::from_static(ACTIVITY));
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        *request.headers_mut() = headers;
        self.answers(request).await
    }

    pub(crate) async fn read_unsigned(&self, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        self.answers(Request::get(path).header(ACCEPT, ACTIVITY).body(Body::empty()).unwrap()).await
    }

    async fn answers(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, parts.headers, to_bytes(body, 1 << 22).await.unwrap())
    }

    /// Hands an activity in, signed by this key; the status.
    pub(crate) async fn hears(&self, inbox: &str, body: &str, key_id: &str, key: &KeyPems) -> u16 {
        let url = Url::parse(&format!("https://{}{inbox}", self.host)).unwrap();
        let key = SigningKey::from_pem(&key.private).unwrap();
        let what =
            Outgoing { method: &Method::POST, url: &url, body: body.as_bytes(), now: self.world.now().0 };
        let mut headers = sign(Signer { key_id, key: &key }, what).unwrap();
        headers.insert(HOST, HeaderValue::from_str(&self.host).unwrap());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY));
        let mut request = Request::post(inbox).body(Body::from(body.to_owned())).unwrap();
        *request.headers_mut() = headers;
        self.answers(request).await.0.as_u16()
    }
}

/// Who wrote in a store, asked past it.
#[async_trait]
pub(crate) trait Authors {
    async fn authors(&self) -> Vec<Url>;
}

#[async_trait]
impl Authors for Trial {
    async fn authors(&self) -> Vec<Url> {
        let sql = "SELECT DISTINCT author FROM grp_message";
        let found: Vec<String> = match self.engine {
            Engine::Sqlite => {
                let mut db = preau_tests::engine::sqlite(&self.address).await;
                sqlx::query_scalar(sql).fetch_all(&mut db).await.unwrap()
            }
            Engine::Postgres => {
                let mut db = preau_tests::engine::postgres(&self.address).await;
                sqlx::query_scalar(sql).fetch_all(&mut db).await.unwrap()
            }
        };
        found.iter().map(|author| Url::parse(author).unwrap()).collect()
    }
}

impl Network {
    /// Vallombre, Port-Lazare and Kermor, linked; `None` where this engine is not given.
    pub(crate) async fn new(engine: Engine) -> Option<Self> {
        let (wires, now) = (Arc::new(Wires::default()), Arc::new(AtomicI64::new(START.0)));
        let mut houses = Vec::new();
        for (seed, (name, person)) in (1..).zip([
            ("Vallombre", "Jeanne Morvan"),
            ("Port-Lazare", "Odile Garrec"),
            ("Kermor", "Idriss Belkacem"),
        ]) {
            houses.push(House::new(engine, seed, name, person, &wires, &now).await?);
        }
        let network = Self { wires, now, houses };
        for one in &network.houses {
            for other in &network.houses {
                if one.host != other.host {
                    let actor = network.actor(&other.section()).await;
                    one.links(&actor).await;
                }
            }
        }
        Some(network)
    }

    /// An actor as its server shows it.
    async fn actor(&self, id: &Url) -> RemoteActor {
        let house = self.houses.iter().find(|house| Some(house.host.as_str()) == id.host_str()).unwrap();
        let (_, _, bytes) = house.read_unsigned(id.path()).await;
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        RemoteActor {
            id: id.clone(),
            kind: text(&document["type"]),
            handle: text(&document["preferredUsername"]),
            name: text(&document["name"]),
            inbox: Url::parse(&text(&document["inbox"])).unwrap(),
            shared_inbox: Some(Url::parse(&text(&document["endpoints"]["sharedInbox"])).unwrap()),
            key_id: Url::parse(&text(&document["publicKey"]["id"])).unwrap(),
            key_pem: text(&document["publicKey"]["publicKeyPem"]),
            proof_key: document["assertionMethod"][0]["publicKeyMultibase"].as_str().map(str::to_owned),
            fetched_at: START,
        }
    }

    pub(crate) fn vallombre(&self) -> &House {
        &self.houses[0]
    }

    pub(crate) fn lazare(&self) -> &House {
        &self.houses[1]
    }

    pub(crate) fn kermor(&self) -> &House {
        &self.houses[2]
    }

    /// Everything that is due, everywhere, until nothing is.
    pub(crate) async fn work(&self) {
        for _ in 0..400 {
            let mut some = false;
            for house in &self.houses {
                some |= house.works().await;
            }
            if !some {
                return;
            }
        }
        panic!("the work does not end");
    }

    pub(crate) async fn pass(&self, micros: i64) {
        self.now.fetch_add(micros, Ordering::SeqCst);
        self.work().await;
    }

    /// A group that Vallombre hosts, with everybody in it.
    pub(crate) async fn with_group(engine: Engine) -> Option<Self> {
        let network = Self::new(engine).await?;
        network.makes_group().await;
        for house in &network.houses[1..] {
            network.comes_in(house).await;
        }
        Some(network)
    }

    pub(crate) async fn makes_group(&self) -> GroupId {
        let vallombre = self.vallombre();
        let choices = GroupChoices {
            name: Title::parse("Transports").unwrap(),
            aim: Note::parse("Les lignes du littoral").unwrap(),
            reach: Reach::Shared,
            joining: Joining::Ask,
            writing: Writing::Members,
            listing: Listing::Listed,
        };
        let make = MakeGroup { by: vallombre.person, choices, once: vallombre.world.hidden_id() };
        let group = vallombre.does(&make).await.unwrap();
        vallombre.keeps(KeyOwner::Group(group)).await;
        for house in &self.houses[1..] {
            let invite =
                InviteSection { by: vallombre.person, group, section: house.section(), owner: false };
            vallombre.does(&invite).await.unwrap();
        }
        self.work().await;
        group
    }

    /// Somebody of this house asks, and is admitted.
    pub(crate) async fn comes_in(&self, house: &House) {
        let group = house.group().await;
        let join = JoinGroup { by: house.person, group: group.id, token: None };
        assert_eq!(house.does(&join).await.unwrap(), Membership::Asked);
        self.work().await;
        let vallombre = self.vallombre();
        let here = vallombre.group().await.id;
        let admit = DecideAsking { by: vallombre.person, group: here, actor: house.actor(), admit: true };
        vallombre.does(&admit).await.unwrap();
        self.work().await;
    }

    pub(crate) async fn names_animator(&self, house: &House) {
        let vallombre = self.vallombre();
        let group = vallombre.group().await.id;
        let role =
            SetGroupRole { by: vallombre.person, group, actor: house.actor(), role: GroupRole::Animator };
        vallombre.does(&role).await.unwrap();
        self.work().await;
    }

    /// Where each log ends.
    pub(crate) async fn heads(&self) -> Vec<(String, i64, i64)> {
        let mut heads = Vec::new();
        for house in &self.houses {
            let group = house.group().await;
            heads.push((house.host.clone(), group.seq, group.known_seq));
        }
        heads
    }

    /// Whether every house holds the same log.
    pub(crate) async fn agree(&self) -> bool {
        let mut heads = HashSet::new();
        for house in &self.houses {
            let group = house.group().await;
            heads.insert((group.seq, group.head));
        }
        heads.len() == 1
    }
}

/// Somebody on a server that does what a test says: their keys are here.
pub(crate) struct Foreigner {
    pub(crate) actor: String,
    pub(crate) rsa: &'static KeyPems,
    pub(crate) proof: ProofKey,
}

impl Foreigner {
    pub(crate) fn new(actor: &str, seed: u8) -> Self {
        let proof = ProofKey::generate(&mut stream(seed)).unwrap();
        Self { actor: actor.to_owned(), rsa: &KEYS[1], proof }
    }

    pub(crate) fn key_id(&self) -> String {
        format!("{}#main-key", self.actor)
    }

    pub(crate) fn document(&self, kind: &str) -> Value {
        let id = &self.actor;
        let host = Url::parse(id).unwrap().host_str().unwrap().to_owned();
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": id, "type": kind, "preferredUsername": "samira", "name": "Samira Haddad",
            "inbox": format!("{id}/inbox"), "endpoints": {"sharedInbox": format!("https://{host}/inbox")},
            "publicKey": {"id": self.key_id(), "owner": id, "publicKeyPem": self.rsa.public},
            "assertionMethod": [{"id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                "publicKeyMultibase": self.proof.public().unwrap().multibase()}],
        })
    }

    /// As another server remembers them.
    pub(crate) fn remote(&self, kind: &str) -> RemoteActor {
        let url = |text: String| Url::parse(&text).unwrap();
        let host = url(self.actor.clone()).host_str().unwrap().to_owned();
        RemoteActor {
            id: url(self.actor.clone()),
            kind: kind.to_owned(),
            handle: "evasion".to_owned(),
            name: "Évasion".to_owned(),
            inbox: url(format!("{}/inbox", self.actor)),
            shared_inbox: Some(url(format!("https://{host}/inbox"))),
            key_id: url(self.key_id()),
            key_pem: self.rsa.public.clone(),
            proof_key: Some(self.proof.public().unwrap().multibase()),
            fetched_at: START,
        }
    }

    /// The same with a proof.
    pub(crate) fn signs(&self, activity: &Value, now: Moment) -> String {
        let method = format!("{}#ed25519-key", self.actor);
        preau_federation::proof::attach(&activity.to_string(), &self.proof, &method, &now.rfc3339()).unwrap()
    }

    pub(crate) async fn says(&self, house: &House, inbox: &str, body: &str) -> u16 {
        house.hears(inbox, body, &self.key_id(), self.rsa).await
    }
}
