//! Looking up an account: believed where both sides say the same, and asked for as little as possible.

use preau_core::elsewhere::{Absent, Elsewhere as _};
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use serde_json::{Value, json};

use crate::scene::{ADA, BOB, EVE, PUBLIC, Scene, activity, actor, create, note, url};
use crate::stage::SECTION;

on_both_engines! {
    async fn o14_an_account_is_believed_where_its_name_and_its_actor_say_the_same(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        for typed in ["@ada@elsewhere.example", "ada@ELSEWHERE.example", "acct:ada@elsewhere.example", ADA, " @Ada@elsewhere.example "] {
            let found = scene.federation.account(typed).await.unwrap();
            assert_eq!((found.address.as_str(), found.actor.id.as_str()), ("ada@elsewhere.example", ADA), "{typed}");
        }
        // People of jardin.example whose server is elsewhere.example: both say so.
        scene.fingers("jardin.example", "ada@jardin.example", "ada@jardin.example", ADA);
        scene.fingers("elsewhere.example", "ada@elsewhere.example", "ada@jardin.example", ADA);
        for typed in ["@ada@jardin.example", "@ada@elsewhere.example", ADA] {
            let found = scene.federation.account(typed).await.unwrap();
            assert_eq!(found.address, "ada@jardin.example", "{typed}");
        }
    }

    async fn o14_a_name_that_only_one_side_knows_is_no_way_to_anybody(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        // Another host's name for Ada, of which her own server knows nothing.
        scene.fingers("evil.example", "ada@evil.example", "ada@evil.example", ADA);
        // A second name for her on her own server.
        scene.fingers("elsewhere.example", "chef@elsewhere.example", "chef@elsewhere.example", ADA);
        // A name that claims to be another's.
        scene.fingers("evil.example", "x@evil.example", "bob@autre.example", ADA);
        // Her server says that she is known elsewhere, where nobody knows her, or as somebody else.
        scene.fingers("elsewhere.example", "eve@elsewhere.example", "eve@evil.example", EVE);
        for typed in ["@ada@evil.example", "@chef@elsewhere.example", "@x@evil.example", "@eve@elsewhere.example", EVE] {
            let found = scene.federation.account(typed).await;
            assert!(matches!(found, Err(Absent::SomethingElse | Absent::NotThere)), "{typed}: {found:?}");
        }
        scene.fingers("evil.example", "eve@evil.example", "eve@evil.example", BOB);
        assert_eq!(scene.federation.account(EVE).await.unwrap_err(), Absent::SomethingElse);
    }

    async fn o11_o13_o15_an_actor_that_is_not_where_it_says_or_writes_elsewhere_is_none(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let put = |key: &str, value: Value| {
            let mut document = actor(ADA);
            document[key] = value;
            scene.serve_at(ADA, &document);
        };
        for (key, value) in [
            ("id", json!(EVE)), ("id", json!("https://autre.example/users/ada")), ("id", json!(SECTION)),
            ("inbox", json!("https://victime.example/inbox")), ("inbox", json!("https://vallombre.example/inbox")), ("inbox", json!("javascript:alert(1)")),
            ("type", json!("Note")), ("type", json!(["Person"])), ("publicKey", json!([])),
            ("preferredUsername", json!("bob@autre.example")), ("preferredUsername", json!("a/b")), ("preferredUsername", json!("")),
            ("preferredUsername", json!("a\u{202e}b")), ("preferredUsername", json!("a".repeat(2049))), ("preferredUsername", json!(null)),
        ] {
            put(key, value.clone());
            let found = scene.federation.account("@ada@elsewhere.example").await;
            assert!(found.is_err(), "{key} {value}: {found:?}");
        }
        put("summary", json!("<p>Bon<script>alert(1)</script>jour</p>"));
        let found = scene.federation.account("@ada@elsewhere.example").await.unwrap();
        assert_eq!(found.about, "Bonjour");
    }

    async fn what_may_not_be_reached_is_not_asked_whoever_types_it(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let before = scene.elsewhere.fetches();
        for typed in ["@vallombre@vallombre.example", SECTION, "https://127.0.0.1/x", "@a@127.0.0.1", "@a@[::1]", "http://elsewhere.example/users/ada", "@a@elsewhere.example:22", "https://ada:x@elsewhere.example/users/ada", "file:///etc/passwd"] {
            assert_eq!(scene.federation.account(typed).await.unwrap_err(), Absent::NotAsked, "{typed}");
        }
        for typed in ["", "ada", "@ada", "@@", "@a b@elsewhere.example", "@a@elsewhere.example/x", &"a".repeat(5000)] {
            assert_eq!(scene.federation.account(typed).await.unwrap_err(), Absent::SomethingElse, "{typed}");
        }
        assert_eq!(scene.elsewhere.fetches(), before);
        assert_eq!(scene.federation.account("@personne@elsewhere.example").await.unwrap_err(), Absent::NotThere);
        scene.elsewhere.served.lock().unwrap().insert(ADA.into(), (503, String::new()));
        assert_eq!(scene.federation.account(ADA).await.unwrap_err(), Absent::NoAnswer);
    }

    async fn f13_f16_h03_no_address_in_a_text_is_ever_fetched_and_there_is_no_proxy(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.follows(BOB).await;
        scene.says(ADA, &activity(ADA, 0, "Follow", json!(SECTION))).await;
        let before = scene.elsewhere.fetches();
        let spy = "https://spy.example/p.png?%26x%0d%0aHost:%20127.0.0.1";
        let text = json!({
            "content": format!("<p><a href=\"https://spy.example/page\">lien</a><img src=\"{spy}\"></p>"), "cc": [SECTION],
            "image": {"type": "Image", "url": spy}, "icon": spy, "preview": {"type": "Note", "id": "https://spy.example/note"},
            "attachment": [{"type": "Link", "href": "https://spy.example/page"}, {"type": "Image", "url": spy}],
            "tag": [{"type": "Emoji", "icon": {"type": "Image", "url": spy}}], "to": [PUBLIC, "https://spy.example/list"],
            "replies": "https://spy.example/replies", "quoteUrl": "https://spy.example/quoted", "context": "https://spy.example/context",
            "@context": ["https://www.w3.org/ns/activitystreams", "https://spy.example/context.jsonld"],
        });
        for (n, who) in [(1, ADA), (2, BOB)] {
            let one = note(who, n, text.clone());
            scene.says(who, &create(&one)).await;
            let outside = scene.by_uri(&one).await.unwrap();
            assert!(outside.shown.text.html.contains("lien") && !outside.shown.text.html.contains("img"));
        }
        assert_eq!(scene.network().await.len(), 1);
        let asked = scene.elsewhere.fetched.lock().unwrap().clone();
        assert_eq!(asked.len(), before, "{asked:?}");
        for path in ["/proxy", "/media", "/images", "/image", "/thumbnail", "/preview", "/oembed"] {
            for query in ["?url=https://spy.example/p.png", "?proxy=https%3A%2F%2Fspy.example", "/https:%2F%2Fspy.example%2Fp.png"] {
                let (status, _, _) = scene.get(&format!("{path}{query}")).await;
                assert_eq!(status.as_u16(), 404, "{path}{query}");
            }
        }
        assert_eq!(scene.elsewhere.fetches(), before);
    }

    async fn f15_a_crowd_of_dead_inboxes_leaves_rows_that_end(trial: Trial) {
        use preau_core::action::{network::Purge, perform};
        let scene = Scene::open(&trial.store).await;
        for n in 0..100 {
            let id = format!("https://mort{n}.example/users/x");
            scene.serve(&actor(&id));
            scene.says(&id, &activity(&id, 1, "Follow", json!(SECTION))).await;
        }
        *scene.elsewhere.answers.lock().unwrap() = Some(503);
        scene.publish("À toutes et tous", preau_core::audience::Audience::Everybody, preau_core::post::Signature::Section).await;
        scene.work().await;
        assert_eq!(scene.store.read().await.unwrap().peers(1000).await.unwrap().len(), 100);
        // They leave, and everything that was known of their hosts goes with time.
        for n in 0..100 {
            let id = format!("https://mort{n}.example/users/x");
            scene.says(&id, &activity(&id, 2, "Undo", activity(&id, 1, "Follow", json!(SECTION)))).await;
        }
        for _ in 0..40 {
            scene.pass(Moment::DAY);
            scene.work().await;
        }
        scene.pass(365 * Moment::DAY);
        for _ in 0..20 {
            perform(scene.store.as_ref(), scene.world.as_ref(), &Purge).await.unwrap();
        }
        let mut db = scene.store.read().await.unwrap();
        assert_eq!(db.peers(1000).await.unwrap().len(), 0);
        assert_eq!(db.remote_actor(&url("https://mort7.example/users/x")).await.unwrap(), None);
    }
}
