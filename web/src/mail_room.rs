//! The *Courrier*: what other servers send to the section, for those who may speak for it and for nobody else (voices.md 13).

pub(crate) mod answer;
pub(crate) mod report;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use preau_core::access::{self, Thing, Verb, Viewer, may};
use preau_core::action::outside::{AcceptOutside, RefuseOutside, RemoveOutside};
use preau_core::id::OutsideId;
use preau_core::outside::{
    OUTSIDE_PAGE, OutsideBefore, OutsideKind, OutsideLetter, OutsidePost, OutsideState, REFUSED_DAYS,
};
use preau_core::post::Post;
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Deserialize;

use crate::confirm::Confirm;
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::feed::{self, Cursor};
use crate::outside::{FromOutside, encoded};
use crate::page::{Done, Flash, Frame, Page, Room, Tab, Tag};
use crate::place::{self, Places as _};
use crate::session::{Member, Speaker};
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MAIL, get(waiting))
        .at(place::MAIL_KEPT, get(kept))
        .at(place::MAIL_REFUSED, get(refused))
        .at(place::MAIL_DECISION, post(decide))
        .at(place::MAIL_REMOVAL, get(ask_removal).post(remove))
        .merge(answer::routes())
        .merge(report::routes())
}

/// Answers of ours shown beside a message: nobody answers one message more often.
const ANSWERS_MAX: i64 = 20;

/// The parts of the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Waiting,
    Kept,
    Refused,
}

/// One part of it.
#[derive(Template)]
#[template(path = "outside/mail.html")]
pub(crate) struct MailRoom {
    frame: Frame,
    part: Part,
    tabs: Vec<Tab>,
    entries: Vec<Entry>,
    /// The next page; empty on the last.
    later: String,
}

impl Page for MailRoom {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One message with what may be done about it.
pub(super) struct Entry {
    /// The `id` of its article is `m-` and this.
    id: String,
    it: FromOutside,
    /// Why it is here, as an icon and in words.
    icon: &'static str,
    why: String,
    /// Our post that it answers; empty where it answers none, or one that is gone.
    why_href: String,
    /// What marks it: private, or shown once and taken away. Tone, icon and word.
    tags: Vec<Tag>,
    letters: Vec<Letter>,
    /// Our public answers.
    answers: Vec<String>,
    /// Where it is decided; empty where nothing is to decide.
    decision: String,
    /// [`preau_core::outside::ShownAs::version`] of the text that is read.
    seen: i64,
    /// Accepting shows it to everybody; else it is put away.
    shows: bool,
    refusable: bool,
    answer: String,
    removal: String,
    report: String,
    block: String,
}

/// A private answer of ours.
struct Letter {
    when: String,
    html: String,
}

#[derive(Deserialize)]
struct Wanted {
    after: Option<String>,
}

async fn waiting(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Query(wanted): Query<Wanted>,
) -> Answer {
    show(&web, &visit, &me, Part::Waiting, wanted).await
}

async fn kept(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Query(wanted): Query<Wanted>,
) -> Answer {
    show(&web, &visit, &me, Part::Kept, wanted).await
}

async fn refused(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Query(wanted): Query<Wanted>,
) -> Answer {
    show(&web, &visit, &me, Part::Refused, wanted).await
}

async fn show(web: &Web, visit: &Visit, me: &Member, part: Part, wanted: Wanted) -> Answer {
    let after = wanted.after.as_deref().map(Cursor::read).transpose()?;
    let frame = visit.frame(Room::None);
    let dates = feed::dates(web, visit).await?;
    let mut db = web.read().await?;
    let before = after.map(|cursor| OutsideBefore { at: cursor.at, id: cursor.id.0 });
    let (posts, more) = page_of(db.as_mut(), part, before).await?;
    let later = posts.last().filter(|_| more).map(|last| {
        let cursor = Cursor { at: last.came_at, id: preau_core::id::PostId(last.id.0), newest: Moment(0) };
        format!("{}?after={}", part.place(&frame), cursor.written())
    });
    let mut entries = Vec::with_capacity(posts.len());
    for post in &posts {
        entries.push(Entry::read(db.as_mut(), post, &frame, &me.viewer, dates).await?);
    }
    let waiting = db.outside_waiting().await?;
    let tabs = tabs(&frame, part, waiting);
    Ok(MailRoom { part, tabs, entries, later: later.unwrap_or_default(), frame }.show())
}

/// A page of a part, and whether another one follows.
async fn page_of(
    db: &mut dyn Read,
    part: Part,
    before: Option<OutsideBefore>,
) -> Result<(Vec<OutsidePost>, bool), Failure> {
    let limit = OUTSIDE_PAGE.saturating_add(1);
    let mut posts = Vec::new();
    for state in part.states() {
        posts.extend(db.outside_posts(*state, before, limit).await?);
    }
    if part != Part::Waiting {
        posts.sort_by_key(|post| std::cmp::Reverse((post.came_at, post.id)));
    }
    let page = usize::try_from(OUTSIDE_PAGE).unwrap_or(usize::MAX);
    let more = posts.len() > page;
    posts.truncate(page);
    Ok((posts, more))
}

impl Part {
    fn states(self) -> &'static [OutsideState] {
        match self {
            Self::Waiting => &[OutsideState::Waiting],
            Self::Kept => &[OutsideState::Accepted],
            Self::Refused => &[OutsideState::Refused, OutsideState::Removed],
        }
    }

