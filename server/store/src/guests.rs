//! Guests from outside and what they agreed to; rendezvous that cross servers.

mod nearby;
mod write;

use async_trait::async_trait;
use preau_core::error::Fault;
use preau_core::guest::{
    Asking, Consent, GUESTS_MAX, Guest, GuestState, Held, Purpose, Registration, Way, Wishes,
};
use preau_core::id::{ConsentId, GuestId, NearbyId, RendezvousId};
use preau_core::language::Language;
use preau_core::nearby::{Nearby, NearbyView};
use preau_core::rendezvous::Rendezvous;
use preau_core::store::ReadGuests;
use preau_core::text::{MailAddress, PersonName, Phone};
use preau_core::world::{Moment, TokenHash};
use url::Url;
use uuid::Uuid;

use crate::network::address;
use crate::{Conn, fault};

/// Selects [`GuestRow`]s; the text says which.
macro_rules! guests {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            GuestRow,
            r#"SELECT id AS "id!: GuestId", rendezvous AS "rendezvous!: RendezvousId", state AS "state!: GuestState",
                who AS "who!: TokenHash", host AS "host?: TokenHash", activity AS "activity?: TokenHash",
                inbox AS "inbox?", actor AS "actor?", handle AS "handle?", asked AS "asked?",
                name AS "name?: PersonName", mail AS "mail?: MailAddress", phone AS "phone?: Phone",
                language AS "language?: Language", wishes AS "wishes!", text_version AS "text_version!: i32",
                confirm_until AS "confirm_until?: Moment", came_at AS "came_at!: Moment"
            FROM guest "# + $rest,
            $($arg)+
        )
    };
}

/// Consents of one address that stand: each purpose once.
const CONSENTS_MAX: i64 = 10;

#[async_trait]
impl ReadGuests for Conn {
    async fn guest(&mut self, id: GuestId) -> Result<Option<Guest>, Fault> {
        let row = guests!("WHERE id = $1", id as GuestId).fetch_optional(self.db()).await.map_err(fault)?;
        row.map(GuestRow::read).transpose()
    }

    async fn guest_by_who(
        &mut self,
        rendezvous: RendezvousId,
        who: &TokenHash,
    ) -> Result<Option<Guest>, Fault> {
        let row =
            guests!("WHERE rendezvous = $1 AND who = $2", rendezvous as RendezvousId, who as &TokenHash)
                .fetch_optional(self.db())
                .await
                .map_err(fault)?;
        row.map(GuestRow::read).transpose()
    }

