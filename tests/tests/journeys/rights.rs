//! The table of rights against the route table: each role opens the rooms that its rights name, while it is held.

use preau_core::action::mandate::{EndMandate, RecordMandate};
use preau_core::id::BodyId;
use preau_core::mandate::{MandateRole, RIGHTS, Right};
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::THOMAS;
use preau_tests::visitor::Visitor;

/// Rooms that a right opens, any of those named; without one they are administrators' alone.
const ROOMS: &[(&str, &[Right])] = &[
    ("/courrier", &[Right::SpeakFor]),
    ("/gestion/membres", &[Right::ManagePeople, Right::KeepDues]),
    ("/gestion/invitations", &[Right::ManagePeople]),
    ("/organes/nouveau", &[Right::ManageBodies]),
    ("/gestion", &[]),
    ("/gestion/reglages", &[]),
    ("/gestion/sections", &[]),
    ("/gestion/abonnements", &[]),
    ("/gestion/moderation", &[]),
];

async fn check(visitor: &Visitor, rights: &[Right], when: &str) {
    for (room, opened_by) in ROOMS {
        let opens = opened_by.iter().any(|right| rights.contains(right));
        let status = visitor.get_bare(room).await.status.as_u16();
        assert_eq!(status, if opens { 200 } else { 404 }, "{room} {when}");
    }
}

journeys! {
    async fn a01_each_role_opens_the_rooms_that_the_table_names_while_it_is_held(section: Founded) {
        let thomas = section.joins(THOMAS).await;
        let (by, person) = (section.odile_id(), section.id_of(THOMAS).await);
        let organs = section.odile().get("/organes").await;
        let address = organs.attributes("h2 a", "href").into_iter().next().unwrap();
        let assembly: BodyId = address.rsplit('/').next().unwrap().parse().unwrap();
        let manages = format!("{address}/mandats");
        check(&thomas, &[], "without a mandate").await;
        for (role, rights) in RIGHTS {
            let starts_at = section.world.now();
            let once = section.world.hidden_id();
            let given = RecordMandate { by, person, body: assembly, role: *role, starts_at, ends_at: None, provisional: false, once };
            let mandate = section.perform(given).await;
            check(&thomas, rights, &format!("as {role}")).await;
            let opens = rights.contains(&Right::ManageMandates);
            assert_eq!(thomas.get_bare(&manages).await.status.as_u16(), if opens { 200 } else { 404 }, "{role}");
            section.perform(EndMandate { by, mandate, at: section.world.now() }).await;
            section.pass(Moment::SECOND);
            check(&thomas, &[], &format!("after having been {role}")).await;
        }
        assert_eq!(RIGHTS.len(), MandateRole::ALL.len());
    }
}
