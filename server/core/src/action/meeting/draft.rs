//! Beginning a meeting from its template, changing it, opening its agenda to the body, and the meeting that continues one.

use async_trait::async_trait;
use uuid::Uuid;

use super::{acting, check_plan, fill, made, preparing, rules_of, shadow};
use crate::access::{self, Verb};
use crate::action::sitting::ahead;
use crate::action::{Action, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, DocumentId, ItemId, MeetingId, PersonId};
use crate::mandate::Right;
use crate::meeting::{
    ITEMS_MAX, Item, ItemDocument, ItemKind, ItemOutcome, ItemPlan, ItemState, Meeting, MeetingKind,
    MeetingPlan, MeetingState,
};
use crate::store::Tx;
use crate::text::Problem;
use crate::world::{Moment, World};

/// Meetings whose minutes one agenda puts up for approval: a body that has more waiting has other troubles.
const APPROVALS_MAX: i64 = 20;

/// Begins a meeting: a draft that those who prepare it see.
#[derive(Debug)]
pub struct BeginMeeting {
    /// Who begins it.
    pub by: PersonId,
    /// Whose meeting it is.
    pub body: BodyId,
    /// What kind.
    pub kind: MeetingKind,
    /// Date, place, mode.
    pub plan: MeetingPlan,
    /// Its first items: those of the template, in the words of the house.
    pub items: Vec<ItemPlan>,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for BeginMeeting {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let now = world.now();
        let viewer = access::viewer(tx, self.by, now).await?;
        let person = viewer.member().cloned().ok_or(Refusal::NotAllowed)?;
        let body = tx.body(self.body).await?.filter(|body| body.stands(now)).ok_or(Refusal::NotFound)?;
        if !viewer.holds(Right::Prepare, body.id) && !viewer.holds(Right::Convene, body.id) {
            return Err(Refusal::NotAllowed.into());
        }
        if !self.kind.suits(body.kind) {
            return Err(Refusal::Field(Field::Kind, Problem::Malformed).into());
        }
        check_plan(&self.plan, Some(now))?;
        if self.items.len() > ITEMS_MAX {
            return Err(Refusal::TooMany(u32::try_from(ITEMS_MAX).unwrap_or(u32::MAX)).into());
        }
        let waiting = tx.minutes_to_approve(body.id, APPROVALS_MAX).await?;
        let mut meeting = Meeting {
            id: MeetingId(world.dated_id()),
            body: body.id,
            kind: self.kind,
            mode: self.plan.mode,
            state: MeetingState::Draft,
            title: self.plan.title.clone(),
            starts_at: self.plan.starts_at,
            ends_at: None,
            time_zone: self.plan.time_zone,
            place: None,
            access: None,
            link: None,
            proposals_until: None,
            supporters_needed: None,
            convocation: None,
            rules: None,
            sitting: None,
            continues: None,
            made_by: self.by,
            made_at: now,
            changed_at: now,
            version: 0,
        };
        fill(&mut meeting, &self.plan);
        if !tx.insert_meeting(&meeting, self.once).await? {
            return Ok(tx.meeting_once(self.by, self.once).await?.ok_or(Refusal::NotFound)?);
        }
        for (position, plan) in (1_i32..).zip(&self.items) {
            if plan.approves.is_some_and(|id| !waiting.iter().any(|one| one.id == id)) {
                return Err(Refusal::ChangedMeanwhile.into());
            }
            let mut item = made(tx, world, meeting.id, person.byline(), plan, ItemState::Listed).await?;
            item.position = position;
            tx.insert_item(&item, world.hidden_id()).await?;
        }
        record(tx, world, Some(self.by), EventKind::MeetingBegun, meeting.id.0).await?;
        Ok(meeting.id)
    }
}

/// Changes date, place and what else the form of a meeting says. What its notice said has to be said again, then.
#[derive(Debug)]
pub struct ChangeMeeting {
    /// Who changes it.
    pub by: PersonId,
    /// Which.
    pub meeting: MeetingId,
    /// What it is now.
    pub plan: MeetingPlan,
    /// [`Meeting::version`] when the form was opened.
    pub seen_version: i32,
}

#[async_trait]
impl Action for ChangeMeeting {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (_, before) = preparing(tx, world, self.by, self.meeting).await?;
        let moved = before.starts_at != self.plan.starts_at;
        check_plan(&self.plan, moved.then(|| world.now()))?;
        let mut after = before.clone();
        fill(&mut after, &self.plan);
        if after == before {
            return Ok(());
        }
        if let Some(convocation) = &mut after.convocation {
            if moved || before.time_zone != after.time_zone {
                convocation.note("date");
            }
            if before.place != after.place || before.link != after.link || before.mode != after.mode {
                convocation.note("place");
            }
        }
        after.changed_at = world.now();
        if !tx.update_meeting(&after, self.seen_version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        if after.state == MeetingState::Convened {
            shadow::cast(tx, world, &after).await?;
        }
        record(tx, world, Some(self.by), EventKind::MeetingChanged, after.id.0).await?;
        Ok(())
    }
}

