//! A person who signed a public post or is in a group of several sections: name, handle, keys, and nothing more
//! (voices.md 9).

use activitypub_federation::protocol::context::WithContext;
use preau_core::peer::KeyOwner;
use preau_core::person::Person;

use super::{ActorDocument, ActorKind, Endpoints, PublicKeys, in_context};
use crate::names::Names;

/// The `Person`: no date, no section, no count.
pub(crate) fn person(names: &Names, person: &Person, keys: PublicKeys<'_>) -> WithContext<ActorDocument> {
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
        public_key: keys.public_key(names, owner),
        assertion_method: keys.assertion_method(names, owner),
        // Nobody can follow a person here; servers show a lock instead of a button that does nothing.
        manually_approves_followers: true,
        discoverable: false,
        indexable: false,
        parent_body: None,
        upcoming_events: None,
        group: None,
    })
}
