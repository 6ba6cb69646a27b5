//! Join, Leave and Undo of a Join, about rendezvous of ours. The gate has checked that who signs is who acts.

use preau_core::action::guest::{ReceiveEventJoin, ReceiveEventLeave};
use preau_core::action::perform;
use preau_core::error::Failure;
use preau_core::peer::Incoming;

use super::Received;
use crate::Federation;
use crate::activity::received::{Envelope, Reference};

impl Federation {
    /// Somebody outside comes, or does not after all. What they say with it (`participationMessage`) is not read.
    pub(super) async fn receive_event(&self, incoming: &Incoming) -> Result<Received, Failure> {
        let Some(envelope) = Envelope::read(&incoming.body) else { return Ok(Received::Nothing) };
        let taken_back = (envelope.kind() == "Undo").then(|| envelope.inside()).flatten();
        let named = match &taken_back {
            Some(join) => join.object.as_ref().map(Reference::id).map(str::to_owned),
            None => envelope.object_id(),
        };
        let Some(rendezvous) = named.and_then(|id| self.names.read_rendezvous(&id)) else {
            return Ok(Received::Nothing);
        };
        if envelope.kind() != "Join" {
            let (incoming, actor) = (incoming.id.clone(), incoming.actor.clone());
            let leave = ReceiveEventLeave { incoming, rendezvous, actor };
            perform(self.store.as_ref(), self.world.as_ref(), &leave).await?;
            return Ok(Received::Settled);
        }
        let actor = self.store.read().await?.remote_actor(&incoming.actor).await?;
        let Some(actor) = actor else { return Ok(Received::Nothing) };
        let join = ReceiveEventJoin { incoming: incoming.id.clone(), rendezvous, actor };
        perform(self.store.as_ref(), self.world.as_ref(), &join).await?;
        Ok(Received::Settled)
    }
}
