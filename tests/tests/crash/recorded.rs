//! A sitting that three people keep while the program is killed: what each was told is recorded stands in its minutes, once.

use std::collections::BTreeMap;
use std::time::Duration;

use http::header::{COOKIE, LOCATION, ORIGIN};
use preau_core::action::perform;
use preau_core::action::sitting::item::notes_mark;
use preau_core::action::sitting::open::{Officers, OpenSitting};
use preau_core::id::{ItemId, MeetingId};
use preau_core::meeting::ItemKind;
use preau_core::rules::{Preset, ProxyCap, QuorumSize, RulesProfile};
use preau_core::store::Store;
use preau_core::world::World;
use preau_tests::assembly::convened;
use preau_tests::engine::Engine;
use preau_tests::on_both_engines;
use preau_tests::process::{Resident, SESSION, Staged, promote};
use preau_tests::visitor::Page;
use tokio::time::sleep;
use uuid::Uuid;

use crate::chance::Chance;
use crate::writers::client;

/// Odile, who keeps the record, and two more of these do; the others come, or give their voice to Odile.
const NAMES: [&str; 10] = [
    "Jeanne Morvan",
    "Idriss Belkacem",
    "Nour El Amrani",
    "Thomas Le Goff",
    "Fatou Ndiaye",
    "Samira Haddad",
    "Colette Aubry",
    "Lucien Perrot",
    "Yvonne Tessier",
    "Marc Delaunay",
];
const KEEPERS: usize = 3;
/// Who gives a proxy on paper.
const GIVERS: [usize; 2] = [9, 10];
/// Voices once everybody has come: all of the roll.
const VOICES: u32 = 11;
/// How much of each kind a keeper records.
const EACH: usize = 6;
/// How often the program is killed at most while one half is recorded; then it may finish.
const KILLS: usize = 12;

/// What is recorded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Arrival,
    Proxy,
    Guest,
    Item,
    Note,
    Vote,
    Decision,
    Task,
}

/// One thing that a keeper records, by the words that find it in the minutes.
#[derive(Clone, Debug)]
struct Deed {
    kind: Kind,
    words: String,
    number: usize,
    /// The id of its form.
    once: Uuid,
    /// Of a vote: its page once it is prepared, and whether it was opened.
    vote: Option<String>,
    open: bool,
}

impl Deed {
    fn new(kind: Kind, number: usize, words: String) -> Self {
        let once = Uuid::from_u128(u128::try_from(number).unwrap() + 1);
        Self { kind, words, number, once, vote: None, open: false }
    }

    /// Who abstains, so that each vote has figures of its own.
    fn abstain(&self) -> u32 {
        u32::try_from(self.number % 4).unwrap()
    }

    /// What is not sent again after a cut, on purpose: it may be recorded or not, and never twice.
    fn is_left_open(&self) -> bool {
        matches!(self.kind, Kind::Guest | Kind::Item | Kind::Decision | Kind::Task)
            && !self.number.is_multiple_of(2)
    }
}

/// The meeting and its items.
struct Hall {
    meeting: MeetingId,
    items: Vec<ItemId>,
    people: Vec<Resident>,
}

/// Somebody who keeps the record.
struct Keeper {
    client: reqwest::Client,
    cookie: String,
    /// Under which item this keeper writes notes, and the notes that were acknowledged, and those that were sent.
    notes: ItemId,
    kept: String,
    left: Vec<Deed>,
    /// What was acknowledged, and what was cut and not sent again.
    told: Vec<Deed>,
    open: Vec<Deed>,
    cuts: usize,
}

impl Keeper {
    /// Records what is left until a connection breaks.
    async fn keep(&mut self, house: &Staged, hall: &Hall) {
        while let Some(mut deed) = self.left.pop() {
            if self.records(house, hall, &mut deed).await.is_some() {
                self.told.push(deed);
                continue;
            }
            self.cuts += 1;
            if deed.is_left_open() {
                self.open.push(deed);
            } else {
                self.left.push(deed);
            }
            return;
        }
    }

