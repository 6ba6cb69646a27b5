//! What a copy of a log makes of entries that come twice, out of order, changed, or from a host that is its host no more.

use preau_core::action::group::member::LeaveGroup;
use preau_core::action::link::EndLink;
use preau_core::action::outside::{BlockHost, UnblockHost};
use preau_core::group::{GroupState, Membership};
use preau_core::link::LinkKind;
use preau_core::world::Moment;
use preau_tests::network::cast::{KARIM, MARC, ROSE};
use preau_tests::network::until;
use preau_tests::on_stage;
use preau_tests::people::ODILE;
use preau_tests::proxy::Mode;

use crate::trio::Trio;

on_stage! {
    async fn entries_that_overtake_each_other_or_are_played_again_stand_once_in_their_order(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        // Two wait on the line to Montreval; the third comes first and shows that they are missing.
        montreval.proxy.strike("le premier mot", 1, Mode::Hold);
        trio.opens(vallombre, ODILE, "le premier mot").await;
        until("it is on its way", async || montreval.proxy.with("le premier mot").pop()).await;
        trio.opens(vallombre, ODILE, "le second mot").await;
        trio.answers(vallombre, ODILE, "le premier mot", "une réponse").await;
        let third = until("the next ones go to the other", async || {
            lazare.proxy.with("une réponse").pop().filter(|one| one.status() == Some(202))
        })
        .await;
        // A lane keeps order: what waits behind the first has not been sent. Somebody in between hands the third in.
        let status = montreval.proxy.send_again(&third).await.unwrap();
        assert!((400..500).contains(&status), "it was signed for another server: {status}");
        let entry = third.body.clone();
        assert_eq!(trio.voice().await.posts(entry, montreval, "inbox").await, Some(202));
        until("it fetches what is missing", async || {
            (trio.stands(montreval, "une réponse").await == 1).then_some(())
        })
        .await;
        montreval.proxy.set(Mode::Pass).await;
        stage.rests().await;
        // All of it once more, as it passed, and in the opposite order.
        for place in [montreval, lazare] {
            let mut passed = place.proxy.with(r#""Announce""#);
            passed.reverse();
            assert!(passed.len() >= 3);
            for one in passed {
                let status = place.proxy.send_again(&one).await.unwrap();
                assert!(matches!(status, 202 | 401), "{status}");
            }
        }
        let creates: Vec<_> = vallombre.proxy.with(r#""Create""#);
        for one in creates {
            let status = vallombre.proxy.send_again(&one).await.unwrap();
            assert!(matches!(status, 202 | 401), "{status}");
        }
        stage.rests().await;
        for place in stage.places() {
            for words in ["le premier mot", "le second mot", "une réponse"] {
                assert_eq!(trio.stands(place, words).await, 1, "{words} in {}", place.handle);
            }
        }
        trio.agrees().await;
        trio.names_nobody().await;
    }

    async fn a_message_that_is_changed_under_way_is_not_taken_and_the_true_one_is(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        // What goes to one server is kept back; its host hands it to the other changed, signed as every request of it.
        lazare.proxy.strike("le vrai mot", 1, Mode::Hold);
        montreval.proxy.strike("le vrai mot", 1, Mode::Hold);
        trio.opens(lazare, MARC, "le vrai mot").await;
        let passed = until("it is on its way", async || montreval.proxy.with("le vrai mot").pop()).await;
        let text = String::from_utf8(passed.body.clone()).unwrap();
        let voice = trio.voice().await;
        let other = montreval.section();
        for (number, forged) in [
            text.replace("le vrai mot", "le faux mot"),
            text.replace(lazare.actor(MARC).as_str(), lazare.actor(ROSE).as_str()),
            text.replace(lazare.actor(MARC).as_str(), montreval.actor(KARIM).as_str()),
            text.replace(trio.group.actor.as_str(), other.as_str()),
            text.replace(r#""pr:epoch":1"#, r#""pr:epoch":2"#),
            text.replace(r#""pr:seq":"#, r#""pr:seq":9"#),
        ]
        .into_iter()
        .enumerate()
        {
            assert_ne!(forged, text, "{number} changes something");
            let status = voice.posts(forged.into_bytes(), montreval, "inbox").await.unwrap();
            assert!(matches!(status, 202 | 400 | 401 | 403), "{number}: {status}");
        }
        // Another member server, or the section of the host, hands in what the group said, unchanged.
        for voice in [lazare.voice(), vallombre.voice()] {
            let status = voice.posts(text.clone().into_bytes(), montreval, "inbox").await.unwrap();
            assert!(matches!(status, 202 | 400 | 401 | 403), "{status}");
        }
        until("all of it was looked at", async || {
            (montreval.count("SELECT count(*) FROM incoming WHERE body IS NOT NULL").await == 0).then_some(())
        })
        .await;
        // A place that is further on makes it ask its host, which says the true one.
        assert_eq!(trio.stands(montreval, "le faux mot").await, 0);
        let others = format!("SELECT count(*) FROM grp_message WHERE author <> '{}'", lazare.actor(MARC));
        assert_eq!(montreval.count(&others).await, 0);
        montreval.proxy.set(Mode::Pass).await;
        lazare.proxy.set(Mode::Pass).await;
        stage.hurry().await;
        stage.rests().await;
        assert_eq!(trio.stands(montreval, "le vrai mot").await, 1);
        let kept = montreval.database(&[b"le faux mot".to_vec()]).await;
        assert!(!kept.iter().any(|at| at.contains('.') && !at.contains("sqlite")), "{kept:?}");
        trio.agrees().await;
        trio.names_nobody().await;
    }

    async fn a26_when_the_last_of_a_server_has_left_nothing_more_is_sent_there_served_or_taken(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        trio.opens(vallombre, ODILE, "avant son départ").await;
        stage.rests().await;
        let copy = trio.here(montreval).await;
        montreval.perform(LeaveGroup { by: montreval.resident(KARIM).id, group: copy.id, take_back: false }).await;
        stage.rests().await;
        assert_eq!(trio.here(montreval).await.state, GroupState::Left);
        assert_eq!(vallombre.standing(trio.group.id, &montreval.actor(KARIM)).await, None);
        montreval.proxy.forget();
        trio.opens(lazare, MARC, "après son départ").await;
        stage.rests().await;
        assert_eq!(trio.stands(lazare, "après son départ").await, 1);
        assert!(montreval.proxy.with("après son départ").is_empty(), "nothing is sent there");
        // It asks, and reads nothing; what the others of the group read is there.
        let log = format!("{}/log?after=0", trio.group.actor.path());
        let missing = log.replace(trio.group.actor.path().rsplit('/').next().unwrap(), "40000000-0000-4000-8000-00000000abcd");
        let (status, text) = montreval.voice().reads(vallombre, &log).await.unwrap();
        assert_eq!((status, text), montreval.voice().reads(vallombre, &missing).await.unwrap());
        assert_eq!(status, 404);
        // Its host sends all the same, by mistake or by will: a copy that nobody reads takes nothing.
        let sent = lazare.proxy.with("après son départ").pop().unwrap();
        let group = trio.here(montreval).await;
        assert_eq!(trio.voice().await.posts(sent.body, montreval, "inbox").await, Some(202));
        stage.rests().await;
        let words = [b"apr\xc3\xa8s son d\xc3\xa9part".to_vec()];
        let kept = montreval.count("SELECT count(*) FROM grp_message WHERE html LIKE '%après son départ%'").await;
        assert_eq!(kept, 0);
        assert_eq!(trio.here(montreval).await.seq, group.seq);
        // What came without being asked for is gone from the rows at the end.
        let rows: Vec<_> = montreval.database(&words).await.into_iter().filter(|at| at.contains('.') && !at.contains("sqlite")).collect();
        assert!(rows.is_empty(), "{rows:?}");
        trio.names_nobody().await;
    }

    async fn a_link_that_ends_in_the_middle_of_a_relay_ends_it_for_that_server_alone(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        trio.opens(vallombre, ODILE, "du temps de la liaison").await;
        stage.rests().await;
        // Relays wait: Montreval does not answer, and what is behind the first is not sent yet.
        montreval.proxy.set(Mode::Answer(503)).await;
        trio.answers(lazare, MARC, "temps de la liaison", "pendant la rupture").await;
        until("the relay is tried", async || montreval.proxy.with("pendant la rupture").pop()).await;
        until("the others have it", async || (trio.stands(lazare, "pendant la rupture").await == 1).then_some(())).await;
        vallombre.perform(EndLink { by: vallombre.administrator(), actor: montreval.section() }).await;
        montreval.proxy.set(Mode::Pass).await;
        for _ in 0..3 {
            stage.hurry().await;
            stage.rests().await;
        }
        trio.answers(lazare, MARC, "temps de la liaison", "après la rupture").await;
        stage.rests().await;
        for words in ["pendant la rupture", "après la rupture"] {
            assert_eq!(trio.stands(vallombre, words).await, 1);
            assert_eq!(trio.stands(lazare, words).await, 1);
            assert_eq!(montreval.database(&[words.as_bytes().to_vec()]).await, Vec::<String>::new());
        }
        let (copy, karim) = (trio.here(montreval).await, montreval.actor(KARIM));
        assert_eq!(copy.state, GroupState::Left);
        assert_ne!(vallombre.standing(trio.group.id, &karim).await, Some(Membership::Active));
        let log = format!("{}/log?after=0", trio.group.actor.path());
        assert_eq!(montreval.voice().reads(vallombre, &log).await.unwrap().0, 404);
        // Nobody there reads it any more, and in a month the copy is gone.
        stage.visitor("montreval", KARIM).get("/groupes").await.does_not_say("du temps de la liaison");
        stage.pass(32 * Moment::DAY);
        trio.names_nobody().await;
    }

    async fn s22_a_host_that_is_shut_out_is_heard_no_more_and_comes_back_as_a_stranger(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let trio = Trio::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        trio.opens(montreval, KARIM, "avant le blocage").await;
        stage.rests().await;
        let by = vallombre.administrator();
        vallombre.perform(EndLink { by, actor: montreval.section() }).await;
        // The section hears that the link ends before it is spoken to no more.
        stage.rests().await;
        let host = montreval.url.host_str().unwrap().to_owned();
        vallombre.perform(BlockHost { by, host: host.clone(), reason: None }).await;
        // The list of who is shut out is read anew every two seconds.
        stage.pass(5 * Moment::SECOND);
        for _ in 0..2 {
            stage.hurry().await;
            stage.rests().await;
        }
        montreval.proxy.forget();
        trio.opens(lazare, MARC, "après le blocage").await;
        stage.rests().await;
        assert!(montreval.proxy.passed().iter().all(|one| one.from != vallombre.authority()), "nothing goes there");
        // Its person goes on writing, by their own key and by hand.
        let karim = montreval.actor(KARIM);
        let voice = montreval.voice_of(&montreval.resident(KARIM).id.to_string(), karim.path()).await;
        let said = vallombre.proxy.with("avant le blocage").pop().unwrap();
        let again = String::from_utf8(said.body).unwrap().replace("avant le blocage", "malgré le blocage");
        assert_eq!(voice.posts(again.into_bytes(), vallombre, "inbox").await, Some(403));
        for path in [trio.group.actor.path().to_owned(), format!("{}/log?after=0", trio.group.actor.path())] {
            assert_eq!(montreval.voice().reads(vallombre, &path).await.unwrap().0, 404, "{path}");
        }
        stage.rests().await;
        assert_eq!(vallombre.database(&["malgré le blocage".as_bytes().to_vec()]).await, Vec::<String>::new());
        assert_eq!(trio.stands(lazare, "avant le blocage").await, 1, "what was said stands");
        // Let in again, it is a stranger until both link anew.
        vallombre.perform(UnblockHost { by, host }).await;
        stage.pass(5 * Moment::SECOND);
        stage.hurry().await;
        stage.rests().await;
        let log = format!("{}/log?after=0", trio.group.actor.path());
        assert_eq!(montreval.voice().reads(vallombre, &log).await.unwrap().0, 404);
        assert_eq!(trio.stands(montreval, "après le blocage").await, 0);
        stage.link("vallombre", "montreval", LinkKind::Sister).await;
        trio.names_nobody().await;
    }
}
