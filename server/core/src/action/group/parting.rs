//! What leaving comes to on every server, told to whoever left and to nobody else.
//!
//! Their own server knows who it was. The host knows what their server is called, and which servers have to empty what
//! they took back; those know neither who left nor that somebody did.

use async_trait::async_trait;

use super::{activity_url, errand};
use crate::action::Action;
use crate::action::network::host_and_port;
use crate::error::{Failure, Refusal};
use crate::group::{Group, Leaving, Reach, ReceiptState, SectionState};
use crate::id::{ActivityId, GroupId, PersonId};
use crate::job::Errand;
use crate::store::Tx;
use crate::world::{Moment, World};

/// One of ours has left a group that we host.
pub(super) async fn parts_here(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    person: PersonId,
    take_back: bool,
) -> Result<(), Failure> {
    let about = activity_url(world.origin(), ActivityId(world.dated_id())).to_string();
    let ours = host_and_port(world.origin());
    let asked = Asked { person: Some(person), ..Asked::of(group, &about, world.now()) };
    tx.ask_leaving(&asked.done(&ours)).await?;
    if !take_back || group.reach == Reach::Section {
        return Ok(());
    }
    for host in other_servers(tx, group, &ours).await? {
        tx.ask_leaving(&asked.pending(&host)).await?;
    }
    // Behind what takes their words back: its place in the log is known then.
    errand(tx, world, group.id, Errand::Part { about }, None).await
}

/// One of ours has left a group of another server.
pub(super) async fn parts_elsewhere(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    (person, leave): (PersonId, ActivityId),
    take_back: bool,
) -> Result<(), Failure> {
    let about = activity_url(world.origin(), leave).to_string();
    let (ours, host) = (host_and_port(world.origin()), host_and_port(&group.actor));
    let asked = Asked { person: Some(person), ..Asked::of(group, &about, world.now()) };
    tx.ask_leaving(&asked.done(&ours)).await?;
    tx.ask_leaving(&asked.pending(&host)).await?;
    if take_back {
        for section in tx.group_sections(group.id).await? {
            if section.state == SectionState::Taking && section.host != ours && section.host != host {
                tx.ask_leaving(&asked.pending(&section.host)).await?;
            }
        }
    }
    Ok(())
}

/// On the host: somebody of another server has left. What took their words back was received before, and stands in the
/// log.
pub(super) async fn parts_there(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    (about, tells): (&str, &str),
    take_back: bool,
) -> Result<(), Failure> {
    let ours = host_and_port(world.origin());
    let asked = Asked { tells: Some(tells), seq: Some(group.seq), ..Asked::of(group, about, world.now()) };
    tx.ask_leaving(&asked.done(&ours)).await?;
    if take_back {
        for host in other_servers(tx, group, &ours).await? {
            if host != tells {
                tx.ask_leaving(&asked.pending(&host)).await?;
            }
        }
        tx.settle_leavings(group.id, world.now()).await?;
    }
    tell(tx, world, group, (about.to_owned(), Some(tells.to_owned()))).await
}

/// The other servers with people in a group.
async fn other_servers(tx: &mut dyn Tx, group: &Group, ours: &str) -> Result<Vec<String>, Failure> {
    let mut hosts = Vec::new();
    for section in tx.group_sections(group.id).await? {
        if section.host != ours && tx.host_is_in(group.id, &section.host).await? {
            hosts.push(section.host);
        }
    }
    Ok(hosts)
}

/// Receipts of one leaving.
struct Asked<'a> {
    group: &'a Group,
    about: &'a str,
    person: Option<PersonId>,
    tells: Option<&'a str>,
    seq: Option<i64>,
    now: Moment,
}

impl<'a> Asked<'a> {
    fn of(group: &'a Group, about: &'a str, now: Moment) -> Self {
        Self { group, about, person: None, tells: None, seq: None, now }
    }

    fn pending(&self, host: &str) -> Leaving {
        Leaving {
            group: self.group.id,
            about: self.about.to_owned(),
            host: host.to_owned(),
            person: self.person,
            tells: self.tells.map(str::to_owned),
            seq: self.seq,
            state: ReceiptState::Pending,
            asked_at: self.now,
            answered_at: None,
        }
    }

