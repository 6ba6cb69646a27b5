//! The gate of the inbox: what can be said on the spot is said here, the rest is stored and looked at later.

pub(crate) mod senders;
pub(crate) mod shape;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use preau_core::action::network::{CountIgnored, KeepActor, TakeIn, host_and_port};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::peer::{Incoming, RemoteActor};
use preau_core::world::{Moment, TokenHash};
use url::Url;

use self::senders::NoSender;
use crate::activity::received::Envelope;
use crate::fetch::is_activity_json;
use crate::limit::RetryAfter;
use crate::signature::{self, SignatureError, Unverified};
use crate::{Federation, keys::PublicKey};

/// The longest activity read. A post of ours has 20,000 characters; nobody sends longer ones.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;

/// How long the fingerprint of a signature is kept: as long as the signature could be accepted again.
const REPLAY: i64 = (signature::PAST_SECONDS_MAX + signature::FUTURE_SECONDS_MAX + 60) * Moment::SECOND;

/// Why a request is turned away. The answer names the class and nothing that helps to get past it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Turned {
    /// R01.
    #[error("too large")]
    TooLarge,
    /// R02, or not a type of ActivityPub.
    #[error("media type")]
    MediaType,
    /// The body broke off.
    #[error("incomplete")]
    Incomplete,
    /// R03.
    #[error("no activity")]
    NoActivity,
    /// S01 to S17.
    #[error("signature: {}", .0.reason().as_str())]
    Signature(#[from] SignatureError),
    /// S12 to S15, S19.
    #[error("signature: key")]
    Key,
    /// The key could not be fetched now.
    #[error("the key cannot be read now")]
    KeyLater,
    /// O01, S23.
    #[error("origin")]
    Origin,
    /// S22.
    #[error("blocked")]
    Blocked,
    /// R10, with the seconds after which one more is taken.
    #[error("too many")]
    TooMany(u64),
    /// The house is not set up.
    #[error("not set up")]
    NotSetUp,
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Incomplete | Self::NoActivity => StatusCode::BAD_REQUEST,
            Self::Signature(_) | Self::Key => StatusCode::UNAUTHORIZED,
            Self::Origin | Self::Blocked => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::KeyLater | Self::NotSetUp => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(fault) => return crate::routes::broken(fault),
        };
        tracing::debug!(reason = %self, "an activity was turned away");
        let mut answer =
            (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{self}\n")).into_response();
        let wait = match self {
            Self::TooMany(seconds) => Some(seconds),
            _ => (status == StatusCode::SERVICE_UNAVAILABLE).then_some(60),
        };
        if let Some(seconds) = wait {
            answer.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        answer
    }
}

impl From<Failure> for Turned {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Fault(fault) => Self::Fault(fault),
            Failure::Refused(_) => Self::Fault(Fault::Broken("taking an activity in refuses nothing")),
        }
    }
}

impl From<RetryAfter> for Turned {
    fn from(RetryAfter(seconds): RetryAfter) -> Self {
        Self::TooMany(seconds)
    }
}

