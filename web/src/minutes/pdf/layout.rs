//! Lines, and which page they stand on: headings stay with what follows, figures with their vote, signatures together.

use super::super::words::{Figure, Part};
use super::Paper;
use super::face::Faces;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// The margins.
pub(super) const LEFT: f32 = 62.0;
pub(super) const RIGHT: f32 = WIDTH - 62.0;
const TOP: f32 = 62.0;
const BOTTOM: f32 = HEIGHT - 74.0;
/// The body.
const SIZE: f32 = 10.5;
const LEADING: f32 = 15.0;
/// Lines of what was said before a vote that stand on its page with the heading of their item: a third of it.
const LEAD: usize = 14;
/// Lines of a text that is not divided.
const SHORT: usize = 3;
/// Where the bars of figures begin and end, and where their numbers stand.
const BAR_LEFT: f32 = LEFT + 170.0;
const BAR_RIGHT: f32 = RIGHT - 48.0;

/// Something drawn, at its place in the row; then on the page.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A line of text: its left edge, its base line, its size, whether it is bold, and the leaf of the document's tree.
    Text { x: f32, y: f32, size: f32, bold: bool, text: String, leaf: usize },
    /// A filled rectangle that says nothing by itself: left, top, width, height, grey.
    Bar { x: f32, y: f32, wide: f32, high: f32, grey: u8 },
}

/// What a leaf is in the tree of the document.
#[derive(Clone, Debug)]
pub(super) enum Leaf {
    /// A heading: its level, its words.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A line of a list.
    Listed,
    /// What was chosen, in a row of figures; the next leaf is its number.
    Choice {
        /// Whether its table begins here.
        first: bool,
    },
    /// The number beside it.
    Number,
}

/// A bookmark.
pub(super) struct Bookmark {
    /// Of a chapter 2, of an item 3.
    pub(super) level: u8,
    /// Its words.
    pub(super) title: String,
    /// How far down the page.
    pub(super) y: f32,
}

/// A page, ready to be drawn.
#[derive(Default)]
pub(super) struct Page {
    /// What stands on it.
    pub(super) marks_drawn: Vec<Mark>,
    /// What can be found on it.
    pub(super) marks: Vec<Bookmark>,
}

/// A row: marks with `y` counted from its top.
struct Row {
    high: f32,
    marks: Vec<Mark>,
}

/// Rows that belong together.
struct Chunk {
    /// Space above, except at the top of a page.
    above: f32,
    rows: Vec<Row>,
    /// Never split.
    whole: bool,
    /// Never the last thing of a page.
    with_next: bool,
    bookmark: Option<(u8, String)>,
}

/// Everything on its page, and the leaves of the document in reading order.
pub(super) fn pages(paper: &Paper<'_>, parts: &[Part], faces: &Faces) -> (Vec<Page>, Vec<Leaf>) {
    let mut set = Setter { faces, leaves: Vec::new(), chunks: Vec::new() };
    set.head(paper);
    set.parts(parts);
    set.signatures(paper);
    let Setter { leaves, chunks, .. } = set;
    (paged(&chunks), leaves)
}

struct Setter<'a> {
    faces: &'a Faces,
    leaves: Vec<Leaf>,
    chunks: Vec<Chunk>,
}

