//! A meeting from its draft to the answers to its notice (P1.2, P1.4, P1.5, P2.1, P2.2, P2.3).

#[path = "convening/again.rs"]
mod again;
#[path = "convening/ballots.rs"]
mod ballots;
#[path = "convening/papers.rs"]
mod papers;

use chrono::{Days, NaiveDate};
use preau_core::id::MeetingId;
use preau_core::meeting::Meeting;
use preau_core::rules::RulesProfile;
use preau_core::world::World as _;
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

/// The day so many days from now, as a date field holds it.
fn day(section: &Section, days: u64) -> NaiveDate {
    section.world.now().utc().unwrap().date_naive().checked_add_days(Days::new(days)).unwrap()
}

/// A draft of the ordinary general meeting, that many days from now.
async fn draft(section: &Section, secretary: &Visitor, days: u64) -> Page {
    let form = secretary.get("/reunions/nouvelle").await.form("Créer le brouillon");
    let form = form.fill("kind", "ordinary_general").fill("date", &day(section, days).to_string());
    let form = form.fill("starts", "19:30").fill("place", "Salle des Tanneurs");
    let form = form.fill("until_date", &day(section, days - 1).to_string()).fill("supporters", "2");
    form.send().await
}

/// Sends the notice from its page, in an emergency where a reason is given.
async fn convene(secretary: &Visitor, meeting: &Page, emergency: &str) -> Page {
    let form = secretary.get(&format!("{}/convocation", meeting.url.path())).await.form("Convoquer");
    form.fill("emergency", emergency).send().await
}

/// The id in the address of a meeting's page.
fn id_of(meeting: &Page) -> MeetingId {
    meeting.url.path().split('/').nth(2).unwrap().parse().unwrap()
}

/// The meeting as it is stored.
async fn stored(section: &Section, id: MeetingId) -> Meeting {
    section.store.read().await.unwrap().meeting(id).await.unwrap().unwrap()
}

/// Lets the clock run until so long before a meeting begins.
async fn until(section: &Section, id: MeetingId, before: i64) {
    let starts = stored(section, id).await.starts_at;
    section.pass(starts.0 - section.world.now().0 - before);
}

/// Writes other statutes: what no page does quickly.
async fn statutes(section: &Section, change: impl FnOnce(&mut RulesProfile)) {
    let mut tx = section.store.begin().await.unwrap();
    let mut house = tx.house().await.unwrap().unwrap();
    change(&mut house.rules);
    tx.update_house(&house).await.unwrap();
    tx.commit().await.unwrap();
}

/// Opens the sitting on its page; Odile chairs and takes the minutes.
async fn opens(section: &Section, meeting: &Page) -> Page {
    let form = section
        .odile()
        .get(&format!("{}/seance/ouverture", meeting.url.path()))
        .await
        .form("Ouvrir la séance");
    form.fill("chair", "@odile.garrec").send().await
}

