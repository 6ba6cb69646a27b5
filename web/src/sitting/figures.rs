//! The live figures of a room: how many are there, how many are represented, whether the quorum holds.

use preau_core::action::sitting::{day_of, standing};
use preau_core::meeting::{Headcount, Meeting, Standing};
use preau_core::store::Read;
use preau_core::world::Moment;

use crate::error::Failure;
use crate::texts::Texts;

/// The figures.
#[derive(Clone, Copy, Default)]
pub(crate) struct Figures {
    pub(crate) count: Headcount,
    pub(crate) standing: Standing,
}

impl Figures {
    /// Reads them; of a meeting without rules there are none.
    pub(super) async fn read(db: &mut dyn Read, meeting: &Meeting, now: Moment) -> Result<Self, Failure> {
        if meeting.rules.is_none() {
            return Ok(Self::default());
        }
        let count = db.headcount(meeting.id, day_of(meeting, now)).await?;
        let standing = standing(db, meeting, now).await?;
        Ok(Self { count, standing })
    }

    /// Whether a vote can open.
    pub(crate) fn met(&self) -> bool {
        self.standing.quorum_met()
    }

    /// « Quorum : 22 voix, 23 comptées »; nothing where the rules ask for none.
    pub(crate) fn quorum(&self, t: &Texts) -> String {
        if self.standing.quorum_needed == 0 {
            return t.sitting_no_quorum();
        }
        let (counted, needed) = (self.standing.quorum_counted, self.standing.quorum_needed);
        if self.met() {
            t.sitting_quorum_met(counted, needed)
        } else {
            t.sitting_quorum_lacks(counted, needed)
        }
    }
}
