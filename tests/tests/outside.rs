//! The fediverse answers: what people elsewhere write, share, follow and report, and what the section makes of it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it made has failed"
)]

#[path = "outside/crowd.rs"]
mod crowd;
#[path = "outside/events.rs"]
mod events;
#[path = "outside/forged.rs"]
mod forged;
#[path = "outside/lookup.rs"]
mod lookup;
#[path = "outside/real.rs"]
mod real;
#[path = "outside/scene.rs"]
mod scene;
#[path = "outside/shapes.rs"]
mod shapes;
#[path = "outside/shut_out.rs"]
mod shut_out;
#[path = "network/stage.rs"]
#[expect(dead_code, reason = "the tests of the network use the rest of it")]
mod stage;

use http::StatusCode;
use preau_core::action::outside::{
    Answered, BlockHost, FollowAccount, RemoveOutside, Reported, SendReport, UnfollowAccount,
};
use preau_core::action::perform;
use preau_core::audience::Audience;
use preau_core::elsewhere::Elsewhere as _;
use preau_core::outside::{FollowedState, OutsideKind, OutsideState, ReportState};
use preau_core::post::Signature;
use preau_core::text::Note;
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use serde_json::json;

use self::scene::{ADA, BOB, EVE, PUBLIC, Scene, activity, create, note, url};
use self::stage::{ODILE, SECTION, types};

