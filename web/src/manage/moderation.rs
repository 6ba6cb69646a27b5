//! Keeping the door: reports in both directions, and servers that are shut out.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use preau_core::action::outside::{BlockHost, SettleReport, UnblockHost};
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::id::{PersonId, ReportId};
use preau_core::outside::{BlockedHost, Report, ReportState, normal_host};
use preau_core::store::Read;
use preau_core::text::{Problem, ShortText};
use serde::Deserialize;

use super::{Ask, Part, confirm, dates, tabs};
use crate::dates::Dates;
use crate::error::{Answer, Failure, wrong};
use crate::form::{Filled, UNPROCESSABLE};
use crate::outside::encoded;
use crate::page::{Done, Flash, Frame, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANAGE_MODERATION, get(list))
        .at(place::MANAGE_BLOCK, get(ask_block).post(block))
        .at(place::MANAGE_UNBLOCK, get(ask_unblock).post(unblock))
        .at(place::MANAGE_REPORT, post(settle))
}

/// Reports shown at once: what one deals with in a sitting.
const REPORTS_SHOWN: i64 = 50;

/// The page.
#[derive(Template)]
#[template(path = "manage/moderation.html")]
pub(crate) struct Moderation {
    frame: Frame,
    tabs: Vec<Tab>,
    open: Vec<Claim>,
    sent: Vec<Claim>,
    blocked: Vec<Shut>,
    form: Filled<Typed>,
}

