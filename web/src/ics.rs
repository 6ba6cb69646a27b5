//! Rendezvous for calendar programs (RFC 5545): one, those for everybody, and all that one member may see.
//!
//! A time is written as the clocks of its place show it, `DTSTART;TZID=Europe/Paris:20261126T193000`, with the rules of
//! that zone beside it: a program that knows the zone uses its own rules, which may be newer than ours, and 19:30 stays
//! 19:30 when a law moves the clocks; a program that does not know it reads ours (`zone`). In UTC it would shift.
//! No ATTENDEE and no ORGANIZER: nobody is named, not even by an address (M09). An answer mailed back is not read (M08).

mod series;
mod zone;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono_tz::Tz;
use icalendar::Property;
use preau_core::access::{self, Scope, Thing, Verb, may};
use preau_core::error::Fault;
use preau_core::group::GatheringView;
use preau_core::id::{PersonId, RendezvousId, SeriesId};
use preau_core::markup;
use preau_core::rendezvous::{MONTH_MAX, Rendezvous, RendezvousState};
use preau_core::text::Note;
use preau_core::unit::{House, Openness};
use preau_core::world::{Moment, Token};
use url::Url;

use crate::calendar::gathering_over_at;
use crate::error::{Answer, Failure};
use crate::place::{self, Addresses, Places as _};
use crate::state::{Caller, Web};
use crate::texts::texts;
use crate::visit::Visit;

/// What a calendar shows of the past: enough to look up the last meeting.
const PAST: i64 = 92 * Moment::DAY;
/// What it shows of the future: beyond a year and a half nothing is certain, and programs ask again each day.
const AHEAD: i64 = 550 * Moment::DAY;
/// Rendezvous of the section in a calendar: a weekly one is a hundred of them in that time, and one event of the file.
const FEED_MAX: i64 = 2_000;
/// The text in a calendar: a telephone shows a few lines, and the address of the page stands beside it.
const TEXT_CHARS_MAX: usize = 1_000;

/// The addresses that calendar programs read.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::RENDEZVOUS_ICS, get(one))
        .at(place::SERIES_ICS, get(whole))
        .at(place::CALENDAR_PUBLIC, get(public))
        .at(place::CALENDAR_FEED, get(private))
}

/// `GET /rendez-vous/{id}/agenda.ics`: to whoever may read it.
async fn one(State(web): State<Web>, caller: Caller, visit: Visit, Path(id): Path<String>) -> Answer {
    let id: RendezvousId = id.parse().map_err(|_| Failure::Missing)?;
    let house = web.house().await?;
    let mut db = web.read().await?;
    let view = access::rendezvous(db.as_mut(), &caller.viewer, id).await?.ok_or(Failure::Missing)?;
    drop(db);
    let calendar = Calendar { house: &house, origin: web.world.origin(), to: visit.to };
    let text = calendar.written(&[calendar.of_section(&view.into_inner().rendezvous)])?;
    Ok(answer(text, "rendez-vous.ics", "private, no-cache"))
}

/// `GET /rendez-vous/serie/{id}/agenda.ics`: all of it that the caller may read, past and to come.
async fn whole(State(web): State<Web>, caller: Caller, visit: Visit, Path(id): Path<String>) -> Answer {
    let id: SeriesId = id.parse().map_err(|_| Failure::Missing)?;
    let house = web.house().await?;
    let mut db = web.read().await?;
    let mut views = db.series_view(caller.viewer.scope(), id).await?;
    views.retain(|view| may(&caller.viewer, Verb::Read, Thing::Rendezvous(&view.rendezvous)));
    let series = db.series(id).await?.filter(|_| !views.is_empty()).ok_or(Failure::Missing)?;
    drop(db);
    let calendar = Calendar { house: &house, origin: web.world.origin(), to: visit.to };
    let all: Vec<&Rendezvous> = views.iter().map(|view| &view.rendezvous).collect();
    let text = calendar.written(&calendar.of_all(&all, &[series]))?;
    Ok(answer(text, "serie.ics", "private, no-cache"))
}

