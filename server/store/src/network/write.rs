//! Writing what we know of other servers, and letting go of what is past its time.

use async_trait::async_trait;
use preau_core::action::network::host_and_port;
use preau_core::error::Fault;
use preau_core::id::{ActivityId, PostId};
use preau_core::peer::{FollowState, Incoming, KeyOwner, KeyPair, Outgoing, RemoteActor};
use preau_core::store::WriteNetwork;
use preau_core::world::{Moment, TokenHash};
use url::Url;

use crate::{Conn, fault};

/// Failures in a row after which a host is left alone for a while.
const FAILURES_MAX: i32 = 5;
/// The first pause, doubled with each further failure.
const PAUSE_FIRST: i64 = Moment::MINUTE;
/// The longest pause: a host that comes back is noticed within a quarter of a day.
const PAUSE_MAX: i64 = 6 * Moment::HOUR;
/// How long the ids of incoming activities are kept against replays: no signature is accepted for that long.
const INCOMING_KEPT: i64 = 90 * Moment::DAY;
/// How long answers to follows are kept: longer than any delivery is retried.
const ANSWERS_KEPT: i64 = 60 * Moment::DAY;
/// How long an actor is remembered who does not follow.
const ACTORS_KEPT: i64 = 90 * Moment::DAY;
/// How long the health of a server is remembered that nothing was sent to since.
const PEERS_KEPT: i64 = 90 * Moment::DAY;
/// Rows that one purge deletes of one table: the next one goes on, and nobody waits for the writer.
const PURGE_MAX: i64 = 5_000;

