//! What linked sections announce to everybody, kept for our members' agenda; and what of ours goes out to them.

use async_trait::async_trait;
use url::Url;

use super::network::{deliver, host_and_port};
use super::outside::{is_blocked, tombstone};
use super::{Action, enqueue};
use crate::access::{self, Verb, Viewer};
use crate::error::{Failure, Refusal};
use crate::id::{NearbyId, RendezvousId};
use crate::job::{NewJob, Work};
use crate::link::LinkState;
use crate::nearby::{NEARBY_PER_SECTION_MAX, RemoteEvent};
use crate::peer::{Outgoing, RemoteActor};
use crate::store::Tx;
use crate::world::World;

/// An Event of a linked section: new, changed or cancelled. True if the agenda changed.
#[derive(Debug)]
pub struct KeepNearby {
    /// The stored activity that this settles; `None` where another Action settles it.
    pub incoming: Option<String>,
    /// The section, which signed.
    pub section: Url,
    /// The Event.
    pub event: RemoteEvent,
}

#[async_trait]
impl Action for KeepNearby {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        if let Some(incoming) = &self.incoming {
            tx.finish_incoming(incoming, now).await?;
        }
        let linked =
            tx.linked_section(&self.section).await?.is_some_and(|link| link.state == LinkState::Linked);
        let theirs = self.event.id.origin() == self.section.origin();
        let gone = tx.tombstone(&tombstone(&self.event.id, &self.section)).await?;
        if !linked || !theirs || gone || is_blocked(tx, &self.section).await? {
            return Ok(false);
        }
        let held = tx.nearby_by_uri(&self.event.id).await?;
        if held.as_ref().is_some_and(|held| held.section != self.section) {
            return Ok(false);
        }
        let zone = tx.house().await?.ok_or(Refusal::NotFound)?.time_zone;
        let id = held.as_ref().map_or_else(|| NearbyId(world.dated_id()), |held| held.id);
        let Some(mut nearby) =
            self.event.cleaned(id, &self.section, zone, now).filter(|_| !self.event.cancelled)
        else {
            // It does not take place, or is over now: nobody waits for it here.
            return Ok(tx.delete_nearby(&self.event.id, &self.section).await?);
        };
        match held {
            // The older version came later.
            Some(held) if held.version > nearby.version => return Ok(false),
            Some(held) => nearby.came_at = held.came_at,
            None if tx.nearby_count(&self.section).await? >= NEARBY_PER_SECTION_MAX => return Ok(false),
            None => {}
        }
        tx.keep_nearby(&nearby).await?;
        Ok(true)
    }
}

/// Inboxes read at once while a rendezvous is told; the rows of a page, not a bound on followers.
const INBOXES_PAGE: i64 = 500;

/// Stores an activity about a rendezvous for everybody, and one delivery for each server that hears of it: those of
/// followers, of linked sections, and of those who said that they come.
#[derive(Debug)]
pub struct FanOutEvent {
    /// What is sent.
    pub outgoing: Outgoing,
    /// What it speaks of: deliveries about one rendezvous keep their order at one server.
    pub rendezvous: RendezvousId,
}

#[async_trait]
impl Action for FanOutEvent {
    type Output = usize;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<usize, Failure> {
        // It was written before this transaction began.
        match access::rendezvous_for(tx, &Viewer::Anyone, Verb::Read, self.rendezvous).await {
            Err(Failure::Refused(_)) => return Ok(0),
            found => found.map(drop)?,
        }
        tx.insert_event_activity(&self.outgoing, self.rendezvous).await?;
        let about = self.rendezvous.to_string();
        let mut besides = tx.event_inboxes(self.rendezvous).await?;
        let mut count = 0;
        let mut after: Option<String> = None;
        loop {
            let inboxes = tx.follower_inboxes(after.as_deref(), INBOXES_PAGE).await?;
            let Some(last) = inboxes.last() else { break };
            after = Some(last.to_string());
            besides.retain(|inbox| !inboxes.contains(inbox));
            for inbox in &inboxes {
                deliver(tx, world, &self.outgoing, inbox, &about).await?;
                count += 1;
            }
        }
        for inbox in &besides {
            deliver(tx, world, &self.outgoing, inbox, &about).await?;
            count += 1;
        }
        Ok(count)
    }
}

/// Stores an activity about a rendezvous for one server that did not hear of it before: a section that is newly linked.
#[derive(Debug)]
pub struct TellEventTo {
    /// What is sent.
    pub outgoing: Outgoing,
    /// What it speaks of.
    pub rendezvous: RendezvousId,
    /// Where to.
    pub inbox: Url,
}

#[async_trait]
impl Action for TellEventTo {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        if tx.outgoing(self.outgoing.id).await?.is_none() {
            tx.insert_event_activity(&self.outgoing, self.rendezvous).await?;
        }
        deliver(tx, world, &self.outgoing, &self.inbox, &self.rendezvous.to_string()).await
    }
}

/// A section is linked with ours from now on: it is told what is ahead, after it has been told that it is linked.
pub(super) async fn tell_agenda(
    tx: &mut dyn Tx,
    world: &dyn World,
    section: &RemoteActor,
) -> Result<(), Failure> {
    let work = Work::TellAgenda { section: section.id.clone() };
    let lane = format!("deliver {} link", host_and_port(&section.inbox));
    let job = NewJob::now(work, world.now()).in_lane(lane);
    Ok(enqueue(tx, world, job).await?)
}
