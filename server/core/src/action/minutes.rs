//! The life of minutes: a draft from the closing of the sitting on, opened to those who attended, corrected, approved by
//! a vote, sealed. The minute book they end in is in [`book`]; how a name goes out of both, in [`erase`]; what is
//! decided is followed up in [`follow`].

pub mod book;
pub mod erase;
pub mod follow;
mod record;

use std::collections::HashSet;

use async_trait::async_trait;
use uuid::Uuid;

use super::{Action, notify, record as journal};
use crate::access::{self, MinutesSeen, Verb};
use crate::body::BodyKind;
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{CorrectionId, ItemId, MeetingId, PersonId};
use crate::markup;
use crate::meeting::{
    Ballot, BallotState, Correction, CorrectionState, Item, ItemKind, Meeting, Minutes, MinutesState,
};
use crate::notice::News;
use crate::person::Byline;
use crate::rules::{Approval, BallotResult};
use crate::store::{Read, Tx};
use crate::text::{Body, Note, Problem};
use crate::world::World;

pub use self::record::{record_of, text_of};

/// Stays of one meeting that are read for its minutes: three hundred people who come and go a few times.
pub(crate) const STAYS_MAX: i64 = 5_000;
/// Corrections of one text; nobody settles more.
pub const CORRECTIONS_MAX: i64 = 500;
/// Corrections that one person may have waiting for one text.
pub const CORRECTIONS_EACH: u32 = 20;

/// Opens draft minutes to those who attended, and tells them.
#[derive(Debug)]
pub struct OpenReview {
    /// Who opens them.
    pub by: PersonId,
    /// Of which meeting.
    pub meeting: MeetingId,
}

#[async_trait]
impl Action for OpenReview {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let seen = kept(tx, world, self.by, self.meeting).await?;
        if seen.minutes.state == MinutesState::InReview {
            return Ok(());
        }
        let after =
            Minutes { state: MinutesState::InReview, opened_at: Some(world.now()), ..seen.minutes.clone() };
        go(tx, &after, MinutesState::Draft).await?;
        journal(tx, world, Some(self.by), EventKind::MinutesOpened, self.meeting.0).await?;
        let title = seen.view.meeting.title;
        for person in attended(tx, self.meeting).await? {
            if person != self.by {
                let news = News::MinutesInReview { meeting: self.meeting, title: title.clone() };
                notify(tx, world, person, news).await?;
            }
        }
        Ok(())
    }
}

/// Who had a stay in a meeting, or was represented there.
async fn attended(db: &mut dyn Read, meeting: MeetingId) -> Result<Vec<PersonId>, Failure> {
    let mut people: Vec<PersonId> =
        db.stays(meeting, STAYS_MAX).await?.into_iter().filter_map(|stay| stay.person).collect();
    let there: HashSet<PersonId> = people.iter().copied().collect();
    let proxies = db.proxies(meeting).await?;
    people.extend(
        proxies
            .iter()
            .filter(|one| one.covers(one.given_at) && there.contains(&one.holder))
            .map(|one| one.giver),
    );
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Asks for a correction.
#[derive(Debug)]
pub struct AskCorrection {
    /// Who asks.
    pub by: PersonId,
    /// Of the minutes of which meeting.
    pub meeting: MeetingId,
    /// Of which item; `None` for what stands above them.
    pub item: Option<ItemId>,
    /// What should be written.
    pub text: Note,
    /// The form's own id: sent twice, it counts once.
    pub once: Uuid,
}

#[async_trait]
impl Action for AskCorrection {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let viewer = access::viewer(tx, self.by, world.now()).await?;
        let seen = access::minutes_for(tx, &viewer, Verb::Read, self.meeting, world.now()).await?;
        if seen.minutes.state.approved() {
            return Err(Refusal::Over.into());
        }
        if !seen.may(&viewer, Verb::Answer) {
            return Err(Refusal::NotAllowed.into());
        }
        if let Some(item) = self.item {
            let found = tx.item(item).await?.filter(|item| item.meeting == self.meeting);
            let found = found.ok_or(Refusal::NotFound)?;
            if found.in_camera && !seen.in_camera {
                return Err(Refusal::NotFound.into());
            }
        }
        let person = viewer.member().ok_or(Refusal::NotFound)?;
        let waiting = tx.corrections(self.meeting, CORRECTIONS_MAX).await?;
        let mine =
            waiting.iter().filter(|one| one.by.id == self.by && one.state == CorrectionState::Proposed);
        if mine.count() >= usize::try_from(CORRECTIONS_EACH).unwrap_or(usize::MAX) {
            return Err(Refusal::TooMany(CORRECTIONS_EACH).into());
        }
        let correction = Correction {
            id: CorrectionId(world.dated_id()),
            meeting: self.meeting,
            item: self.item,
            by: Byline {
                id: person.id,
                name: person.name.clone(),
                handle: person.handle.clone(),
                title: None,
                ended: false,
            },
            text: self.text.clone(),
            state: CorrectionState::Proposed,
            answer: None,
            made_at: world.now(),
            settled_at: None,
        };
        if !tx.insert_correction(&correction, self.once).await? {
            return Ok(());
        }
        journal(tx, world, Some(self.by), EventKind::CorrectionAsked, self.meeting.0).await?;
        let meeting = &seen.view.meeting;
        let keepers = meeting.sitting.map(|sitting| [sitting.minute_taker, sitting.chair]);
        for keeper in keepers.into_iter().flatten().collect::<HashSet<_>>() {
            if keeper != self.by {
                let (title, by) = (meeting.title.clone(), person.name.clone());
                notify(tx, world, keeper, News::CorrectionAsked { meeting: meeting.id, title, by }).await?;
            }
        }
        Ok(())
    }
}

