//! Who may do what with a meeting: it is for those of its body and those who were convened; its draft for those who
//! prepare it; an item in camera for those who were convened to vote on it.

use super::{Thing, Verb, Viewer, Visible, may};
use crate::error::{Failure, Fault, Refusal};
use crate::id::{DocumentId, MeetingId, PersonId};
use crate::mandate::Right;
use crate::meeting::{Item, ItemDocument, ItemState, Meeting, MeetingKind, MeetingState, MeetingView, Voice};
use crate::store::Read;
use crate::world::Moment;

/// What a person is to a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingPlace {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub person: PersonId,
    /// Whether they are of its body: everybody who is active of the assembly, elsewhere who holds a mandate of their own.
    pub of_body: bool,
    /// Their voice on the roll, where they stand on it.
    pub roll: Option<Voice>,
    /// Whether the house knows them as a member, which is what they vote as before there is a roll.
    pub is_member: bool,
    /// Whether they were in the room or represented there.
    pub attended: bool,
}

impl MeetingPlace {
    /// Whether they have a vote in this meeting: by its roll, and before there is one by being a member of the body. Whoever
    /// comes into the body afterwards has a vote in what is convened from then on, and none in what went before.
    pub fn votes(&self, meeting: &Meeting) -> bool {
        match self.roll {
            Some(voice) => voice == Voice::Voting,
            None => meeting.convocation.is_none() && self.of_body && self.is_member,
        }
    }

    /// Whether they are of the body or were convened.
    pub fn belongs(&self) -> bool {
        self.of_body || self.roll.is_some()
    }
}

/// For whom a list of meetings is read. Drafts are never in it: those who prepare ask for them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Who looks; `None` for a stranger, who sees public meetings only.
    pub person: Option<PersonId>,
    /// When: mandates hold at a moment.
    pub now: Moment,
    /// Whether they see the meetings of every body.
    pub all: bool,
}

impl Sight {
    /// What this viewer sees.
    pub fn of(viewer: &Viewer, now: Moment) -> Self {
        let all =
            [Right::Prepare, Right::Convene, Right::Record].iter().any(|right| viewer.holds_in_house(*right));
        Self { person: viewer.member().map(|person| person.id), now, all }
    }
}

/// The table of a meeting. `place` is the viewer's own.
pub(super) fn may_meeting(
    viewer: &Viewer,
    verb: Verb,
    meeting: &Meeting,
    place: Option<&MeetingPlace>,
) -> bool {
    let person = viewer.member();
    // Whoever hands in another's place has none.
    let place = place.filter(|p| p.meeting == meeting.id && person.is_some_and(|known| known.id == p.person));
    let holds = |right| person.is_some() && viewer.holds(right, meeting.body);
    let prepares = holds(Right::Prepare) || holds(Right::Convene);
    let keeps = holds(Right::Record)
        || meeting
            .sitting
            .zip(person)
            .is_some_and(|(sitting, known)| sitting.chair == known.id || sitting.minute_taker == known.id);
    let belongs = place.is_some_and(MeetingPlace::belongs);
    // A15: before its agenda is open, a meeting exists for those who prepare it; so does one that was cancelled before
    // anybody was convened.
    let known = match meeting.state {
        MeetingState::Draft => false,
        MeetingState::Cancelled => meeting.convocation.is_some(),
        _ => true,
    };
    let enters = prepares || (known && (belongs || keeps));
    match verb {
        Verb::Read => {
            let announced =
                meeting.kind == MeetingKind::Public && known && meeting.state != MeetingState::AgendaOpen;
            enters || (announced && !matches!(viewer, Viewer::Outside | Viewer::AtTheDoor(_)))
        }
        Verb::Enter => enters,
        // Who prepares needs every item until the sitting opens; afterwards they hear what their voice lets them hear, so that
        // a new member of a board does not read what was said there before they came.
        Verb::EnterInCamera => {
            let ahead = matches!(
                meeting.state,
                MeetingState::Draft | MeetingState::AgendaOpen | MeetingState::Convened
            );
            enters && ((prepares && ahead) || keeps || place.is_some_and(|own| own.votes(meeting)))
        }
        // A proposal of an item, and the support of one.
        Verb::Write => {
            enters && belongs && matches!(meeting.state, MeetingState::AgendaOpen | MeetingState::Convened)
        }
        Verb::Answer => place.is_some_and(|p| p.roll.is_some()) && meeting.state == MeetingState::Convened,
        Verb::Prepare => prepares,
        Verb::Convene => holds(Right::Convene),
        Verb::Record => keeps && !matches!(meeting.state, MeetingState::Draft | MeetingState::AgendaOpen),
        Verb::Count => {
            person.is_some_and(|known| meeting.sitting.is_some_and(|sitting| sitting.tells(known.id)))
        }
        Verb::ReadHistory
        | Verb::React
        | Verb::Edit
        | Verb::Delete
        | Verb::Remove
        | Verb::Decide
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Administer
        | Verb::Join
        | Verb::Animate
        | Verb::Use(_) => false,
    }
}

