//! Two or three sections as real servers that reach each other through lines which can be made bad.
//!
//! Each is known as `http://HANDLE.localhost:PORT/`. Its server listens on 127.0.0.2 and its [`Proxy`] on 127.0.0.1, on
//! the same port: servers resolve `*.localhost` to 127.0.0.1 and so talk to each other through the proxies, while the
//! browsers of a section go straight to their own server. So a section that is cut off still has its visitors, and what
//! passes a proxy was sent by a server. A [`Stranger`] is a server elsewhere that does what a test says. They reach 127.0.0.1 by the setting that the demo uses, `PREAU_ALLOW_ADDRESSES`.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "this is a part of tests: what is not there fails the test"
)]

pub mod bonds;
pub mod cast;
mod ground;
mod rows;
mod stranger;
mod voice;

use std::ops::{Deref, Index};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use preau::world::system_now;
use preau_core::world::{Moment, World as _};
use tokio::time::Instant;
use url::Url;

use self::ground::Ground;
pub use self::stranger::Stranger;
pub use self::voice::Voice;
use crate::engine::Engine;
use crate::people::Somebody;
use crate::process::{Process, Resident, Staged};
use crate::proxy::{Mode, Proxy, Words};
pub use crate::section::Section;
use crate::section::ShiftedWorld;
use crate::visitor::Visitor;

/// How long [`until`] looks: everything between servers on one machine ends well within it, on two busy cores too.
const UNTIL_MAX: Duration = Duration::from_secs(20);
/// Longer than a look into the tables takes, shorter than the first pause before another try (15 s).
const DUE_SLACK: i64 = 5 * Moment::SECOND;
/// How often it looks.
const LOOK: Duration = Duration::from_millis(10);

/// Declares tests that run with these sections on both engines, as servers in this process or as programs of their own:
/// `async fn a_sentence(stage: Section["vallombre", "port-lazare"])`, `(stage: Program[…])`.
#[macro_export]
macro_rules! on_stage {
    ($($(#[$attribute:meta])* async fn $name:ident($stage:ident: $kind:ident[$($handle:literal),+]) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn on($stage: &$crate::network::Stage<$crate::network::$kind>) $body

            async fn open(
                engine: $crate::engine::Engine,
            ) -> Option<$crate::network::Stage<$crate::network::$kind>> {
                $crate::network::Stage::<$crate::network::$kind>::open(engine, &[$($handle),+]).await
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                on(&open($crate::engine::Engine::Sqlite).await.unwrap()).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                if let Some(stage) = open($crate::engine::Engine::Postgres).await {
                    on(&stage).await;
                }
            }
        }
    )+};
}

/// Some sections, serving. `stage["vallombre"]` is one of them.
pub struct Stage<H> {
    places: Vec<Place<H>>,
}

/// One section: its server, the line to it, and who lives there.
pub struct Place<H> {
    /// Its handle.
    pub handle: &'static str,
    /// Its address.
    pub url: Url,
    /// The line on which the others reach it.
    pub proxy: Proxy,
    /// Its administrator first, and last somebody who never acts: see [`cast`].
    pub people: Vec<Resident>,
    /// Its server, to which a place dereferences.
    pub house: H,
    listen: std::net::SocketAddr,
    engine: Engine,
    database: String,
}

/// What a server is for the stage.
pub trait House {
    /// Its present moment.
    fn now(&self) -> Moment;
}

impl House for Section {
    fn now(&self) -> Moment {
        self.world.now()
    }
}

impl Stage<Section> {
    /// The sections as servers in this process, whose clocks can be moved; `None` where PostgreSQL was asked for and
    /// none is given.
    pub async fn open(engine: Engine, handles: &[&str]) -> Option<Self> {
        let mut places = Vec::new();
        for handle in handles {
            let ground = Ground::found(engine, handle).await?;
            let world = Arc::new(ShiftedWorld::new(ground.url().clone()));
            let founder = ground.people.first().map(|first| (first.id, first.token.clone()));
            let (place, open) = ground.open();
            let inner = tokio::net::TcpListener::from_std(open.inner).unwrap();
            let house = Section::boot(inner, open.settings, world, founder, (open.data, open.home)).await;
            places.push(place.with(house));
        }
        Some(Self { places })
    }

    /// Moves all clocks forward together.
    pub fn pass(&self, micros: i64) {
        self.places.iter().for_each(|place| place.house.pass(micros));
    }
}

/// A server that is a process of its own, and can be killed.
pub struct Program {
    /// Its settings and its folder.
    pub staged: Staged,
    process: Mutex<Option<Process>>,
    _home: Option<crate::engine::Home>,
}

impl House for Program {
    fn now(&self) -> Moment {
        system_now()
    }
}

