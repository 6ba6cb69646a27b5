//! What the rules of a body refuse in a sitting, as a sentence that quotes the article.

use preau_core::rules::{Breach, Broken};

use crate::texts::Texts;

/// The sentence, with "(article 7 des statuts)" behind it where the profile quotes one.
pub(crate) fn sentence(t: &Texts, breach: &Breach) -> String {
    let said = match &breach.what {
        Broken::NoQuorum { needed, found } => t.breach_quorum(*found, *needed),
        Broken::ProxiesForbidden => t.breach_proxies_forbidden(),
        Broken::ProxiesFull { most } => t.breach_proxies_full(*most),
        Broken::ProxyToOneself => t.breach_proxy_to_oneself(),
        Broken::ProxyHolderDoesNotVote => t.breach_proxy_holder(),
        Broken::ProxyGiverDoesNotVote => t.breach_proxy_giver(),
        Broken::ProxyHolderIsAway => t.breach_proxy_away(),
        Broken::ProxyPassedOn => t.breach_proxy_passed_on(),
        Broken::ProxyGivenAlready => t.breach_proxy_given(),
        Broken::MustBeSecret { .. } => t.breach_secret(),
        Broken::NotOnAgenda => t.breach_not_on_agenda(),
        Broken::AdditionNeedsVote => t.breach_addition(),
        Broken::RegisterClosed { minutes, .. } => t.breach_register(*minutes),
        Broken::TotalsDiffer { voters, counted } if counted < voters => {
            t.breach_totals_missing(voters.saturating_sub(*counted), *counted, *voters)
        }
        Broken::TotalsDiffer { voters, counted } => {
            t.breach_totals_over(counted.saturating_sub(*voters), *counted, *voters)
        }
        Broken::TooManyVotes { most, counted } => t.breach_too_many(*counted, *most),
        Broken::ForeignChoice => t.breach_foreign_choice(),
        _ => t.breach_other(),
    };
    match &breach.article {
        Some(article) => t.breach_article(&said, article.as_str()),
        None => said,
    }
}
