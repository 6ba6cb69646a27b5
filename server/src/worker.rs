//! The worker: claims jobs that are due, runs each, settles it, and stops without losing any.

mod host;
mod retry;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use preau_core::action::meeting::KeepProof;
use preau_core::action::network::Settle;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::job::{Job, LEASE, Letter, Outcome, Work};
use preau_core::store::Store;
use preau_core::world::{Moment, World};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use host::{Hosts, Turn};

/// Jobs held at once. They wait on the network almost always; a hundred dead hosts must not fill it before their
/// breakers open (two jobs each), and a claimed job costs some kilobytes.
const HELD_MAX: usize = 256;
/// Jobs claimed in one transaction: it is short, and the next one follows at once.
const CLAIMED_MAX: usize = 64;
/// Other processes enqueue too, and jobs come due by themselves: looked for this often.
const POLL: Duration = Duration::from_secs(1);
/// After a store that did not answer.
const PAUSE: Duration = Duration::from_secs(2);
/// A job that takes longer is tried again later; well within its lease, so that nobody else runs it meanwhile.
const JOB_TIME_MAX: Duration = Duration::from_secs(90);
/// What a stop leaves to the jobs under way. The others keep their lease and are run after it.
const GRACE: Duration = Duration::from_secs(10);

/// Runs the jobs of some kinds. A job may run more than once: after a crash, or when its end could not be written.
#[async_trait]
pub trait Runner: Send + Sync {
    /// Runs one job and says how it went; the worker's table says what follows.
    async fn run(&self, job: &Job) -> Tried;
}

/// How a try went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The job is done, or there is nothing left to do.
    Done,
    /// The runner knows what follows, and how the host did that it spoke to.
    Settled(Outcome, Option<(String, bool)>),
    /// Something of ours or of a helper is in trouble and may recover. The reason holds no secret.
    Later(String),
    /// It will never work.
    Never(String),
}

/// Who runs which kind of job ([`preau_core::job::Work::kind`]).
pub type Runners = HashMap<&'static str, Arc<dyn Runner>>;

/// Claims and runs jobs.
pub struct Worker {
    store: Arc<dyn Store>,
    world: Arc<dyn World>,
    runners: Runners,
    /// Names this process in the rows that it claimed.
    name: String,
}

impl Worker {
    /// A worker of this process.
    pub fn new(store: Arc<dyn Store>, world: Arc<dyn World>, runners: Runners) -> Self {
        let name = world.hidden_id().to_string();
        Self { store, world, runners, name }
    }

    /// Works until `stop`, then finishes the jobs under way, for a grace at most.
    pub async fn work(self, stop: CancellationToken) {
        let bench = Arc::new(Bench { worker: self, hosts: Hosts::default(), freed: Notify::new() });
        let places = Arc::new(Semaphore::new(HELD_MAX));
        let tasks = TaskTracker::new();
        while !stop.is_cancelled() {
            let more = match bench.take(&places, &tasks).await {
                Ok(more) => more,
                Err(fault) => {
                    tracing::error!(error = %fault, "jobs cannot be claimed");
                    pause(PAUSE, &stop).await;
                    false
                }
            };
            if !more {
                bench.rest(&stop).await;
            }
        }
        tasks.close();
        if tokio::time::timeout(GRACE, tasks.wait()).await.is_err() {
            tracing::warn!(
                jobs = tasks.len(),
                "some jobs were left; they are run again when their lease ends"
            );
        }
    }
}

async fn pause(time: Duration, stop: &CancellationToken) {
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        () = stop.cancelled() => {}
    }
}

/// What the jobs under way share.
struct Bench {
    worker: Worker,
    hosts: Hosts,
    /// A job ended, so that its lane and its place are free.
    freed: Notify,
}

impl Bench {
    /// Waits until there may be something to do.
    async fn rest(&self, stop: &CancellationToken) {
        tokio::select! {
            () = self.worker.store.jobs_arrived() => {}
            () = self.freed.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            () = stop.cancelled() => {}
        }
    }

