//! Pinning a discussion, and taking a message back or away, with the page that says what follows.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use preau_core::access::{Verb, may};
use preau_core::action::group::speak::{PinTopic, TakeMessageBack};
use preau_core::group::{MessageView, Reach};
use serde::Deserialize;

use super::topic::{opened, thing};
use super::{Known, message_id, yes};
use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash, Page as _, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::TOPIC_PIN, post(pin)).at(place::TOPIC_TAKE_BACK, get(ask).post(take_back))
}

#[derive(Deserialize)]
struct Pinned {
    pinned: String,
}

async fn pin(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Pinned>,
) -> Answer {
    let topic = message_id(&id)?;
    let pinned = yes(&sent.pinned)?;
    let spoken = web.perform(PinTopic { by: member.id(), topic, pinned }).await?;
    let done = if spoken.waits { Done::GroupWaits } else { Done::Saved };
    Ok(see_other(&visit.to.topic(topic), Some(Flash::new(done))))
}

/// The message that this member may take back or away, and whether it is their own.
async fn to_take_back(
    web: &Web,
    visit: &Visit,
    member: &Member,
    id: &str,
) -> Result<(MessageView, Known, bool), Failure> {
    let (view, known) = opened(web, visit, member, message_id(id)?).await?;
    let own = view.message.person == Some(member.id());
    let verb = if own { Verb::Delete } else { Verb::Remove };
    if may(&member.viewer, verb, thing(&view.message, &known)) {
        Ok((view, known, own))
    } else {
        Err(Failure::Missing)
    }
}

async fn ask(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, known, own) = to_take_back(&web, &visit, &member, &id).await?;
    let frame = visit.frame(Room::Groups);
    let t = frame.t;
    let consequence = match (own, known.view.group.reach) {
        (true, Reach::Section) => t.message_delete_here(),
        (true, Reach::Shared) => t.message_delete_shared(),
        (false, Reach::Section) => t.message_remove_here(),
        (false, Reach::Shared) => t.message_remove_shared(),
    };
    let confirm = Confirm {
        title: if own { t.take_back_own_title() } else { t.take_back_other_title() },
        consequence,
        action: frame.to.topic_take_back(view.message.id),
        button: if own { t.take_back_own_button() } else { t.take_back_other_button() },
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.topic(view.message.id),
        frame,
    };
    Ok(confirm.show())
}

async fn take_back(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, _, _) = to_take_back(&web, &visit, &member, &id).await?;
    let spoken = web.perform(TakeMessageBack { by: member.id(), message: view.message.id }).await?;
    let back = if view.message.parent.is_some() {
        visit.to.topic(view.message.topic)
    } else {
        visit.to.group(view.message.group)
    };
    let done = if spoken.waits { Done::GroupWaits } else { Done::Removed };
    Ok(see_other(&back, Some(Flash::new(done))))
}
