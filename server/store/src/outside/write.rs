//! Writing what came from outside: each change is a statement or a few, in the transaction of its Action.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{ActivityId, LetterId, NetworkPostId, OutsideId, PersonId, PostId, ReportId};
use preau_core::outside::{
    Blocked, BlockedHost, FollowedState, MARKS_MAX, Mark, NETWORK_POSTS_MAX, NetworkPost, OutsideKind,
    OutsideLetter, OutsidePost, OutsideState, Report, ReportState, ShownAs,
};
use preau_core::store::{ReadOutside as _, WriteOutside};
use preau_core::text::ShortText;
use preau_core::world::{Moment, TokenHash};
use url::Url;
use uuid::Uuid;

use crate::network::address;
use crate::{Conn, fault};

#[async_trait]
impl WriteOutside for Conn {
    async fn insert_outside(&mut self, post: &OutsidePost) -> Result<bool, Fault> {
        let shown = &post.shown;
        let done = sqlx::query!(
            "INSERT INTO outside_post (id, kind, state, uri, object_type, actor, name, handle, host, url, title,
                warning, html, summary, attachments, post, root, parent, published_at, updated_at, came_at,
                decided_by, decided_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23)
            ON CONFLICT (uri) DO NOTHING",
            post.id as OutsideId,
            post.kind as OutsideKind,
            post.state as OutsideState,
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
            post.post as Option<PostId>,
            post.root as Option<PostId>,
            post.parent.as_ref().map(Url::as_str),
            shown.published_at as Moment,
            shown.updated_at as Option<Moment>,
            post.came_at as Moment,
            post.decided_by as Option<PersonId>,
            post.decided_at as Option<Moment>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn update_outside(
        &mut self,
        id: OutsideId,
        shown: &ShownAs,
        state: OutsideState,
        at: Moment,
    ) -> Result<(), Fault> {
        // The former text goes: what an author took back is not kept by us.
        self.has_erased();
        sqlx::query!(
            "UPDATE outside_post SET name = $2, handle = $3, url = $4, title = $5, warning = $6, html = $7,
                summary = $8, attachments = $9, updated_at = $10,
                came_at = CASE WHEN state = $11 THEN came_at ELSE $12 END, state = $11
            WHERE id = $1",
            id as OutsideId,
            shown.author.name,
            shown.author.handle,
            shown.url.as_ref().map(Url::as_str),
            shown.text.title,
            shown.text.warning,
            shown.text.html,
            shown.text.summary,
            shown.attachments,
            shown.updated_at as Option<Moment>,
            state as OutsideState,
            at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn move_outside(
        &mut self,
        id: OutsideId,
        from: OutsideState,
        to: OutsideState,
        by: Option<PersonId>,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE outside_post SET state = $3, decided_by = $4, decided_at = $5 WHERE id = $1 AND state = $2",
            id as OutsideId,
            from as OutsideState,
            to as OutsideState,
            by as Option<PersonId>,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn empty_outside(&mut self, id: OutsideId, at: Moment) -> Result<(), Fault> {
        self.has_erased();
        sqlx::query!(
            "UPDATE outside_post SET state = 'gone', name = '', handle = '', url = NULL, title = NULL,
                warning = NULL, html = '', summary = '', attachments = 0, decided_at = $2
            WHERE id = $1",
            id as OutsideId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn outside_of(&mut self, author: &Url, limit: i64) -> Result<Vec<OutsideId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: OutsideId" FROM outside_post WHERE actor = $1 AND state <> 'gone'
            ORDER BY id LIMIT $2"#,
            author.as_str(),
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn set_answers(&mut self, post: PostId, outside: OutsideId) -> Result<(), Fault> {
        sqlx::query!("UPDATE post SET answers = $2 WHERE id = $1", post as PostId, outside as OutsideId)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    async fn insert_letter(&mut self, letter: &OutsideLetter, once: Uuid) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO outside_letter (id, outside, person, once, source, html, written_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person, once) DO NOTHING",
            letter.id as LetterId,
            letter.outside as OutsideId,
            letter.by as PersonId,
            once,
            letter.source,
            letter.html,
            letter.written_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_tombstone(&mut self, hash: &TokenHash, at: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO tombstone (hash, made_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
            hash as &TokenHash,
            at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn keep_secret(&mut self, name: &str, secret: &[u8], at: Moment) -> Result<Vec<u8>, Fault> {
        sqlx::query!(
            "INSERT INTO secret (name, secret, made_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
            name,
            secret,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        self.secret(name).await?.ok_or(Fault::Broken("a secret that was stored is there"))
    }

    async fn insert_mark(
        &mut self,
        post: PostId,
        mark: Mark,
        actor: &TokenHash,
        activity: &TokenHash,
        at: Moment,
    ) -> Result<bool, Fault> {
        let (likes, shares) = self.marks(post).await?;
        let count = match mark {
            Mark::Like => likes,
            Mark::Share => shares,
        };
        if count >= MARKS_MAX {
            return Ok(false);
        }
        let done = sqlx::query!(
            "INSERT INTO outside_mark (post, mark, actor, activity, made_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (post, mark, actor) DO NOTHING",
            post as PostId,
            mark as Mark,
            actor as &TokenHash,
            activity as &TokenHash,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if done.rows_affected() == 1 {
            self.count_mark(post, mark, 1).await?;
        }
        Ok(done.rows_affected() == 1)
    }

    async fn delete_mark(&mut self, post: PostId, mark: Mark, actor: &TokenHash) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "DELETE FROM outside_mark WHERE post = $1 AND mark = $2 AND actor = $3",
            post as PostId,
            mark as Mark,
            actor as &TokenHash
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if done.rows_affected() == 1 {
            self.count_mark(post, mark, -1).await?;
        }
        Ok(done.rows_affected() == 1)
    }

    async fn delete_mark_by(&mut self, actor: &TokenHash, activity: &TokenHash) -> Result<bool, Fault> {
        let found = sqlx::query!(
            r#"SELECT post AS "post!: PostId", mark AS "mark!: Mark" FROM outside_mark
            WHERE actor = $1 AND activity = $2 ORDER BY post LIMIT 1"#,
            actor as &TokenHash,
            activity as &TokenHash
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        match found {
            Some(found) => self.delete_mark(found.post, found.mark, actor).await,
            None => Ok(false),
        }
    }

    async fn delete_marks_of(&mut self, actor: &TokenHash) -> Result<u64, Fault> {
        sqlx::query!(
            "UPDATE post SET likes = likes - 1
            WHERE id IN (SELECT post FROM outside_mark WHERE actor = $1 AND mark = 'like')",
            actor as &TokenHash
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!(
            "UPDATE post SET shares = shares - 1
            WHERE id IN (SELECT post FROM outside_mark WHERE actor = $1 AND mark = 'share')",
            actor as &TokenHash
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let done = sqlx::query!("DELETE FROM outside_mark WHERE actor = $1", actor as &TokenHash)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected())
    }

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
        let objects = serde_json::to_string(&objects)
            .map_err(|cause| Fault::other("writing a report down", cause))?;
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
        let gone = sqlx::query!("DELETE FROM follower WHERE actor = $1 AND state <> 'refused'", from.as_str())
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(moved.rows_affected() + gone.rows_affected() > 0)
    }
}

impl Conn {
    /// The number beside the post, so that no page counts rows.
    async fn count_mark(&mut self, post: PostId, mark: Mark, change: i64) -> Result<(), Fault> {
        let (likes, shares) = match mark {
            Mark::Like => (change, 0),
            Mark::Share => (0, change),
        };
        sqlx::query!(
            "UPDATE post SET likes = likes + $2, shares = shares + $3 WHERE id = $1",
            post as PostId,
            likes,
            shares
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

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
