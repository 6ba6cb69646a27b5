//! P5, steps 1 to 3: somebody without an account finds a public meeting, registers with a mail address, and changes her mind.

use chrono::Days;
use preau_core::action::network::Purge;
use preau_core::guest::{CONSENT_TEXT, GUESTS_KEPT, Purpose};
use preau_core::id::RendezvousId;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{NOUR, SAMIRA};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor, link_in};

const SOFIA: &str = "sofia@famille.example";
const TOM: &str = "tom@ailleurs.example";

/// Odile announces a public meeting to which those outside may come in this way; its address.
async fn meeting(section: &Section, guests: &str, capacity: &str) -> String {
    let day = section.world.now().utc().unwrap().date_naive().checked_add_days(Days::new(5)).unwrap();
    let form = section.odile().get("/agenda/nouveau").await.form("Proposer");
    let form = form.fill("title", "Réunion publique : la ligne 4").fill("date", &day.to_string());
    let form = form.fill("starts", "19:30").fill("place", "Salle des Tanneurs").fill("capacity", capacity);
    let page = form.fill("audience", "everybody").fill("guests", guests).send().await;
    page.is(200).says("Rendez-vous créé.");
    page.url.path().to_owned()
}

/// A stranger sends the form with nothing but an address.
async fn registers(visitor: &Visitor, path: &str, mail: &str) -> Page {
    visitor.get(path).await.form("M’inscrire").fill("mail", mail).send().await
}

/// Opens the link of the newest letter and presses its button.
async fn confirms(section: &Section, visitor: &Visitor, mail: &str, nth: usize) -> Page {
    let link = link_in(&section.letter(mail, nth).await.text, &section.base);
    visitor.get(&link).await.form("Confirmer").send().await
}

fn id_of(path: &str) -> RendezvousId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

