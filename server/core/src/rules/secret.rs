//! When a vote has to be secret, and when too few vote for it to be.

use super::share::at_least;
use super::{Breach, Broken, RulesProfile, SecretAskers};

/// With fewer voters than this a secret vote tells who voted what: three papers "for" of three are three names.
pub const FEW_VOTERS: u32 = 5;

/// Whether so few vote that secrecy cannot be promised. A warning, which suggests paper, and never a refusal.
pub const fn too_few_for_secrecy(voters: u32) -> bool {
    voters < FEW_VOTERS
}

impl RulesProfile {
    /// How many of so many voices can have a vote taken in secret; `None` where the assembly decides it by a vote.
    pub fn secret_askers(&self, voices: u32) -> Option<u32> {
        match self.votes.secret {
            SecretAskers::Voters(number) => Some(u32::from(number).max(1)),
            SecretAskers::Share(permille) => Some(at_least(permille, voices).max(1)),
            SecretAskers::Assembly => None,
        }
    }

    /// Whether a vote has to be secret.
    pub fn must_be_secret(&self, asked: u32, voices: u32, on_people: bool) -> bool {
        (on_people && self.votes.secret_on_people)
            || self.secret_askers(voices).is_some_and(|needed| asked >= needed)
    }

    /// Whether hands may be raised or names called. Asked again when somebody asks for secrecy after it began.
    pub fn check_open_vote(&self, asked: u32, voices: u32, on_people: bool) -> Result<(), Breach> {
        if self.must_be_secret(asked, voices, on_people) {
            Err(self.breach(Broken::MustBeSecret { asked }))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Preset;
    use super::*;

    #[test]
    fn a_vote_is_secret_where_enough_ask_or_the_rules_say_so() {
        for (askers, asked, voices, on_people, secret) in [
            (SecretAskers::Voters(1), 0, 24, false, false),
            (SecretAskers::Voters(1), 1, 24, false, true),
            (SecretAskers::Voters(0), 0, 24, false, false),
            (SecretAskers::Voters(3), 2, 24, false, false),
            (SecretAskers::Voters(3), 3, 24, false, true),
            (SecretAskers::Share(250), 5, 24, false, false),
            (SecretAskers::Share(250), 6, 24, false, true),
            (SecretAskers::Share(333), 8, 25, false, false),
            (SecretAskers::Share(333), 9, 25, false, true),
            (SecretAskers::Assembly, 24, 24, false, false),
            (SecretAskers::Assembly, 0, 24, true, true),
            (SecretAskers::Voters(3), 0, 24, true, true),
        ] {
            let mut rules = RulesProfile::preset(Preset::PartySection);
            rules.votes.secret = askers;
            rules.votes.secret_on_people = true;
            assert_eq!(rules.must_be_secret(asked, voices, on_people), secret, "{askers:?} {asked}");
            assert_eq!(rules.check_open_vote(asked, voices, on_people).is_err(), secret);
        }
        let rules = RulesProfile::preset(Preset::PartySection);
        assert!(
            !rules.must_be_secret(0, 24, true),
            "people too are elected by raised hands where nobody asks"
        );
    }

    #[test]
    fn fewer_than_five_papers_are_no_secret() {
        assert_eq!([0, 3, 4, 5, 24].map(too_few_for_secrecy), [true, true, true, false, false]);
    }
}
