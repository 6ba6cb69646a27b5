//! Rendezvous: proposed, answered, changed, cancelled, full; in the agenda and in calendar programs.

use chrono::{Datelike as _, Days, NaiveDate};
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Form, Page, Visitor};

/// The day so many days from now, as a date field holds it.
fn day(section: &Section, days: u64) -> NaiveDate {
    section.world.now().utc().unwrap().date_naive().checked_add_days(Days::new(days)).unwrap()
}

/// The form of a new rendezvous with what is needed.
async fn plan(section: &Section, visitor: &Visitor, title: &str, days: u64) -> Form {
    let form = visitor.get("/agenda/nouveau").await.form("Proposer");
    let form =
        form.fill("title", title).fill("date", &day(section, days).to_string()).fill("starts", "19:30");
    form.fill("place", "Salle des Tanneurs, 3 rue des Tanneurs")
}

/// Says yes or no on the page of a rendezvous.
async fn answers(visitor: &Visitor, page: &Page, button: &str) -> Page {
    visitor.get(page.url.path()).await.form(button).send().await
}

/// The lines of a calendar file, unfolded.
fn lines(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.url);
    assert_eq!(page.header("content-type"), Some("text/calendar; charset=utf-8"));
    page.html().replace("\r\n ", "").lines().map(str::to_owned).collect()
}

