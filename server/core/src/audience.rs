//! Who can read a text, and how many that is: shown before and after posting (voices.md 5).

crate::column::words! {
    /// The audience of a text. Bodies and groups join this list with their rooms.
    Audience {
        /// The members of the section; nothing leaves the server.
        Section = "section",
        /// Everybody, on this server and elsewhere.
        Everybody = "everybody",
    }
}

impl Audience {
    /// Whether nobody reads this who could not read `other`.
    pub const fn within(self, other: Self) -> bool {
        matches!((self, other), (Self::Section, _) | (_, Self::Everybody))
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
