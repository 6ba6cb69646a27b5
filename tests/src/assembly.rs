//! An assembly that was convened, as the rooms before the sitting would have made it.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::indexing_slicing,
    reason = "this is a part of tests: what cannot be set up fails the test"
)]

use preau_core::id::{BodyId, ItemId, MeetingId, PersonId};
use preau_core::meeting::{
    Channel, Convocation, Item, ItemKind, ItemState, Meeting, MeetingKind, MeetingMode, MeetingState, Proof,
    Voice,
};
use preau_core::person::Byline;
use preau_core::rules::RulesProfile;
use preau_core::store::{RollLine, Store};
use preau_core::text::{ShortText, Title};
use preau_core::world::{Moment, World};

/// An assembly that the first of these people convened twenty days ago, for all of them; it begins now.
pub async fn convened(
    store: &dyn Store,
    world: &dyn World,
    rules: RulesProfile,
    roll: &[PersonId],
    agenda: &[(ItemKind, &str)],
) -> (MeetingId, Vec<ItemId>) {
    let house = store.read().await.unwrap().house().await.unwrap().unwrap();
    let assembly = (BodyId(house.id.0), MeetingKind::OrdinaryGeneral);
    convened_of(store, world, assembly, rules, roll, agenda).await
}

/// The same of any body, with the kind of its meeting.
pub async fn convened_of(
    store: &dyn Store,
    world: &dyn World,
    (body, kind): (BodyId, MeetingKind),
    rules: RulesProfile,
    roll: &[PersonId],
    agenda: &[(ItemKind, &str)],
) -> (MeetingId, Vec<ItemId>) {
    let now = world.now();
    let convener = roll[0];
    let mut tx = store.begin().await.unwrap();
    let id = MeetingId(world.dated_id());
    let meeting = Meeting {
        id,
        body,
        kind,
        mode: MeetingMode::Hybrid,
        state: MeetingState::Convened,
        title: Title::parse("Assemblée générale").unwrap(),
        starts_at: now.plus(-5 * Moment::MINUTE),
        ends_at: None,
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("Salle des Tanneurs").unwrap()),
        access: None,
        link: None,
        proposals_until: None,
        supporters_needed: None,
        convocation: Some(Convocation {
            by: convener,
            sent_at: now.plus(-20 * Moment::DAY),
            notice_days: 15,
            emergency: None,
            petition: None,
            second_of: None,
            edition: 1,
            stale: Vec::new(),
            accepted: false,
        }),
        rules: Some(rules),
        sitting: None,
        continues: None,
        made_by: convener,
        made_at: now,
        changed_at: now,
        version: 1,
    };
    tx.insert_meeting(&meeting, world.hidden_id()).await.unwrap();
    let line =
        RollLine { voice: Voice::Voting, channel: Channel::Mail, proof: Proof::Sent, added_because: None };
    for person in roll {
        tx.add_to_roll(id, *person, &line, now).await.unwrap();
    }
    let who = tx.person(convener).await.unwrap().unwrap();
    let by = Byline { id: convener, name: who.name, handle: who.handle, title: None, ended: false };
    let mut items = Vec::new();
    for (position, (kind, title)) in (1..).zip(agenda) {
        let item = item(world, id, &by, position, *kind, title);
        items.push(item.id);
        tx.insert_item(&item, world.hidden_id()).await.unwrap();
    }
    tx.commit().await.unwrap();
    (id, items)
}

fn item(
    world: &dyn World,
    meeting: MeetingId,
    by: &Byline,
    position: i32,
    kind: ItemKind,
    title: &str,
) -> Item {
    Item {
        id: ItemId(world.hidden_id()),
        meeting,
        position,
        kind,
        title: Title::parse(title).unwrap(),
        source: "Le texte soumis au vote.".to_owned(),
        html: "<p>Le texte soumis au vote.</p>".to_owned(),
        rapporteur: None,
        minutes: 10,
        in_camera: false,
        proposed_by: by.clone(),
        state: ItemState::Listed,
        supporters: 0,
        answer: None,
        approves: None,
        added_in_session: false,
        outcome: None,
        notes_source: String::new(),
        notes_html: String::new(),
        made_at: world.now(),
        version: 1,
    }
}
