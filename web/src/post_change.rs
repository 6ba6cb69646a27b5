//! Changing one's post, reading what it said before, and taking it back.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::get;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::post::{EditPost, TakeBack};
use preau_core::audience::Audience;
use preau_core::error::Field;
use preau_core::post::{Post, PostState, PostView, Revision};
use preau_core::text::{Body, Title};
use serde::Deserialize;

use crate::confirm::Confirm;
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::post::post_id;
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::EDIT, get(edit).post(change))
        .at(place::HISTORY, get(history))
        .at(place::TAKE_BACK, get(ask).post(take_back))
}

/// Former texts on one page; nobody corrects a message more often.
const REVISIONS_MAX: i64 = 100;

/// The form that changes a post.
#[derive(Template)]
#[template(path = "post_edit.html")]
pub(crate) struct Edit {
    frame: Frame,
    form: Filled<Words>,
    action: String,
    back: String,
    audience: Audience,
    /// The name of the body it is for; else empty.
    body: String,
}

impl Page for Edit {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What the form holds.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Words {
    title: String,
    body: String,
    /// How often it was edited when the form was opened.
    seen: i32,
}

/// A post through time.
#[derive(Template)]
#[template(path = "post_history.html")]
pub(crate) struct History {
    frame: Frame,
    back: String,
    versions: Vec<Version>,
}

impl Page for History {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One of its texts.
struct Version {
    title: String,
    html: String,
    since: String,
    datetime: String,
}

async fn edit(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let view = readable(&web, &member, &id, Verb::Edit).await?;
    let post = &view.post;
    let title = post.title.as_ref().map(ToString::to_string).unwrap_or_default();
    let words = Words { title, body: post.source.clone(), seen: post.edits };
    let form = Filled::sent(&visit, words);
    Ok(Edit::of(&visit, form, &view).show())
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(words): Form<Words>,
) -> Answer {
    web.limits.write(member.id())?;
    let view = readable(&web, &member, &id, Verb::Edit).await?;
    let post = &view.post;
    let mut form = Filled::sent(&visit, words);
    let title = form.take(Field::Title, Title::optional(&form.typed.title));
    let body = form.take(Field::Body, Body::parse(&form.typed.body));
    let (Some(title), Some(body)) = (title, body) else {
        return Ok(Edit::of(&visit, form, &view).show_as(UNPROCESSABLE));
    };
    let seen_edits = form.typed.seen;
    match web.perform(EditPost { by: member.id(), post: post.id, title, body, seen_edits }).await {
        Ok(()) => Ok(see_other(&visit.to.post(post.id), Some(Flash::about_thing(Done::Changed, post.id.0)))),
        Err(failure) => {
            form.refuse(failure)?;
            Ok(Edit::of(&visit, form, &view).show_as(UNPROCESSABLE))
        }
    }
}

impl Edit {
    fn of(visit: &Visit, form: Filled<Words>, view: &PostView) -> Self {
        let post = &view.post;
        Self {
            frame: visit.frame(Room::Home),
            form,
            action: visit.to.edit(post.id),
            back: visit.to.post(post.id),
            audience: post.audience,
            body: view.body.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }
}

async fn history(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let post = readable(&web, &member, &id, Verb::ReadHistory).await?.post;
    let dates = feed::dates(&web, &visit).await?;
    let former = web.read().await?.revisions(post.id, REVISIONS_MAX).await?;
    let versions = versions(&post, &former, dates);
    Ok(History { versions, back: visit.to.post(post.id), frame: visit.frame(Room::Home) }.show())
}

/// The texts, the present one first.
fn versions(post: &Post, former: &[Revision], dates: Dates) -> Vec<Version> {
    let present = Version {
        title: post.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        html: post.html.clone(),
        since: dates.moment(post.edited_at.unwrap_or(post.written_at)),
        datetime: dates.datetime(post.edited_at.unwrap_or(post.written_at)),
    };
    let former = former.iter().rev().map(|revision| Version {
        title: revision.title.as_ref().map(ToString::to_string).unwrap_or_default(),
        html: revision.html.clone(),
        since: dates.moment(revision.written_at),
        datetime: dates.datetime(revision.written_at),
    });
    std::iter::once(present).chain(former).collect()
}

async fn ask(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (post, own) = to_take_back(&web, &member, &id).await?;
    Ok(question(&visit, &post, own).show())
}

async fn take_back(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let (post, _) = to_take_back(&web, &member, &id).await?;
    web.perform(TakeBack { by: member.id(), post: post.id }).await?;
    let back = if post.parent.is_some() && post.state == PostState::Published {
        visit.to.post(post.root)
    } else {
        visit.to.home()
    };
    Ok(see_other(&back, Some(Flash::new(Done::Removed))))
}

/// The post that this member may take back or away, and whether it is their own.
async fn to_take_back(web: &Web, member: &Member, id: &str) -> Result<(Post, bool), Failure> {
    let post = readable(web, member, id, Verb::Read).await?.post;
    let own = post.author == member.id();
    let verb = if own { Verb::Delete } else { Verb::Remove };
    if may(&member.viewer, verb, Thing::Post(&post)) { Ok((post, own)) } else { Err(Failure::Missing) }
}

/// The page before: what goes, for whom, and what cannot be called back.
fn question(visit: &Visit, post: &Post, own: bool) -> Confirm {
    let frame = visit.frame(Room::Home);
    let public = post.audience == Audience::Everybody && post.state == PostState::Published;
    let consequence = match (own, public) {
        (true, false) => frame.t.take_back_own(),
        (true, true) => frame.t.take_back_own_public(),
        (false, false) => frame.t.take_back_other(),
        (false, true) => frame.t.take_back_other_public(),
    };
    Confirm {
        title: if own { frame.t.take_back_own_title() } else { frame.t.take_back_other_title() },
        consequence,
        action: frame.to.take_back(post.id),
        button: if own { frame.t.take_back_own_button() } else { frame.t.take_back_other_button() },
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.post(post.id),
        frame,
    }
}

/// The post, if this member may do this to it: whoever may not finds no such page.
async fn readable(web: &Web, member: &Member, id: &str, verb: Verb) -> Result<PostView, Failure> {
    let id = post_id(id)?;
    let found = access::post(web.read().await?.as_mut(), &member.viewer, id).await?;
    let view = found.ok_or(Failure::Missing)?.into_inner();
    if may(&member.viewer, verb, Thing::Post(&view.post)) { Ok(view) } else { Err(Failure::Missing) }
}

#[cfg(test)]
mod tests {
    use preau_core::language::Language;
    use preau_core::person::Role;
    use preau_core::world::Moment;

    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::{NOON, dates, person, view};

