//! HTTP signatures: the strict gate every signed request passes, and the signing of ours.
//!
//! Sans-IO: nothing here reads a clock, a key store or a socket. A request is first [`read`], which makes
//! every check that needs no key; the caller then finds the key that [`Unverified::key_id`] names, checks
//! whose it is, and calls [`Unverified::verify`]. Today there is one dialect, draft-cavage-http-signatures-12
//! ([`cavage`]); RFC 9421 will stand beside it and give the same [`Unverified`].

pub mod cavage;
mod date;
mod digest;
mod sign;

use aws_lc_rs::digest::{Context, SHA256};
use http::{HeaderMap, Method};
use url::Url;

pub use self::date::{format as format_date, parse as parse_date};
pub use self::sign::{Outgoing, SignError, Signer, sign};
use crate::keys::PublicKey;

/// How old a signature may be: servers of Mastodon's kind retry with the same signature for a while.
pub const PAST_SECONDS_MAX: i64 = 60 * 60;
/// How far ahead of ours the clock of another server may run.
pub const FUTURE_SECONDS_MAX: i64 = 5 * 60;

/// A request as it arrived, before anything was decoded or normalised.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The method of the request line.
    pub method: &'a Method,
    /// Path and query exactly as received, in origin form.
    pub target: &'a str,
    /// All headers as received.
    pub headers: &'a HeaderMap,
    /// The raw bytes of the body, empty for a GET.
    pub body: &'a [u8],
    /// Our own authorities (`host` or `host:port`), from `PREAU_URL` and never from the request.
    pub authorities: &'a [&'a str],
    /// Now, in microseconds since the epoch.
    pub now: i64,
}

/// Makes every check that needs no key: form, coverage, host, time and digest.
pub fn read(request: &Incoming<'_>) -> Result<Unverified, SignatureError> {
    cavage::read(request)
}

/// A request that may be believed once the signature itself is verified with the right key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    key_id: String,
    key_url: Url,
    signature: Vec<u8>,
    signed: Vec<u8>,
    signed_without_query: Option<Vec<u8>>,
}

impl Unverified {
    /// The key's id as the sender wrote it; to be compared byte for byte with `publicKey.id` of the actor.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Where the key's document may be fetched: the id as a URL without its fragment.
    pub fn key_document(&self) -> Url {
        let mut url = self.key_url.clone();
        url.set_fragment(None);
        url
    }

    /// Names this very signature by this very key, so that a replay within the window is seen.
    ///
    /// RSA PKCS#1 v1.5 has one signature per message and key, and its base64 was read strictly: a replay
    /// cannot be dressed up as another signature.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        context.update(self.key_id.as_bytes());
        context.update(&[0]);
        context.update(&self.signature);
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(context.finish().as_ref());
        fingerprint
    }

    /// Verifies the signature itself. That the key belongs to the actor is for the caller to know.
    pub fn verify(&self, key: &PublicKey) -> Result<(), SignatureError> {
        let good = key.verifies(&self.signed, &self.signature)
            || self.signed_without_query.as_ref().is_some_and(|text| key.verifies(text, &self.signature));
        if good { Ok(()) } else { Err(SignatureError::Mismatch) }
    }
}

/// Why a signed request is refused. All of them are answered with 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// There is no `Signature` header.
    #[error("the request carries no Signature header")]
    NoSignature,
    /// An `Authorization` header stands in the request; nothing of ours is asked for in that way.
    #[error("the request carries an Authorization header")]
    Authorization,
    /// A header that decides over trust stands more than once.
    #[error("the header {0} stands more than once")]
    Repeated(&'static str),
    /// The `Signature` header cannot be read.
    #[error("the Signature header is malformed: {0}")]
    Malformed(&'static str),
    /// The key id is not a plain http(s) URL.
    #[error("the key id is not a plain URL")]
    KeyId,
    /// The algorithm is none of those we read.
    #[error("the signature algorithm is unknown")]
    Algorithm,
    /// Neither GET, HEAD nor POST.
    #[error("requests of this method are not signed")]
    Method,
    /// The target is not a plain absolute path.
    #[error("the request target is not a plain path")]
    Target,
    /// The signature does not cover what it must.
    #[error("the signature does not cover {0}")]
    Uncovered(&'static str),
    /// The signature covers a header that the request does not carry.
    #[error("the signature covers a header that is absent")]
    CoversAbsent,
    /// The request was made for another host.
    #[error("the request is addressed to another host")]
    Host,
    /// The `Date` header is not an IMF-fixdate.
    #[error("the Date header is not a date of RFC 9110")]
    Date,
    /// Signed more than [`PAST_SECONDS_MAX`] ago, or past its own expiry.
    #[error("the signature is too old")]
    Old,
    /// Signed more than [`FUTURE_SECONDS_MAX`] ahead of our clock.
    #[error("the signature comes from the future")]
    Future,
    /// The `Digest` header is malformed, of an unknown algorithm, or lacks SHA-256.
    #[error("the Digest header is malformed or lacks SHA-256")]
    Digest,
    /// The body is not the one that was signed.
    #[error("the body does not match its digest")]
    Body,
    /// The signature is not this key's signature of this request.
    #[error("the signature does not verify")]
    Mismatch,
}

/// The classes of refusal, for counters and for deciding whether another key is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing was signed.
    Unsigned,
    /// It could not be read.
    Malformed,
    /// It was read, and it promises too little.
    Weak,
    /// It is not for us.
    Misdirected,
    /// It is too old or too early.
    Time,
    /// The body was changed.
    Body,
    /// The key does not fit: the sender may have a new one (S20).
    Mismatch,
}

impl SignatureError {
    /// The class this refusal belongs to.
    pub fn reason(self) -> Reason {
        match self {
            Self::NoSignature => Reason::Unsigned,
            Self::Authorization
            | Self::Repeated(_)
            | Self::Malformed(_)
            | Self::KeyId
            | Self::Method
            | Self::Target
            | Self::Date
            | Self::Digest => Reason::Malformed,
            Self::Algorithm | Self::Uncovered(_) | Self::CoversAbsent => Reason::Weak,
            Self::Host => Reason::Misdirected,
            Self::Old | Self::Future => Reason::Time,
            Self::Body => Reason::Body,
            Self::Mismatch => Reason::Mismatch,
        }
    }
}

impl Reason {
    /// A short stable word for logs and counters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Malformed => "malformed",
            Self::Weak => "weak",
            Self::Misdirected => "misdirected",
            Self::Time => "time",
            Self::Body => "body",
            Self::Mismatch => "mismatch",
        }
    }
}
