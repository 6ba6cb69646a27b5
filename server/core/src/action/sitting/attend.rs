//! Who is there: coming, going, and putting right what was keyed wrong.

use async_trait::async_trait;
use uuid::Uuid;

use super::{kept, keyed, measure, rules};
use crate::action::{Action, notify, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId, ProxyId, StayId};
use crate::meeting::{EARLY_MAX, Meeting, MeetingState, Presence, Proxy, ProxyState, Stay, Voice};
use crate::notice::News;
use crate::store::Tx;
use crate::text::{PersonName, Problem};
use crate::world::{Moment, World};

/// The meeting, if its attendance can be keyed now: from the notice on (people come before it opens) to its closing.
async fn attended(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: MeetingId,
) -> Result<Meeting, Failure> {
    let (meeting, _) = kept(tx, world, by, meeting).await?;
    match meeting.state {
        MeetingState::Convened | MeetingState::InSession | MeetingState::Suspended => Ok(meeting),
        _ => Err(Refusal::Over.into()),
    }
}

/// Before this nobody can have been there.
const fn doors(meeting: &Meeting) -> Moment {
    meeting.starts_at.plus(-EARLY_MAX)
}

/// Somebody of the roll comes. Who is there already is there once: on line and then in the room, they are in the room.
#[derive(Debug)]
pub struct Arrive {
    /// Who keys it.
    pub by: PersonId,
    /// To which meeting.
    pub meeting: MeetingId,
    /// Who comes.
    pub person: PersonId,
    /// How.
    pub presence: Presence,
    /// When; now, where it was not keyed.
    pub at: Option<Moment>,
}

#[async_trait]
impl Action for Arrive {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let meeting = attended(tx, world, self.by, self.meeting).await?;
        let line = tx.recipient(meeting.id, self.person).await?.ok_or(Refusal::NotFound)?;
        if let Some(mut here) = tx.open_stay(meeting.id, self.person).await? {
            // A button pressed twice, or two keepers at once, change nothing.
            if here.presence == Presence::Remote && self.presence == Presence::Room {
                here.presence = Presence::Room;
                tx.update_stay(&here, self.by).await?;
            }
            return Ok(());
        }
        let now = world.now();
        let at = keyed(self.at, now, doors(&meeting))?;
        let before = tx.stays_of(meeting.id, self.person).await?;
        if before.iter().any(|stay| stay.until.is_none_or(|until| at < until) || at < stay.from) {
            return Err(Refusal::Field(Field::Time, Problem::TooEarly).into());
        }
        if line.voice == Voice::Voting && before.is_empty() {
            still_open(&meeting, at)?;
        }
        let stay = Stay {
            id: StayId(world.dated_id()),
            person: Some(self.person),
            name: line.who.name,
            voice: line.voice,
            presence: self.presence,
            from: at,
            until: None,
        };
        tx.insert_stay(meeting.id, &stay, self.by, None).await?;
        come(tx, world, &meeting, self.person, at).await?;
        measure(tx, &meeting, now).await?;
        record(tx, world, Some(self.by), EventKind::AttendanceKeyed, stay.id.0).await?;
        Ok(())
    }
}

/// Where the statutes close the sheet some time after the opening, who comes later has no vote.
fn still_open(meeting: &Meeting, at: Moment) -> Result<(), Refusal> {
    let Some(sitting) = meeting.sitting else { return Ok(()) };
    rules(meeting)?.check_arrival(sitting.opened_at, at).map_err(Refusal::Rule)
}

/// Who comes speaks for themselves: the proxy they gave is void from that moment, and its holder is told (P1.6).
pub(super) async fn come(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    person: PersonId,
    at: Moment,
) -> Result<(), Failure> {
    for proxy in tx.proxies(meeting.id).await? {
        if proxy.giver == person && proxy.state == ProxyState::Valid {
            tx.end_proxy(proxy.id, ProxyState::Void, at).await?;
            let title = meeting.title.clone();
            let news = News::ProxyVoid { meeting: meeting.id, title, by: proxy.giver_name, came: true };
            notify(tx, world, proxy.holder, news).await?;
        }
    }
    Ok(())
}

/// Who goes carries nobody's voice any more, and those who gave it are told.
async fn go(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    person: PersonId,
    at: Moment,
) -> Result<(), Failure> {
    for proxy in tx.proxies(meeting.id).await? {
        if proxy.holder == person && proxy.state == ProxyState::Valid {
            tx.end_proxy(proxy.id, ProxyState::Void, at).await?;
            let title = meeting.title.clone();
            let news = News::ProxyVoid { meeting: meeting.id, title, by: proxy.holder_name, came: false };
            notify(tx, world, proxy.giver, news).await?;
        }
    }
    Ok(())
}

