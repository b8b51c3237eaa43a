//! Printed figures as intervals, and sums of them.
//!
//! A figure with d decimals stands for every value that rounds to it: half its last digit up or down. Two sums agree when
//! a choice of such values makes them equal (the interval semantics of XBRL Calculations 1.1). Programs that cut digits
//! off instead of rounding them print figures that are too small by up to a whole last digit; that is told apart.

use juesuan_model::{Outcome, Reason};
use rust_decimal::Decimal;

use crate::catalogue::Relation;

/// The largest figure that is summed, in 元.
const MOST: i64 = 1_000_000_000_000_000_000;

/// The sum of printed figures, in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sum {
    /// As printed.
    pub(crate) value: Decimal,
    /// How far rounding lets the true sum be off, up or down.
    pub(crate) half: Decimal,
    /// How much larger the true sum may be where digits were cut off.
    more: Decimal,
    /// How much smaller.
    less: Decimal,
}

impl Sum {
    /// One figure whose last digit is worth `last`.
    pub(crate) fn of(value: Decimal, last: Decimal) -> Self {
        // No budget is larger; sums of what a made-up document prints must not overflow.
        let most = Decimal::from(MOST);
        let value = value.clamp(-most, most);
        let cut =
            if value.is_sign_negative() && !value.is_zero() { (Decimal::ZERO, last) } else { (last, Decimal::ZERO) };
        Self { value, half: last / Decimal::TWO, more: cut.0, less: cut.1 }
    }

    /// One figure as printed, of a unit that is worth `unit`.
    pub(crate) fn printed(figure: Decimal, unit: Decimal) -> Self {
        Self::of(figure.saturating_mul(unit), last_digit(figure).saturating_mul(unit))
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            value: self.value.saturating_add(other.value),
            half: self.half.saturating_add(other.half),
            more: self.more.saturating_add(other.more),
            less: self.less.saturating_add(other.less),
        }
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        let negated = Self { value: -other.value, half: other.half, more: other.less, less: other.more };
        self.plus(negated)
    }

    /// The least and the greatest value that it may stand for.
    pub(crate) fn bounds(self) -> (Decimal, Decimal) {
        (self.value - self.half, self.value + self.half)
    }

    /// How `self` compares with `other`.
    pub(crate) fn relate(self, relation: Relation, other: Self) -> (Outcome, Option<Reason>) {
        let difference = self.value - other.value;
        let allowance = self.half + other.half;
        if difference.is_zero() || (relation == Relation::Le && difference.is_sign_negative()) {
            (Outcome::Pass, None)
        } else if difference.abs() <= allowance {
            (Outcome::Rounding, Some(Reason::LastDigit))
        } else if difference - self.less < other.more && -difference - other.less < self.more {
            (Outcome::Rounding, Some(Reason::Truncated))
        } else {
            (Outcome::Fail, None)
        }
    }
}

/// What one of the last printed digit is worth.
pub(crate) fn last_digit(figure: Decimal) -> Decimal {
    Decimal::new(1, figure.scale())
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Outcome, Reason};
    use rust_decimal::Decimal;

    use super::Sum;
    use crate::catalogue::Relation;

    fn sum(figures: &str) -> Sum {
        figures
            .split('+')
            .map(|figure| {
                let (digits, unit) = figure.strip_suffix('万').map_or((figure, 1), |digits| (digits, 10_000));
                Sum::printed(Decimal::from_str_exact(digits).unwrap(), Decimal::from(unit))
            })
            .fold(Sum::default(), Sum::plus)
    }

    #[track_caller]
    fn check(left: &str, right: &str, outcome: Outcome, reason: Option<Reason>) {
        assert_eq!(sum(left).relate(Relation::Eq, sum(right)), (outcome, reason), "{left} = {right}");
    }

    #[test]
    fn each_addend_may_be_off_by_half_its_last_digit() {
        check("10.00", "3.33+6.67", Outcome::Pass, None);
        check("10.00", "3.33+3.33+3.33", Outcome::Rounding, Some(Reason::LastDigit));
        check("0.09", "0.05+0.05", Outcome::Rounding, Some(Reason::LastDigit));
        check("10.00", "9.97", Outcome::Fail, None);
        check("326.71", "326.72", Outcome::Rounding, Some(Reason::LastDigit));
        check("326.71", "326.73", Outcome::Fail, None);
    }

    #[test]
    fn what_was_cut_off_is_missing_from_the_parts() {
        check("10.03", "2.50+2.50+2.50+2.50", Outcome::Rounding, Some(Reason::Truncated));
        check("9.96", "2.50+2.50+2.50+2.50", Outcome::Fail, None);
        check("-10.03", "-2.50+-2.50+-2.50+-2.50", Outcome::Rounding, Some(Reason::Truncated));
    }

    #[test]
    fn units_mix() {
        check("1979.12万", "19791184.35", Outcome::Rounding, Some(Reason::LastDigit));
        check("1979.12万", "19791384.35", Outcome::Fail, None);
    }

    #[test]
    fn a_part_may_be_as_large_as_its_whole_and_no_larger() {
        let relate = |left, right| sum(left).relate(Relation::Le, sum(right)).0;
        assert_eq!(relate("1.00", "2.00"), Outcome::Pass);
        assert_eq!(relate("2.01", "2.00"), Outcome::Rounding);
        assert_eq!(relate("2.10", "2.00"), Outcome::Fail);
    }
}
