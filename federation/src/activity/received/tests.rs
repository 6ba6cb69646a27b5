//! What strangers send is read as far as we act on it, and goes where it belongs.

use preau_core::world::Moment;
use serde_json::{Value, json};

use super::*;
use crate::testing::names;

const ODILE: &str = "https://port-lazare.example/users/odile";
const SECTION: &str = "https://vallombre.example/section";

fn ask(activity: &Value) -> Asked {
    let incoming = Incoming {
        id: "x".into(),
        actor: Url::parse(ODILE).unwrap(),
        body: activity.to_string().into_bytes(),
        at: Moment(0),
    };
    asked(&names(), &incoming, &Sender::default())
}

fn activity(kind: &str, object: impl Into<Value>) -> Value {
    json!({"id": format!("{ODILE}/1"), "type": kind, "actor": ODILE, "object": object.into()})
}

#[test]
fn a_follow_of_the_section_is_read_whether_embedded_or_not() {
    assert_eq!(ask(&activity("Follow", json!(SECTION))), Asked::Follow(KeyOwner::Section));
    assert_eq!(
        ask(&activity("Follow", json!({"id": SECTION, "type": "Group"}))),
        Asked::Follow(KeyOwner::Section)
    );
    assert_eq!(ask(&activity("Follow", json!("https://autre.example/section"))), Asked::Nothing("Follow"));
    assert_eq!(ask(&activity("Follow", json!([SECTION]))), Asked::Nothing("Follow"));
}

#[test]
fn o08_only_ones_own_follow_is_taken_back() {
    let follow = |actor: &str| json!({"id": "f", "type": "Follow", "actor": actor, "object": SECTION});
    assert_eq!(ask(&activity("Undo", follow(ODILE))), Asked::Unfollow(None));
    assert_eq!(ask(&activity("Undo", follow("https://port-lazare.example/users/idriss"))), Asked::Forbidden);
    assert_eq!(ask(&activity("Undo", follow("https://autre.example/users/odile"))), Asked::Forbidden);
    assert_eq!(ask(&activity("Undo", json!("f"))), Asked::Unfollow(Some("f".into())));
    let like = json!({"id": "l", "type": "Like", "actor": ODILE, "object": SECTION});
    assert_eq!(ask(&activity("Undo", like)), Asked::Outside);
    let other =
        json!({"id": "l", "type": "Like", "actor": "https://autre.example/users/odile", "object": SECTION});
    assert_eq!(ask(&activity("Undo", other)), Asked::Forbidden);
    let without = json!({"id": "f", "type": "Follow", "object": SECTION});
    assert_eq!(ask(&activity("Undo", without)), Asked::Nothing("Undo"));
}

#[test]
fn r03_a_key_that_stands_twice_is_no_activity() {
    for key in ["id", "type", "actor", "object"] {
        let text = format!(
            r#"{{"id":"{ODILE}/1","type":"Follow","actor":"{ODILE}","object":"{SECTION}","{key}":"{ODILE}"}}"#
        );
        assert!(Envelope::read(text.as_bytes()).is_none(), "{key}");
    }
    assert!(Envelope::read(activity("Follow", json!(SECTION)).to_string().as_bytes()).is_some());
}

#[test]
fn o28_odd_types_and_ids_never_break_the_reading() {
    let mut odd = activity("Follow", json!(SECTION));
    odd["type"] = json!(["Follow", "Create"]);
    assert_eq!(ask(&odd), Asked::Nothing("other"));
    odd["id"] = Value::Null;
    assert!(Envelope::read(odd.to_string().as_bytes()).is_none());
    odd["id"] = json!("https://port-lazare.example/\u{0}");
    assert!(Envelope::read(odd.to_string().as_bytes()).is_none());
    odd["id"] = json!(format!("https://port-lazare.example/{}", "a".repeat(1 << 20)));
    assert!(Envelope::read(odd.to_string().as_bytes()).is_none());
}

