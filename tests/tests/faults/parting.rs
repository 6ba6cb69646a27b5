//! People who are removed, suspended or gone while what they wrote is on its way.

use preau_core::action::group::decide::RemoveMember;
use preau_core::action::people::{EndAccount, Suspend};
use preau_core::group::{Membership, MessageState};
use preau_tests::network::cast::{MARC, ROSE};
use preau_tests::network::{names_of, until};
use preau_tests::on_stage;
use preau_tests::people::ODILE;
use preau_tests::proxy::Mode;

use crate::trio::Trio;

on_stage! {
    async fn who_is_removed_while_writing_is_told_why_and_keeps_the_text_and_a_colleague_reads_on(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        trio.opens(vallombre, ODILE, "la discussion").await;
        stage.rests().await;
        vallombre.proxy.strike("trop tard pour moi", 1, Mode::Hold);
        let spoken = trio.answers(lazare, MARC, "la discussion", "trop tard pour moi").await;
        assert!(spoken.waits);
        until("it is on its way", async || vallombre.proxy.with("trop tard pour moi").pop()).await;
        let marc = lazare.actor(MARC);
        let remove = RemoveMember { by: vallombre.administrator(), group: trio.group.id, actor: marc.clone(), until: None };
        vallombre.perform(remove).await;
        let copy = trio.here(lazare).await;
        until("his server knows", async || {
            (lazare.standing(copy.id, &marc).await == Some(Membership::Removed)).then_some(())
        })
        .await;
        vallombre.proxy.set(Mode::Pass).await;
        until("it is refused", async || {
            stage.hurry().await;
            (trio.stands_as(lazare, "trop tard pour moi", MessageState::Refused).await == 1).then_some(())
        })
        .await;
        stage.rests().await;
        // He is told, keeps what he wrote, and reads nothing more of the group; nobody else has a word of it.
        let browser = stage.visitor("port-lazare", MARC);
        browser.get("/notifications").await.says("Comptoir").says("ne vous compte plus parmi ses membres");
        let message = lazare.store.read().await.unwrap().message(spoken.message).await.unwrap().unwrap();
        assert_eq!(message.source, "trop tard pour moi");
        browser.get("/groupes").await.link("Comptoir").await.does_not_say("la discussion");
        for place in [vallombre, montreval] {
            assert_eq!(trio.stands(place, "trop tard").await, 0);
        }
        assert!(montreval.proxy.with("trop tard pour moi").is_empty());
        // His colleague on the same server goes on.
        let rose = stage.visitor("port-lazare", ROSE);
        let topic = rose.get("/groups").await.link("Comptoir").await.link("la discussion").await;
        topic.is(200).does_not_say("trop tard").form("Reply").fill("body", "encore ici").send().await.is(200);
        stage.rests().await;
        for place in stage.places() {
            assert_eq!(trio.stands(place, "encore ici").await, 1, "{}", place.handle);
        }
        trio.agrees().await;
        trio.names_nobody().await;
    }

    async fn who_is_suspended_or_ends_an_account_at_home_writes_no_more_and_leaves_the_host(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        trio.opens(lazare, MARC, "le mot de Marc").await;
        trio.opens(lazare, ROSE, "le mot de Rose").await;
        stage.rests().await;
        let marc = stage.visitor("port-lazare", MARC);
        let form = marc.get("/groupes").await.link("Comptoir").await.link("le mot de Rose").await.form("Répondre");
        let (by, id) = (lazare.administrator(), lazare.resident(MARC).id);
        lazare.perform(Suspend { by, person: id, suspended: true }).await;
        let told = form.fill("body", "malgré tout").send().await;
        told.does_not_say("le mot de Rose");
        stage.rests().await;
        for place in stage.places() {
            assert_eq!(place.count("SELECT count(*) FROM grp_message WHERE html LIKE '%malgré tout%'").await, 0);
        }
        lazare.perform(Suspend { by, person: id, suspended: false }).await;
        // An account ends while what it wrote is on its way.
        vallombre.proxy.strike("le dernier mot", 1, Mode::Hold);
        trio.answers(lazare, MARC, "le mot de Rose", "le dernier mot").await;
        until("it is on its way", async || vallombre.proxy.with("le dernier mot").pop()).await;
        let names = names_of(lazare.resident(MARC));
        lazare.perform(EndAccount { by, person: id, keep_name: false }).await;
        vallombre.proxy.set(Mode::Pass).await;
        for _ in 0..4 {
            stage.hurry().await;
            stage.rests().await;
        }
        assert_eq!(vallombre.standing(trio.group.id, &lazare.actor_of(id)).await, None);
        for place in stage.places() {
            for words in ["le mot de Marc", "le dernier mot"] {
                assert_eq!(trio.stands(place, words).await, 0, "{words} in {}", place.handle);
            }
            assert_eq!(trio.stands(place, "le mot de Rose").await, 1, "{}", place.handle);
        }
        // Nobody elsewhere holds them for a member any more, nor a word of what they wrote.
        for place in [vallombre, montreval] {
            let left = place.database(&names).await;
            assert!(!left.iter().any(|at| at.starts_with("grp_member.")), "{}: {left:?}", place.handle);
            let words = ["le mot de Marc", "le dernier mot"].map(|words| words.as_bytes().to_vec());
            let left = place.database(&words).await;
            assert!(!left.iter().any(|at| at.starts_with("grp_")), "{}: {left:?}", place.handle);
        }
        trio.chains_agree().await;
        trio.names_nobody().await;
    }
}
