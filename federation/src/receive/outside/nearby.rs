//! A section that we are linked with plans something for everybody, changes it or cancels it.

use preau_core::action::nearby::KeepNearby;
use preau_core::action::perform;
use preau_core::error::Failure;

use super::Case;
use crate::Federation;
use crate::outside::gate::is_linked_event;

impl Federation {
    /// Keeps it for our members' agenda. True if it is a linked section's Event, whatever became of it; the activity is settled
    /// by what follows.
    pub(super) async fn keep_nearby(&self, case: &Case<'_>) -> Result<bool, Failure> {
        let section = &case.incoming.actor;
        if !is_linked_event(self.store.read().await?.as_mut(), case.said.object, section).await? {
            return Ok(false);
        }
        let Some(event) = case.said.object.and_then(|raw| self.read_event(raw.get(), section)) else {
            return Ok(false);
        };
        let keep = KeepNearby { incoming: None, section: section.clone(), event };
        perform(self.store.as_ref(), self.world.as_ref(), &keep).await?;
        Ok(true)
    }
}
