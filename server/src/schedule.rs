//! What comes due by itself; one scheduler per database, however many processes share it.

use std::sync::Arc;
use std::time::Duration;

use preau_core::action::group::recover::CatchUp;
use preau_core::action::network::Purge;
use preau_core::action::perform;
use preau_core::action::reminder::Remind;
use preau_core::error::Failure;
use preau_core::store::Store;
use preau_core::world::{Moment, World};
use tokio_util::sync::CancellationToken;

/// The lease's name in the table.
const LEASE_NAME: &str = "scheduler";
/// How long the lease is held: a process that was killed is replaced after this.
const LEASE_TIME: i64 = Moment::MINUTE;
/// How often it is renewed, and looked whether something is due.
const ROUND: Duration = Duration::from_secs(20);
/// How often what is past its time is deleted.
const PURGE_EVERY: i64 = 10 * Moment::MINUTE;
/// How often the logs of groups that we hold copies of are looked at: a server that was down for longer than its peers
/// kept trying has everything a day later.
const CATCH_UP_EVERY: i64 = Moment::DAY;
/// How often it is looked whether somebody is to be reminded: nobody misses a minute of two hours.
const REMIND_EVERY: i64 = Moment::MINUTE;
/// Turns of reminders in a row: each tells a bounded number of people.
const REMINDERS_MAX: u32 = 50;
/// Purges in a row while there is more: each is bounded in the store, and writers must get their turn in between.
const PURGES_MAX: u32 = 20;

/// Does what comes due, if no other process of this database does it already.
pub struct Scheduler {
    store: Arc<dyn Store>,
    world: Arc<dyn World>,
    /// Names this process in the lease.
    name: String,
    reminded_at: Option<Moment>,
    purged_at: Option<Moment>,
    caught_up_at: Option<Moment>,
}

impl Scheduler {
    /// A scheduler of this process.
    pub fn new(store: Arc<dyn Store>, world: Arc<dyn World>) -> Self {
        let name = world.hidden_id().to_string();
        Self { store, world, name, reminded_at: None, purged_at: None, caught_up_at: None }
    }

    /// Goes its rounds until `stop`.
    pub async fn keep_time(mut self, stop: CancellationToken) {
        loop {
            self.round().await;
            tokio::select! {
                () = tokio::time::sleep(ROUND) => {}
                () = stop.cancelled() => return,
            }
        }
    }

    /// One round. True if this process is the one that keeps the time.
    async fn round(&mut self) -> bool {
        let now = self.world.now();
        match self.store.lease(LEASE_NAME, &self.name, now, now.plus(LEASE_TIME)).await {
            Ok(true) => {}
            Ok(false) => return false,
            Err(fault) => {
                tracing::error!(error = %fault, "the scheduler's lease cannot be read");
                return false;
            }
        }
        if self.reminded_at.is_none_or(|at| now >= at.plus(REMIND_EVERY)) {
            self.remind().await;
            self.reminded_at = Some(now);
        }
        if self.purged_at.is_none_or(|at| now >= at.plus(PURGE_EVERY)) {
            self.purge().await;
            self.purged_at = Some(now);
        }
        if self.caught_up_at.is_none_or(|at| now >= at.plus(CATCH_UP_EVERY)) {
            self.catch_up().await;
            self.caught_up_at = Some(now);
        }
        // What was erased since the last round, by somebody or by the purge, leaves no bytes in a journal either.
        if let Err(fault) = self.store.forget_erased().await {
            tracing::error!(error = %fault, "the journal of the database could not be emptied");
        }
        true
    }

    /// When the server starts, and daily.
    async fn catch_up(&self) {
        match perform(self.store.as_ref(), self.world.as_ref(), &CatchUp).await {
            Ok(groups) => tracing::debug!(groups, "the logs of groups are looked at"),
            Err(failure) => tracing::error!(error = %failure, "the logs of groups could not be looked at"),
        }
    }

    async fn remind(&self) {
        for _ in 0..REMINDERS_MAX {
            match perform(self.store.as_ref(), self.world.as_ref(), &Remind).await {
                Ok(0) => return,
                Ok(people) => tracing::debug!(people, "people were reminded"),
                Err(failure) => {
                    tracing::error!(error = %failure, "people could not be reminded");
                    return;
                }
            }
        }
    }

    async fn purge(&self) {
        for _ in 0..PURGES_MAX {
            match perform(self.store.as_ref(), self.world.as_ref(), &Purge).await {
                Ok(0) => return,
                Ok(rows) => tracing::debug!(rows, "what was past its time is deleted"),
                Err(Failure::Fault(fault)) => {
                    tracing::error!(error = %fault, "what is past its time could not be deleted");
                    return;
                }
                Err(Failure::Refused(refusal)) => {
                    tracing::error!(?refusal, "what is past its time could not be deleted");
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use preau_store_sqlite::{Options, SqlStore};
    use url::Url;

    use super::*;
    use crate::world::MovedWorld;

    #[tokio::test]
    async fn p14_one_process_keeps_the_time_and_another_follows_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("preau.sqlite").display());
        let store: Arc<dyn Store> = SqlStore::open(&address, Options::default()).await.unwrap();
        let origin = Url::parse("http://localhost:8080").unwrap();
        let world = Arc::new(MovedWorld::new(origin, Moment(1_790_000_000_000_000)));
        let mut first = Scheduler::new(store.clone(), world.clone());
        let mut second = Scheduler::new(store, world.clone());
        assert!(first.round().await);
        assert!(!second.round().await);
        world.set(world.now().plus(LEASE_TIME / 2));
        assert!(first.round().await, "the holder renews it");
        world.set(world.now().plus(LEASE_TIME / 2 + 1));
        assert!(!second.round().await);
        world.set(world.now().plus(LEASE_TIME));
        assert!(second.round().await, "the first was not heard of for too long");
        assert!(!first.round().await);
    }
}
