//! The agenda, in the hands of those who prepare: items are added, changed, moved and taken away, with their documents.

use async_trait::async_trait;
use uuid::Uuid;

use super::{before_any_other, fill_item, made, make_stale, next_position, preparing, renumber};
use crate::action::{Action, record};
use crate::error::{Failure, Field, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{DocumentId, ItemId, MeetingId, PersonId};
use crate::meeting::{
    BallotState, DOCUMENT_BYTES_MAX, DOCUMENTS_MAX, Item, ItemDocument, ItemPlan, ItemState, Meeting, moved,
};
use crate::store::Tx;
use crate::text::{Problem, ShortText};
use crate::world::World;

/// What a notice has to say again when something that is decided comes onto its agenda, or leaves it.
const VOTES: &str = "votes";

/// Puts an item on the agenda.
#[derive(Debug)]
pub struct AddItem {
    /// Who puts it there.
    pub by: PersonId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// What it is.
    pub plan: ItemPlan,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for AddItem {
    type Output = ItemId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<ItemId, Failure> {
        let (viewer, meeting) = preparing(tx, world, self.by, self.meeting).await?;
        let person = viewer.member().cloned().ok_or(Refusal::NotAllowed)?;
        let mut item = made(tx, world, meeting.id, person.byline(), &self.plan, ItemState::Listed).await?;
        item.position = next_position(tx, meeting.id).await?;
        if !tx.insert_item(&item, self.once).await? {
            return Ok(tx.item_once(self.by, self.once).await?.ok_or(Refusal::NotFound)?);
        }
        before_any_other(tx, meeting.id, item.id).await?;
        if item.kind.decides() {
            make_stale(tx, world, &meeting, VOTES).await?;
        }
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(item.id)
    }
}

/// The meeting of an item, if this person prepares it, and the item.
async fn at_hand(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    item: ItemId,
) -> Result<(Meeting, Item), Failure> {
    let item = tx.item(item).await?.ok_or(Refusal::NotFound)?;
    let (_, meeting) = preparing(tx, world, by, item.meeting).await?;
    Ok((meeting, item))
}

/// Changes an item of the agenda.
#[derive(Debug)]
pub struct ChangeItem {
    /// Who changes it.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
    /// What it is now.
    pub plan: ItemPlan,
    /// [`Item::version`] when the form was opened.
    pub seen_version: i32,
}

#[async_trait]
impl Action for ChangeItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, before) = at_hand(tx, world, self.by, self.item).await?;
        let mut after = before.clone();
        fill_item(tx, &mut after, &self.plan).await?;
        if after == before {
            return Ok(meeting.id);
        }
        if after.kind.only_talks() && !before.kind.only_talks() && votes(tx, before.id).await? {
            return Err(Refusal::Sitting(Hitch::VotePrepared).into());
        }
        if !tx.update_item(&after, self.seen_version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        // A text that is put to the vote is part of what was convened for; its minutes and its rapporteur are not.
        let said = before.title != after.title || before.source != after.source || before.kind != after.kind;
        if after.state == ItemState::Listed && said && (before.kind.decides() || after.kind.decides()) {
            make_stale(tx, world, &meeting, VOTES).await?;
        }
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(meeting.id)
    }
}

/// Whether a vote is prepared under an item.
async fn votes(tx: &mut dyn Tx, item: ItemId) -> Result<bool, Failure> {
    Ok(tx.ballots_under(item).await?.iter().any(|one| one.state == BallotState::Prepared))
}

/// Moves an item by one place.
#[derive(Debug)]
pub struct MoveItem {
    /// Who moves it.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
    /// Up, or down.
    pub up: bool,
}

#[async_trait]
impl Action for MoveItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, item) = at_hand(tx, world, self.by, self.item).await?;
        let items = tx.items(meeting.id).await?;
        let listed: Vec<Item> = items.into_iter().filter(|one| one.state == ItemState::Listed).collect();
        let order: Vec<ItemId> = listed.iter().map(|one| one.id).collect();
        // At its end already: a button pressed twice.
        let Some(order) = moved(&order, item.id, self.up) else { return Ok(meeting.id) };
        let order: Vec<Item> =
            order.iter().filter_map(|id| listed.iter().find(|one| one.id == *id).cloned()).collect();
        renumber(tx, &order).await?;
        Ok(meeting.id)
    }
}

/// Takes an item off the agenda, with its documents and the votes that are prepared under it.
#[derive(Debug)]
pub struct RemoveItem {
    /// Who takes it off.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
}

#[async_trait]
impl Action for RemoveItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, item) = at_hand(tx, world, self.by, self.item).await?;
        tx.delete_item(item.id).await?;
        let items = tx.items(meeting.id).await?;
        let listed: Vec<Item> = items.into_iter().filter(|one| one.state == ItemState::Listed).collect();
        renumber(tx, &listed).await?;
        if item.state == ItemState::Listed && item.kind.decides() {
            make_stale(tx, world, &meeting, VOTES).await?;
        }
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(meeting.id)
    }
}

/// Puts a document beside an item. Its kind was read from its bytes, and they were made harmless, by the web.
pub struct AddDocument {
    /// Who puts it there.
    pub by: PersonId,
    /// Beside which item.
    pub item: ItemId,
    /// What it is called.
    pub name: ShortText,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

#[async_trait]
impl Action for AddDocument {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, item) = at_hand(tx, world, self.by, self.item).await?;
        if self.bytes.is_empty() || self.bytes.len() > DOCUMENT_BYTES_MAX {
            return Err(Refusal::Field(Field::Document, Problem::TooFar).into());
        }
        let beside = tx.documents(meeting.id).await?.iter().filter(|one| one.item == item.id).count();
        if beside >= DOCUMENTS_MAX {
            return Err(Refusal::TooMany(u32::try_from(DOCUMENTS_MAX).unwrap_or(u32::MAX)).into());
        }
        let document = ItemDocument {
            id: DocumentId(world.hidden_id()),
            item: item.id,
            name: self.name.clone(),
            media_type: self.media_type.to_owned(),
            bytes: i64::try_from(self.bytes.len()).unwrap_or(i64::MAX),
            by: self.by,
        };
        tx.insert_document(&document, &self.bytes, world.now()).await?;
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(meeting.id)
    }
}

/// Takes a document away.
#[derive(Debug)]
pub struct RemoveDocument {
    /// Who takes it away.
    pub by: PersonId,
    /// Which.
    pub document: DocumentId,
}

#[async_trait]
impl Action for RemoveDocument {
    type Output = ItemId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<ItemId, Failure> {
        let document = tx.document(self.document).await?.ok_or(Refusal::NotFound)?;
        let (meeting, item) = at_hand(tx, world, self.by, document.item).await?;
        tx.delete_document(document.id).await?;
        record(tx, world, Some(self.by), EventKind::AgendaChanged, meeting.id.0).await?;
        Ok(item.id)
    }
}
