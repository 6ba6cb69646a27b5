//! What others send, read as far as we act on it: two types act, every other is counted.

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
}

/// One type, or something that is none of ours.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Kind {
    One(String),
    Other(IgnoredAny),
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

/// The inside of an activity, as far as an Undo or a Create shows it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inside<'a> {
    #[serde(default)]
    id: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<Kind>,
    #[serde(default)]
    actor: Option<Reference>,
    #[serde(default)]
    object: Option<Reference>,
    #[serde(borrow, default)]
    attributed_to: Option<&'a RawValue>,
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

    /// Whether this is of a type that we act on.
    pub(crate) fn acts(&self) -> bool {
        matches!(self.kind(), "Follow" | "Undo")
    }

    /// Whether somebody says that their own account is gone: Mastodon tells every server it knows.
    pub(crate) fn is_own_end(&self) -> bool {
        self.kind() == "Delete" && self.object_id().is_some_and(|id| id == self.actor())
    }

    /// The id of the object, embedded or not.
    pub(crate) fn object_id(&self) -> Option<String> {
        serde_json::from_str::<Reference>(self.object?.get()).ok().map(|reference| reference.id().to_owned())
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

/// What a stored activity asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To follow an actor of ours.
    Follow(KeyOwner),
    /// To take a follow back: the Follow's id, where that is all that was sent.
    Unfollow(Option<String>),
    /// Nothing that we do: counted under this word.
    Nothing(&'static str),
    /// What the sender has no right to (O08).
    Forbidden,
}

/// Reads a stored activity once more, now for what it wants.
pub(crate) fn asked(names: &Names, incoming: &Incoming) -> Asked {
    let Some(envelope) = Envelope::read(&incoming.body) else { return Asked::Nothing("other") };
    match envelope.kind() {
        "Follow" => match envelope.object_id().and_then(|id| names.read_actor(&id)) {
            Some(owner) => Asked::Follow(owner),
            None => Asked::Nothing("Follow"),
        },
        "Undo" => undone(names, &envelope),
        _ => Asked::Nothing(envelope.counted()),
    }
}

/// What an Undo takes back. The Follow inside must be the sender's own (O08).
fn undone(names: &Names, envelope: &Envelope<'_>) -> Asked {
    const NOT_OURS: Asked = Asked::Nothing("Undo");
    let Some(raw) = envelope.object else { return NOT_OURS };
    if let Ok(id) = serde_json::from_str::<String>(raw.get()) {
        return Asked::Unfollow(Some(id));
    }
    let Ok(inside) = serde_json::from_str::<Inside<'_>>(raw.get()) else { return NOT_OURS };
    if !matches!(&inside.kind, Some(Kind::One(kind)) if kind == "Follow") {
        return NOT_OURS;
    }
    match (inside.actor, inside.object, inside.id) {
        (Some(actor), _, _) if actor.id() != envelope.actor() => Asked::Forbidden,
        (Some(_), Some(object), _) if object.id() == names.section().as_str() => Asked::Unfollow(None),
        (Some(_), None, Some(id)) => Asked::Unfollow(Some(id)),
        _ => NOT_OURS,
    }
}

#[cfg(test)]
mod tests {
    use preau_core::world::Moment;
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::names;

    const ODILE: &str = "https://port-lazare.example/users/odile";
    const SECTION: &str = "https://vallombre.example/section";

    fn ask(activity: &Value) -> Asked {
        let incoming = Incoming {
            id: "x".into(),
            actor: Url::parse(ODILE).unwrap(),
            body: activity.to_string().into_bytes(),
            at: Moment(0),
        };
        asked(&names(), &incoming)
    }

    fn activity(kind: &str, object: impl Into<Value>) -> Value {
        json!({"id": format!("{ODILE}/1"), "type": kind, "actor": ODILE, "object": object.into()})
    }

    #[test]
    fn a_follow_of_the_section_is_read_whether_embedded_or_not() {
        assert_eq!(ask(&activity("Follow", json!(SECTION))), Asked::Follow(KeyOwner::Section));
        assert_eq!(
            ask(&activity("Follow", json!({"id": SECTION, "type": "Group"}))),
            Asked::Follow(KeyOwner::Section)
        );
        assert_eq!(
            ask(&activity("Follow", json!("https://autre.example/section"))),
            Asked::Nothing("Follow")
        );
        assert_eq!(ask(&activity("Follow", json!([SECTION]))), Asked::Nothing("Follow"));
    }

    #[test]
    fn o08_only_ones_own_follow_is_taken_back() {
        let follow = |actor: &str| json!({"id": "f", "type": "Follow", "actor": actor, "object": SECTION});
        assert_eq!(ask(&activity("Undo", follow(ODILE))), Asked::Unfollow(None));
        assert_eq!(
            ask(&activity("Undo", follow("https://port-lazare.example/users/idriss"))),
            Asked::Forbidden
        );
        assert_eq!(ask(&activity("Undo", follow("https://autre.example/users/odile"))), Asked::Forbidden);
        assert_eq!(ask(&activity("Undo", json!("f"))), Asked::Unfollow(Some("f".into())));
        let like = json!({"id": "l", "type": "Like", "actor": ODILE, "object": SECTION});
        assert_eq!(ask(&activity("Undo", like)), Asked::Nothing("Undo"));
        let without = json!({"id": "f", "type": "Follow", "object": SECTION});
        assert_eq!(ask(&activity("Undo", without)), Asked::Nothing("Undo"));
    }

    #[test]
    fn r03_a_key_that_stands_twice_is_no_activity() {
        for key in ["id", "type", "actor", "object"] {
            let text = format!(
                r#"{{"id":"{ODILE}/1","type":"Follow","actor":"{ODILE}","object":"{SECTION}","{key}":"{ODILE}"}}"#
            );
            assert!(Envelope::read(text.as_bytes()).is_none(), "{key}");
        }
        assert!(Envelope::read(activity("Follow", json!(SECTION)).to_string().as_bytes()).is_some());
    }

    #[test]
    fn o28_odd_types_and_ids_never_break_the_reading() {
        let mut odd = activity("Follow", json!(SECTION));
        odd["type"] = json!(["Follow", "Create"]);
        assert_eq!(ask(&odd), Asked::Nothing("other"));
        odd["id"] = Value::Null;
        assert!(Envelope::read(odd.to_string().as_bytes()).is_none());
        odd["id"] = json!("https://port-lazare.example/\u{0}");
        assert!(Envelope::read(odd.to_string().as_bytes()).is_none());
        odd["id"] = json!(format!("https://port-lazare.example/{}", "a".repeat(1 << 20)));
        assert!(Envelope::read(odd.to_string().as_bytes()).is_none());
    }

    #[test]
    fn o01_o03_what_names_another_origin_is_seen() {
        let actor = Url::parse(ODILE).unwrap();
        let agrees =
            |value: &Value| Envelope::read(value.to_string().as_bytes()).unwrap().is_of_one_origin(&actor);
        let good = activity("Create", json!({"id": "n", "type": "Note", "attributedTo": ODILE}));
        assert!(agrees(&good));
        for id in [
            "https://autre.example/1",
            "http://port-lazare.example/1",
            "https://port-lazare.example:8443/1",
            "urn:x",
        ] {
            let mut other = good.clone();
            other["id"] = json!(id);
            assert!(!agrees(&other), "{id}");
        }
        for attributed in [
            json!("https://autre.example/x"),
            json!({"id": "https://autre.example/x"}),
            json!([ODILE]),
            json!(7),
        ] {
            let mut other = good.clone();
            other["object"]["attributedTo"] = attributed.clone();
            assert!(!agrees(&other), "{attributed}");
        }
        // A relay passes on what others wrote; that is counted, not refused.
        assert!(agrees(&activity("Announce", json!({"id": "n", "attributedTo": "https://autre.example/x"}))));
    }

    /// A document in the shape that a server of this kind sends.
    fn fixture(name: &str) -> Vec<u8> {
        let path = format!("{}/../tests/fixtures/fediverse/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).unwrap()
    }

    fn ask_fixture(name: &str) -> Asked {
        let body = fixture(name);
        crate::inbox::shape::check(&body).unwrap();
        let actor = Url::parse(Envelope::read(&body).unwrap().actor()).unwrap();
        assert!(Envelope::read(&body).unwrap().is_of_one_origin(&actor), "{name}");
        asked(&names(), &Incoming { id: "x".into(), actor, body, at: Moment(0) })
    }

    #[test]
    fn the_follows_of_every_kind_of_server_are_read() {
        for server in ["mastodon", "gotosocial", "lemmy", "mobilizon", "fedify"] {
            assert_eq!(
                ask_fixture(&format!("{server}/follow")),
                Asked::Follow(KeyOwner::Section),
                "{server}"
            );
        }
        for server in ["mastodon", "gotosocial", "lemmy", "mobilizon"] {
            assert_eq!(ask_fixture(&format!("{server}/undo_follow")), Asked::Unfollow(None), "{server}");
        }
        let id = "https://fedify.example/users/lucien#follow/1".to_owned();
        assert_eq!(ask_fixture("fedify/undo_follow"), Asked::Unfollow(Some(id)));
    }

    #[test]
    fn what_waits_for_the_next_version_is_counted_under_its_type() {
        for (name, kind) in [
            ("mastodon/create_note", "Create"),
            ("mastodon/like", "Like"),
            ("mastodon/delete_note", "Delete"),
            ("gotosocial/create_note", "Create"),
            ("lemmy/create_note", "Create"),
            ("lemmy/dislike", "Dislike"),
            ("mobilizon/create_event", "Create"),
            ("fedify/like", "Like"),
        ] {
            assert_eq!(ask_fixture(name), Asked::Nothing(kind), "{name}");
        }
        let end = fixture("mastodon/delete_account");
        assert!(Envelope::read(&end).unwrap().is_own_end());
        let note = fixture("mastodon/delete_note");
        assert!(!Envelope::read(&note).unwrap().is_own_end());
    }
}
