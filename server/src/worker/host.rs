//! Turns: how many jobs talk to one host at once, and when the others may come back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use preau_core::world::Moment;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::after;

/// Jobs that talk to one host at once: a slow one holds no more of the worker (security.md P10).
const AT_ONCE_MAX: usize = 2;
/// Jobs of one kind of our own (letters, documents) at once; the store or the mail server is behind them.
const OWN_AT_ONCE_MAX: usize = 8;
/// Waiting in memory for less than this is cheaper than going back to the table.
const WAIT_MAX: Duration = Duration::from_secs(2);
/// Jobs of one host that wait in memory, however fast it is.
const WAITING_MAX: usize = 32;
/// Waiting that turned out longer ends here, so that the job is tried within its lease.
const WAIT_LONGEST: Duration = Duration::from_secs(20);
/// A host that was never spoken to is taken to be slow, our own work to be fast.
const TIME_UNKNOWN: Duration = Duration::from_secs(2);
const OWN_TIME_UNKNOWN: Duration = Duration::from_millis(50);
/// A job that goes back to the table comes again within this, whatever stands before it.
const BACK_MAX: Duration = Duration::from_mins(10);
/// Hosts remembered at once; beyond, those without a job are forgotten.
const HOSTS_MAX: usize = 4096;

/// Whether a job may begin.
pub(super) enum Turn {
    /// Now, for as long as this is held.
    Now(Held),
    /// Not before this moment, because of this.
    Later(Moment, &'static str),
}

/// A place at a host, given back when it is dropped; the time it was held tells how fast the host is.
pub(super) struct Held {
    _place: OwnedSemaphorePermit,
    host: Arc<Host>,
    begun: Instant,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut pace = self.host.pace();
        pace.time = self.begun.elapsed();
        pace.present = pace.present.saturating_sub(1);
    }
}

/// The hosts that we talk to.
#[derive(Default)]
pub(super) struct Hosts(Mutex<HashMap<String, Arc<Host>>>);

struct Host {
    at_once_max: usize,
    places: Arc<Semaphore>,
    pace: Mutex<Pace>,
}

struct Pace {
    /// Jobs that run or wait in memory.
    present: usize,
    /// What the last one took.
    time: Duration,
    /// When the next job that goes back to the table may come again.
    next: Moment,
}

impl Hosts {
    /// The turn of a job that talks to `host`. Whether the host is known to be down is the runner's to know.
    pub(super) async fn turn(&self, host: &str, now: Moment) -> Turn {
        self.entry(host, AT_ONCE_MAX, TIME_UNKNOWN).turn(now).await
    }

    /// The turn of a job that talks to no host: only so many of a kind at once.
    pub(super) async fn own(&self, kind: &str, now: Moment) -> Turn {
        // No host begins with a space.
        self.entry(&format!(" {kind}"), OWN_AT_ONCE_MAX, OWN_TIME_UNKNOWN).turn(now).await
    }

    fn entry(&self, host: &str, at_once_max: usize, time: Duration) -> Arc<Host> {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOSTS_MAX && !hosts.contains_key(host) {
            hosts.retain(|_, host| host.pace().present > 0);
        }
        hosts.entry(host.to_owned()).or_insert_with(|| Arc::new(Host::new(at_once_max, time))).clone()
    }
}

impl Host {
    fn new(at_once_max: usize, time: Duration) -> Self {
        let pace = Pace { present: 0, time, next: Moment(0) };
        Self { at_once_max, places: Arc::new(Semaphore::new(at_once_max)), pace: Mutex::new(pace) }
    }

    async fn turn(self: Arc<Self>, now: Moment) -> Turn {
        const BUSY: &str = "others stand before it";
        if let Some(later) = self.place(now) {
            return Turn::Later(later, BUSY);
        }
        if let Ok(Ok(place)) = tokio::time::timeout(WAIT_LONGEST, self.places.clone().acquire_owned()).await {
            return Turn::Now(Held { _place: place, host: self, begun: Instant::now() });
        }
        self.pace().present -= 1;
        Turn::Later(after(now, WAIT_LONGEST), BUSY)
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a job in, unless so much stands before it that it had better come back at a later moment.
    fn place(&self, now: Moment) -> Option<Moment> {
        let mut pace = self.pace();
        let rounds = u32::try_from(pace.present / self.at_once_max).unwrap_or(u32::MAX);
        let soon = pace.present < WAITING_MAX && pace.time.saturating_mul(rounds) < WAIT_MAX;
        if pace.present < self.at_once_max || soon {
            pace.present += 1;
            return None;
        }
        // Each that goes back gets a moment of its own, as far apart as the host is slow.
        let earliest = after(now, pace.time).max(pace.next);
        let latest = after(now, BACK_MAX);
        let at = earliest.min(latest);
        pace.next = after(at, pace.time / 2);
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_000_000_000);

    fn later(turn: &Turn) -> Option<Moment> {
        match turn {
            Turn::Now(_) => None,
            Turn::Later(at, _) => Some(*at),
        }
    }

    #[tokio::test]
    async fn p10_an_unknown_host_holds_two_jobs_and_the_others_come_back_one_after_another() {
        let hosts = Hosts::default();
        let (first, second) = (hosts.turn("b.example", NOW).await, hosts.turn("b.example", NOW).await);
        let third = later(&hosts.turn("b.example", NOW).await).unwrap();
        let fourth = later(&hosts.turn("b.example", NOW).await).unwrap();
        assert!(NOW < third && third < fourth, "{third:?} {fourth:?}");
        assert!(later(&hosts.turn("c.example", NOW).await).is_none(), "another host is not concerned");
        drop((first, second));
        assert!(later(&hosts.turn("b.example", NOW).await).is_none());
    }

    #[tokio::test]
    async fn a_fast_host_has_its_jobs_wait_in_memory() {
        let hosts = Hosts::default();
        drop(hosts.turn("b.example", NOW).await);
        let held = (hosts.turn("b.example", NOW).await, hosts.turn("b.example", NOW).await);
        let third = tokio::time::timeout(Duration::from_millis(50), hosts.turn("b.example", NOW)).await;
        assert!(third.is_err(), "it waits instead of going back");
        drop(held);
    }

    #[tokio::test]
    async fn hosts_without_a_job_are_forgotten_when_there_are_too_many() {
        let hosts = Hosts::default();
        let held = hosts.turn("held.example", NOW).await;
        for number in 0..HOSTS_MAX + 10 {
            drop(hosts.turn(&format!("{number}.example"), NOW).await);
        }
        let kept = hosts.0.lock().unwrap();
        assert!(kept.len() <= HOSTS_MAX && kept.contains_key("held.example"));
        drop(held);
    }
}
