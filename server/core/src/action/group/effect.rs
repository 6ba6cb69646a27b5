//! What an entry of a group's log changes in the tables: the same on the host and on every copy.

use url::Url;

use super::person_of;
use super::speak::describe;
use crate::action::network::host_and_port;
use crate::action::{notify, notify_administrators};
use crate::error::Failure;
use crate::group::{
    Change, Gathering, Group, GroupState, GroupVerb, Message, MessageState, NewGathering, NewMessage, Tell,
    Vouched,
};
use crate::id::{GatheringId, GroupId, MessageId, PersonId};
use crate::notice::News;
use crate::store::Tx;
use crate::text::PersonName;
use crate::world::{Moment, World};

/// People told of one discussion: beyond this they find it on their home page.
const TOLD_MAX: i64 = 500;
/// A clock of another server may run ahead by this; what claims more is dated by ours.
const AHEAD_MAX: i64 = Moment::MINUTE;

impl Change {
    /// What one of ours wrote, as the log will tell it.
    pub(super) fn of(message: &Message, parent: Option<&Message>) -> Self {
        Self::Write(Box::new(NewMessage {
            uri: message.uri.clone(),
            parent: parent.map(|parent| parent.uri.clone()),
            author: message.author.clone(),
            name: message.name.clone(),
            host: message.host.clone(),
            title: message.title.clone(),
            html: message.html.clone(),
            summary: message.summary.clone(),
            source: message.source.clone(),
            vouched: message.vouched,
            at: message.written_at,
        }))
    }

    /// What is done, for the table of who may.
    pub fn verb(&self) -> Option<GroupVerb> {
        Some(match self {
            Self::Write(new) if new.parent.is_none() => GroupVerb::Open,
            Self::Write(_) => GroupVerb::Reply,
            Self::Edit { .. } => GroupVerb::Edit,
            Self::Delete { .. } => GroupVerb::Delete,
            Self::React { useful: true, .. } => GroupVerb::Useful,
            Self::React { .. } => GroupVerb::NotUseful,
            Self::Pin { pinned: true, .. } => GroupVerb::Pin,
            Self::Pin { .. } => GroupVerb::Unpin,
            Self::Remove { .. } => GroupVerb::Remove,
            Self::Digest { .. } => GroupVerb::Digest,
            Self::Describe { .. } => GroupVerb::Describe,
            Self::Gather(_) => GroupVerb::Gather,
            Self::CallOff { .. } => GroupVerb::CallOff,
            Self::Place { .. } | Self::Nothing { .. } => return None,
        })
    }
}

impl Change {
    /// Whether a rendezvous that this plans, changes or cancels is of the actor's own server: another's is for the
    /// animators. Everything else is checked against its author where it takes effect.
    pub(super) fn is_of(&self, actor: &Url) -> bool {
        match self {
            Self::Gather(new) => new.uri.origin() == actor.origin(),
            Self::CallOff { uri } => uri.origin() == actor.origin(),
            _ => true,
        }
    }
}

/// What a change came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Effect {
    /// It holds; the message that it is about, whose text the entry may carry.
    Done(Option<MessageId>),
    /// What it answers or changes is not there, is another's, or is gone.
    Missing,
}

