//! Groups: hosted here or copied from their host. The rooms below hold the statements, by what they are about.

mod card;
mod clear;
mod gathering;
mod keep;
mod log;
mod message;
mod partings;
mod people;
mod say;
mod write;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::group::{
    Gathering, GatheringView, Group, GroupAct, GroupCard, GroupLink, GroupMember, GroupSection, GroupState,
    GroupView, Joining, Listing, LogEntry, Membership, Message, MessageView, Reach, Receipt, TopicRow,
    Writing,
};
use preau_core::id::{ActivityId, GatheringId, GroupId, MessageId, PersonId};
use preau_core::link::LINKS_MAX;
use preau_core::store::ReadGroups;
use preau_core::text::{Note, ShortText, Title};
use preau_core::world::{Moment, TokenHash};
use url::Url;
use uuid::Uuid;

use crate::groups::card::{GroupRow, groups};
use crate::{Conn, fault};

/// Links into one group that can be used at once; more are not shown.
const GROUP_LINKS_MAX: i64 = 50;
/// Animators of ours in one group who are told of what waits.
const ANIMATORS_TOLD: i64 = 100;

/// Selects [`GroupLink`]s; the second text says which.
macro_rules! group_links {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            GroupLink,
            r#"SELECT grp AS "group!: GroupId", hash AS "hash!: TokenHash", made_by AS "made_by!: PersonId",
                made_at AS "made_at!: Moment", expires_at AS "expires_at!: Moment"
            FROM grp_link "# + $rest,
            $($arg)+
        )
    };
}

#[async_trait]
impl ReadGroups for Conn {
    async fn group(&mut self, id: GroupId) -> Result<Option<Group>, Fault> {
        let row = groups!("WHERE g.id = $1", id as GroupId).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(GroupRow::group).transpose()
    }

    async fn group_by_actor(&mut self, actor: &Url) -> Result<Option<Group>, Fault> {
        let row =
            groups!("WHERE g.actor = $1", actor.as_str()).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(GroupRow::group).transpose()
    }

    async fn group_by_uid(&mut self, uid: &str) -> Result<Option<Group>, Fault> {
        // The host that came last, should a group have had two.
        let row = groups!("WHERE g.uid = $1 ORDER BY g.epoch DESC, g.id LIMIT 1", uid)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(GroupRow::group).transpose()
    }

    async fn group_member(&mut self, group: GroupId, actor: &Url) -> Result<Option<GroupMember>, Fault> {
        people::member(self, group, actor).await
    }

    async fn group_member_here(
        &mut self,
        group: GroupId,
        person: PersonId,
    ) -> Result<Option<GroupMember>, Fault> {
        people::here(self, group, person).await
    }

    async fn groups_for(&mut self, person: PersonId, limit: i64) -> Result<Vec<GroupCard>, Fault> {
        card::for_person(self, person, limit).await
    }

    async fn groups_unread(&mut self, person: PersonId, limit: i64) -> Result<Vec<GroupCard>, Fault> {
        card::unread(self, person, limit).await
    }

    async fn group_view(&mut self, group: GroupId, person: PersonId) -> Result<Option<GroupView>, Fault> {
        card::view(self, group, person).await
    }

    async fn topics(
        &mut self,
        group: GroupId,
        reader: PersonId,
        before: Option<(Moment, MessageId)>,
        limit: i64,
    ) -> Result<Vec<TopicRow>, Fault> {
        message::topics(self, group, reader, before, limit).await
    }

    async fn message(&mut self, id: MessageId) -> Result<Option<Message>, Fault> {
        message::one(self, id).await
    }

    async fn message_by_uri(&mut self, uri: &Url) -> Result<Option<Message>, Fault> {
        message::by_uri(self, uri).await
    }

    async fn message_view(&mut self, id: MessageId, reader: PersonId) -> Result<Option<MessageView>, Fault> {
        message::view(self, id, reader).await
    }

    async fn messages(
        &mut self,
        topic: MessageId,
        reader: PersonId,
        after: Option<i64>,
        limit: i64,
    ) -> Result<Vec<MessageView>, Fault> {
        message::replies(self, topic, reader, after, limit).await
    }

    async fn first_unread(&mut self, topic: MessageId, reader: PersonId) -> Result<Option<MessageId>, Fault> {
        message::first_unread(self, topic, reader).await
    }

    async fn messages_of(
        &mut self,
        group: GroupId,
        author: &Url,
        limit: i64,
    ) -> Result<Vec<MessageId>, Fault> {
        message::of(self, group, author, limit).await
    }

    async fn pins(&mut self, group: GroupId) -> Result<i64, Fault> {
        message::pins(self, group).await
    }

    async fn group_members(
        &mut self,
        group: GroupId,
        states: &[Membership],
        limit: i64,
    ) -> Result<Vec<GroupMember>, Fault> {
        people::list(self, group, states, limit).await
    }

    async fn group_sections(&mut self, group: GroupId) -> Result<Vec<GroupSection>, Fault> {
        people::sections(self, group).await
    }

    async fn host_is_in(&mut self, group: GroupId, host: &str) -> Result<bool, Fault> {
        people::host_is_in(self, group, host).await
    }

    async fn host_has_copy(&mut self, group: GroupId, host: &str) -> Result<bool, Fault> {
        people::host_has_copy(self, group, host).await
    }