/// Somebody without an account comes: a guest, an expert, the secretary of another section.
#[derive(Debug)]
pub struct WelcomeGuest {
    /// Who keys it.
    pub by: PersonId,
    /// To which meeting.
    pub meeting: MeetingId,
    /// What they are called.
    pub name: PersonName,
    /// Whether they may speak; no guest votes.
    pub advisory: bool,
    /// How they are there.
    pub presence: Presence,
    /// When they came; now, where it was not keyed.
    pub at: Option<Moment>,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for WelcomeGuest {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let meeting = attended(tx, world, self.by, self.meeting).await?;
        let at = keyed(self.at, world.now(), doors(&meeting))?;
        let stay = Stay {
            id: StayId(world.dated_id()),
            person: None,
            name: self.name.clone(),
            voice: if self.advisory { Voice::Advisory } else { Voice::Observer },
            presence: self.presence,
            from: at,
            until: None,
        };
        if tx.insert_stay(meeting.id, &stay, self.by, Some(self.once)).await? {
            record(tx, world, Some(self.by), EventKind::AttendanceKeyed, stay.id.0).await?;
        }
        Ok(())
    }
}

/// Somebody goes.
#[derive(Debug)]
pub struct Leave {
    /// Who keys it.
    pub by: PersonId,
    /// Which stay ends.
    pub stay: StayId,
    /// When; now, where it was not keyed.
    pub at: Option<Moment>,
}

#[async_trait]
impl Action for Leave {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, mut stay) = tx.stay(self.stay).await?.ok_or(Refusal::NotFound)?;
        let meeting = attended(tx, world, self.by, meeting).await?;
        if stay.until.is_some() {
            // Pressed twice: they are gone.
            return Ok(meeting.id);
        }
        let now = world.now();
        let at = keyed(self.at, now, stay.from)?;
        stay.until = Some(at);
        tx.update_stay(&stay, self.by).await?;
        if let Some(person) = stay.person {
            go(tx, world, &meeting, person, at).await?;
        }
        measure(tx, &meeting, now).await?;
        record(tx, world, Some(self.by), EventKind::AttendanceKeyed, stay.id.0).await?;
        Ok(meeting.id)
    }
}

/// Puts right when and how somebody was there.
#[derive(Debug)]
pub struct CorrectStay {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub stay: StayId,
    /// When they came.
    pub from: Moment,
    /// When they went; `None` where they are there.
    pub until: Option<Moment>,
    /// How they were there.
    pub presence: Presence,
}

#[async_trait]
impl Action for CorrectStay {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, before) = tx.stay(self.stay).await?.ok_or(Refusal::NotFound)?;
        let meeting = attended(tx, world, self.by, meeting).await?;
        let now = world.now();
        keyed(Some(self.from), now, doors(&meeting))?;
        if let Some(until) = self.until {
            keyed(Some(until), now, self.from)?;
        }
        if let Some(person) = before.person {
            let end = |until: Option<Moment>| until.unwrap_or(Moment(i64::MAX));
            let others = tx.stays_of(meeting.id, person).await?;
            let crosses = others
                .iter()
                .filter(|one| one.id != before.id)
                .any(|one| one.from < end(self.until) && self.from < end(one.until));
            if crosses {
                return Err(Refusal::Field(Field::Time, Problem::Malformed).into());
            }
        }
        let after = Stay { from: self.from, until: self.until, presence: self.presence, ..before.clone() };
        tx.update_stay(&after, self.by).await?;
        if let (Some(person), None, Some(until)) = (before.person, before.until, after.until) {
            go(tx, world, &meeting, person, until).await?;
        }
        if let (Some(person), true) = (before.person, after.until.is_none()) {
            come(tx, world, &meeting, person, after.from).await?;
        }
        measure(tx, &meeting, now).await?;
        record(tx, world, Some(self.by), EventKind::AttendanceKeyed, after.id.0).await?;
        Ok(meeting.id)
    }
}

/// Forgets a stay that was keyed by mistake: they were not there. A proxy that ended only because of it counts again, if
/// nobody has taken that voice since.
#[derive(Debug)]
pub struct ForgetStay {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub stay: StayId,
}

#[async_trait]
impl Action for ForgetStay {
    type Output = Option<MeetingId>;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Option<MeetingId>, Failure> {
        // Gone already: the form was sent twice, and there is nothing left that says of which meeting it was.
        let Some((meeting, stay)) = tx.stay(self.stay).await? else { return Ok(None) };
        let meeting = attended(tx, world, self.by, meeting).await?;
        tx.delete_stay(stay.id).await?;
        if let Some(person) = stay.person {
            let proxies = tx.proxies(meeting.id).await?;
            let taken = proxies.iter().any(|one| one.giver == person && one.state == ProxyState::Valid);
            let ended = proxies.into_iter().find(|one| {
                one.giver == person && one.state == ProxyState::Void && one.ended_at == Some(stay.from)
            });
            if let (Some(proxy), false) = (ended, taken) {
                // The void one stays as it was recorded; this one takes its place.
                let id = ProxyId(world.hidden_id());
                let again = Proxy { id, state: ProxyState::Valid, ended_at: None, ..proxy };
                tx.insert_proxy(&again).await?;
            }
            // What they carried was carried by nobody.
            if stay.until.is_none() {
                go(tx, world, &meeting, person, world.now()).await?;
            }
        }
        measure(tx, &meeting, world.now()).await?;
        record(tx, world, Some(self.by), EventKind::AttendanceKeyed, stay.id.0).await?;
        Ok(Some(meeting.id))
    }
}
