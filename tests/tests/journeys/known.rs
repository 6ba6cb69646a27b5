//! Defects that were known and are mended: what was said in camera before somebody came, two people of one name, seats that
//! were left, and the smaller ones beside them.

use preau_core::access::Scope;
use preau_core::action::minutes::book::SealMinutes;
use preau_core::action::people::EndAccount;
use preau_core::language::Language;
use preau_core::mandate::MandateRole;
use preau_core::meeting::ItemOutcome;
use preau_core::rules::QuorumSize;
use preau_core::text::PersonName;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, Somebody};
use preau_tests::section::Section;
use preau_tests::visitor::Visitor;

use super::apart::{board, meets, seats};
use super::by_hand::plans;
use super::minutes::{approves, held, in_review, minutes_of, next_draft};
use super::sitting::stage::{Hall, comes, convened, crowd, keys, opened_vote, opens, rules};

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

/// Minutes in which two people are called Nour El Amrani, one who came and one who did not; with notes that name one of them.
async fn namesakes(section: &Section) -> Hall {
    let hall = held(section).await;
    let mut tx = section.store.begin().await.unwrap();
    let mut other = tx.person(section.id_of(IDRISS).await).await.unwrap().unwrap();
    other.name = PersonName::parse(NOUR.name).unwrap();
    tx.update_person(&other).await.unwrap();
    let mut item = tx.item(hall.items[1]).await.unwrap().unwrap();
    "Nour El Amrani demande le détail.".clone_into(&mut item.notes_source);
    item.notes_html = format!("<p>{}</p>", item.notes_source);
    assert!(tx.update_item(&item, item.version).await.unwrap());
    tx.commit().await.unwrap();
    hall
}

/// Has them approved by the next meeting, and sealed.
async fn sealed(section: &Section, hall: &Hall) {
    let odile = section.odile();
    in_review(&odile, hall).await;
    let draft = next_draft(section, &odile).await;
    let form = odile.get(&format!("{}/convocation", draft.url.path())).await.form("Convoquer");
    form.send().await.is(200);
    let mut tx = section.store.begin().await.unwrap();
    let minutes = tx.minutes(hall.id).await.unwrap().unwrap();
    let next = draft.url.path().rsplit('/').next().unwrap().parse().unwrap();
    let approved = preau_core::meeting::Minutes {
        state: preau_core::meeting::MinutesState::Approved,
        approved_in: Some(next),
        approved_at: Some(section.world.now()),
        ..minutes.clone()
    };
    assert!(tx.move_minutes(&approved, minutes.state).await.unwrap());
    tx.commit().await.unwrap();
    section.perform(SealMinutes { by: section.odile_id(), meeting: hall.id }).await;
}

