//! What other kinds than a Note say in fields of their own, written into the text: a time, a place, choices.

use chrono::DateTime;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::raw::{each, text};
use crate::object::escaped;

/// Places of one event that are named.
const PLACES_MAX: usize = 3;

/// A Place, as far as it is named. Its address is on the event's page.
#[derive(Deserialize)]
struct Place<'a> {
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
}

/// When and where, in figures that need no language, with the offset of where it takes place.
pub(super) fn event(start: Option<&RawValue>, location: Option<&RawValue>) -> String {
    let start = text(start).and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
    let mut parts: Vec<String> = Vec::new();
    parts.extend(start.map(|start| start.format("%Y-%m-%d %H:%M %:z").to_string()));
    parts.extend(each(location).into_iter().take(PLACES_MAX).filter_map(|raw| {
        let place: Place<'_> = serde_json::from_str(raw.get()).ok()?;
        text(place.name).filter(|name| !name.trim().is_empty())
    }));
    if parts.is_empty() { String::new() } else { format!("<p>{}</p>", escaped(&parts.join(" · "))) }
}

/// The choices of a question. Nobody votes from here: they are read, and the poll is on its page.
pub(super) fn choices(raw: Option<&RawValue>, most: usize) -> String {
    let mut items = String::new();
    let names = each(raw)
        .into_iter()
        .take(most)
        .filter_map(|raw| text(serde_json::from_str::<Place<'_>>(raw.get()).ok()?.name));
    for name in names {
        items.push_str("<li>");
        items.push_str(&escaped(&name));
        items.push_str("</li>");
    }
    if items.is_empty() { items } else { format!("<ul>{items}</ul>") }
}
