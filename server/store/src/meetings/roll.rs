//! The roll of a meeting: who was convened, with what proof, what they answered, and who carries whose voice.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{MeetingId, PersonId, ProxyId};
use preau_core::meeting::{Channel, Proof, Proxy, ProxyChannel, ProxyState, Recipient, Reply, Voice};
use preau_core::person::Byline;
use preau_core::store::{ReadRoll, RollLine, WriteRoll};
use preau_core::text::{Handle, PersonName, ShortText};
use preau_core::world::Moment;

use crate::{Conn, fault};

/// Selects [`Row`]s; the tail is the rest of the statement.
macro_rules! recipients {
    ($tail:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT p.id AS "id!: PersonId", p.name AS "name!: PersonName", p.handle AS "handle!: Handle",
                p.title AS "title?: ShortText", p.standing = 'ended' AS "ended!: bool", r.voice AS "voice!: Voice",
                r.channel AS "channel!: Channel", r.proof AS "proof!: Proof", r.proof_at AS "proof_at!: Moment",
                r.added_because AS "added_because?: ShortText", r.reply AS "reply?: Reply", r.word AS "word?: ShortText"
            FROM meeting_recipient r JOIN person p ON p.id = r.person WHERE "# + $tail
            $(, $($arg)+)?
        )
    };
}

/// Selects proxies with the names of both.
macro_rules! proxies {
    ($tail:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            Proxy,
            r#"SELECT x.id AS "id!: ProxyId", x.meeting AS "meeting!: MeetingId", x.giver AS "giver!: PersonId",
                g.name AS "giver_name!: PersonName", x.holder AS "holder!: PersonId", h.name AS "holder_name!: PersonName",
                x.channel AS "channel!: ProxyChannel", x.state AS "state!: ProxyState", x.given_at AS "given_at!: Moment",
                x.ended_at AS "ended_at?: Moment"
            FROM proxy x JOIN person g ON g.id = x.giver JOIN person h ON h.id = x.holder WHERE "# + $tail
            $(, $($arg)+)?
        )
    };
}

#[async_trait]
impl ReadRoll for Conn {
    async fn roll(&mut self, meeting: MeetingId) -> Result<Vec<Recipient>, Fault> {
        let rows = recipients!("r.meeting = $1 ORDER BY p.name_folded, p.id", meeting as MeetingId)
            .fetch_all(self.db())
            .await
            .map_err(fault)?;
        Ok(rows.into_iter().map(Row::recipient).collect())
    }

    async fn recipient(&mut self, meeting: MeetingId, person: PersonId) -> Result<Option<Recipient>, Fault> {
        let row = recipients!("r.meeting = $1 AND r.person = $2", meeting as MeetingId, person as PersonId)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        Ok(row.map(Row::recipient))
    }

    async fn proxies(&mut self, meeting: MeetingId) -> Result<Vec<Proxy>, Fault> {
        proxies!("x.meeting = $1 ORDER BY g.name_folded, x.given_at, x.id", meeting as MeetingId)
            .fetch_all(self.db())
            .await
            .map_err(fault)
    }

    async fn proxy(&mut self, id: ProxyId) -> Result<Option<Proxy>, Fault> {
        proxies!("x.id = $1", id as ProxyId).fetch_optional(self.db()).await.map_err(fault)
    }
}

#[async_trait]
impl WriteRoll for Conn {
    async fn add_to_roll(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        line: &RollLine,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO meeting_recipient (meeting, person, voice, channel, proof, proof_at, added_because)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (meeting, person) DO NOTHING",
            meeting as MeetingId,
            person as PersonId,
            line.voice as Voice,
            line.channel as Channel,
            line.proof as Proof,
            at as Moment,
            line.added_because.as_ref().map(ShortText::as_str)
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn change_voice(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        voice: Voice,
        because: &ShortText,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE meeting_recipient SET voice = $3, added_because = $4 WHERE meeting = $1 AND person = $2",
            meeting as MeetingId,
            person as PersonId,
            voice as Voice,
            because.as_str()
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn keep_proof(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        proof: Proof,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE meeting_recipient SET proof = $3, proof_at = $4 WHERE meeting = $1 AND person = $2",
            meeting as MeetingId,
            person as PersonId,
            proof as Proof,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn keep_reply(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        reply: Option<Reply>,
        word: Option<&ShortText>,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE meeting_recipient SET reply = $3, replied_at = $4, word = $5 WHERE meeting = $1 AND person = $2",
            meeting as MeetingId,
            person as PersonId,
            reply as Option<Reply>,
            at as Moment,
            word.map(ShortText::as_str)
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_proxy(&mut self, proxy: &Proxy) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO proxy (id, meeting, giver, holder, channel, state, given_at, ended_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (meeting, giver) WHERE state = 'valid' DO NOTHING",
            proxy.id as ProxyId,
            proxy.meeting as MeetingId,
            proxy.giver as PersonId,
            proxy.holder as PersonId,
            proxy.channel as ProxyChannel,
            proxy.state as ProxyState,
            proxy.given_at as Moment,
            proxy.ended_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn end_proxy(&mut self, id: ProxyId, to: ProxyState, at: Moment) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE proxy SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'valid'",
            id as ProxyId,
            to as ProxyState,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn erase_convened(&mut self, person: PersonId, now: Moment) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM item_support WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!(
            "UPDATE proxy SET state = 'withdrawn', ended_at = $2 WHERE state = 'valid' AND (giver = $1 OR holder = $1)
                AND meeting IN (SELECT m.id FROM meeting m WHERE m.state IN ('draft', 'agenda_open', 'convened'))",
            person as PersonId,
            now as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!("UPDATE meeting_recipient SET word = NULL WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!(
            "DELETE FROM meeting_recipient WHERE person = $1
                AND meeting IN (SELECT m.id FROM meeting m WHERE m.state IN ('draft', 'agenda_open', 'convened'))",
            person as PersonId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }
}

/// How long after a meeting the words beside its answers are kept: they say why somebody stays away, which is nobody's
/// business once its minutes are written.
const WORDS_KEPT: i64 = 30 * Moment::DAY;

impl Conn {
    /// Forgets those words.
    pub(crate) async fn purge_words(&mut self, now: Moment) -> Result<u64, Fault> {
        let gone = sqlx::query!(
            "UPDATE meeting_recipient SET word = NULL WHERE word IS NOT NULL
                AND meeting IN (SELECT m.id FROM meeting m WHERE m.starts_at <= $1)",
            now.plus(-WORDS_KEPT) as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(gone.rows_affected())
    }
}

/// What [`recipients`] selects.
struct Row {
    id: PersonId,
    name: PersonName,
    handle: Handle,
    title: Option<ShortText>,
    ended: bool,
    voice: Voice,
    channel: Channel,
    proof: Proof,
    proof_at: Moment,
    added_because: Option<ShortText>,
    reply: Option<Reply>,
    word: Option<ShortText>,
}

impl Row {
    fn recipient(self) -> Recipient {
        Recipient {
            who: Byline {
                id: self.id,
                name: self.name,
                handle: self.handle,
                title: self.title,
                ended: self.ended,
            },
            voice: self.voice,
            channel: self.channel,
            proof: self.proof,
            proof_at: self.proof_at,
            added_because: self.added_because,
            reply: self.reply,
            word: self.word,
        }
    }
}
