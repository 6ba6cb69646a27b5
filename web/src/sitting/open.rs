//! Opening a sitting with its officers, naming others, and the turns of a sitting: pause, closing, giving it up.

use askama::Template;
use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Form, Router};
use preau_core::action::sitting::open::{NameOfficers, Officers, OpenSitting, Turn, TurnSitting};
use preau_core::error::Field;
use preau_core::meeting::MeetingState;
use serde::Deserialize;

use super::{Known, names, person_of, written};
use crate::breach::changed;
use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::SITTING_OPENING, get(show).post(open))
        .at(place::SITTING_STATE, get(ask_turn).post(turn))
}

/// What the form says.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    chair: String,
    minute_taker: String,
    teller_one: String,
    tellers: String,
    time: String,
    accepted: String,
}

/// The form.
#[derive(Template)]
#[template(path = "sitting/opening.html")]
pub(crate) struct Opening {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) title: String,
    pub(super) action: String,
    pub(super) back: String,
    /// It is open already: other officers are named.
    pub(super) open: bool,
    pub(super) names: Vec<String>,
    /// What changed since the notice, where it does not hold any more; and whether everybody may accept that.
    pub(super) stale: String,
    pub(super) whole_accepts: bool,
    /// Where the notice is sent again.
    pub(super) notice: String,
}

impl Page for Opening {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn page(web: &Web, visit: &Visit, known: &Known, form: Filled<Fields>) -> Result<Opening, Failure> {
    let mut db = web.read().await?;
    let names = names(db.as_mut(), known.meeting.id).await?;
    let frame = visit.frame(Room::Calendar);
    let open = known.meeting.state.sits();
    let stale =
        known.meeting.convocation.as_ref().filter(|_| !open).map(|notice| changed(frame.t, &notice.stale));
    Ok(Opening {
        form,
        stale: stale.unwrap_or_default(),
        whole_accepts: known.meeting.rules.as_ref().is_some_and(|rules| rules.notice.whole_accepts),
        notice: frame.to.meeting_notice(known.meeting.id),
        title: known.meeting.title.to_string(),
        action: frame.to.sitting_opening(known.meeting.id),
        back: frame.to.sitting(known.meeting.id),
        open,
        names,
        frame,
    })
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let mut db = web.read().await?;
    let fields = match known.meeting.sitting {
        Some(sitting) => Fields {
            chair: written(db.as_mut(), Some(sitting.chair)).await?,
            minute_taker: written(db.as_mut(), Some(sitting.minute_taker)).await?,
            teller_one: written(db.as_mut(), sitting.tellers.0).await?,
            tellers: written(db.as_mut(), sitting.tellers.1).await?,
            ..Fields::default()
        },
        // Who opens it takes the minutes, most of the time.
        None => Fields { minute_taker: written(db.as_mut(), Some(member.id())).await?, ..Fields::default() },
    };
    drop(db);
    Ok(page(&web, &visit, &known, Filled::sent(&visit, fields)).await?.show())
}

async fn open(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let meeting = known.meeting.id;
    let mut db = web.read().await?;
    let chair = person_of(db.as_mut(), meeting, &mut form, "chair", &typed.chair).await?;
    let minutes = person_of(db.as_mut(), meeting, &mut form, "minute_taker", &typed.minute_taker).await?;
    let one = person_of(db.as_mut(), meeting, &mut form, "teller_one", &typed.teller_one).await?;
    let two = person_of(db.as_mut(), meeting, &mut form, Field::Tellers.as_str(), &typed.tellers).await?;
    drop(db);
    let t = form.texts();
    if typed.chair.trim().is_empty() {
        form.say("chair", t.wrong_empty());
    }
    if typed.minute_taker.trim().is_empty() {
        form.say("minute_taker", t.wrong_empty());
    }
    let at = known.time(&mut form, Field::Time.as_str(), &typed.time, None);
    let (Some(chair), Some(minute_taker), Some(at), true) = (chair, minutes, at, form.is_sound()) else {
        return Ok(page(&web, &visit, &known, form).await?.show_as(UNPROCESSABLE));
    };
    let officers = Officers { chair, minute_taker, tellers: (one, two) };
    let accepted = typed.accepted == "yes";
    let done = if known.meeting.state.sits() {
        web.perform(NameOfficers { by: member.id(), meeting, officers }).await
    } else {
        web.perform(OpenSitting { by: member.id(), meeting, officers, at, accepted }).await
    };
    match done {
        Ok(()) => Ok(see_other(&visit.to.sitting(meeting), Some(Flash::new(Done::Saved)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(page(&web, &visit, &known, form).await?.show_as(UNPROCESSABLE))
        }
    }
}

/// What a button sends.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    turn: String,
}

fn read_turn(word: &str) -> Result<Turn, Failure> {
    match word {
        "suspend" => Ok(Turn::Suspend),
        "resume" => Ok(Turn::Resume),
        "close" => Ok(Turn::Close),
        "lack" => Ok(Turn::LackOfQuorum),
        _ => Err(Failure::Missing),
    }
}

/// `GET …/seance/etat?turn=close`: what follows, before it does.
async fn ask_turn(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::extract::Query(said): axum::extract::Query<Said>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let frame = visit.frame(Room::Calendar);
    let t = frame.t;
    let (title, consequence, button) = match read_turn(&said.turn)? {
        Turn::Close => (t.sitting_close_title(), t.sitting_close_consequence(), t.sitting_close()),
        Turn::LackOfQuorum => (t.sitting_lack_title(), t.sitting_lack_consequence(), t.sitting_lack()),
        Turn::Suspend | Turn::Resume => return Err(Failure::Missing),
    };
    Ok(Confirm {
        title,
        consequence,
        action: frame.to.sitting_state(known.meeting.id),
        button,
        destroys: false,
        hidden: vec![("turn", said.turn)],
        back: frame.to.sitting(known.meeting.id),
        frame,
    }
    .show())
}

async fn turn(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(said): Form<Said>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let turn = read_turn(&said.turn)?;
    web.perform(TurnSitting { by: member.id(), meeting: known.meeting.id, turn, at: None }).await?;
    let flash = match turn.state() {
        MeetingState::Closed => Done::SittingClosed,
        _ => Done::Saved,
    };
    Ok(see_other(&visit.to.sitting(known.meeting.id), Some(Flash::new(flash))))
}
