//! What another section says about the link between us: an Offer, its answer, or the end of both.

use preau_core::action::link::{ReceiveLinkAnswer, ReceiveOffer};
use preau_core::action::network::KeepActor;
use preau_core::action::perform;
use preau_core::error::Failure;
use preau_core::invitation::fold_code;
use preau_core::link::LinkKind;
use preau_core::peer::{Incoming, RemoteActor};
use serde::Deserialize;
use url::Url;

use crate::Federation;
use crate::activity::received::{Envelope, Reference};
use crate::errand::relationship;
use crate::outside::origin::Budget;
use crate::receive::Received;

/// What an Offer asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Offered {
    /// What the section that asks is to us.
    pub(crate) kind: LinkKind,
    /// The folded letters of the code.
    pub(crate) code: Option<String>,
}

/// The inside of an Offer.
#[derive(Debug, Deserialize)]
struct Offer {
    object: Relationship,
    #[serde(rename = "pr:code", default)]
    code: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Relationship {
    subject: Reference,
    object: Reference,
    #[serde(rename = "relationship")]
    word: String,
}

/// Reads an Offer from `by` to `ours`; `None` for one that binds others.
pub(crate) fn read_offer(bytes: &[u8], by: &Url, ours: &Url) -> Option<Offered> {
    let offer: Offer = serde_json::from_slice(bytes).ok()?;
    let Relationship { subject, object, word } = offer.object;
    if subject.id() != by.as_str() || object.id() != ours.as_str() || by == ours {
        return None;
    }
    let kind = LinkKind::ALL.iter().find(|kind| relationship(**kind) == word)?;
    Some(Offered { kind: kind.mirrored(), code: offer.code.as_deref().and_then(fold_code) })
}

impl Federation {
    /// An Offer of a link, or the answer to one.
    pub(super) async fn receive_link(&self, incoming: &Incoming) -> Result<Received, Failure> {
        let Some(envelope) = Envelope::read(&incoming.body) else { return Ok(Received::Nothing) };
        match envelope.kind() {
            "Offer" => self.receive_offer(incoming).await,
            verb => self.receive_link_answer(incoming, verb, envelope.object_id()).await,
        }
    }

    async fn receive_offer(&self, incoming: &Incoming) -> Result<Received, Failure> {
        let offered = read_offer(&incoming.body, &incoming.actor, &self.names.section());
        let Some(Offered { kind, code }) = offered else { return Ok(Received::Forbidden) };
        let Some(known) = self.store.read().await?.remote_actor(&incoming.actor).await? else {
            return Ok(Received::Nothing);
        };
        let actor = self.with_proof_key(known).await?;
        // Without a key of proofs there are no words to compare: it is no section of this software, or an old one.
        if actor.kind != "Group" || actor.proof_key.is_none() {
            return Ok(Received::Nothing);
        }
        let receive = ReceiveOffer { incoming: incoming.id.clone(), actor, kind, code };
        perform(self.store.as_ref(), self.world.as_ref(), &receive).await?;
        Ok(Received::Settled)
    }

    /// The actor with the key of its proofs: one that we knew before either server had any is read once more.
    async fn with_proof_key(&self, known: RemoteActor) -> Result<RemoteActor, Failure> {
        if known.proof_key.is_some() {
            return Ok(known);
        }
        let found = self.ask_for(&known.id, &mut Budget::new()).await?;
        let fresh =
            found.and_then(|document| self.read_actor(&document)).filter(|actor| actor.id == known.id);
        let Some(actor) = fresh else { return Ok(known) };
        perform(self.store.as_ref(), self.world.as_ref(), &KeepActor { actor: actor.clone() }).await?;
        Ok(actor)
    }

    /// Only the section that was asked answers, and only the one that asked takes it back (O08, O16).
    async fn receive_link_answer(
        &self,
        incoming: &Incoming,
        verb: &str,
        offer: Option<String>,
    ) -> Result<Received, Failure> {
        let Some(offer) = offer else { return Ok(Received::Nothing) };
        let link = self.store.read().await?.linked_section(&incoming.actor).await?;
        let Some(link) = link.filter(|link| link.offer == offer) else { return Ok(Received::Forbidden) };
        if link.ours == (verb == "Undo") {
            return Ok(Received::Forbidden);
        }
        let accept = verb == "Accept";
        let receive =
            ReceiveLinkAnswer { incoming: incoming.id.clone(), actor: incoming.actor.clone(), offer, accept };
        perform(self.store.as_ref(), self.world.as_ref(), &receive).await?;
        Ok(Received::Settled)
    }
}
