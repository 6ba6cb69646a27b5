//! Rendezvous and who comes to them.

use async_trait::async_trait;
use preau_core::access::Scope;
use preau_core::audience::Audience;
use preau_core::error::Fault;
use preau_core::id::{PersonId, RendezvousId};
use preau_core::person::Byline;
use preau_core::rendezvous::{Rendezvous, RendezvousState, RendezvousView};
use preau_core::store::{ReadRendezvous, WriteRendezvous};
use preau_core::text::{Handle, PersonName, ShortText, Title};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::posts::view::inside;
use crate::{Conn, fault};

/// Selects [`Row`]s for a viewer (`$1`) who reads what is the section's own or not (`$2`). What is shown to somebody leaves
/// out the meetings of smaller bodies to which they were not convened.
macro_rules! views {
    ($scope:expr, $rest:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT r.id AS "id!: RendezvousId", r.organiser AS "organiser!: PersonId", r.title AS "title!: Title",
                r.source AS "source!", r.html AS "html!", r.starts_at AS "starts_at!: Moment",
                r.ends_at AS "ends_at?: Moment", r.time_zone AS "time_zone!", r.place AS "place?: ShortText",
                r.link AS "link?", r.audience AS "audience!: Audience", r.needed AS "needed?: i32",
                r.capacity AS "capacity?: i32", r.state AS "state!: RendezvousState",
                r.sequence AS "sequence!: i32", r.made_at AS "made_at!: Moment",
                r.changed_at AS "changed_at!: Moment", o.name AS "organiser_name!: PersonName",
                o.handle AS "organiser_handle!: Handle", o.title AS "organiser_title?: ShortText",
                o.standing = 'ended' AS "organiser_ended!: bool",
                (SELECT count(*) FROM answer c WHERE c.rendezvous = r.id AND c.coming) AS "coming!: i64",
                (SELECT m.coming FROM answer m WHERE m.rendezvous = r.id AND m.person = $1) AS "mine?: bool"
            FROM rendezvous r JOIN person o ON o.id = r.organiser
            WHERE ($2 OR (r.audience = 'everybody' AND r.was_out)) AND "# + $rest,
            $scope.member() as Option<PersonId>,
            inside($scope)
            $(, $($arg)+)?
        )
    };
}

#[async_trait]
impl ReadRendezvous for Conn {
    async fn rendezvous(&mut self, id: RendezvousId) -> Result<Option<Rendezvous>, Fault> {
        // As a member, whoever that is: `access` decides.
        let all = Scope::Member(PersonId(Uuid::nil()));
        let row =
            views!(all, "r.id = $3", id as RendezvousId).fetch_optional(self.db()).await.map_err(fault)?;
        Ok(row.map(Row::view).transpose()?.map(|view| view.rendezvous))
    }

