//! What the page of notices says, and what it no longer says when a thing is gone.

use preau_core::id::{ActivityId, GatheringId, GroupId, NoticeId, PersonId, RendezvousId};
use preau_core::language::Language;
use preau_core::text::{PersonName, ShortText, Title};
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

fn posts(ids: &[u128]) -> Known {
    let about = |number: u128| About {
        title: if number == 10 { "Urgences de nuit".to_owned() } else { String::new() },
        summary: format!("Texte {number}"),
        useful: 9,
    };
    let message = |number: u128| MessageId(Uuid::from_u128(number));
    Known {
        posts: ids.iter().map(|number| (id(*number), about(*number))).collect(),
        messages: ids.iter().map(|number| (message(*number), about(*number))).collect(),
        gatherings: HashSet::from([GatheringId(Uuid::from_u128(4))]),
        left: HashSet::new(),
    }
}

/// One notice of each kind that groups, links and the outside bring.
fn of_groups() -> Vec<News> {
    let group = GroupId(Uuid::from_u128(9));
    let title = |text: &str| Title::parse(text).unwrap();
    let section = || ShortText::parse("Port-Lazare").unwrap();
    let message = |number: u128| MessageId(Uuid::from_u128(number));
    let health = || title("Santé et hôpital public");
    let mut news = vec![
        News::LinkAsked { section: section() },
        News::LinkDecided { section: section(), linked: true },
        News::LinkDecided { section: section(), linked: false },
        News::GroupInvited { group, name: health(), host: section() },
        News::GroupAsked { group, name: health(), by: name("Fatou Ndiaye"), who: None },
        News::GroupAdmitted { group, name: health(), admitted: true },
        News::GroupAdmitted { group, name: health(), admitted: false },
        News::GroupRemoved { group, name: health(), until: None },
        News::GroupRemoved { group, name: health(), until: Some(NOON.plus(7 * Moment::DAY)) },
        News::GroupRole { group, name: health(), animator: true },
        News::GroupRole { group, name: health(), animator: false },
        News::TopicOpened {
            topic: message(10),
            title: title("Urgences"),
            group: health(),
            by: name("Fatou Ndiaye"),
            who: None,
        },
        News::MessageRemoved { group, name: health() },
        News::Gathering {
            gathering: GatheringId(Uuid::from_u128(4)),
            title: title("Préparer la réunion"),
            group: health(),
            cancelled: false,
        },
        News::Gathering {
            gathering: GatheringId(Uuid::from_u128(4)),
            title: title("Préparer la réunion"),
            group: health(),
            cancelled: true,
        },
        News::GroupForged { group, name: health() },
        News::OutsideWaits,
        News::OutsideReport { host: "pouet.example".to_owned() },
    ];
    news.extend(Turned::ALL.iter().map(|reason| {
        let act = (*reason == Turned::NotIn).then(|| ActivityId(Uuid::from_u128(6)));
        News::ActRefused { group, name: health(), reason: *reason, act }
    }));
    news
}

fn replied_in_group(number: u128, by: &str, read: bool) -> Notice {
    let message = |number: u128| MessageId(Uuid::from_u128(number));
    notice(
        number,
        News::GroupReplied { topic: message(10), reply: message(10 + number), by: name(by), who: None },
        read,
    )
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
            News::RendezvousChanged { rendezvous, title: title(), what: vec!["starts".to_owned()], times: 1 },
            true,
        ),
        notice(8, News::RendezvousCancelled { rendezvous, title: title(), times: 1 }, true),
        notice(8, News::RendezvousCancelled { rendezvous, title: title(), times: 4 }, true),
        notice(
            8,
            News::Reminder {
                of: Reminded::Rendezvous(rendezvous),
                title: title(),
                starts_at: NOON.plus(Moment::DAY),
                time_zone: chrono_tz::Europe::Paris,
            },
            false,
        ),
        notice(9, News::RendezvousProposed { rendezvous, by: name("Thomas Le Goff") }, true),
        notice(40, News::GuestsWait { rendezvous, title: title() }, false),
        notice(10, News::RendezvousDecided { rendezvous, title: title(), accepted: false }, true),
        notice(11, News::PersonAwaiting { name: name("Bakary Koné") }, true),
        notice(12, News::JoinRequested { name: name("Yvonne Tessier") }, true),
        replied_in_group(1, "Fatou Ndiaye", false),
    ]
    .into_iter()
    .chain(of_groups().into_iter().zip(13..).map(|(news, number)| notice(number, news, true)))
    .collect()
}

