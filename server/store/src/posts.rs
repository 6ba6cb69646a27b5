//! Posts, replies, their pictures, their former texts and who found them useful.

pub(crate) mod view;
mod write;

use async_trait::async_trait;
use preau_core::access::Scope;
use preau_core::error::Fault;
use preau_core::id::{OutsideId, PersonId, PictureId, PostId};
use preau_core::post::{Before, PictureRef, Post, PostState, PostView, Revision, Signature};
use preau_core::store::ReadPosts;
use preau_core::text::{AltText, Handle, PersonName, ShortText, Title};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::posts::view::{Cells, posts, views, with_pictures};
use crate::{Conn, fault};

/// Before everything: where a list that is read backwards begins.
pub(crate) const NEWEST: Before = Before { at: Moment(i64::MAX), id: PostId(Uuid::max()) };
/// After nothing: where a discussion begins.
const OLDEST: Before = Before { at: Moment(i64::MIN), id: PostId(Uuid::nil()) };

#[async_trait]
impl ReadPosts for Conn {
    async fn post(&mut self, id: PostId) -> Result<Option<Post>, Fault> {
        let cells = posts!("WHERE p.id = $1", id as PostId).fetch_optional(self.db()).await.map_err(fault)?;
        cells.map(Cells::post).transpose()
    }

    async fn post_view(&mut self, scope: Scope, id: PostId) -> Result<Option<PostView>, Fault> {
        let rows = views!(
            scope,
            "WHERE p.id = $3 AND ((p.audience = 'everybody' AND p.state = 'published')
                OR (p.audience <> 'body' AND $1 IS NOT NULL)
                OR p.body IN (SELECT s.body FROM seat s WHERE s.person = $1 AND s.starts_at <= $2 AND s.over_at > $2))",
            id as PostId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(with_pictures(self.db(), rows).await?.pop())
    }

    async fn feed(
        &mut self,
        scope: Scope,
        before: Option<Before>,
        limit: i64,
    ) -> Result<Vec<PostView>, Fault> {
        let before = before.unwrap_or(NEWEST);
        // Two statements, because each has an index of its own: strangers never pay for what they are not shown.
        let rows = match scope {
            Scope::Member(..) => {
                views!(
                    scope,
                    "WHERE p.parent IS NULL AND p.state = 'published' AND (p.published_at, p.id) < ($3, $4)
                        AND (p.body IS NULL OR p.body IN (SELECT s.body FROM seat s WHERE s.person = $1
                            AND s.starts_at <= $2 AND s.over_at > $2))
                    ORDER BY p.published_at DESC, p.id DESC LIMIT $5",
                    before.at as Moment,
                    before.id as PostId,
                    limit
                )
                .fetch_all(self.db())
                .await
            }
            Scope::Everybody => {
                views!(
                    scope,
                    "WHERE p.parent IS NULL AND p.state = 'published' AND p.audience = 'everybody'
                        AND (p.published_at, p.id) < ($3, $4)
                    ORDER BY p.published_at DESC, p.id DESC LIMIT $5",
                    before.at as Moment,
                    before.id as PostId,
                    limit
                )
                .fetch_all(self.db())
                .await
            }
        }
        .map_err(fault)?;
        with_pictures(self.db(), rows).await
    }

