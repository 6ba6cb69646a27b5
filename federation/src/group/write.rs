//! Writing what our people do in a group: from an act to the activity that says it, the same bytes on every try.

use preau_core::error::Fault;
use preau_core::group::{Change, Deed, GatheringPlan, Group, GroupAct, Message};
use preau_core::id::{GatheringId, MessageId, PersonId};
use preau_core::markup;
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

use super::read::Said;
use super::{below, context, in_its_name, topic_address, unwritten};
use crate::names::Names;
use crate::object::paragraphs;

/// What is said in a group.
#[derive(Serialize)]
struct Activity<'a> {
    #[serde(rename = "@context")]
    context: Value,
    id: Url,
    #[serde(rename = "type")]
    kind: &'static str,
    actor: &'a Url,
    to: [Url; 2],
    audience: &'a Url,
    published: String,
    object: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Url>,
}

/// A text of a group.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Note<'a> {
    id: &'a Url,
    #[serde(rename = "type")]
    kind: &'static str,
    attributed_to: &'a Url,
    to: [Url; 2],
    audience: &'a Url,
    context: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to: Option<&'a Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    content: &'a str,
    media_type: &'static str,
    source: Value,
    published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(rename = "pr:byline")]
    byline: Value,
}

/// An act with what is needed to say it.
struct Doing<'a> {
    names: &'a Names,
    group: &'a Group,
    act: &'a GroupAct,
    actor: Url,
}

/// The activity of an act, unsigned; `None` where it has become moot: its author took the text back first, or what it is
/// about is gone here.
pub(super) async fn act(
    db: &mut dyn Read,
    names: &Names,
    group: &Group,
    act: &GroupAct,
) -> Result<Option<String>, Fault> {
    let doing = Doing { names, group, act, actor: names.person(act.by) };
    let said = match &act.deed {
        Deed::Write { message } => doing.text(db, *message, None).await?,
        Deed::Edit { message, title, body } => {
            let html = markup::render(body.as_str()).html;
            let title = title.as_ref().map(|title| title.as_str().to_owned());
            doing.text(db, *message, Some((title, body.as_str().to_owned(), html))).await?
        }
        Deed::Delete { message } => db.message(*message).await?.map(|message| {
            let gone = json!({"id": message.uri, "type": "Tombstone"});
            doing.saying("Delete", gone, None)
        }),
        Deed::React { message, useful } => db.message(*message).await?.map(|message| {
            if *useful {
                return doing.saying("Like", json!(message.uri), None);
            }
            let like = json!({"type": "Like", "actor": doing.actor, "object": message.uri});
            doing.saying("Undo", like, None)
        }),
        Deed::Pin { topic, pinned } => db.message(*topic).await?.map(|topic| {
            let kind = if *pinned { "Add" } else { "Remove" };
            doing.saying(kind, json!(topic.uri), Some(below(&group.actor, "featured")))
        }),
        Deed::Remove { message } => match head_of(db, *message).await? {
            Some((message, head)) => {
                Some(doing.saying("Remove", json!(message.uri), Some(topic_address(group, &head))))
            }
            None => None,
        },
        Deed::Digest { topic, body } => db.message(*topic).await?.map(|topic| {
            let html = body.as_ref().map(|body| markup::render(body.as_str()).html);
            doing.saying("Update", digest(&topic.uri, html.as_deref()), None)
        }),
        Deed::Gather { gathering, plan } => doing.event(db, *gathering, Some(plan)).await?,
        Deed::CallOff { gathering } => doing.event(db, *gathering, None).await?,
        // Name, aim and choices are changed where the group is hosted, and told by `Errand::Describe`.
        Deed::Describe { .. } => None,
    };
    said.map(|said| serde_json::to_string(&said).map_err(unwritten)).transpose()
}

/// A message with its discussion's first.
async fn head_of(db: &mut dyn Read, id: MessageId) -> Result<Option<(Message, Url)>, Fault> {
    let Some(message) = db.message(id).await? else { return Ok(None) };
    let head = if message.topic == id { Some(message.clone()) } else { db.message(message.topic).await? };
    Ok(head.map(|head| (message, head.uri)))
}

