//! Work that waits: enqueued with the change that wants it, run by the server's worker.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::{
    ActivityId, GroupId, InvitationId, JobId, LetterId, MeetingId, PersonId, PostId, RendezvousId, ReportId,
    RequestId,
};
use crate::session::LinkPurpose;
use crate::text::MailAddress;
use crate::world::Moment;

/// What is to be done. Who enqueues never sees who runs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Turn a change of a public post into an activity and one delivery per follower's server.
    Announce {
        /// The post.
        post: PostId,
        /// What happened to it.
        change: Change,
    },
    /// Answer a follow from outside.
    AnswerFollow {
        /// The remote actor's id.
        actor: Url,
        /// Whether it is accepted.
        accept: bool,
    },
    /// Send one activity to one inbox.
    Deliver {
        /// The activity, stored once for all its inboxes.
        activity: ActivityId,
        /// Where to.
        inbox: Url,
    },
    /// Look at one activity that came in.
    Receive {
        /// The activity's own id, under which its bytes are stored.
        activity: String,
    },
    /// Speak to another section about our link.
    Link {
        /// The other section's actor.
        section: Url,
        /// What to say.
        errand: LinkErrand,
    },
    /// Something between a group and the servers in it.
    Group {
        /// Which group.
        group: GroupId,
        /// What to do.
        errand: Errand,
    },
    /// Ask to follow an account outside, or take that back.
    FollowActor {
        /// Whom; their actor is known.
        actor: Url,
        /// The id of our Follow.
        activity: ActivityId,
        /// Whether we ask; otherwise we take it back.
        follow: bool,
    },
    /// Send a private answer of the section.
    TellOutside {
        /// Which.
        letter: LetterId,
    },
    /// Send a report to the server of whom it is about.
    SendFlag {
        /// Which.
        report: ReportId,
    },
    /// Write and send one letter.
    Send {
        /// Which one.
        letter: Letter,
    },
}

impl Work {
    /// The word under which it is listed.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Announce { .. } => "announce",
            Self::AnswerFollow { .. } => "answer_follow",
            Self::Deliver { .. } => "deliver",
            Self::Receive { .. } => "receive",
            Self::Link { .. } => "link",
            Self::Group { .. } => "group",
            Self::FollowActor { .. } => "follow_actor",
            Self::TellOutside { .. } => "tell_outside",
            Self::SendFlag { .. } => "send_flag",
            Self::Send { .. } => "send",
        }
    }
}

crate::column::words! {
    /// What happened to a public post.
    Change {
        /// It came out.
        Created = "created",
        /// Its text changed.
        Updated = "updated",
        /// It was deleted or removed.
        Deleted = "deleted",
    }
}

/// What is said to another section about a link. Written when it is sent, tried as long as a delivery is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "errand", rename_all = "snake_case")]
pub enum LinkErrand {
    /// We ask to be linked, with the code that their administrator gave ours.
    Offer {
        /// The id of the Offer: another one made meanwhile is not confused with it.
        offer: String,
        /// The folded letters of the code.
        code: String,
    },
    /// We agree.
    Accept {
        /// The Offer that is answered.
        offer: String,
    },
    /// We do not, or no longer: the answer to their Offer.
    Refuse {
        /// The Offer that is answered; of a stranger whose code was not good no row tells it.
        offer: String,
    },
    /// We take our own Offer back.
    Withdraw {
        /// Which.
        offer: String,
    },
}

/// One thing that travels between the servers of a group, or is done because something travelled. Each is written when it
/// is sent, from the tables as they are then, and tried as long as a delivery is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "errand", rename_all = "snake_case")]
pub enum Errand {
    /// What one of ours did: into the log where we host it, to its host elsewhere.
    Act {
        /// Which act.
        act: ActivityId,
    },
    /// One of ours asks to come in.
    Join {
        /// Who.
        person: PersonId,
        /// The token of a link, where they have one.
        token: Option<String>,
    },
    /// One of ours has left.
    Leave {
        /// Who.
        person: PersonId,
    },
    /// The host tells a person's server: admitted.
    Admit {
        /// Whom.
        actor: Url,
    },
    /// The host tells a person's server: not admitted.
    Decline {
        /// Whom.
        actor: Url,
        /// The Join that is answered.
        join: String,
    },
    /// The host tells a person's server: removed, until then or for good.
    Remove {
        /// Whom.
        actor: Url,
        /// The activity's id, under which the receipt is kept.
        activity: ActivityId,
    },
    /// The host tells a person's server what they are from now on: an animator, or no longer.
    Role {
        /// Whom.
        actor: Url,
    },
    /// The host invites a section.
    Invite {
        /// Its actor.
        section: Url,
    },
    /// Our administrators answer an invitation to answer for a group.
    AnswerInvitation {
        /// How.
        accept: bool,
    },
    /// The group's own document changed: into the log.
    Describe,
    /// One entry of the log to one server.
    Relay {
        /// Which entry.
        seq: i64,
        /// Its shared inbox.
        inbox: Url,
    },
    /// The host tells the author of an activity that it was not taken.
    Turn {
        /// Who sent it.
        actor: Url,
        /// Its id.
        activity: String,
        /// Why.
        reason: Turned,
    },
    /// We tell the host that we removed what it removed.
    Receipt {
        /// The activity that removed.
        about: String,
        /// Whether we did.
        done: bool,
    },
    /// Fetch what we miss of the log.
    Pull,
    /// Tell the host that we hold more of the log than it does.
    OfferLog,
    /// The host fetches what it lost from a server that has it.
    Recover {
        /// The section whose server offered it.
        section: Url,
    },
}