/// `GET /agenda/public.ics`: what is for everybody, the same for everybody.
async fn public(State(web): State<Web>) -> Answer {
    if web.house().await?.openness == Openness::Closed {
        return Err(Failure::Missing);
    }
    let text = agenda(&web, Scope::Everybody, None).await?;
    Ok(answer(text, "agenda.ics", "public, max-age=900"))
}

/// `GET /agenda/flux/{token}.ics`: no cookie; the token says whose, and only what they may see now is in it (A04).
async fn private(State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let token = token.strip_suffix(".ics").and_then(Token::read).ok_or(Failure::Missing)?;
    let mut db = web.read().await?;
    let person = db.person_by_calendar(&token.hash()).await?.ok_or(Failure::Missing)?;
    let viewer = access::viewer(db.as_mut(), person.id, web.now()).await?;
    drop(db);
    // Whoever is suspended or gone sees what a stranger sees, and a stranger has no such address.
    let member = viewer.member().ok_or(Failure::Missing)?.id;
    let text = agenda(&web, viewer.scope(), Some(member)).await?;
    Ok(answer(text, "agenda.ics", "private, no-cache"))
}

/// Every rendezvous around now that this scope may see, with those of the groups that this member is in.
async fn agenda(web: &Web, scope: Scope, member: Option<PersonId>) -> Result<String, Failure> {
    let house = web.house().await?;
    let (from, until) = (web.now().plus(-PAST), web.now().plus(AHEAD));
    let mut db = web.read().await?;
    let views = db.agenda(scope, from, until, FEED_MAX).await?;
    let series = db.series_between(scope, from, until).await?;
    let of_groups = match member {
        Some(member) => db.gatherings_for(member, from, until, MONTH_MAX).await?,
        None => Vec::new(),
    };
    drop(db);
    let to = Addresses { language: house.language };
    let calendar = Calendar { house: &house, origin: web.world.origin(), to };
    let all: Vec<&Rendezvous> = views.iter().map(|view| &view.rendezvous).collect();
    let mut events = calendar.of_all(&all, &series);
    events.extend(of_groups.iter().map(|view| calendar.of_group(view)));
    Ok(calendar.written(&events)?)
}

/// One rendezvous as a file, for a letter; in the language of its reader.
pub(crate) fn file_of(house: &House, origin: &Url, to: Addresses, one: &Rendezvous) -> Result<String, Fault> {
    let calendar = Calendar { house, origin, to };
    calendar.written(&[calendar.of_section(one)])
}

fn answer(text: String, name: &'static str, kept: &'static str) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// A calendar about to be written.
struct Calendar<'a> {
    house: &'a House,
    origin: &'a Url,
    to: Addresses,
}

/// What is written of one rendezvous, whoever planned it.
struct Event {
    /// Stable for its whole life: a program finds its own copy by it.
    uid: String,
    made_at: Option<Moment>,
    changed_at: Moment,
    sequence: i32,
    starts_at: Moment,
    over_at: Moment,
    time_zone: Tz,
    title: String,
    status: &'static str,
    place: Option<String>,
    text: String,
    /// The name of its group, where it is one's.
    group: Option<String>,
    page: String,
    /// Where it is of a series: the rule, or which time of it this is.
    repeats: Option<Repeats>,
}

/// How an event stands to its series.
enum Repeats {
    /// It is the whole, by this rule, but not at these moments.
    By {
        /// The value of RRULE.
        rule: String,
        /// What of the rule does not take place at all.
        but: Vec<Moment>,
        /// When the last of them is over.
        last: Moment,
    },
    /// It stands in the place of the one that the rule gives then.
    InPlaceOf(Moment),
}

/// The word for what does not take place.
const CANCELLED: &str = "CANCELLED";

