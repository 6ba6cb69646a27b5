//! The page of minutes, and their PDF: the draft for those who keep it, then for those who attended, then for the body.

use std::fmt::Write as _;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use preau_core::access::{self, MinutesSeen, Verb};
use preau_core::action::minutes::book::{self, Approved, Document};
use preau_core::action::minutes::{CORRECTIONS_MAX, text_of};
use preau_core::error::Fault;
use preau_core::meeting::{
    BallotState, Correction, CorrectionState, EntryKind, Item, MinutesState, MinutesText,
};
use preau_core::store::Read;

use super::change::{Amended, Asked, Settled};
use super::decisions::{Card, card};
use super::erase::Erased;
use super::meeting_id;
use super::pdf::{Paper, pdf};
use super::words::{Part, Words, won_by};
use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::page::{Frame, Page, Room};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The page.
#[derive(Template)]
#[template(path = "minutes/show.html")]
pub(crate) struct MinutesPage {
    pub(super) frame: Frame,
    leaf: Leaf,
    title: String,
    whose: String,
    /// The meeting they are of: where it is, what it is called.
    meeting: (String, String),
    /// Where they stand: tone, icon, word.
    state: (&'static str, &'static str, String),
    decisions: Vec<Card>,
    votes: usize,
    present: usize,
    proxies: usize,
    opening: Vec<Part>,
    attendance: Vec<Part>,
    record: Vec<Part>,
    officers: (String, String),
    pdf: String,
    /// The fingerprint of what is sealed; empty before.
    hash: String,
    corrected: Vec<Entry>,
    corrections: Vec<Line>,
    /// Where each of these is sent; empty where the reader may not.
    review: String,
    pub(super) ask: String,
    seal: String,
    correct: String,
    erase: String,
    items: Vec<(String, String)>,
    pub(super) asked: Filled<Asked>,
    pub(super) settled: Filled<Settled>,
    pub(super) amended: Filled<Amended>,
    pub(super) erased: Filled<Erased>,
}

impl Page for MinutesPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A correction that was asked for.
struct Line {
    id: String,
    by: String,
    about: String,
    text: String,
    answer: String,
    /// Tone, icon, word.
    state: (&'static str, &'static str, String),
    /// Where it is settled; empty where it is, or the reader may not.
    settle: String,
    /// The notes of its item; empty where it is about none.
    notes: String,
    has_item: bool,
    seen: i32,
}

/// A numbered correction of what is sealed.
struct Entry {
    heading: String,
    text: String,
}

/// What is read of minutes for a page or a print.
struct Found {
    seen: MinutesSeen,
    text: MinutesText,
    approved: Option<Approved>,
    number: Option<(i32, i32)>,
    hash: String,
    corrected: Vec<(String, preau_core::world::Moment, String, String)>,
}

pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let page = page(&web, &visit, &member, &id).await?;
    Ok(page.show())
}

