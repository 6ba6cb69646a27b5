//! Reading what is said in a group: from the bytes of an activity to what it changes. The same on the host and on every
//! copy; who may say it is for others to judge.

use preau_core::action::group::fit_choices;
use preau_core::action::network::host_and_port;
use preau_core::group::{
    Change, GatheringPlan, Group, GroupSection, Joining, Listing, NewGathering, NewMessage, SectionState,
    ShownAnimator, Vouched, Writing,
};
use preau_core::job::Turned;
use preau_core::markup;
use preau_core::text::{Body, Note, PersonName, ShortText, Title};
use preau_core::world::Moment;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use url::Url;

use super::{INNER_BYTES_MAX, below, is_everybody};
use crate::activity::received::Reference;

/// Tags and mentions that a text may carry; they are not looked at (R09).
const TAGS_MAX: usize = 50;
/// The deepest nesting and the most members of what is said: a text with fifty mentions has some three hundred.
const DEPTH_MAX: usize = 32;
const PARTS_MAX: usize = 5_000;
/// Addressees that are looked at: what is said in a group has two (R09).
const NAMED_MAX: usize = 50;
/// Sections and shown animators that a group's document may list.
const LISTED_MAX: usize = 500;
/// The longest address that is read of a section or an animator.
const ADDRESS_BYTES_MAX: usize = 2048;

/// Who says something, under which id, and what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The activity's id.
    pub(super) id: String,
    /// Who acts.
    pub(super) actor: Url,
    /// What it comes to.
    pub(super) change: Change,
    /// Whether it is done in the group's name: then an animator asks for it, or the group itself says it.
    pub(super) animates: bool,
}

/// An activity said in a group.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Activity<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    actor: Reference,
    #[serde(borrow, default)]
    to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    cc: Option<&'a RawValue>,
    #[serde(borrow, default)]
    bto: Option<&'a RawValue>,
    #[serde(borrow, default)]
    bcc: Option<&'a RawValue>,
    #[serde(borrow, default)]
    audience: Option<&'a RawValue>,
    #[serde(borrow)]
    object: &'a RawValue,
    #[serde(default)]
    target: Option<Reference>,
}

/// What an activity is about, as far as any of ours needs it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(default)]
    id: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(borrow, default)]
    attributed_to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    cc: Option<&'a RawValue>,
    #[serde(borrow, default)]
    audience: Option<&'a RawValue>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    source: Option<Source>,
    #[serde(default)]
    in_reply_to: Option<Reference>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    updated: Option<String>,
    #[serde(default)]
    tag: Option<Vec<IgnoredAny>>,
    #[serde(rename = "pr:byline", default)]
    byline: Option<Byline>,
    #[serde(borrow, rename = "pr:digest", default)]
    digest: Option<&'a RawValue>,
    #[serde(default)]
    actor: Option<Reference>,
    #[serde(default)]
    object: Option<Reference>,
    #[serde(default)]
    start_time: Option<String>,
    #[serde(default)]
    end_time: Option<String>,
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default)]
    location: Option<Places>,
    #[serde(default)]
    status: Option<String>,
    #[serde(rename = "pr:sequence", default)]
    sequence: Option<i32>,
}

#[derive(Deserialize)]
struct Source {
    content: String,
}

