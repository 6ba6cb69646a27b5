//! Mandates: who holds which role in which body, from when to when; and the one table of what a role may do.

use serde::{Deserialize, Serialize};

use crate::id::{BodyId, MandateId, PersonId};
use crate::person::Byline;
use crate::world::Moment;

crate::column::words! {
    /// What somebody is elected or named to.
    MandateRole {
        /// Chairs the body and its meetings.
        Chair = "chair",
        /// The secretary: convenes, writes, answers for the register.
        Secretary = "secretary",
        /// Stands in for the secretary.
        DeputySecretary = "deputy_secretary",
        /// Keeps the dues.
        Treasurer = "treasurer",
        /// Sits in the board without an office.
        BoardMember = "board_member",
        /// Speaks for a workplace or for the section elsewhere.
        Delegate = "delegate",
        /// Animates a commission: convenes it and keeps its agenda.
        Organiser = "organiser",
        /// Sits in a commission or a workplace.
        Participant = "participant",
        /// Hosts the site: keeps the server, has no say in what is decided.
        Host = "host",
    }
}

crate::column::words! {
    /// One thing that a role may do. Words are stored in delegations: add, never rename.
    Right {
        /// Speak to everybody in the section's name, decide what is proposed, read the mail.
        SpeakFor = "speak_for_section",
        /// Convene the body, change and cancel what was convened.
        Convene = "convene",
        /// Prepare its meetings: drafts, agenda, proposals of items.
        Prepare = "prepare",
        /// Keep a sitting: attendance, proxies, votes, notes, decisions, minutes.
        Record = "record",
        /// Accept what members propose for the shared agenda.
        AcceptRendezvous = "accept_rendezvous",
        /// Welcome people, change what they are to the organisation.
        ManagePeople = "manage_people",
        /// Keep the dues.
        KeepDues = "keep_dues",
        /// Record mandates and end them.
        ManageMandates = "manage_mandates",
        /// Make bodies, change their rules.
        ManageBodies = "manage_bodies",
        /// Take away what breaks the rules of the house.
        Moderate = "moderate",
    }
}

/// What each role may do in its body; held in the assembly it is a right for the whole house, and for every body of it.
///
/// The table is the whole truth: it is shown to people in words, and [`crate::access::may`] asks nothing else.
pub const RIGHTS: &[(MandateRole, &[Right])] = &[
    (
        MandateRole::Chair,
        &[Right::SpeakFor, Right::Convene, Right::Prepare, Right::Record, Right::AcceptRendezvous],
    ),
    (
        MandateRole::Secretary,
        &[
            Right::SpeakFor,
            Right::Convene,
            Right::Prepare,
            Right::Record,
            Right::AcceptRendezvous,
            Right::ManagePeople,
            Right::KeepDues,
            Right::ManageMandates,
            Right::ManageBodies,
            Right::Moderate,
        ],
    ),
    (
        MandateRole::DeputySecretary,
        &[Right::SpeakFor, Right::Prepare, Right::Record, Right::AcceptRendezvous, Right::Moderate],
    ),
    (MandateRole::Treasurer, &[Right::Prepare, Right::KeepDues]),
    (MandateRole::BoardMember, &[Right::Prepare]),
    (MandateRole::Delegate, &[]),
    (MandateRole::Organiser, &[Right::Convene, Right::Prepare, Right::Record]),
    (MandateRole::Participant, &[]),
    (MandateRole::Host, &[]),
];

impl MandateRole {
    /// What the role may do.
    pub fn rights(self) -> &'static [Right] {
        RIGHTS.iter().find(|(role, _)| *role == self).map_or(&[], |(_, rights)| rights)
    }
}

/// A term of office, or a part of one that was delegated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// The id.
    pub id: MandateId,
    /// Who holds it.
    pub person: PersonId,
    /// In which body.
    pub body: BodyId,
    /// As what.
    pub role: MandateRole,
    /// Until the body confirms it: somebody stands in after a resignation.
    pub provisional: bool,
    /// From when.
    pub starts_at: Moment,
    /// Until when, not included; `None` while no end is known. Nothing else has to be done at that moment.
    pub ends_at: Option<Moment>,
    /// The mandate of which this is a delegated part, and the rights that were delegated.
    pub delegated: Option<Delegation>,
    /// When it was recorded.
    pub recorded_at: Moment,
}

/// What was delegated of a mandate; it ends with that mandate at the latest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Of which mandate.
    pub of: MandateId,
    /// Which of its rights.
    pub rights: Vec<Right>,
}

impl Mandate {
    /// Whether it holds at this moment.
    pub fn holds(&self, now: Moment) -> bool {
        self.starts_at <= now && self.ends_at.is_none_or(|end| now < end)
    }

    /// What it lets its holder do.
    pub fn rights(&self) -> &[Right] {
        self.delegated.as_ref().map_or_else(|| self.role.rights(), |part| &part.rights)
    }
}

/// A mandate with the name of its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateView {
    /// The mandate.
    pub mandate: Mandate,
    /// Who holds it.
    pub holder: Byline,
}

/// The mandates that somebody holds at this moment: what [`crate::access::may`] asks beside the account's role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    mandates: Vec<Mandate>,
    assembly: Option<BodyId>,
    at: Moment,
}

/// No mandate, at a moment when nobody held one.
impl Default for Seats {
    fn default() -> Self {
        Self { mandates: Vec::new(), assembly: None, at: Moment(i64::MIN) }
    }
}

impl Seats {
    /// Of those mandates, the ones that hold at `now`; `assembly` is the body whose rights reach into all others.
    pub fn of(mandates: Vec<Mandate>, assembly: BodyId, now: Moment) -> Self {
        let mandates = mandates.into_iter().filter(|mandate| mandate.holds(now)).collect();
        Self { mandates, assembly: Some(assembly), at: now }
    }

    /// Whether they may do this in that body: by a mandate in it, or in the assembly above it.
    pub fn hold(&self, right: Right, body: BodyId) -> bool {
        self.mandates
            .iter()
            .any(|m| (m.body == body || Some(m.body) == self.assembly) && m.rights().contains(&right))
    }

    /// Whether they may do this for the whole house.
    pub fn hold_in_house(&self, right: Right) -> bool {
        self.assembly.is_some_and(|assembly| self.hold(right, assembly))
    }

    /// Whether they may do this in any body.
    pub fn hold_anywhere(&self, right: Right) -> bool {
        self.mandates.iter().any(|mandate| mandate.rights().contains(&right))
    }

    /// Whether they sit in that body by a mandate of their own, not a delegated part of another's.
    pub fn sit_in(&self, body: BodyId) -> bool {
        self.mandates.iter().any(|mandate| mandate.body == body && mandate.delegated.is_none())
    }

    /// Whether they sit in any body smaller than the assembly.
    pub fn sit_apart(&self) -> bool {
        self.mandates.iter().any(|mandate| Some(mandate.body) != self.assembly && mandate.delegated.is_none())
    }

    /// The moment at which they hold.
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// Those mandates.
    pub fn mandates(&self) -> &[Mandate] {
        &self.mandates
    }
}