    async fn guest_by_activity(
        &mut self,
        who: &TokenHash,
        activity: &TokenHash,
    ) -> Result<Option<Guest>, Fault> {
        let row = guests!(
            "WHERE who = $1 AND activity = $2 ORDER BY id LIMIT 1",
            who as &TokenHash,
            activity as &TokenHash
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(GuestRow::read).transpose()
    }

    async fn guest_by_confirm(&mut self, hash: &TokenHash) -> Result<Option<Guest>, Fault> {
        let row = guests!("WHERE confirm = $1", hash as &TokenHash)
            .fetch_optional(self.db())
            .await
            .map_err(fault)?;
        row.map(GuestRow::read).transpose()
    }

    async fn guests(&mut self, rendezvous: RendezvousId, limit: i64) -> Result<Vec<Guest>, Fault> {
        let rows = guests!(
            "WHERE rendezvous = $1 AND state <> 'unconfirmed' ORDER BY came_at, id LIMIT $2",
            rendezvous as RendezvousId,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(GuestRow::read).collect()
    }

    async fn guests_count(&mut self, rendezvous: RendezvousId) -> Result<(i64, i64), Fault> {
        let row = sqlx::query!(
            r#"SELECT count(*) AS "whole!: i64",
                count(CASE WHEN state IN ('unconfirmed', 'waiting') THEN 1 END) AS "waiting!: i64"
            FROM guest WHERE rendezvous = $1"#,
            rendezvous as RendezvousId
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)?;
        Ok((row.whole, row.waiting))
    }

    async fn guests_of_host(&mut self, rendezvous: RendezvousId, host: &TokenHash) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64" FROM guest WHERE rendezvous = $1 AND host = $2"#,
            rendezvous as RendezvousId,
            host as &TokenHash
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn guests_by_mail(&mut self, rendezvous: RendezvousId) -> Result<Vec<GuestId>, Fault> {
        sqlx::query_scalar!(
            r#"SELECT id AS "id!: GuestId" FROM guest
            WHERE rendezvous = $1 AND mail IS NOT NULL AND state IN ('coming', 'waiting') ORDER BY id LIMIT $2"#,
            rendezvous as RendezvousId,
            GUESTS_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)
    }

    async fn held(&mut self, hash: &TokenHash) -> Result<Option<Held>, Fault> {
        let link = sqlx::query!(
            r#"SELECT who AS "who!: TokenHash", guest AS "guest!: GuestId" FROM guest_link WHERE hash = $1"#,
            hash as &TokenHash
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        let Some(link) = link else { return Ok(None) };
        let guest = self.guest(link.guest).await?;
        let consents = sqlx::query_as!(
            Consent,
            r#"SELECT id AS "id!: ConsentId", who AS "who!: TokenHash", purpose AS "purpose!: Purpose",
                text_version AS "text_version!: i32", language AS "language!: Language",
                mail AS "mail?: MailAddress", name AS "name?: PersonName", phone AS "phone?: Phone",
                given_at AS "given_at!: Moment", withdrawn_at AS "withdrawn_at?: Moment"
            FROM consent WHERE who = $1 AND withdrawn_at IS NULL ORDER BY given_at, id LIMIT $2"#,
            &link.who as &TokenHash,
            CONSENTS_MAX
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        Ok(Some(Held { who: link.who, guest, consents }))
    }

    async fn public_rendezvous(
        &mut self,
        before: Option<(Moment, Uuid)>,
        limit: i64,
    ) -> Result<Vec<Rendezvous>, Fault> {
        self.public_rendezvous_before(before.unwrap_or((Moment(i64::MAX), Uuid::nil())), limit).await
    }

    async fn was_told(&mut self, rendezvous: RendezvousId) -> Result<bool, Fault> {
        sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM outgoing WHERE rendezvous = $1) AS "told!: bool""#,
            rendezvous as RendezvousId
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }

    async fn event_inboxes(&mut self, rendezvous: RendezvousId) -> Result<Vec<Url>, Fault> {
        let rows = sqlx::query_scalar!(
            r#"SELECT a.delivery_inbox AS "inbox!" FROM linked_section l JOIN remote_actor a ON a.id = l.actor
                WHERE l.state = 'linked'
            UNION SELECT g.inbox FROM guest g
                WHERE g.rendezvous = $1 AND g.inbox IS NOT NULL AND g.state IN ('coming', 'waiting')"#,
            rendezvous as RendezvousId
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.iter().map(|inbox| address(inbox)).collect()
    }

    async fn nearby(&mut self, id: NearbyId) -> Result<Option<NearbyView>, Fault> {
        self.nearby_by_id(id).await
    }

    async fn nearby_by_uri(&mut self, uri: &Url) -> Result<Option<Nearby>, Fault> {
        self.nearby_at(uri).await
    }

    async fn nearby_agenda(
        &mut self,
        from: Moment,
        to: Moment,
        limit: i64,
    ) -> Result<Vec<NearbyView>, Fault> {
        self.nearby_between(from, to, limit).await
    }

    async fn nearby_count(&mut self, section: &Url) -> Result<i64, Fault> {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64" FROM nearby WHERE section = $1"#,
            section.as_str()
        )
        .fetch_one(self.db())
        .await
        .map_err(fault)
    }
}

/// What [`guests`] selects.
struct GuestRow {
    id: GuestId,
    rendezvous: RendezvousId,
    state: GuestState,
    who: TokenHash,
    host: Option<TokenHash>,
    activity: Option<TokenHash>,
    inbox: Option<String>,
    actor: Option<String>,
    handle: Option<String>,
    asked: Option<String>,
    name: Option<PersonName>,
    mail: Option<MailAddress>,
    phone: Option<Phone>,
    language: Option<Language>,
    wishes: String,
    text_version: i32,
    confirm_until: Option<Moment>,
    came_at: Moment,
}

impl GuestRow {
    /// With its way told apart.
    fn read(self) -> Result<Guest, Fault> {
        let way = match (self.mail, self.host, self.activity, self.inbox) {
            (Some(mail), ..) => {
                let wishes: Wishes = serde_json::from_str(&self.wishes)
                    .map_err(|cause| Fault::other("reading what a guest agreed to", cause))?;
                Way::Mail(Registration {
                    mail,
                    phone: self.phone,
                    language: self.language.ok_or(Fault::Broken("who has an address has a language"))?,
                    wishes,
                    text_version: self.text_version,
                    confirm_until: self.confirm_until,
                })
            }
            (None, Some(host), Some(activity), Some(inbox)) => {
                let asking = match (self.actor, self.handle, self.asked) {
                    (Some(actor), Some(handle), Some(join)) => {
                        Some(Asking { actor: address(&actor)?, handle, join })
                    }
                    _ => None,
                };
                Way::Join { host, activity, inbox: address(&inbox)?, asking }
            }
            _ => return Err(Fault::Broken("a guest came by mail address or by a Join")),
        };
        Ok(Guest {
            id: self.id,
            rendezvous: self.rendezvous,
            state: self.state,
            who: self.who,
            way,
            name: self.name,
            came_at: self.came_at,
        })
    }
}
