//! What was found wrong when the rooms of meetings were used by hand from the empty directory to the sealed minutes.

use chrono::Days;
use preau_core::rules::QuorumSize;
use preau_core::world::World as _;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, SAMIRA};
use preau_tests::section::Section;
use preau_tests::visitor::{Form, Page, Visitor};

use crate::sitting::stage::{convened, crowd, keys, opened_vote, opens, prepared_vote, rules};

/// The form of a section meeting so many days from now.
pub(crate) async fn plans(section: &Section, keeper: &Visitor, days: u64) -> Form {
    let day = section.world.now().utc().unwrap().date_naive().checked_add_days(Days::new(days)).unwrap();
    let form = keeper.get("/reunions/nouvelle").await.form("Créer le brouillon");
    let form = form.fill("kind", "section_meeting").fill("date", &day.to_string()).fill("starts", "19:30");
    form.fill("place", "Salle des Tanneurs")
}

/// The titles of an agenda, in order.
fn titles(page: &Page) -> Vec<String> {
    page.all(".odj h3")
}

journeys! {
    async fn who_declares_a_roll_call_without_saving_the_voices_first_loses_none_of_them(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 2).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        let vote = opened_vote(&odile, &hall, 1, &[("mode", "roll_call")]).await;
        let form = vote.form("Proclamer le résultat").fill(&format!("v.{}", people[0]), "for");
        let form = form.fill(&format!("v.{}", section.odile_id()), "for");
        form.send().await.is(200).says("Adopté").says("Membre 000 Pour").says("Odile Garrec Pour");
        // Pressed twice, it counts once; other voices come too late to count at all.
        form.send().await.is(200).says("Membre 000 Pour");
        form.fill(&format!("v.{}", people[0]), "against").send().await.is(200).says("Membre 000 Pour");
    }

    async fn nobody_is_a_candidate_twice_in_one_vote(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 4).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["@membre001", "@membre002"]).await;
        let form = odile.get(&format!("{}/vote", hall.item(3))).await.form("Préparer un vote");
        let twice = form.fill("options", "Membre 001\nMembre 002\nmembre 001").send().await;
        twice.is(422).says("Un nom est écrit deux fois.");
        assert_eq!(twice.form("Préparer un vote").value("options"), Some("Membre 001\nMembre 002\nmembre 001"), "what was typed stays");
        prepared_vote(&odile, &hall, 3, &[("options", "Membre 001\nMembre 002")]).await.says("Préparé");
    }

    async fn the_first_round_leads_to_the_second_and_back(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 3).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        let fields = [("mode", "hands"), ("method", "single"), ("options", "Membre 001\nMembre 002")];
        let vote = opened_vote(&odile, &hall, 3, &fields).await;
        let first = keys(&vote, "Proclamer le résultat", &[("option_1", "1"), ("option_2", "1")]).await;
        first.is(200).says("Second tour");
        let second = first.link("Le vote suivant").await;
        second.is(200).says("tour 2").says("Préparé");
        assert_eq!(second.link("Le vote précédent").await.url.path(), vote.url.path());
    }

    async fn a_public_meeting_and_its_registration_lead_to_each_other(section: Founded) {
        let (odile, stranger) = (section.odile(), section.visitor());
        let form = plans(section, &odile, 20).await.fill("kind", "public").fill("title", "La ligne 4, parlons-en");
        let meeting = form.send().await;
        let form = odile.get(&format!("{}/convocation", meeting.url.path())).await.form("Convoquer");
        form.send().await.is(200);
        let page = stranger.get(meeting.url.path()).await;
        page.is(200).says("Ordre du jour").does_not_say("Convocation envoyée");
        let door = page.link("S’inscrire").await;
        door.is(200).says("Votre adresse de courriel");
        assert_eq!(door.link("Ordre du jour").await.url.path(), meeting.url.path());
        // Its date and place change with the meeting, not beside it.
        let own = odile.get(door.url.path()).await;
        own.is(200).says("Ouvrir la réunion").does_not_say("Annuler ce rendez-vous");
    }

    async fn one_person_cannot_be_both_tellers_and_is_told_so(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 2).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        let form = odile.get(&format!("{}/ouverture", hall.console())).await.form("Ouvrir la séance");
        let form = form.fill("chair", "@membre000").fill("teller_one", "@membre001").fill("tellers", "@membre001");
        form.send().await.is(422).says("Choisissez deux personnes différentes.");
    }

    async fn what_is_only_talked_about_offers_no_vote_and_no_decision(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 2).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        odile.get(&hall.item(1)).await.is(200).says("Préparer un vote").says("Amendement").says("Noter une décision sans vote");
        odile.get(&hall.item(3)).await.is(200).says("Préparer un vote").does_not_say("Amendement");
        odile.get(&hall.item(4)).await.is(200).says("Questions diverses").does_not_say("Préparer un vote").does_not_say("Noter une décision");
    }

    async fn a_meeting_without_a_kind_is_not_told_that_its_name_is_empty(section: Founded) {
        let odile = section.odile();
        let form = plans(section, &odile, 20).await.fill("kind", "");
        let wrong = form.send().await;
        wrong.is(422);
        assert_eq!((wrong.all("#e-kind").len(), wrong.all("#e-title").len()), (1, 0), "{}", wrong.text());
        // The name of a kind that was given up does not stay in the field.
        let other = wrong.form("Créer le brouillon").fill("kind", "section_meeting").fill("place", "").send().await;
        other.is(422);
        assert_eq!(other.form("Créer le brouillon").value("title"), Some(""));
        let late = other.form("Créer le brouillon").fill("place", "Au local").fill("until_date", "2100-01-01");
        late.send().await.is(422).says("La réunion aura déjà commencé.");
    }

    async fn a_new_item_comes_before_any_other_business(section: Founded) {
        let (odile, jeanne, nour) = (section.odile(), section.joins(JEANNE).await, section.joins(NOUR).await);
        let day = section.world.now().utc().unwrap().date_naive().checked_add_days(Days::new(20)).unwrap();
        let form = plans(section, &odile, 30).await.fill("until_date", &day.to_string()).fill("supporters", "1");
        let meeting = form.send().await;
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        let form = agenda.form("Ajouter un point").fill("title", "Ligne 4").fill("kind", "vote");
        let added = form.send().await;
        form.send().await.is(200);
        let order = titles(&added);
        assert_eq!(order.last().map(String::as_str), Some("Questions diverses"), "{order:?}");
        assert_eq!(order[order.len() - 2], "Ligne 4");
        // So does what members propose and support.
        odile.get(meeting.url.path()).await.form("Ouvrir l’ordre du jour aux membres").send().await.is(200);
        let form = jeanne.get(meeting.url.path()).await.form("Envoyer la proposition");
        form.fill("title", "Horaires du local").send().await.is(200);
        nour.get(meeting.url.path()).await.form("Soutenir").send().await.is(200);
        let order = titles(&odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await);
        assert_eq!(&order[order.len() - 2..], ["Horaires du local", "Questions diverses"], "{order:?}");
        // Where somebody moved it up, it stays there.
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        agenda.form("Monter : Questions diverses").send().await.is(200);
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        let order = titles(&agenda.form("Ajouter un point").fill("title", "Le pot").fill("kind", "debate").send().await);
        assert_eq!(order.last().map(String::as_str), Some("Le pot"), "{order:?}");
    }

    async fn the_home_of_a_member_shows_the_next_meeting_and_what_is_asked(section: Founded) {
        let (odile, jeanne, samira) = (section.odile(), section.joins(JEANNE).await, section.joins(SAMIRA).await);
        jeanne.get("/").await.says("Ordres du jour, convocations, procès-verbaux");
        let meeting = plans(section, &odile, 20).await.send().await;
        jeanne.get("/").await.does_not_say("Réunion de section");
        odile.get(meeting.url.path()).await.form("Ouvrir l’ordre du jour aux membres").send().await.is(200);
        jeanne.get("/").await.says("L’ordre du jour est ouvert.");
        let form = odile.get(&format!("{}/convocation", meeting.url.path())).await.form("Convoquer");
        form.send().await.is(200);
        let home = jeanne.get("/").await;
        home.says("Vous n’avez pas répondu.").says("Pouvoir");
        // The card leads to the meeting itself, and its last link to where one says who carries one's voice.
        let page = home.link("Pouvoir").await;
        page.is(200).says("Pouvoir donné à");
        assert_eq!(page.url.path(), meeting.url.path());
        let refused = page.form("Enregistrer ma réponse").fill("r", "proxy").fill("holder", "").send().await;
        refused.is(422).says("Dites à qui vous donnez pouvoir.");
        home.form("Je viens").send().await.is(200).says("Vous venez.");
        // In English too.
        samira.get("/").await.says("You have not answered.").says("Proxy");
    }
}
