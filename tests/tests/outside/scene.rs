//! Vallombre with a public post, and people on other servers who have something to say about it.

use std::ops::Deref;
use std::sync::Arc;

use http::StatusCode;
use preau_core::action::outside::{AcceptOutside, AnswerOutside, Answered, FollowAccount};
use preau_core::action::perform;
use preau_core::audience::Audience;
use preau_core::elsewhere::Elsewhere as _;
use preau_core::id::PostId;
use preau_core::outside::{FollowedState, NetworkPost, OutsidePost, OutsideState};
use preau_core::post::Signature;
use preau_core::store::Store;
use preau_core::text::Body;
use preau_core::world::World as _;
use serde_json::{Value, json};
use url::Url;

use crate::stage::{KEYS, Vallombre};

pub(crate) const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
/// Two people of one server, and one of another.
pub(crate) const ADA: &str = "https://elsewhere.example/users/ada";
pub(crate) const EVE: &str = "https://elsewhere.example/users/eve";
pub(crate) const BOB: &str = "https://autre.example/users/bob";

/// The house, its post, and everybody.
pub(crate) struct Scene {
    house: Vallombre,
    pub(crate) post: PostId,
}

impl Deref for Scene {
    type Target = Vallombre;

    fn deref(&self) -> &Vallombre {
        &self.house
    }
}

pub(crate) fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// The last part of somebody's id.
fn handle(id: &str) -> &str {
    id.rsplit('/').next().unwrap()
}

/// An actor's document.
pub(crate) fn actor(id: &str) -> Value {
    let shared = url(id).join("/inbox").unwrap();
    json!({
        "id": id, "type": "Person", "preferredUsername": handle(id), "name": handle(id).to_uppercase(),
        "summary": "<p>Au jardin</p>", "url": id, "inbox": format!("{id}/inbox"),
        "endpoints": {"sharedInbox": shared},
        "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": KEYS[2].public},
    })
}

/// A public Note of somebody, with what the test wants to be different.
pub(crate) fn note(author: &str, number: u32, more: Value) -> Value {
    let mut note = json!({
        "id": format!("{}/{number}", author.replace("/users/", "/notes/")), "type": "Note", "attributedTo": author,
        "to": [PUBLIC], "cc": [format!("{author}/followers")], "content": "<p>Bonjour</p>",
        "published": "2026-11-21T10:00:00Z",
    });
    let Value::Object(more) = more else { panic!("what is different are members: {more}") };
    for (key, value) in more {
        note[key] = value;
    }
    note
}

/// The activity that brings it.
pub(crate) fn create(note: &Value) -> Value {
    json!({
        "id": format!("{}/create", note["id"].as_str().unwrap()), "type": "Create",
        "actor": note["attributedTo"], "to": [PUBLIC], "object": note,
    })
}

/// Any other activity of somebody.
pub(crate) fn activity(actor: &str, number: u32, kind: &str, object: Value) -> Value {
    let mut activity = json!({"id": format!("{actor}/activities/{number}"), "type": kind, "actor": actor});
    activity["object"] = object;
    activity
}

impl Scene {
    pub(crate) async fn open(store: &Arc<dyn Store>) -> Self {
        let house = Vallombre::new(store).await;
        for id in [ADA, EVE, BOB] {
            let (host, name) = (url(id).host_str().unwrap().to_owned(), handle(id));
            house.elsewhere.served.lock().unwrap().insert(id.to_owned(), (200, actor(id).to_string()));
            finger(&house, &host, &format!("{name}@{host}"), &format!("{name}@{host}"), id);
        }
        let post = house.publish("Le marché est ouvert", Audience::Everybody, Signature::Section).await;
        house.work().await;
        house.elsewhere.arrived();
        Self { house, post }
    }

    pub(crate) fn post_url(&self) -> String {
        format!("https://vallombre.example/posts/{}", self.post)
    }

    /// Signs and sends what somebody says, and lets the house do what follows.
    pub(crate) async fn says(&self, who: &str, activity: &Value) -> StatusCode {
        let status = self.post_as(who, &KEYS[2], activity).await;
        self.work().await;
        status
    }

