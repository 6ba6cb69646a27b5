//! An Event of a linked section, read with bounds from the bytes that came.

use preau_core::nearby::RemoteEvent;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::object::page;
use super::raw::{Addressees, each, id, moment, text};
use crate::Federation;
use crate::address::Rules;
use crate::names::Names;

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
        event(&self.names, &self.rules, json, section)
    }
}

fn event(names: &Names, rules: &Rules, json: &str, section: &Url) -> Option<RemoteEvent> {
    let raw: Raw<'_> = serde_json::from_str(json).ok()?;
    let to: Addressees<'_> = serde_json::from_str(json).ok()?;
    let event = rules.parse(&raw.id).ok()?;
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
        cancelled: off(raw.status) || off(raw.ical_status) || !to.read(names).public,
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

fn read(list: Option<&RawValue>, most: usize) -> Vec<Place<'_>> {
    each(list).into_iter().take(most).filter_map(|one| serde_json::from_str(one.get()).ok()).collect()
}

/// Name and address in one line; what the name says already is not said again.
fn said(place: &Place<'_>) -> Option<String> {
    let mut line = text(place.name).unwrap_or_default();
    let parts = match place.address.map(|raw| serde_json::from_str::<PostalAddress<'_>>(raw.get())) {
        Some(Ok(address)) => {
            vec![text(address.street_address), text(address.postal_code), text(address.address_locality)]
        }
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::address::Allowed;
    use crate::testing::names;

    fn read(object: &Value, section: &str) -> Option<RemoteEvent> {
        let rules = Rules::new(Allowed::default(), &[Url::parse("https://vallombre.example/").unwrap()]);
        event(&names(), &rules, &object.to_string(), &Url::parse(section).unwrap())
    }

    fn object(name: &str) -> Value {
        let path = format!("{}/../tests/fixtures/fediverse/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let activity: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        activity["object"].clone()
    }

    #[test]
    fn the_events_of_mobilizon_gancio_and_wordpress_are_read_with_their_time_and_place() {
        for (name, section, start, place) in [
            (
                "mobilizon/create_event",
                "https://mobilizon.example/@marche",
                "2026-12-01T10:00:00Z",
                "Halle du port, 2 quai du Marché, Port-Lazare",
            ),
            (
                "gancio/create_event",
                "https://gancio.example/federation/u/agenda",
                "2026-12-05T18:00:00Z",
                "Place du Lavoir, 4 place du Lavoir, Sorre",
            ),
            (
                "wordpress/create_event",
                "https://wordpress.example/?author=0",
                "2026-12-06T08:00:00Z",
                "La boutique, 8 rue Basse, 00100, Montreval",
            ),
        ] {
            let read = read(&object(name), section).unwrap_or_else(|| panic!("{name} is not read"));
            assert_eq!(
                (read.starts_at.rfc3339().as_str(), read.place.as_deref()),
                (start, Some(place)),
                "{name}"
            );
            assert!(!read.cancelled && read.name.is_some() && read.url.is_some(), "{name}");
        }
        let off = read(&object("mobilizon/update_cancelled"), "https://mobilizon.example/@marche").unwrap();
        assert!(off.cancelled && off.version.is_some());
    }

    #[test]
    fn o02_an_event_of_somebody_else_is_not_read_and_one_that_is_not_public_counts_as_gone() {
        let event = object("mobilizon/create_event");
        assert!(read(&event, "https://mobilizon.example/@autre").is_none());
        let mut elsewhere = event.clone();
        elsewhere["id"] = json!("https://other.example/events/1");
        assert!(read(&elsewhere, "https://mobilizon.example/@marche").is_none());
        let mut narrow = event.clone();
        narrow["to"] = json!(["https://mobilizon.example/@marche/followers"]);
        assert!(read(&narrow, "https://mobilizon.example/@marche").unwrap().cancelled);
        let mut timeless = event;
        timeless["startTime"] = json!("demain");
        assert!(read(&timeless, "https://mobilizon.example/@marche").is_none());
    }
}
