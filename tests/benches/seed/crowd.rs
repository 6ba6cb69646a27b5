//! A group of fifty sections and two thousand people in which twenty thousand messages were written, hosted by the house
//! that is measured, among twenty small ones of its own.
//!
//! What was said elsewhere is written as their servers would have sent it, with proofs of its authors' own keys, and goes
//! into the tables and the log by the store's own methods: a hundred members cannot be let to speak twenty thousand times
//! within a minute, and nobody is there who would take a million deliveries.

use std::collections::BTreeMap;

use futures_util::future::try_join_all;
use preau_core::action::group::gathering::PlanGathering;
use preau_core::action::group::member::JoinGroup;
use preau_core::action::group::speak::OpenTopic;
use preau_core::action::group::{MakeGroup, activity_url, message_uri, person_actor};
use preau_core::action::link::KeepProofKey;
use preau_core::action::network::{KeepKeys, host_and_port};
use preau_core::group::{
    GatheringPlan, Group, GroupChoices, GroupMember, GroupRole, GroupSection, Joining, Listing, LogEntry,
    Membership, Message, MessageState, Reach, SectionState, Tell, Vouched, Writing,
};
use preau_core::id::{ActivityId, GroupId, MessageId, PersonId};
use preau_core::link::{LinkKind, LinkState, LinkedSection};
use preau_core::markup;
use preau_core::peer::{KeyOwner, KeyPair, ProofKey as Halves, RemoteActor};
use preau_core::person::Person;
use preau_core::store::Tx;
use preau_core::text::{Body, Note, PersonName, ShortText, Title};
use preau_core::world::{Moment, World as _};
use preau_federation::keys;
use preau_federation::proof::{self, ProofKey, chain};
use serde_json::{Value, json};
use url::Url;

use super::copy::Newcomer;
use super::{Life, SESSIONS, words};

/// Sections in the group, this one among them.
const SECTIONS: usize = 50;
/// People of each of them.
const EACH: usize = 40;
/// Those of them who write.
const WRITERS: usize = 4;
const MESSAGES: usize = 20_000;
/// Messages of a discussion.
const TOPIC: usize = 50;
/// Every so many of the last fifth goes into one discussion, which fills a page of its own.
const LONG: usize = 20;
/// Discussions that are spoken in at the same time.
const OPEN: usize = 10;
const DAYS: i64 = 200;
/// Messages in one transaction.
const AT_ONCE: usize = 500;
/// Messages that the members of the house have not read.
const NEW: i64 = 5;
/// Small groups of the house alone; whoever has a session is in all of them.
const SMALL: usize = 20;

/// The group, and what others need to know of it.
pub(crate) struct Crowd {
    pub(crate) group: Group,
    /// The group and its section as other servers know them.
    pub(crate) actors: [RemoteActor; 2],
    long: MessageId,
    usual: MessageId,
    /// What the servers of the writers show of them, by address.
    documents: BTreeMap<String, Value>,
}

/// Somebody who writes.
struct Writer {
    actor: Url,
    person: Option<PersonId>,
    name: PersonName,
    handle: String,
    key: ProofKey,
}

/// Makes it.
pub(crate) async fn gather(life: &Life, people: &[Person], port: u16, newcomer: &Newcomer) -> Crowd {
    small_ones(life, people).await;
    life.world.set(life.now.plus(-(DAYS + 1) * Moment::DAY));
    let choices = choices("Transports du littoral", Reach::Shared, Joining::Ask);
    let make = MakeGroup { by: people[0].id, choices, once: life.world.hidden_id() };
    let id = life.perform(make).await.unwrap();
    let rsa = rsa(life);
    let own = KeepKeys { owner: KeyOwner::Group(id), keys: rsa.clone() };
    life.perform(own).await.unwrap();
    let key = proof_key(life, Some(KeyOwner::Group(id))).await;
    let mut writers = Vec::new();
    for section in 0..SECTIONS {
        let actor = if section == 0 {
            life.world.origin().join("section").unwrap()
        } else {
            Url::parse(&format!("http://s{section:02}.localhost:{port}/section")).unwrap()
        };
        writers.extend(section_of(life, id, (section, &actor), people, &rsa).await);
    }
    comes(life, id, newcomer).await;
    let documents = writers.iter().filter(|writer| writer.person.is_none());
    let documents = documents.map(|writer| (writer.actor.to_string(), document(writer, &rsa))).collect();
    let mut crowd = Crowd {
        group: found(life, id).await,
        actors: [as_others_know(life, "section", &rsa, None).await, {
            let path = format!("groups/{id}");
            as_others_know(life, &path, &rsa, Some(&key)).await
        }],
        long: MessageId(life.world.hidden_id()),
        usual: MessageId(life.world.hidden_id()),
        documents,
    };
    talk(life, &mut crowd, &writers, &key).await;
    everybody_reads(life, &crowd, people).await;
    crowd
}

