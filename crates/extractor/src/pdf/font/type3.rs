//! Type 3 fonts: glyphs drawn by content streams, in a space of their own (ISO 32000-1, 9.6.5).
//!
//! What the glyph streams draw is not looked into: a code is text only where ToUnicode or a glyph name says so.

use hayro_syntax::object::{Array, Dict, Number, Rect};

use super::CharCode;

pub(super) struct Type3Font {
    first: u32,
    /// In glyph space.
    widths: Vec<f64>,
    /// `FontMatrix`: glyph space to text space.
    matrix: [f64; 6],
    /// The longer side of `FontBBox`, in text space; 0 where it is missing or empty.
    extent: f64,
}

impl Type3Font {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let numbers = |key: &[u8]| {
            dict.get::<Array<'_>>(key)
                .map(|array| array.iter::<Number>().take(256).map(|n| n.as_f64()).collect::<Vec<_>>())
        };
        let matrix: Option<[f64; 6]> = numbers(b"FontMatrix").and_then(|matrix| matrix.try_into().ok());
        let matrix = matrix.unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        let extent = dict.get::<Rect>(b"FontBBox").map_or(0.0, |bbox| {
            let (width, height) = (bbox.x1 - bbox.x0, bbox.y1 - bbox.y0);
            (width * matrix[0]).abs().max((height * matrix[3]).abs())
        });
        Self {
            first: dict.get::<Number>(b"FirstChar").map_or(0, |first| first.as_f64() as u32),
            widths: numbers(b"Widths").unwrap_or_default(),
            matrix,
            extent,
        }
    }

    /// Advance in text space for a font of size 1.
    pub(super) fn advance(&self, code: CharCode) -> f64 {
        let index = code.value.checked_sub(self.first).map(|index| index as usize);
        index.and_then(|index| self.widths.get(index)).copied().unwrap_or(0.0) * self.matrix[0]
    }

    /// The em against the font size: 1, unless the glyphs are drawn on quite another scale, as bitmaps of a device are.
    pub(super) fn em(&self) -> f64 {
        const USUAL: std::ops::RangeInclusive<f64> = 0.3..=4.0;
        if self.extent == 0.0 || !self.extent.is_finite() || USUAL.contains(&self.extent) { 1.0 } else { self.extent }
    }
}
