//! What comes again, through the pages: planned, read before it is made, moved once, changed, ended; and reminders.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use preau_core::action::reminder::Remind;
use preau_core::series::local;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, SAMIRA, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Form, Page, Visitor};

/// A third Tuesday two to seven weeks from now.
fn third_tuesday(section: &Section) -> NaiveDate {
    let from = section.world.now().utc().unwrap().date_naive() + Days::new(14);
    let third = |day: &NaiveDate| day.weekday() == Weekday::Tue && (15..=21).contains(&day.day());
    from.iter_days().find(third).unwrap()
}

/// The third Tuesday of a later month.
fn later(day: NaiveDate, months: u32) -> NaiveDate {
    let month = day.with_day(1).unwrap() + chrono::Months::new(months);
    NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), Weekday::Tue, 3).unwrap()
}

/// The form of a new rendezvous on third Tuesdays, without an end yet.
async fn tuesdays(section: &Section, visitor: &Visitor) -> Form {
    let form = visitor.get("/agenda/nouveau").await.form("Proposer");
    let form = form
        .fill("title", "Bureau")
        .fill("date", &third_tuesday(section).to_string())
        .fill("starts", "19:30");
    form.fill("place", "Salle des Tanneurs").fill("repeat", "monthly_weekday")
}

/// Eight third Tuesdays, made by Jeanne; the page of the first.
async fn made(section: &Section, jeanne: &Visitor) -> Page {
    let review = tuesdays(section, jeanne).await.fill("times", "8").send().await;
    review.is(200).form("Proposer ces 8 rendez-vous").send().await
}

/// The lines of a calendar file, unfolded.
fn lines(page: &Page) -> Vec<String> {
    assert_eq!(
        (page.status.as_u16(), page.header("content-type")),
        (200, Some("text/calendar; charset=utf-8"))
    );
    page.html().replace("\r\n ", "").lines().map(str::to_owned).collect()
}

