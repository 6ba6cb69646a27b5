//! What servers say about people in groups: who asks to come in, who leaves, whom the host admits, removes or makes an
//! animator, which section is invited, and that something was removed.
//!
//! The gate has checked that who signs is who acts. What is left is whether it is theirs to say: a person speaks of
//! themselves, a group of its own people, a section for itself (O08, O16, O18).

use chrono::DateTime;
use preau_core::action::group::invite::{ReceiveInvitation, ReceiveInvitationAnswer};
use preau_core::action::group::parting::ReceiveParted;
use preau_core::action::group::received::{
    ReceiveAdmission, ReceiveJoin, ReceiveLeave, ReceiveReceipt, ReceiveRemoval, ReceiveRole,
};
use preau_core::action::network::host_and_port;
use preau_core::action::{Action, perform};
use preau_core::error::Failure;
use preau_core::group::{Group, GroupRole, ReceiptState};
use preau_core::id::GroupId;
use preau_core::peer::Incoming;
use preau_core::text::PersonName;
use preau_core::world::{Moment, Token, TokenHash};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use url::Url;

use crate::Federation;
use crate::activity::received::{Envelope, Inside};
use crate::actor::told;
use crate::errand::below_group;
use crate::receive::Received;

/// The longest handle that is kept of somebody elsewhere.
const HANDLE_CHARS_MAX: usize = 100;

/// Receipts that are read of one answer: more servers than take part in any group.
const RECEIPTS_AT_ONCE: usize = 200;
/// The longest name of a server, with its port.
const HOST_BYTES_MAX: usize = 253 + 6;

/// What a Join carries beside the group.
#[derive(Debug, Default, Deserialize)]
struct Joined {
    #[serde(rename = "pr:byline", default)]
    byline: Option<Byline>,
    #[serde(default)]
    instrument: Option<Value>,
}

/// The name somebody speaks under, and their handle.
#[derive(Debug, Default, Deserialize)]
struct Byline {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    handle: Option<String>,
}

/// What a Remove or an Invite carries beside its object.
#[derive(Debug, Default, Deserialize)]
struct Told {
    #[serde(rename = "pr:until", default)]
    until: Option<String>,
    #[serde(rename = "pr:owner", default)]
    owner: Option<bool>,
}

/// What a Leave carries beside the group.
#[derive(Debug, Default, Deserialize)]
struct Left<'a> {
    #[serde(rename = "pr:takeBack", default)]
    take_back: Option<bool>,
    #[serde(rename = "pr:voucher", borrow, default)]
    voucher: Option<&'a RawValue>,
}

/// How far the servers of a group are with what somebody took back.
#[derive(Debug, Default, Deserialize)]
struct Parted {
    #[serde(rename = "pr:receipts", default)]
    receipts: Vec<Receipt>,
}

#[derive(Debug, Deserialize)]
struct Receipt {
    #[serde(rename = "pr:server")]
    server: String,
    #[serde(rename = "pr:state")]
    state: ReceiptState,
}

impl Federation {
    /// Something about somebody's place in a group.
    pub(super) async fn receive_place(&self, incoming: &Incoming) -> Result<Received, Failure> {
        let Some(envelope) = Envelope::read(&incoming.body) else { return Ok(Received::Nothing) };
        match envelope.kind() {
            "Join" => self.receive_join(incoming, &envelope).await,
            "Leave" => self.receive_leave(incoming, &envelope).await,
            "Accept" => self.receive_answer(incoming, &envelope, true).await,
            "Reject" => self.receive_answer(incoming, &envelope, false).await,
            "Add" | "Remove" => self.receive_change(incoming, &envelope).await,
            "Invite" => self.receive_invitation(incoming, &envelope).await,
            _ => Ok(Received::Nothing),
        }
    }

    /// On the host: a person asks. The token of their link, if it is one of ours, is all that a Join can prove (O19).
    async fn receive_join(&self, incoming: &Incoming, envelope: &Envelope<'_>) -> Result<Received, Failure> {
        let Some(group) = self.group_named(envelope) else { return Ok(Received::Nothing) };
        let actor = self.store.read().await?.remote_actor(&incoming.actor).await?;
        // Only a person comes into a group.
        let Some(actor) = actor.filter(|actor| actor.kind == "Person") else {
            return Ok(Received::Forbidden);
        };
        let Joined { byline, instrument } = serde_json::from_slice(&incoming.body).unwrap_or_default();
        let Byline { name, handle } = byline.unwrap_or_default();
        let handle = handle.unwrap_or(actor.handle);
        let receive = ReceiveJoin {
            incoming: incoming.id.clone(),
            group,
            host: host_and_port(&actor.id),
            name: PersonName::fit(name.as_deref().unwrap_or(&actor.name), "—"),
            handle: handle.chars().filter(|c| !c.is_control()).take(HANDLE_CHARS_MAX).collect(),
            link: instrument.as_ref().and_then(link_of),
            actor: actor.id,
        };
        self.settle_by(&receive).await
    }

