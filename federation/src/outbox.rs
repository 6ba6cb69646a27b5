//! What is served of public posts: one by one, and the section's outbox page by page. No list of anybody, no count.

use activitypub_federation::kinds::collection::{OrderedCollectionPageType, OrderedCollectionType};
use activitypub_federation::kinds::object::TombstoneType;
use activitypub_federation::protocol::context::WithContext;
use preau_core::access::{self, Viewer};
use preau_core::audience::Audience;
use preau_core::error::Fault;
use preau_core::id::{ActivityId, PostId};
use preau_core::language::Language;
use preau_core::post::{Before, FEED_PAGE, Post, PostState, Signature};
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Serialize;
use url::Url;

use axum::body::Bytes;

use crate::Federation;
use crate::activity::{self, Activity, Shown, Verb, announcing};
use crate::event::{Event, context, telling, told_as};
use crate::known::written;
use crate::object::{Answered, Note};

/// What stands at the address of a post.
pub(crate) enum Found {
    /// A public post.
    Note(Bytes),
    /// It was public, it was sent, it is gone.
    Gone(Bytes),
    /// Nothing that a stranger may know of.
    Nothing,
}

/// A collection of which nothing is shown but where it begins.
#[derive(Debug, Serialize)]
struct Collection {
    id: Url,
    #[serde(rename = "type")]
    kind: OrderedCollectionType,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Url>,
}

/// One page of the outbox.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    id: Url,
    #[serde(rename = "type")]
    kind: OrderedCollectionPageType,
    part_of: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Url>,
    ordered_items: Vec<Item>,
}

/// What the section did: it wrote, or it passed on what a member signed.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Item {
    Created(Box<Activity<Note>>),
    Announced(Box<Activity<Url>>),
    Planned(Box<Activity<Event>>),
}

#[derive(Debug, Serialize)]
struct Gone {
    id: Url,
    #[serde(rename = "type")]
    kind: TombstoneType,
}

impl Federation {
    /// A post for everybody.
    pub(crate) async fn post_document(&self, language: Language, id: PostId) -> Result<Found, Fault> {
        let mut db = self.store.read().await?;
        if let Some(view) = access::post(db.as_mut(), &Viewer::Anyone, id).await? {
            let answered = Answered::by(db.as_mut(), &view.post).await?;
            let note = Note::new(&self.names, language, &view.post, &view.pictures, answered.as_ref());
            return written(&WithContext::new_default(note)).map(Found::Note);
        }
        // Only what everybody had read and what left the house says that it is gone.
        let was_out = matches!(
            db.post_audience(id).await?,
            Some((Audience::Everybody, PostState::Deleted | PostState::Removed))
        );
        if was_out && db.was_announced(id).await? {
            let gone = Gone { id: self.names.post(id), kind: TombstoneType::Tombstone };
            return written(&WithContext::new_default(gone)).map(Found::Gone);
        }
        Ok(Found::Nothing)
    }

    /// An activity about a public post, as it was sent; `None` once its post is no longer out.
    pub(crate) async fn activity_document(&self, id: ActivityId) -> Result<Option<Bytes>, Fault> {
        let mut db = self.store.read().await?;
        let Some(outgoing) = db.outgoing(id).await? else { return Ok(None) };
        let shown = self.may_show(db.as_mut(), &outgoing).await?;
        Ok(shown.then(|| Bytes::from(outgoing.json)))
    }

    /// A collection by its address: it exists, and that is all it says.
    pub(crate) fn closed_collection(&self, path: &str) -> Result<Bytes, Fault> {
        let collection = Collection {
            id: self.names.at(path),
            kind: OrderedCollectionType::OrderedCollection,
            first: None,
        };
        written(&WithContext::new_default(collection))
    }

