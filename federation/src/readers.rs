//! Who may read which of our documents: the table of federation.md 4.5, for people and groups.

use axum::body::Bytes;
use http::request::Parts;
use preau_core::action::network::host_and_port;
use preau_core::error::Fault;
use preau_core::group::{
    GROUP_MEMBERS_MAX, Group, GroupMember, Membership, Reach, SectionState, ShownAnimator,
};
use preau_core::id::{GroupId, PersonId};
use preau_core::link::LinkState;
use preau_core::peer::{KeyOwner, KeyPair};
use preau_core::person::{GONE, Person, Standing};
use preau_core::store::Read;
use preau_core::unit::Openness;
use preau_core::world::Token;

use crate::Federation;
use crate::actor::group::{TakingPart, is_public};
use crate::actor::{self, PublicKeys};
use crate::inbox::Turned;
use crate::known::written;
use crate::own_keys::OwnProofKey;
use crate::signature::Unverified;

/// A signed reading, before its signature is verified: whose it says it is.
#[derive(Debug)]
pub(crate) struct Claim {
    unverified: Unverified,
    host: String,
}

impl Claim {
    /// The host that says it reads.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }
}

impl Federation {
    /// Whose reading this says it is. Ask the tables about this host first, and [`Self::holds`] only if it matters: a
    /// stranger must not make us fetch keys.
    pub(crate) fn claim(&self, parts: &Parts) -> Option<Claim> {
        let unverified = self.read_signature(parts, b"").ok()?;
        let host = host_and_port(&unverified.key_document());
        Some(Claim { unverified, host })
    }

    /// Whether the signature holds. Whoever may not read is never told why: of the refusals, only that there were too
    /// many reaches those who may.
    pub(crate) async fn holds(&self, claim: &Claim) -> Result<bool, Turned> {
        let sender = self.store.read().await?.remote_actor_by_key(claim.unverified.key_id()).await?;
        match self.reader(sender, &claim.unverified).await {
            Ok(()) => Ok(true),
            Err(turned @ (Turned::Fault(_) | Turned::TooMany(_))) => Err(turned),
            Err(_) => Ok(false),
        }
    }

    /// A person whom strangers may know of, with their keys: they signed a public post that is out.
    pub(crate) async fn voice(&self, id: PersonId) -> Result<Option<(Person, KeyPair)>, Fault> {
        let mut db = self.store.read().await?;
        if !db.has_public_voice(id).await? {
            return Ok(None);
        }
        // Without keys nothing of theirs has left yet.
        let (person, keys) = (db.person(id).await?, db.key_pair(KeyOwner::Person(id)).await?);
        Ok(person.zip(keys))
    }

    /// The document of a person: public where they speak publicly, else for servers that meet them in a group.
    pub(crate) async fn person_document(&self, id: PersonId, parts: &Parts) -> Result<Option<Bytes>, Turned> {
        let found = match self.voice(id).await? {
            Some(found) => Some(found),
            None => self.met(id, parts).await?,
        };
        let Some((person, pair)) = found else { return Ok(None) };
        let proof = self.own_proof_key(KeyOwner::Person(id)).await?;
        let keys =
            PublicKeys { pem: Some(&pair.public_pem), proof: proof.as_deref().map(OwnProofKey::public) };
        Ok(Some(written(&actor::person(&self.names, &person, keys))?))
    }

    /// A person who acted in a group of several sections, for a server that shares it, or is linked with ours.
    async fn met(&self, id: PersonId, parts: &Parts) -> Result<Option<(Person, KeyPair)>, Turned> {
        let Some(claim) = self.claim(parts) else { return Ok(None) };
        let mut db = self.store.read().await?;
        let meets = db.shares_group(id, claim.host()).await?
            || (is_linked(db.as_mut(), claim.host()).await? && db.has_group_voice(id).await?);
        // Nobody is shown before they acted: the keys are made when the first of it is sent.
        let found =
            if meets { db.person(id).await?.zip(db.key_pair(KeyOwner::Person(id)).await?) } else { None };
        drop(db);
        // Whose account ended and who left their name on what they wrote is still vouched for by their key.
        let named = |person: &Person| person.standing != Standing::Ended || person.name.as_str() != GONE;
        match found.filter(|(person, _)| named(person)) {
            Some(found) if self.holds(&claim).await? => Ok(Some(found)),
            _ => Ok(None),
        }
    }

