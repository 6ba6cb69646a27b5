//! The votes of an agenda: prepared beside their items, so that in the sitting they are there and nobody types them twice.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::get;
use preau_core::action::meeting::rules_of;
use preau_core::action::sitting::ahead::{ChangeVote, RemoveVote};
use preau_core::action::sitting::vote::PrepareVote;
use preau_core::id::BallotId;
use preau_core::meeting::{Ballot, BallotState, Item, ItemKind, ItemState};
use preau_core::rules::RulesProfile;

use super::Known;
use super::agenda::{ahead, item};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Page as _, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::sitting::prepare::{Fields, NewVote, read};
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MEETING_VOTE_NEW, get(open).post(prepare))
        .at(place::MEETING_VOTE, get(open_vote).post(change))
}

/// Whether the agenda offers a vote under an item: to welcome people and to talk, nobody votes.
pub(super) fn offers(kind: ItemKind) -> bool {
    !kind.only_talks() && kind != ItemKind::Opening
}

/// An item of a meeting that this member prepares, and the rules of its votes.
struct Found {
    known: Known,
    item: Item,
    rules: RulesProfile,
}

impl Found {
    async fn read(web: &Web, member: &Member, address: &str, which: &str) -> Result<Self, Failure> {
        let known = ahead(web, member, address).await?;
        let item = item(web, &known, which).await?;
        if item.state != ItemState::Listed || !offers(item.kind) {
            return Err(Failure::Missing);
        }
        let rules = rules_of(web.read().await?.as_mut(), known.meeting()).await?;
        Ok(Self { known, item, rules })
    }

    /// The form, sent to that address.
    fn form(&self, visit: &Visit, action: String, form: Filled<Fields>) -> NewVote {
        let frame = visit.frame(Room::Calendar);
        let back = frame.to.meeting_item(self.known.meeting().id, self.item.id);
        NewVote::under(frame, Some(&self.rules), &self.item, (action, back), form)
    }

    fn new_form(&self, visit: &Visit, form: Filled<Fields>) -> NewVote {
        self.form(visit, visit.to.meeting_vote_new(self.known.meeting().id, self.item.id), form)
    }

    fn vote_form(&self, visit: &Visit, ballot: BallotId, form: Filled<Fields>) -> NewVote {
        let action = visit.to.meeting_vote(self.known.meeting().id, self.item.id, ballot);
        self.form(visit, action, form).made()
    }

    /// One of its votes, while it can be changed.
    async fn ballot(&self, web: &Web, which: &str) -> Result<Option<Ballot>, Failure> {
        let id: BallotId = which.parse().map_err(|_| Failure::Missing)?;
        let found = web.read().await?.ballot(id).await?;
        Ok(found.filter(|one| one.item == self.item.id && one.state == BallotState::Prepared))
    }
}

/// `GET /reunions/{id}/points/{item}/vote`.
async fn open(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which)): Path<(String, String)>,
) -> Answer {
    let found = Found::read(&web, &member, &address, &which).await?;
    let fields = Fields::fresh(&found.item, false, web.world.hidden_id().to_string());
    Ok(found.new_form(&visit, Filled::sent(&visit, fields)).show())
}

/// `POST /reunions/{id}/points/{item}/vote`.
async fn prepare(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let found = Found::read(&web, &member, &address, &which).await?;
    let once = once(&fields.once)?;
    web.limits.write(member.id())?;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form)? else {
        return Ok(found.new_form(&visit, form).show_as(UNPROCESSABLE));
    };
    match web.perform(PrepareVote { by: member.id(), item: found.item.id, plan, once }).await {
        Ok(_) => Ok(saved(&visit, &found)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(found.new_form(&visit, form).show_as(UNPROCESSABLE))
        }
    }
}

/// Back to the item, whose votes stand there.
fn saved(visit: &Visit, found: &Found) -> axum::response::Response {
    let back = visit.to.meeting_item(found.known.meeting().id, found.item.id);
    see_other(&back, Some(Flash::new(Done::Saved)))
}

/// `GET /reunions/{id}/points/{item}/vote/{ballot}`.
async fn open_vote(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which, ballot)): Path<(String, String, String)>,
) -> Answer {
    let found = Found::read(&web, &member, &address, &which).await?;
    let ballot = found.ballot(&web, &ballot).await?.ok_or(Failure::Missing)?;
    let form = Filled::sent(&visit, Fields::of(&ballot));
    Ok(found.vote_form(&visit, ballot.id, form).show())
}

/// `POST /reunions/{id}/points/{item}/vote/{ballot}`.
async fn change(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path((address, which, ballot)): Path<(String, String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let found = Found::read(&web, &member, &address, &which).await?;
    let ballot = found.ballot(&web, &ballot).await?;
    web.limits.write(member.id())?;
    if fields.act == "remove" {
        // A button pressed twice: it is gone.
        if let Some(ballot) = ballot {
            web.perform(RemoveVote { by: member.id(), ballot: ballot.id }).await?;
        }
        return Ok(saved(&visit, &found));
    }
    let ballot = ballot.ok_or(Failure::Missing)?;
    let mut form = Filled::sent(&visit, fields);
    let Some(plan) = read(&mut form)? else {
        return Ok(found.vote_form(&visit, ballot.id, form).show_as(UNPROCESSABLE));
    };
    let seen = form.typed.seen;
    match web.perform(ChangeVote { by: member.id(), ballot: ballot.id, plan, seen }).await {
        Ok(()) => Ok(saved(&visit, &found)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(found.vote_form(&visit, ballot.id, form).show_as(UNPROCESSABLE))
        }
    }
}
