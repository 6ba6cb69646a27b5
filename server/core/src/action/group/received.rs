//! What other servers say about people in a group: on the host what their servers say, on a copy what the host says.

use async_trait::async_trait;
use url::Url;

use super::member::{lay_down, settle_section, tell_animators};
use super::{errand, parting};
use crate::action::{Action, notify};
use crate::error::Failure;
use crate::group::{
    ASKING_PER_HOST_MAX, GROUP_MEMBERS_MAX, Group, GroupMember, GroupRole, GroupSection, GroupState, Joining,
    Membership, Reach, ReceiptState, SectionState, Tell,
};
use crate::id::GroupId;
use crate::job::Errand;
use crate::link::LinkState;
use crate::notice::News;
use crate::store::Tx;
use crate::text::{PersonName, ShortText};
use crate::world::{Moment, TokenHash, World};

/// On the host: somebody of another server asks to come in.
#[derive(Debug)]
pub struct ReceiveJoin {
    /// The stored activity that this settles; the Join's id.
    pub incoming: String,
    /// Which group.
    pub group: GroupId,
    /// Who asks: known already, of the server that signed.
    pub actor: Url,
    /// Their server.
    pub host: String,
    /// The name others will see.
    pub name: PersonName,
    /// Their handle.
    pub handle: String,
    /// The hash of the link's token, where they have one.
    pub link: Option<TokenHash>,
}

#[async_trait]
impl Action for ReceiveJoin {
    type Output = Membership;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Membership, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let decline = Errand::Decline { actor: self.actor.clone(), join: self.incoming.clone() };
        let found = tx.group(self.group).await?;
        let Some(group) = found.filter(|group| group.hosted && group.reach == Reach::Shared) else {
            return Ok(Membership::Refused);
        };
        let before = tx.group_member(group.id, &self.actor).await?;
        let link = match &self.link {
            Some(hash) => tx.group_link(hash, now).await?.filter(|link| link.group == group.id),
            None => None,
        };
        let linked = tx.linked_host(&self.host).await?.filter(|link| link.state == LinkState::Linked);
        let sections = tx.group_sections(group.id).await?;
        let invited = sections.iter().any(|s| s.host == self.host && s.state != SectionState::Declined);
        let out = before.as_ref().is_some_and(|place| place.is_out(now));
        let returns = before.as_ref().is_some_and(|place| place.state == Membership::Removed && !out);
        let asks = invited && group.joining == Joining::Ask;
        let state = match before.as_ref().map(|place| place.state) {
            Some(Membership::Active) => Membership::Active,
            _ if out || linked.is_none() || !group.is_open() => Membership::Refused,
            known if known != Some(Membership::Asked) && is_full(tx, &group, &self.host).await? => {
                Membership::Refused
            }
            _ if link.is_some() || returns => Membership::Active,
            _ if asks => Membership::Asked,
            _ => Membership::Refused,
        };
        if state == Membership::Refused {
            errand(tx, world, group.id, decline, Some(&self.actor)).await?;
            return Ok(state);
        }
        let member = GroupMember {
            group: group.id,
            actor: self.actor.clone(),
            person: None,
            name: self.name.clone(),
            handle: self.handle.clone(),
            host: self.host.clone(),
            role: before.as_ref().map_or(GroupRole::Member, |place| place.role),
            state,
            shown: before.as_ref().is_some_and(|place| place.shown),
            tell: Tell::Nothing,
            join: self.incoming.clone(),
            until: None,
            since: now,
        };
        tx.keep_member(&member).await?;
        if let (false, Some(linked)) = (sections.iter().any(|s| s.host == self.host), linked) {
            // Came by a link: their section was not invited as a body, and its server will hold a copy all the same.
            let section = GroupSection {
                actor: linked.actor.id.clone(),
                name: ShortText::fit(&linked.actor.name, "—"),
                host: self.host.clone(),
                owner: false,
                state: SectionState::Invited,
                members: 0,
            };
            tx.keep_group_section(group.id, &section).await?;
        }
        if state == Membership::Active {
            let admit = Errand::Admit { actor: self.actor.clone() };
            errand(tx, world, group.id, admit, Some(&self.actor)).await?;
            settle_section(tx, world, &group, &self.host).await?;
        } else {
            tell_animators(tx, world, &group, (&self.name, &self.actor)).await?;
        }
        Ok(state)
    }
}

/// Whether nobody more of this server can be taken in, or can wait at the door (R10).
async fn is_full(tx: &mut dyn Tx, group: &Group, host: &str) -> Result<bool, Failure> {
    let states = [Membership::Active, Membership::Asked];
    let members = tx.group_members(group.id, &states, GROUP_MEMBERS_MAX).await?;
    let waiting = members.iter().filter(|member| member.state == Membership::Asked && member.host == host);
    let all = i64::try_from(members.len()).unwrap_or(i64::MAX);
    Ok(all >= GROUP_MEMBERS_MAX || waiting.count() >= ASKING_PER_HOST_MAX)
}

/// On the host: somebody of another server has left. Nothing of their place stays.
#[derive(Debug)]
pub struct ReceiveLeave {
    /// The stored activity that this settles; the receipts name it.
    pub incoming: String,
    /// Which group.
    pub group: GroupId,
    /// Who: the one who signed.
    pub actor: Url,
    /// Whether they took back what they wrote: what does so was sent before.
    pub take_back: bool,
    /// What their section says of their key, checked, where they let their words stay.
    pub voucher: Option<String>,
}

