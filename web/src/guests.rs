//! Those from outside who come to a rendezvous for everybody: their form, the links of their letters, and the list that its
//! organiser reads.

use askama::Template;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Form, Router};
use preau_core::access::{self, Verb, Viewer};
use preau_core::action::guest::{
    CancelGuest, ConfirmGuest, DecideGuest, Register, WithdrawConsent, live_guest, reads_guests,
};
use preau_core::error::{Failure as CoreFailure, Fault, Field, Refusal};
use preau_core::guest::{GUESTS_SHOWN, Guest, GuestState, Held, Purpose, Way, Wishes};
use preau_core::id::GuestId;
use preau_core::rendezvous::{Rendezvous, RendezvousState};
use preau_core::store::Read;
use preau_core::text::{MailAddress, PersonName, Phone};
use serde::Deserialize;

use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::limits::ClientAddress;
use crate::over::{self, Link};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::rendezvous::{id, with_form};
use crate::session::Member;
use crate::sign_in::{LinkPage, read as read_token};
use crate::state::{Caller, Web};
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::RENDEZVOUS_REGISTER, post(register))
        .at(place::RENDEZVOUS_GUEST, post(decide))
        .at(place::GUEST_CONFIRM, get(ask_confirm).post(confirm))
        .at(place::GUEST, get(show).post(take_back))
}

/// What the form of a stranger sends. A box that is not ticked sends nothing.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    pub(crate) mail: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) newsletter: String,
    pub(crate) contact: String,
    pub(crate) call: String,
}

impl Fields {
    /// Whether a box was ticked, by its purpose's word.
    pub(crate) fn ticked(&self, word: &str) -> bool {
        word.parse().is_ok_and(|purpose| self.wants(purpose))
    }

    fn wants(&self, purpose: Purpose) -> bool {
        let sent = match purpose {
            Purpose::Newsletter => &self.newsletter,
            Purpose::Contact => &self.contact,
            Purpose::Call => &self.call,
        };
        sent == "yes"
    }
}