impl Stage<Program> {
    /// The sections as programs of their own, started; `None` where PostgreSQL was asked for and none is given.
    pub async fn open(engine: Engine, handles: &[&str]) -> Option<Self> {
        let mut places = Vec::new();
        for handle in handles {
            let (place, open) = Ground::found(engine, handle).await?.open();
            let (store, net) = ((engine, place.database.clone()), (place.url.clone(), place.listen));
            let mut staged = Staged::of(store, net, place.people.clone(), open.data);
            let allowed = open.settings.outgoing.allow_addresses.to_string();
            staged.settings.push(("PREAU_ALLOW_ADDRESSES", allowed));
            drop(open.inner);
            let house = Program { staged, process: Mutex::new(None), _home: open.home };
            house.start().await;
            places.push(place.with(house));
        }
        Some(Self { places })
    }
}

impl Program {
    /// Starts it and waits until it answers; the two minutes have passed after which what a killed one held is taken up.
    pub async fn start(&self) {
        self.staged.tamper("UPDATE job SET lease_until = 0 WHERE lease_until IS NOT NULL").await;
        let process = self.staged.start().await;
        assert!(self.process.lock().unwrap().replace(process).is_none(), "it runs already");
    }

    /// Ends it at once (SIGKILL).
    pub fn kill(&self) {
        self.process.lock().unwrap().take().unwrap().kill();
    }

    /// Everything that it printed and logged, over all its starts.
    pub fn logs(&self) -> String {
        std::fs::read_to_string(self.staged.data().join("log.txt")).unwrap_or_default()
    }
}

impl<H: House> Stage<H> {
    /// All places, in the order in which they were named.
    pub fn places(&self) -> &[Place<H>] {
        &self.places
    }

    /// The browser of somebody who lives there, signed in; it talks to the server and not to the line.
    pub fn visitor(&self, handle: &str, who: Somebody) -> Visitor {
        self[handle].browser(who)
    }

    /// Cuts the lines between two sections, both ways, or mends them. A third one reaches both.
    pub fn part(&self, one: &str, other: &str, apart: bool) {
        let mode = apart.then_some(Mode::Cut);
        self[one].proxy.set_from(&self[other].authority(), mode);
        self[other].proxy.set_from(&self[one].authority(), mode);
    }

    /// Lets the pauses pass after which servers try again what failed.
    pub async fn hurry(&self) {
        for place in &self.places {
            place.tamper("UPDATE job SET run_at = 0 WHERE lease_until IS NULL AND dead_at IS NULL").await;
            place.tamper("UPDATE peer SET open_until = NULL").await;
        }
    }

    /// Waits until no server has anything to do now. What waits for another try, or behind that, is not to be done now.
    pub async fn rests(&self) {
        // Twice: what one server did last may have given another something to do.
        let mut quiet = 0;
        until("every server rests", async || {
            let mut due = 0;
            for place in &self.places {
                due += place.due().await;
            }
            quiet = if due == 0 { quiet + 1 } else { 0 };
            (quiet > 1).then_some(())
        })
        .await;
    }

    /// Everything that left a section for other servers: what it sent, as their lines took it, and what it answered.
    pub fn left(&self, handle: &str) -> Vec<Left> {
        let own = &self[handle];
        let mut left = Vec::new();
        for place in self.places.iter().filter(|place| place.handle != handle) {
            let sent = place.proxy.passed().into_iter().filter(|passed| passed.from == own.authority());
            left.extend(sent.map(|passed| Left {
                to: place.authority(),
                what: format!("{} {}", passed.method, passed.target),
                bytes: [passed.head.into_bytes(), passed.body].concat(),
            }));
        }
        for passed in own.proxy.passed() {
            let Some(reply) = passed.reply else { continue };
            left.push(Left {
                to: passed.from,
                what: format!("{} for {} {}", reply.status, passed.method, passed.target),
                bytes: [reply.head.into_bytes(), reply.body].concat(),
            });
        }
        left
    }

    /// Where these words of a section stand outside of it: in what left it, and in the databases of the others, down to
    /// the bytes of their files. Each place once, sorted. For names use [`names_of`], ids included.
    pub async fn outside(&self, handle: &str, words: &[Vec<u8>]) -> Vec<String> {
        let words = Words::new(words);
        let mut found = Vec::new();
        for left in self.left(handle) {
            if words.stand_in(&left.bytes) {
                found.push(format!("{} to {}", left.what, left.to));
            }
        }
        for place in self.places.iter().filter(|place| place.handle != handle) {
            found.extend(place.find(&words).await.into_iter().map(|at| format!("{}: {at}", place.handle)));
        }
        found.sort();
        found.dedup();
        found
    }
}

impl Stage<Program> {
    /// Everything that a section's server printed and logged.
    pub fn logs(&self, handle: &str) -> String {
        self[handle].logs()
    }
}

impl<H> Index<&str> for Stage<H> {
    type Output = Place<H>;

    fn index(&self, handle: &str) -> &Place<H> {
        let found = self.places.iter().find(|place| place.handle == handle);
        found.unwrap_or_else(|| panic!("{handle} is not on the stage"))
    }
}

impl<H> Deref for Place<H> {
    type Target = H;

    fn deref(&self) -> &H {
        &self.house
    }
}

impl<H: House> Place<H> {
    /// How its requests name it: `vallombre.localhost:20001`.
    pub fn authority(&self) -> String {
        self.url[url::Position::BeforeHost..url::Position::AfterPort].to_owned()
    }

