//! A host that lies, or is no host any more: at the door of a copy, on both engines.

use preau_core::action::link::EndLink;
use preau_core::group::{
    Group, GroupMember, GroupRole, GroupState, Joining, Listing, Membership, MessageState, Reach, Tell,
    Vouched, Writing,
};
use preau_core::id::GroupId;
use preau_core::text::{Note, PersonName, ShortText, Title};
use preau_core::world::{Moment, World as _};
use preau_federation::proof::chain;
use preau_tests::on_both_engines;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;
use uuid::Uuid;

use super::stage::{Foreigner, House, Network, START};

const GROUP: &str = "https://evasion.example/groups/1";
const SECTION: &str = "https://evasion.example/section";
const UID: &str = "00112233445566778899aabbccddeeff";

/// A group on a server that does what the test says, with Idriss of Kermor in it.
struct Lying {
    network: Network,
    group: Foreigner,
    section: Foreigner,
    seq: i64,
    head: [u8; 32],
}

/// One entry as it is sent, with the hash that it has.
struct Sent {
    body: String,
    hash: [u8; 32],
}

impl Lying {
    async fn new(trial: &preau_tests::engine::Trial) -> Option<Self> {
        let network = Network::new(trial.engine).await?;
        let (group, section) = (Foreigner::new(GROUP, 31), Foreigner::new(SECTION, 32));
        network.wires.serves(GROUP, &group.document("Group"));
        network.wires.serves(SECTION, &section.document("Group"));
        let kermor = network.kermor();
        kermor.links(&section.remote("Group")).await;
        let url = |text: &str| Url::parse(text).unwrap();
        let row = Group {
            id: GroupId(Uuid::from_u128(7)),
            actor: url(GROUP),
            uid: UID.to_owned(),
            epoch: 1,
            hosted: false,
            reach: Reach::Shared,
            joining: Joining::Ask,
            writing: Writing::Members,
            listing: Listing::Listed,
            state: GroupState::Live,
            name: Title::parse("Évasion").unwrap(),
            aim: Note::parse("x").unwrap(),
            host: url(SECTION),
            host_name: ShortText::parse("Évasion").unwrap(),
            made_at: START,
            since: START,
            version: 0,
            seq: 0,
            head: Vec::new(),
            known_seq: 0,
            heard_at: START,
            animators: Vec::new(),
        };
        let idriss = GroupMember {
            group: row.id,
            actor: kermor.actor(),
            person: Some(kermor.person),
            name: PersonName::parse("Idriss Belkacem").unwrap(),
            handle: "idriss".to_owned(),
            host: kermor.host.clone(),
            role: GroupRole::Member,
            state: Membership::Active,
            shown: false,
            tell: Tell::Topics,
            join: String::new(),
            until: None,
            since: START,
        };
        let mut tx = kermor.trial.store.begin().await.unwrap();
        tx.keep_actor(&group.remote("Group")).await.unwrap();
        tx.insert_group(&row, None).await.unwrap();
        tx.keep_member(&idriss).await.unwrap();
        tx.commit().await.unwrap();
        Some(Self { network, group, section, seq: 0, head: chain::first(UID) })
    }

    fn kermor(&self) -> &House {
        self.network.kermor()
    }

    /// An entry around these bytes, at this place, behind this hash, signed by whoever this is.
    fn entry(&self, seq: i64, head: &[u8; 32], raw: &str, by: &Foreigner) -> Sent {
        let salt: [u8; 16] = Sha256::digest(raw)[..16].try_into().unwrap();
        let digest = chain::digest(&salt, raw.as_bytes());
        let plain = format!(
            r#"{{"@context":["https://www.w3.org/ns/activitystreams",{{"pr":"https://preau.example/ns#"}}],"id":"{GROUP}/log/1-{seq}","type":"Announce","actor":"{GROUP}","to":["{GROUP}/followers"],"published":"2026-11-21T20:00:00Z","pr:uid":"{UID}","pr:epoch":1,"pr:seq":{seq},"pr:prev":"{}","pr:digest":"{}","pr:salt":"{}","object":{raw}}}"#,
            chain::hex(head),
            chain::hex(&digest),
            chain::hex(&salt)
        );
        let method = format!("{GROUP}#ed25519-key");
        let now = self.kermor().world.now().rfc3339();
        let body = preau_federation::proof::attach(&plain, &by.proof, &method, &now).unwrap();
        Sent { body, hash: chain::link(head, UID, 1, seq, &digest) }
    }

