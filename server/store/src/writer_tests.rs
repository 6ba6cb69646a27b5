//! Who shares a commit shares its fate, and nobody else's.

use std::sync::atomic::AtomicUsize;

use sqlx::AssertSqlSafe;
use sqlx::ConnectOptions as _;
use sqlx::Row as _;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::task::JoinSet;

use super::*;

struct Scene {
    line: Arc<Line>,
    commits: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
}

impl Scene {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scene.db");
        let options =
            SqliteConnectOptions::new().filename(path).create_if_missing(true).pragma("journal_mode", "WAL");
        let mut connection = options.connect().await.unwrap();
        connection
            .execute("CREATE TABLE entry (n INTEGER NOT NULL PRIMARY KEY, filler BLOB NOT NULL) STRICT")
            .await
            .unwrap();
        let commits = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&commits);
        connection.lock_handle().await.unwrap().set_commit_hook(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            true
        });
        let line = Line::new(connection, Duration::from_secs(20)).await.unwrap();
        Self { line, commits, folder }
    }

    /// What another process reads in the file.
    async fn found(&self) -> Vec<i64> {
        let options = SqliteConnectOptions::new().filename(self.folder.path().join("scene.db"));
        let rows =
            options.connect().await.unwrap().fetch_all("SELECT n FROM entry ORDER BY n").await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

async fn add(writing: &mut Writing, n: i64, bytes: usize) -> Result<(), sqlx::Error> {
    let sql = format!("INSERT INTO entry (n, filler) VALUES ({n}, zeroblob({bytes}))");
    writing.connection().execute(AssertSqlSafe(sql)).await.map(drop)
}

async fn write(line: &Line, n: i64, bytes: usize) -> Result<(), Fault> {
    let mut writing = line.begin().await?;
    add(&mut writing, n, bytes).await.map_err(fault)?;
    writing.commit().await
}

/// One who is done and waits for the common commit while `writing`, behind them, has its turn.
async fn one_waits(scene: &Scene) -> (tokio::task::JoinHandle<Result<(), Fault>>, Writing) {
    let mut first = scene.line.begin().await.unwrap();
    add(&mut first, 1, 1).await.unwrap();
    let line = Arc::clone(&scene.line);
    let (queued, second) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
    let (seen, place) = (Arc::clone(&queued), Arc::clone(&second));
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        seen.store(true, Ordering::SeqCst);
        *place.lock().await = Some(line.begin().await.unwrap());
    });
    while !queued.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    let waits = tokio::runtime::Handle::current().spawn(first.commit());
    tasks.join_next().await.unwrap().unwrap();
    let second = second.lock().await.take().unwrap();
    assert!(!waits.is_finished(), "nobody hears done before the commit");
    assert_eq!(scene.found().await, [] as [i64; 0]);
    (waits, second)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn those_who_queue_together_share_commits() {
    let scene = Scene::new().await;
    let mut tasks = JoinSet::new();
    for n in 1..=200 {
        let line = Arc::clone(&scene.line);
        tasks.spawn(async move { write(&line, n, 1).await.unwrap() });
    }
    tasks.join_all().await;
    assert_eq!(scene.found().await, (1..=200).collect::<Vec<_>>());
    let commits = scene.commits.load(Ordering::SeqCst);
    assert!(commits < 100, "{commits} commits for 200 callers");
    assert!(commits >= 200 / BATCH_MAX, "{commits} commits: too many callers shared one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_gives_up_undoes_their_own_work_alone() {
    let scene = Scene::new().await;
    let (waits, mut second) = one_waits(&scene).await;
    add(&mut second, 2, 1).await.unwrap();
    drop(second);
    waits.await.unwrap().unwrap();
    assert_eq!(scene.found().await, [1]);
    assert_eq!(scene.commits.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_engine_rolls_everything_back_nobody_hears_done() {
    let scene = Scene::new().await;
    let (waits, mut second) = one_waits(&scene).await;
    // What SQLite does by itself when the disk fails.
    second.connection().execute("ROLLBACK").await.unwrap();
    assert!(second.commit().await.is_err());
    assert!(waits.await.unwrap().is_err());
    write(&scene.line, 3, 1).await.unwrap();
    assert_eq!(scene.found().await, [3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_a_full_disk_exactly_those_who_heard_done_are_there() {
    let scene = Scene::new().await;
    let mut writing = scene.line.begin().await.unwrap();
    writing.connection().execute("PRAGMA max_page_count = 60").await.unwrap();
    drop(writing);
    let mut tasks = JoinSet::new();
    for n in 1..=40 {
        let line = Arc::clone(&scene.line);
        tasks.spawn(async move { (n, write(&line, n, 20_000).await) });
    }
    let mut done = Vec::new();
    let mut full = 0;
    for (n, result) in tasks.join_all().await {
        match result {
            Ok(()) => done.push(n),
            Err(Fault::Full(_)) => full += 1,
            Err(other) => assert!(matches!(other, Fault::Busy(_)), "{other:?}"),
        }
    }
    done.sort_unstable();
    assert!(full > 0 && !done.is_empty(), "{full} {done:?}");
    assert_eq!(scene.found().await, done);

    let mut writing = scene.line.begin().await.unwrap();
    writing.connection().execute("PRAGMA max_page_count = 100000").await.unwrap();
    drop(writing);
    write(&scene.line, 99, 20_000).await.unwrap();
}
