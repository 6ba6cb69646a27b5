//! A whole section in this process: its pages on a free port, its workers, its letters, and a clock that can be moved.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "this is a part of tests: what is not there fails the test"
)]

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use preau::boot::{Keys, Running, boot_on};
use preau::command::SetupLine;
use preau::config::{Database, Secret, Settings};
use preau::world::{MovedWorld, system_now};
use preau_core::action::entry::{AcceptInvitation, PrintCodes, secret_hash};
use preau_core::action::house::SetUp;
use preau_core::action::{Action, perform};
use preau_core::elsewhere::Elsewhere;
use preau_core::error::Failure;
use preau_core::id::PersonId;
use preau_core::language::Language;
use preau_core::password::{self, Password, SALT_BYTES};
use preau_core::peer::KeyPair;
use preau_core::person::PasswordHash;
use preau_core::rules::Preset;
use preau_core::store::Store;
use preau_core::text::{Handle, MailAddress, PersonName, ShortText, UnitName};
use preau_core::unit::{Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, World};
use preau_web::MakeKeys as _;
use tempfile::TempDir;
use tokio::net::TcpListener;
use url::Url;
use uuid::Uuid;

use crate::engine::{Engine, Home};
use crate::letters::{Letter, in_folder};
use crate::people::{IDRISS, ODILE, PASSWORD, Somebody};
use crate::visitor::Visitor;

/// How long a letter may take that a worker writes.
const LETTER_WAIT: Duration = Duration::from_secs(15);

/// Declares journeys that run in a section of their own on both engines: `a_sentence::sqlite`, `a_sentence::postgres`.
#[macro_export]
macro_rules! journeys {
    ($($(#[$attribute:meta])* async fn $name:ident($section:ident: $kind:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn on($section: &$crate::section::Section) $body

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                on(&$crate::section::$kind::open($crate::engine::Engine::Sqlite).await.unwrap()).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                if let Some(section) = $crate::section::$kind::open($crate::engine::Engine::Postgres).await {
                    on(&section).await;
                }
            }
        }
    )+};
}

/// A house that nobody has set up.
pub struct Bare;

impl Bare {
    /// Starts one; `None` where PostgreSQL was asked for and none is given.
    pub async fn open(engine: Engine) -> Option<Section> {
        Section::start(engine).await
    }
}

/// A section with Odile as its administrator, set up as `preau setup` does it.
pub struct Founded;

impl Founded {
    /// Starts one; `None` where PostgreSQL was asked for and none is given.
    pub async fn open(engine: Engine) -> Option<Section> {
        let mut section = Section::start(engine).await?;
        section.set_up().await;
        Some(section)
    }
}

/// Port-Lazare, which `preau setup` made of its command line before the server started.
pub struct Commanded;

impl Commanded {
    /// Starts one; `None` where PostgreSQL was asked for and none is given.
    pub async fn open(engine: Engine) -> Option<Section> {
        let line = SetupLine {
            name: UnitName::parse("Port-Lazare").unwrap(),
            handle: Handle::parse("port-lazare").unwrap(),
            kind: UnitKind::Association,
            language: Language::Fr,
            time_zone: "Europe/Paris".parse().unwrap(),
            admin_name: PersonName::parse(IDRISS.name).unwrap(),
            admin_handle: Handle::parse(IDRISS.handle).unwrap(),
            admin_email: MailAddress::parse(IDRISS.mail).unwrap(),
        };
        Section::start_after(engine, Some(line)).await
    }
}

/// A section that serves.
pub struct Section {
    /// Where it is.
    pub base: Url,
    /// Its store, for what no page can do quickly.
    pub store: Arc<dyn Store>,
    /// Its clock and chance.
    pub world: Arc<ShiftedWorld>,
    /// What its pages may ask of other servers.
    pub elsewhere: Arc<dyn Elsewhere>,
    running: Running,
    letters: PathBuf,
    odile: Option<(PersonId, String)>,
    _data: TempDir,
    _home: Option<Home>,
}

impl Section {
    /// A house before its set-up.
    pub async fn start(engine: Engine) -> Option<Self> {
        Self::start_after(engine, None).await
    }

    /// A house that starts, after `preau setup` where its line is given.
    async fn start_after(engine: Engine, line: Option<SetupLine>) -> Option<Self> {
        let data = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        // A name, not a number: cookies ignore ports, and two sections would sign each other out.
        let base: Url = format!("http://vallombre.localhost:{}/", address.port()).parse().unwrap();
        let mut settings = Settings::local(base.clone(), address, data.path().to_owned());
        let mut home = None;
        if engine == Engine::Postgres {
            let (database, address) = Home::new(engine).await?;
            settings.storage.database = Database::Postgres(Secret::new(address));
            home = Some(database);
        }
        if let Some(line) = line {
            preau::setup::run(settings.clone(), &line, PASSWORD, Language::Fr).await.unwrap();
        }
        let world = Arc::new(ShiftedWorld::new(base));
        Some(Self::boot(listener, settings, world, None, (data, home)).await)
    }

