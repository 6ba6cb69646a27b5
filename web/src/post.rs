//! One discussion: a post with its replies, for members with the way to answer, for strangers what is public of it.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use preau_core::access::{self, Viewer};
use preau_core::action::post::SetUseful;
use preau_core::id::PostId;
use preau_core::outside::{OUTSIDE_REPLIES_MAX, OutsidePost};
use preau_core::post::{Before, Post, PostState, PostView, REPLIES_PAGE};
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Deserialize;
use uuid::Uuid;

use crate::compose_short::Short;
use crate::error::{Answer, Failure};
use crate::feed::{self, Cursor};
use crate::item::{Item, Look};
use crate::page::{Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::{Caller, Web};
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::POST, get(show)).at(place::USEFUL, post(useful))
}

/// A discussion, for a member.
#[derive(Template)]
#[template(path = "post.html")]
pub(crate) struct Discussion {
    frame: Frame,
    thread: Thread,
    short: Option<Short>,
}

impl Page for Discussion {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The same for a stranger.
#[derive(Template)]
#[template(path = "post_public.html")]
pub(crate) struct PublicDiscussion {
    frame: Frame,
    thread: Thread,
}

impl Page for PublicDiscussion {
    const KEEPING: Keeping = Keeping::Public;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A post and a page of its replies.
pub(crate) struct Thread {
    /// The heading: its title, or whose message it is.
    pub(crate) heading: String,
    /// The post.
    pub(crate) root: Item,
    /// The answers to it, each with those under it.
    pub(crate) replies: Vec<Item>,
    /// The page after this one; empty on the last.
    pub(crate) later: String,
}

#[derive(Deserialize)]
struct Wanted {
    after: Option<String>,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let id = post_id(&id)?;
    let after = wanted.after.as_deref().map(Cursor::read).transpose()?;
    let dates = feed::dates(&web, &visit).await?;
    let frame = visit.frame(if caller.member().is_some() { Room::Home } else { Room::None });
    let mut db = web.read().await?;
    let found = access::post(db.as_mut(), &caller.viewer, id).await?.ok_or(Failure::Missing)?;
    if let Some(place) = in_its_discussion(db.as_mut(), &caller.viewer, &frame, &found.post).await? {
        return Ok(see_other(&place, frame.flash));
    }
    let look = Look { frame: &frame, viewer: &caller.viewer, dates };
    let thread = Thread::read(db.as_mut(), look, &found, after).await?;
    if caller.member().is_none() {
        return Ok(PublicDiscussion { frame, thread }.show());
    }
    let answers = thread.root.acts.as_ref().is_some_and(|acts| !acts.reply.is_empty());
    let short = if answers {
        let once = web.world.hidden_id();
        Some(Short::reply(db.as_mut(), &frame, &caller.viewer, once, &found).await?)
    } else {
        None
    };
    Ok(Discussion { frame, thread, short }.show())
}

/// Reads the id of a post from an address.
pub(crate) fn post_id(text: &str) -> Result<PostId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

/// Where a reply stands among the others; nothing for what is a page of its own.
async fn in_its_discussion(
    db: &mut dyn Read,
    viewer: &Viewer,
    frame: &Frame,
    post: &Post,
) -> Result<Option<String>, Failure> {
    if post.parent.is_none() || post.state != PostState::Published {
        return Ok(None);
    }
    // Where the post on top was taken away, its answers are read one by one.
    let Some(root) = access::post(db, viewer, post.root).await? else { return Ok(None) };
    let place = frame.to.post(root.post.id);
    let page = if root.replies > REPLIES_PAGE {
        // The page that begins with it.
        let at = post.published_at.plus(-1);
        format!("?after={}", Cursor { at, id: post.id, newest: Moment(0) }.written())
    } else {
        String::new()
    };
    Ok(Some(format!("{place}{page}#m-{}", post.id)))
}

impl Thread {
    async fn read(
        db: &mut dyn Read,
        look: Look<'_>,
        root: &PostView,
        after: Option<Cursor>,
    ) -> Result<Self, Failure> {
        let place = after.map(|cursor| Before { at: cursor.at, id: cursor.id });
        let mut views = if root.post.parent.is_none() {
            db.replies(look.viewer.scope(), root.post.id, place, REPLIES_PAGE.saturating_add(1)).await?
        } else {
            Vec::new()
        };
        let page = usize::try_from(REPLIES_PAGE).unwrap_or(usize::MAX);
        let more = views.len() > page;
        views.truncate(page);
        let last = views.last().filter(|_| more).map(|view| &view.post);
        let later =
            last.map(|post| Cursor { at: post.published_at, id: post.id, newest: Moment(0) }.written());
        let mut outside = match root.post.parent {
            None => access::outside_under(db, look.viewer, &root.post, OUTSIDE_REPLIES_MAX).await?,
            Some(_) => Vec::new(),
        };
        let count = i64::try_from(outside.len()).unwrap_or(i64::MAX);
        // Those of this page are those between its first reply and that of the next one.
        outside.retain(|post| {
            let at = Voice::Theirs(post).at(root);
            after.is_none_or(|after| at > after.at) && last.is_none_or(|last| at <= last.published_at)
        });
        let mut thread = Self::of(root, &views, &outside, look);
        thread.root.replies = thread.root.replies.saturating_add(count);
        let later = later.map(|c| format!("{}?after={c}", look.frame.to.post(root.post.id)));
        Ok(Self { later: later.unwrap_or_default(), ..thread })
    }

