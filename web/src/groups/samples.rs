//! Believable groups for the gallery: one of several sections hosted elsewhere, one of several hosted here, one of one
//! section.

use preau_core::group::{
    ActState, Deed, Gathering, GatheringPlan, GatheringView, Group, GroupAct, GroupCard, GroupLink,
    GroupRole, GroupSection, GroupState, Joining, Listing, Message, MessageState, MessageView, Receipt,
    ReceiptState, SectionState, ShownAnimator, Tell, TopicRow, Vouched, Writing,
};
use preau_core::id::{ActivityId, GatheringId, PersonId, SessionId};
use preau_core::job::Turned;
use preau_core::language::Language;
use preau_core::link::{LinkKind, LinkView, LinkedSection};
use preau_core::peer::RemoteActor;
use preau_core::person::{Person, Role};
use preau_core::session::Session;
use preau_core::text::{Body, Note, PersonName, ShortText, Title};
use preau_core::world::{Moment, TokenHash};
use uuid::Uuid;

use super::*;
use crate::form::Filled;
use crate::gallery::{self, Samples};
use crate::item::tests::{NOON, dates, person};
use crate::page::Frame;

use super::write::Words;

const HERE: &str = "vallombre.example";
const THERE: &str = "port-lazare.example";

fn url(text: &str) -> url::Url {
    text.parse().unwrap()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn jeanne() -> Member {
    member(&person(1, "Jeanne Morvan", Role::Administrator))
}

fn member(person: &Person) -> Member {
    let session = Session {
        id: SessionId(uuid(1)),
        person: person.id,
        device: "Firefox, Linux".to_owned(),
        opened_at: NOON,
        seen_at: NOON,
        expires_at: NOON.plus(Moment::DAY),
    };
    Member { person: person.clone(), viewer: Viewer::from(person.clone()), session }
}

fn group(reach: preau_core::group::Reach, hosted: bool) -> Group {
    let host = if hosted { HERE } else { THERE };
    let text = "Urgences, médecins qui partent, hôpital de Port-Lazare. On réunit les chiffres.";
    Group {
        id: GroupId(uuid(70)),
        actor: url(&format!("https://{host}/groups/{}", uuid(70))),
        uid: "abc".to_owned(),
        epoch: 1,
        hosted,
        reach,
        joining: Joining::Ask,
        writing: Writing::Members,
        listing: Listing::Listed,
        state: GroupState::Live,
        name: Title::parse("Santé et hôpital public").unwrap(),
        aim: Note::parse(text).unwrap(),
        host: url(&format!("https://{host}/section")),
        host_name: ShortText::parse(if hosted { "Vallombre-Centre" } else { "Port-Lazare" }).unwrap(),
        made_at: NOON,
        since: NOON,
        version: 2,
        seq: 7,
        head: Vec::new(),
        known_seq: 7,
        heard_at: NOON,
        animators: Vec::new(),
    }
}

fn place(number: u128, name: &str, host: &str, role: GroupRole, state: Membership) -> GroupMember {
    let ours = host == HERE;
    GroupMember {
        group: GroupId(uuid(70)),
        actor: url(&format!("https://{host}/people/{}", uuid(number))),
        person: ours.then(|| PersonId(uuid(number))),
        name: PersonName::parse(name).unwrap(),
        handle: "quelqu.un".to_owned(),
        host: host.to_owned(),
        role,
        state,
        shown: false,
        tell: Tell::Topics,
        join: String::new(),
        until: None,
        since: NOON.plus(-Moment::DAY),
    }
}

fn section(name: &str, host: &str, state: SectionState, owner: bool) -> GroupSection {
    GroupSection {
        actor: url(&format!("https://{host}/section")),
        name: ShortText::parse(name).unwrap(),
        host: host.to_owned(),
        owner,
        state,
        members: 0,
    }
}

fn known(group: Group, mine: Option<GroupMember>) -> Known {
    let house = gallery::house();
    let shared = group.reach == preau_core::group::Reach::Shared;
    let sections = vec![
        section("Port-Lazare", THERE, SectionState::Taking, true),
        section("Vallombre-Centre", HERE, SectionState::Taking, false),
        section("Montreval", "montreval.example", SectionState::Taking, false),
    ];
    let view = GroupView {
        group,
        mine,
        sections: if shared { sections } else { Vec::new() },
        here: 24,
        everybody: None,
        animators: vec![ShownAnimator {
            actor: url(&format!("https://{THERE}/people/{}", uuid(30))),
            name: PersonName::parse("Fatou Ndiaye").unwrap(),
            host: THERE.to_owned(),
        }],
    };
    Known {
        squares: Squares::of(&view, &house, &url(&format!("https://{HERE}/"))),
        view,
        house: Arc::new(house),
        dates: dates(Language::Fr),
        unreachable: false,
        asking: 0,
    }
}

fn inside(hosted: bool, role: GroupRole) -> Known {
    let shared = preau_core::group::Reach::Shared;
    known(group(shared, hosted), Some(place(1, "Jeanne Morvan", HERE, role, Membership::Active)))
}

fn said_in(known: Known, language: Language) -> Known {
    Known { dates: dates(language), ..known }
}

fn message(number: u128, name: &str, host: &str, text: &str) -> MessageView {
    let rendered = preau_core::markup::render(text);
    let id = MessageId(uuid(number));
    let author = url(&format!("https://{host}/people/{}", uuid(number)));
    let message = Message {
        id,
        group: GroupId(uuid(70)),
        uri: url(&format!("https://{host}/notes/{id}")),
        topic: MessageId(uuid(100)),
        parent: (number != 100).then(|| MessageId(uuid(100))),
        person: (host == HERE).then(|| PersonId(uuid(1))),
        author,
        name: PersonName::parse(name).unwrap(),
        host: host.to_owned(),
        title: (number == 100).then(|| Title::parse("Urgences de nuit : les chiffres").unwrap()),
        source: text.to_owned(),
        html: rendered.html,
        summary: rendered.summary,
        state: MessageState::Published,
        reason: None,
        seq: i64::try_from(number).ok(),
        vouched: if host == "montreval.example" { Vouched::Host } else { Vouched::Author },
        written_at: NOON.plus(-Moment::HOUR),
        edited_at: None,
        edits: 0,
        pinned_at: (number == 100).then_some(NOON),
        digest: (number == 100).then(|| "<p>Quatre sections ont répondu.</p>".to_owned()),
    };
    MessageView { message, useful: 12, mine: number == 101, waiting: None }
}

fn replies() -> Vec<MessageView> {
    let mut removed = message(102, "Rémi Castel", "montreval.example", "Texte");
    removed.message.state = MessageState::Removed;
    let mut answer = message(103, "Marc Delaunay", "pouet.example", "Je travaille de nuit aux urgences.");
    answer.message.parent = Some(MessageId(uuid(101)));
    let mut edited = message(104, "Jeanne Morvan", HERE, "Je refais le calcul ce soir.");
    edited.waiting = Some(preau_core::group::GroupVerb::Edit);
    let mut waiting = message(105, "Jeanne Morvan", HERE, "Le courrier est prêt.");
    waiting.message.state = MessageState::Waiting;
    let mut refused = message(106, "Jeanne Morvan", HERE, "Trop tard ?");
    refused.message.state = MessageState::Refused;
    refused.message.reason = Some(Turned::Closed);
    let samira = message(101, "Samira Haddad", "montreval.example", "Pour Montreval, voici le **registre**.");
    let mut withheld = message(107, "—", "montreval.example", "Texte");
    withheld.message.state = MessageState::Withheld;
    vec![samira, removed, answer, edited, waiting, refused, withheld]
}

fn row(view: MessageView, replies: i64, unread: i64) -> TopicRow {
    TopicRow { head: view.message, replies, last_at: NOON.plus(-Moment::MINUTE * 40), unread }
}

fn link(name: &str, host: &str) -> LinkView {
    let at = |path: &str| url(&format!("https://{host}{path}"));
    let actor = RemoteActor {
        id: at("/section"),
        kind: "Group".to_owned(),
        handle: "section".to_owned(),
        name: name.to_owned(),
        inbox: at("/section/inbox"),
        shared_inbox: Some(at("/inbox")),
        key_id: at("/section#main-key"),
        key_pem: String::new(),
        proof_key: None,
        fetched_at: NOON,
    };
    let section = LinkedSection {
        actor,
        kind: LinkKind::Sister,
        state: preau_core::link::LinkState::Linked,
        offer: String::new(),
        ours: true,
        since: NOON,
    };
    LinkView { section, failures: 0, last_contact: None, groups_in_common: 1 }
}

fn gathering(published: bool, cancelled: bool) -> GatheringView {
    let starts_at = NOON.plus(19 * Moment::DAY);
    let plan = GatheringPlan {
        title: Title::parse("Réunion du groupe").unwrap(),
        more: Some(Note::parse("Apportez les registres.\n\nOn finit à 22 h.").unwrap()),
        starts_at,
        ends_at: Some(starts_at.plus(2 * Moment::HOUR)),
        time_zone: chrono_tz::Europe::Paris,
        place: ShortText::optional(if published { "12, rue des Tanneurs" } else { "" }).unwrap(),
        link: Some(url("https://visio.example/sante")),
    };
    let id = GatheringId(uuid(80));
    let gathering = Gathering {
        id,
        group: GroupId(uuid(70)),
        uri: url(&format!("https://{THERE}/gatherings/{id}")),
        plan,
        cancelled,
        published,
        sequence: 1,
        person: Some(PersonId(uuid(1))),
        changed_at: NOON,
    };
    let group = Title::parse("Santé et hôpital public").unwrap();
    GatheringView { gathering, group, coming: 18, mine: published.then_some(true) }
}

impl Samples for Groups {
    fn samples(frame: Frame) -> Vec<Self> {
        let card = |group, mine: Option<Membership>, unread| GroupCard {
            mine: mine.map(|state| place(1, "Jeanne Morvan", HERE, GroupRole::Member, state)),
            group,
            unread,
            last_at: Some(NOON),
            asking: 2,
        };
        let shared = || group(preau_core::group::Reach::Shared, false);
        let offered = Group { state: GroupState::Offered, ..shared() };
        let cards = vec![
            card(group(preau_core::group::Reach::Section, true), Some(Membership::Active), 5),
            card(shared(), Some(Membership::Active), 99),
            card(shared(), Some(Membership::Asked), 0),
            card(shared(), Some(Membership::Removed), 0),
            card(offered, None, 0),
        ];
        let mut wrong = Filled::new(frame.t, "port-lazare".to_owned());
        wrong.say("link", frame.t.groups_link_wrong());
        let empty = Filled::new(frame.t, String::new());
        let dates = dates(frame.language);
        let left = people::left(&frame);
        vec![
            Self::of(frame.clone(), dates, &cards, (left, empty)),
            Self::of(frame, dates, &[], (Vec::new(), wrong)),
        ]
    }
}

impl Samples for NewGroup {
    fn samples(frame: Frame) -> Vec<Self> {
        let typed = new::Fields { reach: "section".to_owned(), ..new::Fields::default() };
        let alone = Self { form: Filled::new(frame.t, typed), linked: Vec::new(), frame: frame.clone() };
        let links = [link("Port-Lazare", THERE), link("Montreval", "montreval.example")];
        let chosen = links[0].section.actor.id.to_string();
        let typed = new::Fields {
            name: "Santé".to_owned(),
            reach: "shared".to_owned(),
            invite: vec![chosen],
            ..new::Fields::default()
        };
        let linked = links.iter().map(|link| new::Linked::of(link, &typed)).collect();
        let mut form = Filled::new(frame.t, typed);
        form.say("aim", frame.t.wrong_empty());
        vec![alone, Self { frame, form, linked }]
    }
}

impl Samples for GroupPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let (language, jeanne) = (frame.language, jeanne());
        let full = said_in(inside(false, GroupRole::Member), language);
        let mut waiting = row(message(108, "Jeanne Morvan", HERE, "Texte"), 0, 0);
        waiting.head.state = MessageState::Waiting;
        let mut refused = row(message(109, "Jeanne Morvan", HERE, "Texte"), 0, 0);
        refused.head.state = MessageState::Refused;
        let rows = vec![
            row(message(100, "Fatou Ndiaye", THERE, "Texte"), 23, 5),
            row(message(107, "Yvonne Tessier", HERE, "Texte"), 1, 0),
            waiting,
            refused,
        ];
        let act = GroupAct {
            id: ActivityId(uuid(5)),
            group: GroupId(uuid(70)),
            by: PersonId(uuid(1)),
            deed: Deed::Edit { message: MessageId(uuid(1)), title: None, body: Body::parse("x").unwrap() },
            state: ActState::Refused,
            reason: Some(Turned::NotAllowed),
            at: NOON,
            settled_at: Some(NOON),
        };
        let first = Self::of(frame.clone(), &jeanne, &full, rows, Some(&gathering(true, false)), &[act]);
        let mut behind = said_in(inside(false, GroupRole::Member), language);
        behind.view.group.known_seq = 250;
        behind.unreachable = true;
        let arriving = Self::of(frame.clone(), &jeanne, &behind, Vec::new(), None, &[]);
        let mut own = said_in(inside(true, GroupRole::Animator), language);
        own.view.group.reach = preau_core::group::Reach::Section;
        own.asking = 2;
        let empty = Self::of(frame, &jeanne, &own, Vec::new(), None, &[]);
        [first, arriving, empty].into_iter().map(|page| page.ok().unwrap()).collect()
    }
}

