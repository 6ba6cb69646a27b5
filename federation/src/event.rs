//! Rendezvous for everybody as `Event` (FEP-8a8e), in the form that Mobilizon, Gancio, Mastodon and `WordPress`'s Event
//! Bridge read. Who organises it, who comes and how many are in no field of it (voices.md 8, 11).

mod line;
mod serve;
mod tell;

use std::collections::BTreeMap;

use activitypub_federation::kinds::public;
use chrono::SecondsFormat;
use preau_core::guest::GuestsMay;
use preau_core::language::Language;
use preau_core::rendezvous::{Rendezvous, RendezvousState};
use preau_core::text::ShortText;
use preau_core::world::Moment;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

pub(crate) use self::tell::{telling, told_as};
use crate::actor::PR;
use crate::names::Names;

/// A rendezvous on the wire.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the wire has a field for each")]
pub(crate) struct Event {
    id: Url,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Mobilizon asks for both.
    attributed_to: Url,
    actor: Url,
    to: Vec<Url>,
    cc: Vec<Url>,
    name: String,
    /// One line with day, hour and place: what Mastodon shows of an Event beside its name and address.
    summary: String,
    content: String,
    content_map: BTreeMap<&'static str, String>,
    media_type: &'static str,
    start_time: String,
    end_time: String,
    /// False where no end was said: `endTime` is then what calendars take for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    display_end_time: Option<bool>,
    timezone: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Value>,
    is_online: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachment: Vec<Value>,
    status: &'static str,
    #[serde(rename = "ical:status")]
    ical_status: &'static str,
    #[serde(rename = "eventStatus")]
    takes_place: &'static str,
    join_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_participation_url: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_attendee_capacity: Option<i32>,
    anonymous_participation_enabled: bool,
    /// Comments under an Event are not shown here; Mobilizon then offers none.
    comments_enabled: bool,
    replies_moderation_option: &'static str,
    category: &'static str,
    draft: bool,
    uuid: String,
    in_language: &'static str,
    published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    url: Url,
    /// Counts the changes, as in a calendar file (RFC 5545, SEQUENCE).
    #[serde(rename = "pr:sequence")]
    sequence: i32,
}

impl Event {
    /// Writes a rendezvous that the caller has found to be for everybody.
    pub(crate) fn new(names: &Names, language: Language, one: &Rendezvous) -> Self {
        let cancelled = one.state == RendezvousState::Cancelled;
        let page = names.rendezvous_page(one.id, language);
        let status = if cancelled { "CANCELLED" } else { "CONFIRMED" };
        let html = one.html.clone();
        Self {
            id: names.rendezvous(one.id),
            kind: "Event",
            attributed_to: names.section(),
            actor: names.section(),
            to: vec![public()],
            cc: vec![names.followers()],
            name: one.title.as_str().to_owned(),
            summary: line::summary(language, one),
            content_map: BTreeMap::from([(language.as_str(), html.clone())]),
            content: html,
            media_type: "text/html",
            start_time: local(one, one.starts_at),
            end_time: local(one, one.over_at()),
            display_end_time: one.ends_at.is_none().then_some(false),
            timezone: one.time_zone.name(),
            location: location(one),
            is_online: one.link.is_some(),
            attachment: one
                .link
                .iter()
                .map(
                    |link| json!({"type": "Link", "name": "Website", "mediaType": "text/html", "href": link}),
                )
                .collect(),
            status,
            ical_status: status,
            takes_place: if cancelled { "EventCancelled" } else { "EventScheduled" },
            join_mode: match one.guests_may {
                GuestsMay::Come if !cancelled => "free",
                GuestsMay::Ask if !cancelled => "restricted",
                GuestsMay::No | GuestsMay::Come | GuestsMay::Ask => "none",
            },
            external_participation_url: (one.guests_may != GuestsMay::No && !cancelled).then(|| page.clone()),
            maximum_attendee_capacity: one.capacity,
            anonymous_participation_enabled: false,
            comments_enabled: false,
            replies_moderation_option: "closed",
            category: "MEETING",
            draft: false,
            uuid: one.id.to_string(),
            in_language: language.as_str(),
            published: one.made_at.rfc3339(),
            updated: (one.sequence > 0 || one.changed_at > one.made_at).then(|| one.changed_at.rfc3339()),
            url: page,
            sequence: one.sequence,
        }
    }
}

/// As the clocks of its place show it, with their offset.
fn local(one: &Rendezvous, moment: Moment) -> String {
    match moment.utc() {
        Some(utc) => utc.with_timezone(&one.time_zone).to_rfc3339_opts(SecondsFormat::Secs, true),
        None => String::new(),
    }
}

/// One place alone: Gancio reads no list. A meeting that has a room and a link says the link beside it.
fn location(one: &Rendezvous) -> Option<Value> {
    if let Some(place) = one.place.as_ref().map(ShortText::as_str) {
        // One types "hall, street, town" in one line; the hall stands before the first comma.
        let street = place.split_once(',').map_or(place, |(_, rest)| rest.trim());
        return Some(json!({
            "type": "Place",
            "name": place,
            "address": {"type": "PostalAddress", "streetAddress": street},
        }));
    }
    let link = one.link.as_ref()?;
    Some(json!({"type": "VirtualLocation", "name": one.title, "url": link}))
}

/// Every term that an Event uses: a name each, and fetched by nobody.
pub(crate) fn context() -> Value {
    json!([
        "https://www.w3.org/ns/activitystreams",
        {
            "pr": PR,
            "mz": "https://joinmobilizon.org/ns#",
            "sc": "http://schema.org/",
            "ical": "http://www.w3.org/2002/12/cal/ical#",
            "pt": "https://joinpeertube.org/ns#",
            "fep": "https://w3id.org/fep/8a8e/",
            "PostalAddress": "sc:PostalAddress",
            "VirtualLocation": "sc:VirtualLocation",
            "address": "sc:address",
            "streetAddress": "sc:streetAddress",
            "timezone": "mz:timezone",
            "status": "ical:status",
            "eventStatus": "sc:eventStatus",
            "displayEndTime": "fep:displayEndTime",
            "isOnline": "mz:isOnline",
            "joinMode": "mz:joinMode",
            "externalParticipationUrl": "mz:externalParticipationUrl",
            "maximumAttendeeCapacity": "sc:maximumAttendeeCapacity",
            "anonymousParticipationEnabled": "mz:anonymousParticipationEnabled",
            "commentsEnabled": "pt:commentsEnabled",
            "repliesModerationOption": "mz:repliesModerationOption",
            "category": "sc:category",
            "draft": "mz:draft",
            "uuid": "sc:identifier",
            "inLanguage": "sc:inLanguage",
        },
    ])
}

#[cfg(test)]
mod tests;
