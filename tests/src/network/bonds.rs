//! Sections that are linked and groups that cross them, made as their people make them, without the pages.

use preau_core::action::group::decide::DecideAsking;
use preau_core::action::group::invite::InviteSection;
use preau_core::action::group::member::JoinGroup;
use preau_core::action::group::{MakeGroup, person_actor};
use preau_core::action::link::{DecideLink, MakeLinkCode, OfferLink};
use preau_core::elsewhere::FoundSection;
use preau_core::group::{Group, GroupChoices, Joining, Listing, Membership, Reach, Writing};
use preau_core::id::{GroupId, PersonId};
use preau_core::link::{LinkKind, LinkState, LinkedSection, WrittenCode};
use preau_core::text::{Note, Title};
use url::Url;
use uuid::Uuid;

use super::{Place, Section, Stage};
use crate::people::Somebody;

/// A group that several sections may take part in, and that they see on their lists.
pub fn shared(name: &str) -> GroupChoices {
    GroupChoices {
        name: Title::parse(name).unwrap(),
        aim: Note::parse("Ce qui nous occupe.").unwrap(),
        reach: Reach::Shared,
        joining: Joining::Ask,
        writing: Writing::Members,
        listing: Listing::Listed,
    }
}

impl Place<Section> {
    /// The id of its administrator.
    pub fn administrator(&self) -> PersonId {
        self.people.first().unwrap().id
    }

    /// The id of its section for others.
    pub fn section(&self) -> Url {
        self.url.join("section").unwrap()
    }

    /// The id of somebody here for others.
    pub fn actor(&self, who: Somebody) -> Url {
        self.actor_of(self.resident(who).id)
    }

    /// The same by their id here.
    pub fn actor_of(&self, id: PersonId) -> Url {
        person_actor(&self.url, id)
    }

    /// Its link with another section.
    pub async fn link_with(&self, other: &Self) -> Option<LinkedSection> {
        self.store.read().await.unwrap().linked_section(&other.section()).await.unwrap()
    }

    /// A code of it, as its administrator writes it down.
    pub async fn link_code(&self) -> WrittenCode {
        let letters = self.perform(MakeLinkCode { by: self.administrator() }).await;
        WrittenCode::read(&format!("{}/{letters}", self.authority())).unwrap()
    }

    /// Types a code that another section wrote down, and confirms: what the page showed before.
    pub async fn offers(&self, code: &WrittenCode, kind: LinkKind) -> FoundSection {
        let found = self.elsewhere.section(code).await.unwrap();
        let (actor, code) = (found.actor.clone(), code.letters.clone());
        let offer = self.elsewhere.activity();
        self.perform(OfferLink { by: self.administrator(), actor, kind, code, offer }).await;
        found
    }

    /// The group as it stands here.
    pub async fn group(&self, id: GroupId) -> Group {
        self.store.read().await.unwrap().group(id).await.unwrap().unwrap()
    }

    /// The group with this actor as it stands here.
    pub async fn group_of(&self, actor: &Url) -> Option<Group> {
        self.store.read().await.unwrap().group_by_actor(actor).await.unwrap()
    }

    /// Where somebody stands in a group, as this server knows it.
    pub async fn standing(&self, group: GroupId, actor: &Url) -> Option<Membership> {
        let place = self.store.read().await.unwrap().group_member(group, actor).await.unwrap();
        place.map(|place| place.state)
    }

    /// The administrator makes a group, which they animate.
    pub async fn makes(&self, choices: GroupChoices) -> Group {
        // One form for each name.
        let name = choices.name.as_str().bytes().fold(0_u128, |sum, byte| sum * 257 + u128::from(byte));
        let once = Uuid::from_u128(self.administrator().0.as_u128() ^ name);
        let id = self.perform(MakeGroup { by: self.administrator(), choices, once }).await;
        self.group(id).await
    }
}

impl Stage<Section> {
    /// Links two sections: a code of `one`, typed in `other`, to which `one` is this; accepted by `one`.
    pub async fn link(&self, one: &str, other: &str, kind: LinkKind) {
        let (one, other) = (&self[one], &self[other]);
        other.offers(&one.link_code().await, kind).await;
        self.rests().await;
        let decide = DecideLink { by: one.administrator(), actor: other.section(), accept: true };
        one.perform(decide).await;
        self.rests().await;
        assert_eq!(other.link_with(one).await.unwrap().state, LinkState::Linked);
    }

    /// The host's administrator invites a section. The group as the guest knows it.
    pub async fn invites(&self, host: &str, group: GroupId, guest: &str) -> Group {
        let (host, guest) = (&self[host], &self[guest]);
        let (by, section) = (host.administrator(), guest.section());
        host.perform(InviteSection { by, group, section, owner: false }).await;
        self.rests().await;
        let actor = host.group(group).await.actor;
        guest.group_of(&actor).await.unwrap()
    }

    /// Somebody of an invited section asks to come in, and the host's administrator admits them.
    pub async fn admits(&self, host: &str, group: GroupId, guest: &str, who: Somebody) {
        let (host, guest) = (&self[host], &self[guest]);
        let actor = host.group(group).await.actor;
        let theirs = guest.group_of(&actor).await.unwrap().id;
        let join = JoinGroup { by: guest.resident(who).id, group: theirs, token: None };
        assert_eq!(guest.perform(join).await, Membership::Asked);
        self.rests().await;
        let actor = guest.actor(who);
        host.perform(DecideAsking { by: host.administrator(), group, actor: actor.clone(), admit: true })
            .await;
        self.rests().await;
        assert_eq!(guest.standing(theirs, &actor).await, Some(Membership::Active));
    }
}