    /// Puts the replies under what they answer.
    fn of(root: &PostView, views: &[PostView], outside: &[OutsidePost], look: Look<'_>) -> Self {
        let mut item = Item::whole(root, look);
        let heading = std::mem::take(&mut item.title);
        let heading = if heading.is_empty() { look.frame.t.post_by(&item.name) } else { heading };
        // Both come in the order of their time, and keep it.
        let mut voices: Vec<Voice<'_>> = Vec::with_capacity(views.len().saturating_add(outside.len()));
        let mut theirs = outside.iter().map(Voice::Theirs).peekable();
        for ours in views.iter().map(Voice::Ours) {
            while let Some(before) = theirs.next_if(|post| post.at(root) < ours.at(root)) {
                voices.push(before);
            }
            voices.push(ours);
        }
        voices.extend(theirs);
        Self { heading, root: item, replies: under(root, &voices, look), later: String::new() }
    }
}

/// Who says something under a post.
#[derive(Clone, Copy)]
enum Voice<'a> {
    /// A member, or the section.
    Ours(&'a PostView),
    /// Somebody elsewhere, whose answer was accepted.
    Theirs(&'a OutsidePost),
}

impl Voice<'_> {
    fn id(&self) -> Uuid {
        match self {
            Self::Ours(view) => view.post.id.0,
            Self::Theirs(post) => post.id.0,
        }
    }

    /// Its place in the order of time. What says of itself that it is older than what it answers comes right after it.
    fn at(&self, root: &PostView) -> Moment {
        match self {
            Self::Ours(view) => view.post.published_at,
            Self::Theirs(post) => post.shown.published_at.max(root.post.published_at),
        }
    }

    /// What it answers: among what is shown, one of ours or one from outside; else the post on top.
    fn parent(&self, voices: &[Voice<'_>], root: &PostView) -> Uuid {
        let shown = |id: Uuid| voices.iter().any(|voice| voice.id() == id);
        match self {
            Self::Ours(view) => {
                let outside = view.post.answers.map(|id| id.0).filter(|id| shown(*id));
                outside.or(view.post.parent.map(|id| id.0)).unwrap_or(root.post.id.0)
            }
            Self::Theirs(post) => {
                let above = voices.iter().find_map(|voice| match voice {
                    Voice::Theirs(other) if Some(&other.shown.uri) == post.parent.as_ref() => {
                        Some(other.id.0)
                    }
                    _ => None,
                });
                above.or(post.post.map(|id| id.0)).unwrap_or(root.post.id.0)
            }
        }
    }

    fn item(&self, look: Look<'_>) -> Item {
        match self {
            Self::Ours(view) => Item::whole(view, look),
            Self::Theirs(post) => Item::from_outside(post, look),
        }
    }
}

/// The replies, oldest first: those to the post itself, and under each everything that came of it, one step in.
fn under(root: &PostView, voices: &[Voice<'_>], look: Look<'_>) -> Vec<Item> {
    let mut top: Vec<(Uuid, Item)> = Vec::new();
    // Which reply of the first row each one hangs under; at most a page of them.
    let mut branch: Vec<(Uuid, usize)> = Vec::new();
    for voice in voices {
        let parent = voice.parent(voices, root);
        let above = branch.iter().find(|(id, _)| *id == parent).map(|(_, place)| *place);
        let mut item = voice.item(look);
        // What stands right above needs no name: the post itself, or the first of the branch.
        let shown_above = above.and_then(|place| top.get(place)).map_or(root.post.id.0, |(first, _)| *first);
        if parent != shown_above {
            item.answers = name_in(voices, parent, look);
        }
        branch.push((voice.id(), above.unwrap_or(top.len())));
        if let Some((_, row)) = above.and_then(|place| top.get_mut(place)) {
            row.under.push(item);
        } else {
            top.push((voice.id(), item));
        }
    }
    top.into_iter().map(|(_, item)| item).collect()
}

/// Whose reply that was, if it is on the page and still there.
fn name_in(voices: &[Voice<'_>], id: Uuid, look: Look<'_>) -> String {
    let found = voices.iter().find(|voice| voice.id() == id).map(|voice| voice.item(look));
    found.filter(|item| item.gone.is_empty()).map(|item| item.name).unwrap_or_default()
}

#[derive(Deserialize)]
struct Said {
    useful: String,
}

async fn useful(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(said): Form<Said>,
) -> Answer {
    let post = post_id(&id)?;
    web.limits.write(member.id())?;
    web.perform(SetUseful { by: member.id(), post, useful: said.useful == "yes" }).await?;
    Ok(see_other(&format!("{}#m-{post}", visit.here), None))
}

/// A discussion made of the sample posts.
#[cfg(test)]
pub(crate) fn sample_thread(frame: &Frame, viewer: &Viewer, dates: crate::dates::Dates) -> Thread {
    use preau_core::outside::{OutsideKind, OutsideState};
    let views = crate::item::tests::views();
    let mut views = views.into_iter().rev();
    let root = views.next().unwrap();
    let replies: Vec<PostView> = views
        .map(|mut view| {
            view.post.parent = Some(root.post.id);
            view.post.root = root.post.id;
            view
        })
        .collect();
    let mut answer = crate::outside::tests::outside(
        40,
        OutsideKind::Reply,
        OutsideState::Accepted,
        "Deux fermetures d’octobre sont dues à des travaux.",
    );
    answer.root = Some(root.post.id);
    answer.post = Some(root.post.id);
    Thread::of(&root, &replies, &[answer], Look { frame, viewer, dates })
}

#[cfg(test)]
mod tests {
    use preau_core::audience::Audience;
    use preau_core::language::Language;
    use preau_core::outside::{OutsideKind, OutsideState};
    use preau_core::person::Role;

    use super::*;
    use crate::gallery::{self, Samples};
    use crate::item::tests::{dates, jeanne, person, view};

    impl Samples for Discussion {
        fn samples(frame: Frame) -> Vec<Self> {
            let thread = sample_thread(&frame, &jeanne(), dates(frame.language));
            let root = view(3, &person(2, "Odile Garrec", Role::Administrator), "", "x", Audience::Everybody);
            let short = Some(Short::answering(&frame, 64, Uuid::from_u128(5), &root, false));
            vec![Self { frame, thread, short }]
        }
    }

    impl Samples for PublicDiscussion {
        fn samples(frame: Frame) -> Vec<Self> {
            let frame = Frame { person: None, ..frame };
            let thread = sample_thread(&frame, &Viewer::Anyone, dates(frame.language));
            vec![Self { frame, thread }]
        }
    }

    fn reply(number: u128, parent: u128, root: &PostView) -> PostView {
        let mut reply =
            view(number, &person(number, "Samira Haddad", Role::Member), "", "Oui.", Audience::Section);
        reply.post.parent = Some(PostId(Uuid::from_u128(parent)));
        reply.post.root = root.post.id;
        reply
    }

    #[test]
    fn an_answer_to_an_answer_stands_one_step_in_and_says_whom_it_answers() {
        let frame = gallery::frame(Language::Fr);
        let viewer = jeanne();
        let look = Look { frame: &frame, viewer: &viewer, dates: dates(Language::Fr) };
        let root = view(1, &person(2, "Odile Garrec", Role::Member), "Titre", "Texte", Audience::Section);
        let thread =
            Thread::of(&root, &[reply(2, 1, &root), reply(3, 2, &root), reply(4, 3, &root)], &[], look);
        assert_eq!(thread.heading, "Titre");
        assert_eq!(thread.replies.len(), 1);
        let under = &thread.replies[0].under;
        assert_eq!(under.len(), 2);
        assert_eq!((under[0].answers.as_str(), under[1].answers.as_str()), ("", "Samira Haddad"));
    }

    #[test]
    fn a_removed_reply_keeps_its_place_without_its_author() {
        let frame = gallery::frame(Language::Fr);
        let viewer = jeanne();
        let look = Look { frame: &frame, viewer: &viewer, dates: dates(Language::Fr) };
        let root = view(1, &person(2, "Odile Garrec", Role::Member), "", "Texte", Audience::Section);
        let mut removed = reply(2, 1, &root);
        removed.post.state = PostState::Removed;
        let thread = Thread::of(&root, &[removed, reply(3, 2, &root)], &[], look);
        let html = Discussion { thread, short: None, frame: frame.clone() }.render().unwrap();
        assert_eq!(html.matches("Samira Haddad").count(), 1);
        assert!(html.contains("Message retiré par l’administration"));
    }

    #[test]
    fn an_accepted_answer_stands_in_its_time_with_our_public_answer_under_it() {
        let frame = gallery::frame(Language::Fr);
        let look = Look { frame: &frame, viewer: &Viewer::Anyone, dates: dates(Language::Fr) };
        let root = view(1, &person(2, "Odile Garrec", Role::Member), "Titre", "Texte", Audience::Everybody);
        let of = |number| {
            let mut post =
                crate::outside::tests::outside(number, OutsideKind::Reply, OutsideState::Accepted, "Oui.");
            post.post = Some(root.post.id);
            post
        };
        let (mut first, mut second) = (of(40), of(41));
        first.shown.published_at = root.post.published_at.plus(-Moment::DAY);
        second.parent = Some(first.shown.uri.clone());
        second.shown.published_at = root.post.published_at.plus(2 * Moment::HOUR);
        let mut ours = reply(3, 1, &root);
        ours.post.published_at = root.post.published_at.plus(Moment::HOUR);
        ours.post.answers = Some(first.id);
        let html = {
            let thread = Thread::of(&root, &[ours], &[first.clone(), second], look);
            assert_eq!(thread.replies.len(), 1, "one branch");
            assert_eq!(thread.replies[0].id, first.id.to_string(), "an answer is never older than its post");
            assert_eq!(thread.replies[0].under.len(), 2);
            PublicDiscussion { thread, frame: frame.clone() }.render().unwrap()
        };
        assert_eq!(html.matches("Extérieur, pouet.example").count(), 2);
        assert!(!html.contains("/courrier/"), "a stranger is offered nothing");
        let jeanne = jeanne();
        let look = Look { viewer: &jeanne, ..look };
        let thread = Thread::of(&root, &[], &[first], look);
        assert!(!thread.replies[0].acts.as_ref().unwrap().take_back.is_empty());
    }
}
