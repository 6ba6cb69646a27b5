//! The four profiles that a house can start from. Each figure with a source says which (product.md 5.1).

use std::collections::BTreeMap;

use crate::mandate::MandateRole;
use crate::unit::UnitKind;

use super::{
    Additions, Approval, Base, ConveningRules, Dues, ElectionRules, EmergencyNotice, Majority, NoticeRules,
    NoticeUnit, Petition, ProxyCap, ProxyRules, QuorumBase, QuorumRules, QuorumSize, RulesProfile,
    SecondNotice, SecondRound, SecretAskers, SittingRules, Tie, VoteRules, VoterRules,
};

crate::column::words! {
    /// Where a profile starts from.
    Preset {
        /// A party section of the French kind.
        PartySection = "party_section",
        /// A union section of the French kind.
        UnionSection = "union_section",
        /// A Canadian union local.
        CanadianLocal = "canadian_local",
        /// An association under the French law of 1 July 1901.
        Association1901 = "association_1901",
    }
}

impl Preset {
    /// The preset that the wizard proposes for a kind of unit.
    pub const fn proposed_for(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Section | UnitKind::Federation => Self::PartySection,
            UnitKind::Local => Self::UnionSection,
            UnitKind::Association => Self::Association1901,
        }
    }
}

impl RulesProfile {
    /// The values a preset starts with. No preset quotes an article: every organisation numbers its own.
    pub fn preset(preset: Preset) -> Self {
        match preset {
            Preset::PartySection => party_section(),
            Preset::UnionSection => union_section(),
            Preset::CanadianLocal => canadian_local(),
            Preset::Association1901 => association_1901(),
        }
    }
}

/// Two thirds of the votes cast.
const TWO_THIRDS: Majority = Majority { base: Base::Cast, permille: 667, strictly: false };

/// What is common, and what a body does about which its statutes are silent: fifteen days for a general meeting (the
/// custom of associations), show of hands, and anybody can ask for a secret vote.
fn common(preset: Preset) -> RulesProfile {
    RulesProfile {
        preset,
        version: 1,
        notice: NoticeRules {
            ordinary_general: 15,
            extraordinary_general: 15,
            section_meeting: 7,
            board: 5,
            commission: 5,
            other: 0,
            clear_days: false,
            emergency: Some(EmergencyNotice { least: 24, unit: NoticeUnit::Hours, reason_needed: true }),
            whole_accepts: true,
        },
        convening: ConveningRules {
            roles: vec![MandateRole::Chair, MandateRole::Secretary, MandateRole::Organiser],
            petition: None,
            petition_days: None,
        },
        // The six months of the parties are asked for votes of the whole network, whose rolls their federation keeps; a
        // section that was founded yesterday would have no voter with them.
        voters: VoterRules { seniority_months: 0, dues: Dues::AtVote },
        quorum: QuorumRules {
            size: QuorumSize::None,
            base: QuorumBase::OnRoll,
            counts_proxies: true,
            excluded: Vec::new(),
            wait_minutes: None,
            second: None,
        },
        proxies: ProxyRules { most: ProxyCap::UpTo(1), voters_only: true },
        votes: VoteRules {
            ordinary: Majority::SIMPLE,
            statutes: TWO_THIRDS,
            override_board: TWO_THIRDS,
            tie: Tie::Rejected,
            secret: SecretAskers::Voters(1),
            secret_on_people: false,
        },
        elections: ElectionRules {
            rounds: 2,
            second_round: SecondRound::TopTwo,
            tie: Tie::Seniority,
            list_threshold_permille: 0,
        },
        sitting: SittingRules {
            additions: Additions::ByVote,
            register_minutes: None,
            approval: Approval::NextMeeting,
        },
        articles: BTreeMap::new(),
    }
}

/// Seven days for the section and five for smaller bodies (territorial council and political committee of LREM); sixty
/// per cent of those present or represented change the local rules (EELV Boulogne); bodies are made by proportional at
/// the highest average, and a motion needs ten per cent locally (PS09); dues can be paid at the vote (PS).
fn party_section() -> RulesProfile {
    let mut rules = common(Preset::PartySection);
    rules.votes.statutes = Majority { base: Base::Present, permille: 600, strictly: false };
    rules.elections.list_threshold_permille = 100;
    rules
}