journeys! {
    async fn p5_a_stranger_registers_confirms_reads_the_calendar_file_and_cancels_from_the_mail(section: Founded) {
        let nour = section.joins(NOUR).await;
        let path = meeting(section, "free", "10").await;
        let sofia = section.visitor();
        let home = sofia.get("/").await;
        home.is(200).says("Réunion publique : la ligne 4");
        let page = home.link("Réunion publique : la ligne 4").await;
        assert!(page.header("set-cookie").is_none(), "nothing is set before somebody acts");
        page.is(200).says("garde ce que vous écrivez ici pour cette inscription, et l’efface 30 jours après le rendez-vous");
        assert!(page.all("input[type=checkbox][checked]").is_empty(), "no box is ticked before");
        assert_eq!(page.all("input[type=checkbox]").len(), 3);

        // What is wrong is said beside the field, and what was typed stays.
        let form = page.form("M’inscrire").fill("mail", "sofia@").fill("name", "Sofia").fill("call", "yes");
        let wrong = form.send().await;
        wrong.is(422);
        assert_eq!((wrong.all("#e-mail").len(), wrong.all("#e-phone").len()), (1, 1), "{}", wrong.text());
        let form = wrong.form("M’inscrire");
        assert_eq!((form.value("name"), form.value("call"), form.value("newsletter")), (Some("Sofia"), Some("yes"), None));
        let sent = form.fill("mail", SOFIA).fill("phone", "06 39 98 12 34").send().await;
        sent.is(200).says("Un courriel part à l’adresse que vous avez donnée.");

        // Nothing counts before the address is confirmed; the link works once, by its button.
        let letter = section.letter(SOFIA, 1).await;
        assert_eq!(letter.subject, "Confirmez votre inscription");
        nour.get(&path).await.does_not_say("de l’extérieur");
        let link = link_in(&letter.text, &section.base);
        sofia.get(&link).await.is(200).says(SOFIA);
        nour.get(&path).await.does_not_say("de l’extérieur");
        let done = confirms(section, &sofia, SOFIA, 1).await;
        done.is(200).says("C’est noté : vous venez.").says("Une personne de l’extérieur.").says("Il reste 9 places.");
        sofia.get(&link).await.is(410).says("Ce lien ne sert plus");

        let letter = section.letter(SOFIA, 2).await;
        assert_eq!(letter.subject, "Votre inscription est confirmée");
        assert!(!letter.subject.contains("Vallombre") && !letter.text.lines().take(3).any(|line| line.contains("Vallombre")), "M05");
        assert!(letter.raw.contains("text/calendar") && letter.raw.contains("rendez-vous.ics"), "{}", letter.raw);
        let file = letter.attachment.as_ref().unwrap();
        assert!(file.contains("BEGIN:VEVENT") && file.contains("SUMMARY:Réunion publique") && !file.contains("ATTENDEE"), "{file}");

        // Members read the number; her name only those who run it.
        nour.get(&path).await.says("Une personne de l’extérieur.").does_not_say("Sofia").does_not_say(SOFIA);
        section.odile().get(&path).await.says("Personnes de l’extérieur").says("Sofia").says(SOFIA).says("06 39 98 12 34");
        section.visitor().get(&path).await.does_not_say("Sofia");

        let held = link_in(&letter.text, &section.base);
        let page = sofia.get(&held).await;
        page.is(200).says("Vous venez.").says("Vous pouvez m’appeler au téléphone").does_not_say("lettre d’information");
        page.form("Retirer").send().await.is(200).says("C’est retiré").does_not_say("Vous pouvez m’appeler");
        let gone = sofia.get(&held).await.form("Annuler mon inscription").send().await;
        gone.is(200).says("Votre inscription est annulée").says("Nous ne gardons plus rien de vous.");
        nour.get(&path).await.does_not_say("de l’extérieur").says("Il reste 10 places.");
        section.odile().get(&path).await.does_not_say("Sofia").does_not_say(SOFIA);
    }

    async fn p5_the_last_place_is_given_when_an_address_is_confirmed_and_freed_when_it_is_taken_back(section: Founded) {
        let path = meeting(section, "free", "1").await;
        let (sofia, tom) = (section.visitor(), section.visitor());
        registers(&sofia, &path, SOFIA).await.is(200);
        registers(&tom, &path, TOM).await.is(200);
        confirms(section, &sofia, SOFIA, 1).await.is(200).says("C’est complet.");
        let late = confirms(section, &tom, TOM, 1).await;
        late.is(409).says("C’est complet").says("Toutes les places sont prises.");
        section.visitor().get(&path).await.says("Toutes les places sont prises.").does_not_say("M’inscrire");
        let held = link_in(&section.letter(SOFIA, 2).await.text, &section.base);
        sofia.get(&held).await.form("Annuler mon inscription").send().await.is(200);
        // The same link still confirms while it lives; a day later it says that it is over.
        confirms(section, &tom, TOM, 1).await.is(200).says("C’est noté");
        let path = meeting(section, "free", "").await;
        registers(&sofia, &path, SOFIA).await.is(200);
        let link = link_in(&section.letter(SOFIA, 3).await.text, &section.base);
        section.pass(25 * Moment::HOUR);
        sofia.get(&link).await.is(410).says("Ce lien n’est plus valable, son délai est passé.");
    }

    async fn t01_the_answer_is_the_same_whether_an_address_is_known_or_not(section: Founded) {
        section.joins(NOUR).await;
        let path = meeting(section, "free", "").await;
        let visitor = section.visitor();
        registers(&visitor, &path, SOFIA).await.is(200);
        confirms(section, &visitor, SOFIA, 1).await.is(200);
        section.letter(SOFIA, 2).await;
        let answers = [SOFIA, NOUR.mail, TOM].map(|mail| (section.visitor(), mail));
        let mut seen = Vec::new();
        for (visitor, mail) in answers {
            let answer = visitor.get(&path).await.form("M’inscrire").fill("mail", mail).send_bare().await;
            let flash = answer.header("set-cookie").map(str::to_owned);
            seen.push((answer.status, answer.header("location").map(str::to_owned), flash, answer.html()));
        }
        assert!(seen.windows(2).all(|two| two[0] == two[1]), "{seen:?}");
        // Who comes already is told so in the letter, and counts once.
        assert_eq!(section.letter(SOFIA, 3).await.subject, "Votre inscription est confirmée");
        assert_eq!(section.letter(TOM, 1).await.subject, "Confirmez votre inscription");
        section.visitor().get(&path).await.says("Une personne de l’extérieur.");
    }

    async fn a_registration_that_waits_is_decided_by_who_runs_the_rendezvous_and_by_nobody_else(section: Founded) {
        let nour = section.joins(NOUR).await;
        let path = meeting(section, "approval", "").await;
        let sofia = section.visitor();
        registers(&sofia, &path, SOFIA).await.is(200);
        confirms(section, &sofia, SOFIA, 1).await.is(200).says("Les personnes qui organisent vous répondront par courriel.");
        assert_eq!(section.letter(SOFIA, 2).await.subject, "Votre demande est bien arrivée");
        let odile = section.odile();
        odile.get("/notifications").await.says("Des personnes de l’extérieur demandent à venir : Réunion publique");
        let page = odile.get(&path).await;
        page.says(SOFIA).does_not_say("Une personne de l’extérieur.");
        let guest = page.form("Accepter").value("guest").unwrap().to_owned();
        let forged = nour.post(&format!("{path}/invites"), &[("guest", &guest), ("accept", "yes")]).await;
        forged.is(404);
        page.form("Accepter").send().await.is(200).says("Une personne de l’extérieur.").says("Vient");
        assert_eq!(section.letter(SOFIA, 3).await.subject, "Votre inscription est confirmée");
        odile.get("/notifications").await.does_not_say("Décider");
        // What changes is written to her, with the file anew.
        let edit = odile.get(&path).await.link("Modifier").await;
        edit.form("Enregistrer les changements").fill("place", "Maison du peuple").send().await.is(200);
        let letter = section.letter(SOFIA, 4).await;
        assert_eq!(letter.subject, "Un rendez-vous a changé");
        assert!(letter.text.contains("Maison du peuple") && letter.attachment.unwrap().contains("LOCATION:Maison du peuple"));
        odile.get(&path).await.link("Annuler ce rendez-vous").await.form("Annuler ce rendez-vous").send().await.is(200);
        let letter = section.letter(SOFIA, 5).await;
        assert_eq!(letter.subject, "Un rendez-vous est annulé");
        let held = link_in(&letter.text, &section.base);
        sofia.get(&held).await.says("Ce rendez-vous est annulé.").does_not_say("Annuler mon inscription");
    }

    async fn what_is_known_of_guests_is_erased_a_month_later_but_what_they_agreed_to(section: Founded) {
        let path = meeting(section, "free", "").await;
        let samira = section.visitor().in_english();
        let page = samira.get(&format!("/rendezvous/{}", id_of(&path))).await;
        let sent = page.form("Register").fill("mail", SAMIRA.mail).fill("newsletter", "yes").send().await;
        sent.is(200).says("An email is on its way to the address you gave.");
        let letter = section.letter(SAMIRA.mail, 1).await;
        assert_eq!(letter.subject, "Confirm your registration");
        let link = link_in(&letter.text, &section.base);
        samira.get(&link).await.form("Confirm").send().await.is(200).says("Noted: you are coming.");
        let held = link_in(&section.letter(SAMIRA.mail, 2).await.text, &section.base);
        registers(&section.visitor(), &path, TOM).await.is(200);
        section.pass(6 * Moment::DAY + GUESTS_KEPT);
        section.perform(Purge).await;
        let mut db = section.store.read().await.unwrap();
        assert!(db.guests(id_of(&path), 10).await.unwrap().is_empty());
        assert_eq!(db.guests_count(id_of(&path)).await.unwrap(), (0, 0), "the unconfirmed one is gone, too");
        drop(db);
        // The number stays, and so does what she agreed to: in which words and when, until she takes it back.
        section.odile().get(&path).await.says("Une personne de l’extérieur s’était inscrite.");
        let token = held.rsplit('/').next().unwrap();
        let hash = preau_core::world::Token::read(token).unwrap().hash();
        let consents = section.store.read().await.unwrap().held(&hash).await.unwrap().unwrap().consents;
        assert_eq!(consents.iter().map(|c| (c.purpose, c.text_version)).collect::<Vec<_>>(), [(Purpose::Newsletter, CONSENT_TEXT)]);
        let page = samira.get(&held).await;
        page.is(200).says("Send me your newsletter").does_not_say("You are coming.");
        page.form("Withdraw").send().await.is(200).says("We no longer keep anything about you.");
    }
}
