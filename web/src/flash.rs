//! The note that follows a change: what was done, said once on the next page.

use uuid::Uuid;

use crate::place::Addresses;
use crate::texts::Texts;

macro_rules! done {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $text:ident;)+) => {
        /// What was done, as the note on the next page says it: a closed list, never words from a request.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Done { $($(#[$doc])* $variant,)+ }

        impl Done {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
            fn read(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
            fn text(self, t: &Texts) -> String {
                match self { $(Self::$variant => t.$text(),)+ }
            }
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$variant),+];
        }
    };
}

done! {
    /// Settings kept.
    Saved = "saved", flash_saved;
    /// A post is out.
    Published = "published", flash_published;
    /// A public post waits.
    Proposed = "proposed", flash_proposed;
    /// A post was edited.
    Changed = "changed", flash_changed;
    /// Something was removed.
    Removed = "removed", flash_removed;
    /// I come, I don't.
    Answered = "answered", flash_answered;
    /// A rendezvous stands.
    RendezvousMade = "rendezvous", flash_rendezvous_made;
    /// A rendezvous was changed.
    RendezvousChanged = "rendezvous-changed", flash_rendezvous_changed;
    /// A rendezvous for everybody waits.
    RendezvousProposed = "rendezvous-proposed", flash_rendezvous_proposed;
    /// A rendezvous is off.
    RendezvousCancelled = "cancelled", flash_rendezvous_cancelled;
    /// A series was changed.
    SeriesChanged = "series-changed", flash_series_changed;
    /// A series is over.
    SeriesEnded = "series-ended", flash_series_ended;
    /// A letter left to confirm a registration, or nothing did: the same words.
    RegistrationSent = "registration", flash_registration_sent;
    /// A registration counts.
    RegistrationMade = "registration-made", flash_registration_made;
    /// A registration waits for the organiser.
    RegistrationWaits = "registration-waits", flash_registration_waits;
    /// A registration was taken back.
    RegistrationCancelled = "registration-cancelled", flash_registration_cancelled;
    /// A consent was taken back.
    ConsentWithdrawn = "consent", flash_consent_withdrawn;
    /// A meeting was begun.
    MeetingBegun = "meeting", flash_meeting_begun;
    /// A notice is on its way.
    MeetingConvened = "convened", flash_meeting_convened;
    /// A meeting does not take place.
    MeetingOff = "meeting-off", flash_meeting_off;
    /// An item was proposed.
    ItemProposed = "item", flash_item_proposed;
    /// An invitation was made.
    Invited = "invited", flash_invited;
    /// A session, a code or an address was revoked.
    Revoked = "revoked", flash_revoked;
    /// An account is open.
    Welcomed = "welcomed", flash_welcomed;
    /// A stranger asked to join.
    RequestSent = "request", flash_request_sent;
    /// An administrator decided something.
    Decided = "decided", flash_decided;
    /// A letter left, or nothing did: the same words.
    LetterSent = "letter", flash_letter_sent;
    /// A letter of trial is on its way.
    TrialSent = "trial", flash_trial_sent;
    /// A mail address was proved.
    MailConfirmed = "mail", flash_mail_confirmed;
    /// A change of mail address was taken back.
    MailRestored = "mail-back", flash_mail_restored;
    /// A letter to a new mail address.
    MailAsked = "mail-asked", flash_mail_asked;
    /// An account is over.
    AccountEnded = "account-ended", flash_account_ended;
    /// A new password.
    PasswordChanged = "password", flash_password_changed;
    /// A group stands.
    GroupMade = "group", flash_group_made;
    /// Draft minutes were opened.
    MinutesOpened = "minutes-opened", done_minutes_opened;
    /// A correction was asked for.
    CorrectionAsked = "correction-asked", done_correction_asked;
    /// A correction was settled.
    CorrectionSettled = "correction-settled", done_correction_settled;
    /// Minutes were sealed.
    MinutesSealed = "minutes-sealed", done_minutes_sealed;
    /// Sealed minutes were corrected.
    MinutesCorrected = "minutes-corrected", done_minutes_corrected;
    /// A name was taken out.
    MinutesErased = "minutes-erased", done_minutes_erased;
    /// A decision was followed up.
    DecisionMoved = "decision-moved", done_decision_moved;
    /// One is in a group.
    GroupJoined = "group-in", flash_group_joined;
    /// One asked to come in.
    GroupAsked = "group-asked", flash_group_asked;
    /// One left a group.
    GroupLeft = "group-left", flash_group_left;
    /// What was written is on its way to the group's server.
    GroupWaits = "group-waits", flash_group_waits;
    /// Another section was asked to be linked.
    LinkAsked = "link-asked", flash_link_asked;
    /// A request to be linked was accepted.
    SectionLinked = "linked", flash_section_linked;
    /// A link is over.
    SectionUnlinked = "unlinked", flash_section_unlinked;
    /// An answer from outside is shown.
    OutsideAccepted = "outside-accepted", flash_outside_accepted;
    /// A mention or a letter from outside was put away.
    OutsideKept = "outside-kept", flash_outside_kept;
    /// Something from outside was refused.
    OutsideRefused = "outside-refused", flash_outside_refused;
    /// A private answer is on its way.
    OutsideAnswered = "outside-answered", flash_outside_answered;
    /// An account elsewhere was asked.
    AccountFollowed = "followed", flash_account_followed;
    /// An account elsewhere is no longer followed.
    AccountUnfollowed = "unfollowed", flash_account_unfollowed;
    /// A server is shut out.
    HostBlocked = "blocked", flash_host_blocked;
    /// A server may come in again.
    HostUnblocked = "unblocked", flash_host_unblocked;
    /// A report is on its way.
    ReportSent = "report", flash_report_sent;
    /// A report was dealt with.
    ReportSettled = "report-settled", flash_report_settled;
    /// A sitting is closed.
    SittingClosed = "sitting-closed", flash_sitting_closed;
    /// A body was made.
    BodyMade = "body", flash_body_made;
    /// A body is dissolved.
    BodyDissolved = "body-dissolved", flash_body_dissolved;
    /// A mandate is on record.
    MandateRecorded = "mandate", flash_mandate_recorded;
    /// The end of a mandate is on record.
    MandateEnded = "mandate-ended", flash_mandate_ended;
    /// A mandate is confirmed.
    MandateConfirmed = "mandate-confirmed", flash_mandate_confirmed;
    /// A mandate passes to a successor.
    HandedOver = "handed-over", flash_handed_over;
    /// A part of a mandate is delegated.
    Delegated = "delegated", flash_delegated;
    /// The session is over.
    SignedOut = "signed-out", flash_signed_out;
}

