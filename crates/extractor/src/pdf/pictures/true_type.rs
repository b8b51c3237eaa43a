//! Writes small TrueType programs: glyphs of straight lines, and the characters that they are.
//!
//! It knows nothing of the rest, so that tests that need a program take this file as it is.

/// A glyph of a program.
#[derive(Debug, Clone, Default)]
pub(super) struct Glyph {
    /// Its contours by their corners, in thousandths of an em. None of it is drawn where there are none.
    pub(super) contours: Vec<Vec<[i16; 2]>>,
    /// How far the next glyph stands from it, in the same.
    pub(super) width: u16,
}

/// The program of these glyphs, of which the first stands for characters that it does not have; `characters` says which
/// glyph each of the others is.
pub(super) fn program(glyphs: &[Glyph], characters: &[(u16, u16)]) -> Vec<u8> {
    let (mut outlines, mut places) = (Vec::new(), vec![0]);
    for glyph in glyphs {
        outlines.extend(outline(&glyph.contours));
        places.push(outlines.len() as u32);
    }
    let count = glyphs.len() as u16;
    let points =
        glyphs.iter().map(|glyph| glyph.contours.iter().map(Vec::len).sum::<usize>()).max().unwrap_or(0) as u16;
    let contours = glyphs.iter().map(|glyph| glyph.contours.len()).max().unwrap_or(0) as u16;
    // Units to the em, and offsets of four bytes.
    let head = [1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0];
    let hhea = [1, 0, 880, 0xff88, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count];
    let maxp = [1, 0, count, points, contours, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    packed(&[
        (b"cmap", map(characters)),
        (b"glyf", outlines),
        (b"head", words(head)),
        (b"hhea", words(hhea)),
        (b"hmtx", words(glyphs.iter().flat_map(|glyph| [glyph.width, 0]))),
        (b"loca", places.iter().flat_map(|place: &u32| place.to_be_bytes()).collect()),
        (b"maxp", words(maxp)),
    ])
}

/// The tables with the directory before them.
fn packed(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut directory = words([1, 0, tables.len() as u16, 64, 2, 48]);
    let start = 12 + 16 * tables.len();
    let mut data = Vec::new();
    for (tag, table) in tables {
        directory.extend(*tag);
        directory.extend([0; 4]);
        directory.extend(((start + data.len()) as u32).to_be_bytes());
        directory.extend((table.len() as u32).to_be_bytes());
        data.extend(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [directory, data].concat()
}

/// The table `cmap`, in format 4: a segment for each character, and the one that ends them.
fn map(characters: &[(u16, u16)]) -> Vec<u8> {
    let mut segments: Vec<(u16, u16)> =
        characters.iter().map(|&(code, glyph)| (code, glyph.wrapping_sub(code))).collect();
    segments.sort_unstable();
    segments.push((0xffff, 1));
    let count = segments.len() as u16;
    let codes = || segments.iter().map(|segment| segment.0);
    let deltas = segments.iter().map(|segment| segment.1);
    let ranges = [[0, 1, 3, 1, 0, 12], [4, 16 + 8 * count, 0, 2 * count, 0, 0]].concat();
    words(
        ranges.into_iter().chain([0]).chain(codes()).chain([0]).chain(codes()).chain(deltas).chain(codes().map(|_| 0)),
    )
}

/// The entry of `glyf`: contours of points that lie on them.
fn outline(contours: &[Vec<[i16; 2]>]) -> Vec<u8> {
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
