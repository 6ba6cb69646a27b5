//! Fetching against real sockets on this machine: what must not be reached, followed, waited for or swallowed.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![expect(clippy::disallowed_methods, reason = "the listeners of a test end with its runtime")]

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use preau_federation::address::{Allowed, Refused, Rules};
use preau_federation::fetch::{
    Document, FetchError, HttpTransport, Lookup, RedirectFault, Request, Settings, SetupError, SystemLookup,
    Transport, fetch_document,
};
use preau_federation::keys::{self, PublicKey, SigningKey};
use preau_federation::signature::{Incoming, Signer, read};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

const NOW: i64 = 1_795_291_200_000_000;
const AS: &str = "application/activity+json";
const SHORT: Duration = Duration::from_millis(400);

/// What a peer does with a connection once it has read a request.
#[derive(Clone)]
enum Manner {
    /// Answers with these bytes, path by path, and 404 elsewhere.
    Answers(Vec<(&'static str, String)>),
    /// Sends this, then `more` every 20 ms for ever.
    Drips(&'static str, &'static str),
    /// Never says anything.
    Silent,
}

/// A server on this machine that counts and keeps what reaches it.
struct Peer {
    port: u16,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (connections, requests) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (counter, kept) = (Arc::clone(&connections), Arc::clone(&requests));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, manner.clone(), Arc::clone(&kept)));
            }
        });
        Self { port, connections, requests }
    }

    async fn answering(path: &'static str, answer: String) -> Self {
        Self::start(Manner::Answers(vec![(path, answer)])).await
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://port-lazare.localhost:{}{path}", self.port)).unwrap()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// A transport that may reach exactly this peer.
    fn transport(&self) -> HttpTransport {
        transport(&format!("127.0.0.1:{}", self.port))
    }

    async fn fetch(&self, path: &str) -> Result<Document, FetchError> {
        fetch_document(&self.transport(), &self.url(path), None, NOW).await
    }
}

async fn serve(mut stream: TcpStream, manner: Manner, kept: Arc<Mutex<Vec<String>>>) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
    kept.lock().unwrap().push(head);
    match manner {
        Manner::Answers(answers) => {
            let found = answers.into_iter().find(|(path, _)| *path == target);
            let answer = found.map_or_else(|| answer("404 Not Found", "", ""), |(_, answer)| answer);
            stream.write_all(answer.as_bytes()).await?;
            stream.shutdown().await
        }
        Manner::Drips(first, more) => {
            stream.write_all(first.as_bytes()).await?;
            loop {
                stream.write_all(more.as_bytes()).await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Manner::Silent => std::future::pending().await,
    }
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
}

fn document(body: &str) -> String {
    answer("200 OK", &format!("Content-Type: {AS}\r\n"), body)
}

fn redirect(status: u16, location: &str) -> String {
    answer(&format!("{status} Moved"), &format!("Location: {location}\r\n"), "")
}

fn settings(allowed: &str) -> Settings {
    let own = Url::parse("https://vallombre.example/").unwrap();
    let rules = Rules::new(allowed.parse::<Allowed>().unwrap(), &[own]);
    Settings::new(rules, "Preau/test (+https://vallombre.example/)")
}

fn transport(allowed: &str) -> HttpTransport {
    HttpTransport::new(settings(allowed)).unwrap()
}

/// A resolver that gives one answer after the other, and counts.
struct Scripted {
    answers: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Scripted {
    fn new(answers: &[&[&str]]) -> Arc<Self> {
        let parse = |ips: &&[&str]| ips.iter().map(|ip| ip.parse().unwrap()).collect();
        Arc::new(Self { answers: answers.iter().map(parse).collect(), asked: AtomicUsize::new(0) })
    }
}

#[async_trait]
impl Lookup for Scripted {
    async fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let turn = self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(self.answers.get(turn).or(self.answers.last()).unwrap().clone())
    }
}

fn transport_asking(allowed: &str, lookup: Arc<dyn Lookup>) -> HttpTransport {
    HttpTransport::new(Settings { lookup, ..settings(allowed) }).unwrap()
}

async fn refusal(transport: &HttpTransport, url: &str) -> Refused {
    match fetch_document(transport, &Url::parse(url).unwrap(), None, NOW).await {
        Err(FetchError::Refused(refused)) => refused,
        other => panic!("{url}: {other:?}"),
    }
}

#[tokio::test]
async fn a_document_is_fetched_with_a_signature_that_verifies() {
    let peer = Peer::answering("/actor?x=1", document("{}")).await;
    let mut fill = |bytes: &mut [u8]| aws_lc_rs::rand::fill(bytes).unwrap();
    let pems = keys::generate(&mut fill).unwrap();
    let key = SigningKey::from_pem(&pems.private).unwrap();
    let signer = Signer { key_id: "https://vallombre.example/actor#main-key", key: &key };
    let url = peer.url("/actor?x=1#main-key");
    let found = fetch_document(&peer.transport(), &url, Some(signer), NOW).await.unwrap();
    assert_eq!((found.url, &found.bytes[..]), (peer.url("/actor?x=1"), &b"{}"[..]));

    // What went over the wire, read back as the peer would read it.
    let wire = peer.requests().remove(0);
    let mut headers = http::HeaderMap::new();
    for line in wire.lines().skip(1).filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap();
        headers.append(name.parse::<http::HeaderName>().unwrap(), value.parse().unwrap());
    }
    assert!(headers["accept"].to_str().unwrap().starts_with(AS));
    assert_eq!(headers["accept-encoding"], "identity");
    assert_eq!(headers["user-agent"], "Preau/test (+https://vallombre.example/)");
    assert!(!headers.contains_key("cookie") && !headers.contains_key("referer"));
    let authority = format!("port-lazare.localhost:{}", peer.port);
    let unverified = read(&Incoming {
        method: &http::Method::GET,
        target: "/actor?x=1",
        headers: &headers,
        body: b"",
        authorities: &[&authority],
        now: NOW,
    });
    unverified.unwrap().verify(&PublicKey::from_pem(&pems.public).unwrap()).unwrap();
}

