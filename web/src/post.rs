//! One discussion: a post with its replies, for members with the way to answer, for strangers what is public of it.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::{get, post};
use preau_core::access::{self, Viewer};
use preau_core::action::post::SetUseful;
use preau_core::id::PostId;
use preau_core::post::{Before, Post, PostState, PostView, REPLIES_PAGE};
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Deserialize;

use crate::compose::Short;
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
        let members = db.members_count().await?;
        Some(Short::reply(&frame, members, web.world.hidden_id(), &found.post))
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
        Ok(Self {
            later: later
                .map(|c| format!("{}?after={c}", look.frame.to.post(root.post.id)))
                .unwrap_or_default(),
            ..Self::of(root, &views, look)
        })
    }

    /// Puts the replies under what they answer.
    fn of(root: &PostView, views: &[PostView], look: Look<'_>) -> Self {
        let mut item = Item::whole(root, look);
        let heading = std::mem::take(&mut item.title);
        let heading = if heading.is_empty() { look.frame.t.post_by(&item.name) } else { heading };
        Self { heading, root: item, replies: under(root, views, look), later: String::new() }
    }
}

/// The replies, oldest first: those to the post itself, and under each everything that came of it, one step in.
fn under(root: &PostView, views: &[PostView], look: Look<'_>) -> Vec<Item> {
    let mut top: Vec<(PostId, Item)> = Vec::new();
    // Which reply of the first row each one hangs under; at most a page of them.
    let mut branch: Vec<(PostId, usize)> = Vec::new();
    for view in views {
        let parent = view.post.parent.unwrap_or(root.post.id);
        let above = branch.iter().find(|(id, _)| *id == parent).map(|(_, place)| *place);
        let mut item = Item::whole(view, look);
        // What stands right above needs no name: the post itself, or the first of the branch.
        let shown_above = above.and_then(|place| top.get(place)).map_or(root.post.id, |(first, _)| *first);
        if parent != shown_above {
            item.answers = name_in(views, parent, look);
        }
        branch.push((view.post.id, above.unwrap_or(top.len())));
        if let Some((_, row)) = above.and_then(|place| top.get_mut(place)) {
            row.under.push(item);
        } else {
            top.push((view.post.id, item));
        }
    }
    top.into_iter().map(|(_, item)| item).collect()
}

/// Whose reply that was, if it is on the page and still there.
fn name_in(views: &[PostView], id: PostId, look: Look<'_>) -> String {
    let found = views.iter().find(|view| view.post.id == id).map(|view| Item::of(view, look));
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
    Thread::of(&root, &replies, Look { frame, viewer, dates })
}

#[cfg(test)]
mod tests {
    use preau_core::audience::Audience;
    use preau_core::language::Language;
    use preau_core::person::Role;
    use uuid::Uuid;

    use super::*;
    use crate::gallery::{self, Samples};
    use crate::item::tests::{dates, jeanne, person, view};

    impl Samples for Discussion {
        fn samples(frame: Frame) -> Vec<Self> {
            let thread = sample_thread(&frame, &jeanne(), dates(frame.language));
            let root = view(3, &person(2, "Odile Garrec", Role::Administrator), "", "x", Audience::Everybody);
            let short = Some(Short::reply(&frame, 64, Uuid::from_u128(5), &root.post));
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
        let thread = Thread::of(&root, &[reply(2, 1, &root), reply(3, 2, &root), reply(4, 3, &root)], look);
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
        let thread = Thread::of(&root, &[removed, reply(3, 2, &root)], look);
        let html = Discussion { thread, short: None, frame: frame.clone() }.render().unwrap();
        assert_eq!(html.matches("Samira Haddad").count(), 1);
        assert!(html.contains("Message retiré par l’administration"));
    }
}
