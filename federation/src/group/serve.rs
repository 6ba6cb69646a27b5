//! What is served of a group, to the servers that take part and to nobody else (federation.md 4.5): the log, discussions,
//! what is pinned, and single texts on the server of whoever wrote them.

use axum::body::Bytes;
use http::request::Parts;
use preau_core::access::server_reads;
use preau_core::action::network::host_and_port;
use preau_core::error::Fault;
use preau_core::group::{Group, GroupState, LOG_PAGE, MESSAGES_PAGE, Message, MessageState, TOPICS_PAGE};
use preau_core::id::{GatheringId, GroupId, MessageId, PersonId};
use preau_core::peer::KeyOwner;
use preau_core::store::Read;
use preau_core::text::Title;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use url::Url;

use super::write::{self, Shown};
use super::{below, context, entry, unwritten};
use crate::Federation;
use crate::actor::group::{TakingPart, document};
use crate::actor::{ActorDocument, PublicKeys};
use crate::inbox::Turned;
use crate::known::written;
use crate::own_keys::OwnProofKey;
use crate::proof::chain;
use crate::readers::shown_animators;

/// The longest page of a log: what every server reads of an answer is a mebibyte.
const PAGE_BYTES_MAX: usize = 900 * 1024;

/// What is asked for below a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Its log, or a page of it by the query.
    Log,
    /// The texts of a discussion.
    Topic(String),
    /// What is pinned.
    Featured,
    /// A section's word for somebody of it who left.
    Voucher,
}

/// A collection, or a page of one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Collection<'a, T> {
    #[serde(rename = "@context")]
    context: Value,
    id: Url,
    #[serde(rename = "type")]
    kind: &'static str,
    attributed_to: &'a Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Url>,
    #[serde(rename = "pr:uid", skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
    #[serde(rename = "pr:epoch", skip_serializing_if = "Option::is_none")]
    epoch: Option<i64>,
    #[serde(rename = "pr:head", skip_serializing_if = "Option::is_none")]
    head: Option<i64>,
    #[serde(rename = "pr:headHash", skip_serializing_if = "Option::is_none")]
    head_hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordered_items: Option<Vec<T>>,
}

/// A single thing with its context.
#[derive(Serialize)]
struct InContext<T> {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(flatten)]
    thing: T,
}

impl Federation {
    /// What stands below a group that is hosted here.
    pub(crate) async fn of_group(
        &self,
        id: GroupId,
        wanted: &Wanted,
        parts: &Parts,
    ) -> Result<Option<Bytes>, Turned> {
        let Some(group) = self.hosted(id).await? else { return Ok(None) };
        if !self.reads_inside(&group, parts).await? {
            return Ok(None);
        }
        Ok(match wanted {
            Wanted::Log => {
                let log = below(&group.actor, "log");
                self.log_document(&group, log, parts.uri.query()).await?
            }
            Wanted::Topic(name) => self.topic_document(&group, name).await?,
            Wanted::Featured => Some(self.featured_document(&group).await?),
            Wanted::Voucher => self.voucher_document(&group, parts.uri.query()).await?,
        })
    }

    /// A group's log by what stays when it changes its host: from the host, or from a copy, whose entries prove themselves.
    pub(crate) async fn kept_log(&self, uid: &str, parts: &Parts) -> Result<Option<Bytes>, Turned> {
        let Some(group) = self.store.read().await?.group_by_uid(uid).await? else { return Ok(None) };
        if !self.reads_inside(&group, parts).await? {
            return Ok(None);
        }
        let log = self.names.at(&format!("/.well-known/preau/log/{uid}"));
        Ok(self.log_document(&group, log, parts.uri.query()).await?)
    }

    /// What one of ours wrote in a group.
    pub(crate) async fn message_document(
        &self,
        id: MessageId,
        parts: &Parts,
    ) -> Result<Option<Bytes>, Turned> {
        let mut db = self.store.read().await?;
        let Some(message) = db.message(id).await?.filter(is_served) else { return Ok(None) };
        let Some(group) = db.group(message.group).await? else { return Ok(None) };
        drop(db);
        if message.uri != self.names.message(id) || !self.reads_inside(&group, parts).await? {
            return Ok(None);
        }
        let mut db = self.store.read().await?;
        let Some(head) = db.message(message.topic).await? else { return Ok(None) };
        let shown = Shown {
            title: message.title.as_ref().map(Title::as_str),
            source: &message.source,
            html: &message.html,
            updated: message.edited_at.map(write::exactly),
        };
        let thing = write::note(db.as_mut(), &group, &message, &head.uri, shown).await?;
        Ok(Some(written(&InContext { context: context(), thing })?))
    }

