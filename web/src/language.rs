//! Which language a page speaks: the person's setting, else the cookie, else the browser's wish, else the section's.

use axum::http::{HeaderMap, header};
use preau_core::language::Language;

/// Languages read from one header, at most: a browser sends five or six.
const WISHES_MAX: usize = 20;

/// The language a browser asks for, or `None` if it asks for neither of ours.
pub(crate) fn wished(headers: &HeaderMap) -> Option<Language> {
    let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(u16, Language)> = None;
    for wish in header.split(',').take(WISHES_MAX) {
        let (tag, weight) = match wish.split_once(';') {
            Some((tag, weight)) => (tag.trim(), thousandths(weight)),
            None => (wish.trim(), 1000),
        };
        let language = match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "fr" => Language::Fr,
            "en" => Language::En,
            _ => continue,
        };
        if weight > 0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// `q=0.8` as 800; what cannot be read weighs nothing.
fn thousandths(weight: &str) -> u16 {
    let Some(value) = weight.trim().strip_prefix("q=") else { return 0 };
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let part = format!("{part:0<3}");
    match (whole, part.get(..3).and_then(|part| part.parse::<u16>().ok())) {
        ("1", _) => 1000,
        ("0", Some(part)) => part,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Option<Language> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
        wished(&headers)
    }

    #[test]
    fn the_heaviest_wish_that_we_speak_wins() {
        assert_eq!(of("fr-FR,fr;q=0.9,en;q=0.8"), Some(Language::Fr));
        assert_eq!(of("de,en-GB;q=0.7,fr;q=0.3"), Some(Language::En));
        assert_eq!(of("de,it"), None);
        assert_eq!(of("en;q=0,fr;q=0.1"), Some(Language::Fr));
        assert_eq!(of("en;q=oops"), None);
    }
}
