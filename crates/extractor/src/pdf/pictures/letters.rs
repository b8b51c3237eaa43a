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

/// The glyph of the last character, `~`.
pub(super) const LAST: u32 = 95;

/// Units of the outlines to which curves are made lines: at most a tenth of a dot.
const TOLERANCE: f64 = 4.0;

/// The font of the ASCII characters.
pub(super) fn ascii() -> FontData {
    static PROGRAM: OnceLock<FontData> = OnceLock::new();
    PROGRAM.get_or_init(|| Arc::new(program(&drawn_ascii()))).clone()
}

/// A font without any character.
pub(super) fn nothing() -> FontData {
    static PROGRAM: OnceLock<FontData> = OnceLock::new();
    PROGRAM.get_or_init(|| Arc::new(program(&[]))).clone()
}

/// A character: its outline and its width, in thousandths of an em.
type Letter = (BezPath, u16);

/// The characters from the blank to `~`, as the engine's own font has them.
fn drawn_ascii() -> Vec<Letter> {
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
        (outline, font.code_advance(code).x as u16)
    };
    (0x20..0x20 + LAST).map(letter).collect()
}

/// The TrueType program whose glyphs are an empty one and then `letters`, which are the characters from the blank on.
fn program(letters: &[Letter]) -> Vec<u8> {
    let (mut glyphs, mut places) = (Vec::new(), vec![0, 0]);
    for (outline, _) in letters {
        glyphs.extend(glyph(outline));
        places.push(glyphs.len() as u32);
    }
    let count = letters.len() as u16 + 1;
    let widths = [0].into_iter().chain(letters.iter().map(|letter| letter.1)).flat_map(|width| [width, 0]);
    let last = 0x1f_u16.wrapping_add(count - 1);
    // Two segments: these characters, and the end of the table.
    let map = [0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 0, 0, 0, last, 0xffff, 0, 0x20, 0xffff, 0xffe1, 1, 0, 0];
    let head = [1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0];
    let hhea = [1, 0, 880, 0xff88, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count];
    let maxp = [1, 0, count, 2000, 50, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", words(map)),
        (b"glyf", glyphs),
        (b"head", words(head)),
        (b"hhea", words(hhea)),
        (b"hmtx", words(widths)),
        (b"loca", places.iter().flat_map(|place| place.to_be_bytes()).collect()),
        (b"maxp", words(maxp)),
    ];
    let mut directory = words([1, 0, tables.len() as u16, 64, 2, 48]);
    let start = 12 + 16 * tables.len();
    let mut data = Vec::new();
    for (tag, table) in &tables {
        directory.extend(*tag);
        directory.extend([0; 4]);
        directory.extend(((start + data.len()) as u32).to_be_bytes());
        directory.extend((table.len() as u32).to_be_bytes());
        data.extend(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [directory, data].concat()
}

/// The entry of `glyf`: contours of points that lie on them.
fn glyph(outline: &BezPath) -> Vec<u8> {
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
    let points: Vec<[i16; 2]> = contours.concat();
    if points.is_empty() {
        return Vec::new();
    }
    let ends = contours.iter().scan(0, |end, contour| {
        *end += contour.len() as u16;
        Some(*end - 1)
    });
    let along = |axis: fn(&[i16; 2]) -> i16| points.iter().map(axis).collect::<Vec<i16>>();
    let axes = [along(|point| point[0]), along(|point| point[1])];
    let edge = |edge: fn(&[i16]) -> Option<i16>| axes.each_ref().map(|axis| edge(axis).unwrap_or_default() as u16);
    let [low, high] = [edge(|axis| axis.iter().min().copied()), edge(|axis| axis.iter().max().copied())];
    let mut entry = words([contours.len() as u16].into_iter().chain(low).chain(high).chain(ends).chain([0]));
    entry.extend(points.iter().map(|_| 1));
    for axis in &axes {
        let before = [0].into_iter().chain(axis.iter().copied());
        entry.extend(words(axis.iter().zip(before).map(|(at, before)| at.wrapping_sub(before) as u16)));
    }
    entry.resize(entry.len().next_multiple_of(2), 0);
    entry
}

fn words(words: impl IntoIterator<Item = u16>) -> Vec<u8> {
    words.into_iter().flat_map(u16::to_be_bytes).collect()
}
