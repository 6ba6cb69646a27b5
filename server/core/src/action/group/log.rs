//! The log of a group: the host appends and sends on, every copy applies, and both mean the same by an entry.

use async_trait::async_trait;
use url::Url;

use super::effect::{Effect, effect};
use super::speak::ask_receipts;
use super::{activity_url, errand};
use crate::action::network::host_and_port;
use crate::action::outside::tombstone;
use crate::action::{Action, notify};
use crate::error::{Failure, Refusal};
use crate::group::{
    ActState, Change, Deed, Group, GroupMember, GroupState, GroupVerb, HOST_A_DAY, LogEntry, MessageState,
    Quota, SERVER_A_DAY, Writing,
};
use crate::id::{ActivityId, GroupId, MessageId};
use crate::job::{Errand, Turned};
use crate::notice::News;
use crate::store::Tx;
use crate::world::{Moment, World};

/// Whether an actor may do this in the group, as the host sees it.
fn allowed(group: &Group, member: Option<&GroupMember>, verb: GroupVerb, theirs: bool) -> Result<(), Turned> {
    // Whoever wrote a text takes it back, also from a group that they have left; whose it is, is asked where it is done.
    if verb == GroupVerb::Delete {
        return Ok(());
    }
    let member = member.filter(|member| member.is_in()).ok_or(Turned::NotIn)?;
    if group.state == GroupState::Closed {
        return Err(Turned::Closed);
    }
    let writes = matches!(verb, GroupVerb::Open | GroupVerb::Reply | GroupVerb::Gather);
    let animates = verb.animates() || !theirs || (writes && group.writing == Writing::Animators);
    // Name, aim and choices are changed where the group is hosted.
    if (animates && !member.animates()) || verb == GroupVerb::Describe {
        return Err(Turned::NotAllowed);
    }
    Ok(())
}

/// On the host: appends what a member said, or the group itself, and sends it to every server with people in the group.
#[derive(Debug)]
pub struct AppendEntry {
    /// The stored activity that this settles; `None` for what began here.
    pub incoming: Option<String>,
    /// Which group.
    pub group: GroupId,
    /// Who speaks; `None` for the group itself.
    pub author: Option<Url>,
    /// What it means.
    pub change: Change,
    /// The entry, chained to the head that was read.
    pub entry: LogEntry,
    /// The head that was read.
    pub after: Vec<u8>,
}

/// What became of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Appended {
    /// It stands in the log.
    Done,
    /// Something else was appended meanwhile: read the head again and write the entry anew.
    Moved,
    /// It stands there already.
    Already,
    /// It is not taken; its author was told.
    Turned(Turned),
}

#[async_trait]
impl Action for AppendEntry {
    type Output = Appended;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Appended, Failure> {
        let group = tx.group(self.group).await?.filter(|group| group.hosted).ok_or(Refusal::NotFound)?;
        if tx.log_entry_of(group.id, &self.entry.inner).await?.is_some() {
            return self.settle(tx, world, Appended::Already).await;
        }
        if let (Some(author), Some(verb)) = (&self.author, self.change.verb()) {
            let member = tx.group_member(group.id, author).await?;
            let theirs = self.change.is_of(author);
            if let Err(reason) = allowed(&group, member.as_ref(), verb, theirs) {
                return self.turn(tx, world, &group, reason).await;
            }
        }
        if group.head != self.after || group.seq.saturating_add(1) != self.entry.seq {
            return Ok(Appended::Moved);
        }
        // Our own people's forms have bounds of their own. What takes a text back is taken in any case.
        if let (Some(_), Some(author)) = (&self.incoming, &self.author)
            && !matches!(self.change, Change::Delete { .. })
            && !grows(tx, world, (&group, &host_and_port(author)), &self.entry, SERVER_A_DAY).await?
        {
            return self.turn(tx, world, &group, Turned::TooMuch).await;
        }
        if let Change::Write(new) = &self.change
            && tx.tombstone(&tombstone(&new.uri, &new.author)).await?
        {
            // Its author deleted it before it came (O07).
            return self.turn(tx, world, &group, Turned::Missing).await;
        }
        let removes = match &self.change {
            Change::Remove { uri } => tx.message_by_uri(uri).await?,
            _ => None,
        };
        let about = match effect(tx, world, &group, &self.change, Some(self.entry.seq)).await? {
            Effect::Done(about) => about,
            Effect::Missing => {
                if let Change::Delete { uri, author } = &self.change {
                    tx.insert_tombstone(&tombstone(uri, author), world.now()).await?;
                }
                return self.turn(tx, world, &group, Turned::Missing).await;
            }
        };
        let entry = carrying(tx, &self.entry, about).await?;
        if !tx.append_entry(&entry).await? {
            return Ok(Appended::Moved);
        }
        for inbox in tx.group_inboxes(group.id).await? {
            let relay = Errand::Relay { seq: entry.seq, inbox: inbox.clone() };
            errand(tx, world, group.id, relay, Some(&inbox)).await?;
        }
        if let Some(message) = removes {
            let about = format!("{}/log/{}-{}", group.actor, group.epoch, entry.seq);
            ask_receipts(tx, world, &group, &about, &message).await?;
        }
        self.settle(tx, world, Appended::Done).await
    }
}

