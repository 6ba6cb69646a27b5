//! Who vouches for what is said in a group: its author's own key, its author's own server, or the host alone.

use std::collections::{HashMap, HashSet};

use futures_util::future::join_all;
use preau_core::action::network::{KeepActor, host_and_port};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::{Change, Group, Vouched};
use preau_core::job::Turned;
use preau_core::peer::{KeyOwner, RemoteActor};
use preau_core::world::Moment;
use url::Url;

use super::entry::{Announced, Place, method};
use super::read::Said;
use super::strangers::May;
use crate::Federation;
use crate::actor::remote::Fetched;
use crate::fetch::{FetchError, fetch_document};
use crate::proof::{self, PublicProofKey};

/// Authors whose keys one job remembers.
const AUTHORS_MAX: usize = 1_000;
/// Servers that are asked for their people at once.
const SERVERS_AT_ONCE: usize = 16;

/// What is remembered of authors while one log is fetched.
#[derive(Debug, Default)]
pub(super) struct Vouchers {
    known: HashMap<Url, Voucher>,
    /// Servers that did not answer: they are not waited for once more.
    silent: HashSet<String>,
}

impl Vouchers {
    /// Who vouches for an author that was met.
    pub(super) fn of(&self, author: &Url) -> Voucher {
        self.known.get(author).cloned().unwrap_or(Voucher::Nobody)
    }
}

/// How the word of one author is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Voucher {
    /// They are of the host's own server, which signed.
    Origin,
    /// With their key.
    Key(PublicProofKey),
    /// Not at all: their server does not answer, and the host's word stands alone.
    Host,
    /// Their server says that there is nobody by this name, or that they have no key.
    Nobody,
}

impl Voucher {
    /// Who vouches for these bytes; `None` where they are not their author's.
    pub(super) fn vouches(&self, raw: &str, actor: &Url, now: Moment) -> Option<Vouched> {
        match self {
            Self::Origin => Some(Vouched::Author),
            Self::Key(key) => {
                proof::verify(raw, key, &method(actor.as_str()), now).ok().map(|()| Vouched::Author)
            }
            Self::Host => Some(Vouched::Host),
            Self::Nobody => None,
        }
    }
}

impl Federation {
    /// How the word of this author is checked on a copy. Their server is asked once, then their key is known.
    pub(super) async fn voucher(&self, group: &Group, actor: &Url) -> Result<Voucher, Failure> {
        match self.voucher_here(group, actor).await? {
            Some(voucher) => Ok(voucher),
            None => self.ask_stranger(group, actor).await,
        }
    }

    /// Asks an author's server for them, within the bounds of what this host may make us ask. Of somebody who is not there
    /// any more the host may have their section's word.
    async fn ask_stranger(&self, group: &Group, actor: &Url) -> Result<Voucher, Failure> {
        let (host, there) = (host_and_port(&group.actor), host_and_port(actor));
        match self.strangers.may_ask(&host, &there, self.world.now()) {
            May::Ask => {}
            May::Silent => return Ok(Voucher::Host),
            May::Invented => {
                tracing::warn!(host, there, "a host speaks of many who are not there");
                return Ok(Voucher::Nobody);
            }
        }
        let voucher = match self.ask_author(actor).await? {
            Voucher::Nobody => self.voucher_kept(group, actor).await?,
            voucher => voucher,
        };
        let now = self.world.now();
        match &voucher {
            Voucher::Nobody => self.strangers.was_invented(&host, &there, now),
            Voucher::Host => self.strangers.was_silent(&there, now),
            Voucher::Key(_) | Voucher::Origin => self.strangers.was_heard(&there),
        }
        Ok(voucher)
    }

