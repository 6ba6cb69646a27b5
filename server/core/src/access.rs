//! The only road from an id to a thing: a viewer asks, and gets what is visible to them or nothing.
//!
//! One function, [`may`], says who may do what to what. Roles, bodies and groups extend its table; no page
//! and no activity decides for itself. What may not be read answers exactly as what does not exist.

mod bodies;
mod groups;
mod meetings;
mod minutes;
mod outside;

use crate::audience::Audience;
use crate::body::Body;
use crate::error::{Fault, Refusal};
use crate::group::{Group, GroupMember, Message};
use crate::guest::GuestsMay;
use crate::id::{BodyId, PersonId, PictureId, PostId, RendezvousId};
use crate::mandate::{Right, Seats};
use crate::meeting::Meeting;
use crate::outside::OutsidePost;
use crate::person::{Person, Role, Standing};
use crate::post::{PictureRef, Post, PostState, PostView, Signature};
use crate::rendezvous::{Rendezvous, RendezvousState, RendezvousView};
use crate::store::Read;
use crate::unit::House;
use crate::world::Moment;

pub use self::bodies::{body, body_for, house_as, is_told, own_bodies, writes_for};
pub use self::groups::{group, group_for, message, message_for, refused, server_reads};
pub use self::meetings::{MeetingPlace, Sight, document, may_read_item, meeting, meeting_for, meeting_place};
pub use self::minutes::{MinutesSeen, decision, minutes, minutes_for, reads_register, search_register};
pub use self::outside::{network, network_post, outside, outside_for, outside_under, outside_waiting};

/// Who is looking or acting. Read anew for every request, so that a lost role is lost at once (I17).
#[derive(Clone, Debug)]
pub enum Viewer {
    /// Nobody we know: a stranger, a peer, a feed reader.
    Anyone,
    /// A stranger before a closed house: what is for everybody is for those who are let in.
    Outside,
    /// Somebody with a session who is not in, before a closed house: they read what a stranger reads there, nothing.
    AtTheDoor(Box<Person>),
    /// A person with a session, and the mandates they hold now.
    Person(Box<Person>, Seats),
}

impl Viewer {
    /// The person, signed in and in good standing; everybody else sees what a stranger sees.
    pub fn member(&self) -> Option<&Person> {
        match self {
            Self::Person(person, _) if person.standing == Standing::Active => Some(person),
            Self::Person(..) | Self::AtTheDoor(_) | Self::Anyone | Self::Outside => None,
        }
    }

    /// The person of the session, whatever their standing.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person, _) | Self::AtTheDoor(person) => Some(person),
            Self::Anyone | Self::Outside => None,
        }
    }

    /// Whether they read what is for this audience at all.
    fn belongs_to(&self, audience: Audience) -> bool {
        match audience {
            Audience::Section => self.member().is_some(),
            Audience::Everybody => !matches!(self, Self::Outside | Self::AtTheDoor(_)),
            // Who sits there now and nobody else: running the house gives no seat, nor does a right of the assembly.
            Audience::Body(body) => self.seats().is_some_and(|seats| seats.sit_in(body)),
        }
    }

    /// Whether they run the house.
    pub fn administers(&self) -> bool {
        self.member().is_some_and(|p| p.role == Role::Administrator)
    }

    /// A person and the mandates they hold.
    pub fn seated(person: Person, seats: Seats) -> Self {
        Self::Person(Box::new(person), seats)
    }

    /// The mandates they hold: none of a stranger, and none of a member who is not in good standing.
    pub fn seats(&self) -> Option<&Seats> {
        match self {
            Self::Person(person, seats) if person.standing == Standing::Active => Some(seats),
            Self::Person(..) | Self::AtTheDoor(_) | Self::Anyone | Self::Outside => None,
        }
    }

    /// Whether a mandate, or running the house, gives them this right in that body.
    pub fn holds(&self, right: Right, body: BodyId) -> bool {
        self.administers() || self.seats().is_some_and(|seats| seats.hold(right, body))
    }

    /// Whether a mandate in the assembly, or running the house, gives them this right for the whole house.
    pub fn holds_in_house(&self, right: Right) -> bool {
        self.administers() || self.seats().is_some_and(|seats| seats.hold_in_house(right))
    }

    /// Whether they speak for the section: by their mandate, or because they run the house.
    pub fn speaks(&self) -> bool {
        self.holds_in_house(Right::SpeakFor)
    }

    /// Whether they have this right where a text of that audience is read: in the body it is for, else in the house.
    fn holds_over(&self, right: Right, audience: Audience) -> bool {
        audience.body().map_or_else(|| self.holds_in_house(right), |body| self.holds(right, body))
    }

    /// What the queries filter by.
    pub fn scope(&self) -> Scope {
        match (self.member(), self.seats()) {
            (Some(person), Some(seats)) => Scope::Member(person.id, seats.at()),
            _ => Scope::Everybody,
        }
    }
}