/// Makes a change so. Applied twice it is the same: the host applies what its own people did at once, and again when it
/// stands in the log with its place.
pub(super) async fn effect(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    change: &Change,
    seq: Option<i64>,
) -> Result<Effect, Failure> {
    let now = world.now();
    match change {
        Change::Write(new) => written(tx, world, group, new, seq).await,
        Change::Edit { uri, author, title, html, summary, source, vouched, at } => {
            let Some(mut message) = of_group(tx, group, uri).await? else { return Ok(Effect::Missing) };
            // Once its place is filled, this is looked at again; until then it goes with what it is about.
            if message.state == MessageState::Withheld {
                return Ok(Effect::Done(Some(message.id)));
            }
            if message.author != *author || message.state != MessageState::Published {
                return Ok(Effect::Missing);
            }
            let at = at.min(&now.plus(AHEAD_MAX)).to_owned();
            // The same again, or an older one that was overtaken (O06).
            if message.edited_at.is_none_or(|before| before < at) {
                message.title = title.clone().filter(|_| message.parent.is_none()).or(message.title);
                message.html = html.clone();
                message.summary = summary.clone();
                message.source = if message.person.is_some() { source.clone() } else { String::new() };
                // Of the text that stands there now.
                message.vouched = *vouched;
                message.edited_at = Some(at);
                message.edits = message.edits.saturating_add(1);
                tx.update_message(&message).await?;
            }
            Ok(Effect::Done(Some(message.id)))
        }
        Change::Delete { uri, author } => {
            let Some(message) = of_group(tx, group, uri).await? else { return Ok(Effect::Missing) };
            // Whose a withheld text is, nobody says; its server let nobody else take it back.
            let withheld = message.state == MessageState::Withheld && uri.origin() == author.origin();
            if message.author != *author && !withheld {
                return Ok(Effect::Missing);
            }
            tx.empty_message(message.id, MessageState::Deleted, now).await?;
            Ok(Effect::Done(None))
        }
        Change::React { uri, actor, useful } => {
            let found = of_group(tx, group, uri).await?;
            let Some(message) = found.filter(|m| m.state == MessageState::Published) else {
                return Ok(Effect::Missing);
            };
            tx.set_message_useful(message.id, actor, *useful).await?;
            Ok(Effect::Done(None))
        }
        Change::Pin { uri, pinned } => {
            let found = of_group(tx, group, uri).await?;
            let Some(mut message) = found.filter(|m| m.parent.is_none()) else { return Ok(Effect::Missing) };
            message.pinned_at = pinned.then(|| message.pinned_at.unwrap_or(now));
            tx.update_message(&message).await?;
            Ok(Effect::Done(None))
        }
        Change::Remove { uri } => removed(tx, world, group, uri).await,
        Change::Digest { uri, html } => {
            let found = of_group(tx, group, uri).await?;
            let Some(mut message) = found.filter(|m| m.parent.is_none()) else { return Ok(Effect::Missing) };
            message.digest.clone_from(html);
            tx.update_message(&message).await?;
            // The summary goes with the discussion that it sums up.
            Ok(Effect::Done(Some(message.id)))
        }
        Change::Describe { choices, sections, animators, closed } => {
            // On the host the row is what the document is made from.
            if !group.hosted {
                let mut row = group.clone();
                describe(&mut row, choices.clone());
                row.animators.clone_from(animators);
                match (closed, row.state) {
                    (true, GroupState::Live) => row.state = GroupState::Closed,
                    (false, GroupState::Closed) => row.state = GroupState::Live,
                    _ => {}
                }
                tx.update_group(&row).await?;
                tx.set_group_sections(group.id, sections).await?;
            }
            Ok(Effect::Done(None))
        }
        Change::Gather(new) => gathered(tx, world, group, new).await,
        Change::CallOff { uri } => called_off(tx, world, group, uri).await,
        Change::Place { uri, parent, removed, withheld } => {
            let place =
                Place { uri, parent: parent.as_ref(), removed: *removed, withheld: withheld.as_deref() };
            placed(tx, world, group, place, seq).await
        }
        Change::Nothing { forged } => {
            if *forged {
                let news = News::GroupForged { group: group.id, name: group.name.clone() };
                notify_administrators(tx, world, None, &news).await?;
            }
            Ok(Effect::Done(None))
        }
    }
}

/// A message of this very group: an id that belongs to another is not there (O04).
async fn of_group(tx: &mut dyn Tx, group: &Group, uri: &Url) -> Result<Option<Message>, Failure> {
    Ok(tx.message_by_uri(uri).await?.filter(|message| message.group == group.id))
}

