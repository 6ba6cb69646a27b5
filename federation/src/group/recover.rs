//! When a host was restored from an older copy: servers that hold more of its log offer it, and the host takes back what
//! carries its own proof. Nothing that was ever in the log is lost, and copies that differ start again where they agree.

use std::collections::{HashMap, HashSet};

use preau_core::action::group::carry::NoteFork;
use preau_core::action::group::recover::{ReceiveLogOffer, RecoverEntries, StartAgain};
use preau_core::action::network::host_and_port;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::{Change, Group, LOG_PAGE, LogEntry, Vouched};
use preau_core::id::GroupId;
use preau_core::job::Outcome;
use preau_core::link::LinkState;
use preau_core::peer::{Incoming, KeyOwner};
use preau_core::world::Moment;
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::author::meaning;
use super::entry::{self, Announced};
use super::pull::NoPage;
use super::read;
use super::{below, context, in_its_name, owner, unwritten};
use crate::activity::received::Reference;
use crate::errand::Task;
use crate::own_keys::OwnProofKey;
use crate::proof::chain;
use crate::receive::Received;
use crate::{Federation, Ran};

/// Entries that are compared or taken back in one go: more is done in several.
const ENTRIES_MAX: usize = 5_000;
/// Bytes of another server's entries that are held at once: a page may be one entry of a mebibyte.
const HELD_BYTES_MAX: usize = 64 * 1024 * 1024;
/// How often we offer our log before we take the host's as it is, and how long we wait in between.
const OFFERS_MAX: i32 = 6;
const OFFER_WAIT: i64 = 20 * Moment::SECOND;

/// Another server's log beyond what both have.
struct Beyond {
    /// The last entry that both have.
    common: i64,
    /// Its entries that follow, as their bytes.
    items: Vec<String>,
}

impl Federation {
    /// Our copy and its host do not agree: our log is offered, until the host holds all that we do.
    pub(crate) async fn offer_log(&self, id: GroupId, task: Task) -> Result<Ran, Failure> {
        let Some(group) = self.copy(id).await? else { return Ok(Ran::done()) };
        let host = host_and_port(&group.actor);
        let beyond = match self.beyond(&group, &below(&group.actor, "log")).await? {
            Ok(beyond) => beyond,
            Err(missing) => return Ok(self.missed(&host, &missing, task)),
        };
        if beyond.common == group.seq {
            // We agree after all; what we miss is fetched.
            let again = StartAgain { group: id, after: group.seq };
            if !beyond.items.is_empty() {
                perform(self.store.as_ref(), self.world.as_ref(), &again).await?;
            }
            return Ok(Ran { outcome: Outcome::Done, peer: Some((host, true)) });
        }
        let there = inner_ids(&beyond.items);
        let ours = self.entries_after(&group, beyond.common).await?;
        let lacks = ours.iter().any(|entry| !is_among(&group, &there, &entry.inner));
        if lacks && task.tries.before < OFFERS_MAX {
            return self.offer(&group, task).await;
        }
        if beyond.items.is_empty() {
            let reason = "the host has lost a part of the log and does not take it back".to_owned();
            return Ok(Outcome::Never { reason }.into());
        }
        let again = StartAgain { group: id, after: beyond.common };
        perform(self.store.as_ref(), self.world.as_ref(), &again).await?;
        Ok(Ran { outcome: Outcome::Done, peer: Some((host, true)) })
    }

    /// An entry came again under its id. A host that was restored gives the same places to other things: the id alone does
    /// not tell that from a repetition.
    pub(crate) async fn came_again(&self, actor: &Url, body: &[u8]) -> Result<(), Failure> {
        let mut db = self.store.read().await?;
        let Some(group) = db.group_by_actor(actor).await?.filter(|group| !group.hosted) else {
            return Ok(());
        };
        let Ok(text) = std::str::from_utf8(body) else { return Ok(()) };
        let Ok(place) = serde_json::from_str::<Place>(text) else { return Ok(()) };
        let Some(ours) = db.log_entry(group.id, place.seq).await? else { return Ok(()) };
        drop(db);
        let same = link_of(&group, place.seq, text).is_none_or(|hash| hash.as_slice() == ours.hash);
        if !same {
            let fork = NoteFork { group: group.id };
            perform(self.store.as_ref(), self.world.as_ref(), &fork).await?;
        }
        Ok(())
    }