    async fn hands_in(&self, body: &str) -> u16 {
        let status = self.group.says(self.kermor(), "/inbox", body).await;
        self.network.work().await;
        status
    }

    /// The next entry, handed in as it should be.
    async fn says(&mut self, raw: &str) {
        let sent = self.entry(self.seq + 1, &self.head, raw, &self.group);
        (self.seq, self.head) = (self.seq + 1, sent.hash);
        assert_eq!(self.hands_in(&sent.body).await, 202);
    }

    async fn seq(&self) -> i64 {
        self.kermor().group().await.seq
    }

    async fn forgeries(&self) -> i64 {
        self.kermor().trial.count("SELECT count(*) FROM notice WHERE news LIKE '%forged%'").await
    }
}

/// A discussion by somebody of some server.
fn text(actor: &str, n: u32, words: &str) -> Value {
    json!({"@context": ["https://www.w3.org/ns/activitystreams", {"pr": "https://preau.example/ns#"}],
        "id": format!("{actor}/activities/{n}"), "type": "Create", "actor": actor,
        "to": [GROUP, format!("{GROUP}/followers")], "audience": GROUP,
        "object": {"id": format!("{actor}/notes/{n}"), "type": "Note", "attributedTo": actor,
            "to": [GROUP, format!("{GROUP}/followers")], "audience": GROUP, "name": "Sujet",
            "content": format!("<p>{words}</p>"), "published": "2026-11-21T20:00:00Z",
            "pr:byline": {"name": "Quelqu’un", "handle": "quelqu"}}})
}

const OWN: &str = "https://evasion.example/users/samira";
const AWAY: &str = "https://tierce.example/users/yvonne";

