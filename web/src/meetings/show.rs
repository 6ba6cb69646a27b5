//! The page of one meeting: when and where, the agenda with its times, who comes, what one answers.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::access::{self, Thing, Verb, may, may_read_item};
use preau_core::action::meeting::rules_of;
use preau_core::action::sitting::vote::BALLOTS_MAX;
use preau_core::audience::Audience;
use preau_core::body::BodyKind;
use preau_core::id::{ItemId, MeetingId};
use preau_core::meeting::{
    Ballot, BallotMode, BallotState, Item, ItemState, Meeting, MeetingKind, MeetingMode, MeetingState, Proxy,
    ProxyState, Recipient, Reply, Voice,
};
use preau_core::rules::{ProxyCap, Rule, RulesProfile};
use preau_core::store::Read;

use super::lines::{Beside, Line};
use super::{clocks, id, propose, state_tag, when};
use crate::breach::changed;
use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::minutes::decisions::with_follow_ups;
use crate::page::{Frame, Page, Room, Tag};
use crate::place::{self, Places as _};
use crate::state::{Caller, Web};
use crate::texts::Texts;
use crate::visit::Visit;

/// The steps of a meeting.
const STEPS: [&str; 5] = ["preparation", "notice", "sitting", "minutes", "follow_up"];
/// Supporters whose names are shown beside a proposal.
const SUPPORTERS_SHOWN: i64 = 50;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MEETING, get(show))
}

/// A proposal that waits.
pub(super) struct Proposal {
    pub(super) id: ItemId,
    pub(super) title: String,
    pub(super) by: String,
    pub(super) html: String,
    pub(super) state: &'static str,
    pub(super) supporters: String,
    pub(super) names: String,
    pub(super) mine: bool,
    pub(super) supported: bool,
    /// What those who prepare said when they decided.
    pub(super) answer: String,
}

/// Somebody a proxy can be given to.
pub(super) struct Carrier {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// A room of the sitting that the reader may enter.
pub(super) struct Door {
    pub(super) href: String,
    pub(super) icon: &'static str,
    pub(super) words: String,
    /// Where they are expected now.
    pub(super) first: bool,
}

/// What was announced.
pub(super) struct Announced {
    pub(super) coming: usize,
    pub(super) remote: usize,
    pub(super) proxies: usize,
    pub(super) away: usize,
    pub(super) silent: usize,
    /// Who answered what, with their word beside it, for those who prepare.
    pub(super) names: Vec<(String, String, String)>,
}

/// The page for those of the body.
#[derive(Template)]
#[template(path = "meetings/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct MeetingPage {
    pub(super) frame: Frame,
    pub(super) id: MeetingId,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) leaf: Leaf,
    pub(super) when: String,
    pub(super) place: String,
    pub(super) access: String,
    pub(super) link: String,
    pub(super) audience: Option<Audience>,
    pub(super) tag: Tag,
    pub(super) notice: String,
    pub(super) stale: String,
    pub(super) emergency: String,
    /// The step that the meeting has reached, from 0.
    pub(super) step: usize,
    pub(super) steps: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) length: String,
    pub(super) inside: bool,
    pub(super) proposals: Vec<Proposal>,
    pub(super) until: String,
    pub(super) needed: String,
    pub(super) may_propose: bool,
    /// What somebody proposes, as it was typed.
    pub(super) proposed: Filled<propose::Fields>,
    pub(super) may_support: bool,
    pub(super) prepares: bool,
    pub(super) convenes: bool,
    pub(super) draft: bool,
    pub(super) agenda_open: bool,
    pub(super) ahead: bool,
    pub(super) convened: bool,
    pub(super) continued: bool,
    /// Too few came: the next one is its second.
    pub(super) lacked: bool,
    pub(super) may_answer: bool,
    /// Why the answer that was just given was refused.
    pub(super) problem: String,
    pub(super) mine: String,
    /// The word beside it.
    pub(super) word: String,
    pub(super) remote: bool,
    pub(super) votes: bool,
    pub(super) carriers: Vec<Carrier>,
    pub(super) cap: String,
    pub(super) carried: String,
    pub(super) announced: Option<Announced>,
    pub(super) ics: Option<String>,
    /// Where a stranger registers for a public one.
    pub(super) register: Option<String>,
    /// Where the sitting is kept, counted and read, for whom these rooms exist.
    pub(super) rooms: Vec<Door>,
    pub(super) once: String,
}

