//! What a vote on a text comes to: adopted or rejected, by which figures, and by whose word where it is a tie.

use crate::meeting::{BallotChoice, Count, Standing};

use super::share::{at_least, more_than};
use super::totals::votes;
use super::{BallotResult, Base, Majority, Tie};

/// What the counts of a motion come to.
///
/// Abstentions, blank and spoiled papers and those who take no part are no votes cast. Of equal votes for and against
/// under a simple majority of the votes cast, the profile's rule decides: `chair` is what the chair said. `None` comes
/// back where the chair has the casting vote and has not said yet.
pub fn motion(
    majority: Majority,
    counts: &[Count],
    standing: &Standing,
    tie: Tie,
    chair: Option<BallotChoice>,
) -> Option<BallotResult> {
    let (yes, no) = (votes(counts, BallotChoice::For), votes(counts, BallotChoice::Against));
    let base = match majority.base {
        Base::Cast => yes.saturating_add(no),
        Base::Present => standing.voices(),
        Base::OnRoll => standing.on_roll,
    };
    let threshold = if majority.strictly { more_than } else { at_least };
    // Where nobody votes for a text, it is not adopted, whatever the share of nothing is.
    let needed = threshold(majority.permille, base).max(1);
    let tied = is_simple(majority) && yes == no && yes > 0;
    let (adopted, tie) = match (tied, tie) {
        (false, _) => (yes >= needed, None),
        (true, Tie::Chair) => match chair? {
            BallotChoice::For => (true, Some(Tie::Chair)),
            _ => (false, Some(Tie::Chair)),
        },
        // A text has no seniority.
        (true, Tie::Rejected | Tie::Seniority) => (false, Some(Tie::Rejected)),
    };
    Some(BallotResult::Motion { adopted, votes_for: yes, needed, base, tie })
}