impl Calendar<'_> {
    /// The file. The crate's own components read the clock and draw ids; its lines (escaping, folding) do not.
    fn written(&self, events: &[Event]) -> Result<String, Fault> {
        let mut file = File(String::new());
        file.begin("VCALENDAR")?;
        file.line(Property::new("VERSION", "2.0"))?;
        file.line(Property::new("PRODID", "-//Preau//Preau//FR"))?;
        file.line(Property::new("CALSCALE", "GREGORIAN"))?;
        // Neutral: a telephone shows it to whoever looks over a shoulder.
        file.line(Property::new("X-WR-CALNAME", texts(self.to.language).ics_name()))?;
        file.line(Property::new("X-WR-TIMEZONE", self.house.time_zone.name()))?;
        file.line(Property::new("REFRESH-INTERVAL", "PT6H").add_parameter("VALUE", "DURATION").done())?;
        for (zone, from, to) in zones(events).into_values() {
            zone::write(&mut file, zone, from, to)?;
        }
        for event in events {
            event.write(&mut file)?;
        }
        file.end("VCALENDAR")?;
        Ok(file.0)
    }

    fn of_section(&self, one: &Rendezvous) -> Event {
        let host = self.origin.host_str().unwrap_or_default();
        Event {
            uid: format!("{}@{host}", one.id),
            made_at: Some(one.made_at),
            changed_at: one.changed_at,
            sequence: one.sequence,
            starts_at: one.starts_at,
            over_at: one.over_at(),
            time_zone: one.time_zone,
            title: one.title.to_string(),
            status: status(one.state),
            place: one.place.as_ref().map(ToString::to_string).or_else(|| one.link.clone()),
            text: description(&markup::plain(&one.html), one.link.as_deref().filter(|_| one.place.is_some())),
            group: None,
            page: self.page(&self.to.rendezvous(one.id)),
            repeats: None,
        }
    }

    /// Its UID is its address on the host: the same in the calendars of every section.
    fn of_group(&self, view: &GatheringView) -> Event {
        let (one, plan) = (&view.gathering, &view.gathering.plan);
        let link = plan.link.as_ref().map(Url::as_str);
        let more = plan.more.as_ref().map(Note::as_str).unwrap_or_default();
        let group = texts(self.to.language).rdv_of_group(view.group.as_str());
        Event {
            uid: one.uri.to_string(),
            made_at: None,
            changed_at: one.changed_at,
            sequence: one.sequence,
            starts_at: plan.starts_at,
            over_at: gathering_over_at(one),
            time_zone: plan.time_zone,
            title: plan.title.to_string(),
            status: match (one.cancelled, one.published) {
                (true, _) => CANCELLED,
                (false, true) => "CONFIRMED",
                (false, false) => "TENTATIVE",
            },
            place: plan.place.as_ref().map(ToString::to_string).or_else(|| link.map(str::to_owned)),
            text: description(&format!("{group}\n\n{more}"), link.filter(|_| plan.place.is_some())),
            group: Some(view.group.to_string()),
            page: self.page(&self.to.gathering(one.id)),
            repeats: None,
        }
    }

    fn page(&self, path: &str) -> String {
        self.origin.join(path).map(String::from).unwrap_or_default()
    }
}

impl Event {
    /// Whether its reader would be told the same, but for the day.
    fn says_what(&self, other: &Self) -> bool {
        (&self.title, self.status, &self.place, &self.text, self.time_zone)
            == (&other.title, other.status, &other.place, &other.text, other.time_zone)
    }

    /// The last moment that is said in its zone.
    fn said_until(&self) -> Moment {
        match &self.repeats {
            Some(Repeats::By { last, .. }) => *last,
            Some(Repeats::InPlaceOf(moment)) => self.over_at.max(*moment),
            None => self.over_at,
        }
    }