impl Crowd {
    /// What the measuring asks for.
    pub(crate) fn told(&self) -> Value {
        json!({
            "group": self.group.id, "long": self.long, "usual": self.usual, "sections": SECTIONS,
            "messages": MESSAGES, "documents": self.documents,
        })
    }
}

fn choices(name: &str, reach: Reach, joining: Joining) -> GroupChoices {
    GroupChoices {
        name: Title::parse(name).unwrap(),
        aim: Note::parse(&words::text(3)).unwrap(),
        reach,
        joining,
        writing: Writing::Members,
        listing: Listing::Listed,
    }
}

/// Twenty groups of the house alone, each with a discussion and a rendezvous.
async fn small_ones(life: &Life, people: &[Person]) {
    for n in 0..SMALL {
        life.world.set(life.now.plus(-i64::try_from(SMALL - n).unwrap() * Moment::DAY));
        let by = people[n].id;
        let name = format!("Groupe {n} : {}", words::title(n));
        let choices = choices(&name, Reach::Section, Joining::Free);
        let make = MakeGroup { by, choices, once: life.world.hidden_id() };
        let group = life.perform(make).await.unwrap();
        let others = people[..SESSIONS].iter().filter(|person| person.id != by);
        let join = others.map(|person| life.perform(JoinGroup { by: person.id, group, token: None }));
        try_join_all(join).await.unwrap();
        let body = Body::parse(&words::text(n)).unwrap();
        let title = Title::parse(words::title(n)).unwrap();
        life.perform(OpenTopic { by, group, title: title.clone(), body, once: life.world.hidden_id() })
            .await
            .unwrap();
        let plan = GatheringPlan {
            title,
            more: None,
            starts_at: life.now.plus(i64::try_from(n + 1).unwrap() * Moment::DAY),
            ends_at: None,
            time_zone: chrono_tz::Europe::Paris,
            place: Some(ShortText::parse("salle des Tanneurs").unwrap()),
            link: None,
        };
        life.perform(PlanGathering { by, group, plan, once: life.world.hidden_id() }).await.unwrap();
    }
}

/// One pair for everybody elsewhere: making one takes a third of a second, and none of them signs a request.
fn rsa(life: &Life) -> KeyPair {
    let made = keys::generate(&mut |bytes| life.world.fill(bytes)).unwrap();
    KeyPair { private_pem: made.private, public_pem: made.public }
}

async fn proof_key(life: &Life, owner: Option<KeyOwner>) -> ProofKey {
    let key = ProofKey::generate(&mut |bytes| life.world.fill(bytes)).unwrap();
    if let Some(owner) = owner {
        let halves = Halves { seed: key.seed().to_vec(), public: key.public().unwrap().as_bytes().to_vec() };
        life.perform(KeepProofKey { owner, key: halves }).await.unwrap();
    }
    key
}