#[tokio::test]
async fn f01_f02_f03_addresses_instead_of_names_are_never_connected_to() {
    let peer = Peer::answering("/", document("{}")).await;
    let strict = transport("");
    for host in [
        "127.1",
        "0",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "93.184.215.14",
    ] {
        assert_eq!(refusal(&strict, &format!("https://{host}:{}/", peer.port)).await, Refused::Literal);
        assert_eq!(refusal(&strict, &format!("https://{host}/")).await, Refused::Literal);
        assert_eq!(refusal(&strict, &format!("http://{host}:{}/", peer.port)).await, Refused::Literal);
    }
    assert_eq!(peer.connections(), 0);
    // The same address, allowed by name, is reached.
    let url = Url::parse(&format!("http://127.0.0.1:{}/", peer.port)).unwrap();
    assert!(fetch_document(&peer.transport(), &url, None, NOW).await.is_ok());
}

#[tokio::test]
async fn f04_a_name_with_a_private_address_is_never_connected_to() {
    for answer in [
        &["127.0.0.1"][..],
        &["93.184.215.14", "127.0.0.1"],
        &["93.184.215.14", "fd12::1"],
        &["::ffff:93.184.215.14"],
    ] {
        let lookup = Scripted::new(&[answer]);
        let guarded = transport_asking("", lookup.clone());
        assert_eq!(refusal(&guarded, "https://port-lazare.example/").await, Refused::NotPublic);
        assert_eq!(lookup.asked.load(Ordering::SeqCst), 1);
    }
    // Over http only what is allowed counts: a public address beside it is refused as well.
    let peer = Peer::answering("/", document("{}")).await;
    let mixed = transport_asking(
        &format!("127.0.0.1:{}", peer.port),
        Scripted::new(&[&["127.0.0.1", "93.184.215.14"]]),
    );
    assert_eq!(refusal(&mixed, peer.url("/").as_str()).await, Refused::NotPublic);
    assert_eq!(peer.connections(), 0);
    // Our own resolver sends localhost to this machine, which must be allowed.
    assert_eq!(refusal(&transport(""), "https://port-lazare.localhost/").await, Refused::NotPublic);
}

#[tokio::test]
async fn f05_a_name_that_changes_its_address_is_resolved_once_per_connection_and_vetted_each_time() {
    let peer = Peer::answering("/", document("{}")).await;
    let lookup = Scripted::new(&[&["127.0.0.1"], &["127.0.0.2"]]);
    let rebinding = transport_asking(&format!("127.0.0.1:{}", peer.port), lookup.clone());
    assert!(fetch_document(&rebinding, &peer.url("/"), None, NOW).await.is_ok());
    assert_eq!((lookup.asked.load(Ordering::SeqCst), peer.connections()), (1, 1));
    // The peer closed; the next connection asks again, and the new address is not an allowed one.
    assert_eq!(refusal(&rebinding, peer.url("/").as_str()).await, Refused::NotPublic);
    assert_eq!((lookup.asked.load(Ordering::SeqCst), peer.connections()), (2, 1));
}

