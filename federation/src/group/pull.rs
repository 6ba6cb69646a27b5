//! Catching up: what a copy misses is fetched page by page, checked as if it had just been sent, and applied a page at
//! a time. A job that is cut short goes on where the log ends.

use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use preau_core::action::group::carry::ApplyPage;
use preau_core::action::group::log::{Applied, ApplyEntry};
use preau_core::action::group::recover::NoteReach;
use preau_core::action::network::host_and_port;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::{Group, GroupState, LOG_PAGE};
use preau_core::id::GroupId;
use preau_core::job::{Outcome, Turned};
use preau_core::peer::KeyOwner;
use preau_core::world::Moment;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::author::{Voucher, Vouchers};
use super::below;
use super::entry::{self, Announced, Wrong};
use super::read::{self, Said};
use crate::errand::Task;
use crate::fetch::{FetchError, fetch_document};
use crate::inbox::shape;
use crate::proof::PublicProofKey;
use crate::{Answer, Federation, Ran, next};

/// How long one job fetches before it makes room for others and comes again: well within a worker's patience.
const PULL_TIME: i64 = 40 * Moment::SECOND;
/// Entries applied in one transaction: short enough that a page of a person in between does not wait.
const AT_ONCE: usize = 50;

/// A page of a log as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReadPage<'a> {
    #[serde(rename = "pr:uid")]
    uid: String,
    #[serde(rename = "pr:epoch")]
    epoch: i64,
    #[serde(rename = "pr:head")]
    head: i64,
    #[serde(rename = "pr:headHash", default)]
    head_hash: Option<String>,
    #[serde(borrow, default)]
    ordered_items: Vec<&'a RawValue>,
}

/// A page of a log.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// The last entry that there is.
    pub(super) head: i64,
    /// Its hash, in hexadecimal.
    pub(super) head_hash: Option<String>,
    /// The entries, as their bytes.
    pub(super) items: Vec<String>,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoPage {
    /// The other server did not give one.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What it gave is none, or of another group.
    #[error("what answers is not the log of the group")]
    NotIt,
}

/// An entry and what it says.
type Checked = (Announced, Option<Result<Said, Turned>>);

impl Federation {
    /// Fetches what we miss of a log, from its host.
    pub(crate) async fn pull(&self, id: GroupId, task: Task) -> Result<Ran, Failure> {
        let (began, mut vouchers) = (self.world.now(), Vouchers::default());
        let mut asked_after = None;
        loop {
            let Some(group) = self.copy(id).await? else { return Ok(Ran::done()) };
            let host = host_and_port(&group.actor);
            // A page that brought us no further: a host that repeats itself must not keep us asking for ever.
            if asked_after.replace(group.seq) == Some(group.seq) {
                return Ok(self.missed(&host, &NoPage::NotIt, task));
            }
            let page = match self.log_page(&group, &below(&group.actor, "log"), group.seq).await {
                Ok(page) => page,
                Err(missing) => return Ok(self.missed(&host, &missing, task)),
            };
            let well = Some((host.clone(), true));
            perform(self.store.as_ref(), self.world.as_ref(), &NoteReach { group: id, seq: page.head })
                .await?;
            if page.items.is_empty() {
                // The host has less than we do, or something else at our end.
                let ends_alike = page.head_hash.is_none_or(|hash| hash == hex_of(&group));
                if page.head < group.seq || !ends_alike {
                    return self.offer_log(id, task).await;
                }
                return Ok(Ran { outcome: Outcome::Done, peer: well });
            }
            match self.apply_items(&group, page.items, &mut vouchers).await? {
                Ok(Applied::Done | Applied::Known) => {}
                Ok(Applied::Full) => {
                    // Days are counted from midnight by universal time.
                    let day = self.world.now().0.div_euclid(Moment::DAY).saturating_add(1);
                    let at = Moment(day.saturating_mul(Moment::DAY));
                    let reason = "the host made this copy grow enough for today".to_owned();
                    return Ok(Ran { outcome: Outcome::Later { at, reason, counts: false }, peer: well });
                }
                Ok(Applied::Gap | Applied::Fork | Applied::Elsewhere) => {
                    return Ok(Ran { outcome: Outcome::Done, peer: well });
                }
                Err(wrong) => {
                    tracing::warn!(group = %id, %wrong, "a log that was fetched is not believed");
                    return Ok(self.missed(&host, &NoPage::NotIt, task));
                }
            }
            let now = self.world.now();
            if now > began.plus(PULL_TIME) {
                let reason = "there is more of the log".to_owned();
                return Ok(Ran { outcome: Outcome::Later { at: now, reason, counts: false }, peer: well });
            }
        }
    }

