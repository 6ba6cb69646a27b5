//! What concerns the reader: what waits for an act of theirs, who answered, what else happened.

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use preau_core::access::{self, Viewer};
use preau_core::action::account::ReadNotices;
use preau_core::error::Fault;
use preau_core::id::{PostId, RendezvousId};
use preau_core::notice::{News, Notice};
use preau_core::person::Standing;
use preau_core::rendezvous::RendezvousView;
use preau_core::store::Read;

use crate::dates::Dates;
use crate::error::Answer;
use crate::feed;
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::NOTICES, get(show)).at(place::NOTICES_READ, post(mark))
}

/// Notices on the page: each may need a look at its post, so no more than a person reads at once.
const NOTICES_SHOWN: i64 = 60;
/// Rendezvous without an answer on the page.
const UNANSWERED_MAX: i64 = 5;
/// What waits for administrators is looked up so far.
const WAITING_MAX: i64 = 100;

/// The page.
#[derive(Template)]
#[template(path = "notices.html")]
pub(crate) struct Notices {
    frame: Frame,
    waiting: Vec<Line>,
    answers: Vec<Line>,
    others: Vec<Line>,
    unread: bool,
}

impl Page for Notices {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    icon: &'static str,
    title: String,
    href: String,
    /// A sentence or an excerpt; may be empty.
    more: String,
    /// When, in words; may be empty.
    when: String,
    /// The verb of its button; may be empty.
    button: String,
    new: bool,
}

async fn show(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let frame = visit.frame(Room::None);
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let notices = db.notices(member.id(), NOTICES_SHOWN).await?;
    let unanswered = db.unanswered(member.id(), dates.now, UNANSWERED_MAX).await?;
    let open = Open::read(db.as_mut(), &member.viewer, &notices).await?;
    let posts = Posts::read(db.as_mut(), &member.viewer, &notices).await?;
    Ok(Notices::of(frame, dates, &notices, &unanswered, &open, &posts).show())
}

async fn mark(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    web.perform(ReadNotices { person: member.id() }).await?;
    Ok(see_other(&visit.to.notices(), Some(Flash::new(Done::Saved))))
}

/// What still waits for a decision: a notice tells that something came in, not that it is still there.
#[derive(Default)]
struct Open {
    posts: HashSet<PostId>,
    rendezvous: HashSet<RendezvousId>,
    awaiting: HashSet<String>,
    requests: HashSet<String>,
}

impl Open {
    async fn read(db: &mut dyn Read, viewer: &Viewer, notices: &[Notice]) -> Result<Self, Fault> {
        if !viewer.administers() || !notices.iter().any(|notice| notice.news.waits()) {
            return Ok(Self::default());
        }
        let posts = db.proposals(None, WAITING_MAX).await?;
        let rendezvous = db.rendezvous_proposals(WAITING_MAX).await?;
        let awaiting = db.people(&[Standing::Awaiting], WAITING_MAX).await?;
        let requests = db.join_requests(WAITING_MAX).await?;
        Ok(Self {
            posts: posts.into_iter().map(|view| view.post.id).collect(),
            rendezvous: rendezvous.into_iter().map(|view| view.rendezvous.id).collect(),
            awaiting: awaiting.into_iter().map(|person| person.name.to_string()).collect(),
            requests: requests.into_iter().map(|request| request.name.to_string()).collect(),
        })
    }

    fn holds(&self, news: &News) -> bool {
        match news {
            News::PostProposed { post, .. } => self.posts.contains(post),
            News::RendezvousProposed { rendezvous, .. } => self.rendezvous.contains(rendezvous),
            News::PersonAwaiting { name } => self.awaiting.contains(name.as_str()),
            News::JoinRequested { name } => self.requests.contains(name.as_str()),
            _ => false,
        }
    }
}

/// The posts that notices speak of, as far as their reader may still read them.
#[derive(Default)]
struct Posts(Vec<(PostId, About)>);

