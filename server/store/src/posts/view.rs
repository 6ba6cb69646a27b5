//! The rows of posts: one list of columns, what a page shows beside them, and their pictures.
//!
//! For members the queries are handed their own id (`$1`) and the moment at which a mandate must hold (`$2`): what is for a
//! body is read by those who sit in it then.

use std::collections::HashMap;

use preau_core::audience::{Audience, Reach};
use preau_core::error::Fault;
use preau_core::id::{BodyId, OutsideId, PersonId, PictureId, PostId};
use preau_core::person::Byline;
use preau_core::post::{PictureRef, Post, PostState, PostView, Signature};
use preau_core::text::{AltText, Handle, PersonName, ShortText, Title, UnitName};
use preau_core::world::Moment;

use crate::{DbConnection, dialect, fault};

/// Selects rows of posts `p`: the columns of a [`Post`], with the name of its body and what else is wanted beside them.
macro_rules! columns {
    ($row:ty, $body_name:tt, $beside:tt, $rest:tt $(, $($arg:tt)+)?) => {
        sqlx::query_as!(
            $row,
            r#"SELECT p.id AS "id!: PostId", p.author AS "author!: PersonId", p.parent AS "parent?: PostId",
                p.root AS "root!: PostId", p.audience AS "reach!: preau_core::audience::Reach",
                p.body AS "body?: preau_core::id::BodyId","# + $body_name + r#"
                p.signature AS "signature!: Signature", p.state AS "state!: PostState",
                p.title AS "title?: Title", p.source AS "source!", p.html AS "html!", p.summary AS "summary!",
                p.written_at AS "written_at!: Moment", p.published_at AS "published_at!: Moment",
                p.edited_at AS "edited_at?: Moment", p.edits AS "edits!: i32",
                p.answers AS "answers?: OutsideId""# + $beside + $rest
            $(, $($arg)+)?
        )
    };
}
pub(crate) use columns;

/// Selects [`Cells`] of posts `p`; the text says which.
macro_rules! posts {
    ($rest:tt $(, $($arg:tt)+)?) => {
        $crate::posts::view::columns!(
            $crate::posts::view::Cells,
            "",
            "
            FROM post p ",
            $rest
            $(, $($arg)+)?
        )
    };
}
pub(crate) use posts;

/// Selects [`PostRow`]s for a viewer (`$1`, who is nobody of the section where it is NULL) at a moment (`$2`).
///
/// Under a top post the whole discussion is counted, under a reply its own answers: only what is out, and
/// for each viewer only what they can read, so that a number never tells of anything else.
/// `mine` is counted, not asked with EXISTS: PostgreSQL would read all reactions of the viewer for that.
macro_rules! views {
    ($scope:expr, $rest:tt $(, $($arg:tt)+)?) => {
        $crate::posts::view::columns!(
            $crate::posts::view::PostRow,
            r#" b.name AS "body_name?: preau_core::text::UnitName","#,
            r#", p.likes AS "likes!: i64", p.shares AS "shares!: i64",
                a.name AS "author_name!: PersonName", a.handle AS "author_handle!: Handle",
                a.title AS "author_title?: ShortText", a.standing = 'ended' AS "author_ended!: bool",
                (SELECT count(*) FROM reaction m WHERE m.post = p.id AND m.person = $1) > 0 AS "mine!: bool",
                (SELECT count(*) FROM reaction u WHERE u.post = p.id) AS "useful!: i64",
                CASE WHEN p.parent IS NULL
                    THEN (SELECT count(*) FROM post r WHERE r.root = p.id AND r.parent IS NOT NULL
                        AND r.state = 'published' AND (r.audience = 'everybody'
                            OR (r.audience = 'section' AND $1 IS NOT NULL)
                            OR r.body IN (SELECT s.body FROM seat s WHERE s.person = $1 AND s.starts_at <= $2 AND s.over_at > $2)))
                    ELSE (SELECT count(*) FROM post r WHERE r.parent = p.id
                        AND r.state = 'published' AND (r.audience = 'everybody'
                            OR (r.audience = 'section' AND $1 IS NOT NULL)
                            OR r.body IN (SELECT s.body FROM seat s WHERE s.person = $1 AND s.starts_at <= $2 AND s.over_at > $2)))
                END AS "replies!: i64"
            FROM post p JOIN person a ON a.id = p.author LEFT JOIN body b ON b.id = p.body "#,
            $rest,
            $scope.member() as Option<PersonId>,
            $scope.at() as Moment
            $(, $($arg)+)?
        )
    };
}
pub(crate) use views;

