//! The blocked hosts, in memory: every request and every delivery asks for them (S22).

use std::sync::Arc;

use preau_core::error::Fault;
use preau_core::outside::Blocked;
use preau_core::world::Moment;

use crate::Federation;
use crate::known::lock;

/// How long the list is kept. A host that was just blocked is shut out that much later at the gate; the Actions behind it
/// read the table itself.
const FRESH: i64 = 2 * Moment::SECOND;

/// The list and when it was read.
pub(crate) type Kept = Option<(Moment, Arc<Blocked>)>;

impl Federation {
    /// The blocked hosts, as they were two seconds ago at most.
    pub(crate) async fn blocked(&self) -> Result<Arc<Blocked>, Fault> {
        let now = self.world.now();
        let kept = lock(&self.memory.blocked).clone();
        if let Some((_, blocked)) = kept.filter(|(at, _)| (0..FRESH).contains(&now.0.saturating_sub(at.0))) {
            return Ok(blocked);
        }
        let blocked = Arc::new(Blocked::of(&self.store.read().await?.blocked_hosts().await?));
        *lock(&self.memory.blocked) = Some((now, Arc::clone(&blocked)));
        Ok(blocked)
    }
}
