//! A meeting, whole: notice, agenda, attendance, proxies, votes, decisions and minutes hang on this one object.

mod attendance;
mod ballot;
pub mod chain;
mod clock;
mod compose;
mod convocation;
mod decision;
mod item;
mod minutes;
mod named;
mod proxy;
mod schedule;
mod template;
mod text;

use serde::{Deserialize, Serialize};

use crate::id::{BodyId, MeetingId, PersonId, RendezvousId};
use crate::rules::RulesProfile;
use crate::text::{ShortText, Title};
use crate::world::Moment;

pub use self::attendance::{
    Attendee, Headcount, Measure, Presence, RoomVoice, SheetFilter, SheetLine, Stay, Voice,
};
pub use self::ballot::{
    Ballot, BallotChoice, BallotMode, BallotOption, BallotState, Count, CountBy, Method, RollVote, Standing,
    Won, won,
};
pub use self::clock::{EARLY_MAX, by_the_clock};
pub use self::compose::{Record, compose};
pub use self::convocation::{Channel, Convocation, Proof, Recipient, Reply};
pub use self::decision::{Decision, DecisionState, DecisionView, FollowUp, Task};
pub use self::item::{
    DOCUMENT_BYTES_MAX, DOCUMENTS_MAX, ITEMS_MAX, Item, ItemDocument, ItemKind, ItemOutcome, ItemPlan,
    ItemState,
};
pub use self::minutes::{Correction, CorrectionState, EntryKind, Minutes, MinutesState, RegisterEntry};
pub use self::named::Named;
pub use self::proxy::{Proxy, ProxyChannel, ProxyState};
pub use self::schedule::{ITEM_MINUTES_MAX, moved, times, total};
pub use self::template::Slot;
pub use self::text::{
    AttendanceText, BallotText, Block, Convened, DecisionText, FollowUpText, ItemSaid, ItemText, MinutesText,
    Movement, Officers, Present, Represented, RollLine, Suspension, TEXT_FORM, TaskText,
};

crate::column::words! {
    /// What kind of meeting it is; the rules of the body differ by it, and so does the template of its agenda.
    MeetingKind {
        /// The ordinary general meeting.
        OrdinaryGeneral = "ordinary_general",
        /// The extraordinary general meeting: statutes, dissolution.
        ExtraordinaryGeneral = "extraordinary_general",
        /// A meeting of the section between its general meetings.
        SectionMeeting = "section_meeting",
        /// The board.
        Board = "board",
        /// A commission.
        Commission = "commission",
        /// A strategy session: talk, no votes that bind.
        Strategy = "strategy",
        /// A public meeting: everybody may come.
        Public = "public",
        /// A field action that is prepared and reviewed like a meeting.
        Action = "action",
    }
}

crate::column::words! {
    /// How one takes part.
    MeetingMode {
        /// In a room.
        InPerson = "in_person",
        /// From afar only.
        Remote = "remote",
        /// Either.
        Hybrid = "hybrid",
    }
}

crate::column::words! {
    /// Where a meeting stands (product.md 5.3). Every change is one of the transitions of [`MeetingState::may_become`].
    MeetingState {
        /// Known to those who prepare it.
        Draft = "draft",
        /// Its agenda is open: those who are of the body read it and propose items.
        AgendaOpen = "agenda_open",
        /// Its notice went out.
        Convened = "convened",
        /// The sitting is open.
        InSession = "in_session",
        /// The sitting is suspended.
        Suspended = "suspended",
        /// The sitting is closed; its minutes are being written, corrected or approved.
        Closed = "closed",
        /// Its minutes are sealed.
        Settled = "settled",
        /// It was to take place and does not.
        Cancelled = "cancelled",
        /// It takes place later: another meeting continues it.
        Postponed = "postponed",
        /// Too few came: a second notice may follow.
        LackOfQuorum = "lack_of_quorum",
    }
}

impl MeetingState {
    /// Whether a meeting may go from this state to that one.
    pub const fn may_become(self, next: Self) -> bool {
        use MeetingState::{
            AgendaOpen, Cancelled, Closed, Convened, Draft, InSession, LackOfQuorum, Postponed, Settled,
            Suspended,
        };
        matches!(
            (self, next),
            (Draft, AgendaOpen | Convened | Cancelled)
                | (AgendaOpen, Draft | Convened | Cancelled)
                | (Convened, Convened | InSession | Cancelled | Postponed)
                | (InSession, Suspended | Closed | LackOfQuorum)
                | (Suspended, InSession | Closed | LackOfQuorum)
                | (Closed, Settled)
        )
    }