/// The audience of two columns.
pub(crate) fn audience(reach: Reach, body: Option<BodyId>) -> Result<Audience, Fault> {
    Audience::stored(reach, body).ok_or(Fault::Broken("a stored audience has a body where it is for one"))
}

/// What [`posts`] selects.
pub(crate) struct Cells {
    pub(crate) id: PostId,
    pub(crate) author: PersonId,
    pub(crate) parent: Option<PostId>,
    pub(crate) root: PostId,
    pub(crate) reach: Reach,
    pub(crate) body: Option<BodyId>,
    pub(crate) signature: Signature,
    pub(crate) state: PostState,
    pub(crate) title: Option<Title>,
    pub(crate) source: String,
    pub(crate) html: String,
    pub(crate) summary: String,
    pub(crate) written_at: Moment,
    pub(crate) published_at: Moment,
    pub(crate) edited_at: Option<Moment>,
    pub(crate) edits: i32,
    pub(crate) answers: Option<OutsideId>,
}

impl Cells {
    /// The post.
    pub(crate) fn post(self) -> Result<Post, Fault> {
        Ok(Post {
            id: self.id,
            author: self.author,
            parent: self.parent,
            root: self.root,
            audience: audience(self.reach, self.body)?,
            signature: self.signature,
            state: self.state,
            title: self.title,
            source: self.source,
            html: self.html,
            summary: self.summary,
            written_at: self.written_at,
            published_at: self.published_at,
            edited_at: self.edited_at,
            edits: self.edits,
            answers: self.answers,
        })
    }
}

/// What [`views`] selects.
pub(crate) struct PostRow {
    pub(crate) id: PostId,
    pub(crate) author: PersonId,
    pub(crate) parent: Option<PostId>,
    pub(crate) root: PostId,
    pub(crate) reach: Reach,
    pub(crate) body: Option<BodyId>,
    pub(crate) body_name: Option<UnitName>,
    pub(crate) signature: Signature,
    pub(crate) state: PostState,
    pub(crate) title: Option<Title>,
    pub(crate) source: String,
    pub(crate) html: String,
    pub(crate) summary: String,
    pub(crate) written_at: Moment,
    pub(crate) published_at: Moment,
    pub(crate) edited_at: Option<Moment>,
    pub(crate) edits: i32,
    pub(crate) answers: Option<OutsideId>,
    pub(crate) likes: i64,
    pub(crate) shares: i64,
    pub(crate) author_name: PersonName,
    pub(crate) author_handle: Handle,
    pub(crate) author_title: Option<ShortText>,
    pub(crate) author_ended: bool,
    pub(crate) mine: bool,
    pub(crate) useful: i64,
    pub(crate) replies: i64,
}

/// A picture and the post it stands on, as the dialects find them for the posts of a page.
pub(crate) struct PictureRow {
    pub(crate) post: PostId,
    pub(crate) id: PictureId,
    pub(crate) alt: AltText,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) media_type: String,
}

/// The rows of a page with their pictures, which one more statement finds for all of them.
pub(crate) async fn with_pictures(db: &mut DbConnection, rows: Vec<PostRow>) -> Result<Vec<PostView>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PostId> = rows.iter().map(|row| row.id).collect();
    let mut pictures: HashMap<PostId, Vec<PictureRef>> = HashMap::new();
    for row in dialect::pictures_of_all(db, &ids).await.map_err(fault)? {
        pictures.entry(row.post).or_default().push(PictureRef {
            id: row.id,
            alt: row.alt,
            width: row.width,
            height: row.height,
            media_type: row.media_type,
        });
    }
    rows.into_iter().map(|row| view(row, &mut pictures)).collect()
}

/// One row as the pages want it.
fn view(row: PostRow, pictures: &mut HashMap<PostId, Vec<PictureRef>>) -> Result<PostView, Fault> {
    Ok(PostView {
        author: Byline {
            id: row.author,
            name: row.author_name,
            handle: row.author_handle,
            title: row.author_title,
            ended: row.author_ended,
        },
        replies: row.replies,
        useful: row.useful,
        mine: row.mine,
        likes: row.likes,
        shares: row.shares,
        pictures: pictures.remove(&row.id).unwrap_or_default(),
        body: row.body_name,
        post: Post {
            id: row.id,
            author: row.author,
            parent: row.parent,
            root: row.root,
            audience: audience(row.reach, row.body)?,
            signature: row.signature,
            state: row.state,
            title: row.title,
            source: row.source,
            html: row.html,
            summary: row.summary,
            written_at: row.written_at,
            published_at: row.published_at,
            edited_at: row.edited_at,
            edits: row.edits,
            answers: row.answers,
        },
    })
}
