//! Recording mandates, ending, confirming and handing them over, and delegating a part of one's own.

use async_trait::async_trait;
use uuid::Uuid;

use super::{Action, notify, record};
use crate::access::{Thing, Verb, Viewer, body, may, viewer};
use crate::body::Body;
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, MandateId, PersonId};
use crate::mandate::{Delegation, Mandate, MandateRole, Right};
use crate::notice::{MandateChange, News};
use crate::person::{Person, Standing};
use crate::store::Tx;
use crate::text::Problem;
use crate::world::{Moment, World};

/// The longest term, and the furthest that one may begin: a congress elects for three or four years.
const TERM_MAX: i64 = 10 * 366 * Moment::DAY;
/// How far back a beginning may lie: mandates from before the server was there are recorded when it comes.
const PAST_MAX: i64 = 50 * 366 * Moment::DAY;
/// The longest that a part of a mandate may be delegated: a leave, not a second term.
pub const DELEGATED_MAX: i64 = 366 * Moment::DAY;
/// Mandates of one person that are looked through for the same one.
const OF_ONE_MAX: i64 = 500;

/// Records that somebody was elected or named.
#[derive(Debug)]
pub struct RecordMandate {
    /// Who records it.
    pub by: PersonId,
    /// Who holds it.
    pub person: PersonId,
    /// In which body.
    pub body: BodyId,
    /// As what.
    pub role: MandateRole,
    /// From when.
    pub starts_at: Moment,
    /// Until when, not included.
    pub ends_at: Option<Moment>,
    /// Until the body confirms it.
    pub provisional: bool,
    /// The form's own id, which becomes the mandate's: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for RecordMandate {
    type Output = MandateId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MandateId, Failure> {
        let now = world.now();
        let viewer = viewer(tx, self.by, now).await?;
        let body = manageable(tx, &viewer, self.body, now).await?;
        gives_what_it_holds(&viewer, self.role, &body)?;
        let id = MandateId(self.once);
        if tx.mandate(id).await?.is_some() {
            return Ok(id);
        }
        let holder = active(tx, self.person).await?;
        check_term(self.starts_at, self.ends_at, now)?;
        let mandate = Mandate {
            id,
            person: holder.id,
            body: body.id,
            role: self.role,
            provisional: self.provisional,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            delegated: None,
            recorded_at: now,
        };
        give(tx, world, &body, &mandate, self.by).await?;
        record(tx, world, Some(self.by), EventKind::MandateRecorded, id.0).await?;
        Ok(id)
    }
}

/// Records the end of a mandate: by who records mandates, by its holder, or by who delegated it.
#[derive(Debug)]
pub struct EndMandate {
    /// Who records it.
    pub by: PersonId,
    /// Which.
    pub mandate: MandateId,
    /// When; what lies behind us is this moment, since the rights were held until now.
    pub at: Moment,
}

#[async_trait]
impl Action for EndMandate {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let (mandate, body, viewer) = readable(tx, self.by, self.mandate, now).await?;
        let giver = match &mandate.delegated {
            Some(part) => tx.mandate(part.of).await?.map(|of| of.person),
            None => None,
        };
        let own = mandate.person == self.by || giver == Some(self.by);
        if !own && !manages(&viewer, &body) {
            return Err(Refusal::NotAllowed.into());
        }
        let at = self.at.max(now);
        if at > now.plus(TERM_MAX) {
            return Err(Refusal::Field(Field::Ends, Problem::TooFar).into());
        }
        if mandate.ends_at.is_some_and(|end| end <= at) {
            return Err(Refusal::Over.into());
        }
        let subject = mandate.id.0;
        end_at(tx, world, &body, mandate, at, self.by).await?;
        Ok(record(tx, world, Some(self.by), EventKind::MandateEnded, subject).await?)
    }
}

/// Records that the body confirmed a provisional mandate.
#[derive(Debug)]
pub struct ConfirmMandate {
    /// Who records it.
    pub by: PersonId,
    /// Which.
    pub mandate: MandateId,
}

#[async_trait]
impl Action for ConfirmMandate {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let (mut mandate, body, viewer) = readable(tx, self.by, self.mandate, now).await?;
        if !manages(&viewer, &body) {
            return Err(Refusal::NotAllowed.into());
        }
        if mandate.ends_at.is_some_and(|end| end <= now) {
            return Err(Refusal::Over.into());
        }
        if !mandate.provisional {
            return Ok(());
        }
        mandate.provisional = false;
        tx.update_mandate(&mandate).await?;
        tell(tx, world, &body, &mandate, MandateChange::Confirmed, now, self.by).await?;
        Ok(record(tx, world, Some(self.by), EventKind::MandateConfirmed, mandate.id.0).await?)
    }
}