    /// A house with these settings, whose administrator is known by id and token where there is one; it keeps what its
    /// data lies in.
    pub(crate) async fn boot(
        listener: TcpListener,
        settings: Settings,
        world: Arc<ShiftedWorld>,
        odile: Option<(PersonId, String)>,
        (data, home): (TempDir, Option<Home>),
    ) -> Self {
        let base = settings.site.url.clone();
        let running =
            boot_on(listener, settings, world.clone()).await.unwrap_or_else(|fault| panic!("{fault:?}"));
        let (store, letters) = (running.store.clone(), data.path().join("mail"));
        let elsewhere = running.elsewhere.clone();
        Self { base, store, world, elsewhere, running, letters, odile, _data: data, _home: home }
    }

    /// The link that the console prints.
    pub async fn set_up_link(&self) -> Option<Url> {
        self.running.set_up_link(Language::Fr).await.unwrap_or_else(|fault| panic!("{fault:?}"))
    }

    async fn set_up(&mut self) {
        let opened = self.perform(set_up()).await;
        self.odile = Some((opened.person.id, opened.token.reveal()));
    }

    /// Performs an Action, as another room or a timer would.
    pub async fn perform<A: Action>(&self, action: A) -> A::Output {
        self.attempt(action).await.unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    /// Performs an Action that may be refused.
    pub async fn attempt<A: Action>(&self, action: A) -> Result<A::Output, Failure> {
        perform(self.store.as_ref(), self.world.as_ref(), &action).await
    }

    /// A new browser that nobody is signed in with.
    pub fn visitor(&self) -> Visitor {
        Visitor::at(&self.base, self.running.address)
    }

    /// Odile's browser, signed in; in another section than Vallombre its administrator's, as below.
    pub fn odile(&self) -> Visitor {
        let (_, token) = self.odile.as_ref().unwrap();
        self.visitor().with_session(token)
    }

    /// Odile's id.
    pub fn odile_id(&self) -> PersonId {
        self.odile.as_ref().unwrap().0
    }

    /// Comes in by a printed code, with [`PASSWORD`]; the browser is signed in.
    pub async fn joins(&self, who: Somebody) -> Visitor {
        let codes = PrintCodes { by: self.odile_id(), count: 1, language: who.language };
        let code = self.perform(codes).await.pop().unwrap();
        let opened = self
            .perform(AcceptInvitation {
                hash: secret_hash(&code).unwrap(),
                name: PersonName::parse(who.name).unwrap(),
                handle: Handle::parse(who.handle).unwrap(),
                mail: Some(MailAddress::parse(who.mail).unwrap()),
                password: Some(HASH.clone()),
                language: who.language,
                device: "Firefox, Linux".to_owned(),
            })
            .await;
        self.visitor().with_session(&opened.token.reveal())
    }

    /// Somebody's id.
    pub async fn id_of(&self, who: Somebody) -> PersonId {
        self.store.read().await.unwrap().person_by_login(who.handle).await.unwrap().unwrap().id
    }

    /// Signs somebody in through the page, with [`PASSWORD`].
    pub async fn signs_in(&self, who: Somebody) -> Visitor {
        let visitor = self.visitor();
        let page = visitor.get("/connexion").await;
        let page = page.form("Entrer").fill("login", who.handle).fill("password", PASSWORD).send().await;
        page.is(200);
        assert!(visitor.cookie("__Host-session").is_some(), "{} is signed in", who.name);
        visitor
    }

    /// Moves the clock forward.
    pub fn pass(&self, micros: i64) {
        self.world.pass(micros);
    }

    /// From now on no letter leaves: the folder is gone where they are kept.
    pub fn mail_breaks(&self) {
        std::fs::rename(&self.letters, self.letters.with_extension("gone")).unwrap();
    }

    /// All letters to an address, oldest first.
    pub fn letters_to(&self, mail: &str) -> Vec<Letter> {
        in_folder(&self.letters).into_iter().filter(|letter| letter.to == mail).collect()
    }

    /// The `nth` letter to an address (from 1), waited for.
    pub async fn letter(&self, mail: &str, nth: usize) -> Letter {
        let start = tokio::time::Instant::now();
        loop {
            let letters = self.letters_to(mail);
            if let Some(letter) = letters.into_iter().nth(nth - 1) {
                return letter;
            }
            let all: Vec<_> = in_folder(&self.letters).into_iter().map(|l| (l.to, l.subject)).collect();
            assert!(start.elapsed() < LETTER_WAIT, "no letter {nth} to {mail} among {all:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the workers have nothing left to do that is due.
    pub async fn rests(&self) {
        let start = tokio::time::Instant::now();
        loop {
            let waiting = self.store.read().await.unwrap().jobs_waiting().await.unwrap();
            if waiting.is_empty() {
                return;
            }
            assert!(start.elapsed() < LETTER_WAIT, "the workers do not end: {waiting:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The hash of [`PASSWORD`], made once.
static HASH: LazyLock<PasswordHash> =
    LazyLock::new(|| password::hash(&Password::typed(PASSWORD).unwrap(), &[7; SALT_BYTES]).unwrap());

/// Vallombre-Centre, as `preau setup` makes it.
pub fn set_up() -> SetUp {
    let [server_keys, section_keys] = kept_keys("vallombre");
    SetUp {
        link: None,
        kind: UnitKind::Section,
        handle: Handle::parse("vallombre").unwrap(),
        time_zone: "Europe/Paris".parse().unwrap(),
        choices: HouseChoices {
            name: UnitName::parse("Vallombre-Centre").unwrap(),
            sigil: ShortText::parse("VC").unwrap(),
            organisation: Some(ShortText::parse("Parti de la Charte").unwrap()),
            level_above: Some(ShortText::parse("Fédération de la Sorre").unwrap()),
            territory: Some(ShortText::parse("Vallombre").unwrap()),
            language: Language::Fr,
            about: None,
            contact_place: None,
            contact_line: None,
            publisher: None,
            accent: Accent::Ardoise,
            inclusive: InclusiveForm::Epicene,
            openness: Openness::Mixed,
            follow_policy: FollowPolicy::Accept,
            members_may_sign: false,
        },
        preset: Preset::PartySection,
        admin_name: PersonName::parse(ODILE.name).unwrap(),
        admin_handle: Handle::parse(ODILE.handle).unwrap(),
        admin_title: Some(ShortText::parse("Secrétaire de section").unwrap()),
        admin_mail: MailAddress::parse(ODILE.mail).unwrap(),
        admin_password: HASH.clone(),
        server_keys,
        section_keys,
        device: "preau setup".to_owned(),
    }
}

/// Two key pairs of a section for tests, its server's and its own, kept between processes: each test runs in one of its
/// own, and making them takes a second.
pub(crate) fn kept_keys(handle: &str) -> [KeyPair; 2] {
    let file = std::env::temp_dir().join(format!("preau-keys-for-tests-{handle}.json"));
    let read = |text: String| serde_json::from_str::<[[String; 2]; 2]>(&text).ok();
    let pair = |[private_pem, public_pem]: [String; 2]| KeyPair { private_pem, public_pem };
    let kept = || std::fs::read_to_string(&file).ok().and_then(read).map(|kept| kept.map(pair));
    if let Some(kept) = kept() {
        return kept;
    }
    let keys = Keys(Arc::new(ShiftedWorld::new("http://vallombre.localhost/".parse().unwrap())));
    let made = [(); 2].map(|()| keys.make().unwrap());
    let texts = made.map(|pair| [pair.private_pem, pair.public_pem]);
    let draft = file.with_extension(std::process::id().to_string());
    std::fs::write(&draft, serde_json::to_string(&texts).unwrap()).unwrap();
    // Whole or not at all, whoever reads at this moment; and where two make them at once, both take those of the first.
    let _first = std::fs::hard_link(&draft, &file);
    std::fs::remove_file(&draft).unwrap();
    kept().unwrap()
}

/// The real world with its clock moved.
pub struct ShiftedWorld {
    inner: MovedWorld,
    offset: AtomicI64,
}

impl ShiftedWorld {
    /// The present moment, until it is moved.
    pub fn new(origin: Url) -> Self {
        Self { inner: MovedWorld::new(origin, system_now()), offset: AtomicI64::new(0) }
    }

    /// Moves its clock forward.
    pub fn pass(&self, micros: i64) {
        self.offset.fetch_add(micros, Ordering::SeqCst);
    }
}

impl World for ShiftedWorld {
    fn now(&self) -> Moment {
        system_now().plus(self.offset.load(Ordering::SeqCst))
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.inner.fill(bytes);
    }

    fn origin(&self) -> &Url {
        self.inner.origin()
    }

    fn dated_id(&self) -> Uuid {
        self.inner.set(self.now());
        self.inner.dated_id()
    }
}
