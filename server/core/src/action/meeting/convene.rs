//! The notice: the rules are asked, the roll is frozen, and it goes out to everybody on it; and calling a meeting off.

use async_trait::async_trait;

use super::{acting, letters, rules_of, shadow};
use crate::access::{Verb, Viewer};
use crate::action::sitting::ahead;
use crate::action::{Action, notify, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId};
use crate::mandate::MandateRole;
use crate::meeting::{Channel, Convocation, ItemState, Meeting, MeetingState, Proof};
use crate::notice::News;
use crate::rules::{Petitioners, RulesProfile};
use crate::store::{RollLine, Tx};
use crate::text::{Note, Problem, ShortText};
use crate::world::{Day, Moment, World};

/// The most people on one roll: the statutes of the parties split a section long before.
pub const ROLL_MAX: i64 = 5_000;

/// Convenes a meeting. Of one that is convened it sends the notice again, as its next edition.
#[derive(Debug)]
pub struct Convene {
    /// Who convenes.
    pub by: PersonId,
    /// Which.
    pub meeting: MeetingId,
    /// Why in a shorter time than the rules ask for, where it is.
    pub emergency: Option<Note>,
    /// How many members asked for it, and who, where it was not the office holders.
    pub petition: Option<(u32, ShortText)>,
    /// The meeting that lacked a quorum and that this one follows.
    pub second_of: Option<MeetingId>,
    /// [`Meeting::version`] of the agenda that was read.
    pub seen_version: i32,
}

#[async_trait]
impl Action for Convene {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (viewer, before, _) = acting(tx, world, self.by, Verb::Convene, self.meeting).await?;
        let now = world.now();
        if !before.state.may_become(MeetingState::Convened) || before.starts_at <= now {
            return Err(Refusal::Over.into());
        }
        if before.version != self.seen_version {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        if !tx.items(before.id).await?.iter().any(|item| item.state == ItemState::Listed) {
            return Err(Refusal::Field(Field::Agenda, Problem::Empty).into());
        }
        let rules = rules_of(tx, &before).await?;
        self.check(tx, world, &viewer, &before, &rules).await?;

        let edition = before.convocation.as_ref().map_or(0, |sent| sent.edition).saturating_add(1);
        let mut after = before.clone();
        after.state = MeetingState::Convened;
        after.changed_at = now;
        after.convocation = Some(Convocation {
            by: self.by,
            sent_at: now,
            notice_days: rules.notice_days(before.kind),
            emergency: self.emergency.clone(),
            petition: self.petition.as_ref().map(|(_, who)| who.clone()),
            second_of: self.second_of.or(before.convocation.as_ref().and_then(|sent| sent.second_of)),
            edition,
            stale: Vec::new(),
            accepted: false,
        });
        after.rules = Some(rules.clone());
        if !tx.update_meeting(&after, self.seen_version).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        ahead::convened(tx, after.id, &rules).await?;
        freeze(tx, &after, &rules, now).await?;
        shadow::cast(tx, world, &after).await?;
        send(tx, world, &after, edition).await?;
        record(tx, world, Some(self.by), EventKind::MeetingConvened, after.id.0).await?;
        Ok(())
    }
}

impl Convene {
    /// Asks the rules: who convenes, and whether it is early enough.
    async fn check(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        viewer: &Viewer,
        meeting: &Meeting,
        rules: &RulesProfile,
    ) -> Result<(), Failure> {
        let now = world.now();
        if let Some((found, _)) = self.petition {
            let members = u32::try_from(tx.seated_count(meeting.body, now).await?).unwrap_or(u32::MAX);
            rules.check_petition(Petitioners { found, members })?;
        } else {
            self.check_convener(tx, world, viewer, meeting, rules).await?;
        }
        let (kind, starts, zone) = (meeting.kind, meeting.starts_at, meeting.time_zone);
        if let Some(lacked) = self.second_of {
            let lacked = tx.meeting(lacked).await?.ok_or(Refusal::NotFound)?;
            if lacked.body != meeting.body || lacked.state != MeetingState::LackOfQuorum {
                return Err(Refusal::NotFound.into());
            }
            rules.check_second(kind, lacked.starts_at, now, starts, zone)?;
        } else if let Err(breach) = rules.check_notice(kind, now, starts, zone) {
            // Only who asks for an emergency is told what an emergency needs.
            match &self.emergency {
                Some(_) => rules.check_emergency(now, starts, zone, true)?,
                None => return Err(breach.into()),
            }
        }
        Ok(())
    }

