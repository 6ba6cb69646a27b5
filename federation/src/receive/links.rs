//! What another section says about the link between us: an Offer, its answer, or the end of both.

use preau_core::error::Failure;
use preau_core::peer::Incoming;

use crate::Federation;
use crate::receive::Received;

impl Federation {
    /// An Offer of a link, or the answer to one.
    pub(super) async fn receive_link(&self, _incoming: &Incoming) -> Result<Received, Failure> {
        Ok(Received::Nothing)
    }
}