    async fn receive_leave(&self, incoming: &Incoming, envelope: &Envelope<'_>) -> Result<Received, Failure> {
        let Some(group) = self.group_named(envelope) else { return Ok(Received::Nothing) };
        let left: Left<'_> = serde_json::from_slice(&incoming.body).unwrap_or_default();
        let voucher = match left.voucher {
            Some(raw) if left.take_back != Some(true) => {
                self.vouched_leave(group, &incoming.actor, raw.get()).await?
            }
            _ => None,
        };
        let receive = ReceiveLeave {
            incoming: incoming.id.clone(),
            group,
            actor: incoming.actor.clone(),
            take_back: left.take_back.unwrap_or_default(),
            voucher,
        };
        self.settle_by(&receive).await
    }

    /// On the server of somebody who left: the group that they left says how far each server is (O18).
    async fn receive_parted(&self, incoming: &Incoming, inside: &Inside<'_>) -> Result<Received, Failure> {
        let (group, about) = (self.known_group(&incoming.actor).await?, inside.id.clone());
        let (Some(group), Some(about)) = (group, about) else { return Ok(Received::Forbidden) };
        let Parted { receipts } = serde_json::from_slice(&incoming.body).unwrap_or_default();
        let fits = |one: &Receipt| {
            one.server.len() <= HOST_BYTES_MAX && one.server.bytes().all(|b| b.is_ascii_graphic())
        };
        let servers = receipts.into_iter().take(RECEIPTS_AT_ONCE).filter(fits);
        let servers = servers.map(|one| (one.server, one.state)).collect();
        self.settle_by(&ReceiveParted { incoming: incoming.id.clone(), group, about, servers }).await
    }

    /// The group of ours that is the object.
    fn group_named(&self, envelope: &Envelope<'_>) -> Option<GroupId> {
        self.names.read_group(&envelope.object_id()?)
    }

    async fn receive_answer(
        &self,
        incoming: &Incoming,
        envelope: &Envelope<'_>,
        yes: bool,
    ) -> Result<Received, Failure> {
        let Some(inside) = envelope.inside() else { return Ok(Received::Nothing) };
        match inside.kind() {
            "Join" => self.receive_admission(incoming, &inside, yes).await,
            "Invite" => self.receive_invited(incoming, &inside, yes).await,
            "Leave" => self.receive_parted(incoming, &inside).await,
            "Remove" | "Announce" => self.receive_receipt(incoming, &inside, yes).await,
            _ => Ok(Received::Nothing),
        }
    }

    /// On a person's server: the group that they asked answers, and no other (O16). That somebody is turned away may be said
    /// by the section that hosts it.
    async fn receive_admission(
        &self,
        incoming: &Incoming,
        inside: &Inside<'_>,
        admitted: bool,
    ) -> Result<Received, Failure> {
        let asked = inside.actor.as_ref().and_then(|actor| self.our_person(actor.id()));
        let of = inside.object.as_ref().and_then(|of| Url::parse(of.id()).ok());
        let (Some(of), Some(actor)) = (of, asked) else { return Ok(Received::Forbidden) };
        let group = self.store.read().await?.group_by_actor(&of).await?.filter(|group| !group.hosted);
        let by = |group: &Group| incoming.actor == group.actor || (!admitted && incoming.actor == group.host);
        let Some(group) = group.filter(by).map(|group| group.id) else { return Ok(Received::Forbidden) };
        self.settle_by(&ReceiveAdmission { incoming: incoming.id.clone(), group, actor, admitted }).await
    }

    /// On the host: the section that was asked to answer for the group says yes or no, for itself.
    async fn receive_invited(
        &self,
        incoming: &Incoming,
        inside: &Inside<'_>,
        accept: bool,
    ) -> Result<Received, Failure> {
        let Some(group) = inside.actor.as_ref().and_then(|group| self.names.read_group(group.id())) else {
            return Ok(Received::Forbidden);
        };
        let section = incoming.actor.clone();
        let receive = ReceiveInvitationAnswer { incoming: incoming.id.clone(), group, section, accept };
        self.settle_by(&receive).await
    }

