//! The listener against rude clients, over real sockets. Times are a tenth and less of the real ones.

use axum::extract::Extension;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::*;

const QUICK: Limits = Limits {
    connections_max: 40,
    per_address_max: 30,
    header: Duration::from_millis(500),
    body: Duration::from_millis(800),
    body_bytes_per_second_min: 8 * 1024,
    write: Duration::from_millis(500),
    grace: Duration::from_millis(900),
};
/// Nothing here may take longer, or the limit at hand did not hold.
const PATIENCE: Duration = Duration::from_secs(5);

struct Door {
    address: SocketAddr,
    stop: CancellationToken,
    served: JoinHandle<()>,
}

async fn open(limits: Limits, trusted: &[&str]) -> Door {
    let app = Router::new()
        .route("/healthz", get(|| async { "here" }))
        .route("/who", get(|Extension(client): Extension<ClientAddress>| async move { client.0.to_string() }))
        .route("/headers", get(|headers: http::HeaderMap| async move { format!("{headers:?}") }))
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(600)).await;
                "done"
            }),
        )
        .route(
            "/for-ever",
            get(|| async {
                tokio::time::sleep(Duration::from_hours(1)).await;
                "never"
            }),
        )
        .route("/large", get(|| async { vec![b'x'; 32 * 1024 * 1024] }))
        .route("/echo", post(|body: axum::body::Bytes| async move { body.len().to_string() }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let trusted = trusted.iter().map(|text| text.parse().unwrap()).collect();
    let served = TaskTracker::new().spawn(serve(listener, app, trusted, limits, stop.clone()));
    Door { address, stop, served }
}

impl Door {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// One request on a connection of its own, and the whole answer.
    async fn ask(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        rest(&mut stream).await
    }

    async fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).await
    }
}

