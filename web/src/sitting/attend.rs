//! The attendance sheet: who was convened, who is there; one button for each who comes or goes. A page of it is small, for
//! a bad line; on paper it is whole, with a column to sign in.

use std::fmt::Write as _;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use preau_core::action::sitting::attend::{Arrive, Leave};
use preau_core::error::Field;
use preau_core::meeting::{Presence, Reply, SheetFilter, SheetLine, Stay, Voice};
use preau_core::text::folded;
use serde::Deserialize;

use super::console::Head;
use super::{Known, read_id, stay_id};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// Lines of a page on the screen: what a thumb scrolls through, and a bad line carries.
const LINES: i64 = 40;
/// Lines on paper.
const LINES_PRINTED: i64 = 2_000;
/// Guests shown.
const GUESTS_MAX: i64 = 200;
/// The longest search.
const SEARCH_MAX: usize = 80;

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::ATTENDANCE, get(show).post(key))
}

/// Which part of the sheet is looked at, in the address and in its form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    q: String,
    filter: String,
    page: String,
    print: String,
    /// The time that was typed, kept for the next line of the paper.
    time: String,
}

impl Part {
    fn filter(&self) -> SheetFilter {
        self.filter.parse().unwrap_or(SheetFilter::All)
    }

    fn number(&self) -> i64 {
        self.page.parse().unwrap_or(1_i64).clamp(1, 1_000)
    }

    /// The words that are looked for: folded, and not longer than a name.
    fn search(&self) -> String {
        folded(self.q.trim().chars().take(SEARCH_MAX).collect::<String>().as_str())
    }

    /// The address of a part of the sheet.
    fn address(&self, base: &str, filter: SheetFilter, page: i64, time: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        if filter != SheetFilter::All {
            query.append_pair("filter", filter.as_str());
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        if !time.is_empty() {
            query.append_pair("time", time);
        }
        let query = query.finish();
        let mut address = base.to_owned();
        if !query.is_empty() {
            let _infallible = write!(address, "?{query}");
        }
        address
    }
}

/// The page.
#[derive(Template)]
#[template(path = "sitting/attendance.html")]
pub(crate) struct Sheet {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) form: Filled<Part>,
    pub(super) lines: Vec<Line>,
    /// How many lines the search has.
    pub(super) count: i64,
    pub(super) guests: Vec<Guest>,
    /// The whole sheet, for paper.
    pub(super) printed: bool,
    /// Filters: address, name, whether it is this one.
    pub(super) filters: Vec<(String, String, bool)>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Page for Sheet {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A line of the sheet.
pub(crate) struct Line {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) said: String,
    pub(super) carries: String,
    pub(super) voice: String,
    /// « Sur place, 19 h 28 »
    pub(super) here: String,
    pub(super) stay: String,
    pub(super) remote: bool,
    pub(super) given: bool,
    pub(super) was: bool,
}

impl Line {
    fn of(frame: &Frame, known: &Known, line: &SheetLine) -> Self {
        let t = frame.t;
        let said = match (&line.given_to, line.reply) {
            (Some(holder), _) => t.sheet_gave_to(holder.as_str()),
            (None, Some(Reply::Coming)) => t.sheet_coming(),
            (None, Some(Reply::Remote)) => t.sheet_coming_remote(),
            (None, Some(Reply::Away)) => t.sheet_away(),
            (None, Some(Reply::Proxy)) => t.sheet_proxy_wanted(),
            (None, None) => line
                .added_because
                .as_ref()
                .map_or_else(|| t.sheet_no_reply(), |because| t.sheet_added(because.as_str())),
        };
        let voice =
            if line.voice == Voice::Voting { String::new() } else { t.sheet_voice(line.voice.as_str()) };
        let here = line.here.as_ref();
        Self {
            id: line.who.id.to_string(),
            name: line.who.name.to_string(),
            said,
            carries: if line.carries == 0 { String::new() } else { t.sheet_carries(line.carries) },
            voice,
            here: here.map(|stay| present(frame, known, stay)).unwrap_or_default(),
            stay: here.map(|stay| stay.id.to_string()).unwrap_or_default(),
            remote: line.reply == Some(Reply::Remote),
            given: line.given_to.is_some(),
            was: here.is_none() && line.stays > 0,
        }
    }
}

fn present(frame: &Frame, known: &Known, stay: &Stay) -> String {
    let from = known.dates.time(stay.from);
    match stay.presence {
        Presence::Room => frame.t.sheet_in_room(from),
        Presence::Remote => frame.t.sheet_remote(from),
    }
}

/// Somebody who has no account here.
pub(crate) struct Guest {
    pub(super) name: String,
    pub(super) voice: String,
    pub(super) when: String,
    pub(super) stay: String,
    pub(super) here: bool,
}

impl Guest {
    fn of(frame: &Frame, known: &Known, stay: &Stay) -> Self {
        Self {
            name: stay.name.to_string(),
            voice: frame.t.sheet_voice(stay.voice.as_str()),
            when: match stay.until {
                None => present(frame, known, stay),
                Some(until) => known.dates.time_range(stay.from, until),
            },
            stay: stay.id.to_string(),
            here: stay.until.is_none(),
        }
    }
}

async fn page(web: &Web, visit: &Visit, known: &Known, form: Filled<Part>) -> Result<Sheet, Failure> {
    let frame = visit.frame(Room::Calendar);
    let meeting = known.meeting.id;
    let printed = form.typed.print == "yes";
    let (filter, number, search) = (form.typed.filter(), form.typed.number(), form.typed.search());
    let mut db = web.read().await?;
    let (lines, count) = if printed {
        let lines = db.sheet(meeting, "", SheetFilter::All, 0, LINES_PRINTED).await?;
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        (lines, count)
    } else {
        let skip = number.saturating_sub(1).saturating_mul(LINES);
        let lines = db.sheet(meeting, &search, filter, skip, LINES).await?;
        (lines, db.sheet_count(meeting, &search, filter).await?)
    };
    let guests = db.guests_of(meeting, GUESTS_MAX).await?;
    drop(db);
    let base = frame.to.attendance(meeting);
    let time = form.typed.time.clone();
    let filters = SheetFilter::ALL.iter().map(|one| {
        let address = form.typed.address(&base, *one, 1, &time);
        (address, frame.t.sheet_filter(one.as_str()), *one == filter)
    });
    let filters = filters.collect();
    let last = count.saturating_add(LINES).saturating_sub(1).div_euclid(LINES);
    let turn = |to: i64| form.typed.address(&base, filter, to, &time);
    Ok(Sheet {
        head: Head::of(known),
        lines: lines.iter().map(|line| Line::of(&frame, known, line)).collect(),
        count,
        guests: guests.iter().map(|stay| Guest::of(&frame, known, stay)).collect(),
        printed,
        filters,
        before: (!printed && number > 1).then(|| turn(number.saturating_sub(1))),
        after: (!printed && number < last).then(|| turn(number.saturating_add(1))),
        form,
        frame,
    })
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Query(part): Query<Part>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    Ok(page(&web, &visit, &known, Filled::sent(&visit, part)).await?.show())
}

/// What a button of the sheet says, beside the part that it stands on.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Pressed {
    /// Who comes into the room.
    come: String,
    /// Who comes on line.
    online: String,
    /// Which stay ends.
    go: String,
    q: String,
    filter: String,
    page: String,
    time: String,
}

