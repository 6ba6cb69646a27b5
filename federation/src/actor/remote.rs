//! Another server's actor document, read strictly: what signs must be its own, and so must where we write to.

use activitypub_federation::protocol::helpers::deserialize_skip_error;
use activitypub_federation::protocol::public_key::PublicKey as KeyDocument;
use preau_core::peer::RemoteActor;
use preau_core::world::Moment;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::address::Rules;
use crate::fetch::Document;
use crate::inbox::shape;
use crate::keys::PublicKey;
use crate::proof::PublicProofKey;

/// Characters of a remote handle or name that are kept: what one line of the administrators' list shows.
const NAME_CHARS_MAX: usize = 100;

/// The types that are somebody. An `Organization` cannot post, but it can follow.
const KINDS: [&str; 5] = ["Person", "Group", "Application", "Service", "Organization"];

/// A document found under a key's id: an actor with its key, or a key that names its owner.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Fetched {
    id: String,
    #[serde(rename = "type", default, deserialize_with = "deserialize_skip_error")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    preferred_username: Option<String>,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    name: Option<String>,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    inbox: Option<String>,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    endpoints: Option<Endpoints>,
    /// One object. A list of keys is refused (S15): which of them signs would be ours to guess.
    #[serde(default)]
    public_key: Option<Value>,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    owner: Option<String>,
    /// Keys of proofs; ids alone, and kinds that we do not know, are passed over (FEP-521a).
    #[serde(default)]
    assertion_method: Option<Value>,
}

/// A key of proofs.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct MultikeyDocument {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    controller: String,
    public_key_multibase: String,
}

/// Keys of proofs that are looked at.
const PROOF_KEYS_MAX: usize = 8;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoints {
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    shared_inbox: Option<String>,
}

impl Fetched {
    /// Reads the bytes, with the same bounds as whatever comes into the inbox.
    pub(crate) fn read(document: &Document) -> Option<Self> {
        shape::check(&document.bytes).ok()?;
        serde_json::from_slice(&document.bytes).ok()
    }

    /// The actor that this document says the key belongs to: itself, or the owner it names.
    ///
    /// GoToSocial gives its keys an address of their own, where a short form of the actor is served.
    pub(crate) fn owner(&self, at: &Url) -> Option<String> {
        if self.id == at.as_str() && self.inbox.is_some() {
            return Some(self.id.clone());
        }
        let key: Option<KeyDocument> = self.key();
        key.map(|key| key.owner.into()).or_else(|| self.owner.clone())
    }

    /// The id of the single key that it lists; whether that is its own is for [`Self::actor`] to see.
    pub(crate) fn key_id(&self) -> Option<String> {
        Some(self.key()?.id)
    }

    fn key(&self) -> Option<KeyDocument> {
        serde_json::from_value(self.public_key.clone()?).ok()
    }

    /// The first Ed25519 key of proofs that is the actor's own and names it (S12, S13). Another's, or one that cannot be
    /// read, is as good as none: nothing is believed by it.
    fn proof_key(&self, id: &Url) -> Option<String> {
        let listed = match self.assertion_method.clone()? {
            Value::Array(list) => list,
            one => vec![one],
        };
        let own = |key: &MultikeyDocument| {
            let part = key.id.strip_prefix(id.as_str());
            key.kind == "Multikey"
                && key.controller == id.as_str()
                && part.is_some_and(|part| part.starts_with('#'))
        };
        listed
            .into_iter()
            .take(PROOF_KEYS_MAX)
            .filter_map(|value| serde_json::from_value::<MultikeyDocument>(value).ok())
            .filter(own)
            .find_map(|key| PublicProofKey::from_multibase(&key.public_key_multibase).ok())
            .map(|key| key.multibase())
    }

