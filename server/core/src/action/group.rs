//! Groups: making and changing them, inviting sections, and links into them. Coming in, speaking and the log stand in
//! the rooms below.

pub mod carry;
pub mod decide;
mod effect;
pub mod gathering;
pub mod invite;
pub mod log;
pub mod member;
pub mod parting;
pub mod received;
pub mod recover;
pub mod refused;
pub mod speak;

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};
use url::Url;
use uuid::Uuid;

use super::network::host_and_port;
use super::{Action, enqueue, record};
use crate::access::{self, Verb};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::group::{
    GROUPS_A_DAY, Group, GroupChoices, GroupMember, GroupRole, GroupSection, GroupState, Joining, Membership,
    Reach, SectionState, Tell,
};
use crate::id::{ActivityId, GatheringId, GroupId, MessageId, PersonId};
use crate::job::{Errand, NewJob, Work};
use crate::person::Person;
use crate::store::Tx;
use crate::text::{Note, Problem, ShortText, Title};
use crate::world::{Moment, World};

/// The id of a group that this server hosts.
pub fn group_actor(origin: &Url, id: GroupId) -> Url {
    joined(origin, &format!("groups/{id}"))
}

/// The id of one of our people for the network.
pub fn person_actor(origin: &Url, id: PersonId) -> Url {
    joined(origin, &format!("people/{id}"))
}

/// The person of ours that an actor's id names; whether there is one is for the caller to ask.
fn person_of(world: &dyn World, actor: &Url) -> Option<PersonId> {
    let id: PersonId = actor.path().strip_prefix("/people/")?.parse().ok()?;
    (person_actor(world.origin(), id) == *actor).then_some(id)
}

/// The id of an activity of ours.
pub fn activity_url(origin: &Url, id: ActivityId) -> Url {
    joined(origin, &format!("activities/{id}"))
}

/// The id of a message that one of ours wrote in a group.
pub fn message_uri(origin: &Url, id: MessageId) -> Url {
    joined(origin, &format!("notes/{id}"))
}

/// The id of a rendezvous of a group that is hosted here.
pub fn gathering_uri(origin: &Url, id: GatheringId) -> Url {
    joined(origin, &format!("gatherings/{id}"))
}

/// The section's actor.
pub(super) fn section_actor(origin: &Url) -> Url {
    joined(origin, "section")
}

/// An address below the origin, whose path is `/`: what is joined is made of ids.
fn joined(origin: &Url, path: &str) -> Url {
    let mut url = origin.clone();
    url.set_path(path);
    url
}