/// What still comes until the server closes; a reset ends it too.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("the server closes");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes one byte now and then until the server hangs up, and says after how long.
async fn drip(stream: TcpStream, byte: u8) -> Duration {
    let begun = Instant::now();
    let (mut read, mut write) = stream.into_split();
    let mut bytes = Vec::new();
    let dripping = async {
        loop {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if write.write_all(&[byte]).await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = dripping => {}
        _ = tokio::time::timeout(PATIENCE, read.read_to_end(&mut bytes)) => {}
    }
    begun.elapsed()
}

#[test]
fn r05_the_real_limits_are_those_that_were_promised() {
    let limits = Limits::default();
    assert_eq!((limits.header.as_secs(), limits.body.as_secs(), limits.grace.as_secs()), (10, 30, 10));
    assert_eq!((limits.connections_max, limits.per_address_max), (1024, 64));
}

#[tokio::test]
async fn r05_slow_headers_are_cut() {
    let door = open(QUICK, &[]).await;
    let mut stream = door.connect().await;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ").await.unwrap();
    let held = drip(stream, b'a').await;
    assert!(held >= QUICK.header && held < QUICK.header * 3, "{held:?}");
}

#[tokio::test]
async fn r05_a_silent_connection_and_a_single_byte_are_cut() {
    let door = open(QUICK, &[]).await;
    let (mut silent, mut single) = (door.connect().await, door.connect().await);
    single.write_all(b"G").await.unwrap();
    let begun = Instant::now();
    rest(&mut silent).await;
    rest(&mut single).await;
    assert!(begun.elapsed() < QUICK.header * 3);
}

#[tokio::test]
async fn r05_an_idle_connection_is_cut_after_it_was_answered() {
    let door = open(QUICK, &[]).await;
    let begun = Instant::now();
    let answer = door.ask("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(answer.ends_with("here"));
    assert!(begun.elapsed() >= QUICK.header && begun.elapsed() < QUICK.header * 3);
}

#[tokio::test]
async fn r05_a_slow_body_is_cut() {
    let door = open(QUICK, &[]).await;
    let mut stream = door.connect().await;
    stream.write_all(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n").await.unwrap();
    let held = drip(stream, b'a').await;
    assert!(held >= QUICK.body && held < QUICK.body * 3, "{held:?}");
}

#[tokio::test]
async fn a_body_that_comes_steadily_may_take_longer() {
    let door = open(QUICK, &[]).await;
    let mut stream = door.connect().await;
    stream
        .write_all(b"POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 40000\r\n\r\n")
        .await
        .unwrap();
    for _ in 0..10 {
        stream.write_all(&[b'a'; 4000]).await.unwrap();
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("40000"), "{answer}");
}

#[tokio::test]
async fn r05_a_reader_who_takes_nothing_is_cut() {
    let door = open(QUICK, &[]).await;
    let mut stream = door.connect().await;
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
    tokio::time::sleep(QUICK.write * 3).await;
    let received = rest(&mut stream).await.len();
    assert!(received < 32 * 1024 * 1024, "the rest was still sent after the write limit");
}

#[tokio::test]
async fn r05_health_answers_while_one_address_holds_all_it_may() {
    let door = open(QUICK, &["127.0.0.9"]).await;
    let mut idle = Vec::new();
    for _ in 0..QUICK.per_address_max {
        idle.push(door.connect().await);
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(door.get("/healthz").await, "", "one more from the same address is closed at once");
    let proxy = tokio::net::TcpSocket::new_v4().unwrap();
    proxy.bind("127.0.0.9:0".parse().unwrap()).unwrap();
    let mut proxied = proxy.connect(door.address).await.unwrap();
    proxied.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(rest(&mut proxied).await.ends_with("here"));
}

#[tokio::test]
async fn r05_past_the_cap_a_newcomer_waits_for_a_place_and_is_served() {
    let limits = Limits { connections_max: 4, ..QUICK };
    let door = open(limits, &[]).await;
    let mut idle = Vec::new();
    for _ in 0..4 {
        idle.push(door.connect().await);
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    assert!(door.get("/healthz").await.ends_with("here"));
    assert!(begun.elapsed() >= Duration::from_millis(200), "there was no place before an idle one was cut");
}

#[tokio::test]
async fn r05_one_client_behind_a_trusted_proxy_cannot_take_all_its_connections() {
    let limits = Limits { per_address_max: 2, ..QUICK };
    let door = open(limits, &["127.0.0.1"]).await;
    let from = |client: &str, path: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: {client}\r\n\r\n")
    };
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = door.connect().await;
        stream.write_all(from("198.51.100.1", "/for-ever").as_bytes()).await.unwrap();
        held.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let refused = door.ask(&from("198.51.100.1", "/healthz")).await;
    assert!(refused.starts_with("HTTP/1.1 429") && refused.contains("retry-after"), "{refused}");
    assert!(door.ask(&from("198.51.100.2", "/healthz")).await.ends_with("here"));
}

#[tokio::test]
async fn c12_the_client_is_the_socket_s_peer_unless_a_trusted_proxy_says_otherwise() {
    let request =
        "GET /who HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n";
    let direct = open(QUICK, &[]).await;
    assert!(direct.ask(request).await.ends_with("\r\n\r\n127.0.0.1"));
    let proxied = open(QUICK, &["127.0.0.0/8"]).await;
    assert!(proxied.ask(request).await.ends_with("\r\n\r\n198.51.100.1"));
}

#[tokio::test]
async fn c12_nothing_behind_the_listener_sees_a_forwarding_header() {
    let door = open(QUICK, &[]).await;
    let answer = door
        .ask("GET /headers HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-Host: evil\r\nX-Real-IP: 9.9.9.9\r\n\r\n")
        .await;
    assert!(
        answer.contains("\"host\": \"a\"") && !answer.contains("evil") && !answer.contains("9.9.9.9"),
        "{answer}"
    );
}

#[tokio::test]
async fn r06_http_2_is_not_spoken() {
    let door = open(QUICK, &[]).await;
    let answer = door.ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn p24_a_stop_finishes_what_is_under_way_and_takes_nothing_new() {
    let door = open(QUICK, &[]).await;
    let mut idle = door.connect().await;
    let mut working = door.connect().await;
    working.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    door.stop.cancel();
    let answer = rest(&mut working).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("done"), "{answer}");
    rest(&mut idle).await;
    tokio::time::timeout(PATIENCE, door.served).await.unwrap().unwrap();
    assert!(TcpStream::connect(door.address).await.is_err());
}

#[tokio::test]
async fn p24_a_stop_does_not_wait_longer_than_the_grace() {
    let door = open(QUICK, &[]).await;
    let mut working = door.connect().await;
    working.write_all(b"GET /for-ever HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let begun = Instant::now();
    door.stop.cancel();
    tokio::time::timeout(PATIENCE, door.served).await.unwrap().unwrap();
    assert!(begun.elapsed() >= QUICK.grace && begun.elapsed() < QUICK.grace * 2);
}
