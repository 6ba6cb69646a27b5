//! What two tellers keyed, read together.

use super::*;
use crate::world::Moment;

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn count(by: u128, figures: &[(BallotChoice, u32)]) -> CountBy {
    let counts = figures.iter().map(|(choice, votes)| Count { choice: *choice, votes: *votes }).collect();
    CountBy { by: person(by), counts, at: Moment(0) }
}

fn sitting() -> Sitting {
    Sitting {
        chair: person(1),
        minute_taker: person(2),
        tellers: (Some(person(3)), Some(person(4))),
        opened_at: Moment(0),
        closed_at: None,
    }
}

#[test]
fn two_tellers_agree_if_their_figures_are_the_same_in_whatever_order_they_were_keyed() {
    use BallotChoice::{Against, Blank, For};
    let one = count(3, &[(For, 12), (Against, 3), (Blank, 0)]);
    let two = count(4, &[(Against, 3), (For, 12)]);
    let agreed = vec![Count { choice: For, votes: 12 }, Count { choice: Against, votes: 3 }];
    assert_eq!(papers(&sitting(), vec![one, two]), Papers::Agree(agreed));
}

#[test]
fn tellers_who_differ_are_shown_both_and_nothing_is_overwritten() {
    use BallotChoice::{Against, For};
    let (one, two) = (count(3, &[(For, 12), (Against, 3)]), count(4, &[(For, 11), (Against, 4)]));
    let found = papers(&sitting(), vec![one.clone(), two.clone()]);
    assert_eq!(found, Papers::Differ(Box::new([one, two])));
}

#[test]
fn one_count_waits_for_the_other_and_a_count_of_somebody_who_does_not_tell_is_none() {
    use BallotChoice::For;
    let waits = Papers::Waiting { keyed: vec![person(3)] };
    assert_eq!(papers(&sitting(), vec![count(3, &[(For, 15)])]), waits);
    assert_eq!(papers(&sitting(), vec![count(3, &[(For, 15)]), count(9, &[(For, 15)])]), waits);
    assert_eq!(papers(&sitting(), Vec::new()), Papers::Waiting { keyed: Vec::new() });
}
