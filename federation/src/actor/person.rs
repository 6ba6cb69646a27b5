//! A person who signed a public post: name, handle, key, and nothing more (voices.md 9).

use activitypub_federation::protocol::context::WithContext;
use preau_core::peer::KeyOwner;
use preau_core::person::Person;

use super::{ActorDocument, ActorKind, Endpoints, in_context, key};
use crate::names::Names;

/// The `Person`: no date, no section, no count. Made only for those who have a public voice.
pub(crate) fn person(names: &Names, person: &Person, public_pem: &str) -> WithContext<ActorDocument> {
    let owner = KeyOwner::Person(person.id);
    in_context(ActorDocument {
        id: names.person(person.id),
        kind: ActorKind::Person,
        preferred_username: person.handle.as_str().to_owned(),
        name: person.name.as_str().to_owned(),
        summary: None,
        url: names.person(person.id),
        inbox: names.below(owner, "inbox"),
        outbox: names.below(owner, "outbox"),
        followers: Some(names.below(owner, "followers")),
        endpoints: Endpoints { shared_inbox: names.inbox() },
        public_key: key(names, owner, public_pem),
        // Nobody can follow a person here; servers show a lock instead of a button that does nothing.
        manually_approves_followers: true,
        discoverable: false,
        indexable: false,
    })
}