    /// The document of a group that is hosted here, as far as this request may read it.
    pub(crate) async fn group_document(&self, id: GroupId, parts: &Parts) -> Result<Option<Bytes>, Turned> {
        let Some(group) = self.shared_group(id).await? else { return Ok(None) };
        let how_far = self.may_read_group(&group, parts).await?;
        if how_far == Reading::Nothing {
            return Ok(None);
        }
        let mut db = self.store.read().await?;
        let sections = db.group_sections(id).await?;
        let animators = shown_animators(db.as_mut(), id).await?;
        let pair = db.key_pair(KeyOwner::Group(id)).await?;
        drop(db);
        let proof = self.own_proof_key(KeyOwner::Group(id)).await?;
        let keys = PublicKeys {
            pem: pair.as_ref().map(|pair| pair.public_pem.as_str()),
            proof: proof.as_deref().map(OwnProofKey::public),
        };
        let part = TakingPart { sections: &sections, animators: &animators };
        let part = (how_far != Reading::Card).then_some(part);
        let seq = (how_far == Reading::Inside).then_some(group.seq);
        Ok(Some(written(&actor::group::group(&self.names, &group, keys, part, seq))?))
    }

    /// Whether this request may know that there is such a group.
    pub(crate) async fn may_know_group(&self, id: GroupId, parts: &Parts) -> Result<bool, Turned> {
        Ok(match self.shared_group(id).await? {
            Some(group) => self.may_read_group(&group, parts).await? != Reading::Nothing,
            None => false,
        })
    }

    /// A group of several sections that is hosted here; one of ours alone is nobody else's business.
    async fn shared_group(&self, id: GroupId) -> Result<Option<Group>, Fault> {
        let found = self.store.read().await?.group(id).await?;
        Ok(found.filter(|group| group.hosted && group.reach == Reach::Shared))
    }

    /// The line of the table for a group's own document.
    async fn may_read_group(&self, group: &Group, parts: &Parts) -> Result<Reading, Turned> {
        // A closed house shows nothing of itself to whoever does not say who they are.
        let closed = self.known().await?.is_none_or(|known| known.house.openness == Openness::Closed);
        let public = if is_public(group) && !closed { Reading::Card } else { Reading::Nothing };
        let now = self.world.now();
        let mut db = self.store.read().await?;
        if let Some(token) = token(parts.uri.query().unwrap_or_default()) {
            let link = db.group_link(&token.hash(), now).await?;
            if link.is_some_and(|link| link.group == group.id) {
                return Ok(Reading::Part);
            }
        }
        let Some(claim) = self.claim(parts) else { return Ok(public) };
        let host = claim.host();
        let wanted = if db.host_is_in(group.id, host).await? {
            Reading::Inside
        } else if is_invited(db.as_mut(), group.id, host).await?
            || (is_public(group) && is_linked(db.as_mut(), host).await?)
        {
            Reading::Part
        } else {
            return Ok(public);
        };
        drop(db);
        Ok(if self.holds(&claim).await? { wanted } else { public })
    }
}

/// How much of a group's document a reader gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// The common 404.
    Nothing,
    /// Its card: name, aim, rules, keys.
    Card,
    /// Also the servers that take part, and the animators who agreed to be seen.
    Part,
    /// Also how far its log reaches.
    Inside,
}

/// The token of a link into a group; one spelling only.
fn token(query: &str) -> Option<Token> {
    Token::read(query.strip_prefix("token=")?)
}

async fn is_linked(db: &mut dyn Read, host: &str) -> Result<bool, Fault> {
    Ok(db.linked_host(host).await?.is_some_and(|link| link.state == LinkState::Linked))
}

/// Whether a section of this server was invited, or somebody there asks to come in.
async fn is_invited(db: &mut dyn Read, group: GroupId, host: &str) -> Result<bool, Fault> {
    let named = |state| matches!(state, SectionState::Invited | SectionState::Taking);
    if db.group_sections(group).await?.iter().any(|section| section.host == host && named(section.state)) {
        return Ok(true);
    }
    let asking = db.group_members(group, &[Membership::Asked], GROUP_MEMBERS_MAX).await?;
    Ok(asking.iter().any(|member| member.host == host))
}

/// The animators who agreed to be seen beyond their server (voices.md 10). They stand first in the list of members.
pub(crate) async fn shown_animators(db: &mut dyn Read, group: GroupId) -> Result<Vec<ShownAnimator>, Fault> {
    let members = db.group_members(group, &[Membership::Active], GROUP_MEMBERS_MAX).await?;
    Ok(members
        .into_iter()
        .take_while(GroupMember::animates)
        .filter(|member| member.shown)
        .map(|member| ShownAnimator { actor: member.actor, name: member.name, host: member.host })
        .collect())
}
