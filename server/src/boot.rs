//! Puts store, web, federation, mail and workers together: the only place that knows all of them.

mod dispatch;
mod fault;
mod runners;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;

use preau_core::action::perform;
use preau_core::action::session::MakeLink;
use preau_core::elsewhere::Elsewhere;
use preau_core::error::{Failure, Fault};
use preau_core::language::Language;
use preau_core::peer::KeyPair;
use preau_core::session::LinkPurpose;
use preau_core::store::Store;
use preau_core::world::World;
use preau_federation::Federation;
use preau_federation::address::Rules;
use preau_federation::fetch::{HttpTransport, Settings as FetchSettings};
use preau_web::{MakeKeys, Web};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::command::{self, Stopped};
use crate::config::{Database, Settings};
use crate::folder::DataFolder;
use crate::mail::Mailer;
use crate::schedule::Scheduler;
use crate::serve::{self, Limits};
use crate::worker::Worker;
use crate::world::RealWorld;

pub use fault::BootFault;

/// `preau serve`: starts, says where, and serves until it is told to stop.
pub async fn serve(settings: Settings, language: Language) -> Result<(), Stopped> {
    let said = |fault: BootFault| Stopped::Said(fault.say(language));
    let url = settings.site.url.clone();
    let world = RealWorld::new(url.clone()).map_err(|error| said(BootFault::Chance(error.to_string())))?;
    let running = boot(settings, Arc::new(world)).await.map_err(said)?;
    command::print(&match language {
        Language::Fr => format!("Préau est à l’adresse {url} (écoute sur {})\n", running.address),
        Language::En => format!("Préau is at {url} (listening on {})\n", running.address),
    })?;
    if let Some(link) = running.set_up_link(language).await.map_err(said)? {
        command::print(&match language {
            Language::Fr => format!("Pour l’installer, ouvrez ce lien\u{a0}:\n\n    {link}\n\n"),
            Language::En => format!("To set it up, open this link:\n\n    {link}\n\n"),
        })?;
    }
    stop_asked().await;
    running.shutdown().await;
    Ok(())
}

/// Returns when the process is told to stop, by a service manager or from the keyboard.
pub async fn stop_asked() {
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        // Without signals only a kill ends the process, which loses nothing that was acknowledged.
        _ => std::future::pending().await,
    }
}

/// Starts a house on the address of its settings.
pub async fn boot(settings: Settings, world: Arc<dyn World>) -> Result<Running, BootFault> {
    let address = settings.listener.address;
    let listener = TcpListener::bind(address).await.map_err(|error| BootFault::Listen(address, error))?;
    boot_on(listener, settings, world).await
}

/// Starts a house on a socket that listens already.
pub async fn boot_on(
    listener: TcpListener,
    settings: Settings,
    world: Arc<dyn World>,
) -> Result<Running, BootFault> {
    let wanted = settings.listener.address;
    let address = listener.local_addr().map_err(|error| BootFault::Listen(wanted, error))?;
    let folder = hold(&settings)?;
    let store = open_store(&settings.storage.database).await?;
    check_url(store.as_ref(), &settings.site.url).await?;
    let extra_ca = settings.outgoing.extra_ca.as_deref();
    let mailer = Arc::new(Mailer::new(&settings.mail, extra_ca, &settings.storage.data, world.clone())?);
    let federation = Arc::new(network(&settings, &store, &world)?);
    let web = Web::new(
        store.clone(),
        world.clone(),
        Arc::new(Keys(world.clone())),
        federation.clone(),
        mailer.folder().is_some(),
    );
    let pages = preau_web::router(web.clone()).map_err(|error| BootFault::Origin(error.to_string()))?;
    let app = dispatch::app(store.clone(), pages, preau_federation::router(federation.clone()));
    let app = if settings.site.url.scheme() == "https" { dispatch::only_by_https(app) } else { app };
    warn_of_proxies(&settings);
    let (serving, working, tasks) = (CancellationToken::new(), CancellationToken::new(), TaskTracker::new());
    let proxies = settings.listener.trusted_proxies.clone();
    tasks.spawn(serve::serve(listener, app, proxies, Limits::default(), serving.clone()));
    let elsewhere = federation.clone();
    let worker = Worker::new(store.clone(), world.clone(), runners::all(federation, mailer, web));
    tasks.spawn(worker.work(working.clone()));
    tasks.spawn(Scheduler::new(store.clone(), world.clone()).keep_time(working.clone()));
    tasks.close();
    Ok(Running { address, store, world, elsewhere, serving, working, tasks, _folder: folder })
}

