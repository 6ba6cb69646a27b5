//! The common story: the three servers link, meet in groups and talk, each on its own store, by what they deliver to each
//! other over loopback. All clocks are moved forward together, and nothing happens before the servers have come to rest.

mod circle;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use preau_core::action::group::person_actor;
use preau_core::action::link::{DecideLink, MakeLinkCode, OfferLink};
use preau_core::action::outside::FollowAccount;
use preau_core::action::{Action, perform};
use preau_core::elsewhere::Absent;
use preau_core::error::{Failure, Fault};
use preau_core::id::PersonId;
use preau_core::link::{LinkKind, WrittenCode};
use preau_core::store::Store;
use preau_core::world::{Moment, World as _};
use tokio::time::Instant;
use url::Url;

use super::DemoFault;
use super::keys::KeyRing;
use super::life::{self, Account};
use super::story::circles::{Circle, P, S, V, Who};
use crate::boot::Running;
use crate::world::MovedWorld;
use circle::Played;

/// The common story begins so many days ago: links first, then groups.
const BEGINS: i64 = -60;
/// How long the servers may take to come to rest after one step: some hundred times what it takes.
const REST_MAX: Duration = Duration::from_secs(20);
/// How often they are looked at.
const LOOK: Duration = Duration::from_millis(2);
/// Where nothing moves for so long, something waits for another try: then the clocks go on by a minute.
const STUCK: Duration = Duration::from_millis(400);
/// What travels between servers; letters and what lies ahead are not waited for. Public rendezvous are made by the stories
/// of their own sections, and told at moments that lie ahead of the common one.
const TRAVELS: [&str; 9] = [
    "link",
    "group",
    "receive",
    "deliver",
    "follow_actor",
    "answer_follow",
    "tell_outside",
    "tell_agenda",
    "answer_join",
];

/// A server of the demo, which serves already.
pub(super) struct House {
    pub(super) running: Running,
    /// Its clock.
    pub(super) world: Arc<MovedWorld>,
    /// Who lives there, in the order of its story.
    pub(super) people: Vec<(PersonId, String)>,
}

impl House {
    /// A server in the world in which it was booted.
    pub(super) fn new(running: Running, world: Arc<MovedWorld>, accounts: &[Account]) -> Self {
        let people = accounts.iter().map(|account| (account.id, account.name.clone())).collect();
        Self { running, world, people }
    }

    pub(super) fn store(&self) -> &dyn Store {
        self.running.store.as_ref()
    }

    async fn perform<A: Action>(&self, action: A) -> Result<A::Output, Failure> {
        perform(self.store(), self.world.as_ref(), &action).await
    }

    /// Below its origin.
    fn at(&self, path: &str) -> Url {
        let mut url = self.world.origin().clone();
        url.set_path(path);
        url
    }

    /// How many jobs are under way.
    async fn busy(&self) -> Result<i64, Fault> {
        let waiting = self.store().read().await?.jobs_waiting().await?;
        Ok(waiting.iter().filter(|(kind, _)| TRAVELS.contains(&kind.as_str())).map(|(_, count)| count).sum())
    }
}

/// Where the story begins, so that the servers can be booted there.
pub(super) fn beginning(now: Moment) -> Result<Moment, Fault> {
    life::moment(now, BEGINS, (10, 0))
}

/// The three servers, between which the story is played.
pub(super) struct Common<'a> {
    pub(super) houses: &'a [House],
    pub(super) keys: &'a KeyRing,
    /// The present, at which it ends.
    pub(super) now: Moment,
}

/// One happening: when, and what.
type Happening = (Moment, circle::Step);

/// What was made: on each server the ids of its groups, discussions and rendezvous.
pub(super) type Made = Vec<BTreeMap<&'static str, Vec<String>>>;

