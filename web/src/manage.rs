//! Managing the site: for administrators alone, everybody else is told that there is no such page (I11).

pub(crate) mod followers;
pub(crate) mod invitations;
pub(crate) mod link_end;
pub(crate) mod linking;
pub(crate) mod links;
pub(crate) mod moderation;
pub(crate) mod people;
pub(crate) mod printed;
pub(crate) mod settings;
mod standing;
mod status;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use axum::{Router, response::Response};
use preau_core::action::house::{ReviveJob, TestMail};
use preau_core::error::Fault;
use preau_core::event::Event;
use preau_core::id::{JobId, PersonId};
use preau_core::job::DeadJob;
use preau_core::link::LinkState;
use preau_core::outside::ReportState;
use preau_core::peer::FollowState;
use preau_core::person::Standing;
use preau_core::store::Read;
use preau_core::unit::{House, Openness};
use serde::Deserialize;

use crate::confirm::Confirm;
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash, Frame, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// Rows of any list of this room: more people than that are a federation, and no page for one pair of eyes.
const LISTED_MAX: i64 = 1_000;
/// Things that wait for a decision, counted so far; beyond, the number says nothing more.
const WAITING_MAX: i64 = 100;
/// Lines of the journal on the overview: what happened since one last looked.
const JOURNAL_SHOWN: i64 = 20;
/// Dead letters on the overview; the rest show when these are dealt with.
const DEAD_SHOWN: i64 = 20;
/// Kinds of incoming activity counted on the overview.
const IGNORED_SHOWN: i64 = 20;

/// The whole room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANAGE, get(overview))
        .at(place::MANAGE_JOB, get(forget_job).post(decide_job))
        .at(place::MANAGE_TRIAL, post(trial))
        .merge(people::routes())
        .merge(standing::routes())
        .merge(status::routes())
        .merge(invitations::routes())
        .merge(followers::routes())
        .merge(links::routes())
        .merge(moderation::routes())
        .merge(settings::routes())
}

/// The parts of the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Overview,
    People,
    Invitations,
    Links,
    Followers,
    Moderation,
    Settings,
}

/// The tabs, each with what waits behind it.
async fn tabs(db: &mut dyn Read, frame: &Frame, here: Part) -> Result<Vec<Tab>, Fault> {
    let awaiting = db.people(&[Standing::Awaiting], WAITING_MAX).await?.len();
    let asking = db.join_requests(WAITING_MAX).await?.len();
    let held = db.followers(FollowState::Held, WAITING_MAX).await?.len();
    let sections = db.linked_sections(&[LinkState::Asked]).await?.len();
    let reports = db.reports(ReportState::Open, WAITING_MAX).await?.len();
    let at_the_door = awaiting.saturating_add(asking);
    Ok(tabs_with(frame, here, Waiting { at_the_door, sections, held, reports }))
}

/// What waits behind the tabs.
#[derive(Clone, Copy, Default)]
struct Waiting {
    /// People to welcome or refuse.
    at_the_door: usize,
    /// Sections that ask to be linked.
    sections: usize,
    /// Follows from outside.
    held: usize,
    /// Reports from other servers.
    reports: usize,
}

fn tabs_with(frame: &Frame, here: Part, waiting: Waiting) -> Vec<Tab> {
    let (t, to) = (frame.t, frame.to);
    let tab = |part, href, name| Tab::new(href, name, part == here);
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    if !frame.administrator() {
        // Who welcomes people by a mandate sees the rooms of people alone; who keeps the dues, the list.
        let people = Tab {
            count: number(waiting.at_the_door),
            ..tab(Part::People, to.manage_people(), t.manage_tab_people())
        };
        let welcomes = frame.person.as_ref().is_some_and(|person| person.welcomes);
        let invitations =
            welcomes.then(|| tab(Part::Invitations, to.manage_invitations(), t.manage_tab_invitations()));
        return std::iter::once(people).chain(invitations).collect();
    }
    vec![
        tab(Part::Overview, to.manage(), t.manage_tab_overview()),
        Tab {
            count: number(waiting.at_the_door),
            ..tab(Part::People, to.manage_people(), t.manage_tab_people())
        },
        tab(Part::Invitations, to.manage_invitations(), t.manage_tab_invitations()),
        Tab { count: number(waiting.sections), ..tab(Part::Links, to.manage_links(), t.manage_tab_links()) },
        Tab {
            count: number(waiting.held),
            ..tab(Part::Followers, to.manage_followers(), t.manage_tab_followers())
        },
        Tab {
            count: number(waiting.reports),
            ..tab(Part::Moderation, to.manage_moderation(), t.manage_tab_moderation())
        },
        tab(Part::Settings, to.manage_settings(), t.manage_tab_settings()),
    ]
}

