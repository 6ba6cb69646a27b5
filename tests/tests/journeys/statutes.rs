//! The statutes: read by members, changed by those who keep the bodies, for the house or for one body.

use async_trait::async_trait;
use preau_core::action::Action;
use preau_core::action::rules::ChangeRules;
use preau_core::body::{Body, BodyKind};
use preau_core::error::{Failure, Refusal};
use preau_core::id::BodyId;
use preau_core::rules::{Preset, RulesProfile};
use preau_core::store::Tx;
use preau_core::text::UnitName;
use preau_core::world::World;
use preau_tests::journeys;
use preau_tests::people::JEANNE;

/// The board, as its own room makes it.
struct MakeBoard(BodyId);

#[async_trait]
impl Action for MakeBoard {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let body = Body {
            id: self.0,
            kind: BodyKind::Board,
            name: UnitName::parse("Bureau").unwrap(),
            purpose: None,
            rules: None,
            made_at: world.now(),
            dissolved_at: None,
            version: 1,
        };
        Ok(tx.insert_body(&body).await?)
    }
}

journeys! {
    async fn a_member_reads_the_statutes_in_plain_words_and_cannot_change_them(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        let page = jeanne.get("/statuts").await;
        page.is(200).says("Une assemblée générale ordinaire se convoque 15 jours avant.").does_not_say("Modifier");
        let house = section.store.read().await.unwrap().house().await.unwrap().unwrap();
        let missing = jeanne.get_bare("/nulle-part").await;
        for path in ["modifier", "modele?preset=union_section", "suivre"] {
            let refused = jeanne.get_bare(&format!("/statuts/{}/{path}", house.id)).await;
            refused.is(404);
            assert_eq!(refused.bytes, missing.bytes, "{path}");
        }
        for path in ["modifier", "modele", "suivre"] {
            let sent = jeanne.post(&format!("/statuts/{}/{path}", house.id), &[("preset", "union_section"), ("seen", "1")]).await;
            sent.is(404);
        }
        let by = section.id_of(JEANNE).await;
        let rules = Some(RulesProfile::preset(Preset::UnionSection));
        let refused = section.attempt(ChangeRules { by, body: house.id, rules, seen_version: 1 }).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotAllowed))));
        let stranger = section.visitor();
        assert!(stranger.get_bare("/statuts").await.status.is_redirection());
        jeanne.get("/statuts").await.says("Version 1");
    }

    async fn what_is_changed_is_read_with_its_article_and_counts_a_version(section: Founded) {
        let odile = section.odile();
        let form = odile.get("/statuts").await.link("Modifier").await;
        let wrong = form.form("Enregistrer les règles").fill("ordinary", "quinze").fill("statutes_share", "120");
        let wrong = wrong.fill("a_notice", "article 7 des statuts").send().await;
        wrong.is(422).says("Écrivez un nombre entier, de 0 à 366.");
        assert_eq!((wrong.all("#e-ordinary").len(), wrong.all("#e-statutes_share").len()), (1, 1));
        let again = wrong.form("Enregistrer les règles");
        assert_eq!((again.value("ordinary"), again.value("a_notice")), (Some("quinze"), Some("article 7 des statuts")));
        let sent = again.fill("ordinary", "21").fill("statutes_share", "66,7").fill("clear", "yes");
        let read = sent.send().await;
        read.is(200).says("Une assemblée générale ordinaire se convoque 21 jours avant.");
        read.says("Ce sont des jours francs").says("(article 7 des statuts)").says("Version 2");
        // The same form sent twice counts once; one that was opened before is told so.
        sent.send().await.is(200).says("Version 2");
        let stale = form.form("Enregistrer les règles").fill("ordinary", "30").send().await;
        stale.is(422).says("Cela a changé depuis que vous l’avez ouvert.");
        odile.get("/statuts").await.says("21 jours").says("Version 2");
        odile.get("/gestion").await.says("Statuts modifiés");
        let page = odile.get("/statuts").await.form("English").send().await;
        assert_eq!(page.url.path(), "/rules");
        page.is(200).says("An ordinary general meeting is convened 21 days before.").says("(article 7 des statuts)");
    }

    async fn a_preset_replaces_all_values_once_it_was_asked(section: Founded) {
        let odile = section.odile();
        let ask = odile.get("/statuts").await.link("Modifier").await.form("Continuer").fill("preset", "canadian_local").send().await;
        ask.is(200).says("Remplacer ces règles par le modèle").says("Les réunions déjà convoquées gardent leurs règles.");
        odile.get("/statuts").await.says("15 jours").says("Version 1");
        let done = ask.form("Remplacer les règles").send().await;
        done.is(200).says("se convoque 14 jours avant.").says("Il n’y a pas de pouvoirs").says("Version 2");
    }

    async fn a_body_has_rules_of_its_own_or_follows_those_of_the_house(section: Founded) {
        let odile = section.odile();
        let board = BodyId(uuid::Uuid::from_u128(77));
        section.perform(MakeBoard(board)).await;
        let page = odile.get("/statuts").await.link("Bureau").await;
        page.is(200).says("Cet organe suit les règles communes.").says("Une réunion du bureau se convoque 5 jours avant.");
        let form = page.link("Lui donner ses propres règles").await;
        let own = form.form("Enregistrer les règles").fill("board", "2").send().await;
        own.is(200).says("Cet organe a ses propres règles.").says("Une réunion du bureau se convoque 2 jours avant.");
        odile.get("/statuts").await.says("Une réunion du bureau se convoque 5 jours avant.").says("A ses propres règles");
        let ask = own.link("Suivre les règles communes").await;
        ask.is(200).says("Les règles propres à cet organe sont oubliées.");
        let follows = ask.form("Suivre les règles communes").send().await;
        follows.is(200).says("Cet organe suit les règles communes.").says("se convoque 5 jours avant.");
    }
}
