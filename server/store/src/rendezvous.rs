//! Rendezvous and who comes to them.

use async_trait::async_trait;
use preau_core::access::Scope;
use preau_core::audience::Reach;
use preau_core::error::Fault;
use preau_core::guest::GuestsMay;
use preau_core::id::{BodyId, PersonId, RendezvousId, SeriesId};
use preau_core::person::Byline;
use preau_core::rendezvous::{LASTS_MAX, Rendezvous, RendezvousState, RendezvousView};
use preau_core::series::{Occurrence, Rhythm};
use preau_core::store::{ReadRendezvous, WriteRendezvous};
use preau_core::text::{Handle, PersonName, ShortText, Title, UnitName};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::agenda::day;
use crate::posts::view::audience;
use crate::{Conn, fault};

/// Selects [`Row`]s with what concerns a viewer (`$1`, who is nobody of the section where it is NULL), whether they may read
/// them or not: `access` decides. Of those who said that they come to what is for a body, whoever has left it at that moment
/// (`$2`) and before it begins comes no more.
macro_rules! rows {
    ($scope:expr, $first:tt $(+ $more:tt)* $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT r.id AS "id!: RendezvousId", r.organiser AS "organiser!: PersonId", r.title AS "title!: Title",
                r.source AS "source!", r.html AS "html!", r.starts_at AS "starts_at!: Moment",
                r.ends_at AS "ends_at?: Moment", r.time_zone AS "time_zone!", r.place AS "place?: ShortText",
                r.link AS "link?", r.audience AS "reach!: Reach", r.body AS "body?: BodyId", b.name AS "body_name?: UnitName",
                r.needed AS "needed?: i32", r.capacity AS "capacity?: i32", r.state AS "state!: RendezvousState",
                r.series AS "series?: SeriesId", r.rhythm AS "rhythm?: Rhythm", r.on_day AS "on_day?", r.own AS "own!: bool",
                r.guests_may AS "guests_may!: GuestsMay", r.guests AS "guests!: i64",
                r.sequence AS "sequence!: i32", r.made_at AS "made_at!: Moment",
                r.changed_at AS "changed_at!: Moment", o.name AS "organiser_name!: PersonName",
                o.handle AS "organiser_handle!: Handle", o.title AS "organiser_title?: ShortText",
                o.standing = 'ended' AS "organiser_ended!: bool",
                (SELECT count(*) FROM answer c WHERE c.rendezvous = r.id AND c.coming
                    AND (r.body IS NULL OR EXISTS (SELECT 1 FROM seat u WHERE u.person = c.person AND u.body = r.body
                        AND (u.over_at > $2 OR u.over_at > r.starts_at)))) AS "coming!: i64",
                (SELECT m.coming FROM answer m WHERE m.rendezvous = r.id AND m.person = $1) AS "mine?: bool",
                (r.meeting IS NULL OR EXISTS (SELECT 1 FROM meeting_recipient h WHERE h.meeting = r.meeting AND h.person = $1))
                    AS "asked!: bool"
            FROM rendezvous r JOIN person o ON o.id = r.organiser LEFT JOIN body b ON b.id = r.body
            WHERE "# + $first $(+ $more)*,
            $scope.member() as Option<PersonId>,
            $scope.at() as Moment
            $(, $($arg)+)?
        )
    };
}

/// The same of what they may read alone: what is for everybody and was out, the section's own, that of the bodies in which
/// they sit at that moment; of meetings of smaller bodies those to which they were convened.
macro_rules! views {
    ($scope:expr, $rest:tt $(, $($arg:tt)+)?) => {
        rows!(
            $scope,
            "((r.audience = 'everybody' AND (r.was_out OR $1 IS NOT NULL)) OR (r.audience = 'section' AND $1 IS NOT NULL)
                OR r.body IN (SELECT s.body FROM seat s WHERE s.person = $1 AND s.starts_at <= $2 AND s.over_at > $2))
            AND (r.meeting IS NULL OR r.audience = 'everybody' OR EXISTS (SELECT 1 FROM meeting q JOIN body k ON k.id = q.body
                WHERE q.id = r.meeting AND (k.kind = 'assembly'
                    OR EXISTS (SELECT 1 FROM meeting_recipient c WHERE c.meeting = q.id AND c.person = $1))))
            AND " + $rest
            $(, $($arg)+)?
        )
    };
}

