//! Believable lists of who is in a group, and the pages that come before somebody goes.

use preau_core::group::{Leaving, Parted, RefusedText};

use super::*;

impl Samples for Members {
    fn samples(frame: Frame) -> Vec<Self> {
        let mut removed = place(33, "Paul Vasseur", THERE, GroupRole::Member, Membership::Removed);
        removed.until = Some(NOON.plus(3 * Moment::DAY));
        let members = vec![
            place(1, "Jeanne Morvan", HERE, GroupRole::Animator, Membership::Active),
            place(31, "Fatou Ndiaye", THERE, GroupRole::Member, Membership::Active),
            place(32, "Samira Haddad", "montreval.example", GroupRole::Member, Membership::Asked),
            removed,
        ];
        let receipt = |state, about: &str| Receipt {
            group: GroupId(uuid(70)),
            about: about.to_owned(),
            what: ShortText::parse("Rémi Castel").unwrap(),
            host: THERE.to_owned(),
            state,
            asked_at: NOON,
            answered_at: None,
        };
        let read = members::Reading {
            members,
            receipts: vec![
                receipt(ReceiptState::Pending, "https://vallombre.example/activities/1"),
                receipt(ReceiptState::Done, "https://vallombre.example/groups/7/log/1-12"),
                receipt(ReceiptState::Refused, "https://vallombre.example/activities/2"),
            ],
            linked: vec![link("Rive-Haute", "rive-haute.example"), link("Port-Lazare", THERE)],
            links: vec![GroupLink {
                group: GroupId(uuid(70)),
                hash: TokenHash(Vec::new()),
                made_by: PersonId(uuid(1)),
                made_at: NOON,
                expires_at: NOON.plus(Moment::DAY),
            }],
        };
        let animator = said_in(inside(true, GroupRole::Animator), frame.language);
        let other = said_in(inside(true, GroupRole::Member), frame.language);
        vec![
            Self::of(frame.clone(), &jeanne(), &animator, &read, uuid(9)),
            Self::of(frame, &jeanne(), &other, &read, uuid(9)),
        ]
    }
}

impl Samples for Removal {
    fn samples(frame: Frame) -> Vec<Self> {
        vec![Self {
            title: frame.t.group_remove_title("Paul Vasseur"),
            consequence: frame.t.group_remove_consequence_shared(),
            action: frame.to.group_removal("7"),
            back: frame.to.group_members("7"),
            actor: "acteur".to_owned(),
            frame,
        }]
    }
}

impl Samples for Leave {
    fn samples(frame: Frame) -> Vec<Self> {
        let known = inside(false, GroupRole::Member);
        let wrong = frame.t.refused_last_animator();
        vec![Self::of(frame.clone(), &known, String::new()), Self::of(frame, &known, wrong)]
    }
}

/// A group that was left: done here and on one server, waiting on another, refused by a third.
pub(super) fn left(frame: &Frame) -> Vec<left::Left> {
    let one = |host: &str, state| Parted {
        name: Title::parse("Logement et loyers").unwrap(),
        leaving: Leaving {
            group: GroupId(uuid(71)),
            about: "https://vallombre.example/activities/1".to_owned(),
            host: host.to_owned(),
            person: Some(PersonId(uuid(1))),
            tells: None,
            seq: None,
            state,
            asked_at: NOON.plus(-Moment::HOUR),
            answered_at: None,
        },
    };
    let parted = [
        one(HERE, ReceiptState::Done),
        one(THERE, ReceiptState::Done),
        one("montreval.example", ReceiptState::Pending),
        one("rive-haute.example", ReceiptState::Refused),
    ];
    let names = [(HERE, "Vallombre-Centre"), (THERE, "Port-Lazare"), ("montreval.example", "Montreval")];
    let with_group = |(host, name): (&str, &str)| ((GroupId(uuid(71)), host.to_owned()), name.to_owned());
    left::Left::of(frame, dates(frame.language), &parted, &names.map(with_group).into())
}

impl Samples for Refused {
    fn samples(frame: Frame) -> Vec<Self> {
        let found = |inside: bool, title: Option<&str>| RefusedText {
            act: GroupAct {
                id: ActivityId(uuid(5)),
                group: GroupId(uuid(70)),
                by: PersonId(uuid(1)),
                deed: Deed::Write { message: MessageId(uuid(1)) },
                state: ActState::Refused,
                reason: Some(if inside { Turned::Closed } else { Turned::NotIn }),
                at: NOON,
                settled_at: Some(NOON),
            },
            group: Title::parse("Santé et hôpital public").unwrap(),
            title: title.map(|title| Title::parse(title).unwrap()),
            text: "Trois lits ont fermé cette semaine.\n\nQui vient mardi ?".to_owned(),
            until: NOON.plus(30 * Moment::DAY),
            inside,
        };
        let dates = dates(frame.language);
        vec![
            Self::of(frame.clone(), dates, &found(false, None)),
            Self::of(frame, dates, &found(true, Some("Urgences de nuit"))),
        ]
    }
}

impl Samples for LinkPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let link = "https://vallombre.example/groups/7/invitation/secret".to_owned();
        let until = frame.t.group_link_until("samedi 5 décembre");
        vec![Self { back: frame.to.group_members("7"), link, until, shared: true, frame }]
    }
}
