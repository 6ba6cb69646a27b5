//! The items of a sitting: what was said, what became of them, and those that the assembly adds at its opening.

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::{kept, rules, sitting, sitting_item, vote};
use crate::action::{Action, record};
use crate::error::{Failure, Hitch, Refusal};
use crate::event::EventKind;
use crate::id::{ItemId, MeetingId, PersonId};
use crate::markup;
use crate::meeting::{
    BallotMode, BallotState, Item, ItemKind, ItemOutcome, ItemState, Meeting, MeetingState, Method,
};
use crate::person::Byline;
use crate::rules::{Additions, Broken, Question};
use crate::store::Tx;
use crate::text::{Body, Title};
use crate::world::{TokenHash, World};

/// Names the notes of an item, so that a form can say which text it changes.
pub fn notes_mark(notes: &str) -> String {
    let hash = TokenHash::of(notes.as_bytes()).0;
    URL_SAFE_NO_PAD.encode(hash.get(..8).unwrap_or_default())
}

/// Keeps what was said under an item. Two people who type at once do not overwrite each other: the second is shown both.
#[derive(Debug)]
pub struct KeepNotes {
    /// Who.
    pub by: PersonId,
    /// Under which item.
    pub item: ItemId,
    /// What was said; empty takes the notes away.
    pub notes: Option<Body>,
    /// [`notes_mark`] of the text that the form began with.
    pub seen: String,
}

#[async_trait]
impl Action for KeepNotes {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let mut item = tx.item(self.item).await?.ok_or(Refusal::NotFound)?;
        let (meeting, _) = kept(tx, world, self.by, item.meeting).await?;
        // What was said is written down after the closing too, until the minutes are sealed.
        if !(meeting.state.sits() || meeting.state == MeetingState::Closed) {
            return Err(Refusal::Over.into());
        }
        // What a vote approved is not written again: it is corrected by a new entry of the minute book.
        if tx.minutes(meeting.id).await?.is_some_and(|minutes| minutes.state.approved()) {
            return Err(Refusal::Over.into());
        }
        let text = self.notes.as_ref().map_or("", Body::as_str);
        if item.notes_source == text {
            // Sent twice.
            return Ok(meeting.id);
        }
        if notes_mark(&item.notes_source) != self.seen {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let seen = item.version;
        item.notes_html = if text.is_empty() { String::new() } else { markup::render(text).html };
        text.clone_into(&mut item.notes_source);
        store(tx, &item, seen).await?;
        record(tx, world, Some(self.by), EventKind::NotesKept, item.id.0).await?;
        Ok(meeting.id)
    }
}

/// Stores an item that nobody else changed meanwhile.
pub(super) async fn store(tx: &mut dyn Tx, item: &Item, seen: i32) -> Result<(), Failure> {
    if tx.update_item(item, seen).await? { Ok(()) } else { Err(Refusal::ChangedMeanwhile.into()) }
}

/// Says what became of an item without a vote: treated, put off, taken back; or takes that word back.
#[derive(Debug)]
pub struct SettleItem {
    /// Who keys it.
    pub by: PersonId,
    /// Which.
    pub item: ItemId,
    /// What became of it; `None` takes it up again.
    pub outcome: Option<ItemOutcome>,
}

#[async_trait]
impl Action for SettleItem {
    type Output = MeetingId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<MeetingId, Failure> {
        let (meeting, mut item) = sitting_item(tx, world, self.by, self.item).await?;
        if item.outcome == self.outcome {
            return Ok(meeting.id);
        }
        let by_vote = |outcome: Option<ItemOutcome>| {
            matches!(outcome, Some(ItemOutcome::Adopted | ItemOutcome::Rejected | ItemOutcome::Elected))
        };
        // A vote says by itself what came out, and nobody takes it back by a button.
        if by_vote(item.outcome) || by_vote(self.outcome) {
            return Err(Refusal::Sitting(Hitch::VoteDecided).into());
        }
        for ballot in tx.ballots_under(item.id).await? {
            match ballot.state {
                BallotState::Open => return Err(Refusal::Sitting(Hitch::VoteUnderWay).into()),
                BallotState::Prepared
                    if matches!(self.outcome, Some(ItemOutcome::Postponed | ItemOutcome::Withdrawn)) =>
                {
                    vote::give_up(tx, world, ballot, vote::NOT_PUT).await?;
                }
                _ => {}
            }
        }
        let seen = item.version;
        item.outcome = self.outcome;
        store(tx, &item, seen).await?;
        record(tx, world, Some(self.by), EventKind::ItemSettled, item.id.0).await?;
        Ok(meeting.id)
    }
}

