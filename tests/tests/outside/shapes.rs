//! Documents as other servers really write them, through the gate and to where they belong.

use http::StatusCode;
use preau_core::audience::Audience;
use preau_core::outside::OutsideKind;
use preau_core::post::Signature;
use preau_tests::on_both_engines;
use serde_json::{Value, json};

use crate::scene::{PUBLIC, Scene, url};
use crate::stage::KEYS;

/// The post that the documents answer; every test of them is given this address instead.
const THEIR_POST: &str = "https://vallombre.example/posts/01900000-0000-7000-8000-000000000001";

pub(crate) fn fixture(name: &str) -> Value {
    let path = format!("{}/fixtures/fediverse/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

impl Scene {
    /// A server of this kind with its actor, as it serves it, and a key that we have.
    fn has(&self, name: &str) -> String {
        let mut actor = fixture(&format!("{name}/actor"));
        actor["publicKey"]["publicKeyPem"] = json!(KEYS[2].public);
        let id = actor["id"].as_str().unwrap().to_owned();
        self.serve(&actor);
        // GoToSocial's keys have addresses of their own.
        let key = actor["publicKey"]["id"].as_str().unwrap().to_owned();
        if !key.contains('#') {
            self.serve_at(&key, &json!({"id": id, "publicKey": actor["publicKey"]}));
        }
        key
    }

    /// Sends the document as its server would, about our post.
    async fn hears(&self, name: &str, key: &str) -> StatusCode {
        let text = fixture(name).to_string().replace(THEIR_POST, &self.post_url());
        let request = self.signed("/inbox", text.as_bytes(), &KEYS[2], key);
        let status = self.answer_of(request).await;
        self.work().await;
        status
    }

    async fn answer_of(&self, request: http::Request<axum::body::Body>) -> StatusCode {
        (**self).answer(request).await.0
    }
}

on_both_engines! {
    async fn the_answers_of_every_kind_of_server_wait_to_be_read(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        for (server, document, html) in [
            ("mastodon", "create_note", "Bravo"),
            ("gotosocial", "create_reply", "À bientôt"),
            ("lemmy", "create_note", "Merci"),
            ("misskey", "create_note", "Bien dit"),
            ("fedify", "create_note", "Depuis Fedify"),
        ] {
            let key = scene.has(server);
            assert_eq!(scene.hears(&format!("{server}/{document}"), &key).await, StatusCode::ACCEPTED, "{server}");
            let uri = url(fixture(&format!("{server}/{document}"))["object"]["id"].as_str().unwrap());
            let found = scene.store.read().await.unwrap().outside_by_uri(&uri).await.unwrap();
            let found = found.unwrap_or_else(|| panic!("nothing of {server}"));
            assert_eq!((found.kind, found.post), (OutsideKind::Reply, Some(scene.post)), "{server}");
            assert!(found.shown.text.html.contains(html), "{server}: {}", found.shown.text.html);
            assert!(!found.shown.text.html.contains("class=") && !found.shown.text.html.contains("<img"), "{server}");
            assert_eq!(found.shown.author.host, format!("{server}.example"));
        }
        assert_eq!(scene.waiting().await.len(), 5);
    }

    async fn likes_reactions_shares_and_their_end_are_counted_as_each_server_sends_them(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let keys: Vec<_> = ["mastodon", "lemmy", "misskey", "fedify"].map(|server| (server, scene.has(server))).into();
        let key = |server: &str| keys.iter().find(|(name, _)| *name == server).unwrap().1.clone();
        for (server, document, marks) in [
            ("mastodon", "like", (1, 0)),
            ("mastodon", "announce_ours", (1, 1)),
            ("misskey", "like", (2, 1)),
            ("misskey", "emoji_react", (2, 1)),
            ("fedify", "like", (3, 1)),
            ("lemmy", "dislike", (3, 1)),
            ("mastodon", "undo_like", (2, 1)),
            ("mastodon", "undo_announce", (2, 0)),
            ("lemmy", "undo_like", (2, 0)),
        ] {
            let name = format!("{server}/{document}");
            assert_eq!(scene.hears(&name, &key(server)).await, StatusCode::ACCEPTED, "{name}");
            assert_eq!(scene.marks().await, marks, "{name}");
        }
    }

    async fn a_letter_a_mention_a_vote_and_a_block_of_mastodon_become_what_they_are(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let key = scene.has("mastodon");
        for (document, kind) in [("create_direct", OutsideKind::Direct), ("create_mention", OutsideKind::Mention)] {
            let name = format!("mastodon/{document}");
            assert_eq!(scene.hears(&name, &key).await, StatusCode::ACCEPTED);
            let uri = url(fixture(&name)["object"]["id"].as_str().unwrap());
            let found = scene.store.read().await.unwrap().outside_by_uri(&uri).await.unwrap().unwrap();
            assert_eq!((found.kind, found.shown.text.warning.is_some()), (kind, document == "create_mention"));
        }
        for document in ["create_vote", "update_person", "announce"] {
            assert_eq!(scene.hears(&format!("mastodon/{document}"), &key).await, StatusCode::ACCEPTED);
        }
        assert_eq!(scene.waiting().await.len(), 2);
        assert_eq!(scene.hears("mastodon/delete_account", &key).await, StatusCode::ACCEPTED);
        assert_eq!(scene.waiting().await.len(), 0);
    }

    async fn an_edit_of_mastodon_is_read_again(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let key = scene.has("mastodon");
        scene.hears("mastodon/create_note", &key).await;
        scene.hears("mastodon/update_note", &key).await;
        let waiting = scene.waiting().await;
        assert_eq!(waiting.len(), 1);
        assert!(waiting[0].shown.text.html.contains("toutes et tous"));
    }

    async fn a_followed_community_of_lemmy_and_a_followed_calendar_of_mobilizon_are_read(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let community = "https://lemmy.example/c/cantine";
        let mut actor = crate::scene::actor(community);
        actor["type"] = json!("Group");
        scene.serve(&actor);
        scene.fingers("lemmy.example", "cantine@lemmy.example", "cantine@lemmy.example", community);
        scene.has("lemmy");
        scene.follows(community).await;
        scene.serve(&fixture("lemmy/page"));
        for document in ["announce_create", "announce_like"] {
            assert_eq!(scene.says(community, &fixture(&format!("lemmy/{document}"))).await, StatusCode::ACCEPTED);
        }
        let kept = scene.network().await;
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].shown.text.title.as_deref(), kept[0].shown.author.actor.as_str()), (Some("Une cantine & des légumes"), "https://lemmy.example/u/fatou"));

        let calendar = "https://mobilizon.example/@marche";
        let mut actor = crate::scene::actor(calendar);
        (actor["type"], actor["preferredUsername"]) = (json!("Group"), json!("marche"));
        scene.serve(&actor);
        for name in ["marche", "@marche"] {
            scene.fingers("mobilizon.example", &format!("{name}@mobilizon.example"), "marche@mobilizon.example", calendar);
        }
        scene.follows_as(calendar, "marche@mobilizon.example").await;
        assert_eq!(scene.says(calendar, &fixture("mobilizon/create_event")).await, StatusCode::ACCEPTED);
        let kept = scene.network().await;
        assert!(kept.iter().any(|post| post.shown.text.html.contains("Halle du port") && post.shown.object_type == "Event"), "{kept:?}");
    }

    async fn o20_o28_odd_shapes_are_answered_and_change_nothing(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.publish("Autre", Audience::Everybody, Signature::Section).await;
        let key = scene.has("mastodon");
        let odile = "https://mastodon.example/users/odile";
        let nested = (0..50).fold(json!("x"), |inner, n| json!({"id": format!("{odile}/{n}"), "type": "Create", "actor": odile, "object": inner}));
        let object = json!({"id": format!("{odile}/n"), "type": "Note", "attributedTo": odile, "to": PUBLIC, "inReplyTo": scene.post_url()});
        let mut odd = Vec::new();
        for kind in ["Create", "Update", "Delete", "Like", "Announce", "Undo", "Accept", "Reject", "Move", "Flag", "Block", "EmojiReact", "Question", "Arrive"] {
            for what in [json!(null), json!(7), json!([]), json!([[[]]]), json!({}), json!({"id": null}), json!({"id": 7, "type": []}), json!(""), nested.clone()] {
                odd.push(json!({"type": kind, "object": what}));
            }
        }
        for kind in [json!(["Create"]), json!(["Create", "Like"]), json!(null), json!(7), json!({})] {
            odd.push(json!({"type": kind, "object": object}));
        }
        odd.push(json!({"type": "Like", "object": [scene.post_url()]}));
        odd.push(json!({"type": "Like", "@graph": [{"type": "Like", "object": scene.post_url()}]}));
        odd.push(json!({"type": "View", "@included": [{"type": "Create", "object": object}], "@reverse": {"object": scene.post_url()}}));
        odd.push(json!({"type": "Announce", "signature": {"type": "RsaSignature2017", "creator": "https://autre.example/users/bob#main-key", "signatureValue": "x"}, "object": object}));
        for (n, mut activity) in odd.into_iter().enumerate() {
            activity["id"] = json!(format!("{odile}/odd/{n}"));
            activity["actor"] = json!(odile);
            let text = activity.to_string();
            let status = scene.answer_of(scene.signed("/inbox", text.as_bytes(), &KEYS[2], &key)).await;
            assert!(matches!(status, StatusCode::ACCEPTED | StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN), "{status} {text}");
        }
        scene.work().await;
        assert_eq!((scene.waiting().await.len(), scene.marks().await), (0, (0, 0)));
        // A linked-data signature is not read: the context that it brings is not fetched, its actor taken literally.
        let mut aliased = json!({"id": format!("{odile}/aliased"), "type": "Like", "actor": odile, "object": scene.post_url()});
        aliased["@context"] = json!([{"actor": {"@id": "https://evil.example/x"}, "object": "@reverse"}, "https://evil.example/context"]);
        let before = scene.elsewhere.fetches();
        let text = aliased.to_string();
        scene.answer_of(scene.signed("/inbox", text.as_bytes(), &KEYS[2], &key)).await;
        scene.work().await;
        assert_eq!((scene.marks().await, scene.elsewhere.fetches()), ((1, 0), before));
    }
}