/// Opens the agenda to the body, or takes it back into the draft.
#[derive(Debug)]
pub struct TurnAgenda {
    /// Who does it.
    pub by: PersonId,
    /// Which.
    pub meeting: MeetingId,
    /// Whether it opens.
    pub open: bool,
}

#[async_trait]
impl Action for TurnAgenda {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (_, meeting) = preparing(tx, world, self.by, self.meeting).await?;
        let to = if self.open { MeetingState::AgendaOpen } else { MeetingState::Draft };
        if meeting.state == to {
            return Ok(());
        }
        if !meeting.state.may_become(to)
            || !tx.move_meeting(meeting.id, meeting.state, to, world.now()).await?
        {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::AgendaOpened, meeting.id.0).await?;
        Ok(())
    }
}

/// Makes the draft that continues a meeting which was put off or lacked a quorum: the same agenda with its documents and
/// the votes that were prepared, a week later.
#[derive(Debug)]
pub struct ContinueMeeting {
    /// Who makes it.
    pub by: PersonId,
    /// Which one it continues.
    pub meeting: MeetingId,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

/// How much later the draft of a meeting that was put off is put: the form changes it.
const LATER: i64 = 7 * Moment::DAY;

#[async_trait]
impl Action for ContinueMeeting {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (viewer, before, _) = acting(tx, world, self.by, Verb::Prepare, self.meeting).await?;
        let person = viewer.member().cloned().ok_or(Refusal::NotAllowed)?;
        if !matches!(before.state, MeetingState::Postponed | MeetingState::LackOfQuorum) {
            return Err(Refusal::Over.into());
        }
        let now = world.now();
        let mut shift = shift(tx, &before).await?;
        while before.starts_at.plus(shift) <= now {
            shift = shift.saturating_add(LATER);
        }
        let meeting = Meeting {
            id: MeetingId(world.dated_id()),
            state: MeetingState::Draft,
            starts_at: before.starts_at.plus(shift),
            ends_at: before.ends_at.map(|end| end.plus(shift)),
            proposals_until: before.proposals_until.map(|until| until.plus(shift)),
            convocation: None,
            rules: None,
            sitting: None,
            continues: Some(before.id),
            made_by: self.by,
            made_at: now,
            changed_at: now,
            version: 0,
            ..before.clone()
        };
        if !tx.insert_meeting(&meeting, self.once).await? {
            return Ok(tx.meeting_once(self.by, self.once).await?.ok_or(Refusal::NotFound)?);
        }
        let waiting = tx.minutes_to_approve(meeting.body, APPROVALS_MAX).await?;
        // What was decided before the quorum was lost is not decided again.
        let open = |item: &Item| {
            let decided = matches!(
                item.outcome,
                Some(ItemOutcome::Adopted | ItemOutcome::Rejected | ItemOutcome::Elected)
            );
            item.state == ItemState::Listed && !decided
        };
        let documents = tx.documents(before.id).await?;
        let listed = tx.items(before.id).await?.into_iter().filter(open);
        for (position, mut item) in (1_i32..).zip(listed) {
            let from = item.id;
            item.id = ItemId(world.hidden_id());
            item.meeting = meeting.id;
            item.position = position;
            item.proposed_by = person.byline();
            item.answer = None;
            item.outcome = None;
            item.notes_source = String::new();
            item.notes_html = String::new();
            item.version = 0;
            item.approves = item.approves.filter(|id| waiting.iter().any(|one| one.id == *id));
            if item.kind == ItemKind::MinutesApproval && item.approves.is_none() {
                continue;
            }
            tx.insert_item(&item, world.hidden_id()).await?;
            for document in documents.iter().filter(|one| one.item == from) {
                carry(tx, world, document, item.id).await?;
            }
            ahead::continued(tx, world, from, &item).await?;
        }
        record(tx, world, Some(self.by), EventKind::MeetingBegun, meeting.id.0).await?;
        Ok(meeting.id)
    }
}

/// How much later the draft is put: of a second meeting as soon as the rules let it be, on another day.
async fn shift(tx: &mut dyn Tx, before: &Meeting) -> Result<i64, Failure> {
    let second = rules_of(tx, before).await?.quorum.second;
    Ok(match second.filter(|_| before.state == MeetingState::LackOfQuorum) {
        Some(second) => Moment::DAY.saturating_mul(i64::from(second.days.max(1))),
        None => LATER,
    })
}

/// Puts the same document beside the item of the meeting that follows.
async fn carry(
    tx: &mut dyn Tx,
    world: &dyn World,
    document: &ItemDocument,
    item: ItemId,
) -> Result<(), Failure> {
    let Some(bytes) = tx.document_bytes(document.id).await? else { return Ok(()) };
    let copy = ItemDocument { id: DocumentId(world.hidden_id()), item, ..document.clone() };
    Ok(tx.insert_document(&copy, &bytes, world.now()).await?)
}
