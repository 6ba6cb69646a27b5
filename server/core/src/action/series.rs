//! Rendezvous that come again: planned at once, changed and ended together. Each of them stays a rendezvous of its own.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::rendezvous::{announce, announced_at, check, differences, fill, new, tell};
use super::{Action, notify_holders, record};
use crate::access::{self, Thing, Verb, Viewer, may};
use crate::audience::Audience;
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{PersonId, RendezvousId, SeriesId};
use crate::job::Change;
use crate::mandate::Right;
use crate::notice::News;
use crate::rendezvous::{Plan, Rendezvous, RendezvousState};
use crate::series::{End, Hours, NoRule, Occurrence, Rhythm, Series, days, local};
use crate::store::Tx;
use crate::text::Problem;
use crate::world::World;

/// Plans a series, or proposes it where its organiser may not speak to everybody.
#[derive(Debug)]
pub struct PlanSeries {
    /// The organiser.
    pub by: PersonId,
    /// The first of them.
    pub plan: Plan,
    /// How often.
    pub rhythm: Rhythm,
    /// Until when.
    pub end: End,
    /// Days on which there is none.
    pub skipped: Vec<NaiveDate>,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for PlanSeries {
    /// The first of them.
    type Output = (RendezvousId, RendezvousState);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Self::Output, Failure> {
        let (house, organiser, viewer) = access::house_as(tx, self.by, Verb::Write, world.now()).await?;
        check(&self.plan, Some(world.now()))?;
        access::writes_for(tx, &viewer, self.plan.audience).await?;
        let speaks = may(&viewer, Verb::SpeakFor, Thing::House(&house));
        let proposed = self.plan.audience == Audience::Everybody && !speaks;
        let state = if proposed { RendezvousState::Proposed } else { RendezvousState::Planned };
        if let Some(id) = tx.rendezvous_once(self.by, self.once).await? {
            let before = tx.rendezvous(id).await?.ok_or(Refusal::NotFound)?;
            return Ok((id, before.state));
        }
        let days = self.days()?;
        let (Some(first_on), Some(last_on)) = (days.first(), days.last()) else {
            return Err(Refusal::Field(Field::Until, Problem::TooEarly).into());
        };
        let series = Series {
            id: SeriesId(world.dated_id()),
            organiser: self.by,
            rhythm: self.rhythm,
            first_on: *first_on,
            last_on: *last_on,
            sequence: 0,
            made_at: world.now(),
            changed_at: world.now(),
        };
        tx.insert_series(&series).await?;
        let id = self.make(tx, world, &series, &days, state).await?;
        if proposed {
            record(tx, world, Some(self.by), EventKind::RendezvousProposed, id.0).await?;
            let news = News::RendezvousProposed { rendezvous: id, by: organiser.name };
            notify_holders(tx, world, Right::AcceptRendezvous, Some(self.by), &news).await?;
        } else {
            record(tx, world, Some(self.by), EventKind::RendezvousPlanned, id.0).await?;
        }
        Ok((id, state))
    }
}

impl PlanSeries {
    /// The days that are left of the rule.
    fn days(&self) -> Result<Vec<NaiveDate>, Refusal> {
        let first = local(self.plan.starts_at, self.plan.time_zone).date();
        let mut days = days(self.rhythm, first, self.end).map_err(|why| match why {
            NoRule::NotTheLast => Refusal::Field(Field::Starts, Problem::Malformed),
            NoRule::Once => Refusal::Field(Field::Until, Problem::TooEarly),
            NoRule::TooMany | NoRule::TooFar => Refusal::Field(Field::Until, Problem::TooFar),
        })?;
        days.retain(|day| !self.skipped.contains(day));
        if days.len() < 2 {
            return Err(Refusal::Field(Field::Until, Problem::TooEarly));
        }
        Ok(days)
    }

