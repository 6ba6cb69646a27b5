//! Letting go of what came from outside once it is past its time.

use preau_core::error::Fault;
use preau_core::id::{OutsideId, PostId};
use preau_core::outside::{LETTERS_DAYS, NETWORK_DAYS, REFUSED_DAYS, TOMBSTONE_DAYS, TOMBSTONES_MAX};
use preau_core::world::Moment;

use crate::{Conn, fault};

/// How long reports are kept: those that are open stay until they are settled.
const REPORTS_KEPT: i64 = 180 * Moment::DAY;
/// Rows that one purge deletes of one table: the next one goes on, and nobody waits for the writer.
const PURGE_MAX: i64 = 1_000;

impl Conn {
    /// Deletes refused and removed texts, letters that were put away, deletions that are long past, old posts of followed
    /// accounts and settled reports. Returns how many rows.
    pub(crate) async fn purge_outside(&mut self, now: Moment) -> Result<u64, Fault> {
        let ago = |days: i64| now.plus(-days * Moment::DAY);
        let texts = self.purge_texts(ago(REFUSED_DAYS), ago(LETTERS_DAYS), ago(TOMBSTONE_DAYS), now).await?;
        let tombstones = sqlx::query!(
            "DELETE FROM tombstone WHERE hash IN (
                SELECT hash FROM tombstone WHERE made_at < $1 ORDER BY made_at LIMIT $2)",
            ago(TOMBSTONE_DAYS) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let many = sqlx::query!(
            "DELETE FROM tombstone WHERE hash IN (
                SELECT hash FROM tombstone ORDER BY made_at DESC LIMIT $1 OFFSET $2)",
            PURGE_MAX,
            TOMBSTONES_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let posts = sqlx::query!(
            "DELETE FROM network_post WHERE id IN (
                SELECT id FROM network_post WHERE came_at < $1 ORDER BY came_at, id LIMIT $2)",
            ago(NETWORK_DAYS) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let reports = sqlx::query!(
            "DELETE FROM report WHERE id IN (
                SELECT id FROM report WHERE state <> 'open' AND made_at < $1 ORDER BY made_at LIMIT $2)",
            now.plus(-REPORTS_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(texts
            + tombstones.rows_affected()
            + many.rows_affected()
            + posts.rows_affected()
            + reports.rows_affected())
    }

    /// Texts past their time, with the letters that answered them. What a post of ours answers keeps its row, empty.
    async fn purge_texts(
        &mut self,
        refused: Moment,
        letters: Moment,
        gone: Moment,
        now: Moment,
    ) -> Result<u64, Fault> {
        let past = sqlx::query_scalar!(
            // Three questions, because each has its place in the index.
            r#"SELECT id AS "id!: OutsideId" FROM outside_post
                WHERE state IN ('refused', 'removed') AND decided_at < $1
            UNION SELECT id FROM outside_post
                WHERE state = 'accepted' AND kind <> 'reply' AND decided_at < $2
            UNION SELECT o.id FROM outside_post o
                WHERE o.state = 'gone' AND o.decided_at < $3
                    AND NOT EXISTS (SELECT 1 FROM post p WHERE p.answers = o.id)
            LIMIT $4"#,
            refused as Moment,
            letters as Moment,
            gone as Moment,
            PURGE_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let mut count = 0;
        for id in past {
            sqlx::query!("DELETE FROM outside_letter WHERE outside = $1", id as OutsideId)
                .execute(self.db())
                .await
                .map_err(fault)?;
            let deleted = sqlx::query!(
                "DELETE FROM outside_post WHERE id = $1
                    AND NOT EXISTS (SELECT 1 FROM post p WHERE p.answers = $1)",
                id as OutsideId
            )
            .execute(self.db())
            .await
            .map_err(fault)?;
            if deleted.rows_affected() == 0 {
                preau_core::store::WriteOutside::empty_outside(self, id, now).await?;
            }
            self.has_erased();
            count += 1;
        }
        Ok(count)
    }

    /// What hangs at a post whose text is gone is not shown any more, and its likes and shares are not kept.
    pub(crate) async fn empty_outside_of_post(&mut self, post: PostId, at: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE outside_post SET state = 'removed', decided_at = $2
            WHERE post = $1 AND kind = 'reply' AND state IN ('waiting', 'accepted')",
            post as PostId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!("DELETE FROM outside_mark WHERE post = $1", post as PostId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("UPDATE post SET likes = 0, shares = 0 WHERE id = $1", post as PostId)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }
}
