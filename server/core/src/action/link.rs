//! Linking sections: a code, an Offer, an answer, and what follows when a link ends.

use async_trait::async_trait;
use url::Url;

use super::nearby::tell_agenda;
use super::network::host_and_port;
use super::{Action, enqueue, notify_administrators, record};
use crate::access::{Verb, house_for};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::group::{Group, GroupRole, GroupState, Listing, Membership, SectionState};
use crate::id::{LinkCodeId, PersonId};
use crate::invitation::{code_hash, fold_code, make_code};
use crate::job::{Errand, LinkErrand, NewJob, Work};
use crate::link::{LINK_CODE_DAYS, LINK_CODES_MAX, LinkCode, LinkKind, LinkState, LinkedSection};
use crate::notice::News;
use crate::peer::{KeyOwner, ProofKey, RemoteActor};
use crate::store::Tx;
use crate::text::{Problem, ShortText};
use crate::world::{Moment, World};

/// Makes a code that another section's administrator types. It is shown once.
#[derive(Debug)]
pub struct MakeLinkCode {
    /// Who makes it.
    pub by: PersonId,
}

#[async_trait]
impl Action for MakeLinkCode {
    /// The letters as they are written down; the web puts the host before them.
    type Output = String;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<String, Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let now = world.now();
        let open = i64::try_from(tx.link_codes(now).await?.len()).unwrap_or(i64::MAX);
        if open >= LINK_CODES_MAX {
            return Err(Refusal::TooMany(u32::try_from(LINK_CODES_MAX).unwrap_or(u32::MAX)).into());
        }
        let mut random = [0_u8; 12];
        world.fill(&mut random);
        let written = make_code(&random);
        let folded = fold_code(&written).ok_or(Refusal::NotFound)?;
        let code = LinkCode {
            id: LinkCodeId(world.hidden_id()),
            hash: code_hash(&folded),
            made_by: self.by,
            made_at: now,
            expires_at: now.plus(LINK_CODE_DAYS * Moment::DAY),
        };
        tx.insert_link_code(&code).await?;
        record(tx, world, Some(self.by), EventKind::LinkCodeMade, code.id.0).await?;
        Ok(written)
    }
}

/// Takes a code back before it was used.
#[derive(Debug)]
pub struct RevokeLinkCode {
    /// Who does it.
    pub by: PersonId,
    /// Which.
    pub code: LinkCodeId,
}

#[async_trait]
impl Action for RevokeLinkCode {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        if tx.use_link_code(self.code, world.now()).await? { Ok(()) } else { Err(Refusal::Over.into()) }
    }
}

/// Asks another section to be linked: its administrator gave ours a code, and ours compared the words.
#[derive(Debug)]
pub struct OfferLink {
    /// Who asks.
    pub by: PersonId,
    /// The other section's actor, fetched just now.
    pub actor: RemoteActor,
    /// What it is to us.
    pub kind: LinkKind,
    /// The folded letters of the code.
    pub code: String,
    /// The id under which the Offer is sent.
    pub offer: Url,
}

#[async_trait]
impl Action for OfferLink {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        if self.actor.id.origin() == world.origin().origin() {
            return Err(Refusal::OwnSection.into());
        }
        let before = tx.linked_section(&self.actor.id).await?;
        // One whose Offer waits here is answered, not asked; and a second Offer would have another id than the one that
        // the other side keeps and answers.
        let stands = |link: LinkedSection| {
            matches!(link.state, LinkState::Linked | LinkState::Asked | LinkState::Offered)
        };
        if before.is_some_and(stands) {
            return Err(Refusal::LinkedAlready.into());
        }
        tx.keep_actor(&self.actor).await?;
        let link = LinkedSection {
            actor: self.actor.clone(),
            kind: self.kind,
            state: LinkState::Offered,
            offer: self.offer.to_string(),
            ours: true,
            since: world.now(),
        };
        tx.keep_link(&link).await?;
        let errand = LinkErrand::Offer { offer: link.offer.clone(), code: self.code.clone() };
        tell(tx, world, &link, errand).await?;
        Ok(record(tx, world, Some(self.by), EventKind::LinkOffered, None).await?)
    }
}

