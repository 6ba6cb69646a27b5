//! Believable lists of who is in a group, and the pages that come before somebody goes.

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

impl Samples for LinkPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let link = "https://vallombre.example/groups/7/invitation/secret".to_owned();
        let until = frame.t.group_link_until("samedi 5 décembre");
        vec![Self { back: frame.to.group_members("7"), link, until, shared: true, frame }]
    }
}
