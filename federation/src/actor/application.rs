//! The server's own actor: it signs our fetches, and its key can always be read unsigned.

use activitypub_federation::protocol::context::WithContext;
use preau_core::peer::KeyOwner;

use super::{ActorDocument, ActorKind, Endpoints, in_context, key};
use crate::names::{Names, SERVER_HANDLE};

/// The `Application`. Nobody can follow it; it is found so that its signatures can be checked.
pub(crate) fn application(names: &Names, public_pem: &str) -> WithContext<ActorDocument> {
    in_context(ActorDocument {
        id: names.actor(KeyOwner::Server),
        kind: ActorKind::Application,
        preferred_username: SERVER_HANDLE.to_owned(),
        name: names.host().to_owned(),
        summary: None,
        url: names.root().clone(),
        inbox: names.inbox(),
        outbox: names.below(KeyOwner::Server, "outbox"),
        followers: None,
        endpoints: Endpoints { shared_inbox: names.inbox() },
        public_key: Some(key(names, KeyOwner::Server, public_pem)),
        assertion_method: Vec::new(),
        manually_approves_followers: true,
        discoverable: false,
        indexable: false,
        parent_body: None,
        upcoming_events: None,
        group: None,
    })
}
