//! Seats for lists by the highest average (plus forte moyenne, D'Hondt), the threshold applied first.

use super::election::decide;
use super::share::at_least;
use super::{BallotResult, Tie};

/// A list and its votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListVotes {
    /// Its position on the paper.
    pub position: u16,
    /// Its votes.
    pub votes: u32,
    /// How many candidates it names, and so the most seats it can fill; `None` where its candidates are not keyed.
    pub candidates: Option<u16>,
}

/// Gives out the seats one by one, each to the list that would have the highest average with it.
///
/// Of equal averages the list with more votes has the seat. Of equal votes too, the profile's rule for a tie: the older
/// candidate by `seniority`, or whom the chair names; where nothing says it, the seats that are left stay open and
/// `tied` names the lists.
pub fn highest_average(
    lists: &[ListVotes],
    seats: u16,
    threshold_permille: u16,
    tie: Tie,
    seniority: &[u16],
    chair: &[u16],
) -> BallotResult {
    let cast = lists.iter().fold(0_u32, |sum, list| sum.saturating_add(list.votes));
    let least = at_least(threshold_permille, cast);
    let below = lists.iter().filter(|list| list.votes < least).map(|list| list.position).collect();
    let mut shares: Vec<Share> = lists
        .iter()
        .filter(|list| list.votes >= least && list.votes > 0)
        .map(|list| Share { list: *list, seats: 0 })
        .collect();
    let mut left = usize::from(seats);
    let mut tied = Vec::new();
    while left > 0 {
        let next = first(&shares);
        if next.is_empty() {
            // No list above the threshold, or every candidate has a seat.
            break;
        }
        let Some(won) = decide(tie, &next, left, seniority, chair) else {
            tied = next;
            break;
        };
        for share in shares.iter_mut().filter(|share| won.contains(&share.list.position)) {
            share.seats = share.seats.saturating_add(1);
        }
        left = left.saturating_sub(won.len());
    }
    let seats = lists
        .iter()
        .map(|list| {
            let share = shares.iter().find(|share| share.list.position == list.position);
            (list.position, share.map_or(0, |share| share.seats))
        })
        .collect();
    BallotResult::Lists { seats, below, tied }
}

/// A list and the seats it has so far.
struct Share {
    list: ListVotes,
    seats: u16,
}

impl Share {
    /// Whether it has a candidate for one more.
    fn can_fill(&self) -> bool {
        self.list.candidates.is_none_or(|candidates| self.seats < candidates)
    }

    /// How its average with one more seat compares to another's: votes and divisor crosswise, so that nothing is rounded.
    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let cross =
            |votes: u32, seats: u16| u64::from(votes).saturating_mul(u64::from(seats).saturating_add(1));
        let averages = cross(self.list.votes, other.seats).cmp(&cross(other.list.votes, self.seats));
        averages.then(self.list.votes.cmp(&other.list.votes))
    }
}

