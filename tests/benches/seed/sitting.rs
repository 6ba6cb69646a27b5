//! A house of three hundred people: an assembly that sits and whose attendance is keyed, and one of thirty items that was
//! held and whose minutes are drafted.

use std::path::Path;

use futures_util::future::try_join_all;
use preau::boot::Keys;
use preau_core::action::meeting::{BeginMeeting, Convene};
use preau_core::action::sitting::attend::{Arrive, Leave};
use preau_core::action::sitting::count::DeclareVote;
use preau_core::action::sitting::item::{KeepNotes, notes_mark};
use preau_core::action::sitting::open::{Officers, OpenSitting, Turn, TurnSitting};
use preau_core::action::sitting::vote::{OpenVote, PrepareVote, VotePlan};
use preau_core::id::{BodyId, ItemId, MeetingId};
use preau_core::meeting::{
    BallotChoice, BallotMode, Count, ItemKind, ItemPlan, MeetingKind, MeetingMode, MeetingPlan, Method,
    Presence,
};
use preau_core::person::Person;
use preau_core::rules::Question;
use preau_core::text::{Body, ShortText, Title};
use preau_core::world::{Moment, World as _};
use url::Url;

use super::{AT_ONCE, Life, run_jobs, words};

/// On the roll of both.
const PEOPLE: usize = 300;
/// Items of the one that was held; every other one is voted.
const ITEMS: usize = 30;
/// Those who leave it half-way, one by one.
const LEAVE: usize = 40;

/// Makes it, and writes beside the store which meetings they are and who is on the roll.
pub(super) async fn make(folder: &Path, url: Url) {
    let (life, settings, real) = Life::open(folder, url).await;
    let people = life.people(&Keys(real.clone()), PEOPLE).await;
    let held = life.convened(&people, life.now.plus(-2 * Moment::DAY)).await;
    life.holds(&people, held).await;
    let attended = life.convened(&people, life.now).await;
    life.world.set(life.now);
    life.opens(&people, attended).await;
    let tokens = life.sessions(&people).await;
    life.store.close().await;
    std::fs::write(folder.join("people.json"), serde_json::to_string(&tokens).unwrap()).unwrap();
    run_jobs(settings, real).await;
    let roll: Vec<String> = people.iter().map(|person| person.id.to_string()).collect();
    let told = serde_json::json!({
        "held": held.to_string(),
        "attended": attended.to_string(),
        "people": roll,
    });
    std::fs::write(folder.join("sitting.json"), told.to_string()).unwrap();
}

impl Life {
    /// An assembly of everybody, convened twenty days before it begins.
    async fn convened(&self, people: &[Person], starts_at: Moment) -> MeetingId {
        self.world.set(starts_at.plus(-20 * Moment::DAY));
        let house = self.store.read().await.unwrap().house().await.unwrap().unwrap();
        let plan = MeetingPlan {
            title: Title::parse("Assemblée générale").unwrap(),
            mode: MeetingMode::InPerson,
            starts_at,
            ends_at: None,
            time_zone: chrono_tz::Europe::Paris,
            place: Some(ShortText::parse("salle des Tanneurs").unwrap()),
            access: None,
            link: None,
            proposals_until: None,
            supporters_needed: None,
        };
        let items = (0..ITEMS).map(|n| ItemPlan {
            kind: if n.is_multiple_of(2) { ItemKind::Vote } else { ItemKind::Debate },
            title: Title::parse(words::title(n)).unwrap(),
            text: Body::optional(&words::text(n)).unwrap(),
            rapporteur: Some(people[n].id),
            minutes: 10,
            in_camera: false,
            approves: None,
        });
        let begin = BeginMeeting {
            by: people[0].id,
            body: BodyId(house.id.0),
            kind: MeetingKind::OrdinaryGeneral,
            plan,
            items: items.collect(),
            once: self.world.hidden_id(),
        };
        let meeting = self.perform(begin).await.unwrap();
        let version = self.store.read().await.unwrap().meeting(meeting).await.unwrap().unwrap().version;
        let notice = Convene {
            by: people[0].id,
            meeting,
            emergency: None,
            petition: None,
            second_of: None,
            seen_version: version,
        };
        self.perform(notice).await.unwrap();
        self.world.set(starts_at);
        meeting
    }

    fn later(&self, micros: i64) {
        self.world.set(self.world.now().plus(micros));
    }

    async fn opens(&self, people: &[Person], meeting: MeetingId) {
        let (by, accepted) = (people[0].id, false);
        let officers = Officers { chair: people[1].id, minute_taker: by, tellers: (None, None) };
        self.perform(OpenSitting { by, meeting, officers, accepted, at: None }).await.unwrap();
    }

    /// Everybody comes, what is on the agenda is said and voted, some leave half-way, and it closes.
    async fn holds(&self, people: &[Person], meeting: MeetingId) {
        let by = people[0].id;
        self.opens(people, meeting).await;
        for group in people[2..].chunks(AT_ONCE) {
            self.later(Moment::MINUTE);
            let come = group.iter().map(|person| Arrive {
                by,
                meeting,
                person: person.id,
                presence: Presence::Room,
                at: None,
            });
            try_join_all(come.map(|arrive| async move { self.perform(arrive).await })).await.unwrap();
        }
        let items = self.store.read().await.unwrap().items(meeting).await.unwrap();
        let mut voices = u32::try_from(people.len()).unwrap();
        for (n, item) in items.iter().enumerate() {
            self.later(4 * Moment::MINUTE);
            if n == ITEMS / 2 {
                for person in &people[PEOPLE - LEAVE..] {
                    self.later(Moment::MINUTE);
                    let stay = self.store.read().await.unwrap().open_stay(meeting, person.id).await.unwrap();
                    self.perform(Leave { by, stay: stay.unwrap().id, at: None }).await.unwrap();
                    voices -= 1;
                }
            }
            let notes = Body::optional(&words::text(n + 7)).unwrap();
            self.perform(KeepNotes { by, item: item.id, notes, seen: notes_mark("") }).await.unwrap();
            if item.kind == ItemKind::Vote {
                self.votes(people, item.id, voices).await;
            }
        }
        self.perform(TurnSitting { by, meeting, turn: Turn::Close, at: None }).await.unwrap();
    }

    async fn votes(&self, people: &[Person], item: ItemId, voices: u32) {
        let by = people[0].id;
        let plan = VotePlan {
            question: Title::parse("Le texte est-il adopté ?").unwrap(),
            wording: None,
            mode: BallotMode::Hands,
            method: Method::Motion,
            majority: Question::Ordinary,
            options: Vec::new(),
            places: 1,
        };
        let once = self.world.hidden_id();
        let ballot = self.perform(PrepareVote { by, item, plan, once }).await.unwrap();
        self.perform(OpenVote { by, ballot, seen: 1 }).await.unwrap();
        let counts = vec![
            Count { choice: BallotChoice::For, votes: voices - 30 },
            Count { choice: BallotChoice::Against, votes: 20 },
            Count { choice: BallotChoice::Abstain, votes: 10 },
        ];
        self.perform(DeclareVote { by, ballot, counts }).await.unwrap();
    }
}
