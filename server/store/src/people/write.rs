//! Writing people, their sessions and links, and the ways in.

use async_trait::async_trait;
use preau_core::body::{Affiliation, Status};
use preau_core::error::Fault;
use preau_core::id::{InvitationId, PersonId, RequestId, SessionId};
use preau_core::invitation::{Invitation, JoinRequest, RequestState};
use preau_core::person::Person;
use preau_core::session::{Link, LinkPurpose, Session};
use preau_core::store::{WriteBodies as _, WritePeople};
use preau_core::text::{MailAddress, Note, PersonName, ShortText, folded};
use preau_core::world::{Day, Moment, TokenHash};

use super::SESSIONS_LISTED;
use crate::{Conn, fault};

#[async_trait]
impl WritePeople for Conn {
    async fn insert_person(&mut self, person: &Person, via: Option<InvitationId>) -> Result<bool, Fault> {
        let stored = sqlx::query!(
            "INSERT INTO person (id, handle, name, name_folded, title, mail, mail_folded, password, role, standing,
                 language, credentials_at, feed_read_to, joined_at, via)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT DO NOTHING",
            person.id as PersonId,
            person.handle.as_str(),
            person.name.as_str(),
            folded(person.name.as_str()),
            person.title.as_ref().map(ShortText::as_str),
            person.mail.as_ref().map(MailAddress::as_str),
            person.mail.as_ref().map(MailAddress::folded),
            person.password.as_ref().map(|password| password.0.as_str()),
            person.role.as_str(),
            person.standing.as_str(),
            person.language.as_str(),
            person.credentials_at as Moment,
            person.feed_read_to as Moment,
            person.joined_at as Moment,
            via as Option<InvitationId>,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if stored.rows_affected() == 0 {
            return Ok(false);
        }
        // Whoever comes in comes in as a member; what they are to the organisation is changed afterwards, by a person.
        let day = i32::try_from(person.joined_at.0.div_euclid(Moment::DAY)).unwrap_or(i32::MAX);
        let affiliation = Affiliation {
            person: person.id,
            status: Status::Member,
            since: Day(day),
            dues_until: None,
            seniority_since: None,
        };
        self.keep_affiliation(&affiliation).await?;
        Ok(true)
    }

