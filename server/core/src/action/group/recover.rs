//! When a copy and its host do not agree: catching up, starting again, and giving a restored host back what it lost.

use async_trait::async_trait;

use super::effect::{Effect, effect};
use super::errand;
use super::log::{carrying, own_act};
use crate::action::Action;
use crate::error::{Failure, Refusal};
use crate::group::{Change, LOG_PAGE, LogEntry};
use crate::id::GroupId;
use crate::job::Errand;
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
        Ok(tx.note_known_seq(self.group, self.seq, world.now()).await?)
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
/// own proof and the chain; what was appended here since then has another place and is appended again after them.
#[derive(Debug)]
pub struct RecoverEntries {
    /// Which group.
    pub group: GroupId,
    /// The last entry that both have.
    pub after: i64,
    /// What follows it there, in order, with what each means.
    pub entries: Vec<(LogEntry, Change)>,
}

#[async_trait]
impl Action for RecoverEntries {
    type Output = usize;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<usize, Failure> {
        let group = tx.group(self.group).await?.filter(|group| group.hosted).ok_or(Refusal::NotFound)?;
        // What our own people said after the restore is told again, with the place that it gets then.
        let again = tx.log(group.id, self.after, LOG_PAGE).await?;
        if i64::try_from(self.entries.len()).unwrap_or(i64::MAX) < group.seq.saturating_sub(self.after) {
            return Ok(0);
        }
        tx.cut_log(group.id, self.after).await?;
        for (entry, change) in &self.entries {
            let group = tx.group(group.id).await?.ok_or(Refusal::NotFound)?;
            let about = match effect(tx, world, &group, change, Some(entry.seq)).await? {
                Effect::Done(about) => about,
                Effect::Missing => None,
            };
            let entry = carrying(tx, entry, about).await?;
            if !tx.append_entry(&entry).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
        }
        for entry in again {
            if let Some(act) = own_act(world, &entry.inner)
                && tx.log_entry_of(group.id, &entry.inner).await?.is_none()
            {
                errand(tx, world, group.id, Errand::Act { act }, None).await?;
            }
        }
        Ok(self.entries.len())
    }
}
