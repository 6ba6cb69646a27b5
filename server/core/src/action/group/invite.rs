//! Into a group: sections invited as bodies, owners asked, and links that people follow.

use async_trait::async_trait;
use url::Url;

use super::{errand, section_actor, tell_description};
use crate::access::{self, Verb};
use crate::action::network::host_and_port;
use crate::action::{Action, notify_administrators, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::group::{
    GROUP_LINK_DAYS, GROUPS_PER_HOST_MAX, Group, GroupChoices, GroupLink, GroupSection, GroupState, Reach,
    SectionState,
};
use crate::id::{GroupId, PersonId};
use crate::job::Errand;
use crate::link::LinkState;
use crate::notice::News;
use crate::store::Tx;
use crate::text::ShortText;
use crate::world::{Moment, Token, World};

/// Invites a linked section as a body: its people see the group on their own list (P3.2).
#[derive(Debug)]
pub struct InviteSection {
    /// Who.
    pub by: PersonId,
    /// Into which group.
    pub group: GroupId,
    /// The section's actor.
    pub section: Url,
    /// Whether it is asked to answer for the group with us.
    pub owner: bool,
}

#[async_trait]
impl Action for InviteSection {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        if group.reach != Reach::Shared {
            return Err(Refusal::NotAllowed.into());
        }
        let link = tx.linked_section(&self.section).await?.ok_or(Refusal::NotLinked)?;
        if link.state != LinkState::Linked {
            return Err(Refusal::NotLinked.into());
        }
        let before =
            tx.group_sections(group.id).await?.into_iter().find(|section| section.actor == self.section);
        let state = match before.as_ref().map(|section| section.state) {
            Some(SectionState::Taking) => SectionState::Taking,
            _ => SectionState::Invited,
        };
        let section = GroupSection {
            actor: self.section.clone(),
            name: ShortText::fit(&link.actor.name, "—"),
            host: host_and_port(&link.actor.id),
            owner: self.owner || before.is_some_and(|section| section.owner),
            state,
            members: 0,
        };
        tx.keep_group_section(group.id, &section).await?;
        let invite = Errand::Invite { section: self.section.clone() };
        errand(tx, world, group.id, invite, Some(&link.actor.inbox)).await?;
        Ok(record(tx, world, Some(self.by), EventKind::GroupInvited, group.id.0).await?)
    }
}

/// What the host says of a group, as its document tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldGroup {
    /// Its actor.
    pub actor: Url,
    /// What stays when it changes its host.
    pub uid: String,
    /// Counts its hosts.
    pub epoch: i64,
    /// Its choices.
    pub choices: GroupChoices,
    /// The section that hosts it.
    pub host: Url,
    /// How far its log reaches, as far as we are told.
    pub known_seq: i64,
}

/// The row of a group that is hosted elsewhere, before anything of it is here.
async fn copy_of(
    tx: &mut dyn Tx,
    world: &dyn World,
    told: &ToldGroup,
    state: GroupState,
) -> Result<Group, Failure> {
    let now = world.now();
    if let Some(mut group) = tx.group_by_actor(&told.actor).await? {
        if group.hosted {
            return Err(Refusal::NotAllowed.into());
        }
        if group.state == GroupState::Left {
            super::speak::describe(&mut group, told.choices.clone());
            group.state = state;
            group.since = now;
            tx.update_group(&group).await?;
        }
        return Ok(group);
    }
    // Another group's name for ever is not this one's: a log that was kept would be asked for under both.
    if tx.group_by_uid(&told.uid).await?.is_some() {
        return Err(Refusal::NotAllowed.into());
    }
    let link = tx.linked_section(&told.host).await?.ok_or(Refusal::NotLinked)?;
    let there = tx.groups_with(&told.host).await?.iter().filter(|group| !group.hosted).count();
    if there >= GROUPS_PER_HOST_MAX {
        return Err(Refusal::TooMany(u32::try_from(GROUPS_PER_HOST_MAX).unwrap_or(u32::MAX)).into());
    }
    let choices = told.choices.clone();
    let group = Group {
        id: GroupId(world.hidden_id()),
        actor: told.actor.clone(),
        uid: told.uid.clone(),
        epoch: told.epoch,
        hosted: false,
        reach: Reach::Shared,
        joining: choices.joining,
        writing: choices.writing,
        listing: choices.listing,
        state,
        name: choices.name,
        aim: choices.aim,
        host: told.host.clone(),
        host_name: ShortText::fit(&link.actor.name, "—"),
        made_at: now,
        since: now,
        version: 0,
        seq: 0,
        head: Vec::new(),
        known_seq: told.known_seq,
        heard_at: now,
        animators: Vec::new(),
    };
    tx.insert_group(&group, None).await?;
    Ok(group)
}

/// A linked section invites ours into a group of its own.
#[derive(Debug)]
pub struct ReceiveInvitation {
    /// The stored activity that this settles.
    pub incoming: String,
    /// The group.
    pub told: ToldGroup,
    /// The sections that take part already.
    pub sections: Vec<GroupSection>,
    /// Whether ours is asked to answer for the group with its host.
    pub owner: bool,
}