    async fn update_person(&mut self, person: &Person) -> Result<bool, Fault> {
        // Asked beforehand, for a broken constraint ends a transaction on PostgreSQL. How far the feed was read
        // is another page's business and may have moved since this person was read: it never goes backwards.
        let stored = sqlx::query!(
            "UPDATE person
             SET handle = $2, name = $3, name_folded = $4, title = $5, mail = $6, mail_folded = $7, password = $8,
                 role = $9, standing = $10, language = $11, credentials_at = $12, joined_at = $13,
                 feed_read_to = CASE WHEN feed_read_to < $14 THEN $14 ELSE feed_read_to END
             WHERE id = $1 AND NOT EXISTS (
                 SELECT 1 FROM person AS other
                 WHERE other.id <> $1 AND (other.handle = $2 OR other.mail_folded = $7))",
            person.id as PersonId,
            person.handle.as_str(),
            person.name.as_str(),
            folded(person.name.as_str()),
            person.title.as_ref().map(ShortText::as_str),
            person.mail.as_ref().map(MailAddress::as_str),
            person.mail.as_ref().map(MailAddress::folded),
            person.password.as_ref().map(|password| password.0.as_str()),
            person.role.as_str(),
            person.standing.as_str(),
            person.language.as_str(),
            person.credentials_at as Moment,
            person.joined_at as Moment,
            person.feed_read_to as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(stored.rows_affected() == 1)
    }

    async fn administrators_count(&mut self) -> Result<i64, Fault> {
        // The transaction is serializable: of two demotions that both count two, one is run again and counts one.
        sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "count!: i64" FROM person WHERE standing = 'active' AND role = 'administrator'"#
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn mark_feed_read(&mut self, person: PersonId, to: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE person SET feed_read_to = $2 WHERE id = $1 AND feed_read_to < $2",
            person as PersonId,
            to as Moment,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn insert_session(&mut self, session: &Session, hash: &TokenHash, most: i64) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO session (id, person, hash, device, opened_at, seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            session.id as SessionId,
            session.person as PersonId,
            hash as &TokenHash,
            session.device,
            session.opened_at as Moment,
            session.seen_at as Moment,
            session.expires_at as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        // The new one is not among the oldest even where clocks say so.
        sqlx::query!(
            "DELETE FROM session WHERE id IN (
                 SELECT old.id FROM session AS old WHERE old.person = $1 AND old.id <> $2
                 ORDER BY old.seen_at DESC, old.opened_at DESC, old.id LIMIT $3 OFFSET $4)",
            session.person as PersonId,
            session.id as SessionId,
            SESSIONS_LISTED,
            (most - 1).max(0),
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn touch_session(&mut self, id: SessionId, now: Moment, expires_at: Moment) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE session SET seen_at = $2, expires_at = $3 WHERE id = $1",
            id as SessionId,
            now as Moment,
            expires_at as Moment,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn delete_session(&mut self, person: PersonId, id: SessionId) -> Result<bool, Fault> {
        let gone = sqlx::query!(
            "DELETE FROM session WHERE id = $1 AND person = $2",
            id as SessionId,
            person as PersonId
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(gone.rows_affected() == 1)
    }

    async fn delete_sessions(&mut self, person: PersonId, but: Option<SessionId>) -> Result<(), Fault> {
        sqlx::query!(
            "DELETE FROM session WHERE person = $1 AND id IS DISTINCT FROM $2",
            person as PersonId,
            but as Option<SessionId>,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn insert_link(&mut self, link: &Link) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE link SET used_at = $3
             WHERE person IS NOT DISTINCT FROM $1 AND purpose = $2 AND purpose <> 'cancel_mail' AND used_at IS NULL",
            link.person as Option<PersonId>,
            link.purpose.as_str(),
            link.made_at as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        sqlx::query!(
            "INSERT INTO link (hash, purpose, person, mail, credentials_at, made_at, expires_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &link.hash as &TokenHash,
            link.purpose.as_str(),
            link.person as Option<PersonId>,
            link.mail,
            link.credentials_at as Moment,
            link.made_at as Moment,
            link.expires_at as Moment,
            link.used_at as Option<Moment>,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn use_link(&mut self, hash: &TokenHash, now: Moment) -> Result<bool, Fault> {
        let used = sqlx::query!(
            "UPDATE link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL",
            hash as &TokenHash,
            now as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(used.rows_affected() == 1)
    }

    async fn void_links(
        &mut self,
        person: PersonId,
        keep: Option<LinkPurpose>,
        now: Moment,
    ) -> Result<(), Fault> {
        // No purpose is the empty word.
        let keep = keep.map_or("", LinkPurpose::as_str);
        sqlx::query!(
            "UPDATE link SET used_at = $2 WHERE person = $1 AND used_at IS NULL AND purpose <> $3",
            person as PersonId,
            now as Moment,
            keep,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn insert_invitation(&mut self, invitation: &Invitation) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO invitation (id, kind, hash, code, mail, name, language, places, used, made_by, made_at,
                 expires_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            invitation.id as InvitationId,
            invitation.kind.as_str(),
            &invitation.hash as &TokenHash,
            invitation.code,
            invitation.mail.as_ref().map(MailAddress::as_str),
            invitation.name.as_ref().map(PersonName::as_str),
            invitation.language.as_str(),
            invitation.places,
            invitation.used,
            invitation.made_by as PersonId,
            invitation.made_at as Moment,
            invitation.expires_at as Moment,
            invitation.revoked_at as Option<Moment>,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn renew_invitation(&mut self, id: InvitationId, hash: &TokenHash) -> Result<(), Fault> {
        sqlx::query!("UPDATE invitation SET hash = $2 WHERE id = $1", id as InvitationId, hash as &TokenHash)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    async fn take_place(&mut self, id: InvitationId, now: Moment) -> Result<bool, Fault> {
        let taken = sqlx::query!(
            "UPDATE invitation SET used = used + 1
             WHERE id = $1 AND used < places AND revoked_at IS NULL AND expires_at > $2",
            id as InvitationId,
            now as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(taken.rows_affected() == 1)
    }

    async fn revoke_invitation(&mut self, id: InvitationId, now: Moment) -> Result<bool, Fault> {
        let revoked = sqlx::query!(
            "UPDATE invitation SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
            id as InvitationId,
            now as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(revoked.rows_affected() == 1)
    }

    async fn insert_join_request(&mut self, request: &JoinRequest) -> Result<bool, Fault> {
        let stored = sqlx::query!(
            "INSERT INTO join_request (id, name, mail, mail_folded, note, language, state, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT DO NOTHING",
            request.id as RequestId,
            request.name.as_str(),
            request.mail.as_str(),
            request.mail.folded(),
            request.note.as_ref().map(Note::as_str),
            request.language.as_str(),
            request.state.as_str(),
            request.made_at as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(stored.rows_affected() == 1)
    }

    async fn decide_join_request(
        &mut self,
        id: RequestId,
        state: RequestState,
        by: PersonId,
        now: Moment,
    ) -> Result<bool, Fault> {
        let decided = sqlx::query!(
            "UPDATE join_request SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND state = 'waiting'",
            id as RequestId,
            state.as_str(),
            by as PersonId,
            now as Moment,
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(decided.rows_affected() == 1)
    }

    async fn set_calendar(&mut self, person: PersonId, hash: Option<&TokenHash>) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE person SET calendar_hash = $2 WHERE id = $1",
            person as PersonId,
            hash as Option<&TokenHash>,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn erase_traces(&mut self, before: &Person, keep_name: bool) -> Result<(), Fault> {
        let person = before.id;
        self.has_erased();
        self.delete_sessions(person, None).await?;
        self.set_calendar(person, None).await?;
        sqlx::query!("DELETE FROM link WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM notice WHERE person = $1", person as PersonId)
            .execute(self.db())
            .await
            .map_err(fault)?;
        self.erase_answers(person).await?;
        self.erase_reminders(person).await?;
        self.erase_reactions(person).await?;
        self.erase_in_groups(person, keep_name).await?;
        self.erase_ways_in(person).await?;
        if let Some(mail) = &before.mail {
            self.erase_mail(mail).await?;
        }
        if keep_name { Ok(()) } else { self.erase_name(&before.name).await }
    }
}

impl Conn {
    /// The letter they came by names them, whatever their address became later.
    async fn erase_ways_in(&mut self, person: PersonId) -> Result<(), Fault> {
        sqlx::query!(
            "DELETE FROM invitation WHERE kind = 'mail' AND id IN (SELECT p.via FROM person AS p WHERE p.id = $1)",
            person as PersonId,
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    /// Whatever else was written down under their address: invitations, a request, letters that wait or were given up.
    async fn erase_mail(&mut self, mail: &MailAddress) -> Result<(), Fault> {
        let folded = mail.folded();
        // An address has letters without accents alone, which both engines fold alike.
        sqlx::query!("DELETE FROM invitation WHERE lower(mail) = $1", folded)
            .execute(self.db())
            .await
            .map_err(fault)?;
        sqlx::query!("DELETE FROM join_request WHERE mail_folded = $1", folded)
            .execute(self.db())
            .await
            .map_err(fault)?;
        // Not by LIKE, in which an address has wildcards.
        let named = json_text(mail.as_str());
        sqlx::query!("DELETE FROM job WHERE kind = 'send' AND replace(payload, $1, '') <> payload", named)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    /// Notices that say the name; a namesake's lines go with them, which costs less than a name that stays.
    async fn erase_name(&mut self, name: &PersonName) -> Result<(), Fault> {
        let named = json_text(name.as_str());
        sqlx::query!("DELETE FROM notice WHERE replace(news, $1, '') <> news", named)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }
}

/// A text as it stands in stored JSON, with its quotes.
fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
