//! What people of several servers talk about in groups, and what three groups of one section do: as data.

mod section;
mod shared;

use preau_core::group::Joining;

pub(in crate::demo) use section::{PARTY, QUAY, TRAINING};
pub(in crate::demo) use shared::{HEALTH, TRANSPORT};

/// The servers, in the order in which they stand: each is an index into the demo's houses.
pub(in crate::demo) const V: usize = 0;
/// Port-Lazare.
pub(in crate::demo) const P: usize = 1;
/// The federation.
pub(in crate::demo) const S: usize = 2;

/// Somebody: their server, and their index into its `people`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::demo) struct Who(pub(in crate::demo) usize, pub(in crate::demo) usize);

/// A group with all that happens in it. Whoever made it animates it.
pub(in crate::demo) struct Circle {
    pub(in crate::demo) by: Who,
    /// Made so many days ago.
    pub(in crate::demo) ago: i64,
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) aim: &'static str,
    pub(in crate::demo) joining: Joining,
    /// Servers that are invited; none, and the group is of one section.
    pub(in crate::demo) invites: &'static [usize],
    pub(in crate::demo) people: &'static [Comer],
    pub(in crate::demo) topics: &'static [Topic],
    pub(in crate::demo) meets: &'static [Gathers],
}

impl Circle {
    /// Whether somebody animates it.
    pub(in crate::demo) fn animates(&self, who: Who) -> bool {
        self.by == who || self.people.iter().any(|comer| comer.1 == who && matches!(comer.2, Place::Animates))
    }
}

/// Somebody who comes in, so many days ago.
pub(in crate::demo) struct Comer(pub(in crate::demo) i64, pub(in crate::demo) Who, pub(in crate::demo) Place);

/// What becomes of them.
pub(in crate::demo) enum Place {
    /// In.
    In,
    /// In, and animates.
    Animates,
    /// Asked, and waits.
    Asks,
    /// In, and removed so many days ago for a month.
    Removed(i64),
}

/// A discussion.
pub(in crate::demo) struct Topic {
    pub(in crate::demo) title: &'static str,
    pub(in crate::demo) first: Words,
    pub(in crate::demo) replies: &'static [Words],
    /// So many days ago.
    pub(in crate::demo) pinned: Option<i64>,
    /// So many days ago, by whoever made the group.
    pub(in crate::demo) digest: Option<(i64, &'static str)>,
    /// Whether only those who animate the group have read its last replies.
    pub(in crate::demo) unread: bool,
}

/// Something said: so many days ago, at this hour and minute.
pub(in crate::demo) struct Words {
    pub(in crate::demo) ago: i64,
    pub(in crate::demo) at: (i64, i64),
    pub(in crate::demo) by: Who,
    pub(in crate::demo) text: &'static str,
    /// How many find it useful.
    pub(in crate::demo) useful: usize,
    pub(in crate::demo) then: Then,
}

/// What becomes of it within the hour.
pub(in crate::demo) enum Then {
    /// It stays.
    Stays,
    /// Its author changes it.
    Edited(&'static str),
    /// Whoever made the group takes it away.
    Removed,
}

/// A rendezvous of a group.
pub(in crate::demo) struct Gathers {
    pub(in crate::demo) in_days: i64,
    pub(in crate::demo) at: (i64, i64),
    pub(in crate::demo) minutes: i64,
    pub(in crate::demo) by: Who,
    pub(in crate::demo) title: &'static str,
    pub(in crate::demo) text: &'static str,
    pub(in crate::demo) place: Option<&'static str>,
    pub(in crate::demo) link: Option<&'static str>,
    /// Who comes.
    pub(in crate::demo) coming: &'static [Who],
}

/// A discussion without anything around it.
const fn topic(title: &'static str, first: Words, replies: &'static [Words]) -> Topic {
    Topic { title, first, replies, pinned: None, digest: None, unread: false }
}

/// Something said, which stays.
const fn words(ago: i64, at: (i64, i64), by: Who, useful: usize, text: &'static str) -> Words {
    Words { ago, at, by, text, useful, then: Then::Stays }
}
