//! A font of the ASCII characters and no other, for text whose own font is not to be had: its figures are drawn, and where a
//! Chinese character would stand there is nothing.
//!
//! The engine asks a font that stands in for another for the glyph of a character and, where it has none, for the glyph whose
//! number is the character's in its collection (Adobe-GB1 and the like). There ASCII has the numbers from 1 to 95, and so it
//! has here: whichever way it asks, it finds the same glyph or none.

use std::sync::{Arc, OnceLock};

use hayro::{
    hayro_interpret::font::{FontData, FontQuery, StandardFont},
    kurbo::{BezPath, PathEl, flatten},
};
use hayro_font::{FontCache, FontGlyph, FontResolverFn};

use super::true_type::{Glyph, program};

/// The glyph of the last character, `~`.
pub(super) const LAST: u32 = 95;

/// Units of the outlines to which curves are made lines: at most a tenth of a dot.
const TOLERANCE: f64 = 4.0;

/// The font of the ASCII characters.
pub(super) fn ascii() -> FontData {
    static PROGRAM: OnceLock<FontData> = OnceLock::new();
    PROGRAM.get_or_init(|| Arc::new(program_of(drawn_ascii()))).clone()
}

/// A font without any character.
pub(super) fn nothing() -> FontData {
    static PROGRAM: OnceLock<FontData> = OnceLock::new();
    PROGRAM.get_or_init(|| Arc::new(program_of(Vec::new()))).clone()
}

/// The characters from the blank to `~`, as the engine's own font has them.
fn drawn_ascii() -> Vec<Glyph> {
    let resolver: FontResolverFn = Arc::new(|query| match query {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(_) => None,
    });
    let Some(font) = FontCache::new().standard_font(StandardFont::Helvetica, &resolver) else { return Vec::new() };
    let letter = |code| {
        let outline = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.outline(),
            FontGlyph::Type3(_) => BezPath::new(),
        };
        Glyph { contours: contours(&outline), width: font.code_advance(code).x as u16 }
    };
    (0x20..0x20 + LAST).map(letter).collect()
}

/// The program whose glyphs are an empty one and then `letters`, which are the characters from the blank on.
fn program_of(letters: Vec<Glyph>) -> Vec<u8> {
    let characters: Vec<(u16, u16)> = (0x20..).zip(1..).take(letters.len()).collect();
    let glyphs: Vec<Glyph> = [Glyph::default()].into_iter().chain(letters).collect();
    program(&glyphs, &characters)
}

/// The outline by its corners, curves made lines.
fn contours(outline: &BezPath) -> Vec<Vec<[i16; 2]>> {
    let mut contours: Vec<Vec<[i16; 2]>> = Vec::new();
    flatten(outline, TOLERANCE, |element| match element {
        PathEl::MoveTo(point) => contours.push(vec![[point.x.round() as i16, point.y.round() as i16]]),
        PathEl::LineTo(point) => {
            if let Some(contour) = contours.last_mut() {
                contour.push([point.x.round() as i16, point.y.round() as i16]);
            }
        }
        _ => {}
    });
    contours
}
