//! Three sections in one process, each with a store of its own, and the wires between them, which the test holds.

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use axum::Router;
use preau_core::action::group::decide::{DecideAsking, SetGroupRole};
use preau_core::action::group::invite::InviteSection;
use preau_core::action::group::member::JoinGroup;
use preau_core::action::group::{MakeGroup, person_actor};
use preau_core::action::house::SetUp;
use preau_core::action::network::{KeepKeys, Settle};
use preau_core::action::{Action, perform};
use preau_core::error::Failure;
use preau_core::group::{
    Group, GroupChoices, GroupRole, Joining, Listing, Membership, Message, Reach, Writing,
};
use preau_core::id::{GroupId, PersonId};
use preau_core::language::Language;
use preau_core::link::{LinkKind, LinkState, LinkedSection};
use preau_core::peer::{KeyOwner, KeyPair, RemoteActor};
use preau_core::person::PasswordHash;
use preau_core::rules::Preset;
use preau_core::text::{Handle, MailAddress, Note, PersonName, ShortText, Title, UnitName};
use preau_core::unit::{Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, World};
use preau_federation::address::{Allowed, Rules};
use preau_federation::keys::{KeyPems, generate};
use preau_federation::{Federation, router};
use preau_tests::engine::{Engine, Trial};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use url::Url;
use uuid::Uuid;

pub(crate) use self::foreigner::Foreigner;
pub(crate) use self::wires::Wires;

#[path = "stage/acts.rs"]
mod acts;
#[path = "stage/foreigner.rs"]
mod foreigner;
#[path = "stage/wires.rs"]
mod wires;

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

    pub(crate) async fn by_uri(&self, uri: &Url) -> Option<Message> {
        self.trial.store.read().await.unwrap().message_by_uri(uri).await.unwrap()
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

    /// Whether these houses hold the same log.
    pub(crate) async fn agree_of(&self, houses: &[usize]) -> bool {
        let mut heads = HashSet::new();
        for place in houses {
            let group = self.houses[*place].group().await;
            heads.insert((group.seq, group.head));
        }
        heads.len() == 1
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
