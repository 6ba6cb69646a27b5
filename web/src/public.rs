//! The public page: what a stranger sees at `/`, and a member at `/presentation`. It names nobody who has not signed.

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use preau_core::access::Scope;
use preau_core::error::Fault;
use preau_core::post::{Before, PostView, Signature};
use preau_core::rendezvous::{RendezvousState, RendezvousView};
use preau_core::store::Read;
use preau_core::text::folded;
use preau_core::unit::{House, Openness, UnitKind};
use preau_core::world::Moment;
use serde::Deserialize;
use url::Url;

use crate::dates::{Dates, Leaf};
use crate::error::Answer;
use crate::feed::Cursor;
use crate::outside::marks;
use crate::page::{Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::repeat;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::Visit;

/// Posts on one page: a stranger reads the first few, and each costs a row in the store and a kilobyte on the wire.
const POSTS_SHOWN: i64 = 10;
/// Rendezvous announced at once: the next weeks of a busy section.
const RENDEZVOUS_SHOWN: usize = 4;
/// Rendezvous read for that: some of the next ones may be over or cancelled.
const RENDEZVOUS_READ: i64 = 12;
/// How far ahead a rendezvous is announced.
const ANNOUNCED_AHEAD: i64 = 366 * Moment::DAY;
/// A rendezvous that began less than this ago may still be going on.
const UNDER_WAY: i64 = 12 * Moment::HOUR;

/// `/presentation`, for members and for the older pages of strangers; `/` itself is the home room's.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::PUBLIC_PAGE, get(page))
}

/// Which page of the public posts.
#[derive(Deserialize)]
struct Older {
    before: Option<String>,
}

async fn page(State(web): State<Web>, visit: Visit, Query(older): Query<Older>) -> Answer {
    let cursor = older.before.as_deref().map(Cursor::read).transpose()?;
    shown(&web, &visit, cursor.map(|cursor| Before { at: cursor.at, id: cursor.id })).await
}

/// The page as a stranger gets it at `/`.
pub(crate) async fn show(web: &Web, visit: &Visit) -> Answer {
    shown(web, visit, None).await
}

async fn shown(web: &Web, visit: &Visit, before: Option<Before>) -> Answer {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = Dates { language: visit.language, zone: house.time_zone, now: web.now() };
    let mut page = PublicPage::of(frame, &house);
    if page.open {
        let mut db = web.read().await?;
        page.rendezvous = rendezvous(db.as_mut(), &page.frame, &dates).await?;
        let posts = db.feed(Scope::Everybody, before, POSTS_SHOWN.saturating_add(1)).await?;
        page.take_posts(&posts, &dates);
    }
    Ok(page.show())
}

/// The next public rendezvous that still stand.
async fn rendezvous(db: &mut dyn Read, frame: &Frame, dates: &Dates) -> Result<Vec<Announced>, Fault> {
    let (from, to) = (dates.now.plus(-UNDER_WAY), dates.now.plus(ANNOUNCED_AHEAD));
    let found = db.agenda(Scope::Everybody, from, to, RENDEZVOUS_READ).await?;
    let stands = |view: &&RendezvousView| {
        view.rendezvous.state == RendezvousState::Planned && view.rendezvous.over_at() > dates.now
    };
    // Of what comes again the next one stands for all, or one weekly permanence would fill the page.
    let mut seen = HashSet::new();
    let next =
        |view: &&RendezvousView| view.rendezvous.occurrence.is_none_or(|place| seen.insert(place.series));
    Ok(found
        .iter()
        .filter(stands)
        .filter(next)
        .take(RENDEZVOUS_SHOWN)
        .map(|view| Announced::of(view, frame, dates))
        .collect())
}

/// The page.
#[derive(Template)]
#[template(path = "public.html")]
pub(crate) struct PublicPage {
    frame: Frame,
    title: String,
    /// The first words about the unit, beside the picture.
    about: String,
    /// The rest of them.
    more: Vec<String>,
    /// Whether anything but name and door is shown.
    open: bool,
    rendezvous: Vec<Announced>,
    posts: Vec<Said>,
    older: String,
    /// `@handle@host`.
    address: String,
    contact_place: String,
    contact_line: String,
    /// Whether the contact line is a mail address and nothing else.
    mail: bool,
    publisher: String,
}

