//! Other servers and the actors on them: what we remember of strangers.

use url::Url;

use crate::world::Moment;

/// A remote actor as far as we need one: where to write to, and by which key it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteActor {
    /// Its id, which is its address.
    pub id: Url,
    /// `Person`, `Group`, `Application`...
    pub kind: String,
    /// `preferredUsername`, cut to a bound.
    pub handle: String,
    /// Its display name, cut to a bound, plain text.
    pub name: String,
    /// Its inbox, on its own origin.
    pub inbox: Url,
    /// Its server's common inbox, on its own origin.
    pub shared_inbox: Option<Url>,
    /// The id of its key.
    pub key_id: Url,
    /// The key, PEM.
    pub key_pem: String,
    /// The Ed25519 key of its proofs as a Multikey (FEP-521a), where it has one.
    pub proof_key: Option<String>,
    /// When it was fetched.
    pub fetched_at: Moment,
}

crate::column::words! {
    /// Where a follow from outside stands.
    FollowState {
        /// Waits for an administrator.
        Held = "held",
        /// Follows.
        Accepted = "accepted",
        /// Was refused, or removed later.
        Refused = "refused",
    }
}

/// A follower from outside. Listed for administrators alone, served to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follower {
    /// Who follows.
    pub actor: RemoteActor,
    /// The Follow as it was sent, to answer it and to recognise its Undo.
    pub follow: String,
    /// Where it stands.
    pub state: FollowState,
    /// Since when.
    pub at: Moment,
}

/// What we remember of another server's health.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Host with port where it is not the scheme's own.
    pub host: String,
    /// Failures in a row.
    pub failures: i32,
    /// Until when nothing is sent but one probe; `None` while it answers.
    pub open_until: Option<Moment>,
    /// When it last answered well.
    pub last_ok_at: Option<Moment>,
    /// When it last failed.
    pub last_failure_at: Option<Moment>,
}

/// An activity that came in and was stored before it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The activity's id.
    pub id: String,
    /// The actor who signed it.
    pub actor: Url,
    /// The bytes that were signed.
    pub body: Vec<u8>,
    /// When it came.
    pub at: Moment,
}

/// An activity of ours, stored once, delivered to many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The id, part of its address.
    pub id: crate::id::ActivityId,
    /// Who signs: [`KeyOwner`].
    pub signer: KeyOwner,
    /// The exact bytes that are sent.
    pub json: String,
    /// Whether it may be fetched by its address.
    pub public: bool,
    /// When it was made.
    pub at: Moment,
}

/// Whose key signs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeyOwner {
    /// The server itself (the `Application`).
    Server,
    /// The section (the `Group`).
    Section,
    /// A person who signs a public post, or writes in a group that crosses servers.
    Person(crate::id::PersonId),
    /// A group that is hosted here.
    Group(crate::id::GroupId),
}

impl KeyOwner {
    /// The word or id under which the key is stored.
    pub fn column(self) -> String {
        match self {
            Self::Server => "server".to_owned(),
            Self::Section => "section".to_owned(),
            Self::Person(id) => id.to_string(),
            Self::Group(id) => format!("group {id}"),
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "server" => Some(Self::Server),
            "section" => Some(Self::Section),
            id => match id.strip_prefix("group ") {
                Some(id) => id.parse().ok().map(Self::Group),
                None => id.parse().ok().map(Self::Person),
            },
        }
    }
}

/// An Ed25519 key of ours, for the proofs that travel with what is relayed (FEP-8b32).
#[derive(Clone, PartialEq, Eq)]
pub struct ProofKey {
    /// The 32 bytes from which the key follows; never shown, never sent.
    pub seed: Vec<u8>,
    /// The 32 bytes of the public half.
    pub public: Vec<u8>,
}

impl std::fmt::Debug for ProofKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProofKey(..)")
    }
}

/// A key pair of ours, PEM (PKCS#8 and SPKI).
#[derive(Clone, PartialEq, Eq)]
pub struct KeyPair {
    /// The private half; never shown, never sent.
    pub private_pem: String,
    /// The public half.
    pub public_pem: String,
}

impl std::fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyPair(..)")
    }
}
