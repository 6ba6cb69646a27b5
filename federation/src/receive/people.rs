//! What servers say about people in groups: who asks to come in, who leaves, whom the host admits, removes or makes an
//! animator, which section is invited, and that something was removed.

use preau_core::error::Failure;
use preau_core::peer::Incoming;

use crate::Federation;
use crate::receive::Received;

impl Federation {
    /// Something about somebody's place in a group.
    pub(super) async fn receive_place(&self, _incoming: &Incoming) -> Result<Received, Failure> {
        Ok(Received::Nothing)
    }
}
