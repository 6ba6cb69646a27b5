//! The agenda: a month as a table, and always the same rendezvous as a list, which is what most people read.

use std::collections::{BTreeMap, HashSet};

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use chrono::{Datelike as _, Months, NaiveDate};
use chrono_tz::Tz;
use preau_core::action::network::host_and_port;
use preau_core::audience::Audience;
use preau_core::group::{Gathering, GatheringView};
use preau_core::id::SeriesId;
use preau_core::nearby::NearbyView;
use preau_core::rendezvous::{AGENDA_PAGE, LASTS, MONTH_MAX, Rendezvous, RendezvousState, RendezvousView};
use preau_core::store::Read;
use preau_core::text::ShortText;
use preau_core::world::Moment;

use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::groups::square::Square as OfSection;
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::repeat;
use crate::session::Member;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::Visit;

/// How far the list of the present month looks beyond its table.
const AHEAD: i64 = 183 * Moment::DAY;

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::CALENDAR, get(today)).at(place::MONTH, get(month))
}

/// `GET /agenda`: the month it is.
async fn today(State(web): State<Web>, member: Member, visit: Visit) -> Answer {
    let now = web.now();
    let zone = web.house().await?.time_zone;
    let today = Dates { language: visit.language, zone, now }.today();
    show(&web, &member, &visit, today.year(), today.month()).await
}

/// `GET /agenda/2026-11`.
async fn month(State(web): State<Web>, member: Member, visit: Visit, Path(typed): Path<String>) -> Answer {
    let (year, month) = read_month(&typed).ok_or(Failure::Missing)?;
    show(&web, &member, &visit, year, month).await
}

/// One spelling a month, and no further than anybody plans or remembers: no address leads to years without end.
fn read_month(typed: &str) -> Option<(i32, u32)> {
    let date = NaiveDate::parse_from_str(&format!("{typed}-01"), "%Y-%m-%d").ok()?;
    let spelled = date.format("%Y-%m").to_string() == typed;
    (spelled && (1970..=2100).contains(&date.year())).then(|| (date.year(), date.month()))
}

async fn show(web: &Web, member: &Member, visit: &Visit, year: i32, month: u32) -> Answer {
    let zone = web.house().await?.time_zone;
    let dates = Dates { language: visit.language, zone, now: web.now() };
    let mut db = web.read().await?;
    let found = found(db.as_mut(), member, &dates, year, month).await?;
    drop(db);
    Ok(Calendar::new(visit.frame(Room::Calendar), &dates, year, month, &found)?.show())
}

/// What a calendar shows: the rendezvous of the section, those of the reader's groups, and those for everybody of linked
/// sections.
#[derive(Default)]
struct Found {
    rendezvous: Vec<RendezvousView>,
    gatherings: Vec<GatheringView>,
    /// There are more than a page holds.
    cut: bool,
    nearby: Vec<NearbyView>,
}

/// What begins in the squares of the month; for the present month also what comes after them.
async fn found(
    db: &mut dyn Read,
    member: &Member,
    dates: &Dates,
    year: i32,
    month: u32,
) -> Result<Found, Failure> {
    let weeks = dates.month_grid(year, month).ok_or(Failure::Missing)?;
    let days = || weeks.iter().flatten().map(|day| day.date);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Err(Failure::Missing) };
    let from = midnight(first, dates.zone);
    let to = last.succ_opt().map(|day| midnight(day, dates.zone)).ok_or(Failure::Missing)?;
    let (scope, me) = (member.viewer.scope(), member.id());
    let mut found = Found {
        rendezvous: db.agenda(scope, from, to, MONTH_MAX.saturating_add(1)).await?,
        gatherings: db.gatherings_for(me, from, to, MONTH_MAX).await?,
        cut: false,
        nearby: db.nearby_agenda(from, to, MONTH_MAX).await?,
    };
    let most = usize::try_from(MONTH_MAX).unwrap_or(usize::MAX);
    found.cut = found.rendezvous.len() > most;
    found.rendezvous.truncate(most);
    let today = dates.today();
    if !found.cut && (today.year(), today.month()) == (year, month) {
        let end = to.plus(AHEAD);
        found.rendezvous.extend(db.agenda(scope, to, end, AGENDA_PAGE).await?);
        found.gatherings.extend(db.gatherings_for(me, to, end, AGENDA_PAGE).await?);
        found.nearby.extend(db.nearby_agenda(to, end, AGENDA_PAGE).await?);
    }
    Ok(found)
}

