//! What is said on one server is read on all, in one order, and what is taken back is gone everywhere.

use preau_core::group::{MessageState, Vouched};
use preau_tests::on_both_engines;

use super::stage::Network;

on_both_engines! {
    async fn a_discussion_of_the_host_is_answered_from_elsewhere_and_read_by_all(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        assert!(!vallombre.open("Ligne 4", "La **ligne 4** va-t-elle fermer ?").await.waits);
        network.work().await;
        for house in &network.houses {
            let message = house.message("ligne 4").await.unwrap();
            assert_eq!((message.state, message.title.unwrap().as_str()), (MessageState::Published, "Ligne 4"));
            assert_eq!((message.name.as_str(), message.host.as_str()), ("Jeanne Morvan", "vallombre.example"));
        }
        let spoken = lazare.answer("ligne 4", "Non, le conseil l’a *gardée*.").await;
        assert!(spoken.waits);
        assert_eq!(lazare.state_of(spoken.message).await.state, MessageState::Waiting);
        network.work().await;
        let own = lazare.state_of(spoken.message).await;
        assert_eq!((own.state, own.person), (MessageState::Published, Some(lazare.person)));
        for house in [vallombre, kermor] {
            let reply = house.message("gardée").await.unwrap();
            assert_eq!((reply.name.as_str(), reply.vouched), ("Odile Garrec", Vouched::Author));
            assert_eq!(reply.topic, house.message("ligne 4").await.unwrap().id);
            assert!(reply.html.contains("<em>gardée</em>"));
        }
        assert!(network.agree().await);
    }

    async fn two_edits_within_a_second_and_one_from_elsewhere_reach_everybody(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        vallombre.open("Ligne 4", "première version").await;
        lazare.open("Ligne 5", "texte du port").await;
        network.work().await;
        vallombre.edit("première", "deuxième version").await;
        vallombre.edit("deuxième", "troisième version").await;
        lazare.edit("texte du port", "texte du quai").await;
        assert!(lazare.message("texte du quai").await.is_none(), "it waits for the host");
        network.work().await;
        for house in &network.houses {
            assert_eq!(house.message("troisième").await.unwrap().edits, 2, "{}", house.host);
            assert_eq!(house.message("texte du quai").await.unwrap().edits, 1, "{}", house.host);
        }
        assert_eq!(lazare.message("texte du quai").await.unwrap().source, "texte du quai");
        assert_eq!(kermor.message("texte du quai").await.unwrap().source, "");
        assert!(network.agree().await);
    }

    async fn a29_what_is_taken_back_leaves_no_byte_on_any_server_and_the_chain_holds(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        let canary = "un secret qui doit partir";
        lazare.open("Ligne 4", canary).await;
        network.work().await;
        vallombre.answer("secret", "compris").await;
        network.work().await;
        let id = lazare.message(canary).await.unwrap().id;
        for house in &network.houses {
            assert!(house.message(canary).await.is_some());
        }
        lazare.edit(canary, &format!("{canary}, corrigé")).await;
        network.work().await;
        lazare.take_back(canary).await;
        network.work().await;
        for house in &network.houses {
            for (table, column) in [("grp_message", "html"), ("grp_message", "source"), ("grp_entry", "announce"), ("grp_act", "deed")] {
                let sql = format!("SELECT count(*) FROM {table} WHERE {column} LIKE '%secret qui%'");
                assert_eq!(house.trial.count(&sql).await, 0, "{} {table}.{column}", house.host);
            }
        }
        assert_eq!(lazare.state_of(id).await.state, MessageState::Deleted);
        assert!(kermor.message("compris").await.is_some());
        assert!(network.agree().await);
    }

    async fn useful_is_counted_once_for_each_and_taken_back(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        vallombre.open("Ligne 4", "La ligne 4").await;
        network.work().await;
        for house in &network.houses {
            house.finds_useful("ligne 4", true).await;
        }
        network.work().await;
        lazare.finds_useful("ligne 4", true).await;
        network.work().await;
        for house in &network.houses {
            assert_eq!(house.useful("ligne 4").await, 3, "{}", house.host);
        }
        kermor.finds_useful("ligne 4", false).await;
        network.work().await;
        for house in &network.houses {
            assert_eq!(house.useful("ligne 4").await, 2, "{}", house.host);
        }
        assert!(network.agree().await);
    }

    async fn an_animator_elsewhere_pins_and_sums_up_and_is_not_named(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        network.names_animator(lazare).await;
        vallombre.open("Ligne 4", "La ligne 4").await;
        network.work().await;
        network.wires.passed.lock().unwrap().clear();
        lazare.pin("ligne 4", true).await;
        lazare.sum_up("ligne 4", "On garde la ligne.").await;
        network.work().await;
        for house in &network.houses {
            let topic = house.message("ligne 4").await.unwrap();
            assert!(topic.pinned_at.is_some(), "{}", house.host);
            let digest = topic.digest.unwrap_or_default();
            assert!(digest.contains("On garde la ligne."), "{}: {digest}", house.host);
        }
        let heard = network.wires.sent_to(&kermor.host, "Announce");
        assert_eq!(heard.len(), 2);
        for one in &heard {
            assert!(!one.body.contains("port-lazare"), "{}", one.body);
        }
        assert_eq!(lazare.waiting().await, 0, "the animator's own server knows that it is done");
        vallombre.pin("ligne 4", false).await;
        network.work().await;
        assert!(kermor.message("ligne 4").await.unwrap().pinned_at.is_none());
        // Who animates nothing is told why nothing happened.
        let refused = kermor.refuses_pin("ligne 4").await;
        assert!(refused);
        assert!(network.agree().await);
    }

    async fn what_the_animators_take_away_is_gone_on_every_server_and_each_says_so(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        network.names_animator(kermor).await;
        lazare.open("Ligne 4", "une insulte du port").await;
        network.work().await;
        let id = lazare.message("insulte").await.unwrap().id;
        kermor.take_back("insulte").await;
        network.work().await;
        for house in &network.houses {
            let sql = "SELECT count(*) FROM grp_entry WHERE announce LIKE '%une insulte%'";
            assert_eq!(house.trial.count(sql).await, 0, "{}", house.host);
            assert!(house.message("insulte").await.is_none());
        }
        assert_eq!(lazare.state_of(id).await.state, MessageState::Removed);
        assert_eq!(vallombre.trial.count("SELECT count(*) FROM grp_receipt WHERE state = 'done'").await, 2);
        assert!(!network.wires.sent_to(&lazare.host, "Remove").iter().any(|one| one.body.contains("kermor.example/people")));
        assert!(network.agree().await);
    }

    async fn a_rendezvous_planned_on_a_copy_stands_in_every_agenda_and_is_changed_and_cancelled(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        lazare.plans("Réunion du littoral", "Salle des fêtes").await;
        network.work().await;
        for house in &network.houses {
            let there = house.gathering().await.unwrap();
            assert_eq!(there.gathering.plan.title.as_str(), "Réunion du littoral");
            assert_eq!(there.gathering.plan.place.unwrap().as_str(), "Salle des fêtes");
            assert_eq!(there.gathering.plan.time_zone.name(), "Europe/Paris");
            assert!(there.gathering.published);
        }
        lazare.moves_gathering("Au port").await;
        network.work().await;
        assert_eq!(kermor.gathering().await.unwrap().gathering.plan.place.unwrap().as_str(), "Au port");
        // An animator elsewhere than its planner.
        vallombre.moves_gathering("Au phare").await;
        network.work().await;
        for house in &network.houses {
            assert_eq!(house.gathering().await.unwrap().gathering.plan.place.unwrap().as_str(), "Au phare", "{}", house.host);
        }
        lazare.calls_off().await;
        network.work().await;
        for house in &network.houses {
            assert!(house.gathering().await.unwrap().gathering.cancelled, "{}", house.host);
        }
        assert!(network.agree().await);
    }

    async fn a_new_name_and_the_end_of_a_group_reach_every_copy(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, kermor) = (network.vallombre(), network.kermor());
        vallombre.renames("Transports du littoral").await;
        network.work().await;
        assert_eq!(kermor.group().await.name.as_str(), "Transports du littoral");
        assert_eq!(kermor.group().await.aim.as_str(), "Les lignes du littoral");
        vallombre.closes().await;
        network.work().await;
        assert!(!kermor.group().await.is_open());
        assert!(network.agree().await);
    }

    async fn what_is_said_while_the_host_is_down_waits_and_arrives_in_order(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (lazare, kermor) = (network.lazare(), network.kermor());
        network.wires.cuts("vallombre.example");
        lazare.open("Un", "le premier mot").await;
        lazare.open("Deux", "le deuxième mot").await;
        network.work().await;
        assert!(kermor.message("premier mot").await.is_none());
        network.wires.mends("vallombre.example");
        for _ in 0..6 {
            network.pass(preau_core::world::Moment::HOUR).await;
        }
        let place = |message: Option<preau_core::group::Message>| message.unwrap().seq.unwrap();
        assert!(place(kermor.message("premier mot").await) < place(kermor.message("deuxième mot").await));
        assert!(network.agree().await);
    }

    async fn a_server_that_was_down_longer_than_anybody_tries_catches_up(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        network.wires.cuts("kermor.example");
        for n in 0..7 {
            lazare.open(&format!("Sujet {n}"), &format!("mot numéro {n}")).await;
        }
        network.work().await;
        vallombre.take_back("numéro 3").await;
        network.work().await;
        // The relays are given up for ever.
        vallombre.trial.tamper("DELETE FROM job WHERE kind = 'group'").await;
        network.wires.mends("kermor.example");
        network.pass(preau_core::world::Moment::DAY).await;
        assert!(kermor.message("numéro 6").await.is_none());
        kermor.does(&preau_core::action::group::recover::CatchUp).await.unwrap();
        network.work().await;
        for n in [0, 1, 2, 4, 5, 6] {
            assert!(kermor.message(&format!("numéro {n}")).await.is_some(), "{n}");
        }
        assert!(kermor.message("numéro 3").await.is_none());
        assert_eq!(kermor.group().await.behind(), 0);
        assert!(network.agree().await);
    }

    async fn an_entry_that_was_lost_on_the_way_is_fetched_when_the_next_one_comes(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, kermor) = (network.vallombre(), network.kermor());
        network.wires.cuts("kermor.example");
        vallombre.open("Perdu", "le mot perdu").await;
        network.work().await;
        vallombre.trial.tamper("DELETE FROM job WHERE kind = 'group'").await;
        network.wires.mends("kermor.example");
        network.pass(preau_core::world::Moment::HOUR).await;
        vallombre.open("Suivant", "le mot suivant").await;
        network.work().await;
        network.pass(preau_core::world::Moment::HOUR).await;
        assert!(kermor.message("mot perdu").await.is_some() && kermor.message("mot suivant").await.is_some());
        assert!(network.agree().await);
    }
}
