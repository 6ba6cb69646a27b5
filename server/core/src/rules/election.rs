//! Elections of people: one place in one or two rounds, or several places at once.

use crate::meeting::{BallotChoice, Count};

use super::share::{at_least, more_than};
use super::totals::votes;
use super::{BallotResult, RulesProfile, SecondRound, Tie};

/// A vote on people, counted.
#[derive(Clone, Copy, Debug)]
pub struct Race<'a> {
    /// Who stands, by position.
    pub standing: &'a [u16],
    /// What was counted.
    pub counts: &'a [Count],
    /// How many places are filled.
    pub places: u16,
    /// The round, from 1.
    pub round: u16,
    /// Positions, the longest member first and of equals the older; who is not in it, nobody knows it of.
    pub seniority: &'a [u16],
    /// Whom the chair named of those who are tied.
    pub chair: &'a [u16],
}

/// Somebody and their votes.
#[derive(Clone, Copy)]
struct Ranked {
    position: u16,
    votes: u32,
}

impl RulesProfile {
    /// Who is elected to one place. In the first of two rounds more than half of the votes cast are needed, and where
    /// nobody has them the result says who stays; otherwise the most votes win.
    pub fn elect_one(&self, race: &Race<'_>) -> BallotResult {
        let ranked = ranked(race);
        if self.elections.rounds < 2 || race.round > 1 {
            return self.fill(&ranked, &Race { places: 1, ..*race });
        }
        let cast = ranked.iter().fold(0_u32, |sum, one| sum.saturating_add(one.votes));
        let needed = more_than(500, cast);
        let elected: Vec<u16> =
            ranked.iter().filter(|one| one.votes >= needed).map(|one| one.position).collect();
        let next_round = if elected.is_empty() { self.stay(&ranked, cast) } else { Vec::new() };
        BallotResult::Election { elected, next_round, tied: Vec::new() }
    }

    /// Who is elected to several places: the most votes win.
    pub fn elect_several(&self, race: &Race<'_>) -> BallotResult {
        self.fill(&ranked(race), race)
    }

    /// Who stays for the second round.
    fn stay(&self, ranked: &[Ranked], cast: u32) -> Vec<u16> {
        let from = |least: u32| -> Vec<u16> {
            let least = least.max(1);
            ranked.iter().filter(|one| one.votes >= least).map(|one| one.position).collect()
        };
        let top_two = || from(ranked.get(1).or(ranked.first()).map_or(1, |one| one.votes));
        match self.elections.second_round {
            SecondRound::TopTwo => top_two(),
            SecondRound::Share(permille) => {
                let stay = from(at_least(permille, cast));
                if stay.len() < 2 { top_two() } else { stay }
            }
        }
    }

    /// Fills the places by the most votes. Nobody is elected whom nobody chose.
    fn fill(&self, ranked: &[Ranked], race: &Race<'_>) -> BallotResult {
        let chosen: Vec<Ranked> = ranked.iter().copied().filter(|one| one.votes > 0).collect();
        let places = usize::from(race.places);
        // Who has the last place, and so how many votes it took.
        let last =
            places.checked_sub(1).and_then(|index| chosen.get(index)).map_or(u32::MAX, |one| one.votes);
        let names = |keep: &dyn Fn(u32) -> bool| -> Vec<u16> {
            chosen.iter().filter(|one| keep(one.votes)).map(|one| one.position).collect()
        };
        if chosen.len() <= places {
            return BallotResult::Election {
                elected: names(&|_| true),
                next_round: Vec::new(),
                tied: Vec::new(),
            };
        }
        let (mut elected, equal) = (names(&|votes| votes > last), names(&|votes| votes == last));
        let open = places.saturating_sub(elected.len());
        let tied = match decide(self.elections.tie, &equal, open, race.seniority, race.chair) {
            Some(won) => {
                elected.extend(won);
                Vec::new()
            }
            None => equal,
        };
        BallotResult::Election { elected, next_round: Vec::new(), tied }
    }
}

