//! On the host: what members say is checked once more, and appended to the log.

use preau_core::action::group::carry::{ForgetAct, TurnAway};
use preau_core::action::group::log::{AppendEntry, Appended, ReceiveTurned};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::{ActState, Change, Deed, Group, GroupMember};
use preau_core::id::{ActivityId, GroupId};
use preau_core::job::{Outcome, Turned};
use preau_core::peer::{Incoming, KeyOwner};
use url::Url;

use super::author::Voucher;
use super::read::{self, Said};
use super::{entry, owner, write};
use crate::activity::received::Envelope;
use crate::errand::Task;
use crate::receive::Received;
use crate::{Federation, Ran};

/// How often an entry is written anew because another process appended first.
const TRIES: u32 = 16;

impl Federation {
    /// A member of another server says something in a group that is hosted here, or their server offers its log.
    pub(crate) async fn said(&self, incoming: &Incoming, id: GroupId) -> Result<Received, Failure> {
        let Some(group) = self.hosted(id).await? else { return Ok(Received::Nothing) };
        if Envelope::read(&incoming.body).is_some_and(|envelope| envelope.kind() == "Offer") {
            return self.log_offered(incoming, &group).await;
        }
        let member = self.store.read().await?.group_member(group.id, &incoming.actor).await?;
        // A stranger learns nothing, not even that there is such a group (O21, O23).
        let Some(member) = member else { return Ok(Received::Forbidden) };
        if !member.is_in() {
            return self.turn_down(incoming, &group, Turned::NotIn).await;
        }
        let Ok(raw) = std::str::from_utf8(&incoming.body) else {
            return self.turn_down(incoming, &group, Turned::Malformed).await;
        };
        let said = match self.checked(&group, &member, incoming, raw).await? {
            Ok(said) => said,
            Err(reason) => return self.turn_down(incoming, &group, reason).await,
        };
        self.append(&group, Some(incoming.id.clone()), said, raw).await?;
        Ok(Received::Settled)
    }

    async fn turn_down(
        &self,
        incoming: &Incoming,
        group: &Group,
        reason: Turned,
    ) -> Result<Received, Failure> {
        let (incoming, actor) = (incoming.id.clone(), incoming.actor.clone());
        let away = TurnAway { incoming, group: group.id, actor, reason };
        perform(self.store.as_ref(), self.world.as_ref(), &away).await?;
        Ok(Received::Settled)
    }

    /// That it is its author's own, and of a shape that groups take; who may do what is for the Action to say.
    async fn checked(
        &self,
        group: &Group,
        member: &GroupMember,
        incoming: &Incoming,
        raw: &str,
    ) -> Result<Result<Said, Turned>, Failure> {
        let said = match read::activity(group, raw) {
            Ok(said) if said.actor == incoming.actor && said.id == incoming.id => said,
            Ok(_) => return Ok(Err(Turned::Malformed)),
            Err(reason) => return Ok(Err(reason)),
        };
        if said.animates && !member.animates() {
            return Ok(Err(Turned::NotAllowed));
        }
        let now = self.world.now();
        let vouches = |voucher: &Voucher| voucher.vouches(raw, &incoming.actor, now).is_some();
        // The host's word is ours: what carries no proof would convince no copy.
        let proves = |voucher: &Voucher| matches!(voucher, Voucher::Key(_)) && vouches(voucher);
        if proves(&self.voucher(group, &incoming.actor).await?) {
            return Ok(Ok(said));
        }
        let again = self.voucher_again(&incoming.actor).await?;
        Ok(if again.as_ref().is_some_and(proves) { Ok(said) } else { Err(Turned::Malformed) })
    }

    /// Appends what was said: the bytes as they came, or what an animator asked for in the group's own words.
    async fn append(
        &self,
        group: &Group,
        incoming: Option<String>,
        said: Said,
        raw: &str,
    ) -> Result<Appended, Failure> {
        if !said.animates {
            return self.enter(group, incoming, (Some(said.actor), said.change), (&said.id, raw)).await;
        }
        let topic = match &said.change {
            Change::Remove { uri } => self.topic_of(group, uri).await?,
            _ => None,
        };
        let words = write::by_group(group, &said, topic.as_ref(), self.world.now())?;
        self.enter(group, incoming, (Some(said.actor), said.change), (&said.id, &words)).await
    }

