//! Believable posts for the galleries of the rooms, and who is named on which page.

use preau_core::id::{PersonId, PictureId, PostId};
use preau_core::language::Language;
use preau_core::person::{Person, Role, Standing};
use preau_core::post::PictureRef;
use preau_core::text::{AltText, Handle, PersonName, ShortText, Title};
use preau_core::world::Moment;

use super::*;
use crate::gallery;

/// Saturday 21 November 2026, noon in UTC.
pub(crate) const NOON: Moment = Moment(1_795_262_400_000_000);

/// How the samples say moments.
pub(crate) fn dates(language: Language) -> Dates {
    Dates { language, zone: chrono_tz::Europe::Paris, now: NOON }
}

/// A member of the samples.
pub(crate) fn person(number: u128, name: &str, role: Role) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        handle: Handle::propose(name).unwrap(),
        name: PersonName::parse(name).unwrap(),
        title: ShortText::optional(if role == Role::Administrator { "Secrétaire de section" } else { "" })
            .unwrap(),
        mail: None,
        password: None,
        role,
        standing: Standing::Active,
        language: Language::Fr,
        credentials_at: Moment(0),
        feed_read_to: Moment(0),
        joined_at: Moment(0),
    }
}

/// A post of the samples.
pub(crate) fn view(number: u128, author: &Person, title: &str, text: &str, audience: Audience) -> PostView {
    let rendered = preau_core::markup::render(text);
    let id = PostId(Uuid::from_u128(number));
    let at = NOON.plus(-Moment::HOUR * i64::try_from(number).unwrap());
    let post = Post {
        id,
        author: author.id,
        parent: None,
        root: id,
        audience,
        signature: if audience == Audience::Everybody { Signature::Section } else { Signature::Author },
        state: PostState::Published,
        title: Title::optional(title).unwrap(),
        source: text.to_owned(),
        html: rendered.html,
        summary: rendered.summary,
        written_at: at,
        published_at: at,
        edited_at: None,
        edits: 0,
        answers: None,
    };
    PostView {
        post,
        author: author.byline(),
        replies: 4,
        useful: 17,
        mine: number == 1,
        likes: 0,
        shares: 0,
        pictures: Vec::new(),
        body: None,
    }
}

/// Three posts: one with a picture, one in the section's name, one that was edited.
pub(crate) fn views() -> Vec<PostView> {
    let (odile, thomas) =
        (person(2, "Odile Garrec", Role::Administrator), person(3, "Thomas Le Goff", Role::Member));
    let mut market =
        view(1, &thomas, "", "Belle matinée sur le marché : **140 tracts** distribués.", Audience::Section);
    market.pictures.push(PictureRef {
        id: PictureId(Uuid::from_u128(9)),
        alt: AltText::parse("Quatre personnes devant la halle du marché.").unwrap(),
        width: 960,
        height: 400,
        media_type: "image/webp".to_owned(),
    });
    let public =
        view(2, &thomas, "Réunion publique sur la ligne 4", "Samedi 5 décembre, 15 h.", Audience::Everybody);
    let mut moved =
        view(3, &odile, "La permanence change d’adresse", "Au 12, rue des Tanneurs.", Audience::Section);
    moved.post.edits = 2;
    vec![market, public, moved]
}

/// The samples as one viewer sees them.
pub(crate) fn items(frame: &Frame, viewer: &Viewer) -> Vec<Item> {
    let look = Look { frame, viewer, dates: dates(frame.language) };
    views().iter().map(|view| Item::of(view, look)).collect()
}

/// Jeanne Morvan, who administers the section of the samples.
pub(crate) fn jeanne() -> Viewer {
    Viewer::from(person(1, "Jeanne Morvan", Role::Administrator))
}

#[test]
fn who_wrote_for_the_section_is_named_to_administrators_and_to_nobody_else() {
    let frame = gallery::frame(Language::Fr);
    let public = |viewer: &Viewer| items(&frame, viewer).into_iter().nth(1).unwrap();
    let other = Viewer::from(person(7, "Fatou Ndiaye", Role::Member));
    assert!(public(&jeanne()).wrote.contains("Thomas Le Goff"));
    for viewer in [&Viewer::Anyone, &other] {
        let item = public(viewer);
        assert_eq!(item.name, "Vallombre-Centre");
        let all = [&item.wrote, &item.role, &item.name_href, &item.html, &item.face.initials]
            .map(String::as_str)
            .join(" ");
        assert!(!all.contains("Thomas") && !all.contains("thomas") && !all.contains("TL"), "{all}");
    }
}

#[test]
fn a_stranger_is_offered_nothing_and_reads_no_history() {
    let frame = gallery::frame(Language::Fr);
    for item in items(&frame, &Viewer::Anyone) {
        assert!(item.acts.is_none());
        assert!(item.history.is_empty());
        assert!(item.name_href.is_empty());
    }
    let acts = items(&frame, &jeanne()).remove(0).acts.unwrap();
    assert!(acts.removes && !acts.take_back.is_empty() && acts.edit.is_empty());
}

#[test]
fn a_long_text_is_shown_in_the_feed_by_its_first_words() {
    let frame = gallery::frame(Language::Fr);
    let viewer = jeanne();
    let look = Look { frame: &frame, viewer: &viewer, dates: dates(Language::Fr) };
    let author = person(3, "Thomas Le Goff", Role::Member);
    let long = view(1, &author, "", &"mot ".repeat(2_000), Audience::Section);
    assert!(!Item::of(&long, look).summary.is_empty());
    assert!(Item::whole(&long, look).summary.is_empty());
}