impl Page for PublicPage {
    const KEEPING: Keeping = Keeping::Public;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl PublicPage {
    fn of(frame: Frame, house: &House) -> Self {
        let typed = house.about.as_ref().map(|about| about.as_str().to_owned());
        let about = typed.unwrap_or_else(|| default_about(frame.t, house));
        let mut paragraphs = about.split("\n\n").map(|p| p.trim().to_owned()).filter(|p| !p.is_empty());
        let text = |text: &Option<preau_core::text::ShortText>| {
            text.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        let contact_line = text(&house.contact_line);
        Self {
            title: title(frame.t, house.kind, house.name.as_str()),
            about: paragraphs.next().unwrap_or_default(),
            more: paragraphs.collect(),
            open: house.openness != Openness::Closed,
            rendezvous: Vec::new(),
            posts: Vec::new(),
            older: String::new(),
            address: address(house.handle.as_str(), &house.url),
            contact_place: text(&house.contact_place),
            mail: preau_core::text::MailAddress::parse(&contact_line).is_ok(),
            contact_line,
            publisher: text(&house.publisher),
            frame,
        }
    }

    /// Takes a page of posts, and the link to the next one where there are more.
    fn take_posts(&mut self, found: &[PostView], dates: &Dates) {
        let most = usize::try_from(POSTS_SHOWN).unwrap_or(usize::MAX);
        self.posts = found.iter().take(most).map(|view| Said::of(view, &self.frame, dates)).collect();
        if found.len() > most
            && let Some(last) = found.get(most.saturating_sub(1))
        {
            let cursor = Cursor { at: last.post.published_at, id: last.post.id, newest: Moment(0) };
            self.older = format!("{}?before={}", self.frame.to.public_page(), cursor.written());
        }
    }
}

/// A rendezvous on the page.
struct Announced {
    leaf: Leaf,
    title: String,
    href: String,
    line: String,
    /// « Le troisième mardi de chaque mois », where it comes again.
    again: Option<String>,
}

impl Announced {
    fn of(view: &RendezvousView, frame: &Frame, dates: &Dates) -> Self {
        let it = &view.rendezvous;
        let dates = Dates { zone: it.time_zone, ..*dates };
        let time = match it.ends_at {
            Some(ends) if dates.date(ends) == dates.date(it.starts_at) => {
                dates.time_range(it.starts_at, ends)
            }
            Some(ends) => dates.range(it.starts_at, ends),
            None => dates.time(it.starts_at),
        };
        let line = it.place.as_ref().map_or_else(|| time.clone(), |place| format!("{time}, {place}"));
        Self {
            leaf: dates.leaf(it.starts_at),
            title: it.title.to_string(),
            href: frame.to.rendezvous(it.id),
            line,
            again: repeat::of(frame.t, &dates, it),
        }
    }
}

/// A post on the page.
struct Said {
    day: String,
    datetime: String,
    /// Who signed it; empty where the section did.
    by: String,
    title: String,
    summary: String,
    href: String,
    pictures: usize,
    replies: i64,
    /// Likes and shares from outside, in words.
    marks: String,
}

impl Said {
    fn of(view: &PostView, frame: &Frame, dates: &Dates) -> Self {
        let post = &view.post;
        Self {
            day: dates.day(post.published_at),
            datetime: dates.datetime(post.published_at),
            by: if post.signature == Signature::Author {
                view.author.name.to_string()
            } else {
                String::new()
            },
            title: post.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            summary: post.summary.clone(),
            href: frame.to.post(post.id),
            pictures: view.pictures.len(),
            replies: view.replies,
            marks: marks(frame, view.likes, view.shares),
        }
    }
}

/// `@vallombre@vallombre.example`: what one types into the search field of another network.
pub(crate) fn address(handle: &str, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("@{handle}@{host}:{port}"),
        None => format!("@{handle}@{host}"),
    }
}

/// "La section de Vallombre-Centre"; a name that says what it is stands alone.
fn title(t: &Texts, kind: UnitKind, name: &str) -> String {
    let first = folded(name);
    let first = first.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match first {
        word if UNITS.contains(&word) => name.to_owned(),
        // « de Le Mans » is no French: such a name follows without a word between.
        "le" | "les" => t.public_title_beside(kind.as_str(), name),
        word if word.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']) => {
            t.public_title_elided(kind.as_str(), name)
        }
        _ => t.public_title(kind.as_str(), name),
    }
}

/// Words with which a name says itself what it names, folded.
const UNITS: &[&str] = &[
    "section",
    "federation",
    "syndicat",
    "union",
    "association",
    "comite",
    "collectif",
    "groupe",
    "cercle",
    "parti",
    "local",
    "branch",
    "chapter",
    "party",
    "amicale",
    "coordination",
    "confederation",
];

