//! Series of rendezvous, and reminders.

use async_trait::async_trait;
use preau_core::access::Scope;
use preau_core::error::Fault;
use preau_core::id::{GatheringId, PersonId, RendezvousId, SeriesId};
use preau_core::reminder::{Ahead, Due, Reminded, ReminderChoice};
use preau_core::rendezvous::{Rendezvous, RendezvousView};
use preau_core::series::{Day, Rhythm, Series, TIMES_MAX};
use preau_core::store::{ReadAgenda, WriteAgenda};
use preau_core::world::Moment;

use crate::{Conn, fault};

/// Series of one calendar: a section that has more of them meets more often than a year has hours.
const SERIES_MAX: i64 = 500;

#[async_trait]
impl ReadAgenda for Conn {
    async fn series(&mut self, id: SeriesId) -> Result<Option<Series>, Fault> {
        let row = sqlx::query_as!(
            SeriesRow,
            r#"SELECT s.id AS "id!: SeriesId", s.organiser AS "organiser!: PersonId", s.rhythm AS "rhythm!: Rhythm",
                s.first_on AS "first_on!", s.last_on AS "last_on!", s.sequence AS "sequence!: i32",
                s.made_at AS "made_at!: Moment", s.changed_at AS "changed_at!: Moment"
            FROM series s WHERE s.id = $1"#,
            id as SeriesId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(SeriesRow::read).transpose()
    }

    async fn rendezvous_of(&mut self, id: SeriesId) -> Result<Vec<Rendezvous>, Fault> {
        self.all_of_series(id, bound()).await
    }

    async fn series_view(&mut self, scope: Scope, id: SeriesId) -> Result<Vec<RendezvousView>, Fault> {
        self.views_of_series(scope, id, bound()).await
    }

    async fn series_between(&mut self, scope: Scope, from: Moment, to: Moment) -> Result<Vec<Series>, Fault> {
        let rows = sqlx::query_as!(
            SeriesRow,
            r#"SELECT s.id AS "id!: SeriesId", s.organiser AS "organiser!: PersonId", s.rhythm AS "rhythm!: Rhythm",
                s.first_on AS "first_on!", s.last_on AS "last_on!", s.sequence AS "sequence!: i32",
                s.made_at AS "made_at!: Moment", s.changed_at AS "changed_at!: Moment"
            FROM series s
            WHERE s.id IN (SELECT r.series FROM rendezvous r
                WHERE r.was_out AND r.series IS NOT NULL AND r.starts_at >= $1 AND r.starts_at < $2
                    AND (r.body IN (SELECT q.body FROM seat q WHERE q.person = $3 AND q.starts_at <= $4 AND q.over_at > $4)
                        OR r.audience = 'everybody' OR (r.audience = 'section' AND $3 IS NOT NULL)))
            ORDER BY s.id LIMIT $5"#,
            from as Moment,
            to as Moment,
            scope.member() as Option<PersonId>,
            scope.at() as Moment,
            SERIES_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(SeriesRow::read).collect()
    }

    async fn reminder_choice(&mut self, person: PersonId) -> Result<ReminderChoice, Fault> {
        let row = sqlx::query_as!(
            ReminderChoice,
            r#"SELECT a_day AS "a_day!: bool", two_hours AS "two_hours!: bool", by_mail AS "by_mail!: bool"
            FROM reminder_choice WHERE person = $1"#,
            person as PersonId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        Ok(row.unwrap_or_default())
    }

    async fn reminders_due(&mut self, ahead: Ahead, now: Moment, limit: i64) -> Result<Vec<Due>, Fault> {
        let mut due = self.due_of_section(ahead, now, limit).await?;
        due.extend(self.due_of_groups(ahead, now, limit).await?);
        Ok(due)
    }
}

#[async_trait]
impl WriteAgenda for Conn {
    async fn insert_series(&mut self, series: &Series) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO series (id, organiser, rhythm, first_on, last_on, sequence, made_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            series.id as SeriesId,
            series.organiser as PersonId,
            series.rhythm as Rhythm,
            series.first_on.to_string(),
            series.last_on.to_string(),
            series.sequence,
            series.made_at as Moment,
            series.changed_at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn update_series(&mut self, series: &Series) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE series SET sequence = $2, changed_at = $3 WHERE id = $1",
            series.id as SeriesId,
            series.sequence,
            series.changed_at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn choose_reminders(&mut self, person: PersonId, choice: ReminderChoice) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO reminder_choice (person, a_day, two_hours, by_mail) VALUES ($1, $2, $3, $4)
            ON CONFLICT (person) DO UPDATE SET a_day = excluded.a_day, two_hours = excluded.two_hours,
                by_mail = excluded.by_mail",
            person as PersonId,
            choice.a_day,
            choice.two_hours,
            choice.by_mail
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn reminded(&mut self, due: &Due, ahead: Ahead) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO reminder (person, thing, ahead, starts_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (person, thing, ahead) DO UPDATE SET starts_at = excluded.starts_at",
            due.person as PersonId,
            due.of.id(),
            ahead as Ahead,
            due.starts_at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }
}

impl Conn {
    /// Takes back the answers of a person, when their account ends.
    pub(crate) async fn erase_answers(&mut self, person: PersonId) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM answer WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn due_of_section(&mut self, ahead: Ahead, now: Moment, limit: i64) -> Result<Vec<Due>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT a.person AS "person!: PersonId", r.id AS "id!: RendezvousId", r.starts_at AS "starts_at!: Moment",
                (c.person IS NOT NULL AND c.by_mail) AS "by_mail!: bool"
            FROM rendezvous r JOIN answer a ON a.rendezvous = r.id JOIN person p ON p.id = a.person
                LEFT JOIN reminder_choice c ON c.person = a.person
            WHERE r.was_out AND r.state = 'planned' AND r.starts_at > $1 AND r.starts_at <= $2
                AND a.coming AND p.standing = 'active' AND a.answered_at < r.starts_at - $3
                AND (r.body IS NULL OR EXISTS (SELECT 1 FROM seat s WHERE s.person = a.person AND s.body = r.body
                    AND s.starts_at <= $1 AND s.over_at > $1))
                AND (($4 = 'day' AND (c.person IS NULL OR c.a_day)) OR ($4 = 'two_hours' AND c.two_hours))
                AND NOT EXISTS (SELECT 1 FROM reminder d WHERE d.person = a.person AND d.thing = r.id
                    AND d.ahead = $4 AND d.starts_at = r.starts_at)
            ORDER BY r.starts_at, r.id, a.person LIMIT $5"#,
            now as Moment,
            now.plus(ahead.time()) as Moment,
            ahead.time(),
            ahead as Ahead,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let due = rows.into_iter().map(|row| Due {
            person: row.person,
            of: Reminded::Rendezvous(row.id),
            starts_at: row.starts_at,
            by_mail: row.by_mail,
        });
        Ok(due.collect())
    }

    async fn due_of_groups(&mut self, ahead: Ahead, now: Moment, limit: i64) -> Result<Vec<Due>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT a.person AS "person!: PersonId", r.id AS "id!: GatheringId", r.starts_at AS "starts_at!: Moment",
                (c.person IS NOT NULL AND c.by_mail) AS "by_mail!: bool"
            FROM gathering r JOIN gathering_answer a ON a.gathering = r.id JOIN person p ON p.id = a.person
                JOIN grp_member i ON i.grp = r.grp AND i.person = a.person
                LEFT JOIN reminder_choice c ON c.person = a.person
            WHERE r.published AND NOT r.cancelled AND r.starts_at > $1 AND r.starts_at <= $2 AND i.state = 'active'
                AND a.coming AND p.standing = 'active' AND a.answered_at < r.starts_at - $3
                AND (($4 = 'day' AND (c.person IS NULL OR c.a_day)) OR ($4 = 'two_hours' AND c.two_hours))
                AND NOT EXISTS (SELECT 1 FROM reminder d WHERE d.person = a.person AND d.thing = r.id
                    AND d.ahead = $4 AND d.starts_at = r.starts_at)
            ORDER BY r.starts_at, r.id, a.person LIMIT $5"#,
            now as Moment,
            now.plus(ahead.time()) as Moment,
            ahead.time(),
            ahead as Ahead,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let due = rows.into_iter().map(|row| Due {
            person: row.person,
            of: Reminded::Gathering(row.id),
            starts_at: row.starts_at,
            by_mail: row.by_mail,
        });
        Ok(due.collect())
    }

    /// What an ended account had chosen, and of what it was reminded.
    pub(crate) async fn erase_reminders(&mut self, person: PersonId) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM reminder_choice WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM reminder WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    /// Of what was over long ago nobody is reminded again, and who was need not be known.
    pub(crate) async fn purge_reminders(&mut self, until: Moment, most: i64) -> Result<u64, Fault> {
        let gone = sqlx::query!(
            "DELETE FROM reminder WHERE (person, thing, ahead) IN
                (SELECT past.person, past.thing, past.ahead FROM reminder AS past WHERE past.starts_at <= $1 LIMIT $2)",
            until as Moment,
            most
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(gone.rows_affected())
    }
}

/// No series has more rendezvous.
fn bound() -> i64 {
    i64::try_from(TIMES_MAX).unwrap_or(i64::MAX)
}

/// A day as it is stored: `2026-11-17`.
pub(crate) fn day(text: &str) -> Result<Day, Fault> {
    text.parse().map_err(|_| Fault::Broken("a stored day is one of the calendar"))
}

struct SeriesRow {
    id: SeriesId,
    organiser: PersonId,
    rhythm: Rhythm,
    first_on: String,
    last_on: String,
    sequence: i32,
    made_at: Moment,
    changed_at: Moment,
}

impl SeriesRow {
    fn read(self) -> Result<Series, Fault> {
        Ok(Series {
            id: self.id,
            organiser: self.organiser,
            rhythm: self.rhythm,
            first_on: day(&self.first_on)?,
            last_on: day(&self.last_on)?,
            sequence: self.sequence,
            made_at: self.made_at,
            changed_at: self.changed_at,
        })
    }
}
