//! Coming into a group, leaving it, being admitted and removed: said by whom it concerns, kept where it is enforced.

use async_trait::async_trait;
use url::Url;

use super::speak::act;
use super::{errand, parting, place, tell_description};
use crate::access::{self, Verb};
use crate::action::network::host_and_port;
use crate::action::{Action, notify, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::group::{
    Change, Deed, GROUP_MEMBERS_MAX, Group, GroupMember, GroupRole, GroupState, Joining, Membership,
    MessageState, SectionState, Tell,
};
use crate::id::{ActivityId, GroupId, PersonId};
use crate::job::Errand;
use crate::link::LinkState;
use crate::notice::News;
use crate::store::Tx;
use crate::text::PersonName;
use crate::world::World;

/// One of our people asks to come into a group, having been told which name others will see and on which servers.
#[derive(Debug)]
pub struct JoinGroup {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub group: GroupId,
    /// The token of a link, as its host made it.
    pub token: Option<String>,
}

#[async_trait]
impl Action for JoinGroup {
    /// In at once, or waiting.
    type Output = Membership;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Membership, Failure> {
        let (_, person) = access::house_for(tx, self.by, Verb::Write).await?;
        let now = world.now();
        let hash = self.token.as_deref().and_then(crate::world::Token::read).map(|token| token.hash());
        let here = match &hash {
            Some(hash) => tx.group_link(hash, now).await?.filter(|link| link.group == self.group),
            None => None,
        };
        let (group, mine) = match access::group_for(tx, self.by, Verb::Join, self.group).await {
            // Who holds a link knows of the group; its host says whether the link is good.
            Err(Failure::Refused(Refusal::NotFound)) if hash.is_some() => {
                let group = tx.group(self.group).await?.ok_or(Refusal::NotFound)?;
                let good = if group.hosted {
                    here.is_some()
                } else {
                    let host = tx.linked_section(&group.host).await?;
                    host.is_some_and(|link| link.state == LinkState::Linked)
                };
                if !good {
                    return Err(Refusal::NotFound.into());
                }
                let mine = tx.group_member_here(self.group, self.by).await?;
                (group, mine)
            }
            Err(Failure::Refused(Refusal::NotAllowed)) => {
                let mine = tx.group_member_here(self.group, self.by).await?;
                return mine.filter(GroupMember::is_in).map(|m| m.state).ok_or(Refusal::Over.into());
            }
            found => found?,
        };
        if let Some(place) = mine.as_ref().filter(|place| place.is_out(now)) {
            return Err(Refusal::RemovedUntil(place.until).into());
        }
        if mine.as_ref().is_some_and(|place| place.state == Membership::Asked) {
            return Ok(Membership::Asked);
        }
        // Who was removed for a time comes back by themselves once it is over.
        let returns = mine.as_ref().is_some_and(|place| place.state == Membership::Removed);
        let free = group.joining == Joining::Free || here.is_some() || returns;
        if group.hosted && group.joining == Joining::Invited && !free {
            return Err(Refusal::NotAllowed.into());
        }
        let state = if group.hosted && free { Membership::Active } else { Membership::Asked };
        let mut member = place(world, group.id, &person, GroupRole::Member, state);
        if let Some(before) = mine {
            member.tell = before.tell;
        }
        tx.keep_member(&member).await?;
        record(tx, world, Some(self.by), EventKind::GroupJoined, group.id.0).await?;
        if !group.hosted {
            let join = Errand::Join { person: self.by, token: self.token.clone() };
            errand(tx, world, group.id, join, Some(&group.actor)).await?;
        } else if state == Membership::Asked {
            tell_animators(tx, world, &group, (&person.name, &member.actor)).await?;
        }
        Ok(state)
    }
}

pub(super) async fn tell_animators(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    (by, who): (&PersonName, &Url),
) -> Result<(), Failure> {
    for animator in tx.animators_here(group.id).await? {
        let (name, by, who) = (group.name.clone(), by.clone(), Some(who.clone()));
        let news = News::GroupAsked { group: group.id, name, by, who };
        notify(tx, world, animator, news).await?;
    }
    Ok(())
}

/// One of our people leaves, or takes their question back. Here it holds at once; the host is told, and forgets the name.
#[derive(Debug)]
pub struct LeaveGroup {
    /// Who.
    pub by: PersonId,
    /// Which.
    pub group: GroupId,
    /// Whether they take back on every server what they wrote; else it stays under their name.
    pub take_back: bool,
}

#[async_trait]
impl Action for LeaveGroup {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let group = tx.group(self.group).await?.ok_or(Refusal::NotFound)?;
        let mine = tx.group_member_here(self.group, self.by).await?.ok_or(Refusal::NotFound)?;
        leave(tx, world, &group, mine, self.take_back).await
    }
}

/// Messages that one leaving takes back in one transaction; nobody has written more in one group.
const TAKEN_BACK_MAX: i64 = 2_000;

/// Takes back what somebody wrote in a group, before they leave it: the host takes it from its members alone.
async fn take_all_back(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    mine: &GroupMember,
) -> Result<(), Failure> {
    let Some(person) = mine.person else { return Ok(()) };
    for id in tx.messages_of(group.id, &mine.actor, TAKEN_BACK_MAX).await? {
        let Some(message) = tx.message(id).await? else { continue };
        tx.empty_message(id, MessageState::Deleted, world.now()).await?;
        if matches!(message.state, MessageState::Published | MessageState::Waiting) {
            let change = Change::Delete { uri: message.uri, author: message.author };
            act(tx, world, group, person, Deed::Delete { message: id }, Some(change)).await?;
        }
    }
    Ok(())
}