/// The note after a change, carried by a cookie to the next page and shown once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Flash {
    done: Done,
    about: Option<Uuid>,
}

impl Flash {
    /// The name of the cookie.
    pub(crate) const COOKIE: &'static str = "flash";
    /// Seconds it may wait for its page: a redirect takes less, a closed tab should not leave it behind.
    const KEPT_S: u32 = 60;

    /// A note.
    pub(crate) fn new(done: Done) -> Self {
        Self { done, about: None }
    }

    /// A note with a link to the post or rendezvous it is about.
    pub(crate) fn about_thing(done: Done, id: Uuid) -> Self {
        Self { done, about: Some(id) }
    }

    /// From the cookie's value.
    pub(crate) fn read(value: &str) -> Option<Self> {
        match value.split_once('.') {
            Some((word, id)) => {
                Some(Self { done: Done::read(word)?, about: Some(Uuid::try_parse(id).ok()?) })
            }
            None => Some(Self::new(Done::read(value)?)),
        }
    }

    /// The `Set-Cookie` that carries it.
    pub(crate) fn written(self) -> String {
        let value = match self.about {
            Some(id) => format!("{}.{id}", self.done.word()),
            None => self.done.word().to_owned(),
        };
        format!("{}={value}; Path=/; Max-Age={}; SameSite=Lax; Secure; HttpOnly", Self::COOKIE, Self::KEPT_S)
    }

    /// What it says.
    pub(crate) fn text(&self, t: &Texts) -> String {
        self.done.text(t)
    }

    /// What it leads to.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template passes by reference")]
    pub(crate) fn about(&self, to: &Addresses) -> Option<String> {
        let id = self.about?;
        Some(match self.done {
            Done::RendezvousMade
            | Done::RendezvousChanged
            | Done::RendezvousProposed
            | Done::RendezvousCancelled
            | Done::Answered => to.rendezvous(id),
            _ => to.post(id),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_and_a_forged_one_is_not() {
        let id = Uuid::from_u128(7);
        for done in Done::ALL {
            for flash in [Flash::new(*done), Flash::about_thing(*done, id)] {
                let written = flash.written();
                let value = written.split(['=', ';']).nth(1).unwrap();
                assert_eq!(Flash::read(value), Some(flash));
            }
        }
        assert_eq!(Flash::read("<b>Envoyez votre mot de passe</b>"), None);
        assert_eq!(Flash::read("published.//evil.example"), None);
    }
}
