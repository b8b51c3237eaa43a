//! Text for comparing. What is printed stays as printed; two spellings of one word meet here.

use unicode_normalization::UnicodeNormalization;

/// `text` without any whitespace, zero-width characters and soft hyphens.
pub(crate) fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    squeezed.extend(text.split(is_space));
    squeezed
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// `text` squeezed, in compatibility form (full-width and radical look-alikes become the plain character), with one
/// form of each punctuation mark and without quotation marks.
pub(crate) fn canonical(text: &str) -> String {
    let mut canonical = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // What composes with nothing stays as it is; only what stands between is worth a normalization.
        let plain = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
        let (stays, other) = rest.split_at(plain);
        canonical.push_str(stays);
        if other.is_empty() {
            return canonical;
        }
        let odd = other.find(is_plain).unwrap_or(other.len());
        let (odd, after) = other.split_at(odd);
        canonical.extend(odd.nfkc().filter_map(one_form));
        rest = after;
    }
}

/// Characters that are their own canonical form and do not combine with a neighbour: unified ideographs, digits, and
/// the commonest marks. (A Latin letter may combine with an accent after it.)
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9' | '.' | ',' | '-' | '(' | ')' | ':' | '、' | '。' | '%' | '/')
}

fn one_form(c: char) -> Option<char> {
    match c {
        c if is_space(c) => None,
        '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』' | '＂' | '〝' | '〞' => None,
        '【' | '[' | '〔' => Some('('),
        '】' | ']' | '〕' => Some(')'),
        '∶' | '︰' | '﹕' => Some(':'),
        '–' | '—' | '―' | '−' | '‐' | '‑' | '─' | '－' => Some('-'),
        c => Some(c),
    }
}

/// Whether `text` holds more than `limit` characters.
pub(crate) fn longer_than(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_some()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{canonical, one_form, squeeze};

    #[test]
    fn letter_spacing_of_any_kind_is_no_text() {
        assert_eq!(squeeze("支\u{a0}出\u{3000}决 算\u{200b}表"), "支出决算表");
    }

    #[test]
    fn look_alikes_compare_equal() {
        assert_eq!(canonical("财政拨款“三公”经费（１）："), canonical("财政拨款三公经费(1)∶"));
        assert_eq!(canonical("项⽬"), "项目");
    }

    #[test]
    fn plain_characters_may_be_left_out_of_the_normalization() {
        for c in ('\0'..='\u{ffff}').step_by(7).chain('\u{300}'..='\u{36f}') {
            let mixed = format!("中{c}1{c})e{c}（{c}");
            let whole: String = mixed.nfkc().filter_map(one_form).collect();
            assert_eq!(canonical(&mixed), whole, "{c:?}");
        }
    }
}
