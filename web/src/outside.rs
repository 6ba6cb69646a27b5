//! One text from another server as a page shows it: always with its mark and its host, never with a picture.
//!
//! Drawn by `outside_item.html`: `{{ o::head(frame, it) }}`, `{{ o::text(frame, it) }}`.

use preau_core::outside::{OutsideByline, ShownAs};

use crate::dates::Dates;
use crate::page::{Face, Frame};

/// A text whose HTML is longer than this is folded behind its first words: a screen of a telephone.
const WHOLE_BYTES_MAX: usize = 2_500;

/// A text from outside, ready for its template.
#[derive(Clone)]
pub(crate) struct FromOutside {
    /// The mark beside the name.
    pub(crate) face: Face,
    /// The name its author goes by, or their address.
    pub(crate) name: String,
    /// `@name@host`.
    pub(crate) account: String,
    /// The server.
    pub(crate) host: String,
    /// When it was written, in words.
    pub(crate) when: String,
    /// The same for programs.
    pub(crate) datetime: String,
    /// Whether it was edited there.
    pub(crate) edited: bool,
    /// Its title, or nothing.
    pub(crate) title: String,
    /// What its author warns of, or nothing: the text is folded then.
    pub(crate) warning: String,
    /// The sanitised text.
    pub(crate) html: String,
    /// The first words, before a long text that is folded.
    pub(crate) summary: String,
    /// How many attachments it has; named, never loaded.
    pub(crate) attachments: i32,
    /// Where it stands on its own server.
    pub(crate) original: String,
}

impl FromOutside {
    /// A text with all its words.
    pub(crate) fn whole(shown: &ShownAs, dates: Dates) -> Self {
        let author = &shown.author;
        let original = shown.url.as_ref().unwrap_or(&shown.uri);
        Self {
            face: face(author),
            name: name(author),
            account: author.account(),
            host: author.host.clone(),
            when: dates.ago(shown.published_at),
            datetime: dates.datetime(shown.published_at),
            edited: shown.updated_at.is_some(),
            title: shown.text.title.clone().unwrap_or_default(),
            warning: shown.text.warning.clone().unwrap_or_default(),
            html: shown.text.html.clone(),
            summary: String::new(),
            attachments: shown.attachments,
            original: original.to_string(),
        }
    }

    /// The same in a list, where a long text begins with its first words.
    pub(crate) fn listed(shown: &ShownAs, dates: Dates) -> Self {
        let long = shown.text.html.len() > WHOLE_BYTES_MAX && shown.text.warning.is_none();
        let summary = if long { shown.text.summary.clone() } else { String::new() };
        Self { summary, ..Self::whole(shown, dates) }
    }
}

/// What somebody from outside is called; their address where they have no name.
pub(crate) fn name(author: &OutsideByline) -> String {
    if author.name.trim().is_empty() { author.account() } else { author.name.clone() }
}

/// Their round mark, in the tint that follows from their address.
fn face(author: &OutsideByline) -> Face {
    let tint = author.actor.as_str().bytes().fold(0_u8, u8::wrapping_add) % 4;
    Face { tint, ..Face::of(&name(author), uuid::Uuid::nil()) }
}

/// Likes and shares from outside as numbers: nobody is named, and none of them is kept with a name.
pub(crate) fn marks(frame: &Frame, likes: i64, shares: i64) -> String {
    match (likes, shares) {
        (0, 0) => String::new(),
        (likes, 0) => frame.t.outside_likes(likes),
        (0, shares) => frame.t.outside_shares(shares),
        (likes, shares) => frame.t.outside_marks(shares, likes),
    }
}

/// An address as the value of a query.
pub(crate) fn encoded(address: &str) -> String {
    url::form_urlencoded::byte_serialize(address.as_bytes()).collect()
}

/// Believable texts from other servers, for the galleries of the rooms.
#[cfg(test)]
pub(crate) mod tests {
    use preau_core::id::OutsideId;
    use preau_core::language::Language;
    use preau_core::outside::{Cleaned, OutsideKind, OutsidePost, OutsideState};
    use preau_core::world::Moment;
    use url::Url;
    use uuid::Uuid;

    use super::*;
    use crate::gallery;
    use crate::item::tests::{NOON, dates};

    /// Marc Delaunay of pouet.example.
    pub(crate) fn marc() -> OutsideByline {
        OutsideByline {
            actor: Url::parse("https://pouet.example/users/marc").unwrap(),
            name: "Marc Delaunay".to_owned(),
            handle: "marc".to_owned(),
            host: "pouet.example".to_owned(),
        }
    }

    /// A text of his.
    pub(crate) fn shown(number: u128, text: &str) -> ShownAs {
        ShownAs {
            uri: Url::parse(&format!("https://pouet.example/notes/{number}")).unwrap(),
            object_type: "Note".to_owned(),
            author: marc(),
            url: Some(Url::parse(&format!("https://pouet.example/@marc/{number}")).unwrap()),
            text: Cleaned {
                title: None,
                warning: None,
                html: format!("<p>{text}</p>"),
                summary: text.to_owned(),
            },
            attachments: 0,
            published_at: NOON.plus(-Moment::HOUR),
            updated_at: None,
        }
    }

    /// The same as something that reached us.
    pub(crate) fn outside(number: u128, kind: OutsideKind, state: OutsideState, text: &str) -> OutsidePost {
        OutsidePost {
            id: OutsideId(Uuid::from_u128(number)),
            kind,
            state,
            shown: shown(number, text),
            post: None,
            root: None,
            parent: None,
            came_at: NOON.plus(-Moment::HOUR),
            decided_by: None,
            decided_at: None,
        }
    }

    #[test]
    fn a_text_from_outside_carries_its_host_and_never_passes_for_one_of_ours() {
        let mut shown = shown(1, "Bonjour");
        shown.author.name = " ".to_owned();
        let it = FromOutside::whole(&shown, dates(Language::Fr));
        assert_eq!((it.name.as_str(), it.account.as_str()), ("@marc@pouet.example", "@marc@pouet.example"));
        assert_eq!(it.original, "https://pouet.example/@marc/1");
        shown.url = None;
        assert_eq!(FromOutside::whole(&shown, dates(Language::Fr)).original, "https://pouet.example/notes/1");
    }

    #[test]
    fn likes_and_shares_are_numbers_in_a_sentence() {
        let frame = gallery::frame(Language::Fr);
        assert_eq!(marks(&frame, 0, 0), "");
        assert_eq!(marks(&frame, 12, 3), "3 partages, 12 j’aime ailleurs");
        assert_eq!(marks(&frame, 1, 1), "Un partage, un j’aime ailleurs");
        assert_eq!(marks(&frame, 0, 1), "Un partage ailleurs");
    }
}
