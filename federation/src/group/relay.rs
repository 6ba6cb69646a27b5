//! From the host to the servers of a group: entries of its log, and why something was not taken.

use bytes::Bytes;
use preau_core::action::network::host_and_port;
use preau_core::error::{Failure, Fault};
use preau_core::group::{Group, LogEntry};
use preau_core::id::GroupId;
use preau_core::job::Turned;
use preau_core::link::LinkState;
use preau_core::store::Read;
use serde_json::json;
use url::Url;

use super::{context, entry, owner, unwritten};
use crate::errand::Task;
use crate::{Federation, Ran};

impl Federation {
    /// Sends one entry to one server, if people of it are still in the group and its section is still linked.
    pub(crate) async fn relay(&self, id: GroupId, seq: i64, inbox: &Url, task: Task) -> Result<Ran, Failure> {
        let mut db = self.store.read().await?;
        let Some(group) = db.group(id).await?.filter(|group| group.hosted) else { return Ok(Ran::done()) };
        let host = host_and_port(inbox);
        let linked = db.linked_host(&host).await?.is_some_and(|link| link.state == LinkState::Linked);
        if !linked || !db.host_is_in(group.id, &host).await? {
            return Ok(Ran::done());
        }
        let Some(entry) = db.log_entry(group.id, seq).await? else { return Ok(Ran::done()) };
        let bytes = self.entry_bytes(db.as_mut(), &group, &entry).await?;
        drop(db);
        self.ensure_keys(owner(&group)).await?;
        self.send(owner(&group), bytes, inbox, task.tries).await
    }

    /// An entry as it travels now: as it was written, or without the text that is gone.
    async fn entry_bytes(&self, db: &mut dyn Read, group: &Group, entry: &LogEntry) -> Result<Bytes, Fault> {
        if let Some(announce) = &entry.announce {
            return Ok(Bytes::from(announce.clone()));
        }
        let before = match entry.seq {
            1 => Vec::new(),
            seq => match db.log_entry(group.id, seq.saturating_sub(1)).await? {
                Some(before) => before.hash,
                None => return Err(Fault::Broken("a log has no gaps")),
            },
        };
        let key = self.own_proof_key(owner(group)).await?;
        let place = entry::place_of(db, entry).await?;
        entry::emptied(key.as_deref(), group, (entry, place), &before).map(Bytes::from)
    }

    /// Tells the author of an activity that it was not taken, and why, in a word that their server makes a sentence of.
    pub(crate) async fn turn(
        &self,
        id: GroupId,
        (actor, activity, reason): (&Url, &str, Turned),
        task: Task,
    ) -> Result<Ran, Failure> {
        let mut db = self.store.read().await?;
        let (Some(group), Some(to)) = (db.group(id).await?, db.remote_actor(actor).await?) else {
            return Ok(Ran::done());
        };
        drop(db);
        let reject = json!({
            "@context": context(), "id": self.sent_as(task), "type": "Reject", "actor": group.actor,
            "to": [actor], "object": activity, "content": reason.as_str(), "pr:reason": reason.as_str(),
        });
        let bytes = serde_json::to_vec(&reject).map_err(unwritten)?;
        self.ensure_keys(owner(&group)).await?;
        let inbox = to.shared_inbox.unwrap_or(to.inbox);
        self.send(owner(&group), bytes, &inbox, task.tries).await
    }
}
