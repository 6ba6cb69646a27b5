//! Makes the house that is measured: 500 members and so many posts, lived through Actions with a moved clock.
//!
//! `seed FOLDER POSTS URL` fills an empty folder, runs the jobs that came of it, and leaves `people.json` beside the
//! store: sessions to ask pages with. The newest posts are the same whatever their number, so that two sizes are
//! compared on the same page.
//!
//! `seed agenda FOLDER URL` makes a small house with a large agenda ([`agenda`]).
//! `seed sitting FOLDER URL` makes a house of three hundred with an assembly that sits and one that was held ([`sitting`]).
//! `seed groups FOLDER URL PORT URL` makes a house with a group of fifty sections ([`crowd`]), whose other servers are
//! all served at that port, and a second house that has just come into it and has nothing of it yet ([`copy`]).
//! `seed costs FOLDER` measures what happens within a request of that group, in this process ([`costs`]).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark whose house does not stand has nothing to go on with"
)]

#[path = "seed/agenda.rs"]
mod agenda;
#[path = "seed/copy.rs"]
mod copy;
#[path = "seed/costs.rs"]
mod costs;
#[path = "seed/crowd.rs"]
mod crowd;
#[path = "seed/sitting.rs"]
mod sitting;
#[path = "seed/words.rs"]
mod words;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::try_join_all;
use preau::boot::{self, Keys};
use preau::config::Settings;
use preau::world::{MovedWorld, RealWorld};
use preau_core::action::account::MarkFeedRead;
use preau_core::action::entry::{AcceptInvitation, PrintCodes, secret_hash};
use preau_core::action::house::SetUp;
use preau_core::action::post::{Publish, Reply, SetUseful};
use preau_core::action::rendezvous::{AnswerRendezvous, PlanRendezvous};
use preau_core::action::session::OpenSession;
use preau_core::action::{Action, perform};
use preau_core::audience::Audience;
use preau_core::guest::GuestsMay;
use preau_core::id::{PersonId, PostId};
use preau_core::invitation::PRINTED_CODES_MAX;
use preau_core::language::Language;
use preau_core::password::{self, Password, SALT_BYTES};
use preau_core::person::{PasswordHash, Person};
use preau_core::post::{Draft, Signature};
use preau_core::rendezvous::Plan;
use preau_core::rules::Preset;
use preau_core::store::Store;
use preau_core::text::{Body, Handle, MailAddress, Note, PersonName, ShortText, Title, UnitName};
use preau_core::unit::{Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, UnitKind};
use preau_core::world::{Moment, World as _};
use preau_web::MakeKeys as _;
use url::Url;

const MEMBERS: usize = 500;
/// Posts of the house that hosts the group: as many as in the small one, with which its pages are compared.
const POSTS_BESIDE: usize = 1_000;
/// The years in which the posts were written, however many there are.
const DAYS: i64 = 3 * 365;
/// Actions at once: the writer lets them share a commit.
const AT_ONCE: usize = 50;
/// Posts at the end that came since the last visit, a minute apart.
const NEW: usize = 5;
/// Members with an open session. One writes 120 posts a minute at most, and the measure wants more.
const SESSIONS: usize = 20;
/// Rendezvous of each month, and the months before and after this day.
const RENDEZVOUS: [i64; 3] = [12, 12, 2];
/// Answers to each of them.
const ANSWERS: usize = 25;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `cargo bench` and `cargo test --benches` start this without arguments: then there is nothing to make.
    let arguments: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        match arguments.as_slice() {
            ["groups", folder, url, port, other] => {
                let (url, other) = (Url::parse(url).unwrap(), Url::parse(other).unwrap());
                groups(Path::new(folder), url, port.parse().unwrap(), other).await;
            }
            ["agenda", folder, url] => agenda::make(Path::new(folder), Url::parse(url).unwrap()).await,
            ["sitting", folder, url] => sitting::make(Path::new(folder), Url::parse(url).unwrap()).await,
            ["costs", folder] => costs::measure(Path::new(folder)).await,
            [folder, posts, url] => {
                make(Path::new(folder), posts.parse().unwrap(), Url::parse(url).unwrap()).await;
            }
            _ => {}
        }
    });
}

/// The house with the group in `host`, the one that comes into it in `copy`; what their measuring needs to know beside.
async fn groups(folder: &Path, url: Url, port: u16, other: Url) {
    let (host, people) = make(&folder.join("host"), POSTS_BESIDE, url).await;
    let newcomer = copy::found(&folder.join("copy"), other).await;
    let crowd = crowd::gather(&host, &people, port, &newcomer).await;
    host.store.close().await;
    newcomer.comes_into(&crowd).await;
    std::fs::write(folder.join("group.json"), crowd.told().to_string()).unwrap();
}

