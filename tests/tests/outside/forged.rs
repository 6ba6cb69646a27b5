//! What others say that is not theirs to say: forged, doubled, too late, too much, or about somebody else.

use http::StatusCode;
use preau_core::audience::Audience;
use preau_core::outside::{FollowedState, OutsideKind, OutsideState};
use preau_core::peer::FollowState;
use preau_core::post::Signature;
use preau_core::world::{Moment, World as _};
use preau_tests::on_both_engines;
use serde_json::{Value, json};

use crate::scene::{ADA, BOB, EVE, PUBLIC, Scene, activity, actor, create, note, url};
use crate::stage::{IDRISS, KEYS, ODILE, SECTION};

on_both_engines! {
    async fn o02_o03_only_what_the_signer_wrote_on_their_own_origin_is_taken(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let to_us = |author: &str| note(author, 1, json!({"inReplyTo": scene.post_url()}));
        // Another origin's object, another origin's author, another author of the same origin.
        let mut foreign = to_us(ADA);
        foreign["id"] = json!("https://autre.example/notes/1");
        let mut sent = create(&foreign);
        sent["id"] = json!(format!("{ADA}/creates/1"));
        assert_eq!(scene.says(ADA, &sent).await, StatusCode::ACCEPTED);
        for author in [json!(BOB), json!([ADA]), json!([ADA, BOB]), json!(7), json!({"name": "Ada"})] {
            let mut other = create(&to_us(ADA));
            other["object"]["attributedTo"] = author.clone();
            assert_eq!(scene.says(ADA, &other).await, StatusCode::FORBIDDEN, "{author}");
        }
        let mut neighbour = create(&to_us(ADA));
        neighbour["object"]["attributedTo"] = json!(EVE);
        assert_eq!(scene.says(ADA, &neighbour).await, StatusCode::ACCEPTED);
        assert_eq!(scene.waiting().await.len(), 0);
        assert_eq!(scene.says(ADA, &create(&note(ADA, 2, json!({"inReplyTo": scene.post_url()})))).await, StatusCode::ACCEPTED);
        assert_eq!(scene.waiting().await.len(), 1);
    }

    async fn o04_nothing_of_ours_is_written_over(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let path = format!("/posts/{}", scene.post);
        let before = scene.get(&path).await;
        for (n, id) in [scene.post_url(), SECTION.to_owned(), format!("https://vallombre.example/people/{}", scene.jeanne), "https://vallombre.example/letters/1".into()].into_iter().enumerate() {
            for kind in ["Create", "Update"] {
                let mut over = note(ADA, 1, json!({"content": "<p>Volé</p>", "updated": "2026-11-22T00:00:00Z", "cc": [SECTION]}));
                over["id"] = json!(id);
                let sent = activity(ADA, u32::try_from(n).unwrap(), kind, over);
                assert_eq!(scene.says(ADA, &sent).await, StatusCode::FORBIDDEN, "{kind} {id}");
            }
            // A Delete of ours is nobody else's.
            scene.says(ADA, &activity(ADA, 100 + u32::try_from(n).unwrap(), "Delete", json!(id))).await;
        }
        assert_eq!(scene.get(&path).await, before);
        assert!(scene.waiting().await.is_empty());
    }

    async fn o05_o06_only_the_owner_changes_it_and_only_forward(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url(), "updated": "2026-11-21T12:00:00Z"}));
        scene.says(ADA, &create(&reply)).await;
        let mut counter = 0;
        let mut update = |who: &str, more: Value| {
            counter += 1;
            let mut object = reply.clone();
            object["content"] = json!("<p>Changé</p>");
            object["updated"] = json!("2026-11-21T13:00:00Z");
            for (key, value) in more.as_object().unwrap() {
                object[key] = value.clone();
            }
            activity(who, counter, "Update", object)
        };
        let hostile = [
            (EVE, update(EVE, json!({}))),
            (EVE, update(EVE, json!({"attributedTo": EVE}))),
            (BOB, update(BOB, json!({"attributedTo": BOB}))),
            (ADA, update(ADA, json!({"updated": "2026-11-21T11:00:00Z"}))),
            (ADA, update(ADA, json!({"updated": "2026-11-21T12:00:00Z"}))),
            (ADA, update(ADA, json!({"updated": null}))),
            (ADA, update(ADA, json!({"type": "Question"}))),
            (ADA, update(ADA, json!({"type": "Person"}))),
        ];
        for (who, activity) in hostile {
            scene.says(who, &activity).await;
            assert_eq!(scene.by_uri(&reply).await.unwrap().shown.text.html, "<p>Bonjour</p>", "{activity}");
        }
        let outside = scene.by_uri(&reply).await.unwrap();
        scene.accept(&outside).await;
        let good = update(ADA, json!({}));
        scene.says(ADA, &good).await;
        let changed = scene.by_uri(&reply).await.unwrap();
        // What stands under our posts was read by a person as it stands there.
        assert_eq!((changed.shown.text.html.as_str(), changed.state), ("<p>Changé</p>", OutsideState::Waiting));
    }

    async fn o07_a_delete_is_its_owner_s_and_what_comes_after_it_stays_out(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url()}));
        scene.says(ADA, &create(&reply)).await;
        for (n, who) in [(1, EVE), (2, BOB)] {
            scene.says(who, &activity(who, n, "Delete", reply["id"].clone())).await;
            assert_eq!(scene.by_uri(&reply).await.unwrap().state, OutsideState::Waiting, "{who}");
        }
        // Mastodon sends a Tombstone, others the id.
        scene.says(ADA, &activity(ADA, 3, "Delete", json!({"id": reply["id"], "type": "Tombstone"}))).await;
        let gone = scene.by_uri(&reply).await.unwrap();
        assert_eq!((gone.state, gone.shown.text.html.as_str()), (OutsideState::Gone, ""));
        // The Delete overtakes the Create. A neighbour's Delete of the same object keeps nothing out.
        let late = note(ADA, 2, json!({"inReplyTo": scene.post_url()}));
        assert_eq!(scene.says(ADA, &activity(ADA, 4, "Delete", late["id"].clone())).await, StatusCode::ACCEPTED);
        let free = note(ADA, 3, json!({"inReplyTo": scene.post_url()}));
        scene.says(EVE, &activity(EVE, 5, "Delete", free["id"].clone())).await;
        scene.says(ADA, &create(&late)).await;
        scene.says(ADA, &create(&free)).await;
        assert!(scene.by_uri(&late).await.is_none());
        assert!(scene.by_uri(&free).await.is_some());
    }

    async fn o09_o11_what_is_shared_is_fetched_from_its_origin_or_dropped(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.follows(ADA).await;
        let real = note(BOB, 1, json!({"content": "<p>Vrai</p>"}));
        scene.serve(&real);
        let mut forged = real.clone();
        forged["content"] = json!("<p>Faux</p>");
        scene.says(ADA, &activity(ADA, 1, "Announce", forged)).await;
        let kept = scene.network().await;
        assert_eq!((kept.len(), kept[0].shown.text.html.as_str()), (1, "<p>Vrai</p>"));
        // Served: for some only, under another id, by another origin, of another kind, not at all, or ours.
        let private = note(BOB, 2, json!({"to": [format!("{BOB}/followers")], "cc": []}));
        scene.serve(&private);
        let elsewhere = note(BOB, 3, json!({}));
        scene.serve_at("https://autre.example/notes/copy", &elsewhere);
        let mut stolen = note(BOB, 4, json!({}));
        stolen["attributedTo"] = json!(ADA);
        scene.serve(&stolen);
        let person = note(BOB, 5, json!({"type": "Person"}));
        scene.serve(&person);
        let objects = [
            private["id"].clone(), json!("https://autre.example/notes/copy"), stolen["id"].clone(), person["id"].clone(),
            json!("https://autre.example/notes/nothing"), json!("https://127.0.0.1/notes/1"), json!("urn:x"), json!(7), json!([]),
            json!({"type": "Note"}), json!("https://vallombre.example/section"),
        ];
        for (n, object) in objects.into_iter().enumerate() {
            let sent = activity(ADA, 10 + u32::try_from(n).unwrap(), "Announce", object.clone());
            assert_eq!(scene.says(ADA, &sent).await, StatusCode::ACCEPTED);
            assert_eq!(scene.network().await.len(), 1, "{object}");
        }
        // Whom nobody here follows makes us fetch nothing, and one's own post is shared, not copied.
        let before = scene.elsewhere.fetches();
        scene.says(EVE, &activity(EVE, 1, "Announce", real["id"].clone())).await;
        scene.says(ADA, &activity(ADA, 99, "Announce", json!(scene.post_url()))).await;
        assert_eq!((scene.elsewhere.fetches() - before, scene.network().await.len()), (1, 1), "one fetch, of Eve's key");
        assert_eq!(scene.marks().await.1, 1);
    }

    async fn o16_nobody_accepts_a_follow_that_was_not_sent_to_them(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let invented = activity(SECTION, 1, "Follow", json!(ADA));
        scene.says(ADA, &activity(ADA, 1, "Accept", invented)).await;
        scene.says(ADA, &activity(ADA, 2, "Accept", json!("https://vallombre.example/activities/01900000-0000-7000-8000-000000000001"))).await;
        assert_eq!(scene.followed_state(ADA).await, None);
        scene.follows(ADA).await;
        let follow = scene.store.read().await.unwrap().followed(&url(ADA)).await.unwrap().unwrap().follow;
        let ours = json!(format!("https://vallombre.example/activities/{follow}"));
        for (n, who) in [(3, EVE), (4, BOB)] {
            scene.says(who, &activity(who, n, "Accept", ours.clone())).await;
            scene.says(who, &activity(who, 10 + n, "Reject", ours.clone())).await;
            assert_eq!(scene.followed_state(who).await, None);
        }
        // Of another Follow, or of something else.
        scene.says(ADA, &activity(ADA, 5, "Reject", json!("https://vallombre.example/activities/01900000-0000-7000-8000-00000000ffff"))).await;
        scene.says(ADA, &activity(ADA, 6, "Reject", json!(scene.post_url()))).await;
        assert_eq!(scene.followed_state(ADA).await, Some(FollowedState::Accepted));
        scene.says(ADA, &activity(ADA, 7, "Reject", ours)).await;
        assert_eq!(scene.followed_state(ADA).await, Some(FollowedState::Refused));
    }

    async fn o23_an_answer_to_what_one_may_not_read_tells_nothing_of_it(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let hidden = scene.publish("Pour la section", Audience::Section, Signature::Author).await;
        let nowhere = scene.world.hidden_id();
        let mut seen = Vec::new();
        for (n, parent) in [hidden.to_string(), nowhere.to_string()].into_iter().enumerate() {
            let parent = format!("https://vallombre.example/posts/{parent}");
            let base = 10 * u32::try_from(n).unwrap();
            let silent = note(ADA, base + 1, json!({"inReplyTo": parent}));
            let named = note(ADA, base + 2, json!({"inReplyTo": parent, "tag": [{"type": "Mention", "href": SECTION}]}));
            let private = note(ADA, base + 3, json!({"inReplyTo": parent, "to": [format!("{ADA}/followers")], "cc": []}));
            let mut found = Vec::new();
            for one in [&silent, &named, &private] {
                let mut sent = create(one);
                sent["to"] = one["to"].clone();
                let status = scene.says(ADA, &sent).await;
                found.push((status, scene.by_uri(one).await.map(|outside| (outside.kind, outside.post, outside.root))));
            }
            let like = activity(ADA, base + 4, "Like", json!(parent));
            found.push((scene.says(ADA, &like).await, None));
            seen.push(found);
        }
        assert_eq!(seen[0], seen[1], "what is hidden and what is not there are told apart");
        assert_eq!(seen[0][1].1, Some((OutsideKind::Mention, None, None)));
        assert_eq!((&seen[0][0].1, &seen[0][2].1), (&None, &None));
        assert_eq!(scene.store.read().await.unwrap().marks(hidden).await.unwrap(), (0, 0));
    }

    async fn o25_only_the_new_account_itself_says_who_it_was(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        let move_to = |n: u32, target: &str| json!({"id": format!("{ODILE}/moves/{n}"), "type": "Move", "actor": ODILE, "object": ODILE, "target": target});
        // Without a word of the new account, to one of ours, of somebody else.
        let mine = format!("https://vallombre.example/people/{}", scene.jeanne);
        let mut other = move_to(4, BOB);
        other["object"] = json!(IDRISS);
        for sent in [move_to(1, BOB), move_to(2, SECTION), move_to(3, &mine), other, move_to(5, "https://127.0.0.1/x"), move_to(6, "https://autre.example/users/nobody")] {
            scene.says(ODILE, &sent).await;
            assert_eq!(scene.follower(ODILE).await, Some(FollowState::Accepted), "{sent}");
        }
        // A chain: only the first hop is made, each next one is the next account's own to say.
        let mut chain: Vec<String> = (0..10).map(|n| format!("https://autre.example/users/odile{n}")).collect();
        chain.insert(0, ODILE.to_owned());
        for pair in chain.windows(2) {
            let mut document = actor(&pair[1]);
            document["alsoKnownAs"] = json!([pair[0]]);
            document["movedTo"] = json!("https://autre.example/users/next");
            scene.serve(&document);
        }
        let before = scene.elsewhere.fetches();
        scene.says(ODILE, &move_to(7, &chain[1])).await;
        assert_eq!(scene.elsewhere.fetches() - before, 1);
        assert_eq!((scene.follower(ODILE).await, scene.follower(&chain[1]).await), (None, Some(FollowState::Accepted)));
        assert_eq!(scene.follower(&chain[2]).await, None);
    }

    async fn o26_a_block_of_somebody_else_is_nobody_s_business_here(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url()}));
        scene.says(ADA, &create(&reply)).await;
        for (n, whom) in [(1, BOB), (2, ADA), (3, ODILE)] {
            scene.says(EVE, &activity(EVE, n, "Block", json!(whom))).await;
        }
        assert_eq!(scene.follower(ODILE).await, Some(FollowState::Accepted));
        assert_eq!(scene.by_uri(&reply).await.unwrap().state, OutsideState::Waiting);
        assert_eq!(scene.counted("Block").await, 3);
        let block = activity(ADA, 4, "Block", json!(SECTION));
        scene.says(ADA, &block).await;
        assert_eq!(scene.by_uri(&reply).await.unwrap().state, OutsideState::Gone);
    }

    async fn o29_of_two_contents_under_one_id_the_first_wins(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url()}));
        scene.says(ADA, &create(&reply)).await;
        let mut other = create(&reply);
        other["object"]["content"] = json!("<p>Autre</p>");
        assert_eq!(scene.says(ADA, &other).await, StatusCode::ACCEPTED);
        other["id"] = json!(format!("{ADA}/creates/again"));
        assert_eq!(scene.says(ADA, &other).await, StatusCode::ACCEPTED);
        assert_eq!(scene.by_uri(&reply).await.unwrap().shown.text.html, "<p>Bonjour</p>");
        assert_eq!(scene.waiting().await.len(), 1);
    }

    async fn r07_a_chain_without_end_a_circle_and_an_answer_to_itself_cost_twenty_fetches_at_most(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let mention = json!([{"type": "Mention", "href": SECTION}]);
        let at = |n: usize| format!("https://autre.example/notes/chain/{n}");
        for n in 0..10_000_usize {
            let mut link = note(BOB, 1, json!({"inReplyTo": at(n + 1)}));
            link["id"] = json!(at(n));
            scene.serve(&link);
        }
        let served = |id: &str, answers: &str| {
            let mut one = note(BOB, 1, json!({"inReplyTo": answers}));
            one["id"] = json!(id);
            scene.serve(&one);
        };
        served("https://autre.example/notes/a", "https://autre.example/notes/b");
        served("https://autre.example/notes/b", "https://autre.example/notes/a");
        served("https://autre.example/notes/self", "https://autre.example/notes/self");
        // Nineteen in between still lead to our post, twenty do not.
        for n in 0..25_usize {
            served(&format!("https://autre.example/notes/to/{n}"), &if n == 0 { scene.post_url() } else { format!("https://autre.example/notes/to/{}", n - 1) });
        }
        scene.says(ADA, &activity(ADA, 0, "Follow", json!(SECTION))).await;
        let cases = [(at(0), 20, false), ("https://autre.example/notes/a".into(), 2, false), ("https://autre.example/notes/self".into(), 1, false), ("https://autre.example/notes/to/18".into(), 19, true), ("https://autre.example/notes/to/24".into(), 20, false)];
        for (n, (parent, most, leads)) in cases.into_iter().enumerate() {
            let before = scene.elsewhere.fetches();
            let reply = note(ADA, 50 + u32::try_from(n).unwrap(), json!({"inReplyTo": parent, "tag": mention}));
            scene.says(ADA, &create(&reply)).await;
            assert_eq!(scene.elsewhere.fetches() - before, most, "{parent}");
            let outside = scene.by_uri(&reply).await.unwrap();
            assert_eq!(outside.post.is_some(), leads, "{parent}");
            assert_eq!(outside.kind, if leads { OutsideKind::Reply } else { OutsideKind::Mention }, "{parent}");
        }
        let own = note(ADA, 70, json!({"inReplyTo": "https://elsewhere.example/notes/ada/70", "tag": mention}));
        let before = scene.elsewhere.fetches();
        scene.says(ADA, &create(&own)).await;
        assert!(scene.elsewhere.fetches() - before <= 1);
    }

    async fn r09_a_crowd_of_mentions_is_one_thing_that_waits_and_one_notice(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let mut tags = vec![json!({"type": "Mention", "href": SECTION, "name": "@vallombre"})];
        tags.extend((0..5_000).map(|n| json!({"type": "Mention", "href": format!("https://elsewhere.example/users/{n}"), "name": "@x"})));
        let to: Vec<_> = (0..10_000).map(|n| json!(format!("https://x.example/{n}"))).chain([json!(PUBLIC)]).collect();
        let files: Vec<_> = (0..1_000).map(|n| json!({"type": "Image", "url": format!("https://elsewhere.example/{n}.png")})).collect();
        let crowd = note(ADA, 1, json!({"tag": tags, "to": to, "attachment": files}));
        let before = scene.elsewhere.fetches();
        assert_eq!(scene.says(ADA, &create(&crowd)).await, StatusCode::ACCEPTED);
        let outside = scene.by_uri(&crowd).await.unwrap();
        assert_eq!((outside.kind, outside.shown.attachments), (OutsideKind::Mention, 16));
        assert_eq!(scene.elsewhere.fetches() - before, 1, "her key, and no picture of hers");
        for n in 2..30 {
            scene.says(ADA, &create(&note(ADA, n, json!({"cc": [SECTION]})))).await;
        }
        assert_eq!(scene.waiting().await.len(), 29);
        let unread = scene.store.read().await.unwrap().notices_unread(scene.jeanne).await.unwrap();
        assert_eq!(unread, 1, "one line says that something waits");
    }

    async fn a_relay_that_passes_on_what_does_not_concern_us_is_counted_and_nothing_of_it_kept(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.says(BOB, &activity(BOB, 0, "Follow", json!(SECTION))).await;
        let jobs = scene.store.claim("none", scene.world.now(), scene.world.now().plus(1), 10).await.unwrap();
        assert!(jobs.is_empty());
        for n in 1..200 {
            let other = note(BOB, n, json!({"inReplyTo": format!("https://autre.example/notes/{}", n + 1), "tag": [{"type": "Mention", "href": ADA}]}));
            let sent = if n % 4 == 0 { activity(BOB, n, "Announce", json!(format!("https://x.example/{n}"))) } else { create(&other) };
            assert_eq!(scene.post_as(BOB, &KEYS[2], &sent).await, StatusCode::ACCEPTED);
        }
        let mut db = scene.store.read().await.unwrap();
        assert_eq!(db.incoming(&format!("{BOB}/activities/4")).await.unwrap(), None);
        drop(db);
        let jobs = scene.store.claim("none", scene.world.now(), scene.world.now().plus(Moment::MINUTE), 10).await.unwrap();
        assert!(jobs.is_empty(), "{} jobs", jobs.len());
        assert_eq!((scene.counted("Create").await, scene.counted("Announce").await), (150, 49));
        assert_eq!(scene.elsewhere.fetches(), 1, "its key");
    }
}
