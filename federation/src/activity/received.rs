//! What others send, read as far as we act on it: a closed list of types acts, every other is counted.

use preau_core::id::GroupId;
use preau_core::peer::{Incoming, KeyOwner};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use url::Url;

use crate::names::Names;

/// The longest id read, as long as the longest address we store.
const ID_BYTES_MAX: usize = 2048;

/// The types under which ignored activities are counted; whatever else is one line more. A closed list: a stranger
/// who invents types must not make rows.
const COUNTED: [&str; 24] = [
    "Accept",
    "Add",
    "Announce",
    "Block",
    "Create",
    "Delete",
    "Dislike",
    "EmojiReact",
    "Flag",
    "Follow",
    "Ignore",
    "Invite",
    "Join",
    "Leave",
    "Like",
    "Listen",
    "Move",
    "Offer",
    "Question",
    "Reject",
    "Remove",
    "Undo",
    "Update",
    "View",
];

/// An activity's outside. Deriving refuses a key that stands twice among these, which two readers could read
/// differently.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Envelope<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: Kind,
    actor: Reference,
    #[serde(borrow, default)]
    object: Option<&'a RawValue>,
    #[serde(borrow, default)]
    attributed_to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    target: Option<&'a RawValue>,
    #[serde(borrow, default)]
    audience: Option<&'a RawValue>,
    #[serde(borrow, default)]
    to: Option<&'a RawValue>,
}

/// The types that act whoever sends them: about follows, links, and people of groups.
const ACTING: [&str; 10] =
    ["Follow", "Undo", "Offer", "Accept", "Reject", "Join", "Leave", "Invite", "Add", "Remove"];
/// The types that act where they are addressed to a group that is hosted here.
const SAID: [&str; 4] = ["Create", "Update", "Delete", "Like"];

/// One type, or something that is none of ours.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Kind {
    One(String),
    Other(IgnoredAny),
}

/// One addressee or several. Beyond [`ADDRESSEES_MAX`] none is looked at (R09).
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Addressees {
    One(Reference),
    Many(Vec<Reference>),
}

/// Addressees that are looked at: the activities of groups have two.
const ADDRESSEES_MAX: usize = 50;

impl Addressees {
    fn into_iter(self) -> impl Iterator<Item = Reference> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
        .into_iter()
        .take(ADDRESSEES_MAX)
    }
}

/// An id, alone or in an embedded thing. A list or a number is neither.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Reference {
    /// The id.
    Id(String),
    /// The thing, of which the id is read.
    Thing {
        /// The id.
        id: String,
    },
}

impl Reference {
    /// The id, as it was sent.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Id(id) | Self::Thing { id } => id,
        }
    }
}

/// The inside of an activity, as far as the outside of what is embedded shows it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Inside<'a> {
    /// Its id.
    #[serde(default)]
    pub(crate) id: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<Kind>,
    /// Who acted.
    #[serde(default)]
    pub(crate) actor: Option<Reference>,
    /// On what.
    #[serde(default)]
    pub(crate) object: Option<Reference>,
    #[serde(borrow, default)]
    attributed_to: Option<&'a RawValue>,
}

impl Inside<'_> {
    /// Its type; empty for none or a list of types.
    pub(crate) fn kind(&self) -> &str {
        match &self.kind {
            Some(Kind::One(kind)) => kind,
            _ => "",
        }
    }
}

