//! The real transport: reqwest over rustls, reaching only what the address rules permit.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use http::{HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, Response, redirect, tls};

use super::resolve::{Lookup, SystemLookup, VettedResolver};
use super::{Answer, AnswerLimit, FetchError, Request, Transport};
use crate::address::{Reach, Refused, Rules};

/// Connections are kept this long for the next delivery to the same host.
const IDLE: Duration = Duration::from_mins(1);
/// Idle connections kept per host: deliveries to one host go one or two at a time.
const IDLE_PER_HOST_MAX: usize = 2;
/// What is set aside for an answer before its length is known.
const ANSWER_BYTES_EXPECTED: usize = 8 * 1024;

/// What the transport is made of.
pub struct Settings {
    /// What may be reached.
    pub rules: Rules,
    /// `Préau/0.1 (+https://…)` or so, in ASCII.
    pub user_agent: String,
    /// Certificates trusted beside the system's, in PEM: `PREAU_EXTRA_CA`.
    pub extra_ca: Option<Vec<u8>>,
    /// How names are resolved.
    pub lookup: Arc<dyn Lookup>,
}

impl Settings {
    /// The settings of a real server.
    pub fn new(rules: Rules, user_agent: impl Into<String>) -> Self {
        Self { rules, user_agent: user_agent.into(), extra_ca: None, lookup: Arc::new(SystemLookup) }
    }
}

/// Why the transport could not be made; the server says so and does not start.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The extra certificates cannot be read.
    #[error("PREAU_EXTRA_CA holds no readable PEM certificate: {0}")]
    ExtraCa(String),
    /// The client does not build; without a certificate store it never does.
    #[error(
        "no outgoing connection can be made: {0}. Most often the system has no certificate store \
         (install the package ca-certificates, or set SSL_CERT_FILE)"
    )]
    Client(String),
}

/// The real way out. Cheap to share: hold it in an `Arc`.
pub struct HttpTransport {
    rules: Arc<Rules>,
    public: Client,
    /// One client for each port of the allow list, since a resolver is not told the port; `None` is for
    /// ports that no entry names, which only prefixes permit. Bounded by the length of that list.
    allowed: BTreeMap<Option<u16>, Client>,
}

impl HttpTransport {
    /// Builds the clients. Costs some milliseconds for reading the certificate store: once, at start.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        let extra = match &settings.extra_ca {
            Some(pem) => extra_certificates(pem)?,
            None => Vec::new(),
        };
        let rules = Arc::new(settings.rules);
        let build = |reach: Reach| {
            let resolver =
                VettedResolver { lookup: Arc::clone(&settings.lookup), rules: Arc::clone(&rules), reach };
            build_client(resolver, &settings.user_agent, &extra)
        };
        let public = build(Reach::Public)?;
        let mut allowed = BTreeMap::new();
        if !rules.allowed().is_empty() {
            // Port 0 is in no entry: what the resolver permits on it, a prefix permits on every port.
            allowed.insert(None, build(Reach::AllowedOnly(0))?);
            for port in rules.allowed().ports() {
                allowed.insert(Some(port), build(Reach::AllowedOnly(port))?);
            }
        }
        Ok(Self { rules, public, allowed })
    }

    /// The rules this transport keeps.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    fn client(&self, reach: Reach) -> Result<&Client, Refused> {
        match reach {
            Reach::Public => Ok(&self.public),
            Reach::AllowedOnly(port) => {
                self.allowed.get(&Some(port)).or_else(|| self.allowed.get(&None)).ok_or(Refused::Port)
            }
        }
    }

    async fn exchange(&self, request: Request) -> Result<Answer, FetchError> {
        let reach = self.rules.check_url(&request.url)?;
        let mut headers = request.headers;
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let sent = self
            .client(reach)?
            .request(request.method, request.url)
            .headers(headers)
            .body(request.body)
            .send()
            .await;
        let mut response = sent.map_err(|error| classify(&error))?;
        let body = read_body(&mut response, request.answer).await?;
        Ok(Answer { status: response.status(), headers: std::mem::take(response.headers_mut()), body })
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: Request) -> Result<Answer, FetchError> {
        // One clock over everything, look-up included: a timeout per read lets a slow peer hold us for ever.
        let deadline = request.deadline;
        tokio::time::timeout(deadline, self.exchange(request)).await.unwrap_or(Err(FetchError::Timeout))
    }
}

