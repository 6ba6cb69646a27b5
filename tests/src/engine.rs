//! A store of its own for each test, on both engines: a fresh file, or a fresh copy of a migrated database.
//!
//! PostgreSQL is given by `PREAU_TEST_POSTGRES`, an address of somebody who may make databases. Without it the
//! half of each test that needs it says loudly that it was skipped; where `CI` is `true` it fails instead.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::missing_panics_doc,
    reason = "this is a part of tests"
)]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use preau_core::store::Store;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _};

/// Which engine a test runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// One database.
    Postgres,
}

/// Declares tests that run on both engines: `a_sentence::sqlite` and `a_sentence::postgres`.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($trial:ident: Trial) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn on($trial: &$crate::engine::Trial) $body

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                let trial = $crate::engine::Trial::open($crate::engine::Engine::Sqlite).await.unwrap();
                on(&trial).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                if let Some(trial) = $crate::engine::Trial::open($crate::engine::Engine::Postgres).await {
                    on(&trial).await;
                }
            }
        }
    )+};
}

/// An open store that goes away with everything in it.
pub struct Trial {
    /// The store.
    pub store: Arc<dyn Store>,
    /// Which engine it is.
    pub engine: Engine,
    /// Its address: a path, or a `postgres://` address.
    pub address: String,
    /// Removes the file or the database.
    _home: Home,
}

impl Trial {
    /// A fresh store; `None` where PostgreSQL was asked for and none is given.
    pub async fn open(engine: Engine) -> Option<Self> {
        let (home, address) = Home::new(engine).await?;
        let store = open_again(engine, &address).await;
        Some(Self { store, engine, address, _home: home })
    }

    /// The same store as another process opens it.
    pub async fn open_again(&self) -> Arc<dyn Store> {
        open_again(self.engine, &self.address).await
    }

    /// Runs statements past the store, as a fault of the disk or a newer version would.
    pub async fn tamper(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.engine {
            Engine::Sqlite => drop(sqlite(&self.address).await.execute(sql).await.unwrap()),
            Engine::Postgres => drop(postgres(&self.address).await.execute(sql).await.unwrap()),
        }
    }

    /// One number, asked past the store.
    pub async fn count(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.engine {
            Engine::Sqlite => sqlite(&self.address).await.fetch_one(sql).await.unwrap().get(0),
            Engine::Postgres => postgres(&self.address).await.fetch_one(sql).await.unwrap().get(0),
        }
    }
}

/// A bare connection to an SQLite file.
pub async fn sqlite(path: &str) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.unwrap()
}

/// A bare connection to a PostgreSQL database.
pub async fn postgres(address: &str) -> PgConnection {
    PgConnection::connect(address).await.unwrap()
}

async fn open_again(engine: Engine, address: &str) -> Arc<dyn Store> {
    match engine {
        Engine::Sqlite => {
            preau_store_sqlite::SqlStore::open(address, preau_store_sqlite::Options::default()).await.unwrap()
        }
        Engine::Postgres => {
            preau_store_postgres::SqlStore::open(address, preau_store_postgres::Options::default())
                .await
                .unwrap()
        }
    }
}

/// Where a store lives; goes away with everything in it.
pub struct Home(Place);

enum Place {
    Folder { _folder: tempfile::TempDir },
    Database { admin: Box<PgConnectOptions>, name: String },
}

impl Home {
    /// A fresh home and its address; `None` where PostgreSQL was asked for and none is given.
    pub async fn new(engine: Engine) -> Option<(Self, String)> {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let address = folder.path().join("preau.db").to_str().unwrap().to_owned();
                Some((Self(Place::Folder { _folder: folder }), address))
            }
            Engine::Postgres => {
                static NEXT: AtomicU32 = AtomicU32::new(0);

                let admin: PgConnectOptions = postgres_given()?.parse().unwrap();
                let name = format!("preau_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
                copy_template(&admin, &name).await;
                let address = admin.clone().database(&name).to_url_lossy().to_string();
                Some((Self(Place::Database { admin: Box::new(admin), name }), address))
            }
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let Place::Database { admin, name } = &self.0 else { return };
        let (admin, name) = (admin.clone(), name.clone());
        // The test's own runtime cannot be waited for here.
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                if let Ok(mut connection) = admin.connect().await {
                    let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                    let _gone = connection.execute(AssertSqlSafe(sql)).await;
                }
            });
        });
        let _ended = removal.join();
    }
}

/// The address of the PostgreSQL server for tests; says loudly where there is none.
#[expect(clippy::disallowed_methods, reason = "where tests find their server is no setting of ours")]
pub fn postgres_given() -> Option<String> {
    let given = std::env::var("PREAU_TEST_POSTGRES").ok().filter(|address| !address.is_empty());
    if given.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "PREAU_TEST_POSTGRES is not set");
        eprintln!("SKIPPED on PostgreSQL: PREAU_TEST_POSTGRES is not set");
    }
    given
}

/// Makes a database from a migrated one, which is much faster than migrating each.
async fn copy_template(admin: &PgConnectOptions, name: &str) {
    let template = format!("preau_template_{:016x}", migrations_hash());
    let mut connection = admin.clone().connect().await.unwrap();
    // Tests run in processes of their own: one makes the template, the others wait for it.
    connection.execute("SELECT pg_advisory_lock(7203271)").await.unwrap();
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{template}'");
    if connection.fetch_optional(AssertSqlSafe(known)).await.unwrap().is_none() {
        let raw = format!("{template}_raw");
        connection
            .execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {raw} WITH (FORCE)")))
            .await
            .unwrap();
        connection.execute(AssertSqlSafe(format!("CREATE DATABASE {raw}"))).await.unwrap();
        open_again(Engine::Postgres, admin.clone().database(&raw).to_url_lossy().as_str())
            .await
            .close()
            .await;
        connection
            .execute(AssertSqlSafe(format!("ALTER DATABASE {raw} RENAME TO {template}")))
            .await
            .unwrap();
    }
    connection.execute("SELECT pg_advisory_unlock(7203271)").await.unwrap();
    connection.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await.unwrap();
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}"))).await.unwrap();
}

/// Another set of migrations needs another template.
fn migrations_hash() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/postgres");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}