impl<'a> Envelope<'a> {
    /// Reads an activity; `None` for what is none.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let envelope: Self = serde_json::from_slice(bytes).ok()?;
        let plain = |id: &str| id.len() <= ID_BYTES_MAX && id.bytes().all(|b| b.is_ascii_graphic());
        (plain(&envelope.id) && plain(envelope.actor.id())).then_some(envelope)
    }

    /// Its id.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Who acts.
    pub(crate) fn actor(&self) -> &str {
        self.actor.id()
    }

    /// Its type; empty for a list of types.
    pub(crate) fn kind(&self) -> &str {
        match &self.kind {
            Kind::One(kind) => kind,
            Kind::Other(_) => "",
        }
    }

    /// The type under which it is counted.
    pub(crate) fn counted(&self) -> &'static str {
        COUNTED.into_iter().find(|kind| *kind == self.kind()).unwrap_or("other")
    }

    /// Whether this is of a type that we act on: it is stored and looked at. Whatever else is counted at the gate.
    pub(crate) fn acts(&self, names: &Names) -> bool {
        let kind = self.kind();
        ACTING.contains(&kind) || (SAID.contains(&kind) && self.group(names).is_some())
    }

    /// The group hosted here that it is addressed to: its `audience`, or else the first of its `to` that is one.
    pub(crate) fn group(&self, names: &Names) -> Option<GroupId> {
        let read = |raw: &RawValue| serde_json::from_str::<Addressees>(raw.get()).ok();
        [self.audience, self.to]
            .into_iter()
            .flatten()
            .filter_map(read)
            .flat_map(Addressees::into_iter)
            .find_map(|one| names.read_group(one.id()))
    }

    /// The id of the `target`, embedded or not.
    pub(crate) fn target_id(&self) -> Option<String> {
        serde_json::from_str::<Reference>(self.target?.get()).ok().map(|reference| reference.id().to_owned())
    }

    /// Whether this is one of those it is addressed to.
    pub(crate) fn is_to(&self, id: &str) -> bool {
        let to = self.to.and_then(|raw| serde_json::from_str::<Addressees>(raw.get()).ok());
        to.is_some_and(|to| to.into_iter().any(|one| one.id() == id))
    }

    /// The bytes of the object.
    pub(crate) fn object_bytes(&self) -> Option<&'a [u8]> {
        self.object.map(|object| object.get().as_bytes())
    }

    /// What is embedded; `None` where there is an id alone or a list.
    pub(crate) fn inside(&self) -> Option<Inside<'a>> {
        serde_json::from_str(self.object?.get()).ok()
    }

    /// Whether somebody says that their own account is gone: Mastodon tells every server it knows.
    pub(crate) fn is_own_end(&self) -> bool {
        self.kind() == "Delete" && self.object_id().is_some_and(|id| id == self.actor())
    }

    /// The id of the object, embedded or not.
    pub(crate) fn object_id(&self) -> Option<String> {
        serde_json::from_str::<Reference>(self.object?.get()).ok().map(|reference| reference.id().to_owned())
    }

    /// Whether it would write over something that is ours, or pass for it (O04). An animator asks a group that is hosted
    /// here to sum up a discussion or to move a rendezvous, whoever wrote it, and claims nothing as theirs: whether they
    /// may is looked at where the log is written.
    pub(crate) fn writes_over_ours(&self, names: &Names) -> bool {
        let asks = || {
            let claims = self.inside().is_none_or(|inside| inside.attributed_to.is_some());
            self.kind() == "Update" && !claims && self.group(names).is_some()
        };
        matches!(self.kind(), "Create" | "Update")
            && self.object_id().is_some_and(|id| names.is_ours(&id))
            && !asks()
    }

    /// Whether everything it says about its origin agrees with its actor (O01, S23).
    pub(crate) fn is_of_one_origin(&self, actor: &Url) -> bool {
        let same = |text: &str| Url::parse(text).is_ok_and(|url| url.origin() == actor.origin());
        let attributed =
            |raw: Option<&RawValue>| match raw.map(|raw| serde_json::from_str::<Reference>(raw.get())) {
                None => true,
                Some(Ok(reference)) => same(reference.id()),
                // A list or a number is never bent into an id (O03).
                Some(Err(_)) => false,
            };
        let writes = matches!(self.kind(), "Create" | "Update");
        let inside = self.object.filter(|_| writes).map(|raw| serde_json::from_str::<Inside<'_>>(raw.get()));
        let inside = match inside {
            Some(Ok(inside)) => attributed(inside.attributed_to),
            // An id alone, or what we cannot read and do not act on.
            Some(Err(_)) | None => true,
        };
        same(&self.id) && attributed(self.attributed_to) && inside
    }
}

/// What a stored activity asks for, and so where it is looked at: one room of [`crate::receive`] each.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To follow an actor of ours.
    Follow(KeyOwner),
    /// To take a follow back: the Follow's id, where that is all that was sent.
    Unfollow(Option<String>),
    /// Something about the link between two sections (`receive/links.rs`).
    Link,
    /// Somebody outside comes to a rendezvous of ours, or does not (`receive/events.rs`).
    Event,
    /// Something about somebody's place in a group (`receive/people.rs`).
    Place,
    /// Something said in a group that is hosted here (`receive/log.rs`).
    Said(GroupId),
    /// What the host of a group says, of which we hold a copy (`receive/log.rs`).
    Told(GroupId),
    /// Something from the rest of the network (`receive/outside.rs`).
    Outside,
    /// Nothing that we do: counted under this word.
    Nothing(&'static str),
    /// What the sender has no right to (O08).
    Forbidden,
}