journeys! {
    async fn a_name_is_taken_out_for_one_person_and_whoever_has_the_same_name_keeps_it(section: Founded) {
        let hall = namesakes(section).await;
        sealed(section, &hall).await;
        let odile = section.odile();
        let page = odile.get(&minutes_of(&hall)).await;
        page.says("Thomas Le Goff (pouvoir à Nour El Amrani").says("Absences (1) Nour El Amrani.");
        let ask = page.form("Retirer ce nom").fill("name", "Nour El Amrani").send().await;
        // Whose it is, how often, and what nobody can tell.
        ask.is(200).says("De qui s’agit-il").says("Nour El Amrani, @idriss").says("Nour El Amrani, @nour");
        ask.says("Rien ne dit de qui parlent ces passages.").says("(un passage)");
        let nobody = ask.form("Retirer le nom").send().await;
        nobody.is(422).says("Choisissez ce qui est retiré.");
        assert_eq!(section.store.read().await.unwrap().entries_of(hall.id).await.unwrap().len(), 1);
        let absent = section.id_of(IDRISS).await;
        let form = nobody.form("Retirer le nom").fill("who", &absent.to_string());
        assert_eq!(form.value("texts"), None, "of two people the texts are left alone unless somebody read them");
        let done = form.send().await;
        done.is(200).says("Le nom est retiré.").says("Absences (1) N. E. A.");
        done.says("Thomas Le Goff (pouvoir à Nour El Amrani").says("Nour El Amrani demande le détail.");
        odile.get("/registre").await.says("Registre vérifié : 2 inscriptions, aucune altération.");
        // Sent twice, there is nothing left to take out, and no further entry.
        form.send().await.is(422);
        assert_eq!(section.store.read().await.unwrap().entries_of(hall.id).await.unwrap().len(), 2);
        // The other one is chosen already, since nobody else is left; her passages go with her.
        let ask = odile.get(&minutes_of(&hall)).await.form("Retirer ce nom").fill("name", "Nour El Amrani").send().await;
        ask.is(200).says("Nour El Amrani, @nour").does_not_say("De qui s’agit-il");
        let done = ask.form("Retirer le nom").send().await;
        done.is(200).says("N. E. A. demande le détail.").does_not_say("Nour El Amrani");
    }

    async fn an_account_that_ends_without_its_name_leaves_a_namesake_and_the_texts_alone_and_says_so(section: Founded) {
        let hall = namesakes(section).await;
        let nour = section.signs_in(NOUR).await;
        let leave = nour.get("/reglages/fermer").await;
        leave.is(200).says("dans les papiers d’une réunion").says("une autre personne porte le même nom : le sien reste");
        section.signs_in(JEANNE).await.get("/reglages/fermer").await.does_not_say("porte le même nom");
        let person = section.id_of(NOUR).await;
        let asked = section.odile().get(&format!("/gestion/membres/{person}/fin?name=erased")).await;
        asked.is(200).says("une autre personne porte le même nom");
        section.perform(EndAccount { by: person, person, keep_name: false }).await;
        let page = section.odile().get(&minutes_of(&hall)).await;
        page.says("Thomas Le Goff (pouvoir à N. E. A.").says("Absences (1) Nour El Amrani.");
        page.says("Nour El Amrani demande le détail.");
    }

    async fn whoever_has_left_a_body_is_neither_named_nor_counted_among_those_who_come(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let body = board(section).await;
        seats(section, body, JEANNE, MandateRole::Secretary, None).await;
        seats(section, body, NOUR, MandateRole::BoardMember, Some(5)).await;
        let page = meets(section, &jeanne, body).await;
        let path = page.url.path().to_owned();
        for who in [&jeanne, &nour] {
            who.get(&path).await.form("Je viens").send().await.is(200);
        }
        jeanne.get(&path).await.says("Nour El Amrani").says("2 personnes viennent");
        section.pass(6 * Moment::DAY);
        let jeanne = section.signs_in(JEANNE).await;
        jeanne.get(&path).await.does_not_say("Nour El Amrani").says("Une personne vient.");
        let (id, now) = (path.rsplit('/').next().unwrap().parse().unwrap(), section.world.now());
        let mut db = section.store.read().await.unwrap();
        let me = section.id_of(JEANNE).await;
        let view = db.rendezvous_view(Scope::Member(me, now), id).await.unwrap().unwrap();
        assert_eq!((view.coming, db.answers(id, now, 9).await.unwrap().len()), (1, 1));
    }

    async fn the_badge_counts_no_notice_of_what_one_can_no_longer_read(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let body = board(section).await;
        seats(section, body, JEANNE, MandateRole::Secretary, None).await;
        seats(section, body, NOUR, MandateRole::BoardMember, Some(5)).await;
        let form = nour.get("/fil/nouveau").await.form("Publier").fill("audience", &format!("body:{body}"));
        form.fill("body", "Qui garde la clé du local ?").send().await.is(200);
        nour.post("/notifications/lues", &[]).await.is(303);
        let post = nour.get("/").await.attributes("article.item .meta a", "href").remove(0);
        jeanne.get(&post).await.form("Répondre").fill("body", "Moi, jusqu’à jeudi.").send().await.is(200);
        let badge = async |who: &Visitor| who.get("/notifications").await.all(".pip");
        assert_eq!(badge(&nour).await.concat(), "1");
        nour.get("/notifications").await.says("Jeanne Morvan");
        section.pass(6 * Moment::DAY);
        let nour = section.signs_in(NOUR).await;
        nour.get("/notifications").await.is(200).does_not_say("Jeanne Morvan");
        let read = badge(&nour).await;
        assert!(!read.concat().contains('1'), "{read:?}");
    }

    async fn the_decision_of_an_election_says_who_was_elected_and_with_how_many_voices(section: Founded) {
        let odile = section.odile();
        section.joins(NOUR).await;
        let mut people = crowd(section, 2).await;
        people.push(section.id_of(NOUR).await);
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        for name in ["Membre 001", "Nour El Amrani"] {
            comes(&odile, &hall, name).await;
        }
        let fields = [("mode", "hands"), ("method", "single"), ("options", "Membre 001\nNour El Amrani")];
        let vote = opened_vote(&odile, &hall, 3, &fields).await;
        keys(&vote, "Proclamer le résultat", &[("option_1", "1"), ("option_2", "3")]).await.is(200);
        let ask = odile.get(&hall.console()).await.link("Lever la séance").await;
        ask.form("Lever la séance").send().await.is(200);
        let said = "Élection acquise pour : Nour El Amrani (3 voix)";
        let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
        let page = format!("/decisions/{}/{}", decision.body, decision.number());
        for path in ["/decisions", page.as_str()] {
            odile.get(path).await.is(200).says(said);
        }
        let number = decision.number();
        odile.get(&minutes_of(&hall)).await.says(&format!("Décision {number} : {}. {said}", decision.title));
        odile.get("/decisions").await.does_not_say("Membre 001");
        // The name goes out of it as it goes out of the minutes.
        let person = section.id_of(NOUR).await;
        section.perform(EndAccount { by: person, person, keep_name: false }).await;
        for path in ["/decisions", page.as_str(), minutes_of(&hall).as_str()] {
            odile.get(path).await.is(200).says("Élection acquise pour : N. E. A. (3 voix)").does_not_say("El Amrani");
        }
    }

    async fn home_asks_nothing_of_a_member_who_came_after_the_notice(section: Founded) {
        let odile = section.odile();
        let jeanne = section.joins(JEANNE).await;
        let draft = next_draft(section, &odile).await;
        let form = odile.get(&format!("{}/convocation", draft.url.path())).await.form("Convoquer");
        form.send().await.is(200).says("La convocation part.");
        jeanne.get("/").await.says("Vous n’avez pas répondu.").form("Je viens");
        let samira = section.joins(Somebody { language: Language::Fr, ..SAMIRA }).await;
        let home = samira.get("/").await;
        home.is(200).says("La convocation est envoyée.").does_not_say("Vous n’avez pas répondu");
        home.does_not_say("Je viens");
        samira.get("/notifications").await.does_not_say("Assemblée générale ordinaire");
        samira.get("/agenda").await.says("Assemblée générale ordinaire").does_not_say("À répondre");
    }

    async fn a_registration_that_is_refused_still_leads_to_the_agenda_of_its_meeting(section: Founded) {
        let odile = section.odile();
        let form = plans(section, &odile, 20).await.fill("kind", "public").fill("title", "La ligne 4, parlons-en");
        let meeting = form.send().await;
        let form = odile.get(&format!("{}/convocation", meeting.url.path())).await.form("Convoquer");
        form.send().await.is(200);
        let door = section.visitor().get(meeting.url.path()).await.link("S’inscrire").await;
        let refused = door.form("M’inscrire").fill("mail", "pas une adresse").send().await;
        refused.is(422);
        assert_eq!(refused.form("M’inscrire").value("mail"), Some("pas une adresse"), "what was typed stays");
        assert_eq!(refused.link("Ordre du jour").await.url.path(), meeting.url.path());
    }

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
        let samira = section.joins(Somebody { language: Language::Fr, ..SAMIRA }).await;
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
