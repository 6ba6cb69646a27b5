//! Everything that can be done: one struct each, performed whole in one transaction.
//!
//! A web form, a remote activity, a timer and the command line perform the same Actions. An Action reads through
//! its transaction, refuses or writes its rows, records one [`crate::event::Event`] and enqueues its jobs.

use async_trait::async_trait;

use crate::error::{Failure, Fault};
use crate::event::{Event, EventKind};
use crate::id::{EventId, JobId, NoticeId, PersonId};
use crate::job::NewJob;
use crate::mandate::Right;
use crate::notice::{News, Notice};
use crate::person::Standing;
use crate::store::{Store, Tx};
use crate::world::World;

pub mod account;
pub mod body;
pub mod entry;
pub mod group;
pub mod guest;
pub mod house;
pub mod link;
pub mod mandate;
pub mod meeting;
pub mod minutes;
pub mod nearby;
pub mod network;
pub mod outside;
pub mod people;
pub mod post;
pub mod reminder;
pub mod rendezvous;
pub mod rules;
pub mod series;
pub mod session;
pub mod sitting;

/// One use of the house. Its fields are the request, parsed; `run` must not change anything but through `tx`.
#[async_trait]
pub trait Action: Send + Sync {
    /// What the caller learns.
    type Output: Send;

    /// Does it. May run more than once if transactions meet: only the last run is committed.
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Self::Output, Failure>;
}

/// How often an Action is run again when its transaction meets another one.
///
/// SERIALIZABLE transactions on the same rows succeed one at a time; more than this many in a row means a
/// hot spot that waiting does not cure, and the caller gets [`Fault::Conflict`].
const TRIES: u32 = 12;

/// Performs an Action in a transaction of its own, again where it met another.
pub async fn perform<A: Action>(
    store: &dyn Store,
    world: &dyn World,
    action: &A,
) -> Result<A::Output, Failure> {
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt(store, world, action).await {
            Err(Failure::Fault(Fault::Conflict)) if tries < TRIES => {}
            done => return done,
        }
    }
}

async fn attempt<A: Action>(store: &dyn Store, world: &dyn World, action: &A) -> Result<A::Output, Failure> {
    let mut tx = store.begin().await?;
    // A refusal drops the transaction: nothing of it remains.
    let output = action.run(tx.as_mut(), world).await?;
    tx.commit().await?;
    Ok(output)
}

/// Writes one line of the journal.
pub(crate) async fn record(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: Option<PersonId>,
    kind: EventKind,
    subject: impl Into<Option<uuid::Uuid>>,
) -> Result<(), Fault> {
    let event = Event { id: EventId(world.dated_id()), at: world.now(), by, kind, subject: subject.into() };
    tx.record(&event).await
}

/// Tells one person.
pub(crate) async fn notify(
    tx: &mut dyn Tx,
    world: &dyn World,
    person: PersonId,
    news: News,
) -> Result<(), Fault> {
    let notice = Notice { id: NoticeId(world.dated_id()), person, news, at: world.now(), read_at: None };
    tx.notify(&notice).await
}

/// Tells every administrator but the one who did it.
pub(crate) async fn notify_administrators(
    tx: &mut dyn Tx,
    world: &dyn World,
    but: Option<PersonId>,
    news: &News,
) -> Result<(), Fault> {
    for administrator in tx.administrators().await? {
        if Some(administrator) != but {
            notify(tx, world, administrator, news.clone()).await?;
        }
    }
    Ok(())
}

/// Mandates of the assembly that are looked through for whom something waits: far more than any section gives.
const HOLDERS_MAX: i64 = 500;

/// Whom what waits for a right waits for, each once: administrators, and who holds it for the house at this moment.
pub(crate) async fn holders(
    tx: &mut dyn Tx,
    world: &dyn World,
    right: Right,
) -> Result<Vec<PersonId>, Fault> {
    let now = world.now();
    let mut holders = tx.administrators().await?;
    let Some(house) = tx.house().await? else { return Ok(holders) };
    for view in tx.mandates_in(house.id, now, HOLDERS_MAX).await? {
        let mandate = view.mandate;
        let gives = mandate.holds(now) && mandate.rights().contains(&right);
        if gives && !holders.contains(&mandate.person) {
            let person = tx.person(mandate.person).await?;
            if person.is_some_and(|person| person.standing == Standing::Active) {
                holders.push(mandate.person);
            }
        }
    }
    Ok(holders)
}

/// Tells everybody who may act on it, but the one who did it.
pub(crate) async fn notify_holders(
    tx: &mut dyn Tx,
    world: &dyn World,
    right: Right,
    but: Option<PersonId>,
    news: &News,
) -> Result<(), Fault> {
    for holder in holders(tx, world, right).await? {
        if Some(holder) != but {
            notify(tx, world, holder, news.clone()).await?;
        }
    }
    Ok(())
}

/// Enqueues a job.
pub(crate) async fn enqueue(tx: &mut dyn Tx, world: &dyn World, job: NewJob) -> Result<(), Fault> {
    tx.enqueue(JobId(world.dated_id()), &job, world.now()).await.map(drop)
}