/// Whether equal votes are a tie at all: two thirds are missed or not, whatever the chair says.
fn is_simple(majority: Majority) -> bool {
    majority.base == Base::Cast && majority.permille == 500 && majority.strictly
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(figures: [u32; 6]) -> Vec<Count> {
        use BallotChoice::{Abstain, Against, Blank, For, NotTakingPart, Spoiled};
        [For, Against, Abstain, NotTakingPart, Blank, Spoiled]
            .into_iter()
            .zip(figures)
            .map(|(choice, votes)| Count { choice, votes })
            .collect()
    }

    const ROOM: Standing =
        Standing { on_roll: 40, present: 20, represented: 4, quorum_needed: 0, quorum_counted: 24 };
    const fn of(base: Base, permille: u16, strictly: bool) -> Majority {
        Majority { base, permille, strictly }
    }

    #[test]
    fn a_majority_is_counted_of_its_base_and_those_who_say_nothing_cast_no_vote() {
        let (cast, present, roll) = (Base::Cast, Base::Present, Base::OnRoll);
        for (majority, figures, adopted, needed, base) in [
            // Exprimés leave out abstentions, those who take no part, blank and spoiled papers.
            (Majority::SIMPLE, [11, 10, 0, 0, 0, 0], true, 11, 21),
            (Majority::SIMPLE, [2, 1, 15, 3, 2, 1], true, 2, 3),
            (Majority::SIMPLE, [10, 11, 0, 0, 0, 0], false, 11, 21),
            // Absolute of those present is strictly more than half of all voices.
            (of(present, 500, true), [12, 2, 10, 0, 0, 0], false, 13, 24),
            (of(present, 500, true), [13, 2, 9, 0, 0, 0], true, 13, 24),
            (of(roll, 500, true), [20, 0, 0, 0, 0, 0], false, 21, 40),
            (of(roll, 500, true), [21, 0, 0, 0, 0, 0], true, 21, 40),
            // Qualified: the share itself is enough.
            (of(cast, 667, false), [16, 8, 0, 0, 0, 0], true, 16, 24),
            (of(cast, 667, false), [15, 8, 1, 0, 0, 0], false, 16, 23),
            (of(cast, 667, false), [2, 1, 0, 0, 0, 0], true, 2, 3),
            (of(present, 600, false), [15, 9, 0, 0, 0, 0], true, 15, 24),
            (of(present, 600, false), [14, 0, 10, 0, 0, 0], false, 15, 24),
            (of(cast, 750, false), [3, 1, 0, 0, 0, 0], true, 3, 4),
            // Unanimity of the votes cast.
            (of(cast, 1000, false), [24, 0, 0, 0, 0, 0], true, 24, 24),
            (of(cast, 1000, false), [23, 1, 0, 0, 0, 0], false, 24, 24),
            // Nobody for it.
            (Majority::SIMPLE, [0, 0, 24, 0, 0, 0], false, 1, 0),
            (of(cast, 667, false), [0, 0, 24, 0, 0, 0], false, 1, 0),
        ] {
            let found = motion(majority, &counts(figures), &ROOM, Tie::Rejected, None);
            let wanted = BallotResult::Motion { adopted, votes_for: figures[0], needed, base, tie: None };
            assert_eq!(found, Some(wanted), "{majority:?} {figures:?}");
        }
    }

    #[test]
    fn equal_votes_are_a_rejection_or_the_chair_decides_as_the_profile_says() {
        let tied = counts([9, 9, 6, 0, 0, 0]);
        let result = |adopted, tie| {
            Some(BallotResult::Motion { adopted, votes_for: 9, needed: 10, base: 18, tie: Some(tie) })
        };
        let of = |tie, chair| motion(Majority::SIMPLE, &tied, &ROOM, tie, chair);
        assert_eq!(of(Tie::Rejected, Some(BallotChoice::For)), result(false, Tie::Rejected));
        assert_eq!(of(Tie::Seniority, None), result(false, Tie::Rejected));
        assert_eq!(of(Tie::Chair, None), None, "the chair has not said yet");
        assert_eq!(of(Tie::Chair, Some(BallotChoice::For)), result(true, Tie::Chair));
        assert_eq!(of(Tie::Chair, Some(BallotChoice::Against)), result(false, Tie::Chair));
        assert_eq!(of(Tie::Chair, Some(BallotChoice::Abstain)), result(false, Tie::Chair));
    }

    #[test]
    fn the_chair_cannot_lift_a_vote_over_two_thirds() {
        let found = motion(
            of(Base::Cast, 667, false),
            &counts([9, 9, 0, 0, 0, 0]),
            &ROOM,
            Tie::Chair,
            Some(BallotChoice::For),
        );
        assert!(matches!(found, Some(BallotResult::Motion { adopted: false, tie: None, .. })), "{found:?}");
    }

    fn any_majority() -> impl Strategy<Value = Majority> {
        (0_usize..3, 1_u16..=1000, any::<bool>()).prop_map(|(base, permille, strictly)| Majority {
            base: Base::ALL[base],
            permille,
            strictly,
        })
    }

    fn adopted(majority: Majority, figures: [u32; 6], chair: BallotChoice) -> bool {
        let voices = figures.iter().sum();
        let room = Standing { on_roll: voices + 7, present: voices, ..Standing::default() };
        let found = motion(majority, &counts(figures), &room, Tie::Chair, Some(chair));
        matches!(found, Some(BallotResult::Motion { adopted: true, .. }))
    }

    proptest! {
        #[test]
        fn a_vote_more_for_a_motion_never_makes_it_lose(
            majority in any_majority(), figures in prop::array::uniform6(0_u32..60), from in 1_usize..6, chair_for: bool,
        ) {
            prop_assume!(figures[from] > 0);
            let chair = if chair_for { BallotChoice::For } else { BallotChoice::Against };
            let mut better = figures;
            better[0] += 1;
            better[from] -= 1;
            prop_assert!(!adopted(majority, figures, chair) || adopted(majority, better, chair));
            // Nor does somebody who comes in and votes for it.
            let mut more = figures;
            more[0] += 1;
            prop_assert!(!adopted(majority, figures, chair) || adopted(majority, more, chair));
        }

        #[test]
        fn whoever_abstains_changes_nothing_of_the_votes_cast(
            permille in 1_u16..=1000, strictly: bool, figures in prop::array::uniform6(0_u32..60), silent in 2_usize..6,
        ) {
            let majority = of(Base::Cast, permille, strictly);
            let mut more = figures;
            more[silent] += 5;
            prop_assert_eq!(
                adopted(majority, figures, BallotChoice::For),
                adopted(majority, more, BallotChoice::For)
            );
        }
    }
}