    async fn offer(&self, group: &Group, task: Task) -> Result<Ran, Failure> {
        let log = self.names.at(&format!("/.well-known/preau/log/{}", group.uid));
        let section = self.names.section();
        // Each offer is one of its own: the host may have lost the last one too.
        let mut id = self.sent_as(task);
        id.set_query(Some(&format!("try={}", task.tries.before)));
        let offer = json!({
            "@context": context(), "id": id, "type": "Offer", "actor": section,
            "to": [group.actor], "object": {"id": log, "type": "OrderedCollection"}, "target": group.actor,
        });
        let bytes = serde_json::to_vec(&offer).map_err(unwritten)?;
        let inbox = below(&group.actor, "inbox");
        let mut ran = self.send(KeyOwner::Section, bytes, &inbox, task.tries).await?;
        if ran.outcome == Outcome::Done {
            let (at, reason) = (self.world.now().plus(OFFER_WAIT), "the host was offered our log".to_owned());
            ran.outcome = Outcome::Later { at, reason, counts: true };
        }
        Ok(ran)
    }

    /// On the host: a server offers its log.
    pub(super) async fn log_offered(&self, incoming: &Incoming, group: &Group) -> Result<Received, Failure> {
        // The section's own actor speaks for its server.
        let (group, section) = (group.id, incoming.actor.clone());
        let link = self.store.read().await?.linked_section(&section).await?;
        if link.is_none_or(|link| link.state != LinkState::Linked) {
            return Ok(Received::Forbidden);
        }
        let offer = ReceiveLogOffer { incoming: incoming.id.clone(), group, section };
        let known = perform(self.store.as_ref(), self.world.as_ref(), &offer).await?;
        tracing::info!(group = %group, known, "a server offers the log of a group");
        Ok(Received::Settled)
    }

    /// On the host: takes back from another server's copy what we had and lost.
    pub(crate) async fn recover(&self, id: GroupId, section: &Url, task: Task) -> Result<Ran, Failure> {
        let Some(group) = self.hosted(id).await? else { return Ok(Ran::done()) };
        let host = host_and_port(section);
        let mut log = section.clone();
        log.set_path(&format!("/.well-known/preau/log/{}", group.uid));
        let beyond = match self.beyond(&group, &log).await? {
            Ok(beyond) => beyond,
            Err(missing) => return Ok(self.missed(&host, &missing, task)),
        };
        let key = self.ensure_proof_key(owner(&group)).await?;
        let _desk = match self.desks.of(group.id) {
            Some(desk) => Some(desk.lock().await),
            None => None,
        };
        let done = Ran { outcome: Outcome::Done, peer: Some((host.clone(), true)) };
        let head = self.hash_at(&group, beyond.common).await?;
        let believed = believed(&group, &key, head, (beyond.common, &beyond.items), self.world.now());
        let (mut lost, empty) = self.explained(&group, &host, believed).await?;
        let ours = self.entries_after(&group, beyond.common).await?;
        let known =
            ours.iter().flat_map(|entry| [entry.inner.clone(), in_its_name(&group, &entry.inner).into()]);
        let known: HashSet<String> = known.collect();
        if lost.iter().all(|(entry, _)| known.contains(&entry.inner)) {
            return Ok(done);
        }
        self.chain_anew(&group, &key, &mut lost, &ours)?;
        let recover = RecoverEntries {
            group: id,
            head: group.head.clone(),
            after: beyond.common,
            entries: lost,
            from: host.clone(),
            empty,
        };
        let taken = perform(self.store.as_ref(), self.world.as_ref(), &recover).await?;
        tracing::info!(group = %id, taken, entries = recover.entries.len(), "a lost part of a log is back");
        if taken {
            return Ok(done);
        }
        let reason = "something was said meanwhile".to_owned();
        Ok(Outcome::Later { at: self.world.now(), reason, counts: true }.into())
    }

