//! Signing our own requests in draft-cavage-12, which every server of the network reads.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{DATE, InvalidHeaderValue};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::Url;

use super::{date, digest};
use crate::keys::{KeyError, SigningKey};

/// Who signs: the id under which the key is published, and the key.
#[derive(Debug, Clone, Copy)]
pub struct Signer<'a> {
    /// `{actor}#main-key`.
    pub key_id: &'a str,
    /// The parsed private key.
    pub key: &'a SigningKey,
}

/// What is signed.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// GET or POST.
    pub method: &'a Method,
    /// The address it goes to.
    pub url: &'a Url,
    /// The exact bytes sent.
    pub body: &'a [u8],
    /// Now, in microseconds since the epoch.
    pub now: i64,
}

/// Why a request of ours could not be signed: always a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The URL has no host.
    #[error("the address has no host")]
    NoHost,
    /// The moment cannot be written as a date.
    #[error("the clock shows no date")]
    Moment,
    /// The key refused.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The key id cannot stand in a header.
    #[error("the key id cannot stand in a header")]
    KeyId(#[from] InvalidHeaderValue),
}

/// The headers `Date`, `Digest` and `Signature` to add to the request.
///
/// `Host` is signed but not returned: the client derives it from the same URL. GETs carry and sign the digest
/// of an empty body too, because Lemmy 1.0 refuses those that do not. The algorithm is named `rsa-sha256`
/// (deprecated by the draft's appendix E.2) because Pleroma's and Misskey's families still expect it.
pub fn sign(signer: Signer<'_>, request: Outgoing<'_>) -> Result<HeaderMap, SignError> {
    let date = date::format(request.now).ok_or(SignError::Moment)?;
    let digest = digest::header(request.body);
    let text = signing_string(&request, &date, &digest)?;
    let signature = STANDARD.encode(signer.key.sign(text.as_bytes())?);
    let value = format!(
        "keyId=\"{}\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest\",signature=\"{signature}\"",
        signer.key_id
    );
    let mut headers = HeaderMap::with_capacity(3);
    headers.insert(DATE, HeaderValue::from_str(&date)?);
    headers.insert(HeaderName::from_static("digest"), HeaderValue::from_str(&digest)?);
    headers.insert(HeaderName::from_static("signature"), HeaderValue::from_str(&value)?);
    Ok(headers)
}

/// Draft-cavage-12, 2.3: one `name: value` line per covered header, the target first.
fn signing_string(request: &Outgoing<'_>, date: &str, digest: &str) -> Result<String, SignError> {
    let mut text = String::with_capacity(256);
    text.push_str("(request-target): ");
    text.extend(request.method.as_str().chars().map(|c| c.to_ascii_lowercase()));
    text.push(' ');
    text.push_str(request.url.path());
    if let Some(query) = request.url.query() {
        text.push('?');
        text.push_str(query);
    }
    text.push_str("\nhost: ");
    text.push_str(request.url.host_str().ok_or(SignError::NoHost)?);
    if let Some(port) = request.url.port() {
        // Writing to a String cannot fail.
        let _ = write!(text, ":{port}");
    }
    text.push_str("\ndate: ");
    text.push_str(date);
    text.push_str("\ndigest: ");
    text.push_str(digest);
    Ok(text)
}