impl Page for MeetingPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl MeetingPage {
    /// The durations that are offered to who proposes an item.
    fn durations(&self) -> Vec<(&'static str, String, bool)> {
        let chosen = self.proposed.typed.minutes.as_str();
        let offered = [("10", 10), ("20", 20), ("30", 30)];
        offered
            .into_iter()
            .map(|(word, minutes)| (word, self.frame.t.meeting_minutes(minutes), word == chosen))
            .collect()
    }
}

/// `GET /reunions/{id}`.
async fn show(State(web): State<Web>, caller: Caller, visit: Visit, Path(address): Path<String>) -> Answer {
    page(&web, &caller, &visit, &address).await.map(|page| page.show())
}

/// The page as it is shown after an answer that was refused, with why.
pub(super) async fn page(
    web: &Web,
    caller: &Caller,
    visit: &Visit,
    address: &str,
) -> Result<MeetingPage, Failure> {
    let mut db = web.read().await?;
    let found = access::meeting(db.as_mut(), &caller.viewer, id(address)?, web.now()).await?;
    let (view, place) = found.ok_or(Failure::Missing)?.into_inner();
    let meeting = &view.meeting;
    let allowed = |verb| may(&caller.viewer, verb, Thing::Meeting { meeting, place: place.as_ref() });
    let inside = allowed(Verb::Enter);
    let mut items = db.items(meeting.id).await?;
    let beside = Beside::read(db.as_mut(), web, &caller.viewer, meeting, inside).await?;
    let roll = if inside { db.roll(meeting.id).await? } else { Vec::new() };
    let proxies = if inside { db.proxies(meeting.id).await? } else { Vec::new() };
    let rules = rules_of(db.as_mut(), meeting).await?;
    let me = caller.viewer.member().map(|person| person.id);
    let supported = match me {
        Some(person) if inside => db.supported_by(meeting.id, person).await?,
        _ => Vec::new(),
    };
    let frame = visit.frame(Room::Calendar);
    let t = frame.t;
    let dates = clocks(web, visit, meeting);
    if inside {
        with_follow_ups(db.as_mut(), meeting, &mut items, (t, dates)).await?;
    }
    let readable: Vec<&Item> =
        items.iter().filter(|item| may_read_item(&caller.viewer, meeting, place.as_ref(), item)).collect();
    let mut proposals = Vec::new();
    if inside {
        for item in readable.iter().filter(|item| item.state != ItemState::Listed) {
            proposals.push(proposal(db.as_mut(), &frame, item, me, supported.contains(&item.id)).await?);
        }
    }
    let rooms = rooms(db.as_mut(), caller, &frame, meeting, beside.told()).await?;
    drop(db);
    let sent = meeting.convocation.as_ref();
    let valid: Vec<&Proxy> = proxies.iter().filter(|one| one.state == ProxyState::Valid).collect();
    let given = valid.iter().find(|one| Some(one.giver) == me).map(|one| one.holder);
    let open_for_proposals =
        meeting.proposals_until.is_some_and(|until| web.now() < until) && meeting.state.ahead();
    let may_propose = open_for_proposals && allowed(Verb::Write);
    let prepares = allowed(Verb::Prepare);
    let own = roll.iter().find(|one| Some(one.who.id) == me);
    let may_answer =
        allowed(Verb::Answer) && meeting.state == MeetingState::Convened && web.now() < meeting.starts_at;
    let (lines, length) = beside.lines(&frame, &dates, &items, &readable, meeting);
    Ok(MeetingPage {
        id: meeting.id,
        title: meeting.title.to_string(),
        body: view.body_name.to_string(),
        leaf: dates.leaf(meeting.starts_at),
        when: when(&dates, meeting),
        place: meeting.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        access: meeting.access.as_ref().map(ToString::to_string).unwrap_or_default(),
        link: meeting.link.clone().filter(|_| inside).unwrap_or_default(),
        audience: audience(meeting.kind, view.body_kind),
        tag: state_tag(t, meeting),
        notice: sent
            .map(|sent| t.meeting_sent(i64::from(sent.edition), dates.day(sent.sent_at)))
            .unwrap_or_default(),
        stale: sent.filter(|_| prepares).map(|sent| changed(t, &sent.stale)).unwrap_or_default(),
        emergency: emergency(&frame, meeting, inside),
        step: step(meeting.state),
        steps: STEPS.into_iter().map(|word| t.meeting_step(word)).collect(),
        lines,
        length,
        inside,
        proposals,
        until: until(t, &dates, meeting, open_for_proposals),
        needed: needed(t, meeting),
        may_propose,
        proposed: Filled::new(t, propose::Fields::fresh(web.world.hidden_id().to_string())),
        may_support: may_propose && place.as_ref().is_some_and(|own| own.votes(meeting)),
        prepares,
        convenes: allowed(Verb::Convene),
        draft: meeting.state == MeetingState::Draft,
        agenda_open: meeting.state == MeetingState::AgendaOpen,
        ahead: meeting.state.ahead(),
        convened: meeting.state == MeetingState::Convened,
        continued: matches!(meeting.state, MeetingState::Postponed | MeetingState::LackOfQuorum),
        lacked: meeting.state == MeetingState::LackOfQuorum,
        may_answer,
        problem: String::new(),
        mine: view.mine.map(|reply| reply.as_str().to_owned()).unwrap_or_default(),
        word: own.and_then(|one| one.word.as_ref()).map(ToString::to_string).unwrap_or_default(),
        remote: meeting.mode != MeetingMode::InPerson,
        votes: own.is_some_and(|one| one.voice == Voice::Voting) && rules.knows_proxies(),
        carriers: carriers(&frame, &roll, &valid, &rules, me, given),
        cap: cap(&frame, &rules),
        carried: carried(&frame, &valid, me),
        announced: (inside && !roll.is_empty()).then(|| announced(&frame, &roll, prepares)),
        register: view
            .rendezvous
            .filter(|_| !inside && meeting.state == MeetingState::Convened)
            .map(|rendezvous| frame.to.rendezvous(rendezvous)),
        ics: view.rendezvous.map(|rendezvous| frame.to.rendezvous_ics(rendezvous)),
        rooms,
        once: web.world.hidden_id().to_string(),
        frame,
    })
}

