//! Join and Leave from other servers (federation.md 3.7). Who else comes is told to nobody.

use async_trait::async_trait;
use url::Url;

use super::{hashed, tell_organiser, why_not};
use crate::access::{self, Verb, Viewer};
use crate::action::network::host_and_port;
use crate::action::outside::is_blocked;
use crate::action::{Action, enqueue};
use crate::error::{Failure, Refusal};
use crate::guest::{
    Asking, GUESTS_MAX, GUESTS_PER_HOST_MAX, GUESTS_WAITING_MAX, Guest, GuestState, GuestsMay, TurnedAway,
    Way,
};
use crate::id::{GuestId, RendezvousId};
use crate::job::{NewJob, Work};
use crate::outside::OutsideByline;
use crate::peer::{FollowState, RemoteActor};
use crate::store::Tx;
use crate::text::PersonName;
use crate::unit::Openness;
use crate::world::World;

/// What became of a Join.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joined {
    /// They come; counted once, however often they say so.
    Comes,
    /// The organiser decides.
    Waits,
    /// They cannot come, and are told why.
    TurnedAway(TurnedAway),
    /// Nothing is there for them, and nothing is answered.
    Ignored,
}

/// Somebody on another server wants to come. The caller has checked that who signed is who joins.
#[derive(Debug)]
pub struct ReceiveEventJoin {
    /// The stored activity that this settles: its id is the Join's.
    pub incoming: String,
    /// To what.
    pub rendezvous: RendezvousId,
    /// Who; known.
    pub actor: RemoteActor,
}

#[async_trait]
impl Action for ReceiveEventJoin {
    type Output = Joined;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Joined, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let joined = self.join(tx, world).await?;
        let turned = match joined {
            Joined::Comes => None,
            Joined::TurnedAway(why) => Some(why),
            Joined::Waits | Joined::Ignored => return Ok(joined),
        };
        answer(tx, world, self.rendezvous, (&self.actor.id, &self.incoming), turned).await?;
        Ok(joined)
    }
}

impl ReceiveEventJoin {
    async fn join(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Joined, Failure> {
        let house = tx.house().await?.ok_or(Refusal::NotFound)?;
        let follows = tx
            .follower(&self.actor.id)
            .await?
            .is_some_and(|follower| follower.state == FollowState::Accepted);
        // Before a closed house somebody who does not follow it stands outside.
        let outside = house.openness == Openness::Closed && !follows;
        if outside || self.actor.kind != "Person" || is_blocked(tx, &self.actor.id).await? {
            return Ok(Joined::Ignored);
        }
        let found = access::rendezvous_for(tx, &Viewer::Anyone, Verb::Read, self.rendezvous).await;
        let rendezvous = match found {
            // Of what strangers may not read, an answer would tell that it is there (A09).
            Err(Failure::Refused(_)) => return Ok(Joined::Ignored),
            found => found?,
        };
        let who = hashed(tx, world, self.actor.id.as_str()).await?;
        if let Some(guest) = tx.guest_by_who(rendezvous.id, &who).await? {
            return Ok(match guest.state {
                GuestState::Coming => Joined::Comes,
                GuestState::Refused => Joined::TurnedAway(TurnedAway::Refused),
                GuestState::Waiting | GuestState::Unconfirmed => Joined::Waits,
            });
        }
        if let Some(why) = why_not(tx, world, &rendezvous).await? {
            return Ok(Joined::TurnedAway(why));
        }
        let host = hashed(tx, world, &host_and_port(&self.actor.id)).await?;
        let (all, waiting) = tx.guests_count(rendezvous.id).await?;
        let theirs = tx.guests_of_host(rendezvous.id, &host).await?;
        if all >= GUESTS_MAX || waiting >= GUESTS_WAITING_MAX || theirs >= GUESTS_PER_HOST_MAX {
            return Ok(Joined::TurnedAway(TurnedAway::Full));
        }
        let asks = rendezvous.guests_may == GuestsMay::Ask;
        let guest = Guest {
            id: GuestId(world.hidden_id()),
            rendezvous: rendezvous.id,
            state: if asks { GuestState::Waiting } else { GuestState::Coming },
            who,
            way: Way::Join {
                host,
                activity: hashed(tx, world, &self.incoming).await?,
                inbox: self.actor.shared_inbox.clone().unwrap_or_else(|| self.actor.inbox.clone()),
                asking: asks.then(|| Asking {
                    actor: self.actor.id.clone(),
                    handle: OutsideByline::of(&self.actor).account(),
                    join: self.incoming.clone(),
                }),
            },
            name: asks.then(|| PersonName::fit(&self.actor.name, "—")),
            came_at: world.now(),
        };
        tx.insert_guest(&guest).await?;
        if asks {
            tell_organiser(tx, world, &rendezvous).await?;
        }
        Ok(if asks { Joined::Waits } else { Joined::Comes })
    }
}

/// Somebody on another server does not come after all. Only they themselves: the actor is part of what is looked for (O08).
/// True if they came or asked to.
#[derive(Debug)]
pub struct ReceiveEventLeave {
    /// The stored activity that this settles.
    pub incoming: String,
    /// From what.
    pub rendezvous: RendezvousId,
    /// Who signed.
    pub actor: Url,
}

#[async_trait]
impl Action for ReceiveEventLeave {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let who = hashed(tx, world, self.actor.as_str()).await?;
        let guest = tx.guest_by_who(self.rendezvous, &who).await?;
        leave(tx, guest).await
    }
}

/// Frees the place. Whoever was told no stays so: leaving and asking anew would undo it.
pub(in crate::action) async fn leave(tx: &mut dyn Tx, guest: Option<Guest>) -> Result<bool, Failure> {
    match guest {
        Some(guest) if guest.state != GuestState::Refused => Ok(tx.delete_guest(&guest).await?),
        _ => Ok(false),
    }
}

/// Answers a Join.
pub(super) async fn answer(
    tx: &mut dyn Tx,
    world: &dyn World,
    rendezvous: RendezvousId,
    (actor, join): (&Url, &str),
    turned: Option<TurnedAway>,
) -> Result<(), Failure> {
    let work = Work::AnswerJoin { rendezvous, actor: actor.clone(), join: join.to_owned(), turned };
    let job = NewJob::now(work, world.now()).in_lane(format!("join {actor}"));
    Ok(enqueue(tx, world, job).await?)
}
