//! A person with an account in the house.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::language::Language;
use crate::text::{Handle, MailAddress, PersonName, ShortText};
use crate::world::Moment;

crate::column::words! {
    /// What a person may do in the house. Mandates with a term come with the bodies.
    Role {
        /// Reads, writes, comes.
        Member = "member",
        /// Speaks for the section and runs its house.
        Administrator = "administrator",
    }
}

crate::column::words! {
    /// Where an account stands.
    Standing {
        /// Came by a poster code and waits to be welcomed.
        Awaiting = "awaiting",
        /// In.
        Active = "active",
        /// Kept out for a time; nothing is deleted.
        Suspended = "suspended",
        /// Over: name, address and password are gone.
        Ended = "ended",
    }
}

/// A password's argon2id hash as a PHC string; it never prints itself.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
pub struct PasswordHash(pub String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// An account, as the house knows it. Never leaves the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The handle; of an ended account a meaningless one.
    pub handle: Handle,
    /// The name others read.
    pub name: PersonName,
    /// How the section calls what they do: "Secrétaire de section".
    pub title: Option<ShortText>,
    /// Where letters go; some members have none.
    pub mail: Option<MailAddress>,
    /// Set when they chose a password; without one they sign in by mail links.
    pub password: Option<PasswordHash>,
    /// What they may do.
    pub role: Role,
    /// Where the account stands.
    pub standing: Standing,
    /// The language of their pages and letters.
    pub language: Language,
    /// Changes with every credential, so that an older form or link is worth nothing.
    pub credentials_at: Moment,
    /// Up to where they have read the feed.
    pub feed_read_to: Moment,
    /// When they came in.
    pub joined_at: Moment,
}

/// The name of an ended account whose owner did not leave theirs on what they wrote.
pub const GONE: &str = "—";

/// How a person is shown beside what they wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// The id.
    pub id: PersonId,
    /// The name.
    pub name: PersonName,
    /// The handle, for the address of their page.
    pub handle: Handle,
    /// How the section calls what they do.
    pub title: Option<ShortText>,
    /// Whether the account is over. Where the name is [`GONE`] too, the web shows its own words for it.
    pub ended: bool,
}

impl Person {
    /// How they are shown beside what they wrote.
    pub fn byline(&self) -> Byline {
        Byline {
            id: self.id,
            name: self.name.clone(),
            handle: self.handle.clone(),
            title: self.title.clone(),
            ended: self.standing == Standing::Ended,
        }
    }
}