    /// Until somebody holds one of the mandates that convene, who runs the house does: else a new house could hold no meeting.
    async fn check_convener(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        viewer: &Viewer,
        meeting: &Meeting,
        rules: &RulesProfile,
    ) -> Result<(), Failure> {
        let house = tx.house().await?.ok_or(Refusal::NotFound)?;
        let mut held: Vec<MandateRole> = Vec::new();
        if let Some(seats) = viewer.seats() {
            let here = seats.mandates().iter().filter(|one| one.body == meeting.body || one.body == house.id);
            held.extend(here.map(|one| one.role));
        }
        let Err(breach) = rules.check_convener(&held) else { return Ok(()) };
        let mut nobody = true;
        for body in [meeting.body, house.id] {
            let views = tx.mandates_in(body, world.now(), ROLL_MAX).await?;
            nobody &= !views.iter().any(|view| {
                view.mandate.holds(world.now()) && rules.convening.roles.contains(&view.mandate.role)
            });
        }
        if nobody && viewer.administers() { Ok(()) } else { Err(breach.into()) }
    }
}

/// Writes the roll: everybody who sits in the body now, with their voice. Who stands on it already stays.
async fn freeze(
    tx: &mut dyn Tx,
    meeting: &Meeting,
    rules: &RulesProfile,
    now: Moment,
) -> Result<(), Failure> {
    let sent = Day::of(now, meeting.time_zone).unwrap_or_default();
    let sits = Day::of(meeting.starts_at, meeting.time_zone).unwrap_or_default();
    for seated in tx.seated(meeting.body, now, ROLL_MAX).await? {
        let line = RollLine {
            voice: rules.voice_of(&seated.affiliation, sent, sits).voice,
            channel: if seated.has_mail { Channel::Mail } else { Channel::Letter },
            proof: Proof::Queued,
            added_because: None,
        };
        tx.add_to_roll(meeting.id, seated.who.id, &line, now).await?;
    }
    Ok(())
}

/// Sends this edition to everybody on the roll: by mail where letters reach them, on the page to all.
async fn send(tx: &mut dyn Tx, world: &dyn World, meeting: &Meeting, edition: u16) -> Result<(), Failure> {
    for recipient in tx.roll(meeting.id).await? {
        let person = recipient.who.id;
        tx.keep_proof(meeting.id, person, Proof::Queued, world.now()).await?;
        if recipient.channel == Channel::Mail {
            letters::convoke(tx, world, meeting.id, person, edition).await?;
        }
        let news = News::Convened { meeting: meeting.id, title: meeting.title.clone(), again: edition > 1 };
        notify(tx, world, person, news).await?;
    }
    Ok(())
}

/// Calls a meeting off: cancelled, or, once its notice went out, put off to a meeting that continues it.
#[derive(Debug)]
pub struct CallOff {
    /// Who calls it off.
    pub by: PersonId,
    /// Which.
    pub meeting: MeetingId,
    /// Whether another one follows.
    pub postpone: bool,
}

#[async_trait]
impl Action for CallOff {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (_, before, _) = acting(tx, world, self.by, Verb::Convene, self.meeting).await?;
        let to = if self.postpone { MeetingState::Postponed } else { MeetingState::Cancelled };
        if before.state == to {
            return Ok(());
        }
        if !before.state.may_become(to) {
            return Err(Refusal::Over.into());
        }
        if !tx.move_meeting(before.id, before.state, to, world.now()).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let event = if self.postpone { EventKind::MeetingPostponed } else { EventKind::MeetingCancelled };
        record(tx, world, Some(self.by), event, before.id.0).await?;
        if before.state != MeetingState::Convened {
            return Ok(());
        }
        let after = Meeting { state: to, ..before };
        shadow::cast(tx, world, &after).await?;
        for recipient in tx.roll(after.id).await? {
            let person = recipient.who.id;
            if recipient.channel == Channel::Mail {
                letters::call_off(tx, world, after.id, person).await?;
            }
            let news =
                News::MeetingOff { meeting: after.id, title: after.title.clone(), postponed: self.postpone };
            notify(tx, world, person, news).await?;
        }
        Ok(())
    }
}
