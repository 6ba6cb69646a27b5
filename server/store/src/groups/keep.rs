//! Writing groups themselves, links into them, and receipts.

use preau_core::error::Fault;
use preau_core::group::{
    Group, GroupLink, GroupState, Joining, Listing, Reach, Receipt, ReceiptState, Writing,
};
use preau_core::id::{GroupId, PersonId};
use preau_core::text::{ShortText, folded};
use preau_core::world::{Moment, TokenHash};
use uuid::Uuid;

use crate::{Conn, fault};

/// The animators of a group as their column holds them.
fn animators(group: &Group) -> Result<String, Fault> {
    serde_json::to_string(&group.animators)
        .map_err(|error| Fault::other("writing down the animators of a group", error))
}

/// Stores a group; false where its actor or its form is known already.
pub(super) async fn insert(
    conn: &mut Conn,
    group: &Group,
    by: Option<(PersonId, Uuid)>,
) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "INSERT INTO grp (id, actor, uid, epoch, hosted, reach, joining, writing, listing, state, name, name_folded,
            aim, host, host_name, made_at, made_by, once, since, version, seq, head, known_seq, heard_at, animators)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25)
        ON CONFLICT DO NOTHING",
        group.id as GroupId,
        group.actor.as_str(),
        group.uid,
        group.epoch,
        group.hosted,
        group.reach as Reach,
        group.joining as Joining,
        group.writing as Writing,
        group.listing as Listing,
        group.state as GroupState,
        group.name.as_str(),
        folded(group.name.as_str()),
        group.aim.as_str(),
        group.host.as_str(),
        group.host_name.as_str(),
        group.made_at as Moment,
        by.map(|(person, _)| person) as Option<PersonId>,
        by.map(|(_, once)| once),
        group.since as Moment,
        group.version,
        group.seq,
        group.head,
        group.known_seq,
        group.heard_at as Moment,
        animators(group)?
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

/// Stores what changes of a group. How far its log reaches is the log's own business and may have moved since this row
/// was read; a group of one section has none, and counts here what was said.
pub(super) async fn update(conn: &mut Conn, group: &Group) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE grp SET epoch = $2, reach = $3, joining = $4, writing = $5, listing = $6, state = $7, name = $8,
            name_folded = $9, aim = $10, host = $11, host_name = $12, since = $13, version = $14, animators = $15,
            seq = CASE WHEN reach = 'section' AND seq < $16 THEN $16 ELSE seq END,
            known_seq = CASE WHEN reach = 'section' AND known_seq < $16 THEN $16 ELSE known_seq END,
            heard_at = CASE WHEN heard_at < $17 THEN $17 ELSE heard_at END
        WHERE id = $1",
        group.id as GroupId,
        group.epoch,
        group.reach as Reach,
        group.joining as Joining,
        group.writing as Writing,
        group.listing as Listing,
        group.state as GroupState,
        group.name.as_str(),
        folded(group.name.as_str()),
        group.aim.as_str(),
        group.host.as_str(),
        group.host_name.as_str(),
        group.since as Moment,
        group.version,
        animators(group)?,
        group.seq,
        group.heard_at as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Moves a group to a state; said twice, it stands so since the first time.
pub(super) async fn shift(
    conn: &mut Conn,
    group: GroupId,
    state: GroupState,
    now: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE grp SET state = $2, since = $3 WHERE id = $1 AND state <> $2",
        group as GroupId,
        state as GroupState,
        now as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Stores a link into a group.
pub(super) async fn insert_link(conn: &mut Conn, link: &GroupLink) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO grp_link (hash, grp, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        &link.hash as &TokenHash,
        link.group as GroupId,
        link.made_by as PersonId,
        link.made_at as Moment,
        link.expires_at as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Stores a receipt that is asked for; asked for twice, the first stands.
pub(super) async fn ask_receipt(conn: &mut Conn, receipt: &Receipt) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO grp_receipt (grp, about, host, what, state, asked_at, answered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (grp, about, host) DO NOTHING",
        receipt.group as GroupId,
        receipt.about,
        receipt.host,
        receipt.what.as_str(),
        receipt.state as ReceiptState,
        receipt.asked_at as Moment,
        receipt.answered_at as Option<Moment>
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Notes a server's answer; false where nothing was asked of it.
pub(super) async fn answer_receipt(
    conn: &mut Conn,
    group: GroupId,
    (about, host): (&str, &str),
    state: ReceiptState,
    now: Moment,
) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "UPDATE grp_receipt SET state = $4, answered_at = $5 WHERE grp = $1 AND about = $2 AND host = $3",
        group as GroupId,
        about,
        host,
        state as ReceiptState,
        now as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

/// Receipts of a group, newest removal first.
pub(super) async fn receipts(conn: &mut Conn, group: GroupId, limit: i64) -> Result<Vec<Receipt>, Fault> {
    sqlx::query_as!(
        Receipt,
        r#"SELECT grp AS "group!: GroupId", about AS "about!", what AS "what!: ShortText", host AS "host!",
            state AS "state!: ReceiptState", asked_at AS "asked_at!: Moment", answered_at AS "answered_at?: Moment"
        FROM grp_receipt WHERE grp = $1 ORDER BY asked_at DESC, about, host LIMIT $2"#,
        group as GroupId,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)
}
