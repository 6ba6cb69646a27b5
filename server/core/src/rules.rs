//! The rules of a body as data: chosen at set-up from a preset, changed on a page, used by its meetings.
//!
//! What follows from them is computed by pure functions, one file for each matter. None asks the store or the clock, so
//! that every one is a table of tests. One thing of product.md 5.4 is left out on purpose: the check that a list
//! alternates women and men. The house does not record what anybody is, and counts nobody by it.

mod breach;
mod convening;
mod election;
mod lists;
mod motion;
mod notice;
mod outcome;
mod preset;
mod proxies;
mod quorum;
mod result;
mod secret;
mod share;
mod sitting;
mod stored;
mod totals;
mod voters;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::mandate::MandateRole;
use crate::meeting::MeetingKind;
use crate::text::ShortText;

pub use self::breach::{Breach, Broken, Rule};
pub use self::convening::Petitioners;
pub use self::election::Race;
pub use self::lists::{ListVotes, highest_average};
pub use self::motion::motion;
pub use self::outcome::outcome;
pub use self::preset::Preset;
pub use self::proxies::{Giver, Holder};
pub use self::quorum::{Officers, Room};
pub use self::result::{BallotResult, Base, Majority, Tie};
pub use self::secret::{FEW_VOTERS, too_few_for_secrecy};
pub use self::share::{at_least, more_than};
pub use self::totals::check_totals;
pub use self::voters::{NoVote, RollVoice};

/// What the statutes say about meetings, in the values that differ between bodies.
///
/// Product.md 5.1 names the sources of the presets. Shares are per mille, so that no float is stored; a third and two
/// thirds are written 333 and 667 and counted exactly (see [`at_least`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "stored::Stored")]
pub struct RulesProfile {
    /// The preset it was made from.
    pub preset: Preset,
    /// Counts the changes of the statutes; a meeting keeps the one under which it was convened.
    pub version: u32,
    /// How long before the meeting its notice goes out.
    pub notice: NoticeRules,
    /// Who may convene.
    pub convening: ConveningRules,
    /// Who votes.
    pub voters: VoterRules,
    /// How many must be there.
    pub quorum: QuorumRules,
    /// Whether one may vote for another who is away.
    pub proxies: ProxyRules,
    /// How motions are decided.
    pub votes: VoteRules,
    /// How people and lists are elected.
    pub elections: ElectionRules,
    /// How a sitting goes.
    pub sitting: SittingRules,
    /// Where the statutes say so, rule by rule, as one quotes it: "article 7 des statuts".
    pub articles: BTreeMap<Rule, ShortText>,
}

/// How long before the meeting its notice goes out, in days of the calendar of the meeting's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRules {
    /// For an ordinary general meeting.
    pub ordinary_general: u16,
    /// For an extraordinary one.
    pub extraordinary_general: u16,
    /// For a meeting of the section between its general meetings.
    pub section_meeting: u16,
    /// For the board.
    pub board: u16,
    /// For a commission.
    pub commission: u16,
    /// For everything else: strategy sessions, public meetings, field actions.
    pub other: u16,
    /// Whether neither the day of sending nor the day of the meeting counts (jours francs).
    pub clear_days: bool,
    /// In an emergency; `None` where the statutes know no shorter delay.
    pub emergency: Option<EmergencyNotice>,
    /// Whether a notice that does not hold any more is made good where everybody is there or represented and accepts to
    /// sit: what holds where statutes are silent.
    #[serde(default = "silent")]
    pub whole_accepts: bool,
}

/// What a profile says that was stored before this was asked.
const fn silent() -> bool {
    true
}

/// The shorter delay of an emergency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyNotice {
    /// How long.
    pub least: u16,
    /// In what.
    pub unit: NoticeUnit,
    /// Whether the notice must say why.
    pub reason_needed: bool,
}

crate::column::words! {
    /// In what a delay is counted.
    NoticeUnit {
        /// Hours that pass, whatever the clocks do.
        Hours = "hours",
        /// Days of the calendar.
        Days = "days",
    }
}

/// Who may convene.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConveningRules {
    /// The mandates that convene by themselves.
    pub roles: Vec<MandateRole>,
    /// How many members may have a meeting convened; `None` where they cannot.
    pub petition: Option<Petition>,
    /// Within how many days the meeting that they asked for takes place; `None` where the statutes do not say.
    pub petition_days: Option<u16>,
}

/// How many members may have a meeting convened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Petition {
    /// A share of the members, per mille.
    Share(u16),
    /// That many.
    Members(u16),
}

/// Who votes: members, and of them those who fulfil this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoterRules {
    /// For how many months one has been a member on the day of the meeting; zero where that is not asked.
    pub seniority_months: u16,
    /// Whether dues must be paid, and when that is looked at.
    pub dues: Dues,
}

crate::column::words! {
    /// Whether dues must be paid up to vote.
    Dues {
        /// That is not asked.
        NotAsked = "not_asked",
        /// On the day of the notice: who pays later votes next time.
        AtNotice = "at_notice",
        /// On the day of the vote: one can pay at the door.
        AtVote = "at_vote",
    }
}

