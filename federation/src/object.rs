//! A public post as a `Note`, and what is left of one that was taken back.

use std::collections::BTreeMap;

use activitypub_federation::kinds::link::MentionType;
use activitypub_federation::kinds::object::{DocumentType, NoteType};
use activitypub_federation::kinds::public;
use activitypub_federation::protocol::values::MediaTypeMarkdown;
use preau_core::error::Fault;
use preau_core::language::Language;
use preau_core::outside::{OutsideByline, OutsideLetter, OutsidePost, OutsideState};
use preau_core::peer::KeyOwner;
use preau_core::post::{PictureRef, Post, Signature};
use preau_core::store::Read;
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tag: Vec<Mention>,
}

/// Somebody elsewhere who is answered: without it, some servers show an answer to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mention {
    #[serde(rename = "type")]
    kind: MentionType,
    href: Url,
    name: String,
}

/// What is answered outside, and whose it is; `whom` is nobody once its author took it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answered {
    /// The object's id.
    pub(crate) object: Url,
    /// Its author.
    pub(crate) whom: Option<OutsideByline>,
}

impl Answered {
    /// What a public post of ours answers, where that is from outside.
    pub(crate) async fn by(db: &mut dyn Read, post: &Post) -> Result<Option<Self>, Fault> {
        let Some(answers) = post.answers else { return Ok(None) };
        Ok(db.outside_post(answers).await?.map(|outside| Self::of(&outside)))
    }

    fn of(outside: &OutsidePost) -> Self {
        let whom = (outside.state != OutsideState::Gone).then(|| outside.shown.author.clone());
        Self { object: outside.shown.uri.clone(), whom }
    }

    /// The id of whoever is answered.
    pub(crate) fn actor(&self) -> Option<Url> {
        self.whom.as_ref().map(|whom| whom.actor.clone())
    }

    fn mention(&self) -> Option<Mention> {
        let whom = self.whom.as_ref()?;
        Some(Mention { kind: MentionType::Mention, href: whom.actor.clone(), name: whom.account() })
    }
}

/// A private answer on the wire: to one actor, and served to nobody.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LetterNote {
    id: Url,
    #[serde(rename = "type")]
    kind: NoteType,
    attributed_to: Url,
    to: Vec<Url>,
    in_reply_to: Url,
    content: String,
    content_map: BTreeMap<&'static str, String>,
    media_type: &'static str,
    source: Source,
    published: String,
    tag: Vec<Mention>,
}

impl LetterNote {
    /// Writes a private answer to something from outside.
    pub(crate) fn new(
        names: &Names,
        language: Language,
        letter: &OutsideLetter,
        answers: &OutsidePost,
    ) -> Self {
        let answered = Answered::of(answers);
        Self {
            id: names.letter(letter.id),
            kind: NoteType::Note,
            attributed_to: names.section(),
            to: vec![answers.shown.author.actor.clone()],
            in_reply_to: answered.object.clone(),
            content: letter.html.clone(),
            content_map: BTreeMap::from([(language.as_str(), letter.html.clone())]),
            media_type: "text/html",
            source: Source { content: letter.source.clone(), media_type: MediaTypeMarkdown::Markdown },
            published: letter.written_at.rfc3339(),
            tag: answered.mention().into_iter().collect(),
        }
    }
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
    /// Writes a post that the caller has found to be out and for everybody. `answered` is what it answers outside.
    pub(crate) fn new(
        names: &Names,
        language: Language,
        post: &Post,
        pictures: &[PictureRef],
        answered: Option<&Answered>,
    ) -> Self {
        let content = content(post);
        let reply = post.parent.is_some() || answered.is_some();
        Self {
            id: names.post(post.id),
            kind: NoteType::Note,
            attributed_to: names.actor(signer(post)),
            to: vec![public()],
            cc: copied_to(names, answered),
            // A reply has the audience of what it answers or a narrower one: what a public reply answers is public.
            in_reply_to: answered
                .map(|answered| answered.object.clone())
                .or_else(|| post.parent.map(|parent| names.post(parent))),
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
            tag: answered.and_then(Answered::mention).into_iter().collect(),
        }
    }
}

/// The section's followers, and whoever is answered.
pub(crate) fn copied_to(names: &Names, answered: Option<&Answered>) -> Vec<Url> {
    [Some(names.followers()), answered.and_then(Answered::actor)].into_iter().flatten().collect()
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

/// Plain text within HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{names, post};

    #[test]
    fn a_post_of_the_section_is_written_by_the_section_and_names_nobody() {
        let note = Note::new(&names(), Language::Fr, &post(Signature::Section), &[], None);
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
        let note = Note::new(&names(), Language::En, &signed, &[], None);
        let json = serde_json::to_value(&note).unwrap();
        assert_eq!(json["attributedTo"], format!("https://vallombre.example/people/{}", signed.author));
        assert_eq!(json["url"], json["id"]);
    }

    #[test]
    fn an_answer_with_a_title_is_not_taken_for_a_vote() {
        let mut reply = post(Signature::Section);
        reply.parent = Some(reply.id);
        let json = serde_json::to_value(Note::new(&names(), Language::Fr, &reply, &[], None)).unwrap();
        assert!(json.get("name").is_none() && json.get("inReplyTo").is_some());
    }
}
