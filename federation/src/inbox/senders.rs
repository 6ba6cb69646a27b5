//! Finding the key of a sender we do not know yet, with bounds on what a stranger can make us fetch.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use preau_core::action::network::host_and_port;
use preau_core::error::Fault;
use preau_core::peer::{KeyOwner, RemoteActor};
use preau_core::world::Moment;
use tokio::sync::Semaphore;
use url::Url;

use crate::Federation;
use crate::actor::remote::Fetched;
use crate::fetch::{Document, FetchError, fetch_document};
use crate::known::{Bounded, lock};
use crate::signature::Unverified;

/// The time finding a key may take while the sender waits for our answer: shorter than any server's own patience.
const DEADLINE: Duration = Duration::from_secs(5);
/// Fetches at once from one host (S24), and those that may wait for them; whoever comes then tries again later.
const PER_HOST: usize = 2;
const WAITING_PER_HOST: usize = 8;
/// How long a key that was not found is not asked for again (S19).
const ABSENT: i64 = Moment::MINUTE;
/// How often one actor may make us look for a new key (S20).
const AGAIN: i64 = 5 * Moment::MINUTE;
/// Keys not found, and actors asked again, that are remembered: about 200 bytes each.
const REMEMBERED_MAX: usize = 4096;
/// Actors found lately that are remembered, about 3 kB each. Only a sender whose signature holds is stored: without
/// this memory, each bad signature in the name of a stranger would make us fetch them again.
const FOUND_MAX: usize = 256;
/// Hosts spoken to at once that are counted; idle ones are dropped at this size.
const HOSTS_MAX: usize = 1024;

/// Why there is no key.
#[derive(Debug)]
pub(crate) enum NoSender {
    /// There is none, or it is not this actor's.
    Refused,
    /// The other server is in trouble, or too much was asked of it at once.
    Later,
    /// Ours.
    Fault(Fault),
}

impl From<Fault> for NoSender {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What is remembered about finding keys.
pub(crate) struct Senders {
    absent: Mutex<Bounded<String, (Moment, bool)>>,
    asked: Mutex<Bounded<Url, Moment>>,
    found: Mutex<Bounded<String, (Moment, RemoteActor)>>,
    hosts: Mutex<HashMap<String, Arc<Door>>>,
}

/// The way to one host.
struct Door {
    inside: Semaphore,
    queue: Semaphore,
}

impl Default for Senders {
    fn default() -> Self {
        Self {
            absent: Mutex::new(Bounded::new(REMEMBERED_MAX)),
            asked: Mutex::new(Bounded::new(REMEMBERED_MAX)),
            found: Mutex::new(Bounded::new(FOUND_MAX)),
            hosts: Mutex::new(HashMap::new()),
        }
    }
}

impl Senders {
    /// Whether this actor's key may be asked for once more now; asking counts.
    pub(crate) fn may_ask_again(&self, actor: &Url, now: Moment) -> bool {
        let mut asked = lock(&self.asked);
        let lately = asked.get(actor).is_some_and(|at| (0..AGAIN).contains(&now.0.saturating_sub(at.0)));
        if !lately {
            asked.put(actor.clone(), now);
        }
        !lately
    }

    /// The same, fetched within the last minute or now.
    pub(crate) async fn find_lately(
        &self,
        federation: &Federation,
        unverified: &Unverified,
    ) -> Result<RemoteActor, NoSender> {
        let now = federation.world.now();
        let kept = lock(&self.found).get(&unverified.key_id().to_owned());
        match kept.filter(|(at, _)| (0..ABSENT).contains(&now.0.saturating_sub(at.0))) {
            Some((_, actor)) => Ok(actor),
            None => self.find(federation, unverified).await,
        }
    }

