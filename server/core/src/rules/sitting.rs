//! What the rules say of a sitting beside its votes: what can be decided, when the sheet closes, who approves minutes.

use crate::world::Moment;

use super::{Additions, Approval, Breach, Broken, RulesProfile};

impl RulesProfile {
    /// Whether something can be decided: it was in the notice, or the assembly voted to add it and the rules let it.
    pub fn check_decidable(&self, in_notice: bool, added_by_vote: bool) -> Result<(), Breach> {
        match self.sitting.additions {
            _ if in_notice => Ok(()),
            Additions::Never => Err(self.breach(Broken::NotOnAgenda)),
            Additions::ByVote if added_by_vote => Ok(()),
            Additions::ByVote => Err(self.breach(Broken::AdditionNeedsVote)),
        }
    }

    /// Whether somebody who comes at that moment can still sign the attendance sheet.
    pub fn check_arrival(&self, opened: Moment, now: Moment) -> Result<(), Breach> {
        let Some(minutes) = self.sitting.register_minutes else { return Ok(()) };
        let at = opened.plus(Moment::MINUTE.saturating_mul(i64::from(minutes)));
        if now <= at { Ok(()) } else { Err(self.breach(Broken::RegisterClosed { minutes, at })) }
    }

    /// From which moment a meeting without a quorum is given up; `None` where the statutes do not say.
    pub fn gives_up_at(&self, starts: Moment) -> Option<Moment> {
        let minutes = i64::from(self.quorum.wait_minutes?);
        Some(starts.plus(Moment::MINUTE.saturating_mul(minutes)))
    }

    /// Whether a meeting approves these minutes: one of the same body, or one of the board where the rules say so.
    pub fn check_approving_body(&self, same_body: bool, board: bool) -> Result<(), Breach> {
        let approves = match self.sitting.approval {
            Approval::NextMeeting | Approval::ThosePresent => same_body,
            Approval::Board => board,
        };
        if approves { Ok(()) } else { Err(self.breach(Broken::ApprovedByOthers(self.sitting.approval))) }
    }

    /// Whether somebody of that meeting votes on the minutes; `was_there` means in the sitting that they tell.
    pub fn votes_on_minutes(&self, was_there: bool) -> bool {
        was_there || self.sitting.approval != Approval::ThosePresent
    }
}

#[cfg(test)]
mod tests {
    use super::super::Preset;
    use super::*;

    fn rules(additions: Additions, approval: Approval) -> RulesProfile {
        let mut rules = RulesProfile::preset(Preset::CanadianLocal);
        rules.sitting.additions = additions;
        rules.sitting.approval = approval;
        rules
    }

    #[test]
    fn what_the_notice_did_not_say_is_decided_only_where_the_assembly_may_add_it_and_did() {
        for (additions, in_notice, added, wrong) in [
            (Additions::Never, true, false, None),
            (Additions::Never, false, false, Some(Broken::NotOnAgenda)),
            (Additions::Never, false, true, Some(Broken::NotOnAgenda)),
            (Additions::ByVote, true, false, None),
            (Additions::ByVote, false, false, Some(Broken::AdditionNeedsVote)),
            (Additions::ByVote, false, true, None),
        ] {
            let found = rules(additions, Approval::NextMeeting).check_decidable(in_notice, added);
            assert_eq!(found.err().map(|breach| breach.what), wrong, "{additions} {in_notice} {added}");
        }
    }

    #[test]
    fn the_sheet_closes_thirty_minutes_after_the_opening_and_the_hour_is_waited_for_fifteen() {
        let rules = rules(Additions::Never, Approval::NextMeeting);
        let opened = Moment(1_000 * Moment::DAY);
        let closes = opened.plus(30 * Moment::MINUTE);
        assert!(rules.check_arrival(opened, closes).is_ok());
        let late = rules.check_arrival(opened, closes.plus(1)).unwrap_err();
        assert_eq!(late.what, Broken::RegisterClosed { minutes: 30, at: closes });
        assert_eq!(rules.gives_up_at(opened), Some(opened.plus(15 * Moment::MINUTE)));
        let open = RulesProfile::preset(Preset::PartySection);
        assert!(open.check_arrival(opened, opened.plus(Moment::DAY)).is_ok());
        assert_eq!(open.gives_up_at(opened), None);
    }

    #[test]
    fn minutes_are_approved_by_the_body_the_rules_name_and_voted_on_by_those_it_names() {
        for (approval, same_body, board, approves, absent_votes) in [
            (Approval::NextMeeting, true, false, true, true),
            (Approval::NextMeeting, false, true, false, true),
            (Approval::ThosePresent, true, false, true, false),
            (Approval::Board, false, true, true, true),
            (Approval::Board, true, false, false, true),
            (Approval::Board, true, true, true, true),
        ] {
            let rules = rules(Additions::Never, approval);
            assert_eq!(rules.check_approving_body(same_body, board).is_ok(), approves, "{approval}");
            assert_eq!(rules.votes_on_minutes(false), absent_votes, "{approval}");
            assert!(rules.votes_on_minutes(true));
        }
    }
}
