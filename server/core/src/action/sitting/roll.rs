//! What changes the roll and the proxies at the door: who pays or is welcomed then, and the proxies that came on paper.

use async_trait::async_trait;

use super::{kept, measure, rules};
use crate::action::{Action, notify, record};
use crate::error::{Failure, Field, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId, ProxyId};
use crate::mandate::Right;
use crate::meeting::{Channel, Meeting, MeetingState, Proof, Proxy, ProxyChannel, ProxyState, Voice};
use crate::notice::News;
use crate::person::Standing;
use crate::rules::{Giver, Holder};
use crate::store::{RollLine, Tx};
use crate::text::{Problem, ShortText};
use crate::world::{Day, World};

/// Whether the roll of this meeting is still worked on.
const fn at_the_door(meeting: &Meeting) -> bool {
    matches!(meeting.state, MeetingState::Convened | MeetingState::InSession | MeetingState::Suspended)
}

/// Puts somebody onto the roll at the door, with a word why: they paid their dues now, or were forgotten.
///
/// The rules say with which voice: where dues are looked at on the day of the vote, who pays at the door votes. The room
/// does not get smaller by it, and what was voted before stays as it was.
#[derive(Debug)]
pub struct WelcomeOntoRoll {
    /// Who keys it.
    pub by: PersonId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub because: ShortText,
    /// Up to which day their dues are paid now; only those who keep the dues may say so.
    pub dues_until: Option<Day>,
}

#[async_trait]
impl Action for WelcomeOntoRoll {
    type Output = Voice;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Voice, Failure> {
        let (meeting, viewer) = kept(tx, world, self.by, self.meeting).await?;
        if !at_the_door(&meeting) {
            return Err(Refusal::Over.into());
        }
        let person = tx.person(self.person).await?.ok_or(Refusal::NotFound)?;
        let mut belonging = tx.affiliation(self.person).await?.ok_or(Refusal::NotFound)?;
        if person.standing != Standing::Active {
            return Err(Refusal::NotFound.into());
        }
        let now = world.now();
        let today = Day::of(now, meeting.time_zone).unwrap_or_default();
        if let Some(until) = self.dues_until {
            if !viewer.holds(Right::KeepDues, meeting.body) {
                return Err(Refusal::NotAllowed.into());
            }
            if until < today {
                return Err(Refusal::Field(Field::Dues, Problem::TooEarly).into());
            }
            belonging.dues_until = Some(until);
            tx.keep_affiliation(&belonging).await?;
        }
        let sent = meeting.convocation.as_ref().map_or(now, |notice| notice.sent_at);
        let notice = Day::of(sent, meeting.time_zone).unwrap_or_default();
        let voice = rules(&meeting)?.voice_of(&belonging, notice, today).voice;
        match tx.recipient(meeting.id, self.person).await? {
            Some(line) if line.voice == voice => return Ok(voice),
            Some(_) => {
                tx.change_voice(meeting.id, self.person, voice, &self.because).await?;
            }
            None => {
                // They stand in the door: no letter reaches them sooner.
                let line = RollLine {
                    voice,
                    channel: Channel::Letter,
                    proof: Proof::Printed,
                    added_because: Some(self.because.clone()),
                };
                tx.add_to_roll(meeting.id, self.person, &line, now).await?;
            }
        }
        // Who is there already has that voice from now on.
        if let Some(mut here) = tx.open_stay(meeting.id, self.person).await? {
            here.voice = voice;
            tx.update_stay(&here, self.by).await?;
        }
        measure(tx, &meeting, now).await?;
        record(tx, world, Some(self.by), EventKind::RollChanged, meeting.id.0).await?;
        Ok(voice)
    }
}

/// Keys a proxy that came on paper.
#[derive(Debug)]
pub struct KeyProxy {
    /// Who keys it.
    pub by: PersonId,
    /// For which meeting.
    pub meeting: MeetingId,
    /// Whose voice.
    pub giver: PersonId,
    /// Who carries it.
    pub holder: PersonId,
}

#[async_trait]
impl Action for KeyProxy {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (meeting, _) = kept(tx, world, self.by, self.meeting).await?;
        if !at_the_door(&meeting) {
            return Err(Refusal::Over.into());
        }
        let rules = rules(&meeting)?;
        let giver = tx.recipient(meeting.id, self.giver).await?.ok_or(Refusal::NotFound)?;
        let holder = tx.recipient(meeting.id, self.holder).await?.ok_or(Refusal::NotFound)?;
        let proxies = tx.proxies(meeting.id).await?;
        let valid = |proxy: &&Proxy| proxy.state == ProxyState::Valid;
        if proxies.iter().filter(valid).any(|one| one.giver == self.giver && one.holder == self.holder) {
            // The same paper keyed twice.
            return Ok(());
        }
        let gave = |who: PersonId| proxies.iter().filter(valid).any(|one| one.giver == who);
        let carries = |who: PersonId| {
            u32::try_from(proxies.iter().filter(valid).filter(|one| one.holder == who).count())
                .unwrap_or(u32::MAX)
        };
        let giving = Giver { voice: giver.voice, gave: gave(self.giver), carries: carries(self.giver) };
        rules.check_giver(&giving).map_err(Refusal::Rule)?;
        let holding = Holder {
            voice: holder.voice,
            gave: gave(self.holder),
            carries: carries(self.holder),
            is_giver: self.giver == self.holder,
        };
        rules.check_holder(&holding).map_err(Refusal::Rule)?;
        if tx.open_stay(meeting.id, self.giver).await?.is_some() {
            return Err(Refusal::Sitting(Hitch::GiverIsThere).into());
        }
        let proxy = Proxy {
            id: ProxyId(world.hidden_id()),
            meeting: meeting.id,
            giver: self.giver,
            giver_name: giver.who.name,
            holder: self.holder,
            holder_name: holder.who.name,
            channel: ProxyChannel::Paper,
            state: ProxyState::Valid,
            given_at: world.now(),
            ended_at: None,
        };
        tx.insert_proxy(&proxy).await?;
        measure(tx, &meeting, proxy.given_at).await?;
        record(tx, world, Some(self.by), EventKind::ProxyKeyed, meeting.id.0).await?;
        Ok(())
    }
}

/// Takes back a proxy that was keyed wrong, or that its giver takes back by telephone.
#[derive(Debug)]
pub struct EndProxy {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub proxy: ProxyId,
}

#[async_trait]
impl Action for EndProxy {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let proxy = tx.proxy(self.proxy).await?.ok_or(Refusal::NotFound)?;
        let (meeting, _) = kept(tx, world, self.by, proxy.meeting).await?;
        if !at_the_door(&meeting) {
            return Err(Refusal::Over.into());
        }
        if !tx.end_proxy(proxy.id, ProxyState::Void, world.now()).await? {
            return Ok(meeting.id);
        }
        measure(tx, &meeting, world.now()).await?;
        let news =
            News::ProxyVoid { meeting: meeting.id, title: meeting.title, by: proxy.giver_name, came: true };
        notify(tx, world, proxy.holder, news).await?;
        record(tx, world, Some(self.by), EventKind::ProxyKeyed, meeting.id.0).await?;
        Ok(meeting.id)
    }
}
