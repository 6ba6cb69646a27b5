//! Somebody's key in the hands of a test: signed requests that their own server never sent.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use preau_core::world::Moment;
use preau_federation::keys::SigningKey;
use preau_federation::signature::{Outgoing, Signer, sign};
use reqwest::Client;
use serde_json::Value;
use url::Url;

use super::{House, Place};
use crate::section::kept_keys;

/// Who signs.
pub struct Voice {
    /// The id of the actor.
    pub actor: Url,
    key_id: String,
    key: SigningKey,
    agent: String,
    now: Moment,
}

impl Voice {
    /// An actor of a server at `url` with this key, speaking at this moment.
    pub fn new(url: &Url, actor: Url, private_pem: &str, now: Moment) -> Self {
        let key = SigningKey::from_pem(private_pem).unwrap();
        let agent = format!("Preau/0.0.0 (+{url})");
        Self { key_id: format!("{actor}#main-key"), actor, key, agent, now }
    }

    pub(super) fn of_section(url: &Url, handle: &str, now: Moment) -> Self {
        let [_, section] = kept_keys(handle);
        Self::new(url, url.join("section").unwrap(), &section.private_pem, now)
    }

    /// Signs from now on with another's key, in its own name.
    pub fn takes_key_of(&mut self, other: Self) {
        self.key = other.key;
    }

    /// Posts an activity to the shared inbox there, over the line. The status, or nothing where the line failed.
    pub async fn says<H: House>(&self, activity: &Value, to: &Place<H>) -> Option<u16> {
        self.posts(activity.to_string().into_bytes(), to, "inbox").await
    }

    /// Posts these bytes to a path there, over the line.
    pub async fn posts<H: House>(&self, body: Vec<u8>, to: &Place<H>, path: &str) -> Option<u16> {
        let url = to.url.join(path).unwrap();
        let mut headers = self.signed(&Method::POST, &url, &body);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/activity+json"));
        let sent = client(to).post(url).headers(headers).body(body).send().await;
        sent.ok().map(|answer| answer.status().as_u16())
    }

    /// Reads a document there, over the line: status and text, or nothing where the line failed.
    pub async fn reads<H: House>(&self, to: &Place<H>, path: &str) -> Option<(u16, String)> {
        self.reads_whole(to, path).await.map(|(status, _, text)| (status, text))
    }

    /// The same with the headers of the answer.
    pub async fn reads_whole<H: House>(&self, to: &Place<H>, path: &str) -> Option<(u16, HeaderMap, String)> {
        let url = to.url.join(path).unwrap();
        let headers = self.signed(&Method::GET, &url, b"");
        whole(client(to).get(url).headers(headers)).await
    }

    fn signed(&self, method: &Method, url: &Url, body: &[u8]) -> HeaderMap {
        let signer = Signer { key_id: &self.key_id, key: &self.key };
        let mut headers = sign(signer, Outgoing { method, url, body, now: self.now.0 }).unwrap();
        headers.insert(http::header::USER_AGENT, self.agent.parse().unwrap());
        headers
    }
}

impl<H: House> Place<H> {
    /// What it shows to somebody who signs nothing, over the line: status and text.
    pub async fn shows(&self, path: &str) -> Option<(u16, String)> {
        self.shows_whole(path).await.map(|(status, _, text)| (status, text))
    }

    /// The same with the headers of the answer.
    pub async fn shows_whole(&self, path: &str) -> Option<(u16, HeaderMap, String)> {
        whole(client(self).get(self.url.join(path).unwrap())).await
    }
}

/// The answer to a request for a document.
async fn whole(request: reqwest::RequestBuilder) -> Option<(u16, HeaderMap, String)> {
    let answer = request.header(http::header::ACCEPT, "application/activity+json").send().await.ok()?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    Some((status, headers, answer.text().await.ok()?))
}

/// Finds a server by its line, as other servers do.
fn client<H>(to: &Place<H>) -> Client {
    let builder = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    builder.resolve(to.url.host_str().unwrap(), to.proxy.address()).build().unwrap()
}