    fn place(self, frame: &Frame) -> String {
        match self {
            Self::Waiting => frame.to.mail(),
            Self::Kept => frame.to.mail_kept(),
            Self::Refused => frame.to.mail_refused(),
        }
    }
}

impl MailRoom {
    fn is_waiting(&self) -> bool {
        self.part == Part::Waiting
    }

    fn is_kept(&self) -> bool {
        self.part == Part::Kept
    }

    fn is_refused(&self) -> bool {
        self.part == Part::Refused
    }

    /// What an empty part says.
    fn empty(&self) -> (String, String) {
        let t = self.frame.t;
        match self.part {
            Part::Waiting => (t.mail_none_waiting(), t.mail_none_waiting_sentence(&self.frame.site.name)),
            Part::Kept => (t.mail_none_kept(), t.mail_none_kept_sentence()),
            Part::Refused => (t.mail_none_refused(), t.mail_none_refused_sentence()),
        }
    }
}

fn tabs(frame: &Frame, here: Part, waiting: i64) -> Vec<Tab> {
    let t = frame.t;
    let tab = |part: Part, name: String| Tab::new(part.place(frame), name, part == here);
    vec![
        Tab { count: u32::try_from(waiting).unwrap_or(u32::MAX), ..tab(Part::Waiting, t.mail_tab_waiting()) },
        tab(Part::Kept, t.mail_tab_kept()),
        tab(Part::Refused, t.mail_tab_refused()),
    ]
}

impl Entry {
    /// A message with the post of ours that it answers and with what we answered it.
    pub(super) async fn read(
        db: &mut dyn Read,
        post: &OutsidePost,
        frame: &Frame,
        viewer: &Viewer,
        dates: Dates,
    ) -> Result<Self, Failure> {
        let about = match post.post {
            Some(id) => access::post(db, viewer, id).await?.map(|view| view.into_inner().post),
            None => None,
        };
        let mut entry = Self::of(post, about.as_ref(), frame, viewer, dates);
        if post.state != OutsideState::Waiting || post.decided_at.is_some() {
            let letters = db.outside_letters(post.id, ANSWERS_MAX).await?;
            entry.letters = letters.iter().map(|letter| Letter::of(letter, dates)).collect();
            let answers = db.public_answers(post.id, ANSWERS_MAX).await?;
            entry.answers = answers.iter().map(|id| frame.to.post(id)).collect();
        }
        Ok(entry)
    }

