//! Text for comparing. What is printed stays as printed; two spellings of one word meet here.

use unicode_normalization::UnicodeNormalization;

/// `text` without any whitespace, zero-width characters and soft hyphens.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c)).collect()
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// `text` squeezed, in compatibility form (full-width and radical look-alikes become the plain character), with one
/// form of each punctuation mark and without quotation marks.
pub(crate) fn canonical(text: &str) -> String {
    text.nfkc()
        .filter_map(|c| match c {
            c if is_space(c) => None,
            '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』' | '＂' | '〝' | '〞' => None,
            '【' | '[' | '〔' => Some('('),
            '】' | ']' | '〕' => Some(')'),
            '∶' | '︰' | '﹕' => Some(':'),
            '–' | '—' | '―' | '−' | '‐' | '‑' | '─' | '－' => Some('-'),
            c => Some(c),
        })
        .collect()
}

/// Whether `text` holds more than `limit` characters.
pub(crate) fn longer_than(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::{canonical, squeeze};

    #[test]
    fn letter_spacing_of_any_kind_is_no_text() {
        assert_eq!(squeeze("支\u{a0}出\u{3000}决 算\u{200b}表"), "支出决算表");
    }

    #[test]
    fn look_alikes_compare_equal() {
        assert_eq!(canonical("财政拨款“三公”经费（１）："), canonical("财政拨款三公经费(1)∶"));
        assert_eq!(canonical("项⽬"), "项目");
    }
}