/// Ends a mandate and begins the successor's at the same moment. Nothing else has to be done then.
#[derive(Debug)]
pub struct HandOver {
    /// Who records it: its holder, or who records mandates.
    pub by: PersonId,
    /// Which.
    pub mandate: MandateId,
    /// The successor.
    pub to: PersonId,
    /// When; what lies behind us is this moment.
    pub at: Moment,
    /// Until when the successor holds it, not included.
    pub ends_at: Option<Moment>,
    /// Until the body confirms the successor.
    pub provisional: bool,
    /// The form's own id, which becomes the new mandate's: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for HandOver {
    type Output = MandateId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MandateId, Failure> {
        let now = world.now();
        let (mandate, body, viewer) = readable(tx, self.by, self.mandate, now).await?;
        if mandate.person != self.by && !manages(&viewer, &body) {
            return Err(Refusal::NotAllowed.into());
        }
        let id = MandateId(self.once);
        if tx.mandate(id).await?.is_some() {
            return Ok(id);
        }
        if mandate.delegated.is_some() {
            return Err(Refusal::DelegatedAlready.into());
        }
        let at = self.at.max(now);
        if !body.stands(now) || mandate.ends_at.is_some_and(|end| end <= now) {
            return Err(Refusal::Over.into());
        }
        if mandate.person != self.by {
            gives_what_it_holds(&viewer, mandate.role, &body)?;
        }
        // Between the two terms nobody would hold it; and who has not begun has nothing to hand over yet.
        if mandate.ends_at.is_some_and(|end| end < at) {
            return Err(Refusal::Field(Field::Starts, Problem::TooFar).into());
        }
        if at < mandate.starts_at {
            return Err(Refusal::Field(Field::Starts, Problem::TooEarly).into());
        }
        check_term(at, self.ends_at, now)?;
        let successor = active(tx, self.to).await?;
        if successor.id == mandate.person {
            return Err(Refusal::HeldAlready.into());
        }
        let next = Mandate {
            id,
            person: successor.id,
            body: body.id,
            role: mandate.role,
            provisional: self.provisional,
            starts_at: at,
            ends_at: self.ends_at,
            delegated: None,
            recorded_at: now,
        };
        give(tx, world, &body, &next, self.by).await?;
        let before = mandate.id.0;
        if mandate.ends_at != Some(at) {
            end_at(tx, world, &body, mandate, at, self.by).await?;
        }
        record(tx, world, Some(self.by), EventKind::MandateHandedOver, before).await?;
        Ok(id)
    }
}

/// Delegates named rights of one's own mandate for a time. What was delegated is not delegated on.
#[derive(Debug)]
pub struct Delegate {
    /// Whose mandate it is.
    pub by: PersonId,
    /// Which.
    pub mandate: MandateId,
    /// To whom.
    pub to: PersonId,
    /// Which of its rights.
    pub rights: Vec<Right>,
    /// From when; what lies behind us is this moment.
    pub starts_at: Moment,
    /// Until when, not included; the mandate's own end comes first.
    pub ends_at: Moment,
    /// The form's own id, which becomes the part's: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for Delegate {
    type Output = MandateId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MandateId, Failure> {
        let now = world.now();
        let (mandate, body, _) = readable(tx, self.by, self.mandate, now).await?;
        if mandate.person != self.by {
            return Err(Refusal::NotAllowed.into());
        }
        let id = MandateId(self.once);
        if tx.mandate(id).await?.is_some() {
            return Ok(id);
        }
        if mandate.delegated.is_some() {
            return Err(Refusal::DelegatedAlready.into());
        }
        if !mandate.holds(now) || !body.stands(now) {
            return Err(Refusal::Over.into());
        }
        if self.rights.is_empty() {
            return Err(Refusal::Field(Field::Rights, Problem::Empty).into());
        }
        if !self.rights.iter().all(|right| mandate.role.rights().contains(right)) {
            return Err(Refusal::NotAllowed.into());
        }
        let starts_at = self.starts_at.max(now);
        let ends_at = mandate.ends_at.map_or(self.ends_at, |end| end.min(self.ends_at));
        if ends_at <= starts_at {
            return Err(Refusal::Field(Field::Ends, Problem::TooEarly).into());
        }
        if ends_at > starts_at.plus(DELEGATED_MAX) {
            return Err(Refusal::Field(Field::Ends, Problem::TooFar).into());
        }
        let to = active(tx, self.to).await?;
        if to.id == self.by {
            return Err(Refusal::HeldAlready.into());
        }
        let mut rights = self.rights.clone();
        rights.sort_unstable();
        rights.dedup();
        let part = Mandate {
            id,
            person: to.id,
            body: body.id,
            role: mandate.role,
            provisional: false,
            starts_at,
            ends_at: Some(ends_at),
            delegated: Some(Delegation { of: mandate.id, rights }),
            recorded_at: now,
        };
        tx.insert_mandate(&part, Some(self.by)).await?;
        tell(tx, world, &body, &part, MandateChange::Delegated, starts_at, self.by).await?;
        record(tx, world, Some(self.by), EventKind::MandateDelegated, id.0).await?;
        Ok(id)
    }
}

