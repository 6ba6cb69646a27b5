//! Likes and shares of ours are counted; what an account shares that we follow is fetched from where it was written (O09).

use preau_core::action::outside::{CountMark, KeepNetworkPost, Uncount, Undone, UpdateOutsidePost};
use preau_core::error::Failure;
use preau_core::outside::Mark;
use preau_core::peer::Incoming;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::Case;
use crate::Federation;
use crate::outside::gate::follows;
use crate::outside::origin::Budget;
use crate::outside::raw::id;
use crate::receive::Received;

/// What is inside an Announce or an Undo, as far as we ask.
#[derive(Debug, Deserialize)]
struct Inside<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    object: Option<&'a RawValue>,
}

impl Federation {
    pub(super) async fn marked_or_shared(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let Some(object) = id(case.said.object) else { return Ok(Received::Nothing) };
        let mark = mark_of(&case.said.kind);
        if let (Some(post), Some(mark)) = (self.names.read_post(&object), mark) {
            let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
            return self.settled(&CountMark { incoming, actor, post, mark }).await;
        }
        let actor = &case.incoming.actor;
        if mark != Some(Mark::Share) || !follows(self.store.read().await?.as_mut(), actor).await? {
            return Ok(Received::Nothing);
        }
        self.shared(case, object).await
    }

    /// A followed account passes something on. A copy that it carries is not looked at.
    async fn shared(&self, case: &Case<'_>, object: String) -> Result<Received, Failure> {
        let Some((object, is_edit)) = passed_on(case.said.object, object) else {
            return Ok(Received::Nothing);
        };
        let (Ok(object), Ok(announce)) = (self.rules.parse(&object), Url::parse(&case.incoming.id)) else {
            return Ok(Received::Nothing);
        };
        let mut budget = Budget::new();
        let found = self.object_at(self.object_reader(&case.known), &object, &mut budget).await?;
        // What its author did not give to everybody, nobody else may give to us.
        let Some(told) = found.filter(|told| told.to.public) else { return Ok(Received::Nothing) };
        let Some(note) = self.note(told, &mut budget).await? else { return Ok(Received::Nothing) };
        let incoming = case.incoming.id.clone();
        if is_edit {
            let actor = note.author.actor.clone();
            return self.settled(&UpdateOutsidePost { incoming, actor, note, private: false }).await;
        }
        let (incoming, via) = (Some(incoming), case.incoming.actor.clone());
        self.settled(&KeepNetworkPost { incoming, via, note, shared_as: Some(announce) }).await
    }

    pub(super) async fn unmarked(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let inside = case.said.object.and_then(|raw| serde_json::from_str::<Inside<'_>>(raw.get()).ok());
        let marked = inside.and_then(|inside| {
            let post = self.names.read_post(&id(inside.object)?)?;
            Some(Undone::Mark { post, mark: mark_of(&inside.kind)? })
        });
        let named = || id(case.said.object).map(Undone::Activity);
        let Some(undone) = marked.or_else(named) else { return Ok(Received::Nothing) };
        let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
        self.settled(&Uncount { incoming, actor, undone }).await
    }

    /// An Undo that names what it takes back by its id alone, and that was no follow.
    pub(in crate::receive) async fn unmarked_by_id(
        &self,
        incoming: &Incoming,
        id: String,
    ) -> Result<Received, Failure> {
        let actor = incoming.actor.clone();
        self.settled(&Uncount { incoming: incoming.id.clone(), actor, undone: Undone::Activity(id) }).await
    }
}

/// What counts as a mark. A Dislike is not counted at all.
fn mark_of(kind: &str) -> Option<Mark> {
    match kind {
        "Like" | "EmojiReact" => Some(Mark::Like),
        "Announce" => Some(Mark::Share),
        _ => None,
    }
}

/// The id of what is passed on, and whether that is an edit. Lemmy's communities pass on whole activities: of these, what
/// was created or changed is asked for, and everything else is theirs.
fn passed_on(raw: Option<&RawValue>, object: String) -> Option<(String, bool)> {
    let inside = raw.and_then(|raw| serde_json::from_str::<Inside<'_>>(raw.get()).ok());
    match inside.as_ref().map(|inside| inside.kind.as_str()) {
        Some(kind @ ("Create" | "Update")) => Some((id(inside.as_ref()?.object)?, kind == "Update")),
        Some("Delete" | "Undo" | "Like" | "Dislike" | "Add" | "Remove" | "Lock" | "Block" | "Flag") => None,
        _ => Some((object, false)),
    }
}
