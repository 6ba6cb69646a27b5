//! Who reads what of a group, and from when to when: on the host and on the servers of those who wrote, on both engines.

use preau_core::action::group::decide::{DecideAsking, RemoveMember};
use preau_core::action::link::EndLink;
use preau_core::action::outside::BlockHost;
use preau_core::group::MessageState;
use preau_core::world::{Moment, World as _};
use preau_tests::on_both_engines;
use serde_json::Value;
use url::Url;

use super::abroad::{Abroad, SAMIRA};
use super::stage::{Foreigner, KEYS, Network};

on_both_engines! {
    async fn o17_a25_before_it_is_admitted_and_after_it_has_gone_a_server_gets_nothing(trial: Trial) {
        let Some(abroad) = Abroad::before(trial).await else { return };
        let vallombre = abroad.network.vallombre();
        let log = format!("{}/log?after=0", abroad.group.path());
        let missing = vallombre.read_unsigned("/groups/40000000-0000-4000-8000-00000000abcd/log").await;
        let reads = async |who: &Foreigner| vallombre.read_as(&log, &who.key_id(), who.rsa).await;
        let join = abroad.filled("join", "");
        assert_eq!(abroad.samira.says(vallombre, "/inbox", &join.to_string()).await, 202);
        abroad.network.work().await;
        vallombre.open("Ligne 4", "avant son entrée").await;
        abroad.network.work().await;
        assert_eq!(abroad.network.wires.sent_to("evasion.example", "\"Announce\"").len(), 0);
        assert_eq!(reads(&abroad.samira).await.2, missing.2);
        let group = vallombre.group().await.id;
        let actor = Url::parse(SAMIRA).unwrap();
        let admit = DecideAsking { by: vallombre.person, group, actor: actor.clone(), admit: true };
        vallombre.does(&admit).await.unwrap();
        abroad.network.work().await;
        assert_eq!(reads(&abroad.samira).await.0.as_u16(), 200);
        vallombre.open("Ligne 5", "pendant").await;
        abroad.network.work().await;
        assert!(abroad.network.wires.sent_to("evasion.example", "\"Announce\"").iter().any(|one| one.body.contains("pendant")));
        // A26: what waits in a queue when she goes is not sent any more.
        vallombre.open("Ligne 6", "trop tard").await;
        let remove = RemoveMember { by: vallombre.person, group, actor, until: None };
        vallombre.does(&remove).await.unwrap();
        abroad.network.work().await;
        assert!(!abroad.network.wires.sent_to("evasion.example", "\"Announce\"").iter().any(|one| one.body.contains("trop tard")));
        let (status, headers, bytes) = reads(&abroad.samira).await;
        assert_eq!((status, &bytes), (missing.0, &missing.2));
        assert_eq!(headers, missing.1);
        // And what she says now is refused, and said so to her alone.
        abroad.is_not_taken(&abroad.filled("create", ""), "bac de nuit").await;
        assert_eq!(abroad.refusals(), ["not_in"]);
        for one in abroad.network.wires.passed.lock().unwrap().iter() {
            let relayed = one.body.contains("\"Announce\"");
            assert!(!relayed || !one.body.contains("#Public"), "{}", one.body);
        }
    }

    async fn a02_a10_a24_a27_a_text_is_served_to_servers_of_its_group_and_is_nothing_to_all_others(trial: Trial) {
        let Some(abroad) = Abroad::before(trial).await else { return };
        let (vallombre, lazare) = (abroad.network.vallombre(), abroad.network.lazare());
        lazare.open("Ligne 4", "un texte du port").await;
        lazare.plans("Réunion", "Salle").await;
        abroad.network.work().await;
        let note = lazare.message("texte du port").await.unwrap();
        let kermor = abroad.network.kermor();
        let key = format!("{}actor#main-key", kermor.world.origin());
        let event = lazare.gathering().await.unwrap().gathering.uri;
        let uid = lazare.group().await.uid;
        let absent = lazare.read_unsigned("/notes/01900000-0000-7000-8000-0000000fffff").await;
        for path in [note.uri.path().to_owned(), event.path().to_owned(), format!("/.well-known/preau/log/{uid}?after=0")] {
            let (status, headers, bytes) = lazare.read_as(&path, &key, &KEYS[0]).await;
            assert_eq!(status.as_u16(), 200, "{path}");
            assert_eq!((headers["cache-control"].to_str().unwrap(), headers["vary"].to_str().unwrap()), ("private, no-cache", "accept, signature"));
            assert!(!bytes.is_empty());
            let stranger = lazare.read_as(&path, &abroad.samira.key_id(), abroad.samira.rsa).await;
            assert_eq!(stranger, absent, "{path}");
            assert_eq!(lazare.read_unsigned(&path).await, absent, "{path}");
            // Who writes another's name into a signature of their own is nobody.
            assert_eq!(lazare.read_as(&path, &key, abroad.samira.rsa).await, absent, "{path}");
        }
        for path in ["/log?after=0", "/log", "/featured", &format!("/topics/{}", note.uri.path().rsplit('/').next().unwrap())] {
            let path = format!("{}{path}", abroad.group.path());
            let (status, _, bytes) = vallombre.read_as(&path, &key, &KEYS[0]).await;
            assert_eq!(status.as_u16(), 200, "{path}");
            if path.contains("topics") {
                assert!(String::from_utf8_lossy(&bytes).contains(note.uri.as_str()));
            }
            assert_eq!(vallombre.read_as(&path, &abroad.samira.key_id(), abroad.samira.rsa).await, absent, "{path}");
            assert_eq!(vallombre.read_unsigned(&path).await, absent, "{path}");
        }
        // A copy whose host has been silent for three days gives nothing any more: it may not know who has gone.
        abroad.network.wires.cuts("vallombre.example");
        abroad.network.now.fetch_add(73 * Moment::HOUR, std::sync::atomic::Ordering::SeqCst);
        let late = lazare.read_as(note.uri.path(), &key, &KEYS[0]).await;
        assert_eq!(late.0.as_u16(), 404);
        // A10: no activity of a group stands at an address, and an outbox holds none.
        let act = abroad.network.wires.sent_to("vallombre.example", "texte du port");
        let id = serde_json::from_str::<Value>(&act[0].body).unwrap()["id"].as_str().unwrap().to_owned();
        assert_eq!(lazare.read_unsigned(Url::parse(&id).unwrap().path()).await.0.as_u16(), 404);
        let outbox = lazare.read_unsigned("/section/outbox?page=true").await;
        assert!(!String::from_utf8_lossy(&outbox.2).contains("texte du port"));
    }

    async fn s22_a_blocked_host_reads_nothing_of_the_groups_that_it_shares_with_us(trial: Trial) {
        let Some(abroad) = Abroad::before(trial).await else { return };
        let lazare = abroad.network.lazare();
        lazare.open("Ligne 4", "un texte du port").await;
        abroad.network.work().await;
        let note = lazare.message("texte du port").await.unwrap();
        let uid = lazare.group().await.uid;
        let key = format!("{}actor#main-key", abroad.network.kermor().world.origin());
        let paths = [note.uri.path().to_owned(), format!("/.well-known/preau/log/{uid}?after=0"), lazare.actor().path().to_owned()];
        for path in &paths {
            assert_eq!(lazare.read_as(path, &key, &KEYS[0]).await.0.as_u16(), 200, "{path}");
        }
        // Its link with us ends; the group's host still counts it among those that take part.
        let section = Url::parse("https://kermor.example/section").unwrap();
        lazare.does(&EndLink { by: lazare.person, actor: section }).await.unwrap();
        assert_eq!(lazare.read_as(&paths[0], &key, &KEYS[0]).await.0.as_u16(), 200);
        let block = BlockHost { by: lazare.person, host: "kermor.example".into(), reason: None };
        lazare.does(&block).await.unwrap();
        abroad.network.now.fetch_add(5 * Moment::SECOND, std::sync::atomic::Ordering::SeqCst);
        let absent = lazare.read_unsigned("/notes/01900000-0000-7000-8000-0000000fffff").await;
        for path in &paths {
            assert_eq!(lazare.read_as(path, &key, &KEYS[0]).await, absent, "{path}");
        }
    }

    async fn a13_what_answers_a_text_that_is_gone_keeps_its_place_on_a_server_that_comes_later(trial: Trial) {
        let Some(network) = Network::new(trial.engine).await else { return };
        network.makes_group().await;
        network.comes_in(network.lazare()).await;
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        lazare.open("Ligne 4", "un texte qui part").await;
        network.work().await;
        vallombre.answer("qui part", "la réponse qui reste").await;
        network.work().await;
        lazare.take_back("qui part").await;
        network.work().await;
        network.comes_in(kermor).await;
        let reply = kermor.message("réponse qui reste").await.unwrap();
        let place = kermor.state_of(reply.topic).await;
        assert_eq!((place.state, place.html.as_str(), place.person), (MessageState::Deleted, "", None));
        assert!(!place.author.as_str().contains("port-lazare"), "whose it was is not told");
        let tombstones = kermor.trial.count("SELECT count(*) FROM grp_entry WHERE announce IS NULL").await;
        assert_eq!(tombstones, 1);
        assert!(network.agree().await);
    }
}
