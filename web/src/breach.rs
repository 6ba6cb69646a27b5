//! What the rules of a body refuse, as a sentence that quotes the statutes.

use chrono::Datelike as _;
use preau_core::language::Language;
use preau_core::mandate::MandateRole;
use preau_core::rules::{Breach, Broken, NoVote, NoticeUnit};
use preau_core::world::Day;

use crate::texts::{Texts, texts};

/// The sentence, with the article where the profile quotes one.
pub(crate) fn sentence(t: &Texts, breach: &Breach) -> String {
    let said = said(t, &breach.what);
    match &breach.article {
        Some(article) => t.breach_quoted(said, article.as_str()),
        None => said,
    }
}

fn said(t: &Texts, what: &Broken) -> String {
    match what {
        Broken::NoticeTooShort { needed, clear, found, earliest } => {
            let (days, earliest) = (t.rules_days(*needed), date(t, *earliest));
            match (u16::try_from(*found), clear) {
                (Ok(found), false) => t.breach_notice(days, t.rules_days(found), earliest),
                (Ok(found), true) => t.breach_notice_clear(days, t.rules_days(found), earliest),
                (Err(_), _) => t.breach_notice_past(days, earliest),
            }
        }
        Broken::NoticeStale { changed: what, whole_accepts } => {
            let what = changed(t, what);
            if *whole_accepts { t.breach_stale_accepted(what) } else { t.breach_stale(what) }
        }
        Broken::NotEverybody { found, needed } => t.breach_everybody(*found, *needed),
        Broken::EmergencyForbidden => t.breach_emergency_forbidden(),
        Broken::EmergencyTooShort { needed, unit: NoticeUnit::Hours, .. } => {
            t.breach_emergency_short(t.rules_hours(*needed))
        }
        Broken::EmergencyTooShort { needed, unit: NoticeUnit::Days, .. } => {
            t.breach_emergency_short(t.rules_days(*needed))
        }
        Broken::EmergencyWithoutReason => t.breach_emergency_reason(),
        Broken::SecondTooSoon { needed, earliest, .. } => {
            t.breach_second(t.rules_days(*needed), date(t, *earliest))
        }
        Broken::NotConvener { roles } if roles.is_empty() => t.breach_convener_nobody(),
        Broken::NotConvener { roles } => t.breach_convener(listed(t, roles)),
        Broken::PetitionForbidden => t.breach_petition_forbidden(),
        Broken::PetitionTooSmall { needed, found } => t.breach_petition_small(*needed, *found),
        Broken::PetitionTooLate { within, latest } => {
            t.breach_petition_late(t.rules_days(*within), date(t, *latest))
        }
        Broken::NoVote(why) => no_vote(t, *why),
        Broken::NoQuorum { needed, found } => t.breach_quorum(*found, *needed),
        Broken::ProxiesForbidden => t.breach_proxies_forbidden(),
        Broken::ProxiesFull { most } => t.breach_proxies_full(*most),
        Broken::ProxyToOneself => t.breach_proxy_oneself(),
        Broken::ProxyHolderDoesNotVote => t.breach_proxy_holder(),
        Broken::ProxyGiverDoesNotVote => t.breach_proxy_giver(),
        Broken::ProxyHolderIsAway => t.breach_proxy_away(),
        Broken::ProxyPassedOn => t.breach_proxy_passed(),
        Broken::ProxyGivenAlready => t.breach_proxy_given(),
        Broken::MustBeSecret { asked: 0 } => t.breach_secret_rule(),
        Broken::MustBeSecret { asked } => t.breach_secret(*asked),
        Broken::NotOnAgenda => t.breach_agenda(),
        Broken::AdditionNeedsVote => t.breach_agenda_vote(),
        Broken::RegisterClosed { minutes, .. } => t.breach_register(*minutes),
        Broken::TotalsDiffer { voters, counted } => t.breach_totals(*counted, *voters),
        Broken::TooManyVotes { most, counted } => t.breach_votes(*counted, *most),
        Broken::ForeignChoice => t.breach_foreign(),
        Broken::ApprovedByOthers(approval) => t.breach_approval(approval.as_str()),
    }
}

fn no_vote(t: &Texts, why: NoVote) -> String {
    match why {
        NoVote::Status(status) => t.breach_vote_status(status.as_str()),
        NoVote::Seniority { months, from } => t.breach_vote_seniority(t.rules_months(months), date(t, from)),
        NoVote::Dues { until, .. } => t.breach_vote_dues(date(t, until)),
    }
}

/// « la date a changé, le lieu a changé »: what a notice does not say any more.
pub(crate) fn changed(t: &Texts, what: &[String]) -> String {
    what.iter().map(|word| t.meeting_stale(word.as_str())).collect::<Vec<_>>().join(", ")
}

/// « la présidence, le secrétariat »: an enumeration, in the order of the profile.
pub(crate) fn listed(t: &Texts, roles: &[MandateRole]) -> String {
    let names: Vec<String> = roles.iter().map(|role| t.rules_role(role.as_str())).collect();
    names.join(", ")
}

