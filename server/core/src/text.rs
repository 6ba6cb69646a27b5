//! The short texts people type, parsed once at the edge: past a handler there are no bare strings.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// What is wrong with a typed text; the web turns it into the sentence beside the field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Problem {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// More than this many characters.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// Fewer than this many characters.
    #[error("shorter than {0} characters")]
    TooShort(usize),
    /// Characters that this field cannot hold, or a wrong shape.
    #[error("malformed")]
    Malformed,
    /// A word that the server keeps for itself.
    #[error("reserved")]
    Reserved,
    /// A date in the past where only a later one makes sense, or an end before its beginning.
    #[error("too early")]
    TooEarly,
    /// A date or a number further than the bound.
    #[error("too far")]
    TooFar,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal, $lines:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters it holds.
            pub const MAX: usize = $max;

            /// Trims, normalises to NFC and checks; control characters are refused.
            pub fn parse(text: &str) -> Result<Self, Problem> {
                tidy(text, Self::MAX, $lines).map(Self)
            }

            /// Parses a field that may stay empty.
            pub fn optional(text: &str) -> Result<Option<Self>, Problem> {
                if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
            }

            /// A text from elsewhere, cut to fit and rid of what cannot be shown; `otherwise` where nothing is left.
            pub fn fit(text: &str, otherwise: &'static str) -> Self {
                let cut: String = text.nfc().take(Self::MAX).filter(|c| !disturbs(*c, $lines)).collect();
                let cut = cut.trim();
                Self(if cut.is_empty() { otherwise.to_owned() } else { cut.to_owned() })
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )+};
}

texts! {
    /// What a person is called, as they want it read.
    PersonName, 80, Lines::One;
    /// What a unit is called: "Vallombre-Centre".
    UnitName, 80, Lines::One;
    /// A line of free text: a role, a place, a territory.
    ShortText, 160, Lines::One;
    /// The title of a post or a rendezvous.
    Title, 140, Lines::One;
    /// The Markdown of a post or a rendezvous, as it was typed.
    Body, 20_000, Lines::Many;
    /// A paragraph or two: who we are, why I want to join.
    Note, 2_000, Lines::Many;
    /// The description of a picture for those who do not see it.
    AltText, 500, Lines::One;
}

/// Whether line breaks are part of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

/// Trims, brings to NFC, folds line ends, and refuses what would disturb a page, a mail or a terminal.
fn tidy(text: &str, max: usize, lines: Lines) -> Result<String, Problem> {
    // Cheap bound first: no character is longer than four bytes, and normalising costs time.
    if text.len() > max.saturating_mul(4).saturating_add(64) {
        return Err(Problem::TooLong(max));
    }
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if text.chars().count() > max {
        return Err(Problem::TooLong(max));
    }
    if text.chars().any(|c| disturbs(c, lines)) { Err(Problem::Malformed) } else { Ok(text.to_owned()) }
}

/// Whether a character would disturb a page, a mail or a terminal.
fn disturbs(c: char, lines: Lines) -> bool {
    match c {
        '\n' | '\t' => lines == Lines::One,
        // Direction overrides and isolates make a name look like another.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        c => c.is_control(),
    }
}

/// A text for comparing and sorting: compatibility-decomposed, without accents, in small letters.
///
/// SQLite's `lower()` does not know É; both engines compare this instead.
pub fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae")
}

/// A name for addresses and sign-in: `jeanne.morvan`. Small letters, digits, `.`, `_` and `-`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Handle(String);

impl Handle {
    /// The fewest and the most characters.
    pub const LENGTHS: std::ops::RangeInclusive<usize> = 2..=30;

    /// Words that would be mistaken for the server's own addresses or for its staff.
    const RESERVED: &'static [&'static str] = &[
        "actor",
        "admin",
        "administrateur",
        "administrator",
        "api",
        "contact",
        "inbox",
        "instance",
        "null",
        "outbox",
        "postmaster",
        "preau",
        "root",
        "section",
        "security",
        "support",
        "system",
        "webmaster",
    ];

    /// Folds to small letters and checks.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim().trim_start_matches('@').to_lowercase();
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        let length = text.chars().count();
        if length < *Self::LENGTHS.start() {
            return Err(Problem::TooShort(*Self::LENGTHS.start()));
        }
        if length > *Self::LENGTHS.end() {
            return Err(Problem::TooLong(*Self::LENGTHS.end()));
        }
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !text.chars().all(inner) || !edge(text.chars().next()) || !edge(text.chars().next_back()) {
            return Err(Problem::Malformed);
        }
        if Self::RESERVED.contains(&text.as_str()) {
            return Err(Problem::Reserved);
        }
        Ok(Self(text))
    }

    /// A handle proposed for a name: "Jeanne Morvan" gives `jeanne.morvan`. `None` where nothing usable is left.
    pub fn propose(name: &str) -> Option<Self> {
        let mut text = String::new();
        for c in folded(name).chars() {
            if c.is_ascii_alphanumeric() {
                text.push(c);
            } else if !text.is_empty() && !text.ends_with('.') {
                text.push('.');
            }
        }
        let text: String = text.chars().take(*Self::LENGTHS.end()).collect();
        Self::parse(text.trim_end_matches('.')).ok()
    }

    /// The text, without `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One mail address, without a display name: what a person types and what a letter goes to.
