//! Rendezvous for everybody and other servers: told as Events, joined and left from elsewhere, and those of linked sections in
//! our agenda.

use http::StatusCode;
use preau_core::action::guest::DecideGuest;
use preau_core::action::link::EndLink;
use preau_core::action::perform;
use preau_core::action::rendezvous::{CancelRendezvous, ChangeRendezvous, PlanRendezvous};
use preau_core::audience::Audience;
use preau_core::guest::{GuestState, GuestsMay};
use preau_core::id::RendezvousId;
use preau_core::link::{LinkKind, LinkState, LinkedSection};
use preau_core::nearby::NearbyView;
use preau_core::peer::RemoteActor;
use preau_core::rendezvous::Plan;
use preau_core::text::{Body, ShortText, Title};
use preau_core::world::{Moment, World as _};
use preau_tests::on_both_engines;
use serde_json::{Value, json};

use crate::scene::{ADA, BOB, EVE, PUBLIC, Scene, activity, url};
use crate::shapes::fixture;
use crate::stage::{KEYS, START, types};

/// The rendezvous of the documents; every test of them is given this address instead.
const THEIR_RENDEZVOUS: &str = "https://vallombre.example/rendezvous/01900000-0000-7000-8000-000000000001";
/// A section that Vallombre is linked with.
const SORRE: &str = "https://sorre.example/section";

fn meeting(guests_may: GuestsMay, capacity: Option<i32>) -> Plan {
    Plan {
        title: Title::parse("Réunion publique").unwrap(),
        body: Some(Body::parse("On parle du **bus**.").unwrap()),
        starts_at: START.plus(5 * Moment::DAY),
        ends_at: Some(START.plus(5 * Moment::DAY + 2 * Moment::HOUR)),
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("Salle des Tanneurs, 3 rue du Pont").unwrap()),
        link: None,
        audience: Audience::Everybody,
        needed: None,
        capacity,
        guests_may,
    }
}

impl Scene {
    async fn plans(&self, plan: Plan) -> RendezvousId {
        let plan = PlanRendezvous { by: self.jeanne, plan, once: self.world.hidden_id() };
        let (id, _) = perform(self.store.as_ref(), self.world.as_ref(), &plan).await.unwrap();
        self.work().await;
        id
    }

    async fn changes(&self, rendezvous: RendezvousId, plan: Plan, seen_sequence: i32) {
        let change = ChangeRendezvous { by: self.jeanne, rendezvous, plan, seen_sequence };
        perform(self.store.as_ref(), self.world.as_ref(), &change).await.unwrap();
        self.work().await;
    }

    async fn calls_off(&self, rendezvous: RendezvousId) {
        let cancel = CancelRendezvous { by: self.jeanne, rendezvous };
        perform(self.store.as_ref(), self.world.as_ref(), &cancel).await.unwrap();
        self.work().await;
    }

    async fn document(&self, path: &str) -> Value {
        let (status, _, bytes) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        serde_json::from_slice(&bytes).unwrap()
    }

    /// How many of those outside come, as every page says it.
    async fn guests_of(&self, id: RendezvousId) -> i64 {
        let mut db = self.store.read().await.unwrap();
        let everybody = preau_core::access::Scope::Everybody;
        db.rendezvous_view(everybody, id).await.unwrap().unwrap().guests
    }

    /// Somebody asks to come, and hears this.
    async fn asks(&self, who: &str, number: u32, id: RendezvousId) -> Vec<(String, Value)> {
        self.elsewhere.arrived();
        let join = activity(who, number, "Join", json!(event_id(id)));
        assert_eq!(self.says(who, &join).await, StatusCode::ACCEPTED);
        self.elsewhere.arrived()
    }

    async fn nearby(&self) -> Vec<NearbyView> {
        let mut db = self.store.read().await.unwrap();
        db.nearby_agenda(START, START.plus(60 * Moment::DAY), 100).await.unwrap()
    }

