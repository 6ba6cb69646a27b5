//! Defects that were known and are mended: what was said in camera before somebody came, two people of one name, seats that
//! were left, and the smaller ones beside them.

use preau_core::action::minutes::book::SealMinutes;
use preau_core::meeting::ItemOutcome;
use preau_tests::journeys;
use preau_tests::people::{IDRISS, NOUR, SAMIRA, Somebody};
use preau_tests::section::Section;

use super::minutes::{approves, held, in_review, minutes_of, next_draft};
use super::sitting::stage::Hall;

/// Says of an item that it was treated in camera, as the agenda would have said it before the notice.
async fn in_camera(section: &Section, hall: &Hall, item: usize, notes: &str) {
    let mut tx = section.store.begin().await.unwrap();
    let mut found = tx.item(hall.items[item]).await.unwrap().unwrap();
    found.in_camera = true;
    found.outcome = Some(ItemOutcome::Treated);
    notes.clone_into(&mut found.notes_source);
    found.notes_html = format!("<p>{notes}</p>");
    assert!(tx.update_item(&found, found.version).await.unwrap());
    tx.commit().await.unwrap();
}

journeys! {
    async fn a15_who_joins_after_a_meeting_reads_nothing_of_what_it_treated_in_camera(section: Founded) {
        let hall = held(section).await;
        in_camera(section, &hall, 1, "Le dossier Pélican est transmis.").await;
        let odile = section.odile();
        in_review(&odile, &hall).await;
        let draft = next_draft(section, &odile).await;
        approves(section, &odile, &draft).await;
        section.perform(SealMinutes { by: section.odile_id(), meeting: hall.id }).await;
        let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
        let number = format!("/decisions/{}/{}", decision.body, decision.number());
        let samira = section.joins(Somebody { language: preau_core::language::Language::Fr, ..SAMIRA }).await;
        let nour = section.signs_in(NOUR).await;
        let meeting = format!("/reunions/{}", hall.id);
        // Whoever was convened reads it wherever it stands; whoever came later reads the rest of the same pages.
        for path in [meeting.clone(), minutes_of(&hall), "/decisions".to_owned(), "/decisions?q=budget".to_owned()] {
            nour.get(&path).await.is(200).says("Budget 2027");
            samira.get(&path).await.is(200).does_not_say("Budget 2027").does_not_say("Pélican");
        }
        nour.get(&minutes_of(&hall)).await.says("Le dossier Pélican est transmis.");
        samira.get(&meeting).await.says("Huis clos").says("Motion sur le bus");
        samira.get(&minutes_of(&hall)).await.says("Ouverture").says("Motion sur le bus");
        nour.get(&number).await.is(200).says("Budget 2027");
        assert_eq!(samira.get_bare(&number).await.bytes, samira.get_bare("/nulle-part").await.bytes);
        nour.get("/registre?q=pélican").await.is(200).says("Assemblée générale");
        samira.get("/registre?q=pélican").await.is(200).says("Aucun procès-verbal inscrit ne contient ces mots.");
        samira.get("/registre?q=motion").await.is(200).says("Assemblée générale");
        samira.get("/").await.is(200).does_not_say("Budget 2027").does_not_say("Pélican");
        // The paper follows the page.
        let pdf = format!("{}.pdf", minutes_of(&hall));
        let (hers, theirs) = (samira.get(&pdf).await, nour.get(&pdf).await);
        assert!(hers.bytes.starts_with(b"%PDF") && hers.bytes.len() < theirs.bytes.len());
        // Who sees to the decision reads it: it was taken to be done by somebody.
        let idriss = section.signs_in(IDRISS).await;
        idriss.get(&number).await.is(200).says("Budget 2027");
    }
}