    /// Which of the places that came back empty are so because a later entry took the text back or away. Of the others the
    /// server that gave them back is named; all of them are asked of the other copies.
    async fn explained(
        &self,
        group: &Group,
        host: &str,
        mut entries: Vec<(LogEntry, Change)>,
    ) -> Result<(Vec<(LogEntry, Change)>, Vec<(i64, bool)>), Fault> {
        let gone: HashMap<Url, i64> = entries.iter().filter_map(taken_away).collect();
        let mut db = self.store.read().await?;
        let (mut empty, mut met) = (Vec::new(), HashSet::new());
        for (entry, change) in &mut entries {
            if entry.announce.is_some() {
                continue;
            }
            let Change::Place { uri, withheld, .. } = change else {
                empty.push((entry.seq, false));
                continue;
            };
            // One text has one place: whoever claims a second for it lies about one of them.
            let elsewhere = db.message_by_uri(uri).await?.is_some_and(|known| {
                known.group != group.id || known.seq.is_some_and(|seq| seq != entry.seq)
            });
            let later = gone.get(uri).is_some_and(|seq| *seq > entry.seq);
            let explained = later && !elsewhere && met.insert(uri.clone());
            if !explained {
                *withheld = Some(host.to_owned());
            }
            empty.push((entry.seq, explained));
        }
        Ok((entries, empty))
    }

    /// What was said here since the loss stands behind what came back, chained anew.
    fn chain_anew(
        &self,
        group: &Group,
        key: &OwnProofKey,
        entries: &mut Vec<(LogEntry, Change)>,
        ours: &[LogEntry],
    ) -> Result<(), Fault> {
        let back: HashSet<String> = entries.iter().map(|(entry, _)| entry.inner.clone()).collect();
        for entry in ours.iter().filter(|entry| !is_among(group, &back, &entry.inner)) {
            let (Some((last, _)), Some(announce)) = (entries.last(), &entry.announce) else { continue };
            let Ok(Announced { raw: Some(raw), .. }) =
                entry::read(group, announce, Some(key.public()), self.world.now())
            else {
                continue;
            };
            let place = (last.seq.saturating_add(1), last.hash.as_slice());
            let sealed = entry::seal(self.world.as_ref(), key, group, place, (&entry.inner, &raw))?;
            let change = meaning(group, Some(read::activity(group, &raw)), None, Some(Vouched::Author));
            entries.push((sealed, change));
        }
        Ok(())
    }

    /// Where another log of this group leaves ours, and what follows there.
    async fn beyond(&self, group: &Group, log: &Url) -> Result<Result<Beyond, NoPage>, Failure> {
        // Steps back that double: a hundred entries are found in seven.
        let (mut from, mut step) = (group.seq, 1_i64);
        loop {
            let page = match self.log_page(group, log, from).await {
                Ok(page) => page,
                Err(missing) => return Ok(Err(missing)),
            };
            let ours = self.hash_at(group, from).await?;
            let agrees = match page.items.first() {
                Some(item) => prev_of(item).is_some_and(|prev| prev == chain::hex(&ours)),
                None => page.head == from && page.head_hash.is_none_or(|hash| hash == chain::hex(&ours)),
            };
            if agrees || from == 0 {
                return self.onward_there(group, log, from, page.items).await;
            }
            from = from.saturating_sub(step).max(0);
            step = step.saturating_mul(2);
        }
    }

    /// The same, forward from a place where both agree.
    async fn onward_there(
        &self,
        group: &Group,
        log: &Url,
        from: i64,
        first: Vec<String>,
    ) -> Result<Result<Beyond, NoPage>, Failure> {
        let ours = self.entries_after(group, from).await?;
        let mut ours = ours.iter();
        let (mut beyond, mut at, mut page) = (Beyond { common: from, items: Vec::new() }, from, first);
        let mut held = 0_usize;
        while !page.is_empty() && beyond.items.len() < ENTRIES_MAX && held < HELD_BYTES_MAX {
            for item in page {
                at = at.saturating_add(1);
                let hash = link_of(group, at, &item);
                let here = ours.next().map(|entry| entry.hash.as_slice());
                let same = hash.as_ref().is_some_and(|hash| Some(hash.as_slice()) == here);
                if beyond.items.is_empty() && same {
                    beyond.common = at;
                } else {
                    held = held.saturating_add(item.len());
                    beyond.items.push(item);
                }
            }
            page = match self.log_page(group, log, at).await {
                Ok(page) => page.items,
                Err(missing) => return Ok(Err(missing)),
            };
        }
        Ok(Ok(beyond))
    }