/// `POST /rendez-vous/{id}/inscription`. The answer is the same whether the address is known or not.
async fn register(
    State(web): State<Web>,
    caller: Caller,
    client: ClientAddress,
    visit: Visit,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let rendezvous = id(&address)?;
    let zone = web.house().await?.time_zone;
    let mut db = web.read().await?;
    let view = access::rendezvous(db.as_mut(), &caller.viewer, rendezvous)
        .await?
        .ok_or(Failure::Missing)?
        .into_inner();
    let meeting = db.meeting_of_rendezvous(rendezvous).await?;
    drop(db);
    let frame = visit.frame(Room::Calendar);
    let mut form = Filled::sent(&visit, fields);
    let typed = form.typed.clone();
    let mail = form.take(Field::Mail, MailAddress::parse(&typed.mail));
    let name = form.take(Field::Name, PersonName::optional(&typed.name));
    let phone =
        Phone::optional(&typed.phone).map_err(|_| form.say("phone", frame.t.guests_wrong_phone())).ok();
    if typed.wants(Purpose::Call) && phone == Some(None) {
        form.say("phone", frame.t.guests_no_phone());
    }
    let dates = Dates { language: visit.language, zone, now: web.now() };
    let (Some(mail), Some(name), Some(phone), true) = (mail, name, phone, form.is_sound()) else {
        return Ok(with_form(frame, &dates, (&view, meeting), form));
    };
    web.limits.letter(client)?;
    let wishes = Wishes::of(|purpose| typed.wants(purpose));
    let may_write = web.limits.addressee(mail.as_str());
    let register = Register { rendezvous, name, mail, phone, wishes, language: visit.language };
    if may_write {
        match web.perform(register).await {
            Ok(()) => {}
            Err(failure @ CoreFailure::Refused(Refusal::Full | Refusal::Over | Refusal::TooMany(_))) => {
                form.refuse(failure)?;
                return Ok(with_form(frame, &dates, (&view, meeting), form));
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(see_other(&visit.to.rendezvous(rendezvous), Some(Flash::new(Done::RegistrationSent))))
}

/// C02: the page changes nothing, its button does.
async fn ask_confirm(visit: Visit, State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let (guest, one) = match unconfirmed(&web, &token).await {
        Ok(found) => found,
        Err(failure) => return over::shown(&visit, Link::Registration, failure),
    };
    let frame = visit.frame(Room::None);
    let t = frame.t;
    let mail = guest.registration().map(|registration| registration.mail.to_string()).unwrap_or_default();
    let sentence = t.guest_confirm_text(mail, one.title.as_str());
    let action = visit.to.guest_confirm(token);
    let (title, button) = (t.guest_confirm_title(), t.guest_confirm_button());
    Ok(LinkPage { frame, title, sentence, button, action }.show())
}

/// `POST /inscription/confirmer/{token}`.
async fn confirm(visit: Visit, State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let confirmed = async {
        let hash = read_token(&token)?.hash();
        let (_, one) = unconfirmed(&web, &token).await?;
        Ok::<_, Failure>((web.perform(ConfirmGuest { hash }).await?, one))
    };
    match confirmed.await {
        Ok((state, one)) => {
            let waits = state == GuestState::Waiting;
            let done = if waits { Done::RegistrationWaits } else { Done::RegistrationMade };
            Ok(see_other(&visit.to.rendezvous(one.id), Some(Flash::new(done))))
        }
        Err(failure) => over::shown(&visit, Link::Registration, failure),
    }
}

/// Whose address the link confirms, and to what they come.
async fn unconfirmed(web: &Web, token: &str) -> Result<(Guest, Rendezvous), Failure> {
    let hash = read_token(token)?.hash();
    let mut db = web.read().await?;
    let guest = live_guest(db.as_mut(), web.now(), &hash).await?;
    let view = access::rendezvous(db.as_mut(), &Viewer::Anyone, guest.rendezvous).await?;
    let view = view.ok_or(Refusal::LinkSpent)?.into_inner();
    Ok((guest, view.rendezvous))
}

/// What is held of an address.
#[derive(Template)]
#[template(path = "guest.html")]
pub(crate) struct GuestPage {
    frame: Frame,
    action: String,
    registered: Option<Registered>,
    consents: Vec<Agreed>,
}

impl Page for GuestPage {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The registration that the letter was about.
struct Registered {
    title: String,
    when: String,
    place: String,
    state: String,
    may_cancel: bool,
}

/// Something that was agreed to.
struct Agreed {
    purpose: &'static str,
    words: String,
    since: String,
}

/// `GET /inscription/{token}`.
async fn show(visit: Visit, State(web): State<Web>, Path(token): Path<String>) -> Answer {
    match held(&web, &token).await {
        Ok((held, one)) => {
            let zone = web.house().await?.time_zone;
            let dates = Dates { language: visit.language, zone, now: web.now() };
            Ok(GuestPage::of(visit.frame(Room::None), &dates, &token, &held, one.as_ref()).show())
        }
        Err(failure) => over::shown(&visit, Link::Registration, failure),
    }
}

async fn held(web: &Web, token: &str) -> Result<(Held, Option<Rendezvous>), Failure> {
    let hash = read_token(token)?.hash();
    let mut db = web.read().await?;
    let held = db.held(&hash).await?.ok_or(Refusal::LinkSpent)?;
    let one = match &held.guest {
        Some(guest) => access::rendezvous(db.as_mut(), &Viewer::Anyone, guest.rendezvous).await?,
        None => None,
    };
    Ok((held, one.map(|view| view.into_inner().rendezvous)))
}

impl GuestPage {
    fn of(frame: Frame, dates: &Dates, token: &str, held: &Held, one: Option<&Rendezvous>) -> Self {
        let t = frame.t;
        let registered = held.guest.as_ref().zip(one).map(|(guest, one)| {
            let there = Dates { zone: one.time_zone, ..*dates };
            let off = one.state == RendezvousState::Cancelled;
            let over = one.over_at() < dates.now;
            Registered {
                title: one.title.to_string(),
                when: one
                    .ends_at
                    .map_or_else(|| there.moment(one.starts_at), |end| there.range(one.starts_at, end)),
                place: one.place.as_ref().map(ToString::to_string).unwrap_or_default(),
                state: match guest.state {
                    _ if off => t.guest_off(),
                    GuestState::Waiting => t.guest_waits(),
                    GuestState::Refused => t.guest_refused(),
                    GuestState::Coming | GuestState::Unconfirmed => t.guest_comes(),
                },
                may_cancel: guest.state != GuestState::Refused && !off && !over,
            }
        });
        let consents = held.consents.iter().map(|consent| Agreed {
            purpose: consent.purpose.as_str(),
            words: t.guests_wish(consent.purpose.as_str()),
            since: t.guest_since(dates.day(consent.given_at)),
        });
        let consents = consents.collect();
        Self { action: frame.to.guest(token), registered, consents, frame }
    }
}

/// What the buttons of the page send.
#[derive(Deserialize, Default)]
#[serde(default)]
struct TakenBack {
    cancel: String,
    withdraw: String,
}

/// `POST /inscription/{token}`.
async fn take_back(
    visit: Visit,
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(sent): Form<TakenBack>,
) -> Answer {
    let done = async {
        let hash = read_token(&token)?.hash();
        if sent.cancel == "yes" {
            web.perform(CancelGuest { hash }).await?;
            return Ok::<_, Failure>(Done::RegistrationCancelled);
        }
        let purpose = sent.withdraw.parse().map_err(|_| Failure::Missing)?;
        web.perform(WithdrawConsent { hash, purpose }).await?;
        Ok(Done::ConsentWithdrawn)
    };
    match done.await {
        Ok(done) => Ok(see_other(&visit.to.guest(token), Some(Flash::new(done)))),
        Err(failure) => over::shown(&visit, Link::Registration, failure),
    }
}

/// What the organiser sends.
#[derive(Deserialize)]
struct Decision {
    guest: GuestId,
    accept: String,
}

/// `POST /rendez-vous/{id}/invites`.
async fn decide(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
    Form(decision): Form<Decision>,
) -> Answer {
    let rendezvous = id(&address)?;
    let accept = match decision.accept.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Failure::Missing),
    };
    // Whoever may not is told what a stranger is told.
    let mut db = web.read().await?;
    access::rendezvous_for(db.as_mut(), &member.viewer, Verb::Administer, rendezvous).await.map_err(
        |failure| match failure {
            CoreFailure::Refused(_) => Failure::Missing,
            fault @ CoreFailure::Fault(_) => fault.into(),
        },
    )?;
    drop(db);
    web.perform(DecideGuest { by: member.id(), rendezvous, guest: decision.guest, accept }).await?;
    let back = format!("{}#guests", visit.to.rendezvous(rendezvous));
    Ok(see_other(&back, Some(Flash::new(Done::Decided))))
}

/// Who of those outside comes, as those read it who run the rendezvous.
pub(crate) struct Guests {
    pub(crate) named: Vec<Named>,
    /// Those of whom only the number is kept.
    pub(crate) unnamed: usize,
}

/// Somebody from outside with what they gave.
pub(crate) struct Named {
    pub(crate) id: GuestId,
    pub(crate) name: String,
    /// A mail address, or an account elsewhere.
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) waits: bool,
    pub(crate) comes: bool,
}

impl Guests {
    /// Nobody came yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.named.is_empty() && self.unnamed == 0
    }

    fn of(guests: &[Guest]) -> Self {
        let named: Vec<Named> = guests.iter().filter_map(Named::of).collect();
        Self { unnamed: guests.len().saturating_sub(named.len()), named }
    }
}