    fn post() -> Post {
        view(1, &person(2, "Odile Garrec", Role::Member), "Titre", "Nouveau texte", Audience::Everybody).post
    }

    impl Samples for Edit {
        fn samples(frame: Frame) -> Vec<Self> {
            let words = Words { title: "Titre".to_owned(), body: "Texte".to_owned(), seen: 1 };
            let mut form = Filled::new(frame.t, words);
            form.say("", frame.t.refused_changed_meanwhile());
            let (action, back) = (frame.to.edit("7"), frame.to.post("7"));
            vec![Self { form, action, back, audience: Audience::Everybody, body: String::new(), frame }]
        }
    }

    impl Samples for History {
        fn samples(frame: Frame) -> Vec<Self> {
            let former = Revision { title: None, html: "<p>Texte</p>".to_owned(), written_at: NOON };
            let versions = versions(&post(), &[former], dates(frame.language));
            vec![Self { versions, back: frame.to.post("7"), frame }]
        }
    }

    #[test]
    fn the_history_begins_with_what_is_read_now() {
        let former = |text: &str, hours: i64| Revision {
            title: None,
            html: text.to_owned(),
            written_at: NOON.plus(hours * Moment::HOUR),
        };
        let all = versions(&post(), &[former("first", 1), former("second", 2)], dates(Language::Fr));
        let texts: Vec<&str> = all.iter().map(|version| version.html.trim()).collect();
        assert_eq!(texts, ["<p>Nouveau texte</p>", "second", "first"]);
    }
}
