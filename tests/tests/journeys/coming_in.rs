//! Three ways in, and the request of a stranger: mail link, printed code, poster.

use preau_core::action::entry::{OpenPoster, PrintCodes};
use preau_core::action::people::Suspend;
use preau_core::language::Language;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{JEANNE, PASSWORD, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Form, Page, link_in};

/// The account of a new person, with a password.
fn account(page: &Page, name: &str, handle: &str) -> Form {
    page.form("Entrer")
        .fill("name", name)
        .fill("handle", handle)
        .fill("way", "password")
        .fill("password", PASSWORD)
}

/// One fresh printed code.
async fn printed(section: &Section) -> String {
    let codes = PrintCodes { by: section.odile_id(), count: 1, language: Language::Fr };
    section.perform(codes).await.pop().unwrap()
}

/// How many accounts stand or wait.
async fn members(section: &Section) -> usize {
    section.odile().get("/gestion/membres").await.is(200).all("th[scope=row]").len()
}

journeys! {
    async fn a_link_by_mail_opens_an_account_in_one_screen(section: Founded) {
        let odile = section.odile();
        let page = odile.get("/gestion/invitations").await;
        let sent = page.form("Envoyer l’invitation").fill("mail", "jeanne@vallombre.example").fill("name", "Jeanne Morvan").send().await;
        sent.is(200).says("Invitation prête").says("jeanne@vallombre.example");
        let letter = section.letter("jeanne@vallombre.example", 1).await;
        assert_eq!(letter.subject, "Une invitation pour vous");
        let link = link_in(&letter.text, &section.base);

        let jeanne = section.visitor();
        let page = jeanne.get(&link).await;
        page.is(200).says("Odile Garrec vous invite");
        assert_eq!(page.form("Entrer").value("name"), Some("Jeanne Morvan"));
        let home = page.form("Entrer").fill("way", "password").fill("password", PASSWORD).send().await;
        home.is(200).says("Bonjour Jeanne").says("Bienvenue. Vous pouvez lire et écrire.");
        assert_eq!(home.url.path(), "/", "who came in is at home, after one screen");
        jeanne.get("/reglages").await.says("jeanne@vallombre.example").says("jeanne.morvan");

        // I01: the link is used.
        let again = section.visitor().get(&link).await;
        again.is(410).says("Cette invitation ne sert plus").says("Cette invitation a déjà servi. Demandez-en une autre");
        again.link("Aller à la page de connexion").await.is(200).says("Se connecter");
    }

    async fn i01_an_invitation_by_mail_belongs_to_its_address(section: Founded) {
        let page = section.odile().get("/gestion/invitations").await;
        page.form("Envoyer l’invitation").fill("mail", "jeanne@vallombre.example").send().await.is(200);
        let link = link_in(&section.letter("jeanne@vallombre.example", 1).await.text, &section.base);
        let mallory = section.visitor();
        // The page has no field for the address; one that is sent anyway counts for nothing, nor does a role (I02).
        let fields = [
            ("name", "Mallory"), ("handle", "mallory"), ("mail", "mallory@example.org"), ("way", "password"),
            ("password", PASSWORD), ("role", "administrator"),
        ];
        mallory.post(&link, &fields).await.is(303);
        mallory.get("/reglages").await.says("jeanne@vallombre.example").does_not_say("mallory@example.org");
        mallory.get("/gestion").await.is(404);
    }

    async fn the_same_door_in_english(section: Founded) {
        let page = section.odile().get("/gestion/invitations").await;
        let form = page.form("Envoyer l’invitation").fill("mail", "samira@vallombre.example").fill("language", "en");
        form.send().await.is(200);
        let letter = section.letter("samira@vallombre.example", 1).await;
        assert_eq!(letter.subject, "An invitation for you");
        let samira = section.visitor().in_english();
        let page = samira.get(&link_in(&letter.text, &section.base)).await;
        page.is(200).says("Odile Garrec invites you");
        let home = page.form("Enter").fill("name", "Samira Haddad").fill("way", "link").send().await;
        home.is(200).says("Hello Samira").says("Welcome. You can read and write.");
        assert_eq!(home.attributes("html", "lang"), ["en"]);
    }

    async fn a_printed_code_opens_for_one_person_and_says_so_to_the_next(section: Founded) {
        let page = section.odile().get("/gestion/invitations").await;
        let sheet = page.form("Préparer les codes").fill("count", "3").send().await;
        sheet.is(200).says("Ces codes ne seront plus montrés.");
        let codes = sheet.all(".slip .addr");
        assert_eq!(codes.len(), 3);

        let thomas = section.visitor();
        let sign_in = thomas.get("/connexion").await;
        // Typed as people type: small letters, spaces for dashes.
        let page = sign_in.form("Continuer").fill("code", &codes[0].to_lowercase().replace('-', " ")).send().await;
        page.is(200).says("Odile Garrec vous invite");
        let home = account(&page, "Thomas Le Goff", "thomas").send().await;
        home.is(200).says("Bonjour Thomas");

        let next = section.visitor();
        let page = next.get("/connexion").await.form("Continuer").fill("code", &codes[0]).send().await;
        page.is(410).says("Cette invitation a déjà servi. Demandez-en une autre à la personne qui vous l’a donnée.");
        let page = next.get("/connexion").await.form("Continuer").fill("code", &codes[1]).send().await;
        page.is(200);
        let wrong = next.get("/connexion").await.form("Continuer").fill("code", "ABCD-1").send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-code"), ["Un code a douze lettres et chiffres, en trois groupes de quatre. Relisez-le sur le papier."]);
        assert_eq!(wrong.attributes("#f-code", "value"), ["ABCD-1"]);
    }

    async fn i01_two_who_use_one_code_at_once_make_one_account(section: Founded) {
        let code = printed(section).await;
        let before = members(section).await;
        let (ann, bob) = (section.visitor(), section.visitor());
        let (a, b) = (ann.get(&format!("/invitation/{code}")).await, bob.get(&format!("/invitation/{code}")).await);
        let (a, b) = (account(&a, "Anne Un", "anne"), account(&b, "Bob Deux", "bob"));
        let (a, b) = tokio::join!(a.send(), b.send());
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 200, "one of them is in");
        let refused = if a.status.is_success() { &b } else { &a };
        refused.says("Cette invitation a déjà servi");
        assert_eq!(members(section).await, before + 1);
    }

    async fn a_poster_lets_people_wait_until_an_administrator_welcomes_or_refuses(section: Founded) {
        let odile = section.odile();
        let page = odile.get("/gestion/invitations").await;
        let opened = page.form("Ouvrir un code").fill("places", "3").send().await;
        opened.is(200);
        let code = odile.get("/gestion/invitations").await.all(".addr.big2").remove(0);
        let poster = odile.get("/gestion/invitations").await.link("Affiche").await;
        poster.is(200).says(&code).says("Rejoignez la section");

        let (fatou, marc) = (section.visitor(), section.visitor());
        let page = fatou.get("/connexion").await.form("Continuer").fill("code", &code).send().await;
        page.is(200).says("Une invitation pour vous").says("Une personne de l’administration vous accueillera ensuite");
        let waits = account(&page, "Fatou Ndiaye", "fatou").fill("mail", "fatou@vallombre.example").send().await;
        waits.is(200).says("On vous attend").says("Vous recevrez un courriel à ce moment-là.");
        // Who waits reads nothing yet.
        fatou.get("/").await.does_not_say("Fil de la section");
        fatou.get("/agenda").await.does_not_say("Proposer un rendez-vous");
        let page = marc.get(&format!("/invitation/{code}")).await;
        account(&page, "Marc Inconnu", "marc").send().await.says("On vous attend");

        let people = odile.get("/notifications").await;
        people.says("Fatou Ndiaye attend une réponse pour entrer");
        let people = odile.get("/gestion/membres").await;
        people.says("A utilisé une affiche").says("Marc Inconnu");
        people.form("Accueillir Fatou Ndiaye").send().await.is(200);
        let letter = section.letter("fatou@vallombre.example", 1).await;
        assert_eq!(letter.subject, "Vous pouvez entrer");
        fatou.get("/").await.is(200).says("Bonjour Fatou");

        let refuse = odile.get("/gestion/membres").await.link("Refuser Marc Inconnu").await;
        refuse.is(200).says("Refuser Marc Inconnu ?").form("Refuser").send().await.is(200).does_not_say("Marc Inconnu");
        marc.get("/").await.does_not_say("Bonjour");
        assert!(marc.get_bare("/agenda").await.status.is_redirection(), "the refused account is gone");
    }

    async fn a_poster_has_no_more_places_than_it_says(section: Founded) {
        let until = Moment(preau::world::system_now().0 + 30 * Moment::DAY);
        let poster = OpenPoster { by: section.odile_id(), places: 2, until, language: Language::Fr };
        let _made = section.perform(poster).await;
        let code = section.odile().get("/gestion/invitations").await.all(".addr.big2").remove(0);
        let mut forms = Vec::new();
        for n in 0..4 {
            let page = section.visitor().get(&format!("/invitation/{code}")).await;
            forms.push(account(&page, &format!("Personne {n}"), &format!("personne{n}")));
        }
        let (a, b, c, d) = tokio::join!(forms[0].send(), forms[1].send(), forms[2].send(), forms[3].send());
        let inside = [&a, &b, &c, &d].iter().filter(|page| page.text().contains("On vous attend")).count();
        assert_eq!(inside, 2, "two places, two people");
        section.visitor().get(&format!("/invitation/{code}")).await.is(410).says("a déjà servi");
    }

    async fn an_expired_or_revoked_invitation_says_what_to_do(section: Founded) {
        let (kept, revoked) = (printed(section).await, printed(section).await);
        let odile = section.odile();
        odile.get("/gestion/invitations").await.form("Envoyer l’invitation").fill("mail", "jeanne@vallombre.example").send().await.is(200);
        let link = link_in(&section.letter("jeanne@vallombre.example", 1).await.text, &section.base);
        let stop = odile.get("/gestion/invitations").await.link("Arrêter Par courriel").await;
        stop.is(200).says("Retirer cette invitation ?").form("Retirer cette invitation").send().await.is(200);
        section.visitor().get(&link).await.is(410).says("Cette invitation a été annulée. Demandez-en une autre");

        section.visitor().get(&format!("/invitation/{revoked}")).await.is(200);
        section.pass(31 * Moment::DAY);
        let page = section.visitor().get(&format!("/invitation/{kept}")).await;
        page.is(410).says("Cette invitation n’est plus valable, sa date est passée.");
        // A code that nobody printed is no invitation that ended.
        section.visitor().get("/invitation/ABCD-EFGH-JKMN").await.is(404);
    }

    async fn a_stranger_asks_to_join_and_gets_an_invitation_by_mail(section: Founded) {
        let stranger = section.visitor();
        let page = stranger.get("/").await.link("Demander à entrer").await;
        let wrong = page.form("Envoyer la demande").fill("name", "").fill("mail", "lucien").fill("note", "Je viens du marché.").send().await;
        wrong.is(422);
        assert_eq!((wrong.all("#e-name").len(), wrong.all("#e-mail").len()), (1, 1));
        assert_eq!(wrong.form("Envoyer la demande").value("note"), Some("Je viens du marché."));
        let sent = wrong.form("Envoyer la demande").fill("name", "Lucien Perrot").fill("mail", "lucien@example.org").send().await;
        sent.is(200).says("Demande envoyée. Une personne de l’administration va la lire.");

        let odile = section.odile();
        odile.get("/notifications").await.says("Lucien Perrot demande à nous rejoindre");
        let people = odile.get("/gestion/membres").await;
        people.says("Je viens du marché.").says("A écrit depuis la page publique");
        people.form("Accueillir Lucien Perrot").send().await.is(200);
        let letter = section.letter("lucien@example.org", 1).await;
        let page = section.visitor().get(&link_in(&letter.text, &section.base)).await;
        assert_eq!(page.form("Entrer").value("name"), Some("Lucien Perrot"));
        account(&page, "Lucien Perrot", "lucien").send().await.says("Bonjour Lucien");
    }

    async fn a_request_that_is_refused_gets_a_polite_letter(section: Founded) {
        let page = section.visitor().get("/nous-rejoindre").await;
        page.form("Envoyer la demande").fill("name", "Lucien Perrot").fill("mail", "lucien@example.org").send().await.is(200);
        let odile = section.odile();
        let refuse = odile.get("/gestion/membres").await.link("Refuser Lucien Perrot").await;
        refuse.form("Refuser").send().await.is(200).does_not_say("Lucien Perrot");
        let letter = section.letter("lucien@example.org", 1).await;
        assert_eq!(letter.subject, "Votre demande");
        assert!(!letter.text.contains("/invitation/"), "a refusal invites nobody");
    }

    async fn what_is_wrong_with_a_new_account_is_said_beside_the_field(section: Founded) {
        let _jeanne = section.joins(JEANNE).await;
        let code = printed(section).await;
        let page = section.visitor().get(&format!("/invitation/{code}")).await;
        let form = page.form("Entrer").fill("name", "").fill("handle", "pas là").fill("mail", "x@").fill("way", "password");
        let wrong = form.fill("password", "court").send().await;
        wrong.is(422);
        for field in ["name", "handle", "mail", "password"] {
            assert_eq!(wrong.all(&format!("#e-{field}")).len(), 1, "{field}: {}", wrong.text());
        }
        assert_eq!(wrong.form("Entrer").value("handle"), Some("pas là"));
        let form = wrong.form("Entrer").fill("name", "Jeanne Deux").fill("handle", "jeanne.morvan").fill("mail", "");
        let taken = form.fill("password", PASSWORD).send().await;
        taken.is(422);
        assert_eq!(taken.all("#e-handle"), ["Cet identifiant est déjà pris. Choisissez-en un autre."]);
        // A link needs an address to go to.
        let form = taken.form("Entrer").fill("handle", "jeanne2").fill("way", "link").fill("mail", "");
        form.send().await.is(422).says("Sans adresse de courriel, il faut un mot de passe.");
        // After all that the code still opens: nothing was used up.
        let form = taken.form("Entrer").fill("handle", "jeanne2").fill("way", "password").fill("password", PASSWORD);
        form.send().await.is(200).says("Bonjour Jeanne");
    }

    async fn who_comes_in_lands_on_the_next_rendezvous(section: Founded) {
        let odile = section.odile();
        let day = section.world.now().plus(5 * Moment::DAY).utc().unwrap().date_naive();
        let form = odile.get("/agenda/nouveau").await.form("Proposer").fill("title", "Réunion de section").fill("place", "Au local");
        form.fill("date", &day.to_string()).fill("starts", "19:30").send().await.is(200);
        let page = section.visitor().get(&format!("/invitation/{}", printed(section).await)).await;
        let home = account(&page, "Fatou Ndiaye", "fatou").send().await;
        home.is(200).says("Une chose vous attend cette semaine.");
        assert_eq!(home.all("h3").first().map(String::as_str), Some("Réunion de section"), "it stands first");
    }

    async fn somebody_with_an_account_does_not_use_up_an_invitation(section: Founded) {
        let thomas = section.joins(THOMAS).await;
        let code = printed(section).await;
        thomas.get(&format!("/invitation/{code}")).await.is(200).says("Vous avez déjà un compte ici");
        let id = section.id_of(THOMAS).await;
        section.perform(Suspend { by: section.odile_id(), person: id, suspended: true }).await;
        thomas.get(&format!("/invitation/{code}")).await.is(200).says("Odile Garrec vous invite");
    }
}
