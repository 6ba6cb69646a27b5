//! Planning, changing and cancelling rendezvous, and saying whether one comes.

use async_trait::async_trait;
use uuid::Uuid;

use super::meeting::{AnswerNotice, Said};
use super::{Action, enqueue, notify, notify_holders, record};
use crate::access::{self, Thing, Verb, may};
use crate::audience::Audience;
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{PersonId, RendezvousId};
use crate::job::{Change, Letter, NewJob, Work};
use crate::mandate::Right;
use crate::markup;
use crate::meeting::Reply;
use crate::notice::News;
use crate::rendezvous::{AHEAD_MAX, LASTS_MAX, PLACES_MAX, Plan, Rendezvous, RendezvousState};
use crate::store::Tx;
use crate::text::Problem;
use crate::world::{Moment, World};

/// Plans a rendezvous, or proposes it where its organiser may not speak to everybody.
#[derive(Debug)]
pub struct PlanRendezvous {
    /// The organiser.
    pub by: PersonId,
    /// What was planned.
    pub plan: Plan,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for PlanRendezvous {
    type Output = (RendezvousId, RendezvousState);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Self::Output, Failure> {
        let now = world.now();
        let (house, organiser, viewer) = access::house_as(tx, self.by, Verb::Write, now).await?;
        check(&self.plan, Some(now))?;
        access::writes_for(tx, &viewer, self.plan.audience).await?;
        let speaks = may(&viewer, Verb::SpeakFor, Thing::House(&house));
        let proposed = self.plan.audience == Audience::Everybody && !speaks;
        let state = if proposed { RendezvousState::Proposed } else { RendezvousState::Planned };
        let rendezvous = new(world, self.by, &self.plan, state);
        if !tx.insert_rendezvous(&rendezvous, self.once).await? {
            let id = tx.rendezvous_once(self.by, self.once).await?.ok_or(Refusal::NotFound)?;
            let before = tx.rendezvous(id).await?.ok_or(Refusal::NotFound)?;
            return Ok((id, before.state));
        }
        if proposed {
            record(tx, world, Some(self.by), EventKind::RendezvousProposed, rendezvous.id.0).await?;
            let news = News::RendezvousProposed { rendezvous: rendezvous.id, by: organiser.name };
            notify_holders(tx, world, Right::AcceptRendezvous, Some(self.by), &news).await?;
        } else {
            record(tx, world, Some(self.by), EventKind::RendezvousPlanned, rendezvous.id.0).await?;
            announce(tx, world, &rendezvous, Change::Created, world.now()).await?;
        }
        Ok((rendezvous.id, state))
    }
}

/// A rendezvous as its form planned it, not stored yet.
pub(super) fn new(world: &dyn World, by: PersonId, plan: &Plan, state: RendezvousState) -> Rendezvous {
    let mut rendezvous = Rendezvous {
        id: RendezvousId(world.dated_id()),
        organiser: by,
        title: plan.title.clone(),
        source: String::new(),
        html: String::new(),
        starts_at: plan.starts_at,
        ends_at: None,
        time_zone: plan.time_zone,
        place: None,
        link: None,
        audience: plan.audience,
        needed: None,
        capacity: None,
        guests_may: plan.guests_may,
        state,
        occurrence: None,
        sequence: 0,
        made_at: world.now(),
        changed_at: world.now(),
    };
    fill(&mut rendezvous, plan);
    rendezvous
}

/// How long before it begins one of a series is announced to those who follow: two weeks, as one plans an evening.
const ANNOUNCED_BEFORE: i64 = 14 * Moment::DAY;

/// What a form cannot know alone: order of times, bounds. `now` where it must not begin in the past.
pub(super) fn check(plan: &Plan, now: Option<Moment>) -> Result<(), Refusal> {
    if let Some(now) = now {
        if plan.starts_at < now.plus(-Moment::HOUR) {
            return Err(Refusal::Field(Field::Starts, Problem::TooEarly));
        }
        if plan.starts_at > now.plus(AHEAD_MAX) {
            return Err(Refusal::Field(Field::Starts, Problem::TooFar));
        }
    }
    if let Some(ends_at) = plan.ends_at {
        if ends_at <= plan.starts_at {
            return Err(Refusal::Field(Field::Ends, Problem::TooEarly));
        }
        if ends_at > plan.starts_at.plus(LASTS_MAX) {
            return Err(Refusal::Field(Field::Ends, Problem::TooFar));
        }
    }
    if plan.place.is_none() && plan.link.is_none() {
        return Err(Refusal::Field(Field::Place, Problem::Empty));
    }
    if [plan.needed, plan.capacity].into_iter().flatten().any(|n| !(1..=PLACES_MAX).contains(&n)) {
        return Err(Refusal::Field(Field::Places, Problem::TooFar));
    }
    Ok(())
}

/// Takes over what the form says.
pub(super) fn fill(rendezvous: &mut Rendezvous, plan: &Plan) {
    rendezvous.title.clone_from(&plan.title);
    rendezvous.source = plan.body.as_ref().map_or_else(String::new, |b| b.as_str().to_owned());
    rendezvous.html = plan.body.as_ref().map_or_else(String::new, |b| markup::render(b.as_str()).html);
    rendezvous.starts_at = plan.starts_at;
    rendezvous.ends_at = plan.ends_at;
    rendezvous.time_zone = plan.time_zone;
    rendezvous.place.clone_from(&plan.place);
    rendezvous.link = plan.link.as_ref().map(ToString::to_string);
    rendezvous.needed = plan.needed;
    rendezvous.capacity = plan.capacity;
    rendezvous.guests_may = plan.guests_may;
}

/// Changes a rendezvous; those who answered are told what changed. Its audience stays. One of a series is from then on a
/// rendezvous of its own: what is changed of the series no longer changes it.
#[derive(Debug)]
pub struct ChangeRendezvous {
    /// Who changes it.
    pub by: PersonId,
    /// Which.
    pub rendezvous: RendezvousId,
    /// What it is now; the audience is not looked at.
    pub plan: Plan,
    /// [`Rendezvous::sequence`] when the form was opened.
    pub seen_sequence: i32,
}

#[async_trait]
impl Action for ChangeRendezvous {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let before = access::rendezvous_for(tx, &viewer, Verb::Edit, self.rendezvous).await?;
        not_derived(tx, before.id).await?;
        let moved = before.starts_at != self.plan.starts_at;
        check(&self.plan, moved.then(|| world.now()))?;
        let mut after = before.clone();
        fill(&mut after, &self.plan);
        let what = differences(&before, &after);
        if after == before {
            return Ok(());
        }
        if let Some(place) = &mut after.occurrence {
            place.own = true;
        }
        after.sequence = self.seen_sequence.saturating_add(1);
        after.changed_at = world.now();
        if !tx.update_rendezvous(&after, self.seen_sequence).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::RendezvousChanged, after.id.0).await?;
        announce(tx, world, &after, Change::Updated, world.now()).await?;
        if !what.is_empty() {
            tell_those_who_answered(tx, world, self.by, &after, false, &what).await?;
        }
        Ok(())
    }
}

