//! Who lives in the tests: the people of Vallombre, each with a name, a handle and a mail address.

use preau_core::language::Language;

/// Somebody.
#[derive(Clone, Copy, Debug)]
pub struct Somebody {
    /// As others read it.
    pub name: &'static str,
    /// What they sign in with.
    pub handle: &'static str,
    /// Where their letters go.
    pub mail: &'static str,
    /// The language of their pages and letters.
    pub language: Language,
}

/// The password of everybody: the journeys that are about passwords choose others.
pub const PASSWORD: &str = "trois chevaux bleus sur la lune";

/// Secretary of the section, and its first administrator.
pub const ODILE: Somebody = somebody("Odile Garrec", "odile.garrec", "odile@vallombre.example");
/// A member who writes a lot.
pub const JEANNE: Somebody = somebody("Jeanne Morvan", "jeanne.morvan", "jeanne@vallombre.example");
/// A member who comes to everything.
pub const NOUR: Somebody = somebody("Nour El Amrani", "nour", "nour@vallombre.example");
/// A member with one telephone and little time.
pub const THOMAS: Somebody = somebody("Thomas Le Goff", "thomas.legoff", "thomas@vallombre.example");
/// The treasurer.
pub const IDRISS: Somebody = somebody("Idriss Belkacem", "idriss", "idriss@vallombre.example");
/// Somebody who reads English.
pub const SAMIRA: Somebody =
    Somebody { language: Language::En, ..somebody("Samira Haddad", "samira", "samira@vallombre.example") };

const fn somebody(name: &'static str, handle: &'static str, mail: &'static str) -> Somebody {
    Somebody { name, handle, mail, language: Language::Fr }
}
