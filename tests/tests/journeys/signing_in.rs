//! Signing in and out, forgotten passwords, devices, and the change of a mail address.

use preau_core::action::people::{ChangeRole, Suspend};
use preau_core::person::Role;
use preau_core::world::Moment;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, ODILE, PASSWORD, SAMIRA, Somebody, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor, link_in};

/// Another good password.
const OTHER: &str = "quatre girafes sous la pluie verte";

/// What the sign-in page says to somebody who types this.
async fn tries(section: &Section, login: &str, password: &str) -> (Visitor, Page) {
    let visitor = section.visitor();
    let page = visitor
        .get("/connexion")
        .await
        .form("Entrer")
        .fill("login", login)
        .fill("password", password)
        .send()
        .await;
    (visitor, page)
}

/// Asks for a letter on a page with one field and a button.
async fn asks(section: &Section, path: &str, button: &str, who: Somebody) {
    let page = section.visitor().get(path).await.form(button).fill("login", who.handle).send().await;
    page.is(200).says("Si cette adresse est connue ici, un courriel vient de partir.");
}

/// Whether this browser is let into a room of members.
async fn inside(visitor: &Visitor) -> bool {
    visitor.get_bare("/agenda").await.text().contains("Proposer un rendez-vous")
}

journeys! {
    async fn one_signs_in_by_handle_or_mail_address_and_out_again(section: Founded) {
        section.joins(JEANNE).await;
        let (by_handle, page) = tries(section, JEANNE.handle, PASSWORD).await;
        page.is(200).says("Bonjour Jeanne");
        let (_, page) = tries(section, "Jeanne@VALLOMBRE.example", PASSWORD).await;
        page.is(200).says("Bonjour Jeanne");

        // C03, C04: the cookie is bound to the host, and dies on the server when one leaves.
        let bare = section.visitor().post("/connexion", &[("login", JEANNE.handle), ("password", PASSWORD)]).await;
        let cookie = bare.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).find(|c| c.starts_with("__Host-session=")).unwrap();
        for flag in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        let kept = by_handle.cookie("__Host-session").unwrap();
        let page = by_handle.get("/").await.form("Me déconnecter").send().await;
        page.is(200).says("La session est fermée. À bientôt.");
        assert_eq!(by_handle.cookie("__Host-session"), None);
        assert!(!inside(&section.visitor().with_session(&kept)).await, "a stolen cookie ends with its session");
    }

    async fn one_signs_in_and_out_in_english(section: Founded) {
        section.joins(SAMIRA).await;
        let visitor = section.visitor().in_english();
        let page = visitor.get("/sign-in").await.form("Enter").fill("login", SAMIRA.mail).fill("password", PASSWORD).send().await;
        page.is(200).says("Hello Samira");
        visitor.get("/settings").await.is(200).says("Your username is samira");
        page.form("Sign out").send().await.is(200).says("You are signed out. See you soon.");
    }

    async fn i04_a_wrong_password_and_an_unknown_account_get_the_same_words(section: Founded) {
        section.joins(JEANNE).await;
        let (_, wrong) = tries(section, JEANNE.handle, "pas le bon mot de passe").await;
        let (_, unknown) = tries(section, "jeanne.inconnu", "pas le bon mot de passe").await;
        wrong.is(422).says("L’adresse, l’identifiant ou le mot de passe ne correspond pas.");
        let same = |page: &Page, login: &str| page.html().replace(login, "LOGIN");
        assert_eq!(wrong.status, unknown.status);
        assert_eq!(same(&wrong, JEANNE.handle), same(&unknown, "jeanne.inconnu"));
        assert_eq!(wrong.form("Entrer").value("login"), Some(JEANNE.handle), "what was typed stays");
        let (_, empty) = tries(section, "", "").await;
        empty.is(422);
        assert_eq!((empty.all("#e-login").len(), empty.all("#e-password").len()), (1, 1));
        // A link is promised to whoever asks, in the same words; an unknown address gets a letter that says so.
        asks(section, "/connexion", "Recevoir un lien par courriel", JEANNE).await;
        let page = section.visitor().get("/connexion").await;
        let page = page.form("Recevoir un lien par courriel").fill("login", "personne@example.org").send().await;
        page.is(200).says("Si cette adresse est connue ici, un courriel vient de partir.");
        assert_eq!(section.letter("personne@example.org", 1).await.subject, "Votre demande de lien");
    }

    async fn a_link_by_mail_signs_in_once_and_for_thirty_minutes(section: Founded) {
        section.joins(JEANNE).await;
        asks(section, "/connexion", "Recevoir un lien par courriel", JEANNE).await;
        let letter = section.letter(JEANNE.mail, 1).await;
        assert_eq!(letter.subject, "Votre lien de connexion");
        let link = link_in(&letter.text, &section.base);
        let phone = section.visitor();
        // C02: what opens links by itself (a mail program, a preview) uses none up.
        let page = phone.get(&link).await;
        page.is(200).says("Entrer sur le site");
        assert!(!inside(&phone).await);
        page.form("Entrer").send().await.is(200).says("Bonjour Jeanne");
        let again = section.visitor().get(&link).await;
        again.is(410).says("Ce lien a déjà servi, ou un plus récent l’a remplacé. Demandez-en un nouveau.");
        again.link("Demander un autre lien").await.is(200).says("Se connecter");
        page.form("Entrer").send().await.is(410);

        asks(section, "/connexion", "Recevoir un lien par courriel", JEANNE).await;
        let link = link_in(&section.letter(JEANNE.mail, 2).await.text, &section.base);
        section.pass(31 * Moment::MINUTE);
        section.visitor().get(&link).await.is(410).says("Ce lien n’est plus valable, son délai est passé.");
        let garbled = section.visitor().get("/connexion/lien/abc").await;
        garbled.is(410).says("Ce lien a déjà servi");
    }

    async fn i03_a_forgotten_password_is_replaced_once_and_ends_every_other_session(section: Founded) {
        let old = section.joins(JEANNE).await;
        assert!(inside(&old).await);
        asks(section, "/mot-de-passe", "Recevoir le lien", JEANNE).await;
        let first = link_in(&section.letter(JEANNE.mail, 1).await.text, &section.base);
        asks(section, "/mot-de-passe", "Recevoir le lien", JEANNE).await;
        let link = link_in(&section.letter(JEANNE.mail, 2).await.text, &section.base);
        section.visitor().get(&first).await.is(410).says("un plus récent l’a remplacé");

        let phone = section.visitor();
        let page = phone.get(&link).await;
        page.is(200).says("Pour le compte de Jeanne Morvan.");
        let wrong = page.form("Enregistrer et entrer").fill("password", "jeanne").send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-password"), ["C’est trop court. Il faut 10 caractères au moins."]);
        page.form("Enregistrer et entrer").fill("password", OTHER).send().await.is(200).says("Bonjour Jeanne");
        assert!(!inside(&old).await, "the other session ended");
        page.form("Enregistrer et entrer").fill("password", PASSWORD).send().await.is(410);
        assert!(inside(&phone).await);
        tries(section, JEANNE.handle, PASSWORD).await.1.is(422);
        tries(section, JEANNE.handle, OTHER).await.1.is(200);

        asks(section, "/mot-de-passe", "Recevoir le lien", JEANNE).await;
        let late = link_in(&section.letter(JEANNE.mail, 3).await.text, &section.base);
        section.pass(61 * Moment::MINUTE);
        let over = section.visitor().get(&late).await;
        over.is(410).says("son délai est passé");
        over.link("Demander un nouveau mot de passe").await.is(200).says("Mot de passe oublié");
    }

    async fn c05_a_change_of_password_signs_the_other_devices_out(section: Founded) {
        let (phone, laptop) = (section.joins(JEANNE).await, section.signs_in(JEANNE).await);
        let page = laptop.get("/reglages").await;
        let wrong = page.form("Changer le mot de passe").fill("old", "pas celui-là").fill("password", OTHER).send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-old").len(), 1, "{}", wrong.text());
        assert!(inside(&phone).await);
        let done = page.form("Changer le mot de passe").fill("old", PASSWORD).fill("password", OTHER).send().await;
        done.is(200).says("Mot de passe changé. Les autres appareils sont déconnectés.");
        assert!(inside(&laptop).await);
        assert!(!inside(&phone).await);
    }

    async fn a_lost_device_is_signed_out_from_the_list(section: Founded) {
        let (here, lost, third) = (section.joins(JEANNE).await, section.signs_in(JEANNE).await, section.signs_in(JEANNE).await);
        let page = here.get("/reglages").await;
        page.says("Cet appareil");
        assert_eq!(page.all("#devices").len(), 1);
        let devices = page.attributes("button[name=session]", "value");
        assert_eq!(devices.len(), 2);
        page.form("Déconnecter l’appareil").send().await.is(200);
        let gone = [&lost, &third];
        let mut left = 0;
        for device in gone {
            left += usize::from(inside(device).await);
        }
        assert_eq!(left, 1);
        // Somebody else's session is none of mine.
        let thomas = section.joins(THOMAS).await;
        let left_id = here.get("/reglages").await.attributes("button[name=session]", "value").remove(0);
        thomas.post("/reglages/appareils", &[("session", &left_id)]).await.is(404);
        here.get("/reglages").await.form("Déconnecter tous les autres").send().await.is(200).does_not_say("Déconnecter tous les autres");
        assert!(inside(&here).await);
        assert!(!inside(&lost).await && !inside(&third).await);
    }

    async fn i05_a_new_mail_address_is_confirmed_and_can_be_taken_back(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let page = jeanne.get("/reglages").await;
        let wrong = page.form("Envoyer le lien").fill("mail", "nouvelle@example.org").fill("mail_password", "pas celui-là").send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-mail_password").len(), 1, "{}", wrong.text());
        let asked = page.form("Envoyer le lien").fill("mail", "nouvelle@example.org").fill("mail_password", PASSWORD).send().await;
        asked.is(200).says("Un courriel part à la nouvelle adresse.").says(JEANNE.mail);
        let confirm = section.letter("nouvelle@example.org", 1).await;
        assert_eq!(confirm.subject, "Confirmez votre adresse");
        let page = jeanne.get(&link_in(&confirm.text, &section.base)).await;
        page.is(200).says("nouvelle@example.org");
        page.form("Confirmer cette adresse").send().await.is(200).says("Votre nouvelle adresse est confirmée.").says("nouvelle@example.org");
        jeanne.get(&link_in(&confirm.text, &section.base)).await.is(410);

        // The old address was told, and can take it back for seven days, which ends every session.
        let told = section.letter(JEANNE.mail, 1).await;
        assert_eq!(told.subject, "Votre adresse a changé");
        section.pass(6 * Moment::DAY);
        let page = section.visitor().get(&link_in(&told.text, &section.base)).await;
        page.form("Reprendre mon adresse").send().await.is(200).says("Votre ancienne adresse est de retour.");
        assert!(!inside(&jeanne).await);
        // Whoever had changed it knew the password.
        let (_, refused) = tries(section, JEANNE.handle, PASSWORD).await;
        refused.is(422);
        asks(section, "/mot-de-passe", "Recevoir le lien", JEANNE).await;
        let reset = section.letter(JEANNE.mail, 2).await;
        assert_eq!(reset.subject, "Votre nouveau mot de passe");
    }

    async fn c05_a_suspended_person_is_out_at_once(section: Founded) {
        let nour = section.joins(NOUR).await;
        let made = nour.get("/reglages").await.form("Faire mon adresse d’agenda").send().await;
        let feed = made.attributes("#address", "value").remove(0);
        assert_eq!(section.visitor().get(&feed).await.status, 200);
        let odile = section.odile();
        let person = odile.get("/gestion/membres").await.link("Nour El Amrani").await;
        let ask = person.link("Suspendre le compte").await;
        ask.is(200).says("Suspendre le compte de Nour El Amrani ?").form("Suspendre le compte").send().await.is(200);
        assert!(!inside(&nour).await);
        assert_eq!(section.visitor().get(&feed).await.status, 404, "the private calendar ends with the account");
        let (_, refused) = tries(section, NOUR.handle, PASSWORD).await;
        refused.is(422).says("Ce compte est suspendu ou fermé.");
        let person = odile.get("/gestion/membres").await.link("Nour El Amrani").await;
        person.form("Rétablir le compte").send().await.is(200);
        tries(section, NOUR.handle, PASSWORD).await.1.is(200).says("Bonjour Nour");
        assert_eq!(section.visitor().get(&feed).await.status, 404, "and does not come back with it");
    }

    async fn i17_a_role_that_is_taken_away_is_lost_at_once(section: Founded) {
        let nour = section.joins(NOUR).await;
        let id = section.id_of(NOUR).await;
        nour.get("/gestion").await.is(404);
        section.perform(ChangeRole { by: section.odile_id(), person: id, role: Role::Administrator }).await;
        let page = nour.get("/gestion/membres").await;
        page.is(200).says(ODILE.mail);
        section.perform(ChangeRole { by: section.odile_id(), person: id, role: Role::Member }).await;
        for path in ["/gestion", "/gestion/membres", "/gestion/invitations", "/gestion/reglages", "/gestion/abonnements"] {
            nour.get(path).await.is(404);
        }
        nour.post("/gestion/invitations/codes", &[("count", "1")]).await.is(404);
        assert!(inside(&nour).await, "the session itself stays");
    }

    async fn i09_what_is_for_members_sends_strangers_to_the_door_and_back(section: Founded) {
        section.joins(JEANNE).await;
        let stranger = section.visitor();
        let door = stranger.get("/agenda").await;
        door.is(200).says("Se connecter");
        let page = door.form("Entrer").fill("login", JEANNE.handle).fill("password", PASSWORD).send().await;
        assert_eq!(page.url.path(), "/agenda", "after the door one is where one wanted to go");
        // The way back leads nowhere else.
        let fields = [("login", JEANNE.handle), ("password", PASSWORD), ("back", "https://evil.example/")];
        let answer = section.visitor().post("/connexion", &fields).await;
        assert_eq!(answer.header("location"), Some("/"));
    }

    async fn c01_a_form_sent_from_another_site_is_refused(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let fields = [("name", "Mallory"), ("language", "fr")];
        for headers in [
            [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
            [("origin", "null"), ("sec-fetch-site", "cross-site")],
        ] {
            jeanne.post_with("/reglages/profil", &fields, &headers).await.is(403);
        }
        jeanne.get("/reglages").await.does_not_say("Mallory");
        let form = jeanne.get("/reglages").await;
        assert_eq!(form.form("Enregistrer").value("name"), Some(JEANNE.name));
        jeanne.post("/reglages/profil", &fields).await.is(303);
        assert_eq!(jeanne.get("/reglages").await.form("Enregistrer").value("name"), Some("Mallory"));
    }

    async fn i04_the_eleventh_try_at_one_account_waits(section: Founded) {
        section.joins(JEANNE).await;
        for _ in 0..10 {
            tries(section, JEANNE.handle, "pas le bon mot de passe").await.1.is(422);
        }
        let (_, waits) = tries(section, JEANNE.handle, PASSWORD).await;
        waits.is(429).says("Trop d’essais").says("Attendez");
        assert!(waits.header("retry-after").is_some());
        // Somebody else at the same place signs in meanwhile.
        tries(section, ODILE.handle, PASSWORD).await.1.is(200).says("Bonjour Odile");
    }

    async fn who_came_in_without_a_password_can_choose_one(section: Founded) {
        let page = section.odile().get("/gestion/invitations").await;
        page.form("Envoyer l’invitation").fill("mail", NOUR.mail).send().await.is(200);
        let nour = section.visitor();
        let page = nour.get(&link_in(&section.letter(NOUR.mail, 1).await.text, &section.base)).await;
        let home = page.form("Entrer").fill("name", NOUR.name).fill("handle", NOUR.handle).fill("way", "link").send().await;
        home.is(200).says("Bonjour Nour");
        let settings = nour.get("/reglages").await;
        settings.says("Vous n’avez pas de mot de passe.").says("Choisissez d’abord un mot de passe");
        tries(section, NOUR.handle, "").await.1.is(422);
        settings.form("Changer le mot de passe").fill("password", OTHER).send().await.is(200).says("Mot de passe changé.");
        tries(section, NOUR.handle, OTHER).await.1.is(200).says("Bonjour Nour");
    }

    async fn the_language_of_letters_is_the_one_a_member_chose(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let page = jeanne.get("/reglages").await;
        let empty = page.form("Enregistrer").fill("name", "").send().await;
        empty.is(422);
        assert_eq!(empty.all("#e-name").len(), 1);
        let saved = page.form("Enregistrer").fill("name", "Jeanne Morvan-Kervella").fill("language", "en").send().await;
        saved.is(200).says("Saved.");
        asks(section, "/connexion", "Recevoir un lien par courriel", JEANNE).await;
        assert_eq!(section.letter(JEANNE.mail, 1).await.subject, "Your sign-in link");
        jeanne.get("/").await.says("Hello Jeanne");
        section.odile().get("/gestion/membres").await.says("Jeanne Morvan-Kervella");
    }

    async fn an_account_that_ends_leaves_no_way_back(section: Founded) {
        let thomas = section.joins(THOMAS).await;
        let page = thomas.get("/reglages").await.link("Fermer mon compte").await;
        let wrong = page.form("Fermer mon compte pour toujours").fill("keep", "no").fill("end_password", "faux").send().await;
        wrong.is(422);
        let done = page.form("Fermer mon compte pour toujours").fill("keep", "no").fill("end_password", PASSWORD).send().await;
        done.is(200).says("Votre compte est fermé. Merci pour ce que vous avez fait ici.");
        assert!(!inside(&thomas).await);
        tries(section, THOMAS.handle, PASSWORD).await.1.is(422).says("ne correspond pas");
        let id = section.attempt(Suspend { by: section.odile_id(), person: section.odile_id(), suspended: true }).await;
        assert!(id.is_err(), "the last administrator stays");
        section.odile().get("/gestion/membres").await.does_not_say(THOMAS.name);
    }
}
