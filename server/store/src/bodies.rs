//! Bodies, how people belong, and mandates.

use async_trait::async_trait;
use preau_core::body::{Affiliation, Body, BodyKind, Seated, Status};
use preau_core::error::Fault;
use preau_core::id::{BodyId, MandateId, PersonId};
use preau_core::mandate::{Mandate, MandateRole, MandateView, Seats};
use preau_core::person::Byline;
use preau_core::store::{ReadBodies, WriteBodies};
use preau_core::text::{Handle, Note, PersonName, ShortText, UnitName, folded};
use preau_core::world::{Day, Moment};

use crate::{Conn, fault};

/// Mandates of one person that are looked through for their rights: nobody holds as many.
const SEATS_MAX: i64 = 200;

/// Selects bodies; the tail is the rest of the statement, checked as a whole.
macro_rules! bodies {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            BodyRow,
            r#"SELECT id AS "id!: BodyId", kind AS "kind!: BodyKind", name AS "name!: UnitName", purpose AS "purpose: Note",
                      rules, made_at AS "made_at!: Moment", dissolved_at AS "dissolved_at: Moment", version AS "version!: i64"
               FROM body "# + $tail
            $(, $argument)*
        )
    };
}

/// Selects mandates.
macro_rules! mandates {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            MandateRow,
            r#"SELECT id AS "id!: MandateId", person AS "person!: PersonId", body AS "body!: BodyId",
                      role AS "role!: MandateRole", provisional AS "provisional!: bool", starts_at AS "starts_at!: Moment",
                      ends_at AS "ends_at: Moment", delegation, recorded_at AS "recorded_at!: Moment"
               FROM mandate "# + $tail
            $(, $argument)*
        )
    };
}

#[async_trait]
impl ReadBodies for Conn {
    async fn body(&mut self, id: BodyId) -> Result<Option<Body>, Fault> {
        let row = bodies!("WHERE id = $1", id as BodyId).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(BodyRow::body).transpose()
    }

