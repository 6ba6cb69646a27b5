//! Who may convene: those whose mandate says so, or enough members together.
//!
//! What a mandate lets somebody do on the site is `mandate::RIGHTS`; what the statutes say of whom a notice is valid from
//! is here. A notice needs both.

use crate::mandate::MandateRole;

use super::share::at_least;
use super::{Breach, Broken, Petition, RulesProfile};

/// The members who ask for a meeting, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Petitioners {
    /// How many ask.
    pub found: u32,
    /// How many members there are.
    pub members: u32,
}

impl RulesProfile {
    /// Whether somebody who holds these mandates convenes this body by themselves.
    pub fn check_convener(&self, held: &[MandateRole]) -> Result<(), Breach> {
        if held.iter().any(|role| self.convening.roles.contains(role)) {
            Ok(())
        } else {
            Err(self.breach(Broken::NotConvener { roles: self.convening.roles.clone() }))
        }
    }

    /// How many of so many members may have a meeting convened; `None` where they cannot.
    pub fn petition_needs(&self, members: u32) -> Option<u32> {
        Some(match self.convening.petition? {
            Petition::Share(permille) => at_least(permille, members).max(1),
            Petition::Members(number) => u32::from(number).max(1),
        })
    }

    /// Whether enough members ask for the meeting.
    pub fn check_petition(&self, asked: Petitioners) -> Result<(), Breach> {
        let Some(needed) = self.petition_needs(asked.members) else {
            return Err(self.breach(Broken::PetitionForbidden));
        };
        if asked.found >= needed {
            Ok(())
        } else {
            Err(self.breach(Broken::PetitionTooSmall { needed, found: asked.found }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Preset;
    use super::*;

    #[test]
    fn only_the_mandates_that_the_statutes_name_convene() {
        let mut rules = RulesProfile::preset(Preset::PartySection);
        rules.convening.roles = vec![MandateRole::Secretary];
        assert!(rules.check_convener(&[MandateRole::Treasurer, MandateRole::Secretary]).is_ok());
        for held in [&[][..], &[MandateRole::Chair], &[MandateRole::Host]] {
            let refused = rules.check_convener(held).unwrap_err();
            assert_eq!(refused.what, Broken::NotConvener { roles: vec![MandateRole::Secretary] }, "{held:?}");
        }
    }

    #[test]
    fn enough_members_have_a_meeting_convened_and_their_share_is_rounded_up() {
        for (petition, members, needed) in [
            (Some(Petition::Share(100)), 40, Some(4)),
            (Some(Petition::Share(100)), 41, Some(5)),
            (Some(Petition::Share(333)), 9, Some(3)),
            (Some(Petition::Share(100)), 0, Some(1)),
            (Some(Petition::Members(12)), 40, Some(12)),
            (Some(Petition::Members(0)), 40, Some(1)),
            (None, 40, None),
        ] {
            let mut rules = RulesProfile::preset(Preset::PartySection);
            rules.convening.petition = petition;
            assert_eq!(rules.petition_needs(members), needed, "{petition:?} of {members}");
            let ask = |found| rules.check_petition(Petitioners { found, members });
            match needed {
                Some(needed) => {
                    assert!(ask(needed).is_ok());
                    let found = needed - 1;
                    assert_eq!(ask(found).unwrap_err().what, Broken::PetitionTooSmall { needed, found });
                }
                None => assert_eq!(ask(members).unwrap_err().what, Broken::PetitionForbidden),
            }
        }
    }
}
