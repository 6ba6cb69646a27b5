//! Reading draft-cavage-http-signatures-12, the dialect of nearly the whole network, stricter than the draft.
//!
//! Section numbers are the draft's. Where we ask for more than it does, the case of our own catalogue of
//! attacks is named (S01 and following).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, DATE, HOST};
use http::{HeaderMap, HeaderName, Method};
use url::Url;

use super::{FUTURE_SECONDS_MAX, Incoming, PAST_SECONDS_MAX, SignatureError, Unverified, date, digest};

/// Longest `Signature` header read: 4096-bit signatures take 684 characters, ids and names the rest.
const HEADER_BYTES_MAX: usize = 4 * 1024;
/// Longest key id read, as long as the longest URL we store.
const KEY_ID_BYTES_MAX: usize = 2048;
/// Most headers one signature may cover; Mastodon covers five.
const COVERED_MAX: usize = 32;
/// A 4096-bit signature; longer ones belong to keys we refuse.
const SIGNATURE_BYTES_MAX: usize = 512;

const REQUEST_TARGET: &str = "(request-target)";
const CREATED: &str = "(created)";
const EXPIRES: &str = "(expires)";
const MICROSECONDS: i64 = 1_000_000;

/// Makes every check that needs no key.
pub fn read(request: &Incoming<'_>) -> Result<Unverified, SignatureError> {
    let headers = request.headers;
    let value = signature_header(headers)?;
    let parameters = Parameters::parse(value)?;
    check_target(request)?;
    check_coverage(request.method, &parameters)?;
    check_host(headers, request.authorities)?;
    check_time(request, &parameters)?;
    check_body(request)?;

    let key_url = key_url(parameters.key_id)?;
    let signature = STANDARD
        .decode(parameters.signature)
        .map_err(|_| SignatureError::Malformed("signature is not base64"))?;
    if signature.is_empty() || signature.len() > SIGNATURE_BYTES_MAX {
        return Err(SignatureError::Malformed("signature has an impossible length"));
    }
    let signed = signing_string(request, &parameters, request.target)?;
    // GoToSocial has signed GETs both with and without the query; a POST has no reason to differ (S08).
    let signed_without_query = match request.target.split_once('?') {
        Some((path, _)) if request.method == Method::GET => Some(signing_string(request, &parameters, path)?),
        _ => None,
    };
    Ok(Unverified { key_id: parameters.key_id.to_owned(), key_url, signature, signed, signed_without_query })
}

/// The one `Signature` header (4.1); in `Authorization` (3.1) we read none.
fn signature_header(headers: &HeaderMap) -> Result<&str, SignatureError> {
    if headers.contains_key(AUTHORIZATION) {
        return Err(SignatureError::Authorization);
    }
    let value = single(headers, &HeaderName::from_static("signature"), "Signature")?
        .ok_or(SignatureError::NoSignature)?;
    if value.len() > HEADER_BYTES_MAX {
        return Err(SignatureError::Malformed("the header is too long"));
    }
    Ok(value)
}

/// A header that may stand once at most.
fn single<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
    shown: &'static str,
) -> Result<Option<&'a str>, SignatureError> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(SignatureError::Repeated(shown));
    }
    value.to_str().map(Some).map_err(|_| SignatureError::Malformed("a header is not ASCII"))
}

/// The parameters of 2.1, each at most once, none unknown.
#[derive(Debug, Default)]
struct Parameters<'a> {
    key_id: &'a str,
    signature: &'a str,
    algorithm: Option<&'a str>,
    created: Option<i64>,
    expires: Option<i64>,
    covered: Vec<&'a str>,
}

impl<'a> Parameters<'a> {
    fn parse(value: &'a str) -> Result<Self, SignatureError> {
        let (mut key_id, mut signature, mut algorithm) = (None, None, None);
        let (mut created, mut expires, mut covered) = (None, None, None);
        let mut rest = value;
        loop {
            let (name, text, after) = next_parameter(rest)?;
            let slot = match name {
                "keyId" => &mut key_id,
                "signature" => &mut signature,
                "algorithm" => &mut algorithm,
                "created" => &mut created,
                "expires" => &mut expires,
                "headers" => &mut covered,
                _ => return Err(SignatureError::Malformed("unknown parameter")),
            };
            if slot.replace(text).is_some() {
                return Err(SignatureError::Malformed("a parameter stands twice"));
            }
            match after {
                Some(more) => rest = more,
                None => break,
            }
        }
        Ok(Self {
            key_id: key_id.ok_or(SignatureError::Malformed("keyId is missing"))?,
            signature: signature.ok_or(SignatureError::Malformed("signature is missing"))?,
            algorithm: known_algorithm(algorithm)?,
            created: created.map(seconds).transpose()?,
            expires: expires.map(seconds).transpose()?,
            // 2.1.6: without the parameter, only `(created)` is covered, which is never enough for us.
            covered: covered_names(covered.unwrap_or(CREATED))?,
        })
    }

