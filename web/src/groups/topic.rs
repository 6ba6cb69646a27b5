//! One discussion of a group: its first message, the answers in their order, where one left off, and the way to answer.
//!
//! Looking changes nothing (a GET never does): the mark of what was read moves by the form at the end, which the script
//! sends when that end has really been on the screen.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use preau_core::access::{Thing, Verb, may};
use preau_core::action::group::speak::{MarkTopicRead, SetMessageUseful};
use preau_core::group::{MESSAGES_PAGE, Message, MessageState, MessageView, Tell};
use preau_core::id::MessageId;
use preau_core::store::Read;
use serde::Deserialize;
use uuid::Uuid;

use super::head::{Head, Part};
use super::said::{Look, Said};
use super::square::Square;
use super::{Known, message_id, yes};
use crate::error::{Answer, Failure};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::TOPIC, get(show))
        .at(place::TOPIC_READ, post(mark))
        .at(place::TOPIC_USEFUL, post(useful))
}

/// The page.
#[derive(Template)]
#[template(path = "groups/topic.html")]
pub(crate) struct TopicPage {
    frame: Frame,
    head: Head,
    topic: MessageId,
    title: String,
    /// How many answers, in words; empty where they are on several pages.
    count: String,
    pinned: bool,
    digest: String,
    root: Said,
    replies: Vec<Said>,
    /// The next page; empty on the last.
    later: String,
    /// Where what is new begins; empty where nothing is.
    first_unread: String,
    /// Answers on this page that are new.
    unread: usize,
    /// Up to where the mark moves; nothing where all was read.
    mark: Option<i64>,
    /// The reply form's own id, where one may answer.
    once: Option<Uuid>,
    /// Why one may not, in a sentence.
    silent: String,
    sections: Vec<Square>,
    animates: bool,
    told: String,
}

impl Page for TopicPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[derive(Deserialize)]
struct Wanted {
    after: Option<i64>,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let (root, known) = opened(&web, &visit, &member, message_id(&id)?).await?;
    let frame = visit.frame(Room::Groups);
    let mut db = web.read().await?;
    if root.message.parent.is_some() {
        let place = place_of(db.as_mut(), &member, &frame, &root.message).await?;
        return Ok(see_other(&place, frame.flash));
    }
    let topic = root.message.id;
    let replies = db.messages(topic, member.id(), wanted.after, MESSAGES_PAGE.saturating_add(1)).await?;
    let unread = db.first_unread(topic, member.id()).await?;
    drop(db);
    let read = Reading { root: &root, replies, unread, paged: wanted.after.is_some() };
    Ok(TopicPage::of(frame, &member, &known, read, web.world.hidden_id())?.show())
}

/// The message and its group, for those inside who may read it; also the empty place of one that was taken away, for the
/// answers that stand under it.
pub(super) async fn opened(
    web: &Web,
    visit: &Visit,
    member: &Member,
    id: MessageId,
) -> Result<(MessageView, Known), Failure> {
    let found = web.read().await?.message_view(id, member.id()).await?;
    let view = found.ok_or(Failure::Missing)?;
    let known = Known::inside(web, visit, member, view.message.group).await?;
    let thing = thing(&view.message, &known);
    let gone = view.message.state.is_empty();
    if gone || may(&member.viewer, Verb::Read, thing) { Ok((view, known)) } else { Err(Failure::Missing) }
}

/// A message, with what decides about it.
pub(super) fn thing<'a>(message: &'a Message, known: &'a Known) -> Thing<'a> {
    Thing::Message { message, group: &known.view.group, mine: known.view.mine.as_ref() }
}

/// Where a reply stands among the others.
async fn place_of(
    db: &mut dyn Read,
    member: &Member,
    frame: &Frame,
    reply: &Message,
) -> Result<String, Failure> {
    let first = db.messages(reply.topic, member.id(), None, MESSAGES_PAGE).await?;
    let page = match reply.seq {
        // The page that begins with it.
        Some(seq) if !first.iter().any(|view| view.message.id == reply.id) => {
            format!("?after={}", seq.saturating_sub(1))
        }
        _ => String::new(),
    };
    Ok(format!("{}{page}#m-{}", frame.to.topic(reply.topic), reply.id))
}

/// What was read of a discussion for its page.
pub(super) struct Reading<'a> {
    pub(super) root: &'a MessageView,
    pub(super) replies: Vec<MessageView>,
    pub(super) unread: Option<MessageId>,
    /// It is not the first page.
    pub(super) paged: bool,
}

