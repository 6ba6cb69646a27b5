//! Making, changing and dissolving bodies; what a person is to the organisation.

use async_trait::async_trait;
use uuid::Uuid;

use super::mandate::end_at;
use super::{Action, notify, record};
use crate::access::{Verb, body_for, house_as};
use crate::body::{Affiliation, Body, BodyKind, Status};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, PersonId};
use crate::mandate::Right;
use crate::notice::News;
use crate::person::Standing;
use crate::store::Tx;
use crate::text::{Note, Problem, UnitName};
use crate::world::{Day, World};

/// Bodies that a house has at once, dissolved ones included: a federation of forty sections has fewer.
pub const BODIES_MAX: i64 = 200;
/// Mandates in one body that are ended with it: more than any board or commission has seats.
const MANDATES_MAX: i64 = 2_000;
/// The earliest day that a status may count from: nobody alive joined before.
const SINCE_MIN: Day = Day(-25_567);
/// How far ahead dues may be paid, in days: ten years.
const DUES_AHEAD_MAX: i32 = 3_660;

/// Makes a body of the house.
#[derive(Debug)]
pub struct MakeBody {
    /// Who makes it.
    pub by: PersonId,
    /// What it is; there is one assembly, and it is there.
    pub kind: BodyKind,
    /// What it is called.
    pub name: UnitName,
    /// What it is for.
    pub purpose: Option<Note>,
    /// The form's own id, which becomes the body's: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for MakeBody {
    type Output = BodyId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<BodyId, Failure> {
        let now = world.now();
        house_as(tx, self.by, Verb::Use(Right::ManageBodies), now).await?;
        let id = BodyId(self.once);
        if tx.body(id).await?.is_some() {
            return Ok(id);
        }
        if self.kind == BodyKind::Assembly {
            return Err(Refusal::NotAllowed.into());
        }
        let others = tx.bodies(BODIES_MAX).await?;
        if i64::try_from(others.len()).unwrap_or(i64::MAX) >= BODIES_MAX {
            return Err(Refusal::TooMany(u32::try_from(BODIES_MAX).unwrap_or(u32::MAX)).into());
        }
        let body = Body {
            id,
            kind: self.kind,
            name: self.name.clone(),
            purpose: self.purpose.clone(),
            rules: None,
            made_at: now,
            dissolved_at: None,
            version: 1,
        };
        tx.insert_body(&body).await?;
        record(tx, world, Some(self.by), EventKind::BodyMade, id.0).await?;
        Ok(id)
    }
}

/// Changes what a body is called and what it is for. The assembly is called what the statutes call it.
#[derive(Debug)]
pub struct ChangeBody {
    /// Who changes it.
    pub by: PersonId,
    /// Which.
    pub body: BodyId,
    /// Its new name; that of the assembly stays.
    pub name: UnitName,
    /// What it is for.
    pub purpose: Option<Note>,
    /// [`Body::version`] when the form was opened.
    pub seen_version: i64,
}

#[async_trait]
impl Action for ChangeBody {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let (mut body, _) = body_for(tx, self.by, Verb::Use(Right::ManageBodies), self.body, now).await?;
        if !body.stands(now) {
            return Err(Refusal::Over.into());
        }
        if body.kind != BodyKind::Assembly {
            body.name = self.name.clone();
        }
        body.purpose = self.purpose.clone();
        if !tx.update_body(&body, self.seen_version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        Ok(record(tx, world, Some(self.by), EventKind::BodyChanged, body.id.0).await?)
    }
}

/// Dissolves a body: its mandates end with it, its past stays. The assembly is the organisation itself.
#[derive(Debug)]
pub struct DissolveBody {
    /// Who records it.
    pub by: PersonId,
    /// Which.
    pub body: BodyId,
}

#[async_trait]
impl Action for DissolveBody {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let (mut body, _) = body_for(tx, self.by, Verb::Use(Right::ManageBodies), self.body, now).await?;
        if body.kind == BodyKind::Assembly {
            return Err(Refusal::NotAllowed.into());
        }
        if !body.stands(now) {
            return Err(Refusal::Over.into());
        }
        body.dissolved_at = Some(now);
        let seen = body.version;
        if !tx.update_body(&body, seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        for view in tx.mandates_in(body.id, now, MANDATES_MAX).await? {
            end_at(tx, world, &body, view.mandate, now, self.by).await?;
        }
        Ok(record(tx, world, Some(self.by), EventKind::BodyDissolved, body.id.0).await?)
    }
}

/// Says what a person is to the organisation, since when, and up to when their dues are paid. Who keeps the dues alone
/// may change those and nothing else.
#[derive(Debug)]
pub struct ChangeAffiliation {
    /// Who changes it.
    pub by: PersonId,
    /// Whose; an account that is over has none.
    pub person: PersonId,
    /// What they are.
    pub status: Status,
    /// Since when.
    pub since: Day,
    /// Up to which day their dues are paid.
    pub dues_until: Option<Day>,
    /// From which day their seniority counts, where it is another.
    pub seniority_since: Option<Day>,
}

#[async_trait]
impl Action for ChangeAffiliation {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (house, _, viewer) = house_as(tx, self.by, Verb::Read, world.now()).await?;
        let whole = viewer.holds_in_house(Right::ManagePeople);
        if !whole && !viewer.holds_in_house(Right::KeepDues) {
            return Err(Refusal::NotAllowed.into());
        }
        let person = tx.person(self.person).await?.filter(|person| person.standing != Standing::Ended);
        let person = person.ok_or(Refusal::NotFound)?;
        let before = tx.affiliation(person.id).await?.ok_or(Refusal::NotFound)?;
        let after = self.affiliation();
        if after == before {
            return Ok(());
        }
        let dues_alone = Affiliation { dues_until: before.dues_until, ..after.clone() } == before;
        if !whole && !dues_alone {
            return Err(Refusal::NotAllowed.into());
        }
        if let Some(today) = Day::of(world.now(), house.time_zone) {
            self.check(today)?;
        }
        tx.keep_affiliation(&after).await?;
        if before.status != after.status && person.id != self.by {
            notify(tx, world, person.id, News::StatusChanged { status: after.status }).await?;
        }
        let event = if dues_alone { EventKind::DuesKept } else { EventKind::StatusChanged };
        Ok(record(tx, world, Some(self.by), event, person.id.0).await?)
    }
}

impl ChangeAffiliation {
    fn affiliation(&self) -> Affiliation {
        Affiliation {
            person: self.person,
            status: self.status,
            since: self.since,
            dues_until: self.dues_until,
            // What counts from the same day needs no second date.
            seniority_since: self.seniority_since.filter(|day| *day != self.since),
        }
    }

    /// Nobody is a member since tomorrow, and a slip of the keyboard is no date.
    fn check(&self, today: Day) -> Result<(), Refusal> {
        for (field, day, latest) in [
            (Field::Since, Some(self.since), today),
            (Field::Seniority, self.seniority_since, today),
            (Field::Dues, self.dues_until, today.plus(DUES_AHEAD_MAX)),
        ] {
            match day {
                Some(day) if day < SINCE_MIN => return Err(Refusal::Field(field, Problem::TooEarly)),
                Some(day) if day > latest => return Err(Refusal::Field(field, Problem::TooFar)),
                Some(_) | None => {}
            }
        }
        Ok(())
    }
}
