//! The feed as a list: its pages, the mark up to where it was read, and the POST that moves that mark.
//!
//! Looking changes nothing (a GET never does). The mark moves when its reader presses « Tout est lu », or, with the
//! script, when the line above what was read before has really been on the screen: the script sends the same form.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use preau_core::access::Viewer;
use preau_core::action::account::MarkFeedRead;
use preau_core::id::PostId;
use preau_core::post::{Before, FEED_PAGE, PostView};
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Deserialize;
use uuid::Uuid;

use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::item::{Item, Look};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::FEED, get(older)).at(place::FEED_READ, post(mark))
}

/// New posts are counted so far; beyond, the number says nothing more.
const NEW_MAX: i64 = 100;

/// One page of the feed.
pub(crate) struct Pages {
    /// Posts that came since the last visit.
    pub(crate) fresh: Vec<Item>,
    /// Posts that were there before.
    pub(crate) known: Vec<Item>,
    /// The line between the two stands on this page.
    pub(crate) line: bool,
    /// The newest moment shown: what « Tout est lu » marks.
    pub(crate) newest: i64,
    /// The next page; empty on the last.
    pub(crate) older: String,
    /// How many posts of others came since the last visit.
    pub(crate) count: i64,
}

impl Pages {
    /// Reads a page of the feed for a member: the first, or the one after a place.
    pub(crate) async fn read(
        db: &mut dyn Read,
        frame: &Frame,
        member: &Member,
        dates: Dates,
        after: Option<Cursor>,
    ) -> Result<Self, Failure> {
        let (scope, read_to) = (member.viewer.scope(), member.person.feed_read_to);
        let before = after.map(|cursor| Before { at: cursor.at, id: cursor.id });
        let mut views = db.feed(scope, before, FEED_PAGE.saturating_add(1)).await?;
        let count = db.feed_new(scope, read_to, NEW_MAX).await?;
        let more = views.len() > usize::try_from(FEED_PAGE).unwrap_or(usize::MAX);
        views.truncate(usize::try_from(FEED_PAGE).unwrap_or(usize::MAX));
        Ok(Self::split(frame, &member.viewer, dates, &views, read_to, count, after)
            .with_older(frame, &views, more))
    }

    /// Parts the page where the reader left off.
    fn split(
        frame: &Frame,
        viewer: &Viewer,
        dates: Dates,
        views: &[PostView],
        read_to: Moment,
        count: i64,
        after: Option<Cursor>,
    ) -> Self {
        let look = Look { frame, viewer, dates };
        let fresh = views.iter().take_while(|view| view.post.published_at > read_to).count();
        let (new, old) = views.split_at_checked(fresh).unwrap_or((views, &[]));
        let shown = |views: &[PostView]| views.iter().map(|view| Item::of(view, look)).collect::<Vec<_>>();
        // The page before may have ended among the new ones.
        let new_above = !new.is_empty() || after.is_some_and(|cursor| cursor.at > read_to);
        let newest = after.map(|cursor| cursor.newest).or(views.first().map(|view| view.post.published_at));
        Self {
            fresh: shown(new),
            known: shown(old),
            line: count > 0 && new_above && !old.is_empty(),
            newest: newest.unwrap_or_default().0,
            older: String::new(),
            count,
        }
    }

    fn with_older(self, frame: &Frame, views: &[PostView], more: bool) -> Self {
        let newest = Moment(self.newest);
        let last = views.last().filter(|_| more).map(|view| &view.post);
        let older = last.map(|post| Cursor { at: post.published_at, id: post.id, newest }.written());
        let older = older.map(|cursor| format!("{}?before={cursor}", frame.to.feed()));
        // Where nothing older follows, the mark can be set at the end: there may be no line to stand on.
        let line = self.line || (!more && self.count > 0 && !self.fresh.is_empty());
        Self { older: older.unwrap_or_default(), line, ..self }
    }
}

/// A place in a list, as an address carries it. It gives no right: what stands after it is filtered anew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cursor {
    /// The moment of the last item shown.
    pub(crate) at: Moment,
    /// Its id.
    pub(crate) id: PostId,
    /// The newest moment of the first page, for the mark.
    pub(crate) newest: Moment,
}

