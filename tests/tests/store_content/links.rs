//! Linked sections, the codes that begin them, and the keys of proofs.

use preau_core::id::LinkCodeId;
use preau_core::link::{LINK_CODE_DAYS, LinkCode, LinkKind, LinkState, LinkedSection};
use preau_core::peer::{KeyOwner, ProofKey, RemoteActor};
use preau_core::store::Tx;
use preau_core::world::{Moment, TokenHash};
use preau_tests::on_both_engines;
use uuid::Uuid;

use super::group_things::{group, guest, keep_link, linked, place};
use super::things::{JEANNE, NOON, ODILE, people};

fn code(number: u128) -> LinkCode {
    LinkCode {
        id: LinkCodeId(Uuid::from_u128(number)),
        hash: TokenHash::of(&number.to_be_bytes()),
        made_by: JEANNE,
        made_at: NOON.plus(i64::try_from(number).unwrap()),
        expires_at: NOON.plus(LINK_CODE_DAYS * Moment::DAY),
    }
}

async fn names(tx: &mut dyn Tx, states: &[LinkState]) -> Vec<String> {
    tx.linked_sections(states).await.unwrap().into_iter().map(|view| view.section.actor.name).collect()
}

on_both_engines! {
    async fn a_link_is_one_row_that_moves_and_is_found_by_its_host_while_it_stands(trial: Trial) {
        let mut tx = trial.store.begin().await.unwrap();
        let asked = LinkedSection { state: LinkState::Asked, ours: false, ..linked("lazare.example:8443") };
        keep_link(tx.as_mut(), &asked).await;
        assert_eq!(tx.linked_section(&asked.actor.id).await.unwrap(), Some(asked.clone()));
        assert_eq!(tx.linked_host("lazare.example:8443").await.unwrap(), None, "nobody said yes yet");

        let both = LinkedSection { state: LinkState::Linked, kind: LinkKind::Above, since: NOON.plus(9), ..asked };
        keep_link(tx.as_mut(), &both).await;
        assert_eq!(tx.linked_host("lazare.example:8443").await.unwrap(), Some(both.clone()));
        assert_eq!(tx.linked_host("lazare.example").await.unwrap(), None, "another port is another server");
        assert_eq!(tx.linked_sections(LinkState::ALL).await.unwrap().len(), 1);
        // Its keys turn: what the row says of the actor is what the actor says now.
        let turned = RemoteActor { proof_key: None, key_pem: "new".to_owned(), ..both.actor.clone() };
        tx.keep_actor(&turned).await.unwrap();
        assert_eq!(tx.linked_section(&turned.id).await.unwrap().unwrap().actor, turned);
        tx.commit().await.unwrap();
    }

    async fn linked_sections_come_by_name_with_their_health_and_the_groups_in_common(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        for (host, name, state) in [
            ("b.example", "Valombreuse", LinkState::Linked),
            ("a.example", "Échallon", LinkState::Linked),
            ("c.example", "Fontaine", LinkState::Ended),
        ] {
            let link = linked(host);
            let actor = RemoteActor { name: name.to_owned(), ..link.actor.clone() };
            keep_link(tx.as_mut(), &LinkedSection { actor, state, ..link }).await;
        }
        assert_eq!(names(tx.as_mut(), &[LinkState::Linked]).await, ["Échallon", "Valombreuse"]);
        assert_eq!(names(tx.as_mut(), &[LinkState::Ended, LinkState::Refused]).await, ["Fontaine"]);
        assert!(names(tx.as_mut(), &[]).await.is_empty());

        // One of ours with two of theirs in it, one of theirs with one of ours in it, and one that nobody here is in.
        tx.insert_group(&group(1), None).await.unwrap();
        tx.keep_member(&guest(1, "a.example", "Ada")).await.unwrap();
        tx.keep_member(&guest(1, "a.example", "Bea")).await.unwrap();
        let mut theirs = group(2);
        (theirs.hosted, theirs.host) = (false, linked("a.example").actor.id);
        tx.insert_group(&theirs, None).await.unwrap();
        tx.keep_member(&place(2, ODILE, "Odile Garrec")).await.unwrap();
        let mut empty = group(3);
        (empty.hosted, empty.host) = (false, linked("a.example").actor.id);
        tx.insert_group(&empty, None).await.unwrap();

        tx.note_contact("a.example", NOON).await.unwrap();
        tx.note_contact("a.example", NOON.plus(Moment::SECOND)).await.unwrap();
        tx.note_contact("c.example", NOON).await.unwrap();
        tx.note_peer("b.example", true, NOON.plus(Moment::HOUR)).await.unwrap();
        tx.note_peer("b.example", false, NOON.plus(2 * Moment::HOUR)).await.unwrap();
        let views = tx.linked_sections(&[LinkState::Linked]).await.unwrap();
        let told: Vec<_> =
            views.iter().map(|view| (view.failures, view.last_contact, view.groups_in_common)).collect();
        assert_eq!(told, [(0, Some(NOON), 2), (1, Some(NOON.plus(Moment::HOUR)), 0)], "one note in ten minutes");
        tx.note_contact("b.example", NOON.plus(Moment::DAY)).await.unwrap();
        let views = tx.linked_sections(&[LinkState::Linked]).await.unwrap();
        assert_eq!(views[1].last_contact, Some(NOON.plus(Moment::DAY)), "the later of the two");
        let ended = tx.linked_sections(&[LinkState::Ended]).await.unwrap();
        assert_eq!(ended[0].last_contact, None, "who is no longer linked is not listened to");
        tx.commit().await.unwrap();
    }

    async fn a_code_is_worth_one_offer_in_its_week(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        for number in 1..=3 {
            tx.insert_link_code(&code(number)).await.unwrap();
        }
        let late = NOON.plus(LINK_CODE_DAYS * Moment::DAY);
        assert_eq!(tx.link_codes(NOON).await.unwrap(), [code(3), code(2), code(1)]);
        assert_eq!(tx.link_code(&code(1).hash, NOON).await.unwrap(), Some(code(1)));
        assert_eq!(tx.link_code(&code(1).hash, late).await.unwrap(), None);
        assert_eq!(tx.link_code(&code(9).hash, NOON).await.unwrap(), None);
        assert!(tx.use_link_code(code(1).id, NOON).await.unwrap());
        assert!(!tx.use_link_code(code(1).id, NOON).await.unwrap(), "a race has one winner");
        assert!(!tx.use_link_code(code(2).id, late).await.unwrap());
        assert_eq!(tx.link_code(&code(1).hash, NOON).await.unwrap(), None);
        assert_eq!(tx.link_codes(NOON).await.unwrap(), [code(3), code(2)]);
        tx.commit().await.unwrap();

        let mut tx = trial.store.begin().await.unwrap();
        assert_eq!(tx.purge(NOON).await.unwrap(), 1, "the spent one");
        assert_eq!(tx.purge(late).await.unwrap(), 2);
        tx.commit().await.unwrap();
    }

    async fn an_actor_who_is_linked_is_remembered_and_a_link_that_ended_is_forgotten_first(trial: Trial) {
        let mut tx = trial.store.begin().await.unwrap();
        let link = linked("lazare.example");
        keep_link(tx.as_mut(), &link).await;
        let later = NOON.plus(400 * Moment::DAY);
        assert_eq!(tx.purge(later).await.unwrap(), 0);
        keep_link(tx.as_mut(), &LinkedSection { state: LinkState::Ended, ..link.clone() }).await;
        while tx.purge(later).await.unwrap() > 0 {}
        assert_eq!(tx.linked_section(&link.actor.id).await.unwrap(), None);
        assert_eq!(tx.remote_actor(&link.actor.id).await.unwrap(), None);
        tx.commit().await.unwrap();
    }

    async fn the_first_key_of_proofs_stays(trial: Trial) {
        let owner = KeyOwner::Group(group(1).id);
        let key = |byte: u8| ProofKey { seed: vec![byte; 32], public: vec![byte.wrapping_add(1); 32] };
        let mut tx = trial.store.begin().await.unwrap();
        assert!(tx.proof_key(owner).await.unwrap().is_none());
        assert!(tx.insert_proof_key(owner, &key(1), NOON).await.unwrap());
        assert!(!tx.insert_proof_key(owner, &key(5), NOON).await.unwrap());
        assert!(tx.proof_key(owner).await.unwrap() == Some(key(1)));
        assert!(tx.proof_key(KeyOwner::Section).await.unwrap().is_none());
        tx.commit().await.unwrap();
    }
}
