//! The looks of the Courrier, and what each state of a message offers.

use preau_core::language::Language;
use preau_core::outside::OutsideKind;

use super::*;
use crate::gallery::{self, Samples};
use crate::item::tests::{NOON, dates, jeanne};

/// A message of Marc Delaunay.
pub(super) fn message(number: u128, kind: OutsideKind, state: OutsideState) -> OutsidePost {
    let text = "Deux fermetures d’octobre sont dues à des travaux, pas au manque de personnel.";
    crate::outside::tests::outside(number, kind, state, text)
}

/// The same as Jeanne Morvan sees it.
pub(super) fn entry(post: &OutsidePost, frame: &Frame) -> Entry {
    let views = crate::item::tests::views();
    let about = views.get(1).filter(|_| post.kind == OutsideKind::Reply).map(|view| &view.post);
    Entry::of(post, about, frame, &jeanne(), dates(frame.language))
}

impl Samples for MailRoom {
    fn samples(frame: Frame) -> Vec<Self> {
        let page = |part: Part, posts: &[OutsidePost]| {
            let mut entries: Vec<Entry> = posts.iter().map(|post| entry(post, &frame)).collect();
            if let Some(first) = entries.first_mut().filter(|_| part == Part::Kept) {
                first.letters = vec![Letter { when: "hier".to_owned(), html: "<p>Merci.</p>".to_owned() }];
                first.answers = vec![frame.to.post("7")];
            }
            Self {
                part,
                tabs: tabs(&frame, part, 3),
                later: if entries.is_empty() { String::new() } else { frame.to.mail() },
                entries,
                frame: frame.clone(),
            }
        };
        let mut warned = message(2, OutsideKind::Mention, OutsideState::Waiting);
        warned.shown.text.warning = Some("Violence policière".to_owned());
        warned.shown.attachments = 2;
        let mut long = message(3, OutsideKind::Direct, OutsideState::Waiting);
        long.shown.text.html = format!("<p>{}</p>", "mot ".repeat(1_000));
        long.shown.updated_at = Some(NOON);
        vec![
            page(Part::Waiting, &[message(1, OutsideKind::Reply, OutsideState::Waiting), warned, long]),
            page(Part::Waiting, &[]),
            page(
                Part::Kept,
                &[
                    message(1, OutsideKind::Direct, OutsideState::Accepted),
                    message(2, OutsideKind::Reply, OutsideState::Accepted),
                ],
            ),
            page(Part::Kept, &[]),
            page(
                Part::Refused,
                &[
                    message(1, OutsideKind::Reply, OutsideState::Refused),
                    message(2, OutsideKind::Reply, OutsideState::Removed),
                ],
            ),
            page(Part::Refused, &[]),
        ]
    }
}

#[test]
fn a_message_offers_what_its_state_allows() {
    let frame = gallery::frame(Language::Fr);
    let of = |kind, state| entry(&message(1, kind, state), &frame);
    let waiting = of(OutsideKind::Reply, OutsideState::Waiting);
    assert!(waiting.refusable && waiting.shows && !waiting.decision.is_empty() && !waiting.answer.is_empty());
    assert!(waiting.removal.is_empty());
    let shown = of(OutsideKind::Reply, OutsideState::Accepted);
    assert!(shown.decision.is_empty() && !shown.removal.is_empty() && shown.why_href.contains("#m-"));
    let letter = of(OutsideKind::Direct, OutsideState::Waiting);
    assert!(letter.tags.len() == 1 && !letter.shows && !letter.refusable && letter.why_href.is_empty());
    let refused = of(OutsideKind::Reply, OutsideState::Refused);
    assert!(!refused.decision.is_empty() && !refused.refusable && refused.answer.is_empty());
}

#[test]
fn what_is_private_says_so_and_a_warning_folds_the_text() {
    let frame = gallery::frame(Language::Fr);
    let html = MailRoom::samples(frame).remove(0).render().unwrap();
    assert!(html.contains("Vous a écrit en privé") && html.contains("Privé"));
    assert!(html.contains("Avertissement\u{A0}: Violence policière"));
    assert!(html.contains("2 pièces jointes, que l’on ne voit que sur pouet.example."));
    assert!(!html.contains("<img"));
}