    async fn posts_by(&mut self, scope: Scope, author: PersonId, limit: i64) -> Result<Vec<PostView>, Fault> {
        let rows = views!(
            scope,
            "WHERE p.author = $3 AND p.parent IS NULL AND p.state = 'published' AND p.signature = 'author'
                AND (p.audience = 'everybody' OR (p.audience = 'section' AND $1 IS NOT NULL)
                    OR p.body IN (SELECT s.body FROM seat s WHERE s.person = $1 AND s.starts_at <= $2 AND s.over_at > $2))
            ORDER BY p.published_at DESC, p.id DESC LIMIT $4",
            author as PersonId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        with_pictures(self.db(), rows).await
    }

    async fn feed_new(&mut self, scope: Scope, since: Moment, limit: i64) -> Result<i64, Fault> {
        match scope {
            Scope::Member(me, at) => {
                sqlx::query_scalar!(
                    r#"SELECT count(*) AS "new!: i64" FROM (
                        SELECT 1 AS one FROM post WHERE parent IS NULL AND state = 'published'
                            AND published_at > $1 AND author <> $2
                            AND (body IS NULL OR body IN (SELECT s.body FROM seat s WHERE s.person = $2 AND s.starts_at <= $4
                                AND s.over_at > $4))
                        LIMIT $3
                    ) AS newer"#,
                    since as Moment,
                    me as PersonId,
                    limit,
                    at as Moment
                )
                .fetch_one(self.db())
                .await
            }
            Scope::Everybody => {
                sqlx::query_scalar!(
                    r#"SELECT count(*) AS "new!: i64" FROM (
                        SELECT 1 AS one FROM post WHERE parent IS NULL AND state = 'published'
                            AND audience = 'everybody' AND published_at > $1 LIMIT $2
                    ) AS newer"#,
                    since as Moment,
                    limit
                )
                .fetch_one(self.db())
                .await
            }
        }
        .map_err(fault)
    }

    async fn replies(
        &mut self,
        scope: Scope,
        root: PostId,
        after: Option<Before>,
        limit: i64,
    ) -> Result<Vec<PostView>, Fault> {
        let after = after.unwrap_or(OLDEST);
        let rows = views!(
            scope,
            "WHERE p.root = $3 AND p.parent IS NOT NULL AND p.was_out
                AND p.state IN ('published', 'deleted', 'removed')
                AND (p.audience = 'everybody' OR (p.audience = 'section' AND $1 IS NOT NULL)
                    OR p.body IN (SELECT s.body FROM seat s WHERE s.person = $1 AND s.starts_at <= $2 AND s.over_at > $2))
                AND (p.written_at, p.id) > ($4, $5)
            ORDER BY p.written_at, p.id LIMIT $6",
            root as PostId,
            after.at as Moment,
            after.id as PostId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        with_pictures(self.db(), rows).await
    }

    async fn revisions(&mut self, id: PostId, limit: i64) -> Result<Vec<Revision>, Fault> {
        sqlx::query_as!(
            Revision,
            r#"SELECT title AS "title?: Title", html AS "html!", written_at AS "written_at!: Moment"
            FROM post_revision WHERE post = $1 ORDER BY number LIMIT $2"#,
            id as PostId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn proposals(&mut self, author: Option<PersonId>, limit: i64) -> Result<Vec<PostView>, Fault> {
        // A proposal is for everybody, and has no replies and no reactions yet.
        let scope = author.map_or(Scope::Everybody, |author| Scope::Member(author, Moment(0)));
        let rows = match author {
            None => {
                views!(scope, "WHERE p.state = 'proposed' ORDER BY p.written_at, p.id LIMIT $3", limit)
                    .fetch_all(self.db())
                    .await
            }
            Some(author) => {
                views!(
                    scope,
                    "WHERE p.state = 'proposed' AND p.author = $3 ORDER BY p.written_at, p.id LIMIT $4",
                    author as PersonId,
                    limit
                )
                .fetch_all(self.db())
                .await
            }
        }
        .map_err(fault)?;
        with_pictures(self.db(), rows).await
    }

    async fn picture(&mut self, id: PictureId) -> Result<Option<(PictureRef, Vec<u8>, PostId)>, Fault> {
        let row = sqlx::query!(
            r#"SELECT p.post AS "post!: PostId", p.alt AS "alt!: AltText", p.width AS "width!: i32",
                p.height AS "height!: i32", p.media_type AS "media_type!", b.bytes AS "bytes!"
            FROM picture p JOIN picture_bytes b ON b.picture = p.id WHERE p.id = $1"#,
            id as PictureId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        Ok(row.map(|row| {
            let picture = PictureRef {
                id,
                alt: row.alt,
                width: row.width,
                height: row.height,
                media_type: row.media_type,
            };
            (picture, row.bytes, row.post)
        }))
    }

    async fn post_once(&mut self, author: PersonId, once: Uuid) -> Result<Option<PostId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: PostId" FROM post WHERE author = $1 AND once = $2"#,
            author as PersonId,
            once
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn follower_hosts(&mut self, limit: i64) -> Result<Vec<String>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT DISTINCT a.delivery_host AS "host!" FROM follower f JOIN remote_actor a ON a.id = f.actor
            WHERE f.state = 'accepted' ORDER BY a.delivery_host LIMIT $1"#,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn public_counts(&mut self, id: PostId) -> Result<(i64, i64), Fault> {
        let row = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM reaction u WHERE u.post = p.id) AS "useful!: i64",
                CASE WHEN p.parent IS NULL
                    THEN (SELECT count(*) FROM post r WHERE r.root = p.id AND r.parent IS NOT NULL
                        AND r.state = 'published' AND r.audience IN ('everybody', p.audience))
                    ELSE (SELECT count(*) FROM post r WHERE r.parent = p.id
                        AND r.state = 'published' AND r.audience IN ('everybody', p.audience))
                END AS "replies!: i64"
            FROM post p WHERE p.id = $1"#,
            id as PostId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        Ok(row.map_or((0, 0), |row| (row.useful, row.replies)))
    }
}