/// Makes a group, hosted here. Who makes it animates it.
#[derive(Debug)]
pub struct MakeGroup {
    /// Who.
    pub by: PersonId,
    /// What it is.
    pub choices: GroupChoices,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for MakeGroup {
    type Output = GroupId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<GroupId, Failure> {
        let (house, maker) = access::house_for(tx, self.by, Verb::Write).await?;
        check(&self.choices)?;
        if let Some(id) = tx.group_once(self.by, self.once).await? {
            return Ok(id);
        }
        let now = world.now();
        if tx.groups_made_since(self.by, now.plus(-Moment::DAY)).await? >= GROUPS_A_DAY {
            return Err(Refusal::TooMany(u32::try_from(GROUPS_A_DAY).unwrap_or(u32::MAX)).into());
        }
        let id = GroupId(world.hidden_id());
        let actor = group_actor(world.origin(), id);
        let choices = self.choices.clone();
        let group = Group {
            id,
            uid: uid(&actor, now),
            actor,
            epoch: 1,
            hosted: true,
            reach: choices.reach,
            joining: choices.joining,
            writing: choices.writing,
            listing: choices.listing,
            state: GroupState::Live,
            name: choices.name,
            aim: choices.aim,
            host: section_actor(world.origin()),
            host_name: ShortText::fit(house.name.as_str(), "—"),
            made_at: now,
            since: now,
            version: 0,
            seq: 0,
            head: Vec::new(),
            known_seq: 0,
            heard_at: now,
            animators: Vec::new(),
        };
        tx.insert_group(&group, Some((self.by, self.once))).await?;
        tx.keep_member(&place(world, id, &maker, GroupRole::Animator, Membership::Active)).await?;
        let host = host_and_port(world.origin());
        let section = GroupSection {
            actor: group.host.clone(),
            name: group.host_name.clone(),
            host,
            owner: true,
            state: SectionState::Taking,
            members: 0,
        };
        tx.keep_group_section(id, &section).await?;
        record(tx, world, Some(self.by), EventKind::GroupMade, id.0).await?;
        Ok(id)
    }
}

/// One of our people's place in a group.
fn place(
    world: &dyn World,
    group: GroupId,
    person: &Person,
    role: GroupRole,
    state: Membership,
) -> GroupMember {
    let actor = person_actor(world.origin(), person.id);
    GroupMember {
        group,
        host: host_and_port(&actor),
        actor,
        person: Some(person.id),
        name: person.name.clone(),
        handle: person.handle.as_str().to_owned(),
        role,
        state,
        shown: false,
        tell: Tell::Topics,
        join: String::new(),
        until: None,
        since: world.now(),
    }
}

/// What stays of a group when it changes its host: the hash of its first statement (federation.md 4.6).
fn uid(actor: &Url, made_at: Moment) -> String {
    let digest = Sha256::digest(format!("preau group\n1\n{actor}\n{}", made_at.0));
    digest.iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// Whoever comes into a group of many sections is admitted: only one section's own people walk in.
fn check(choices: &GroupChoices) -> Result<(), Refusal> {
    if choices.reach == Reach::Shared && choices.joining == Joining::Free {
        return Err(Refusal::Field(Field::Joining, Problem::Malformed));
    }
    Ok(())
}

/// Changes what a group is called, what it is for, and its rules. Its reach stays.
#[derive(Debug)]
pub struct ChangeGroup {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub group: GroupId,
    /// What it is from now on.
    pub choices: GroupChoices,
    /// [`Group::version`] when the form was opened.
    pub seen_version: i64,
}

#[async_trait]
impl Action for ChangeGroup {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (mut group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        let choices = GroupChoices { reach: group.reach, ..self.choices.clone() };
        check(&choices)?;
        if group.version != self.seen_version {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        speak::describe(&mut group, choices);
        tx.update_group(&group).await?;
        tell_description(tx, world, &group).await?;
        Ok(record(tx, world, Some(self.by), EventKind::GroupChanged, group.id.0).await?)
    }
}

/// The group's own document changed: its servers hear it in the log.
pub(super) async fn tell_description(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
) -> Result<(), Failure> {
    if group.reach != Reach::Shared {
        return Ok(());
    }
    errand(tx, world, group.id, Errand::Describe, None).await
}

/// Enqueues an errand of a group. To a server: in the order of what that server hears of the group; here: in the order of
/// the log.
pub(super) async fn errand(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: GroupId,
    errand: Errand,
    to: Option<&Url>,
) -> Result<(), Failure> {
    let host = to.map(host_and_port);
    // One pull under way is enough: it fetches whatever is there when it runs.
    let dedup = match &errand {
        Errand::Pull => Some(format!("pull {group}")),
        Errand::OfferLog => Some(format!("offer {group}")),
        Errand::Describe => Some(format!("describe {group}")),
        // Each says what holds when it leaves: what changes until then is in it.
        Errand::Reached => Some(format!("reached {group}")),
        Errand::Parted { about, .. } => Some(format!("parted {about}")),
        Errand::Fill => Some(format!("fill {group}")),
        _ => None,
    };
    let lane = match (&errand, &host) {
        // A pull must not wait behind what we have to say, nor that behind a pull.
        (Errand::Pull | Errand::OfferLog | Errand::Recover { .. } | Errand::Fill, _) => {
            format!("pull {group}")
        }
        (_, Some(host)) => format!("deliver {host} group {group}"),
        (_, None) => format!("group {group}"),
    };
    let job =
        NewJob { work: Work::Group { group, errand }, lane: Some(lane), host, dedup, run_at: world.now() };
    Ok(enqueue(tx, world, job).await?)
}

/// Closes a group: it can be read, not written in.
#[derive(Debug)]
pub struct CloseGroup {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub group: GroupId,
}

#[async_trait]
impl Action for CloseGroup {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (mut group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        group.state = GroupState::Closed;
        group.since = world.now();
        group.version = group.version.saturating_add(1);
        tx.update_group(&group).await?;
        tell_description(tx, world, &group).await?;
        Ok(record(tx, world, Some(self.by), EventKind::GroupChanged, group.id.0).await?)
    }
}

/// What a group is called and what it is for, in the shape of a form.
pub fn choices_of(group: &Group) -> GroupChoices {
    GroupChoices {
        name: group.name.clone(),
        aim: group.aim.clone(),
        reach: group.reach,
        joining: group.joining,
        writing: group.writing,
        listing: group.listing,
    }
}

/// The name and aim of a group from elsewhere, cut to fit.
pub fn fit_choices(
    name: &str,
    aim: &str,
    (joining, writing, listing): (Joining, crate::group::Writing, crate::group::Listing),
) -> GroupChoices {
    GroupChoices {
        name: Title::fit(name, "—"),
        aim: Note::fit(aim, "—"),
        reach: Reach::Shared,
        joining,
        writing,
        listing,
    }
}