#[tokio::test]
async fn f06_a_redirect_elsewhere_is_not_followed_and_our_signature_not_sent_again() {
    let canary = Peer::answering("/", document("{}")).await;
    let elsewhere = [
        format!("http://127.0.0.1:{}/", canary.port),
        canary.url("/").to_string(),
        "https://port-lazare.example/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.0.1/".to_owned(),
    ];
    for location in elsewhere {
        for status in [301, 302, 307, 308] {
            let peer = Peer::answering("/actor", redirect(status, &location)).await;
            // Even where both peers are allowed, another origin is not followed.
            let both = transport(&format!("127.0.0.1:{}, 127.0.0.1:{}", peer.port, canary.port));
            let fault = fetch_document(&both, &peer.url("/actor"), None, NOW).await.unwrap_err();
            assert!(matches!(fault, FetchError::Redirect(RedirectFault::OtherOrigin)), "{location}: {fault}");
            assert_eq!(peer.requests().len(), 1);
        }
    }
    assert_eq!(canary.connections(), 0);
    assert!(canary.fetch("/").await.is_ok());
}

#[tokio::test]
async fn f07_one_redirect_within_the_origin_is_followed_and_no_second() {
    let answers = vec![
        ("/once", redirect(302, "/actor")),
        ("/twice", redirect(302, "/once")),
        ("/loop", redirect(308, "/loop")),
        ("/nowhere", answer("302 Found", "", "")),
        ("/see", redirect(303, "/actor")),
        ("/actor", document("{}")),
    ];
    let peer = Peer::start(Manner::Answers(answers)).await;
    assert_eq!(peer.fetch("/once").await.unwrap().url, peer.url("/actor"));
    assert_eq!(peer.requests().len(), 2);
    for path in ["/twice", "/loop"] {
        let fault = peer.fetch(path).await.unwrap_err();
        assert!(matches!(fault, FetchError::Redirect(RedirectFault::Second)), "{path}: {fault}");
    }
    assert_eq!(peer.requests().len(), 6);
    let fault = peer.fetch("/nowhere").await.unwrap_err();
    assert!(matches!(fault, FetchError::Redirect(RedirectFault::NoLocation)));
    assert!(matches!(peer.fetch("/see").await, Err(FetchError::Status(_))));
}

#[tokio::test]
async fn f08_ports_and_users_are_refused_before_any_look_up() {
    let lookup = Scripted::new(&[&["93.184.215.14"]]);
    let strict = transport_asking("", lookup.clone());
    for port in [22, 25, 5432, 6379] {
        let url = format!("https://port-lazare.example:{port}/");
        assert_eq!(refusal(&strict, &url).await, Refused::Port);
    }
    assert_eq!(refusal(&strict, "https://jeanne@port-lazare.example/").await, Refused::UserInfo);
    assert_eq!(refusal(&strict, "https://port-lazare.example./").await, Refused::Host);
    assert_eq!(refusal(&strict, "http://port-lazare.example/").await, Refused::Scheme);
    assert_eq!(lookup.asked.load(Ordering::SeqCst), 0);
    // An allow list opens its own ports, for its own addresses, and no other.
    let some = transport("127.0.0.1:8443, 10.0.0.0/8");
    assert_eq!(refusal(&some, "https://port-lazare.localhost:5432/").await, Refused::NotPublic);
    assert_eq!(refusal(&some, "https://127.0.0.1:5432/").await, Refused::Literal);
}

#[tokio::test]
async fn f09_we_never_ask_ourselves() {
    assert_eq!(refusal(&transport(""), "https://vallombre.example/actor").await, Refused::Own);
    assert_eq!(refusal(&transport(""), "https://VALLOMBRE.example:443/").await, Refused::Own);
}

#[tokio::test]
async fn f10_whatever_a_peer_drips_the_deadline_ends_it() {
    let manners = [
        ("silence", Manner::Silent),
        ("headers", Manner::Drips("HTTP/1.1 200 OK\r\n", "X-Y: z\r\n")),
        ("continue", Manner::Drips("", "HTTP/1.1 100 Continue\r\n\r\n")),
        ("body", Manner::Drips("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", "x")),
        ("chunks", Manner::Drips("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")),
    ];
    for (name, manner) in manners {
        let peer = Peer::start(manner).await;
        let mut request = Request::get(peer.url("/"));
        request.deadline = SHORT;
        let started = Instant::now();
        let fault = peer.transport().send(request).await.unwrap_err();
        // Headers without end may also be refused as too many; nothing may wait longer.
        let ended = matches!(fault, FetchError::Timeout) || name == "headers";
        assert!(ended && fault.is_temporary(), "{name}: {fault}");
        assert!(started.elapsed() < 10 * SHORT, "{name}");
    }
}

