//! Type 3 fonts: glyphs drawn by content streams, in a space of their own (ISO 32000-1, 9.6.5).
//!
//! What the glyph streams draw is not looked into: a code is text only where ToUnicode or a glyph name says so.

use hayro_syntax::object::{Array, Dict, Number};

use super::CharCode;

pub(super) struct Type3Font {
    first: u32,
    /// In glyph space.
    widths: Vec<f64>,
    /// `FontMatrix`: glyph space to text space.
    matrix: [f64; 6],
}

impl Type3Font {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let numbers = |key: &[u8]| {
            dict.get::<Array<'_>>(key)
                .map(|array| array.iter::<Number>().take(256).map(|n| n.as_f64()).collect::<Vec<_>>())
        };
        let matrix = numbers(b"FontMatrix").and_then(|matrix| matrix.try_into().ok());
        Self {
            first: dict.get::<Number>(b"FirstChar").map_or(0, |first| first.as_f64() as u32),
            widths: numbers(b"Widths").unwrap_or_default(),
            matrix: matrix.unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]),
        }
    }

    /// Advance in text space for a font of size 1.
    pub(super) fn advance(&self, code: CharCode) -> f64 {
        let index = code.value.checked_sub(self.first).map(|index| index as usize);
        index.and_then(|index| self.widths.get(index)).copied().unwrap_or(0.0) * self.matrix[0]
    }

    /// Names in `Encoding` are read with the font program.
    pub(super) fn unicode(&self, _code: CharCode) -> Option<char> {
        None
    }

    /// The em against the font size, if the glyphs are drawn on a grid of 1000 units or, by the size of the matrix, on
    /// one of the size of the em itself.
    pub(super) fn em(&self) -> f64 {
        let scale = self.matrix[3].abs();
        let em = scale * 1000.0;
        if (0.2..=5.0).contains(&em) { em } else { 1.0 }
    }
}
