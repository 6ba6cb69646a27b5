//! The job that turns a change of a public post into activities and one delivery per follower's server.

use preau_core::access::{self, Viewer};
use preau_core::action::network::FanOut;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::id::PostId;
use preau_core::job::Change;
use preau_core::peer::{KeyOwner, Outgoing};
use preau_core::store::Read;

use crate::activity::{Shown, Verb, outgoing_delete, outgoing_posts};
use crate::object::{Answered, signer};
use crate::{Federation, Ran};

impl Federation {
    /// Tells the followers' servers what happened to a post, as it is now: what is no longer out is not told.
    pub async fn announce(&self, post: PostId, change: Change) -> Result<Ran, Failure> {
        let found = self.to_tell(self.store.read().await?.as_mut(), post, change).await?;
        let Some((signer, activities)) = found else { return Ok(Ran::done()) };
        self.ensure_keys(signer).await?;
        perform(self.store.as_ref(), self.world.as_ref(), &FanOut { activities, post, change }).await?;
        Ok(Ran::done())
    }

    /// What is to be told; nothing where it was told already or there is nothing to tell.
    async fn to_tell(
        &self,
        db: &mut dyn Read,
        id: PostId,
        change: Change,
    ) -> Result<Option<(KeyOwner, Vec<Outgoing>)>, Fault> {
        let Some(house) = db.house().await? else { return Ok(None) };
        let announced = db.was_announced(id).await?;
        let now = self.world.now();
        let wrong = |error| Fault::other("writing an activity", error);
        let (signer, activities) = if change == Change::Deleted {
            // The row keeps its place when the text is gone; of it only the id and the signer are sent.
            match db.post(id).await? {
                Some(post) if announced => {
                    (signer(&post), vec![outgoing_delete(&self.names, &post, now).map_err(wrong)?])
                }
                _ => return Ok(None),
            }
        } else {
            let Some(view) = access::post(db, &Viewer::Anyone, id).await? else { return Ok(None) };
            // An edit of what nobody heard of is news to everybody.
            let verb = if announced && change == Change::Updated { Verb::Update } else { Verb::Create };
            let answered = Answered::by(db, &view.post).await?;
            let language = house.language;
            let shown = Shown { post: &view.post, pictures: &view.pictures, language, answered };
            (signer(&view.post), outgoing_posts(&self.names, verb, &shown, now).map_err(wrong)?)
        };
        match activities.first() {
            // A worker died between doing this and settling it.
            Some(first) if db.outgoing(first.id).await?.is_some() => Ok(None),
            _ => Ok(Some((signer, activities))),
        }
    }
}
