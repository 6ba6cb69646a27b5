//! Links between sections, the codes that begin them, and the keys of proofs.

use async_trait::async_trait;
use preau_core::action::network::host_and_port;
use preau_core::error::Fault;
use preau_core::id::{LinkCodeId, PersonId};
use preau_core::link::{LINK_CODES_MAX, LINKS_MAX, LinkCode, LinkKind, LinkState, LinkView, LinkedSection};
use preau_core::peer::{KeyOwner, ProofKey};
use preau_core::store::{ReadLinks, WriteLinks};
use preau_core::text::folded;
use preau_core::world::{Moment, TokenHash};
use url::Url;

use crate::network::ActorRow;
use crate::{Conn, fault};

/// A section that writes all day long is noted once in a while: the page shows days, and a note is a write.
const CONTACT_STEP: i64 = 10 * Moment::MINUTE;
/// How long a link is remembered that came to nothing or ended: as long as anything of it may still come in.
const ENDED_KEPT: i64 = 90 * Moment::DAY;
/// Rows that one purge deletes of one table.
const PURGE_MAX: i64 = 1000;

/// Selects [`LinkRow`]s, with the groups in common counted (`$1`) or not; the second text says which.
///
/// Groups in common: those that the other section hosts with people of ours, and ours with people of theirs.
macro_rules! links {
    ($count:literal, $rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            LinkRow,
            r#"SELECT a.id AS "id!", a.kind AS "actor_kind!", a.handle AS "handle!", a.name AS "name!",
                a.inbox AS "inbox!", a.shared_inbox AS "shared_inbox?", a.key_id AS "key_id!",
                a.key_pem AS "key_pem!", a.proof_key AS "proof_key?", a.fetched_at AS "fetched_at!: Moment",
                l.kind AS "kind!: LinkKind", l.state AS "state!: LinkState", l.offer AS "offer!",
                l.ours AS "ours!: bool", l.since AS "since!: Moment", l.contact AS "contact?: Moment",
                COALESCE(p.failures, 0) AS "failures!: i32", p.last_ok_at AS "last_ok_at?: Moment",
                CASE WHEN $1 THEN
                    (SELECT count(*) FROM grp g WHERE g.host = l.actor AND g.state = 'live'
                        AND EXISTS (SELECT 1 FROM grp_member m WHERE m.grp = g.id AND m.state = 'active'
                            AND m.person IS NOT NULL))
                    + (SELECT count(DISTINCT m.grp) FROM grp_member m JOIN grp g ON g.id = m.grp
                        WHERE m.host = l.host AND m.state = 'active' AND g.hosted AND g.state = 'live')
                    ELSE 0 END AS "groups_in_common!: i64"
            FROM linked_section l JOIN remote_actor a ON a.id = l.actor LEFT JOIN peer p ON p.host = l.host "#
                + $rest,
            $count,
            $($arg)+
        )
    };
}

/// Selects [`LinkCode`]s; the second text says which.
macro_rules! codes {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            LinkCode,
            r#"SELECT id AS "id!: LinkCodeId", hash AS "hash!: TokenHash", made_by AS "made_by!: PersonId",
                made_at AS "made_at!: Moment", expires_at AS "expires_at!: Moment"
            FROM link_code "# + $rest,
            $($arg)+
        )
    };
}

#[async_trait]
impl ReadLinks for Conn {
    async fn linked_section(&mut self, actor: &Url) -> Result<Option<LinkedSection>, Fault> {
        let row = links!(false, "WHERE l.actor = $2", actor.as_str())
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        Ok(row.map(LinkRow::view).transpose()?.map(|view| view.section))
    }

    async fn linked_host(&mut self, host: &str) -> Result<Option<LinkedSection>, Fault> {
        let row =
            links!(false, "WHERE l.host = $2 AND l.state = 'linked' ORDER BY l.since, l.actor LIMIT 1", host)
                .fetch_optional(self.db())
                .await
                .map_err(fault)?;
        Ok(row.map(LinkRow::view).transpose()?.map(|view| view.section))
    }

