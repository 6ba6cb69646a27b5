//! Every mode of the line, against a small server that counts what reaches it.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use reqwest::Client;
use tokio::time::{Instant, timeout};

use super::*;

/// Long enough for a request on two busy cores.
const SOON: Duration = Duration::from_secs(5);
/// Short enough to wait for nothing.
const MOMENT: Duration = Duration::from_millis(150);

/// A server that answers with what it is sent, behind a line.
struct House {
    proxy: Proxy,
    heard: Arc<AtomicUsize>,
    client: Client,
    _serving: JoinSet<()>,
}

impl House {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let upstream = listener.local_addr().unwrap();
        let heard = Arc::new(AtomicUsize::new(0));
        let echo = async |State(heard): State<Arc<AtomicUsize>>, body: Bytes| {
            heard.fetch_add(1, Ordering::SeqCst);
            body
        };
        let app = Router::new().route("/inbox", post(echo)).with_state(heard.clone());
        let mut serving = JoinSet::new();
        serving.spawn(async move { axum::serve(listener, app).await.unwrap() });
        let proxy = Proxy::open(TcpListener::bind("127.0.0.1:0").await.unwrap(), upstream);
        let client = Client::builder().no_proxy().build().unwrap();
        Self { proxy, heard, client, _serving: serving }
    }

    fn heard(&self) -> usize {
        self.heard.load(Ordering::SeqCst)
    }

    /// Sends a line from this server; the status and what came back.
    async fn say(&self, words: &str, from: &str) -> Result<(u16, String), reqwest::Error> {
        let request = self.client.post(format!("http://{}/inbox", self.proxy.address()));
        let agent = format!("Preau/0.1.0 (+http://{from}/)");
        let answer = request.header("user-agent", agent).body(words.to_owned()).send().await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }

    async fn says(&self, words: &str) -> Result<(u16, String), reqwest::Error> {
        self.say(words, "b.localhost:2").await
    }
}

#[tokio::test]
async fn a_good_line_carries_everything_and_keeps_what_it_carried() {
    let house = House::new().await;
    for words in ["un", "deux"] {
        assert_eq!(house.says(words).await.unwrap(), (200, words.to_owned()));
    }
    let [first, second] = house.proxy.passed().try_into().unwrap();
    assert_eq!(
        (first.from.as_str(), first.method.as_str(), first.target.as_str()),
        ("b.localhost:2", "POST", "/inbox")
    );
    assert_eq!((second.body.as_slice(), second.status(), second.reached), (&b"deux"[..], Some(200), true));
    assert_eq!(second.reply.as_ref().unwrap().body, b"deux");
    assert!(second.says("DEUX") && second.says("post /inbox") && !second.says("un\n"));
    assert_eq!(house.proxy.with("deux").len(), 1);
    let counts = house.proxy.counts();
    assert_eq!((counts.requests, counts.connections), (2, 1), "a connection is kept for the next request");
    assert!(counts.bytes_up > 100 && counts.bytes_down > 100);
    assert_eq!(house.proxy.send_again(&first).await.unwrap(), 200);
    assert_eq!((house.heard(), house.proxy.counts().requests), (3, 2));
    house.proxy.forget();
    assert!(house.proxy.passed().is_empty());
}

#[tokio::test]
async fn a_slow_line_takes_its_time_until_it_is_mended() {
    let house = House::new().await;
    house.proxy.set(Mode::Delay(MOMENT)).await;
    let began = Instant::now();
    assert_eq!(house.says("un").await.unwrap().0, 200);
    assert!(began.elapsed() >= MOMENT);
    house.proxy.set(Mode::Delay(Duration::from_mins(10))).await;
    let (said, ()) = tokio::join!(timeout(SOON, house.says("deux")), async {
        tokio::time::sleep(MOMENT).await;
        assert_eq!(house.heard(), 1);
        house.proxy.set(Mode::Pass).await;
    });
    assert_eq!(said.unwrap().unwrap().1, "deux");
}

#[tokio::test]
async fn a_dripping_line_gives_everything_in_small_pieces() {
    let house = House::new().await;
    house.proxy.set(Mode::Drip(50, Duration::from_millis(10))).await;
    let (words, began) = ("a".repeat(500), Instant::now());
    assert_eq!(house.says(&words).await.unwrap(), (200, words.clone()));
    assert!(began.elapsed() >= Duration::from_millis(200), "{:?} for a kilobyte and more", began.elapsed());
    house.proxy.set(Mode::Drip(1, Duration::from_mins(10))).await;
    let (said, ()) = tokio::join!(timeout(SOON, house.says(&words)), async {
        tokio::time::sleep(MOMENT).await;
        assert_eq!(house.heard(), 1);
        house.proxy.set(Mode::Pass).await;
    });
    assert_eq!(said.unwrap().unwrap(), (200, words));
}

