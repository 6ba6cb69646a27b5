//! `preau demo`: two sections and their federation in one process, each with a year of believable life and with groups
//! that they share, made anew at each run.

mod apart;
mod common;
mod keys;
mod life;
mod mail;
mod meetings;
mod sitting;
mod story;

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use preau_core::error::{Failure, Fault};
use preau_core::language::Language;
use preau_core::password::{self, Password, SALT_BYTES};
use preau_core::person::PasswordHash;
use preau_core::world::{Moment, World};
use serde::Serialize;
use url::Url;

use crate::boot::{self, BootFault};
use crate::command::{self, DemoLine, Stopped};
use crate::config::{LogLevel, Settings};
use crate::folder::DataFolder;
use crate::world::{MovedWorld, RealWorld};
use common::{Common, House};
use keys::KeyRing;
use life::{Life, Lived};
use story::circles::{Circle, HEALTH, PARTY, QUAY, TRAINING, TRANSPORT};
use story::{PORT_LAZARE, SORRE, Story, VALLOMBRE};

/// The password of everybody in the demo: it is printed, and the demo listens on loopback alone.
const PASSWORD: &str = "sous-le-preau-samedi";
/// The groups of the three servers.
const CIRCLES: &[&Circle] = &[&HEALTH, &TRANSPORT, &PARTY, &QUAY, &TRAINING];
/// RSA keys of the demo: of each server and its section, of the two groups that are shared, and of whoever comes into
/// them.
const KEYS: usize = 6 + 2 + 15;

/// `preau demo`: makes it, prints where to look, and serves until told to stop.
pub async fn run(line: &DemoLine, language: Language) -> Result<(), Stopped> {
    let demo = Box::pin(Demo::start(&line.data, line.port))
        .await
        .map_err(|fault| Stopped::Said(fault.say(language)))?;
    let printed = if line.json {
        serde_json::to_string(&demo.guide)
            .map(|json| json + "\n")
            .map_err(|error| Stopped::Said(error.to_string()))?
    } else {
        demo.guide.say(language)
    };
    command::print(&printed)?;
    boot::stop_asked().await;
    demo.stop().await;
    Ok(())
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// The folder holds something that the demo did not make: it is not emptied.
    #[error("the folder {0} was not made by the demo")]
    Foreign(String),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] io::Error),
    /// A section does not stand.
    #[error("a section does not start")]
    Boot(BootFault),
    /// An Action of the story failed.
    #[error(transparent)]
    Action(#[from] Failure),
    /// What one server had to tell another did not arrive.
    #[error("the servers of the demo do not come to rest")]
    Restless,
}

impl From<BootFault> for DemoFault {
    fn from(fault: BootFault) -> Self {
        Self::Boot(fault)
    }
}

impl DemoFault {
    /// The sentence for the terminal.
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Boot(fault), _) => fault.say(language),
            (Self::Foreign(folder), Language::Fr) => {
                format!(
                    "le dossier {folder} ne vient pas de la démonstration\u{a0}: il ne sera pas vidé. Choisissez-en un autre avec --data."
                )
            }
            (Self::Foreign(folder), Language::En) => {
                format!(
                    "the folder {folder} was not made by the demo: it will not be emptied. Choose another one with --data."
                )
            }
            (other, Language::Fr) => format!("la démonstration ne peut pas être faite\u{a0}: {other}"),
            (other, Language::En) => format!("the demo cannot be made: {other}"),
        }
    }
}

impl From<Fault> for DemoFault {
    fn from(fault: Fault) -> Self {
        Self::Action(fault.into())
    }
}

/// Where to look and as whom to sign in; printed as text or as JSON.
#[derive(Serialize)]
pub struct Guide {
    /// The sections, and last their federation.
    pub sections: Vec<SectionGuide>,
}

