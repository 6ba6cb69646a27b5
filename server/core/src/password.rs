//! Passwords: what may be chosen, and how it is kept: argon2id, so that a stolen database gives no password away.
//!
//! [`hash`], [`verify`] and [`verify_nobody`] take about 30 ms of one core and 19 MiB each. The caller runs them in
//! `tokio::task::spawn_blocking` behind one semaphore of [`HASHES_AT_ONCE_MAX`] permits and answers 503 when none is
//! free within a few seconds, so that a flood of sign-ins cannot take the memory of the server.

use std::{fmt, hint::black_box};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash as Phc},
};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

use crate::person::PasswordHash;

/// The shortest password, in characters. Below ten the estimate of strength depends on luck; above it, a longer minimum
/// would refuse what the estimate finds strong enough and teach people to add "1234".
pub const LENGTH_MIN: usize = 10;
/// The longest password, in bytes as typed: far above any phrase, and a bound on the work of normalising and hashing.
pub const BYTES_MAX: usize = 1_024;
/// How many hashes may run at once on a server: 4 x 19 MiB, and two cores are busy with two.
pub const HASHES_AT_ONCE_MAX: usize = 4;
/// Bytes of salt, drawn from the `World`.
pub const SALT_BYTES: usize = 16;

/// argon2id, memory in KiB: with two passes and one lane, the second choice of the OWASP cheat sheet on password storage.
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// The dearest stored hash that is computed, so that a restored or altered row cannot take the server's memory.
const STORED_MEMORY_KIB_MAX: u32 = 64 * 1_024;
const STORED_PASSES_MAX: u32 = 10;
/// How many words about the person are looked for, and the shortest that counts: "de" is in every second phrase.
const WORDS_MAX: usize = 32;
const WORD_CHARS_MIN: usize = 3;
const WORD_CHARS_MAX: usize = 64;

/// Letters and figures that must stand beside a name: "Vallombre2026" is what everybody in Vallombre would try, and the
/// estimate of strength thinks too well of two names with a dash.
const BESIDES_NAMES_MIN: usize = 6;

/// A password as typed, normalised so that the same keys give the same password on each device. It never prints itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a password cannot be chosen. The forms make a sentence of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than [`LENGTH_MIN`] characters.
    TooShort,
    /// More than [`BYTES_MAX`] bytes.
    TooLong,
    /// A sign that no keyboard writes, as NUL or a line end: likely a mistake in pasting, and not typable elsewhere.
    UnwritableSign,
    /// Easy to guess because of a word about the person or the section.
    ContainsName,
    /// Easy to guess: a well-known password, a sequence, a repetition, a date, a pattern on the keyboard.
    TooEasy,
}

/// A password could not be hashed: never by what was typed, only by a fault (no memory, a wrong salt).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HashFault;

impl Password {
    /// A password somebody wants to have. `about` holds what an acquaintance would try: the person's names, handle and
    /// mail address, the section's name.
    pub fn choose(typed: &str, about: &[&str]) -> Result<Self, PasswordProblem> {
        let password = Self::typed(typed).ok_or(PasswordProblem::TooLong)?;
        let chosen = &password.0;
        if chosen.chars().any(char::is_control) {
            return Err(PasswordProblem::UnwritableSign);
        }
        if chosen.chars().count() < LENGTH_MIN {
            return Err(PasswordProblem::TooShort);
        }
        let words = words_about(about);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (named, besides) = besides_names(chosen, &words);
        if named && besides < BESIDES_NAMES_MIN {
            return Err(PasswordProblem::ContainsName);
        }
        match (is_strong(chosen, &words), named) {
            (true, _) => Ok(password),
            (false, true) => Err(PasswordProblem::ContainsName),
            (false, false) => Err(PasswordProblem::TooEasy),
        }
    }

