//! Other servers: followers, health, keys, and what comes in and goes out.

mod write;

use async_trait::async_trait;
use preau_core::audience::{Audience, Reach};
use preau_core::error::Fault;
use preau_core::id::{ActivityId, BodyId, OutsideId, PersonId, PictureId, PostId};
use preau_core::peer::{FollowState, Follower, Incoming, KeyOwner, KeyPair, Outgoing, Peer, RemoteActor};
use preau_core::post::{Before, PictureRef, Post, PostState, Signature};
use preau_core::store::ReadNetwork;
use preau_core::text::{AltText, Title};
use preau_core::world::Moment;
use url::Url;

use crate::posts::NEWEST;
use crate::posts::view::{Cells, audience, posts};
use crate::{Conn, fault};

/// Selects [`ActorRow`]s; the second text says which.
macro_rules! actors {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            ActorRow,
            r#"SELECT id AS "id!", kind AS "kind!", handle AS "handle!", name AS "name!", inbox AS "inbox!",
                shared_inbox AS "shared_inbox?", key_id AS "key_id!", key_pem AS "key_pem!",
                proof_key AS "proof_key?", fetched_at AS "fetched_at!: Moment"
            FROM remote_actor "# + $rest,
            $($arg)+
        )
    };
}

/// Selects [`FollowerRow`]s; the second text says which.
macro_rules! followers {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            FollowerRow,
            r#"SELECT a.id AS "id!", a.kind AS "kind!", a.handle AS "handle!", a.name AS "name!",
                a.inbox AS "inbox!", a.shared_inbox AS "shared_inbox?", a.key_id AS "key_id!",
                a.key_pem AS "key_pem!", a.proof_key AS "proof_key?", a.fetched_at AS "fetched_at!: Moment", f.follow AS "follow!",
                f.state AS "state!: FollowState", f.since AS "since!: Moment"
            FROM follower f JOIN remote_actor a ON a.id = f.actor "# + $rest,
            $($arg)+
        )
    };
}

#[async_trait]
impl ReadNetwork for Conn {
    async fn remote_actor(&mut self, id: &Url) -> Result<Option<RemoteActor>, Fault> {
        let row = actors!("WHERE id = $1", id.as_str()).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(ActorRow::actor).transpose()
    }

    async fn remote_actor_by_key(&mut self, key_id: &str) -> Result<Option<RemoteActor>, Fault> {
        // A key belongs to one actor; should two claim it, the one that was asked last holds.
        let row = actors!("WHERE key_id = $1 ORDER BY fetched_at DESC, id LIMIT 1", key_id)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(ActorRow::actor).transpose()
    }

    async fn follower(&mut self, actor: &Url) -> Result<Option<Follower>, Fault> {
        let row = followers!("WHERE f.actor = $1", actor.as_str())
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(FollowerRow::follower).transpose()
    }