    /// The actor, if it answers under its own id and lists this very key as its own (S12, S13, O11).
    pub(crate) fn actor(
        &self,
        at: &Url,
        key_id: &str,
        rules: &Rules,
        now: Moment,
    ) -> Result<RemoteActor, &'static str> {
        let id = rules.parse(&self.id).map_err(|_| "its id may not be reached")?;
        if id != *at {
            return Err("its id is not its address");
        }
        let kind = self.kind.clone().filter(|kind| KINDS.contains(&kind.as_str())).ok_or("it is no actor")?;
        let key = self.key().ok_or("it lists no single key")?;
        if key.id != key_id || key.owner != id {
            return Err("it does not list this key as its own");
        }
        PublicKey::from_pem(&key.public_key_pem).map_err(|_| "its key is not acceptable")?;
        let inbox =
            self.inbox.as_deref().and_then(|text| own(text, &id, rules)).ok_or("its inbox is not its own")?;
        let shared = self.endpoints.as_ref().and_then(|e| e.shared_inbox.as_deref());
        let handle = handle(self.preferred_username.as_deref().unwrap_or_default());
        let name = self.name.as_deref().map(line).filter(|name| !name.is_empty());
        Ok(RemoteActor {
            kind,
            name: name.unwrap_or_else(|| handle.clone()),
            handle,
            inbox,
            shared_inbox: shared.and_then(|text| own(text, &id, rules)),
            key_id: Url::parse(key_id).map_err(|_| "its key has no address")?,
            key_pem: key.public_key_pem,
            proof_key: self.proof_key(&id),
            fetched_at: now,
            id,
        })
    }
}

/// An address that may be reached and lies on the actor's own origin (O13).
fn own(text: &str, id: &Url, rules: &Rules) -> Option<Url> {
    rules.parse(text).ok().filter(|url| url.origin() == id.origin())
}

/// The same for a name in an address: what separates the parts of one cannot stand in it, or `a@good.example` of another
/// host would read as somebody of `good.example` (O15).
fn handle(text: &str) -> String {
    line(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '@' | '/' | ':' | '?' | '#' | '%'))
        .collect()
}

