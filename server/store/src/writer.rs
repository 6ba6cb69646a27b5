//! SQLite's one writer: callers stand in line, and those who queue together share one commit.
//!
//! Each caller works inside a savepoint of one database transaction. Who is done releases the savepoint and
//! waits; the first to be done puts the commit itself at the end of the line, behind those who queue at that
//! moment, and it then answers all of them. So a busy moment costs one wait for the disk instead of many, an
//! idle one costs no delay, and nobody hears "done" before the disk has it. Who gives up undoes their own
//! savepoint alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use preau_core::error::Fault;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection as _, Executor as _, Row as _};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, oneshot};

use crate::fault;

/// The most callers that share one commit: if it fails, it fails for all of them.
const BATCH_MAX: usize = 64;
/// How long the first of them may be made to wait by those behind.
const BATCH_AGE: Duration = Duration::from_millis(5);

/// The line in front of the writer.
pub(crate) struct Line {
    /// Tokio's mutex is fair: first come, first served. `None` once closed.
    desk: Arc<Mutex<Option<Desk>>>,
    patience: Duration,
}

impl Line {
    pub(crate) async fn new(
        mut connection: SqliteConnection,
        patience: Duration,
    ) -> Result<Arc<Self>, Fault> {
        let lost = Arc::new(AtomicBool::new(false));
        let hook = Arc::clone(&lost);
        // A full disk or a failing one makes SQLite roll the whole transaction back by itself.
        connection
            .lock_handle()
            .await
            .map_err(fault)?
            .set_rollback_hook(move || hook.store(true, Ordering::SeqCst));
        let desk = Desk {
            connection,
            open: false,
            savepoint: false,
            waiting: Vec::new(),
            since: Instant::now(),
            lost,
        };
        Ok(Arc::new(Self { desk: Arc::new(Mutex::new(Some(desk))), patience }))
    }

    /// Waits for its turn and begins.
    pub(crate) async fn begin(&self) -> Result<Writing, Fault> {
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.desk).lock_owned());
        let mut desk = turn.await.map_err(|late| Fault::Busy(Box::new(late)))?;
        if desk.as_ref().is_some_and(Desk::is_due) {
            desk = undisturbed(async move {
                if let Some(desk) = desk.as_mut() {
                    desk.settle().await;
                }
                desk
            })
            .await?;
        }
        let desk = OwnedMutexGuard::try_map(desk, Option::as_mut).map_err(|_closed| closed())?;
        let mut writing = Writing { desk, line: Arc::clone(&self.desk) };
        writing.desk.begin().await?;
        Ok(writing)
    }

    /// Copies the journal into the file and cuts it to nothing; false where a reader stood in the way.
    pub(crate) async fn empty_journal(&self) -> Result<bool, Fault> {
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.desk).lock_owned());
        let mut desk = turn.await.map_err(|late| Fault::Busy(Box::new(late)))?;
        undisturbed(async move {
            let Some(desk) = desk.as_mut() else { return Err(closed()) };
            desk.settle().await;
            desk.empty_journal().await
        })
        .await?
    }

    /// Waits for what is under way and closes the file.
    pub(crate) async fn close(&self) {
        let Some(mut desk) = self.desk.lock().await.take() else { return };
        desk.settle().await;
        if let Err(error) = desk.connection.close().await {
            tracing::warn!(%error, "the database file was not closed cleanly; it will be recovered when it is next opened");
        }
    }
}

/// One caller's turn at the desk.
pub(crate) struct Writing {
    desk: OwnedMappedMutexGuard<Option<Desk>, Desk>,
    line: Arc<Mutex<Option<Desk>>>,
}

impl Writing {
    /// Where statements are executed.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.desk.connection
    }

    /// Leaves the work to the common commit and returns when it is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), Fault> {
        let (told, hears) = oneshot::channel();
        let first = self.desk.release(told).await?;
        let line = Arc::clone(&self.line);
        drop(self);
        if first {
            undisturbed(async move {
                if let Some(desk) = line.lock_owned().await.as_mut() {
                    desk.settle().await;
                }
            })
            .await?;
        }
        hears.await.map_err(|_| Fault::Broken("a commit ended without an answer"))?
    }
}

impl Drop for Writing {
    /// Has undone at once what was not committed: an open transaction would keep other processes out.
    fn drop(&mut self) {
        if !self.desk.is_untidy() {
            return;
        }
        // Whoever comes first, this task or the next caller, undoes it; without a runtime the next caller.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let line = Arc::clone(&self.line);
            runtime.spawn(async move {
                if let Some(desk) = line.lock_owned().await.as_mut() {
                    desk.undo().await;
                }
            });
        }
    }
}

