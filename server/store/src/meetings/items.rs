//! Agendas: items, who supports a proposal, and the documents beside an item.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{DocumentId, ItemId, MeetingId, PersonId};
use preau_core::meeting::{Item, ItemDocument, ItemKind, ItemOutcome, ItemState};
use preau_core::person::Byline;
use preau_core::store::{ReadItems, WriteItems};
use preau_core::text::{Handle, Note, PersonName, ShortText, Title};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::{Conn, fault};

/// Selects [`Row`]s; the tail is the rest of the statement.
macro_rules! items {
    ($tail:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT i.id AS "id!: ItemId", i.meeting AS "meeting!: MeetingId", i.position AS "position!: i32",
                i.kind AS "kind!: ItemKind", i.title AS "title!: Title", i.source AS "source!", i.html AS "html!",
                i.minutes AS "minutes!: i32", i.in_camera AS "in_camera!: bool", i.state AS "state!: ItemState",
                i.answer AS "answer?: Note", i.approves AS "approves?: MeetingId",
                i.added_in_session AS "added_in_session!: bool", i.outcome AS "outcome?: ItemOutcome", i.notes_source AS "notes_source!",
                i.notes_html AS "notes_html!", i.made_at AS "made_at!: Moment", i.version AS "version!: i32",
                (SELECT count(*) FROM item_support s WHERE s.item = i.id) AS "supporters!: i64",
                p.id AS "by_id!: PersonId", p.name AS "by_name!: PersonName", p.handle AS "by_handle!: Handle",
                p.title AS "by_title?: ShortText", p.standing = 'ended' AS "by_ended!: bool",
                r.id AS "r_id?: PersonId", r.name AS "r_name?: PersonName", r.handle AS "r_handle?: Handle",
                r.title AS "r_title?: ShortText", COALESCE(r.standing = 'ended', FALSE) AS "r_ended!: bool"
            FROM agenda_item i JOIN person p ON p.id = i.proposed_by LEFT JOIN person r ON r.id = i.rapporteur "# + $tail
            $(, $($arg)+)?
        )
    };
}

/// Selects documents.
macro_rules! documents {
    ($tail:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            ItemDocument,
            r#"SELECT d.id AS "id!: DocumentId", d.item AS "item!: ItemId", d.name AS "name!: ShortText",
                d.media_type AS "media_type!", d.size AS "bytes!: i64", d.added_by AS "by!: PersonId"
            FROM item_document d "# + $tail
            $(, $($arg)+)?
        )
    };
}

#[async_trait]
impl ReadItems for Conn {
    async fn item(&mut self, id: ItemId) -> Result<Option<Item>, Fault> {
        let row = items!("WHERE i.id = $1", id as ItemId).fetch_optional(self.db()).await.map_err(fault)?;
        Ok(row.map(Row::item))
    }

    async fn item_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<ItemId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: ItemId" FROM agenda_item WHERE proposed_by = $1 AND once = $2"#,
            by as PersonId,
            once
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn items(&mut self, meeting: MeetingId) -> Result<Vec<Item>, Fault> {
        let rows = items!(
            "WHERE i.meeting = $1 ORDER BY CASE i.state WHEN 'listed' THEN 0 ELSE 1 END, i.position, i.id",
            meeting as MeetingId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(Row::item).collect())
    }