/// How dates are said in this room.
fn dates(web: &Web, visit: &Visit, house: &House) -> Dates {
    Dates { language: visit.language, zone: house.time_zone, now: web.now() }
}

/// The page before what an administrator should think about twice.
fn confirm(visit: &Visit, ask: Ask) -> Response {
    Confirm {
        frame: visit.frame(Room::None),
        title: ask.title,
        consequence: ask.consequence,
        action: ask.action,
        button: ask.button,
        destroys: ask.destroys,
        hidden: ask.hidden,
        back: ask.back,
    }
    .show()
}

/// What such a page asks.
struct Ask {
    title: String,
    consequence: String,
    action: String,
    button: String,
    /// Whether something is lost, which makes the button red.
    destroys: bool,
    hidden: Vec<(&'static str, String)>,
    back: String,
}

// ------------------------------------------------------------------ the overview

/// How it goes: what waits, what failed, what happened.
#[derive(Template)]
#[template(path = "manage/overview.html")]
pub(crate) struct Overview {
    frame: Frame,
    tabs: Vec<Tab>,
    /// Letters are written to a folder instead of being sent.
    mail_in_folder: bool,
    /// The administrator has a mail address to which a trial can go.
    has_mail: bool,
    members: i64,
    followers: usize,
    proposals: usize,
    /// Sections that ask to be linked.
    sections: usize,
    waiting: Vec<(String, i64)>,
    dead: Vec<Dead>,
    ignored: Vec<(String, i64)>,
    journal: Vec<Happened>,
    open: bool,
}

impl Page for Overview {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Overview {
    /// Letters leave, and nothing was given up.
    fn all_well(&self) -> bool {
        self.dead.is_empty() && !self.mail_in_folder
    }
}

/// A dead letter.
struct Dead {
    what: String,
    host: String,
    /// In the words of the page.
    why: String,
    /// As it was noted down, for whoever has to mend it.
    reason: String,
    attempts: i32,
    when: String,
    href: String,
}

/// A line of the journal.
struct Happened {
    what: String,
    by: String,
    when: String,
}

async fn overview(State(web): State<Web>, visit: Visit, Administrator(me): Administrator) -> Answer {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(&web, &visit, &house);
    let mut db = web.read().await?;
    let db = db.as_mut();
    let dead = db.dead_jobs(DEAD_SHOWN).await?;
    let proposals = db.proposals(None, WAITING_MAX).await?.len();
    let events = db.journal(JOURNAL_SHOWN).await?;
    let page = Overview {
        tabs: tabs(db, &frame, Part::Overview).await?,
        mail_in_folder: web.mail_in_folder,
        has_mail: me.person.mail.is_some(),
        members: db.members_count().await?,
        followers: db.followers(FollowState::Accepted, LISTED_MAX).await?.len(),
        proposals: proposals.saturating_add(db.rendezvous_proposals(WAITING_MAX).await?.len()),
        sections: db.linked_sections(&[LinkState::Asked]).await?.len(),
        waiting: said(&frame, db.jobs_waiting().await?),
        dead: dead.into_iter().map(|job| Dead::of(job, &frame, &dates)).collect(),
        ignored: db.ignored_counts(IGNORED_SHOWN).await?,
        journal: journal(db, &frame, &dates, events).await?,
        open: house.openness != Openness::Closed,
        frame,
    };
    Ok(page.show())
}

/// Kinds of work in words.
fn said(frame: &Frame, waiting: Vec<(String, i64)>) -> Vec<(String, i64)> {
    waiting.into_iter().map(|(kind, count)| (frame.t.manage_work(kind), count)).collect()
}

impl Dead {
    fn of(job: DeadJob, frame: &Frame, dates: &Dates) -> Self {
        Self {
            what: frame.t.manage_work(job.kind),
            host: job.host.unwrap_or_default(),
            why: frame.t.manage_why(why(&job.reason)),
            reason: job.reason,
            attempts: job.attempts,
            when: dates.ago(job.at),
            href: frame.to.manage_job(job.id),
        }
    }
}

/// What a noted reason comes down to. Reasons are noted for a log, in English; those that a person can do something about
/// have a sentence.
fn why(reason: &str) -> &'static str {
    match reason {
        "the inbox is gone (410)" => "gone",
        "the host did not answer for thirty days" => "silent",
        "the mail server refuses it" => "mail_refused",
        "the mail server does not take it yet" => "mail_waits",
        _ if reason.starts_with("refused: ") => "refused",
        _ if reason.starts_with("the host answered ") => "trouble",
        _ => "other",
    }
}

/// Puts names to the lines of the journal: each name is looked up once.
async fn journal(
    db: &mut dyn Read,
    frame: &Frame,
    dates: &Dates,
    events: Vec<Event>,
) -> Result<Vec<Happened>, Fault> {
    let mut names: HashMap<PersonId, String> = HashMap::new();
    for id in events.iter().filter_map(|event| event.by) {
        if !names.contains_key(&id)
            && let Some(person) = db.person(id).await?
        {
            names.insert(id, person.name.to_string());
        }
    }
    let name = |by: Option<PersonId>| by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let line = |event: Event| Happened {
        what: frame.t.manage_event(event.kind.as_str()),
        by: name(event.by),
        when: dates.ago(event.at),
    };
    Ok(events.into_iter().map(line).collect())
}

/// The page before a dead letter is forgotten.
async fn forget_job(visit: Visit, _: Administrator, Path(job): Path<String>) -> Answer {
    let job: JobId = job.parse().map_err(|_| Failure::Missing)?;
    let (t, to) = (visit.frame(Room::None).t, visit.to);
    Ok(confirm(
        &visit,
        Ask {
            title: t.manage_forget_title(),
            consequence: t.manage_forget_consequence(),
            action: to.manage_job(job),
            button: t.manage_forget(),
            destroys: true,
            hidden: vec![("again", "no".to_owned())],
            back: to.manage(),
        },
    ))
}

/// Whether a dead letter is tried again.
#[derive(Deserialize)]
struct Again {
    again: String,
}

async fn decide_job(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Path(job): Path<String>,
    Form(form): Form<Again>,
) -> Answer {
    let job: JobId = job.parse().map_err(|_| Failure::Missing)?;
    web.perform(ReviveJob { by: me.id(), job, again: form.again == "yes" }).await?;
    Ok(see_other(&visit.to.manage(), Some(Flash::new(Done::Decided))))
}

/// A letter of trial to the one who asks.
async fn trial(State(web): State<Web>, visit: Visit, Administrator(me): Administrator) -> Answer {
    let to = me.person.mail.clone().ok_or(Failure::Missing)?;
    web.perform(TestMail { link: None, by: Some(me.id()), to, language: visit.language }).await?;
    Ok(see_other(&visit.to.manage(), Some(Flash::new(Done::TrialSent))))
}

#[cfg(test)]
mod tests {
    use preau_core::event::EventKind;
    use preau_core::language::Language;
    use uuid::Uuid;