    /// The same, as far as nobody has to be asked.
    async fn voucher_here(&self, group: &Group, actor: &Url) -> Result<Option<Voucher>, Failure> {
        if actor.origin() == group.actor.origin() {
            return Ok(Some(Voucher::Origin));
        }
        if actor.origin() == self.names.root().origin() {
            // What is said in the name of one of ours was signed by us, or it was never said.
            let Some(person) = self.names.read_person(actor.as_str()) else {
                return Ok(Some(Voucher::Nobody));
            };
            let key = self.own_proof_key(KeyOwner::Person(person)).await?;
            return Ok(Some(key.map_or(Voucher::Nobody, |key| Voucher::Key(*key.public()))));
        }
        let known = self.store.read().await?.remote_actor(actor).await?;
        Ok(known.as_ref().and_then(key_of).map(Voucher::Key))
    }

    /// Meets the authors of a page of the log: several servers at once, the people of one after another. A server that
    /// does not answer is waited for once, not for each of its people: a page must come to its end within a job.
    pub(super) async fn meet<'a>(
        &self,
        group: &Group,
        authors: impl Iterator<Item = &'a Url>,
        vouchers: &mut Vouchers,
    ) -> Result<(), Failure> {
        if vouchers.known.len() >= AUTHORS_MAX {
            vouchers.known.clear();
        }
        let mut strangers: HashMap<String, HashSet<&Url>> = HashMap::new();
        for author in authors.filter(|author| !vouchers.known.contains_key(author)) {
            strangers.entry(host_and_port(author)).or_default().insert(author);
        }
        let servers: Vec<_> = strangers.into_iter().collect();
        for some in servers.chunks(SERVERS_AT_ONCE) {
            let asked = some.iter().map(|(host, people)| {
                let people: Vec<Url> = people.iter().copied().cloned().collect();
                self.meet_people(group, people, vouchers.silent.contains(host))
            });
            let met = join_all(asked).await;
            for ((host, _), met) in some.iter().zip(met) {
                let met = met?;
                if met.iter().any(|(_, voucher)| *voucher == Voucher::Host) {
                    vouchers.silent.insert(host.clone());
                }
                vouchers.known.extend(met);
            }
        }
        Ok(())
    }

    /// Authors of one server, which may be known not to answer.
    async fn meet_people(
        &self,
        group: &Group,
        people: Vec<Url>,
        mut silent: bool,
    ) -> Result<Vec<(Url, Voucher)>, Failure> {
        let mut met = Vec::with_capacity(people.len());
        for author in people {
            let voucher = match self.voucher_here(group, &author).await? {
                Some(voucher) => voucher,
                None if silent => Voucher::Host,
                None => self.ask_stranger(group, &author).await?,
            };
            silent |= voucher == Voucher::Host;
            met.push((author, voucher));
        }
        Ok(met)
    }

    /// The same, asked again where what is known does not fit and was not asked lately: somebody may have a new key.
    pub(super) async fn voucher_again(&self, actor: &Url) -> Result<Option<Voucher>, Failure> {
        let foreign = actor.origin() != self.names.root().origin();
        if foreign && self.senders.may_ask_again(actor, self.world.now()) {
            return self.ask_author(actor).await.map(Some);
        }
        Ok(None)
    }

    /// Asks an actor's own server for their key.
    async fn ask_author(&self, actor: &Url) -> Result<Voucher, Failure> {
        match self.fetch_actor(actor).await? {
            Ok(found) => Ok(key_of(&found).map_or(Voucher::Nobody, Voucher::Key)),
            Err(error) if error.is_temporary() => Ok(Voucher::Host),
            Err(error) => {
                tracing::debug!(host = actor.host_str().unwrap_or_default(), %error, "an author is not there");
                Ok(Voucher::Nobody)
            }
        }
    }

    /// An actor as their own server shows them now; kept.
    pub(super) async fn fetch_actor(&self, actor: &Url) -> Result<Result<RemoteActor, FetchError>, Failure> {
        if let Err(refused) = self.rules.parse(actor.as_str()) {
            return Ok(Err(refused.into()));
        }
        let key = self.own_key(KeyOwner::Server).await?;
        let signer = key.as_ref().map(|key| key.signer());
        let now = self.world.now();
        let document = match fetch_document(self.transport.as_ref(), actor, signer, now.0).await {
            Ok(document) => document,
            Err(error) => return Ok(Err(error)),
        };
        let found = Fetched::read(&document).and_then(|fetched| {
            let key_id = fetched.key_id()?;
            fetched.actor(&document.url, &key_id, &self.rules, now).ok()
        });
        let Some(found) = found.filter(|found| found.id == *actor) else {
            return Ok(Err(FetchError::ContentType));
        };
        perform(self.store.as_ref(), self.world.as_ref(), &KeepActor { actor: found.clone() }).await?;
        Ok(Ok(found))
    }

    /// The key with which a group of another server signs its log; asked for where it is not known.
    pub(super) async fn group_key(&self, group: &Group) -> Result<Option<PublicProofKey>, Failure> {
        if group.hosted {
            let key = self.own_proof_key(KeyOwner::Group(group.id)).await?;
            return Ok(key.map(|key| *key.public()));
        }
        let known = self.store.read().await?.remote_actor(&group.actor).await?;
        if let Some(key) = known.as_ref().and_then(key_of) {
            return Ok(Some(key));
        }
        self.group_key_again(group).await
    }

    /// The same, asked for in any case, unless it was lately.
    pub(super) async fn group_key_again(&self, group: &Group) -> Result<Option<PublicProofKey>, Failure> {
        if !self.senders.may_ask_again(&group.actor, self.world.now()) {
            return Ok(None);
        }
        Ok(self.fetch_actor(&group.actor).await?.ok().as_ref().and_then(key_of))
    }

    /// The id that an entry has here: what one of our animators asked for comes back in the group's name, and settles
    /// their act.
    pub(super) async fn inner_here(&self, group: &Group, announced: &Announced) -> Result<String, Fault> {
        /// Acts of one animator that wait at once: more than anybody can click.
        const WAITING_MAX: i64 = 50;
        let inner = &announced.entry.inner;
        let in_its_name =
            Url::parse(inner).is_ok_and(|id| id.origin() == group.actor.origin()) && announced.raw.is_some();
        if !in_its_name || group.hosted {
            return Ok(inner.clone());
        }
        let mut db = self.store.read().await?;
        for animator in db.animators_here(group.id).await? {
            for act in db.group_acts(group.id, animator, WAITING_MAX).await? {
                let id = self.names.activity(act.id);
                if super::in_its_name(group, id.as_str()).as_str() == inner {
                    return Ok(id.into());
                }
            }
        }
        Ok(inner.clone())
    }
}

