//! Who is in a group, which servers hold a copy of it, and what both are asked for at every fetch.

use preau_core::error::Fault;
use preau_core::group::{GROUPS_MAX, GroupMember, GroupRole, GroupSection, Membership, SectionState, Tell};
use preau_core::id::{GroupId, PersonId};
use preau_core::link::LINKS_MAX;
use preau_core::text::{PersonName, ShortText, folded};
use preau_core::world::Moment;
use url::Url;

use crate::network::address;
use crate::{Conn, fault};

/// Selects [`MemberRow`]s `m`; the second text says which.
macro_rules! members {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            MemberRow,
            r#"SELECT m.grp AS "grp!: GroupId", m.actor AS "actor!", m.person AS "person?: PersonId",
                m.name AS "name!: PersonName", m.handle AS "handle!", m.host AS "host!", m.role AS "role!: GroupRole",
                m.state AS "state!: Membership", m.shown AS "shown!: bool", m.tell AS "tell!: Tell",
                m.joining AS "joining!", m.until AS "until?: Moment", m.since AS "since!: Moment"
            FROM grp_member m "# + $rest,
            $($arg)+
        )
    };
}

/// Somebody's place, by actor.
pub(super) async fn member(
    conn: &mut Conn,
    group: GroupId,
    actor: &Url,
) -> Result<Option<GroupMember>, Fault> {
    let row = members!("WHERE m.grp = $1 AND m.actor = $2", group as GroupId, actor.as_str())
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    row.map(MemberRow::member).transpose()
}

/// The place of one of ours.
pub(super) async fn here(
    conn: &mut Conn,
    group: GroupId,
    person: PersonId,
) -> Result<Option<GroupMember>, Fault> {
    let row = members!("WHERE m.person = $2 AND m.grp = $1", group as GroupId, person as PersonId)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    row.map(MemberRow::member).transpose()
}

/// Every place of one of ours, whatever became of it.
pub(super) async fn places(conn: &mut Conn, person: PersonId) -> Result<Vec<GroupMember>, Fault> {
    let rows = members!(
        "WHERE m.person = $1 ORDER BY m.grp LIMIT $2",
        person as PersonId,
        // Groups come and go; what one person was in fits into a few lists.
        GROUPS_MAX * 10
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(MemberRow::member).collect()
}

/// People in these states, animators first, then by name.
pub(super) async fn list(
    conn: &mut Conn,
    group: GroupId,
    states: &[Membership],
    limit: i64,
) -> Result<Vec<GroupMember>, Fault> {
    // Five parameters for the five states; a shorter list leaves the others empty.
    let state = |n: usize| states.get(n).map(|state| state.as_str());
    // By the words as they are: "animator" comes before "member".
    let rows = members!(
        "WHERE m.grp = $1 AND m.state IN ($2, $3, $4, $5, $6) ORDER BY m.role, m.name_folded, m.actor LIMIT $7",
        group as GroupId,
        state(0),
        state(1),
        state(2),
        state(3),
        state(4),
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(MemberRow::member).collect()
}

/// The sections of a group, the host's first, then by name; on the host with how many of each are in.
pub(super) async fn sections(conn: &mut Conn, group: GroupId) -> Result<Vec<GroupSection>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT s.actor AS "actor!", s.name AS "name!: ShortText", s.host AS "host!", s.owner AS "owner!: bool",
            s.state AS "state!: SectionState", s.actor = g.host AS "hosts!: bool",
            CASE WHEN g.hosted THEN (SELECT count(*) FROM grp_member m
                WHERE m.host = s.host AND m.state = 'active' AND m.grp = g.id) ELSE 0 END AS "members!: i64"
        FROM grp_section s JOIN grp g ON g.id = s.grp WHERE s.grp = $1 LIMIT $2"#,
        group as GroupId,
        LINKS_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    let mut rows = rows
        .into_iter()
        .map(|row| {
            let section = GroupSection {
                actor: address(&row.actor)?,
                name: row.name,
                host: row.host,
                owner: row.owner,
                state: row.state,
                members: row.members,
            };
            Ok((!row.hosts, folded(section.name.as_str()), section))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    rows.sort_by(|one, other| (one.0, &one.1, &one.2.actor).cmp(&(other.0, &other.1, &other.2.actor)));
    Ok(rows.into_iter().map(|(_, _, section)| section).collect())
}

/// Whether anybody of this server is in.
pub(super) async fn host_is_in(conn: &mut Conn, group: GroupId, host: &str) -> Result<bool, Fault> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM grp_member WHERE host = $2 AND state = 'active' AND grp = $1)
            AS "is_in!: bool""#,
        group as GroupId,
        host
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)
}

/// Whether this server is one of those with a copy.
pub(super) async fn host_has_copy(conn: &mut Conn, group: GroupId, host: &str) -> Result<bool, Fault> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM grp_section WHERE host = $2 AND state = 'taking' AND grp = $1)
            AS "has_copy!: bool""#,
        group as GroupId,
        host
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)
}