/// Up to when items are proposed, while they are.
fn until(t: &Texts, dates: &Dates, meeting: &Meeting, open: bool) -> String {
    let until = meeting.proposals_until.filter(|_| open);
    until.map(|until| t.meeting_propose_until(dates.moment(until))).unwrap_or_default()
}

/// How many supporters put a proposal on the agenda by themselves.
fn needed(t: &Texts, meeting: &Meeting) -> String {
    let needed = meeting.supporters_needed;
    needed.map(|needed| t.meeting_support_needed(i64::from(needed))).unwrap_or_default()
}

/// The step that a meeting has reached, among [`STEPS`].
const fn step(state: MeetingState) -> usize {
    match state {
        MeetingState::Draft | MeetingState::AgendaOpen => 0,
        MeetingState::Convened | MeetingState::Cancelled | MeetingState::Postponed => 1,
        MeetingState::InSession | MeetingState::Suspended | MeetingState::LackOfQuorum => 2,
        MeetingState::Closed => 3,
        MeetingState::Settled => 4,
    }
}

/// Whom it is for beyond its body.
const fn audience(kind: MeetingKind, body: BodyKind) -> Option<Audience> {
    match (kind, body) {
        (MeetingKind::Public, _) => Some(Audience::Everybody),
        (_, BodyKind::Assembly) => Some(Audience::Section),
        _ => None,
    }
}

/// Why its notice was shorter, said to those of the body.
fn emergency(frame: &Frame, meeting: &Meeting, inside: bool) -> String {
    let reason = meeting.convocation.as_ref().and_then(|sent| sent.emergency.as_ref()).filter(|_| inside);
    reason.map(|reason| frame.t.meeting_emergency_said(reason.as_str())).unwrap_or_default()
}

