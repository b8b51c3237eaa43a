//! What a money cell says.

use rust_decimal::Decimal;

/// How a figure is written in the JSON: a decimal with the printed number of decimals.
#[cfg(feature = "schema")]
pub(crate) const DECIMAL: &str = r"^-?[0-9]+(\.[0-9]+)?$";

/// What one money cell says. A missing figure is never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Digits were printed; the scale is the number of printed decimals.
    Amount(Decimal),
    /// The cell is blank, or holds only a dash.
    Absent,
    /// Text that is not a figure, kept as printed.
    Unreadable(String),
}

impl Figure {
    /// The amount, where there is one.
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Absent | Self::Unreadable(_) => None,
        }
    }
}