    /// A group of which we keep a copy.
    pub(super) async fn copy(&self, id: GroupId) -> Result<Option<Group>, Fault> {
        let group = self.store.read().await?.group(id).await?;
        let kept = |group: &Group| matches!(group.state, GroupState::Live | GroupState::Closed);
        Ok(group.filter(|group| !group.hosted && kept(group)))
    }

    /// A page of the log of a group, signed for by our server.
    pub(super) async fn log_page(&self, group: &Group, log: &Url, after: i64) -> Result<Page, NoPage> {
        let mut url = log.clone();
        url.set_query(Some(&format!("after={after}&limit={LOG_PAGE}")));
        self.rules.parse(url.as_str()).map_err(FetchError::from)?;
        let key = self.own_key(KeyOwner::Server).await.ok().flatten();
        let signer = key.as_ref().map(|key| key.signer());
        let now = self.world.now().0;
        let document = fetch_document(self.transport.as_ref(), &url, signer, now).await?;
        read_page(group, &document.bytes).ok_or(NoPage::NotIt)
    }

    /// What follows from a page that did not come.
    pub(super) fn missed(&self, host: &str, missing: &NoPage, task: Task) -> Ran {
        let answer = match missing {
            NoPage::Fetch(FetchError::Status(status)) => Answer::Status(*status, None),
            NoPage::Fetch(FetchError::Refused(refused)) => Answer::Forbidden(refused.to_string()),
            NoPage::Fetch(error) => Answer::Unreachable(error.to_string()),
            // It answers, and may be mended.
            NoPage::NotIt => Answer::Status(StatusCode::NOT_FOUND, None),
        };
        let outcome = next(task.tries, &answer, self.world.now(), 0);
        Ran { outcome, peer: answer.host_is_well().map(|well| (host.to_owned(), well)) }
    }

    /// Checks and applies entries that follow one another.
    async fn apply_items(
        &self,
        group: &Group,
        items: Vec<String>,
        vouchers: &mut Vouchers,
    ) -> Result<Result<Applied, Wrong>, Failure> {
        let Some(key) = self.group_key(group).await? else { return Ok(Err(Wrong::Proof)) };
        let now = self.world.now();
        let checked = match check_all(group, items, key, now).await? {
            Ok(checked) => checked,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let authors = checked.iter().filter_map(|(_, said)| said.as_ref()?.as_ref().ok());
        self.meet(group, authors.map(|said| &said.actor), vouchers).await?;
        let mut entries: Vec<ApplyEntry> = Vec::with_capacity(AT_ONCE);
        let mut rest = checked.into_iter().peekable();
        while let Some((announced, said)) = rest.next() {
            let voucher = match &said {
                Some(Ok(said)) => vouchers.of(&said.actor),
                _ => Voucher::Origin,
            };
            entries.push(self.applied(group, announced, said, &voucher, None).await?);
            if entries.len() >= AT_ONCE || rest.peek().is_none() {
                let page = ApplyPage { entries: std::mem::take(&mut entries) };
                match perform(self.store.as_ref(), self.world.as_ref(), &page).await? {
                    Applied::Done | Applied::Known => {}
                    stopped => return Ok(Ok(stopped)),
                }
            }
        }
        Ok(Ok(Applied::Done))
    }
}

/// Proofs, chains and texts of a page, on a thread that may take its time.
async fn check_all(
    group: &Group,
    items: Vec<String>,
    key: PublicProofKey,
    now: Moment,
) -> Result<Result<Vec<Checked>, Wrong>, Fault> {
    let group = Arc::new(group.clone());
    tokio::task::spawn_blocking(move || {
        let one = |item: &String| {
            let announced = entry::read(&group, item, Some(&key), now)?;
            let said = announced.raw.as_deref().map(|raw| read::activity(&group, raw));
            Ok((announced, said))
        };
        items.iter().map(one).collect()
    })
    .await
    .map_err(|error| Fault::other("checking a log", error))
}

fn read_page(group: &Group, bytes: &Bytes) -> Option<Page> {
    shape::check(bytes).ok()?;
    let page: ReadPage<'_> = serde_json::from_slice(bytes).ok()?;
    let most = usize::try_from(LOG_PAGE).unwrap_or_default();
    let of_this = page.uid == group.uid && page.epoch == group.epoch && page.ordered_items.len() <= most;
    of_this.then(|| Page {
        head: page.head,
        head_hash: page.head_hash,
        items: page.ordered_items.iter().map(|item| item.get().to_owned()).collect(),
    })
}

/// The hash of our last entry, as pages write it.
pub(super) fn hex_of(group: &Group) -> String {
    crate::proof::chain::hex(&group.head)
}
