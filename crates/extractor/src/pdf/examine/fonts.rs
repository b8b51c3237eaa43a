//! The fonts of a file: each as it is described, how much is shown in it, and what tells its characters.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::super::{
    font::{CharCode, DecodedBy, FontDescription},
    shared::Shared,
};
use crate::marks::{Flags, PageMarks};

/// A font and the text in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FontFacts {
    /// The font.
    #[serde(flatten)]
    pub font: FontDescription,
    /// Characters drawn in it, seen or not; white space is none.
    pub characters: usize,
    /// Of these, the ones that nothing maps to text: they stand as U+FFFD.
    pub undecoded: usize,
    /// How many different codes were told by what.
    pub decoded_by: BTreeMap<DecodedBy, usize>,
    /// 1-based pages with characters in it, ascending.
    pub pages: Vec<u32>,
}

/// A font of a part of the file.
pub(super) struct PartFont {
    index: u16,
    description: FontDescription,
    codes: Vec<(CharCode, DecodedBy)>,
}

/// The fonts of a part whose pages are read.
pub(super) fn fonts_of(shared: &Shared<'_>) -> Vec<PartFont> {
    let fonts = shared.fonts().into_iter();
    fonts
        .map(|font| PartFont {
            index: font.index,
            description: font.description(),
            codes: font.decoded(&shared.programs),
        })
        .collect()
}

/// Glyphs of a page in one font: all, and the unmapped ones.
type Counts = (usize, usize);

/// How many glyphs of a page each font has, by its index in the part.
pub(super) fn glyphs_of(marks: &PageMarks) -> BTreeMap<u16, Counts> {
    let mut counts: BTreeMap<u16, Counts> = BTreeMap::new();
    for glyph in &marks.glyphs {
        let count = counts.entry(glyph.font).or_default();
        count.0 += 1;
        count.1 += usize::from(glyph.flags.has(Flags::UNMAPPED));
    }
    counts
}

/// The fonts of a file, as its parts are added.
#[derive(Default)]
pub(super) struct FontsFound {
    fonts: BTreeMap<FontDescription, Tally>,
}

#[derive(Default)]
struct Tally {
    counts: Counts,
    pages: Vec<u32>,
    codes: FxHashMap<CharCode, DecodedBy>,
}

impl FontsFound {
    /// Adds the glyphs of a page in the fonts of its part.
    pub(super) fn add_page(&mut self, part: &[PartFont], page: u32, glyphs: &BTreeMap<u16, Counts>) {
        for font in part {
            let Some(counts) = glyphs.get(&font.index) else { continue };
            let tally = self.fonts.entry(font.description.clone()).or_default();
            tally.counts.0 += counts.0;
            tally.counts.1 += counts.1;
            if tally.pages.last() != Some(&page) {
                tally.pages.push(page);
            }
        }
    }

    /// Adds what tells the codes of a part's fonts. Fonts in which nothing is drawn are left out.
    pub(super) fn add_codes(&mut self, part: Vec<PartFont>) {
        for font in part {
            if let Some(tally) = self.fonts.get_mut(&font.description) {
                for (code, by) in font.codes {
                    // Of fonts described alike, the one that tells it worst says what may be lost.
                    let known = tally.codes.entry(code).or_insert(by);
                    *known = (*known).max(by);
                }
            }
        }
    }

    pub(super) fn into_facts(self) -> Vec<FontFacts> {
        let facts = |(font, tally): (FontDescription, Tally)| {
            let mut decoded_by = BTreeMap::new();
            let mut sources: Vec<DecodedBy> = tally.codes.into_values().collect();
            sources.sort_unstable();
            for by in sources {
                *decoded_by.entry(by).or_default() += 1;
            }
            let (characters, undecoded) = tally.counts;
            FontFacts { font, characters, undecoded, decoded_by, pages: tally.pages }
        };
        self.fonts.into_iter().map(facts).collect()
    }
}
