//! The templates of agendas: what a meeting of each kind treats, in which order, for how long. The words are the web's.

use super::{ItemKind, MeetingKind};
use crate::body::BodyKind;

crate::column::words! {
    /// A line of a template.
    Slot {
        /// Welcome and attendance.
        Opening = "opening",
        /// The minutes of the last meetings: one line for each that nobody has approved.
        LastMinutes = "last_minutes",
        /// Decisions that are still open.
        FollowUp = "follow_up",
        /// The report on what was done (rapport moral).
        ActivityReport = "activity_report",
        /// The report on money.
        FinancialReport = "financial_report",
        /// The accounts are approved and the board discharged (quitus).
        Discharge = "discharge",
        /// The budget.
        Budget = "budget",
        /// Who is elected to the board.
        Election = "election",
        /// The change of the statutes, presented.
        StatutesDebate = "statutes_debate",
        /// The change of the statutes, put to the vote.
        StatutesVote = "statutes_vote",
        /// What is new.
        News = "news",
        /// The subject of the meeting.
        Subject = "subject",
        /// What is decided.
        Decision = "decision",
        /// Where things stand: who is with us, who is not, where we are strong.
        Assessment = "assessment",
        /// What is aimed at, and by which way.
        Plan = "plan",
        /// Who does what, by when.
        Roles = "roles",
        /// Presentation by the speakers.
        Talk = "talk",
        /// Questions of the public.
        Questions = "questions",
        /// The action itself.
        Field = "field",
        /// What was heard and learnt.
        Review = "review",
        /// Any other business.
        AnyOther = "any_other",
    }
}

impl Slot {
    /// What an item of it is, and how many minutes it is given.
    pub const fn item(self) -> (ItemKind, i32) {
        match self {
            Self::Opening => (ItemKind::Opening, 10),
            Self::LastMinutes => (ItemKind::MinutesApproval, 5),
            Self::FollowUp => (ItemKind::FollowUp, 10),
            Self::ActivityReport => (ItemKind::Debate, 20),
            Self::FinancialReport => (ItemKind::Information, 15),
            Self::Discharge | Self::Budget => (ItemKind::Vote, 10),
            Self::Election => (ItemKind::Election, 20),
            Self::StatutesVote | Self::Decision => (ItemKind::Vote, 15),
            Self::News => (ItemKind::Information, 10),
            Self::StatutesDebate | Self::Subject | Self::Assessment | Self::Plan => (ItemKind::Debate, 30),
            Self::Roles | Self::Review => (ItemKind::Debate, 15),
            Self::Talk => (ItemKind::Information, 30),
            Self::Questions => (ItemKind::Debate, 45),
            Self::Field => (ItemKind::Information, 90),
            Self::AnyOther => (ItemKind::AnyOther, 10),
        }
    }
}

impl MeetingKind {
    /// What such a meeting treats, in order.
    pub const fn template(self) -> &'static [Slot] {
        use Slot::{
            ActivityReport, AnyOther, Assessment, Budget, Decision, Discharge, Election, Field,
            FinancialReport, FollowUp, LastMinutes, News, Opening, Plan, Questions, Review, Roles,
            StatutesDebate, StatutesVote, Subject, Talk,
        };
        match self {
            Self::OrdinaryGeneral => &[
                Opening,
                LastMinutes,
                FollowUp,
                ActivityReport,
                FinancialReport,
                Discharge,
                Budget,
                Election,
                AnyOther,
            ],
            Self::ExtraordinaryGeneral => &[Opening, StatutesDebate, StatutesVote],
            Self::SectionMeeting => &[Opening, LastMinutes, FollowUp, News, Subject, AnyOther],
            Self::Board => &[Opening, LastMinutes, FollowUp, News, Decision, AnyOther],
            Self::Commission => &[Opening, LastMinutes, FollowUp, Subject, AnyOther],
            Self::Strategy => &[Opening, Assessment, Plan, Roles],
            Self::Public => &[Opening, Talk, Questions],
            Self::Action => &[Opening, Roles, Field, Review],
        }
    }

    /// Whether a body of this kind holds such a meeting.
    pub const fn suits(self, body: BodyKind) -> bool {
        match self {
            Self::OrdinaryGeneral | Self::ExtraordinaryGeneral | Self::SectionMeeting => {
                matches!(body, BodyKind::Assembly)
            }
            Self::Board => matches!(body, BodyKind::Board),
            Self::Commission => matches!(body, BodyKind::Commission | BodyKind::Workplace),
            Self::Strategy | Self::Public | Self::Action => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_a_body_together_is_on_its_agenda_by_itself() {
        for kind in [
            MeetingKind::OrdinaryGeneral,
            MeetingKind::SectionMeeting,
            MeetingKind::Board,
            MeetingKind::Commission,
        ] {
            let slots = kind.template();
            assert!(slots.contains(&Slot::LastMinutes) && slots.contains(&Slot::FollowUp), "{kind}");
        }
    }

    #[test]
    fn every_template_begins_with_the_welcome_and_gives_each_item_time() {
        for kind in MeetingKind::ALL {
            assert_eq!(kind.template().first(), Some(&Slot::Opening), "{kind}");
            assert!(kind.template().iter().all(|slot| slot.item().1 > 0), "{kind}");
        }
    }

    #[test]
    fn general_meetings_are_those_of_the_assembly() {
        for kind in MeetingKind::ALL {
            let general = matches!(
                kind,
                MeetingKind::OrdinaryGeneral
                    | MeetingKind::ExtraordinaryGeneral
                    | MeetingKind::SectionMeeting
            );
            assert_eq!(kind.suits(BodyKind::Commission), !general && *kind != MeetingKind::Board, "{kind}");
        }
    }
}
