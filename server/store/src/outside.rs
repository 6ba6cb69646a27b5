//! Reading what came from outside: answers, mentions and letters, followed accounts and their posts, blocks, reports.

mod purge;
mod remote;
pub(crate) mod rows;
mod write;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{ActivityId, LetterId, NetworkPostId, OutsideId, PersonId, PostId, ReportId};
use preau_core::outside::{
    BLOCKED_MAX, BlockedHost, FOLLOWED_MAX, Followed, FollowedState, NetworkPost, OutsideBefore, OutsideKind,
    OutsideLetter, OutsidePost, OutsideState, Report, ReportState,
};
use preau_core::store::ReadOutside;
use preau_core::text::{ShortText, folded};
use preau_core::world::{Moment, TokenHash};
use url::Url;
use uuid::Uuid;

use self::rows::{
    FollowedRow, NetworkRow, OutsideRow, ReportRow, followed_accounts, letters, network_posts, outside_posts,
    reports,
};
use crate::network::address;
use crate::{Conn, fault};

/// Before everything and after nothing, for lists that are read from one of their ends.
const NEWEST: OutsideBefore = OutsideBefore { at: Moment(i64::MAX), id: Uuid::max() };
const OLDEST: OutsideBefore = OutsideBefore { at: Moment(i64::MIN), id: Uuid::nil() };

#[async_trait]
impl ReadOutside for Conn {
    async fn outside_post(&mut self, id: OutsideId) -> Result<Option<OutsidePost>, Fault> {
        let row = outside_posts!("WHERE o.id = $1", id as OutsideId)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(OutsideRow::read).transpose()
    }

    async fn outside_by_uri(&mut self, uri: &Url) -> Result<Option<OutsidePost>, Fault> {
        let row = outside_posts!("WHERE o.uri = $1", uri.as_str())
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(OutsideRow::read).transpose()
    }

    async fn outside_posts(
        &mut self,
        state: OutsideState,
        before: Option<OutsideBefore>,
        limit: i64,
    ) -> Result<Vec<OutsidePost>, Fault> {
        let rows = if state == OutsideState::Waiting {
            let after = before.unwrap_or(OLDEST);
            outside_posts!(
                "WHERE o.state = 'waiting' AND (o.came_at, o.id) > ($1, $2)
                ORDER BY o.came_at, o.id LIMIT $3",
                after.at as Moment,
                OutsideId(after.id) as OutsideId,
                limit
            )
            .fetch_all(self.db())
            .await
        } else {
            let before = before.unwrap_or(NEWEST);
            outside_posts!(
                "WHERE o.state = $1 AND (o.came_at, o.id) < ($2, $3)
                ORDER BY o.came_at DESC, o.id DESC LIMIT $4",
                state as OutsideState,
                before.at as Moment,
                OutsideId(before.id) as OutsideId,
                limit
            )
            .fetch_all(self.db())
            .await
        }
        .map_err(fault)?;
        rows.into_iter().map(OutsideRow::read).collect()
    }

