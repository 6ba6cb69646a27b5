//! A member, for members: name, what they do, and what they wrote under their own name.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::person::{Person, Standing};
use preau_core::post::FEED_PAGE;
use preau_core::text::Handle;

use crate::error::{Answer, Failure};
use crate::feed;
use crate::item::{Item, Look};
use crate::page::{Face, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::MEMBER, get(show))
}

/// The page.
#[derive(Template)]
#[template(path = "person.html")]
pub(crate) struct PersonPage {
    frame: Frame,
    name: String,
    handle: String,
    role: String,
    face: Face,
    items: Vec<Item>,
}

impl Page for PersonPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(handle): Path<String>) -> Answer {
    // One spelling, and never a mail address: the store would look that up too.
    let parsed = Handle::parse(&handle).ok().filter(|parsed| parsed.as_str() == handle);
    let parsed = parsed.ok_or(Failure::Missing)?;
    let mut db = web.read().await?;
    let found = db.person_by_login(parsed.as_str()).await?;
    let person = found.filter(|person| person.standing == Standing::Active).ok_or(Failure::Missing)?;
    let views = db.posts_by(member.viewer.scope(), person.id, FEED_PAGE).await?;
    let frame = visit.frame(Room::None);
    let look = Look { frame: &frame, viewer: &member.viewer, dates: feed::dates(&web, &visit).await? };
    let items = views.iter().map(|view| Item::of(view, look)).collect();
    Ok(PersonPage::of(&person, items, frame).show())
}

impl PersonPage {
    fn of(person: &Person, items: Vec<Item>, frame: Frame) -> Self {
        Self {
            name: person.name.to_string(),
            handle: person.handle.to_string(),
            role: person.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            face: Face::of(person.name.as_str(), person.id.0),
            items,
            frame,
        }
    }
}

#[cfg(test)]
mod tests {
    use preau_core::person::Role;

    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::{items, jeanne, person};

    impl Samples for PersonPage {
        fn samples(frame: Frame) -> Vec<Self> {
            let odile = person(2, "Odile Garrec", Role::Administrator);
            let all = items(&frame, &jeanne());
            vec![Self::of(&odile, all, frame.clone()), Self::of(&odile, Vec::new(), frame)]
        }
    }
}
