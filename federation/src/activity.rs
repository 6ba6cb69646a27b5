//! The closed list of activities that we send. What comes in is read in [`received`].

pub(crate) mod received;

use activitypub_federation::kinds::public;
use activitypub_federation::protocol::context::WithContext;
use activitypub_federation::protocol::tombstone::Tombstone;
use preau_core::id::{ActivityId, PostId};
use preau_core::language::Language;
use preau_core::peer::{KeyOwner, Outgoing};
use preau_core::post::{PictureRef, Post, Signature};
use preau_core::world::Moment;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::names::Names;
use crate::object::{Answered, LetterNote, Note, copied_to, signer};

/// Everything that we send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum Verb {
    /// A post came out.
    Create,
    /// Its text changed.
    Update,
    /// It was taken back.
    Delete,
    /// The section passes on what a member signed.
    Announce,
    /// A follow is accepted.
    Accept,
    /// A follow is refused, or a follower removed.
    Reject,
    /// The section follows somebody elsewhere.
    Follow,
    /// It takes that back.
    Undo,
    /// The server reports something to the server it is from.
    Flag,
}

/// One activity.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Activity<O> {
    id: Url,
    #[serde(rename = "type")]
    verb: Verb,
    actor: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    to: Vec<Url>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cc: Vec<Url>,
    object: O,
}

impl<O> Activity<O> {
    /// Something that the section says to everybody.
    pub(crate) fn by_section(names: &Names, id: ActivityId, verb: Verb, at: Moment, object: O) -> Self {
        Self {
            id: names.activity(id),
            verb,
            actor: names.section(),
            published: Some(at.rfc3339()),
            to: vec![public()],
            cc: vec![names.followers()],
            object,
        }
    }
}

/// The Follow that is answered, as far as anybody looks at it: Mastodon wants id, actor and object.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FollowRef {
    /// The id it was sent under.
    pub(crate) id: String,
    /// Always `Follow`.
    #[serde(rename = "type")]
    pub(crate) kind: activitypub_federation::kinds::activity::FollowType,
    /// Who follows.
    pub(crate) actor: Url,
    /// Whom.
    pub(crate) object: Url,
}

/// The id of an activity about a post. It follows from what happened, so that a job that runs twice (its worker
/// died between doing and settling) finds that it has been done.
pub(crate) fn activity_id(post: PostId, verb: Verb, edits: i32) -> ActivityId {
    let digest = Sha256::digest(format!("{post} {verb:?} {edits}"));
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    ActivityId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// A post with what is needed to write it.
pub(crate) struct Shown<'a> {
    /// The post.
    pub(crate) post: &'a Post,
    /// Its pictures.
    pub(crate) pictures: &'a [PictureRef],
    /// The language it is said to be in.
    pub(crate) language: Language,
    /// What it answers outside.
    pub(crate) answered: Option<Answered>,
}

/// The Create of a post, or its Update.
pub(crate) fn telling(names: &Names, verb: Verb, shown: &Shown<'_>) -> Activity<Note> {
    let Shown { post, pictures, language, answered } = shown;
    Activity {
        id: names.activity(told_as(post, verb)),
        verb,
        actor: names.actor(signer(post)),
        published: Some(
            if verb == Verb::Update { post.edited_at } else { None }.unwrap_or(post.published_at).rfc3339(),
        ),
        to: vec![public()],
        cc: copied_to(names, answered.as_ref()),
        object: Note::new(names, *language, post, pictures, answered.as_ref()),
    }
}

/// Only an Update has several versions.
fn told_as(post: &Post, verb: Verb) -> ActivityId {
    activity_id(post.id, verb, if verb == Verb::Update { post.edits } else { 0 })
}

/// The section passes on a signed post. It names nobody but the post (voices.md 8).
pub(crate) fn announcing(names: &Names, post: &Post) -> Activity<Url> {
    Activity {
        id: names.activity(told_as(post, Verb::Announce)),
        verb: Verb::Announce,
        actor: names.section(),
        published: Some(post.published_at.rfc3339()),
        to: vec![public()],
        cc: vec![names.followers()],
        object: names.post(post.id),
    }
}

/// The Delete of a post.
pub(crate) fn deleting(names: &Names, post: &Post) -> Activity<Tombstone> {
    Activity {
        id: names.activity(told_as(post, Verb::Delete)),
        verb: Verb::Delete,
        actor: names.actor(signer(post)),
        published: None,
        to: vec![public()],
        cc: vec![names.followers()],
        object: Tombstone::new(names.post(post.id)),
    }
}

/// The section asks to follow somebody.
pub(crate) fn following(names: &Names, id: Url, whom: &Url) -> Activity<Url> {
    Activity {
        id,
        verb: Verb::Follow,
        actor: names.section(),
        published: None,
        to: vec![whom.clone()],
        cc: Vec::new(),
        object: whom.clone(),
    }
}

/// The section no longer asks, or no longer follows.
pub(crate) fn unfollowing(names: &Names, id: Url, follow: ActivityId, whom: &Url) -> Activity<FollowRef> {
    Activity {
        id,
        verb: Verb::Undo,
        actor: names.section(),
        published: None,
        to: vec![whom.clone()],
        cc: Vec::new(),
        object: FollowRef {
            id: names.activity(follow).into(),
            kind: activitypub_federation::kinds::activity::FollowType::Follow,
            actor: names.section(),
            object: whom.clone(),
        },
    }
}

