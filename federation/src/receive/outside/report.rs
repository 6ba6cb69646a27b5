//! A report from elsewhere: what it says is a claim of its source, whatever it says (O26).

use preau_core::action::outside::ReceiveReport;
use preau_core::error::Failure;
use preau_core::outside::REPORT_OBJECTS_MAX;
use url::Url;

use super::Case;
use crate::Federation;
use crate::outside::raw::ids;
use crate::receive::Received;

/// Objects that are looked at: ours may stand behind others.
const LOOKED_AT_MAX: usize = 50;

impl Federation {
    pub(super) async fn flagged(&self, case: &Case<'_>) -> Result<Received, Failure> {
        let named = ids(case.said.object, LOOKED_AT_MAX);
        let (ours, others): (Vec<_>, Vec<_>) = named.into_iter().partition(|id| self.names.is_ours(id));
        if ours.is_empty() {
            return Ok(Received::Nothing);
        }
        let post = ours.iter().find_map(|id| self.names.read_post(id));
        let objects = ours
            .iter()
            .chain(&others)
            .filter_map(|id| Url::parse(id).ok())
            .take(REPORT_OBJECTS_MAX)
            .collect();
        let (incoming, actor) = (case.incoming.id.clone(), case.incoming.actor.clone());
        self.settled(&ReceiveReport { incoming, actor, note: case.said.note(), objects, post }).await
    }
}