    fn done(&self, host: &str) -> Leaving {
        Leaving { state: ReceiptState::Done, answered_at: Some(self.now), ..self.pending(host) }
    }
}

/// On the host: a server says that it applied the log up to an entry, or does not. Whether any leaving changed by it.
pub(super) async fn answered(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    (about, host): (&str, &str),
    done: bool,
) -> Result<bool, Failure> {
    let below = format!("{}/log/{}-", group.actor, group.epoch);
    let place = about.strip_prefix(&below).and_then(|seq| seq.parse::<i64>().ok());
    // Nobody has what is not there yet.
    let Some(seq) = place.filter(|seq| (1..=group.seq).contains(seq)) else { return Ok(false) };
    let changed = if done {
        tx.note_reach(group.id, host, seq).await?;
        tx.settle_leavings(group.id, world.now()).await?
    } else {
        tx.refuse_leavings(group.id, host, seq, world.now()).await?
    };
    let any = !changed.is_empty();
    for one in changed {
        tell(tx, world, group, one).await?;
    }
    Ok(any)
}

/// Tells the server of whoever left; where that is us, they read it here.
async fn tell(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    (about, tells): (String, Option<String>),
) -> Result<(), Failure> {
    let Some(host) = tells else { return Ok(()) };
    let Some(section) = tx.linked_host(&host).await? else { return Ok(()) };
    errand(tx, world, group.id, Errand::Parted { about, host }, Some(&section.actor.id)).await
}

/// On the host: what somebody of ours took back when they left stands in the log.
#[derive(Debug)]
pub struct PlaceLeaving {
    /// Which group.
    pub group: GroupId,
    /// The id of the Leave.
    pub about: String,
}

#[async_trait]
impl Action for PlaceLeaving {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let group = tx.group(self.group).await?.filter(|group| group.hosted).ok_or(Refusal::NotFound)?;
        tx.place_leaving(group.id, &self.about, group.seq).await?;
        tx.settle_leavings(group.id, world.now()).await?;
        Ok(())
    }
}

/// On the server of whoever left: the host says how far each server is.
#[derive(Debug)]
pub struct ReceiveParted {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Which group; its host signed.
    pub group: GroupId,
    /// The id of the Leave.
    pub about: String,
    /// What the host says of each server, itself among them; the caller bounds how many.
    pub servers: Vec<(String, ReceiptState)>,
}

#[async_trait]
impl Action for ReceiveParted {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| !group.hosted) else { return Ok(false) };
        let ours = host_and_port(world.origin());
        let known = tx.leaving(group.id, &self.about).await?;
        // What nobody here asked about changes nothing, and the host does not speak for us.
        let Some(first) = known.first() else { return Ok(false) };
        for (host, state) in self.servers.iter().filter(|(host, _)| *host != ours) {
            let leaving = Leaving {
                host: host.clone(),
                state: ReceiptState::Pending,
                answered_at: None,
                ..first.clone()
            };
            tx.ask_leaving(&leaving).await?;
            if *state != ReceiptState::Pending {
                tx.answer_leaving(group.id, (&self.about, host), *state, now).await?;
            }
        }
        // A server that nobody asks any more has nobody in the group, and nothing to do.
        for one in known.iter().filter(|one| one.state == ReceiptState::Pending) {
            if !self.servers.iter().any(|(host, _)| *host == one.host) {
                tx.drop_leaving(group.id, &self.about, &one.host).await?;
            }
        }
        Ok(true)
    }
}

/// On the server of whoever left: the host will never hear of it.
#[derive(Debug)]
pub struct NoteUntold {
    /// Which group.
    pub group: GroupId,
    /// The id of the Leave.
    pub about: String,
}

#[async_trait]
impl Action for NoteUntold {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        for one in tx.leaving(self.group, &self.about).await? {
            if one.state == ReceiptState::Pending {
                let receipt = (self.about.as_str(), one.host.as_str());
                tx.answer_leaving(self.group, receipt, ReceiptState::Refused, world.now()).await?;
            }
        }
        Ok(())
    }
}
