//! Bodies as audiences: a board writes and meets apart, is read by those who sit in it, and by nobody once they have left.

use preau_core::action::body::MakeBody;
use preau_core::action::mandate::{EndMandate, RecordMandate};
use preau_core::action::reminder::{ChooseReminders, Remind};
use preau_core::body::BodyKind;
use preau_core::id::{BodyId, MandateId};
use preau_core::mandate::MandateRole;
use preau_core::reminder::ReminderChoice;
use preau_core::text::UnitName;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, Somebody, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

/// A photograph.
const PHOTOGRAPH: &[u8] = include_bytes!("../../fixtures/pictures/marche.jpg");

/// A board that was just made.
pub(crate) async fn board(section: &Section) -> BodyId {
    let name = UnitName::parse("Bureau").unwrap();
    let (by, once) = (section.odile_id(), section.world.hidden_id());
    section.perform(MakeBody { by, kind: BodyKind::Board, name, purpose: None, once }).await
}

/// Gives somebody a seat in it from now on.
pub(crate) async fn seats(
    section: &Section,
    body: BodyId,
    who: Somebody,
    role: MandateRole,
    days: Option<i64>,
) -> MandateId {
    let now = section.world.now();
    let mandate = RecordMandate {
        by: section.odile_id(),
        person: section.id_of(who).await,
        body,
        role,
        starts_at: now,
        ends_at: days.map(|days| now.plus(days * Moment::DAY)),
        provisional: false,
        once: section.world.hidden_id(),
    };
    section.perform(mandate).await
}

/// Writes to the board with every choice, and a picture; the page after it.
async fn writes(visitor: &Visitor, body: BodyId, words: &str) -> Page {
    let form = visitor.get("/fil/nouveau").await.form("Publier").fill("audience", &format!("body:{body}"));
    let form = form.fill("title", "Budget de l’année").fill("body", words);
    form.attach("file0", "a.jpg", "image/jpeg", PHOTOGRAPH.to_vec())
        .fill("alt0", "Une salle pleine")
        .send()
        .await
}

/// The address of the discussion whose text stands first in the feed.
fn newest(page: &Page) -> String {
    page.attributes("article.item .meta a", "href").remove(0)
}

/// The private calendar of somebody.
async fn calendar(visitor: &Visitor) -> String {
    let made = visitor.post("/settings/calendar", &[("wanted", "make")]).await;
    made.is(200).attributes("input#address", "value").remove(0)
}

/// Fills the form of a rendezvous for the board, ten days ahead.
pub(crate) async fn meets(section: &Section, visitor: &Visitor, body: BodyId) -> Page {
    let day = (section.world.now().utc().unwrap().date_naive() + chrono::Days::new(10)).to_string();
    let form =
        visitor.get("/agenda/nouveau").await.form("Proposer").fill("audience", &format!("body:{body}"));
    let form = form.fill("title", "Préparer les comptes").fill("date", &day).fill("starts", "19:30");
    form.fill("place", "Chez Idriss").send().await
}

