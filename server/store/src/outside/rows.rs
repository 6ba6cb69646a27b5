//! The rows of what came from outside: one list of columns each, and how they are read.

use preau_core::error::Fault;
use preau_core::id::{ActivityId, NetworkPostId, OutsideId, PersonId, PostId, ReportId};
use preau_core::outside::{
    Cleaned, Followed, FollowedState, NetworkPost, OutsideByline, OutsideKind, OutsidePost, OutsideState,
    Report, ReportState, ShownAs,
};
use preau_core::world::Moment;

use crate::network::address;

/// Selects [`OutsideRow`]s `o`; the second text says which.
macro_rules! outside_posts {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            $crate::outside::rows::OutsideRow,
            r#"SELECT o.id AS "id!: OutsideId", o.kind AS "kind!: OutsideKind", o.state AS "state!: OutsideState",
                o.uri AS "uri!", o.object_type AS "object_type!", o.actor AS "actor!", o.name AS "name!",
                o.handle AS "handle!", o.host AS "host!", o.url AS "url?", o.title AS "title?",
                o.warning AS "warning?", o.html AS "html!", o.summary AS "summary!",
                o.attachments AS "attachments!: i32", o.post AS "post?: PostId", o.root AS "root?: PostId",
                o.parent AS "parent?", o.published_at AS "published_at!: Moment",
                o.updated_at AS "updated_at?: Moment", o.came_at AS "came_at!: Moment",
                o.decided_by AS "decided_by?: PersonId", o.decided_at AS "decided_at?: Moment"
            FROM outside_post o "# + $rest,
            $($arg)+
        )
    };
}
pub(crate) use outside_posts;

/// Selects [`preau_core::outside::OutsideLetter`]s; the second text says which.
macro_rules! letters {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            preau_core::outside::OutsideLetter,
            r#"SELECT id AS "id!: LetterId", outside AS "outside!: OutsideId", person AS "by!: PersonId",
                source AS "source!", html AS "html!", written_at AS "written_at!: Moment"
            FROM outside_letter "# + $rest,
            $($arg)+
        )
    };
}
pub(crate) use letters;

/// Selects [`FollowedRow`]s; the second text says which.
macro_rules! followed_accounts {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            $crate::outside::rows::FollowedRow,
            r#"SELECT f.actor AS "actor!", a.name AS "name!", a.handle AS "handle!",
                f.follow AS "follow!: ActivityId", f.state AS "state!: FollowedState",
                f.since AS "since!: Moment"
            FROM followed_account f JOIN remote_actor a ON a.id = f.actor "# + $rest,
            $($arg)+
        )
    };
}
pub(crate) use followed_accounts;

/// Selects [`NetworkRow`]s `n`; the second text says which.
macro_rules! network_posts {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            $crate::outside::rows::NetworkRow,
            r#"SELECT n.id AS "id!: NetworkPostId", n.uri AS "uri!", n.object_type AS "object_type!",
                n.actor AS "actor!", n.name AS "name!", n.handle AS "handle!", n.host AS "host!",
                n.url AS "url?", n.title AS "title?", n.warning AS "warning?", n.html AS "html!",
                n.summary AS "summary!", n.attachments AS "attachments!: i32", n.via AS "via!",
                n.shared_as AS "shared_as?", a.name AS "via_name!", a.handle AS "via_handle!",
                n.published_at AS "published_at!: Moment", n.updated_at AS "updated_at?: Moment",
                n.came_at AS "came_at!: Moment"
            FROM network_post n JOIN remote_actor a ON a.id = n.via "# + $rest,
            $($arg)+
        )
    };
}
pub(crate) use network_posts;

/// Selects [`ReportRow`]s; the second text says which.
macro_rules! reports {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            $crate::outside::rows::ReportRow,
            r#"SELECT id AS "id!: ReportId", state AS "state!: ReportState", actor AS "actor!", host AS "host!",
                note AS "note!", objects AS "objects!", post AS "post?: PostId", made_at AS "made_at!: Moment",
                person AS "by?: PersonId", settled_at AS "settled_at?: Moment"
            FROM report "# + $rest,
            $($arg)+
        )
    };
}
pub(crate) use reports;

/// What an [`OutsideRow`] or [`NetworkRow`] shows, with its addresses read.
macro_rules! shown {
    ($row:expr) => {
        ShownAs {
            uri: address(&$row.uri)?,
            object_type: $row.object_type,
            author: OutsideByline {
                actor: address(&$row.actor)?,
                name: $row.name,
                handle: $row.handle,
                host: $row.host,
            },
            url: $row.url.as_deref().map(address).transpose()?,
            text: Cleaned {
                title: $row.title,
                warning: $row.warning,
                html: $row.html,
                summary: $row.summary,
            },
            attachments: $row.attachments,
            published_at: $row.published_at,
            updated_at: $row.updated_at,
        }
    };
}

