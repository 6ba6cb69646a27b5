//! The votes of a sitting: what is asked, what each counted, and the voices of a roll call.

use preau_core::error::Fault;
use preau_core::id::{BallotId, ItemId, MeetingId, PersonId};
use preau_core::meeting::{Ballot, BallotChoice, BallotMode, BallotState, Count, CountBy, Method, RollVote};
use preau_core::rules::Question;
use preau_core::text::{Note, PersonName, ShortText, Title};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::bodies::{json, parsed};
use crate::{Conn, fault};

/// Votes under one item: amendments, rounds, and those given up.
const UNDER_MAX: i64 = 200;

/// Selects votes; the tail is the rest of the statement.
macro_rules! ballots {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            BallotRow,
            r#"SELECT id AS "id!: BallotId", meeting AS "meeting!: MeetingId", item AS "item!: ItemId",
                position AS "position!: i32", question AS "question!: Title", wording AS "wording?: Note",
                amendment AS "amendment!: bool",
                mode AS "mode!: BallotMode", method AS "method!: Method", asks AS "asks!: Question", majority AS "majority!",
                options AS "options!",
                places AS "places!: i32", threshold AS "threshold!: i32", round AS "round!: i32",
                follows AS "follows?: BallotId", state AS "state!: BallotState", standing AS "standing?", counts AS "counts!",
                result AS "result?", abandoned_because AS "abandoned_because?: ShortText",
                opened_at AS "opened_at?: Moment", ended_at AS "ended_at?: Moment", version AS "version!: i32"
            FROM ballot "# + $tail
            $(, $argument)*
        )
    };
}

pub(super) async fn ballot(conn: &mut Conn, id: BallotId) -> Result<Option<Ballot>, Fault> {
    let row = ballots!("WHERE id = $1", id as BallotId).fetch_optional(conn.db()).await.map_err(fault)?;
    row.map(BallotRow::ballot).transpose()
}

pub(super) async fn of_meeting(
    conn: &mut Conn,
    meeting: MeetingId,
    limit: i64,
) -> Result<Vec<Ballot>, Fault> {
    let rows = ballots!("WHERE meeting = $1 ORDER BY id LIMIT $2", meeting as MeetingId, limit)
        .fetch_all(conn.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(BallotRow::ballot).collect()
}

pub(super) async fn under(conn: &mut Conn, item: ItemId) -> Result<Vec<Ballot>, Fault> {
    let rows =
        ballots!("WHERE item = $1 ORDER BY amendment DESC, position, id LIMIT $2", item as ItemId, UNDER_MAX)
            .fetch_all(conn.db())
            .await
            .map_err(fault)?;
    rows.into_iter().map(BallotRow::ballot).collect()
}

pub(super) async fn once(conn: &mut Conn, meeting: MeetingId, once: Uuid) -> Result<Option<BallotId>, Fault> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!: BallotId" FROM ballot WHERE meeting = $1 AND once = $2"#,
        meeting as MeetingId,
        once
    )
    .fetch_optional(conn.db())
    .await
    .map_err(fault)
}

pub(super) async fn counts(conn: &mut Conn, ballot: BallotId) -> Result<Vec<CountBy>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT keyed_by AS "keyed_by!: PersonId", counts AS "counts!", keyed_at AS "keyed_at!: Moment"
        FROM ballot_count WHERE ballot = $1 ORDER BY keyed_at, keyed_by LIMIT 10"#,
        ballot as BallotId
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter()
        .map(|row| Ok(CountBy { by: row.keyed_by, counts: parsed(&row.counts)?, at: row.keyed_at }))
        .collect()
}

pub(super) async fn roll(conn: &mut Conn, ballot: BallotId) -> Result<Vec<RollVote>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", h.name AS "carried_by?: PersonName",
            v.choice AS "choice!"
        FROM roll_vote v JOIN person p ON p.id = v.person LEFT JOIN person h ON h.id = v.carried_by
        WHERE v.ballot = $1 ORDER BY p.name_folded, p.id LIMIT 5000"#,
        ballot as BallotId
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter()
        .map(|row| {
            let choice = BallotChoice::read(&row.choice)
                .ok_or(Fault::Broken("a voice of a roll call is no choice"))?;
            Ok(RollVote { person: row.id, name: row.name, carried_by: row.carried_by, choice })
        })
        .collect()
}