#[test]
fn o01_o03_what_names_another_origin_is_seen() {
    let actor = Url::parse(ODILE).unwrap();
    let agrees =
        |value: &Value| Envelope::read(value.to_string().as_bytes()).unwrap().is_of_one_origin(&actor);
    let good = activity("Create", json!({"id": "n", "type": "Note", "attributedTo": ODILE}));
    assert!(agrees(&good));
    for id in [
        "https://autre.example/1",
        "http://port-lazare.example/1",
        "https://port-lazare.example:8443/1",
        "urn:x",
    ] {
        let mut other = good.clone();
        other["id"] = json!(id);
        assert!(!agrees(&other), "{id}");
    }
    for attributed in
        [json!("https://autre.example/x"), json!({"id": "https://autre.example/x"}), json!([ODILE]), json!(7)]
    {
        let mut other = good.clone();
        other["object"]["attributedTo"] = attributed.clone();
        assert!(!agrees(&other), "{attributed}");
    }
    // A relay passes on what others wrote; that is counted, not refused.
    assert!(agrees(&activity("Announce", json!({"id": "n", "attributedTo": "https://autre.example/x"}))));
}

const GROUP: &str = "https://vallombre.example/groups/40000000-0000-4000-8000-000000000001";

fn known(activity: &Value, sender: &Sender) -> Asked {
    let body = activity.to_string().into_bytes();
    let actor = Url::parse(ODILE).unwrap();
    asked(&names(), &Incoming { id: "x".into(), actor, body, at: Moment(0) }, sender)
}

#[test]
fn o04_what_is_ours_is_written_over_by_nobody_and_an_animator_asks_the_group() {
    let over =
        |value: &Value| Envelope::read(value.to_string().as_bytes()).unwrap().writes_over_ours(&names());
    let note = "https://vallombre.example/notes/01900000-0000-7000-8000-000000000001";
    let mut update = activity("Update", json!({"id": note, "type": "Note", "pr:digest": "<p>x</p>"}));
    assert!(over(&update));
    update["audience"] = json!("https://autre.example/groups/1");
    assert!(over(&update));
    update["audience"] = json!(GROUP);
    assert!(!over(&update));
    update["object"]["attributedTo"] = json!(ODILE);
    assert!(over(&update));
    let mut create = activity("Create", json!({"id": note, "type": "Note"}));
    create["audience"] = json!(GROUP);
    assert!(over(&create));
}

#[test]
fn what_is_said_to_a_group_of_ours_goes_to_its_log() {
    let group = names().read_group(GROUP).unwrap();
    for kind in ["Create", "Update", "Delete", "Like", "Add", "Remove"] {
        let mut said = activity(kind, json!({"id": "n", "type": "Note"}));
        said["audience"] = json!(GROUP);
        assert_eq!(ask(&said), Asked::Said(group), "{kind}");
        said["audience"] = json!("https://autre.example/groups/1");
        said["to"] = json!([GROUP, format!("{GROUP}/followers")]);
        assert_eq!(ask(&said), Asked::Said(group), "{kind}");
    }
    let mut undo = activity("Undo", json!({"id": "l", "type": "Like", "actor": ODILE, "object": "n"}));
    undo["to"] = json!(GROUP);
    assert_eq!(ask(&undo), Asked::Said(group));
    let mut offer = activity("Offer", json!({"id": "https://port-lazare.example/groups/log"}));
    offer["target"] = json!(GROUP);
    assert_eq!(ask(&offer), Asked::Said(group));
    // A list as long as it likes: what is beyond its beginning is not read.
    let mut long = activity("Create", json!({"id": "n"}));
    let mut to = vec![json!(ODILE); 60];
    to.push(json!(GROUP));
    long["to"] = json!(to);
    assert_eq!(ask(&long), Asked::Outside);
}