    /// The actor that the key belongs to, fetched anew.
    pub(crate) async fn find(
        &self,
        federation: &Federation,
        unverified: &Unverified,
    ) -> Result<RemoteActor, NoSender> {
        let at = unverified.key_document();
        let now = federation.world.now();
        if let Some(temporary) = self.is_absent(&at, now) {
            return Err(if temporary { NoSender::Later } else { NoSender::Refused });
        }
        let door = self.door(&at);
        let _place = door.queue.try_acquire().map_err(|_| NoSender::Later)?;
        let found = tokio::time::timeout(DEADLINE, async {
            let _inside = door.inside.acquire().await.map_err(|_| NoSender::Later)?;
            // Somebody may have found out while we waited.
            match self.is_absent(&at, now) {
                Some(true) => Err(NoSender::Later),
                Some(false) => Err(NoSender::Refused),
                None => fetch(federation, unverified.key_id(), &at).await,
            }
        })
        .await
        .unwrap_or(Err(NoSender::Later));
        match &found {
            Err(NoSender::Refused) => lock(&self.absent).put(at.into(), (now, false)),
            Err(NoSender::Later) => lock(&self.absent).put(at.into(), (now, true)),
            Err(NoSender::Fault(_)) => {}
            Ok(actor) => lock(&self.found).put(unverified.key_id().to_owned(), (now, actor.clone())),
        }
        found
    }

    /// Does something with a host while at most one other thing is done with it (S24); `None` where too many wait already.
    pub(crate) async fn one_of_two<T>(&self, at: &Url, work: impl Future<Output = T>) -> Option<T> {
        let door = self.door(at);
        let _place = door.queue.try_acquire().ok()?;
        let _inside = door.inside.acquire().await.ok()?;
        Some(work.await)
    }

    /// Whether this key was not found a moment ago, and whether that may pass.
    fn is_absent(&self, at: &Url, now: Moment) -> Option<bool> {
        let (since, temporary) = lock(&self.absent).get(&at.to_string())?;
        (0..ABSENT).contains(&now.0.saturating_sub(since.0)).then_some(temporary)
    }

    fn door(&self, at: &Url) -> Arc<Door> {
        let mut hosts = lock(&self.hosts);
        if hosts.len() >= HOSTS_MAX {
            hosts.retain(|_, door| Arc::strong_count(door) > 1);
        }
        let new = || {
            Arc::new(Door {
                inside: Semaphore::new(PER_HOST),
                queue: Semaphore::new(PER_HOST + WAITING_PER_HOST),
            })
        };
        Arc::clone(hosts.entry(host_and_port(at)).or_insert_with(new))
    }
}

/// The key's document, and the actor's where that is another one.
async fn fetch(federation: &Federation, key_id: &str, at: &Url) -> Result<RemoteActor, NoSender> {
    let document = get(federation, at).await?;
    let fetched = Fetched::read(&document).ok_or(NoSender::Refused)?;
    let owner = fetched.owner(&document.url).ok_or(NoSender::Refused)?;
    let owner = federation.rules.parse(&owner).map_err(|_| NoSender::Refused)?;
    let now = federation.world.now();
    let actor = if owner == document.url {
        fetched.actor(&owner, key_id, &federation.rules, now)
    } else if owner.origin() == at.origin() {
        let document = get(federation, &owner).await?;
        let fetched = Fetched::read(&document).ok_or(NoSender::Refused)?;
        fetched.actor(&document.url, key_id, &federation.rules, now).and_then(|actor| {
            if actor.id == owner { Ok(actor) } else { Err("the owner answers under another id") }
        })
    } else {
        Err("the owner of the key is elsewhere")
    };
    actor.map_err(|why| {
        tracing::debug!(host = at.host_str().unwrap_or_default(), why, "a sender's document is not accepted");
        NoSender::Refused
    })
}

/// One document, signed by the server's own actor: `GoToSocial` answers nothing that is not signed.
async fn get(federation: &Federation, url: &Url) -> Result<Document, NoSender> {
    let key = federation.own_key(KeyOwner::Server).await?;
    let signer = key.as_ref().map(|key| key.signer());
    let now = federation.world.now().0;
    fetch_document(federation.transport.as_ref(), url, signer, now).await.map_err(|error| {
        tracing::debug!(host = url.host_str().unwrap_or_default(), %error, "a sender's key was not found");
        match error {
            FetchError::Sign(_) => NoSender::Later,
            other if other.is_temporary() => NoSender::Later,
            _ => NoSender::Refused,
        }
    })
}
