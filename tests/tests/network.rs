//! The network as a server elsewhere meets it: followed, read, edited, deleted, found, and silent about the rest.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it made has failed"
)]

#[path = "network/gate.rs"]
mod gate;
#[path = "network/stage.rs"]
mod stage;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, StatusCode};
use preau_core::audience::Audience;
use preau_core::peer::FollowState;
use preau_core::post::Signature;
use preau_core::unit::{FollowPolicy, Openness};
use preau_core::world::{Moment, World as _};
use preau_federation::wants;
use preau_tests::on_both_engines;
use serde_json::{Value, json};
use url::Url;

use self::stage::{ACTIVITY, CANARY, ODILE, SECTION, Vallombre, follow, types};

on_both_engines! {
    async fn a_follower_elsewhere_reads_a_post_its_edit_and_its_end_and_nothing_of_the_section(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        house.publish(CANARY, Audience::Section, Signature::Author).await;
        let post = house.publish("Rendez-vous au marché", Audience::Everybody, Signature::Section).await;
        house.work().await;
        let created = house.elsewhere.arrived();
        assert_eq!(types(&created), ["Create"]);
        assert_eq!(created[0].1["object"]["attributedTo"], SECTION);
        assert!(created[0].1["object"]["content"].as_str().unwrap().contains("Rendez-vous"));
        let path = format!("/posts/{post}");
        let (status, headers, body) = house.get(&path).await;
        assert_eq!((status, headers[CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, ACTIVITY));
        let note: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(note["id"], created[0].1["object"]["id"]);
        let activity = Url::parse(created[0].1["id"].as_str().unwrap()).unwrap();
        assert_eq!(house.get(activity.path()).await.0, StatusCode::OK);

        house.pass(Moment::MINUTE);
        house.edit(post, "Rendez-vous au port", 0).await;
        house.work().await;
        let updated = house.elsewhere.arrived();
        assert_eq!(types(&updated), ["Update"]);
        assert!(updated[0].1["object"]["updated"].is_string());
        // A16: what stood there before is for members; the edit is what a stranger may fetch.
        assert_eq!(house.get(activity.path()).await.0, StatusCode::NOT_FOUND);
        let edit = Url::parse(updated[0].1["id"].as_str().unwrap()).unwrap();
        assert_eq!(house.get(edit.path()).await.0, StatusCode::OK);

        house.take_back(post).await;
        house.work().await;
        let deleted = house.elsewhere.arrived();
        assert_eq!(types(&deleted), ["Delete"]);
        assert_eq!(deleted[0].1["object"]["type"], "Tombstone");
        assert_eq!(house.get(&path).await.0, StatusCode::GONE);
        assert_eq!(house.get(activity.path()).await.0, StatusCode::NOT_FOUND);
        for all in [created, updated, deleted] {
            assert!(!format!("{all:?}").contains(CANARY), "a post for the section left");
            assert!(!format!("{all:?}").to_lowercase().contains("jeanne"), "somebody who did not sign was named");
        }
    }

    async fn what_is_taken_back_before_it_left_is_never_sent(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        let post = house.publish("Trop vite", Audience::Everybody, Signature::Section).await;
        house.take_back(post).await;
        house.work().await;
        assert!(house.elsewhere.arrived().is_empty());
        assert_eq!(house.get(&format!("/posts/{post}")).await.0, StatusCode::NOT_FOUND);
    }

    async fn a_person_is_known_elsewhere_only_once_they_signed(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        let path = format!("/people/{}", house.jeanne);
        let unknown = format!("/people/{}", house.world.hidden_id());
        let finger = "/.well-known/webfinger?resource=acct:jeanne@vallombre.example";
        let hidden = house.get(&path).await;
        assert_eq!(hidden, house.get(&unknown).await);
        assert_eq!(hidden.0, StatusCode::NOT_FOUND);
        assert_eq!(house.get(finger).await, house.get(&finger.replace("jeanne@", "personne@")).await);

        let post = house.publish("Je signe", Audience::Everybody, Signature::Author).await;
        house.work().await;
        let sent = house.elsewhere.arrived();
        assert_eq!(types(&sent), ["Create", "Announce"]);
        let (status, _, body) = house.get(&path).await;
        let person: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((status, &person["type"], &person["discoverable"]), (StatusCode::OK, &json!("Person"), &json!(false)));
        assert_eq!(sent[0].1["actor"], person["id"]);
        assert!(person.get("published").is_none());
        assert_eq!(house.get(finger).await.0, StatusCode::OK);

        house.take_back(post).await;
        house.work().await;
        assert_eq!(types(&house.elsewhere.arrived()), ["Delete"]);
        assert_eq!(house.get(&path).await, hidden);
    }

    async fn what_one_may_not_see_answers_as_what_does_not_exist(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        let hidden = house.publish(CANARY, Audience::Section, Signature::Author).await;
        let shown = house.publish("Pour le monde", Audience::Everybody, Signature::Section).await;
        let nothing = house.get(&format!("/posts/{}", house.world.hidden_id())).await;
        assert_eq!(nothing.0, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&format!("/posts/{hidden}")).await, nothing);
        assert_eq!(house.get("/posts/ceci").await, nothing);
        assert_eq!(house.get(&format!("/posts/{shown}")).await.0, StatusCode::OK);
        let (_, _, page) = house.get("/section/outbox?page=true").await;
        let page: Value = serde_json::from_slice(&page).unwrap();
        assert_eq!(page["orderedItems"].as_array().unwrap().len(), 1);
        for path in ["/section/followers", "/section/outbox", "/section/outbox?page=true", "/nodeinfo/2.1"] {
            let (status, _, body) = house.get(path).await;
            let text = String::from_utf8(body.to_vec()).unwrap();
            assert_eq!(status, StatusCode::OK, "{path}");
            assert!(!text.contains("totalItems") && !text.contains(CANARY), "{path}");
        }
    }

    async fn the_section_and_the_server_are_found(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        for (path, kind) in [("/actor", "Application"), ("/section", "Group"), ("/", "Group")] {
            let (status, headers, body) = house.get(path).await;
            let actor: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!((status, &actor["type"]), (StatusCode::OK, &json!(kind)));
            assert_eq!(headers["vary"], "accept");
            assert!(actor["publicKey"]["publicKeyPem"].as_str().unwrap().contains("BEGIN PUBLIC KEY"));
        }
        let finger = |resource: &str| format!("/.well-known/webfinger?resource={resource}");
        let (status, headers, body) = house.get(&finger("acct:vallombre@vallombre.example")).await;
        let jrd: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((status, &jrd["links"][0]["href"]), (StatusCode::OK, &json!(SECTION)));
        assert_eq!((&headers[CONTENT_TYPE], &headers["access-control-allow-origin"]), (&HeaderValue::from_static("application/jrd+json"), &HeaderValue::from_static("*")));
        assert_eq!(house.get(&finger("acct:x@autre.example")).await.0, StatusCode::NOT_FOUND);
        assert_eq!(house.get("/.well-known/webfinger").await.0, StatusCode::BAD_REQUEST);
        let request = Request::get("/section").header("accept", "text/html").body(()).unwrap();
        assert!(!wants(&request.into_parts().0));
    }

    async fn a_held_follow_waits_and_an_undo_ends_it(trial: Trial) {
        let house = Vallombre::with(&trial.store, Openness::Mixed, FollowPolicy::Hold).await;
        assert_eq!(house.post(&follow(1)).await, StatusCode::ACCEPTED);
        house.work().await;
        assert_eq!(house.follower(ODILE).await, Some(FollowState::Held));
        assert!(house.elsewhere.arrived().is_empty());
        let undo = json!({"id": format!("{ODILE}/undo/1"), "type": "Undo", "actor": ODILE, "object": follow(1)});
        assert_eq!(house.post(&undo).await, StatusCode::ACCEPTED);
        house.work().await;
        assert_eq!(house.follower(ODILE).await, None);
    }

    async fn a_host_that_is_down_gets_everything_in_order_when_it_is_back(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        *house.elsewhere.answers.lock().unwrap() = Some(503);
        let post = house.publish("Un", Audience::Everybody, Signature::Section).await;
        house.work().await;
        house.edit(post, "Deux", 0).await;
        for _ in 0..30 {
            house.pass(Moment::HOUR);
            house.work().await;
        }
        let tried = house.elsewhere.arrived();
        assert!(tried.len() > 5 && tried.len() < 30, "{} tries in thirty hours", tried.len());
        *house.elsewhere.answers.lock().unwrap() = None;
        for _ in 0..8 {
            house.pass(6 * Moment::HOUR);
            house.work().await;
        }
        assert_eq!(types(&house.elsewhere.arrived()), ["Create", "Update"]);
    }

    async fn who_no_longer_follows_gets_nothing_that_still_waited(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        *house.elsewhere.answers.lock().unwrap() = Some(503);
        house.publish("Un", Audience::Everybody, Signature::Section).await;
        house.work().await;
        house.elsewhere.arrived();
        let undo = json!({"id": format!("{ODILE}/undo/1"), "type": "Undo", "actor": ODILE, "object": follow(1)});
        assert_eq!(house.post(&undo).await, StatusCode::ACCEPTED);
        house.work().await;
        house.pass(Moment::DAY);
        house.work().await;
        assert!(house.elsewhere.arrived().is_empty());
    }
}
