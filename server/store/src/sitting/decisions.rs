//! Decisions and tasks, as the sitting writes them, and the decisions that come back to it. The register that reads, lists
//! and searches decisions stands with the minutes.

use preau_core::error::Fault;
use preau_core::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, PersonId, TaskId};
use preau_core::meeting::{Decision, DecisionState, FollowUp, Task};
use preau_core::text::{Handle, Note, PersonName, ShortText, Title, folded};
use preau_core::world::{Day, Moment};
use uuid::Uuid;

use crate::minutes::decisions::{self as register, owner};
use crate::{Conn, fault};

/// Decisions or tasks of one meeting.
const OF_MEETING_MAX: i64 = 500;

/// Selects tasks with the name of who does them.
macro_rules! tasks {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            TaskRow,
            r#"SELECT t.id AS "id!: TaskId", t.meeting AS "meeting!: MeetingId", t.item AS "item!: ItemId",
                t.title AS "title!: Title", t.due AS "due?: Day", t.state AS "state!: DecisionState",
                t.made_at AS "made_at!: Moment", t.version AS "version!: i32", o.id AS "owner?: PersonId",
                o.name AS "owner_name?: PersonName", o.handle AS "owner_handle?: Handle",
                o.title AS "owner_title?: ShortText", o.standing = 'ended' AS "owner_ended?: bool"
            FROM task t LEFT JOIN person o ON o.id = t.owner "# + $tail
            $(, $argument)*
        )
    };
}

pub(super) async fn decision(conn: &mut Conn, id: DecisionId) -> Result<Option<Decision>, Fault> {
    Ok(register::decision(conn, id).await?.map(|view| view.decision))
}

pub(super) async fn by(conn: &mut Conn, ballot: BallotId) -> Result<Option<Decision>, Fault> {
    Ok(register::by(conn, ballot).await?.map(|view| view.decision))
}

pub(super) async fn of_meeting(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Decision>, Fault> {
    let found = register::of_meeting(conn, meeting, OF_MEETING_MAX).await?;
    Ok(found.into_iter().map(|view| view.decision).collect())
}

pub(super) async fn once(
    conn: &mut Conn,
    meeting: MeetingId,
    once: Uuid,
) -> Result<Option<DecisionId>, Fault> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!: DecisionId" FROM decision WHERE meeting = $1 AND once = $2"#,
        meeting as MeetingId,
        once
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)
}

pub(super) async fn follow_ups(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<FollowUp>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT f.item AS "item!: ItemId", d.id AS "decision!: DecisionId", d.year AS "year!: i32", d.rank AS "rank!: i32",
            d.title AS "title!: Title", o.in_camera AS "in_camera!: bool", COALESCE(f.state, d.state) AS "state!: DecisionState",
            CASE WHEN f.state IS NULL THEN d.due ELSE f.due END AS "due?: Day"
        FROM item_follow_up f JOIN decision d ON d.id = f.decision JOIN agenda_item i ON i.id = f.item
            JOIN agenda_item o ON o.id = d.item
        WHERE i.meeting = $1 ORDER BY i.position, d.year, d.rank, f.item LIMIT $2"#,
        meeting as MeetingId,
        OF_MEETING_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    Ok(rows
        .into_iter()
        .map(|row| FollowUp {
            item: row.item,
            decision: row.decision,
            year: row.year,
            rank: row.rank,
            title: Some(row.title).filter(|_| !row.in_camera),
            state: row.state,
            due: row.due,
        })
        .collect())
}

pub(super) async fn bring_back(conn: &mut Conn, item: ItemId, decision: DecisionId) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO item_follow_up (item, decision) VALUES ($1, $2) ON CONFLICT (item, decision) DO NOTHING",
        item as ItemId,
        decision as DecisionId
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn freeze_follow_ups(conn: &mut Conn, meeting: MeetingId) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE item_follow_up SET state = (SELECT d.state FROM decision d WHERE d.id = item_follow_up.decision),
            due = (SELECT d.due FROM decision d WHERE d.id = item_follow_up.decision)
        WHERE item IN (SELECT i.id FROM agenda_item i WHERE i.meeting = $1)",
        meeting as MeetingId
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn task(conn: &mut Conn, id: TaskId) -> Result<Option<Task>, Fault> {
    let row = tasks!("WHERE t.id = $1", id as TaskId).fetch_optional(conn.db()).await.map_err(fault)?;
    Ok(row.map(TaskRow::task))
}

