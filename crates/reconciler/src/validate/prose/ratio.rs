//! Whether a printed percentage follows from two printed amounts.

use juesuan_model::{Outcome, Reason};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::figures::{Sum, last_digit};

/// A percentage against what follows from the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) outcome: Outcome,
    pub(super) reason: Option<Reason>,
    /// 100 × part ÷ whole, with two digits more than printed.
    pub(super) expected: Decimal,
}

/// Judges `printed` per cent as `part` of `whole`; `None` where the whole may be zero or less.
pub(super) fn judge(printed: Decimal, part: Sum, whole: Sum) -> Option<Ratio> {
    let (least, most) = whole.bounds();
    if least <= Decimal::ZERO {
        return None;
    }
    let percent = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    let (low, high) = part.bounds();
    let corners = [percent(low, least)?, percent(low, most)?, percent(high, least)?, percent(high, most)?];
    let low = corners.iter().copied().min()?;
    let high = corners.iter().copied().max()?;
    let exact = percent(part.value, whole.value)?;
    let last = last_digit(printed);
    let half = last / Decimal::TWO;
    let rounded = exact.round_dp_with_strategy(printed.scale(), RoundingStrategy::MidpointAwayFromZero);
    let (from, to) = if printed.is_sign_negative() { (printed - last, printed) } else { (printed, printed + last) };
    let (outcome, reason) = if rounded == printed {
        (Outcome::Pass, None)
    } else if low <= printed + half && printed - half <= high {
        (Outcome::Rounding, Some(Reason::LastDigit))
    } else if low < to && from < high {
        (Outcome::Rounding, Some(Reason::Truncated))
    } else {
        (Outcome::Fail, None)
    };
    Some(Ratio { outcome, reason, expected: exact.round_dp(printed.scale() + 2) })
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Outcome, Reason};
    use rust_decimal::Decimal;

    use super::judge;
    use crate::figures::Sum;

    #[track_caller]
    fn check(printed: &str, part: &str, whole: &str, expected: Option<(Outcome, Option<Reason>)>) {
        let read = |text: &str| Decimal::from_str_exact(text).unwrap();
        let sum = |text: &str| Sum::printed(read(text), Decimal::ONE);
        let found = judge(read(printed), sum(part), sum(whole));
        assert_eq!(found.map(|ratio| (ratio.outcome, ratio.reason)), expected, "{printed}% = {part} / {whole}");
    }

    #[test]
    fn a_percentage_follows_from_its_amounts_or_not() {
        check("25.00", "50.00", "200.00", Some((Outcome::Pass, None)));
        check("5.2", "97.94", "1881.18", Some((Outcome::Pass, None)));
        check("99.99", "1716.03", "1716.06", Some((Outcome::Rounding, Some(Reason::Truncated))));
        check("33", "0.1", "0.3", Some((Outcome::Pass, None)));
        check("40", "0.1", "0.3", Some((Outcome::Rounding, Some(Reason::LastDigit))));
        check("60.02", "7295.12", "12127.08", Some((Outcome::Fail, None)));
        check("-1.87", "-56.95", "3052.34", Some((Outcome::Pass, None)));
    }

    #[test]
    fn nothing_is_a_part_of_zero() {
        check("100.00", "5.00", "0.00", None);
    }
}
