//! How a profile is read back: the JSON of an older house knew ten values, and what it did not know is its preset's.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::ShortText;

use super::{
    Base, ConveningRules, ElectionRules, Majority, NoticeRules, Preset, ProxyCap, ProxyRules, QuorumRules,
    QuorumSize, Rule, RulesProfile, SecretAskers, SittingRules, Tie, VoteRules, VoterRules,
};

/// Both forms at once: each part is there or not.
#[derive(Deserialize)]
pub(super) struct Stored {
    preset: Preset,
    version: u32,
    notice: Option<NoticeRules>,
    convening: Option<ConveningRules>,
    voters: Option<VoterRules>,
    quorum: Option<QuorumRules>,
    proxies: Option<ProxyRules>,
    votes: Option<VoteRules>,
    elections: Option<ElectionRules>,
    sitting: Option<SittingRules>,
    #[serde(default)]
    articles: BTreeMap<Rule, ShortText>,
    #[serde(flatten)]
    first: First,
}

/// The values of houses that were set up before their meetings came.
#[derive(Deserialize)]
struct First {
    notice_days: Option<u16>,
    clear_days: Option<bool>,
    quorum_permille: Option<u16>,
    quorum_counts_proxies: Option<bool>,
    proxies_max: Option<u16>,
    statutes_majority_permille: Option<u16>,
    secret_ballot_askers: Option<u16>,
    casting_vote: Option<bool>,
}

impl From<Stored> for RulesProfile {
    fn from(stored: Stored) -> Self {
        let mut rules = Self::preset(stored.preset);
        stored.first.fill(&mut rules);
        Self {
            preset: stored.preset,
            version: stored.version,
            notice: stored.notice.unwrap_or(rules.notice),
            convening: stored.convening.unwrap_or(rules.convening),
            voters: stored.voters.unwrap_or(rules.voters),
            quorum: stored.quorum.unwrap_or(rules.quorum),
            proxies: stored.proxies.unwrap_or(rules.proxies),
            votes: stored.votes.unwrap_or(rules.votes),
            elections: stored.elections.unwrap_or(rules.elections),
            sitting: stored.sitting.unwrap_or(rules.sitting),
            articles: stored.articles,
        }
    }
}

impl First {
    fn fill(self, rules: &mut RulesProfile) {
        if let Some(days) = self.notice_days {
            rules.notice.ordinary_general = days;
        }
        if let Some(clear) = self.clear_days {
            rules.notice.clear_days = clear;
        }
        if let Some(permille) = self.quorum_permille {
            rules.quorum.size = if permille == 0 { QuorumSize::None } else { QuorumSize::Share(permille) };
        }
        if let Some(counts) = self.quorum_counts_proxies {
            rules.quorum.counts_proxies = counts;
        }
        if let Some(most) = self.proxies_max {
            rules.proxies.most = if most == 0 { ProxyCap::Forbidden } else { ProxyCap::UpTo(most) };
        }
        if let Some(permille) = self.statutes_majority_permille {
            rules.votes.statutes = Majority { base: Base::Cast, permille, strictly: false };
        }
        if let Some(askers) = self.secret_ballot_askers {
            rules.votes.secret = SecretAskers::Voters(askers);
        }
        if let Some(casting) = self.casting_vote {
            rules.votes.tie = if casting { Tie::Chair } else { Tie::Rejected };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_a_house_from_before_its_meetings_are_read() {
        let json = r#"{"preset":"canadian_local","version":1,"notice_days":14,"clear_days":false,
            "quorum_permille":50,"quorum_counts_proxies":false,"proxies_max":0,
            "statutes_majority_permille":667,"secret_ballot_askers":1,"casting_vote":true}"#;
        let rules: RulesProfile = serde_json::from_str(json).unwrap();
        assert_eq!(rules, RulesProfile::preset(Preset::CanadianLocal));
    }

    #[test]
    fn what_an_older_house_had_chosen_is_kept() {
        let json = r#"{"preset":"party_section","version":3,"notice_days":21,"clear_days":true,
            "quorum_permille":200,"quorum_counts_proxies":false,"proxies_max":4,
            "statutes_majority_permille":750,"secret_ballot_askers":3,"casting_vote":true}"#;
        let rules: RulesProfile = serde_json::from_str(json).unwrap();
        assert_eq!((rules.version, rules.notice.ordinary_general, rules.notice.clear_days), (3, 21, true));
        assert_eq!((rules.quorum.size, rules.quorum.counts_proxies), (QuorumSize::Share(200), false));
        assert_eq!(rules.proxies.most, ProxyCap::UpTo(4));
        assert_eq!(rules.votes.statutes, Majority { base: Base::Cast, permille: 750, strictly: false });
        assert_eq!((rules.votes.secret, rules.votes.tie), (SecretAskers::Voters(3), Tie::Chair));
        assert_eq!(rules.notice.board, 5, "what it did not know is the preset's");
    }

    #[test]
    fn every_preset_is_read_back_as_it_was_stored() {
        for preset in Preset::ALL {
            let mut rules = RulesProfile::preset(*preset);
            rules.version = 7;
            rules.articles.insert(Rule::Notice, ShortText::parse("article 7 des statuts").unwrap());
            let json = serde_json::to_string(&rules).unwrap();
            assert_eq!(serde_json::from_str::<RulesProfile>(&json).unwrap(), rules, "{json}");
        }
    }
}
