//! Speaking in a group: each act of one of ours is kept, takes effect at once where we host the group, and otherwise when
//! it comes back in the host's log.

use async_trait::async_trait;
use uuid::Uuid;

use super::effect::{Effect, effect};
use super::{errand, message_uri, person_actor};
use crate::access::{self, Verb};
use crate::action::network::host_and_port;
use crate::action::{Action, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::group::{
    ActState, Change, Deed, Group, GroupAct, GroupChoices, Message, MessageState, PINS_MAX, Reach, Receipt,
    ReceiptState, Vouched,
};
use crate::id::{ActivityId, GroupId, MessageId, PersonId};
use crate::job::Errand;
use crate::markup;
use crate::person::Person;
use crate::store::Tx;
use crate::text::{Body, Problem, ShortText, Title};
use crate::world::World;

/// What became of an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// The message that was written or changed.
    pub message: MessageId,
    /// Whether it waits for the host of the group, which is elsewhere.
    pub waits: bool,
}

/// Begins a discussion.
#[derive(Debug)]
pub struct OpenTopic {
    /// The author.
    pub by: PersonId,
    /// In which group.
    pub group: GroupId,
    /// What it is about.
    pub title: Title,
    /// The text.
    pub body: Body,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for OpenTopic {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Write, self.group).await?;
        let text = Text { title: Some(&self.title), body: &self.body, once: self.once };
        write(tx, world, self.by, &group, None, text).await
    }
}

/// Answers a message of a group.
#[derive(Debug)]
pub struct AnswerMessage {
    /// The author.
    pub by: PersonId,
    /// What it answers.
    pub parent: MessageId,
    /// The text.
    pub body: Body,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for AnswerMessage {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let (parent, group, _) = access::message_for(tx, self.by, Verb::Answer, self.parent).await?;
        let text = Text { title: None, body: &self.body, once: self.once };
        write(tx, world, self.by, &group, Some(&parent), text).await
    }
}

/// What a form of a discussion or a reply sent.
struct Text<'a> {
    title: Option<&'a Title>,
    body: &'a Body,
    once: Uuid,
}

async fn write(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    group: &Group,
    parent: Option<&Message>,
    text: Text<'_>,
) -> Result<Spoken, Failure> {
    let author = tx.person(by).await?.ok_or(Refusal::NotAllowed)?;
    let message = compose(world, group, &author, parent, &text);
    let (id, waits) = (message.id, !group.hosted);
    if !tx.insert_message(&message, Some(text.once)).await? {
        let id = tx.message_once(by, text.once).await?.ok_or(Refusal::NotFound)?;
        return Ok(Spoken { message: id, waits });
    }
    let deed = Deed::Write { message: id };
    act(tx, world, group, by, deed, Some(Change::of(&message, parent))).await?;
    Ok(Spoken { message: id, waits })
}

fn compose(
    world: &dyn World,
    group: &Group,
    author: &Person,
    parent: Option<&Message>,
    text: &Text<'_>,
) -> Message {
    let id = MessageId(world.dated_id());
    let actor = person_actor(world.origin(), author.id);
    let rendered = markup::render(text.body.as_str());
    Message {
        id,
        group: group.id,
        uri: message_uri(world.origin(), id),
        topic: parent.map_or(id, |parent| parent.topic),
        parent: parent.map(|parent| parent.id),
        host: host_and_port(&actor),
        author: actor,
        person: Some(author.id),
        name: author.name.clone(),
        title: text.title.cloned(),
        source: text.body.as_str().to_owned(),
        html: rendered.html,
        summary: rendered.summary,
        state: MessageState::Waiting,
        reason: None,
        seq: None,
        vouched: Vouched::Author,
        written_at: world.now(),
        edited_at: None,
        edits: 0,
        pinned_at: None,
        digest: None,
    }
}