/// Whose answer is not asked for.
const NOBODY: Scope = Scope::Everybody;

#[async_trait]
impl ReadRendezvous for Conn {
    async fn rendezvous(&mut self, id: RendezvousId) -> Result<Option<Rendezvous>, Fault> {
        let row =
            rows!(NOBODY, "r.id = $3", id as RendezvousId).fetch_optional(self.db()).await.map_err(fault)?;
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
            "r.id = $3 AND (r.was_out OR r.state IN ('proposed', 'declined') OR r.organiser = $1)",
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
        // By the index of the agenda, which has them in order: the first few are all that is looked at. The plus keeps from
        // taking the one of what is ahead, after which everything ahead is read whole and sorted.
        let rows = views!(
            Scope::Member(person, now),
            "r.was_out AND r.state = 'planned' AND r.starts_at > $5 AND +r.over_at > $3
                AND (r.meeting IS NULL OR EXISTS (SELECT 1 FROM meeting_recipient j WHERE j.meeting = r.meeting AND j.person = $1))
                AND NOT EXISTS (SELECT 1 FROM answer w WHERE w.rendezvous = r.id AND w.person = $1)
                AND NOT EXISTS (SELECT 1 FROM rendezvous e WHERE e.series = r.series AND e.state = 'planned'
                    AND e.over_at > $3 AND e.starts_at < r.starts_at)
            ORDER BY r.starts_at, r.id LIMIT $4",
            now as Moment,
            limit,
            now.plus(-LASTS_MAX) as Moment
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }

    async fn answers(
        &mut self,
        id: RendezvousId,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<(Byline, bool)>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", p.handle AS "handle!: Handle",
                p.title AS "title?: ShortText", p.standing = 'ended' AS "ended!: bool", a.coming AS "coming!: bool"
            FROM answer a JOIN person p ON p.id = a.person JOIN rendezvous r ON r.id = a.rendezvous
            WHERE a.rendezvous = $1 AND (r.body IS NULL OR EXISTS (SELECT 1 FROM seat u WHERE u.person = a.person
                AND u.body = r.body AND (u.over_at > $2 OR u.over_at > r.starts_at)))
            ORDER BY p.name_folded, p.id LIMIT $3"#,
            id as RendezvousId,
            now as Moment,
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
        let rows = rows!(
            NOBODY,
            "r.state = 'proposed' AND (r.own OR NOT EXISTS (SELECT 1 FROM rendezvous e WHERE e.series = r.series
                AND e.state = 'proposed' AND NOT e.own AND e.on_day < r.on_day))
            ORDER BY r.made_at, r.id LIMIT $3",
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }
}

impl Conn {
    /// Rendezvous for everybody that were ever planned, newest made first, after a place in that order.
    pub(crate) async fn public_rendezvous_before(
        &mut self,
        (at, id): (Moment, Uuid),
        limit: i64,
    ) -> Result<Vec<Rendezvous>, Fault> {
        let rows = views!(
            Scope::Everybody,
            "r.state IN ('planned', 'cancelled') AND (r.made_at < $3 OR (r.made_at = $3 AND r.id < $4))
            ORDER BY r.made_at DESC, r.id DESC LIMIT $5",
            at as Moment,
            id,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(|row| row.view().map(|view| view.rendezvous)).collect()
    }
}

#[async_trait]
impl WriteRendezvous for Conn {
    async fn insert_rendezvous(&mut self, rendezvous: &Rendezvous, once: Uuid) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO rendezvous (id, organiser, once, title, source, html, starts_at, ends_at, over_at, time_zone,
                place, link, audience, needed, capacity, state, was_out, sequence, made_at, changed_at, series, rhythm,
                on_day, own, guests_may, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $26)
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
            rendezvous.audience.reach() as Reach,
            rendezvous.needed,
            rendezvous.capacity,
            rendezvous.state as RendezvousState,
            rendezvous.state == RendezvousState::Planned,
            rendezvous.sequence,
            rendezvous.made_at as Moment,
            rendezvous.changed_at as Moment,
            rendezvous.occurrence.map(|place| place.series) as Option<SeriesId>,
            rendezvous.occurrence.map(|place| place.rhythm) as Option<Rhythm>,
            rendezvous.occurrence.map(|place| place.on.to_string()),
            rendezvous.occurrence.is_some_and(|place| place.own),
            rendezvous.guests_may as GuestsMay,
            rendezvous.audience.body() as Option<BodyId>
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
                was_out = (was_out OR $16), changed_at = $17, own = $18, guests_may = $19, body = $20, sequence = sequence + 1
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
            rendezvous.audience.reach() as Reach,
            rendezvous.needed,
            rendezvous.capacity,
            rendezvous.state as RendezvousState,
            rendezvous.state == RendezvousState::Planned,
            rendezvous.changed_at as Moment,
            rendezvous.occurrence.is_some_and(|place| place.own),
            rendezvous.guests_may as GuestsMay,
            rendezvous.audience.body() as Option<BodyId>
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

