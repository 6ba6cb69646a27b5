//! Writing what came from outside: each change is a statement or a few, in the transaction of its Action.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{LetterId, OutsideId, PersonId, PostId};
use preau_core::outside::{MARKS_MAX, Mark, OutsideKind, OutsideLetter, OutsidePost, OutsideState, ShownAs};
use preau_core::store::{ReadOutside as _, WriteOutside};
use preau_core::world::{Moment, TokenHash};
use url::Url;
use uuid::Uuid;

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
}