    /// The first message of the discussion that a message stands in.
    async fn topic_of(&self, group: &Group, uri: &Url) -> Result<Option<Url>, Fault> {
        let mut db = self.store.read().await?;
        let found = db.message_by_uri(uri).await?.filter(|message| message.group == group.id);
        let Some(message) = found else { return Ok(None) };
        Ok(db.message(message.topic).await?.map(|topic| topic.uri))
    }

    /// Writes an entry behind the head, and anew where something else was appended meanwhile.
    pub(super) async fn enter(
        &self,
        group: &Group,
        incoming: Option<String>,
        (author, change): (Option<Url>, Change),
        (inner, raw): (&str, &str),
    ) -> Result<Appended, Failure> {
        let key = self.ensure_proof_key(owner(group)).await?;
        let _desk = match self.desks.of(group.id) {
            Some(desk) => Some(desk.lock().await),
            None => None,
        };
        for _ in 0..TRIES {
            let Some(group) = self.hosted(group.id).await? else {
                return Err(Fault::Broken("a hosted group stays where it is").into());
            };
            let place = (group.seq.saturating_add(1), group.head.as_slice());
            let entry = entry::seal(self.world.as_ref(), &key, &group, place, (inner, raw))?;
            let append = AppendEntry {
                incoming: incoming.clone(),
                group: group.id,
                author: author.clone(),
                change: change.clone(),
                entry,
                after: group.head,
            };
            match perform(self.store.as_ref(), self.world.as_ref(), &append).await? {
                Appended::Moved => {}
                done => return Ok(done),
            }
        }
        Err(Fault::Conflict.into())
    }

    /// Tells the host what one of ours did; where that is us, it goes into the log.
    pub(crate) async fn tell_act(&self, id: GroupId, act: ActivityId, task: Task) -> Result<Ran, Failure> {
        let mut db = self.store.read().await?;
        let (Some(act), Some(group)) = (db.group_act(act).await?, db.group(id).await?) else {
            return Ok(Ran::done());
        };
        if act.state != ActState::Waiting {
            return Ok(Ran::done());
        }
        // The right to speak is looked at again when it leaves (voices.md 7). One's own text is taken back also by who has
        // left meanwhile: leaving may have been what took it back.
        let place = db.group_member_here(group.id, act.by).await?;
        let takes_back = matches!(act.deed, Deed::Delete { .. });
        let activity = self.names.activity(act.id);
        if !takes_back && !place.is_some_and(|place| place.is_in()) {
            drop(db);
            return self.refused(&group, &activity, Turned::NotIn).await;
        }
        let Some(plain) = write::act(db.as_mut(), &self.names, &group, &act).await? else {
            drop(db);
            perform(self.store.as_ref(), self.world.as_ref(), &ForgetAct { act: act.id }).await?;
            return Ok(Ran::done());
        };
        let host = db.remote_actor(&group.actor).await?;
        drop(db);
        let person = KeyOwner::Person(act.by);
        self.ensure_keys(person).await?;
        let key = self.ensure_proof_key(person).await?;
        let raw = key.attach(&plain, act.at).map_err(super::unwritten)?;
        if group.hosted {
            return match read::activity(&group, &raw) {
                Ok(said) => self.append(&group, None, said, &raw).await.map(|_| Ran::done()),
                Err(reason) => self.refused(&group, &activity, reason).await,
            };
        }
        let inbox = host.map_or_else(|| super::below(&group.actor, "inbox"), |host| host.inbox);
        let ran = self.send(person, raw, &inbox, task.tries).await?;
        if matches!(ran.outcome, Outcome::Never { .. }) {
            self.refused(&group, &activity, Turned::NotIn).await?;
        }
        Ok(ran)
    }

    async fn refused(&self, group: &Group, activity: &Url, reason: Turned) -> Result<Ran, Failure> {
        let activity = activity.to_string();
        let turned = ReceiveTurned { incoming: None, group: group.id, activity, reason };
        perform(self.store.as_ref(), self.world.as_ref(), &turned).await?;
        Ok(Ran::done())
    }

    /// The group's own document changed: into the log, so that every copy has it in its place.
    pub(crate) async fn describe(&self, id: GroupId, task: Task) -> Result<Ran, Failure> {
        let Some(group) = self.hosted(id).await? else { return Ok(Ran::done()) };
        self.ensure_keys(owner(&group)).await?;
        let document = self.group_terms(&group).await?;
        let words = write::described(&group, self.sent_as(task), &document, self.world.now())?;
        let said = read::activity(&group, &words).map_err(|_| Fault::Broken("what we write we can read"))?;
        self.enter(&group, None, (None, said.change), (&said.id, &words)).await?;
        Ok(Ran::done())
    }
}
