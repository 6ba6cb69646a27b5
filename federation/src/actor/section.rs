//! The section's public face: the actor that others follow.

use activitypub_federation::protocol::context::WithContext;
use preau_core::peer::KeyOwner;
use preau_core::unit::{FollowPolicy, House, Openness};
use url::Url;

use super::{ActorDocument, ActorKind, Endpoints, PublicKeys, in_context};
use crate::names::Names;
use crate::object::paragraphs;

/// The `Group`.
///
/// `manuallyApprovesFollowers` says truly whether follows wait. Lemmy 1.0 reads it as "private community";
/// docs/federation.md says so to those who choose it. `above` is the section above ours, where both said so.
pub(crate) fn section(
    names: &Names,
    house: &House,
    keys: PublicKeys<'_>,
    above: Option<&Url>,
) -> WithContext<ActorDocument> {
    let open = house.openness != Openness::Closed;
    in_context(ActorDocument {
        id: names.section(),
        kind: ActorKind::Group,
        preferred_username: house.handle.as_str().to_owned(),
        name: house.name.as_str().to_owned(),
        summary: house.about.as_ref().map(|about| paragraphs(about.as_str())),
        url: names.root().clone(),
        inbox: names.below(KeyOwner::Section, "inbox"),
        outbox: names.below(KeyOwner::Section, "outbox"),
        followers: Some(names.followers()),
        endpoints: Endpoints { shared_inbox: names.inbox() },
        public_key: keys.public_key(names, KeyOwner::Section),
        assertion_method: keys.assertion_method(names, KeyOwner::Section),
        manually_approves_followers: house.answers_follows() == FollowPolicy::Hold,
        discoverable: open,
        indexable: open,
        parent_body: above.cloned(),
        upcoming_events: Some(names.upcoming_events()),
        group: None,
    })
}
