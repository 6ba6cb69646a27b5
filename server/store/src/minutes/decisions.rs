//! The register of decisions: read, listed, searched, followed up.

use preau_core::access::Scope;
use preau_core::body::BodyKind;
use preau_core::error::Fault;
use preau_core::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, PersonId};
use preau_core::meeting::{BallotOption, Count, Decision, DecisionState, DecisionView, MeetingState, won};
use preau_core::person::Byline;
use preau_core::rules::BallotResult;
use preau_core::store::DecisionsWanted;
use preau_core::text::{Handle, Note, PersonName, ShortText, Title, UnitName};
use preau_core::world::{Day, Moment};
use uuid::Uuid;

use crate::bodies::parsed;
use crate::{Conn, fault};

/// Selects decisions with what their line needs; the tail is the rest of the statement, checked as a whole.
macro_rules! decisions {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            DecisionRow,
            r#"SELECT d.id AS "id!: DecisionId", d.body AS "body!: BodyId", d.meeting AS "meeting!: MeetingId",
                      d.item AS "item!: ItemId", d.ballot AS "ballot: BallotId", d.year AS "year!: i32", d.rank AS "rank!: i32",
                      d.title AS "title!: Title", d.adopted AS "adopted!: bool", d.due AS "due: Day",
                      d.state AS "state!: DecisionState", d.word AS "word: Note", d.made_at AS "made_at!: Moment",
                      d.version AS "version!: i32", b.name AS "body_name!: UnitName", b.kind AS "body_kind!: BodyKind",
                      m.title AS "meeting_title!: Title", m.state AS "meeting_state!: MeetingState",
                      i.in_camera AS "in_camera!: bool", e.options AS "options?: String", e.counts AS "counts?: String",
                      e.result AS "result?: String", p.id AS "owner?: PersonId", p.name AS "owner_name?: PersonName",
                      p.handle AS "owner_handle?: Handle", p.title AS "owner_title?: ShortText",
                      p.standing = 'ended' AS "owner_ended?: bool"
               FROM decision d JOIN body b ON b.id = d.body JOIN meeting m ON m.id = d.meeting
                    JOIN agenda_item i ON i.id = d.item LEFT JOIN ballot e ON e.id = d.ballot LEFT JOIN person p ON p.id = d.owner "# + $tail
            $(, $argument)*
        )
    };
}

