//! What links between sections need of a store.

use async_trait::async_trait;
use url::Url;

use crate::error::Fault;
use crate::id::LinkCodeId;
use crate::link::{LinkCode, LinkState, LinkView, LinkedSection};
use crate::peer::{KeyOwner, ProofKey};
use crate::world::{Moment, TokenHash};

/// Reading links, and the keys of proofs.
#[async_trait]
pub trait ReadLinks {
    /// The section with this actor id, however the link stands.
    async fn linked_section(&mut self, actor: &Url) -> Result<Option<LinkedSection>, Fault>;
    /// The linked section on this host (`host_and_port`), if there is one: the servers that groups cross to.
    async fn linked_host(&mut self, host: &str) -> Result<Option<LinkedSection>, Fault>;
    /// Sections in one of these states, by name, at most [`crate::link::LINKS_MAX`], with health and groups in common.
    async fn linked_sections(&mut self, states: &[LinkState]) -> Result<Vec<LinkView>, Fault>;
    /// An open code by its hash: unused and in its time.
    async fn link_code(&mut self, hash: &TokenHash, now: Moment) -> Result<Option<LinkCode>, Fault>;
    /// Codes that can still be used, newest first.
    async fn link_codes(&mut self, now: Moment) -> Result<Vec<LinkCode>, Fault>;
    /// The Ed25519 key of an actor of ours.
    async fn proof_key(&mut self, owner: KeyOwner) -> Result<Option<ProofKey>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteLinks {
    /// Stores a link or moves it; its actor is known ([`super::WriteNetwork::keep_actor`]).
    async fn keep_link(&mut self, section: &LinkedSection) -> Result<(), Fault>;
    /// Notes that a linked section wrote to us.
    async fn note_contact(&mut self, host: &str, now: Moment) -> Result<(), Fault>;
    /// Stores a code.
    async fn insert_link_code(&mut self, code: &LinkCode) -> Result<(), Fault>;
    /// Spends or takes back an open code; false where it was spent already (a race has one winner).
    async fn use_link_code(&mut self, id: LinkCodeId, now: Moment) -> Result<bool, Fault>;
    /// Stores an Ed25519 key of ours; false where there is one already, which is then kept.
    async fn insert_proof_key(&mut self, owner: KeyOwner, key: &ProofKey, at: Moment) -> Result<bool, Fault>;
}