    /// The hash of our entry at a place; what stands before the first for 0, or for a place that we do not have.
    async fn hash_at(&self, group: &Group, seq: i64) -> Result<[u8; 32], Fault> {
        let entry = self.store.read().await?.log_entry(group.id, seq).await?;
        entry::hash_of(group, entry.as_ref().map_or(&[], |entry| entry.hash.as_slice()))
    }

    /// Our entries after a place, within the bound.
    pub(super) async fn entries_after(&self, group: &Group, after: i64) -> Result<Vec<LogEntry>, Fault> {
        let mut db = self.store.read().await?;
        let (mut entries, mut last) = (Vec::new(), after);
        while entries.len() < ENTRIES_MAX {
            let page = db.log(group.id, last, LOG_PAGE).await?;
            let Some(end) = page.last() else { break };
            last = end.seq;
            entries.extend(page);
        }
        Ok(entries)
    }
}

/// What another log says that carries our own proof and continues our chain, from the place that both have. An entry whose
/// text is gone carries none there; it is believed where a signed one follows that is chained to it.
fn believed(
    group: &Group,
    key: &OwnProofKey,
    head: [u8; 32],
    (common, items): (i64, &[String]),
    now: Moment,
) -> Vec<(LogEntry, Change)> {
    let (mut entries, mut proven, mut head, mut at) = (Vec::new(), 0, head.to_vec(), common);
    for item in items {
        at = at.saturating_add(1);
        let signed = entry::read(group, item, Some(key.public()), now);
        let is_signed = signed.is_ok();
        let Ok(announced) = signed.or_else(|_| entry::read(group, item, None, now)) else { break };
        let before =
            if announced.after.is_empty() { chain::first(&group.uid).to_vec() } else { announced.after };
        if announced.entry.seq != at || before != head {
            break;
        }
        head.clone_from(&announced.entry.hash);
        let said = announced.raw.as_deref().map(|raw| read::activity(group, raw));
        let change = meaning(group, said, announced.place.as_ref(), Some(Vouched::Author));
        entries.push((announced.entry, change));
        if is_signed {
            proven = entries.len();
        }
    }
    entries.truncate(proven);
    entries
}

/// The text that an entry takes back or away, and where it stands: said by its author or by the group, and signed by the
/// group.
fn taken_away((entry, change): &(LogEntry, Change)) -> Option<(Url, i64)> {
    match change {
        Change::Delete { uri, .. } | Change::Remove { uri } if entry.announce.is_some() => {
            Some((uri.clone(), entry.seq))
        }
        _ => None,
    }
}

/// The place of an entry, as it says itself.
#[derive(Deserialize)]
pub(super) struct Place {
    #[serde(rename = "pr:seq")]
    pub(super) seq: i64,
}

/// What of an entry chains it.
#[derive(Deserialize)]
struct Link {
    #[serde(rename = "pr:prev")]
    prev: String,
    #[serde(rename = "pr:digest")]
    digest: String,
    object: Reference,
}

/// The hash before an entry, as it says itself.
fn prev_of(item: &str) -> Option<String> {
    serde_json::from_str::<Link>(item).ok().map(|link| link.prev)
}

/// The hash of an entry at a place, from what it says of itself: for comparing, not for believing.
fn link_of(group: &Group, seq: i64, item: &str) -> Option<[u8; 32]> {
    let link: Link = serde_json::from_str(item).ok()?;
    let (prev, digest) = (chain::read_hex(&link.prev)?, chain::read_hex(&link.digest)?);
    Some(chain::link(&prev, &group.uid, group.epoch, seq, &digest))
}

/// The ids of what entries carry.
fn inner_ids(items: &[String]) -> HashSet<String> {
    let inner =
        |item: &String| serde_json::from_str::<Link>(item).ok().map(|link| link.object.id().to_owned());
    items.iter().filter_map(inner).collect()
}

/// Whether this activity is among these, under its own id or in the group's name.
fn is_among(group: &Group, ids: &HashSet<String>, inner: &str) -> bool {
    ids.contains(inner) || ids.contains(in_its_name(group, inner).as_str())
}
