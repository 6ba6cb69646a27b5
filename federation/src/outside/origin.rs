//! Asking the origin of something: signed, two at once to a host, a bounded number of times for one activity (R07, O09).

use std::time::Duration;

use preau_core::error::Fault;
use preau_core::peer::{KeyOwner, RemoteActor};
use tokio::time::Instant;
use url::Url;

use super::object::{Reader, Told};
use crate::Federation;
use crate::actor::remote::Fetched;
use crate::address::Refused;
use crate::fetch::{Document, FetchError, fetch_document};
use crate::inbox::shape;

/// Fetches that one activity may make us do, whatever it says (R07).
const FETCHES_MAX: u8 = 20;
/// The time they may take together: less than a job is leased to its worker.
const TOGETHER: Duration = Duration::from_mins(1);

/// What is left of what one activity may cost.
pub(crate) struct Budget {
    fetches: u8,
    until: Instant,
}

impl Budget {
    /// All of it.
    pub(crate) fn new() -> Self {
        Self { fetches: FETCHES_MAX, until: Instant::now() + TOGETHER }
    }

    fn take(&mut self) -> Option<Duration> {
        self.fetches = self.fetches.checked_sub(1)?;
        self.until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    }
}

/// Why a document was not had.
#[derive(Debug)]
pub(crate) enum Missing {
    /// The other server, or the way to it.
    Fetch(FetchError),
    /// Its host is blocked, or the address is one that we do not ask.
    NotAsked,
    /// Too much was asked of that host, or for this activity.
    TooMuch,
    /// Ours.
    Fault(Fault),
}

impl From<Fault> for Missing {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Federation {
    /// One document from its origin, signed by the server's own actor.
    pub(crate) async fn ask(&self, url: &Url) -> Result<Document, Missing> {
        if self.blocked().await?.holds(url) {
            return Err(Missing::NotAsked);
        }
        let key = self.own_key(KeyOwner::Server).await?;
        let signer = key.as_ref().map(|key| key.signer());
        let fetching = fetch_document(self.transport.as_ref(), url, signer, self.world.now().0);
        let found = self.senders.one_of_two(url, fetching).await.ok_or(Missing::TooMuch)?;
        found.map_err(|error| match error {
            FetchError::Refused(refused) if refused != Refused::NotPublic => Missing::NotAsked,
            error => Missing::Fetch(error),
        })
    }

    /// The same for one activity that came in; `None` where nothing came of it, for whatever reason.
    pub(crate) async fn ask_for(&self, url: &Url, budget: &mut Budget) -> Result<Option<Document>, Fault> {
        let Some(left) = budget.take() else { return Ok(None) };
        match tokio::time::timeout(left, self.ask(url)).await {
            Ok(Ok(document)) => Ok(Some(document)),
            Ok(Err(Missing::Fault(fault))) => Err(fault),
            Ok(Err(missing)) => {
                tracing::debug!(
                    host = url.host_str().unwrap_or_default(),
                    ?missing,
                    "an origin was asked in vain"
                );
                Ok(None)
            }
            Err(_) => Ok(None),
        }
    }

    /// The object that stands at its own id (O11), by an author of the same origin (O02).
    pub(crate) async fn object_at(
        &self,
        reader: Reader<'_>,
        url: &Url,
        budget: &mut Budget,
    ) -> Result<Option<Told>, Fault> {
        let Some(document) = self.ask_for(url, budget).await? else { return Ok(None) };
        Ok(read_object(reader, &document).filter(|told| told.id == *url && told.is_of_one_origin()))
    }

    /// Whoever wrote something: as we know them, or as their server shows them now.
    pub(crate) async fn author(&self, id: &Url, budget: &mut Budget) -> Result<Option<RemoteActor>, Fault> {
        let known = self.store.read().await?.remote_actor(id).await?;
        if known.is_some() {
            return Ok(known);
        }
        let Some(document) = self.ask_for(id, budget).await? else { return Ok(None) };
        Ok(self.read_actor(&document).filter(|actor| actor.id == *id))
    }

    /// The actor that a document is, with the single key that it lists as its own.
    pub(crate) fn read_actor(&self, document: &Document) -> Option<RemoteActor> {
        let fetched = Fetched::read(document)?;
        let key = fetched.key_id()?;
        fetched.actor(&document.url, &key, &self.rules, self.world.now()).ok()
    }
}

/// Reads what was fetched with the same bounds as what comes into the inbox.
fn read_object(reader: Reader<'_>, document: &Document) -> Option<Told> {
    shape::check(&document.bytes).ok()?;
    reader.read(std::str::from_utf8(&document.bytes).ok()?)
}
