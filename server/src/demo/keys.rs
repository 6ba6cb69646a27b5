//! The RSA keys of the demo, made on all processors from the very start: by themselves they take longer than all the rest.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use preau_core::action::network::KeepKeys;
use preau_core::action::perform;
use preau_core::error::Fault;
use preau_core::peer::{KeyOwner, KeyPair};
use preau_core::world::World;
use preau_web::MakeKeys as _;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{Receiver, channel};

use super::DemoFault;
use super::common::House;
use crate::boot::Keys;

/// Keys that nobody has yet.
pub(super) struct KeyRing(Mutex<Receiver<Result<KeyPair, Fault>>>);

impl KeyRing {
    /// Begins to make so many, one at a time on each processor: the first ones are there while the others are made.
    pub(super) fn begin(count: usize, world: &Arc<dyn World>) -> Self {
        let (made, taken) = channel(count);
        let left = Arc::new(AtomicUsize::new(count));
        for _ in 0..available_parallelism().map_or(1, NonZeroUsize::get) {
            let (keys, made, left) = (Keys(world.clone()), made.clone(), left.clone());
            tokio::task::spawn_blocking(move || {
                let one_less = |left: usize| left.checked_sub(1);
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok() {
                    // Nobody waits for them any more where the demo could not be made.
                    if made.blocking_send(keys.make()).is_err() {
                        return;
                    }
                }
            });
        }
        Self(Mutex::new(taken))
    }

    /// One of them, when it is there.
    pub(super) async fn take(&self) -> Result<KeyPair, Fault> {
        self.0.lock().await.recv().await.ok_or(Fault::Broken("the demo makes enough keys"))?
    }

    /// Gives one to somebody who has none yet. Whoever would be without would have theirs made by their server, in turn.
    pub(super) async fn give(&self, house: &House, owner: KeyOwner) -> Result<(), DemoFault> {
        if house.store().read().await?.key_pair(owner).await?.is_some() {
            return Ok(());
        }
        let keys = self.take().await?;
        Ok(perform(house.store(), house.world.as_ref(), &KeepKeys { owner, keys }).await?)
    }
}