async fn written(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    new: &NewMessage,
    seq: Option<i64>,
) -> Result<Effect, Failure> {
    let parent = match &new.parent {
        None => None,
        Some(uri) => match of_group(tx, group, uri).await? {
            Some(parent) => Some(parent),
            None => return Ok(Effect::Missing),
        },
    };
    let known = tx.message_by_uri(&new.uri).await?;
    let held =
        known.as_ref().filter(|known| known.state == MessageState::Withheld && known.group == group.id);
    let held = held.map(|known| known.id);
    if let Some(mut message) = known.filter(|_| held.is_none()) {
        if message.group != group.id || message.author != new.author {
            return Ok(Effect::Missing);
        }
        let fresh = message.state == MessageState::Waiting;
        // Taken back or away meanwhile: its place in the log is kept, its text is not brought back (O07).
        if message.state.is_gone() {
            return Ok(Effect::Done(Some(message.id)));
        }
        message.state = MessageState::Published;
        message.reason = None;
        message.seq = seq.or(message.seq);
        tx.update_message(&message).await?;
        if fresh {
            tell(tx, world, group, &message, parent.as_ref()).await?;
        }
        return Ok(Effect::Done(Some(message.id)));
    }
    let id = held.unwrap_or_else(|| MessageId(world.dated_id()));
    // What one of ours wrote is not there only where a part of the log was lost and comes back.
    let person = match person_of(world, &new.author) {
        Some(person) => tx.person(person).await?.map(|person| person.id),
        None => None,
    };
    let message = Message {
        id,
        group: group.id,
        uri: new.uri.clone(),
        topic: parent.as_ref().map_or(id, |parent| parent.topic),
        parent: parent.as_ref().map(|parent| parent.id),
        author: new.author.clone(),
        person,
        name: new.name.clone(),
        host: new.host.clone(),
        title: new.title.clone().filter(|_| parent.is_none()),
        source: if person.is_some() { new.source.clone() } else { String::new() },
        html: new.html.clone(),
        summary: new.summary.clone(),
        state: MessageState::Published,
        reason: None,
        seq,
        vouched: new.vouched,
        written_at: new.at.min(world.now().plus(AHEAD_MAX)),
        edited_at: None,
        edits: 0,
        pinned_at: None,
        digest: None,
    };
    if held.is_some() {
        // A text that was withheld is back: no news either.
        tx.fill_message(&message).await?;
        return Ok(Effect::Done(Some(id)));
    }
    tx.insert_message(&message, None).await?;
    // What was said before one came in is no news.
    if group.behind() <= 1 {
        tell(tx, world, group, &message, parent.as_ref()).await?;
    }
    Ok(Effect::Done(Some(id)))
}

/// A place without its text.
struct Place<'a> {
    uri: &'a Url,
    parent: Option<&'a Url>,
    removed: bool,
    withheld: Option<&'a str>,
}

/// An empty place: of whoever wrote there, and when, nothing is told any more (A13).
async fn placed(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    Place { uri, parent, removed, withheld }: Place<'_>,
    seq: Option<i64>,
) -> Result<Effect, Failure> {
    if let Some(known) = tx.message_by_uri(uri).await? {
        return Ok(if known.group == group.id { Effect::Done(Some(known.id)) } else { Effect::Missing });
    }
    let parent = match parent {
        None => None,
        Some(parent) => match of_group(tx, group, parent).await? {
            Some(parent) => Some(parent),
            None => return Ok(Effect::Missing),
        },
    };
    let id = MessageId(world.dated_id());
    let message = Message {
        id,
        group: group.id,
        uri: uri.clone(),
        topic: parent.as_ref().map_or(id, |parent| parent.topic),
        parent: parent.map(|parent| parent.id),
        author: group.actor.clone(),
        person: None,
        name: PersonName::fit("", "—"),
        host: withheld.map_or_else(|| host_and_port(&group.actor), str::to_owned),
        title: None,
        source: String::new(),
        html: String::new(),
        summary: String::new(),
        state: match withheld {
            Some(_) => MessageState::Withheld,
            None if removed => MessageState::Removed,
            None => MessageState::Deleted,
        },
        reason: None,
        seq,
        vouched: Vouched::Host,
        written_at: world.now(),
        edited_at: None,
        edits: 0,
        pinned_at: None,
        digest: None,
    };
    tx.insert_message(&message, None).await?;
    Ok(Effect::Done(Some(id)))
}