/// A house that serves.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its store.
    pub store: Arc<dyn Store>,
    /// Its world.
    pub world: Arc<dyn World>,
    /// What its pages may ask of other servers.
    pub elsewhere: Arc<dyn Elsewhere>,
    serving: CancellationToken,
    working: CancellationToken,
    tasks: TaskTracker,
    _folder: DataFolder,
}

impl Running {
    /// The one-time link of the set-up, in the language of the terminal; `None` where it is done (I12).
    ///
    /// A new one at each start, which voids the one before.
    pub async fn set_up_link(&self, language: Language) -> Result<Option<Url>, BootFault> {
        let make = MakeLink { person: None, purpose: LinkPurpose::SetUp, mail: None };
        let token = match perform(self.store.as_ref(), self.world.as_ref(), &make).await {
            Ok(token) => token,
            Err(Failure::Refused(_)) => return Ok(None),
            Err(Failure::Fault(fault)) => return Err(fault.into()),
        };
        let link = self.world.origin().join(&preau_web::set_up_path(language, &token.reveal()));
        link.map(Some).map_err(|error| BootFault::Origin(error.to_string()))
    }

    /// Stops accepting, finishes what is under way, closes the store.
    pub async fn shutdown(self) {
        self.serving.cancel();
        self.working.cancel();
        self.tasks.wait().await;
        self.store.close().await;
    }
}

/// What a host easily forgets about the proxy in front (C12).
fn warn_of_proxies(settings: &Settings) {
    let trusts_nobody = settings.listener.trusted_proxies.is_empty();
    if settings.site.url.scheme() == "https" && trusts_nobody {
        tracing::warn!(
            "PREAU_TRUSTED_PROXIES is empty: every visitor seems to be the proxy, and shares its limits"
        );
    }
    if !settings.listener.address.ip().is_loopback() && trusts_nobody {
        tracing::warn!("PREAU_TRUSTED_PROXIES is empty: plain http is answered to this machine alone");
    }
}

/// Takes the data folder. With PostgreSQL several servers may share a database, each with a folder of its own.
fn hold(settings: &Settings) -> Result<DataFolder, BootFault> {
    let folder = DataFolder::hold(&settings.storage.data)?;
    if let Database::Sqlite(path) = &settings.storage.database {
        folder.private_file(path)?;
    }
    Ok(folder)
}

/// Opens the store of either engine, and brings its tables up to date.
pub async fn open_store(database: &Database) -> Result<Arc<dyn Store>, BootFault> {
    Ok(match database {
        Database::Sqlite(path) => {
            let address = path.to_str().ok_or_else(|| BootFault::Path(path.clone()))?;
            preau_store_sqlite::SqlStore::open(address, preau_store_sqlite::Options::default()).await?
        }
        Database::Postgres(address) => {
            preau_store_postgres::SqlStore::open(address.reveal(), preau_store_postgres::Options::default())
                .await?
        }
    })
}

/// Other servers know the house under the address of its set-up: it starts under no other.
async fn check_url(store: &dyn Store, url: &Url) -> Result<(), BootFault> {
    match store.read().await?.house().await? {
        Some(house) if house.url != *url => Err(BootFault::OtherUrl(house.url.to_string(), url.to_string())),
        _ => Ok(()),
    }
}

fn network(
    settings: &Settings,
    store: &Arc<dyn Store>,
    world: &Arc<dyn World>,
) -> Result<Federation, BootFault> {
    let rules = Rules::new(settings.outgoing.allow_addresses.clone(), std::slice::from_ref(world.origin()));
    let agent = format!("Preau/{} (+{})", env!("CARGO_PKG_VERSION"), world.origin());
    let mut fetch = FetchSettings::new(rules.clone(), agent);
    if let Some(path) = &settings.outgoing.extra_ca {
        fetch.extra_ca = Some(std::fs::read(path).map_err(|_| BootFault::Path(path.clone()))?);
    }
    Ok(Federation::new(store.clone(), world.clone(), Arc::new(HttpTransport::new(fetch)?), rules))
}

/// Makes key pairs with the world's chance: the web asks for them, the federation knows how.
pub struct Keys(pub Arc<dyn World>);

impl MakeKeys for Keys {
    fn make(&self) -> Result<KeyPair, Fault> {
        let pems = preau_federation::keys::generate(&mut |bytes| self.0.fill(bytes));
        let pems = pems.map_err(|error| Fault::other("making a key pair", error))?;
        Ok(KeyPair { private_pem: pems.private, public_pem: pems.public })
    }
}
