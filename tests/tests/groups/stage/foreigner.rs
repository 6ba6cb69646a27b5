//! A server elsewhere, whose keys and bytes are what a test says: what it reads of a section, and what it hands in.

use axum::body::{Body, to_bytes};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use preau_core::peer::RemoteActor;
use preau_core::world::{Moment, World as _};
use preau_federation::keys::{KeyPems, SigningKey};
use preau_federation::proof::ProofKey;
use preau_federation::signature::{Outgoing, Signer, sign};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use url::Url;

use super::{ACTIVITY, House, KEYS, START, stream};

impl House {
    /// What a server elsewhere reads, signed by whoever this is.
    pub(crate) async fn read_as(
        &self,
        path: &str,
        key_id: &str,
        key: &KeyPems,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let url = Url::parse(&format!("https://{}{path}", self.host)).unwrap();
        let key = SigningKey::from_pem(&key.private).unwrap();
        let what = Outgoing { method: &Method::GET, url: &url, body: b"", now: self.world.now().0 };
        let mut headers = sign(Signer { key_id, key: &key }, what).unwrap();
        headers.insert(HOST, HeaderValue::from_str(&self.host).unwrap());
        headers.insert(ACCEPT, HeaderValue::from_static(ACTIVITY));
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        *request.headers_mut() = headers;
        self.answers(request).await
    }

    pub(crate) async fn read_unsigned(&self, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        self.answers(Request::get(path).header(ACCEPT, ACTIVITY).body(Body::empty()).unwrap()).await
    }

    async fn answers(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, parts.headers, to_bytes(body, 1 << 22).await.unwrap())
    }

    /// Hands an activity in, signed by this key; the status.
    pub(crate) async fn hears(&self, inbox: &str, body: &str, key_id: &str, key: &KeyPems) -> u16 {
        let url = Url::parse(&format!("https://{}{inbox}", self.host)).unwrap();
        let key = SigningKey::from_pem(&key.private).unwrap();
        let what =
            Outgoing { method: &Method::POST, url: &url, body: body.as_bytes(), now: self.world.now().0 };
        let mut headers = sign(Signer { key_id, key: &key }, what).unwrap();
        headers.insert(HOST, HeaderValue::from_str(&self.host).unwrap());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY));
        let mut request = Request::post(inbox).body(Body::from(body.to_owned())).unwrap();
        *request.headers_mut() = headers;
        self.answers(request).await.0.as_u16()
    }
}

/// Somebody on a server that does what a test says: their keys are here.
pub(crate) struct Foreigner {
    pub(crate) actor: String,
    pub(crate) rsa: &'static KeyPems,
    pub(crate) proof: ProofKey,
}

impl Foreigner {
    pub(crate) fn new(actor: &str, seed: u8) -> Self {
        let proof = ProofKey::generate(&mut stream(seed)).unwrap();
        Self { actor: actor.to_owned(), rsa: &KEYS[1], proof }
    }

    pub(crate) fn key_id(&self) -> String {
        format!("{}#main-key", self.actor)
    }

    pub(crate) fn document(&self, kind: &str) -> Value {
        let id = &self.actor;
        let host = Url::parse(id).unwrap().host_str().unwrap().to_owned();
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": id, "type": kind, "preferredUsername": "samira", "name": "Samira Haddad",
            "inbox": format!("{id}/inbox"), "endpoints": {"sharedInbox": format!("https://{host}/inbox")},
            "publicKey": {"id": self.key_id(), "owner": id, "publicKeyPem": self.rsa.public},
            "assertionMethod": [{"id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                "publicKeyMultibase": self.proof.public().unwrap().multibase()}],
        })
    }

    /// As another server remembers them.
    pub(crate) fn remote(&self, kind: &str) -> RemoteActor {
        let url = |text: String| Url::parse(&text).unwrap();
        let host = url(self.actor.clone()).host_str().unwrap().to_owned();
        RemoteActor {
            id: url(self.actor.clone()),
            kind: kind.to_owned(),
            handle: "evasion".to_owned(),
            name: "Évasion".to_owned(),
            inbox: url(format!("{}/inbox", self.actor)),
            shared_inbox: Some(url(format!("https://{host}/inbox"))),
            key_id: url(self.key_id()),
            key_pem: self.rsa.public.clone(),
            proof_key: Some(self.proof.public().unwrap().multibase()),
            fetched_at: START,
        }
    }

    /// The same with a proof.
    pub(crate) fn signs(&self, activity: &Value, now: Moment) -> String {
        let method = format!("{}#ed25519-key", self.actor);
        preau_federation::proof::attach(&activity.to_string(), &self.proof, &method, &now.rfc3339()).unwrap()
    }

    pub(crate) async fn says(&self, house: &House, inbox: &str, body: &str) -> u16 {
        house.hears(inbox, body, &self.key_id(), self.rsa).await
    }
}