impl Cursor {
    /// The 43 characters of an address.
    pub(crate) fn written(self) -> String {
        let mut bytes = Vec::with_capacity(32);
        bytes.extend(self.at.0.to_be_bytes());
        bytes.extend(self.id.0.as_bytes());
        bytes.extend(self.newest.0.to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads it back; anything else is no page of ours (A21).
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Failure::Missing)?;
        let (at, rest) = bytes.split_first_chunk::<8>().ok_or(Failure::Missing)?;
        let (id, rest) = rest.split_first_chunk::<16>().ok_or(Failure::Missing)?;
        let newest: &[u8; 8] = rest.try_into().map_err(|_| Failure::Missing)?;
        let (at, newest) = (i64::from_be_bytes(*at), i64::from_be_bytes(*newest));
        let dated = at > 0 && newest >= 0;
        let cursor = Self { at: Moment(at), id: PostId(Uuid::from_bytes(*id)), newest: Moment(newest) };
        if dated { Ok(cursor) } else { Err(Failure::Missing) }
    }
}

/// A page of the feed beyond the first.
#[derive(Template)]
#[template(path = "feed.html")]
pub(crate) struct Feed {
    frame: Frame,
    pages: Pages,
}

impl Page for Feed {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[derive(Deserialize)]
struct Wanted {
    before: Option<String>,
}

async fn older(State(web): State<Web>, visit: Visit, member: Member, Query(wanted): Query<Wanted>) -> Answer {
    let after = wanted.before.as_deref().map(Cursor::read).transpose()?;
    let frame = visit.frame(Room::Home);
    let dates = dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let pages = Pages::read(db.as_mut(), &frame, &member, dates, after).await?;
    Ok(Feed { frame, pages }.show())
}

/// How this visitor's pages say moments.
pub(crate) async fn dates(web: &Web, visit: &Visit) -> Result<Dates, Failure> {
    Ok(Dates { language: visit.language, zone: web.house().await?.time_zone, now: web.now() })
}

#[derive(Deserialize)]
struct ReadTo {
    to: i64,
}

async fn mark(State(web): State<Web>, visit: Visit, member: Member, Form(sent): Form<ReadTo>) -> Answer {
    web.perform(MarkFeedRead { person: member.id(), to: Moment(sent.to) }).await?;
    Ok(see_other(&visit.to.home(), None))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::gallery::{self, Samples};
    use crate::item::tests::{NOON, dates, jeanne, views};
    use preau_core::language::Language;

    impl Samples for Feed {
        fn samples(frame: Frame) -> Vec<Self> {
            let pages = page(&frame, NOON.plus(-90 * Moment::MINUTE), 1);
            vec![Self { frame, pages }]
        }
    }

    /// The sample posts, one hour apart, read up to a moment.
    pub(crate) fn page(frame: &Frame, read_to: Moment, count: i64) -> Pages {
        let views = views();
        let pages = Pages::split(frame, &jeanne(), dates(frame.language), &views, read_to, count, None);
        pages.with_older(frame, &views, true)
    }

    #[test]
    fn the_line_stands_between_what_is_new_and_what_was_read() {
        let frame = gallery::frame(Language::Fr);
        let pages = page(&frame, NOON.plus(-90 * Moment::MINUTE), 1);
        assert_eq!((pages.fresh.len(), pages.known.len(), pages.line), (1, 2, true));
        assert_eq!(pages.newest, NOON.plus(-Moment::HOUR).0);
        let nothing_new = page(&frame, NOON, 0);
        assert_eq!((nothing_new.fresh.len(), nothing_new.line), (0, false));
    }

    #[test]
    fn a21_a_cursor_is_read_as_it_was_written_and_a_forged_one_is_not() {
        let cursor = Cursor { at: NOON, id: PostId(Uuid::from_u128(7)), newest: NOON };
        assert_eq!(Cursor::read(&cursor.written()).unwrap(), cursor);
        let longer = format!("{}AAAA", cursor.written());
        let past = Cursor { at: Moment(-1), ..cursor }.written();
        for forged in ["", "x", "' OR 1=1", "AAAA", longer.as_str(), past.as_str()] {
            assert!(matches!(Cursor::read(forged), Err(Failure::Missing)), "{forged}");
        }
    }
}