/// The rendezvous of a meeting changes with its meeting alone (decision 0007).
async fn not_derived(tx: &mut dyn Tx, id: RendezvousId) -> Result<(), Failure> {
    if tx.meeting_of_rendezvous(id).await?.is_some() { Err(Refusal::NotAllowed.into()) } else { Ok(()) }
}

/// The fields whose change matters to those who come, by name.
pub(super) fn differences(before: &Rendezvous, after: &Rendezvous) -> Vec<String> {
    let mut what = Vec::new();
    let mut note = |changed: bool, field: &str| {
        if changed {
            what.push(field.to_owned());
        }
    };
    note(before.title != after.title, "title");
    note(before.starts_at != after.starts_at || before.time_zone != after.time_zone, "starts");
    note(before.ends_at != after.ends_at, "ends");
    note(before.place != after.place, "place");
    note(before.link != after.link, "link");
    note(before.source != after.source, "text");
    what
}

/// Tells everybody who answered, in the page and by mail, but the one who did it.
async fn tell_those_who_answered(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    rendezvous: &Rendezvous,
    cancelled: bool,
    what: &[String],
) -> Result<(), Failure> {
    for person in tx.answered(rendezvous.id).await? {
        if person != by {
            tell(tx, world, person, rendezvous, cancelled, what, 1).await?;
        }
    }
    super::guest::tell_guests(tx, world, rendezvous.id, cancelled, what).await
}

/// What other servers are told of a rendezvous for everybody, from `at` on. What they may hear is looked at when it leaves: of one that
/// was never planned, nothing.
pub(super) async fn announce(
    tx: &mut dyn Tx,
    world: &dyn World,
    rendezvous: &Rendezvous,
    change: Change,
    at: Moment,
) -> Result<(), Failure> {
    if rendezvous.audience != Audience::Everybody {
        return Ok(());
    }
    let id = rendezvous.id;
    let job = NewJob::now(Work::TellEvent { rendezvous: id, change }, at).in_lane(format!("announce {id}"));
    Ok(enqueue(tx, world, job).await?)
}

/// One of a series is announced when it comes near: fifty at once would fill the pages of those who follow.
pub(super) fn announced_at(rendezvous: &Rendezvous, now: Moment) -> Moment {
    now.max(rendezvous.starts_at.plus(-ANNOUNCED_BEFORE))
}

/// Tells one person who answered, in the page and by mail, unless it is for a body in which they no longer sit. `times` is
/// how many of a series it is true of.
pub(super) async fn tell(
    tx: &mut dyn Tx,
    world: &dyn World,
    person: PersonId,
    rendezvous: &Rendezvous,
    cancelled: bool,
    what: &[String],
    times: u32,
) -> Result<(), Failure> {
    if !access::is_told(tx, person, rendezvous.audience, world.now()).await? {
        return Ok(());
    }
    let (id, title, what) = (rendezvous.id, rendezvous.title.clone(), what.to_vec());
    let news = if cancelled {
        News::RendezvousCancelled { rendezvous: id, title, times }
    } else {
        News::RendezvousChanged { rendezvous: id, title, what: what.clone(), times }
    };
    notify(tx, world, person, news).await?;
    let letter = Letter::RendezvousNews { person, rendezvous: id, cancelled, what, times };
    Ok(enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?)
}

