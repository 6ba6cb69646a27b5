//! What an administrator decides is what they have read, and holds against whoever it was decided about.

use preau::world::MovedWorld;
use preau_core::action::network::{DecideFollower, KeepActor, ReceiveFollow, ReceiveUnfollow};
use preau_core::action::people::EndAccount;
use preau_core::action::post::{DecideProposal, EditPost, Publish};
use preau_core::action::rendezvous::{ChangeRendezvous, DecideRendezvous, PlanRendezvous};
use preau_core::action::{Action, perform};
use preau_core::audience::Audience;
use preau_core::error::{Failure, Refusal};
use preau_core::guest::GuestsMay;
use preau_core::peer::{FollowState, RemoteActor};
use preau_core::person::{Person, Role};
use preau_core::post::{Draft, PostState, Signature};
use preau_core::rendezvous::{Plan, RendezvousState};
use preau_core::store::Store;
use preau_core::text::{Body, ShortText, Title};
use preau_core::unit::{FollowPolicy, House};
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use url::Url;
use uuid::Uuid;

use crate::scene::{NOW, house, insert, later, person, write};

/// A house in which Odile decides and Thomas proposes.
struct Scene<'a> {
    store: &'a dyn Store,
    world: MovedWorld,
    odile: Person,
    thomas: Person,
}

impl<'a> Scene<'a> {
    async fn open(store: &'a dyn Store) -> Self {
        let world = MovedWorld::new("https://vallombre.example/".parse().unwrap(), NOW);
        let odile = Person { role: Role::Administrator, ..person(1, "Odile Garrec") };
        let thomas = person(2, "Thomas Le Goff");
        let house = House { members_may_sign: false, follow_policy: FollowPolicy::Accept, ..house() };
        write(store, async |tx| tx.insert_house(&house).await).await;
        insert(store, &odile).await;
        insert(store, &thomas).await;
        Self { store, world, odile, thomas }
    }

    async fn does<A: Action>(&self, action: A) -> Result<A::Output, Refusal> {
        match perform(self.store, &self.world, &action).await {
            Ok(output) => Ok(output),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(Failure::Fault(fault)) => panic!("{fault}"),
        }
    }

    async fn proposes(&self, signature: Signature) -> preau_core::id::PostId {
        let body = Body::parse("Samedi, devant la halle.").unwrap();
        let draft = Draft { title: None, body, audience: Audience::Everybody, signature };
        let once = Uuid::from_u128(if signature == Signature::Author { 7 } else { 8 });
        let sent =
            self.does(Publish { by: self.thomas.id, draft, once, pictures: Vec::new() }).await.unwrap();
        assert_eq!(sent.state, PostState::Proposed);
        sent.id
    }
}

fn plan(title: &str) -> Plan {
    Plan {
        title: Title::parse(title).unwrap(),
        body: None,
        starts_at: later(Moment::DAY),
        ends_at: None,
        time_zone: "Europe/Paris".parse().unwrap(),
        place: ShortText::parse("Halle").ok(),
        link: None,
        audience: Audience::Everybody,
        needed: None,
        capacity: None,
        guests_may: GuestsMay::No,
    }
}

fn zoe() -> RemoteActor {
    let at = |path: &str| -> Url { format!("https://elsewhere.example/users/zoe{path}").parse().unwrap() };
    RemoteActor {
        id: at(""),
        kind: "Person".to_owned(),
        handle: "zoe".to_owned(),
        name: "Zoé".to_owned(),
        inbox: at("/inbox"),
        shared_inbox: None,
        key_id: at("#main-key"),
        key_pem: String::new(),
        proof_key: None,
        fetched_at: NOW,
    }
}

