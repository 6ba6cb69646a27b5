//! The house, its journal, its notices, and the clearing away of what is past its time.

use async_trait::async_trait;
use preau_core::body::{Body, BodyKind};
use preau_core::error::Fault;
use preau_core::event::{Event, EventKind};
use preau_core::id::{BodyId, EventId, JobId, NoticeId, PersonId};
use preau_core::job::{DeadJob, NewJob, Outcome};
use preau_core::language::Language;
use preau_core::notice::{NOTICES_KEPT, News, Notice};
use preau_core::store::{ReadHouse, WriteBodies, WriteHouse};
use preau_core::text::{Handle, Note, ShortText, UnitName};
use preau_core::unit::{Accent, FollowPolicy, House, InclusiveForm, Openness, UnitKind};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::{Conn, fault, jobs};

/// The most rows of one table that one purge deletes: it holds the writer for a moment only and comes again.
const PURGE_MAX: i64 = 1000;
/// Spent and expired links are still counted against floods of letters for a day (I04).
const LINKS_COUNTED: i64 = Moment::DAY;
/// A dead letter that no administrator looked at in three months helps nobody any more.
const DEAD_LETTERS_KEPT: i64 = 90 * Moment::DAY;
/// A request that was decided answers questions for a while ("I wrote to you last month"), then it is only a stranger's address.
const REQUESTS_KEPT: i64 = 90 * Moment::DAY;
/// An invitation tells by which way somebody came for a year after it ended.
const INVITATIONS_KEPT: i64 = 365 * Moment::DAY;
/// The journal looks back over a year of the section's life, which is also what CNIL asks of such records at most.
const JOURNAL_KEPT: i64 = 365 * Moment::DAY;