impl Doing<'_> {
    fn saying(&self, kind: &'static str, object: Value, target: Option<Url>) -> Activity<'_> {
        Activity {
            context: context(),
            id: self.names.activity(self.act.id),
            kind,
            actor: &self.actor,
            to: members(self.group),
            audience: &self.group.actor,
            published: self.act.at.rfc3339(),
            object,
            target,
        }
    }

    /// A Create from the row, or an Update from what the act keeps.
    async fn text(
        &self,
        db: &mut dyn Read,
        id: MessageId,
        edited: Option<(Option<String>, String, String)>,
    ) -> Result<Option<Activity<'_>>, Fault> {
        let Some((message, head)) = head_of(db, id).await? else { return Ok(None) };
        if message.state.is_empty() {
            return Ok(None);
        }
        let kind = if edited.is_some() { "Update" } else { "Create" };
        let updated = edited.is_some().then(|| exactly(self.act.at));
        let (title, source, html) = edited.unwrap_or_else(|| {
            let title = message.title.as_ref().map(|title| title.as_str().to_owned());
            (title, message.source.clone(), message.html.clone())
        });
        let shown = Shown { title: title.as_deref(), source: &source, html: &html, updated };
        let note = note(db, self.group, &message, &head, shown).await?;
        Ok(Some(self.saying(kind, note, None)))
    }

    /// A rendezvous as it is planned or changed by its planner, or by an animator in the group's name; without a plan it is
    /// cancelled.
    async fn event(
        &self,
        db: &mut dyn Read,
        id: GatheringId,
        plan: Option<&GatheringPlan>,
    ) -> Result<Option<Activity<'_>>, Fault> {
        let Some(gathering) = db.gathering(id).await? else { return Ok(None) };
        let own = gathering.person == Some(self.act.by);
        // Where the group is hosted, the row has been changed already.
        let next = !self.group.hosted && gathering.published;
        let sequence = gathering.sequence.saturating_add(i32::from(next));
        let kind = if sequence == 0 && own && plan.is_some() { "Create" } else { "Update" };
        let event = event(
            self.group,
            own.then_some(&self.actor),
            &gathering.uri,
            (plan.unwrap_or(&gathering.plan), sequence),
            plan.is_none(),
            self.act.at,
        );
        Ok(Some(self.saying(kind, event, None)))
    }
}

/// What an animator asked for, said by the group: whoever asked is not named (voices.md 10).
pub(super) fn by_group(group: &Group, said: &Said, topic: Option<&Url>, at: Moment) -> Result<String, Fault> {
    let (kind, object, target) = match &said.change {
        Change::Pin { uri, pinned } => {
            let kind = if *pinned { "Add" } else { "Remove" };
            (kind, json!(uri), Some(below(&group.actor, "featured")))
        }
        Change::Remove { uri } => ("Remove", json!(uri), Some(topic_address(group, topic.unwrap_or(uri)))),
        Change::Digest { uri, html } => ("Update", digest(uri, html.as_deref()), None),
        Change::Gather(new) => {
            let event = event(group, None, &new.uri, (&new.plan, new.sequence), false, at);
            ("Update", event, None)
        }
        Change::CallOff { uri } => {
            let event = json!({
                "id": uri, "type": "Event", "to": members(group), "audience": group.actor,
                "status": "CANCELLED", "updated": exactly(at),
            });
            ("Update", event, None)
        }
        _ => return Err(Fault::Broken("only what animators do is said by the group")),
    };
    told(group, in_its_name(group, &said.id), kind, object, target, at)
}

/// The group's own document changed.
pub(super) fn described(
    group: &Group,
    id: Url,
    document: &impl Serialize,
    at: Moment,
) -> Result<String, Fault> {
    let activity = Activity {
        context: crate::actor::context(),
        id,
        kind: "Update",
        actor: &group.actor,
        to: members(group),
        audience: &group.actor,
        published: at.rfc3339(),
        object: serde_json::to_value(document).map_err(unwritten)?,
        target: None,
    };
    serde_json::to_string(&activity).map_err(unwritten)
}

