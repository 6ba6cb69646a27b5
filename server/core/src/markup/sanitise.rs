//! The one sanitiser: an explicit list of tags and attributes, behind limits that are tested first.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};

use super::{
    allowed_address,
    tags::{Markup, is_void, split_at_char},
};

/// The longest HTML that is sanitised as HTML, in bytes: flat HTML of this size takes milliseconds.
pub const HTML_BYTES_MAX: usize = 64_000;
/// How many tags may be open at once in HTML that is sanitised: the time grows with size times depth.
pub const HTML_NESTING_MAX: usize = 100;
/// How often sanitising is repeated until it changes nothing; twice suffices for all known input.
const ROUNDS_MAX: usize = 4;
/// The longest text kept of HTML that was refused as HTML, in escaped bytes; below `HTML_BYTES_MAX` with its tags.
const REFUSED_BYTES_MAX: usize = HTML_BYTES_MAX - 100;

/// The only tags and attributes that come out, whoever wrote the HTML.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(["p", "br", "a", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre"]))
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "noscript", "iframe", "title", "xmp", "noembed", "noframes",
            "svg", "math", "object",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("a", "href") => allowed_address(value).map(Cow::Owned),
            ("ol", "start") => {
                (value.len() < 6 && value.parse::<u32>().is_ok()).then_some(Cow::Borrowed(value))
            }
            ("a", "rel") => Some(Cow::Borrowed(value)),
            _ => None,
        });
    builder
});

/// Sanitises until nothing changes; `None` when the HTML is beyond the limits, before or after.
///
/// Repeating it closes the door on input that becomes something else when it is read a second time.
pub(super) fn sanitise(html: &str) -> Option<String> {
    let mut before = within_limits(html).then(|| SANITISER.clean(html).to_string())?;
    for _ in 0..ROUNDS_MAX {
        let after = within_limits(&before).then(|| SANITISER.clean(&before).to_string())?;
        if after == before {
            return Some(after);
        }
        before = after;
    }
    None
}

/// Whether HTML is short and flat enough to be read into a tree. One pass, and never fewer open tags than the tree has.
///
/// Only an end tag that answers the last open one is believed. From the first thing on that this pass might read
/// differently than a browser (comments, odd attributes, elements whose content is no markup), none is.
pub(super) fn within_limits(html: &str) -> bool {
    if html.len() > HTML_BYTES_MAX {
        return false;
    }
    let mut open: Vec<String> = Vec::new();
    let mut believed = true;
    let mut rest = html;
    while let Some((_, from_tag)) = split_at_char(rest, '<') {
        rest = from_tag.get(1..).unwrap_or_default();
        let starts_markup =
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !starts_markup {
            continue;
        }
        // What is read is consumed, and after the first thing not believed nothing is read: hence one pass.
        let tag = if believed { Markup::read(from_tag).filter(|tag| tag.is_ordinary) } else { None };
        believed = tag.is_some();
        let Some(tag) = tag else {
            let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if !name.is_empty() && !is_void(&name.to_ascii_lowercase()) {
                open.push(String::new());
            }
            if open.len() > HTML_NESTING_MAX {
                return false;
            }
            continue;
        };
        rest = tag.after;
        let like_the_last = open.last() == Some(&tag.name);
        if tag.closes && like_the_last {
            open.pop();
        }
        // A paragraph and a list item close their like before them.
        let replaces = like_the_last && matches!(tag.name.as_str(), "p" | "li");
        if !tag.closes && !replaces && !is_void(&tag.name) {
            open.push(tag.name);
        }
        if open.len() > HTML_NESTING_MAX {
            return false;
        }
    }
    true
}

/// One paragraph holding the words of a text that was refused in its form, cut at a bound.
pub(super) fn text_only(text: &str) -> String {
    let mut html = String::from("<p>");
    let words = text.split_whitespace().enumerate();
    for (index, word) in words {
        let escaped = escape(word);
        if html.len() + escaped.len() > REFUSED_BYTES_MAX {
            html.push('…');
            break;
        }
        if index > 0 {
            html.push(' ');
        }
        html.push_str(&escaped);
    }
    html.push_str("</p>");
    // So that it has the one normal form as well: it is flat, and below the size that is refused.
    SANITISER.clean(&html).to_string()
}

/// Text made safe to stand in HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