/// Says something to the other section; what is said about one link keeps its order.
async fn tell(
    tx: &mut dyn Tx,
    world: &dyn World,
    link: &LinkedSection,
    errand: LinkErrand,
) -> Result<(), Failure> {
    let host = host_and_port(&link.actor.inbox);
    let job = NewJob {
        work: Work::Link { section: link.actor.id.clone(), errand },
        lane: Some(format!("deliver {host} link")),
        host: Some(host),
        dedup: None,
        run_at: world.now(),
    };
    Ok(enqueue(tx, world, job).await?)
}

/// Another section asks to be linked. A code that is not open is refused without telling more.
#[derive(Debug)]
pub struct ReceiveOffer {
    /// The stored activity that this settles.
    pub incoming: String,
    /// The section that asks, known already.
    pub actor: RemoteActor,
    /// What it is to us: the mirror of what it says that we are to it.
    pub kind: LinkKind,
    /// The folded letters of the code it sent.
    pub code: Option<String>,
}

#[async_trait]
impl Action for ReceiveOffer {
    /// Where the link stands from now on.
    type Output = LinkState;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<LinkState, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let before = tx.linked_section(&self.actor.id).await?;
        if let Some(link) = &before {
            // The same Offer again, or a second one while the first stands: nothing new.
            if matches!(link.state, LinkState::Linked | LinkState::Asked) {
                return Ok(link.state);
            }
        }
        let mut link = LinkedSection {
            actor: self.actor.clone(),
            kind: self.kind,
            state: LinkState::Asked,
            offer: self.incoming.clone(),
            ours: false,
            since: now,
        };
        let code = match &self.code {
            Some(code) => tx.link_code(&code_hash(code), now).await?,
            None => None,
        };
        let spent = match &code {
            Some(code) => tx.use_link_code(code.id, now).await?,
            None => false,
        };
        if !spent {
            // Only who was refused is answered; no row is made, or a stranger could fill the table.
            link.state = LinkState::Refused;
            tell(tx, world, &link, LinkErrand::Refuse { offer: self.incoming.clone() }).await?;
            return Ok(LinkState::Refused);
        }
        tx.keep_link(&link).await?;
        let news = News::LinkAsked { section: ShortText::fit(&link.actor.name, "—") };
        notify_administrators(tx, world, None, &news).await?;
        Ok(LinkState::Asked)
    }
}

/// An administrator answers another section's Offer, having compared the words.
#[derive(Debug)]
pub struct DecideLink {
    /// Who decides.
    pub by: PersonId,
    /// The other section.
    pub actor: Url,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for DecideLink {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let mut link = tx.linked_section(&self.actor).await?.ok_or(Refusal::NotFound)?;
        if link.state != LinkState::Asked {
            return Err(Refusal::Over.into());
        }
        let offer = link.offer.clone();
        let (state, event, errand) = if self.accept {
            (LinkState::Linked, EventKind::SectionLinked, LinkErrand::Accept { offer })
        } else {
            (LinkState::Refused, EventKind::LinkRefused, LinkErrand::Refuse { offer })
        };
        link.state = state;
        link.since = world.now();
        tx.keep_link(&link).await?;
        tell(tx, world, &link, errand).await?;
        if self.accept {
            tell_agenda(tx, world, &link.actor).await?;
        }
        Ok(record(tx, world, Some(self.by), event, None).await?)
    }
}

/// The other section answers our Offer, or takes the link back: only the one whose answer it is (O16).
#[derive(Debug)]
pub struct ReceiveLinkAnswer {
    /// The stored activity that this settles.
    pub incoming: String,
    /// Who answers.
    pub actor: Url,
    /// The id of the Offer that is answered or taken back.
    pub offer: String,
    /// Accept; or Reject of ours and Undo of theirs.
    pub accept: bool,
}

