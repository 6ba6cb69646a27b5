//! Who reads minutes: those who keep the sitting while they are a draft, those who attended while they are reviewed, the
//! body from their approval on (A15); and who reads a decision of the register.

use super::meetings::MeetingPlace;
use super::{Thing, Verb, Viewer, Visible, may};
use crate::error::{Failure, Fault, Refusal};
use crate::id::{BodyId, MeetingId};
use crate::mandate::Right;
use crate::meeting::{DecisionView, Meeting, MeetingView, Minutes, MinutesState, RegisterEntry};
use crate::store::Read;
use crate::world::Moment;

/// Entries of a minute book that one search finds.
const FOUND_MAX: i64 = 50;

/// Minutes as this viewer may read them.
#[derive(Clone, Debug)]
pub struct MinutesSeen {
    /// Their meeting, with its row.
    pub view: MeetingView,
    /// What the viewer is to it.
    pub place: Option<MeetingPlace>,
    /// Where they stand.
    pub minutes: Minutes,
    /// Whether they read what was said in camera.
    pub in_camera: bool,
}

impl MinutesSeen {
    /// Whether this viewer may do that to these minutes.
    pub fn may(&self, viewer: &Viewer, verb: Verb) -> bool {
        let (meeting, place) = (&self.view.meeting, self.place.as_ref());
        may(viewer, verb, Thing::Minutes { meeting, place, state: self.minutes.state })
    }
}

/// The table of minutes. `place` is the viewer's own.
pub(super) fn may_minutes(
    viewer: &Viewer,
    verb: Verb,
    meeting: &Meeting,
    place: Option<&MeetingPlace>,
    state: MinutesState,
) -> bool {
    let of_meeting = |verb| may(viewer, verb, Thing::Meeting { meeting, place });
    let keeps = of_meeting(Verb::Record);
    let own = place
        .filter(|p| viewer.member().is_some_and(|known| known.id == p.person) && p.meeting == meeting.id);
    let attended = own.is_some_and(|p| p.attended);
    let inside = own.is_some_and(MeetingPlace::belongs);
    match verb {
        Verb::Read => {
            meeting.state.held()
                && (keeps
                    || match state {
                        MinutesState::Draft => false,
                        MinutesState::InReview => attended,
                        MinutesState::Approved | MinutesState::Sealed => inside || attended,
                    })
        }
        Verb::EnterInCamera => keeps || of_meeting(Verb::EnterInCamera),
        // A correction is asked for by those who were there, while the text is open to them.
        Verb::Answer => attended && meeting.state.held() && state == MinutesState::InReview,
        Verb::Record => keeps && meeting.state.held(),
        Verb::ReadHistory
        | Verb::React
        | Verb::Edit
        | Verb::Delete
        | Verb::Remove
        | Verb::Decide
        | Verb::Write
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Administer
        | Verb::Enter
        | Verb::Join
        | Verb::Animate
        | Verb::Prepare
        | Verb::Convene
        | Verb::Count
        | Verb::Use(_) => false,
    }
}

/// Minutes that this viewer may read. A sitting that is over has a draft, whether somebody began it or not.
pub async fn minutes(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: MeetingId,
    now: Moment,
) -> Result<Option<Visible<MinutesSeen>>, Fault> {
    let Some(view) = db.meeting_view(id, viewer.member().map(|person| person.id)).await? else {
        return Ok(None);
    };
    let place = super::meeting_place(db, viewer, id, now).await?;
    let minutes = db.minutes(id).await?.unwrap_or_else(|| Minutes::draft(id));
    let mut seen = MinutesSeen { view, place, minutes, in_camera: false };
    seen.in_camera = seen.may(viewer, Verb::EnterInCamera);
    Ok(seen.may(viewer, Verb::Read).then_some(Visible(seen)))
}

/// The same, if the viewer may do this to them. `NotFound` where they may not even read them.
pub async fn minutes_for(
    db: &mut dyn Read,
    viewer: &Viewer,
    verb: Verb,
    id: MeetingId,
    now: Moment,
) -> Result<MinutesSeen, Failure> {
    let found = minutes(db, viewer, id, now).await?.ok_or(Refusal::NotFound)?.into_inner();
    if found.may(viewer, verb) { Ok(found) } else { Err(Refusal::NotAllowed.into()) }
}

/// Whether this viewer reads the minute book of that body, and what is decided there: those who sit in it, and those who
/// keep its record.
pub async fn reads_register(db: &mut dyn Read, viewer: &Viewer, body: BodyId) -> Result<bool, Fault> {
    let Some(found) = db.body(body).await? else { return Ok(false) };
    Ok(viewer.member().is_some() && (viewer.sits_in(body, found.kind) || viewer.holds(Right::Record, body)))
}

/// The sealed minutes of a body that hold these words, newest first, as far as this viewer reads the words: what was said in
/// camera is found by those who may hear it, and by nobody else.
pub async fn search_register(
    db: &mut dyn Read,
    viewer: &Viewer,
    (body, words): (BodyId, &str),
    now: Moment,
) -> Result<Vec<RegisterEntry>, Fault> {
    if !reads_register(db, viewer, body).await? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (entry, open) in db.search_entries(body, words, FOUND_MAX).await? {
        let heard = open || minutes(db, viewer, entry.meeting, now).await?.is_some_and(|seen| seen.in_camera);
        if heard {
            found.push(entry);
        }
    }
    Ok(found)
}

/// A decision by its number, if this viewer may read it: it follows its item, from the closing of the sitting on. Whoever was
/// given it to see to reads it too, wherever it was taken.
pub async fn decision(
    db: &mut dyn Read,
    viewer: &Viewer,
    number: (BodyId, i32, i32),
    now: Moment,
) -> Result<Option<Visible<DecisionView>>, Fault> {
    let (body, year, rank) = number;
    let Some(view) = db.decision_numbered(body, year, rank).await? else { return Ok(None) };
    let Some(meeting) = db.meeting(view.decision.meeting).await? else { return Ok(None) };
    let place = super::meeting_place(db, viewer, meeting.id, now).await?;
    let thing = Thing::Meeting { meeting: &meeting, place: place.as_ref() };
    let keeps = may(viewer, Verb::Record, thing);
    let belongs = place.as_ref().is_some_and(MeetingPlace::belongs);
    let sees_to =
        view.decision.owner.as_ref().is_some_and(|who| place.is_some_and(|own| own.person == who.id));
    let heard = !view.in_camera || sees_to || may(viewer, Verb::EnterInCamera, thing);
    let readable = keeps || (meeting.state.held() && belongs && heard);
    Ok(readable.then_some(Visible(view)))
}
