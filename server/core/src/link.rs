//! Links between sections: whom we work with, made by a code and confirmed by an administrator on each side.

use serde::{Deserialize, Serialize};

use crate::id::{LinkCodeId, PersonId};
use crate::invitation::fold_code;
use crate::peer::RemoteActor;
use crate::world::{Moment, TokenHash};

crate::column::words! {
    /// What the other section is to ours.
    LinkKind {
        /// Another section, on the same level.
        Sister = "sister",
        /// The level above us.
        Above = "above",
        /// A section below us.
        Below = "below",
    }
}

impl LinkKind {
    /// What we are to the other one.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Sister => Self::Sister,
            Self::Above => Self::Below,
            Self::Below => Self::Above,
        }
    }
}

crate::column::words! {
    /// Where a link stands.
    LinkState {
        /// We asked; their administrators have not answered.
        Offered = "offered",
        /// They asked, with a code of ours; our administrators have not answered.
        Asked = "asked",
        /// Both said yes.
        Linked = "linked",
        /// One said no.
        Refused = "refused",
        /// It was, and one of the two took it back.
        Ended = "ended",
    }
}

/// Another section that we are linked with, were, or may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedSection {
    /// Its actor, with its keys.
    pub actor: RemoteActor,
    /// What it is to us.
    pub kind: LinkKind,
    /// Where the link stands.
    pub state: LinkState,
    /// The id of the Offer that began it: who made it takes it back by Undo, the other by Reject.
    pub offer: String,
    /// Whether the Offer was ours.
    pub ours: bool,
    /// Since when it stands so.
    pub since: Moment,
}

/// A linked section as the list of administrators shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// The section.
    pub section: LinkedSection,
    /// Failures in a row of its server; 0 while it answers.
    pub failures: i32,
    /// When it last answered well, or last wrote to us.
    pub last_contact: Option<Moment>,
    /// Groups that people of both are in.
    pub groups_in_common: i64,
}

/// A code that another section's administrator types. The table keeps its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCode {
    /// The id.
    pub id: LinkCodeId,
    /// [`crate::invitation::code_hash`] of the folded code.
    pub hash: TokenHash,
    /// Who made it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Moment,
    /// It is worth nothing after this.
    pub expires_at: Moment,
}

/// How long a code lives: the time to pass it on at a meeting or by telephone.
pub const LINK_CODE_DAYS: i64 = 7;
/// Open codes at once: more would be codes that nobody remembers having made.
pub const LINK_CODES_MAX: i64 = 20;
/// Linked sections on a page and in a fan-out: a union of some hundred sections is the largest we were asked about.
pub const LINKS_MAX: i64 = 500;

/// A code as it is written down: the server's host and twelve letters.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WrittenCode {
    /// The host, with its port where it is not the scheme's own.
    pub host: String,
    /// The folded letters.
    pub letters: String,
}

impl WrittenCode {
    /// Reads `vallombre.example/ABCD-EFGH-JKLM`, with `https://` before it or spaces around; `None` for anything else.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let typed = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://")).unwrap_or(typed);
        let (host, letters) = typed.split_once('/')?;
        let host = host.trim().to_lowercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if host.is_empty() || host.len() > 255 || !host.chars().all(plain) {
            return None;
        }
        Some(Self { host, letters: fold_code(letters)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_typed_from_paper_or_pasted() {
        for typed in [
            "vallombre.example/ACDE-FGHJ-KMNP",
            "  https://Vallombre.example/acde fghj kmnp ",
            "vallombre.example/ACDEFGHJKMNP",
        ] {
            let read = WrittenCode::read(typed).unwrap();
            assert_eq!((read.host.as_str(), read.letters.as_str()), ("vallombre.example", "ACDEFGHJKMNP"));
        }
        for typed in ["", "vallombre.example", "ACDE-FGHJ-KMNP", "a b/ACDE-FGHJ-KMNP", "v.example/TROP-COURT"]
        {
            assert_eq!(WrittenCode::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_one_is_to_the_other_is_said_from_both_sides() {
        for kind in LinkKind::ALL {
            assert_eq!(kind.mirrored().mirrored(), *kind);
        }
        assert_eq!(LinkKind::Above.mirrored(), LinkKind::Below);
    }
}