impl Page for Moderation {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The page before a server is shut out: what follows.
#[derive(Template)]
#[template(path = "manage/block.html")]
pub(crate) struct Block {
    frame: Frame,
    host: String,
    reason: String,
}

impl Page for Block {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A report, in or out.
struct Claim {
    /// Who says it to whom, and when.
    from: String,
    note: String,
    /// The post of ours that it names; empty where it names none that stands.
    post: String,
    /// What it names besides.
    objects: Vec<String>,
    /// Where it is settled; empty for one that was sent.
    settle: String,
}

/// A server that is shut out.
struct Shut {
    host: String,
    reason: String,
    since: String,
    unblock: String,
}

/// What was typed to shut a server out.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Typed {
    host: String,
    reason: String,
}

async fn list(State(web): State<Web>, visit: Visit, _: Administrator) -> Answer {
    show(&web, &visit, Filled::sent(&visit, Typed::default()), StatusCode::OK).await
}

async fn show(web: &Web, visit: &Visit, form: Filled<Typed>, status: StatusCode) -> Answer {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(web, visit, &house);
    let mut db = web.read().await?;
    let db = db.as_mut();
    let claim = |report: &Report| Claim::of(report, &frame, &dates);
    let open = db.reports(ReportState::Open, REPORTS_SHOWN).await?.iter().map(claim).collect();
    let sent = db.reports(ReportState::Sent, REPORTS_SHOWN).await?.iter().map(claim).collect();
    let blocked = db.blocked_hosts().await?;
    let names = names(db, &blocked).await?;
    let blocked = blocked.iter().map(|host| Shut::of(host, &names, &frame, &dates)).collect();
    let tabs = tabs(db, &frame, Part::Moderation).await?;
    Ok(Moderation { frame, tabs, open, sent, blocked, form }.show_as(status))
}

/// The names of those who blocked something, each looked up once.
async fn names(
    db: &mut dyn Read,
    blocked: &[BlockedHost],
) -> Result<HashMap<PersonId, String>, preau_core::error::Fault> {
    let mut names = HashMap::new();
    for host in blocked {
        if !names.contains_key(&host.by)
            && let Some(person) = db.person(host.by).await?
        {
            names.insert(host.by, person.name.to_string());
        }
    }
    Ok(names)
}

impl Claim {
    fn of(report: &Report, frame: &Frame, dates: &Dates) -> Self {
        let (t, when) = (frame.t, dates.ago(report.made_at));
        let sent = report.state == ReportState::Sent;
        Self {
            from: if sent {
                t.moderation_sent_to(&report.host, &when)
            } else {
                t.moderation_report_from(&report.host, &when)
            },
            note: if report.note.is_empty() { t.moderation_no_note() } else { report.note.clone() },
            post: report.post.map(|id| frame.to.post(id)).unwrap_or_default(),
            objects: report.objects.iter().map(ToString::to_string).collect(),
            settle: if sent { String::new() } else { frame.to.manage_report(report.id) },
        }
    }
}

impl Shut {
    fn of(blocked: &BlockedHost, names: &HashMap<PersonId, String>, frame: &Frame, dates: &Dates) -> Self {
        let (t, when) = (frame.t, dates.ago(blocked.at));
        Self {
            host: blocked.host.clone(),
            reason: blocked.reason.as_ref().map(|why| t.moderation_reason(why.as_str())).unwrap_or_default(),
            since: match names.get(&blocked.by) {
                Some(name) => t.moderation_since_by(name, &when),
                None => t.moderation_since(&when),
            },
            unblock: format!("{}?host={}", frame.to.manage_unblock(), encoded(&blocked.host)),
        }
    }
}

/// The host as it will be blocked, and why; what is wrong is noted beside its field.
fn read(form: &mut Filled<Typed>, frame: &Frame) -> Option<(String, Option<ShortText>)> {
    let host = normal_host(&form.typed.host).ok_or(if form.typed.host.trim().is_empty() {
        Problem::Empty
    } else {
        Problem::Malformed
    });
    let host = form.take(Field::Host, host);
    let reason = match ShortText::optional(&form.typed.reason) {
        Ok(reason) => Some(reason),
        Err(problem) => {
            form.say("reason", wrong(frame.t, Field::Body, problem));
            None
        }
    };
    Some((host?, reason?))
}

async fn ask_block(
    State(web): State<Web>,
    visit: Visit,
    _: Administrator,
    Query(typed): Query<Typed>,
) -> Answer {
    let frame = visit.frame(Room::None);
    let mut form = Filled::sent(&visit, typed);
    let Some((host, _)) = read(&mut form, &frame) else {
        return show(&web, &visit, form, UNPROCESSABLE).await;
    };
    Ok(Block { host, reason: form.typed.reason, frame }.show())
}

async fn block(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(typed): Form<Typed>,
) -> Answer {
    let frame = visit.frame(Room::None);
    let mut form = Filled::sent(&visit, typed);
    let Some((host, reason)) = read(&mut form, &frame) else {
        return show(&web, &visit, form, UNPROCESSABLE).await;
    };
    match web.perform(BlockHost { by: me.id(), host, reason }).await {
        // It is blocked, and that is what was wanted: by a second click, or by somebody else.
        Ok(()) | Err(CoreFailure::Refused(Refusal::Over)) => {
            Ok(see_other(&visit.to.manage_moderation(), Some(Flash::new(Done::HostBlocked))))
        }
        // The sentence of a link that is asked for twice would not fit here.
        Err(CoreFailure::Refused(Refusal::LinkedAlready)) => {
            form.say("host", frame.t.moderation_linked());
            show(&web, &visit, form, UNPROCESSABLE).await
        }
        Err(failure) => {
            form.refuse(failure)?;
            show(&web, &visit, form, UNPROCESSABLE).await
        }
    }
}

#[derive(Deserialize)]
struct Named {
    host: String,
}

async fn ask_unblock(
    State(web): State<Web>,
    visit: Visit,
    _: Administrator,
    Query(named): Query<Named>,
) -> Answer {
    let blocked = web.read().await?.blocked_hosts().await?;
    let host = blocked.into_iter().map(|blocked| blocked.host).find(|host| *host == named.host);
    let host = host.ok_or(Failure::Missing)?;
    let t = visit.frame(Room::None).t;
    Ok(confirm(
        &visit,
        Ask {
            title: t.moderation_unblock_title(&host),
            consequence: t.moderation_unblock_consequence(),
            action: visit.to.manage_unblock(),
            button: t.moderation_unblock(),
            destroys: false,
            hidden: vec![("host", host)],
            back: visit.to.manage_moderation(),
        },
    ))
}

async fn unblock(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(named): Form<Named>,
) -> Answer {
    web.perform(UnblockHost { by: me.id(), host: named.host }).await?;
    Ok(see_other(&visit.to.manage_moderation(), Some(Flash::new(Done::HostUnblocked))))
}

async fn settle(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Path(report): Path<String>,
) -> Answer {
    let report: ReportId = report.parse().map_err(|_| Failure::Missing)?;
    web.perform(SettleReport { by: me.id(), report }).await?;
    Ok(see_other(&visit.to.manage_moderation(), Some(Flash::new(Done::ReportSettled))))
}

#[cfg(test)]
mod tests {
    use preau_core::id::PostId;
    use preau_core::language::Language;
    use url::Url;
    use uuid::Uuid;

