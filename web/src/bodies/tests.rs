//! The pages of bodies and mandates with believable values.

use preau_core::access::Viewer;
use preau_core::body::{Body, BodyKind};
use preau_core::id::{BodyId, MandateId};
use preau_core::language::Language;
use preau_core::mandate::{Delegation, Mandate, MandateRole, MandateView, RIGHTS, Right};
use preau_core::person::Role;
use preau_core::text::{Note, UnitName};
use preau_core::world::Moment;
use uuid::Uuid;

use super::form::{self, BodyForm};
use super::mandates::{self, Act, Choice, MandatePage};
use super::rights::{Rights, roles};
use super::show::BodyPage;
use super::*;
use crate::form::Filled;
use crate::gallery::Samples;
use crate::item::tests::{dates, jeanne, person};
use crate::texts::texts;

fn board(kind: BodyKind) -> Body {
    Body {
        id: BodyId(Uuid::from_u128(40)),
        kind,
        name: UnitName::parse("Bureau").unwrap(),
        purpose: Some(Note::parse("Prépare les réunions et tient les comptes.").unwrap()),
        rules: None,
        made_at: Moment(0),
        dissolved_at: None,
        version: 1,
    }
}

fn mandate(
    n: u128,
    role: MandateRole,
    from: i64,
    until: Option<i64>,
    part: Option<Vec<Right>>,
) -> MandateView {
    let holder = person(n, "Odile Garrec", Role::Member).byline();
    let id = MandateId(Uuid::from_u128(50));
    Mandate {
        id,
        person: holder.id,
        body: BodyId(Uuid::from_u128(40)),
        role,
        provisional: role == MandateRole::Secretary,
        starts_at: Moment(from),
        ends_at: until.map(Moment),
        delegated: part.map(|rights| Delegation { of: id, rights }),
        recorded_at: Moment(0),
    }
    .with(holder)
}

trait With {
    fn with(self, holder: preau_core::person::Byline) -> MandateView;
}

impl With for Mandate {
    fn with(self, holder: preau_core::person::Byline) -> MandateView {
        MandateView { mandate: self, holder }
    }
}

fn mandates() -> Vec<MandateView> {
    let now = dates(Language::Fr).now.0;
    vec![
        mandate(1, MandateRole::Secretary, 0, None, None),
        mandate(2, MandateRole::Treasurer, 0, Some(now + Moment::DAY), None),
        mandate(
            3,
            MandateRole::Secretary,
            0,
            Some(now + Moment::DAY),
            Some(vec![Right::Convene, Right::Prepare]),
        ),
        mandate(4, MandateRole::Chair, now + Moment::DAY, None, None),
        mandate(5, MandateRole::BoardMember, 0, Some(now - Moment::DAY), None),
    ]
}

impl Samples for Bodies {
    fn samples(frame: Frame) -> Vec<Self> {
        let card = |kind, seats| Card::of(&board(kind), seats, &frame);
        let full = Self {
            standing: vec![card(BodyKind::Assembly, 64), card(BodyKind::Board, 1)],
            dissolved: vec![card(BodyKind::Commission, 0)],
            makes: true,
            frame: frame.clone(),
        };
        vec![
            full,
            Self { standing: vec![card(BodyKind::Assembly, 3)], dissolved: Vec::new(), makes: false, frame },
        ]
    }
}

impl Samples for BodyPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let member: Viewer = person(9, "Thomas Le Goff", Role::Member).into();
        let of = |viewer: &Viewer, body: &Body, all: &[MandateView]| {
            Self::of(frame.clone(), viewer, dates, body, 3, all)
        };
        let mut over = board(BodyKind::Commission);
        over.dissolved_at = Some(Moment(1));
        vec![
            of(&jeanne(), &board(BodyKind::Board), &mandates()),
            of(&member, &board(BodyKind::Assembly), &[]),
            of(&member, &over, &mandates()),
        ]
    }
}

impl Samples for Rights {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let line = |view: &MandateView| super::show::Line::of(view, &frame, &jeanne(), dates, false, true);
        let mine = mandates()
            .iter()
            .map(|view| super::rights::Own {
                body: "Bureau".to_owned(),
                href: frame.to.body(view.mandate.body),
                line: line(view),
            })
            .collect();
        let table = roles(&frame);
        vec![
            Self { mine, roles: table, frame: frame.clone() },
            Self { mine: Vec::new(), roles: roles(&frame), frame },
        ]
    }
}

