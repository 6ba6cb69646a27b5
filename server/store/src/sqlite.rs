//! What SQLite does otherwise: opening the file, the one writer with its group commits, claiming jobs.

use std::fs::{OpenOptions, Permissions};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::sync::Arc;

use preau_core::error::Fault;
use preau_core::id::{JobId, PictureId, PostId};
use preau_core::text::AltText;
use preau_core::world::Moment;
use sqlx::ConnectOptions as _;
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqliteSynchronous,
};

use crate::jobs::Claimed;
use crate::posts::view::PictureRow;
use crate::writer::Line;
use crate::{Meaning, Options, fault};

pub(crate) use crate::writer::Writing;

pub(crate) type Db = sqlx::Sqlite;

/// The readers and the one writer of a file.
pub(crate) struct Engine {
    readers: SqlitePool,
    line: Arc<Line>,
}

impl Engine {
    /// Opens a path, or the same as `sqlite:` or `sqlite://`.
    pub(crate) async fn open(address: &str, options: Options) -> Result<Self, Fault> {
        let path = address.strip_prefix("sqlite:").unwrap_or(address);
        let path = Path::new(path.strip_prefix("//").unwrap_or(path));
        keep_private(path).map_err(|cause| fault(sqlx::Error::Io(cause)))?;

        let connect = connect_options(path, options);
        let mut writer = connect.clone().optimize_on_close(true, 400).connect().await.map_err(fault)?;
        crate::migrated(sqlx::migrate!("../../../migrations/sqlite").run(&mut writer).await)?;
        let readers = PoolOptions::new()
            .max_connections(options.connections)
            .acquire_timeout(options.patience)
            .test_before_acquire(false)
            .connect_with(connect.pragma("query_only", "ON"))
            .await
            .map_err(fault)?;
        Ok(Self { readers, line: Line::new(writer, options.patience).await? })
    }

    pub(crate) async fn reader(&self) -> Result<PoolConnection<Db>, Fault> {
        self.readers.acquire().await.map_err(fault)
    }

    pub(crate) async fn begin(&self) -> Result<Writing, Fault> {
        self.line.begin().await
    }

    /// A short transaction of the store's own; there is one kind on SQLite.
    pub(crate) async fn begin_short(&self) -> Result<Writing, Fault> {
        self.line.begin().await
    }

    /// Old pages stand in the journal until they are copied over; false while a reader still looks at them.
    pub(crate) async fn empty_journal(&self) -> Result<bool, Fault> {
        self.line.empty_journal().await
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.line.close().await;
    }
}

/// The file is for the server's own user alone, and so are the journal files that SQLite makes beside it.
fn keep_private(path: &Path) -> std::io::Result<()> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    std::fs::set_permissions(path, Permissions::from_mode(0o600))
}

fn connect_options(path: &Path, options: Options) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        // A commit that was acknowledged outlives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(options.patience)
        // What is deleted is overwritten with zeros.
        .pragma("secure_delete", "ON")
        // Two MiB of pages a connection, and a journal that shrinks back to 16 MiB: the server stays small.
        .pragma("cache_size", "-2000")
        .pragma("journal_size_limit", "16777216")
        // All our statements, so that none is prepared twice.
        .statement_cache_capacity(256)
}

/// Extended result codes carry the plain code in their low byte: <https://sqlite.org/rescode.html>.
pub(crate) fn meaning(code: &str) -> Meaning {
    // SQLITE_BUSY_SNAPSHOT: somebody else wrote since this transaction began to read.
    if code == "517" {
        return Meaning::Conflict;
    }
    match code.parse::<i32>().map(|code| code & 0xff) {
        // SQLITE_BUSY, SQLITE_LOCKED.
        Ok(5 | 6) => Meaning::Busy,
        // SQLITE_FULL.
        Ok(13) => Meaning::Full,
        _ => Meaning::Other,
    }
}

/// Takes due jobs; the caller holds the one writer, so that nobody else can.
pub(crate) async fn claim(
    connection: &mut SqliteConnection,
    worker: &str,
    now: Moment,
    lease_until: Moment,
    limit: i64,
) -> Result<Vec<Claimed>, Fault> {
    sqlx::query_as!(
        Claimed,
        r#"UPDATE job
           SET worker = $1, lease_until = $2, attempts = attempts + 1, begun_at = COALESCE(begun_at, $3)
           WHERE id IN (
               SELECT due.id FROM job AS due
               WHERE due.dead_at IS NULL AND due.run_at <= $3 AND (due.lease_until IS NULL OR due.lease_until <= $3)
                 AND NOT EXISTS (
                     SELECT 1 FROM job AS earlier
                     WHERE earlier.lane = due.lane AND earlier.id < due.id AND earlier.dead_at IS NULL)
               ORDER BY due.run_at, due.id
               LIMIT $4)
           RETURNING id AS "id!: JobId", payload AS "payload!", lane, host, attempts - 1 AS "attempts!: i32",
                     made_at AS "made_at!: Moment""#,
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
    connection: &mut SqliteConnection,
    ids: &[PostId],
) -> Result<Vec<PictureRow>, sqlx::Error> {
    // The ids travel as one text: SQLite has no lists, but reads JSON.
    let ids: serde_json::Value = ids.iter().map(|id| id.0.as_simple().to_string()).collect();
    let ids = ids.to_string();
    sqlx::query_as!(
        PictureRow,
        r#"SELECT p.post AS "post!: PostId", p.id AS "id!: PictureId", p.alt AS "alt!: AltText",
                  p.width AS "width!: i32", p.height AS "height!: i32", p.media_type AS "media_type!"
           FROM picture AS p
           WHERE p.post IN (SELECT unhex(value) FROM json_each($1))
           ORDER BY p.post, p.position"#,
        ids,
    )
    .fetch_all(connection)
    .await
}
