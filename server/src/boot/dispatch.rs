//! Which package answers a request: the federation where a server asks, the web where a person does.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, Method, Request, StatusCode};
use preau_core::store::Store;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;

use crate::log;

/// A store that takes longer is as good as none to whoever asks for its health.
const HEALTH_TIME_MAX: Duration = Duration::from_secs(2);

/// Everything that the listener serves.
pub(super) fn app(store: Arc<dyn Store>, web: Router, network: Router) -> Router {
    let (web, network) = (log::requests(web), log::requests(network));
    let answer =
        tower::service_fn(move |request: Request<Body>| dispatch(web.clone(), network.clone(), request));
    Router::new()
        .route("/healthz", get(health))
        .with_state(store)
        .fallback_service(answer)
        .layer(CatchPanicLayer::custom(|_| broken()))
}

/// Tells browsers to come by https alone for a year, this very host and none below it: others may live there.
pub(super) fn only_by_https(app: Router) -> Router {
    app.layer(axum::middleware::map_response(async |mut response: Response| {
        response
            .headers_mut()
            .insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        response
    }))
}

async fn dispatch(web: Router, network: Router, request: Request<Body>) -> Result<Response, Infallible> {
    if is_encoded(&request) {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let (parts, body) = request.into_parts();
    let for_network = preau_federation::wants(&parts);
    let shared = parts.method == Method::GET && !parts.uri.path().starts_with("/assets/");
    let request = Request::from_parts(parts, body);
    if for_network {
        return network.oneshot(request).await;
    }
    let mut response = web.oneshot(request).await?;
    if shared {
        // The same address may answer with a document, as a cache between has to know.
        response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    }
    Ok(response)
}

/// A compressed request could be a bomb, and no browser or server sends one unasked (R02).
fn is_encoded(request: &Request<Body>) -> bool {
    request
        .headers()
        .get_all(CONTENT_ENCODING)
        .iter()
        .any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// `/healthz` answers when the store does.
async fn health(State(store): State<Arc<dyn Store>>) -> Response {
    let (status, text) = match tokio::time::timeout(HEALTH_TIME_MAX, store.ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ok\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n"),
    };
    (
        status,
        [
            (CONTENT_TYPE, "text/plain; charset=utf-8"),
            (CACHE_CONTROL, "no-store"),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ],
        text,
    )
        .into_response()
}

/// What is shown where something of ours broke: nothing of it (T05, T07).
fn broken() -> Response {
    const TEXT: &str = "Une erreur s’est produite de notre côté. Réessayez dans un moment.\n\
        Something went wrong on our side. Try again in a moment.\n";
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (RETRY_AFTER, "5"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (StatusCode::INTERNAL_SERVER_ERROR, headers, TEXT).into_response()
}
