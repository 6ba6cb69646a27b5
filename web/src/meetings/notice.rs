//! The notice: what the rules ask for, before it goes out; what is known of each letter, once it has; and it on paper.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::get;
use preau_core::access::Verb;
use preau_core::action::meeting::{CallOff, Convene, NotePrinted, ROLL_MAX, rules_of};
use preau_core::action::sitting::vote::BALLOTS_MAX;
use preau_core::error::Field;
use preau_core::id::MeetingId;
use preau_core::meeting::{Channel, ItemState, Meeting, MeetingState, Proof, Recipient, times};
use preau_core::rules::{Rule, RulesProfile};
use preau_core::text::{Note, ShortText};
use serde::Deserialize;

use super::lines::announced;
use super::{Known, clocks, when};
use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// Meetings that lacked a quorum and that one could follow, in the list.
const LACKED_MAX: i64 = 20;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MEETING_NOTICE, get(open).post(convene))
        .at(place::MEETING_PRINT, get(paper).post(printed))
        .at(place::MEETING_OFF, get(ask_off).post(off))
}

/// The fields as they are typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Fields {
    pub(super) emergency: String,
    pub(super) asked: String,
    pub(super) askers: String,
    pub(super) second: String,
    pub(super) seen: i32,
}

/// Somebody on the roll, for those who prepare.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) voice: String,
    pub(super) channel: String,
    pub(super) tone: &'static str,
    pub(super) proof: String,
}

/// The page.
#[derive(Template)]
#[template(path = "meetings/notice.html")]
pub(crate) struct NoticePage {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) id: MeetingId,
    pub(super) title: String,
    pub(super) when: String,
    pub(super) convened: bool,
    pub(super) convenes: bool,
    /// It can be sent: for the first time, or again.
    pub(super) sends: bool,
    pub(super) rule: String,
    /// What the rules say of a second notice, where there is a meeting that this one could follow.
    pub(super) second: String,
    pub(super) reach: String,
    pub(super) lacked: Vec<(String, String)>,
    pub(super) lines: Vec<Line>,
    pub(super) letters: i64,
    pub(super) sent: String,
}

impl Page for NoticePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn page(
    web: &Web,
    visit: &Visit,
    member: &Member,
    known: &Known,
    form: Filled<Fields>,
) -> Result<NoticePage, Failure> {
    let meeting = known.meeting();
    let frame = visit.frame(Room::Calendar);
    let t = frame.t;
    let dates = clocks(web, visit, meeting);
    let mut db = web.read().await?;
    let rules = rules_of(db.as_mut(), meeting).await?;
    let roll = db.roll(meeting.id).await?;
    let seated = db.seated(meeting.body, web.now(), ROLL_MAX).await?;
    let sight = preau_core::access::Sight::of(&member.viewer, web.now());
    let past = db.meetings_past(sight, Some(meeting.body), meeting.starts_at, LACKED_MAX).await?;
    drop(db);
    let earliest = rules.earliest_day(meeting.kind, web.now(), meeting.time_zone);
    let day = earliest.date().map(|date| dates.say_date(date)).unwrap_or_default();
    let article = rules.article(Rule::Notice).map(|article| format!(" ({article})")).unwrap_or_default();
    let clear = if rules.notice.clear_days { "yes" } else { "no" };
    let by_mail = seated.iter().filter(|one| one.has_mail).count();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let lacked: Vec<(String, String)> = past
        .iter()
        .filter(|view| view.meeting.state == MeetingState::LackOfQuorum)
        .map(|view| {
            let when = dates.day(view.meeting.starts_at);
            (view.meeting.id.to_string(), format!("{}, {when}", view.meeting.title))
        })
        .collect();
    Ok(NoticePage {
        second: if lacked.is_empty() { String::new() } else { second_rule(&frame, &rules) },
        id: meeting.id,
        title: meeting.title.to_string(),
        when: when(&dates, meeting),
        convened: meeting.state == MeetingState::Convened,
        convenes: known.may(member, Verb::Convene),
        sends: known.may(member, Verb::Convene)
            && (meeting.state != MeetingState::Convened
                || meeting.convocation.as_ref().is_some_and(|sent| !sent.stale.is_empty())),
        rule: t.meeting_notice_rule(clear, i64::from(rules.notice_days(meeting.kind)), article, day),
        reach: t.meeting_notice_reach(count(by_mail), count(seated.len().saturating_sub(by_mail))),
        lacked,
        lines: roll.iter().map(|one| line(&frame, &dates, one)).collect(),
        letters: count(roll.iter().filter(|one| by_hand(one)).count()),
        sent: meeting.convocation.as_ref().map_or_else(String::new, |sent| {
            t.meeting_sent(i64::from(sent.edition), dates.day(sent.sent_at))
        }),
        form,
        frame,
    })
}