async fn make(folder: &Path, posts: usize, url: Url) -> (Life, Vec<Person>) {
    let (life, settings, real) = Life::open(folder, url).await;
    let people = life.people(&Keys(real.clone()), MEMBERS).await;
    life.posts(&people, posts).await;
    life.rendezvous(&people).await;
    let tokens = life.sessions(&people).await;
    life.store.close().await;
    std::fs::write(folder.join("people.json"), serde_json::to_string(&tokens).unwrap()).unwrap();
    run_jobs(settings.clone(), real).await;
    let store = boot::open_store(&settings.storage.database).await.unwrap();
    (Life { store, ..life }, people)
}

/// The house itself tells its followers of what is public: it is left to do so, for it would be measured otherwise.
async fn run_jobs(settings: Settings, world: Arc<RealWorld>) {
    let running = boot::boot(settings, world).await.unwrap();
    while !running.store.read().await.unwrap().jobs_waiting().await.unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    running.shutdown().await;
}

struct Life {
    store: Arc<dyn Store>,
    world: MovedWorld,
    now: Moment,
}

impl Life {
    /// An empty house in an empty folder.
    async fn open(folder: &Path, url: Url) -> (Self, Settings, Arc<RealWorld>) {
        std::fs::create_dir_all(folder).unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let settings = Settings::local(url.clone(), address, folder.to_owned());
        let real = Arc::new(RealWorld::new(url.clone()).unwrap());
        let store = boot::open_store(&settings.storage.database).await.unwrap();
        let now = real.now();
        (Self { store, world: MovedWorld::new(url, now), now }, settings, real)
    }

    async fn perform<A: Action>(&self, action: A) -> Result<A::Output, preau_core::error::Failure> {
        perform(self.store.as_ref(), &self.world, &action).await
    }

    /// The founder and everybody who came in by a printed code.
    async fn people(&self, keys: &Keys, members: usize) -> Vec<Person> {
        self.world.set(self.now.plus(-(DAYS + 1) * Moment::DAY));
        let password = self.password();
        let founder = self.perform(set_up(&password, keys)).await.unwrap().person;
        let mut people = vec![founder];
        while people.len() < members {
            let count = PRINTED_CODES_MAX.min(u32::try_from(members - people.len()).unwrap());
            let codes = PrintCodes { by: people[0].id, count, language: Language::Fr };
            let codes = self.perform(codes).await.unwrap();
            let first = people.len();
            let come =
                codes.iter().enumerate().map(|(i, code)| self.perform(accept(first + i, code, &password)));
            people.extend(try_join_all(come).await.unwrap().into_iter().map(|opened| opened.person));
        }
        people
    }

    /// One hash for everybody: five hundred would take a quarter of an hour.
    fn password(&self) -> PasswordHash {
        let mut salt = [0_u8; SALT_BYTES];
        self.world.fill(&mut salt);
        password::hash(&Password::typed("sous-le-preau-samedi").unwrap(), &salt).unwrap()
    }

    /// The years, in the order in which they went: one post in four answers a recent one, every tenth is for everybody.
    async fn posts(&self, people: &[Person], posts: usize) {
        let mut recent: Vec<PostId> = Vec::new();
        let mut written = 0;
        while written < posts {
            // From the end backwards, so that the newest are the same in a small house and in a large one.
            let left = posts - written;
            let group = if left > NEW { AT_ONCE.min(left - NEW) } else { 1 };
            let step = DAYS * Moment::DAY / i64::try_from(posts).unwrap();
            let ago = if left > NEW {
                step * i64::try_from(left).unwrap()
            } else {
                Moment::MINUTE * i64::try_from(left).unwrap()
            };
            self.world.set(self.now.plus(-ago - Moment::MINUTE));
            let made = (0..group).map(|i| self.write(people, left - i, &recent));
            let tops = try_join_all(made).await.unwrap();
            recent.extend(tops.into_iter().flatten());
            recent.drain(..recent.len().saturating_sub(AT_ONCE));
            written += group;
            if left - group == NEW {
                self.everybody_has_read(people).await;
            }
        }
    }

    async fn everybody_has_read(&self, people: &[Person]) {
        for group in people.chunks(AT_ONCE) {
            let to = self.world.now();
            let read = group.iter().map(|person| self.perform(MarkFeedRead { person: person.id, to }));
            try_join_all(read).await.unwrap();
        }
    }

    /// The `n`th post from the end, and now and then somebody who finds it useful. The id of one at the top.
    async fn write(
        &self,
        people: &[Person],
        n: usize,
        recent: &[PostId],
    ) -> Result<Option<PostId>, preau_core::error::Failure> {
        let public = n.is_multiple_of(10);
        let by = if public { people[0].id } else { whose(people, n) };
        let draft = Draft {
            title: n.is_multiple_of(3).then(|| Title::parse(words::title(n)).unwrap()),
            body: Body::parse(&words::text(n)).unwrap(),
            audience: if public { Audience::Everybody } else { Audience::Section },
            signature: if public { Signature::Section } else { Signature::Author },
        };
        let once = self.world.hidden_id();
        let answers = n % 4 == 1 && n > NEW;
        let id = match recent.get(n % recent.len().max(1)).filter(|_| answers) {
            Some(parent) => {
                let draft = Draft { title: None, ..draft };
                self.perform(Reply { by, parent: *parent, draft, once, pictures: Vec::new() }).await?.id
            }
            None => self.perform(Publish { by, draft, once, pictures: Vec::new() }).await?.id,
        };
        for reader in 0..n % 4 {
            self.perform(SetUseful { by: whose(people, n * 7 + reader + 1), post: id, useful: true }).await?;
        }
        Ok((!answers).then_some(id))
    }

