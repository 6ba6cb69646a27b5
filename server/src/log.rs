//! The log: what happened, never who or what was said (security.md T04, R20).

use std::fmt::{self, Write as _};
use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::time::Instant;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::debug_fn;
use tracing_subscriber::layer::SubscriberExt;

use crate::config::LogLevel;

/// A longer field is somebody trying to fill the disk, or a document that has no place in a log.
const FIELD_BYTES_MAX: usize = 256;
/// Fields with these names are never written, whatever they hold: a second line behind those who call the log.
const HIDDEN_FIELDS: [&str; 13] = [
    "password",
    "token",
    "cookie",
    "authorization",
    "signature",
    "secret",
    "code",
    "mail",
    "email",
    "body",
    "text",
    "query",
    "subject",
];
/// Our tokens have 43 letters; ids have 36 and hashes of documents are of no use in a log.
const SECRET_LETTERS_MIN: usize = 40;

/// Begins the log of this process, on standard error. A second call changes nothing.
pub fn start(level: LogLevel) {
    let colours = std::io::stderr().is_terminal();
    // The only failure is that the process has a log already, as tests do that start several servers.
    let _ = tracing::subscriber::set_global_default(subscriber(level, colours, std::io::stderr));
    // The text of a panic is a value like any other: it goes through the same sieve (T07).
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.payload_as_str().unwrap_or("without a text");
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(%at, "something broke: {text}");
    }));
}

fn subscriber<W>(level: LogLevel, colours: bool, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let ours = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    // Libraries speak of bodies and statements below their warnings, so they are never asked for more.
    let targets = Targets::new().with_default(ours.min(LevelFilter::WARN)).with_target("preau", ours);
    let fields = debug_fn(|writer, field, value| match field.name() {
        "message" => write!(writer, "{}", Clean(format_args!("{value:?}"))),
        name if HIDDEN_FIELDS.contains(&name) => write!(writer, "{name}=[hidden]"),
        name => write!(writer, "{name}={}", Clean(format_args!("{value:?}"))),
    });
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(colours)
        .with_writer(writer)
        .fmt_fields(fields.delimited(" "));
    tracing_subscriber::registry().with(targets).with(layer)
}

/// One line for each request: the route that it matched, never its path, which may carry a token.
pub fn requests(app: Router) -> Router {
    app.layer(middleware::from_fn(line))
}

async fn line(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let ms = begun.elapsed().as_millis();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    tracing::info!(%method, route, status = response.status().as_u16(), ms, "request");
    response
}

/// A network address as the log may hold it: the household is not told (CNIL 2021, IP truncated to /24 and /48).
pub fn shortened(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(own) if own.is_loopback() || own.is_unspecified() => IpAddr::V4(own),
        IpAddr::V6(own) if own.is_loopback() || own.is_unspecified() => IpAddr::V6(own),
        IpAddr::V4(other) => IpAddr::V4(Ipv4Addr::from_bits(other.to_bits() >> 8 << 8)),
        IpAddr::V6(other) => IpAddr::V6(Ipv6Addr::from_bits(other.to_bits() >> 80 << 80)),
    }
}

/// A value as it may be written: short, on one line, without mail addresses, tokens, queries or whole IP addresses.
struct Clean<'a>(fmt::Arguments<'a>);

impl fmt::Display for Clean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut start = Start::default();
        // The only error is our own, when the bound is reached.
        let _ = start.write_fmt(self.0);
        for piece in start.text.split_inclusive(|letter: char| !is_word(letter)) {
            let word = piece.trim_end_matches(|letter: char| !is_word(letter));
            let after = piece.strip_prefix(word).unwrap_or_default();
            f.write_str(&clean_word(word))?;
            for letter in after.chars() {
                f.write_char(if letter.is_control() { ' ' } else { letter })?;
            }
        }
        if start.cut { f.write_str("…") } else { Ok(()) }
    }
}

/// The first bytes of what is written into it.
#[derive(Default)]
struct Start {
    text: String,
    cut: bool,
}

