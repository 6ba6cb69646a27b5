//! Reminders: chosen by each, told once when they come due.

use async_trait::async_trait;

use super::{Action, enqueue, notify};
use crate::access::{self, Thing, Verb, Viewer, may};
use crate::error::{Failure, Fault, Refusal};
use crate::id::PersonId;
use crate::job::{Letter, NewJob, Work};
use crate::notice::News;
use crate::reminder::{Ahead, DUE_MAX, Due, Reminded, ReminderChoice};
use crate::store::Tx;
use crate::world::World;

/// Chooses when one is reminded.
#[derive(Debug)]
pub struct ChooseReminders {
    /// Who.
    pub person: PersonId,
    /// What they chose.
    pub choice: ReminderChoice,
}

#[async_trait]
impl Action for ChooseReminders {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        access::viewer(tx, self.person, world.now()).await?.member().ok_or(Refusal::NotAllowed)?;
        Ok(tx.choose_reminders(self.person, self.choice).await?)
    }
}

/// Tells what has come due, a bounded part of it; the number says whether to come again.
///
/// That somebody was told is a row of the same transaction: a process that dies in between, or a second one beside it,
/// tells nobody twice. The row holds the beginning, so that what was moved since is told again before its new one.
#[derive(Debug)]
pub struct Remind;

#[async_trait]
impl Action for Remind {
    /// How many were told.
    type Output = usize;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<usize, Failure> {
        let mut told = 0;
        for ahead in Ahead::ALL {
            for due in tx.reminders_due(*ahead, world.now(), DUE_MAX).await? {
                for mark in marks(*ahead) {
                    tx.reminded(&due, *mark).await?;
                }
                told += 1;
                remind(tx, world, &due).await?;
            }
        }
        Ok(told)
    }
}

/// Two hours before, the reminder of a day before has nothing more to say.
const fn marks(ahead: Ahead) -> &'static [Ahead] {
    match ahead {
        Ahead::TwoHours => &[Ahead::TwoHours, Ahead::Day],
        Ahead::Day => &[Ahead::Day],
    }
}

async fn remind(tx: &mut dyn Tx, world: &dyn World, due: &Due) -> Result<(), Fault> {
    let viewer = access::viewer(tx, due.person, world.now()).await?;
    let Some(news) = news(tx, &viewer, due).await? else { return Ok(()) };
    notify(tx, world, due.person, news).await?;
    if due.by_mail {
        let letter = Letter::Reminder { person: due.person, of: due.of, starts_at: due.starts_at };
        enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?;
    }
    Ok(())
}

/// The words of it, for whoever may still read what they are about.
async fn news(tx: &mut dyn Tx, viewer: &Viewer, due: &Due) -> Result<Option<News>, Fault> {
    if viewer.member().is_none() {
        return Ok(None);
    }
    let (of, starts_at) = (due.of, due.starts_at);
    Ok(match of {
        Reminded::Rendezvous(id) => tx
            .rendezvous(id)
            .await?
            .filter(|one| may(viewer, Verb::Read, Thing::Rendezvous(one)))
            .map(|one| News::Reminder { of, title: one.title, starts_at, time_zone: one.time_zone }),
        Reminded::Gathering(id) => {
            let Some(one) = tx.gathering(id).await? else { return Ok(None) };
            match access::group_for(tx, due.person, Verb::Enter, one.group).await {
                Ok(_) => Some(News::Reminder {
                    of,
                    title: one.plan.title,
                    starts_at,
                    time_zone: one.plan.time_zone,
                }),
                Err(Failure::Refused(_)) => None,
                Err(Failure::Fault(fault)) => return Err(fault),
            }
        }
    })
}
