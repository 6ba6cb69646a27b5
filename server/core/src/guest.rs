//! Guests: those from outside who come to a rendezvous for everybody, by a Join of their server or by mail address.
//!
//! To everybody but those who run the rendezvous they are a number (voices.md 8 and 12).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::id::{ConsentId, GuestId, RendezvousId};
use crate::language::Language;
use crate::text::{MailAddress, PersonName, Phone};
use crate::world::{Moment, TokenHash};

crate::column::words! {
    /// Whether those outside may say that they come: a choice of each rendezvous.
    GuestsMay {
        /// Nobody registers from outside.
        No = "closed",
        /// Whoever wants to, while there are places.
        Come = "free",
        /// They ask, and its organiser decides.
        Ask = "approval",
    }
}

crate::column::words! {
    /// Where a guest stands.
    GuestState {
        /// Typed an address; nothing counts before the link of the letter is used.
        Unconfirmed = "unconfirmed",
        /// Asks, and waits for the organiser.
        Waiting = "waiting",
        /// Comes.
        Coming = "coming",
        /// Was told no; asking again changes nothing.
        Refused = "refused",
    }
}

crate::column::words! {
    /// What somebody may agree to beside coming: one box each, never ticked before.
    Purpose {
        /// To be sent the section's letter.
        Newsletter = "newsletter",
        /// To be called.
        Call = "call",
        /// To be written to about actions and other rendezvous.
        Contact = "contact",
    }
}

crate::column::words! {
    /// Why a Join is refused; federation turns it into a sentence.
    TurnedAway {
        /// Every place is taken.
        Full = "full",
        /// Nobody registers from outside.
        Closed = "closed",
        /// It is over, or cancelled.
        Over = "over",
        /// Its organiser said no.
        Refused = "refused",
    }
}

/// The version of the words beside the boxes: counted up with every change of them, in either language.
pub const CONSENT_TEXT: i32 = 1;
/// How long the link lives that confirms an address.
pub const CONFIRM_TIME: i64 = Moment::DAY;
/// How long after a rendezvous is over what is known of its guests is kept: to write to them about what came of it.
pub const GUESTS_KEPT: i64 = 30 * Moment::DAY;
/// The same in days, as the form says it.
pub const GUESTS_KEPT_DAYS: i64 = GUESTS_KEPT / Moment::DAY;
/// How long it is remembered that a consent was withdrawn: as long as somebody may ask why they were written to.
pub const WITHDRAWN_KEPT: i64 = 3 * 365 * Moment::DAY;
/// Guests of one rendezvous, whatever they are: beyond this nobody reads their names.
pub const GUESTS_MAX: i64 = 10_000;
/// Those of one server: a server that invents people does not take every place.
pub const GUESTS_PER_HOST_MAX: i64 = 100;
/// Those who wait, for a link or for the organiser: more is a flood.
pub const GUESTS_WAITING_MAX: i64 = 500;
/// Guests that a page names.
pub const GUESTS_SHOWN: i64 = 500;

/// What a stranger agrees to beside coming.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wishes(Vec<Purpose>);

impl Wishes {
    /// Each purpose once, in the order of the form.
    pub fn of(ticked: impl Fn(Purpose) -> bool) -> Self {
        Self(Purpose::ALL.iter().copied().filter(|purpose| ticked(*purpose)).collect())
    }

    /// Whether this one is among them.
    pub fn holds(&self, purpose: Purpose) -> bool {
        self.0.contains(&purpose)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Purpose> + '_ {
        self.0.iter().copied()
    }
}

/// A guest as they are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The id.
    pub id: GuestId,
    /// To what they come.
    pub rendezvous: RendezvousId,
    /// Where they stand.
    pub state: GuestState,
    /// The keyed hash of their actor's id or of their folded address.
    pub who: TokenHash,
    /// How they came.
    pub way: Way,
    /// What they are called, where they said so.
    pub name: Option<PersonName>,
    /// When they came.
    pub came_at: Moment,
}

/// How a guest came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a Join of their server.
    Join {
        /// The keyed hash of the server's host.
        host: TokenHash,
        /// The keyed hash of the Join's id.
        activity: TokenHash,
        /// The inbox of the server, which is told what changes.
        inbox: Url,
        /// Who asks, kept only where somebody decides.
        asking: Option<Asking>,
    },
    /// By mail address.
    Mail(Registration),
}

/// Somebody on another server who waits for the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Their actor.
    pub actor: Url,
    /// `@name@host`.
    pub handle: String,
    /// The id of their Join, which is answered.
    pub join: String,
}

/// What somebody typed who comes by mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The address.
    pub mail: MailAddress,
    /// The number, where they may be called.
    pub phone: Option<Phone>,
    /// The language of the letters.
    pub language: Language,
    /// What else they agreed to.
    pub wishes: Wishes,
    /// The version of the words that they read.
    pub text_version: i32,
    /// Until when the link of the letter confirms it.
    pub confirm_until: Option<Moment>,
}

impl Guest {
    /// What they typed, where they came by mail address.
    pub const fn registration(&self) -> Option<&Registration> {
        match &self.way {
            Way::Mail(registration) => Some(registration),
            Way::Join { .. } => None,
        }
    }
}

/// Something that somebody agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The id.
    pub id: ConsentId,
    /// The keyed hash of the address.
    pub who: TokenHash,
    /// What for.
    pub purpose: Purpose,
    /// The version of the words.
    pub text_version: i32,
    /// The language in which they were read.
    pub language: Language,
    /// The address; gone once it is withdrawn.
    pub mail: Option<MailAddress>,
    /// The name that was given with it.
    pub name: Option<PersonName>,
    /// The number that was given with it.
    pub phone: Option<Phone>,
    /// When it was given: when the address was confirmed.
    pub given_at: Moment,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

/// What the link of a letter leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The keyed hash of the address.
    pub who: TokenHash,
    /// The registration that the letter was about; `None` once it is cancelled or erased.
    pub guest: Option<Guest>,
    /// What the address agreed to and has not taken back.
    pub consents: Vec<Consent>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_hold_what_was_ticked_and_nothing_else() {
        assert_eq!(Wishes::of(|_| false), Wishes::default());
        let wishes = Wishes::of(|purpose| purpose == Purpose::Call);
        assert!(wishes.holds(Purpose::Call) && !wishes.holds(Purpose::Newsletter));
        assert_eq!(serde_json::to_string(&wishes).unwrap(), r#"["call"]"#);
    }
}
