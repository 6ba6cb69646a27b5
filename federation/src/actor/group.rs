//! A group that this server hosts, as its document tells it: to everybody its card, to the servers that take part also
//! which they are. Nobody in it is named but animators who agreed to be seen.

use activitypub_federation::protocol::context::WithContext;
use preau_core::group::{
    Group, GroupSection, GroupState, Joining, Listing, Reach, SectionState, ShownAnimator, Writing,
};
use preau_core::peer::KeyOwner;
use serde::Serialize;
use url::Url;

use super::{ActorDocument, ActorKind, Endpoints, PublicKeys, in_context};
use crate::names::Names;
use crate::object::paragraphs;

/// Who takes part, as a server that does may know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TakingPart<'a> {
    /// Every section that was ever named in the group.
    pub(crate) sections: &'a [GroupSection],
    /// The animators who agreed to be seen.
    pub(crate) animators: &'a [ShownAnimator],
}

/// What a group has beyond any actor.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Terms {
    /// The section that hosts it.
    attributed_to: Url,
    posting_restricted_to_mods: bool,
    #[serde(rename = "sm:accessType")]
    access: &'static str,
    #[serde(rename = "mz:openness")]
    openness: &'static str,
    #[serde(rename = "pr:uid")]
    uid: String,
    #[serde(rename = "pr:epoch")]
    epoch: i64,
    #[serde(rename = "pr:reach")]
    reach: Reach,
    #[serde(rename = "pr:joining")]
    joining: Joining,
    #[serde(rename = "pr:writing")]
    writing: Writing,
    #[serde(rename = "pr:listing")]
    listing: Listing,
    #[serde(rename = "pr:aim")]
    aim: String,
    #[serde(rename = "pr:closed")]
    closed: bool,
    #[serde(rename = "pr:log")]
    log: Url,
    #[serde(rename = "pr:seq", skip_serializing_if = "Option::is_none")]
    seq: Option<i64>,
    #[serde(rename = "pr:servers", skip_serializing_if = "Option::is_none")]
    servers: Option<Vec<Server>>,
    #[serde(rename = "pr:animators", skip_serializing_if = "Option::is_none")]
    animators: Option<Vec<Animator>>,
}

/// A section whose server takes part.
#[derive(Debug, Serialize)]
struct Server {
    id: Url,
    name: String,
    #[serde(rename = "pr:owner")]
    owner: bool,
}

/// An animator who agreed to be seen.
#[derive(Debug, Serialize)]
struct Animator {
    id: Url,
    name: String,
}

/// Whether its card is for everybody: a group of one section never leaves its server.
pub(crate) fn is_public(group: &Group) -> bool {
    group.reach == Reach::Shared && group.listing == Listing::Listed
}

/// The `Group`. `seq` is for the servers with people in it alone: how much is said is their business.
pub(crate) fn group(
    names: &Names,
    group: &Group,
    keys: PublicKeys<'_>,
    part: Option<TakingPart<'_>>,
    seq: Option<i64>,
) -> WithContext<ActorDocument> {
    in_context(document(names, group, keys, part, seq))
}

/// The same without its context, to be embedded in an activity whose context is [`super::context`].
pub(crate) fn document(
    names: &Names,
    group: &Group,
    keys: PublicKeys<'_>,
    part: Option<TakingPart<'_>>,
    seq: Option<i64>,
) -> ActorDocument {
    let owner = KeyOwner::Group(group.id);
    let log = names.below(owner, "log");
    ActorDocument {
        id: group.actor.clone(),
        kind: ActorKind::Group,
        // Other software wants one; nobody is found by it (A11).
        preferred_username: group.id.to_string(),
        name: group.name.as_str().to_owned(),
        summary: Some(paragraphs(group.aim.as_str())),
        url: group.actor.clone(),
        inbox: names.below(owner, "inbox"),
        outbox: log.clone(),
        followers: Some(names.below(owner, "followers")),
        endpoints: Endpoints { shared_inbox: names.inbox() },
        public_key: keys.public_key(names, owner),
        assertion_method: keys.assertion_method(names, owner),
        manually_approves_followers: true,
        discoverable: false,
        indexable: false,
        parent_body: None,
        upcoming_events: None,
        group: Some(terms(names, group, log, part, seq)),
    }
}

fn terms(names: &Names, group: &Group, log: Url, part: Option<TakingPart<'_>>, seq: Option<i64>) -> Terms {
    Terms {
        attributed_to: names.section(),
        posting_restricted_to_mods: group.writing == Writing::Animators,
        access: if group.listing == Listing::Listed { "closed" } else { "private" },
        openness: if group.joining == Joining::Invited { "invite_only" } else { "moderated" },
        uid: group.uid.clone(),
        epoch: group.epoch,
        reach: group.reach,
        joining: group.joining,
        writing: group.writing,
        listing: group.listing,
        aim: group.aim.as_str().to_owned(),
        closed: group.state == GroupState::Closed,
        log,
        seq,
        servers: part.map(|part| servers(part.sections)),
        animators: part.map(|part| part.animators.iter().map(Animator::new).collect()),
    }
}

/// Those that hold a copy. Who was only invited has not acted, and is not named to others.
fn servers(sections: &[GroupSection]) -> Vec<Server> {
    sections
        .iter()
        .filter(|section| section.state == SectionState::Taking)
        .map(|section| Server {
            id: section.actor.clone(),
            name: section.name.as_str().to_owned(),
            owner: section.owner,
        })
        .collect()
}

impl Animator {
    fn new(animator: &ShownAnimator) -> Self {
        Self { id: animator.actor.clone(), name: animator.name.as_str().to_owned() }
    }
}