on_both_engines! {
    async fn a_proposal_that_changed_after_it_was_read_does_not_come_out(trial: Trial) {
        let scene = Scene::open(trial.store.as_ref()).await;
        let post = scene.proposes(Signature::Section).await;
        let body = Body::parse("Votez pour mon beau-frère.").unwrap();
        scene.does(EditPost { by: scene.thomas.id, post, title: None, body, seen_edits: 0 }).await.unwrap();
        let decide = |seen_edits| DecideProposal { by: scene.odile.id, post, seen_edits, accept: true };
        assert_eq!(scene.does(decide(0)).await, Err(Refusal::ChangedMeanwhile));
        let state = async || scene.store.read().await.unwrap().post(post).await.unwrap().unwrap().state;
        assert_eq!(state().await, PostState::Proposed);
        assert_eq!(scene.does(decide(1)).await, Ok(()), "read again, it may");
        assert_eq!(state().await, PostState::Published);
    }

    async fn a_rendezvous_that_changed_after_it_was_read_is_not_announced(trial: Trial) {
        let scene = Scene::open(trial.store.as_ref()).await;
        let once = Uuid::from_u128(5);
        let (rendezvous, state) =
            scene.does(PlanRendezvous { by: scene.thomas.id, plan: plan("Permanence"), once }).await.unwrap();
        assert_eq!(state, RendezvousState::Proposed);
        let change = ChangeRendezvous { by: scene.thomas.id, rendezvous, plan: plan("Fête privée"), seen_sequence: 0 };
        scene.does(change).await.unwrap();
        let decide = |seen_sequence| DecideRendezvous { by: scene.odile.id, rendezvous, seen_sequence, accept: true };
        assert_eq!(scene.does(decide(0)).await, Err(Refusal::ChangedMeanwhile));
        assert_eq!(scene.does(decide(1)).await, Ok(()));
    }

    async fn what_somebody_who_left_had_proposed_to_sign_does_not_come_out(trial: Trial) {
        let scene = Scene::open(trial.store.as_ref()).await;
        let (signed, unsigned) = (scene.proposes(Signature::Author).await, scene.proposes(Signature::Section).await);
        let thomas = scene.thomas.id;
        scene.does(EndAccount { by: thomas, person: thomas, keep_name: true }).await.unwrap();
        let decide = |post| DecideProposal { by: scene.odile.id, post, seen_edits: 0, accept: true };
        assert_eq!(scene.does(decide(signed)).await, Err(Refusal::NotFound));
        assert_eq!(scene.does(decide(unsigned)).await, Ok(()), "what the section says, it still may say");
        assert!(!scene.store.read().await.unwrap().has_public_voice(thomas).await.unwrap());
    }

    async fn a_follower_who_was_removed_does_not_come_back_by_themself(trial: Trial) {
        let scene = Scene::open(trial.store.as_ref()).await;
        let actor = zoe().id;
        let follow = || ReceiveFollow { incoming: "1".to_owned(), actor: actor.clone(), follow: "{}".to_owned() };
        scene.does(KeepActor { actor: zoe() }).await.unwrap();
        assert_eq!(scene.does(follow()).await, Ok(FollowState::Accepted));
        scene.does(DecideFollower { by: scene.odile.id, actor: actor.clone(), accept: false }).await.unwrap();
        assert_eq!(scene.does(follow()).await, Ok(FollowState::Refused));
        let undo = ReceiveUnfollow { incoming: "2".to_owned(), actor: actor.clone() };
        assert_eq!(scene.does(undo).await, Ok(false));
        assert_eq!(scene.does(follow()).await, Ok(FollowState::Refused), "nor by taking the first one back");
        assert!(scene.store.read().await.unwrap().follower_hosts(9).await.unwrap().is_empty());
        scene.does(DecideFollower { by: scene.odile.id, actor: actor.clone(), accept: true }).await.unwrap();
        assert_eq!(scene.does(follow()).await, Ok(FollowState::Accepted));
        let undo = ReceiveUnfollow { incoming: "3".to_owned(), actor: actor.clone() };
        assert_eq!(scene.does(undo).await, Ok(true), "who follows may stop");
    }
}