    /// A rendezvous that was planned here, of a group.
    pub(crate) async fn gathering_document(
        &self,
        id: GatheringId,
        parts: &Parts,
    ) -> Result<Option<Bytes>, Turned> {
        let mut db = self.store.read().await?;
        let Some(gathering) = db.gathering(id).await?.filter(|found| found.published) else {
            return Ok(None);
        };
        let Some(group) = db.group(gathering.group).await? else { return Ok(None) };
        drop(db);
        if gathering.uri != self.names.gathering(id) || !self.reads_inside(&group, parts).await? {
            return Ok(None);
        }
        let planner = gathering.person.map(|person| self.names.person(person));
        let plan = (&gathering.plan, gathering.sequence);
        let at = gathering.changed_at;
        let thing = write::event(&group, planner.as_ref(), &gathering.uri, plan, gathering.cancelled, at);
        Ok(Some(written(&InContext { context: context(), thing })?))
    }

    /// Whether this request is of a server that takes part: first what the tables say of the host that it names, then its
    /// signature, so that no stranger makes us fetch a key. A host reads what is kept of its own group in any case: it may
    /// have lost it.
    async fn reads_inside(&self, group: &Group, parts: &Parts) -> Result<bool, Turned> {
        let Some(claim) = self.claim(parts) else { return Ok(false) };
        let of_host = !group.hosted
            && matches!(group.state, GroupState::Live | GroupState::Closed)
            && claim.host() == host_and_port(&group.actor);
        if !of_host {
            let mut db = self.store.read().await?;
            if !server_reads(db.as_mut(), group, claim.host(), self.world.now()).await? {
                return Ok(false);
            }
        }
        self.holds(&claim).await
    }

    /// A log: where it begins, or what follows a place.
    async fn log_document(
        &self,
        group: &Group,
        log: Url,
        query: Option<&str>,
    ) -> Result<Option<Bytes>, Fault> {
        let mut page: Collection<'_, Box<RawValue>> = Collection {
            context: context(),
            id: log.clone(),
            kind: "OrderedCollection",
            attributed_to: &group.actor,
            part_of: None,
            first: None,
            next: None,
            uid: Some(&group.uid),
            epoch: Some(group.epoch),
            head: Some(group.seq),
            head_hash: Some(chain::hex(&entry::hash_of(group, &group.head)?)),
            ordered_items: None,
        };
        let Some(query) = query else {
            page.first = Some(after(&log, 0, LOG_PAGE));
            return written(&page).map(Some);
        };
        let Some((place, limit)) = read_place(query) else { return Ok(None) };
        let (items, last) = self.log_items(group, place, limit).await?;
        page.id = after(&log, place, limit);
        page.kind = "OrderedCollectionPage";
        page.part_of = Some(log.clone());
        page.next = (!items.is_empty() && last < group.seq).then(|| after(&log, last, limit));
        page.ordered_items = Some(items);
        written(&page).map(Some)
    }

    /// Entries after a place, as they travel, as many as a page holds; and the place of the last.
    async fn log_items(
        &self,
        group: &Group,
        place: i64,
        limit: i64,
    ) -> Result<(Vec<Box<RawValue>>, i64), Fault> {
        let mut db = self.store.read().await?;
        let entries = db.log(group.id, place, limit).await?;
        let before = if place == 0 { None } else { db.log_entry(group.id, place).await? };
        let mut places = Vec::with_capacity(entries.len());
        for entry in &entries {
            places.push(if entry.announce.is_none() {
                entry::place_of(db.as_mut(), entry).await?
            } else {
                None
            });
        }
        drop(db);
        let key = if group.hosted { self.own_proof_key(KeyOwner::Group(group.id)).await? } else { None };
        let mut head = before.map(|entry| entry.hash).unwrap_or_default();
        let (mut items, mut last, mut bytes) = (Vec::with_capacity(entries.len()), place, 0_usize);
        for (one, place) in entries.into_iter().zip(places) {
            let text = match &one.announce {
                Some(announce) => announce.clone(),
                None => entry::emptied(key.as_deref(), group, (&one, place), &head)?,
            };
            bytes = bytes.saturating_add(text.len());
            if bytes > PAGE_BYTES_MAX && !items.is_empty() {
                break;
            }
            last = one.seq;
            head = one.hash;
            items.push(RawValue::from_string(text).map_err(unwritten)?);
        }
        Ok((items, last))
    }

    /// The ids of a discussion's texts, in order: each is read on its own server.
    async fn topic_document(&self, group: &Group, name: &str) -> Result<Option<Bytes>, Fault> {
        let mut db = self.store.read().await?;
        let Some(head) = topic_of(db.as_mut(), group, name).await? else { return Ok(None) };
        let mut ids = Vec::new();
        if is_served(&head) {
            ids.push(head.uri.clone());
        }
        let mut last = None;
        loop {
            let page = db.messages(head.id, nobody(), last, MESSAGES_PAGE).await?;
            let Some(end) = page.iter().filter_map(|view| view.message.seq).max() else { break };
            last = Some(end);
            let full = i64::try_from(page.len()).is_ok_and(|count| count >= MESSAGES_PAGE);
            ids.extend(
                page.into_iter().map(|view| view.message).filter(is_served).map(|message| message.uri),
            );
            if !full {
                break;
            }
        }
        let id = below(&group.actor, &format!("topics/{name}"));
        written(&listing(group, id, ids)).map(Some)
    }

    async fn featured_document(&self, group: &Group) -> Result<Bytes, Fault> {
        let topics = self.store.read().await?.topics(group.id, nobody(), None, TOPICS_PAGE).await?;
        let pinned = topics.into_iter().map(|row| row.head).filter(|head| head.pinned_at.is_some());
        let ids = pinned.filter(is_served).map(|head| head.uri).collect();
        written(&listing(group, below(&group.actor, "featured"), ids))
    }

    /// The group's document as its servers hear it in the log.
    pub(super) async fn group_terms(&self, group: &Group) -> Result<ActorDocument, Fault> {
        let owner = KeyOwner::Group(group.id);
        let mut db = self.store.read().await?;
        let sections = db.group_sections(group.id).await?;
        let animators = shown_animators(db.as_mut(), group.id).await?;
        let pair = db.key_pair(owner).await?;
        drop(db);
        let proof = self.own_proof_key(owner).await?;
        let keys = PublicKeys {
            pem: pair.as_ref().map(|pair| pair.public_pem.as_str()),
            proof: proof.as_deref().map(OwnProofKey::public),
        };
        let part = TakingPart { sections: &sections, animators: &animators };
        Ok(document(&self.names, group, keys, Some(part), None))
    }
}

