//! On a copy: what the host hands on is checked and applied, in its order.

use preau_core::action::group::carry::FetchLog;
use preau_core::action::group::log::{Applied, ApplyEntry, ReceiveTurned};
use preau_core::action::perform;
use preau_core::error::Failure;
use preau_core::group::Group;
use preau_core::id::GroupId;
use preau_core::job::Turned;
use preau_core::peer::Incoming;
use serde::Deserialize;

use super::author::{Voucher, meaning};
use super::entry::{self, Announced, Wrong};
use super::read::{self, Said};
use crate::Federation;
use crate::activity::received::{Envelope, Reference};
use crate::receive::Received;

/// What a host answers to what it does not take.
#[derive(Deserialize)]
struct Refusal {
    object: Reference,
    #[serde(rename = "pr:reason", default)]
    reason: Option<Turned>,
}

impl Federation {
    /// The host of a group, which signed, hands an entry on or refuses what one of ours said.
    pub(crate) async fn told(&self, incoming: &Incoming, id: GroupId) -> Result<Received, Failure> {
        let group = self.store.read().await?.group(id).await?.filter(|group| !group.hosted);
        let Some(group) = group.filter(|group| group.actor == incoming.actor) else {
            return Ok(Received::Forbidden);
        };
        match Envelope::read(&incoming.body).map(|envelope| envelope.kind().to_owned()).as_deref() {
            Some("Announce") => self.announced(incoming, &group).await,
            Some("Reject") => self.refused_by_host(incoming, &group).await,
            _ => Ok(Received::Nothing),
        }
    }

    async fn announced(&self, incoming: &Incoming, group: &Group) -> Result<Received, Failure> {
        let Ok(text) = std::str::from_utf8(&incoming.body) else { return Ok(Received::Forbidden) };
        let announced = match self.entry_of(group, text).await? {
            Ok(announced) if announced.id == incoming.id => announced,
            Ok(_) => return Ok(Received::Forbidden),
            Err(wrong) => {
                tracing::debug!(group = %group.id, %wrong, "an entry of a log is not believed");
                // Its id is used up: if it was good after all, it comes with the log.
                perform(self.store.as_ref(), self.world.as_ref(), &FetchLog { group: group.id }).await?;
                return Ok(Received::Forbidden);
            }
        };
        let apply = self.applying(group, announced, Some(incoming.id.clone())).await?;
        let applied = perform(self.store.as_ref(), self.world.as_ref(), &apply).await?;
        if applied == Applied::Fork {
            tracing::warn!(group = %group.id, seq = apply.entry.seq, "a host's log says otherwise than our copy");
        }
        Ok(Received::Settled)
    }

    /// An entry with the group's proof; the key is asked for again where it does not fit.
    async fn entry_of(&self, group: &Group, text: &str) -> Result<Result<Announced, Wrong>, Failure> {
        let now = self.world.now();
        let Some(key) = self.group_key(group).await? else { return Ok(Err(Wrong::Proof)) };
        match entry::read(group, text, Some(&key), now) {
            Err(Wrong::Proof) => match self.group_key_again(group).await? {
                Some(key) => Ok(entry::read(group, text, Some(&key), now)),
                None => Ok(Err(Wrong::Proof)),
            },
            read => Ok(read),
        }
    }

    /// What an entry comes to here, with the word of its author checked.
    async fn applying(
        &self,
        group: &Group,
        announced: Announced,
        incoming: Option<String>,
    ) -> Result<ApplyEntry, Failure> {
        let said = announced.raw.as_deref().map(|raw| read::activity(group, raw));
        let voucher = match &said {
            Some(Ok(said)) => self.voucher(group, &said.actor).await?,
            _ => Voucher::Origin,
        };
        self.applied(group, announced, said, &voucher, incoming).await
    }

    /// The same with what vouches found already.
    pub(super) async fn applied(
        &self,
        group: &Group,
        announced: Announced,
        said: Option<Result<Said, Turned>>,
        voucher: &Voucher,
        incoming: Option<String>,
    ) -> Result<ApplyEntry, Failure> {
        let now = self.world.now();
        let mut by = None;
        if let (Some(Ok(said)), Some(raw)) = (&said, &announced.raw) {
            by = voucher.vouches(raw, &said.actor, now);
            // A key that is known and does not fit may be an old one; who is not there was asked for just now.
            if by.is_none()
                && matches!(voucher, Voucher::Key(_))
                && let Some(again) = self.voucher_again(&said.actor).await?
            {
                by = again.vouches(raw, &said.actor, now);
            }
        }
        let inner = self.inner_here(group, &announced).await?;
        let change = meaning(group, said, announced.place.as_ref(), by);
        let Announced { mut entry, after, id, .. } = announced;
        entry.inner = inner;
        Ok(ApplyEntry { incoming, group: group.id, change, entry, after, announce: id })
    }

    async fn refused_by_host(&self, incoming: &Incoming, group: &Group) -> Result<Received, Failure> {
        let Ok(refusal) = serde_json::from_slice::<Refusal>(&incoming.body) else {
            return Ok(Received::Nothing);
        };
        let turned = ReceiveTurned {
            incoming: Some(incoming.id.clone()),
            group: group.id,
            activity: refusal.object.id().to_owned(),
            reason: refusal.reason.unwrap_or(Turned::Malformed),
        };
        perform(self.store.as_ref(), self.world.as_ref(), &turned).await?;
        Ok(Received::Settled)
    }
}