    fn write(&self, file: &mut File) -> Result<(), Fault> {
        file.begin("VEVENT")?;
        file.line(Property::new("UID", &self.uid))?;
        file.line(Property::new("DTSTAMP", utc(self.changed_at)))?;
        file.line(Property::new("LAST-MODIFIED", utc(self.changed_at)))?;
        if let Some(made_at) = self.made_at {
            file.line(Property::new("CREATED", utc(made_at)))?;
        }
        file.line(Property::new("SEQUENCE", self.sequence.to_string()))?;
        file.line(local("DTSTART", self.starts_at, self.time_zone))?;
        file.line(local("DTEND", self.over_at, self.time_zone))?;
        match &self.repeats {
            Some(Repeats::By { rule, but, .. }) => {
                file.line(Property::new("RRULE", rule))?;
                for moment in but {
                    file.line(local("EXDATE", *moment, self.time_zone))?;
                }
            }
            Some(Repeats::InPlaceOf(moment)) => {
                file.line(local("RECURRENCE-ID", *moment, self.time_zone))?;
            }
            None => {}
        }
        file.line(Property::new("SUMMARY", &self.title))?;
        file.line(Property::new("STATUS", self.status))?;
        if self.status == CANCELLED {
            // It no longer takes the time of whoever kept it.
            file.line(Property::new("TRANSP", "TRANSPARENT"))?;
        }
        if let Some(place) = &self.place {
            file.line(Property::new("LOCATION", place))?;
        }
        if let Some(group) = &self.group {
            // A comma would make two of it: the crate leaves lists to whoever writes them.
            file.line(Property::new("CATEGORIES", group.replace(',', " ")))?;
        }
        if !self.text.is_empty() {
            file.line(Property::new("DESCRIPTION", &self.text))?;
        }
        if !self.page.is_empty() {
            file.line(Property::new("URL", &self.page))?;
        }
        file.end("VEVENT")
    }
}

/// The zones of these rendezvous, each with the first and the last moment that is said in it.
fn zones(events: &[Event]) -> BTreeMap<&'static str, (Tz, Moment, Moment)> {
    let mut zones = BTreeMap::new();
    for one in events {
        let zone = one.time_zone;
        let (_, from, to) = zones.entry(zone.name()).or_insert((zone, one.starts_at, one.over_at));
        *from = one.starts_at.min(*from);
        *to = one.said_until().max(*to);
    }
    zones
}

const fn status(state: RendezvousState) -> &'static str {
    match state {
        RendezvousState::Planned => "CONFIRMED",
        RendezvousState::Proposed => "TENTATIVE",
        RendezvousState::Cancelled | RendezvousState::Declined => CANCELLED,
    }
}

/// The words without their form, and the link for those who come from afar.
fn description(plain: &str, link: Option<&str>) -> String {
    let plain = plain.trim();
    let mut text: String = plain.chars().take(TEXT_CHARS_MAX).collect();
    if text.len() < plain.len() {
        text.push('…');
    }
    if let Some(link) = link {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(link);
    }
    text
}

/// A moment in UTC: `20261126T183000Z`.
fn utc(moment: Moment) -> String {
    moment.utc().unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A moment as the clocks of its zone show it.
fn local(key: &str, moment: Moment, zone: Tz) -> Property {
    let time = moment.utc().unwrap_or_default().with_timezone(&zone).format("%Y%m%dT%H%M%S").to_string();
    Property::new(key, time).add_parameter("TZID", zone.name()).done()
}

/// The text of the file, line by line.
struct File(String);

impl File {
    fn begin(&mut self, component: &str) -> Result<(), Fault> {
        self.line(Property::new("BEGIN", component))
    }

    fn end(&mut self, component: &str) -> Result<(), Fault> {
        self.line(Property::new("END", component))
    }

    /// One line: escaped as its name asks (H09), folded at 75 bytes, ended as the standard wants.
    fn line(&mut self, property: Property) -> Result<(), Fault> {
        let line: String = property.try_into().map_err(|fault| Fault::other("writing a calendar", fault))?;
        self.0.push_str(&line);
        Ok(())
    }
}

#[cfg(test)]
#[path = "ics_tests.rs"]
mod tests;
