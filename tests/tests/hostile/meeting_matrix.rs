//! Meetings of a body, seen by everybody at every address of the route table that names one: to whoever does not sit there
//! each answers byte for byte as what does not exist, whatever the meeting has come to, and changes nothing.

use std::collections::BTreeSet;
use std::path::Path;

use preau_core::action::body::MakeBody;
use preau_core::action::mandate::RecordMandate;
use preau_core::action::meeting::AddDocument;
use preau_core::action::sitting::attend::Arrive;
use preau_core::action::sitting::count::DeclareVote;
use preau_core::action::sitting::open::{Officers, OpenSitting, Turn, TurnSitting};
use preau_core::action::sitting::vote::{OpenVote, PrepareVote, VotePlan};
use preau_core::body::BodyKind;
use preau_core::id::{BodyId, PersonId};
use preau_core::mandate::MandateRole;
use preau_core::meeting::{
    BallotChoice, BallotMode, Count, ItemKind, MeetingKind, MeetingState, Method, Presence,
};
use preau_core::rules::{Preset, Question, QuorumSize, RulesProfile};
use preau_core::store::Store;
use preau_core::text::{ShortText, Title, UnitName};
use preau_core::world::World;
use preau_tests::assembly::convened_of;
use preau_tests::on_both_engines;
use preau_tests::process::Staged;
use preau_tests::visitor::{Page, Visitor};

use crate::matrix::{NOTHING, VIEWERS, viewers};
use crate::scene::{FATOU, NAMES, NOUR, ODILE, Scene, THOMAS, Things, done, furnish};

/// Stands in every text of these meetings, and nowhere else.
const CANARY: &str = "Le bail du local";
/// Addresses that only take a form, or show a page of these meetings to somebody who pressed a button.
const FORMS: [&str; 16] = [
    "/documents/point/{item}",
    "/reunions/{id}/ouverture",
    "/reunions/{id}/points/{item}/geste",
    "/reunions/{id}/proces-verbal/corrections",
    "/reunions/{id}/proces-verbal/corrections/{correction}",
    "/reunions/{id}/proces-verbal/rectification",
    "/reunions/{id}/proces-verbal/registre",
    "/reunions/{id}/proces-verbal/relecture",
    "/reunions/{id}/proces-verbal/retrait",
    "/reunions/{id}/propositions",
    "/reunions/{id}/reponse",
    "/reunions/{id}/seance/etat",
    "/reunions/{id}/seance/points/{item}/decision",
    "/reunions/{id}/seance/points/{item}/issue",
    "/reunions/{id}/seance/points/{item}/tache",
    "/reunions/{id}/suite",
];
/// What the forms send, as somebody would who knows them.
const FIELDS: [(&str, &str); 11] = [
    ("open", "yes"),
    ("title", "Un titre"),
    ("body", "Un texte"),
    ("act", "remove"),
    ("turn", "close"),
    ("do", "declare"),
    ("for", "1"),
    ("outcome", "withdrawn"),
    ("r", "coming"),
    ("seen", "1"),
    ("once", "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001"),
];

/// What an address names of one meeting.
#[derive(Default, Clone)]
struct Named {
    meeting: String,
    item: String,
    ballot: String,
    stay: String,
    document: String,
    body: String,
    number: String,
}

impl Named {
    /// An address of this meeting.
    fn at(&self, pattern: &str) -> String {
        let id = if pattern.starts_with("/documents/") { &self.document } else { &self.meeting };
        pattern
            .replace("{id}", id)
            .replace("{item}", &self.item)
            .replace("{ballot}", &self.ballot)
            .replace("{stay}", &self.stay)
            .replace("{body}", &self.body)
            .replace("{number}", &self.number)
            .replace("{correction}", NOTHING)
    }

    /// An address of the same form of which there is nothing.
    fn nothing(pattern: &str) -> String {
        let ids = ["{id}", "{item}", "{ballot}", "{stay}", "{body}", "{correction}"];
        ids.iter().fold(pattern.replace("{number}", "2026-1"), |path, id| path.replace(id, NOTHING))
    }

