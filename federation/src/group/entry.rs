//! One entry of a log as it travels: an Announce by the group, chained to the one before it, around the bytes of what
//! was said.

use std::borrow::Cow;

use preau_core::error::Fault;
use preau_core::group::{Group, LogEntry, MessageState};
use preau_core::store::Read;
use preau_core::world::{Moment, World};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use url::Url;

use super::read::is_open;
use super::{below, context, unwritten};
use crate::activity::received::Reference;
use crate::own_keys::OwnProofKey;
use crate::proof::{self, PublicProofKey, chain};

/// The longest name of a server, with its port.
const HOST_BYTES_MAX: usize = 253 + 6;

/// An entry as it is written.
#[derive(Serialize)]
struct Written<'a, O> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    actor: &'a Url,
    to: [Url; 1],
    published: String,
    #[serde(rename = "pr:uid")]
    uid: &'a str,
    #[serde(rename = "pr:epoch")]
    epoch: i64,
    #[serde(rename = "pr:seq")]
    seq: i64,
    #[serde(rename = "pr:prev")]
    prev: String,
    #[serde(rename = "pr:digest")]
    digest: String,
    #[serde(rename = "pr:salt", skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    object: O,
}

/// An entry as it is read.
#[derive(Deserialize)]
struct Received<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    actor: String,
    #[serde(borrow, default)]
    to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    cc: Option<&'a RawValue>,
    #[serde(rename = "pr:uid")]
    uid: String,
    #[serde(rename = "pr:epoch")]
    epoch: i64,
    #[serde(rename = "pr:seq")]
    seq: i64,
    #[serde(rename = "pr:prev")]
    prev: String,
    #[serde(rename = "pr:digest")]
    digest: String,
    #[serde(rename = "pr:salt", default)]
    salt: Option<String>,
    #[serde(borrow)]
    object: &'a RawValue,
}

/// An entry that is its group's: signed where it must be, and chained to what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Announced {
    /// The entry as it is kept.
    pub(super) entry: LogEntry,
    /// The hash before it, as [`Group::head`] holds it: empty before the first.
    pub(super) after: Vec<u8>,
    /// Its own id.
    pub(super) id: String,
    /// What was said, byte for byte; `None` where it is gone.
    pub(super) raw: Option<String>,
    /// Of what is gone: the place of the message that it was.
    pub(super) place: Option<Place>,
}

/// The place of a message whose text is gone: what answers it hangs on it. It says neither whose it was nor when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place {
    /// The message.
    pub(super) id: Url,
    /// What it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) in_reply_to: Option<Url>,
    /// Whether the animators took it away.
    #[serde(rename = "pr:removed")]
    pub(super) removed: bool,
    /// The server that gave its host the place back without the text, where nothing explains that it is gone.
    #[serde(rename = "pr:withheld", default, skip_serializing_if = "Option::is_none")]
    pub(super) withheld: Option<String>,
}

/// Why an entry is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Wrong {
    /// Not of the shape of an entry.
    #[error("it is no entry")]
    Shape,
    /// Of another group, or of another time of this one.
    #[error("it is of another group or another of its hosts")]
    Elsewhere,
    /// Its own hashes do not agree.
    #[error("its hashes do not agree")]
    Chain,
    /// The group did not sign it.
    #[error("its proof is not the group's")]
    Proof,
}

/// The address of an entry.
pub(super) fn address(group: &Group, seq: i64) -> String {
    below(&group.actor, &format!("log/{}-{seq}", group.epoch)).into()
}

/// The id of the key with which a group's proofs are made.
pub(super) fn method(actor: &str) -> String {
    format!("{actor}#ed25519-key")
}

/// The hash that the next entry is chained to, from the bytes that the group's row holds.
pub(super) fn hash_of(group: &Group, head: &[u8]) -> Result<[u8; 32], Fault> {
    if head.is_empty() {
        return Ok(chain::first(&group.uid));
    }
    head.try_into().map_err(|_| Fault::Broken("the head of a log has 32 bytes"))
}

/// Writes the entry that follows `head` at place `seq`: chained, and signed by the group.
pub(super) fn seal(
    world: &dyn World,
    key: &OwnProofKey,
    group: &Group,
    (seq, head): (i64, &[u8]),
    (inner, raw): (&str, &str),
) -> Result<LogEntry, Fault> {
    let mut salt = [0_u8; 16];
    world.fill(&mut salt);
    let (at, prev, raw) = (world.now(), hash_of(group, head)?, raw.trim());
    let digest = chain::digest(&salt, raw.as_bytes());
    let object: &RawValue = serde_json::from_str(raw).map_err(unwritten)?;
    let plain = written(group, (seq, at), (&prev, &digest), Some(&salt), object)?;
    Ok(LogEntry {
        group: group.id,
        seq,
        hash: chain::link(&prev, &group.uid, group.epoch, seq, &digest).to_vec(),
        digest: digest.to_vec(),
        salt: Some(salt.to_vec()),
        announce: Some(key.attach(&plain, at).map_err(unwritten)?),
        carries: None,
        inner: inner.to_owned(),
        at,
    })
}