/// Proposes an item when the sitting is open already. Where the rules allow it, the assembly votes whether it takes it
/// onto its agenda: that vote is prepared with it, and the item is not there before it is adopted.
#[derive(Debug)]
pub struct AddItem {
    /// Who keys it.
    pub by: PersonId,
    /// To which meeting.
    pub meeting: MeetingId,
    /// What it is about.
    pub title: Title,
    /// The text, for a vote.
    pub text: Option<Body>,
    /// What it is.
    pub kind: ItemKind,
    /// The question that the assembly answers first, in the language of who keys it.
    pub question: Title,
    /// The form's own id.
    pub once: Uuid,
}

#[async_trait]
impl Action for AddItem {
    type Output = ItemId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<ItemId, Failure> {
        let meeting = sitting(tx, world, self.by, self.meeting).await?;
        let rules = rules(&meeting)?;
        // Talk needs no vote; what is to be decided must have been in the notice, or be added as the statutes say.
        let talk = matches!(self.kind, ItemKind::Information | ItemKind::Debate | ItemKind::AnyOther);
        if !talk && rules.sitting.additions == Additions::Never {
            return Err(Refusal::Rule(rules.breach(Broken::NotOnAgenda)).into());
        }
        let item = self.item(tx, world, &meeting, talk).await?;
        if !tx.insert_item(&item, self.once).await? {
            let before = tx.item_once(self.by, self.once).await?.ok_or(Refusal::NotFound)?;
            return Ok(before);
        }
        if !talk {
            let plan = vote::VotePlan {
                question: self.question.clone(),
                wording: None,
                mode: BallotMode::Hands,
                method: Method::Motion,
                majority: Question::Ordinary,
                options: Vec::new(),
                places: 1,
            };
            vote::prepare(tx, world, &meeting, &item, &plan, None, self.once).await?;
        }
        record(tx, world, Some(self.by), EventKind::ItemAdded, item.id.0).await?;
        Ok(item.id)
    }
}

impl AddItem {
    async fn item(
        &self,
        tx: &mut dyn Tx,
        world: &dyn World,
        meeting: &Meeting,
        talk: bool,
    ) -> Result<Item, Failure> {
        let person = tx.person(self.by).await?.ok_or(Refusal::NotFound)?;
        let last = tx.items(meeting.id).await?.iter().map(|item| item.position).max().unwrap_or_default();
        let source = self.text.as_ref().map_or_else(String::new, |text| text.as_str().to_owned());
        Ok(Item {
            id: ItemId(world.hidden_id()),
            meeting: meeting.id,
            position: last.saturating_add(1),
            kind: self.kind,
            title: self.title.clone(),
            html: if source.is_empty() { String::new() } else { markup::render(&source).html },
            source,
            rapporteur: None,
            minutes: 0,
            in_camera: false,
            proposed_by: Byline {
                id: person.id,
                name: person.name,
                handle: person.handle,
                title: person.title,
                ended: false,
            },
            state: if talk { ItemState::Listed } else { ItemState::Proposed },
            supporters: 0,
            answer: None,
            approves: None,
            added_in_session: true,
            outcome: None,
            notes_source: String::new(),
            notes_html: String::new(),
            made_at: world.now(),
            version: 1,
        })
    }
}
