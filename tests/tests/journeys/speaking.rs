//! What everybody reads: changed, answered and taken back in the open; who speaks, and under which name (voices.md).

use preau_core::world::Moment;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, ODILE, SAMIRA, THOMAS};
use preau_tests::visitor::{Page, Visitor};

/// A photograph.
const PHOTOGRAPH: &[u8] = include_bytes!("../../fixtures/pictures/marche.jpg");

/// Publishes for everybody, through the page that asks again, with a picture. The feed after it.
async fn publishes(visitor: &Visitor, title: &str, body: &str) -> Page {
    let form = visitor.get("/fil/nouveau").await.form("Publier").fill("title", title).fill("body", body);
    let form = form.fill("audience", "everybody").fill("alt0", "La halle, le samedi");
    let again = form.attach("file0", "halle.jpg", "image/jpeg", PHOTOGRAPH.to_vec()).send().await;
    let page = again.is(200).form("Publier pour tout le monde").send().await;
    page.is(200).says("Message publié.");
    page
}

/// The address of the discussion that stands first.
fn newest(page: &Page) -> String {
    page.attributes("article.item .meta a", "href").remove(0)
}

journeys! {
    async fn an_edit_and_the_end_of_a_public_message_reach_the_public_page(section: Founded) {
        let (odile, stranger) = (section.odile(), section.visitor());
        let path = newest(&publishes(&odile, "Marché de Noël", "Le 12 décembre.").await);
        let picture = stranger.get(&path).await.attributes("img.pic", "src").remove(0);
        assert_eq!(stranger.get(&picture).await.status, 200);
        section.pass(Moment::MINUTE);
        let edit = odile.get(&path).await.link("Modifier").await;
        edit.form("Enregistrer").fill("body", "Le 13 décembre.").send().await.is(200);
        let seen = stranger.get(&path).await;
        seen.is(200).says("Le 13 décembre.").says("modifié").does_not_say("Le 12 décembre.");
        // The former text is for members.
        stranger.get_bare(&format!("{path}/historique")).await.does_not_say("Le 12 décembre.");
        assert!(stranger.get("/atom.xml").await.html().contains("Le 13 décembre."));

        let ask = odile.get(&path).await.link("Supprimer").await;
        ask.says("les serveurs qui en ont une copie reçoivent la demande de l’effacer");
        ask.form("Supprimer le message").send().await.is(200);
        for address in [path.as_str(), picture.as_str()] {
            assert_eq!(stranger.get(address).await.status, 404, "{address}");
        }
        stranger.get("/").await.does_not_say("Marché de Noël");
        assert!(!stranger.get("/atom.xml").await.html().contains("Marché de Noël"));
    }

    async fn an_answer_for_everybody_is_an_act_of_its_own(section: Founded) {
        let (odile, stranger) = (section.odile(), section.visitor());
        let path = newest(&publishes(&odile, "Marché de Noël", "Le 12 décembre.").await);
        let full = odile.get(&path).await.form("Changer").fill("body", "Entrée par la rue du Port.").send().await;
        full.is(200).says("Vous répondez à");
        let again = full.form("Répondre").fill("audience", "everybody").send().await;
        again.is(200).says("Relire avant de publier").form("Publier pour tout le monde").send().await.is(200);
        stranger.get(&path).await.says("Entrée par la rue du Port.").says("Une réponse").does_not_say("Odile");
        // Under what the section reads there is no such choice, whoever asks for it.
        let page = odile.get("/").await.form("Publier").fill("body", "Entre nous").send().await;
        let inner = newest(&page);
        let answer = odile.get(&inner).await.form("Répondre").fill("body", "Pour le monde entier ?").fill("audience", "everybody").send().await;
        let refused = answer.form("Publier pour tout le monde").send().await;
        refused.is(422).says("Une réponse ne peut pas être lue par plus de personnes que le message auquel elle répond.");
        stranger.get(&inner).await.is(404);
    }

    async fn a_member_signs_for_everybody_where_the_section_allows_it_and_is_warned(section: Founded) {
        let (jeanne, odile, stranger) = (section.joins(JEANNE).await, section.odile(), section.visitor());
        odile.get("/gestion/reglages").await.form("Enregistrer").fill("members_may_sign", "yes").send().await.is(200);
        let form = jeanne.get("/fil/nouveau").await.form("Publier").fill("body", "Je suis aide-soignante.");
        let again = form.fill("audience", "everybody").fill("signature", "author").send().await;
        again.is(200).says("Relire avant de publier");
        again.says("Votre nom sera lié à Vallombre-Centre sur tout le réseau. Cela ne pourra pas être effacé partout.");
        let path = newest(&again.form("Publier pour tout le monde").send().await);
        stranger.get(&path).await.is(200).says("Jeanne Morvan").says("Je suis aide-soignante.");
        // In the section's name she proposes, as before.
        let form = jeanne.get("/fil/nouveau").await.form("Publier").fill("body", "Au nom de tous.").fill("audience", "everybody");
        form.send().await.is(200).says("Relire avant de proposer");
    }

    async fn a_proposal_can_be_mended_and_taken_back_before_it_is_decided(section: Founded) {
        let (jeanne, odile) = (section.joins(JEANNE).await, section.odile());
        let form = jeanne.get("/fil/nouveau").await.form("Publier").fill("body", "Avec une fôte.").fill("audience", "everybody");
        form.send().await.form("Proposer ce message").send().await.is(200);
        jeanne.get("/").await.says("Votre message proposé attend une décision.");
        let edit = jeanne.get("/propositions").await.link("Modifier").await;
        edit.form("Enregistrer").fill("body", "Sans faute.").send().await.is(200);
        odile.get("/propositions").await.says("Sans faute.").does_not_say("fôte");
        let ask = jeanne.get("/propositions").await.link("Supprimer").await;
        ask.form("Supprimer le message").send().await.is(200);
        odile.get("/propositions").await.says("Aucun message n’attend");
        jeanne.get("/propositions").await.says("Aucun message n’attend");
    }

    async fn an_administrator_publishes_the_text_that_was_read_and_no_other(section: Founded) {
        let (jeanne, odile, stranger) = (section.joins(JEANNE).await, section.odile(), section.visitor());
        let form = jeanne.get("/fil/nouveau").await.form("Publier").fill("body", "Venez samedi.").fill("audience", "everybody");
        form.send().await.form("Proposer ce message").send().await.is(200);
        let read = odile.get("/propositions").await.link("Relire et décider").await;
        read.says("Venez samedi.");
        let edit = jeanne.get("/propositions").await.link("Modifier").await;
        edit.form("Enregistrer").fill("body", "Tout autre chose.").send().await.is(200);
        let decided = read.form("Publier pour tout le monde").send().await;
        decided.is(409).says("Cela a changé depuis que vous l’avez ouvert.");
        stranger.get("/").await.does_not_say("Tout autre chose.").does_not_say("Venez samedi.");
        let again = odile.get("/propositions").await.link("Relire et décider").await;
        again.says("Tout autre chose.").form("Publier pour tout le monde").send().await.is(200);
        stranger.get("/").await.says("Tout autre chose.");
    }

    async fn a_person_who_has_not_acted_is_nowhere_named_to_a_stranger(section: Founded) {
        let (jeanne, stranger) = (section.joins(JEANNE).await, section.visitor());
        section.joins(THOMAS).await;
        publishes(&section.odile(), "Marché de Noël", "Le 12 décembre.").await;
        for path in ["/", "/atom.xml", "/agenda/public.ics", "/section", "/mentions-legales", "/nodeinfo/2.1", "/nous-rejoindre"] {
            let page = stranger.get(path).await;
            for who in [ODILE, JEANNE, THOMAS] {
                assert!(!page.html().contains(who.name) && !page.html().contains(who.handle), "{path} names {}", who.name);
            }
        }
        // The page of a member is for members; a stranger learns not even whether there is one.
        jeanne.get("/membres/thomas.legoff").await.is(200).says("Thomas Le Goff").says("@thomas.legoff");
        jeanne.get("/membres/personne").await.is(404);
        let (real, none) = (stranger.get_bare("/membres/thomas.legoff").await, stranger.get_bare("/membres/personne").await);
        assert_eq!(real.status, none.status);
        let place = |page: &Page, handle: &str| page.header("location").map(|to| to.replace(handle, "X"));
        assert_eq!(place(&real, "thomas.legoff"), place(&none, "personne"));
        assert_eq!(real.bytes, none.bytes);
    }

    async fn a_reader_of_english_finds_the_same_in_english(section: Founded) {
        publishes(&section.odile(), "Marché de Noël", "Le 12 décembre.").await;
        let stranger = section.visitor().in_english();
        let page = stranger.get("/").await;
        page.is(200).says("Marché de Noël");
        assert_eq!(page.attributes("html", "lang"), ["en"]);
        let thread = page.link("Read the post").await;
        assert!(thread.url.path().starts_with("/posts/"));
        thread.is(200).says("Back to the public page");
        let samira = section.joins(SAMIRA).await;
        let full = samira.get("/feed/new").await.form("Publish").fill("body", "For all").fill("audience", "everybody").send().await;
        full.is(200).form("Propose this post").send().await.is(200).says("Post proposed.");
    }
}
