//! Keeping the door: blocked hosts, and reports in both directions.

use async_trait::async_trait;
use url::Url;

use super::{is_blocked, tell};
use crate::access::{self, Verb, Viewer, house_as, house_for};
use crate::action::{Action, enqueue, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{NetworkPostId, OutsideId, PersonId, PostId, ReportId};
use crate::job::{NewJob, Work};
use crate::link::LinkState;
use crate::notice::News;
use crate::outside::{
    BLOCKED_MAX, Blocked, BlockedHost, REPORT_OBJECTS_MAX, REPORTS_OPEN_MAX, REPORTS_OPEN_PER_HOST_MAX,
    Report, ReportState, ShownAs, blocked_by, normal_host,
};
use crate::store::Tx;
use crate::text::{Note, Problem, ShortText};
use crate::world::World;

/// Shuts a host out with everything below it (S22).
#[derive(Debug)]
pub struct BlockHost {
    /// Who does it.
    pub by: PersonId,
    /// The host, as typed.
    pub host: String,
    /// Why, for those who run the house.
    pub reason: Option<ShortText>,
}

#[async_trait]
impl Action for BlockHost {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let host = normal_host(&self.host).ok_or(Refusal::Field(Field::Host, Problem::Malformed))?;
        let own = world.origin().host_str().unwrap_or_default();
        // Neither our own host nor one above it: that would shut ourselves out.
        if blocked_by(own, |above| above == host) {
            return Err(Refusal::OwnSection.into());
        }
        // A linked section first hears that the link ends, and its people leave our groups: a block would say nothing.
        for view in tx.linked_sections(&[LinkState::Linked]).await? {
            let theirs = view.section.actor.id.host_str().unwrap_or_default().to_owned();
            if blocked_by(&theirs, |above| above == host) {
                return Err(Refusal::LinkedAlready.into());
            }
        }
        let count = i64::try_from(tx.blocked_hosts().await?.len()).unwrap_or(i64::MAX);
        if count >= BLOCKED_MAX {
            return Err(Refusal::TooMany(u32::try_from(BLOCKED_MAX).unwrap_or(u32::MAX)).into());
        }
        let now = world.now();
        let blocked = BlockedHost { host, reason: self.reason.clone(), by: self.by, at: now };
        if !tx.insert_blocked(&blocked).await? {
            return Err(Refusal::Over.into());
        }
        tx.shut_out(&Blocked::of(&[blocked]), self.by, now).await?;
        Ok(record(tx, world, Some(self.by), EventKind::HostBlocked, None).await?)
    }
}

/// Lets a host in again. What was removed does not come back by itself.
#[derive(Debug)]
pub struct UnblockHost {
    /// Who does it.
    pub by: PersonId,
    /// The host.
    pub host: String,
}

#[async_trait]
impl Action for UnblockHost {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let host = normal_host(&self.host).ok_or(Refusal::NotFound)?;
        if !tx.delete_blocked(&host).await? {
            return Err(Refusal::NotFound.into());
        }
        Ok(record(tx, world, Some(self.by), EventKind::HostUnblocked, None).await?)
    }
}

/// What is reported to its server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reported {
    /// An answer, a mention or a letter.
    Outside(OutsideId),
    /// A post of a followed account.
    Network(NetworkPostId),
}

/// Reports something to the server it is from. The server speaks, and nobody is named (voices.md 8).
#[derive(Debug)]
pub struct SendReport {
    /// Who speaks for the section.
    pub by: PersonId,
    /// What.
    pub reported: Reported,
    /// What is wrong with it; it is sent.
    pub note: Option<Note>,
}

#[async_trait]
impl Action for SendReport {
    type Output = ReportId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<ReportId, Failure> {
        let (_, _, viewer) = house_as(tx, self.by, Verb::SpeakFor, world.now()).await?;
        let shown = self.shown(tx, &viewer).await?;
        let report = Report {
            id: ReportId(world.dated_id()),
            state: ReportState::Sent,
            actor: shown.author.actor,
            host: shown.author.host,
            note: self.note.as_ref().map(|note| note.as_str().to_owned()).unwrap_or_default(),
            objects: vec![shown.uri],
            post: None,
            made_at: world.now(),
            by: Some(self.by),
            settled_at: None,
        };
        tx.insert_report(&report).await?;
        let work = Work::SendFlag { report: report.id };
        enqueue(tx, world, NewJob::now(work, world.now())).await?;
        record(tx, world, Some(self.by), EventKind::ReportSent, report.id.0).await?;
        Ok(report.id)
    }
}

impl SendReport {
    async fn shown(&self, tx: &mut dyn Tx, viewer: &Viewer) -> Result<ShownAs, Failure> {
        match self.reported {
            Reported::Outside(id) => Ok(access::outside_for(tx, viewer, Verb::Read, id).await?.shown),
            Reported::Network(id) => {
                let found = access::network_post(tx, viewer, id).await?.ok_or(Refusal::NotFound)?;
                Ok(found.into_inner().shown)
            }
        }
    }
}

/// A Flag from outside: kept as a claim of its source. False where too many are open, or its host is blocked.
#[derive(Debug)]
pub struct ReceiveReport {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who signed.
    pub actor: Url,
    /// `content`, as it came.
    pub note: String,
    /// `object`: what it names, as far as it is an address.
    pub objects: Vec<Url>,
    /// The first post of ours among them.
    pub post: Option<PostId>,
}

#[async_trait]
impl Action for ReceiveReport {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let host = crate::outside::OutsideByline::host_of(&self.actor);
        let (of_host, all) = tx.reports_open(&host).await?;
        if of_host >= REPORTS_OPEN_PER_HOST_MAX
            || all >= REPORTS_OPEN_MAX
            || is_blocked(tx, &self.actor).await?
        {
            return Ok(false);
        }
        // Whether a post exists that strangers cannot read is not told to those who read the report either.
        let post = match self.post {
            Some(post) => access::post(tx, &Viewer::Anyone, post).await?.map(|view| view.post.id),
            None => None,
        };
        let report = Report {
            id: ReportId(world.dated_id()),
            state: ReportState::Open,
            actor: self.actor.clone(),
            host: host.clone(),
            note: Note::fit(&crate::markup::plain(&self.note), "").as_str().to_owned(),
            objects: self.objects.iter().take(REPORT_OBJECTS_MAX).cloned().collect(),
            post,
            made_at: now,
            by: None,
            settled_at: None,
        };
        tx.insert_report(&report).await?;
        let administrators = tx.administrators().await?;
        tell(tx, world, &administrators, &News::OutsideReport { host }).await?;
        Ok(true)
    }
}

/// Says that a report was dealt with.
#[derive(Debug)]
pub struct SettleReport {
    /// Who did.
    pub by: PersonId,
    /// Which.
    pub report: ReportId,
}

#[async_trait]
impl Action for SettleReport {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        if tx.report(self.report).await?.is_none() {
            return Err(Refusal::NotFound.into());
        }
        if !tx.settle_report(self.report, self.by, world.now()).await? {
            return Err(Refusal::Over.into());
        }
        Ok(record(tx, world, Some(self.by), EventKind::ReportSettled, self.report.0).await?)
    }
}
