//! The real program on a data folder of its own, with people in it: started, ended as the system ends it, started again.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this is a part of tests: what cannot be set up fails the test"
)]

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use preau::world::RealWorld;
use preau_core::action::entry::{AcceptInvitation, PrintCodes, secret_hash};
use preau_core::action::people::ChangeRole;
use preau_core::action::session::Opened;
use preau_core::action::{Action, perform};
use preau_core::id::PersonId;
use preau_core::language::Language;
use preau_core::person::Role;
use preau_core::store::Store;
use preau_core::text::{Handle, MailAddress, PersonName};
use preau_core::world::World;
use sqlx::{AssertSqlSafe, Executor as _, FromRow};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

use crate::engine::{self, Engine, Trial};
use crate::letters::{Letter, in_folder};
use crate::section::set_up;
use crate::visitor::Visitor;

/// A start takes well under a second; on two busy cores a debug build has taken four.
const START_TIME_MAX: Duration = Duration::from_secs(30);
/// The cookie of a session.
pub const SESSION: &str = "__Host-session";

/// Somebody with an account, signed in.
#[derive(Clone)]
pub struct Resident {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their handle.
    pub handle: String,
    /// Their mail address.
    pub mail: String,
    /// The value of their cookie.
    pub token: String,
}

/// A house on which the program can be started, again and again.
pub struct Staged {
    /// Which engine.
    pub engine: Engine,
    /// The file or the `postgres://` address.
    pub address: String,
    /// The house's own address.
    pub url: Url,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Odile first, who is an administrator.
    pub people: Vec<Resident>,
    /// Settings beyond the four that every start has.
    pub settings: Vec<(&'static str, String)>,
    data: tempfile::TempDir,
}

impl Staged {
    /// Sets a house up, with Odile as its administrator; these people come by printed codes.
    ///
    /// `before` may do more with the open store, before any process has it.
    pub async fn new(
        trial: &Trial,
        names: &[&str],
        before: impl AsyncFnOnce(&dyn Store, &dyn World, &[Resident]),
    ) -> Self {
        let data = tempfile::tempdir().unwrap();
        let listen = free_address();
        let url: Url = format!("http://vallombre.localhost:{}/", listen.port()).parse().unwrap();
        let world = RealWorld::new(url.clone()).unwrap();
        let people = come_in(trial.store.as_ref(), &world, names).await;
        before(trial.store.as_ref(), &world, &people).await;
        trial.store.close().await;
        let address = match trial.engine {
            Engine::Postgres => trial.address.clone(),
            Engine::Sqlite => {
                let file = data.path().join("preau.sqlite");
                std::fs::copy(&trial.address, &file).unwrap();
                file.to_str().unwrap().to_owned()
            }
        };
        Self { engine: trial.engine, address, url, listen, people, settings: Vec::new(), data }
    }

    /// A house that was set up already, in this folder.
    pub(crate) fn of(
        (engine, address): (Engine, String),
        (url, listen): (Url, SocketAddr),
        people: Vec<Resident>,
        data: tempfile::TempDir,
    ) -> Self {
        Self { engine, address, url, listen, people, settings: Vec::new(), data }
    }

    /// The folder of the data.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// A browser in which this person is signed in.
    pub fn browser(&self, person: usize) -> Visitor {
        let visitor = Visitor::at(&self.url, self.listen);
        visitor.set_cookie(SESSION, &self.people[person].token);
        visitor
    }

