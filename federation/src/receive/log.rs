//! What is said in groups: by members to the host, and by the host to every copy, in the order of its log.

use preau_core::error::Failure;
use preau_core::id::GroupId;
use preau_core::peer::Incoming;

use crate::Federation;
use crate::receive::Received;

impl Federation {
    /// On the host: a member says something in a group (Create, Update, Delete, Like, Undo, Add, Remove), or a server
    /// offers the log that we lost (Offer).
    pub(super) async fn receive_said(
        &self,
        incoming: &Incoming,
        group: GroupId,
    ) -> Result<Received, Failure> {
        self.said(incoming, group).await
    }

    /// On a copy: the host says something (Announce of an entry), or refuses what one of ours said (Reject).
    pub(super) async fn receive_told(
        &self,
        incoming: &Incoming,
        group: GroupId,
    ) -> Result<Received, Failure> {
        self.told(incoming, group).await
    }
}