///
/// Narrower than RFC 5321 on purpose (case M02): no quotes, comments, lists, literals or `%` routes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct MailAddress(String);

impl MailAddress {
    /// RFC 5321 section 4.5.3.1: 64 for the local part, 255 for the domain.
    pub const MAX: usize = 254;

    /// Trims and checks. The domain becomes small letters; the local part is kept as typed.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        if text.len() > Self::MAX {
            return Err(Problem::TooLong(Self::MAX));
        }
        let (local, domain) = text.split_once('@').ok_or(Problem::Malformed)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&'*+-/=?^_`{|}~.".contains(c));
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        let domain_ok = domain.contains('.')
            && domain.split('.').all(label_ok)
            && domain.rsplit('.').next().is_some_and(|top| top.chars().any(|c| c.is_ascii_alphabetic()));
        if local_ok && domain_ok {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(Problem::Malformed)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For comparing: nobody has two accounts that differ in capitals alone.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A telephone number as people write it: digits with what they put between them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// The most characters: fifteen digits (E.164), and room for what stands between them.
    pub const MAX: usize = 30;
    /// The fewest and the most digits.
    const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;

    /// Trims and checks.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = tidy(text, Self::MAX, Lines::One)?;
        let between = |c: char| matches!(c, '+' | ' ' | '.' | '-' | '(' | ')' | '/' | '\u{A0}' | '\u{202F}');
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.chars().all(|c| c.is_ascii_digit() || between(c)) && Self::DIGITS.contains(&digits) {
            Ok(Self(text))
        } else {
            Err(Problem::Malformed)
        }
    }

    /// Parses a field that may stay empty.
    pub fn optional(text: &str) -> Result<Option<Self>, Problem> {
        if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// The number, as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_proposed_from_a_name_with_accents() {
        assert_eq!(Handle::propose("Nour El Amrani").unwrap().as_str(), "nour.el.amrani");
        assert_eq!(Handle::propose("Éloïse  Œuf").unwrap().as_str(), "eloise.oeuf");
        assert_eq!(Handle::propose("李"), None);
    }

    #[test]
    fn a_handle_of_the_servers_own_words_is_refused() {
        assert_eq!(Handle::parse("Admin"), Err(Problem::Reserved));
        assert_eq!(Handle::parse("a"), Err(Problem::TooShort(2)));
        assert_eq!(Handle::parse("a b"), Err(Problem::Malformed));
        assert_eq!(Handle::parse("@Jeanne").unwrap().as_str(), "jeanne");
    }

    #[test]
    fn m02_a_mail_address_that_hides_a_second_one_is_refused() {
        for wrong in
            ["a@b,c@d.fr", "\"x\"@b.fr", "a%b@c.fr", "a@[127.0.0.1]", "a@b", "a @b.fr", "a@b.fr\nBcc: c@d.fr"]
        {
            assert_eq!(MailAddress::parse(wrong), Err(Problem::Malformed), "{wrong}");
        }
        assert_eq!(
            MailAddress::parse("Jeanne@Vallombre.Example").unwrap().as_str(),
            "Jeanne@vallombre.example"
        );
    }

    #[test]
    fn a_telephone_number_is_digits_and_what_people_put_between_them() {
        for right in ["06 39 98 12 34", "+33.6.39.98.12.34", "(514) 555-0100", "063998"] {
            assert_eq!(Phone::parse(right).unwrap().as_str(), right);
        }
        for wrong in ["06", "zéro six", "06 39 98 12 34 <script>", "1234567890123456"] {
            assert_eq!(Phone::parse(wrong), Err(Problem::Malformed), "{wrong}");
        }
        assert_eq!(Phone::optional("  "), Ok(None));
    }

    #[test]
    fn a_name_with_a_direction_override_is_refused() {
        assert_eq!(PersonName::parse("Jeanne\u{202E}navroM"), Err(Problem::Malformed));
        assert_eq!(PersonName::parse("  "), Err(Problem::Empty));
        assert_eq!(PersonName::parse("Jeanne\nMorvan"), Err(Problem::Malformed));
    }

    #[test]
    fn n03_letters_with_and_without_accents_sort_alike() {
        assert_eq!(folded("Éva"), folded("E\u{301}va"));
        assert_eq!(folded("ÉVA"), "eva");
    }
}
