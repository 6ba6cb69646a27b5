//! Draws pages, and remembers of each leaf where it was drawn, for the tree that says how to read the document.

use std::num::NonZeroU16;

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup,
};

use super::face::Faces;
use super::layout::{HEIGHT, LEFT, Leaf, Mark, Page, RIGHT};

/// The leaves, and where each was drawn.
pub(super) struct Drawn {
    leaves: Vec<(Leaf, Vec<Identifier>)>,
}

impl Drawn {
    pub(super) fn new(leaves: Vec<Leaf>) -> Self {
        Self { leaves: leaves.into_iter().map(|leaf| (leaf, Vec::new())).collect() }
    }

    fn note(&mut self, leaf: usize, place: Identifier) {
        if let Some((_, places)) = self.leaves.get_mut(leaf) {
            places.push(place);
        }
    }

    /// The tree: lines of a list in one list, rows of figures in one table.
    pub(super) fn groups(self) -> Vec<TagGroup> {
        let mut groups: Vec<TagGroup> = Vec::new();
        let (mut list, mut table): (Option<TagGroup>, Option<TagGroup>) = (None, None);
        let mut row: Option<TagGroup> = None;
        for (leaf, places) in self.leaves {
            if !matches!(leaf, Leaf::Listed) {
                groups.extend(list.take());
            }
            if !matches!(leaf, Leaf::Choice { first: false } | Leaf::Number) {
                groups.extend(table.take());
            }
            match leaf {
                Leaf::Heading(level, words) => {
                    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                    groups.push(filled(TagGroup::new(Tag::Hn(level, Some(words))), places));
                }
                Leaf::Paragraph => groups.push(filled(TagGroup::new(Tag::P), places)),
                Leaf::Listed => {
                    let mut line = TagGroup::new(Tag::LI);
                    line.push(filled(TagGroup::new(Tag::LBody), places));
                    list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::None))).push(line);
                }
                Leaf::Choice { .. } => {
                    let mut begun = TagGroup::new(Tag::TR);
                    begun.push(filled(TagGroup::new(Tag::TH(TableHeaderScope::Row)), places));
                    row = Some(begun);
                }
                Leaf::Number => {
                    if let Some(mut whole) = row.take() {
                        whole.push(filled(TagGroup::new(Tag::TD), places));
                        table.get_or_insert_with(|| TagGroup::new(Tag::Table)).push(whole);
                    }
                }
            }
        }
        groups.extend(list);
        groups.extend(table);
        groups
    }
}

fn filled(mut group: TagGroup, places: Vec<Identifier>) -> TagGroup {
    for place in places {
        group.push(place);
    }
    group
}

/// Draws what stands on a page.
pub(super) fn page(surface: &mut Surface<'_>, page: &Page, faces: &Faces, drawn: &mut Drawn) {
    for mark in &page.marks_drawn {
        match mark {
            Mark::Text { x, y, size, bold, text, leaf } => {
                let place = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                write(surface, (*x, *y), *size, *bold, text, faces);
                surface.end_tagged();
                drawn.note(*leaf, place);
            }
            Mark::Bar { x, y, wide, high, grey } => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
                bar(surface, Rect::from_xywh(*x, *y, *wide, *high), *grey);
                surface.end_tagged();
            }
        }
    }
}

/// Draws the line at the foot: whose it is, and which page. Whoever listens is not told it on each.
pub(super) fn foot(surface: &mut Surface<'_>, whose: &str, number: &str, faces: &Faces) {
    const SIZE: f32 = 9.0;
    let y = HEIGHT - 42.0;
    let face = faces.cut(false);
    let right = RIGHT - face.width(number, SIZE);
    let first = face.fitted(whose, SIZE, right - LEFT - 12.0);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
    bar(surface, Rect::from_xywh(LEFT, y - 14.0, RIGHT - LEFT, 0.5), 150);
    write(surface, (LEFT, y), SIZE, false, &first, faces);
    write(surface, (right, y), SIZE, false, number, faces);
    surface.end_tagged();
}

fn write(surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32, bold: bool, text: &str, faces: &Faces) {
    let face = faces.cut(bold);
    surface.set_fill(Some(ink(0)));
    surface.draw_glyphs(Point::from_xy(x, y), &face.glyphs(text), face.font.clone(), text, size, false);
}

fn bar(surface: &mut Surface<'_>, rectangle: Option<Rect>, grey: u8) {
    let Some(rectangle) = rectangle else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rectangle);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(ink(grey)));
        surface.draw_path(&path);
    }
}

fn ink(grey: u8) -> Fill {
    Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}