/// What a line says of a post.
#[derive(Clone, Default)]
struct About {
    title: String,
    summary: String,
    useful: i64,
}

impl Posts {
    async fn read(db: &mut dyn Read, viewer: &Viewer, notices: &[Notice]) -> Result<Self, Fault> {
        let mut wanted: Vec<PostId> = Vec::new();
        for notice in notices {
            match &notice.news {
                News::Replied { root, reply, .. } => wanted.extend([*root, *reply]),
                News::FoundUseful { post, .. } => wanted.push(*post),
                _ => {}
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        let mut found = Vec::new();
        for id in wanted {
            if let Some(view) = access::post(db, viewer, id).await? {
                let title = view.post.title.as_ref().map(ToString::to_string).unwrap_or_default();
                found.push((id, About { title, summary: view.post.summary.clone(), useful: view.useful }));
            }
        }
        Ok(Self(found))
    }

    fn about(&self, id: PostId) -> Option<&About> {
        self.0.iter().find(|(found, _)| *found == id).map(|(_, about)| about)
    }
}

impl Notices {
    fn of(
        frame: Frame,
        dates: Dates,
        notices: &[Notice],
        unanswered: &[RendezvousView],
        open: &Open,
        posts: &Posts,
    ) -> Self {
        let desk = Desk { frame: &frame, dates, posts };
        let mut waiting: Vec<Line> = unanswered.iter().map(|view| desk.rendezvous(view)).collect();
        waiting.extend(notices.iter().filter(|n| open.holds(&n.news)).filter_map(|n| desk.line(n, true)));
        let answers = desk.answers(notices);
        let others = notices.iter().filter(|n| !n.news.answers() && !open.holds(&n.news));
        let others = others.filter_map(|notice| desk.line(notice, false)).collect();
        let unread = notices.iter().any(|notice| notice.read_at.is_none());
        Self { frame, waiting, answers, others, unread }
    }
}

/// What a line is made with.
struct Desk<'a> {
    frame: &'a Frame,
    dates: Dates,
    posts: &'a Posts,
}

impl Desk<'_> {
    fn t(&self) -> &'static Texts {
        self.frame.t
    }

    fn rendezvous(&self, view: &RendezvousView) -> Line {
        let at = Dates { zone: view.rendezvous.time_zone, ..self.dates }.moment(view.rendezvous.starts_at);
        Line {
            icon: "calendar-days",
            title: self.t().notice_answer(view.rendezvous.title.as_str()),
            href: self.frame.to.rendezvous(view.rendezvous.id),
            more: at,
            when: String::new(),
            button: self.t().notice_answer_button(),
            new: true,
        }
    }

    /// The second block: one line a discussion and one a post, however many people there were.
    fn answers(&self, notices: &[Notice]) -> Vec<Line> {
        let mut lines = Vec::new();
        let (mut discussions, mut useful) = (HashSet::new(), HashSet::new());
        for notice in notices {
            match &notice.news {
                News::Replied { root, .. } if discussions.insert(*root) => {
                    lines.extend(self.replied(notices, *root));
                }
                News::FoundUseful { post, .. } if useful.insert(*post) => {
                    lines.extend(self.useful(notices, *post));
                }
                _ => {}
            }
        }
        lines
    }

    /// "Samira Haddad et 2 autres, dans « Urgences de nuit »"; nothing where the latest reply was taken away.
    fn replied(&self, notices: &[Notice], discussion: PostId) -> Option<Line> {
        let mut names: Vec<&str> = Vec::new();
        let mut latest: Option<(&Notice, &About, PostId)> = None;
        let mut new = false;
        for notice in notices {
            let News::Replied { root, reply, by } = &notice.news else { continue };
            let Some(about) = self.posts.about(*reply).filter(|_| *root == discussion) else { continue };
            if !names.contains(&by.as_str()) {
                names.push(by.as_str());
            }
            new = new || notice.read_at.is_none();
            latest = latest.or(Some((notice, about, *reply)));
        }
        let (notice, about, reply) = latest?;
        let by = names.first().copied().unwrap_or_default();
        let others = names.len().saturating_sub(1);
        let place = self.posts.about(discussion).map(named).unwrap_or_default();
        let title = if place.is_empty() {
            self.t().notice_replied(others, by)
        } else {
            self.t().notice_replied_in(others, by, place)
        };
        Some(Line {
            icon: "reply",
            title,
            href: self.frame.to.post(reply),
            more: self.t().notice_quote(&about.summary),
            when: self.dates.ago(notice.at),
            button: String::new(),
            new,
        })
    }

    /// "9 personnes trouvent votre message utile"; nothing where the post or the last "useful" was taken back.
    fn useful(&self, notices: &[Notice], id: PostId) -> Option<Line> {
        let about = self.posts.about(id).filter(|about| about.useful > 0)?;
        let of = |n: &&Notice| matches!(&n.news, News::FoundUseful { post, .. } if *post == id);
        let latest = notices.iter().find(of)?;
        Some(Line {
            icon: "lightbulb",
            title: self.t().notice_useful(about.useful),
            href: self.frame.to.post(id),
            more: self.t().notice_quote(named(about)),
            when: self.dates.ago(latest.at),
            button: String::new(),
            new: notices.iter().filter(of).any(|notice| notice.read_at.is_none()),
        })
    }

    /// A line of the first or the third block.
    fn line(&self, notice: &Notice, open: bool) -> Option<Line> {
        let (t, to) = (self.t(), self.frame.to);
        let decide = if open { t.notice_decide() } else { String::new() };
        let (icon, title, href, button) = match &notice.news {
            News::Replied { .. } | News::FoundUseful { .. } => return None,
            News::PostProposed { post, by } => {
                let href = if open { to.decision(post) } else { to.post(post) };
                ("globe", t.notice_post_proposed(by.as_str()), href, decide)
            }
            News::ProposalDecided { post, accepted: true } => {
                ("circle-check", t.notice_proposal_accepted(), to.post(post), String::new())
            }
            News::ProposalDecided { post, accepted: false } => {
                ("circle-x", t.notice_proposal_declined(), to.post(post), String::new())
            }
            News::PostRemoved { .. } => ("circle-x", t.notice_post_removed(), String::new(), String::new()),
            News::RendezvousChanged { rendezvous, title, .. } => (
                "calendar-days",
                t.notice_rendezvous_changed(title.as_str()),
                to.rendezvous(rendezvous),
                String::new(),
            ),
            News::RendezvousCancelled { rendezvous, title } => (
                "calendar-x",
                t.notice_rendezvous_cancelled(title.as_str()),
                to.rendezvous(rendezvous),
                String::new(),
            ),
            News::RendezvousProposed { rendezvous, by } => (
                "calendar-plus",
                t.notice_rendezvous_proposed(by.as_str()),
                to.rendezvous(rendezvous),
                decide,
            ),
            News::RendezvousDecided { rendezvous, title, accepted } => {
                let title = if *accepted {
                    t.notice_rendezvous_accepted(title.as_str())
                } else {
                    t.notice_rendezvous_declined(title.as_str())
                };
                ("calendar-check", title, to.rendezvous(rendezvous), String::new())
            }
            News::PersonAwaiting { name } => {
                ("user-plus", t.notice_awaiting(name.as_str()), to.manage(), decide)
            }
            News::JoinRequested { name } => ("user-plus", t.notice_join(name.as_str()), to.manage(), decide),
        };
        let when = self.dates.ago(notice.at);
        Some(Line { icon, title, href, more: String::new(), when, button, new: notice.read_at.is_none() })
    }
}

/// How a line names a post: by its title, else by its first words.
fn named(about: &About) -> &str {
    if about.title.is_empty() { &about.summary } else { &about.title }
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