    async fn outside_waiting(&mut self) -> Result<i64, Fault> {
        sqlx::query_scalar!(r#"SELECT count(*) AS "count!: i64" FROM outside_post WHERE state = 'waiting'"#)
            .fetch_one(self.db())
            .await
            .map_err(fault)
    }

    async fn outside_waiting_of(&mut self, host: &str) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64" FROM outside_post WHERE state = 'waiting' AND host = $1"#,
            host
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn outside_replies(&mut self, root: PostId, limit: i64) -> Result<Vec<OutsidePost>, Fault> {
        // What hangs at a reply of ours that is no longer out, or was never for everybody, is not shown either.
        let rows = outside_posts!(
            "JOIN post p ON p.id = o.post
            WHERE o.root = $1 AND o.state = 'accepted' AND o.kind = 'reply'
                AND p.state = 'published' AND p.audience = 'everybody'
            ORDER BY o.published_at, o.id LIMIT $2",
            root as PostId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(OutsideRow::read).collect()
    }

    async fn outside_letters(&mut self, outside: OutsideId, limit: i64) -> Result<Vec<OutsideLetter>, Fault> {
        letters!("WHERE outside = $1 ORDER BY written_at, id LIMIT $2", outside as OutsideId, limit)
            .fetch_all(self.db())
            .await
            .map_err(fault)
    }

    async fn outside_letter(&mut self, id: LetterId) -> Result<Option<OutsideLetter>, Fault> {
        letters!("WHERE id = $1", id as LetterId).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn public_answers(&mut self, outside: OutsideId, limit: i64) -> Result<Vec<PostId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: PostId" FROM post WHERE answers = $1 AND state = 'published'
            ORDER BY published_at, id LIMIT $2"#,
            outside as OutsideId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn answered_inbox(&mut self, post: PostId) -> Result<Option<Url>, Fault> {
        let inbox = sqlx::query_scalar!(
            r#"SELECT a.delivery_inbox AS "inbox!" FROM post p JOIN outside_post o ON o.id = p.answers
            JOIN remote_actor a ON a.id = o.actor WHERE p.id = $1"#,
            post as PostId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        inbox.as_deref().map(address).transpose()
    }

    async fn tombstone(&mut self, hash: &TokenHash) -> Result<bool, Fault> {
        sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM tombstone WHERE hash = $1) AS "gone!: bool""#,
            hash as &TokenHash
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn secret(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        sqlx::query_scalar!(r#"SELECT secret AS "secret!" FROM secret WHERE name = $1"#, name)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }

    async fn marks(&mut self, post: PostId) -> Result<(i64, i64), Fault> {
        let row = sqlx::query!(
            r#"SELECT likes AS "likes!: i64", shares AS "shares!: i64" FROM post WHERE id = $1"#,
            post as PostId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        Ok(row.map_or((0, 0), |row| (row.likes, row.shares)))
    }

    async fn followed(&mut self, actor: &Url) -> Result<Option<Followed>, Fault> {
        let row = followed_accounts!("WHERE f.actor = $1", actor.as_str())
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(FollowedRow::read).transpose()
    }

    async fn followed_accounts(&mut self) -> Result<Vec<Followed>, Fault> {
        let rows = followed_accounts!("ORDER BY f.since DESC, f.actor LIMIT $1", FOLLOWED_MAX)
            .fetch_all(self.db())
            .await
            .map_err(fault)?;
        let mut accounts: Vec<Followed> =
            rows.into_iter().map(FollowedRow::read).collect::<Result<_, _>>()?;
        // Few, and the engines do not sort names alike.
        accounts.sort_by_cached_key(|followed| (folded(&followed.byline.name), followed.byline.account()));
        Ok(accounts)
    }

    async fn network_post(&mut self, id: NetworkPostId) -> Result<Option<NetworkPost>, Fault> {
        let row = network_posts!("WHERE n.id = $1", id as NetworkPostId)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(NetworkRow::read).transpose()
    }

    async fn network_post_by_uri(&mut self, uri: &Url) -> Result<Option<NetworkPost>, Fault> {
        let row = network_posts!("WHERE n.uri = $1", uri.as_str())
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(NetworkRow::read).transpose()
    }

    async fn network_posts(
        &mut self,
        via: Option<&Url>,
        before: Option<OutsideBefore>,
        limit: i64,
    ) -> Result<Vec<NetworkPost>, Fault> {
        let before = before.unwrap_or(NEWEST);
        // Two statements, because each has an index of its own.
        let rows = match via {
            None => {
                network_posts!(
                    "WHERE (n.came_at, n.id) < ($1, $2) ORDER BY n.came_at DESC, n.id DESC LIMIT $3",
                    before.at as Moment,
                    NetworkPostId(before.id) as NetworkPostId,
                    limit
                )
                .fetch_all(self.db())
                .await
            }
            Some(via) => {
                network_posts!(
                    "WHERE n.via = $1 AND (n.came_at, n.id) < ($2, $3)
                    ORDER BY n.came_at DESC, n.id DESC LIMIT $4",
                    via.as_str(),
                    before.at as Moment,
                    NetworkPostId(before.id) as NetworkPostId,
                    limit
                )
                .fetch_all(self.db())
                .await
            }
        }
        .map_err(fault)?;
        rows.into_iter().map(NetworkRow::read).collect()
    }

    async fn blocked_hosts(&mut self) -> Result<Vec<BlockedHost>, Fault> {
        sqlx::query_as!(
            BlockedHost,
            r#"SELECT host AS "host!", reason AS "reason?: ShortText", person AS "by!: PersonId",
                made_at AS "at!: Moment"
            FROM blocked_host ORDER BY host LIMIT $1"#,
            BLOCKED_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn report(&mut self, id: ReportId) -> Result<Option<Report>, Fault> {
        let row = reports!("WHERE id = $1", id as ReportId).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(ReportRow::read).transpose()
    }

    async fn reports(&mut self, state: ReportState, limit: i64) -> Result<Vec<Report>, Fault> {
        let rows =
            reports!("WHERE state = $1 ORDER BY made_at DESC, id DESC LIMIT $2", state as ReportState, limit)
                .fetch_all(self.db())
                .await
                .map_err(fault)?;
        rows.into_iter().map(ReportRow::read).collect()
    }

    async fn reports_open(&mut self, host: &str) -> Result<(i64, i64), Fault> {
        let row = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM report WHERE state = 'open' AND host = $1) AS "of_host!: i64",
                (SELECT count(*) FROM report WHERE state = 'open') AS "of_all!: i64""#,
            host
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)?;
        Ok((row.of_host, row.of_all))
    }
}