pub(super) async fn insert(conn: &mut Conn, ballot: &Ballot, once: Uuid) -> Result<bool, Fault> {
    let (majority, options) = (json(&ballot.majority)?, json(&ballot.options)?);
    let (standing, counts) = (ballot.standing.as_ref().map(json).transpose()?, json(&ballot.counts)?);
    let result = ballot.result.as_ref().map(json).transpose()?;
    let done = sqlx::query!(
        "INSERT INTO ballot (id, meeting, item, once, position, question, wording, amendment, mode, method, asks, majority, options,
            places, threshold, round, follows, state, standing, counts, result, abandoned_because, opened_at, ended_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
        ON CONFLICT (meeting, once) DO NOTHING",
        ballot.id as BallotId,
        ballot.meeting as MeetingId,
        ballot.item as ItemId,
        once,
        ballot.position,
        ballot.question.as_str(),
        ballot.wording.as_ref().map(Note::as_str),
        ballot.amendment,
        ballot.mode as BallotMode,
        ballot.method as Method,
        ballot.asks as Question,
        majority,
        options,
        i32::from(ballot.places),
        i32::from(ballot.threshold_permille),
        i32::from(ballot.round),
        ballot.follows as Option<BallotId>,
        ballot.state as BallotState,
        standing,
        counts,
        result,
        ballot.abandoned_because.as_ref().map(ShortText::as_str),
        ballot.opened_at as Option<Moment>,
        ballot.ended_at as Option<Moment>,
        ballot.version
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn update(conn: &mut Conn, ballot: &Ballot, seen_version: i32) -> Result<bool, Fault> {
    let (majority, options) = (json(&ballot.majority)?, json(&ballot.options)?);
    let (standing, counts) = (ballot.standing.as_ref().map(json).transpose()?, json(&ballot.counts)?);
    let result = ballot.result.as_ref().map(json).transpose()?;
    let done = sqlx::query!(
        "UPDATE ballot SET question = $3, mode = $4, method = $5, majority = $6, options = $7, places = $8, threshold = $9,
            state = $10, standing = $11, counts = $12, result = $13, abandoned_because = $14, opened_at = $15,
            ended_at = $16, wording = $17, asks = $18, version = version + 1
        WHERE id = $1 AND version = $2",
        ballot.id as BallotId,
        seen_version,
        ballot.question.as_str(),
        ballot.mode as BallotMode,
        ballot.method as Method,
        majority,
        options,
        i32::from(ballot.places),
        i32::from(ballot.threshold_permille),
        ballot.state as BallotState,
        standing,
        counts,
        result,
        ballot.abandoned_because.as_ref().map(ShortText::as_str),
        ballot.opened_at as Option<Moment>,
        ballot.ended_at as Option<Moment>,
        ballot.wording.as_ref().map(Note::as_str),
        ballot.asks as Question
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn delete(conn: &mut Conn, ballot: BallotId) -> Result<(), Fault> {
    sqlx::query!("DELETE FROM ballot WHERE id = $1 AND state = 'prepared'", ballot as BallotId)
        .execute(conn.db())
        .await
        .map_err(fault)?;
    Ok(())
}

pub(super) async fn keep_count(conn: &mut Conn, ballot: BallotId, count: &CountBy) -> Result<(), Fault> {
    let counts = json(&count.counts)?;
    sqlx::query!(
        "INSERT INTO ballot_count (ballot, keyed_by, counts, keyed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (ballot, keyed_by) DO UPDATE SET counts = excluded.counts, keyed_at = excluded.keyed_at",
        ballot as BallotId,
        count.by as PersonId,
        counts,
        count.at as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn keep_roll_vote(
    conn: &mut Conn,
    ballot: BallotId,
    person: PersonId,
    carried_by: Option<PersonId>,
    choice: BallotChoice,
    at: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "INSERT INTO roll_vote (ballot, person, carried_by, choice, keyed_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (ballot, person) DO UPDATE SET carried_by = excluded.carried_by, choice = excluded.choice,
            keyed_at = excluded.keyed_at",
        ballot as BallotId,
        person as PersonId,
        carried_by as Option<PersonId>,
        choice.word(),
        at as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(super) async fn change_roll_vote(
    conn: &mut Conn,
    ballot: BallotId,
    person: PersonId,
    choice: BallotChoice,
    at: Moment,
) -> Result<(), Fault> {
    sqlx::query!(
        "UPDATE roll_vote SET choice = $3, keyed_at = $4 WHERE ballot = $1 AND person = $2",
        ballot as BallotId,
        person as PersonId,
        choice.word(),
        at as Moment
    )
    .execute(conn.db())
    .await
    .map_err(fault)?;
    Ok(())
}

struct BallotRow {
    id: BallotId,
    meeting: MeetingId,
    item: ItemId,
    position: i32,
    question: Title,
    wording: Option<Note>,
    amendment: bool,
    mode: BallotMode,
    method: Method,
    asks: Question,
    majority: String,
    options: String,
    places: i32,
    threshold: i32,
    round: i32,
    follows: Option<BallotId>,
    state: BallotState,
    standing: Option<String>,
    counts: String,
    result: Option<String>,
    abandoned_because: Option<ShortText>,
    opened_at: Option<Moment>,
    ended_at: Option<Moment>,
    version: i32,
}

impl BallotRow {
    fn ballot(self) -> Result<Ballot, Fault> {
        let small = |number: i32| {
            u16::try_from(number).map_err(|_| Fault::Broken("a figure of a vote is out of its range"))
        };
        let counts: Vec<Count> = parsed(&self.counts)?;
        Ok(Ballot {
            id: self.id,
            meeting: self.meeting,
            item: self.item,
            position: self.position,
            question: self.question,
            wording: self.wording,
            amendment: self.amendment,
            mode: self.mode,
            method: self.method,
            asks: self.asks,
            majority: parsed(&self.majority)?,
            options: parsed(&self.options)?,
            places: small(self.places)?,
            threshold_permille: small(self.threshold)?,
            round: small(self.round)?,
            follows: self.follows,
            state: self.state,
            standing: self.standing.as_deref().map(parsed).transpose()?,
            counts,
            result: self.result.as_deref().map(parsed).transpose()?,
            abandoned_because: self.abandoned_because,
            opened_at: self.opened_at,
            ended_at: self.ended_at,
            version: self.version,
        })
    }
}
