//! What a money cell says, and how its text is read.
//!
//! Printed figures come in full-width digits, with thousands separators, with several characters for minus, some with
//! the unit behind the digits. A dash or a stroke alone is absence. What is ambiguous is not repaired: a separator in the
//! wrong place, a letter among digits, a decimal comma, a percentage make the cell unreadable.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::spelling::canonical;

/// What one money cell says. A missing figure is never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Figure {
    /// Digits were printed; the scale is the number of printed decimals.
    Amount(Decimal),
    /// The cell is blank, or holds only a dash.
    Absent,
    /// Text that is not a figure, kept as printed.
    Unreadable(String),
}

impl Figure {
    /// The amount, where there is one.
    pub(crate) fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Absent | Self::Unreadable(_) => None,
        }
    }
}

/// Units of money, those that end like another before it.
const UNITS: &[(&str, i64)] =
    &[("亿元", 100_000_000), ("百万元", 1_000_000), ("万元", 10_000), ("千元", 1_000), ("元", 1)];

/// How many yuan (元) one `unit` is; `None` for what is no unit of money.
pub(crate) fn yuan_in(unit: &str) -> Option<Decimal> {
    UNITS.iter().find(|(name, _)| *name == unit).map(|&(_, yuan)| Decimal::from(yuan))
}

/// The unit of money that stands behind the digits in the cell itself (`12.00万元`).
pub(crate) fn own_unit(text: &str) -> Option<&'static str> {
    // Most cells are a figure without one.
    if text.is_ascii() {
        return None;
    }
    let plain = canonical(text);
    UNITS.iter().map(|&(name, _)| name).find(|name| plain.ends_with(name))
}

/// What a text says, as far as it is a figure.
enum Said {
    Amount(Decimal),
    Absent,
    Unreadable,
}

/// What the cell with `text` says.
pub(crate) fn read_figure(text: &str) -> Figure {
    match read(text) {
        Said::Amount(amount) => Figure::Amount(amount),
        Said::Absent => Figure::Absent,
        Said::Unreadable => Figure::Unreadable(text.to_owned()),
    }
}

/// Whether the cell with `text` says an amount.
pub(crate) fn is_figure(text: &str) -> bool {
    matches!(read(text), Said::Amount(_))
}

/// How many of the texts are figures.
pub(crate) fn count_figures(texts: impl IntoIterator<Item = impl AsRef<str>>) -> usize {
    texts.into_iter().filter(|text| is_figure(text.as_ref())).count()
}

fn read(text: &str) -> Said {
    // Most cells are words; no figure begins with an ideograph.
    if text.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
        return Said::Unreadable;
    }
    // Most figures are printed in the characters that they are compared in.
    let plain = match text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.' | b'-')) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(canonical(text)),
    };
    if plain.chars().all(|c| matches!(c, '-' | '_')) || plain == "/" {
        return Said::Absent;
    }
    if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return Said::Unreadable;
    }
    // The canonical form of ① is 1, but ① numbers a line.
    if !text.is_ascii() && text.chars().any(|c| c.is_numeric() && !is_digit(c)) {
        return Said::Unreadable;
    }
    read_amount(&plain).map_or(Said::Unreadable, Said::Amount)
}

fn read_amount(plain: &str) -> Option<Decimal> {
    let plain = UNITS.iter().find_map(|(unit, _)| plain.strip_suffix(unit)).unwrap_or(plain);
    let plain = plain.strip_prefix(['¥', '￥']).unwrap_or(plain);
    let (negative, digits) = match plain.strip_prefix(['-', '△', '▲']) {
        Some(rest) => (true, rest),
        // Accountants print a negative figure in parentheses; `(2)` is an enumeration, `(2.00)` is not.
        None => match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(rest) if rest.contains(['.', ',']) => (true, rest),
            _ => (false, plain.strip_prefix('+').unwrap_or(plain)),
        },
    };
    let digits = digits.strip_prefix(['¥', '￥']).unwrap_or(digits);
    let (whole, decimals) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some((whole, decimals)) => (whole, decimals),
        None => (digits, ""),
    };
    if !is_grouped(whole) || !is_digits(decimals) {
        return None;
    }
    let amount = decimal(whole, decimals)?;
    Some(if negative && !amount.is_zero() { -amount } else { amount })
}

