//! What goes where a name goes: the words of a meeting beside its items and the minute book, and the initials that stay.

use preau_core::error::Fault;
use preau_core::id::{MeetingId, PersonId};
use preau_core::text::{PersonName, folded};

use crate::{Conn, fault};

pub(super) async fn meetings_of(
    conn: &mut Conn,
    person: PersonId,
    name: &PersonName,
    limit: i64,
) -> Result<Vec<(MeetingId, bool)>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT m.id AS "id!: MeetingId",
            (EXISTS (SELECT 1 FROM stay g WHERE g.meeting = m.id AND replace(g.guest, $2, '') <> g.guest)
                OR EXISTS (SELECT 1 FROM person n WHERE n.name = $2 AND n.id <> $1
                    AND (n.id = m.made_by OR n.id = m.chair OR n.id = m.minute_taker OR n.id = m.teller_one
                        OR n.id = m.teller_two
                        OR EXISTS (SELECT 1 FROM meeting_recipient r WHERE r.meeting = m.id AND r.person = n.id)
                        OR EXISTS (SELECT 1 FROM stay s WHERE s.meeting = m.id AND s.person = n.id)
                        OR EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting = m.id
                            AND (i.proposed_by = n.id OR i.rapporteur = n.id))
                        OR EXISTS (SELECT 1 FROM decision d WHERE d.meeting = m.id AND d.owner = n.id)
                        OR EXISTS (SELECT 1 FROM task t WHERE t.meeting = m.id AND t.owner = n.id)))) AS "shared!: bool"
        FROM meeting m
        WHERE m.made_by = $1 OR m.chair = $1 OR m.minute_taker = $1 OR m.teller_one = $1 OR m.teller_two = $1
            OR EXISTS (SELECT 1 FROM meeting_recipient r WHERE r.meeting = m.id AND r.person = $1)
            OR EXISTS (SELECT 1 FROM stay s WHERE s.meeting = m.id AND s.person = $1)
            OR EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting = m.id AND (i.proposed_by = $1 OR i.rapporteur = $1))
            OR EXISTS (SELECT 1 FROM decision d WHERE d.meeting = m.id AND d.owner = $1)
            OR EXISTS (SELECT 1 FROM task t WHERE t.meeting = m.id AND t.owner = $1)
        ORDER BY m.id LIMIT $3"#,
        person as PersonId,
        name.as_str(),
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    Ok(rows.into_iter().map(|row| (row.id, row.shared)).collect())
}

pub(super) async fn initials(
    conn: &mut Conn,
    meeting: MeetingId,
) -> Result<Vec<(PersonId, PersonName)>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT person AS "person!: PersonId", name AS "name!: PersonName" FROM minutes_name WHERE meeting = $1"#,
        meeting as MeetingId
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    Ok(rows.into_iter().map(|row| (row.person, row.name)).collect())
}

pub(super) async fn keep_initials(
    conn: &mut Conn,
    meeting: MeetingId,
    person: PersonId,
    name: &PersonName,
) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO minutes_name (meeting, person, name) VALUES ($1, $2, $3) ON CONFLICT (meeting, person) DO NOTHING",
        meeting as MeetingId,
        person as PersonId,
        name.as_str()
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

/// One statement a table. Not by LIKE, in which a name has wildcards.
pub(super) async fn redact(
    conn: &mut Conn,
    meeting: MeetingId,
    name: &str,
    initials: &str,
) -> Result<(), Fault> {
    conn.has_erased();
    sqlx::query!(
        "UPDATE ballot SET question = replace(question, $2, $3), wording = replace(wording, $2, $3),
            options = replace(options, $2, $3), abandoned_because = replace(abandoned_because, $2, $3)
        WHERE meeting = $1 AND (replace(question, $2, '') <> question OR replace(wording, $2, '') <> wording
            OR replace(options, $2, '') <> options OR replace(abandoned_because, $2, '') <> abandoned_because)",
        meeting as MeetingId,
        name,
        initials
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    sqlx::query!(
        "UPDATE decision SET title = replace(title, $2, $3), word = replace(word, $2, $3), folded = replace(folded, $4, $5)
        WHERE meeting = $1 AND (replace(title, $2, '') <> title OR replace(word, $2, '') <> word)",
        meeting as MeetingId,
        name,
        initials,
        folded(name),
        folded(initials)
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    sqlx::query!(
        "UPDATE task SET title = replace(title, $2, $3) WHERE meeting = $1 AND replace(title, $2, '') <> title",
        meeting as MeetingId,
        name,
        initials
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    sqlx::query!(
        "UPDATE minutes_correction SET text = replace(text, $2, $3), answer = replace(answer, $2, $3)
        WHERE meeting = $1 AND (replace(text, $2, '') <> text OR replace(answer, $2, '') <> answer)",
        meeting as MeetingId,
        name,
        initials
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    // Of the notice: who asked for the meeting, and why in haste.
    sqlx::query!(
        "UPDATE meeting SET title = replace(title, $2, $3), convocation = replace(convocation, $2, $3)
        WHERE id = $1 AND (replace(title, $2, '') <> title OR replace(convocation, $2, '') <> convocation)",
        meeting as MeetingId,
        name,
        initials
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn redact_guests(
    conn: &mut Conn,
    meeting: MeetingId,
    name: &str,
    initials: &str,
) -> Result<(), Fault> {
    conn.has_erased();
    sqlx::query!(
        "UPDATE stay SET guest = replace(guest, $2, $3) WHERE meeting = $1 AND replace(guest, $2, '') <> guest",
        meeting as MeetingId,
        name,
        initials
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}