/// Whether this viewer may read that item of a meeting.
pub fn may_read_item(viewer: &Viewer, meeting: &Meeting, place: Option<&MeetingPlace>, item: &Item) -> bool {
    let thing = Thing::Meeting { meeting, place };
    let verb = if item.in_camera { Verb::EnterInCamera } else { Verb::Enter };
    let own = viewer.member().is_some_and(|person| person.id == item.proposed_by.id);
    item.meeting == meeting.id
        && match item.state {
            ItemState::Listed if !item.in_camera => may(viewer, Verb::Read, thing),
            ItemState::Listed | ItemState::Proposed => may(viewer, verb, thing),
            ItemState::Declined | ItemState::Withdrawn => {
                (may(viewer, Verb::Prepare, thing) && may(viewer, verb, thing))
                    || (own && may(viewer, Verb::Enter, thing))
            }
        }
}

/// What a viewer is to a meeting; `None` of a stranger.
pub async fn meeting_place(
    db: &mut dyn Read,
    viewer: &Viewer,
    meeting: MeetingId,
    now: Moment,
) -> Result<Option<MeetingPlace>, Fault> {
    match viewer.member() {
        Some(person) => db.meeting_place(meeting, person.id, now).await.map(Some),
        None => Ok(None),
    }
}

/// A meeting that this viewer may read, with its row and what they are to it.
pub async fn meeting(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: MeetingId,
    now: Moment,
) -> Result<Option<Visible<(MeetingView, Option<MeetingPlace>)>>, Fault> {
    let Some(view) = db.meeting_view(id, viewer.member().map(|person| person.id)).await? else {
        return Ok(None);
    };
    let place = meeting_place(db, viewer, id, now).await?;
    let thing = Thing::Meeting { meeting: &view.meeting, place: place.as_ref() };
    Ok(may(viewer, Verb::Read, thing).then_some(Visible((view, place))))
}

/// The meeting and the viewer's place, if they may do this to it. `NotFound` where they may not even read it.
pub async fn meeting_for(
    db: &mut dyn Read,
    viewer: &Viewer,
    verb: Verb,
    id: MeetingId,
    now: Moment,
) -> Result<(Meeting, Option<MeetingPlace>), Failure> {
    let found = db.meeting(id).await?.ok_or(Refusal::NotFound)?;
    let place = meeting_place(db, viewer, id, now).await?;
    let allowed = |verb| may(viewer, verb, Thing::Meeting { meeting: &found, place: place.as_ref() });
    if allowed(verb) {
        return Ok((found, place));
    }
    Err(if allowed(Verb::Read) { Refusal::NotAllowed } else { Refusal::NotFound }.into())
}

/// A document whose item this viewer may read, with its bytes.
pub async fn document(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: DocumentId,
    now: Moment,
) -> Result<Option<Visible<(ItemDocument, Vec<u8>)>>, Fault> {
    let Some(document) = db.document(id).await? else { return Ok(None) };
    let Some(item) = db.item(document.item).await? else { return Ok(None) };
    let Some(meeting) = db.meeting(item.meeting).await? else { return Ok(None) };
    let place = meeting_place(db, viewer, meeting.id, now).await?;
    // The papers of a public meeting are for its body: strangers are shown date, place and agenda, nothing else.
    let inside = may(viewer, Verb::Enter, Thing::Meeting { meeting: &meeting, place: place.as_ref() });
    if !inside || !may_read_item(viewer, &meeting, place.as_ref(), &item) {
        return Ok(None);
    }
    Ok(db.document_bytes(id).await?.map(|bytes| Visible((document, bytes))))
}
