//! Who reads what stands about the bodies, and what a mandate lets its holder do, in a body or for the house.

use super::{Thing, Verb, Viewer, Visible, may};
use crate::audience::Audience;
use crate::body::{Body, BodyKind};
use crate::error::{Failure, Fault, Refusal};
use crate::id::{BodyId, PersonId};
use crate::person::Person;
use crate::store::Read;
use crate::unit::House;
use crate::world::Moment;

/// That a body exists, what it is for and who sits in it is read by members: a name there says that somebody is one.
pub(super) fn may_body(viewer: &Viewer, verb: Verb, body: &Body) -> bool {
    match verb {
        Verb::Read => viewer.member().is_some(),
        Verb::Enter => viewer.sits_in(body.id, body.kind),
        Verb::Use(right) => viewer.holds(right, body.id),
        Verb::ReadHistory
        | Verb::Answer
        | Verb::React
        | Verb::Edit
        | Verb::Delete
        | Verb::Remove
        | Verb::Decide
        | Verb::Write
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Administer
        | Verb::Join
        | Verb::Animate
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera => false,
    }
}

impl Viewer {
    /// Whether they sit in that body now: every member in the assembly, elsewhere who holds a mandate of their own there.
    /// Running the house gives no seat.
    pub fn sits_in(&self, body: BodyId, kind: BodyKind) -> bool {
        match kind {
            BodyKind::Assembly => self.member().is_some(),
            BodyKind::Board | BodyKind::Commission | BodyKind::Workplace => {
                self.seats().is_some_and(|seats| seats.sit_in(body))
            }
        }
    }
}

/// Refuses whoever may not write for that audience: for a body alone writes who sits in it. What is for the whole assembly
/// is for the section.
pub async fn writes_for(db: &mut dyn Read, viewer: &Viewer, audience: Audience) -> Result<(), Failure> {
    let Some(id) = audience.body() else { return Ok(()) };
    let found = db.body(id).await?.filter(|body| body.kind != BodyKind::Assembly);
    let sits = found.is_some_and(|body| may(viewer, Verb::Enter, Thing::Body(&body)));
    if sits { Ok(()) } else { Err(Refusal::NotSeated.into()) }
}

/// The bodies for which this viewer may write alone, each once, with how many people read there; boards first, then by name.
pub async fn own_bodies(db: &mut dyn Read, viewer: &Viewer) -> Result<Vec<(Body, i64)>, Fault> {
    let Some(seats) = viewer.seats() else { return Ok(Vec::new()) };
    let mut own: Vec<(Body, i64)> = Vec::new();
    for mandate in seats.mandates().iter().filter(|mandate| mandate.delegated.is_none()) {
        if own.iter().any(|(body, _)| body.id == mandate.body) {
            continue;
        }
        if let Some(body) = db.body(mandate.body).await?.filter(|body| body.kind != BodyKind::Assembly) {
            let readers = db.seated_count(body.id, seats.at()).await?;
            own.push((body, readers));
        }
    }
    own.sort_by(|(one, _), (other, _)| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(own)
}

/// Whether a person reads what has that audience, asked when they would be told of it. Of what is for a whole house it is
/// not asked: their notices are read again when they are shown.
pub async fn is_told(
    db: &mut dyn Read,
    person: PersonId,
    audience: Audience,
    now: Moment,
) -> Result<bool, Fault> {
    if audience.body().is_none() {
        return Ok(true);
    }
    Ok(super::viewer(db, person, now).await?.belongs_to(audience))
}

/// A body that this viewer may read of.
pub async fn body(db: &mut dyn Read, viewer: &Viewer, id: BodyId) -> Result<Option<Visible<Body>>, Fault> {
    let found = db.body(id).await?;
    Ok(found.filter(|body| may(viewer, Verb::Read, Thing::Body(body))).map(Visible))
}

/// A body and who acts, if they may do this to it at this moment. `NotFound` where they may not even read of it.
pub async fn body_for(
    db: &mut dyn Read,
    by: PersonId,
    verb: Verb,
    id: BodyId,
    now: Moment,
) -> Result<(Body, Viewer), Failure> {
    let viewer = super::viewer(db, by, now).await?;
    let found = body(db, &viewer, id).await?.ok_or(Refusal::NotFound)?.into_inner();
    if may(&viewer, verb, Thing::Body(&found)) {
        Ok((found, viewer))
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// The house, the acting member and what their mandates make of them now, if they may do this to it.
pub async fn house_as(
    db: &mut dyn Read,
    by: PersonId,
    verb: Verb,
    now: Moment,
) -> Result<(House, Person, Viewer), Failure> {
    let house = db.house().await?.ok_or(Refusal::NotFound)?;
    let viewer = super::viewer(db, by, now).await?;
    let person = viewer.person().cloned().ok_or(Refusal::NotAllowed)?;
    if may(&viewer, verb, Thing::House(&house)) {
        Ok((house, person, viewer))
    } else {
        Err(Refusal::NotAllowed.into())
    }
}
