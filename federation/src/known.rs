//! What is kept in memory: the house's own documents for a second, our parsed keys, and short memories of strangers.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use preau_core::error::{Failure, Fault};
use preau_core::link::{LinkKind, LinkState};
use preau_core::peer::KeyOwner;
use preau_core::store::Read;
use preau_core::unit::House;
use preau_core::world::Moment;
use serde::Serialize;

use crate::actor::PublicKeys;
use crate::keys::SigningKey;
use crate::names::Names;
use crate::outside::KeptBlocked;
use crate::own_keys::OwnProofKey;
use crate::signature::Signer;
use crate::{Federation, actor, discover};

/// How long the written documents of the house are served before the house is read again.
///
/// A change of name or policy shows a second later, which nobody notices; a post that brings a thousand servers to
/// our actor at once costs one reading of the house and no serialising.
const FRESH: i64 = Moment::SECOND;

/// Parsed keys kept: the server's, the section's, and the last people who signed. About 3 kB each.
const KEYS_MAX: usize = 64;

/// The house and its documents, written once.
pub(crate) struct Known {
    /// The house.
    pub(crate) house: House,
    /// The server's actor.
    pub(crate) server: Bytes,
    /// The section's actor.
    pub(crate) section: Bytes,
    /// The answers of WebFinger for both.
    pub(crate) server_jrd: Bytes,
    /// See above.
    pub(crate) section_jrd: Bytes,
    /// The answer of NodeInfo.
    pub(crate) node: Bytes,
    read_at: Moment,
}

/// One of our keys, parsed, with the id under which it is published.
pub(crate) struct OwnKey {
    id: String,
    key: SigningKey,
}

impl OwnKey {
    /// As the signing wants it.
    pub(crate) fn signer(&self) -> Signer<'_> {
        Signer { key_id: &self.id, key: &self.key }
    }
}

/// The memories of one server.
pub(crate) struct Memory {
    house: Mutex<Option<Arc<Known>>>,
    pub(crate) blocked: Mutex<KeptBlocked>,
    keys: Mutex<Bounded<KeyOwner, Arc<OwnKey>>>,
    pub(crate) proof_keys: Mutex<Bounded<KeyOwner, Arc<OwnProofKey>>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            house: Mutex::new(None),
            blocked: Mutex::new(None),
            keys: Mutex::new(Bounded::new(KEYS_MAX)),
            proof_keys: Mutex::new(Bounded::new(KEYS_MAX)),
        }
    }
}

impl Federation {
    /// The house and its documents; `None` before it is set up.
    pub(crate) async fn known(&self) -> Result<Option<Arc<Known>>, Fault> {
        let now = self.world.now();
        let kept = lock(&self.memory.house).clone();
        if let Some(known) = kept.filter(|known| (0..FRESH).contains(&now.0.saturating_sub(known.read_at.0)))
        {
            return Ok(Some(known));
        }
        if self.store.read().await?.house().await?.is_none() {
            return Ok(None);
        }
        // A house of before this version has none; it costs microseconds once, and the document needs it.
        let proof = self.ensure_proof_key(KeyOwner::Section).await.map_err(fault)?;
        let mut db = self.store.read().await?;
        let Some(known) = read(db.as_mut(), &self.names, &proof, now).await? else { return Ok(None) };
        drop(db);
        let known = Arc::new(known);
        *lock(&self.memory.house) = Some(Arc::clone(&known));
        Ok(Some(known))
    }

    /// One of our keys. Keys never change once they are stored, so what is kept stays right.
    pub(crate) async fn own_key(&self, owner: KeyOwner) -> Result<Option<Arc<OwnKey>>, Fault> {
        if let Some(key) = lock(&self.memory.keys).get(&owner) {
            return Ok(Some(key));
        }
        let Some(pair) = self.store.read().await?.key_pair(owner).await? else { return Ok(None) };
        let key = SigningKey::from_pem(&pair.private_pem)
            .map_err(|error| Fault::other("reading a key of ours", error))?;
        let key = Arc::new(OwnKey { id: self.names.key(owner).into(), key });
        lock(&self.memory.keys).put(owner, Arc::clone(&key));
        Ok(Some(key))
    }
}

/// Where nothing refuses, a failure is a fault.
pub(crate) fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        Failure::Refused(_) => Fault::Broken("keeping what is ours refuses nothing"),
    }
}

async fn read(
    db: &mut dyn Read,
    names: &Names,
    proof: &OwnProofKey,
    now: Moment,
) -> Result<Option<Known>, Fault> {
    let Some(house) = db.house().await? else { return Ok(None) };
    let (Some(server), Some(section)) =
        (db.key_pair(KeyOwner::Server).await?, db.key_pair(KeyOwner::Section).await?)
    else {
        return Err(Fault::Broken("a house that is set up has its keys"));
    };
    let linked = db.linked_sections(&[LinkState::Linked]).await?;
    let above = linked.iter().map(|view| &view.section).find(|link| link.kind == LinkKind::Above);
    let keys = PublicKeys { pem: Some(&section.public_pem), proof: Some(proof.public()) };
    Ok(Some(Known {
        server: written(&actor::application(names, &server.public_pem))?,
        section: written(&actor::section(names, &house, keys, above.map(|link| &link.actor.id)))?,
        server_jrd: written(&discover::server(names))?,
        section_jrd: written(&discover::section(names, &house))?,
        node: written(&discover::node(&house))?,
        house,
        read_at: now,
    }))
}

/// A document's bytes.
pub(crate) fn written(document: &impl Serialize) -> Result<Bytes, Fault> {
    serde_json::to_vec(document).map(Bytes::from).map_err(|error| Fault::other("writing a document", error))
}

/// A lock that a panic elsewhere does not take away: what it guards is a cache.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A map that never holds more than `most`: full, it forgets everything, which costs a fetch and never a wrong answer.
pub(crate) struct Bounded<K, V> {
    map: HashMap<K, V>,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Bounded<K, V> {
    /// An empty one.
    pub(crate) fn new(most: usize) -> Self {
        Self { map: HashMap::new(), most }
    }

    /// What is kept under this key.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.map.get(key).cloned()
    }

    /// Keeps it.
    pub(crate) fn put(&mut self, key: K, value: V) {
        if self.map.len() >= self.most && !self.map.contains_key(&key) {
            self.map.clear();
        }
        self.map.insert(key, value);
    }
}