impl TopicPage {
    pub(super) fn of(
        frame: Frame,
        member: &Member,
        known: &Known,
        read: Reading<'_>,
        once: Uuid,
    ) -> Result<Self, Failure> {
        let Reading { root, mut replies, unread, paged } = read;
        let page = usize::try_from(MESSAGES_PAGE).unwrap_or(usize::MAX);
        let more = replies.len() > page;
        replies.truncate(page);
        let (t, topic) = (frame.t, &root.message);
        let look = Look { frame: &frame, viewer: &member.viewer, known };
        let may = |verb| may(&member.viewer, verb, thing(topic, known));
        let later = replies.last().filter(|_| more).and_then(|view| view.message.seq);
        let out = |view: &&MessageView| view.message.state == MessageState::Published;
        let count =
            if more || paged { String::new() } else { t.topic_count(replies.iter().filter(out).count()) };
        let new_from = unread.and_then(|id| replies.iter().position(|view| view.message.id == id));
        let answers = may(Verb::Answer);
        let tell = known.mine()?.tell;
        Ok(Self {
            head: Head::of(&frame, known, &member.viewer, Part::Deeper),
            topic: topic.id,
            title: topic.title.as_ref().map_or_else(|| t.topic_gone(), ToString::to_string),
            count,
            pinned: topic.pinned_at.is_some(),
            digest: topic.digest.clone().unwrap_or_default(),
            later: later.map(|seq| format!("{}?after={seq}", frame.to.topic(topic.id))).unwrap_or_default(),
            first_unread: first_unread(&frame, topic.id, unread, new_from),
            unread: new_from.map_or(0, |place| replies.iter().skip(place).filter(out).count()),
            mark: unread.and_then(|_| {
                std::iter::once(root).chain(&replies).filter_map(|view| view.message.seq).max()
            }),
            once: answers.then_some(once),
            silent: if answers
                || !known.view.group.is_open()
                || may(Verb::React) && known.may(&member.viewer, Verb::Write)
            {
                String::new()
            } else {
                t.group_animators_write()
            },
            sections: sections(&frame, known, root, &replies),
            animates: may(Verb::Animate),
            told: match tell {
                Tell::Topics => t.group_told_topics(),
                Tell::Answers => t.group_told_answers(),
                Tell::Nothing => t.group_told_nothing(),
            },
            root: Said::of(root, look),
            replies: in_order(root, &replies, new_from, look),
            frame,
        })
    }
}

/// Where what is new begins: on this page, or on its own.
fn first_unread(frame: &Frame, topic: MessageId, unread: Option<MessageId>, here: Option<usize>) -> String {
    match (unread, here) {
        (Some(_), Some(_)) => "#nouveau".to_owned(),
        (Some(id), None) if id != topic => frame.to.topic(id),
        _ => String::new(),
    }
}

/// The answers as they came; each says whom it answers, unless that is the first message.
fn in_order(
    root: &MessageView,
    replies: &[MessageView],
    new_from: Option<usize>,
    look: Look<'_>,
) -> Vec<Said> {
    let said = |(place, view): (usize, &MessageView)| {
        let mut said = Said::of(view, look);
        said.fresh = new_from == Some(place);
        let parent = view.message.parent.filter(|parent| *parent != root.message.id);
        let above = parent.and_then(|id| replies.iter().find(|view| view.message.id == id));
        if let Some(above) = above.filter(|view| view.message.state == MessageState::Published) {
            said.answers = above.message.name.to_string();
            said.answers_href = format!("#m-{}", above.message.id);
        }
        said
    };
    replies.iter().enumerate().map(said).collect()
}

/// The sections whose people took part, each once.
fn sections(frame: &Frame, known: &Known, root: &MessageView, replies: &[MessageView]) -> Vec<Square> {
    let mut sections: Vec<Square> = Vec::new();
    for view in std::iter::once(root).chain(replies) {
        let square = known.squares.beside(frame.t, &view.message.host);
        if view.message.state == MessageState::Published
            && let Some(square) = square.filter(|square| !sections.contains(square))
        {
            sections.push(square);
        }
    }
    sections
}

#[derive(Deserialize)]
struct ReadTo {
    seq: i64,
}

async fn mark(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<ReadTo>,
) -> Answer {
    let topic = message_id(&id)?;
    web.perform(MarkTopicRead { by: member.id(), topic, seq: sent.seq }).await?;
    Ok(see_other(&visit.to.topic(topic), None))
}

#[derive(Deserialize)]
struct Useful {
    useful: String,
}

async fn useful(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Useful>,
) -> Answer {
    let message = message_id(&id)?;
    let useful = yes(&sent.useful)?;
    web.limits.write(member.id())?;
    web.perform(SetMessageUseful { by: member.id(), message, useful }).await?;
    Ok(see_other(&format!("{}#m-{message}", visit.here), None))
}
