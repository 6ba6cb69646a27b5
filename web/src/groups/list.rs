//! The list of groups: those one is in with what is new, and those one could come into.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use preau_core::action::network::host_and_port;
use preau_core::group::{GROUPS_MAX, GroupCard, GroupState, Membership, Reach, UNREAD_MAX};

use super::left::{self, Left};
use super::square::Square;
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::form::Filled;
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::GROUPS, get(list))
}

/// The list.
#[derive(Template)]
#[template(path = "groups/list.html")]
pub(crate) struct Groups {
    frame: Frame,
    mine: Vec<Card>,
    others: Vec<Card>,
    /// What one left lately, and how each server stands with it.
    left: Vec<Left>,
    /// A link that was pasted and is none.
    form: Filled<String>,
}

impl Page for Groups {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A group on the list.
struct Card {
    href: String,
    icon: &'static str,
    name: String,
    aim: String,
    /// How far it reaches, in words.
    reach: String,
    host: Option<Square>,
    /// When something was last said in it; may be empty.
    last: String,
    /// Where one stands with it, while one is not in.
    state: String,
    unread: i64,
    asking: i64,
}

impl Card {
    fn of(frame: &Frame, dates: Dates, card: &GroupCard) -> Self {
        let (t, group) = (frame.t, &card.group);
        let shared = group.reach == Reach::Shared;
        let square = || Square::of(&host_and_port(&group.actor), group.host_name.as_str());
        let last = card.last_at.filter(|_| is_in(card)).map(|at| t.group_last(dates.ago(at)));
        Self {
            href: frame.to.group(group.id),
            icon: if shared { "handshake" } else { "users" },
            name: group.name.to_string(),
            aim: group.aim.to_string(),
            reach: if shared {
                t.group_shared_short()
            } else {
                t.group_vis_section(frame.site.kind.as_str())
            },
            host: shared.then(square),
            last: last.unwrap_or_default(),
            state: state(frame, dates, card),
            unread: card.unread,
            asking: card.asking,
        }
    }

    /// What stands in the pip: beyond the bound the number says nothing more.
    fn pip(&self) -> String {
        if self.unread >= UNREAD_MAX { format!("{UNREAD_MAX}+") } else { self.unread.to_string() }
    }
}

fn is_in(card: &GroupCard) -> bool {
    card.mine.as_ref().is_some_and(preau_core::group::GroupMember::is_in)
}

fn state(frame: &Frame, dates: Dates, card: &GroupCard) -> String {
    let t = frame.t;
    match card.mine.as_ref() {
        Some(mine) if mine.state == Membership::Asked => t.group_card_asked(),
        Some(mine) if mine.is_out(dates.now) => t.group_card_out(),
        Some(mine) if mine.is_in() => String::new(),
        _ if card.group.state == GroupState::Offered => t.group_card_invited(),
        _ => String::new(),
    }
}

async fn list(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let form = Filled::sent(&visit, String::new());
    show(&web, &visit, &member, form, StatusCode::OK).await
}

/// The list, with a link that was pasted before it where that was none.
pub(super) async fn show(
    web: &Web,
    visit: &Visit,
    member: &Member,
    form: Filled<String>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let dates = feed::dates(web, visit).await?;
    let mut db = web.read().await?;
    let cards = db.groups_for(member.id(), GROUPS_MAX).await?;
    let (parted, names) = left::read(web, db.as_mut(), member).await?;
    drop(db);
    let frame = visit.frame(Room::Groups);
    let left = Left::of(&frame, dates, &parted, &names);
    Ok(Groups::of(frame, dates, &cards, (left, form)).show_as(status))
}

impl Groups {
    pub(super) fn of(
        frame: Frame,
        dates: Dates,
        cards: &[GroupCard],
        (left, form): (Vec<Left>, Filled<String>),
    ) -> Self {
        let asked = |card: &&GroupCard| card.mine.as_ref().is_some_and(|m| m.state == Membership::Asked);
        let (mine, others): (Vec<_>, Vec<_>) = cards.iter().partition(|card| is_in(card) || asked(card));
        let shown = |cards: Vec<&GroupCard>| cards.iter().map(|card| Card::of(&frame, dates, card)).collect();
        Self { mine: shown(mine), others: shown(others), left, form, frame }
    }
}
