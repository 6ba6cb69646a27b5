//! The addresses that other servers ask for, and which requests are theirs rather than a browser's.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, VARY};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use preau_core::error::Fault;
use preau_core::id::{ActivityId, GatheringId, GroupId, MessageId, PersonId, PostId, RendezvousId};
use preau_core::peer::KeyOwner;

use crate::Federation;
use crate::discover::{ACTIVITY_JSON, Resource, host_meta, node_links};
use crate::group::Wanted;
use crate::inbox::Turned;
use crate::known::{Known, written};
use crate::outbox::Found;

type Shared = State<Arc<Federation>>;
type Answer = Result<Response, Broken>;

/// All addresses of this package.
pub(crate) fn router(federation: Arc<Federation>) -> Router {
    Router::new()
        .route("/.well-known/webfinger", get(webfinger))
        .route("/.well-known/nodeinfo", get(nodeinfo_links))
        .route("/.well-known/host-meta", get(meta))
        .route("/nodeinfo/2.1", get(nodeinfo))
        .route("/actor", get(server))
        .route("/actor/outbox", get(server_outbox))
        .route("/inbox", post(inbox))
        .route("/", get(section))
        .route("/section", get(section))
        .route("/section/inbox", post(inbox))
        .route("/section/outbox", get(outbox))
        .route("/section/followers", get(followers))
        .route("/section/events", get(upcoming))
        .route("/rendezvous/{id}", get(event))
        .route("/rendez-vous/{id}", get(event))
        .route("/people/{id}", get(person))
        .route("/people/{id}/inbox", post(person_inbox))
        .route("/people/{id}/outbox", get(person_collection))
        .route("/people/{id}/followers", get(person_collection))
        .route("/groups/{id}", get(group))
        .route("/groups/{id}/inbox", post(inbox))
        .route("/groups/{id}/followers", get(group_followers))
        .route("/groups/{id}/log", get(group_log))
        .route("/groups/{id}/featured", get(group_featured))
        .route("/groups/{id}/voucher", get(group_voucher))
        .route("/groups/{id}/topics/{name}", get(group_topic))
        .route("/.well-known/preau/log/{uid}", get(kept_log))
        .route("/notes/{id}", get(group_message))
        .route("/gatherings/{id}", get(gathering))
        .route("/posts/{id}", get(note))
        .route("/messages/{id}", get(note))
        .route("/activities/{id}", get(activity))
        .fallback(async || missing())
        .with_state(federation)
}

/// Whether a request is ours: an address that only servers ask for, or a page asked for as ActivityPub.
pub fn wants(parts: &Parts) -> bool {
    let path = parts.uri.path();
    is_own(path)
        || (is_shared(path)
            && matches!(parts.method, Method::GET | Method::HEAD)
            && prefers_activity(&parts.headers))
}

/// Addresses that have no page.
fn is_own(path: &str) -> bool {
    let below = |path: &str| matches!(path, "inbox" | "outbox" | "followers");
    // A group has pages of its own below its address; these are not among them.
    let of_group = |path: &str| matches!(path, "inbox" | "followers" | "log" | "featured" | "voucher");
    let under = |prefix, known: fn(&str) -> bool| {
        path.strip_prefix(prefix)
            .and_then(|rest: &str| rest.split_once('/'))
            .is_some_and(|(_, rest)| known(rest))
    };
    match path {
        "/inbox"
        | "/actor"
        | "/actor/outbox"
        | "/section/events"
        | "/.well-known/webfinger"
        | "/.well-known/nodeinfo"
        | "/.well-known/host-meta" => true,
        _ => {
            path.starts_with("/nodeinfo/")
                || path.starts_with("/activities/")
                || path.strip_prefix("/section/").is_some_and(below)
                || under("/people/", below)
                || under("/groups/", of_group)
                || under("/groups/", |rest| rest.starts_with("topics/"))
                || path.starts_with("/.well-known/preau/")
        }
    }
}

/// Addresses that have a page and a document.
fn is_shared(path: &str) -> bool {
    let one = |prefix| path.strip_prefix(prefix).is_some_and(|id: &str| !id.is_empty() && !id.contains('/'));
    matches!(path, "/" | "/section")
        || [
            "/people/",
            "/posts/",
            "/messages/",
            "/rendezvous/",
            "/rendez-vous/",
            "/groups/",
            "/notes/",
            "/gatherings/",
        ]
        .into_iter()
        .any(one)
}

