//! The letters of a notice, and what proves that they left.

use async_trait::async_trait;

use super::acting;
use crate::access::Verb;
use crate::action::{Action, enqueue, record};
use crate::error::Failure;
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId};
use crate::job::{Letter, NewJob, Work};
use crate::meeting::{Channel, Proof};
use crate::store::Tx;
use crate::world::World;

/// Asks for the letter with the notice.
pub(super) async fn convoke(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: MeetingId,
    person: PersonId,
    edition: u16,
) -> Result<(), Failure> {
    let letter = Letter::Convocation { person, meeting, edition };
    Ok(enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?)
}

/// Asks for the letter that says that it does not take place.
pub(super) async fn call_off(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: MeetingId,
    person: PersonId,
) -> Result<(), Failure> {
    let letter = Letter::MeetingOff { person, meeting };
    Ok(enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?)
}

/// Keeps what the mail server said of the notice to one person. Of an edition that was sent again since, nothing.
#[derive(Debug)]
pub struct KeepProof {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// To whom.
    pub person: PersonId,
    /// Which edition.
    pub edition: u16,
    /// Whether it was taken; otherwise it came back.
    pub sent: bool,
}

#[async_trait]
impl Action for KeepProof {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let Some(meeting) = tx.meeting(self.meeting).await? else { return Ok(()) };
        if meeting.convocation.is_none_or(|sent| sent.edition != self.edition) {
            return Ok(());
        }
        let proof = if self.sent { Proof::Sent } else { Proof::Bounced };
        tx.keep_proof(self.meeting, self.person, proof, world.now()).await?;
        Ok(())
    }
}

/// Notes that the letters for those without mail were printed.
#[derive(Debug)]
pub struct NotePrinted {
    /// Who printed them.
    pub by: PersonId,
    /// Of which meeting.
    pub meeting: MeetingId,
}

#[async_trait]
impl Action for NotePrinted {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (_, meeting, _) = acting(tx, world, self.by, Verb::Prepare, self.meeting).await?;
        for recipient in tx.roll(meeting.id).await? {
            // Of a letter that came back, too: it was printed instead.
            let by_hand = recipient.channel == Channel::Letter && recipient.proof == Proof::Queued;
            if by_hand || recipient.proof == Proof::Bounced {
                tx.keep_proof(meeting.id, recipient.who.id, Proof::Printed, world.now()).await?;
            }
        }
        record(tx, world, Some(self.by), EventKind::LettersPrinted, meeting.id.0).await?;
        Ok(())
    }
}