    /// An answer without what was asked for.
    fn shape(&self, page: &Page) -> (u16, Vec<(String, String)>, String) {
        let ids = [&self.meeting, &self.item, &self.ballot, &self.stay, &self.document, &self.body];
        let bare = |text: &str| {
            let text = text.replace(NOTHING, "ID").replace(&format!("/{}", self.number), "/2026-1");
            ids.iter().filter(|id| !id.is_empty()).fold(text, |text, id| text.replace(id.as_str(), "ID"))
        };
        let mut headers: Vec<(String, String)> = page
            .headers
            .iter()
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| (name.to_string(), bare(&String::from_utf8_lossy(value.as_bytes()))))
            .collect();
        headers.sort();
        (page.status.as_u16(), headers, bare(&page.html()))
    }
}

/// Every address of the pages that names a meeting or what is of one, in one language.
fn patterns(language: usize) -> Vec<String> {
    let places = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src/place.rs");
    let starts = ["/reunions/{", "/meetings/{", "/documents/", "/decisions/{"];
    std::fs::read_to_string(places)
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("    ") && line.contains(") = \"/"))
        .map(|line| line.split('"').filter(|part| part.starts_with('/')).nth(language).unwrap().to_owned())
        .filter(|pattern| starts.iter().any(|start| pattern.starts_with(start)))
        .collect()
}

/// A board in which Nour alone sits, as its secretary, with a meeting that is to come, one that sits, and one that is over.
async fn boards(store: &dyn Store, world: &dyn World, odile: PersonId, nour: PersonId) -> Vec<Named> {
    let (kind, name) = (BodyKind::Board, UnitName::parse("Bureau").unwrap());
    let make = MakeBody { by: odile, kind, name, purpose: None, once: world.hidden_id() };
    let body: BodyId = done(store, world, make).await;
    let starts_at = world.now().plus(-1);
    let seat = RecordMandate {
        by: odile,
        person: nour,
        body,
        role: MandateRole::Secretary,
        starts_at,
        ends_at: None,
        provisional: false,
        once: world.hidden_id(),
    };
    done(store, world, seat).await;
    let mut meetings = Vec::new();
    for state in [MeetingState::Convened, MeetingState::InSession, MeetingState::Closed] {
        meetings.push(board(store, world, (body, nour), state).await);
    }
    meetings
}

async fn board(
    store: &dyn Store,
    world: &dyn World,
    (body, by): (BodyId, PersonId),
    state: MeetingState,
) -> Named {
    let mut rules = RulesProfile::preset(Preset::PartySection);
    rules.quorum.size = QuorumSize::None;
    let kind = (body, MeetingKind::Board);
    let (meeting, items) = convened_of(store, world, kind, rules, &[by], &[(ItemKind::Vote, CANARY)]).await;
    let item = items[0];
    let name = ShortText::parse(CANARY).unwrap();
    let bytes = b"Une page de texte.".to_vec();
    done(store, world, AddDocument { by, item, name, media_type: "text/plain", bytes }).await;
    let plan = VotePlan {
        question: Title::parse(CANARY).unwrap(),
        wording: None,
        mode: BallotMode::Hands,
        method: Method::Motion,
        majority: Question::Ordinary,
        options: Vec::new(),
        places: 1,
    };
    let prepare = PrepareVote { by, item, plan, once: world.hidden_id() };
    let ballot = done(store, world, prepare).await;
    let sits = state != MeetingState::Convened;
    if sits {
        let officers = Officers { chair: by, minute_taker: by, tellers: (None, None) };
        done(store, world, OpenSitting { by, meeting, officers, at: None, accepted: false }).await;
        done(store, world, Arrive { by, meeting, person: by, presence: Presence::Room, at: None }).await;
        done(store, world, OpenVote { by, ballot, seen: 1 }).await;
    }
    if state == MeetingState::Closed {
        let counts = vec![Count { choice: BallotChoice::For, votes: 1 }];
        done(store, world, DeclareVote { by, ballot, counts }).await;
        done(store, world, TurnSitting { by, meeting, turn: Turn::Close, at: None }).await;
    }
    let mut db = store.read().await.unwrap();
    let stays = db.stays(meeting, 1).await.unwrap();
    let decisions = db.decisions_of(meeting).await.unwrap();
    let documents = db.documents(meeting).await.unwrap();
    Named {
        meeting: meeting.to_string(),
        item: item.to_string(),
        ballot: ballot.to_string(),
        stay: stays.first().map_or(NOTHING.to_owned(), |stay| stay.id.to_string()),
        document: documents[0].id.to_string(),
        body: body.to_string(),
        number: decisions.first().map_or("2026-1".to_owned(), |one| format!("{}-{}", one.year, one.rank)),
    }
}

