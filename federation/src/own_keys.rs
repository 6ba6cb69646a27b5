//! Our own keys: making what is missing, in jobs, and reading what is there. RSA signs requests, Ed25519 signs documents.

use std::sync::Arc;

use preau_core::action::link::KeepProofKey;
use preau_core::action::network::KeepKeys;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::peer::{KeyOwner, KeyPair, ProofKey as Halves};
use preau_core::world::Moment;

use crate::known::lock;
use crate::proof::{self, ProofError, ProofKey, ProofKeyError, PublicProofKey};
use crate::{Federation, keys};

/// One of our keys of proofs, with the id under which it is published.
pub(crate) struct OwnProofKey {
    id: String,
    key: ProofKey,
    public: PublicProofKey,
}

impl OwnProofKey {
    /// The key that is stored in these halves and published under this id.
    pub(crate) fn read(halves: &Halves, id: impl Into<String>) -> Result<Self, ProofKeyError> {
        let key = ProofKey::from_halves(&halves.seed, &halves.public)?;
        let public = key.public()?;
        Ok(Self { id: id.into(), key, public })
    }

    /// Signs a document of ours (FEP-8b32); everything else in it keeps its bytes.
    pub(crate) fn attach(&self, document: &str, now: Moment) -> Result<String, ProofError> {
        proof::attach(document, &self.key, &self.id, &now.rfc3339())
    }

    /// The public half.
    pub(crate) fn public(&self) -> &PublicProofKey {
        &self.public
    }
}

impl Federation {
    /// Makes whichever key of an actor of ours is missing: in jobs, never in a request (0.4 s of CPU).
    pub(crate) async fn ensure_keys(&self, owner: KeyOwner) -> Result<(), Failure> {
        self.ensure_proof_key(owner).await?;
        if self.own_key(owner).await?.is_some() {
            return Ok(());
        }
        let world = Arc::clone(&self.world);
        let made = tokio::task::spawn_blocking(move || keys::generate(&mut |bytes| world.fill(bytes)))
            .await
            .map_err(|error| Fault::other("making keys", error))?
            .map_err(|error| Fault::other("making keys", error))?;
        let keys = KeyPair { private_pem: made.private, public_pem: made.public };
        perform(self.store.as_ref(), self.world.as_ref(), &KeepKeys { owner, keys }).await
    }

    /// The key of an actor's proofs, made where it is missing: it costs microseconds, and two that are made at once leave
    /// the first.
    pub(crate) async fn ensure_proof_key(&self, owner: KeyOwner) -> Result<Arc<OwnProofKey>, Failure> {
        if let Some(key) = self.own_proof_key(owner).await? {
            return Ok(key);
        }
        let unfit = |error| Fault::other("making a key of proofs", error);
        let made = ProofKey::generate(&mut |bytes| self.world.fill(bytes)).map_err(unfit)?;
        let public = made.public().map_err(unfit)?;
        let key = Halves { seed: made.seed().to_vec(), public: public.as_bytes().to_vec() };
        perform(self.store.as_ref(), self.world.as_ref(), &KeepProofKey { owner, key }).await?;
        self.own_proof_key(owner).await?.ok_or_else(|| Fault::Broken("a key that was stored is there").into())
    }

    /// The key of an actor's proofs. Keys never change once they are stored, so what is kept stays right.
    pub(crate) async fn own_proof_key(&self, owner: KeyOwner) -> Result<Option<Arc<OwnProofKey>>, Fault> {
        if let Some(key) = lock(&self.memory.proof_keys).get(&owner) {
            return Ok(Some(key));
        }
        let Some(halves) = self.store.read().await?.proof_key(owner).await? else { return Ok(None) };
        let unfit = |error| Fault::other("reading a key of proofs of ours", error);
        let key = Arc::new(OwnProofKey::read(&halves, self.names.proof_key(owner)).map_err(unfit)?);
        lock(&self.memory.proof_keys).put(owner, Arc::clone(&key));
        Ok(Some(key))
    }
}
