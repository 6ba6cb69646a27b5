//! Writing what is said in a group: messages, who found them useful, and how far each has read.

use preau_core::error::Fault;
use preau_core::group::{Message, MessageState, Vouched};
use preau_core::id::{GroupId, MessageId, PersonId};
use preau_core::job::Turned;
use preau_core::person::GONE;
use preau_core::text::{Title, folded};
use preau_core::world::Moment;
use url::Url;
use uuid::Uuid;

use crate::{Conn, fault};

/// Stores a message; false where this author sent that form already, or the id on the wire is known.
pub(super) async fn insert(conn: &mut Conn, message: &Message, once: Option<Uuid>) -> Result<bool, Fault> {
    let done = sqlx::query!(
        "INSERT INTO grp_message (id, grp, uri, topic, parent, author, person, once, name, host, title, title_folded,
            source, html, summary, state, reason, seq, vouched, written_at, edited_at, edits, pinned_at, digest, last_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $20)
        ON CONFLICT DO NOTHING",
        message.id as MessageId,
        message.group as GroupId,
        message.uri.as_str(),
        message.topic as MessageId,
        message.parent as Option<MessageId>,
        message.author.as_str(),
        message.person as Option<PersonId>,
        once,
        message.name.as_str(),
        message.host,
        message.title.as_ref().map(Title::as_str),
        message.title.as_ref().map(|title| folded(title.as_str())),
        message.source,
        message.html,
        message.summary,
        message.state as MessageState,
        message.reason as Option<Turned>,
        message.seq,
        message.vouched as Vouched,
        message.written_at as Moment,
        message.edited_at as Option<Moment>,
        message.edits,
        message.pinned_at as Option<Moment>,
        message.digest
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    let stored = done.rows_affected() == 1;
    if stored {
        speak(conn, message).await?;
    }
    Ok(stored)
}

/// Stores what changes of a message.
pub(super) async fn update(conn: &mut Conn, message: &Message) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE grp_message SET title = $2, title_folded = $3, source = $4, html = $5, summary = $6, state = $7,
            reason = $8, seq = $9, vouched = $10, edited_at = $11, edits = $12, pinned_at = $13, digest = $14
        WHERE id = $1",
        message.id as MessageId,
        message.title.as_ref().map(Title::as_str),
        message.title.as_ref().map(|title| folded(title.as_str())),
        message.source,
        message.html,
        message.summary,
        message.state as MessageState,
        message.reason as Option<Turned>,
        message.seq,
        message.vouched as Vouched,
        message.edited_at as Option<Moment>,
        message.edits,
        message.pinned_at as Option<Moment>,
        message.digest
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    speak(conn, message).await
}

/// A message that is out brings its discussion up; one that comes late does not take it down again.
async fn speak(conn: &mut Conn, message: &Message) -> Result<(), Fault> {
    if message.state != MessageState::Published {
        return Ok(());
    }
    sqlx::query!(
        "UPDATE grp_message SET last_at = $2 WHERE id = $1 AND last_at < $2",
        message.topic as MessageId,
        message.written_at as Moment
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Empties a message, and whatever else holds its text: entries of the log, acts that wait, notices of its title. The
/// hashes stay, so that the chain still holds.
pub(super) async fn empty(
    conn: &mut Conn,
    id: MessageId,
    state: MessageState,
    at: Moment,
) -> Result<(), Fault> {
    conn.has_erased();
    sqlx::query!("DELETE FROM grp_useful WHERE message = $1", id as MessageId)
        .execute(conn.db())
        .await
        .map_err(fault)?;
    sqlx::query!("UPDATE grp_entry SET announce = NULL, salt = NULL WHERE carries = $1", id as MessageId)
        .execute(conn.db())
        .await
        .map_err(fault)?;
    // Acts without a text of their own still have to be told.
    sqlx::query!(
        "UPDATE grp_act SET deed = NULL WHERE message = $1 AND verb IN ('edit', 'digest')",
        id as MessageId
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    sqlx::query!(
        "UPDATE grp_message SET title = NULL, title_folded = NULL, source = '', html = '', summary = '', digest = NULL,
            pinned_at = NULL, name = $4, state = $2, edited_at = $3
        WHERE id = $1",
        id as MessageId,
        state as MessageState,
        at as Moment,
        GONE
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    // The line that told of a new discussion says its title; every notice is looked through, for a discussion alone.
    let told = format!("\"topic\":\"{id}\",\"title\":");
    sqlx::query!(
        "DELETE FROM notice WHERE EXISTS (SELECT 1 FROM grp_message m WHERE m.id = $1 AND m.parent IS NULL)
            AND replace(news, $2, '') <> news",
        id as MessageId,
        told
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}

/// Sets or takes back an actor's "useful"; false where it already was so.
pub(super) async fn set_useful(
    conn: &mut Conn,
    message: MessageId,
    actor: &Url,
    useful: bool,
) -> Result<bool, Fault> {
    let done = if useful {
        sqlx::query!(
            "INSERT INTO grp_useful (message, actor) VALUES ($1, $2) ON CONFLICT (message, actor) DO NOTHING",
            message as MessageId,
            actor.as_str()
        )
        .execute(conn.db())
        .await
    } else {
        sqlx::query!(
            "DELETE FROM grp_useful WHERE message = $1 AND actor = $2",
            message as MessageId,
            actor.as_str()
        )
        .execute(conn.db())
        .await
    }
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

/// Marks what a reader has read; never backwards.
pub(super) async fn mark_read(
    conn: &mut Conn,
    topic: MessageId,
    reader: PersonId,
    seq: i64,
) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO grp_read (topic, person, seq) VALUES ($1, $2, $3)
        ON CONFLICT (topic, person) DO UPDATE SET seq = excluded.seq WHERE grp_read.seq < excluded.seq",
        topic as MessageId,
        reader as PersonId,
        seq
    )
    .execute(conn.db())
    .await
    .map(drop)
    .map_err(fault)
}
