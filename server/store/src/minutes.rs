//! Minutes, the minute book, and the register of decisions.

pub(crate) mod decisions;
mod erase;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::event::{Event, EventKind};
use preau_core::id::{BallotId, BodyId, CorrectionId, EntryId, EventId, ItemId, MeetingId, PersonId};
use preau_core::meeting::{
    Correction, CorrectionState, DecisionView, EntryKind, Minutes, MinutesState, RegisterEntry,
};
use preau_core::person::Byline;
use preau_core::store::{DecisionsWanted, ReadMinutes, Said, WriteMinutes};
use preau_core::text::{Handle, Note, PersonName, ShortText};
use preau_core::world::{Day, Moment};
use uuid::Uuid;

use crate::{Conn, fault};

/// Selects minutes; the tail is the rest of the statement, checked as a whole.
macro_rules! minutes {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Minutes,
            r#"SELECT n.meeting AS "meeting!: MeetingId", n.state AS "state!: MinutesState", n.opened_at AS "opened_at: Moment",
                      n.approved_in AS "approved_in: MeetingId", n.approved_by AS "approved_by: BallotId",
                      n.approved_at AS "approved_at: Moment", n.version AS "version!: i32"
               FROM minutes n "# + $tail
            $(, $argument)*
        )
    };
}

/// Selects corrections with the name of who asked.
macro_rules! corrections {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            CorrectionRow,
            r#"SELECT c.id AS "id!: CorrectionId", c.meeting AS "meeting!: MeetingId", c.item AS "item: ItemId",
                      c.person AS "person!: PersonId", c.text AS "text!: Note", c.state AS "state!: CorrectionState",
                      c.answer AS "answer: Note", c.made_at AS "made_at!: Moment", c.settled_at AS "settled_at: Moment",
                      p.name AS "name!: PersonName", p.handle AS "handle!: Handle", p.title AS "title: ShortText",
                      p.standing = 'ended' AS "ended!: bool"
               FROM minutes_correction c JOIN person p ON p.id = c.person "# + $tail
            $(, $argument)*
        )
    };
}

/// Selects entries of the minute book with their texts.
macro_rules! entries {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            RegisterEntry,
            r#"SELECT r.id AS "id!: EntryId", r.body AS "body!: BodyId", r.year AS "year!: i32", r.number AS "number!: i32",
                      r.kind AS "kind!: EntryKind", r.meeting AS "meeting!: MeetingId", d.document AS "document?: String",
                      r.salt AS "salt!", r.content_hash AS "content_hash!", r.hash AS "hash!", r.sealed_at AS "sealed_at!: Moment"
               FROM register_entry r LEFT JOIN register_document d ON d.entry = r.id "# + $tail
            $(, $argument)*
        )
    };
}

