//! What bodies, belonging and mandates need of a store.

use async_trait::async_trait;

use crate::body::{Affiliation, Body, Seated};
use crate::error::Fault;
use crate::id::{BodyId, MandateId, PersonId};
use crate::mandate::{Mandate, MandateView, Seats};
use crate::world::Moment;

/// Reading them.
#[async_trait]
pub trait ReadBodies {
    /// A body by id.
    async fn body(&mut self, id: BodyId) -> Result<Option<Body>, Fault>;
    /// Every body, dissolved ones last, the assembly first, then by name; at most `limit`.
    async fn bodies(&mut self, limit: i64) -> Result<Vec<Body>, Fault>;
    /// How a person belongs; `None` for an ended account.
    async fn affiliation(&mut self, person: PersonId) -> Result<Option<Affiliation>, Fault>;
    /// A mandate by id.
    async fn mandate(&mut self, id: MandateId) -> Result<Option<Mandate>, Fault>;
    /// The mandates that hold at `now` and what they let somebody do.
    async fn seats(&mut self, person: PersonId, now: Moment) -> Result<Seats, Fault>;
    /// The mandates of a person, past and coming ones too, newest first, at most `limit`.
    async fn mandates_of(&mut self, person: PersonId, limit: i64) -> Result<Vec<Mandate>, Fault>;
    /// The mandates in a body with their holders' names: those that end after `since`, earliest first, at most `limit`.
    async fn mandates_in(
        &mut self,
        body: BodyId,
        since: Moment,
        limit: i64,
    ) -> Result<Vec<MandateView>, Fault>;
    /// Who sits in a body at `now`, by name, at most `limit`: in the assembly every active account, elsewhere who holds a
    /// mandate of their own there.
    async fn seated(&mut self, body: BodyId, now: Moment, limit: i64) -> Result<Vec<Seated>, Fault>;
    /// How many that is.
    async fn seated_count(&mut self, body: BodyId, now: Moment) -> Result<i64, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteBodies {
    /// Stores a body.
    async fn insert_body(&mut self, body: &Body) -> Result<(), Fault>;
    /// Stores every changeable column and counts the version up; false where `seen_version` is no longer its version.
    async fn update_body(&mut self, body: &Body, seen_version: i64) -> Result<bool, Fault>;
    /// Stores how a person belongs.
    async fn keep_affiliation(&mut self, affiliation: &Affiliation) -> Result<(), Fault>;
    /// Stores a mandate.
    async fn insert_mandate(&mut self, mandate: &Mandate, by: Option<PersonId>) -> Result<(), Fault>;
    /// Stores its end and whether it is provisional; false where there is no such mandate.
    async fn update_mandate(&mut self, mandate: &Mandate) -> Result<bool, Fault>;
    /// Ends at `end` what was delegated of a mandate, where it would last longer.
    async fn end_delegated(&mut self, of: MandateId, end: Moment) -> Result<(), Fault>;
    /// Ends what an ended account was to the organisation: its status goes, its mandates end and stay on record.
    async fn erase_belonging(&mut self, person: PersonId, now: Moment) -> Result<(), Fault>;
}