/// When a day begins. Where the clocks skip midnight, the first hour that they show.
fn midnight(day: NaiveDate, zone: Tz) -> Moment {
    let shown = |hour| day.and_hms_opt(hour, 0, 0)?.and_local_timezone(zone).earliest();
    let begins = shown(0).or_else(|| shown(1)).or_else(|| shown(2));
    Moment(begins.map_or(0, |begins| begins.timestamp_micros()))
}

/// The page.
#[derive(Template)]
#[template(path = "calendar.html")]
pub(crate) struct Calendar {
    frame: Frame,
    title: String,
    weekdays: [(&'static str, &'static str); 7],
    weeks: Vec<Vec<Square>>,
    before: Neighbour,
    after: Neighbour,
    coming: Vec<Row>,
    past: Vec<Row>,
    /// The month has more than are shown: how many are.
    cut: Option<i64>,
}

impl Page for Calendar {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A month beside the one shown; without an address where the years end.
struct Neighbour {
    /// `2026-10`.
    month: String,
    /// « oct. »
    name: &'static str,
}

/// A day of the month.
struct Square {
    date: NaiveDate,
    day: u32,
    in_month: bool,
    today: bool,
    /// « 22 novembre » without its number, for those who hear the link.
    said: String,
    rendezvous: Vec<Mark>,
}

/// A rendezvous in its square.
struct Mark {
    href: String,
    time: String,
    title: String,
    /// The group's name, where it is one's.
    group: Option<String>,
    /// The section, where it is a linked one's.
    section: Option<OfSection>,
    cancelled: bool,
}

/// A rendezvous of either kind on its way into a square and a line.
struct Entry {
    starts_at: Moment,
    over_at: Moment,
    series: Option<SeriesId>,
    row: Row,
}

impl Calendar {
    fn new(frame: Frame, dates: &Dates, year: i32, month: u32, found: &Found) -> Result<Self, Failure> {
        let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(Failure::Missing)?;
        let grid = dates.month_grid(year, month).ok_or(Failure::Missing)?;
        let last = grid.iter().flatten().map(|day| day.date).max();
        let entries = found.entries(&frame, dates);
        let mut marks: BTreeMap<NaiveDate, Vec<Mark>> = BTreeMap::new();
        for entry in &entries {
            marks.entry(dates.date(entry.starts_at)).or_default().push(Mark::of(entry, dates));
        }
        let mut square = |day: crate::dates::GridDay| Square {
            date: day.date,
            day: day.date.day(),
            in_month: day.in_month,
            today: day.is_today,
            said: dates.say_date(day.date),
            rendezvous: marks.remove(&day.date).unwrap_or_default(),
        };
        let weeks = grid.into_iter().map(|week| week.into_iter().map(&mut square).collect()).collect();
        let (past, coming): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| entry.over_at < dates.now);
        Ok(Self {
            title: dates.month_title(year, month),
            weekdays: dates.weekdays(),
            weeks,
            before: Neighbour::of(dates, first.checked_sub_months(Months::new(1))),
            after: Neighbour::of(dates, first.checked_add_months(Months::new(1))),
            coming: rows(dates, once_each(dates, last, coming)),
            past: rows(dates, past),
            cut: found.cut.then_some(MONTH_MAX),
            frame,
        })
    }
}

impl Found {
    /// All of them, earliest first.
    fn entries(&self, frame: &Frame, dates: &Dates) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for view in &self.rendezvous {
            let (starts_at, over_at) = (view.rendezvous.starts_at, view.rendezvous.over_at());
            let series = view.rendezvous.occurrence.as_ref().map(|one| one.series);
            entries.push(Entry { starts_at, over_at, series, row: Row::of(frame, dates, view) });
        }
        for view in &self.gatherings {
            let (starts_at, over_at) = (view.gathering.plan.starts_at, gathering_over_at(&view.gathering));
            entries.push(Entry { starts_at, over_at, series: None, row: Row::of_group(frame, dates, view) });
        }
        for view in &self.nearby {
            let (starts_at, over_at) = (view.nearby.starts_at, view.nearby.over_at());
            entries.push(Entry { starts_at, over_at, series: None, row: Row::of_nearby(frame, dates, view) });
        }
        entries.sort_by_key(|entry| entry.starts_at);
        entries
    }
}

