//! The only way out: sending a request to another server, and fetching an ActivityPub document.

mod document;
mod resolve;
mod transport;

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

pub use self::document::{Document, fetch_document, is_activity_json};
pub use self::resolve::{Lookup, SystemLookup};
pub use self::transport::{HttpTransport, Settings, SetupError};
use crate::address::Refused;
use crate::signature::SignError;

/// The time one exchange may take from the first look-up to the last byte (F10).
pub const DEADLINE: Duration = Duration::from_secs(10);
/// The most bytes of an answer we read; no document of the network comes near.
pub const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// Sends one request and reads one answer. No redirect is followed, no cookie kept, nothing tried again.
///
/// The real one is [`HttpTransport`]; simulations bring their own.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends `request`, within its deadline.
    async fn send(&self, request: Request) -> Result<Answer, FetchError>;
}

/// A request ready to go: signed, if it is to be.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where it goes; checked against the address rules by the transport.
    pub url: Url,
    /// Headers beside `Host`, `User-Agent` and `Content-Length`, which the transport adds.
    pub headers: HeaderMap,
    /// The exact bytes that were signed.
    pub body: Bytes,
    /// How much of the answer is read.
    pub answer: AnswerLimit,
    /// How long it may take.
    pub deadline: Duration,
}

impl Request {
    /// A GET with the usual limits.
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            answer: AnswerLimit::Whole { bytes_max: ANSWER_BYTES_MAX },
            deadline: DEADLINE,
        }
    }

    /// A POST whose answer hardly matters: its first kilobytes are kept for the administrator.
    pub fn post(url: Url, body: Bytes) -> Self {
        Self {
            method: Method::POST,
            url,
            headers: HeaderMap::new(),
            body,
            answer: AnswerLimit::Head { bytes_max: 4 * 1024 },
            deadline: DEADLINE,
        }
    }
}

/// How much of an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerLimit {
    /// The whole of it; a longer one is an error.
    Whole {
        /// The bound.
        bytes_max: usize,
    },
    /// Its beginning; the rest is not read.
    Head {
        /// The bound.
        bytes_max: usize,
    },
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, within the limit of the request.
    pub body: Bytes,
}

/// Why nothing usable came back.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address rules refuse the URL or what it resolves to; nothing was connected.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The name does not resolve.
    #[error("the name does not resolve: {0}")]
    Dns(String),
    /// No connection, or it broke.
    #[error("no connection: {0}")]
    Connect(String),
    /// The certificate or the handshake is not acceptable.
    #[error("no secure connection: {0}")]
    Tls(String),
    /// The deadline passed.
    #[error("no complete answer in time")]
    Timeout,
    /// The answer is longer than asked for.
    #[error("the answer is longer than {bytes_max} bytes")]
    TooLarge {
        /// The bound that was passed.
        bytes_max: usize,
    },
    /// The answer is compressed although we asked for none.
    #[error("the answer is encoded")]
    Encoded,
    /// A redirect we do not follow.
    #[error("the redirect is not followed: {0}")]
    Redirect(RedirectFault),
    /// Any status other than 200.
    #[error("the server answered {0}")]
    Status(StatusCode),
    /// Not an ActivityPub document (O10).
    #[error("the answer is not an ActivityPub document")]
    ContentType,
    /// Our own signature could not be made.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// What is wrong with a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RedirectFault {
    /// It was the second one.
    #[error("there was one already")]
    Second,
    /// There is no readable `Location`.
    #[error("it names no address")]
    NoLocation,
    /// It leads to another scheme, host or port.
    #[error("it leads to another origin")]
    OtherOrigin,
}

impl FetchError {
    /// Whether trying again later may help: the other server, or the way to it, was in trouble.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Dns(_) | Self::Connect(_) | Self::Timeout => true,
            Self::Status(status) => {
                status.is_server_error()
                    || matches!(*status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT)
            }
            _ => false,
        }
    }
}
