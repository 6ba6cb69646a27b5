//! Whether this proxy can be given, and carried by that person.

use super::{Breach, Broken, ProxyCap, RulesProfile};
use crate::meeting::Voice;

/// Who gives their voice away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Giver {
    /// With which voice they are on the roll.
    pub voice: Voice,
    /// Whether a proxy of theirs is valid already.
    pub gave: bool,
    /// How many valid proxies they carry themselves.
    pub carries: u32,
}

/// Who would carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// With which voice they are on the roll.
    pub voice: Voice,
    /// Whether they gave their own voice away.
    pub gave: bool,
    /// How many valid proxies they carry already.
    pub carries: u32,
    /// Whether it is the giver.
    pub is_giver: bool,
}

impl RulesProfile {
    /// Whether the body knows proxies at all.
    pub fn knows_proxies(&self) -> bool {
        !matches!(self.proxies.most, ProxyCap::Forbidden | ProxyCap::UpTo(0))
    }

    /// How many more somebody could carry; `None` where there is no bound.
    pub fn proxies_left(&self, carries: u32) -> Option<u32> {
        match self.proxies.most {
            ProxyCap::Forbidden => Some(0),
            ProxyCap::UpTo(most) => Some(u32::from(most).saturating_sub(carries)),
            ProxyCap::Unlimited => None,
        }
    }

    /// Whether somebody may give their voice away.
    pub fn check_giver(&self, giver: &Giver) -> Result<(), Breach> {
        let wrong = if !self.knows_proxies() {
            Broken::ProxiesForbidden
        } else if giver.voice != Voice::Voting {
            Broken::ProxyGiverDoesNotVote
        } else if giver.gave {
            Broken::ProxyGivenAlready
        } else if giver.carries > 0 {
            Broken::ProxyPassedOn
        } else {
            return Ok(());
        };
        Err(self.breach(wrong))
    }

    /// Whether somebody may carry one more.
    pub fn check_holder(&self, holder: &Holder) -> Result<(), Breach> {
        let wrong = if !self.knows_proxies() {
            Broken::ProxiesForbidden
        } else if holder.is_giver {
            Broken::ProxyToOneself
        } else if self.proxies.voters_only && holder.voice != Voice::Voting {
            Broken::ProxyHolderDoesNotVote
        } else if holder.gave {
            Broken::ProxyHolderIsAway
        } else if self.proxies_left(holder.carries) == Some(0) {
            let ProxyCap::UpTo(most) = self.proxies.most else { return Ok(()) };
            Broken::ProxiesFull { most }
        } else {
            return Ok(());
        };
        Err(self.breach(wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Preset, ProxyRules};
    use super::*;

    fn rules(most: ProxyCap, voters_only: bool) -> RulesProfile {
        RulesProfile {
            proxies: ProxyRules { most, voters_only },
            ..RulesProfile::preset(Preset::PartySection)
        }
    }

    const HOLDER: Holder = Holder { voice: Voice::Voting, gave: false, carries: 0, is_giver: false };
    const GIVER: Giver = Giver { voice: Voice::Voting, gave: false, carries: 0 };

    #[test]
    fn a_holder_carries_no_more_than_the_rules_allow() {
        for (most, carries, wrong) in [
            (ProxyCap::UpTo(2), 0, None),
            (ProxyCap::UpTo(2), 1, None),
            (ProxyCap::UpTo(2), 2, Some(Broken::ProxiesFull { most: 2 })),
            (ProxyCap::UpTo(2), 9, Some(Broken::ProxiesFull { most: 2 })),
            (ProxyCap::Unlimited, 4_000, None),
            (ProxyCap::Forbidden, 0, Some(Broken::ProxiesForbidden)),
            (ProxyCap::UpTo(0), 0, Some(Broken::ProxiesForbidden)),
        ] {
            let found = rules(most, true).check_holder(&Holder { carries, ..HOLDER });
            assert_eq!(found.err().map(|breach| breach.what), wrong, "{most:?} {carries}");
        }
    }

    #[test]
    fn a_proxy_is_carried_by_a_voter_who_is_somebody_else_and_comes() {
        let rules = rules(ProxyCap::UpTo(1), true);
        let what = |holder| rules.check_holder(&holder).unwrap_err().what;
        assert_eq!(what(Holder { is_giver: true, ..HOLDER }), Broken::ProxyToOneself);
        assert_eq!(what(Holder { voice: Voice::Advisory, ..HOLDER }), Broken::ProxyHolderDoesNotVote);
        assert_eq!(what(Holder { gave: true, ..HOLDER }), Broken::ProxyHolderIsAway);
        let anybody = super::tests::rules(ProxyCap::UpTo(1), false);
        assert!(anybody.check_holder(&Holder { voice: Voice::Advisory, ..HOLDER }).is_ok());
    }

    #[test]
    fn only_a_voter_gives_once_and_passes_nothing_on() {
        let rules = rules(ProxyCap::Unlimited, true);
        assert!(rules.check_giver(&GIVER).is_ok());
        let what = |giver| rules.check_giver(&giver).unwrap_err().what;
        assert_eq!(what(Giver { voice: Voice::Observer, ..GIVER }), Broken::ProxyGiverDoesNotVote);
        assert_eq!(what(Giver { gave: true, ..GIVER }), Broken::ProxyGivenAlready);
        assert_eq!(what(Giver { carries: 1, ..GIVER }), Broken::ProxyPassedOn);
        let none = super::tests::rules(ProxyCap::Forbidden, true);
        assert_eq!(none.check_giver(&GIVER).unwrap_err().what, Broken::ProxiesForbidden);
    }
}