crate::column::words! {
    /// Why a host does not take an activity; the author's server turns it into a sentence.
    Turned {
        /// Its author is not in the group.
        NotIn = "not_in",
        /// Only animators do this, or write.
        NotAllowed = "not_allowed",
        /// What it answers or changes is not there.
        Missing = "missing",
        /// The group is closed.
        Closed = "closed",
        /// Too long, or of a shape that groups do not take.
        Malformed = "malformed",
    }
}

/// A letter, named by what it is about: its secret link is made when it is written, never stored in a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// An invitation by mail.
    Invitation {
        /// Which.
        invitation: InvitationId,
    },
    /// A one-time link to a person's address.
    Link {
        /// Whose.
        person: PersonId,
        /// What for.
        purpose: LinkPurpose,
        /// The address it goes to, where it is not the person's own (a change of address).
        to: Option<MailAddress>,
    },
    /// Somebody asked for a link for an address that has no account: say so, to that address alone (T01).
    NoAccount {
        /// Where to.
        to: MailAddress,
    },
    /// One who waited is welcome.
    Welcome {
        /// Who.
        person: PersonId,
    },
    /// A request to join was turned down.
    RequestRefused {
        /// Which.
        request: RequestId,
    },
    /// A rendezvous one answered has changed or is cancelled.
    RendezvousNews {
        /// Whom to tell.
        person: PersonId,
        /// Which.
        rendezvous: RendezvousId,
        /// Whether it is cancelled.
        cancelled: bool,
        /// What changed.
        what: Vec<String>,
    },
    /// The notice of a meeting.
    Convocation {
        /// Whom to tell.
        person: PersonId,
        /// Which meeting.
        meeting: MeetingId,
        /// Which edition of the notice.
        edition: u16,
    },
    /// A meeting that one was convened to does not take place.
    MeetingOff {
        /// Whom to tell.
        person: PersonId,
        /// Which meeting.
        meeting: MeetingId,
    },
    /// The wizard's test.
    Test {
        /// Where to.
        to: MailAddress,
        /// In which language.
        language: crate::language::Language,
    },
}

/// A job to be enqueued, with its place in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What to do.
    pub work: Work,
    /// Jobs of one lane run one after another, in the order in which they came.
    pub lane: Option<String>,
    /// The remote host it talks to, so that a dead one holds nobody else.
    pub host: Option<String>,
    /// A job with the same key that has not begun makes this one superfluous.
    pub dedup: Option<String>,
    /// Not before.
    pub run_at: Moment,
}

impl NewJob {
    /// A job that may run at once, in no lane.
    pub const fn now(work: Work, now: Moment) -> Self {
        Self { work, lane: None, host: None, dedup: None, run_at: now }
    }

    /// The same in a lane.
    #[must_use]
    pub fn in_lane(self, lane: impl Into<String>) -> Self {
        Self { lane: Some(lane.into()), ..self }
    }
}

/// A job as a worker claimed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The id.
    pub id: JobId,
    /// What to do.
    pub work: Work,
    /// The lane it stands in.
    pub lane: Option<String>,
    /// The remote host it talks to.
    pub host: Option<String>,
    /// How many times it was tried before.
    pub attempts: i32,
    /// When it was enqueued.
    pub made_at: Moment,
}

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done: the row goes.
    Done,
    /// Try again then; the reason is kept for the admin page.
    Later {
        /// Not before.
        at: Moment,
        /// Why, without secrets.
        reason: String,
        /// Whether this counts as a try; waiting for a host that is known to be down does not.
        counts: bool,
    },
    /// Never: the row stays as a dead letter that an administrator sees.
    Never {
        /// Why, without secrets.
        reason: String,
    },
}

/// A dead letter, as the admin page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    /// The id.
    pub id: JobId,
    /// [`Work::kind`].
    pub kind: String,
    /// The host it was for.
    pub host: Option<String>,
    /// Why it was given up.
    pub reason: String,
    /// How many tries.
    pub attempts: i32,
    /// When it was given up.
    pub at: Moment,
}

/// How long a claimed job is left to its worker before another may take it.
pub const LEASE: i64 = 2 * Moment::MINUTE;
