//! The pictures of posts at their own address: bytes of our making, to whom may read the post.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use preau_core::access;
use preau_core::audience::Audience;
use preau_core::id::PictureId;
use preau_core::unit::Openness;
use uuid::Uuid;

use crate::error::{Answer, Failure};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::{Caller, Web};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::PICTURE, get(show))
}

/// What everybody may read is kept by proxies for a quarter of an hour: a picture that is taken back is gone soon after.
const FOR_EVERYBODY: &str = "public, max-age=900";
/// What members read is asked for again each time, since the right to it may end.
const FOR_MEMBERS: &str = "private, no-cache";

async fn show(State(web): State<Web>, caller: Caller, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let id: PictureId = id.parse().map_err(|_| Failure::Missing)?;
    let found = access::picture(web.read().await?.as_mut(), &caller.viewer, id).await?;
    let (picture, bytes, audience) = found.ok_or(Failure::Missing)?.into_inner();
    let kept = kept(audience, web.house().await?.openness);
    // The bytes of an id never change.
    let tag = format!("\"{id}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let same =
        known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let mut response = respond(&picture.media_type, if same { Vec::new() } else { bytes }, kept);
    if same {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// What a proxy may keep: a closed house shows nothing to those it does not know, and so does whoever stands between.
fn kept(audience: Audience, openness: Openness) -> &'static str {
    let everybody = audience == Audience::Everybody && openness != Openness::Closed;
    if everybody { FOR_EVERYBODY } else { FOR_MEMBERS }
}

/// A picture of a text that its author has not sent yet: for them alone.
pub(crate) async fn of_a_draft(
    State(web): State<Web>,
    member: Member,
    Path((draft, number)): Path<(String, String)>,
) -> Answer {
    let draft: Uuid = draft.parse().map_err(|_| Failure::Missing)?;
    let number: usize = number.parse().map_err(|_| Failure::Missing)?;
    let slots = web.uploads.find(draft, member.id(), web.now()).ok_or(Failure::Missing)?;
    let picture = slots.get(number).cloned().flatten().ok_or(Failure::Missing)?;
    Ok(respond(picture.media_type, picture.bytes.clone(), "private, no-store"))
}

/// H11: whatever a decoder may have let through, a browser shows it as a picture and runs nothing of it.
fn respond(media_type: &str, bytes: Vec<u8>, kept: &'static str) -> Response {
    let (kind, name) = match media_type {
        "image/png" => ("image/png", "inline; filename=\"image.png\""),
        "image/webp" => ("image/webp", "inline; filename=\"image.webp\""),
        _ => ("image/jpeg", "inline; filename=\"image.jpg\""),
    };
    let mut response = Response::new(Body::from(bytes));
    for (header, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, kept),
    ] {
        response.headers_mut().insert(header, HeaderValue::from_static(value));
    }
    if kept != FOR_EVERYBODY {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("Cookie"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h11_a_picture_is_shown_in_a_sandbox_under_a_name_of_ours() {
        let response = respond("image/webp", vec![1], FOR_MEMBERS);
        let header =
            |name: header::HeaderName| response.headers().get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(header(header::CONTENT_TYPE), "image/webp");
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header(header::CONTENT_DISPOSITION), "inline; filename=\"image.webp\"");
        assert!(header(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
        assert_eq!(header(header::CACHE_CONTROL), "private, no-cache");
    }

    #[test]
    fn a24_no_proxy_keeps_a_picture_of_members_or_of_a_closed_house() {
        assert_eq!(kept(Audience::Everybody, Openness::Mixed), FOR_EVERYBODY);
        assert_eq!(kept(Audience::Everybody, Openness::Closed), FOR_MEMBERS);
        assert_eq!(kept(Audience::Section, Openness::Open), FOR_MEMBERS);
    }

    #[test]
    fn h11_a_made_up_type_is_never_repeated() {
        let response = respond("text/html", Vec::new(), FOR_EVERYBODY);
        assert_eq!(response.headers().get(header::CONTENT_TYPE).unwrap(), "image/jpeg");
    }
}
