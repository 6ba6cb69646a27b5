//! Who reads what came from outside, and who decides on it (voices.md 13).

use super::{Thing, Verb, Viewer, Visible, may};
use crate::audience::Audience;
use crate::error::{Failure, Fault, Refusal};
use crate::id::{NetworkPostId, OutsideId};
use crate::mandate::Right;
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
            viewer.speaks()
        }
    };
    let speaks = readable && viewer.speaks();
    match verb {
        Verb::Read => readable,
        Verb::Decide => speaks && !out && state != OutsideState::Accepted,
        Verb::Remove => readable && out && (speaks || viewer.holds_in_house(Right::Moderate)),
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
        | Verb::Animate
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera
        | Verb::Use(_) => false,
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
    if !viewer.speaks() {
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
    if viewer.speaks() { db.outside_waiting().await } else { Ok(0) }
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

#[cfg(test)]
mod tests {
    use url::Url;
    use uuid::Uuid;

    use super::*;
    use crate::language::Language;
    use crate::outside::{Cleaned, OutsideByline, ShownAs};
    use crate::person::{Person, Role, Standing};
    use crate::text::{Handle, PersonName};
    use crate::world::Moment;

    fn viewer(role: Role, standing: Standing) -> Viewer {
        Viewer::from(Person {
            id: crate::id::PersonId(Uuid::from_u128(1)),
            handle: Handle::parse("odile").unwrap(),
            name: PersonName::parse("Odile Garrec").unwrap(),
            title: None,
            mail: None,
            password: None,
            role,
            standing,
            language: Language::Fr,
            credentials_at: Moment(0),
            feed_read_to: Moment(0),
            joined_at: Moment(0),
        })
    }

    fn outside(kind: OutsideKind, state: OutsideState) -> OutsidePost {
        let uri = Url::parse("https://elsewhere.example/notes/1").unwrap();
        let author = OutsideByline {
            actor: uri.join("/users/ada").unwrap(),
            name: "Ada".to_owned(),
            handle: "ada".to_owned(),
            host: "elsewhere.example".to_owned(),
        };
        OutsidePost {
            id: OutsideId(Uuid::from_u128(1)),
            kind,
            state,
            shown: ShownAs {
                uri,
                object_type: "Note".to_owned(),
                author,
                url: None,
                text: Cleaned::default(),
                attachments: 0,
                published_at: Moment(0),
                updated_at: None,
            },
            post: None,
            root: None,
            parent: None,
            came_at: Moment(0),
            decided_by: None,
            decided_at: None,
        }
    }

    /// Voices.md 13, for every kind, state and viewer: only an accepted answer is read by anybody but those who speak.
    #[test]
    fn only_an_accepted_answer_is_read_by_anybody_but_those_who_speak_for_the_section() {
        let viewers = [
            (viewer(Role::Administrator, Standing::Active), true, true),
            (viewer(Role::Member, Standing::Active), true, false),
            (viewer(Role::Administrator, Standing::Suspended), true, false),
            (Viewer::Anyone, true, false),
            (Viewer::Outside, false, false),
        ];
        for kind in OutsideKind::ALL {
            for state in OutsideState::ALL {
                let thing = outside(*kind, *state);
                let out = (*kind, *state) == (OutsideKind::Reply, OutsideState::Accepted);
                for (viewer, reads_public, speaks) in &viewers {
                    let expected = *state != OutsideState::Gone && if out { *reads_public } else { *speaks };
                    let thing = Thing::Outside(&thing);
                    assert_eq!(may(viewer, Verb::Read, thing), expected, "{viewer:?} reads {kind} {state}");
                    for verb in [Verb::Decide, Verb::Remove, Verb::Answer] {
                        assert!(*speaks || !may(viewer, verb, thing), "{viewer:?} {verb:?} {kind} {state}");
                    }
                }
            }
        }
    }
}