/// Settles a correction: taken, with what the notes of its item say from now on, or not taken, with a word why.
#[derive(Debug)]
pub struct SettleCorrection {
    /// Who settles it.
    pub by: PersonId,
    /// Which.
    pub correction: CorrectionId,
    /// Whether it is taken.
    pub accept: bool,
    /// A word to who asked; needed where it is not taken.
    pub answer: Option<Note>,
    /// What the notes of its item say from now on, where it is taken; `None` leaves them.
    pub notes: Option<Body>,
    /// [`Item::version`] when the form was opened.
    pub seen_item: i32,
}

#[async_trait]
impl Action for SettleCorrection {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let mut correction = tx.correction(self.correction).await?.ok_or(Refusal::NotFound)?;
        let seen = kept(tx, world, self.by, correction.meeting).await?;
        let to = if self.accept { CorrectionState::Accepted } else { CorrectionState::Declined };
        if correction.state == to {
            // Sent twice.
            return Ok(correction.meeting);
        }
        if seen.minutes.state != MinutesState::InReview || correction.state != CorrectionState::Proposed {
            return Err(Refusal::Over.into());
        }
        if !self.accept && self.answer.is_none() {
            return Err(Refusal::Field(Field::Body, Problem::Empty).into());
        }
        if let (true, Some(item), Some(notes)) = (self.accept, correction.item, &self.notes) {
            let mut item = tx.item(item).await?.ok_or(Refusal::NotFound)?;
            notes.as_str().clone_into(&mut item.notes_source);
            item.notes_html = markup::render(notes.as_str()).html;
            if !tx.update_item(&item, self.seen_item).await? {
                return Err(Refusal::ChangedMeanwhile.into());
            }
        }
        correction.state = to;
        correction.answer.clone_from(&self.answer);
        correction.settled_at = Some(world.now());
        if !tx.settle_correction(&correction).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        journal(tx, world, Some(self.by), EventKind::CorrectionSettled, correction.meeting.0).await?;
        if correction.by.id != self.by {
            let title = seen.view.meeting.title.clone();
            let news = News::CorrectionSettled { meeting: correction.meeting, title, accepted: self.accept };
            notify(tx, world, correction.by.id, news).await?;
        }
        Ok(correction.meeting)
    }
}

/// Called in the transaction that declares a vote: where the item puts minutes up for approval and the vote adopted them,
/// they are approved. Anything else is left alone.
///
/// The next meeting of the same body approves; the board does for others, where the rules of the meeting say so.
pub async fn minutes_approved(
    tx: &mut dyn Tx,
    world: &dyn World,
    approving: &Meeting,
    item: &Item,
    ballot: &Ballot,
) -> Result<(), Failure> {
    let Some(told) = item.approves.filter(|_| item.kind == ItemKind::MinutesApproval) else { return Ok(()) };
    let adopted = matches!(ballot.result, Some(BallotResult::Motion { adopted: true, .. }));
    if ballot.amendment || ballot.state != BallotState::Declared || !adopted {
        return Ok(());
    }
    let Some(meeting) = tx.meeting(told).await? else { return Ok(()) };
    if !meeting.state.held() || meeting.id == approving.id {
        return Ok(());
    }
    if meeting.body != approving.body {
        let board = meeting.rules.as_ref().is_some_and(|rules| rules.sitting.approval == Approval::Board);
        let by_board = tx.body(approving.body).await?.is_some_and(|body| body.kind == BodyKind::Board);
        if !board || !by_board {
            return Ok(());
        }
    }
    tx.begin_minutes(told).await?;
    let before = tx.minutes(told).await?.unwrap_or_else(|| Minutes::draft(told));
    if !matches!(before.state, MinutesState::Draft | MinutesState::InReview) {
        return Ok(());
    }
    let after = Minutes {
        state: MinutesState::Approved,
        approved_in: Some(approving.id),
        approved_by: Some(ballot.id),
        approved_at: Some(world.now()),
        ..before.clone()
    };
    go(tx, &after, before.state).await?;
    journal(tx, world, None, EventKind::MinutesApproved, told.0).await?;
    Ok(())
}

/// The minutes, where this person keeps them; for everybody else there are none.
pub(super) async fn kept(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: MeetingId,
) -> Result<MinutesSeen, Failure> {
    let viewer = access::viewer(tx, by, world.now()).await?;
    let seen = access::minutes_for(tx, &viewer, Verb::Record, meeting, world.now()).await?;
    tx.begin_minutes(meeting).await?;
    Ok(seen)
}

/// Moves minutes on; refused where somebody was quicker, or they stand elsewhere.
async fn go(tx: &mut dyn Tx, after: &Minutes, from: MinutesState) -> Result<(), Failure> {
    if tx.move_minutes(after, from).await? { Ok(()) } else { Err(Refusal::ChangedMeanwhile.into()) }
}
