//! The two cuts of the font on paper: which glyph a letter has, and how wide it is.
//!
//! Latin is written letter by letter: no shaping is needed, and none is shipped. A letter that the font lacks is drawn as a
//! mark, and stays itself for whoever copies or listens.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// Noto Serif, cut down to Latin; `assets/fonts/README.md` says how.
static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/noto-serif-regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/noto-serif-bold.ttf");

/// What stands for a letter that the font lacks.
const LACKING: char = '?';

static FACES: LazyLock<Option<Faces>> =
    LazyLock::new(|| Some(Faces { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? }));

/// Both cuts.
#[derive(Clone)]
pub(super) struct Faces {
    regular: Face,
    bold: Face,
}

/// One of them.
#[derive(Clone)]
pub(super) struct Face {
    /// For the page.
    pub(super) font: Font,
    letters: FontRef<'static>,
    units: f32,
}

impl Faces {
    /// The fonts, read once.
    pub(super) fn read() -> Option<Self> {
        FACES.clone()
    }

    /// The cut that is asked for.
    pub(super) const fn cut(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.to_vec().into(), 0)?;
        let units = font.units_per_em();
        Some(Self { font, letters: FontRef::new(bytes).ok()?, units })
    }

    /// The glyphs of a text, each with its width in units of the size.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let letters = self.letters.charmap();
        let widths = self.letters.glyph_metrics(Size::unscaled(), LocationRef::default());
        text.char_indices()
            .map(|(at, letter)| {
                let found = letters.map(letter).or_else(|| letters.map(LACKING)).unwrap_or_default();
                let width = widths.advance_width(found).unwrap_or_default() / self.units;
                let end = at.saturating_add(letter.len_utf8());
                KrillaGlyph::new(GlyphId::new(found.to_u32()), width, 0.0, 0.0, 0.0, at..end, None)
            })
            .collect()
    }

    /// How wide a text is at this size, in points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        self.glyphs(text).iter().map(|glyph| glyph.x_advance * size).sum()
    }

    /// A text in one line no wider than `most`: what does not fit gives way to dots.
    pub(super) fn fitted(&self, text: &str, size: f32, most: f32) -> String {
        if self.width(text, size) <= most {
            return text.to_owned();
        }
        let first = self.lines(text, size, most - self.width("…", size)).into_iter().next();
        format!("{}…", first.unwrap_or_default().trim_end_matches([' ', ',', '–']))
    }

    /// A text in lines no wider than `most`; a word that is longer stands in pieces.
    pub(super) fn lines(&self, text: &str, size: f32, most: f32) -> Vec<String> {
        let space = self.width(" ", size);
        let (mut lines, mut line, mut wide) = (Vec::new(), String::new(), 0.0_f32);
        // Only plain spaces break a line: no-break spaces hold figures and their words together.
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let width = self.width(word, size);
            if !line.is_empty() && wide + space + width > most {
                lines.push(std::mem::take(&mut line));
                wide = 0.0;
            }
            if width > most {
                for letter in word.chars() {
                    let one = self.width(letter.encode_utf8(&mut [0; 4]), size);
                    if !line.is_empty() && wide + one > most {
                        lines.push(std::mem::take(&mut line));
                        wide = 0.0;
                    }
                    line.push(letter);
                    wide += one;
                }
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
                wide += space;
            }
            line.push_str(word);
            wide += width;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}