    /// Sends the forms of one deed, every third of them twice; nothing, where no answer came.
    async fn records(&mut self, house: &Staged, hall: &Hall, deed: &mut Deed) -> Option<()> {
        let twice = deed.number.is_multiple_of(3);
        loop {
            let (path, form) = self.form(hall, deed);
            let to = self.send(house, &path, &form).await?;
            if twice {
                // Impatient: the answer was there, and the button is pressed again. A cut of this one changes nothing.
                let again = self.send(house, &path, &form).await;
                assert!(again.is_none_or(|again| again == to), "{deed:?} led to {to}");
            }
            match (deed.kind, &deed.vote, deed.open) {
                (Kind::Vote, None, _) => deed.vote = Some(to),
                (Kind::Vote, Some(_), false) => deed.open = true,
                (Kind::Note, ..) => {
                    self.kept = self.with(deed);
                    return Some(());
                }
                _ => return Some(()),
            }
        }
    }

    /// The notes with one more line.
    fn with(&self, deed: &Deed) -> String {
        format!("{}\n- {}", self.kept, deed.words).trim_start().to_owned()
    }

    /// The next form of a deed: where it goes, and its fields.
    fn form(&self, hall: &Hall, deed: &Deed) -> (String, Vec<(&'static str, String)>) {
        let once = ("once", deed.once.to_string());
        let item = |kind: &str, item: ItemId| format!("/seance/points/{item}{kind}");
        let handle = |person: usize| format!("@{}", hall.people[person].handle);
        let titled = || vec![("title", deed.words.clone()), once.clone()];
        let (path, form) = match deed.kind {
            Kind::Arrival => {
                ("/presences".to_owned(), vec![("come", hall.people[deed.number].id.to_string())])
            }
            Kind::Proxy => {
                let form = vec![("giver", handle(deed.number)), ("holder", handle(0))];
                ("/presences/pouvoirs".to_owned(), form)
            }
            Kind::Guest => {
                ("/presences/personnes-invitees".to_owned(), vec![("name", deed.words.clone()), once])
            }
            Kind::Item => {
                let kind = ("kind", "debate".to_owned());
                ("/seance/ajout".to_owned(), [titled(), vec![kind]].concat())
            }
            Kind::Note => {
                (item("", self.notes), vec![("notes", self.with(deed)), ("mark", notes_mark(&self.kept))])
            }
            Kind::Decision => (item("/decision", hall.items[0]), titled()),
            Kind::Task => (item("/tache", hall.items[0]), titled()),
            Kind::Vote => return vote_form(hall, deed, titled()),
        };
        (format!("/reunions/{}{path}", hall.meeting), form)
    }

    /// Sends a form until it is answered: where the answer leads, or nothing where the connection broke.
    async fn send(&self, house: &Staged, path: &str, form: &[(&'static str, String)]) -> Option<String> {
        let to = house.url.join(path).unwrap();
        let origin = house.url.origin().ascii_serialization();
        loop {
            let request = self.client.post(to.clone()).header(COOKIE, &self.cookie).header(ORIGIN, &origin);
            let answer = request.form(form).send().await.ok()?;
            match answer.status().as_u16() {
                303 => return Some(answer.headers()[LOCATION].to_str().unwrap().to_owned()),
                429 => sleep(Duration::from_millis(100)).await,
                // Two keepers at one moment: the second looks again, and sends again.
                409 => {}
                other => panic!("{path} {form:?} was answered with {other}:\n{}", answer.text().await.ok()?),
            }
        }
    }
}

/// The next form of a vote: it is prepared with its item, opened and declared.
fn vote_form(
    hall: &Hall,
    deed: &Deed,
    titled: Vec<(&'static str, String)>,
) -> (String, Vec<(&'static str, String)>) {
    let given = |name, value: &str| (name, value.to_owned());
    let Some(page) = &deed.vote else {
        let item = hall.items[1 + KEEPERS + deed.number];
        let plan = vec![given("mode", "hands"), given("method", "motion"), given("majority", "ordinary")];
        return (format!("/reunions/{}/seance/points/{item}/vote", hall.meeting), [titled, plan].concat());
    };
    let form = if deed.open {
        let (abstain, votes) = (deed.abstain(), VOICES - deed.abstain());
        vec![given("do", "declare"), ("for", votes.to_string()), ("abstain", abstain.to_string())]
    } else {
        vec![given("do", "open"), given("seen", "1")]
    };
    (page.clone(), form)
}

on_both_engines! {
    async fn what_the_keepers_of_a_sitting_were_told_through_sigkills_is_in_its_minutes_once(trial: Trial) {
        let chance = Chance::from_environment();
        let mut made = None;
        let house = Staged::new(trial, &NAMES, async |store: &dyn Store, world: &dyn World, people| {
            made = Some(opened(store, world, people).await);
        })
        .await;
        let hall = made.unwrap();
        let mut keepers: Vec<Keeper> = (0..KEEPERS)
            .map(|person| Keeper {
                client: client(&house),
                cookie: format!("{SESSION}={}", house.people[person].token),
                notes: hall.items[1 + person],
                kept: String::new(),
                left: Vec::new(),
                told: Vec::new(),
                open: Vec::new(),
                cuts: 0,
            })
            .collect();
        // First the door: two keepers key the same people, each guests of their own. Then what the votes need is settled.
        let door = (2..=NAMES.len()).map(|person| {
            let kind = if GIVERS.contains(&person) { Kind::Proxy } else { Kind::Arrival };
            Deed::new(kind, person, hall.people[person].name.clone())
        });
        for keeper in &mut keepers[..2] {
            keeper.left.extend(door.clone());
        }
        give(&mut keepers, &[Kind::Guest]);
        let mut kills = through_kills(&house, &hall, &chance, &mut keepers).await;
        give(&mut keepers, &[Kind::Item, Kind::Task, Kind::Decision, Kind::Note, Kind::Vote]);
        kills += through_kills(&house, &hall, &chance, &mut keepers).await;

        let process = house.start().await;
        let state = format!("/reunions/{}/seance/etat", hall.meeting);
        keepers[0].send(&house, &state, &[("turn", "close".to_owned())]).await.unwrap();
        process.kill();
        let process = house.start().await;
        let page = house.browser(0).get(&format!("/reunions/{}/proces-verbal", hall.meeting)).await;
        process.kill();
        let (told, open) = verify(page.is(200), &keepers);
        let cuts: usize = keepers.iter().map(|keeper| keeper.cuts).sum();
        assert!(kills > 4 && cuts > 4, "{kills} kills cut {cuts} forms");
        eprintln!("{kills} kills cut {cuts} forms; {told} deeds were acknowledged, {open} not");
    }
}

/// Gives each keeper some of each kind, none of which another has.
fn give(keepers: &mut [Keeper], kinds: &[Kind]) {
    for (of, keeper) in keepers.iter_mut().enumerate() {
        for number in of * EACH..(of + 1) * EACH {
            for kind in kinds {
                keeper.left.push(Deed::new(*kind, number, format!("{kind:?} {number:02}")));
            }
        }
    }
}

/// Everybody records while the program is killed, until nothing is left. How often it was.
async fn through_kills(house: &Staged, hall: &Hall, chance: &Chance, keepers: &mut [Keeper]) -> usize {
    // A file answers at once; a server first takes connections.
    let lives = if house.engine == Engine::Sqlite { (5, 120) } else { (40, 300) };
    for kills in 0.. {
        if keepers.iter().all(|keeper| keeper.left.is_empty()) {
            return kills;
        }
        let process = house.start().await;
        let [one, two, three] = keepers else { panic!("three of them") };
        let all =
            async { tokio::join!(one.keep(house, hall), two.keep(house, hall), three.keep(house, hall)) };
        if kills < KILLS {
            let cut = async {
                sleep(Duration::from_millis(chance.between(lives.0, lives.1))).await;
                process.kill();
            };
            tokio::join!(all, cut);
        } else {
            all.await;
            process.kill();
        }
    }
    unreachable!("it is killed for ever")
}

/// What was acknowledged stands there once, and what was not at most once. How many of both.
fn verify(page: &Page, keepers: &[Keeper]) -> (usize, usize) {
    let told: BTreeMap<(Kind, &str), &Deed> = deeds(keepers.iter().flat_map(|keeper| &keeper.told));
    let open: BTreeMap<(Kind, &str), &Deed> = deeds(keepers.iter().flat_map(|keeper| &keeper.open));
    let read = Read::of(page);
    for deed in told.values() {
        assert_eq!(read.times(deed), 1, "acknowledged: {deed:?}\n{}", page.text());
    }
    for deed in open.values() {
        assert!(read.times(deed) <= 1, "not acknowledged: {deed:?}\n{}", page.text());
    }
    // Nothing is there that nobody sent, nor a number twice or left out.
    let guests = read.names.matches("Guest ").count();
    let sent = told.keys().chain(open.keys()).filter(|(kind, _)| *kind == Kind::Guest).count();
    assert!(guests <= sent, "{guests} guests of {sent}");
    let mut ranks: Vec<usize> = read.record.iter().filter_map(|part| Some(rank(part)?.0)).collect();
    ranks.sort_unstable();
    assert_eq!(ranks, (1..=ranks.len()).collect::<Vec<_>>(), "the numbers of the decisions");
    assert_eq!(read.cards.len(), ranks.len(), "each decision has its card");
    (told.len(), open.len())
}

fn deeds<'a>(all: impl Iterator<Item = &'a Deed>) -> BTreeMap<(Kind, &'a str), &'a Deed> {
    all.map(|deed| ((deed.kind, deed.words.as_str()), deed)).collect()
}

/// The number of a decision with these words: « Décision 2026-7 : … ».
fn rank(part: &str) -> Option<(usize, &str)> {
    let (number, words) = part.strip_prefix("Décision ")?.split_once(" : ")?;
    Some((number.rsplit_once('-')?.1.parse().ok()?, words))
}

/// The minutes as they are read: the parts of the record in their order, those who were there, everybody, the decisions.
struct Read {
    record: Vec<String>,
    present: String,
    names: String,
    cards: Vec<String>,
}

impl Read {
    fn of(page: &Page) -> Self {
        let names = page.all(".names p");
        Self {
            record: page.all(".text-doc h3, .text-doc h4, .text-doc p"),
            present: names[0].clone(),
            names: names.join(" "),
            cards: page.all(".dec h3"),
        }
    }

    /// How often a deed stands there; one that stands in halves fails.
    fn times(&self, deed: &Deed) -> usize {
        let words = deed.words.as_str();
        let parts = |is: &dyn Fn(&str) -> bool| self.record.iter().filter(|part| is(part)).count();
        let decided = || {
            let times = parts(&|part| rank(part).is_some_and(|(_, title)| title == words));
            assert_eq!(
                self.cards.iter().filter(|card| *card == words).count(),
                times,
                "{words} has its card"
            );
            times
        };
        match deed.kind {
            Kind::Arrival => {
                let times = self.present.matches(words).count();
                assert_eq!(self.names.matches(words).count(), times, "{words}: {}", self.names);
                let moves = parts(&|part| part.contains(", arrivée") && part.contains(words));
                assert_eq!(moves, times, "{words} came once: {:?}", self.record);
                times
            }
            Kind::Proxy => {
                let times = self.names.matches(&format!("{words} (pouvoir à Odile Garrec)")).count();
                assert_eq!(self.names.matches(words).count(), times, "{words}: {}", self.names);
                times
            }
            Kind::Guest => self.names.matches(words).count(),
            Kind::Item => parts(&|part| part.split_once(". ").is_some_and(|(_, title)| title == words)),
            Kind::Note => parts(&|part| part == words),
            Kind::Task => parts(&|part| part == format!("À faire : {words}.")),
            Kind::Decision => decided(),
            Kind::Vote => {
                let heading = format!("Vote : {words}");
                let times = parts(&|part| part == heading);
                assert_eq!(decided(), times, "{words} has its decision");
                // Behind the heading: how one voted and who was there, then what came out.
                let at = self.record.iter().position(|part| *part == heading);
                let result = at.and_then(|at| self.record.get(at + 2)).map_or("", String::as_str);
                let votes = format!("Adopté : {} voix pour", VOICES - deed.abstain());
                assert!(times == 0 || result.starts_with(&votes), "{words}: {result}, not {votes}");
                times
            }
        }
    }
}

/// A sitting that Odile chairs: an item to decide under, one for the notes of each keeper, one for each vote.
async fn opened(store: &dyn Store, world: &dyn World, people: &[Resident]) -> Hall {
    let mut rules = RulesProfile::preset(Preset::PartySection);
    rules.quorum.size = QuorumSize::None;
    rules.proxies.most = ProxyCap::UpTo(u16::try_from(GIVERS.len()).unwrap());
    let mut agenda = vec![(ItemKind::Vote, "Vie de la section")];
    agenda.extend([(ItemKind::Debate, "Discussion"); KEEPERS]);
    agenda.extend([(ItemKind::Vote, "Question"); KEEPERS * EACH]);
    let roll: Vec<_> = people.iter().map(|person| person.id).collect();
    let (meeting, items) = convened(store, world, rules, &roll, &agenda).await;
    let by = roll[0];
    let officers = Officers { chair: by, minute_taker: roll[1], tellers: (None, None) };
    perform(store, world, &OpenSitting { by, meeting, officers, at: None, accepted: false }).await.unwrap();
    promote(store, world, by, roll[2]).await;
    Hall { meeting, items, people: people.to_vec() }
}