/// « une seconde réunion peut se tenir 7 jours plus tard, sans quorum », with its article.
fn second_rule(frame: &Frame, rules: &RulesProfile) -> String {
    let t = frame.t;
    let said = match rules.quorum.second {
        None => t.rules_say_second_none(),
        Some(second) if second.lifts_quorum => t.rules_say_second_free(t.rules_days(second.days)),
        Some(second) => t.rules_say_second(t.rules_days(second.days)),
    };
    match rules.article(Rule::SecondNotice) {
        Some(article) => t.breach_quoted(said, article.as_str()),
        None => said,
    }
}

/// The meeting that lacked a quorum and that this one continues: its notice is the second one, unless somebody says no.
async fn follows_lack(web: &Web, meeting: &Meeting) -> Result<Option<MeetingId>, Failure> {
    let Some(before) = meeting.continues else { return Ok(None) };
    let before = web.read().await?.meeting(before).await?;
    Ok(before.filter(|one| one.state == MeetingState::LackOfQuorum).map(|one| one.id))
}

/// Whether their notice goes by paper: they have no mail, or it came back.
fn by_hand(one: &Recipient) -> bool {
    one.channel == Channel::Letter || one.proof == Proof::Bounced
}

fn line(frame: &Frame, dates: &crate::dates::Dates, one: &Recipient) -> Line {
    let t = frame.t;
    let tone = match one.proof {
        Proof::Queued => "",
        Proof::Sent | Proof::Printed => "ok",
        Proof::Bounced => "bad",
    };
    Line {
        name: one.who.name.to_string(),
        voice: t.meeting_voice(one.voice.as_str()),
        channel: t.meeting_channel(one.channel.as_str()),
        tone,
        proof: t.meeting_proof(one.proof.as_str(), dates.moment(one.proof_at)),
    }
}

/// `GET /reunions/{id}/convocation`.
async fn open(State(web): State<Web>, visit: Visit, member: Member, Path(address): Path<String>) -> Answer {
    let known = Known::prepared(&web, &member, &address).await?;
    let meeting = known.meeting();
    let second = follows_lack(&web, meeting).await?.map(|id| id.to_string()).unwrap_or_default();
    let form = Filled::sent(&visit, Fields { seen: meeting.version, second, ..Fields::default() });
    Ok(page(&web, &visit, &member, &known, form).await?.show())
}

