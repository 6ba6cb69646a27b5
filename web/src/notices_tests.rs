//! What the page of notices says, and what it no longer says when a thing is gone.

use preau_core::id::{NoticeId, PersonId};
use preau_core::language::Language;
use preau_core::text::{PersonName, Title};
use preau_core::world::Moment;
use uuid::Uuid;

use super::*;
use crate::gallery::{self, Samples};
use crate::item::tests::{NOON, dates};

fn notice(number: u128, news: News, read: bool) -> Notice {
    Notice {
        id: NoticeId(Uuid::from_u128(number)),
        person: PersonId(Uuid::from_u128(1)),
        news,
        at: NOON.plus(-Moment::HOUR * i64::try_from(number).unwrap()),
        read_at: read.then_some(NOON),
    }
}

fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

fn id(number: u128) -> PostId {
    PostId(Uuid::from_u128(number))
}

fn replied(number: u128, by: &str, read: bool) -> Notice {
    notice(number, News::Replied { root: id(10), reply: id(10 + number), by: name(by) }, read)
}

fn posts(ids: &[u128]) -> Posts {
    let about = |number: u128| About {
        title: if number == 10 { "Urgences de nuit".to_owned() } else { String::new() },
        summary: format!("Texte {number}"),
        useful: 9,
    };
    Posts(ids.iter().map(|number| (id(*number), about(*number))).collect())
}

fn all() -> Vec<Notice> {
    let rendezvous = RendezvousId(Uuid::from_u128(3));
    let title = || Title::parse("Porte-à-porte aux Tanneurs").unwrap();
    vec![
        replied(1, "Samira Haddad", false),
        replied(2, "Idriss Belkacem", true),
        notice(3, News::FoundUseful { post: id(10), by: name("Fatou Ndiaye") }, true),
        notice(4, News::PostProposed { post: id(20), by: name("Thomas Le Goff") }, false),
        notice(5, News::ProposalDecided { post: id(21), accepted: true }, true),
        notice(5, News::ProposalDecided { post: id(21), accepted: false }, true),
        notice(6, News::PostRemoved { post: id(22) }, true),
        notice(
            7,
            News::RendezvousChanged { rendezvous, title: title(), what: vec!["starts".to_owned()] },
            true,
        ),
        notice(8, News::RendezvousCancelled { rendezvous, title: title() }, true),
        notice(9, News::RendezvousProposed { rendezvous, by: name("Thomas Le Goff") }, true),
        notice(10, News::RendezvousDecided { rendezvous, title: title(), accepted: false }, true),
        notice(11, News::PersonAwaiting { name: name("Bakary Koné") }, true),
        notice(12, News::JoinRequested { name: name("Yvonne Tessier") }, true),
    ]
}

impl Samples for Notices {
    fn samples(frame: Frame) -> Vec<Self> {
        let open = Open { posts: HashSet::from([id(20)]), ..Open::default() };
        let dates = dates(frame.language);
        let full = Self::of(frame.clone(), dates, &all(), &[], &open, &posts(&[10, 11, 12]));
        vec![full, Self::of(frame, dates, &[], &[], &Open::default(), &Posts::default())]
    }
}

fn page(notices: &[Notice], open: &Open, posts: &Posts) -> Notices {
    let frame = gallery::frame(Language::Fr);
    Notices::of(frame, dates(Language::Fr), notices, &[], open, posts)
}

#[test]
fn the_answers_in_one_discussion_are_one_line() {
    let notices = [
        replied(1, "Samira Haddad", true),
        replied(2, "Nour El Amrani", false),
        replied(3, "Samira Haddad", true),
    ];
    let page = page(&notices, &Open::default(), &posts(&[10, 11, 12, 13]));
    assert_eq!(page.answers.len(), 1);
    let line = &page.answers[0];
    assert!(
        line.title.contains("Samira Haddad") && line.title.contains("Urgences de nuit"),
        "{}",
        line.title
    );
    assert!(line.new, "one of them was not read");
}

#[test]
fn a_reply_that_was_taken_away_is_no_longer_quoted() {
    let notices = [replied(1, "Samira Haddad", false)];
    assert!(page(&notices, &Open::default(), &posts(&[10])).answers.is_empty());
    assert_eq!(page(&notices, &Open::default(), &posts(&[10, 11])).answers.len(), 1);
}

#[test]
fn a_proposal_waits_only_as_long_as_it_is_not_decided() {
    let notices = [notice(1, News::PostProposed { post: id(20), by: name("Thomas Le Goff") }, false)];
    let open = Open { posts: HashSet::from([id(20)]), ..Open::default() };
    let waiting = page(&notices, &open, &Posts::default());
    assert_eq!((waiting.waiting.len(), waiting.others.len()), (1, 0));
    let decided = page(&notices, &Open::default(), &Posts::default());
    assert_eq!((decided.waiting.len(), decided.others.len()), (0, 1));
    assert!(decided.others[0].button.is_empty());
}
