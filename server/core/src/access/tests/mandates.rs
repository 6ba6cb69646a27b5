//! The table of mandates, generated from [`RIGHTS`]: role x where it is held x standing x moment x thing x verb.

use super::{person, post};
use crate::access::{Thing, Verb, Viewer, may};
use crate::audience::Audience;
use crate::body::{Body, BodyKind};
use crate::id::{BodyId, MandateId, OutsideId, PersonId, RendezvousId};
use crate::language::Language;
use crate::mandate::{Delegation, Mandate, MandateRole, RIGHTS, Right, Seats};
use crate::outside::{Cleaned, OutsideByline, OutsideKind, OutsidePost, OutsideState, ShownAs};
use crate::person::{Person, Role, Standing};
use crate::post::{PostState, Signature};
use crate::rendezvous::{Rendezvous, RendezvousState};
use crate::rules::{Preset, RulesProfile};
use crate::text::{Handle, ShortText, Title, UnitName};
use crate::unit::{Accent, FollowPolicy, House, InclusiveForm, Openness, UnitKind};
use crate::world::Moment;

pub(super) const ASSEMBLY: BodyId = BodyId(uuid::Uuid::from_u128(10));
pub(super) const BOARD: BodyId = BodyId(uuid::Uuid::from_u128(11));
pub(super) const WORKPLACE: BodyId = BodyId(uuid::Uuid::from_u128(12));
/// The author of everything on the table, who is none of the viewers.
pub(super) const AUTHOR: PersonId = PersonId(uuid::Uuid::from_u128(99));
/// The term that is tried.
pub(super) const STARTS: Moment = Moment(1_000);
/// Its end, not included.
pub(super) const ENDS: Moment = Moment(2_000);

