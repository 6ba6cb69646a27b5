//! What a rule of the body refuses: which one, with its figures, and the article of the statutes that says so.

use crate::mandate::MandateRole;
use crate::text::ShortText;
use crate::world::{Day, Moment};

use super::{NoVote, NoticeUnit};

crate::column::words! {
    /// A rule that statutes state in an article of their own. The words are keys of stored profiles: add, never rename.
    Rule {
        /// The delay of the notice.
        Notice = "notice",
        /// The shorter delay of an emergency.
        Emergency = "emergency",
        /// The notice after a lack of quorum.
        SecondNotice = "second_notice",
        /// Who convenes.
        Convening = "convening",
        /// Who votes.
        Voters = "voters",
        /// How many must be there.
        Quorum = "quorum",
        /// Proxies.
        Proxies = "proxies",
        /// The majority of ordinary questions.
        Majority = "majority",
        /// The majority that changes the statutes.
        Statutes = "statutes",
        /// When a vote is secret.
        Secret = "secret",
        /// Elections.
        Elections = "elections",
        /// What can be decided.
        Agenda = "agenda",
        /// The attendance sheet.
        Register = "register",
        /// Who approves minutes.
        Minutes = "minutes",
    }
}

/// A refusal that comes from the rules of the body. The web makes a sentence of it that quotes the article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breach {
    /// What was broken.
    pub what: Broken,
    /// Where the statutes say so, where the profile quotes it.
    pub article: Option<ShortText>,
}

/// What was broken, with what it needed and what there was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Broken {
    /// The notice comes too late for that day.
    NoticeTooShort {
        /// Days that the rules ask for.
        needed: u16,
        /// Whether they are clear days.
        clear: bool,
        /// Days that there would be, counted in the same way; negative where the meeting is past.
        found: i32,
        /// The first day on which the meeting could be.
        earliest: Day,
    },
    /// What the notice said does not hold any more, and nothing holds that was not told in time.
    NoticeStale {
        /// What changed since: see [`crate::meeting::Convocation::stale`].
        changed: Vec<String>,
        /// Whether the sitting can open where everybody is there or represented and accepts.
        whole_accepts: bool,
    },
    /// The sitting opened under a stale notice since everybody accepted, and not everybody is there or represented.
    NotEverybody {
        /// Voices that there are.
        found: u32,
        /// Voters on the roll.
        needed: u32,
    },
    /// The statutes know no shorter delay for emergencies.
    EmergencyForbidden,
    /// Even in an emergency that is too soon.
    EmergencyTooShort {
        /// How long the rules ask for.
        needed: u16,
        /// In what.
        unit: NoticeUnit,
        /// From which moment it could be; of a delay in days, the beginning of that day.
        earliest: Moment,
    },
    /// An emergency has to be explained.
    EmergencyWithoutReason,
    /// The meeting after a lack of quorum comes too soon.
    SecondTooSoon {
        /// Days between the two.
        needed: u16,
        /// Days that there would be.
        found: i32,
        /// The first day on which it could be.
        earliest: Day,
    },
    /// The mandates that somebody holds do not convene this body.
    NotConvener {
        /// The ones that do.
        roles: Vec<MandateRole>,
    },
    /// The statutes know no meeting at the request of members.
    PetitionForbidden,
    /// Too few members ask for the meeting.
    PetitionTooSmall {
        /// How many it takes.
        needed: u32,
        /// How many ask.
        found: u32,
    },
    /// The meeting that members asked for comes too late.
    PetitionTooLate {
        /// Within how many days it has to be.
        within: u16,
        /// The last day on which it could be.
        latest: Day,
    },
    /// They do not vote.
    NoVote(NoVote),
    /// Too few are there to vote.
    NoQuorum {
        /// How many it takes.
        needed: u32,
        /// How many count.
        found: u32,
    },
    /// The statutes know no proxies.
    ProxiesForbidden,
    /// The holder carries as many as the rules allow.
    ProxiesFull {
        /// How many that is.
        most: u16,
    },
    /// A proxy goes to somebody else.
    ProxyToOneself,
    /// Only voters carry proxies.
    ProxyHolderDoesNotVote,
    /// Only who has a vote can give it.
    ProxyGiverDoesNotVote,
    /// The holder gave their own voice away, and can carry no other.
    ProxyHolderIsAway,
    /// The giver carries proxies: they would be passed on.
    ProxyPassedOn,
    /// The giver has given their voice already.
    ProxyGivenAlready,
    /// Enough people ask for a secret vote, or the rules do: hands and roll call are out.
    MustBeSecret {
        /// Who asked; zero where the rules themselves do.
        asked: u32,
    },
    /// What the notice did not say is talked about, and not decided.
    NotOnAgenda,
    /// The assembly votes first whether it adds that to its agenda.
    AdditionNeedsVote,
    /// The attendance sheet is closed.
    RegisterClosed {
        /// How many minutes after the opening.
        minutes: u16,
        /// When that was.
        at: Moment,
    },
    /// The votes counted are not as many as the voters.
    TotalsDiffer {
        /// How many voters there are.
        voters: u32,
        /// How many votes were counted.
        counted: u32,
    },
    /// One candidate has more votes than papers were valid, or all together more than the places allow.
    TooManyVotes {
        /// How many there can be.
        most: u32,
        /// How many were counted.
        counted: u32,
    },
    /// A count names what cannot be chosen in this vote.
    ForeignChoice,
    /// Minutes are approved by others.
    ApprovedByOthers(super::Approval),
}

impl Broken {
    /// Which rule that is, for its article.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::NoticeTooShort { .. } | Self::NoticeStale { .. } | Self::NotEverybody { .. } => {
                Rule::Notice
            }
            Self::EmergencyForbidden | Self::EmergencyTooShort { .. } | Self::EmergencyWithoutReason => {
                Rule::Emergency
            }
            Self::SecondTooSoon { .. } => Rule::SecondNotice,
            Self::NotConvener { .. }
            | Self::PetitionForbidden
            | Self::PetitionTooSmall { .. }
            | Self::PetitionTooLate { .. } => Rule::Convening,
            Self::NoVote(_) => Rule::Voters,
            Self::NoQuorum { .. } => Rule::Quorum,
            Self::ProxiesForbidden
            | Self::ProxiesFull { .. }
            | Self::ProxyToOneself
            | Self::ProxyHolderDoesNotVote
            | Self::ProxyGiverDoesNotVote
            | Self::ProxyHolderIsAway
            | Self::ProxyPassedOn
            | Self::ProxyGivenAlready => Rule::Proxies,
            Self::MustBeSecret { .. } => Rule::Secret,
            Self::NotOnAgenda | Self::AdditionNeedsVote => Rule::Agenda,
            Self::RegisterClosed { .. } => Rule::Register,
            Self::TotalsDiffer { .. } | Self::TooManyVotes { .. } | Self::ForeignChoice => Rule::Elections,
            Self::ApprovedByOthers(_) => Rule::Minutes,
        }
    }
}