impl Samples for Notices {
    fn samples(frame: Frame) -> Vec<Self> {
        let open = Open { posts: HashSet::from([id(20)]), ..Open::default() };
        let dates = dates(frame.language);
        let full = Self::of(frame.clone(), dates, &all(), &[], &open, &posts(&[10, 11, 12]));
        vec![full, Self::of(frame, dates, &[], &[], &Open::default(), &Known::default())]
    }
}

fn page(notices: &[Notice], open: &Open, posts: &Known) -> Notices {
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
    let waiting = page(&notices, &open, &Known::default());
    assert_eq!((waiting.waiting.len(), waiting.others.len()), (1, 0));
    let decided = page(&notices, &Open::default(), &Known::default());
    assert_eq!((decided.waiting.len(), decided.others.len()), (0, 1));
    assert!(decided.others[0].button.is_empty());
}

#[test]
fn every_news_of_groups_has_a_sentence_of_its_own_in_both_languages() {
    for language in Language::ALL {
        let frame = gallery::frame(*language);
        let desk = Desk { frame: &frame, dates: dates(*language), known: &posts(&[10]) };
        let mut said = HashSet::new();
        for news in of_groups() {
            let line = desk.line(&notice(1, news.clone(), false), true).unwrap();
            assert!(!line.href.is_empty(), "{news:?} leads somewhere");
            assert!(said.insert((line.title, line.more)), "{news:?} in {language}");
        }
    }
}

#[test]
fn what_is_said_of_groups_names_each_in_its_place() {
    let frame = gallery::frame(Language::Fr);
    let desk = Desk { frame: &frame, dates: dates(Language::Fr), known: &posts(&[10]) };
    let begins: Vec<String> =
        of_groups().into_iter().map(|news| desk.line(&notice(1, news, false), true).unwrap().title).collect();
    for expected in [
        "Port-Lazare nous invite dans le groupe « Santé",
        "Fatou Ndiaye demande à entrer dans le groupe « Santé",
        "L’animation du groupe « Santé et hôpital public » a suspendu",
    ] {
        let expected = expected.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
        assert!(begins.iter().any(|title| title.starts_with(&expected)), "{expected}: {begins:?}");
    }
}

#[test]
fn whoever_left_a_group_is_no_longer_told_of_what_is_said_in_it() {
    let topic = notice(
        1,
        News::TopicOpened {
            topic: MessageId(Uuid::from_u128(10)),
            title: Title::parse("Urgences de nuit").unwrap(),
            group: Title::parse("Santé").unwrap(),
            by: name("Fatou Ndiaye"),
            who: None,
        },
        false,
    );
    let notices = [topic, replied_in_group(2, "Fatou Ndiaye", false)];
    let inside = page(&notices, &Open::default(), &posts(&[10, 12]));
    assert_eq!((inside.answers.len(), inside.others.len()), (1, 1));
    let outside = page(&notices, &Open::default(), &Known::default());
    assert_eq!((outside.answers.len(), outside.others.len()), (0, 0));
}

#[test]
fn a_section_that_was_answered_no_longer_waits() {
    let asked = notice(1, News::LinkAsked { section: ShortText::parse("Port-Lazare").unwrap() }, false);
    let open = Open { sections: HashSet::from(["Port-Lazare".to_owned()]), ..Open::default() };
    assert_eq!(page(std::slice::from_ref(&asked), &open, &Known::default()).waiting.len(), 1);
    assert_eq!(page(&[asked], &Open::default(), &Known::default()).waiting.len(), 0);
}
