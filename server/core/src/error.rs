//! The two kinds of failure: a refusal is expected and shown, a fault is not and is logged.

use std::error::Error;

/// Why an Action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Expected: shown to the person in their language, or as a status to a peer.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Not expected: logged once where it is handled, shown as a number.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Something that a person or a peer may not do, or not like this. The web turns each into a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No such thing, or not for this viewer: never told apart.
    NotFound,
    /// The viewer sees the thing but may not do this with it.
    NotAllowed,
    /// A field was wrong; the form shows the sentence beside it.
    Field(Field, crate::text::Problem),
    /// The handle is another person's.
    HandleTaken,
    /// The mail address belongs to an account already.
    MailTaken,
    /// The link was used, replaced or made up.
    LinkSpent,
    /// The link is past its time.
    LinkExpired,
    /// The invitation was used by as many as it was for.
    InvitationUsed,
    /// The invitation is past its date.
    InvitationExpired,
    /// The invitation was taken back by those who made it.
    InvitationRevoked,
    /// The invitation is for another mail address.
    InvitationForAnother,
    /// The account waits to be welcomed by an administrator.
    Awaiting,
    /// The account is suspended or ended.
    Suspended,
    /// The house is set up already.
    AlreadySetUp,
    /// Without this person nobody could administer the house.
    LastAdministrator,
    /// A reply may not be read by more people than what it answers.
    WiderThanParent,
    /// Only who sits in a body writes for it alone.
    NotSeated,
    /// The post was changed by someone else since the form was opened.
    ChangedMeanwhile,
    /// What was to be answered is over, cancelled or removed.
    Over,
    /// Everyone who can come is coming already.
    Full,
    /// More of something than one person may have at once; the bound is the number.
    TooMany(u32),
    /// The two sections are not linked, or no longer.
    NotLinked,
    /// The sections are linked already, or one asked the other.
    LinkedAlready,
    /// A section cannot be linked with itself.
    OwnSection,
    /// Without this person nobody would animate the group.
    LastAnimator,
    /// They hold this mandate in that time already.
    HeldAlready,
    /// A delegated part of a mandate is not delegated on.
    DelegatedAlready,
    /// Removed by the animators: until then, or for good.
    RemovedUntil(Option<crate::world::Moment>),
    /// The rules of the body do not allow it: a delay, a quorum, a proxy too many. The sentence quotes the article.
    Rule(crate::rules::Breach),
    /// A sitting cannot go on like that.
    Sitting(Hitch),
}

crate::column::words! {
    /// What stands in the way in a sitting, beside its rules.
    Hitch {
        /// The quorum is there: nothing is given up for want of it.
        QuorumMet = "quorum_met",
        /// A vote is open, and has to be declared or given up first.
        VoteUnderWay = "vote_under_way",
        /// A vote has decided the item.
        VoteDecided = "vote_decided",
        /// Under that item one talks and decides nothing.
        TalkOnly = "talk_only",
        /// An amendment comes before the vote on its text.
        AmendmentTooLate = "amendment_too_late",
        /// Amendments are voted before the text.
        AmendmentsFirst = "amendments_first",
        /// No voter is there.
        NobodyVotes = "nobody_votes",
        /// Paper is counted by two people, and they are not named.
        NoTellers = "no_tellers",
        /// One of them, or both, have not keyed their figures.
        TellersMissing = "tellers_missing",
        /// Their figures are not the same.
        TellersDiffer = "tellers_differ",
        /// The chair named somebody who is not tied.
        NotTied = "not_tied",
        /// A vote is prepared under an item that is to be for talk alone.
        VotePrepared = "vote_prepared",
        /// Who is in the room speaks for themselves.
        GiverIsThere = "giver_is_there",
    }
}

impl From<crate::rules::Breach> for Failure {
    fn from(breach: crate::rules::Breach) -> Self {
        Self::Refused(Refusal::Rule(breach))
    }
}

crate::column::words! {
    /// The fields that an Action itself may refuse; forms name theirs alike.
    Field {
        /// The name of a person or a unit.
        Name = "name",
        /// A handle.
        Handle = "handle",
        /// A mail address.
        Mail = "mail",
        /// A password.
        Password = "password",
        /// A title.
        Title = "title",
        /// The text of a post or a rendezvous.
        Body = "body",
        /// The beginning of a rendezvous.
        Starts = "starts",
        /// The end of a rendezvous.
        Ends = "ends",
        /// The end of what comes again.
        Until = "until",
        /// The place of a rendezvous.
        Place = "place",
        /// The description of a picture.
        Alt = "alt",
        /// How many people or places.
        Places = "places",
        /// A link.
        Link = "link",
        /// How one comes into a group.
        Joining = "joining",
        /// A code.
        Code = "code",
        /// A host.
        Host = "host",
        /// What kind of meeting.
        Kind = "kind",
        /// Up to when items may be proposed.
        Deadline = "deadline",
        /// How many supporters put a proposal on the agenda.
        Supporters = "supporters",
        /// The minutes that an item is given.
        Minutes = "minutes",
        /// A document beside an item.
        Document = "document",
        /// The agenda as a whole.
        Agenda = "agenda",
        /// Who carries a proxy.
        Holder = "holder",
        /// What is answered to a notice.
        Reply = "reply",
        /// Why a meeting is convened in a shorter time.
        Emergency = "emergency",
        /// A person chosen from a list.
        Person = "person",
        /// A role in a body.
        Role = "role",
        /// Rights chosen from a list.
        Rights = "rights",
        /// The day since when somebody is what they are.
        Since = "since",
        /// The day from which seniority counts.
        Seniority = "seniority",
        /// The day up to which dues are paid.
        Dues = "dues",
        /// A time of the clock.
        Time = "time",
        /// Who counts.
        Tellers = "tellers",
        /// Who sees to something.
        Owner = "owner",
        /// What can be chosen.
        Options = "options",
        /// How one votes.
        Mode = "mode",
    }
}

/// Something that should not happen: the store, the disk, a document of ours that does not parse.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Two transactions touched the same rows: `perform` tries again.
    #[error("the transaction met another one")]
    Conflict,
    /// The store could not be reached or is too busy: a page says so (503), a job waits.
    #[error("the store does not answer")]
    Busy(#[source] Box<dyn Error + Send + Sync>),
    /// The disk is full (507).
    #[error("no room left on the disk")]
    Full(#[source] Box<dyn Error + Send + Sync>),
    /// Anything else, with its cause.
    #[error("{what}")]
    Other {
        /// What was being done, for the log.
        what: &'static str,
        /// The cause.
        #[source]
        cause: Box<dyn Error + Send + Sync>,
    },
    /// Something the code holds to be impossible, named.
    #[error("broken promise: {0}")]
    Broken(&'static str),
}

impl Fault {
    /// A fault with what was being done and its cause.
    pub fn other(what: &'static str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Other { what, cause: cause.into() }
    }
}