/// Whether ActivityPub is wanted more than a page: by its weight, and listed first where the weights are equal.
fn prefers_activity(headers: &HeaderMap) -> bool {
    let listed = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','));
    // The weight in thousandths; the better of two is the heavier one, then the earlier one.
    let (mut document, mut page) = (0, 0);
    for range in listed {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = weight(parts);
        match kind.as_str() {
            // The last is what some clients of Mastodon's API send.
            "application/activity+json" | "application/ld+json" | "application/json+activity"
                if weight > document =>
            {
                // Equal to a page that stands before it: the page was wanted first.
                document = if weight > page { weight } else { document };
            }
            "text/html" | "application/xhtml+xml" => page = page.max(weight),
            _ => {}
        }
    }
    document > 0 && document >= page
}

/// The parameter `q` (RFC 9110, 12.4.2) in thousandths; 1 where there is none, 0 where it cannot be read.
fn weight<'a>(mut parameters: impl Iterator<Item = &'a str>) -> u16 {
    let q = parameters
        .find_map(|parameter| parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q=")));
    let Some(q) = q else { return 1000 };
    let (whole, decimals) = q.split_once('.').unwrap_or((q, ""));
    match (whole, decimals.parse::<u16>()) {
        ("1", _) => 1000,
        ("0", Ok(decimals)) if decimals < 1000 => match q.len() {
            3 => decimals.saturating_mul(100),
            4 => decimals.saturating_mul(10),
            _ => decimals,
        },
        _ => 0,
    }
}

async fn webfinger(State(federation): Shared, RawQuery(query): RawQuery) -> Answer {
    let jrd = "application/jrd+json";
    let Some(resource) = Resource::read(&federation.names, query.as_deref()) else {
        return Ok(open(problem(StatusCode::BAD_REQUEST)));
    };
    let found = match federation.known().await? {
        Some(known) => federation.finger(&known, resource).await?,
        None => None,
    };
    Ok(open(found.map_or_else(missing, |bytes| document(StatusCode::OK, jrd, bytes))))
}

async fn nodeinfo_links(State(federation): Shared) -> Answer {
    let links = written(&node_links(&federation.names))?;
    Ok(open(document(StatusCode::OK, "application/json", links)))
}

async fn nodeinfo(State(federation): Shared) -> Answer {
    const KIND: &str = "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\"";
    Ok(open(match federation.known().await? {
        Some(known) => document(StatusCode::OK, KIND, known.node.clone()),
        None => missing(),
    }))
}

async fn meta(State(federation): Shared) -> Answer {
    let text = Bytes::from(host_meta(&federation.names));
    Ok(open(document(StatusCode::OK, "application/xrd+xml; charset=utf-8", text)))
}

/// Readable unsigned in every mode: without it no signature of ours could be checked.
async fn server(State(federation): Shared) -> Answer {
    Ok(federation.known().await?.map_or_else(missing, |known| found(known.server.clone())))
}

async fn server_outbox(State(federation): Shared) -> Answer {
    Ok(found(federation.closed_collection("/actor/outbox")?))
}

/// The same: it carries the section's key.
async fn section(State(federation): Shared) -> Answer {
    Ok(federation.known().await?.map_or_else(missing, |known| found(known.section.clone())))
}

async fn inbox(State(federation): Shared, request: Request<Body>) -> Response {
    federation.take_in(request).await.map_or_else(IntoResponse::into_response, IntoResponse::into_response)
}

async fn person_inbox(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Response {
    match voice(&federation, &id).await {
        Ok(Some(_)) => inbox(State(federation), request).await,
        Ok(None) => missing(),
        Err(fault) => broken(&fault),
    }
}

async fn person(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let Ok(id) = id.parse::<PersonId>() else { return Ok(missing()) };
    let Some(parts) = heard(&federation, request).await? else { return Ok(missing()) };
    Ok(federation.person_document(id, &parts).await?.map_or_else(missing, found))
}

async fn group(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let Ok(id) = id.parse::<GroupId>() else { return Ok(missing()) };
    let Some(parts) = heard(&federation, request).await? else { return Ok(missing()) };
    Ok(federation.group_document(id, &parts).await?.map_or_else(missing, found))
}

/// It exists, and says nothing of who is in it (A06).
async fn group_followers(
    State(federation): Shared,
    Path(id): Path<String>,
    request: Request<Body>,
) -> Answer {
    let Ok(id) = id.parse::<GroupId>() else { return Ok(missing()) };
    let Some(parts) = heard(&federation, request).await? else { return Ok(missing()) };
    if !federation.may_know_group(id, &parts).await? {
        return Ok(missing());
    }
    Ok(found(federation.closed_collection(parts.uri.path())?))
}

async fn group_log(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    of_group(&federation, &id, Wanted::Log, request).await
}

async fn group_featured(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    of_group(&federation, &id, Wanted::Featured, request).await
}

async fn group_voucher(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    of_group(&federation, &id, Wanted::Voucher, request).await
}

async fn group_topic(
    State(federation): Shared,
    Path((id, name)): Path<(String, String)>,
    request: Request<Body>,
) -> Answer {
    of_group(&federation, &id, Wanted::Topic(name), request).await
}

async fn of_group(federation: &Federation, id: &str, wanted: Wanted, request: Request<Body>) -> Answer {
    let Ok(id) = id.parse::<GroupId>() else { return Ok(missing()) };
    let Some(parts) = heard(federation, request).await? else { return Ok(missing()) };
    Ok(federation.of_group(id, &wanted, &parts).await?.map_or_else(missing, kept))
}

async fn kept_log(State(federation): Shared, Path(uid): Path<String>, request: Request<Body>) -> Answer {
    let Some(parts) = heard(&federation, request).await? else { return Ok(missing()) };
    Ok(federation.kept_log(&uid, &parts).await?.map_or_else(missing, kept))
}

async fn group_message(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let Ok(id) = id.parse::<MessageId>() else { return Ok(missing()) };
    let Some(parts) = heard(&federation, request).await? else { return Ok(missing()) };
    Ok(federation.message_document(id, &parts).await?.map_or_else(missing, kept))
}

async fn gathering(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let Ok(id) = id.parse::<GatheringId>() else { return Ok(missing()) };
    let Some(parts) = heard(&federation, request).await? else { return Ok(missing()) };
    Ok(federation.gathering_document(id, &parts).await?.map_or_else(missing, kept))
}

/// What is for one signer: no cache between keeps it for another (A24).
fn kept(bytes: Bytes) -> Response {
    let mut answer = document(StatusCode::OK, ACTIVITY_JSON, bytes);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    answer.headers_mut().insert(VARY, HeaderValue::from_static("accept, signature"));
    answer
}

async fn person_collection(State(federation): Shared, Path(id): Path<String>, uri: http::Uri) -> Answer {
    match voice(&federation, &id).await? {
        Some(_) => Ok(found(federation.closed_collection(uri.path())?)),
        None => Ok(missing()),
    }
}

async fn voice(
    federation: &Federation,
    id: &str,
) -> Result<Option<(preau_core::person::Person, preau_core::peer::KeyPair)>, Fault> {
    match id.parse::<PersonId>() {
        Ok(id) => federation.voice(id).await,
        Err(_) => Ok(None),
    }
}

async fn followers(State(federation): Shared) -> Answer {
    let there = federation.known().await?.is_some();
    Ok(if there { found(federation.closed_collection("/section/followers")?) } else { missing() })
}

async fn outbox(State(federation): Shared, RawQuery(query): RawQuery, request: Request<Body>) -> Answer {
    let Some(known) = readable(&federation, request).await? else { return Ok(missing()) };
    Ok(federation.outbox(known.house.language, query.as_deref()).await?.map_or_else(missing, found))
}

async fn note(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let (Some(known), Ok(id)) = (readable(&federation, request).await?, id.parse::<PostId>()) else {
        return Ok(missing());
    };
    Ok(match federation.post_document(known.house.language, id).await? {
        Found::Note(bytes) => found(bytes),
        Found::Gone(bytes) => varying(document(StatusCode::GONE, ACTIVITY_JSON, bytes)),
        Found::Nothing => missing(),
    })
}

async fn event(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let (Some(known), Ok(id)) = (readable(&federation, request).await?, id.parse::<RendezvousId>()) else {
        return Ok(missing());
    };
    Ok(federation.event_document(known.house.language, id).await?.map_or_else(missing, found))
}

async fn upcoming(State(federation): Shared, request: Request<Body>) -> Answer {
    let Some(known) = readable(&federation, request).await? else { return Ok(missing()) };
    Ok(found(federation.upcoming_document(known.house.language).await?))
}

async fn activity(State(federation): Shared, Path(id): Path<String>, request: Request<Body>) -> Answer {
    let (Some(_), Ok(id)) = (readable(&federation, request).await?, id.parse::<ActivityId>()) else {
        return Ok(missing());
    };
    Ok(federation.activity_document(id).await?.map_or_else(missing, found))
}

/// The house, where this request may read what it publishes: in a closed one, only with a known server's signature.
async fn readable(federation: &Federation, request: Request<Body>) -> Result<Option<Arc<Known>>, Turned> {
    let Some(known) = federation.known().await? else { return Ok(None) };
    let Some(parts) = heard(federation, request).await? else { return Ok(None) };
    Ok(federation.may_read(&known, &parts).await?.then_some(known))
}

/// The head of a reading, but for one in the name of a blocked host: for it, nothing is here (S22).
async fn heard(federation: &Federation, request: Request<Body>) -> Result<Option<Parts>, Fault> {
    let (parts, _) = request.into_parts();
    Ok(if federation.is_shut_out(&parts).await? { None } else { Some(parts) })
}

fn found(bytes: Bytes) -> Response {
    varying(document(StatusCode::OK, ACTIVITY_JSON, bytes))
}

fn document(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    (status, [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], bytes).into_response()
}

/// The same address has a page: a cache between must not mix them.
fn varying(mut answer: Response) -> Response {
    answer.headers_mut().insert(VARY, HeaderValue::from_static("accept"));
    answer
}

/// Readable by scripts of every origin: it is public by nature (RFC 7033, 5).
fn open(mut answer: Response) -> Response {
    answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer
}

/// What does not exist, and what a stranger may not know of: the same bytes.
fn missing() -> Response {
    varying(problem(StatusCode::NOT_FOUND))
}

/// RFC 9457, as FEP-c180 asks.
fn problem(status: StatusCode) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = format!("{{\"title\":\"{title}\",\"status\":{}}}", status.as_u16());
    document(status, "application/problem+json", Bytes::from(body))
}

/// Why a reading has no answer: a fault of ours, or too many of them (R10).
struct Broken(Turned);

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Self {
        Self(Turned::Fault(fault))
    }
}

