//! The section answers somebody outside: in public, as a post, or to them alone.

use async_trait::async_trait;
use uuid::Uuid;

use super::decide::accept;
use crate::access::{self, Verb};
use crate::action::post::{compose, insert};
use crate::action::{Action, enqueue, record};
use crate::audience::Audience;
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{LetterId, OutsideId, PersonId, PostId};
use crate::job::{NewJob, Work};
use crate::markup;
use crate::outside::{OutsideKind, OutsideLetter, OutsidePost, OutsideState};
use crate::post::{Draft, Signature};
use crate::store::Tx;
use crate::text::Body;
use crate::world::{Moment, World};

/// What the section answered with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answered {
    /// A public post.
    Publicly(PostId),
    /// A letter to its author alone.
    Privately,
}

/// Answers in the section's name. A public answer accepts what it answers; a private message is answered privately.
#[derive(Debug)]
pub struct AnswerOutside {
    /// Who writes.
    pub by: PersonId,
    /// What is answered.
    pub outside: OutsideId,
    /// [`crate::outside::ShownAs::version`] of the text that was read.
    pub seen: Moment,
    /// What was written.
    pub body: Body,
    /// Whether everybody reads it.
    pub public: bool,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for AnswerOutside {
    type Output = Answered;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Answered, Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let outside = access::outside_for(tx, &viewer, Verb::Answer, self.outside).await?;
        if self.public && outside.kind == OutsideKind::Direct {
            return Err(Refusal::WiderThanParent.into());
        }
        if outside.state == OutsideState::Waiting {
            accept(tx, world, self.by, &outside, self.seen).await?;
        }
        if self.public {
            self.publicly(tx, world, &outside).await
        } else {
            self.privately(tx, world, &outside).await
        }
    }
}

impl AnswerOutside {
    async fn publicly(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        outside: &OutsidePost,
    ) -> Result<Answered, Failure> {
        let (house, author, viewer) = access::house_as(tx, self.by, Verb::SpeakFor, world.now()).await?;
        // It stands in the discussion that it continues; what answers a mention begins one.
        let parent = match outside.post {
            Some(post) => Some(access::post_for(tx, &viewer, Verb::Answer, post).await?),
            None => None,
        };
        let draft = Draft {
            title: None,
            body: self.body.clone(),
            audience: Audience::Everybody,
            signature: Signature::Section,
        };
        let id = PostId(world.dated_id());
        let mut post = compose(world, &house, &viewer, &author, id, parent.as_ref(), &draft);
        post.answers = Some(outside.id);
        let sent = insert(tx, world, &author, post, self.once, &[]).await?;
        if sent.id == id {
            tx.set_answers(id, outside.id).await?;
        }
        Ok(Answered::Publicly(sent.id))
    }

    async fn privately(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        outside: &OutsidePost,
    ) -> Result<Answered, Failure> {
        let letter = OutsideLetter {
            id: LetterId(world.dated_id()),
            outside: outside.id,
            by: self.by,
            source: self.body.as_str().to_owned(),
            html: markup::render(self.body.as_str()).html,
            written_at: world.now(),
        };
        if tx.insert_letter(&letter, self.once).await? {
            record(tx, world, Some(self.by), EventKind::OutsideAnswered, outside.id.0).await?;
            let work = Work::TellOutside { letter: letter.id };
            let lane = format!("tell_outside {}", outside.shown.author.actor);
            enqueue(tx, world, NewJob::now(work, world.now()).in_lane(lane)).await?;
        }
        Ok(Answered::Privately)
    }
}
