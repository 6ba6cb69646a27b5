//! `preau demo`: two sections in one process, each with a year of believable life, made anew at each run.

mod life;
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
use preau_core::world::World;
use preau_web::MakeKeys as _;
use serde::Serialize;
use url::Url;

use crate::boot::{self, BootFault, Keys, Running};
use crate::command::{self, DemoLine, Stopped};
use crate::config::{LogLevel, Settings};
use crate::folder::DataFolder;
use crate::world::{MovedWorld, RealWorld};
use life::{Life, Lived};
use story::{PORT_LAZARE, Story, VALLOMBRE};

/// The password of everybody in the demo: it is printed, and the demo listens on loopback alone.
const PASSWORD: &str = "sous-le-preau-samedi";

/// `preau demo`: makes it, prints where to look, and serves until told to stop.
pub async fn run(line: &DemoLine, language: Language) -> Result<(), Stopped> {
    let demo =
        Demo::start(&line.data, line.port).await.map_err(|fault| Stopped::Said(fault.say(language)))?;
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
    /// Both sections.
    pub sections: Vec<SectionGuide>,
}

/// The same of one section.
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
    /// Things to look at, newest first: posts and rendezvous, for the section and for everybody, and a poster's code.
    pub ids: BTreeMap<&'static str, Vec<String>>,
}

impl Guide {
    /// The same for a person.
    fn say(&self, language: Language) -> String {
        let mut text = match language {
            Language::Fr => {
                format!("Deux sections sont ouvertes. Mot de passe de tout le monde\u{a0}: {PASSWORD}\n")
            }
            Language::En => format!("Two sections are open. Everybody’s password: {PASSWORD}\n"),
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

/// Both sections, serving.
pub struct Demo {
    /// Where to look.
    pub guide: Guide,
    running: Vec<Running>,
}

impl Demo {
    /// Empties the folder, lives both stories and begins to serve: the first section on `port`, the second on the next.
    pub async fn start(data: &Path, port: u16) -> Result<Self, DemoFault> {
        empty(data)?;
        let password = hash()?;
        let mut demo = Self { guide: Guide { sections: Vec::new() }, running: Vec::new() };
        for (story, port) in [(&VALLOMBRE, port), (&PORT_LAZARE, port.saturating_add(1))] {
            let (section, running) = section(data, story, port, &password).await?;
            demo.guide.sections.push(section);
            demo.running.push(running);
        }
        Ok(demo)
    }

    /// Stops both.
    pub async fn stop(self) {
        for running in self.running {
            running.shutdown().await;
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

/// One hash for everybody: seventy would take two seconds.
fn hash() -> Result<PasswordHash, DemoFault> {
    let origin =
        Url::parse("http://localhost/").map_err(|error| Fault::other("the demo's address", error))?;
    let world = RealWorld::new(origin).map_err(|error| BootFault::Chance(error.to_string()))?;
    let mut salt = [0_u8; SALT_BYTES];
    world.fill(&mut salt);
    let password = Password::typed(PASSWORD).ok_or(Fault::Broken("the demo's password is short"))?;
    Ok(password::hash(&password, &salt)
        .map_err(|error| Fault::other("hashing the demo's password", error))?)
}

async fn section(
    data: &Path,
    story: &'static Story,
    port: u16,
    password: &PasswordHash,
) -> Result<(SectionGuide, Running), DemoFault> {
    let url = Url::parse(&format!("http://{}.localhost:{port}/", story.handle));
    let url = url.map_err(|error| Fault::other("the demo's address", error))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut settings = Settings::local(url.clone(), address, data.join(story.handle));
    settings.outgoing.allow_addresses = neighbours();
    settings.log = LogLevel::Warn;
    let world: Arc<dyn World> =
        Arc::new(RealWorld::new(url.clone()).map_err(|error| BootFault::Chance(error.to_string()))?);
    let lived = live(&settings, &world, story, password).await?;
    let running = boot::boot(settings, world).await?;
    Ok((guide(story, &url, &lived), running))
}

/// Lives the story in the store, before anybody is served.
async fn live(
    settings: &Settings,
    world: &Arc<dyn World>,
    story: &'static Story,
    password: &PasswordHash,
) -> Result<Lived, DemoFault> {
    let _folder = DataFolder::hold(&settings.storage.data).map_err(BootFault::from)?;
    let opened = boot::open_store(&settings.storage.database).await?;
    let now = world.now();
    let keys = Keys(world.clone());
    let keys = [keys.make()?, keys.make()?];
    let moved = MovedWorld::new(world.origin().clone(), now);
    let life = Life { store: opened.as_ref(), world: &moved, story, password: password.clone(), keys, now };
    let lived = life.live().await?;
    opened.close().await;
    Ok(lived)
}

/// The two sections may reach each other, which is loopback, and nothing else that is private.
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
