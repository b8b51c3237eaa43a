//! When two texts count as the same: whitespace, full-width forms and kinds of quotation marks and dashes aside.

use unicode_normalization::UnicodeNormalization;

/// The text in the form in which it is compared.
pub(crate) fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).map(one_form).collect()
}

fn one_form(c: char) -> char {
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '−' => '-',
        '∶' => ':',
        other => other,
    }
}

/// Whether the text is a figure: digits with their signs and points, and nothing else.
pub(crate) fn is_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '+' | '%' | '(' | ')'))
}

/// A name without its ordinal (一、, （二）, 1．): line items carry names so.
pub(crate) fn without_ordinal(name: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十0123456789";
    let open = name.strip_prefix('(').unwrap_or(name);
    let rest = open.trim_start_matches(|c| NUMERALS.contains(c));
    if rest.len() == open.len() {
        return name;
    }
    let end: &[char] = if open.len() < name.len() { &[')'] } else { &['、', '.', ','] };
    rest.strip_prefix(end).unwrap_or(name)
}

/// `3 2010350 事业运行`: a row's number from 1 and its first texts.
pub(crate) fn row_label<'t>(at: usize, texts: impl Iterator<Item = &'t str>) -> String {
    let words: Vec<&str> = texts.filter(|text| !text.is_empty()).take(2).collect();
    format!("{} {}", at + 1, words.join(" ")).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{is_figure, plain, without_ordinal};

    #[test]
    fn spellings_of_one_text_are_the_same() {
        assert_eq!(plain("财 政拨款“三公”　经费（１）"), plain("财政拨款\"三公\"经费(1)"));
        assert_ne!(plain("1.0"), plain("1.00"));
    }

    #[test]
    fn names_lose_their_ordinals_and_nothing_else() {
        let names =
            ["一、收入", "(一)收入", "1.收入", "二十一、收入", "一般公共预算", "收入", "2010301"].map(without_ordinal);
        assert_eq!(names, ["收入", "收入", "收入", "收入", "一般公共预算", "收入", "2010301"]);
    }

    #[test]
    fn figures_are_told() {
        assert!(["1,979.12", "-0.5", "3.2%"].into_iter().all(is_figure));
        assert!(!["", "—", "一、1"].into_iter().any(is_figure));
    }
}
