//! The fediverse answers: what other servers make happen here, and what those who speak for the section do with it.
//!
//! Actions of the network carry the stored activity that they settle and the actor who signed it. They decide by that
//! actor alone: what is somebody else's is left as it is, the activity is settled all the same, and `false` says so.

mod answer;
mod count;
mod decide;
mod followed;
mod guard;
mod leave;
mod receive;

use url::Url;

pub use self::answer::{AnswerOutside, Answered};
pub use self::count::{CountMark, Uncount, Undone};
pub use self::decide::{AcceptOutside, RefuseOutside, RemoveOutside};
pub use self::followed::{FollowAccount, FollowAnswered, KeepNetworkPost, UnfollowAccount};
pub use self::guard::{BlockHost, ReceiveReport, Reported, SendReport, SettleReport, UnblockHost};
pub use self::leave::{DeleteOutside, MoveFollower, ReceiveBlock};
pub use self::receive::{ReceiveOutsidePost, Taken, UpdateOutsidePost};
use super::{holders, notify};
use crate::error::Fault;
use crate::id::PersonId;
use crate::mandate::Right;
use crate::notice::News;
use crate::outside::{Blocked, SECRET_ACTORS, keyed};
use crate::store::Tx;
use crate::world::{TokenHash, World};

/// Tells those who speak for the section that something waits: one unread line, however much it is (R09).
async fn tell_speakers(tx: &mut dyn Tx, world: &dyn World, news: &News) -> Result<(), Fault> {
    let speakers = holders(tx, world, Right::SpeakFor).await?;
    tell(tx, world, &speakers, news).await
}

/// Tells them with one unread line.
async fn tell(tx: &mut dyn Tx, world: &dyn World, whom: &[PersonId], news: &News) -> Result<(), Fault> {
    for person in whom {
        tx.forget_notice(*person, news).await?;
        notify(tx, world, *person, news.clone()).await?;
    }
    Ok(())
}

/// Whether an actor is on a blocked host: what it sent before the block may be looked at after it.
async fn is_blocked(tx: &mut dyn Tx, actor: &Url) -> Result<bool, Fault> {
    Ok(Blocked::of(&tx.blocked_hosts().await?).holds(actor))
}

/// The keyed hash of an actor or of an activity; the key is drawn when it is needed first.
async fn hashed(tx: &mut dyn Tx, world: &dyn World, text: &str) -> Result<TokenHash, Fault> {
    let secret = if let Some(secret) = tx.secret(SECRET_ACTORS).await? {
        secret
    } else {
        let mut fresh = [0_u8; 32];
        world.fill(&mut fresh);
        tx.keep_secret(SECRET_ACTORS, &fresh, world.now()).await?
    };
    Ok(keyed(&secret, text))
}

/// What remembers that an owner deleted an object: nobody else's Delete keeps a copy of it out (O07).
pub(super) fn tombstone(object: &Url, owner: &Url) -> TokenHash {
    TokenHash::of(format!("{object}\n{owner}").as_bytes())
}
