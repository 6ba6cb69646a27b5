//! One post as a page shows it: in the feed, in its discussion, on the public page. Drawn by `post_item.html`.
//!
//! ```text
//! let look = Look { frame: &frame, viewer: &caller.viewer, dates };
//! let items: Vec<Item> = views.iter().map(|view| Item::of(view, look)).collect();
//! ```
//! In the template: `{% import "post_item.html" as p %}`, then `{{ p::item(frame, item) }}`.

use preau_core::access::{Thing, Verb, Viewer, may};
use preau_core::audience::Audience;
use preau_core::outside::OutsidePost;
use preau_core::person::{Byline, GONE};
use preau_core::post::{Post, PostState, PostView, Signature};
use uuid::Uuid;

use crate::dates::Dates;
use crate::outside::{FromOutside, marks};
use crate::page::{Face, Frame};
use crate::texts::Texts;

/// A text whose HTML is longer than this is shown in the feed by its first words: a screen of a telephone.
const WHOLE_BYTES_MAX: usize = 2_500;

/// For whom and where a post is shown.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    /// The frame of the page.
    pub(crate) frame: &'a Frame,
    /// Who looks: decides what is named and offered.
    pub(crate) viewer: &'a Viewer,
    /// How moments are said.
    pub(crate) dates: Dates,
}

/// A post, ready for its template.
#[derive(Clone)]
pub(crate) struct Item {
    /// The `id` of its article is `m-` and this.
    pub(crate) id: String,
    /// Its own page, or its place in the discussion.
    pub(crate) href: String,
    /// Instead of the text, where it was taken away: what became of it. Nothing else is shown then.
    pub(crate) gone: String,
    /// The mark beside the name.
    pub(crate) face: Face,
    /// Whose name stands on it.
    pub(crate) name: String,
    /// The page of that person; empty where the viewer may not follow it.
    pub(crate) name_href: String,
    /// What they do in the section, or that the section speaks.
    pub(crate) role: String,
    /// Who wrote what the section signs; empty for all but administrators and the author.
    pub(crate) wrote: String,
    /// When, in words.
    pub(crate) when: String,
    /// When, for programs.
    pub(crate) datetime: String,
    /// Who may read it.
    pub(crate) audience: Audience,
    /// The name of the body it is for; else empty.
    pub(crate) body: String,
    /// Where it stands, in words, while it is not out.
    pub(crate) waits: String,
    /// Its title, or nothing.
    pub(crate) title: String,
    /// The sanitised text.
    pub(crate) html: String,
    /// The first words instead, in a list, where the text is long.
    pub(crate) summary: String,
    /// Its pictures.
    pub(crate) pictures: Vec<Shown>,
    /// It was edited.
    pub(crate) edited: bool,
    /// Its former texts; empty where the viewer may not read them.
    pub(crate) history: String,
    /// Replies that the viewer can read.
    pub(crate) replies: i64,
    /// How many found it useful.
    pub(crate) useful: i64,
    /// The viewer did.
    pub(crate) mine: bool,
    /// What the viewer may do; a stranger nothing.
    pub(crate) acts: Option<Acts>,
    /// Likes and shares from outside, in words; empty where there are none.
    pub(crate) marks: String,
    /// The text from another server that stands here instead of one of ours.
    pub(crate) outside: Option<FromOutside>,
    /// The name it answers, where that does not stand right above it.
    pub(crate) answers: String,
    /// Answers shown under it.
    pub(crate) under: Vec<Item>,
}

/// Where the buttons of a post lead; empty is not offered.
#[derive(Clone, Default)]
pub(crate) struct Acts {
    /// Answering it.
    pub(crate) reply: String,
    /// Saying "useful".
    pub(crate) useful: String,
    /// Changing it.
    pub(crate) edit: String,
    /// Taking it back, or away from another.
    pub(crate) take_back: String,
    /// It is another's.
    pub(crate) removes: bool,
    /// Deciding a proposal.
    pub(crate) decide: String,
}

/// A picture as a page shows it.
#[derive(Clone)]
pub(crate) struct Shown {
    /// Its address.
    pub(crate) src: String,
    /// What it shows.
    pub(crate) alt: String,
    /// Pixels.
    pub(crate) width: i32,
    /// Pixels.
    pub(crate) height: i32,
}

impl Item {
    /// A post in its row.
    pub(crate) fn of(view: &PostView, look: Look<'_>) -> Self {
        let Look { frame, viewer, dates } = look;
        let post = &view.post;
        let may = |verb| may(viewer, verb, Thing::Post(post));
        let speaker = Speaker::of(view, look);
        let href = if post.parent.is_some() && post.state == PostState::Published {
            format!("{}#m-{}", frame.to.post(post.root), post.id)
        } else {
            frame.to.post(post.id)
        };
        let long = post.html.len() > WHOLE_BYTES_MAX;
        Self {
            id: post.id.to_string(),
            href,
            gone: gone(frame.t, post.state).unwrap_or_default(),
            face: speaker.face,
            name: speaker.name,
            name_href: speaker.href,
            role: speaker.role,
            wrote: speaker.wrote,
            when: dates.ago(post.published_at),
            datetime: dates.datetime(post.published_at),
            audience: post.audience,
            body: view.body.as_ref().map(ToString::to_string).unwrap_or_default(),
            waits: waits(frame.t, post.state),
            title: post.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            html: post.html.clone(),
            summary: if long { post.summary.clone() } else { String::new() },
            pictures: view
                .pictures
                .iter()
                .map(|picture| Shown {
                    src: frame.to.picture(picture.id),
                    alt: picture.alt.to_string(),
                    width: picture.width,
                    height: picture.height,
                })
                .collect(),
            edited: post.edits > 0,
            history: if may(Verb::ReadHistory) { frame.to.history(post.id) } else { String::new() },
            replies: view.replies,
            useful: view.useful,
            mine: view.mine,
            acts: viewer.member().map(|_| acts(post, look)),
            marks: marks(frame, view.likes, view.shares),
            outside: None,
            answers: String::new(),
            under: Vec::new(),
        }
    }