/// What [`outside_posts`] selects.
pub(crate) struct OutsideRow {
    pub(crate) id: OutsideId,
    pub(crate) kind: OutsideKind,
    pub(crate) state: OutsideState,
    pub(crate) uri: String,
    pub(crate) object_type: String,
    pub(crate) actor: String,
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) host: String,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) warning: Option<String>,
    pub(crate) html: String,
    pub(crate) summary: String,
    pub(crate) attachments: i32,
    pub(crate) post: Option<PostId>,
    pub(crate) root: Option<PostId>,
    pub(crate) parent: Option<String>,
    pub(crate) published_at: Moment,
    pub(crate) updated_at: Option<Moment>,
    pub(crate) came_at: Moment,
    pub(crate) decided_by: Option<PersonId>,
    pub(crate) decided_at: Option<Moment>,
}

impl OutsideRow {
    /// With its addresses read.
    pub(crate) fn read(self) -> Result<OutsidePost, Fault> {
        Ok(OutsidePost {
            id: self.id,
            kind: self.kind,
            state: self.state,
            shown: shown!(self),
            post: self.post,
            root: self.root,
            parent: self.parent.as_deref().map(address).transpose()?,
            came_at: self.came_at,
            decided_by: self.decided_by,
            decided_at: self.decided_at,
        })
    }
}

/// What [`followed_accounts`] selects.
pub(crate) struct FollowedRow {
    pub(crate) actor: String,
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) follow: ActivityId,
    pub(crate) state: FollowedState,
    pub(crate) since: Moment,
}

impl FollowedRow {
    /// With its address read.
    pub(crate) fn read(self) -> Result<Followed, Fault> {
        Ok(Followed {
            byline: byline(&self.actor, self.name, self.handle)?,
            follow: self.follow,
            state: self.state,
            since: self.since,
        })
    }
}

/// What [`network_posts`] selects.
pub(crate) struct NetworkRow {
    pub(crate) id: NetworkPostId,
    pub(crate) uri: String,
    pub(crate) object_type: String,
    pub(crate) actor: String,
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) host: String,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) warning: Option<String>,
    pub(crate) html: String,
    pub(crate) summary: String,
    pub(crate) attachments: i32,
    pub(crate) via: String,
    pub(crate) shared_as: Option<String>,
    pub(crate) via_name: String,
    pub(crate) via_handle: String,
    pub(crate) published_at: Moment,
    pub(crate) updated_at: Option<Moment>,
    pub(crate) came_at: Moment,
}

impl NetworkRow {
    /// With its addresses read.
    pub(crate) fn read(self) -> Result<NetworkPost, Fault> {
        let shared_as = self.shared_as.as_deref().map(address).transpose()?;
        let sharer = byline(&self.via, self.via_name, self.via_handle)?;
        Ok(NetworkPost {
            id: self.id,
            shown: shown!(self),
            via: sharer.actor.clone(),
            shared_by: shared_as.as_ref().map(|_| sharer),
            shared_as,
            came_at: self.came_at,
        })
    }
}

/// What [`reports`] selects.
pub(crate) struct ReportRow {
    pub(crate) id: ReportId,
    pub(crate) state: ReportState,
    pub(crate) actor: String,
    pub(crate) host: String,
    pub(crate) note: String,
    pub(crate) objects: String,
    pub(crate) post: Option<PostId>,
    pub(crate) made_at: Moment,
    pub(crate) by: Option<PersonId>,
    pub(crate) settled_at: Option<Moment>,
}

impl ReportRow {
    /// With its addresses read.
    pub(crate) fn read(self) -> Result<Report, Fault> {
        let objects: Vec<String> = serde_json::from_str(&self.objects)
            .map_err(|cause| Fault::other("reading a stored report", cause))?;
        Ok(Report {
            id: self.id,
            state: self.state,
            actor: address(&self.actor)?,
            host: self.host,
            note: self.note,
            objects: objects.iter().map(|object| address(object)).collect::<Result<_, _>>()?,
            post: self.post,
            made_at: self.made_at,
            by: self.by,
            settled_at: self.settled_at,
        })
    }
}

/// A byline of columns.
fn byline(actor: &str, name: String, handle: String) -> Result<OutsideByline, Fault> {
    let actor = address(actor)?;
    Ok(OutsideByline { host: OutsideByline::host_of(&actor), name, handle, actor })
}