/// Cancels a rendezvous: it stays in the agenda, crossed out, and those who answered are told.
#[derive(Debug)]
pub struct CancelRendezvous {
    /// Who cancels it.
    pub by: PersonId,
    /// Which.
    pub rendezvous: RendezvousId,
}

#[async_trait]
impl Action for CancelRendezvous {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let rendezvous = access::rendezvous_for(tx, &viewer, Verb::Delete, self.rendezvous).await?;
        not_derived(tx, rendezvous.id).await?;
        if !tx
            .move_rendezvous(rendezvous.id, rendezvous.state, RendezvousState::Cancelled, world.now())
            .await?
        {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::RendezvousCancelled, rendezvous.id.0).await?;
        announce(tx, world, &rendezvous, Change::Updated, world.now()).await?;
        tell_those_who_answered(tx, world, self.by, &rendezvous, true, &[]).await
    }
}

/// Says whether one comes. The last place is given once.
#[derive(Debug)]
pub struct AnswerRendezvous {
    /// Who answers.
    pub by: PersonId,
    /// Which.
    pub rendezvous: RendezvousId,
    /// I come, or I don't.
    pub coming: bool,
}

#[async_trait]
impl Action for AnswerRendezvous {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        // What is answered to a meeting is an answer to its notice, whichever page it was given on.
        if let Some(meeting) = tx.meeting_of_rendezvous(self.rendezvous).await? {
            let said = Said::Plain(if self.coming { Reply::Coming } else { Reply::Away });
            return AnswerNotice { by: self.by, meeting, said, word: None }.run(tx, world).await;
        }
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let rendezvous = match access::rendezvous_for(tx, &viewer, Verb::Answer, self.rendezvous).await {
            // Whoever may read a cancelled one is told that it is over, not that they may not.
            Err(Failure::Refused(Refusal::NotAllowed)) if viewer.member().is_some() => {
                return Err(Refusal::Over.into());
            }
            found => found?,
        };
        if rendezvous.over_at() < world.now() {
            return Err(Refusal::Over.into());
        }
        if let (true, Some(capacity)) = (self.coming, rendezvous.capacity) {
            let already =
                tx.rendezvous_view(viewer.scope(), rendezvous.id).await?.and_then(|v| v.mine) == Some(true);
            if !already && tx.coming(rendezvous.id, world.now()).await? >= i64::from(capacity) {
                return Err(Refusal::Full.into());
            }
        }
        Ok(tx.answer(rendezvous.id, self.by, self.coming, world.now()).await?)
    }
}

/// Decides a proposed rendezvous, with its series: announced to everybody, or not.
#[derive(Debug)]
pub struct DecideRendezvous {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub rendezvous: RendezvousId,
    /// [`Rendezvous::sequence`] of what was read: its organiser may change it until it is decided.
    pub seen_sequence: i32,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for DecideRendezvous {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let rendezvous = access::rendezvous_for(tx, &viewer, Verb::Decide, self.rendezvous).await?;
        if rendezvous.sequence != self.seen_sequence {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let (to, event) = if self.accept {
            (RendezvousState::Planned, EventKind::RendezvousPlanned)
        } else {
            (RendezvousState::Declined, EventKind::RendezvousDeclined)
        };
        if !tx.move_rendezvous(rendezvous.id, RendezvousState::Proposed, to, world.now()).await? {
            return Err(Refusal::Over.into());
        }
        if let Some(place) = rendezvous.occurrence.filter(|place| !place.own) {
            // Of a series all are decided that say what was read; one that was changed by itself is read by itself.
            for other in tx.rendezvous_of(place.series).await? {
                let alike = other.occurrence.is_some_and(|place| !place.own)
                    && other.sequence == rendezvous.sequence
                    && may(&viewer, Verb::Decide, Thing::Rendezvous(&other));
                if alike {
                    tx.move_rendezvous(other.id, RendezvousState::Proposed, to, world.now()).await?;
                    if self.accept {
                        announce(tx, world, &other, Change::Created, announced_at(&other, world.now()))
                            .await?;
                    }
                }
            }
        }
        record(tx, world, Some(self.by), event, rendezvous.id.0).await?;
        if self.accept {
            announce(tx, world, &rendezvous, Change::Created, world.now()).await?;
        }
        if rendezvous.organiser != self.by {
            let news = News::RendezvousDecided {
                rendezvous: rendezvous.id,
                title: rendezvous.title.clone(),
                accepted: self.accept,
            };
            notify(tx, world, rendezvous.organiser, news).await?;
        }
        Ok(())
    }
}
