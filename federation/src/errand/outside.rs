//! Speaking to the rest of the network: follows of ours, private answers, reports.

use activitypub_federation::protocol::context::WithContext;
use preau_core::action::network::SendOne;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::id::{ActivityId, LetterId, ReportId};
use preau_core::job::Work;
use preau_core::outside::FollowedState;
use preau_core::peer::{KeyOwner, Outgoing, RemoteActor};
use serde::Serialize;
use url::Url;

use super::Task;
use crate::activity::{Verb, following, unfollowing, writing_to};
use crate::object::LetterNote;
use crate::outside::origin::Budget;
use crate::{Answer, Federation, Ran, next};

impl Federation {
    /// Does it, unless it has become moot.
    pub(crate) async fn run_outside(&self, work: &Work, task: Task) -> Result<Ran, Failure> {
        match work {
            Work::FollowActor { actor, activity, follow: true } => self.follow(actor, *activity, task).await,
            Work::FollowActor { actor, activity, follow: false } => {
                self.unfollow_actor(actor, *activity, task).await
            }
            Work::TellOutside { letter } => self.tell(*letter, task).await,
            Work::SendFlag { report } => self.report(*report, task).await,
            Work::AnswerJoin { rendezvous, actor, join, turned } => {
                self.answer_join(*rendezvous, (actor, join), *turned, task).await
            }
            _ => Ok(Ran::done()),
        }
    }

    async fn follow(&self, actor: &Url, follow: ActivityId, task: Task) -> Result<Ran, Failure> {
        let followed = self.store.read().await?.followed(actor).await?;
        let asked = |state| state == FollowedState::Asked;
        if !followed.is_some_and(|followed| followed.follow == follow && asked(followed.state)) {
            return Ok(Ran::done());
        }
        let activity = following(&self.names, self.names.activity(follow), actor);
        let task = Task { activity: follow, ..task };
        self.send_once(task, KeyOwner::Section, &activity, (actor, To::Inbox)).await
    }

    async fn unfollow_actor(&self, actor: &Url, follow: ActivityId, task: Task) -> Result<Ran, Failure> {
        // They may follow again by now, with another Follow: taking the old one back does that one no harm.
        if self.store.read().await?.outgoing(follow).await?.is_none() {
            return Ok(Ran::done());
        }
        let activity = unfollowing(&self.names, self.sent_as(task), follow, actor);
        self.send_once(task, KeyOwner::Section, &activity, (actor, To::Inbox)).await
    }

    async fn tell(&self, letter: LetterId, task: Task) -> Result<Ran, Failure> {
        let Some(known) = self.known().await? else { return Ok(Ran::done()) };
        let mut db = self.store.read().await?;
        let Some(letter) = db.outside_letter(letter).await? else { return Ok(Ran::done()) };
        let Some(answers) = db.outside_post(letter.outside).await? else { return Ok(Ran::done()) };
        drop(db);
        let whom = answers.shown.author.actor.clone();
        let note = LetterNote::new(&self.names, known.house.language, &letter, &answers);
        let activity = writing_to(&self.names, self.sent_as(task), &whom, note);
        self.send_once(task, KeyOwner::Section, &activity, (&whom, To::Inbox)).await
    }

    /// The server reports: nobody of ours is named, whoever pressed the button (voices.md 8).
    async fn report(&self, report: ReportId, task: Task) -> Result<Ran, Failure> {
        let Some(report) = self.store.read().await?.report(report).await? else { return Ok(Ran::done()) };
        let activity = Flag {
            id: self.sent_as(task),
            verb: Verb::Flag,
            actor: self.names.actor(KeyOwner::Server),
            to: vec![report.actor.clone()],
            object: std::iter::once(&report.actor).chain(&report.objects).cloned().collect(),
            content: report.note,
        };
        self.send_once(task, KeyOwner::Server, &activity, (&report.actor, To::Server)).await
    }

    /// Stores an activity for one inbox, unless a worker that died has done so already.
    pub(super) async fn send_once(
        &self,
        task: Task,
        signer: KeyOwner,
        activity: &impl Serialize,
        (whom, to): (&Url, To),
    ) -> Result<Ran, Failure> {
        let id = task.activity;
        if self.store.read().await?.outgoing(id).await?.is_some() {
            return Ok(Ran::done());
        }
        // What we knew of them may have been forgotten meanwhile, and their server may not answer now.
        let Some(actor) = self.author(whom, &mut Budget::new()).await? else {
            let unreachable = Answer::Unreachable("the account is not shown to us".to_owned());
            return Ok(next(task.tries, &unreachable, self.world.now(), 0).into());
        };
        let json = serde_json::to_string(&WithContext::new_default(activity))
            .map_err(|error| Fault::other("writing an activity", error))?;
        let outgoing = Outgoing { id, signer, json, public: false, at: self.world.now() };
        let send = SendOne { outgoing, inbox: to.inbox(actor), about: whom.to_string() };
        perform(self.store.as_ref(), self.world.as_ref(), &send).await?;
        Ok(Ran::done())
    }
}

/// Which inbox of an actor.
#[derive(Debug, Clone, Copy)]
pub(super) enum To {
    /// Their own.
    Inbox,
    /// That of their server: what is said is said to those who run it.
    Server,
}

impl To {
    fn inbox(self, actor: RemoteActor) -> Url {
        match self {
            Self::Inbox => actor.inbox,
            Self::Server => actor.shared_inbox.unwrap_or(actor.inbox),
        }
    }
}

/// A report, whose object is a list.
#[derive(Debug, Serialize)]
struct Flag {
    id: Url,
    #[serde(rename = "type")]
    verb: Verb,
    actor: Url,
    to: Vec<Url>,
    object: Vec<Url>,
    content: String,
}
