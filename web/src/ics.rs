//! Rendezvous for calendar programs (RFC 5545): one, those for everybody, and all that one member may see.
//!
//! A time is written as the clocks of its place show it, `DTSTART;TZID=Europe/Paris:20261126T193000`, with the rules of
//! that zone beside it: a program that knows the zone uses its own rules, which may be newer than ours, and 19:30 stays
//! 19:30 when a law moves the clocks; a program that does not know it reads ours (`zone`). In UTC it would shift.
//! No ATTENDEE and no ORGANIZER: nobody is named, not even by an address (M09). An answer mailed back is not read (M08).

mod zone;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono_tz::Tz;
use icalendar::Property;
use preau_core::access::{self, Scope, Viewer};
use preau_core::error::Fault;
use preau_core::id::RendezvousId;
use preau_core::markup;
use preau_core::rendezvous::{MONTH_MAX, Rendezvous, RendezvousState};
use preau_core::unit::House;
use preau_core::unit::Openness;
use preau_core::world::{Moment, Token};
use url::Url;

use crate::error::{Answer, Failure};
use crate::place::{self, Addresses, Places as _};
use crate::state::{Caller, Web};
use crate::texts::texts;
use crate::visit::Visit;

/// What a calendar shows of the past: enough to look up the last meeting.
const PAST: i64 = 92 * Moment::DAY;
/// What it shows of the future: beyond a year and a half nothing is certain, and programs ask again each day.
const AHEAD: i64 = 550 * Moment::DAY;
/// The text in a calendar: a telephone shows a few lines, and the address of the page stands beside it.
const TEXT_CHARS_MAX: usize = 1_000;

/// The addresses that calendar programs read.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::RENDEZVOUS_ICS, get(one))
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
    let text = calendar.written(&[view.into_inner().rendezvous])?;
    Ok(answer(text, "rendez-vous.ics", "private, no-cache"))
}

/// `GET /agenda/public.ics`: what is for everybody, the same for everybody.
async fn public(State(web): State<Web>) -> Answer {
    if web.house().await?.openness == Openness::Closed {
        return Err(Failure::Missing);
    }
    let text = agenda(&web, Scope::Everybody).await?;
    Ok(answer(text, "agenda.ics", "public, max-age=900"))
}

/// `GET /agenda/flux/{token}.ics`: no cookie; the token says whose, and only what they may see now is in it (A04).
async fn private(State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let token = token.strip_suffix(".ics").and_then(Token::read).ok_or(Failure::Missing)?;
    let mut db = web.read().await?;
    let person = db.person_by_calendar(&token.hash()).await?.ok_or(Failure::Missing)?;
    drop(db);
    let viewer = Viewer::from(person);
    // Whoever is suspended or gone sees what a stranger sees, and a stranger has no such address.
    viewer.member().ok_or(Failure::Missing)?;
    let text = agenda(&web, viewer.scope()).await?;
    Ok(answer(text, "agenda.ics", "private, no-cache"))
}

/// Every rendezvous around now that this scope may see.
async fn agenda(web: &Web, scope: Scope) -> Result<String, Failure> {
    let house = web.house().await?;
    let now = web.now();
    let views = web.read().await?.agenda(scope, now.plus(-PAST), now.plus(AHEAD), MONTH_MAX).await?;
    let rendezvous: Vec<Rendezvous> = views.into_iter().map(|view| view.rendezvous).collect();
    let to = Addresses { language: house.language };
    Ok(Calendar { house: &house, origin: web.world.origin(), to }.written(&rendezvous)?)
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

impl Calendar<'_> {
    /// The file. The crate's own components read the clock and draw ids; its lines (escaping, folding) do not.
    fn written(&self, rendezvous: &[Rendezvous]) -> Result<String, Fault> {
        let mut file = File(String::new());
        file.begin("VCALENDAR")?;
        file.line(Property::new("VERSION", "2.0"))?;
        file.line(Property::new("PRODID", "-//Preau//Preau//FR"))?;
        file.line(Property::new("CALSCALE", "GREGORIAN"))?;
        // Neutral: a telephone shows it to whoever looks over a shoulder.
        file.line(Property::new("X-WR-CALNAME", texts(self.to.language).ics_name()))?;
        file.line(Property::new("X-WR-TIMEZONE", self.house.time_zone.name()))?;
        file.line(Property::new("REFRESH-INTERVAL", "PT6H").add_parameter("VALUE", "DURATION").done())?;
        for (zone, from, to) in zones(rendezvous).into_values() {
            zone::write(&mut file, zone, from, to)?;
        }
        for one in rendezvous {
            self.event(&mut file, one)?;
        }
        file.end("VCALENDAR")?;
        Ok(file.0)
    }

    fn event(&self, file: &mut File, one: &Rendezvous) -> Result<(), Fault> {
        file.begin("VEVENT")?;
        // Stable for its whole life: a program finds its own copy by it.
        let host = self.origin.host_str().unwrap_or_default();
        file.line(Property::new("UID", format!("{}@{host}", one.id)))?;
        file.line(Property::new("DTSTAMP", utc(one.changed_at)))?;
        file.line(Property::new("LAST-MODIFIED", utc(one.changed_at)))?;
        file.line(Property::new("CREATED", utc(one.made_at)))?;
        file.line(Property::new("SEQUENCE", one.sequence.to_string()))?;
        file.line(local("DTSTART", one.starts_at, one.time_zone))?;
        file.line(local("DTEND", one.over_at(), one.time_zone))?;
        file.line(Property::new("SUMMARY", one.title.as_str()))?;
        file.line(Property::new("STATUS", status(one.state)))?;
        if one.state == RendezvousState::Cancelled {
            // It no longer takes the time of whoever kept it.
            file.line(Property::new("TRANSP", "TRANSPARENT"))?;
        }
        let place = one.place.as_ref().map(ToString::to_string).or_else(|| one.link.clone());
        if let Some(place) = place {
            file.line(Property::new("LOCATION", &place))?;
        }
        let text = description(one);
        if !text.is_empty() {
            file.line(Property::new("DESCRIPTION", &text))?;
        }
        if let Ok(page) = self.origin.join(&self.to.rendezvous(one.id)) {
            file.line(Property::new("URL", page.as_str()))?;
        }
        file.end("VEVENT")
    }
}

/// The zones of these rendezvous, each with the first and the last moment that is said in it.
fn zones(rendezvous: &[Rendezvous]) -> BTreeMap<&'static str, (Tz, Moment, Moment)> {
    let mut zones = BTreeMap::new();
    for one in rendezvous {
        let zone = one.time_zone;
        let (_, from, to) = zones.entry(zone.name()).or_insert((zone, one.starts_at, one.over_at()));
        *from = one.starts_at.min(*from);
        *to = one.over_at().max(*to);
    }
    zones
}

const fn status(state: RendezvousState) -> &'static str {
    match state {
        RendezvousState::Planned => "CONFIRMED",
        RendezvousState::Proposed => "TENTATIVE",
        RendezvousState::Cancelled | RendezvousState::Declined => "CANCELLED",
    }
}

/// The words without their form, and the link for those who come from afar.
fn description(one: &Rendezvous) -> String {
    let plain = markup::plain(&one.html);
    let mut text: String = plain.trim().chars().take(TEXT_CHARS_MAX).collect();
    if text.len() < plain.trim().len() {
        text.push('…');
    }
    if let (Some(link), true) = (&one.link, one.place.is_some()) {
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
