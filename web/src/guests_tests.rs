//! The pages of guests with sample values.

use preau_core::guest::{CONSENT_TEXT, Consent, Registration};
use preau_core::id::ConsentId;
use preau_core::language::Language;
use preau_core::world::{Moment, TokenHash};
use uuid::Uuid;

use super::*;
use crate::calendar::tests::{NOW, dates, sample};
use crate::gallery::Samples;

const TOKEN: &str = "0123456789012345678901234567890123456789012";

/// Somebody who registered by mail address.
pub(crate) fn guest(state: GuestState, name: Option<&str>) -> Guest {
    Guest {
        id: GuestId(Uuid::from_u128(9)),
        rendezvous: sample(48, "Réunion publique").rendezvous.id,
        state,
        who: TokenHash(vec![1]),
        way: Way::Mail(Registration {
            mail: MailAddress::parse("sofia@famille.example").unwrap(),
            phone: Some(Phone::parse("06 39 98 12 34").unwrap()),
            language: Language::Fr,
            wishes: Wishes::of(|purpose| purpose == Purpose::Call),
            text_version: CONSENT_TEXT,
            confirm_until: Some(NOW.plus(Moment::DAY)),
        }),
        name: name.map(|name| PersonName::parse(name).unwrap()),
        came_at: NOW,
    }
}

/// A list with one of each.
pub(crate) fn list() -> Guests {
    Guests {
        unnamed: 2,
        ..Guests::of(&[
            guest(GuestState::Waiting, Some("Sofia")),
            guest(GuestState::Coming, None),
            guest(GuestState::Refused, Some("Tom")),
        ])
    }
}

impl Samples for GuestPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let one = sample(48, "Réunion publique : la ligne 4").rendezvous;
        let consent = Consent {
            id: ConsentId(Uuid::from_u128(3)),
            who: TokenHash(vec![1]),
            purpose: Purpose::Newsletter,
            text_version: CONSENT_TEXT,
            language: Language::Fr,
            mail: None,
            name: None,
            phone: None,
            given_at: NOW,
            withdrawn_at: None,
        };
        let held = |guest, consents| Held { who: TokenHash(vec![1]), guest, consents };
        [
            held(Some(guest(GuestState::Coming, None)), vec![consent]),
            held(Some(guest(GuestState::Waiting, None)), Vec::new()),
            held(None, Vec::new()),
        ]
        .iter()
        .map(|held| {
            let frame = Frame { person: None, ..frame.clone() };
            Self::of(frame, &dates, TOKEN, held, held.guest.as_ref().map(|_| &one))
        })
        .collect()
    }
}

#[test]
fn no_box_of_the_form_is_ticked_before_somebody_ticks_it() {
    let fresh = Fields::default();
    assert!(Purpose::ALL.iter().all(|purpose| !fresh.ticked(purpose.as_str())));
    let sent = Fields { call: "yes".to_owned(), ..Fields::default() };
    assert!(sent.ticked("call") && !sent.ticked("newsletter") && !sent.ticked("contact"));
}

#[test]
fn a_guest_without_a_name_is_called_by_their_address() {
    let guests = Guests::of(&[guest(GuestState::Waiting, None), guest(GuestState::Coming, Some("Sofia"))]);
    let lines: Vec<_> =
        guests.named.iter().map(|one| (one.name.as_str(), one.address.as_str(), one.waits)).collect();
    assert_eq!(lines, [("sofia@famille.example", "", true), ("Sofia", "sofia@famille.example", false)]);
}
