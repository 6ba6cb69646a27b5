//! The rest of the fediverse, as far as it speaks to this section: reading its documents, and asking its servers.
//!
//! What comes in is looked at in [`crate::receive`], what goes out in [`crate::errand`]. Nothing that is read here is
//! believed beyond the origin it came from.

mod blocked;
mod event;
pub(crate) mod gate;
mod line;
pub(crate) mod object;
pub(crate) mod origin;
pub(crate) mod raw;
mod thread;

pub(crate) use self::blocked::Kept as KeptBlocked;