    /// A password to be compared with a stored one; `None` if it is longer than any that was ever accepted.
    ///
    /// On `None` the caller answers as to a wrong password, after [`verify_nobody`] with an empty password.
    pub fn typed(typed: &str) -> Option<Self> {
        (typed.len() <= BYTES_MAX).then(|| Self(typed.nfkc().collect()))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The hash to keep: a PHC string (<https://github.com/P-H-C/phc-string-format>). Slow; see the head of this file.
pub fn hash(password: &Password, salt: &[u8; SALT_BYTES]) -> Result<PasswordHash, HashFault> {
    let hash = argon2()?.hash_password_with_salt(password.0.as_bytes(), salt).map_err(|_| HashFault)?;
    Ok(PasswordHash(hash.to_string()))
}

/// Whether it is the password that was kept, compared in constant time. Slow. A stored value that is no hash fits nobody.
pub fn verify(password: &Password, stored: &PasswordHash) -> bool {
    let Some(stored) = Phc::new(&stored.0).ok().filter(is_affordable) else {
        verify_nobody(password);
        return false;
    };
    argon2().is_ok_and(|argon2| argon2.verify_password(password.0.as_bytes(), &stored).is_ok())
}

/// The work of [`verify`] for an account that does not exist, so that the time of the answer does not tell.
pub fn verify_nobody(password: &Password) {
    // A fixed salt is right here: the result is thrown away.
    drop(black_box(hash(password, b"nobody lives here".first_chunk().unwrap_or(&[0; SALT_BYTES]))));
}

/// Whether a stored hash was made with other costs than today's: then hash again at the next sign-in.
pub fn is_outdated(stored: &PasswordHash) -> bool {
    Phc::new(&stored.0).map_or(true, |stored| {
        let current = Params::try_from(&stored).is_ok_and(|costs| {
            costs.m_cost() == MEMORY_KIB && costs.t_cost() == PASSES && costs.p_cost() == LANES
        });
        stored.algorithm.as_str() != "argon2id" || !current
    })
}

/// What the person and the section are called, cut into words as one would try them.
fn words_about(about: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in about {
        let text: String = text.chars().take(WORD_CHARS_MAX).nfkc().collect::<String>().to_lowercase();
        let joined: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let parts = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        words.extend(
            parts.chain([joined, text.clone()]).filter(|word| word.chars().count() >= WORD_CHARS_MIN),
        );
    }
    words.truncate(WORDS_MAX);
    words
}

/// Whether a word about the person stands in it, and how many letters and figures are left without them.
fn besides_names(password: &str, words: &[&str]) -> (bool, usize) {
    let lower = password.to_lowercase();
    // The longest first, so that a name goes as a whole.
    let mut longest_first = words.to_vec();
    longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = longest_first.iter().fold(lower.clone(), |rest, word| rest.replace(word, " "));
    (rest != lower, rest.chars().filter(|c| c.is_alphanumeric()).count())
}

/// At least 10^8 guesses by an offline estimate that knows common passwords, words, dates and keyboards.
fn is_strong(password: &str, words: &[&str]) -> bool {
    zxcvbn(password, words).score() >= Score::Three
}

fn argon2() -> Result<Argon2<'static>, HashFault> {
    let costs = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| HashFault)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, costs))
}