/// The register as its reader may see it: of closed sittings, of the bodies they are of; what was decided in camera, where
/// they had a vote, kept the sitting or its record, or see to it.
pub(super) async fn wanted(conn: &mut Conn, wanted: &DecisionsWanted) -> Result<Vec<DecisionView>, Fault> {
    let Scope::Member(reader, _) = wanted.scope else { return Ok(Vec::new()) };
    let mut words = wanted.words.split_whitespace();
    let [one, two, three, four] = [(); 4].map(|()| words.next().unwrap_or_default());
    let (at, id) = wanted.before.unwrap_or((Moment(i64::MAX), DecisionId(Uuid::max())));
    let nobody = wanted.owner.is_none();
    let everywhere = wanted.body.is_none();
    let rows = decisions!(
        "WHERE m.state IN ('closed', 'settled', 'lack_of_quorum')
            AND ($1 OR b.kind = 'assembly' OR EXISTS (SELECT 1 FROM mandate h WHERE h.person = $2 AND h.body = d.body
                AND h.part_of IS NULL AND h.starts_at <= $3 AND (h.ends_at IS NULL OR h.ends_at > $3))
                OR EXISTS (SELECT 1 FROM meeting_recipient o WHERE o.meeting = d.meeting AND o.person = $2))
            AND (i.in_camera = FALSE OR $1 OR $16 OR m.chair = $2 OR m.minute_taker = $2 OR d.owner = $2
                OR EXISTS (SELECT 1 FROM meeting_recipient o WHERE o.meeting = d.meeting AND o.person = $2
                    AND o.voice = 'voting'))
            AND ($4 OR d.body = $5) AND ($6 OR d.owner = $7)
            AND ($8 = FALSE OR d.state IN ('open', 'under_way'))
            AND (d.made_at < $9 OR (d.made_at = $9 AND d.id < $10))
            AND ($11 = '' OR replace(d.folded, $11, '') <> d.folded)
            AND ($12 = '' OR replace(d.folded, $12, '') <> d.folded)
            AND ($13 = '' OR replace(d.folded, $13, '') <> d.folded)
            AND ($14 = '' OR replace(d.folded, $14, '') <> d.folded)
        ORDER BY d.made_at DESC, d.id DESC LIMIT $15",
        wanted.every_body,
        reader as PersonId,
        wanted.now as Moment,
        everywhere,
        wanted.body.unwrap_or(BodyId(Uuid::nil())) as BodyId,
        nobody,
        wanted.owner.unwrap_or(PersonId(Uuid::nil())) as PersonId,
        wanted.open,
        at as Moment,
        id as DecisionId,
        one,
        two,
        three,
        four,
        wanted.limit,
        wanted.keeps && wanted.body.is_some()
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(DecisionRow::view).collect()
}

pub(crate) async fn decision(conn: &mut Conn, id: DecisionId) -> Result<Option<DecisionView>, Fault> {
    let row =
        decisions!("WHERE d.id = $1", id as DecisionId).fetch_optional(conn.db()).await.map_err(fault)?;
    row.map(DecisionRow::view).transpose()
}

pub(crate) async fn by(conn: &mut Conn, ballot: BallotId) -> Result<Option<DecisionView>, Fault> {
    let row = decisions!("WHERE d.ballot = $1", ballot as BallotId)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    row.map(DecisionRow::view).transpose()
}

pub(crate) async fn of_meeting(
    conn: &mut Conn,
    meeting: MeetingId,
    limit: i64,
) -> Result<Vec<DecisionView>, Fault> {
    let rows =
        decisions!("WHERE d.meeting = $1 ORDER BY d.year, d.rank LIMIT $2", meeting as MeetingId, limit)
            .fetch_all(conn.db())
            .await
            .map_err(fault)?;
    rows.into_iter().map(DecisionRow::view).collect()
}

pub(super) async fn numbered(
    conn: &mut Conn,
    body: BodyId,
    year: i32,
    rank: i32,
) -> Result<Option<DecisionView>, Fault> {
    let row = decisions!("WHERE d.body = $1 AND d.year = $2 AND d.rank = $3", body as BodyId, year, rank)
        .fetch_optional(conn.db())
        .await
        .map_err(fault)?;
    row.map(DecisionRow::view).transpose()
}

pub(super) async fn open(conn: &mut Conn, body: BodyId, limit: i64) -> Result<Vec<DecisionView>, Fault> {
    let rows = decisions!(
        "WHERE d.body = $1 AND d.state IN ('open', 'under_way')
        ORDER BY CASE WHEN d.due IS NULL THEN 1 ELSE 0 END, d.due, d.year, d.rank LIMIT $2",
        body as BodyId,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(DecisionRow::view).collect()
}

pub(super) async fn overdue(
    conn: &mut Conn,
    owner: PersonId,
    today: Day,
    limit: i64,
) -> Result<Vec<DecisionView>, Fault> {
    let rows = decisions!(
        "WHERE d.owner = $1 AND d.state IN ('open', 'under_way') AND d.due < $2
            AND m.state IN ('closed', 'settled', 'lack_of_quorum')
        ORDER BY d.due, d.id LIMIT $3",
        owner as PersonId,
        today as Day,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter().map(DecisionRow::view).collect()
}

/// The owner of a joined row, where there is one.
pub(crate) fn owner(
    id: Option<PersonId>,
    name: Option<PersonName>,
    handle: Option<Handle>,
    title: Option<ShortText>,
    ended: Option<bool>,
) -> Option<Byline> {
    Some(Byline { id: id?, name: name?, handle: handle?, title, ended: ended.unwrap_or_default() })
}

struct DecisionRow {
    id: DecisionId,
    body: BodyId,
    meeting: MeetingId,
    item: ItemId,
    ballot: Option<BallotId>,
    year: i32,
    rank: i32,
    title: Title,
    adopted: bool,
    due: Option<Day>,
    state: DecisionState,
    word: Option<Note>,
    made_at: Moment,
    version: i32,
    body_name: UnitName,
    body_kind: BodyKind,
    meeting_title: Title,
    meeting_state: MeetingState,
    in_camera: bool,
    options: Option<String>,
    counts: Option<String>,
    result: Option<String>,
    owner: Option<PersonId>,
    owner_name: Option<PersonName>,
    owner_handle: Option<Handle>,
    owner_title: Option<ShortText>,
    owner_ended: Option<bool>,
}

impl DecisionRow {
    fn view(self) -> Result<DecisionView, Fault> {
        let options: Vec<BallotOption> = self.options.as_deref().map(parsed).transpose()?.unwrap_or_default();
        let counts: Vec<Count> = self.counts.as_deref().map(parsed).transpose()?.unwrap_or_default();
        let result: Option<BallotResult> = self.result.as_deref().map(parsed).transpose()?;
        let owner = owner(self.owner, self.owner_name, self.owner_handle, self.owner_title, self.owner_ended);
        let decision = Decision {
            id: self.id,
            body: self.body,
            meeting: self.meeting,
            item: self.item,
            ballot: self.ballot,
            year: self.year,
            rank: self.rank,
            title: self.title,
            adopted: self.adopted,
            owner,
            due: self.due,
            state: self.state,
            word: self.word,
            made_at: self.made_at,
            version: self.version,
        };
        Ok(DecisionView {
            decision,
            body_name: self.body_name,
            body_kind: self.body_kind,
            meeting_title: self.meeting_title,
            meeting_state: self.meeting_state,
            in_camera: self.in_camera,
            won: won(&options, &counts, result.as_ref()),
        })
    }
}
