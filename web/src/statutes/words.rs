//! A profile in plain words: one sentence for each rule, with the article that says it.

use preau_core::language::Language;
use preau_core::meeting::MeetingKind;
use preau_core::rules::{
    Base, Majority, NoticeUnit, Petition, ProxyCap, QuorumSize, Rule, RulesProfile, SecondRound, SecretAskers,
};

use crate::breach::listed;
use crate::texts::Texts;

/// A part of the statutes.
pub(super) struct Group {
    /// What it is about.
    pub(super) title: String,
    /// What it says.
    pub(super) lines: Vec<Line>,
}

/// One rule.
pub(super) struct Line {
    /// The sentence.
    pub(super) text: String,
    /// Where the statutes say it; may be empty.
    pub(super) source: String,
}

/// All of them, in the order of the form.
pub(super) fn groups(t: &Texts, language: Language, rules: &RulesProfile) -> Vec<Group> {
    let words = Words { t, language, rules };
    vec![
        words.group(t.rules_g_notice(), &words.notice()),
        words.group(t.rules_g_convening(), &words.convening()),
        words.group(t.rules_g_voters(), &words.voters()),
        words.group(t.rules_g_quorum(), &words.quorum()),
        words.group(t.rules_g_proxies(), &words.proxies()),
        words.group(t.rules_g_votes(), &words.votes()),
        words.group(t.rules_g_elections(), &words.elections()),
        words.group(t.rules_g_sitting(), &words.sitting()),
    ]
}

/// A share per mille as one writes a share of a hundred: « 66,7 », "66.7", "25".
pub(super) fn percent(permille: u16, language: Language) -> String {
    let (whole, tenth) = (permille / 10, permille % 10);
    match (tenth, language) {
        (0, _) => whole.to_string(),
        (tenth, Language::Fr) => format!("{whole},{tenth}"),
        (tenth, Language::En) => format!("{whole}.{tenth}"),
    }
}

struct Words<'a> {
    t: &'a Texts,
    language: Language,
    rules: &'a RulesProfile,
}

type Lines = Vec<(Rule, String)>;

