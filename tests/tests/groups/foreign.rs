//! A member on a server that is not ours, whose bytes are what the test says: at the door of a host, on both engines.

use preau_core::group::MessageState;
use preau_core::world::{Moment, World as _};
use preau_tests::on_both_engines;
use serde_json::{Value, json};

use super::abroad::{Abroad, MALLORY, SAMIRA};
use super::stage::Foreigner;

on_both_engines! {
    async fn a_foreign_server_of_its_own_shapes_speaks_edits_reacts_and_takes_back(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        assert_eq!(abroad.says(&abroad.filled("create", "")).await, 202);
        for house in &abroad.network.houses {
            let message = house.message("bac de nuit").await.unwrap();
            assert_eq!(message.state, MessageState::Published, "{}", house.host);
            assert_eq!(message.html, "<p>Le <strong>bac de nuit</strong> ne passe plus.</p>");
            assert_eq!((message.name.as_str(), message.host.as_str()), ("Samira Haddad", "evasion.example"));
        }
        // Nothing that a text names is fetched.
        assert_eq!(abroad.network.wires.fetched("traceur"), 0);
        let parent = "https://evasion.example/users/samira/notes/1";
        for name in ["reply", "like", "update"] {
            assert_eq!(abroad.says(&abroad.filled(name, parent)).await, 202, "{name}");
        }
        for house in &abroad.network.houses {
            assert!(house.message("réponse d’ailleurs").await.is_some(), "{}", house.host);
            assert_eq!(house.message("passe de nouveau").await.unwrap().edits, 1);
            assert_eq!(house.useful("passe de nouveau").await, 1);
        }
        assert_eq!(abroad.says(&abroad.filled("undo", parent)).await, 202);
        assert_eq!(abroad.network.kermor().useful("passe de nouveau").await, 0);
        assert_eq!(abroad.says(&abroad.filled("delete", parent)).await, 202);
        for house in &abroad.network.houses {
            assert!(house.message("passe de nouveau").await.is_none(), "{}", house.host);
            assert!(house.message("réponse d’ailleurs").await.is_some(), "{}", house.host);
        }
        assert!(abroad.network.agree().await);
        assert_eq!(abroad.refusals(), Vec::<String>::new());
        // What Samira's server gets is what everybody gets, byte for byte.
        let mut copies = std::collections::HashMap::<String, Vec<String>>::new();
        for host in ["evasion.example", "kermor.example", "port-lazare.example"] {
            for one in abroad.network.wires.sent_to(host, "\"Announce\"") {
                let id = serde_json::from_str::<Value>(&one.body).unwrap()["id"].as_str().unwrap().to_owned();
                copies.entry(id).or_default().push(one.body);
            }
        }
        assert!(copies.values().all(|bodies| bodies.iter().all(|body| *body == bodies[0])));
        assert!(copies.values().any(|bodies| bodies.len() == 3));
    }

    async fn o02_o03_o05_what_names_another_origin_or_another_author_is_not_taken(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let create = abroad.filled("create", "");
        for (n, (field, value)) in [
            ("id", json!("https://tierce.example/notes/1")),
            ("id", json!("https://vallombre.example/notes/01900000-0000-7000-8000-000000000001")),
            ("id", json!(7)),
            ("attributedTo", json!([SAMIRA])),
            ("attributedTo", json!(7)),
            ("attributedTo", Value::Null),
            ("attributedTo", json!(MALLORY)),
            ("attributedTo", json!("https://vallombre.example/section")),
            ("attributedTo", json!({"id": SAMIRA, "type": "Person"})),
        ].into_iter().enumerate() {
            let mut other = create.clone();
            other["id"] = json!(format!("{SAMIRA}/others/{n}"));
            other["object"][field] = value;
            abroad.is_not_taken(&other, "bac de nuit").await;
        }
        let mut other = create.clone();
        other["id"] = json!(format!("{SAMIRA}/others/actor"));
        other["actor"] = json!(MALLORY);
        abroad.is_not_taken(&other, "bac de nuit").await;
        // The positive: the very same, untouched.
        abroad.says(&create).await;
        assert!(abroad.network.kermor().message("bac de nuit").await.is_some());
    }

    async fn o04_nobody_writes_over_what_is_ours(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let vallombre = abroad.network.vallombre();
        vallombre.open("Ligne 4", "le texte de Jeanne").await;
        abroad.network.work().await;
        let jeanne = vallombre.message("texte de Jeanne").await.unwrap();
        for whose in [SAMIRA, vallombre.actor().as_str()] {
            let mut update = abroad.filled("update", "");
            update["object"]["id"] = json!(jeanne.uri);
            update["object"]["attributedTo"] = json!(whose);
            abroad.is_not_taken(&update, "passe de nouveau").await;
            let mut delete = abroad.filled("delete", "");
            delete["object"]["id"] = json!(jeanne.uri);
            delete["id"] = json!(format!("{SAMIRA}/activities/{}", whose.len()));
            abroad.is_not_taken(&delete, "passe de nouveau").await;
        }
        assert_eq!(vallombre.state_of(jeanne.id).await, jeanne);
    }

    async fn o05_o18_who_animates_nothing_pins_removes_and_sums_up_nothing(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let vallombre = abroad.network.vallombre();
        vallombre.open("Ligne 4", "le texte de Jeanne").await;
        vallombre.plans("Réunion", "Salle").await;
        abroad.network.work().await;
        let (jeanne, seq) = (vallombre.message("texte de Jeanne").await.unwrap(), abroad.entries().await);
        let meeting = vallombre.gathering().await.unwrap().gathering;
        let say = |n: u32, kind: &str, object: Value, target: Value| {
            json!({"@context": "https://www.w3.org/ns/activitystreams", "id": format!("{SAMIRA}/a/{n}"), "type": kind,
                "actor": SAMIRA, "to": [abroad.group], "audience": abroad.group, "object": object, "target": target})
        };
        let event = json!({"id": meeting.uri, "type": "Event", "audience": abroad.group, "status": "CANCELLED"});
        let digest = json!({"id": jeanne.uri, "type": "Note", "pr:digest": "<p>pirate</p>"});
        let group = json!({"id": abroad.group, "type": "Group", "name": "pirate", "pr:joining": "ask",
            "pr:writing": "members", "pr:listing": "listed", "pr:closed": true});
        for (n, activity) in [
            say(1, "Add", json!(jeanne.uri), json!(format!("{}/featured", abroad.group))),
            say(2, "Remove", json!(jeanne.uri), json!(format!("{}/topics/x", abroad.group))),
            say(3, "Remove", json!(vallombre.actor()), json!(format!("{}/animators", abroad.group))),
            say(4, "Update", digest, Value::Null),
            say(5, "Update", event, Value::Null),
            say(6, "Update", group, Value::Null),
        ].iter().enumerate() {
            abroad.says(activity).await;
            assert_eq!(abroad.entries().await, seq, "{n}");
        }
        assert_eq!(vallombre.state_of(jeanne.id).await, jeanne);
        assert_eq!(vallombre.gathering().await.unwrap().gathering, meeting);
    }

    async fn o06_an_older_edit_changes_nothing_and_no_edit_makes_another_thing_of_a_text(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        abroad.network.pass(Moment::HOUR).await;
        abroad.says(&abroad.filled("create", "")).await;
        abroad.says(&abroad.filled("update", "")).await;
        let mut older = abroad.filled("update", "");
        older["id"] = json!(format!("{SAMIRA}/activities/old"));
        older["object"]["updated"] = json!("2026-11-21T20:05:00Z");
        older["object"]["content"] = json!("<p>plus ancien</p>");
        abroad.says(&older).await;
        for house in &abroad.network.houses {
            assert!(house.message("plus ancien").await.is_none(), "{}", house.host);
            assert!(house.message("passe de nouveau").await.is_some(), "{}", house.host);
        }
        let mut person = abroad.filled("update", "");
        person["id"] = json!(format!("{SAMIRA}/activities/type"));
        person["object"]["type"] = json!("Person");
        person["object"]["updated"] = json!("2026-11-21T21:05:00Z");
        abroad.is_not_taken(&person, "plus ancien").await;
    }

    async fn o07_nobody_deletes_another_s_text_and_a_delete_that_comes_first_holds(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let delete = abroad.filled("delete", "");
        abroad.says(&delete).await;
        let create = abroad.filled("create", "");
        abroad.is_not_taken(&create, "bac de nuit").await;
        assert_eq!(abroad.refusals(), ["missing", "missing"]);
        let mut second = create.clone();
        second["id"] = json!(format!("{SAMIRA}/activities/20"));
        second["object"]["id"] = json!(format!("{SAMIRA}/notes/20"));
        abroad.says(&second).await;
        assert!(abroad.network.kermor().message("bac de nuit").await.is_some());
        // Mallory, of the same server, is in no group; and were she, it would not be hers.
        let mut theirs = delete.clone();
        theirs["id"] = json!(format!("{MALLORY}/activities/1"));
        theirs["actor"] = json!(MALLORY);
        theirs["object"]["id"] = json!(format!("{SAMIRA}/notes/20"));
        abroad.spoken(&abroad.mallory, &theirs).await;
        assert!(abroad.network.kermor().message("bac de nuit").await.is_some());
    }

    async fn o20_o28_odd_shapes_change_nothing_and_break_nothing(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let create = abroad.filled("create", "");
        let mut odd = Vec::new();
        let mut with = |path: &[&str], value: Value| {
            let mut other = create.clone();
            let mut place = &mut other;
            for part in path {
                place = &mut place[*part];
            }
            *place = value;
            odd.push(other);
        };
        with(&["type"], json!(["Create", "Announce"]));
        with(&["type"], json!("Arrive"));
        with(&["object", "type"], json!(["Note"]));
        with(&["object", "type"], json!("Question"));
        with(&["object"], json!("https://evasion.example/users/samira/notes/1"));
        with(&["object"], json!([create["object"]]));
        with(&["object"], Value::Null);
        with(&["object", "content"], json!({"fr": "x"}));
        with(&["object", "content"], json!(""));
        with(&["object", "content"], json!("<script>alert(1)</script>"));
        with(&["object", "name"], json!("x".repeat(141)));
        with(&["object", "name"], json!(""));
        with(&["object", "published"], json!("hier"));
        with(&["object", "pr:byline"], Value::Null);
        with(&["object", "tag"], json!(vec![json!({"type": "Mention"}); 51]));
        with(&["to"], json!(vec![abroad.group.as_str(); 60]));
        with(&["object", "source"], json!({"content": "x".repeat(20_001)}));
        with(&["object", "audience"], json!("https://vallombre.example/groups/autre"));
        with(&["object", "to"], json!(["https://www.w3.org/ns/activitystreams#Public", abroad.group]));
        with(&["cc"], json!("as:Public"));
        with(&["bto"], json!(["Public"]));
        with(&["object", "weight"], json!(1.5));
        let mut deep = json!("x");
        for _ in 0..50 {
            deep = json!({"object": deep});
        }
        with(&["object", "object"], deep);
        for (n, other) in odd.iter_mut().enumerate() {
            other["id"] = json!(format!("{SAMIRA}/odd/{n}"));
            other["object"].as_object_mut().map(|object| object.insert("url".into(), json!(n)));
            let before = abroad.entries().await;
            let text = other.to_string();
            // JSON that no proof can be made for goes as it is.
            let method = format!("{SAMIRA}#ed25519-key");
            let now = abroad.network.vallombre().world.now();
            let body = preau_federation::proof::attach(&text, &abroad.samira.proof, &method, &now.rfc3339()).unwrap_or(text);
            let inbox = format!("{}/inbox", abroad.group.path());
            abroad.samira.says(abroad.network.vallombre(), &inbox, &body).await;
            abroad.network.work().await;
            assert_eq!(abroad.entries().await, before, "{n} {body}");
        }
        // A context that renames things, a signature of the older kind and graphs beside: read as it stands.
        let mut renamed = create.clone();
        renamed["@context"] = json!(["https://www.w3.org/ns/activitystreams",
            {"actor": {"@id": "https://tierce.example/actor"}, "pr": "https://preau.example/ns#"}]);
        renamed["@graph"] = json!([{"id": "https://tierce.example/x"}]);
        renamed["@reverse"] = json!({"actor": MALLORY});
        let fetches = abroad.network.wires.fetched("tierce");
        assert_eq!(abroad.says(&renamed).await, 202);
        let message = abroad.network.kermor().message("bac de nuit").await.unwrap();
        assert_eq!((message.author.as_str(), abroad.network.wires.fetched("tierce")), (SAMIRA, fetches));
    }

    async fn o09_o21_o23_a09_a_stranger_says_nothing_in_a_group_and_learns_nothing_of_it(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let vallombre = abroad.network.vallombre();
        vallombre.open("Ligne 4", "le texte de Jeanne").await;
        abroad.network.work().await;
        let jeanne = vallombre.message("texte de Jeanne").await.unwrap();
        let heard = abroad.network.wires.sent_to("evasion.example", "{").len();
        let seq = abroad.entries().await;
        for (n, name) in ["create", "reply", "like"].into_iter().enumerate() {
            let text = abroad.filled(name, jeanne.uri.as_str()).to_string().replace(SAMIRA, MALLORY);
            let activity: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(abroad.spoken(&abroad.mallory, &activity).await, 202, "{n}");
        }
        let announce = json!({"@context": "https://www.w3.org/ns/activitystreams", "id": format!("{MALLORY}/a/9"),
            "type": "Announce", "actor": MALLORY, "to": ["https://www.w3.org/ns/activitystreams#Public"], "object": jeanne.uri});
        abroad.spoken(&abroad.mallory, &announce).await;
        assert_eq!(abroad.entries().await, seq);
        assert_eq!(vallombre.useful("texte de Jeanne").await, 0);
        // No answer, refusal or other.
        assert_eq!(abroad.network.wires.sent_to("evasion.example", "{").len(), heard);
        // A member who answers what they cannot see, or what is nowhere, is told the same.
        let private = vallombre.trial.count("SELECT count(*) FROM grp_message").await;
        let nowhere = "01900000-0000-7000-8000-0000000fffff";
        for parent in [format!("https://vallombre.example/posts/{nowhere}"), format!("https://vallombre.example/notes/{nowhere}/")] {
            let parent = parent.as_str();
            let mut reply = abroad.filled("reply", parent);
            reply["id"] = json!(format!("{SAMIRA}/r/{}", parent.len()));
            abroad.is_not_taken(&reply, "réponse d’ailleurs").await;
        }
        assert_eq!(vallombre.trial.count("SELECT count(*) FROM grp_message").await, private);
        assert_eq!(abroad.refusals(), ["missing", "missing"]);
    }

    async fn o29_an_id_that_was_used_means_what_it_meant_first(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let create = abroad.filled("create", "");
        abroad.says(&create).await;
        let mut second = create.clone();
        second["object"]["content"] = json!("<p>autre chose</p>");
        abroad.is_not_taken(&second, "autre chose").await;
        // Under another id of the activity, the text is still the first.
        second["id"] = json!(format!("{SAMIRA}/activities/again"));
        abroad.says(&second).await;
        for house in &abroad.network.houses {
            assert!(house.message("autre chose").await.is_none(), "{}", house.host);
        }
    }

    async fn what_carries_no_proof_of_its_author_is_not_taken_even_from_their_server(trial: Trial) {
        let Some(abroad) = Abroad::new(trial).await else { return };
        let create = abroad.filled("create", "");
        let inbox = format!("{}/inbox", abroad.group.path());
        let vallombre = abroad.network.vallombre();
        let before = abroad.entries().await;
        abroad.samira.says(vallombre, &inbox, &create.to_string()).await;
        abroad.network.work().await;
        let mut other = create.clone();
        other["id"] = json!(format!("{SAMIRA}/activities/forged"));
        let forged = Foreigner::new(SAMIRA, 99).signs(&other, vallombre.world.now());
        abroad.samira.says(vallombre, &inbox, &forged).await;
        abroad.network.work().await;
        other["id"] = json!(format!("{SAMIRA}/activities/changed"));
        let changed = abroad.samira.signs(&other, vallombre.world.now()).replace("ne passe plus", "passe toujours");
        abroad.samira.says(vallombre, &inbox, &changed).await;
        abroad.network.work().await;
        assert_eq!(abroad.entries().await, before);
        assert_eq!(abroad.refusals(), ["malformed", "malformed", "malformed"]);
    }
}
