//! Those from outside who come to a rendezvous for everybody: by mail address, or by a Join of their server.

mod join;

use async_trait::async_trait;

pub(in crate::action) use self::join::leave;
pub use self::join::{Joined, ReceiveEventJoin, ReceiveEventLeave};
use super::outside::hashed;
use super::{Action, enqueue, notify, record};
use crate::access::{self, Thing, Verb, Viewer, may};
use crate::error::{Failure, Fault, Refusal};
use crate::event::EventKind;
use crate::guest::{
    CONFIRM_TIME, CONSENT_TEXT, Consent, GUESTS_MAX, GUESTS_WAITING_MAX, Guest, GuestState, GuestsMay,
    Purpose, Registration, TurnedAway, Way, Wishes,
};
use crate::id::{ConsentId, GuestId, PersonId, RendezvousId};
use crate::job::{Letter, NewJob, Work};
use crate::language::Language;
use crate::notice::News;
use crate::rendezvous::{Rendezvous, RendezvousState};
use crate::store::Tx;
use crate::text::{MailAddress, PersonName, Phone};
use crate::unit::Openness;
use crate::world::{Moment, Token, TokenHash, World};

/// A stranger says that they want to come, by mail address. Nothing counts before the link of the letter is used; whether
/// the address is known is told to nobody but in that letter.
#[derive(Debug)]
pub struct Register {
    /// To what.
    pub rendezvous: RendezvousId,
    /// What they are called, if they say so.
    pub name: Option<PersonName>,
    /// Where the letters go.
    pub mail: MailAddress,
    /// The number, where they want to be called.
    pub phone: Option<Phone>,
    /// What else they agree to.
    pub wishes: Wishes,
    /// The language of the letters.
    pub language: Language,
}

#[async_trait]
impl Action for Register {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = stranger(tx).await?;
        let rendezvous = match access::rendezvous_for(tx, &viewer, Verb::Join, self.rendezvous).await {
            Err(Failure::Refused(Refusal::NotAllowed)) => return Err(Refusal::Over.into()),
            found => found?,
        };
        refuse(why_not(tx, world, &rendezvous).await?)?;
        let who = hashed(tx, world, &self.mail.folded()).await?;
        let registration = Registration {
            mail: self.mail.clone(),
            phone: self.phone.clone().filter(|_| self.wishes.holds(Purpose::Call)),
            language: self.language,
            wishes: self.wishes.clone(),
            text_version: CONSENT_TEXT,
            confirm_until: Some(world.now().plus(CONFIRM_TIME)),
        };
        let known = tx.guest_by_who(rendezvous.id, &who).await?;
        let id = match known {
            // Who is counted already is written to, and nothing of what they typed now changes anything.
            Some(guest) if guest.state != GuestState::Unconfirmed => guest.id,
            Some(guest) => {
                tx.renew_registration(guest.id, self.name.as_ref(), &registration).await?;
                guest.id
            }
            None => {
                let (all, waiting) = tx.guests_count(rendezvous.id).await?;
                if all >= GUESTS_MAX || waiting >= GUESTS_WAITING_MAX {
                    return Err(Refusal::TooMany(u32::try_from(waiting).unwrap_or(u32::MAX)).into());
                }
                let guest = Guest {
                    id: GuestId(world.hidden_id()),
                    rendezvous: rendezvous.id,
                    state: GuestState::Unconfirmed,
                    who,
                    way: Way::Mail(registration),
                    name: self.name.clone(),
                    came_at: world.now(),
                };
                tx.insert_guest(&guest).await?;
                guest.id
            }
        };
        write_to(tx, world, id).await
    }
}

/// What a stranger is to this house: before a closed one they read nothing.
async fn stranger(tx: &mut dyn Tx) -> Result<Viewer, Failure> {
    let house = tx.house().await?.ok_or(Refusal::NotFound)?;
    Ok(if house.openness == Openness::Closed { Viewer::Outside } else { Viewer::Anyone })
}