    async fn rendezvous_view(
        &mut self,
        scope: Scope,
        id: RendezvousId,
    ) -> Result<Option<RendezvousView>, Fault> {
        // A proposal taken back was never in the agenda: its organiser alone still finds it.
        let row = views!(
            scope,
            "r.id = $3 AND (r.was_out OR r.state IN ('proposed', 'declined') OR r.organiser = $1)
            AND (r.meeting IS NULL OR r.audience = 'everybody' OR EXISTS (SELECT 1 FROM meeting q JOIN body b ON b.id = q.body
                WHERE q.id = r.meeting AND (b.kind = 'assembly'
                    OR EXISTS (SELECT 1 FROM meeting_recipient c WHERE c.meeting = q.id AND c.person = $1))))",
            id as RendezvousId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(Row::view).transpose()
    }

    async fn agenda(
        &mut self,
        scope: Scope,
        from: Moment,
        to: Moment,
        limit: i64,
    ) -> Result<Vec<RendezvousView>, Fault> {
        let rows = views!(
            scope,
            "r.was_out AND r.state IN ('planned', 'cancelled') AND r.starts_at >= $3 AND r.starts_at < $4
            AND (r.meeting IS NULL OR r.audience = 'everybody' OR EXISTS (SELECT 1 FROM meeting q JOIN body b ON b.id = q.body
                WHERE q.id = r.meeting AND (b.kind = 'assembly'
                    OR EXISTS (SELECT 1 FROM meeting_recipient c WHERE c.meeting = q.id AND c.person = $1))))
            ORDER BY r.starts_at, r.id LIMIT $5",
            from as Moment,
            to as Moment,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }

    async fn unanswered(
        &mut self,
        person: PersonId,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<RendezvousView>, Fault> {
        let rows = views!(
            Scope::Member(person),
            "r.state = 'planned' AND r.over_at > $3
            AND (r.meeting IS NULL OR r.audience = 'everybody' OR EXISTS (SELECT 1 FROM meeting q JOIN body b ON b.id = q.body
                WHERE q.id = r.meeting AND (b.kind = 'assembly'
                    OR EXISTS (SELECT 1 FROM meeting_recipient c WHERE c.meeting = q.id AND c.person = $1))))
                AND NOT EXISTS (SELECT 1 FROM answer w WHERE w.rendezvous = r.id AND w.person = $1)
            ORDER BY r.starts_at, r.id LIMIT $4",
            now as Moment,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }

    async fn answers(&mut self, id: RendezvousId, limit: i64) -> Result<Vec<(Byline, bool)>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", p.handle AS "handle!: Handle",
                p.title AS "title?: ShortText", p.standing = 'ended' AS "ended!: bool", a.coming AS "coming!: bool"
            FROM answer a JOIN person p ON p.id = a.person
            WHERE a.rendezvous = $1 ORDER BY p.name_folded, p.id LIMIT $2"#,
            id as RendezvousId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let who = Byline {
                    id: row.id,
                    name: row.name,
                    handle: row.handle,
                    title: row.title,
                    ended: row.ended,
                };
                (who, row.coming)
            })
            .collect())
    }

    async fn rendezvous_proposals(&mut self, limit: i64) -> Result<Vec<RendezvousView>, Fault> {
        let all = Scope::Member(PersonId(Uuid::nil()));
        let rows = views!(all, "r.state = 'proposed' ORDER BY r.made_at, r.id LIMIT $3", limit)
            .fetch_all(self.db())
            .await
            .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }
}