journeys! {
    async fn p2_1_too_early_a_date_is_refused_with_the_rule_unless_it_is_an_emergency_with_a_reason(section: Founded) {
        let odile = section.odile();
        let meeting = draft(section, &odile, 6).await;
        meeting.is(200).says("Le brouillon est créé.").says("Assemblée générale ordinaire").says("Brouillon");
        let refused = convene(&odile, &meeting, "").await;
        refused.is(422).says("15 jours");
        odile.get(meeting.url.path()).await.says("Brouillon").does_not_say("Convocation envoyée");
        // Another one, early enough.
        let meeting = draft(section, &odile, 20).await;
        let sent = convene(&odile, &meeting, "").await;
        sent.is(200).says("La convocation part.").says("Odile Garrec");
        odile.get(meeting.url.path()).await.says("Convoquée").says("Convocation envoyée le");
    }

    async fn p2_2_what_a_general_meeting_treats_is_there_by_itself_and_is_moved_by_buttons(section: Founded) {
        let odile = section.odile();
        let meeting = draft(section, &odile, 20).await;
        meeting.says("Accueil et émargement").says("Suites données").says("Questions diverses").says("19 h 30");
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        let agenda = agenda.form("Descendre : Accueil et émargement").send().await;
        let titles = agenda.all(".odj h3");
        assert_eq!((titles[0].as_str(), titles[1].as_str()), ("Suites données", "Accueil et émargement"));
        let form = agenda.form("Ajouter un point").fill("title", "Ligne 4").fill("kind", "vote").fill("minutes", "35");
        let added = form.send().await;
        added.is(200).says("Ligne 4");
        // Sent twice, it counts once.
        form.send().await.is(200);
        let shown = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        assert_eq!(shown.all(".odj h3").iter().filter(|title| *title == "Ligne 4").count(), 1);
        let wrong = shown.form("Ajouter un point").fill("title", "").fill("minutes", "beaucoup").send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-title, #e-minutes").len(), 2);
        assert_eq!(wrong.form("Ajouter un point").value("minutes"), Some("beaucoup"));
    }

    async fn p2_3_the_notice_goes_to_everybody_with_a_neutral_subject_and_its_proof_is_kept(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        // M05, M09: neither party nor names on the outside; the calendar file names nobody.
        let letter = section.letter(JEANNE.mail, 1).await;
        assert_eq!(letter.subject, "Une réunion vous attend");
        section.rests().await;
        let proofs = odile.get(&format!("{}/convocation", meeting.url.path())).await;
        proofs.is(200).says("Jeanne Morvan").says("Envoyée");
        let paper = jeanne.get(&format!("{}/convocation/papier", meeting.url.path())).await;
        paper.is(200).says("Jeanne Morvan").says("donne pouvoir").does_not_say("Les lettres sont imprimées");
        jeanne.get(&format!("{}/convocation", meeting.url.path())).await.is(404);
        // The rendezvous of a meeting leads to the meeting.
        let home = jeanne.get("/").await;
        home.says("Assemblée générale ordinaire");
        let opened = home.link("Assemblée générale ordinaire").await;
        assert_eq!(opened.url.path(), meeting.url.path());
        jeanne.get("/notifications").await.says("Convocation : Assemblée générale ordinaire");
    }

    async fn p1_2_an_answer_is_seen_by_those_who_prepare_and_changed_until_the_sitting(section: Founded) {
        let (odile, jeanne, nour) = (section.odile(), section.joins(JEANNE).await, section.joins(NOUR).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        let page = jeanne.get(meeting.url.path()).await;
        assert_eq!(page.all("input[name=r][checked]").len(), 0, "nothing is chosen beforehand");
        page.form("Enregistrer ma réponse").fill("r", "coming").send().await.is(200).says("Votre réponse est enregistrée.");
        odile.get(meeting.url.path()).await.says("Qui a répondu").says("Jeanne Morvan");
        nour.get(meeting.url.path()).await.does_not_say("Qui a répondu").does_not_say("Jeanne Morvan vient");
        let english = section.signs_in(JEANNE).await.get(meeting.url.path()).await.form("English").send().await;
        english.is(200).says("Will you be there?").says("I’m coming");
    }

    async fn p1_4_an_item_is_proposed_supported_and_then_on_the_agenda_by_itself(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let (nour, idriss) = (section.joins(NOUR).await, section.joins(IDRISS).await);
        let meeting = draft(section, &odile, 20).await;
        // A15: before the agenda is open there is no such meeting, by its id or in a list.
        let missing = jeanne.get_bare("/nulle-part").await;
        assert_eq!(jeanne.get_bare(meeting.url.path()).await.bytes, missing.bytes);
        jeanne.get("/reunions").await.does_not_say("Assemblée générale ordinaire");
        meeting.form("Ouvrir l’ordre du jour aux membres").send().await.is(200);
        let page = jeanne.get(meeting.url.path()).await;
        let sent = page.form("Envoyer la proposition").fill("title", "Un banc devant l’école").send().await;
        sent.is(200).says("Votre point est proposé.").says("Proposé");
        odile.get("/notifications").await.says("Jeanne Morvan propose un point");
        nour.get(meeting.url.path()).await.form("Soutenir").send().await.is(200).says("Un soutien");
        idriss.get(meeting.url.path()).await.form("Soutenir").send().await.is(200).does_not_say("Points proposés");
        let listed = jeanne.get(meeting.url.path()).await;
        assert!(listed.all(".odj h3").iter().any(|title| title == "Un banc devant l’école"), "it is listed");
        jeanne.get("/notifications").await.says("Ce point est inscrit à l’ordre du jour");
    }

    async fn p1_5_a_proxy_is_refused_where_its_holder_carries_as_many_as_the_rules_allow(section: Founded) {
        let odile = section.odile();
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let (thomas, idriss) = (section.joins(THOMAS).await, section.joins(IDRISS).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        let holder = section.id_of(THOMAS).await.to_string();
        let give = async |giver: &Visitor, to: &str| {
            let form = giver.get(meeting.url.path()).await.form("Enregistrer ma réponse");
            form.fill("r", "proxy").fill("holder", to).send().await
        };
        give(&jeanne, &holder).await.is(200).says("Votre réponse est enregistrée.");
        thomas.get(meeting.url.path()).await.says("Pouvoirs que vous portez : Jeanne Morvan.");
        thomas.get("/notifications").await.says("Jeanne Morvan vous donne pouvoir");
        nour.get(meeting.url.path()).await.says("Thomas Le Goff (1 pouvoir, complet)");
        let refused = give(&nour, &holder).await;
        refused.is(422).says("pouvoir").says("Serez-vous là ?");
        thomas.get(meeting.url.path()).await.does_not_say("Nour El Amrani,");
        // Taken back, it is free for somebody else.
        jeanne.get(meeting.url.path()).await.form("Enregistrer ma réponse").fill("r", "away").send().await.is(200);
        give(&idriss, &holder).await.is(200);
        thomas.get(meeting.url.path()).await.says("Idriss Belkacem");
    }
}