impl Samples for Door {
    fn samples(frame: Frame) -> Vec<Self> {
        let jeanne = jeanne();
        let shared = || group(preau_core::group::Reach::Shared, false);
        let placed = |state, until| {
            let mut mine = place(1, "Jeanne Morvan", HERE, GroupRole::Member, state);
            mine.until = until;
            Some(mine)
        };
        let mut offered = known(Group { state: GroupState::Offered, ..shared() }, None);
        offered.view.sections[1] = section("Vallombre-Centre", HERE, SectionState::Invited, true);
        let mut closed = known(shared(), None);
        closed.view.group.joining = Joining::Invited;
        let free = Group { joining: Joining::Free, ..group(preau_core::group::Reach::Section, true) };
        let week = NOON.plus(7 * Moment::DAY);
        let all = vec![
            (offered, ""),
            (known(shared(), None), "x"),
            (known(free, None), ""),
            (closed, ""),
            (known(shared(), placed(Membership::Asked, None)), ""),
            (known(shared(), placed(Membership::Refused, None)), ""),
            (known(shared(), placed(Membership::Left, None)), ""),
            (known(shared(), placed(Membership::Removed, None)), ""),
            (known(shared(), placed(Membership::Removed, Some(week))), ""),
            (known(shared(), placed(Membership::Removed, Some(Moment(1)))), ""),
            (known(Group { state: GroupState::Left, ..shared() }, placed(Membership::Left, None)), ""),
        ];
        let door = |(known, token)| Self::of(frame.clone(), &jeanne, &said_in(known, frame.language), token);
        all.into_iter().map(door).collect()
    }
}

