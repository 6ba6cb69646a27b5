//! What is said in a group, as its readers find it.

use preau_core::error::Fault;
use preau_core::group::{GroupVerb, Message, MessageState, MessageView, TopicRow, UNREAD_MAX, Vouched};
use preau_core::id::{GroupId, MessageId, PersonId};
use preau_core::job::Turned;
use preau_core::text::{PersonName, Title};
use preau_core::world::Moment;
use url::Url;
use uuid::Uuid;

use super::card::four_words;
use crate::network::address;
use crate::{Conn, fault};

/// Before everything: where the discussions begin that were spoken in last.
const NEWEST: (Moment, MessageId) = (Moment(i64::MAX), MessageId(Uuid::max()));

/// Selects [`MessageRow`]s `m` for a reader (`$1`); the second text says which.
///
/// Who finds something useful does so by their actor, which the reader's place in the group tells.
macro_rules! messages {
    ($reader:expr, $rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            MessageRow,
            r#"SELECT m.id AS "id!: MessageId", m.grp AS "grp!: GroupId", m.uri AS "uri!", m.topic AS "topic!: MessageId",
                m.parent AS "parent?: MessageId", m.author AS "author!", m.person AS "person?: PersonId",
                m.name AS "name!: PersonName", m.host AS "host!", m.title AS "title?: Title", m.source AS "source!",
                m.html AS "html!", m.summary AS "summary!", m.state AS "state!: MessageState",
                m.reason AS "reason?: Turned", m.seq AS "seq?: i64", m.vouched AS "vouched!: Vouched",
                m.written_at AS "written_at!: Moment", m.edited_at AS "edited_at?: Moment", m.edits AS "edits!: i32",
                m.pinned_at AS "pinned_at?: Moment", m.digest AS "digest?",
                (SELECT count(*) FROM grp_useful u WHERE u.message = m.id) AS "useful!: i64",
                (SELECT count(*) FROM grp_member p JOIN grp_useful u ON u.actor = p.actor AND u.message = m.id
                    WHERE p.person = $1 AND p.grp = m.grp) > 0 AS "mine!: bool",
                (SELECT a.verb FROM grp_act a WHERE a.message = m.id AND a.state = 'waiting' AND a.person = $1
                    AND a.verb NOT IN ('open', 'reply') AND a.deed IS NOT NULL
                    ORDER BY a.at DESC, a.id DESC LIMIT 1) AS "waiting?: GroupVerb"
            FROM grp_message m "# + $rest,
            $reader as PersonId,
            $($arg)+
        )
    };
}

/// Selects [`HeadRow`]s `m` for a reader (`$1`), counting so far (`$2`); the second text says which.
macro_rules! heads {
    ($reader:expr, $rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            HeadRow,
            r#"SELECT m.id AS "id!: MessageId", m.grp AS "grp!: GroupId", m.uri AS "uri!", m.topic AS "topic!: MessageId",
                m.parent AS "parent?: MessageId", m.author AS "author!", m.person AS "person?: PersonId",
                m.name AS "name!: PersonName", m.host AS "host!", m.title AS "title?: Title", m.source AS "source!",
                m.html AS "html!", m.summary AS "summary!", m.state AS "state!: MessageState",
                m.reason AS "reason?: Turned", m.seq AS "seq?: i64", m.vouched AS "vouched!: Vouched",
                m.written_at AS "written_at!: Moment", m.edited_at AS "edited_at?: Moment", m.edits AS "edits!: i32",
                m.pinned_at AS "pinned_at?: Moment", m.digest AS "digest?", m.last_at AS "last_at!: Moment",
                (SELECT count(*) FROM grp_message r WHERE r.topic = m.id AND r.state = 'published')
                    - CASE WHEN m.state = 'published' THEN 1 ELSE 0 END AS "replies!: i64",
                (SELECT count(*) FROM (
                    SELECT 1 AS one FROM grp_message u WHERE u.topic = m.id AND u.state = 'published'
                        AND u.person IS DISTINCT FROM $1
                        AND u.seq > COALESCE((SELECT r.seq FROM grp_read r WHERE r.topic = m.id AND r.person = $1), 0)
                    LIMIT $2) AS news) AS "unread!: i64"
            FROM grp_message m "# + $rest,
            $reader as PersonId,
            UNREAD_MAX,
            $($arg)+
        )
    };
}

/// Nobody: what is read for itself has no reader.
const NOBODY: PersonId = PersonId(Uuid::nil());

/// A message by its id.
pub(super) async fn one(conn: &mut Conn, id: MessageId) -> Result<Option<Message>, Fault> {
    Ok(view(conn, id, NOBODY).await?.map(|view| view.message))
}