/// An entry whose content is gone: its place in the chain and nothing of what was said. On the host it is signed anew; a
/// copy cannot, and whoever reads it there is convinced by the signed entries that follow it.
pub(super) fn emptied(
    key: Option<&OwnProofKey>,
    group: &Group,
    (entry, place): (&LogEntry, Option<Place>),
    head: &[u8],
) -> Result<String, Fault> {
    let digest = entry.digest.as_slice().try_into();
    let digest = digest.map_err(|_| Fault::Broken("the digest of an entry has 32 bytes"))?;
    let prev = hash_of(group, head)?;
    let gone = Gone { id: Cow::Borrowed(&entry.inner), kind: "Tombstone".to_owned(), place };
    let plain = written(group, (entry.seq, entry.at), (&prev, &digest), None, gone)?;
    match key {
        Some(key) => key.attach(&plain, entry.at).map_err(unwritten),
        None => Ok(plain),
    }
}

fn written(
    group: &Group,
    (seq, at): (i64, Moment),
    (prev, digest): (&[u8; 32], &[u8; 32]),
    salt: Option<&[u8; 16]>,
    object: impl Serialize,
) -> Result<String, Fault> {
    let written = Written {
        context: context(),
        id: address(group, seq),
        kind: "Announce",
        actor: &group.actor,
        to: [below(&group.actor, "followers")],
        published: at.rfc3339(),
        uid: &group.uid,
        epoch: group.epoch,
        seq,
        prev: chain::hex(prev),
        digest: chain::hex(digest),
        salt: salt.map(|salt| chain::hex(salt)),
        object,
    };
    serde_json::to_string(&written).map_err(unwritten)
}

/// Reads an entry of this group. `key` is the group's; without one, only an emptied entry is read, which proves nothing by
/// itself.
pub(super) fn read(
    group: &Group,
    text: &str,
    key: Option<&PublicProofKey>,
    now: Moment,
) -> Result<Announced, Wrong> {
    let received: Received<'_> = serde_json::from_str(text).map_err(|_| Wrong::Shape)?;
    if received.kind != "Announce" || received.seq < 1 || is_open(&[received.to, received.cc]) {
        return Err(Wrong::Shape);
    }
    let of_this = received.actor == group.actor.as_str()
        && received.uid == group.uid
        && received.epoch == group.epoch
        && received.id == address(group, received.seq);
    if !of_this {
        return Err(Wrong::Elsewhere);
    }
    match key {
        Some(key) => proof::verify(text, key, &method(&received.actor), now).map_err(|_| Wrong::Proof)?,
        None if received.salt.is_none() => {}
        None => return Err(Wrong::Proof),
    }
    chained(group, text, &received, now)
}

/// That its hashes are those of what it holds.
fn chained(group: &Group, text: &str, received: &Received<'_>, now: Moment) -> Result<Announced, Wrong> {
    let prev: [u8; 32] = chain::read_hex(&received.prev).ok_or(Wrong::Shape)?;
    let digest: [u8; 32] = chain::read_hex(&received.digest).ok_or(Wrong::Shape)?;
    let begins = prev == chain::first(&group.uid);
    if begins != (received.seq == 1) {
        return Err(Wrong::Chain);
    }
    let inner: Reference = serde_json::from_str(received.object.get()).map_err(|_| Wrong::Shape)?;
    let (salt, place) = match &received.salt {
        Some(salt) => (Some(salted(salt, received.object, &digest)?), None),
        None => (None, gone(received.object)?),
    };
    Ok(Announced {
        entry: LogEntry {
            group: group.id,
            seq: received.seq,
            hash: chain::link(&prev, &group.uid, group.epoch, received.seq, &digest).to_vec(),
            digest: digest.to_vec(),
            salt: salt.map(|salt| salt.to_vec()),
            announce: salt.map(|_| text.to_owned()),
            carries: None,
            inner: inner.id().to_owned(),
            at: now,
        },
        after: if begins { Vec::new() } else { prev.to_vec() },
        id: received.id.clone(),
        raw: salt.map(|_| received.object.get().to_owned()),
        place,
    })
}

/// The salt with which the digest is that of these bytes.
fn salted(salt: &str, object: &RawValue, digest: &[u8; 32]) -> Result<[u8; 16], Wrong> {
    let salt: [u8; 16] = chain::read_hex(salt).ok_or(Wrong::Shape)?;
    if chain::digest(&salt, object.get().as_bytes()) == *digest { Ok(salt) } else { Err(Wrong::Chain) }
}

/// The place of what is gone, if it was a message.
fn gone(object: &RawValue) -> Result<Option<Place>, Wrong> {
    let gone: Gone<'_> = serde_json::from_str(object.get()).map_err(|_| Wrong::Shape)?;
    // The name of a server is shown.
    let named = |place: &Place| {
        place
            .withheld
            .as_ref()
            .is_none_or(|host| host.len() <= HOST_BYTES_MAX && host.bytes().all(|b| b.is_ascii_graphic()))
    };
    if gone.kind == "Tombstone" && gone.place.as_ref().is_none_or(named) {
        Ok(gone.place)
    } else {
        Err(Wrong::Shape)
    }
}

/// What stands where something was.
#[derive(Serialize, Deserialize)]
struct Gone<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "pr:place", default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

/// The place that an entry whose text is gone keeps, if it is the one in which a message came.
pub(super) async fn place_of(db: &mut dyn Read, entry: &LogEntry) -> Result<Option<Place>, Fault> {
    let Some(id) = entry.carries else { return Ok(None) };
    let Some(message) = db.message(id).await?.filter(|message| message.seq == Some(entry.seq)) else {
        return Ok(None);
    };
    let in_reply_to = match message.parent {
        Some(parent) => db.message(parent).await?.map(|parent| parent.uri),
        None => None,
    };
    let withheld = (message.state == MessageState::Withheld).then_some(message.host);
    let removed = message.state == MessageState::Removed;
    Ok(Some(Place { id: message.uri, in_reply_to, removed, withheld }))
}
