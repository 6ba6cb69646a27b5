//! Somebody moved to another account: only that account itself can say that it is the same person (O25).

use preau_core::action::outside::MoveFollower;
use preau_core::error::Failure;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Case;
use crate::Federation;
use crate::outside::origin::Budget;
use crate::outside::raw::{id, ids};
use crate::receive::Received;

/// Other names of one account that are looked at.
const KNOWN_AS_MAX: usize = 20;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct KnownAs<'a> {
    #[serde(borrow, default)]
    also_known_as: Option<&'a RawValue>,
}

impl Federation {
    /// One hop: where the new account has moved on as well, its own Move will tell.
    pub(super) async fn moved(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let from = &case.incoming.actor;
        let target = id(case.said.target).and_then(|id| self.rules.parse(&id).ok());
        let (Some(object), Some(target)) = (id(case.said.object), target) else {
            return Ok(Received::Nothing);
        };
        if object != from.as_str() {
            return Ok(Received::Forbidden);
        }
        let Some(document) = self.ask_for(&target, &mut Budget::new()).await? else {
            return Ok(Received::Nothing);
        };
        let says_so = serde_json::from_slice::<KnownAs<'_>>(&document.bytes)
            .is_ok_and(|known| ids(known.also_known_as, KNOWN_AS_MAX).iter().any(|id| id == from.as_str()));
        // `read_actor` also bounds the shape of what was read.
        match self.read_actor(&document).filter(|actor| actor.id == target && says_so) {
            Some(to) => {
                let incoming = case.incoming.id.clone();
                self.settled(&MoveFollower { incoming, from: from.clone(), to }).await
            }
            None => Ok(Received::Forbidden),
        }
    }
}
