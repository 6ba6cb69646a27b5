//! The feed is well-formed whatever people wrote, and says no more than the public page.

use preau_core::audience::Audience;
use preau_core::id::{PersonId, PictureId, PostId};
use preau_core::person::Byline;
use preau_core::post::{PictureRef, Post, PostState};
use preau_core::text::{AltText, Handle, PersonName, Title, UnitName};
use uuid::Uuid;

use super::*;

fn vallombre() -> House {
    House { name: UnitName::parse("Vallombre & <Centre>").unwrap(), ..crate::gallery::house() }
}

fn post(signature: Signature, title: Option<&str>, html: &str) -> PostView {
    let id = PostId(Uuid::from_u128(7));
    PostView {
        post: Post {
            id,
            author: PersonId(Uuid::nil()),
            parent: None,
            root: id,
            audience: Audience::Everybody,
            signature,
            state: PostState::Published,
            title: title.map(|title| Title::parse(title).unwrap()),
            source: String::new(),
            html: html.to_owned(),
            summary: "Un dimanche sur deux sans bus".to_owned(),
            written_at: Moment(0),
            published_at: Moment(1_795_000_000_000_000),
            edited_at: Some(Moment(1_795_000_900_000_000)),
            edits: 1,
            answers: None,
        },
        author: Byline {
            id: PersonId(Uuid::nil()),
            name: PersonName::parse("Odile Garrec").unwrap(),
            handle: Handle::parse("odile").unwrap(),
            title: None,
            ended: false,
        },
        replies: 0,
        useful: 0,
        mine: false,
        likes: 0,
        shares: 0,
        pictures: vec![PictureRef {
            id: PictureId(Uuid::from_u128(3)),
            alt: AltText::parse("Le \"bus\" & la halle").unwrap(),
            width: 1,
            height: 1,
            media_type: "image/jpeg".to_owned(),
        }],
        body: None,
    }
}

/// What stands between the first two tags of this name.
fn inside<'a>(xml: &'a str, tag: &str) -> &'a str {
    xml.split(&format!("<{tag}>")).nth(1).unwrap().split(&format!("</{tag}>")).next().unwrap()
}

#[test]
fn h09_nothing_that_people_write_ends_an_element_of_the_feed() {
    let hostile = "]]></content></entry><script>x</script>\u{0}\u{8}\u{FFFF}";
    let xml = write(&vallombre(), &[post(Signature::Section, Some("</title><b>"), hostile)]);
    assert_eq!(xml.matches("<entry>").count(), 1);
    assert_eq!(xml.matches("</entry>").count(), 1);
    assert!(!xml.contains("<script>") && !xml.contains("]]>") && !xml.contains("<b>"));
    assert!(xml.chars().all(|c| matches!(c, '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)));
    assert!(xml.contains("&lt;/title&gt;"), "the words themselves are there");
    assert!(xml.contains("Vallombre &amp; &lt;Centre&gt;"));
}

#[test]
fn a_reader_finds_what_rfc_4287_asks_for() {
    let xml = write(&vallombre(), &[post(Signature::Section, None, "<p>Bonjour</p>")]);
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
    assert_eq!(inside(&xml, "id"), "https://vallombre.example/atom.xml");
    assert_eq!(inside(&xml, "updated"), "2026-11-18T11:21:40Z");
    let entry = inside(&xml, "entry");
    assert_eq!(inside(entry, "id"), "https://vallombre.example/posts/00000000-0000-0000-0000-000000000007");
    assert_eq!(inside(entry, "title"), "Un dimanche sur deux sans bus");
    assert!(entry.contains("<content type=\"html\">&lt;p&gt;Bonjour&lt;/p&gt;</content>"));
    assert!(xml.contains("rel=\"self\""));
}

#[test]
fn a_member_is_named_where_they_signed_and_nowhere_else() {
    let unsigned = write(&vallombre(), &[post(Signature::Section, None, "")]);
    assert!(!unsigned.contains("Odile"));
    let signed = write(&vallombre(), &[post(Signature::Author, None, "")]);
    assert!(signed.contains("<author><name>Odile Garrec</name></author>"));
}

#[test]
fn a_reader_that_has_the_feed_is_told_so_in_a_few_bytes() {
    let first = respond(&HeaderMap::new(), "<feed/>".to_owned(), Moment(0));
    assert_eq!(first.headers()[header::LAST_MODIFIED], "Thu, 01 Jan 1970 00:00:00 GMT");
    let mut again = HeaderMap::new();
    again.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
    assert_eq!(respond(&again, "<feed/>".to_owned(), Moment(0)).status(), StatusCode::NOT_MODIFIED);
    assert_eq!(respond(&again, "<feed>2</feed>".to_owned(), Moment(0)).status(), StatusCode::OK);
}

#[test]
fn a_long_beginning_makes_a_short_title() {
    let title = first_words(&"mot ".repeat(40));
    assert!(title.chars().count() <= TITLE_CHARS_MAX + 1);
    assert!(title.ends_with("mot…"), "{title}");
}
