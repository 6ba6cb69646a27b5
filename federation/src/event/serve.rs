//! What is served of rendezvous for everybody: each by its id, and those ahead as a collection of the section.

use activitypub_federation::kinds::collection::OrderedCollectionType;
use activitypub_federation::protocol::context::WithContext;
use axum::body::Bytes;
use preau_core::access::{self, Scope, Viewer};
use preau_core::error::Fault;
use preau_core::id::RendezvousId;
use preau_core::language::Language;
use preau_core::rendezvous::{AGENDA_PAGE, LASTS_MAX, Rendezvous, RendezvousState};
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Serialize;
use url::Url;

use super::{Event, context};
use crate::Federation;
use crate::known::written;

/// How far ahead: beyond a year and a half nothing is certain.
const AHEAD: i64 = 550 * Moment::DAY;

/// The section's `upcomingEvents` (FEP-8a8e), the next one first. Events are counted; people are not in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Upcoming {
    id: Url,
    #[serde(rename = "type")]
    kind: OrderedCollectionType,
    total_items: usize,
    ordered_items: Vec<Event>,
}

impl Federation {
    /// A rendezvous for everybody.
    pub(crate) async fn event_document(
        &self,
        language: Language,
        id: RendezvousId,
    ) -> Result<Option<Bytes>, Fault> {
        let mut db = self.store.read().await?;
        let Some(view) = access::rendezvous(db.as_mut(), &Viewer::Anyone, id).await? else { return Ok(None) };
        let event = Event::new(&self.names, language, &view.rendezvous);
        written(&WithContext::new(event, context())).map(Some)
    }

    /// Those ahead.
    pub(crate) async fn upcoming_document(&self, language: Language) -> Result<Bytes, Fault> {
        let mut db = self.store.read().await?;
        let ahead = ahead(db.as_mut(), self.world.now()).await?;
        let events: Vec<Event> = ahead.iter().map(|one| Event::new(&self.names, language, one)).collect();
        let upcoming = Upcoming {
            id: self.names.upcoming_events(),
            kind: OrderedCollectionType::OrderedCollection,
            total_items: events.len(),
            ordered_items: events,
        };
        written(&WithContext::new(upcoming, context()))
    }
}

/// Rendezvous for everybody that take place and are not over, the next one first.
pub(super) async fn ahead(db: &mut dyn Read, now: Moment) -> Result<Vec<Rendezvous>, Fault> {
    let found = db.agenda(Scope::Everybody, now.plus(-LASTS_MAX), now.plus(AHEAD), 2 * AGENDA_PAGE).await?;
    let stands = |one: &Rendezvous| one.state == RendezvousState::Planned && one.over_at() > now;
    let page = usize::try_from(AGENDA_PAGE).unwrap_or_default();
    Ok(found.into_iter().map(|view| view.rendezvous).filter(stands).take(page).collect())
}
