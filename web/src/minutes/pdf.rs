//! Minutes on paper: a tagged PDF (PDF/UA-1) on A4, made of the same parts as the page. The same text gives the same bytes.

mod draw;
mod face;
mod layout;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;

use self::draw::Drawn;
use self::face::Faces;
use self::layout::{HEIGHT, Page, WIDTH};
use super::words::{Part, Words};
use chrono::{Datelike as _, Timelike as _};

/// Why a PDF could not be made; a fault of ours, never of what somebody typed.
#[derive(Debug, thiserror::Error)]
#[error("making the PDF: {0}")]
pub(crate) struct Broken(pub(crate) String);

/// What the paper says around the parts.
pub(crate) struct Paper<'a> {
    /// In which words.
    pub(crate) words: &'a Words<'a>,
    /// The line under the title: where the text stands.
    pub(crate) state: String,
}

/// The bytes of the PDF.
pub(crate) fn pdf(paper: &Paper<'_>) -> Result<Vec<u8>, Broken> {
    let words = paper.words;
    let faces = Faces::read().ok_or_else(|| Broken("a font of ours does not read".to_owned()))?;
    let parts: Vec<Part> = words.parts();
    let (pages, leaves) = layout::pages(paper, &parts, &faces);
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Broken(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(words));
    let mut drawn = Drawn::new(leaves);
    let count = pages.len();
    for (number, page) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Broken("A4 is no page".to_owned()))?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        draw::page(&mut surface, page, &faces, &mut drawn);
        let foot = words.t.minutes_page(number.saturating_add(1), count);
        draw::foot(&mut surface, &words.whose(), &foot, &faces);
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(&pages));
    let mut tree = TagTree::new().with_lang(Some(words.dates.language.as_str().to_owned()));
    for group in drawn.groups() {
        tree.push(group);
    }
    document.set_tag_tree(tree);
    document.finish().map_err(|error| Broken(format!("{error:?}")))
}

/// Title and language, and the moment of the text rather than of the download, so that a second one has the same bytes.
fn metadata(words: &Words<'_>) -> Metadata {
    let moment = words.text.closed_at.unwrap_or(words.text.opened_at);
    let metadata = Metadata::new()
        .title(words.title())
        .language(words.dates.language.as_str().to_owned())
        .creator("Préau".to_owned())
        .authors(vec![words.whose()])
        .document_id(words.text.meeting.to_string());
    let Some(utc) = moment.utc() else { return metadata };
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let date = DateTime::new(u16::try_from(utc.year()).unwrap_or_default())
        .month(small(utc.month()))
        .day(small(utc.day()))
        .hour(small(utc.hour()))
        .minute(small(utc.minute()))
        .second(small(utc.second()));
    metadata.creation_date(date)
}

/// The bookmarks: chapters, with their items under them.
fn outline(pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let mut chapter: Option<OutlineNode> = None;
    for (number, page) in pages.iter().enumerate() {
        for mark in &page.marks {
            let node = OutlineNode::new(
                mark.title.clone(),
                XyzDestination::new(number, Point::from_xy(0.0, mark.y)),
            );
            match (&mut chapter, mark.level) {
                (Some(open), 3) => open.push_child(node),
                (_, 2) => {
                    if let Some(done) = chapter.replace(node) {
                        outline.push_child(done);
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(done) = chapter {
        outline.push_child(done);
    }
    outline
}
