//! What other servers make happen here, and the deliveries that our own changes make.

use async_trait::async_trait;
use url::Url;

use super::{Action, enqueue, record};
use crate::access::{Verb, house_for};
use crate::audience::Audience;
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{JobId, PersonId, PostId};
use crate::job::{Change, NewJob, Outcome, Work};
use crate::peer::{FollowState, Incoming, KeyOwner, KeyPair, Outgoing, RemoteActor};
use crate::post::PostState;
use crate::store::Tx;
use crate::unit::FollowPolicy;
use crate::world::{Moment, TokenHash, World};

/// Stores an activity whose signature was checked, and the work of looking at it. False where it came before.
#[derive(Debug)]
pub struct TakeIn {
    /// What came.
    pub incoming: Incoming,
    /// The signature's fingerprint, against an exact replay.
    pub fingerprint: TokenHash,
    /// Until when the signature would be accepted.
    pub until: Moment,
}

#[async_trait]
impl Action for TakeIn {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        if !tx.insert_fingerprint(&self.fingerprint, self.until).await?
            || !tx.insert_incoming(&self.incoming).await?
        {
            return Ok(false);
        }
        tx.note_contact(&host_and_port(&self.incoming.actor), world.now()).await?;
        let host = self.incoming.actor.host_str().unwrap_or_default();
        let job = NewJob::now(Work::Receive { activity: self.incoming.id.clone() }, world.now())
            .in_lane(format!("receive {host}"));
        enqueue(tx, world, job).await?;
        Ok(true)
    }
}

/// Counts an activity that this version does not act on. It was answered 202 all the same.
#[derive(Debug)]
pub struct CountIgnored {
    /// Its type, cut to a bound by the caller.
    pub kind: String,
}

#[async_trait]
impl Action for CountIgnored {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        Ok(tx.count_ignored(&self.kind).await?)
    }
}

/// Remembers a remote actor.
#[derive(Debug)]
pub struct KeepActor {
    /// Who.
    pub actor: RemoteActor,
}

#[async_trait]
impl Action for KeepActor {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        Ok(tx.keep_actor(&self.actor).await?)
    }
}

/// A remote actor follows the section: accepted, or held if the section chose so. A repeated Follow is answered again.
#[derive(Debug)]
pub struct ReceiveFollow {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who follows; known already.
    pub actor: Url,
    /// The Follow as it was sent.
    pub follow: String,
}

#[async_trait]
impl Action for ReceiveFollow {
    type Output = FollowState;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<FollowState, Failure> {
        let now = world.now();
        let house = tx.house().await?.ok_or(Refusal::NotFound)?;
        let before = tx.follower(&self.actor).await?.map(|f| f.state);
        let state = match (before, house.answers_follows()) {
            (Some(FollowState::Accepted), _) | (None, FollowPolicy::Accept) => FollowState::Accepted,
            (Some(FollowState::Held), _) | (None, FollowPolicy::Hold) => FollowState::Held,
            // Refused or removed by a person: only a person undoes that, not a new Follow.
            (Some(FollowState::Refused), _) => FollowState::Refused,
        };
        tx.keep_follower(&self.actor, &self.follow, state, now).await?;
        match state {
            FollowState::Accepted => answer_follow(tx, world, &self.actor, true).await?,
            FollowState::Refused => answer_follow(tx, world, &self.actor, false).await?,
            FollowState::Held => {}
        }
        if state == FollowState::Accepted && before != Some(FollowState::Accepted) {
            record(tx, world, None, EventKind::FollowerAccepted, None).await?;
        }
        tx.finish_incoming(&self.incoming, now).await?;
        Ok(state)
    }
}

async fn answer_follow(tx: &mut dyn Tx, world: &dyn World, actor: &Url, accept: bool) -> Result<(), Failure> {
    let job = NewJob::now(Work::AnswerFollow { actor: actor.clone(), accept }, world.now())
        .in_lane(format!("follow {actor}"));
    Ok(enqueue(tx, world, job).await?)
}

/// A remote actor takes its Follow back. Only its own: the caller has checked that actor and Follow agree (O08).
#[derive(Debug)]
pub struct ReceiveUnfollow {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who no longer follows.
    pub actor: Url,
}

#[async_trait]
impl Action for ReceiveUnfollow {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        // A refusal outlives the Follow it answered, or an Undo and a new Follow would undo it.
        let refused = tx.follower(&self.actor).await?.is_some_and(|f| f.state == FollowState::Refused);
        let gone = !refused && tx.delete_follower(&self.actor).await?;
        tx.finish_incoming(&self.incoming, world.now()).await?;
        Ok(gone)
    }
}

/// Settles an incoming activity that changes nothing: refused in the worker, or of a type that is only counted.
#[derive(Debug)]
pub struct DropIncoming {
    /// The stored activity.
    pub incoming: String,
    /// The type to count it under, where it is counted.
    pub count: Option<String>,
}

#[async_trait]
impl Action for DropIncoming {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        if let Some(kind) = &self.count {
            tx.count_ignored(kind).await?;
        }
        Ok(tx.finish_incoming(&self.incoming, world.now()).await?)
    }
}

/// A remote actor is gone: its own server says so (410 of its inbox and of itself).
#[derive(Debug)]
pub struct DropFollower {
    /// Who.
    pub actor: Url,
}

