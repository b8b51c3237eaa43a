//! Exact figures as Parquet keeps them: whole numbers of 10⁻¹⁰.

/// Digits in all that Parquet keeps of a figure.
pub(crate) const PRECISION: usize = 38;
/// Decimals that it keeps.
pub(crate) const SCALE: usize = 10;

/// The figure in units of 10⁻¹⁰; `None` where it is none, or would lose a digit.
pub(crate) fn scaled(figure: &str) -> Option<i128> {
    let (negative, digits) = match figure.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, figure),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let decimals = decimals.trim_end_matches('0');
    let is_figure = !whole.is_empty() && (whole.bytes().chain(decimals.bytes())).all(|byte| byte.is_ascii_digit());
    if !is_figure || decimals.len() > SCALE || whole.trim_start_matches('0').len() > PRECISION - SCALE {
        return None;
    }
    let padded = format!("{whole}{decimals:0<SCALE$}");
    let value: i128 = padded.parse().ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn figures_are_kept_exactly_or_not_at_all() {
        assert_eq!(scaled("1979.12"), Some(19_791_200_000_000));
        assert_eq!(scaled("-0.5"), Some(-5_000_000_000));
        assert_eq!(scaled("12"), Some(120_000_000_000));
        assert_eq!(scaled("1.50000000000000"), Some(15_000_000_000), "zeros at the end are no digits to lose");
        assert_eq!(scaled("0.00000000001"), None);
        assert_eq!(scaled(&"9".repeat(28)).map(|value| value.to_string()), Some("9".repeat(28) + "0000000000"));
        assert_eq!(scaled(&"9".repeat(29)), None);
        for none in ["", "-", ".", "1,2", "1e3", "--1", "公"] {
            assert_eq!(scaled(none), None, "{none}");
        }
    }
}
