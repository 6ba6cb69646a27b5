//! An object of another server: as federation read it, and as it is kept once it is cleaned.

use url::Url;

use crate::markup;
use crate::peer::RemoteActor;
use crate::text::{Note, ShortText};
use crate::world::Moment;

/// Who wrote something elsewhere, as it is shown: always with the host, so that nobody passes for one of us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideByline {
    /// The actor's id.
    pub actor: Url,
    /// The display name, plain text.
    pub name: String,
    /// `preferredUsername`.
    pub handle: String,
    /// [`super::normal_host`] of the actor's id: shown, and compared with blocked hosts.
    pub host: String,
}

impl OutsideByline {
    /// The byline of an actor.
    pub fn of(actor: &RemoteActor) -> Self {
        Self {
            name: ShortText::fit(&actor.name, "").as_str().to_owned(),
            handle: ShortText::fit(&actor.handle, "").as_str().to_owned(),
            host: Self::host_of(&actor.id),
            actor: actor.id.clone(),
        }
    }

    /// The host of an address as hosts are compared; the empty word for one without.
    pub fn host_of(url: &Url) -> String {
        super::normal_host(url.host_str().unwrap_or_default()).unwrap_or_default()
    }

    /// `@name@host`.
    pub fn account(&self) -> String {
        format!("@{}@{}", self.handle, self.host)
    }
}

/// A Note, Article, Page, Question... as it came: nothing of it is cleaned. Federation has checked that `id`, the author
/// and the signer share an origin, or fetched it from that origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteNote {
    /// The object's id.
    pub id: Url,
    /// Its type.
    pub object_type: String,
    /// `attributedTo`.
    pub author: OutsideByline,
    /// Where people read it; `None` where that is not on the web.
    pub url: Option<Url>,
    /// `name`, as it came.
    pub title: Option<String>,
    /// `summary`, as it came: a content warning.
    pub warning: Option<String>,
    /// `content`, as it came: HTML.
    pub content: String,
    /// How many attachments it has, counted to 16: they are named as a number and never loaded.
    pub attachments: i32,
    /// `published`; not later than now.
    pub published_at: Moment,
    /// `updated`.
    pub updated_at: Option<Moment>,
}

/// An object as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownAs {
    /// The object's id.
    pub uri: Url,
    /// Its type: an update does not change it (O06).
    pub object_type: String,
    /// Who wrote it.
    pub author: OutsideByline,
    /// Where people read it: http or https.
    pub url: Option<Url>,
    /// The texts.
    pub text: Cleaned,
    /// How many attachments it has.
    pub attachments: i32,
    /// When it was written, by its own word.
    pub published_at: Moment,
    /// When it was edited, by its own word.
    pub updated_at: Option<Moment>,
}

/// The texts of an object, cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Plain text on one line.
    pub title: Option<String>,
    /// Plain text: what stands before a text that may shock.
    pub warning: Option<String>,
    /// Sanitised HTML, without pictures.
    pub html: String,
    /// The first words as plain text.
    pub summary: String,
}

impl RemoteNote {
    /// Cleans it. `now` bounds what it says of its own time: nothing comes from the future and stands on top for ever.
    #[must_use]
    pub fn shown(&self, now: Moment) -> ShownAs {
        let line = |text: &String| {
            Some(ShortText::fit(&markup::plain(text).replace('\n', " "), "").as_str().to_owned())
        };
        let lines = |text: &String| Some(Note::fit(&markup::plain(text), "").as_str().to_owned());
        let title = self.title.as_ref().and_then(line).filter(|text| !text.is_empty());
        let html = untitled(markup::clean_remote(&self.content), title.as_deref());
        let web = |url: &&Url| matches!(url.scheme(), "https" | "http") && url.username().is_empty();
        ShownAs {
            uri: self.id.clone(),
            object_type: self.object_type.chars().take(TYPE_CHARS_MAX).collect(),
            author: self.author.clone(),
            url: self.url.as_ref().filter(web).cloned(),
            text: Cleaned {
                title,
                warning: self.warning.as_ref().and_then(lines).filter(|text| !text.is_empty()),
                summary: markup::summary(&html),
                html,
            },
            attachments: self.attachments.clamp(0, ATTACHMENTS_MAX),
            published_at: self.published_at.min(now),
            updated_at: self.updated_at.map(|at| at.min(now)),
        }
    }
}