impl Samples for Stranger {
    fn samples(frame: Frame) -> Vec<Self> {
        vec![Self { frame: Frame { person: None, ..frame } }]
    }
}

fn topic(frame: Frame, known: &Known, unread: Option<MessageId>) -> TopicPage {
    let known = said_in(
        Known { view: known.view.clone(), ..inside(known.view.group.hosted, GroupRole::Member) },
        frame.language,
    );
    let root = message(100, "Fatou Ndiaye", THERE, "Bonjour à toutes et à tous.\n\n- un\n- deux");
    let read = topic::Reading { root: &root, replies: replies(), unread, paged: false };
    TopicPage::of(frame, &jeanne(), &known, read, uuid(9)).ok().unwrap()
}

impl Samples for TopicPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let member = inside(false, GroupRole::Member);
        let animator = inside(true, GroupRole::Animator);
        let mut silent = inside(false, GroupRole::Member);
        silent.view.group.writing = Writing::Animators;
        vec![
            topic(frame.clone(), &member, Some(MessageId(uuid(103)))),
            topic(frame.clone(), &animator, None),
            topic(frame, &silent, Some(MessageId(uuid(100)))),
        ]
    }
}

impl Samples for Write {
    fn samples(frame: Frame) -> Vec<Self> {
        let known = said_in(inside(false, GroupRole::Member), frame.language);
        let mut wrong = Filled::new(frame.t, Words { title: "Urgences".to_owned(), ..Words::default() });
        wrong.say("body", frame.t.wrong_empty());
        let form = Filled::new(frame.t, Words::default());
        let view = message(101, "Samira Haddad", "montreval.example", "Voici le registre.");
        vec![Self::topic(frame.clone(), &known, wrong), Self::reply(frame, &jeanne(), &known, &view, form)]
    }
}

impl Samples for Settings {
    fn samples(frame: Frame) -> Vec<Self> {
        let known = said_in(inside(true, GroupRole::Animator), frame.language);
        let mut form = Filled::new(frame.t, settings::present(&known));
        form.say("name", frame.t.wrong_empty());
        vec![Self::of(frame, &jeanne(), &known, form)]
    }
}

mod gatherings;
mod people;
mod tests;
