//! Groups: people of one section or of several who talk about a theme. One server hosts a group and orders what is
//! said in it; every server whose people are in it holds a copy and shows it to them alone.

mod act;
mod gathering;
mod log;
mod message;
mod parting;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::{GroupId, PersonId};
use crate::text::{Note, PersonName, ShortText, Title};
use crate::world::{Moment, TokenHash};

pub use self::act::{ActState, Deed, GroupAct, GroupVerb};
pub use self::gathering::{Gathering, GatheringPlan, GatheringView, NewGathering};
pub use self::log::{Change, LogEntry, NewMessage};
pub use self::message::{Message, MessageState, MessageView, TopicRow, Vouched};
pub use self::parting::{
    HOST_A_DAY, LEAVINGS_DAYS, LEAVINGS_MAX, Leaving, Parted, Quota, REFUSED_DAYS, RefusedText, SERVER_A_DAY,
    WITHHELD_DAYS, Withheld,
};

crate::column::words! {
    /// How far a group reaches.
    Reach {
        /// People of this section; nothing of it leaves the server.
        Section = "section",
        /// People of this section and of linked ones.
        Shared = "shared",
    }
}

crate::column::words! {
    /// How one comes in.
    Joining {
        /// Any member of the section by themselves; only where the group is of one section.
        Free = "free",
        /// One asks, and the animators admit.
        Ask = "ask",
        /// Only with an invitation or its link.
        Invited = "invited",
    }
}

crate::column::words! {
    /// Who writes.
    Writing {
        /// Everybody who is in it.
        Members = "members",
        /// The animators; the others read and say "useful".
        Animators = "animators",
    }
}

crate::column::words! {
    /// Who knows of the group without being in it.
    Listing {
        /// The members of the sections that take part see its name and aim.
        Listed = "listed",
        /// Only those who are in it or invited.
        Hidden = "hidden",
    }
}

crate::column::words! {
    /// Where a group stands on this server.
    GroupState {
        /// Our section was invited; nobody of it is in yet, and we hold no copy.
        Offered = "offered",
        /// Hosted here, or with people of ours in it.
        Live = "live",
        /// Nobody here is in any more, or its host is no longer linked: the copy goes after [`COPY_DAYS`].
        Left = "left",
        /// Its host closed it: it can be read, not written in.
        Closed = "closed",
    }
}

crate::column::words! {
    /// What one is in a group.
    GroupRole {
        /// Reads and writes.
        Member = "member",
        /// Welcomes, pins, sums up, takes away.
        Animator = "animator",
    }
}

crate::column::words! {
    /// Where somebody stands with a group.
    Membership {
        /// Asked to come in.
        Asked = "asked",
        /// In.
        Active = "active",
        /// Went by themselves.
        Left = "left",
        /// Was removed by the animators.
        Removed = "removed",
        /// Asked and was not admitted.
        Refused = "refused",
    }
}