#[async_trait]
impl Action for DropFollower {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<bool, Failure> {
        Ok(tx.delete_follower(&self.actor).await?)
    }
}

/// An administrator accepts, refuses or removes a follower.
#[derive(Debug)]
pub struct DecideFollower {
    /// Who decides.
    pub by: PersonId,
    /// The remote actor.
    pub actor: Url,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for DecideFollower {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let follower = tx.follower(&self.actor).await?.ok_or(Refusal::NotFound)?;
        let (state, event) = if self.accept {
            (FollowState::Accepted, EventKind::FollowerAccepted)
        } else {
            (FollowState::Refused, EventKind::FollowerRefused)
        };
        if follower.state == state {
            return Err(Refusal::Over.into());
        }
        tx.keep_follower(&self.actor, &follower.follow, state, world.now()).await?;
        answer_follow(tx, world, &self.actor, self.accept).await?;
        Ok(record(tx, world, Some(self.by), event, None).await?)
    }
}

/// Stores the keys of somebody who speaks publicly for the first time; keys that exist already stay.
#[derive(Debug)]
pub struct KeepKeys {
    /// Whose.
    pub owner: KeyOwner,
    /// The keys, made before the transaction.
    pub keys: KeyPair,
}

#[async_trait]
impl Action for KeepKeys {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        tx.insert_key_pair(self.owner, &self.keys, world.now()).await?;
        Ok(())
    }
}

/// Inboxes read at once while a post is sent out; the rows of a page, not a bound on followers.
const INBOXES_PAGE: i64 = 500;

/// Stores activities about a public post and one delivery for each follower's server and activity.
#[derive(Debug)]
pub struct FanOut {
    /// What is sent, in order: a signed post goes as the person's Create and the section's Announce.
    pub activities: Vec<Outgoing>,
    /// What they speak of: deliveries about one post keep their order at one server.
    pub post: PostId,
    /// What happened to it.
    pub change: Change,
}

#[async_trait]
impl Action for FanOut {
    type Output = usize;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<usize, Failure> {
        // The text was written before this transaction began: a post that was taken back meanwhile leaves none of it.
        let out = Some((Audience::Everybody, PostState::Published));
        if self.change != Change::Deleted && tx.post_audience(self.post).await? != out {
            return Ok(0);
        }
        for outgoing in &self.activities {
            tx.insert_outgoing(outgoing, Some(self.post)).await?;
        }
        let mut count = 0;
        let mut after: Option<String> = None;
        // Whoever is answered learns of it, whether they follow or not.
        let mut besides = tx.answered_inbox(self.post).await?;
        loop {
            let inboxes = tx.follower_inboxes(after.as_deref(), INBOXES_PAGE).await?;
            let Some(last) = inboxes.last() else { break };
            after = Some(last.to_string());
            besides = besides.filter(|addressed| !inboxes.contains(addressed));
            for inbox in &inboxes {
                for outgoing in &self.activities {
                    deliver(tx, world, outgoing, inbox, &self.post.to_string()).await?;
                    count += 1;
                }
            }
        }
        if let Some(inbox) = besides {
            for outgoing in &self.activities {
                deliver(tx, world, outgoing, &inbox, &self.post.to_string()).await?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// Stores one activity for one inbox: an answer to a follow.
#[derive(Debug)]
pub struct SendOne {
    /// What is sent.
    pub outgoing: Outgoing,
    /// Where to.
    pub inbox: Url,
    /// What it is about: deliveries about one thing keep their order at one server.
    pub about: String,
}

#[async_trait]
impl Action for SendOne {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        tx.insert_outgoing(&self.outgoing, None).await?;
        deliver(tx, world, &self.outgoing, &self.inbox, &self.about).await
    }
}

pub(super) async fn deliver(
    tx: &mut dyn Tx,
    world: &dyn World,
    outgoing: &Outgoing,
    inbox: &Url,
    about: &str,
) -> Result<(), Failure> {
    let host = host_and_port(inbox);
    let job = NewJob {
        work: Work::Deliver { activity: outgoing.id, inbox: inbox.clone() },
        lane: Some(format!("deliver {host} {about}")),
        host: Some(host),
        dedup: None,
        run_at: world.now(),
    };
    Ok(enqueue(tx, world, job).await?)
}

/// The host of an address, with its port where it is not the scheme's own.
pub fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Settles a claimed job, and notes how its host did where it talked to one.
#[derive(Debug)]
pub struct Settle {
    /// Which.
    pub job: JobId,
    /// The worker that claimed it.
    pub worker: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The host and whether it answered well, where one was spoken to.
    pub peer: Option<(String, bool)>,
}

#[async_trait]
impl Action for Settle {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        if let Some((host, ok)) = &self.peer {
            tx.note_peer(host, *ok, world.now()).await?;
        }
        Ok(tx.settle(self.job, &self.worker, &self.outcome, world.now()).await?)
    }
}

/// Deletes what is past its time; performed by the scheduler.
#[derive(Debug)]
pub struct Purge;

#[async_trait]
impl Action for Purge {
    type Output = u64;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<u64, Failure> {
        Ok(tx.purge(world.now()).await?)
    }
}
