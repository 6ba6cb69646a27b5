//! Keeping the house: choices that show, people and roles, followers that wait, letters that do not leave.

use preau_core::action::network::{KeepActor, ReceiveFollow};
use preau_core::action::people::ChangeRole;
use preau_core::peer::RemoteActor;
use preau_core::person::Role;
use preau_core::world::World as _;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, ODILE, THOMAS};
use preau_tests::section::Section;

/// Somebody on a server at an address that nothing of ours may speak to.
const FOLLOWER: &str = "https://10.11.12.13/users/tom";

/// Their Follow, as the gate lets it in.
async fn follows(section: &Section) {
    let actor = RemoteActor {
        id: FOLLOWER.parse().unwrap(),
        kind: "Person".to_owned(),
        handle: "tom".to_owned(),
        name: "Tom Ailleurs".to_owned(),
        inbox: format!("{FOLLOWER}/inbox").parse().unwrap(),
        shared_inbox: None,
        key_id: format!("{FOLLOWER}#main-key").parse().unwrap(),
        key_pem: "key".to_owned(),
        proof_key: None,
        fetched_at: section.world.now(),
    };
    section.perform(KeepActor { actor }).await;
    let follow = format!(r#"{{"id":"{FOLLOWER}/follow","type":"Follow","actor":"{FOLLOWER}"}}"#);
    let incoming = format!("{FOLLOWER}/follow");
    section.perform(ReceiveFollow { incoming, actor: FOLLOWER.parse().unwrap(), follow }).await;
}

journeys! {
    async fn what_is_chosen_for_the_house_shows_at_once(section: Founded) {
        let odile = section.odile();
        let page = odile.get("/gestion/reglages").await;
        page.is(200).says("@vallombre@vallombre.localhost").says("Europe/Paris");
        let wrong = page.form("Enregistrer").fill("name", "").fill("sigil", "TROP").fill("about", "Nous sommes le quartier.").send().await;
        wrong.is(422);
        assert_eq!((wrong.all("#e-name").len(), wrong.all("#e-sigil").len()), (1, 1), "{}", wrong.text());
        let form = wrong.form("Enregistrer").fill("name", "Vallombre-Nord").fill("sigil", "VN").fill("accent", "sapin");
        let form = form.fill("contact_line", "bonjour@vallombre.example").fill("publisher", "Odile Garrec");
        form.send().await.is(200).says("C’est enregistré.");
        let stranger = section.visitor();
        let public = stranger.get("/").await;
        public.says("Nous sommes le quartier.").says("bonjour@vallombre.example");
        assert_eq!((public.title(), public.attributes("html", "data-accent")), ("La section de Vallombre-Nord".to_owned(), vec!["sapin".to_owned()]));
        stranger.get("/mentions-legales").await.is(200).says("Odile Garrec").says("Vallombre-Nord");
        stranger.get("/connexion").await.says("bonjour@vallombre.example");
    }

    async fn a_closed_house_shows_its_name_and_its_door(section: Founded) {
        let odile = section.odile();
        odile.get("/gestion/reglages").await.form("Enregistrer").fill("openness", "closed").send().await.is(200);
        let stranger = section.visitor();
        stranger.get("/").await.is(200).says("Cette section ne publie rien ici.").does_not_say("Ce que nous disons");
        assert_eq!(stranger.get("/atom.xml").await.status, 404);
        stranger.get("/connexion").await.is(200);
        stranger.get("/nous-rejoindre").await.is(200);
    }

    async fn the_last_administrator_stays(section: Founded) {
        let (odile, nour) = (section.odile(), section.joins(NOUR).await);
        let me = odile.get("/gestion/membres").await.link(ODILE.name).await;
        let ask = me.link("Retirer le rôle d’administration").await;
        ask.is(200).form("Retirer le rôle d’administration").send().await.says("Il n’y aurait plus personne pour administrer le site.");
        let ask = me.link("Suspendre le compte").await;
        ask.form("Suspendre le compte").send().await.says("Il n’y aurait plus personne pour administrer le site.");
        odile.get("/gestion").await.is(200);

        let person = odile.get("/gestion/membres").await.link(NOUR.name).await;
        let ask = person.link("Donner le rôle d’administration").await;
        ask.says("Donner le rôle d’administration à Nour El Amrani ?");
        ask.form("Donner le rôle d’administration").send().await.is(200);
        nour.get("/gestion").await.is(200);
        let ask = odile.get(me.url.path()).await.link("Retirer le rôle d’administration").await;
        let _after = ask.form("Retirer le rôle d’administration").send().await;
        odile.get("/gestion").await.is(404);
        nour.get("/gestion").await.is(200).says("Rôle modifié").says("Odile Garrec");
    }

    async fn an_administrator_ends_an_account_and_can_have_its_name_erased(section: Founded) {
        let (odile, thomas) = (section.odile(), section.joins(THOMAS).await);
        thomas.get("/").await.form("Publier").fill("body", "Un mot de moi").send().await.is(200).says(THOMAS.name);
        let person = odile.get("/gestion/membres").await.link(THOMAS.name).await;
        let titled = person.form("Enregistrer").fill("title", "Trésorier adjoint").send().await;
        titled.is(200).says("C’est enregistré.");
        odile.get("/").await.says("Trésorier adjoint");
        let ask = person.link("Fermer le compte et effacer le nom").await;
        ask.is(200).says("Effacer Thomas Le Goff ?").says("C’est définitif.");
        let ended = ask.form("Fermer le compte et effacer le nom").send().await;
        ended.is(200).does_not_say(THOMAS.name);
        odile.get("/").await.says("Un mot de moi").says("Compte fermé").does_not_say(THOMAS.name);
        assert!(thomas.get_bare("/agenda").await.status.is_redirection());
    }

    async fn letters_that_stay_in_the_folder_are_told_to_the_administrator(section: Founded) {
        let odile = section.odile();
        let page = odile.get("/gestion").await;
        page.is(200).says("Les courriels ne partent pas.").says("PREAU_SMTP_URL").says("Rien n’attend.");
        page.form("M’envoyer un courriel d’essai").send().await.is(200);
        assert_eq!(section.letter(ODILE.mail, 1).await.subject, "Courriel d’essai");
        let overview = odile.get("/gestion").await;
        overview.says("Site mis en service");
    }

    async fn what_is_for_administrators_does_not_exist_for_others(section: Founded) {
        let (jeanne, stranger) = (section.joins(JEANNE).await, section.visitor());
        let missing = jeanne.get_bare("/nulle-part").await;
        for path in ["/gestion", "/gestion/membres", "/gestion/invitations", "/gestion/abonnements", "/gestion/reglages"] {
            let page = jeanne.get_bare(path).await;
            page.is(404);
            assert_eq!(page.bytes, missing.bytes, "{path}");
            assert!(stranger.get_bare(path).await.status.is_redirection(), "{path}");
        }
        for path in ["/gestion/invitations/courriels", "/gestion/reglages", "/gestion/abonnement", "/gestion/essai-de-courriel"] {
            jeanne.post(path, &[("mail", "x@example.org"), ("accept", "yes"), ("actor", "https://a.example/b")]).await.is(404);
        }
        section.perform(ChangeRole { by: section.odile_id(), person: section.id_of(JEANNE).await, role: Role::Administrator }).await;
        jeanne.get("/gestion").await.is(200);
    }

    async fn a_follow_from_outside_waits_where_the_section_chose_so(section: Founded) {
        let odile = section.odile();
        odile.get("/gestion/reglages").await.form("Enregistrer").fill("follow_policy", "hold").send().await.is(200);
        follows(section).await;
        let page = odile.get("/gestion/abonnements").await;
        page.is(200).says("Demandes d’abonnement").says("Tom Ailleurs").says("Personne ne suit encore ce site");
        section.joins(JEANNE).await.get("/fil/nouveau").await.does_not_say("10.11.12.13");
        page.form("Accepter").send().await.is(200).does_not_say("Demandes d’abonnement").says("Tom Ailleurs");
        // The composer says which servers get a copy.
        let form = odile.get("/fil/nouveau").await.form("Publier").fill("body", "Bonjour").fill("audience", "everybody");
        form.send().await.is(200).says("Un serveur suit Vallombre-Centre").says("10.11.12.13");
        let ask = odile.get("/gestion/abonnements").await.link("Retirer").await;
        ask.is(200).says("Retirer l’abonnement").form("Retirer").send().await.is(200).says("Personne ne suit encore ce site");
    }

    async fn what_could_not_be_sent_is_shown_to_be_tried_again_or_forgotten(section: Founded) {
        follows(section).await;
        section.rests().await;
        let odile = section.odile();
        let page = odile.get("/gestion").await;
        page.says("Envois abandonnés").says("10.11.12.13").does_not_say("Tout fonctionne.");
        let again = page.form("Réessayer").send().await;
        again.is(200);
        section.rests().await;
        let ask = odile.get("/gestion").await.link("Oublier").await;
        ask.is(200).says("Oublier cet envoi ?").form("Oublier").send().await.is(200).does_not_say("10.11.12.13");
    }
}