/// `POST /reunions/{id}/convocation`.
async fn convene(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let known = Known::prepared(&web, &member, &address).await?;
    let meeting = known.meeting().id;
    web.limits.write(member.id())?;
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let emergency = form.take(Field::Emergency, Note::optional(&typed.emergency));
    let askers = ShortText::optional(&typed.askers).unwrap_or_default();
    let petition = match (typed.asked.trim(), askers) {
        ("", _) => Ok(None),
        (asked, Some(who)) => {
            asked.parse::<u32>().map(|count| Some((count, who))).map_err(|_| form.texts().plan_wrong_number())
        }
        (_, None) => Err(form.texts().meeting_wrong_askers()),
    };
    if let Err(problem) = &petition {
        form.say("asked", problem.clone());
    }
    let (Some(emergency), Ok(petition)) = (emergency, petition) else {
        return Ok(page(&web, &visit, &member, &known, form).await?.show_as(UNPROCESSABLE));
    };
    let action = Convene {
        by: member.id(),
        meeting,
        emergency,
        petition,
        second_of: typed.second.parse().ok(),
        seen_version: typed.seen,
    };
    match web.perform(action).await {
        Ok(()) => Ok(see_other(&visit.to.meeting_notice(meeting), Some(Flash::new(Done::MeetingConvened)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(page(&web, &visit, &member, &known, form).await?.show_as(UNPROCESSABLE))
        }
    }
}

/// One sheet of paper.
pub(super) struct Sheet {
    pub(super) name: String,
    /// Whether they have a voice to give.
    pub(super) votes: bool,
}

/// The notice on paper: a sheet for each who has no mail, with a proxy to cut off; one's own for everybody else.
#[derive(Template)]
#[template(path = "meetings/paper.html")]
pub(crate) struct PaperPage {
    pub(super) frame: Frame,
    pub(super) id: MeetingId,
    pub(super) title: String,
    pub(super) sender: String,
    pub(super) when: String,
    pub(super) day: String,
    pub(super) place: String,
    pub(super) access: String,
    /// When, what, and what is decided under it.
    pub(super) items: Vec<(String, String, Vec<String>)>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) prepares: bool,
    pub(super) proxies: bool,
}

impl Page for PaperPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /reunions/{id}/convocation/papier`.
async fn paper(State(web): State<Web>, visit: Visit, member: Member, Path(address): Path<String>) -> Answer {
    let known = Known::read(&web, &member, &address).await?;
    let meeting = known.meeting();
    let sent = meeting.convocation.clone().ok_or(Failure::Missing)?;
    let prepares = known.may(&member, Verb::Prepare);
    let frame = visit.frame(Room::Calendar);
    let dates = clocks(&web, &visit, meeting);
    let mut db = web.read().await?;
    let rules = rules_of(db.as_mut(), meeting).await?;
    let roll = db.roll(meeting.id).await?;
    let items = db.items(meeting.id).await?;
    let ballots = db.ballots(meeting.id, BALLOTS_MAX).await?;
    let by = db.person(sent.by).await?;
    drop(db);
    let mine: Vec<&Recipient> = if prepares {
        roll.iter().filter(|one| by_hand(one)).collect()
    } else {
        roll.iter().filter(|one| one.who.id == member.id()).collect()
    };
    let listed: Vec<_> = items.iter().filter(|item| item.state == ItemState::Listed).collect();
    let minutes: Vec<i32> = listed.iter().map(|item| item.minutes).collect();
    let (begins, _) = times(meeting.starts_at, &minutes);
    let sender = by.map(|person| person.name.to_string()).unwrap_or_default();
    Ok(PaperPage {
        id: meeting.id,
        title: meeting.title.to_string(),
        sender: frame.t.meeting_paper_sender(dates.day(sent.sent_at), sender),
        when: when(&dates, meeting),
        day: dates.day(meeting.starts_at),
        place: meeting.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        access: meeting.access.as_ref().map(ToString::to_string).unwrap_or_default(),
        items: listed
            .iter()
            .zip(begins)
            .map(|(item, begin)| {
                // A letter lies open on a table: what is treated in camera is not named in it.
                if item.in_camera {
                    return (dates.time(begin), frame.t.meeting_in_camera(), Vec::new());
                }
                let said = announced(frame.t, item, &ballots);
                let kind = frame.t.meeting_item_kind(item.kind.as_str());
                let said = if said.is_empty() && kind != item.title.as_str() { vec![kind] } else { said };
                (dates.time(begin), item.title.to_string(), said)
            })
            .collect(),
        sheets: mine
            .iter()
            .map(|one| Sheet {
                name: one.who.name.to_string(),
                votes: one.voice == preau_core::meeting::Voice::Voting,
            })
            .collect(),
        prepares,
        proxies: rules.knows_proxies(),
        frame,
    }
    .show())
}

/// `POST /reunions/{id}/convocation/papier`: they were printed.
async fn printed(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
) -> Answer {
    let meeting = Known::prepared(&web, &member, &address).await?.meeting().id;
    web.perform(NotePrinted { by: member.id(), meeting }).await?;
    Ok(see_other(&visit.to.meeting_notice(meeting), Some(Flash::new(Done::Saved))))
}

/// `GET /reunions/{id}/annuler`: what will happen, before it does.
async fn ask_off(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
) -> Answer {
    let known = Known::prepared(&web, &member, &address).await?;
    if !known.may(&member, Verb::Convene) || !known.meeting().state.ahead() {
        return Err(Failure::Missing);
    }
    let frame = visit.frame(Room::Calendar);
    let meeting = known.meeting();
    let convened = meeting.state == MeetingState::Convened;
    Ok(Confirm {
        title: frame.t.meeting_off_title(meeting.title.as_str()),
        consequence: if convened { frame.t.meeting_off_convened() } else { frame.t.meeting_off_draft() },
        action: frame.to.meeting_off(meeting.id),
        button: frame.t.meeting_off(),
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.meeting(meeting.id),
        frame,
    }
    .show())
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Off {
    postpone: String,
}

/// `POST /reunions/{id}/annuler`.
async fn off(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(address): Path<String>,
    Form(form): Form<Off>,
) -> Answer {
    let meeting = Known::prepared(&web, &member, &address).await?.meeting().id;
    web.perform(CallOff { by: member.id(), meeting, postpone: form.postpone == "yes" }).await?;
    Ok(see_other(&visit.to.meeting(meeting), Some(Flash::new(Done::MeetingOff))))
}