/// Why nobody more can come from outside; asked where the places are given.
async fn why_not(
    tx: &mut dyn Tx,
    world: &dyn World,
    rendezvous: &Rendezvous,
) -> Result<Option<TurnedAway>, Fault> {
    if rendezvous.state != RendezvousState::Planned || rendezvous.over_at() < world.now() {
        return Ok(Some(TurnedAway::Over));
    }
    if rendezvous.guests_may == GuestsMay::No {
        return Ok(Some(TurnedAway::Closed));
    }
    let full = match rendezvous.capacity {
        Some(capacity) => tx.coming(rendezvous.id, world.now()).await? >= i64::from(capacity),
        None => false,
    };
    Ok(full.then_some(TurnedAway::Full))
}

/// The same as a page says it.
fn refuse(turned: Option<TurnedAway>) -> Result<(), Refusal> {
    match turned {
        None => Ok(()),
        Some(TurnedAway::Full) => Err(Refusal::Full),
        Some(TurnedAway::Closed | TurnedAway::Over | TurnedAway::Refused) => Err(Refusal::Over),
    }
}

/// A letter that says where a guest stands when it leaves.
async fn write_to(tx: &mut dyn Tx, world: &dyn World, guest: GuestId) -> Result<(), Failure> {
    let letter = Letter::Guest { guest };
    Ok(enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?)
}

/// Makes the secret link of a letter to a guest, when it is written: to confirm, or to see what is held and take it back.
#[derive(Debug)]
pub struct MakeGuestLink {
    /// Whose letter.
    pub guest: GuestId,
}

#[async_trait]
impl Action for MakeGuestLink {
    type Output = (Guest, Token);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Self::Output, Failure> {
        let guest = tx.guest(self.guest).await?.ok_or(Refusal::NotFound)?;
        let token = world.token();
        if guest.state == GuestState::Unconfirmed {
            tx.set_confirm(guest.id, &token.hash()).await?;
        } else {
            tx.insert_guest_link(&token.hash(), &guest.who, guest.id, world.now()).await?;
        }
        Ok((guest, token))
    }
}

/// The guest behind the link that confirms, if it still confirms anything. Used by the page that shows the button, too.
pub async fn live_guest(
    db: &mut dyn crate::store::Read,
    now: Moment,
    hash: &TokenHash,
) -> Result<Guest, Failure> {
    let guest = db.guest_by_confirm(hash).await?.ok_or(Refusal::LinkSpent)?;
    let until = guest.registration().and_then(|registration| registration.confirm_until);
    match until {
        Some(until) if guest.state == GuestState::Unconfirmed && until > now => Ok(guest),
        Some(_) if guest.state == GuestState::Unconfirmed => Err(Refusal::LinkExpired.into()),
        _ => Err(Refusal::LinkSpent.into()),
    }
}

/// Confirms an address by the link of a letter: from now on they come, or ask to. The last place is given once.
#[derive(Debug)]
pub struct ConfirmGuest {
    /// The hash of the link's token.
    pub hash: TokenHash,
}

#[async_trait]
impl Action for ConfirmGuest {
    /// Where they stand now.
    type Output = GuestState;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<GuestState, Failure> {
        let now = world.now();
        let guest = live_guest(tx, now, &self.hash).await?;
        let rendezvous = tx.rendezvous(guest.rendezvous).await?.ok_or(Refusal::LinkSpent)?;
        refuse(why_not(tx, world, &rendezvous).await?)?;
        let asks = rendezvous.guests_may == GuestsMay::Ask;
        let state = if asks { GuestState::Waiting } else { GuestState::Coming };
        if !tx.move_guest(&guest, state).await? {
            return Err(Refusal::LinkSpent.into());
        }
        keep_consents(tx, world, &guest).await?;
        if asks {
            tell_organiser(tx, world, &rendezvous).await?;
        }
        write_to(tx, world, guest.id).await?;
        Ok(state)
    }
}

/// What they ticked counts from the moment at which the address is known to be theirs.
async fn keep_consents(tx: &mut dyn Tx, world: &dyn World, guest: &Guest) -> Result<(), Failure> {
    let Some(registration) = guest.registration() else { return Ok(()) };
    for purpose in registration.wishes.iter() {
        let consent = Consent {
            id: ConsentId(world.hidden_id()),
            who: guest.who.clone(),
            purpose,
            text_version: registration.text_version,
            language: registration.language,
            mail: Some(registration.mail.clone()),
            name: guest.name.clone(),
            phone: registration.phone.clone().filter(|_| purpose == Purpose::Call),
            given_at: world.now(),
            withdrawn_at: None,
        };
        tx.keep_consent(&consent).await?;
    }
    Ok(())
}

