//! A Note, Article, Page, Question, Event... of another server, read with bounds from the bytes that came.

use preau_core::language::Language;
use preau_core::outside::{OutsideByline, RemoteNote};
use preau_core::peer::RemoteActor;
use preau_core::world::Moment;
use serde::Deserialize;
use serde_json::Map;
use serde_json::value::RawValue;
use url::Url;

use super::line;
use super::raw::{Addressed, Addressees, each, id, moment, text};
use crate::address::{Rules, URL_BYTES_MAX};
use crate::names::Names;
use crate::object::paragraphs;

/// The types that somebody may have written. Whatever else comes is counted.
const KINDS: [&str; 8] = ["Note", "Article", "Page", "Question", "Event", "Video", "Audio", "Image"];
/// Tags that are looked at: mentions and hashtags together with everything else (R09).
const TAGS_MAX: usize = 50;
/// Attachments that are counted; none is ever fetched (R09, H03).
const ATTACHMENTS_MAX: usize = 16;
/// Choices of a question that are shown (R09).
const CHOICES_MAX: usize = 50;
/// Addresses of pages that are looked at.
const PAGES_MAX: usize = 8;

/// How objects are read in this house.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// Our own addresses.
    pub(crate) names: &'a Names,
    /// Which addresses are believed.
    pub(crate) rules: &'a Rules,
    /// The language of the house: read where a text comes in several.
    pub(crate) language: Language,
}

/// An object as it says of itself. Nothing of it is believed yet but that it can be read.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Its id: an address that may be reached, and not one of ours (O04).
    pub(crate) id: Url,
    /// Its author's id.
    pub(crate) author: Url,
    /// What it answers, as it was written.
    pub(crate) answers: Option<String>,
    /// To whom it is addressed.
    pub(crate) to: Addressed,
    /// Whether one of its mentions is the section.
    pub(crate) mentions: bool,
    note: Texts,
}

/// Everything that is shown of it.
#[derive(Debug, Clone)]
struct Texts {
    object_type: String,
    url: Option<Url>,
    title: Option<String>,
    warning: Option<String>,
    content: String,
    attachments: i32,
    published_at: Option<Moment>,
    updated_at: Option<Moment>,
}

/// Its fields. Deriving refuses a key that stands twice among them: two readers could read it differently.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    attributed_to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    actor: Option<&'a RawValue>,
    #[serde(borrow, default)]
    in_reply_to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    tag: Option<&'a RawValue>,
    #[serde(borrow, default)]
    attachment: Option<&'a RawValue>,
    #[serde(borrow, default)]
    url: Option<&'a RawValue>,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
    #[serde(borrow, default)]
    summary: Option<&'a RawValue>,
    #[serde(borrow, default)]
    content: Option<&'a RawValue>,
    #[serde(borrow, default)]
    content_map: Option<&'a RawValue>,
    #[serde(borrow, default)]
    media_type: Option<&'a RawValue>,
    #[serde(borrow, default)]
    published: Option<&'a RawValue>,
    #[serde(borrow, default)]
    updated: Option<&'a RawValue>,
    #[serde(borrow, default)]
    start_time: Option<&'a RawValue>,
    #[serde(borrow, default)]
    location: Option<&'a RawValue>,
    #[serde(borrow, default)]
    one_of: Option<&'a RawValue>,
    #[serde(borrow, default)]
    any_of: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Tag<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    href: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Link<'a> {
    #[serde(borrow, default)]
    href: Option<&'a RawValue>,
    #[serde(borrow, default)]
    media_type: Option<&'a RawValue>,
}

