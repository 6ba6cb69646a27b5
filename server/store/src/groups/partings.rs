//! What is open when people part from a group or servers disagree: receipts of leaving, words for those who left, places
//! whose text a copy withheld, and how much a server made a group grow.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::group::{
    Leaving, LogEntry, Message, MessageState, Parted, Quota, ReceiptState, Vouched, Withheld,
};
use preau_core::id::{GroupId, MessageId, PersonId};
use preau_core::job::Turned;
use preau_core::store::{ReadPartings, WritePartings};
use preau_core::text::{Title, folded};
use preau_core::world::Moment;
use url::Url;

use crate::{Conn, fault};

#[async_trait]
impl ReadPartings for Conn {
    async fn leavings_of(
        &mut self,
        person: PersonId,
        since: Moment,
        limit: i64,
    ) -> Result<Vec<Parted>, Fault> {
        let rows = sqlx::query_as!(
            PartedRow,
            r#"SELECT g.name AS "name!: Title", l.grp AS "grp!: GroupId", l.about AS "about!", l.host AS "host!",
                l.state AS "state!: ReceiptState", l.asked_at AS "asked_at!: Moment",
                l.answered_at AS "answered_at?: Moment"
            FROM grp_leaving l JOIN grp g ON g.id = l.grp
            WHERE l.person = $1 AND l.asked_at > $2 ORDER BY l.asked_at DESC, l.about, l.host LIMIT $3"#,
            person as PersonId,
            since as Moment,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(|row| row.of(person)).collect())
    }

