//! Writing, answering, editing and taking back posts; proposals to everybody and their decision.

use async_trait::async_trait;
use uuid::Uuid;

use super::{Action, enqueue, notify, notify_holders, record};
use crate::access::{self, Thing, Verb, Viewer, may};
use crate::audience::Audience;
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{PersonId, PictureId, PostId};
use crate::job::{Change, NewJob, Work};
use crate::mandate::Right;
use crate::markup;
use crate::notice::News;
use crate::person::Person;
use crate::post::{Draft, NewPicture, PICTURES_MAX, Post, PostState, Signature};
use crate::store::Tx;
use crate::text::{Body, Title};
use crate::unit::House;
use crate::world::World;

/// What became of a post that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sent {
    /// Its id.
    pub id: PostId,
    /// Out, or waiting for those who may speak for the section.
    pub state: PostState,
    /// Who reads it once it is out.
    pub audience: Audience,
}

/// Publishes a post, or proposes it where its author may not speak to everybody.
#[derive(Debug)]
pub struct Publish {
    /// The author.
    pub by: PersonId,
    /// What was written.
    pub draft: Draft,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
    /// Pictures, re-encoded already.
    pub pictures: Vec<NewPicture>,
}

#[async_trait]
impl Action for Publish {
    type Output = Sent;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Sent, Failure> {
        let (house, author, viewer) = access::house_as(tx, self.by, Verb::Write, world.now()).await?;
        access::writes_for(tx, &viewer, self.draft.audience).await?;
        let id = PostId(world.dated_id());
        let post = compose(world, &house, &viewer, &author, id, None, &self.draft);
        insert(tx, world, &author, post, self.once, &self.pictures).await
    }
}

/// Answers a post. The reply is read by as many as what it answers, or fewer (voices.md 5).
#[derive(Debug)]
pub struct Reply {
    /// The author.
    pub by: PersonId,
    /// What it answers.
    pub parent: PostId,
    /// What was written.
    pub draft: Draft,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
    /// Pictures, re-encoded already.
    pub pictures: Vec<NewPicture>,
}

#[async_trait]
impl Action for Reply {
    type Output = Sent;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Sent, Failure> {
        let (house, author, viewer) = access::house_as(tx, self.by, Verb::Write, world.now()).await?;
        let parent = access::post_for(tx, &viewer, Verb::Answer, self.parent).await?;
        if !self.draft.audience.within(parent.audience) {
            return Err(Refusal::WiderThanParent.into());
        }
        access::writes_for(tx, &viewer, self.draft.audience).await?;
        let id = PostId(world.dated_id());
        let post = compose(world, &house, &viewer, &author, id, Some(&parent), &self.draft);
        let sent = insert(tx, world, &author, post, self.once, &self.pictures).await?;
        // A narrower answer, or one in a body that its reader has left, is not theirs to hear of.
        let told = access::is_told(tx, parent.author, self.draft.audience, world.now()).await?;
        if sent.id == id && parent.author != author.id && told {
            let news = News::Replied { root: parent.root, reply: id, by: author.name.clone() };
            notify(tx, world, parent.author, news).await?;
        }
        Ok(sent)
    }
}

/// Makes the row: the state follows from who may speak to everybody, and how.
pub(super) fn compose(
    world: &dyn World,
    house: &House,
    viewer: &Viewer,
    author: &Person,
    id: PostId,
    parent: Option<&Post>,
    draft: &Draft,
) -> Post {
    let now = world.now();
    let may_house = |verb| may(viewer, verb, Thing::House(house));
    let (signature, state) = match (draft.audience, draft.signature) {
        (Audience::Section | Audience::Body(_), _) => (Signature::Author, PostState::Published),
        (Audience::Everybody, signature) if may_house(Verb::SpeakFor) => (signature, PostState::Published),
        (Audience::Everybody, Signature::Author) if may_house(Verb::SpeakPublicly) => {
            (Signature::Author, PostState::Published)
        }
        (Audience::Everybody, signature) => (signature, PostState::Proposed),
    };
    let rendered = markup::render(draft.body.as_str());
    Post {
        id,
        author: author.id,
        parent: parent.map(|p| p.id),
        root: parent.map_or(id, |p| p.root),
        audience: draft.audience,
        signature,
        state,
        title: draft.title.clone(),
        source: draft.body.as_str().to_owned(),
        html: rendered.html,
        summary: rendered.summary,
        written_at: now,
        published_at: now,
        edited_at: None,
        edits: 0,
        answers: None,
    }
}

/// Stores the row with its pictures, its line in the journal and its jobs; or finds what the same form made before.
pub(super) async fn insert(
    tx: &mut dyn Tx,
    world: &dyn World,
    author: &Person,
    post: Post,
    once: Uuid,
    pictures: &[NewPicture],
) -> Result<Sent, Failure> {
    if pictures.len() > PICTURES_MAX {
        return Err(Refusal::TooMany(u32::try_from(PICTURES_MAX).unwrap_or(u32::MAX)).into());
    }
    if !tx.insert_post(&post, once).await? {
        let id = tx.post_once(author.id, once).await?.ok_or(Refusal::NotFound)?;
        let (audience, state) = tx.post_audience(id).await?.ok_or(Refusal::NotFound)?;
        return Ok(Sent { id, state, audience });
    }
    for (position, picture) in (0_i32..).zip(pictures) {
        tx.insert_picture(PictureId(world.hidden_id()), post.id, position, picture).await?;
    }
    if post.state == PostState::Proposed {
        record(tx, world, Some(author.id), EventKind::PostProposed, post.id.0).await?;
        let news = News::PostProposed { post: post.id, by: author.name.clone() };
        notify_holders(tx, world, Right::SpeakFor, Some(author.id), &news).await?;
    } else {
        come_out(tx, world, author.id, &post).await?;
    }
    Ok(Sent { id: post.id, state: post.state, audience: post.audience })
}

