//! Reading people, their sessions and links, and the ways in.

mod write;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::id::{InvitationId, PersonId, RequestId, SessionId};
use preau_core::invitation::{Invitation, InvitationKind, JoinRequest, RequestState};
use preau_core::language::Language;
use preau_core::person::{PasswordHash, Person, Role, Standing};
use preau_core::session::{Link, LinkPurpose, Session};
use preau_core::store::ReadPeople;
use preau_core::text::{Handle, MailAddress, Note, PersonName, ShortText};
use preau_core::world::{Moment, TokenHash};

use crate::{Conn, fault};

/// The most sessions of one person that are looked through; `insert_session` keeps them far below.
const SESSIONS_LISTED: i64 = 1000;

/// Selects people; the tail is the rest of the statement, checked as a whole.
macro_rules! people {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Person,
            r#"SELECT id AS "id!: PersonId", handle AS "handle!: Handle", name AS "name!: PersonName",
                      title AS "title: ShortText", mail AS "mail: MailAddress", password AS "password: PasswordHash",
                      role AS "role!: Role", standing AS "standing!: Standing", language AS "language!: Language",
                      credentials_at AS "credentials_at!: Moment", feed_read_to AS "feed_read_to!: Moment",
                      joined_at AS "joined_at!: Moment"
               FROM person "# + $tail
            $(, $argument)*
        )
    };
}

/// Selects sessions.
macro_rules! sessions {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Session,
            r#"SELECT id AS "id!: SessionId", person AS "person!: PersonId", device AS "device!",
                      opened_at AS "opened_at!: Moment", seen_at AS "seen_at!: Moment",
                      expires_at AS "expires_at!: Moment"
               FROM session "# + $tail
            $(, $argument)*
        )
    };
}

/// Selects invitations.
macro_rules! invitations {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Invitation,
            r#"SELECT id AS "id!: InvitationId", kind AS "kind!: InvitationKind", hash AS "hash!: TokenHash", code,
                      mail AS "mail: MailAddress", name AS "name: PersonName", language AS "language!: Language",
                      places AS "places!: i32", used AS "used!: i32", made_by AS "made_by!: PersonId",
                      made_at AS "made_at!: Moment", expires_at AS "expires_at!: Moment",
                      revoked_at AS "revoked_at: Moment"
               FROM invitation "# + $tail
            $(, $argument)*
        )
    };
}

/// Selects requests to join.
macro_rules! requests {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            JoinRequest,
            r#"SELECT id AS "id!: RequestId", name AS "name!: PersonName", mail AS "mail!: MailAddress",
                      note AS "note: Note", language AS "language!: Language", state AS "state!: RequestState",
                      made_at AS "made_at!: Moment"
               FROM join_request "# + $tail
            $(, $argument)*
        )
    };
}

