//! The composer's form as it travels: text fields and pictures in one multipart body, read piece by piece.

use std::str::FromStr as _;
use std::sync::Arc;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use preau_core::audience::Audience;
use preau_core::error::{Field as FieldName, Refusal};
use preau_core::id::PersonId;
use preau_core::post::{NewPicture, PICTURES_MAX, Signature};
use preau_core::text::{AltText, Problem};
use uuid::Uuid;

use crate::error::{Failure, wrong};
use crate::form::Filled;
use crate::picture::{Picture, PictureProblem, UPLOAD_BYTES_MAX};
use crate::place::Addresses;
use crate::state::Web;
use crate::texts::Texts;
use crate::uploads::{Slots, Uploads};

/// The most bytes of the whole form. Files that are too heavy are read to their end and let go, so that the form can
/// come back with what was typed; beyond this the connection is not worth it.
pub(crate) const COMPOSE_BYTES_MAX: usize = 96 * 1_024 * 1_024;
/// The most bytes kept of one text field: the longest text, with room to say that it is too long.
const TEXT_BYTES_MAX: usize = 128 * 1_024;
/// The most fields of the form: it has eight of its own and three for each picture.
const FIELDS_MAX: usize = 40;
/// The names of the files and of their descriptions, in their places.
const FILES: [&str; PICTURES_MAX] = ["file0", "file1", "file2", "file3"];
const ALTS: [&str; PICTURES_MAX] = ["alt0", "alt1", "alt2", "alt3"];
const DROPS: [&str; PICTURES_MAX] = ["drop0", "drop1", "drop2", "drop3"];

/// What was typed and chosen.
#[derive(Clone, Default, Debug)]
pub(crate) struct Typed {
    /// The title, which may be empty.
    pub(crate) title: String,
    /// The Markdown.
    pub(crate) body: String,
    /// The word of an audience.
    pub(crate) audience: String,
    /// The word of a signature.
    pub(crate) signature: String,
    /// The form's own id: sent twice, it counts once.
    pub(crate) once: String,
    /// Under which id the pictures of an earlier try are kept.
    pub(crate) kept: String,
    /// What the button wants: `more` choices, to `edit` again, to `publish` after reading; else to send.
    pub(crate) step: String,
    /// What the pictures show.
    pub(crate) alts: [String; PICTURES_MAX],
    /// Pictures to let go.
    pub(crate) dropped: [bool; PICTURES_MAX],
}

impl Typed {
    /// A new form.
    pub(crate) fn new(once: Uuid, audience: Audience) -> Self {
        Self {
            once: once.to_string(),
            audience: audience.to_string(),
            signature: Signature::Section.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// The audience; `None` of what is none, or of no choice: it is asked again, and nothing is chosen in its place.
    pub(crate) fn audience(&self) -> Option<Audience> {
        self.audience.parse().ok()
    }

    /// Whether the author's name is to stand on it.
    pub(crate) fn signed(&self) -> bool {
        self.signature == Signature::Author.as_str()
    }

    /// The form's own id. One that was tampered with is no form of ours.
    pub(crate) fn once(&self) -> Result<Uuid, Failure> {
        Uuid::from_str(&self.once).map_err(|_| malformed())
    }

    fn text(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "title" => &mut self.title,
            "body" => &mut self.body,
            "audience" => &mut self.audience,
            "signature" => &mut self.signature,
            "once" => &mut self.once,
            "kept" => &mut self.kept,
            "step" => &mut self.step,
            name => {
                let place = ALTS.iter().position(|alt| *alt == name)?;
                self.alts.get_mut(place)?
            }
        })
    }
}

/// A form as it came in.
#[derive(Debug)]
pub(crate) struct Received {
    /// Its words.
    pub(crate) typed: Typed,
    /// Its files, decoded or refused, each with its place.
    pub(crate) files: Vec<(usize, Result<Picture, PictureProblem>)>,
}