/// What follows when a post is out.
async fn come_out(tx: &mut dyn Tx, world: &dyn World, by: PersonId, post: &Post) -> Result<(), Failure> {
    record(tx, world, Some(by), EventKind::PostPublished, post.id.0).await?;
    if post.audience == Audience::Everybody {
        announce(tx, world, post.id, Change::Created).await?;
    }
    Ok(())
}

/// Enqueues telling the followers' servers. Announcements of one post keep their order.
pub(super) async fn announce(
    tx: &mut dyn Tx,
    world: &dyn World,
    post: PostId,
    change: Change,
) -> Result<(), Failure> {
    let job = NewJob::now(Work::Announce { post, change }, world.now()).in_lane(format!("announce {post}"));
    Ok(enqueue(tx, world, job).await?)
}

/// Edits a post; the former text stays in its history.
#[derive(Debug)]
pub struct EditPost {
    /// Who edits.
    pub by: PersonId,
    /// Which.
    pub post: PostId,
    /// The new title.
    pub title: Option<Title>,
    /// The new text.
    pub body: Body,
    /// [`Post::edits`] when the form was opened: a change meanwhile is not overwritten.
    pub seen_edits: i32,
}

#[async_trait]
impl Action for EditPost {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let mut post = access::post_for(tx, &viewer, Verb::Edit, self.post).await?;
        if post.title == self.title && post.source == self.body.as_str() {
            return Ok(());
        }
        let rendered = markup::render(self.body.as_str());
        post.title = self.title.clone();
        post.source = self.body.as_str().to_owned();
        post.html = rendered.html;
        post.summary = rendered.summary;
        post.edited_at = Some(world.now());
        post.edits = self.seen_edits.saturating_add(1);
        if !tx.edit_post(&post, self.seen_edits).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        record(tx, world, Some(self.by), EventKind::PostEdited, post.id.0).await?;
        if post.state == PostState::Published && post.audience == Audience::Everybody {
            announce(tx, world, post.id, Change::Updated).await?;
        }
        Ok(())
    }
}

/// Takes a post back: by its author, or away from them by an administrator. The text goes, the place stays.
#[derive(Debug)]
pub struct TakeBack {
    /// Who does it.
    pub by: PersonId,
    /// Which.
    pub post: PostId,
}

#[async_trait]
impl Action for TakeBack {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let found = tx.post(self.post).await?.ok_or(Refusal::NotFound)?;
        let own = found.author == self.by;
        let verb = if own { Verb::Delete } else { Verb::Remove };
        let post = access::post_for(tx, &viewer, verb, self.post).await?;
        let (state, event) = if own {
            (PostState::Deleted, EventKind::PostDeleted)
        } else {
            (PostState::Removed, EventKind::PostRemoved)
        };
        tx.empty_post(post.id, state, world.now()).await?;
        record(tx, world, Some(self.by), event, post.id.0).await?;
        if !own {
            notify(tx, world, post.author, News::PostRemoved { post: post.id }).await?;
        }
        if post.state == PostState::Published && post.audience == Audience::Everybody {
            announce(tx, world, post.id, Change::Deleted).await?;
        }
        Ok(())
    }
}

/// Says "useful", or takes it back.
#[derive(Debug)]
pub struct SetUseful {
    /// Who.
    pub by: PersonId,
    /// Of which post.
    pub post: PostId,
    /// Yes, or no longer.
    pub useful: bool,
}

#[async_trait]
impl Action for SetUseful {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let person = viewer.person().cloned().ok_or(Refusal::NotAllowed)?;
        let post = access::post_for(tx, &viewer, Verb::React, self.post).await?;
        let changed = tx.set_useful(post.id, self.by, self.useful, world.now()).await?;
        let told = access::is_told(tx, post.author, post.audience, world.now()).await?;
        if changed && self.useful && post.author != self.by && told {
            let news = News::FoundUseful { post: post.id, by: person.name };
            tx.forget_notice(post.author, &news).await?;
            notify(tx, world, post.author, news).await?;
        }
        Ok(())
    }
}

/// Decides a proposal: it comes out in the section's name, or not.
#[derive(Debug)]
pub struct DecideProposal {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub post: PostId,
    /// [`Post::edits`] of the text that was read: its author may change it until it is decided.
    pub seen_edits: i32,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for DecideProposal {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let mut post = access::post_for(tx, &viewer, Verb::Decide, self.post).await?;
        if post.edits != self.seen_edits {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let now = world.now();
        let to = if self.accept { PostState::Published } else { PostState::Declined };
        if !tx.move_post(post.id, PostState::Proposed, to, now).await? {
            return Err(Refusal::Over.into());
        }
        post.state = to;
        post.published_at = now;
        if self.accept {
            come_out(tx, world, self.by, &post).await?;
        } else {
            record(tx, world, Some(self.by), EventKind::PostDeclined, post.id.0).await?;
        }
        if post.author != self.by {
            notify(tx, world, post.author, News::ProposalDecided { post: post.id, accepted: self.accept })
                .await?;
        }
        Ok(())
    }
}
