//! What notices speak of, as far as it still stands and their reader may still read it.

use std::collections::{HashMap, HashSet};

use preau_core::access::{self, Thing, Verb, Viewer, may};
use preau_core::action::guest::reads_guests;
use preau_core::error::Fault;
use preau_core::group::{GROUP_MEMBERS_MAX, Membership};
use preau_core::guest::{GUESTS_SHOWN, GuestState};
use preau_core::id::{GatheringId, GroupId, ItemId, MessageId, PostId, RendezvousId};
use preau_core::link::LinkState;
use preau_core::mandate::Right;
use preau_core::meeting::ItemState;
use preau_core::notice::{News, Notice};
use preau_core::outside::ReportState;
use preau_core::person::Standing;
use preau_core::reminder::Reminded;
use preau_core::store::Read;
use preau_core::text::ShortText;

/// What waits for administrators is looked up so far.
const WAITING_MAX: i64 = 100;

/// What still waits for a decision: a notice tells that something came in, not that it is still there.
#[derive(Default)]
pub(super) struct Open {
    pub(super) posts: HashSet<PostId>,
    pub(super) rendezvous: HashSet<RendezvousId>,
    pub(super) awaiting: HashSet<String>,
    pub(super) requests: HashSet<String>,
    pub(super) sections: HashSet<String>,
    /// Who asks to come into which group.
    pub(super) asking: HashSet<(GroupId, String)>,
    /// Proposed items of agendas.
    pub(super) items: HashSet<ItemId>,
    /// Something from outside.
    pub(super) outside: bool,
    /// Reports of these hosts.
    pub(super) reports: HashSet<String>,
    /// Rendezvous where guests wait.
    pub(super) guests: HashSet<RendezvousId>,
}

impl Open {
    pub(super) async fn read(db: &mut dyn Read, viewer: &Viewer, notices: &[Notice]) -> Result<Self, Fault> {
        let mut open = Self::default();
        if !notices.iter().any(|notice| notice.news.waits()) {
            return Ok(open);
        }
        open.for_holders(db, viewer).await?;
        open.for_animators(db, viewer, notices).await?;
        open.for_organisers(db, viewer, notices).await?;
        for notice in notices {
            if let News::ItemProposed { item, .. } = &notice.news
                && let Some(found) = db.item(*item).await?
                && found.state == ItemState::Proposed
            {
                open.items.insert(*item);
            }
        }
        Ok(open)
    }

    /// Of each rendezvous that notices speak of, once, and only where the reader decides on it.
    async fn for_organisers(
        &mut self,
        db: &mut dyn Read,
        viewer: &Viewer,
        notices: &[Notice],
    ) -> Result<(), Fault> {
        let told: HashSet<RendezvousId> = notices
            .iter()
            .filter_map(|notice| match &notice.news {
                News::GuestsWait { rendezvous, .. } => Some(*rendezvous),
                _ => None,
            })
            .collect();
        for id in told {
            let one = db.rendezvous(id).await?;
            if one.is_some_and(|one| reads_guests(viewer, &one))
                && db.guests(id, GUESTS_SHOWN).await?.iter().any(|guest| guest.state == GuestState::Waiting)
            {
                self.guests.insert(id);
            }
        }
        Ok(())
    }

    /// Of what waits for a right, as far as the reader holds it now.
    async fn for_holders(&mut self, db: &mut dyn Read, viewer: &Viewer) -> Result<(), Fault> {
        if viewer.speaks() {
            let posts = db.proposals(None, WAITING_MAX).await?;
            self.posts = posts.into_iter().map(|view| view.post.id).collect();
            self.outside = db.outside_waiting().await? > 0;
        }
        if viewer.holds_in_house(Right::AcceptRendezvous) {
            let rendezvous = db.rendezvous_proposals(WAITING_MAX).await?;
            self.rendezvous = rendezvous.into_iter().map(|view| view.rendezvous.id).collect();
        }
        if viewer.holds_in_house(Right::ManagePeople) {
            let awaiting = db.people(&[Standing::Awaiting], WAITING_MAX).await?;
            self.awaiting = awaiting.into_iter().map(|person| person.name.to_string()).collect();
            let requests = db.join_requests(WAITING_MAX).await?;
            self.requests = requests.into_iter().map(|request| request.name.to_string()).collect();
        }
        if viewer.administers() {
            let sections = db.linked_sections(&[LinkState::Asked]).await?;
            self.sections = sections.iter().map(|view| as_told(&view.section.actor.name)).collect();
            let reports = db.reports(ReportState::Open, WAITING_MAX).await?;
            self.reports = reports.into_iter().map(|report| report.host).collect();
        }
        Ok(())
    }

