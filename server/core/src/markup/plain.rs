//! The words of HTML without its form: for notices, feeds, letters, and HTML that is refused.

use super::tags::{Markup, split_at_char};

/// The longest character reference that is decoded: `#1114111`.
const REFERENCE_BYTES_MAX: usize = 8;

/// The text of HTML, with line ends where blocks end; nothing in it is markup any more, so escape it before showing it.
///
/// One pass without a tree, so it may be given anything; what it returns is never longer than what it is given.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    // Behind the last `>` is no tag: without this, each `<` there would be searched to the end.
    let last = html.rfind('>').map_or(0, |at| at + 1);
    let (mut rest, words) = html.split_at_checked(last).unwrap_or((html, ""));
    // Line ends of the source count in preformatted text alone.
    let mut preformatted = false;
    while let Some((before, from_tag)) = split_at_char(rest, '<') {
        push_decoded(&mut text, before, preformatted);
        let Some(tag) = Markup::read(from_tag) else {
            text.push('<');
            rest = from_tag.get(1..).unwrap_or_default();
            continue;
        };
        push_break(&mut text, &tag);
        rest = tag.after;
        if tag.name == "pre" {
            preformatted = !tag.closes;
        }
        if !tag.closes && matches!(tag.name.as_str(), "script" | "style") {
            rest = after_element(rest, &tag.name);
        }
    }
    push_decoded(&mut text, rest, preformatted);
    push_decoded(&mut text, words, preformatted);
    tidy_lines(&text)
}

/// Line ends for the tags that make them on a screen.
fn push_break(text: &mut String, tag: &Markup<'_>) {
    match (tag.name.as_str(), tag.closes) {
        ("br", _) | ("tr" | "div" | "dd" | "dt", true) => text.push('\n'),
        ("p" | "blockquote" | "pre" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
            text.push_str("\n\n");
        }
        ("li", false) => text.push_str("\n- "),
        ("td" | "th", true) => text.push(' '),
        _ => {}
    }
}

/// What follows the end tag of an element whose content is no text.
fn after_element<'a>(text: &'a str, name: &str) -> &'a str {
    text.match_indices("</")
        .filter_map(|(at, _)| text.get(at..))
        .find(|end| end.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
        .and_then(|end| split_at_char(end, '>'))
        .and_then(|(_, end)| end.get(1..))
        .unwrap_or_default()
}

/// Text with the references decoded that sanitised HTML uses, and the few that other servers write.
fn push_decoded(into: &mut String, text: &str, preformatted: bool) {
    let mut rest = text;
    while let Some((before, reference)) = split_at_char(rest, '&') {
        push_text(into, before, preformatted);
        let found = reference.get(1..).and_then(|name| {
            let length = name.bytes().take(REFERENCE_BYTES_MAX + 1).position(|byte| byte == b';')?;
            Some((name.get(..length)?, name.get(length + 1..)?))
        });
        let decoded = found.and_then(|(name, after)| decoded(name).map(|c| (c, after)));
        let (character, after) = decoded.unwrap_or(('&', reference.get(1..).unwrap_or_default()));
        into.push(character);
        rest = after;
    }
    push_text(into, rest, preformatted);
}

/// Text whose spaces and line ends are one space, as a screen shows them.
fn push_text(into: &mut String, text: &str, preformatted: bool) {
    if preformatted {
        into.push_str(text);
        return;
    }
    for character in text.chars() {
        if !character.is_ascii_whitespace() {
            into.push(character);
        } else if !into.is_empty() && !into.ends_with([' ', '\n']) {
            into.push(' ');
        }
    }
}

fn decoded(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')
        }
    }
}

/// Lines without spaces around them, and never two empty ones in a row.
fn tidy_lines(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0_usize;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidy.push_str(line);
    }
    tidy
}
