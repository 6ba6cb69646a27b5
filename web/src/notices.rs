//! What concerns the reader: what waits for an act of theirs, who answered, what else happened.

mod known;
mod meetings;

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use preau_core::access::Viewer;
use preau_core::action::account::ReadNotices;
use preau_core::error::Fault;
use preau_core::id::{MessageId, PersonId, PostId};
use preau_core::job::Turned;
use preau_core::notice::{News, Notice};
use preau_core::reminder::Reminded;
use preau_core::rendezvous::RendezvousView;
use preau_core::store::Read;

use crate::dates::Dates;
use crate::error::Answer;
use crate::feed;
use crate::notices::known::{About, Known, Open};
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

/// Unread notices of which every page asks whether the page of notices has a line for them.
const LOOKED_AT_MAX: i64 = 4;

/// How many notices somebody has not read. The page of notices keeps to itself what tells of a text they can no longer read:
/// where so few are left that the badge could lead to nothing, these are not counted. Of many, one more or less is not worth a
/// look at each on every page.
pub(crate) async fn unread(db: &mut dyn Read, viewer: &Viewer, person: PersonId) -> Result<i64, Fault> {
    let all = db.notices_unread(person).await?;
    if !(1..=LOOKED_AT_MAX).contains(&all) {
        return Ok(all);
    }
    let mut notices = db.notices(person, NOTICES_SHOWN).await?;
    notices.retain(|notice| notice.read_at.is_none());
    let known = Known::read(db, viewer, &notices).await?;
    let hidden = notices.iter().filter(|notice| !known.shows(&notice.news)).count();
    Ok(all.saturating_sub(i64::try_from(hidden).unwrap_or(i64::MAX)).max(0))
}

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
#[derive(Clone, PartialEq, Eq, Debug, Default)]
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
    let known = Known::read(db.as_mut(), &member.viewer, &notices).await?;
    Ok(Notices::of(frame, dates, &notices, &unanswered, &open, &known).show())
}

async fn mark(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    web.perform(ReadNotices { person: member.id() }).await?;
    Ok(see_other(&visit.to.notices(), Some(Flash::new(Done::Saved))))
}

impl Notices {
    fn of(
        frame: Frame,
        dates: Dates,
        notices: &[Notice],
        unanswered: &[RendezvousView],
        open: &Open,
        known: &Known,
    ) -> Self {
        let desk = Desk { frame: &frame, dates, known };
        let mut waiting: Vec<Line> = unanswered.iter().map(|view| desk.rendezvous(view)).collect();
        waiting.extend(notices.iter().filter(|n| open.holds(&n.news)).filter_map(|n| desk.line(n, true)));
        let answers = desk.answers(notices);
        let others = notices.iter();
        let others = others.filter(|n| !n.news.answers() && !open.holds(&n.news) && !known.hides(&n.news));
        let others = others.filter_map(|notice| desk.line(notice, false)).collect();
        let unread = notices.iter().any(|notice| notice.read_at.is_none());
        Self { frame, waiting, answers, others, unread }
    }
}

/// A notice of an answer that can still be read.
struct Reply<'a> {
    notice: &'a Notice,
    about: &'a About,
    by: &'a str,
    href: String,
}