/// Every thing with the verbs that a right decides there, and the right; `None` where no mandate ever gives it.
fn with_every_thing(mut check: impl FnMut(&str, Verb, Thing<'_>, Option<Right>, BodyId)) {
    let house = house();
    for (verb, right) in [
        (Verb::SpeakFor, Some(Right::SpeakFor)),
        (Verb::SpeakPublicly, Some(Right::SpeakFor)),
        (Verb::Decide, Some(Right::SpeakFor)),
        (Verb::Administer, None),
    ] {
        check("the house", verb, Thing::House(&house), right, ASSEMBLY);
    }
    for (_, rights) in RIGHTS {
        for right in *rights {
            check("the house", Verb::Use(*right), Thing::House(&house), Some(*right), ASSEMBLY);
            for body in [
                body(ASSEMBLY, BodyKind::Assembly),
                body(BOARD, BodyKind::Board),
                body(WORKPLACE, BodyKind::Workplace),
            ] {
                check("a body", Verb::Use(*right), Thing::Body(&body), Some(*right), body.id);
            }
        }
    }
    let proposed = post(AUTHOR, Audience::Everybody, Signature::Section, PostState::Proposed);
    for verb in [Verb::Read, Verb::Decide] {
        check("a proposed post", verb, Thing::Post(&proposed), Some(Right::SpeakFor), ASSEMBLY);
    }
    let said = post(AUTHOR, Audience::Everybody, Signature::Section, PostState::Published);
    check("what the section said", Verb::Edit, Thing::Post(&said), Some(Right::SpeakFor), ASSEMBLY);
    let inside = post(AUTHOR, Audience::Section, Signature::Author, PostState::Published);
    check("a post", Verb::Remove, Thing::Post(&inside), Some(Right::Moderate), ASSEMBLY);
    check("a post", Verb::Edit, Thing::Post(&inside), None, ASSEMBLY);
    let planned = rendezvous(Audience::Section, RendezvousState::Planned);
    let announced = rendezvous(Audience::Everybody, RendezvousState::Planned);
    let asked = rendezvous(Audience::Everybody, RendezvousState::Proposed);
    for verb in [Verb::Read, Verb::Decide, Verb::Edit, Verb::Delete] {
        check(
            "a proposed rendezvous",
            verb,
            Thing::Rendezvous(&asked),
            Some(Right::AcceptRendezvous),
            ASSEMBLY,
        );
    }
    check("a rendezvous", Verb::Edit, Thing::Rendezvous(&planned), Some(Right::AcceptRendezvous), ASSEMBLY);
    check("an announced one", Verb::Edit, Thing::Rendezvous(&announced), Some(Right::SpeakFor), ASSEMBLY);
    let waiting = outside();
    for verb in [Verb::Read, Verb::Decide, Verb::Answer] {
        check("what came from outside", verb, Thing::Outside(&waiting), Some(Right::SpeakFor), ASSEMBLY);
    }
}

#[test]
fn a_mandate_gives_what_the_table_says_where_it_is_held_and_nothing_else() {
    for role in MandateRole::ALL {
        for held_in in [ASSEMBLY, BOARD] {
            for standing in Standing::ALL {
                let who = person("nour0", Role::Member, *standing);
                for (now, holds) in
                    [(Moment(999), false), (STARTS, true), (Moment(1_999), true), (ENDS, false)]
                {
                    let seats = Seats::of(vec![mandate(*role, held_in, None)], ASSEMBLY, now);
                    let viewer = Viewer::seated(who.clone(), seats);
                    with_every_thing(|name, verb, thing, right, of| {
                        let reaches = held_in == ASSEMBLY || held_in == of;
                        let given = right.is_some_and(|right| role.rights().contains(&right));
                        let expected = holds && *standing == Standing::Active && reaches && given;
                        let may = may(&viewer, verb, thing);
                        assert_eq!(
                            may, expected,
                            "{role} in {held_in:?}, {standing}, at {now:?}: {verb:?} {name}"
                        );
                    });
                }
            }
        }
    }
}

#[test]
fn a_delegated_part_gives_the_named_rights_and_no_seat() {
    for right in MandateRole::Secretary.rights() {
        let who = person("nour0", Role::Member, Standing::Active);
        let part = mandate(MandateRole::Secretary, ASSEMBLY, Some(vec![*right]));
        let viewer = Viewer::seated(who, Seats::of(vec![part], ASSEMBLY, STARTS));
        with_every_thing(|name, verb, thing, asked, _| {
            assert_eq!(may(&viewer, verb, thing), asked == Some(*right), "{right}: {verb:?} {name}");
        });
        assert!(!viewer.sits_in(BOARD, BodyKind::Board));
    }
}

#[test]
fn who_runs_the_house_may_do_everything_and_sits_nowhere_for_it() {
    let viewer = Viewer::from(person("odile.g", Role::Administrator, Standing::Active));
    with_every_thing(|name, verb, thing, right, _| {
        let expected = right.is_some() || verb == Verb::Administer;
        assert_eq!(may(&viewer, verb, thing), expected, "{verb:?} {name}");
    });
    assert!(!may(&viewer, Verb::Enter, Thing::Body(&body(BOARD, BodyKind::Board))));
    assert!(may(&viewer, Verb::Enter, Thing::Body(&body(ASSEMBLY, BodyKind::Assembly))));
}

#[test]
fn who_sits_in_a_body_enters_it_as_long_as_the_mandate_holds() {
    let who: Person = person("nour0", Role::Member, Standing::Active);
    for (now, sits) in [(Moment(999), false), (STARTS, true), (Moment(1_999), true), (ENDS, false)] {
        let seats = Seats::of(vec![mandate(MandateRole::Participant, WORKPLACE, None)], ASSEMBLY, now);
        let viewer = Viewer::seated(who.clone(), seats);
        assert_eq!(
            may(&viewer, Verb::Enter, Thing::Body(&body(WORKPLACE, BodyKind::Workplace))),
            sits,
            "{now:?}"
        );
        assert!(!may(&viewer, Verb::Enter, Thing::Body(&body(BOARD, BodyKind::Board))));
    }
    for stranger in [Viewer::Anyone, Viewer::Outside] {
        assert!(!may(&stranger, Verb::Read, Thing::Body(&body(ASSEMBLY, BodyKind::Assembly))));
    }
}

#[test]
fn every_role_stands_once_in_the_table_and_only_the_secretary_may_everything() {
    for role in MandateRole::ALL {
        assert_eq!(RIGHTS.iter().filter(|(of, _)| of == role).count(), 1, "{role}");
    }
    for right in Right::ALL {
        assert!(MandateRole::Secretary.rights().contains(right), "{right}");
    }
}

pub(super) fn mandate(role: MandateRole, body: BodyId, delegated: Option<Vec<Right>>) -> Mandate {
    let id = MandateId(uuid::Uuid::from_u128(20));
    Mandate {
        id,
        person: PersonId(uuid::Uuid::from_u128(5)),
        body,
        role,
        provisional: false,
        starts_at: STARTS,
        ends_at: Some(ENDS),
        delegated: delegated.map(|rights| Delegation { of: id, rights }),
        recorded_at: STARTS,
    }
}

/// A house where nobody signs publicly without asking.
fn house() -> House {
    House {
        id: ASSEMBLY,
        kind: UnitKind::Section,
        name: UnitName::parse("Vallombre-Centre").unwrap(),
        handle: Handle::parse("vallombre").unwrap(),
        sigil: ShortText::parse("VC").unwrap(),
        organisation: None,
        level_above: None,
        territory: None,
        language: Language::Fr,
        time_zone: chrono_tz::Europe::Paris,
        url: url::Url::parse("https://vallombre.example/").unwrap(),
        about: None,
        contact_place: None,
        contact_line: None,
        publisher: None,
        accent: Accent::Ardoise,
        inclusive: InclusiveForm::Epicene,
        openness: Openness::Mixed,
        follow_policy: FollowPolicy::Accept,
        members_may_sign: false,
        rules: RulesProfile::preset(Preset::PartySection),
        created_at: Moment(0),
        version: 1,
    }
}

fn body(id: BodyId, kind: BodyKind) -> Body {
    Body {
        id,
        kind,
        name: UnitName::parse("Bureau").unwrap(),
        purpose: None,
        rules: None,
        made_at: Moment(0),
        dissolved_at: None,
        version: 1,
    }
}

pub(super) fn rendezvous(audience: Audience, state: RendezvousState) -> Rendezvous {
    Rendezvous {
        id: RendezvousId(uuid::Uuid::from_u128(30)),
        organiser: AUTHOR,
        title: Title::parse("Collage").unwrap(),
        source: String::new(),
        html: String::new(),
        starts_at: Moment(0),
        ends_at: None,
        time_zone: chrono_tz::Europe::Paris,
        place: None,
        link: None,
        audience,
        needed: None,
        capacity: None,
        guests_may: crate::guest::GuestsMay::No,
        occurrence: None,
        state,
        sequence: 0,
        made_at: Moment(0),
        changed_at: Moment(0),
    }
}

fn outside() -> OutsidePost {
    let uri = url::Url::parse("https://elsewhere.example/notes/1").unwrap();
    OutsidePost {
        id: OutsideId(uuid::Uuid::from_u128(1)),
        kind: OutsideKind::Reply,
        state: OutsideState::Waiting,
        shown: ShownAs {
            author: OutsideByline {
                actor: uri.join("/users/ada").unwrap(),
                name: "Ada".to_owned(),
                handle: "ada".to_owned(),
                host: "elsewhere.example".to_owned(),
            },
            uri,
            object_type: "Note".to_owned(),
            url: None,
            text: Cleaned::default(),
            attachments: 0,
            published_at: Moment(0),
            updated_at: None,
        },
        post: None,
        root: None,
        parent: None,
        came_at: Moment(0),
        decided_by: None,
        decided_at: None,
    }
}
