//! Tags as a single pass over HTML sees them, without a tree.

/// One tag, or one other thing in angle brackets, as a single pass sees it.
pub(super) struct Markup<'a> {
    /// In lower case; empty for comments and the like.
    pub(super) name: String,
    pub(super) closes: bool,
    /// Whether every reader of HTML takes it for the same tag.
    pub(super) is_ordinary: bool,
    /// What follows its `>`.
    pub(super) after: &'a str,
}

impl<'a> Markup<'a> {
    /// Reads what begins with `<`; `None` if it is only that sign or never ends.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        if inner.starts_with("!--") {
            let after = inner.split_once("-->").map_or("", |(_, after)| after);
            return Some(Self { name: String::new(), closes: false, is_ordinary: false, after });
        }
        let (closes, named) = inner.strip_prefix('/').map_or((false, inner), |named| (true, named));
        if !named.starts_with(|c: char| c.is_ascii_alphabetic() || (!closes && matches!(c, '!' | '?'))) {
            return None;
        }
        let length = named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len());
        let (name, attributes) = named.split_at_checked(length)?;
        let name = name.to_ascii_lowercase();
        let (tidy, after) = match after_attributes(attributes) {
            Some(after) => (true, after),
            None => (false, split_at_char(attributes, '>')?.1.get(1..)?),
        };
        let is_ordinary = tidy && !name.is_empty() && !is_peculiar(&name);
        Some(Self { name, closes, is_ordinary, after })
    }
}

/// What follows the `>` of a tag whose attributes are written without surprise; `None` when they are not.
fn after_attributes(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let closed = trimmed.strip_prefix("/>").or_else(|| trimmed.strip_prefix('>'));
        if closed.is_some() {
            return closed;
        }
        if trimmed.len() == rest.len() {
            return None;
        }
        let name_end = trimmed.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))?;
        if name_end == 0 {
            return None;
        }
        rest = trimmed.get(name_end..)?;
        if let Some(value) = rest.strip_prefix('=') {
            let first = value.chars().next()?;
            rest = if matches!(first, '"' | '\'') {
                split_at_char(value.get(1..)?, first)?.1.get(1..)?
            } else {
                let ends =
                    |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '=' | '`');
                let end = value.find(ends).filter(|end| *end > 0)?;
                value.get(end..)?
            };
        }
    }
}

/// Elements inside which markup is read by other rules.
fn is_peculiar(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
            | "template"
            | "svg"
            | "math"
            | "select"
            | "frameset"
            | "html"
            | "head"
            | "body"
    )
}

/// Elements that have no content and no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// The text before a sign, and the text from that sign on.
pub(super) fn split_at_char(text: &str, sign: char) -> Option<(&str, &str)> {
    text.find(sign).and_then(|at| text.split_at_checked(at))
}
