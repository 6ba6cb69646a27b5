//! Speaking in groups: acts of our people, the relays of the host, and fetching what a copy or a host misses.

use preau_core::action::group::parting::PlaceLeaving;
use preau_core::action::perform;
use preau_core::error::Failure;
use preau_core::id::GroupId;
use preau_core::job::Errand;

use super::Task;
use crate::{Federation, Ran};

impl Federation {
    /// Does it, unless it has become moot.
    pub(super) async fn run_log(&self, group: GroupId, errand: &Errand, task: Task) -> Result<Ran, Failure> {
        match errand {
            Errand::Act { act } => self.tell_act(group, *act, task).await,
            Errand::Describe => self.describe(group, task).await,
            Errand::Relay { seq, inbox } => self.relay(group, *seq, inbox, task).await,
            Errand::Turn { actor, activity, reason } => {
                self.turn(group, (actor, activity, *reason), task).await
            }
            Errand::Pull => self.pull(group, task).await,
            Errand::OfferLog => self.offer_log(group, task).await,
            Errand::Recover { section } => self.recover(group, section, task).await,
            Errand::Fill => self.fill(group, task).await,
            Errand::Part { about } => {
                let place = PlaceLeaving { group, about: about.clone() };
                perform(self.store.as_ref(), self.world.as_ref(), &place).await?;
                Ok(Ran::done())
            }
            // The other errands are about people, and run elsewhere.
            _ => Ok(Ran::done()),
        }
    }
}