/// Whether this viewer can tell the meeting from nothing, by a link or by a form.
async fn hidden(who: &str, visitor: &Visitor, meetings: &[Named], pattern: &str, form: bool) {
    let ask = async |path: String| {
        if form { visitor.post(&path, &FIELDS).await } else { visitor.get_bare(&path).await }
    };
    let nothing = ask(Named::nothing(pattern)).await;
    // A page takes no form, and a file is no form of words.
    let refused =
        matches!(nothing.status.as_u16(), 303 | 403 | 404) || (form && nothing.status.is_client_error());
    assert!(refused, "{who} {pattern}: {}", nothing.status);
    for meeting in meetings {
        let page = ask(meeting.at(pattern)).await;
        assert_eq!(
            meeting.shape(&page),
            meeting.shape(&nothing),
            "{who} can tell by {pattern}, form: {form}"
        );
    }
}

on_both_engines! {
    async fn a01_a15_what_a_body_meets_about_is_missing_at_every_address_for_all_others(trial: Trial) {
        let (mut things, mut meetings) = (Things::default(), Vec::new());
        let house = Staged::new(trial, &NAMES, async |store: &dyn Store, world: &dyn World, people| {
            let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
            things = furnish(store, world, &ids).await;
            meetings = boards(store, world, ids[ODILE], ids[NOUR]).await;
        })
        .await;
        let scene = Scene::serve(house, things).await;
        let (french, english) = (patterns(0), patterns(1));
        assert!(french.len() > 35, "{french:?}");
        let before = meeting_rows(&scene).await;
        // Nour keeps their record, and Odile, who runs the house, has every right in it.
        let others = VIEWERS.iter().zip(viewers(&scene)).filter(|(who, _)| !["Nour", "Odile"].contains(who));
        for (turn, (who, visitor)) in others.enumerate() {
            for (number, pattern) in french.iter().enumerate() {
                // Thomas tries all that there is, the others one meeting at each address.
                let one = (turn + number) % meetings.len();
                let tried = if *who == "Thomas" { &meetings[..] } else { &meetings[one..=one] };
                hidden(who, &visitor, tried, pattern, false).await;
            }
        }
        // Whoever sends a form without having seen one is answered alike, and nothing changes.
        let thomas = scene.browser(THOMAS);
        for pattern in &english {
            hidden("Thomas", &thomas, &meetings[1..=1], pattern, false).await;
        }
        for (number, pattern) in french.iter().enumerate() {
            // People may send 120 forms in a minute: each address is tried with one of the meetings.
            let one = number % meetings.len();
            hidden("Thomas", &thomas, &meetings[one..=one], pattern, true).await;
        }
        assert_eq!(meeting_rows(&scene).await, before);
        // No list holds them either.
        for other in [scene.browser(THOMAS), scene.browser(FATOU), scene.stranger(), scene.awaiting()] {
            for room in ["/", "/agenda", "/reunions", "/decisions", "/registre", "/notifications", "/recherche?q=bail", "/agenda/public.ics", "/atom.xml"] {
                let page = other.get(room).await.html();
                assert!(!page.contains(CANARY) && !meetings.iter().any(|one| page.contains(&one.meeting)), "{room}");
            }
        }
        // She who keeps their record opens all of it, in one state or another: an address that nobody opens has no row here.
        let nour = scene.browser(NOUR);
        let mut closed = BTreeSet::new();
        for pattern in &french {
            let mut opened = false;
            for meeting in &meetings {
                opened |= nour.get_bare(&meeting.at(pattern)).await.status == 200;
            }
            if !opened {
                closed.insert(pattern.as_str());
            }
        }
        assert_eq!(closed, BTreeSet::from(FORMS));
    }
}

/// What meetings are made of, past the program.
async fn meeting_rows(scene: &Scene) -> Vec<(String, Vec<String>)> {
    let kept = [
        "meeting",
        "meeting_recipient",
        "agenda_item",
        "item_document",
        "ballot",
        "stay",
        "decision",
        "task",
        "minutes",
        "minutes_correction",
    ];
    let mut rows = scene.house.contents().await;
    rows.retain(|(table, _)| kept.contains(&table.as_str()));
    assert_eq!(rows.len(), kept.len());
    rows
}