    /// Of each group that notices speak of, once, and only where the reader decides on it.
    async fn for_animators(
        &mut self,
        db: &mut dyn Read,
        viewer: &Viewer,
        notices: &[Notice],
    ) -> Result<(), Fault> {
        let Some(me) = viewer.member() else { return Ok(()) };
        let groups: HashSet<GroupId> = notices
            .iter()
            .filter_map(|notice| match &notice.news {
                News::GroupAsked { group, .. } => Some(*group),
                _ => None,
            })
            .collect();
        for id in groups {
            let Some(group) = db.group(id).await? else { continue };
            let mine = db.group_member_here(id, me.id).await?;
            if may(viewer, Verb::Administer, Thing::Group { group: &group, mine: mine.as_ref() }) {
                let asking = db.group_members(id, &[Membership::Asked], GROUP_MEMBERS_MAX).await?;
                self.asking.extend(asking.into_iter().map(|member| (id, member.name.to_string())));
            }
        }
        Ok(())
    }

    pub(super) fn holds(&self, news: &News) -> bool {
        match news {
            News::PostProposed { post, .. } => self.posts.contains(post),
            News::RendezvousProposed { rendezvous, .. } => self.rendezvous.contains(rendezvous),
            News::GuestsWait { rendezvous, .. } => self.guests.contains(rendezvous),
            News::PersonAwaiting { name } => self.awaiting.contains(name.as_str()),
            News::JoinRequested { name } => self.requests.contains(name.as_str()),
            News::ItemProposed { item, .. } => self.items.contains(item),
            News::LinkAsked { section } => self.sections.contains(section.as_str()),
            News::GroupAsked { group, by, .. } => self.asking.contains(&(*group, by.to_string())),
            News::OutsideWaits => self.outside,
            News::OutsideReport { host } => self.reports.contains(host),
            _ => false,
        }
    }
}

/// A section's name as a notice keeps it.
fn as_told(name: &str) -> String {
    ShortText::fit(name, "—").to_string()
}

/// The texts that notices speak of, as far as their reader may still read them.
#[derive(Default)]
pub(super) struct Known {
    pub(super) posts: HashMap<PostId, About>,
    pub(super) messages: HashMap<MessageId, About>,
    /// Rendezvous of groups that the reader is in.
    pub(super) gatherings: HashSet<GatheringId>,
    /// Rendezvous of bodies in which the reader no longer sits.
    pub(super) left: HashSet<RendezvousId>,
}

/// What a line says of a text.
#[derive(Clone, Default)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) useful: i64,
}

impl Known {
    pub(super) async fn read(db: &mut dyn Read, viewer: &Viewer, notices: &[Notice]) -> Result<Self, Fault> {
        let mut known = Self::default();
        for notice in notices {
            match &notice.news {
                News::Replied { root, reply, .. } => {
                    known.look_at_post(db, viewer, *root).await?;
                    known.look_at_post(db, viewer, *reply).await?;
                }
                News::FoundUseful { post, .. } => known.look_at_post(db, viewer, *post).await?,
                News::GroupReplied { topic, reply, .. } => {
                    known.look_at_message(db, viewer, *topic).await?;
                    known.look_at_message(db, viewer, *reply).await?;
                }
                News::TopicOpened { topic, .. } => known.look_at_message(db, viewer, *topic).await?,
                News::Gathering { gathering, .. }
                | News::Reminder { of: Reminded::Gathering(gathering), .. } => {
                    known.look_at_gathering(db, viewer, *gathering).await?;
                }
                News::RendezvousChanged { rendezvous, .. }
                | News::RendezvousCancelled { rendezvous, .. }
                | News::Reminder { of: Reminded::Rendezvous(rendezvous), .. } => {
                    known.look_at_rendezvous(db, viewer, *rendezvous).await?;
                }
                _ => {}
            }
        }
        Ok(known)
    }