#[test]
fn what_a_known_group_says_is_told_apart_from_what_anybody_announces() {
    let group = names().read_group(GROUP).unwrap();
    let host = Sender { group: Some(group), offer: None };
    let announce = activity("Announce", json!({"id": "c", "type": "Create"}));
    assert_eq!(known(&announce, &host), Asked::Told(group));
    assert_eq!(ask(&announce), Asked::Outside);
    assert_eq!(known(&activity("Remove", json!(ODILE)), &host), Asked::Place);
    assert_eq!(ask(&activity("Remove", json!(ODILE))), Asked::Nothing("Remove"));
    assert_eq!(
        known(&activity("Reject", json!("https://vallombre.example/activities/1")), &host),
        Asked::Told(group)
    );
    assert_eq!(
        known(&activity("Reject", json!({"id": "j", "type": "Join", "actor": ODILE})), &host),
        Asked::Place
    );
    // A group writes nothing but in its log.
    assert_eq!(known(&activity("Create", json!({"id": "n"})), &host), Asked::Nothing("Create"));
}

#[test]
fn answers_go_where_the_question_came_from() {
    let offer = "https://vallombre.example/activities/01900000-0000-7000-8000-000000000001";
    let section = Sender { group: None, offer: Some(offer.into()) };
    for kind in ["Accept", "Reject", "Undo"] {
        assert_eq!(known(&activity(kind, json!(offer)), &section), Asked::Link, "{kind}");
        assert_eq!(
            known(&activity(kind, json!({"id": offer, "type": "Offer", "actor": ODILE})), &section),
            Asked::Link,
            "{kind}"
        );
    }
    assert_eq!(ask(&activity("Accept", json!(offer))), Asked::Outside);
    assert_eq!(ask(&activity("Accept", json!({"type": "Invite", "actor": GROUP}))), Asked::Place);
    assert_eq!(ask(&activity("Offer", json!({"type": "Relationship", "subject": ODILE}))), Asked::Link);
    assert_eq!(ask(&activity("Offer", json!({"type": "Note"}))), Asked::Nothing("Offer"));
    for kind in ["Join", "Leave", "Invite"] {
        assert_eq!(ask(&activity(kind, json!(GROUP))), Asked::Place, "{kind}");
    }
}

/// A document in the shape that a server of this kind sends.
fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/../tests/fixtures/fediverse/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

fn ask_fixture(name: &str) -> Asked {
    let body = fixture(name);
    crate::inbox::shape::check(&body).unwrap();
    let actor = Url::parse(Envelope::read(&body).unwrap().actor()).unwrap();
    assert!(Envelope::read(&body).unwrap().is_of_one_origin(&actor), "{name}");
    asked(&names(), &Incoming { id: "x".into(), actor, body, at: Moment(0) }, &Sender::default())
}

#[test]
fn the_follows_of_every_kind_of_server_are_read() {
    for server in ["mastodon", "gotosocial", "lemmy", "mobilizon", "fedify"] {
        assert_eq!(ask_fixture(&format!("{server}/follow")), Asked::Follow(KeyOwner::Section), "{server}");
    }
    for server in ["mastodon", "gotosocial", "lemmy", "mobilizon"] {
        assert_eq!(ask_fixture(&format!("{server}/undo_follow")), Asked::Unfollow(None), "{server}");
    }
    let id = "https://fedify.example/users/lucien#follow/1".to_owned();
    assert_eq!(ask_fixture("fedify/undo_follow"), Asked::Unfollow(Some(id)));
}

#[test]
fn what_the_rest_of_the_network_says_is_looked_at_in_its_own_room_or_counted() {
    for name in [
        "mastodon/create_note",
        "mastodon/like",
        "mastodon/delete_note",
        "gotosocial/create_note",
        "lemmy/create_note",
        "mobilizon/create_event",
        "fedify/like",
    ] {
        assert_eq!(ask_fixture(name), Asked::Outside, "{name}");
    }
    assert_eq!(ask_fixture("lemmy/dislike"), Asked::Nothing("Dislike"));
    let end = fixture("mastodon/delete_account");
    assert!(Envelope::read(&end).unwrap().is_own_end());
    let note = fixture("mastodon/delete_note");
    assert!(!Envelope::read(&note).unwrap().is_own_end());
}
