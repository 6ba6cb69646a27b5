//! An Event of a linked section, read with bounds from the bytes that came.

use preau_core::nearby::RemoteEvent;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::object::page;
use super::raw::{Addressees, each, id, moment, text};
use crate::Federation;

/// Places and attachments that are looked at (R09).
const PLACES_MAX: usize = 3;
const ATTACHMENTS_MAX: usize = 16;

/// Its fields. Deriving refuses a key that stands twice among them: two readers could read it differently.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    attributed_to: &'a RawValue,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
    #[serde(borrow, default)]
    content: Option<&'a RawValue>,
    #[serde(borrow, default)]
    start_time: Option<&'a RawValue>,
    #[serde(borrow, default)]
    end_time: Option<&'a RawValue>,
    #[serde(borrow, default)]
    display_end_time: Option<&'a RawValue>,
    #[serde(borrow, default)]
    timezone: Option<&'a RawValue>,
    #[serde(borrow, default)]
    location: Option<&'a RawValue>,
    #[serde(borrow, default)]
    attachment: Option<&'a RawValue>,
    #[serde(borrow, default)]
    status: Option<&'a RawValue>,
    #[serde(borrow, rename = "ical:status", default)]
    ical_status: Option<&'a RawValue>,
    #[serde(borrow, default)]
    published: Option<&'a RawValue>,
    #[serde(borrow, default)]
    updated: Option<&'a RawValue>,
    #[serde(borrow, default)]
    url: Option<&'a RawValue>,
}

/// A place, a meeting on line or a link beside it.
#[derive(Deserialize)]
struct Place<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
    #[serde(borrow, default)]
    address: Option<&'a RawValue>,
    #[serde(borrow, default)]
    url: Option<&'a RawValue>,
    #[serde(borrow, default)]
    href: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PostalAddress<'a> {
    #[serde(borrow, default)]
    street_address: Option<&'a RawValue>,
    #[serde(borrow, default)]
    postal_code: Option<&'a RawValue>,
    #[serde(borrow, default)]
    address_locality: Option<&'a RawValue>,
}

impl Federation {
    /// Reads an Event that this section says to everybody; `None` for whatever else stands there.
    pub(crate) fn read_event(&self, json: &str, section: &Url) -> Option<RemoteEvent> {
        let raw: Raw<'_> = serde_json::from_str(json).ok()?;
        let to: Addressees<'_> = serde_json::from_str(json).ok()?;
        let event = self.rules.parse(&raw.id).ok()?;
        let theirs = id(Some(raw.attributed_to)).as_deref() == Some(section.as_str())
            && event.origin() == section.origin();
        if raw.kind != "Event" || !theirs {
            return None;
        }
        let off = |status| text(status).is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"));
        let open_end = raw.display_end_time.is_some_and(|shown| shown.get() == "false");
        let places: Vec<Place<'_>> = read(raw.location, PLACES_MAX);
        let links = places.iter().filter(|place| place.kind == "VirtualLocation").map(|place| place.url);
        let attached: Vec<Place<'_>> = read(raw.attachment, ATTACHMENTS_MAX);
        let beside = attached.iter().filter(|one| one.kind == "Link").map(|one| one.href);
        Some(RemoteEvent {
            // What is no longer for everybody is gone from here, as what does not take place is.
            cancelled: off(raw.status) || off(raw.ical_status) || !to.read(&self.names).public,
            url: page(raw.url),
            name: text(raw.name),
            content: text(raw.content).unwrap_or_default(),
            starts_at: moment(raw.start_time)?,
            ends_at: moment(raw.end_time).filter(|_| !open_end),
            time_zone: text(raw.timezone).and_then(|zone| zone.parse().ok()),
            place: places.iter().find(|place| place.kind == "Place").and_then(said),
            link: links.chain(beside).find_map(|link| Url::parse(&text(link)?).ok()),
            version: moment(raw.updated).or_else(|| moment(raw.published)),
            id: event,
        })
    }
}

fn read<'a>(list: Option<&'a RawValue>, most: usize) -> Vec<Place<'a>> {
    each(list).into_iter().take(most).filter_map(|one| serde_json::from_str(one.get()).ok()).collect()
}

/// Name and address in one line; what the name says already is not said again.
fn said(place: &Place<'_>) -> Option<String> {
    let mut line = text(place.name).unwrap_or_default();
    let parts = match place.address.map(|raw| serde_json::from_str::<PostalAddress<'_>>(raw.get())) {
        Some(Ok(address)) => vec![
            text(address.street_address),
            text(address.postal_code),
            text(address.address_locality),
        ],
        // Gancio writes the address as a text.
        _ => vec![text(place.address)],
    };
    for part in parts.into_iter().flatten().filter(|part| !part.trim().is_empty()) {
        if !line.contains(part.trim()) {
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(part.trim());
        }
    }
    (!line.trim().is_empty()).then_some(line)
}