/// Reads the form. Files are decoded as they come, so that no more than one undecoded file is in memory.
pub(crate) async fn receive(uploads: &Uploads, mut form: Multipart) -> Result<Received, Failure> {
    let mut received = Received { typed: Typed::default(), files: Vec::new() };
    let mut fields = 0_usize;
    while let Some(mut field) = form.next_field().await.map_err(|error| failed(&error))? {
        fields += 1;
        if fields > FIELDS_MAX {
            return Err(Failure::TooLarge);
        }
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(place) = FILES.iter().position(|file| *file == name) {
            let chosen = field.file_name().is_some_and(|file| !file.is_empty());
            let (bytes, whole) = read(&mut field, UPLOAD_BYTES_MAX).await?;
            let seen = received.files.iter().any(|(there, _)| *there == place);
            if seen || (!chosen && bytes.is_empty()) {
                continue;
            }
            let picture = if whole { uploads.take_in(bytes).await? } else { Err(PictureProblem::TooHeavy) };
            received.files.push((place, picture));
        } else {
            let (bytes, _) = read(&mut field, TEXT_BYTES_MAX).await?;
            if let Some(place) = DROPS.iter().position(|drop| *drop == name) {
                if let Some(dropped) = received.typed.dropped.get_mut(place) {
                    *dropped = true;
                }
            } else if let Some(text) = received.typed.text(&name) {
                *text = String::from_utf8_lossy(&bytes).into_owned();
            }
        }
    }
    Ok(received)
}

/// The bytes of a field up to a bound, and whether that was all; the rest is read and let go.
pub(crate) async fn read(field: &mut Field<'_>, most: usize) -> Result<(Vec<u8>, bool), Failure> {
    let (mut bytes, mut whole) = (Vec::new(), true);
    while let Some(chunk) = field.chunk().await.map_err(|error| failed(&error))? {
        let room = most.saturating_sub(bytes.len());
        whole = whole && chunk.len() <= room;
        bytes.extend_from_slice(chunk.get(..room.min(chunk.len())).unwrap_or_default());
    }
    Ok((bytes, whole))
}

fn failed(error: &MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Failure::TooLarge } else { malformed() }
}

/// A form that no page of ours sends.
fn malformed() -> Failure {
    Refusal::Field(FieldName::Body, Problem::Malformed).into()
}

/// The pictures of this try: those kept from the last one, without those let go, and the new ones in their places.
pub(crate) fn slots(
    web: &Web,
    owner: PersonId,
    form: &mut Filled<Typed>,
    files: Vec<(usize, Result<Picture, PictureProblem>)>,
    t: &Texts,
) -> Slots {
    let mut slots = Slots::default();
    if !form.typed.kept.is_empty() {
        let found = Uuid::from_str(&form.typed.kept).ok();
        match found.and_then(|id| web.uploads.find(id, owner, web.now())) {
            Some(kept) => slots = kept,
            None => form.say("", t.picture_lost()),
        }
    }
    for (slot, dropped) in slots.iter_mut().zip(form.typed.dropped) {
        if dropped {
            *slot = None;
        }
    }
    for (place, file) in files {
        match (file, slots.get_mut(place)) {
            (Ok(picture), Some(slot)) => *slot = Some(Arc::new(picture)),
            (Err(problem), _) => form.say(FILES.get(place).copied().unwrap_or(""), sentence(t, problem)),
            (Ok(_), None) => {}
        }
    }
    slots
}

/// Keeps the pictures for the next try, under a new id that the form carries.
pub(crate) fn keep(web: &Web, owner: PersonId, typed: &mut Typed, slots: &Slots) {
    typed.kept.clear();
    if slots.iter().any(Option::is_some) {
        let id = web.world.hidden_id();
        web.uploads.keep(id, owner, web.now(), slots.clone());
        typed.kept = id.to_string();
    }
}

/// The pictures with their descriptions, ready for an Action; nothing while a description is missing.
pub(crate) fn described(form: &mut Filled<Typed>, slots: &Slots, t: &Texts) -> Option<Vec<NewPicture>> {
    let mut pictures = Vec::new();
    let mut sound = true;
    for ((slot, name), alt) in slots.iter().zip(ALTS).zip(form.typed.alts.clone()) {
        let Some(picture) = slot else { continue };
        match AltText::parse(&alt) {
            Ok(alt) => pictures.push(NewPicture {
                alt,
                width: picture.width,
                height: picture.height,
                media_type: picture.media_type,
                bytes: picture.bytes.clone(),
            }),
            Err(problem) => {
                sound = false;
                let text = if problem == Problem::Empty {
                    t.picture_alt_missing()
                } else {
                    wrong(t, FieldName::Alt, problem)
                };
                form.say(name, text);
            }
        }
    }
    sound.then_some(pictures)
}

