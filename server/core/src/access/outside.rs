//! Who reads what came from outside, and who decides on it (voices.md 13).

use super::{Thing, Verb, Viewer, Visible, may};
use crate::audience::Audience;
use crate::error::{Failure, Fault, Refusal};
use crate::id::{NetworkPostId, OutsideId};
use crate::outside::{NetworkPost, OutsideBefore, OutsideKind, OutsidePost, OutsideState};
use crate::post::Post;
use crate::store::Read;

/// An answer that was accepted is for everybody; all else is for those who speak for the section alone.
pub(super) fn may_outside(viewer: &Viewer, verb: Verb, outside: &OutsidePost) -> bool {
    let state = outside.state;
    let out = state == OutsideState::Accepted && outside.kind == OutsideKind::Reply;
    let readable = match state {
        OutsideState::Gone => false,
        _ if out => viewer.belongs_to(Audience::Everybody),
        OutsideState::Waiting | OutsideState::Accepted | OutsideState::Refused | OutsideState::Removed => {
            viewer.administers()
        }
    };
    let speaks = readable && viewer.administers();
    match verb {
        Verb::Read => readable,
        Verb::Decide => speaks && !out && state != OutsideState::Accepted,
        Verb::Remove => speaks && out,
        Verb::Answer => speaks && matches!(state, OutsideState::Waiting | OutsideState::Accepted),
        Verb::ReadHistory
        | Verb::React
        | Verb::Edit
        | Verb::Delete
        | Verb::Write
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Administer
        | Verb::Enter
        | Verb::Join
        | Verb::Animate => false,
    }
}

/// Something from outside that this viewer may read. An answer is read by whoever reads its post.
pub async fn outside(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: OutsideId,
) -> Result<Option<Visible<OutsidePost>>, Fault> {
    let Some(found) = db.outside_post(id).await?.filter(|o| may(viewer, Verb::Read, Thing::Outside(o)))
    else {
        return Ok(None);
    };
    if !viewer.administers() {
        let post = match found.post {
            Some(post) => super::post(db, viewer, post).await?,
            None => None,
        };
        if post.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(Visible(found)))
}

/// The same, if the viewer may do this to it. `NotFound` where they may not even read it.
pub async fn outside_for(
    db: &mut dyn Read,
    viewer: &Viewer,
    verb: Verb,
    id: OutsideId,
) -> Result<OutsidePost, Failure> {
    let found = outside(db, viewer, id).await?.ok_or(Refusal::NotFound)?.into_inner();
    if may(viewer, verb, Thing::Outside(&found)) { Ok(found) } else { Err(Refusal::NotAllowed.into()) }
}

/// Accepted answers in the discussion of a top post that the viewer was shown; none unless it is out for everybody.
pub async fn outside_under(
    db: &mut dyn Read,
    viewer: &Viewer,
    top: &Post,
    limit: i64,
) -> Result<Vec<OutsidePost>, Fault> {
    if top.audience != Audience::Everybody || !may(viewer, Verb::Read, Thing::Post(top)) {
        return Ok(Vec::new());
    }
    db.outside_replies(top.id, limit).await
}

/// How many wait, for those whom they wait for; nothing for everybody else.
pub async fn outside_waiting(db: &mut dyn Read, viewer: &Viewer) -> Result<i64, Fault> {
    if viewer.administers() { db.outside_waiting().await } else { Ok(0) }
}

/// Posts of the accounts that the section follows, for its members; nothing for everybody else.
pub async fn network(
    db: &mut dyn Read,
    viewer: &Viewer,
    before: Option<OutsideBefore>,
    limit: i64,
) -> Result<Vec<NetworkPost>, Fault> {
    if viewer.member().is_some() { db.network_posts(None, before, limit).await } else { Ok(Vec::new()) }
}

/// One of them.
pub async fn network_post(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: NetworkPostId,
) -> Result<Option<Visible<NetworkPost>>, Fault> {
    if viewer.member().is_none() {
        return Ok(None);
    }
    Ok(db.network_post(id).await?.map(Visible))
}