    use super::*;
    use crate::gallery::Samples;
    use crate::texts::texts;

    /// The tabs of the samples.
    pub(super) fn sample_tabs(frame: &Frame, here: Part) -> Vec<Tab> {
        tabs_with(frame, here, Waiting { at_the_door: 2, sections: 1, held: 1, reports: 1 })
    }

    impl Samples for Overview {
        fn samples(frame: Frame) -> Vec<Self> {
            let dead = Dead {
                what: frame.t.manage_work("deliver"),
                host: "aubiers.example".to_owned(),
                why: frame.t.manage_why(why("the inbox is gone (410)")),
                reason: "the inbox is gone (410)".to_owned(),
                attempts: 12,
                when: "hier, 21 h 15".to_owned(),
                href: frame.to.manage_job(JobId(Uuid::from_u128(4))),
            };
            let line = |what: EventKind, by: &str| Happened {
                what: frame.t.manage_event(what.as_str()),
                by: by.to_owned(),
                when: "hier, 18 h 05".to_owned(),
            };
            let journal = || {
                vec![line(EventKind::PostPublished, "Odile Garrec"), line(EventKind::FollowerAccepted, "")]
            };
            let well = Self {
                tabs: tabs_with(&frame, Part::Overview, Waiting::default()),
                mail_in_folder: false,
                has_mail: true,
                members: 64,
                followers: 212,
                proposals: 0,
                sections: 0,
                waiting: Vec::new(),
                dead: Vec::new(),
                ignored: Vec::new(),
                journal: journal(),
                open: true,
                frame: frame.clone(),
            };
            let ill = Self {
                tabs: sample_tabs(&frame, Part::Overview),
                mail_in_folder: true,
                has_mail: false,
                members: 64,
                followers: 1,
                proposals: 2,
                sections: 1,
                waiting: said(&frame, vec![("deliver".to_owned(), 41), ("send".to_owned(), 1)]),
                dead: vec![dead],
                ignored: vec![("Like".to_owned(), 12)],
                journal: journal(),
                open: false,
                frame,
            };
            vec![well, ill]
        }
    }

    #[test]
    fn every_kind_of_event_and_work_has_words_of_its_own() {
        for language in Language::ALL {
            let t = texts(*language);
            let other = t.manage_event("something_else");
            for kind in EventKind::ALL {
                assert_ne!(t.manage_event(kind.as_str()), other, "{kind} in {language}");
            }
            for kind in [
                "announce",
                "answer_follow",
                "deliver",
                "receive",
                "send",
                "link",
                "group",
                "follow_actor",
                "tell_outside",
                "send_flag",
            ] {
                assert_ne!(t.manage_work(kind), t.manage_work("something_else"), "{kind} in {language}");
            }
        }
    }
}