    /// Vallombre and Sorre are linked.
    async fn links(&self) {
        let sorre = RemoteActor {
            id: url(SORRE),
            kind: "Group".to_owned(),
            handle: "sorre".to_owned(),
            name: "Fédération de la Sorre".to_owned(),
            inbox: url("https://sorre.example/section/inbox"),
            shared_inbox: Some(url("https://sorre.example/inbox")),
            key_id: url(&format!("{SORRE}#main-key")),
            key_pem: KEYS[2].public.clone(),
            proof_key: None,
            fetched_at: START,
        };
        let mut tx = self.store.begin().await.unwrap();
        tx.keep_actor(&sorre).await.unwrap();
        let link = LinkedSection {
            actor: sorre,
            kind: LinkKind::Above,
            state: LinkState::Linked,
            offer: format!("{SORRE}/offers/1"),
            ours: false,
            since: START,
        };
        tx.keep_link(&link).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn event_id(id: RendezvousId) -> String {
    format!("https://vallombre.example/rendezvous/{id}")
}

/// What Sorre says of a rendezvous of its own.
fn of_sorre(kind: &str, number: u32, more: &[(&str, Value)]) -> Value {
    let mut event = json!({
        "id": "https://sorre.example/rendezvous/1", "type": "Event", "attributedTo": SORRE, "actor": SORRE,
        "to": [PUBLIC], "cc": [format!("{SORRE}/followers")], "name": "Banquet de la fédération",
        "content": "<p>Venez <img src=\"https://spy.example/p.png\"></p>", "startTime": "2026-12-05T18:00:00+01:00",
        "timezone": "Europe/Paris", "location": {"type": "Place", "name": "Halle aux grains"},
        "published": "2026-11-20T10:00:00Z", "url": "https://sorre.example/rendez-vous/1", "status": "CONFIRMED",
    });
    for (key, value) in more {
        event[key] = value.clone();
    }
    let mut said = activity(SORRE, number, kind, event);
    said["to"] = json!([PUBLIC]);
    said
}

on_both_engines! {
    async fn a_public_rendezvous_is_told_to_followers_when_planned_changed_and_cancelled(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        let id = scene.plans(meeting(GuestsMay::Come, Some(40))).await;
        let told = scene.elsewhere.arrived();
        assert_eq!(types(&told), ["Create"]);
        let (create, event) = (&told[0].1, &told[0].1["object"]);
        assert_eq!((&create["actor"], &event["attributedTo"]), (&event["actor"], &event["actor"]));
        assert_eq!((&event["id"], &event["type"], &event["status"]), (&json!(event_id(id)), &json!("Event"), &json!("CONFIRMED")));
        assert_eq!(event["startTime"], "2026-11-26T21:00:00+01:00");
        let said = create.to_string().to_lowercase();
        assert!(!said.contains("jeanne") && !said.contains("/people/") && said.contains("tanneurs"), "{said}");

        // By its id in both languages, by its activity, in the outbox, and among what is ahead.
        let served = scene.document(&format!("/rendezvous/{id}")).await;
        assert_eq!((&served["id"], &served["name"]), (&event["id"], &event["name"]));
        assert_eq!(scene.document(&format!("/rendez-vous/{id}")).await["id"], event["id"]);
        let path = |id: &Value| id.as_str().unwrap().strip_prefix("https://vallombre.example").unwrap().to_owned();
        assert_eq!(scene.document(&path(&create["id"])).await, *create);
        let outbox = scene.document("/section/outbox?page=true").await;
        let items: Vec<_> = outbox["orderedItems"].as_array().unwrap().iter().map(|item| item["object"]["type"].clone()).collect();
        assert_eq!(items, ["Event", "Note"], "the newest first");
        let upcoming = path(&scene.document("/section").await["upcomingEvents"]);
        let ahead = scene.document(&upcoming).await;
        assert_eq!((&ahead["totalItems"], &ahead["orderedItems"][0]["id"]), (&json!(1), &event["id"]));

        scene.pass(Moment::MINUTE);
        let moved = Plan { starts_at: START.plus(6 * Moment::DAY), ends_at: None, ..meeting(GuestsMay::Come, Some(40)) };
        scene.changes(id, moved, 0).await;
        let told = scene.elsewhere.arrived();
        assert_eq!(types(&told), ["Update"]);
        assert_eq!((&told[0].1["object"]["pr:sequence"], &told[0].1["object"]["displayEndTime"]), (&json!(1), &json!(false)));
        assert!(told[0].1["object"]["updated"].is_string());
        assert_eq!(scene.get(&path(&create["id"])).await.0, StatusCode::NOT_FOUND, "a former text is for nobody");

        scene.pass(Moment::MINUTE);
        scene.calls_off(id).await;
        let told = scene.elsewhere.arrived();
        assert_eq!(types(&told), ["Update"]);
        assert_eq!((&told[0].1["object"]["status"], &told[0].1["object"]["joinMode"]), (&json!("CANCELLED"), &json!("none")));
        assert_eq!(scene.document(&format!("/rendezvous/{id}")).await["ical:status"], "CANCELLED");
        assert_eq!(scene.document(&upcoming).await["totalItems"], 0);
    }

    async fn a09_a_rendezvous_of_the_section_is_told_to_nobody_and_looks_like_none(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        scene.followed().await;
        let id = scene.plans(Plan { audience: Audience::Section, ..meeting(GuestsMay::Come, None) }).await;
        assert!(scene.elsewhere.arrived().is_empty());
        let nothing = scene.get("/rendezvous/01900000-0000-7000-8000-ffffffffffff").await;
        assert_eq!(nothing.0, StatusCode::NOT_FOUND);
        assert_eq!(scene.get(&format!("/rendezvous/{id}")).await, nothing);
        assert_eq!(scene.document("/section/events").await["totalItems"], 0);
        // A Join is not answered either: an answer would tell that it is there.
        assert!(scene.asks(ADA, 1, id).await.is_empty());
    }

    async fn a_join_is_answered_counts_once_and_is_taken_back(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let id = scene.plans(meeting(GuestsMay::Come, Some(2))).await;
        for number in [1, 2] {
            let heard = scene.asks(ADA, number, id).await;
            assert_eq!(types(&heard), ["Accept"], "a repeated Join is answered again");
            let accept = &heard[0].1;
            assert_eq!((&accept["actor"], &accept["to"]), (&json!("https://vallombre.example/section"), &json!([ADA])));
            assert_eq!(accept["object"]["id"], format!("{ADA}/activities/{number}"));
            assert_eq!((&accept["object"]["type"], &accept["object"]["object"]), (&json!("Join"), &json!(event_id(id))));
            assert_eq!(scene.guests_of(id).await, 1, "and counts once");
        }
        // The very same activity again is a replay.
        assert!(scene.asks(ADA, 1, id).await.is_empty());
        assert_eq!(types(&scene.asks(EVE, 1, id).await), ["Accept"]);
        let full = scene.asks(BOB, 1, id).await;
        assert_eq!((types(&full), &full[0].1["content"]), (vec!["Reject"], &json!("C’est complet.")));
        assert!(!full[0].1.to_string().contains("ada") && !full[0].1.to_string().contains("eve"), "who comes is told to nobody");
        let event = scene.document(&format!("/rendezvous/{id}")).await.to_string();
        assert!(!event.contains(ADA) && !event.contains("participantCount") && !event.contains("remaining"), "{event}");

        // O08: nobody takes back another's. Their own Leave, and the Undo of a Join, free a place.
        let of_ada = json!({"id": format!("{ADA}/activities/2"), "type": "Join", "actor": ADA, "object": event_id(id)});
        scene.says(BOB, &activity(BOB, 2, "Undo", of_ada.clone())).await;
        scene.says(BOB, &activity(BOB, 3, "Leave", json!(event_id(id)))).await;
        assert_eq!(scene.guests_of(id).await, 2);
        scene.says(ADA, &activity(ADA, 3, "Undo", of_ada)).await;
        assert_eq!(scene.guests_of(id).await, 1);
        scene.says(EVE, &activity(EVE, 2, "Leave", json!(event_id(id)))).await;
        scene.says(EVE, &activity(EVE, 3, "Leave", json!(event_id(id)))).await;
        assert_eq!(scene.guests_of(id).await, 0);
        assert_eq!(types(&scene.asks(BOB, 4, id).await), ["Accept"]);
        // Undone by its id alone.
        scene.says(BOB, &activity(BOB, 5, "Undo", json!(format!("{BOB}/activities/4")))).await;
        assert_eq!(scene.guests_of(id).await, 0);
    }

    async fn where_the_organiser_decides_a_join_waits_and_the_answer_is_kept(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let id = scene.plans(meeting(GuestsMay::Ask, Some(1))).await;
        assert!(scene.asks(ADA, 1, id).await.is_empty(), "it waits");
        scene.pass(Moment::SECOND);
        assert!(scene.asks(EVE, 1, id).await.is_empty());
        assert_eq!(scene.guests_of(id).await, 0);
        let asking = scene.store.read().await.unwrap().guests(id, 10).await.unwrap();
        let names: Vec<_> = asking.iter().map(|guest| (guest.name.as_ref().unwrap().as_str(), guest.state)).collect();
        assert_eq!(names, [("ADA", GuestState::Waiting), ("EVE", GuestState::Waiting)]);
        let decide = |guest, accept| DecideGuest { by: scene.jeanne, rendezvous: id, guest, accept };
        perform(scene.store.as_ref(), scene.world.as_ref(), &decide(asking[0].id, true)).await.unwrap();
        let over = perform(scene.store.as_ref(), scene.world.as_ref(), &decide(asking[1].id, true)).await;
        assert!(over.is_err(), "there is one place");
        perform(scene.store.as_ref(), scene.world.as_ref(), &decide(asking[1].id, false)).await.unwrap();
        scene.work().await;
        let heard = scene.elsewhere.arrived();
        let to: Vec<_> = heard.iter().map(|(kind, said)| (kind.as_str(), said["to"][0].as_str().unwrap())).collect();
        assert!(to.contains(&("Accept", ADA)) && to.contains(&("Reject", EVE)), "{to:?}");
        assert_eq!(scene.guests_of(id).await, 1);
        // Who was told no is told so again, and cannot undo it by leaving.
        scene.says(EVE, &activity(EVE, 2, "Leave", json!(event_id(id)))).await;
        assert_eq!(types(&scene.asks(EVE, 3, id).await), ["Reject"]);
        // Without registration nobody is kept, and they are told.
        let closed = scene.plans(meeting(GuestsMay::No, None)).await;
        assert_eq!(types(&scene.asks(BOB, 1, closed).await), ["Reject"]);
        assert!(scene.store.read().await.unwrap().guests(closed, 10).await.unwrap().is_empty());
    }

    async fn the_join_and_leave_of_mobilizon_are_understood_and_what_changes_is_told_there(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let id = scene.plans(meeting(GuestsMay::Come, None)).await;
        let mut nadege = fixture("mobilizon/person");
        nadege["publicKey"]["publicKeyPem"] = json!(KEYS[2].public);
        scene.serve(&nadege);
        let who = nadege["id"].as_str().unwrap().to_owned();
        let ours = |name: &str| -> Value {
            serde_json::from_str(&fixture(name).to_string().replace(THEIR_RENDEZVOUS, &event_id(id))).unwrap()
        };
        scene.elsewhere.arrived();
        assert_eq!(scene.says(&who, &ours("mobilizon/join")).await, StatusCode::ACCEPTED);
        let heard = scene.elsewhere.arrived();
        assert_eq!((types(&heard), &heard[0].1["object"]["id"]), (vec!["Accept"], &fixture("mobilizon/join")["id"]));
        assert_eq!(scene.guests_of(id).await, 1);
        // Nobody there follows; whoever said that they come hears that it does not take place all the same.
        scene.pass(Moment::MINUTE);
        scene.changes(id, Plan { title: Title::parse("Réunion déplacée").unwrap(), ..meeting(GuestsMay::Come, None) }, 0).await;
        let reached: Vec<_> = scene.elsewhere.reached.lock().unwrap().drain(..).collect();
        let inboxes: Vec<_> = reached.iter().map(|(inbox, said)| (inbox.as_str(), said["type"].as_str().unwrap())).collect();
        assert_eq!(inboxes, [("https://mobilizon.example/inbox", "Update")]);
        scene.says(&who, &ours("mobilizon/leave")).await;
        assert_eq!(scene.guests_of(id).await, 0);
        scene.pass(Moment::MINUTE);
        scene.calls_off(id).await;
        assert!(scene.elsewhere.arrived().is_empty(), "who left hears nothing more");
    }

    async fn the_rendezvous_of_a_linked_section_are_in_the_agenda_until_they_are_gone(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        // Of a section that is not linked nothing is kept.
        scene.serve(&json!({
            "id": SORRE, "type": "Group", "preferredUsername": "sorre", "name": "Fédération de la Sorre",
            "inbox": format!("{SORRE}/inbox"), "publicKey": {"id": format!("{SORRE}#main-key"), "owner": SORRE, "publicKeyPem": KEYS[2].public},
        }));
        assert_eq!(scene.says(SORRE, &of_sorre("Create", 1, &[])).await, StatusCode::ACCEPTED);
        assert!(scene.nearby().await.is_empty());
        scene.links().await;
        scene.says(SORRE, &of_sorre("Create", 2, &[])).await;
        let found = scene.nearby().await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].section.as_str(), found[0].nearby.title.as_str()), ("Fédération de la Sorre", "Banquet de la fédération"));
        assert_eq!(found[0].nearby.html.trim(), "<p>Venez </p>", "H03: nothing of it loads a picture");
        assert!(scene.waiting().await.is_empty() && scene.network().await.is_empty());
        let renamed = [("name", json!("Grand banquet")), ("updated", json!("2026-11-21T09:00:00Z"))];
        scene.says(SORRE, &of_sorre("Update", 3, &renamed)).await;
        assert_eq!(scene.nearby().await[0].nearby.title.as_str(), "Grand banquet");
        // An older version that comes late changes nothing; somebody else's says nothing of it.
        scene.says(SORRE, &of_sorre("Update", 4, &[("name", json!("Ancien"))])).await;
        scene.says(ADA, &activity(ADA, 1, "Delete", json!("https://sorre.example/rendezvous/1"))).await;
        assert_eq!(scene.nearby().await[0].nearby.title.as_str(), "Grand banquet");
        scene.says(SORRE, &of_sorre("Update", 5, &[("status", json!("CANCELLED")), ("updated", json!("2026-11-21T10:00:00Z"))])).await;
        assert!(scene.nearby().await.is_empty(), "cancelled");
        scene.says(SORRE, &of_sorre("Create", 6, &[("id", json!("https://sorre.example/rendezvous/2"))])).await;
        assert_eq!(scene.nearby().await.len(), 1);
        scene.says(SORRE, &activity(SORRE, 7, "Delete", json!("https://sorre.example/rendezvous/2"))).await;
        assert!(scene.nearby().await.is_empty(), "deleted");
        scene.says(SORRE, &of_sorre("Create", 8, &[("id", json!("https://sorre.example/rendezvous/3"))])).await;
        // What is ours goes there too, though nobody there follows.
        scene.elsewhere.arrived();
        scene.plans(meeting(GuestsMay::No, None)).await;
        assert_eq!(types(&scene.elsewhere.arrived()), ["Create"]);
        let end = EndLink { by: scene.jeanne, actor: url(SORRE) };
        perform(scene.store.as_ref(), scene.world.as_ref(), &end).await.unwrap();
        assert!(scene.nearby().await.is_empty(), "unlinked");
        scene.work().await;
        scene.elsewhere.arrived();
        scene.plans(meeting(GuestsMay::No, None)).await;
        assert!(scene.elsewhere.arrived().is_empty());
    }
}