    /// The section's outbox: where it begins, or a page of it.
    pub(crate) async fn outbox(
        &self,
        language: Language,
        query: Option<&str>,
    ) -> Result<Option<Bytes>, Fault> {
        let outbox = self.names.at("/section/outbox");
        let Some(query) = query else {
            let first = Some(self.page_url(None));
            let kind = OrderedCollectionType::OrderedCollection;
            return written(&WithContext::new_default(Collection { id: outbox, kind, first })).map(Some);
        };
        let Some(Place(before)) = read_page(query) else { return Ok(None) };
        let mut db = self.store.read().await?;
        let said = self.said_before(db.as_mut(), language, before).await?;
        let full = i64::try_from(said.len()).is_ok_and(|count| count >= FEED_PAGE);
        let last = said.last().filter(|_| full).map(|(place, _)| *place);
        let page = Page {
            id: self.page_url(before),
            kind: OrderedCollectionPageType::OrderedCollectionPage,
            part_of: outbox,
            next: last.map(|last| self.page_url(Some(last))),
            ordered_items: said.into_iter().map(|(_, item)| item).collect(),
        };
        written(&WithContext::new(page, context())).map(Some)
    }

    /// Posts and rendezvous in one order, newest first, as many as a page holds.
    async fn said_before(
        &self,
        db: &mut dyn Read,
        language: Language,
        before: Option<Before>,
    ) -> Result<Vec<(Before, Item)>, Fault> {
        let mut said = Vec::new();
        for post in &db.public_posts(before, FEED_PAGE).await? {
            let place = Before { at: post.published_at, id: post.id };
            said.push((place, self.item(db, language, post).await?));
        }
        let place = before.map(|before| (before.at, before.id.0));
        for one in &db.public_rendezvous(place, FEED_PAGE).await? {
            let id = told_as(one.id, "Create", 0);
            let activity = telling(&self.names, language, Verb::Create, one, id);
            // A place is a moment and an id, whatever it is the id of.
            said.push((Before { at: one.made_at, id: PostId(one.id.0) }, Item::Planned(Box::new(activity))));
        }
        said.sort_by_key(|(place, _)| std::cmp::Reverse((place.at, place.id)));
        said.truncate(usize::try_from(FEED_PAGE).unwrap_or_default());
        Ok(said)
    }

    async fn item(&self, db: &mut dyn Read, language: Language, post: &Post) -> Result<Item, Fault> {
        Ok(match post.signature {
            Signature::Author => Item::Announced(Box::new(announcing(&self.names, post))),
            Signature::Section => {
                let pictures = db.pictures_of(post.id).await?;
                let answered = Answered::by(db, post).await?;
                let shown = Shown { post, pictures: &pictures, language, answered };
                Item::Created(Box::new(activity::telling(&self.names, Verb::Create, &shown)))
            }
        })
    }

    fn page_url(&self, before: Option<Before>) -> Url {
        let mut url = self.names.at("/section/outbox");
        let query = match before {
            None => "page=true".to_owned(),
            Some(before) => format!("page=true&before={}_{}", before.at.0, before.id),
        };
        url.set_query(Some(&query));
        url
    }
}

/// A page of the outbox as it is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Place(Option<Before>);

/// Reads the query of a page: exactly as we write it.
fn read_page(query: &str) -> Option<Place> {
    let rest = query.strip_prefix("page=true")?;
    if rest.is_empty() {
        return Some(Place(None));
    }
    let (at, id) = rest.strip_prefix("&before=")?.split_once('_')?;
    Some(Place(Some(Before { at: Moment(at.parse().ok()?), id: id.parse().ok()? })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_one_spelling() {
        assert_eq!(read_page("page=true"), Some(Place(None)));
        let id = "01900000-0000-7000-8000-000000000001";
        let before = read_page(&format!("page=true&before=12_{id}")).unwrap().0.unwrap();
        assert_eq!((before.at, before.id.to_string()), (Moment(12), id.to_owned()));
        for wrong in ["page=1", "", "page=true&before=", "page=true&before=x_y", "page=true&after=1"] {
            assert_eq!(read_page(wrong), None, "{wrong}");
        }
    }
}