impl Common<'_> {
    /// Plays all of it.
    pub(super) async fn play(&self, circles: &'static [&'static Circle]) -> Result<Made, DemoFault> {
        self.link().await?;
        let mut played = Played::new(self, circles);
        for (at, step) in played.calendar()? {
            self.set(at);
            played.perform(step).await?;
            self.rest().await?;
        }
        let made = played.made().await?;
        self.set(self.now);
        Ok(made)
    }

    /// Puts all clocks to the same moment.
    fn set(&self, at: Moment) {
        for house in self.houses {
            house.world.set(at);
        }
    }

    fn house(&self, index: usize) -> Result<&House, Fault> {
        self.houses.get(index).ok_or(Fault::Broken("a server of the demo exists"))
    }

    /// Somebody's id.
    fn id(&self, Who(house, index): Who) -> Result<PersonId, Fault> {
        let people = &self.house(house)?.people;
        people.get(index).map(|person| person.0).ok_or(Fault::Broken("a person of the demo exists"))
    }

    /// The name of somebody for the other servers.
    fn actor(&self, who: Who) -> Result<Url, Fault> {
        Ok(person_actor(self.house(who.0)?.world.origin(), self.id(who)?))
    }

    /// The section on a server.
    fn section(&self, house: usize) -> Result<Url, Fault> {
        Ok(self.house(house)?.at("section"))
    }

    /// Waits until no server has anything left to tell another.
    async fn rest(&self) -> Result<(), DemoFault> {
        let began = Instant::now();
        let (mut last, mut since, mut quiet) = (0, began, 0);
        loop {
            let mut busy = 0;
            for house in self.houses {
                busy += house.busy().await?;
            }
            // Twice: what one did last may have given something to another that was looked at before.
            quiet = if busy == 0 { quiet + 1 } else { 0 };
            if quiet > 1 {
                return Ok(());
            }
            if busy != last {
                (last, since) = (busy, Instant::now());
            } else if busy > 0 && since.elapsed() > STUCK {
                since = Instant::now();
                self.houses.iter().for_each(|house| house.world.set(house.world.now().plus(Moment::MINUTE)));
            }
            if began.elapsed() > REST_MAX {
                return Err(DemoFault::Restless);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The federation gives both sections a code, and the one on the coast gives the one in the valley one. Both
    /// sections follow what the federation publishes.
    async fn link(&self) -> Result<(), DemoFault> {
        for (giver, typist, kind) in
            [(S, V, LinkKind::Above), (S, P, LinkKind::Above), (P, V, LinkKind::Sister)]
        {
            self.one_link(giver, typist, kind).await?;
        }
        let federation = self.house(S)?.world.origin();
        let place = federation[url::Position::BeforeHost..url::Position::AfterPort].to_owned();
        for section in [V, P] {
            let house = self.house(section)?;
            let found = house.running.elsewhere.account(&format!("@sorre@{place}")).await?;
            house.perform(FollowAccount { by: self.id(Who(section, 0))?, actor: found.actor }).await?;
            self.rest().await?;
        }
        Ok(())
    }

    /// As two administrators do it who telephone: the code, the words, the kind, and yes.
    async fn one_link(&self, giver: usize, typist: usize, kind: LinkKind) -> Result<(), DemoFault> {
        let (here, there) = (self.house(giver)?, self.house(typist)?);
        let letters = here.perform(MakeLinkCode { by: self.id(Who(giver, 0))? }).await?;
        let root = here.world.origin();
        let typed = format!("{}/{letters}", &root[url::Position::BeforeHost..url::Position::AfterPort]);
        let code = WrittenCode::read(&typed).ok_or(Fault::Broken("a code is read"))?;
        let found = there.running.elsewhere.section(&code).await?;
        let offer = there.running.elsewhere.activity();
        let by = self.id(Who(typist, 0))?;
        there.perform(OfferLink { by, actor: found.actor, kind, code: code.letters, offer }).await?;
        self.rest().await?;
        let actor = self.section(typist)?;
        let asked = here.store().read().await.map_err(Failure::from)?.linked_section(&actor).await?;
        let asked = asked.ok_or(Fault::Broken("who asked to be linked is known"))?;
        // Both administrators read the same words to each other before one of them says yes.
        if here.running.elsewhere.words(&asked.actor).await? != found.words {
            return Err(Fault::Broken("both sides see the same words").into());
        }
        here.perform(DecideLink { by: self.id(Who(giver, 0))?, actor, accept: true }).await?;
        self.rest().await
    }
}

impl From<Absent> for DemoFault {
    fn from(absent: Absent) -> Self {
        Fault::other("a server of the demo looks at another", absent).into()
    }
}
