//! What one copy gave a restored host back without its text: other copies are asked for it. An entry with its text proves
//! itself by the group's signature and by its hash; an empty one proves nothing, whoever has it.

use std::collections::{BTreeMap, HashSet};

use preau_core::action::group::recover::FillEntries;
use preau_core::action::network::host_and_port;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::{Change, Group, LogEntry, Vouched, Withheld};
use preau_core::id::GroupId;
use preau_core::job::Outcome;
use preau_core::link::LinkState;
use preau_core::world::Moment;
use url::Url;

use super::author::meaning;
use super::entry::{self, Announced};
use super::{owner, read};
use crate::errand::Task;
use crate::proof::PublicProofKey;
use crate::{Federation, Ran};

/// Places that one job asks for: more are asked for by the next.
const PLACES_AT_ONCE: i64 = 500;
/// How long a job waits before it asks again, the first times and later.
const SOON: i64 = 10 * Moment::MINUTE;
const LATER: i64 = 6 * Moment::HOUR;
const SOON_MAX: i32 = 6;
/// How long it goes on, as the places themselves do.
const ASKING: i64 = preau_core::group::WITHHELD_DAYS * Moment::DAY;

impl Federation {
    /// Asks every other copy for what one gave back empty, until it is there or every one of them has it empty.
    pub(crate) async fn fill(&self, id: GroupId, task: Task) -> Result<Ran, Failure> {
        let Some(group) = self.hosted(id).await? else { return Ok(Ran::done()) };
        let places = self.store.read().await?.withheld(id, PLACES_AT_ONCE).await?;
        if places.is_empty() {
            return Ok(Ran::done());
        }
        let key = *self.ensure_proof_key(owner(&group)).await?.public();
        let (mut found, mut all_asked) = (BTreeMap::new(), true);
        for log in self.other_copies(&group).await? {
            let lacking = places.iter().filter(|place| !found.contains_key(&place.seq));
            let lacking: Vec<&Withheld> = lacking.collect();
            match self.given_back(&group, &log, &lacking, &key).await? {
                Some(given) => found.extend(given),
                None => all_asked = false,
            }
        }
        let settled: Vec<i64> = places
            .iter()
            .filter(|place| place.explained && all_asked && !found.contains_key(&place.seq))
            .map(|place| place.seq)
            .collect();
        let open = places.len().saturating_sub(found.len()).saturating_sub(settled.len());
        if (!found.is_empty() || !settled.is_empty()) && !self.filled(&group, found, settled, &key).await? {
            let reason = "something was said meanwhile".to_owned();
            return Ok(Outcome::Later { at: self.world.now(), reason, counts: false }.into());
        }
        let now = self.world.now();
        if open == 0 || now > task.tries.since.plus(ASKING) {
            return Ok(Ran::done());
        }
        let wait = if task.tries.before < SOON_MAX { SOON } else { LATER };
        let reason = "what a copy gave back empty is asked of the others".to_owned();
        Ok(Outcome::Later { at: now.plus(wait), reason, counts: true }.into())
    }

    /// The logs of all copies, by the servers that are linked with us and have people in the group.
    async fn other_copies(&self, group: &Group) -> Result<Vec<Url>, Fault> {
        let mut db = self.store.read().await?;
        let mut logs = Vec::new();
        for section in db.group_sections(group.id).await? {
            let linked =
                db.linked_host(&section.host).await?.is_some_and(|link| link.state == LinkState::Linked);
            if linked
                && section.host != host_and_port(&group.actor)
                && db.host_is_in(group.id, &section.host).await?
            {
                let mut log = section.actor;
                log.set_path(&format!("/.well-known/preau/log/{}", group.uid));
                logs.push(log);
            }
        }
        Ok(logs)
    }

    /// What a copy has of these places with its text; `None` where it did not say.
    async fn given_back(
        &self,
        group: &Group,
        log: &Url,
        places: &[&Withheld],
        key: &PublicProofKey,
    ) -> Result<Option<BTreeMap<i64, Announced>>, Failure> {
        let wanted: HashSet<i64> = places.iter().map(|place| place.seq).collect();
        let (mut given, mut seen) = (BTreeMap::new(), 0_i64);
        for place in places {
            // A page holds what follows; some of it may be wanted too.
            if place.seq <= seen {
                continue;
            }
            let after = place.seq.saturating_sub(1);
            let Ok(page) = self.log_page(group, log, after).await else { return Ok(None) };
            seen = place.seq;
            for item in page.items {
                let Ok(announced) = entry::read(group, &item, Some(key), self.world.now()) else {
                    seen = seen.max(read_place(&item).unwrap_or(seen));
                    continue;
                };
                seen = seen.max(announced.entry.seq);
                if wanted.contains(&announced.entry.seq) && announced.raw.is_some() {
                    given.insert(announced.entry.seq, announced);
                }
            }
        }
        Ok(Some(given))
    }

    /// Puts what was found in its places, and looks again at what stands behind the first of them.
    async fn filled(
        &self,
        group: &Group,
        found: BTreeMap<i64, Announced>,
        settled: Vec<i64>,
        key: &PublicProofKey,
    ) -> Result<bool, Failure> {
        let mut fill = FillEntries {
            group: group.id,
            head: group.head.clone(),
            entries: Vec::new(),
            again: Vec::new(),
            settled,
        };
        let ours = match found.keys().next() {
            Some(first) => self.entries_after(group, first.saturating_sub(1)).await?,
            None => Vec::new(),
        };
        for entry in ours {
            match found.get(&entry.seq) {
                // The chain was signed over this very hash.
                Some(given) if given.entry.hash == entry.hash => {
                    fill.entries.push((given.entry.clone(), meant(group, given)));
                }
                Some(_) => {}
                None => fill.again.extend(self.meant_again(group, entry, key)),
            }
        }
        let filled = perform(self.store.as_ref(), self.world.as_ref(), &fill).await?;
        tracing::info!(group = %group.id, filled, entries = fill.entries.len(), "a withheld part of a log is back");
        Ok(filled)
    }

    /// What an entry of ours means, where its text is there.
    fn meant_again(
        &self,
        group: &Group,
        entry: LogEntry,
        key: &PublicProofKey,
    ) -> Option<(LogEntry, Change)> {
        let announced = entry::read(group, entry.announce.as_deref()?, Some(key), self.world.now()).ok()?;
        let change = meant(group, &announced);
        Some((entry, change))
    }
}

/// What an entry means that was in our own log: its author was checked when it came.
fn meant(group: &Group, announced: &Announced) -> Change {
    let said = announced.raw.as_deref().map(|raw| read::activity(group, raw));
    meaning(group, said, announced.place.as_ref(), Some(Vouched::Author))
}

/// The place that an entry says it has.
fn read_place(item: &str) -> Option<i64> {
    serde_json::from_str::<super::recover::Place>(item).ok().map(|place| place.seq)
}