#[async_trait]
impl ReadHouse for Conn {
    async fn house(&mut self) -> Result<Option<House>, Fault> {
        let row = sqlx::query_as!(
            HouseRow,
            r#"SELECT id AS "id!: BodyId", kind AS "kind!: UnitKind", name AS "name!: UnitName",
                      handle AS "handle!: Handle", sigil AS "sigil!: ShortText",
                      organisation AS "organisation: ShortText", level_above AS "level_above: ShortText",
                      territory AS "territory: ShortText", language AS "language!: Language",
                      time_zone AS "time_zone!", url AS "url!", about AS "about: Note",
                      contact_place AS "contact_place: ShortText", contact_line AS "contact_line: ShortText",
                      publisher AS "publisher: ShortText", accent AS "accent!: Accent",
                      inclusive AS "inclusive!: InclusiveForm", openness AS "openness!: Openness",
                      follow_policy AS "follow_policy!: FollowPolicy", members_may_sign AS "members_may_sign!: bool",
                      rules AS "rules!", created_at AS "created_at!: Moment", version AS "version!: i64"
               FROM house"#
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(HouseRow::read).transpose()
    }

    async fn set_up_draft(&mut self) -> Result<Option<String>, Fault> {
        sqlx::query_scalar!(r#"SELECT draft AS "draft!" FROM set_up_draft"#)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }

    async fn notices(&mut self, person: PersonId, limit: i64) -> Result<Vec<Notice>, Fault> {
        let rows = sqlx::query_as!(
            NoticeRow,
            r#"SELECT id AS "id!: NoticeId", person AS "person!: PersonId", news AS "news!", at AS "at!: Moment",
                      read_at AS "read_at: Moment"
               FROM notice WHERE person = $1 ORDER BY id DESC LIMIT $2"#,
            person as PersonId,
            limit,
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(NoticeRow::read).collect()
    }

    async fn notices_unread(&mut self, person: PersonId) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "count!: i64" FROM notice WHERE person = $1 AND read_at IS NULL"#,
            person as PersonId,
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn journal(&mut self, limit: i64) -> Result<Vec<Event>, Fault> {
        sqlx::query_as!(
            Event,
            r#"SELECT id AS "id!: EventId", at AS "at!: Moment", person AS "by: PersonId",
                      kind AS "kind!: EventKind", subject AS "subject: Uuid"
               FROM event ORDER BY id DESC LIMIT $1"#,
            limit,
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn dead_jobs(&mut self, limit: i64) -> Result<Vec<DeadJob>, Fault> {
        jobs::dead(self, limit).await
    }

    async fn jobs_waiting(&mut self) -> Result<Vec<(String, i64)>, Fault> {
        jobs::waiting(self).await
    }
}

#[async_trait]
impl WriteHouse for Conn {
    async fn insert_house(&mut self, house: &House) -> Result<bool, Fault> {
        let rules = rules_column(house)?;
        let stored = sqlx::query!(
            "INSERT INTO house (singleton, id, kind, name, handle, sigil, organisation, level_above, territory,
                 language, time_zone, url, about, contact_place, contact_line, publisher, accent, inclusive,
                 openness, follow_policy, members_may_sign, rules, created_at, version)
             VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                 $21, $22, $23)
             ON CONFLICT DO NOTHING",
            house.id as BodyId,
            house.kind.as_str(),
            house.name.as_str(),
            house.handle.as_str(),
            house.sigil.as_str(),
            house.organisation.as_ref().map(ShortText::as_str),
            house.level_above.as_ref().map(ShortText::as_str),
            house.territory.as_ref().map(ShortText::as_str),
            house.language.as_str(),
            house.time_zone.name(),
            house.url.as_str(),
            house.about.as_ref().map(Note::as_str),
            house.contact_place.as_ref().map(ShortText::as_str),
            house.contact_line.as_ref().map(ShortText::as_str),
            house.publisher.as_ref().map(ShortText::as_str),
            house.accent.as_str(),
            house.inclusive.as_str(),
            house.openness.as_str(),
            house.follow_policy.as_str(),
            house.members_may_sign,
            rules,
            house.created_at as Moment,
            house.version,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if stored.rows_affected() == 0 {
            return Ok(false);
        }
        // The house meets as its assembly: the one body that is there from the first day.
        let assembly = Body {
            id: house.id,
            kind: BodyKind::Assembly,
            name: house.name.clone(),
            purpose: None,
            rules: None,
            made_at: house.created_at,
            dissolved_at: None,
            version: 1,
        };
        self.insert_body(&assembly).await?;
        Ok(true)
    }

    async fn update_house(&mut self, house: &House) -> Result<(), Fault> {
        let rules = rules_column(house)?;
        sqlx::query!(
            "UPDATE house
             SET name = $2, sigil = $3, organisation = $4, level_above = $5, territory = $6, language = $7,
                 about = $8, contact_place = $9, contact_line = $10, publisher = $11, accent = $12, inclusive = $13,
                 openness = $14, follow_policy = $15, members_may_sign = $16, rules = $17, version = version + 1
             WHERE id = $1",
            house.id as BodyId,
            house.name.as_str(),
            house.sigil.as_str(),
            house.organisation.as_ref().map(ShortText::as_str),
            house.level_above.as_ref().map(ShortText::as_str),
            house.territory.as_ref().map(ShortText::as_str),
            house.language.as_str(),
            house.about.as_ref().map(Note::as_str),
            house.contact_place.as_ref().map(ShortText::as_str),
            house.contact_line.as_ref().map(ShortText::as_str),
            house.publisher.as_ref().map(ShortText::as_str),
            house.accent.as_str(),
            house.inclusive.as_str(),
            house.openness.as_str(),
            house.follow_policy.as_str(),
            house.members_may_sign,
            rules,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn keep_set_up_draft(&mut self, draft: Option<&str>) -> Result<(), Fault> {
        let result = match draft {
            Some(draft) => {
                sqlx::query!(
                    "INSERT INTO set_up_draft (singleton, draft) VALUES (1, $1)
                     ON CONFLICT (singleton) DO UPDATE SET draft = excluded.draft",
                    draft,
                )
                .execute(self.db())
                .await
            }
            None => sqlx::query!("DELETE FROM set_up_draft").execute(self.db()).await,
        };
        result.map(drop).map_err(fault)
    }

    async fn record(&mut self, event: &Event) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO event (id, at, person, kind, subject) VALUES ($1, $2, $3, $4, $5)",
            event.id as EventId,
            event.at as Moment,
            event.by as Option<PersonId>,
            event.kind.as_str(),
            event.subject,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn notify(&mut self, notice: &Notice) -> Result<(), Fault> {
        let news = serde_json::to_string(&notice.news)
            .map_err(|error| Fault::other("writing a notice down", error))?;
        sqlx::query!(
            "INSERT INTO notice (id, person, news, at, read_at) VALUES ($1, $2, $3, $4, $5)",
            notice.id as NoticeId,
            notice.person as PersonId,
            news,
            notice.at as Moment,
            notice.read_at as Option<Moment>,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!(
            "DELETE FROM notice WHERE person = $1 AND id < (
                 SELECT kept.id FROM notice AS kept WHERE kept.person = $1 ORDER BY kept.id DESC LIMIT 1 OFFSET $2)",
            notice.person as PersonId,
            NOTICES_KEPT - 1,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn forget_notice(&mut self, person: PersonId, news: &News) -> Result<(), Fault> {
        // At most NOTICES_KEPT rows, compared here because "the same line" is not the same text.
        let unread =
            self.notices(person, NOTICES_KEPT).await?.into_iter().filter(|notice| notice.read_at.is_none());
        for notice in unread.filter(|notice| same_line(&notice.news, news)) {
            sqlx::query!("DELETE FROM notice WHERE id = $1", notice.id as NoticeId)
                .execute(self.db())
                .await
                .map_err(fault)?;
        }
        Ok(())
    }

    async fn read_notices(&mut self, person: PersonId, now: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE notice SET read_at = $2 WHERE person = $1 AND read_at IS NULL",
            person as PersonId,
            now as Moment,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn enqueue(&mut self, id: JobId, job: &NewJob, now: Moment) -> Result<bool, Fault> {
        jobs::enqueue(self, id, job, now).await
    }

    async fn settle(&mut self, id: JobId, worker: &str, outcome: &Outcome, now: Moment) -> Result<(), Fault> {
        jobs::settle(self, id, worker, outcome, now).await
    }

    async fn revive_job(&mut self, id: JobId, again: bool, now: Moment) -> Result<bool, Fault> {
        jobs::revive(self, id, again, now).await
    }

    async fn purge(&mut self, now: Moment) -> Result<u64, Fault> {
        let sessions = sqlx::query!(
            "DELETE FROM session WHERE id IN (SELECT past.id FROM session AS past WHERE past.expires_at <= $1 LIMIT $2)",
            now as Moment,
            PURGE_MAX,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let links = sqlx::query!(
            "DELETE FROM link WHERE hash IN (SELECT past.hash FROM link AS past WHERE past.expires_at <= $1 LIMIT $2)",
            now.plus(-LINKS_COUNTED) as Moment,
            PURGE_MAX,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let letters = sqlx::query!(
            "DELETE FROM job WHERE id IN (SELECT past.id FROM job AS past WHERE past.dead_at <= $1 LIMIT $2)",
            now.plus(-DEAD_LETTERS_KEPT) as Moment,
            PURGE_MAX,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let network = self.purge_network(now).await?;
        let outside = self.purge_outside(now).await? + self.purge_guests(now).await?;
        let links_and_groups = self.purge_links(now).await? + self.purge_groups(now).await?;
        let ways_in = self.purge_ways_in(now).await?;
        let journal = self.purge_journal(now).await?;
        let reminders = self.purge_reminders(now.plus(-Moment::DAY), PURGE_MAX).await?;
        let words = self.purge_words(now).await?;
        Ok(sessions.rows_affected()
            + links.rows_affected()
            + letters.rows_affected()
            + network
            + links_and_groups
            + outside
            + ways_in
            + reminders
            + words
            + journal)
    }
}

impl Conn {
    /// Requests that were decided and invitations that ended, both long ago: names and addresses stand in them.
    async fn purge_ways_in(&mut self, now: Moment) -> Result<u64, Fault> {
        let requests = sqlx::query!(
            "DELETE FROM join_request WHERE id IN
                 (SELECT past.id FROM join_request AS past WHERE past.decided_at <= $1 LIMIT $2)",
            now.plus(-REQUESTS_KEPT) as Moment,
            PURGE_MAX,
        )
        .execute(self.db())
        .await
        .map_err(fault)?
        .rows_affected();
        let invitations = sqlx::query!(
            "DELETE FROM invitation WHERE id IN
                 (SELECT past.id FROM invitation AS past WHERE past.expires_at <= $1 LIMIT $2)",
            now.plus(-INVITATIONS_KEPT) as Moment,
            PURGE_MAX,
        )
        .execute(self.db())
        .await
        .map_err(fault)?
        .rows_affected();
        if requests + invitations > 0 {
            self.has_erased();
        }
        Ok(requests + invitations)
    }

    /// Lines of the journal past their time. Their ids tell when they were written, in the order of their index.
    async fn purge_journal(&mut self, now: Moment) -> Result<u64, Fault> {
        let lines = sqlx::query!(
            "DELETE FROM event WHERE id IN
                 (SELECT past.id FROM (SELECT id, at FROM event ORDER BY id LIMIT $2) AS past WHERE past.at <= $1)",
            now.plus(-JOURNAL_KEPT) as Moment,
            PURGE_MAX,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(lines.rows_affected())
    }
}

/// The house as its columns hold it.
struct HouseRow {
    id: BodyId,
    kind: UnitKind,
    name: UnitName,
    handle: Handle,
    sigil: ShortText,
    organisation: Option<ShortText>,
    level_above: Option<ShortText>,
    territory: Option<ShortText>,
    language: Language,
    time_zone: String,
    url: String,
    about: Option<Note>,
    contact_place: Option<ShortText>,
    contact_line: Option<ShortText>,
    publisher: Option<ShortText>,
    accent: Accent,
    inclusive: InclusiveForm,
    openness: Openness,
    follow_policy: FollowPolicy,
    members_may_sign: bool,
    rules: String,
    created_at: Moment,
    version: i64,
}

impl HouseRow {
    fn read(self) -> Result<House, Fault> {
        // chrono-tz's error is no Error; its text is enough.
        let time_zone = self
            .time_zone
            .parse()
            .map_err(|error| Fault::other("reading the section's time zone", format!("{error}")))?;
        Ok(House {
            id: self.id,
            kind: self.kind,
            name: self.name,
            handle: self.handle,
            sigil: self.sigil,
            organisation: self.organisation,
            level_above: self.level_above,
            territory: self.territory,
            language: self.language,
            time_zone,
            url: self.url.parse().map_err(|error| Fault::other("reading the section's address", error))?,
            about: self.about,
            contact_place: self.contact_place,
            contact_line: self.contact_line,
            publisher: self.publisher,
            accent: self.accent,
            inclusive: self.inclusive,
            openness: self.openness,
            follow_policy: self.follow_policy,
            members_may_sign: self.members_may_sign,
            rules: serde_json::from_str(&self.rules)
                .map_err(|error| Fault::other("reading the rules", error))?,
            created_at: self.created_at,
            version: self.version,
        })
    }
}

fn rules_column(house: &House) -> Result<String, Fault> {
    serde_json::to_string(&house.rules).map_err(|error| Fault::other("writing the rules down", error))
}

/// A notice as its columns hold it.
struct NoticeRow {
    id: NoticeId,
    person: PersonId,
    news: String,
    at: Moment,
    read_at: Option<Moment>,
}

impl NoticeRow {
    fn read(self) -> Result<Notice, Fault> {
        let news =
            serde_json::from_str(&self.news).map_err(|error| Fault::other("reading a notice", error))?;
        Ok(Notice { id: self.id, person: self.person, news, at: self.at, read_at: self.read_at })
    }
}

/// Whether two notices are one line on the page: all that found a post useful share one, whoever came last.
fn same_line(one: &News, other: &News) -> bool {
    match (one, other) {
        (News::FoundUseful { post: one, .. }, News::FoundUseful { post: other, .. }) => one == other,
        (one, other) => one == other,
    }
}