/// Which of `equal` have the `open` places, in the order in which they have them; `None` where nothing says it.
pub(super) fn decide(
    tie: Tie,
    equal: &[u16],
    open: usize,
    seniority: &[u16],
    chair: &[u16],
) -> Option<Vec<u16>> {
    if equal.len() <= open {
        return Some(equal.to_vec());
    }
    let order = match tie {
        Tie::Rejected => return None,
        Tie::Seniority if equal.iter().all(|one| seniority.contains(one)) => seniority,
        // Where nobody knows who is senior, somebody has to say it all the same.
        Tie::Seniority | Tie::Chair => chair,
    };
    let mut won: Vec<u16> = Vec::new();
    for one in order {
        if equal.contains(one) && !won.contains(one) && won.len() < open {
            won.push(*one);
        }
    }
    (won.len() == open).then_some(won)
}

/// Those who stand, most votes first, and of equals in the order of the paper.
fn ranked(race: &Race<'_>) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = race
        .standing
        .iter()
        .map(|position| Ranked {
            position: *position,
            votes: votes(race.counts, BallotChoice::Option(*position)),
        })
        .collect();
    ranked.sort_by_key(|one| (std::cmp::Reverse(one.votes), one.position));
    ranked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{ElectionRules, Preset};
    use super::*;

    fn rules(rounds: u16, second_round: SecondRound, tie: Tie) -> RulesProfile {
        RulesProfile {
            elections: ElectionRules { rounds, second_round, tie, list_threshold_permille: 0 },
            ..RulesProfile::preset(Preset::PartySection)
        }
    }

    fn counts(figures: &[u32]) -> (Vec<u16>, Vec<Count>) {
        let counts: Vec<Count> = (1_u16..)
            .zip(figures)
            .map(|(position, votes)| Count { choice: BallotChoice::Option(position), votes: *votes })
            .collect();
        ((1..=u16::try_from(figures.len()).unwrap()).collect(), counts)
    }

    fn race<'a>(standing: &'a [u16], counts: &'a [Count]) -> Race<'a> {
        Race { standing, counts, places: 1, round: 1, seniority: &[], chair: &[] }
    }

    fn result(elected: &[u16], next_round: &[u16], tied: &[u16]) -> BallotResult {
        BallotResult::Election {
            elected: elected.to_vec(),
            next_round: next_round.to_vec(),
            tied: tied.to_vec(),
        }
    }

    #[test]
    fn in_the_first_of_two_rounds_more_than_half_is_needed_and_the_result_says_who_stays() {
        use SecondRound::{Share, TopTwo};
        for (second, figures, elected, stay) in [
            (TopTwo, &[11, 6, 4][..], &[1][..], &[][..]),
            (TopTwo, &[10, 6, 4], &[], &[1, 2]),
            (TopTwo, &[4, 10, 6], &[], &[2, 3]),
            // Two are second: both stay.
            (TopTwo, &[8, 6, 6, 1], &[], &[1, 2, 3]),
            // Three are first: all stay.
            (TopTwo, &[5, 5, 5, 4], &[], &[1, 2, 3]),
            // An eighth of twenty-four is three.
            (Share(125), &[10, 8, 3, 3], &[], &[1, 2, 3, 4]),
            (Share(125), &[10, 9, 3, 2], &[], &[1, 2, 3]),
            // Only one had a third: the first two stay.
            (Share(333), &[9, 6, 5, 4], &[], &[1, 2]),
            // Nobody voted for anybody: nobody stays.
            (TopTwo, &[0, 0], &[], &[]),
            (TopTwo, &[1], &[1], &[]),
        ] {
            let (standing, counts) = counts(figures);
            let found = rules(2, second, Tie::Seniority).elect_one(&race(&standing, &counts));
            assert_eq!(found, result(elected, stay, &[]), "{second:?} {figures:?}");
        }
    }

    #[test]
    fn in_the_second_round_or_the_only_one_the_most_votes_win() {
        let (standing, counts) = counts(&[9, 10, 0]);
        let rules = rules(2, SecondRound::TopTwo, Tie::Seniority);
        let second = Race { round: 2, ..race(&standing, &counts) };
        assert_eq!(rules.elect_one(&second), result(&[2], &[], &[]));
        let only = super::tests::rules(1, SecondRound::TopTwo, Tie::Seniority);
        let (standing, counts) = super::tests::counts(&[4, 5, 4]);
        assert_eq!(only.elect_one(&race(&standing, &counts)), result(&[2], &[], &[]));
        let (standing, counts) = super::tests::counts(&[0, 0]);
        assert_eq!(only.elect_one(&race(&standing, &counts)), result(&[], &[], &[]), "whom nobody chose");
    }

    #[test]
    fn equal_votes_for_the_last_place_go_by_seniority_by_the_chair_or_to_nobody() {
        let (standing, counts) = counts(&[7, 9, 7, 7, 2]);
        let of = |tie, seniority: &[u16], chair: &[u16]| {
            let race = Race { places: 2, seniority, chair, ..race(&standing, &counts) };
            rules(1, SecondRound::TopTwo, tie).elect_several(&race)
        };
        assert_eq!(of(Tie::Seniority, &[5, 4, 1, 3, 2], &[]), result(&[2, 4], &[], &[]));
        assert_eq!(of(Tie::Seniority, &[4, 1], &[]), result(&[2], &[], &[1, 3, 4]), "of 3 nobody knows it");
        assert_eq!(of(Tie::Seniority, &[], &[3]), result(&[2, 3], &[], &[]), "somebody has to say it");
        assert_eq!(of(Tie::Chair, &[4, 1, 3], &[]), result(&[2], &[], &[1, 3, 4]));
        assert_eq!(of(Tie::Chair, &[], &[1]), result(&[2, 1], &[], &[]));
        assert_eq!(
            of(Tie::Chair, &[], &[5]),
            result(&[2], &[], &[1, 3, 4]),
            "the chair names one of those tied"
        );
        assert_eq!(of(Tie::Rejected, &[4, 1, 3], &[1]), result(&[2], &[], &[1, 3, 4]));
    }

    #[test]
    fn several_places_go_to_the_most_votes() {
        for (figures, places, elected) in [
            (&[5, 9, 7, 1][..], 2, &[2, 3][..]),
            (&[5, 9, 7, 1], 4, &[2, 3, 1, 4]),
            (&[5, 9, 0], 3, &[2, 1]),
            (&[6, 6, 1], 2, &[1, 2]),
            (&[6, 6], 0, &[]),
        ] {
            let (standing, counts) = counts(figures);
            let rules = rules(1, SecondRound::TopTwo, Tie::Rejected);
            let found = rules.elect_several(&Race { places, ..race(&standing, &counts) });
            let BallotResult::Election { elected: found, .. } = found else { panic!("{found:?}") };
            assert_eq!(found, elected, "{figures:?} for {places}");
        }
    }

    proptest! {
        #[test]
        fn nobody_is_passed_over_by_somebody_with_fewer_votes(
            figures in prop::collection::vec(0_u32..12, 1..9), places in 1_u16..6,
        ) {
            let (standing, counts) = counts(&figures);
            let rules = rules(1, SecondRound::TopTwo, Tie::Seniority);
            let race = Race { places, seniority: &standing, ..race(&standing, &counts) };
            let BallotResult::Election { elected, tied, .. } = rules.elect_several(&race) else { panic!() };
            let chosen = figures.iter().filter(|votes| **votes > 0).count();
            prop_assert!(tied.is_empty());
            prop_assert_eq!(elected.len(), chosen.min(usize::from(places)));
            let votes = |position: &u16| figures[usize::from(*position) - 1];
            let least = elected.iter().map(votes).min().unwrap_or(0);
            prop_assert!(standing.iter().filter(|one| !elected.contains(one)).all(|one| votes(one) <= least));
        }
    }
}
