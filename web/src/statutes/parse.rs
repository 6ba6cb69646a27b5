//! The form of the statutes, read: a profile, or a sentence beside each field that is wrong.

use std::ops::RangeInclusive;

use preau_core::error::Field;
use preau_core::mandate::MandateRole;
use preau_core::rules::{
    ConveningRules, ElectionRules, EmergencyNotice, Majority, NoticeRules, NoticeUnit, Petition, ProxyCap,
    ProxyRules, QuorumRules, QuorumSize, RulesProfile, SecondNotice, SecondRound, SecretAskers, SittingRules,
    VoteRules, VoterRules,
};
use preau_core::text::ShortText;

use super::form::{BASES, Typed};
use crate::error::wrong;
use crate::form::Filled;

/// The longest delay, in days: a year.
const DAYS: RangeInclusive<u16> = 0..=366;
/// The longest delay of an emergency: a month in hours.
const HOURS: RangeInclusive<u16> = 1..=744;
/// Months of seniority: ten years.
const MONTHS: RangeInclusive<u16> = 0..=120;
/// People: no local unit has more members.
const PEOPLE: RangeInclusive<u16> = 1..=10_000;
/// Proxies of one person.
const PROXIES: RangeInclusive<u16> = 1..=100;
/// Minutes: a day.
const MINUTES: RangeInclusive<u16> = 1..=1_440;

/// Reads the form. What it does not ask (preset, version) is `before`'s.
pub(super) fn rules(form: &mut Filled<Typed>, before: &RulesProfile) -> Option<RulesProfile> {
    let typed = form.typed.clone();
    let mut read = Read { form, typed };
    // Every part is read before one gives up, so that all that is wrong is said at once.
    let (notice, convening, voters) = (read.notice(), read.convening(), read.voters());
    let (quorum, proxies, majorities) = (read.quorum(), read.proxies(), read.votes());
    let (elections, sitting, articles) = (read.elections(), read.sitting(), read.articles());
    Some(RulesProfile {
        preset: before.preset,
        version: before.version,
        notice: notice?,
        convening: convening?,
        voters: voters?,
        quorum: quorum?,
        proxies: proxies?,
        votes: majorities?,
        elections: elections?,
        sitting: sitting?,
        articles: articles?,
    })
}

struct Read<'a> {
    form: &'a mut Filled<Typed>,
    typed: Typed,
}

