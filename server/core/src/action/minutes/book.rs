//! The minute book: sealing, numbered corrections of what is sealed, searching it, checking its chain. How a name goes out of
//! it is in [`super::erase`].

use async_trait::async_trait;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use super::{go, journal, kept, text_of};
use crate::action::Action;
use crate::error::{Failure, Fault, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, EntryId, MeetingId, PersonId};
use crate::meeting::chain::{Broken, Check, SALT_BYTES, chain_hash, content_hash};
use crate::meeting::{
    Count, EntryKind, Meeting, MeetingState, Minutes, MinutesState, MinutesText, Named, RegisterEntry,
};
use crate::store::{Read, Said, Tx};
use crate::text::{Note, Title, folded};
use crate::world::{Moment, World};

/// The series of the numbers of minute books.
const SERIES: &str = "minutes";
/// Entries that a check reads at once.
const PAGE: i64 = 50;

/// What is sealed, as JSON. Add kinds, never change one: it is read for as long as the book is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "document", rename_all = "snake_case")]
pub enum Document {
    /// Minutes.
    Minutes {
        /// Their text.
        text: Box<MinutesText>,
        /// How they were approved.
        approved: Approved,
    },
    /// A correction of minutes that were sealed before.
    Correction {
        /// The year and the number of the entry it corrects.
        of: (i32, i32),
        /// What it says.
        text: Note,
        /// Who entered it.
        by: Named,
    },
    /// Minutes again, with initials in the place of a name. The text they replace is gone, its entry stays.
    Redacted {
        /// The year and the number of the entry it replaces.
        of: (i32, i32),
        /// The text.
        text: Box<MinutesText>,
        /// How it was approved.
        approved: Approved,
    },
}

/// How minutes were approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// What the meeting is called that approved them.
    pub meeting: Title,
    /// When.
    pub at: Moment,
    /// The figures of the vote.
    pub counts: Vec<Count>,
}

/// Seals approved minutes: they get the next number of their body and year, and their hash follows that of the entry
/// before. Sent twice, it is one entry.
#[derive(Debug)]
pub struct SealMinutes {
    /// Who seals.
    pub by: PersonId,
    /// The minutes of which meeting.
    pub meeting: MeetingId,
}

