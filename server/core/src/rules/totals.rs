//! Whether what was counted can be what was voted: as many votes as voters, and nothing that cannot be chosen.

use crate::meeting::{Ballot, BallotChoice, Count, Method};

use super::Broken;

/// How many chose that. Two lines for one choice are added.
pub(super) fn votes(counts: &[Count], choice: BallotChoice) -> u32 {
    let of = counts.iter().filter(|count| count.choice == choice);
    of.fold(0, |sum: u32, count| sum.saturating_add(count.votes))
}

/// Whether the counts of a ballot fit the number of those who voted; the article is added by
/// [`super::RulesProfile::breach`].
///
/// Everybody is in one line: for, against, abstention, no part, blank, spoiled. Where several places are filled at once a
/// paper holds up to as many names as there are places, and one at least, or it is blank.
pub fn check_totals(ballot: &Ballot, counts: &[Count], voters: u32) -> Result<(), Broken> {
    let options: Vec<u16> = ballot.options.iter().map(|option| option.position).collect();
    if !counts.iter().all(|count| count.votes == 0 || can_be_chosen(ballot.method, &options, count.choice)) {
        return Err(Broken::ForeignChoice);
    }
    let counted = counts.iter().fold(0_u32, |sum, count| sum.saturating_add(count.votes));
    if ballot.method != Method::Several {
        return if counted == voters { Ok(()) } else { Err(Broken::TotalsDiffer { voters, counted }) };
    }
    let named: Vec<u32> = options.iter().map(|one| votes(counts, BallotChoice::Option(*one))).collect();
    let all_named = named.iter().fold(0_u32, |sum, votes| sum.saturating_add(*votes));
    let Some(papers) =
        voters.checked_sub(counted.saturating_sub(all_named)).filter(|papers| *papers <= all_named)
    else {
        return Err(Broken::TotalsDiffer { voters, counted });
    };
    if let Some(over) = named.iter().find(|votes| **votes > papers) {
        return Err(Broken::TooManyVotes { most: papers, counted: *over });
    }
    let most = papers.saturating_mul(u32::from(ballot.places));
    if all_named > most {
        return Err(Broken::TooManyVotes { most, counted: all_named });
    }
    Ok(())
}

fn can_be_chosen(method: Method, options: &[u16], choice: BallotChoice) -> bool {
    match choice {
        BallotChoice::For | BallotChoice::Against => method == Method::Motion,
        BallotChoice::Option(position) => method != Method::Motion && options.contains(&position),
        BallotChoice::Abstain | BallotChoice::NotTakingPart | BallotChoice::Blank | BallotChoice::Spoiled => {
            true
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::{BallotId, ItemId, MeetingId};
    use crate::meeting::{BallotMode, BallotOption, BallotState, Standing};
    use crate::rules::Majority;
    use crate::text::{ShortText, Title};

    /// A ballot as the room has it, open, with so many options.
    pub(in crate::rules) fn ballot(method: Method, options: u16, places: u16) -> Ballot {
        let nil = uuid::Uuid::nil();
        Ballot {
            id: BallotId(nil),
            meeting: MeetingId(nil),
            item: ItemId(nil),
            position: 1,
            question: Title::parse("Qui parle pour la section ?").unwrap(),
            wording: None,
            amendment: false,
            mode: BallotMode::Paper,
            method,
            asks: crate::rules::Question::Ordinary,
            majority: Majority::SIMPLE,
            options: (1..=options)
                .map(|position| BallotOption {
                    position,
                    label: ShortText::parse("Liste").unwrap(),
                    candidates: Vec::new(),
                })
                .collect(),
            places,
            threshold_permille: 0,
            round: 1,
            follows: None,
            state: BallotState::Open,
            standing: Some(Standing { on_roll: 40, present: 20, ..Standing::default() }),
            counts: Vec::new(),
            result: None,
            abandoned_because: None,
            opened_at: None,
            ended_at: None,
            version: 1,
        }
    }

    #[test]
    fn counts_must_be_as_many_as_voters_and_name_what_can_be_chosen() {
        use BallotChoice::{Abstain, Against, Blank, For, NotTakingPart, Option, Spoiled};
        use Method::{Lists, Motion, Several, Single};
        let differ = |counted| Err(Broken::TotalsDiffer { voters: 20, counted });
        let many = |most, counted| Err(Broken::TooManyVotes { most, counted });
        for (method, places, counts, wanted) in [
            (Motion, 1, &[(For, 11), (Against, 5), (Abstain, 2), (NotTakingPart, 2)][..], Ok(())),
            (Motion, 1, &[(For, 11), (Against, 5), (Blank, 2), (Spoiled, 1)], differ(19)),
            (Motion, 1, &[(For, 11), (Against, 10)], differ(21)),
            (Motion, 1, &[(For, 19), (Option(1), 1)], Err(Broken::ForeignChoice)),
            (Motion, 1, &[(For, 20), (Option(1), 0)], Ok(())),
            (Single, 1, &[(Option(1), 12), (Option(2), 6), (Blank, 2)], Ok(())),
            (Single, 1, &[(Option(1), 12), (For, 8)], Err(Broken::ForeignChoice)),
            (Single, 1, &[(Option(4), 20)], Err(Broken::ForeignChoice)),
            (Lists, 9, &[(Option(1), 12), (Option(2), 6), (Option(3), 3)], differ(21)),
            // Two names on each of eighteen papers at most, one at least, and two blank.
            (Several, 2, &[(Option(1), 18), (Option(2), 10), (Option(3), 8), (Blank, 2)], Ok(())),
            (Several, 2, &[(Option(1), 10), (Option(2), 8), (Blank, 2)], Ok(())),
            (Several, 2, &[(Option(1), 10), (Option(2), 7), (Blank, 2)], differ(19)),
            (Several, 2, &[(Option(1), 19), (Option(2), 9), (Blank, 2)], many(18, 19)),
            (Several, 2, &[(Option(1), 18), (Option(2), 18), (Option(3), 1), (Blank, 2)], many(36, 37)),
            (Several, 2, &[(Blank, 21)], differ(21)),
            (Several, 2, &[(Blank, 19), (Spoiled, 1)], Ok(())),
        ] {
            let counts: Vec<Count> =
                counts.iter().map(|(choice, votes)| Count { choice: *choice, votes: *votes }).collect();
            let found = check_totals(&ballot(method, 3, places), &counts, 20);
            assert_eq!(found, wanted, "{method} for {places}: {counts:?}");
        }
    }

    #[test]
    fn two_lines_of_one_choice_are_added() {
        let line = |votes| Count { choice: BallotChoice::For, votes };
        assert_eq!(votes(&[line(3), line(4)], BallotChoice::For), 7);
        assert_eq!(votes(&[line(u32::MAX), line(4)], BallotChoice::For), u32::MAX);
    }
}