#[async_trait]
impl WriteRendezvous for Conn {
    async fn insert_rendezvous(&mut self, rendezvous: &Rendezvous, once: Uuid) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO rendezvous (id, organiser, once, title, source, html, starts_at, ends_at, over_at, time_zone,
                place, link, audience, needed, capacity, state, was_out, sequence, made_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (organiser, once) DO NOTHING",
            rendezvous.id as RendezvousId,
            rendezvous.organiser as PersonId,
            once,
            rendezvous.title.as_str(),
            rendezvous.source,
            rendezvous.html,
            rendezvous.starts_at as Moment,
            rendezvous.ends_at as Option<Moment>,
            rendezvous.over_at() as Moment,
            rendezvous.time_zone.name(),
            rendezvous.place.as_ref().map(ShortText::as_str),
            rendezvous.link,
            rendezvous.audience as Audience,
            rendezvous.needed,
            rendezvous.capacity,
            rendezvous.state as RendezvousState,
            rendezvous.state == RendezvousState::Planned,
            rendezvous.sequence,
            rendezvous.made_at as Moment,
            rendezvous.changed_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn update_rendezvous(
        &mut self,
        rendezvous: &Rendezvous,
        seen_sequence: i32,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE rendezvous SET title = $3, source = $4, html = $5, starts_at = $6, ends_at = $7, over_at = $8,
                time_zone = $9, place = $10, link = $11, audience = $12, needed = $13, capacity = $14, state = $15,
                was_out = (was_out OR $16), changed_at = $17, sequence = sequence + 1
            WHERE id = $1 AND sequence = $2",
            rendezvous.id as RendezvousId,
            seen_sequence,
            rendezvous.title.as_str(),
            rendezvous.source,
            rendezvous.html,
            rendezvous.starts_at as Moment,
            rendezvous.ends_at as Option<Moment>,
            rendezvous.over_at() as Moment,
            rendezvous.time_zone.name(),
            rendezvous.place.as_ref().map(ShortText::as_str),
            rendezvous.link,
            rendezvous.audience as Audience,
            rendezvous.needed,
            rendezvous.capacity,
            rendezvous.state as RendezvousState,
            rendezvous.state == RendezvousState::Planned,
            rendezvous.changed_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn move_rendezvous(
        &mut self,
        id: RendezvousId,
        from: RendezvousState,
        to: RendezvousState,
        at: Moment,
    ) -> Result<bool, Fault> {
        // A calendar takes a cancellation only under a higher SEQUENCE (RFC 5546, 3.2.5).
        let done = sqlx::query!(
            "UPDATE rendezvous SET state = $3, changed_at = $4, was_out = (was_out OR $5),
                sequence = CASE WHEN $6 THEN sequence + 1 ELSE sequence END
            WHERE id = $1 AND state = $2",
            id as RendezvousId,
            from as RendezvousState,
            to as RendezvousState,
            at as Moment,
            to == RendezvousState::Planned,
            to == RendezvousState::Cancelled
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn answer(
        &mut self,
        id: RendezvousId,
        person: PersonId,
        coming: bool,
        at: Moment,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO answer (rendezvous, person, coming, answered_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (rendezvous, person)
            DO UPDATE SET coming = excluded.coming, answered_at = excluded.answered_at",
            id as RendezvousId,
            person as PersonId,
            coming,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn coming(&mut self, id: RendezvousId) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "coming!: i64" FROM answer WHERE rendezvous = $1 AND coming"#,
            id as RendezvousId
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn answered(&mut self, id: RendezvousId) -> Result<Vec<PersonId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT person AS "person!: PersonId" FROM answer WHERE rendezvous = $1 ORDER BY person"#,
            id as RendezvousId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn rendezvous_once(
        &mut self,
        organiser: PersonId,
        once: Uuid,
    ) -> Result<Option<RendezvousId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: RendezvousId" FROM rendezvous WHERE organiser = $1 AND once = $2"#,
            organiser as PersonId,
            once
        )
        .fetch_optional(self.db())
        .await
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
}

/// What [`views`] selects.
struct Row {
    id: RendezvousId,
    organiser: PersonId,
    title: Title,
    source: String,
    html: String,
    starts_at: Moment,
    ends_at: Option<Moment>,
    time_zone: String,
    place: Option<ShortText>,
    link: Option<String>,
    audience: Audience,
    needed: Option<i32>,
    capacity: Option<i32>,
    state: RendezvousState,
    sequence: i32,
    made_at: Moment,
    changed_at: Moment,
    organiser_name: PersonName,
    organiser_handle: Handle,
    organiser_title: Option<ShortText>,
    organiser_ended: bool,
    coming: i64,
    mine: Option<bool>,
}

impl Row {
    /// As the pages want it.
    fn view(self) -> Result<RendezvousView, Fault> {
        let time_zone =
            self.time_zone.parse().map_err(|_| Fault::Broken("a stored time zone is a known one"))?;
        Ok(RendezvousView {
            organiser: Byline {
                id: self.organiser,
                name: self.organiser_name,
                handle: self.organiser_handle,
                title: self.organiser_title,
                ended: self.organiser_ended,
            },
            coming: self.coming,
            mine: self.mine,
            rendezvous: Rendezvous {
                id: self.id,
                organiser: self.organiser,
                title: self.title,
                source: self.source,
                html: self.html,
                starts_at: self.starts_at,
                ends_at: self.ends_at,
                time_zone,
                place: self.place,
                link: self.link,
                audience: self.audience,
                needed: self.needed,
                capacity: self.capacity,
                state: self.state,
                sequence: self.sequence,
                made_at: self.made_at,
                changed_at: self.changed_at,
            },
        })
    }
}