impl Words<'_> {
    /// The article stands after the last sentence that comes from it, as one quotes.
    fn group(&self, title: String, lines: &[(Rule, String)]) -> Group {
        let after = |index: usize, rule: Rule| lines.iter().skip(index + 1).all(|(later, _)| *later != rule);
        let source = |index: usize, rule: Rule| {
            let article = self.rules.article(rule).filter(|_| after(index, rule));
            article.map_or_else(String::new, |article| self.t.rules_source(article.as_str()))
        };
        let lines = lines
            .iter()
            .enumerate()
            .map(|(index, (rule, text))| Line { text: text.clone(), source: source(index, *rule) })
            .collect();
        Group { title, lines }
    }

    fn share(&self, permille: u16) -> String {
        self.t.rules_share(percent(permille, self.language))
    }

    fn majority(&self, majority: Majority) -> String {
        let (base, share) = (majority.base.as_str(), self.share(majority.permille));
        if majority.strictly {
            self.t.rules_more_than(base, share)
        } else {
            self.t.rules_at_least(base, share)
        }
    }

    fn notice(&self) -> Lines {
        let t = self.t;
        let kinds = [
            (MeetingKind::OrdinaryGeneral, "ordinary_general"),
            (MeetingKind::ExtraordinaryGeneral, "extraordinary_general"),
            (MeetingKind::SectionMeeting, "section_meeting"),
            (MeetingKind::Board, "board"),
            (MeetingKind::Commission, "commission"),
            (MeetingKind::Strategy, "other"),
        ];
        let mut lines: Lines = kinds
            .into_iter()
            .map(|(kind, word)| match self.rules.notice_days(kind) {
                0 => (Rule::Notice, t.rules_say_no_notice(word)),
                days => (Rule::Notice, t.rules_say_notice(word, t.rules_days(days))),
            })
            .collect();
        let clear = self.rules.notice.clear_days;
        lines.push((Rule::Notice, if clear { t.rules_say_clear() } else { t.rules_say_plain() }));
        let emergency = match self.rules.notice.emergency {
            None => t.rules_say_no_emergency(),
            Some(emergency) => {
                let delay = match emergency.unit {
                    NoticeUnit::Hours => t.rules_hours(emergency.least),
                    NoticeUnit::Days => t.rules_days(emergency.least),
                };
                let why = emergency.reason_needed;
                if why { t.rules_say_emergency_why(delay) } else { t.rules_say_emergency(delay) }
            }
        };
        lines.push((Rule::Emergency, emergency));
        let whole = self.rules.notice.whole_accepts;
        lines.push((Rule::Notice, if whole { t.rules_say_whole() } else { t.rules_say_no_whole() }));
        lines
    }

    fn convening(&self) -> Lines {
        let t = self.t;
        let convening = &self.rules.convening;
        let mut lines = vec![if convening.roles.is_empty() {
            t.rules_say_convening_nobody()
        } else {
            t.rules_say_convening(listed(t, &convening.roles))
        }];
        lines.push(match convening.petition {
            None => t.rules_say_no_petition(),
            Some(Petition::Share(permille)) => t.rules_say_petition_share(self.share(permille)),
            Some(Petition::Members(number)) => t.rules_say_petition_members(number),
        });
        if let Some(days) = convening.petition_days.filter(|_| convening.petition.is_some()) {
            lines.push(t.rules_say_petition_days(t.rules_days(days)));
        }
        of(Rule::Convening, lines)
    }

    fn voters(&self) -> Lines {
        let t = self.t;
        let voters = self.rules.voters;
        let seniority = match voters.seniority_months {
            0 => t.rules_say_seniority_none(),
            months => t.rules_say_seniority(t.rules_months(months)),
        };
        of(Rule::Voters, vec![seniority, t.rules_say_dues(voters.dues.as_str())])
    }

    fn quorum(&self) -> Lines {
        let t = self.t;
        let quorum = &self.rules.quorum;
        let size = match quorum.size {
            QuorumSize::None => return of(Rule::Quorum, vec![t.rules_say_quorum_none()]),
            QuorumSize::Share(share) => t.rules_say_quorum_share(quorum.base.as_str(), self.share(share)),
            QuorumSize::Number(number) => t.rules_say_quorum_number(number),
        };
        let counted =
            if quorum.counts_proxies { t.rules_say_quorum_proxies() } else { t.rules_say_quorum_present() };
        let mut lines = vec![size, counted];
        if !quorum.excluded.is_empty() {
            lines.push(t.rules_say_quorum_excluded(listed(t, &quorum.excluded)));
        }
        if let Some(minutes) = quorum.wait_minutes {
            lines.push(t.rules_say_quorum_wait(minutes));
        }
        let second = match quorum.second {
            None => t.rules_say_second_none(),
            Some(second) if second.lifts_quorum => t.rules_say_second_free(t.rules_days(second.days)),
            Some(second) => t.rules_say_second(t.rules_days(second.days)),
        };
        let mut lines = of(Rule::Quorum, lines);
        lines.push((Rule::SecondNotice, second));
        lines
    }

    fn proxies(&self) -> Lines {
        let t = self.t;
        let proxies = self.rules.proxies;
        let most = match proxies.most {
            ProxyCap::Forbidden | ProxyCap::UpTo(0) => {
                return of(Rule::Proxies, vec![t.rules_say_proxies_none()]);
            }
            ProxyCap::UpTo(most) => t.rules_say_proxies(most),
            ProxyCap::Unlimited => t.rules_say_proxies_any(),
        };
        let who =
            if proxies.voters_only { t.rules_say_proxies_voters() } else { t.rules_say_proxies_anybody() };
        of(Rule::Proxies, vec![most, who])
    }

    fn votes(&self) -> Lines {
        let t = self.t;
        let votes = &self.rules.votes;
        let ordinary = if votes.ordinary == Majority::SIMPLE && votes.ordinary.base == Base::Cast {
            t.rules_say_ordinary_simple()
        } else {
            t.rules_say_ordinary(self.majority(votes.ordinary))
        };
        let secret = match votes.secret {
            SecretAskers::Voters(number) => t.rules_say_secret(number),
            SecretAskers::Share(permille) => t.rules_say_secret_share(self.share(permille)),
            SecretAskers::Assembly => t.rules_say_secret_assembly(),
        };
        let mut lines = vec![
            (Rule::Majority, ordinary),
            (Rule::Majority, t.rules_say_override(self.majority(votes.override_board))),
            (Rule::Majority, t.rules_say_tie(votes.tie.as_str())),
            (Rule::Statutes, t.rules_say_statutes(self.majority(votes.statutes))),
            (Rule::Secret, secret),
        ];
        if votes.secret_on_people {
            lines.push((Rule::Secret, t.rules_say_secret_people()));
        }
        lines
    }

    fn elections(&self) -> Lines {
        let t = self.t;
        let elections = self.rules.elections;
        let mut lines = Vec::new();
        if elections.rounds < 2 {
            lines.push(t.rules_say_rounds_one());
        } else {
            lines.push(t.rules_say_rounds_two());
            lines.push(match elections.second_round {
                SecondRound::TopTwo => t.rules_say_second_round_two(),
                SecondRound::Share(permille) => t.rules_say_second_round_share(self.share(permille)),
            });
        }
        lines.push(t.rules_say_election_tie(elections.tie.as_str()));
        lines.push(match elections.list_threshold_permille {
            0 => t.rules_say_lists(),
            permille => t.rules_say_lists_threshold(self.share(permille)),
        });
        of(Rule::Elections, lines)
    }

    fn sitting(&self) -> Lines {
        let t = self.t;
        let sitting = self.rules.sitting;
        let register = match sitting.register_minutes {
            None => t.rules_say_register_open(),
            Some(minutes) => t.rules_say_register(minutes),
        };
        vec![
            (Rule::Agenda, t.rules_say_additions(sitting.additions.as_str())),
            (Rule::Register, register),
            (Rule::Minutes, t.rules_say_approval(sitting.approval.as_str())),
        ]
    }
}

fn of(rule: Rule, lines: Vec<String>) -> Lines {
    lines.into_iter().map(|line| (rule, line)).collect()
}