/// One line of plain text without what would disturb a page: control characters and changes of direction (O15).
fn line(text: &str) -> String {
    let wrong = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text.chars().filter(|c| !wrong(c)).take(NAME_CHARS_MAX).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::*;
    use crate::address::Allowed;
    use crate::testing::{KEYS, NOW};

    const ID: &str = "https://port-lazare.example/users/odile";
    const KEY: &str = "https://port-lazare.example/users/odile#main-key";

    fn rules() -> Rules {
        Rules::new(Allowed::default(), &[Url::parse("https://vallombre.example/").unwrap()])
    }

    fn odile() -> Value {
        json!({
            "id": ID, "type": "Person", "preferredUsername": "odile", "name": "Odile Garrec",
            "inbox": format!("{ID}/inbox"),
            "endpoints": {"sharedInbox": "https://port-lazare.example/inbox"},
            "publicKey": {"id": KEY, "owner": ID, "publicKeyPem": KEYS.public},
        })
    }

    fn read(document: &Value) -> Result<RemoteActor, &'static str> {
        let url = Url::parse(ID).unwrap();
        let document = Document { url: url.clone(), bytes: Bytes::from(document.to_string()) };
        Fetched::read(&document).ok_or("unreadable")?.actor(&url, KEY, &rules(), NOW)
    }

    #[test]
    fn an_actor_is_read_with_its_key_and_inboxes() {
        let actor = read(&odile()).unwrap();
        assert_eq!((actor.handle.as_str(), actor.name.as_str()), ("odile", "Odile Garrec"));
        assert_eq!(actor.shared_inbox.unwrap().as_str(), "https://port-lazare.example/inbox");
    }

    #[test]
    fn s12_s13_a_key_that_the_actor_does_not_list_as_its_own_is_refused() {
        for (id, owner) in [
            ("https://port-lazare.example/users/odile#other", ID),
            (KEY, "https://port-lazare.example/users/idriss"),
            ("https://PORT-LAZARE.example/users/odile#main-key", ID),
        ] {
            let mut document = odile();
            document["publicKey"] = json!({"id": id, "owner": owner, "publicKeyPem": KEYS.public});
            assert!(read(&document).is_err(), "{id} {owner}");
        }
    }

    #[test]
    fn s15_no_key_a_list_of_keys_or_a_bad_key_is_refused() {
        let key = odile()["publicKey"].clone();
        let mut bad = key.clone();
        bad["publicKeyPem"] = json!("-----BEGIN PUBLIC KEY-----\nMA==\n-----END PUBLIC KEY-----");
        for other in [Value::Null, json!([key.clone()]), json!([key.clone(), key]), json!("x"), bad] {
            let mut document = odile();
            document["publicKey"] = other;
            assert!(read(&document).is_err());
        }
    }

    #[test]
    fn o13_an_inbox_elsewhere_refuses_the_actor_and_a_shared_one_elsewhere_is_dropped() {
        for inbox in [
            "https://victime.example/inbox",
            "javascript:alert(1)",
            "https://127.0.0.1/inbox",
            "https://vallombre.example/inbox",
            "http://port-lazare.example/inbox",
        ] {
            let mut document = odile();
            document["inbox"] = json!(inbox);
            assert!(read(&document).is_err(), "{inbox}");
            let mut document = odile();
            document["endpoints"]["sharedInbox"] = json!(inbox);
            assert_eq!(read(&document).unwrap().shared_inbox, None, "{inbox}");
        }
    }

    #[test]
    fn o11_an_id_that_is_not_the_address_is_refused() {
        for id in ["https://port-lazare.example/users/idriss", "https://autre.example/users/odile", "odile"] {
            let mut document = odile();
            document["id"] = json!(id);
            assert!(read(&document).is_err(), "{id}");
        }
    }

    #[test]
    fn s12_s13_s15_only_an_ed25519_key_that_is_the_actor_s_own_vouches_for_its_documents() {
        const GOOD: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let multikey = |id: &str, controller: &str, key: &str| json!({"id": id, "type": "Multikey", "controller": controller, "publicKeyMultibase": key});
        let with = |value: Value| {
            let mut document = odile();
            document["assertionMethod"] = value;
            read(&document).unwrap().proof_key
        };
        let own = format!("{ID}#ed25519-key");
        let good = multikey(&own, ID, GOOD);
        assert_eq!(with(good.clone()).as_deref(), Some(GOOD));
        let p256 = multikey(&own, ID, "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv");
        assert_eq!(with(json!([own, 7, p256, good])).as_deref(), Some(GOOD));
        let idriss = "https://port-lazare.example/users/idriss";
        for other in [
            multikey(&format!("{idriss}#ed25519-key"), ID, GOOD),
            multikey(&own, idriss, GOOD),
            multikey("https://autre.example/users/odile#ed25519-key", ID, GOOD),
            multikey(&format!("{ID}x#ed25519-key"), ID, GOOD),
            multikey(&own, ID, "z6Mk"),
            json!(own),
            Value::Null,
        ] {
            assert_eq!(with(other.clone()), None, "{other}");
        }
        let mut many = vec![json!(own); 8];
        many.push(multikey(&own, ID, GOOD));
        assert_eq!(with(json!(many)), None);
    }

    #[test]
    fn a_name_cannot_turn_the_line_it_stands_in() {
        let mut document = odile();
        document["name"] = json!("Odile\u{202E}\u{1} Garrec");
        assert_eq!(read(&document).unwrap().name, "Odile Garrec");
        document["name"] = json!(["Odile"]);
        assert_eq!(read(&document).unwrap().name, "odile");
    }

    #[test]
    fn the_actors_of_every_kind_of_server_are_read() {
        for (server, key) in [
            ("mastodon", "https://mastodon.example/users/odile#main-key"),
            ("gotosocial", "https://gotosocial.example/users/idriss/main-key"),
            ("lemmy", "https://lemmy.example/u/fatou#main-key"),
            ("mobilizon", "https://mobilizon.example/relay#main-key"),
            ("fedify", "https://fedify.example/users/lucien#main-key"),
        ] {
            let mut document = fixture(&format!("{server}/actor"));
            document["publicKey"]["publicKeyPem"] = json!(KEYS.public);
            let url = Url::parse(document["id"].as_str().unwrap()).unwrap();
            let fetched =
                Fetched::read(&Document { url: url.clone(), bytes: document.to_string().into() }).unwrap();
            assert_eq!(fetched.owner(&url).as_deref(), Some(url.as_str()), "{server}");
            let actor = fetched.actor(&url, key, &rules(), NOW).unwrap();
            assert_eq!(actor.shared_inbox.unwrap().path(), "/inbox", "{server}");
        }
    }

    #[test]
    fn a_key_with_an_address_of_its_own_leads_to_its_owner() {
        let at = Url::parse("https://gotosocial.example/users/idriss/main-key").unwrap();
        let bytes = fixture("gotosocial/key").to_string().into();
        let fetched = Fetched::read(&Document { url: at.clone(), bytes }).unwrap();
        assert_eq!(fetched.owner(&at).as_deref(), Some("https://gotosocial.example/users/idriss"));
    }

    fn fixture(name: &str) -> Value {
        let path = format!("{}/../tests/fixtures/fediverse/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }
}