/// Keeps an act and what follows from it: at once here where we host the group, and in either case the telling of it.
/// `change` is what it comes to; an act that changes nothing here by itself has none.
pub(super) async fn act(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    by: PersonId,
    deed: Deed,
    change: Option<Change>,
) -> Result<ActivityId, Failure> {
    // An edit is dated once: told to others, it is the very one that took effect here.
    let now = match &change {
        Some(Change::Edit { at, .. }) => *at,
        _ => world.now(),
    };
    let id = ActivityId(world.dated_id());
    if group.hosted
        && let Some(change) = &change
    {
        // In a group of one section nothing travels: its order is the order in which it was said here.
        let place = (group.reach == Reach::Section).then(|| group.seq.saturating_add(1));
        if effect(tx, world, group, change, place).await? == Effect::Missing {
            return Err(Refusal::NotFound.into());
        }
        if let Some(seq) = place {
            let mut moved = group.clone();
            moved.seq = seq;
            moved.known_seq = seq;
            moved.heard_at = now;
            tx.update_group(&moved).await?;
            return Ok(id);
        }
    }
    let act = GroupAct {
        id,
        group: group.id,
        by,
        deed,
        state: ActState::Waiting,
        reason: None,
        at: now,
        settled_at: None,
    };
    tx.insert_group_act(&act).await?;
    let to = (!group.hosted).then_some(&group.actor);
    errand(tx, world, group.id, Errand::Act { act: id }, to).await?;
    Ok(id)
}

/// Changes one's own text.
#[derive(Debug)]
pub struct EditMessage {
    /// Who edits.
    pub by: PersonId,
    /// Which.
    pub message: MessageId,
    /// The new title of a discussion.
    pub title: Option<Title>,
    /// The new text.
    pub body: Body,
    /// [`Message::edits`] when the form was opened.
    pub seen_edits: i32,
}

#[async_trait]
impl Action for EditMessage {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let (message, group, _) = access::message_for(tx, self.by, Verb::Edit, self.message).await?;
        let spoken = Spoken { message: message.id, waits: !group.hosted };
        // A discussion has a title, a reply has none.
        if message.parent.is_none() && self.title.is_none() {
            return Err(Refusal::Field(Field::Title, Problem::Empty).into());
        }
        let title = self.title.clone().filter(|_| message.parent.is_none());
        if message.title == title && message.source == self.body.as_str() {
            return Ok(spoken);
        }
        if message.edits != self.seen_edits {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let rendered = markup::render(self.body.as_str());
        let change = Change::Edit {
            uri: message.uri.clone(),
            author: message.author.clone(),
            title: title.clone(),
            html: rendered.html,
            summary: rendered.summary,
            source: self.body.as_str().to_owned(),
            vouched: Vouched::Author,
            at: world.now(),
        };
        let deed = Deed::Edit { message: message.id, title, body: self.body.clone() };
        act(tx, world, &group, self.by, deed, Some(change)).await?;
        Ok(spoken)
    }
}

/// Takes a message away: one's own, or as an animator another's. The text goes on every server, the place stays.
#[derive(Debug)]
pub struct TakeMessageBack {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub message: MessageId,
}

#[async_trait]
impl Action for TakeMessageBack {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let found = tx.message(self.message).await?.ok_or(Refusal::NotFound)?;
        let own = found.person == Some(self.by);
        let verb = if own { Verb::Delete } else { Verb::Remove };
        let (message, group, _) = access::message_for(tx, self.by, verb, self.message).await?;
        let spoken = Spoken { message: message.id, waits: !group.hosted };
        if message.state != MessageState::Published {
            // The host refused it: nobody else ever saw it. What is on its way is told to be taken back as well.
            tx.empty_message(message.id, MessageState::Deleted, world.now()).await?;
            if message.state == MessageState::Refused {
                return Ok(spoken);
            }
        }
        if own {
            let change = Change::Delete { uri: message.uri.clone(), author: message.author.clone() };
            let deed = Deed::Delete { message: message.id };
            act(tx, world, &group, self.by, deed, Some(change)).await?;
        } else {
            let change = Change::Remove { uri: message.uri.clone() };
            let deed = Deed::Remove { message: message.id };
            act(tx, world, &group, self.by, deed, Some(change)).await?;
            record(tx, world, Some(self.by), EventKind::GroupMessageRemoved, message.id.0).await?;
        }
        Ok(spoken)
    }
}

