//! The journal: who did what to what, for a year. The feed of activity, the notices and the audit read from it.

use uuid::Uuid;

use crate::id::{EventId, PersonId};
use crate::world::Moment;

crate::column::words! {
    /// What happened. Words are part of the stored data: add, never rename.
    EventKind {
        /// The house was set up.
        HouseSetUp = "house_set_up",
        /// The choices of the house changed.
        HouseChanged = "house_changed",
        /// The rules of a body changed: the statutes, as data.
        RulesChanged = "rules_changed",
        /// An invitation was made.
        InvitationMade = "invitation_made",
        /// An invitation was taken back.
        InvitationRevoked = "invitation_revoked",
        /// Somebody came in.
        PersonJoined = "person_joined",
        /// Somebody who waited was welcomed.
        PersonWelcomed = "person_welcomed",
        /// Somebody who waited or asked was turned down.
        PersonDeclined = "person_declined",
        /// Somebody asked to join.
        JoinRequested = "join_requested",
        /// A role changed.
        RoleChanged = "role_changed",
        /// An account was suspended.
        PersonSuspended = "person_suspended",
        /// A suspension ended.
        PersonReinstated = "person_reinstated",
        /// An account ended.
        PersonEnded = "person_ended",
        /// A password, mail address or profile changed.
        AccountChanged = "account_changed",
        /// A post came out.
        PostPublished = "post_published",
        /// A post was proposed to everybody.
        PostProposed = "post_proposed",
        /// A proposal was turned down.
        PostDeclined = "post_declined",
        /// A post was edited.
        PostEdited = "post_edited",
        /// A post was deleted by its author.
        PostDeleted = "post_deleted",
        /// A post was removed by an administrator.
        PostRemoved = "post_removed",
        /// A rendezvous was planned.
        RendezvousPlanned = "rendezvous_planned",
        /// A rendezvous was proposed to everybody.
        RendezvousProposed = "rendezvous_proposed",
        /// A proposed rendezvous was turned down.
        RendezvousDeclined = "rendezvous_declined",
        /// A rendezvous was changed.
        RendezvousChanged = "rendezvous_changed",
        /// A rendezvous was cancelled.
        RendezvousCancelled = "rendezvous_cancelled",
        /// A guest who asked to come to a rendezvous was told yes or no.
        GuestDecided = "guest_decided",
        /// A meeting was begun.
        MeetingBegun = "meeting_begun",
        /// Date, place or another choice of a meeting changed.
        MeetingChanged = "meeting_changed",
        /// The agenda of a meeting was opened to its body, or taken back.
        AgendaOpened = "agenda_opened",
        /// An agenda changed.
        AgendaChanged = "agenda_changed",
        /// An item was proposed.
        ItemProposed = "item_proposed",
        /// A proposed item came onto the agenda.
        ItemListed = "item_listed",
        /// A proposed item was declined.
        ItemDeclined = "item_declined",
        /// The notice of a meeting went out.
        MeetingConvened = "meeting_convened",
        /// A meeting was put off.
        MeetingPostponed = "meeting_postponed",
        /// A meeting was cancelled.
        MeetingCancelled = "meeting_cancelled",
        /// The letters of a notice were printed.
        LettersPrinted = "letters_printed",
        /// Somebody answered a notice.
        NoticeAnswered = "notice_answered",
        /// A follower from outside was accepted.
        FollowerAccepted = "follower_accepted",
        /// A follower from outside was refused or removed.
        FollowerRefused = "follower_refused",
        /// A code for linking another section was made.
        LinkCodeMade = "link_code_made",
        /// Our section asked another to be linked.
        LinkOffered = "link_offered",
        /// Another section is linked with ours.
        SectionLinked = "section_linked",
        /// A link was refused.
        LinkRefused = "link_refused",
        /// A link ended.
        SectionUnlinked = "section_unlinked",
        /// A group was made.
        GroupMade = "group_made",
        /// A group's choices changed.
        GroupChanged = "group_changed",
        /// A section was invited into a group, or a link into it was made.
        GroupInvited = "group_invited",
        /// Somebody came into a group.
        GroupJoined = "group_joined",
        /// Somebody left a group.
        GroupLeft = "group_left",
        /// Somebody was removed from a group.
        GroupRemoved = "group_removed",
        /// An animator was named, or no longer.
        GroupRoleChanged = "group_role_changed",
        /// A message of a group was taken away by its animators.
        GroupMessageRemoved = "group_message_removed",
        /// Something from outside was accepted.
        OutsideAccepted = "outside_accepted",
        /// Something from outside was refused.
        OutsideRefused = "outside_refused",
        /// An answer from outside that was shown was taken away.
        OutsideRemoved = "outside_removed",
        /// The section answered somebody outside privately.
        OutsideAnswered = "outside_answered",
        /// The section asked to follow an account.
        AccountFollowed = "account_followed",
        /// The section no longer follows an account.
        AccountUnfollowed = "account_unfollowed",
        /// A host was blocked.
        HostBlocked = "host_blocked",
        /// A host was unblocked.
        HostUnblocked = "host_unblocked",
        /// A report was sent.
        ReportSent = "report_sent",
        /// A report was settled.
        ReportSettled = "report_settled",
        /// A body was made.
        BodyMade = "body_made",
        /// The name or the aim of a body changed.
        BodyChanged = "body_changed",
        /// A body was dissolved.
        BodyDissolved = "body_dissolved",
        /// What somebody is to the organisation changed.
        StatusChanged = "status_changed",
        /// Somebody's dues were noted down.
        DuesKept = "dues_kept",
        /// A mandate was recorded.
        MandateRecorded = "mandate_recorded",
        /// The end of a mandate was recorded.
        MandateEnded = "mandate_ended",
        /// A provisional mandate was confirmed.
        MandateConfirmed = "mandate_confirmed",
        /// A mandate was handed over.
        MandateHandedOver = "mandate_handed_over",
        /// Part of a mandate was delegated.
        MandateDelegated = "mandate_delegated",
        /// Draft minutes were opened to those who attended.
        MinutesOpened = "minutes_opened",
        /// A correction of minutes was asked for.
        CorrectionAsked = "correction_asked",
        /// A correction of minutes was settled.
        CorrectionSettled = "correction_settled",
        /// Minutes were approved.
        MinutesApproved = "minutes_approved",
        /// Minutes were sealed.
        MinutesSealed = "minutes_sealed",
        /// A correction of sealed minutes was entered in the minute book.
        MinutesCorrected = "minutes_corrected",
        /// A name was taken out of sealed minutes.
        MinutesErased = "minutes_erased",
        /// A decision was taken up, or taken up again.
        DecisionUnderWay = "decision_under_way",
        /// A decision was put back to those that nobody has begun.
        DecisionReopened = "decision_reopened",
        /// A decision was carried out.
        DecisionDone = "decision_done",
        /// A decision was given up.
        DecisionDropped = "decision_dropped",
        /// A sitting opened.
        SittingOpened = "sitting_opened",
        /// Other officers were named in a sitting.
        OfficersNamed = "officers_named",
        /// A sitting was suspended.
        SittingSuspended = "sitting_suspended",
        /// A sitting went on.
        SittingResumed = "sitting_resumed",
        /// A sitting was closed.
        SittingClosed = "sitting_closed",
        /// A sitting was given up for want of a quorum.
        QuorumLacked = "quorum_lacked",
        /// Somebody came, went, or was put right on the attendance sheet.
        AttendanceKeyed = "attendance_keyed",
        /// Somebody was put onto the roll at the door, or has another voice.
        RollChanged = "roll_changed",
        /// A proxy from paper was keyed, or one was taken back.
        ProxyKeyed = "proxy_keyed",
        /// Notes were kept under an item.
        NotesKept = "notes_kept",
        /// It was said what became of an item.
        ItemSettled = "item_settled",
        /// An item was added in a sitting.
        ItemAdded = "item_added",
        /// A vote was prepared.
        VotePrepared = "vote_prepared",
        /// A vote opened.
        VoteOpened = "vote_opened",
        /// Voices, hands or papers of a vote were keyed.
        CountKeyed = "count_keyed",
        /// A vote was declared.
        VoteDeclared = "vote_declared",
        /// A vote was given up.
        VoteAbandoned = "vote_abandoned",
        /// A decision was recorded without a vote.
        DecisionTaken = "decision_taken",
        /// It was said who sees to a decision, or where it stands.
        DecisionFollowed = "decision_followed",
        /// Somebody took something on, or said where it stands.
        TaskTaken = "task_taken",
    }
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id.
    pub id: EventId,
    /// When.
    pub at: Moment,
    /// Who; `None` for the house itself or a peer.
    pub by: Option<PersonId>,
    /// What happened.
    pub kind: EventKind,
    /// To what: the bare UUID of the post, person, rendezvous...
    pub subject: Option<Uuid>,
}
