//! What people answer to a notice, and the voice they give to another: until the sitting begins.

use async_trait::async_trait;

use super::{acting, rules_of};
use crate::access::Verb;
use crate::action::{Action, notify, record};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId, ProxyId};
use crate::meeting::{Meeting, MeetingMode, MeetingState, Proxy, ProxyChannel, ProxyState, Recipient, Reply};
use crate::notice::News;
use crate::rules::{Giver, Holder};
use crate::store::Tx;
use crate::text::{Problem, ShortText};
use crate::world::World;

/// What somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// I come, or take part from afar, or do not come.
    Plain(Reply),
    /// I give my voice to that person.
    Proxy(PersonId),
}

/// Answers a notice. A proxy that was given before is taken back, unless it is given to the same person again.
#[derive(Debug)]
pub struct AnswerNotice {
    /// Who answers.
    pub by: PersonId,
    /// To which notice.
    pub meeting: MeetingId,
    /// What.
    pub said: Said,
    /// A word beside it, for those who prepare.
    pub word: Option<ShortText>,
}

#[async_trait]
impl Action for AnswerNotice {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (_, meeting, _) = match acting(tx, world, self.by, Verb::Answer, self.meeting).await {
            // Who reads a meeting that began or was called off is told that it is over, not that they may not.
            Err(Failure::Refused(Refusal::NotAllowed)) => return Err(Refusal::Over.into()),
            found => found?,
        };
        if meeting.state != MeetingState::Convened || world.now() >= meeting.starts_at {
            return Err(Refusal::Over.into());
        }
        let mine = tx.recipient(meeting.id, self.by).await?.ok_or(Refusal::NotFound)?;
        let valid: Vec<Proxy> =
            tx.proxies(meeting.id).await?.into_iter().filter(|one| one.state == ProxyState::Valid).collect();
        let given = valid.iter().find(|one| one.giver == self.by);
        let reply = match self.said {
            Said::Plain(Reply::Proxy) => return Err(Refusal::Field(Field::Holder, Problem::Empty).into()),
            Said::Plain(Reply::Remote) if meeting.mode == MeetingMode::InPerson => {
                return Err(Refusal::Field(Field::Reply, Problem::Malformed).into());
            }
            Said::Plain(reply) => reply,
            Said::Proxy(_) => Reply::Proxy,
        };
        let same = matches!(self.said, Said::Proxy(holder) if given.is_some_and(|one| one.holder == holder));
        if let Some(before) = given.filter(|_| !same) {
            tx.end_proxy(before.id, ProxyState::Withdrawn, world.now()).await?;
            let news = News::ProxyGiven {
                meeting: meeting.id,
                title: meeting.title.clone(),
                by: mine.who.name.clone(),
                given: false,
            };
            notify(tx, world, before.holder, news).await?;
        }
        if let Said::Proxy(holder) = self.said
            && !same
        {
            self.give(tx, world, &meeting, &mine, holder, &valid).await?;
        }
        tx.keep_reply(meeting.id, self.by, Some(reply), self.word.as_ref(), world.now()).await?;
        // The agenda of the house counts who comes by the rendezvous: in step, in the same transaction.
        if let Some(view) = tx.meeting_view(meeting.id, None).await?
            && let Some(rendezvous) = view.rendezvous
        {
            let coming = matches!(reply, Reply::Coming | Reply::Remote);
            tx.answer(rendezvous, self.by, coming, world.now()).await?;
        }
        record(tx, world, Some(self.by), EventKind::NoticeAnswered, meeting.id.0).await?;
        Ok(())
    }
}

impl AnswerNotice {
    async fn give(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        meeting: &Meeting,
        mine: &Recipient,
        holder: PersonId,
        valid: &[Proxy],
    ) -> Result<(), Failure> {
        let rules = rules_of(tx, meeting).await?;
        let carries = |person| {
            let held = valid.iter().filter(|one| one.holder == person && one.giver != self.by).count();
            u32::try_from(held).unwrap_or(u32::MAX)
        };
        rules.check_giver(&Giver { voice: mine.voice, gave: false, carries: carries(self.by) })?;
        let bearer = tx
            .recipient(meeting.id, holder)
            .await?
            .filter(|one| !one.who.ended)
            .ok_or(Refusal::Field(Field::Holder, Problem::Malformed))?;
        rules.check_holder(&Holder {
            voice: bearer.voice,
            gave: valid.iter().any(|one| one.giver == holder),
            carries: carries(holder),
            is_giver: holder == self.by,
        })?;
        let proxy = Proxy {
            id: ProxyId(world.hidden_id()),
            meeting: meeting.id,
            giver: self.by,
            giver_name: mine.who.name.clone(),
            holder,
            holder_name: bearer.who.name,
            channel: ProxyChannel::Online,
            state: ProxyState::Valid,
            given_at: world.now(),
            ended_at: None,
        };
        if !tx.insert_proxy(&proxy).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let news = News::ProxyGiven {
            meeting: meeting.id,
            title: meeting.title.clone(),
            by: proxy.giver_name,
            given: true,
        };
        Ok(notify(tx, world, holder, news).await?)
    }
}