/// Of a series, what comes after the last day that has a square is listed only where nothing of it was: a year of
/// Thursdays would hide what else there is.
fn once_each(dates: &Dates, last: Option<NaiveDate>, mut coming: Vec<Entry>) -> Vec<Entry> {
    let mut listed = HashSet::new();
    coming.retain(|entry| {
        let Some(series) = entry.series else { return true };
        let new = entry.row.cancelled || listed.insert(series);
        new || Some(dates.date(entry.starts_at)) <= last
    });
    coming
}

impl Neighbour {
    fn of(dates: &Dates, first: Option<NaiveDate>) -> Self {
        let first = first.unwrap_or_default();
        Self { month: first.format("%Y-%m").to_string(), name: dates.leaf_of(first).month }
    }
}

impl Mark {
    fn of(entry: &Entry, dates: &Dates) -> Self {
        Self {
            href: entry.row.href.clone(),
            time: dates.time(entry.starts_at),
            title: entry.row.title.clone(),
            group: entry.row.group.clone(),
            section: entry.row.section.clone(),
            cancelled: entry.row.cancelled,
        }
    }
}

/// A line of the list, here and in other rooms.
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct Row {
    /// Its anchor: the first of a day carries `j2026-11-26`, to which the square leads.
    pub(crate) anchor: Option<String>,
    /// The calendar leaf.
    pub(crate) leaf: Leaf,
    /// Its page.
    pub(crate) href: String,
    /// What it is.
    pub(crate) title: String,
    /// The group's name, where it is one's.
    pub(crate) group: Option<String>,
    /// The section, where it is a linked one's.
    pub(crate) section: Option<OfSection>,
    /// The name of the body it is for.
    pub(crate) body: Option<String>,
    /// When and where, in a sentence.
    pub(crate) line: String,
    /// « Le troisième mardi de chaque mois », where it comes again.
    pub(crate) again: Option<String>,
    /// How many come, are missing, are left: sentences.
    pub(crate) counts: Vec<String>,
    /// It does not take place.
    pub(crate) cancelled: bool,
    /// It is for everybody.
    pub(crate) public: bool,
    /// The viewer has not said whether they come, and still can.
    pub(crate) unanswered: bool,
    /// The viewer comes.
    pub(crate) mine: bool,
}

fn rows(dates: &Dates, entries: Vec<Entry>) -> Vec<Row> {
    let mut day_before = None;
    let mut rows = Vec::new();
    for entry in entries {
        let day = dates.date(entry.starts_at);
        let anchor = (day_before != Some(day)).then(|| format!("j{day}"));
        day_before = Some(day);
        rows.push(Row { anchor, ..entry.row });
    }
    rows
}

impl Row {
    /// The line of a rendezvous.
    pub(crate) fn of(frame: &Frame, dates: &Dates, view: &RendezvousView) -> Self {
        let (t, one) = (frame.t, &view.rendezvous);
        let planned = one.state == RendezvousState::Planned;
        let ahead = one.over_at() >= dates.now;
        Self {
            anchor: None,
            leaf: dates.leaf(one.starts_at),
            href: frame.to.rendezvous(one.id),
            title: one.title.to_string(),
            group: None,
            section: None,
            body: view.body.as_ref().map(ToString::to_string),
            line: line(t, dates, (one.starts_at, one.ends_at), one.place.as_ref().map(ShortText::as_str)),
            again: repeat::of(t, dates, one),
            counts: if planned { counts(t, view, ahead) } else { Vec::new() },
            cancelled: one.state == RendezvousState::Cancelled,
            public: one.audience == Audience::Everybody,
            unanswered: planned && ahead && view.asked && view.mine.is_none(),
            mine: planned && view.mine == Some(true),
        }
    }

