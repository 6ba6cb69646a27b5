//! What PostgreSQL does otherwise: opening the pool, serializable transactions, claiming jobs.

use std::str::FromStr as _;

use preau_core::error::Fault;
use preau_core::id::{JobId, PictureId, PostId};
use preau_core::text::AltText;
use preau_core::world::Moment;
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool};
use uuid::Uuid;

use crate::jobs::Claimed;
use crate::posts::view::PictureRow;
use crate::{Meaning, Options, fault};

pub(crate) type Db = sqlx::Postgres;

/// The pool.
pub(crate) struct Engine {
    pool: PgPool,
}

impl Engine {
    /// Opens a `postgres://` address.
    pub(crate) async fn open(address: &str, options: Options) -> Result<Self, Fault> {
        let connect = PgConnectOptions::from_str(address)
            .map_err(fault)?
            .application_name("preau")
            // A caller that hangs inside a transaction must not hold its rows for ever.
            .options([("idle_in_transaction_session_timeout", "60s")])
            // All our statements, so that none is prepared twice.
            .statement_cache_capacity(256);
        let pool = PoolOptions::new()
            .max_connections(options.connections)
            .acquire_timeout(options.patience)
            .connect_with(connect)
            .await
            .map_err(fault)?;
        crate::migrated(sqlx::migrate!("../../../migrations/postgres").run(&pool).await)?;
        Ok(Self { pool })
    }

    pub(crate) async fn reader(&self) -> Result<PoolConnection<Db>, Fault> {
        self.pool.acquire().await.map_err(fault)
    }

    pub(crate) async fn begin(&self) -> Result<Writing, Fault> {
        let transaction = self.pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await.map_err(fault)?;
        Ok(Writing { transaction })
    }

    /// A short transaction of the store's own, whose statements guard themselves by row locks.
    pub(crate) async fn begin_short(&self) -> Result<Writing, Fault> {
        let transaction =
            self.pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await.map_err(fault)?;
        Ok(Writing { transaction })
    }

    /// Nothing to do here: `PostgreSQL` reuses its journal and clears dead rows at its own pace.
    #[expect(clippy::unused_async, reason = "the other engine waits for its writer here")]
    pub(crate) async fn empty_journal(&self) -> Result<bool, Fault> {
        Ok(true)
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// A transaction under way; rolled back by the pool where it is dropped.
pub(crate) struct Writing {
    transaction: sqlx::Transaction<'static, Db>,
}

impl Writing {
    /// Where statements are executed.
    pub(crate) fn connection(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    pub(crate) async fn commit(self) -> Result<(), Fault> {
        self.transaction.commit().await.map_err(fault)
    }
}

/// SQLSTATE codes: <https://www.postgresql.org/docs/15/errcodes-appendix.html>.
pub(crate) fn meaning(code: &str) -> Meaning {
    match code {
        // serialization_failure, deadlock_detected.
        "40001" | "40P01" => Meaning::Conflict,
        // disk_full.
        "53100" => Meaning::Full,
        // Out of connections or memory, shutting down, starting up, lock not available.
        "53200" | "53300" | "53400" | "55P03" | "57P01" | "57P02" | "57P03" => Meaning::Busy,
        // connection_exception.
        code if code.starts_with("08") => Meaning::Busy,
        _ => Meaning::Other,
    }
}

/// Takes due jobs; a row that another claimer is looking at is passed over.
pub(crate) async fn claim(
    connection: &mut PgConnection,
    worker: &str,
    now: Moment,
    lease_until: Moment,
    limit: i64,
) -> Result<Vec<Claimed>, Fault> {
    // MATERIALIZED, so that the planner cannot run the locking part more than once.
    sqlx::query_as!(
        Claimed,
        r#"WITH due AS MATERIALIZED (
               SELECT job.id FROM job
               WHERE job.dead_at IS NULL AND job.run_at <= $3 AND (job.lease_until IS NULL OR job.lease_until <= $3)
                 AND NOT EXISTS (
                     SELECT 1 FROM job AS earlier
                     WHERE earlier.lane = job.lane AND earlier.id < job.id AND earlier.dead_at IS NULL)
               ORDER BY job.run_at, job.id
               LIMIT $4
               FOR UPDATE SKIP LOCKED)
           UPDATE job
           SET worker = $1, lease_until = $2, attempts = job.attempts + 1, begun_at = COALESCE(job.begun_at, $3)
           FROM due
           WHERE job.id = due.id
           RETURNING job.id AS "id!: JobId", job.payload AS "payload!", job.lane, job.host,
                     job.attempts - 1 AS "attempts!: i32", job.made_at AS "made_at!: Moment""#,
        worker,
        lease_until as Moment,
        now as Moment,
        limit,
    )
    .fetch_all(connection)
    .await
    .map_err(fault)
}

/// The pictures of the posts of a page, in order.
pub(crate) async fn pictures_of_all(
    connection: &mut PgConnection,
    ids: &[PostId],
) -> Result<Vec<PictureRow>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sqlx::query_as!(
        PictureRow,
        r#"SELECT p.post AS "post!: PostId", p.id AS "id!: PictureId", p.alt AS "alt!: AltText",
                  p.width AS "width!: i32", p.height AS "height!: i32", p.media_type AS "media_type!"
           FROM picture AS p
           WHERE p.post = ANY($1)
           ORDER BY p.post, p.position"#,
        &ids,
    )
    .fetch_all(connection)
    .await
}
