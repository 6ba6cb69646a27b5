//! What is said in groups that cross servers: written, read, ordered by the host, sent on, copied, and served to those
//! who may have it.

mod append;
mod apply;
mod author;
mod entry;
mod fill;
mod pull;
mod read;
mod recover;
mod relay;
mod serve;
mod strangers;
#[cfg(test)]
mod tests;
mod voucher;
mod write;

use preau_core::error::Fault;
use preau_core::group::Group;
use preau_core::id::{ActivityId, GroupId};
use preau_core::peer::KeyOwner;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;
use url::Url;

pub(crate) use self::serve::Wanted;
pub(crate) use self::strangers::Strangers;
use crate::Federation;
use crate::actor::PR;

/// The longest activity that a group takes. A text of ours is 20,000 characters, written twice (Markdown and HTML).
const INNER_BYTES_MAX: usize = 256 * 1024;
/// How many groups are appended to at once without waiting for each other.
const DESKS: usize = 16;

/// One desk for some of the groups: what is appended to one log in this process is written one after another, so that
/// entries need not be written anew. (Other processes of the same database are met by the store.)
#[derive(Default)]
pub(crate) struct Desks([Mutex<()>; DESKS]);

impl Desks {
    fn of(&self, group: GroupId) -> Option<&Mutex<()>> {
        let place = usize::try_from(group.0.as_u128() % 16).unwrap_or_default();
        self.0.get(place)
    }
}

/// The contexts of everything that is said in a group.
fn context() -> Value {
    json!([
        "https://www.w3.org/ns/activitystreams",
        "https://w3id.org/security/data-integrity/v1",
        {"pr": PR},
    ])
}

/// The address of what lies below a group.
fn below(group: &Url, what: &str) -> Url {
    let mut url = group.clone();
    url.set_path(&format!("{}/{what}", group.path()));
    url
}

/// A discussion's address: it follows from the id of its first message alone, on every server.
fn topic_address(group: &Group, head: &Url) -> Url {
    let last = head.path().rsplit('/').next().unwrap_or_default();
    below(&group.actor, &format!("topics/{last}"))
}

/// The id under which the group says what an animator did: whoever did it recognises it, nobody else learns from it who,
/// or on which server, that was.
fn in_its_name(group: &Group, activity: &str) -> Url {
    let digest = Sha256::digest(format!("preau act\n{activity}"));
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    let id = ActivityId(uuid::Builder::from_custom_bytes(bytes).into_uuid());
    let mut url = group.actor.clone();
    url.set_path(&format!("/activities/{id}"));
    url
}

/// The three spellings of everybody.
fn is_everybody(id: &str) -> bool {
    matches!(id, "https://www.w3.org/ns/activitystreams#Public" | "as:Public" | "Public")
}

/// JSON that could not be written: a fault of ours.
fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::other("writing what is said in a group", error)
}

impl Federation {
    /// Whether a group is hosted here and crosses servers, with its row.
    pub(crate) async fn hosted(&self, id: GroupId) -> Result<Option<Group>, Fault> {
        let group = self.store.read().await?.group(id).await?;
        Ok(group.filter(|group| group.hosted && group.reach == preau_core::group::Reach::Shared))
    }
}

/// Whose keys a hosted group's are.
const fn owner(group: &Group) -> KeyOwner {
    KeyOwner::Group(group.id)
}