/// Tells those of ours whom a new message concerns.
async fn tell(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    message: &Message,
    parent: Option<&Message>,
) -> Result<(), Failure> {
    match (parent, &message.title) {
        (Some(parent), _) => {
            let Some(person) = parent.person.filter(|person| Some(*person) != message.person) else {
                return Ok(());
            };
            if wants(tx, group.id, person, |tell| tell != Tell::Nothing).await? {
                let (by, who) = (message.name.clone(), Some(message.author.clone()));
                let news = News::GroupReplied { topic: message.topic, reply: message.id, by, who };
                notify(tx, world, person, news).await?;
            }
        }
        (None, Some(title)) => {
            for person in tx.told_of_topics(group.id, TOLD_MAX).await? {
                if Some(person) != message.person {
                    let news = News::TopicOpened {
                        topic: message.id,
                        title: title.clone(),
                        group: group.name.clone(),
                        by: message.name.clone(),
                        who: Some(message.author.clone()),
                    };
                    notify(tx, world, person, news).await?;
                }
            }
        }
        (None, None) => {}
    }
    Ok(())
}

async fn wants(
    tx: &mut dyn Tx,
    group: GroupId,
    person: PersonId,
    told: impl Fn(Tell) -> bool + Send,
) -> Result<bool, Failure> {
    let mine = tx.group_member_here(group, person).await?;
    Ok(mine.is_some_and(|mine| mine.is_in() && told(mine.tell)))
}

async fn removed(tx: &mut dyn Tx, world: &dyn World, group: &Group, uri: &Url) -> Result<Effect, Failure> {
    let Some(message) = of_group(tx, group, uri).await? else { return Ok(Effect::Missing) };
    let told = !message.state.is_gone();
    tx.empty_message(message.id, MessageState::Removed, world.now()).await?;
    if let (true, Some(person)) = (told, message.person) {
        let news = News::MessageRemoved { group: group.id, name: group.name.clone() };
        notify(tx, world, person, news).await?;
    }
    Ok(Effect::Done(None))
}

async fn gathered(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    new: &NewGathering,
) -> Result<Effect, Failure> {
    let before = tx.gathering_by_uri(&new.uri).await?;
    if before.as_ref().is_some_and(|before| {
        before.group != group.id || (before.published && before.sequence > new.sequence)
    }) {
        return Ok(Effect::Missing);
    }
    let news = before.as_ref().is_none_or(|before| !before.published || before.plan != new.plan);
    let gathering = Gathering {
        id: before.as_ref().map_or_else(|| GatheringId(world.dated_id()), |before| before.id),
        group: group.id,
        uri: new.uri.clone(),
        plan: new.plan.clone(),
        cancelled: before.as_ref().is_some_and(|before| before.cancelled),
        published: true,
        sequence: new.sequence,
        person: before.as_ref().and_then(|before| before.person),
        changed_at: world.now(),
    };
    let id = tx.keep_gathering(&gathering).await?;
    if news && group.behind() <= 1 {
        tell_gathering(tx, world, group, id, &gathering).await?;
    }
    Ok(Effect::Done(None))
}

async fn called_off(tx: &mut dyn Tx, world: &dyn World, group: &Group, uri: &Url) -> Result<Effect, Failure> {
    let found = tx.gathering_by_uri(uri).await?.filter(|found| found.group == group.id);
    let Some(mut gathering) = found else { return Ok(Effect::Missing) };
    if !gathering.cancelled {
        gathering.cancelled = true;
        gathering.sequence = gathering.sequence.saturating_add(1);
        gathering.changed_at = world.now();
        let id = tx.keep_gathering(&gathering).await?;
        tell_gathering(tx, world, group, id, &gathering).await?;
    }
    Ok(Effect::Done(None))
}

async fn tell_gathering(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    id: GatheringId,
    gathering: &Gathering,
) -> Result<(), Failure> {
    if gathering.plan.starts_at < world.now() {
        return Ok(());
    }
    for person in tx.told_of_topics(group.id, TOLD_MAX).await? {
        if Some(person) != gathering.person {
            let news = News::Gathering {
                gathering: id,
                title: gathering.plan.title.clone(),
                group: group.name.clone(),
                cancelled: gathering.cancelled,
            };
            notify(tx, world, person, news).await?;
        }
    }
    Ok(())
}
