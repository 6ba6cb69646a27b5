//! Meetings: the one object on which notice, agenda, attendance, votes and minutes hang.

mod items;
mod roll;

use async_trait::async_trait;
use preau_core::access::{MeetingPlace, Sight};
use preau_core::body::BodyKind;
use preau_core::error::Fault;
use preau_core::id::{BodyId, MeetingId, PersonId, RendezvousId};
use preau_core::meeting::{
    Meeting, MeetingKind, MeetingMode, MeetingState, MeetingView, Reply, Sitting, Voice,
};
use preau_core::store::{ReadMeetings, WriteMeetings};
use preau_core::text::{ShortText, Title, UnitName};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::bodies::{json, parsed};
use crate::{Conn, fault};

/// Selects [`Row`]s with what one person (`$1`) answered; the tail is the rest of the statement.
macro_rules! meetings {
    ($person:expr, $tail:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT m.id AS "id!: MeetingId", m.body AS "body!: BodyId", m.kind AS "kind!: MeetingKind",
                m.mode AS "mode!: MeetingMode", m.state AS "state!: MeetingState", m.title AS "title!: Title",
                m.starts_at AS "starts_at!: Moment", m.ends_at AS "ends_at?: Moment", m.time_zone AS "time_zone!",
                m.place AS "place?: ShortText", m.access AS "access?: ShortText", m.link AS "link?",
                m.proposals_until AS "proposals_until?: Moment", m.supporters_needed AS "supporters_needed?: i32",
                m.convocation AS "convocation?", m.rules AS "rules?", m.chair AS "chair?: PersonId",
                m.minute_taker AS "minute_taker?: PersonId", m.teller_one AS "teller_one?: PersonId",
                m.teller_two AS "teller_two?: PersonId", m.opened_at AS "opened_at?: Moment",
                m.closed_at AS "closed_at?: Moment", m.continues AS "continues?: MeetingId",
                m.made_by AS "made_by!: PersonId", m.made_at AS "made_at!: Moment",
                m.changed_at AS "changed_at!: Moment", m.version AS "version!: i32", b.name AS "body_name!: UnitName",
                b.kind AS "body_kind!: BodyKind",
                (SELECT r.id FROM rendezvous r WHERE r.meeting = m.id) AS "rendezvous?: RendezvousId",
                (SELECT c.reply FROM meeting_recipient c WHERE c.meeting = m.id AND c.person = $1) AS "mine?: Reply",
                (EXISTS (SELECT 1 FROM meeting_recipient h WHERE h.meeting = m.id AND h.person = $1)) AS "asked!: bool",
                (SELECT count(*) FROM agenda_item i WHERE i.meeting = m.id AND i.state = 'listed') AS "items!: i64"
            FROM meeting m JOIN body b ON b.id = m.body
            WHERE "# + $tail,
            $person as Option<PersonId>
            $(, $($arg)+)?
        )
    };
}

#[async_trait]
impl ReadMeetings for Conn {
    async fn meeting(&mut self, id: MeetingId) -> Result<Option<Meeting>, Fault> {
        Ok(self.meeting_view(id, None).await?.map(|view| view.meeting))
    }

    async fn meeting_view(
        &mut self,
        id: MeetingId,
        person: Option<PersonId>,
    ) -> Result<Option<MeetingView>, Fault> {
        let row =
            meetings!(person, "m.id = $2", id as MeetingId).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(Row::view).transpose()
    }