/// Says "useful" of a message, or takes it back.
#[derive(Debug)]
pub struct SetMessageUseful {
    /// Who.
    pub by: PersonId,
    /// Of which message.
    pub message: MessageId,
    /// Yes, or no longer.
    pub useful: bool,
}

#[async_trait]
impl Action for SetMessageUseful {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let (message, group, mine) = access::message_for(tx, self.by, Verb::React, self.message).await?;
        let change = Change::React { uri: message.uri.clone(), actor: mine.actor, useful: self.useful };
        let deed = Deed::React { message: message.id, useful: self.useful };
        act(tx, world, &group, self.by, deed, Some(change)).await?;
        Ok(Spoken { message: message.id, waits: !group.hosted })
    }
}

/// An animator pins a discussion, or takes the pin off.
#[derive(Debug)]
pub struct PinTopic {
    /// Who.
    pub by: PersonId,
    /// Its first message.
    pub topic: MessageId,
    /// Yes, or no longer.
    pub pinned: bool,
}

#[async_trait]
impl Action for PinTopic {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let (message, group, _) = access::message_for(tx, self.by, Verb::Animate, self.topic).await?;
        if self.pinned && message.pinned_at.is_none() && tx.pins(group.id).await? >= PINS_MAX {
            return Err(Refusal::TooMany(u32::try_from(PINS_MAX).unwrap_or(u32::MAX)).into());
        }
        let change = Change::Pin { uri: message.uri.clone(), pinned: self.pinned };
        let deed = Deed::Pin { topic: message.id, pinned: self.pinned };
        act(tx, world, &group, self.by, deed, Some(change)).await?;
        Ok(Spoken { message: message.id, waits: !group.hosted })
    }
}

/// An animator sums a discussion up; no text takes the summary off.
#[derive(Debug)]
pub struct DigestTopic {
    /// Who.
    pub by: PersonId,
    /// Its first message.
    pub topic: MessageId,
    /// The text.
    pub body: Option<Body>,
}

#[async_trait]
impl Action for DigestTopic {
    type Output = Spoken;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Spoken, Failure> {
        let (message, group, _) = access::message_for(tx, self.by, Verb::Animate, self.topic).await?;
        let html = self.body.as_ref().map(|body| markup::render(body.as_str()).html);
        let change = Change::Digest { uri: message.uri.clone(), html };
        let deed = Deed::Digest { topic: message.id, body: self.body.clone() };
        act(tx, world, &group, self.by, deed, Some(change)).await?;
        Ok(Spoken { message: message.id, waits: !group.hosted })
    }
}

/// Marks what somebody has read of a discussion.
#[derive(Debug)]
pub struct MarkTopicRead {
    /// Who.
    pub by: PersonId,
    /// Its first message.
    pub topic: MessageId,
    /// Up to this place in the log.
    pub seq: i64,
}

#[async_trait]
impl Action for MarkTopicRead {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        access::message_for(tx, self.by, Verb::Read, self.topic).await?;
        Ok(tx.mark_topic_read(self.topic, self.by, self.seq).await?)
    }
}

/// The choices of a group, stored in its row.
pub(super) fn describe(group: &mut Group, choices: GroupChoices) {
    group.joining = choices.joining;
    group.writing = choices.writing;
    group.listing = choices.listing;
    group.name = choices.name;
    group.aim = choices.aim;
    group.version = group.version.saturating_add(1);
}

/// Asks every server of a group for a receipt that it took a message away.
pub(super) async fn ask_receipts(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    about: &str,
    message: &Message,
) -> Result<(), Failure> {
    let ours = host_and_port(world.origin());
    for section in tx.group_sections(group.id).await? {
        if section.host == ours || !tx.host_is_in(group.id, &section.host).await? {
            continue;
        }
        let receipt = Receipt {
            group: group.id,
            about: about.to_owned(),
            what: ShortText::fit(message.name.as_str(), "—"),
            host: section.host,
            state: ReceiptState::Pending,
            asked_at: world.now(),
            answered_at: None,
        };
        tx.ask_receipt(&receipt).await?;
    }
    Ok(())
}
