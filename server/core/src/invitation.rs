//! The ways in: a link by mail, a printed code for one person, a poster code for several, a request.

use serde::{Deserialize, Serialize};

use crate::id::{InvitationId, PersonId, RequestId};
use crate::language::Language;
use crate::text::{MailAddress, Note, PersonName};
use crate::world::{Moment, TokenHash};

crate::column::words! {
    /// How an invitation reaches people.
    InvitationKind {
        /// A link by mail, for one person at one address.
        Mail = "mail",
        /// A code on paper, for one person.
        Printed = "printed",
        /// A code on a poster, for several, each of whom an administrator welcomes.
        Poster = "poster",
    }
}

/// An invitation as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The id.
    pub id: InvitationId,
    /// How it reaches people.
    pub kind: InvitationKind,
    /// The hash of its token (mail) or of its folded code (printed, poster).
    pub hash: TokenHash,
    /// The code itself, kept for posters alone: it hangs on a wall, and opens no door without a welcome.
    pub code: Option<String>,
    /// Where a mail invitation goes.
    pub mail: Option<MailAddress>,
    /// A name for the greeting, where one was given.
    pub name: Option<PersonName>,
    /// The language of its letter and of the first page.
    pub language: Language,
    /// How many people it is for.
    pub places: i32,
    /// How many have used it.
    pub used: i32,
    /// Who made it.
    pub made_by: PersonId,
    /// When it was made.
    pub made_at: Moment,
    /// When it ends.
    pub expires_at: Moment,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
}

/// The most people a poster is for: more at once could not be welcomed with care.
pub const POSTER_PLACES_MAX: i32 = 200;
/// The most printed codes made in one go: five sheets of ten.
pub const PRINTED_CODES_MAX: u32 = 50;
/// How long a mail or printed invitation lives.
pub const INVITATION_DAYS: i64 = 30;

crate::column::words! {
    /// Where a stranger's request to join stands.
    RequestState {
        /// Nobody has decided.
        Waiting = "waiting",
        /// Accepted: an invitation went out.
        Accepted = "accepted",
        /// Refused.
        Refused = "refused",
    }
}

/// A stranger's request to join, from the public page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// The id.
    pub id: RequestId,
    /// Their name.
    pub name: PersonName,
    /// Where the answer goes.
    pub mail: MailAddress,
    /// Why, in their words.
    pub note: Option<Note>,
    /// The language of the answer.
    pub language: Language,
    /// Where it stands.
    pub state: RequestState,
    /// When it came.
    pub made_at: Moment,
}

/// The letters of codes: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V, so that a code read aloud or from a wall is typed right.
const CODE_LETTERS: &[u8; 22] = b"ACDEFGHJKMNPQRTWXY3479";

/// Makes a code from random bytes: twelve letters in three groups, 53 bits.
///
/// 53 bits, ten tries an hour and address: guessing one of a hundred open codes takes longer than their lives.
pub fn make_code(random: &[u8; 12]) -> String {
    let mut code = String::with_capacity(14);
    for (i, byte) in random.iter().enumerate() {
        if i > 0 && i % 4 == 0 {
            code.push('-');
        }
        // 256 mod 22 = 14: the bias costs less than a tenth of a bit over the whole code.
        let letter = CODE_LETTERS.get(usize::from(*byte) % CODE_LETTERS.len()).copied().unwrap_or(b'A');
        code.push(char::from(letter));
    }
    code
}

/// A typed code without spaces, hyphens and small letters; `None` where it cannot be one.
pub fn fold_code(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2011}' | '\u{2013}'))
        .flat_map(char::to_uppercase)
        .collect();
    (code.len() == 12 && code.bytes().all(|b| CODE_LETTERS.contains(&b))).then_some(code)
}

/// What the tables hold of a code.
pub fn code_hash(folded: &str) -> TokenHash {
    TokenHash::of(folded.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_read_from_a_poster_is_understood_however_it_is_typed() {
        let code = make_code(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 255]);
        let folded = fold_code(&code).unwrap();
        assert_eq!(fold_code(&code.to_lowercase().replace('-', " ")), Some(folded));
        assert_eq!(fold_code("trop court"), None);
    }
}