    async fn shares_group(&mut self, person: PersonId, host: &str) -> Result<bool, Fault> {
        people::shares(self, person, host).await
    }

    async fn group_inboxes(&mut self, group: GroupId) -> Result<Vec<Url>, Fault> {
        people::inboxes(self, group).await
    }

    async fn log(&mut self, group: GroupId, after: i64, limit: i64) -> Result<Vec<LogEntry>, Fault> {
        log::page(self, group, after, limit).await
    }

    async fn log_entry(&mut self, group: GroupId, seq: i64) -> Result<Option<LogEntry>, Fault> {
        log::at(self, group, seq).await
    }

    async fn log_entry_of(&mut self, group: GroupId, inner: &str) -> Result<Option<LogEntry>, Fault> {
        log::of(self, group, inner).await
    }

    async fn group_act(&mut self, id: ActivityId) -> Result<Option<GroupAct>, Fault> {
        log::act(self, id).await
    }

    async fn group_acts(
        &mut self,
        group: GroupId,
        person: PersonId,
        limit: i64,
    ) -> Result<Vec<GroupAct>, Fault> {
        log::acts_of(self, group, person, limit).await
    }

    async fn message_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<MessageId>, Fault> {
        message::once(self, by, once).await
    }

    async fn group_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<GroupId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: GroupId" FROM grp WHERE made_by = $1 AND once = $2"#,
            by as PersonId,
            once
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn groups_made_since(&mut self, by: PersonId, since: Moment) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "made!: i64" FROM grp WHERE made_by = $1 AND made_at >= $2"#,
            by as PersonId,
            since as Moment
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn group_link(&mut self, hash: &TokenHash, now: Moment) -> Result<Option<GroupLink>, Fault> {
        group_links!("WHERE hash = $1 AND expires_at > $2", hash as &TokenHash, now as Moment)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }

    async fn group_links(&mut self, group: GroupId, now: Moment) -> Result<Vec<GroupLink>, Fault> {
        group_links!(
            "WHERE grp = $1 AND expires_at > $2 ORDER BY expires_at DESC, hash LIMIT $3",
            group as GroupId,
            now as Moment,
            GROUP_LINKS_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn receipts(&mut self, group: GroupId, limit: i64) -> Result<Vec<Receipt>, Fault> {
        keep::receipts(self, group, limit).await
    }

    async fn animators_here(&mut self, group: GroupId) -> Result<Vec<PersonId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT person AS "person!: PersonId" FROM grp_member
            WHERE grp = $1 AND state = 'active' AND role = 'animator' AND person IS NOT NULL
            ORDER BY name_folded, person LIMIT $2"#,
            group as GroupId,
            ANIMATORS_TOLD
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn told_of_topics(&mut self, group: GroupId, limit: i64) -> Result<Vec<PersonId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT person AS "person!: PersonId" FROM grp_member
            WHERE grp = $1 AND state = 'active' AND tell = 'topics' AND person IS NOT NULL
            ORDER BY person LIMIT $2"#,
            group as GroupId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn gathering(&mut self, id: GatheringId) -> Result<Option<Gathering>, Fault> {
        gathering::one(self, id).await
    }

    async fn gathering_by_uri(&mut self, uri: &Url) -> Result<Option<Gathering>, Fault> {
        gathering::by_uri(self, uri).await
    }

    async fn gathering_view(
        &mut self,
        id: GatheringId,
        reader: PersonId,
    ) -> Result<Option<GatheringView>, Fault> {
        gathering::view(self, id, reader).await
    }

    async fn gatherings_for(
        &mut self,
        person: PersonId,
        from: Moment,
        to: Moment,
        limit: i64,
    ) -> Result<Vec<GatheringView>, Fault> {
        gathering::for_person(self, person, from, to, limit).await
    }

    async fn gatherings_of(
        &mut self,
        group: GroupId,
        reader: PersonId,
        from: Moment,
        limit: i64,
    ) -> Result<Vec<GatheringView>, Fault> {
        gathering::of(self, group, reader, from, limit).await
    }

    async fn has_group_voice(&mut self, person: PersonId) -> Result<bool, Fault> {
        people::has_voice(self, person).await
    }

    async fn memberships_of(&mut self, person: PersonId) -> Result<Vec<GroupMember>, Fault> {
        let mut places = people::places(self, person).await?;
        places.retain(|place| matches!(place.state, Membership::Asked | Membership::Active));
        Ok(places)
    }

    async fn groups_with(&mut self, section: &Url) -> Result<Vec<Group>, Fault> {
        let rows = groups!(
            "WHERE (NOT g.hosted AND g.host = $1)
                OR (g.hosted AND EXISTS (SELECT 1 FROM grp_section s WHERE s.grp = g.id AND s.actor = $1))
            ORDER BY g.name_folded, g.id LIMIT $2",
            section.as_str(),
            // As many groups as one section may have in common with each other one.
            LINKS_MAX * 10
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(GroupRow::group).collect()
    }

    async fn search_groups(
        &mut self,
        person: PersonId,
        words: &str,
        limit: i64,
    ) -> Result<Vec<GroupCard>, Fault> {
        card::search(self, person, words, limit).await
    }

    async fn search_topics(
        &mut self,
        person: PersonId,
        words: &str,
        limit: i64,
    ) -> Result<Vec<Message>, Fault> {
        message::search(self, person, words, limit).await
    }
}