/// Whether a server meets one of ours in a group: as its host, as one with a copy, or with people in ours. Whoever has left
/// and let their words stay is still asked for by servers with a copy: the words are checked by their key.
pub(super) async fn shares(conn: &mut Conn, person: PersonId, host: &str) -> Result<bool, Fault> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM grp_member m JOIN grp g ON g.id = m.grp
            WHERE m.person = $1 AND m.state IN ('asked', 'active') AND g.reach = 'shared' AND g.state <> 'left'
                AND ((g.hosted AND EXISTS (SELECT 1 FROM grp_member o
                        WHERE o.host = $2 AND o.state IN ('asked', 'active') AND o.grp = g.id))
                    OR (NOT g.hosted AND EXISTS (SELECT 1 FROM linked_section l
                        WHERE l.actor = g.host AND l.host = $2))
                    OR EXISTS (SELECT 1 FROM grp_section s
                        WHERE s.host = $2 AND s.state = 'taking' AND s.grp = g.id)))
            OR EXISTS (SELECT 1 FROM grp_message w JOIN grp g ON g.id = w.grp
                WHERE w.person = $1 AND w.state = 'published' AND g.reach = 'shared'
                    AND EXISTS (SELECT 1 FROM grp_section s
                        WHERE s.host = $2 AND s.state = 'taking' AND s.grp = g.id)) AS "shares!: bool""#,
        person as PersonId,
        host
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)
}

/// Where a group's log is delivered: the common inboxes of the linked servers with somebody in it.
pub(super) async fn inboxes(conn: &mut Conn, group: GroupId) -> Result<Vec<Url>, Fault> {
    let rows = sqlx::query_scalar!(
        r#"SELECT DISTINCT a.delivery_inbox AS "inbox!" FROM linked_section l JOIN remote_actor a ON a.id = l.actor
        WHERE l.state = 'linked' AND EXISTS (SELECT 1 FROM grp_member m
            WHERE m.host = l.host AND m.state = 'active' AND m.grp = $1)
        ORDER BY a.delivery_inbox LIMIT $2"#,
        group as GroupId,
        LINKS_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.iter().map(|inbox| address(inbox)).collect()
}

/// Whether one of ours is or was in a group that crosses servers, or wrote in one.
pub(super) async fn has_voice(conn: &mut Conn, person: PersonId) -> Result<bool, Fault> {
    sqlx::query_scalar!(
        r#"SELECT (EXISTS (SELECT 1 FROM grp_member m JOIN grp g ON g.id = m.grp
                WHERE m.person = $1 AND g.reach = 'shared')
            OR EXISTS (SELECT 1 FROM grp_message w JOIN grp g ON g.id = w.grp
                WHERE w.person = $1 AND g.reach = 'shared')) AS "voice!: bool""#,
        person as PersonId
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)
}

/// Stores or changes somebody's place.
pub(super) async fn keep(conn: &mut Conn, member: &GroupMember) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO grp_member (grp, actor, person, name, name_folded, handle, host, role, state, shown, tell,
            joining, until, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (grp, actor) DO UPDATE SET person = excluded.person, name = excluded.name,
            name_folded = excluded.name_folded, handle = excluded.handle, host = excluded.host,
            role = excluded.role, state = excluded.state, shown = excluded.shown, tell = excluded.tell,
            joining = excluded.joining, until = excluded.until, since = excluded.since",
        member.group as GroupId,
        member.actor.as_str(),
        member.person as Option<PersonId>,
        member.name.as_str(),
        folded(member.name.as_str()),
        member.handle,
        member.host,
        member.role as GroupRole,
        member.state as Membership,
        member.shown,
        member.tell as Tell,
        member.join,
        member.until as Option<Moment>,
        member.since as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Stores or changes a section's place.
pub(super) async fn keep_section(
    conn: &mut Conn,
    group: GroupId,
    section: &GroupSection,
) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO grp_section (grp, actor, name, host, owner, state) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (grp, actor) DO UPDATE SET name = excluded.name, host = excluded.host, owner = excluded.owner,
            state = excluded.state",
        group as GroupId,
        section.actor.as_str(),
        section.name.as_str(),
        section.host,
        section.owner,
        section.state as SectionState
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Replaces the sections of a group.
pub(super) async fn set_sections(
    conn: &mut Conn,
    group: GroupId,
    sections: &[GroupSection],
) -> Result<(), Fault> {
    sqlx::query!("DELETE FROM grp_section WHERE grp = $1", group as GroupId)
        .execute(conn.db())
        .await
        .map_err(fault)?;
    for section in sections {
        keep_section(conn, group, section).await?;
    }
    Ok(())
}

/// What [`members`] selects.
struct MemberRow {
    grp: GroupId,
    actor: String,
    person: Option<PersonId>,
    name: PersonName,
    handle: String,
    host: String,
    role: GroupRole,
    state: Membership,
    shown: bool,
    tell: Tell,
    joining: String,
    until: Option<Moment>,
    since: Moment,
}

impl MemberRow {
    /// With their address read.
    fn member(self) -> Result<GroupMember, Fault> {
        Ok(GroupMember {
            group: self.grp,
            actor: address(&self.actor)?,
            person: self.person,
            name: self.name,
            handle: self.handle,
            host: self.host,
            role: self.role,
            state: self.state,
            shown: self.shown,
            tell: self.tell,
            join: self.joining,
            until: self.until,
            since: self.since,
        })
    }
}