/// The section answers somebody privately.
pub(crate) fn writing_to(names: &Names, id: Url, whom: &Url, note: LetterNote) -> Activity<LetterNote> {
    Activity {
        id,
        verb: Verb::Create,
        actor: names.section(),
        published: None,
        to: vec![whom.clone()],
        cc: Vec::new(),
        object: note,
    }
}

/// The answer to a follow of an actor of ours.
pub(crate) fn answering(
    names: &Names,
    id: ActivityId,
    owner: KeyOwner,
    accept: bool,
    follow: FollowRef,
) -> Activity<FollowRef> {
    Activity {
        id: names.activity(id),
        verb: if accept { Verb::Accept } else { Verb::Reject },
        actor: names.actor(owner),
        published: None,
        to: vec![follow.actor.clone()],
        cc: Vec::new(),
        object: follow,
    }
}

/// What a post's coming out or change sends: one activity, or two where a member signed and it is new.
pub(crate) fn outgoing_posts(
    names: &Names,
    verb: Verb,
    shown: &Shown<'_>,
    now: Moment,
) -> serde_json::Result<Vec<Outgoing>> {
    let post = shown.post;
    let mut all = vec![stored(told_as(post, verb), signer(post), &telling(names, verb, shown), true, now)?];
    if verb == Verb::Create && post.signature == Signature::Author {
        let id = told_as(post, Verb::Announce);
        all.push(stored(id, KeyOwner::Section, &announcing(names, post), true, now)?);
    }
    Ok(all)
}

/// What taking a post back sends.
pub(crate) fn outgoing_delete(names: &Names, post: &Post, now: Moment) -> serde_json::Result<Outgoing> {
    stored(told_as(post, Verb::Delete), signer(post), &deleting(names, post), true, now)
}

/// The row of an activity, its bytes written once: every inbox gets the same.
pub(crate) fn stored<O: Serialize>(
    id: ActivityId,
    signer: KeyOwner,
    activity: &Activity<O>,
    public: bool,
    at: Moment,
) -> serde_json::Result<Outgoing> {
    let json = serde_json::to_string(&WithContext::new_default(activity))?;
    Ok(Outgoing { id, signer, json, public, at })
}

/// The same for everybody, in a context of its own.
pub(crate) fn stored_in<O: Serialize>(
    context: serde_json::Value,
    id: ActivityId,
    signer: KeyOwner,
    activity: &Activity<O>,
    at: Moment,
) -> serde_json::Result<Outgoing> {
    let json = serde_json::to_string(&WithContext::new(activity, context))?;
    Ok(Outgoing { id, signer, json, public: true, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, names, post};

    fn sent(verb: Verb, post: &Post) -> Vec<serde_json::Value> {
        let shown = Shown { post, pictures: &[], language: Language::Fr, answered: None };
        let all = outgoing_posts(&names(), verb, &shown, NOW).unwrap();
        all.iter().map(|one| serde_json::from_str(&one.json).unwrap()).collect()
    }

    #[test]
    fn a_post_of_the_section_is_one_create_by_the_section() {
        let all = sent(Verb::Create, &post(Signature::Section));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0]["type"], "Create");
        assert_eq!(all[0]["actor"], all[0]["object"]["attributedTo"]);
        assert_eq!(all[0]["@context"], "https://www.w3.org/ns/activitystreams");
        assert!(!all[0].to_string().contains("/people/"));
    }

    #[test]
    fn a_signed_post_is_created_by_its_author_and_announced_by_the_section() {
        let all = sent(Verb::Create, &post(Signature::Author));
        assert_eq!(all.len(), 2);
        assert_eq!(all[0]["actor"], all[0]["object"]["attributedTo"]);
        assert_eq!((&all[1]["type"], &all[1]["object"]), (&"Announce".into(), &all[0]["object"]["id"]));
        assert_eq!(all[1]["actor"], "https://vallombre.example/section");
    }

    #[test]
    fn an_update_says_when_and_each_edit_has_its_own_id() {
        let mut edited = post(Signature::Section);
        edited.edits = 1;
        edited.edited_at = Some(NOW);
        let first = sent(Verb::Update, &edited);
        assert_eq!(first[0]["object"]["updated"], NOW.rfc3339());
        assert_eq!(first[0]["id"], sent(Verb::Update, &edited)[0]["id"]);
        edited.edits = 2;
        assert_ne!(first[0]["id"], sent(Verb::Update, &edited)[0]["id"]);
    }

    #[test]
    fn a_delete_carries_a_tombstone_and_no_text() {
        let mut gone = post(Signature::Section);
        gone.html = "SECRET".into();
        let one = outgoing_delete(&names(), &gone, NOW).unwrap();
        let json: serde_json::Value = serde_json::from_str(&one.json).unwrap();
        assert_eq!((&json["type"], &json["object"]["type"]), (&"Delete".into(), &"Tombstone".into()));
        assert!(!one.json.contains("SECRET"));
    }
}