    fn of(post: &OutsidePost, about: Option<&Post>, frame: &Frame, viewer: &Viewer, dates: Dates) -> Self {
        let (t, to) = (frame.t, frame.to);
        let may = |verb| may(viewer, verb, Thing::Outside(post));
        let offered = |verb, address: String| if may(verb) { address } else { String::new() };
        let (icon, why) = match (post.kind, about) {
            (OutsideKind::Reply, Some(about)) => ("reply", t.mail_replied(named(about))),
            (OutsideKind::Reply, None) => ("reply", t.mail_replied_gone()),
            (OutsideKind::Mention, _) => ("info", t.mail_mentioned()),
            (OutsideKind::Direct, _) => ("mail", t.mail_wrote()),
        };
        let shown = post.state == OutsideState::Accepted && post.kind == OutsideKind::Reply;
        let place = |about: &Post| {
            if shown { format!("{}#m-{}", to.post(about.root), post.id) } else { to.post(about.id) }
        };
        let it = FromOutside::listed(&post.shown, dates);
        Self {
            id: post.id.to_string(),
            icon,
            why,
            why_href: about.filter(|_| post.kind == OutsideKind::Reply).map(place).unwrap_or_default(),
            tags: tags(post, frame),
            letters: Vec::new(),
            answers: Vec::new(),
            decision: offered(Verb::Decide, to.mail_decision(post.id)),
            seen: post.shown.version().0,
            shows: post.kind == OutsideKind::Reply,
            refusable: post.state == OutsideState::Waiting && post.kind == OutsideKind::Reply,
            answer: offered(Verb::Answer, to.mail_answer(post.id)),
            removal: offered(Verb::Remove, to.mail_removal(post.id)),
            report: to.mail_report(post.id),
            block: format!("{}?host={}", to.manage_block(), encoded(&it.host)),
            it,
        }
    }
}

impl Letter {
    fn of(letter: &OutsideLetter, dates: Dates) -> Self {
        Self { when: dates.ago(letter.written_at), html: letter.html.clone() }
    }
}

/// What marks a message.
fn tags(post: &OutsidePost, frame: &Frame) -> Vec<Tag> {
    let private = (post.kind == OutsideKind::Direct).then(|| ("", "lock", frame.t.mail_private()));
    let taken_away = (post.state == OutsideState::Removed).then(|| ("bad", "x", frame.t.mail_taken_away()));
    private.into_iter().chain(taken_away).collect()
}

/// How a sentence names a post: by its title, else by its first words.
fn named(post: &Post) -> &str {
    post.title.as_ref().map_or(post.summary.as_str(), |title| title.as_str())
}

/// Reads the id of a message from an address.
fn outside_id(text: &str) -> Result<OutsideId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

#[derive(Deserialize)]
struct Decision {
    accept: String,
    /// Which text was read: its author may change it meanwhile.
    #[serde(default)]
    seen: i64,
}

async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Answer {
    let outside = outside_id(&id)?;
    let found = access::outside(web.read().await?.as_mut(), &me.viewer, outside).await?;
    let kind = found.ok_or(Failure::Missing)?.kind;
    let done = match decision.accept.as_str() {
        "yes" => {
            web.perform(AcceptOutside { by: me.id(), outside, seen: Moment(decision.seen) }).await?;
            if kind == OutsideKind::Reply { Done::OutsideAccepted } else { Done::OutsideKept }
        }
        "no" => {
            web.perform(RefuseOutside { by: me.id(), outside }).await?;
            Done::OutsideRefused
        }
        _ => return Err(Failure::Missing),
    };
    Ok(see_other(&visit.to.mail(), Some(Flash::new(done))))
}

/// The page before an answer is taken away from under its post.
async fn ask_removal(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
) -> Answer {
    let id = outside_id(&id)?;
    let post = access::outside_for(web.read().await?.as_mut(), &me.viewer, Verb::Remove, id).await?;
    let frame = visit.frame(Room::None);
    let back = post.root.map_or(frame.to.mail_kept(), |root| format!("{}#m-{id}", frame.to.post(root)));
    Ok(Confirm {
        title: frame.t.mail_remove_title(),
        consequence: frame.t.mail_remove_consequence(&post.shown.author.host, REFUSED_DAYS),
        action: frame.to.mail_removal(id),
        button: frame.t.mail_remove_button(),
        destroys: true,
        hidden: Vec::new(),
        back,
        frame,
    }
    .show())
}

async fn remove(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
) -> Answer {
    let outside = outside_id(&id)?;
    let found = access::outside(web.read().await?.as_mut(), &me.viewer, outside).await?;
    let root = found.ok_or(Failure::Missing)?.root;
    web.perform(RemoveOutside { by: me.id(), outside }).await?;
    let to = root.map_or(visit.to.mail(), |root| visit.to.post(root));
    Ok(see_other(&to, Some(Flash::new(Done::Removed))))
}

#[cfg(test)]
#[path = "mail_room_tests.rs"]
mod tests;
