//! The letters of a meeting: its notice with the agenda and a calendar file, and that it does not take place.

use std::fmt::Write as _;

use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::sitting::vote::BALLOTS_MAX;
use preau_core::error::Failure;
use preau_core::id::{MeetingId, PersonId};
use preau_core::meeting::{ItemState, Meeting, MeetingState, times};
use preau_core::store::Read;

use super::{Sheet, guest, present};
use crate::dates::Dates;
use crate::meetings::announced;
use crate::state::Web;

/// The notice. Moot where another edition followed, the meeting is off, or its reader may not read it any more.
pub(super) async fn convocation(
    web: &Web,
    person: PersonId,
    meeting: MeetingId,
    edition: u16,
) -> Result<Option<Sheet>, Failure> {
    let Some((mut sheet, meeting, rendezvous)) = begun(web, person, meeting).await? else { return Ok(None) };
    let current = meeting.convocation.as_ref().is_some_and(|sent| sent.edition == edition);
    if !current || meeting.state != MeetingState::Convened {
        return Ok(None);
    }
    let t = sheet.t;
    let dates = Dates { language: sheet.language, zone: meeting.time_zone, now: web.now() };
    // M05: neither the subject nor the first words say whose meeting it is.
    sheet.subject = t.letter_convened_subject();
    let first = if edition > 1 { t.letter_convened_again() } else { t.letter_convened_first() };
    sheet.before = vec![first];
    describe(&mut sheet, &dates, &meeting);
    if let Some(reason) = meeting.convocation.as_ref().and_then(|sent| sent.emergency.as_ref()) {
        sheet.before.push(t.meeting_emergency_said(reason.as_str()));
    }
    let mut db = web.read().await?;
    sheet.before.push(agenda(db.as_mut(), &sheet, &dates, &meeting).await?);
    if let (Some(rendezvous), Some(house)) = (rendezvous, db.house().await?)
        && let Some(one) = db.rendezvous(rendezvous).await?
    {
        guest::attach_to(web, &mut sheet, &house, &one)?;
    }
    let path = sheet.links().meeting(meeting.id);
    sheet.leads(t.letter_convened_link(), &path);
    sheet.why = t.letter_convened_why();
    Ok(Some(sheet))
}

/// It does not take place.
pub(super) async fn off(web: &Web, person: PersonId, meeting: MeetingId) -> Result<Option<Sheet>, Failure> {
    let Some((mut sheet, meeting, rendezvous)) = begun(web, person, meeting).await? else { return Ok(None) };
    if !matches!(meeting.state, MeetingState::Cancelled | MeetingState::Postponed) {
        return Ok(None);
    }
    let t = sheet.t;
    let dates = Dates { language: sheet.language, zone: meeting.time_zone, now: web.now() };
    sheet.subject = t.letter_off_subject();
    sheet.before = vec![t.letter_off_first()];
    describe(&mut sheet, &dates, &meeting);
    let mut db = web.read().await?;
    if let (Some(rendezvous), Some(house)) = (rendezvous, db.house().await?)
        && let Some(one) = db.rendezvous(rendezvous).await?
    {
        // A calendar crosses it out by the same UID under a higher SEQUENCE.
        guest::attach_to(web, &mut sheet, &house, &one)?;
    }
    let path = sheet.links().meeting(meeting.id);
    sheet.leads(t.letter_moved_link(), &path);
    sheet.why = t.letter_convened_why();
    Ok(Some(sheet))
}

/// The letter to somebody who may read the meeting now: the right is asked again when it leaves.
async fn begun(
    web: &Web,
    person: PersonId,
    meeting: MeetingId,
) -> Result<Option<(Sheet, Meeting, Option<preau_core::id::RendezvousId>)>, Failure> {
    let Some(reader) = present(web, person).await? else { return Ok(None) };
    let mut db = web.read().await?;
    let viewer = access::viewer(db.as_mut(), person, web.now()).await?;
    let Some(found) = access::meeting(db.as_mut(), &viewer, meeting, web.now()).await? else {
        return Ok(None);
    };
    drop(db);
    let (view, place) = found.into_inner();
    let thing = Thing::Meeting { meeting: &view.meeting, place: place.as_ref() };
    let (true, Some(to)) = (may(&viewer, Verb::Enter, thing), reader.mail) else { return Ok(None) };
    let sheet = Sheet::new(web, to, reader.language).await?;
    Ok(Some((sheet, view.meeting, view.rendezvous)))
}

/// What, when and where.
fn describe(sheet: &mut Sheet, dates: &Dates, meeting: &Meeting) {
    let t = sheet.t;
    let when = match meeting.ends_at {
        Some(end) => dates.range(meeting.starts_at, end),
        None => dates.moment(meeting.starts_at),
    };
    sheet.before.push(t.letter_moved_title(meeting.title.as_str()));
    sheet.before.push(t.letter_moved_when(when));
    sheet.before.extend(meeting.place.as_ref().map(|place| t.letter_moved_place(place.as_str())));
}

/// The agenda with its times. A mailbox is not the room: what is treated in camera is not named.
async fn agenda(
    db: &mut dyn Read,
    sheet: &Sheet,
    dates: &Dates,
    meeting: &Meeting,
) -> Result<String, Failure> {
    let t = sheet.t;
    let items = db.items(meeting.id).await?;
    let listed: Vec<_> = items.iter().filter(|item| item.state == ItemState::Listed).collect();
    let minutes: Vec<i32> = listed.iter().map(|item| item.minutes).collect();
    let (begins, _) = times(meeting.starts_at, &minutes);
    let ballots = db.ballots(meeting.id, BALLOTS_MAX).await?;
    let mut text = t.letter_convened_agenda();
    for (item, begin) in listed.iter().zip(begins) {
        let title = if item.in_camera { t.meeting_in_camera() } else { item.title.to_string() };
        let _infallible = write!(text, "\n{}  {title}", dates.time(begin));
        for said in announced(t, item, &ballots).iter().filter(|_| !item.in_camera) {
            let _infallible = write!(text, "\n    {said}");
        }
    }
    Ok(text)
}
