//! Actor documents: the server (`Application`), the section and the groups it hosts (`Group`), those who sign (`Person`),
//! and others' as we read them.

mod application;
pub(crate) mod group;
mod person;
pub(crate) mod remote;
mod section;
pub(crate) mod told;

use activitypub_federation::protocol::context::WithContext;
use activitypub_federation::protocol::public_key::PublicKey;
use preau_core::peer::KeyOwner;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

pub(crate) use self::application::application;
pub(crate) use self::person::person;
pub(crate) use self::section::section;
use crate::names::Names;
use crate::proof::PublicProofKey;

/// What we are to others. No other type is ever written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum ActorKind {
    /// The server.
    Application,
    /// The section, or a group.
    Group,
    /// One who signs.
    Person,
}

/// An actor of ours. What it does not have is not written; no field counts or lists anybody.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActorDocument {
    id: Url,
    #[serde(rename = "type")]
    kind: ActorKind,
    preferred_username: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    url: Url,
    inbox: Url,
    outbox: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    followers: Option<Url>,
    endpoints: Endpoints,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_key: Option<PublicKey>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assertion_method: Vec<Multikey>,
    manually_approves_followers: bool,
    discoverable: bool,
    indexable: bool,
    /// The section above, where both said so.
    #[serde(rename = "pr:parentBody", skip_serializing_if = "Option::is_none")]
    parent_body: Option<Url>,
    /// What is ahead for everybody (FEP-8a8e).
    #[serde(skip_serializing_if = "Option::is_none")]
    upcoming_events: Option<Url>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    group: Option<group::Terms>,
}

/// A key of proofs as FEP-521a writes it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Multikey {
    id: Url,
    #[serde(rename = "type")]
    kind: &'static str,
    controller: Url,
    public_key_multibase: String,
}

/// The public halves of an actor's keys, as far as they are made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PublicKeys<'a> {
    /// The RSA key, PEM.
    pub(crate) pem: Option<&'a str>,
    /// The Ed25519 key of its proofs.
    pub(crate) proof: Option<&'a PublicProofKey>,
}

impl PublicKeys<'_> {
    fn public_key(self, names: &Names, owner: KeyOwner) -> Option<PublicKey> {
        self.pem.map(|pem| key(names, owner, pem))
    }

    /// One that is its actor's own and names it (S12, S13).
    fn assertion_method(self, names: &Names, owner: KeyOwner) -> Vec<Multikey> {
        let multikey = |proof: &PublicProofKey| Multikey {
            id: names.proof_key(owner),
            kind: "Multikey",
            controller: names.actor(owner),
            public_key_multibase: proof.multibase(),
        };
        self.proof.map(multikey).into_iter().collect()
    }
}

/// Where everything for this server may be sent.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoints {
    shared_inbox: Url,
}

/// The key as others look for it. `owner` points back, so that key and actor name each other (S12, S13).
fn key(names: &Names, owner: KeyOwner, public_pem: &str) -> PublicKey {
    PublicKey {
        id: names.key(owner).into(),
        owner: names.actor(owner),
        public_key_pem: public_pem.to_owned(),
    }
}

/// With the contexts that define every term used.
fn in_context(document: ActorDocument) -> WithContext<ActorDocument> {
    WithContext::new(document, context())
}

/// Our own terms, a name and no address: nothing is served or fetched there (federation.md 4.0).
pub(crate) const PR: &str = "https://preau.example/ns#";

/// Every term that a document of ours uses: an actor's, also where a group's is embedded.
pub(crate) fn context() -> Value {
    json!([
        "https://www.w3.org/ns/activitystreams",
        "https://w3id.org/security/v1",
        "https://w3id.org/security/multikey/v1",
        {
            "pr": PR,
            "sm": "http://smithereen.software/ns#",
            "mz": "https://joinmobilizon.org/ns#",
            "lemmy": "https://join-lemmy.org/ns#",
            "postingRestrictedToMods": "lemmy:postingRestrictedToMods",
            "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
            "toot": "http://joinmastodon.org/ns#",
            "discoverable": "toot:discoverable",
            "indexable": "toot:indexable",
            "upcomingEvents": {"@id": "https://w3id.org/fep/8a8e/upcomingEvents", "@type": "@id"},
        },
    ])
}
