//! A blocked host: nothing comes in from it, nothing goes out to it, and nothing of it is shown (S22, O24).

use axum::body::Body;
use http::header::HOST;
use http::{HeaderValue, Method, Request, StatusCode};
use preau_core::action::outside::{BlockHost, UnblockHost};
use preau_core::action::perform;
use preau_core::audience::Audience;
use preau_core::elsewhere::{Absent, Elsewhere as _};
use preau_core::outside::OutsideState;
use preau_core::post::Signature as Signed;
use preau_core::world::{Moment, World as _};
use preau_federation::keys::SigningKey;
use preau_federation::signature::{Outgoing, Signer, sign};
use preau_tests::on_both_engines;
use serde_json::json;
use url::Url;

use crate::scene::{ADA, BOB, Scene, activity, actor, create, note};
use crate::stage::{KEYS, ODILE, SECTION};

impl Scene {
    async fn blocks(&self, host: &str) {
        let block = BlockHost { by: self.jeanne, host: host.into(), reason: None };
        perform(self.store.as_ref(), self.world.as_ref(), &block).await.unwrap();
        self.pass(5 * Moment::SECOND);
    }

    /// A reading that somebody signs.
    async fn reads(&self, path: &str, who: &str) -> StatusCode {
        let url = Url::parse(&format!("https://vallombre.example{path}")).unwrap();
        let key = SigningKey::from_pem(&KEYS[2].private).unwrap();
        let what = Outgoing { method: &Method::GET, url: &url, body: b"", now: self.world.now().0 };
        let key_id = format!("{who}#main-key");
        let mut headers = sign(Signer { key_id: &key_id, key: &key }, what).unwrap();
        headers.insert(HOST, HeaderValue::from_static("vallombre.example"));
        headers.insert("accept", HeaderValue::from_static("application/activity+json"));
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        *request.headers_mut() = headers;
        (**self).answer(request).await.0
    }
}

on_both_engines! {
    async fn s22_o24_a_blocked_host_says_nothing_more_under_any_of_its_names(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let names = ["https://mal.example/users/x", "https://sous.mal.example/users/x", "https://a.b.mal.example/users/x", "https://xn--mchant-bva.example/users/x"];
        for id in names.iter().chain(&["https://normal.example/users/x"]) {
            scene.serve(&actor(id));
        }
        let held = note(names[0], 1, json!({"inReplyTo": scene.post_url()}));
        scene.says(names[0], &create(&held)).await;
        scene.says(names[0], &activity(names[0], 2, "Follow", json!(SECTION))).await;
        let shown = note(names[0], 3, json!({"inReplyTo": scene.post_url()}));
        scene.says(names[0], &create(&shown)).await;
        let outside = scene.by_uri(&shown).await.unwrap();
        scene.accept(&outside).await;
        scene.blocks("Mal.Example.").await;
        scene.blocks("méchant.example").await;
        assert_eq!(scene.by_uri(&held).await.unwrap().state, OutsideState::Refused);
        assert_eq!(scene.by_uri(&shown).await.unwrap().state, OutsideState::Removed);
        assert_eq!(scene.follower(names[0]).await, None);

        let before = scene.elsewhere.fetches();
        for (n, who) in names.into_iter().enumerate() {
            for (m, kind) in ["Create", "Update", "Announce", "Like", "Follow", "Delete"].into_iter().enumerate() {
                let number = u32::try_from(100 + 10 * n + m).unwrap();
                let object = match kind {
                    "Create" => note(who, number, json!({"inReplyTo": scene.post_url()})),
                    "Update" => { let mut shown = shown.clone(); shown["updated"] = json!("2026-11-22T00:00:00Z"); shown["content"] = json!("<p>Encore</p>"); shown }
                    "Follow" => json!(SECTION),
                    _ => json!(scene.post_url()),
                };
                if kind == "Update" && n > 0 { continue; }
                assert_eq!(scene.says(who, &activity(who, number, kind, object)).await, StatusCode::FORBIDDEN, "{who} {kind}");
            }
            assert_eq!(scene.reads(&format!("/posts/{}", scene.post), who).await, StatusCode::NOT_FOUND, "{who}");
            assert_eq!(scene.federation.account(who).await.unwrap_err(), Absent::NotAsked, "{who}");
        }
        assert_eq!(scene.elsewhere.fetches(), before, "a blocked host is not spoken to");
        assert_eq!((scene.waiting().await.len(), scene.marks().await), (0, (0, 0)));
        let nobody = "https://normal.example/users/x";
        assert_eq!(scene.says(nobody, &activity(nobody, 1, "Like", json!(scene.post_url()))).await, StatusCode::ACCEPTED);
        assert_eq!(scene.reads(&format!("/posts/{}", scene.post), nobody).await, StatusCode::OK);
    }

    async fn s22_what_waited_for_a_host_does_not_leave_once_it_is_blocked(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        *scene.elsewhere.answers.lock().unwrap() = Some(503);
        scene.publish("Un", Audience::Everybody, Signed::Section).await;
        let letter = note(ADA, 1, json!({"to": [SECTION], "cc": []}));
        let mut sent = create(&letter);
        sent["to"] = json!(SECTION);
        scene.says(ADA, &sent).await;
        let direct = scene.by_uri(&letter).await.unwrap();
        scene.answer(&direct, "En privé", false).await;
        scene.work().await;
        scene.elsewhere.arrived();
        for host in ["port-lazare.example", "elsewhere.example"] {
            scene.blocks(host).await;
        }
        *scene.elsewhere.answers.lock().unwrap() = None;
        for _ in 0..3 {
            scene.pass(Moment::DAY);
            scene.work().await;
        }
        assert!(scene.elsewhere.arrived().is_empty());
        assert_eq!(scene.follower(ODILE).await, None);
    }

    async fn o24_what_a_suspended_author_wrote_does_not_come_in_by_another(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.follows(ADA).await;
        let theirs = note(BOB, 1, json!({}));
        scene.serve(&theirs);
        scene.blocks("autre.example").await;
        let before = scene.elsewhere.fetches();
        scene.says(ADA, &activity(ADA, 1, "Announce", theirs["id"].clone())).await;
        scene.says(ADA, &activity(ADA, 2, "Announce", theirs.clone())).await;
        assert_eq!((scene.network().await.len(), scene.elsewhere.fetches()), (0, before));
        // An answer hanging at a blocked host's is not followed up there.
        let reply = note(ADA, 3, json!({"inReplyTo": theirs["id"], "cc": [SECTION]}));
        scene.says(ADA, &create(&reply)).await;
        assert_eq!(scene.by_uri(&reply).await.unwrap().post, None);
        assert_eq!(scene.elsewhere.fetches(), before);

        let unblock = UnblockHost { by: scene.jeanne, host: "autre.example".into() };
        perform(scene.store.as_ref(), scene.world.as_ref(), &unblock).await.unwrap();
        scene.pass(5 * Moment::SECOND);
        scene.says(ADA, &activity(ADA, 4, "Announce", theirs["id"].clone())).await;
        assert_eq!(scene.network().await.len(), 1 + scene.network().await.iter().filter(|post| post.via.as_str() == ADA && post.shared_as.is_none()).count());
    }
}