    /// Claims what is due and begins it. True if there may be more.
    async fn take(self: &Arc<Self>, places: &Arc<Semaphore>, tasks: &TaskTracker) -> Result<bool, Fault> {
        let wanted = places.available_permits().min(CLAIMED_MAX);
        if wanted == 0 {
            return Ok(false);
        }
        let Worker { store, world, name, .. } = &self.worker;
        let now = world.now();
        let limit = i64::try_from(wanted).unwrap_or(i64::MAX);
        let jobs = store.claim(name, now, now.plus(LEASE), limit).await?;
        let full = jobs.len() == wanted;
        for job in jobs {
            let Ok(place) = places.clone().try_acquire_owned() else { break };
            tasks.spawn(self.clone().handle(job, place, tasks.clone()));
        }
        Ok(full)
    }

    /// One job from its turn to its end.
    async fn handle(self: Arc<Self>, job: Job, place: OwnedSemaphorePermit, tasks: TaskTracker) {
        let now = self.worker.world.now();
        let turn = match &job.host {
            Some(host) => self.hosts.turn(host, now).await,
            None => self.hosts.own(job.work.kind(), now).await,
        };
        let (outcome, peer) = match turn {
            Turn::Now(held) => {
                let tried = self.try_once(&job, &tasks).await;
                drop(held);
                self.judge(&job, tried)
            }
            Turn::Later(at, reason) => {
                (Outcome::Later { at, reason: reason.to_owned(), counts: false }, None)
            }
        };
        self.settle(&job, outcome, peer).await;
        drop(place);
        self.freed.notify_one();
    }

    /// Runs the job on a task of its own, so that a panic ends the job and nothing else (P27).
    async fn try_once(&self, job: &Job, tasks: &TaskTracker) -> Tried {
        let Some(runner) = self.worker.runners.get(job.work.kind()).cloned() else {
            return Tried::Never("this version does not know such work".to_owned());
        };
        let task = {
            let job = job.clone();
            tasks.spawn(async move { tokio::time::timeout(JOB_TIME_MAX, runner.run(&job)).await })
        };
        match task.await {
            Ok(Ok(tried)) => tried,
            Ok(Err(_)) => Tried::Later("it took too long".to_owned()),
            // `attempts` counts the tries before this one.
            Err(_) if job.attempts + 1 >= retry::PANICS_MAX => Tried::Never("it broke the worker".to_owned()),
            Err(_) => Tried::Later("it broke the worker".to_owned()),
        }
    }

    /// What follows from a try.
    fn judge(&self, job: &Job, tried: Tried) -> (Outcome, Option<(String, bool)>) {
        let world = &self.worker.world;
        match tried {
            Tried::Done => (Outcome::Done, None),
            Tried::Settled(outcome, peer) => (outcome, peer),
            Tried::Later(reason) => {
                let mut chance = [0_u8; 2];
                world.fill(&mut chance);
                (retry::again(job, reason, world.now(), u16::from_be_bytes(chance)), None)
            }
            Tried::Never(reason) => (Outcome::Never { reason }, None),
        }
    }

    async fn settle(&self, job: &Job, outcome: Outcome, peer: Option<(String, bool)>) {
        if let Outcome::Never { reason } = &outcome {
            tracing::warn!(job = %job.id, kind = job.work.kind(), host = job.host.as_deref(), %reason, "a job is given up");
            self.undelivered(job).await;
        }
        let Worker { store, world, name, .. } = &self.worker;
        let settle = Settle { job: job.id, worker: name.clone(), outcome, peer };
        match perform(store.as_ref(), world.as_ref(), &settle).await {
            Ok(()) => {}
            Err(Failure::Fault(fault)) => {
                tracing::error!(job = %job.id, error = %fault, "a job's end could not be written: it will run again");
            }
            Err(Failure::Refused(refusal)) => {
                tracing::error!(job = %job.id, ?refusal, "a job's end was refused: it will run again");
            }
        }
    }
}

impl Bench {
    /// Of a notice whose letter is given up it is known that it did not arrive: it goes by paper. Before the job is settled,
    /// so that a crash between the two is made good by the next try.
    async fn undelivered(&self, job: &Job) {
        let Work::Send { letter: Letter::Convocation { person, meeting, edition } } = &job.work else {
            return;
        };
        let Worker { store, world, .. } = &self.worker;
        let proof = KeepProof { meeting: *meeting, person: *person, edition: *edition, sent: false };
        if let Err(failure) = perform(store.as_ref(), world.as_ref(), &proof).await {
            tracing::error!(job = %job.id, error = %failure, "the proof of a letter could not be kept");
        }
    }
}

/// A moment that many milliseconds later.
fn after(now: Moment, time: Duration) -> Moment {
    now.plus(i64::try_from(time.as_micros()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
