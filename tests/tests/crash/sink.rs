//! The follower's server: takes what is delivered, and now and then dies after taking it and before saying so (P02).

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use preau_core::peer::RemoteActor;
use preau_core::world::Moment;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use url::Url;

use crate::chance::Chance;

pub(crate) struct Sink {
    pub(crate) address: SocketAddr,
    taken: Arc<Taken>,
    _serving: JoinSet<()>,
}

#[derive(Default)]
struct Taken {
    /// The content and the id of each Create.
    creates: Mutex<Vec<(String, String)>>,
    cut: AtomicUsize,
    /// Every so many first deliveries one is taken and not answered.
    every: usize,
}

impl Sink {
    pub(crate) async fn open(chance: &Chance) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let every = usize::try_from(chance.between(20, 40)).unwrap();
        let taken = Arc::new(Taken { every, ..Taken::default() });
        let app = Router::new().route("/inbox", post(take)).with_state(taken.clone());
        let mut serving = JoinSet::new();
        serving.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, taken, _serving: serving }
    }

    /// Somebody there.
    pub(crate) fn actor(&self) -> RemoteActor {
        let at = |path: &str| Url::parse(&format!("http://{}{path}", self.address)).unwrap();
        RemoteActor {
            id: at("/samira"),
            kind: "Person".to_owned(),
            handle: "samira".to_owned(),
            name: "Samira".to_owned(),
            inbox: at("/inbox"),
            shared_inbox: None,
            key_id: at("/samira#main-key"),
            key_pem: "none of ours is asked for it".to_owned(),
            proof_key: None,
            fetched_at: Moment(0),
        }
    }

    pub(crate) fn received(&self) -> Vec<(String, String)> {
        self.taken.creates.lock().unwrap().clone()
    }

    pub(crate) fn cut(&self) -> usize {
        self.taken.cut.load(Ordering::SeqCst)
    }
}

async fn take(State(taken): State<Arc<Taken>>, body: Bytes) -> Response {
    let activity: Value = serde_json::from_slice(&body).unwrap();
    if activity["type"] != "Create" {
        return http::StatusCode::ACCEPTED.into_response();
    }
    let create = (activity["object"]["content"].to_string(), activity["id"].as_str().unwrap().to_owned());
    let count = {
        let mut creates = taken.creates.lock().unwrap();
        creates.push(create);
        creates.len()
    };
    if count % taken.every == 0 {
        taken.cut.fetch_add(1, Ordering::SeqCst);
        // The task of the connection ends here, and the connection with it, before anything was answered.
        std::panic::resume_unwind(Box::new("the receiver dies"));
    }
    http::StatusCode::ACCEPTED.into_response()
}