/// The number of these digits, those of `whole` with or without separators; `None` where they are too many.
fn decimal(whole: &str, decimals: &str) -> Option<Decimal> {
    const SURELY_FIT: usize = 18;
    let digits = whole.bytes().filter(u8::is_ascii_digit).chain(decimals.bytes());
    if whole.len() + decimals.len() <= SURELY_FIT {
        let number = digits.fold(0, |number, digit| 10 * number + i64::from(digit - b'0'));
        return Some(Decimal::new(number, decimals.len() as u32));
    }
    let mut number: String = whole.chars().filter(char::is_ascii_digit).collect();
    if !decimals.is_empty() {
        number.push('.');
        number.push_str(decimals);
    }
    Decimal::from_str_exact(&number).ok()
}

/// Whether these are digits, and thousands separators only where they belong.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = first.len() < whole.len();
    is_digits(first)
        && !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

/// Whether `c` is a plain decimal digit in one of the widths and styles that print it.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{1d7ce}'..='\u{1d7ff}')
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Figure, own_unit, read_figure, yuan_in};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = match read_figure(text) {
            Figure::Amount(amount) => amount.to_string(),
            Figure::Absent => "absent".to_owned(),
            Figure::Unreadable(_) => "unreadable".to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_printed_number_of_decimals_is_kept() {
        check("2,345.67", "2345.67");
        check("0.00", "0.00");
        check("12", "12");
        check("345,678.900", "345678.900");
    }

    #[test]
    fn dash_and_blank_are_absent_not_zero() {
        for text in ["", " ", "\u{3000}", "-", "--", "—", "——", "－", "−", "–", "_", "/", "／"] {
            check(text, "absent");
        }
        check("0", "0");
        check("-0.00", "0.00");
    }

    #[test]
    fn full_width_characters_are_read() {
        check("２，３４５．６７", "2345.67");
        check("2，345.67", "2345.67");
        check("１２", "12");
        check("￥12.00", "12.00");
    }

    #[test]
    fn every_printed_minus_is_one() {
        for text in ["-3.50", "−3.50", "－3.50", "–3.50", "—3.50", "△3.50", "▲3.50", "(3.50)", "（3.50）", "－ 3.50"]
        {
            check(text, "-3.50");
        }
        check("(1,234)", "-1234");
        check("¥-3.50", "-3.50");
        check("-¥3.50", "-3.50");
    }

    #[test]
    fn layout_spaces_are_no_part_of_a_figure() {
        check("1 2 3 4 . 5 0", "1234.50");
        check("2,\u{a0}345.67 ", "2345.67");
    }

    #[test]
    fn a_unit_behind_the_digits_is_no_part_of_them() {
        check("12.50万元", "12.50");
        check("12.50元", "12.50");
        check("1.20亿元", "1.20");
        check("元", "unreadable");
        assert_eq!(own_unit("12.50 万元"), Some("万元"));
        assert_eq!(own_unit("3百万元"), Some("百万元"));
        assert_eq!(own_unit("12.50"), None);
    }

    #[test]
    fn misplaced_separators_are_unreadable() {
        for text in ["1,97.12", "1,2345.6", "1234,567.00", "1.234,56", "12,5", ",123", "1,,234", "12.", ".50", "1.2.3"]
        {
            check(text, "unreadable");
        }
        check("45678.,", "unreadable");
    }

    #[test]
    fn letters_are_never_taken_for_digits() {
        for text in ["1O0.00", "l2.00", "I2", "1o", "12.0O", "S5.00"] {
            check(text, "unreadable");
        }
    }

    #[test]
    fn what_is_no_amount_is_unreadable() {
        for text in ["XX", "12%", "12.5％", "(2)", "①", "㈠", "5²", "1/2", "3-4", "5-", "--5", "无", "……", "一百"]
        {
            check(text, "unreadable");
        }
        check("99999999999999999999999999999999999999", "unreadable");
    }

    #[test]
    fn units_of_money_are_multiples_of_yuan() {
        let yuan: Vec<_> =
            ["元", "千元", "万元", "百万元", "亿元"].map(|unit| yuan_in(unit).unwrap().to_string()).into();
        assert_eq!(yuan, ["1", "1000", "10000", "1000000", "100000000"]);
        assert_eq!(yuan_in("人"), None);
    }
}