/// One place for a picture, as the form shows it.
pub(crate) struct Slot {
    /// 1 to 4, for the reader.
    pub(crate) number: usize,
    /// The name of its file field.
    pub(crate) file: &'static str,
    /// The name of its description.
    pub(crate) alt_name: &'static str,
    /// The name of the tick that lets it go.
    pub(crate) drop: &'static str,
    /// Its description as typed.
    pub(crate) alt: String,
    /// Where the picture kept from the last try is shown; empty where there is none.
    pub(crate) kept: String,
    /// Pixels of the kept one.
    pub(crate) size: (i32, i32),
}

/// The four places as the form shows them.
pub(crate) fn shown(typed: &Typed, slots: &Slots, to: Addresses) -> Vec<Slot> {
    let names = FILES.into_iter().zip(ALTS).zip(DROPS);
    let places = names.zip(slots).zip(&typed.alts).enumerate();
    places
        .map(|(place, ((((file, alt_name), drop), slot), alt))| Slot {
            number: place + 1,
            file,
            alt_name,
            drop,
            alt: alt.clone(),
            kept: slot.as_ref().map(|_| to.draft_picture(&typed.kept, place)).unwrap_or_default(),
            size: slot.as_ref().map_or((0, 0), |picture| (picture.width, picture.height)),
        })
        .collect()
}

/// What the form says of a file that was not taken.
fn sentence(t: &Texts, problem: PictureProblem) -> String {
    match problem {
        PictureProblem::Empty => t.picture_empty(),
        PictureProblem::TooHeavy => t.picture_too_heavy(),
        PictureProblem::UnknownKind => t.picture_unknown_kind(),
        PictureProblem::TooLarge => t.picture_too_large(),
        PictureProblem::Moving => t.picture_moving(),
        PictureProblem::Damaged => t.picture_damaged(),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::FromRequest as _;
    use axum::http::Request;

    use super::*;

    async fn sent(parts: &[(&str, Option<&str>, &[u8])]) -> Result<Received, Failure> {
        let mut body = Vec::new();
        for (name, file, bytes) in parts {
            let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
            body.extend(
                format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes(),
            );
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--b--\r\n");
        let request = Request::builder().header("content-type", "multipart/form-data; boundary=b");
        let request = request.body(Body::from(body)).unwrap();
        let mut multipart = Multipart::from_request(request, &()).await.unwrap();
        // The bound of the route, not axum's own of two megabytes, is what counts here.
        let _ = &mut multipart;
        receive(&Uploads::default(), multipart).await
    }

    #[tokio::test]
    async fn u06_a_page_that_calls_itself_a_picture_is_refused_and_the_text_is_kept() {
        let html: &[u8] = b"<html><script>alert(1)</script></html>";
        let received =
            sent(&[("body", None, "Bonjour".as_bytes()), ("file0", Some("a.jpg"), html)]).await.unwrap();
        assert_eq!(received.typed.body, "Bonjour");
        assert_eq!(received.files, vec![(0, Err(PictureProblem::UnknownKind))]);
    }

    #[tokio::test]
    async fn u07_an_empty_file_is_said_and_a_file_that_was_not_chosen_is_not() {
        let received = sent(&[("file0", Some("vide.png"), b""), ("file1", Some(""), b"")]).await.unwrap();
        assert_eq!(received.files, vec![(0, Err(PictureProblem::Empty))]);
    }

    #[tokio::test]
    async fn a_form_with_a_hundred_fields_is_not_read() {
        let parts: Vec<(&str, Option<&str>, &[u8])> = (0..100).map(|_| ("x", None, &b"y"[..])).collect();
        assert!(matches!(sent(&parts).await, Err(Failure::TooLarge)));
    }

    #[test]
    fn a_made_up_audience_is_none_and_nothing_is_chosen_in_its_place() {
        for word in ["", "world", "body", "body:1"] {
            let typed = Typed { audience: word.to_owned(), ..Typed::default() };
            assert_eq!(typed.audience(), None, "{word}");
        }
        assert_eq!(Typed::new(Uuid::nil(), Audience::Section).audience(), Some(Audience::Section));
    }
}