pub(super) fn key_of(actor: &RemoteActor) -> Option<PublicProofKey> {
    PublicProofKey::from_multibase(actor.proof_key.as_deref()?).ok()
}

/// What an entry means on a copy, once it is known who vouches for what is inside.
pub(super) fn meaning(
    group: &Group,
    said: Option<Result<Said, Turned>>,
    place: Option<&Place>,
    vouched: Option<Vouched>,
) -> Change {
    let said = match said {
        // Its text is gone: its place is kept.
        None => {
            return place.map_or(Change::Nothing { forged: false }, |place| Change::Place {
                uri: place.id.clone(),
                parent: place.in_reply_to.clone(),
                removed: place.removed,
                withheld: place.withheld.clone(),
            });
        }
        // This version does not know it.
        Some(Err(_)) => return Change::Nothing { forged: false },
        Some(Ok(said)) => said,
    };
    let by_group = said.actor == group.actor;
    // What is done in the group's name is said by the group alone.
    if said.animates != by_group {
        return Change::Nothing { forged: true };
    }
    match (vouched, said.change) {
        (None, _) => Change::Nothing { forged: true },
        (Some(vouched), Change::Write(mut new)) => {
            new.vouched = vouched;
            Change::Write(new)
        }
        (Some(vouched), Change::Edit { uri, author, title, html, summary, source, at, .. }) => {
            Change::Edit { uri, author, title, html, summary, source, vouched, at }
        }
        (Some(_), change) => change,
    }
}
