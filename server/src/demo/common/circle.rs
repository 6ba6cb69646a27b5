//! Plays what happens in the groups: each step on the server of whoever takes it.

use std::collections::BTreeMap;

use preau_core::action::account::ReadNotices;
use preau_core::action::group::MakeGroup;
use preau_core::action::group::decide::{DecideAsking, RemoveMember, SetGroupRole, SetShown};
use preau_core::action::group::gathering::{AnswerGathering, PlanGathering};
use preau_core::action::group::invite::InviteSection;
use preau_core::action::group::member::JoinGroup;
use preau_core::action::group::speak::{
    AnswerMessage, DigestTopic, EditMessage, MarkTopicRead, OpenTopic, PinTopic, SetMessageUseful,
    TakeMessageBack,
};
use preau_core::error::{Failure, Fault};
use preau_core::group::{
    GatheringPlan, Group, GroupChoices, GroupRole, Joining, Listing, Membership, Message, Reach, TOPICS_PAGE,
    Writing,
};
use preau_core::id::PersonId;
use preau_core::peer::KeyOwner;
use preau_core::text::{Body, Note, ShortText, Title};
use preau_core::world::{Moment, World as _};
use url::Url;

use super::{Common, DemoFault, Happening, House, Made};
use crate::demo::life::{ZONE, moment, text};
use crate::demo::story::circles::{Circle, Comer, Gathers, Place, Then, Who, Words};

/// So many days ago, at this hour, everybody reads everything; a last time just before the present.
const READ: (i64, (i64, i64)) = (3, (6, 0));