journeys! {
    async fn a_board_writes_among_itself_and_nobody_else_finds_anything_of_it(section: Founded) {
        let (jeanne, idriss) = (section.joins(JEANNE).await, section.joins(IDRISS).await);
        let (thomas, odile) = (section.joins(THOMAS).await, section.odile());
        let body = board(section).await;
        for who in [JEANNE, IDRISS] {
            seats(section, body, who, MandateRole::BoardMember, None).await;
        }
        // The composer says who reads before, and the label after.
        let form = jeanne.get("/").await.form("Changer").send().await;
        form.is(200).says("Bureau (2 personnes)").says("Les membres de la section");
        assert_eq!(form.attributes("input[name=audience]", "value")[0], format!("body:{body}"));
        thomas.get("/fil/nouveau").await.does_not_say("Bureau");
        let page = writes(&jeanne, body, "Il nous manque **400 euros**.").await;
        page.is(200).says("Message publié.").says("Bureau").says("Il nous manque 400 euros.");
        assert_eq!(page.all("article.item .vis.bureau").len(), 1, "{}", page.html());
        let path = newest(&page);
        let picture = page.attributes("img.pic", "src").remove(0);

        // A colleague reads it, finds it useful, answers; the answer has its audience by itself.
        let thread = idriss.get("/").await.says("Budget de l’année").link("Budget de l’année").await;
        thread.is(200).says("Pourront lire : Bureau, 2 personnes.").does_not_say("Changer");
        idriss.get(&picture).await.is(200);
        thread.form("Utile").send().await.is(200);
        let answered = thread.form("Répondre").fill("body", "Je propose une souscription.").send().await;
        answered.is(200).says("Une réponse").says("Je propose une souscription.");
        assert_eq!(answered.all(".vis.bureau").len(), 2, "{}", answered.html());
        jeanne.get("/notifications").await.says("Idriss Belkacem vous a répondu").says("Budget de l’année");
        let edited = jeanne.get(&format!("{path}/modifier")).await;
        edited.is(200).says("Bureau");
        edited.form("Enregistrer").fill("body", "Il nous manque 300 euros.").send().await.is(200).says("300 euros");
        idriss.get(&format!("{path}/historique")).await.is(200).says("400 euros");

        // To a member, to who runs the house, and to a stranger there is nothing of it.
        let reply = answered.attributes("article.item .acts a[href$=repondre]", "href");
        let reply = reply.iter().find(|href| href.starts_with("/messages/")).unwrap().clone();
        for other in [&thomas, &odile, &section.visitor()] {
            for address in [path.clone(), format!("{path}/historique"), format!("{path}/modifier"), format!("{path}/repondre"),
                format!("{path}/suppression"), reply.clone(), picture.clone(), reply.trim_end_matches("/repondre").to_owned()] {
                let page = other.get(&address).await;
                assert!(matches!(page.status.as_u16(), 404) || page.url.path() != address, "{address}: {}", page.status);
                page.does_not_say("euros").does_not_say("souscription").does_not_say("Budget");
            }
            for room in ["/", "/fil", "/notifications", "/recherche?q=budget", "/atom.xml", "/membres/jeanne.morvan", "/presentation", "/propositions"] {
                other.get(room).await.does_not_say("Budget").does_not_say("euros").does_not_say("souscription");
            }
        }
        idriss.get("/membres/jeanne.morvan").await.says("Budget de l’année");
        odile.get("/").await.does_not_say("nouveau message");
        section.rests().await;
        for who in [THOMAS, IDRISS, JEANNE] {
            assert!(section.letters_to(who.mail).iter().all(|letter| !letter.text.contains("Budget")), "{who:?}");
        }
    }

    async fn what_is_typed_for_a_body_one_has_left_is_kept_and_goes_to_nobody(section: Founded) {
        let (jeanne, thomas) = (section.joins(JEANNE).await, section.joins(THOMAS).await);
        let body = board(section).await;
        let mandate = seats(section, body, JEANNE, MandateRole::BoardMember, None).await;
        let form = jeanne.get(&format!("/fil/nouveau?audience=body:{body}")).await.form("Publier");
        assert_eq!(form.value("audience"), Some(format!("body:{body}").as_str()));
        let (by, at) = (section.odile_id(), section.world.now());
        section.perform(EndMandate { by, mandate, at }).await;
        let refused = form.fill("body", "Entre nous seulement").send().await;
        refused.is(422);
        assert_eq!(refused.all("#e-audience"), ["Vous ne siégez pas, ou plus, dans cet organe. Choisissez de nouveau qui pourra lire."]);
        assert_eq!(refused.form("Publier").value("body"), Some("Entre nous seulement"));
        assert!(refused.all("input[name=audience][checked]").is_empty(), "nothing wider is chosen in its place");
        let again = refused.form("Publier").send().await;
        again.is(422);
        assert_eq!(again.all("#e-audience"), ["Choisissez une des réponses."]);
        // Nor may anybody else, whatever their form says; the assembly is no audience of its own.
        let assembly = BodyId(section.store.read().await.unwrap().house().await.unwrap().unwrap().id.0);
        for forged in [body, assembly] {
            let form = thomas.get("/").await.form("Publier").fill("audience", &format!("body:{forged}"));
            let sent = form.fill("body", "Pour le bureau").send().await;
            sent.is(422);
            assert_eq!(sent.all("#e-audience").len(), 1, "{}", sent.text());
        }
        for reader in [&jeanne, &thomas, &section.odile()] {
            reader.get("/").await.does_not_say("Entre nous").does_not_say("Pour le bureau");
        }
    }

    async fn when_a_mandate_ends_what_was_read_is_gone_from_that_moment_on(section: Founded) {
        let (jeanne, idriss) = (section.joins(JEANNE).await, section.joins(IDRISS).await);
        let body = board(section).await;
        seats(section, body, IDRISS, MandateRole::Treasurer, None).await;
        seats(section, body, JEANNE, MandateRole::BoardMember, Some(20)).await;
        let path = newest(&writes(&jeanne, body, "Il nous manque 400 euros.").await);
        idriss.get(&path).await.form("Répondre").fill("body", "On verra mardi.").send().await.is(200);
        let meeting = meets(section, &jeanne, body).await;
        let meeting = meeting.is(200).url.path().to_owned();
        let feed = calendar(&jeanne).await;
        jeanne.get(&feed).await.is(200);
        assert!(jeanne.get(&feed).await.html().contains("Préparer les comptes"));
        jeanne.get("/notifications").await.says("Idriss Belkacem vous a répondu");
        section.pass(19 * Moment::DAY);
        jeanne.get(&path).await.is(200).says("On verra mardi.");
        section.pass(2 * Moment::DAY);
        for address in [path.clone(), format!("{path}/historique"), format!("{path}/modifier"), format!("{path}/suppression"), meeting.clone()] {
            jeanne.get(&address).await.is(404);
        }
        jeanne.get("/").await.does_not_say("400 euros");
        jeanne.get("/notifications").await.does_not_say("vous a répondu").does_not_say("On verra mardi");
        assert!(!jeanne.get(&feed).await.is(200).html().contains("Préparer les comptes"));
        // Who stays finds it all, and answers her without her being told.
        let thread = idriss.get(&path).await;
        thread.is(200).says("400 euros").says("Pourra lire : une seule personne, qui siège ici : Bureau.");
        thread.form("Répondre").fill("body", "Nous y sommes.").send().await.is(200);
        jeanne.get("/notifications").await.does_not_say("Nous y sommes").does_not_say("Idriss");
    }

    async fn a_reply_may_be_narrower_and_then_its_author_above_is_not_told(section: Founded) {
        let (jeanne, idriss) = (section.joins(JEANNE).await, section.joins(IDRISS).await);
        let thomas = section.joins(THOMAS).await;
        let body = board(section).await;
        for who in [JEANNE, IDRISS] {
            seats(section, body, who, MandateRole::BoardMember, None).await;
        }
        let page = thomas.get("/").await.form("Publier").fill("body", "Qui paie la sono ?").send().await;
        let path = newest(&page);
        let full = jeanne.get(&path).await.form("Changer").send().await;
        full.is(200).does_not_say("Tout le monde");
        let sent = full.form("Répondre").fill("audience", &format!("body:{body}")).fill("body", "Pas nous, je crois.").send().await;
        sent.is(200).says("Une réponse").says("Pas nous, je crois.");
        idriss.get(&path).await.says("Une réponse").says("Pas nous, je crois.");
        idriss.get("/").await.says("Répondre (1)");
        // Whoever does not sit there reads neither the answer nor that there is one.
        let seen = thomas.get(&path).await;
        seen.is(200).does_not_say("Une réponse").does_not_say("Pas nous");
        thomas.get("/").await.does_not_say("Répondre (");
        thomas.get("/notifications").await.does_not_say("Jeanne");
        // What answers it stays there.
        let reply = sent.attributes("article.item .acts a[href$=repondre]", "href");
        let reply = reply.iter().find(|href| href.starts_with("/messages/")).unwrap();
        let under = idriss.get(reply).await;
        under.is(200).says("Pourront lire : Bureau, 2 personnes.");
        assert_eq!(under.form("Répondre").value("audience"), Some(format!("body:{body}").as_str()));
        under.form("Répondre").fill("body", "Alors disons-le.").send().await.is(200).says("2 réponses");
        thomas.get(&path).await.does_not_say("disons");
        jeanne.get("/notifications").await.says("Idriss Belkacem vous a répondu");
    }

    async fn a_rendezvous_of_a_body_is_in_the_agenda_of_those_who_sit_there(section: Founded) {
        let (jeanne, idriss) = (section.joins(JEANNE).await, section.joins(IDRISS).await);
        let (thomas, samira) = (section.joins(THOMAS).await, section.joins(SAMIRA).await);
        let nour = section.joins(NOUR).await;
        let body = board(section).await;
        seats(section, body, JEANNE, MandateRole::Secretary, None).await;
        for who in [IDRISS, SAMIRA, NOUR] {
            seats(section, body, who, MandateRole::BoardMember, (who.name == NOUR.name).then_some(5)).await;
        }
        let page = meets(section, &idriss, body).await;
        page.is(200).says("Rendez-vous créé.").says("Bureau");
        assert_eq!(page.all(".vis.bureau").len(), 1, "{}", page.html());
        let path = page.url.path().to_owned();
        samira.get("/calendar").await.says("Préparer les comptes").says("Bureau");
        let asked = jeanne.get("/").await;
        asked.says("Préparer les comptes").form("Je viens").send().await.is(200);
        nour.get(&path).await.form("Je viens").send().await.is(200);
        page.form("Je viens").send().await.is(200);
        assert!(samira.get(&calendar(&samira).await).await.html().contains("Préparer les comptes"));
        // Not in the agenda of the others, nor anywhere else of theirs.
        let day = section.world.now().utc().unwrap().date_naive() + chrono::Days::new(10);
        let month = day.format("/agenda/%Y-%m").to_string();
        for other in [&thomas, &section.odile()] {
            other.get(&path).await.is(404);
            other.get(&format!("{path}/agenda.ics")).await.is(404);
            other.post(&format!("{path}/reponse"), &[("coming", "yes")]).await.is(404);
            for room in ["/", "/agenda", month.as_str(), "/recherche?q=comptes", "/notifications"] {
                other.get(room).await.does_not_say("Préparer les comptes");
            }
            assert!(!other.get(&calendar(other).await).await.html().contains("Préparer les comptes"));
        }
        samira.get("/search?q=comptes").await.says("Préparer les comptes");
        let stranger = section.visitor();
        stranger.get("/agenda/public.ics").await.does_not_say("Préparer les comptes");
        stranger.get("/presentation").await.does_not_say("Préparer les comptes");
        // Its secretary keeps it as its organiser does; who answered is told, but not whoever has left meanwhile.
        samira.get(&format!("{path}/modifier")).await.is(403);
        section.pass(6 * Moment::DAY);
        nour.get(&path).await.is(404);
        let form = jeanne.get(&format!("{path}/modifier")).await;
        form.is(200).says("Bureau").form("Enregistrer").fill("place", "Salle des Tanneurs").send().await.is(200).says("Salle des Tanneurs");
        idriss.get("/notifications").await.says("Préparer les comptes");
        nour.get("/notifications").await.does_not_say("Préparer les comptes");
        section.letter(IDRISS.mail, 1).await;
        for (who, told) in [(IDRISS, true), (NOUR, false), (THOMAS, false)] {
            let person = section.id_of(who).await;
            let choice = ReminderChoice { a_day: true, two_hours: false, by_mail: true };
            section.perform(ChooseReminders { person, choice }).await;
            assert_eq!(section.letters_to(who.mail).iter().any(|letter| letter.text.contains("Préparer")), told, "{who:?}");
        }
        // The morning of the day, whatever the hour is now.
        let morning = day.and_hms_opt(10, 0, 0).unwrap().and_utc().timestamp_micros();
        section.pass(morning - section.world.now().0);
        assert_eq!(section.perform(Remind).await, 2, "Idriss and Jeanne, not Nour");
        nour.get("/notifications").await.does_not_say("Préparer les comptes");
    }
}