/// What we know of whoever sent an activity.
#[derive(Debug, Default)]
pub(crate) struct Sender {
    /// The group that it is, if it is one that is hosted elsewhere and known here.
    pub(crate) group: Option<GroupId>,
    /// The id of the Offer of our link, if it is a section that there is one with.
    pub(crate) offer: Option<String>,
}

/// Reads a stored activity once more, now for what it wants.
pub(crate) fn asked(names: &Names, incoming: &Incoming, sender: &Sender) -> Asked {
    let Some(envelope) = Envelope::read(&incoming.body) else { return Asked::Nothing("other") };
    let said = envelope.group(names);
    match (envelope.kind(), sender.group, said) {
        ("Follow", _, _) => match envelope.object_id().and_then(|id| names.read_actor(&id)) {
            Some(owner) => Asked::Follow(owner),
            None => Asked::Nothing("Follow"),
        },
        ("Undo", _, _) => undone(names, &envelope, sender, said),
        ("Offer", _, _) => offered(names, &envelope),
        ("Accept" | "Reject", _, _) => answered(&envelope, sender),
        ("Join" | "Leave", _, _) if is_rendezvous(names, envelope.object_id().as_deref()) => Asked::Event,
        // Straight from a group come only things about people; all else comes in its log.
        ("Join" | "Leave" | "Invite", _, _) | ("Add" | "Remove", Some(_), _) => Asked::Place,
        ("Announce", Some(group), _) => Asked::Told(group),
        ("Create" | "Update" | "Delete" | "Like" | "Add" | "Remove", None, Some(group)) => Asked::Said(group),
        (
            "Create" | "Update" | "Delete" | "Like" | "EmojiReact" | "Announce" | "Move" | "Block" | "Flag",
            None,
            None,
        ) => Asked::Outside,
        _ => Asked::Nothing(envelope.counted()),
    }
}

fn is_rendezvous(names: &Names, id: Option<&str>) -> bool {
    id.is_some_and(|id| names.read_rendezvous(id).is_some())
}

/// What an Offer offers: a link between sections, or the log of a group that its host lost.
fn offered(names: &Names, envelope: &Envelope<'_>) -> Asked {
    if envelope.inside().is_some_and(|inside| inside.kind() == "Relationship") {
        return Asked::Link;
    }
    match envelope.target_id().and_then(|id| names.read_group(&id)) {
        Some(group) => Asked::Said(group),
        None => Asked::Nothing("Offer"),
    }
}

/// What an Accept or a Reject answers.
fn answered(envelope: &Envelope<'_>, sender: &Sender) -> Asked {
    match envelope.inside().as_ref().map(Inside::kind) {
        Some("Join" | "Leave" | "Invite" | "Remove" | "Announce") => return Asked::Place,
        Some("Offer") => return Asked::Link,
        _ => {}
    }
    if sender.offer.is_some() && sender.offer == envelope.object_id() {
        return Asked::Link;
    }
    // A host answers what was said in its group; everybody else answers a follow of ours.
    sender.group.map_or(Asked::Outside, Asked::Told)
}

/// What an Undo takes back. What is inside must be the sender's own (O08).
fn undone(names: &Names, envelope: &Envelope<'_>, sender: &Sender, said: Option<GroupId>) -> Asked {
    const NOT_OURS: Asked = Asked::Nothing("Undo");
    let Some(raw) = envelope.object else { return NOT_OURS };
    if sender.offer.is_some() && sender.offer == envelope.object_id() {
        return Asked::Link;
    }
    if let Some(group) = said {
        return Asked::Said(group);
    }
    if let Ok(id) = serde_json::from_str::<String>(raw.get()) {
        return Asked::Unfollow(Some(id));
    }
    let Some(inside) = envelope.inside() else { return NOT_OURS };
    let own = inside.actor.as_ref().is_none_or(|actor| actor.id() == envelope.actor());
    match inside.kind() {
        "Follow" => {}
        "Join" if is_rendezvous(names, inside.object.as_ref().map(Reference::id)) => {
            return if own { Asked::Event } else { Asked::Forbidden };
        }
        "Like" | "EmojiReact" | "Announce" | "Block" if own => return Asked::Outside,
        "Like" | "EmojiReact" | "Announce" | "Block" => return Asked::Forbidden,
        _ => return NOT_OURS,
    }
    match (inside.actor, inside.object, inside.id) {
        (Some(actor), _, _) if actor.id() != envelope.actor() => Asked::Forbidden,
        (Some(_), Some(object), _) if object.id() == names.section().as_str() => Asked::Unfollow(None),
        (Some(_), None, Some(id)) => Asked::Unfollow(Some(id)),
        _ => NOT_OURS,
    }
}

#[cfg(test)]
mod tests;
