//! What the documents of other servers become, and what is made of hostile ones.

use preau_core::peer::RemoteActor;
use serde_json::{Value, json};

use super::*;
use crate::activity::received::Envelope;
use crate::address::Allowed;
use crate::testing::{KEYS, NOW, names};

const ADA: &str = "https://elsewhere.example/users/ada";
const SECTION: &str = "https://vallombre.example/section";
const POST: &str = "https://vallombre.example/posts/01900000-0000-7000-8000-000000000001";
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

fn read(json: &Value) -> Option<Told> {
    let rules = Rules::new(Allowed::default(), &[Url::parse("https://vallombre.example/").unwrap()]);
    Reader { names: &names(), rules: &rules, language: Language::Fr }.read(&json.to_string())
}

fn fixture(name: &str) -> Value {
    let path = format!("{}/../tests/fixtures/fediverse/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    crate::inbox::shape::check(&bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// The object of a Create that a server of this kind sends, and to whom the activity is addressed.
fn created(name: &str) -> (Told, Addressed) {
    let activity = fixture(name);
    let bytes = activity.to_string().into_bytes();
    let envelope = Envelope::read(&bytes).unwrap();
    let actor = Url::parse(envelope.actor()).unwrap();
    assert!(envelope.is_of_one_origin(&actor) && !envelope.writes_over_ours(&names()), "{name}");
    let to: Addressees<'_> = serde_json::from_slice(&bytes).unwrap();
    let told = read(&activity["object"]).unwrap_or_else(|| panic!("{name} is not read"));
    assert_eq!(told.author, actor, "{name}");
    assert!(told.is_of_one_origin(), "{name}");
    (told, to.read(&names()))
}

fn note(told: Told) -> RemoteNote {
    let id = told.author.clone();
    let actor = RemoteActor {
        inbox: id.join("inbox").unwrap(),
        shared_inbox: None,
        key_id: id.clone(),
        key_pem: KEYS.public.clone(),
        proof_key: None,
        kind: "Person".into(),
        handle: "ada".into(),
        name: "Ada".into(),
        fetched_at: NOW,
        id,
    };
    told.note(&actor, NOW)
}

fn written(more: &[(&str, Value)]) -> Value {
    let mut note = json!({
        "id": "https://elsewhere.example/notes/1", "type": "Note", "attributedTo": ADA, "to": [PUBLIC],
        "content": "<p>Bonjour</p>", "published": "2026-11-21T10:00:00Z",
    });
    for (key, value) in more {
        note[key] = value.clone();
    }
    note
}

#[test]
fn the_answers_of_every_kind_of_server_are_read_as_public_answers_that_name_the_section() {
    for name in [
        "mastodon/create_note",
        "gotosocial/create_reply",
        "lemmy/create_note",
        "mobilizon/create_comment",
        "misskey/create_note",
        "fedify/create_note",
    ] {
        let (told, activity) = created(name);
        assert_eq!(told.answers.as_deref(), Some(POST), "{name}");
        assert!(told.is_public(activity) && told.names_section(activity), "{name}");
        let note = note(told);
        assert_eq!((note.object_type.as_str(), note.warning, note.title), ("Note", None, None), "{name}");
        assert!(note.url.is_some() && note.content.starts_with("<p>"), "{name}");
    }
}

#[test]
fn what_is_addressed_to_the_section_alone_is_private() {
    let (told, activity) = created("mastodon/create_direct");
    assert!(!told.is_public(activity) && told.names_section(activity) && told.answers.is_none());
    // What says nothing of its own is as public as what brought it.
    let mut silent = written(&[]);
    silent.as_object_mut().unwrap().remove("to");
    let told = read(&silent).unwrap();
    assert!(told.is_public(Addressed { said: true, public: true, section: false }));
    assert!(!told.is_public(Addressed::default()));
}

#[test]
fn a_warning_and_the_number_of_attachments_are_kept_and_no_picture() {
    let (told, _) = created("mastodon/create_mention");
    let note = note(told);
    assert_eq!((note.warning.as_deref(), note.attachments), (Some("Restauration collective"), 2));
    assert!(!note.content.contains("media_attachments"));
    assert_eq!(note.url.unwrap().as_str(), "https://mastodon.example/@odile/116");
    let (one, _) = created("gotosocial/create_reply");
    assert_eq!(super::tests::note(one).attachments, 1);
}

#[test]
fn an_event_a_question_an_article_and_a_page_become_texts_with_an_address() {
    let (event, activity) = created("mobilizon/create_event");
    assert!(event.is_public(activity) && !event.names_section(activity));
    let event = note(event);
    assert_eq!(event.title.as_deref(), Some("Marché"));
    assert_eq!(event.content, "<p>2026-12-01 10:00 +00:00 · Halle du port</p><p>Au port</p>");
    assert_eq!(event.url.unwrap().as_str(), "https://mobilizon.example/events/4d2c");
    let question = note(created("mastodon/create_question").0);
    assert_eq!(question.content, "<p>Quel jour&nbsp;?</p><ul><li>Mardi</li><li>Jeudi &lt;soir&gt;</li></ul>");
    let article = note(created("fedify/create_article").0);
    assert_eq!((article.title.as_deref(), article.warning), (Some("Cent repas"), None));
    assert_eq!(article.content, "<p>Cent repas par jour.</p>");
    assert_eq!(article.url.unwrap().as_str(), "https://fedify.example/@lucien/2");
    let page = note(read(&fixture("lemmy/page")).unwrap());
    assert_eq!(page.title.as_deref(), Some("Une cantine & des légumes"));
    assert_eq!((page.object_type.as_str(), page.attachments), ("Page", 1));
}

#[test]
fn a_vote_and_what_nobody_writes_are_no_texts() {
    assert!(read(&fixture("mastodon/create_vote")["object"]).is_none());
    for kind in [json!("Person"), json!("Tombstone"), json!("Create"), json!(["Note"]), json!(7), Value::Null]
    {
        assert!(read(&written(&[("type", kind.clone())])).is_none(), "{kind}");
    }
}

#[test]
fn o03_an_author_is_an_id_and_never_bent_into_one() {
    for author in
        [json!([ADA]), json!([ADA, "https://x.example/y"]), json!(7), json!({"name": "Ada"}), json!("Ada")]
    {
        assert!(read(&written(&[("attributedTo", author.clone())])).is_none(), "{author}");
    }
    let embedded = read(&written(&[("attributedTo", json!({"id": ADA, "type": "Person"}))])).unwrap();
    assert_eq!(embedded.author.as_str(), ADA);
    let other = read(&written(&[("attributedTo", json!("https://autre.example/users/x"))])).unwrap();
    assert!(!other.is_of_one_origin());
    // Where nobody is named, whoever acted wrote it.
    let mut acted = written(&[("actor", json!(ADA))]);
    acted.as_object_mut().unwrap().remove("attributedTo");
    assert_eq!(read(&acted).unwrap().author.as_str(), ADA);
}

#[test]
fn o04_an_object_that_says_it_is_ours_or_lies_where_nothing_may_be_reached_is_not_read() {
    for id in [POST, SECTION, "https://127.0.0.1/1", "http://elsewhere.example/1", "javascript:1", "1", ""] {
        assert!(read(&written(&[("id", json!(id))])).is_none(), "{id}");
    }
}

#[test]
fn o20_aliases_graphs_and_contexts_change_nothing_of_what_is_read() {
    let told = read(&written(&[
        ("@context", json!({"attributedTo": "https://evil.example/ns#x", "actor": {"@reverse": "as:actor"}})),
        ("@graph", json!([{"id": POST, "attributedTo": SECTION}])),
        ("@included", json!([{"id": POST}])),
        ("@reverse", json!({"inReplyTo": POST})),
        ("as:inReplyTo", json!(POST)),
        ("https://www.w3.org/ns/activitystreams#attributedTo", json!(SECTION)),
    ]))
    .unwrap();
    assert_eq!((told.author.as_str(), told.answers), (ADA, None));
    let twice = written(&[]).to_string().replacen('{', r#"{"attributedTo":"https://evil.example/x","#, 1);
    let rules = Rules::default();
    let reader_names = names();
    let reader = Reader { names: &reader_names, rules: &rules, language: Language::Fr };
    assert!(reader.read(&twice).is_none(), "a key that stands twice could be read differently");
}

#[test]
fn o28_odd_values_are_passed_over() {
    let odd = read(&written(&[
        ("name", json!(["x"])),
        ("summary", json!({"a": 1})),
        ("content", json!(null)),
        ("url", json!([1, {"href": 2}, "javascript:alert(1)", {"type": "Link", "href": "ftp://x.example/"}])),
        ("inReplyTo", json!({"no": "id"})),
        ("tag", json!([1, null, {"type": "Mention"}, {"type": ["Mention"], "href": SECTION}])),
        ("attachment", json!("x")),
        ("published", json!("gestern")),
        ("updated", json!(12)),
        ("cc", json!([[SECTION], 1, null])),
    ]))
    .unwrap();
    assert!(odd.answers.is_none() && !odd.mentions && !odd.to.section && odd.to.public);
    let note = note(odd);
    assert_eq!((note.title, note.warning, note.updated_at), (None, None, None));
    assert_eq!((note.published_at, note.content.as_str(), note.attachments), (NOW, "", 1));
    assert_eq!(note.url.unwrap().as_str(), "https://elsewhere.example/notes/1");
    // A page under another name would stand under this author's host.
    let elsewhere = read(&written(&[("url", json!("https://banque.example/login"))])).unwrap();
    assert_eq!(super::tests::note(elsewhere).url.unwrap().as_str(), "https://elsewhere.example/notes/1");
}

#[test]
fn r09_crowds_of_mentions_tags_attachments_choices_and_addressees_are_cut() {
    let mention = |href: &str| json!({"type": "Mention", "href": href, "name": "@x"});
    let mut tags: Vec<_> =
        (0..5000).map(|n| mention(&format!("https://elsewhere.example/users/{n}"))).collect();
    tags.push(mention(SECTION));
    assert!(!read(&written(&[("tag", json!(tags))])).unwrap().mentions);
    tags.swap(0, 5000);
    assert!(read(&written(&[("tag", json!(tags))])).unwrap().mentions);
    let files = vec![json!({"type": "Document", "url": "https://elsewhere.example/x.png"}); 1000];
    assert_eq!(note(read(&written(&[("attachment", json!(files))])).unwrap()).attachments, 16);
    let choices: Vec<_> = (0..1000).map(|n| json!({"type": "Note", "name": format!("{n}")})).collect();
    let poll = note(read(&written(&[("type", json!("Question")), ("oneOf", json!(choices))])).unwrap());
    assert_eq!(poll.content.matches("<li>").count(), 50);
    let mut crowd = vec![json!("https://elsewhere.example/users/x"); 40_000];
    crowd.push(json!(PUBLIC));
    let told = read(&written(&[("to", json!(crowd)), ("cc", json!(SECTION))])).unwrap();
    assert!(told.to.public && told.to.section);
}

#[test]
fn what_is_no_html_is_shown_as_it_was_typed() {
    let plain =
        read(&written(&[("mediaType", json!("text/plain")), ("content", json!("a < b\n\n<script>"))]));
    assert_eq!(note(plain.unwrap()).content, "<p>a &lt; b</p><p>&lt;script&gt;</p>");
}
