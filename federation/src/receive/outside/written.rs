//! Something was written or rewritten elsewhere: an answer, a mention, a letter, a post of an account that we follow.

use preau_core::action::network::{DropIncoming, KeepActor};
use preau_core::action::outside::{KeepNetworkPost, ReceiveOutsidePost, UpdateOutsidePost};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::outside::RemoteNote;

use super::Case;
use crate::Federation;
use crate::outside::gate::follows;
use crate::outside::object::Told;
use crate::outside::origin::Budget;
use crate::outside::raw::id;
use crate::receive::Received;

impl Federation {
    pub(super) async fn created(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let mut budget = Budget::new();
        let nearby = self.keep_nearby(case).await?;
        let Some(told) = self.own_object(case, &mut budget).await? else { return Ok(Received::Nothing) };
        let actor = &case.incoming.actor;
        let private = !told.is_public(case.said.to);
        let mentions = told.names_section(case.said.to);
        let followed = !private && follows(self.store.read().await?.as_mut(), actor).await?;
        let answers = told.answers.clone();
        let post = match &answers {
            Some(answers) => {
                // Only what names us is worth asking others for: everything else hangs at what is known here, or nowhere.
                let asks = mentions && !private;
                self.post_above(self.object_reader(&case.known), answers, asks, &mut budget).await?
            }
            None => None,
        };
        let Some(note) = self.note(told, &mut budget).await? else { return Ok(Received::Nothing) };
        let concerns = mentions || (post.is_some() && !private);
        if followed {
            let incoming = (!concerns).then(|| case.incoming.id.clone());
            let keep = KeepNetworkPost { incoming, via: actor.clone(), note: note.clone(), shared_as: None };
            perform(self.store.as_ref(), self.world.as_ref(), &keep).await?;
        }
        match (concerns, followed) {
            (true, _) => {
                // What is not a post of ours, but in between.
                let parent = answers
                    .filter(|answers| self.names.read_post(answers).is_none())
                    .and_then(|answers| url::Url::parse(&answers).ok());
                let incoming = case.incoming.id.clone();
                self.settled(&ReceiveOutsidePost { incoming, note, post, parent, mentions, private }).await
            }
            (false, true) => Ok(Received::Settled),
            (false, false) if nearby => {
                self.settled(&DropIncoming { incoming: case.incoming.id.clone(), count: None }).await
            }
            (false, false) => Ok(Received::Nothing),
        }
    }

    pub(super) async fn updated(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let mut budget = Budget::new();
        if id(case.said.object).as_deref() == Some(case.incoming.actor.as_str()) {
            return self.renamed(case, &mut budget).await;
        }
        self.keep_nearby(case).await?;
        let Some(told) = self.own_object(case, &mut budget).await? else { return Ok(Received::Nothing) };
        let private = !told.is_public(case.said.to);
        let Some(note) = self.note(told, &mut budget).await? else { return Ok(Received::Nothing) };
        let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
        self.settled(&UpdateOutsidePost { incoming, actor, note, private }).await
    }

    /// An account says that it changed: its own document says how. Not asked for more often than for a new key.
    async fn renamed(&self, case: &Case<'_>, budget: &mut Budget) -> Result<Received, Failure> {
        let actor = &case.incoming.actor;
        if !self.senders.may_ask_again(actor, self.world.now()) {
            return Ok(Received::Nothing);
        }
        let document = self.ask_for(actor, budget).await?;
        let found =
            document.and_then(|document| self.read_actor(&document)).filter(|found| found.id == *actor);
        let Some(actor) = found else { return Ok(Received::Nothing) };
        perform(self.store.as_ref(), self.world.as_ref(), &KeepActor { actor }).await?;
        self.settled(&DropIncoming { incoming: case.incoming.id.clone(), count: None }).await
    }

    /// The object of a Create or an Update, which its sender wrote: embedded, or fetched from the sender's own origin where
    /// its id is all there is. Somebody else's copy is worth nothing (O02, O03, O05).
    async fn own_object(&self, case: &Case<'_>, budget: &mut Budget) -> Result<Option<Told>, Fault> {
        let Some(raw) = case.said.object else { return Ok(None) };
        let reader = self.object_reader(&case.known);
        let told = match serde_json::from_str::<String>(raw.get()) {
            Ok(id) => match self.rules.parse(&id) {
                Ok(url) if url.origin() == case.incoming.actor.origin() => {
                    self.object_at(reader, &url, budget).await?
                }
                _ => None,
            },
            Err(_) => reader.read(raw.get()),
        };
        Ok(told.filter(|told| told.author == case.incoming.actor && told.is_of_one_origin()))
    }

    /// With its author, who signed and is known therefore.
    pub(super) async fn note(&self, told: Told, budget: &mut Budget) -> Result<Option<RemoteNote>, Fault> {
        let author = self.author(&told.author, budget).await?;
        Ok(author.map(|author| told.note(&author, self.world.now())))
    }
}
