//! Documents beside an item: what they are is read from their bytes, and a browser runs nothing of them.

use std::fmt::Write as _;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::meeting::{AddDocument, RemoveDocument};
use preau_core::error::{Failure as CoreFailure, Field};
use preau_core::id::{DocumentId, ItemId};
use preau_core::meeting::DOCUMENT_BYTES_MAX;
use preau_core::text::ShortText;

use crate::error::{Answer, Failure, sentence};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Page as _};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::{Texts, texts};
use crate::visit::{Visit, see_other};

/// A form with one document, and what stands around it.
const FORM_BYTES_MAX: usize = DOCUMENT_BYTES_MAX + 64 * 1_024;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MEETING_PAPERS, post(add).layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .at(place::MEETING_DOCUMENT, get(show).post(remove))
}

/// What a file is, by its bytes (U06): its name says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Pdf,
    Picture,
    Text,
}

impl Kind {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n") || webp {
            return Some(Self::Picture);
        }
        // Text of any kind is shown as nothing but text (U01): a script in it is read, not run.
        let text = std::str::from_utf8(bytes).ok()?;
        let plain =
            !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        plain.then_some(Self::Text)
    }
}

/// `POST /documents/point/{item}`.
async fn add(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    form: Multipart,
) -> Answer {
    let item: ItemId = address.parse().map_err(|_| Failure::Missing)?;
    let mut db = web.read().await?;
    let found = db.item(item).await?.ok_or(Failure::Missing)?;
    let (meeting, place) =
        access::meeting_for(db.as_mut(), &member.viewer, Verb::Enter, found.meeting, web.now()).await?;
    drop(db);
    // Whoever does not prepare it is told that there is no such form, before a byte is read.
    if !may(&member.viewer, Verb::Prepare, Thing::Meeting { meeting: &meeting, place: place.as_ref() }) {
        return Err(Failure::Missing);
    }
    web.limits.write(member.id())?;
    let problem = match take(&web, form).await? {
        Ok(taken) => {
            let (name, media_type, bytes) = taken;
            let done = web.perform(AddDocument { by: member.id(), item, name, media_type, bytes }).await;
            match done {
                Ok(_) => {
                    let back = visit.to.meeting_item(meeting.id, item);
                    return Ok(see_other(&back, Some(Flash::new(Done::Saved))));
                }
                Err(CoreFailure::Refused(refusal)) => sentence(texts(visit.language), &refusal),
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(why) => why.said(texts(visit.language)),
    };
    // What is wrong is said beside the field, on the page of the item.
    let known = super::agenda::ahead(&web, &member, &meeting.id.to_string()).await?;
    let mut fields = Filled::sent(&visit, super::agenda::Fields::of(&found));
    fields.say(Field::Document.as_str(), problem);
    Ok(super::agenda::page(&web, &visit, &known, fields, Some(item)).await?.show_as(UNPROCESSABLE))
}

/// Why a file is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NotTaken {
    Missing,
    TooLarge,
    /// Nothing that its bytes say is on our list.
    Unknown,
}

impl NotTaken {
    fn said(self, t: &Texts) -> String {
        match self {
            Self::Missing => t.meeting_document_none(),
            Self::TooLarge => t.meeting_document_large(),
            Self::Unknown => t.meeting_document_unknown(),
        }
    }
}

/// The file of a form: its name, what it is, and its bytes, made harmless.
async fn take(
    web: &Web,
    mut form: Multipart,
) -> Result<Result<(ShortText, &'static str, Vec<u8>), NotTaken>, Failure> {
    let mut file = None;
    loop {
        // A form that breaks off, or that is larger than any file we take.
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Ok(Err(NotTaken::TooLarge));
            }
            Err(_) => return Ok(Err(NotTaken::Missing)),
        };
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = match crate::compose_form::read(&mut field, DOCUMENT_BYTES_MAX).await {
                Ok((bytes, true)) => bytes,
                Ok((_, false)) | Err(Failure::TooLarge) => return Ok(Err(NotTaken::TooLarge)),
                Err(failure) => return Err(failure),
            };
            file = Some((name, bytes));
            break;
        }
    }
    let Some((name, bytes)) = file.filter(|(_, bytes)| !bytes.is_empty()) else {
        return Ok(Err(NotTaken::Missing));
    };
    let name = called(&name);
    let Some(kind) = Kind::of(&bytes) else { return Ok(Err(NotTaken::Unknown)) };
    Ok(match kind {
        Kind::Pdf => Ok((name, "application/pdf", bytes)),
        Kind::Text => Ok((name, "text/plain", bytes)),
        // Written anew: nothing comes through but the pixels (U02, U03).
        Kind::Picture => match web.uploads.take_in(bytes).await? {
            Ok(picture) => Ok((name, picture.media_type, picture.bytes)),
            Err(_) => Err(NotTaken::Unknown),
        },
    })
}