fn is_affordable(stored: &Phc) -> bool {
    Params::try_from(stored)
        .is_ok_and(|costs| costs.m_cost() <= STORED_MEMORY_KIB_MAX && costs.t_cost() <= STORED_PASSES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: [u8; SALT_BYTES] = *b"sixteen bytes ok";
    const JEANNE: [&str; 4] = ["Jeanne Morvan", "jmorvan", "jeanne.morvan@exemple.fr", "Vallombre-Centre"];

    fn problem(typed: &str) -> Option<PasswordProblem> {
        Password::choose(typed, &JEANNE).err()
    }

    #[test]
    fn i13_a_password_is_refused_for_a_reason_the_form_can_say() {
        assert_eq!(problem("x"), Some(PasswordProblem::TooShort));
        assert_eq!(problem(""), Some(PasswordProblem::TooShort));
        assert_eq!(problem("neuf sign"), Some(PasswordProblem::TooShort));
        assert_eq!(problem(&"é7!k ".repeat(820)), Some(PasswordProblem::TooLong));
        assert_eq!(problem("tramway\0horizon lampe"), Some(PasswordProblem::UnwritableSign));
        for easy in ["password123", "azertyuiop", "1234567890", "aaaaaaaaaaaaaa", "qwertyuiop1", "motdepasse"]
        {
            assert_eq!(problem(easy), Some(PasswordProblem::TooEasy), "{easy}");
        }
        for named in ["jeannemorvan", "Vallombre2026", "Jmorvan1990!", "MORVAN-morvan", "vallombre-jeanne-75"]
        {
            assert_eq!(problem(named), Some(PasswordProblem::ContainsName), "{named}");
        }
    }

    #[test]
    fn i13_a_phrase_is_accepted_even_where_the_name_stands_in_it() {
        assert_eq!(problem("tramway horizon lampe vingt"), None);
        assert_eq!(problem("la tuile bleue de Jeanne grince"), None);
        assert_eq!(problem(&"tramway horizon lampe vingt ".repeat(30)), None, "a long one, below the bound");
    }

    #[test]
    fn i13_composed_and_decomposed_letters_are_one_password() {
        let composed = Password::choose("crème brûlée ardoise 7", &JEANNE).unwrap();
        let decomposed = Password::typed("cre\u{300}me bru\u{302}le\u{301}e ardoise 7").unwrap();
        let kept = hash(&composed, &SALT).unwrap();
        assert!(verify(&decomposed, &kept));
        assert!(!verify(&Password::typed("creme brulee ardoise 7").unwrap(), &kept));
    }

    #[test]
    fn a_kept_hash_tells_its_costs_and_not_the_password() {
        let password = Password::choose("tramway horizon lampe vingt", &[]).unwrap();
        let kept = hash(&password, &SALT).unwrap();
        assert!(kept.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", kept.0);
        assert!(!kept.0.contains("tramway") && !format!("{password:?}").contains("tramway"));
        assert_ne!(kept, hash(&password, b"another salt 16b").unwrap());
        assert!(!is_outdated(&kept));
    }

    #[test]
    fn a_hash_of_other_costs_still_opens_and_is_due_for_renewal() {
        let password = Password::typed("tramway horizon lampe vingt").unwrap();
        let costs = Params::new(8 * 1_024, 1, 1, None).unwrap();
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, costs);
        let kept =
            PasswordHash(cheap.hash_password_with_salt(password.0.as_bytes(), &SALT).unwrap().to_string());
        assert!(verify(&password, &kept));
        assert!(is_outdated(&kept));
    }

    #[test]
    fn a_stored_value_that_is_no_hash_or_too_dear_fits_nobody() {
        let password = Password::typed("tramway horizon lampe vingt").unwrap();
        let kept = hash(&password, &SALT).unwrap();
        assert!(verify(&password, &kept), "the same set-up succeeds");
        for stored in
            ["", "tramway horizon lampe vingt", "$argon2id$v=19$", &kept.0.replace("m=19456", "m=4000000")]
        {
            assert!(!verify(&password, &PasswordHash(stored.to_owned())), "{stored}");
        }
    }

    /// The countable part of "same time": the work for nobody is that of one hash with the costs that are kept.
    #[test]
    fn i04_t01_the_work_for_an_unknown_account_is_that_of_a_known_one() {
        let costs = argon2().unwrap();
        assert_eq!((costs.params().m_cost(), costs.params().t_cost()), (MEMORY_KIB, PASSES));
        let password = Password::typed("").unwrap();
        verify_nobody(&password);
        assert!(
            !verify(&password, &PasswordHash("no hash".to_owned())),
            "and a row without a hash does it too"
        );
    }

    #[test]
    fn r16_four_hashes_at_once_stay_below_eighty_mebibytes() {
        let kib = usize::try_from(MEMORY_KIB).unwrap() * HASHES_AT_ONCE_MAX;
        assert!(kib <= 80 * 1_024);
        assert!(Password::typed(&"a".repeat(BYTES_MAX + 1)).is_none(), "and no long text is ever hashed");
    }
}
