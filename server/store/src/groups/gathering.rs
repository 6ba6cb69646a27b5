//! The rendezvous of groups, and who of ours comes.

use preau_core::error::Fault;
use preau_core::group::{Gathering, GatheringPlan, GatheringView};
use preau_core::id::{GatheringId, GroupId, PersonId};
use preau_core::text::{Note, ShortText, Title, folded};
use preau_core::world::Moment;
use url::Url;
use uuid::Uuid;

use crate::network::address;
use crate::{Conn, fault};

/// Selects [`Row`]s `e` of groups `g` for a reader (`$1`); the second text says which. What the host does not have yet is
/// its planner's alone.
macro_rules! views {
    ($reader:expr, $rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            Row,
            r#"SELECT e.id AS "id!: GatheringId", e.grp AS "grp!: GroupId", e.uri AS "uri!", e.title AS "title!: Title",
                e.more AS "more?: Note", e.starts_at AS "starts_at!: Moment", e.ends_at AS "ends_at?: Moment",
                e.time_zone AS "time_zone!", e.place AS "place?: ShortText", e.link AS "link?",
                e.cancelled AS "cancelled!: bool", e.published AS "published!: bool", e.sequence AS "sequence!: i32",
                e.person AS "person?: PersonId", e.changed_at AS "changed_at!: Moment", g.name AS "name!: Title",
                (SELECT count(*) FROM gathering_answer c WHERE c.gathering = e.id AND c.coming) AS "coming!: i64",
                (SELECT w.coming FROM gathering_answer w WHERE w.gathering = e.id AND w.person = $1) AS "mine?: bool"
            FROM gathering e JOIN grp g ON g.id = e.grp "# + $rest,
            $reader as PersonId,
            $($arg)+
        )
    };
}

/// Nobody: what is read for itself has no reader.
const NOBODY: PersonId = PersonId(Uuid::nil());

/// A rendezvous by its id.
pub(super) async fn one(conn: &mut Conn, id: GatheringId) -> Result<Option<Gathering>, Fault> {
    let row = views!(NOBODY, "WHERE e.id = $2", id as GatheringId)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    Ok(row.map(Row::view).transpose()?.map(|view| view.gathering))
}

/// A rendezvous by its id on the wire.
pub(super) async fn by_uri(conn: &mut Conn, uri: &Url) -> Result<Option<Gathering>, Fault> {
    let row =
        views!(NOBODY, "WHERE e.uri = $2", uri.as_str()).fetch_optional(conn.db()).await.map_err(fault)?;
    Ok(row.map(Row::view).transpose()?.map(|view| view.gathering))
}

/// One for its page.
pub(super) async fn view(
    conn: &mut Conn,
    id: GatheringId,
    reader: PersonId,
) -> Result<Option<GatheringView>, Fault> {
    let row = views!(reader, "WHERE e.id = $2 AND (e.published OR e.person = $1)", id as GatheringId)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    row.map(Row::view).transpose()
}

/// Those of every group somebody is in, within a time.
pub(super) async fn for_person(
    conn: &mut Conn,
    person: PersonId,
    from: Moment,
    to: Moment,
    limit: i64,
) -> Result<Vec<GatheringView>, Fault> {
    let rows = views!(
        person,
        "JOIN grp_member i ON i.grp = e.grp
        WHERE i.person = $1 AND i.state = 'active' AND g.state <> 'left' AND e.starts_at >= $2 AND e.starts_at < $3
            AND (e.published OR e.person = $1)
        ORDER BY e.starts_at, e.id LIMIT $4",
        from as Moment,
        to as Moment,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(Row::view).collect()
}

/// Those of one group from a moment on.
pub(super) async fn of(
    conn: &mut Conn,
    group: GroupId,
    reader: PersonId,
    from: Moment,
    limit: i64,
) -> Result<Vec<GatheringView>, Fault> {
    let rows = views!(
        reader,
        "WHERE e.grp = $2 AND e.starts_at >= $3 AND (e.published OR e.person = $1)
        ORDER BY e.starts_at, e.id LIMIT $4",
        group as GroupId,
        from as Moment,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(Row::view).collect()
}

/// Stores or changes a rendezvous, by its id on the wire. Its planner stays, whoever changed it.
pub(super) async fn keep(conn: &mut Conn, gathering: &Gathering) -> Result<GatheringId, Fault> {
    let plan = &gathering.plan;
    sqlx::query_scalar!(
        r#"INSERT INTO gathering (id, grp, uri, title, title_folded, more, starts_at, ends_at, time_zone, place, link,
            cancelled, published, sequence, person, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT (uri) DO UPDATE SET title = excluded.title, title_folded = excluded.title_folded,
            more = excluded.more, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            time_zone = excluded.time_zone, place = excluded.place, link = excluded.link,
            cancelled = excluded.cancelled, published = excluded.published, sequence = excluded.sequence,
            person = COALESCE(gathering.person, excluded.person), changed_at = excluded.changed_at
        RETURNING id AS "id!: GatheringId""#,
        gathering.id as GatheringId,
        gathering.group as GroupId,
        gathering.uri.as_str(),
        plan.title.as_str(),
        folded(plan.title.as_str()),
        plan.more.as_ref().map(Note::as_str),
        plan.starts_at as Moment,
        plan.ends_at as Option<Moment>,
        plan.time_zone.name(),
        plan.place.as_ref().map(ShortText::as_str),
        plan.link.as_ref().map(Url::as_str),
        gathering.cancelled,
        gathering.published,
        gathering.sequence,
        gathering.person as Option<PersonId>,
        gathering.changed_at as Moment
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)
}

/// Stores one answer.
pub(super) async fn answer(
    conn: &mut Conn,
    id: GatheringId,
    person: PersonId,
    coming: bool,
    now: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO gathering_answer (gathering, person, coming, answered_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (gathering, person)
        DO UPDATE SET coming = excluded.coming, answered_at = excluded.answered_at",
        id as GatheringId,
        person as PersonId,
        coming,
        now as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// What [`views`] selects.
struct Row {
    id: GatheringId,
    grp: GroupId,
    uri: String,
    title: Title,
    more: Option<Note>,
    starts_at: Moment,
    ends_at: Option<Moment>,
    time_zone: String,
    place: Option<ShortText>,
    link: Option<String>,
    cancelled: bool,
    published: bool,
    sequence: i32,
    person: Option<PersonId>,
    changed_at: Moment,
    name: Title,
    coming: i64,
    mine: Option<bool>,
}

impl Row {
    /// As the pages want it.
    fn view(self) -> Result<GatheringView, Fault> {
        let plan = GatheringPlan {
            title: self.title,
            more: self.more,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            time_zone: self
                .time_zone
                .parse()
                .map_err(|_| Fault::Broken("a stored time zone is a known one"))?,
            place: self.place,
            link: self.link.as_deref().map(address).transpose()?,
        };
        let gathering = Gathering {
            id: self.id,
            group: self.grp,
            uri: address(&self.uri)?,
            plan,
            cancelled: self.cancelled,
            published: self.published,
            sequence: self.sequence,
            person: self.person,
            changed_at: self.changed_at,
        };
        Ok(GatheringView { gathering, group: self.name, coming: self.coming, mine: self.mine })
    }
}
