//! The pages of Préau: what a browser asks, in two languages, with or without JavaScript. This file is the route table and nothing else.
//!
//! # How to add a page
//!
//! 1. **Words**: a file per room in `locales/fr` and `locales/en` (any `*.ftl` there is read). The French comment
//!    `# $count (Number) - ..` gives a variable its type; a key missing in English stops the build. In French put
//!    U+00A0 before `: ; ! ? »` and after `«`. A message becomes a method: `frame.t.feed_title()`.
//! 2. **Address**: a line in [`place`], which holds both languages, and a method in `place::Addresses` for links.
//! 3. **Template**: `templates/feed.html`, beginning with `{%- extends "layout/room.html" -%}` (or `public`, `solo`,
//!    `wizard`) and `{%- import "parts.html" as c -%}`; it fills the blocks `title` and `room` (`content`, `solo`,
//!    `wizard`). The parts are macros: `{{ c::icon("house") }}`, `{% call c::field(form, "title", ..) %}..{% endcall %}`.
//! 4. **Page**: a struct with a `frame`, and one line that makes it a [`page::Page`]:
//!
//!    ```text
//!    #[derive(Template)]
//!    #[template(path = "feed.html")]
//!    pub(crate) struct Feed { pub(crate) frame: Frame, pub(crate) items: Vec<Item> }
//!    impl Page for Feed { const KEEPING: Keeping = Keeping::Private; fn frame(&self) -> &Frame { &self.frame } }
//!
//!    async fn feed(visit: Visit, ..) -> Answer {
//!        let frame = visit.frame(Room::Home);
//!        Ok(Feed { frame, items }.show())
//!    }
//!    ```
//! 5. **Samples**: `impl gallery::Samples for Feed` in its tests, and its name in the list of [`gallery`]: one test
//!    renders every page in both languages and checks what must hold for all.
//! 6. **After a change**: `Ok(see_other(&visit.to.home(), Some(Flash::about_thing(Done::Published, id.0))))`, a 303 with a
//!    note. A form with faults is shown again with `show_as(StatusCode::UNPROCESSABLE_ENTITY)`: see [`form`].
//! 7. **Refusals and faults** of core: `?` turns them into [`error::Failure`], which becomes a page on the way out.

mod assets;
mod atom;
mod bodies;
mod breach;
mod calendar;
mod compose;
mod compose_form;
mod compose_short;
mod confirm;
mod dates;
mod directory;
mod error;
mod feed;
mod flash;
mod form;
#[cfg(test)]
mod gallery;
mod groups;
mod guests;
mod home;
mod ics;
mod invitation;
mod item;
mod join;
mod known_elsewhere;
mod language;
mod letters;
mod limits;
mod mail_link;
mod mail_room;
mod manage;
mod meetings;
mod minutes;
mod nearby;
mod network;
mod notices;
mod outside;
mod over;
mod page;
mod pages;
mod password;
mod person;
mod picture;
mod pictures;
mod place;
mod plan;
mod post;
mod post_change;
mod preferences;
mod problem;
mod proposals;
mod public;
mod readers;
mod rendezvous;
mod repeat;
mod reset;
mod search;
mod series;
mod session;
mod settings;
mod setup;
mod sign_in;
mod sitting;
mod state;
mod statutes;
mod texts;
mod uploads;
mod visit;

use axum::Router;
use axum::routing::{get, post};
use preau_core::language::Language;

pub use letters::{Attachment, Composed, compose, settled};
pub use limits::ClientAddress;
pub use page::{Face, Person, Site};
pub use state::{MakeKeys, Rooms, Web};

use crate::place::Places as _;

/// Where the first set-up stands, behind the token of its one-time link.
pub fn set_up_path(language: Language, token: &str) -> String {
    place::Addresses { language }.setup(token)
}

/// Every room, framed: what the boot layer serves for whatever is not the federation's.
///
/// # Errors
/// When the house's own address is not one that a browser could send as `Origin`.
pub fn router(web: Web) -> Result<Router, tower_http::csrf::ConfigError> {
    // C01: a form from another site is refused by Sec-Fetch-Site, or by Origin where a browser is too old for it.
    let forged = tower_http::csrf::CsrfLayer::new()
        .add_trusted_origin(web.world.origin().origin().ascii_serialization())?;
    let rooms = frame_routes::<Web>()
        .at(place::PREFERENCES, post(preferences::keep))
        .merge(calendar::routes())
        .merge(rendezvous::routes())
        .merge(series::routes())
        .merge(plan::routes())
        .merge(guests::routes())
        .merge(nearby::routes())
        .merge(meetings::routes())
        .merge(ics::routes())
        .merge(home::routes())
        .merge(feed::routes())
        .merge(post::routes())
        .merge(post_change::routes())
        .merge(compose::routes())
        .merge(pictures::routes())
        .merge(groups::routes())
        .merge(bodies::routes())
        .merge(directory::routes())
        .merge(proposals::routes())
        .merge(sitting::routes())
        .merge(person::routes())
        .merge(search::routes())
        .merge(minutes::routes())
        .merge(notices::routes())
        .merge(mail_room::routes())
        .merge(network::routes())
        .merge(settings::routes())
        .merge(statutes::routes())
        .merge(setup::routes())
        .merge(sign_in::routes())
        .merge(reset::routes())
        .merge(invitation::routes())
        .merge(join::routes())
        .merge(public::routes())
        .merge(known_elsewhere::routes())
        .merge(atom::routes())
        .merge(pages::routes())
        .merge(manage::routes())
        .merge(mail_link::routes());
    let rooms = rooms.layer(axum::middleware::from_fn_with_state(web.clone(), setup::before));
    Ok(framed(rooms.layer(axum::extract::DefaultBodyLimit::max(FORM_BYTES_MAX)).layer(forged))
        .layer(axum::middleware::from_fn_with_state(web.clone(), session::know_the_caller))
        .layer(tower_http::compression::CompressionLayer::new())
        .with_state(web))
}

/// The most bytes of a form: the longest text, percent-encoded, with room to spare. Rooms that take pictures say more.
const FORM_BYTES_MAX: usize = 256 * 1024;

/// The routes of the frame itself: what every room shares. Give the result to [`framed`] with the rooms.
pub fn frame_routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(assets::serve)).at(place::APPEARANCE, get(preferences::show))
}

/// Puts the frame around the routes: failures become pages, and every answer carries the safe headers.
///
/// Outside of it the boot layer inserts an `Arc<Site>` into each request's extensions, and the session's layer an
/// `Arc<Person>` when somebody is signed in; [`visit::Visit`] reads both.
pub fn framed<S: Clone + Send + Sync + 'static>(routes: Router<S>) -> Router<S> {
    routes
        .fallback(error::missing)
        .method_not_allowed_fallback(error::missing)
        .layer(axum::middleware::from_fn(error::in_words))
        .layer(axum::middleware::map_response(page::with_safe_headers))
}
