//! Majorities, and what a count comes to.

use serde::{Deserialize, Serialize};

crate::column::words! {
    /// Of what a majority is counted.
    Base {
        /// Of the votes cast: abstentions, blank and spoiled papers and those who take no part do not count.
        Cast = "cast",
        /// Of the voices present or represented.
        Present = "present",
        /// Of the voters on the roll.
        OnRoll = "on_roll",
    }
}

/// A majority: at least, or strictly more than, a share of a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Majority {
    /// Of what.
    pub base: Base,
    /// The share, per mille. A simple majority (more for than against) is 500 of the votes cast, strictly.
    pub permille: u16,
    /// Whether the share itself is not enough: "more than half" against "two thirds".
    pub strictly: bool,
}

impl Majority {
    /// More votes for than against.
    pub const SIMPLE: Self = Self { base: Base::Cast, permille: 500, strictly: true };
}

crate::column::words! {
    /// Who decides a tie.
    Tie {
        /// The text is rejected, or nobody is elected.
        Rejected = "rejected",
        /// The chair has the casting vote.
        Chair = "chair",
        /// Of two candidates, the one who has been a member longer; of equals, the older.
        Seniority = "seniority",
    }
}

/// What a count came to. Kept with the ballot as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum BallotResult {
    /// Of a motion.
    Motion {
        /// Whether it was adopted.
        adopted: bool,
        /// Votes for it.
        votes_for: u32,
        /// How many it needed.
        needed: u32,
        /// Of how many.
        base: u32,
        /// Whether for and against were equal and the profile's rule decided.
        tie: Option<Tie>,
    },
    /// Of an election of one or several people.
    Election {
        /// Who is elected, by position, in the order of their votes.
        elected: Vec<u16>,
        /// Between whom a further round takes place; empty where there is none.
        next_round: Vec<u16>,
        /// Who are tied for the last place where nothing has decided it yet: the chair has to say who has it, or under
        /// [`Tie::Rejected`] it stays open.
        tied: Vec<u16>,
    },
    /// Of an election by lists.
    Lists {
        /// Seats by list, in the order of the lists.
        seats: Vec<(u16, u16)>,
        /// Lists under the threshold.
        below: Vec<u16>,
        /// Lists that are tied for the seats that are left, likewise.
        tied: Vec<u16>,
    },
}