impl Named {
    fn of(guest: &Guest) -> Option<Self> {
        let (address, phone) = match &guest.way {
            Way::Mail(typed) => (typed.mail.to_string(), typed.phone.as_ref().map(ToString::to_string)),
            Way::Join { asking, .. } => (asking.as_ref()?.handle.clone(), None),
        };
        let name = guest.name.as_ref().map_or_else(|| address.clone(), ToString::to_string);
        Some(Self {
            id: guest.id,
            address: if name == address { String::new() } else { address },
            name,
            phone: phone.unwrap_or_default(),
            waits: guest.state == GuestState::Waiting,
            comes: guest.state == GuestState::Coming,
        })
    }
}

/// The list, for those who may read it; for everybody else there is none.
pub(crate) async fn read(
    db: &mut dyn Read,
    viewer: &Viewer,
    one: &Rendezvous,
) -> Result<Option<Guests>, Fault> {
    if !reads_guests(viewer, one) {
        return Ok(None);
    }
    let guests = db.guests(one.id, GUESTS_SHOWN).await?;
    let opened = one.guests_may != preau_core::guest::GuestsMay::No || !guests.is_empty();
    Ok(opened.then(|| Guests::of(&guests)))
}

#[cfg(test)]
#[path = "guests_tests.rs"]
pub(crate) mod tests;
