//! What an Event of ours says, and what it never says.

use preau_core::audience::Audience;
use preau_core::id::{PersonId, RendezvousId};
use preau_core::text::Title;
use uuid::Uuid;

use super::*;
use crate::testing::{NOW, names};

fn meeting() -> Rendezvous {
    Rendezvous {
        id: RendezvousId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0009)),
        organiser: PersonId(Uuid::from_u128(0x4000_8000_0000_0000_0007)),
        title: Title::parse("Réunion publique").unwrap(),
        source: "Venez".to_owned(),
        html: "<p>Venez</p>".to_owned(),
        // 2026-11-26, 19:30 in Paris.
        starts_at: Moment(1_795_717_800_000_000),
        ends_at: Some(Moment(1_795_725_000_000_000)),
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("Salle des Tanneurs, 3 rue du Pont").unwrap()),
        link: None,
        audience: Audience::Everybody,
        needed: Some(3),
        capacity: Some(40),
        occurrence: None,
        guests_may: GuestsMay::Come,
        state: RendezvousState::Planned,
        sequence: 0,
        made_at: NOW,
        changed_at: NOW,
    }
}

fn written(one: &Rendezvous) -> Value {
    serde_json::to_value(Event::new(&names(), Language::Fr, one)).unwrap()
}

#[test]
fn an_event_says_what_mobilizon_gancio_mastodon_and_wordpress_read() {
    let json = written(&meeting());
    assert_eq!((&json["type"], &json["name"]), (&"Event".into(), &"Réunion publique".into()));
    assert_eq!(json["startTime"], "2026-11-26T19:30:00+01:00");
    assert_eq!(json["endTime"], "2026-11-26T21:30:00+01:00");
    assert_eq!(json["timezone"], "Europe/Paris");
    assert_eq!(
        json["summary"],
        "Jeudi 26 novembre 2026, 19\u{A0}h\u{A0}30 à 21\u{A0}h\u{A0}30 (Europe/Paris) · Salle des Tanneurs, 3 rue du Pont"
    );
    assert_eq!(json["location"]["name"], "Salle des Tanneurs, 3 rue du Pont");
    assert_eq!(json["location"]["address"]["streetAddress"], "3 rue du Pont");
    assert_eq!((&json["actor"], &json["attributedTo"]), (&json["attributedTo"], &json["actor"]));
    assert_eq!(json["actor"], "https://vallombre.example/section");
    assert_eq!((&json["status"], &json["ical:status"]), (&"CONFIRMED".into(), &"CONFIRMED".into()));
    assert_eq!((&json["joinMode"], &json["maximumAttendeeCapacity"]), (&"free".into(), &40.into()));
    assert_eq!(json["to"][0], "https://www.w3.org/ns/activitystreams#Public");
    assert!(json["url"].as_str().unwrap().starts_with("https://vallombre.example/rendez-vous/"));
    assert!(json.get("updated").is_none() && json.get("displayEndTime").is_none());
}

#[test]
fn an_event_names_and_counts_nobody() {
    let json = written(&meeting());
    let text = json.to_string();
    assert!(!text.contains(&meeting().organiser.to_string()) && !text.contains("/people/"));
    for field in ["participantCount", "remainingAttendeeCapacity", "attendees", "organizers", "participants"]
    {
        assert!(json.get(field).is_none(), "{field}");
    }
}

#[test]
fn a_cancelled_one_says_so_in_every_field_and_in_the_line_that_mastodon_shows() {
    let mut off = meeting();
    (off.state, off.sequence) = (RendezvousState::Cancelled, 1);
    let json = written(&off);
    assert_eq!((&json["status"], &json["ical:status"]), (&"CANCELLED".into(), &"CANCELLED".into()));
    assert_eq!((&json["eventStatus"], &json["joinMode"]), (&"EventCancelled".into(), &"none".into()));
    assert!(json["summary"].as_str().unwrap().starts_with("Annulé · Jeudi 26"));
    assert!(json["updated"].is_string());
}

#[test]
fn without_an_end_or_a_room_it_is_still_whole() {
    let mut online = meeting();
    (online.ends_at, online.place) = (None, None);
    online.link = Some("https://visio.example/salle".to_owned());
    online.guests_may = GuestsMay::Ask;
    let json = written(&online);
    assert_eq!((&json["displayEndTime"], &json["isOnline"]), (&false.into(), &true.into()));
    assert_eq!(json["endTime"], "2026-11-26T22:30:00+01:00");
    assert_eq!(json["location"]["type"], "VirtualLocation");
    assert_eq!((&json["joinMode"], &json["attachment"][0]["type"]), (&"restricted".into(), &"Link".into()));
}

#[test]
fn every_term_of_an_event_stands_in_its_context() {
    let context = context();
    let known = &context[1];
    let plain = [
        "id",
        "type",
        "attributedTo",
        "actor",
        "to",
        "cc",
        "name",
        "summary",
        "content",
        "contentMap",
        "mediaType",
        "startTime",
        "endTime",
        "location",
        "attachment",
        "published",
        "updated",
        "url",
    ];
    for key in written(&meeting()).as_object().unwrap().keys() {
        let prefixed = key.split_once(':').is_some_and(|(prefix, _)| known.get(prefix).is_some());
        assert!(plain.contains(&key.as_str()) || prefixed || known.get(key).is_some(), "{key}");
    }
}
