//! Names that go out of minutes, what a search finds in them, and late decisions on the page of who sees to them.

use preau_core::action::minutes::book::SealMinutes;
use preau_core::action::people::EndAccount;
use preau_core::action::sitting::decide::{Charge, FollowDecision, TakeOn};
use preau_core::body::Status;
use preau_core::language::Language;
use preau_core::meeting::{DecisionState, MinutesState};
use preau_core::text::Title;
use preau_core::world::{Day, Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, Somebody};
use preau_tests::section::Section;
use preau_tests::visitor::Visitor;

use super::super::sitting::stage::Hall;
use super::{approves, held, in_review, minutes_of, next_draft};

/// Writes notes under an item of a sitting that is closed.
async fn notes(section: &Section, hall: &Hall, item: usize, words: &str) {
    let form = section.odile().get(&hall.item(item)).await.form("Enregistrer les notes");
    form.fill("notes", words).send().await.is(200);
}

/// Has the minutes approved by the next meeting, and seals them.
async fn sealed(section: &Section, hall: &Hall) {
    let odile = section.odile();
    in_review(&odile, hall).await;
    let draft = next_draft(section, &odile).await;
    approves(section, &odile, &draft).await;
    section.perform(SealMinutes { by: section.odile_id(), meeting: hall.id }).await;
}

