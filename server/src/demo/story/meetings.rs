//! What a section is made of and what it decides: its bodies, who holds what, and its meetings in every state, as data.

use preau_core::body::{BodyKind, Status};
use preau_core::mandate::MandateRole;
use preau_core::meeting::{ItemKind, MeetingKind};

/// A body beside the assembly: what it is, what it is called, what it is for.
pub(in crate::demo) struct Organ(
    pub(in crate::demo) BodyKind,
    pub(in crate::demo) &'static str,
    pub(in crate::demo) &'static str,
);

/// Whose: the assembly's, or that of the body with this index.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Of {
    Assembly,
    Organ(usize),
}

/// Somebody holds a mandate, for so many days from the beginning of the year on.
pub(in crate::demo) struct Seat(
    pub(in crate::demo) Of,
    pub(in crate::demo) usize,
    pub(in crate::demo) MandateRole,
    pub(in crate::demo) i64,
);

/// Who is not simply a member: their status, since how many days, and how many days ahead their dues are paid (negative:
/// they ran out).
pub(in crate::demo) struct Standing(
    pub(in crate::demo) usize,
    pub(in crate::demo) Status,
    pub(in crate::demo) i32,
    pub(in crate::demo) Option<i32>,
);

/// When a meeting begins.
#[derive(Clone, Copy)]
pub(in crate::demo) enum When {
    /// So many days from now, at this hour and minute.
    Day(i64, (i64, i64)),
    /// Next Thursday at this hour.
    Thursday((i64, i64)),
    /// It began so many minutes ago.
    Now(i64),
}

/// A meeting.
pub(in crate::demo) struct Gathering {
    pub(in crate::demo) of: Of,
    pub(in crate::demo) kind: MeetingKind,
    pub(in crate::demo) when: When,
    /// How long it should take.
    pub(in crate::demo) minutes: i64,
    pub(in crate::demo) title: &'static str,
    pub(in crate::demo) place: &'static str,
    pub(in crate::demo) access: &'static str,
    pub(in crate::demo) points: &'static [Point],
    /// So many days before it its notice went out; of a draft, its agenda was opened.
    pub(in crate::demo) notice: i64,
    /// How many answered that they come, and that they do not.
    pub(in crate::demo) answers: (usize, usize),
    /// Who gave their voice to whom.
    pub(in crate::demo) proxies: &'static [(usize, usize)],
    pub(in crate::demo) fate: Fate,
}

/// What becomes of a meeting.
pub(in crate::demo) enum Fate {
    /// A draft of those who prepare it.
    Draft,
    /// Its agenda is open, and somebody proposed this, whom others support.
    Open { by: usize, proposal: Point, supporters: &'static [usize] },
    /// Its notice is out.
    Convened,
    /// It was called off, so many days before now.
    Cancelled(i64),
    /// So few came that the quorum was not met.
    Lacked(usize),
    /// It is sitting now: so many are there.
    Sits(usize),
    /// It was held: so many came, and its minutes stand there.
    Held(usize, Minuted),
}

/// Where the minutes of a meeting stand.
pub(in crate::demo) enum Minuted {
    /// Being written.
    Draft,
    /// Open to those who attended; somebody asked for this correction of that item.
    Review { by: usize, item: usize, text: &'static str },
    /// Sealed, a day after the next meeting approved them.
    Sealed { after: usize },
}

/// An item of an agenda, and what happens under it.
pub(in crate::demo) struct Point {
    pub(in crate::demo) kind: ItemKind,
    pub(in crate::demo) title: &'static str,
    pub(in crate::demo) text: &'static str,
    pub(in crate::demo) minutes: i32,
    pub(in crate::demo) by: Option<usize>,
    /// The meeting, by its index in the story, whose minutes are approved.
    pub(in crate::demo) approves: Option<usize>,
    pub(in crate::demo) notes: &'static str,
    pub(in crate::demo) happens: &'static [Happens],
}

/// What happens under an item.
pub(in crate::demo) enum Happens {
    /// Hands are raised: against, abstentions, not taking part; the others are for it.
    Hands(&'static str, [u32; 3]),
    /// Names are called: who is against, who abstains; the others are for it.
    RollCall(&'static str, &'static [usize], &'static [usize]),
    /// Papers elect these; so many papers do not name each of them. One is blank.
    Papers(&'static str, &'static [(&'static str, u32)]),
    /// A vote that is prepared, and not opened.
    Prepared(&'static str),
    /// Whoever sees to what was just voted, within so many days of the meeting.
    Charge(usize, i32),
    /// It is agreed without a vote, and somebody sees to it within so many days.
    Agreed(&'static str, usize, i32),
    /// Somebody takes it on, within so many days.
    Takes(&'static str, usize, i32),
}

/// An item that somebody brings, without anything around it.
pub(in crate::demo) const fn point(kind: ItemKind, title: &'static str, minutes: i32) -> Point {
    Point { kind, title, text: "", minutes, by: None, approves: None, notes: "", happens: &[] }
}

/// A meeting without anything around it.
pub(in crate::demo) const fn gathering(
    of: Of,
    kind: MeetingKind,
    when: When,
    title: &'static str,
    points: &'static [Point],
    fate: Fate,
) -> Gathering {
    Gathering {
        of,
        kind,
        when,
        minutes: 120,
        title,
        place: "",
        access: "",
        points,
        notice: 10,
        answers: (0, 0),
        proxies: &[],
        fate,
    }
}