/// The lists that have the next seat: one, or several whose averages and votes are equal.
fn first(shares: &[Share]) -> Vec<u16> {
    let open = || shares.iter().filter(|share| share.can_fill());
    let Some(best) = open().max_by(|a, b| a.compare(b)) else { return Vec::new() };
    open().filter(|share| share.compare(best).is_eq()).map(|share| share.list.position).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lists(votes: &[u32]) -> Vec<ListVotes> {
        (1_u16..)
            .zip(votes)
            .map(|(position, votes)| ListVotes { position, votes: *votes, candidates: None })
            .collect()
    }

    fn seats(result: &BallotResult) -> Vec<u16> {
        let BallotResult::Lists { seats, .. } = result else { panic!("{result:?}") };
        seats.iter().map(|(_, seats)| *seats).collect()
    }

    #[test]
    fn seats_go_to_the_highest_average() {
        for (votes, places, threshold, wanted) in [
            // The textbook: 100,000, 80,000, 30,000 and 20,000 for eight seats.
            (&[100_000, 80_000, 30_000, 20_000][..], 8, 0, &[4, 3, 1, 0][..]),
            (&[53, 24, 23], 7, 0, &[4, 2, 1]),
            (&[60, 28, 12], 5, 0, &[4, 1, 0]),
            // The threshold comes first: four of forty is a tenth, three is not.
            (&[23, 13, 4], 10, 100, &[6, 3, 1]),
            (&[24, 13, 3], 10, 100, &[7, 3, 0]),
            (&[1], 3, 100, &[3]),
            (&[0, 0], 3, 0, &[0, 0]),
            (&[12, 5], 0, 0, &[0, 0]),
            // Equal averages (30 and 60 halved): the list with more votes has the seat.
            (&[60, 30], 2, 0, &[2, 0]),
            // As many seats as equal lists: one for each, nothing to decide.
            (&[20, 20], 2, 0, &[1, 1]),
        ] {
            let result = highest_average(&lists(votes), places, threshold, Tie::Rejected, &[], &[]);
            assert_eq!(seats(&result), wanted, "{votes:?} for {places}");
        }
    }

    #[test]
    fn lists_under_the_threshold_are_named() {
        let result = highest_average(&lists(&[24, 13, 3]), 4, 100, Tie::Rejected, &[], &[]);
        let BallotResult::Lists { below, tied, .. } = result else { panic!() };
        assert_eq!((below, tied), (vec![3], vec![]));
    }

    #[test]
    fn a_tie_of_lists_goes_to_the_older_candidate_or_the_chair_or_stays_open() {
        let equal = lists(&[20, 20, 5]);
        let of = |tie, seniority: &[u16], chair: &[u16]| {
            let BallotResult::Lists { seats, tied, .. } =
                highest_average(&equal, 3, 0, tie, seniority, chair)
            else {
                panic!()
            };
            (seats.iter().map(|(_, seats)| *seats).collect::<Vec<_>>(), tied)
        };
        assert_eq!(of(Tie::Seniority, &[2, 1, 3], &[]), (vec![1, 2, 0], vec![]));
        assert_eq!(of(Tie::Chair, &[2, 1, 3], &[1]), (vec![2, 1, 0], vec![]));
        assert_eq!(of(Tie::Chair, &[], &[]), (vec![1, 1, 0], vec![1, 2]));
        assert_eq!(of(Tie::Rejected, &[2, 1], &[1]), (vec![1, 1, 0], vec![1, 2]));
    }

    #[test]
    fn a_list_has_no_more_seats_than_candidates() {
        let mut short = lists(&[90, 10]);
        short[0].candidates = Some(2);
        let result = highest_average(&short, 5, 0, Tie::Rejected, &[], &[]);
        assert_eq!(seats(&result), [2, 3]);
        short[1].candidates = Some(1);
        let result = highest_average(&short, 5, 0, Tie::Rejected, &[], &[]);
        assert_eq!(seats(&result), [2, 1], "the other places stay empty");
    }

    proptest! {
        #[test]
        fn all_seats_are_given_out_and_more_votes_never_mean_fewer_seats(
            votes in prop::collection::vec(1_u32..500, 1..8), places in 0_u16..40,
        ) {
            let lists = lists(&votes);
            let order: Vec<u16> = lists.iter().map(|list| list.position).collect();
            let found = seats(&highest_average(&lists, places, 0, Tie::Seniority, &order, &[]));
            prop_assert_eq!(found.iter().sum::<u16>(), places);
            for (a, seats_a) in votes.iter().zip(&found) {
                for (b, seats_b) in votes.iter().zip(&found) {
                    prop_assert!(a <= b || seats_a >= seats_b);
                    // D'Hondt's own property: nobody would have a higher average with one seat more than another has.
                    prop_assert!(u64::from(*a) * u64::from(*seats_b) <= u64::from(*b) * (u64::from(*seats_a) + 1));
                }
            }
        }

        #[test]
        fn a_vote_more_never_costs_a_list_a_seat(
            votes in prop::collection::vec(1_u32..60, 2..6), places in 1_u16..20, threshold in 0_u16..200,
        ) {
            let order: Vec<u16> = lists(&votes).iter().map(|list| list.position).collect();
            let of = |votes: &[u32]| seats(&highest_average(&lists(votes), places, threshold, Tie::Seniority, &order, &[]));
            let mut more = votes.clone();
            more[0] += 1;
            // A rival that falls under the threshold can only help.
            prop_assert!(of(&more)[0] >= of(&votes)[0]);
        }
    }
}
