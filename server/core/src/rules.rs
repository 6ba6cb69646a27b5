//! The rules of a body as data: chosen at set-up from a preset, used by its meetings.

mod result;

use serde::{Deserialize, Serialize};

use crate::unit::UnitKind;

pub use self::result::{BallotResult, Base, Majority, Tie};

crate::column::words! {
    /// Where a profile starts from.
    Preset {
        /// A party section of the French kind.
        PartySection = "party_section",
        /// A union section of the French kind.
        UnionSection = "union_section",
        /// A Canadian union local.
        CanadianLocal = "canadian_local",
        /// An association under the French law of 1 July 1901.
        Association1901 = "association_1901",
    }
}

impl Preset {
    /// The preset that the wizard proposes for a kind of unit.
    pub const fn proposed_for(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Section | UnitKind::Federation => Self::PartySection,
            UnitKind::Local => Self::UnionSection,
            UnitKind::Association => Self::Association1901,
        }
    }
}

/// What the statutes say about meetings, in the few values that differ between bodies.
///
/// Product.md 5.1 names the sources of each figure. Shares are per mille, so that no float is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesProfile {
    /// The preset it was made from.
    pub preset: Preset,
    /// Counts the changes of the statutes; a meeting keeps the one under which it was convened.
    pub version: u32,
    /// Days between the notice of an ordinary general meeting and the meeting.
    pub notice_days: u16,
    /// Whether neither the day of sending nor the day of the meeting counts.
    pub clear_days: bool,
    /// The share of voters who must be there, per mille; zero where there is no quorum.
    pub quorum_permille: u16,
    /// Whether represented voters count for the quorum.
    pub quorum_counts_proxies: bool,
    /// Proxies that one person may hold; zero forbids them.
    pub proxies_max: u16,
    /// The share of votes cast that changes the statutes, per mille.
    pub statutes_majority_permille: u16,
    /// How many people can ask for a secret ballot; one means that anybody can.
    pub secret_ballot_askers: u16,
    /// Whether the chair decides a tie.
    pub casting_vote: bool,
}

impl RulesProfile {
    /// The values a preset starts with.
    pub const fn preset(preset: Preset) -> Self {
        let base = Self {
            preset,
            version: 1,
            notice_days: 15,
            clear_days: false,
            quorum_permille: 0,
            quorum_counts_proxies: true,
            proxies_max: 1,
            statutes_majority_permille: 667,
            secret_ballot_askers: 1,
            casting_vote: false,
        };
        match preset {
            Preset::PartySection => base,
            Preset::UnionSection => Self { proxies_max: 2, quorum_permille: 333, ..base },
            Preset::CanadianLocal => Self {
                notice_days: 14,
                quorum_permille: 50,
                quorum_counts_proxies: false,
                proxies_max: 0,
                casting_vote: true,
                ..base
            },
            Preset::Association1901 => {
                Self { quorum_permille: 250, proxies_max: 3, casting_vote: true, ..base }
            }
        }
    }
}