    /// The line of a group's rendezvous. People of this section alone are counted: answers stay on their server.
    pub(crate) fn of_group(frame: &Frame, dates: &Dates, view: &GatheringView) -> Self {
        let (t, one) = (frame.t, &view.gathering);
        let planned = !one.cancelled;
        let ahead = gathering_over_at(one) >= dates.now;
        let coming = (planned && view.coming > 0)
            .then(|| if ahead { t.rdv_coming(view.coming) } else { t.rdv_came(view.coming) });
        Self {
            anchor: None,
            leaf: dates.leaf(one.plan.starts_at),
            href: frame.to.gathering(one.id),
            title: one.plan.title.to_string(),
            group: Some(view.group.to_string()),
            section: None,
            body: None,
            line: line(
                t,
                dates,
                (one.plan.starts_at, one.plan.ends_at),
                one.plan.place.as_ref().map(ShortText::as_str),
            ),
            again: None,
            counts: coming.into_iter().collect(),
            cancelled: one.cancelled,
            public: false,
            unanswered: planned && ahead && view.mine.is_none(),
            mine: planned && view.mine == Some(true),
        }
    }
}

impl Row {
    /// The line of a linked section's rendezvous: read here, answered there.
    fn of_nearby(frame: &Frame, dates: &Dates, view: &NearbyView) -> Self {
        let one = &view.nearby;
        Self {
            anchor: None,
            leaf: dates.leaf(one.starts_at),
            href: frame.to.nearby(one.id),
            title: one.title.to_string(),
            group: None,
            section: Some(OfSection::of(&host_and_port(&one.section), view.section.as_str())),
            body: None,
            line: line(
                frame.t,
                dates,
                (one.starts_at, one.ends_at),
                one.place.as_ref().map(ShortText::as_str),
            ),
            again: None,
            counts: Vec::new(),
            cancelled: false,
            public: true,
            unanswered: false,
            mine: false,
        }
    }
}

/// From when on a group's rendezvous is over: as one of the section is.
pub(crate) fn gathering_over_at(one: &Gathering) -> Moment {
    one.plan.ends_at.unwrap_or(one.plan.starts_at.plus(LASTS))
}

/// « 19 h 30 à 21 h 30, salle des Tanneurs. »
fn line(t: &Texts, dates: &Dates, (from, to): (Moment, Option<Moment>), place: Option<&str>) -> String {
    match place {
        Some(place) => t.rdv_line(hours(dates, from, to), place),
        None => t.rdv_line_online(hours(dates, from, to)),
    }
}

/// « 19 h 30 à 21 h 30 »; with the days where it lasts for some.
fn hours(dates: &Dates, from: Moment, to: Option<Moment>) -> String {
    match to {
        None => dates.time(from),
        Some(end) if is_days(from, end) => capital(&dates.range(from, end)),
        Some(end) => dates.time_range(from, end),
    }
}

/// Whether its end needs a day beside its hour. A party that ends at one in the morning is of the day before.
pub(crate) fn lasts_days(one: &Rendezvous) -> bool {
    one.ends_at.is_some_and(|end| is_days(one.starts_at, end))
}

fn is_days(from: Moment, to: Moment) -> bool {
    to >= from.plus(12 * Moment::HOUR)
}

/// The same with a capital letter, to begin a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.as_str().chars()).collect()
}

/// « 31 personnes viennent. », « Il manque 3 personnes. », « Il reste 4 places. »: what there is to say.
pub(crate) fn counts(t: &Texts, view: &RendezvousView, ahead: bool) -> Vec<String> {
    let mut said = Vec::new();
    if view.coming > 0 {
        said.push(if ahead { t.rdv_coming(view.coming) } else { t.rdv_came(view.coming) });
    }
    if view.guests > 0 {
        said.push(if ahead { t.rdv_guests(view.guests) } else { t.rdv_guests_came(view.guests) });
    }
    if ahead {
        said.extend(view.missing().map(|missing| t.rdv_missing(missing)));
        said.extend(view.places_left().map(|left| t.rdv_places_left(left)));
    }
    said
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
pub(crate) mod tests;