impl From<Person> for Viewer {
    fn from(person: Person) -> Self {
        Self::seated(person, Seats::default())
    }
}

/// What a list shows: the form of a [`Viewer`] that a query understands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Only what is for everybody.
    Everybody,
    /// What members of the section read, as this one of them, with the mandates that they hold at that moment.
    Member(PersonId, Moment),
}

impl Scope {
    /// The member, for the columns that are their own.
    pub const fn member(self) -> Option<PersonId> {
        match self {
            Self::Everybody => None,
            Self::Member(id, _) => Some(id),
        }
    }

    /// The moment at which a mandate must hold for what is for its body; of a stranger, who holds none, any.
    pub const fn at(self) -> Moment {
        match self {
            Self::Everybody => Moment(0),
            Self::Member(_, at) => at,
        }
    }
}

/// What somebody wants to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// Read it, its pictures and its counts.
    Read,
    /// Read its former texts.
    ReadHistory,
    /// Answer it: a reply, or whether one comes.
    Answer,
    /// Say "useful".
    React,
    /// Change it.
    Edit,
    /// Take back one's own.
    Delete,
    /// Take away another's.
    Remove,
    /// Decide a proposal.
    Decide,
    /// Write in it: posts and rendezvous of the section.
    Write,
    /// Speak to everybody in the section's name.
    SpeakFor,
    /// Speak to everybody in one's own name.
    SpeakPublicly,
    /// Invite, welcome, suspend, choose: run the house, or a group that is hosted here.
    Administer,
    /// Read what is said inside.
    Enter,
    /// Ask to come in.
    Join,
    /// Pin, sum up, take away: what the animators of a group do.
    Animate,
    /// Prepare a meeting: its draft, its agenda, what is proposed for it.
    Prepare,
    /// Convene a meeting, and cancel or postpone it.
    Convene,
    /// Keep a sitting: attendance, proxies, votes, notes, decisions, minutes.
    Record,
    /// Key the count of a paper ballot.
    Count,
    /// Read what a meeting treats in camera.
    EnterInCamera,
    /// Use a right of the table of mandates, in a body or for the house.
    Use(Right),
}