impl From<Turned> for Broken {
    fn from(turned: Turned) -> Self {
        Self(turned)
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

/// Says that we are in trouble, and logs it once.
pub(crate) fn broken(fault: &Fault) -> Response {
    let error: &(dyn std::error::Error + 'static) = fault;
    tracing::error!(error, "a request of another server failed");
    let status = match fault {
        Fault::Busy(_) | Fault::Conflict => StatusCode::SERVICE_UNAVAILABLE,
        Fault::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
        Fault::Other { .. } | Fault::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let mut answer = problem(status);
    let later: (HeaderName, HeaderValue) = (RETRY_AFTER, HeaderValue::from_static("30"));
    answer.headers_mut().insert(later.0, later.1);
    answer
}

impl Federation {
    /// Whether what the house publishes may be read by this request. Whoever may not is never told why: of the
    /// refusals, only that there were too many reaches those who may.
    pub(crate) async fn may_read(&self, known: &Known, parts: &Parts) -> Result<bool, Turned> {
        use preau_core::unit::Openness;
        /// Servers that follow a closed house: an allow-list that a person could check.
        const HOSTS_MAX: i64 = 1000;
        if known.house.openness != Openness::Closed {
            return Ok(true);
        }
        let Some(claim) = self.claim(parts) else { return Ok(false) };
        let hosts = self.store.read().await?.follower_hosts(HOSTS_MAX).await?;
        Ok(hosts.iter().any(|host| host == claim.host()) && self.holds(&claim).await?)
    }

    /// Whether this is signed in the name of a blocked host: for it, nothing is here (S22). The name is enough; where it is
    /// not theirs, the signature is worth nothing anyway.
    async fn is_shut_out(&self, parts: &Parts) -> Result<bool, Fault> {
        let Ok(unverified) = self.read_signature(parts, b"") else { return Ok(false) };
        Ok(self.blocked().await?.holds(&unverified.key_document()))
    }

    /// Which actor of ours an address names, for tests and the simulator.
    pub fn owner_of(&self, id: &str) -> Option<KeyOwner> {
        self.names.read_actor(id)
    }
}

#[cfg(test)]
mod tests;
