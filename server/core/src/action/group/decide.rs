//! What the animators decide about people, on the host: admitting, removing, and who animates with them.

use async_trait::async_trait;
use url::Url;

use super::member::settle_section;
use super::{activity_url, errand, tell_description};
use crate::access::{self, Verb};
use crate::action::{Action, notify, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::group::{GroupRole, Membership, Receipt, ReceiptState};
use crate::id::{ActivityId, GroupId, PersonId};
use crate::job::Errand;
use crate::notice::News;
use crate::store::Tx;
use crate::text::ShortText;
use crate::world::{Moment, World};

/// An animator admits somebody who asked, or does not.
#[derive(Debug)]
pub struct DecideAsking {
    /// Who decides.
    pub by: PersonId,
    /// Which group.
    pub group: GroupId,
    /// Who asked.
    pub actor: Url,
    /// How.
    pub admit: bool,
}

#[async_trait]
impl Action for DecideAsking {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        let mut member = tx.group_member(group.id, &self.actor).await?.ok_or(Refusal::NotFound)?;
        if member.state != Membership::Asked {
            return Err(Refusal::Over.into());
        }
        member.since = world.now();
        if self.admit {
            member.state = Membership::Active;
            tx.keep_member(&member).await?;
        } else {
            // Who was not admitted leaves no name behind.
            tx.drop_member(group.id, &member.actor).await?;
        }
        if let Some(person) = member.person {
            let news =
                News::GroupAdmitted { group: group.id, name: group.name.clone(), admitted: self.admit };
            notify(tx, world, person, news).await?;
        } else {
            let actor = member.actor.clone();
            let told = if self.admit {
                Errand::Admit { actor }
            } else {
                Errand::Decline { actor, join: member.join.clone() }
            };
            errand(tx, world, group.id, told, Some(&member.actor)).await?;
        }
        settle_section(tx, world, &group, &member.host).await?;
        Ok(record(tx, world, Some(self.by), EventKind::GroupJoined, group.id.0).await?)
    }
}

/// An animator removes somebody, for good or for a time.
#[derive(Debug)]
pub struct RemoveMember {
    /// Who removes.
    pub by: PersonId,
    /// From which group.
    pub group: GroupId,
    /// Whom.
    pub actor: Url,
    /// Until when; `None` for good.
    pub until: Option<Moment>,
}

#[async_trait]
impl Action for RemoveMember {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        let now = world.now();
        let mut member = tx.group_member(group.id, &self.actor).await?.ok_or(Refusal::NotFound)?;
        if member.person == Some(self.by) || !member.is_in() {
            return Err(Refusal::NotAllowed.into());
        }
        if member.animates() && tx.animators_count(group.id).await? <= 1 {
            return Err(Refusal::LastAnimator.into());
        }
        member.state = Membership::Removed;
        member.role = GroupRole::Member;
        member.shown = false;
        member.until = self.until;
        member.since = now;
        tx.keep_member(&member).await?;
        if let Some(person) = member.person {
            let news = News::GroupRemoved { group: group.id, name: group.name.clone(), until: self.until };
            notify(tx, world, person, news).await?;
        } else {
            let activity = ActivityId(world.dated_id());
            let receipt = Receipt {
                group: group.id,
                about: activity_url(world.origin(), activity).to_string(),
                what: ShortText::fit(member.name.as_str(), "—"),
                host: member.host.clone(),
                state: ReceiptState::Pending,
                asked_at: now,
                answered_at: None,
            };
            tx.ask_receipt(&receipt).await?;
            let remove = Errand::Remove { actor: member.actor.clone(), activity };
            errand(tx, world, group.id, remove, Some(&member.actor)).await?;
        }
        settle_section(tx, world, &group, &member.host).await?;
        Ok(record(tx, world, Some(self.by), EventKind::GroupRemoved, group.id.0).await?)
    }
}

/// An animator makes somebody an animator, or takes that back.
#[derive(Debug)]
pub struct SetGroupRole {
    /// Who.
    pub by: PersonId,
    /// In which group.
    pub group: GroupId,
    /// Whom.
    pub actor: Url,
    /// What they are from now on.
    pub role: GroupRole,
}

#[async_trait]
impl Action for SetGroupRole {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (group, _) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        let mut member = tx.group_member(group.id, &self.actor).await?.ok_or(Refusal::NotFound)?;
        if !member.is_in() {
            return Err(Refusal::NotAllowed.into());
        }
        if member.role == self.role {
            return Ok(());
        }
        if member.animates() && tx.animators_count(group.id).await? <= 1 {
            return Err(Refusal::LastAnimator.into());
        }
        let was_shown = member.shown;
        member.role = self.role;
        member.shown = false;
        tx.keep_member(&member).await?;
        match member.person {
            Some(person) if person != self.by => {
                let animator = self.role == GroupRole::Animator;
                let news = News::GroupRole { group: group.id, name: group.name.clone(), animator };
                notify(tx, world, person, news).await?;
            }
            Some(_) => {}
            None => {
                let role = Errand::Role { actor: member.actor.clone() };
                errand(tx, world, group.id, role, Some(&member.actor)).await?;
            }
        }
        if was_shown {
            tell_description(tx, world, &group).await?;
        }
        Ok(record(tx, world, Some(self.by), EventKind::GroupRoleChanged, group.id.0).await?)
    }
}

/// An animator of the host agrees to be seen on every server of the group, or no longer (voices.md 10).
#[derive(Debug)]
pub struct SetShown {
    /// Who, of themselves.
    pub by: PersonId,
    /// In which group.
    pub group: GroupId,
    /// Yes, or no longer.
    pub shown: bool,
}

#[async_trait]
impl Action for SetShown {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (group, mine) = access::group_for(tx, self.by, Verb::Administer, self.group).await?;
        let mut mine = mine.ok_or(Refusal::NotAllowed)?;
        if mine.shown == self.shown {
            return Ok(());
        }
        mine.shown = self.shown;
        tx.keep_member(&mine).await?;
        tell_description(tx, world, &group).await
    }
}