/// A message by its id on the wire.
pub(super) async fn by_uri(conn: &mut Conn, uri: &Url) -> Result<Option<Message>, Fault> {
    let row =
        messages!(NOBODY, "WHERE m.uri = $2", uri.as_str()).fetch_optional(conn.db()).await.map_err(fault)?;
    Ok(row.map(MessageRow::view).transpose()?.map(|view| view.message))
}

/// A message with its row.
pub(super) async fn view(
    conn: &mut Conn,
    id: MessageId,
    reader: PersonId,
) -> Result<Option<MessageView>, Fault> {
    let row = messages!(reader, "WHERE m.id = $2", id as MessageId)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    row.map(MessageRow::view).transpose()
}

/// Discussions of a page. The first has the reader's own that are not out, then pinned ones; each kind has an index of
/// its own, so that no page grows with the group.
pub(super) async fn topics(
    conn: &mut Conn,
    group: GroupId,
    reader: PersonId,
    before: Option<(Moment, MessageId)>,
    limit: i64,
) -> Result<Vec<TopicRow>, Fault> {
    let mut rows = Vec::new();
    if before.is_none() {
        rows = heads!(
            reader,
            "WHERE m.grp = $3 AND m.seq IS NULL AND m.parent IS NULL AND m.person = $1
                AND m.state IN ('waiting', 'refused')
            ORDER BY m.written_at DESC, m.id DESC LIMIT $4",
            group as GroupId,
            limit
        )
        .fetch_all(conn.db())
        .await
        .map_err(fault)?;
        let pinned = heads!(
            reader,
            "WHERE m.grp = $3 AND m.pinned_at IS NOT NULL AND m.parent IS NULL AND m.state = 'published'
            ORDER BY m.last_at DESC, m.id DESC LIMIT $4",
            group as GroupId,
            limit
        )
        .fetch_all(conn.db())
        .await
        .map_err(fault)?;
        rows.extend(pinned);
    }
    let left = limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(i64::MAX)).max(0);
    let (at, id) = before.unwrap_or(NEWEST);
    let others = heads!(
        reader,
        "WHERE m.grp = $3 AND m.parent IS NULL AND m.pinned_at IS NULL AND (m.last_at, m.id) < ($4, $5)
            AND (m.state IN ('published', 'withheld') OR (m.state IN ('deleted', 'removed') AND EXISTS (
                SELECT 1 FROM grp_message r WHERE r.topic = m.id AND r.state = 'published')))
        ORDER BY m.last_at DESC, m.id DESC LIMIT $6",
        group as GroupId,
        at as Moment,
        id as MessageId,
        left
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.extend(others);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows.into_iter().map(HeadRow::topic).collect()
}

/// Replies in the order of the log, then those that are not in it yet: on the host what was said a moment ago, and the
/// reader's own that wait or were refused.
pub(super) async fn replies(
    conn: &mut Conn,
    topic: MessageId,
    reader: PersonId,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<MessageView>, Fault> {
    // These first: what gets its place between the two questions is then seen twice, which is mended, and not missed.
    let unplaced = messages!(
        reader,
        "WHERE m.topic = $2 AND m.parent IS NOT NULL AND m.seq IS NULL
                AND (m.state = 'published' OR (m.person = $1 AND m.state IN ('waiting', 'refused')))
            ORDER BY m.written_at, m.id LIMIT $3",
        topic as MessageId,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    let mut rows = messages!(
        reader,
        "WHERE m.topic = $2 AND m.parent IS NOT NULL AND m.seq > $3
            AND m.state IN ('published', 'deleted', 'removed', 'withheld')
        ORDER BY m.seq LIMIT $4",
        topic as MessageId,
        after.unwrap_or(0),
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    let unplaced: Vec<_> =
        unplaced.into_iter().filter(|one| rows.iter().all(|placed| placed.id != one.id)).collect();
    rows.extend(unplaced);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows.into_iter().map(MessageRow::view).collect()
}

/// The first message of a discussion that a reader has not read.
pub(super) async fn first_unread(
    conn: &mut Conn,
    topic: MessageId,
    reader: PersonId,
) -> Result<Option<MessageId>, Fault> {
    sqlx::query_scalar!(
        r#"SELECT u.id AS "id!: MessageId" FROM grp_message u
        WHERE u.topic = $1 AND u.state = 'published' AND u.person IS DISTINCT FROM $2
            AND u.seq > COALESCE((SELECT r.seq FROM grp_read r WHERE r.topic = $1 AND r.person = $2), 0)
        ORDER BY u.seq LIMIT 1"#,
        topic as MessageId,
        reader as PersonId
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)
}

/// Messages of an actor in a group that are out or wait, newest first.
pub(super) async fn of(
    conn: &mut Conn,
    group: GroupId,
    author: &Url,
    limit: i64,
) -> Result<Vec<MessageId>, Fault> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!: MessageId" FROM grp_message
        WHERE grp = $1 AND author = $2 AND state IN ('published', 'waiting')
        ORDER BY written_at DESC, id DESC LIMIT $3"#,
        group as GroupId,
        author.as_str(),
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)
}

/// How many discussions are pinned.
pub(super) async fn pins(conn: &mut Conn, group: GroupId) -> Result<i64, Fault> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "pins!: i64" FROM grp_message
        WHERE grp = $1 AND pinned_at IS NOT NULL AND state = 'published'"#,
        group as GroupId
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)
}