#[async_trait]
impl Action for SealMinutes {
    type Output = (i32, i32);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(i32, i32), Failure> {
        let seen = kept(tx, world, self.by, self.meeting).await?;
        if seen.minutes.state == MinutesState::Sealed {
            let entries = tx.entries_of(self.meeting).await?;
            let entry = entries.first().ok_or(Fault::Broken("sealed minutes have an entry"))?;
            return Ok((entry.year, entry.number));
        }
        if seen.minutes.state != MinutesState::Approved {
            return Err(Refusal::Over.into());
        }
        let meeting = &seen.view.meeting;
        let document = Document::Minutes {
            text: Box::new(text_of(tx, &seen.view).await?),
            approved: approved(tx, &seen.minutes, world.now()).await?,
        };
        let after = Minutes { state: MinutesState::Sealed, ..seen.minutes.clone() };
        go(tx, &after, MinutesState::Approved).await?;
        if meeting.state == MeetingState::Closed
            && !tx.move_meeting(meeting.id, MeetingState::Closed, MeetingState::Settled, world.now()).await?
        {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let number = enter(tx, world, meeting, EntryKind::Minutes, &document).await?;
        journal(tx, world, Some(self.by), EventKind::MinutesSealed, meeting.id.0).await?;
        Ok(number)
    }
}

async fn approved(tx: &mut dyn Tx, minutes: &Minutes, now: Moment) -> Result<Approved, Failure> {
    let meeting = match minutes.approved_in {
        Some(id) => tx.meeting(id).await?,
        None => None,
    };
    let ballot = match minutes.approved_by {
        Some(id) => tx.ballot(id).await?,
        None => None,
    };
    Ok(Approved {
        meeting: meeting.ok_or(Refusal::Over)?.title,
        at: minutes.approved_at.unwrap_or(now),
        counts: ballot.map(|ballot| ballot.counts).unwrap_or_default(),
    })
}

/// Writes the next entry of a minute book.
pub(super) async fn enter(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    kind: EntryKind,
    document: &Document,
) -> Result<(i32, i32), Failure> {
    let last = tx.newest_entries(meeting.body, 1).await?.into_iter().next();
    let now = world.now();
    let today = now.utc().map_or(1970, |utc| utc.with_timezone(&meeting.time_zone).year());
    // A clock that was put back, or another zone, never numbers into a year that is over.
    let year = last.as_ref().map_or(today, |entry| entry.year.max(today));
    let number = tx.next_number(meeting.body, SERIES, year).await?;
    let said = searched(document);
    let document =
        serde_json::to_string(document).map_err(|error| Fault::other("writing minutes as JSON", error))?;
    let mut salt = vec![0_u8; SALT_BYTES];
    world.fill(&mut salt);
    let mut entry = RegisterEntry {
        id: EntryId(world.dated_id()),
        body: meeting.body,
        year,
        number,
        kind,
        meeting: meeting.id,
        content_hash: content_hash(&salt, &document),
        document: Some(document),
        salt,
        hash: Vec::new(),
        sealed_at: now,
    };
    let before = last.map(|entry| entry.hash).unwrap_or_default();
    entry.hash = chain_hash(&before, &entry.place(), &entry.content_hash);
    tx.insert_entry(&entry, &said).await?;
    Ok((year, number))
}

/// The words by which an entry is found.
fn searched(document: &Document) -> Said {
    match document {
        Document::Minutes { text, .. } | Document::Redacted { text, .. } => Said {
            open: folded(&text.searched(false)),
            all: text.items.iter().any(|item| item.in_camera).then(|| folded(&text.searched(true))),
        },
        Document::Correction { text, .. } => Said { open: folded(text.as_str()), all: None },
    }
}

/// Enters a correction of sealed minutes: a new numbered entry, the old one stays as it is.
#[derive(Debug)]
pub struct CorrectSealed {
    /// Who enters it.
    pub by: PersonId,
    /// Of the minutes of which meeting.
    pub meeting: MeetingId,
    /// What it says.
    pub text: Note,
}

#[async_trait]
impl Action for CorrectSealed {
    type Output = (i32, i32);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(i32, i32), Failure> {
        let seen = kept(tx, world, self.by, self.meeting).await?;
        let entries = tx.entries_of(self.meeting).await?;
        let of =
            entries.first().filter(|_| seen.minutes.state == MinutesState::Sealed).ok_or(Refusal::Over)?;
        // Sent twice: the same words about the same minutes are entered once.
        for entry in entries.iter().filter(|entry| entry.kind == EntryKind::Correction) {
            if let Some(Document::Correction { text, .. }) = read(entry)?
                && text == self.text
            {
                return Ok((entry.year, entry.number));
            }
        }
        let by = Named::of(self.by, tx.person(self.by).await?.ok_or(Refusal::NotFound)?.name);
        let document = Document::Correction { of: (of.year, of.number), text: self.text.clone(), by };
        let number = enter(tx, world, &seen.view.meeting, EntryKind::Correction, &document).await?;
        journal(tx, world, Some(self.by), EventKind::MinutesCorrected, self.meeting.0).await?;
        Ok(number)
    }
}

/// What an entry says; `None` where its text is gone.
pub fn read(entry: &RegisterEntry) -> Result<Option<Document>, Fault> {
    let parsed = entry.document.as_deref().map(serde_json::from_str).transpose();
    parsed.map_err(|error| Fault::other("reading an entry of the minute book", error))
}

/// The sealed text of the minutes of a meeting as it is valid today, and the entry that holds it.
pub async fn sealed(
    db: &mut dyn Read,
    meeting: MeetingId,
) -> Result<Option<(MinutesText, Approved, RegisterEntry)>, Fault> {
    for entry in db.entries_of(meeting).await?.into_iter().rev() {
        match read(&entry)? {
            Some(Document::Minutes { text, approved } | Document::Redacted { text, approved, .. }) => {
                return Ok(Some((*text, approved, entry)));
            }
            Some(Document::Correction { .. }) | None => {}
        }
    }
    Ok(None)
}

/// Follows the minute book of a body from its first entry.
///
/// # Errors
/// A fault of the store. What does not hold is the result.
pub async fn check(db: &mut dyn Read, body: BodyId) -> Result<Result<Check, Broken>, Fault> {
    let mut check = Check::default();
    let mut after = (i32::MIN, 0);
    loop {
        let page = db.entries(body, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(Ok(check)) };
        after = (last.year, last.number);
        for entry in &page {
            if let Err(broken) = check.follow(entry) {
                return Ok(Err(broken));
            }
        }
    }
}
