//! The feed: writing, answering, pictures, changing, taking back, finding one's way; who reads is said before and after.

use preau_core::action::post::{Publish, SetUseful};
use preau_core::audience::Audience;
use preau_core::post::{Draft, Signature};
use preau_core::text::Body;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, SAMIRA, Somebody, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

/// A photograph with the place, the device and the author written into it.
const PHOTOGRAPH: &[u8] = include_bytes!("../../fixtures/pictures/marche.jpg");

/// Writes to the section from the home page.
async fn writes(visitor: &Visitor, text: &str) -> Page {
    let page = visitor.get("/").await.form("Publier").fill("body", text).send().await;
    page.is(200).says("Message publié.");
    page
}

/// The address of the discussion whose text stands first in the feed.
fn newest(page: &Page) -> String {
    page.attributes("article.item .meta a", "href").remove(0)
}

/// Posts for the section by somebody, without a page.
async fn posts(section: &Section, who: Somebody, texts: &[String]) {
    let by = section.id_of(who).await;
    for text in texts {
        let draft = Draft {
            title: None,
            body: Body::parse(text).unwrap(),
            audience: Audience::Section,
            signature: Signature::Author,
        };
        let once = section.world.hidden_id();
        section.perform(Publish { by, draft, once, pictures: Vec::new() }).await;
    }
}