/// The writer's connection and what stands open on it.
struct Desk {
    connection: SqliteConnection,
    /// Whether a database transaction may be open.
    open: bool,
    /// Whether somebody's savepoint may be open in it.
    savepoint: bool,
    /// Those who are done and wait for the common commit.
    waiting: Vec<oneshot::Sender<Result<(), Fault>>>,
    /// When the first of them was done.
    since: Instant,
    /// Set by SQLite when it has rolled back the whole transaction.
    lost: Arc<AtomicBool>,
}

// Each flag is set before its statement and cleared after it, so that a caller who is dropped while waiting
// leaves the desk in a state that `undo` understands.
impl Desk {
    /// Whether the common commit has to come before anything else.
    fn is_due(&self) -> bool {
        self.waiting.len() >= BATCH_MAX || (!self.waiting.is_empty() && self.since.elapsed() >= BATCH_AGE)
    }

    /// Whether something stands open that nobody waits for.
    fn is_untidy(&self) -> bool {
        self.savepoint || (self.open && self.waiting.is_empty())
    }

    async fn begin(&mut self) -> Result<(), Fault> {
        self.undo().await;
        if !self.open {
            self.lost.store(false, Ordering::SeqCst);
            self.open = true;
            if let Err(error) = self.connection.execute("BEGIN IMMEDIATE").await {
                self.open = false;
                return Err(fault(error));
            }
        }
        self.savepoint = true;
        self.connection.execute("SAVEPOINT turn").await.map_err(fault)?;
        Ok(())
    }

    /// Ends a caller's savepoint and notes whom to tell; true for the first since the last commit.
    async fn release(&mut self, told: oneshot::Sender<Result<(), Fault>>) -> Result<bool, Fault> {
        if self.lost.load(Ordering::SeqCst) {
            return Err(rolled_back());
        }
        self.connection.execute("RELEASE turn").await.map_err(fault)?;
        self.savepoint = false;
        let first = self.waiting.is_empty();
        if first {
            self.since = Instant::now();
        }
        self.waiting.push(told);
        Ok(first)
    }

    /// Undoes what a caller left without committing, and keeps what others wait for.
    async fn undo(&mut self) {
        if self.savepoint && !self.waiting.is_empty() && !self.lost.load(Ordering::SeqCst) {
            // These fail only where the savepoint never began or was released, or where everything is lost.
            let undone = self.connection.execute("ROLLBACK TO turn").await.is_ok();
            if undone {
                let _released = self.connection.execute("RELEASE turn").await;
            }
            self.savepoint = false;
        }
        if self.open && (self.waiting.is_empty() || self.lost.load(Ordering::SeqCst)) {
            self.roll_back().await;
            self.answer(&Err(rolled_back()));
        }
    }

    /// Commits for everybody who waits.
    async fn settle(&mut self) {
        self.undo().await;
        if self.waiting.is_empty() {
            return;
        }
        let result = match self.connection.execute("COMMIT").await {
            Ok(_) => {
                self.open = false;
                Ok(())
            }
            Err(error) => {
                let result = Err(fault(error));
                self.roll_back().await;
                result
            }
        };
        self.answer(&result);
    }

    /// Between two transactions. The answer's first column is 1 where it was kept from finishing.
    async fn empty_journal(&mut self) -> Result<bool, Fault> {
        let row = self.connection.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)").await.map_err(fault)?;
        Ok(row.try_get::<i64, _>(0).map_err(fault)? == 0)
    }

    async fn roll_back(&mut self) {
        // Fails where SQLite has rolled back already, which is what is wanted.
        let _already = self.connection.execute("ROLLBACK").await;
        self.open = false;
        self.savepoint = false;
    }

    fn answer(&mut self, result: &Result<(), Fault>) {
        for told in self.waiting.drain(..) {
            // Whoever does not listen any more has been dropped: their outcome is unknown to them alone.
            let _gone = told.send(result.as_ref().copied().map_err(again));
        }
    }
}

/// Runs to its end even where the caller is dropped: half a commit must not be left to the next in line.
#[expect(clippy::disallowed_methods, reason = "`close` stands in the same line and so waits for it")]
async fn undisturbed<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> Result<T, Fault> {
    tokio::spawn(work).await.map_err(|cause| Fault::other("committing", cause))
}

/// The same fault for one more caller.
fn again(fault: &Fault) -> Fault {
    match fault {
        Fault::Conflict => Fault::Conflict,
        Fault::Busy(cause) => Fault::Busy(cause.to_string().into()),
        Fault::Full(cause) => Fault::Full(cause.to_string().into()),
        Fault::Other { what, cause } => Fault::other(what, cause.to_string()),
        Fault::Broken(what) => Fault::Broken(what),
    }
}

fn rolled_back() -> Fault {
    Fault::Busy("the database rolled the transaction back".into())
}

fn closed() -> Fault {
    Fault::Busy("the store is closed".into())
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
