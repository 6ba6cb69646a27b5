//! The room where a sitting is kept: the console, the attendance sheet, the votes. For those who keep the record, the
//! tellers and the chair; to everybody else none of its addresses exists.

mod attend;
mod console;
mod door;
mod figures;
mod item;
mod open;
pub(crate) mod prepare;
pub(crate) mod table;
mod vote;

use axum::Router;
use preau_core::action::sitting::keeps;
use preau_core::id::{BallotId, ItemId, MeetingId, PersonId, StayId};
use preau_core::meeting::{Item, ItemState, Meeting, SheetFilter, by_the_clock};
use preau_core::store::Read;
use preau_core::text::folded;
use preau_core::world::{Day, Moment};

pub(crate) use self::console::outcome as item_outcome;
use self::figures::Figures;
use crate::dates::{DateProblem, Dates, parse_date, parse_time};
use crate::error::Failure;
use crate::form::Filled;
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// Names offered while one types: a section has them all, and a congress types a few letters more.
const NAMES_MAX: i64 = 400;

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .merge(open::routes())
        .merge(console::routes())
        .merge(item::routes())
        .merge(prepare::routes())
        .merge(attend::routes())
        .merge(door::routes())
        .merge(vote::routes())
}

/// Reads an id from an address; what is none does not exist.
fn read_id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

fn meeting_id(text: &str) -> Result<MeetingId, Failure> {
    read_id(text)
}

fn item_id(text: &str) -> Result<ItemId, Failure> {
    read_id(text)
}

fn ballot_id(text: &str) -> Result<BallotId, Failure> {
    read_id(text)
}

fn stay_id(text: &str) -> Result<StayId, Failure> {
    read_id(text)
}

/// What every page of the room knows of its sitting.
pub(super) struct Known {
    pub(super) meeting: Meeting,
    pub(super) dates: Dates,
    pub(super) figures: Figures,
}

impl Known {
    /// The sitting, for who keeps its record.
    async fn kept(web: &Web, visit: &Visit, member: &Member, id: &str) -> Result<Self, Failure> {
        let known = Self::read(web, visit, id).await?;
        if keeps(&member.viewer, &known.meeting) { Ok(known) } else { Err(Failure::Missing) }
    }

    /// The sitting, before it is asked what the viewer is to it.
    async fn read(web: &Web, visit: &Visit, id: &str) -> Result<Self, Failure> {
        let mut db = web.read().await?;
        let meeting = db.meeting(meeting_id(id)?).await?.ok_or(Failure::Missing)?;
        let dates = Dates { language: visit.language, zone: meeting.time_zone, now: web.now() };
        let figures = Figures::read(db.as_mut(), &meeting, web.now()).await?;
        Ok(Self { meeting, dates, figures })
    }

    /// A time that was typed, as the moment at which the clock of the room showed it; an empty field is now.
    #[expect(clippy::option_option, reason = "a wrong time is not now")]
    fn time<F>(
        &self,
        form: &mut Filled<F>,
        field: &'static str,
        typed: &str,
        after: Option<Moment>,
    ) -> Option<Option<Moment>> {
        let t = form.texts();
        if typed.trim().is_empty() {
            return Some(None);
        }
        match parse_time(typed) {
            Ok(time) => match by_the_clock(time, self.meeting.time_zone, self.meeting.starts_at, after) {
                Some(moment) => return Some(Some(moment)),
                None => form.say(field, t.plan_wrong_skipped()),
            },
            Err(DateProblem::TimeMissing) => form.say(field, t.plan_wrong_no_time()),
            Err(_) => form.say(field, t.plan_wrong_time()),
        }
        None
    }
}

/// A day that may be left out; what is none is said beside its field.
fn optional_day<F>(form: &mut Filled<F>, field: &'static str, typed: &str) -> Option<Day> {
    if typed.trim().is_empty() {
        return None;
    }
    let date = parse_date(typed).ok();
    if date.is_none() {
        form.say(field, form.texts().plan_wrong_date());
    }
    date.map(Day::from)
}

/// The items that are treated, in order; what was proposed at the opening stands among them until it is voted.
fn treated(items: Vec<Item>) -> Vec<Item> {
    items
        .into_iter()
        .filter(|item| {
            item.state == ItemState::Listed || (item.added_in_session && item.state == ItemState::Proposed)
        })
        .collect()
}

/// Somebody named in a field: by their whole name, or by `@handle` where two are called the same.
enum Named {
    Nobody,
    One(PersonId),
    Unknown,
    Several,
}

/// Finds who was named, among those of the roll.
async fn named(db: &mut dyn Read, meeting: MeetingId, typed: &str) -> Result<Named, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Named::Nobody);
    }
    // « Nour El Amrani (@nour) », as the list offers it.
    let (name, handle) = match typed.rsplit_once("(@") {
        Some((name, handle)) => (name.trim(), Some(handle.trim_end_matches(')'))),
        None => (typed, typed.strip_prefix('@')),
    };
    if let Some(handle) = handle {
        let found = db.person_by_login(handle).await?;
        return Ok(found.map_or(Named::Unknown, |person| Named::One(person.id)));
    }
    let wanted = folded(name);
    let lines = db.sheet(meeting, &wanted, SheetFilter::All, 0, NAMES_MAX).await?;
    let mut same = lines.iter().filter(|line| folded(line.who.name.as_str()) == wanted);
    Ok(match (same.next(), same.next()) {
        (Some(_), Some(_)) => Named::Several,
        (Some(one), None) => Named::One(one.who.id),
        (None, _) => Named::Unknown,
    })
}

/// The same for a field of a form: what is wrong stands beside it.
async fn person_of<F>(
    db: &mut dyn Read,
    meeting: MeetingId,
    form: &mut Filled<F>,
    field: &'static str,
    typed: &str,
) -> Result<Option<PersonId>, Failure> {
    let t = form.texts();
    match named(db, meeting, typed).await? {
        Named::One(person) => return Ok(Some(person)),
        Named::Nobody => {}
        Named::Unknown => form.say(field, t.sitting_wrong_person()),
        Named::Several => form.say(field, t.sitting_wrong_namesakes()),
    }
    Ok(None)
}

/// The names that fields offer: name and handle of everybody on the roll.
async fn names(db: &mut dyn Read, meeting: MeetingId) -> Result<Vec<String>, Failure> {
    let lines = db.sheet(meeting, "", SheetFilter::All, 0, NAMES_MAX).await?;
    Ok(lines.into_iter().map(|line| format!("{} (@{})", line.who.name, line.who.handle)).collect())
}

/// How somebody is written into such a field.
async fn written(db: &mut dyn Read, person: Option<PersonId>) -> Result<String, Failure> {
    let Some(id) = person else { return Ok(String::new()) };
    let found = db.person(id).await?;
    Ok(found.map_or_else(String::new, |person| format!("{} (@{})", person.name, person.handle)))
}

/// What one person of the room is called, for whom an account may be gone.
async fn called(db: &mut dyn Read, person: PersonId) -> Result<String, Failure> {
    Ok(db.person(person).await?.map_or_else(String::new, |person| person.name.to_string()))
}
