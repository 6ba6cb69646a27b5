//! Writing in a group: a new discussion, an answer, a change of one's own text, and the animators' summary.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use preau_core::access::{Verb, may};
use preau_core::action::group::speak::{AnswerMessage, DigestTopic, EditMessage, OpenTopic, Spoken};
use preau_core::error::Field;
use preau_core::group::{MessageState, MessageView};
use preau_core::id::MessageId;
use preau_core::markup;
use preau_core::text::{Body, Title};
use serde::Deserialize;

use super::head::Readers;
use super::said::{Look, Said};
use super::topic::{opened, thing};
use super::{Known, group_id, message_id};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_WRITE, get(topic_form).post(open_topic))
        .at(place::TOPIC_REPLY, get(reply_form).post(reply))
        .at(place::TOPIC_EDIT, get(edit_form).post(edit))
        .at(place::TOPIC_DIGEST, get(digest_form).post(digest))
}

/// What is typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Words {
    pub(super) title: String,
    pub(super) body: String,
    /// The form's own id: sent twice, it counts once.
    pub(super) once: String,
    /// How often the text was edited when the form was opened.
    pub(super) seen: String,
}

/// The page.
#[derive(Template)]
#[template(path = "groups/write.html")]
pub(crate) struct Write {
    pub(super) frame: Frame,
    pub(super) form: Filled<Words>,
    pub(super) title: String,
    /// It has a title.
    pub(super) titled: bool,
    pub(super) label: String,
    pub(super) button: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) back_name: String,
    pub(super) draft: String,
    pub(super) answered: Option<Said>,
    pub(super) readers: Readers,
}