crate::column::words! {
    /// What a member is told of in their notices.
    Tell {
        /// Each new discussion, and answers to oneself.
        Topics = "topics",
        /// Only answers to oneself.
        Answers = "answers",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// A group as this server knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The id, on this server alone.
    pub id: GroupId,
    /// Its actor, the same for all servers.
    pub actor: Url,
    /// What stays when a group changes its host (federation.md 4.6).
    pub uid: String,
    /// Counts its hosts; 1 for the first.
    pub epoch: i64,
    /// Whether this server hosts it.
    pub hosted: bool,
    /// How far it reaches.
    pub reach: Reach,
    /// How one comes in.
    pub joining: Joining,
    /// Who writes.
    pub writing: Writing,
    /// Who knows of it.
    pub listing: Listing,
    /// Where it stands here.
    pub state: GroupState,
    /// What it is called.
    pub name: Title,
    /// What it is for, as typed; on a copy, as its host sent it, without marks.
    pub aim: Note,
    /// The section that hosts it: its actor.
    pub host: Url,
    /// That section's name.
    pub host_name: ShortText,
    /// When it was made, or when we first heard of it.
    pub made_at: Moment,
    /// Since when it stands as it does.
    pub since: Moment,
    /// Counts the changes of its choices, for forms and caches.
    pub version: i64,
    /// The last entry of its log that took effect here; 0 before the first.
    pub seq: i64,
    /// The hash of that entry; [`Group::uid`]'s own before the first.
    pub head: Vec<u8>,
    /// The last entry that its host is known to have; more than `seq` while we catch up.
    pub known_seq: i64,
    /// When its host last said something in it.
    pub heard_at: Moment,
    /// On a copy: the animators who agreed to be seen, as the host lists them. On the host this follows from the members.
    pub animators: Vec<ShownAnimator>,
}

/// An animator who agreed to be seen on every server of the group (voices.md 10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAnimator {
    /// The actor.
    pub actor: Url,
    /// The name others see.
    pub name: PersonName,
    /// Their server.
    pub host: String,
}

impl Group {
    /// How many entries of the log have not arrived here yet: the page does not call itself complete before.
    pub const fn behind(&self) -> i64 {
        self.known_seq.saturating_sub(self.seq)
    }

    /// Whether one can write in it at all.
    pub fn is_open(&self) -> bool {
        self.state == GroupState::Live
    }
}

/// What the form of a group sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupChoices {
    /// What it is called.
    pub name: Title,
    /// What it is for.
    pub aim: Note,
    /// How far it reaches; fixed when it is made.
    pub reach: Reach,
    /// How one comes in.
    pub joining: Joining,
    /// Who writes.
    pub writing: Writing,
    /// Who knows of it.
    pub listing: Listing,
}

/// Somebody's place in a group. The host knows everybody's; another server knows its own people's alone (voices.md 8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMember {
    /// Which group.
    pub group: GroupId,
    /// The actor: the only name of a person that crosses servers.
    pub actor: Url,
    /// The person, where they are one of ours.
    pub person: Option<PersonId>,
    /// The name others see.
    pub name: PersonName,
    /// Their handle.
    pub handle: String,
    /// Their server (`host_and_port` of the actor).
    pub host: String,
    /// What they are.
    pub role: GroupRole,
    /// Where they stand.
    pub state: Membership,
    /// Whether they agreed to be shown as an animator beyond their server.
    pub shown: bool,
    /// What they are told of; meaningful for our own people.
    pub tell: Tell,
    /// The id of the Join, to answer it.
    pub join: String,
    /// Of somebody removed: until when, if it is for a time.
    pub until: Option<Moment>,
    /// Since when they stand so.
    pub since: Moment,
}

impl GroupMember {
    /// Whether they are in.
    pub fn is_in(&self) -> bool {
        self.state == Membership::Active
    }

    /// Whether they were removed and it still holds.
    pub fn is_out(&self, now: Moment) -> bool {
        self.state == Membership::Removed && self.until.is_none_or(|until| until > now)
    }

    /// Whether they animate it.
    pub fn animates(&self) -> bool {
        self.is_in() && self.role == GroupRole::Animator
    }
}

/// A section whose server takes part in a group: a server with a copy, or one that was invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSection {
    /// The section's actor.
    pub actor: Url,
    /// Its name.
    pub name: ShortText,
    /// Its server.
    pub host: String,
    /// Whether it answers for the group with its host (federation.md 4.6; co-ownership itself comes later).
    pub owner: bool,
    /// Where it stands.
    pub state: SectionState,
    /// People of it who are in; known to the host alone, 0 elsewhere.
    #[serde(skip)]
    pub members: i64,
}

crate::column::words! {
    /// Where a section stands with a group.
    SectionState {
        /// Invited; an owner's administrators have not answered, or nobody of it is in.
        Invited = "invited",
        /// Its administrators agreed to answer for the group, or people of it are in.
        Taking = "taking",
        /// Its administrators declined.
        Declined = "declined",
        /// Nobody of it is in any more.
        Out = "out",
    }
}