/// A section, linked, with its people; those of them who write come back.
async fn section_of(
    life: &Life,
    group: GroupId,
    (n, actor): (usize, &Url),
    people: &[Person],
    rsa: &KeyPair,
) -> Vec<Writer> {
    let mut writers = Vec::new();
    let mut tx = life.store.begin().await.unwrap();
    if n > 0 {
        let name = format!("Section {}", words::name(n));
        link(tx.as_mut(), group, remote(actor, "Group", &name, rsa, None), SectionState::Taking).await;
    }
    for place in 0..EACH {
        let number = n * EACH + place;
        let own = people.get(place).filter(|_| n == 0);
        let id = own.map_or_else(|| PersonId(life.world.hidden_id()), |person| person.id);
        let actor = person_actor(actor, id);
        let name = PersonName::parse(&words::name(number)).unwrap();
        let handle = own.map_or_else(|| format!("membre{number}"), |own| own.handle.as_str().to_owned());
        let person = own.map(|person| person.id);
        if place == 0 && n == 0 {
            // Who made the group is in it already.
        } else {
            let member = member(life, group, (&actor, person), (&name, &handle), Membership::Active);
            tx.keep_member(&member).await.unwrap();
        }
        if place < WRITERS {
            let key = ProofKey::generate(&mut |bytes| life.world.fill(bytes)).unwrap();
            writers.push(Writer { actor, person, name, handle, key });
        }
    }
    tx.commit().await.unwrap();
    writers
}

async fn link(tx: &mut dyn Tx, group: GroupId, actor: RemoteActor, state: SectionState) {
    tx.keep_actor(&actor).await.unwrap();
    let section = GroupSection {
        actor: actor.id.clone(),
        name: ShortText::fit(&actor.name, "—"),
        host: host_and_port(&actor.id),
        owner: false,
        state,
        members: 0,
    };
    tx.keep_link(&linked(actor)).await.unwrap();
    tx.keep_group_section(group, &section).await.unwrap();
}

/// A link as it stands once both have agreed.
pub(crate) fn linked(actor: RemoteActor) -> LinkedSection {
    LinkedSection {
        offer: format!("{}#offer", actor.id),
        since: actor.fetched_at,
        actor,
        kind: LinkKind::Sister,
        state: LinkState::Linked,
        ours: true,
    }
}

/// Somebody's place.
pub(crate) fn member(
    life: &Life,
    group: GroupId,
    (actor, person): (&Url, Option<PersonId>),
    (name, handle): (&PersonName, &str),
    state: Membership,
) -> GroupMember {
    GroupMember {
        group,
        actor: actor.clone(),
        person,
        name: name.clone(),
        handle: handle.to_owned(),
        host: host_and_port(actor),
        role: GroupRole::Member,
        state,
        shown: false,
        tell: Tell::Topics,
        join: String::new(),
        until: None,
        since: life.world.now(),
    }
}

/// An actor elsewhere, as it is known after it was asked for.
fn remote(id: &Url, kind: &str, name: &str, rsa: &KeyPair, key: Option<&ProofKey>) -> RemoteActor {
    let at = |path: &str| id.join(path).unwrap();
    RemoteActor {
        id: id.clone(),
        kind: kind.to_owned(),
        handle: "section".to_owned(),
        name: name.to_owned(),
        inbox: at(&format!("{}/inbox", id.path())),
        shared_inbox: Some(at("/inbox")),
        key_id: at("#main-key"),
        key_pem: rsa.public_pem.clone(),
        proof_key: key.map(|key| key.public().unwrap().multibase()),
        fetched_at: Moment(0),
    }
}

/// The house's section (its own key is in its store) or the group.
async fn as_others_know(life: &Life, path: &str, rsa: &KeyPair, key: Option<&ProofKey>) -> RemoteActor {
    let id = life.world.origin().join(path).unwrap();
    let mut actor = remote(&id, "Group", "Vallombre-Centre", rsa, key);
    if key.is_none() {
        let pair = life.store.read().await.unwrap().key_pair(KeyOwner::Section).await.unwrap();
        actor.key_pem = pair.unwrap().public_pem;
    }
    actor
}

/// The section of the new server is linked; its one member is not in yet, so that nothing is sent there before it runs.
async fn comes(life: &Life, group: GroupId, newcomer: &Newcomer) {
    let mut tx = life.store.begin().await.unwrap();
    link(tx.as_mut(), group, newcomer.section(), SectionState::Out).await;
    let (actor, person) = newcomer.member();
    let who = (&person.name, person.handle.as_str());
    tx.keep_member(&member(life, group, (&actor, None), who, Membership::Left)).await.unwrap();
    tx.commit().await.unwrap();
}