impl Page for Write {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A text of one's own that was refused, to be taken up again.
#[derive(Deserialize)]
struct From {
    from: Option<String>,
}

/// The words of a refused message of this member; empty ones where there is none.
async fn taken_up(web: &Web, member: &Member, from: &From) -> Result<Words, Failure> {
    let once = web.world.hidden_id().to_string();
    let id: Option<MessageId> = from.from.as_deref().and_then(|id| id.parse().ok());
    let found = match id {
        Some(id) => web.read().await?.message_view(id, member.id()).await?,
        None => None,
    };
    let own = |view: &MessageView| {
        view.message.person == Some(member.id()) && view.message.state == MessageState::Refused
    };
    let Some(view) = found.filter(own) else { return Ok(Words { once, ..Words::default() }) };
    let title = view.message.title.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(Words { title, body: view.message.source, once, ..Words::default() })
}

// ------------------------------------------------------------------ a new discussion

async fn topic_form(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Answer {
    let known = writable(&web, &visit, &member, &id).await?;
    let form = Filled::sent(&visit, taken_up(&web, &member, &from).await?);
    Ok(Write::topic(visit.frame(Room::Groups), &known, form).show())
}

async fn writable(web: &Web, visit: &Visit, member: &Member, id: &str) -> Result<Known, Failure> {
    let known = Known::inside(web, visit, member, group_id(id)?).await?;
    if known.may(&member.viewer, Verb::Write) { Ok(known) } else { Err(Failure::Missing) }
}

impl Write {
    pub(super) fn topic(frame: Frame, known: &Known, form: Filled<Words>) -> Self {
        let id = known.view.group.id;
        Self {
            form,
            title: frame.t.group_new_topic(),
            titled: true,
            label: frame.t.compose_body(),
            button: frame.t.compose_publish(),
            action: frame.to.group_write(id),
            back: frame.to.group(id),
            back_name: known.view.group.name.to_string(),
            draft: format!("group-{id}"),
            answered: None,
            readers: Readers::of(&frame, known),
            frame,
        }
    }
}

async fn open_topic(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(words): Form<Words>,
) -> Answer {
    let known = writable(&web, &visit, &member, &id).await?;
    web.limits.write(member.id())?;
    let once = once(&words.once)?;
    let mut form = Filled::sent(&visit, words);
    let Some((Some(title), body)) = read(&mut form, true) else {
        return Ok(Write::topic(visit.frame(Room::Groups), &known, form).show_as(UNPROCESSABLE));
    };
    match web.perform(OpenTopic { by: member.id(), group: known.view.group.id, title, body, once }).await {
        Ok(spoken) => Ok(done(&visit, &spoken, spoken.message, Done::Published)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(Write::topic(visit.frame(Room::Groups), &known, form).show_as(UNPROCESSABLE))
        }
    }
}

/// The title and the text, each with what is wrong beside it.
fn read(form: &mut Filled<Words>, titled: bool) -> Option<(Option<Title>, Body)> {
    let t = form.texts();
    if titled && form.typed.title.trim().is_empty() {
        form.say(Field::Title.as_str(), t.topic_wrong_title());
    }
    let title = if titled { form.take(Field::Title, Title::parse(&form.typed.title)) } else { None };
    if form.typed.body.trim().is_empty() {
        form.say(Field::Body.as_str(), t.topic_wrong_body());
    }
    let body = form.take(Field::Body, Body::parse(&form.typed.body));
    if form.is_sound() { Some((title, body?)) } else { None }
}

/// Back to the discussion, where what was written stands.
fn done(visit: &Visit, spoken: &Spoken, at: MessageId, done: Done) -> Response {
    let done = if spoken.waits { Done::GroupWaits } else { done };
    see_other(&visit.to.topic(at), Some(Flash::new(done)))
}

// ------------------------------------------------------------------ an answer

async fn reply_form(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Answer {
    let (view, known) = found(&web, &visit, &member, &id, Verb::Answer).await?;
    let form = Filled::sent(&visit, taken_up(&web, &member, &from).await?);
    Ok(Write::reply(visit.frame(Room::Groups), &member, &known, &view, form).show())
}

/// A message to which this member may do this; for all others there is none.
async fn found(
    web: &Web,
    visit: &Visit,
    member: &Member,
    id: &str,
    verb: Verb,
) -> Result<(MessageView, Known), Failure> {
    let (view, known) = opened(web, visit, member, message_id(id)?).await?;
    if may(&member.viewer, verb, thing(&view.message, &known)) {
        Ok((view, known))
    } else {
        Err(Failure::Missing)
    }
}

impl Write {
    pub(super) fn reply(
        frame: Frame,
        member: &Member,
        known: &Known,
        view: &MessageView,
        form: Filled<Words>,
    ) -> Self {
        let id = view.message.id;
        let said = Said::of(view, Look { frame: &frame, viewer: &member.viewer, known });
        Self {
            form,
            title: frame.t.compose_reply_title(),
            titled: false,
            label: frame.t.compose_reply_label(),
            button: frame.t.compose_reply(),
            action: frame.to.topic_reply(id),
            back: frame.to.topic(id),
            back_name: frame.t.back(),
            draft: format!("topic-{id}"),
            answered: Some(said),
            readers: Readers::of(&frame, known),
            frame,
        }
    }
}

async fn reply(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(words): Form<Words>,
) -> Answer {
    let (view, known) = found(&web, &visit, &member, &id, Verb::Answer).await?;
    web.limits.write(member.id())?;
    let once = once(&words.once)?;
    let mut form = Filled::sent(&visit, words);
    let again = |form| Write::reply(visit.frame(Room::Groups), &member, &known, &view, form);
    let Some((_, body)) = read(&mut form, false) else { return Ok(again(form).show_as(UNPROCESSABLE)) };
    match web.perform(AnswerMessage { by: member.id(), parent: view.message.id, body, once }).await {
        Ok(spoken) => Ok(done(&visit, &spoken, spoken.message, Done::Published)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}

// ------------------------------------------------------------------ a change

async fn edit_form(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, known) = found(&web, &visit, &member, &id, Verb::Edit).await?;
    let words = Words {
        title: view.message.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        body: view.message.source.clone(),
        once: String::new(),
        seen: view.message.edits.to_string(),
    };
    let form = Filled::sent(&visit, words);
    Ok(Write::edit(visit.frame(Room::Groups), &known, &view, form).show())
}

impl Write {
    fn edit(frame: Frame, known: &Known, view: &MessageView, form: Filled<Words>) -> Self {
        let id = view.message.id;
        Self {
            form,
            title: frame.t.topic_edit_title(),
            titled: view.message.parent.is_none(),
            label: frame.t.compose_body(),
            button: frame.t.topic_edit_save(),
            action: frame.to.topic_edit(id),
            back: frame.to.topic(id),
            back_name: frame.t.back(),
            draft: String::new(),
            answered: None,
            readers: Readers::of(&frame, known),
            frame,
        }
    }
}

async fn edit(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(words): Form<Words>,
) -> Answer {
    let (view, known) = found(&web, &visit, &member, &id, Verb::Edit).await?;
    web.limits.write(member.id())?;
    let seen_edits = words.seen.parse().map_err(|_| Failure::Missing)?;
    let mut form = Filled::sent(&visit, words);
    let again = |form| Write::edit(visit.frame(Room::Groups), &known, &view, form);
    let Some((title, body)) = read(&mut form, view.message.parent.is_none()) else {
        return Ok(again(form).show_as(UNPROCESSABLE));
    };
    let message = view.message.id;
    match web.perform(EditMessage { by: member.id(), message, title, body, seen_edits }).await {
        Ok(spoken) => Ok(done(&visit, &spoken, message, Done::Changed)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(UNPROCESSABLE))
        }
    }
}

// ------------------------------------------------------------------ the summary

async fn digest_form(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (view, known) = found(&web, &visit, &member, &id, Verb::Animate).await?;
    // What was typed is not kept, only what was made of it: its words are, without their marks.
    let body = view.message.digest.as_deref().map(markup::plain).unwrap_or_default();
    let form = Filled::sent(&visit, Words { body, ..Words::default() });
    Ok(Write::digest(visit.frame(Room::Groups), &known, &view, form).show())
}

impl Write {
    fn digest(frame: Frame, known: &Known, view: &MessageView, form: Filled<Words>) -> Self {
        let id = view.message.id;
        let there = view.message.digest.is_some();
        Self {
            form,
            title: if there { frame.t.topic_change_digest() } else { frame.t.topic_write_digest() },
            titled: false,
            label: if there { frame.t.topic_digest_label_off() } else { frame.t.topic_digest_label() },
            button: frame.t.topic_digest_save(),
            action: frame.to.topic_digest(id),
            back: frame.to.topic(id),
            back_name: frame.t.back(),
            draft: format!("digest-{id}"),
            answered: None,
            readers: Readers::of(&frame, known),
            frame,
        }
    }
}

async fn digest(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(words): Form<Words>,
) -> Answer {
    let (view, known) = found(&web, &visit, &member, &id, Verb::Animate).await?;
    web.limits.write(member.id())?;
    let mut form = Filled::sent(&visit, words);
    let topic = view.message.id;
    let again = |form| Write::digest(visit.frame(Room::Groups), &known, &view, form);
    // Without a summary there is none to take off.
    let parsed = if view.message.digest.is_some() {
        Body::optional(&form.typed.body)
    } else {
        Body::parse(&form.typed.body).map(Some)
    };
    let Some(body) = form.take(Field::Body, parsed) else { return Ok(again(form).show_as(UNPROCESSABLE)) };
    match web.perform(DigestTopic { by: member.id(), topic, body }).await {
        Ok(spoken) => Ok(done(&visit, &spoken, topic, Done::Saved)),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(again(form).show_as(StatusCode::CONFLICT))
        }
    }
}
