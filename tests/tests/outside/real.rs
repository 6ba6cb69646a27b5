//! Two real sections, each of which is the outside of the other: one follows, reads, and leaves.

use preau_tests::network::cast::FATOU;
use preau_tests::network::{Section, Stage, names_of, until};
use preau_tests::on_stage;
use preau_tests::people::{ODILE, THOMAS};

/// Fatou writes for everybody in Port-Lazare.
async fn publishes(stage: &Stage<Section>, body: &str, signature: &str) {
    let page = stage.visitor("port-lazare", FATOU).get("/fil/nouveau").await;
    let form =
        page.form("Publier").fill("body", body).fill("audience", "everybody").fill("signature", signature);
    form.send().await.is(200).form("Publier pour tout le monde").send().await.is(200);
}

on_stage! {
    async fn a_section_follows_another_reads_what_it_publishes_and_leaves(stage: Section["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let odile = stage.visitor("vallombre", ODILE);
        let account = format!("/reseau/compte?adresse=%40port-lazare%40{}", lazare.authority().replace(':', "%3A"));
        odile.get(&account).await.is(200).says("Port-Lazare").form("Suivre").send().await.is(200);
        until("the follow is accepted", async || vallombre.proxy.with(r#""Accept""#).pop()?.status()).await;
        stage.rests().await;
        odile.get(&account).await.says("Ce compte est suivi.");

        publishes(stage, "Les quais sont à nous.", "section").await;
        publishes(stage, "Je le dis et je signe.", "author").await;
        stage.rests().await;
        // Every member reads it, and nobody else; who signed is named, with their server.
        let thomas = stage.visitor("vallombre", THOMAS);
        thomas.get("/reseau").await.is(200).says("Les quais sont à nous.").says("Je le dis et je signe.").says("Fatou Ndiaye");
        vallombre.stranger().get("/reseau").await.does_not_say("Les quais sont à nous.");
        let silent = names_of(lazare.silent());
        assert_eq!(stage.outside("port-lazare", &silent).await, Vec::<String>::new());
        for resident in &vallombre.people {
            // Who follows is the section; who pressed the button is nobody's business.
            assert_eq!(stage.outside("vallombre", &names_of(resident)).await, Vec::<String>::new(), "{}", resident.name);
        }

        odile.get(&account).await.link("Ne plus suivre").await.form("Ne plus suivre").send().await.is(200);
        until("it has left", async || lazare.proxy.with(r#""Undo""#).pop()?.status()).await;
        stage.rests().await;
        assert_eq!(lazare.count("SELECT count(*) FROM follower").await, 0);
        publishes(stage, "Après le départ.", "section").await;
        stage.rests().await;
        assert!(vallombre.proxy.with("Après le départ.").is_empty());
        thomas.get("/reseau").await.does_not_say("Les quais sont à nous.");
    }
}