/// What their server shows of somebody.
fn document(writer: &Writer, rsa: &KeyPair) -> Value {
    let id = &writer.actor;
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1",
            "https://w3id.org/security/multikey/v1"],
        "id": id, "type": "Person", "preferredUsername": writer.handle, "name": writer.name.as_str(),
        "inbox": format!("{id}/inbox"), "endpoints": {"sharedInbox": id.join("/inbox").unwrap()},
        "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": rsa.public_pem},
        "assertionMethod": [{"id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
            "publicKeyMultibase": writer.key.public().unwrap().multibase()}],
    })
}

async fn found(life: &Life, id: GroupId) -> Group {
    life.store.read().await.unwrap().group(id).await.unwrap().unwrap()
}

/// Two hundred days of talk, in the order of the log.
async fn talk(life: &Life, crowd: &mut Crowd, writers: &[Writer], key: &ProofKey) {
    let step = DAYS * Moment::DAY / i64::try_from(MESSAGES).unwrap();
    let mut head = chain::first(&crowd.group.uid);
    let mut open: Vec<Message> = Vec::new();
    let mut tx = life.store.begin().await.unwrap();
    for n in 0..MESSAGES {
        life.world.set(life.now.plus(-step * i64::try_from(MESSAGES - n).unwrap()));
        let writer = &writers[n * 13 % writers.len()];
        // The long one is the first that begins in the last fifth, and stays.
        let late = n >= MESSAGES * 4 / 5;
        let topic = match () {
            () if n.is_multiple_of(TOPIC) => None,
            () if late && n % LONG == 1 => open.first(),
            () => Some(&open[open.len() - 1 - n % open.len().min(OPEN)]),
        };
        let mut message = said(life, crowd, writer, n, topic);
        message.pinned_at = (n == MESSAGES * 4 / 5).then_some(life.world.now());
        let (entry, hash) = entered(life, crowd, writer, &message, (topic, &head, key));
        assert!(tx.insert_message(&message, None).await.unwrap());
        assert!(tx.append_entry(&entry).await.unwrap());
        for place in 0..n % 4 {
            let who = &writers[(n * 7 + place) % writers.len()].actor;
            tx.set_message_useful(message.id, who, true).await.unwrap();
        }
        if topic.is_none() {
            if n == MESSAGES * 4 / 5 {
                crowd.long = message.id;
                open.clear();
            } else if n + OPEN * TOPIC < MESSAGES {
                crowd.usual = message.id;
            }
            open.push(message);
        }
        head = hash;
        if n % AT_ONCE == AT_ONCE - 1 {
            tx.commit().await.unwrap();
            tx = life.store.begin().await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    crowd.group = found(life, crowd.group.id).await;
}

/// A message as its row has it.
fn said(life: &Life, crowd: &Crowd, writer: &Writer, n: usize, topic: Option<&Message>) -> Message {
    let id = MessageId(life.world.dated_id());
    let text = words::text(n);
    let rendered = markup::render(&text);
    Message {
        id,
        group: crowd.group.id,
        uri: message_uri(&origin(&writer.actor), id),
        topic: topic.map_or(id, |topic| topic.id),
        parent: topic.map(|topic| topic.id),
        author: writer.actor.clone(),
        person: writer.person,
        name: writer.name.clone(),
        host: host_and_port(&writer.actor),
        title: topic.is_none().then(|| Title::parse(words::title(n / TOPIC)).unwrap()),
        source: writer.person.map(|_| text).unwrap_or_default(),
        html: rendered.html,
        summary: rendered.summary,
        state: MessageState::Published,
        reason: None,
        seq: Some(i64::try_from(n + 1).unwrap()),
        vouched: Vouched::Author,
        written_at: life.world.now(),
        edited_at: None,
        edits: 0,
        pinned_at: None,
        digest: None,
    }
}

/// Its entry, as the host writes one, around the activity, as the author's server writes one.
fn entered(
    life: &Life,
    crowd: &Crowd,
    writer: &Writer,
    message: &Message,
    (topic, head, key): (Option<&Message>, &[u8; 32], &ProofKey),
) -> (LogEntry, [u8; 32]) {
    let (group, at, seq) = (&crowd.group, message.written_at, message.seq.unwrap());
    let inner = activity_url(&origin(&writer.actor), ActivityId(life.world.hidden_id()));
    let raw = create(group, writer, message, topic, &inner);
    let raw =
        proof::attach(&raw, &writer.key, &format!("{}#ed25519-key", writer.actor), &at.rfc3339()).unwrap();
    let mut salt = [0_u8; 16];
    life.world.fill(&mut salt);
    let digest = chain::digest(&salt, raw.as_bytes());
    let hash = chain::link(head, &group.uid, group.epoch, seq, &digest);
    let envelope = json!({
        "@context": context(), "id": format!("{}/log/{}-{seq}", group.actor, group.epoch), "type": "Announce",
        "actor": group.actor, "to": [format!("{}/followers", group.actor)], "published": at.rfc3339(),
        "pr:uid": group.uid, "pr:epoch": group.epoch, "pr:seq": seq, "pr:prev": chain::hex(head),
        "pr:digest": chain::hex(&digest), "pr:salt": chain::hex(&salt),
    });
    // What was said keeps its bytes.
    let plain = format!("{},\"object\":{raw}}}", envelope.to_string().strip_suffix('}').unwrap());
    let method = format!("{}#ed25519-key", group.actor);
    let entry = LogEntry {
        group: group.id,
        seq,
        hash: hash.to_vec(),
        digest: digest.to_vec(),
        salt: Some(salt.to_vec()),
        announce: Some(proof::attach(&plain, key, &method, &at.rfc3339()).unwrap()),
        carries: Some(message.id),
        inner: inner.into(),
        at,
    };
    (entry, hash)
}

fn create(group: &Group, writer: &Writer, message: &Message, topic: Option<&Message>, id: &Url) -> String {
    let to = json!([group.actor, format!("{}/followers", group.actor)]);
    let head = topic.unwrap_or(message);
    let mut note = json!({
        "id": message.uri, "type": "Note", "attributedTo": message.author, "to": to, "audience": group.actor,
        "context": format!("{}/topics/{}", group.actor, head.id), "content": message.html,
        "mediaType": "text/html", "source": {"content": markup::plain(&message.html), "mediaType": "text/markdown"},
        "published": message.written_at.rfc3339(),
        "pr:byline": {"name": message.name.as_str(), "handle": writer.handle},
    });
    match (&message.title, topic) {
        (Some(title), _) => note["name"] = json!(title.as_str()),
        (None, topic) => note["inReplyTo"] = json!(topic.map(|topic| &topic.uri)),
    }
    let activity = json!({
        "@context": context(), "id": id, "type": "Create", "actor": message.author, "to": to,
        "audience": group.actor, "published": message.written_at.rfc3339(), "object": note,
    });
    activity.to_string()
}

fn context() -> Value {
    json!(["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v1",
        {"pr": "https://preau.example/ns#"}])
}

fn origin(actor: &Url) -> Url {
    actor.join("/").unwrap()
}

/// The people of the house have read all but the last; the last of those with a session has read nothing.
async fn everybody_reads(life: &Life, crowd: &Crowd, people: &[Person]) {
    life.world.set(life.now);
    let read = i64::try_from(MESSAGES).unwrap() - NEW;
    let mut tx = life.store.begin().await.unwrap();
    let mut before = None;
    loop {
        let rows = tx.topics(crowd.group.id, people[0].id, before, 100).await.unwrap();
        let Some(last) = rows.last() else { break };
        before = Some((last.last_at, last.head.id));
        for row in &rows {
            for person in people[..EACH].iter().enumerate().filter(|(n, _)| *n != SESSIONS - 1) {
                tx.mark_topic_read(row.head.id, person.1.id, read).await.unwrap();
            }
        }
    }
    tx.commit().await.unwrap();
}
