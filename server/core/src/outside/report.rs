//! Reports: what others say of us or of what stands here, and what we tell another server.

use url::Url;

use crate::id::{PersonId, PostId, ReportId};
use crate::world::Moment;

crate::column::words! {
    /// Where a report stands.
    ReportState {
        /// Came in, and nobody has looked at it.
        Open = "open",
        /// Came in and is dealt with.
        Settled = "settled",
        /// Was sent by us.
        Sent = "sent",
    }
}

/// A report. What came in is a claim of its source and nothing else: no content changes by it (O26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The id.
    pub id: ReportId,
    /// Where it stands.
    pub state: ReportState,
    /// In: the actor that signed it. Out: the actor that is reported.
    pub actor: Url,
    /// The host of that actor.
    pub host: String,
    /// What is said, plain text; may be empty.
    pub note: String,
    /// What it names, at most [`REPORT_OBJECTS_MAX`].
    pub objects: Vec<Url>,
    /// In: the first public post of ours among them.
    pub post: Option<PostId>,
    /// When it was made.
    pub made_at: Moment,
    /// Out: who sent it; never told to anybody outside. In: who settled it.
    pub by: Option<PersonId>,
    /// In: when it was settled.
    pub settled_at: Option<Moment>,
}

/// Objects kept of one report.
pub const REPORT_OBJECTS_MAX: usize = 20;
/// Open reports at most.
pub const REPORTS_OPEN_MAX: i64 = 500;
/// Open reports of one host at most.
pub const REPORTS_OPEN_PER_HOST_MAX: i64 = 20;