/// The message made from a form.
pub(super) async fn once(conn: &mut Conn, by: PersonId, once: Uuid) -> Result<Option<MessageId>, Fault> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!: MessageId" FROM grp_message WHERE person = $1 AND once = $2"#,
        by as PersonId,
        once
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)
}

/// Discussions whose title holds all these words, in the groups somebody is in, latest first.
pub(super) async fn search(
    conn: &mut Conn,
    person: PersonId,
    words: &str,
    limit: i64,
) -> Result<Vec<Message>, Fault> {
    let Some([one, two, three, four]) = four_words(words) else { return Ok(Vec::new()) };
    // That everything was said after 1970 leads SQLite to the index of the discussions, which are few.
    let rows = messages!(
        person,
        "WHERE m.grp IN (SELECT g.id FROM grp_member i JOIN grp g ON g.id = i.grp
                WHERE i.person = $1 AND i.state = 'active' AND g.state <> 'left')
            AND m.parent IS NULL AND m.last_at > 0 AND m.state = 'published'
            AND replace(m.title_folded, $2, '') <> m.title_folded
            AND replace(m.title_folded, $3, '') <> m.title_folded
            AND replace(m.title_folded, $4, '') <> m.title_folded
            AND replace(m.title_folded, $5, '') <> m.title_folded
        ORDER BY m.last_at DESC, m.id DESC LIMIT $6",
        one,
        two,
        three,
        four,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(|row| Ok(row.view()?.message)).collect()
}

/// The message of a [`MessageRow`] or [`HeadRow`], with its addresses read.
macro_rules! message {
    ($row:expr) => {
        Message {
            id: $row.id,
            group: $row.grp,
            uri: address(&$row.uri)?,
            topic: $row.topic,
            parent: $row.parent,
            author: address(&$row.author)?,
            person: $row.person,
            name: $row.name,
            host: $row.host,
            title: $row.title,
            source: $row.source,
            html: $row.html,
            summary: $row.summary,
            state: $row.state,
            reason: $row.reason,
            seq: $row.seq,
            vouched: $row.vouched,
            written_at: $row.written_at,
            edited_at: $row.edited_at,
            edits: $row.edits,
            pinned_at: $row.pinned_at,
            digest: $row.digest,
        }
    };
}

/// What [`messages`] selects.
struct MessageRow {
    id: MessageId,
    grp: GroupId,
    uri: String,
    topic: MessageId,
    parent: Option<MessageId>,
    author: String,
    person: Option<PersonId>,
    name: PersonName,
    host: String,
    title: Option<Title>,
    source: String,
    html: String,
    summary: String,
    state: MessageState,
    reason: Option<Turned>,
    seq: Option<i64>,
    vouched: Vouched,
    written_at: Moment,
    edited_at: Option<Moment>,
    edits: i32,
    pinned_at: Option<Moment>,
    digest: Option<String>,
    useful: i64,
    mine: bool,
    waiting: Option<GroupVerb>,
}

impl MessageRow {
    /// With its addresses read.
    fn view(self) -> Result<MessageView, Fault> {
        let message = message!(self);
        Ok(MessageView { message, useful: self.useful, mine: self.mine, waiting: self.waiting })
    }
}

/// What [`heads`] selects.
struct HeadRow {
    id: MessageId,
    grp: GroupId,
    uri: String,
    topic: MessageId,
    parent: Option<MessageId>,
    author: String,
    person: Option<PersonId>,
    name: PersonName,
    host: String,
    title: Option<Title>,
    source: String,
    html: String,
    summary: String,
    state: MessageState,
    reason: Option<Turned>,
    seq: Option<i64>,
    vouched: Vouched,
    written_at: Moment,
    edited_at: Option<Moment>,
    edits: i32,
    pinned_at: Option<Moment>,
    digest: Option<String>,
    last_at: Moment,
    replies: i64,
    unread: i64,
}

impl HeadRow {
    /// With its addresses read.
    fn topic(self) -> Result<TopicRow, Fault> {
        let head = message!(self);
        Ok(TopicRow { head, replies: self.replies, last_at: self.last_at, unread: self.unread })
    }
}
