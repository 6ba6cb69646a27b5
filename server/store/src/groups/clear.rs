//! What goes again: a part of a log that another history replaced, copies of groups that were left, whatever is past its
//! time, and the traces of an ended account.

use preau_core::error::Fault;
use preau_core::group::{COPY_DAYS, LEAVINGS_DAYS, MessageState, REFUSED_DAYS, WITHHELD_DAYS};
use preau_core::id::{GroupId, MessageId, PersonId};
use preau_core::person::GONE;
use preau_core::world::Moment;
use url::Url;

use crate::groups::say;
use crate::{Conn, fault};

/// How long an act is kept that was settled.
const ACTS_KEPT: i64 = REFUSED_DAYS * Moment::DAY;
/// How long a receipt is shown that was answered.
const RECEIPTS_KEPT: i64 = 90 * Moment::DAY;
/// How long a receipt is waited for: a server that is silent for a year does not come back.
const RECEIPTS_AWAITED: i64 = 365 * Moment::DAY;
/// Rows of one table that one call deletes: it holds the writer for a moment only and comes again.
const PURGE_MAX: i64 = 1000;
/// Entries of a copy that one call forgets, each with its message and what hangs on it.
const ENTRIES_AT_ONCE: i64 = 500;

/// Deletes by a statement with arguments, and says how many rows went.
macro_rules! delete {
    ($conn:expr, $($statement:tt)+) => {
        sqlx::query!($($statement)+).execute($conn.db()).await.map_err(fault)?.rows_affected()
    };
}

/// Deletes what hangs on messages that entries after a place (`$2`) made, or that answer those.
macro_rules! cut {
    ($conn:expr, $group:expr, $after:expr, $what:tt) => {
        delete!(
            $conn,
            $what
                + "(SELECT m.id FROM grp_message m WHERE m.grp = $1 AND m.seq > $2
                UNION SELECT a.id FROM grp_message h JOIN grp_message a ON a.topic = h.id
                    WHERE h.grp = $1 AND h.seq > $2
                UNION SELECT a.id FROM grp_message h JOIN grp_message a ON a.parent = h.id
                    WHERE h.grp = $1 AND h.seq > $2)",
            $group as GroupId,
            $after
        )
    };
}

