//! Amounts and how a document prints them.

/// The unit and the looks of a document's figures. Amounts are whole 分 everywhere in this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Money {
    /// 万元, else 元.
    pub(crate) in_ten_thousands: bool,
    /// Whether thousands are grouped by commas.
    pub(crate) grouped: bool,
    /// Whether nothing is printed as a blank cell, else as 0.00.
    pub(crate) blank_zero: bool,
}

impl Money {
    /// The unit's name.
    pub(crate) fn unit(self) -> &'static str {
        if self.in_ten_thousands { "万元" } else { "元" }
    }

    /// A figure as a form's cell.
    pub(crate) fn cell(self, amount: i64) -> String {
        if amount == 0 && self.blank_zero { String::new() } else { self.figure(amount) }
    }

    /// A figure, nothing as 0.00: two digits behind the point, the last one rounded half up.
    pub(crate) fn figure(self, amount: i64) -> String {
        let hundredths = if self.in_ten_thousands { rounded(amount, 10_000) } else { amount };
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let whole = if self.grouped { grouped(whole) } else { whole.to_string() };
        format!("{sign}{whole}.{part:02}")
    }

    /// A figure of the prose with its unit.
    pub(crate) fn words(self, amount: i64) -> String {
        format!("{}{}", self.figure(amount), self.unit())
    }
}

/// `amount` ÷ `by`, rounded half away from zero.
pub(crate) fn rounded(amount: i64, by: i64) -> i64 {
    let half = if amount < 0 { -by / 2 } else { by / 2 };
    (amount + half) / by
}

/// `part` of `whole` in percent with two digits behind the point. `whole` must not be nothing.
pub(crate) fn percent(part: i64, whole: i64) -> String {
    let (part, whole) = (i128::from(part) * 10_000, i128::from(whole));
    let hundredths = (2 * part + whole * part.signum()) / (2 * whole);
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100)
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Money, percent};

    const WAN: Money = Money { in_ten_thousands: true, grouped: true, blank_zero: true };

    #[test]
    fn a_figure_is_rounded_half_up_and_grouped() {
        assert_eq!(WAN.figure(123_456_785_000), "123,456.79");
        assert_eq!(WAN.figure(4_999), "0.00");
        assert_eq!(WAN.figure(5_000), "0.01");
        assert_eq!(WAN.figure(-5_000), "-0.01");
        let yuan = Money { in_ten_thousands: false, grouped: false, blank_zero: false };
        assert_eq!(yuan.figure(1_234_567), "12345.67");
        assert_eq!((WAN.cell(0), yuan.cell(0)), (String::new(), "0.00".to_owned()));
    }

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(percent(1, 3), "33.33");
        assert_eq!(percent(2, 3), "66.67");
        assert_eq!(percent(-1, 8), "-12.50");
        assert_eq!(percent(1, 20_000), "0.01");
    }
}