    fn covers(&self, name: &str) -> bool {
        self.covered.contains(&name)
    }
}

/// One `name="value"` or `name=number`, and what follows its comma if there is one.
fn next_parameter(rest: &str) -> Result<(&str, &str, Option<&str>), SignatureError> {
    const BROKEN: SignatureError = SignatureError::Malformed("not a list of parameters");
    let (name, rest) = rest.trim_start_matches([' ', '\t']).split_once('=').ok_or(BROKEN)?;
    let (text, rest) = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').ok_or(BROKEN)?,
        None => match rest.find(',') {
            Some(end) => rest.split_at_checked(end).ok_or(BROKEN)?,
            None => (rest, ""),
        },
    };
    // No value of ours needs an escape, and two readers could differ over one.
    if text.contains('\\') {
        return Err(BROKEN);
    }
    match rest.trim_matches([' ', '\t']) {
        "" => Ok((name, text.trim_end_matches([' ', '\t']), None)),
        more => Ok((name, text.trim_end_matches([' ', '\t']), Some(more.strip_prefix(',').ok_or(BROKEN)?))),
    }
}

/// 2.1.3: absent, `hs2019` (what it means stands in the key) or the deprecated `rsa-sha256`.
fn known_algorithm(algorithm: Option<&str>) -> Result<Option<&str>, SignatureError> {
    match algorithm {
        None | Some("hs2019" | "rsa-sha256") => Ok(algorithm),
        Some(_) => Err(SignatureError::Algorithm),
    }
}

/// 2.1.4 and 2.1.5: seconds since the epoch. The draft writes them bare, http-signature-normalization quotes them.
fn seconds(text: &str) -> Result<i64, SignatureError> {
    let plain = !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
    let parsed = if plain { text.parse().ok() } else { None };
    parsed.ok_or(SignatureError::Malformed("created or expires is not a number of seconds"))
}

/// 2.1.6: lower-cased names separated by one space, none twice.
fn covered_names(list: &str) -> Result<Vec<&str>, SignatureError> {
    const BROKEN: SignatureError = SignatureError::Malformed("the list of covered headers is not plain");
    let mut names = Vec::with_capacity(6);
    for name in list.split(' ') {
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase());
        if !plain || names.contains(&name) || names.len() == COVERED_MAX {
            return Err(BROKEN);
        }
        names.push(name);
    }
    Ok(names)
}

/// A target that only one reading has: what was signed, what is routed and what is logged are the same (S08).
fn check_target(request: &Incoming<'_>) -> Result<(), SignatureError> {
    let target = request.target;
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    let graphic = target.bytes().all(|b| b.is_ascii_graphic() && b != b'#' && b != b'\\');
    let dotted = path.split('/').any(is_dot_segment);
    if graphic && path.starts_with('/') && !path.contains("//") && !dotted {
        Ok(())
    } else {
        Err(SignatureError::Target)
    }
}

/// `.` and `..`, also with their dots percent-encoded.
fn is_dot_segment(segment: &str) -> bool {
    let decoded = segment.replace("%2e", ".").replace("%2E", ".");
    matches!(decoded.as_str(), "." | "..")
}

/// What must be signed (S07), beyond the draft, which leaves it to each use.
fn check_coverage(method: &Method, parameters: &Parameters<'_>) -> Result<(), SignatureError> {
    if !matches!(*method, Method::GET | Method::HEAD | Method::POST) {
        return Err(SignatureError::Method);
    }
    for name in [REQUEST_TARGET, "host"] {
        if !parameters.covers(name) {
            return Err(SignatureError::Uncovered(name));
        }
    }
    if !parameters.covers("date") && !parameters.covers(CREATED) {
        return Err(SignatureError::Uncovered("date or (created)"));
    }
    if *method == Method::POST && !parameters.covers("digest") {
        return Err(SignatureError::Uncovered("digest"));
    }
    // An unsigned moment could be rewritten on the way (S06).
    if parameters.created.is_some() && !parameters.covers(CREATED) {
        return Err(SignatureError::Uncovered(CREATED));
    }
    if parameters.expires.is_some() && !parameters.covers(EXPIRES) {
        return Err(SignatureError::Uncovered(EXPIRES));
    }
    Ok(())
}