/// « 1er mai 2026 », "1 May 2026", always with its year: a refusal is read on another day.
fn date(t: &Texts, day: Day) -> String {
    let Some(date) = day.date() else { return String::new() };
    let french = std::ptr::eq(t, texts(Language::Fr));
    let number = if french && date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    t.breach_date(date.month(), number, date.year().to_string())
}

#[cfg(test)]
mod tests {
    use preau_core::body::Status;
    use preau_core::rules::Approval;
    use preau_core::text::ShortText;
    use preau_core::world::Moment;

    use super::*;

    fn on(text: &str) -> Day {
        Day::from(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
    }

    fn both(what: Broken, article: Option<&str>) -> [String; 2] {
        let breach = Breach { what, article: article.map(|article| ShortText::parse(article).unwrap()) };
        [sentence(texts(Language::Fr), &breach), sentence(texts(Language::En), &breach)]
    }

    #[test]
    fn a_short_notice_is_told_with_its_figures_its_date_and_the_article() {
        let what = Broken::NoticeTooShort { needed: 15, clear: false, found: 9, earliest: on("2026-12-01") };
        let [french, english] = both(what, Some("article 7 des statuts"));
        for part in ["15 jours", "9 jours", "1er décembre 2026", "article 7 des statuts"] {
            assert!(french.contains(part), "{part} in {french}");
        }
        for part in ["15 days", "9 days", "1 December 2026", "article 7 des statuts"] {
            assert!(english.contains(part), "{part} in {english}");
        }
        let past = Broken::NoticeTooShort { needed: 1, clear: true, found: -3, earliest: on("2026-12-02") };
        assert!(!both(past, None)[0].contains("-3"));
    }

    #[test]
    fn every_breach_has_a_sentence_of_its_own_in_both_languages() {
        let day = on("2026-12-01");
        let mut all: Vec<String> = [
            Broken::NoticeTooShort { needed: 15, clear: false, found: 9, earliest: day },
            Broken::NoticeTooShort { needed: 15, clear: true, found: 9, earliest: day },
            Broken::NoticeTooShort { needed: 15, clear: true, found: -1, earliest: day },
            Broken::NoticeStale { changed: vec!["date".to_owned()], whole_accepts: true },
            Broken::NoticeStale { changed: vec!["votes".to_owned()], whole_accepts: true },
            Broken::NoticeStale { changed: vec!["date".to_owned()], whole_accepts: false },
            Broken::NotEverybody { found: 36, needed: 40 },
            Broken::EmergencyForbidden,
            Broken::EmergencyTooShort { needed: 24, unit: NoticeUnit::Hours, earliest: Moment(0) },
            Broken::EmergencyTooShort { needed: 2, unit: NoticeUnit::Days, earliest: Moment(0) },
            Broken::EmergencyWithoutReason,
            Broken::SecondTooSoon { needed: 6, found: 2, earliest: day },
            Broken::NotConvener { roles: Vec::new() },
            Broken::NotConvener { roles: vec![MandateRole::Chair, MandateRole::Secretary] },
            Broken::PetitionForbidden,
            Broken::PetitionTooSmall { needed: 5, found: 3 },
            Broken::PetitionTooLate { within: 21, latest: day },
            Broken::NoVote(NoVote::Status(Status::Supporter)),
            Broken::NoVote(NoVote::Status(Status::Elected)),
            Broken::NoVote(NoVote::Status(Status::Guest)),
            Broken::NoVote(NoVote::Status(Status::Contact)),
            Broken::NoVote(NoVote::Seniority { months: 6, from: day }),
            Broken::NoVote(NoVote::Dues { until: day, looked_at: day }),
            Broken::NoQuorum { needed: 14, found: 9 },
            Broken::ProxiesForbidden,
            Broken::ProxiesFull { most: 1 },
            Broken::ProxiesFull { most: 2 },
            Broken::ProxyToOneself,
            Broken::ProxyHolderDoesNotVote,
            Broken::ProxyGiverDoesNotVote,
            Broken::ProxyHolderIsAway,
            Broken::ProxyPassedOn,
            Broken::ProxyGivenAlready,
            Broken::MustBeSecret { asked: 0 },
            Broken::MustBeSecret { asked: 1 },
            Broken::MustBeSecret { asked: 3 },
            Broken::NotOnAgenda,
            Broken::AdditionNeedsVote,
            Broken::RegisterClosed { minutes: 30, at: Moment(0) },
            Broken::TotalsDiffer { voters: 20, counted: 21 },
            Broken::TooManyVotes { most: 18, counted: 19 },
            Broken::ForeignChoice,
            Broken::ApprovedByOthers(Approval::Board),
            Broken::ApprovedByOthers(Approval::NextMeeting),
        ]
        .into_iter()
        .flat_map(|what| both(what, None))
        .collect();
        let count = all.len();
        assert!(all.iter().all(|sentence| sentence.ends_with('.') && sentence.len() > 20), "{all:?}");
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "two breaches say the same");
    }
}
