//! What is kept of a sitting from moment to moment: what its quorum was measured by, and its interruptions.

use preau_core::error::Fault;
use preau_core::id::MeetingId;
use preau_core::meeting::{Measure, Suspension};
use preau_core::world::Moment;

use crate::bodies::{json, parsed};
use crate::{Conn, fault};

/// Measures or interruptions of one sitting: each is keyed by a hand.
const OF_SITTING_MAX: i64 = 1_000;

pub(super) async fn measures(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Measure>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT from_at AS "from_at!: Moment", on_roll AS "on_roll!: i32", good_standing AS "good_standing!: i32",
            excluded AS "excluded!"
        FROM measure WHERE meeting = $1 ORDER BY from_at LIMIT $2"#,
        meeting as MeetingId,
        OF_SITTING_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    let number = |count: i32| u32::try_from(count).unwrap_or_default();
    rows.into_iter()
        .map(|row| {
            Ok(Measure {
                from: row.from_at,
                on_roll: number(row.on_roll),
                good_standing: number(row.good_standing),
                excluded: parsed(&row.excluded)?,
            })
        })
        .collect()
}

pub(super) async fn keep_measure(
    conn: &mut Conn,
    meeting: MeetingId,
    measure: &Measure,
) -> Result<(), Fault> {
    let excluded = json(&measure.excluded)?;
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    sqlx::query!(
        "INSERT INTO measure (meeting, from_at, on_roll, good_standing, excluded) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (meeting, from_at) DO UPDATE SET on_roll = excluded.on_roll,
            good_standing = excluded.good_standing, excluded = excluded.excluded",
        meeting as MeetingId,
        measure.from as Moment,
        number(measure.on_roll),
        number(measure.good_standing),
        excluded
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn pauses(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Suspension>, Fault> {
    sqlx::query_as!(
        Suspension,
        r#"SELECT from_at AS "from!: Moment", until_at AS "until?: Moment"
        FROM pause WHERE meeting = $1 ORDER BY from_at LIMIT $2"#,
        meeting as MeetingId,
        OF_SITTING_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)
}

pub(super) async fn begin_pause(conn: &mut Conn, meeting: MeetingId, from: Moment) -> Result<(), Fault> {
    // Two that are keyed for the same minute are one.
    sqlx::query!(
        "INSERT INTO pause (meeting, from_at) VALUES ($1, $2) ON CONFLICT (meeting, from_at) DO UPDATE SET until_at = NULL",
        meeting as MeetingId,
        from as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn end_pause(conn: &mut Conn, meeting: MeetingId, until: Moment) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE pause SET until_at = $2 WHERE meeting = $1 AND until_at IS NULL",
        meeting as MeetingId,
        until as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}