    /// The program with this house's settings, not started yet.
    pub fn command(&self) -> Command {
        let mut command = Command::new(binary());
        let settings = [("PREAU_URL", self.url.to_string()), ("PREAU_LISTEN", self.listen.to_string())];
        // The environment of the tests holds settings of other programs, which this one would refuse.
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "fr_FR.UTF-8");
        command.current_dir(self.data()).env("PREAU_DATA", self.data()).env("PREAU_LOG", "debug");
        command.envs(settings).envs(self.settings.iter().map(|(name, value)| (*name, value.as_str())));
        if self.engine == Engine::Postgres {
            command.env("PREAU_DATABASE_URL", &self.address);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Starts the program and waits until it answers.
    pub async fn start(&self) -> Process {
        let log = self.data().join("log.txt");
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
        let child =
            self.command().arg("serve").stdout(file.try_clone().unwrap()).stderr(file).spawn().unwrap();
        let mut process = Process { child, log };
        let began = tokio::time::Instant::now();
        loop {
            if let Some(status) = process.child.try_wait().unwrap() {
                panic!("it ended at once ({status}):\n{}", process.said());
            }
            let health = b"GET /healthz HTTP/1.1\r\nhost: vallombre.localhost\r\nconnection: close\r\n\r\n";
            if raw(self.listen, health).await.is_ok_and(|answer| answer.starts_with("HTTP/1.1 200")) {
                return process;
            }
            assert!(began.elapsed() < START_TIME_MAX, "it does not answer:\n{}", process.said());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Rows, read past the program.
    pub async fn rows<T>(&self, sql: &str) -> Vec<T>
    where
        T: for<'r> FromRow<'r, sqlx::sqlite::SqliteRow> + for<'r> FromRow<'r, sqlx::postgres::PgRow>,
    {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.engine {
            Engine::Sqlite => {
                let rows = engine::sqlite(&self.address).await.fetch_all(sql).await.unwrap();
                rows.iter().map(|row| T::from_row(row).unwrap()).collect()
            }
            Engine::Postgres => {
                let rows = engine::postgres(&self.address).await.fetch_all(sql).await.unwrap();
                rows.iter().map(|row| T::from_row(row).unwrap()).collect()
            }
        }
    }

    /// One number, read past the program.
    pub async fn count(&self, sql: &str) -> i64 {
        self.rows::<(i64,)>(sql).await[0].0
    }

    /// Statements past the program, as time or a fault of the disk would change the rows.
    pub async fn tamper(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.engine {
            Engine::Sqlite => drop(engine::sqlite(&self.address).await.execute(sql).await.unwrap()),
            Engine::Postgres => drop(engine::postgres(&self.address).await.execute(sql).await.unwrap()),
        }
    }

    /// Everything in every table, as text: equal before and after what changes nothing.
    pub async fn contents(&self) -> Vec<(String, Vec<String>)> {
        let tables = match self.engine {
            Engine::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
            }
            Engine::Postgres => {
                "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
            }
        };
        let mut contents = Vec::new();
        for (table,) in self.rows::<(String,)>(tables).await {
            let row = match self.engine {
                Engine::Postgres => format!("{table}::text"),
                Engine::Sqlite => {
                    let columns = self
                        .rows::<(String,)>(&format!("SELECT name FROM pragma_table_info('{table}')"))
                        .await;
                    columns
                        .iter()
                        .map(|(name,)| format!("quote(\"{name}\")"))
                        .collect::<Vec<_>>()
                        .join(" || ',' || ")
                }
            };
            let rows = self.rows::<(String,)>(&format!("SELECT {row} FROM \"{table}\" ORDER BY 1")).await;
            contents.push((table, rows.into_iter().map(|(row,)| row).collect()));
        }
        contents
    }

    /// The letters that were written to the folder.
    pub fn letters(&self) -> Vec<Letter> {
        in_folder(&self.data().join("mail"))
    }

    /// The `nth` letter to an address (from 1), waited for.
    pub async fn letter(&self, mail: &str, nth: usize) -> Letter {
        for _ in 0..300 {
            if let Some(letter) = self.letters().into_iter().filter(|letter| letter.to == mail).nth(nth - 1) {
                return letter;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no letter {nth} to {mail} among {:?}", self.letters());
    }
}

/// The program, running.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Ends it at once, as a power cut of the process would (SIGKILL).
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop (SIGTERM).
    pub fn terminate(&self) {
        let told = Command::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(told.success());
    }

    /// Waits for its end.
    pub async fn ended(&mut self, within: Duration) -> ExitStatus {
        let began = tokio::time::Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < within, "it has not ended after {within:?}:\n{}", self.said());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Whether it still runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Everything it printed and logged so far.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap()).into_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// The program that was built with these tests.
pub fn binary() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let target = tests.parent().and_then(Path::parent).unwrap();
    let program = target.join("preau");
    assert!(program.is_file(), "{} is missing: cargo build --workspace --bin preau", program.display());
    program
}

/// Runs the program to its end with nothing but these settings.
pub fn run(words: &[&str], settings: &[(&str, &str)], folder: &Path) -> Output {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = Command::new(binary());
    command.args(words).current_dir(folder).env_clear().env("PATH", path).env("LANG", "en_GB.UTF-8");
    command.envs(settings.iter().copied()).stdin(Stdio::null()).output().unwrap()
}

/// Sends these very bytes and reads until the other side closes.
pub async fn raw(to: SocketAddr, bytes: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(to).await?;
    stream.write_all(bytes).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// An address of this machine on which nobody listens, for a server that is started there again and again.
///
/// Below the ports that the system gives to outgoing connections (from 32768), or one of those would now and then sit
/// on it after a kill; each process of tests begins its search elsewhere.
pub fn free_address() -> SocketAddr {
    let start = std::process::id().wrapping_mul(37) % 10_000;
    let mut ports = (0..10_000).map(|step| 20_000 + (start + step) % 10_000);
    let free = |port: u32| TcpListener::bind(("127.0.0.1", u16::try_from(port).unwrap())).ok();
    ports.find_map(free).unwrap().local_addr().unwrap()
}

async fn come_in(store: &dyn Store, world: &dyn World, names: &[&str]) -> Vec<Resident> {
    let founding = set_up();
    let password = founding.admin_password.clone();
    let opened = done(store, world, &founding).await;
    let by = opened.person.id;
    let mut people = vec![Resident::of(&opened)];
    for name in names {
        let codes = done(store, world, &PrintCodes { by, count: 1, language: Language::Fr }).await;
        let handle = Handle::propose(name).unwrap();
        let accept = AcceptInvitation {
            hash: secret_hash(&codes[0]).unwrap(),
            name: PersonName::parse(name).unwrap(),
            mail: Some(MailAddress::parse(&format!("{handle}@vallombre.example")).unwrap()),
            handle,
            password: Some(password.clone()),
            language: Language::Fr,
            device: "Chrome, Android".to_owned(),
        };
        people.push(Resident::of(&done(store, world, &accept).await));
    }
    people
}

impl Resident {
    pub(crate) fn of(opened: &Opened) -> Self {
        let person = &opened.person;
        Self {
            id: person.id,
            name: person.name.to_string(),
            handle: person.handle.to_string(),
            mail: person.mail.as_ref().unwrap().to_string(),
            token: opened.token.reveal(),
        }
    }
}

/// Makes somebody an administrator, before the program starts.
pub async fn promote(store: &dyn Store, world: &dyn World, by: PersonId, person: PersonId) {
    done(store, world, &ChangeRole { by, person, role: Role::Administrator }).await;
}

async fn done<A: Action>(store: &dyn Store, world: &dyn World, action: &A) -> A::Output {
    perform(store, world, action).await.unwrap()
}