    async fn bodies(&mut self, limit: i64) -> Result<Vec<Body>, Fault> {
        let rows = bodies!(
            "ORDER BY CASE WHEN dissolved_at IS NULL THEN 0 ELSE 1 END, CASE kind WHEN 'assembly' THEN 0 WHEN 'board' THEN 1 ELSE 2 END,
                name_folded, id LIMIT $1",
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(BodyRow::body).collect()
    }

    async fn affiliation(&mut self, person: PersonId) -> Result<Option<Affiliation>, Fault> {
        sqlx::query_as!(
            Affiliation,
            r#"SELECT person AS "person!: PersonId", status AS "status!: Status", since AS "since!: Day",
                dues_until AS "dues_until: Day", seniority_since AS "seniority_since: Day"
            FROM affiliation WHERE person = $1"#,
            person as PersonId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn mandate(&mut self, id: MandateId) -> Result<Option<Mandate>, Fault> {
        let row =
            mandates!("WHERE id = $1", id as MandateId).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(MandateRow::mandate).transpose()
    }

    async fn seats(&mut self, person: PersonId, now: Moment) -> Result<Seats, Fault> {
        let assembly = sqlx::query_scalar!(r#"SELECT id AS "id!: BodyId" FROM body WHERE kind = 'assembly'"#)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        let Some(assembly) = assembly else { return Ok(Seats::default()) };
        // A dissolved body gives no rights, whatever its mandates say.
        let rows = mandates!(
            "WHERE person = $1 AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
                AND body IN (SELECT b.id FROM body b WHERE b.dissolved_at IS NULL OR b.dissolved_at > $2)
            ORDER BY starts_at, id LIMIT $3",
            person as PersonId,
            now as Moment,
            SEATS_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let held = rows.into_iter().map(MandateRow::mandate).collect::<Result<_, _>>()?;
        Ok(Seats::of(held, assembly, now))
    }

    async fn mandates_of(&mut self, person: PersonId, limit: i64) -> Result<Vec<Mandate>, Fault> {
        let rows =
            mandates!("WHERE person = $1 ORDER BY starts_at DESC, id LIMIT $2", person as PersonId, limit)
                .fetch_all(self.db())
                .await
                .map_err(fault)?;
        rows.into_iter().map(MandateRow::mandate).collect()
    }

    async fn mandates_in(
        &mut self,
        body: BodyId,
        since: Moment,
        limit: i64,
    ) -> Result<Vec<MandateView>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT m.id AS "id!: MandateId", m.person AS "person!: PersonId", m.body AS "body!: BodyId",
                m.role AS "role!: MandateRole", m.provisional AS "provisional!: bool", m.starts_at AS "starts_at!: Moment",
                m.ends_at AS "ends_at: Moment", m.delegation, m.recorded_at AS "recorded_at!: Moment",
                p.name AS "name!: PersonName", p.handle AS "handle!: Handle", p.title AS "title?: ShortText",
                p.standing = 'ended' AS "ended!: bool"
            FROM mandate m JOIN person p ON p.id = m.person
            WHERE m.body = $1 AND (m.ends_at IS NULL OR m.ends_at > $2)
            ORDER BY m.starts_at, p.name_folded, m.id LIMIT $3"#,
            body as BodyId,
            since as Moment,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter()
            .map(|row| {
                let holder = Byline {
                    id: row.person,
                    name: row.name,
                    handle: row.handle,
                    title: row.title,
                    ended: row.ended,
                };
                let mandate = MandateRow {
                    id: row.id,
                    person: row.person,
                    body: row.body,
                    role: row.role,
                    provisional: row.provisional,
                    starts_at: row.starts_at,
                    ends_at: row.ends_at,
                    delegation: row.delegation,
                    recorded_at: row.recorded_at,
                };
                Ok(MandateView { mandate: mandate.mandate()?, holder })
            })
            .collect()
    }

    async fn seated(&mut self, body: BodyId, now: Moment, limit: i64) -> Result<Vec<Seated>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", p.handle AS "handle!: Handle",
                p.title AS "title?: ShortText", p.standing = 'ended' AS "ended!: bool", p.mail IS NOT NULL AS "has_mail!: bool",
                a.status AS "status!: Status", a.since AS "since!: Day", a.dues_until AS "dues_until?: Day",
                a.seniority_since AS "seniority_since?: Day"
            FROM person p JOIN affiliation a ON a.person = p.id
            WHERE p.standing = 'active' AND (
                EXISTS (SELECT 1 FROM body b WHERE b.id = $1 AND b.kind = 'assembly')
                OR EXISTS (SELECT 1 FROM mandate m WHERE m.person = p.id AND m.body = $1 AND m.part_of IS NULL
                    AND m.starts_at <= $2 AND (m.ends_at IS NULL OR m.ends_at > $2)))
            ORDER BY p.name_folded, p.id LIMIT $3"#,
            body as BodyId,
            now as Moment,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows
            .into_iter()
            .map(|row| Seated {
                affiliation: Affiliation {
                    person: row.id,
                    status: row.status,
                    since: row.since,
                    dues_until: row.dues_until,
                    seniority_since: row.seniority_since,
                },
                who: Byline {
                    id: row.id,
                    name: row.name,
                    handle: row.handle,
                    title: row.title,
                    ended: row.ended,
                },
                has_mail: row.has_mail,
            })
            .collect())
    }

    async fn seated_count(&mut self, body: BodyId, now: Moment) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64" FROM person p
            WHERE p.standing = 'active' AND (
                EXISTS (SELECT 1 FROM body b WHERE b.id = $1 AND b.kind = 'assembly')
                OR EXISTS (SELECT 1 FROM mandate m WHERE m.person = p.id AND m.body = $1 AND m.part_of IS NULL
                    AND m.starts_at <= $2 AND (m.ends_at IS NULL OR m.ends_at > $2)))"#,
            body as BodyId,
            now as Moment
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }
}

#[async_trait]
impl WriteBodies for Conn {
    async fn insert_body(&mut self, body: &Body) -> Result<(), Fault> {
        let rules = body.rules.as_ref().map(json).transpose()?;
        sqlx::query!(
            "INSERT INTO body (id, kind, name, name_folded, purpose, rules, made_at, dissolved_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            body.id as BodyId,
            body.kind as BodyKind,
            body.name.as_str(),
            folded(body.name.as_str()),
            body.purpose.as_ref().map(Note::as_str),
            rules,
            body.made_at as Moment,
            body.dissolved_at as Option<Moment>,
            body.version
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn update_body(&mut self, body: &Body, seen_version: i64) -> Result<bool, Fault> {
        let rules = body.rules.as_ref().map(json).transpose()?;
        let done = sqlx::query!(
            "UPDATE body SET name = $3, name_folded = $4, purpose = $5, rules = $6, dissolved_at = $7, version = version + 1
            WHERE id = $1 AND version = $2",
            body.id as BodyId,
            seen_version,
            body.name.as_str(),
            folded(body.name.as_str()),
            body.purpose.as_ref().map(Note::as_str),
            rules,
            body.dissolved_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn keep_affiliation(&mut self, affiliation: &Affiliation) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO affiliation (person, status, since, dues_until, seniority_since) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (person) DO UPDATE SET status = excluded.status, since = excluded.since,
                dues_until = excluded.dues_until, seniority_since = excluded.seniority_since",
            affiliation.person as PersonId,
            affiliation.status as Status,
            affiliation.since as Day,
            affiliation.dues_until as Option<Day>,
            affiliation.seniority_since as Option<Day>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn insert_mandate(&mut self, mandate: &Mandate, by: Option<PersonId>) -> Result<(), Fault> {
        let delegation = mandate.delegated.as_ref().map(json).transpose()?;
        sqlx::query!(
            "INSERT INTO mandate (id, person, body, role, provisional, starts_at, ends_at, delegation, part_of, recorded_by,
                recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            mandate.id as MandateId,
            mandate.person as PersonId,
            mandate.body as BodyId,
            mandate.role as MandateRole,
            mandate.provisional,
            mandate.starts_at as Moment,
            mandate.ends_at as Option<Moment>,
            delegation,
            mandate.delegated.as_ref().map(|part| part.of) as Option<MandateId>,
            by as Option<PersonId>,
            mandate.recorded_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn update_mandate(&mut self, mandate: &Mandate) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE mandate SET provisional = $2, ends_at = $3 WHERE id = $1",
            mandate.id as MandateId,
            mandate.provisional,
            mandate.ends_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn end_delegated(&mut self, of: MandateId, end: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE mandate SET ends_at = $2 WHERE part_of = $1 AND (ends_at IS NULL OR ends_at > $2)",
            of as MandateId,
            end as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn erase_belonging(&mut self, person: PersonId, now: Moment) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM affiliation WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!(
            "UPDATE mandate SET ends_at = $2 WHERE (ends_at IS NULL OR ends_at > $2)
                AND (person = $1 OR part_of IN (SELECT m.id FROM mandate m WHERE m.person = $1))",
            person as PersonId,
            now as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }
}

/// What a column holds as JSON.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::other("writing JSON for a column", error))
}

/// What a column held as JSON.
pub(crate) fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::other("reading the JSON of a column", error))
}

struct BodyRow {
    id: BodyId,
    kind: BodyKind,
    name: UnitName,
    purpose: Option<Note>,
    rules: Option<String>,
    made_at: Moment,
    dissolved_at: Option<Moment>,
    version: i64,
}

impl BodyRow {
    fn body(self) -> Result<Body, Fault> {
        Ok(Body {
            id: self.id,
            kind: self.kind,
            name: self.name,
            purpose: self.purpose,
            rules: self.rules.as_deref().map(parsed).transpose()?,
            made_at: self.made_at,
            dissolved_at: self.dissolved_at,
            version: self.version,
        })
    }
}

struct MandateRow {
    id: MandateId,
    person: PersonId,
    body: BodyId,
    role: MandateRole,
    provisional: bool,
    starts_at: Moment,
    ends_at: Option<Moment>,
    delegation: Option<String>,
    recorded_at: Moment,
}

impl MandateRow {
    fn mandate(self) -> Result<Mandate, Fault> {
        Ok(Mandate {
            id: self.id,
            person: self.person,
            body: self.body,
            role: self.role,
            provisional: self.provisional,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            delegated: self.delegation.as_deref().map(parsed).transpose()?,
            recorded_at: self.recorded_at,
        })
    }
}