#[async_trait]
impl WriteNetwork for Conn {
    async fn keep_actor(&mut self, actor: &RemoteActor) -> Result<(), Fault> {
        let delivery = actor.shared_inbox.as_ref().unwrap_or(&actor.inbox);
        sqlx::query!(
            "INSERT INTO remote_actor (id, kind, handle, name, inbox, shared_inbox, delivery_inbox, delivery_host,
                key_id, key_pem, proof_key, fetched_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, handle = excluded.handle, name = excluded.name,
                inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
                delivery_inbox = excluded.delivery_inbox, delivery_host = excluded.delivery_host,
                key_id = excluded.key_id, key_pem = excluded.key_pem, proof_key = excluded.proof_key,
                fetched_at = excluded.fetched_at",
            actor.id.as_str(),
            actor.kind,
            actor.handle,
            actor.name,
            actor.inbox.as_str(),
            actor.shared_inbox.as_ref().map(Url::as_str),
            delivery.as_str(),
            host_and_port(delivery),
            actor.key_id.as_str(),
            actor.key_pem,
            actor.proof_key,
            actor.fetched_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn keep_follower(
        &mut self,
        actor: &Url,
        follow: &str,
        state: FollowState,
        at: Moment,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO follower (actor, follow, state, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (actor) DO UPDATE SET follow = excluded.follow, state = excluded.state,
                since = CASE WHEN follower.state = excluded.state THEN follower.since ELSE excluded.since END",
            actor.as_str(),
            follow,
            state as FollowState,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn delete_follower(&mut self, actor: &Url) -> Result<bool, Fault> {
        let done = sqlx::query!("DELETE FROM follower WHERE actor = $1", actor.as_str())
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn note_peer(&mut self, host: &str, ok: bool, now: Moment) -> Result<(), Fault> {
        if ok {
            sqlx::query!(
                "INSERT INTO peer (host, failures, open_until, last_ok_at) VALUES ($1, 0, NULL, $2)
                ON CONFLICT (host) DO UPDATE SET failures = 0, open_until = NULL, last_ok_at = excluded.last_ok_at",
                host,
                now as Moment
            )
            .execute(self.db())
            .await
            .map_err(fault)?;
            return Ok(());
        }
        // What was under way when the pause began tells nothing new: it does not make the pause longer.
        let failures = sqlx::query_scalar!(
            r#"INSERT INTO peer (host, failures, last_failure_at) VALUES ($1, 1, $2)
            ON CONFLICT (host) DO UPDATE SET last_failure_at = excluded.last_failure_at,
                failures = CASE WHEN peer.open_until > excluded.last_failure_at THEN peer.failures
                    ELSE peer.failures + 1 END
            RETURNING failures AS "failures!: i32""#,
            host,
            now as Moment
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)?;
        if failures >= FAILURES_MAX {
            sqlx::query!(
                "UPDATE peer SET open_until = $2
                WHERE host = $1 AND (open_until IS NULL OR open_until <= $3)",
                host,
                now.plus(pause(failures)) as Moment,
                now as Moment
            )
            .execute(self.db())
            .await
            .map_err(fault)?;
        }
        Ok(())
    }

    async fn insert_key_pair(&mut self, owner: KeyOwner, keys: &KeyPair, at: Moment) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO key_pair (owner, private_pem, public_pem, made_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (owner) DO NOTHING",
            owner.column(),
            keys.private_pem,
            keys.public_pem,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_outgoing(&mut self, outgoing: &Outgoing, post: Option<PostId>) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO outgoing (id, signer, json, public, post, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
            outgoing.id as ActivityId,
            outgoing.signer.column(),
            outgoing.json,
            outgoing.public,
            post as Option<PostId>,
            outgoing.at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn insert_incoming(&mut self, incoming: &Incoming) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO incoming (id, actor, body, came_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
            incoming.id,
            incoming.actor.as_str(),
            incoming.body,
            incoming.at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn finish_incoming(&mut self, id: &str, now: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE incoming SET body = NULL, finished_at = COALESCE(finished_at, $2) WHERE id = $1",
            id,
            now as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn insert_fingerprint(&mut self, hash: &TokenHash, until: Moment) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO fingerprint (hash, expires_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
            hash.0,
            until as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn count_ignored(&mut self, kind: &str) -> Result<(), Fault> {
        // Strangers choose the words: beyond a hundred of them the rest is counted together.
        sqlx::query!(
            "INSERT INTO ignored (kind, times)
            SELECT CASE WHEN (SELECT count(*) FROM ignored) < 100
                OR EXISTS (SELECT 1 FROM ignored i WHERE i.kind = $1) THEN $1 ELSE 'other' END, 1
            WHERE true
            ON CONFLICT (kind) DO UPDATE SET times = ignored.times + 1",
            kind
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }
}

/// How long a host is left alone after that many failures in a row.
fn pause(failures: i32) -> i64 {
    let doublings = failures.saturating_sub(FAILURES_MAX).clamp(0, 16);
    (PAUSE_FIRST << doublings).min(PAUSE_MAX)
}

impl Conn {
    /// Deletes signatures past their window, ids of incoming activities past theirs, answers to follows that
    /// nobody fetches any more, and actors who were only passing by. Returns how many rows.
    pub(crate) async fn purge_network(&mut self, now: Moment) -> Result<u64, Fault> {
        let fingerprints = sqlx::query!(
            "DELETE FROM fingerprint WHERE hash IN
                (SELECT hash FROM fingerprint WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
            now as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let incoming = sqlx::query!(
            "DELETE FROM incoming WHERE id IN
                (SELECT id FROM incoming WHERE came_at < $1 ORDER BY came_at LIMIT $2)",
            now.plus(-INCOMING_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let answers = sqlx::query!(
            "DELETE FROM outgoing WHERE id IN
                (SELECT id FROM outgoing WHERE post IS NULL AND rendezvous IS NULL AND made_at < $1
                ORDER BY made_at LIMIT $2)",
            now.plus(-ANSWERS_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let actors = sqlx::query!(
            "DELETE FROM remote_actor WHERE id IN
                (SELECT a.id FROM remote_actor a WHERE a.fetched_at < $1
                    AND NOT EXISTS (SELECT 1 FROM follower f WHERE f.actor = a.id)
                    AND NOT EXISTS (SELECT 1 FROM followed_account w WHERE w.actor = a.id)
                    AND NOT EXISTS (SELECT 1 FROM outside_post o WHERE o.actor = a.id AND o.state <> 'gone')
                    AND NOT EXISTS (SELECT 1 FROM linked_section l WHERE l.actor = a.id)
                    AND NOT EXISTS (SELECT 1 FROM nearby n WHERE n.section = a.id)
                ORDER BY a.fetched_at LIMIT $2)",
            now.plus(-ACTORS_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let peers = sqlx::query!(
            "DELETE FROM peer WHERE host IN
                (SELECT p.host FROM peer p WHERE (p.last_ok_at IS NULL OR p.last_ok_at < $1)
                    AND (p.last_failure_at IS NULL OR p.last_failure_at < $1) LIMIT $2)",
            now.plus(-PEERS_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(peers.rows_affected()
            + fingerprints.rows_affected()
            + incoming.rows_affected()
            + answers.rows_affected()
            + actors.rows_affected())
    }
}
