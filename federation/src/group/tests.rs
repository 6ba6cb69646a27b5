//! What is written is read back as it was meant, byte for byte where it is signed.

use preau_core::group::{Change, Group, GroupState, Joining, Listing, Reach, Writing};
use preau_core::id::GroupId;
use preau_core::job::Turned;
use preau_core::peer::ProofKey as Halves;
use preau_core::text::{Note, ShortText, Title};
use preau_core::world::{Moment, World};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use super::entry::{self, Place, Wrong};
use super::read::{self, Said};
use super::{in_its_name, is_everybody, topic_address, write};
use crate::own_keys::OwnProofKey;
use crate::proof::ProofKey;
use crate::testing::NOW;

const ODILE: &str = "https://port-lazare.example/people/1";

struct Still(Url);

impl World for Still {
    fn now(&self) -> Moment {
        NOW
    }
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(9);
    }
    fn origin(&self) -> &Url {
        &self.0
    }
    fn dated_id(&self) -> Uuid {
        Uuid::nil()
    }
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn group() -> Group {
    Group {
        id: GroupId(Uuid::nil()),
        actor: url("https://vallombre.example/groups/1"),
        uid: "00ff".to_owned(),
        epoch: 1,
        hosted: true,
        reach: Reach::Shared,
        joining: Joining::Ask,
        writing: Writing::Members,
        listing: Listing::Listed,
        state: GroupState::Live,
        name: Title::parse("Transports").unwrap(),
        aim: Note::parse("x").unwrap(),
        host: url("https://vallombre.example/section"),
        host_name: ShortText::parse("Vallombre").unwrap(),
        made_at: NOW,
        since: NOW,
        version: 0,
        seq: 0,
        head: Vec::new(),
        known_seq: 0,
        heard_at: NOW,
        animators: Vec::new(),
    }
}

fn key() -> OwnProofKey {
    let made = ProofKey::generate(&mut |bytes| bytes.fill(5)).unwrap();
    let halves = Halves { seed: made.seed().to_vec(), public: made.public().unwrap().as_bytes().to_vec() };
    OwnProofKey::read(&halves, "https://vallombre.example/groups/1#ed25519-key").unwrap()
}

fn note(kind: &str) -> Value {
    let to = ["https://vallombre.example/groups/1", "https://vallombre.example/groups/1/followers"];
    json!({"id": format!("{ODILE}/a"), "type": kind, "actor": ODILE, "to": to, "audience": to[0],
        "object": {"id": format!("{ODILE}/n"), "type": "Note", "attributedTo": ODILE, "to": to, "audience": to[0],
            "name": "Ligne 4", "content": "<p>Un texte</p>", "published": "2026-11-21T20:00:00.5Z",
            "updated": "2026-11-21T20:00:00.25Z", "pr:byline": {"name": "Odile Garrec", "handle": "odile"}}})
}

#[test]
fn an_entry_holds_its_bytes_and_goes_on_after_them() {
    let (group, key, world) = (group(), key(), Still(url("https://vallombre.example/")));
    let raw = " {\"id\":\"https://port-lazare.example/1\",  \"type\":\"Create\",\"n\":\"\\u00e9\"}\n";
    let first = entry::seal(&world, &key, &group, (1, &[]), ("x", raw)).unwrap();
    let text = first.announce.clone().unwrap();
    assert!(text.contains(raw.trim()), "not a byte of what was said is written anew");
    let read = entry::read(&group, &text, Some(key.public()), NOW).unwrap();
    assert_eq!((read.raw.as_deref(), read.after.len()), (Some(raw.trim()), 0));
    assert_eq!((&read.entry.hash, &read.entry.digest), (&first.hash, &first.digest));
    let second = entry::seal(&world, &key, &group, (2, &first.hash), ("y", raw)).unwrap();
    let read = entry::read(&group, second.announce.as_deref().unwrap(), Some(key.public()), NOW).unwrap();
    assert_eq!((read.after, read.entry.seq), (first.hash.clone(), 2));

    // Its content goes, its place and hash stay.
    let place = Place { id: url(ODILE), in_reply_to: None, removed: true, withheld: None };
    let empty = entry::emptied(Some(&key), &group, (&first, Some(place.clone())), &[]).unwrap();
    assert!(!empty.contains("u00e9") && !empty.contains("pr:salt"));
    let read = entry::read(&group, &empty, Some(key.public()), NOW).unwrap();
    assert_eq!((&read.entry.hash, read.raw, read.place), (&first.hash, None, Some(place)));
    let copy = entry::emptied(None, &group, (&first, None), &[]).unwrap();
    assert_eq!(entry::read(&group, &copy, Some(key.public()), NOW), Err(Wrong::Proof));
    assert_eq!(entry::read(&group, &copy, None, NOW).unwrap().entry.hash, first.hash);
    assert_eq!(entry::read(&group, &text, None, NOW), Err(Wrong::Proof), "only what is empty needs no proof");
}

#[test]
fn a_text_is_read_with_its_title_its_byline_and_its_moments() {
    let said = read::activity(&group(), &note("Create").to_string()).unwrap();
    let Said { change: Change::Write(new), animates: false, .. } = said else { panic!("a text is a text") };
    assert_eq!((new.title.unwrap().as_str(), new.name.as_str()), ("Ligne 4", "Odile Garrec"));
    assert_eq!((new.html.as_str(), new.summary.as_str()), ("<p>Un texte</p>", "Un texte"));
    assert_eq!(new.at.0 % Moment::SECOND, 500_000);
    let said = read::activity(&group(), &note("Update").to_string()).unwrap();
    assert!(matches!(said.change, Change::Edit { at, .. } if at.0 % Moment::SECOND == 250_000));
}

#[test]
fn r03_r09_what_could_not_travel_inside_an_entry_is_not_taken() {
    let with = |value: Value| {
        let mut other = note("Create");
        other["object"]["x"] = value;
        read::activity(&group(), &other.to_string())
    };
    assert!(with(json!("[".repeat(100))).is_ok(), "brackets in a text are text");
    let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
    assert_eq!(with(deep), Err(Turned::Malformed));
    assert_eq!(with(json!(vec![1; 6_000])), Err(Turned::Malformed));
    assert_eq!(with(json!("x".repeat(300_000))), Err(Turned::Malformed));
}

#[test]
fn what_an_animator_asks_for_is_said_by_the_group_and_names_nobody() {
    let (group, topic) = (group(), url("https://kermor.example/notes/7"));
    let asked = |change| Said { id: format!("{ODILE}/act"), actor: url(ODILE), change, animates: true };
    for change in [
        Change::Pin { uri: topic.clone(), pinned: true },
        Change::Pin { uri: topic.clone(), pinned: false },
        Change::Remove { uri: topic.clone() },
        Change::Digest { uri: topic.clone(), html: Some("<p>En bref</p>".to_owned()) },
        Change::Digest { uri: topic.clone(), html: None },
        Change::CallOff { uri: topic.clone() },
    ] {
        let asked = asked(change);
        let words = write::by_group(&group, &asked, None, NOW).unwrap();
        assert!(!words.contains("port-lazare"), "{words}");
        let said = read::activity(&group, &words).unwrap();
        assert_eq!((said.actor, said.change, said.animates), (group.actor.clone(), asked.change, true));
        assert_eq!(said.id, in_its_name(&group, &asked.id).as_str());
    }
    assert_eq!(topic_address(&group, &topic).as_str(), "https://vallombre.example/groups/1/topics/7");
    assert!(is_everybody("as:Public") && !is_everybody(ODILE));
}