    async fn meeting_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<MeetingId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: MeetingId" FROM meeting WHERE made_by = $1 AND once = $2"#,
            by as PersonId,
            once
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn meeting_of_rendezvous(&mut self, id: RendezvousId) -> Result<Option<MeetingId>, Fault> {
        let found = sqlx::query_scalar!(
            r#"SELECT meeting AS "meeting?: MeetingId" FROM rendezvous WHERE id = $1"#,
            id as RendezvousId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        Ok(found.flatten())
    }

    async fn meeting_place(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        now: Moment,
    ) -> Result<MeetingPlace, Fault> {
        // A proxy that ended counted while its holder was there: its giver was represented for that time.
        let row = sqlx::query!(
            r#"SELECT
                (EXISTS (SELECT 1 FROM meeting m JOIN body b ON b.id = m.body WHERE m.id = $1 AND (
                    (b.kind = 'assembly' AND EXISTS (SELECT 1 FROM person p WHERE p.id = $2 AND p.standing = 'active'))
                    OR EXISTS (SELECT 1 FROM mandate d WHERE d.person = $2 AND d.body = b.id AND d.part_of IS NULL
                        AND d.starts_at <= $3 AND (d.ends_at IS NULL OR d.ends_at > $3))))) AS "of_body!: bool",
                (SELECT r.voice FROM meeting_recipient r WHERE r.meeting = $1 AND r.person = $2) AS "roll?: Voice",
                (EXISTS (SELECT 1 FROM affiliation a WHERE a.person = $2 AND a.status = 'member')) AS "is_member!: bool",
                (EXISTS (SELECT 1 FROM stay s WHERE s.meeting = $1 AND s.person = $2)
                    OR EXISTS (SELECT 1 FROM proxy x JOIN stay h ON h.meeting = x.meeting AND h.person = x.holder
                        WHERE x.meeting = $1 AND x.giver = $2 AND x.state IN ('valid', 'void')
                            AND (x.ended_at IS NULL OR h.from_at < x.ended_at)
                            AND (h.until_at IS NULL OR h.until_at > x.given_at))) AS "attended!: bool""#,
            meeting as MeetingId,
            person as PersonId,
            now as Moment
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)?;
        Ok(MeetingPlace {
            meeting,
            person,
            of_body: row.of_body,
            roll: row.roll,
            is_member: row.is_member,
            attended: row.attended,
        })
    }

    async fn meetings_ahead(
        &mut self,
        sight: Sight,
        body: Option<BodyId>,
        limit: i64,
    ) -> Result<Vec<MeetingView>, Fault> {
        let rows = meetings!(
            sight.person,
            "m.state IN ('agenda_open', 'convened', 'in_session', 'suspended')
            AND (m.body = $5 OR $5 IS NULL)
            AND ($2 OR (m.kind = 'public' AND m.state <> 'agenda_open')
                OR EXISTS (SELECT 1 FROM meeting_recipient r WHERE r.meeting = m.id AND r.person = $1)
                OR EXISTS (SELECT 1 FROM mandate d WHERE d.person = $1 AND d.body = m.body
                    AND d.starts_at <= $3 AND (d.ends_at IS NULL OR d.ends_at > $3))
                OR (b.kind = 'assembly' AND EXISTS (SELECT 1 FROM person p WHERE p.id = $1 AND p.standing = 'active')))
            ORDER BY m.starts_at, m.id LIMIT $4",
            sight.all,
            sight.now as Moment,
            limit,
            body as Option<BodyId>
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }

    async fn meetings_past(
        &mut self,
        sight: Sight,
        body: Option<BodyId>,
        before: Moment,
        limit: i64,
    ) -> Result<Vec<MeetingView>, Fault> {
        // What was cancelled as a draft was never announced: it stays with those who prepare.
        let rows = meetings!(
            sight.person,
            "m.state IN ('closed', 'settled', 'lack_of_quorum', 'cancelled', 'postponed')
            AND m.starts_at < $6 AND (m.convocation IS NOT NULL OR $2)
            AND (m.body = $5 OR $5 IS NULL)
            AND ($2 OR m.kind = 'public'
                OR EXISTS (SELECT 1 FROM meeting_recipient r WHERE r.meeting = m.id AND r.person = $1)
                OR EXISTS (SELECT 1 FROM mandate d WHERE d.person = $1 AND d.body = m.body
                    AND d.starts_at <= $3 AND (d.ends_at IS NULL OR d.ends_at > $3))
                OR (b.kind = 'assembly' AND EXISTS (SELECT 1 FROM person p WHERE p.id = $1 AND p.standing = 'active')))
            ORDER BY m.starts_at DESC, m.id LIMIT $4",
            sight.all,
            sight.now as Moment,
            limit,
            body as Option<BodyId>,
            before as Moment
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }

    async fn meeting_drafts(&mut self, body: Option<BodyId>, limit: i64) -> Result<Vec<MeetingView>, Fault> {
        let rows = meetings!(
            None::<PersonId>,
            "m.state = 'draft' AND (m.body = $2 OR $2 IS NULL) ORDER BY m.starts_at, m.id LIMIT $3",
            body as Option<BodyId>,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(Row::view).collect()
    }

    async fn minutes_to_approve(&mut self, body: BodyId, limit: i64) -> Result<Vec<Meeting>, Fault> {
        let rows = meetings!(
            None::<PersonId>,
            "m.body = $2 AND m.state = 'closed'
                AND NOT EXISTS (SELECT 1 FROM minutes n WHERE n.meeting = m.id AND n.state IN ('approved', 'sealed'))
                AND NOT EXISTS (SELECT 1 FROM agenda_item i JOIN meeting o ON o.id = i.meeting
                    WHERE i.approves = m.id AND i.state = 'listed' AND o.state IN ('draft', 'agenda_open', 'convened'))
            ORDER BY m.starts_at, m.id LIMIT $3",
            body as BodyId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(|row| Ok(row.view()?.meeting)).collect()
    }
}

#[async_trait]
impl WriteMeetings for Conn {
    async fn insert_meeting(&mut self, meeting: &Meeting, once: Uuid) -> Result<bool, Fault> {
        let kept = Kept::of(meeting)?;
        let done = sqlx::query!(
            "INSERT INTO meeting (id, body, once, kind, mode, state, title, starts_at, ends_at, time_zone, place, access,
                link, proposals_until, supporters_needed, convocation, rules, continues, made_by, made_at, changed_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            ON CONFLICT (made_by, once) DO NOTHING",
            meeting.id as MeetingId,
            meeting.body as BodyId,
            once,
            meeting.kind as MeetingKind,
            meeting.mode as MeetingMode,
            meeting.state as MeetingState,
            meeting.title.as_str(),
            meeting.starts_at as Moment,
            meeting.ends_at as Option<Moment>,
            meeting.time_zone.name(),
            meeting.place.as_ref().map(ShortText::as_str),
            meeting.access.as_ref().map(ShortText::as_str),
            meeting.link,
            meeting.proposals_until as Option<Moment>,
            meeting.supporters_needed,
            kept.convocation,
            kept.rules,
            meeting.continues as Option<MeetingId>,
            meeting.made_by as PersonId,
            meeting.made_at as Moment,
            meeting.changed_at as Moment,
            meeting.version
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn update_meeting(&mut self, meeting: &Meeting, seen_version: i32) -> Result<bool, Fault> {
        let kept = Kept::of(meeting)?;
        let sitting = meeting.sitting;
        let done = sqlx::query!(
            "UPDATE meeting SET mode = $3, state = $4, title = $5, starts_at = $6, ends_at = $7, time_zone = $8, place = $9,
                access = $10, link = $11, proposals_until = $12, supporters_needed = $13, convocation = $14, rules = $15,
                chair = $16, minute_taker = $17, teller_one = $18, teller_two = $19, opened_at = $20, closed_at = $21,
                changed_at = $22, version = version + 1
            WHERE id = $1 AND version = $2",
            meeting.id as MeetingId,
            seen_version,
            meeting.mode as MeetingMode,
            meeting.state as MeetingState,
            meeting.title.as_str(),
            meeting.starts_at as Moment,
            meeting.ends_at as Option<Moment>,
            meeting.time_zone.name(),
            meeting.place.as_ref().map(ShortText::as_str),
            meeting.access.as_ref().map(ShortText::as_str),
            meeting.link,
            meeting.proposals_until as Option<Moment>,
            meeting.supporters_needed,
            kept.convocation,
            kept.rules,
            sitting.map(|s| s.chair) as Option<PersonId>,
            sitting.map(|s| s.minute_taker) as Option<PersonId>,
            sitting.and_then(|s| s.tellers.0) as Option<PersonId>,
            sitting.and_then(|s| s.tellers.1) as Option<PersonId>,
            sitting.map(|s| s.opened_at) as Option<Moment>,
            sitting.and_then(|s| s.closed_at) as Option<Moment>,
            meeting.changed_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn move_meeting(
        &mut self,
        id: MeetingId,
        from: MeetingState,
        to: MeetingState,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE meeting SET state = $3, changed_at = $4, version = version + 1 WHERE id = $1 AND state = $2",
            id as MeetingId,
            from as MeetingState,
            to as MeetingState,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn tie_rendezvous(&mut self, rendezvous: RendezvousId, meeting: MeetingId) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE rendezvous SET meeting = $2 WHERE id = $1",
            rendezvous as RendezvousId,
            meeting as MeetingId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }
}

/// The columns of a meeting that hold JSON.
struct Kept {
    convocation: Option<String>,
    rules: Option<String>,
}

impl Kept {
    fn of(meeting: &Meeting) -> Result<Self, Fault> {
        Ok(Self {
            convocation: meeting.convocation.as_ref().map(json).transpose()?,
            rules: meeting.rules.as_ref().map(json).transpose()?,
        })
    }
}

/// What [`meetings`] selects.
struct Row {
    id: MeetingId,
    body: BodyId,
    kind: MeetingKind,
    mode: MeetingMode,
    state: MeetingState,
    title: Title,
    starts_at: Moment,
    ends_at: Option<Moment>,
    time_zone: String,
    place: Option<ShortText>,
    access: Option<ShortText>,
    link: Option<String>,
    proposals_until: Option<Moment>,
    supporters_needed: Option<i32>,
    convocation: Option<String>,
    rules: Option<String>,
    chair: Option<PersonId>,
    minute_taker: Option<PersonId>,
    teller_one: Option<PersonId>,
    teller_two: Option<PersonId>,
    opened_at: Option<Moment>,
    closed_at: Option<Moment>,
    continues: Option<MeetingId>,
    made_by: PersonId,
    made_at: Moment,
    changed_at: Moment,
    version: i32,
    body_name: UnitName,
    body_kind: BodyKind,
    rendezvous: Option<RendezvousId>,
    mine: Option<Reply>,
    asked: bool,
    items: i64,
}

impl Row {
    /// As the pages want it.
    fn view(self) -> Result<MeetingView, Fault> {
        let time_zone =
            self.time_zone.parse().map_err(|_| Fault::Broken("a stored time zone is a known one"))?;
        let sitting = match (self.chair, self.minute_taker, self.opened_at) {
            (Some(chair), Some(minute_taker), Some(opened_at)) => Some(Sitting {
                chair,
                minute_taker,
                tellers: (self.teller_one, self.teller_two),
                opened_at,
                closed_at: self.closed_at,
            }),
            _ => None,
        };
        Ok(MeetingView {
            body_name: self.body_name,
            body_kind: self.body_kind,
            rendezvous: self.rendezvous,
            mine: self.mine,
            asked: self.asked,
            items: self.items,
            meeting: Meeting {
                id: self.id,
                body: self.body,
                kind: self.kind,
                mode: self.mode,
                state: self.state,
                title: self.title,
                starts_at: self.starts_at,
                ends_at: self.ends_at,
                time_zone,
                place: self.place,
                access: self.access,
                link: self.link,
                proposals_until: self.proposals_until,
                supporters_needed: self.supporters_needed,
                convocation: self.convocation.as_deref().map(parsed).transpose()?,
                rules: self.rules.as_deref().map(parsed).transpose()?,
                sitting,
                continues: self.continues,
                made_by: self.made_by,
                made_at: self.made_at,
                changed_at: self.changed_at,
                version: self.version,
            },
        })
    }
}