impl Read<'_> {
    fn notice(&mut self) -> Option<NoticeRules> {
        let typed = self.typed.clone();
        let days = [
            self.whole("ordinary", &typed.ordinary, DAYS),
            self.whole("extraordinary", &typed.extraordinary, DAYS),
            self.whole("section", &typed.section, DAYS),
            self.whole("board", &typed.board, DAYS),
            self.whole("commission", &typed.commission, DAYS),
            self.whole("other", &typed.other, DAYS),
        ];
        let unit = match typed.emergency.as_str() {
            "none" => Some(None),
            word => self.word::<NoticeUnit>("emergency", word).map(Some),
        };
        let emergency = match unit? {
            None => None,
            Some(unit) => Some(EmergencyNotice {
                least: self.whole("emergency_least", &typed.emergency_least, HOURS)?,
                unit,
                reason_needed: typed.emergency_reason == "yes",
            }),
        };
        let [ordinary, extraordinary, section, board, commission, other] = days;
        Some(NoticeRules {
            ordinary_general: ordinary?,
            extraordinary_general: extraordinary?,
            section_meeting: section?,
            board: board?,
            commission: commission?,
            other: other?,
            clear_days: typed.clear == "yes",
            whole_accepts: typed.whole == "yes",
            emergency,
        })
    }

    fn convening(&mut self) -> Option<ConveningRules> {
        let typed = self.typed.clone();
        let roles = ticked(&[
            (MandateRole::Chair, &typed.convene_chair),
            (MandateRole::Secretary, &typed.convene_secretary),
            (MandateRole::DeputySecretary, &typed.convene_deputy),
            (MandateRole::Treasurer, &typed.convene_treasurer),
            (MandateRole::Organiser, &typed.convene_organiser),
        ]);
        let petition = match typed.petition.as_str() {
            "none" => Some(None),
            "share" => {
                self.share("petition_size", &typed.petition_size).map(|share| Some(Petition::Share(share)))
            }
            "members" => self
                .whole("petition_size", &typed.petition_size, PEOPLE)
                .map(|members| Some(Petition::Members(members))),
            _ => self.unknown("petition"),
        };
        let petition_days = self.optional("petition_days", &typed.petition_days, 1..=*DAYS.end());
        if roles.is_empty() && petition == Some(None) {
            let text = self.form.texts().rules_wrong_nobody();
            self.form.say("roles", text);
            return None;
        }
        Some(ConveningRules { roles, petition: petition?, petition_days: petition_days? })
    }

    fn voters(&mut self) -> Option<VoterRules> {
        let typed = self.typed.clone();
        let months = self.whole("seniority", &typed.seniority, MONTHS);
        let dues = self.word("dues", &typed.dues);
        Some(VoterRules { seniority_months: months?, dues: dues? })
    }

    fn quorum(&mut self) -> Option<QuorumRules> {
        let typed = self.typed.clone();
        let size = match typed.quorum.as_str() {
            "none" => Some(QuorumSize::None),
            "share" => self.share("quorum_size", &typed.quorum_size).map(QuorumSize::Share),
            "number" => self.whole("quorum_size", &typed.quorum_size, PEOPLE).map(QuorumSize::Number),
            _ => self.unknown("quorum"),
        };
        let base = self.word("quorum_base", &typed.quorum_base);
        let wait = self.optional("wait", &typed.wait, MINUTES);
        let second = match typed.second.as_str() {
            "any" => Some(None),
            "own" => self
                .whole("second_days", &typed.second_days, DAYS)
                .map(|days| Some(SecondNotice { days, lifts_quorum: typed.second_lifts == "yes" })),
            _ => self.unknown("second"),
        };
        Some(QuorumRules {
            size: size?,
            base: base?,
            counts_proxies: typed.quorum_proxies == "yes",
            excluded: ticked(&[
                (MandateRole::Chair, &typed.excluded_chair),
                (MandateRole::Secretary, &typed.excluded_secretary),
                (MandateRole::DeputySecretary, &typed.excluded_deputy),
                (MandateRole::Treasurer, &typed.excluded_treasurer),
            ]),
            wait_minutes: wait?,
            second: second?,
        })
    }

    fn proxies(&mut self) -> Option<ProxyRules> {
        let typed = self.typed.clone();
        let most = match typed.proxies.as_str() {
            "none" => Some(ProxyCap::Forbidden),
            "some" => self.whole("proxies_most", &typed.proxies_most, PROXIES).map(ProxyCap::UpTo),
            "any" => Some(ProxyCap::Unlimited),
            _ => self.unknown("proxies"),
        };
        Some(ProxyRules { most: most?, voters_only: typed.proxies_voters == "yes" })
    }

    fn votes(&mut self) -> Option<VoteRules> {
        let typed = self.typed.clone();
        let ordinary =
            self.majority(["ordinary_share", "ordinary_base"], &typed.ordinary_share, &typed.ordinary_base);
        let statutes =
            self.majority(["statutes_share", "statutes_base"], &typed.statutes_share, &typed.statutes_base);
        let override_board =
            self.majority(["override_share", "override_base"], &typed.override_share, &typed.override_base);
        let tie = self.word("tie", &typed.tie);
        let secret = match typed.secret.as_str() {
            "voters" => self.whole("secret_size", &typed.secret_size, PEOPLE).map(SecretAskers::Voters),
            "share" => self.share("secret_size", &typed.secret_size).map(SecretAskers::Share),
            "assembly" => Some(SecretAskers::Assembly),
            _ => self.unknown("secret"),
        };
        Some(VoteRules {
            ordinary: ordinary?,
            statutes: statutes?,
            override_board: override_board?,
            tie: tie?,
            secret: secret?,
            secret_on_people: typed.secret_people == "yes",
        })
    }

    fn elections(&mut self) -> Option<ElectionRules> {
        let typed = self.typed.clone();
        let rounds = match typed.rounds.as_str() {
            "1" => Some(1),
            "2" => Some(2),
            _ => self.unknown("rounds"),
        };
        let second_round = match typed.stay.as_str() {
            "two" => Some(SecondRound::TopTwo),
            "share" => self.share("stay_size", &typed.stay_size).map(SecondRound::Share),
            _ => self.unknown("stay"),
        };
        let tie = self.word("election_tie", &typed.election_tie);
        let threshold = permille(&typed.threshold).filter(|share| *share <= 1000);
        if threshold.is_none() {
            let text = self.form.texts().rules_wrong_share();
            self.form.say("threshold", text);
        }
        Some(ElectionRules {
            rounds: rounds?,
            second_round: second_round?,
            tie: tie?,
            list_threshold_permille: threshold?,
        })
    }

    fn sitting(&mut self) -> Option<SittingRules> {
        let typed = self.typed.clone();
        let additions = self.word("additions", &typed.additions);
        let register = self.optional("register", &typed.register, MINUTES);
        let approval = self.word("approval", &typed.approval);
        Some(SittingRules { additions: additions?, register_minutes: register?, approval: approval? })
    }

    fn articles(&mut self) -> Option<std::collections::BTreeMap<preau_core::rules::Rule, ShortText>> {
        let mut found = std::collections::BTreeMap::new();
        let mut sound = true;
        for (rule, text, field) in self.typed.quoted() {
            match ShortText::optional(text) {
                Ok(Some(article)) => drop(found.insert(rule, article)),
                Ok(None) => {}
                Err(problem) => {
                    sound = false;
                    self.form.say(field, wrong(self.form.texts(), Field::Body, problem));
                }
            }
        }
        sound.then_some(found)
    }

    fn majority(&mut self, fields: [&'static str; 2], share: &str, base: &str) -> Option<Majority> {
        let [share_field, base_field] = fields;
        let permille = self.share(share_field, share);
        let found = BASES.iter().find(|(word, _, _)| *word == base);
        let Some((_, base, strictly)) = found else { return self.unknown(base_field) };
        Some(Majority { base: *base, permille: permille?, strictly: *strictly })
    }

    /// A whole number within bounds.
    fn whole(&mut self, field: &'static str, text: &str, bounds: RangeInclusive<u16>) -> Option<u16> {
        let found = text.trim().parse().ok().filter(|number| bounds.contains(number));
        if found.is_none() {
            let text = self.form.texts().rules_wrong_number(*bounds.start(), *bounds.end());
            self.form.say(field, text);
        }
        found
    }

    /// The same, or nothing.
    #[expect(clippy::option_option, reason = "what is wrong is not what was left out")]
    fn optional(
        &mut self,
        field: &'static str,
        text: &str,
        bounds: RangeInclusive<u16>,
    ) -> Option<Option<u16>> {
        if text.trim().is_empty() { Some(None) } else { self.whole(field, text, bounds).map(Some) }
    }

    /// A share of a hundred that is more than nothing.
    fn share(&mut self, field: &'static str, text: &str) -> Option<u16> {
        let found = permille(text).filter(|share| (1..=1000).contains(share));
        if found.is_none() {
            let text = self.form.texts().rules_wrong_percent();
            self.form.say(field, text);
        }
        found
    }

    /// One of a closed list of words.
    fn word<T: std::str::FromStr>(&mut self, field: &'static str, word: &str) -> Option<T> {
        word.parse().ok().or_else(|| self.unknown(field))
    }

    fn unknown<T>(&mut self, field: &'static str) -> Option<T> {
        let text = self.form.texts().wrong_choice();
        self.form.say(field, text);
        None
    }
}