    async fn followers(&mut self, state: FollowState, limit: i64) -> Result<Vec<Follower>, Fault> {
        let rows = followers!(
            "WHERE f.state = $1 ORDER BY f.since DESC, f.actor LIMIT $2",
            state as FollowState,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(FollowerRow::follower).collect()
    }

    async fn follower_inboxes(&mut self, after: Option<&str>, limit: i64) -> Result<Vec<Url>, Fault> {
        let rows = sqlx::query_scalar!(
            r#"SELECT DISTINCT a.delivery_inbox AS "inbox!" FROM follower f JOIN remote_actor a ON a.id = f.actor
            WHERE f.state = 'accepted' AND a.delivery_inbox > $1 ORDER BY a.delivery_inbox LIMIT $2"#,
            after.unwrap_or_default(),
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.iter().map(|inbox| address(inbox)).collect()
    }

    async fn inbox_follows(&mut self, inbox: &Url) -> Result<bool, Fault> {
        sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM remote_actor a JOIN follower f ON f.actor = a.id
                WHERE a.delivery_inbox = $1 AND f.state = 'accepted') AS "follows!: bool""#,
            inbox.as_str()
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn peer(&mut self, host: &str) -> Result<Option<Peer>, Fault> {
        sqlx::query_as!(
            Peer,
            r#"SELECT host AS "host!", failures AS "failures!: i32", open_until AS "open_until?: Moment",
                last_ok_at AS "last_ok_at?: Moment", last_failure_at AS "last_failure_at?: Moment"
            FROM peer WHERE host = $1"#,
            host
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn peers(&mut self, limit: i64) -> Result<Vec<Peer>, Fault> {
        sqlx::query_as!(
            Peer,
            r#"SELECT host AS "host!", failures AS "failures!: i32", open_until AS "open_until?: Moment",
                last_ok_at AS "last_ok_at?: Moment", last_failure_at AS "last_failure_at?: Moment"
            FROM peer ORDER BY host LIMIT $1"#,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn key_pair(&mut self, owner: KeyOwner) -> Result<Option<KeyPair>, Fault> {
        sqlx::query_as!(
            KeyPair,
            r#"SELECT private_pem AS "private_pem!", public_pem AS "public_pem!" FROM key_pair WHERE owner = $1"#,
            owner.column()
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn outgoing(&mut self, id: ActivityId) -> Result<Option<Outgoing>, Fault> {
        // Emptied with the post it carried: for whoever asks it is gone.
        let row = sqlx::query!(
            r#"SELECT signer AS "signer!", json AS "json!", public AS "public!: bool", made_at AS "at!: Moment"
            FROM outgoing WHERE id = $1 AND json <> ''"#,
            id as ActivityId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(|row| {
            let signer =
                KeyOwner::parse(&row.signer).ok_or(Fault::Broken("a stored signer is one of ours"))?;
            Ok(Outgoing { id, signer, json: row.json, public: row.public, at: row.at })
        })
        .transpose()
    }

    async fn incoming(&mut self, id: &str) -> Result<Option<Incoming>, Fault> {
        let row = sqlx::query!(
            r#"SELECT id AS "id!", actor AS "actor!", body AS "body!", came_at AS "at!: Moment"
            FROM incoming WHERE id = $1 AND body IS NOT NULL"#,
            id
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(|row| Ok(Incoming { id: row.id, actor: address(&row.actor)?, body: row.body, at: row.at }))
            .transpose()
    }

    async fn public_posts(&mut self, before: Option<Before>, limit: i64) -> Result<Vec<Post>, Fault> {
        let before = before.unwrap_or(NEWEST);
        let cells = posts!(
            "WHERE p.parent IS NULL AND p.state = 'published' AND p.audience = 'everybody'
                AND (p.published_at, p.id) < ($1, $2)
            ORDER BY p.published_at DESC, p.id DESC LIMIT $3",
            before.at as Moment,
            before.id as PostId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        cells.into_iter().map(Cells::post).collect()
    }

    async fn has_public_voice(&mut self, person: PersonId) -> Result<bool, Fault> {
        sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM post WHERE author = $1 AND audience = 'everybody'
                AND state = 'published' AND signature = 'author') AS "voice!: bool""#,
            person as PersonId
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn pictures_of(&mut self, post: PostId) -> Result<Vec<PictureRef>, Fault> {
        sqlx::query_as!(
            PictureRef,
            r#"SELECT id AS "id!: PictureId", alt AS "alt!: AltText", width AS "width!: i32",
                height AS "height!: i32", media_type AS "media_type!"
            FROM picture WHERE post = $1 ORDER BY position"#,
            post as PostId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn was_announced(&mut self, post: PostId) -> Result<bool, Fault> {
        sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM outgoing WHERE post = $1) AS "announced!: bool""#,
            post as PostId
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn ignored_counts(&mut self, limit: i64) -> Result<Vec<(String, i64)>, Fault> {
        let rows = sqlx::query!(
            r#"SELECT kind AS "kind!", times AS "times!: i64" FROM ignored ORDER BY times DESC, kind LIMIT $1"#,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(rows.into_iter().map(|row| (row.kind, row.times)).collect())
    }

    async fn post_audience(&mut self, id: PostId) -> Result<Option<(Audience, PostState)>, Fault> {
        let row = sqlx::query!(
            r#"SELECT audience AS "reach!: Reach", body AS "body?: BodyId", state AS "state!: PostState"
            FROM post WHERE id = $1"#,
            id as PostId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(|row| Ok((audience(row.reach, row.body)?, row.state))).transpose()
    }
}

/// What [`actors`] selects.
pub(crate) struct ActorRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) inbox: String,
    pub(crate) shared_inbox: Option<String>,
    pub(crate) key_id: String,
    pub(crate) key_pem: String,
    pub(crate) proof_key: Option<String>,
    pub(crate) fetched_at: Moment,
}

impl ActorRow {
    /// With its addresses read.
    pub(crate) fn actor(self) -> Result<RemoteActor, Fault> {
        Ok(RemoteActor {
            id: address(&self.id)?,
            kind: self.kind,
            handle: self.handle,
            name: self.name,
            inbox: address(&self.inbox)?,
            shared_inbox: self.shared_inbox.as_deref().map(address).transpose()?,
            key_id: address(&self.key_id)?,
            key_pem: self.key_pem,
            proof_key: self.proof_key,
            fetched_at: self.fetched_at,
        })
    }
}

/// What [`followers`] selects.
struct FollowerRow {
    id: String,
    kind: String,
    handle: String,
    name: String,
    inbox: String,
    shared_inbox: Option<String>,
    key_id: String,
    key_pem: String,
    proof_key: Option<String>,
    fetched_at: Moment,
    follow: String,
    state: FollowState,
    since: Moment,
}

impl FollowerRow {
    /// With its addresses read.
    fn follower(self) -> Result<Follower, Fault> {
        let actor = ActorRow {
            id: self.id,
            kind: self.kind,
            handle: self.handle,
            name: self.name,
            inbox: self.inbox,
            shared_inbox: self.shared_inbox,
            key_id: self.key_id,
            key_pem: self.key_pem,
            proof_key: self.proof_key,
            fetched_at: self.fetched_at,
        };
        Ok(Follower { actor: actor.actor()?, follow: self.follow, state: self.state, at: self.since })
    }
}

/// A stored address; only parsed ones are ever stored.
pub(crate) fn address(text: &str) -> Result<Url, Fault> {
    Url::parse(text).map_err(|cause| Fault::other("reading a stored address", cause))
}