/// A request for another server's host is a replay across hosts, even if somebody routed it here.
fn check_host(headers: &HeaderMap, authorities: &[&str]) -> Result<(), SignatureError> {
    let host = single(headers, &HOST, "Host")?.ok_or(SignatureError::CoversAbsent)?;
    let ours = authorities.iter().any(|authority| authority.eq_ignore_ascii_case(host));
    if ours { Ok(()) } else { Err(SignatureError::Host) }
}

/// Every moment the signature covers must lie in the window.
fn check_time(request: &Incoming<'_>, parameters: &Parameters<'_>) -> Result<(), SignatureError> {
    let now = request.now.div_euclid(MICROSECONDS);
    let date = single(request.headers, &DATE, "Date")?;
    if parameters.covers("date") {
        let text = date.ok_or(SignatureError::CoversAbsent)?;
        check_window(date::parse(text).ok_or(SignatureError::Date)?, now)?;
    }
    if parameters.covers(CREATED) {
        // 2.3: the old algorithm names do not know `(created)`; Mastodon refuses the mix as well.
        if parameters.algorithm == Some("rsa-sha256") {
            return Err(SignatureError::Algorithm);
        }
        check_window(parameters.created.ok_or(SignatureError::CoversAbsent)?, now)?;
    }
    if parameters.covers(EXPIRES) {
        if parameters.algorithm == Some("rsa-sha256") {
            return Err(SignatureError::Algorithm);
        }
        if parameters.expires.ok_or(SignatureError::CoversAbsent)? < now {
            return Err(SignatureError::Old);
        }
    }
    Ok(())
}

fn check_window(moment: i64, now: i64) -> Result<(), SignatureError> {
    if moment < now.saturating_sub(PAST_SECONDS_MAX) {
        Err(SignatureError::Old)
    } else if moment > now.saturating_add(FUTURE_SECONDS_MAX) {
        Err(SignatureError::Future)
    } else {
        Ok(())
    }
}

/// The body is compared whenever there is a digest, and a POST cannot go without one (S02, S03).
fn check_body(request: &Incoming<'_>) -> Result<(), SignatureError> {
    match single(request.headers, &HeaderName::from_static("digest"), "Digest")? {
        Some(value) => digest::check(value, request.body),
        None if request.method == Method::POST => Err(SignatureError::CoversAbsent),
        // Nothing signed says that a GET has a body.
        None if !request.body.is_empty() => Err(SignatureError::Body),
        None => Ok(()),
    }
}

/// 2.1.1 leaves the key id opaque; on this network it is a URL, and one that reads only one way (S14).
fn key_url(key_id: &str) -> Result<Url, SignatureError> {
    let plain = key_id.len() <= KEY_ID_BYTES_MAX && key_id.bytes().all(|b| b.is_ascii_graphic());
    let url = if plain { Url::parse(key_id).ok() } else { None }.ok_or(SignatureError::KeyId)?;
    let named = url.host_str().is_some_and(|host| !host.ends_with('.'));
    let web = matches!(url.scheme(), "https" | "http");
    if web && named && url.username().is_empty() && url.password().is_none() {
        Ok(url)
    } else {
        Err(SignatureError::KeyId)
    }
}

/// 2.3: one line per covered name, in the order the sender gave, values as received.
fn signing_string(
    request: &Incoming<'_>,
    parameters: &Parameters<'_>,
    target: &str,
) -> Result<Vec<u8>, SignatureError> {
    let mut text = Vec::with_capacity(512);
    for name in &parameters.covered {
        if !text.is_empty() {
            text.push(b'\n');
        }
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(b": ");
        match *name {
            REQUEST_TARGET => {
                text.extend(request.method.as_str().bytes().map(|b| b.to_ascii_lowercase()));
                text.push(b' ');
                text.extend_from_slice(target.as_bytes());
            }
            CREATED => push_seconds(&mut text, parameters.created)?,
            EXPIRES => push_seconds(&mut text, parameters.expires)?,
            header => push_values(&mut text, request.headers, header)?,
        }
    }
    Ok(text)
}

fn push_seconds(text: &mut Vec<u8>, moment: Option<i64>) -> Result<(), SignatureError> {
    let moment = moment.ok_or(SignatureError::CoversAbsent)?;
    text.extend_from_slice(moment.to_string().as_bytes());
    Ok(())
}

/// All values of a header, joined with a comma and a space (2.3, 4).
fn push_values(text: &mut Vec<u8>, headers: &HeaderMap, name: &str) -> Result<(), SignatureError> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().ok_or(SignatureError::CoversAbsent)?;
    text.extend_from_slice(first.as_bytes().trim_ascii());
    for value in values {
        text.extend_from_slice(b", ");
        text.extend_from_slice(value.as_bytes().trim_ascii());
    }
    Ok(())
}