    async fn supported_by(&mut self, meeting: MeetingId, person: PersonId) -> Result<Vec<ItemId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT s.item AS "item!: ItemId" FROM item_support s JOIN agenda_item i ON i.id = s.item
            WHERE i.meeting = $1 AND s.person = $2"#,
            meeting as MeetingId,
            person as PersonId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn supporters(&mut self, item: ItemId, limit: i64) -> Result<Vec<Byline>, Fault> {
        sqlx::query_as!(
            Byline,
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", p.handle AS "handle!: Handle",
                p.title AS "title?: ShortText", p.standing = 'ended' AS "ended!: bool"
            FROM item_support s JOIN person p ON p.id = s.person
            WHERE s.item = $1 ORDER BY p.name_folded, p.id LIMIT $2"#,
            item as ItemId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn documents(&mut self, meeting: MeetingId) -> Result<Vec<ItemDocument>, Fault> {
        documents!(
            "JOIN agenda_item i ON i.id = d.item WHERE i.meeting = $1 ORDER BY d.added_at, d.id",
            meeting as MeetingId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn document(&mut self, id: DocumentId) -> Result<Option<ItemDocument>, Fault> {
        documents!("WHERE d.id = $1", id as DocumentId).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn document_bytes(&mut self, id: DocumentId) -> Result<Option<Vec<u8>>, Fault> {
        sqlx::query_scalar!("SELECT bytes FROM document_bytes WHERE document = $1", id as DocumentId)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }
}

#[async_trait]
impl WriteItems for Conn {
    async fn insert_item(&mut self, item: &Item, once: Uuid) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO agenda_item (id, meeting, once, position, kind, title, source, html, rapporteur, minutes,
                in_camera, proposed_by, state, answer, approves, added_in_session, outcome, notes_source, notes_html,
                made_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            ON CONFLICT (proposed_by, once) DO NOTHING",
            item.id as ItemId,
            item.meeting as MeetingId,
            once,
            item.position,
            item.kind as ItemKind,
            item.title.as_str(),
            item.source,
            item.html,
            item.rapporteur.as_ref().map(|who| who.id) as Option<PersonId>,
            item.minutes,
            item.in_camera,
            item.proposed_by.id as PersonId,
            item.state as ItemState,
            item.answer.as_ref().map(Note::as_str),
            item.approves as Option<MeetingId>,
            item.added_in_session,
            item.outcome as Option<ItemOutcome>,
            item.notes_source,
            item.notes_html,
            item.made_at as Moment,
            item.version
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn update_item(&mut self, item: &Item, seen_version: i32) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE agenda_item SET position = $3, kind = $4, title = $5, source = $6, html = $7, rapporteur = $8,
                minutes = $9, in_camera = $10, state = $11, approves = $12, outcome = $13, notes_source = $14,
                notes_html = $15, answer = $16, version = version + 1
            WHERE id = $1 AND version = $2",
            item.id as ItemId,
            seen_version,
            item.position,
            item.kind as ItemKind,
            item.title.as_str(),
            item.source,
            item.html,
            item.rapporteur.as_ref().map(|who| who.id) as Option<PersonId>,
            item.minutes,
            item.in_camera,
            item.state as ItemState,
            item.approves as Option<MeetingId>,
            item.outcome as Option<ItemOutcome>,
            item.notes_source,
            item.notes_html,
            item.answer.as_ref().map(Note::as_str)
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn place_item(&mut self, id: ItemId, position: i32) -> Result<(), Fault> {
        sqlx::query!("UPDATE agenda_item SET position = $2 WHERE id = $1", id as ItemId, position)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn delete_item(&mut self, id: ItemId) -> Result<(), Fault> {
        // The votes that were prepared under it go with it: in one statement, since one of them may follow another.
        sqlx::query!("DELETE FROM ballot WHERE item = $1", id as ItemId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM item_support WHERE item = $1", id as ItemId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!(
            "DELETE FROM document_bytes WHERE document IN (SELECT d.id FROM item_document d WHERE d.item = $1)",
            id as ItemId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!("DELETE FROM item_document WHERE item = $1", id as ItemId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM agenda_item WHERE id = $1", id as ItemId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn support(&mut self, item: ItemId, person: PersonId, at: Moment) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO item_support (item, person, made_at) VALUES ($1, $2, $3) ON CONFLICT (item, person) DO NOTHING",
            item as ItemId,
            person as PersonId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn unsupport(&mut self, item: ItemId, person: PersonId) -> Result<(), Fault> {
        sqlx::query!(
            "DELETE FROM item_support WHERE item = $1 AND person = $2",
            item as ItemId,
            person as PersonId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn insert_document(
        &mut self,
        document: &ItemDocument,
        bytes: &[u8],
        at: Moment,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO item_document (id, item, name, media_type, size, added_by, added_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)",
            document.id as DocumentId,
            document.item as ItemId,
            document.name.as_str(),
            document.media_type,
            document.bytes,
            document.by as PersonId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!(
            "INSERT INTO document_bytes (document, bytes) VALUES ($1, $2)",
            document.id as DocumentId,
            bytes
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn delete_document(&mut self, id: DocumentId) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM document_bytes WHERE document = $1", id as DocumentId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM item_document WHERE id = $1", id as DocumentId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(())
    }
}

/// What [`items`] selects.
#[expect(clippy::struct_excessive_bools, reason = "a row has what its statement selects")]
struct Row {
    id: ItemId,
    meeting: MeetingId,
    position: i32,
    kind: ItemKind,
    title: Title,
    source: String,
    html: String,
    minutes: i32,
    in_camera: bool,
    state: ItemState,
    answer: Option<Note>,
    approves: Option<MeetingId>,
    added_in_session: bool,
    outcome: Option<ItemOutcome>,
    notes_source: String,
    notes_html: String,
    made_at: Moment,
    version: i32,
    supporters: i64,
    by_id: PersonId,
    by_name: PersonName,
    by_handle: Handle,
    by_title: Option<ShortText>,
    by_ended: bool,
    r_id: Option<PersonId>,
    r_name: Option<PersonName>,
    r_handle: Option<Handle>,
    r_title: Option<ShortText>,
    r_ended: bool,
}

impl Row {
    fn item(self) -> Item {
        let rapporteur = self.r_id.zip(self.r_name).zip(self.r_handle).map(|((id, name), handle)| Byline {
            id,
            name,
            handle,
            title: self.r_title,
            ended: self.r_ended,
        });
        Item {
            id: self.id,
            meeting: self.meeting,
            position: self.position,
            kind: self.kind,
            title: self.title,
            source: self.source,
            html: self.html,
            rapporteur,
            minutes: self.minutes,
            in_camera: self.in_camera,
            proposed_by: Byline {
                id: self.by_id,
                name: self.by_name,
                handle: self.by_handle,
                title: self.by_title,
                ended: self.by_ended,
            },
            state: self.state,
            supporters: self.supporters,
            answer: self.answer,
            approves: self.approves,
            added_in_session: self.added_in_session,
            outcome: self.outcome,
            notes_source: self.notes_source,
            notes_html: self.notes_html,
            made_at: self.made_at,
            version: self.version,
        }
    }
}
