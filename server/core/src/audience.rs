//! Who can read a text, and how many that is: shown before and after posting (voices.md 5).

use std::fmt;
use std::str::FromStr;

use crate::column::UnknownWord;
use crate::id::BodyId;

crate::column::words! {
    /// The stored word of an audience. Which body it is stands in a column beside it.
    Reach {
        /// The members of the section.
        Section = "section",
        /// Everybody.
        Everybody = "everybody",
        /// Those who sit in a body.
        Body = "body",
    }
}

/// The audience of a text. Groups keep their own, in their rooms.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Audience {
    /// The members of the section; nothing leaves the server.
    Section,
    /// Everybody, on this server and elsewhere.
    Everybody,
    /// Those who sit in a body at the moment when they read; nothing leaves the server. Never the assembly: what is for
    /// all its members is for the section.
    Body(BodyId),
}

impl Audience {
    /// Whether nobody reads this who could not read `other`.
    pub fn within(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Everybody) | (Self::Section | Self::Body(_), Self::Section) => true,
            (Self::Everybody | Self::Section, _) => false,
            (Self::Body(one), Self::Body(another)) => one == another,
        }
    }

    /// The word that is stored.
    pub const fn reach(self) -> Reach {
        match self {
            Self::Section => Reach::Section,
            Self::Everybody => Reach::Everybody,
            Self::Body(_) => Reach::Body,
        }
    }

    /// The body whose members alone read it.
    pub const fn body(self) -> Option<BodyId> {
        match self {
            Self::Body(body) => Some(body),
            Self::Section | Self::Everybody => None,
        }
    }

    /// The audience of a stored word and body; `None` where the two do not go together.
    pub const fn stored(reach: Reach, body: Option<BodyId>) -> Option<Self> {
        match (reach, body) {
            (Reach::Section, None) => Some(Self::Section),
            (Reach::Everybody, None) => Some(Self::Everybody),
            (Reach::Body, Some(body)) => Some(Self::Body(body)),
            (Reach::Section | Reach::Everybody, Some(_)) | (Reach::Body, None) => None,
        }
    }
}

/// As a form sends it: `section`, `everybody`, `body:` and the id.
impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(body) => write!(f, "{}:{body}", self.reach()),
            Self::Section | Self::Everybody => self.reach().fmt(f),
        }
    }
}

impl FromStr for Audience {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownWord { list: "Audience", word: text.chars().take(64).collect() };
        let (word, body) = match text.split_once(':') {
            Some((word, body)) => (word, Some(body.parse().map_err(|_| unknown())?)),
            None => (text, None),
        };
        Self::stored(word.parse()?, body).ok_or_else(unknown)
    }
}

/// How many people and which servers will be able to read, counted when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readers {
    /// The audience this was counted for.
    pub audience: Audience,
    /// Members of the section who can read.
    pub members: i64,
    /// Servers elsewhere that get a copy; empty where nothing leaves.
    pub servers: Vec<String>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const BOARD: Audience = Audience::Body(BodyId(Uuid::from_u128(1)));
    const COMMISSION: Audience = Audience::Body(BodyId(Uuid::from_u128(2)));

    /// Voices.md 5: a reply has the audience of what it answers, or a narrower one. The whole table.
    #[test]
    fn an_audience_is_within_itself_and_within_what_is_wider() {
        let all = [BOARD, COMMISSION, Audience::Section, Audience::Everybody];
        let wider = |audience: Audience| match audience {
            Audience::Body(_) => vec![audience, Audience::Section, Audience::Everybody],
            Audience::Section => vec![Audience::Section, Audience::Everybody],
            Audience::Everybody => vec![Audience::Everybody],
        };
        for one in all {
            for other in all {
                assert_eq!(one.within(other), wider(one).contains(&other), "{one} within {other}");
            }
        }
    }

    #[test]
    fn an_audience_is_read_as_it_was_written_and_anything_else_is_none() {
        for audience in [BOARD, Audience::Section, Audience::Everybody] {
            assert_eq!(audience.to_string().parse::<Audience>().unwrap(), audience);
            assert_eq!(Audience::stored(audience.reach(), audience.body()), Some(audience));
        }
        let id = Uuid::from_u128(1);
        let with_a_body = format!("section:{id}");
        let twice = format!("body:{id}:{id}");
        for forged in ["", "body", "body:", "body:1", "world", with_a_body.as_str(), twice.as_str()] {
            assert!(forged.parse::<Audience>().is_err(), "{forged}");
        }
    }
}
