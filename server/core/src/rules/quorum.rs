//! The quorum: how many it takes, how many count, at each coming and going.

use crate::meeting::Standing;

use super::share::at_least;
use super::{Breach, Broken, QuorumBase, QuorumSize, RulesProfile};

/// Who is there at a moment. All of them voters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Voters on the roll.
    pub on_roll: u32,
    /// Members in good standing ([`RulesProfile::in_good_standing`]).
    pub good_standing: u32,
    /// Voters in the room or from afar.
    pub present: u32,
    /// Voters represented by a valid proxy whose holder is there.
    pub represented: u32,
    /// Of all these, the officers whom the rules exclude.
    pub officers: Officers,
}

/// Officers who do not count for a quorum ("20, excluding three officers").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Officers {
    /// Of those of whom the share is taken.
    pub in_base: u32,
    /// Of those present.
    pub present: u32,
    /// Of those represented.
    pub represented: u32,
}

impl RulesProfile {
    /// Where the room stands. `second` is a meeting convened after a lack of quorum.
    pub fn standing(&self, room: &Room, second: bool) -> Standing {
        let mut counted = room.present.saturating_sub(room.officers.present);
        if self.quorum.counts_proxies {
            let carried = room.represented.saturating_sub(room.officers.represented);
            counted = counted.saturating_add(carried);
        }
        Standing {
            on_roll: room.on_roll,
            present: room.present,
            represented: room.represented,
            quorum_needed: self.quorum_needed(room, second),
            quorum_counted: counted,
        }
    }

    /// Whether the quorum is there: without it no vote opens.
    pub fn check_quorum(&self, standing: &Standing) -> Result<(), Breach> {
        if standing.quorum_met() {
            return Ok(());
        }
        let (needed, found) = (standing.quorum_needed, standing.quorum_counted);
        Err(self.breach(Broken::NoQuorum { needed, found }))
    }

    fn quorum_needed(&self, room: &Room, second: bool) -> u32 {
        if second && self.quorum.second.is_some_and(|second| second.lifts_quorum) {
            return 0;
        }
        match self.quorum.size {
            QuorumSize::None => 0,
            QuorumSize::Number(number) => u32::from(number),
            QuorumSize::Share(permille) => {
                let base = match self.quorum.base {
                    QuorumBase::OnRoll => room.on_roll,
                    QuorumBase::GoodStanding => room.good_standing,
                };
                // A share of nobody is not nobody: an empty room decides nothing.
                at_least(permille, base.saturating_sub(room.officers.in_base)).max(1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Preset, SecondNotice};
    use super::*;

    fn rules(size: QuorumSize, base: QuorumBase, counts_proxies: bool) -> RulesProfile {
        let mut rules = RulesProfile::preset(Preset::PartySection);
        rules.quorum.size = size;
        rules.quorum.base = base;
        rules.quorum.counts_proxies = counts_proxies;
        rules
    }

    fn room(present: u32, represented: u32) -> Room {
        Room { on_roll: 40, good_standing: 43, present, represented, officers: Officers::default() }
    }

    #[test]
    fn a_quorum_is_none_a_share_rounded_up_or_a_number() {
        use QuorumBase::{GoodStanding, OnRoll};
        use QuorumSize::{None, Number, Share};
        for (size, base, proxies, present, represented, needed, counted, met) in [
            (None, OnRoll, true, 0, 0, 0, 0, true),
            (Share(333), OnRoll, true, 10, 4, 14, 14, true),
            (Share(333), OnRoll, false, 10, 4, 14, 10, false),
            (Share(333), OnRoll, false, 14, 0, 14, 14, true),
            (Share(500), OnRoll, true, 19, 0, 20, 19, false),
            (Share(50), GoodStanding, false, 3, 9, 3, 3, true),
            (Share(50), OnRoll, false, 2, 0, 2, 2, true),
            (Number(16), OnRoll, true, 15, 0, 16, 15, false),
            (Number(16), OnRoll, true, 15, 1, 16, 16, true),
        ] {
            let rules = rules(size, base, proxies);
            let standing = rules.standing(&room(present, represented), false);
            assert_eq!(
                (standing.quorum_needed, standing.quorum_counted),
                (needed, counted),
                "{size:?} {base}"
            );
            assert_eq!(rules.check_quorum(&standing).is_ok(), met, "{size:?} {base}");
        }
    }

    #[test]
    fn excluded_officers_count_neither_in_the_room_nor_in_the_base() {
        let officers = Officers { in_base: 3, present: 2, represented: 1 };
        let rules_number = rules(QuorumSize::Number(20), QuorumBase::OnRoll, true);
        let standing = rules_number.standing(&Room { officers, ..room(21, 1) }, false);
        assert_eq!((standing.quorum_needed, standing.quorum_counted), (20, 19));
        assert_eq!(standing.voices(), 22, "they vote all the same");
        let share = rules(QuorumSize::Share(500), QuorumBase::OnRoll, true);
        assert_eq!(share.standing(&Room { officers, ..room(21, 1) }, false).quorum_needed, 19);
    }

    #[test]
    fn a_second_meeting_needs_no_quorum_where_the_statutes_lift_it() {
        let mut rules = rules(QuorumSize::Share(500), QuorumBase::OnRoll, true);
        assert_eq!(rules.standing(&room(3, 0), true).quorum_needed, 20);
        rules.quorum.second = Some(SecondNotice { days: 7, lifts_quorum: false });
        assert_eq!(rules.standing(&room(3, 0), true).quorum_needed, 20);
        rules.quorum.second = Some(SecondNotice { days: 7, lifts_quorum: true });
        assert_eq!(rules.standing(&room(3, 0), true).quorum_needed, 0);
        assert_eq!(rules.standing(&room(3, 0), false).quorum_needed, 20);
    }

    #[test]
    fn a_lack_says_how_many_it_takes_and_how_many_count() {
        let rules = rules(QuorumSize::Share(333), QuorumBase::OnRoll, false);
        let standing = rules.standing(&room(9, 7), false);
        assert_eq!(
            rules.check_quorum(&standing).unwrap_err().what,
            Broken::NoQuorum { needed: 14, found: 9 }
        );
        let nobody = rules.standing(&Room::default(), false);
        assert!(rules.check_quorum(&nobody).is_err(), "an empty roll has no quorum");
    }

    proptest! {
        #[test]
        fn whoever_comes_in_never_loses_the_quorum(
            permille in 0_u16..=1000, on_roll in 1_u32..2_000, present in 0_u32..2_000, proxies: bool,
        ) {
            let rules = rules(QuorumSize::Share(permille), QuorumBase::OnRoll, proxies);
            let at = |present| Room { on_roll, good_standing: on_roll, present, ..Room::default() };
            let (before, after) = (rules.standing(&at(present), false), rules.standing(&at(present + 1), false));
            prop_assert!(!before.quorum_met() || after.quorum_met());
            prop_assert!(rules.standing(&at(on_roll), false).quorum_met(), "everybody is enough");
        }
    }
}