#[tokio::test]
async fn a_silent_line_takes_a_request_and_says_nothing_until_it_ends() {
    let house = House::new().await;
    house.proxy.set(Mode::Drop).await;
    let (said, ()) = tokio::join!(timeout(SOON, house.says("un")), async {
        tokio::time::sleep(MOMENT).await;
        assert_eq!((house.heard(), house.proxy.with("un").len()), (0, 1));
        house.proxy.set(Mode::Pass).await;
    });
    assert!(said.unwrap().is_err(), "the connection ended without an answer");
    assert_eq!((house.says("deux").await.unwrap().1.as_str(), house.heard()), ("deux", 1));
    assert!(!house.proxy.with("un").first().unwrap().reached);
}

#[tokio::test]
async fn what_is_held_goes_on_afterwards_even_if_nobody_waits_for_it() {
    let house = House::new().await;
    house.proxy.strike("un", 1, Mode::Hold);
    assert!(timeout(MOMENT, house.says("un")).await.is_err());
    assert_eq!(house.says("deux").await.unwrap().1, "deux");
    assert_eq!(house.heard(), 1, "the second overtook the first");
    house.proxy.set(Mode::Pass).await;
    let began = Instant::now();
    while house.heard() < 2 {
        assert!(began.elapsed() < SOON);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_line_that_breaks_in_the_request_leaves_the_server_without_it() {
    let house = House::new().await;
    house.proxy.set(Mode::ResetRequest(40)).await;
    assert!(house.says("un").await.is_err());
    house.proxy.set(Mode::Pass).await;
    assert_eq!(house.says("deux").await.unwrap().1, "deux");
    assert_eq!(house.heard(), 1);
    assert!(!house.proxy.with("un").first().unwrap().reached);
}

#[tokio::test]
async fn a_line_that_breaks_in_the_answer_leaves_the_server_with_a_request_that_looks_failed() {
    let house = House::new().await;
    for bytes in [0, 30] {
        house.proxy.set(Mode::ResetAnswer(bytes)).await;
        assert!(house.says("un").await.is_err());
    }
    assert_eq!(house.heard(), 2);
    assert!(house.proxy.passed().iter().all(|passed| passed.reached && passed.status() == Some(200)));
}

#[tokio::test]
async fn a_line_answers_in_the_place_of_the_server() {
    let house = House::new().await;
    for status in [404, 429, 503] {
        house.proxy.set(Mode::Answer(status)).await;
        assert_eq!(house.says("un").await.unwrap(), (status, String::new()));
    }
    assert_eq!(house.heard(), 0);
    assert_eq!(house.proxy.counts().connections, 1, "a mode holds for connections of before");
}

#[tokio::test]
async fn nobody_listens_at_a_cut_line_until_it_is_mended() {
    let house = House::new().await;
    assert_eq!(house.says("un").await.unwrap().0, 200);
    for _ in 0..3 {
        house.proxy.set(Mode::Cut).await;
        assert!(house.says("deux").await.unwrap_err().is_connect());
        let refused = TcpStream::connect(house.proxy.address()).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
        house.proxy.set(Mode::Pass).await;
        assert_eq!(house.says("trois").await.unwrap().0, 200);
    }
    assert_eq!(house.heard(), 4);
}

#[tokio::test]
async fn one_sender_is_cut_off_and_the_others_are_not() {
    let house = House::new().await;
    house.proxy.set_from("c.localhost:3", Some(Mode::Cut));
    assert!(house.say("un", "c.localhost:3").await.is_err());
    assert_eq!(house.says("deux").await.unwrap().0, 200);
    house.proxy.set_from("c.localhost:3", None);
    assert_eq!(house.say("trois", "c.localhost:3").await.unwrap().0, 200);
}

#[tokio::test]
async fn a_strike_meets_the_next_requests_with_its_words_alone() {
    let house = House::new().await;
    house.proxy.strike("announce", 2, Mode::Answer(500));
    let mut statuses = Vec::new();
    for words in ["Create", "Announce", "Create", "Announce", "Announce"] {
        statuses.push(house.says(words).await.unwrap().0);
    }
    assert_eq!(statuses, [200, 500, 200, 500, 200]);
}

#[tokio::test]
async fn a_server_that_is_not_there_answers_nothing_through_the_line() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let house = House::new().await;
    let proxy = Proxy::open(TcpListener::bind("127.0.0.1:0").await.unwrap(), nobody);
    let sent = house.client.get(format!("http://{}/actor", proxy.address())).send().await;
    assert!(sent.is_err());
    assert_eq!(proxy.with("/actor").len(), 1);
}

#[tokio::test]
#[should_panic(expected = "more passed than is kept")]
async fn a_record_that_is_full_says_so_instead_of_finding_nothing() {
    let mut record = Record::default();
    let raw = vec![b'a'; 9 * 1024 * 1024];
    for _ in 0..4 {
        let request = Message {
            head: "POST / HTTP/1.1\r\n\r\n".to_owned(),
            body: raw.clone(),
            raw: raw.clone(),
            closes: false,
        };
        record.take(&request);
    }
    record.passed();
}
