//! Reads the text of a money cell.
//!
//! Printed figures come in full-width digits, with thousands separators, with several characters for minus. A dash
//! alone is absence. A separator in the wrong place is not repaired: the cell is unreadable.

use juesuan_model::Figure;
use rust_decimal::Decimal;

use crate::spelling::canonical;

/// What the cell with `text` says.
pub(crate) fn read_figure(text: &str) -> Figure {
    let plain = canonical(text);
    if plain.chars().all(|c| matches!(c, '-' | '_')) {
        return Figure::Absent;
    }
    match read_amount(&plain) {
        Some(amount) => Figure::Amount(amount),
        None => Figure::Unreadable(text.to_owned()),
    }
}

fn read_amount(plain: &str) -> Option<Decimal> {
    let plain = plain.strip_prefix(['¥', '￥']).unwrap_or(plain);
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        // Accountants print a negative figure in parentheses; `(2)` is an enumeration, `(2.00)` is not.
        None => match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(rest) if rest.contains('.') => (true, rest),
            _ => (false, plain.strip_prefix('+').unwrap_or(plain)),
        },
    };
    let digits = digits.strip_prefix(['¥', '￥']).unwrap_or(digits);
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    if decimals.is_some_and(|decimals| decimals.is_empty() || !is_digits(decimals)) {
        return None;
    }
    let whole = ungroup(whole)?;
    let mut number = whole;
    if let Some(decimals) = decimals {
        number.push('.');
        number.push_str(decimals);
    }
    let amount = Decimal::from_str_exact(&number).ok()?;
    Some(if negative && !amount.is_zero() { -amount } else { amount })
}

/// The digits without thousands separators; `None` where one stands in the wrong place.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    let grouped = whole.contains(',');
    if !is_digits(first) || first.is_empty() || (grouped && first.len() > 3) {
        return None;
    }
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::read_figure;
    use juesuan_model::Figure;

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
        check("", "absent");
        check("-", "absent");
        check("——", "absent");
        check("－", "absent");
    }

    #[test]
    fn full_width_and_minus_forms_are_read() {
        check("２，３４５．６７", "2345.67");
        check("−3.50", "-3.50");
        check("－3.50", "-3.50");
        check("(1,234.50)", "-1234.50");
        check("-0.00", "0.00");
    }

    #[test]
    fn what_is_not_a_figure_is_unreadable() {
        check("1,97.12", "unreadable");
        check("12.", "unreadable");
        check("45678.,", "unreadable");
        check("XX", "unreadable");
        check("12%", "unreadable");
        check("(2)", "unreadable");
        check("99999999999999999999999999999999999999", "unreadable");
    }
}