/// The roles whose box is ticked, in the order of the form.
fn ticked(boxes: &[(MandateRole, &String)]) -> Vec<MandateRole> {
    boxes.iter().filter(|(_, tick)| tick.as_str() == "yes").map(|(role, _)| *role).collect()
}

/// « 66,7 », "66.7", "66.67 %": per mille, the third figure rounded.
fn permille(text: &str) -> Option<u16> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let figures = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 3 || !figures(whole) || !figures(part) {
        return None;
    }
    let mut digits =
        part.chars().filter_map(|c| c.to_digit(10)).filter_map(|digit| u16::try_from(digit).ok());
    let (tenth, hundredth) = (digits.next().unwrap_or(0), digits.next().unwrap_or(0));
    let whole: u16 = whole.parse().ok()?;
    Some(whole * 10 + tenth + u16::from(hundredth >= 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it() {
        for (text, wanted) in [
            ("66,7", Some(667)),
            ("66.7", Some(667)),
            ("66,67 %", Some(667)),
            ("33,33", Some(333)),
            (" 50 ", Some(500)),
            ("0", Some(0)),
            ("100", Some(1000)),
            ("999", Some(9990)),
            ("", None),
            ("-5", None),
            ("1/3", None),
            ("5,", Some(50)),
            (",5", None),
            ("1000", None),
            ("66,6667", None),
        ] {
            assert_eq!(permille(text), wanted, "{text:?}");
        }
    }
}
