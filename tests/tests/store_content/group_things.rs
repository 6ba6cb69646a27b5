//! Groups, places in them, messages and entries, as the tests of the store need them.

use preau_core::group::{
    Group, GroupMember, GroupRole, GroupSection, GroupState, Joining, Listing, LogEntry, Membership, Message,
    MessageState, Reach, SectionState, Tell, Vouched, Writing,
};
use preau_core::id::{GroupId, MessageId, PersonId};
use preau_core::link::{LinkKind, LinkState, LinkedSection};
use preau_core::peer::RemoteActor;
use preau_core::store::Tx;
use preau_core::text::{Note, PersonName, ShortText, Title};
use preau_core::world::Moment;
use url::Url;
use uuid::Uuid;

use super::things::{NOON, actor};

pub(crate) fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

pub(crate) fn group_id(number: u128) -> GroupId {
    GroupId(Uuid::from_u128(number))
}

/// A group of several sections, hosted here.
pub(crate) fn group(number: u128) -> Group {
    Group {
        id: group_id(number),
        actor: url(&format!("https://us.example/groups/{number}")),
        uid: format!("uid {number}"),
        epoch: 1,
        hosted: true,
        reach: Reach::Shared,
        joining: Joining::Ask,
        writing: Writing::Members,
        listing: Listing::Listed,
        state: GroupState::Live,
        name: Title::parse(&format!("Groupe {number}")).unwrap(),
        aim: Note::parse("Parler.\nAgir.").unwrap(),
        host: url("https://us.example/section"),
        host_name: ShortText::parse("Vallombre-Centre").unwrap(),
        made_at: NOON,
        since: NOON,
        version: 0,
        seq: 0,
        head: Vec::new(),
        known_seq: 0,
        heard_at: NOON,
        animators: Vec::new(),
    }
}

/// A place of one of ours, who is in.
pub(crate) fn place(group: u128, person: PersonId, name: &str) -> GroupMember {
    GroupMember {
        group: group_id(group),
        actor: url(&format!("https://us.example/people/{person}")),
        person: Some(person),
        name: PersonName::parse(name).unwrap(),
        handle: name.to_lowercase().replace(' ', "."),
        host: "us.example".to_owned(),
        role: GroupRole::Member,
        state: Membership::Active,
        shown: false,
        tell: Tell::Topics,
        join: String::new(),
        until: None,
        since: NOON,
    }
}

/// A place of somebody from elsewhere, who is in.
pub(crate) fn guest(group: u128, host: &str, name: &str) -> GroupMember {
    GroupMember {
        actor: url(&format!("https://{host}/people/{name}")),
        person: None,
        host: host.to_owned(),
        join: format!("https://{host}/activities/{name}"),
        ..place(group, PersonId(Uuid::nil()), name)
    }
}

/// The place of a section whose server holds a copy.
pub(crate) fn section(host: &str, name: &str) -> GroupSection {
    GroupSection {
        actor: url(&format!("https://{host}/section")),
        name: ShortText::parse(name).unwrap(),
        host: host.to_owned(),
        owner: false,
        state: SectionState::Taking,
        members: 0,
    }
}

/// A section on that server, linked with ours.
pub(crate) fn linked(host: &str) -> LinkedSection {
    let id = url(&format!("https://{host}/section"));
    let actor = RemoteActor { id, kind: "Group".to_owned(), ..actor(host, "section", Some("/inbox")) };
    LinkedSection {
        offer: format!("https://{host}/activities/offer"),
        actor,
        kind: LinkKind::Sister,
        state: LinkState::Linked,
        ours: true,
        since: NOON,
    }
}

pub(crate) async fn keep_link(tx: &mut dyn Tx, link: &LinkedSection) {
    tx.keep_actor(&link.actor).await.unwrap();
    tx.keep_link(link).await.unwrap();
}

pub(crate) fn message_id(number: u128) -> MessageId {
    MessageId(Uuid::from_u128(number))
}

/// The first message of a discussion in that group, out at that place of the log, written so many seconds after noon.
pub(crate) fn topic(number: u128, group: u128, seq: i64) -> Message {
    Message {
        id: message_id(number),
        group: group_id(group),
        uri: url(&format!("https://far.example/notes/{number}")),
        topic: message_id(number),
        parent: None,
        author: url("https://far.example/people/ada"),
        person: None,
        name: PersonName::parse("Ada").unwrap(),
        host: "far.example".to_owned(),
        title: Some(Title::parse(&format!("Sujet {number}")).unwrap()),
        source: String::new(),
        html: format!("<p>Texte {number}</p>"),
        summary: format!("Texte {number}"),
        state: MessageState::Published,
        reason: None,
        seq: Some(seq),
        vouched: Vouched::Author,
        written_at: NOON.plus(seq * Moment::SECOND),
        edited_at: None,
        edits: 0,
        pinned_at: None,
        digest: None,
    }
}

/// A reply to that discussion.
pub(crate) fn answer(number: u128, to: &Message, seq: i64) -> Message {
    let group = to.group.0.as_u128();
    Message { topic: to.topic, parent: Some(to.id), title: None, ..topic(number, group, seq) }
}

/// The same message as one of ours wrote it.
pub(crate) fn ours(message: Message, person: PersonId) -> Message {
    Message {
        uri: url(&format!("https://us.example/notes/{}", message.id)),
        author: place(1, person, "x").actor,
        person: Some(person),
        host: "us.example".to_owned(),
        source: "Texte".to_owned(),
        ..message
    }
}

/// The same as long as the host has not answered.
pub(crate) fn waiting(message: Message) -> Message {
    Message { state: MessageState::Waiting, seq: None, ..message }
}

/// Stores messages, each from a form of its own where it is one of ours.
pub(crate) async fn say(tx: &mut dyn Tx, messages: &[Message]) {
    for message in messages {
        assert!(tx.insert_message(message, message.person.map(|_| message.id.0)).await.unwrap());
    }
}

/// An entry of a group's log.
pub(crate) fn entry(group: u128, seq: i64, carries: Option<MessageId>) -> LogEntry {
    LogEntry {
        group: group_id(group),
        seq,
        hash: format!("hash {seq}").into_bytes(),
        digest: format!("digest {seq}").into_bytes(),
        salt: Some(vec![7; 16]),
        announce: Some(format!("{{\"pr:seq\":{seq}}}")),
        carries,
        inner: format!("https://far.example/activities/{seq}"),
        at: NOON.plus(seq * Moment::SECOND),
    }
}