/// The same of one server.
#[derive(Serialize)]
pub struct SectionGuide {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its handle.
    pub handle: String,
    /// Its ActivityPub id.
    pub actor: String,
    /// Whom one can be.
    pub accounts: Vec<BTreeMap<&'static str, String>>,
    /// Things to look at: posts and rendezvous, newest first, for the section and for everybody; a poster's code; groups
    /// and their discussions.
    pub ids: BTreeMap<&'static str, Vec<String>>,
}

impl Guide {
    /// The same for a person.
    fn say(&self, language: Language) -> String {
        let mut text = match language {
            Language::Fr => {
                format!(
                    "Trois serveurs sont ouverts\u{a0}: deux sections liées, et leur fédération.\nMot de passe de tout le monde\u{a0}: {PASSWORD}\n"
                )
            }
            Language::En => {
                format!(
                    "Three servers are open: two linked sections, and their federation.\nEverybody’s password: {PASSWORD}\n"
                )
            }
        };
        for section in &self.sections {
            text.extend(["\n  ", &section.name, "  ", &section.url, "/\n"]);
            for account in section.accounts.iter().take(4) {
                let of = |key| account.get(key).map(String::as_str).unwrap_or_default();
                let role = match (of("role"), language) {
                    ("administrator", Language::Fr) => "administration",
                    ("administrator", Language::En) => "administrator",
                    (_, Language::Fr) => "membre",
                    (_, Language::En) => "member",
                };
                text.extend(["      ", of("handle"), "  (", of("name"), ", ", role, ")\n"]);
            }
        }
        text + match language {
            Language::Fr => "\nCtrl-C pour arrêter. Tout est refait au prochain lancement.\n",
            Language::En => "\nCtrl-C to stop. Everything is made anew at the next start.\n",
        }
    }
}

/// The three servers, serving.
pub struct Demo {
    /// Where to look.
    pub guide: Guide,
    houses: Vec<House>,
}

impl Demo {
    /// Empties the folder, lives the three stories and what they have in common, and goes on serving in the present: the
    /// first section on `port`, the second and the federation on the next two.
    pub async fn start(data: &Path, port: u16) -> Result<Self, DemoFault> {
        empty(data)?;
        let chance = real_world("http://localhost/")?;
        let (keys, now) = (KeyRing::begin(KEYS, &chance), chance.now());
        let making = Making { data, keys, now, password: hash(chance).await? };
        let ports = [port, port.saturating_add(1), port.saturating_add(2)];
        let [first, second, third] = ports;
        let lives = tokio::try_join!(
            making.live(&VALLOMBRE, first),
            making.live(&PORT_LAZARE, second),
            making.live(&SORRE, third),
        )?;
        let mut demo = Self { guide: Guide { sections: Vec::new() }, houses: Vec::new() };
        for life in [lives.0, lives.1, lives.2] {
            let (section, house) = making.open(life).await?;
            demo.guide.sections.push(section);
            demo.houses.push(house);
        }
        let common = Common { houses: &demo.houses, keys: &making.keys, now };
        for (section, made) in demo.guide.sections.iter_mut().zip(common.play(CIRCLES).await?) {
            section.ids.extend(made);
        }
        for house in &demo.houses {
            house.world.let_go();
        }
        Ok(demo)
    }

    /// Stops them all.
    pub async fn stop(self) {
        for house in self.houses {
            house.running.shutdown().await;
        }
    }
}

/// Resets the folder, if it is the demo's own: an emptied folder of somebody else would not be forgiven.
fn empty(data: &Path) -> Result<(), DemoFault> {
    let mark = data.join("demo");
    if data.exists() {
        if !mark.exists() && data.read_dir()?.next().is_some() {
            return Err(DemoFault::Foreign(data.display().to_string()));
        }
        std::fs::remove_dir_all(data)?;
    }
    std::fs::create_dir_all(data)?;
    Ok(std::fs::write(mark, "preau demo\n")?)
}