    /// Puts a document where it says that it is.
    pub(crate) fn serve(&self, document: &Value) {
        self.serve_at(document["id"].as_str().unwrap(), document);
    }

    pub(crate) fn serve_at(&self, address: &str, document: &Value) {
        self.elsewhere.served.lock().unwrap().insert(address.to_owned(), (200, document.to_string()));
    }

    /// Says who answers to a name.
    pub(crate) fn fingers(&self, host: &str, asked: &str, subject: &str, actor: &str) {
        finger(self, host, asked, subject, actor);
    }

    pub(crate) async fn waiting(&self) -> Vec<OutsidePost> {
        self.store.read().await.unwrap().outside_posts(OutsideState::Waiting, None, 100).await.unwrap()
    }

    pub(crate) async fn by_uri(&self, note: &Value) -> Option<OutsidePost> {
        let uri = url(note["id"].as_str().unwrap());
        self.store.read().await.unwrap().outside_by_uri(&uri).await.unwrap()
    }

    pub(crate) async fn network(&self) -> Vec<NetworkPost> {
        self.store.read().await.unwrap().network_posts(None, None, 100).await.unwrap()
    }

    pub(crate) async fn marks(&self) -> (i64, i64) {
        self.store.read().await.unwrap().marks(self.post).await.unwrap()
    }

    pub(crate) async fn followed_state(&self, who: &str) -> Option<FollowedState> {
        self.store.read().await.unwrap().followed(&url(who)).await.unwrap().map(|followed| followed.state)
    }

    /// How many of these activities were counted and nothing else.
    pub(crate) async fn counted(&self, kind: &str) -> i64 {
        let counts = self.store.read().await.unwrap().ignored_counts(100).await.unwrap();
        counts.into_iter().find(|(counted, _)| counted == kind).map_or(0, |(_, count)| count)
    }

    pub(crate) async fn accept(&self, outside: &OutsidePost) {
        let accept = AcceptOutside { by: self.jeanne, outside: outside.id, seen: outside.shown.version() };
        perform(self.store.as_ref(), self.world.as_ref(), &accept).await.unwrap();
    }

    pub(crate) async fn answer(&self, outside: &OutsidePost, text: &str, public: bool) -> Answered {
        let answer = AnswerOutside {
            by: self.jeanne,
            outside: outside.id,
            seen: outside.shown.version(),
            body: Body::parse(text).unwrap(),
            public,
            once: self.world.hidden_id(),
        };
        perform(self.store.as_ref(), self.world.as_ref(), &answer).await.unwrap()
    }

    /// The section follows somebody, who agrees.
    pub(crate) async fn follows(&self, who: &str) {
        let host = url(who).host_str().unwrap().to_owned();
        self.follows_as(who, &format!("{}@{host}", handle(who))).await;
    }

    /// The same, by this address.
    pub(crate) async fn follows_as(&self, who: &str, address: &str) {
        let found = self.federation.account(address).await.unwrap();
        let follow = FollowAccount { by: self.jeanne, actor: found.actor };
        perform(self.store.as_ref(), self.world.as_ref(), &follow).await.unwrap();
        self.work().await;
        let sent = self.elsewhere.arrived();
        let (_, follow) = sent.iter().find(|(kind, _)| kind == "Follow").unwrap();
        self.says(who, &activity(who, 9000, "Accept", follow.clone())).await;
        assert_eq!(self.followed_state(who).await, Some(FollowedState::Accepted));
    }
}

fn finger(house: &Vallombre, host: &str, asked: &str, subject: &str, actor: &str) {
    let mut address = url(&format!("https://{host}/.well-known/webfinger"));
    address.query_pairs_mut().append_pair("resource", &format!("acct:{asked}"));
    let jrd = json!({
        "subject": format!("acct:{subject}"),
        "links": [
            {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": actor},
            {"rel": "self", "type": "application/activity+json", "href": actor},
        ],
    });
    house.elsewhere.served.lock().unwrap().insert(address.into(), (200, jrd.to_string()));
}