journeys! {
    async fn a_rendezvous_is_proposed_answered_and_seen_in_the_agenda(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let form = plan(section, &jeanne, "Réunion de section", 5).await;
        let form = form.fill("ends", "21:30").fill("body", "On parle du **bus**.").fill("needed", "4");
        let page = form.send().await;
        page.is(200).says("Rendez-vous créé.").says("Réunion de section").says("19 h 30").says("Salle des Tanneurs");
        page.says("Organisé par Jeanne Morvan").says("Il manque 4 personnes.").says("Membres de la section");
        assert_eq!(page.all(".body strong"), ["bus"]);

        // The home page opens with what waits for me; one answers there.
        let home = nour.get("/").await;
        home.says("Une chose vous attend cette semaine.").says("Réunion de section").says("il manque 4 personnes");
        home.form("Je viens : Réunion de section").send().await.is(200).says("Votre réponse est enregistrée.").says("Rien ne vous attend cette semaine.");
        let seen = jeanne.get(page.url.path()).await;
        seen.says("Une personne vient").says("Nour El Amrani").says("Il manque 3 personnes.");
        // One changes one's mind.
        let changed = answers(&nour, &page, "Je ne viens pas").await;
        changed.says("Vous avez répondu que vous ne venez pas.").says("Il manque 4 personnes.").says("Une personne ne vient pas");
        answers(&nour, &page, "Je viens").await.says("Vous avez répondu que vous venez.");

        let date = day(section, 5);
        let month = nour.get(&format!("/agenda/{}", date.format("%Y-%m"))).await;
        month.is(200).says("Réunion de section").says("Il manque 3 personnes.").says("Vous venez");
        assert!(month.all("table.cal a.ev").iter().any(|line| line.contains("Réunion de section")), "the month shows it");
        let next = month.link("Mois suivant").await;
        next.is(200).says("Aucun rendez-vous ce mois-ci");
        nour.get("/agenda/2026-13").await.is(404);
    }

    async fn a_rendezvous_is_told_in_english_to_who_reads_english(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let page = plan(section, &jeanne, "Stand au marché", 3).await.fill("needed", "2").send().await;
        let samira = section.joins(SAMIRA).await;
        let seen = samira.get(page.url.path()).await;
        seen.is(200).says("Will you be there?").says("2 more people are needed.").says("7.30 pm");
        seen.form("I’m coming").send().await.is(200).says("You answered that you are coming.").says("One more person is needed.");
        let list = samira.get("/calendar").await;
        assert_eq!(list.attributes("html", "lang"), ["en"]);
    }

    async fn what_is_wrong_with_a_rendezvous_is_said_beside_the_field(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let empty = jeanne.get("/agenda/nouveau").await.form("Proposer").send().await;
        empty.is(422);
        for field in ["title", "date", "place"] {
            assert_eq!(empty.all(&format!("#e-{field}")).len(), 1, "{field}: {}", empty.text());
        }
        let yesterday = day(section, 0).checked_sub_days(Days::new(2)).unwrap();
        let form = plan(section, &jeanne, "Hier", 5).await.fill("date", &yesterday.to_string()).fill("body", "À garder");
        let past = form.send().await;
        past.is(422);
        assert!(past.all("#e-date")[0].starts_with("Cette date est passée."), "{}", past.text());
        assert_eq!(past.form("Proposer").value("body"), Some("À garder"));
        let form = past.form("Proposer").fill("date", &day(section, 5).to_string()).fill("ends", "18:00");
        let ends = form.send().await;
        ends.is(422);
        assert_eq!(ends.all("#e-ends").len(), 1, "{}", ends.text());
        // The clocks go forward on the last Sunday of March: 02:30 is not.
        let year = day(section, 0).year() + 1;
        let last = NaiveDate::from_ymd_opt(year, 3, 31).unwrap();
        let sunday = last.checked_sub_days(Days::new(last.weekday().num_days_from_sunday().into())).unwrap();
        let form = ends.form("Proposer").fill("date", &sunday.to_string()).fill("starts", "02:30").fill("ends", "");
        let skipped = form.send().await;
        skipped.is(422);
        assert_eq!(skipped.all("#e-starts"), ["Cette heure n’existe pas ce jour-là (changement d’heure). Choisissez une heure plus tard."]);
        let form = skipped.form("Proposer").fill("starts", "25:00").fill("link", "http://visio.example").fill("needed", "10").fill("capacity", "5");
        let more = form.send().await;
        more.is(422);
        assert_eq!((more.all("#e-starts").len(), more.all("#e-link").len()), (1, 1), "{}", more.text());
        let form = more.form("Proposer").fill("starts", "03:30").fill("link", "").fill("needed", "").fill("capacity", "");
        form.send().await.is(200).says("Rendez-vous créé.").says("3 h 30");
    }

    async fn a_change_is_told_to_those_who_answered(section: Founded) {
        let (jeanne, nour, thomas) = (section.joins(JEANNE).await, section.joins(NOUR).await, section.joins(THOMAS).await);
        let page = plan(section, &jeanne, "Réunion de section", 5).await.send().await;
        answers(&nour, &page, "Je viens").await.is(200);
        let edit = jeanne.get(page.url.path()).await.link("Modifier").await;
        let stale = jeanne.get(page.url.path()).await.link("Modifier").await;
        assert_eq!(edit.form("Enregistrer").value("title"), Some("Réunion de section"));
        let form = edit.form("Enregistrer les changements").fill("place", "Maison du peuple").fill("starts", "20:00");
        form.send().await.is(200).says("Rendez-vous modifié.").says("Maison du peuple").says("20 h");
        nour.get("/notifications").await.says("Ce rendez-vous a changé : Réunion de section");
        let letter = section.letter(NOUR.mail, 1).await;
        assert_eq!(letter.subject, "Un rendez-vous a changé");
        assert!(letter.text.contains("Maison du peuple") && letter.text.contains("Le lieu a changé."), "{}", letter.text);
        // A stale tab does not put the former place back.
        let conflict = stale.form("Enregistrer les changements").fill("title", "Autre titre").send().await;
        assert_eq!(conflict.form("Enregistrer les changements").value("title"), Some("Autre titre"));
        nour.get(page.url.path()).await.says("Maison du peuple").does_not_say("Autre titre");
        // Who did not answer gets no letter, and nobody else may change it.
        thomas.get("/notifications").await.does_not_say("Ce rendez-vous a changé");
        let status = thomas.get(&format!("{}/modifier", page.url.path())).await.status.as_u16();
        assert!(status == 403 || status == 404, "{status}");
        section.rests().await;
        assert!(section.letters_to(THOMAS.mail).is_empty());
    }

    async fn a_cancelled_rendezvous_stays_crossed_out_and_is_told(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let page = plan(section, &jeanne, "Porte-à-porte", 4).await.send().await;
        answers(&nour, &page, "Je viens").await.is(200);
        let ask = jeanne.get(page.url.path()).await.link("Annuler ce rendez-vous").await;
        ask.is(200).says("Annuler « Porte-à-porte » ?").says("sont prévenues ici et par courriel");
        ask.form("Annuler ce rendez-vous").send().await.is(200).says("Rendez-vous annulé.").says("Annulé");
        nour.get("/notifications").await.says("Ce rendez-vous est annulé : Porte-à-porte");
        assert_eq!(section.letter(NOUR.mail, 1).await.subject, "Un rendez-vous est annulé");
        nour.get(page.url.path()).await.is(200).says("Annulé").does_not_say("Serez-vous là ?");
        nour.post(&format!("{}/reponse", page.url.path()), &[("coming", "yes")]).await.is(409);
        assert_eq!(nour.get(&format!("/agenda/{}", day(section, 4).format("%Y-%m"))).await.all(".rdv s"), ["Porte-à-porte"]);
        let file = lines(&nour.get(&format!("{}/agenda.ics", page.url.path())).await);
        assert!(file.contains(&"STATUS:CANCELLED".to_owned()), "{file:?}");
    }

    async fn the_last_place_goes_to_one_of_two_who_want_it_at_once(section: Founded) {
        let (jeanne, nour, thomas, idriss) =
            (section.joins(JEANNE).await, section.joins(NOUR).await, section.joins(THOMAS).await, section.joins(IDRISS).await);
        let page = plan(section, &jeanne, "Minibus pour le congrès", 6).await.fill("capacity", "2").send().await;
        page.says("Il reste 2 places.");
        answers(&jeanne, &page, "Je viens").await.says("Il reste une place.");
        let (a, b) = (nour.get(page.url.path()).await.form("Je viens"), thomas.get(page.url.path()).await.form("Je viens"));
        let (a, b) = tokio::join!(a.send(), b.send());
        let refused = [&a, &b].iter().filter(|page| page.status == 409).count();
        assert_eq!(refused, 1, "one has the place: {} / {}", a.text(), b.text());
        let (loser, winner) = if a.status == 409 { (&a, &thomas) } else { (&b, &nour) };
        loser.says("Toutes les places sont prises.");
        let full = idriss.get(page.url.path()).await;
        full.says("C’est complet.").says("Toutes les places sont prises. Revenez voir si quelqu’un se désiste.");
        // Somebody gives theirs up: there is a place again.
        answers(winner, &page, "Je ne viens pas").await.says("Il reste une place.");
        answers(&idriss, &page, "Je viens").await.says("C’est complet.");
    }

    async fn a_rendezvous_goes_into_a_calendar_program(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let form = plan(section, &jeanne, "Réunion, puis repas", 5).await.fill("ends", "21:30").fill("body", "On parle du bus.");
        let page = form.send().await;
        let file = lines(&jeanne.get(page.url.path()).await.link("Ajouter à mon agenda").await);
        let date = day(section, 5).format("%Y%m%d").to_string();
        for line in [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "SUMMARY:Réunion\\, puis repas".to_owned(),
            format!("DTSTART;TZID=Europe/Paris:{date}T193000"),
            format!("DTEND;TZID=Europe/Paris:{date}T213000"),
            "BEGIN:VTIMEZONE".to_owned(),
            "STATUS:CONFIRMED".to_owned(),
            "END:VCALENDAR".to_owned(),
        ] {
            assert!(file.contains(&line), "{line} is not in {file:#?}");
        }
        let named = |line: &String| line.contains("Jeanne") || line.starts_with("ATTENDEE") || line.starts_with("ORGANIZER");
        assert!(!file.iter().any(named), "M09: nobody is named: {file:#?}");
        assert_eq!(section.visitor().get(&format!("{}/agenda.ics", page.url.path())).await.status, 404);
    }

    async fn a_private_calendar_needs_no_cookie_and_dies_when_it_is_revoked(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        plan(section, &jeanne, "Réunion de section", 5).await.send().await.is(200);
        let made = jeanne.get("/reglages").await.form("Faire mon adresse d’agenda").send().await;
        made.is(200).says("elle n’est montrée qu’une fois");
        let first = made.attributes("#address", "value").remove(0);
        let phone = section.visitor();
        assert!(lines(&phone.get(&first).await).contains(&"SUMMARY:Réunion de section".to_owned()));
        // What comes later is in it; what is for others only is not.
        plan(section, &section.odile(), "Stand au marché", 8).await.send().await.is(200);
        assert!(lines(&phone.get(&first).await).contains(&"SUMMARY:Stand au marché".to_owned()));
        assert!(!lines(&phone.get("/agenda/public.ics").await).iter().any(|line| line.starts_with("SUMMARY")));
        let settings = jeanne.get("/reglages").await;
        assert!(!settings.html().contains(&first), "it is not shown again");
        let second = settings.form("Remplacer l’adresse").send().await.attributes("#address", "value").remove(0);
        assert_eq!(phone.get(&first).await.status, 404);
        lines(&phone.get(&second).await);
        jeanne.get("/reglages").await.form("Révoquer l’adresse").send().await.is(200).says("C’est révoqué.");
        assert_eq!(phone.get(&second).await.status, 404);
    }

    async fn a_rendezvous_for_everybody_is_proposed_by_a_member_and_announced_by_an_administrator(section: Founded) {
        let (jeanne, odile, stranger) = (section.joins(JEANNE).await, section.odile(), section.visitor());
        let form = plan(section, &jeanne, "Fête du quartier", 10).await.fill("audience", "everybody");
        let page = form.send().await;
        page.is(200).says("Rendez-vous proposé.").says("attend l’accord");
        let path = page.url.path().to_owned();
        stranger.get(&path).await.is(404);
        section.joins(THOMAS).await.get(&path).await.is(404);
        odile.get("/notifications").await.says("Jeanne Morvan propose un rendez-vous pour tout le monde");
        odile.get(&path).await.form("Accepter et annoncer").send().await.is(200).says("Votre décision est enregistrée.");
        jeanne.get("/notifications").await.says("Votre rendez-vous est annoncé à tout le monde : Fête du quartier");
        let public = stranger.get("/").await;
        public.says("Fête du quartier").link("Fête du quartier").await.is(200).says("Salle des Tanneurs").does_not_say("Jeanne");
        assert!(lines(&stranger.get("/agenda/public.ics").await).contains(&"SUMMARY:Fête du quartier".to_owned()));
        // Who comes is told to members, and to nobody else.
        answers(&jeanne, &page, "Je viens").await.says("Jeanne Morvan");
        stranger.get(&path).await.does_not_say("Jeanne").does_not_say("Serez-vous là");

        let declined = plan(section, &jeanne, "Trop vite", 11).await.fill("audience", "everybody").send().await;
        odile.get(declined.url.path()).await.form("Ne pas retenir").send().await.is(200);
        stranger.get(declined.url.path()).await.is(404);
        jeanne.get("/notifications").await.says("Votre rendez-vous n’a pas été annoncé : Trop vite");
    }

    async fn what_is_past_is_told_as_past(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let page = plan(section, &jeanne, "Réunion de section", 2).await.send().await;
        answers(&nour, &page, "Je viens").await.is(200);
        section.pass(4 * Moment::DAY);
        nour.get(page.url.path()).await.says("Passé").says("Une personne avait dit qu’elle viendrait.").does_not_say("Serez-vous là ?");
        nour.get("/").await.does_not_say("Réunion de section");
        nour.post(&format!("{}/reponse", page.url.path()), &[("coming", "no")]).await.is(409);
    }

    async fn a_rendezvous_in_another_zone_shows_both_clocks(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let form = plan(section, &jeanne, "Congrès des sections", 20).await.fill("zone", "America/Toronto");
        let form = form.fill("place", "").fill("link", "https://visio.example/congres").fill("ends", "17:00");
        let page = form.fill("ends_date", &day(section, 22).to_string()).send().await;
        page.is(200).says("America/Toronto").says("19 h 30").says("ouvrir le lien");
        assert_eq!(page.attributes("a[href^='https://visio']", "rel"), ["noopener noreferrer nofollow"], "H13");
        let file = lines(&jeanne.get(&format!("{}/agenda.ics", page.url.path())).await);
        let date = day(section, 20).format("%Y%m%d").to_string();
        assert!(file.contains(&format!("DTSTART;TZID=America/Toronto:{date}T193000")), "{file:#?}");
        // What was typed stands there again, on the clocks of the place.
        let edit = jeanne.get(page.url.path()).await.link("Modifier").await.form("Enregistrer les changements");
        assert_eq!((edit.value("starts"), edit.value("zone")), (Some("19:30"), Some("America/Toronto")));
        assert_eq!(edit.value("ends_date"), Some(day(section, 22).to_string().as_str()));
    }

    async fn a_double_click_makes_one_rendezvous(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let form = plan(section, &jeanne, "Une seule fois", 5).await;
        let (a, b) = tokio::join!(form.send(), form.send());
        assert_eq!(a.is(200).url, b.is(200).url);
    }
}