    /// An answer from outside, in the discussion where it was accepted.
    pub(crate) fn from_outside(post: &OutsidePost, look: Look<'_>) -> Self {
        let Look { frame, viewer, dates } = look;
        let it = FromOutside::whole(&post.shown, dates);
        let removes = may(viewer, Verb::Remove, Thing::Outside(post));
        let answers = may(viewer, Verb::Answer, Thing::Outside(post));
        let offered = |offered: bool, address: String| if offered { address } else { String::new() };
        Self {
            id: post.id.to_string(),
            href: String::new(),
            gone: String::new(),
            face: it.face.clone(),
            name: it.name.clone(),
            name_href: String::new(),
            role: String::new(),
            wrote: String::new(),
            when: String::new(),
            datetime: String::new(),
            audience: Audience::Everybody,
            body: String::new(),
            waits: String::new(),
            title: String::new(),
            html: String::new(),
            summary: String::new(),
            pictures: Vec::new(),
            edited: false,
            history: String::new(),
            replies: 0,
            useful: 0,
            mine: false,
            acts: viewer.member().map(|_| Acts {
                reply: offered(answers, frame.to.mail_answer(post.id)),
                take_back: offered(removes, frame.to.mail_removal(post.id)),
                removes,
                ..Acts::default()
            }),
            marks: String::new(),
            outside: Some(it),
            answers: String::new(),
            under: Vec::new(),
        }
    }

    /// A post with its whole text, however long.
    pub(crate) fn whole(view: &PostView, look: Look<'_>) -> Self {
        Self { summary: String::new(), ..Self::of(view, look) }
    }
}

/// The name on a post and what stands beside it.
struct Speaker {
    face: Face,
    name: String,
    href: String,
    role: String,
    wrote: String,
}

impl Speaker {
    fn of(view: &PostView, look: Look<'_>) -> Self {
        let Look { frame, viewer, .. } = look;
        let member = viewer.member();
        let author = name_of(&view.author, frame.t);
        if view.post.signature == Signature::Section {
            // Known inside alone, and there to those who answer for it (voices.md 1): never on a page for strangers.
            let knows = viewer.speaks() || member.is_some_and(|person| person.id == view.post.author);
            return Self {
                face: Face::of(&frame.site.name, Uuid::nil()),
                name: frame.site.name.clone(),
                href: String::new(),
                role: frame.t.item_for_section(frame.site.kind.as_str()),
                wrote: if knows { frame.t.item_written_by(&author) } else { String::new() },
            };
        }
        let title = view.author.title.as_ref().filter(|_| member.is_some());
        let open = member.is_some() && !view.author.ended;
        Self {
            face: Face::of(&author, view.author.id.0),
            href: if open { frame.to.member(&view.author.handle) } else { String::new() },
            role: title.map(ToString::to_string).unwrap_or_default(),
            wrote: String::new(),
            name: author,
        }
    }
}

/// A name as a page says it, also of somebody who took theirs along.
pub(crate) fn name_of(byline: &Byline, t: &Texts) -> String {
    if byline.name.as_str() == GONE { t.item_nobody() } else { byline.name.to_string() }
}

fn gone(t: &Texts, state: PostState) -> Option<String> {
    match state {
        PostState::Deleted => Some(t.item_deleted()),
        PostState::Removed => Some(t.item_removed()),
        PostState::Proposed | PostState::Published | PostState::Declined => None,
    }
}

fn waits(t: &Texts, state: PostState) -> String {
    match state {
        PostState::Proposed => t.item_proposed(),
        PostState::Declined => t.item_declined(),
        PostState::Published | PostState::Deleted | PostState::Removed => String::new(),
    }
}

fn acts(post: &Post, look: Look<'_>) -> Acts {
    let Look { frame, viewer, .. } = look;
    let offered =
        |verb, address: String| if may(viewer, verb, Thing::Post(post)) { address } else { String::new() };
    let to = frame.to;
    let removes = may(viewer, Verb::Remove, Thing::Post(post));
    Acts {
        reply: offered(Verb::Answer, to.reply(post.id)),
        useful: offered(Verb::React, to.useful(post.id)),
        edit: offered(Verb::Edit, to.edit(post.id)),
        take_back: if removes { to.take_back(post.id) } else { offered(Verb::Delete, to.take_back(post.id)) },
        removes,
        decide: offered(Verb::Decide, to.decision(post.id)),
    }
}

#[cfg(test)]
pub(crate) mod tests;
