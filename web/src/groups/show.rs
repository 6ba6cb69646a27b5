//! A group's page for those who are in it: its discussions, the next rendezvous, what one is told. For all others the door.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use preau_core::access::Verb;
use preau_core::action::group::member::SetTell;
use preau_core::group::{
    ActState, GatheringView, GroupAct, GroupVerb, MessageState, TOPICS_PAGE, Tell, TopicRow,
};
use preau_core::id::{MessageId, PostId};
use preau_core::world::Moment;
use serde::Deserialize;

use super::gathering::line;
use super::head::{Animator, Head, Part, Remark, animators, face};
use super::square::Square;
use super::{Known, door, group_id};
use crate::dates::Leaf;
use crate::error::{Answer, Failure};
use crate::feed::Cursor;
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::GROUP, get(show)).at(place::GROUP_TELL, post(tell))
}

/// Acts of one person that are looked at on a page.
const ACTS_MAX: i64 = 50;
/// Days for which one is told that an act was not taken.
const REFUSED_DAYS: i64 = 7;

/// The page.
#[derive(Template)]
#[template(path = "groups/show.html")]
pub(crate) struct GroupPage {
    frame: Frame,
    head: Head,
    topics: Vec<Topic>,
    /// The next page; empty on the last.
    older: String,
    /// Nothing is here yet because it still arrives.
    arriving: bool,
    writes: bool,
    open: bool,
    /// Our section is asked to answer for the group, and the viewer administers it.
    answer: Option<String>,
    next: Option<Next>,
    animators: Vec<Animator>,
    /// Word, words, and whether it is the one.
    tells: Vec<(&'static str, String, bool)>,
}

impl Page for GroupPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A discussion in its row.
struct Topic {
    href: String,
    face: Face,
    name: String,
    square: Option<Square>,
    title: String,
    line: String,
    pinned: bool,
    digest: bool,
    unread: i64,
    waits: String,
    refused: bool,
}

/// When, with the hour where it is of today or yesterday.
fn lately(known: &Known, at: Moment) -> String {
    let dates = known.dates;
    let recent = dates.today().signed_duration_since(dates.date(at)).num_days() <= 1;
    if recent { dates.ago(at) } else { dates.day(at) }
}

/// The rendezvous that comes next.
struct Next {
    leaf: Leaf,
    href: String,
    title: String,
    line: String,
}

impl Topic {
    fn of(frame: &Frame, known: &Known, row: &TopicRow) -> Self {
        let (t, head) = (frame.t, &row.head);
        Self {
            href: frame.to.topic(head.id),
            face: face(head.name.as_str(), &head.author),
            name: head.name.to_string(),
            square: known.squares.beside(t, &head.host),
            title: head.title.as_ref().map_or_else(|| t.topic_gone(), ToString::to_string),
            line: t.topic_line(row.replies, lately(known, row.last_at)),
            pinned: head.pinned_at.is_some(),
            digest: head.digest.is_some(),
            unread: row.unread,
            waits: if head.state == MessageState::Waiting {
                t.message_waits(known.view.group.host_name.as_str())
            } else {
                String::new()
            },
            refused: head.state == MessageState::Refused,
        }
    }
}

#[derive(Deserialize)]
struct Wanted {
    before: Option<String>,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let known = Known::read(&web, &visit, &member, group_id(&id)?).await?;
    if !known.may(&member.viewer, Verb::Enter) {
        return Ok(door::page(&visit, &member, &known, "").show());
    }
    let before = wanted.before.as_deref().map(Cursor::read).transpose()?;
    let before = before.map(|cursor| (cursor.at, MessageId(cursor.id.0)));
    let group = known.view.group.id;
    let mut db = web.read().await?;
    let rows = db.topics(group, member.id(), before, TOPICS_PAGE.saturating_add(1)).await?;
    let next = db.gatherings_of(group, member.id(), web.now(), 1).await?;
    let acts = db.group_acts(group, member.id(), ACTS_MAX).await?;
    drop(db);
    Ok(GroupPage::of(visit.frame(Room::Groups), &member, &known, rows, next.first(), &acts)?.show())
}

impl GroupPage {
    pub(super) fn of(
        frame: Frame,
        member: &Member,
        known: &Known,
        mut rows: Vec<TopicRow>,
        next: Option<&GatheringView>,
        acts: &[GroupAct],
    ) -> Result<Self, Failure> {
        let page = usize::try_from(TOPICS_PAGE).unwrap_or(usize::MAX);
        let more = rows.len() > page;
        rows.truncate(page);
        let older = rows.last().filter(|_| more).map(|row| older(&frame, known, row));
        let mut head = Head::of(&frame, known, &member.viewer, Part::Topics);
        head.remarks.extend(refused(frame.t, known, acts));
        let tell = known.mine()?.tell;
        let next = next.filter(|view| !view.gathering.cancelled).map(|view| Next {
            leaf: known.dates.leaf(view.gathering.plan.starts_at),
            href: frame.to.gathering(view.gathering.id),
            title: view.gathering.plan.title.to_string(),
            line: line(frame.t, known.dates, view),
        });
        Ok(Self {
            head,
            topics: rows.iter().map(|row| Topic::of(&frame, known, row)).collect(),
            older: older.unwrap_or_default(),
            arriving: !known.view.group.hosted && known.view.group.behind() > 0,
            writes: known.may(&member.viewer, Verb::Write),
            open: known.view.group.is_open(),
            answer: door::asked_of_us(&frame, member, known),
            next,
            animators: animators(&frame, known),
            tells: tells(frame.t, tell),
            frame,
        })
    }
}

fn older(frame: &Frame, known: &Known, last: &TopicRow) -> String {
    let cursor = Cursor { at: last.last_at, id: PostId(last.head.id.0), newest: Moment(0) };
    format!("{}?before={}", frame.to.group(known.view.group.id), cursor.written())
}

/// What the host did not take lately, but for messages, which say it themselves.
fn refused(t: &Texts, known: &Known, acts: &[GroupAct]) -> Vec<Remark> {
    let since = known.dates.now.plus(-REFUSED_DAYS * Moment::DAY);
    let lately = acts.iter().filter(|act| act.state == ActState::Refused && act.at > since);
    let told = lately.filter_map(|act| {
        let verb = act.deed.verb(false);
        let reason = act.reason.map(|reason| t.message_reason(reason.as_str())).unwrap_or_default();
        let sentence = t.message_act_refused(verb.as_str());
        (verb != GroupVerb::Reply).then(|| Remark::new("bad", "circle-x", format!("{sentence} {reason}")))
    });
    told.collect()
}

fn tells(t: &Texts, chosen: Tell) -> Vec<(&'static str, String, bool)> {
    let words = |tell| match tell {
        Tell::Topics => t.group_tell_topics(),
        Tell::Answers => t.group_tell_answers(),
        Tell::Nothing => t.group_tell_nothing(),
    };
    Tell::ALL.iter().map(|tell| (tell.as_str(), words(*tell), *tell == chosen)).collect()
}

#[derive(Deserialize)]
struct Chosen {
    tell: String,
}

async fn tell(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let group = group_id(&id)?;
    let tell = chosen.tell.parse().map_err(|_| Failure::Missing)?;
    web.perform(SetTell { by: member.id(), group, tell }).await?;
    Ok(see_other(&visit.to.group(group), Some(Flash::new(Done::Saved))))
}