    async fn linked_sections(&mut self, states: &[LinkState]) -> Result<Vec<LinkView>, Fault> {
        // Five parameters for the five states; a shorter list leaves the others empty.
        let state = |n: usize| states.get(n).map(|state| state.as_str());
        let rows = links!(
            true,
            "WHERE l.state IN ($2, $3, $4, $5, $6) ORDER BY l.since DESC, l.actor LIMIT $7",
            state(0),
            state(1),
            state(2),
            state(3),
            state(4),
            LINKS_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        let mut views = rows.into_iter().map(LinkRow::view).collect::<Result<Vec<_>, _>>()?;
        views.sort_by_cached_key(|view| (folded(&view.section.actor.name), view.section.actor.id.clone()));
        Ok(views)
    }

    async fn link_code(&mut self, hash: &TokenHash, now: Moment) -> Result<Option<LinkCode>, Fault> {
        codes!("WHERE hash = $1 AND used_at IS NULL AND expires_at > $2", hash as &TokenHash, now as Moment)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }

    async fn link_codes(&mut self, now: Moment) -> Result<Vec<LinkCode>, Fault> {
        codes!(
            "WHERE used_at IS NULL AND expires_at > $1 ORDER BY made_at DESC, id LIMIT $2",
            now as Moment,
            LINK_CODES_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn proof_key(&mut self, owner: KeyOwner) -> Result<Option<ProofKey>, Fault> {
        sqlx::query_as!(
            ProofKey,
            r#"SELECT seed AS "seed!", public AS "public!" FROM proof_key WHERE owner = $1"#,
            owner.column()
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }
}

#[async_trait]
impl WriteLinks for Conn {
    async fn keep_link(&mut self, section: &LinkedSection) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO linked_section (actor, host, kind, state, offer, ours, since)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (actor) DO UPDATE SET host = excluded.host, kind = excluded.kind, state = excluded.state,
                offer = excluded.offer, ours = excluded.ours, since = excluded.since",
            section.actor.id.as_str(),
            host_and_port(&section.actor.id),
            section.kind as LinkKind,
            section.state as LinkState,
            section.offer,
            section.ours,
            section.since as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn note_contact(&mut self, host: &str, now: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE linked_section SET contact = $2
            WHERE host = $1 AND state = 'linked' AND (contact IS NULL OR contact < $3)",
            host,
            now as Moment,
            now.plus(-CONTACT_STEP) as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn insert_link_code(&mut self, code: &LinkCode) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO link_code (id, hash, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
            code.id as LinkCodeId,
            &code.hash as &TokenHash,
            code.made_by as PersonId,
            code.made_at as Moment,
            code.expires_at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn use_link_code(&mut self, id: LinkCodeId, now: Moment) -> Result<bool, Fault> {
        let used = sqlx::query!(
            "UPDATE link_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
            id as LinkCodeId,
            now as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(used.rows_affected() == 1)
    }

    async fn insert_proof_key(&mut self, owner: KeyOwner, key: &ProofKey, at: Moment) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "INSERT INTO proof_key (owner, seed, public, made_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (owner) DO NOTHING",
            owner.column(),
            key.seed,
            key.public,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(done.rows_affected() == 1)
    }
}

impl Conn {
    /// Deletes codes that nobody can use any more, and links that came to nothing or ended long ago. Returns how many
    /// rows.
    pub(crate) async fn purge_links(&mut self, now: Moment) -> Result<u64, Fault> {
        let codes = sqlx::query!(
            "DELETE FROM link_code WHERE id IN
                (SELECT past.id FROM link_code AS past WHERE past.expires_at <= $1 OR past.used_at IS NOT NULL LIMIT $2)",
            now as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let links = sqlx::query!(
            "DELETE FROM linked_section WHERE actor IN
                (SELECT past.actor FROM linked_section AS past
                WHERE past.state IN ('refused', 'ended') AND past.since <= $1 LIMIT $2)",
            now.plus(-ENDED_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(codes.rows_affected() + links.rows_affected())
    }
}

/// What [`links`] selects.
struct LinkRow {
    id: String,
    actor_kind: String,
    handle: String,
    name: String,
    inbox: String,
    shared_inbox: Option<String>,
    key_id: String,
    key_pem: String,
    proof_key: Option<String>,
    fetched_at: Moment,
    kind: LinkKind,
    state: LinkState,
    offer: String,
    ours: bool,
    since: Moment,
    contact: Option<Moment>,
    failures: i32,
    last_ok_at: Option<Moment>,
    groups_in_common: i64,
}

impl LinkRow {
    /// With its addresses read.
    fn view(self) -> Result<LinkView, Fault> {
        let actor = ActorRow {
            id: self.id,
            kind: self.actor_kind,
            handle: self.handle,
            name: self.name,
            inbox: self.inbox,
            shared_inbox: self.shared_inbox,
            key_id: self.key_id,
            key_pem: self.key_pem,
            proof_key: self.proof_key,
            fetched_at: self.fetched_at,
        };
        let section = LinkedSection {
            actor: actor.actor()?,
            kind: self.kind,
            state: self.state,
            offer: self.offer,
            ours: self.ours,
            since: self.since,
        };
        Ok(LinkView {
            section,
            failures: self.failures,
            // Never is earlier than any moment.
            last_contact: self.last_ok_at.max(self.contact),
            groups_in_common: self.groups_in_common,
        })
    }
}
