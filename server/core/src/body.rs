//! The bodies of the organisation (instances, organes): the section as its general assembly, its board, its commissions,
//! its workplaces; and how a person belongs to the organisation, apart from having an account.

use serde::{Deserialize, Serialize};

use crate::id::{BodyId, PersonId};
use crate::person::Byline;
use crate::rules::RulesProfile;
use crate::text::{Note, UnitName};
use crate::world::{Day, Moment};

crate::column::words! {
    /// What a body is, which decides who sits in it and which meetings it holds.
    BodyKind {
        /// The general assembly: everybody who is a member. Each house has one; its id is the house's.
        Assembly = "assembly",
        /// The board: those who hold a mandate in it.
        Board = "board",
        /// A commission, a working group of the statutes.
        Commission = "commission",
        /// A workplace, a site, a quarter: people who are met where they are.
        Workplace = "workplace",
    }
}

/// A body. Those who sit in it hold a mandate there; in the assembly sits every member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The id; of the assembly, the house's own.
    pub id: BodyId,
    /// What it is.
    pub kind: BodyKind,
    /// What it is called.
    pub name: UnitName,
    /// What it is for.
    pub purpose: Option<Note>,
    /// Its own rules; `None` where those of the house hold.
    pub rules: Option<RulesProfile>,
    /// When it was made.
    pub made_at: Moment,
    /// When it was dissolved; its past stays.
    pub dissolved_at: Option<Moment>,
    /// Counts its changes.
    pub version: i64,
}

impl Body {
    /// Whether it holds meetings and takes mandates at this moment.
    pub fn stands(&self, now: Moment) -> bool {
        self.dissolved_at.is_none_or(|end| now < end)
    }
}

crate::column::words! {
    /// What a person is to the organisation. An account is something else: it may have none of the rights of a member.
    Status {
        /// A member: votes where the rules let them.
        Member = "member",
        /// Supports, may speak, does not vote.
        Supporter = "supporter",
        /// Somebody the organisation is in touch with.
        Contact = "contact",
        /// Holds a public office for the organisation, without being a member of this section.
        Elected = "elected",
        /// Invited for a time.
        Guest = "guest",
    }
}

/// How a person belongs: status and the dates that the statutes ask for. Never leaves the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Whose.
    pub person: PersonId,
    /// What they are.
    pub status: Status,
    /// Since when they are it.
    pub since: Day,
    /// The day up to which their dues are paid, included; `None` where the house keeps no dues of theirs.
    pub dues_until: Option<Day>,
    /// From which day their seniority counts, where it is not `since`: who came from another section brings theirs.
    pub seniority_since: Option<Day>,
}

impl Affiliation {
    /// From which day their seniority counts.
    pub fn senior_since(&self) -> Day {
        self.seniority_since.unwrap_or(self.since)
    }
}

/// Somebody who sits in a body, as it is listed for those who may read that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// Who.
    pub who: Byline,
    /// How they belong.
    pub affiliation: Affiliation,
    /// Whether letters reach them.
    pub has_mail: bool,
}
