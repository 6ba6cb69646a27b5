//! When a copy and its host do not agree: catching up, starting again, and giving a restored host back what it lost.

use async_trait::async_trait;
use url::Url;

use super::effect::{Effect, effect};
use super::errand;
use super::log::carrying;
use crate::action::Action;
use crate::action::network::host_and_port;
use crate::error::{Failure, Refusal};
use crate::group::{Change, Group, GroupState, LogEntry, Withheld};
use crate::id::GroupId;
use crate::job::Errand;
use crate::link::LinkState;
use crate::store::Tx;
use crate::world::World;

/// Notes how far the host's log reaches, as it says itself; where we miss something, it is fetched.
#[derive(Debug)]
pub struct NoteReach {
    /// Which group.
    pub group: GroupId,
    /// The last entry that the host has.
    pub seq: i64,
}

#[async_trait]
impl Action for NoteReach {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        Ok(tx.note_last_seq(self.group, self.seq, world.now()).await?)
    }
}

/// A copy starts again from the last entry that it has in common with its host, whose log is longer and says otherwise.
#[derive(Debug)]
pub struct StartAgain {
    /// Which group.
    pub group: GroupId,
    /// The last entry in common; 0 for none.
    pub after: i64,
}

#[async_trait]
impl Action for StartAgain {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let group = tx.group(self.group).await?.filter(|group| !group.hosted).ok_or(Refusal::NotFound)?;
        tx.cut_log(group.id, self.after).await?;
        errand(tx, world, group.id, Errand::Pull, Some(&group.actor)).await
    }
}

/// On the host: takes entries back that it had and lost, from a server that kept them. The caller has checked the group's
/// own proof and the chain; what was appended here since then stands behind them, chained anew.
#[derive(Debug)]
pub struct RecoverEntries {
    /// Which group.
    pub group: GroupId,
    /// The head that was read when this was prepared.
    pub head: Vec<u8>,
    /// The last entry that both have.
    pub after: i64,
    /// What follows it from now on, in order, with what each means.
    pub entries: Vec<(LogEntry, Change)>,
    /// The server that gave them back.
    pub from: String,
    /// The places of those that came without what they said, and whether a later entry explains it.
    pub empty: Vec<(i64, bool)>,
}

#[async_trait]
impl Action for RecoverEntries {
    /// False where something was appended meanwhile: prepare it anew.
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let group = tx.group(self.group).await?.filter(|group| group.hosted).ok_or(Refusal::NotFound)?;
        if group.head != self.head {
            return Ok(false);
        }
        if group.seq > self.after {
            tx.cut_log(group.id, self.after).await?;
        }
        // Nobody is told of what they were told of before the loss.
        let quiet = Group { known_seq: i64::MAX, ..group };
        for (entry, change) in &self.entries {
            let about = match effect(tx, world, &quiet, change, Some(entry.seq)).await? {
                Effect::Done(about) => about,
                Effect::Missing => None,
            };
            let entry = carrying(tx, entry, about).await?;
            if !tx.append_entry(&entry).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
        }
        let since = world.now();
        for (seq, explained) in &self.empty {
            let (host, explained) = (self.from.clone(), *explained);
            tx.keep_withheld(&Withheld { group: group.id, seq: *seq, host, explained, since }).await?;
        }
        if !self.empty.is_empty() {
            errand(tx, world, group.id, Errand::Fill, None).await?;
        }
        // The last one reaches everybody: who misses something before it fetches it.
        let last = self.entries.last().map_or(group.seq, |(entry, _)| entry.seq);
        for inbox in tx.group_inboxes(group.id).await? {
            let relay = Errand::Relay { seq: last, inbox: inbox.clone() };
            errand(tx, world, group.id, relay, Some(&inbox)).await?;
        }
        Ok(true)
    }
}

/// Filled entries that are handed on once more; where there were more, who came meanwhile is shown the places as they were.
const FILLED_TOLD: usize = 100;

/// On the host: another copy had what one gave back empty. The caller has checked the group's own proof, and that each hash
/// is the one that stands there.
#[derive(Debug)]
pub struct FillEntries {
    /// Which group.
    pub group: GroupId,
    /// The head that was read when this was prepared.
    pub head: Vec<u8>,
    /// The entries that were empty, as they were, with what each means.
    pub entries: Vec<(LogEntry, Change)>,
    /// What stands behind the first of them and was looked at without it, in order.
    pub again: Vec<(LogEntry, Change)>,
    /// Places that nobody has to be asked for any more.
    pub settled: Vec<i64>,
}

#[async_trait]
impl Action for FillEntries {
    /// False where something was appended meanwhile: prepare it anew.
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let group = tx.group(self.group).await?.filter(|group| group.hosted).ok_or(Refusal::NotFound)?;
        if group.head != self.head {
            return Ok(false);
        }
        let quiet = Group { known_seq: i64::MAX, ..group };
        let mut entries: Vec<_> = self.entries.iter().chain(&self.again).collect();
        entries.sort_by_key(|(entry, _)| entry.seq);
        for (entry, change) in entries {
            // What was looked at before is as it was: each change comes to the same twice.
            if let Effect::Done(about) = effect(tx, world, &quiet, change, Some(entry.seq)).await? {
                let entry = carrying(tx, entry, about).await?;
                tx.fill_entry(&entry).await?;
            } else if self.entries.iter().any(|(filled, _)| filled.seq == entry.seq) {
                tx.fill_entry(entry).await?;
            }
        }
        for (entry, _) in &self.entries {
            tx.drop_withheld(quiet.id, entry.seq).await?;
        }
        for seq in &self.settled {
            tx.drop_withheld(quiet.id, *seq).await?;
        }
        // Whoever came meanwhile has the place without its text.
        for (entry, _) in self.entries.iter().take(FILLED_TOLD) {
            for inbox in tx.group_inboxes(quiet.id).await? {
                let relay = Errand::Relay { seq: entry.seq, inbox: inbox.clone() };
                errand(tx, world, quiet.id, relay, Some(&inbox)).await?;
            }
        }
        Ok(true)
    }
}

/// On the host: a server says that it holds more of a group's log than we do. It is fetched and looked at.
#[derive(Debug)]
pub struct ReceiveLogOffer {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Which group.
    pub group: GroupId,
    /// The section that offers, whose server signed.
    pub section: Url,
}

#[async_trait]
impl Action for ReceiveLogOffer {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| group.hosted) else { return Ok(false) };
        // Only a server that holds a copy by right.
        if !tx.host_is_in(group.id, &host_and_port(&self.section)).await? {
            return Ok(false);
        }
        let recover = Errand::Recover { section: self.section.clone() };
        errand(tx, world, group.id, recover, Some(&self.section)).await?;
        Ok(true)
    }
}

/// Looks in every log that we hold a copy of whether something was missed: daily, and when the server starts.
#[derive(Debug)]
pub struct CatchUp;

#[async_trait]
impl Action for CatchUp {
    type Output = usize;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<usize, Failure> {
        let mut count = 0_usize;
        for view in tx.linked_sections(&[LinkState::Linked]).await? {
            for group in tx.groups_with(&view.section.actor.id).await? {
                if !group.hosted && group.state == GroupState::Live {
                    errand(tx, world, group.id, Errand::Pull, Some(&group.actor)).await?;
                    count = count.saturating_add(1);
                }
            }
        }
        Ok(count)
    }
}
