//! What a figure looks like, wherever it is met: in a word, in a cell of a dump.
//!
//! Only what tells figures from words is asked here. What a figure says is read by `juesuan_reconciler`.

/// Whether it is a digit, of either width.
pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A minus sign, or the dash that stands in a figure's place.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '−' | '–' | '—' | '―' | '─')
}

/// Whether it is a character of figures more than of words: brackets and the like are of both.
pub(crate) fn is_of_a_figure(c: char) -> bool {
    is_digit(c) || is_dash(c) || matches!(c, ',' | '，' | '.' | '．' | '%' | '％')
}

/// 1,979.12, 0.00, −3, 12.5%, (1.00), a code, a dash: what stands in a figure's place, without words.
pub(crate) fn is_figure(text: &str) -> bool {
    let goes_with = |c: char| matches!(c, '+' | '△' | '(' | ')' | '（' | '）') || c.is_whitespace();
    text.chars().any(|c| is_digit(c) || is_dash(c)) && text.chars().all(|c| is_of_a_figure(c) || goes_with(c))
}

/// A figure with decimals: no code, no number of a line, no dash.
pub(crate) fn is_amount(text: &str) -> bool {
    is_figure(text) && text.contains(['.', '．'])
}

#[cfg(test)]
mod tests {
    use super::{is_amount, is_figure};

    #[test]
    fn figures_are_told_from_words() {
        for text in
            ["1,979.12", "１，９７９．１２", "-3", "−3.00", "△1.00", "（1.00）", "12.5%", "30101", "—", "——", "－"]
        {
            assert!(is_figure(text), "{text}");
        }
        for text in ["", "合计", "2022年", "（）", "%", "．", "1.00元"] {
            assert!(!is_figure(text), "{text}");
        }
    }

    #[test]
    fn an_amount_has_decimals() {
        assert!(is_amount("1,979.12") && is_amount("１．００"));
        assert!(!is_amount("30101") && !is_amount("—") && !is_amount("1.概况"));
    }
}