/// A body that stands and whose mandates this viewer records.
async fn manageable(tx: &mut dyn Tx, viewer: &Viewer, id: BodyId, now: Moment) -> Result<Body, Failure> {
    let body = body(tx, viewer, id).await?.ok_or(Refusal::NotFound)?.into_inner();
    if !manages(viewer, &body) {
        return Err(Refusal::NotAllowed.into());
    }
    if body.stands(now) { Ok(body) } else { Err(Refusal::Over.into()) }
}

/// A mandate, its body and who acts. `NotFound` for who may not read of the body.
async fn readable(
    tx: &mut dyn Tx,
    by: PersonId,
    id: MandateId,
    now: Moment,
) -> Result<(Mandate, Body, Viewer), Failure> {
    let viewer = viewer(tx, by, now).await?;
    let mandate = tx.mandate(id).await?.ok_or(Refusal::NotFound)?;
    let body = body(tx, &viewer, mandate.body).await?.ok_or(Refusal::NotFound)?.into_inner();
    Ok((mandate, body, viewer))
}

fn manages(viewer: &Viewer, body: &Body) -> bool {
    may(viewer, Verb::Use(Right::ManageMandates), Thing::Body(body))
}

/// Nobody gives what they do not hold: who was lent the right to record mandates cannot make themself a secretary.
fn gives_what_it_holds(viewer: &Viewer, role: MandateRole, body: &Body) -> Result<(), Refusal> {
    let all = role.rights().iter().all(|right| may(viewer, Verb::Use(*right), Thing::Body(body)));
    if all { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// Somebody who can hold a mandate.
async fn active(tx: &mut dyn Tx, person: PersonId) -> Result<Person, Failure> {
    let found = tx.person(person).await?.filter(|person| person.standing == Standing::Active);
    Ok(found.ok_or(Refusal::Field(Field::Person, Problem::Malformed))?)
}

fn check_term(starts_at: Moment, ends_at: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if starts_at < now.plus(-PAST_MAX) {
        return Err(Refusal::Field(Field::Starts, Problem::TooEarly));
    }
    if starts_at > now.plus(TERM_MAX) {
        return Err(Refusal::Field(Field::Starts, Problem::TooFar));
    }
    match ends_at {
        Some(end) if end <= starts_at => Err(Refusal::Field(Field::Ends, Problem::TooEarly)),
        Some(end) if end > starts_at.plus(TERM_MAX) => Err(Refusal::Field(Field::Ends, Problem::TooFar)),
        Some(_) | None => Ok(()),
    }
}

/// Stores a mandate and tells its holder; refuses where they hold the same in that time.
async fn give(
    tx: &mut dyn Tx,
    world: &dyn World,
    body: &Body,
    mandate: &Mandate,
    by: PersonId,
) -> Result<(), Failure> {
    let meets = |other: &Mandate| {
        let before = other.ends_at.is_some_and(|end| end <= mandate.starts_at);
        let after = mandate.ends_at.is_some_and(|end| end <= other.starts_at);
        !before && !after
    };
    let held = tx.mandates_of(mandate.person, OF_ONE_MAX).await?;
    let same = |other: &Mandate| {
        other.body == mandate.body && other.role == mandate.role && other.delegated.is_none() && meets(other)
    };
    if held.iter().any(same) {
        return Err(Refusal::HeldAlready.into());
    }
    tx.insert_mandate(mandate, Some(by)).await?;
    let change = if mandate.provisional { MandateChange::Provisional } else { MandateChange::Given };
    Ok(tell(tx, world, body, mandate, change, mandate.starts_at, by).await?)
}

/// Ends a mandate with what was delegated of it, and tells who held them. One that had not begun never does.
pub(super) async fn end_at(
    tx: &mut dyn Tx,
    world: &dyn World,
    body: &Body,
    mut mandate: Mandate,
    at: Moment,
    by: PersonId,
) -> Result<(), Failure> {
    let end = at.max(mandate.starts_at);
    mandate.ends_at = Some(end);
    tx.update_mandate(&mandate).await?;
    tx.end_delegated(mandate.id, end).await?;
    Ok(tell(tx, world, body, &mandate, MandateChange::Ended, end, by).await?)
}

/// Tells the holder, unless they did it themself.
async fn tell(
    tx: &mut dyn Tx,
    world: &dyn World,
    body: &Body,
    mandate: &Mandate,
    change: MandateChange,
    at: Moment,
    by: PersonId,
) -> Result<(), crate::error::Fault> {
    if mandate.person == by {
        return Ok(());
    }
    let news = News::Mandate { body: body.id, name: body.name.clone(), role: mandate.role, change, at };
    notify(tx, world, mandate.person, news).await
}
