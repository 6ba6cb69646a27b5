//! Sessions and the one-time links that stand in for a password.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, SessionId};
use crate::world::{Moment, TokenHash};

/// A signed-in browser, as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The id, to revoke it by.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// "Firefox, Linux": a coarse label, never the whole user agent.
    pub device: String,
    /// When it was opened.
    pub opened_at: Moment,
    /// Last used, to the hour.
    pub seen_at: Moment,
    /// When it ends by itself.
    pub expires_at: Moment,
}

/// How long a session lives without being used.
pub const SESSION_DAYS: i64 = 60;

crate::column::words! {
    /// What a one-time link is for.
    LinkPurpose {
        /// Signing in without a password; 30 minutes.
        SignIn = "sign_in",
        /// Choosing a new password; one hour (I03).
        Reset = "reset",
        /// Proving a new mail address; one day.
        ConfirmMail = "confirm_mail",
        /// Taking back a change of mail address; seven days (I05).
        CancelMail = "cancel_mail",
        /// Setting up the house; until it is.
        SetUp = "set_up",
    }
}

impl LinkPurpose {
    /// How long such a link lives, in microseconds.
    pub const fn lifetime(self) -> i64 {
        match self {
            Self::SignIn => 30 * Moment::MINUTE,
            Self::Reset => Moment::HOUR,
            Self::ConfirmMail => Moment::DAY,
            Self::CancelMail => 7 * Moment::DAY,
            Self::SetUp => 3650 * Moment::DAY,
        }
    }
}

/// A one-time link as the table holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The hash of its token.
    pub hash: TokenHash,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose it is; a set-up link is nobody's.
    pub person: Option<PersonId>,
    /// A new or former mail address, where the purpose has one.
    pub mail: Option<String>,
    /// The person's [`crate::person::Person::credentials_at`] when it was made: a later change voids it.
    pub credentials_at: Moment,
    /// When it was made.
    pub made_at: Moment,
    /// When it ends.
    pub expires_at: Moment,
    /// When it was used.
    pub used_at: Option<Moment>,
}
