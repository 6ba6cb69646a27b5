//! A rendezvous for everybody of a section that we are linked with, as our members read it.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::action::network::host_and_port;
use preau_core::id::NearbyId;
use preau_core::nearby::{Nearby, NearbyView};
use url::Url;

use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::groups::square::Square;
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The route of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::NEARBY, get(show))
}

/// `GET /agenda/ailleurs/{id}`.
async fn show(State(web): State<Web>, _: Member, visit: Visit, Path(address): Path<String>) -> Answer {
    let id: NearbyId = address.parse().map_err(|_| Failure::Missing)?;
    let zone = web.house().await?.time_zone;
    let view = web.read().await?.nearby(id).await?.ok_or(Failure::Missing)?;
    let dates = Dates { language: visit.language, zone, now: web.now() };
    Ok(NearbyPage::of(visit.frame(Room::Calendar), &dates, &view).show())
}

/// The page.
#[derive(Template)]
#[template(path = "nearby.html")]
pub(crate) struct NearbyPage {
    frame: Frame,
    title: String,
    section: Square,
    leaf: Leaf,
    datetime: String,
    when: String,
    /// The same on the clocks of its place, and the zone, where that is another.
    elsewhere: Option<(String, String)>,
    place: Option<String>,
    link: Option<String>,
    html: String,
    page: Option<String>,
}

impl Page for NearbyPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl NearbyPage {
    fn of(frame: Frame, dates: &Dates, view: &NearbyView) -> Self {
        let one = &view.nearby;
        let there = Dates { zone: one.time_zone, ..*dates };
        let apart = there.datetime(one.starts_at) != dates.datetime(one.starts_at);
        Self {
            frame,
            title: one.title.to_string(),
            section: Square::of(&host_and_port(&one.section), view.section.as_str()),
            leaf: dates.leaf(one.starts_at),
            datetime: dates.datetime(one.starts_at),
            when: when(dates, one),
            elsewhere: apart.then(|| (when(&there, one), one.time_zone.name().replace('_', " "))),
            place: one.place.as_ref().map(ToString::to_string),
            link: one.link.as_ref().map(Url::to_string),
            html: one.html.clone(),
            page: one.url.as_ref().map(Url::to_string),
        }
    }
}

fn when(dates: &Dates, one: &Nearby) -> String {
    match one.ends_at {
        Some(end) => dates.range(one.starts_at, end),
        None => dates.moment(one.starts_at),
    }
}

#[cfg(test)]
mod tests {
    use preau_core::text::{ShortText, Title};
    use preau_core::world::Moment;
    use uuid::Uuid;

    use super::*;
    use crate::calendar::tests::{NOW, dates};
    use crate::gallery::Samples;

    impl Samples for NearbyPage {
        fn samples(frame: Frame) -> Vec<Self> {
            let nearby = Nearby {
                id: NearbyId(Uuid::from_u128(4)),
                uri: Url::parse("https://sorre.example/rendezvous/4").unwrap(),
                section: Url::parse("https://sorre.example/section").unwrap(),
                url: Some(Url::parse("https://sorre.example/rendez-vous/4").unwrap()),
                title: Title::parse("Banquet de la fédération").unwrap(),
                html: "<p>Tout le monde est bienvenu.</p>".to_owned(),
                starts_at: NOW.plus(50 * Moment::HOUR),
                ends_at: Some(NOW.plus(53 * Moment::HOUR)),
                time_zone: chrono_tz::Tz::Indian__Reunion,
                place: Some(ShortText::parse("Halle aux grains").unwrap()),
                link: Some(Url::parse("https://visio.example/banquet").unwrap()),
                version: NOW,
                came_at: NOW,
            };
            let section = ShortText::parse("Fédération de la Sorre").unwrap();
            let dates = dates(frame.language);
            vec![Self::of(frame, &dates, &NearbyView { nearby, section })]
        }
    }
}
