//! The jobs that tell other servers of a rendezvous for everybody: what happened to it, and to a newly linked section what
//! is ahead.

use preau_core::access::{self, Viewer};
use preau_core::action::nearby::{FanOutEvent, TellEventTo};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::id::{ActivityId, RendezvousId};
use preau_core::job::Change;
use preau_core::language::Language;
use preau_core::link::LinkState;
use preau_core::peer::{KeyOwner, Outgoing};
use preau_core::rendezvous::{Rendezvous, RendezvousState};
use preau_core::world::Moment;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::serve::ahead;
use super::{Event, context};
use crate::activity::{Activity, Verb, stored_in};
use crate::names::Names;
use crate::{Federation, Ran};

impl Federation {
    /// Tells what happened to a rendezvous, as it is now.
    pub(crate) async fn tell_event(&self, id: RendezvousId, change: Change) -> Result<Ran, Failure> {
        let mut db = self.store.read().await?;
        let Some(house) = db.house().await? else { return Ok(Ran::done()) };
        let Some(view) = access::rendezvous(db.as_mut(), &Viewer::Anyone, id).await? else {
            return Ok(Ran::done());
        };
        let one = &view.rendezvous;
        let told = db.was_told(id).await?;
        // A change of what nobody heard of is news to everybody; what nobody heard of and does not take place is none.
        let verb = if told && change == Change::Updated { Verb::Update } else { Verb::Create };
        let moot = !told && (one.state == RendezvousState::Cancelled || one.over_at() < self.world.now());
        let outgoing = outgoing(&self.names, house.language, verb, one, self.world.now())?;
        // A worker died between doing this and settling it.
        if moot || db.outgoing(outgoing.id).await?.is_some() {
            return Ok(Ran::done());
        }
        drop(db);
        perform(self.store.as_ref(), self.world.as_ref(), &FanOutEvent { outgoing, rendezvous: id }).await?;
        Ok(Ran::done())
    }

    /// Tells a section that we are linked with now what is ahead: it did not hear of it before.
    pub(crate) async fn tell_agenda(&self, section: &Url) -> Result<Ran, Failure> {
        let now = self.world.now();
        let mut db = self.store.read().await?;
        let Some(house) = db.house().await? else { return Ok(Ran::done()) };
        let link = db.linked_section(section).await?.filter(|link| link.state == LinkState::Linked);
        let Some(link) = link else { return Ok(Ran::done()) };
        let inbox = link.actor.shared_inbox.unwrap_or(link.actor.inbox);
        let events = ahead(db.as_mut(), now).await?;
        drop(db);
        for one in &events {
            // Under an id of its own: the first telling may have carried an older text.
            let id = told_as(one.id, &format!("Create for {section} {}", link.since.0), one.sequence);
            let activity = telling(&self.names, house.language, Verb::Create, one, id);
            let outgoing = stored_in(context(), id, KeyOwner::Section, &activity, now).map_err(unwritten)?;
            let tell = TellEventTo { outgoing, rendezvous: one.id, inbox: inbox.clone() };
            perform(self.store.as_ref(), self.world.as_ref(), &tell).await?;
        }
        Ok(Ran::done())
    }
}

/// The row of what is told.
fn outgoing(
    names: &Names,
    language: Language,
    verb: Verb,
    one: &Rendezvous,
    now: Moment,
) -> Result<Outgoing, Fault> {
    let sequence = if verb == Verb::Update { one.sequence } else { 0 };
    let id = told_as(one.id, &format!("{verb:?}"), sequence);
    stored_in(context(), id, KeyOwner::Section, &telling(names, language, verb, one, id), now)
        .map_err(unwritten)
}

fn unwritten(error: serde_json::Error) -> Fault {
    Fault::other("writing an activity", error)
}

/// The Create of a rendezvous, or its Update. A cancelled one is updated: it stands in calendars, crossed out.
pub(crate) fn telling(
    names: &Names,
    language: Language,
    verb: Verb,
    one: &Rendezvous,
    id: ActivityId,
) -> Activity<Event> {
    let at = if verb == Verb::Update { one.changed_at } else { one.made_at };
    Activity::by_section(names, id, verb, at, Event::new(names, language, one))
}

/// The id of an activity about a rendezvous. It follows from what happened, so that a job that runs twice finds that it has
/// been done.
pub(crate) fn told_as(id: RendezvousId, what: &str, sequence: i32) -> ActivityId {
    let digest = Sha256::digest(format!("{id} {what} {sequence}"));
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    ActivityId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