/// Forgets the entries after a place and what they made: a copy starts again from an entry that its host has too.
pub(super) async fn cut_log(conn: &mut Conn, group: GroupId, after: i64) -> Result<(), Fault> {
    cut_gatherings(conn, group, after).await?;
    cut(conn, group, after).await?;
    // What was read of entries that are told anew is unread again, and discussions lose the replies that are gone.
    sqlx::query!(
        "UPDATE grp_read SET seq = $2 WHERE seq > $2 AND topic IN
            (SELECT t.id FROM grp_message t WHERE t.grp = $1 AND t.parent IS NULL)",
        group as GroupId,
        after
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    sqlx::query!(
        "UPDATE grp_message SET last_at = COALESCE((SELECT max(r.written_at) FROM grp_message r
            WHERE r.topic = grp_message.id AND r.state = 'published'), written_at)
        WHERE grp = $1 AND parent IS NULL",
        group as GroupId
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Entries after a place with their messages, and the head back to that place: the group stays whole, only shorter.
async fn cut(conn: &mut Conn, group: GroupId, after: i64) -> Result<u64, Fault> {
    conn.has_erased();
    let mut rows =
        delete!(conn, "DELETE FROM grp_entry WHERE grp = $1 AND seq > $2", group as GroupId, after);
    rows += cut!(conn, group, after, "DELETE FROM grp_act WHERE message IN ");
    rows += cut!(conn, group, after, "DELETE FROM grp_useful WHERE message IN ");
    rows += cut!(conn, group, after, "DELETE FROM grp_read WHERE topic IN ");
    rows += cut!(conn, group, after, "DELETE FROM grp_message WHERE id IN ");
    let nothing: &[u8] = &[];
    sqlx::query!(
        "UPDATE grp SET seq = $2, known_seq = $2,
            head = COALESCE((SELECT e.hash FROM grp_entry e WHERE e.grp = $1 AND e.seq = $2), $3)
        WHERE id = $1 AND seq > $2",
        group as GroupId,
        after,
        nothing
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(rows)
}

/// Rendezvous that were planned by those entries and never changed before: a rendezvous keeps no place in the log, but an
/// entry keeps its time.
async fn cut_gatherings(conn: &mut Conn, group: GroupId, after: i64) -> Result<(), Fault> {
    delete!(
        conn,
        "DELETE FROM gathering_answer WHERE gathering IN (SELECT e.id FROM gathering e
            WHERE e.grp = $1 AND e.published AND e.sequence = 0
                AND e.changed_at >= (SELECT min(x.at) FROM grp_entry x WHERE x.grp = $1 AND x.seq > $2))",
        group as GroupId,
        after
    );
    delete!(
        conn,
        "DELETE FROM gathering WHERE grp = $1 AND published AND sequence = 0
            AND changed_at >= (SELECT min(x.at) FROM grp_entry x WHERE x.grp = $1 AND x.seq > $2)",
        group as GroupId,
        after
    );
    Ok(())
}

/// Forgets copies that were left before a moment: of one group at a time, a piece of its log from the end, and the rest
/// once the log is empty. Whoever comes back in between finds a shorter copy, and fetches what is missing. Returns how
/// many rows went.
pub(super) async fn purge_copies(conn: &mut Conn, before: Moment) -> Result<u64, Fault> {
    let left = sqlx::query!(
        r#"SELECT id AS "id!: GroupId", seq AS "seq!: i64" FROM grp
        WHERE state = 'left' AND NOT hosted AND since <= $1 ORDER BY since, id LIMIT 1"#,
        before as Moment
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)?;
    match left {
        None => Ok(0),
        Some(group) if group.seq > 0 => {
            let rows = cut(conn, group.id, (group.seq - ENTRIES_AT_ONCE).max(0)).await?;
            // An entry that is missing must not keep the rest here.
            Ok(rows.max(1))
        }
        Some(group) => purge_group(conn, group.id).await,
    }
}

/// The rest of a group, and the group.
async fn purge_group(conn: &mut Conn, group: GroupId) -> Result<u64, Fault> {
    conn.has_erased();
    let mut rows = delete!(conn, "DELETE FROM grp_act WHERE grp = $1", group as GroupId);
    rows += delete!(
        conn,
        "DELETE FROM grp_useful WHERE message IN (SELECT m.id FROM grp_message m WHERE m.grp = $1)",
        group as GroupId
    );
    rows += delete!(
        conn,
        "DELETE FROM grp_read WHERE topic IN (SELECT m.id FROM grp_message m WHERE m.grp = $1)",
        group as GroupId
    );
    // What one of ours wrote and the host never took.
    rows += delete!(conn, "DELETE FROM grp_message WHERE grp = $1", group as GroupId);
    rows += delete!(
        conn,
        "DELETE FROM gathering_answer WHERE gathering IN (SELECT e.id FROM gathering e WHERE e.grp = $1)",
        group as GroupId
    );
    rows += delete!(conn, "DELETE FROM gathering WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_link WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_receipt WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_leaving WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_reach WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_voucher WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_withheld WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_tally WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_section WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp_member WHERE grp = $1", group as GroupId);
    rows += delete!(conn, "DELETE FROM grp WHERE id = $1", group as GroupId);
    Ok(rows)
}

impl Conn {
    /// Deletes links into groups past their time, acts and receipts long settled, and copies of groups that were left.
    /// Returns how many rows.
    pub(crate) async fn purge_groups(&mut self, now: Moment) -> Result<u64, Fault> {
        let mut rows = delete!(
            self,
            "DELETE FROM grp_link WHERE hash IN
                (SELECT past.hash FROM grp_link AS past WHERE past.expires_at <= $1 LIMIT $2)",
            now as Moment,
            PURGE_MAX
        );
        rows += self.purge_refused(now.plus(-ACTS_KEPT)).await?;
        // One that lost its text with the message it was about is settled, whatever its host says.
        rows += delete!(
            self,
            "DELETE FROM grp_act WHERE id IN (SELECT past.id FROM grp_act AS past
                WHERE past.at <= $1 AND (past.settled_at IS NULL OR past.settled_at <= $1)
                    AND (past.state <> 'waiting' OR past.deed IS NULL) LIMIT $2)",
            now.plus(-ACTS_KEPT) as Moment,
            PURGE_MAX
        );
        rows += delete!(
            self,
            "DELETE FROM grp_receipt WHERE (grp, about, host) IN
                (SELECT past.grp, past.about, past.host FROM grp_receipt AS past
                WHERE past.answered_at <= $1 OR past.asked_at <= $2 LIMIT $3)",
            now.plus(-RECEIPTS_KEPT) as Moment,
            now.plus(-RECEIPTS_AWAITED) as Moment,
            PURGE_MAX
        );
        rows += delete!(
            self,
            "DELETE FROM grp_leaving WHERE (grp, about, host) IN
                (SELECT past.grp, past.about, past.host FROM grp_leaving AS past
                WHERE past.asked_at <= $1 LIMIT $2)",
            now.plus(-LEAVINGS_DAYS * Moment::DAY) as Moment,
            PURGE_MAX
        );
        rows += delete!(
            self,
            "DELETE FROM grp_withheld WHERE since <= $1",
            now.plus(-WITHHELD_DAYS * Moment::DAY) as Moment
        );
        rows += purge_copies(self, now.plus(-COPY_DAYS * Moment::DAY)).await?;
        Ok(rows)
    }

    /// Empties texts that were refused and whose time is over: their author alone could read them.
    async fn purge_refused(&mut self, before: Moment) -> Result<u64, Fault> {
        let past = sqlx::query_scalar!(
            r#"SELECT m.id AS "id!: MessageId" FROM grp_message m WHERE m.state = 'refused' AND m.written_at <= $1
                AND NOT EXISTS (SELECT 1 FROM grp_act a WHERE a.message = m.id AND a.verb IN ('open', 'reply')
                    AND a.settled_at > $1)
            LIMIT $2"#,
            before as Moment,
            PURGE_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        for id in &past {
            say::empty(self, *id, MessageState::Deleted, before).await?;
        }
        Ok(u64::try_from(past.len()).unwrap_or_default())
    }

    /// What somebody read and answered in groups and what they had under way, when their account ends; their name on what
    /// they wrote, unless they leave it there. Texts that are still to be told stand in their messages, and what takes
    /// them back is still told.
    pub(crate) async fn erase_in_groups(&mut self, person: PersonId, keep_name: bool) -> Result<(), Fault> {
        delete!(self, "DELETE FROM grp_read WHERE person = $1", person as PersonId);
        delete!(self, "DELETE FROM gathering_answer WHERE person = $1", person as PersonId);
        delete!(self, "DELETE FROM grp_leaving WHERE person = $1", person as PersonId);
        delete!(
            self,
            "DELETE FROM grp_act WHERE person = $1 AND (state <> 'waiting'
                OR verb NOT IN ('open', 'reply', 'delete', 'not_useful'))",
            person as PersonId
        );
        if !keep_name {
            sqlx::query!("UPDATE grp_message SET name = $2 WHERE person = $1", person as PersonId, GONE)
                .execute(self.db())
                .await
                .map_err(fault)?;
        }
        Ok(())
    }
}