impl Reader<'_> {
    /// Reads an object; `None` for what is none that somebody may have written.
    pub(crate) fn read(&self, json: &str) -> Option<Told> {
        let raw: Raw<'_> = serde_json::from_str(json).ok()?;
        let to: Addressees<'_> = serde_json::from_str(json).ok()?;
        if !KINDS.contains(&raw.kind.as_str()) || is_vote(&raw) {
            return None;
        }
        let author = match raw.attributed_to {
            // A list is never bent into an author (O03).
            Some(author) => id(Some(author))?,
            None => id(raw.actor)?,
        };
        Some(Told {
            id: self.rules.parse(&raw.id).ok()?,
            author: self.rules.parse(&author).ok()?,
            answers: each(raw.in_reply_to).first().and_then(|one| id(Some(one))),
            to: to.read(self.names),
            mentions: self.is_mentioned(raw.tag),
            note: self.texts(&raw),
        })
    }

    fn is_mentioned(&self, tags: Option<&RawValue>) -> bool {
        let section = self.names.section();
        each(tags).into_iter().take(TAGS_MAX).any(|raw| {
            serde_json::from_str::<Tag<'_>>(raw.get()).is_ok_and(|tag| {
                tag.kind == "Mention" && text(tag.href).is_some_and(|href| href == section.as_str())
            })
        })
    }

    fn texts(&self, raw: &Raw<'_>) -> Texts {
        let summary = text(raw.summary).filter(|text| !text.trim().is_empty());
        // On a Note it stands before what may shock; on the longer kinds it is what the text says in short.
        let warns = matches!(raw.kind.as_str(), "Note" | "Question" | "Image");
        Texts {
            url: page(raw.url),
            title: text(raw.name).filter(|text| !text.trim().is_empty()),
            content: self.content(raw, summary.as_deref().filter(|_| !warns)),
            warning: summary.filter(|_| warns),
            attachments: i32::try_from(each(raw.attachment).len().min(ATTACHMENTS_MAX)).unwrap_or_default(),
            published_at: moment(raw.published),
            updated_at: moment(raw.updated),
            object_type: raw.kind.clone(),
        }
    }

    /// The text as HTML, with what a kind says elsewhere than in its text.
    fn content(&self, raw: &Raw<'_>, summary: Option<&str>) -> String {
        let written = text(raw.content).or_else(|| self.translated(raw.content_map));
        let html = match (written, text(raw.media_type).as_deref()) {
            (Some(html), None | Some("text/html")) => html,
            // What is said to be no HTML is shown as it was typed.
            (Some(plain), Some(_)) => paragraphs(&plain),
            (None, _) => summary.unwrap_or_default().to_owned(),
        };
        match raw.kind.as_str() {
            "Event" => line::event(raw.start_time, raw.location) + &html,
            "Question" => html + &line::choices(raw.one_of.or(raw.any_of), CHOICES_MAX),
            _ => html,
        }
    }

    /// In the language of the house, or in the first there is.
    fn translated(&self, map: Option<&RawValue>) -> Option<String> {
        let map: Map<String, serde_json::Value> = serde_json::from_str(map?.get()).ok()?;
        let found = map.get(self.language.as_str()).or_else(|| map.values().next())?;
        found.as_str().map(str::to_owned)
    }
}

impl Told {
    /// Whether it says that it is for everybody; what says nothing is as public as the activity that brought it.
    pub(crate) fn is_public(&self, activity: Addressed) -> bool {
        if self.to.said { self.to.public } else { activity.public }
    }

    /// Whether it names the section, anywhere.
    pub(crate) fn names_section(&self, activity: Addressed) -> bool {
        self.mentions || self.to.section || activity.section
    }

    /// Whether id and author have one origin, which is the only one that may speak of either (O02, O03).
    pub(crate) fn is_of_one_origin(&self) -> bool {
        self.id.origin() == self.author.origin()
    }

    /// As core keeps it, once its author is known. `now` stands in for a moment that it does not tell.
    pub(crate) fn note(self, author: &RemoteActor, now: Moment) -> RemoteNote {
        let Texts { object_type, url, title, warning, content, attachments, published_at, updated_at } =
            self.note;
        RemoteNote {
            object_type,
            author: OutsideByline::of(author),
            // A page elsewhere than the object would stand under the name of its author's host.
            url: Some(url.filter(|url| url.origin() == self.id.origin()).unwrap_or_else(|| self.id.clone())),
            title,
            warning,
            content,
            attachments,
            published_at: published_at.unwrap_or(now),
            updated_at,
            id: self.id,
        }
    }
}

/// A vote in a poll: a name, no text, and a question that it answers. We ask none, and it is not for anybody to read.
fn is_vote(raw: &Raw<'_>) -> bool {
    raw.kind == "Note" && raw.in_reply_to.is_some() && text(raw.name).is_some() && text(raw.content).is_none()
}

/// Where people read it: an address, a Link, or the best of several.
pub(crate) fn page(raw: Option<&RawValue>) -> Option<Url> {
    let mut first = None;
    for one in each(raw).into_iter().take(PAGES_MAX) {
        let link = serde_json::from_str::<Link<'_>>(one.get()).ok();
        let is_page = link
            .as_ref()
            .is_none_or(|link| text(link.media_type).is_none_or(|kind| kind.starts_with("text/html")));
        let href = text(Some(one)).or_else(|| text(link?.href)).filter(|href| href.len() <= URL_BYTES_MAX);
        let url = href.and_then(|href| Url::parse(&href).ok()).filter(|url| url.scheme().starts_with("http"));
        if url.is_some() && is_page {
            return url;
        }
        first = first.or(url);
    }
    first
}

#[cfg(test)]
mod tests;
