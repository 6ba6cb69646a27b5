//! The HTTP listener: plain http/1.1 with its timeouts, its cap on connections and its clean stop.

mod body;
mod client;
mod crowd;
mod stream;

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use crate::config::Network;
use body::TimedBody;
use crowd::Crowd;
use stream::PatientStream;

pub use client::ClientAddress;

/// What one connection, one address and all of them together may take. Source: security.md R05.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once. Each holds a buffer and a file descriptor (the usual limit of which is 1024 or more,
    /// of which the database takes a few): past this, newcomers wait in the system's queue.
    pub connections_max: usize,
    /// Connections at once from one address, and requests at once for one client behind a trusted proxy.
    /// A browser opens six.
    pub per_address_max: usize,
    /// From the first moment of waiting for a request to its last header: also how long a connection may stay idle.
    pub header: Duration,
    /// What a body has before its speed counts.
    pub body: Duration,
    /// After that, a body must have come at least this fast: a telephone on a poor line does.
    pub body_bytes_per_second_min: u32,
    /// How long an answer may wait for its reader to take one byte more.
    pub write: Duration,
    /// What a stop leaves to the requests under way.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: 1024,
            per_address_max: 64,
            header: Duration::from_secs(10),
            body: Duration::from_secs(30),
            body_bytes_per_second_min: 8 * 1024,
            write: Duration::from_secs(30),
            grace: Duration::from_secs(10),
        }
    }
}

/// Serves until `stop`, then finishes what is under way, at most for the grace of the limits.
///
/// Plain http is for this machine and for trusted proxies; any other peer is told so (403) and gets nothing else.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    trusted_proxies: Vec<Network>,
    limits: Limits,
    stop: CancellationToken,
) {
    let house = Arc::new(House { app, trusted_proxies, limits, crowd: Crowd::new(limits.per_address_max) });
    let tasks = TaskTracker::new();
    let graceful = GracefulShutdown::new();
    let cut = CancellationToken::new();
    let seats = Arc::new(Semaphore::new(limits.connections_max));
    while let Some((stream, peer, place)) = next(&listener, &seats, &stop).await {
        // A trusted proxy carries many people and is counted by its clients instead.
        let seat = if house.trusts(peer.ip()) { None } else { house.crowd.enter(peer.ip()) };
        if seat.is_none() && !house.trusts(peer.ip()) {
            continue;
        }
        let connection = house.clone().connection(stream, peer.ip().to_canonical(), graceful.watcher());
        let cut = cut.clone();
        tasks.spawn(async move {
            let _held = (seat, place);
            tokio::select! {
                () = connection => {}
                () = cut.cancelled() => {}
            }
        });
    }
    drop(listener);
    tasks.close();
    if tokio::time::timeout(limits.grace, graceful.shutdown()).await.is_err() {
        tracing::warn!(connections = tasks.len(), "some requests were cut at the end of the grace");
    }
    cut.cancel();
    tasks.wait().await;
}

/// The next connection for which there is a place, or nothing once the server stops.
async fn next(
    listener: &TcpListener,
    seats: &Arc<Semaphore>,
    stop: &CancellationToken,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    /// Out of file descriptors, as a rule: trying again at once would only heat the processor.
    const PAUSE: Duration = Duration::from_millis(50);
    let accept = async {
        let place = seats.clone().acquire_owned().await.ok()?;
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => return Some((stream, peer, place)),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    };
    tokio::select! {
        biased;
        () = stop.cancelled() => None,
        accepted = accept => accepted,
    }
}

/// What every connection shares.
struct House {
    app: Router,
    trusted_proxies: Vec<Network>,
    limits: Limits,
    crowd: Crowd,
}

impl House {
    fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(peer))
    }

    async fn connection(self: Arc<Self>, stream: TcpStream, peer: IpAddr, watcher: Watcher) {
        // Small answers go out at once; a socket that refuses this still works.
        let _ = stream.set_nodelay(true);
        let io = TokioIo::new(PatientStream::new(stream, self.limits.write));
        let service = {
            let house = self.clone();
            service_fn(move |request| {
                let house = house.clone();
                async move { Ok::<_, Infallible>(house.answer(peer, request).await) }
            })
        };
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(self.limits.header);
        // An error here is the client's: a slow, broken or vanished one. It has nothing for the log.
        let _ = watcher.watch(builder.serve_connection(io, service)).await;
    }

    async fn answer(&self, peer: IpAddr, mut request: Request<Incoming>) -> Response {
        let trusted = self.trusts(peer);
        if !trusted && !peer.is_loopback() {
            return plain(StatusCode::FORBIDDEN, OUTSIDER);
        }
        let address = client::of(peer, request.headers(), |hop| self.trusts(hop));
        let _seat = match trusted.then(|| self.crowd.enter(address.0)) {
            Some(None) => return busy(),
            Some(seat) => seat,
            None => None,
        };
        client::strip(request.headers_mut());
        request.extensions_mut().insert(address);
        let request = request.map(|body| Body::new(TimedBody::new(body, &self.limits)));
        match self.app.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// Told to whoever speaks plain http from elsewhere: the host reads it while setting up.
const OUTSIDER: &str = "Ce serveur ne parle http qu’à sa propre machine et aux mandataires nommés dans \
    PREAU_TRUSTED_PROXIES.\nThis server speaks plain http to its own machine and to the proxies named in \
    PREAU_TRUSTED_PROXIES.\n";

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CONNECTION, "close")], text)
        .into_response()
}

fn busy() -> Response {
    const TEXT: &str =
        "Trop de demandes à la fois depuis cette adresse.\nToo many requests at once from this address.\n";
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")], TEXT).into_response()
}

#[cfg(test)]
mod tests;