    /// Writes each of them; the first one's id.
    async fn make(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        series: &Series,
        days: &[NaiveDate],
        state: RendezvousState,
    ) -> Result<RendezvousId, Failure> {
        let hours = Hours::of(self.plan.starts_at, self.plan.ends_at, self.plan.time_zone);
        let mut first = None;
        for on in days {
            let mut one = new(world, self.by, &self.plan, state);
            (one.starts_at, one.ends_at) = hours.on(*on, one.time_zone);
            one.occurrence =
                Some(Occurrence { series: series.id, rhythm: series.rhythm, on: *on, own: false });
            // The form counts once by the first of them.
            let form = if first.is_none() { self.once } else { world.hidden_id() };
            if !tx.insert_rendezvous(&one, form).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
            if state == RendezvousState::Planned {
                announce(tx, world, &one, Change::Created, announced_at(&one, world.now())).await?;
            }
            first = first.or(Some(one.id));
        }
        Ok(first.ok_or(Refusal::NotFound)?)
    }
}

/// Changes every rendezvous of a series that is still to come and was not changed by itself: hours, place, words. Each
/// keeps its day. Those who answered are told once what changed.
#[derive(Debug)]
pub struct ChangeSeries {
    /// Who changes it.
    pub by: PersonId,
    /// One of the series.
    pub rendezvous: RendezvousId,
    /// What each of them is now. Its day says on which the hours are meant; the audience is not looked at.
    pub plan: Plan,
    /// [`Series::sequence`] when the form was opened.
    pub seen_sequence: i32,
}

#[async_trait]
impl Action for ChangeSeries {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let (mut series, all) = theirs(tx, &viewer, Verb::Edit, self.rendezvous).await?;
        if series.sequence != self.seen_sequence {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        check(&self.plan, None)?;
        let hours = Hours::of(self.plan.starts_at, self.plan.ends_at, self.plan.time_zone);
        let mut told = Told::default();
        let mut changed = false;
        for before in all.iter().filter(|one| one.starts_at > world.now()) {
            let Some(place) = before.occurrence.filter(|place| !place.own) else { continue };
            if !may(&viewer, Verb::Edit, Thing::Rendezvous(before)) {
                continue;
            }
            let mut after = before.clone();
            fill(&mut after, &self.plan);
            (after.starts_at, after.ends_at) = hours.on(place.on, after.time_zone);
            if after == *before {
                continue;
            }
            let what = differences(before, &after);
            after.sequence = before.sequence.saturating_add(1);
            after.changed_at = world.now();
            if !tx.update_rendezvous(&after, before.sequence).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
            changed = true;
            announce(tx, world, &after, Change::Updated, world.now()).await?;
            if !what.is_empty() {
                told.note(tx, &after, &what).await?;
            }
        }
        if !changed {
            return Ok(());
        }
        series.sequence = series.sequence.saturating_add(1);
        series.changed_at = world.now();
        tx.update_series(&series).await?;
        record(tx, world, Some(self.by), EventKind::RendezvousChanged, self.rendezvous.0).await?;
        told.tell(tx, world, self.by, false).await
    }
}

/// Cancels one rendezvous of a series and all that follow it.
#[derive(Debug)]
pub struct EndSeries {
    /// Who.
    pub by: PersonId,
    /// From which one on.
    pub rendezvous: RendezvousId,
}

#[async_trait]
impl Action for EndSeries {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let (mut series, all) = theirs(tx, &viewer, Verb::Delete, self.rendezvous).await?;
        let from = all.iter().find(|one| one.id == self.rendezvous).map(|one| one.starts_at);
        let from = from.ok_or(Refusal::NotFound)?;
        let mut told = Told::default();
        for one in all.iter().filter(|one| one.starts_at >= from && one.over_at() > world.now()) {
            if !may(&viewer, Verb::Delete, Thing::Rendezvous(one)) {
                continue;
            }
            if !tx.move_rendezvous(one.id, one.state, RendezvousState::Cancelled, world.now()).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
            announce(tx, world, one, Change::Updated, world.now()).await?;
            told.note(tx, one, &[]).await?;
        }
        series.sequence = series.sequence.saturating_add(1);
        series.changed_at = world.now();
        tx.update_series(&series).await?;
        record(tx, world, Some(self.by), EventKind::RendezvousCancelled, self.rendezvous.0).await?;
        told.tell(tx, world, self.by, true).await
    }
}

/// The series of a rendezvous to which the viewer may do this, with all of it, earliest first.
async fn theirs(
    tx: &mut dyn Tx,
    viewer: &Viewer,
    verb: Verb,
    rendezvous: RendezvousId,
) -> Result<(Series, Vec<Rendezvous>), Failure> {
    let one = access::rendezvous_for(tx, viewer, verb, rendezvous).await?;
    let place = one.occurrence.ok_or(Refusal::NotFound)?;
    let series = tx.series(place.series).await?.ok_or(Refusal::NotFound)?;
    Ok((series, tx.rendezvous_of(place.series).await?))
}

/// Who has to be told of what, once each however many of their answers it touches.
#[derive(Default)]
struct Told {
    people: BTreeMap<PersonId, Part>,
}

/// One person's part in it.
struct Part {
    /// The earliest that they answered.
    first: Rendezvous,
    what: Vec<String>,
    times: u32,
}

impl Told {
    /// Notes everybody who answered this one; they are called earliest first.
    async fn note(&mut self, tx: &mut dyn Tx, one: &Rendezvous, what: &[String]) -> Result<(), Failure> {
        for person in tx.answered(one.id).await? {
            let part = self.people.entry(person).or_insert_with(|| Part {
                first: one.clone(),
                what: Vec::new(),
                times: 0,
            });
            part.times = part.times.saturating_add(1);
            for field in what {
                if !part.what.contains(field) {
                    part.what.push(field.clone());
                }
            }
        }
        Ok(())
    }

    async fn tell(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        by: PersonId,
        cancelled: bool,
    ) -> Result<(), Failure> {
        for (person, part) in &self.people {
            if *person != by {
                tell(tx, world, *person, &part.first, cancelled, &part.what, part.times).await?;
            }
        }
        Ok(())
    }
}
