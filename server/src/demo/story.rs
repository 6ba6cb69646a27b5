//! What happens on the demo's servers: people, posts, replies and rendezvous, as data. Names and places are invented.

pub(super) mod circles;
pub(super) mod meetings;
mod port_lazare;
mod sorre;
mod vallombre;

use self::meetings::{Gathering, Organ, Seat, Standing};
use super::mail::Came;
use preau_core::post::Signature;
use preau_core::series::Rhythm;
use preau_core::unit::{Accent, UnitKind};

pub(super) use port_lazare::PORT_LAZARE;
pub(super) use sorre::SORRE;
pub(super) use vallombre::VALLOMBRE;

/// A section, or the federation, and its year.
pub(super) struct Story {
    /// The name of its host under `.localhost`, and its handle.
    pub(super) handle: &'static str,
    pub(super) kind: UnitKind,
    pub(super) name: &'static str,
    pub(super) organisation: &'static str,
    pub(super) level_above: &'static str,
    pub(super) territory: &'static str,
    pub(super) about: &'static str,
    pub(super) place: &'static str,
    pub(super) contact: &'static str,
    pub(super) publisher: &'static str,
    pub(super) accent: Accent,
    pub(super) people: &'static [Someone],
    /// More members, who read more than they write.
    pub(super) readers: &'static [&'static str],
    pub(super) posts: &'static [Said],
    pub(super) rendezvous: &'static [Meet],
    /// The bodies beside the assembly.
    pub(super) organs: &'static [Organ],
    /// Who holds what.
    pub(super) seats: &'static [Seat],
    /// Who is what, where they are not simply members.
    pub(super) standings: &'static [Standing],
    /// The meetings, whose notes and votes and minutes are kept here.
    pub(super) gatherings: &'static [Gathering],
    /// What came in from other networks.
    pub(super) mail: &'static [Came],
    /// Who came by the poster and waits.
    pub(super) awaiting: &'static str,
    /// Who asked to join from the public page: name, address, words.
    pub(super) asking: (&'static str, &'static str, &'static str),
}

/// Somebody who writes: name, and what they do. The first one sets the house up, the second is an administrator too.
pub(super) struct Someone(pub(super) &'static str, pub(super) Option<&'static str>);

/// A post: so many days ago, at this hour and minute.
pub(super) struct Said {
    pub(super) ago: i64,
    pub(super) at: (i64, i64),
    /// Index into `people`.
    pub(super) by: usize,
    pub(super) title: Option<&'static str>,
    pub(super) text: &'static str,
    /// To everybody, in this name; within the section otherwise.
    pub(super) public: Option<Signature>,
    /// Author and text.
    pub(super) replies: &'static [(usize, &'static str)],
    pub(super) useful: usize,
    pub(super) picture: Option<(&'static [u8], i32, i32, &'static str)>,
}

/// A rendezvous, so many days from now (negative: past).
pub(super) struct Meet {
    pub(super) in_days: i64,
    pub(super) at: (i64, i64),
    pub(super) minutes: i64,
    pub(super) by: usize,
    pub(super) title: &'static str,
    pub(super) place: &'static str,
    pub(super) text: &'static str,
    pub(super) public: bool,
    pub(super) needed: Option<i32>,
    pub(super) capacity: Option<i32>,
    pub(super) coming: usize,
    pub(super) not_coming: usize,
    pub(super) cancelled: bool,
    /// It comes again so often: the second is cancelled, and there is no third.
    pub(super) again: Option<(Rhythm, usize)>,
}

/// A post of the section, without anything around it.
const fn said(ago: i64, at: (i64, i64), by: usize, text: &'static str) -> Said {
    Said { ago, at, by, title: None, text, public: None, replies: &[], useful: 0, picture: None }
}

/// A rendezvous of the section, without anything around it.
const fn meet(
    in_days: i64,
    at: (i64, i64),
    minutes: i64,
    by: usize,
    title: &'static str,
    place: &'static str,
) -> Meet {
    Meet {
        in_days,
        at,
        minutes,
        by,
        title,
        place,
        text: "",
        public: false,
        needed: None,
        capacity: None,
        coming: 0,
        not_coming: 0,
        cancelled: false,
        again: None,
    }
}
