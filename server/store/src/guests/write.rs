//! Writing guests and rendezvous of linked sections, and letting go of them.

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::guest::{
    CONFIRM_TIME, Consent, GUESTS_KEPT, Guest, GuestState, Purpose, Registration, WITHDRAWN_KEPT, Way,
};
use preau_core::id::{ActivityId, ConsentId, GuestId, NearbyId, RendezvousId};
use preau_core::language::Language;
use preau_core::nearby::{NEARBY_KEPT, Nearby};
use preau_core::peer::Outgoing;
use preau_core::store::WriteGuests;
use preau_core::text::{MailAddress, PersonName, Phone, ShortText};
use preau_core::world::{Moment, TokenHash};
use url::Url;

use crate::{Conn, fault};

/// Rows that one purge deletes of one table: the next one goes on, and nobody waits for the writer.
const PURGE_MAX: i64 = 1_000;

#[async_trait]
impl WriteGuests for Conn {
    async fn insert_guest(&mut self, guest: &Guest) -> Result<(), Fault> {
        let (by_join, by_mail) = match &guest.way {
            Way::Join { host, activity, inbox, asking } => {
                (Some((host, activity, inbox, asking.as_ref())), None)
            }
            Way::Mail(registration) => (None, Some(registration)),
        };
        let asking = by_join.and_then(|(_, _, _, asking)| asking);
        sqlx::query!(
            "INSERT INTO guest (id, rendezvous, state, who, host, activity, inbox, actor, handle, asked, name, mail,
                phone, language, wishes, text_version, confirm_until, came_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
            guest.id as GuestId,
            guest.rendezvous as RendezvousId,
            guest.state as GuestState,
            &guest.who as &TokenHash,
            by_join.map(|(host, ..)| host) as Option<&TokenHash>,
            by_join.map(|(_, activity, ..)| activity) as Option<&TokenHash>,
            by_join.map(|(_, _, inbox, _)| inbox.as_str()),
            asking.map(|asking| asking.actor.as_str()),
            asking.map(|asking| asking.handle.as_str()),
            asking.map(|asking| asking.join.as_str()),
            guest.name.as_ref().map(PersonName::as_str),
            by_mail.map(|typed| typed.mail.as_str()),
            by_mail.and_then(|typed| typed.phone.as_ref()).map(Phone::as_str),
            by_mail.map(|typed| typed.language) as Option<Language>,
            wishes(by_mail)?,
            by_mail.map_or(0, |typed| typed.text_version),
            by_mail.and_then(|typed| typed.confirm_until) as Option<Moment>,
            guest.came_at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        self.count_guests(guest.rendezvous, i64::from(guest.state == GuestState::Coming)).await
    }

    async fn renew_registration(
        &mut self,
        id: GuestId,
        name: Option<&PersonName>,
        registration: &Registration,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "UPDATE guest SET name = $2, phone = $3, language = $4, wishes = $5, text_version = $6,
                confirm_until = $7, confirm = NULL
            WHERE id = $1 AND state = 'unconfirmed'",
            id as GuestId,
            name.map(PersonName::as_str),
            registration.phone.as_ref().map(Phone::as_str),
            registration.language as Language,
            wishes(Some(registration))?,
            registration.text_version,
            registration.confirm_until as Option<Moment>
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn set_confirm(&mut self, id: GuestId, hash: &TokenHash) -> Result<(), Fault> {
        sqlx::query!("UPDATE guest SET confirm = $2 WHERE id = $1", id as GuestId, hash as &TokenHash)
            .execute(self.db())
            .await
            .map(drop)
            .map_err(fault)
    }

    async fn move_guest(&mut self, guest: &Guest, to: GuestState) -> Result<bool, Fault> {
        let moved = sqlx::query!(
            "UPDATE guest SET state = $3 WHERE id = $1 AND state = $2",
            guest.id as GuestId,
            guest.state as GuestState,
            to as GuestState
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if moved.rows_affected() == 0 {
            return Ok(false);
        }
        let by = i64::from(to == GuestState::Coming) - i64::from(guest.state == GuestState::Coming);
        self.count_guests(guest.rendezvous, by).await?;
        Ok(true)
    }

    async fn delete_guest(&mut self, guest: &Guest) -> Result<bool, Fault> {
        let gone = sqlx::query!(
            "DELETE FROM guest WHERE id = $1 AND state = $2",
            guest.id as GuestId,
            guest.state as GuestState
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if gone.rows_affected() == 0 {
            return Ok(false);
        }
        self.has_erased();
        self.count_guests(guest.rendezvous, -i64::from(guest.state == GuestState::Coming)).await?;
        Ok(true)
    }

    async fn insert_guest_link(
        &mut self,
        hash: &TokenHash,
        who: &TokenHash,
        guest: GuestId,
        at: Moment,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO guest_link (hash, who, guest, made_at) VALUES ($1, $2, $3, $4)",
            hash as &TokenHash,
            who as &TokenHash,
            guest as GuestId,
            at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn keep_consent(&mut self, consent: &Consent) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO consent (id, who, purpose, text_version, language, mail, name, phone, given_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (who, purpose) WHERE withdrawn_at IS NULL
            DO UPDATE SET name = COALESCE(excluded.name, consent.name),
                phone = COALESCE(excluded.phone, consent.phone)",
            consent.id as ConsentId,
            &consent.who as &TokenHash,
            consent.purpose as Purpose,
            consent.text_version,
            consent.language as Language,
            consent.mail.as_ref().map(MailAddress::as_str),
            consent.name.as_ref().map(PersonName::as_str),
            consent.phone.as_ref().map(Phone::as_str),
            consent.given_at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn withdraw_consent(
        &mut self,
        who: &TokenHash,
        purpose: Purpose,
        at: Moment,
    ) -> Result<bool, Fault> {
        let done = sqlx::query!(
            "UPDATE consent SET withdrawn_at = $3, mail = NULL, name = NULL, phone = NULL
            WHERE who = $1 AND purpose = $2 AND withdrawn_at IS NULL",
            who as &TokenHash,
            purpose as Purpose,
            at as Moment
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        self.has_erased();
        Ok(done.rows_affected() > 0)
    }

    async fn insert_event_activity(
        &mut self,
        outgoing: &Outgoing,
        rendezvous: RendezvousId,
    ) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO outgoing (id, signer, json, public, rendezvous, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
            outgoing.id as ActivityId,
            outgoing.signer.column(),
            outgoing.json,
            outgoing.public,
            rendezvous as RendezvousId,
            outgoing.at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn keep_nearby(&mut self, nearby: &Nearby) -> Result<(), Fault> {
        sqlx::query!(
            "INSERT INTO nearby (id, uri, section, url, title, html, starts_at, ends_at, over_at, time_zone, place,
                link, version, came_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (uri) DO UPDATE SET url = excluded.url, title = excluded.title, html = excluded.html,
                starts_at = excluded.starts_at, ends_at = excluded.ends_at, over_at = excluded.over_at,
                time_zone = excluded.time_zone, place = excluded.place, link = excluded.link,
                version = excluded.version",
            nearby.id as NearbyId,
            nearby.uri.as_str(),
            nearby.section.as_str(),
            nearby.url.as_ref().map(Url::as_str),
            nearby.title.as_str(),
            nearby.html,
            nearby.starts_at as Moment,
            nearby.ends_at as Option<Moment>,
            nearby.over_at() as Moment,
            nearby.time_zone.name(),
            nearby.place.as_ref().map(ShortText::as_str),
            nearby.link.as_ref().map(Url::as_str),
            nearby.version as Moment,
            nearby.came_at as Moment
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    async fn delete_nearby(&mut self, uri: &Url, section: &Url) -> Result<bool, Fault> {
        let gone = sqlx::query!(
            "DELETE FROM nearby WHERE uri = $1 AND section = $2",
            uri.as_str(),
            section.as_str()
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        Ok(gone.rows_affected() > 0)
    }

    async fn delete_nearby_of(&mut self, section: &Url) -> Result<u64, Fault> {
        let gone = sqlx::query!("DELETE FROM nearby WHERE section = $1", section.as_str())
            .execute(self.db())
            .await
            .map_err(fault)?;
        Ok(gone.rows_affected())
    }
}

/// What somebody agreed to, as it is stored.
fn wishes(registration: Option<&Registration>) -> Result<String, Fault> {
    match registration {
        Some(registration) => serde_json::to_string(&registration.wishes)
            .map_err(|cause| Fault::other("writing down what a guest agreed to", cause)),
        None => Ok("[]".to_owned()),
    }
}

impl Conn {
    /// Keeps the number of those who come beside the rendezvous, so that no page counts them.
    async fn count_guests(&mut self, rendezvous: RendezvousId, by: i64) -> Result<(), Fault> {
        if by == 0 {
            return Ok(());
        }
        sqlx::query!(
            "UPDATE rendezvous SET guests = guests + $2 WHERE id = $1",
            rendezvous as RendezvousId,
            by
        )
        .execute(self.db())
        .await
        .map(drop)
        .map_err(fault)
    }

    /// Erases guests a while after their rendezvous, those who never confirmed a day later, links of letters that lead to
    /// nothing any more, withdrawn consents, and rendezvous of linked sections that are long over. The number of those who
    /// came stays. Returns how many rows.
    pub(crate) async fn purge_guests(&mut self, now: Moment) -> Result<u64, Fault> {
        let guests = sqlx::query!(
            "DELETE FROM guest WHERE id IN
                (SELECT g.id FROM guest g JOIN rendezvous r ON r.id = g.rendezvous WHERE r.over_at < $1 LIMIT $2)",
            now.plus(-GUESTS_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let unconfirmed = sqlx::query!(
            "DELETE FROM guest WHERE id IN
                (SELECT g.id FROM guest g WHERE g.state = 'unconfirmed' AND g.confirm_until < $1 LIMIT $2)",
            // A day more, so that the link says that it has expired and not that it was never there.
            now.plus(-CONFIRM_TIME) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let links = sqlx::query!(
            "DELETE FROM guest_link WHERE hash IN
                (SELECT l.hash FROM guest_link l WHERE l.made_at < $1
                    AND NOT EXISTS (SELECT 1 FROM guest g WHERE g.id = l.guest)
                    AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.who = l.who AND c.withdrawn_at IS NULL)
                LIMIT $2)",
            // As long as a day, so that somebody who has just cancelled can see that it is done.
            now.plus(-CONFIRM_TIME) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let consents = sqlx::query!(
            "DELETE FROM consent WHERE id IN
                (SELECT c.id FROM consent c WHERE c.withdrawn_at < $1 LIMIT $2)",
            now.plus(-WITHDRAWN_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        let nearby = sqlx::query!(
            "DELETE FROM nearby WHERE id IN (SELECT n.id FROM nearby n WHERE n.over_at < $1 LIMIT $2)",
            now.plus(-NEARBY_KEPT) as Moment,
            PURGE_MAX
        )
        .execute(self.db())
        .await
        .map_err(fault)?;
        if guests.rows_affected() + unconfirmed.rows_affected() > 0 {
            self.has_erased();
        }
        Ok(guests.rows_affected()
            + unconfirmed.rows_affected()
            + links.rows_affected()
            + consents.rows_affected()
            + nearby.rows_affected())
    }
}
