//! What people write: a small Markdown made into safe HTML once, when it is kept, and HTML of other servers made safe.
//!
//! The subset: paragraphs, line breaks (a new line is one), `**strong**`, `*emphasis*`, lists, quotes, `` `code` `` and
//! code blocks, `[links](https://…)`, and bare http(s) addresses, which become links. A heading becomes a strong
//! paragraph, an image its description, raw HTML the text it is. There are no tables.
//!
//! Every limit is tested before the work it protects: sanitising is quadratic in the depth of the tree.

use pulldown_cmark::{
    CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html::push_html,
};
use url::Url;

use self::sanitise::{sanitise, text_only};
pub use self::{
    plain::plain,
    sanitise::{HTML_BYTES_MAX, HTML_NESTING_MAX},
};

mod plain;
mod sanitise;
mod tags;

/// The longest text a person may write, in bytes: about seven pages. Forms refuse more with a sentence.
pub const SOURCE_BYTES_MAX: usize = 20_000;
/// How deep quotes, lists and emphasis may stand in each other; nobody writes deeper by hand.
pub const SOURCE_NESTING_MAX: usize = 20;
/// The longest summary, in characters: what a feed reader shows of an entry without a title.
pub const SUMMARY_CHARS_MAX: usize = 200;

/// A text ready to be shown: both forms are kept beside the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Sanitised HTML, to be printed as it is.
    pub html: String,
    /// Plain text on one line, at most [`SUMMARY_CHARS_MAX`] characters: for feeds, titles and notices. Escape it.
    pub summary: String,
}

/// Makes Markdown into sanitised HTML. A text beyond the limits keeps its words and loses its form.
pub fn render(source: &str) -> Rendered {
    let html = if source.len() > SOURCE_BYTES_MAX || markers_are_too_deep(source) {
        text_only(source)
    } else {
        match events(source) {
            Some(events) => {
                let mut html = String::with_capacity(source.len() * 2);
                push_html(&mut html, events.into_iter());
                sanitise(&html).unwrap_or_else(|| text_only(source))
            }
            None => text_only(source),
        }
    };
    let summary = summary(&html);
    Rendered { html, summary }
}

/// Makes HTML from another server safe. HTML that is too long or too deep becomes one paragraph of its text.
pub fn clean_remote(html: &str) -> String {
    sanitise(html).unwrap_or_else(|| text_only(&plain(html)))
}

/// Whether one line opens more quotes and lists than allowed, by its leading marks alone.
fn markers_are_too_deep(source: &str) -> bool {
    source.lines().any(|line| {
        let prefix = line.bytes().take_while(|b| {
            matches!(b, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'0'..=b'9' | b'.' | b')')
        });
        let mut marks = 0_usize;
        let mut before = b' ';
        for byte in prefix {
            // A bullet counts when a space is before it, a number by its dot: "-----" is a line, not five lists.
            let bullet = matches!(byte, b'-' | b'+' | b'*') && matches!(before, b' ' | b'\t' | b'>');
            let number = matches!(byte, b'.' | b')') && before.is_ascii_digit();
            marks += usize::from(byte == b'>' || bullet || number);
            before = byte;
        }
        marks > SOURCE_NESTING_MAX
    })
}

/// The Markdown as events of the subset; `None` when it stands too deep.
fn events(source: &str) -> Option<Vec<Event<'_>>> {
    let mut kept = Vec::new();
    let mut depth = 0_usize;
    let mut links: Vec<bool> = Vec::new();
    let mut code = false;
    for event in TextMergeStream::new(Parser::new_ext(source, Options::empty())) {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > SOURCE_NESTING_MAX {
            return None;
        }
        match event {
            Event::Start(Tag::Heading { .. }) => {
                kept.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)]);
            }
            Event::End(TagEnd::Heading(_)) => {
                kept.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)]);
            }
            Event::Start(Tag::HtmlBlock) => kept.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => kept.push(Event::End(TagEnd::Paragraph)),
            // The description of an image is text between its two ends.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) | Event::Rule => {}
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = link_address(link_type, &dest_url);
                links.push(address.is_some());
                kept.extend(address.map(|address| Event::Start(link(address))));
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    kept.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                code = true;
                kept.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                code = false;
                kept.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Html(raw) | Event::InlineHtml(raw) => kept.push(Event::Text(raw)),
            // Who types a new line means one.
            Event::SoftBreak => kept.push(Event::HardBreak),
            Event::Text(text) if !code && links.is_empty() => push_with_addresses(&mut kept, &text),
            other => kept.push(other),
        }
    }
    Some(kept)
}

