//! A server elsewhere that serves what a test puts there, signs what a test says, and keeps what it is sent.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{Method, Uri};
use preau_core::world::Moment;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use url::Url;

use super::Voice;
use super::ground::ports;
use crate::proxy::{Passed, Proxy};
use crate::section::kept_keys;

/// The type of a document.
const ACTIVITY: &str = "application/activity+json";

/// A server that is none of ours: `http://NAME.localhost:PORT/`, behind a line like the others.
pub struct Stranger {
    /// Its address.
    pub url: Url,
    /// The line to it, which keeps what it was sent.
    pub proxy: Proxy,
    name: String,
    shelf: Arc<Shelf>,
    _serving: JoinSet<()>,
}

/// What it answers: by path for reading, one status for every inbox.
struct Shelf {
    documents: Mutex<BTreeMap<String, Answer>>,
    inbox: Mutex<u16>,
}

#[derive(Clone)]
struct Answer {
    status: u16,
    header: (http::HeaderName, String),
    body: String,
}

impl Stranger {
    /// A server of this name with nobody in it; what is posted to it is answered with 202.
    pub fn open(name: &str) -> Self {
        let (outer, inner) = ports();
        let listen: SocketAddr = inner.local_addr().unwrap();
        let url = format!("http://{name}.localhost:{}/", listen.port()).parse().unwrap();
        let shelf = Arc::new(Shelf { documents: Mutex::default(), inbox: Mutex::new(202) });
        let app = Router::new().fallback(answer).with_state(shelf.clone());
        let listener = TcpListener::from_std(inner).unwrap();
        let mut serving = JoinSet::new();
        serving.spawn(async move { axum::serve(listener, app).await.unwrap() });
        let proxy = Proxy::open(TcpListener::from_std(outer).unwrap(), listen);
        Self { url, proxy, name: name.to_owned(), shelf, _serving: serving }
    }

    /// Somebody lives there: their document at `/people/HANDLE`, with the key of the server; their id.
    pub fn lives(&self, handle: &str, name: &str) -> Url {
        let id = self.url.join(&format!("people/{handle}")).unwrap();
        let [_, key] = kept_keys(&self.name);
        let document = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id, "type": "Person", "preferredUsername": handle, "name": name,
            "inbox": format!("{id}/inbox"), "endpoints": {"sharedInbox": self.url.join("inbox").unwrap()},
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": key.public_pem},
        });
        self.serves(id.path(), &document);
        id
    }

    /// Serves a document at this path (with its query) from now on.
    pub fn serves(&self, path: &str, document: &Value) {
        self.answers(path, 200, ACTIVITY, &document.to_string());
    }

    /// Answers a reading of this path with these from now on.
    pub fn answers(&self, path: &str, status: u16, kind: &str, body: &str) {
        self.put(path, Answer { status, header: (CONTENT_TYPE, kind.to_owned()), body: body.to_owned() });
    }

    /// Leads from this path to another address from now on.
    pub fn leads(&self, path: &str, status: u16, to: &str) {
        self.put(path, Answer { status, header: (LOCATION, to.to_owned()), body: String::new() });
    }

    /// Answers everything that is posted with this status from now on.
    pub fn takes(&self, status: u16) {
        *self.shelf.inbox.lock().unwrap() = status;
    }

    /// Somebody of this server, speaking at this moment.
    pub fn voice(&self, actor: &Url, now: Moment) -> Voice {
        let [_, key] = kept_keys(&self.name);
        Voice::new(&self.url, actor.clone(), &key.private_pem, now)
    }

    /// What was posted to it, oldest first.
    pub fn received(&self) -> Vec<Value> {
        self.proxy.passed().iter().filter(|passed| passed.method == "POST").map(Passed::json).collect()
    }

    /// How often this path was read.
    pub fn readings(&self, path: &str) -> usize {
        self.proxy.passed().iter().filter(|passed| passed.method == "GET" && passed.target == path).count()
    }

    fn put(&self, path: &str, answer: Answer) {
        self.shelf.documents.lock().unwrap().insert(path.to_owned(), answer);
    }
}

async fn answer(State(shelf): State<Arc<Shelf>>, method: Method, uri: Uri) -> Response {
    let answered = Response::builder();
    if method == Method::POST {
        let status = *shelf.inbox.lock().unwrap();
        return answered.status(status).body(Body::empty()).unwrap();
    }
    let path = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let found = shelf.documents.lock().unwrap().get(path).cloned();
    let Some(Answer { status, header: (name, value), body }) = found else {
        return answered.status(404).body(Body::empty()).unwrap();
    };
    answered.status(status).header(name, value).body(Body::from(body)).unwrap()
}
