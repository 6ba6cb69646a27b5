//! Votes in the room: raised hands, roll call, and the secret paper ballot that two tellers count.

use serde::{Deserialize, Serialize};

use crate::id::{BallotId, ItemId, MeetingId, PersonId};
use crate::rules::BallotResult;
use crate::text::{Note, PersonName, ShortText, Title};
use crate::world::Moment;

crate::column::words! {
    /// How one votes. Secret ballots online join this list with their issue.
    BallotMode {
        /// Hands are raised and counted.
        Hands = "hands",
        /// Each is called and says it: the minutes name them.
        RollCall = "roll_call",
        /// Paper in a box, counted by two tellers.
        Paper = "paper",
    }
}

crate::column::words! {
    /// How the result is made of the votes.
    Method {
        /// A text is adopted or rejected, by the majority that the ballot says.
        Motion = "motion",
        /// One place, the most votes win; in the first of two rounds an absolute majority.
        Single = "single",
        /// Several places, the most votes win.
        Several = "several",
        /// Lists, seats by the highest average (plus forte moyenne, D'Hondt).
        Lists = "lists",
    }
}

crate::column::words! {
    /// Where a ballot stands (product.md 5.3). Once open, neither question nor options change.
    BallotState {
        /// Can be changed.
        Prepared = "prepared",
        /// Votes are given and keyed.
        Open = "open",
        /// Counted and declared.
        Declared = "declared",
        /// Given up without a result, with a word why.
        Abandoned = "abandoned",
    }
}

/// What a vote can be. Options of an election are named by their position, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BallotChoice {
    /// For the text.
    For,
    /// Against it.
    Against,
    /// Abstains.
    Abstain,
    /// Does not take part (ne prend pas part au vote).
    NotTakingPart,
    /// A blank paper.
    Blank,
    /// A spoiled paper.
    Spoiled,
    /// That option.
    Option(u16),
}

impl BallotChoice {
    /// The stored word: `for`, `against`, .. `option_3`.
    pub fn word(self) -> String {
        match self {
            Self::For => "for".to_owned(),
            Self::Against => "against".to_owned(),
            Self::Abstain => "abstain".to_owned(),
            Self::NotTakingPart => "not_taking_part".to_owned(),
            Self::Blank => "blank".to_owned(),
            Self::Spoiled => "spoiled".to_owned(),
            Self::Option(position) => format!("option_{position}"),
        }
    }

    /// Reads the stored word.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "for" => Self::For,
            "against" => Self::Against,
            "abstain" => Self::Abstain,
            "not_taking_part" => Self::NotTakingPart,
            "blank" => Self::Blank,
            "spoiled" => Self::Spoiled,
            other => Self::Option(other.strip_prefix("option_")?.parse().ok()?),
        })
    }
}

/// An option of an election: a candidate, or a list with its candidates in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotOption {
    /// Its position, from 1.
    pub position: u16,
    /// What stands on the paper.
    pub label: ShortText,
    /// The candidates of a list, in its order.
    pub candidates: Vec<PersonName>,
}

/// How many chose what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What.
    pub choice: BallotChoice,
    /// How many.
    pub votes: u32,
}

/// Counts as one person keyed them: of a show of hands one set, of paper one of each teller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountBy {
    /// Who keyed them.
    pub by: PersonId,
    /// What.
    pub counts: Vec<Count>,
    /// When.
    pub at: Moment,
}

/// One voice of a roll call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollVote {
    /// Whose voice.
    pub person: PersonId,
    /// Their name.
    pub name: PersonName,
    /// Who said it for them, by proxy.
    pub carried_by: Option<PersonName>,
    /// What.
    pub choice: BallotChoice,
}

/// Whom an election gave a place to, or a list that has seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Won {
    /// As it stood on the paper.
    pub label: ShortText,
    /// With how many votes.
    pub votes: u32,
    /// Of a list: how many seats, and who has them as far as the list named them, in its order.
    pub seats: Option<(u16, Vec<PersonName>)>,
}

/// Who won an election, in the order of the result; nobody where it was a motion.
pub fn won(options: &[BallotOption], counts: &[Count], result: Option<&BallotResult>) -> Vec<Won> {
    let one = |position: u16, seats: Option<u16>| {
        let option = options.iter().find(|option| option.position == position)?;
        let count = counts.iter().find(|count| count.choice == BallotChoice::Option(position));
        let seats =
            seats.map(|seats| (seats, option.candidates.iter().take(usize::from(seats)).cloned().collect()));
        Some(Won { label: option.label.clone(), votes: count.map_or(0, |count| count.votes), seats })
    };
    match result {
        Some(BallotResult::Election { elected, .. }) => {
            elected.iter().filter_map(|position| one(*position, None)).collect()
        }
        Some(BallotResult::Lists { seats, .. }) => {
            let seated = seats.iter().filter(|(_, seats)| *seats > 0);
            seated.filter_map(|(position, seats)| one(*position, Some(*seats))).collect()
        }
        Some(BallotResult::Motion { .. }) | None => Vec::new(),
    }
}