fn told(
    group: &Group,
    id: Url,
    kind: &'static str,
    object: Value,
    target: Option<Url>,
    at: Moment,
) -> Result<String, Fault> {
    let activity = Activity {
        context: context(),
        id,
        kind,
        actor: &group.actor,
        to: members(group),
        audience: &group.actor,
        published: at.rfc3339(),
        object,
        target,
    };
    serde_json::to_string(&activity).map_err(unwritten)
}

/// A text as it is shown.
pub(super) struct Shown<'a> {
    /// The title of a discussion.
    pub(super) title: Option<&'a str>,
    /// The Markdown.
    pub(super) source: &'a str,
    /// The HTML.
    pub(super) html: &'a str,
    /// When it was edited, if it was.
    pub(super) updated: Option<String>,
}

/// The `Note` of a message of ours.
pub(super) async fn note(
    db: &mut dyn Read,
    group: &Group,
    message: &Message,
    head: &Url,
    shown: Shown<'_>,
) -> Result<Value, Fault> {
    let parent = match message.parent {
        Some(parent) => db.message(parent).await?.map(|parent| parent.uri),
        None => None,
    };
    let handle = handle(db, group, message.person).await?;
    let note = Note {
        id: &message.uri,
        kind: "Note",
        attributed_to: &message.author,
        to: members(group),
        audience: &group.actor,
        context: topic_address(group, head),
        in_reply_to: parent.as_ref(),
        name: shown.title,
        content: shown.html,
        media_type: "text/html",
        source: json!({"content": shown.source, "mediaType": "text/markdown"}),
        published: exactly(message.written_at),
        updated: shown.updated,
        byline: json!({"name": message.name, "handle": handle}),
    };
    serde_json::to_value(note).map_err(unwritten)
}

async fn handle(db: &mut dyn Read, group: &Group, person: Option<PersonId>) -> Result<String, Fault> {
    let Some(person) = person else { return Ok(String::new()) };
    let member = db.group_member_here(group.id, person).await?;
    Ok(member.map(|member| member.handle).unwrap_or_default())
}

/// The `Event` of a rendezvous; `planner` where whoever planned it says so.
pub(super) fn event(
    group: &Group,
    planner: Option<&Url>,
    uri: &Url,
    (plan, sequence): (&GatheringPlan, i32),
    cancelled: bool,
    at: Moment,
) -> Value {
    let local = |moment: Moment| match moment.utc() {
        Some(utc) => utc.with_timezone(&plan.time_zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        None => String::new(),
    };
    let mut places = Vec::new();
    if let Some(place) = &plan.place {
        places.push(json!({"type": "Place", "name": place}));
    }
    if let Some(link) = &plan.link {
        places.push(json!({"type": "VirtualLocation", "name": plan.title, "url": link}));
    }
    let mut event = json!({
        "id": uri, "type": "Event", "to": members(group), "audience": group.actor, "context": group.actor,
        "name": plan.title, "startTime": local(plan.starts_at), "timezone": plan.time_zone.name(),
        "location": places, "status": if cancelled { "CANCELLED" } else { "CONFIRMED" },
        "joinMode": "none", "updated": exactly(at), "pr:sequence": sequence,
    });
    if let Value::Object(map) = &mut event {
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                map.insert(key.to_owned(), value);
            }
        };
        put("attributedTo", planner.map(|planner| json!(planner)));
        put("endTime", plan.ends_at.map(|end| json!(local(end))));
        put("displayEndTime", plan.ends_at.is_none().then_some(Value::Bool(false)));
        put("content", plan.more.as_ref().map(|more| json!(paragraphs(more.as_str()))));
    }
    event
}

/// What sums a discussion up; nothing takes the summary off.
fn digest(topic: &Url, html: Option<&str>) -> Value {
    json!({"id": topic, "type": "Note", "pr:digest": html.unwrap_or_default()})
}

/// Everybody in the group and nobody else.
pub(super) fn members(group: &Group) -> [Url; 2] {
    [group.actor.clone(), below(&group.actor, "followers")]
}

/// RFC 3339 to the microsecond: two edits of one second stay two.
pub(super) fn exactly(at: Moment) -> String {
    at.utc().map_or_else(String::new, |at| at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
}