    use super::super::tests::sample_tabs;
    use super::*;
    use crate::gallery::{self, Samples};
    use crate::item::tests::{NOON, dates};

    fn report(number: u128, state: ReportState) -> Report {
        Report {
            id: ReportId(Uuid::from_u128(number)),
            state,
            actor: Url::parse("https://pouet.example/actor").unwrap(),
            host: "pouet.example".to_owned(),
            note: if number == 1 { "Des injures.\nDeux fois.".to_owned() } else { String::new() },
            objects: vec![Url::parse("https://vallombre.example/posts/7").unwrap()],
            post: (number == 1).then_some(PostId(Uuid::from_u128(7))),
            made_at: NOON,
            by: None,
            settled_at: None,
        }
    }

    fn blocked(host: &str, reason: &str) -> BlockedHost {
        BlockedHost {
            host: host.to_owned(),
            reason: ShortText::optional(reason).unwrap(),
            by: PersonId(Uuid::from_u128(1)),
            at: NOON,
        }
    }

    impl Samples for Moderation {
        fn samples(frame: Frame) -> Vec<Self> {
            let dates = dates(frame.language);
            let claim = |number, state| Claim::of(&report(number, state), &frame, &dates);
            let names = HashMap::from([(PersonId(Uuid::from_u128(1)), "Jeanne Morvan".to_owned())]);
            let mut wrong = Filled::new(frame.t, Typed { host: "a b".to_owned(), reason: String::new() });
            let shut = |host, reason, names: &HashMap<PersonId, String>| {
                Shut::of(&blocked(host, reason), names, &frame, &dates)
            };
            assert!(read(&mut wrong, &frame).is_none());
            vec![
                Self {
                    tabs: sample_tabs(&frame, Part::Moderation),
                    open: vec![claim(1, ReportState::Open), claim(2, ReportState::Open)],
                    sent: vec![claim(3, ReportState::Sent)],
                    blocked: vec![
                        shut("mechant.example", "Menaces répétées", &names),
                        shut("spam.example", "", &HashMap::new()),
                    ],
                    form: wrong,
                    frame: frame.clone(),
                },
                Self {
                    tabs: sample_tabs(&frame, Part::Moderation),
                    open: Vec::new(),
                    sent: Vec::new(),
                    blocked: Vec::new(),
                    form: Filled::new(frame.t, Typed::default()),
                    frame,
                },
            ]
        }
    }

    impl Samples for Block {
        fn samples(frame: Frame) -> Vec<Self> {
            vec![Self { host: "mechant.example".to_owned(), reason: "Menaces répétées".to_owned(), frame }]
        }
    }

    #[test]
    fn what_is_typed_is_read_as_the_host_that_will_be_blocked() {
        let frame = gallery::frame(Language::Fr);
        let of = |host: &str| {
            let typed = Typed { host: host.to_owned(), reason: " ".to_owned() };
            read(&mut Filled::new(frame.t, typed), &frame)
        };
        assert_eq!(of(" https://Social.Example./about "), Some(("social.example".to_owned(), None)));
        assert_eq!((of(""), of("a b")), (None, None));
    }
}
