//! What the rest of the network says: rendezvous of linked sections, answers, mentions, likes, shares, the posts of accounts that the section follows.

mod mark;
mod move_away;
mod nearby;
mod report;
mod written;

use std::sync::Arc;

use preau_core::action::outside::{DeleteOutside, FollowAnswered, ReceiveBlock};
use preau_core::action::{Action, perform};
use preau_core::error::{Failure, Fault};
use preau_core::peer::Incoming;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use crate::Federation;
use crate::known::Known;
use crate::outside::raw::{Addressed, Addressees, id, text};
use crate::receive::Received;

/// An activity of the rest of the network, as far as one of its rooms looks at it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    object: Option<&'a RawValue>,
    #[serde(borrow, default)]
    target: Option<&'a RawValue>,
    #[serde(borrow, default)]
    content: Option<&'a RawValue>,
    #[serde(skip)]
    to: Addressed,
}

/// One activity, with what its room needs to know of the house.
struct Case<'a> {
    incoming: &'a Incoming,
    said: Said<'a>,
    known: Arc<Known>,
}

impl Federation {
    /// Something from the rest of the network.
    pub(super) async fn receive_outside(&self, incoming: &Incoming) -> Result<Received, Failure> {
        let Some(case) = self.case(incoming).await? else { return Ok(Received::Nothing) };
        // It may have come in before its host was blocked (S22, O24).
        if self.blocked().await?.holds(&incoming.actor) {
            return Ok(Received::Forbidden);
        }
        match case.said.kind.as_str() {
            "Create" => self.created(&case).await,
            "Update" => self.updated(&case).await,
            "Delete" => self.deleted(&case).await,
            "Like" | "EmojiReact" | "Announce" => self.marked_or_shared(&case).await,
            "Undo" => self.unmarked(&case).await,
            "Accept" | "Reject" => self.answered(&case).await,
            "Block" => self.shut_out_by(&case).await,
            "Move" => self.moved(&case).await,
            "Flag" => self.flagged(&case).await,
            _ => Ok(Received::Nothing),
        }
    }

    async fn case<'a>(&self, incoming: &'a Incoming) -> Result<Option<Case<'a>>, Fault> {
        let Some(known) = self.known().await? else { return Ok(None) };
        let Ok(text) = std::str::from_utf8(&incoming.body) else { return Ok(None) };
        let read = serde_json::from_str::<Said<'_>>(text).and_then(|said| {
            Ok(Said { to: serde_json::from_str::<Addressees<'_>>(text)?.read(&self.names), ..said })
        });
        Ok(read.ok().map(|said| Case { incoming, said, known }))
    }

    /// Performs an Action that settles the activity. Where it says that it changed nothing, that is no one's fault.
    async fn settled<A: Action>(&self, action: &A) -> Result<Received, Failure> {
        perform(self.store.as_ref(), self.world.as_ref(), action).await?;
        Ok(Received::Settled)
    }

    async fn deleted(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let Some(object) = address(case.said.object) else { return Ok(Received::Nothing) };
        let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
        self.settled(&DeleteOutside { incoming, actor, object }).await
    }

    /// The answer to a follow of ours, named as we sent it; or, since not everybody repeats ids, described as ours (O16).
    async fn answered(&self, case: &Case<'_>) -> Result<Received, Failure> {
        #[derive(Deserialize)]
        struct Follow<'a> {
            #[serde(rename = "type")]
            kind: String,
            #[serde(borrow, default)]
            actor: Option<&'a RawValue>,
            #[serde(borrow, default)]
            object: Option<&'a RawValue>,
        }
        let Some(raw) = case.said.object else { return Ok(Received::Nothing) };
        let named = id(Some(raw)).and_then(|id| self.names.read_activity(&id));
        let described = || {
            serde_json::from_str::<Follow<'_>>(raw.get()).is_ok_and(|follow| {
                follow.kind == "Follow"
                    && id(follow.actor).as_deref() == Some(self.names.section().as_str())
                    && id(follow.object).as_deref() == Some(case.incoming.actor.as_str())
            })
        };
        if named.is_none() && !described() {
            return Ok(Received::Nothing);
        }
        let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
        let accept = case.said.kind == "Accept";
        self.settled(&FollowAnswered { incoming, actor, follow: named, accept }).await
    }

    async fn shut_out_by(&self, case: &Case<'_>) -> Result<Received, Failure> {
        // Of the section alone: whom else somebody blocks is nobody's business here (O26).
        if id(case.said.object).as_deref() != Some(self.names.section().as_str()) {
            return Ok(Received::Nothing);
        }
        let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
        self.settled(&ReceiveBlock { incoming, actor }).await
    }
}

/// The id of an object as an address, for looking up and comparing: nothing is fetched from it.
fn address(raw: Option<&RawValue>) -> Option<Url> {
    Url::parse(&id(raw)?).ok()
}

impl Said<'_> {
    /// What is said with it, as it came.
    fn note(&self) -> String {
        text(self.content).unwrap_or_default()
    }
}