/// The page with empty forms.
pub(super) async fn page(
    web: &Web,
    visit: &Visit,
    member: &Member,
    id: &str,
) -> Result<MinutesPage, Failure> {
    let meeting = meeting_id(id)?;
    let mut db = web.read().await?;
    let found = read(db.as_mut(), web, member, id).await?;
    let frame = visit.frame(Room::Calendar);
    let dates = dates_of(visit, web, &found.text);
    let words =
        Words { t: frame.t, dates: lasting(dates), text: &found.text, approved: found.approved.as_ref() };
    let seen = &found.seen;
    let items = db.items(meeting).await?;
    let keeps = seen.may(&member.viewer, Verb::Record);
    let state = seen.minutes.state;
    let offered = |holds: bool, address: String| if holds { address } else { String::new() };
    let (t, to) = (frame.t, frame.to);
    let mut decisions = Vec::new();
    let view = &seen.view;
    for decision in db.decisions_of(meeting).await? {
        // What was decided in camera is for those who heard it.
        let told = found.text.decisions().any(|one| one.id == decision.id);
        if told {
            let ballot = found.text.ballots().find(|one| Some(one.id) == decision.ballot);
            let won = ballot.map(won_by).unwrap_or_default();
            let mut card = card(&frame, dates, (&decision, &won), ballot.map(|one| words.figures(one)));
            if state == MinutesState::Sealed {
                // Who follows it today is said by the register: a name that was taken out of what is sealed stays out.
                card.follow.clear();
                card.word.clear();
            }
            decisions.push(card);
        }
    }
    let corrections = corrections(db.as_mut(), seen, &items, keeps, &member.person.id, &frame).await?;
    let choices = items
        .iter()
        .filter(|item| !item.in_camera || seen.in_camera)
        .map(|item| (item.id.to_string(), item.title.to_string()))
        .collect();
    let asked = Asked { once: web.world.hidden_id().to_string(), ..Asked::default() };
    Ok(MinutesPage {
        leaf: dates.leaf(view.meeting.starts_at),
        title: words.title(),
        whose: words.whose(),
        meeting: (to.meeting(meeting), view.meeting.title.to_string()),
        state: standing(&frame, state, found.number),
        votes: found.text.ballots().filter(|one| one.state == BallotState::Declared).count(),
        present: found.text.attendance.present.len(),
        proxies: found.text.attendance.represented.len(),
        opening: words.opening(),
        attendance: words.attendance(),
        record: words.record(),
        officers: (found.text.officers.chair.to_string(), found.text.officers.minute_taker.to_string()),
        pdf: to.minutes_pdf(id),
        corrected: found
            .corrected
            .iter()
            .map(|(number, at, by, text)| Entry {
                heading: t.minutes_correction_entry(number, dates.moment(*at), by),
                text: text.clone(),
            })
            .collect(),
        review: offered(keeps && state == MinutesState::Draft, to.minutes_review(id)),
        ask: offered(seen.may(&member.viewer, Verb::Answer), to.minutes_corrections(id)),
        seal: offered(keeps && state == MinutesState::Approved, to.minutes_seal(id)),
        correct: offered(keeps && state == MinutesState::Sealed, to.minutes_correct(id)),
        erase: offered(keeps && state == MinutesState::Sealed, to.minutes_erase(id)),
        hash: found.hash.clone(),
        items: choices,
        asked: Filled::sent(visit, asked),
        settled: Filled::sent(visit, Settled::default()),
        amended: Filled::sent(visit, Amended::default()),
        erased: Filled::sent(visit, Erased::default()),
        decisions,
        corrections,
        frame,
    })
}

/// Minutes as this member may read them: what is sealed from the minute book, all else from the record.
async fn read(db: &mut dyn Read, web: &Web, member: &Member, id: &str) -> Result<Found, Failure> {
    let meeting = meeting_id(id)?;
    let seen = access::minutes(db, &member.viewer, meeting, web.now()).await?.ok_or(Failure::Missing)?;
    let seen = seen.into_inner();
    let sealed = match seen.minutes.state {
        MinutesState::Sealed => book::sealed(db, meeting).await?,
        _ => None,
    };
    let mut corrected = Vec::new();
    let (text, approved, number, hash) = match sealed {
        Some((text, approved, entry)) => {
            for one in db.entries_of(meeting).await? {
                if let (EntryKind::Correction, Some(Document::Correction { text, by, .. })) =
                    (one.kind, book::read(&one)?)
                {
                    let number = format!("{}-{}", one.year, one.number);
                    corrected.push((number, one.sealed_at, by.to_string(), text.to_string()));
                }
            }
            (text, Some(approved), Some((entry.year, entry.number)), hex(&entry.hash))
        }
        None => (text_of(db, &seen.view).await?, None, None, String::new()),
    };
    let text = if seen.in_camera { text } else { text.without_in_camera() };
    Ok(Found { seen, text, approved, number, hash, corrected })
}