journeys! {
    async fn a_message_for_the_section_is_read_by_as_many_as_it_said(section: Founded) {
        let odile = section.odile();
        odile.get("/").await.says("Pourra lire : une").says("membre de Vallombre-Centre. Rien ne sort de ce serveur.");
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let home = jeanne.get("/").await;
        home.says("Pourront lire : les 3 membres de Vallombre-Centre. Rien ne sort de ce serveur.").says("3 membres");
        let page = home.form("Publier").fill("body", "Bonjour à **tous**.\n\n- un\n- deux\n\n<script>alert(1)</script>").send().await;
        page.is(200).says("Message publié.").says("Membres de la section");
        let path = newest(&page);
        for reader in [&odile, &jeanne, &nour] {
            let thread = reader.get(&path).await;
            thread.is(200).says("Bonjour à tous.").says("Membres de la section").says("Jeanne Morvan");
            assert_eq!(thread.all(".body strong"), ["tous"]);
            assert_eq!(thread.all(".body li"), ["un", "deux"]);
            assert!(!thread.html().contains("<script>alert"), "H01: raw HTML is inert");
        }
        page.link("Le voir").await.is(200).says("Bonjour à tous.");
    }

    async fn a_message_is_written_read_and_answered_in_english(section: Founded) {
        let samira = section.joins(SAMIRA).await;
        let page = samira.get("/").await;
        page.says("Nothing has been written here yet");
        let page = page.form("Publish").fill("body", "Who brings the tables?").send().await;
        page.is(200).says("Post published.").says("Members of the section");
        let thread = samira.get(&newest(&page)).await;
        assert!(thread.url.path().starts_with("/posts/"), "{}", thread.url);
        thread.form("Reply").fill("body", "I do.").send().await.is(200).says("One reply").says("I do.");
    }

    async fn what_is_wrong_with_a_message_keeps_what_was_typed(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let empty = jeanne.get("/").await.form("Publier").fill("body", "   ").send().await;
        empty.is(422);
        assert_eq!(empty.all("#e-body"), ["Ce champ est vide. Écrivez quelque chose."]);
        let long = "é".repeat(40_000);
        let title = "x".repeat(300);
        let refused = empty.form("Publier").fill("body", &long).fill("title", &title).send().await;
        refused.is(422);
        assert_eq!((refused.all("#e-body").len(), refused.all("#e-title").len()), (1, 1));
        assert_eq!(refused.form("Publier").value("body"), Some(long.as_str()));
        assert_eq!(refused.form("Publier").value("title"), Some(title.as_str()));
        refused.form("Publier").fill("body", "Plus court").fill("title", "Un titre").send().await.is(200).says("Un titre");
    }

    async fn a_picture_goes_with_its_description_and_without_what_the_camera_wrote(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let full = jeanne.get("/").await.form("Joindre une image").fill("body", "Le stand de samedi").send().await;
        full.is(200);
        assert_eq!(full.form("Publier").value("body"), Some("Le stand de samedi"), "what was typed went along");
        let form = full.form("Publier").attach("file0", "../CANARI\u{202e}gpj.exe", "image/jpeg", PHOTOGRAPH.to_vec());
        let undescribed = form.send().await;
        undescribed.is(422);
        assert_eq!(undescribed.all("#e-alt0"), ["Décrivez l’image en une phrase : des personnes ne la voient pas."]);
        let kept = undescribed.attributes(".thumb", "src").remove(0);
        assert_eq!(jeanne.get(&kept).await.status, 200, "the picture is not chosen again");
        assert_eq!(section.odile().get(&kept).await.status, 404, "nobody else sees a draft");
        let form = undescribed.form("Publier").fill("alt0", "Trois personnes devant une table rouge");
        let page = form.send().await;
        page.is(200).says("Message publié.");
        assert_eq!(page.attributes("img.pic", "alt"), ["Trois personnes devant une table rouge"]);
        // The camera was held upright: its note said so, and the picture is turned.
        assert_eq!((page.attributes("img.pic", "width"), page.attributes("img.pic", "height")), (vec!["200".into()], vec!["320".into()]));
        let address = page.attributes("img.pic", "src").remove(0);
        let picture = section.odile().get(&address).await;
        picture.status.is_success().then_some(()).unwrap();
        assert_eq!((picture.header("content-type"), picture.header("x-content-type-options")), (Some("image/jpeg"), Some("nosniff")));
        let find = |bytes: &[u8]| bytes.windows(6).any(|window| window == b"CANARI");
        assert!(find(PHOTOGRAPH), "the photograph holds what is looked for");
        assert!(!find(&picture.bytes), "U03: no note of the camera is left");
        assert_eq!(section.visitor().get(&address).await.status, 404, "a picture of the section is the section's");
    }

    async fn u07_a_file_that_is_no_picture_is_refused_in_words(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let full = jeanne.get("/fil/nouveau").await;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
        let cut = PHOTOGRAPH[..PHOTOGRAPH.len() / 2].to_vec();
        for (bytes, said) in [
            (svg, "Ce fichier n’est pas une image JPEG, PNG ou WebP. Choisissez-en une autre."),
            (cut, "Ce fichier est abîmé. Choisissez-le à nouveau, ou une autre image."),
            (Vec::new(), "Ce fichier est vide. Choisissez-en un autre."),
        ] {
            let form = full.form("Publier").fill("body", "Avec une image").fill("alt0", "Rien").attach("file0", "a.jpg", "image/jpeg", bytes);
            let refused = form.send().await;
            refused.is(422);
            assert_eq!(refused.all("#e-file0"), [said]);
            assert_eq!(refused.form("Publier").value("body"), Some("Avec une image"));
        }
        jeanne.get("/").await.does_not_say("Avec une image");
    }

    async fn one_answers_and_the_author_is_told(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let path = newest(&writes(&jeanne, "Qui apporte la table ?").await);
        let page = nour.get(&path).await.form("Répondre").fill("body", "Moi, avec Thomas.").send().await;
        page.is(200).says("Une réponse").says("Moi, avec Thomas.").says("Nour El Amrani");
        let notices = jeanne.get("/notifications").await;
        notices.says("Nour El Amrani vous a répondu").link("Nour El Amrani vous a répondu").await.is(200).says("Moi, avec Thomas.");
        jeanne.get("/").await.says("Répondre (1)");
        // A reply to a reply stands under it.
        let deeper = jeanne.get(&path).await.link("Répondre").await;
        assert_eq!(deeper.url.path(), path);
        let reply = page.attributes("article.item .acts a[href$=repondre]", "href");
        let under = jeanne.get(reply.iter().find(|href| href.starts_with("/messages/")).unwrap()).await;
        under.is(200).says("Vous répondez à").says("Moi, avec Thomas.");
        under.form("Répondre").fill("body", "Merci !").send().await.is(200).says("2 réponses").says("Merci !");
    }

    async fn useful_is_said_and_taken_back_and_counts_once(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let path = newest(&writes(&jeanne, "Le local a une nouvelle clé.").await);
        let button = nour.get(&path).await.form("Utile");
        let (first, second) = tokio::join!(button.send(), button.send());
        first.is(200);
        second.is(200);
        let page = nour.get(&path).await;
        page.says("Utile (1)");
        assert_eq!(page.attributes("button[name=useful]", "aria-pressed"), ["true"]);
        section.perform(SetUseful { by: section.odile_id(), post: path.rsplit('/').next().unwrap().parse().unwrap(), useful: true }).await;
        jeanne.get("/notifications").await.says("2 personnes trouvent votre message utile");
        page.form("Utile").send().await.is(200).says("Utile (1)");
        assert_eq!(nour.get(&path).await.attributes("button[name=useful]", "aria-pressed"), ["false"]);
    }

    async fn an_edit_shows_and_keeps_the_former_text_for_members(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let path = newest(&writes(&jeanne, "Rendez-vous à 18 h").await);
        section.pass(Moment::MINUTE);
        let edit = jeanne.get(&path).await.link("Modifier").await;
        edit.says("Le texte d’avant reste dans l’historique");
        let empty = edit.form("Enregistrer").fill("body", "").fill("title", "L’heure change").send().await;
        empty.is(422);
        assert_eq!((empty.all("#e-body").len(), empty.form("Enregistrer").value("title")), (1, Some("L’heure change")));
        let stale = jeanne.get(&path).await.link("Modifier").await;
        let page = empty.form("Enregistrer").fill("body", "Rendez-vous à 19 h").send().await;
        page.is(200).says("Message modifié.").says("Rendez-vous à 19 h").does_not_say("18 h");
        let history = nour.get(&path).await.link("modifié").await;
        history.is(200).says("Rendez-vous à 19 h").says("Rendez-vous à 18 h").says("Texte d’avant");
        // Another tab with the former text does not overwrite the new one, and keeps what was typed in it.
        let conflict = stale.form("Enregistrer").fill("body", "Rendez-vous à 20 h").send().await;
        conflict.is(422).says("Cela a changé depuis que vous l’avez ouvert.");
        assert_eq!(conflict.form("Enregistrer").value("body"), Some("Rendez-vous à 20 h"));
        nour.get(&path).await.says("19 h").does_not_say("20 h");
        // It is nobody else's to change.
        nour.get(&format!("{path}/modifier")).await.is(404);
    }

    async fn a_message_is_taken_back_by_its_author_and_removed_by_an_administrator(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let path = newest(&writes(&jeanne, "Je me suis trompée de jour").await);
        let ask = jeanne.get(&path).await.link("Supprimer").await;
        ask.is(200).says("Supprimer votre message ?").says("On ne peut pas revenir en arrière.");
        ask.form("Supprimer le message").send().await.is(200).says("C’est retiré.").does_not_say("trompée");
        nour.get(&path).await.is(404);

        let path = newest(&writes(&jeanne, "Quelque chose de blessant").await);
        nour.get(&format!("{path}/suppression")).await.is(404);
        nour.post(&format!("{path}/suppression"), &[]).await.is(404);
        let ask = section.odile().get(&path).await.link("Retirer").await;
        ask.says("La personne qui l’a écrit en est prévenue.").form("Retirer le message").send().await.is(200);
        jeanne.get("/notifications").await.says("Un de vos messages a été retiré par l’administration");
        nour.get("/").await.does_not_say("blessant");
        jeanne.get(&path).await.does_not_say("blessant");
    }

    async fn notices_are_read_when_one_says_so(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        jeanne.get("/notifications").await.says("Rien de nouveau");
        let path = newest(&writes(&jeanne, "Qui apporte la table ?").await);
        nour.get(&path).await.form("Répondre").fill("body", "Moi.").send().await.is(200);
        assert_eq!(jeanne.get("/").await.all(".top .pip"), ["1"]);
        let notices = jeanne.get("/notifications").await;
        notices.says("(non lue)").form("Tout marquer comme lu").send().await.is(200).says("Nour El Amrani vous a répondu").does_not_say("(non lue)");
        assert!(jeanne.get("/").await.all(".top .pip").is_empty());
    }

    async fn a_double_click_publishes_once(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let form = jeanne.get("/").await.form("Publier").fill("body", "Une seule fois");
        let (first, second) = tokio::join!(form.send(), form.send());
        first.is(200);
        second.is(200);
        let feed = jeanne.get("/").await;
        assert_eq!(feed.all("article.item").len(), 1, "{}", feed.text());
        let reply = jeanne.get(&newest(&feed)).await.form("Répondre").fill("body", "Une réponse, une fois");
        let (first, second) = tokio::join!(reply.send(), reply.send());
        first.is(200).says("Une réponse");
        second.is(200);
        jeanne.get(&newest(&feed)).await.does_not_say("2 réponses");
    }

    async fn the_feed_is_read_page_by_page_and_says_what_is_new(section: Founded) {
        let (jeanne, _nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let texts: Vec<String> = (1..=45).map(|n| format!("Message numéro {n}.")).collect();
        posts(section, NOUR, &texts[..44]).await;
        let home = jeanne.get("/").await;
        home.says("44 nouveaux messages depuis votre dernière visite");
        let second = home.link("Messages plus anciens").await;
        // One more arrives meanwhile: nothing is shown twice, nothing is left out.
        posts(section, NOUR, &texts[44..]).await;
        let third = second.link("Messages plus anciens").await;
        let mut read: Vec<String> = [&home, &second, &third].iter().flat_map(|page| page.all("article.item .body")).collect();
        assert_eq!(read.len(), 44);
        read.dedup();
        let expected: Vec<String> = texts[..44].iter().rev().cloned().collect();
        assert_eq!(read, expected);
        assert!(third.attributes(".pages a", "href").is_empty(), "the feed ends");
        jeanne.get("/fil?before=forged").await.is(404);

        // At the end one says that it was read, up to what one saw; the one that came meanwhile is still new.
        assert!(home.attributes("input[name=to]", "value").is_empty(), "nobody has read to the end on the first page");
        let home = third.form("Tout est lu").send().await;
        home.is(200).says("Un nouveau message depuis votre dernière visite").says("Vous avez déjà lu la suite");
        home.form("Tout est lu").send().await.is(200).does_not_say("depuis votre dernière visite");
    }

    async fn an_administrator_publishes_for_everybody_after_reading_again(section: Founded) {
        let odile = section.odile();
        let full = odile.get("/fil/nouveau").await;
        let form = full.form("Publier").fill("title", "Réunion publique").fill("body", "Samedi à la **halle**.").fill("audience", "everybody");
        let again = form.send().await;
        again.is(200).says("Relire avant de publier").says("Pourra lire : tout le monde, sur internet.").says("Seule l’administration voit votre nom.");
        section.visitor().get("/").await.does_not_say("Réunion publique");
        // One goes back from there with everything that was typed.
        let back = again.form("Corriger").send().await;
        assert_eq!(back.form("Relire avant de publier").value("title"), Some("Réunion publique"));
        assert_eq!(back.form("Relire avant de publier").value("audience"), Some("everybody"));
        let page = again.form("Publier pour tout le monde").send().await;
        page.is(200).says("Message publié.").says("Public");

        let stranger = section.visitor();
        let public = stranger.get("/").await;
        public.says("Réunion publique").does_not_say("Odile");
        let thread = public.link("Lire le message").await;
        thread.is(200).says("Samedi à la halle.").says("Vallombre-Centre").does_not_say("Odile");
        assert!(stranger.get("/atom.xml").await.html().contains("Réunion publique"));
        // A member's answer to it stays in the section.
        let jeanne = section.joins(JEANNE).await;
        let answered = jeanne.get(thread.url.path()).await.form("Répondre").fill("body", "Entre nous : j’apporte le café.").send().await;
        answered.is(200).says("j’apporte le café");
        stranger.get(thread.url.path()).await.is(200).does_not_say("café");
    }

    async fn a_member_proposes_and_an_administrator_accepts_or_declines(section: Founded) {
        let (jeanne, odile, stranger) = (section.joins(JEANNE).await, section.odile(), section.visitor());
        for (title, signature, accepts) in [("Pétition pour le bus", "author", true), ("Coup de gueule", "section", false)] {
            let full = jeanne.get("/fil/nouveau").await;
            let form = full.form("Publier").fill("title", title).fill("body", "Le texte.").fill("audience", "everybody").fill("signature", signature);
            let again = form.send().await;
            again.is(200).says("Relire avant de proposer").says("Ce message sera d’abord proposé.");
            again.form("Proposer ce message").send().await.is(200).says("Message proposé.");
            let path = newest(&jeanne.get("/propositions").await);
            jeanne.get("/propositions").await.says(title).says("Attend une décision");
            stranger.get(&path).await.is(404);
            stranger.get("/").await.does_not_say(title);
            odile.get("/notifications").await.says("Jeanne Morvan propose un message pour tout le monde");
            odile.get("/").await.says("Un message proposé attend votre décision.");
            let decision = odile.get("/propositions").await.link("Relire et décider").await;
            decision.is(200).says("Publier ce message ?").says(title);
            if accepts {
                decision.says("Il sera signé de Jeanne Morvan, qui l’a demandé.");
                decision.form("Publier pour tout le monde").send().await.is(200);
                stranger.get(&path).await.is(200).says(title).says("Jeanne Morvan");
                jeanne.get("/notifications").await.says("Votre message proposé est publié");
            } else {
                decision.form("Ne pas publier").send().await.is(200).says("Votre décision est enregistrée.");
                stranger.get(&path).await.is(404);
                jeanne.get("/notifications").await.says("Votre message proposé n’a pas été publié");
            }
        }
        odile.get("/propositions").await.says("Aucun message n’attend");
    }

    async fn a_message_of_the_section_answers_a_stranger_like_one_that_does_not_exist(section: Founded) {
        let (jeanne, thomas) = (section.joins(JEANNE).await, section.joins(THOMAS).await);
        let path = newest(&writes(&jeanne, "Seulement entre nous").await);
        let missing = "/messages/01890000-0000-7000-8000-000000000000";
        thomas.get(&path).await.is(200).says("Seulement entre nous");
        let stranger = section.visitor();
        for suffix in ["", "/historique", "/modifier", "/repondre", "/suppression", "/decision"] {
            let (real, none) = (stranger.get_bare(&format!("{path}{suffix}")).await, stranger.get_bare(&format!("{missing}{suffix}")).await);
            assert_eq!(real.status, none.status, "{suffix}");
            let headers = |page: &Page, address: &str| -> Vec<(String, String)> {
                let named = |name: &str| !matches!(name, "date" | "x-request-id" | "content-length");
                let kept = page.headers.iter().filter(|(name, _)| named(name.as_str()));
                kept.map(|(name, value)| (name.to_string(), value.to_str().unwrap().replace(address, "ID"))).collect()
            };
            let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
            assert_eq!(headers(&real, &id(&path)), headers(&none, &id(missing)), "{suffix}");
            if suffix.is_empty() {
                real.is(404);
                assert_eq!(real.bytes, none.bytes);
            }
        }
        // Its ActivityPub document is no more to be had than its page.
        for suffix in ["", "/"] {
            stranger.get(&format!("{path}{suffix}")).await.is(404);
        }
        // For a member who may not see a proposal of somebody else, neither is there one.
        let full = jeanne.get("/fil/nouveau").await;
        let again = full.form("Publier").fill("body", "Pas encore public").fill("audience", "everybody").send().await;
        again.form("Proposer ce message").send().await.is(200);
        let proposal = newest(&jeanne.get("/propositions").await);
        let (real, none) = (thomas.get_bare(&proposal).await, thomas.get_bare(missing).await);
        assert_eq!((real.status, &real.bytes), (none.status, &none.bytes));
        real.is(404);
        jeanne.get(&proposal).await.is(200).says("Pas encore public");
    }
}