impl fmt::Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            if self.text.len() + letter.len_utf8() > FIELD_BYTES_MAX {
                self.cut = true;
                return Err(fmt::Error);
            }
            self.text.push(letter);
        }
        Ok(())
    }
}

/// The letters of addresses, paths and tokens. Everything else stands between words.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || "-_.~:/?&=%+@".contains(letter)
}

fn clean_word(word: &str) -> String {
    if let Ok(address) = word.parse::<IpAddr>() {
        return shortened(address).to_string();
    }
    if let Ok(socket) = word.parse::<SocketAddr>() {
        return SocketAddr::new(shortened(socket.ip()), socket.port()).to_string();
    }
    let (path, query) = match word.split_once('?') {
        Some((path, query)) if !query.is_empty() => (path, "?[hidden]"),
        _ => (word, ""),
    };
    if path.contains('@') {
        return "[mail]".to_owned();
    }
    let parts: Vec<&str> =
        path.split('/').map(|part| if is_secret(part) { "[hidden]" } else { part }).collect();
    parts.join("/") + query
}

fn is_secret(part: &str) -> bool {
    part.len() >= SECRET_LETTERS_MIN
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'='))
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Paper {
        fn read(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }

        fn begin(&self, level: LogLevel) -> tracing::subscriber::DefaultGuard {
            let paper = self.clone();
            tracing::subscriber::set_default(subscriber(level, false, move || paper.clone()))
        }
    }

    const TOKEN: &str = "kUq0yq3mJmVw0dW1oM0cN9zqQe8hXo2bZr4sT6vY7aE";

    #[test]
    fn t04_no_canary_of_a_secret_reaches_the_log() {
        let paper = Paper::default();
        let _log = paper.begin(LogLevel::Debug);
        tracing::warn!(password = "canary-1", cookie = "canary-2", body = "canary-3", "sign-in");
        tracing::warn!("mail to colette.aubry@canary-4.example refused");
        tracing::warn!(error = %format!("GET https://peer.example/feed?token=canary-5: reset"), "fetch");
        tracing::warn!(path = %format!("/mot-de-passe/{TOKEN}"), "link");
        tracing::warn!("client 203.0.113.77 and 203.0.113.77:4711 and 2001:db8:1:2:3:4:5:6");
        let log = paper.read();
        for secret in ["canary", TOKEN, "203.0.113.77", "2:3:4:5", "colette"] {
            assert!(!log.contains(secret), "{secret} in {log}");
        }
        for kept in
            ["sign-in", "refused", "https://peer.example/feed?[hidden]", "203.0.113.0:4711", "2001:db8:1::"]
        {
            assert!(log.contains(kept), "{kept} not in {log}");
        }
    }

    #[test]
    fn r20_a_long_field_is_cut_and_a_line_break_makes_no_second_line() {
        let paper = Paper::default();
        let _log = paper.begin(LogLevel::Info);
        tracing::info!(agent = %"é".repeat(5000), "seen\n2026-01-01T00:00:00Z ERROR forged");
        let log = paper.read();
        assert!(log.len() < 600, "{}", log.len());
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(log.contains('…'));
    }

    #[test]
    fn libraries_are_not_asked_for_more_than_warnings() {
        let paper = Paper::default();
        let _log = paper.begin(LogLevel::Debug);
        tracing::debug!(target: "sqlx::query", "SELECT");
        tracing::debug!(target: "preau_core::action", "ours");
        assert!(paper.read().contains("ours") && !paper.read().contains("SELECT"));
    }

    #[tokio::test]
    async fn t04_a_request_line_has_the_route_and_not_the_path() {
        let paper = Paper::default();
        let _log = paper.begin(LogLevel::Info);
        let app = requests(Router::new().route("/invitation/{code}", get(|| async { "welcome" })));
        for path in ["/invitation/canary-code?canary=1", "/canary-path"] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            app.clone().oneshot(request).await.unwrap();
        }
        let log = paper.read();
        assert!(
            log.contains("/invitation/{code}") && log.contains("status=200") && log.contains("status=404"),
            "{log}"
        );
        assert!(log.contains("method=GET") && log.contains("ms="), "{log}");
        assert!(!log.contains("canary"), "{log}");
    }
}
