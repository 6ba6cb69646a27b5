//! The RSA keys of the demo, made on all processors at once before anybody asks for one.

use std::sync::Arc;

use preau_core::action::network::KeepKeys;
use preau_core::action::perform;
use preau_core::error::Fault;
use preau_core::peer::{KeyOwner, KeyPair};
use preau_core::world::World;
use preau_web::MakeKeys as _;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::DemoFault;
use super::common::House;
use crate::boot::Keys;

/// Keys that nobody has yet.
pub(super) struct KeyRing(Mutex<Vec<JoinHandle<Result<KeyPair, Fault>>>>);

impl KeyRing {
    /// Begins to make so many.
    pub(super) fn begin(count: usize, world: &Arc<dyn World>) -> Self {
        let make = |_| {
            let keys = Keys(world.clone());
            tokio::task::spawn_blocking(move || keys.make())
        };
        Self(Mutex::new((0..count).map(make).rev().collect()))
    }

    /// One of them, when it is there.
    pub(super) async fn take(&self) -> Result<KeyPair, Fault> {
        let made = self.0.lock().await.pop().ok_or(Fault::Broken("the demo makes enough keys"))?;
        made.await.map_err(|error| Fault::other("making a key", error))?
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
