//! Actor documents: the server (`Application`), the section (`Group`), those who sign (`Person`), and others' as we read them.

mod application;
mod group;
mod person;
pub(crate) mod remote;

use activitypub_federation::protocol::context::WithContext;
use activitypub_federation::protocol::public_key::PublicKey;
use preau_core::peer::KeyOwner;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

pub(crate) use self::application::application;
pub(crate) use self::group::group;
pub(crate) use self::person::person;
use crate::names::Names;

/// What we are to others. No other type is ever written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum ActorKind {
    /// The server.
    Application,
    /// The section.
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
    public_key: PublicKey,
    manually_approves_followers: bool,
    discoverable: bool,
    indexable: bool,
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

fn context() -> Value {
    json!([
        "https://www.w3.org/ns/activitystreams",
        "https://w3id.org/security/v1",
        {
            "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
            "toot": "http://joinmastodon.org/ns#",
            "discoverable": "toot:discoverable",
            "indexable": "toot:indexable",
        },
    ])
}
