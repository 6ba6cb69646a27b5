//! The jobs of groups and links: each writes what it sends when it runs, from the tables as they are then, and is tried
//! as long as a delivery is.

mod events;
mod links;
mod log;
mod outside;
mod people;

use preau_core::error::Failure;
use preau_core::id::{ActivityId, GroupId};
use preau_core::job::{Errand, Job};
use url::Url;

pub(crate) use self::links::relationship;
pub(crate) use self::people::below_group;
use crate::{Federation, Ran, Tries};

/// A job as far as sending needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task {
    /// How often it was tried, and since when it waits.
    pub(crate) tries: Tries,
    /// The id of what it sends, the same on every try: whoever has it already takes it for what it is.
    pub(crate) activity: ActivityId,
}

impl Task {
    /// The job's own.
    pub(crate) fn of(job: &Job) -> Self {
        Self { tries: Tries { before: job.attempts, since: job.made_at }, activity: ActivityId(job.id.0) }
    }
}

impl Federation {
    /// Runs an errand of a group.
    pub(crate) async fn run_errand(
        &self,
        group: GroupId,
        errand: &Errand,
        task: Task,
    ) -> Result<Ran, Failure> {
        match errand {
            Errand::Join { .. }
            | Errand::Leave { .. }
            | Errand::Admit { .. }
            | Errand::Decline { .. }
            | Errand::Remove { .. }
            | Errand::Role { .. }
            | Errand::Invite { .. }
            | Errand::AnswerInvitation { .. }
            | Errand::Parted { .. }
            | Errand::Reached
            | Errand::Receipt { .. } => self.run_place(group, errand, task).await,
            Errand::Act { .. }
            | Errand::Describe
            | Errand::Relay { .. }
            | Errand::Turn { .. }
            | Errand::Pull
            | Errand::OfferLog
            | Errand::Part { .. }
            | Errand::Fill
            | Errand::Recover { .. } => self.run_log(group, errand, task).await,
        }
    }

    /// The address of what a job sends.
    pub(crate) fn sent_as(&self, task: Task) -> Url {
        self.names.activity(task.activity)
    }
}