/// What a document is called: the last part of its name, rid of what disturbs a header or a page (U05).
fn called(name: &str) -> ShortText {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '"'))
        .take(120)
        .collect();
    ShortText::fit(kept.trim_start_matches('.'), "document")
}

/// `GET /documents/{id}`: to those who may read its item.
async fn show(State(web): State<Web>, member: Member, Path(address): Path<String>) -> Answer {
    let id: DocumentId = address.parse().map_err(|_| Failure::Missing)?;
    let mut db = web.read().await?;
    let found = access::document(db.as_mut(), &member.viewer, id, web.now()).await?;
    drop(db);
    let (document, bytes) = found.ok_or(Failure::Missing)?.into_inner();
    Ok(respond(&document.media_type, document.name.as_str(), bytes))
}

/// A closed list of types, a sandbox, and a name of letters and digits beside the real one (RFC 6266, RFC 8187).
fn respond(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let (kind, inline) = match media_type {
        "image/jpeg" => ("image/jpeg", true),
        "image/webp" => ("image/webp", true),
        "application/pdf" => ("application/pdf", false),
        _ => ("text/plain; charset=utf-8", false),
    };
    let encoded: String = name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            let _infallible = write!(text, "%{byte:02X}");
        }
        text
    });
    let how = if inline { "inline" } else { "attachment" };
    let disposition = format!("{how}; filename=\"document\"; filename*=UTF-8''{encoded}");
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    for (header, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::VARY, "Cookie"),
    ] {
        headers.insert(header, HeaderValue::from_static(value));
    }
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// `POST /documents/{id}`: taken away.
async fn remove(State(web): State<Web>, visit: Visit, member: Member, Path(address): Path<String>) -> Answer {
    let document: DocumentId = address.parse().map_err(|_| Failure::Missing)?;
    let mut db = web.read().await?;
    let found = db.document(document).await?.ok_or(Failure::Missing)?;
    let found = db.item(found.item).await?.ok_or(Failure::Missing)?;
    drop(db);
    // Whoever reads it and does not prepare is told that there is no such form.
    super::agenda::ahead(&web, &member, &found.meeting.to_string()).await?;
    let item = web.perform(RemoveDocument { by: member.id(), document }).await?;
    Ok(see_other(&visit.to.meeting_item(found.meeting, item), Some(Flash::new(Done::Removed))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u06_a_file_is_what_its_bytes_say() {
        for (bytes, kind) in [
            (&b"%PDF-1.7 ..."[..], Some(Kind::Pdf)),
            (b"\xFF\xD8\xFF\xE0", Some(Kind::Picture)),
            (b"\x89PNG\r\n\x1a\nxxxx", Some(Kind::Picture)),
            (b"RIFF....WEBPVP8 ", Some(Kind::Picture)),
            ("Notre texte, en français.\n".as_bytes(), Some(Kind::Text)),
            (b"<svg onload=alert(1)>", Some(Kind::Text)),
            (b"PK\x03\x04", None),
            (b"\x00\x01", None),
            (b"", None),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn u01_a_document_is_never_run_by_a_browser() {
        for kind in ["text/html", "image/svg+xml", "application/pdf", "text/plain"] {
            let response = respond(kind, "<x>.html", vec![1]);
            let header =
                |name: header::HeaderName| response.headers().get(name).unwrap().to_str().unwrap().to_owned();
            assert!(header(header::CONTENT_SECURITY_POLICY).contains("sandbox"), "{kind}");
            assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
            assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment"), "{kind}");
            assert!(
                !header(header::CONTENT_TYPE).contains("html")
                    && !header(header::CONTENT_TYPE).contains("svg")
            );
        }
    }

    #[test]
    fn u05_a_name_is_tidied_and_never_breaks_a_header() {
        for (typed, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\papiers\\Budget 2027.pdf", "Budget 2027.pdf"),
            (".caché", "caché"),
            ("a\r\nSet-Cookie: x\u{202E}fdp.exe\"", "aSet-Cookie: xfdp.exe"),
            ("", "document"),
        ] {
            assert_eq!(called(typed).as_str(), kept, "{typed:?}");
        }
        assert!(called(&"x".repeat(300)).as_str().len() <= 120);
    }
}
