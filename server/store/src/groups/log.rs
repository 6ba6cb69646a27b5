//! The log of a group in its host's order, and what our people did until it stands there.

use preau_core::error::Fault;
use preau_core::group::{ActState, Deed, GroupAct, GroupVerb, LOG_PAGE, LogEntry};
use preau_core::id::{ActivityId, GroupId, MessageId, PersonId};
use preau_core::job::Turned;
use preau_core::world::Moment;

use crate::{Conn, fault};

/// Selects [`LogEntry`]s `e`; the second text says which.
macro_rules! entries {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            LogEntry,
            r#"SELECT e.grp AS "group!: GroupId", e.seq AS "seq!: i64", e.hash AS "hash!", e.digest AS "digest!",
                e.salt AS "salt?", e.announce AS "announce?", e.carries AS "carries?: MessageId",
                e.inner_id AS "inner!", e.at AS "at!: Moment"
            FROM grp_entry e "# + $rest,
            $($arg)+
        )
    };
}

/// Selects [`ActRow`]s `a` that still say what is to be done; the second text says which.
macro_rules! acts {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            ActRow,
            r#"SELECT a.id AS "id!: ActivityId", a.grp AS "grp!: GroupId", a.person AS "person!: PersonId",
                a.deed AS "deed!", a.state AS "state!: ActState", a.reason AS "reason?: Turned", a.at AS "at!: Moment",
                a.settled_at AS "settled_at?: Moment"
            FROM grp_act a WHERE a.deed IS NOT NULL AND "# + $rest,
            $($arg)+
        )
    };
}

/// Entries after a place, in order.
pub(super) async fn page(
    conn: &mut Conn,
    group: GroupId,
    after: i64,
    limit: i64,
) -> Result<Vec<LogEntry>, Fault> {
    entries!(
        "WHERE e.grp = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3",
        group as GroupId,
        after,
        limit.min(LOG_PAGE)
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)
}

/// One entry by its place.
pub(super) async fn at(conn: &mut Conn, group: GroupId, seq: i64) -> Result<Option<LogEntry>, Fault> {
    entries!("WHERE e.grp = $1 AND e.seq = $2", group as GroupId, seq)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)
}

/// One entry by the activity that it carries.
pub(super) async fn of(conn: &mut Conn, group: GroupId, inner: &str) -> Result<Option<LogEntry>, Fault> {
    entries!("WHERE e.grp = $1 AND e.inner_id = $2", group as GroupId, inner)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)
}

/// Appends an entry and moves the head to it; false where its place is taken or the activity is in already.
pub(super) async fn append(conn: &mut Conn, entry: &LogEntry) -> Result<bool, Fault> {
    // Asked beforehand, for a broken key ends a transaction on PostgreSQL.
    let moved = sqlx::query!(
        "UPDATE grp SET seq = $2, head = $3, heard_at = CASE WHEN heard_at < $4 THEN $4 ELSE heard_at END,
            known_seq = CASE WHEN known_seq < $2 THEN $2 ELSE known_seq END
        WHERE id = $1 AND seq + 1 = $2
            AND NOT EXISTS (SELECT 1 FROM grp_entry e WHERE e.grp = $1 AND e.inner_id = $5)",
        entry.group as GroupId,
        entry.seq,
        entry.hash,
        entry.at as Moment,
        entry.inner
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    if moved.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "INSERT INTO grp_entry (grp, seq, hash, digest, salt, announce, carries, inner_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        entry.group as GroupId,
        entry.seq,
        entry.hash,
        entry.digest,
        entry.salt,
        entry.announce,
        entry.carries as Option<MessageId>,
        entry.inner,
        entry.at as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(true)
}

/// Notes that the host's log has this entry; where that is its `last`, the host may have lost what came after.
pub(super) async fn note_known(
    conn: &mut Conn,
    group: GroupId,
    seq: i64,
    last: bool,
    now: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE grp SET known_seq = CASE WHEN $4 AND seq >= $2 THEN seq WHEN $4 OR known_seq < $2 THEN $2
                ELSE known_seq END,
            heard_at = CASE WHEN heard_at < $3 THEN $3 ELSE heard_at END
        WHERE id = $1",
        group as GroupId,
        seq,
        now as Moment,
        last
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// What one of ours did, unless it is done.
pub(super) async fn act(conn: &mut Conn, id: ActivityId) -> Result<Option<GroupAct>, Fault> {
    let row = acts!("a.id = $1", id as ActivityId).fetch_optional(conn.db()).await.map_err(fault)?;
    row.map(ActRow::act).transpose()
}

/// Acts of somebody in a group that wait or were refused, oldest first.
pub(super) async fn acts_of(
    conn: &mut Conn,
    group: GroupId,
    person: PersonId,
    limit: i64,
) -> Result<Vec<GroupAct>, Fault> {
    let rows = acts!(
        "a.grp = $1 AND a.person = $2 AND a.state IN ('waiting', 'refused') ORDER BY a.at, a.id LIMIT $3",
        group as GroupId,
        person as PersonId,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(ActRow::act).collect()
}

/// Stores an act of ours, with the word under which it is shown.
pub(super) async fn insert_act(conn: &mut Conn, act: &GroupAct) -> Result<(), Fault> {
    let deed = serde_json::to_string(&act.deed)
        .map_err(|error| Fault::other("writing down what somebody did", error))?;
    let about = match &act.deed {
        Deed::Write { message }
        | Deed::Edit { message, .. }
        | Deed::Delete { message }
        | Deed::React { message, .. }
        | Deed::Remove { message } => Some(*message),
        Deed::Pin { topic, .. } | Deed::Digest { topic, .. } => Some(*topic),
        Deed::Describe { .. } | Deed::Gather { .. } | Deed::CallOff { .. } => None,
    };
    let opens = sqlx::query_scalar!(
        r#"SELECT parent IS NULL AS "opens!: bool" FROM grp_message WHERE id = $1"#,
        about as Option<MessageId>
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)?;
    let verb = act.deed.verb(opens.unwrap_or(false));
    sqlx::query!(
        "INSERT INTO grp_act (id, grp, person, deed, message, verb, state, reason, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        act.id as ActivityId,
        act.group as GroupId,
        act.by as PersonId,
        deed,
        about as Option<MessageId>,
        verb as GroupVerb,
        act.state as ActState,
        act.reason as Option<Turned>,
        act.at as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Settles an act. What is done needs no deed any more; what was refused keeps it for a while, so that its author does
/// not lose a text that nobody else has.
pub(super) async fn settle_act(
    conn: &mut Conn,
    id: ActivityId,
    (state, reason): (ActState, Option<Turned>),
    now: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE grp_act SET state = $2, reason = $3, deed = CASE WHEN $4 THEN NULL ELSE deed END, settled_at = $5
        WHERE id = $1",
        id as ActivityId,
        state as ActState,
        reason as Option<Turned>,
        state == ActState::Done,
        now as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// What [`acts`] selects.
struct ActRow {
    id: ActivityId,
    grp: GroupId,
    person: PersonId,
    deed: String,
    state: ActState,
    reason: Option<Turned>,
    at: Moment,
    settled_at: Option<Moment>,
}

impl ActRow {
    /// With its deed read.
    fn act(self) -> Result<GroupAct, Fault> {
        Ok(GroupAct {
            id: self.id,
            group: self.grp,
            by: self.person,
            deed: serde_json::from_str(&self.deed)
                .map_err(|error| Fault::other("reading what somebody did", error))?,
            state: self.state,
            reason: self.reason,
            at: self.at,
            settled_at: self.settled_at,
        })
    }
}
