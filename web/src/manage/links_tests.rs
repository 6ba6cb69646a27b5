//! The page of linked sections with samples, and how a health becomes a word.

use preau_core::language::Language;
use preau_core::link::LinkKind;
use preau_core::peer::RemoteActor;

use super::super::tests::sample_tabs;
use super::*;
use crate::gallery::Samples;
use crate::item::tests::{NOON, dates as sample_dates};

/// Eight words of the samples.
pub(in crate::manage) const WORDS: [&str; 8] =
    ["abricot", "bateau", "cerise", "dauphin", "escalier", "forêt", "girafe", "horloge"];

/// A section's actor.
pub(in crate::manage) fn actor(name: &str, host: &str) -> RemoteActor {
    let at = |path: &str| Url::parse(&format!("https://{host}{path}")).unwrap();
    RemoteActor {
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
    }
}

fn view(name: &str, host: &str, state: LinkState, failures: i32) -> LinkView {
    LinkView {
        section: LinkedSection {
            actor: actor(name, host),
            kind: LinkKind::Sister,
            state,
            offer: format!("https://{host}/activities/1"),
            ours: false,
            since: NOON.plus(-Moment::DAY),
        },
        failures,
        last_contact: (failures == 0).then(|| NOON.plus(-4 * Moment::MINUTE)),
        groups_in_common: 3,
    }
}

impl Samples for Links {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = sample_dates(frame.language);
        let row = |name: &str, state, failures| {
            Row::of(&view(name, "autre.example", state, failures), &frame, &dates)
        };
        let asks = |words: &[&'static str]| {
            let link = view("Section des Coteaux", "coteaux.example", LinkState::Asked, 0).section;
            Asked {
                name: named(&link),
                host: host_and_port(&link.actor.id),
                when: dates.ago(link.since),
                claims: frame.t.links_claims(LinkKind::Above.as_str()),
                seen: seen(&link, words),
                refusal: format!("{}?section=x", frame.to.manage_link_answer()),
                page: "https://coteaux.example".to_owned(),
                words: words.to_vec(),
                actor: link.actor.id.to_string(),
            }
        };
        let code = Code {
            made: dates.ago(NOON.plus(-Moment::DAY)),
            until: dates.day(NOON.plus(6 * Moment::DAY)),
            end: frame.to.manage_link_code("7"),
        };
        let mut wrong = Filled::new(frame.t, Typed { code: "port-lazare".to_owned(), ..Typed::default() });
        wrong.say("code", frame.t.wrong_link_code());
        let full = Self {
            tabs: sample_tabs(&frame, Part::Links),
            form: wrong,
            asked: vec![asks(&WORDS), asks(&[])],
            linked: vec![row("Port-Lazare", LinkState::Linked, 0), row("Les Aubiers", LinkState::Linked, 9)],
            offered: vec![row("Montreval", LinkState::Offered, 0)],
            past: vec![row("Rive-Haute", LinkState::Refused, 0), row("Val", LinkState::Ended, 0)],
            codes: vec![code],
            frame: frame.clone(),
        };
        let empty = Self {
            tabs: sample_tabs(&frame, Part::Links),
            form: Filled::new(frame.t, Typed::default()),
            asked: Vec::new(),
            linked: Vec::new(),
            offered: Vec::new(),
            past: Vec::new(),
            codes: Vec::new(),
            frame,
        };
        vec![full, empty]
    }
}

impl Samples for LinkCodePage {
    fn samples(frame: Frame) -> Vec<Self> {
        vec![Self {
            host: "vallombre.example".to_owned(),
            letters: "ACDE-FGHJ-KMNP".to_owned(),
            until: "samedi 28 novembre".to_owned(),
            frame,
        }]
    }
}

#[test]
fn a_code_is_written_so_that_it_can_be_typed_elsewhere() {
    let page = LinkCodePage::samples(crate::gallery::frame(Language::Fr)).swap_remove(0).render().unwrap();
    let shown = page.split("class=\"addr big2\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap();
    let mut text = String::new();
    for part in shown.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let read = preau_core::link::WrittenCode::read(&text).unwrap();
    assert_eq!((read.host.as_str(), read.letters.as_str()), ("vallombre.example", "ACDEFGHJKMNP"));
}

#[test]
fn a_section_whose_server_fails_is_said_to_be_silent() {
    let frame = crate::gallery::frame(Language::Fr);
    let dates = sample_dates(Language::Fr);
    let row = |failures| {
        Row::of(&view("Les Aubiers", "aubiers.example", LinkState::Linked, failures), &frame, &dates)
    };
    assert_eq!((row(0).tone, row(1).tone), ("ok", "warn"));
    assert_ne!(row(0).state, row(1).state);
}

#[test]
fn what_is_accepted_is_the_kind_and_the_words_that_were_shown() {
    let link = view("Coteaux", "coteaux.example", LinkState::Asked, 0).section;
    let shown = seen(&link, &WORDS);
    assert_ne!(shown, seen(&link, &WORDS[1..]));
    let other = LinkedSection { kind: LinkKind::Above, ..link.clone() };
    assert_ne!(shown, seen(&other, &WORDS));
    let later = LinkedSection { offer: "https://coteaux.example/activities/2".to_owned(), ..link };
    assert_ne!(shown, seen(&later, &WORDS));
}