/// The rooms of the sitting: the console and the sheet for those who keep its record, from the notice on; the papers for
/// those who count them; the minutes for those who may read them.
async fn rooms(
    db: &mut dyn Read,
    caller: &Caller,
    frame: &Frame,
    meeting: &Meeting,
    minutes: bool,
) -> Result<Vec<Door>, Failure> {
    let (t, to, id) = (frame.t, frame.to, meeting.id);
    let may = |verb| may(&caller.viewer, verb, Thing::Meeting { meeting, place: None });
    let mut rooms = Vec::new();
    let live = meeting.state.sits() || meeting.state == MeetingState::Convened;
    if may(Verb::Record) && (live || meeting.sitting.is_some()) {
        rooms.push(Door {
            href: to.sitting(id),
            icon: "calendar-check",
            words: if live { t.sitting_enter() } else { t.sitting_look() },
            first: meeting.state.sits(),
        });
        rooms.push(Door { href: to.attendance(id), icon: "users", words: t.sheet_title(), first: false });
    }
    if may(Verb::Count) && meeting.state.sits() {
        let open = |ballot: &Ballot| ballot.mode == BallotMode::Paper && ballot.state == BallotState::Open;
        let ballots = db.ballots(id, BALLOTS_MAX).await?;
        rooms.extend(ballots.iter().filter(|ballot| open(ballot)).map(|ballot| Door {
            href: to.vote(id, ballot.id),
            icon: "check",
            words: t.sitting_count_papers(ballot.question.as_str()),
            first: true,
        }));
    }
    if minutes {
        rooms.push(Door {
            href: to.minutes(id),
            icon: "scroll-text",
            words: t.sitting_minutes(),
            first: meeting.state == MeetingState::Closed,
        });
    }
    Ok(rooms)
}

async fn proposal(
    db: &mut dyn Read,
    frame: &Frame,
    item: &Item,
    me: Option<preau_core::id::PersonId>,
    supported: bool,
) -> Result<Proposal, Failure> {
    let names = db.supporters(item.id, SUPPORTERS_SHOWN).await?;
    let names: Vec<String> = names.iter().map(|who| who.name.to_string()).collect();
    Ok(Proposal {
        id: item.id,
        title: item.title.to_string(),
        by: frame.t.meeting_proposed_by(item.proposed_by.name.as_str()),
        html: item.html.clone(),
        state: item.state.as_str(),
        supporters: frame.t.meeting_supporters_count(item.supporters),
        names: names.join(", "),
        mine: me == Some(item.proposed_by.id),
        supported,
        answer: item
            .answer
            .as_ref()
            .map(|said| frame.t.meeting_answer_said(said.as_str()))
            .unwrap_or_default(),
    })
}

/// Whom a voice can be given to, with what each carries already.
fn carriers(
    frame: &Frame,
    roll: &[Recipient],
    valid: &[&Proxy],
    rules: &RulesProfile,
    me: Option<preau_core::id::PersonId>,
    given: Option<preau_core::id::PersonId>,
) -> Vec<Carrier> {
    roll.iter()
        .filter(|one| Some(one.who.id) != me && !one.who.ended)
        .filter(|one| one.voice == Voice::Voting || !rules.proxies.voters_only)
        .map(|one| {
            let carries = valid.iter().filter(|proxy| proxy.holder == one.who.id).count();
            let held = u32::try_from(carries).unwrap_or(u32::MAX);
            let full = rules.proxies_left(held) == Some(0);
            Carrier {
                id: one.who.id.to_string(),
                label: frame.t.meeting_carrier(
                    i64::from(held),
                    one.who.name.as_str(),
                    if full { "yes" } else { "no" },
                ),
                chosen: given == Some(one.who.id),
            }
        })
        .collect()
}

/// How many one may carry, with the article that says so.
fn cap(frame: &Frame, rules: &RulesProfile) -> String {
    let ProxyCap::UpTo(most) = rules.proxies.most else { return String::new() };
    let article = rules.article(Rule::Proxies).map(|article| format!(" ({article})")).unwrap_or_default();
    frame.t.meeting_cap(i64::from(most), article)
}

/// Whose voices the reader carries.
fn carried(frame: &Frame, valid: &[&Proxy], me: Option<preau_core::id::PersonId>) -> String {
    let names: Vec<&str> =
        valid.iter().filter(|one| Some(one.holder) == me).map(|one| one.giver_name.as_str()).collect();
    if names.is_empty() { String::new() } else { frame.t.meeting_carried(names.join(", ")) }
}

fn announced(frame: &Frame, roll: &[Recipient], prepares: bool) -> Announced {
    let count = |reply| roll.iter().filter(|one| one.reply == reply).count();
    // Who answered what is for those who prepare; the others read how many.
    let names = roll
        .iter()
        .filter(|_| prepares)
        .filter_map(|one| {
            let word = one.word.as_ref().map(ToString::to_string).unwrap_or_default();
            one.reply.map(|reply| (one.who.name.to_string(), frame.t.meeting_reply(reply.as_str()), word))
        })
        .collect();
    Announced {
        coming: count(Some(Reply::Coming)),
        remote: count(Some(Reply::Remote)),
        proxies: count(Some(Reply::Proxy)),
        away: count(Some(Reply::Away)),
        silent: count(None),
        names,
    }
}
