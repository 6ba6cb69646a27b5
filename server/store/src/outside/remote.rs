//! Writing what is kept of other accounts and hosts: whom we follow, whom we shut out, what is reported.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{ActivityId, NetworkPostId, PersonId, PostId, ReportId};
use preau_core::outside::{
    Blocked, BlockedHost, FollowedState, NETWORK_POSTS_MAX, NetworkPost, Report, ReportState, ShownAs,
};
use preau_core::store::WriteRemote;
use preau_core::text::ShortText;
use preau_core::world::Moment;
use url::Url;

use crate::network::address;
use crate::{Conn, fault};

#[async_trait]
impl WriteRemote for Conn {
    async fn keep_followed(
        &mut self,
        actor: &Url,
        follow: ActivityId,
        state: FollowedState,
        at: Moment,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO followed_account (actor, follow, state, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (actor) DO UPDATE SET follow = excluded.follow, state = excluded.state,
                since = excluded.since",
            actor.as_str(),
            follow as ActivityId,
            state as FollowedState,
            at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn delete_followed(&mut self, actor: &Url) -> Result<bool, Fault> {
        sqlx::query!("DELETE FROM network_post WHERE via = $1", actor.as_str())
            .execute(self.db())
            .await
            .map_err(fault)?;
        let done = sqlx::query!("DELETE FROM followed_account WHERE actor = $1", actor.as_str())
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_network_post(&mut self, post: &NetworkPost) -> Result<bool, Fault> {
        let shown = &post.shown;
        let done = sqlx::query!(
            "INSERT INTO network_post (id, uri, object_type, actor, name, handle, host, url, title, warning, html,
                summary, attachments, via, shared_as, published_at, updated_at, came_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (uri) DO NOTHING",
            post.id as NetworkPostId,
            shown.uri.as_str(),
            shown.object_type,
            shown.author.actor.as_str(),
            shown.author.name,
            shown.author.handle,
            shown.author.host,
            shown.url.as_ref().map(Url::as_str),
            shown.text.title,
            shown.text.warning,
            shown.text.html,
            shown.text.summary,
            shown.attachments,
            post.via.as_str(),
            post.shared_as.as_ref().map(Url::as_str),
            shown.published_at as Moment,
            shown.updated_at as Option<Moment>,
            post.came_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        // The index is walked over the bound, and the texts are not read.
        sqlx::query!(
            "DELETE FROM network_post WHERE id IN (
                SELECT old.id FROM network_post old ORDER BY old.came_at DESC, old.id DESC
                LIMIT 100 OFFSET $1)",
            NETWORK_POSTS_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(true)
    }

    async fn update_network_post(&mut self, id: NetworkPostId, shown: &ShownAs) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE network_post SET name = $2, handle = $3, url = $4, title = $5, warning = $6, html = $7,
                summary = $8, attachments = $9, updated_at = $10
            WHERE id = $1",
            id as NetworkPostId,
            shown.author.name,
            shown.author.handle,
            shown.url.as_ref().map(Url::as_str),
            shown.text.title,
            shown.text.warning,
            shown.text.html,
            shown.text.summary,
            shown.attachments,
            shown.updated_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn delete_network_post(&mut self, id: NetworkPostId) -> Result<bool, Fault> {
        self.has_erased();
        let done = sqlx::query!("DELETE FROM network_post WHERE id = $1", id as NetworkPostId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn delete_shared(&mut self, via: &Url, announce: &Url) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "DELETE FROM network_post WHERE via = $1 AND shared_as = $2",
            via.as_str(),
            announce.as_str()
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() > 0)
    }

    async fn delete_network_posts_of(&mut self, author: &Url) -> Result<u64, Fault> {
        self.has_erased();
        let done = sqlx::query!("DELETE FROM network_post WHERE actor = $1", author.as_str())
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected())
    }

    async fn insert_blocked(&mut self, blocked: &BlockedHost) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO blocked_host (host, reason, person, made_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (host) DO NOTHING",
            blocked.host,
            blocked.reason.as_ref().map(ShortText::as_str),
            blocked.by as PersonId,
            blocked.at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn delete_blocked(&mut self, host: &str) -> Result<bool, Fault> {
        let done = sqlx::query!("DELETE FROM blocked_host WHERE host = $1", host)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn shut_out(&mut self, blocked: &Blocked, by: PersonId, at: Moment) -> Result<(), Fault> {
        self.shut_out_accounts(blocked).await?;
        let hosts = sqlx::query_scalar!(
            r#"SELECT host AS "host!" FROM outside_post UNION SELECT host FROM network_post"#
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        for host in hosts.iter().filter(|host| blocked.holds_host(host)) {
            sqlx::query!(
                "UPDATE outside_post SET state = CASE WHEN state = 'waiting' THEN 'refused' ELSE 'removed' END,
                    decided_by = $2, decided_at = $3
                WHERE host = $1 AND (state = 'waiting' OR (state = 'accepted' AND kind = 'reply'))",
                host,
                by as PersonId,
                at as Moment
            )
            .execute(self.db())
            .await
            .map_err(fault)?;
            sqlx::query!("DELETE FROM network_post WHERE host = $1", host)
                .execute(self.db())
                .await
                .map_err(fault)?;
        }
        Ok(())
    }

    async fn insert_report(&mut self, report: &Report) -> Result<(), Fault> {
        let objects: Vec<&str> = report.objects.iter().map(Url::as_str).collect();
        let objects =
            serde_json::to_string(&objects).map_err(|cause| Fault::other("writing a report down", cause))?;
        sqlx::query!(
            "INSERT INTO report (id, state, actor, host, note, objects, post, made_at, person, settled_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            report.id as ReportId,
            report.state as ReportState,
            report.actor.as_str(),
            report.host,
            report.note,
            objects,
            report.post as Option<PostId>,
            report.made_at as Moment,
            report.by as Option<PersonId>,
            report.settled_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn settle_report(&mut self, id: ReportId, by: PersonId, at: Moment) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE report SET state = 'settled', person = $2, settled_at = $3 WHERE id = $1 AND state = 'open'",
            id as ReportId,
            by as PersonId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn move_follower(&mut self, from: &Url, to: &Url, at: Moment) -> Result<bool, Fault> {
        let moved = sqlx::query!(
            "INSERT INTO follower (actor, follow, state, since)
            SELECT $2, follow, state, $3 FROM follower WHERE actor = $1
            ON CONFLICT (actor) DO NOTHING",
            from.as_str(),
            to.as_str(),
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        // A refusal stays with the old account too, or moving away and back would undo it.
        let gone =
            sqlx::query!("DELETE FROM follower WHERE actor = $1 AND state <> 'refused'", from.as_str())
                .execute(self.db())
                .await
                .map_err(fault)?;
        Ok(moved.rows_affected() + gone.rows_affected() > 0)
    }
}

impl Conn {
    /// Followers that are not refused, and followed accounts, of the hosts that are blocked from now on.
    async fn shut_out_accounts(&mut self, blocked: &Blocked) -> Result<(), Fault> {
        let actors = sqlx::query_scalar!(
            r#"SELECT actor AS "actor!" FROM follower UNION SELECT actor FROM followed_account"#
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        for actor in actors {
            let actor = address(&actor)?;
            if !blocked.holds(&actor) {
                continue;
            }
            sqlx::query!("DELETE FROM follower WHERE actor = $1 AND state <> 'refused'", actor.as_str())
                .execute(self.db())
                .await
                .map_err(fault)?;
            self.delete_followed(&actor).await?;
        }
        Ok(())
    }
}
