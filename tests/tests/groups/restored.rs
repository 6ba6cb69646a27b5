//! A host that was restored from an older copy gets back what it lost, and copies that differ find together again.

use preau_core::action::group::recover::CatchUp;
use preau_core::group::MessageState;
use preau_core::world::Moment;
use preau_tests::on_both_engines;

use super::stage::{House, Network};

/// The database of a host as it was when its log ended there.
async fn restored_to(house: &House, seq: i64) {
    for sql in [
        format!("DELETE FROM grp_useful WHERE message IN (SELECT id FROM grp_message WHERE seq > {seq})"),
        "UPDATE grp_entry SET carries = NULL".to_owned(),
        "UPDATE grp_act SET message = NULL".to_owned(),
        "DELETE FROM grp_read".to_owned(),
        format!("DELETE FROM grp_entry WHERE seq > {seq}"),
        format!("DELETE FROM grp_message WHERE seq > {seq} AND parent IS NOT NULL"),
        format!("DELETE FROM grp_message WHERE seq > {seq}"),
        "DELETE FROM job".to_owned(),
        format!(
            "UPDATE grp SET seq = {seq}, known_seq = {seq},
             head = (SELECT hash FROM grp_entry WHERE grp_entry.grp = grp.id AND grp_entry.seq = {seq})"
        ),
    ] {
        house.trial.tamper(&sql).await;
    }
}

async fn spoken(network: &Network) -> i64 {
    let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
    vallombre.open("Un", "mot de Vallombre").await;
    network.work().await;
    let kept = vallombre.group().await.seq;
    lazare.open("Deux", "mot du port").await;
    network.work().await;
    kermor.answer("mot du port", "mot de Kermor").await;
    network.work().await;
    vallombre.open("Trois", "autre mot de Vallombre").await;
    network.work().await;
    kept
}

const WORDS: [&str; 4] = ["mot de Vallombre", "mot du port", "mot de Kermor", "autre mot de Vallombre"];

async fn all_there(network: &Network, words: &[&str]) {
    for house in &network.houses {
        for word in words {
            let message = house.message(word).await;
            assert_eq!(message.map(|m| m.state), Some(MessageState::Published), "{} {word}", house.host);
        }
    }
    let heads: Vec<_> = network.heads().await;
    assert!(network.agree().await, "{heads:?}");
}

on_both_engines! {
    async fn p17_a_host_that_lost_the_end_of_a_log_takes_it_back_from_a_copy(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let kept = spoken(&network).await;
        let vallombre = network.vallombre();
        let own = vallombre.message("autre mot").await.unwrap();
        restored_to(vallombre, kept).await;
        assert!(vallombre.message("mot de Kermor").await.is_none());
        network.kermor().does(&CatchUp).await.unwrap();
        for _ in 0..8 {
            network.pass(Moment::MINUTE).await;
        }
        all_there(&network, &WORDS).await;
        let back = vallombre.message("autre mot").await.unwrap();
        assert_eq!((back.person, back.source), (own.person, own.source), "it is its author's again, to be edited");
    }

    async fn p17_what_was_said_after_a_restore_stands_behind_what_was_lost(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let kept = spoken(&network).await;
        restored_to(network.vallombre(), kept).await;
        network.vallombre().open("Quatre", "dit après la panne").await;
        network.lazare().open("Cinq", "dit du port après la panne").await;
        for _ in 0..12 {
            network.pass(Moment::MINUTE).await;
        }
        all_there(&network, &WORDS).await;
        all_there(&network, &["dit après la panne", "dit du port après"]).await;
    }

    async fn p17_what_was_erased_before_a_restore_does_not_come_back(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let kept = spoken(&network).await;
        network.lazare().take_back("mot du port").await;
        network.work().await;
        restored_to(network.vallombre(), kept).await;
        network.kermor().does(&CatchUp).await.unwrap();
        for _ in 0..8 {
            network.pass(Moment::MINUTE).await;
        }
        for house in &network.houses {
            assert!(house.message("mot du port").await.is_none(), "{}", house.host);
        }
        assert!(network.agree().await, "{:?}", network.heads().await);
    }

    async fn p17_a_copy_that_empties_what_it_gives_back_is_named_and_the_others_are_asked(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let kept = spoken(&network).await;
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        let lost = vallombre.message("mot du port").await.unwrap();
        // Kermor gives the discussion of Port-Lazare back without its text, and a reply that stands under it as it was.
        let place = lost.seq.unwrap();
        kermor.trial.tamper(&format!("UPDATE grp_entry SET announce = NULL, salt = NULL WHERE seq = {place}")).await;
        network.wires.cuts("port-lazare.example");
        restored_to(vallombre, kept).await;
        kermor.does(&CatchUp).await.unwrap();
        for _ in 0..4 {
            network.pass(Moment::MINUTE).await;
        }
        assert!(vallombre.message("mot de Kermor").await.is_some());
        let held = vallombre.by_uri(&lost.uri).await.unwrap();
        assert_eq!((held.state, held.host.as_str()), (MessageState::Withheld, "kermor.example"));
        assert_eq!(vallombre.trial.count("SELECT count(*) FROM grp_withheld").await, 1);
        // Another copy has it: a full entry proves itself.
        network.wires.mends("port-lazare.example");
        network.pass(Moment::HOUR).await;
        let back = vallombre.by_uri(&lost.uri).await.unwrap();
        assert_eq!((back.state, back.author, back.title), (MessageState::Published, lost.author, lost.title));
        assert_eq!(back.html, lost.html);
        let entry = vallombre.trial.store.read().await.unwrap().log_entry(back.group, place).await.unwrap().unwrap();
        assert!(entry.announce.is_some() && entry.salt.is_some());
        assert_eq!(entry.carries, Some(back.id), "so that it goes when its author takes it back");
        assert_eq!(vallombre.trial.count("SELECT count(*) FROM grp_withheld").await, 0);
        let reply = vallombre.message("mot de Kermor").await.unwrap();
        assert_eq!(reply.topic, back.id);
        lazare.does(&CatchUp).await.unwrap();
        network.pass(Moment::MINUTE).await;
        assert!(network.agree().await, "{:?}", network.heads().await);
    }

    async fn p17_a_place_that_nobody_gives_back_stays_withheld_and_its_author_can_still_take_it_away(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let kept = spoken(&network).await;
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        let lost = vallombre.message("mot du port").await.unwrap();
        let place = lost.seq.unwrap();
        for copy in [lazare, kermor] {
            copy.trial.tamper(&format!("UPDATE grp_entry SET announce = NULL, salt = NULL WHERE seq = {place}")).await;
        }
        restored_to(vallombre, kept).await;
        kermor.does(&CatchUp).await.unwrap();
        for _ in 0..4 {
            network.pass(Moment::HOUR).await;
        }
        assert_eq!(vallombre.by_uri(&lost.uri).await.unwrap().state, MessageState::Withheld);
        lazare.take_back("mot du port").await;
        network.work().await;
        assert_eq!(vallombre.by_uri(&lost.uri).await.unwrap().state, MessageState::Deleted);
        assert!(kermor.message("mot du port").await.is_none());
    }

    async fn a_copy_that_was_restored_fetches_what_it_lost(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let kept = spoken(&network).await;
        restored_to(network.lazare(), kept).await;
        network.lazare().does(&CatchUp).await.unwrap();
        for _ in 0..4 {
            network.pass(Moment::MINUTE).await;
        }
        all_there(&network, &WORDS).await;
    }
}
