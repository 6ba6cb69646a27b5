//! Speaking to another section about the link between us.

use preau_core::error::Failure;
use preau_core::job::LinkErrand;
use url::Url;

use super::Task;
use crate::{Federation, Ran};

impl Federation {
    /// Says it, unless it has become moot.
    pub(crate) async fn run_link(
        &self,
        _section: &Url,
        _errand: &LinkErrand,
        _task: Task,
    ) -> Result<Ran, Failure> {
        Ok(Ran::done())
    }
}
