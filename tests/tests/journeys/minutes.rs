//! Minutes from the closing of a sitting to the minute book, and the register of decisions (P1.8, P2.7, P2.9, A15).

#[path = "minutes/frozen.rs"]
mod frozen;
#[path = "minutes/named.rs"]
mod named;

use chrono::NaiveDate;
use preau_core::action::sitting::decide::{Charge, FollowDecision};
use preau_core::id::MeetingId;
use preau_core::meeting::DecisionState;
use preau_core::rules::QuorumSize;
use preau_core::world::{Day, Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

use super::sitting::stage::{Hall, comes, convened, gave, keys, opened_vote, opens, rules};

/// The address of the minutes of a meeting.
pub(crate) fn minutes_of(hall: &Hall) -> String {
    format!("/reunions/{}/proces-verbal", hall.id)
}

/// A sitting that was held and closed: Jeanne took the chair, Nour came, Thomas gave her his proxy, Idriss was convened
/// and did not come; the budget was adopted with three voices for and one against.
pub(crate) async fn held(section: &Section) -> Hall {
    let odile = section.odile();
    let mut people = Vec::new();
    for who in [JEANNE, NOUR, THOMAS, IDRISS] {
        section.joins(who).await;
        people.push(section.id_of(who).await);
    }
    let hall = convened(section, rules(QuorumSize::Share(500)), &people).await;
    gave(section, &hall, people[2], people[1]).await;
    opens(&odile, &hall, "@jeanne.morvan", ["", ""]).await;
    comes(&odile, &hall, "Nour El Amrani").await;
    let vote = opened_vote(&odile, &hall, 1, &[]).await;
    keys(&vote, "Proclamer le résultat", &[("for", "3"), ("against", "1")]).await.is(200).says("Adopté");
    // Idriss sees to it from then on.
    let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
    let follow = FollowDecision {
        by: section.odile_id(),
        decision: decision.id,
        charge: Charge { owner: Some(people[3]), due: NaiveDate::from_ymd_opt(2031, 1, 15).map(Day::from) },
        state: DecisionState::Open,
        word: None,
        seen: decision.version,
    };
    section.perform(follow).await;
    closed(&odile, &hall).await;
    hall
}

/// Closes a sitting from its console.
async fn closed(keeper: &Visitor, hall: &Hall) {
    let ask = keeper.get(&hall.console()).await.link("Lever la séance").await;
    ask.form("Lever la séance").send().await.is(200).says("La séance est levée.");
}

/// Opens the draft to those who attended.
pub(crate) async fn in_review(keeper: &Visitor, hall: &Hall) -> Page {
    let page = keeper.get(&minutes_of(hall)).await.form("Ouvrir à la relecture").send().await;
    page.is(200).says("Le procès-verbal est ouvert à la relecture.").says("En relecture");
    page
}

/// The next meeting, begun on its page from the template of its kind, three weeks from now.
pub(crate) async fn next_draft(section: &Section, secretary: &Visitor) -> Page {
    let date =
        |days: i64| section.world.now().plus(days * Moment::DAY).utc().unwrap().date_naive().to_string();
    let form = secretary.get("/reunions/nouvelle").await.form("Créer le brouillon");
    let form = form.fill("kind", "ordinary_general").fill("date", &date(21)).fill("starts", "19:30");
    let page = form.fill("place", "Salle des Tanneurs").send().await;
    page.is(200).says("Le brouillon est créé.");
    page
}

/// Convenes it, lets its day come and approves under it the minutes that wait.
pub(crate) async fn approves(section: &Section, secretary: &Visitor, draft: &Page) {
    let form = secretary.get(&format!("{}/convocation", draft.url.path())).await.form("Convoquer");
    form.send().await.is(200).says("La convocation part.");
    section.pass(22 * Moment::DAY);
    let id: MeetingId = draft.url.path().rsplit('/').next().unwrap().parse().unwrap();
    let items = section.store.read().await.unwrap().items(id).await.unwrap();
    let at = items.iter().position(|item| item.approves.is_some()).unwrap();
    let next = Hall { id, items: items.iter().map(|item| item.id).collect() };
    let odile = section.odile();
    opens(&odile, &next, "@odile.garrec", ["", ""]).await;
    comes(&odile, &next, "Jeanne Morvan").await;
    comes(&odile, &next, "Nour El Amrani").await;
    let vote = opened_vote(&odile, &next, at, &[]).await;
    keys(&vote, "Proclamer le résultat", &[("for", "3")]).await.is(200).says("Adopté");
    closed(&odile, &next).await;
}

journeys! {
    async fn p2_7_the_draft_is_whole_when_the_sitting_closes_and_nobody_types_it(section: Founded) {
        let hall = held(section).await;
        let odile = section.odile();
        let ended = odile.get(&hall.console()).await;
        let page = ended.link("Procès-verbal").await;
        page.is(200).says("Procès-verbal : Assemblée générale").says("Brouillon, lu par qui tient la séance");
        // Who was there, who was carried, who was missing: of the sheet.
        page.says("Présidence de séance : Jeanne Morvan").says("Secrétariat de séance : Odile Garrec");
        page.says("Thomas Le Goff (pouvoir à Nour El Amrani").says("Absences (1)").says("Idriss Belkacem");
        page.says("Quorum : 3 voix.").says("La séance est levée à");
        assert_eq!(page.all(".nb dd"), ["3", "1"]);
        // The figures of the vote, as they were keyed.
        assert_eq!(page.all(".text-doc .res dt"), ["Pour", "Contre"]);
        let figures: Vec<_> = page.all(".text-doc .res dd").into_iter().filter(|one| !one.is_empty()).collect();
        assert_eq!(figures, ["3", "1"]);
        page.says("Adopté : 3 voix pour, 3 nécessaires sur 4.").says("Voix inscrites : 5, présentes : 3, représentées : 1.");
        page.says("1. Ouverture").says("2. Budget 2027").says("5. Questions diverses").says("Un vote");
        page.says("Suivi : Idriss Belkacem, avant le").does_not_say("Empreinte");
        let pdf = page.link("Télécharger le PDF").await;
        assert!(pdf.bytes.starts_with(b"%PDF"), "the draft has its paper too");
    }

    async fn p1_8_a_correction_is_asked_for_and_is_in_the_text_and_another_is_declined_with_a_word(section: Founded) {
        let hall = held(section).await;
        let odile = section.odile();
        in_review(&odile, &hall).await;
        let nour = section.signs_in(NOUR).await;
        nour.get("/notifications").await.says("Le procès-verbal de « Assemblée générale » est à relire.");
        let page = nour.get(&minutes_of(&hall)).await;
        let empty = page.form("Demander une correction").fill("item", &hall.items[1].to_string()).send().await;
        empty.is(422);
        assert_eq!(empty.all("#e-body").len(), 1, "what lacks is said beside the field");
        let form = empty.form("Demander une correction");
        assert_eq!(form.value("item"), Some(&*hall.items[1].to_string()), "what was chosen stays");
        let form = form.fill("body", "J’ai demandé le détail des frais de salle.");
        form.send().await.is(200).says("Votre demande de correction est transmise.").says("En attente");
        // Sent twice, it counts once.
        form.send().await.is(200);
        let other = nour.get(&minutes_of(&hall)).await.form("Demander une correction");
        other.fill("body", "La salle était trop froide.").send().await.is(200);
        let store = section.store.read().await.unwrap().corrections(hall.id, 9).await.unwrap();
        assert_eq!(store.len(), 2, "a form sent twice counts once");
        // What one asks for is between them and who keeps the minutes.
        let jeanne = section.signs_in(THOMAS).await;
        jeanne.get(&minutes_of(&hall)).await.is(200).does_not_say("frais de salle");

        odile.get("/notifications").await.says("Nour El Amrani demande une correction");
        let page = odile.get(&minutes_of(&hall)).await;
        page.says("Demandée par Nour El Amrani").says("J’ai demandé le détail des frais de salle.");
        let about = page.all("#co h3, [aria-labelledby=co] h3");
        assert!(about.contains(&"Budget 2027".to_owned()), "{about:?}");
        let form = page.form("Prendre en compte");
        let taken = form.fill("notes", "Nour El Amrani demande le **détail** des frais de salle.").send().await;
        taken.is(200).says("La correction est réglée.").says("Prise en compte");
        taken.says("Nour El Amrani demande le détail des frais de salle.");
        // Not taking one asks for a word.
        let bare = taken.form("Ne pas retenir").send().await;
        bare.is(422);
        assert_eq!(bare.all("#e-body").len(), 1);
        let declined = bare.form("Ne pas retenir").fill("answer", "Le chauffage n’a pas été débattu.").send().await;
        declined.is(200).says("Non retenue");
        let mine = nour.get(&minutes_of(&hall)).await;
        mine.says("Nour El Amrani demande le détail des frais de salle.");
        mine.says("Non retenue").says("Le chauffage n’a pas été débattu.").does_not_say("En attente");
        let told = nour.get("/notifications").await;
        told.says("est prise en compte").says("n’est pas retenue");
    }

    async fn p2_9_the_next_meeting_approves_and_the_minutes_are_sealed_numbered_and_change_no_more(section: Founded) {
        let hall = held(section).await;
        let odile = section.odile();
        in_review(&odile, &hall).await;
        let draft = next_draft(section, &odile).await;
        draft.says("Approbation du procès-verbal du");
        approves(section, &odile, &draft).await;
        let odile = section.odile();
        let page = odile.get(&minutes_of(&hall)).await;
        page.says("Approuvé, à inscrire au registre");
        let form = page.form("Inscrire au registre");
        let sealed = form.send().await;
        sealed.is(200).says("Le procès-verbal est inscrit au registre.").says("Empreinte :");
        form.send().await.is(200);
        let year = section.store.read().await.unwrap().entries_of(hall.id).await.unwrap()[0].year;
        sealed.says(&format!("Inscrit au registre, {year}-1"));
        sealed.says("Approuvé par un vote : Assemblée générale ordinaire");
        let book = odile.get("/registre").await;
        book.is(200).says(&format!("{year}-1")).says("Registre vérifié : une inscription, aucune altération.");
        book.does_not_say(&format!("{year}-2"));

        // The same bytes today and in a month, for everybody.
        let pdf = format!("{}.pdf", minutes_of(&hall));
        let first = odile.get(&pdf).await;
        assert_eq!((first.status.as_u16(), first.header("content-type")), (200, Some("application/pdf")));
        assert!(first.bytes.starts_with(b"%PDF"), "it is a PDF");
        section.pass(30 * Moment::DAY);
        let odile = section.odile();
        let jeanne = section.signs_in(JEANNE).await;
        assert!(odile.get(&pdf).await.bytes == first.bytes, "a second download has the same bytes");
        assert!(jeanne.get(&pdf).await.bytes == first.bytes, "and so has somebody else's");
        let again = jeanne.get(&minutes_of(&hall)).await;
        assert_eq!(again.all(".hash"), sealed.all(".hash"));

        // What was wrong is corrected by another number, beside the field where something lacks.
        let page = odile.get(&minutes_of(&hall)).await;
        let empty = page.form("Inscrire la correction").send().await;
        empty.is(422).says("Correction à inscrire");
        assert_eq!(empty.all("#e-body").len(), 1);
        let long = "très ".repeat(2_000);
        let refused = page.form("Inscrire la correction").fill("body", &long).send().await;
        refused.is(422);
        assert_eq!(refused.form("Inscrire la correction").value("body"), Some(&*long), "what was typed stays");
        let form = page.form("Inscrire la correction").fill("body", "La salle était celle des Fêtes.");
        let corrected = form.send().await;
        form.send().await.is(200);
        let entries = section.store.read().await.unwrap().entries_of(hall.id).await.unwrap();
        assert_eq!(entries.len(), 2, "a form sent twice counts once");
        corrected.is(200).says("La salle était celle des Fêtes.").says("Corrections inscrites au registre");
        corrected.says(&format!("Correction {}-{}", entries[1].year, entries[1].number));
        // A name that does not stand there is said so, and stays in its field.
        let page = odile.get(&minutes_of(&hall)).await;
        let nobody = page.form("Retirer ce nom").fill("name", "Personne Ici").send().await;
        nobody.is(422);
        assert_eq!(nobody.all("#e-name").len(), 1);
        assert_eq!(nobody.form("Retirer ce nom").value("name"), Some("Personne Ici"));
        let ask = nobody.form("Retirer ce nom").fill("name", "Idriss Belkacem").send().await;
        // What will change is read first: who it is, how often.
        ask.is(200).says("Idriss Belkacem, @idriss").says("2 mentions").says("Le nom devient « I. B. »");
        let erased = ask.form("Retirer le nom").send().await;
        erased.is(200).says("Le nom est retiré.").does_not_say("Idriss Belkacem").says("I. B.");
        odile.get("/registre").await.says("Registre vérifié : 3 inscriptions, aucune altération.");
    }

    async fn a15_draft_minutes_are_missing_for_others_and_read_by_who_attended_once_they_are_in_review(section: Founded) {
        let hall = held(section).await;
        let odile = section.odile();
        let samira = section.joins(SAMIRA).await;
        let (nour, idriss) = (section.signs_in(NOUR).await, section.signs_in(IDRISS).await);
        let thomas = section.signs_in(THOMAS).await;
        let missing = idriss.get_bare("/nulle-part").await;
        let pages = [minutes_of(&hall), format!("{}.pdf", minutes_of(&hall))];
        // While it is a draft, those who keep the sitting read it, and nobody else does.
        for path in &pages {
            odile.get(path).await.is(200);
            for who in [&nour, &idriss, &thomas] {
                assert_eq!(who.get_bare(path).await.bytes, missing.bytes, "{path}");
            }
            assert_eq!(samira.get_bare(path).await.status, 404);
            assert_ne!(section.visitor().get_bare(path).await.status, 200);
        }
        nour.post(&format!("{}/relecture", minutes_of(&hall)), &[]).await.is(404);
        in_review(&odile, &hall).await;
        // Who was there and who was represented read it; who was convened and did not come does not.
        for path in &pages {
            for who in [&nour, &thomas] {
                let read = who.get(path).await;
                assert_eq!(read.status, 200, "{path}");
            }
            for who in [&idriss, &samira] {
                assert_eq!(who.get_bare(path).await.status, 404, "{path}");
            }
        }
        nour.get(&pages[0]).await.says("En relecture").does_not_say("Ouvrir à la relecture");
        idriss.get("/notifications").await.does_not_say("est à relire");
    }

    async fn the_register_shows_each_decision_by_its_number_and_finds_it_by_its_words(section: Founded) {
        let hall = held(section).await;
        let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
        let number = decision.number();
        let idriss = section.signs_in(IDRISS).await;
        let list = idriss.get("/decisions").await;
        list.is(200).says("Budget 2027").says(&format!("Décision {number}")).says("Adoptée");
        idriss.get("/decisions?q=BUDGÉT").await.is(200).says(&format!("Décision {number}"));
        let form = list.form("Rechercher");
        form.fill("q", "pétanque").send().await.is(200).says("Rien ne correspond").does_not_say("Budget 2027");
        let one = section.signs_in(NOUR).await.get("/decisions").await.link("Budget 2027").await;
        one.is(200).says(&format!("Décision {number}")).says("Pour").does_not_say("Où en est-on");
        one.says("Suivi : Idriss Belkacem, avant le");
        // Who sees to it says where it stands.
        idriss.get("/decisions?show=mine").await.says(&format!("Décision {number}"));
        let form = idriss.get(one.url.path()).await.form("Enregistrer");
        form.fill("state", "under_way").fill("body", "Le devis est parti.").send().await.is(200).says("En cours");
        let read = section.odile().get(one.url.path()).await;
        read.says("Le devis est parti.").says("en cours, par Idriss Belkacem");
    }

    async fn the_register_and_the_minutes_read_in_english(section: Founded) {
        let hall = held(section).await;
        in_review(&section.odile(), &hall).await;
        let nour = section.signs_in(NOUR).await;
        let page = nour.get(&minutes_of(&hall)).await.form("English").send().await;
        page.is(200).says("Minutes: Assemblée générale").says("Being reviewed");
        let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
        let list = nour.get("/decisions").await;
        list.is(200).says("Decisions").says(&format!("Decision {}", decision.number())).says("Adopted");
        let pdf = nour.get(&format!("/meetings/{}/minutes.pdf", hall.id)).await;
        assert_eq!((pdf.status.as_u16(), pdf.header("content-language")), (200, Some("en")));
    }

    async fn what_is_still_open_comes_back_on_the_next_agenda_by_itself(section: Founded) {
        let hall = held(section).await;
        let decision = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap().remove(0);
        let odile = section.odile();
        let address = format!("/decisions/{}/{}", decision.body, decision.number());
        let form = odile.get(&address).await.form("Enregistrer");
        form.fill("state", "under_way").send().await.is(200);
        let draft = next_draft(section, &odile).await;
        let line = format!("Décision {} : Budget 2027 (En cours, avant le", decision.number());
        draft.says("Suites données").says(&line).does_not_say("Idriss Belkacem");
        // Of what was decided in camera the agenda, which more people read, says the number alone.
        let mut tx = section.store.begin().await.unwrap();
        let mut item = tx.item(hall.items[1]).await.unwrap().unwrap();
        let seen = std::mem::replace(&mut item.in_camera, true);
        assert!(!seen && tx.update_item(&item, item.version).await.unwrap());
        tx.commit().await.unwrap();
        let draft = next_draft(section, &odile).await;
        let line = format!("Décision {}, prise à huis clos (En cours", decision.number());
        draft.says(&line).does_not_say("Budget 2027");
        // What is done does not come back.
        let form = odile.get(&address).await.form("Enregistrer");
        form.fill("state", "done").send().await.is(200);
        next_draft(section, &odile).await.says("Suites données").does_not_say("prise à huis clos");
    }
}