    async fn coming(&mut self, id: RendezvousId, now: Moment) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT r.guests + (SELECT count(*) FROM answer c WHERE c.rendezvous = r.id AND c.coming
                AND (r.body IS NULL OR EXISTS (SELECT 1 FROM seat u WHERE u.person = c.person AND u.body = r.body
                    AND (u.over_at > $2 OR u.over_at > r.starts_at)))) AS "coming!: i64"
            FROM rendezvous r WHERE r.id = $1"#,
            id as RendezvousId,
            now as Moment
        )
        .fetch_optional(self.db())
        .await
        .map(Option::unwrap_or_default)
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
    /// Every rendezvous of a series, earliest first, whoever may read it.
    pub(crate) async fn all_of_series(&mut self, id: SeriesId, most: i64) -> Result<Vec<Rendezvous>, Fault> {
        let rows = rows!(NOBODY, "r.series = $3 ORDER BY r.starts_at, r.id LIMIT $4", id as SeriesId, most)
            .fetch_all(self.db())
            .await
            .map_err(fault)?;
        rows.into_iter().map(|row| row.view().map(|view| view.rendezvous)).collect()
    }

    /// The same for a page.
    pub(crate) async fn views_of_series(
        &mut self,
        scope: Scope,
        id: SeriesId,
        most: i64,
    ) -> Result<Vec<RendezvousView>, Fault> {
        let rows = views!(
            scope,
            "r.series = $3 AND (r.was_out OR r.state IN ('proposed', 'declined') OR r.organiser = $1)
            ORDER BY r.starts_at, r.id LIMIT $4",
            id as SeriesId,
            most
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
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
    reach: Reach,
    body: Option<BodyId>,
    body_name: Option<UnitName>,
    needed: Option<i32>,
    capacity: Option<i32>,
    state: RendezvousState,
    series: Option<SeriesId>,
    rhythm: Option<Rhythm>,
    on_day: Option<String>,
    own: bool,
    guests_may: GuestsMay,
    guests: i64,
    sequence: i32,
    made_at: Moment,
    changed_at: Moment,
    organiser_name: PersonName,
    organiser_handle: Handle,
    organiser_title: Option<ShortText>,
    organiser_ended: bool,
    coming: i64,
    mine: Option<bool>,
    asked: bool,
}

impl Row {
    /// As the pages want it.
    fn view(self) -> Result<RendezvousView, Fault> {
        let time_zone =
            self.time_zone.parse().map_err(|_| Fault::Broken("a stored time zone is a known one"))?;
        let on = self.on_day.as_deref().map(day).transpose()?;
        let occurrence = match (self.series, self.rhythm, on) {
            (Some(series), Some(rhythm), Some(on)) => Some(Occurrence { series, rhythm, on, own: self.own }),
            _ => None,
        };
        Ok(RendezvousView {
            organiser: Byline {
                id: self.organiser,
                name: self.organiser_name,
                handle: self.organiser_handle,
                title: self.organiser_title,
                ended: self.organiser_ended,
            },
            coming: self.coming,
            guests: self.guests,
            mine: self.mine,
            asked: self.asked,
            body: self.body_name,
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
                audience: audience(self.reach, self.body)?,
                needed: self.needed,
                capacity: self.capacity,
                guests_may: self.guests_may,
                state: self.state,
                occurrence,
                sequence: self.sequence,
                made_at: self.made_at,
                changed_at: self.changed_at,
            },
        })
    }
}
