//! The jobs about what came in: looking at one activity, and answering a follow.

use activitypub_federation::kinds::activity::FollowType;
use preau_core::action::network::{DropIncoming, ReceiveFollow, ReceiveUnfollow, SendOne};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::id::ActivityId;
use preau_core::peer::{FollowState, Incoming, KeyOwner, RemoteActor};
use url::Url;

use crate::activity::received::{Asked, Envelope, asked};
use crate::activity::{FollowRef, answering, stored};
use crate::{Federation, Ran};

impl Federation {
    /// Looks at one activity that was stored. Whatever it is, it is settled once.
    pub async fn receive(&self, activity: &str) -> Result<Ran, Failure> {
        let Some(incoming) = self.store.read().await?.incoming(activity).await? else {
            return Ok(Ran::done());
        };
        match asked(&self.names, &incoming) {
            Asked::Follow(KeyOwner::Section) => self.follow_section(&incoming).await?,
            Asked::Follow(owner) => self.turn_away(&incoming, owner).await?,
            Asked::Unfollow(id) => self.unfollow(&incoming, id).await?,
            Asked::Nothing(kind) => self.drop_incoming(&incoming, Some(kind)).await?,
            Asked::Forbidden => self.drop_incoming(&incoming, None).await?,
        }
        Ok(Ran::done())
    }

    async fn follow_section(&self, incoming: &Incoming) -> Result<(), Failure> {
        let follow = String::from_utf8(incoming.body.clone())
            .map_err(|error| Fault::other("reading a Follow", error))?;
        let receive = ReceiveFollow { incoming: incoming.id.clone(), actor: incoming.actor.clone(), follow };
        perform(self.store.as_ref(), self.world.as_ref(), &receive).await?;
        Ok(())
    }

    /// Nobody follows a person or the server here. Who is there says no, so that nobody waits for an answer for ever;
    /// who is not there says nothing.
    async fn turn_away(&self, incoming: &Incoming, owner: KeyOwner) -> Result<(), Failure> {
        let mut db = self.store.read().await?;
        let there = match owner {
            KeyOwner::Person(id) => db.has_public_voice(id).await? && db.key_pair(owner).await?.is_some(),
            KeyOwner::Server | KeyOwner::Section => true,
        };
        let actor = db.remote_actor(&incoming.actor).await?;
        drop(db);
        if let (true, Some(actor)) = (there, actor) {
            self.answer(owner, &actor, &incoming.body, false).await?;
        }
        self.drop_incoming(incoming, Some("Follow")).await
    }

    /// Takes a follow back. Named by its id alone, it must be the one we hold of this sender (O08).
    async fn unfollow(&self, incoming: &Incoming, id: Option<String>) -> Result<(), Failure> {
        if let Some(id) = id {
            let follower = self.store.read().await?.follower(&incoming.actor).await?;
            let same =
                |follow: &str| Envelope::read(follow.as_bytes()).is_some_and(|follow| follow.id() == id);
            if !follower.is_some_and(|follower| same(&follower.follow)) {
                return self.drop_incoming(incoming, Some("Undo")).await;
            }
        }
        let receive = ReceiveUnfollow { incoming: incoming.id.clone(), actor: incoming.actor.clone() };
        perform(self.store.as_ref(), self.world.as_ref(), &receive).await?;
        Ok(())
    }

    async fn drop_incoming(&self, incoming: &Incoming, kind: Option<&str>) -> Result<(), Failure> {
        let drop = DropIncoming { incoming: incoming.id.clone(), count: kind.map(str::to_owned) };
        perform(self.store.as_ref(), self.world.as_ref(), &drop).await
    }

    /// Answers a follow of the section, unless it was decided otherwise meanwhile.
    pub async fn answer_follow(&self, actor: &Url, accept: bool) -> Result<Ran, Failure> {
        let follower = self.store.read().await?.follower(actor).await?;
        let state = if accept { FollowState::Accepted } else { FollowState::Refused };
        if let Some(follower) = follower.filter(|follower| follower.state == state) {
            self.answer(KeyOwner::Section, &follower.actor, follower.follow.as_bytes(), accept).await?;
        }
        Ok(Ran::done())
    }

    async fn answer(
        &self,
        owner: KeyOwner,
        to: &RemoteActor,
        follow: &[u8],
        accept: bool,
    ) -> Result<(), Failure> {
        let follow = Envelope::read(follow).ok_or(Fault::Broken("a stored Follow can be read"))?;
        let follow = FollowRef {
            id: follow.id().to_owned(),
            kind: FollowType::Follow,
            actor: to.id.clone(),
            object: self.names.actor(owner),
        };
        let id = ActivityId(self.world.dated_id());
        let answer = answering(&self.names, id, owner, accept, follow);
        let outgoing = stored(id, owner, &answer, false, self.world.now())
            .map_err(|error| Fault::other("writing an answer", error))?;
        let send = SendOne { outgoing, inbox: to.inbox.clone(), about: to.id.to_string() };
        perform(self.store.as_ref(), self.world.as_ref(), &send).await
    }
}