    async fn look_at_post(&mut self, db: &mut dyn Read, viewer: &Viewer, id: PostId) -> Result<(), Fault> {
        if !self.posts.contains_key(&id)
            && let Some(view) = access::post(db, viewer, id).await?
        {
            let title = view.post.title.as_ref().map(ToString::to_string).unwrap_or_default();
            let about = About { title, summary: view.post.summary.clone(), useful: view.useful };
            self.posts.insert(id, about);
        }
        Ok(())
    }

    async fn look_at_rendezvous(
        &mut self,
        db: &mut dyn Read,
        viewer: &Viewer,
        id: RendezvousId,
    ) -> Result<(), Fault> {
        let one = db.rendezvous(id).await?;
        if one.is_some_and(|one| {
            one.audience.body().is_some() && !may(viewer, Verb::Read, Thing::Rendezvous(&one))
        }) {
            self.left.insert(id);
        }
        Ok(())
    }

    async fn look_at_message(
        &mut self,
        db: &mut dyn Read,
        viewer: &Viewer,
        id: MessageId,
    ) -> Result<(), Fault> {
        if !self.messages.contains_key(&id)
            && let Some(found) = access::message(db, viewer, id).await?
        {
            let (view, ..) = found.into_inner();
            let title = view.message.title.as_ref().map(ToString::to_string).unwrap_or_default();
            self.messages.insert(id, About { title, summary: view.message.summary, useful: view.useful });
        }
        Ok(())
    }

    async fn look_at_gathering(
        &mut self,
        db: &mut dyn Read,
        viewer: &Viewer,
        id: GatheringId,
    ) -> Result<(), Fault> {
        let Some(me) = viewer.member() else { return Ok(()) };
        let Some(gathering) = db.gathering(id).await? else { return Ok(()) };
        let Some(group) = db.group(gathering.group).await? else { return Ok(()) };
        let mine = db.group_member_here(group.id, me.id).await?;
        if may(viewer, Verb::Enter, Thing::Group { group: &group, mine: mine.as_ref() }) {
            self.gatherings.insert(id);
        }
        Ok(())
    }

    /// Whether it tells of a body in which its reader no longer sits.
    pub(super) fn hides(&self, news: &News) -> bool {
        match news {
            News::RendezvousChanged { rendezvous, .. }
            | News::RendezvousCancelled { rendezvous, .. }
            | News::Reminder { of: Reminded::Rendezvous(rendezvous), .. } => self.left.contains(rendezvous),
            _ => false,
        }
    }

    /// Whether the page has a line for it: not where its reader can no longer read what it tells of, or nothing is left of it.
    pub(super) fn shows(&self, news: &News) -> bool {
        match news {
            News::Replied { reply, .. } => self.posts.contains_key(reply),
            News::FoundUseful { post, .. } => self.posts.get(post).is_some_and(|about| about.useful > 0),
            News::GroupReplied { reply, .. } => self.messages.contains_key(reply),
            News::TopicOpened { topic, .. } => self.messages.contains_key(topic),
            News::Gathering { gathering, .. } | News::Reminder { of: Reminded::Gathering(gathering), .. } => {
                self.gatherings.contains(gathering)
            }
            _ => !self.hides(news),
        }
    }

    pub(super) fn post(&self, id: PostId) -> Option<&About> {
        self.posts.get(&id)
    }

    pub(super) fn message(&self, id: MessageId) -> Option<&About> {
        self.messages.get(&id)
    }
}
