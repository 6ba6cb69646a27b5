//! Choosing a password in a form: what is wrong with it, said beside its field.

use preau_core::error::Field;
use preau_core::password::{LENGTH_MIN, Password, PasswordProblem};

use crate::form::Filled;
use crate::texts::Texts;

/// Takes a chosen password, or notes beside its field what is wrong. `about` holds what an acquaintance would try.
pub(crate) fn chosen<F>(form: &mut Filled<F>, t: &Texts, typed: &str, about: &[&str]) -> Option<Password> {
    if typed.is_empty() {
        form.say(Field::Password.as_str(), t.wrong_empty());
        return None;
    }
    Password::choose(typed, about)
        .map_err(|problem| form.say(Field::Password.as_str(), wrong(t, problem)))
        .ok()
}

/// The sentence beside the field.
fn wrong(t: &Texts, problem: PasswordProblem) -> String {
    match problem {
        PasswordProblem::TooShort => t.password_too_short(LENGTH_MIN),
        PasswordProblem::TooLong => t.password_too_long(),
        PasswordProblem::UnwritableSign => t.password_unwritable(),
        PasswordProblem::ContainsName => t.password_name(),
        PasswordProblem::TooEasy => t.password_easy(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use preau_core::language::Language;

    #[test]
    fn i13_a_weak_password_is_refused_beside_its_field_and_a_phrase_is_taken() {
        let t = crate::texts::texts(Language::Fr);
        let about = ["Jeanne Morvan", "Vallombre-Centre"];
        for (typed, said) in [
            ("", t.wrong_empty()),
            ("court", t.password_too_short(LENGTH_MIN)),
            ("Vallombre2026", t.password_name()),
            ("azertyuiop", t.password_easy()),
        ] {
            let mut form = Filled::new(t, ());
            assert!(chosen(&mut form, t, typed, &about).is_none());
            assert_eq!(form.error("password"), said, "{typed}");
        }
        let mut form = Filled::new(t, ());
        assert!(chosen(&mut form, t, "tramway horizon lampe vingt", &about).is_some());
        assert!(form.is_sound());
    }
}