journeys! {
    async fn whoever_leaves_without_a_name_stands_in_minutes_by_initials_and_nowhere_by_name(section: Founded) {
        let hall = held(section).await;
        notes(section, &hall, 1, "**Nour El Amrani** demande le détail ; Thomas Le Goff l’approuve.").await;
        let (odile, nour) = (section.odile(), section.signs_in(NOUR).await);
        in_review(&odile, &hall).await;
        let page = nour.get(&minutes_of(&hall)).await;
        let form = page.form("Demander une correction").fill("body", "Je signe Nour El Amrani.");
        form.send().await.is(200);
        let person = section.id_of(NOUR).await;
        let title = Title::parse("Rappeler Nour El Amrani").unwrap();
        let (by, item) = (section.odile_id(), hall.items[1]);
        let charge = Charge { owner: Some(person), due: None };
        section.perform(TakeOn { by, item, title, charge, once: section.world.hidden_id() }).await;

        section.perform(EndAccount { by: person, person, keep_name: false }).await;
        // The draft says who was there, by initials: the room was not smaller for it.
        let page = odile.get(&minutes_of(&hall)).await;
        page.does_not_say("Nour").does_not_say("El Amrani").says("Thomas Le Goff (pouvoir à N. E. A.");
        page.says("N. E. A. demande le détail ; Thomas Le Goff l’approuve.").says("Je signe N. E. A.");
        page.says("À faire : Rappeler N. E. A. (N. E. A.)");
        assert_eq!(page.all(".nb dd"), ["3", "1"]);
        let pages = [hall.item(1), hall.console(), format!("/reunions/{}", hall.id), "/decisions".to_owned()];
        for path in pages {
            odile.get(&path).await.is(200).does_not_say("El Amrani");
        }
        // What is kept of the meeting holds the name nowhere, in whatever table.
        let mut db = section.store.read().await.unwrap();
        let items = db.items(hall.id).await.unwrap();
        let all = format!(
            "{items:?} {:?} {:?} {:?} {:?} {:?}",
            db.corrections(hall.id, 9).await.unwrap(),
            db.tasks_of(hall.id).await.unwrap(),
            db.stays(hall.id, 99).await.unwrap(),
            db.proxies(hall.id).await.unwrap(),
            db.roll(hall.id).await.unwrap(),
        );
        assert!(!all.contains("El Amrani"), "{all}");
        assert!(all.contains("N. E. A."), "the search looks where the words are");
    }

    async fn an_account_that_ends_takes_its_name_out_of_the_minute_book_by_a_new_entry(section: Founded) {
        let hall = held(section).await;
        sealed(section, &hall).await;
        let idriss = section.id_of(IDRISS).await;
        let minutes = section.store.read().await.unwrap().minutes(hall.id).await.unwrap().unwrap();
        assert_eq!(minutes.state, MinutesState::Sealed);
        let before = section.store.read().await.unwrap().entries_of(hall.id).await.unwrap();
        assert!(before[0].document.as_ref().unwrap().contains("Idriss Belkacem"));
        section.perform(EndAccount { by: idriss, person: idriss, keep_name: false }).await;
        let odile = section.odile();
        let page = odile.get(&minutes_of(&hall)).await;
        page.is(200).does_not_say("Idriss").says("Absences (1)").says("I. B.");
        odile.get("/registre").await.says("Registre vérifié : 2 inscriptions, aucune altération.");
        let after = section.store.read().await.unwrap().entries_of(hall.id).await.unwrap();
        assert_eq!(after.len(), 2);
        assert_eq!((after[0].document.as_ref(), &after[0].hash), (None, &before[0].hash), "its number and hash stay");
        assert!(!after[1].document.as_ref().unwrap().contains("Idriss Belkacem"));
        // Who keeps their name under what they wrote keeps it in minutes, too.
        let thomas = section.id_of(preau_tests::people::THOMAS).await;
        section.perform(EndAccount { by: thomas, person: thomas, keep_name: true }).await;
        odile.get(&minutes_of(&hall)).await.says("Thomas Le Goff (pouvoir à Nour El Amrani");
    }

    async fn a_name_that_is_taken_out_of_sealed_minutes_goes_from_the_pages_beside_them_too(section: Founded) {
        let hall = held(section).await;
        notes(section, &hall, 1, "Idriss Belkacem, en vacances, a écrit.").await;
        sealed(section, &hall).await;
        let odile = section.odile();
        let page = odile.get(&minutes_of(&hall)).await;
        let form = page.form("Retirer ce nom").fill("name", "Idriss Belkacem");
        let ask = form.send().await;
        ask.is(200).says("un passage");
        let sure = ask.form("Retirer le nom");
        sure.send().await.is(200).says("Le nom est retiré.").says("I. B., en vacances, a écrit.");
        // Pressed again, there is nothing left to take out, and no further entry.
        form.send().await.is(422).says("Ce nom ne figure pas");
        sure.send().await.is(422).says("Ce nom ne figure pas");
        assert_eq!(section.store.read().await.unwrap().entries_of(hall.id).await.unwrap().len(), 2);
        odile.get(&hall.item(1)).await.is(200).does_not_say("Idriss Belkacem, en vacances");
        let item = section.store.read().await.unwrap().item(hall.items[1]).await.unwrap().unwrap();
        assert!(!item.notes_html.contains("Belkacem") && item.notes_source.starts_with("I. B., en vacances"));
    }

    async fn a_search_finds_sealed_minutes_and_what_was_said_in_camera_for_who_heard_it_alone(section: Founded) {
        let hall = held(section).await;
        notes(section, &hall, 1, "La fanfare répète le mardi.").await;
        notes(section, &hall, 2, "Le dossier Pélican est transmis.").await;
        let mut tx = section.store.begin().await.unwrap();
        let mut item = tx.item(hall.items[2]).await.unwrap().unwrap();
        item.in_camera = true;
        assert!(tx.update_item(&item, item.version).await.unwrap());
        tx.commit().await.unwrap();
        let odile = section.odile();
        odile.get("/registre?q=fanfare").await.is(200).says("Aucun procès-verbal inscrit ne contient ces mots.");
        sealed(section, &hall).await;
        let (odile, idriss) = (section.odile(), section.signs_in(IDRISS).await);
        let beside = section.joins(Somebody { language: Language::Fr, ..SAMIRA }).await;
        let mut tx = section.store.begin().await.unwrap();
        let mut belonging = tx.affiliation(section.id_of(SAMIRA).await).await.unwrap().unwrap();
        belonging.status = Status::Supporter;
        tx.keep_affiliation(&belonging).await.unwrap();
        tx.commit().await.unwrap();
        let finds = async |who: &Visitor, words: &str, found: bool| {
            let page = who.get("/registre").await.form("Rechercher").fill("q", words).send().await;
            page.is(200);
            assert_eq!(page.form("Rechercher").value("q"), Some(words), "what was typed stays");
            assert_eq!(page.text().contains("Assemblée générale"), found, "{words}: {}", page.text());
        };
        finds(&odile, "FANFARÉ mardi", true).await;
        finds(&odile, "fanfare jeudi", false).await;
        finds(&beside, "fanfare", true).await;
        // Who was there is no word of the search: it would tell where somebody was.
        finds(&odile, "El Amrani", false).await;
        // Samira has no vote, Idriss has: what was said in camera is found by him alone.
        finds(&idriss, "pélican", true).await;
        finds(&beside, "pélican", false).await;
        finds(&beside, "fanfare pélican", false).await;
        assert_ne!(section.visitor().get_bare("/registre?q=fanfare").await.status, 200);
        // A name that goes takes its words along.
        let form = odile.get(&minutes_of(&hall)).await.form("Retirer ce nom").fill("name", "fanfare");
        form.send().await.is(200).form("Retirer le nom").send().await.is(200).says("Le nom est retiré.");
        finds(&odile, "fanfare", false).await;
    }

    async fn a_late_decision_waits_on_the_home_page_of_who_sees_to_it_and_of_nobody_else(section: Founded) {
        let hall = held(section).await;
        let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
        let due = |days: i64| Day::of(section.world.now().plus(days * Moment::DAY), "Europe/Paris".parse().unwrap());
        let follow = async |days: i64, state| {
            let seen = section.store.read().await.unwrap().decision(decision.id).await.unwrap().unwrap().version;
            let charge = Charge { owner: Some(section.id_of(IDRISS).await), due: due(days) };
            let by = section.odile_id();
            section.perform(FollowDecision { by, decision: decision.id, charge, state, word: None, seen }).await;
        };
        let (idriss, jeanne) = (section.signs_in(IDRISS).await, section.signs_in(JEANNE).await);
        follow(0, DecisionState::Open).await;
        idriss.get("/").await.is(200).does_not_say("est en retard");
        follow(-1, DecisionState::UnderWay).await;
        let home = idriss.get("/").await;
        home.says("Une décision que vous suivez est en retard").says("Budget 2027, à faire avant le");
        for other in [&section.odile(), &jeanne] {
            other.get("/").await.is(200).does_not_say("en retard").does_not_say("Budget 2027");
        }
        // It leads to where one says how it stands; done, it is gone.
        let page = home.link("Budget 2027, à faire avant le").await;
        page.is(200).says("En retard");
        page.form("Enregistrer").fill("state", "done").send().await.is(200);
        idriss.get("/").await.does_not_say("est en retard");
        home.link("Toutes celles que vous suivez").await.is(200).says("Budget 2027");
    }
}
