//! The rendezvous that a meeting casts into the agenda of the house: written with its notice and kept in step, never typed.

use crate::audience::Audience;
use crate::error::{Failure, Fault, Refusal};
use crate::id::RendezvousId;
use crate::meeting::{Meeting, MeetingKind, MeetingState};
use crate::rendezvous::{Rendezvous, RendezvousState};
use crate::store::Tx;
use crate::world::World;

/// Writes it, or brings it up to date. Who reads it follows from the meeting: see `views!` of the store.
pub(super) async fn cast(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
) -> Result<RendezvousId, Failure> {
    let view = tx.meeting_view(meeting.id, None).await?.ok_or(Refusal::NotFound)?;
    let audience = if meeting.kind == MeetingKind::Public { Audience::Everybody } else { Audience::Section };
    let state = if meeting.state == MeetingState::Convened {
        RendezvousState::Planned
    } else {
        RendezvousState::Cancelled
    };
    let before = match view.rendezvous {
        Some(id) => tx.rendezvous(id).await?,
        None => None,
    };
    let now = world.now();
    let after = Rendezvous {
        id: before.as_ref().map_or_else(|| RendezvousId(world.dated_id()), |one| one.id),
        organiser: before.as_ref().map_or(meeting.made_by, |one| one.organiser),
        title: meeting.title.clone(),
        source: String::new(),
        html: String::new(),
        starts_at: meeting.starts_at,
        ends_at: meeting.ends_at,
        time_zone: meeting.time_zone,
        place: meeting.place.clone(),
        link: meeting.link.clone(),
        audience,
        needed: None,
        capacity: None,
        state,
        sequence: before.as_ref().map_or(0, |one| one.sequence),
        made_at: before.as_ref().map_or(now, |one| one.made_at),
        changed_at: now,
    };
    match before {
        None => {
            if !tx.insert_rendezvous(&after, world.hidden_id()).await? {
                return Err(Fault::Broken("a hidden id was drawn twice").into());
            }
            tx.tie_rendezvous(after.id, meeting.id).await?;
        }
        Some(before) => {
            let same = Rendezvous { changed_at: before.changed_at, ..after.clone() } == before;
            if !same && !tx.update_rendezvous(&after, before.sequence).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
        }
    }
    Ok(after.id)
}
