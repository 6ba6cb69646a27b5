//! Which invitations still open the door, and what the forms make of numbers.

use preau_core::id::PersonId;
use preau_core::language::Language;
use preau_core::text::Problem;
use preau_core::world::TokenHash;
use uuid::Uuid;

use super::super::tests::sample_tabs;
use super::*;
use crate::gallery::Samples;

const NOW: Moment = Moment(1_795_000_000_000_000);

fn invitation(kind: InvitationKind) -> Invitation {
    Invitation {
        id: InvitationId(Uuid::from_u128(5)),
        kind,
        hash: TokenHash::of(b"x"),
        code: (kind == InvitationKind::Poster).then(|| "TAPE-CADE-9743".to_owned()),
        mail: (kind == InvitationKind::Mail).then(|| MailAddress::parse("aline@exemple.example").unwrap()),
        name: None,
        language: Language::Fr,
        places: if kind == InvitationKind::Poster { 10 } else { 1 },
        used: 0,
        made_by: PersonId(Uuid::nil()),
        made_at: NOW.plus(-Moment::DAY),
        expires_at: NOW.plus(Moment::DAY),
        revoked_at: None,
    }
}

fn shown(frame: &Frame) -> Dates {
    Dates { language: frame.language, zone: chrono_tz::Europe::Paris, now: NOW }
}

impl Samples for Invitations {
    fn samples(frame: Frame) -> Vec<Self> {
        let row = |one: Invitation| Row::of(&one, &frame, &shown(&frame));
        let mut form = Filled::new(frame.t, Fields::default());
        propose(&mut form.typed, &shown(&frame), "fr");
        let mut faulty = form.clone();
        faulty.take::<()>(Field::Mail, Err(Problem::Malformed));
        faulty.say("count", frame.t.manage_wrong_number(50_u32));
        let full = Self {
            tabs: sample_tabs(&frame, Part::Invitations),
            form,
            posters: vec![row(invitation(InvitationKind::Poster))],
            open: vec![row(invitation(InvitationKind::Mail))],
            past: vec![
                row(Invitation { used: 1, ..invitation(InvitationKind::Printed) }),
                row(Invitation { revoked_at: Some(NOW), ..invitation(InvitationKind::Mail) }),
                row(Invitation { expires_at: NOW, ..invitation(InvitationKind::Printed) }),
            ],
            frame: frame.clone(),
        };
        let empty = Self {
            tabs: sample_tabs(&frame, Part::Invitations),
            form: faulty,
            posters: Vec::new(),
            open: Vec::new(),
            past: Vec::new(),
            frame,
        };
        vec![full, empty]
    }
}

impl Samples for Codes {
    fn samples(frame: Frame) -> Vec<Self> {
        let printed = vec!["TAPE-CADE-9743".to_owned(), "MARE-PEKW-4397".to_owned()];
        let (address, until) = ("vallombre.example/invitation".to_owned(), "lundi 21 décembre".to_owned());
        vec![Self { frame, printed, address, until }]
    }
}

impl Samples for Poster {
    fn samples(frame: Frame) -> Vec<Self> {
        let sample = |open| Self {
            code: "TAPE-CADE-9743".to_owned(),
            address: "vallombre.example/invitation".to_owned(),
            state: frame.t.manage_poster_left(7, 10, "lundi 30 novembre"),
            until: "lundi 30 novembre".to_owned(),
            open,
            end: frame.to.manage_invitation_end(InvitationId(Uuid::from_u128(5))),
            frame: frame.clone(),
        };
        vec![sample(true), sample(false)]
    }
}

#[test]
fn a_code_that_is_full_past_or_stopped_opens_no_door() {
    let open = invitation(InvitationKind::Poster);
    assert!(is_open(&open, NOW));
    assert!(!is_open(&Invitation { used: 10, ..open.clone() }, NOW));
    assert!(!is_open(&Invitation { expires_at: NOW, ..open.clone() }, NOW));
    assert!(!is_open(&Invitation { revoked_at: Some(NOW), ..open }, NOW));
}

#[test]
fn a_poster_says_for_how_many_it_is_and_how_many_places_are_left() {
    for language in Language::ALL {
        let frame = crate::gallery::frame(*language);
        let row =
            Row::of(&Invitation { used: 3, ..invitation(InvitationKind::Poster) }, &frame, &shown(&frame));
        let (all, left) = (row.state.find("10").unwrap(), row.state.find('7').unwrap());
        assert!(all < left, "{}", row.state);
    }
}

#[test]
fn a_number_of_codes_is_from_one_to_the_bound() {
    assert_eq!(number(" 10 ", 50), Some(10));
    assert_eq!(number("50", 50), Some(50));
    for wrong in ["", "0", "51", "-1", "dix", "99999999999"] {
        assert_eq!(number(wrong, 50), None, "{wrong}");
    }
}
