//! What is open when people part from a group or servers disagree.

use async_trait::async_trait;
use url::Url;

use crate::error::Fault;
use crate::group::{Leaving, LogEntry, Message, Parted, Quota, ReceiptState, Withheld};
use crate::id::{GroupId, PersonId};
use crate::world::Moment;

/// Reading it.
#[async_trait]
pub trait ReadPartings {
    /// Receipts of somebody's own leaving since then, latest first, those of one leaving together; at most `limit`.
    async fn leavings_of(
        &mut self,
        person: PersonId,
        since: Moment,
        limit: i64,
    ) -> Result<Vec<Parted>, Fault>;
    /// The receipts of one leaving, by server.
    async fn leaving(&mut self, group: GroupId, about: &str) -> Result<Vec<Leaving>, Fault>;
    /// What a section said of the key of somebody who left and let their words stay, byte for byte.
    async fn voucher(&mut self, group: GroupId, actor: &Url) -> Result<Option<String>, Fault>;
    /// Entries that a copy gave back without what they said, in order, at most `limit`.
    async fn withheld(&mut self, group: GroupId, limit: i64) -> Result<Vec<Withheld>, Fault>;
}

/// Writing it.
#[async_trait]
pub trait WritePartings {
    /// Stores a receipt of leaving that is asked for; asked for twice, the first stands.
    async fn ask_leaving(&mut self, leaving: &Leaving) -> Result<(), Fault>;
    /// Notes how a server (the second) stands with a leaving; false where nothing was asked of it.
    async fn answer_leaving(
        &mut self,
        group: GroupId,
        receipt: (&str, &str),
        state: ReceiptState,
        now: Moment,
    ) -> Result<bool, Fault>;
    /// Forgets what was asked of a server.
    async fn drop_leaving(&mut self, group: GroupId, about: &str, host: &str) -> Result<(), Fault>;
    /// Says up to which place the servers that were asked have to be.
    async fn place_leaving(&mut self, group: GroupId, about: &str, seq: i64) -> Result<(), Fault>;
    /// Notes how far in the log a server says that it is; never backwards.
    async fn note_reach(&mut self, group: GroupId, host: &str, seq: i64) -> Result<(), Fault>;
    /// Settles the receipts of leaving of all servers that are far enough. Returns which leavings changed, with the server
    /// that is told of each.
    async fn settle_leavings(
        &mut self,
        group: GroupId,
        now: Moment,
    ) -> Result<Vec<(String, Option<String>)>, Fault>;
    /// The same where a server refuses to apply what stands up to a place.
    async fn refuse_leavings(
        &mut self,
        group: GroupId,
        host: &str,
        seq: i64,
        now: Moment,
    ) -> Result<Vec<(String, Option<String>)>, Fault>;
    /// Keeps what a section said of the key of somebody who left.
    async fn keep_voucher(
        &mut self,
        group: GroupId,
        actor: &Url,
        document: &str,
        now: Moment,
    ) -> Result<(), Fault>;
    /// Notes an entry that a copy gave back without what it said.
    async fn keep_withheld(&mut self, withheld: &Withheld) -> Result<(), Fault>;
    /// Forgets that.
    async fn drop_withheld(&mut self, group: GroupId, seq: i64) -> Result<(), Fault>;
    /// Gives an entry back what it said, and the message that it carries, at its place and with its hash.
    async fn fill_entry(&mut self, entry: &LogEntry) -> Result<bool, Fault>;
    /// Stores every column of a message whose place was held empty.
    async fn fill_message(&mut self, message: &Message) -> Result<(), Fault>;
    /// Counts an entry of so many bytes that a server makes a group grow, and says how much it did on that day.
    async fn tally(&mut self, group: GroupId, host: &str, bytes: i64, now: Moment) -> Result<Quota, Fault>;
}
