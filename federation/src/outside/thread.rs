//! Up the chain of `inReplyTo`, to the post of ours at which it hangs, if it hangs at one (R07).

use std::collections::HashSet;

use preau_core::error::Fault;
use preau_core::id::PostId;

use super::object::Reader;
use super::origin::Budget;
use crate::Federation;

/// Steps up, of which each may be a fetch.
const STEPS_MAX: usize = 20;

impl Federation {
    /// The post of ours that is answered, directly or through others. `asks` says whether objects that we do not know may
    /// be fetched: what is private is looked for here alone, since asking would tell others of it.
    pub(crate) async fn post_above(
        &self,
        reader: Reader<'_>,
        answered: &str,
        asks: bool,
        budget: &mut Budget,
    ) -> Result<Option<PostId>, Fault> {
        let mut seen = HashSet::new();
        let mut next = answered.to_owned();
        for _ in 0..STEPS_MAX {
            if let Some(post) = self.names.read_post(&next) {
                return Ok(Some(post));
            }
            let Ok(url) = self.rules.parse(&next) else { return Ok(None) };
            if let Some(known) = self.store.read().await?.outside_by_uri(&url).await? {
                return Ok(known.post);
            }
            // A circle ends here, and so does what answers itself.
            if !asks || !seen.insert(next) {
                return Ok(None);
            }
            let Some(told) = self.object_at(reader, &url, budget).await? else { return Ok(None) };
            match told.answers {
                Some(answers) => next = answers,
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}