    async fn leaving(&mut self, group: GroupId, about: &str) -> Result<Vec<Leaving>, Fault> {
        sqlx::query_as!(
            Leaving,
            r#"SELECT grp AS "group!: GroupId", about AS "about!", host AS "host!", person AS "person?: PersonId",
                tells AS "tells?", seq AS "seq?: i64", state AS "state!: ReceiptState",
                asked_at AS "asked_at!: Moment", answered_at AS "answered_at?: Moment"
            FROM grp_leaving WHERE grp = $1 AND about = $2 ORDER BY host"#,
            group as GroupId,
            about
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn voucher(&mut self, group: GroupId, actor: &Url) -> Result<Option<String>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT document AS "document!" FROM grp_voucher WHERE grp = $1 AND actor = $2"#,
            group as GroupId,
            actor.as_str()
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn withheld(&mut self, group: GroupId, limit: i64) -> Result<Vec<Withheld>, Fault> {
        sqlx::query_as!(
            Withheld,
            r#"SELECT grp AS "group!: GroupId", seq AS "seq!: i64", host AS "host!", explained AS "explained!: bool",
                since AS "since!: Moment"
            FROM grp_withheld WHERE grp = $1 ORDER BY seq LIMIT $2"#,
            group as GroupId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }
}

#[async_trait]
impl WritePartings for Conn {
    async fn ask_leaving(&mut self, leaving: &Leaving) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO grp_leaving (grp, about, host, person, tells, seq, state, asked_at, answered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (grp, about, host) DO NOTHING",
            leaving.group as GroupId,
            leaving.about,
            leaving.host,
            leaving.person as Option<PersonId>,
            leaving.tells,
            leaving.seq,
            leaving.state as ReceiptState,
            leaving.asked_at as Moment,
            leaving.answered_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn answer_leaving(
        &mut self,
        group: GroupId,
        (about, host): (&str, &str),
        state: ReceiptState,
        now: Moment,
    ) -> Result<bool, Fault> {
        // What was done stays done.
        let done = sqlx::query!(
            "UPDATE grp_leaving SET state = $4, answered_at = $5
            WHERE grp = $1 AND about = $2 AND host = $3 AND state <> 'done' AND state <> $4",
            group as GroupId,
            about,
            host,
            state as ReceiptState,
            now as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn drop_leaving(&mut self, group: GroupId, about: &str, host: &str) -> Result<(), Fault> {
        sqlx::query!(
            "DELETE FROM grp_leaving WHERE grp = $1 AND about = $2 AND host = $3",
            group as GroupId,
            about,
            host
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn place_leaving(&mut self, group: GroupId, about: &str, seq: i64) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE grp_leaving SET seq = $3 WHERE grp = $1 AND about = $2 AND state = 'pending'",
            group as GroupId,
            about,
            seq
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn note_reach(&mut self, group: GroupId, host: &str, seq: i64) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO grp_reach (grp, host, seq) VALUES ($1, $2, $3)
            ON CONFLICT (grp, host) DO UPDATE SET seq = excluded.seq WHERE grp_reach.seq < excluded.seq",
            group as GroupId,
            host,
            seq
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn settle_leavings(
        &mut self,
        group: GroupId,
        now: Moment,
    ) -> Result<Vec<(String, Option<String>)>, Fault> {
        let rows = sqlx::query!(
            r#"UPDATE grp_leaving SET state = 'done', answered_at = $2
            WHERE grp = $1 AND state <> 'done' AND seq <= (SELECT r.seq FROM grp_reach r
                WHERE r.grp = $1 AND r.host = grp_leaving.host)
            RETURNING about AS "about!", tells AS "tells?""#,
            group as GroupId,
            now as Moment
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(|row| (row.about, row.tells)).collect())
    }

    async fn refuse_leavings(
        &mut self,
        group: GroupId,
        host: &str,
        seq: i64,
        now: Moment,
    ) -> Result<Vec<(String, Option<String>)>, Fault> {
        let rows = sqlx::query!(
            r#"UPDATE grp_leaving SET state = 'refused', answered_at = $4
            WHERE grp = $1 AND host = $2 AND seq <= $3 AND state = 'pending'
            RETURNING about AS "about!", tells AS "tells?""#,
            group as GroupId,
            host,
            seq,
            now as Moment
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(|row| (row.about, row.tells)).collect())
    }

    async fn keep_voucher(
        &mut self,
        group: GroupId,
        actor: &Url,
        document: &str,
        now: Moment,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO grp_voucher (grp, actor, document, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (grp, actor) DO UPDATE SET document = excluded.document, at = excluded.at",
            group as GroupId,
            actor.as_str(),
            document,
            now as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn keep_withheld(&mut self, withheld: &Withheld) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO grp_withheld (grp, seq, host, explained, since) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (grp, seq) DO UPDATE SET host = excluded.host, explained = excluded.explained",
            withheld.group as GroupId,
            withheld.seq,
            withheld.host,
            withheld.explained,
            withheld.since as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn drop_withheld(&mut self, group: GroupId, seq: i64) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM grp_withheld WHERE grp = $1 AND seq = $2", group as GroupId, seq)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    async fn fill_entry(&mut self, entry: &LogEntry) -> Result<bool, Fault> {
        // The hash proves that it is the same entry; the activity inside may stand in the log once only.
        let done = sqlx::query!(
            "UPDATE grp_entry SET announce = $4, salt = $5, carries = $6, inner_id = $7
            WHERE grp = $1 AND seq = $2 AND hash = $3
                AND NOT EXISTS (SELECT 1 FROM grp_entry o WHERE o.grp = $1 AND o.inner_id = $7 AND o.seq <> $2)",
            entry.group as GroupId,
            entry.seq,
            entry.hash,
            entry.announce,
            entry.salt,
            entry.carries as Option<MessageId>,
            entry.inner
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn fill_message(&mut self, message: &Message) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE grp_message SET topic = $2, parent = $3, author = $4, person = $5, name = $6, host = $7, title = $8,
                title_folded = $9, source = $10, html = $11, summary = $12, state = $13, reason = $14, seq = $15,
                vouched = $16, written_at = $17, edited_at = $18, edits = $19,
                last_at = CASE WHEN last_at < $17 THEN $17 ELSE last_at END
            WHERE id = $1",
            message.id as MessageId,
            message.topic as MessageId,
            message.parent as Option<MessageId>,
            message.author.as_str(),
            message.person as Option<PersonId>,
            message.name.as_str(),
            message.host,
            message.title.as_ref().map(Title::as_str),
            message.title.as_ref().map(|title| folded(title.as_str())),
            message.source,
            message.html,
            message.summary,
            message.state as MessageState,
            message.reason as Option<Turned>,
            message.seq,
            message.vouched as Vouched,
            message.written_at as Moment,
            message.edited_at as Option<Moment>,
            message.edits
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        // What answers it stands in its discussion, whatever was said of its place while it was empty.
        sqlx::query!(
            "WITH RECURSIVE below (id) AS (SELECT c.id FROM grp_message c WHERE c.parent = $1
                UNION SELECT n.id FROM grp_message n JOIN below b ON n.parent = b.id)
            UPDATE grp_message SET topic = $2 WHERE id IN (SELECT id FROM below)",
            message.id as MessageId,
            message.topic as MessageId
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn tally(&mut self, group: GroupId, host: &str, bytes: i64, now: Moment) -> Result<Quota, Fault> {
        let day = now.0.div_euclid(Moment::DAY);
        sqlx::query_as!(
            Quota,
            r#"INSERT INTO grp_tally (grp, host, day, entries, bytes) VALUES ($1, $2, $3, 1, $4)
            ON CONFLICT (grp, host) DO UPDATE SET day = excluded.day,
                entries = CASE WHEN grp_tally.day = excluded.day THEN grp_tally.entries + 1 ELSE 1 END,
                bytes = CASE WHEN grp_tally.day = excluded.day THEN grp_tally.bytes + excluded.bytes
                    ELSE excluded.bytes END
            RETURNING entries AS "entries!: i64", bytes AS "bytes!: i64""#,
            group as GroupId,
            host,
            day,
            bytes
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }
}

/// What [`ReadPartings::leavings_of`] selects.
struct PartedRow {
    name: Title,
    grp: GroupId,
    about: String,
    host: String,
    state: ReceiptState,
    asked_at: Moment,
    answered_at: Option<Moment>,
}

impl PartedRow {
    fn of(self, person: PersonId) -> Parted {
        let leaving = Leaving {
            group: self.grp,
            about: self.about,
            host: self.host,
            person: Some(person),
            tells: None,
            seq: None,
            state: self.state,
            asked_at: self.asked_at,
            answered_at: self.answered_at,
        };
        Parted { name: self.name, leaving }
    }
}
