//! The word of a section for somebody who left a group and let their words stay: which key was theirs. The host keeps it and
//! gives it to servers that come later and that the person's own server has no reason to answer.
//!
//! The host cannot make one: it carries the proof of the section, whose document everybody may read.

use axum::body::Bytes;
use preau_core::action::network::host_and_port;
use preau_core::error::{Failure, Fault};
use preau_core::group::Group;
use preau_core::id::{GroupId, PersonId};
use preau_core::peer::KeyOwner;
use preau_core::world::Moment;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::author::{Voucher, key_of};
use super::entry::method;
use super::{below, context, unwritten};
use crate::Federation;
use crate::activity::received::Reference;
use crate::fetch::fetch_document;
use crate::proof::{self, PublicProofKey};

/// The longest word that is kept. Ours has some 900 bytes.
const VOUCHER_BYTES_MAX: usize = 4 * 1024;

/// A section's word.
#[derive(Deserialize)]
struct Stated {
    #[serde(rename = "type")]
    kind: String,
    actor: Reference,
    object: Of,
    #[serde(rename = "pr:uid")]
    uid: String,
}

/// Whose key it is, and which.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Of {
    id: String,
    public_key_multibase: String,
}

/// What a section says, not checked yet.
struct Said {
    section: Url,
    key: PublicProofKey,
}

/// Reads what somebody's own section says of their key in this group.
fn read(group: &Group, actor: &Url, raw: &str) -> Option<Said> {
    if raw.len() > VOUCHER_BYTES_MAX {
        return None;
    }
    let stated: Stated = serde_json::from_str(raw).ok()?;
    let section = Url::parse(stated.actor.id()).ok()?;
    let fits = stated.kind == "pr:Voucher"
        && stated.uid == group.uid
        && stated.object.id == actor.as_str()
        && section.origin() == actor.origin()
        && section.path() == "/section";
    let key = PublicProofKey::from_multibase(&stated.object.public_key_multibase).ok()?;
    fits.then_some(Said { section, key })
}

fn verifies(raw: &str, section: &Url, key: &PublicProofKey, now: Moment) -> bool {
    proof::verify(raw, key, &method(section.as_str()), now).is_ok()
}

/// The address of a word, below its group.
fn address(group: &Group, actor: &Url) -> Url {
    let mut url = below(&group.actor, "voucher");
    url.query_pairs_mut().append_pair("actor", actor.as_str());
    url
}

impl Federation {
    /// Our section's word for one of ours, where something of theirs stays in the group. The section signs.
    pub(crate) async fn vouch_for(&self, group: &Group, person: PersonId) -> Result<Option<Value>, Failure> {
        let actor = self.names.person(person);
        if self.store.read().await?.messages_of(group.id, &actor, 1).await?.is_empty() {
            return Ok(None);
        }
        let Some(theirs) = self.own_proof_key(KeyOwner::Person(person)).await? else { return Ok(None) };
        let ours = self.ensure_proof_key(KeyOwner::Section).await?;
        let now = self.world.now();
        let plain = json!({
            "@context": context(), "type": "pr:Voucher", "actor": self.names.section(), "pr:uid": group.uid,
            "published": now.rfc3339(),
            "object": {"id": actor, "type": "Person", "publicKeyMultibase": theirs.public().multibase()},
        });
        let signed = ours.attach(&plain.to_string(), now).map_err(unwritten)?;
        Ok(Some(serde_json::from_str(&signed).map_err(unwritten)?))
    }

    /// On the host: what somebody's section says of their key when they leave, if it is said by it. It is linked with us,
    /// and known.
    pub(crate) async fn vouched_leave(
        &self,
        id: GroupId,
        actor: &Url,
        raw: &str,
    ) -> Result<Option<String>, Failure> {
        let mut db = self.store.read().await?;
        let Some(group) = db.group(id).await?.filter(|group| group.hosted) else { return Ok(None) };
        let Some(said) = read(&group, actor, raw) else { return Ok(None) };
        let section = db.remote_actor(&said.section).await?;
        let key = section.as_ref().and_then(key_of);
        let now = self.world.now();
        Ok(key.filter(|key| verifies(raw, &said.section, key, now)).map(|_| raw.to_owned()))
    }

    /// On a copy: whether the host has the word of an author's section for them, now that their server says that there is
    /// nobody. Its key is asked for where it is not known; where it cannot be, the host's word stands alone.
    pub(super) async fn voucher_kept(&self, group: &Group, actor: &Url) -> Result<Voucher, Failure> {
        let url = address(group, actor);
        if group.hosted || self.rules.parse(url.as_str()).is_err() {
            return Ok(Voucher::Nobody);
        }
        let key = self.own_key(KeyOwner::Server).await?;
        let signer = key.as_ref().map(|key| key.signer());
        let now = self.world.now();
        let document = match fetch_document(self.transport.as_ref(), &url, signer, now.0).await {
            Ok(document) => document,
            Err(error) => {
                tracing::debug!(host = host_and_port(&group.actor), %error, "nobody vouched for who has left");
                return Ok(Voucher::Nobody);
            }
        };
        let Ok(raw) = std::str::from_utf8(&document.bytes) else { return Ok(Voucher::Nobody) };
        let Some(said) = read(group, actor, raw) else { return Ok(Voucher::Nobody) };
        let known = self.store.read().await?.remote_actor(&said.section).await?;
        let holds = |key: PublicProofKey| verifies(raw, &said.section, &key, now);
        if known.as_ref().and_then(key_of).is_some_and(holds) {
            return Ok(Voucher::Key(said.key));
        }
        Ok(match self.fetch_actor(&said.section).await? {
            Ok(section) if key_of(&section).is_some_and(holds) => Voucher::Key(said.key),
            Err(error) if error.is_temporary() => Voucher::Host,
            Ok(_) | Err(_) => Voucher::Nobody,
        })
    }

    /// On the host: the word that is kept for somebody, for the servers of the group.
    pub(super) async fn voucher_document(
        &self,
        group: &Group,
        query: Option<&str>,
    ) -> Result<Option<Bytes>, Fault> {
        let mut pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        let asked = pairs.next().filter(|(name, _)| name == "actor");
        let actor = asked.and_then(|(_, actor)| Url::parse(&actor).ok());
        let (Some(actor), None) = (actor, pairs.next()) else { return Ok(None) };
        Ok(self.store.read().await?.voucher(group.id, &actor).await?.map(Bytes::from))
    }
}
