//! Work that waits: enqueued inside a transaction, claimed with a lease, settled inside another.

use preau_core::error::Fault;
use preau_core::id::JobId;
use preau_core::job::{DeadJob, Job, NewJob, Outcome};
use preau_core::world::Moment;

use crate::{Conn, dialect, fault};

/// A claimed row before its payload is read.
pub(crate) struct Claimed {
    pub(crate) id: JobId,
    pub(crate) payload: String,
    pub(crate) lane: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) attempts: i32,
    pub(crate) made_at: Moment,
}

/// Claims due jobs in a short transaction of its own.
pub(crate) async fn claim(
    engine: &dialect::Engine,
    worker: &str,
    now: Moment,
    lease_until: Moment,
    limit: i64,
) -> Result<Vec<Job>, Fault> {
    let mut writing = engine.begin_short().await?;
    let mut rows = dialect::claim(writing.connection(), worker, now, lease_until, limit).await?;
    // RETURNING promises no order; a lane gives one job at a time, so this is for the others' sake alone.
    rows.sort_by_key(|row| row.id);
    let mut jobs = Vec::with_capacity(rows.len());
    for row in rows {
        match serde_json::from_str(&row.payload) {
            Ok(work) => jobs.push(Job {
                id: row.id,
                work,
                lane: row.lane,
                host: row.host,
                attempts: row.attempts,
                made_at: row.made_at,
            }),
            // A newer version enqueued it: an administrator sees it, and the rest of the queue goes on.
            Err(error) => {
                tracing::error!(job = %row.id, %error, "a job cannot be read and is given up");
                give_up(writing.connection(), row.id, worker, "unreadable", now).await?;
            }
        }
    }
    writing.commit().await?;
    Ok(jobs)
}

/// Takes or renews a named lease.
pub(crate) async fn lease(
    engine: &dialect::Engine,
    name: &str,
    holder: &str,
    now: Moment,
    until: Moment,
) -> Result<bool, Fault> {
    let mut writing = engine.begin_short().await?;
    let taken = sqlx::query!(
        "INSERT INTO lease (name, holder, until_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
         WHERE lease.holder = excluded.holder OR lease.until_at <= $4",
        name,
        holder,
        until as Moment,
        now as Moment,
    )
    .execute(writing.connection())
    .await
    .map_err(fault)?
    .rows_affected();
    writing.commit().await?;
    Ok(taken == 1)
}

/// Enqueues a job; false where one with its key has not begun.
pub(crate) async fn enqueue(conn: &mut Conn, id: JobId, job: &NewJob, now: Moment) -> Result<bool, Fault> {
    let payload =
        serde_json::to_string(&job.work).map_err(|error| Fault::other("writing a job down", error))?;
    let stored = sqlx::query!(
        "INSERT INTO job (id, kind, payload, lane, host, dedup, run_at, attempts, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)
         ON CONFLICT DO NOTHING",
        id as JobId,
        job.work.kind(),
        payload,
        job.lane,
        job.host,
        job.dedup,
        job.run_at as Moment,
        now as Moment,
    )
    .execute(conn.db())
    .await
    .map_err(fault)?
    .rows_affected();
    conn.has_enqueued();
    Ok(stored == 1)
}

/// Settles a claimed job, if `worker` still holds it.
pub(crate) async fn settle(
    conn: &mut Conn,
    id: JobId,
    worker: &str,
    outcome: &Outcome,
    now: Moment,
) -> Result<(), Fault> {
    match outcome {
        Outcome::Done => {
            sqlx::query!("DELETE FROM job WHERE id = $1 AND worker = $2", id as JobId, worker)
                .execute(conn.db())
                .await
                .map_err(fault)?;
            Ok(())
        }
        Outcome::Later { at, reason, counts } => {
            // The try was counted when it was claimed.
            let refund = i32::from(!*counts);
            sqlx::query!(
                "UPDATE job
                 SET run_at = $3, reason = $4, attempts = attempts - $5, worker = NULL, lease_until = NULL
                 WHERE id = $1 AND worker = $2",
                id as JobId,
                worker,
                *at as Moment,
                reason,
                refund,
            )
            .execute(conn.db())
            .await
            .map_err(fault)?;
            Ok(())
        }
        Outcome::Never { reason } => give_up(conn.db(), id, worker, reason, now).await,
    }
}

async fn give_up(
    db: &mut crate::DbConnection,
    id: JobId,
    worker: &str,
    reason: &str,
    now: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE job SET dead_at = $3, reason = $4, worker = NULL, lease_until = NULL WHERE id = $1 AND worker = $2",
        id as JobId,
        worker,
        now as Moment,
        reason,
    )
    .execute(db)
    .await
    .map_err(fault)?;
    Ok(())
}

/// Puts a dead letter back into the queue with all its tries, or forgets it.
pub(crate) async fn revive(conn: &mut Conn, id: JobId, again: bool, now: Moment) -> Result<bool, Fault> {
    let changed = if again {
        conn.has_enqueued();
        sqlx::query!(
            "UPDATE job SET dead_at = NULL, attempts = 0, run_at = $2 WHERE id = $1 AND dead_at IS NOT NULL",
            id as JobId,
            now as Moment,
        )
        .execute(conn.db())
        .await
    } else {
        sqlx::query!("DELETE FROM job WHERE id = $1 AND dead_at IS NOT NULL", id as JobId)
            .execute(conn.db())
            .await
    };
    Ok(changed.map_err(fault)?.rows_affected() == 1)
}

/// Dead letters, newest first.
pub(crate) async fn dead(conn: &mut Conn, limit: i64) -> Result<Vec<DeadJob>, Fault> {
    sqlx::query_as!(
        DeadJob,
        r#"SELECT id AS "id!: JobId", kind AS "kind!", host, COALESCE(reason, '') AS "reason!: String",
                  attempts AS "attempts!: i32", dead_at AS "at!: Moment"
           FROM job WHERE dead_at IS NOT NULL
           ORDER BY dead_at DESC, id DESC LIMIT $1"#,
        limit,
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)
}

/// How many jobs wait or run, by kind.
pub(crate) async fn waiting(conn: &mut Conn) -> Result<Vec<(String, i64)>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT kind AS "kind!", COUNT(*) AS "count!: i64"
           FROM job WHERE dead_at IS NULL GROUP BY kind ORDER BY kind"#,
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    Ok(rows.into_iter().map(|row| (row.kind, row.count)).collect())
}
