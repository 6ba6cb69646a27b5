//! The form of the statutes as it is typed: a field for each value, filled from a profile.

use preau_core::language::Language;
use preau_core::mandate::MandateRole;
use preau_core::rules::{
    Base, Majority, Petition, ProxyCap, QuorumSize, Rule, RulesProfile, SecondRound, SecretAskers,
};
use serde::Deserialize;

use super::words::percent;

/// What is typed. Ticks are "yes" or empty; figures are texts, in per cent where they are shares.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    /// The version of the rules that the form showed.
    pub(super) seen: String,
    pub(super) ordinary: String,
    pub(super) extraordinary: String,
    pub(super) section: String,
    pub(super) board: String,
    pub(super) commission: String,
    pub(super) other: String,
    pub(super) clear: String,
    pub(super) whole: String,
    pub(super) emergency: String,
    pub(super) emergency_least: String,
    pub(super) emergency_reason: String,
    pub(super) convene_chair: String,
    pub(super) convene_secretary: String,
    pub(super) convene_deputy: String,
    pub(super) convene_treasurer: String,
    pub(super) convene_organiser: String,
    pub(super) petition: String,
    pub(super) petition_size: String,
    pub(super) petition_days: String,
    pub(super) seniority: String,
    pub(super) dues: String,
    pub(super) quorum: String,
    pub(super) quorum_size: String,
    pub(super) quorum_base: String,
    pub(super) quorum_proxies: String,
    pub(super) excluded_chair: String,
    pub(super) excluded_secretary: String,
    pub(super) excluded_deputy: String,
    pub(super) excluded_treasurer: String,
    pub(super) wait: String,
    pub(super) second: String,
    pub(super) second_days: String,
    pub(super) second_lifts: String,
    pub(super) proxies: String,
    pub(super) proxies_most: String,
    pub(super) proxies_voters: String,
    pub(super) ordinary_share: String,
    pub(super) ordinary_base: String,
    pub(super) statutes_share: String,
    pub(super) statutes_base: String,
    pub(super) override_share: String,
    pub(super) override_base: String,
    pub(super) tie: String,
    pub(super) secret: String,
    pub(super) secret_size: String,
    pub(super) secret_people: String,
    pub(super) rounds: String,
    pub(super) stay: String,
    pub(super) stay_size: String,
    pub(super) election_tie: String,
    pub(super) threshold: String,
    pub(super) additions: String,
    pub(super) register: String,
    pub(super) approval: String,
    pub(super) a_notice: String,
    pub(super) a_emergency: String,
    pub(super) a_convening: String,
    pub(super) a_voters: String,
    pub(super) a_quorum: String,
    pub(super) a_second: String,
    pub(super) a_proxies: String,
    pub(super) a_majority: String,
    pub(super) a_statutes: String,
    pub(super) a_secret: String,
    pub(super) a_elections: String,
    pub(super) a_agenda: String,
    pub(super) a_register: String,
    pub(super) a_minutes: String,
}

/// The bases of a majority as one list of answers: word, base, whether strictly.
pub(super) const BASES: [(&str, Base, bool); 6] = [
    ("cast_more", Base::Cast, true),
    ("cast_least", Base::Cast, false),
    ("present_more", Base::Present, true),
    ("present_least", Base::Present, false),
    ("roll_more", Base::OnRoll, true),
    ("roll_least", Base::OnRoll, false),
];

impl Typed {
    /// As the rules stand.
    pub(super) fn of(rules: &RulesProfile, language: Language) -> Self {
        let mut typed = Self { seen: rules.version.to_string(), ..Self::default() };
        let share = |permille| percent(permille, language);
        typed.notice(rules);
        typed.convening(rules, &share);
        typed.quorum(rules, &share);
        typed.votes(rules, &share);
        typed.elections_and_sitting(rules, &share);
        typed.articles(rules);
        typed
    }

    fn notice(&mut self, rules: &RulesProfile) {
        let notice = &rules.notice;
        self.ordinary = notice.ordinary_general.to_string();
        self.extraordinary = notice.extraordinary_general.to_string();
        self.section = notice.section_meeting.to_string();
        self.board = notice.board.to_string();
        self.commission = notice.commission.to_string();
        self.other = notice.other.to_string();
        self.clear = yes(notice.clear_days);
        self.whole = yes(notice.whole_accepts);
        let unit = notice.emergency.map_or("none", |emergency| emergency.unit.as_str());
        unit.clone_into(&mut self.emergency);
        self.emergency_least = notice.emergency.map_or_else(String::new, |e| e.least.to_string());
        self.emergency_reason = yes(notice.emergency.is_none_or(|emergency| emergency.reason_needed));
    }

    fn convening(&mut self, rules: &RulesProfile, share: &dyn Fn(u16) -> String) {
        let convenes = |role| yes(rules.convening.roles.contains(&role));
        self.convene_chair = convenes(MandateRole::Chair);
        self.convene_secretary = convenes(MandateRole::Secretary);
        self.convene_deputy = convenes(MandateRole::DeputySecretary);
        self.convene_treasurer = convenes(MandateRole::Treasurer);
        self.convene_organiser = convenes(MandateRole::Organiser);
        (self.petition, self.petition_size) = match rules.convening.petition {
            None => answer("none", String::new()),
            Some(Petition::Share(permille)) => answer("share", share(permille)),
            Some(Petition::Members(number)) => answer("members", number.to_string()),
        };
        self.petition_days = optional(rules.convening.petition_days);
        self.seniority = rules.voters.seniority_months.to_string();
        rules.voters.dues.as_str().clone_into(&mut self.dues);
    }