/// Seventy per cent change the statutes (FSU); two proxies and a quorum of a third are the figures that the house
/// started with; a second meeting after a lack of quorum needs none.
fn union_section() -> RulesProfile {
    let mut rules = common(Preset::UnionSection);
    rules.votes.statutes = Majority { base: Base::Cast, permille: 700, strictly: false };
    rules.proxies.most = ProxyCap::UpTo(2);
    rules.quorum.size = QuorumSize::Share(333);
    rules.quorum.second = Some(SecondNotice { days: 7, lifts_quorum: true });
    rules
}

/// Fourteen days (Unifor 456), five for a special meeting (SCCEA, St-Louis DSA), twenty-four hours in an emergency and
/// a special meeting within twenty-one days of a petition of ten per cent (Unifor 87-M); a quorum of five per cent of
/// the members in good standing, given up fifteen minutes after the hour (87-M, ATU 1587); the sheet closes thirty
/// minutes after the opening (ATU 1587); one votes in person, and two thirds override the executive (SCCEA).
fn canadian_local() -> RulesProfile {
    let mut rules = common(Preset::CanadianLocal);
    rules.notice.ordinary_general = 14;
    rules.notice.extraordinary_general = 5;
    rules.convening.petition = Some(Petition::Share(100));
    rules.convening.petition_days = Some(21);
    rules.quorum.size = QuorumSize::Share(50);
    rules.quorum.base = QuorumBase::GoodStanding;
    rules.quorum.counts_proxies = false;
    rules.quorum.wait_minutes = Some(15);
    rules.proxies.most = ProxyCap::Forbidden;
    rules.votes.tie = Tie::Chair;
    rules.sitting.register_minutes = Some(30);
    rules
}

/// The law leaves almost everything to the statutes: fifteen days with a detailed agenda, nothing decided that is not on
/// it, no shorter delay, and a second meeting that needs no quorum.
fn association_1901() -> RulesProfile {
    let mut rules = common(Preset::Association1901);
    rules.notice.emergency = None;
    rules.quorum.size = QuorumSize::Share(250);
    rules.quorum.second = Some(SecondNotice { days: 15, lifts_quorum: true });
    rules.proxies.most = ProxyCap::UpTo(3);
    rules.votes.tie = Tie::Chair;
    rules.sitting.additions = Additions::Never;
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_preset_keeps_the_figures_of_its_sources() {
        let party = RulesProfile::preset(Preset::PartySection);
        assert_eq!(
            (party.notice.ordinary_general, party.notice.section_meeting, party.notice.board),
            (15, 7, 5)
        );
        assert_eq!(party.votes.statutes, Majority { base: Base::Present, permille: 600, strictly: false });
        assert_eq!(party.elections.list_threshold_permille, 100);
        let union = RulesProfile::preset(Preset::UnionSection);
        assert_eq!((union.votes.statutes.permille, union.proxies.most), (700, ProxyCap::UpTo(2)));
        let local = RulesProfile::preset(Preset::CanadianLocal);
        assert_eq!((local.quorum.size, local.quorum.base), (QuorumSize::Share(50), QuorumBase::GoodStanding));
        assert_eq!((local.quorum.wait_minutes, local.sitting.register_minutes), (Some(15), Some(30)));
        assert_eq!(
            (local.convening.petition, local.convening.petition_days),
            (Some(Petition::Share(100)), Some(21))
        );
        assert_eq!(local.proxies.most, ProxyCap::Forbidden);
        let association = RulesProfile::preset(Preset::Association1901);
        assert_eq!((association.notice.emergency, association.sitting.additions), (None, Additions::Never));
        for preset in Preset::ALL {
            assert_eq!(
                (RulesProfile::preset(*preset).preset, RulesProfile::preset(*preset).version),
                (*preset, 1)
            );
        }
    }

    #[test]
    fn a_unit_of_each_kind_has_a_preset_to_start_from() {
        assert_eq!(Preset::proposed_for(UnitKind::Local), Preset::UnionSection);
        assert_eq!(Preset::proposed_for(UnitKind::Federation), Preset::PartySection);
        assert_eq!(Preset::proposed_for(UnitKind::Association), Preset::Association1901);
    }
}