#[async_trait]
impl Action for ReceiveLeave {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| group.hosted) else { return Ok(false) };
        // Who was not in gets no answer: they learn nothing, not even that there is such a group.
        let Some(member) = tx.group_member(group.id, &self.actor).await? else { return Ok(false) };
        if let Some(voucher) = &self.voucher {
            tx.keep_voucher(group.id, &self.actor, voucher, world.now()).await?;
        }
        let about = (self.incoming.as_str(), member.host.as_str());
        // A removal outlives leaving, or whoever was removed would leave and come back.
        if member.state == Membership::Removed {
            parting::parts_there(tx, world, &group, about, self.take_back).await?;
            return Ok(false);
        }
        tx.drop_member(group.id, &self.actor).await?;
        settle_section(tx, world, &group, &member.host).await?;
        parting::parts_there(tx, world, &group, about, self.take_back).await?;
        Ok(true)
    }
}

/// On a person's own server: the host admitted them, or did not.
#[derive(Debug)]
pub struct ReceiveAdmission {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Which group; its host signed.
    pub group: GroupId,
    /// One of ours who asked.
    pub actor: Url,
    /// How it was decided.
    pub admitted: bool,
}

#[async_trait]
impl Action for ReceiveAdmission {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| !group.hosted) else {
            return Ok(false);
        };
        let Some(mut member) = tx.group_member(group.id, &self.actor).await? else { return Ok(false) };
        // Only who asked is admitted (O16): one who left meanwhile stays out.
        if member.state != Membership::Asked {
            return Ok(false);
        }
        member.state = if self.admitted { Membership::Active } else { Membership::Refused };
        member.since = now;
        tx.keep_member(&member).await?;
        if self.admitted && group.state != GroupState::Live {
            tx.move_group(group.id, GroupState::Live, now).await?;
        }
        if self.admitted {
            // The past comes before the page calls itself complete.
            errand(tx, world, group.id, Errand::Pull, None).await?;
        }
        if let Some(person) = member.person {
            let news =
                News::GroupAdmitted { group: group.id, name: group.name.clone(), admitted: self.admitted };
            notify(tx, world, person, news).await?;
        }
        Ok(true)
    }
}

/// On a person's own server: the host removed them. It holds at once, and the host gets a receipt.
#[derive(Debug)]
pub struct ReceiveRemoval {
    /// The stored activity that this settles; the receipt names it.
    pub incoming: String,
    /// Which group; its host signed.
    pub group: GroupId,
    /// One of ours.
    pub actor: Url,
    /// Until when; `None` for good.
    pub until: Option<Moment>,
}

#[async_trait]
impl Action for ReceiveRemoval {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| !group.hosted) else {
            return Ok(false);
        };
        let receipt = Errand::Receipt { about: self.incoming.clone(), done: true };
        errand(tx, world, group.id, receipt, Some(&group.actor)).await?;
        let Some(mut member) = tx.group_member(group.id, &self.actor).await? else { return Ok(false) };
        let told = member.is_in();
        member.state = Membership::Removed;
        member.role = GroupRole::Member;
        member.until = self.until;
        member.since = now;
        tx.keep_member(&member).await?;
        if let (true, Some(person)) = (told, member.person) {
            let news = News::GroupRemoved { group: group.id, name: group.name.clone(), until: self.until };
            notify(tx, world, person, news).await?;
        }
        lay_down(tx, world, &group).await?;
        Ok(true)
    }
}

/// On a person's own server: the host says what they are from now on.
#[derive(Debug)]
pub struct ReceiveRole {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Which group; its host signed.
    pub group: GroupId,
    /// One of ours.
    pub actor: Url,
    /// What they are.
    pub role: GroupRole,
}

#[async_trait]
impl Action for ReceiveRole {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        tx.finish_incoming(&self.incoming, world.now()).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| !group.hosted) else {
            return Ok(false);
        };
        let member = tx.group_member(group.id, &self.actor).await?;
        let Some(mut member) = member.filter(GroupMember::is_in) else { return Ok(false) };
        if member.role == self.role {
            return Ok(false);
        }
        member.role = self.role;
        tx.keep_member(&member).await?;
        if let Some(person) = member.person {
            let animator = self.role == GroupRole::Animator;
            let news = News::GroupRole { group: group.id, name: group.name.clone(), animator };
            notify(tx, world, person, news).await?;
        }
        Ok(true)
    }
}

/// On the host: a server says that it removed what was removed, or refuses.
#[derive(Debug)]
pub struct ReceiveReceipt {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Which group.
    pub group: GroupId,
    /// The server that signed.
    pub host: String,
    /// What it answers: the id of the activity that removed.
    pub about: String,
    /// Whether it did.
    pub done: bool,
}

#[async_trait]
impl Action for ReceiveReceipt {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let state = if self.done { ReceiptState::Done } else { ReceiptState::Refused };
        let known = tx.answer_receipt(self.group, &self.about, &self.host, state, now).await?;
        let Some(group) = tx.group(self.group).await?.filter(|group| group.hosted) else { return Ok(known) };
        let changed = parting::answered(tx, world, &group, (&self.about, &self.host), self.done).await?;
        Ok(known || changed)
    }
}
