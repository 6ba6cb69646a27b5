//! Votes in words: what can be chosen, what was counted, what came out.

use preau_core::meeting::{Ballot, BallotChoice, BallotMode, BallotState, Count, Method};
use preau_core::rules::BallotResult;

use crate::page::Tag;
use crate::texts::Texts;

/// The tone, icon and word of where a vote stands. Only an outcome is green or red.
pub(crate) fn state_tag(t: &Texts, ballot: &Ballot) -> Tag {
    match (&ballot.state, &ballot.result) {
        (BallotState::Prepared, _) => ("", "clock", t.vote_prepared()),
        (BallotState::Open, _) => ("info", "info", t.vote_open()),
        (BallotState::Abandoned, _) => ("", "circle-x", t.vote_abandoned()),
        (BallotState::Declared, Some(BallotResult::Motion { adopted: true, .. })) => {
            ("ok", "circle-check", t.sitting_outcome("adopted"))
        }
        (BallotState::Declared, Some(BallotResult::Motion { adopted: false, .. })) => {
            ("bad", "circle-x", t.sitting_outcome("rejected"))
        }
        (BallotState::Declared, Some(BallotResult::Election { elected, next_round, .. })) => {
            match (elected.is_empty(), next_round.is_empty()) {
                (_, false) => ("info", "info", t.vote_next_round()),
                (true, true) => ("bad", "circle-x", t.vote_nobody()),
                (false, true) => ("ok", "circle-check", t.sitting_outcome("elected")),
            }
        }
        (BallotState::Declared, _) => ("ok", "circle-check", t.sitting_outcome("elected")),
    }
}

/// A choice, its name, its word in forms, and the colour of its bar: for is brand, against plum, all else grey.
pub(crate) struct Choice {
    pub(super) word: String,
    pub(super) name: String,
    pub(super) bar: &'static str,
    pub(super) votes: u32,
    /// What stands in its field.
    pub(super) typed: String,
}

/// What can be chosen in a vote, in the order in which it is keyed.
pub(super) fn choices(ballot: &Ballot) -> Vec<BallotChoice> {
    use BallotChoice::{Abstain, Against, Blank, For, NotTakingPart, Option, Spoiled};
    let mut all: Vec<BallotChoice> = match ballot.method {
        Method::Motion => vec![For, Against],
        Method::Single | Method::Several | Method::Lists => {
            ballot.options.iter().map(|option| Option(option.position)).collect()
        }
    };
    match ballot.mode {
        BallotMode::Hands | BallotMode::RollCall => all.extend([Abstain, NotTakingPart]),
        // On paper one abstains by a blank one; the box still counts who said it aloud.
        BallotMode::Paper if ballot.method == Method::Motion => {
            all.extend([Abstain, Blank, Spoiled, NotTakingPart]);
        }
        BallotMode::Paper => all.extend([Blank, Spoiled, NotTakingPart]),
    }
    all
}

/// The name of a choice.
pub(super) fn name(t: &Texts, ballot: &Ballot, choice: BallotChoice) -> String {
    match choice {
        BallotChoice::Option(position) => {
            let option = ballot.options.iter().find(|option| option.position == position);
            option.map_or_else(|| position.to_string(), |option| option.label.to_string())
        }
        other => t.vote_choice(other.word()),
    }
}

/// The choices with what was counted and what was typed.
pub(super) fn table(t: &Texts, ballot: &Ballot, counts: &[Count], typed: &[(String, String)]) -> Vec<Choice> {
    let line = |choice: BallotChoice| {
        let word = choice.word();
        Choice {
            name: name(t, ballot, choice),
            bar: match choice {
                BallotChoice::For | BallotChoice::Option(_) => "",
                BallotChoice::Against => "b2",
                _ => "m",
            },
            votes: counts.iter().filter(|one| one.choice == choice).map(|one| one.votes).sum(),
            typed: typed
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, value)| value.clone())
                .unwrap_or_default(),
            word,
        }
    };
    choices(ballot).into_iter().map(line).collect()
}

/// What came out, in sentences.
pub(crate) fn sentences(t: &Texts, ballot: &Ballot) -> Vec<String> {
    let label = |position: &u16| name(t, ballot, BallotChoice::Option(*position));
    let list = |positions: &[u16]| positions.iter().map(label).collect::<Vec<_>>().join(", ");
    match &ballot.result {
        None => Vec::new(),
        Some(BallotResult::Motion { votes_for, needed, base, tie, .. }) => {
            let mut said = vec![t.vote_needed(*votes_for, *needed, *base)];
            if let Some(tie) = tie {
                said.push(t.vote_tie(tie.as_str()));
            }
            said
        }
        Some(BallotResult::Election { elected, next_round, tied }) => {
            let mut said = Vec::new();
            if !elected.is_empty() {
                said.push(t.vote_elected(list(elected)));
            }
            if !next_round.is_empty() {
                said.push(t.vote_stay(list(next_round)));
            }
            if !tied.is_empty() {
                said.push(t.vote_tied(list(tied)));
            }
            said
        }
        Some(BallotResult::Lists { seats, below, tied }) => {
            let mut said: Vec<String> =
                seats.iter().map(|(position, seats)| t.vote_seats(*seats, label(position))).collect();
            if !below.is_empty() {
                said.push(t.vote_below(list(below)));
            }
            if !tied.is_empty() {
                said.push(t.vote_tied(list(tied)));
            }
            said
        }
    }
}
