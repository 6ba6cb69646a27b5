//! Makes a section in a folder of its own, with its people, before anybody is served.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use preau::boot::open_store;
use preau::config::{Database, Secret, Settings};
use preau::folder::DataFolder;
use preau::world::RealWorld;
use preau_core::action::entry::{AcceptInvitation, PrintCodes, secret_hash};
use preau_core::action::house::SetUp;
use preau_core::action::{Action, perform};
use preau_core::store::Store;
use preau_core::text::{Handle, MailAddress, PersonName, ShortText, UnitName};
use preau_core::unit::HouseChoices;
use preau_core::world::World;
use tempfile::TempDir;
use url::Url;

use super::Place;
use super::cast::{CASTS, Cast};
use crate::engine::{Engine, Home};
use crate::people::Somebody;
use crate::process::Resident;
use crate::proxy::Proxy;
use crate::section::{kept_keys, set_up};

/// A section that is founded and not served yet.
pub(super) struct Ground {
    pub(super) people: Vec<Resident>,
    handle: &'static str,
    engine: Engine,
    database: String,
    outer: TcpListener,
    open: Open,
}

/// What its server needs, and what its data lies in.
pub(super) struct Open {
    pub(super) settings: Settings,
    pub(super) inner: TcpListener,
    pub(super) data: TempDir,
    pub(super) home: Option<Home>,
}

impl Ground {
    pub(super) async fn found(engine: Engine, handle: &str) -> Option<Self> {
        let cast = CASTS.iter().find(|cast| cast.handle == handle);
        let cast = cast.unwrap_or_else(|| panic!("{handle} is no section of the stage"));
        let data = tempfile::tempdir().unwrap();
        let (outer, inner) = ports();
        let listen = inner.local_addr().unwrap();
        let url: Url = format!("http://{handle}.localhost:{}/", listen.port()).parse().unwrap();
        let mut settings = Settings::local(url.clone(), listen, data.path().to_owned());
        settings.outgoing.allow_addresses = "127.0.0.1/32".parse().unwrap();
        let mut home = None;
        if engine == Engine::Postgres {
            let (database, address) = Home::new(engine).await?;
            settings.storage.database = Database::Postgres(Secret::new(address));
            home = Some(database);
        }
        let database = match &settings.storage.database {
            Database::Sqlite(file) => file.to_str().unwrap().to_owned(),
            Database::Postgres(address) => address.reveal().to_owned(),
        };
        let people = {
            let _held = DataFolder::hold(data.path()).unwrap();
            let store = open_store(&settings.storage.database).await.unwrap();
            let people = come_in(store.as_ref(), &RealWorld::new(url).unwrap(), cast).await;
            store.close().await;
            people
        };
        let open = Open { settings, inner, data, home };
        Some(Self { people, handle: cast.handle, engine, database, outer, open })
    }

    pub(super) fn url(&self) -> &Url {
        &self.open.settings.site.url
    }

    /// The line is open from now on; the server is for the caller to start.
    pub(super) fn open(self) -> (Place<()>, Open) {
        let (url, listen) = (self.url().clone(), self.open.settings.listener.address);
        let proxy = Proxy::open(tokio::net::TcpListener::from_std(self.outer).unwrap(), listen);
        let (handle, people, engine, database) = (self.handle, self.people, self.engine, self.database);
        (Place { handle, url, proxy, people, house: (), listen, engine, database }, self.open)
    }
}

impl Place<()> {
    pub(super) fn with<H>(self, house: H) -> Place<H> {
        let Self { handle, url, proxy, people, listen, engine, database, .. } = self;
        Place { handle, url, proxy, people, house, listen, engine, database }
    }
}

/// One free port on 127.0.0.1, for the line, and on 127.0.0.2, for the server. Found as
/// [`crate::process::free_address`] finds one; while the one is closed for a time, the other still holds the port.
pub(super) fn ports() -> (TcpListener, TcpListener) {
    let start = std::process::id().wrapping_mul(37) % 10_000;
    let free = |step: u32| {
        let port = u16::try_from(20_000 + (start + step) % 10_000).ok()?;
        let [outer, inner] = [Ipv4Addr::LOCALHOST, Ipv4Addr::new(127, 0, 0, 2)]
            .map(|ip| TcpListener::bind(SocketAddr::from((ip, port))).ok());
        Some((outer?, inner?))
    };
    let (outer, inner) = (0..10_000).find_map(free).unwrap();
    outer.set_nonblocking(true).unwrap();
    inner.set_nonblocking(true).unwrap();
    (outer, inner)
}

/// The administrator sets it up; the others come by printed codes.
async fn come_in(store: &dyn Store, world: &dyn World, cast: &Cast) -> Vec<Resident> {
    let (admin, others) = cast.people.split_first().unwrap();
    let founding = founding(cast, *admin);
    let password = founding.admin_password.clone();
    let opened = done(store, world, &founding).await;
    let by = opened.person.id;
    let mut people = vec![Resident::of(&opened)];
    for who in others {
        let codes = PrintCodes { by, count: 1, language: who.language };
        let code = done(store, world, &codes).await.pop().unwrap();
        let accept = AcceptInvitation {
            hash: secret_hash(&code).unwrap(),
            name: PersonName::parse(who.name).unwrap(),
            handle: Handle::parse(who.handle).unwrap(),
            mail: Some(MailAddress::parse(who.mail).unwrap()),
            password: Some(password.clone()),
            language: who.language,
            device: "Firefox, Linux".to_owned(),
        };
        people.push(Resident::of(&done(store, world, &accept).await));
    }
    people
}

fn founding(cast: &Cast, admin: Somebody) -> SetUp {
    let [server_keys, section_keys] = kept_keys(cast.handle);
    let base = set_up();
    let name = UnitName::parse(cast.name).unwrap();
    let sigil = ShortText::parse(cast.sigil).unwrap();
    SetUp {
        handle: Handle::parse(cast.handle).unwrap(),
        choices: HouseChoices {
            territory: Some(ShortText::parse(cast.name).unwrap()),
            name,
            sigil,
            ..base.choices
        },
        admin_name: PersonName::parse(admin.name).unwrap(),
        admin_handle: Handle::parse(admin.handle).unwrap(),
        admin_mail: MailAddress::parse(admin.mail).unwrap(),
        server_keys,
        section_keys,
        ..base
    }
}

async fn done<A: Action>(store: &dyn Store, world: &dyn World, action: &A) -> A::Output {
    perform(store, world, action).await.unwrap()
}
