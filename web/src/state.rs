//! What every handler works with: the store, the world, the house as it is now, and the bounds on tries.

use std::ops::Deref;
use std::sync::{Arc, RwLock};

use preau_core::access::Viewer;
use preau_core::action::{Action, perform};
use preau_core::elsewhere::Elsewhere;
use preau_core::error::Fault;
use preau_core::password::{self, HASHES_AT_ONCE_MAX, Password, SALT_BYTES};
use preau_core::person::PasswordHash;
use preau_core::store::{Read, Store};
use preau_core::unit::{House, Openness};
use preau_core::world::{Moment, World};
use tokio::sync::Semaphore;

use crate::error::Failure;
use crate::limits::Limits;
use crate::manage::printed::Printed;
use crate::page::Site;
use crate::uploads::Uploads;

/// Handed to every handler as axum's state; a clone is a pointer.
#[derive(Clone)]
pub struct Web(Arc<Rooms>);

/// The things themselves.
pub struct Rooms {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// Time, chance and the own address.
    pub world: Arc<dyn World>,
    /// Makes the key pairs of a new house; the federation knows how, the web does not.
    pub keys: Arc<dyn MakeKeys>,
    /// Looks at other servers for the pages that wait for it: the federation.
    elsewhere: Arc<dyn Elsewhere>,
    /// Whether letters are written to a folder because no mail server was named.
    pub mail_in_folder: bool,
    /// Bounds on tries.
    pub(crate) limits: Limits,
    /// Pictures on their way into a post.
    pub(crate) uploads: Uploads,
    /// Codes on paper that were shown just now.
    pub(crate) printed: Printed,
    hashing: Semaphore,
    house: RwLock<Option<Known>>,
}

/// Makes key pairs, which takes a second: called away from the request's thread.
pub trait MakeKeys: Send + Sync {
    /// A new pair.
    fn make(&self) -> Result<preau_core::peer::KeyPair, Fault>;
}

/// The house as it was read last.
#[derive(Clone)]
struct Known {
    house: Option<Arc<House>>,
    site: Arc<Site>,
    read_at: Moment,
}

/// How long a house that was read is believed. Another process may have changed it; our own changes are seen at once.
const HOUSE_FRESH: i64 = 2 * Moment::SECOND;
/// How long a sign-in waits for its turn at hashing before it is told that the server is busy (R16).
const HASH_WAIT: std::time::Duration = std::time::Duration::from_secs(5);

impl Deref for Web {
    type Target = Rooms;
    fn deref(&self) -> &Rooms {
        &self.0
    }
}

impl Web {
    /// Puts the rooms together.
    pub fn new(
        store: Arc<dyn Store>,
        world: Arc<dyn World>,
        keys: Arc<dyn MakeKeys>,
        elsewhere: Arc<dyn Elsewhere>,
        mail_in_folder: bool,
    ) -> Self {
        Self(Arc::new(Rooms {
            store,
            world,
            keys,
            elsewhere,
            mail_in_folder,
            limits: Limits::default(),
            uploads: Uploads::default(),
            printed: Printed::default(),
            hashing: Semaphore::new(HASHES_AT_ONCE_MAX),
            house: RwLock::new(None),
        }))
    }

    /// Performs an Action.
    pub(crate) async fn perform<A: Action>(
        &self,
        action: A,
    ) -> Result<A::Output, preau_core::error::Failure> {
        perform(self.store.as_ref(), self.world.as_ref(), &action).await
    }

    /// A connection to read with. Pass it on as `db.as_mut()`.
    pub(crate) async fn read(&self) -> Result<Box<dyn Read>, Fault> {
        self.store.read().await
    }

    /// What may be asked of other servers while a page waits.
    pub(crate) fn elsewhere(&self) -> &dyn Elsewhere {
        self.elsewhere.as_ref()
    }

    /// The present moment.
    pub(crate) fn now(&self) -> Moment {
        self.world.now()
    }

    /// The house; a page of a house that is not set up does not exist.
    pub(crate) async fn house(&self) -> Result<Arc<House>, Failure> {
        self.known().await?.house.ok_or(Failure::Missing)
    }

    /// What somebody without a session is to this house: a closed one shows them nothing of its own.
    pub(crate) async fn stranger(&self) -> Result<Viewer, Fault> {
        let closed = self.known().await?.house.is_some_and(|house| house.openness == Openness::Closed);
        Ok(if closed { Viewer::Outside } else { Viewer::Anyone })
    }

    /// What the frame says of the house, and whether it is set up.
    pub(crate) async fn site(&self) -> Result<(Arc<Site>, bool), Fault> {
        let known = self.known().await?;
        Ok((known.site, known.house.is_some()))
    }

    /// The next page reads the house anew: called after one of our own changes to it.
    pub(crate) fn forget_house(&self) {
        if let Ok(mut kept) = self.house.write() {
            *kept = None;
        }
    }

    async fn known(&self) -> Result<Known, Fault> {
        let now = self.now();
        let kept = self.house.read().ok().and_then(|kept| kept.clone());
        if let Some(known) =
            kept.filter(|k| k.house.is_some() && now.0.abs_diff(k.read_at.0) < HOUSE_FRESH.unsigned_abs())
        {
            return Ok(known);
        }
        let house = self.read().await?.house().await?;
        let site = Arc::new(house.as_ref().map(Site::from).unwrap_or_default());
        let known = Known { house: house.map(Arc::new), site, read_at: now };
        if let Ok(mut kept) = self.house.write() {
            *kept = Some(known.clone());
        }
        Ok(known)
    }

    /// Hashes a chosen password, in its turn and off the request's thread.
    pub(crate) async fn hash(&self, password: Password) -> Result<PasswordHash, Failure> {
        let mut salt = [0_u8; SALT_BYTES];
        self.world.fill(&mut salt);
        let hashed = self.in_turn(move || password::hash(&password, &salt)).await?;
        hashed.map_err(|fault| Fault::other("hashing a password", fault).into())
    }

    /// Whether the password is the stored one. Without a stored one it takes as long, and is not (I04, T01).
    pub(crate) async fn verify(
        &self,
        password: Password,
        stored: Option<PasswordHash>,
    ) -> Result<bool, Failure> {
        self.in_turn(move || {
            let Some(stored) = stored else {
                password::verify_nobody(&password);
                return false;
            };
            password::verify(&password, &stored)
        })
        .await
    }

    /// Runs slow work on the blocking pool, a few at a time; busy after a while.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let busy = || Failure::Fault(Fault::Busy("too many passwords at once".into()));
        let _turn = tokio::time::timeout(HASH_WAIT, self.hashing.acquire())
            .await
            .map_err(|_| busy())?
            .map_err(|_| busy())?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|fault| Fault::other("work off the thread", fault).into())
    }
}

/// Who asks, as the session's layer found out: in the extensions of every request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// What they may see.
    pub(crate) viewer: Viewer,
    /// Their session.
    pub(crate) session: Option<preau_core::session::Session>,
}
