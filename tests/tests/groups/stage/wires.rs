//! The wires between the sections: which house has which name, which wires are cut, what passed, what strangers serve.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use preau_federation::fetch::{Answer, FetchError, Request as Sent, Transport};
use serde_json::Value;
use tower::ServiceExt as _;

use super::ACTIVITY;

/// One request that passed.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) status: Option<u16>,
    pub(crate) body: String,
}

/// The wires: which house has which name, which are cut, what passed, and what strangers serve.
#[derive(Default)]
pub(crate) struct Wires {
    pub(super) houses: Mutex<HashMap<String, Router>>,
    pub(crate) cut: Mutex<HashSet<String>>,
    pub(crate) passed: Mutex<Vec<Passed>>,
    pub(crate) served: Mutex<HashMap<String, (u16, String)>>,
}

#[async_trait]
impl Transport for Wires {
    async fn send(&self, request: Sent) -> Result<Answer, FetchError> {
        assert!(request.headers.contains_key("signature"), "everything that leaves is signed");
        let host = request.url.host_str().unwrap().to_owned();
        let mut passed = Passed {
            method: request.method.clone(),
            url: request.url.to_string(),
            status: None,
            body: String::from_utf8_lossy(&request.body).into_owned(),
        };
        if self.cut.lock().unwrap().contains(&host) {
            self.passed.lock().unwrap().push(passed);
            return Err(FetchError::Connect("the wire is cut".into()));
        }
        let house = self.houses.lock().unwrap().get(&host).cloned();
        let answer = match house {
            Some(house) => through(house, request, &host).await,
            None => self.stranger(&request),
        };
        passed.status = Some(answer.status.as_u16());
        self.passed.lock().unwrap().push(passed);
        Ok(answer)
    }
}

async fn through(house: Router, sent: Sent, host: &str) -> Answer {
    let mut request = Request::new(Body::from(sent.body));
    *request.method_mut() = sent.method;
    let target = &sent.url[url::Position::BeforePath..url::Position::AfterQuery];
    *request.uri_mut() = target.parse().unwrap();
    *request.headers_mut() = sent.headers;
    request.headers_mut().insert(HOST, HeaderValue::from_str(host).unwrap());
    let (parts, body) = house.oneshot(request).await.unwrap().into_parts();
    Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, 1 << 22).await.unwrap() }
}

impl Wires {
    fn stranger(&self, request: &Sent) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY));
        let (status, body) = if request.method == Method::POST {
            (202, String::new())
        } else {
            let served = self.served.lock().unwrap().get(request.url.as_str()).cloned();
            served.unwrap_or((404, String::new()))
        };
        Answer { status: StatusCode::from_u16(status).unwrap(), headers, body: Bytes::from(body) }
    }

    pub(crate) fn serves(&self, id: &str, document: &Value) {
        self.served.lock().unwrap().insert(id.to_owned(), (200, document.to_string()));
    }

    pub(crate) fn cuts(&self, host: &str) {
        self.cut.lock().unwrap().insert(host.to_owned());
    }

    pub(crate) fn mends(&self, host: &str) {
        self.cut.lock().unwrap().remove(host);
    }

    /// What was sent to this host with these words in it.
    pub(crate) fn sent_to(&self, host: &str, words: &str) -> Vec<Passed> {
        let passed = self.passed.lock().unwrap();
        let to = |one: &&Passed| one.url.contains(&format!("//{host}/")) && one.body.contains(words);
        passed.iter().filter(to).cloned().collect()
    }

    pub(crate) fn fetched(&self, words: &str) -> usize {
        let passed = self.passed.lock().unwrap();
        passed.iter().filter(|one| one.method == Method::GET && one.url.contains(words)).count()
    }
}