/// Where the room stood when a vote opened: frozen into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Voters on the roll.
    pub on_roll: u32,
    /// Voters in the room or from afar.
    pub present: u32,
    /// Voters represented by a valid proxy whose holder is there.
    pub represented: u32,
    /// How many the quorum needs; zero where there is none.
    pub quorum_needed: u32,
    /// How many count towards it.
    pub quorum_counted: u32,
}

impl Standing {
    /// Whether the quorum is met.
    pub const fn quorum_met(&self) -> bool {
        self.quorum_counted >= self.quorum_needed
    }

    /// How many voices the room has.
    pub const fn voices(&self) -> u32 {
        self.present.saturating_add(self.represented)
    }
}

/// A vote of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The id.
    pub id: BallotId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Under which item.
    pub item: ItemId,
    /// Its place among the votes of the item, from 1: amendments come before the text they amend.
    pub position: i32,
    /// The question, word for word.
    pub question: Title,
    /// Of an amendment: what the text carries if it is adopted, as typed.
    pub wording: Option<Note>,
    /// Whether it is an amendment from the floor.
    pub amendment: bool,
    /// How one votes.
    pub mode: BallotMode,
    /// How the result is made.
    pub method: Method,
    /// Which kind of question it is: the majority follows from it, by the rules that the notice goes out under.
    pub asks: crate::rules::Question,
    /// The majority that a motion needs, and of what; see [`crate::rules`].
    pub majority: crate::rules::Majority,
    /// What can be chosen in an election; empty for a motion.
    pub options: Vec<BallotOption>,
    /// How many places are filled; 1 for a motion.
    pub places: u16,
    /// The share of votes that a list needs to have seats, per mille.
    pub threshold_permille: u16,
    /// The round, from 1.
    pub round: u16,
    /// The ballot of the round before.
    pub follows: Option<BallotId>,
    /// Where it stands.
    pub state: BallotState,
    /// Where the room stood when it opened.
    pub standing: Option<Standing>,
    /// What was counted, once declared.
    pub counts: Vec<Count>,
    /// The result, once declared; see [`crate::rules`].
    pub result: Option<BallotResult>,
    /// Why it was given up.
    pub abandoned_because: Option<ShortText>,
    /// When it opened.
    pub opened_at: Option<Moment>,
    /// When it was declared or given up.
    pub ended_at: Option<Moment>,
    /// Guards forms against each other.
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(position: u16, label: &str, candidates: &[&str]) -> BallotOption {
        let candidates = candidates.iter().map(|name| PersonName::parse(name).unwrap()).collect();
        BallotOption { position, label: ShortText::parse(label).unwrap(), candidates }
    }

    fn count(position: u16, votes: u32) -> Count {
        Count { choice: BallotChoice::Option(position), votes }
    }

    #[test]
    fn who_won_is_named_in_the_order_of_the_result_with_their_votes() {
        let options = [option(1, "Nour", &[]), option(2, "Thomas", &[]), option(3, "Idriss", &[])];
        let counts = [count(1, 4), count(2, 9), Count { choice: BallotChoice::Blank, votes: 2 }];
        let elected =
            |elected| Some(BallotResult::Election { elected, next_round: Vec::new(), tied: Vec::new() });
        let told = |result: Option<BallotResult>| -> Vec<(String, u32)> {
            let won = won(&options, &counts, result.as_ref());
            won.into_iter().map(|one| (one.label.to_string(), one.votes)).collect()
        };
        assert_eq!(told(elected(vec![2, 1])), [("Thomas".to_owned(), 9), ("Nour".to_owned(), 4)]);
        assert!(told(elected(Vec::new())).is_empty() && told(None).is_empty());
        let motion = BallotResult::Motion { adopted: true, votes_for: 3, needed: 2, base: 3, tie: None };
        assert!(told(Some(motion)).is_empty());
    }

    #[test]
    fn a_list_has_its_seats_for_its_first_candidates_and_one_without_seats_won_nothing() {
        let options = [
            option(1, "Liste A", &["Nour El Amrani", "Thomas Le Goff", "Jeanne Morvan"]),
            option(2, "Liste B", &["Idriss Belkacem"]),
            option(3, "Liste C", &[]),
        ];
        let counts = [count(1, 12), count(2, 1), count(3, 6)];
        let result =
            BallotResult::Lists { seats: vec![(1, 2), (2, 0), (3, 1)], below: vec![2], tied: Vec::new() };
        let told: Vec<_> = won(&options, &counts, Some(&result))
            .into_iter()
            .map(|one| {
                let (seats, names) = one.seats.unwrap();
                (
                    one.label.to_string(),
                    one.votes,
                    seats,
                    names.iter().map(ToString::to_string).collect::<Vec<_>>(),
                )
            })
            .collect();
        let names = vec!["Nour El Amrani".to_owned(), "Thomas Le Goff".to_owned()];
        assert_eq!(told, [("Liste A".to_owned(), 12, 2, names), ("Liste C".to_owned(), 6, 1, Vec::new())]);
    }
}
