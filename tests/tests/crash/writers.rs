//! Twelve people who write without a pause while the program lives, and send again what was not acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::header::{COOKIE, ORIGIN, SET_COOKIE};
use preau_tests::process::{SESSION, Staged};
use reqwest::Client;
use reqwest::multipart::Form;
use reqwest::redirect::Policy;
use tokio::task::JoinSet;
use url::Url;
use uuid::Uuid;

use crate::ledger::Ledger;

/// One who writes, and the post that is under way.
struct Writer {
    client: Client,
    url: Url,
    cookie: String,
    number: u128,
    speaks: bool,
    count: u128,
    ledger: Arc<Ledger>,
    /// The form of the last post that was not acknowledged: sent again with its own id, as a browser's retry does.
    unanswered: Option<u128>,
}

pub(crate) struct Writers {
    resting: Vec<Writer>,
    writing: JoinSet<Writer>,
    over: Arc<AtomicBool>,
}

impl Writers {
    pub(crate) fn new(house: &Staged, ledger: &Arc<Ledger>) -> Self {
        let writer = |number: usize| Writer {
            client: client(house),
            url: house.url.clone(),
            cookie: format!("{SESSION}={}", house.people[number].token),
            number: u128::try_from(number).unwrap(),
            speaks: number < 2,
            count: 0,
            ledger: ledger.clone(),
            unanswered: None,
        };
        let resting = (0..house.people.len()).map(writer).collect();
        Self { resting, writing: JoinSet::new(), over: Arc::default() }
    }

    /// Everybody writes until a connection breaks.
    pub(crate) fn write(&mut self) {
        self.over.store(false, Ordering::SeqCst);
        for mut writer in self.resting.drain(..) {
            let over = self.over.clone();
            self.writing.spawn(async move {
                while !over.load(Ordering::SeqCst) && writer.post().await {}
                writer
            });
        }
    }

    /// Waits until everybody has seen the end.
    pub(crate) async fn rest(&mut self) {
        while let Some(writer) = self.writing.join_next().await {
            self.resting.push(writer.unwrap());
        }
    }

    /// Asks everybody to end with the post at hand.
    pub(crate) async fn stop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        self.rest().await;
    }
}

impl Writer {
    /// One post; false once the program does not answer any more.
    async fn post(&mut self) -> bool {
        let again = self.unanswered.take();
        // Every other one that was cut is sent again; what became of the rest stays open.
        let count = again.filter(|count| count.is_multiple_of(2)).unwrap_or_else(|| {
            self.count += 1;
            self.count
        });
        let public = self.speaks && count.is_multiple_of(2);
        let audience = if public { "everybody" } else { "section" };
        let text = format!("Ligne {} de la main {} pour {audience}, et rien de plus.", count, self.number);
        self.ledger.sending(&text);
        let once = Uuid::from_u128(self.number << 64 | count);
        let form = Form::new()
            .text("body", text.clone())
            .text("audience", audience)
            .text("signature", "section")
            .text("step", "publish")
            .text("once", once.to_string());
        let to = self.url.join("/feed/new").unwrap();
        let origin = self.url.origin().ascii_serialization();
        let request =
            self.client.post(to).header(COOKIE, &self.cookie).header(ORIGIN, origin).multipart(form);
        let Ok(answer) = request.send().await else {
            self.unanswered = Some(count);
            return false;
        };
        let told = answer
            .headers()
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|c| c.to_str().ok()?.strip_prefix("flash=published."));
        match told.map(|rest| rest.split(';').next().unwrap_or_default().parse::<Uuid>().unwrap()).next() {
            Some(id) if answer.status() == 303 => self.ledger.acknowledge(&text, id),
            _ if answer.status() == 429 => tokio::time::sleep(Duration::from_millis(200)).await,
            _ => self.ledger.answered(answer.status().as_u16()),
        }
        true
    }
}

pub(crate) fn client(house: &Staged) -> Client {
    Client::builder()
        .redirect(Policy::none())
        .timeout(Duration::from_secs(20))
        .resolve(house.url.host_str().unwrap(), house.listen)
        .build()
        .unwrap()
}