#[async_trait]
impl Action for ReceiveInvitation {
    /// The group's id here; `None` where we are not linked with its host.
    type Output = Option<GroupId>;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Option<GroupId>, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let link = tx.linked_section(&self.told.host).await?;
        if link.is_none_or(|link| link.state != LinkState::Linked) {
            return Ok(None);
        }
        let known = tx.group_by_actor(&self.told.actor).await?;
        // What is not taken is settled: an invitation is no work that an administrator could mend.
        let group = match copy_of(tx, world, &self.told, GroupState::Offered).await {
            Err(Failure::Refused(_)) => return Ok(None),
            copy => copy?,
        };
        let here = section_actor(world.origin());
        let before = tx.group_sections(group.id).await?.into_iter().find(|section| section.actor == here);
        tx.set_group_sections(group.id, &self.sections).await?;
        let house = tx.house().await?.ok_or(Refusal::NotFound)?;
        let ours = GroupSection {
            actor: here,
            name: ShortText::fit(house.name.as_str(), "—"),
            host: host_and_port(world.origin()),
            owner: self.owner,
            state: SectionState::Invited,
            members: 0,
        };
        tx.keep_group_section(group.id, &ours).await?;
        // Told once: a repeated invitation is no news.
        let open = before.is_some_and(|section| section.owner && section.state == SectionState::Invited);
        let asked = self.owner && !open;
        if known.is_none() || asked {
            let news = News::GroupInvited {
                group: group.id,
                name: group.name.clone(),
                host: group.host_name.clone(),
            };
            notify_administrators(tx, world, None, &news).await?;
        }
        Ok(Some(group.id))
    }
}

/// Administrators answer the request to answer for a group with its host (P3.1).
#[derive(Debug)]
pub struct AnswerInvitation {
    /// Who.
    pub by: PersonId,
    /// Which group.
    pub group: GroupId,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for AnswerInvitation {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Decide, self.group).await?;
        let ours = section_actor(world.origin());
        let section = tx.group_sections(group.id).await?.into_iter().find(|section| section.actor == ours);
        let mut section = section.filter(|section| section.owner).ok_or(Refusal::Over)?;
        if section.state != SectionState::Invited {
            return Err(Refusal::Over.into());
        }
        section.state = if self.accept { SectionState::Taking } else { SectionState::Declined };
        tx.keep_group_section(group.id, &section).await?;
        let answer = Errand::AnswerInvitation { accept: self.accept };
        errand(tx, world, group.id, answer, Some(&group.actor)).await?;
        Ok(record(tx, world, Some(self.by), EventKind::GroupChanged, group.id.0).await?)
    }
}

/// On the host: a section's administrators answered.
#[derive(Debug)]
pub struct ReceiveInvitationAnswer {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Which group.
    pub group: GroupId,
    /// The section that answers.
    pub section: Url,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for ReceiveInvitationAnswer {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| group.hosted) else { return Ok(false) };
        let found = tx.group_sections(group.id).await?.into_iter().find(|s| s.actor == self.section);
        let Some(mut section) = found.filter(|section| section.owner) else { return Ok(false) };
        if self.accept {
            section.state = SectionState::Taking;
        } else {
            section.owner = false;
            if section.state == SectionState::Invited {
                section.state = SectionState::Declined;
            }
        }
        tx.keep_group_section(group.id, &section).await?;
        tell_description(tx, world, &group).await?;
        Ok(true)
    }
}

/// Makes a link that lets people of linked sections come in without being admitted one by one. It is shown once.
#[derive(Debug)]
pub struct MakeGroupLink {
    /// Who.
    pub by: PersonId,
    /// Into which group.
    pub group: GroupId,
}

#[async_trait]
impl Action for MakeGroupLink {
    type Output = Token;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Token, Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        let now = world.now();
        // One link a group: the new one makes the old one worthless, so that nobody wonders which are out.
        tx.drop_group_links(group.id).await?;
        let token = world.token();
        let link = GroupLink {
            group: group.id,
            hash: token.hash(),
            made_by: self.by,
            made_at: now,
            expires_at: now.plus(GROUP_LINK_DAYS * Moment::DAY),
        };
        tx.insert_group_link(&link).await?;
        record(tx, world, Some(self.by), EventKind::GroupInvited, group.id.0).await?;
        Ok(token)
    }
}

/// Takes the link into a group back.
#[derive(Debug)]
pub struct RevokeGroupLink {
    /// Who.
    pub by: PersonId,
    /// Into which group.
    pub group: GroupId,
}

#[async_trait]
impl Action for RevokeGroupLink {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        Ok(tx.drop_group_links(group.id).await?)
    }
}

/// A group that somebody follows a link into, fetched just now: its row is made so that they can ask.
#[derive(Debug)]
pub struct MeetGroup {
    /// Who follows the link.
    pub by: PersonId,
    /// The group.
    pub told: ToldGroup,
    /// The sections that take part.
    pub sections: Vec<GroupSection>,
}

#[async_trait]
impl Action for MeetGroup {
    type Output = GroupId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<GroupId, Failure> {
        access::house_for(tx, self.by, Verb::Write).await?;
        let link = tx.linked_section(&self.told.host).await?;
        if link.is_none_or(|link| link.state != LinkState::Linked) {
            return Err(Refusal::NotLinked.into());
        }
        let known = tx.group_by_actor(&self.told.actor).await?.is_some();
        let group = copy_of(tx, world, &self.told, GroupState::Offered).await?;
        if !known {
            tx.set_group_sections(group.id, &self.sections).await?;
        }
        Ok(group.id)
    }
}