    /// Whether it still lies ahead: its agenda can change.
    pub const fn ahead(self) -> bool {
        matches!(self, Self::Draft | Self::AgendaOpen | Self::Convened)
    }

    /// Whether the sitting has begun and is not closed.
    pub const fn sits(self) -> bool {
        matches!(self, Self::InSession | Self::Suspended)
    }

    /// Whether the sitting took place and is over.
    pub const fn held(self) -> bool {
        matches!(self, Self::Closed | Self::Settled | Self::LackOfQuorum)
    }
}

/// A meeting as it is stored.
///
/// What the agenda of the house shows of it (date, place, who comes) stands in a rendezvous of its own that the Actions
/// keep in step, so that calendars, reminders and the month have one kind of thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The id.
    pub id: MeetingId,
    /// Whose meeting it is.
    pub body: BodyId,
    /// What kind.
    pub kind: MeetingKind,
    /// How one takes part.
    pub mode: MeetingMode,
    /// Where it stands.
    pub state: MeetingState,
    /// What it is called.
    pub title: Title,
    /// When it begins.
    pub starts_at: Moment,
    /// When it should end.
    pub ends_at: Option<Moment>,
    /// The zone in which that was said.
    pub time_zone: chrono_tz::Tz,
    /// Where.
    pub place: Option<ShortText>,
    /// How one gets there and in: bus, step-free, hearing loop, child care.
    pub access: Option<ShortText>,
    /// An https address for those who take part from afar.
    pub link: Option<String>,
    /// Up to when those of the body may propose items; `None` where they may not.
    pub proposals_until: Option<Moment>,
    /// How many supporters put a proposed item on the agenda by themselves; `None` where only the board does.
    pub supporters_needed: Option<i32>,
    /// What the notice said; `None` before it went out.
    pub convocation: Option<Convocation>,
    /// The rules under which it was convened; `None` before that.
    pub rules: Option<RulesProfile>,
    /// The sitting; `None` before it opened.
    pub sitting: Option<Sitting>,
    /// The meeting that was put off or lacked a quorum, and that this one continues.
    pub continues: Option<MeetingId>,
    /// Who began it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// Counts the changes of what the notice says, and guards forms against each other.
    pub version: i32,
}

/// What is known of a sitting once it opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// Who chairs.
    pub chair: PersonId,
    /// Who takes the minutes.
    pub minute_taker: PersonId,
    /// Who counts: two people, where there are paper ballots.
    pub tellers: (Option<PersonId>, Option<PersonId>),
    /// When it opened.
    pub opened_at: Moment,
    /// When it closed.
    pub closed_at: Option<Moment>,
}

impl Sitting {
    /// Whether this person counts ballots.
    pub fn tells(&self, person: PersonId) -> bool {
        self.tellers.0 == Some(person) || self.tellers.1 == Some(person)
    }
}

/// A meeting with what its page and its line in a list need beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingView {
    /// The meeting.
    pub meeting: Meeting,
    /// The name of its body.
    pub body_name: crate::text::UnitName,
    /// What its body is.
    pub body_kind: crate::body::BodyKind,
    /// Its rendezvous, once it stands in the agenda of the house.
    pub rendezvous: Option<RendezvousId>,
    /// What the viewer answered.
    pub mine: Option<Reply>,
    /// Whether the viewer stands on its roll, and so is asked.
    pub asked: bool,
    /// How many items its agenda has.
    pub items: i64,
}

/// What the form of a meeting says, parsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingPlan {
    /// See [`Meeting::title`].
    pub title: Title,
    /// See [`Meeting::mode`].
    pub mode: MeetingMode,
    /// See [`Meeting::starts_at`].
    pub starts_at: Moment,
    /// See [`Meeting::ends_at`].
    pub ends_at: Option<Moment>,
    /// See [`Meeting::time_zone`].
    pub time_zone: chrono_tz::Tz,
    /// See [`Meeting::place`].
    pub place: Option<ShortText>,
    /// See [`Meeting::access`].
    pub access: Option<ShortText>,
    /// See [`Meeting::link`].
    pub link: Option<String>,
    /// See [`Meeting::proposals_until`].
    pub proposals_until: Option<Moment>,
    /// See [`Meeting::supporters_needed`].
    pub supporters_needed: Option<i32>,
}