    fn quorum(&mut self, rules: &RulesProfile, share: &dyn Fn(u16) -> String) {
        let quorum = &rules.quorum;
        (self.quorum, self.quorum_size) = match quorum.size {
            QuorumSize::None => answer("none", String::new()),
            QuorumSize::Share(permille) => answer("share", share(permille)),
            QuorumSize::Number(number) => answer("number", number.to_string()),
        };
        quorum.base.as_str().clone_into(&mut self.quorum_base);
        self.quorum_proxies = yes(quorum.counts_proxies);
        let excluded = |role| yes(quorum.excluded.contains(&role));
        self.excluded_chair = excluded(MandateRole::Chair);
        self.excluded_secretary = excluded(MandateRole::Secretary);
        self.excluded_deputy = excluded(MandateRole::DeputySecretary);
        self.excluded_treasurer = excluded(MandateRole::Treasurer);
        self.wait = optional(quorum.wait_minutes);
        let second = if quorum.second.is_some() { "own" } else { "any" };
        second.clone_into(&mut self.second);
        self.second_days = optional(quorum.second.map(|second| second.days));
        self.second_lifts = yes(quorum.second.is_none_or(|second| second.lifts_quorum));
        (self.proxies, self.proxies_most) = match rules.proxies.most {
            ProxyCap::Forbidden => answer("none", String::new()),
            ProxyCap::UpTo(most) => answer("some", most.to_string()),
            ProxyCap::Unlimited => answer("any", String::new()),
        };
        self.proxies_voters = yes(rules.proxies.voters_only);
    }

    fn votes(&mut self, rules: &RulesProfile, share: &dyn Fn(u16) -> String) {
        let votes = &rules.votes;
        let majority = |majority: Majority| (share(majority.permille), base_word(majority).to_owned());
        (self.ordinary_share, self.ordinary_base) = majority(votes.ordinary);
        (self.statutes_share, self.statutes_base) = majority(votes.statutes);
        (self.override_share, self.override_base) = majority(votes.override_board);
        votes.tie.as_str().clone_into(&mut self.tie);
        (self.secret, self.secret_size) = match votes.secret {
            SecretAskers::Voters(number) => answer("voters", number.to_string()),
            SecretAskers::Share(permille) => answer("share", share(permille)),
            SecretAskers::Assembly => answer("assembly", String::new()),
        };
        self.secret_people = yes(votes.secret_on_people);
    }

    fn elections_and_sitting(&mut self, rules: &RulesProfile, share: &dyn Fn(u16) -> String) {
        let (elections, sitting) = (rules.elections, rules.sitting);
        let rounds = if elections.rounds < 2 { "1" } else { "2" };
        rounds.clone_into(&mut self.rounds);
        (self.stay, self.stay_size) = match elections.second_round {
            SecondRound::TopTwo => answer("two", String::new()),
            SecondRound::Share(permille) => answer("share", share(permille)),
        };
        elections.tie.as_str().clone_into(&mut self.election_tie);
        self.threshold = share(elections.list_threshold_permille);
        sitting.additions.as_str().clone_into(&mut self.additions);
        self.register = optional(sitting.register_minutes);
        sitting.approval.as_str().clone_into(&mut self.approval);
    }

    fn articles(&mut self, rules: &RulesProfile) {
        for (rule, field, _) in self.quoted() {
            *field = rules.article(rule).map(ToString::to_string).unwrap_or_default();
        }
    }

    /// The articles: each rule with what is typed of it and the name of its field.
    pub(super) fn quoted(&mut self) -> [(Rule, &mut String, &'static str); 14] {
        [
            (Rule::Notice, &mut self.a_notice, "a_notice"),
            (Rule::Emergency, &mut self.a_emergency, "a_emergency"),
            (Rule::Convening, &mut self.a_convening, "a_convening"),
            (Rule::Voters, &mut self.a_voters, "a_voters"),
            (Rule::Quorum, &mut self.a_quorum, "a_quorum"),
            (Rule::SecondNotice, &mut self.a_second, "a_second"),
            (Rule::Proxies, &mut self.a_proxies, "a_proxies"),
            (Rule::Majority, &mut self.a_majority, "a_majority"),
            (Rule::Statutes, &mut self.a_statutes, "a_statutes"),
            (Rule::Secret, &mut self.a_secret, "a_secret"),
            (Rule::Elections, &mut self.a_elections, "a_elections"),
            (Rule::Agenda, &mut self.a_agenda, "a_agenda"),
            (Rule::Register, &mut self.a_register, "a_register"),
            (Rule::Minutes, &mut self.a_minutes, "a_minutes"),
        ]
    }
}

fn base_word(majority: Majority) -> &'static str {
    let of =
        |(_, base, strictly): &&(&str, Base, bool)| *base == majority.base && *strictly == majority.strictly;
    BASES.iter().find(of).map_or("cast_more", |(word, _, _)| *word)
}

fn yes(on: bool) -> String {
    if on { "yes".to_owned() } else { String::new() }
}

fn optional(number: Option<u16>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn answer(word: &str, size: String) -> (String, String) {
    (word.to_owned(), size)
}