/// What stands in place of words that nobody has written yet. It promises nothing and counts nobody.
fn default_about(t: &Texts, house: &House) -> String {
    match &house.territory {
        Some(territory) => t.public_about_at(house.kind.as_str(), territory.as_str()),
        None => t.public_about(house.kind.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use preau_core::language::Language;
    use uuid::Uuid;

    use super::*;
    use crate::gallery::Samples;
    use crate::texts::texts;

    impl Samples for PublicPage {
        fn samples(frame: Frame) -> Vec<Self> {
            let frame = Frame { person: None, flash: None, ..frame };
            let post = |n: u128, title: &str, by: &str| Said {
                day: "vendredi 20 novembre".to_owned(),
                datetime: "2026-11-20T18:00+01:00".to_owned(),
                by: by.to_owned(),
                title: title.to_owned(),
                summary: "Un dimanche sur deux sans bus, c’est un hôpital à 14 km et personne pour y aller."
                    .to_owned(),
                href: frame.to.post(Uuid::from_u128(n)),
                pictures: 1,
                replies: 8,
                marks: marks(&frame, 12, 3),
            };
            let leaf = Leaf { weekday: "sam.", day: 28, month: "nov.", datetime: "2026-11-28".to_owned() };
            let open = Self {
                title: "La section de Vallombre-Centre".to_owned(),
                about: "On vient comme on est, pour écouter ou pour aider.".to_owned(),
                more: vec!["Le local est de plain-pied.".to_owned()],
                open: true,
                rendezvous: vec![Announced {
                    leaf,
                    title: "Permanence".to_owned(),
                    href: frame.to.rendezvous(Uuid::from_u128(9)),
                    line: "10 h à 12 h, 12, rue des Tanneurs".to_owned(),
                    again: Some("Chaque samedi".to_owned()),
                }],
                posts: vec![post(1, "Ligne 4 : garder un bus le dimanche", ""), post(2, "", "Odile Garrec")],
                older: format!("{}?before=1.{}", frame.to.public_page(), Uuid::from_u128(2)),
                address: "@vallombre@vallombre.example".to_owned(),
                contact_place: "12, rue des Tanneurs, Vallombre".to_owned(),
                contact_line: "bonjour@vallombre.example".to_owned(),
                mail: true,
                publisher: "Odile Garrec".to_owned(),
                frame: frame.clone(),
            };
            let empty = Self {
                rendezvous: Vec::new(),
                posts: Vec::new(),
                more: Vec::new(),
                older: String::new(),
                contact_line: "06 39 98 12 34, Odile Garrec".to_owned(),
                mail: false,
                frame: frame.clone(),
                title: "Syndicat des Tanneurs".to_owned(),
                about: "Bonjour.".to_owned(),
                address: "@tanneurs@tanneurs.example".to_owned(),
                contact_place: String::new(),
                publisher: String::new(),
                open: true,
            };
            let closed = Self {
                open: false,
                frame,
                rendezvous: Vec::new(),
                posts: Vec::new(),
                more: Vec::new(),
                older: String::new(),
                title: "La section de Vallombre-Centre".to_owned(),
                about: "Bonjour.".to_owned(),
                address: String::new(),
                contact_place: String::new(),
                contact_line: String::new(),
                mail: false,
                publisher: String::new(),
            };
            vec![open, empty, closed]
        }
    }

    #[test]
    fn the_title_speaks_french_whatever_the_section_is_called() {
        let fr = |kind, name| title(texts(Language::Fr), kind, name);
        assert_eq!(fr(UnitKind::Section, "Vallombre-Centre"), "La section de Vallombre-Centre");
        assert_eq!(fr(UnitKind::Section, "Ivry"), "La section d’Ivry");
        assert_eq!(fr(UnitKind::Section, "Les Aubiers"), "La section Les Aubiers");
        assert_eq!(fr(UnitKind::Federation, "Fédération de la Sorre"), "Fédération de la Sorre");
        assert_eq!(title(texts(Language::En), UnitKind::Section, "Ivry"), "The Ivry section");
    }

    #[test]
    fn the_address_to_follow_keeps_a_port_that_is_not_the_schemes_own() {
        let of = |url: &str| address("vallombre", &url.parse().unwrap());
        assert_eq!(of("https://vallombre.example/"), "@vallombre@vallombre.example");
        assert_eq!(of("http://vallombre.localhost:8080/"), "@vallombre@vallombre.localhost:8080");
    }
}
