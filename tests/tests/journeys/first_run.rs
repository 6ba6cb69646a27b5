//! The first run: from the console's link through five steps to an open house.

use preau_tests::journeys;
use preau_tests::people::{IDRISS, PASSWORD};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor, link_in};

/// The path of a link of this section.
fn path(link: &url::Url) -> String {
    link.path().to_owned()
}

/// Steps 1 to 3 with what Vallombre answers; the fourth is shown.
async fn up_to_the_account(section: &Section, visitor: &Visitor) -> Page {
    let link = section.set_up_link().await.unwrap();
    let page = visitor.get(&path(&link)).await;
    page.is(200).says("Étape 1 sur 5");
    let page = page.form("Continuer").send().await;
    page.is(200).says("Étape 2 sur 5");
    let unit = page
        .form("Continuer")
        .fill("name", "Vallombre-Centre")
        .fill("organisation", "Parti de la Charte")
        .fill("level_above", "Fédération de la Sorre")
        .fill("handle", "vallombre")
        .fill("kind", "section")
        .fill("time_zone", "Europe/Paris");
    let page = unit.send().await;
    page.is(200).says("Étape 3 sur 5");
    let page = page.form("Continuer").send().await;
    page.is(200).says("Étape 4 sur 5");
    page
}

journeys! {
    async fn the_console_link_leads_through_five_steps_into_an_open_section(section: Bare) {
        let visitor = section.visitor();
        visitor.get("/").await.says("Ce site n’est pas encore installé").is(200);
        let link = section.set_up_link().await.unwrap();
        let page = up_to_the_account(section, &visitor).await;
        assert_ne!(page.url.path(), path(&link), "a second start voids the first link");
        visitor.get(&path(&link)).await.is(404);
        let kept = page.url.path().to_owned();

        let account = page
            .form("Ouvrir le site")
            .fill("name", "Odile Garrec")
            .fill("title", "Secrétaire de section")
            .fill("mail", "odile@vallombre.example")
            .fill("handle", "odile.garrec")
            .fill("password", PASSWORD);
        let page = account.send().await;
        page.is(200).says("Le site est ouvert").says("Étape 5 sur 5");
        assert!(visitor.cookie("__Host-session").is_some(), "who sets the house up is signed in");

        let invite = page.form("Inviter et terminer").fill("mails", "jeanne@vallombre.example\nnour@vallombre.example");
        let page = invite.send().await;
        page.is(200);
        assert_eq!(visitor.get("/").await.title(), "Bonjour Odile");
        for mail in ["jeanne@vallombre.example", "nour@vallombre.example"] {
            let letter = section.letter(mail, 1).await;
            assert_eq!(letter.subject, "Une invitation pour vous", "the subject names no party");
            section.visitor().get(&link_in(&letter.text, &section.base)).await.is(200).says("Odile Garrec vous invite");
        }

        // It works once: the link is dead, there is no other, and the public page stands where the note stood.
        let stranger = section.visitor();
        stranger.get(&kept).await.is(404);
        visitor.get(&kept).await.is(404);
        assert!(section.set_up_link().await.is_none());
        assert_eq!(stranger.get("/").await.title(), "La section de Vallombre-Centre");
    }

    async fn the_same_five_steps_are_told_in_english(section: Bare) {
        let visitor = section.visitor().in_english();
        let link = section.set_up_link().await.unwrap();
        let page = visitor.get(&path(&link)).await;
        assert_eq!(page.attributes("html", "lang"), ["en"]);
        let page = page.form("Continue").send().await;
        let page = page.form("Continue").fill("name", "Local 3").fill("kind", "local").send().await;
        let page = page.form("Continue").send().await;
        let account = page
            .form("Open the site")
            .fill("name", "Samira Haddad")
            .fill("mail", "samira@vallombre.example")
            .fill("password", PASSWORD);
        let page = account.send().await;
        page.is(200).says("Step 5 of 5");
        let home = visitor.get("/").await;
        assert_eq!(home.title(), "Hello Samira");
        assert_eq!(home.attributes("html", "lang"), ["en"], "the language of the house was taken from the visitor");
        // The kind decides the words.
        assert!(home.html().contains("union"), "a local is called a union:\n{}", home.text());
    }

    async fn i12_without_the_token_of_the_link_there_is_no_set_up(section: Bare) {
        let link = section.set_up_link().await.unwrap();
        let stranger = section.visitor();
        let wrong = format!("/installation/{}", "A".repeat(43));
        for address in [wrong.as_str(), "/installation", "/installation/abc", "/setup/abc/4"] {
            stranger.get(address).await.is(404);
            stranger.post(address, &[("name", "X")]).await;
        }
        stranger.post(&format!("{wrong}/4"), &[("name", "Mallory"), ("mail", "m@example.org"), ("password", PASSWORD)]).await.is(404);
        stranger.get("/connexion").await;
        stranger.get(&path(&link)).await.is(200).says("Étape 1 sur 5");
    }

    async fn what_was_typed_survives_going_back_and_coming_again(section: Bare) {
        let visitor = section.visitor();
        let page = up_to_the_account(section, &visitor).await;
        let (account, back) = (page.url.clone(), page.link("Retour").await);
        back.says("Étape 3 sur 5");
        let unit = back.link("Retour").await;
        assert_eq!(unit.form("Continuer").value("name"), Some("Vallombre-Centre"));
        assert_eq!(unit.form("Continuer").value("level_above"), Some("Fédération de la Sorre"));
        // Another browser with the same link goes on where the first one was.
        let other = section.visitor();
        let again = other.get(account.path().trim_end_matches("/4")).await;
        again.says("Étape 4 sur 5");
        // What is wrong with step 4 does not lose the rest of it, but the password.
        let refused = again.form("Ouvrir le site").fill("name", "Odile Garrec").fill("mail", "odile@").send().await;
        refused.is(422);
        let kept = section.visitor().get(account.path()).await;
        assert_eq!(kept.form("Ouvrir le site").value("name"), Some("Odile Garrec"));
        assert_eq!(kept.attributes("#f-password", "value"), Vec::<String>::new());
    }

    async fn what_is_wrong_in_the_wizard_is_said_beside_the_field(section: Bare) {
        let visitor = section.visitor();
        let page = visitor.get(&path(&section.set_up_link().await.unwrap())).await;
        let refused = page.form("Continuer").fill("mail", "pas une adresse").send().await;
        refused.is(422);
        assert_eq!(refused.all("#e-mail"), ["Cette adresse de courriel est incomplète ou mal écrite. Exemple : prenom@exemple.org"]);
        assert_eq!(refused.form("Continuer").value("mail"), Some("pas une adresse"));

        let page = refused.form("Continuer").fill("mail", "odile@vallombre.example").send().await;
        let refused = page.form("Continuer").fill("name", "").fill("sigil", "ABCD").fill("handle", "Été!").send().await;
        refused.is(422);
        assert_eq!(refused.all("#e-name"), ["Ce champ est vide. Écrivez quelque chose."]);
        assert_eq!(refused.all("#e-sigil").len(), 1);
        assert_eq!(refused.all("#e-handle").len(), 1);
        assert_eq!(refused.attributes("#f-name", "aria-invalid"), ["true"]);

        let page = refused.form("Continuer").fill("name", "Vallombre").fill("sigil", "VC").fill("handle", "").send().await;
        let page = page.form("Continuer").send().await;
        for (password, said) in [
            ("court", "C’est trop court. Il faut 10 caractères au moins."),
            ("1234567890", "Il est facile à deviner. Prenez trois ou quatre mots sans rapport entre eux."),
            ("odile.garrec", "Il est trop proche de votre nom ou de celui du site. Ajoutez des mots sans rapport."),
        ] {
            let form = page.form("Ouvrir le site").fill("name", "Odile Garrec").fill("mail", "odile@vallombre.example");
            let refused = form.fill("handle", "odile.garrec").fill("password", password).send().await;
            refused.is(422);
            assert_eq!(refused.all("#e-password"), [said]);
        }
        assert!(section.set_up_link().await.is_some(), "nothing was set up");
    }

    async fn a_house_set_up_from_the_command_line_lets_its_administrator_in(section: Commanded) {
        assert!(section.set_up_link().await.is_none(), "there is nothing left to set up");
        let public = section.visitor().get("/").await;
        assert_eq!(public.title(), "L’association de Port-Lazare");
        let idriss = section.signs_in(IDRISS).await;
        idriss.get("/").await.says("Bonjour Idriss").says("Fil de l’association");
        idriss.get("/gestion/reglages").await.is(200).says("@port-lazare@vallombre.localhost");
        idriss.get("/statuts").await.is(200).says("Association loi de 1901");
    }

    async fn a_letter_of_trial_arrives_before_the_house_stands(section: Bare) {
        let page = section.visitor().get(&path(&section.set_up_link().await.unwrap())).await;
        page.says("Aucun serveur de courriel n’est réglé");
        let sent = page.form("Envoyer un courriel d’essai").fill("mail", "odile@vallombre.example").send().await;
        sent.is(200).says("Un courriel d’essai part dans un instant");
        assert_eq!(sent.form("Continuer").value("mail"), Some("odile@vallombre.example"));
        let letter = section.letter("odile@vallombre.example", 1).await;
        assert_eq!(letter.subject, "Courriel d’essai");
    }
}
