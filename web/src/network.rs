//! The *Réseau*: public posts of the accounts that the section follows elsewhere, read by its members.

pub(crate) mod account;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use preau_core::access;
use preau_core::id::PostId;
use preau_core::outside::{Followed, FollowedState, NETWORK_DAYS, NetworkPost, OUTSIDE_PAGE, OutsideBefore};
use preau_core::world::Moment;
use serde::Deserialize;

use crate::dates::Dates;
use crate::error::Answer;
use crate::feed::{self, Cursor};
use crate::outside::{self, FromOutside, encoded};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::NETWORK, get(show)).merge(account::routes())
}

/// The page.
#[derive(Template)]
#[template(path = "outside/network.html")]
pub(crate) struct Network {
    frame: Frame,
    posts: Vec<Row>,
    /// The next page; empty on the last.
    older: String,
    accounts: Vec<Account>,
    /// The name of the field in which an account is typed, in the language of the address.
    parameter: &'static str,
}

impl Page for Network {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One post.
struct Row {
    id: String,
    it: FromOutside,
    /// Who shared it; empty where its author is followed.
    shared_by: String,
    /// Reporting it; empty where the viewer may not.
    report: String,
}

/// An account that is followed.
struct Account {
    name: String,
    address: String,
    /// Its page here.
    href: String,
    /// Where it stands, for those who speak for the section; for others only those that agreed are there.
    state: String,
    /// Before it is no longer followed; empty where the viewer may not.
    unfollow: String,
}

#[derive(Deserialize)]
struct Wanted {
    before: Option<String>,
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Query(wanted): Query<Wanted>) -> Answer {
    let after = wanted.before.as_deref().map(Cursor::read).transpose()?;
    let before = after.map(|cursor| OutsideBefore { at: cursor.at, id: cursor.id.0 });
    let frame = visit.frame(Room::None);
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let limit = OUTSIDE_PAGE.saturating_add(1);
    let posts = access::network(db.as_mut(), &member.viewer, before, limit).await?;
    let accounts = db.followed_accounts().await?;
    Ok(Network::of(frame, dates, &posts, &accounts).show())
}

impl Network {
    fn of(frame: Frame, dates: Dates, posts: &[NetworkPost], accounts: &[Followed]) -> Self {
        let page = usize::try_from(OUTSIDE_PAGE).unwrap_or(usize::MAX);
        let shown = posts.get(..page).unwrap_or(posts);
        let older = shown.last().filter(|_| posts.len() > page).map(|last| {
            let cursor = Cursor { at: last.came_at, id: PostId(last.id.0), newest: Moment(0) };
            format!("{}?before={}", frame.to.network(), cursor.written())
        });
        let seen = |followed: &&Followed| frame.speaks() || followed.state == FollowedState::Accepted;
        Self {
            posts: shown.iter().map(|post| Row::of(post, &frame, dates)).collect(),
            older: older.unwrap_or_default(),
            accounts: accounts.iter().filter(seen).map(|followed| Account::of(followed, &frame)).collect(),
            parameter: account::parameter(frame.to),
            frame,
        }
    }
}

impl Row {
    fn of(post: &NetworkPost, frame: &Frame, dates: Dates) -> Self {
        let shared_by = post.shared_by.as_ref().map(outside::name);
        Self {
            id: post.id.to_string(),
            it: FromOutside::listed(&post.shown, dates),
            shared_by: shared_by.map(|name| frame.t.network_shared_by(name)).unwrap_or_default(),
            report: if frame.speaks() { frame.to.network_report(post.id) } else { String::new() },
        }
    }
}

impl Account {
    fn of(followed: &Followed, frame: &Frame) -> Self {
        let byline = &followed.byline;
        let actor = encoded(byline.actor.as_str());
        let speaks = frame.speaks();
        let state = if speaks { frame.t.network_state(followed.state.as_str()) } else { String::new() };
        let unfollow = format!("{}?actor={actor}", frame.to.network_unfollow());
        Self {
            name: outside::name(byline),
            address: byline.account(),
            href: account::place_of(frame.to, byline.actor.as_str()),
            state,
            unfollow: if speaks { unfollow } else { String::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use preau_core::id::{ActivityId, NetworkPostId};
    use preau_core::language::Language;
    use uuid::Uuid;

    use super::*;
    use crate::gallery::{self, Samples};
    use crate::item::tests::{NOON, dates};
    use crate::outside::tests::{marc, shown};

    fn post(number: u128, shared: bool) -> NetworkPost {
        NetworkPost {
            id: NetworkPostId(Uuid::from_u128(number)),
            shown: shown(number, "La gratuité des bus sera votée jeudi."),
            via: marc().actor,
            shared_as: None,
            shared_by: shared.then(marc),
            came_at: NOON,
        }
    }

    pub(super) fn followed(state: FollowedState) -> Followed {
        Followed { byline: marc(), follow: ActivityId(Uuid::from_u128(1)), state, since: NOON }
    }

    impl Samples for Network {
        fn samples(frame: Frame) -> Vec<Self> {
            let dates = dates(frame.language);
            let accounts =
                [FollowedState::Accepted, FollowedState::Asked, FollowedState::Refused].map(followed);
            let posts: Vec<NetworkPost> = (1..=31).map(|number| post(number, number == 2)).collect();
            vec![
                Self::of(frame.clone(), dates, &posts, &accounts),
                Self::of(Frame { person: None, ..frame }, dates, &[], &[]),
            ]
        }
    }

    #[test]
    fn members_read_whom_the_section_follows_and_not_who_refused() {
        let frame = gallery::frame(Language::Fr);
        let accounts = [FollowedState::Accepted, FollowedState::Refused].map(followed);
        let of = |frame| Network::of(frame, dates(Language::Fr), &[], &accounts);
        assert_eq!(of(frame.clone()).accounts.len(), 2);
        let member = of(Frame { person: None, ..frame });
        assert_eq!(member.accounts.len(), 1);
        assert!(member.accounts[0].unfollow.is_empty() && member.accounts[0].state.is_empty());
    }

    #[test]
    fn a_page_of_the_network_ends_with_the_way_to_the_next() {
        let frame = gallery::frame(Language::Fr);
        let posts: Vec<NetworkPost> = (1..=31).map(|number| post(number, false)).collect();
        let page = Network::of(frame.clone(), dates(Language::Fr), &posts, &[]);
        assert_eq!(page.posts.len(), 30);
        assert!(page.older.starts_with("/reseau?before="));
        assert!(Network::of(frame, dates(Language::Fr), &posts[..30], &[]).older.is_empty());
    }
}
