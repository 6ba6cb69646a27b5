//! The jobs about what came in: looking at one activity, in the room it belongs to, and answering a follow.

mod events;
pub(crate) mod links;
mod log;
mod outside;
mod people;

use activitypub_federation::kinds::activity::FollowType;
use preau_core::action::network::{DropIncoming, ReceiveFollow, ReceiveUnfollow, SendOne};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::Group;
use preau_core::id::ActivityId;
use preau_core::peer::{FollowState, Incoming, KeyOwner, RemoteActor};
use url::Url;

use crate::activity::received::{Asked, Envelope, Sender, asked};
use crate::activity::{FollowRef, answering, stored};
use crate::actor::group::is_public;
use crate::{Federation, Ran};

/// What a room did with an activity. A refusal by an Action means the same as [`Received::Forbidden`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// The Action that it came to has settled it.
    Settled,
    /// Nothing that we act on: it is settled and counted under its type.
    Nothing,
    /// What its sender has no right to: it is settled, and nothing else.
    Forbidden,
}

impl Federation {
    /// Looks at one activity that was stored. Whatever it is, it is settled once.
    pub async fn receive(&self, activity: &str) -> Result<Ran, Failure> {
        let Some(incoming) = self.store.read().await?.incoming(activity).await? else {
            return Ok(Ran::done());
        };
        let sender = self.sender(&incoming.actor).await?;
        let received = match asked(&self.names, &incoming, &sender) {
            Asked::Follow(KeyOwner::Section) => self.follow_section(&incoming).await,
            Asked::Follow(owner) => self.turn_away(&incoming, owner).await,
            Asked::Unfollow(id) => self.unfollow(&incoming, id).await,
            Asked::Link => self.receive_link(&incoming).await,
            Asked::Event => self.receive_event(&incoming).await,
            Asked::Place => self.receive_place(&incoming).await,
            Asked::Said(group) => self.receive_said(&incoming, group).await,
            Asked::Told(group) => self.receive_told(&incoming, group).await,
            Asked::Outside => self.receive_outside(&incoming).await,
            Asked::Nothing(kind) => {
                self.drop_incoming(&incoming, Some(kind)).await?;
                return Ok(Ran::done());
            }
            Asked::Forbidden => Ok(Received::Forbidden),
        };
        match received {
            Ok(Received::Settled) => {}
            Ok(Received::Nothing) => {
                let kind = Envelope::read(&incoming.body).map_or("other", |envelope| envelope.counted());
                self.drop_incoming(&incoming, Some(kind)).await?;
            }
            Ok(Received::Forbidden) => self.drop_incoming(&incoming, None).await?,
            Err(Failure::Refused(refusal)) => {
                tracing::debug!(?refusal, "an activity was refused");
                self.drop_incoming(&incoming, None).await?;
            }
            Err(fault @ Failure::Fault(_)) => return Err(fault),
        }
        Ok(Ran::done())
    }

    /// What we know of whoever signed.
    async fn sender(&self, actor: &Url) -> Result<Sender, Fault> {
        let mut db = self.store.read().await?;
        let group = db.group_by_actor(actor).await?.filter(|group| !group.hosted).map(|group| group.id);
        let offer = db.linked_section(actor).await?.map(|link| link.offer);
        Ok(Sender { group, offer })
    }

    async fn follow_section(&self, incoming: &Incoming) -> Result<Received, Failure> {
        let follow = String::from_utf8(incoming.body.clone())
            .map_err(|error| Fault::other("reading a Follow", error))?;
        let receive = ReceiveFollow { incoming: incoming.id.clone(), actor: incoming.actor.clone(), follow };
        perform(self.store.as_ref(), self.world.as_ref(), &receive).await?;
        Ok(Received::Settled)
    }

    /// Nobody follows a person, a group or the server here. Who is there says no, so that nobody waits for an answer for ever;
    /// who is not there says nothing.
    async fn turn_away(&self, incoming: &Incoming, owner: KeyOwner) -> Result<Received, Failure> {
        let mut db = self.store.read().await?;
        let there = match owner {
            KeyOwner::Person(id) => db.has_public_voice(id).await? && db.key_pair(owner).await?.is_some(),
            KeyOwner::Group(id) => {
                let listed = |group: &Group| group.hosted && is_public(group);
                db.group(id).await?.is_some_and(|group| listed(&group)) && db.key_pair(owner).await?.is_some()
            }
            KeyOwner::Server | KeyOwner::Section => true,
        };
        let actor = db.remote_actor(&incoming.actor).await?;
        drop(db);
        if let (true, Some(actor)) = (there, actor) {
            self.answer(owner, &actor, &incoming.body, false).await?;
        }
        Ok(Received::Nothing)
    }

    /// Takes a follow back. Named by its id alone, it must be the one we hold of this sender (O08).
    async fn unfollow(&self, incoming: &Incoming, id: Option<String>) -> Result<Received, Failure> {
        if let Some(id) = id {
            let follower = self.store.read().await?.follower(&incoming.actor).await?;
            let same =
                |follow: &str| Envelope::read(follow.as_bytes()).is_some_and(|follow| follow.id() == id);
            if !follower.is_some_and(|follower| same(&follower.follow)) {
                return self.unmarked_by_id(incoming, id).await;
            }
        }
        let receive = ReceiveUnfollow { incoming: incoming.id.clone(), actor: incoming.actor.clone() };
        perform(self.store.as_ref(), self.world.as_ref(), &receive).await?;
        Ok(Received::Settled)
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
