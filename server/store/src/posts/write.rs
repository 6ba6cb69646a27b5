//! Writing posts: each change is a statement or a few, in the transaction of its Action.

use async_trait::async_trait;
use preau_core::audience::Reach;
use preau_core::error::Fault;
use preau_core::id::{BodyId, OutsideId, PersonId, PictureId, PostId};
use preau_core::post::{NewPicture, Post, PostState, Signature};
use preau_core::store::WritePosts;
use preau_core::text::Title;
use preau_core::world::Moment;
use uuid::Uuid;

use crate::posts::view::{Cells, posts};
use crate::{Conn, fault};

#[async_trait]
impl WritePosts for Conn {
    async fn insert_post(&mut self, post: &Post, once: Uuid) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO post (id, author, once, parent, root, audience, signature, state, was_out, title, source,
                html, summary, written_at, published_at, edited_at, edits, changed_at, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $14, $18)
            ON CONFLICT (author, once) DO NOTHING",
            post.id as PostId,
            post.author as PersonId,
            once,
            post.parent as Option<PostId>,
            post.root as PostId,
            post.audience.reach() as Reach,
            post.signature as Signature,
            post.state as PostState,
            post.state == PostState::Published,
            post.title.as_ref().map(Title::as_str),
            post.source,
            post.html,
            post.summary,
            post.written_at as Moment,
            post.published_at as Moment,
            post.edited_at as Option<Moment>,
            post.edits,
            post.audience.body() as Option<BodyId>
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn insert_picture(
        &mut self,
        id: PictureId,
        post: PostId,
        position: i32,
        picture: &NewPicture,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO picture (id, post, position, alt, width, height, media_type)
            VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id as PictureId,
            post as PostId,
            position,
            picture.alt.as_str(),
            picture.width,
            picture.height,
            picture.media_type
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!(
            "INSERT INTO picture_bytes (picture, bytes) VALUES ($1, $2)",
            id as PictureId,
            picture.bytes
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn edit_post(&mut self, post: &Post, seen_edits: i32) -> Result<bool, Fault> {
        let kept = sqlx::query!(
            "INSERT INTO post_revision (post, number, title, source, html, written_at)
            SELECT id, edits, title, source, html, COALESCE(edited_at, written_at) FROM post
            WHERE id = $1 AND edits = $2 AND state NOT IN ('deleted', 'removed')",
            post.id as PostId,
            seen_edits
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if kept.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query!(
            "UPDATE post SET title = $3, source = $4, html = $5, summary = $6, edited_at = $7, changed_at = $7,
                edits = edits + 1
            WHERE id = $1 AND edits = $2",
            post.id as PostId,
            seen_edits,
            post.title.as_ref().map(Title::as_str),
            post.source,
            post.html,
            post.summary,
            post.edited_at.unwrap_or(post.written_at) as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(true)
    }

    async fn move_post(
        &mut self,
        id: PostId,
        from: PostState,
        to: PostState,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE post SET state = $3, changed_at = $4, was_out = (was_out OR $5),
                published_at = CASE WHEN $5 THEN $4 ELSE published_at END
            WHERE id = $1 AND state = $2",
            id as PostId,
            from as PostState,
            to as PostState,
            at as Moment,
            to == PostState::Published
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn empty_post(&mut self, id: PostId, state: PostState, at: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "DELETE FROM picture_bytes WHERE picture IN (SELECT id FROM picture WHERE post = $1)",
            id as PostId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!("DELETE FROM picture WHERE post = $1", id as PostId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM post_revision WHERE post = $1", id as PostId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM reaction WHERE post = $1", id as PostId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        self.empty_outside_of_post(id, at).await?;
        self.has_erased();
        // The activities that carried the text keep their rows alone: they tell that it left the house.
        sqlx::query!("UPDATE outgoing SET json = '' WHERE post = $1", id as PostId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!(
            "UPDATE post SET title = NULL, source = '', html = '', summary = '', state = $2, changed_at = $3
            WHERE id = $1",
            id as PostId,
            state as PostState,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn set_useful(
        &mut self,
        post: PostId,
        person: PersonId,
        useful: bool,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = if useful {
            sqlx::query!(
                "INSERT INTO reaction (post, person, made_at) VALUES ($1, $2, $3)
                ON CONFLICT (post, person) DO NOTHING",
                post as PostId,
                person as PersonId,
                at as Moment
            )
            .execute(self.db())
            .await
        } else {
            sqlx::query!(
                "DELETE FROM reaction WHERE post = $1 AND person = $2",
                post as PostId,
                person as PersonId
            )
            .execute(self.db())
            .await
        }
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }

    async fn public_posts_of(&mut self, author: PersonId, limit: i64) -> Result<Vec<Post>, Fault> {
        let cells = posts!(
            "WHERE p.author = $1 AND p.audience = 'everybody' AND p.state = 'published'
                AND p.signature = 'author'
            ORDER BY p.published_at, p.id LIMIT $2",
            author as PersonId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        cells.into_iter().map(Cells::post).collect()
    }
}

impl Conn {
    /// Takes back everything a person found useful, when their account ends.
    pub(crate) async fn erase_reactions(&mut self, person: PersonId) -> Result<(), Fault> {
        sqlx::query!("DELETE FROM reaction WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(())
    }
}