/// Dates in the zone of the meeting. On paper nothing may depend on today: the year is that of the meeting.
fn dates_of(visit: &Visit, web: &Web, text: &MinutesText) -> Dates {
    Dates { language: visit.language, zone: text.time_zone, now: web.now() }
}

/// A year is left out where it is the present one; what is read for years always says it.
fn lasting(dates: Dates) -> Dates {
    Dates { now: preau_core::world::Moment(0), ..dates }
}

/// Where they stand: tone, icon, word.
fn standing(
    frame: &Frame,
    state: MinutesState,
    number: Option<(i32, i32)>,
) -> (&'static str, &'static str, String) {
    let t = frame.t;
    match state {
        MinutesState::Draft => ("", "lock", t.minutes_state_draft()),
        MinutesState::InReview => ("warn", "clock", t.minutes_state_review()),
        MinutesState::Approved => ("ok", "check", t.minutes_state_approved()),
        MinutesState::Sealed => {
            let number = number.map(|(year, number)| format!("{year}-{number}")).unwrap_or_default();
            ("ok", "check", t.minutes_state_sealed(number))
        }
    }
}

async fn corrections(
    db: &mut dyn Read,
    seen: &MinutesSeen,
    items: &[Item],
    keeps: bool,
    me: &preau_core::id::PersonId,
    frame: &Frame,
) -> Result<Vec<Line>, Failure> {
    let all = db.corrections(seen.view.meeting.id, CORRECTIONS_MAX).await?;
    Ok(all
        .into_iter()
        // Who asked for what is between them and those who keep the minutes.
        .filter(|one| keeps || one.by.id == *me)
        .map(|one| line(one, items, keeps && seen.minutes.state == MinutesState::InReview, frame))
        .collect())
}

fn line(one: Correction, items: &[Item], settles: bool, frame: &Frame) -> Line {
    let t = frame.t;
    let item = one.item.and_then(|id| items.iter().find(|item| item.id == id));
    let state = match one.state {
        CorrectionState::Proposed => ("warn", "clock", t.minutes_correction_waiting()),
        CorrectionState::Accepted => ("ok", "check", t.minutes_correction_accepted()),
        CorrectionState::Declined => ("bad", "x", t.minutes_correction_declined()),
        CorrectionState::Withdrawn => ("", "", t.minutes_correction_withdrawn()),
    };
    let waits = one.state == CorrectionState::Proposed && settles;
    Line {
        id: one.id.to_string(),
        by: t.minutes_correction_by(one.by.name.as_str()),
        about: item.map_or_else(|| t.minutes_error_general(), |item| item.title.to_string()),
        text: one.text.to_string(),
        answer: one.answer.map(|word| word.to_string()).unwrap_or_default(),
        state,
        settle: if waits { frame.to.minutes_correction(one.meeting, one.id) } else { String::new() },
        notes: item.map(|item| item.notes_source.clone()).unwrap_or_default(),
        has_item: item.is_some(),
        seen: item.map_or(0, |item| item.version),
    }
}

/// The PDF. Of sealed minutes its bytes never change.
pub(super) async fn paper(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let mut db = web.read().await?;
    let found = read(db.as_mut(), &web, &member, &id).await?;
    drop(db);
    let frame = visit.frame(Room::Calendar);
    let dates = lasting(dates_of(&visit, &web, &found.text));
    let state = standing(&frame, found.seen.minutes.state, found.number).2;
    let (text, approved) = (found.text, found.approved);
    let t = frame.t;
    let bytes = tokio::task::spawn_blocking(move || {
        let words = Words { t, dates, text: &text, approved: approved.as_ref() };
        pdf(&Paper { words: &words, state })
    })
    .await
    .map_err(|error| Fault::other("waiting for a PDF", error))?
    .map_err(|error| Fault::other("making a PDF", error))?;
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(visit.language.as_str()));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("inline; filename=\"proces-verbal.pdf\""),
    );
    Ok(response)
}

/// A fingerprint in figures.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut figures, byte| {
        let _infallible = write!(figures, "{byte:02x}");
        figures
    })
}