impl AppendEntry {
    async fn settle(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        appended: Appended,
    ) -> Result<Appended, Failure> {
        if let Some(incoming) = &self.incoming {
            tx.finish_incoming(incoming, world.now()).await?;
        }
        if let Some(act) = own_act(world, &self.entry.inner) {
            tx.settle_group_act(act, ActState::Done, None, world.now()).await?;
        }
        Ok(appended)
    }

    async fn turn(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        group: &Group,
        reason: Turned,
    ) -> Result<Appended, Failure> {
        match (&self.incoming, &self.author) {
            (Some(incoming), Some(actor)) => {
                tx.finish_incoming(incoming, world.now()).await?;
                let turn = Errand::Turn { actor: actor.clone(), activity: self.entry.inner.clone(), reason };
                errand(tx, world, group.id, turn, Some(actor)).await?;
            }
            _ => {
                if let Some(act) = own_act(world, &self.entry.inner) {
                    refuse_act(tx, world, act, reason).await?;
                }
            }
        }
        Ok(Appended::Turned(reason))
    }
}

/// Whether a server may make a group grow by this today: counted in any case.
async fn grows(
    tx: &mut dyn Tx,
    world: &dyn World,
    (group, host): (&Group, &str),
    entry: &LogEntry,
    quota: Quota,
) -> Result<bool, Failure> {
    let bytes = entry.announce.as_ref().map_or(0, String::len);
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    Ok(quota.holds(tx.tally(group.id, host, bytes, world.now()).await?))
}

/// The entry with the message whose text it carries; without its text where that is gone already.
pub(super) async fn carrying(
    tx: &mut dyn Tx,
    entry: &LogEntry,
    about: Option<MessageId>,
) -> Result<LogEntry, Failure> {
    let mut entry = entry.clone();
    entry.carries = about;
    if let Some(id) = about {
        let gone = tx.message(id).await?.is_none_or(|message| message.state.is_gone());
        if gone {
            entry.announce = None;
            entry.salt = None;
        }
    }
    Ok(entry)
}

/// The act of ours that has this id on the wire.
pub(super) fn own_act(world: &dyn World, inner: &str) -> Option<ActivityId> {
    let id: ActivityId = inner.rsplit('/').next()?.parse().ok()?;
    (activity_url(world.origin(), id).as_str() == inner).then_some(id)
}

/// On a copy: applies the next entry of the host's log. The caller has checked signer, proofs and chain.
#[derive(Debug)]
pub struct ApplyEntry {
    /// The stored activity that this settles; `None` for what was fetched.
    pub incoming: Option<String>,
    /// Which group.
    pub group: GroupId,
    /// What it means.
    pub change: Change,
    /// The entry.
    pub entry: LogEntry,
    /// The hash it is chained to.
    pub after: Vec<u8>,
    /// Its own id on the wire: receipts name it.
    pub announce: String,
}

/// What became of an entry on a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applied {
    /// It took effect.
    Done,
    /// It is known.
    Known,
    /// Something before it is missing: it is being fetched.
    Gap,
    /// Our log says otherwise at this place: the host was restored, or lies.
    Fork,
    /// Nobody of ours is in the group: nothing of it is kept.
    Elsewhere,
    /// Its host has made this copy grow enough for today: tomorrow the rest is fetched.
    Full,
}