on_both_engines! {
    async fn an_answer_waits_is_accepted_and_answered_in_public(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url(), "content": "<p>Bravo <img src=\"https://elsewhere.example/spy.png\"></p>"}));
        assert_eq!(scene.says(ADA, &create(&reply)).await, StatusCode::ACCEPTED);
        let waiting = scene.waiting().await;
        assert_eq!(waiting.len(), 1);
        assert_eq!((waiting[0].kind, waiting[0].state, waiting[0].post), (OutsideKind::Reply, OutsideState::Waiting, Some(scene.post)));
        assert_eq!((waiting[0].shown.text.html.as_str(), waiting[0].shown.author.host.as_str()), ("<p>Bravo </p>", "elsewhere.example"));
        scene.accept(&waiting[0]).await;
        scene.elsewhere.reached.lock().unwrap().clear();

        let answered = scene.answer(&waiting[0], "Merci à vous", true).await;
        let Answered::Publicly(answer) = answered else { panic!("{answered:?}") };
        scene.work().await;
        let reached: Vec<_> = scene.elsewhere.reached.lock().unwrap().drain(..).collect();
        let inboxes: Vec<_> = reached.iter().map(|(inbox, _)| inbox.as_str()).collect();
        assert!(inboxes.contains(&"https://elsewhere.example/inbox"), "who is answered learns of it: {inboxes:?}");
        assert!(inboxes.contains(&"https://port-lazare.example/inbox"), "and who follows: {inboxes:?}");
        for (_, sent) in &reached {
            assert_eq!((&sent["type"], &sent["actor"]), (&json!("Create"), &json!(SECTION)));
            assert_eq!(sent["object"]["inReplyTo"], reply["id"]);
            assert_eq!(sent["object"]["tag"], json!([{"type": "Mention", "href": ADA, "name": "@ada@elsewhere.example"}]));
            assert!(sent["cc"].as_array().unwrap().contains(&json!(ADA)));
            assert!(!sent.to_string().to_lowercase().contains("jeanne"));
        }
        let (status, _, served) = scene.get(&format!("/posts/{answer}")).await;
        let served: serde_json::Value = serde_json::from_slice(&served).unwrap();
        assert_eq!((status, &served["inReplyTo"]), (StatusCode::OK, &reply["id"]));

        // Who answers that answer is heard too, and so are its edit and its end.
        let again = note(ADA, 2, json!({"inReplyTo": format!("https://vallombre.example/posts/{answer}"), "content": "<p>De rien</p>"}));
        scene.says(ADA, &create(&again)).await;
        assert_eq!(scene.by_uri(&again).await.unwrap().post, Some(answer));
        scene.pass(Moment::MINUTE);
        scene.edit(answer, "Merci à vous toutes et tous", 0).await;
        scene.work().await;
        scene.take_back(answer).await;
        scene.work().await;
        let told: Vec<_> = scene.elsewhere.reached.lock().unwrap().drain(..).filter(|(inbox, _)| inbox.contains("elsewhere.example")).collect();
        let kinds: Vec<_> = told.iter().map(|(_, sent)| sent["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["Update", "Delete"]);
    }

    async fn a_private_message_is_answered_to_its_author_alone_and_served_to_nobody(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        let message = note(ADA, 1, json!({"to": [SECTION], "cc": [], "content": "<p>Une question en privé</p>"}));
        let mut sent = create(&message);
        sent["to"] = json!([SECTION]);
        sent["cc"] = json!([]);
        assert_eq!(scene.says(ADA, &sent).await, StatusCode::ACCEPTED);
        let direct = scene.by_uri(&message).await.unwrap();
        assert_eq!((direct.kind, direct.post), (OutsideKind::Direct, None));
        scene.elsewhere.reached.lock().unwrap().clear();
        assert_eq!(scene.answer(&direct, "Une réponse en privé", false).await, Answered::Privately);
        scene.work().await;
        let reached: Vec<_> = scene.elsewhere.reached.lock().unwrap().drain(..).collect();
        assert_eq!(reached.len(), 1, "{reached:?}");
        let (inbox, letter) = &reached[0];
        assert_eq!((inbox.as_str(), &letter["to"], &letter["object"]["to"]), ("https://elsewhere.example/users/ada/inbox", &json!([ADA]), &json!([ADA])));
        assert_eq!((&letter["type"], &letter["object"]["inReplyTo"]), (&json!("Create"), &message["id"]));
        assert_eq!(letter["object"]["tag"][0]["href"], ADA);
        assert!(!letter.to_string().contains("#Public") && !letter.to_string().contains("followers"));
        let nothing = scene.get(&format!("/posts/{}", scene.post).replace("/posts/0", "/posts/f")).await;
        for field in [&letter["id"], &letter["object"]["id"]] {
            let path = field.as_str().unwrap().strip_prefix("https://vallombre.example").unwrap();
            assert_eq!(scene.get(path).await, nothing, "{path}");
        }
        // The author's own answer to it comes back to the same desk.
        let back = note(ADA, 2, json!({"to": [SECTION], "cc": [], "inReplyTo": letter["object"]["id"], "content": "<p>Merci</p>"}));
        let mut sent = create(&back);
        sent["to"] = json!(SECTION);
        sent.as_object_mut().unwrap().remove("cc");
        scene.says(ADA, &sent).await;
        assert_eq!(scene.by_uri(&back).await.unwrap().kind, OutsideKind::Direct);
    }

    async fn an_account_is_found_followed_read_and_left(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let found = scene.federation.account("@ada@elsewhere.example").await.unwrap();
        assert_eq!((found.address.as_str(), found.about.as_str()), ("ada@elsewhere.example", "Au jardin"));
        let follow = FollowAccount { by: scene.jeanne, actor: found.actor };
        perform(scene.store.as_ref(), scene.world.as_ref(), &follow).await.unwrap();
        scene.work().await;
        let asked = scene.elsewhere.arrived();
        assert_eq!(types(&asked), ["Follow"]);
        assert_eq!((&asked[0].1["actor"], &asked[0].1["object"]), (&json!(SECTION), &json!(ADA)));
        // Before she agrees, nothing of hers is kept (O17).
        let early = note(ADA, 1, json!({}));
        scene.says(ADA, &create(&early)).await;
        assert_eq!(scene.network().await.len(), 0);
        scene.says(ADA, &activity(ADA, 2, "Accept", asked[0].1.clone())).await;
        assert_eq!(scene.followed_state(ADA).await, Some(FollowedState::Accepted));

        let post = note(ADA, 3, json!({"content": "<p>Un</p>"}));
        scene.says(ADA, &create(&post)).await;
        let private = note(ADA, 4, json!({"to": [format!("{ADA}/followers")], "cc": []}));
        scene.says(ADA, &create(&private)).await;
        let mut update = activity(ADA, 5, "Update", post.clone());
        update["object"]["content"] = json!("<p>Deux</p>");
        update["object"]["updated"] = json!("2026-11-21T12:00:00Z");
        scene.says(ADA, &update).await;
        let kept = scene.network().await;
        assert_eq!((kept.len(), kept[0].shown.text.html.as_str()), (1, "<p>Deux</p>"));
        let theirs = note(BOB, 6, json!({"content": "<p>De Bob</p>"}));
        scene.serve(&theirs);
        let share = activity(ADA, 7, "Announce", theirs["id"].clone());
        scene.says(ADA, &share).await;
        let kept = scene.network().await;
        assert_eq!((kept.len(), kept[0].shown.author.actor.as_str(), kept[0].shared_by.as_ref().unwrap().actor.as_str()), (2, BOB, ADA));
        scene.says(ADA, &activity(ADA, 8, "Undo", share)).await;
        scene.says(ADA, &activity(ADA, 9, "Delete", json!({"id": post["id"], "type": "Tombstone"}))).await;
        assert_eq!(scene.network().await.len(), 0);

        let leave = UnfollowAccount { by: scene.jeanne, actor: url(ADA) };
        perform(scene.store.as_ref(), scene.world.as_ref(), &leave).await.unwrap();
        scene.elsewhere.arrived();
        scene.work().await;
        let left = scene.elsewhere.arrived();
        assert_eq!(types(&left), ["Undo"]);
        assert_eq!(left[0].1["object"]["id"], asked[0].1["id"]);
    }

    async fn likes_and_shares_are_counted_once_and_taken_back_by_whoever_gave_them(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let post = json!(scene.post_url());
        let like = activity(ADA, 1, "Like", post.clone());
        for one in [&like, &activity(ADA, 2, "Like", post.clone()), &activity(ADA, 3, "EmojiReact", post.clone())] {
            assert_eq!(scene.says(ADA, one).await, StatusCode::ACCEPTED);
        }
        scene.says(BOB, &activity(BOB, 1, "Like", post.clone())).await;
        scene.says(BOB, &activity(BOB, 2, "Announce", post.clone())).await;
        scene.says(BOB, &activity(BOB, 3, "Dislike", post.clone())).await;
        assert_eq!(scene.marks().await, (2, 1));
        // O08: with another's name inside, or by another's id.
        scene.says(EVE, &activity(EVE, 1, "Undo", like.clone())).await;
        scene.says(EVE, &activity(EVE, 2, "Undo", like["id"].clone())).await;
        let mut own = like.clone();
        own["actor"] = json!(EVE);
        scene.says(EVE, &activity(EVE, 3, "Undo", own)).await;
        assert_eq!(scene.marks().await, (2, 1));
        scene.says(ADA, &activity(ADA, 4, "Undo", like["id"].clone())).await;
        scene.says(BOB, &activity(BOB, 4, "Undo", activity(BOB, 2, "Announce", post))).await;
        assert_eq!(scene.marks().await, (1, 0));
    }

    async fn a_report_reaches_the_server_it_is_about_and_names_nobody_of_ours(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url(), "content": "<p>Une injure</p>"}));
        scene.says(ADA, &create(&reply)).await;
        let outside = scene.by_uri(&reply).await.unwrap();
        scene.elsewhere.reached.lock().unwrap().clear();
        let note = Some(Note::parse("Injurieux").unwrap());
        let send = SendReport { by: scene.jeanne, reported: Reported::Outside(outside.id), note };
        perform(scene.store.as_ref(), scene.world.as_ref(), &send).await.unwrap();
        scene.work().await;
        let reached: Vec<_> = scene.elsewhere.reached.lock().unwrap().drain(..).collect();
        assert_eq!(reached.len(), 1);
        let flag = &reached[0].1;
        assert_eq!((&flag["type"], &flag["actor"]), (&json!("Flag"), &json!("https://vallombre.example/actor")));
        assert_eq!((&flag["object"], &flag["content"]), (&json!([ADA, reply["id"]]), &json!("Injurieux")));
        assert!(!flag.to_string().to_lowercase().contains("jeanne"));
        let path = flag["id"].as_str().unwrap().strip_prefix("https://vallombre.example").unwrap().to_owned();
        assert_eq!(scene.get(&path).await.0, StatusCode::NOT_FOUND);
    }

    async fn a_report_waits_for_a_server_that_does_not_answer(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.follows(ADA).await;
        let theirs = note(BOB, 1, json!({}));
        scene.serve(&theirs);
        scene.says(ADA, &activity(ADA, 1, "Announce", theirs["id"].clone())).await;
        let network = scene.network().await;
        // Of Bob nothing is known but his name: he never wrote to us.
        scene.elsewhere.served.lock().unwrap().insert(BOB.into(), (503, String::new()));
        let send = SendReport { by: scene.jeanne, reported: Reported::Network(network[0].id), note: None };
        perform(scene.store.as_ref(), scene.world.as_ref(), &send).await.unwrap();
        scene.work().await;
        assert!(scene.elsewhere.arrived().is_empty());
        scene.serve(&scene::actor(BOB));
        scene.pass(Moment::HOUR);
        scene.work().await;
        assert_eq!(types(&scene.elsewhere.arrived()), ["Flag"]);
    }

    async fn a_followed_account_that_changes_its_name_is_shown_under_the_new_one(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.follows(ADA).await;
        let mut renamed = scene::actor(ADA);
        renamed["name"] = json!("Ada L.");
        // What the activity itself says of her is a claim: her own document counts.
        let mut claimed = renamed.clone();
        claimed["name"] = json!("Vallombre-Centre");
        scene.serve(&renamed);
        scene.says(ADA, &activity(ADA, 1, "Update", claimed)).await;
        let name = async || scene.store.read().await.unwrap().followed(&url(ADA)).await.unwrap().unwrap().byline.name;
        assert_eq!(name().await, "Ada L.");
        let before = scene.elsewhere.fetches();
        for n in 2..10 {
            scene.says(ADA, &activity(ADA, n, "Update", json!(ADA))).await;
        }
        assert_eq!(scene.elsewhere.fetches(), before, "once in five minutes");
        // Whom nobody here follows or is followed by is not asked at all.
        scene.says(EVE, &activity(EVE, 1, "Update", scene::actor(EVE))).await;
        assert_eq!((scene.elsewhere.fetches() - before, scene.counted("Update").await), (1, 9), "her key");
    }

    async fn o26_a_report_is_a_claim_of_its_source_and_changes_nothing(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let before = scene.get(&format!("/posts/{}", scene.post)).await;
        let hidden = scene.publish("Pour nous", Audience::Section, Signature::Author).await;
        let mut flag = activity(EVE, 1, "Flag", json!([ADA, scene.post_url(), format!("https://vallombre.example/posts/{hidden}"), 7]));
        flag["content"] = json!("<b>Faux</b> et inventé");
        assert_eq!(scene.says(EVE, &flag).await, StatusCode::ACCEPTED);
        let reports = scene.store.read().await.unwrap().reports(ReportState::Open, 10).await.unwrap();
        assert_eq!(reports.len(), 1);
        assert_eq!((reports[0].actor.as_str(), reports[0].host.as_str(), reports[0].post), (EVE, "elsewhere.example", Some(scene.post)));
        assert_eq!(reports[0].note, "Faux et inventé");
        assert_eq!(scene.get(&format!("/posts/{}", scene.post)).await, before);
        // What names nothing of ours is not our business.
        scene.says(EVE, &activity(EVE, 2, "Flag", json!([ADA]))).await;
        assert_eq!(scene.store.read().await.unwrap().reports(ReportState::Open, 10).await.unwrap().len(), 1);
    }

    async fn what_was_accepted_can_be_removed_and_a_host_shut_out(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let reply = note(ADA, 1, json!({"inReplyTo": scene.post_url(), "to": PUBLIC}));
        scene.says(ADA, &create(&reply)).await;
        let outside = scene.by_uri(&reply).await.unwrap();
        scene.accept(&outside).await;
        let remove = RemoveOutside { by: scene.jeanne, outside: outside.id };
        perform(scene.store.as_ref(), scene.world.as_ref(), &remove).await.unwrap();
        assert_eq!(scene.by_uri(&reply).await.unwrap().state, OutsideState::Removed);
        let block = BlockHost { by: scene.jeanne, host: "elsewhere.example".into(), reason: None };
        perform(scene.store.as_ref(), scene.world.as_ref(), &block).await.unwrap();
        scene.pass(5 * Moment::SECOND);
        let again = note(ADA, 2, json!({"inReplyTo": scene.post_url()}));
        assert_eq!(scene.says(ADA, &create(&again)).await, StatusCode::FORBIDDEN);
        assert!(scene.by_uri(&again).await.is_none());
        assert_eq!(scene.says(BOB, &create(&note(BOB, 1, json!({"inReplyTo": scene.post_url()})))).await, StatusCode::ACCEPTED);
        assert_eq!(scene.waiting().await.len(), 1);
        assert_eq!(scene.follower(ODILE).await, None);
    }
}
