//! The unit that keeps this house: a party section, a federation, a union local or an association.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::BodyId;
use crate::language::Language;
use crate::rules::RulesProfile;
use crate::text::{Handle, Note, ShortText, UnitName};
use crate::world::Moment;

crate::column::words! {
    /// What the unit is, which decides the words on the screens.
    UnitKind {
        /// A section of a party.
        Section = "section",
        /// A level of a party above its sections. Not the protocol.
        Federation = "federation",
        /// A union local.
        Local = "local",
        /// An association.
        Association = "association",
    }
}

crate::column::words! {
    /// Who may read and follow from outside; chosen in the wizard.
    Openness {
        /// Public posts readable by everybody, follows accepted, members' things only to linked sections.
        Mixed = "mixed",
        /// Only known servers, and only with a signature.
        Closed = "closed",
        /// As mixed, and groups may be opened to everybody.
        Open = "open",
    }
}

crate::column::words! {
    /// What happens to a follow that comes from outside.
    FollowPolicy {
        /// It is accepted at once.
        Accept = "accept",
        /// It waits for an administrator.
        Hold = "hold",
    }
}

crate::column::words! {
    /// The accents a unit may choose, each checked for contrast in both schemes.
    Accent {
        /// Slate, the default.
        Ardoise = "ardoise",
        /// Brick.
        Brique = "brique",
        /// Fir.
        Sapin = "sapin",
        /// Plum.
        Prune = "prune",
        /// Ocean.
        Ocean = "ocean",
        /// Raspberry.
        Framboise = "framboise",
    }
}

crate::column::words! {
    /// How the software's own French texts write people of any gender. They are all epicene so far, and no page offers
    /// the other two (docs/words.md).
    InclusiveForm {
        /// Common words and doublets, the default.
        Epicene = "epicene",
        /// The middle dot.
        PointMedian = "point-median",
        /// Generic masculine.
        Masculin = "masculin",
    }
}

/// The unit and the choices it made for its house. One row; later units of the house hang under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// The unit's id.
    pub id: BodyId,
    /// What it is.
    pub kind: UnitKind,
    /// What it is called.
    pub name: UnitName,
    /// Its name on the network: `@handle@host`.
    pub handle: Handle,
    /// Two or three letters shown beside names in shared groups.
    pub sigil: ShortText,
    /// The party, union or network it belongs to.
    pub organisation: Option<ShortText>,
    /// The level above, as one says it: "Fédération de la Sorre".
    pub level_above: Option<ShortText>,
    /// Where it is at home.
    pub territory: Option<ShortText>,
    /// The language of its letters and of a stranger who states none.
    pub language: Language,
    /// Its IANA time zone.
    pub time_zone: chrono_tz::Tz,
    /// The address fixed at set-up; a start with another one is refused.
    pub url: Url,
    /// Who we are, on the public page, as typed.
    pub about: Option<Note>,
    /// Where to find us, on the public page and the sign-in page.
    pub contact_place: Option<ShortText>,
    /// A mail address or a telephone number with a name.
    pub contact_line: Option<ShortText>,
    /// Who answers for what is published (French law of 29 July 1982, LCEN of 2004).
    pub publisher: Option<ShortText>,
    /// The accent.
    pub accent: Accent,
    /// How the software writes people.
    pub inclusive: InclusiveForm,
    /// Who may read and follow.
    pub openness: Openness,
    /// What happens to follows.
    pub follow_policy: FollowPolicy,
    /// Whether members may publish to everybody under their own name without asking.
    pub members_may_sign: bool,
    /// The rules of its meetings, as data.
    pub rules: RulesProfile,
    /// When it was set up.
    pub created_at: Moment,
    /// Counts its changes, for caches.
    pub version: i64,
}

impl House {
    /// What happens to a follow: a closed house lets nobody in by themselves, since whoever follows reads.
    pub fn answers_follows(&self) -> FollowPolicy {
        if self.openness == Openness::Closed { FollowPolicy::Hold } else { self.follow_policy }
    }
}

/// What the administrator may change later; the rest of [`House`] is fixed at set-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseChoices {
    /// See [`House::name`].
    pub name: UnitName,
    /// See [`House::sigil`].
    pub sigil: ShortText,
    /// See [`House::organisation`].
    pub organisation: Option<ShortText>,
    /// See [`House::level_above`].
    pub level_above: Option<ShortText>,
    /// See [`House::territory`].
    pub territory: Option<ShortText>,
    /// See [`House::language`].
    pub language: Language,
    /// See [`House::about`].
    pub about: Option<Note>,
    /// See [`House::contact_place`].
    pub contact_place: Option<ShortText>,
    /// See [`House::contact_line`].
    pub contact_line: Option<ShortText>,
    /// See [`House::publisher`].
    pub publisher: Option<ShortText>,
    /// See [`House::accent`].
    pub accent: Accent,
    /// See [`House::inclusive`].
    pub inclusive: InclusiveForm,
    /// See [`House::openness`].
    pub openness: Openness,
    /// See [`House::follow_policy`].
    pub follow_policy: FollowPolicy,
    /// See [`House::members_may_sign`].
    pub members_may_sign: bool,
}

/// Two letters from a name: "Vallombre-Centre" gives "VC".
pub fn propose_sigil(name: &str) -> String {
    let mut initials: String = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    if initials.chars().count() < 2 {
        initials =
            name.chars().filter(|c| c.is_alphanumeric()).take(2).flat_map(char::to_uppercase).collect();
    }
    initials
}