impl Setter<'_> {
    fn leaf(&mut self, leaf: Leaf) -> usize {
        self.leaves.push(leaf);
        self.leaves.len().saturating_sub(1)
    }

    /// The text.
    fn parts(&mut self, parts: &[Part]) {
        for (at, part) in parts.iter().enumerate() {
            let (before, after) = parts.split_at(at.saturating_add(1));
            let votes = self.votes(before, after);
            match part {
                Part::Heading(level, words) => self.heading(*level, words),
                Part::Paragraph(words) => self.paragraph(words, votes),
                Part::Listed(words) => self.listed(words, votes),
                Part::Figures(figures) => self.figures(figures),
            }
        }
    }

    /// Whether the last of `before` must not be parted from what comes after it: its figures with how one voted, the end of
    /// what a vote came from with the vote, and the whole of it from the heading of its item on, where that is short.
    fn votes(&self, before: &[Part], after: &[Part]) -> bool {
        let text = |part: &&Part| matches!(part, Part::Paragraph(_) | Part::Listed(_));
        let following: Vec<&Part> = after.iter().take_while(text).collect();
        match after.get(following.len()) {
            Some(Part::Figures(_)) => return following.is_empty(),
            Some(Part::Heading(4, _)) if following.is_empty() => return true,
            Some(Part::Heading(4, _)) => {}
            _ => return false,
        }
        let above: Vec<&Part> = before.iter().rev().take_while(text).collect();
        let face = self.faces.cut(false);
        let lines = above.iter().chain(&following).map(|part| match part {
            Part::Paragraph(words) | Part::Listed(words) => face.lines(words, SIZE, RIGHT - LEFT).len(),
            Part::Heading(..) | Part::Figures(_) => 0,
        });
        let of_item = matches!(before.iter().rev().nth(above.len()), Some(Part::Heading(3, _)));
        of_item && lines.sum::<usize>() <= LEAD
    }

    /// Lines of one leaf, as rows.
    fn rows(&self, words: &str, (size, leading): (f32, f32), bold: bool, x: f32, leaf: usize) -> Vec<Row> {
        let lines = self.faces.cut(bold).lines(words, size, RIGHT - x);
        let last = lines.len();
        lines
            .into_iter()
            .enumerate()
            .map(|(at, mut text)| {
                // Words are parted by spaces for whoever listens, across lines too.
                if at.saturating_add(1) < last {
                    text.push(' ');
                }
                let y = leading.mul_add(0.5, size * 0.35);
                Row { high: leading, marks: vec![Mark::Text { x, y, size, bold, text, leaf }] }
            })
            .collect()
    }

    fn push(&mut self, above: f32, rows: Vec<Row>, whole: bool, with_next: bool) {
        self.chunks.push(Chunk { above, rows, whole, with_next, bookmark: None });
    }

    /// Whose it is, its title, where it stands.
    fn head(&mut self, paper: &Paper<'_>) {
        let words = paper.words;
        let leaf = self.leaf(Leaf::Paragraph);
        let rows = self.rows(&words.whose(), (SIZE, LEADING), false, LEFT, leaf);
        self.push(0.0, rows, true, true);
        let title = words.title();
        let leaf = self.leaf(Leaf::Heading(1, title.clone()));
        let rows = self.rows(&title, (19.0, 25.0), true, LEFT, leaf);
        self.push(4.0, rows, true, true);
        let leaf = self.leaf(Leaf::Paragraph);
        let rows = self.rows(&paper.state, (SIZE, LEADING), true, LEFT, leaf);
        self.push(4.0, rows, true, false);
    }

    fn heading(&mut self, level: u8, words: &str) {
        let (above, size, leading) = match level {
            2 => (18.0, 14.0, 19.0),
            3 => (12.0, 11.5, 16.0),
            _ => (8.0, 10.5, 15.0),
        };
        let leaf = self.leaf(Leaf::Heading(u16::from(level), words.to_owned()));
        let rows = self.rows(words, (size, leading), true, LEFT, leaf);
        let bookmark = (level < 4).then(|| (level, words.to_owned()));
        self.chunks.push(Chunk { above, rows, whole: true, with_next: true, bookmark });
    }

    fn paragraph(&mut self, words: &str, with_next: bool) {
        let leaf = self.leaf(Leaf::Paragraph);
        let rows = self.rows(words, (SIZE, LEADING), false, LEFT, leaf);
        self.text(4.0, rows, with_next);
    }

    /// Rows of text. Where they must not be parted from what follows, their last lines are not: a long text may still begin
    /// on the page before.
    fn text(&mut self, above: f32, mut rows: Vec<Row>, with_next: bool) {
        if !with_next || rows.len() <= SHORT {
            self.push(above, rows, with_next, with_next);
            return;
        }
        let last = rows.split_off(rows.len().saturating_sub(2));
        self.push(above, rows, false, false);
        self.push(0.0, last, true, true);
    }

    fn listed(&mut self, words: &str, with_next: bool) {
        let leaf = self.leaf(Leaf::Listed);
        let indent = LEFT + 14.0;
        let mut rows = self.rows(words, (SIZE, LEADING), false, indent, leaf);
        if let Some(first) = rows.first_mut() {
            first.marks.push(Mark::Bar {
                x: LEFT + 4.0,
                y: LEADING * 0.5 - 0.5,
                wide: 5.0,
                high: 1.0,
                grey: 0,
            });
        }
        self.text(2.0, rows, with_next);
    }

    /// One row a choice: its name, its bar, its number.
    fn figures(&mut self, figures: &[Figure]) {
        let mut rows = Vec::new();
        for (at, figure) in figures.iter().enumerate() {
            let choice = self.leaf(Leaf::Choice { first: at == 0 });
            let number = self.leaf(Leaf::Number);
            rows.extend(self.figure(figure, choice, number));
        }
        self.push(4.0, rows, true, true);
    }

    fn figure(&self, figure: &Figure, choice: usize, number: usize) -> Vec<Row> {
        let face = self.faces.cut(true);
        let y = LEADING.mul_add(0.5, SIZE * 0.35);
        let mut rows: Vec<Row> = face
            .lines(&figure.label, SIZE, BAR_LEFT - LEFT - 8.0)
            .into_iter()
            .map(|text| Row {
                high: LEADING,
                marks: vec![Mark::Text { x: LEFT, y, size: SIZE, bold: true, text, leaf: choice }],
            })
            .collect();
        let votes = figure.votes.to_string();
        let x = RIGHT - self.faces.cut(false).width(&votes, SIZE);
        let bar = |wide: f32, grey: u8| Mark::Bar { x: BAR_LEFT, y: 4.5, wide, high: 6.0, grey };
        let full = BAR_RIGHT - BAR_LEFT;
        let grey = if figure.class == "m" { 110 } else { 0 };
        if let Some(first) = rows.first_mut() {
            first.marks.push(bar(full, 235));
            if figure.votes > 0 {
                first.marks.push(bar(full * share(figure.votes, figure.most), grey));
            }
            first.marks.push(Mark::Text { x, y, size: SIZE, bold: false, text: votes, leaf: number });
        }
        rows
    }

    /// Where chair and minute-taker sign.
    fn signatures(&mut self, paper: &Paper<'_>) {
        let (t, officers) = (paper.words.t, &paper.words.text.officers);
        let leaf = self.leaf(Leaf::Paragraph);
        let mut rows = self.rows(&t.minutes_done(), (SIZE, LEADING), false, LEFT, leaf);
        let half = LEFT + (RIGHT - LEFT) * 0.53;
        let y = LEADING.mul_add(0.5, SIZE * 0.35);
        let people = [
            (LEFT, t.minutes_sign_chair(), officers.chair.to_string()),
            (half, t.minutes_sign_taker(), officers.minute_taker.to_string()),
        ];
        let (mut roles, mut names) = (Vec::new(), Vec::new());
        for (x, role, name) in people {
            for (text, bold, into) in [(role, true, &mut roles), (name, false, &mut names)] {
                let leaf = self.leaf(Leaf::Paragraph);
                into.push(Mark::Text { x, y, size: SIZE, bold, text, leaf });
            }
        }
        rows.push(Row { high: LEADING, marks: Vec::new() });
        rows.push(Row { high: LEADING, marks: roles });
        rows.push(Row { high: LEADING, marks: names });
        let rule = |x: f32| Mark::Bar { x, y: 52.0, wide: (RIGHT - LEFT) * 0.42, high: 0.6, grey: 90 };
        rows.push(Row { high: 60.0, marks: vec![rule(LEFT), rule(half)] });
        self.push(24.0, rows, true, false);
    }
}

