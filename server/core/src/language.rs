//! The two languages: French is the source, English stands beside it, always both.

crate::column::words! {
    /// The language of a page, a letter or a person.
    Language {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

impl Language {
    /// The other one, for the switch in the footer.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }
}
