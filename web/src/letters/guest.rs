//! Letters to guests who gave a mail address: where they stand, and what has changed.

use preau_core::access::{self, Viewer};
use preau_core::action::guest::MakeGuestLink;
use preau_core::error::{Failure, Fault};
use preau_core::guest::{GUESTS_KEPT_DAYS, Guest, GuestState, Registration};
use preau_core::id::GuestId;
use preau_core::rendezvous::Rendezvous;
use preau_core::unit::House;

use super::{Attachment, Sheet};
use crate::dates::Dates;
use crate::ics::file_of;
use crate::state::Web;

/// Confirm, you come, you wait, you cannot come: as it is when the letter leaves.
pub(super) async fn standing(web: &Web, id: GuestId) -> Result<Option<Sheet>, Failure> {
    let Some((guest, one)) = found(web, id).await? else { return Ok(None) };
    let Some(typed) = guest.registration() else { return Ok(None) };
    let mut sheet = begun(web, typed, &one).await?;
    let t = sheet.t;
    let (subject, first) = match guest.state {
        GuestState::Unconfirmed => (t.letter_guest_confirm_subject(), t.letter_guest_confirm_first()),
        GuestState::Coming => (t.letter_guest_comes_subject(), t.letter_guest_comes_first()),
        GuestState::Waiting => (t.letter_guest_waits_subject(), t.letter_guest_waits_first()),
        GuestState::Refused => (t.letter_guest_refused_subject(), t.letter_guest_refused_first()),
    };
    sheet.subject = subject;
    sheet.before.insert(0, first);
    // Read again with the link: somebody may have confirmed in between.
    let (guest, token) = web.perform(MakeGuestLink { guest: id }).await?;
    if guest.state == GuestState::Unconfirmed {
        let path = sheet.links().guest_confirm(token.reveal());
        sheet.leads(t.letter_guest_confirm_link(), &path);
        sheet.after = vec![t.letter_guest_confirm_lives(), t.letter_not_you()];
        return Ok(Some(sheet));
    }
    let path = sheet.links().guest(token.reveal());
    sheet.leads(t.letter_guest_link(), &path);
    if guest.state == GuestState::Coming {
        attach(web, &mut sheet, &one).await?;
    }
    Ok(Some(sheet))
}

/// A rendezvous to which they come has changed, or is cancelled.
pub(super) async fn news(
    web: &Web,
    id: GuestId,
    cancelled: bool,
    what: &[String],
) -> Result<Option<Sheet>, Failure> {
    let Some((guest, one)) = found(web, id).await? else { return Ok(None) };
    let Some(typed) = guest.registration() else { return Ok(None) };
    if !matches!(guest.state, GuestState::Coming | GuestState::Waiting) {
        return Ok(None);
    }
    let mut sheet = begun(web, typed, &one).await?;
    let t = sheet.t;
    let first = if cancelled {
        sheet.subject = t.letter_cancelled_subject();
        t.letter_cancelled_first()
    } else {
        sheet.subject = t.letter_moved_subject();
        sheet.before.extend(what.iter().map(|field| t.letter_moved_what(field.as_str())));
        t.letter_moved_first()
    };
    sheet.before.insert(0, first);
    let (_, token) = web.perform(MakeGuestLink { guest: id }).await?;
    let path = sheet.links().guest(token.reveal());
    sheet.leads(t.letter_guest_link(), &path);
    attach(web, &mut sheet, &one).await?;
    Ok(Some(sheet))
}

/// The guest and what they come to, as far as everybody may read it: the right is checked again when the letter leaves.
async fn found(web: &Web, id: GuestId) -> Result<Option<(Guest, Rendezvous)>, Failure> {
    let mut db = web.read().await?;
    let Some(guest) = db.guest(id).await? else { return Ok(None) };
    let view = access::rendezvous(db.as_mut(), &Viewer::Anyone, guest.rendezvous).await?;
    Ok(view.map(|view| (guest, view.into_inner().rendezvous)))
}

/// A letter with what the rendezvous is, when and where.
async fn begun(web: &Web, typed: &Registration, one: &Rendezvous) -> Result<Sheet, Failure> {
    let mut sheet = Sheet::new(web, typed.mail.clone(), typed.language).await?;
    let t = sheet.t;
    let dates = Dates { language: sheet.language, zone: one.time_zone, now: web.now() };
    let when = match one.ends_at {
        Some(end) => dates.range(one.starts_at, end),
        None => dates.moment(one.starts_at),
    };
    sheet.before = vec![t.letter_moved_title(one.title.as_str()), t.letter_moved_when(when)];
    sheet.before.extend(one.place.as_ref().map(|place| t.letter_moved_place(place.as_str())));
    sheet.why = t.letter_guest_why(GUESTS_KEPT_DAYS);
    Ok(sheet)
}

/// The rendezvous for their calendar; its name says nothing of who invites.
async fn attach(web: &Web, sheet: &mut Sheet, one: &Rendezvous) -> Result<(), Failure> {
    let Some(house) = web.read().await?.house().await? else { return Ok(()) };
    Ok(attach_to(web, sheet, &house, one)?)
}

/// The same where the house is known already.
pub(super) fn attach_to(web: &Web, sheet: &mut Sheet, house: &House, one: &Rendezvous) -> Result<(), Fault> {
    let text = file_of(house, web.world.origin(), sheet.links(), one)?;
    sheet.attachment = Some(Attachment { name: "rendez-vous.ics", kind: "text/calendar", text });
    Ok(())
}