fn extra_certificates(pem: &[u8]) -> Result<Vec<Certificate>, SetupError> {
    let found = Certificate::from_pem_bundle(pem).map_err(|error| SetupError::ExtraCa(chain(&error)))?;
    if found.is_empty() { Err(SetupError::ExtraCa("it is empty".into())) } else { Ok(found) }
}

fn build_client(
    resolver: VettedResolver,
    user_agent: &str,
    extra: &[Certificate],
) -> Result<Client, SetupError> {
    Client::builder()
        .https_only(resolver.reach == Reach::Public)
        .dns_resolver(resolver)
        .user_agent(user_agent)
        .no_proxy()
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .tls_version_min(tls::Version::TLS_1_2)
        .tls_certs_merge(extra.iter().cloned())
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(IDLE_PER_HOST_MAX)
        .build()
        .map_err(|error| SetupError::Client(chain(&error)))
}

/// Reads the body chunk by chunk and stops at the bound, whatever `Content-Length` promised.
async fn read_body(response: &mut Response, limit: AnswerLimit) -> Result<Bytes, FetchError> {
    let bytes_max = match limit {
        AnswerLimit::Whole { bytes_max } | AnswerLimit::Head { bytes_max } => bytes_max,
    };
    let whole = matches!(limit, AnswerLimit::Whole { .. });
    if whole {
        refuse_encoding(response.headers())?;
        let told = response.content_length().unwrap_or(0);
        if usize::try_from(told).is_ok_and(|told| told > bytes_max) {
            return Err(FetchError::TooLarge { bytes_max });
        }
    }
    let mut body = BytesMut::with_capacity(ANSWER_BYTES_EXPECTED.min(bytes_max));
    while let Some(chunk) = response.chunk().await.map_err(|error| classify(&error))? {
        let room = bytes_max.saturating_sub(body.len());
        match chunk.get(..room) {
            Some(_) if chunk.len() > room && whole => return Err(FetchError::TooLarge { bytes_max }),
            Some(fitting) if chunk.len() > room => {
                body.extend_from_slice(fitting);
                break;
            }
            _ => body.extend_from_slice(&chunk),
        }
    }
    Ok(body.freeze())
}

/// We decompress nothing, so that one byte received is one byte read; we also asked for that.
fn refuse_encoding(headers: &HeaderMap) -> Result<(), FetchError> {
    let plain = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .all(|value| value.as_bytes().is_empty() || value.as_bytes().eq_ignore_ascii_case(b"identity"));
    if plain { Ok(()) } else { Err(FetchError::Encoded) }
}

/// Finds what really happened in the chain of causes.
fn classify(error: &reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(refused) = current.downcast_ref::<Refused>() {
            return FetchError::Refused(*refused);
        }
        if let Some(tls) = current.downcast_ref::<rustls::Error>() {
            return FetchError::Tls(tls.to_string());
        }
        cause = inner(current);
    }
    if error.is_timeout() {
        FetchError::Timeout
    } else if error.is_dns() {
        FetchError::Dns(chain(error))
    } else {
        FetchError::Connect(chain(error))
    }
}

/// The next cause. An `io::Error` hides its payload from `source`, which skips to the payload's own cause.
fn inner<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(payload) => Some(payload),
        None => error.source(),
    }
}

/// The chain of causes in one line, without the URL (it may carry what a log should not).
fn chain(error: &reqwest::Error) -> String {
    let mut words = Vec::new();
    let mut cause = error.source();
    while let Some(current) = cause {
        words.push(current.to_string());
        cause = current.source();
    }
    if words.is_empty() { "the client refused".to_owned() } else { words.join(": ") }
}