journeys! {
    async fn what_comes_again_is_read_before_it_is_made_and_seen_everywhere(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let first = third_tuesday(section);
        // Without an end it is refused, and what was typed is kept.
        let endless = tuesdays(section, &jeanne).await.send().await;
        endless.is(422);
        assert_eq!(endless.all("#e-until"), ["Dites jusqu’à quand, ou combien de fois : rien ne se répète sans fin."]);
        let form = endless.form("Proposer");
        assert_eq!((form.value("repeat"), form.value("title")), (Some("monthly_weekday"), Some("Bureau")));
        // Then it says what it will do, and nothing is made yet.
        let review = form.fill("times", "8").send().await;
        review.is(200).says("Le troisième mardi de chaque mois à 19 h 30, jusqu’au mardi ").says(", 8 fois.");
        assert_eq!(review.all("#f-except label").len(), 8);
        nour.get("/agenda").await.does_not_say("Bureau");
        // One day is taken out; sent twice, it counts once.
        let send = review.form("Proposer ces 8 rendez-vous").fill("except", &later(first, 2).to_string());
        let page = send.send().await;
        page.is(200).says("Rendez-vous créé.").says("Le troisième mardi de chaque mois");
        assert_eq!(send.send().await.url, page.url);
        // A changed rule is read again.
        let all = nour.get(page.url.path()).await.link("Toutes les dates").await;
        all.is(200).says("Le troisième mardi de chaque mois, jusqu’au mardi");
        assert_eq!(all.all("li.rdv").len(), 7);

        let month = nour.get(&format!("/agenda/{}", first.format("%Y-%m"))).await;
        month.says("Bureau").says("Le troisième mardi de chaque mois");
        nour.get(&format!("/agenda/{}", later(first, 2).format("%Y-%m"))).await.does_not_say("Bureau");
        // The home page asks about the next one only, the search finds it once.
        let home = nour.get("/").await;
        assert_eq!(home.all("article.rdv").len(), 1, "{}", home.text());
        home.says("Le troisième mardi de chaque mois");
        let found = nour.get("/recherche?q=bureau").await;
        assert_eq!(found.all("li.rdv").len(), 1, "{}", found.text());
        found.says("Le troisième mardi de chaque mois");
    }

    async fn a_rule_that_was_changed_after_it_was_read_is_read_again(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let review = tuesdays(section, &jeanne).await.fill("times", "3").send().await;
        let again = review.form("Proposer ces 3 rendez-vous").fill("times", "5").send().await;
        again.is(200).says(", 5 fois.");
        jeanne.get("/agenda").await.does_not_say("Bureau");
        again.form("Proposer ces 5 rendez-vous").send().await.says("Rendez-vous créé.");
    }

    async fn what_is_wrong_with_a_rule_is_said_beside_its_field(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let both = tuesdays(section, &jeanne).await.fill("times", "3").fill("until", "2040-01-01").send().await;
        both.is(422);
        assert_eq!(both.all("#e-times"), ["Choisissez : une dernière date, ou un nombre de fois."]);
        let many = both.form("Proposer").fill("until", "").fill("times", "500").send().await;
        assert_eq!(many.is(422).all("#e-times"), ["C’est plus de 60 fois. Choisissez une fin plus proche."]);
        let last = many.form("Proposer").fill("times", "4").fill("repeat", "monthly_last").send().await;
        assert_eq!(last.is(422).all("#e-repeat").len(), 1, "{}", last.text());
        let far = last.form("Proposer").fill("times", "").fill("until", "2099-12-31").fill("repeat", "monthly_date").send().await;
        assert_eq!(far.is(422).all("#e-until").len(), 1, "{}", far.text());
    }

    async fn one_of_a_series_is_moved_and_the_others_stay(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let page = made(section, &jeanne).await;
        let first = third_tuesday(section);
        nour.get(page.url.path()).await.form("Je viens").send().await.is(200);
        let edit = jeanne.get(page.url.path()).await.link("Modifier cette fois").await;
        edit.is(200).says("Vous modifiez cette fois seulement.");
        let form = edit.form("Enregistrer").fill("date", &(first + Days::new(1)).to_string()).fill("place", "Chez Nour");
        let moved = form.send().await;
        moved.is(200).says("Chez Nour").says("Déplacé : selon la série, c’était le mardi");
        nour.get("/notifications").await.says("Ce rendez-vous a changé : Bureau");
        // The whole is changed: what was moved stays as it is.
        let whole = jeanne.get(page.url.path()).await.link("Modifier toute la série").await;
        whole.is(200).says("Vous modifiez toutes les fois à venir, sauf celles qui ont été changées à part.");
        assert!(whole.attributes("form input[name=date]", "value").is_empty(), "each keeps its day");
        whole.form("Enregistrer").fill("starts", "20:15").send().await.is(200).says("Série modifiée.");
        let dates = jeanne.get(page.url.path()).await.link("Toutes les dates").await;
        let lines = dates.all("li.rdv");
        assert!(lines[0].contains("19 h 30") && lines[0].contains("Chez Nour"), "{lines:?}");
        assert!(lines[1..].iter().all(|line| line.contains("20 h 15") && line.contains("Tanneurs")), "{lines:?}");
        // Nobody else finds these forms.
        let thomas = section.joins(THOMAS).await;
        for form in ["serie/modifier", "serie/fin"] {
            let status = thomas.get(&format!("{}/{form}", page.url.path())).await.status.as_u16();
            assert!(status == 403 || status == 404, "{form}: {status}");
        }
    }

    async fn a_series_ends_from_one_of_them_on(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let page = made(section, &jeanne).await;
        let dates = nour.get(page.url.path()).await.link("Toutes les dates").await;
        let third = dates.attributes("li.rdv h3 a", "href").remove(2);
        for path in [page.url.path(), &third] {
            nour.get(path).await.form("Je viens").send().await.is(200);
        }
        let ask = jeanne.get(&third).await.link("Annuler à partir d’ici").await;
        ask.is(200).says("6 rendez-vous sont annulés.").says("prévenues ici et par courriel, une seule fois");
        ask.form("Annuler à partir d’ici").send().await.is(200).says("Série annulée à partir de ce jour.");
        assert_eq!(nour.get(dates.url.path()).await.all("li.rdv s").len(), 6);
        nour.get(page.url.path()).await.says("Vous avez répondu que vous venez.").does_not_say("Annulé");
        nour.get("/notifications").await.says("Ce rendez-vous est annulé : Bureau");
        assert_eq!(section.letter(NOUR.mail, 1).await.subject, "Un rendez-vous est annulé");
        section.rests().await;
        assert_eq!(section.letters_to(NOUR.mail).len(), 1);
    }

    async fn a_series_goes_into_a_calendar_program_as_one(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let page = made(section, &jeanne).await;
        let first = third_tuesday(section);
        let second = jeanne.get(page.url.path()).await.link("Toutes les dates").await.attributes("li.rdv h3 a", "href").remove(1);
        jeanne.get(&second).await.link("Annuler cette fois").await.form("Annuler").send().await.is(200);
        let file = lines(&jeanne.get(page.url.path()).await.link("Ajouter toute la série").await);
        let rules: Vec<_> = file.iter().filter(|line| line.starts_with("RRULE:FREQ=MONTHLY;BYDAY=3TU;UNTIL=")).collect();
        assert_eq!(rules.len(), 1, "{file:#?}");
        for line in [
            format!("DTSTART;TZID=Europe/Paris:{}T193000", first.format("%Y%m%d")),
            format!("RECURRENCE-ID;TZID=Europe/Paris:{}T193000", later(first, 1).format("%Y%m%d")),
            "STATUS:CANCELLED".to_owned(),
        ] {
            assert!(file.contains(&line), "{line} is not in {file:#?}");
        }
        assert_eq!(file.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 2);
        let named = |line: &String| line.contains("Jeanne") || line.starts_with("ATTENDEE") || line.starts_with("ORGANIZER") || line.contains("mailto");
        assert!(!file.iter().any(named), "M09: nobody is named: {file:#?}");
        // The private address has it too; a stranger has neither the page nor the file.
        let address = jeanne.get("/reglages").await.form("Faire mon adresse d’agenda").send().await.attributes("#address", "value").remove(0);
        assert!(lines(&section.visitor().get(&address).await).contains(rules[0]));
        let whole = jeanne.get(page.url.path()).await.attributes("a[href$='agenda.ics']", "href");
        let whole = whole.iter().find(|path| path.contains("/serie/")).unwrap();
        assert_eq!(section.visitor().get(whole).await.status, 404);
    }

    async fn a_reminder_is_told_in_the_page_and_by_mail_to_who_chose_so(section: Founded) {
        let (jeanne, nour, samira) = (section.joins(JEANNE).await, section.joins(NOUR).await, section.joins(SAMIRA).await);
        let settings = samira.get("/settings").await;
        settings.is(200).says("Reminders").says("Otherwise in your notices only.");
        settings.form("Save my reminders").fill("when", "both").fill("by_mail", "yes").send().await.is(200).says("Saved");
        let kept = samira.get("/settings").await;
        assert_eq!(kept.attributes("input[name=when][checked]", "value"), ["both"]);
        assert_eq!(kept.attributes("input[name=by_mail][checked]", "value"), ["yes"]);

        // In five days at this hour, on the clocks of the section.
        let then = local(section.world.now(), "Europe/Paris".parse().unwrap()) + Days::new(5);
        let form = jeanne.get("/agenda/nouveau").await.form("Proposer");
        let form = form.fill("title", "Réunion du Parti de la Charte").fill("date", &then.date().to_string());
        let page = form.fill("starts", &then.format("%H:%M").to_string()).fill("place", "Salle des Tanneurs").send().await;
        for (visitor, yes) in [(&nour, "Je viens"), (&samira, "I’m coming")] {
            let path = page.url.path();
            visitor.get(path).await.form(yes).send().await.is(200);
        }
        section.perform(Remind).await;
        nour.get("/notifications").await.does_not_say("Rappel");
        section.pass(4 * Moment::DAY + 3 * Moment::HOUR);
        section.perform(Remind).await;
        nour.get("/notifications").await.says("Rappel : Réunion du Parti de la Charte");
        samira.get("/notices").await.says("Reminder: Réunion du Parti de la Charte");
        // M05: what shows on a locked screen names nobody's party.
        let letter = section.letter(SAMIRA.mail, 1).await;
        assert_eq!(letter.subject, "A reminder for you");
        let preview: String = letter.text.chars().take(60).collect();
        assert!(!preview.contains("Charte") && letter.text.contains("Réunion du Parti de la Charte"), "{}", letter.text);
        section.rests().await;
        assert!(section.letters_to(NOUR.mail).is_empty(), "letters are off until they are chosen");
        assert_eq!(section.letters_to(SAMIRA.mail).len(), 1);
    }
}