/// Something that happens in a group; the first number is the group's.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Make(usize),
    Come(usize, &'static Comer),
    Leave(usize, &'static Comer),
    /// The discussion, and what is said: 0 is its first message.
    Say(usize, usize, usize),
    Change(usize, usize, usize),
    Pin(usize, usize),
    Digest(usize, usize),
    Gather(usize, &'static Gathers),
    Answer(usize, &'static Gathers),
    /// All say what they found useful so far, and read.
    Read {
        all: bool,
    },
}

/// What has happened so far.
pub(super) struct Played<'a> {
    common: &'a Common<'a>,
    circles: &'static [&'static Circle],
    /// The actor of each group.
    actors: BTreeMap<usize, Url>,
    /// What was said, by group, discussion and place in it.
    said: BTreeMap<(usize, usize, usize), Url>,
    /// Who is in each group, in the order in which they came.
    inside: BTreeMap<usize, Vec<Who>>,
}

impl<'a> Played<'a> {
    pub(super) fn new(common: &'a Common<'a>, circles: &'static [&'static Circle]) -> Self {
        let (actors, said, inside) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { common, circles, actors, said, inside }
    }

    /// Everything in the order in which it happens.
    pub(super) fn calendar(&self) -> Result<Vec<Happening>, Fault> {
        let now = self.common.now;
        let mut calendar = Vec::new();
        for (g, circle) in self.circles.iter().enumerate() {
            calendar.push((moment(now, -circle.ago, (18, 0))?, Step::Make(g)));
            for comer in circle.people {
                calendar.push((moment(now, -comer.0, (12, 0))?, Step::Come(g, comer)));
                if let Place::Removed(ago) = comer.2 {
                    calendar.push((moment(now, -ago, (20, 0))?, Step::Leave(g, comer)));
                }
            }
            for meet in circle.meets {
                let at = moment(now, meet.in_days.saturating_sub(24), (17, 0))?;
                // Whoever plans it is in by then; what lies far ahead was planned last week.
                let at = at.max(moment(now, -40, (17, 0))?).min(moment(now, -8, (17, 0))?);
                calendar.push((at, Step::Gather(g, meet)));
                calendar.push((at.plus(Moment::HOUR), Step::Answer(g, meet)));
            }
            self.discussions(g, circle, &mut calendar)?;
        }
        calendar.push((moment(now, -READ.0, READ.1)?, Step::Read { all: true }));
        calendar.push((now.plus(-2 * Moment::MINUTE), Step::Read { all: false }));
        // What is said "today" may lie ahead when the demo starts at night: then it was said a little while ago.
        for (at, step) in &mut calendar {
            if !matches!(step, Step::Read { .. }) {
                *at = (*at).min(now.plus(-30 * Moment::MINUTE));
            }
        }
        calendar.sort_by_key(|(at, _)| *at);
        Ok(calendar)
    }

    fn discussions(&self, g: usize, circle: &'static Circle, to: &mut Vec<Happening>) -> Result<(), Fault> {
        let now = self.common.now;
        for (t, topic) in circle.topics.iter().enumerate() {
            for (place, words) in std::iter::once(&topic.first).chain(topic.replies).enumerate() {
                let at = moment(now, -words.ago, words.at)?;
                to.push((at, Step::Say(g, t, place)));
                if !matches!(words.then, Then::Stays) {
                    to.push((at.plus(25 * Moment::MINUTE), Step::Change(g, t, place)));
                }
            }
            if let Some(ago) = topic.pinned {
                to.push((moment(now, -ago, (13, 0))?, Step::Pin(g, t)));
            }
            if let Some((ago, _)) = topic.digest {
                to.push((moment(now, -ago, (19, 0))?, Step::Digest(g, t)));
            }
        }
        Ok(())
    }

    /// Does one thing.
    pub(super) async fn perform(&mut self, step: Step) -> Result<(), DemoFault> {
        match step {
            Step::Make(g) => self.make(g).await,
            Step::Come(g, comer) => self.come(g, comer).await,
            Step::Leave(g, comer) => self.remove(g, comer.1).await,
            Step::Say(g, t, place) => self.say(g, t, place).await,
            Step::Change(g, t, place) => self.change(g, t, place).await,
            Step::Pin(g, t) => self.pin(g, t).await,
            Step::Digest(g, t) => self.digest(g, t).await,
            Step::Gather(g, meet) => self.gather(g, meet).await,
            Step::Answer(g, meet) => self.answer(g, meet).await,
            Step::Read { all } => {
                self.mark().await?;
                self.common.rest().await?;
                self.read(all).await
            }
        }
    }

    fn circle(&self, g: usize) -> Result<&'static Circle, Fault> {
        self.circles.get(g).copied().ok_or(Fault::Broken("a group of the demo exists"))
    }

    /// The server of somebody, and who they are there.
    fn on(&self, who: Who) -> Result<(&'a House, PersonId), Fault> {
        Ok((self.common.house(who.0)?, self.common.id(who)?))
    }

    /// The group as the server of somebody knows it.
    async fn group(&self, g: usize, house: &House) -> Result<Group, Fault> {
        let actor = self.actors.get(&g).ok_or(Fault::Broken("the group is made"))?;
        let group = house.store().read().await?.group_by_actor(actor).await?;
        group.ok_or(Fault::Broken("the group is known on the server of its people"))
    }

    /// What was said, as the server of somebody knows it.
    async fn message(&self, key: (usize, usize, usize), house: &House) -> Result<Message, Fault> {
        let uri = self.said.get(&key).ok_or(Fault::Broken("what is answered was said"))?;
        let message = house.store().read().await?.message_by_uri(uri).await?;
        message.ok_or(Fault::Broken("what was said has arrived on the servers of the group"))
    }

    fn words(&self, (g, t, place): (usize, usize, usize)) -> Result<&'static Words, Fault> {
        let topic = self.circle(g)?.topics.get(t).ok_or(Fault::Broken("a discussion exists"))?;
        let words = if place == 0 { Some(&topic.first) } else { topic.replies.get(place.wrapping_sub(1)) };
        words.ok_or(Fault::Broken("a reply exists"))
    }

    async fn make(&mut self, g: usize) -> Result<(), DemoFault> {
        let circle = self.circle(g)?;
        let (house, by) = self.on(circle.by)?;
        let shared = !circle.invites.is_empty();
        let choices = GroupChoices {
            name: text(Title::parse(circle.name))?,
            aim: text(Note::parse(circle.aim))?,
            reach: if shared { Reach::Shared } else { Reach::Section },
            joining: circle.joining,
            writing: Writing::Members,
            listing: Listing::Listed,
        };
        let once = house.world.hidden_id();
        let group = house.perform(MakeGroup { by, choices, once }).await?;
        let actor = preau_core::action::group::group_actor(house.world.origin(), group);
        self.actors.insert(g, actor);
        self.inside.insert(g, vec![circle.by]);
        if shared {
            self.common.keys.give(house, KeyOwner::Group(group)).await?;
            house.perform(SetShown { by, group, shown: true }).await?;
        }
        for invited in circle.invites {
            let section = self.common.section(*invited)?;
            house.perform(InviteSection { by, group, section, owner: false }).await?;
        }
        Ok(())
    }

    /// Somebody asks, is admitted by whoever made the group, and may animate it from then on.
    async fn come(&mut self, g: usize, comer: &'static Comer) -> Result<(), DemoFault> {
        let circle = self.circle(g)?;
        let (house, by) = self.on(comer.1)?;
        let group = self.group(g, house).await?.id;
        if circle.joining != Joining::Free {
            self.common.keys.give(house, KeyOwner::Person(by)).await?;
        }
        let state = house.perform(JoinGroup { by, group, token: None }).await?;
        self.common.rest().await?;
        if matches!(comer.2, Place::Asks) {
            return Ok(());
        }
        let (hosting, host) = self.on(circle.by)?;
        let (group, actor) = (self.group(g, hosting).await?.id, self.common.actor(comer.1)?);
        if state == Membership::Asked {
            let admit = DecideAsking { by: host, group, actor: actor.clone(), admit: true };
            hosting.perform(admit).await?;
        }
        if matches!(comer.2, Place::Animates) {
            let role = GroupRole::Animator;
            hosting.perform(SetGroupRole { by: host, group, actor, role }).await?;
            // On the host one says so oneself.
            if comer.1.0 == circle.by.0 {
                house.perform(SetShown { by, group, shown: true }).await?;
            }
        }
        self.inside.entry(g).or_default().push(comer.1);
        Ok(())
    }

    async fn remove(&mut self, g: usize, who: Who) -> Result<(), DemoFault> {
        let (house, by) = self.on(self.circle(g)?.by)?;
        let group = self.group(g, house).await?.id;
        let until = Some(house.world.now().plus(30 * Moment::DAY));
        house.perform(RemoveMember { by, group, actor: self.common.actor(who)?, until }).await?;
        self.inside.entry(g).or_default().retain(|one| *one != who);
        Ok(())
    }

    async fn say(&mut self, g: usize, t: usize, place: usize) -> Result<(), DemoFault> {
        let words = self.words((g, t, place))?;
        let (house, by) = self.on(words.by)?;
        let (body, once) = (text(Body::parse(words.text))?, house.world.hidden_id());
        let spoken = if place == 0 {
            let title = self.circle(g)?.topics.get(t).map(|topic| topic.title).unwrap_or_default();
            let group = self.group(g, house).await?.id;
            house.perform(OpenTopic { by, group, title: text(Title::parse(title))?, body, once }).await?
        } else {
            let parent = self.message((g, t, 0), house).await?.id;
            house.perform(AnswerMessage { by, parent, body, once }).await?
        };
        let message = house.store().read().await?.message(spoken.message).await?;
        let message = message.ok_or(Fault::Broken("what was said is there"))?;
        self.said.insert((g, t, place), message.uri);
        Ok(())
    }

    async fn change(&self, g: usize, t: usize, place: usize) -> Result<(), DemoFault> {
        let words = self.words((g, t, place))?;
        match words.then {
            Then::Stays => {}
            Then::Edited(better) => {
                let (house, by) = self.on(words.by)?;
                let message = self.message((g, t, place), house).await?;
                let (title, body) = (message.title, text(Body::parse(better))?);
                house.perform(EditMessage { by, message: message.id, title, body, seen_edits: 0 }).await?;
            }
            Then::Removed => {
                let (house, by) = self.on(self.circle(g)?.by)?;
                let message = self.message((g, t, place), house).await?.id;
                house.perform(TakeMessageBack { by, message }).await?;
            }
        }
        Ok(())
    }

    async fn pin(&self, g: usize, t: usize) -> Result<(), DemoFault> {
        let (house, by) = self.on(self.circle(g)?.by)?;
        let topic = self.message((g, t, 0), house).await?.id;
        house.perform(PinTopic { by, topic, pinned: true }).await?;
        Ok(())
    }

    async fn digest(&self, g: usize, t: usize) -> Result<(), DemoFault> {
        let circle = self.circle(g)?;
        let (house, by) = self.on(circle.by)?;
        let topic = self.message((g, t, 0), house).await?.id;
        let words = circle.topics.get(t).and_then(|topic| topic.digest).map(|digest| digest.1);
        let body = words.map(|words| text(Body::parse(words))).transpose()?;
        house.perform(DigestTopic { by, topic, body }).await?;
        Ok(())
    }

    async fn gather(&self, g: usize, meet: &'static Gathers) -> Result<(), DemoFault> {
        let (house, by) = self.on(meet.by)?;
        let group = self.group(g, house).await?.id;
        let starts_at = moment(self.common.now, meet.in_days, meet.at)?;
        let link = meet.link.map(Url::parse).transpose();
        let plan = GatheringPlan {
            title: text(Title::parse(meet.title))?,
            more: Some(meet.text).filter(|more| !more.is_empty()).map(Note::parse).map(text).transpose()?,
            starts_at,
            ends_at: Some(starts_at.plus(meet.minutes * Moment::MINUTE)),
            time_zone: ZONE,
            place: meet.place.map(ShortText::parse).map(text).transpose()?,
            link: link.map_err(|error| Fault::other("a link of the demo", error))?,
        };
        house.perform(PlanGathering { by, group, plan, once: house.world.hidden_id() }).await?;
        Ok(())
    }

    async fn answer(&self, g: usize, meet: &'static Gathers) -> Result<(), DemoFault> {
        for who in meet.coming {
            let (house, by) = self.on(*who)?;
            let group = self.group(g, house).await?.id;
            let now = house.world.now();
            let listed = house.store().read().await?.gatherings_of(group, by, now, TOPICS_PAGE).await?;
            let found = listed.into_iter().find(|view| view.gathering.plan.title.as_str() == meet.title);
            let gathering = found.ok_or(Fault::Broken("the rendezvous has arrived"))?.gathering.id;
            house.perform(AnswerGathering { by, gathering, coming: true }).await?;
        }
        Ok(())
    }

    /// Those who are in say what they found useful and have not said yet, each message by others in turn.
    async fn mark(&self) -> Result<(), DemoFault> {
        for key in self.said.keys() {
            let words = self.words(*key)?;
            let inside = self.inside.get(&key.0).map(Vec::as_slice).unwrap_or_default();
            let others: Vec<Who> = inside.iter().copied().filter(|who| *who != words.by).collect();
            let first = words.text.len().checked_rem(others.len()).unwrap_or_default();
            for who in others.iter().cycle().skip(first).take(words.useful.min(others.len())) {
                let (house, by) = self.on(*who)?;
                let message = self.message(*key, house).await?.id;
                let view = house.store().read().await?.message_view(message, by).await?;
                let useful = !view.ok_or(Fault::Broken("whoever is in reads"))?.mine;
                if useful {
                    house.perform(SetMessageUseful { by, message, useful }).await?;
                }
            }
        }
        Ok(())
    }

    /// Everybody has read everything; or, later, all but what the story leaves unread. Who animates has read all.
    async fn read(&self, all: bool) -> Result<(), DemoFault> {
        for (g, circle) in self.circles.iter().enumerate() {
            for who in self.inside.get(&g).map(Vec::as_slice).unwrap_or_default() {
                let (house, by) = self.on(*who)?;
                let seq = self.group(g, house).await?.seq;
                for (t, topic) in circle.topics.iter().enumerate() {
                    if self.said.contains_key(&(g, t, 0)) && (all || !topic.unread || circle.animates(*who)) {
                        let topic = self.message((g, t, 0), house).await?.id;
                        house.perform(MarkTopicRead { by, topic, seq }).await?;
                    }
                }
            }
        }
        if all {
            for house in self.common.houses {
                for (person, _) in &house.people {
                    house.perform(ReadNotices { person: *person }).await?;
                }
            }
        }
        Ok(())
    }

    /// The ids under which each server knows its groups, discussions and rendezvous.
    pub(super) async fn made(&self) -> Result<Made, Failure> {
        let mut made = Vec::new();
        for house in self.common.houses {
            let mut ids: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
            let mut db = house.store().read().await?;
            for actor in self.actors.values() {
                if let Some(group) = db.group_by_actor(actor).await? {
                    ids.entry("groups").or_default().push(group.id.to_string());
                }
            }
            for uri in self.said.iter().filter(|(key, _)| key.2 == 0).map(|(_, uri)| uri) {
                if let Some(message) = db.message_by_uri(uri).await? {
                    ids.entry("topics").or_default().push(message.id.to_string());
                }
            }
            made.push(ids);
        }
        Ok(made)
    }
}