/// A group on a list, for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCard {
    /// The group.
    pub group: Group,
    /// The reader's place in it, if they have or had one.
    pub mine: Option<GroupMember>,
    /// Messages in it that the reader has not read; 0 for who is not in, counted to [`UNREAD_MAX`] at most.
    pub unread: i64,
    /// When something was last said in it.
    pub last_at: Option<Moment>,
    /// People who wait to be admitted, for its animators on the host; 0 for others.
    pub asking: i64,
}

/// A group with what its page says of it, for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// The group.
    pub group: Group,
    /// The reader's place in it.
    pub mine: Option<GroupMember>,
    /// Sections that take part, were invited or did, the host's first, then by name: which servers hold a copy.
    pub sections: Vec<GroupSection>,
    /// People of this server who are in.
    pub here: i64,
    /// Everybody who is in; known to the host alone.
    pub everybody: Option<i64>,
    /// Animators who agreed to be seen, and on the host all of its own people who animate.
    pub animators: Vec<ShownAnimator>,
}

/// A link that lets whoever holds it in a linked section come in without being admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLink {
    /// Which group.
    pub group: GroupId,
    /// The hash of the token in the link.
    pub hash: TokenHash,
    /// Who made it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Moment,
    /// It is worth nothing after this.
    pub expires_at: Moment,
}

crate::column::words! {
    /// How a server answered a removal.
    ReceiptState {
        /// It has not answered.
        Pending = "pending",
        /// It has removed.
        Done = "done",
        /// It refuses, or its answer never came.
        Refused = "refused",
    }
}

/// Whether a server has removed what was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Which group.
    pub group: GroupId,
    /// The id of the activity that removes.
    pub about: String,
    /// In words for the animators: the title of the discussion, or the name of who was removed.
    pub what: ShortText,
    /// The server.
    pub host: String,
    /// How it answered.
    pub state: ReceiptState,
    /// When it was asked.
    pub asked_at: Moment,
    /// When it answered.
    pub answered_at: Option<Moment>,
}

/// Days for which a copy is kept after the last of ours has left: to come back without fetching all of it again.
pub const COPY_DAYS: i64 = 30;
/// Days for which a link into a group can be used.
pub const GROUP_LINK_DAYS: i64 = 14;
/// Discussions on one page.
pub const TOPICS_PAGE: i64 = 20;
/// Messages of a discussion on one page.
pub const MESSAGES_PAGE: i64 = 100;
/// Unread messages are counted so far and shown as "99+".
pub const UNREAD_MAX: i64 = 99;
/// Groups on one list: what a section of some hundred people and its links can keep alive.
pub const GROUPS_MAX: i64 = 200;
/// People in one group, waiting ones among them: what an animator's list shows, and what leaves when a link ends.
pub const GROUP_MEMBERS_MAX: i64 = 3000;
/// People of one server who wait at the door of one group at once: each is shown to the animators, and a server that is
/// linked may still be hostile, or taken over.
pub const ASKING_PER_HOST_MAX: usize = 200;
/// Groups of one host that stand here, offered or joined: beyond this it only fills our lists.
pub const GROUPS_PER_HOST_MAX: usize = 200;
/// Groups that one person may make in a day.
pub const GROUPS_A_DAY: i64 = 10;
/// Entries on one page of the log.
pub const LOG_PAGE: i64 = 200;
/// Discussions that are pinned at once: more pins pin nothing.
pub const PINS_MAX: i64 = 5;
/// Receipts on a page.
pub const RECEIPTS_MAX: i64 = 200;
/// The time for which the list of a group's servers is believed without hearing from its host (federation.md 4.5).
pub const ROSTER_AGE_MAX: i64 = 72 * Moment::HOUR;