impl From<NoSender> for Turned {
    fn from(missing: NoSender) -> Self {
        match missing {
            NoSender::Refused => Self::Key,
            NoSender::Later => Self::KeyLater,
            NoSender::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl Federation {
    /// Takes one request for an inbox: every check that an answer can tell, in the order of what they cost.
    pub(crate) async fn take_in(&self, request: Request<Body>) -> Result<StatusCode, Turned> {
        let Some(known) = self.known().await? else { return Err(Turned::NotSetUp) };
        check_headers(request.headers())?;
        let (parts, body) = request.into_parts();
        let body = read_body(body).await?;
        let unverified = self.read_signature(&parts, &body)?;
        shape::check(&body).map_err(|_| Turned::NoActivity)?;
        let envelope = Envelope::read(&body).ok_or(Turned::NoActivity)?;
        let actor = self.check_origins(&envelope, &unverified)?;
        // Before its key is asked for: a blocked host is not spoken to either (S22).
        if self.blocked().await?.holds(&actor) {
            return Err(Turned::Blocked);
        }
        let Some(sender) = self.sender_of(&envelope, &unverified).await? else {
            // Mastodon tells everybody when an account ends; its key is gone by then, and we never knew it. Nothing was
            // verified, so nothing is written, not even a count: a stranger must not make us wait for the disk.
            return Ok(StatusCode::ACCEPTED);
        };
        if sender.id != actor {
            return Err(Turned::Origin);
        }
        // Only now is it proven whose share this is: before, anybody could use it up.
        self.limits.inbox.check(&host_and_port(&sender.id))?;
        if envelope.acts(&self.names) || self.concerns_us(&known, &body, &actor).await? {
            self.keep(envelope.id(), actor, &body, &unverified).await?;
        } else {
            self.count(&envelope).await?;
        }
        Ok(StatusCode::ACCEPTED)
    }

    /// Every check of the signature that needs no key.
    pub(crate) fn read_signature(&self, parts: &Parts, body: &[u8]) -> Result<Unverified, SignatureError> {
        let target = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        signature::read(&signature::Incoming {
            method: &parts.method,
            target,
            headers: &parts.headers,
            body,
            authorities: &[self.names.host()],
            now: self.world.now().0,
        })
    }

    /// The activity, its actor and the key have one origin, which is not ours (O01, S14, S23).
    fn check_origins(&self, envelope: &Envelope<'_>, unverified: &Unverified) -> Result<Url, Turned> {
        let actor = Url::parse(envelope.actor()).map_err(|_| Turned::NoActivity)?;
        let key = unverified.key_document();
        let ours = actor.origin() == self.names.root().origin();
        let steps_over = ours || envelope.writes_over_ours(&self.names);
        if steps_over || key.origin() != actor.origin() || !envelope.is_of_one_origin(&actor) {
            return Err(Turned::Origin);
        }
        Ok(actor)
    }

    /// Who signed; `None` where an unknown account says that it is gone.
    async fn sender_of(
        &self,
        envelope: &Envelope<'_>,
        unverified: &Unverified,
    ) -> Result<Option<RemoteActor>, Turned> {
        let known = self.store.read().await?.remote_actor_by_key(unverified.key_id()).await?;
        match known {
            Some(known) => Ok(Some(self.verify(known, unverified).await?)),
            None if envelope.is_own_end() => Ok(None),
            None => {
                self.limits.strangers.check(&host_and_port(&unverified.key_document()))?;
                let found = self.senders.find_lately(self, unverified).await?;
                check(&found, unverified)?;
                perform(self.store.as_ref(), self.world.as_ref(), &KeepActor { actor: found.clone() })
                    .await?;
                Ok(Some(found))
            }
        }
    }

    /// Verifies with the key we hold; where it does not fit, asks once whether there is a new one (S20, S21).
    pub(crate) async fn verify(
        &self,
        known: RemoteActor,
        unverified: &Unverified,
    ) -> Result<RemoteActor, Turned> {
        let Err(refused) = check(&known, unverified) else { return Ok(known) };
        if !self.senders.may_ask_again(&known.id, self.world.now()) {
            return Err(refused);
        }
        let fresh = self.senders.find(self, unverified).await?;
        // Whatever the signature is worth, what the actor's own server says of its key holds from now on.
        perform(self.store.as_ref(), self.world.as_ref(), &KeepActor { actor: fresh.clone() }).await?;
        check(&fresh, unverified)?;
        Ok(fresh)
    }

    /// Whether a signed reading is really this sender's, known or not, and one that their server may still make.
    pub(crate) async fn reader(
        &self,
        known: Option<RemoteActor>,
        unverified: &Unverified,
    ) -> Result<(), Turned> {
        let host = host_and_port(&unverified.key_document());
        if let Some(known) = known {
            self.verify(known, unverified).await?;
        } else {
            // Nothing is proven: this refusal must look like every other.
            self.limits.strangers.check(&host).map_err(|_| Turned::KeyLater)?;
            check(&self.senders.find_lately(self, unverified).await?, unverified)?;
        }
        Ok(self.limits.reads.check(&host)?)
    }

    /// Stores it with the work of looking at it; a replay changes nothing and is answered alike (S11).
    async fn keep(&self, id: &str, actor: Url, body: &Bytes, unverified: &Unverified) -> Result<(), Turned> {
        let now = self.world.now();
        let take_in = TakeIn {
            incoming: Incoming { id: id.to_owned(), actor, body: body.to_vec(), at: now },
            fingerprint: TokenHash(unverified.fingerprint().to_vec()),
            until: now.plus(REPLAY),
        };
        let actor = take_in.incoming.actor.clone();
        if !perform(self.store.as_ref(), self.world.as_ref(), &take_in).await? {
            self.came_again(&actor, body).await?;
        }
        Ok(())
    }

    /// Counts what we do not act on: nothing of it is stored.
    async fn count(&self, envelope: &Envelope<'_>) -> Result<(), Turned> {
        let count = CountIgnored { kind: envelope.counted().to_owned() };
        Ok(perform(self.store.as_ref(), self.world.as_ref(), &count).await?)
    }
}

/// The signature is this actor's.
fn check(actor: &RemoteActor, unverified: &Unverified) -> Result<(), Turned> {
    let key = PublicKey::from_pem(&actor.key_pem).map_err(|_| Turned::Key)?;
    Ok(unverified.verify(&key)?)
}

/// What the headers alone tell.
fn check_headers(headers: &HeaderMap) -> Result<(), Turned> {
    let told =
        headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    if told.is_some_and(|bytes: u64| bytes > u64::try_from(BODY_BYTES_MAX).unwrap_or(u64::MAX)) {
        return Err(Turned::TooLarge);
    }
    // Nothing is decompressed: a bomb stays small, and what was signed is what is read.
    let plain = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .all(|value| value.as_bytes().eq_ignore_ascii_case(b"identity"));
    if plain && is_activity(headers) { Ok(()) } else { Err(Turned::MediaType) }
}

/// `application/activity+json`, or `application/ld+json` with or without its profile: the body is signed, so that
/// the type protects nobody here; it only keeps forms and browsers out.
fn is_activity(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return false };
    let kind = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    is_activity_json(headers) || kind.eq_ignore_ascii_case("application/ld+json")
}

async fn read_body(body: Body) -> Result<Bytes, Turned> {
    match Limited::new(body, BODY_BYTES_MAX).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Turned::TooLarge),
        Err(_) => Err(Turned::Incomplete),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(list: &[(http::HeaderName, &str)]) -> HeaderMap {
        list.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect()
    }

    #[test]
    fn r01_r02_size_encoding_and_type_are_seen_before_the_body_is_read() {
        let good = "application/activity+json";
        assert!(check_headers(&headers(&[(CONTENT_TYPE, good)])).is_ok());
        for kind in [
            "Application/Activity+JSON; charset=utf-8",
            "application/ld+json",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        ] {
            assert!(check_headers(&headers(&[(CONTENT_TYPE, kind)])).is_ok(), "{kind}");
        }
        let large = check_headers(&headers(&[(CONTENT_TYPE, good), (CONTENT_LENGTH, "1048577")]));
        assert!(matches!(large, Err(Turned::TooLarge)));
        for encoding in ["gzip", "br", "zstd", "gzip, identity"] {
            let packed = check_headers(&headers(&[(CONTENT_TYPE, good), (CONTENT_ENCODING, encoding)]));
            assert!(matches!(packed, Err(Turned::MediaType)), "{encoding}");
        }
        for kind in [
            "text/html",
            "application/json",
            "application/x-www-form-urlencoded",
            "application/activity+jsonx",
        ] {
            assert!(
                matches!(check_headers(&headers(&[(CONTENT_TYPE, kind)])), Err(Turned::MediaType)),
                "{kind}"
            );
        }
        assert!(matches!(check_headers(&HeaderMap::new()), Err(Turned::MediaType)));
    }

    #[tokio::test]
    async fn r01_a_body_without_a_length_is_read_to_the_bound_only() {
        let fits = Body::from(vec![b'a'; BODY_BYTES_MAX]);
        assert_eq!(read_body(fits).await.unwrap().len(), BODY_BYTES_MAX);
        let chunks = (0..17).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; 64 * 1024])));
        let endless = Body::from_stream(futures_util::stream::iter(chunks));
        assert!(matches!(read_body(endless).await, Err(Turned::TooLarge)));
    }
}
