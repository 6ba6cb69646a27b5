//! Items that those of the body propose: supported until they are on the agenda by themselves, accepted, or declined.

use async_trait::async_trait;
use uuid::Uuid;

use super::{ROLL_MAX, acting, before_any_other, made, make_stale, next_position, preparers, preparing};
use crate::access::Verb;
use crate::action::{Action, notify, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{ItemId, MeetingId, PersonId};
use crate::meeting::{Item, ItemPlan, ItemState, Meeting};
use crate::notice::News;
use crate::store::Tx;
use crate::text::Note;
use crate::world::World;

/// Proposals of one person that wait at once for one meeting.
const PROPOSALS_MAX: usize = 5;

/// Whether items may be proposed for a meeting now.
fn takes_proposals(meeting: &Meeting, world: &dyn World) -> Result<(), Refusal> {
    match meeting.proposals_until {
        Some(until) if world.now() < until && meeting.state.ahead() => Ok(()),
        _ => Err(Refusal::Over),
    }
}

/// Proposes an item for the agenda.
#[derive(Debug)]
pub struct ProposeItem {
    /// Who proposes it.
    pub by: PersonId,
    /// For which meeting.
    pub meeting: MeetingId,
    /// What it is.
    pub plan: ItemPlan,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for ProposeItem {
    type Output = ItemId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<ItemId, Failure> {
        let (viewer, meeting, _) = acting(tx, world, self.by, Verb::Write, self.meeting).await?;
        let person = viewer.member().cloned().ok_or(Refusal::NotAllowed)?;
        if let Some(id) = tx.item_once(self.by, self.once).await? {
            return Ok(id);
        }
        takes_proposals(&meeting, world)?;
        let waiting = tx.items(meeting.id).await?;
        let mine = |item: &&Item| item.proposed_by.id == self.by && item.state == ItemState::Proposed;
        if waiting.iter().filter(mine).count() >= PROPOSALS_MAX {
            return Err(Refusal::TooMany(u32::try_from(PROPOSALS_MAX).unwrap_or(u32::MAX)).into());
        }
        let mut item = made(tx, world, meeting.id, person.byline(), &self.plan, ItemState::Proposed).await?;
        item.position = next_position(tx, meeting.id).await?;
        tx.insert_item(&item, self.once).await?;
        record(tx, world, Some(self.by), EventKind::ItemProposed, item.id.0).await?;
        for preparer in preparers(tx, world, &meeting).await? {
            if preparer != self.by {
                let news = News::ItemProposed {
                    meeting: meeting.id,
                    item: item.id,
                    title: item.title.clone(),
                    by: person.name.clone(),
                };
                notify(tx, world, preparer, news).await?;
            }
        }
        Ok(item.id)
    }
}

/// Supports a proposal, or takes that back. The supporter that was lacking puts it on the agenda.
#[derive(Debug)]
pub struct SupportItem {
    /// Who supports it.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
    /// Whether they do.
    pub support: bool,
}

#[async_trait]
impl Action for SupportItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let item = tx.item(self.item).await?.ok_or(Refusal::NotFound)?;
        let (viewer, meeting, place) = acting(tx, world, self.by, Verb::Write, item.meeting).await?;
        if !crate::access::may_read_item(&viewer, &meeting, place.as_ref(), &item) {
            return Err(Refusal::NotFound.into());
        }
        // It is on the agenda by now: nothing is left to support.
        if item.state == ItemState::Listed {
            return Ok(meeting.id);
        }
        takes_proposals(&meeting, world)?;
        if item.state != ItemState::Proposed || item.proposed_by.id == self.by {
            return Err(Refusal::Over.into());
        }
        // A supporter has a vote: a threshold that guests could fill is none.
        if !place.as_ref().is_some_and(|own| own.votes(&meeting)) {
            return Err(Refusal::NotAllowed.into());
        }
        if !self.support {
            tx.unsupport(item.id, self.by).await?;
            return Ok(meeting.id);
        }
        if !tx.support(item.id, self.by, world.now()).await? {
            return Ok(meeting.id);
        }
        let supporters = item.supporters.saturating_add(1);
        if meeting.supporters_needed.is_some_and(|needed| supporters >= i64::from(needed)) {
            list(tx, world, &meeting, &item, None).await?;
            record(tx, world, Some(self.by), EventKind::ItemListed, item.id.0).await?;
        }
        Ok(meeting.id)
    }
}

/// Puts a proposal on the agenda and tells who proposed and supported it.
async fn list(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    item: &Item,
    comment: Option<&Note>,
) -> Result<(), Failure> {
    let mut after = item.clone();
    after.state = ItemState::Listed;
    after.answer = comment.cloned();
    after.position = next_position(tx, meeting.id).await?;
    if !tx.update_item(&after, item.version).await? {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    before_any_other(tx, meeting.id, item.id).await?;
    if after.kind.decides() {
        make_stale(tx, world, meeting, "votes").await?;
    }
    tell(tx, world, meeting, item, true, comment).await
}

async fn tell(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    item: &Item,
    listed: bool,
    comment: Option<&Note>,
) -> Result<(), Failure> {
    let mut people = vec![item.proposed_by.id];
    people.extend(tx.supporters(item.id, ROLL_MAX).await?.into_iter().map(|who| who.id));
    for person in people {
        let news = News::ItemDecided {
            meeting: meeting.id,
            title: item.title.clone(),
            listed,
            word: comment.cloned(),
        };
        notify(tx, world, person, news).await?;
    }
    Ok(())
}

/// Accepts a proposal onto the agenda, or declines it with a word.
#[derive(Debug)]
pub struct DecideItem {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
    /// How.
    pub accept: bool,
    /// A word to those who proposed and supported it.
    pub word: Option<Note>,
}

#[async_trait]
impl Action for DecideItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let item = tx.item(self.item).await?.ok_or(Refusal::NotFound)?;
        let (_, meeting) = preparing(tx, world, self.by, item.meeting).await?;
        if item.state != ItemState::Proposed {
            return Err(Refusal::Over.into());
        }
        if self.accept {
            list(tx, world, &meeting, &item, self.word.as_ref()).await?;
            record(tx, world, Some(self.by), EventKind::ItemListed, item.id.0).await?;
            return Ok(meeting.id);
        }
        let mut after = item.clone();
        after.state = ItemState::Declined;
        after.answer.clone_from(&self.word);
        if !tx.update_item(&after, item.version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::ItemDeclined, item.id.0).await?;
        tell(tx, world, &meeting, &item, false, self.word.as_ref()).await?;
        Ok(meeting.id)
    }
}

/// Takes one's own proposal back.
#[derive(Debug)]
pub struct WithdrawItem {
    /// Who takes it back.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
}

#[async_trait]
impl Action for WithdrawItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let item = tx.item(self.item).await?.ok_or(Refusal::NotFound)?;
        let (_, meeting, _) = acting(tx, world, self.by, Verb::Enter, item.meeting).await?;
        if item.proposed_by.id != self.by {
            return Err(Refusal::NotFound.into());
        }
        if item.state != ItemState::Proposed {
            return Err(Refusal::Over.into());
        }
        let mut after = item.clone();
        after.state = ItemState::Withdrawn;
        if !tx.update_item(&after, item.version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        Ok(meeting.id)
    }
}
