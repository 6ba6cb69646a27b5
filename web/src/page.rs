//! A page: a struct with a [`Frame`] and a template, shown as a response with its headers. lib.rs tells how to add one.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use preau_core::audience::Audience;
use preau_core::language::Language;
use preau_core::unit::{Accent, House, UnitKind};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::error::Failure;
pub(crate) use crate::flash::{Done, Flash};
use crate::place::Addresses;
use crate::preferences::Preferences;
use crate::texts::Texts;

/// What a proxy or a browser may keep of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Keeping {
    /// Kept by this browser, asked again each time (304 if nothing changed).
    Private,
    /// The same for everybody who speaks the language: kept by proxies too, asked again each time.
    Public,
    /// Kept by nobody: forms with a password, pages with a token in their address.
    Nowhere,
}

/// A page of the site.
pub(crate) trait Page: Template {
    /// What may be kept of it.
    const KEEPING: Keeping = Keeping::Private;

    /// What stands around it.
    fn frame(&self) -> &Frame;

    /// The response: 200, or 304 when the browser has these very bytes.
    fn show(&self) -> Response {
        self.show_as(StatusCode::OK)
    }

    /// The response with another status, for a form that is shown again or a page about a failure.
    fn show_as(&self, status: StatusCode) -> Response {
        match self.render() {
            Ok(text) => respond(self.frame(), Self::KEEPING, status, text),
            Err(error) => Failure::rendering(&error),
        }
    }
}

/// What stands around every page, and what its template may ask for.
#[derive(Clone)]
pub(crate) struct Frame {
    /// The texts in the viewer's language: `frame.t.nav_home()`.
    pub(crate) t: &'static Texts,
    /// The language.
    pub(crate) language: Language,
    /// Links in that language: `frame.to.calendar()`.
    pub(crate) to: Addresses,
    /// The section.
    pub(crate) site: Arc<Site>,
    /// Who is signed in.
    pub(crate) person: Option<Arc<Person>>,
    /// Theme, size, language as chosen on this device.
    pub(crate) preferences: Preferences,
    /// Where the switches in the frame come back to.
    pub(crate) here: String,
    /// Which tab is marked.
    pub(crate) room: Room,
    /// The note to show once.
    pub(crate) flash: Option<Flash>,
    pub(crate) known: Option<String>,
}

impl Frame {
    /// The tabs of the main navigation. No tab without a room behind it.
    pub(crate) fn tabs(&self) -> [Tab; 4] {
        [
            Tab { icon: "house", ..Tab::new(self.to.home(), self.t.nav_home(), self.room == Room::Home) },
            Tab {
                icon: "calendar-days",
                ..Tab::new(self.to.calendar(), self.t.nav_calendar(), self.room == Room::Calendar)
            },
            Tab {
                icon: "messages-square",
                ..Tab::new(self.to.groups(), self.t.nav_groups(), self.room == Room::Groups)
            },
            Tab {
                icon: "users",
                ..Tab::new(self.to.directory(), self.t.nav_directory(), self.room == Room::Directory)
            },
        ]
    }

    /// The viewer is an administrator.
    pub(crate) fn administrator(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.administrator)
    }

    /// The viewer speaks for the section: by a mandate, or because they run the house.
    pub(crate) fn speaks(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.speaks)
    }

    /// What waits in the Courrier of the viewer.
    pub(crate) fn mail(&self) -> u32 {
        self.person.as_ref().map_or(0, |person| person.mail)
    }

    /// How an audience is shown: class of the stylesheet, icon and words; `body` is the name of the body it is for.
    pub(crate) fn seen(&self, audience: &Audience, body: &str) -> Seen {
        match audience {
            Audience::Body(_) => Seen { class: "bureau", icon: "lock", words: body.to_owned() },
            Audience::Section => {
                Seen { class: "section", icon: "house", words: self.t.vis_section(self.site.kind.as_str()) }
            }
            Audience::Everybody => Seen { class: "public", icon: "globe", words: self.t.vis_everyone() },
        }
    }

    /// Whether the page is in this language.
    pub(crate) fn is_in(&self, language: &str) -> bool {
        self.language.as_str() == language
    }
}

/// How an audience is shown.
pub(crate) struct Seen {
    /// Class of `.vis` and of the composer's `.aud`.
    pub(crate) class: &'static str,
    /// Icon.
    pub(crate) icon: &'static str,
    /// Words.
    pub(crate) words: String,
}

/// Tone, icon and word of a tag, which says in one word where a thing stands.
pub(crate) type Tag = (&'static str, &'static str, String);

/// A tab, of the main navigation or of a room.
pub(crate) struct Tab {
    /// Where it leads.
    pub(crate) href: String,
    /// Its name.
    pub(crate) name: String,
    /// Its icon, in the main navigation.
    pub(crate) icon: &'static str,
    /// What waits behind it.
    pub(crate) count: u32,
    /// The page is under it.
    pub(crate) here: bool,
}

impl Tab {
    /// A tab without icon or number.
    pub(crate) fn new(href: String, name: String, here: bool) -> Self {
        Self { href, name, icon: "", count: 0, here }
    }
}