on_both_engines! {
    async fn what_a_host_says_for_its_own_people_and_for_others_who_signed_is_believed(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        let yvonne = Foreigner::new(AWAY, 41);
        lying.network.wires.serves(AWAY, &yvonne.document("Person"));
        lying.says(&text(OWN, 1, "d’ici").to_string()).await;
        let now = lying.kermor().world.now();
        for n in 2..5 {
            lying.says(&yvonne.signs(&text(AWAY, n, &format!("de loin {n}")), now)).await;
        }
        assert_eq!(lying.seq().await, 4);
        assert_eq!(lying.kermor().message("d’ici").await.unwrap().vouched, Vouched::Author);
        assert_eq!(lying.kermor().message("de loin 4").await.unwrap().vouched, Vouched::Author);
        // Each author's server is asked once.
        assert_eq!(lying.network.wires.fetched(AWAY), 1);
        assert_eq!(lying.forgeries().await, 0);
    }

    async fn o09_a_text_that_its_author_did_not_sign_keeps_its_place_and_says_nothing(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        let (yvonne, other) = (Foreigner::new(AWAY, 41), Foreigner::new(AWAY, 42));
        lying.network.wires.serves(AWAY, &yvonne.document("Person"));
        let now = lying.kermor().world.now();
        lying.says(&text(AWAY, 1, "sans preuve").to_string()).await;
        lying.says(&other.signs(&text(AWAY, 2, "autre clé"), now)).await;
        let changed = yvonne.signs(&text(AWAY, 3, "ce que j’ai écrit"), now).replace("ce que j’ai écrit", "ce qu’on me prête");
        lying.says(&changed).await;
        lying.says(&text("https://nulle-part.example/users/x", 4, "personne").to_string()).await;
        // In the name of one of ours, and of one of ours who does not exist.
        let idriss = lying.kermor().actor();
        lying.says(&text(idriss.as_str(), 5, "au nom d’Idriss").to_string()).await;
        lying.says(&text("https://kermor.example/people/00000000-0000-4000-8000-000000000000", 6, "au nom de personne").to_string()).await;
        assert_eq!(lying.seq().await, 6, "the chain goes on");
        for words in ["sans preuve", "autre clé", "ce que j’ai écrit", "ce qu’on me prête", "personne", "au nom d’Idriss"] {
            assert!(lying.kermor().message(words).await.is_none(), "{words}");
        }
        assert!(lying.kermor().trial.count("SELECT count(*) FROM grp_message").await == 0);
        assert!(lying.forgeries().await > 0, "the administrators are told");
    }

    async fn an_author_whose_server_is_down_is_believed_on_the_host_s_word_and_marked(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        let yvonne = Foreigner::new(AWAY, 41);
        lying.network.wires.cuts("tierce.example");
        let now = lying.kermor().world.now();
        lying.says(&yvonne.signs(&text(AWAY, 1, "pendant la panne"), now)).await;
        assert_eq!(lying.kermor().message("pendant la panne").await.unwrap().vouched, Vouched::Host);
        lying.network.wires.mends("tierce.example");
        lying.network.wires.serves(AWAY, &yvonne.document("Person"));
        lying.says(&yvonne.signs(&text(AWAY, 2, "après la panne"), now)).await;
        assert_eq!(lying.kermor().message("après la panne").await.unwrap().vouched, Vouched::Author);
    }

    async fn an_edit_that_only_the_host_vouches_for_is_marked_as_a_new_text_is(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        let (yvonne, other) = (Foreigner::new(AWAY, 41), Foreigner::new(AWAY, 42));
        lying.network.wires.serves(AWAY, &yvonne.document("Person"));
        let now = lying.kermor().world.now();
        lying.says(&yvonne.signs(&text(AWAY, 1, "de sa main"), now)).await;
        assert_eq!(lying.kermor().message("de sa main").await.unwrap().vouched, Vouched::Author);
        // Her server is down, and the proof is not of the key that is known: it may be a new one, or a lie.
        let edit = |n: u32, words: &str, at: &str| {
            let mut edit = text(AWAY, 1, words);
            edit["id"] = json!(format!("{AWAY}/activities/edit-{n}"));
            edit["type"] = json!("Update");
            edit["object"]["updated"] = json!(at);
            edit
        };
        lying.network.wires.cuts("tierce.example");
        lying.network.pass(Moment::HOUR).await;
        let now = lying.kermor().world.now();
        lying.says(&other.signs(&edit(1, "d’une autre main", "2026-11-21T20:30:00Z"), now)).await;
        assert_eq!(lying.kermor().message("d’une autre main").await.unwrap().vouched, Vouched::Host);
        // What she signs herself takes the mark off again.
        lying.says(&yvonne.signs(&edit(2, "de sa main encore", "2026-11-21T20:31:00Z"), now)).await;
        assert_eq!(lying.kermor().message("de sa main encore").await.unwrap().vouched, Vouched::Author);
    }

    async fn r10_a_host_that_invents_people_makes_us_ask_for_so_many_and_no_more(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        let now = lying.kermor().world.now();
        let invented = Foreigner::new(AWAY, 41);
        for n in 0..60 {
            let who = format!("https://tierce.example/users/invented-{n}");
            lying.says(&invented.signs(&text(&who, 1, "inventé"), now)).await;
        }
        assert_eq!(lying.seq().await, 60);
        assert_eq!(lying.network.wires.fetched("//tierce.example/"), 50);
        assert!(lying.kermor().message("inventé").await.is_none());
    }

    async fn entries_that_are_forged_changed_or_of_another_place_do_not_enter_the_copy(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        lying.says(&text(OWN, 1, "le premier").to_string()).await;
        let before = lying.kermor().group().await;
        let raw = text(OWN, 2, "le deuxième").to_string();
        let other = Foreigner::new(GROUP, 77);
        let good = lying.entry(2, &lying.head, &raw, &lying.group);
        let mut wrong = vec![
            // By another key; with another text; of another group, epoch or place; behind another hash.
            lying.entry(2, &lying.head, &raw, &other).body,
            good.body.replace("le deuxième", "le second"),
            good.body.replace(UID, "ffeeddccbbaa99887766554433221100"),
            good.body.replace("\"pr:epoch\":1", "\"pr:epoch\":2"),
            lying.entry(0, &lying.head, &raw, &lying.group).body,
            lying.entry(-1, &lying.head, &raw, &lying.group).body,
            lying.entry(1, &lying.head, &raw, &lying.group).body,
        ];
        // Signed by the group, and about another's log: an id that is not its place.
        wrong.push(good.body.replace("/log/1-2\"", "/log/1-9\""));
        for (n, body) in wrong.iter().enumerate() {
            lying.hands_in(body).await;
            let group = lying.kermor().group().await;
            assert_eq!((group.seq, &group.head), (before.seq, &before.head), "{n}");
        }
        assert!(lying.kermor().message("deuxième").await.is_none());
        // Somebody else hands in what the group signed, in their own name or in the group's.
        let samira = Foreigner::new(OWN, 33);
        lying.network.wires.serves(OWN, &samira.document("Person"));
        assert_eq!(samira.says(lying.kermor(), "/inbox", &good.body).await, 403);
        let elsewhere = Foreigner::new("https://tierce.example/groups/1", 34);
        lying.network.wires.serves(&elsewhere.actor, &elsewhere.document("Group"));
        assert_eq!(elsewhere.says(lying.kermor(), "/inbox", &good.body).await, 403);
        lying.network.work().await;
        assert_eq!(lying.seq().await, 1);
    }

    async fn an_entry_comes_twice_or_too_early_and_is_applied_once_in_its_place(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        let first = lying.entry(1, &lying.head, &text(OWN, 1, "le premier").to_string(), &lying.group);
        let second = lying.entry(2, &first.hash, &text(OWN, 2, "le deuxième").to_string(), &lying.group);
        let third = lying.entry(3, &second.hash, &text(OWN, 3, "le troisième").to_string(), &lying.group);
        let page = |sent: &[&Sent], after: usize| {
            let items: Vec<&str> = sent.iter().map(|one| one.body.as_str()).collect();
            format!(r#"{{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollectionPage","id":"{GROUP}/log?after={after}","pr:uid":"{UID}","pr:epoch":1,"pr:head":3,"orderedItems":[{}]}}"#, items.join(","))
        };
        let at = |after: usize| format!("{GROUP}/log?after={after}&limit=200");
        let wires = lying.network.wires.clone();
        let serve = |after, body: String| drop(wires.served.lock().unwrap().insert(at(after), (200, body)));
        serve(0, page(&[&first, &second, &third], 0));
        serve(1, page(&[&second, &third], 1));
        serve(3, page(&[], 3));
        lying.hands_in(&first.body).await;
        lying.hands_in(&first.body).await;
        lying.hands_in(&third.body).await;
        assert_eq!(lying.seq().await, 3, "what was missing is fetched");
        lying.hands_in(&second.body).await;
        assert_eq!(lying.kermor().trial.count("SELECT count(*) FROM grp_message").await, 3);
        assert_eq!(lying.seq().await, 3);
        (lying.seq, lying.head) = (3, third.hash);
        lying.says(&text(OWN, 4, "le quatrième").to_string()).await;
        assert_eq!(lying.kermor().message("quatrième").await.unwrap().seq, Some(4));
        // A page that does not verify changes nothing, however often it is served.
        let fifth = lying.entry(5, &lying.head, &text(OWN, 5, "le cinquième").to_string(), &lying.group);
        serve(4, page(&[&Sent { body: fifth.body.replace("cinquième", "dernier"), hash: fifth.hash }], 4));
        lying.kermor().does(&preau_core::action::group::recover::CatchUp).await.unwrap();
        lying.network.work().await;
        assert_eq!(lying.seq().await, 4);
    }

    async fn r10_a_host_that_serves_the_same_page_again_and_again_is_not_asked_for_ever(trial: Trial) {
        let Some(lying) = Lying::new(trial).await else { return };
        let first = lying.entry(1, &lying.head, &text(OWN, 1, "le premier").to_string(), &lying.group);
        let page = format!(r#"{{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollectionPage","id":"{GROUP}/log","pr:uid":"{UID}","pr:epoch":1,"pr:head":9,"orderedItems":[{}]}}"#, first.body);
        for after in [0, 1] {
            let url = format!("{GROUP}/log?after={after}&limit=200");
            lying.network.wires.served.lock().unwrap().insert(url, (200, page.clone()));
        }
        lying.kermor().does(&preau_core::action::group::recover::CatchUp).await.unwrap();
        lying.network.work().await;
        assert_eq!(lying.seq().await, 1);
        assert_eq!(lying.network.wires.fetched("/log?after=1&"), 1, "until it is tried again, later");
    }

    async fn what_only_the_group_does_is_not_done_by_a_person_in_its_log(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        lying.says(&text(OWN, 1, "le premier").to_string()).await;
        let note = format!("{OWN}/notes/1");
        let by = |actor: &str, n: u32, kind: &str| json!({"@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{actor}/b/{n}"), "type": kind, "actor": actor, "to": [GROUP], "audience": GROUP,
            "object": note, "target": format!("{GROUP}/featured")}).to_string();
        lying.says(&by(OWN, 1, "Add")).await;
        assert!(lying.kermor().message("premier").await.unwrap().pinned_at.is_none());
        lying.says(&by(GROUP, 2, "Add")).await;
        assert!(lying.kermor().message("premier").await.unwrap().pinned_at.is_some());
        assert_eq!(lying.seq().await, 3);
        // Nor does the group write in the place of people.
        lying.says(&text(GROUP, 9, "au nom du groupe").to_string()).await;
        assert!(lying.kermor().message("au nom du groupe").await.is_none());
        // What is for everybody is no entry of a closed group.
        let mut open = text(OWN, 10, "à tout le monde");
        open["to"] = json!(["https://www.w3.org/ns/activitystreams#Public", GROUP]);
        lying.says(&open.to_string()).await;
        assert!(lying.kermor().message("à tout le monde").await.is_none());
        assert_eq!(lying.kermor().message("premier").await.unwrap().state, MessageState::Published);
    }

    async fn o24_a_host_whose_link_has_ended_says_nothing_any_more(trial: Trial) {
        let Some(mut lying) = Lying::new(trial).await else { return };
        lying.says(&text(OWN, 1, "avant").to_string()).await;
        let kermor = lying.kermor();
        let actor = Url::parse(&lying.section.actor).unwrap();
        kermor.does(&EndLink { by: kermor.person, actor }).await.unwrap();
        lying.network.work().await;
        assert_eq!(kermor.group().await.state, GroupState::Left);
        lying.says(&text(OWN, 2, "après").to_string()).await;
        assert!(lying.kermor().message("après").await.is_none());
        assert_eq!(lying.seq().await, 1);
        lying.network.pass(Moment::DAY).await;
        assert_eq!(lying.network.wires.fetched("/log?"), 0, "nor is it asked");
    }

    async fn a_long_log_is_fetched_by_the_page_and_each_author_asked_once(trial: Trial) {
        const ENTRIES: i64 = 450;
        let Some(lying) = Lying::new(trial).await else { return };
        let yvonne = Foreigner::new(AWAY, 41);
        lying.network.wires.serves(AWAY, &yvonne.document("Person"));
        let (now, mut head, mut bodies) = (lying.kermor().world.now(), lying.head, Vec::new());
        for seq in 1..=ENTRIES {
            let n = u32::try_from(seq).unwrap();
            let raw = if seq % 2 == 0 { text(OWN, n, "d’ici").to_string() } else { yvonne.signs(&text(AWAY, n, "de loin"), now) };
            let sent = lying.entry(seq, &head, &raw, &lying.group);
            head = sent.hash;
            bodies.push(sent.body);
        }
        for after in (0..=bodies.len()).step_by(200).chain([bodies.len()]) {
            let items = bodies[after..bodies.len().min(after + 200)].join(",");
            let page = format!(r#"{{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollectionPage","id":"{GROUP}/log","pr:uid":"{UID}","pr:epoch":1,"pr:head":{ENTRIES},"orderedItems":[{items}]}}"#);
            let url = format!("{GROUP}/log?after={after}&limit=200");
            lying.network.wires.served.lock().unwrap().insert(url, (200, page));
        }
        lying.kermor().does(&preau_core::action::group::recover::CatchUp).await.unwrap();
        lying.network.work().await;
        let group = lying.kermor().group().await;
        assert_eq!((group.seq, group.behind(), group.head), (ENTRIES, 0, head.to_vec()));
        assert_eq!(lying.kermor().trial.count("SELECT count(*) FROM grp_message WHERE state = 'published'").await, ENTRIES);
        assert_eq!((lying.network.wires.fetched("/log?"), lying.network.wires.fetched(AWAY)), (4, 1));
        // What was said before one came in is no news.
        assert!(lying.kermor().trial.count("SELECT count(*) FROM notice").await <= 2);
    }

    async fn an_entry_that_cannot_be_checked_now_comes_with_the_log_later(trial: Trial) {
        let Some(lying) = Lying::new(trial).await else { return };
        let kermor = lying.kermor();
        let mut keyless = lying.group.remote("Group");
        keyless.proof_key = None;
        kermor.links(&lying.section.remote("Group")).await;
        let mut tx = kermor.trial.store.begin().await.unwrap();
        tx.keep_actor(&keyless).await.unwrap();
        tx.commit().await.unwrap();
        lying.network.wires.cuts("evasion.example");
        let sent = lying.entry(1, &lying.head, &text(OWN, 1, "mot sans clé").to_string(), &lying.group);
        lying.hands_in(&sent.body).await;
        assert_eq!(lying.seq().await, 0);
        let page = format!(r#"{{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollectionPage","id":"{GROUP}/log","pr:uid":"{UID}","pr:epoch":1,"pr:head":1,"orderedItems":[{}]}}"#, sent.body);
        lying.network.wires.served.lock().unwrap().insert(format!("{GROUP}/log?after=0&limit=200"), (200, page));
        lying.network.wires.mends("evasion.example");
        for _ in 0..4 {
            lying.network.pass(Moment::HOUR).await;
        }
        assert!(kermor.message("mot sans clé").await.is_some());
    }

    async fn a_server_that_does_not_answer_is_waited_for_once_however_many_of_its_people_wrote(trial: Trial) {
        let Some(lying) = Lying::new(trial).await else { return };
        lying.network.wires.cuts("tierce.example");
        let yvonne = Foreigner::new("https://quarte.example/users/yvonne", 41);
        lying.network.wires.serves(&yvonne.actor, &yvonne.document("Person"));
        let (now, mut head, mut bodies) = (lying.kermor().world.now(), lying.head, Vec::new());
        for n in 1..=12 {
            let someone = format!("https://tierce.example/users/{n}");
            let author = if n == 12 { &yvonne } else { &Foreigner::new(&someone, 42) };
            let raw = author.signs(&text(&author.actor, n, "de loin"), now);
            let sent = lying.entry(i64::from(n), &head, &raw, &lying.group);
            head = sent.hash;
            bodies.push(sent.body);
        }
        for (after, items) in [(0, bodies.join(",")), (12, String::new())] {
            let page = format!(r#"{{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollectionPage","id":"{GROUP}/log","pr:uid":"{UID}","pr:epoch":1,"pr:head":12,"orderedItems":[{items}]}}"#);
            let url = format!("{GROUP}/log?after={after}&limit=200");
            lying.network.wires.served.lock().unwrap().insert(url, (200, page));
        }
        lying.kermor().does(&preau_core::action::group::recover::CatchUp).await.unwrap();
        lying.network.work().await;
        assert_eq!((lying.seq().await, lying.network.wires.fetched("tierce.example")), (12, 1));
        for (vouched, count) in [("host", 11), ("author", 1)] {
            let sql = format!("SELECT count(*) FROM grp_message WHERE vouched = '{vouched}'");
            assert_eq!(lying.kermor().trial.count(&sql).await, count, "{vouched}");
        }
    }
}
