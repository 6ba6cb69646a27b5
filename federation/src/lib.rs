//! ActivityPub: names, documents, signatures, the inbox, deliveries and fetching.

mod activity;
mod actor;
pub mod address;
mod announce;
mod deliver;
mod discover;
mod elsewhere;
mod errand;
mod event;
pub mod fetch;
mod group;
mod inbox;
pub mod keys;
mod known;
mod limit;
mod names;
mod object;
mod outbox;
mod outside;
mod own_keys;
pub mod proof;
mod readers;
mod receive;
mod routes;
pub mod signature;
#[cfg(test)]
mod testing;

use std::sync::Arc;

use axum::Router;
use preau_core::error::Failure;
use preau_core::job::{Job, Outcome, Work};
use preau_core::store::Store;
use preau_core::world::{Moment, World};

pub use self::deliver::{Answer, HORIZON, Tries, next};
pub use self::inbox::BODY_BYTES_MAX;
pub use self::names::{Names, SERVER_HANDLE};
pub use self::routes::wants;
use crate::address::Rules;
use crate::deliver::Probes;
use crate::errand::Task;
use crate::fetch::Transport;
use crate::group::{Desks, Strangers};
use crate::inbox::senders::Senders;
use crate::known::Memory;
use crate::limit::Limits;

/// How often a job of ours is tried again after a fault of ours, and the wait, which doubles each time.
const FAULTS_MAX: i32 = 10;
const FAULT_WAIT: i64 = 15 * Moment::SECOND;

/// Everything this house is to the network: one for each server, shared by its router and its workers.
pub struct Federation {
    store: Arc<dyn Store>,
    world: Arc<dyn World>,
    transport: Arc<dyn Transport>,
    rules: Rules,
    names: Names,
    memory: Memory,
    senders: Senders,
    limits: Limits,
    probes: Probes,
    desks: Desks,
    strangers: Strangers,
}

impl Federation {
    /// Puts it together. `rules` are the transport's own: they decide which addresses in documents are believed.
    pub fn new(
        store: Arc<dyn Store>,
        world: Arc<dyn World>,
        transport: Arc<dyn Transport>,
        rules: Rules,
    ) -> Self {
        let names = Names::new(world.origin());
        let limits = Limits::new(&world);
        Self {
            store,
            world,
            transport,
            rules,
            names,
            memory: Memory::default(),
            senders: Senders::default(),
            limits,
            probes: Probes::default(),
            desks: Desks::default(),
            strangers: Strangers::default(),
        }
    }

    /// The addresses under which this server is known.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Runs a job of the network; `None` for work that is not ours. The caller performs
    /// [`preau_core::action::network::Settle`] with what comes back.
    pub async fn run(&self, job: &Job) -> Option<Ran> {
        let ran = match &job.work {
            Work::Announce { post, change } => self.announce(*post, *change).await,
            Work::AnswerFollow { actor, accept } => self.answer_follow(actor, *accept).await,
            Work::Deliver { activity, inbox } => {
                self.deliver(*activity, inbox, Tries { before: job.attempts, since: job.made_at }).await
            }
            Work::Receive { activity } => self.receive(activity).await,
            Work::Link { section, errand } => self.run_link(section, errand, Task::of(job)).await,
            Work::Group { group, errand } => self.run_errand(*group, errand, Task::of(job)).await,
            Work::TellEvent { rendezvous, change } => self.tell_event(*rendezvous, *change).await,
            Work::TellAgenda { section } => self.tell_agenda(section).await,
            Work::FollowActor { .. }
            | Work::TellOutside { .. }
            | Work::SendFlag { .. }
            | Work::AnswerJoin { .. } => self.run_outside(&job.work, Task::of(job)).await,
            Work::Send { .. } => return None,
        };
        Some(ran.unwrap_or_else(|failure| self.failed(job, &failure)))
    }

    /// A fault of ours: logged once, tried again later, and shown to an administrator in the end.
    fn failed(&self, job: &Job, failure: &Failure) -> Ran {
        let error: &(dyn std::error::Error + 'static) = failure;
        tracing::error!(kind = job.work.kind(), job = %job.id, error, "a job failed");
        let reason = failure.to_string();
        let refused = matches!(failure, Failure::Refused(_));
        if refused || job.attempts >= FAULTS_MAX {
            return Outcome::Never { reason }.into();
        }
        let doublings = u32::try_from(job.attempts).unwrap_or_default();
        let wait = FAULT_WAIT.saturating_mul(2_i64.saturating_pow(doublings));
        Outcome::Later { at: self.world.now().plus(wait), reason, counts: true }.into()
    }
}

/// What a job came to, and how the host did that was spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// How it ended.
    pub outcome: Outcome,
    /// The host and whether it answered well, where one was spoken to.
    pub peer: Option<(String, bool)>,
}

impl Ran {
    fn done() -> Self {
        Outcome::Done.into()
    }
}

impl From<Outcome> for Ran {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, peer: None }
    }
}

/// The routes of the network. Give them every request that [`wants`] says is theirs.
pub fn router(federation: Arc<Federation>) -> Router {
    routes::router(federation)
}