/// The rooms that have a tab.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Room {
    /// What waits for me, the feed.
    Home,
    /// The rendezvous.
    Calendar,
    /// The groups.
    Groups,
    /// Who holds what, who is in.
    Directory,
    /// A page under no tab.
    None,
}

/// What every page says of the section: inserted as `Arc<Site>` into each request, read from the store once and after a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// What stands under the name: the level above it, else the organisation. May be empty.
    pub above: String,
    /// What it is, which chooses among the variants of a text.
    pub kind: UnitKind,
    /// Its colours.
    pub accent: Accent,
    /// Its language.
    pub language: Language,
}

impl Default for Site {
    /// The house before its set-up.
    fn default() -> Self {
        let (name, above) = ("Préau".to_owned(), String::new());
        Self { name, above, kind: UnitKind::Section, accent: Accent::Ardoise, language: Language::Fr }
    }
}

impl From<&House> for Site {
    fn from(house: &House) -> Self {
        let above = house.level_above.as_ref().or(house.organisation.as_ref());
        Self {
            name: house.name.to_string(),
            above: above.map(ToString::to_string).unwrap_or_default(),
            kind: house.kind,
            accent: house.accent,
            language: house.language,
        }
    }
}

/// Who is signed in, as far as the frame shows it: inserted as `Arc<Person>` by the layer that reads the session.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the frame asks each for itself")]
pub struct Person {
    /// Their id; drafts on the device are kept under it.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their round mark.
    pub face: Face,
    /// Whether the menu offers to manage the site.
    pub administrator: bool,
    /// Whether it offers the Courrier.
    pub speaks: bool,
    /// Whether they welcome people and invite them.
    pub welcomes: bool,
    /// Whether it offers the people of the house, where it does not offer the whole administration.
    pub keeps_people: bool,
    /// Notices not yet read.
    pub unread: u32,
    /// What waits in the Courrier, for those who read it.
    pub mail: u32,
    /// The language of their setting, if they chose one.
    pub language: Option<Language>,
}

impl Person {
    /// What stands on the bell: beyond 99 the number says nothing more.
    pub(crate) fn pip(&self) -> String {
        if self.unread > 99 { "99+".to_owned() } else { self.unread.to_string() }
    }
}

/// A round mark: initials on one of four tints, the same on every page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Face {
    /// One or two letters.
    pub initials: String,
    /// 0 to 3.
    pub tint: u8,
}

impl Face {
    /// The mark of a person.
    pub fn of(name: &str, id: Uuid) -> Self {
        let initials =
            name.split([' ', '-', '\u{A0}']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let initials: String = initials.take(2).flat_map(char::to_uppercase).collect();
        let tint = id.as_bytes().iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)) % 4;
        Self { initials, tint }
    }
}

/// Builds the response around the rendered text.
fn respond(frame: &Frame, keeping: Keeping, status: StatusCode, text: String) -> Response {
    // A page that names its reader is kept by no proxy, whoever else may read it.
    let keeping =
        if keeping == Keeping::Public && frame.person.is_some() { Keeping::Private } else { keeping };
    let tag = tag(&text);
    let same = status == StatusCode::OK
        && keeping != Keeping::Nowhere
        && frame.known.as_ref().is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut response = Response::new(if same { Body::empty() } else { Body::from(text) });
    *response.status_mut() = if same { StatusCode::NOT_MODIFIED } else { status };
    let headers = response.headers_mut();
    let (kept, varies) = match keeping {
        Keeping::Private => ("private, no-cache", "Cookie, Accept-Language"),
        Keeping::Public => ("public, no-cache", "Accept, Accept-Language, Cookie"),
        Keeping::Nowhere => ("no-store", "Cookie, Accept-Language"),
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::VARY, HeaderValue::from_static(varies));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(frame.language.as_str()));
    if keeping != Keeping::Nowhere
        && status == StatusCode::OK
        && let Ok(tag) = HeaderValue::from_str(&tag)
    {
        headers.insert(header::ETAG, tag);
    }
    if !same {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    if frame.flash.is_some() {
        headers.append(
            header::SET_COOKIE,
            HeaderValue::from_static("flash=; Path=/; Max-Age=0; SameSite=Lax; Secure; HttpOnly"),
        );
    }
    response
}

/// Names the very bytes, which hold viewer, language, theme and every row shown. Weak, since they travel compressed too.
fn tag(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(digest.get(..16).unwrap_or_default()))
}

/// The headers that every answer carries, whatever gave it. A handler that needs another value sets it itself.
const SAFE_HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not no-referrer: a form would then say `Origin: null`, and the check against forged requests would refuse it.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds the safe headers; the outermost layer of the pages.
pub(crate) async fn with_safe_headers(mut response: Response) -> Response {
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in SAFE_HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_two_words() {
        let of = |name: &str| Face::of(name, Uuid::nil()).initials;
        assert_eq!(of("Nour El Amrani"), "NE");
        assert_eq!(of("Thomas Le Goff"), "TL");
        assert_eq!(of("Éva"), "É");
        assert_eq!(of("« Zoé » 2"), "Z2");
    }
}