/// A list of ids.
fn listing(group: &Group, id: Url, ids: Vec<Url>) -> Collection<'_, Url> {
    Collection {
        context: context(),
        id,
        kind: "OrderedCollection",
        attributed_to: &group.actor,
        part_of: None,
        first: None,
        next: None,
        uid: None,
        epoch: None,
        head: None,
        head_hash: None,
        ordered_items: Some(ids),
    }
}

/// The first message of the discussion that has this name: the last part of its id, on the server of its author, which is
/// one of those that take part.
async fn topic_of(db: &mut dyn Read, group: &Group, name: &str) -> Result<Option<Message>, Fault> {
    let Ok(id) = name.parse::<MessageId>() else { return Ok(None) };
    for section in db.group_sections(group.id).await? {
        let mut uri = section.actor;
        uri.set_path(&format!("/notes/{id}"));
        let found = db.message_by_uri(&uri).await?;
        if let Some(head) = found.filter(|found| found.group == group.id && found.parent.is_none()) {
            return Ok(Some(head));
        }
    }
    Ok(None)
}

/// Whether a text is out.
fn is_served(message: &Message) -> bool {
    message.state == MessageState::Published
}

/// A reader who wrote nothing and answered nothing.
fn nobody() -> PersonId {
    PersonId(uuid::Uuid::nil())
}

fn after(log: &Url, place: i64, limit: i64) -> Url {
    let mut url = log.clone();
    url.set_query(Some(&format!("after={place}&limit={limit}")));
    url
}

/// `after=3` or `after=3&limit=50`, exactly as we write it.
fn read_place(query: &str) -> Option<(i64, i64)> {
    let rest = query.strip_prefix("after=")?;
    let (place, limit) = match rest.split_once("&limit=") {
        Some((place, limit)) => (place, limit.parse().ok()?),
        None => (rest, LOG_PAGE),
    };
    let place: i64 = place.parse().ok()?;
    (place >= 0 && (1..=LOG_PAGE).contains(&limit)).then_some((place, limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_log_has_one_spelling_and_bounds() {
        assert_eq!(read_place("after=0"), Some((0, LOG_PAGE)));
        assert_eq!(read_place("after=12&limit=50"), Some((12, 50)));
        for wrong in [
            "",
            "after=",
            "after=-1",
            "after=1&limit=0",
            "after=1&limit=201",
            "limit=1&after=1",
            "after=1&x=2",
        ] {
            assert_eq!(read_place(wrong), None, "{wrong}");
        }
    }
}