/// How many must be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumRules {
    /// How many.
    pub size: QuorumSize,
    /// Of whom a share is counted.
    pub base: QuorumBase,
    /// Whether represented voters count.
    pub counts_proxies: bool,
    /// Officers who do not count, neither in the room nor among those of whom the share is taken.
    pub excluded: Vec<MandateRole>,
    /// Minutes after the hour at which a meeting without a quorum is given up; `None` where the statutes do not say.
    pub wait_minutes: Option<u16>,
    /// The meeting that follows a lack of quorum; `None` where it is convened as any other.
    pub second: Option<SecondNotice>,
}

/// The size of a quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuorumSize {
    /// There is none.
    None,
    /// A share per mille, rounded up.
    Share(u16),
    /// That many.
    Number(u16),
}

crate::column::words! {
    /// Of whom the share of a quorum is taken.
    QuorumBase {
        /// Of the voters on the roll of the meeting.
        OnRoll = "on_roll",
        /// Of the members in good standing, whether or not they are old enough in the organisation to vote.
        GoodStanding = "good_standing",
    }
}

/// How the meeting is convened that follows a lack of quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondNotice {
    /// Days between the two meetings at least; zero lets it follow on the same day.
    pub days: u16,
    /// Whether it needs no quorum.
    pub lifts_quorum: bool,
}

/// Whether one may vote for another who is away. Nobody passes on a proxy that was given to them: no statutes allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProxyRules {
    /// How many one person may carry.
    pub most: ProxyCap,
    /// Whether only voters carry them, or whoever takes part.
    pub voters_only: bool,
}

/// How many proxies one person may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyCap {
    /// None: one votes in person.
    Forbidden,
    /// That many.
    UpTo(u16),
    /// As many as are given to them: what holds where statutes are silent.
    Unlimited,
}

/// How motions are decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteRules {
    /// An ordinary question.
    pub ordinary: Majority,
    /// A change of the statutes, or the dissolution.
    pub statutes: Majority,
    /// Deciding against the board.
    pub override_board: Majority,
    /// Who decides where for and against are equal.
    pub tie: Tie,
    /// Who can have a vote taken in secret.
    pub secret: SecretAskers,
    /// Whether votes on people are secret without anybody asking.
    pub secret_on_people: bool,
}

crate::column::words! {
    /// The kinds of question whose majorities differ.
    Question {
        /// An ordinary one.
        Ordinary = "ordinary",
        /// A change of the statutes, or the dissolution.
        Statutes = "statutes",
        /// Deciding against the board.
        OverrideBoard = "override_board",
    }
}

/// Who can have a vote taken in secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretAskers {
    /// That many voters; one means that anybody can.
    Voters(u16),
    /// A share of the voices in the room, per mille.
    Share(u16),
    /// The assembly, by a vote.
    Assembly,
}

/// How people and lists are elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectionRules {
    /// 1: the most votes win. 2: in the first round more than half of the votes cast, in the second the most.
    pub rounds: u16,
    /// Who stays for the second round.
    pub second_round: SecondRound,
    /// Who has the last place where votes are equal.
    pub tie: Tie,
    /// The share of the votes cast under which a list has no seat, per mille.
    pub list_threshold_permille: u16,
}

/// Who stays for the second round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondRound {
    /// The first two, and who has as many votes as the second.
    TopTwo,
    /// Who had that share of the votes cast, per mille; the first two where fewer had it.
    Share(u16),
}

/// How a sitting goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingRules {
    /// Whether a matter can be put on the agenda once the notice went out.
    pub additions: Additions,
    /// Minutes after the opening at which the attendance sheet closes; `None` where it stays open.
    pub register_minutes: Option<u16>,
    /// Who approves the minutes.
    pub approval: Approval,
}

crate::column::words! {
    /// Whether the assembly can decide on what the notice did not say.
    Additions {
        /// No: one can talk about it, and that is all.
        Never = "never",
        /// Yes, if it votes at its opening to add it.
        ByVote = "by_vote",
    }
}

crate::column::words! {
    /// Who approves minutes.
    Approval {
        /// The next meeting of the same body.
        NextMeeting = "next_meeting",
        /// The next meeting, and of it those who took part in the one that is told.
        ThosePresent = "those_present",
        /// The board.
        Board = "board",
    }
}

impl RulesProfile {
    /// How many days before a meeting of this kind its notice goes out.
    pub const fn notice_days(&self, kind: MeetingKind) -> u16 {
        match kind {
            MeetingKind::OrdinaryGeneral => self.notice.ordinary_general,
            MeetingKind::ExtraordinaryGeneral => self.notice.extraordinary_general,
            MeetingKind::SectionMeeting => self.notice.section_meeting,
            MeetingKind::Board => self.notice.board,
            MeetingKind::Commission => self.notice.commission,
            MeetingKind::Strategy | MeetingKind::Public | MeetingKind::Action => self.notice.other,
        }
    }

    /// The majority that a question of this kind needs.
    pub const fn majority(&self, question: Question) -> Majority {
        match question {
            Question::Ordinary => self.votes.ordinary,
            Question::Statutes => self.votes.statutes,
            Question::OverrideBoard => self.votes.override_board,
        }
    }

    /// Where the statutes say that.
    pub fn article(&self, rule: Rule) -> Option<&ShortText> {
        self.articles.get(&rule)
    }

    /// The refusal for what was broken, with the article that says so.
    pub fn breach(&self, what: Broken) -> Breach {
        Breach { article: self.article(what.rule()).cloned(), what }
    }
}