/// Tells the organiser that somebody asks: one unread line, however many do.
async fn tell_organiser(tx: &mut dyn Tx, world: &dyn World, rendezvous: &Rendezvous) -> Result<(), Failure> {
    let news = News::GuestsWait { rendezvous: rendezvous.id, title: rendezvous.title.clone() };
    let mut whom = tx.administrators().await?;
    let organiser = rendezvous.organiser;
    // Whoever planned it decides; where they are gone, those who run the house.
    if access::viewer(tx, organiser, world.now()).await?.member().is_some() {
        whom = vec![organiser];
    }
    for person in whom {
        tx.forget_notice(person, &news).await?;
        notify(tx, world, person, news.clone()).await?;
    }
    Ok(())
}

/// Takes a registration back by the link of a letter: the place is free, and what was known of it is erased.
#[derive(Debug)]
pub struct CancelGuest {
    /// The hash of the link's token.
    pub hash: TokenHash,
}

#[async_trait]
impl Action for CancelGuest {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        let held = tx.held(&self.hash).await?.ok_or(Refusal::LinkSpent)?;
        let Some(guest) = held.guest else { return Ok(()) };
        // One who was told no cannot ask anew by taking it back.
        if guest.state != GuestState::Refused {
            tx.delete_guest(&guest).await?;
        }
        Ok(())
    }
}

/// Takes a consent back by the link of a letter. True if it stood.
#[derive(Debug)]
pub struct WithdrawConsent {
    /// The hash of the link's token.
    pub hash: TokenHash,
    /// Which.
    pub purpose: Purpose,
}

#[async_trait]
impl Action for WithdrawConsent {
    type Output = bool;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<bool, Failure> {
        let held = tx.held(&self.hash).await?.ok_or(Refusal::LinkSpent)?;
        Ok(tx.withdraw_consent(&held.who, self.purpose, world.now()).await?)
    }
}

/// The organiser, or those who run the house, say whether somebody who asked may come.
#[derive(Debug)]
pub struct DecideGuest {
    /// Who decides.
    pub by: PersonId,
    /// To what.
    pub rendezvous: RendezvousId,
    /// About whom.
    pub guest: GuestId,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for DecideGuest {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let rendezvous = access::rendezvous_for(tx, &viewer, Verb::Administer, self.rendezvous).await?;
        let guest = tx
            .guest(self.guest)
            .await?
            .filter(|guest| guest.rendezvous == rendezvous.id && guest.state != GuestState::Unconfirmed)
            .ok_or(Refusal::NotFound)?;
        if guest.state != GuestState::Waiting {
            return Err(Refusal::Over.into());
        }
        if self.accept {
            // The door may have been closed since: who asked before that may still be let in.
            let turned = why_not(tx, world, &rendezvous).await?;
            refuse(turned.filter(|turned| *turned != TurnedAway::Closed))?;
        }
        let state = if self.accept { GuestState::Coming } else { GuestState::Refused };
        if !tx.move_guest(&guest, state).await? {
            return Err(Refusal::Over.into());
        }
        match &guest.way {
            Way::Mail(_) => write_to(tx, world, guest.id).await?,
            Way::Join { asking: Some(asking), .. } => {
                let turned = (!self.accept).then_some(TurnedAway::Refused);
                join::answer(tx, world, rendezvous.id, (&asking.actor, &asking.join), turned).await?;
            }
            Way::Join { asking: None, .. } => {}
        }
        Ok(record(tx, world, Some(self.by), EventKind::GuestDecided, rendezvous.id.0).await?)
    }
}

/// Writes to those who come by mail address what has changed; other servers are told by the rendezvous itself.
pub(super) async fn tell_guests(
    tx: &mut dyn Tx,
    world: &dyn World,
    rendezvous: RendezvousId,
    cancelled: bool,
    what: &[String],
) -> Result<(), Failure> {
    for guest in tx.guests_by_mail(rendezvous).await? {
        let letter = Letter::GuestNews { guest, cancelled, what: what.to_vec() };
        enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?;
    }
    Ok(())
}

/// Whether this viewer reads who comes from outside.
pub fn reads_guests(viewer: &Viewer, rendezvous: &Rendezvous) -> bool {
    may(viewer, Verb::Administer, Thing::Rendezvous(rendezvous))
}