#[async_trait]
impl ReadPeople for Conn {
    async fn person(&mut self, id: PersonId) -> Result<Option<Person>, Fault> {
        people!("WHERE id = $1", id as PersonId).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn person_by_login(&mut self, login: &str) -> Result<Option<Person>, Fault> {
        // A handle holds no @ and a mail address always does, so that one text cannot be both.
        let login = login.trim().to_lowercase();
        // PostgreSQL takes no NUL in a text, and nobody is called so.
        if login.contains('\0') {
            return Ok(None);
        }
        people!("WHERE handle = $1 OR mail_folded = $1", login).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn people(&mut self, standings: &[Standing], limit: i64) -> Result<Vec<Person>, Fault> {
        // Four parameters for the four standings; a shorter list leaves the others empty.
        let standing = |n: usize| standings.get(n).map(|standing| standing.as_str());
        people!(
            "WHERE standing IN ($1, $2, $3, $4) ORDER BY name_folded, id LIMIT $5",
            standing(0),
            standing(1),
            standing(2),
            standing(3),
            limit,
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn members_count(&mut self) -> Result<i64, Fault> {
        sqlx::query_scalar!(r#"SELECT COUNT(*) AS "count!: i64" FROM person WHERE standing = 'active'"#)
            .fetch_one(self.db())
            .await
            .map_err(fault)
    }

    async fn administrators(&mut self) -> Result<Vec<PersonId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: PersonId" FROM person
               WHERE standing = 'active' AND role = 'administrator' ORDER BY name_folded, id"#
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn handle_free(&mut self, handle: &str) -> Result<bool, Fault> {
        let taken =
            sqlx::query_scalar!(r#"SELECT COUNT(*) AS "count!: i64" FROM person WHERE handle = $1"#, handle)
                .fetch_one(self.db())
                .await
                .map_err(fault)?;
        Ok(taken == 0)
    }

    async fn session(&mut self, hash: &TokenHash, now: Moment) -> Result<Option<(Person, Session)>, Fault> {
        let session = sessions!("WHERE hash = $1 AND expires_at > $2", hash as &TokenHash, now as Moment)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        let Some(session) = session else { return Ok(None) };
        let person =
            people!("WHERE id = $1 AND standing NOT IN ('suspended', 'ended')", session.person as PersonId,)
                .fetch_optional(self.db())
                .await
                .map_err(fault)?;
        Ok(person.map(|person| (person, session)))
    }

    async fn sessions(&mut self, person: PersonId, now: Moment) -> Result<Vec<Session>, Fault> {
        sessions!(
            "WHERE person = $1 AND expires_at > $2 ORDER BY seen_at DESC, opened_at DESC LIMIT $3",
            person as PersonId,
            now as Moment,
            SESSIONS_LISTED,
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn link(&mut self, hash: &TokenHash) -> Result<Option<Link>, Fault> {
        sqlx::query_as!(
            Link,
            r#"SELECT hash AS "hash!: TokenHash", purpose AS "purpose!: LinkPurpose", person AS "person: PersonId", mail,
                      credentials_at AS "credentials_at!: Moment", made_at AS "made_at!: Moment",
                      expires_at AS "expires_at!: Moment", used_at AS "used_at: Moment"
               FROM link WHERE hash = $1"#,
            hash as &TokenHash,
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)
    }

    async fn links_made_since(
        &mut self,
        person: PersonId,
        purpose: LinkPurpose,
        since: Moment,
    ) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "count!: i64" FROM link WHERE person = $1 AND purpose = $2 AND made_at >= $3"#,
            person as PersonId,
            purpose.as_str(),
            since as Moment,
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn invitation_by_hash(&mut self, hash: &TokenHash) -> Result<Option<Invitation>, Fault> {
        invitations!("WHERE hash = $1", hash as &TokenHash).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn invitation(&mut self, id: InvitationId) -> Result<Option<Invitation>, Fault> {
        invitations!("WHERE id = $1", id as InvitationId).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn invitations(&mut self, limit: i64) -> Result<Vec<Invitation>, Fault> {
        invitations!("ORDER BY made_at DESC, id LIMIT $1", limit).fetch_all(self.db()).await.map_err(fault)
    }

    async fn join_request(&mut self, id: RequestId) -> Result<Option<JoinRequest>, Fault> {
        requests!("WHERE id = $1", id as RequestId).fetch_optional(self.db()).await.map_err(fault)
    }

    async fn join_requests(&mut self, limit: i64) -> Result<Vec<JoinRequest>, Fault> {
        requests!("WHERE state = 'waiting' ORDER BY made_at, id LIMIT $1", limit)
            .fetch_all(self.db())
            .await
            .map_err(fault)
    }

    async fn person_by_calendar(&mut self, hash: &TokenHash) -> Result<Option<Person>, Fault> {
        people!("WHERE calendar_hash = $1 AND standing = 'active'", hash as &TokenHash)
            .fetch_optional(self.db())
            .await
            .map_err(fault)
    }

    async fn has_calendar(&mut self, person: PersonId) -> Result<bool, Fault> {
        let count = sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "count!: i64" FROM person WHERE id = $1 AND calendar_hash IS NOT NULL"#,
            person as PersonId,
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)?;
        Ok(count == 1)
    }
}
