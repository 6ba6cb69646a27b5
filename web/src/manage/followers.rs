//! Who follows the house from other networks: shown to administrators, served to nobody (voices.md 11).

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::routing::get;
use preau_core::action::network::DecideFollower;
use preau_core::peer::{FollowState, Follower};
use preau_core::unit::FollowPolicy;
use serde::Deserialize;
use url::Url;

use super::{Ask, LISTED_MAX, Part, confirm, dates, tabs};
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash, Frame, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MANAGE_FOLLOWERS, get(list)).at(place::MANAGE_FOLLOWER, get(ask).post(decide))
}

/// Those who wait, and those who follow.
#[derive(Template)]
#[template(path = "manage/followers.html")]
pub(crate) struct Followers {
    frame: Frame,
    tabs: Vec<Tab>,
    held: Vec<Row>,
    accepted: Vec<Row>,
    /// Those who were refused or removed: a new Follow of theirs changes nothing until somebody accepts them here.
    refused: Vec<Row>,
    /// Whether new ones wait for an administrator.
    holds: bool,
}

impl Page for Followers {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One of them.
struct Row {
    name: String,
    /// `@handle@host`.
    address: String,
    actor: String,
    since: String,
    /// The page before they are refused or removed.
    refusal: String,
}

impl Row {
    fn of(follower: &Follower, frame: &Frame, dates: &Dates) -> Self {
        let actor = &follower.actor;
        let address = crate::public::address(&actor.handle, &actor.id);
        Self {
            name: if actor.name.trim().is_empty() { address.clone() } else { actor.name.clone() },
            address,
            actor: actor.id.to_string(),
            since: dates.ago(follower.at),
            refusal: format!("{}?actor={}", frame.to.manage_follower(), encoded(actor.id.as_str())),
        }
    }
}

/// An address as the value of a query.
fn encoded(address: &str) -> String {
    url::form_urlencoded::byte_serialize(address.as_bytes()).collect()
}

async fn list(State(web): State<Web>, visit: Visit, _: Administrator) -> Answer {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(&web, &visit, &house);
    let mut db = web.read().await?;
    let row = |follower: &Follower| Row::of(follower, &frame, &dates);
    let held = db.followers(FollowState::Held, LISTED_MAX).await?.iter().map(row).collect();
    let accepted = db.followers(FollowState::Accepted, LISTED_MAX).await?.iter().map(row).collect();
    let refused = db.followers(FollowState::Refused, LISTED_MAX).await?.iter().map(row).collect();
    let tabs = tabs(db.as_mut(), &frame, Part::Followers).await?;
    Ok(Followers { tabs, held, accepted, refused, holds: house.follow_policy == FollowPolicy::Hold, frame }
        .show())
}

/// Whose follow it is.
#[derive(Deserialize)]
struct Named {
    actor: String,
}

async fn ask(State(web): State<Web>, visit: Visit, _: Administrator, Query(named): Query<Named>) -> Answer {
    let actor = Url::parse(&named.actor).map_err(|_| Failure::Missing)?;
    let follower = web.read().await?.follower(&actor).await?.ok_or(Failure::Missing)?;
    let t = visit.frame(Room::None).t;
    let address = crate::public::address(&follower.actor.handle, &follower.actor.id);
    let held = follower.state == FollowState::Held;
    Ok(confirm(
        &visit,
        Ask {
            title: if held { t.manage_refuse_title(address) } else { t.manage_unfollow_title(address) },
            consequence: if held { t.manage_refuse_follow() } else { t.manage_unfollow_consequence() },
            action: visit.to.manage_follower(),
            button: if held { t.manage_refuse() } else { t.manage_unfollow() },
            destroys: true,
            hidden: vec![("actor", actor.to_string()), ("accept", "no".to_owned())],
            back: visit.to.manage_followers(),
        },
    ))
}

/// Accepted, or refused and removed.
#[derive(Deserialize)]
struct Decided {
    actor: String,
    accept: String,
}

async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(form): Form<Decided>,
) -> Answer {
    let actor = Url::parse(&form.actor).map_err(|_| Failure::Missing)?;
    web.perform(DecideFollower { by: me.id(), actor, accept: form.accept == "yes" }).await?;
    Ok(see_other(&visit.to.manage_followers(), Some(Flash::new(Done::Decided))))
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample_tabs;
    use super::*;
    use crate::gallery::Samples;

    impl Samples for Followers {
        fn samples(frame: Frame) -> Vec<Self> {
            let row = |name: &str| Row {
                name: name.to_owned(),
                address: "@tom@social.example".to_owned(),
                actor: "https://social.example/users/tom".to_owned(),
                since: "hier, 18 h 05".to_owned(),
                refusal: format!("{}?actor=https%3A%2F%2Fsocial.example", frame.to.manage_follower()),
            };
            let full = Self {
                tabs: sample_tabs(&frame, Part::Followers),
                held: vec![row("Tom")],
                accepted: vec![row("Section des Coteaux")],
                refused: vec![row("Zoé")],
                holds: true,
                frame: frame.clone(),
            };
            let empty = Self {
                tabs: sample_tabs(&frame, Part::Followers),
                held: Vec::new(),
                accepted: Vec::new(),
                refused: Vec::new(),
                holds: false,
                frame,
            };
            vec![full, empty]
        }
    }

    #[test]
    fn the_address_of_an_actor_survives_the_query() {
        let actor = "https://social.example/users/tom?a=1&b=2#main";
        let query = format!("actor={}", encoded(actor));
        let read: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(read, [("actor".to_owned(), actor.to_owned())]);
    }
}