#[derive(Deserialize)]
struct Byline {
    name: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Places {
    One(Place),
    Many(Vec<Place>),
}

#[derive(Deserialize)]
struct Place {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// The document of a group, as far as its log tells it.
#[derive(Deserialize)]
struct Described {
    id: String,
    name: String,
    #[serde(default)]
    summary: Option<String>,
    #[serde(rename = "pr:aim", default)]
    aim: Option<String>,
    #[serde(rename = "pr:joining")]
    joining: Joining,
    #[serde(rename = "pr:writing")]
    writing: Writing,
    #[serde(rename = "pr:listing")]
    listing: Listing,
    #[serde(rename = "pr:closed", default)]
    closed: bool,
    #[serde(rename = "pr:servers", default)]
    servers: Vec<Server>,
    #[serde(rename = "pr:animators", default)]
    animators: Vec<Animator>,
}

#[derive(Deserialize)]
struct Server {
    id: String,
    name: String,
    #[serde(rename = "pr:owner", default)]
    owner: bool,
}

#[derive(Deserialize)]
struct Animator {
    id: String,
    name: String,
}

/// Reads an activity that a member sends to the host, or that the host passes on. `Malformed` for whatever groups do not
/// take.
pub(super) fn activity(group: &Group, raw: &str) -> Result<Said, Turned> {
    if raw.len() > INNER_BYTES_MAX || is_wild(raw) {
        return Err(Turned::Malformed);
    }
    let activity: Activity<'_> = serde_json::from_str(raw).map_err(|_| Turned::Malformed)?;
    let actor = Url::parse(activity.actor.id()).map_err(|_| Turned::Malformed)?;
    let addressed = [activity.to, activity.cc, activity.bto, activity.bcc, activity.audience];
    let ours = Url::parse(&activity.id).is_ok_and(|id| id.origin() == actor.origin());
    if !ours || is_open(&addressed) || !is_to(group, &[activity.audience, activity.to]) {
        return Err(Turned::Malformed);
    }
    let by_group = actor == group.actor;
    let (change, animates) = meant(group, &actor, &activity, by_group)?;
    if by_group && !animates {
        return Err(Turned::Malformed);
    }
    Ok(Said { id: activity.id, actor, change, animates })
}

/// What it comes to, and whether that is done in the group's name.
fn meant(
    group: &Group,
    actor: &Url,
    activity: &Activity<'_>,
    by_group: bool,
) -> Result<(Change, bool), Turned> {
    let about = || reference(activity.object);
    let own = |change| Ok((change, false));
    match activity.kind.as_str() {
        "Add" | "Remove" => {
            let target = activity.target.as_ref().ok_or(Turned::Malformed)?;
            let featured = target.id() == below(&group.actor, "featured").as_str();
            let pinned = activity.kind == "Add";
            if featured {
                return Ok((Change::Pin { uri: about()?, pinned }, true));
            }
            let topics = below(&group.actor, "topics/");
            if pinned || !target.id().starts_with(topics.as_str()) {
                return Err(Turned::Malformed);
            }
            Ok((Change::Remove { uri: about()? }, true))
        }
        "Like" => own(Change::React { uri: about()?, actor: actor.clone(), useful: true }),
        "Undo" => own(taken_back(actor, activity.object)?),
        "Delete" => {
            let uri = about()?;
            // Nobody deletes on another server: that is a removal, and the group's.
            if uri.origin() != actor.origin() {
                return Err(Turned::NotAllowed);
            }
            own(Change::Delete { uri, author: actor.clone() })
        }
        "Create" | "Update" => written(group, actor, activity, by_group),
        _ => Err(Turned::Malformed),
    }
}

/// The Like that an Undo takes back: embedded, and one's own (O08).
fn taken_back(actor: &Url, object: &RawValue) -> Result<Change, Turned> {
    let like: Thing<'_> = serde_json::from_str(object.get()).map_err(|_| Turned::Malformed)?;
    let own = like.actor.as_ref().is_some_and(|who| who.id() == actor.as_str());
    if like.kind.as_deref() != Some("Like") || !own {
        return Err(Turned::Malformed);
    }
    let uri = like.object.as_ref().and_then(|uri| Url::parse(uri.id()).ok()).ok_or(Turned::Malformed)?;
    Ok(Change::React { uri, actor: actor.clone(), useful: false })
}

/// A text, a rendezvous, a summary, or the group itself.
fn written(
    group: &Group,
    actor: &Url,
    activity: &Activity<'_>,
    by_group: bool,
) -> Result<(Change, bool), Turned> {
    let raw = activity.object.get();
    let thing: Thing<'_> = serde_json::from_str(raw).map_err(|_| Turned::Malformed)?;
    let creates = activity.kind == "Create";
    let uri = thing.id.as_deref().and_then(|id| Url::parse(id).ok()).ok_or(Turned::Malformed)?;
    if by_group && !creates && uri == group.actor {
        return Ok((described(group, raw)?, true));
    }
    let many = thing.tag.as_ref().is_some_and(|tags| tags.len() > TAGS_MAX);
    if many || is_open(&[thing.to, thing.cc, thing.audience]) {
        return Err(Turned::Malformed);
    }
    if let (Some(digest), false) = (thing.digest, creates) {
        return Ok((Change::Digest { uri, html: digested(digest)? }, true));
    }
    if !is_to(group, &[thing.audience]) {
        return Err(Turned::Malformed);
    }
    // Whose it is said to be is one id, of whoever acts (O03); in the group's name nobody's is said.
    let whose: Option<String> = match thing.attributed_to {
        Some(raw) => Some(serde_json::from_str(raw.get()).map_err(|_| Turned::Malformed)?),
        None => None,
    };
    let own = whose.as_deref() == Some(actor.as_str()) && uri.origin() == actor.origin();
    match thing.kind.as_deref() {
        Some("Event") => {
            if !own && (creates || whose.is_some()) {
                return Err(Turned::NotAllowed);
            }
            Ok((gathered(&thing, uri)?, !own || by_group))
        }
        Some("Note" | "Article") if own && !by_group => Ok((told(actor, &thing, uri, creates)?, false)),
        Some("Note" | "Article") => Err(Turned::NotAllowed),
        _ => Err(Turned::Malformed),
    }
}

/// A discussion, a reply, or a new text of one.
fn told(actor: &Url, thing: &Thing<'_>, uri: Url, creates: bool) -> Result<Change, Turned> {
    let content = thing.content.as_deref().ok_or(Turned::Malformed)?;
    let source = match &thing.source {
        Some(source) => source.content.clone(),
        None => markup::plain(content),
    };
    let fits = |length: usize| (1..=Body::MAX).contains(&length);
    let html = markup::clean_remote(content);
    if !fits(source.chars().count()) || markup::plain(&html).trim().is_empty() {
        return Err(Turned::Malformed);
    }
    let parent = match &thing.in_reply_to {
        Some(parent) => Some(Url::parse(parent.id()).map_err(|_| Turned::Malformed)?),
        None => None,
    };
    let title = match (&parent, thing.name.as_deref()) {
        (None, Some(name)) => Some(Title::parse(name).map_err(|_| Turned::Malformed)?),
        (None, None) if creates => return Err(Turned::Malformed),
        _ => None,
    };
    let summary = markup::summary(&html);
    if !creates {
        let at = moment(thing.updated.as_deref()).ok_or(Turned::Malformed)?;
        let (author, vouched) = (actor.clone(), Vouched::Author);
        return Ok(Change::Edit { uri, author, title, html, summary, source, vouched, at });
    }
    let name = thing.byline.as_ref().map(|byline| PersonName::fit(&byline.name, "—"));
    Ok(Change::Write(Box::new(NewMessage {
        uri,
        parent,
        host: host_and_port(actor),
        author: actor.clone(),
        name: name.ok_or(Turned::Malformed)?,
        title,
        html,
        summary,
        source,
        vouched: Vouched::Author,
        at: moment(thing.published.as_deref()).ok_or(Turned::Malformed)?,
    })))
}

/// A summary: HTML, or nothing where it is taken off.
fn digested(raw: &RawValue) -> Result<Option<String>, Turned> {
    let html: Option<String> = serde_json::from_str(raw.get()).map_err(|_| Turned::Malformed)?;
    let html = html.filter(|html| !html.is_empty());
    if html.as_ref().is_some_and(|html| markup::plain(html).chars().count() > Body::MAX) {
        return Err(Turned::Malformed);
    }
    Ok(html.map(|html| markup::clean_remote(&html)))
}

fn gathered(thing: &Thing<'_>, uri: Url) -> Result<Change, Turned> {
    if thing.status.as_deref() == Some("CANCELLED") {
        return Ok(Change::CallOff { uri });
    }
    let text = |text: Option<&str>| text.map(|text| Note::parse(&markup::plain(text))).transpose();
    let places = match &thing.location {
        None => &[][..],
        Some(Places::One(one)) => std::slice::from_ref(one),
        Some(Places::Many(many)) => many,
    };
    let of = |kind: &str| places.iter().find(|place| place.kind == kind);
    let place = of("Place").and_then(|place| place.name.as_deref()).map(|name| ShortText::fit(name, "—"));
    let link = of("VirtualLocation").and_then(|place| Url::parse(place.url.as_deref()?).ok());
    let zone = thing.timezone.as_deref().and_then(|zone| zone.parse().ok()).ok_or(Turned::Malformed)?;
    let plan = GatheringPlan {
        title: Title::parse(thing.name.as_deref().unwrap_or_default()).map_err(|_| Turned::Malformed)?,
        more: text(thing.content.as_deref().filter(|more| !more.is_empty()))
            .map_err(|_| Turned::Malformed)?,
        starts_at: moment(thing.start_time.as_deref()).ok_or(Turned::Malformed)?,
        ends_at: match thing.end_time.as_deref() {
            Some(end) => Some(moment(Some(end)).ok_or(Turned::Malformed)?),
            None => None,
        },
        time_zone: zone,
        place,
        link: link.filter(|link| matches!(link.scheme(), "https" | "http")),
    };
    if plan.ends_at.is_some_and(|end| end <= plan.starts_at) {
        return Err(Turned::Malformed);
    }
    let sequence = thing.sequence.filter(|sequence| *sequence >= 0).unwrap_or_default();
    Ok(Change::Gather(Box::new(NewGathering { uri, plan, sequence })))
}

fn described(group: &Group, raw: &str) -> Result<Change, Turned> {
    let told: Described = serde_json::from_str(raw).map_err(|_| Turned::Malformed)?;
    if told.id != group.actor.as_str() || told.servers.len() > LISTED_MAX || told.animators.len() > LISTED_MAX
    {
        return Err(Turned::Malformed);
    }
    let aim = match told.aim {
        Some(aim) => aim,
        None => markup::plain(told.summary.as_deref().unwrap_or_default()),
    };
    let address = |id: &str| Url::parse(id).ok().filter(|_| id.len() <= ADDRESS_BYTES_MAX);
    let sections = told.servers.iter().filter_map(|server| {
        let actor = address(&server.id)?;
        Some(GroupSection {
            host: host_and_port(&actor),
            actor,
            name: ShortText::fit(&server.name, "—"),
            owner: server.owner,
            state: SectionState::Taking,
            members: 0,
        })
    });
    let animators = told.animators.iter().filter_map(|animator| {
        let actor = address(&animator.id)?;
        let host = host_and_port(&actor);
        Some(ShownAnimator { actor, name: PersonName::fit(&animator.name, "—"), host })
    });
    Ok(Change::Describe {
        choices: fit_choices(&told.name, &aim, (told.joining, told.writing, told.listing)),
        sections: sections.collect(),
        animators: animators.collect(),
        closed: told.closed,
    })
}

/// Whether it is nested too deep or has too many parts to travel inside an entry, which is read by the same bounds.
fn is_wild(raw: &str) -> bool {
    let (mut depth, mut parts, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in raw.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => parts = parts.saturating_add(1),
            _ => {}
        }
        if depth > DEPTH_MAX || parts > PARTS_MAX {
            return true;
        }
    }
    false
}

/// The id of what an activity is about, embedded or not.
fn reference(raw: &RawValue) -> Result<Url, Turned> {
    let reference: Reference = serde_json::from_str(raw.get()).map_err(|_| Turned::Malformed)?;
    Url::parse(reference.id()).map_err(|_| Turned::Malformed)
}

/// RFC 3339, as finely as it is written.
fn moment(text: Option<&str>) -> Option<Moment> {
    let moment = chrono::DateTime::parse_from_rfc3339(text.filter(|text| text.len() <= 64)?).ok()?;
    Some(Moment(moment.timestamp_micros()))
}

/// Whether anything here is for everybody, or cannot be read: what is said in a group is for its members.
pub(super) fn is_open(addressed: &[Option<&RawValue>]) -> bool {
    addressed.iter().flatten().any(|raw| match named(raw) {
        Some(names) => names.iter().any(|name| is_everybody(name)),
        None => true,
    })
}

/// Whether it is addressed to the group.
fn is_to(group: &Group, addressed: &[Option<&RawValue>]) -> bool {
    let mut names = addressed.iter().flatten().filter_map(|raw| named(raw)).flatten();
    names.any(|name| name == group.actor.as_str())
}

/// Addressees; `None` for what is none, or too many.
fn named(raw: &RawValue) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Named {
        One(Reference),
        Many(Vec<Reference>),
        None(()),
    }
    match serde_json::from_str(raw.get()).ok()? {
        Named::One(one) => Some(vec![one.id().to_owned()]),
        Named::Many(many) if many.len() <= NAMED_MAX => {
            Some(many.iter().map(|one| one.id().to_owned()).collect())
        }
        Named::Many(_) => None,
        Named::None(()) => Some(Vec::new()),
    }
}
