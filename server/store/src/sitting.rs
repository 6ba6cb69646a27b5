//! A sitting: who is there, and what its other files hold (votes; decisions and tasks; its turns).

mod decisions;
mod turns;
mod votes;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, PersonId, StayId, TaskId};
use preau_core::meeting::{
    Ballot, BallotChoice, CountBy, Decision, FollowUp, Headcount, Measure, Presence, Reply, RollVote,
    RoomVoice, SheetFilter, SheetLine, Stay, Suspension, Task, Voice,
};
use preau_core::person::Byline;
use preau_core::store::{ReadSitting, WriteSitting};
use preau_core::text::{Handle, PersonName, ShortText};
use preau_core::world::{Day, Moment};
use uuid::Uuid;

use crate::{Conn, fault};

/// Selects stays; the tail is the rest of the statement.
macro_rules! stays {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            StayRow,
            r#"SELECT s.id AS "id!: StayId", s.meeting AS "meeting!: MeetingId", s.person AS "person?: PersonId",
                COALESCE(p.name, s.guest) AS "name!: PersonName", s.voice AS "voice!: Voice",
                s.presence AS "presence!: Presence", s.from_at AS "from_at!: Moment", s.until_at AS "until_at?: Moment"
            FROM stay s LEFT JOIN person p ON p.id = s.person "# + $tail
            $(, $argument)*
        )
    };
}

#[async_trait]
impl ReadSitting for Conn {
    async fn stay(&mut self, id: StayId) -> Result<Option<(MeetingId, Stay)>, Fault> {
        let row = stays!("WHERE s.id = $1", id as StayId).fetch_optional(self.db()).await.map_err(fault)?;
        Ok(row.map(|row| (row.meeting, row.stay())))
    }

