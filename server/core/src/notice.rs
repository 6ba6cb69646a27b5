//! Notices: what the house tells one person, in the page and where it matters by mail.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::body::Status;
use crate::id::{
    ActivityId, BodyId, GatheringId, GroupId, ItemId, MeetingId, MessageId, NoticeId, PersonId, PostId,
    RendezvousId,
};
use crate::mandate::MandateRole;
use crate::reminder::Reminded;
use crate::text::{Note, PersonName, ShortText, Title, UnitName};
use crate::world::Moment;

/// One line of somebody's notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The id.
    pub id: NoticeId,
    /// Whom it tells.
    pub person: PersonId,
    /// What it tells.
    pub news: News,
    /// When.
    pub at: Moment,
    /// When it was read.
    pub read_at: Option<Moment>,
}

crate::column::words! {
    /// What happened to a mandate.
    MandateChange {
        /// It was given.
        Given = "given",
        /// It was given until the body confirms it.
        Provisional = "provisional",
        /// The body confirmed it.
        Confirmed = "confirmed",
        /// It ends, or has ended.
        Ended = "ended",
        /// A part of somebody's was delegated to one.
        Delegated = "delegated",
    }
}

/// What a notice tells. Kept as JSON: names are those of the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// Somebody answered what one wrote.
    Replied {
        /// The discussion.
        root: PostId,
        /// The reply.
        reply: PostId,
        /// Who.
        by: PersonName,
    },
    /// Somebody found one's post useful; one line a post, with the latest name.
    FoundUseful {
        /// The post.
        post: PostId,
        /// Who, last.
        by: PersonName,
    },
    /// A post was proposed to everybody: waits for those who may speak for the section.
    PostProposed {
        /// The post.
        post: PostId,
        /// Who proposed it.
        by: PersonName,
    },
    /// One's proposal came out, or did not.
    ProposalDecided {
        /// The post.
        post: PostId,
        /// Whether it came out.
        accepted: bool,
    },
    /// One's post was taken away by an administrator.
    PostRemoved {
        /// The post.
        post: PostId,
    },
    /// A rendezvous one answered has changed.
    RendezvousChanged {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
        /// What changed: `title`, `starts`, `ends`, `place`, `link`, `text`.
        what: Vec<String>,
        /// How many of a series it is true of, the first of which is named.
        #[serde(default = "once")]
        times: u32,
    },
    /// A rendezvous one answered is cancelled.
    RendezvousCancelled {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
        /// How many of a series it is true of, the first of which is named.
        #[serde(default = "once")]
        times: u32,
    },
    /// Something that one said one comes to begins soon.
    Reminder {
        /// What.
        of: Reminded,
        /// Its title.
        title: Title,
        /// When it begins.
        starts_at: Moment,
        /// On the clocks of which zone that is said.
        time_zone: chrono_tz::Tz,
    },
    /// A rendezvous was proposed to everybody: waits for those who may speak for the section.
    RendezvousProposed {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Who proposed it.
        by: PersonName,
    },
    /// One's proposed rendezvous came out, or did not.
    RendezvousDecided {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
        /// Whether it came out.
        accepted: bool,
    },
    /// Guests ask to come to a rendezvous; for its organiser. One line, however many.
    GuestsWait {
        /// The rendezvous.
        rendezvous: RendezvousId,
        /// Its title.
        title: Title,
    },
    /// Minutes of a meeting that one attended can be read and corrected.
    MinutesInReview {
        /// Of which meeting.
        meeting: MeetingId,
        /// Its title.
        title: Title,
    },
    /// Somebody asks for a correction of minutes; for those who keep them.
    CorrectionAsked {
        /// Of which meeting.
        meeting: MeetingId,
        /// Its title.
        title: Title,
        /// Who asks.
        by: PersonName,
    },
    /// One's correction was taken into the minutes, or was not.
    CorrectionSettled {
        /// Of which meeting.
        meeting: MeetingId,
        /// Its title.
        title: Title,
        /// Whether it was taken.
        accepted: bool,
    },
    /// A proxy counts no more: its giver came after all, or took it back; or its holder went.
    ProxyVoid {
        /// For which meeting.
        meeting: MeetingId,
        /// Its title.
        title: Title,
        /// Whose voice comes back to them, or who carried it.
        by: PersonName,
        /// Whether its giver came or took it back; otherwise its holder went.
        came: bool,
    },
    /// Somebody waits to be welcomed; for administrators.
    PersonAwaiting {
        /// Who.
        name: PersonName,
    },
    /// Somebody asked to join; for administrators.
    JoinRequested {
        /// Who.
        name: PersonName,
    },
    /// Another section asks to be linked; for administrators.
    LinkAsked {
        /// Its name.
        section: ShortText,
    },
    /// Another section answered, or took its link back; for administrators.
    LinkDecided {
        /// Its name.
        section: ShortText,
        /// Whether we are linked from now on.
        linked: bool,
    },
    /// Our section was invited into a group; for administrators.
    GroupInvited {
        /// Which.
        group: GroupId,
        /// Its name.
        name: Title,
        /// Who hosts it.
        host: ShortText,
    },
    /// Somebody asks to come into a group; for its animators.
    GroupAsked {
        /// Which.
        group: GroupId,
        /// Its name.
        name: Title,
        /// Who asks.
        by: PersonName,
        /// Their actor: a name may be another's too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<Url>,
    },
    /// One was admitted into a group, or was not.
    GroupAdmitted {
        /// Which.
        group: GroupId,
        /// Its name.
        name: Title,
        /// Whether one is in.
        admitted: bool,
    },
    /// One was removed from a group.
    GroupRemoved {
        /// Which.
        group: GroupId,
        /// Its name.
        name: Title,
        /// Until when; `None` for good.
        until: Option<Moment>,
    },
    /// One was made an animator of a group, or is none any more.
    GroupRole {
        /// Which.
        group: GroupId,
        /// Its name.
        name: Title,
        /// Whether one animates it.
        animator: bool,
    },
    /// A discussion began in a group.
    TopicOpened {
        /// Its first message.
        topic: MessageId,
        /// Its title.
        title: Title,
        /// The group's name.
        group: Title,
        /// Who.
        by: PersonName,
        /// Their actor: a name may be another's too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<Url>,
    },
    /// Somebody answered what one wrote in a group.
    GroupReplied {
        /// The discussion's first message.
        topic: MessageId,
        /// The reply.
        reply: MessageId,
        /// Who.
        by: PersonName,
        /// Their actor: a name may be another's too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<Url>,
    },
    /// One's message was taken away by the animators of a group.
    MessageRemoved {
        /// Which group.
        group: GroupId,
        /// Its name.
        name: Title,
    },
    /// What one did in a group was not taken by its host.
    ActRefused {
        /// Which group.
        group: GroupId,
        /// Its name.
        name: Title,
        /// Why.
        reason: crate::job::Turned,
        /// What it was, where its text is kept for its author.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        act: Option<ActivityId>,
    },
    /// A rendezvous of a group was planned, changed or cancelled.
    Gathering {
        /// Which.
        gathering: GatheringId,
        /// Its title.
        title: Title,
        /// The group's name.
        group: Title,
        /// Whether it is cancelled.
        cancelled: bool,
    },
    /// A host relayed what is not its author's; for administrators.
    GroupForged {
        /// Which group.
        group: GroupId,
        /// Its name.
        name: Title,
    },
    /// Something about a mandate that one holds, held or gave a part of.
    Mandate {
        /// In which body.
        body: BodyId,
        /// What it is called.
        name: UnitName,
        /// As what.
        role: MandateRole,
        /// What happened.
        change: MandateChange,
        /// When it takes effect.
        at: Moment,
    },
    /// What one is to the organisation was changed.
    StatusChanged {
        /// What one is now.
        status: Status,
    },
    /// One was convened to a meeting.
    Convened {
        /// Which.
        meeting: MeetingId,
        /// Its title.
        title: Title,
        /// Whether it is a later edition of the notice: something that it said has changed.
        again: bool,
    },
    /// A meeting that one was convened to does not take place.
    MeetingOff {
        /// Which.
        meeting: MeetingId,
        /// Its title.
        title: Title,
        /// Whether it was put off to another one.
        postponed: bool,
    },
    /// Somebody proposed an item; for those who prepare the meeting.
    ItemProposed {
        /// For which meeting.
        meeting: MeetingId,
        /// The item.
        item: ItemId,
        /// Its title.
        title: Title,
        /// Who.
        by: PersonName,
    },
    /// An item that one proposed or supports is on the agenda, or is not.
    ItemDecided {
        /// Of which meeting.
        meeting: MeetingId,
        /// The item's title.
        title: Title,
        /// Whether it is on the agenda.
        listed: bool,
        /// A word with it.
        word: Option<Note>,
    },
    /// Somebody gave one their voice for a meeting, or took it back.
    ProxyGiven {
        /// For which meeting.
        meeting: MeetingId,
        /// Its title.
        title: Title,
        /// Who.
        by: PersonName,
        /// Whether one has it.
        given: bool,
    },
    /// Something from outside waits to be read; for those who speak for the section, one line however much it is.
    OutsideWaits,
    /// Another server reports something that stands here; for administrators.
    OutsideReport {
        /// The host that reports.
        host: String,
    },
}

/// What was stored before there were series is true of one.
const fn once() -> u32 {
    1
}

impl News {
    /// Whether it waits for an act of the reader: the first block of the page.
    pub const fn waits(&self) -> bool {
        matches!(
            self,
            Self::PostProposed { .. }
                | Self::RendezvousProposed { .. }
                | Self::GuestsWait { .. }
                | Self::PersonAwaiting { .. }
                | Self::JoinRequested { .. }
                | Self::OutsideWaits
                | Self::OutsideReport { .. }
                | Self::CorrectionAsked { .. }
                | Self::LinkAsked { .. }
                | Self::ItemProposed { .. }
                | Self::GroupAsked { .. }
        )
    }

    /// Whether it answers the reader: the second block of the page.
    pub const fn answers(&self) -> bool {
        matches!(self, Self::Replied { .. } | Self::FoundUseful { .. } | Self::GroupReplied { .. })
    }
}

/// The most notices kept for one person; older ones go.
pub const NOTICES_KEPT: i64 = 200;