/// A share of a whole, from 0 to 1, to the thousandth.
fn share(part: u32, whole: u32) -> f32 {
    let permille = u64::from(part).saturating_mul(1000) / u64::from(whole.max(1));
    f32::from(u16::try_from(permille.min(1000)).unwrap_or(1000)) / 1000.0
}

/// Puts chunks onto pages.
fn paged(chunks: &[Chunk]) -> Vec<Page> {
    let mut pages = vec![Page::default()];
    let mut y = TOP;
    for (at, chunk) in chunks.iter().enumerate() {
        let fresh = y <= TOP;
        let above = if fresh { 0.0 } else { chunk.above };
        if !fresh && y + above + needed(chunks.get(at..).unwrap_or_default()) > BOTTOM {
            pages.push(Page::default());
            y = TOP;
        } else {
            y += above;
        }
        if let (Some((level, title)), Some(page)) = (&chunk.bookmark, pages.last_mut()) {
            page.marks.push(Bookmark { level: *level, title: title.clone(), y });
        }
        for row in &chunk.rows {
            if y + row.high > BOTTOM && y > TOP {
                pages.push(Page::default());
                y = TOP;
            }
            if let Some(page) = pages.last_mut() {
                page.marks_drawn.extend(row.marks.iter().map(|mark| mark.down(y)));
            }
            y += row.high;
        }
    }
    pages
}

/// How much room a chunk has to find: itself or its first two lines, and what must not be parted from it.
fn needed(chunks: &[Chunk]) -> f32 {
    let mut room = 0.0;
    for (at, chunk) in chunks.iter().enumerate() {
        let lines = if chunk.whole || chunk.with_next { usize::MAX } else { 2 };
        let above = if at == 0 { 0.0 } else { chunk.above };
        room += above + chunk.rows.iter().take(lines).map(|row| row.high).sum::<f32>();
        if !chunk.with_next {
            break;
        }
    }
    room
}

impl Mark {
    fn down(&self, by: f32) -> Self {
        match self.clone() {
            Self::Text { x, y, size, bold, text, leaf } => {
                Self::Text { x, y: y + by, size, bold, text, leaf }
            }
            Self::Bar { x, y, wide, high, grey } => Self::Bar { x, y: y + by, wide, high, grey },
        }
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