async fn key(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    axum::Form(pressed): axum::Form<Pressed>,
) -> Answer {
    let known = Known::kept(&web, &visit, &member, &id).await?;
    let meeting = known.meeting.id;
    let part = Part {
        q: pressed.q,
        filter: pressed.filter,
        page: pressed.page,
        print: String::new(),
        time: pressed.time,
    };
    let mut form = Filled::sent(&visit, part);
    let typed = form.typed.time.clone();
    let went = if pressed.go.is_empty() { None } else { Some(stay_id(&pressed.go)?) };
    // A time that is shown twice that night is the one after they came.
    let after = match went {
        Some(stay) => web.read().await?.stay(stay).await?.map(|(_, stay)| stay.from),
        None => None,
    };
    let Some(at) = known.time(&mut form, Field::Time.as_str(), &typed, after) else {
        return Ok(page(&web, &visit, &known, form).await?.show_as(UNPROCESSABLE));
    };
    let by = member.id();
    let done = if let Some(stay) = went {
        web.perform(Leave { by, stay, at }).await.map(drop)
    } else {
        let (person, presence) = if pressed.come.is_empty() {
            (&pressed.online, Presence::Remote)
        } else {
            (&pressed.come, Presence::Room)
        };
        web.perform(Arrive { by, meeting, person: read_id(person)?, presence, at }).await
    };
    match done {
        Ok(()) => {
            let part = &form.typed;
            let base = visit.to.attendance(meeting);
            Ok(see_other(&part.address(&base, part.filter(), part.number(), &typed), None))
        }
        Err(failure) => {
            form.refuse(failure)?;
            Ok(page(&web, &visit, &known, form).await?.show_as(UNPROCESSABLE))
        }
    }
}
