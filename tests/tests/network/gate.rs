//! The gate: nothing false comes in, nothing closed goes out, and no stranger makes us work for them.

use axum::body::Body;
use http::header::{CONTENT_ENCODING, HOST, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use preau_core::audience::Audience;
use preau_core::peer::FollowState;
use preau_core::post::Signature;
use preau_core::unit::{FollowPolicy, Openness};
use preau_core::world::{Moment, World as _};
use preau_federation::keys::{KeyPems, SigningKey};
use preau_federation::signature::{Outgoing, Signer, sign};
use preau_tests::on_both_engines;
use serde_json::json;
use url::Url;

use super::stage::{IDRISS, KEYS, ODILE, SECTION, Stage, Vallombre, follow};

on_both_engines! {
    async fn o08_nobody_takes_back_another_s_follow(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        for (n, object) in [(1, follow(1)), (2, json!(format!("{ODILE}/follows/1")))] {
            let undo = json!({"id": format!("{IDRISS}/undo/{n}"), "type": "Undo", "actor": IDRISS, "object": object});
            assert_eq!(house.post_as(IDRISS, &KEYS[3], &undo).await, StatusCode::ACCEPTED);
            house.work().await;
            assert_eq!(house.follower(ODILE).await, Some(FollowState::Accepted));
        }
        let own = json!({"id": format!("{ODILE}/undo/3"), "type": "Undo", "actor": ODILE, "object": format!("{ODILE}/follows/1")});
        assert_eq!(house.post(&own).await, StatusCode::ACCEPTED);
        house.work().await;
        assert_eq!(house.follower(ODILE).await, None);
    }

    async fn s01_s02_s08_s11_what_is_unsigned_changed_or_sent_twice_has_no_effect(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        let body = follow(1).to_string().into_bytes();
        let key_id = format!("{ODILE}#main-key");
        let mut unsigned = house.signed("/inbox", &body, &KEYS[2], &key_id);
        unsigned.headers_mut().remove("signature");
        assert_eq!(house.answer(unsigned).await.0, StatusCode::UNAUTHORIZED);
        let mut changed = house.signed("/inbox", &body, &KEYS[2], &key_id);
        *changed.body_mut() = Body::from(follow(2).to_string());
        assert_eq!(house.answer(changed).await.0, StatusCode::UNAUTHORIZED);
        let elsewhere = house.signed("/section/inbox", &body, &KEYS[2], &key_id);
        let (parts, sent) = elsewhere.into_parts();
        let mut moved = Request::post("/inbox").body(sent).unwrap();
        *moved.headers_mut() = parts.headers;
        assert_eq!(house.elsewhere.fetches(), 0);
        assert_eq!(house.answer(moved).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(house.store.read().await.unwrap().remote_actor(&Url::parse(ODILE).unwrap()).await.unwrap(), None);

        let twice = || house.signed("/section/inbox", &body, &KEYS[2], &key_id);
        assert_eq!(house.answer(twice()).await.0, StatusCode::ACCEPTED);
        house.work().await;
        assert_eq!(house.elsewhere.arrived().len(), 1);
        assert_eq!(house.answer(twice()).await.0, StatusCode::ACCEPTED);
        house.work().await;
        assert!(house.elsewhere.arrived().is_empty());
        let old = twice();
        house.pass(30 * Moment::DAY);
        assert_eq!(house.answer(old).await.0, StatusCode::UNAUTHORIZED);
    }

    async fn s14_s23_o01_who_signs_must_be_who_acts(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        let mut other = follow(1);
        other["actor"] = json!(IDRISS);
        assert_eq!(house.post(&other).await, StatusCode::FORBIDDEN);
        let mut foreign = follow(2);
        foreign["actor"] = json!("https://victime.example/users/x");
        assert_eq!(house.post(&foreign).await, StatusCode::FORBIDDEN);
        let mut elsewhere = follow(3);
        elsewhere["id"] = json!("https://victime.example/follows/3");
        assert_eq!(house.post(&elsewhere).await, StatusCode::FORBIDDEN);
        let mut ours = follow(4);
        ours["actor"] = json!(SECTION);
        assert_eq!(house.post(&ours).await, StatusCode::FORBIDDEN);
        let key = |key_id: &str| house.signed("/inbox", follow(5).to_string().as_bytes(), &KEYS[2], key_id);
        for (key_id, status) in [
            ("https://port-lazare.example:8443/users/odile#main-key", StatusCode::FORBIDDEN),
            ("http://port-lazare.example/users/odile#main-key", StatusCode::FORBIDDEN),
            ("https://x@port-lazare.example/users/odile#main-key", StatusCode::UNAUTHORIZED),
            ("https://port-lazare.example./users/odile#main-key", StatusCode::UNAUTHORIZED),
            ("https://PORT-LAZARE.example/users/odile#main-key", StatusCode::UNAUTHORIZED),
        ] {
            assert_eq!(house.answer(key(key_id)).await.0, status, "{key_id}");
        }
        house.work().await;
        assert_eq!((house.follower(ODILE).await, house.follower(IDRISS).await), (None, None));
    }

    async fn s12_s13_a_key_that_names_a_victim_is_not_the_victim_s(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        let key_id = "https://port-lazare.example/evil/key";
        let document = json!({"id": key_id, "publicKey": {"id": key_id, "owner": ODILE, "publicKeyPem": KEYS[3].public}});
        house.elsewhere.served.lock().unwrap().insert(key_id.into(), (200, document.to_string()));
        let request = house.signed("/inbox", follow(1).to_string().as_bytes(), &KEYS[3], key_id);
        assert_eq!(house.answer(request).await.0, StatusCode::UNAUTHORIZED);
    }

    async fn s19_a_key_that_is_not_there_is_asked_for_once_a_minute(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        for (name, status, answer) in [("a", 410, 401), ("b", 404, 401), ("c", 500, 503)] {
            let id = format!("https://port-lazare.example/users/{name}");
            house.elsewhere.served.lock().unwrap().insert(id.clone(), (status, String::new()));
            let activity = json!({"id": format!("{id}/1"), "type": "Follow", "actor": id, "object": SECTION});
            let before = house.elsewhere.fetches();
            for _ in 0..3 {
                assert_eq!(house.post_as(&id, &KEYS[3], &activity).await.as_u16(), answer, "{name}");
            }
            assert_eq!(house.elsewhere.fetches(), before + 1);
            house.pass(Moment::MINUTE);
            house.post_as(&id, &KEYS[3], &activity).await;
            assert_eq!(house.elsewhere.fetches(), before + 2);
        }
    }

    async fn s20_s21_a_new_key_is_asked_for_once_and_the_old_one_is_worth_nothing(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        assert_eq!(house.post_as(ODILE, &KEYS[3], &follow(2)).await, StatusCode::UNAUTHORIZED);
        let fetches = house.elsewhere.fetches();
        assert_eq!(house.post_as(ODILE, &KEYS[3], &follow(3)).await, StatusCode::UNAUTHORIZED);
        assert_eq!(house.elsewhere.fetches(), fetches, "asked again within five minutes");
        house.elsewhere.serves(ODILE, &KEYS[3]);
        house.pass(5 * Moment::MINUTE);
        assert_eq!(house.post_as(ODILE, &KEYS[3], &follow(4)).await, StatusCode::ACCEPTED);
        assert_eq!(house.post_as(ODILE, &KEYS[2], &follow(5)).await, StatusCode::UNAUTHORIZED);
    }

    async fn the_end_of_an_unknown_account_is_taken_without_a_question(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        let id = "https://port-lazare.example/users/gone";
        let end = json!({"id": format!("{id}#delete"), "type": "Delete", "actor": id, "object": id});
        assert_eq!(house.post_as(id, &KEYS[3], &end).await, StatusCode::ACCEPTED);
        assert_eq!(house.elsewhere.fetches(), 0);
        let counted = trial.store.read().await.unwrap().ignored_counts(9).await.unwrap();
        assert!(counted.is_empty(), "nothing is written for whom nobody verified: {counted:?}");
    }

    async fn r01_r02_r03_what_is_too_large_packed_or_no_activity_is_refused(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        let key_id = format!("{ODILE}#main-key");
        let large = house.signed("/inbox", &vec![b' '; 1024 * 1024 + 1], &KEYS[2], &key_id);
        assert_eq!(house.answer(large).await.0, StatusCode::PAYLOAD_TOO_LARGE);
        let mut packed = house.signed("/inbox", b"{}", &KEYS[2], &key_id);
        packed.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        assert_eq!(house.answer(packed).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let deep = format!("{{\"id\":{}", "[".repeat(100_000));
        let twice = follow(1).to_string().replacen('{', "{\"actor\":\"x\",", 1);
        for body in [deep.as_str(), twice.as_str(), "", "{}", "[]", "\u{feff}{}", "{\"id\":\"\\ud800\"}"] {
            let request = house.signed("/inbox", body.as_bytes(), &KEYS[2], &key_id);
            assert_eq!(house.answer(request).await.0, StatusCode::BAD_REQUEST, "{}", body.chars().take(20).collect::<String>());
        }
        assert_eq!(house.elsewhere.fetches(), 0);
    }

    async fn r10_a_server_that_sends_too_much_waits_and_nobody_else_does(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        house.followed().await;
        let fetches = house.elsewhere.fetches();
        let key_id = format!("{ODILE}#main-key");
        let send = |key: &'static KeyPems| house.answer(house.signed("/inbox", follow(2).to_string().as_bytes(), key, &key_id));
        // Forged ones in their name use nothing of their share.
        for _ in 0..310 {
            assert_eq!(send(&KEYS[3]).await.0, StatusCode::UNAUTHORIZED);
        }
        // One of the 300 was the follow that made them known.
        for n in 0..299 {
            assert_eq!(send(&KEYS[2]).await.0, StatusCode::ACCEPTED, "{n}");
        }
        let (status, headers, _) = send(&KEYS[2]).await;
        assert_eq!((status, headers[RETRY_AFTER].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "1"));
        let other = "https://lointaine.example/users/nour";
        house.elsewhere.serves(other, &KEYS[3]);
        let hello = json!({"id": format!("{other}/1"), "type": "Follow", "actor": other, "object": SECTION});
        assert_eq!(house.post_as(other, &KEYS[3], &hello).await, StatusCode::ACCEPTED);
        house.pass(Moment::SECOND);
        for n in 0..10 {
            assert_eq!(send(&KEYS[2]).await.0, StatusCode::ACCEPTED, "{n}");
        }
        assert_eq!(send(&KEYS[2]).await.0, StatusCode::TOO_MANY_REQUESTS);
        assert!(house.elsewhere.fetches() <= fetches + 2, "the forged ones made us look for a new key once");
    }

    async fn r10_strangers_of_one_server_make_us_fetch_so_many_keys_and_no_more(trial: Trial) {
        let house = Vallombre::new(&trial.store).await;
        for n in 0..305 {
            let id = format!("https://lointaine.example/users/{n}");
            house.elsewhere.served.lock().unwrap().insert(id.clone(), (404, String::new()));
            let hello = json!({"id": format!("{id}/1"), "type": "Follow", "actor": id, "object": SECTION});
            let expected = if n < 300 { StatusCode::UNAUTHORIZED } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(house.post_as(&id, &KEYS[3], &hello).await, expected, "{n}");
        }
        assert_eq!(house.elsewhere.fetches(), 300);
        house.followed().await;
    }

    async fn a_closed_house_is_read_by_those_who_follow_it_alone(trial: Trial) {
        let house = Vallombre::with(&trial.store, Openness::Closed, FollowPolicy::Accept).await;
        let post = house.publish("Entre nous et nos amis", Audience::Everybody, Signature::Section).await;
        let path = format!("/posts/{post}");
        let signed = |world: &Stage| {
            let url = Url::parse(&format!("https://vallombre.example{path}")).unwrap();
            let key = SigningKey::from_pem(&KEYS[2].private).unwrap();
            let what = Outgoing { method: &Method::GET, url: &url, body: b"", now: world.now().0 };
            let key_id = format!("{ODILE}#main-key");
            let mut headers = sign(Signer { key_id: &key_id, key: &key }, what).unwrap();
            headers.insert(HOST, HeaderValue::from_static("vallombre.example"));
            let mut request = Request::get(&path).body(Body::empty()).unwrap();
            *request.headers_mut() = headers;
            request
        };
        assert_eq!(house.get(&path).await.0, StatusCode::NOT_FOUND);
        assert_eq!(house.answer(signed(&house.world)).await.0, StatusCode::NOT_FOUND);
        // Whoever follows a closed house reads it: nobody lets themselves in, whatever the settings say of follows.
        assert_eq!(house.post(&follow(1)).await, StatusCode::ACCEPTED);
        house.work().await;
        assert_eq!(house.follower(ODILE).await, Some(FollowState::Held));
        assert_eq!(house.answer(signed(&house.world)).await.0, StatusCode::NOT_FOUND);
        house.accept(ODILE).await;
        assert_eq!(house.answer(signed(&house.world)).await.0, StatusCode::OK);
        let mut forged = signed(&house.world);
        forged.headers_mut().insert(HeaderName::from_static("date"), HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(house.answer(forged).await.0, StatusCode::NOT_FOUND);
        // R10: one reading was taken above; 599 more are, and then as many as the clock allows.
        for n in 0..599 {
            assert_eq!(house.answer(signed(&house.world)).await.0, StatusCode::OK, "{n}");
        }
        let (status, headers, _) = house.answer(signed(&house.world)).await;
        assert_eq!((status, headers[RETRY_AFTER].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "1"));
        house.pass(Moment::SECOND);
        assert_eq!(house.answer(signed(&house.world)).await.0, StatusCode::OK);
        for key in ["/actor", "/section"] {
            assert_eq!(house.get(key).await.0, StatusCode::OK, "{key}");
        }
    }
}
