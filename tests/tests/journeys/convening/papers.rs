//! Papers beside the items of an agenda, meetings that members ask for, and what stays among those of the body (P1.2, P2.1;
//! U01 to U06, A15, M09).

use preau_core::meeting::DOCUMENT_BYTES_MAX;
use preau_core::rules::Petition;
use preau_core::world::Moment;
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA};
use preau_tests::section::Section;
use preau_tests::visitor::{Form, Page, Visitor, folded};

use super::{convene, draft, id_of, opens, statutes, stored, until};

/// The page of the item with that title, in the hands of the secretary.
async fn item(secretary: &Visitor, meeting: &Page, title: &str) -> Page {
    secretary.get(&format!("{}/ordre-du-jour", meeting.url.path())).await.link(title).await
}

/// The form that puts a paper beside it.
fn paper(page: &Page, name: &str, kind: &'static str, bytes: &[u8]) -> Form {
    page.form("Envoyer").attach("file", name, kind, bytes.to_vec())
}

/// What the journal of the house, its feeds and its lists say to somebody who is not of the preparation.
async fn everywhere(section: &Section, member: &Visitor) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    for path in ["/", "/reunions", "/agenda", "/notifications", "/recherche?q=Assembl%C3%A9e", "/decisions"] {
        said.push((path, member.get(path).await.text()));
    }
    for path in ["/", "/atom.xml"] {
        said.push((path, folded(&section.visitor().get(path).await.html())));
    }
    said
}