    /// On the host: a section says that its server removed what we removed, or does not.
    async fn receive_receipt(
        &self,
        incoming: &Incoming,
        inside: &Inside<'_>,
        done: bool,
    ) -> Result<Received, Failure> {
        let group = inside.actor.as_ref().and_then(|group| self.names.read_group(group.id()));
        let (Some(group), Some(about)) = (group, inside.id.clone()) else { return Ok(Received::Forbidden) };
        let sections = self.store.read().await?.group_sections(group).await?;
        // The section answers for its server: nobody else on it does.
        if !sections.iter().any(|section| section.actor == incoming.actor) {
            return Ok(Received::Forbidden);
        }
        let host = host_and_port(&incoming.actor);
        self.settle_by(&ReceiveReceipt { incoming: incoming.id.clone(), group, host, about, done }).await
    }

    /// On a person's server: the host removed them, or says whether they animate. A group speaks of its own lists alone
    /// (O18).
    async fn receive_change(
        &self,
        incoming: &Incoming,
        envelope: &Envelope<'_>,
    ) -> Result<Received, Failure> {
        let actor = envelope.object_id().and_then(|id| self.our_person(&id));
        let (Some(group), Some(actor)) = (self.known_group(&incoming.actor).await?, actor) else {
            return Ok(Received::Forbidden);
        };
        let target = envelope.target_id().unwrap_or_default();
        let list = |what: &str| below_group(&incoming.actor, what).as_str() == target;
        let incoming_id = incoming.id.clone();
        match envelope.kind() {
            "Remove" if list("followers") => {
                let Told { until, .. } = serde_json::from_slice(&incoming.body).unwrap_or_default();
                let until = until.as_deref().and_then(read_moment);
                self.settle_by(&ReceiveRemoval { incoming: incoming_id, group, actor, until }).await
            }
            verb if list("animators") => {
                let role = if verb == "Add" { GroupRole::Animator } else { GroupRole::Member };
                self.settle_by(&ReceiveRole { incoming: incoming_id, group, actor, role }).await
            }
            _ => Ok(Received::Forbidden),
        }
    }

    /// A group invites our section. Its document comes with it; it speaks for itself, and its host must be linked with us.
    async fn receive_invitation(
        &self,
        incoming: &Incoming,
        envelope: &Envelope<'_>,
    ) -> Result<Received, Failure> {
        if !envelope.is_to(self.names.section().as_str()) {
            return Ok(Received::Forbidden);
        }
        let told = match envelope.object_bytes().map(|bytes| told::read(bytes, &incoming.actor)) {
            Some(Ok(told)) => told,
            Some(Err(why)) => {
                tracing::debug!(host = host_and_port(&incoming.actor), why, "an invitation is not accepted");
                return Ok(Received::Forbidden);
            }
            None => return Ok(Received::Nothing),
        };
        let Told { owner, .. } = serde_json::from_slice(&incoming.body).unwrap_or_default();
        let receive = ReceiveInvitation {
            incoming: incoming.id.clone(),
            told: told.group,
            sections: told.sections,
            owner: owner.unwrap_or_default(),
        };
        self.settle_by(&receive).await
    }

    /// The group hosted elsewhere whose actor this is.
    async fn known_group(&self, actor: &Url) -> Result<Option<GroupId>, Failure> {
        let found = self.store.read().await?.group_by_actor(actor).await?;
        Ok(found.filter(|group| !group.hosted).map(|group| group.id))
    }

    /// The id of a person of ours; whether there is one is for the tables to say.
    fn our_person(&self, id: &str) -> Option<Url> {
        self.names.read_person(id).map(|person| self.names.person(person))
    }

    async fn settle_by<A: Action>(&self, action: &A) -> Result<Received, Failure> {
        perform(self.store.as_ref(), self.world.as_ref(), action).await?;
        Ok(Received::Settled)
    }
}

/// The hash of a link's token; whatever else an instrument claims proves nothing.
fn link_of(instrument: &Value) -> Option<TokenHash> {
    let text = instrument.get("pr:token")?.as_str()?;
    Token::read(text).map(|token| token.hash())
}

fn read_moment(text: &str) -> Option<Moment> {
    DateTime::parse_from_rfc3339(text).ok().map(|moment| Moment(moment.timestamp_micros()))
}
