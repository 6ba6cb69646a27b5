//! What a ballot comes to, whatever its method: the one door that a sitting uses.

use crate::meeting::{Ballot, BallotChoice, Count, Method};

use super::lists::{ListVotes, highest_average};
use super::totals::votes;
use super::{BallotResult, Race, RulesProfile, motion};

/// The result of a ballot. `chair` is what the chair said of a tie: for or against a text, whom of those who are tied.
/// `seniority` are the options, the longest member first.
///
/// `None` where the chair has the casting vote on a text and has not said yet. Of an election that is not decided, `tied`
/// of the result names those between whom the chair has to choose; where the profile's tie rule is
/// [`super::Tie::Rejected`] there is nothing to choose, and the place stays open.
pub fn outcome(
    ballot: &Ballot,
    counts: &[Count],
    rules: &RulesProfile,
    chair: &[BallotChoice],
    seniority: &[u16],
) -> Option<BallotResult> {
    let standing: Vec<u16> = ballot.options.iter().map(|option| option.position).collect();
    let named: Vec<u16> = chair
        .iter()
        .filter_map(|choice| match choice {
            BallotChoice::Option(position) => Some(*position),
            _ => None,
        })
        .collect();
    let race = Race {
        standing: &standing,
        counts,
        places: ballot.places,
        round: ballot.round,
        seniority,
        chair: &named,
    };
    match ballot.method {
        Method::Motion => {
            let room = ballot.standing.unwrap_or_default();
            motion(ballot.majority, counts, &room, rules.votes.tie, chair.first().copied())
        }
        Method::Single => Some(rules.elect_one(&race)),
        Method::Several => Some(rules.elect_several(&race)),
        Method::Lists => {
            let lists: Vec<ListVotes> = ballot
                .options
                .iter()
                .map(|option| ListVotes {
                    position: option.position,
                    votes: votes(counts, BallotChoice::Option(option.position)),
                    // A list without names keyed is not a list without candidates.
                    candidates: u16::try_from(option.candidates.len()).ok().filter(|names| *names > 0),
                })
                .collect();
            let tie = rules.elections.tie;
            Some(highest_average(&lists, ballot.places, ballot.threshold_permille, tie, seniority, &named))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::totals::tests::ballot;
    use super::super::{Preset, Tie};
    use super::*;

    fn counts(figures: &[(BallotChoice, u32)]) -> Vec<Count> {
        figures.iter().map(|(choice, votes)| Count { choice: *choice, votes: *votes }).collect()
    }

    #[test]
    fn each_method_comes_to_its_own_result() {
        use BallotChoice::{Against, For, Option};
        let rules = RulesProfile::preset(Preset::CanadianLocal);
        let of = |method, figures: &[(BallotChoice, u32)], places, chair: &[BallotChoice]| {
            outcome(&ballot(method, 3, places), &counts(figures), &rules, chair, &[3, 2, 1])
        };
        let tied = [(For, 10), (Against, 10)];
        assert_eq!(of(Method::Motion, &tied, 1, &[]), None, "the chair of a union local decides");
        let found = of(Method::Motion, &tied, 1, &[For]);
        assert!(
            matches!(found, Some(BallotResult::Motion { adopted: true, tie: Some(Tie::Chair), .. })),
            "{found:?}"
        );
        let people = [(Option(1), 9), (Option(2), 6), (Option(3), 5)];
        let elected = |elected: &[u16], next_round: &[u16]| {
            let (elected, next_round) = (elected.to_vec(), next_round.to_vec());
            Some(BallotResult::Election { elected, next_round, tied: Vec::new() })
        };
        assert_eq!(of(Method::Single, &people, 1, &[]), elected(&[], &[1, 2]));
        assert_eq!(of(Method::Several, &people, 2, &[]), elected(&[1, 2], &[]));
        let lists = of(Method::Lists, &people, 4, &[]);
        let seats = vec![(1, 2), (2, 1), (3, 1)];
        assert_eq!(lists, Some(BallotResult::Lists { seats, below: Vec::new(), tied: Vec::new() }));
    }

    #[test]
    fn the_threshold_of_lists_is_the_ballots_own() {
        let mut ballot = ballot(Method::Lists, 2, 10);
        ballot.threshold_permille = 300;
        let rules = RulesProfile::preset(Preset::PartySection);
        let figures = counts(&[(BallotChoice::Option(1), 15), (BallotChoice::Option(2), 5)]);
        let found = outcome(&ballot, &figures, &rules, &[], &[]);
        let wanted = BallotResult::Lists { seats: vec![(1, 10), (2, 0)], below: vec![2], tied: Vec::new() };
        assert_eq!(found, Some(wanted));
    }
}
