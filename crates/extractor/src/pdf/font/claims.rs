//! How much memory the engine takes for the widths of a font, when it loads the font's program.
//!
//! It lays out every code of a range by itself, and every code before the first. That is not bounded by the bytes in the
//! file: `/W[0 4294967295 500]` takes all the memory there is. Here they are counted first, read as the engine reads them.

use hayro_syntax::object::{Array, Dict};

/// Bytes of an entry in the engine's tables, roughly.
const ENTRY_BYTES: usize = 16;

/// Bytes that the widths of `font` take: a simple font, or the descendant of a composite one.
pub(super) fn width_bytes(font: &Dict<'_>) -> usize {
    let across = font.get::<Array<'_>>(b"W").map_or(0, |widths| {
        let mut items = widths.flex_iter();
        count_ranges(|| match items.next::<(u32, Array<'_>)>() {
            Some(_) => Some((0, 0)),
            None => items.next::<(u32, u32, f32)>().map(|(first, last, ..)| (first, last)),
        })
    });
    let down = font.get::<Array<'_>>(b"W2").map_or(0, |widths| {
        let mut items = widths.flex_iter();
        count_ranges(|| match items.next::<(u32, Array<'_>)>() {
            Some(_) => Some((0, 0)),
            None => items.next::<(u32, u32, f32, f32, f32)>().map(|(first, last, ..)| (first, last)),
        })
    });
    let before_first = font.get::<usize>(b"FirstChar").unwrap_or(0);
    across.saturating_add(down).saturating_add(before_first).saturating_mul(ENTRY_BYTES)
}

/// Codes in all the ranges. Those that are listed one by one are bounded by the file.
fn count_ranges(next: impl FnMut() -> Option<(u32, u32)>) -> usize {
    let codes = |(first, last): (u32, u32)| last.saturating_sub(first) as usize;
    std::iter::from_fn(next).map(codes).fold(0, usize::saturating_add)
}