/// What a line is made with.
struct Desk<'a> {
    frame: &'a Frame,
    dates: Dates,
    known: &'a Known,
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
        let (mut discussions, mut useful, mut topics) = (HashSet::new(), HashSet::new(), HashSet::new());
        for notice in notices {
            match &notice.news {
                News::Replied { root, .. } if discussions.insert(*root) => {
                    lines.extend(self.replied(notices, *root));
                }
                News::FoundUseful { post, .. } if useful.insert(*post) => {
                    lines.extend(self.useful(notices, *post));
                }
                News::GroupReplied { topic, .. } if topics.insert(*topic) => {
                    lines.extend(self.replied_in_group(notices, *topic));
                }
                _ => {}
            }
        }
        lines
    }

    /// "Samira Haddad et 2 autres, dans « Urgences de nuit »"; nothing where the latest reply was taken away.
    fn replied(&self, notices: &[Notice], discussion: PostId) -> Option<Line> {
        let of_this = notices.iter().filter_map(|notice| match &notice.news {
            News::Replied { root, reply, by } if *root == discussion => Some(Reply {
                notice,
                about: self.known.post(*reply)?,
                by: by.as_str(),
                href: self.frame.to.post(reply),
            }),
            _ => None,
        });
        self.answered(of_this, self.known.post(discussion))
    }

    /// The same in a group; nothing where its reader is no longer in it.
    fn replied_in_group(&self, notices: &[Notice], discussion: MessageId) -> Option<Line> {
        let of_this = notices.iter().filter_map(|notice| match &notice.news {
            News::GroupReplied { topic, reply, by, .. } if *topic == discussion => {
                let about = self.known.message(*reply)?;
                Some(Reply { notice, about, by: by.as_str(), href: self.frame.to.topic(reply) })
            }
            _ => None,
        });
        self.answered(of_this, self.known.message(discussion))
    }

    /// One line of all the answers in a discussion, newest first: the latest is quoted and led to.
    fn answered<'n>(
        &self,
        replies: impl Iterator<Item = Reply<'n>>,
        discussion: Option<&About>,
    ) -> Option<Line> {
        let mut names: Vec<&str> = Vec::new();
        let mut latest: Option<Reply> = None;
        let mut new = false;
        for reply in replies {
            if !names.contains(&reply.by) {
                names.push(reply.by);
            }
            new = new || reply.notice.read_at.is_none();
            latest = latest.or(Some(reply));
        }
        let latest = latest?;
        let by = names.first().copied().unwrap_or_default();
        let others = names.len().saturating_sub(1);
        let place = discussion.map(named).unwrap_or_default();
        let title = if place.is_empty() {
            self.t().notice_replied(others, by)
        } else {
            self.t().notice_replied_in(others, by, place)
        };
        Some(Line {
            icon: "reply",
            title,
            href: latest.href,
            more: self.t().notice_quote(&latest.about.summary),
            when: self.dates.ago(latest.notice.at),
            button: String::new(),
            new,
        })
    }

    /// "9 personnes trouvent votre message utile"; nothing where the post or the last "useful" was taken back.
    fn useful(&self, notices: &[Notice], id: PostId) -> Option<Line> {
        let about = self.known.post(id).filter(|about| about.useful > 0)?;
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
            News::Replied { .. } | News::FoundUseful { .. } | News::GroupReplied { .. } => return None,
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
            News::RendezvousChanged { rendezvous, title, times, .. } => {
                let said = match times {
                    ..=1 => t.notice_rendezvous_changed(title.as_str()),
                    _ => t.notice_series_changed(times, title.as_str()),
                };
                ("calendar-days", said, to.rendezvous(rendezvous), String::new())
            }
            News::RendezvousCancelled { rendezvous, title, times } => {
                let said = match times {
                    ..=1 => t.notice_rendezvous_cancelled(title.as_str()),
                    _ => t.notice_series_cancelled(times, title.as_str()),
                };
                ("calendar-x", said, to.rendezvous(rendezvous), String::new())
            }
            News::Reminder { .. } => return self.reminder(notice),
            News::RendezvousProposed { rendezvous, by } => (
                "calendar-plus",
                t.notice_rendezvous_proposed(by.as_str()),
                to.rendezvous(rendezvous),
                decide,
            ),
            News::GuestsWait { rendezvous, title } => (
                "users",
                t.notice_guests_wait(title.as_str()),
                format!("{}#guests", to.rendezvous(rendezvous)),
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
                ("user-plus", t.notice_awaiting(name.as_str()), to.manage_people(), decide)
            }
            News::JoinRequested { name } => {
                ("user-plus", t.notice_join(name.as_str()), to.manage_people(), decide)
            }
            News::LinkAsked { section } => {
                ("link", t.notice_link_asked(section.as_str()), to.manage_links(), decide)
            }
            News::LinkDecided { section, linked: true } => {
                ("link", t.notice_linked(section.as_str()), to.manage_links(), String::new())
            }
            News::LinkDecided { section, linked: false } => {
                ("link", t.notice_not_linked(section.as_str()), to.manage_links(), String::new())
            }
            News::OutsideWaits => (
                "mail",
                t.notice_outside_waits(),
                to.mail(),
                if open { t.notice_read_mail() } else { String::new() },
            ),
            News::OutsideReport { host } => {
                ("triangle-alert", t.notice_outside_report(host), to.manage_moderation(), decide)
            }
            News::Mandate { body, name, role, change, at } => {
                let role = t.mandate_role(role.as_str());
                let title = t.notice_mandate(change.as_str(), role, name.as_str(), self.dates.day(*at));
                ("users", title, to.body(body), String::new())
            }
            News::StatusChanged { status } => {
                ("users", t.notice_status(t.person_status(status.as_str())), String::new(), String::new())
            }
            News::Convened { .. }
            | News::MeetingOff { .. }
            | News::ItemProposed { .. }
            | News::ItemDecided { .. }
            | News::ProxyGiven { .. }
            | News::ProxyVoid { .. }
            | News::MinutesInReview { .. }
            | News::CorrectionAsked { .. }
            | News::CorrectionSettled { .. } => return self.of_meeting(notice, decide),
            _ => return self.in_group(notice, decide),
        };
        Some(self.at(notice, Line { icon, title, href, button, ..Line::default() }))
    }

    /// "Rappel: Réunion de section", with its moment; nothing where it is one of a group that the reader has left.
    fn reminder(&self, notice: &Notice) -> Option<Line> {
        let News::Reminder { of, title, starts_at, time_zone } = &notice.news else { return None };
        let href = match of {
            Reminded::Rendezvous(id) => self.frame.to.rendezvous(id),
            Reminded::Gathering(id) => {
                self.known.gatherings.get(id)?;
                self.frame.to.gathering(id)
            }
        };
        let line = Line {
            icon: "bell",
            title: self.t().notice_reminder(title.as_str()),
            href,
            more: Dates { zone: *time_zone, ..self.dates }.moment(*starts_at),
            ..Line::default()
        };
        Some(self.at(notice, line))
    }

    /// A line about a group.
    fn in_group(&self, notice: &Notice, decide: String) -> Option<Line> {
        let (t, to) = (self.t(), self.frame.to);
        let mut line = Line { icon: "messages-square", ..Line::default() };
        (line.title, line.href) = match &notice.news {
            News::GroupInvited { group, name, host } => {
                (t.notice_group_invited(host.as_str(), name.as_str()), to.group(group))
            }
            News::GroupAsked { group, name, by, .. } => {
                line.button = decide;
                (t.notice_group_asked(by.as_str(), name.as_str()), to.group_members(group))
            }
            News::GroupAdmitted { group, name, admitted: true } => {
                (t.notice_group_admitted(name.as_str()), to.group(group))
            }
            News::GroupAdmitted { name, admitted: false, .. } => {
                (t.notice_group_not_admitted(name.as_str()), to.groups())
            }
            News::GroupRemoved { name, until: Some(until), .. } => {
                (t.notice_group_removed_until(name.as_str(), self.dates.day(*until)), to.groups())
            }
            News::GroupRemoved { name, until: None, .. } => {
                (t.notice_group_removed(name.as_str()), to.groups())
            }
            News::GroupRole { group, name, animator: true } => {
                (t.notice_group_animator(name.as_str()), to.group(group))
            }
            News::GroupRole { group, name, animator: false } => {
                (t.notice_group_no_animator(name.as_str()), to.group(group))
            }
            News::TopicOpened { topic, title, group, by, .. } => {
                // Whoever left the group, or comes after it was taken away, is told nothing of it.
                self.known.message(*topic)?;
                line.more = t.notice_topic_by(by.as_str(), group.as_str());
                (t.notice_topic(title.as_str()), to.topic(topic))
            }
            News::MessageRemoved { group, name } => {
                (t.notice_message_removed(name.as_str()), to.group(group))
            }
            News::ActRefused { group, name, reason, act } => {
                line.more = self.why(*reason);
                // The text is kept for its author, whether they can still come into the group or not.
                let place = act.map_or_else(|| to.group(group), |act| to.group_refused(act));
                (t.notice_act_refused(name.as_str()), place)
            }
            News::Gathering { gathering, title, group, cancelled } => {
                self.known.gatherings.get(gathering)?;
                line.icon = if *cancelled { "calendar-x" } else { "calendar-days" };
                line.more = t.rdv_of_group(group.as_str());
                let title = if *cancelled {
                    t.notice_rendezvous_cancelled(title.as_str())
                } else {
                    t.notice_gathering(title.as_str())
                };
                (title, to.gathering(gathering))
            }
            News::GroupForged { group, name } => {
                line.icon = "triangle-alert";
                line.more = t.notice_group_forged_more();
                (t.notice_group_forged(name.as_str()), to.group(group))
            }
            _ => return None,
        };
        Some(self.at(notice, line))
    }

    /// Why a host did not take what one did.
    fn why(&self, reason: Turned) -> String {
        let t = self.t();
        match reason {
            Turned::NotIn => t.notice_turned_not_in(),
            Turned::NotAllowed => t.notice_turned_not_allowed(),
            Turned::Missing => t.notice_turned_missing(),
            Turned::Closed => t.notice_turned_closed(),
            Turned::Malformed => t.notice_turned_malformed(),
            Turned::TooMuch => t.notice_turned_too_much(),
        }
    }

    fn at(&self, notice: &Notice, line: Line) -> Line {
        Line { when: self.dates.ago(notice.at), new: notice.read_at.is_none(), ..line }
    }
}

/// How a line names a post: by its title, else by its first words.
fn named(about: &About) -> &str {
    if about.title.is_empty() { &about.summary } else { &about.title }
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
