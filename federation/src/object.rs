//! A public post as a `Note`, and what is left of one that was taken back.

use std::collections::BTreeMap;

use activitypub_federation::kinds::object::{DocumentType, NoteType};
use activitypub_federation::kinds::public;
use activitypub_federation::protocol::values::MediaTypeMarkdown;
use preau_core::language::Language;
use preau_core::peer::KeyOwner;
use preau_core::post::{PictureRef, Post, Signature};
use serde::Serialize;
use url::Url;

use crate::names::Names;

/// A public post on the wire.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Note {
    id: Url,
    #[serde(rename = "type")]
    kind: NoteType,
    attributed_to: Url,
    to: Vec<Url>,
    cc: Vec<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    content: String,
    content_map: BTreeMap<&'static str, String>,
    media_type: &'static str,
    source: Source,
    published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    url: Url,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachment: Vec<Picture>,
}

/// What was typed, so that another server can offer the same text again.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Source {
    content: String,
    media_type: MediaTypeMarkdown,
}

/// A picture; `name` is what it shows, which every server reads as its alternative text.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Picture {
    #[serde(rename = "type")]
    kind: DocumentType,
    media_type: String,
    url: Url,
    name: String,
    width: i32,
    height: i32,
}

impl Note {
    /// Writes a post that the caller has found to be out and for everybody. `answers` is the public post it answers.
    pub(crate) fn new(names: &Names, language: Language, post: &Post, pictures: &[PictureRef]) -> Self {
        let content = content(post);
        let reply = post.parent.is_some();
        Self {
            id: names.post(post.id),
            kind: NoteType::Note,
            attributed_to: names.actor(signer(post)),
            to: vec![public()],
            cc: vec![names.followers()],
            // A reply has the audience of what it answers or a narrower one: what a public reply answers is public.
            in_reply_to: post.parent.map(|parent| names.post(parent)),
            // Mastodon takes a Note with a name and inReplyTo for a vote in a poll.
            name: post.title.as_ref().filter(|_| !reply).map(|title| title.as_str().to_owned()),
            content_map: BTreeMap::from([(language.as_str(), content.clone())]),
            content,
            media_type: "text/html",
            source: Source { content: post.source.clone(), media_type: MediaTypeMarkdown::Markdown },
            published: post.published_at.rfc3339(),
            updated: post.edited_at.map(preau_core::world::Moment::rfc3339),
            url: names.page(post.id, language),
            attachment: pictures.iter().map(|picture| Picture::new(names, picture)).collect(),
        }
    }
}

impl Picture {
    fn new(names: &Names, picture: &PictureRef) -> Self {
        Self {
            kind: DocumentType::Document,
            media_type: picture.media_type.clone(),
            url: names.picture(picture.id),
            name: picture.alt.as_str().to_owned(),
            width: picture.width,
            height: picture.height,
        }
    }
}

/// Who speaks in a public post: the section, or its author where they signed (voices.md 3).
pub(crate) fn signer(post: &Post) -> KeyOwner {
    match post.signature {
        Signature::Section => KeyOwner::Section,
        Signature::Author => KeyOwner::Person(post.author),
    }
}

/// The sanitised HTML; a title stands before it in bold, since Mastodon shows no name of a Note.
fn content(post: &Post) -> String {
    match &post.title {
        Some(title) => format!("<p><strong>{}</strong></p>{}", escaped(title.as_str()), post.html),
        None => post.html.clone(),
    }
}

/// Plain text as HTML paragraphs.
pub(crate) fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        html.push_str("<p>");
        html.push_str(&escaped(paragraph).replace('\n', "<br>"));
        html.push_str("</p>");
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{names, post};

    #[test]
    fn a_post_of_the_section_is_written_by_the_section_and_names_nobody() {
        let note = Note::new(&names(), Language::Fr, &post(Signature::Section), &[]);
        let json = serde_json::to_value(&note).unwrap();
        assert_eq!(json["attributedTo"], "https://vallombre.example/section");
        assert_eq!(json["to"][0], "https://www.w3.org/ns/activitystreams#Public");
        assert_eq!(json["cc"][0], "https://vallombre.example/section/followers");
        assert_eq!(json["contentMap"]["fr"], json["content"]);
        assert_eq!(json["content"], "<p><strong>Marché &amp; &lt;fête&gt;</strong></p><p>Bonjour</p>");
        assert!(json["url"].as_str().unwrap().starts_with("https://vallombre.example/messages/"));
        assert!(!json.to_string().contains("/people/"));
        assert!(
            json.get("replies").is_none() && json.get("likes").is_none() && json.get("updated").is_none()
        );
    }

    #[test]
    fn a_signed_post_is_written_by_its_author() {
        let signed = post(Signature::Author);
        let note = Note::new(&names(), Language::En, &signed, &[]);
        let json = serde_json::to_value(&note).unwrap();
        assert_eq!(json["attributedTo"], format!("https://vallombre.example/people/{}", signed.author));
        assert_eq!(json["url"], json["id"]);
    }

    #[test]
    fn an_answer_with_a_title_is_not_taken_for_a_vote() {
        let mut reply = post(Signature::Section);
        reply.parent = Some(reply.id);
        let json = serde_json::to_value(Note::new(&names(), Language::Fr, &reply, &[])).unwrap();
        assert!(json.get("name").is_none() && json.get("inReplyTo").is_some());
    }
}
