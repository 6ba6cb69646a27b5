//! Fetching one ActivityPub document: signed, of the right type, over at most one redirect.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use tokio::time::Instant;
use url::Url;

use super::{Answer, DEADLINE, FetchError, RedirectFault, Request, Transport};
use crate::signature::{Outgoing, Signer, sign};

/// What we ask for: Mastodon's order, which every server knows.
const ACCEPTED: &str =
    "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
const AS_PROFILE: &str = "https://www.w3.org/ns/activitystreams";

/// A document as it was received.
#[derive(Debug, Clone)]
pub struct Document {
    /// The address that answered; the document's `id` must equal it (O11).
    pub url: Url,
    /// The bytes, unparsed.
    pub bytes: Bytes,
}

/// Gets the ActivityPub document at `url`, signed by `signer` (the server's actor) if there is one.
///
/// One redirect within the same origin is followed, with a signature of its own; both requests share one
/// deadline. `now` is in microseconds since the epoch.
pub async fn fetch_document(
    transport: &dyn Transport,
    url: &Url,
    signer: Option<Signer<'_>>,
    now: i64,
) -> Result<Document, FetchError> {
    let end = Instant::now() + DEADLINE;
    let mut url = without_fragment(url);
    let mut answer = get(transport, &url, signer, now, end).await?;
    if is_redirect(answer.status) {
        url = redirect_target(&url, &answer.headers)?;
        answer = get(transport, &url, signer, now, end).await?;
    }
    match answer.status {
        StatusCode::OK if is_activity_json(&answer.headers) => Ok(Document { url, bytes: answer.body }),
        StatusCode::OK => Err(FetchError::ContentType),
        status if is_redirect(status) => Err(FetchError::Redirect(RedirectFault::Second)),
        status => Err(FetchError::Status(status)),
    }
}

async fn get(
    transport: &dyn Transport,
    url: &Url,
    signer: Option<Signer<'_>>,
    now: i64,
    end: Instant,
) -> Result<Answer, FetchError> {
    let mut request = Request::get(url.clone());
    if let Some(signer) = signer {
        request.headers = sign(signer, Outgoing { method: &Method::GET, url, body: b"", now })?;
    }
    request.headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
    request.deadline = end.saturating_duration_since(Instant::now());
    transport.send(request).await
}

/// A fragment names a part of a document and is never sent; a key id often has one.
fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 307 | 308)
}

fn redirect_target(from: &Url, headers: &HeaderMap) -> Result<Url, FetchError> {
    let location = headers.get(LOCATION).and_then(|value| value.to_str().ok());
    let target = location
        .and_then(|text| from.join(text).ok())
        .ok_or(FetchError::Redirect(RedirectFault::NoLocation))?;
    if target.origin() != from.origin() {
        return Err(FetchError::Redirect(RedirectFault::OtherOrigin));
    }
    Ok(without_fragment(&target))
}

/// Whether the one `Content-Type` is `application/activity+json`, or `application/ld+json` with the
/// `ActivityStreams` profile: nothing that a server lets its users upload carries one of them (O10).
pub fn is_activity_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return false };
    let Ok(text) = value.to_str() else { return false };
    let mut parts = text.split(';').map(str::trim);
    match parts.next() {
        Some(kind) if kind.eq_ignore_ascii_case("application/activity+json") => true,
        Some(kind) if kind.eq_ignore_ascii_case("application/ld+json") => parts.any(is_as_profile),
        _ => false,
    }
}

/// A `profile` is a list of URIs separated by spaces (RFC 6906).
fn is_as_profile(parameter: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        name.trim().eq_ignore_ascii_case("profile")
            && value.trim().trim_matches('"').split(' ').any(|uri| uri == AS_PROFILE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(text).unwrap());
        is_activity_json(&headers)
    }

    #[test]
    fn the_types_of_activitypub_are_recognised_however_they_are_spelt() {
        assert!(typed("application/activity+json"));
        assert!(typed("Application/Activity+JSON; charset=utf-8"));
        assert!(typed("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""));
        assert!(typed("application/ld+json;charset=utf-8; Profile=https://www.w3.org/ns/activitystreams"));
        assert!(typed("application/ld+json; profile=\"a:b https://www.w3.org/ns/activitystreams\""));
    }

    #[test]
    fn o10_every_other_type_is_refused() {
        for text in [
            "text/html",
            "application/json",
            "application/ld+json",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams/evil\"",
            "text/html; application/activity+json",
            "application/activity+jsonx",
            "",
        ] {
            assert!(!typed(text), "{text}");
        }
        let mut twice = HeaderMap::new();
        twice.append(CONTENT_TYPE, HeaderValue::from_static("text/html"));
        twice.append(CONTENT_TYPE, HeaderValue::from_static("application/activity+json"));
        assert!(!is_activity_json(&twice) && !is_activity_json(&HeaderMap::new()));
    }

    #[test]
    fn f06_a_redirect_stays_within_its_origin() {
        let from = Url::parse("https://port-lazare.example/actor").unwrap();
        let to = |location: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(LOCATION, HeaderValue::from_str(location).unwrap());
            redirect_target(&from, &headers)
        };
        assert_eq!(to("/section#x").unwrap().as_str(), "https://port-lazare.example/section");
        for elsewhere in [
            "https://127.0.0.1/",
            "http://port-lazare.example/section",
            "https://port-lazare.example:8443/section",
            "https://autre.example/section",
            "//autre.example/section",
            "file:///etc/passwd",
            "gopher://port-lazare.example/",
        ] {
            let fault = to(elsewhere).unwrap_err();
            assert!(matches!(fault, FetchError::Redirect(RedirectFault::OtherOrigin)), "{elsewhere}");
        }
        let fault = redirect_target(&from, &HeaderMap::new()).unwrap_err();
        assert!(matches!(fault, FetchError::Redirect(RedirectFault::NoLocation)));
    }
}
