//! Bodies and mandates: who records them, what they let somebody do, and that it ends with them.

use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, ODILE, SAMIRA, THOMAS};
use preau_tests::section::Section;

/// The date so many days from now, as a field sends it.
fn in_days(section: &Section, days: i64) -> String {
    let then = section.world.now().plus(days * Moment::DAY);
    then.utc().unwrap().format("%Y-%m-%d").to_string()
}

journeys! {
    async fn the_first_administrator_is_secretary_until_the_assembly_confirms_it(section: Founded) {
        let odile = section.odile();
        let assembly = odile.get("/organes").await.link("Assemblée générale").await;
        assembly.is(200).says("Secrétariat").says(ODILE.name).says("Provisoire");
        let ask = assembly.link("Confirmer").await;
        let after = ask.is(200).says(ODILE.name).form("Confirmer").send().await;
        after.is(200).says("Mandat confirmé.").does_not_say("Provisoire");
    }

    async fn p2_10_a_mandate_handed_over_takes_its_rights_to_the_successor_at_the_date(section: Founded) {
        let (odile, nour, thomas) = (section.odile(), section.joins(NOUR).await, section.joins(THOMAS).await);
        let rooms = ["/courrier", "/gestion/membres", "/gestion/invitations", "/organes/nouveau"];
        for room in rooms {
            nour.get(room).await.is(404);
        }
        // From today on: at once. The form sent twice counts once.
        let assembly = odile.get("/organes").await.link("Assemblée générale").await;
        let form = assembly.link("Transmettre").await.form("Transmettre").fill("person", &section.id_of(NOUR).await.to_string());
        form.send().await.is(200).says("Mandat transmis.").says(NOUR.name);
        form.send().await.is(200);
        for room in rooms {
            nour.get(room).await.is(200);
        }
        nour.get("/gestion").await.is(404);
        nour.get("/notifications").await.says("Un mandat vous est donné : Secrétariat");
        let assembly = nour.get("/organes").await.link("Assemblée générale").await;
        let held = assembly.all("li.rdv h3");
        assert_eq!(held.iter().filter(|name| name.contains(NOUR.name)).count(), 1, "{held:?}");

        // To a date: nothing moves before it, and nothing has to be done on it.
        let form = assembly.link("Transmettre").await.form("Transmettre");
        let form = form.fill("person", &section.id_of(THOMAS).await.to_string()).fill("starts", &in_days(section, 10));
        form.send().await.is(200).says("À venir").says(THOMAS.name);
        section.pass(5 * Moment::DAY);
        for room in rooms {
            nour.get(room).await.is(200);
            thomas.get(room).await.is(404);
        }
        section.pass(6 * Moment::DAY);
        for room in rooms {
            nour.get(room).await.is(404);
            thomas.get(room).await.is(200);
        }
        thomas.get("/organes").await.link("Assemblée générale").await.is(200).says("2 mandats terminés");
    }

    async fn rights_are_delegated_by_name_and_for_a_time_and_no_further(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let mine = odile.get("/mandats").await;
        mine.is(200).says("Ce que peut faire chaque fonction").says("Tenir les cotisations");
        let empty = mine.link("Déléguer").await.form("Déléguer").fill("person", &section.id_of(JEANNE).await.to_string()).send().await;
        empty.is(422);
        assert_eq!((empty.all("#e-rights").len(), empty.all("#e-ends").len()), (1, 1), "{}", empty.text());
        let form = empty.form("Déléguer").fill("rights", "speak_for_section").fill("ends", &in_days(section, 3));
        form.send().await.is(200).says("Délégation donnée.").says("Par délégation : Parler à tout le monde");
        jeanne.get("/courrier").await.is(200);
        for room in ["/gestion/membres", "/organes/nouveau"] {
            jeanne.get(room).await.is(404);
        }
        let own = jeanne.get("/mandats").await;
        own.is(200).says("Par délégation").does_not_say("Transmettre");
        assert!(own.all("a[href$='/delegation']").is_empty(), "{}", own.html());
        section.pass(5 * Moment::DAY);
        jeanne.get("/courrier").await.is(404);
    }

    async fn who_keeps_the_dues_changes_those_and_nothing_else(section: Founded) {
        let (odile, idriss) = (section.odile(), section.joins(IDRISS).await);
        let thomas = section.joins(THOMAS).await;
        let form = odile.get("/organes").await.link("Assemblée générale").await.link("Inscrire un mandat").await;
        let wrong = form.form("Inscrire le mandat").send().await;
        wrong.is(422);
        assert_eq!((wrong.all("#e-person").len(), wrong.all("#e-role").len()), (1, 1), "{}", wrong.text());
        let form = wrong.form("Inscrire le mandat").fill("person", &section.id_of(IDRISS).await.to_string()).fill("role", "treasurer");
        form.send().await.is(200).says("Mandat inscrit.").says("Trésorerie");
        let person = idriss.get("/gestion/membres").await.link(THOMAS.name).await;
        assert!(person.all("select[name=status]").is_empty() && person.all("input[name=title]").is_empty());
        let wrong = person.form("Noter le statut").fill("dues", "demain").send().await;
        wrong.is(422);
        assert_eq!(wrong.attributes("#f-dues", "value"), ["demain"]);
        let kept = wrong.form("Noter le statut").fill("dues", &in_days(section, 90)).send().await;
        assert_eq!(kept.is(200).attributes("#f-dues", "value"), [in_days(section, 90)]);
        let id = section.id_of(THOMAS).await;
        // Fields that were not offered change nothing, whoever sends them.
        let forged = [("status", "guest"), ("since", "2001-01-01"), ("dues", "")];
        idriss.post(&format!("/gestion/membres/{id}/statut"), &forged).await.is(303);
        let page = odile.get(&format!("/gestion/membres/{id}")).await;
        assert_eq!(page.attributes("option[selected]", "value"), ["member"]);
        assert_eq!(page.attributes("#f-dues", "value"), [""]);
        let changed = page.form("Noter le statut").fill("status", "supporter").fill("since", "2024-03-12").send().await;
        assert_eq!(changed.is(200).attributes("#f-since", "value"), ["2024-03-12"]);
        thomas.get("/notifications").await.says("Votre statut a changé : Soutien");
        for room in ["/gestion/invitations", "/courrier", "/gestion"] {
            idriss.get(room).await.is(404);
        }
    }

    async fn a_body_is_made_filled_and_dissolved_and_strangers_see_none_of_it(section: Founded) {
        let (odile, nour, samira) = (section.odile(), section.joins(NOUR).await, section.joins(SAMIRA).await);
        let new = odile.get("/organes").await.link("Nouvel organe").await;
        new.form("Créer l’organe").send().await.is(422);
        let form = new.form("Créer l’organe").fill("kind", "commission").fill("name", "Commission logement").fill("purpose", "Les loyers du quartier.");
        let made = form.send().await;
        made.is(200).says("Organe créé.").says("Les loyers du quartier.").says("Personne n’y siège");
        form.send().await.is(200);
        assert_eq!(odile.get("/organes").await.text().matches("Commission logement").count(), 1);
        let record = made.link("Inscrire un mandat").await.form("Inscrire le mandat").fill("person", &section.id_of(NOUR).await.to_string());
        let body = record.fill("role", "organiser").fill("ends", &in_days(section, 20)).send().await;
        body.is(200).says("Animation").says("1 personne y siège");
        nour.get("/annuaire").await.is(200).says("Animation (Commission logement)");
        nour.get("/annuaire?q=samira").await.is(200).says(SAMIRA.name).says("1 personne");
        samira.get("/bodies").await.is(200).says("Commission logement").says("1 person sits in it");
        let path = body.url.path().to_owned();
        // A member reads it and changes nothing.
        let page = nour.get(&path).await;
        assert!(page.is(200).all("a[href$='/modifier']").is_empty() && page.all("a[href$='/mandats']").len() <= 1);
        for room in ["modifier", "dissolution", "mandats"] {
            nour.get(&format!("{path}/{room}")).await.is(404);
        }
        let stranger = section.visitor();
        for room in ["/organes", "/annuaire", "/mandats", path.as_str()] {
            let page = stranger.get(room).await;
            page.does_not_say("Commission logement").does_not_say(NOUR.name).does_not_say("Animation");
        }
        section.pass(22 * Moment::DAY);
        nour.get(&path).await.says("Personne n’y siège").says("1 mandat terminé");
        let odile = section.signs_in(ODILE).await;
        let gone = odile.get(&path).await.link("Dissoudre l’organe").await.form("Dissoudre l’organe").send().await;
        gone.is(200).says("Organe dissous.");
        odile.get(&path).await.is(200).says("Dissous le");
        odile.get(&format!("{path}/mandats")).await.is(404);
    }
}
