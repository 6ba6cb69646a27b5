//! Work that waits: enqueued with the change that wants it, run by the server's worker.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::{ActivityId, InvitationId, JobId, PersonId, PostId, RendezvousId, RequestId};
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
