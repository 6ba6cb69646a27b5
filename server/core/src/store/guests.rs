//! What the section needs of a store for those outside: guests, what they agreed to, and rendezvous that cross servers.

use async_trait::async_trait;
use url::Url;

use crate::error::Fault;
use crate::guest::{Consent, Guest, GuestState, Held, Purpose, Registration};
use crate::id::{GuestId, NearbyId, RendezvousId};
use crate::nearby::{Nearby, NearbyView};
use crate::peer::Outgoing;
use crate::rendezvous::Rendezvous;
use crate::text::PersonName;
use crate::world::{Moment, TokenHash};

/// Reading guests, and rendezvous that cross servers.
#[async_trait]
pub trait ReadGuests {
    /// A guest.
    async fn guest(&mut self, id: GuestId) -> Result<Option<Guest>, Fault>;
    /// The guest of a rendezvous with this keyed hash.
    async fn guest_by_who(
        &mut self,
        rendezvous: RendezvousId,
        who: &TokenHash,
    ) -> Result<Option<Guest>, Fault>;
    /// The guest that this actor's Join made, by the keyed hashes of both.
    async fn guest_by_activity(
        &mut self,
        who: &TokenHash,
        activity: &TokenHash,
    ) -> Result<Option<Guest>, Fault>;
    /// The guest whose address this link confirms.
    async fn guest_by_confirm(&mut self, hash: &TokenHash) -> Result<Option<Guest>, Fault>;
    /// Those who come, wait or were refused, in the order in which they came, at most `limit`: for those who run the rendezvous
    /// alone.
    async fn guests(&mut self, rendezvous: RendezvousId, limit: i64) -> Result<Vec<Guest>, Fault>;
    /// How many guests a rendezvous has, and how many of them wait for a link or for the organiser.
    async fn guests_count(&mut self, rendezvous: RendezvousId) -> Result<(i64, i64), Fault>;
    /// How many of them are of one server.
    async fn guests_of_host(&mut self, rendezvous: RendezvousId, host: &TokenHash) -> Result<i64, Fault>;
    /// Those who come or wait and have a mail address, who have to be told of a change.
    async fn guests_by_mail(&mut self, rendezvous: RendezvousId) -> Result<Vec<GuestId>, Fault>;
    /// What the link of a letter leads to; `None` for a link that leads nowhere.
    async fn held(&mut self, hash: &TokenHash) -> Result<Option<Held>, Fault>;
    /// Rendezvous for everybody that were ever planned, newest made first, after a place in that order.
    async fn public_rendezvous(
        &mut self,
        before: Option<(Moment, uuid::Uuid)>,
        limit: i64,
    ) -> Result<Vec<Rendezvous>, Fault>;
    /// Whether a rendezvous was told to anybody before.
    async fn was_told(&mut self, rendezvous: RendezvousId) -> Result<bool, Fault>;
    /// The distinct inboxes of servers that hear of a rendezvous without following: of linked sections, and of those where
    /// somebody comes or asks to.
    async fn event_inboxes(&mut self, rendezvous: RendezvousId) -> Result<Vec<Url>, Fault>;
    /// A rendezvous of a linked section, as long as it is linked.
    async fn nearby(&mut self, id: NearbyId) -> Result<Option<NearbyView>, Fault>;
    /// The same by its own id, whatever became of the link.
    async fn nearby_by_uri(&mut self, uri: &Url) -> Result<Option<Nearby>, Fault>;
    /// Those of linked sections that begin from `from` to before `to`, earliest first.
    async fn nearby_agenda(&mut self, from: Moment, to: Moment, limit: i64)
    -> Result<Vec<NearbyView>, Fault>;
    /// How many are kept of one section.
    async fn nearby_count(&mut self, section: &Url) -> Result<i64, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteGuests {
    /// Stores a guest, and counts one who comes. The caller has looked for `who`.
    async fn insert_guest(&mut self, guest: &Guest) -> Result<(), Fault>;
    /// Stores what an unconfirmed guest typed anew; the link of the former letter confirms nothing any more.
    async fn renew_registration(
        &mut self,
        id: GuestId,
        name: Option<&PersonName>,
        registration: &Registration,
    ) -> Result<(), Fault>;
    /// Stores the link that confirms.
    async fn set_confirm(&mut self, id: GuestId, hash: &TokenHash) -> Result<(), Fault>;
    /// Moves a guest to another state and keeps the number right; false where they are no longer in the one that was read.
    async fn move_guest(&mut self, guest: &Guest, to: GuestState) -> Result<bool, Fault>;
    /// Erases a guest and keeps the number right; false where they are no longer as they were read.
    async fn delete_guest(&mut self, guest: &Guest) -> Result<bool, Fault>;
    /// Stores the link of a letter.
    async fn insert_guest_link(
        &mut self,
        hash: &TokenHash,
        who: &TokenHash,
        guest: GuestId,
        at: Moment,
    ) -> Result<(), Fault>;
    /// Stores a consent. One that stands for this address and purpose stays, with a number or a name that it lacked.
    async fn keep_consent(&mut self, consent: &Consent) -> Result<(), Fault>;
    /// Takes a consent back: address, name and number go; false where none stood.
    async fn withdraw_consent(
        &mut self,
        who: &TokenHash,
        purpose: Purpose,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Stores an activity of ours with the rendezvous that it speaks of.
    async fn insert_event_activity(
        &mut self,
        outgoing: &Outgoing,
        rendezvous: RendezvousId,
    ) -> Result<(), Fault>;
    /// Stores a rendezvous of a linked section, new or changed.
    async fn keep_nearby(&mut self, nearby: &Nearby) -> Result<(), Fault>;
    /// Deletes one of a section's; false where there was none.
    async fn delete_nearby(&mut self, uri: &Url, section: &Url) -> Result<bool, Fault>;
    /// Deletes all of a section's. Returns how many.
    async fn delete_nearby_of(&mut self, section: &Url) -> Result<u64, Fault>;
}