#[tokio::test]
async fn an_answer_beyond_the_bound_is_refused_or_cut_as_asked() {
    const CHUNK: &str = "8000\r\n";
    let chunk = format!("{CHUNK}{}\r\n", "x".repeat(0x8000));
    let endless = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}", chunk.repeat(64));
    let answers = vec![
        ("/told", answer("200 OK", "", &"x".repeat(1024 * 1024 + 1))),
        ("/fits", document(&"x".repeat(1024 * 1024))),
        ("/endless", endless),
    ];
    let peer = Peer::start(Manner::Answers(answers)).await;
    for path in ["/told", "/endless"] {
        assert!(
            matches!(peer.fetch(path).await, Err(FetchError::TooLarge { bytes_max: 1_048_576 })),
            "{path}"
        );
    }
    assert_eq!(peer.fetch("/fits").await.unwrap().bytes.len(), 1024 * 1024);
    let post = Request::post(peer.url("/endless"), bytes::Bytes::new());
    assert_eq!(peer.transport().send(post).await.unwrap().body.len(), 4096);
}

#[tokio::test]
async fn o10_a_page_or_an_encoded_answer_is_no_document() {
    let answers = vec![
        ("/page", answer("200 OK", "Content-Type: text/html\r\n", "{}")),
        ("/json", answer("200 OK", "Content-Type: application/json\r\n", "{}")),
        ("/gzip", answer("200 OK", &format!("Content-Type: {AS}\r\nContent-Encoding: gzip\r\n"), "{}")),
        ("/gone", answer("410 Gone", &format!("Content-Type: {AS}\r\n"), "{}")),
        ("/broken", answer("503 Oh", "", "")),
    ];
    let peer = Peer::start(Manner::Answers(answers)).await;
    assert!(matches!(peer.fetch("/page").await, Err(FetchError::ContentType)));
    assert!(matches!(peer.fetch("/json").await, Err(FetchError::ContentType)));
    assert!(matches!(peer.fetch("/gzip").await, Err(FetchError::Encoded)));
    let gone = peer.fetch("/gone").await.unwrap_err();
    assert!(matches!(gone, FetchError::Status(status) if status == 410) && !gone.is_temporary());
    assert!(peer.fetch("/broken").await.unwrap_err().is_temporary());
}

#[tokio::test]
async fn a_name_or_a_server_that_is_not_there_is_told_apart() {
    struct Nobody;
    #[async_trait]
    impl Lookup for Nobody {
        async fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            Err(io::Error::other("no such name"))
        }
    }
    let url = Url::parse("https://port-lazare.example/").unwrap();
    let fault = fetch_document(&transport_asking("", Arc::new(Nobody)), &url, None, NOW).await.unwrap_err();
    assert!(matches!(&fault, FetchError::Dns(words) if words.contains("no such name")), "{fault}");

    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port();
    let url = Url::parse(&format!("http://port-lazare.localhost:{port}/")).unwrap();
    let closed = transport(&format!("127.0.0.1:{port}"));
    let fault = fetch_document(&closed, &url, None, NOW).await.unwrap_err();
    assert!(matches!(fault, FetchError::Connect(_)) && fault.is_temporary(), "{fault}");
}

#[tokio::test]
async fn the_names_below_localhost_are_this_machine() {
    for name in ["localhost", "port-lazare.localhost", "A.B.LOCALHOST"] {
        assert_eq!(SystemLookup.addresses(name).await.unwrap(), [IpAddr::from(Ipv4Addr::LOCALHOST)]);
    }
}

#[test]
fn unreadable_extra_certificates_are_told() {
    for pem in ["", "pas un certificat", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"] {
        let made = HttpTransport::new(Settings { extra_ca: Some(pem.into()), ..settings("") });
        assert!(matches!(made, Err(SetupError::ExtraCa(_))), "{pem}");
    }
}

/// Runs itself again in a process that finds no certificate store.
#[test]
fn without_a_certificate_store_the_error_says_what_to_do() {
    const MARK: &str = "PREAU_TEST_INSIDE";
    if std::env::var_os(MARK).is_some() {
        let fault = HttpTransport::new(settings("")).err().unwrap();
        println!("told: {fault}");
        return;
    }
    let empty = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--nocapture", "--exact", "without_a_certificate_store_the_error_says_what_to_do"])
        .env(MARK, "1")
        .env("SSL_CERT_FILE", empty.path().join("none.pem"))
        .env("SSL_CERT_DIR", empty.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("told: ") && said.contains("ca-certificates"), "{said}");
}
