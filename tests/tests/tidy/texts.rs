//! Catalogues and tables, read as far as the house rules need: no more of Fluent than messages and their placeholders.

use std::collections::{BTreeMap, BTreeSet};

/// The messages of a Fluent file: key, and all that belongs to it, attributes included.
pub(crate) fn messages(catalogue: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut current = None;
    for line in catalogue.lines() {
        if line.starts_with('#') {
            current = None;
        } else if let Some((key, value)) =
            line.split_once('=').filter(|_| !line.starts_with([' ', '\t', '}']))
        {
            let key = key.trim().to_owned();
            found.insert(key.clone(), value.to_owned());
            current = Some(key);
        } else if let Some(key) = &current {
            let text = found.entry(key.clone()).or_default();
            text.push('\n');
            text.push_str(line);
        }
    }
    found
}

/// The names that a message is given.
pub(crate) fn placeholders(message: &str) -> BTreeSet<&str> {
    message
        .split('$')
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').next())
        .collect()
}

/// The words of a message without `{ $name }` and without the head of a selection, whose syntax has plain spaces.
pub(crate) fn without_placeables(message: &str) -> String {
    let mut prose = String::new();
    let mut inside = false;
    for piece in message.split_inclusive(['{', '}', '\n']) {
        let ends_head = inside && piece.trim_end().ends_with("->");
        if !inside {
            prose.push_str(piece.trim_end_matches('{'));
        }
        if piece.ends_with('{') {
            inside = true;
        } else if piece.ends_with('}') || ends_head {
            inside = false;
        }
    }
    prose
}

/// The step that a row of docs/journeys.md is about.
pub(crate) fn step_of(row: &str) -> Option<&str> {
    let step = row.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?.trim_end_matches('.');
    let (person, number) = step.split_once('.')?;
    let is_person = person.strip_prefix('P').is_some_and(|rest| rest.parse::<u8>().is_ok());
    (is_person && number.parse::<u8>().is_ok()).then_some(step)
}