/// The same for every group of somebody whose account ends.
pub(crate) async fn leave_all(
    tx: &mut dyn Tx,
    world: &dyn World,
    person: PersonId,
    take_back: bool,
) -> Result<(), Failure> {
    for mine in tx.memberships_of(person).await? {
        if !matches!(mine.state, Membership::Active | Membership::Asked) {
            continue;
        }
        let group = tx.group(mine.group).await?.ok_or(Refusal::NotFound)?;
        // Nobody is kept in the house because a group would have no animator.
        if group.hosted && mine.animates() && tx.animators_count(group.id).await? <= 1 {
            hand_over(tx, world, &group, &mine).await?;
        }
        let group = tx.group(mine.group).await?.ok_or(Refusal::NotFound)?;
        leave(tx, world, &group, mine, take_back).await?;
    }
    Ok(())
}

/// The last animator's account ends: whoever of this section has been in the group longest animates it from now on;
/// where there is nobody, the group is closed, and can still be read.
async fn hand_over(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    last: &GroupMember,
) -> Result<(), Failure> {
    let inside = tx.group_members(group.id, &[Membership::Active], GROUP_MEMBERS_MAX).await?;
    let heir = inside
        .into_iter()
        .filter(|member| member.person.is_some() && member.actor != last.actor)
        .min_by_key(|member| member.since);
    let Some(mut heir) = heir else {
        let mut closed = group.clone();
        closed.state = GroupState::Closed;
        closed.since = world.now();
        closed.version = closed.version.saturating_add(1);
        tx.update_group(&closed).await?;
        return tell_description(tx, world, &closed).await;
    };
    heir.role = GroupRole::Animator;
    tx.keep_member(&heir).await?;
    if let Some(person) = heir.person {
        let news = News::GroupRole { group: group.id, name: group.name.clone(), animator: true };
        notify(tx, world, person, news).await?;
    }
    Ok(())
}

async fn leave(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    mut mine: GroupMember,
    take_back: bool,
) -> Result<(), Failure> {
    if !matches!(mine.state, Membership::Active | Membership::Asked) {
        return Err(Refusal::Over.into());
    }
    let was_in = mine.is_in();
    if take_back {
        take_all_back(tx, world, group, &mine).await?;
    }
    let now = world.now();
    let by = mine.person;
    if group.hosted {
        if mine.animates() && tx.animators_count(group.id).await? <= 1 && group.is_open() {
            return Err(Refusal::LastAnimator.into());
        }
        tx.drop_member(group.id, &mine.actor).await?;
        settle_section(tx, world, group, &mine.host).await?;
        if let (true, Some(person)) = (was_in, by) {
            parting::parts_here(tx, world, group, person, take_back).await?;
        }
    } else {
        mine.state = Membership::Left;
        mine.role = GroupRole::Member;
        mine.since = now;
        tx.keep_member(&mine).await?;
        if let Some(person) = by {
            let activity = ActivityId(world.dated_id());
            if was_in {
                parting::parts_elsewhere(tx, world, group, (person, activity), take_back).await?;
            }
            let leave = Errand::Leave { person, activity: Some(activity), take_back };
            errand(tx, world, group.id, leave, Some(&group.actor)).await?;
        }
        lay_down(tx, world, group).await?;
    }
    Ok(record(tx, world, by, EventKind::GroupLeft, group.id.0).await?)
}

/// On a copy: when nobody of ours is in any more, it is closed to all, and goes after a time.
pub(super) async fn lay_down(tx: &mut dyn Tx, world: &dyn World, group: &Group) -> Result<(), Failure> {
    let ours = host_and_port(world.origin());
    if !group.hosted && group.state == GroupState::Live && !tx.host_is_in(group.id, &ours).await? {
        // What the section was invited to stays on its list; the copy is what goes.
        tx.move_group(group.id, GroupState::Left, world.now()).await?;
    }
    Ok(())
}

/// On the host: a server whose last person has gone holds no copy any more, one whose first came holds one.
pub(super) async fn settle_section(
    tx: &mut dyn Tx,
    world: &dyn World,
    group: &Group,
    host: &str,
) -> Result<(), Failure> {
    let inside = tx.host_is_in(group.id, host).await?;
    let found = tx.group_sections(group.id).await?.into_iter().find(|section| section.host == host);
    let Some(mut section) = found else { return Ok(()) };
    // A section that answers for the group stays named whether people of it are in or not.
    let state = match (inside, section.owner) {
        (true, _) => SectionState::Taking,
        (false, true) => section.state,
        (false, false) => SectionState::Out,
    };
    if state == section.state {
        return Ok(());
    }
    section.state = state;
    tx.keep_group_section(group.id, &section).await?;
    tell_description(tx, world, group).await
}

/// What one is told of, from now on.
#[derive(Debug)]
pub struct SetTell {
    /// Who.
    pub by: PersonId,
    /// Of which group.
    pub group: GroupId,
    /// What.
    pub tell: Tell,
}

#[async_trait]
impl Action for SetTell {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        access::group_for(tx, self.by, Verb::Enter, self.group).await?;
        Ok(tx.set_tell(self.group, self.by, self.tell).await?)
    }
}