    async fn open_stay(&mut self, meeting: MeetingId, person: PersonId) -> Result<Option<Stay>, Fault> {
        let row = stays!(
            "WHERE s.meeting = $1 AND s.person = $2 AND s.until_at IS NULL",
            meeting as MeetingId,
            person as PersonId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        Ok(row.map(StayRow::stay))
    }

    async fn stays_of(&mut self, meeting: MeetingId, person: PersonId) -> Result<Vec<Stay>, Fault> {
        let rows = stays!(
            "WHERE s.meeting = $1 AND s.person = $2 ORDER BY s.from_at, s.id LIMIT 100",
            meeting as MeetingId,
            person as PersonId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(StayRow::stay).collect())
    }

    async fn stays(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Stay>, Fault> {
        let rows =
            stays!("WHERE s.meeting = $1 ORDER BY s.from_at, s.id LIMIT $2", meeting as MeetingId, limit)
                .fetch_all(self.db())
                .await
                .map_err(fault)?;
        Ok(rows.into_iter().map(StayRow::stay).collect())
    }

    async fn guests_of(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Stay>, Fault> {
        let rows = stays!(
            "WHERE s.meeting = $1 AND s.person IS NULL ORDER BY s.from_at, s.id LIMIT $2",
            meeting as MeetingId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(StayRow::stay).collect())
    }

    async fn sheet(
        &mut self,
        meeting: MeetingId,
        search: &str,
        filter: SheetFilter,
        skip: i64,
        limit: i64,
    ) -> Result<Vec<SheetLine>, Fault> {
        // Not by LIKE, in which a name has wildcards.
        let rows = sqlx::query!(
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", p.handle AS "handle!: Handle",
                p.title AS "title?: ShortText", p.standing = 'ended' AS "ended!: bool", r.voice AS "voice!: Voice",
                r.reply AS "reply?: Reply", r.added_because AS "added_because?: ShortText",
                s.id AS "stay?: StayId", s.voice AS "stay_voice?: Voice", s.presence AS "presence?: Presence",
                s.from_at AS "from_at?: Moment",
                (SELECT count(*) FROM stay x WHERE x.meeting = r.meeting AND x.person = r.person) AS "stays!: i64",
                (SELECT h.name FROM proxy g JOIN person h ON h.id = g.holder
                    WHERE g.meeting = r.meeting AND g.giver = r.person AND g.state = 'valid') AS "given_to?: PersonName",
                (SELECT count(*) FROM proxy c WHERE c.meeting = r.meeting AND c.holder = r.person AND c.state = 'valid')
                    AS "carries!: i64"
            FROM meeting_recipient r JOIN person p ON p.id = r.person
                LEFT JOIN stay s ON s.meeting = r.meeting AND s.person = r.person AND s.until_at IS NULL
            WHERE r.meeting = $1 AND ($2 = '' OR replace(p.name_folded, $2, '') <> p.name_folded)
                AND ($3 = 'all' OR ($3 = 'missing' AND s.id IS NULL) OR ($3 = 'here' AND s.id IS NOT NULL))
            ORDER BY p.name_folded, p.id LIMIT $4 OFFSET $5"#,
            meeting as MeetingId,
            search,
            filter.as_str(),
            limit,
            skip
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let here = match (row.stay, row.stay_voice, row.presence, row.from_at) {
                    (Some(id), Some(voice), Some(presence), Some(from)) => Some(Stay {
                        id,
                        person: Some(row.id),
                        name: row.name.clone(),
                        voice,
                        presence,
                        from,
                        until: None,
                    }),
                    _ => None,
                };
                SheetLine {
                    who: Byline {
                        id: row.id,
                        name: row.name,
                        handle: row.handle,
                        title: row.title,
                        ended: row.ended,
                    },
                    voice: row.voice,
                    reply: row.reply,
                    added_because: row.added_because,
                    here,
                    stays: row.stays,
                    given_to: row.given_to,
                    carries: row.carries,
                }
            })
            .collect())
    }

    async fn sheet_count(
        &mut self,
        meeting: MeetingId,
        search: &str,
        filter: SheetFilter,
    ) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64"
            FROM meeting_recipient r JOIN person p ON p.id = r.person
                LEFT JOIN stay s ON s.meeting = r.meeting AND s.person = r.person AND s.until_at IS NULL
            WHERE r.meeting = $1 AND ($2 = '' OR replace(p.name_folded, $2, '') <> p.name_folded)
                AND ($3 = 'all' OR ($3 = 'missing' AND s.id IS NULL) OR ($3 = 'here' AND s.id IS NOT NULL))"#,
            meeting as MeetingId,
            search,
            filter.as_str()
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn headcount(&mut self, meeting: MeetingId, on: Day) -> Result<Headcount, Fault> {
        let row = sqlx::query!(
            r#"SELECT
                (SELECT count(*) FROM meeting_recipient b JOIN affiliation f ON f.person = b.person
                    WHERE b.meeting = $1 AND f.status = 'member' AND (f.dues_until IS NULL OR f.dues_until >= $2))
                    AS "good_standing!: i64",
                (SELECT count(*) FROM meeting_recipient r WHERE r.meeting = $1 AND r.voice = 'voting') AS "on_roll!: i64",
                (SELECT count(*) FROM stay s WHERE s.meeting = $1 AND s.until_at IS NULL AND s.person IS NOT NULL
                    AND s.voice = 'voting') AS "present!: i64",
                (SELECT count(*) FROM stay a WHERE a.meeting = $1 AND a.until_at IS NULL AND a.person IS NOT NULL
                    AND a.voice = 'voting' AND a.presence = 'remote') AS "remote!: i64",
                (SELECT count(*) FROM stay o WHERE o.meeting = $1 AND o.until_at IS NULL
                    AND (o.person IS NULL OR o.voice <> 'voting')) AS "others!: i64",
                (SELECT count(*) FROM proxy q
                    JOIN stay h ON h.meeting = q.meeting AND h.person = q.holder AND h.until_at IS NULL AND h.voice = 'voting'
                    JOIN meeting_recipient v ON v.meeting = q.meeting AND v.person = q.giver AND v.voice = 'voting'
                    WHERE q.meeting = $1 AND q.state = 'valid' AND NOT EXISTS
                        (SELECT 1 FROM stay i WHERE i.meeting = q.meeting AND i.person = q.giver AND i.until_at IS NULL))
                    AS "represented!: i64""#,
            meeting as MeetingId,
            on as Day
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)?;
        let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Headcount {
            on_roll: number(row.on_roll),
            good_standing: number(row.good_standing),
            present: number(row.present),
            remote: number(row.remote),
            represented: number(row.represented),
            others: number(row.others),
        })
    }

    async fn measures(&mut self, meeting: MeetingId) -> Result<Vec<Measure>, Fault> {
        turns::measures(self, meeting).await
    }

    async fn pauses(&mut self, meeting: MeetingId) -> Result<Vec<Suspension>, Fault> {
        turns::pauses(self, meeting).await
    }

