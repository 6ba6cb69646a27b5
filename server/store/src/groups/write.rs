//! Writing groups: each change is a statement or a few, in the transaction of its Action.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::group::{
    ActState, Gathering, Group, GroupAct, GroupLink, GroupMember, GroupSection, GroupState, LogEntry,
    Message, MessageState, Receipt, ReceiptState, Tell,
};
use preau_core::id::{ActivityId, GatheringId, GroupId, MessageId, PersonId};
use preau_core::job::Turned;
use preau_core::store::WriteGroups;
use preau_core::world::Moment;
use url::Url;
use uuid::Uuid;

use crate::groups::{clear, gathering, keep, log, people, say};
use crate::{Conn, fault};

#[async_trait]
impl WriteGroups for Conn {
    async fn insert_group(&mut self, group: &Group, by: Option<(PersonId, Uuid)>) -> Result<bool, Fault> {
        keep::insert(self, group, by).await
    }

    async fn update_group(&mut self, group: &Group) -> Result<(), Fault> {
        keep::update(self, group).await
    }

    async fn move_group(&mut self, group: GroupId, state: GroupState, now: Moment) -> Result<(), Fault> {
        keep::shift(self, group, state, now).await
    }

    async fn keep_member(&mut self, member: &GroupMember) -> Result<(), Fault> {
        people::keep(self, member).await
    }

    async fn drop_member(&mut self, group: GroupId, actor: &Url) -> Result<(), Fault> {
        clear::member(self, group, actor).await
    }

    async fn set_tell(&mut self, group: GroupId, person: PersonId, tell: Tell) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE grp_member SET tell = $3 WHERE grp = $1 AND person = $2",
            group as GroupId,
            person as PersonId,
            tell as Tell
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn animators_count(&mut self, group: GroupId) -> Result<i64, Fault> {
        // The transaction is serializable: of two demotions that both count two, one is run again and counts one.
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64" FROM grp_member
            WHERE grp = $1 AND state = 'active' AND role = 'animator'"#,
            group as GroupId
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn keep_group_section(&mut self, group: GroupId, section: &GroupSection) -> Result<(), Fault> {
        people::keep_section(self, group, section).await
    }

    async fn set_group_sections(&mut self, group: GroupId, sections: &[GroupSection]) -> Result<(), Fault> {
        people::set_sections(self, group, sections).await
    }

    async fn insert_message(&mut self, message: &Message, once: Option<Uuid>) -> Result<bool, Fault> {
        say::insert(self, message, once).await
    }

    async fn update_message(&mut self, message: &Message) -> Result<(), Fault> {
        say::update(self, message).await
    }

    async fn empty_message(&mut self, id: MessageId, state: MessageState, at: Moment) -> Result<(), Fault> {
        say::empty(self, id, state, at).await
    }

    async fn set_message_useful(
        &mut self,
        message: MessageId,
        actor: &Url,
        useful: bool,
    ) -> Result<bool, Fault> {
        say::set_useful(self, message, actor, useful).await
    }

    async fn mark_topic_read(&mut self, topic: MessageId, reader: PersonId, seq: i64) -> Result<(), Fault> {
        say::mark_read(self, topic, reader, seq).await
    }

    async fn append_entry(&mut self, entry: &LogEntry) -> Result<bool, Fault> {
        log::append(self, entry).await
    }

    async fn cut_log(&mut self, group: GroupId, after: i64) -> Result<(), Fault> {
        clear::cut_log(self, group, after).await
    }

    async fn note_known_seq(&mut self, group: GroupId, seq: i64, now: Moment) -> Result<(), Fault> {
        log::note_known(self, group, seq, false, now).await
    }

    async fn note_last_seq(&mut self, group: GroupId, seq: i64, now: Moment) -> Result<(), Fault> {
        log::note_known(self, group, seq, true, now).await
    }

    async fn insert_group_act(&mut self, act: &GroupAct) -> Result<(), Fault> {
        log::insert_act(self, act).await
    }

    async fn settle_group_act(
        &mut self,
        id: ActivityId,
        state: ActState,
        reason: Option<Turned>,
        now: Moment,
    ) -> Result<(), Fault> {
        log::settle_act(self, id, (state, reason), now).await
    }

    async fn insert_group_link(&mut self, link: &GroupLink) -> Result<(), Fault> {
        keep::insert_link(self, link).await
    }

    async fn drop_group_links(&mut self, group: GroupId) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM grp_link WHERE grp = $1", group as GroupId)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    async fn ask_receipt(&mut self, receipt: &Receipt) -> Result<(), Fault> {
        keep::ask_receipt(self, receipt).await
    }

    async fn answer_receipt(
        &mut self,
        group: GroupId,
        about: &str,
        host: &str,
        state: ReceiptState,
        now: Moment,
    ) -> Result<bool, Fault> {
        keep::answer_receipt(self, group, (about, host), state, now).await
    }

    async fn keep_gathering(&mut self, gathering: &Gathering) -> Result<GatheringId, Fault> {
        gathering::keep(self, gathering).await
    }

    async fn answer_gathering(
        &mut self,
        id: GatheringId,
        person: PersonId,
        coming: bool,
        now: Moment,
    ) -> Result<(), Fault> {
        gathering::answer(self, id, person, coming, now).await
    }

    async fn purge_copies(&mut self, before: Moment) -> Result<u64, Fault> {
        clear::purge_copies(self, before).await
    }
}
