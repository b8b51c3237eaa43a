//! Type 1 and TrueType fonts: one byte a code (ISO 32000-1, 9.6).

use hayro_syntax::object::{Array, Dict, Name, Number, Object};

use super::CharCode;

pub(super) struct SimpleFont {
    first: u32,
    /// In thousandths of the em; empty where the dictionary has none (the standard 14 fonts).
    widths: Vec<f64>,
    /// Of codes outside `widths`; `None` where the descriptor does not say.
    missing: Option<f64>,
    /// Whether the encoding is WinAnsi without differences: the only one told without the glyph names. So is a font read
    /// that the resources do not have.
    win_ansi: bool,
}

impl SimpleFont {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let widths = dict.get::<Array<'_>>(b"Widths");
        let widths = widths.map(|widths| {
            widths
                .iter::<Object<'_>>()
                .take(256)
                .map(|width| if let Object::Number(n) = width { n.as_f64() } else { 0.0 })
                .collect()
        });
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor");
        let missing = descriptor.and_then(|descriptor| descriptor.get::<Number>(b"MissingWidth"));
        Self {
            first: dict.get::<Number>(b"FirstChar").map_or(0, |first| first.as_f64() as u32),
            widths: widths.unwrap_or_default(),
            missing: missing.map(|width| width.as_f64()),
            win_ansi: dict.is_empty()
                || dict.get::<Name<'_>>(b"Encoding").is_some_and(|name| name.as_ref() == b"WinAnsiEncoding"),
        }
    }

    /// Width in thousandths of the em; `None` where only the font program knows.
    pub(super) fn width(&self, code: CharCode) -> Option<f64> {
        if self.widths.is_empty() {
            return None;
        }
        let index = code.value.checked_sub(self.first).map(|index| index as usize);
        index.and_then(|index| self.widths.get(index)).copied().or(self.missing)
    }

    pub(super) fn unicode(&self, code: CharCode) -> Option<char> {
        if !self.win_ansi {
            return None;
        }
        let byte = u8::try_from(code.value).ok()?;
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
        text.chars().next().filter(|&char| super::is_text(char))
    }
}