    async fn room_voices(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<RoomVoice>, Fault> {
        let present = sqlx::query!(
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName"
            FROM stay s JOIN person p ON p.id = s.person
            WHERE s.meeting = $1 AND s.until_at IS NULL AND s.voice = 'voting'
            ORDER BY p.name_folded, p.id LIMIT $2"#,
            meeting as MeetingId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let carried = sqlx::query!(
            r#"SELECT g.id AS "id!: PersonId", g.name AS "name!: PersonName", q.holder AS "holder!: PersonId"
            FROM proxy q JOIN person g ON g.id = q.giver
                JOIN meeting_recipient v ON v.meeting = q.meeting AND v.person = q.giver AND v.voice = 'voting'
            WHERE q.meeting = $1 AND q.state = 'valid' AND NOT EXISTS
                (SELECT 1 FROM stay i WHERE i.meeting = q.meeting AND i.person = q.giver AND i.until_at IS NULL)
            ORDER BY g.name_folded, g.id LIMIT $2"#,
            meeting as MeetingId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let mut voices = Vec::with_capacity(present.len().saturating_add(carried.len()));
        for voter in present {
            voices.push(RoomVoice { person: voter.id, name: voter.name.clone(), carried_by: None });
            for one in carried.iter().filter(|one| one.holder == voter.id) {
                let carried_by = Some((voter.id, voter.name.clone()));
                voices.push(RoomVoice { person: one.id, name: one.name.clone(), carried_by });
            }
        }
        Ok(voices)
    }

    async fn ballot(&mut self, id: BallotId) -> Result<Option<Ballot>, Fault> {
        votes::ballot(self, id).await
    }

    async fn ballots(&mut self, meeting: MeetingId, limit: i64) -> Result<Vec<Ballot>, Fault> {
        votes::of_meeting(self, meeting, limit).await
    }

    async fn ballots_under(&mut self, item: ItemId) -> Result<Vec<Ballot>, Fault> {
        votes::under(self, item).await
    }

    async fn ballot_once(&mut self, meeting: MeetingId, once: Uuid) -> Result<Option<BallotId>, Fault> {
        votes::once(self, meeting, once).await
    }

    async fn counts_of(&mut self, ballot: BallotId) -> Result<Vec<CountBy>, Fault> {
        votes::counts(self, ballot).await
    }

    async fn roll_votes(&mut self, ballot: BallotId) -> Result<Vec<RollVote>, Fault> {
        votes::roll(self, ballot).await
    }

    async fn decision(&mut self, id: DecisionId) -> Result<Option<Decision>, Fault> {
        decisions::decision(self, id).await
    }

    async fn decision_by(&mut self, ballot: BallotId) -> Result<Option<Decision>, Fault> {
        decisions::by(self, ballot).await
    }

    async fn decisions_of(&mut self, meeting: MeetingId) -> Result<Vec<Decision>, Fault> {
        decisions::of_meeting(self, meeting).await
    }

    async fn follow_ups(&mut self, meeting: MeetingId) -> Result<Vec<FollowUp>, Fault> {
        decisions::follow_ups(self, meeting).await
    }

    async fn decision_once(&mut self, meeting: MeetingId, once: Uuid) -> Result<Option<DecisionId>, Fault> {
        decisions::once(self, meeting, once).await
    }

    async fn task(&mut self, id: TaskId) -> Result<Option<Task>, Fault> {
        decisions::task(self, id).await
    }

    async fn tasks_of(&mut self, meeting: MeetingId) -> Result<Vec<Task>, Fault> {
        decisions::tasks(self, meeting).await
    }
}

#[async_trait]
impl WriteSitting for Conn {
    async fn insert_stay(
        &mut self,
        meeting: MeetingId,
        stay: &Stay,
        by: PersonId,
        once: Option<Uuid>,
    ) -> Result<bool, Fault> {
        // A guest's name stands in the row; a person's stands with the person.
        let guest = stay.person.is_none().then(|| stay.name.as_str().to_owned());
        let done = sqlx::query!(
            "INSERT INTO stay (id, meeting, person, guest, voice, presence, from_at, until_at, keyed_by, once)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
            stay.id as StayId,
            meeting as MeetingId,
            stay.person as Option<PersonId>,
            guest,
            stay.voice as Voice,
            stay.presence as Presence,
            stay.from as Moment,
            stay.until as Option<Moment>,
            by as PersonId,
            once
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn update_stay(&mut self, stay: &Stay, by: PersonId) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE stay SET voice = $2, presence = $3, from_at = $4, until_at = $5, keyed_by = $6 WHERE id = $1",
            stay.id as StayId,
            stay.voice as Voice,
            stay.presence as Presence,
            stay.from as Moment,
            stay.until as Option<Moment>,
            by as PersonId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn delete_stay(&mut self, id: StayId) -> Result<bool, Fault> {
        let done = sqlx::query!("DELETE FROM stay WHERE id = $1", id as StayId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn end_stays(&mut self, meeting: MeetingId, at: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE stay SET until_at = CASE WHEN from_at > $2 THEN from_at ELSE $2 END WHERE meeting = $1 AND until_at IS NULL",
            meeting as MeetingId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn keep_measure(&mut self, meeting: MeetingId, measure: &Measure) -> Result<(), Fault> {
        turns::keep_measure(self, meeting, measure).await
    }

    async fn begin_pause(&mut self, meeting: MeetingId, from: Moment) -> Result<(), Fault> {
        turns::begin_pause(self, meeting, from).await
    }

    async fn end_pause(&mut self, meeting: MeetingId, until: Moment) -> Result<(), Fault> {
        turns::end_pause(self, meeting, until).await
    }

    async fn bring_back(&mut self, item: ItemId, decision: DecisionId) -> Result<(), Fault> {
        decisions::bring_back(self, item, decision).await
    }

    async fn freeze_follow_ups(&mut self, meeting: MeetingId) -> Result<(), Fault> {
        decisions::freeze_follow_ups(self, meeting).await
    }

    async fn insert_ballot(&mut self, ballot: &Ballot, once: Uuid) -> Result<bool, Fault> {
        votes::insert(self, ballot, once).await
    }

    async fn update_ballot(&mut self, ballot: &Ballot, seen_version: i32) -> Result<bool, Fault> {
        votes::update(self, ballot, seen_version).await
    }

    async fn delete_ballot(&mut self, id: BallotId) -> Result<(), Fault> {
        votes::delete(self, id).await
    }

    async fn keep_count(&mut self, ballot: BallotId, count: &CountBy) -> Result<(), Fault> {
        votes::keep_count(self, ballot, count).await
    }

    async fn keep_roll_vote(
        &mut self,
        ballot: BallotId,
        person: PersonId,
        carried_by: Option<PersonId>,
        choice: BallotChoice,
        at: Moment,
    ) -> Result<(), Fault> {
        votes::keep_roll_vote(self, ballot, person, carried_by, choice, at).await
    }

    async fn change_roll_vote(
        &mut self,
        ballot: BallotId,
        person: PersonId,
        choice: BallotChoice,
        at: Moment,
    ) -> Result<(), Fault> {
        votes::change_roll_vote(self, ballot, person, choice, at).await
    }

    async fn next_number(&mut self, body: BodyId, series: &str, year: i32) -> Result<i32, Fault> {
        // One row of the series: two transactions that count it up meet here, and the second counts on.
        sqlx::query_scalar!(
            r#"INSERT INTO numbering (body, name, year, last) VALUES ($1, $2, $3, 1)
            ON CONFLICT (body, name, year) DO UPDATE SET last = numbering.last + 1
            RETURNING last AS "last!: i32""#,
            body as BodyId,
            series,
            year
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn insert_decision(&mut self, decision: &Decision, once: Uuid) -> Result<bool, Fault> {
        decisions::insert(self, decision, once).await
    }

    async fn update_decision(&mut self, decision: &Decision, seen_version: i32) -> Result<bool, Fault> {
        decisions::update(self, decision, seen_version).await
    }

    async fn insert_task(&mut self, task: &Task, once: Uuid) -> Result<bool, Fault> {
        decisions::insert_task(self, task, once).await
    }

    async fn update_task(&mut self, task: &Task, seen_version: i32) -> Result<bool, Fault> {
        decisions::update_task(self, task, seen_version).await
    }
}

struct StayRow {
    id: StayId,
    meeting: MeetingId,
    person: Option<PersonId>,
    name: PersonName,
    voice: Voice,
    presence: Presence,
    from_at: Moment,
    until_at: Option<Moment>,
}

impl StayRow {
    fn stay(self) -> Stay {
        Stay {
            id: self.id,
            person: self.person,
            name: self.name,
            voice: self.voice,
            presence: self.presence,
            from: self.from_at,
            until: self.until_at,
        }
    }
}