pub(super) async fn tasks(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Task>, Fault> {
    let rows = tasks!(
        "WHERE t.meeting = $1 ORDER BY t.made_at, t.id LIMIT $2",
        meeting as MeetingId,
        OF_MEETING_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    Ok(rows.into_iter().map(TaskRow::task).collect())
}

pub(super) async fn insert(conn: &mut Conn, decision: &Decision, once: Uuid) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "INSERT INTO decision (id, body, meeting, item, ballot, once, year, rank, title, folded, adopted, owner, due, state,
            word, made_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING",
        decision.id as DecisionId,
        decision.body as BodyId,
        decision.meeting as MeetingId,
        decision.item as ItemId,
        decision.ballot as Option<BallotId>,
        once,
        decision.year,
        decision.rank,
        decision.title.as_str(),
        searched(decision),
        decision.adopted,
        decision.owner.as_ref().map(|owner| owner.id) as Option<PersonId>,
        decision.due as Option<Day>,
        decision.state as DecisionState,
        decision.word.as_ref().map(Note::as_str),
        decision.made_at as Moment,
        decision.version
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn update(conn: &mut Conn, decision: &Decision, seen_version: i32) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "UPDATE decision SET folded = $3, owner = $4, due = $5, state = $6, word = $7, version = version + 1
        WHERE id = $1 AND version = $2",
        decision.id as DecisionId,
        seen_version,
        searched(decision),
        decision.owner.as_ref().map(|owner| owner.id) as Option<PersonId>,
        decision.due as Option<Day>,
        decision.state as DecisionState,
        decision.word.as_ref().map(Note::as_str)
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

/// What the search of the register looks through.
fn searched(decision: &Decision) -> String {
    let word = decision.word.as_ref().map_or("", Note::as_str);
    folded(&format!("{} {word}", decision.title))
}

pub(super) async fn insert_task(conn: &mut Conn, task: &Task, once: Uuid) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "INSERT INTO task (id, meeting, item, once, title, owner, due, state, made_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (meeting, once) DO NOTHING",
        task.id as TaskId,
        task.meeting as MeetingId,
        task.item as ItemId,
        once,
        task.title.as_str(),
        task.owner.as_ref().map(|owner| owner.id) as Option<PersonId>,
        task.due as Option<Day>,
        task.state as DecisionState,
        task.made_at as Moment,
        task.version
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn update_task(conn: &mut Conn, task: &Task, seen_version: i32) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "UPDATE task SET title = $3, owner = $4, due = $5, state = $6, version = version + 1 WHERE id = $1 AND version = $2",
        task.id as TaskId,
        seen_version,
        task.title.as_str(),
        task.owner.as_ref().map(|owner| owner.id) as Option<PersonId>,
        task.due as Option<Day>,
        task.state as DecisionState
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

struct TaskRow {
    id: TaskId,
    meeting: MeetingId,
    item: ItemId,
    title: Title,
    due: Option<Day>,
    state: DecisionState,
    made_at: Moment,
    version: i32,
    owner: Option<PersonId>,
    owner_name: Option<PersonName>,
    owner_handle: Option<Handle>,
    owner_title: Option<ShortText>,
    owner_ended: Option<bool>,
}

impl TaskRow {
    fn task(self) -> Task {
        Task {
            id: self.id,
            meeting: self.meeting,
            item: self.item,
            title: self.title,
            owner: owner(self.owner, self.owner_name, self.owner_handle, self.owner_title, self.owner_ended),
            due: self.due,
            state: self.state,
            made_at: self.made_at,
            version: self.version,
        }
    }
}
