//! What must not be said: secrets in the log, and the names of members who did not speak in anything that leaves.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use http::Method;
use preau::world::{RealWorld, system_now};
use preau_core::action::house::ChangeHouse;
use preau_core::action::network::{KeepActor, ReceiveFollow};
use preau_core::action::post::Publish;
use preau_core::audience::Audience;
use preau_core::peer::RemoteActor;
use preau_core::post::{Draft, Signature};
use preau_core::store::Store;
use preau_core::text::Body;
use preau_core::world::World;
use preau_federation::keys::{KeyPems, SigningKey, generate};
use preau_federation::signature::{Outgoing, Signer, sign};
use preau_tests::on_both_engines;
use preau_tests::people::PASSWORD;
use preau_tests::process::{SESSION, Staged};
use preau_tests::visitor::link_in;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use url::Url;

use crate::crawl::crawl;
use crate::scene::{NOUR, ODILE, Scene, Things, done};

on_both_engines! {
    async fn t04_m12_no_secret_and_no_word_of_anybody_stands_in_the_log(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let nour = &scene.house.people[NOUR];
        let visitor = scene.stranger();
        let wrong = "canari-du-faux-mot-de-passe";
        visitor.post("/sign-in", &[("login", &nour.mail), ("password", wrong)]).await.is(422);
        visitor.post("/sign-in", &[("login", &nour.mail), ("password", PASSWORD)]).await.is(303);
        let cookie = visitor.cookie(SESSION).unwrap();
        visitor.post("/password", &[("login", &nour.mail)]).await.is(303);
        let link = link_in(&scene.house.letter(&nour.mail, 1).await.text, &scene.house.url);
        let reset = link.rsplit('/').next().unwrap().to_owned();
        visitor.get_bare(&link).await.is(200);
        let body = "Canari du corps, que personne ne répète";
        let form = visitor.get("/fil/nouveau").await.form("Publier").fill("body", body).fill("title", "Canari du titre");
        form.send().await.is(200);
        let made = visitor.post("/settings/calendar", &[("wanted", "make")]).await;
        let calendar = made.attributes("input#address", "value")[0].clone();
        scene.stranger().get_bare(&calendar).await.is(200);
        let calendar = calendar.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
        scene.stranger().get_bare(&format!("/atom.xml?canari-de-la-question={reset}")).await;
        scene.stranger().post("/join", &[("name", "Canari Voisine"), ("mail", "canari@ailleurs.example"), ("note", "Canari du mot")]).await.is(303);
        scene.stranger().get_bare("/invitation/CANA-RIDU-CODE").await;
        let signed = [("signature", "keyId=\"canari-de-la-signature\""), ("authorization", "Bearer canari-du-jeton"), ("user-agent", "canari-du-navigateur"), ("origin", "https://canari-origine.example")];
        scene.ask(Method::POST, "/inbox", &signed, b"{\"canari-de-l-activite\":1}".to_vec()).await;
        // A fault of the store is logged with its cause, and still with nothing that was typed.
        scene.house.tamper("ALTER TABLE reaction RENAME TO reaction_elsewhere").await;
        visitor.get_bare("/fil").await;
        scene.house.tamper("ALTER TABLE reaction_elsewhere RENAME TO reaction").await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let log = scene.process.said();
        let secrets = [
            wrong, PASSWORD, &cookie, &reset, &calendar, body, "Canari du titre", &nour.mail, &nour.name, "canari@ailleurs.example", "Canari Voisine", "Canari du mot",
            "CANA-RIDU", "canari-de-la-question", "canari-de-la-signature", "canari-du-jeton", "canari-de-l-activite", "canari-du-navigateur", "odile@vallombre.example", &scene.house.people[ODILE].token,
        ];
        for secret in secrets {
            assert!(!log.contains(secret), "{secret:?} stands in the log:\n{}", log.lines().find(|line| line.contains(secret)).unwrap());
        }
        assert!(!log.contains("127.0.0.1 ") && !log.contains("client=127.0.0.1"), "an address of a visitor");
        // The log was written and read: the routes stand there.
        for known in ["/mot-de-passe/{token}", "/sign-in"] {
            assert!(log.contains(known), "{known} is not in the log:\n{log}");
        }
    }

    async fn t02_t03_a06_a11_no_name_of_a_member_who_did_not_speak_leaves(trial: Trial) {
        let elsewhere = Elsewhere::open().await;
        let follower = elsewhere.actor();
        // Nour signs a public text, the others never do.
        let names = ["Nour El Amrani", "Canari Silencieuse", "Canari Muette"];
        let mut house = Staged::new(trial, &names, async |store: &dyn Store, world: &dyn World, people| {
            let choices = preau_core::unit::HouseChoices { members_may_sign: true, ..preau_tests::section::set_up().choices };
            done(store, world, ChangeHouse { by: people[0].id, choices }).await;
            let actor = follower.id.clone();
            done(store, world, KeepActor { actor: follower.clone() }).await;
            let follow = json!({"id": format!("{actor}#follow"), "type": "Follow", "actor": actor, "object": format!("{}section", world.origin())});
            done(store, world, ReceiveFollow { incoming: String::new(), actor, follow: follow.to_string() }).await;
            for (by, text, audience, signature) in [
                (people[1].id, "Je signe cet appel", Audience::Everybody, Signature::Author),
                (people[0].id, "La section parle", Audience::Everybody, Signature::Section),
                (people[2].id, "Entre nous, rien que nous", Audience::Section, Signature::Author),
            ] {
                let draft = Draft { title: None, body: Body::parse(text).unwrap(), audience, signature };
                done(store, world, Publish { by, draft, once: world.hidden_id(), pictures: Vec::new() }).await;
            }
        })
        .await;
        house.settings.push(("PREAU_ALLOW_ADDRESSES", elsewhere.address.to_string()));
        let scene = Scene::serve(house, Things::default()).await;
        let mut everything: Vec<(String, String)> = Vec::new();
        let documents = [
            "/", "/actor", "/section", "/section/outbox", "/section/outbox?page=true", "/section/followers", "/section/following", "/section/inbox", "/inbox",
            "/.well-known/nodeinfo", "/nodeinfo/2.0", "/nodeinfo/2.1", "/.well-known/host-meta", "/atom.xml", "/agenda/public.ics", "/robots.txt", "/sitemap.xml",
            "/.well-known/webfinger?resource=acct:vallombre@HOST", "/.well-known/webfinger?resource=acct:nour.el.amrani@HOST",
            "/.well-known/webfinger?resource=acct:canari.silencieuse@HOST", "/api/v1/instance/peers", "/api/v1/accounts/lookup?acct=nour", "/users/canari.muette", "/@canari.muette",
        ];
        let host = scene.house.url.authority().to_owned();
        let mut people: Vec<String> = scene.house.people.iter().map(|person| format!("/people/{}", person.id)).collect();
        people.extend(scene.house.people.iter().map(|person| format!("/people/{}/outbox", person.id)));
        people.extend(scene.house.rows::<(uuid::Uuid,)>("SELECT id FROM post").await.iter().map(|(id,)| format!("/posts/{id}")));
        elsewhere.wait(4).await;
        people.extend(scene.house.rows::<(uuid::Uuid,)>("SELECT id FROM outgoing").await.iter().map(|(id,)| format!("/activities/{id}")));
        for path in documents.iter().map(|path| path.replace("HOST", &host)).chain(people) {
            // As a follower's server asks, with its signature.
            let signed = elsewhere.signed(&scene.house.url.join(&path).unwrap());
            let signed: Vec<(&'static str, &str)> = signed.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = scene.ask(Method::GET, &path, &signed, Vec::new()).await;
            assert!(answer.status < 500, "{path}");
            everything.push((format!("{path} signed"), format!("{:?} {}", answer.headers, answer.text())));
            for accept in ["application/activity+json", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"", "text/html", "application/json"] {
                let answer = scene.ask(Method::GET, &path, &[("accept", accept)], Vec::new()).await;
                assert!(answer.status < 500, "{path}");
                let text = answer.text();
                // What was asked for may be repeated in the answer; what was not may not.
                everything.push((format!("{path} as {accept}"), format!("{:?} {text}", answer.headers)));
            }
        }
        for (address, page) in crawl(&scene.stranger(), &["/"]).await.pages {
            everything.push((address, format!("{:?} {}", page.headers, page.html())));
        }
        for delivered in elsewhere.received() {
            everything.push(("a delivery".to_owned(), delivered));
        }
        let said = |words: &str| everything.iter().filter(|(_, text)| text.contains(words)).map(|(at, _)| at.clone()).collect::<Vec<_>>();
        for silent in ["Canari", "Odile", "odile", "Entre nous", "totalItems", "vallombre.example"] {
            assert_eq!(said(silent), Vec::<String>::new(), "{silent}");
        }
        for silent in [0, 2, 3] {
            let id = scene.house.people[silent].id.to_string();
            let named: Vec<String> = said(&id).into_iter().filter(|at| !at.contains(&id)).collect();
            assert_eq!(named, Vec::<String>::new());
        }
        // The same search finds who signed, at home and in what was delivered.
        let signed = said("Nour El Amrani");
        assert!(signed.len() > 5, "{signed:?}");
        assert!(said("Je signe cet appel").contains(&"a delivery".to_owned()) && said("La section parle").contains(&"a delivery".to_owned()));
    }
}

/// Another server that keeps every byte it gets.
struct Elsewhere {
    address: std::net::SocketAddr,
    kept: Arc<Mutex<Vec<String>>>,
    keys: KeyPems,
    _serving: JoinSet<()>,
}

impl Elsewhere {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let kept: Arc<Mutex<Vec<String>>> = Arc::default();
        let app = Router::new().route("/inbox", post(keep)).with_state(kept.clone());
        let mut serving = JoinSet::new();
        serving.spawn(async move { axum::serve(listener, app).await.unwrap() });
        let world = RealWorld::new(Url::parse("http://localhost/").unwrap()).unwrap();
        let keys = generate(&mut |bytes| world.fill(bytes)).unwrap();
        Self { address, kept, keys, _serving: serving }
    }

    fn actor(&self) -> RemoteActor {
        let at = |path: &str| Url::parse(&format!("http://{}{path}", self.address)).unwrap();
        RemoteActor {
            id: at("/samira"),
            kind: "Person".to_owned(),
            handle: "samira".to_owned(),
            name: "Samira".to_owned(),
            inbox: at("/inbox"),
            shared_inbox: None,
            key_id: at("/samira#main-key"),
            key_pem: self.keys.public.clone(),
            proof_key: None,
            fetched_at: system_now(),
        }
    }

    /// The headers of a signed GET.
    fn signed(&self, url: &Url) -> Vec<(&'static str, String)> {
        let key = SigningKey::from_pem(&self.keys.private).unwrap();
        let key_id = self.actor().key_id;
        let what = Outgoing { method: &Method::GET, url, body: b"", now: system_now().0 };
        let headers = sign(Signer { key_id: key_id.as_str(), key: &key }, what).unwrap();
        let mut signed: Vec<_> = ["date", "digest", "signature"]
            .into_iter()
            .map(|name| (name, headers[name].to_str().unwrap().to_owned()))
            .collect();
        signed.push(("accept", "application/activity+json".to_owned()));
        signed
    }

    fn received(&self) -> Vec<String> {
        self.kept.lock().unwrap().clone()
    }

    async fn wait(&self, number: usize) {
        for _ in 0..400 {
            if self.kept.lock().unwrap().len() >= number {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{:?}", self.received());
    }
}

async fn keep(
    State(kept): State<Arc<Mutex<Vec<String>>>>,
    headers: http::HeaderMap,
    body: Bytes,
) -> http::StatusCode {
    kept.lock().unwrap().push(format!("{headers:?} {}", String::from_utf8_lossy(&body)));
    http::StatusCode::ACCEPTED
}