impl Samples for BodyForm {
    fn samples(frame: Frame) -> Vec<Self> {
        let sample = |made, assembly| {
            let mut form =
                Filled::new(frame.t, form::Fields { kind: "board".to_owned(), ..Default::default() });
            if made {
                form.say("purpose", frame.t.wrong_too_long(2_000));
            }
            Self {
                form,
                action: frame.to.body_new(),
                back: frame.to.bodies(),
                made,
                assembly,
                frame: frame.clone(),
            }
        };
        vec![sample(false, false), sample(true, false), sample(true, true)]
    }
}

impl Samples for MandatePage {
    fn samples(frame: Frame) -> Vec<Self> {
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            chosen: value == "a",
        };
        // Faults are shown where the form has their fields.
        let sample = |act, wrong: &[&'static str]| {
            let mut form = Filled::new(frame.t, mandates::Fields::default());
            for field in wrong {
                form.say(field, frame.t.wrong_empty());
            }
            let new = act == Act::Record;
            Self {
                act,
                action: frame.to.mandates(),
                back: frame.to.bodies(),
                body: "Bureau".to_owned(),
                holder: if new { String::new() } else { "Odile Garrec".to_owned() },
                role: if new { String::new() } else { frame.t.mandate_role("secretary") },
                people: if act == Act::End {
                    Vec::new()
                } else {
                    vec![choice("a", "Nour"), choice("b", "Samira")]
                },
                roles: if new { vec![choice("secretary", "Secrétariat")] } else { Vec::new() },
                rights: if act == Act::Delegate { vec![choice("a", "Convoquer")] } else { Vec::new() },
                form,
                frame: frame.clone(),
            }
        };
        vec![
            sample(Act::Record, &["person", "role", "starts", "ends"]),
            sample(Act::End, &["ends"]),
            sample(Act::HandOver, &[]),
            sample(Act::Delegate, &["person", "rights", "ends"]),
        ]
    }
}

#[test]
fn every_role_right_and_status_has_words_of_its_own() {
    for language in Language::ALL {
        let t = texts(*language);
        let mut roles: Vec<String> = RIGHTS.iter().map(|(role, _)| t.mandate_role(role.as_str())).collect();
        let mut rights: Vec<String> = Right::ALL.iter().map(|right| t.right_words(right.as_str())).collect();
        let statuses = preau_core::body::Status::ALL.iter();
        let mut statuses: Vec<String> = statuses.map(|status| t.person_status(status.as_str())).collect();
        for words in [&mut roles, &mut rights, &mut statuses] {
            let all = words.len();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), all, "{words:?}");
        }
    }
}

#[test]
fn the_acts_of_a_mandate_stand_for_its_holder_and_for_those_who_record_mandates_alone() {
    let frame = crate::gallery::frame(Language::Fr);
    let of = |viewer: &Viewer| {
        BodyPage::of(frame.clone(), viewer, dates(Language::Fr), &board(BodyKind::Board), 3, &mandates())
    };
    let stranger_to_it: Viewer = person(9, "Thomas Le Goff", Role::Member).into();
    let page = of(&stranger_to_it);
    let mut lines = page.holding.iter().chain(&page.coming).chain(&page.past);
    assert!(lines.all(|line| line.end.is_empty() && line.handover.is_empty() && line.delegate.is_empty()));
    assert!(page.record.is_empty() && page.edit.is_empty() && page.end.is_empty());
    let treasurer: Viewer = person(2, "Odile Garrec", Role::Member).into();
    let page = of(&treasurer);
    let open: Vec<bool> = page.holding.iter().map(|line| !line.end.is_empty()).collect();
    assert_eq!(open, [false, true, false], "their own");
    assert!(page.holding.iter().all(|line| line.confirm.is_empty()));
    let page = of(&jeanne());
    assert!(page.holding.iter().all(|line| !line.end.is_empty()) && !page.record.is_empty());
    assert!(page.past.iter().all(|line| line.end.is_empty()), "what is over is over");
}
