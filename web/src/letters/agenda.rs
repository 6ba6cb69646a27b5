//! Letters about what one answered: it changed, it is cancelled, it begins soon.

use chrono_tz::Tz;
use preau_core::access::{self, Verb, Viewer};
use preau_core::error::Failure;
use preau_core::id::{PersonId, RendezvousId};
use preau_core::reminder::Reminded;
use preau_core::rendezvous::RendezvousState;
use preau_core::world::Moment;

use super::{Sheet, present};
use crate::dates::Dates;
use crate::state::Web;

/// Something one answered has changed or is cancelled; of a series `times` of them.
pub(super) async fn news(
    web: &Web,
    id: PersonId,
    rendezvous: RendezvousId,
    cancelled: bool,
    what: &[String],
    times: u32,
) -> Result<Option<Sheet>, Failure> {
    let Some(person) = present(web, id).await? else { return Ok(None) };
    let viewer = access::viewer(web.read().await?.as_mut(), person.id, web.now()).await?;
    // The right to read is checked again when the letter leaves: it holds title and place.
    let (Some(_), Some(to)) = (viewer.member(), person.mail) else { return Ok(None) };
    let mut db = web.read().await?;
    let Some(view) = access::rendezvous(db.as_mut(), &viewer, rendezvous).await? else { return Ok(None) };
    drop(db);
    let rendezvous = view.into_inner().rendezvous;
    let mut sheet = Sheet::new(web, to, person.language).await?;
    let t = sheet.t;
    let dates = Dates { language: sheet.language, zone: rendezvous.time_zone, now: web.now() };
    let when = when(&dates, rendezvous.starts_at, rendezvous.ends_at);
    let first = if cancelled {
        sheet.subject = t.letter_cancelled_subject();
        t.letter_cancelled_first()
    } else {
        sheet.subject = t.letter_moved_subject();
        t.letter_moved_first()
    };
    sheet.before = vec![first, t.letter_moved_title(rendezvous.title.as_str()), t.letter_moved_when(when)];
    sheet.before.extend(rendezvous.place.as_ref().map(|place| t.letter_moved_place(place.as_str())));
    if times > 1 {
        sheet.before.push(t.letter_moved_times(times));
    }
    if !cancelled {
        sheet.before.extend(what.iter().map(|field| t.letter_moved_what(field.as_str())));
    }
    let path = sheet.links().rendezvous(rendezvous.id);
    sheet.leads(t.letter_moved_link(), &path);
    sheet.why = t.letter_moved_why();
    Ok(Some(sheet))
}

/// What is about to begin, as its letter says it.
struct Soon {
    title: String,
    starts_at: Moment,
    ends_at: Option<Moment>,
    zone: Tz,
    place: Option<String>,
    path: String,
}

/// A reminder. Moot where what it is about was moved, cancelled or begun since, where the person no longer says that they
/// come or may not read it any more, or wants no more letters.
pub(super) async fn reminder(
    web: &Web,
    id: PersonId,
    of: Reminded,
    starts_at: Moment,
) -> Result<Option<Sheet>, Failure> {
    let Some(person) = present(web, id).await? else { return Ok(None) };
    let viewer = access::viewer(web.read().await?.as_mut(), person.id, web.now()).await?;
    let (Some(_), Some(to)) = (viewer.member(), person.mail) else { return Ok(None) };
    if !web.read().await?.reminder_choice(id).await?.by_mail || starts_at <= web.now() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(web, to, person.language).await?;
    let found = match of {
        Reminded::Rendezvous(rendezvous) => of_section(web, &sheet, &viewer, rendezvous).await?,
        Reminded::Gathering(_) => of_group(web, &sheet, id, of).await?,
    };
    let Some(soon) = found.filter(|soon| soon.starts_at == starts_at) else { return Ok(None) };
    let t = sheet.t;
    let dates = Dates { language: sheet.language, zone: soon.zone, now: web.now() };
    sheet.subject = t.letter_reminder_subject();
    sheet.before = vec![
        t.letter_reminder_first(),
        t.letter_moved_title(soon.title),
        t.letter_moved_when(when(&dates, soon.starts_at, soon.ends_at)),
    ];
    sheet.before.extend(soon.place.map(|place| t.letter_moved_place(place)));
    sheet.leads(t.letter_moved_link(), &soon.path);
    sheet.why = t.letter_reminder_why();
    Ok(Some(sheet))
}

async fn of_section(
    web: &Web,
    sheet: &Sheet,
    viewer: &Viewer,
    id: RendezvousId,
) -> Result<Option<Soon>, Failure> {
    let mut db = web.read().await?;
    let Some(view) = access::rendezvous(db.as_mut(), viewer, id).await? else { return Ok(None) };
    let view = view.into_inner();
    let stands = view.rendezvous.state == RendezvousState::Planned && view.mine == Some(true);
    Ok(stands.then(|| Soon {
        title: view.rendezvous.title.to_string(),
        starts_at: view.rendezvous.starts_at,
        ends_at: view.rendezvous.ends_at,
        zone: view.rendezvous.time_zone,
        place: view.rendezvous.place.as_ref().map(ToString::to_string),
        path: sheet.links().rendezvous(id),
    }))
}

async fn of_group(web: &Web, sheet: &Sheet, person: PersonId, of: Reminded) -> Result<Option<Soon>, Failure> {
    let Reminded::Gathering(id) = of else { return Ok(None) };
    let mut db = web.read().await?;
    let Some(view) = db.gathering_view(id, person).await? else { return Ok(None) };
    let gathering = view.gathering;
    // Refused, it is moot: who left the group is told nothing of it.
    access::group_for(db.as_mut(), person, Verb::Enter, gathering.group).await?;
    let stands = !gathering.cancelled && view.mine == Some(true);
    Ok(stands.then(|| Soon {
        title: gathering.plan.title.to_string(),
        starts_at: gathering.plan.starts_at,
        ends_at: gathering.plan.ends_at,
        zone: gathering.plan.time_zone,
        place: gathering.plan.place.as_ref().map(ToString::to_string),
        path: sheet.links().gathering(id),
    }))
}

/// « jeudi 26 novembre, 19 h 30 à 21 h 30 »
fn when(dates: &Dates, from: Moment, to: Option<Moment>) -> String {
    match to {
        Some(end) => dates.range(from, end),
        None => dates.moment(from),
    }
}