    /// A year of rendezvous behind and two months ahead.
    async fn rendezvous(&self, people: &[Person]) {
        let [each_month, before, after] = RENDEZVOUS;
        for turn in -before * each_month..after * each_month {
            let at = self.now.plus(turn * (30 * Moment::DAY / each_month) + Moment::DAY);
            self.world.set(at.plus(-21 * Moment::DAY).min(self.now.plus(-Moment::HOUR)));
            let n = usize::try_from(turn + before * each_month).unwrap();
            let by = people[0].id;
            let plan = PlanRendezvous { by, plan: plan(at, n), once: self.world.hidden_id() };
            let (id, _) = self.perform(plan).await.unwrap();
            // Those with a session have not answered: their home page has something to show.
            let answer = |i: usize| AnswerRendezvous {
                by: people[SESSIONS + (n * 31 + i) % (MEMBERS - SESSIONS)].id,
                rendezvous: id,
                coming: !i.is_multiple_of(3),
            };
            try_join_all((0..ANSWERS).map(|i| self.perform(answer(i)))).await.unwrap();
        }
    }

    /// Tokens of sessions opened just now: of members, then of the administrator.
    async fn sessions(&self, people: &[Person]) -> Vec<String> {
        self.world.set(self.now);
        let mut tokens = Vec::new();
        for person in people[1..SESSIONS].iter().chain(&people[..1]) {
            let open = OpenSession {
                person: person.id,
                checked: person.credentials_at,
                device: "Firefox, Linux".to_owned(),
            };
            tokens.push(self.perform(open).await.unwrap().token.reveal());
        }
        tokens
    }
}

fn whose(people: &[Person], n: usize) -> PersonId {
    people[n * 13 % people.len()].id
}

fn set_up(password: &PasswordHash, keys: &Keys) -> SetUp {
    let short = |text: &str| Some(ShortText::parse(text).unwrap());
    SetUp {
        link: None,
        kind: UnitKind::Section,
        handle: Handle::parse("vallombre").unwrap(),
        time_zone: chrono_tz::Europe::Paris,
        choices: HouseChoices {
            name: UnitName::parse("Vallombre-Centre").unwrap(),
            sigil: ShortText::parse("VC").unwrap(),
            organisation: short("Parti de la Charte"),
            level_above: short("Fédération de la Sorre"),
            territory: short("Vallombre"),
            language: Language::Fr,
            about: Some(Note::parse(&words::text(4)).unwrap()),
            contact_place: short("12 rue des Tanneurs, Vallombre"),
            contact_line: short("bonjour@vallombre.example"),
            publisher: short("Odile Garrec"),
            accent: Accent::Ardoise,
            inclusive: InclusiveForm::Epicene,
            openness: Openness::Mixed,
            follow_policy: FollowPolicy::Accept,
            members_may_sign: false,
        },
        preset: Preset::proposed_for(UnitKind::Section),
        admin_name: PersonName::parse("Odile Garrec").unwrap(),
        admin_handle: Handle::parse("odile.garrec").unwrap(),
        admin_title: short("secrétaire de section"),
        admin_mail: MailAddress::parse("odile@vallombre.example").unwrap(),
        admin_password: password.clone(),
        server_keys: keys.make().unwrap(),
        section_keys: keys.make().unwrap(),
        device: "Firefox, Linux".to_owned(),
    }
}

fn accept(n: usize, code: &str, password: &PasswordHash) -> AcceptInvitation {
    AcceptInvitation {
        hash: secret_hash(code).unwrap(),
        name: PersonName::parse(&words::name(n)).unwrap(),
        handle: Handle::parse(&format!("membre{n}")).unwrap(),
        mail: Some(MailAddress::parse(&format!("membre{n}@vallombre.example")).unwrap()),
        password: Some(password.clone()),
        language: Language::Fr,
        device: "Chrome, Android".to_owned(),
    }
}

fn plan(starts_at: Moment, n: usize) -> Plan {
    Plan {
        title: Title::parse(words::title(n)).unwrap(),
        body: Body::optional(&words::text(n)).unwrap(),
        starts_at,
        ends_at: Some(starts_at.plus(2 * Moment::HOUR)),
        time_zone: chrono_tz::Europe::Paris,
        place: Some(ShortText::parse("salle des Tanneurs").unwrap()),
        link: None,
        audience: if n.is_multiple_of(4) { Audience::Everybody } else { Audience::Section },
        needed: n.is_multiple_of(2).then_some(30),
        capacity: None,
        guests_may: GuestsMay::No,
    }
}
