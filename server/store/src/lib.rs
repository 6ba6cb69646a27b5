//! The store: one SQL source, compiled once for SQLite and once for PostgreSQL, behind the traits of core.
//!
//! Every statement is checked against both engines while it is compiled. What an engine must do otherwise
//! stands under one name in `sqlite.rs` and in `postgres.rs`, and nowhere else.

#![expect(
    clippy::as_conversions,
    reason = "`id as PostId` beside a bound value tells sqlx its type and converts nothing"
)]

mod agenda;
mod bodies;
mod groups;
mod guests;
mod house;
mod jobs;
mod links;
mod meetings;
mod minutes;
mod network;
mod outside;
mod people;
#[cfg(feature = "postgres")]
mod postgres;
mod posts;
mod rendezvous;
mod sitting;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "sqlite")]
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::job::Job;
use preau_core::store::{Read, Store, Tx};
use preau_core::world::Moment;
use tokio::sync::Notify;

#[cfg(feature = "postgres")]
use crate::postgres as dialect;
#[cfg(feature = "sqlite")]
use crate::sqlite as dialect;

/// The engine.
pub(crate) type Db = dialect::Db;
/// One connection to it: what a statement is executed on.
pub(crate) type DbConnection = <Db as sqlx::Database>::Connection;

/// How a store is opened.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Connections at once: readers beside the one writer on SQLite, all of them on PostgreSQL.
    pub connections: u32,
    /// How long a caller waits for a connection, or for another process's lock, before the store counts as busy.
    pub patience: Duration,
}

impl Default for Options {
    /// Six connections serve a few hundred readers on two cores; five seconds is as long as a person waits.
    fn default() -> Self {
        Self { connections: 6, patience: Duration::from_secs(5) }
    }
}

/// The store of one house.
pub struct SqlStore {
    engine: dialect::Engine,
    arrived: Arc<Notify>,
    /// Whether something was erased that the engine may still keep beside its rows.
    erased: Arc<AtomicBool>,
}

impl SqlStore {
    /// Opens the store, creates it where it is missing, and brings its tables up to date.
    ///
    /// A migration that was killed half-way left nothing behind and is run again.
    pub async fn open(address: &str, options: Options) -> Result<Arc<Self>, Fault> {
        let engine = dialect::Engine::open(address, options).await?;
        // At first, too: the process before this one may have ended between an erasure and its last step.
        let erased = Arc::new(AtomicBool::new(true));
        Ok(Arc::new(Self { engine, arrived: Arc::new(Notify::new()), erased }))
    }

    fn conn(&self, held: Held) -> Conn {
        let (arrived, forgets) = (Arc::clone(&self.arrived), Arc::clone(&self.erased));
        Conn { held, enqueued: false, arrived, erased: false, forgets }
    }
}

#[async_trait]
impl Store for SqlStore {
    async fn read(&self) -> Result<Box<dyn Read>, Fault> {
        let held = Held::Reader(self.engine.reader().await?);
        Ok(Box::new(self.conn(held)))
    }

    async fn begin(&self) -> Result<Box<dyn Tx>, Fault> {
        let held = Held::Writer(self.engine.begin().await?);
        Ok(Box::new(self.conn(held)))
    }

    async fn claim(
        &self,
        worker: &str,
        now: Moment,
        lease_until: Moment,
        limit: i64,
    ) -> Result<Vec<Job>, Fault> {
        jobs::claim(&self.engine, worker, now, lease_until, limit).await
    }

    async fn lease(&self, name: &str, holder: &str, now: Moment, until: Moment) -> Result<bool, Fault> {
        jobs::lease(&self.engine, name, holder, now, until).await
    }

    async fn jobs_arrived(&self) {
        self.arrived.notified().await;
    }

    async fn ping(&self) -> Result<(), Fault> {
        let mut connection = self.engine.reader().await?;
        sqlx::query_scalar!(r#"SELECT 1 AS "one!: i32""#).fetch_one(&mut *connection).await.map_err(fault)?;
        Ok(())
    }

    async fn forget_erased(&self) -> Result<bool, Fault> {
        if !self.erased.swap(false, Ordering::SeqCst) {
            return Ok(false);
        }
        let done = self.engine.empty_journal().await;
        if !matches!(done, Ok(true)) {
            self.erased.store(true, Ordering::SeqCst);
        }
        done
    }

    async fn close(&self) {
        self.engine.close().await;
    }
}

/// A connection that reads, or a transaction that reads and writes.
pub(crate) struct Conn {
    held: Held,
    /// Whether this transaction enqueued a job, so that its commit wakes the worker.
    enqueued: bool,
    arrived: Arc<Notify>,
    /// Whether this transaction erased what somebody wrote or was called, so that its commit leaves work to
    /// `forget_erased`.
    erased: bool,
    forgets: Arc<AtomicBool>,
}

/// What a [`Conn`] runs its statements on.
enum Held {
    Reader(sqlx::pool::PoolConnection<Db>),
    Writer(dialect::Writing),
}

impl Conn {
    /// Where statements are executed: `.fetch_all(self.db())`.
    pub(crate) fn db(&mut self) -> &mut DbConnection {
        match &mut self.held {
            Held::Reader(connection) => connection,
            Held::Writer(writing) => writing.connection(),
        }
    }

    /// Remembers that the worker has to be woken when this is committed.
    pub(crate) fn has_enqueued(&mut self) {
        self.enqueued = true;
    }

    /// Remembers that bytes have to go which the engine may keep beside its rows.
    pub(crate) fn has_erased(&mut self) {
        self.erased = true;
    }
}

impl Read for Conn {}

#[async_trait]
impl Tx for Conn {
    async fn commit(self: Box<Self>) -> Result<(), Fault> {
        let Self { held, enqueued, arrived, erased, forgets } = *self;
        let Held::Writer(writing) = held else {
            return Err(Fault::Broken("a connection that only reads was committed"));
        };
        writing.commit().await?;
        if erased {
            forgets.store(true, Ordering::SeqCst);
        }
        if enqueued {
            arrived.notify_one();
        }
        Ok(())
    }
}

/// What became of the migrations.
fn migrated(result: Result<(), sqlx::migrate::MigrateError>) -> Result<(), Fault> {
    use sqlx::migrate::MigrateError::{Execute, ExecuteMigration};

    result.map_err(|error| match error {
        Execute(cause) => fault(cause),
        ExecuteMigration(cause, number) => {
            tracing::error!(number, "a migration failed and was rolled back");
            fault(cause)
        }
        error => Fault::other("bringing the tables up to date", error),
    })
}

/// What an error of the database means to the rest of the server.
pub(crate) fn fault(error: sqlx::Error) -> Fault {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};

    match &error {
        sqlx::Error::Database(cause) => match dialect::meaning(cause.code().as_deref().unwrap_or_default()) {
            Meaning::Conflict => Fault::Conflict,
            Meaning::Busy => Fault::Busy(Box::new(error)),
            Meaning::Full => Fault::Full(Box::new(error)),
            Meaning::Other => Fault::other("asking the database", error),
        },
        sqlx::Error::Io(cause) if matches!(cause.kind(), StorageFull | QuotaExceeded) => {
            Fault::Full(Box::new(error))
        }
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Io(_)
        | sqlx::Error::Tls(_) => Fault::Busy(Box::new(error)),
        _ => Fault::other("asking the database", error),
    }
}

/// What a database's error code means; each dialect reads its own codes.
pub(crate) enum Meaning {
    /// Another transaction came first.
    Conflict,
    /// It does not answer now.
    Busy,
    /// No room on its disk.
    Full,
    /// Anything else.
    Other,
}