#[async_trait]
impl ReadMinutes for Conn {
    async fn minutes(&mut self, meeting: MeetingId) -> Result<Option<Minutes>, Fault> {
        minutes!("WHERE n.meeting = $1", meeting as MeetingId).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn minutes_waiting(&mut self, body: BodyId, limit: i64) -> Result<Vec<Minutes>, Fault> {
        minutes!(
            "JOIN meeting m ON m.id = n.meeting WHERE m.body = $1 AND n.state <> 'sealed' ORDER BY m.starts_at, m.id LIMIT $2",
            body as BodyId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn corrections(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Correction>, Fault> {
        let rows = corrections!(
            "WHERE c.meeting = $1 ORDER BY c.made_at, c.id LIMIT $2",
            meeting as MeetingId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(CorrectionRow::correction).collect())
    }

    async fn correction(&mut self, id: CorrectionId) -> Result<Option<Correction>, Fault> {
        let row = corrections!("WHERE c.id = $1", id as CorrectionId)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        Ok(row.map(CorrectionRow::correction))
    }

    async fn entries(
        &mut self,
        body: BodyId,
        after: (i32, i32),
        limit: i64,
    ) -> Result<Vec<RegisterEntry>, Fault> {
        entries!(
            "WHERE r.body = $1 AND (r.year > $2 OR (r.year = $2 AND r.number > $3)) ORDER BY r.year, r.number LIMIT $4",
            body as BodyId,
            after.0,
            after.1,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn newest_entries(&mut self, body: BodyId, limit: i64) -> Result<Vec<RegisterEntry>, Fault> {
        sqlx::query_as!(
            RegisterEntry,
            r#"SELECT id AS "id!: EntryId", body AS "body!: BodyId", year AS "year!: i32", number AS "number!: i32",
                kind AS "kind!: EntryKind", meeting AS "meeting!: MeetingId", NULL AS "document?: String", salt AS "salt!",
                content_hash AS "content_hash!", hash AS "hash!", sealed_at AS "sealed_at!: Moment"
            FROM register_entry WHERE body = $1 ORDER BY year DESC, number DESC LIMIT $2"#,
            body as BodyId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn entries_of(&mut self, meeting: MeetingId) -> Result<Vec<RegisterEntry>, Fault> {
        entries!("WHERE r.meeting = $1 ORDER BY r.year, r.number", meeting as MeetingId)
            .fetch_all(self.db())
            .await
            .map_err(fault)
    }

    async fn search_entries(
        &mut self,
        body: BodyId,
        words: &str,
        limit: i64,
    ) -> Result<Vec<(RegisterEntry, bool)>, Fault> {
        let mut words = words.split_whitespace();
        let [one, two, three, four] = [(); 4].map(|()| words.next().unwrap_or_default());
        let rows = sqlx::query!(
            r#"SELECT r.id AS "id!: EntryId", r.body AS "body!: BodyId", r.year AS "year!: i32", r.number AS "number!: i32",
                r.kind AS "kind!: EntryKind", r.meeting AS "meeting!: MeetingId", r.salt AS "salt!",
                r.content_hash AS "content_hash!", r.hash AS "hash!", r.sealed_at AS "sealed_at!: Moment",
                (($2 = '' OR replace(d.said, $2, '') <> d.said) AND ($3 = '' OR replace(d.said, $3, '') <> d.said)
                    AND ($4 = '' OR replace(d.said, $4, '') <> d.said)
                    AND ($5 = '' OR replace(d.said, $5, '') <> d.said)) AS "open!: bool"
            FROM register_entry r JOIN register_document d ON d.entry = r.id
            WHERE r.body = $1
                AND ($2 = '' OR replace(COALESCE(d.said_all, d.said), $2, '') <> COALESCE(d.said_all, d.said))
                AND ($3 = '' OR replace(COALESCE(d.said_all, d.said), $3, '') <> COALESCE(d.said_all, d.said))
                AND ($4 = '' OR replace(COALESCE(d.said_all, d.said), $4, '') <> COALESCE(d.said_all, d.said))
                AND ($5 = '' OR replace(COALESCE(d.said_all, d.said), $5, '') <> COALESCE(d.said_all, d.said))
            ORDER BY r.year DESC, r.number DESC LIMIT $6"#,
            body as BodyId,
            one,
            two,
            three,
            four,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let entry = RegisterEntry {
                    id: row.id,
                    body: row.body,
                    year: row.year,
                    number: row.number,
                    kind: row.kind,
                    meeting: row.meeting,
                    document: None,
                    salt: row.salt,
                    content_hash: row.content_hash,
                    hash: row.hash,
                    sealed_at: row.sealed_at,
                };
                (entry, row.open)
            })
            .collect())
    }

    async fn meetings_of(
        &mut self,
        person: PersonId,
        name: &PersonName,
        limit: i64,
    ) -> Result<Vec<(MeetingId, bool)>, Fault> {
        erase::meetings_of(self, person, name, limit).await
    }

    async fn initials(&mut self, meeting: MeetingId) -> Result<Vec<(PersonId, PersonName)>, Fault> {
        erase::initials(self, meeting).await
    }

    async fn entry(&mut self, body: BodyId, year: i32, number: i32) -> Result<Option<RegisterEntry>, Fault> {
        entries!("WHERE r.body = $1 AND r.year = $2 AND r.number = $3", body as BodyId, year, number)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }

    async fn decisions(&mut self, wanted: &DecisionsWanted) -> Result<Vec<DecisionView>, Fault> {
        decisions::wanted(self, wanted).await
    }

    async fn decision_numbered(
        &mut self,
        body: BodyId,
        year: i32,
        rank: i32,
    ) -> Result<Option<DecisionView>, Fault> {
        decisions::numbered(self, body, year, rank).await
    }

    async fn open_decisions(&mut self, body: BodyId, limit: i64) -> Result<Vec<DecisionView>, Fault> {
        decisions::open(self, body, limit).await
    }

    async fn overdue_decisions(
        &mut self,
        owner: PersonId,
        today: Day,
        limit: i64,
    ) -> Result<Vec<DecisionView>, Fault> {
        decisions::overdue(self, owner, today, limit).await
    }

    async fn journal_of(&mut self, subject: Uuid, limit: i64) -> Result<Vec<Event>, Fault> {
        sqlx::query_as!(
            Event,
            r#"SELECT id AS "id!: EventId", at AS "at!: Moment", person AS "by: PersonId",
                      kind AS "kind!: EventKind", subject AS "subject: Uuid"
               FROM event WHERE subject = $1 ORDER BY id LIMIT $2"#,
            subject,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }
}

#[async_trait]
impl WriteMinutes for Conn {
    async fn begin_minutes(&mut self, meeting: MeetingId) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO minutes (meeting, state, version) VALUES ($1, 'draft', 1) ON CONFLICT (meeting) DO NOTHING",
            meeting as MeetingId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn move_minutes(&mut self, minutes: &Minutes, from: MinutesState) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE minutes SET state = $3, opened_at = $4, approved_in = $5, approved_by = $6, approved_at = $7,
                version = version + 1
            WHERE meeting = $1 AND state = $2",
            minutes.meeting as MeetingId,
            from as MinutesState,
            minutes.state as MinutesState,
            minutes.opened_at as Option<Moment>,
            minutes.approved_in as Option<MeetingId>,
            minutes.approved_by as Option<BallotId>,
            minutes.approved_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_correction(&mut self, correction: &Correction, once: Uuid) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO minutes_correction (id, meeting, item, person, once, text, state, answer, made_at, settled_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (person, once) DO NOTHING",
            correction.id as CorrectionId,
            correction.meeting as MeetingId,
            correction.item as Option<ItemId>,
            correction.by.id as PersonId,
            once,
            correction.text.as_str(),
            correction.state as CorrectionState,
            correction.answer.as_ref().map(Note::as_str),
            correction.made_at as Moment,
            correction.settled_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn settle_correction(&mut self, correction: &Correction) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE minutes_correction SET state = $2, answer = $3, settled_at = $4 WHERE id = $1 AND state = 'proposed'",
            correction.id as CorrectionId,
            correction.state as CorrectionState,
            correction.answer.as_ref().map(Note::as_str),
            correction.settled_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_entry(&mut self, entry: &RegisterEntry, said: &Said) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO register_entry (id, body, year, number, kind, meeting, salt, content_hash, hash, sealed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            entry.id as EntryId,
            entry.body as BodyId,
            entry.year,
            entry.number,
            entry.kind as EntryKind,
            entry.meeting as MeetingId,
            entry.salt,
            entry.content_hash,
            entry.hash,
            entry.sealed_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if let Some(document) = &entry.document {
            sqlx::query!(
                "INSERT INTO register_document (entry, document, said, said_all) VALUES ($1, $2, $3, $4)",
                entry.id as EntryId,
                document,
                said.open,
                said.all
            )
            .execute(self.db())
            .await
            .map_err(fault)?;
        }
        Ok(())
    }

    async fn redact(&mut self, meeting: MeetingId, name: &str, initials: &str) -> Result<(), Fault> {
        erase::redact(self, meeting, name, initials).await
    }

    async fn redact_guests(&mut self, meeting: MeetingId, name: &str, initials: &str) -> Result<(), Fault> {
        erase::redact_guests(self, meeting, name, initials).await
    }

    async fn keep_initials(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        name: &PersonName,
    ) -> Result<(), Fault> {
        erase::keep_initials(self, meeting, person, name).await
    }

    async fn erase_document(&mut self, entry: EntryId) -> Result<bool, Fault> {
        self.has_erased();
        let done = sqlx::query!("DELETE FROM register_document WHERE entry = $1", entry as EntryId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        // Without its salt nobody can try likely texts against the hash that stays.
        let none: &[u8] = &[];
        sqlx::query!("UPDATE register_entry SET salt = $2 WHERE id = $1", entry as EntryId, none)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }
}

struct CorrectionRow {
    id: CorrectionId,
    meeting: MeetingId,
    item: Option<ItemId>,
    person: PersonId,
    text: Note,
    state: CorrectionState,
    answer: Option<Note>,
    made_at: Moment,
    settled_at: Option<Moment>,
    name: PersonName,
    handle: Handle,
    title: Option<ShortText>,
    ended: bool,
}

impl CorrectionRow {
    fn correction(self) -> Correction {
        let by = Byline {
            id: self.person,
            name: self.name,
            handle: self.handle,
            title: self.title,
            ended: self.ended,
        };
        Correction {
            id: self.id,
            meeting: self.meeting,
            item: self.item,
            by,
            text: self.text,
            state: self.state,
            answer: self.answer,
            made_at: self.made_at,
            settled_at: self.settled_at,
        }
    }
}