/// Forgets somebody's place, the notices of others that name them for it, and the name under which we knew an actor of
/// another server who is in no group of ours any more and does not follow us.
pub(super) async fn member(conn: &mut Conn, group: GroupId, actor: &Url) -> Result<(), Fault> {
    conn.has_erased();
    let gone = sqlx::query_scalar!(
        "DELETE FROM grp_member WHERE grp = $1 AND actor = $2 RETURNING name",
        group as GroupId,
        actor.as_str()
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)?;
    let Some(name) = gone else { return Ok(()) };
    // By their actor: somebody else may have the same name. What was told before notices held it goes by the name.
    let quoted =
        |text: &str| serde_json::to_string(text).map_err(|error| Fault::other("writing a name", error));
    let (by, who) = (format!("\"by\":{}", quoted(&name)?), format!("\"who\":{}", quoted(actor.as_str())?));
    sqlx::query!(
        r#"DELETE FROM notice WHERE (replace(news, $2, '') <> news
                OR (replace(news, $1, '') <> news AND replace(news, '"who":', '') = news))
            AND (replace(news, '"news":"group_asked"', '') <> news OR replace(news, '"news":"group_replied"', '') <> news
                OR replace(news, '"news":"topic_opened"', '') <> news)"#,
        by,
        who
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    sqlx::query!(
        "UPDATE remote_actor SET name = $2, handle = $2 WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM grp_member m WHERE m.actor = $1)
            AND NOT EXISTS (SELECT 1 FROM follower f WHERE f.actor = $1)",
        actor.as_str(),
        GONE
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}