/// A text without its title as its first line. Servers that have titles, ours among them, repeat it there for those that
/// show none; it is not read twice.
fn untitled(html: String, title: Option<&str>) -> String {
    let first = html.strip_prefix("<p><strong>").and_then(|rest| rest.split_once("</strong></p>"));
    match first {
        Some((line, rest)) if title == Some(markup::plain(line).as_str()) && !rest.trim().is_empty() => {
            rest.trim_start().to_owned()
        }
        _ => html,
    }
}

/// The longest type kept: those of the vocabulary have 21 characters at most.
const TYPE_CHARS_MAX: usize = 32;
/// Attachments counted at most (R09).
const ATTACHMENTS_MAX: i32 = 16;

impl ShownAs {
    /// When this text came to be, by its own word: what a form sends back to say which text was read.
    pub fn version(&self) -> Moment {
        self.updated_at.unwrap_or(self.published_at)
    }

    /// Whether that is a later version of this very object: same owner, same type, later `updated` (O05, O06).
    #[must_use]
    pub fn is_followed_by(&self, later: &Self) -> bool {
        self.uri == later.uri
            && self.author.actor == later.author.actor
            && self.object_type == later.object_type
            && later.updated_at.is_some()
            && later.version() > self.version()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(content: &str) -> RemoteNote {
        RemoteNote {
            id: Url::parse("https://elsewhere.example/notes/1").unwrap(),
            object_type: "Note".to_owned(),
            author: OutsideByline {
                actor: Url::parse("https://elsewhere.example/users/ada").unwrap(),
                name: "Ada".to_owned(),
                handle: "ada".to_owned(),
                host: "elsewhere.example".to_owned(),
            },
            url: Some(Url::parse("javascript:alert(1)").unwrap()),
            title: Some("<b>Titre</b>\u{202E}".to_owned()),
            warning: Some(String::new()),
            content: content.to_owned(),
            attachments: 1_000,
            published_at: Moment(i64::MAX),
            updated_at: None,
        }
    }

    #[test]
    fn h03_nothing_of_a_remote_text_loads_a_picture_or_runs() {
        let shown = note("<p onclick=x>Bon<img src=\"https://spy.example/p.png\">jour</p><script>x</script>")
            .shown(Moment(10));
        assert_eq!(shown.text.html, "<p>Bonjour</p>");
        assert_eq!(shown.text.summary, "Bonjour");
        assert_eq!(shown.text.title.as_deref(), Some("Titre"));
        assert_eq!((shown.text.warning, shown.url), (None, None));
        assert_eq!((shown.attachments, shown.published_at), (16, Moment(10)));
    }

    #[test]
    fn a_title_that_a_text_repeats_is_read_once() {
        let titled = |title: &str, content: &str| {
            let note = RemoteNote { title: Some(title.to_owned()), ..note(content) };
            note.shown(Moment(10)).text.html
        };
        let repeated = "<p><strong>Bus &amp; gare</strong></p><p>On en parle.</p>";
        assert_eq!(titled("Bus & gare", repeated), "<p>On en parle.</p>");
        assert_eq!(titled("Autre chose", repeated), repeated);
        let alone = "<p><strong>Bus</strong></p>";
        assert_eq!(titled("Bus", alone), alone);
    }

    #[test]
    fn o06_only_a_later_version_of_the_same_type_by_the_same_owner_follows() {
        let first = RemoteNote { published_at: Moment(5), ..note("<p>Un</p>") }.shown(Moment(99));
        let later = ShownAs { updated_at: Some(Moment(6)), ..first.clone() };
        assert!(first.is_followed_by(&later));
        assert!(!later.is_followed_by(&later));
        assert!(!later.is_followed_by(&ShownAs { updated_at: Some(Moment(5)), ..first.clone() }));
        assert!(!first.is_followed_by(&ShownAs { updated_at: None, ..first.clone() }));
        assert!(!first.is_followed_by(&ShownAs { object_type: "Question".to_owned(), ..later.clone() }));
        let mut other = later.clone();
        other.author.actor = Url::parse("https://elsewhere.example/users/eve").unwrap();
        assert!(!first.is_followed_by(&other));
    }
}