#[async_trait]
impl Action for ApplyEntry {
    type Output = Applied;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Applied, Failure> {
        let now = world.now();
        let found = tx.group(self.group).await?.filter(|group| !group.hosted);
        let Some(group) = found.filter(|g| matches!(g.state, GroupState::Live | GroupState::Closed)) else {
            return self.settled(tx, now, Applied::Elsewhere).await;
        };
        if self.entry.seq <= group.seq {
            let ours = tx.log_entry(group.id, self.entry.seq).await?;
            let same = ours.as_ref().is_some_and(|ours| ours.hash == self.entry.hash);
            if let (true, Some(ours)) = (same, &ours)
                && self.is_filled(tx, ours).await?
            {
                let quiet = Group { known_seq: i64::MAX, ..group };
                if let Effect::Done(about) =
                    effect(tx, world, &quiet, &self.change, Some(self.entry.seq)).await?
                {
                    let entry = carrying(tx, &self.entry, about).await?;
                    tx.fill_entry(&entry).await?;
                }
                return self.settled(tx, now, Applied::Known).await;
            }
            if !same {
                errand(tx, world, group.id, Errand::OfferLog, Some(&group.actor)).await?;
            }
            return self.settled(tx, now, if same { Applied::Known } else { Applied::Fork }).await;
        }
        tx.note_known_seq(group.id, self.entry.seq, now).await?;
        if self.entry.seq != group.seq.saturating_add(1) {
            errand(tx, world, group.id, Errand::Pull, Some(&group.actor)).await?;
            return self.settled(tx, now, Applied::Gap).await;
        }
        if self.after != group.head {
            errand(tx, world, group.id, Errand::OfferLog, Some(&group.actor)).await?;
            return self.settled(tx, now, Applied::Fork).await;
        }
        let host = host_and_port(&group.actor);
        if !grows(tx, world, (&group, &host), &self.entry, HOST_A_DAY).await? {
            return self.settled(tx, now, Applied::Full).await;
        }
        let group = Group { known_seq: group.known_seq.max(self.entry.seq), ..group };
        let about = match effect(tx, world, &group, &self.change, Some(self.entry.seq)).await? {
            Effect::Done(about) => about,
            // The host took it when what it speaks of was there; here it is gone. The place is kept.
            Effect::Missing => None,
        };
        let entry = carrying(tx, &self.entry, about).await?;
        tx.append_entry(&entry).await?;
        if let Some(act) = own_act(world, &entry.inner) {
            tx.settle_group_act(act, ActState::Done, None, now).await?;
        }
        if matches!(self.change, Change::Remove { .. }) {
            let receipt = Errand::Receipt { about: self.announce.clone(), done: true };
            errand(tx, world, group.id, receipt, Some(&group.actor)).await?;
        }
        if matches!(self.change, Change::Delete { .. }) {
            // Whoever left and took their words back waits for it, on a server that we need not know.
            errand(tx, world, group.id, Errand::Reached, Some(&group.actor)).await?;
        }
        self.settled(tx, now, Applied::Done).await
    }
}

impl ApplyEntry {
    /// Whether our place for it was held empty because its host had not its text back then.
    async fn is_filled(&self, tx: &mut dyn Tx, ours: &LogEntry) -> Result<bool, Failure> {
        let (None, Some(_), Some(id)) = (&ours.announce, &self.entry.announce, ours.carries) else {
            return Ok(false);
        };
        Ok(tx.message(id).await?.is_some_and(|message| message.state == MessageState::Withheld))
    }

    async fn settled(&self, tx: &mut dyn Tx, now: Moment, applied: Applied) -> Result<Applied, Failure> {
        if let Some(incoming) = &self.incoming {
            tx.finish_incoming(incoming, now).await?;
        }
        Ok(applied)
    }
}

/// The host did not take what one of ours did: its author sees why, and loses nothing that they typed.
#[derive(Debug)]
pub struct ReceiveTurned {
    /// The stored activity that this settles; `None` where the host could not be reached for a month.
    pub incoming: Option<String>,
    /// Which group; its host signed.
    pub group: GroupId,
    /// The id of what was not taken.
    pub activity: String,
    /// Why.
    pub reason: Turned,
}

#[async_trait]
impl Action for ReceiveTurned {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        if let Some(incoming) = &self.incoming {
            tx.finish_incoming(incoming, world.now()).await?;
        }
        let Some(id) = own_act(world, &self.activity) else { return Ok(false) };
        let act = tx.group_act(id).await?.filter(|act| act.group == self.group);
        if act.is_none_or(|act| act.state != ActState::Waiting) {
            return Ok(false);
        }
        refuse_act(tx, world, id, self.reason).await?;
        Ok(true)
    }
}

async fn refuse_act(
    tx: &mut dyn Tx,
    world: &dyn World,
    id: ActivityId,
    reason: Turned,
) -> Result<(), Failure> {
    let Some(act) = tx.group_act(id).await? else { return Ok(()) };
    tx.settle_group_act(id, ActState::Refused, Some(reason), world.now()).await?;
    if let Deed::Write { message } = &act.deed
        && let Some(mut message) = tx.message(*message).await?
        && message.state == MessageState::Waiting
    {
        message.state = MessageState::Refused;
        message.reason = Some(reason);
        tx.update_message(&message).await?;
    }
    // What was never taken cannot be taken back: its author wanted it gone, and it is.
    let moot = reason == Turned::Missing && matches!(act.deed, Deed::Delete { .. });
    if let Some(group) = tx.group(act.group).await?.filter(|_| !moot) {
        let kept = act.deed.has_text().then_some(id);
        let news = News::ActRefused { group: group.id, name: group.name, reason, act: kept };
        notify(tx, world, act.by, news).await?;
    }
    Ok(())
}
