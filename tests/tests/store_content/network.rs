//! Followers from outside, the health of servers, keys, and what is remembered against replays.

use preau_core::audience::Audience;
use preau_core::peer::{FollowState, Incoming, KeyOwner, KeyPair, RemoteActor};
use preau_core::store::Tx;
use preau_core::world::{Moment, TokenHash};
use preau_tests::on_both_engines;

use super::things::{JEANNE, NOON, actor, keep, outgoing, people, post, reply};

const FOLLOW: &str = "{\"type\":\"Follow\"}";

async fn follows(tx: &mut dyn Tx, actor: &RemoteActor, state: FollowState, at: Moment) {
    tx.keep_actor(actor).await.unwrap();
    tx.keep_follower(&actor.id, FOLLOW, state, at).await.unwrap();
}

on_both_engines! {
    async fn a_copy_goes_to_each_server_once_and_to_nobody_who_waits(trial: Trial) {
        let mut tx = trial.store.begin().await.unwrap();
        for name in ["ada", "bob", "cem"] {
            follows(tx.as_mut(), &actor("big.example", name, Some("/inbox")), FollowState::Accepted, NOON).await;
        }
        let small = actor("small.example:8443", "dia", None);
        follows(tx.as_mut(), &small, FollowState::Accepted, NOON).await;
        follows(tx.as_mut(), &actor("held.example", "eve", None), FollowState::Held, NOON).await;
        follows(tx.as_mut(), &actor("gone.example", "fred", None), FollowState::Refused, NOON).await;
        tx.keep_actor(&actor("known.example", "guy", None)).await.unwrap();
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        let (mut inboxes, mut after) = (Vec::new(), None);
        loop {
            let page = db.follower_inboxes(after.as_deref(), 1).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.to_string());
            inboxes.extend(page.iter().map(ToString::to_string));
        }
        assert_eq!(inboxes, ["https://big.example/inbox", "https://small.example:8443/users/dia/inbox"]);
        assert_eq!(db.follower_inboxes(None, 500).await.unwrap().len(), 2);
        assert_eq!(db.follower_hosts(10).await.unwrap(), ["big.example", "small.example:8443"]);
        assert!(db.inbox_follows(&small.inbox).await.unwrap());
        assert!(!db.inbox_follows(&actor("held.example", "eve", None).inbox).await.unwrap());
        drop(db);

        let mut tx = trial.store.begin().await.unwrap();
        assert!(tx.delete_follower(&small.id).await.unwrap());
        assert!(!tx.delete_follower(&small.id).await.unwrap());
        assert!(!tx.inbox_follows(&small.inbox).await.unwrap());
        assert!(tx.remote_actor(&small.id).await.unwrap().is_some());
        tx.commit().await.unwrap();
    }

    async fn a_follower_keeps_their_place_when_they_ask_again_and_changes_it_when_they_are_decided(trial: Trial) {
        let ada = actor("big.example", "ada", Some("/inbox"));
        let bob = actor("big.example", "bob", None);
        let mut tx = trial.store.begin().await.unwrap();
        follows(tx.as_mut(), &ada, FollowState::Held, NOON).await;
        follows(tx.as_mut(), &bob, FollowState::Held, NOON.plus(1)).await;
        tx.keep_follower(&ada.id, "{\"again\":true}", FollowState::Held, NOON.plus(5)).await.unwrap();
        let held = tx.followers(FollowState::Held, 10).await.unwrap();
        assert_eq!(held.iter().map(|f| &f.actor).collect::<Vec<_>>(), [&bob, &ada]);
        tx.keep_follower(&ada.id, FOLLOW, FollowState::Accepted, NOON.plus(9)).await.unwrap();
        let now = tx.follower(&ada.id).await.unwrap().unwrap();
        assert_eq!((now.actor, now.follow.as_str(), now.at), (ada.clone(), FOLLOW, NOON.plus(9)));
        // The key turned on their side.
        let turned = RemoteActor { key_pem: "new".to_owned(), fetched_at: NOON.plus(10), ..ada.clone() };
        tx.keep_actor(&turned).await.unwrap();
        assert_eq!(tx.remote_actor_by_key(ada.key_id.as_str()).await.unwrap(), Some(turned));
        assert_eq!(tx.remote_actor_by_key("https://big.example/users/zoe#main-key").await.unwrap(), None);
        tx.commit().await.unwrap();
    }

    async fn the_fifth_failure_in_a_row_gives_a_host_a_pause_that_doubles_up_to_six_hours(trial: Trial) {
        const HOST: &str = "tired.example";
        let mut tx = trial.store.begin().await.unwrap();
        let mut now = NOON;
        for failures in 1..=4 {
            tx.note_peer(HOST, false, now).await.unwrap();
            let peer = tx.peer(HOST).await.unwrap().unwrap();
            assert_eq!((peer.failures, peer.open_until), (failures, None));
        }
        for minutes in [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360] {
            tx.note_peer(HOST, false, now).await.unwrap();
            let until = now.plus(minutes * Moment::MINUTE);
            // What fails while the pause lasts was under way before it.
            tx.note_peer(HOST, false, now.plus(1)).await.unwrap();
            let peer = tx.peer(HOST).await.unwrap().unwrap();
            assert_eq!((peer.open_until, peer.last_failure_at), (Some(until), Some(now.plus(1))));
            now = until;
        }
        tx.note_peer(HOST, true, now).await.unwrap();
        let peer = tx.peer(HOST).await.unwrap().unwrap();
        assert_eq!((peer.failures, peer.open_until, peer.last_ok_at), (0, None, Some(now)));
        assert!(peer.last_failure_at.is_some());
        tx.note_peer("able.example", true, now).await.unwrap();
        let hosts: Vec<_> = tx.peers(10).await.unwrap().into_iter().map(|peer| peer.host).collect();
        assert_eq!(hosts, ["able.example", HOST]);
        tx.commit().await.unwrap();
    }

    async fn s11_an_activity_counts_once_even_when_its_bytes_are_gone(trial: Trial) {
        let incoming = Incoming {
            id: "https://big.example/activities/1".to_owned(),
            actor: actor("big.example", "ada", None).id,
            body: b"{ \"exact\" :  \"bytes\" }".to_vec(),
            at: NOON,
        };
        let signature = TokenHash::of(b"signature");
        let mut tx = trial.store.begin().await.unwrap();
        assert!(tx.insert_fingerprint(&signature, NOON.plus(Moment::HOUR)).await.unwrap());
        assert!(!tx.insert_fingerprint(&signature, NOON.plus(Moment::HOUR)).await.unwrap());
        assert!(tx.insert_incoming(&incoming).await.unwrap());
        let forged = Incoming { body: b"other".to_vec(), ..incoming.clone() };
        assert!(!tx.insert_incoming(&forged).await.unwrap());
        assert_eq!(tx.incoming(&incoming.id).await.unwrap(), Some(incoming.clone()), "the first wins");
        tx.finish_incoming(&incoming.id, NOON.plus(1)).await.unwrap();
        assert_eq!(tx.incoming(&incoming.id).await.unwrap(), None);
        tx.commit().await.unwrap();

        let mut tx = trial.store.begin().await.unwrap();
        tx.purge(NOON.plus(89 * Moment::DAY)).await.unwrap();
        assert!(!tx.insert_incoming(&incoming).await.unwrap(), "remembered for ninety days");
        assert!(tx.insert_fingerprint(&signature, NOON).await.unwrap(), "too old to be accepted anyway");
        tx.purge(NOON.plus(91 * Moment::DAY)).await.unwrap();
        assert!(tx.insert_incoming(&incoming).await.unwrap());
        tx.commit().await.unwrap();
    }

    async fn actors_who_only_passed_by_are_forgotten_and_followers_are_not(trial: Trial) {
        let (ada, bob) = (actor("big.example", "ada", None), actor("big.example", "bob", None));
        let mut tx = trial.store.begin().await.unwrap();
        follows(tx.as_mut(), &ada, FollowState::Accepted, NOON).await;
        tx.keep_actor(&bob).await.unwrap();
        tx.purge(NOON.plus(91 * Moment::DAY)).await.unwrap();
        assert!(tx.remote_actor(&ada.id).await.unwrap().is_some());
        assert!(tx.remote_actor(&bob.id).await.unwrap().is_none());
        tx.commit().await.unwrap();
    }

    async fn keys_once_made_stay(trial: Trial) {
        let pair = |name: &str| KeyPair { private_pem: format!("{name} private"), public_pem: name.to_owned() };
        let mut tx = trial.store.begin().await.unwrap();
        for owner in [KeyOwner::Server, KeyOwner::Section, KeyOwner::Person(JEANNE)] {
            assert_eq!(tx.key_pair(owner).await.unwrap(), None);
            assert!(tx.insert_key_pair(owner, &pair("first"), NOON).await.unwrap());
            assert!(!tx.insert_key_pair(owner, &pair("second"), NOON).await.unwrap());
            assert_eq!(tx.key_pair(owner).await.unwrap(), Some(pair("first")));
        }
        tx.commit().await.unwrap();
    }

    async fn an_activity_of_ours_comes_back_as_it_was_stored_and_tells_that_its_post_left(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let top = post(1);
        let inner = reply(2, &top, Audience::Section);
        keep(tx.as_mut(), &[top.clone(), inner.clone()]).await;
        let create = outgoing(1, "{\"type\":\"Create\"}");
        tx.insert_outgoing(&create, Some(top.id)).await.unwrap();
        tx.insert_outgoing(&outgoing(2, "{\"type\":\"Accept\"}"), None).await.unwrap();
        assert_eq!(tx.outgoing(create.id).await.unwrap(), Some(create));
        assert!(tx.was_announced(top.id).await.unwrap());
        assert!(!tx.was_announced(inner.id).await.unwrap());
        tx.commit().await.unwrap();
    }

    async fn the_words_of_strangers_are_counted_under_a_bound(trial: Trial) {
        let mut tx = trial.store.begin().await.unwrap();
        for number in 0..150 {
            tx.count_ignored(&format!("Type{number}")).await.unwrap();
        }
        tx.count_ignored("Type0").await.unwrap();
        let counts = tx.ignored_counts(500).await.unwrap();
        assert_eq!(counts.len(), 101);
        assert_eq!(counts[0], ("other".to_owned(), 50));
        assert_eq!(counts[1], ("Type0".to_owned(), 2));
        tx.commit().await.unwrap();
    }
}