/// Where a link of the text leads, if it may lead there.
fn link_address(kind: LinkType, written: &str) -> Option<String> {
    if kind == LinkType::Email {
        allowed_address(&format!("mailto:{written}"))
    } else {
        allowed_address(written)
    }
}

fn link(address: String) -> Tag<'static> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(address),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    }
}

/// Text in which each bare http(s) address becomes a link showing what was typed.
fn push_with_addresses(kept: &mut Vec<Event<'_>>, text: &str) {
    let mut rest = text;
    while let Some((before, from_address)) = next_address(rest) {
        let end = address_length(from_address);
        let (shown, after) = from_address.split_at_checked(end).unwrap_or((from_address, ""));
        if !before.is_empty() {
            kept.push(Event::Text(CowStr::from(before.to_owned())));
        }
        match allowed_address(shown) {
            Some(address) => kept.extend([
                Event::Start(link(address)),
                Event::Text(CowStr::from(shown.to_owned())),
                Event::End(TagEnd::Link),
            ]),
            None => kept.push(Event::Text(CowStr::from(shown.to_owned()))),
        }
        rest = after;
    }
    if !rest.is_empty() {
        kept.push(Event::Text(CowStr::from(rest.to_owned())));
    }
}

/// The text before the next bare address, and the text from it on.
fn next_address(text: &str) -> Option<(&str, &str)> {
    text.match_indices("http").find_map(|(at, _)| {
        let (before, from) = text.split_at_checked(at)?;
        let starts_a_word = !before.ends_with(|c: char| c.is_alphanumeric());
        let is_address = from.starts_with("https://") || from.starts_with("http://");
        (starts_a_word && is_address).then_some((before, from))
    })
}

/// How many bytes of the text belong to the address: up to a space, without the punctuation of the sentence.
fn address_length(text: &str) -> usize {
    let stop = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '`')
    };
    let mut word = text.split(stop).next().unwrap_or_default();
    let mut parentheses = word.matches(')').count().saturating_sub(word.matches('(').count());
    while let Some(last) = word.chars().next_back() {
        let of_the_sentence =
            matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}' | '*' | '_' | '…');
        let closes_too_much = last == ')' && parentheses > 0;
        if !of_the_sentence && !closes_too_much {
            break;
        }
        parentheses = parentheses.saturating_sub(usize::from(closes_too_much));
        word = word.strip_suffix(last).unwrap_or_default();
    }
    word.len()
}

/// An address a link may have, in its one normal form: https, http, or mailto without its query.
///
/// A name before the host (`https://section@elsewhere`) misleads the reader, and a mail address with a query can add
/// hidden recipients; relative addresses would mean another page on each server that shows the text.
fn allowed_address(written: &str) -> Option<String> {
    let mut url = Url::parse(written.trim()).ok()?;
    match url.scheme() {
        "https" | "http" if url.has_host() && url.username().is_empty() && url.password().is_none() => {
            Some(url.into())
        }
        "mailto" if url.path().contains('@') => {
            url.set_query(None);
            url.set_fragment(None);
            Some(url.into())
        }
        _ => None,
    }
}

/// The beginning of the text on one line, cut between two words where one ends in its second half.
pub fn summary(html: &str) -> String {
    let mut line = String::new();
    let mut chars = 0_usize;
    for word in plain(html).split_whitespace() {
        let length = word.chars().count();
        let room = SUMMARY_CHARS_MAX - 1 - chars.min(SUMMARY_CHARS_MAX - 1);
        if length + 1 > room {
            if chars < SUMMARY_CHARS_MAX / 2 {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.extend(word.chars().take(room.saturating_sub(1)));
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
            chars += 1;
        }
        line.push_str(word);
        chars += length;
    }
    line
}

#[cfg(test)]
mod tests;
