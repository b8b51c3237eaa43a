//! What the difference between a printed figure and the needed one looks like.

use juesuan_model::Cause;
use rust_decimal::Decimal;

use crate::figures::Forms;
use crate::items::Slot;

/// How the figure of `slot` and the figure `needed` there differ.
pub(super) fn cause_of(forms: &Forms<'_>, slot: &Slot, needed: Decimal) -> Cause {
    let Some(printed) = slot.figure.amount() else { return Cause::Missing };
    if stands_beside(forms, slot, needed) {
        return Cause::NeighbouringCell;
    }
    if needed.is_zero() {
        return Cause::Missing;
    }
    cause_between(&digits(printed), &digits(needed))
}

/// The digits without point, sign and leading zeros.
fn digits(figure: Decimal) -> String {
    figure.abs().mantissa().to_string()
}

fn cause_between(printed: &str, needed: &str) -> Cause {
    let bare = |digits: &str| digits.trim_end_matches('0').to_owned();
    if printed != needed && bare(printed) == bare(needed) {
        return Cause::ShiftedPoint;
    }
    let (shorter, longer) = if printed.len() < needed.len() { (printed, needed) } else { (needed, printed) };
    if longer.len() == shorter.len() + 1 {
        let without = |skip: usize| longer.char_indices().filter(move |&(at, _)| at != skip).map(|(_, c)| c);
        if (0..longer.len()).any(|skip| without(skip).eq(shorter.chars())) {
            return Cause::LostDigit;
        }
    }
    if printed.len() == needed.len() {
        let other: Vec<(char, char)> = printed.chars().zip(needed.chars()).filter(|(a, b)| a != b).collect();
        let swapped = matches!(other.as_slice(), [(a, b), (c, d)] if a == d && b == c);
        if other.len() <= 1 || swapped {
            return Cause::Mistyped;
        }
    }
    Cause::OtherFigure
}

/// Whether the needed figure is printed in a cell next to this one, in its row or its column.
fn stands_beside(forms: &Forms<'_>, slot: &Slot, needed: Decimal) -> bool {
    let Some(table) = forms.tables.get(slot.at.table) else { return false };
    let text = |row: usize, column: usize| table.rows.get(row)?.cells.get(column)?.amount.as_deref();
    let (row, column) = (slot.at.row, slot.at.column);
    let beside = [
        (Some(row), column.checked_sub(1)),
        (Some(row), Some(column + 1)),
        (row.checked_sub(1), Some(column)),
        (Some(row + 1), Some(column)),
    ];
    let mut figures = beside.into_iter().filter_map(|(row, column)| text(row?, column?));
    !needed.is_zero() && figures.any(|figure| Decimal::from_str_exact(figure).is_ok_and(|figure| figure == needed))
}

#[cfg(test)]
mod tests {
    use juesuan_model::Cause;

    use super::cause_between;

    #[test]
    fn slips_of_reading_and_of_typing_are_told_from_other_figures() {
        assert_eq!(cause_between("197912", "1979120"), Cause::ShiftedPoint);
        assert_eq!(cause_between("19712", "197912"), Cause::LostDigit);
        assert_eq!(cause_between("1977912", "197912"), Cause::LostDigit);
        assert_eq!(cause_between("197812", "197912"), Cause::Mistyped);
        assert_eq!(cause_between("179912", "197912"), Cause::Mistyped);
        assert_eq!(cause_between("35", "296168"), Cause::OtherFigure);
    }
}