#[async_trait]
impl Action for ReceiveLinkAnswer {
    /// Whether it changed anything.
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let now = world.now();
        tx.finish_incoming(&self.incoming, now).await?;
        let Some(mut link) = tx.linked_section(&self.actor).await? else { return Ok(false) };
        if link.offer != self.offer {
            return Ok(false);
        }
        let state = match (link.state, self.accept) {
            (LinkState::Offered, true) if link.ours => LinkState::Linked,
            (LinkState::Offered | LinkState::Asked, false) => LinkState::Refused,
            (LinkState::Linked, false) => LinkState::Ended,
            _ => return Ok(false),
        };
        let ended = link.state == LinkState::Linked;
        link.state = state;
        link.since = now;
        tx.keep_link(&link).await?;
        let linked = state == LinkState::Linked;
        if linked {
            tx.note_contact(&host_and_port(&link.actor.id), now).await?;
            tell_agenda(tx, world, &link.actor).await?;
        }
        let event = match state {
            LinkState::Linked => EventKind::SectionLinked,
            LinkState::Ended => EventKind::SectionUnlinked,
            _ => EventKind::LinkRefused,
        };
        record(tx, world, None, event, None).await?;
        let news = News::LinkDecided { section: ShortText::fit(&link.actor.name, "—"), linked };
        notify_administrators(tx, world, None, &news).await?;
        if ended {
            part(tx, world, &link).await?;
        }
        Ok(true)
    }
}

/// Ends a link, or takes an Offer of ours back. The page before it said what follows.
#[derive(Debug)]
pub struct EndLink {
    /// Who does it.
    pub by: PersonId,
    /// The other section.
    pub actor: Url,
}

#[async_trait]
impl Action for EndLink {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let mut link = tx.linked_section(&self.actor).await?.ok_or(Refusal::NotFound)?;
        if !matches!(link.state, LinkState::Linked | LinkState::Offered) {
            return Err(Refusal::Over.into());
        }
        let linked = link.state == LinkState::Linked;
        link.state = LinkState::Ended;
        link.since = world.now();
        tx.keep_link(&link).await?;
        let offer = link.offer.clone();
        let errand = if link.ours { LinkErrand::Withdraw { offer } } else { LinkErrand::Refuse { offer } };
        tell(tx, world, &link, errand).await?;
        if linked {
            part(tx, world, &link).await?;
        }
        Ok(record(tx, world, Some(self.by), EventKind::SectionUnlinked, None).await?)
    }
}

/// What follows when a link ends: their rendezvous leave our agenda, their people are no longer in our groups, ours no longer in theirs. Copies stay for
/// [`crate::group::COPY_DAYS`], unread, and go.
async fn part(tx: &mut dyn Tx, world: &dyn World, link: &LinkedSection) -> Result<(), Failure> {
    let now = world.now();
    let host = host_and_port(&link.actor.id);
    tx.delete_nearby_of(&link.actor.id).await?;
    for group in tx.groups_with(&link.actor.id).await? {
        let states = [Membership::Active, Membership::Asked];
        if !group.hosted {
            // Their host has dropped them: whoever comes back after a new link asks again.
            for mut member in tx.group_members(group.id, &states, crate::group::GROUP_MEMBERS_MAX).await? {
                member.state = Membership::Left;
                member.role = GroupRole::Member;
                member.since = now;
                tx.keep_member(&member).await?;
            }
            // Nobody can come in any more: it is known to those who were in it alone, until its copy goes.
            let gone = Group { state: GroupState::Left, listing: Listing::Hidden, since: now, ..group };
            tx.update_group(&gone).await?;
            continue;
        }
        for member in tx.group_members(group.id, &states, crate::group::GROUP_MEMBERS_MAX).await? {
            if member.host == host {
                tx.drop_member(group.id, &member.actor).await?;
            }
        }
        for mut section in tx.group_sections(group.id).await? {
            if section.actor == link.actor.id {
                section.state = SectionState::Out;
                tx.keep_group_section(group.id, &section).await?;
            }
        }
        let job = NewJob::now(Work::Group { group: group.id, errand: Errand::Describe }, now)
            .in_lane(format!("group {}", group.id));
        enqueue(tx, world, job).await?;
    }
    Ok(())
}

/// Stores the Ed25519 key of an actor of ours; one that exists already stays.
#[derive(Debug)]
pub struct KeepProofKey {
    /// Whose.
    pub owner: KeyOwner,
    /// The key.
    pub key: ProofKey,
}

#[async_trait]
impl Action for KeepProofKey {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        tx.insert_proof_key(self.owner, &self.key, world.now()).await?;
        Ok(())
    }
}

/// Checks a code as it was typed; the form shows the sentence beside its field.
pub fn read_code(typed: &str) -> Result<crate::link::WrittenCode, Refusal> {
    crate::link::WrittenCode::read(typed).ok_or(Refusal::Field(Field::Code, Problem::Malformed))
}
