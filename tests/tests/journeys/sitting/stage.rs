//! A meeting that was convened and whose doors are open: what the rooms before the sitting have made of it.

use preau_core::id::{ItemId, MeetingId, PersonId, ProxyId};
use preau_core::language::Language;
use preau_core::meeting::{ItemKind, Proxy, ProxyChannel, ProxyState};
use preau_core::rules::{Preset, ProxyCap, QuorumSize, RulesProfile, Tie};
use preau_core::text::{PersonName, ShortText};
use preau_core::world::World as _;
use preau_tests::assembly;
use preau_tests::people::Somebody;
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

/// A meeting and what its addresses are made of.
pub(crate) struct Hall {
    pub(crate) id: MeetingId,
    pub(crate) items: Vec<ItemId>,
}

impl Hall {
    pub(crate) fn console(&self) -> String {
        format!("/reunions/{}/seance", self.id)
    }

    pub(crate) fn sheet(&self) -> String {
        format!("/reunions/{}/presences", self.id)
    }

    pub(crate) fn item(&self, index: usize) -> String {
        format!("/reunions/{}/seance/points/{}", self.id, self.items[index])
    }
}

/// The rules of the tests: a third of the roll, two proxies, the chair's casting vote.
pub(crate) fn rules(quorum: QuorumSize) -> RulesProfile {
    let mut rules = RulesProfile::preset(Preset::PartySection);
    rules.quorum.size = quorum;
    rules.proxies.most = ProxyCap::UpTo(2);
    rules.votes.tie = Tie::Chair;
    rules
        .articles
        .insert(preau_core::rules::Rule::Quorum, ShortText::parse("article 7 des statuts").unwrap());
    rules
}

/// As many members as asked for, by name; only the first letters differ.
pub(crate) async fn crowd(section: &Section, count: usize) -> Vec<PersonId> {
    let mut people = Vec::new();
    for number in 0..count {
        let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        let who = Somebody {
            name: leak(format!("Membre {number:03}")),
            handle: leak(format!("membre{number:03}")),
            mail: leak(format!("membre{number:03}@vallombre.example")),
            language: Language::Fr,
        };
        section.joins(who).await;
        people.push(section.id_of(who).await);
    }
    people
}

/// A meeting that was convened for these people and begins now.
pub(crate) async fn convened(section: &Section, rules: RulesProfile, people: &[PersonId]) -> Hall {
    let agenda = [
        (ItemKind::Opening, "Ouverture"),
        (ItemKind::Vote, "Budget 2027"),
        (ItemKind::Vote, "Motion sur le bus"),
        (ItemKind::Election, "Élection au bureau"),
        (ItemKind::AnyOther, "Questions diverses"),
    ];
    let mut roll = vec![section.odile_id()];
    roll.extend(people);
    let (id, items) =
        assembly::convened(section.store.as_ref(), section.world.as_ref(), rules, &roll, &agenda).await;
    Hall { id, items }
}

/// A proxy that was given on the page before the day.
pub(crate) async fn gave(section: &Section, hall: &Hall, giver: PersonId, holder: PersonId) {
    let mut tx = section.store.begin().await.unwrap();
    let name = PersonName::parse("x").unwrap();
    let proxy = Proxy {
        id: ProxyId(section.world.hidden_id()),
        meeting: hall.id,
        giver,
        giver_name: name.clone(),
        holder,
        holder_name: name,
        channel: ProxyChannel::Online,
        state: ProxyState::Valid,
        given_at: section.world.now(),
        ended_at: None,
    };
    assert!(tx.insert_proxy(&proxy).await.unwrap());
    tx.commit().await.unwrap();
}

/// Opens the sitting on its page: who chairs, and who counts, by their handles.
pub(crate) async fn opens(keeper: &Visitor, hall: &Hall, chair: &str, tellers: [&str; 2]) -> Page {
    let form = keeper.get(&format!("{}/ouverture", hall.console())).await.form("Ouvrir la séance");
    let form = form.fill("chair", chair).fill("teller_one", tellers[0]).fill("tellers", tellers[1]);
    let page = form.send().await;
    page.is(200).says("Séance ouverte");
    page
}

/// Marks somebody as there, found by their name.
pub(crate) async fn comes(keeper: &Visitor, hall: &Hall, name: &str) -> Page {
    let found = keeper.get(&format!("{}?q={}", hall.sheet(), name.replace(' ', "+"))).await;
    let page = found.form(&format!("Pointer {name}")).send().await;
    page.is(200).says("Sur place, ");
    page
}

/// Prepares a vote under an item and opens it; answers its page.
pub(crate) async fn opened_vote(keeper: &Visitor, hall: &Hall, item: usize, fields: &[(&str, &str)]) -> Page {
    prepared_vote(keeper, hall, item, fields).await.form("Ouvrir le vote").send().await
}

/// Prepares a vote under an item; answers its page.
pub(crate) async fn prepared_vote(
    keeper: &Visitor,
    hall: &Hall,
    item: usize,
    fields: &[(&str, &str)],
) -> Page {
    let mut form = keeper.get(&format!("{}/vote", hall.item(item))).await.form("Préparer un vote");
    for (name, value) in fields {
        form = form.fill(name, value);
    }
    let page = form.send().await;
    page.is(200).says("Préparé");
    page
}

/// Keys figures and sends them with that button.
pub(crate) async fn keys(page: &Page, button: &str, figures: &[(&str, &str)]) -> Page {
    let mut form = page.form(button);
    for (name, value) in figures {
        form = form.fill(name, value);
    }
    form.send().await
}