    /// Somebody who lives here.
    pub fn resident(&self, who: Somebody) -> &Resident {
        let found = self.people.iter().find(|resident| resident.handle == who.handle);
        found.unwrap_or_else(|| panic!("{} does not live in {}", who.name, self.handle))
    }

    /// The browser of somebody who lives here, signed in.
    pub fn browser(&self, who: Somebody) -> Visitor {
        self.stranger().with_session(&self.resident(who).token)
    }

    /// A browser that nobody is signed in with.
    pub fn stranger(&self) -> Visitor {
        Visitor::at(&self.url, self.listen)
    }

    /// Who lives here and never acts.
    pub fn silent(&self) -> &Resident {
        self.people.last().unwrap()
    }

    /// The voice of the section: what it signs with its key, this test can sign too.
    pub fn voice(&self) -> Voice {
        Voice::of_section(&self.url, self.handle, self.house.now())
    }

    /// The voice of whoever has a key here, as `key_pair.owner` names them, under this actor's path.
    pub async fn voice_of(&self, owner: &str, path: &str) -> Voice {
        let sql = format!("SELECT private_pem FROM key_pair WHERE owner = '{owner}'");
        let key = rows::text(self.engine, &self.database, &sql).await;
        let key = key.unwrap_or_else(|| panic!("{owner} has no key in {}", self.handle));
        Voice::new(&self.url, self.url.join(path).unwrap(), &key, self.house.now())
    }

    /// Where these words stand in its database: `table.column` for rows, the name of the file for bytes outside of any.
    pub async fn database(&self, words: &[Vec<u8>]) -> Vec<String> {
        self.find(&Words::new(words)).await
    }

    async fn find(&self, words: &Words) -> Vec<String> {
        let mut found = rows::search(self.engine, &self.database, words).await;
        if self.engine == Engine::Sqlite {
            for file in [self.database.clone(), format!("{}-wal", self.database)] {
                let bytes = std::fs::read(&file).unwrap_or_default();
                if words.stand_in(&bytes) {
                    let name = PathBuf::from(file).file_name().unwrap().to_string_lossy().into_owned();
                    found.push(name);
                }
            }
        }
        found
    }

    /// One number, asked past the program.
    pub async fn count(&self, sql: &str) -> i64 {
        rows::count(self.engine, &self.database, sql).await
    }

    /// The log of its only group as one text: the place of each entry, its hash, what it carries, and where the message
    /// stands that it made. Equal on all servers that agree.
    pub async fn log(&self) -> Option<String> {
        let hash = match self.engine {
            Engine::Sqlite => "lower(hex(e.hash))",
            Engine::Postgres => "encode(e.hash, 'hex')",
        };
        let sql = format!(
            "SELECT string_agg(e.seq || ' ' || {hash} || ' ' || e.inner_id
                 || coalesce(' ' || m.uri || ' ' || m.state || ' ' || m.seq, ''), ', ' ORDER BY e.seq)
             FROM grp_entry AS e LEFT JOIN grp_message AS m ON m.id = e.carries"
        );
        rows::text(self.engine, &self.database, &sql).await
    }

    /// All cells of all tables, column by column: equal before and after what changes nothing.
    pub async fn contents(&self) -> Vec<(String, Vec<Vec<u8>>)> {
        rows::contents(self.engine, &self.database).await
    }

    /// Statements past the program, as time or a fault would change the rows.
    pub async fn tamper(&self, sql: &str) {
        rows::execute(self.engine, &self.database, sql).await;
    }

    /// How many jobs could be done now, or within a moment: the clock is read before the tables are, and on a busy machine
    /// a job that is made in between would be taken for one that waits. What waits for another try waits longer.
    async fn due(&self) -> i64 {
        let now = self.house.now().0 + DUE_SLACK;
        self.count(&format!(
            "SELECT count(*) FROM job WHERE dead_at IS NULL AND run_at <= {now} AND NOT EXISTS (
                 SELECT 1 FROM job AS first WHERE first.lane = job.lane AND first.id < job.id
                 AND first.dead_at IS NULL AND first.run_at > {now})"
        ))
        .await
    }
}

/// Something that left a section.
pub struct Left {
    /// The server it went to, as `host:port`; empty for somebody who did not say who they are.
    pub to: String,
    /// The request, or the status and the request that it answers.
    pub what: String,
    /// Head and body.
    pub bytes: Vec<u8>,
}

/// Looks again and again until there is something to see, and fails where there is nothing in time.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(began.elapsed() < UNTIL_MAX, "waited in vain until {what}");
        tokio::time::sleep(LOOK).await;
    }
}

/// By what somebody is known: name, handle, mail address, and id as text and as the bytes of a row.
pub fn names_of(who: &Resident) -> Vec<Vec<u8>> {
    let id = who.id.0;
    let mut names: Vec<Vec<u8>> =
        [&who.name, &who.handle, &who.mail].into_iter().map(|name| name.clone().into_bytes()).collect();
    names.extend([id.to_string().into_bytes(), id.simple().to_string().into_bytes(), id.as_bytes().to_vec()]);
    names
}