/// Time and chance as they are.
fn real_world(url: &str) -> Result<Arc<dyn World>, DemoFault> {
    let origin = Url::parse(url).map_err(|error| Fault::other("the demo's address", error))?;
    let world = RealWorld::new(origin).map_err(|error| BootFault::Chance(error.to_string()))?;
    Ok(Arc::new(world))
}

/// One hash for everybody: a hundred would take three seconds.
async fn hash(world: Arc<dyn World>) -> Result<PasswordHash, DemoFault> {
    let mut salt = [0_u8; SALT_BYTES];
    world.fill(&mut salt);
    let password = Password::typed(PASSWORD).ok_or(Fault::Broken("the demo's password is short"))?;
    let hashed = tokio::task::spawn_blocking(move || password::hash(&password, &salt)).await;
    let hashed = hashed.map_err(|error| Fault::other("hashing the demo's password", error))?;
    Ok(hashed.map_err(|error| Fault::other("hashing the demo's password", error))?)
}

/// What all three are made with.
struct Making<'a> {
    data: &'a Path,
    keys: KeyRing,
    /// The present, at which all stories end.
    now: Moment,
    password: PasswordHash,
}

/// A year that was lived, and where.
struct Year {
    story: &'static Story,
    settings: Settings,
    lived: Lived,
}

impl Making<'_> {
    /// Lives a story in its store, before anybody is served.
    async fn live(&self, story: &'static Story, port: u16) -> Result<Year, DemoFault> {
        let url = Url::parse(&format!("http://{}.localhost:{port}/", story.handle));
        let url = url.map_err(|error| Fault::other("the demo's address", error))?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut settings = Settings::local(url.clone(), address, self.data.join(story.handle));
        settings.outgoing.allow_addresses = neighbours();
        settings.log = LogLevel::Warn;
        let _folder = DataFolder::hold(&settings.storage.data).map_err(BootFault::from)?;
        let opened = boot::open_store(&settings.storage.database).await?;
        let keys = [self.keys.take().await?, self.keys.take().await?];
        let world = MovedWorld::new(url, self.now);
        let password = self.password.clone();
        let life = Life { store: opened.as_ref(), world: &world, story, password, keys, now: self.now };
        let lived = life.live().await?;
        opened.close().await;
        Ok(Year { story, settings, lived })
    }

    /// Begins to serve, in the past: that is where the common story begins.
    async fn open(&self, year: Year) -> Result<(SectionGuide, House), DemoFault> {
        let Year { story, settings, lived } = year;
        let url = settings.site.url.clone();
        let world = Arc::new(MovedWorld::new(url.clone(), common::beginning(self.now)?));
        let running = boot::boot(settings, world.clone()).await?;
        Ok((guide(story, &url, &lived), House::new(running, world, &lived.accounts)))
    }
}

/// The three may reach each other, which is loopback, and nothing else that is private.
fn neighbours() -> preau_federation::address::Allowed {
    format!("{}/32", IpAddr::from(Ipv4Addr::LOCALHOST)).parse().unwrap_or_default()
}

fn guide(story: &Story, url: &Url, lived: &Lived) -> SectionGuide {
    let of = |public: bool| {
        lived.posts.iter().rev().filter(move |p| p.1 == public).map(|p| p.0.to_string()).collect()
    };
    let meets = |public: bool| {
        lived.rendezvous.iter().rev().filter(move |r| r.1 == public).map(|r| r.0.to_string()).collect()
    };
    let ids = BTreeMap::from([
        ("posts", of(false)),
        ("public_posts", of(true)),
        ("rendezvous", meets(false)),
        ("public_rendezvous", meets(true)),
        ("meetings", lived.meetings.iter().map(ToString::to_string).collect()),
        ("poster_codes", vec![lived.poster.clone()]),
    ]);
    SectionGuide {
        name: story.name.to_owned(),
        url: url.as_str().trim_end_matches('/').to_owned(),
        handle: story.handle.to_owned(),
        actor: format!("{url}section"),
        accounts: life::listed(&lived.accounts, PASSWORD),
        ids,
    }
}