/// What it is done to.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    /// A post or a reply.
    Post(&'a Post),
    /// A rendezvous.
    Rendezvous(&'a Rendezvous),
    /// An answer, a mention or a letter from outside.
    Outside(&'a OutsidePost),
    /// The house as a whole.
    House(&'a House),
    /// A body.
    Body(&'a Body),
    /// A group, and the viewer's place in it.
    Group {
        /// The group.
        group: &'a Group,
        /// The viewer's own place.
        mine: Option<&'a GroupMember>,
    },
    /// A message of a group, and the viewer's place in that group.
    Message {
        /// The message.
        message: &'a Message,
        /// Its group.
        group: &'a Group,
        /// The viewer's own place.
        mine: Option<&'a GroupMember>,
    },
    /// The minutes of a meeting.
    Minutes {
        /// Their meeting.
        meeting: &'a Meeting,
        /// What the viewer is to it.
        place: Option<&'a MeetingPlace>,
        /// Where they stand.
        state: crate::meeting::MinutesState,
    },
    /// A meeting, and what the viewer is to it.
    Meeting {
        /// The meeting.
        meeting: &'a Meeting,
        /// The viewer's own place.
        place: Option<&'a MeetingPlace>,
    },
}

/// Whether this viewer may do this to that. The whole policy, in one place.
pub fn may(viewer: &Viewer, verb: Verb, thing: Thing<'_>) -> bool {
    match thing {
        Thing::Post(post) => may_post(viewer, verb, post),
        Thing::Rendezvous(rendezvous) => may_rendezvous(viewer, verb, rendezvous),
        Thing::Outside(outside) => outside::may_outside(viewer, verb, outside),
        Thing::House(house) => may_house(viewer, verb, house),
        Thing::Body(body) => bodies::may_body(viewer, verb, body),
        Thing::Group { group, mine } => groups::may_group(viewer, verb, group, mine),
        Thing::Message { message, group, mine } => groups::may_message(viewer, verb, message, group, mine),
        Thing::Meeting { meeting, place } => meetings::may_meeting(viewer, verb, meeting, place),
        Thing::Minutes { meeting, place, state } => minutes::may_minutes(viewer, verb, meeting, place, state),
    }
}

fn may_post(viewer: &Viewer, verb: Verb, post: &Post) -> bool {
    let author = viewer.member().is_some_and(|p| p.id == post.author);
    let out = post.state == PostState::Published;
    let waits = matches!(post.state, PostState::Proposed | PostState::Declined);
    // A deleted or removed reply keeps its place, empty; nothing of it can be read but that.
    let readable = match post.state {
        PostState::Proposed | PostState::Declined => author || viewer.speaks(),
        PostState::Published => viewer.belongs_to(post.audience),
        PostState::Deleted | PostState::Removed => false,
    };
    match verb {
        Verb::Read => readable,
        // A16: a history follows the strictest audience: members read it, strangers do not.
        Verb::ReadHistory => readable && viewer.member().is_some(),
        Verb::Answer | Verb::React => readable && out && viewer.member().is_some(),
        // What is out for everybody speaks for the section: only those who may do so change its words.
        Verb::Edit if out && post.audience == Audience::Everybody => {
            viewer.speaks() && (author || post.signature == Signature::Section)
        }
        Verb::Edit => readable && author,
        Verb::Delete => readable && author && (out || waits),
        Verb::Remove => readable && viewer.holds_over(Right::Moderate, post.audience) && !author,
        Verb::Decide => post.state == PostState::Proposed && viewer.speaks(),
        Verb::Write
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Administer
        | Verb::Enter
        | Verb::Join
        | Verb::Animate
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera
        | Verb::Use(_) => false,
    }
}

fn may_rendezvous(viewer: &Viewer, verb: Verb, rendezvous: &Rendezvous) -> bool {
    let organiser = viewer.member().is_some_and(|p| p.id == rendezvous.organiser);
    // In a body, who convenes it keeps its rendezvous too: there nothing waits to be accepted.
    let keeps = viewer.holds_over(Right::AcceptRendezvous, rendezvous.audience)
        || rendezvous.audience.body().is_some_and(|body| viewer.holds(Right::Convene, body));
    let readable = match rendezvous.state {
        RendezvousState::Proposed | RendezvousState::Declined => organiser || keeps,
        RendezvousState::Planned | RendezvousState::Cancelled => viewer.belongs_to(rendezvous.audience),
    };
    match verb {
        Verb::Read => readable,
        Verb::Answer => rendezvous.state == RendezvousState::Planned && readable && viewer.member().is_some(),
        // What is announced to everybody is changed by those who may speak for the section; its organiser can cancel it.
        Verb::Edit => {
            let announced =
                rendezvous.state == RendezvousState::Planned && rendezvous.audience == Audience::Everybody;
            readable
                && rendezvous.state != RendezvousState::Cancelled
                && if announced { viewer.speaks() } else { organiser || keeps }
        }
        Verb::Delete => readable && (organiser || keeps) && rendezvous.state != RendezvousState::Cancelled,
        Verb::Decide => rendezvous.state == RendezvousState::Proposed && keeps,
        // Somebody from outside asks to come.
        Verb::Join => {
            readable
                && rendezvous.state == RendezvousState::Planned
                && rendezvous.audience == Audience::Everybody
                && rendezvous.guests_may != GuestsMay::No
        }
        // Reading who of those outside comes, and deciding about them.
        Verb::Administer => {
            readable
                && rendezvous.audience == Audience::Everybody
                && matches!(rendezvous.state, RendezvousState::Planned | RendezvousState::Cancelled)
                && (organiser || keeps)
        }
        Verb::ReadHistory
        | Verb::React
        | Verb::Remove
        | Verb::Write
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Enter
        | Verb::Animate
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera
        | Verb::Use(_) => false,
    }
}

fn may_house(viewer: &Viewer, verb: Verb, house: &House) -> bool {
    match verb {
        Verb::Read => true,
        Verb::Write => viewer.member().is_some(),
        Verb::SpeakPublicly => viewer.speaks() || (house.members_may_sign && viewer.member().is_some()),
        Verb::SpeakFor | Verb::Decide => viewer.speaks(),
        Verb::Administer => viewer.administers(),
        Verb::Use(right) => viewer.holds_in_house(right),
        Verb::ReadHistory
        | Verb::Answer
        | Verb::React
        | Verb::Edit
        | Verb::Delete
        | Verb::Remove
        | Verb::Enter
        | Verb::Join
        | Verb::Animate
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera => false,
    }
}

/// A thing that its viewer may read. Made here alone.
#[derive(Clone, Debug)]
pub struct Visible<T>(T);

impl<T> Visible<T> {
    /// The thing itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::ops::Deref for Visible<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A post that this viewer may read, with its row.
pub async fn post(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: PostId,
) -> Result<Option<Visible<PostView>>, Fault> {
    let found = db.post_view(viewer.scope(), id).await?;
    Ok(found.filter(|view| may(viewer, Verb::Read, Thing::Post(&view.post))).map(Visible))
}

/// A rendezvous that this viewer may read, with its row.
pub async fn rendezvous(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: RendezvousId,
) -> Result<Option<Visible<RendezvousView>>, Fault> {
    let found = db.rendezvous_view(viewer.scope(), id).await?;
    Ok(found.filter(|view| may(viewer, Verb::Read, Thing::Rendezvous(&view.rendezvous))).map(Visible))
}

/// A picture whose post this viewer may read.
pub async fn picture(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: PictureId,
) -> Result<Option<Visible<(PictureRef, Vec<u8>, Audience)>>, Fault> {
    let Some((picture, bytes, owner)) = db.picture(id).await? else { return Ok(None) };
    let Some(post) = db.post(owner).await? else { return Ok(None) };
    let readable = may(viewer, Verb::Read, Thing::Post(&post));
    // A proposal is not yet for everybody: its pictures are cached as a member's.
    let audience = if post.state == PostState::Published { post.audience } else { Audience::Section };
    Ok(readable.then_some(Visible((picture, bytes, audience))))
}

/// The post, if the viewer may do this to it. `NotFound` where they may not even read it.
pub async fn post_for(
    db: &mut dyn Read,
    viewer: &Viewer,
    verb: Verb,
    id: PostId,
) -> Result<Post, crate::error::Failure> {
    let found =
        db.post(id).await?.filter(|p| may(viewer, Verb::Read, Thing::Post(p))).ok_or(Refusal::NotFound)?;
    if may(viewer, verb, Thing::Post(&found)) { Ok(found) } else { Err(Refusal::NotAllowed.into()) }
}

/// The rendezvous, if the viewer may do this to it. `NotFound` where they may not even read it.
pub async fn rendezvous_for(
    db: &mut dyn Read,
    viewer: &Viewer,
    verb: Verb,
    id: RendezvousId,
) -> Result<Rendezvous, crate::error::Failure> {
    let found = db
        .rendezvous(id)
        .await?
        .filter(|r| may(viewer, Verb::Read, Thing::Rendezvous(r)))
        .ok_or(Refusal::NotFound)?;
    if may(viewer, verb, Thing::Rendezvous(&found)) { Ok(found) } else { Err(Refusal::NotAllowed.into()) }
}

/// The house and the acting member, if the role of their account lets them do this to it. What a mandate may give too is
/// asked of [`house_as`].
pub async fn house_for(
    db: &mut dyn Read,
    by: PersonId,
    verb: Verb,
) -> Result<(House, Person), crate::error::Failure> {
    let house = db.house().await?.ok_or(Refusal::NotFound)?;
    let person = db.person(by).await?.ok_or(Refusal::NotAllowed)?;
    let viewer = Viewer::from(person.clone());
    if may(&viewer, verb, Thing::House(&house)) {
        Ok((house, person))
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// The viewer that a person is at this moment, with the mandates they hold then; a stranger if they are gone.
pub async fn viewer(db: &mut dyn Read, person: PersonId, now: Moment) -> Result<Viewer, Fault> {
    let Some(found) = db.person(person).await? else { return Ok(Viewer::Anyone) };
    let seats = db.seats(person, now).await?;
    Ok(Viewer::seated(found, seats))
}

#[cfg(test)]
mod tests;