journeys! {
    async fn p1_2_a_paper_is_read_by_those_who_are_convened_and_missing_for_all_others(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        let page = item(&odile, &meeting, "Budget").await;
        let shown = paper(&page, "Budget 2027.txt", "text/plain", "Recettes : 1 200 €".as_bytes()).send().await;
        shown.is(200).says("Budget 2027.txt");
        let address = shown.link("Budget 2027.txt").await.url.path().to_owned();
        // A15: before the agenda is open, the paper is as missing as the meeting.
        let missing = jeanne.get_bare("/nulle-part").await;
        assert_eq!(jeanne.get_bare(&address).await.bytes, missing.bytes);
        convene(&odile, &meeting, "").await.is(200);
        let found = jeanne.get(meeting.url.path()).await.link("Budget 2027.txt").await;
        found.is(200);
        assert_eq!(found.bytes, "Recettes : 1 200 €".as_bytes());
        assert_eq!(found.header("content-security-policy"), Some("default-src 'none'; sandbox"));
        let stranger = section.visitor();
        assert_eq!(stranger.get_bare(&address).await.status, stranger.get_bare("/reunions").await.status);
        // Those who prepare take it away, and nobody else.
        jeanne.post(&address, &[("act", "remove")]).await.is(404);
        let page = item(&odile, &meeting, "Budget").await;
        page.form("Retirer : Budget 2027.txt").send().await.is(200).does_not_say("Budget 2027.txt");
        assert_eq!(jeanne.get_bare(&address).await.status.as_u16(), 404);
    }

    async fn u01_to_u06_what_is_no_paper_is_refused_beside_its_field_and_a_name_is_only_a_name(section: Founded) {
        let odile = section.odile();
        let meeting = draft(section, &odile, 20).await;
        let page = item(&odile, &meeting, "Budget").await;
        for (name, kind, bytes, words) in [
            ("budget.pdf", "application/pdf", &b"PK\x03\x04 an archive"[..], "ni un PDF, ni une image, ni un texte"),
            ("photo.png", "image/png", b"\x89PNG\r\n\x1a\nnot one", "ni un PDF, ni une image, ni un texte"),
            ("vide.txt", "text/plain", b"", "Choisissez d’abord un fichier"),
        ] {
            let refused = paper(&page, name, kind, bytes).send().await;
            refused.is(422).says(words);
            assert_eq!(refused.all("#e-document").len(), 1, "{name}");
            assert_eq!(refused.form("Enregistrer").value("title"), Some("Budget"), "the item's own form stays");
        }
        page.form("Envoyer").send().await.is(422).says("Choisissez d’abord un fichier");
        let large = vec![b'a'; DOCUMENT_BYTES_MAX + 1];
        paper(&page, "gros.txt", "text/plain", &large).send().await.is(422).says("8 Mo au plus");
        // A page of somebody's is shown as nothing but text, under a name that is rid of its path.
        let html = b"<script>alert(1)</script>";
        let shown = paper(&page, "../../<img src=x onerror=alert(1)>.html", "text/html", html).send().await;
        shown.is(200).says("<img src=x onerror=alert(1)>.html");
        assert!(shown.all("img[src=x]").is_empty() && !shown.html().contains("../.."), "{}", shown.html());
        let kept = shown.link("onerror").await;
        assert_eq!(kept.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(kept.header("x-content-type-options"), Some("nosniff"));
        let disposition = kept.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment") && !disposition.contains(['<', '/']), "{disposition}");
    }

    async fn a15_a_meeting_that_is_not_announced_is_missing_everywhere(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        let path = meeting.url.path().to_owned();
        let missing = jeanne.get_bare("/nulle-part").await;
        for tail in ["", "/modifier", "/ordre-du-jour", "/convocation", "/convocation/papier", "/annuler", "/seance", "/proces-verbal"] {
            let page = jeanne.get_bare(&format!("{path}{tail}")).await;
            assert_eq!((page.status, page.bytes), (missing.status, missing.bytes.clone()), "{tail}");
        }
        for (place, text) in everywhere(section, &jeanne).await {
            let echo = text.replace("Assemblée\"", "").replace("« Assemblée »", "");
            assert!(!echo.contains("Assemblée générale ordinaire"), "{place}: {text}");
        }
        // Taken back into its draft, it is missing again.
        meeting.form("Ouvrir l’ordre du jour aux membres").send().await.is(200);
        jeanne.get(&path).await.is(200);
        odile.get(&path).await.form("Refermer l’ordre du jour").send().await.is(200);
        assert_eq!(jeanne.get_bare(&path).await.bytes, missing.bytes);
        // The canary: once it is convened it is found.
        convene(&odile, &meeting, "").await.is(200);
        let found = everywhere(section, &jeanne).await;
        for place in ["/", "/reunions", "/agenda", "/notifications"] {
            assert!(found.iter().any(|(at, text)| *at == place && text.contains("Assemblée générale ordinaire")), "{place}");
        }
        for (place, text) in found.iter().filter(|(_, text)| text.contains("<html") || text.contains("<feed")) {
            assert!(!text.contains("Assemblée générale ordinaire"), "strangers read nothing of it at {place}");
        }
    }

    async fn m09_the_calendar_of_a_notice_names_nobody_and_nobody_s_address(section: Founded) {
        let (odile, jeanne, nour) = (section.odile(), section.joins(JEANNE).await, section.joins(NOUR).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        nour.get(meeting.url.path()).await.form("Enregistrer ma réponse").fill("r", "coming").send().await.is(200);
        let attached = section.letter(JEANNE.mail, 1).await.attachment.unwrap();
        let link = jeanne.get(meeting.url.path()).await.link("Ajouter à mon agenda").await;
        for file in [attached, link.html()] {
            assert!(file.contains("BEGIN:VEVENT") && file.contains("Salle des Tanneurs"), "{file}");
            for word in ["ATTENDEE", "mailto:", "@vallombre.example", "Nour", "Jeanne", "Odile"] {
                assert!(!file.contains(word), "{word} in {file}");
            }
        }
    }

    async fn p2_1_members_have_a_meeting_convened_where_enough_of_them_ask(section: Founded) {
        let (odile, _jeanne, _nour) = (section.odile(), section.joins(JEANNE).await, section.joins(NOUR).await);
        // The secretary convenes nobody by herself here.
        statutes(section, |rules| {
            rules.convening.roles = vec![preau_core::mandate::MandateRole::Chair];
            rules.convening.petition = Some(Petition::Members(2));
        }).await;
        let meeting = draft(section, &odile, 20).await;
        let form = odile.get(&format!("{}/convocation", meeting.url.path())).await.form("Convoquer");
        let few = form.fill("asked", "1").fill("askers", "Jeanne Morvan").send().await;
        few.is(422).says("2");
        assert_eq!(few.form("Convoquer").value("askers"), Some("Jeanne Morvan"), "what was typed stays");
        few.form("Convoquer").fill("asked", "2").fill("askers", "").send().await.is(422).says("Dites qui demande cette réunion.");
        few.form("Convoquer").fill("asked", "deux").fill("askers", "Jeanne et Nour").send().await.is(422);
        few.form("Convoquer").fill("asked", "2").fill("askers", "Jeanne et Nour").send().await.is(200).says("La convocation part.");
        let kept = stored(section, id_of(&meeting)).await.convocation.unwrap();
        assert_eq!(kept.petition.map(|who| who.to_string()), Some("Jeanne et Nour".to_owned()));
    }

    async fn p1_4_a_proposal_with_a_fault_keeps_what_was_typed_and_its_answer_is_read(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let nour = section.joins(NOUR).await;
        let meeting = draft(section, &odile, 20).await;
        meeting.form("Ouvrir l’ordre du jour aux membres").send().await.is(200);
        let form = jeanne.get(meeting.url.path()).await.form("Envoyer la proposition");
        let wrong = form.fill("body", "Il en manque un.").fill("minutes", "30").send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-title").len(), 1, "{}", wrong.text());
        let form = wrong.form("Envoyer la proposition");
        assert_eq!((form.value("body"), form.value("minutes")), (Some("Il en manque un."), Some("30")));
        form.fill("title", "Un banc devant l’école").send().await.is(200).says("Votre point est proposé.");
        let form = odile.get(meeting.url.path()).await.form("Ne pas retenir");
        form.fill("word", "La mairie le fait déjà").send().await.is(200);
        for reader in [&odile, &jeanne] {
            reader.get(meeting.url.path()).await.says("Non retenu").says("Réponse : La mairie le fait déjà");
        }
        nour.get(meeting.url.path()).await.does_not_say("La mairie le fait déjà");
    }

    async fn p1_2_a_word_beside_an_answer_is_for_those_who_prepare_and_forgotten_a_month_later(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let idriss = section.joins(IDRISS).await;
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        let page = jeanne.get(meeting.url.path()).await;
        page.form("Enregistrer ma réponse").fill("r", "away").fill("word", &"x".repeat(200)).send().await.is(422).says("160");
        page.form("Enregistrer ma réponse").fill("r", "away").fill("word", "Je garde les enfants").send().await.is(200);
        odile.get(meeting.url.path()).await.says("Jeanne Morvan").says("Je garde les enfants");
        idriss.get(meeting.url.path()).await.does_not_say("Je garde les enfants");
        assert_eq!(jeanne.get(meeting.url.path()).await.form("Enregistrer ma réponse").value("word"), Some("Je garde les enfants"));
        section.pass(51 * Moment::DAY);
        section.perform(preau_core::action::network::Purge).await;
        odile.get(meeting.url.path()).await.says("Jeanne Morvan").does_not_say("Je garde les enfants");
    }

    async fn what_came_of_an_item_is_read_on_the_meeting_s_page_once_its_minutes_may_be(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let samira = section.joins(SAMIRA).await;
        let meeting = draft(section, &odile, 20).await;
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        let agenda = agenda.form("Ajouter un point").fill("title", "Ligne 4").fill("kind", "vote").send().await;
        agenda.link("Préparer le vote : Ligne 4").await.form("Préparer un vote").send().await.is(200);
        convene(&odile, &meeting, "").await.is(200);
        let english = samira.get(&meeting.url.path().replace("reunions", "meetings")).await;
        english.says("Vote by show of hands").says("Majority: more than half of the votes cast.");
        until(section, id_of(&meeting), Moment::HOUR).await;
        opens(section, &meeting).await.is(200);
        let sheet = odile.get(&format!("{}/presences?q=samira", meeting.url.path())).await;
        sheet.form("Pointer Samira Haddad").send().await.is(200);
        let ballot = section.store.read().await.unwrap().ballots(id_of(&meeting), 5).await.unwrap().remove(0);
        let vote = odile.get(&format!("{}/votes/{}", meeting.url.path(), ballot.id)).await;
        let open = vote.form("Ouvrir le vote").send().await;
        open.form("Proclamer le résultat").fill("for", "2").send().await.is(200).says("Adopté");
        let ask = odile.get(&format!("{}/seance/etat?turn=close", meeting.url.path())).await;
        ask.form("Lever la séance").send().await.is(200);
        let year = section.store.read().await.unwrap().decisions_of(id_of(&meeting)).await.unwrap()[0].year;
        odile.get(meeting.url.path()).await.says("Adopté").says("2 pour").says(&format!("Décision {year}-1"));
        // A15: nobody else before the minutes are open to those who were there, and then they alone.
        for reader in [&jeanne, &samira] {
            let path = meeting.url.path();
            reader.get(path).await.is(200).does_not_say("2 pour").does_not_say("2 for").does_not_say("Adopted");
        }
        let minutes = odile.get(&format!("{}/proces-verbal", meeting.url.path())).await;
        minutes.form("relecture").send().await.is(200);
        samira.get(meeting.url.path()).await.says("Adopted").says("2 for");
        jeanne.get(meeting.url.path()).await.does_not_say("2 pour").does_not_say("Adopté");
    }
}
